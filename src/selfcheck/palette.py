"""How pages look: few quiet colours, each with one job, and the cells that bars are made of.

Data, and what follows from it for a terminal; nothing here writes. Nothing is told by colour alone:
every form below says the same in words, weight or characters.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Literal

from selfcheck.frozen import dataclass

Depth = Literal["none", "named", "256", "true"]
"""How many colours there are: none, those that a theme of the terminal has names for, 256, all."""
Background = Literal["", "dark", "light"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a terminal can show. Without a known `background` only its named colours are legible
    for certain. `is_narrow`: characters of ambiguous width are known to take one cell."""

    depth: Depth = "none"
    background: Background = ""
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on dark and on light ground, and its name among the sixteen of a terminal, empty
    where the terminal's own is the one that is legible."""

    dark: str
    light: str
    name: str = ""


COLOURS: Mapping[str, Colour] = {
    "accent": Colour("#8ccfc0", "#1c6b62", "cyan"),
    "quiet": Colour("#9aa7ab", "#5c686c"),
    "bar": Colour("#528c85", "#4f877e"),
    "rest": Colour("#3a4144", "#d9d5c6"),
    "mark": Colour("#ffffff", "#000000"),
    "warm": Colour("#e8b4a6", "#9a4a3c", "red"),
}
"""accent: what is pointed at, the level reached, the small step. quiet: keys, numbers, hints.
bar and rest: what is done and what is not, decoration with words beside it. mark: a place on a bar.
warm: problems, in what authors read; never on a respondent's page."""

TEXT_CONTRAST, BAR_CONTRAST = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: at least so much for text, and for what is not text."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a role looks; `colour` and `ground` are names of colours."""

    colour: str = ""
    ground: str = ""
    bold: bool = False
    reverse: bool = False
    underline: bool = False


_BOLD, _QUIET = Style(bold=True), Style("quiet")
_POINTED = Style("accent", bold=True)

STYLES: Mapping[str, Style] = {
    **dict.fromkeys(("title", "question", "heading", "subheading", "first", "contact"), _BOLD),
    **dict.fromkeys(("call", "skipped", "strong"), _BOLD),
    **dict.fromkeys(("keys", "progress", "part", "more", "number", "asked"), _QUIET),
    **dict.fromkeys(("caption", "note", "quiet"), _QUIET),
    **dict.fromkeys(("level", "step"), Style("accent")),
    **dict.fromkeys(("pointed", "pointer", "ticked", "chosen"), _POINTED),
    "warning": Style(bold=True, reverse=True),
    "warm": Style("warm"),
    "link": Style(underline=True),
    "reverse": Style(reverse=True),
    "done": Style("bar"),
    "ahead": Style("rest"),
    "on-bar": Style(ground="bar"),
    "on-rest": Style(ground="rest"),
    "on-mark": Style(ground="mark"),
}
"""Role -> how it looks; other roles look like text, which has the terminal's own colour."""


# --- cells ------------------------------------------------------------------------------------

DONE, REST, MARK, GAP, POINTER, TICK = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
"""Cells of pictures, each one column wide: a bar, what it leaves open, a mark on it, what stands
between two bars, what points at an answer, what marks one. They are noncharacters of Unicode, kept
for use within a program, and `harmless` lets none through: no text can be taken for a picture."""

_CELLS = frozenset({DONE, REST, MARK, GAP, POINTER, TICK})

Glyphs = Mapping[str, tuple[str, str]]
"""Cell -> the character that is drawn, and the role it wears."""

_ASCII: Glyphs = {
    DONE: ("=", ""),
    REST: ("-", ""),
    MARK: ("*", ""),
    GAP: ("|", ""),
    POINTER: (">", "pointer"),
    TICK: ("*", "ticked"),
}
# Where the ground is not known, only the reverse of the text is certain to stand out.
_NAMED: Glyphs = {**_ASCII, DONE: (" ", "reverse"), MARK: ("|", "reverse"), GAP: (" ", "")}
_BLANKS: Glyphs = {
    DONE: (" ", "on-bar"),
    REST: (" ", "on-rest"),
    MARK: (" ", "on-mark"),
    GAP: (" ", ""),
    POINTER: ("\u25b8", "pointer"),
    TICK: ("\u2713", "ticked"),
}
_FINE: Glyphs = {
    **_BLANKS,
    DONE: ("\u2501", "done"),
    REST: ("\u2501", "ahead"),
    MARK: ("\u25cf", "strong"),
}


