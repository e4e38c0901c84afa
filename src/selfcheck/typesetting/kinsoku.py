"""Where a line may end: by the Japanese rules (禁則処理, the strict form), and nowhere that UAX #14
forbids. Pure.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from selfcheck.patterns import pattern
from selfcheck.typesetting.measuring import graphemes

# A code for each kind of character. Besides the lists: "W" is a kana, a kanji or another wide
# letter, "A" a letter or a sign, "N" a digit, “ and ” are curly quotes, and nothing breaks at the
# sides of "x": glue, a lone mark, whatever is not known.
_KINDS = {
    character: code
    for code, characters in {
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
NEVER_FIRST = "」)~/%x”"
NEVER_LAST = "「(“x"
_PLACES = pattern(
    rf"""
      (?<=[^{NEVER_LAST}]_)(?=[^{NEVER_FIRST}])
    | (?<=[^{NEVER_LAST}]s)(?=[WANR(「])
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
SPACES = " \t\u3000"
# An address ends before a space, a quote, a closing bracket or anything that is not ASCII.
_INSIDE = r"[\w!#%&*,./:;=?@^`|~-]"
ADDRESS = rf"(?i:https?)://(?:{_INSIDE}|[('\[{{$+\\](?={_INSIDE}))+"
OPENING = re.escape("".join(c for c, code in _KINDS.items() if code in "「("))
CLOSING = re.escape("".join(c for c, code in _KINDS.items() if code in "」)~/%"))
_ADDRESS_OR_SPACES = pattern(rf"({ADDRESS}|[{SPACES}]+)", re.ASCII)


def units(text: str) -> Iterator[str]:
    """The pieces between which a line may end; spaces stay at the end of a piece."""
    parts = _parts(text)
    begin = 0
    for place in _PLACES.finditer("".join(map(kind, parts))):
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
def kind(part: str) -> str:
    """The kind of a part: of spaces and joiners by their last, else by the first character."""
    deciding = part[-1] if part[-1] in SPACES + "\u200d" else part[0]
    if deciding in _KINDS:
        return _KINDS[deciding]
    category = unicodedata.category(deciding)
    wide = unicodedata.east_asian_width(deciding) in "WFH"
    # UAX #14 keeps wide signs (🎵, ⭐) together as it keeps letters.
    other = {"L": "AW", "N": "AW", "S": "AA"}.get(category[0], "xx")
    return _UNLISTED.get(category, other)[wide]
