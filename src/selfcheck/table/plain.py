"""Names, labels and values as they are compared in tables: by what a reader sees of them.

In NFKC, every kind of space as one, none at the ends, without characters that take no room; `～`
and `〜`, which programs take for each other when they write CP932, are one.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"\s+")
_BEFORE_SEPARATORS = re.compile(r"(?=[ ,;\n])")
_LONGEST_PIECE = 1000
"""Characters. NFKC takes the square of the time for marks that follow each other on one letter;
a longer piece without a space, comma or semicolon is compared as it is."""


def plain(text: str) -> str:
    """The text as it is compared."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = _UNSEEN.sub("", text)
    pieces = [seen] if len(seen) <= _LONGEST_PIECE else _BEFORE_SEPARATORS.split(seen)
    composed = "".join(map(_compose, pieces)).replace("\u301c", "~")
    return _SPACES.sub(" ", _UNSEEN.sub("", composed)).strip()


def _compose(piece: str) -> str:
    return unicodedata.normalize("NFKC", piece) if len(piece) <= _LONGEST_PIECE else piece


def strange_characters(text: str) -> tuple[str, ...]:
    """What nobody sees in a text and is compared all the same, each once, as `U+0000`."""
    found = dict.fromkeys(one for one in plain(text[:_LONGEST_PIECE]) if not one.isprintable())
    blank = dict.fromkeys(
        one for one in plain(text[:_LONGEST_PIECE]) if one in "\u115f\u1160\u2800"
    )
    return tuple(f"U+{ord(one):04X}" for one in found | blank)
