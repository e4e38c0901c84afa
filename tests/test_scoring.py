"""Scores, by hand: every rule of selfcheck.scoring with numbers worked out on paper."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.question_file.answers_file import read_answers
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Answer, Level, Question, Questionnaire, Theme
from selfcheck.replies import marks_of
from selfcheck.scoring import (
    find_level,
    prepare_scoring,
    question_points,
    score_answers,
)
from selfcheck.spelling import round_half_up

HEAD = "selfcheck: 1\nid: t\ntitle: t\nlanguage: ja\n"


def load(text: str) -> Questionnaire:
    """A question file that is fit for use."""
    loaded = read_questionnaire("t.yaml", (HEAD + text).encode())
    assert not loaded.problems, loaded.problems
    assert loaded.questionnaire is not None
    return loaded.questionnaire


def scores(text: str, answers: str) -> dict[str, Any]:
    """The scores that answers, written as in an answers file, lead to."""
    questionnaire = load(text)
    given = read_answers("a.yaml", answers.encode(), questionnaire)
    assert not given.problems, given.problems
    return score_answers(prepare_scoring(questionnaire), marks_of(given.answers))


def score(text: str, answers: str, theme: str = "t1") -> Any:
    """One theme's score."""
    return scores(text, answers)[theme].score


def theme(extra: str = "", rubric: str = "low: {name: l}, high: {from: 50, name: h}") -> str:
    """The section of one theme t1."""
    more = f", {extra}" if extra else ""
    return f"themes: {{t1: {{name: t, rubric: {{{rubric}}}{more}}}}}\n"


def questions(*lines: str) -> str:
    """The section of questions q1, q2, ...: each line is what follows `ask`."""
    return "questions:\n" + "".join(
        f"  q{number}: {{ask: q, {line}}}\n" for number, line in enumerate(lines, 1)
    )


FOUR = "answers: {0: a, 1: b, 2: c, 3: d, 4: e, na: x}, theme: t1"
SEVEN = "answers: {1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g}, theme: t1"


# --- R1-R3: what an answer brings ----------------------------------------------------------


def test_a_number_brings_itself_to_the_theme_of_the_question() -> None:
    """R1: 3 of 0-4 is 75 percent."""
    assert score(theme() + questions(FOUR), "q1: 3") == 75


def test_an_answer_without_points_leaves_the_question_unanswered() -> None:
    """R1: `na` was chosen, yet there is no score."""
    found = scores(theme() + questions(FOUR), "q1: na")["t1"]
    assert (found.score, found.answered, found.of) == (None, 0, 1)


def test_own_points_go_before_the_number() -> None:
    """R1: the answer 2 with 5 points of its own is the highest there is."""
    line = "answers: {0: a, 1: b, 2: {label: c, points: {t1: 5}}}, theme: t1"
    assert score(theme() + questions(line), "q1: 2") == 100
    assert score(theme() + questions(line), "q1: 1") == 20


def test_empty_points_leave_the_question_unanswered() -> None:
    """R1: `points: {}` names no theme."""
    line = "answers: {0: a, 1: b, 2: {label: c, points: {}}}, theme: t1"
    assert score(theme() + questions(line), "q1: 2") is None


def test_reverse_turns_one_to_seven_round() -> None:
    """R2: 2 of 1-7 becomes 6, which is 5/6 of the way up."""
    assert score(theme() + questions(SEVEN + ", reverse: true"), "q1: 2") == Fraction(500, 6)


def test_reverse_leaves_own_points_as_they_are() -> None:
    """R2: only 0, 1 and 3 are turned round (by 3); 9 has points of its own and stays."""
    line = "answers: {0: a, 1: b, 3: c, 9: {label: d, points: {t1: 9}}}, theme: t1, reverse: true"
    assert score(theme() + questions(line), "q1: 1") == Fraction(100 * 2, 9)
    assert score(theme() + questions(line), "q1: 9") == 100


def test_an_answer_with_points_brings_zero_to_the_other_themes() -> None:
    """R3: what goes to b counts as answered with 0 in a and in c."""
    text = "themes: {a: {name: a}, b: {name: b}, c: {name: c}}\n" + questions(
        "answers: {x: {label: x, points: {a: 2}}, y: {label: y, points: {b: 2}}, "
        "z: {label: z, points: {c: 4, a: 1}}}"
    )
    found = scores(text, "q1: y")
    assert {id: found[id].score for id in "abc"} == {"a": 0, "b": 100, "c": 0}
    found = scores(text, "q1: z")
    assert {id: found[id].score for id in "abc"} == {"a": 50, "b": 0, "c": 100}


