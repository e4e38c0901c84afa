"""What answers can reach: held against trying out every answer, and shown by bad examples.

What is printed for them is held by test_problems, with all other bad examples.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.checking.direction import check_direction
from selfcheck.checking.reach import ReachCache, check_reach
from selfcheck.checking.reach.backtrack import find_answers
from selfcheck.checking.reach.leads import find_leads
from selfcheck.checking.reach.odds import level_odds
from selfcheck.checking.reach.paths import places
from selfcheck.checking.reach.plans import score_of
from selfcheck.conditions import judge
from selfcheck.problems import Problem
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Level,
    Marked,
    Marks,
    Negated,
    Question,
    Questionnaire,
    Reflection,
    Remark,
    Reply,
    SafetyRule,
    Skipped,
    Theme,
)
from selfcheck.reflecting import Outcome, choose_reflection, reflect
from selfcheck.scoring import prepare_scoring, score_answers
from selfcheck.simulation import Simulator

FOLDER = Path(__file__).parent / "question_files"
GOOD = sorted((FOLDER / "good").glob("*.yaml"))
BUILT_IN = Path(__file__).parents[1] / "data" / "questions.yaml"
CHECKING = Path(__file__).parents[1] / "src" / "selfcheck" / "checking"
RULES = [*(CHECKING / "reach").glob("*.py"), CHECKING / "direction.py"]
CODES = sorted(
    code
    for file in RULES
    for code in re.findall(r"(?:Problem|_warning)\(\s*\"([a-z-]+)\"", file.read_text("utf-8"))
)

FROM = {"safety-never-shown": {"question-never-asked"}}
"""What a problem follows from, where it is told all the same."""


def read(text: str) -> Questionnaire:
    loaded = read_questionnaire("questions.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    return loaded.questionnaire


def find_all(questionnaire: Questionnaire) -> list[Problem]:
    cache = ReachCache(questionnaire)
    return [*check_reach(cache), *check_direction(cache)]


def codes(text: str) -> list[str]:
    return [problem.code for problem in find_all(read(text))]


# --- bad examples ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", CODES)
def test_a_bad_example_shows_its_code(name: str) -> None:
    """For every problem there is a bad example that shows it, and no other of these."""
    found = find_all(read((FOLDER / "bad" / f"{name}.yaml").read_text(encoding="utf-8")))
    assert {problem.code for problem in found} - FROM.get(name, set()) == {name}


@pytest.mark.parametrize("file", [BUILT_IN, *GOOD], ids=lambda file: file.stem)
def test_good_files_are_silent(file: Path) -> None:
    """No valid file gets a false alarm."""
    assert find_all(read(file.read_text(encoding="utf-8-sig"))) == []


# --- no false alarm -------------------------------------------------------------------------

HEAD = "selfcheck: 1\nid: example\ntitle: 例\nlanguage: ja\n"
PHQ = (
    HEAD
    + """\
answers:
  days: {0: まったくない, 1: 数日, 2: 半分以上, 3: ほとんど毎日}
themes:
  mood:
    name: 気分
    score: sum
    rubric:
      none: {name: なし}
      EDGE
      mild: {from: 5, name: 軽い}
      moderate: {from: 10, name: 中くらい}
      heavier: {from: 15, name: やや重い}
      heavy: {from: 20, name: 重い}
questions:
""".replace("none: {", "calm: {")
    + "".join(f"  q{n}: {{ask: 問い, answers: days, theme: mood}}\n" for n in range(9))
)
MEANS = (
    HEAD
    + """\
answers:
  agree: {1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g}
themes:
  near:
    name: 近さ
    score: mean
    RUBRIC
