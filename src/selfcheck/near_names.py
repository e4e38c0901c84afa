"""Which name was probably meant by one that is not there. Pure."""

import unicodedata
from collections.abc import Iterable

_CUTOFF, _CUTOFF_OF_SHORT = 0.7, 0.65
"""difflib's own 0.6 suggests "options" for "questions", but finds "ask" in "aks"."""
_SHORT = 4
_MAX_NAMES = 200
_MAX_CHARACTERS = 200
"""Comparing takes the square of the length."""

# Pairs of letters that look the same: Cyrillic and Greek ones and Latin ones, then kana and kanji,
# hiragana and katakana, dashes and the hyphen.
_PAIRS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd ԛq ԝw АA ВB ЕE КK МM НH ОO РP СC ТT ХX ІI ЈJ ЅS УY"
    " οo αa νv ρp ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX"
    " カ力 ロ口 ニ二 ハ八 エ工 タ夕 ト卜 オ才 チ千 へヘ べベ ぺペ りリ ー一"
    " ‐- ‑- ‒- –- —- ―- −-"
)
_LOOK_ALIKES = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}


def nearest(typed: str, names: Iterable[str]) -> str:
    """The first of the names most like what was typed, in whatever case and width, or "" where none
    is like it. Compared are at most 200 names of about its length; above 200 characters nothing."""
    if not 0 < len(typed) <= _MAX_CHARACTERS:
        return ""
    plain = _plain(typed)
    if _is_number(plain):  # 11 is no slip of 1, but q11 may be meant
        names = [name for name in names if name == plain or not _is_number(name)]
    alike: dict[str, str] = {}
    for name in names:
        if abs(len(name) - len(plain)) <= 2 + len(plain) // 4:
            alike.setdefault(_plain(name), name)
            if len(alike) == _MAX_NAMES:
                break
    if plain in alike or len(typed) == 1:
        return alike.get(plain, "")
    cutoff = _CUTOFF_OF_SHORT if len(plain) <= _SHORT else _CUTOFF
    import difflib  # a file without mistakes needs no near names

    close = difflib.get_close_matches(plain, alike, n=1, cutoff=cutoff)
    return alike[close[0]] if close else ""


def _is_number(name: str) -> bool:
    return name.removeprefix("-").replace(".", "", 1).isdecimal()


def _plain(name: str) -> str:
    return _seen(name).casefold().replace("-", "_")


def _seen(name: str) -> str:
    """A name as the eye sees it."""
    return unicodedata.normalize("NFKC", name).translate(_LOOK_ALIKES)


def look_alike(typed: str, meant: str) -> tuple[str, str] | None:
    """The first letter of what was typed that only looks like the one that was meant, with that
    one; None where the two names do not look the same."""
    one, other = (unicodedata.normalize("NFKC", name) for name in (typed, meant))
    if one == other or _seen(one) != _seen(other):
        return None
    return next((a, b) for a, b in zip(one, other, strict=True) if a != b)