def test_a_question_belongs_only_to_themes_that_its_answers_name() -> None:
    """R3: where all answers have points elsewhere, the question's own theme has no question."""
    text = "themes: {a: {name: a}, t1: {name: t}}\n" + questions(
        "answers: {x: {label: x, points: {a: 2}}, y: {label: y, points: {a: 0}}}, theme: t1"
    )
    found = scores(text, "q1: x")
    assert (found["t1"].of, found["a"].score) == (0, 100)


# --- R4, R5: several -----------------------------------------------------------------------

SEVERAL = (
    "choose: several, answers: {a: {label: a, points: {t1: 2}}, b: {label: b, points: {t1: 3}}, "
    "c: {label: c, points: {t1: -1}}, none_of: {label: n, alone: true, points: {t1: 0}}, "
    "na: {label: na}}"
)


def test_marked_answers_add_up_between_the_extremes_of_allowed_markings() -> None:
    """R4, R5: lowest is -1 (c alone), highest 5 (a and b); a and c bring 1."""
    assert score(theme() + questions(SEVERAL), "q1: [a, c]") == Fraction(100 * 2, 6)


def test_a_marking_given_twice_counts_once() -> None:
    """R4: a, a is a."""
    assert score(theme() + questions(SEVERAL), "q1: [a, a]") == 50


def test_alone_with_points_is_an_answer() -> None:
    """R4: none of these brings its 0."""
    assert score(theme() + questions(SEVERAL), "q1: none_of") == Fraction(100, 6)


def test_without_points_is_alone_in_a_question_that_scores() -> None:
    """R4: `na` cannot be marked with others, and `none_of` neither."""
    question = load(theme() + questions(SEVERAL)).questions["q1"]
    assert question_points(question).alone == {"na", "none_of"}


def test_without_points_is_not_alone_in_a_question_that_does_not_score() -> None:
    """R4: where nothing scores, only `alone` stands alone."""
    line = "choose: several, answers: {a: a, b: b, n: {label: n, alone: true}}"
    assert question_points(load(questions(line)).questions["q1"]).alone == {"n"}


def test_lowest_of_several_is_one_mark_where_all_points_are_above_zero() -> None:
    """R5: marking nothing is skipping, so lowest is 2, not 0."""
    line = "choose: several, answers: {2: a, 3: b}, theme: t1"
    found = scores(theme("score: sum") + questions(line), "q1: [2]")["t1"]
    assert (found.score, found.lowest, found.highest) == (2, 2, 5)


def test_reversed_numbers_of_several_are_turned_before_they_add_up() -> None:
    """R2, R4: 1 and 3 of 1-3 become 3 and 1."""
    line = "choose: several, reverse: true, answers: {1: a, 2: b, 3: c}, theme: t1"
    found = scores(theme("score: sum") + questions(line), "q1: [1, 2]")["t1"]
    assert (found.score, found.lowest, found.highest) == (5, 1, 6)


# --- R6, R8-R10: weights and the three kinds of score ---------------------------------------


def test_percent_counts_from_a_lowest_that_is_not_zero() -> None:
    """R8: 4 of 1-7 is the middle."""
    assert score(theme() + questions(SEVEN), "q1: 4") == 50


def test_weights_multiply_points() -> None:
    """R6: (4x1 + 0x3) of 16 is 25 percent."""
    text = theme() + questions(FOUR, FOUR + ", weight: 3")
    assert score(text, "{q1: 4, q2: 0}") == 25


def test_mean_divides_by_the_weights() -> None:
    """R9: (1x2 + 3x4) / 4 = 3.5."""
    text = theme("score: mean") + questions(FOUR, FOUR + ", weight: 3")
    assert score(text, "{q1: 2, q2: 4}") == Fraction(7, 2)


def test_a_prorated_sum_stands_for_all_asked_questions() -> None:
    """R10: 7 points from 2 of 3 questions are 10.5; nothing is cut off."""
    text = theme("score: sum") + questions(FOUR, FOUR, FOUR)
    assert score(text, "{q1: 3, q2: 4}") == Fraction(21, 2)


