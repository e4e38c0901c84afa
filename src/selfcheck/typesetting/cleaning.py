"""What in a text is safe for a terminal, and what takes the place of the rest. Pure."""

from selfcheck.patterns import pattern

# Drawn as nothing, so nothing is lost: marks of direction, soft hyphens, joiners with nothing to
# join, the tags of flags. The selectors of a kanji's or an emoji's form (FE00, E0100) stay.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# Could move the cursor, start a new line, turn the order of the characters around, or be taken for
# the cells of a picture (noncharacters, see `palette`): shown as �.
_HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
)
# Emoji, and the scripts from Hebrew to Vedic and their later blocks, are written with joiners.
_JOINING = (
    "\u0590-\u1cff\u2190-\u2bff\ua800-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff"
)
_UNSAFE = pattern(f"[\t{_INVISIBLE}{_HARMFUL}\u200c\u200d]")
_DROPPED = pattern(f"[{_INVISIBLE}]")
_STRAY_JOINER = pattern(f"(?<![{_JOINING}])[\u200c\u200d]")
_REPLACED = pattern(f"[{_HARMFUL}]")


def harmless(text: str, keep_newlines: bool = True) -> str:
    """A text from a file or a person, unable to steer a terminal or to turn its words around.

    Invisible characters are dropped, control characters and turns of direction become �, a tab
    is a space. The result holds no control character but the newline.
    """
    if _UNSAFE.search(text):
        text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\t", " "))
        text = _REPLACED.sub("\ufffd", _STRAY_JOINER.sub("", text))
    return text if keep_newlines else text.replace("\n", " ")
