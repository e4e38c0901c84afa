"""One cause, one problem: what an author did once is told once, with what was meant."""

import pytest

from selfcheck.cli.check import find_problems
from selfcheck.problems import Problem
from selfcheck.question_file.loader import read_questionnaire

TOP = "selfcheck: 1\nid: small\ntitle: 庭のこと\nlanguage: ja\n"
THEMES = (
    "themes:\n"
    "  sun: {name: 日なた, rubric: {few: {name: 少し}, much: {from: 50, name: たっぷり}}}\n"
    "  wind: {name: 風, rubric: {few: {name: 弱い}, much: {from: 50, name: 強い}}}\n"
)
QUESTIONS = (
    "questions:\n"
    "  bench: {ask: ベンチに座りますか。, answers: {0: いいえ, 1: ときどき, 2: はい}, theme: sun}\n"
    "  tree: {ask: 木の音を聞きますか。, answers: {0: いいえ, 1: はい}, theme: wind}\n"
    "  tools: {ask: 何を使いますか。, choose: several, answers: {a: 桶, b: 鋏, c: 箒}}\n"
)
REFLECTIONS = (
    "reflections:\n  warm: {when: {sun: much}, title: 日なたの人}\n  default: {title: いまのまま}\n"
)


def found(text: str) -> list[Problem]:
    return list(find_problems(read_questionnaire("a.yaml", text.encode())))


def codes(text: str) -> list[str]:
    return [problem.code for problem in found(text)]


def garden(old: str = "", new: str = "", more: str = "") -> str:
    """A file without mistakes in which something is written otherwise."""
    text = TOP + THEMES + QUESTIONS + REFLECTIONS
    assert old in text
    return text.replace(old, new, 1) + more


def test_the_file_is_right() -> None:
    """Nothing is said of it."""
    assert codes(garden()) == []


# --- lists without brackets -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("{sun: much}", "{bench: 1, 2}", "1, 2"),
        ("{sun: much}", "{sun: few, much}", "few, much"),
        ("{sun: much}", "{highest: sun, wind}", "sun, wind"),
        ("{sun: much}", "{skipped: bench, tree}", "bench, tree"),
        ("theme: wind}", "theme: sun, wind}", "sun, wind"),
        ("choose: several", "choose: several, ask_if: {bench: 0, 1}", "0, 1"),
    ],
)
def test_a_list_in_braces_without_brackets_of_its_own(old: str, new: str, meant: str) -> None:
    """Brackets are suggested for all of it, and no quotes."""
    (problem,) = found(garden(old, new))
    assert (problem.code, problem.facts["meant"]) == ("list-without-brackets", meant)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a, b", "list-without-brackets"),
        ("a, b]", "list-without-brackets"),
        ("［a, b］", "full-width-bracket"),
        ("a, x", "unknown-answer"),
    ],
)
def test_several_answers_of_an_example_without_brackets(typed: str, code: str) -> None:
    """They are read as the list that was meant, so that nothing follows."""
    example = f"examples:\n  e:\n    answers:\n      tools: {typed}\n    expect: {{safety: []}}\n"
    assert codes(garden(more=example)) == [code]


def test_several_answers_where_one_is_chosen_are_too_many() -> None:
    """Brackets would not help."""
    example = "examples: {e: {answers: {bench: 1, 2}, expect: {safety: []}}}\n"
    assert codes(garden(more=example)) == ["one-answer-only"]


def test_a_bracket_that_is_not_opened_is_told_with_the_list() -> None:
    """In braces what stands before it is the list; behind a name the rest of the line is."""
    (problem,) = found(garden("{sun: much}", "{sun: few, much]}"))
    assert (problem.code, problem.facts["quoted"]) == ("unopened-bracket", "[few, much]")
    friend = "fill_in:\n  friend: {ask: だれと。}\nclosing: ｛friend｝と。\n"
    line = friend.replace("{ask: だれと。}", "\n    ask: だれと。\n    suggestions: 母, 姉]")
    (problem,) = found(line.join([TOP, THEMES + QUESTIONS + REFLECTIONS]))
    assert (problem.code, problem.facts["meant"]) == ("list-without-brackets", "母, 姉")


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("[朝の光は, どこから, 来ますか。, 夜は。]", "'朝の光は, どこから, 来ますか。'"),
        ("[What, if anything, is green?]", "'What, if anything, is green?'"),
        ("[朝の光。, 夜の風。]", None),
        ("[朝の光, 夜の風]", None),
        ("[Light, Wind, What is green?]", None),
        ("['What, if anything, is green?', And when?]", None),
    ],
)
def test_a_comma_within_a_sentence_of_a_list(typed: str, quoted: str | None) -> None:
    """Where one text ends a sentence that others began, quotes are suggested."""
    problems = found(garden("title: いまのまま", f"title: いまのまま, ponder: {typed}"))
    assert [(p.code, p.severity) for p in problems] == (
        [("comma-in-text", "warning")] if quoted else []
    )
    assert [problem.facts["quoted"] for problem in problems] == ([quoted] if quoted else [])