def test_a_prorated_sum_goes_by_weights() -> None:
    """R10: 2 points at weight 1 of 4 weights are 8."""
    text = theme("score: sum, at_least: 1") + questions(FOUR, FOUR + ", weight: 3")
    assert score(text, "{q1: 2}") == 8


def test_an_ignored_gap_leaves_the_sum_as_it_stands() -> None:
    """R10: 7 points stay 7."""
    text = theme("score: sum, missing: ignore") + questions(FOUR, FOUR, FOUR)
    assert score(text, "{q1: 3, q2: 4}") == 7


def test_decimals_are_exact() -> None:
    """R9: 0.1 + 0.2 is 0.3, divided by two."""
    line = "answers: {0.1: a, 0.2: b, 1: c}, theme: t1"
    found = score(theme("score: mean") + questions(line, line), "{q1: 0.1, q2: 0.20}")
    assert found == Fraction(3, 20)


# --- R7: questions that are not asked -------------------------------------------------------

BRANCH = theme("score: sum") + questions(
    FOUR, FOUR + ", ask_if: {q1: [3, 4]}", FOUR + ", ask_if: {q2: 4}"
)


def test_a_question_not_asked_belongs_to_neither_side() -> None:
    """R7: with q1 at 2 only q1 is asked; its range is the theme's."""
    found = scores(BRANCH, "{q1: 2}")["t1"]
    assert (found.score, found.highest, found.of) == (2, 4, 1)


def test_an_answer_to_a_question_not_asked_is_dropped() -> None:
    """R7: dropping q2 drops q3, which waits for q2."""
    found = scores(BRANCH, "{q1: 2, q2: 4, q3: 4}")["t1"]
    assert (found.score, found.answered, found.of) == (2, 1, 1)


def test_a_skipped_question_asks_no_further() -> None:
    """R7: nothing is met by a skipped question."""
    assert scores(BRANCH, "{}")["t1"].of == 1


def test_several_meets_ask_if_with_one_marked_answer() -> None:
    """R7: one of the marked answers is enough."""
    text = theme() + questions(
        "choose: several, answers: {a: a, b: b, c: c}", FOUR + ", ask_if: {q1: [b]}"
    )
    assert scores(text, "{q1: [a, b], q2: 1}")["t1"].score == 25


# --- R11: enough answers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_least", "answered", "has_score"),
    [("half", 1, False), ("half", 2, True), ("all", 2, False), ("all", 3, True), ("1", 1, True),
     ("3", 2, False), ("0", 0, False), ("4", 3, False)],
)  # fmt: skip
def test_enough_questions_must_be_answered(at_least: str, answered: int, has_score: bool) -> None:
    """R11: half of three is two; a number counts as it stands; nothing answered is no score."""
    text = theme(f"at_least: {at_least}") + questions(FOUR, FOUR, FOUR)
    answers = "{" + ", ".join(f"q{n}: 1" for n in range(1, answered + 1)) + "}"
    assert (score(text, answers) is not None) == has_score


def test_a_number_counts_as_it_stands_where_questions_are_branched_away() -> None:
    """R11: three are wanted, one is asked: no score."""
    text = BRANCH.replace("score: sum", "score: sum, at_least: 3")
    assert score(text, "{q1: 2}") is None


@pytest.mark.parametrize("kind", ["percent", "mean", "sum"])
def test_without_room_between_lowest_and_highest_there_is_no_score(kind: str) -> None:
    """R11: a question whose answers all bring the same says nothing, whatever the kind."""
    line = "answers: {a: {label: a, points: {t1: 1}}, b: {label: b, points: {t1: 1}}}"
    assert score(theme(f"score: {kind}") + questions(line), "q1: a") is None


# --- R12, R13: levels and bounds ------------------------------------------------------------

LEVELS = "low: {name: l}, mid: {from: 40, name: m}, high: {from: 70, name: h}"


@pytest.mark.parametrize(("answer", "level"), [("0", "low"), ("4", "mid"), ("7", "high")])
def test_a_score_on_a_border_is_in_the_level_that_starts_there(answer: str, level: str) -> None:
    """R12: exactly 40 is mid, exactly 70 is high."""
    line = "answers: {" + ", ".join(f"{n}: a{n}" for n in range(11)) + "}, theme: t1"
    found = scores(theme(rubric=LEVELS) + questions(line), f"q1: {answer}")["t1"].level
    assert found is not None and found.id == level


