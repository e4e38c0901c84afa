"""A word that is wider than a line, broken inside: the last resort. Pure."""

import re
from collections.abc import Iterator

from selfcheck.patterns import pattern
from selfcheck.typesetting.kinsoku import (
    ADDRESS,
    CLOSING,
    NEVER_FIRST,
    NEVER_LAST,
    OPENING,
    SPACES,
    kind,
)
from selfcheck.typesetting.measuring import display_width, end_that_fits, graphemes

_ADDRESS_AND_BRACKETS = pattern(rf"((?<![{OPENING}])[{OPENING}]*+{ADDRESS}[{CLOSING}]*+)", re.ASCII)
_AFTER_SLASH = pattern(r"(?<=[^/]/)(?=[A-Za-z_~@])|(?<=[^/\d]/)(?=\d)", re.ASCII)


def split(word: str, room: int, break_addresses: bool) -> list[str]:
    """The lines of a word; an address is one over the width, unless it may be broken."""
    parts = _fragments(word, room, break_addresses)
    lines, begin = [], 0
    while begin < len(parts):
        end = max(begin + 1, end_that_fits(parts, begin, room))
        if end < len(parts):
            end = _better_end(parts, begin, end)
        lines.append("".join(parts[begin:end]).strip(SPACES))
        begin = end
    return [line for line in lines if line]


def _better_end(parts: list[str], begin: int, end: int) -> int:
    """The last end after a hyphen, else the last that the Japanese rules permit, else the end."""
    ends = [
        earlier
        for earlier in range(end, begin, -1)
        if kind(parts[earlier - 1][-1]) not in NEVER_LAST
        and kind(parts[earlier]) not in NEVER_FIRST
    ]
    after_hyphens = [earlier for earlier in ends if _is_hyphen(parts[earlier - 2 : earlier + 1])]
    return (after_hyphens or ends or [end])[0]


def _is_hyphen(three: list[str]) -> bool:
    """Whether the second of three parts joins two words or two numbers in one long name."""
    kinds = "".join(map(kind, three))
    return kinds == "N~N" or (kinds == "A-A" and three[1] in "-‐")


def _fragments(word: str, room: int, break_addresses: bool) -> list[str]:
    """What a word may be broken into: visible characters, addresses, or their pieces."""
    fragments: list[str] = []
    for at, found in enumerate(_ADDRESS_AND_BRACKETS.split(word)):
        if at % 2 == 0:
            fragments += graphemes(found)
        elif break_addresses:
            fragments += _address_pieces(found, room)
        else:
            # With its brackets, even over the width: alone on a line they would help nobody.
            fragments.append(found)
    return fragments


def _address_pieces(address: str, room: int) -> Iterator[str]:
    """An address cut after its slashes; a piece that is still too wide in single characters."""
    for piece in _AFTER_SLASH.split(address):
        if display_width(piece) <= room:
            yield piece
        else:
            yield from piece
