"""Where the lines of a text may end. Pure.

Lines end by the Japanese rules (禁則処理, the strict form) and nowhere that UAX #14 forbids.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from selfcheck.patterns import pattern
from selfcheck.typesetting.measuring import display_width, end_that_fits, graphemes


def break_lines(
    text: str, width: int, *, first: str = "", rest: str = "", break_addresses: bool = False
) -> list[str]:
    """The text in lines of at most a width; `first` opens the first line, `rest` all others.

    Spaces before a paragraph indent all its lines. A word wider than a line is broken inside, an
    address only if that is allowed, and then after "/" where this is enough.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        starts = (rest if lines else first, rest)
        lines += _break_paragraph(paragraph, width, starts, break_addresses)
    return lines


# A code for each kind of character. Besides the lists: "W" is a kana, a kanji or another wide
# letter, "A" a letter or a sign, "N" a digit, “ and ” are curly quotes, and nothing breaks at the
# sides of "x": glue, a lone mark, whatever is not known.
_KINDS = {
    character: kind
    for kind, characters in {
        "_": " ",
        "s": "\u3000\t",
        "「": "（「『【〈《〔［｛〝｢",
        "(": "([{¡¿",
        "」": "）」』】〉》〕］｝〟｣、。！？；・･｡､ーｰ゛゜ﾞﾟゝゞヽヾ々〻゠〼"
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ",
        ")": ")]},.:;!?―❢❣⁄〵",
        # Between two digits they belong to the number: 12:00–22:00, １６：００〜２１：００.
        "~": "〜～–—‥…⋯：，．／－|‼⁇⁈⁉",
        "/": "/",
        "R": "$＄¥￥£￡€₩￦+±∓−№\\",
        "%": "%％‰‱°℃℉¢￠′″‴",
        # UAX #14 would break after a hyphen; but --no-keep, 0120-279-889 and self-check stay whole.
        "-": "-‐'\"❛❜❝❞❟❠ˈˌ",
        "A": "#&*@_^`†‡§¶※•·",
        "W": "＃＆＊＠＼＿＾｀＂＇〃〰〽",
        "x": "\u200d",
    }.items()
    for character in characters
}
# Where no list names the character: narrow, wide.
_UNLISTED = {"Ps": "(「", "Pe": ")」", "Pi": "““", "Pf": "””", "Nd": "NN", "Sc": "--", "Sk": "--"}
_NEVER_FIRST = "」)~/%x”"
_NEVER_LAST = "「(“x"
_PLACES = pattern(
    rf"""
      (?<=[^{_NEVER_LAST}]_)(?=[^{_NEVER_FIRST}])
    | (?<=[^{_NEVER_LAST}]s)(?=[WANR(「])
    | (?<=W)(?=[WANR(「])
    | (?<=[AN])(?=[W「])
    | (?<=[)%])(?=W)
    | (?<=\))(?=「)
    | (?<=[」/~])(?=[WA(「])
    | (?<=」)(?=N)
    | (?<=[^N]~)(?=N)
    | (?<=[W」])(?=“[W「])      # curly quotes: only with Japanese at both their sides
    | (?<=[W」]”)(?=[W「])
    """,
    re.VERBOSE,
)
_SPACES = " \t\u3000"
# An address ends before a space, a quote, a closing bracket or anything that is not ASCII.
_INSIDE = r"[\w!#%&*,./:;=?@^`|~-]"
_ADDRESS = rf"(?i:https?)://(?:{_INSIDE}|[('\[{{$+\\](?={_INSIDE}))+"
_OPENING = re.escape("".join(c for c, kind in _KINDS.items() if kind in "「("))
_CLOSING = re.escape("".join(c for c, kind in _KINDS.items() if kind in "」)~/%"))
_ADDRESS_OR_SPACES = pattern(rf"({_ADDRESS}|[{_SPACES}]+)", re.ASCII)
_ADDRESS_AND_BRACKETS = pattern(
    rf"((?<![{_OPENING}])[{_OPENING}]*+{_ADDRESS}[{_CLOSING}]*+)", re.ASCII
)
_AFTER_SLASH = pattern(r"(?<=[^/]/)(?=[A-Za-z_~@])|(?<=[^/\d]/)(?=\d)", re.ASCII)