def test_a_third_is_below_the_decimal_next_to_it() -> None:
    """R12: 100/3 is below 33.4 and above 33.3, without rounding."""
    rubric = "low: {name: l}, mid: {from: 33.3, name: m}, high: {from: 33.4, name: h}"
    line = "answers: {0: a, 1: b, 3: c}, theme: t1"
    found = scores(theme(rubric=rubric) + questions(line), "q1: 1")["t1"].level
    assert found is not None and found.id == "mid"


def test_a_score_below_every_start_is_in_the_first_level() -> None:
    """R12: the first level has no start."""
    rubric = (Level("a", "a"), Level("b", "b", start=Fraction(5)))
    assert find_level(Theme("t", "t", rubric=rubric), Fraction(-3)) == rubric[0]


def test_bounds_are_over_all_asked_questions() -> None:
    """R13: two questions of 1-7, one skipped, have a sum between 2 and 14."""
    found = scores(theme("score: sum") + questions(SEVEN, SEVEN), "{q1: 7}")["t1"]
    assert (found.lowest, found.highest) == (2, 14)


def test_bounds_of_a_mean_are_means() -> None:
    """R13: weights of 1 and 3 on 1-7 leave lowest 1 and highest 7."""
    text = theme("score: mean") + questions(SEVEN, SEVEN + ", weight: 3")
    found = scores(text, "{q1: 7}")["t1"]
    assert (found.lowest, found.highest) == (1, 7)


@pytest.mark.parametrize("kind", ["percent", "mean", "sum"])
def test_where_nothing_was_asked_there_are_no_bounds(kind: str) -> None:
    """R13: null, for percent too."""
    text = f"themes: {{t1: {{name: t, score: {kind}}}}}\n" + questions(
        "answers: {a: a, b: b}", FOUR + ", ask_if: {q1: b}"
    )
    found = scores(text, "{q1: a}")["t1"]
    assert (found.lowest, found.highest, found.of) == (None, None, 0)


# --- R14: near a border ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "near"),
    [("{q1: 2, q2: 1}", True), ("{q1: 2, q2: 2}", True), ("{q1: 4, q2: 3}", False),
     ("{q1: 0, q2: 0}", False)],
)  # fmt: skip
def test_near_a_border_means_one_step_of_one_answer_away(answers: str, near: bool) -> None:
    """R14: with a border at 50 of two questions of 0-4, points 3 and 4 are near, 7 and 0 not."""
    assert scores(theme() + questions(FOUR, FOUR), answers)["t1"].near_border is near


def test_one_mark_more_is_a_step_of_several() -> None:
    """R14: a and b reach the border that a alone does not."""
    text = theme(rubric="low: {name: l}, high: {from: 90, name: h}") + questions(SEVERAL)
    assert scores(text, "q1: [a]")["t1"].near_border is True
    assert scores(text, "q1: [c]")["t1"].near_border is False


def test_near_a_border_an_other_with_a_text_beside_it_counts_for_nothing() -> None:
    """Of several marks, one more or less is a step; one that brings nothing is none."""
    line = (
        "choose: several, answers: {a: {label: a, points: {t1: 2}}, b: {label: b, points: {t1: 2}}"
    )
    text = theme("score: sum", "low: {name: l}, high: {from: 4, name: h}")
    text += questions(line + ", o: {label: o, write: word}}")
    assert scores(text, "q1: [a, o]")["t1"].near_border is True
    assert scores(text, "q1: o")["t1"].near_border is False


def test_a_step_leads_to_the_points_next_to_the_present_ones() -> None:
    """R14: whatever the order of the answers is: from 0 it leads to 1, not to 4."""
    line = "answers: {0: a, 4: b, 1: c}, theme: t1"
    for start, near in ((1, True), (2, False)):
        text = theme("score: sum", f"low: {{name: l}}, high: {{from: {start}, name: h}}")
        assert scores(text + questions(line), "q1: 0")["t1"].near_border is near


