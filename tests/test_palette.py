"""The colours: legible on every ground they are meant for, and nothing told by them alone."""

import unicodedata
from typing import Any, get_args

import pytest
from wcwidth import wcwidth

from selfcheck.contrast import contrast
from selfcheck.palette import (
    BAR_CONTRAST,
    COLOURS,
    DONE,
    GAP,
    MARK,
    POINTER,
    REST,
    STYLES,
    TEXT_CONTRAST,
    TICK,
    Depth,
    Look,
    find_depth,
    glyphs,
    in_ascii,
    paint,
    shade,
    suits,
)
from selfcheck.typesetting import display_width, harmless

_GROUNDS = {"dark": ["#000000", "#1e1e1e"], "light": ["#ffffff", "#fdf6e3"]}
_ON_GROUNDS: list[Any] = [
    (Look(depth, background), ground)
    for background in ("dark", "light")
    for depth in ("256", "true")
    for ground in _GROUNDS[background]
]
_LOOKS = [Look(d, b, n) for d in get_args(Depth) for b in ("", "dark", "light") for n in (0, 1)]  # type: ignore[arg-type]
_CELLS = (DONE, REST, MARK, GAP, POINTER, TICK)


@pytest.mark.parametrize(("look", "ground"), _ON_GROUNDS)
def test_text_is_legible(look: Look, ground: str) -> None:
    """WCAG's 4.5, exactly and with the nearest of 256 colours."""
    for colour in ("accent", "quiet", "warm"):
        assert contrast(shade(colour, look), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize(("look", "ground"), _ON_GROUNDS)
def test_bars_and_the_mark_on_them_stand_out(look: Look, ground: str) -> None:
    """WCAG's 3 for what is not text."""
    assert contrast(shade("bar", look), ground) >= BAR_CONTRAST
    assert contrast(shade("mark", look), shade("bar", look)) >= BAR_CONTRAST


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21, and #767676 on white the darkest grey that just reaches 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize(
    ("ground", "form"),
    [((0, 0, 0), "dark"), ((40, 44, 52), "dark"), ((253, 246, 227), "light"), ((128,) * 3, "")],
)
def test_a_form_is_worn_only_where_it_is_legible(ground: Any, form: str) -> None:
    """On a ground between light and dark there is none."""
    assert suits(ground) == form


def test_without_a_known_ground_colours_have_names() -> None:
    """A theme keeps these legible; quiet is then the terminal's own."""
    for depth in ("named", "256", "true"):
        look = Look(depth)
        assert [shade(name, look) for name in ("accent", "quiet", "warm")] == ["cyan", "", "red"]


def test_nothing_has_colour_where_none_is_wanted() -> None:
    """Whatever the ground is."""
    for background in ("", "dark", "light"):
        assert {shade(name, Look("none", background)) for name in COLOURS} == {""}


@pytest.mark.parametrize("look", _LOOKS)
def test_every_cell_is_one_column_wide_everywhere(look: Look) -> None:
    """Ambiguous characters are drawn only where they are known to be narrow."""
    drawn = [char for char, _ in glyphs(look).values()]
    assert all(wcwidth(char) == 1 for char in drawn)
    if not (look.is_narrow and look.background):
        assert not [char for char in drawn if unicodedata.east_asian_width(char) == "A"]


@pytest.mark.parametrize("look", [look for look in _LOOKS if look.depth == "none"])
def test_without_colours_every_cell_is_told_by_its_character(look: Look) -> None:
    """No two that stand beside each other are the same."""
    shown = "".join(piece for piece, _ in paint(DONE + MARK + GAP + REST + POINTER, "", look))
    assert shown == "=*|->"


@pytest.mark.parametrize("look", _LOOKS)
def test_bar_mark_and_rest_always_differ(look: Look) -> None:
    """In their characters or in what they wear."""
    drawn = glyphs(look)
    assert len({drawn[cell] for cell in (DONE, REST, MARK)}) == 3


def test_cells_are_as_wide_as_they_are_drawn() -> None:
    """Rows with cells can be measured like others."""
    assert [display_width(cell) for cell in _CELLS] == [1] * len(_CELLS)


def test_no_text_can_be_taken_for_a_cell() -> None:
    """Whoever types one sees that it is none."""
    assert harmless("".join(_CELLS)) == "\ufffd" * len(_CELLS)


def test_in_ascii_is_what_is_drawn_without_colours() -> None:
    """The rest of the text is left alone."""
    assert in_ascii(f"{POINTER} 3{TICK} はい {DONE}{REST}") == "> 3* はい =-"


def test_problems_alone_are_warm() -> None:
    """Nothing that a respondent sees wears that colour."""
    warm = {role for role, style in STYLES.items() if "warm" in (style.colour, style.ground)}
    assert warm == {"warm"}


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "true"),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, "true"),
        ({"TERM": "xterm-direct"}, "true"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "alacritty"}, "256"),
        ({"TERM": "linux"}, "named"),
        ({"TERM": "xterm"}, "named"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256"),
        ({}, "none"),
    ],
)
def test_the_environment_tells_how_many_colours_there_are(
    environment: dict[str, str], depth: str
) -> None:
    """TERM, COLORTERM and NO_COLOR, as other programs read them."""
    assert find_depth(environment) == depth
