"""The page of a result: rows for a width, pages for a height."""

import io

import pytest
from test_summary import ALL, FILE, result

from selfcheck.showing.result import BLANK, PAGE_END, ResultPage, Row, next_page, show_result
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

say = speaker("ja")


def page(answers: str, width: int = 80, numbers: bool = False, plain: bool = False) -> ResultPage:
    """The page for answers written in YAML."""
    return ResultPage(result(answers), say, width, numbers, plain)


def text(made: ResultPage) -> str:
    """The page as printed where nobody sees it on a terminal."""
    stream = io.StringIO()
    show_result(made, stream, None, lambda: True)
    return stream.getvalue()


def test_a_mark_shows_where_one_stands() -> None:
    """75 of 50-100 is the middle of the second stretch; the names stand under their stretches."""
    lines = text(page(ALL)).split("\n")
    bar = next(line for line in lines if line.startswith("  |--"))
    names = lines[lines.index(bar) + 1]
    first, second = bar.strip().strip("|").split("|")
    assert "*" not in first
    assert abs(second.index("*") - len(second) / 2) <= 1
    assert names.split() == ["低い", "高い"]


def test_names_that_do_not_fit_stand_below_each_other() -> None:
    """The one where she stands has the mark of the bar."""
    long = FILE.replace("name: 高い", "name: とてもとても高いところにある段階")
    made = ResultPage(result(ALL, long), say, 40, False, False)
    lines = text(made).split("\n")
    assert "    低い" in lines and "  * とてもとても高いところにある段階" in lines


def test_no_numbers_without_asking() -> None:
    """They stand behind the level's name when asked for."""
    assert "75" not in text(page(ALL))
    assert "近さ: 高い [75(0から100のうち)]" in text(page(ALL, numbers=True))


def test_nothing_is_drawn_for_those_who_listen() -> None:
    """The level is said in words all the same."""
    told = text(page(ALL, plain=True))
    assert "|" not in told and "--" not in told and "近さ: 高い" in told


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    """Addresses are broken after a slash."""
    rows = page("{q1: 2, q2: 1, low: 1, diary: x}", width).rows()
    assert all(display_width(row.text) <= width for row in rows)


def test_an_address_broken_over_rows_leads_to_the_whole_of_it() -> None:
    """Every piece carries the whole address as its link."""
    rows = [row for row in page(ALL, 20).rows() if row.link == "https://example.org/1"]
    assert len(rows) > 1
    assert "".join(row.text.strip() for row in rows) == "https://example.org/1"


def test_safety_has_a_page_of_its_own_first() -> None:
    """Then comes the rest; where it stands instead, there is no rest."""
    rows = page("{q1: 2, q2: 1, low: 1}").rows()
    first = rows[: rows.index(PAGE_END)]
    assert any("上の題" in row.text for row in first)
    assert not any("近さ" in row.text for row in first)
    replaced = "\n".join(row.text for row in page("{q1: 2, q2: 1, hurt: 1}").rows())
    assert "安全の題" in replaced and "#8008" in replaced
    for hidden in ("近さ", "近いかた", "さようなら", "example.org/1"):
        assert hidden not in replaced


def test_without_a_terminal_there_is_no_escape_sequence() -> None:
    """Neither paint nor links."""
    assert "\x1b" not in text(page(ALL))


def test_brackets_in_a_text_stay_brackets() -> None:
    """Nothing a person typed is read as markup."""
    made = page("{answers: {q1: 2, q2: 1}, fill_in: {partner: '[bold]:smile:[/]'}}")
    file = FILE.replace("says: 近い文。", "says: ｛partner｝と。")
    assert "[bold]:smile:[/]と。" in text(
        ResultPage(
            result("{answers: {q1: 2, q2: 1}, fill_in: {partner: '[bold]:smile:[/]'}}", file),
            say,
            80,
            False,
            False,
        )
    )
    assert "[bold]" not in text(made)


def test_a_page_ends_at_a_blank_row_in_its_lower_half() -> None:
    """Or at the height, where there is none."""
    rows = [Row("a")] * 6 + [BLANK] + [Row("b")] * 6
    assert next_page(rows, 10) == (rows[:7], rows[7:])
    assert next_page([Row("a")] * 12, 10) == ([Row("a")] * 9, [Row("a")] * 3)


def test_all_is_printed_even_if_nobody_goes_on() -> None:
    """Somebody who wants no more pages still has the whole in the scrollback."""
    whole, cut = io.StringIO(), io.StringIO()
    show_result(page(ALL), whole, None, lambda: True)
    show_result(page(ALL), cut, 10, lambda: False)
    assert cut.getvalue() == whole.getvalue()


@pytest.mark.parametrize(("before", "after"), [(80, 40), (40, 80), (60, 24)])
def test_what_is_left_is_broken_anew_after_a_resize(before: int, after: int) -> None:
    """Every word is shown once, except in a row of which only a part was read."""
    for height in (8, 12, 20):
        made = page(ALL, before)
        shown, left = next_page(made.rows(), height)
        left = made.rest(left, after)
        words = "".join("".join(row.text.split()) for row in (*shown, *left) if not row.picture)
        whole = [row for row in page(ALL, after).rows() if not row.picture]
        assert len(words) >= len("".join("".join(row.text.split()) for row in whole))
        assert len(words) < len("".join("".join(row.text.split()) for row in whole)) + after
        assert max(display_width(row.text) for row in left) <= after


def test_a_resize_before_anything_was_read_shows_all() -> None:
    """Nothing is lost where only the width is another."""
    made = page(ALL, 80)
    assert made.rest(made.rows(), 40) == page(ALL, 40).rows()
