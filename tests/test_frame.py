"""Where pages stand: margins that grow, lines that do not, and rows that keep their places."""

from dataclasses import replace

import pytest
from asked import ESC, before, drawn, end, look, one, review, scale, several, start, text, texts
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.asking.choice_pages import question_menu
from selfcheck.asking.frame import HANGING, TEXT, frame
from selfcheck.asking.page_rows import start_lines
from selfcheck.asking.viewport import LOW
from selfcheck.session import Page
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

SAY = speaker("ja")
USUAL = (80, 24)


@given(st.integers(1, 400), st.integers(1, 200))
def test_a_frame_fits_every_screen(columns: int, rows: int) -> None:
    """Text is never wider than 72 cells, and the margin at most a third of what is left."""
    place = frame(columns, rows)
    assert 0 < place.indent + place.width <= columns or place.indent == 0
    assert place.width - 1 - HANGING <= TEXT
    assert place.indent + HANGING <= max(4, (columns - TEXT) / 3)


@pytest.mark.parametrize(("columns", "margin"), [(40, 2), (80, 4), (120, 16), (200, 42)])
def test_the_margin_grows_with_the_window(columns: int, margin: int) -> None:
    """From two cells, in which what points at an answer hangs."""
    assert frame(columns, 24).indent + HANGING == margin


def row_of(frame: str, part: str) -> int:
    return next(n for n, line in enumerate(frame.splitlines()) if part in line)


@pytest.mark.parametrize("size", [(40, 20), USUAL, (120, 40)])
def test_progress_question_and_answers_keep_their_rows(size: tuple[int, int]) -> None:
    """From a question with five answers to one with two, a long one, and one in writing."""
    pages = [one(), one(count=2), one(ask="少し長い問いです。" * 3), text(), scale()]
    shown = [look(page, size=size)[0] for page in pages]
    for sign in (" / 30", "。", "Esc Esc"):
        assert len({row_of(frame, sign) for frame in shown}) == 1
    starts = (
        "1  答え0",
        "1  答え0",
        "1  答え0",
        "\n" + " " * (frame(*size).indent) + ">",
        " 0  1 ",
    )
    begins = [
        frame[: frame.index(begin) + 1].count("\n")
        for frame, begin in zip(shown, starts, strict=True)
    ]
    assert len(set(begins)) == 1


@pytest.mark.parametrize(
    "page", [one(), one(count=10), several(), scale(), review(), start(), before()]
)
def test_nothing_moves_for_a_notice(page: Page) -> None:
    """Nor for what is said after a first Esc."""
    usual, hinted = look(page, "x", size=USUAL)
    _, warned = look(page, ESC, size=USUAL)
    still = [seen.splitlines()[:16] for seen in (usual, hinted, warned)]
    assert still[0] == still[1] == still[2]
    assert usual != warned


def test_the_key_line_is_at_the_bottom_of_every_page() -> None:
    """On the last row, whatever stands above it."""
    for page in (one(), several(), scale(), text(), review(), start(), before(), end()):
        assert row_of(look(page, size=USUAL)[0], "Esc Esc: ") == USUAL[1] - 1


@pytest.mark.parametrize("size", [(40, 20), USUAL, (120, 40), (200, 60)])
def test_the_first_page_stands_where_it_is_drawn_again(size: tuple[int, int]) -> None:
    """Nothing moves once the keys are heard."""
    lines = [line.rstrip() for line in start_lines(start(7), SAY, size)]
    assert look(start(7), size=size)[0].splitlines()[: len(lines)] == lines


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_is_longer_than_72_cells(columns: int) -> None:
    """However wide the screen is."""
    page = one(ask="長い問いです。" * 20)
    question = replace(page.question, before="前の文です。" * 20, help="助けの文です。" * 20)
    shown = texts(drawn(question_menu(replace(page, question=question), SAY), columns, 60))
    assert max(map(display_width, shown.splitlines())) <= min(TEXT + HANGING, columns - 1)


def test_a_low_screen_has_no_air() -> None:
    """Every row of it is for the page."""
    assert frame(80, LOW).air == 0
    assert look(one(), size=(80, LOW))[0].splitlines()[0].strip().endswith("3 / 30")
