"""What answers can reach where conditions join, compare and negate: by examples.

That nothing false is said, and nothing left out, is held by test_reach, with random files.
"""

from selfcheck.checking.reach import ReachCache, check_reach
from selfcheck.checking.reach.leads import Leads, find_leads
from selfcheck.problems import Problem
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire

HEAD = "selfcheck: 1\nid: example\ntitle: 例\nlanguage: ja\n"
WEATHER = (
    HEAD
    + """\
answers: {often: {0: ない, 1: たまに, 2: ときどき, 3: よく}}
themes:
  sun: {name: 晴れ, rubric: {low: {name: 低い}, high: {from: 60, name: 高い}}}
  rain: {name: 雨, rubric: {low: {name: 低い}, high: {from: 60, name: 高い}}}
questions:
  s1: {ask: 晴れ(1), answers: often, theme: sun}
  s2: {ask: 晴れ(2), answers: often, theme: sun}
  r1: {ask: 雨(1), answers: often, theme: rain}
  r2: {ask: 雨(2), answers: often, theme: rain}
  diary: {ask: 今日のこと, write: lines}
"""
)
ENDING = "  default: {title: おわり}\n"


def read(text: str) -> Questionnaire:
    loaded = read_questionnaire("questions.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    return loaded.questionnaire


def find(text: str) -> list[Problem]:
    return list(check_reach(ReachCache(read(text))))


def reflecting(*whens: str) -> list[Problem]:
    """What is found where there are reflections with these conditions: r0, r1, ..."""
    lines = [f"  r{n}: {{when: {{{when}}}, title: 題{n}}}\n" for n, when in enumerate(whens)]
    return find(WEATHER + "reflections:\n" + "".join(lines) + ENDING)


def told(problems: list[Problem]) -> list[tuple[str, object]]:
    return [(problem.code, problem.facts["found"]) for problem in problems]


# --- highest and lowest -----------------------------------------------------------------------


def test_of_two_themes_both_can_stand_highest() -> None:
    """A tie is enough for both, so that what asks for both is no alarm."""
    assert reflecting("highest: sun, all: [{highest: rain}]") == []


def test_what_stands_highest_is_shared_out_by_those_above() -> None:
    """Where each of two themes has its reflection, one for both is never shown."""
    found = reflecting("highest: sun", "highest: rain", "highest: [rain, sun]")
    assert [(p.code, p.facts["found"], p.facts["above"]) for p in found] == [
        ("reflection-never-shown", "r2", "r1, r0")
    ]


def test_whoever_has_a_level_has_a_highest_theme() -> None:
    """Reflections for every theme that may stand highest take whoever has a score at all."""
    assert told(reflecting("highest: sun", "highest: rain", "rain: high")) == [
        ("reflection-never-shown", "r2")
    ]
    assert reflecting("highest: sun", "rain: high") == []


def test_a_theme_does_not_stand_highest_below_a_level_of_another() -> None:
    """Low ends where high begins; both places are told."""
    (problem,) = reflecting("highest: sun, sun: low, rain: high")
    assert problem.code == "when-contradicts-itself"
    assert problem.place == ("reflections", "r0", "when", "highest")
    assert problem.other == ("reflections", "r0", "when", "rain")
    assert reflecting("lowest: sun, sun: low, rain: high") == []


def test_one_of_all_that_are_compared_stands_highest() -> None:
    """That none of them does never holds."""
    assert told(reflecting("not: {highest: [sun, rain]}")) == [("entry-never-holds", "r0")]
    assert reflecting("not: {highest: sun}") == []


def test_a_theme_stands_highest_or_does_not() -> None:
    """Both together contradict each other, also where more are named."""
    found = reflecting("highest: sun, not: {highest: [sun, rain]}")
    assert [problem.code for problem in found] == ["entry-never-holds"]
    found = reflecting("highest: sun, all: [{not: {highest: sun}}]")
    assert told(found) == [("when-contradicts-itself", "r0")]


# --- joined and negated -----------------------------------------------------------------------


def test_either_of_all_levels_takes_whoever_has_one() -> None:
    """Below a reflection for either level, one for a level is never shown."""
    either = "any: [{sun: low}, {sun: high}]"
    assert told(reflecting(either, "sun: high")) == [("reflection-never-shown", "r1")]
    assert reflecting(either, "rain: high") == []


def test_not_one_level_is_another() -> None:
    """A reflection for a level hides one for all that are not the other."""
    assert told(reflecting("sun: high", "not: {sun: low}")) == [("reflection-never-shown", "r1")]


def test_what_contradicts_itself_in_every_way_never_holds() -> None:
    """Of two ways, one is enough; where neither is left, the first is told."""
    assert reflecting("s1: 0, any: [{not: {s1: 0}}, {r1: 3}]") == []
    found = reflecting("s1: 0, any: [{not: {s1: 0}}, {skipped: s1}]")
    assert told(found) == [("when-contradicts-itself", "r0")]


def test_a_question_is_left_open_or_answered() -> None:
    """Of one that is skipped nothing is known."""
    assert told(reflecting("skipped: s1, s1: 2")) == [("when-contradicts-itself", "r0")]
    assert told(reflecting("skipped: diary, not: {skipped: diary}")) == [
        ("when-contradicts-itself", "r0")
    ]


def test_a_question_that_waits_in_two_ways_is_followed_in_both() -> None:
    """What is asked after either of two answers clashes only with what excludes both."""
    text = (
        HEAD
        + """\
answers: {plain: {a: あ, b: い, c: う}}
questions:
  one: {ask: 問い, answers: plain}
  two: {ask: 問い, answers: plain, ask_if: {any: [{one: a}, {one: b}]}}
  three: {ask: 問い, answers: plain, ask_if: {two: a, one: ANSWER}}
"""
    )
    assert find(text.replace("ANSWER", "b")) == []
    assert told(find(text.replace("ANSWER", "c"))) == [("question-never-asked", "three")]


MARKS = (
    HEAD
    + """\
questions:
  marks: {ask: 問い, choose: several, answers: {a: あ, b: い, c: う}}
reflections:
  one: {when: {ABOVE}, title: 一}
  two: {when: {marks: a}, title: 二}
  default: {title: おわり}
"""
)


def test_more_marks_than_are_needed_may_be_given() -> None:
    """Neither a reflection above for another mark, nor one for its absence, takes every marking."""
    assert find(MARKS.replace("ABOVE", "marks: b")) == []
    assert find(MARKS.replace("ABOVE", "not: {marks: b}")) == []
    assert told(find(MARKS.replace("ABOVE", "any: [{marks: b}, {not: {marks: b}}]"))) == [
        ("reflection-never-shown", "two")
    ]


# --- safety and remarks -----------------------------------------------------------------------


def test_of_a_safety_text_every_entry_is_looked_at() -> None:
    """One entry that never holds is told, though another brings the text."""
    rule = "safety:\n  help: {title: 題, says: あ, when: {s1: 3, not: {rain: [low, high]}}}\n"
    (problem,) = find(WEATHER + "reflections:\n" + ENDING + rule)
    assert problem.code == "entry-never-holds"
    assert problem.place == ("safety", "help", "when", "not", "rain")


def test_answers_are_found_for_remarks_and_safety_texts() -> None:
    """As few as lead there; a text that is to be written has no marks."""
    leads = _leads("""\
remarks:
  low: {when: {lowest: sun, rain: high}, says: あ}
  wrote: {when: {not: {skipped: diary}}, says: あ}
safety:
  help: {title: 題, says: あ, when: {sun: high}}
""")
    assert leads.remarks["wrote"] == {"diary": ()}
    assert sorted(id[0] for id in leads.remarks["low"]) == ["r", "s"]
    assert [id[0] for id in leads.safety["help"]] == ["s"]


def _leads(more: str) -> Leads:
    return find_leads(ReachCache(read(WEATHER + "reflections:\n" + ENDING + more)))


# --- large files ------------------------------------------------------------------------------


def test_a_long_chain_is_followed_to_its_end() -> None:
    """Each question asked after the one before; the last one also waits for what excludes it."""
    lines = [
        f"  q{n}: {{ask: 問い, answers: yes_no, ask_if: {{q{n - 1}: 1}}}}" for n in range(1, 900)
    ]
    text = (
        HEAD + "answers: {yes_no: {0: a, 1: b}}\nquestions:\n  q0: {ask: 問い, answers: yes_no}\n"
    )
    last = "\n  last: {ask: 問い, answers: yes_no, ask_if: {q899: 1, q3: 0}}\n"
    assert told(find(text + "\n".join(lines) + last)) == [("question-never-asked", "last")]


def test_weights_of_many_decimals_are_not_followed() -> None:
    """There are more sums than can be written; the levels are tried out instead."""
    text = WEATHER.replace("theme: sun}", "theme: sun, weight: 0.999999999999999}", 1)
    assert [problem.code for problem in find(text)] == ["theme-hangs-on-one-question"]