questions:
"""
    + "".join(
        f"  q{n}: {{ask: 問い, answers: agree, theme: near, reverse: {str(n == 2).lower()}}}\n"
        for n in range(4)
    )
)
RUBRIC = "rubric: {low: {name: 低い}, middle: {from: 3, name: 中}, high: {from: 5, name: 高い}}"
CLOSE = "rubric: {low: {name: 低い}, edge: {from: 1.99, name: 境}, high: {from: 2.00, name: 高い}}"


def test_a_sum_of_nine_questions_is_silent() -> None:
    """Sums of 0 to 27 with the usual levels are all reached."""
    assert codes(PHQ.replace("      EDGE\n", "")) == []


def test_a_prorated_sum_reaches_halves() -> None:
    """Of nine questions from 0 to 3, eight answered bring 4.5."""
    assert codes(PHQ.replace("EDGE", "edge: {from: 4.5, name: 境}")) == ["level-hardly-reached"]
    assert codes(PHQ.replace("EDGE", "edge: {from: 4.9, name: 境}")) == ["level-never-reached"]


def test_where_nothing_may_be_left_open_a_sum_has_no_halves() -> None:
    """With all questions needed, 4.5 is out of reach."""
    text = PHQ.replace("EDGE", "edge: {from: 4.5, name: 境}")
    whole = text.replace("score: sum", "score: sum\n    at_least: all")
    assert codes(whole) == ["level-never-reached"]


def test_the_ends_of_a_long_theme_are_silent() -> None:
    """Of 21 questions, chance hardly meets the lowest and the highest level; people do."""
    long = PHQ + "".join(f"  r{n}: {{ask: 問い, answers: days, theme: mood}}\n" for n in range(12))
    long = long.replace("from: 5,", "from: 11,").replace("from: 10,", "from: 21,")
    long = long.replace("from: 15,", "from: 31,").replace("from: 20,", "from: 53,")
    assert codes(long.replace("      EDGE\n", "")) == []


def test_means_of_one_to_seven_are_silent() -> None:
    """Means of 1 to 7, one question turned round, reach all levels."""
    assert codes(MEANS.replace("RUBRIC", RUBRIC)) == []


def test_what_lies_between_two_scores_is_no_gap() -> None:
    """Scores are compared: 1.99 and 2 are the same border for a mean of four questions, so the
    level between them is the one that is never reached."""
    found = find_all(read(MEANS.replace("RUBRIC", CLOSE)))
    assert [(p.code, p.facts["level"], p.facts["score"]) for p in found] == [
        ("level-never-reached", "edge", "2")
    ]


def test_a_reflection_that_an_instead_rule_always_takes() -> None:
    """A safety text that stands instead is above every reflection."""
    text = (
        HEAD
        + """\
questions:
  q1: {ask: 問い, answers: {a: はい, b: いいえ}}
reflections:
  yes: {when: {q1: a}, title: はい}
  default: {title: おわり}
safety:
  help: {when: {q1: a}, title: 安全, says: あ, instead: true}
""".replace("yes:", "agreed:")
    )
    assert codes(text) == ["reflection-never-shown"]
    assert codes(text.replace("instead: true", "instead: false")) == []


def test_levels_taken_one_by_one() -> None:
    """A reflection is never shown where those above it share all its levels among them."""
    reflections = """\
reflections:
  one: {when: {near: low}, title: 一}
  two: {when: {near: [middle]}, title: 二}
  three: {when: {near: [low, middle]}, title: 三}
  default: {title: おわり}
"""
    found = find_all(read(MEANS.replace("RUBRIC", RUBRIC) + reflections))
    assert [(p.code, p.facts["above"]) for p in found] == [("reflection-never-shown", "one, two")]


def test_one_mistake_is_told_once() -> None:
    """A reflection on a level that nobody reaches is not told again."""
    rubric = RUBRIC.replace("from: 5", "from: 8")
    reflections = "reflections:\n  one: {when: {near: high}, title: 一}\n  last: {title: おわり}\n"
    assert codes(MEANS.replace("RUBRIC", rubric) + reflections) == ["level-never-reached"]


def test_a_condition_that_is_only_asked_after_another_answer() -> None:
    """A `when` that needs a question and the answer after which it is not asked."""
    text = (
        HEAD
        + """\
questions:
  living: {ask: 問い, answers: {together: はい, apart: いいえ}}
  evening: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {living: together}}
reflections:
  one: {when: {living: apart, evening: a}, title: 一}
  default: {title: おわり}