def _break_paragraph(
    paragraph: str, width: int, starts: tuple[str, str], break_addresses: bool
) -> list[str]:
    """One paragraph in lines, each with its start: one for the first line, one for the others."""
    body = paragraph.strip(_SPACES)
    if not body:
        return [starts[0].rstrip(" ")]
    indent = paragraph[: paragraph.index(body)]
    if display_width(indent) + max(map(display_width, starts)) + 2 > width:
        indent = ""
    # A space of full width at the front (字下げ) moves the first line only.
    starts = (starts[0] + indent, starts[1] + indent.replace("\u3000", ""))
    rooms = [max(1, width - display_width(start)) for start in starts]
    lines = _fill(body, rooms, break_addresses)
    return [(starts[bool(at)] + line).rstrip(" ") for at, line in enumerate(lines)]


def _fill(body: str, rooms: list[int], break_addresses: bool) -> list[str]:
    """As much on each line as has room; the first line may have other room than the rest."""
    if display_width(body) <= rooms[0]:
        return [body]
    lines: list[str] = []
    held: list[str] = []
    used = 0
    for unit in _units(body):
        word = unit.rstrip(_SPACES)
        needed = display_width(word)
        if used + needed > rooms[bool(lines)]:
            if held or (rooms[0] < rooms[1] and not lines):
                lines.append("".join(held).rstrip(_SPACES))
            *full, end = [word] if needed <= rooms[1] else _split(word, rooms[1], break_addresses)
            lines += full
            unit = end + unit[len(word) :]
            held, used = [], 0
        held.append(unit)
        used += display_width(unit)
    return [*lines, "".join(held)]


def _units(text: str) -> Iterator[str]:
    """The pieces between which a line may end; spaces stay at the end of a piece."""
    parts = _parts(text)
    begin = 0
    for place in _PLACES.finditer("".join(map(_kind, parts))):
        end = place.start()
        yield "".join(parts[begin:end])
        begin = end
    yield "".join(parts[begin:])


def _parts(text: str) -> list[str]:
    """The smallest parts: whole addresses, runs of spaces, and what is seen as one character."""
    parts: list[str] = []
    for at, found in enumerate(_ADDRESS_OR_SPACES.split(text)):
        parts += [found] if at % 2 else graphemes(found)
    return parts


@lru_cache(maxsize=4096)
def _kind(part: str) -> str:
    """The kind of a part: of spaces and joiners by their last, else by the first character."""
    deciding = part[-1] if part[-1] in _SPACES + "\u200d" else part[0]
    if deciding in _KINDS:
        return _KINDS[deciding]
    category = unicodedata.category(deciding)
    wide = unicodedata.east_asian_width(deciding) in "WFH"
    # UAX #14 keeps wide signs (🎵, ⭐) together as it keeps letters.
    other = {"L": "AW", "N": "AW", "S": "AA"}.get(category[0], "xx")
    return _UNLISTED.get(category, other)[wide]


def _split(word: str, room: int, break_addresses: bool) -> list[str]:
    """A word wider than a line, broken inside: the last resort."""
    parts = _fragments(word, room, break_addresses)
    lines, begin = [], 0
    while begin < len(parts):
        end = max(begin + 1, end_that_fits(parts, begin, room))
        if end < len(parts):
            end = _better_end(parts, begin, end)
        lines.append("".join(parts[begin:end]).strip(_SPACES))
        begin = end
    return [line for line in lines if line]


def _better_end(parts: list[str], begin: int, end: int) -> int:
    """The last end after a hyphen, else the last that the Japanese rules permit, else the end."""
    ends = [
        earlier
        for earlier in range(end, begin, -1)
        if _kind(parts[earlier - 1][-1]) not in _NEVER_LAST
        and _kind(parts[earlier]) not in _NEVER_FIRST
    ]
    after_hyphens = [earlier for earlier in ends if _is_hyphen(parts[earlier - 2 : earlier + 1])]
    return (after_hyphens or ends or [end])[0]


def _is_hyphen(three: list[str]) -> bool:
    """Whether the second of three parts joins two words or two numbers in one long name."""
    kinds = "".join(map(_kind, three))
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
