"""The page for a text beside an answer, and what the name of a part looks like."""

from dataclasses import replace

import pytest
from asked import (
    ALT_ENTER,
    CTRL_C,
    CTRL_U,
    ENTER,
    SAY,
    SHIFT_TAB,
    beside,
    flat,
    look,
    one,
    press,
    texts,
)

from selfcheck.asking.question_rows import head_rows, question_rows
from selfcheck.questionnaire import Part, Reply
from selfcheck.session import Give, GoBack, News, Pause, Skip
from selfcheck.typesetting import display_width


def written(text: str) -> Give:
    return Give(Reply(("2",), text))


def test_the_page_names_the_question_and_the_answer() -> None:
    """And says that the text can be left out."""
    [shown] = look(beside(), size=(80, 24))
    assert "どうしますか。" in shown
    assert flat(SAY("prompt.beside", label="そのほか")) in flat(shown)
    assert SAY("prompt.key_skip_empty") in shown


def test_a_text_is_given_with_the_marks_it_stands_beside() -> None:
    """Letters are letters there."""
    assert press(beside(), "b", "s", ENTER) == written("bs")


def test_a_text_in_lines_takes_more_than_one() -> None:
    """One in a word does not."""
    assert press(beside(write="lines"), "a", ALT_ENTER, "b", ENTER) == written("a\nb")


@pytest.mark.parametrize("keys", [[ENTER], [" ", ENTER]])
def test_an_empty_text_is_left_out(keys: list[str]) -> None:
    """Whatever kind of nothing it is."""
    assert press(beside(), *keys) == Skip()


def test_what_was_written_stands_there_and_can_be_emptied() -> None:
    """What was typed last and not confirmed comes first."""
    assert press(beside("海"), ENTER) == written("海")
    assert press(beside("海", unsent="山"), ENTER) == written("山")
    assert press(beside("海"), CTRL_U, ENTER) == Skip()


def test_back_and_pause_take_along_what_was_typed() -> None:
    """It waits there."""
    assert press(beside(), "a", SHIFT_TAB) == GoBack("a")
    assert press(beside(), "a", CTRL_C) == Pause("a")


def test_what_went_is_told_on_the_page() -> None:
    """As on every page after a move."""
    [shown] = look(replace(beside(), news=News(dropped=2)))
    assert flat(SAY("prompt.dropped", count=2)) in flat(shown)
    rows = question_rows(replace(one(), news=News(is_text_cleared=True)), SAY, 80)
    assert SAY("prompt.text_cleared") in texts(rows)


# --- parts ----------------------------------------------------------------------------------------


def head(name: str, width: int) -> list[str]:
    return [text for _, text in head_rows(replace(one(), part=Part(name)), SAY, width)]


def test_the_name_of_a_part_stands_beside_the_progress() -> None:
    """The bar is as long as on pages without one."""
    for columns in (80, 40):
        assert head("夜に", columns)[0] == head("", columns)[0] + "   夜に"
    assert display_width(head("夜に", 40)[0]) < 40


def test_a_long_name_of_a_part_stands_below_the_progress() -> None:
    """Whole, in as many rows as it needs."""
    name = "ふたりで過ごす夜の長い長い時間について"
    first, *rows = head(name, 30)
    assert first == head("", 30)[0]
    assert flat("".join(rows)) == name


def test_without_a_part_the_head_is_the_progress() -> None:
    """Nothing else stands there."""
    assert head_rows(one(), SAY, 40) == head_rows(replace(one(), part=Part(" ")), SAY, 40)


def test_what_a_part_says_stands_above_what_is_said_before_its_question() -> None:
    """And above the question."""
    page = replace(one(), part=Part("夜に", "ここからは、夜のことです。"))
    page = replace(page, question=replace(page.question, before="はじめに。"))
    shown = texts(question_rows(page, SAY, 80))
    places = [shown.index(text) for text in ("ここから", "はじめに", "返事が遅い")]
    assert places == sorted(places)