# --- lost lines -----------------------------------------------------------------------------


def test_a_section_lost_below_a_text_in_several_lines() -> None:
    """The lines of the text are no names that lack their colons."""
    text = garden("themes:\n", "closing: |\n  静かな庭でした。\n  また来てください。\n")
    assert codes(text) == ["lost-head"]


@pytest.mark.parametrize(
    "above",
    ["try: 水をやりませんか。    # 今日", "try: |\n      水をやりませんか。", "says: 緑の庭です。"],
)
def test_questions_to_sit_with_whose_name_is_lost(above: str) -> None:
    """They are no rest of the text above."""
    text = f"default:\n    title: いまのまま\n    {above}\n      - 何が咲いていましたか。\n"
    assert codes(garden("default: {title: いまのまま}\n", text)) == ["list-in-text"]


def test_points_in_a_text_may_stand() -> None:
    """Where the questions have their name, or no question is asked, a list is a list."""
    text = "default:\n    title: いまのまま\n    says: |\n      持っていくもの\n      - 桶\n"
    assert codes(garden("default: {title: いまのまま}\n", text)) == []
    asked = text.replace("桶", "桶はありますか。") + "    ponder: [何色の桶でしょう。]\n"
    assert codes(garden("default: {title: いまのまま}\n", asked)) == []


def test_a_name_one_space_too_far_right_below_a_text() -> None:
    """It was not meant as a line of the text, so that nothing is missed."""
    text = "  moss:\n    before: |\n      次は、石のことです。\n     ask: 石に座りますか。\n"
    more = "    write: word\n"
    assert codes(garden("  tools:", f"{text}{more}  tools:")) == ["indentation"]


def test_a_note_behind_braces_is_no_text() -> None:
    """Where something else is wrong in the line below, the braces are right."""
    example = (
        "examples:\n  e:\n    answers: {tree: 1}   # 木の音\n   expect: {levels: {wind: much}}\n"
    )
    assert codes(garden(more=example)) == ["indentation"]


# --- what follows from a paste --------------------------------------------------------------

HURT = "  hurt: {ask: 殴られたことがありますか。, answers: {0: いいえ, 1: はい}%s}\n"
SAFETY = "safety: {s: {when: {hurt: 1}, says: ひとりではありません。}}\n"


def test_a_question_about_danger_that_was_pasted() -> None:
    """That no rule looks at the copy follows from the paste; of other people asked it does not."""
    both = HURT % "" + (HURT % "").replace("hurt", "copy")
    assert codes(garden("  tools:", f"{both}  tools:", SAFETY)) == [
        "same-question",
        "safety-without-contact",
    ]
    apart = HURT % ", ask_if: {bench: 0}" + (HURT % ", ask_if: {bench: 1}").replace("hurt", "copy")
    assert "danger-without-safety" in codes(garden("  tools:", f"{apart}  tools:", SAFETY))


def test_an_example_of_a_theme_in_which_a_question_stands_twice() -> None:
    """It fails because of the copy."""
    bench = QUESTIONS.splitlines(True)[1]
    example = "examples: {e: {answers: {bench: 2, seat: 0}, expect: {scores: {sun: 100}}}}\n"
    assert codes(garden(bench, bench + bench.replace("bench", "seat"), example)) == [
        "same-question"
    ]


# --- names that respondents would read ------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("columns: {c: {title: TODO, url: 'https://example.org/'}}\n", "unfinished-text"),
        ("contacts: {c: {name: 相談<br>窓口, phone: 0120-000-000}}\n", "tag-in-text"),
        ("contacts: {c: {name: 窓口, phone: 0120-000-000, hours: 昼\\n夜}}\n", "line-break-sign"),
    ],
)
def test_names_that_others_gave_are_looked_through_too(more: str, code: str) -> None:
    """What stands there by accident is read all the same."""
    assert code in codes(garden(more=more))


def test_a_word_in_braces_where_no_word_is_known_yet() -> None:
    """Where words are filled in, the title shows any of them as typed; where none are, braces are
    braces."""
    friend = "fill_in: {friend: {ask: だれと。}}\nclosing: ｛friend｝と。\n"
    title = "title: ｛freind｝の庭"
    assert codes(garden("title: 庭のこと", title, friend)) == ["not-filled-in"]
    assert codes(garden("title: 庭のこと", title)) == []