def test_a_step_is_as_wide_as_the_weight_makes_it() -> None:
    """R6, R14: at weight 3, one answer more is three points more: 3 is near 6, not near 7."""
    for start, near in ((6, True), (7, False)):
        text = theme("score: sum", f"low: {{name: l}}, high: {{from: {start}, name: h}}")
        assert scores(text + questions(FOUR + ", weight: 3"), "q1: 1")["t1"].near_border is near


@pytest.mark.parametrize(
    ("start", "marked", "near"),
    [
        (3, "none_of", True),  # 9, and 1 or 2 with one of the others in its place
        (0, "none_of", False),  # -9 is another answer that stands alone
        (5, "[a]", False),  # 3 with b beside it; 10 is no marking
        (0.5, "[a]", False),  # 0 would be no mark at all, which is skipping
        (3, "[a]", True),
        (-3, "all_of", True),
        (5, "all_of", False),
    ],
)
def test_a_step_makes_no_marking_that_is_not_allowed(start: float, marked: str, near: bool) -> None:
    """R4, R14: from an answer that stands alone it leads to one of the others, and never back."""
    line = (
        "choose: several, answers: {a: {label: a, points: {t1: 1}}, b: {label: b, "
        "points: {t1: 2}}, none_of: {label: n, alone: true, points: {t1: 9}}, "
        "all_of: {label: o, alone: true, points: {t1: -9}}}"
    )
    text = theme("score: sum", f"low: {{name: l}}, high: {{from: {start}, name: h}}")
    assert scores(text + questions(line), f"q1: {marked}")["t1"].near_border is near


# --- spelled numbers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [("2.5", 0, "3"), ("-2.5", 0, "-2"), ("0.05", 1, "0.1"), ("-0.04", 1, "0.0"),
     ("-0.06", 1, "-0.1"), ("62.5", 2, "62.50")],
)  # fmt: skip
def test_halves_are_rounded_up(number: str, decimals: int, text: str) -> None:
    """A score matches when it is the one written, rounded half up to the decimals written."""
    assert round_half_up(Fraction(number), decimals) == text


# --- laws -----------------------------------------------------------------------------------

points = st.integers(-20, 20).map(lambda n: Fraction(n, 4))
kinds = st.sampled_from(["percent", "mean", "sum"])


@st.composite
def asked(draw: st.DrawFn, number: int) -> Question:
    """A question that scores on the theme t1."""
    values = draw(st.lists(points, min_size=2, max_size=6, unique=True))
    answers = tuple(Answer(f"v{n}", f"a{n}", value) for n, value in enumerate(values))
    lone = draw(st.sampled_from([None, *range(len(answers))]))
    several = draw(st.booleans())
    if several and lone is not None:
        one = answers[lone]
        marked = Answer(one.value, one.label, one.number, alone=True)
        answers = (*answers[:lone], marked, *answers[lone + 1 :])
    return Question(
        f"q{number}",
        "?",
        answers=answers,
        themes=("t1",),
        choose="several" if several else "one",
        reverse=draw(st.booleans()),
        weight=draw(st.integers(1, 12).map(lambda n: Fraction(n, 4))),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """One theme with three levels, one to four questions."""
    made = [draw(asked(number)) for number in range(draw(st.integers(1, 4)))]
    starts = sorted(
        draw(st.lists(points.map(lambda p: p * 10), min_size=2, max_size=2, unique=True))
    )
    rubric = (Level("a", "a"), *(Level(f"l{n}", "b", start=s) for n, s in enumerate(starts)))
    kind: Any = draw(kinds)
    themes = {"t1": Theme("t1", "t", score=kind, at_least=1, rubric=rubric)}
    return Questionnaire("x", "x", "ja", themes=themes, questions={q.id: q for q in made})


def markings(question: Question) -> list[tuple[str, ...]]:
    """Every marking that is allowed, one by one."""
    values = [answer.value for answer in question.answers]
    if question.choose == "one":
        return [(value,) for value in values]
    alone = {answer.value for answer in question.answers if answer.alone}
    free = [value for value in values if value not in alone]
    together = [c for size in range(1, len(free) + 1) for c in combinations(free, size)]
    return [*together, *((value,) for value in sorted(alone))]


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, tuple[str, ...]]]:
    """A questionnaire with every question answered."""
    made = draw(questionnaires())
    return made, {id: draw(st.sampled_from(markings(q))) for id, q in made.questions.items()}


