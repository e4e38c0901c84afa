"""The language of the command line itself, before any question file is known."""

import os
import sys
from itertools import pairwise

from selfcheck.words import Say, speaker


def wanted_language(lang: str | None = None) -> str:
    """The language asked for by option or environment; empty where none is."""
    return lang or os.environ.get("SELFCHECK_LANG", "")


def locale_language() -> str:
    """The language of the locale (ja, en, ...); empty for C and POSIX."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            language = value.split(".")[0].split("_")[0]
            return "" if language in ("C", "POSIX") else language.lower()
    return ""


def _typed_language() -> str:
    """What `--lang` says, before the command line is read as a whole; empty where it is not
    there."""
    for word, following in pairwise([*sys.argv[1:], ""]):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""


def _own_words() -> Say:
    """Japanese, unless the command line or the environment asks for another language: then
    English."""
    return speaker(wanted_language(_typed_language()) or locale_language() or "ja")


say = _own_words()
"""The sentences of the command line."""

_current = say


def speak_as(say: Say) -> Say:
    """Let what is still to be said be said in this language: that of the questionnaire in hand."""
    global _current
    _current = say
    return say


def current_words() -> Say:
    """The sentences for what can happen anywhere; at first those of the command line."""
    return _current
