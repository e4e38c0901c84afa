"""What changed between two drawings of a preview stands where the eye is, with marks."""

import pytest

from selfcheck.showing.changes import changed_rows
from selfcheck.showing.rows import Row

PAGE = [Row(f"{word}の行") for word in "朝 昼 夕 夜 雨 風 雪 月".split()]


def texts(before: list[Row], after: list[Row], room: int = 20, width: int = 40) -> list[str]:
    return [row.text for row in changed_rows(before, after, room, width)[0]]


def test_a_row_that_reads_otherwise() -> None:
    """What is gone stands above what is new, between two rows on either side."""
    after = [*PAGE[:3], Row("星の行"), *PAGE[4:]]
    assert texts(PAGE, after) == [
        "  昼の行", "  夕の行", "- 夜の行", "+ 星の行", "  雨の行", "  風の行",
    ]  # fmt: skip


def test_a_row_that_is_gone() -> None:
    """It is shown where it was."""
    assert texts(PAGE, PAGE[:-1]) == ["  風の行", "  雪の行", "- 月の行"]
    assert texts(PAGE, PAGE) == []


def test_several_places_as_far_as_there_is_room() -> None:
    """The first ones are shown, and how many more there are."""
    after = [Row("霧の行"), *PAGE[1:5], Row("虹の行"), *PAGE[6:]]
    assert changed_rows(PAGE, after, 20, 40)[1] == 0
    shown, more = changed_rows(PAGE, after, 6, 40)
    assert ([row.text for row in shown][:2], more) == (["- 朝の行", "+ 霧の行"], 1)


def test_a_change_of_words_comes_before_its_consequences() -> None:
    """Figures that changed elsewhere are only counted; where nothing else did, they are shown."""
    before = [Row("割合: 20%"), *PAGE]
    figures = [Row("割合: 35.5%"), *PAGE]
    after = [*figures[:-1], Row("星の行")]
    shown, more = changed_rows(before, after, 20, 40)
    assert ("+ 星の行" in [row.text for row in shown], more) == (True, 1)
    assert not any("割合" in row.text for row in shown)
    assert "+ 割合: 35.5%" in texts(before, figures)


def test_room_and_width_are_kept() -> None:
    """However much is new, no more is shown than stands on the screen."""
    after = [Row("長い" * 30) for _ in range(5000)]
    shown, _ = changed_rows(PAGE, after, 7, 30)
    assert len(shown) == 7
    assert all(len(row.text) <= 30 for row in shown)


@pytest.mark.parametrize("size", [3000, 20000])
def test_long_pages_are_compared(size: int) -> None:
    """A row in the middle of a long page is found."""
    page = [Row(f"{number}番目") for number in range(size)]
    after = [*page[:500], Row("ちがう"), *page[501:]]
    assert "+ ちがう" in texts(page, after)
