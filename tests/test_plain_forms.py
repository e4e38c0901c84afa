"""Plain lines where there is a scale, a text beside an answer, or a part."""

from dataclasses import replace
from io import StringIO

import pytest
from asked import beside, scale

from selfcheck.asking.plain import PlainLines
from selfcheck.questionnaire import Part, Reply
from selfcheck.session import BeforePage, Give, GoBack, Move, Page, Pause, Skip
from selfcheck.words import speaker

SAY = speaker("ja")
SCALE = scale(-10, 10, words=("わからない", "答えたくない"))


def ask(page: Page, *typed: str) -> tuple[Move, str]:
    """The move these lines lead to, and all that is said."""
    said = StringIO()
    front = PlainLines(SAY, width=200, reading=StringIO("\n".join(typed) + "\n"), writing=said)
    move = front.ask(page)
    front.tell_confirmed()
    return move, said.getvalue()


def gives(*marks: str, text: str = "") -> Move:
    return Give(Reply(marks, text))


# --- scales ---------------------------------------------------------------------------------------


def test_a_scale_is_said_with_its_ends_and_words() -> None:
    """And not number by number."""
    _, said = ask(SCALE)
    assert (
        "どのくらいですか。\n-10: まったくない\n10: この上なく\nわからない\n答えたくない\n" in said
    )
    assert "-10から10までの数か、「わからない」、「答えたくない」を" in said
    assert "1. " not in said


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", "3"), ("-4", "-4"), ("−４", "-4"), ("ー10", "-10"), ("10。", "10"), ("0", "0"),
        ("3.0", "3"), ("わからない", "w0"), (" 答えたくない ", "w1"),
    ],
)  # fmt: skip
def test_a_number_is_typed_as_itself_and_a_word_by_its_label(typed: str, value: str) -> None:
    """In any width, with any minus."""
    move, said = ask(SCALE, typed)
    assert move == gives(value)
    assert "答え: " in said


@pytest.mark.parametrize("typed", ["11", "-11", "3,4", "2.5", "わから", "w0", "", "--3"])
def test_what_fits_nothing_is_asked_again_with_the_range(typed: str) -> None:
    """Also the value of a word, which nobody sees."""
    move, said = ask(SCALE, typed, "7")
    assert move == gives("7")
    assert SAY("plain.out-of-scale", first="-10", last="10") in said


@pytest.mark.parametrize(("key", "move"), [("b", GoBack()), ("s", Skip()), ("q", Pause())])
def test_keys_are_keys_on_a_scale(key: str, move: Move) -> None:
    """As at every question."""
    assert ask(SCALE, key)[0] == move


def test_an_earlier_number_is_said() -> None:
    """As it was given."""
    assert SAY("plain.chosen", reply="4") in ask(scale(reply="4"))[1]


def test_without_words_only_the_range_is_said() -> None:
    """What cannot be typed is not named."""
    said = ask(scale(words=()))[1]
    assert SAY("plain.choose-scale", first="0", last="10") in said


def test_several_with_a_scale_have_numbers_as_in_any_list() -> None:
    """With the texts of the ends behind them."""
    page = replace(scale(0, 2), question=replace(scale(0, 2).question, choose="several"))
    move, said = ask(page, "1,3")
    assert "1. 0(まったくない)\n2. 1\n3. 2(この上なく)\n" in said
    assert move == gives("0", "2")


# --- texts beside answers -------------------------------------------------------------------------


def test_a_line_of_its_own_asks_for_the_text() -> None:
    """It names the answer, and the text is said with it."""
    move, said = ask(beside(), "海へ")
    assert move == gives("2", text="海へ")
    assert said.startswith("\n" + SAY("plain.beside", label="そのほか"))
    assert "答え: そのほか: 海へ" in said


def test_an_empty_line_leaves_the_text_out_or_keeps_what_stood_there() -> None:
    """Only s drops a text."""
    assert ask(beside(), "")[0] == Skip()
    assert ask(beside("海へ"), "")[0] == gives("2", text="海へ")
    assert ask(beside("海へ", unsent="山へ"), "")[0] == gives("2", text="山へ")
    assert ask(beside("海へ"), "s")[0] == Skip()


def test_keys_are_keys_beside_an_answer() -> None:
    """b leads to the answers, and what was typed in an earlier run goes along."""
    assert ask(beside(unsent="山へ"), "b")[0] == GoBack("山へ")
    assert ask(beside(unsent="山へ"), "q")[0] == Pause("山へ")


def test_of_an_answer_about_safety_nothing_is_said_aloud() -> None:
    """Neither the answer nor the text."""
    _, said = ask(replace(beside(), is_safety=True), "ひみつ")
    assert "そのほか" not in said
    assert "ひみつ" not in said


# --- parts ----------------------------------------------------------------------------------------


def test_a_part_is_named_with_the_progress_and_speaks_before_the_question() -> None:
    """In this order."""
    page = replace(scale(), part=Part("夜に", "夜のことです。"))
    _, said = ask(page)
    assert "30問のうち3問目、夜に\n夜のことです。\n\nどのくらいですか。" in said


def test_a_part_that_begins_before_a_safety_question_speaks_there() -> None:
    """Further on that page only says its own text."""
    question = replace(scale().question, before="安全について。")
    page = BeforePage(question, 3, 30, True, part=Part("安全", "安全のことです。"))
    assert "30問のうち3問目、安全\n安全のことです。\n" in ask(page)[1]
    assert "30問" not in ask(replace(page, part=Part("安全")))[1]