"""
    )
    found = find_all(read(text))
    assert [(p.code, p.facts["name"], p.facts["against"]) for p in found] == [
        ("when-contradicts-itself", "evening", "living")
    ]


def test_what_waits_for_a_question_that_is_never_asked_follows_from_it() -> None:
    """Only the first of them is named, with the question whose answers exclude each other."""
    text = (
        HEAD
        + """\
questions:
  living: {ask: 問い, answers: {together: はい, apart: いいえ}}
  evening: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {living: together}}
  night: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {evening: a, living: apart}}
  dawn: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {night: a}}
  noon: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {dawn: b}}
reflections:
  default: {title: おわり}
"""
    )
    found = find_all(read(text))
    assert [(p.code, p.facts["found"], p.facts["against"]) for p in found] == [
        ("question-never-asked", "night", "living")
    ]


def test_where_nothing_of_a_theme_is_asked_too_little_is_no_alarm() -> None:
    """`at_least` is out of reach only for those who are asked some of its questions, not none."""
    text = (
        HEAD
        + """\
answers: {agree: {0: a, 1: b}}
themes: {near: {name: 近さ, at_least: 2}}
questions:
  living: {ask: 問い, answers: {together: はい, apart: いいえ}}
  evening: {ask: 問い, answers: agree, theme: near, ask_if: {living: together}}
  night: {ask: 問い, answers: agree, theme: near, ask_if: {living: together}}
reflections:
  default: {title: おわり}
"""
    )
    assert codes(text) == []
    assert codes(text.replace("near, ask_if: {living: together}}\nr", "near}\nr")) == [
        "at-least-above-asked"
    ]


def test_the_question_that_waits_is_named_whatever_the_order() -> None:
    """It is the one that cannot be answered as the `when` demands."""
    text = (
        HEAD
        + """\
questions:
  living: {ask: 問い, answers: {together: はい, apart: いいえ}}
  evening: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {living: together}}
reflections:
  one: {when: {evening: a, living: apart}, title: 一}
  default: {title: おわり}
"""
    )
    assert [problem.facts["name"] for problem in find_all(read(text))] == ["evening"]


def test_an_answer_that_stands_alone_excludes_what_is_asked_after_another() -> None:
    """Both cannot be marked, so the `when` contradicts itself; two others can."""
    text = (
        HEAD
        + """\
questions:
  marks: {ask: 問い, choose: several, answers: {a: あ, b: い, c: {label: う, alone: true}}}
  evening: {ask: 問い, answers: {a: はい, b: いいえ}, ask_if: {marks: a}}
reflections:
  one: {when: {marks: c, evening: a}, title: 一}
  default: {title: おわり}
"""
    )
    assert codes(text) == ["when-contradicts-itself"]
    assert codes(text.replace("marks: c", "marks: b")) == []


def test_a_theme_above_is_kept_from_holding_by_its_other_questions() -> None:
    """What stands above takes a high q1 alone, but not with a low q2 beside it."""
    text = (
        HEAD
        + """\
answers: {agree: {0: a, 1: b}}
themes:
  near: {name: 近さ, at_least: 1, rubric: {low: {}, high: {from: 50}}}
  far: {name: 遠さ, at_least: 1, rubric: {low: {}, high: {from: 60}}}
questions:
  q1:
    ask: 問い
    answers:
      n: {label: a, points: {near: 0, far: 0}}
      y: {label: b, points: {near: 1, far: 1}}
  q2: {ask: 問い, answers: agree, theme: far}
reflections:
  one: {when: {far: high}, title: 一}
  two: {when: {near: high}, title: 二}
  default: {title: おわり}
"""
    )
    assert codes(text) == []


TWO_MEANS = (
    HEAD
    + """\
answers: {ends: {0: a, 10: b}}
themes:
  near:
    name: 近さ
    score: mean
    at_least: 1
    rubric: {low: {}, middle: {from: START}, high: {from: END}}
questions:
  q1: {ask: 問い, answers: ends, theme: near}
  q2: {ask: 問い, answers: ends, theme: near}