def glyphs(look: Look) -> Glyphs:
    """What cells are drawn with. Those beyond ASCII are one column wide in every terminal, but for
    the ambiguous ones, which are drawn only where that is known."""
    if look.depth == "none":
        return _ASCII
    if not look.background:
        return _NAMED
    return _FINE if look.is_narrow else _BLANKS


def paint(text: str, role: str, look: Look) -> Iterator[tuple[str, str]]:
    """A text of a role in pieces, each with its own: the cells in it as they are drawn, and what
    stands behind the bar of a picture as the level it shows."""
    if role == "picture" and (end := max(map(text.rfind, _CELLS)) + 1):
        yield from paint(text[:end], "", look)
        yield text[end:], "level"
        return
    drawn = glyphs(look)
    for is_cell, group in groupby(text, _CELLS.__contains__):
        if not is_cell:
            yield "".join(group), role
            continue
        for worn, cells in groupby(group, lambda cell: drawn[cell][1]):
            yield "".join(drawn[cell][0] for cell in cells), worn or role


def in_ascii(text: str) -> str:
    """A text with its cells as they are drawn where there is no colour."""
    if text.isascii():
        return text
    return "".join(_ASCII[char][0] if char in _CELLS else char for char in text)


def sgr(role: str, look: Look) -> str:
    """What a terminal is sent so that the text after it looks like a role, in the named colours
    alone (ECMA-48, SGR); empty where it looks like any text."""
    style = STYLES.get(role)
    if style is None:
        return ""
    codes = ["1"] * style.bold + ["7"] * style.reverse + ["4"] * style.underline
    codes += [_CODES[name] for name in [shade(style.colour, look)] if name in _CODES]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def worn(text: str, role: str, look: Look) -> str:
    """A text with its cells as a terminal is sent it."""
    return "".join(
        f"{begin}{piece}{_SGR_END}" if (begin := sgr(own, look)) else piece
        for piece, own in paint(text, role, look)
    )


_CODES = {"red": "31", "cyan": "36"}
_SGR_END = "\x1b[0m"


# --- colours ----------------------------------------------------------------------------------


def shade(colour: str, look: Look) -> str:
    """A colour as a terminal is to show it: #rrggbb, the name of one of the sixteen, or empty for
    the terminal's own. With 256 colours it is the nearest of those."""
    found = COLOURS.get(colour)
    if found is None or look.depth == "none":
        return ""
    if look.depth == "named" or not look.background:
        return found.name
    exact = found.dark if look.background == "dark" else found.light
    if look.depth == "true":
        return exact
    from selfcheck.contrast import nearest  # which few terminals need

    return nearest(exact)


def suits(ground: tuple[int, int, int]) -> Background:
    """Which form of the colours is legible on a ground (0-255 each); empty where none is."""
    from selfcheck.contrast import as_hex, contrast

    on = as_hex(ground)
    forms: tuple[Background, ...] = ("dark", "light")
    for form in forms:
        texts = [contrast(getattr(COLOURS[name], form), on) for name in ("accent", "quiet", "warm")]
        bar = contrast(getattr(COLOURS["bar"], form), on)
        if min(texts) >= TEXT_CONTRAST and bar >= BAR_CONTRAST:
            return form
    return ""


def find_depth(environment: Mapping[str, str], is_windows: bool = False) -> Depth:
    """How many colours a terminal shows, as far as its environment tells (no-color.org)."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term == "dumb" or not (term or is_windows):
        return "none"
    told = environment.get("COLORTERM", "").lower()
    if told in ("truecolor", "24bit") or "WT_SESSION" in environment or term.endswith("-direct"):
        return "true"
    is_modern = "256" in term or term in ("xterm-kitty", "alacritty", "wezterm", "xterm-ghostty")
    return "256" if is_modern or told else "named"