@given(answered())
def test_a_score_lies_between_lowest_and_highest(
    drawn: tuple[Questionnaire, dict[str, tuple[str, ...]]],
) -> None:
    """Where nothing was skipped, no score is outside its bounds."""
    found = score_answers(prepare_scoring(drawn[0]), drawn[1])["t1"]
    if found.score is not None:
        assert found.lowest is not None and found.highest is not None
        assert found.lowest <= found.score <= found.highest


@given(questionnaires())
def test_the_range_of_a_question_is_that_of_all_its_markings(made: Questionnaire) -> None:
    """Lowest and highest are reached by an allowed marking, and none goes beyond."""
    for question in made.questions.values():
        prepared = question_points(question)
        sums = [
            sum((prepared.answers[v]["t1"] for v in marking), Fraction(0))
            for marking in markings(question)
        ]
        assert (prepared.ranges["t1"].lowest, prepared.ranges["t1"].highest) == (
            min(sums),
            max(sums),
        )


@given(answered())
def test_every_score_is_in_exactly_one_level(
    drawn: tuple[Questionnaire, dict[str, tuple[str, ...]]],
) -> None:
    """The level is the only one whose start is reached and whose next start is not."""
    found = score_answers(prepare_scoring(drawn[0]), drawn[1])["t1"]
    if found.score is None:
        return
    starts = [level.start for level in found.theme.rubric]
    end_that_fits = [
        level
        for level, following in zip(found.theme.rubric, [*starts[1:], None], strict=True)
        if (level.start is None or level.start <= found.score)
        and (following is None or found.score < following)
    ]
    assert end_that_fits == [found.level]


@given(answered())
def test_the_order_of_questions_does_not_change_scores(
    drawn: tuple[Questionnaire, dict[str, tuple[str, ...]]],
) -> None:
    """The same answers to the same questions, asked backwards."""
    made, answers = drawn
    backwards = Questionnaire(
        "x", "x", "ja", themes=made.themes, questions=dict(reversed(list(made.questions.items())))
    )
    here, there = (score_answers(prepare_scoring(q), answers)["t1"] for q in (made, backwards))
    assert (here.score, here.level, here.near_border) == (
        there.score,
        there.level,
        there.near_border,
    )


@given(st.lists(points, min_size=2, max_size=6, unique=True))
def test_reversing_twice_changes_nothing(values: list[Fraction]) -> None:
    """A question whose numbers were turned round and which is reversed is as it was."""
    low, high = min(values), max(values)
    plain = Question("q", "?", answers=_numbers(values), themes=("t1",))
    turned = Question(
        "q", "?", answers=_numbers([low + high - v for v in values]), themes=("t1",), reverse=True
    )
    assert question_points(plain).answers == question_points(turned).answers


def _numbers(values: list[Fraction]) -> tuple[Answer, ...]:
    return tuple(Answer(f"v{n}", "a", value) for n, value in enumerate(values))


@settings(max_examples=50)
@given(answered())
def test_near_a_border_is_what_trying_every_step_finds(
    drawn: tuple[Questionnaire, dict[str, tuple[str, ...]]],
) -> None:
    """R14 by brute force: change one answer by one step, score anew, compare levels."""
    made, answers = drawn
    scoring = prepare_scoring(made)
    found = score_answers(scoring, answers)["t1"]
    if found.score is None:
        return
    moved = [
        score_answers(scoring, {**answers, id: step})["t1"].level
        for id, question in made.questions.items()
        for step in _steps(question, answers[id])
    ]
    assert found.near_border == any(level != found.level for level in moved)


def _steps(question: Question, reply: tuple[str, ...]) -> list[tuple[str, ...]]:
    if question.choose == "one":
        values = sorted(question.answers, key=lambda answer: answer.number or 0)
        place = [answer.value for answer in values].index(reply[0])
        near = [place - 1, place + 1]
        return [(values[n].value,) for n in near if 0 <= n < len(values)]
    alone = {answer.value for answer in question.answers if answer.alone}
    free = [answer.value for answer in question.answers if not answer.alone]
    if set(reply) & alone:
        return [(value,) for value in free]
    sets = [set(reply) ^ {value} for value in free]
    return [tuple(sorted(marking)) for marking in sets if marking]