"""
)


@pytest.mark.parametrize(
    ("start", "end", "level", "score"),
    [
        ("1", "4.5", "middle", "5"),
        ("0.5", "4", "middle", "0"),
        ("5.5", "9", "middle", "5"),
        ("6", "9.5", "middle", "10"),
        ("5.5", "6", "middle", "5"),
        ("4", "4.5", "middle", "5"),
        ("-5", "5", "low", "0"),
        ("5", "11", "high", "10"),
    ],
)
def test_the_score_nearest_to_a_level_that_is_never_reached_is_told(
    start: str, end: str, level: str, score: str
) -> None:
    """Of all scores, with both answered or one: 0, 5 and 10."""
    found = find_all(read(TWO_MEANS.replace("START", start).replace("END", end)))
    assert [(p.code, p.facts["level"], p.facts["score"]) for p in found] == [
        ("level-never-reached", level, score)
    ]


def test_a_level_that_ends_where_scores_begin_is_out_of_range_too() -> None:
    """Also of a theme with more answers than can be followed: its lowest score is 1."""
    text = (FOLDER / "bad" / "level-out-of-range.yaml").read_text(encoding="utf-8")
    answers = text.replace("{0: ない, 1: たまに, 2: よく}", "{1: ない, 2: たまに, 3: よく}")
    for start, found in (("1", [("level-out-of-range", "low")]), ("2", [])):
        problems = find_all(read(answers.replace("from: 2.5", f"from: {start}")))
        assert [(problem.code, problem.facts["level"]) for problem in problems] == found


def test_chance_marks_an_answer_that_stands_alone_as_often_as_any_other() -> None:
    """One in three marks c; the others mark a, b or both, each as often."""
    answers = (
        Answer("a", "", points={"t": Fraction(1)}),
        Answer("b", "", points={"t": Fraction(2)}),
        Answer("c", "", points={"t": Fraction(0)}, alone=True),
    )
    levels = (Level("l", ""), *(Level(f"l{n}", "", start=Fraction(n)) for n in (1, 2, 3)))
    theme = Theme("t", "t", score="sum", rubric=levels)
    questions = {"q": Question("q", "", answers=answers, choose="several")}
    cache = ReachCache(Questionnaire("q", "", "ja", themes={"t": theme}, questions=questions))
    assert level_odds(cache.plan(theme)) == pytest.approx(
        {"l": 1 / 3, "l1": 2 / 9, "l2": 2 / 9, "l3": 2 / 9}
    )


def test_what_is_asked_after_many_marks_is_no_alarm() -> None:
    """A question of its own after each of many marks: too much to follow, but easy to reach."""
    marks = ", ".join(f"a{n}: x{n}" for n in range(16))
    text = (
        HEAD
        + "answers: {agree: {0: a, 1: b}}\n"
        + "themes: {near: {name: 近さ, rubric: {low: {name: 低}, high: {from: 70, name: 高}}}}\n"
        + f"questions:\n  marks: {{ask: 問い, choose: several, answers: {{{marks}}}}}\n"
        + "".join(
            f"  q{n}: {{ask: 問い, answers: agree, theme: near, ask_if: {{marks: a{n}}}}}\n"
            for n in range(16)
        )
    )
    assert codes(text) == []


def test_a_wide_level_at_the_end_of_a_long_theme_is_not_rare() -> None:
    """Chance alone makes the middle crowded; a level over a fifth of all scores is left alone."""
    questions = "".join(f"  p{n}: {{ask: 問い, answers: agree, theme: near}}\n" for n in range(40))
    assert codes(MEANS.replace("RUBRIC", RUBRIC) + questions) == []


# --- the law: what is said to be reached is what trying everything reaches -------------------

NUMBERS = st.sampled_from([Fraction(n, d) for n in range(-2, 5) for d in (1, 2)])
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(3)])
THEMES = ("s", "t")


@st.composite
def answer_lists(draw: st.DrawFn) -> tuple[Answer, ...]:
    answers = []
    for place in range(draw(st.integers(2, 3))):
        kind = draw(st.sampled_from(["number", "points", "nothing"]))
        answers.append(
            Answer(
                str(place) if kind == "number" else "abc"[place],
                "",
                Fraction(place) if kind == "number" else None,
                draw(st.dictionaries(st.sampled_from(THEMES), NUMBERS, min_size=1))
                if kind == "points"
                else None,
                alone=draw(st.integers(0, 5)) == 0,
                write="word" if draw(st.integers(0, 5)) == 0 else None,
            )
        )
    return tuple(answers)


@st.composite
def question_sets(draw: st.DrawFn) -> dict[str, Question]:
    questions: dict[str, Question] = {}
    for number in range(draw(st.integers(1, 4))):
        id, written = f"q{number}", draw(st.integers(0, 5)) == 0
        ask_if = conditions({}, questions) if questions else st.just(())
        questions[id] = Question(
            id,
            "",
            answers=() if written else draw(answer_lists()),
            choose=draw(st.sampled_from(["one", "one", "several"])),
            write="lines" if written else None,
            themes=() if written else draw(st.sampled_from([("s",), ("t",), ("s", "t"), ()])),
            reverse=draw(st.booleans()),
            weight=draw(WEIGHTS),
            ask_if=draw(ask_if if draw(st.booleans()) else st.just(())),
        )
    return questions


@st.composite
def themes(draw: st.DrawFn, id: str) -> Theme:
    starts = sorted(draw(st.sets(st.sampled_from([0, 1, 2, 25, 50, 75, 100]), max_size=3)))
    levels = [Level("l", ""), *(Level(f"l{start}", "", start=Fraction(start)) for start in starts)]
    return Theme(
        id,
        id,
        score=draw(st.sampled_from(["percent", "mean", "sum"])),
        at_least=draw(st.sampled_from(["half", "all", 1, 2])),
        missing=draw(st.sampled_from(["prorate", "ignore"])),
        rubric=tuple(levels) if draw(st.integers(0, 9)) else (),
        compare=draw(st.integers(0, 4)) > 0,
    )


def conditions(
    named: Mapping[str, Theme], questions: Mapping[str, Question], depth: int = 2
) -> st.SearchStrategy[Conditions]:
    """What may stand in `ask_if` and `when`, no two entries under the same word."""
    one = st.lists(entries(named, questions, depth), min_size=1, max_size=2)
    return one.map(lambda found: tuple({word_of(entry): entry for entry in found}.values()))


def word_of(entry: Entry) -> str:
    """The word or name under which an entry stands."""
    match entry:
        case Condition(name):
            return name
        case Extreme(which):
            return which
        case Joined(how):
            return how
        case Negated():
            return "not"
        case Skipped():
            return "skipped"


@st.composite
def entries(
    draw: st.DrawFn, named: Mapping[str, Theme], questions: Mapping[str, Question], depth: int
) -> Entry:
    answered = {id: one for id, one in questions.items() if one.answers}
    judged = {id: theme for id, theme in named.items() if theme.rubric}
    compared = [id for id, theme in named.items() if theme.compare]
    kinds = ["skipped"]
    kinds += ["question"] * 3 if answered else []
    kinds += ["theme"] * 3 if judged else []
    kinds += ["extreme"] * 2 if compared else []
    kinds += ["joined", "not"] if depth else []
    match draw(st.sampled_from(kinds)):
        case "question":
            id = draw(st.sampled_from([*answered]))
            return Condition(id, draw(some([answer.value for answer in answered[id].answers])))
        case "theme":
            id = draw(st.sampled_from([*judged]))
            return Condition(id, draw(some([level.id for level in judged[id].rubric])))
        case "extreme":
            return Extreme(draw(st.sampled_from(["highest", "lowest"])), draw(some(compared)))
        case "joined":
            parts = st.lists(conditions(named, questions, depth - 1), min_size=1, max_size=2)
            return Joined(draw(st.sampled_from(["all", "any"])), tuple(draw(parts)))
        case "not":
            return Negated(draw(conditions(named, questions, depth - 1)))
        case _:
            return Skipped(draw(some([*questions])))


def some(names: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    named = {id: draw(themes(id)) for id in THEMES}
    questions = draw(question_sets())
    when = conditions(named, questions)
    reflections = {
        f"r{number}": Reflection(f"r{number}", "", "", draw(when))
        for number in range(draw(st.integers(1, 3)))
    }
    reflections["default"] = Reflection("default", "", "")
    remarks = [Remark(f"m{n}", "", "", draw(when)) for n in range(draw(st.integers(0, 2)))]
    rules = [
        SafetyRule(f"x{n}", "", "", draw(when), instead=draw(st.booleans()))
        for n in range(draw(st.integers(0, 2)))
    ]
    return Questionnaire(
        "q",
        "",
        "ja",
        themes=named,
        questions=questions,
        reflections=reflections,
        remarks={remark.id: remark for remark in remarks},
        safety={rule.id: rule for rule in rules},
    )


def all_answers(questionnaire: Questionnaire) -> list[Marked]:
    """Every way to answer, skipping included; a text has no marks."""
    options: list[list[Marks | None]] = []
    for member in prepare_scoring(questionnaire).questions.values():
        values = [answer.value for answer in member.question.answers]
        replies: list[Marks] = [(value,) for value in values] or [()]
        if member.question.choose == "several":
            free = [value for value in values if value not in member.alone]
            replies += [m for n in range(2, len(free) + 1) for m in combinations(free, n)]
        options.append([None, *replies])
    return [
        {
            id: reply
            for id, reply in zip(questionnaire.questions, picked, strict=True)
            if reply is not None
        }
        for picked in product(*options)
    ]


def outcome_of(questionnaire: Questionnaire, answers: Marked) -> Outcome:
    replies = {id: Reply(marks) if marks else Reply((), "あ") for id, marks in answers.items()}
    return reflect(questionnaire, replies)


def outcomes(questionnaire: Questionnaire) -> list[Outcome]:
    return [outcome_of(questionnaire, answers) for answers in all_answers(questionnaire)]


def shown_in(outcome: Outcome) -> set[tuple[str, str]]:
    """Everything that is shown, each with its section."""
    shown = [("remarks", remark.id) for remark in outcome.remarks]
    shown += [("safety", rule.id) for rule in outcome.safety]
    shown += [("reflections", outcome.reflection.id)] if outcome.reflection else []
    return set(shown)


def place_of(problem: Problem) -> tuple[str, ...]:
    assert isinstance(problem.place, tuple)
    return tuple(map(str, problem.place))


@settings(max_examples=120)
@given(questionnaires())
def test_the_scores_are_those_of_all_answers(questionnaire: Questionnaire) -> None:
    """The scores of every theme are exactly those that trying all answers brings."""
    cache = ReachCache(questionnaire)
    tried = [score_answers(cache.scoring, answers) for answers in all_answers(questionnaire)]
    for theme in questionnaire.themes.values():
        reached = cache.walk(theme, True)
        assert reached
        scores = {
            score_of(reached.plan, shape, place)
            for shape, bits in reached.ends.items()
            for place in places(bits)
        }
        assert scores == {scored[theme.id].score for scored in tried}
        levels = frozenset(level.id for scored in tried if (level := scored[theme.id].level))
        assert cache.levels(theme) == levels


@settings(max_examples=60)
@given(questionnaires())
def test_examples_lead_where_they_say(questionnaire: Questionnaire) -> None:
    """Answers found for a score bring this score."""
    cache = ReachCache(questionnaire)
    for theme in questionnaire.themes.values():
        for skips in (False, True):
            reached = cache.walk(theme, skips)
            assert reached
            for shape, bits in reached.ends.items():
                for place in places(bits):
                    answers = find_answers(reached, shape, place)
                    scored = score_answers(cache.scoring, answers)[theme.id]
                    assert scored.score == score_of(reached.plan, shape, place)


@settings(max_examples=120)
@given(questionnaires())
def test_questions_said_to_be_never_asked_are_those_that_never_are(
    questionnaire: Questionnaire,
) -> None:
    """In small files that is known of every question, whatever its `ask_if` joins."""
    asked = {id for outcome in outcomes(questionnaire) for id in outcome.asked}
    assert {*ReachCache(questionnaire).never_asked} == questionnaire.questions.keys() - asked


@settings(max_examples=200)
@given(questionnaires())
def test_what_is_said_to_be_never_shown_never_is(questionnaire: Questionnaire) -> None:
    """A reflection, a remark or a safety text has an error only where no answers lead to it; an
    entry of a safety text that others stand beside, where it never holds."""
    found = outcomes(questionnaire)
    shown = {one for outcome in found for one in shown_in(outcome)}
    for problem in check_reach(ReachCache(questionnaire)):
        section, id, *rest = place_of(problem)
        if section not in ("reflections", "remarks", "safety") or problem.severity != "error":
            continue
        rule = questionnaire.safety.get(id) if section == "safety" else None
        if rule and len(rule.when) > 1 and len(rest) > 1:
            entry = next(entry for entry in rule.when if word_of(entry) == rest[1])
            assert not any(judge(entry, outcome.evidence) for outcome in found)
        else:
            assert (section, id) not in shown


@settings(max_examples=200)
@given(questionnaires())
def test_of_what_is_never_shown_something_is_said(questionnaire: Questionnaire) -> None:
    """At its own place, or at that of a theme or a question from which it follows. (A theme without
    questions is a matter of references.)"""
    cache = ReachCache(questionnaire)
    if not all(cache.scoring.members.values()):
        return
    sections = {
        "reflections": questionnaire.reflections,
        "remarks": questionnaire.remarks,
        "safety": questionnaire.safety,
    }
    everything = {(section, id) for section, things in sections.items() for id in things}
    never = everything - {one for outcome in outcomes(questionnaire) for one in shown_in(outcome)}
    told = {place_of(problem)[:2] for problem in check_reach(cache)}
    follows = any(section in ("themes", "questions") for section, _ in told)
    assert never - {("reflections", "default")} <= told or follows


@settings(max_examples=100)
@given(questionnaires())
def test_answers_found_for_a_text_lead_to_it(questionnaire: Questionnaire) -> None:
    """The example of a reflection, a remark or a safety text shows just that."""
    leads = find_leads(ReachCache(questionnaire))
    found = {"reflections": leads.examples, "remarks": leads.remarks, "safety": leads.safety}
    for section, examples in found.items():
        for id, answers in examples.items():
            assert (section, id) in shown_in(outcome_of(questionnaire, answers))


@settings(max_examples=60)
@given(questionnaires())
def test_a_simulation_agrees_with_the_engine(questionnaire: Questionnaire) -> None:
    """Answers tried out lead to the same evidence and reflection as everywhere else."""
    simulator = Simulator(prepare_scoring(questionnaire))
    for answers in all_answers(questionnaire)[:200]:
        found, outcome = simulator.reflect(answers), outcome_of(questionnaire, answers)
        reflection = choose_reflection(questionnaire, outcome.evidence)
        assert found.reflection == (reflection.id if reflection else None)
        assert found.is_replaced == outcome.is_replaced
        assert found.levels == outcome.evidence.levels
        assert found.evidence.standings == outcome.evidence.standings
        assert found.evidence.marked == outcome.evidence.marked


@settings(max_examples=60)
@given(questionnaires())
def test_odds_are_those_of_all_answers(questionnaire: Questionnaire) -> None:
    """Where one answer is chosen, a level's odds are its share of all full sets of answers."""
    if any(question.choose == "several" for question in questionnaire.questions.values()):
        return
    cache = ReachCache(questionnaire)
    full = [a for a in all_answers(questionnaire) if len(a) == len(questionnaire.questions)]
    tried = [score_answers(cache.scoring, answers) for answers in full]
    for theme in questionnaire.themes.values():
        odds = level_odds(cache.plan(theme))
        assert odds is not None
        for level in theme.rubric:
            there = sum(scored[theme.id].level == level for scored in tried)
            assert odds[level.id] == pytest.approx(there / len(full))
