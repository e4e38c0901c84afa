"""Rows as prompt_toolkit draws them: in the colours of a look, the cursor where one points."""

from collections.abc import Iterator, Sequence
from functools import cache

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.styles import Style

from selfcheck.asking.viewport import Row
from selfcheck.palette import STYLES, Look, paint, shade
from selfcheck.patterns import pattern

_CURSOR = ("[SetCursorPosition]", "")
_ON_SCALE = pattern(r"\[-?\d+\]")
"""The number of a scale that is pointed at."""
_NUMBERED = pattern(r" *[1-9](?=\W)")
"""The number of an answer."""


@cache
def styles(look: Look) -> Style:
    """What the roles of rows look like, on this terminal."""
    return Style([(role, _spell(role, look)) for role in STYLES])


def _spell(role: str, look: Look) -> str:
    """A style in the words of prompt_toolkit."""
    style = STYLES[role]
    words = [word for word in ("bold", "reverse", "underline") if getattr(style, word)]
    for part, colour in (("fg", style.colour), ("bg", style.ground)):
        if found := shade(colour, look):
            words.append(f"{part}:{found if found.startswith('#') else f'ansi{found}'}")
    return " ".join(words) or "noinherit"


def as_fragments(rows: Sequence[Row], look: Look, indent: int = 0) -> StyleAndTextTuples:
    """Rows as prompt_toolkit wants them, so many cells from the left; the cursor is on the first
    row that is pointed at, or on the number of a scale: a screen reader follows it."""
    fragments: StyleAndTextTuples = []
    for number, (role, text) in enumerate(rows):
        if number:
            fragments.append(("", "\n"))
        fragments.append(("", " " * indent if text else ""))
        for piece, worn in _pieces(role, text, look):
            if worn in ("pointer", "chosen") and _CURSOR not in fragments:
                fragments.append(_CURSOR)
            fragments.append((f"class:{worn}" if worn else "", piece))
    return fragments


def _pieces(role: str, text: str, look: Look) -> Iterator[tuple[str, str]]:
    """A row in pieces, each with its role."""
    if role == "scale" and (found := _ON_SCALE.search(text)):
        yield text[: found.start()], ""
        yield found[0], "chosen"
        text = text[found.end() :]
    if role == "answer" and (number := _NUMBERED.match(text)):
        yield number[0], "number"
        text = text[number.end() :]
    yield from paint(text, role, look)
