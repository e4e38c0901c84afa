"""Stands between the terminal and the pages: cuts what comes in into keys, and drops the rest.

Terminals send more than keys: clicks, focus, late replies, half sequences, pastes without an end.
prompt_toolkit 3.0 takes some of it for Esc and letters and fails on some, waits for ever for the
end of a paste, and looks through all of a paste again at every kilobyte.
"""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_or_none
from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from selfcheck.patterns import pattern

MAX_PASTED = 100_000
"""Characters of a paste that are handed on; some are taken out before the text is cut."""
QUIET = 0.5
"""Seconds: a paste without an end has ended when nothing came for so long, and a sequence that has
begun must be whole by then."""
MAX_TYPED_AT_ONCE = 64
"""More characters than this in one read were not typed."""
_KEPT_OF_A_SEQUENCE = 64

# The 8-bit forms, too (ECMA-48): as characters, or as bytes that are no UTF-8 (surrogates).
_CSI = r"(?:\x1b\[|[\x9b\udc9b])"
_SS3 = r"(?:\x1bO|[\x8f\udc8f])"
_STRING = r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f\udc90\udc98\udc9d-\udc9f])"  # OSC, DCS, SOS, PM, APC
_IN_STRING = r"[^\x03\x04\x07\x1b\x9c\udc9c]*"
_IN_CLICK = r"[^\x03\x04\x1b]"  # after CSI M: button, column, row (xterm's X10 encoding)
_CONTROL = rf"{_CSI}\[?[0-?]*[ -/]*"  # CSI [ A: F1 of the Linux console

# What ends none of these cuts it off: it is dropped, and what follows counts.
_SEQUENCE = pattern(
    rf"{_CSI}M{_IN_CLICK}{{0,3}}|{_CONTROL}[@-~]?|{_SS3}[0-9;]*[ @-~]?"
    rf"|{_STRING}{_IN_STRING}(?:\x1b\\|[\x07\x9c\udc9c])?|\x1b[\\\t]"
)
_BEGUN = pattern(
    rf"(?:{_CSI}M{_IN_CLICK}{{0,2}}|{_CONTROL}|{_SS3}[0-9;]*|{_STRING}{_IN_STRING}\x1b?|\x1b)\Z"
)
# Alt with a bracket or a letter; a key of rxvt; a click whose two bytes made one character.
_MAY_BE_WHOLE = pattern(
    rf"(?:{_CSI}(?:\d+\$|M.*[^\x00-\x7f\udc80-\udcff].*)?|{_SS3}|{_STRING})\Z", re.DOTALL
)
_SEVEN_BITS = dict.fromkeys("\x9b\udc9b", "\x1b[") | dict.fromkeys("\x8f\udc8f", "\x1bO")
_NO_CHARACTER = pattern(r"[\x80-\x9f\ud800-\udfff]|..", re.DOTALL)
_NO_KEYS = (Keys.Ignore, Keys.ControlAt, Keys.ScrollUp, Keys.ScrollDown)

_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"
_WAYS_OUT = pattern(r"[\ud800-\udfff]*[\x1b\x03\x04]+")
_WAY_OUT = pattern(r"\x1b\x1b|\x1b\Z|[\x03\x04]")


Hear = Callable[[str], bool]
"""Takes in a sequence; whether it was no key, but a reply that was waited for."""


def guard_keys(input: Input, hear: Hear) -> None:
    """Let an input that reads escape sequences do so with a guard. Windows has none of them."""
    parser = getattr(input, "vt100_parser", None)
    if isinstance(parser, Vt100Parser):
        input.vt100_parser = KeyGuard(parser.feed_key_callback, hear)  # type: ignore[attr-defined]


class KeyGuard:
    """Takes what was read, in pieces of any size; calls `press` for every key and every paste, and
    before that `hear` for every sequence.

    It has the two methods that prompt_toolkit calls on its `Vt100Parser`.
    """

    def __init__(self, press: Callable[[KeyPress], None], hear: Hear = lambda _: False) -> None:
        self._press = press
        self._hear_reply = hear
        self._heard = 0.0
        self._begun = ""
        self._due = 0.0
        self._pasting = self._stalled = False
        self._pasted = self._unread = self._fresh = ""

    def feed(self, data: str) -> None:
        """Hear what came; it may begin and end anywhere in a sequence or a paste."""
        if not data:
            return
        now = _now()
        if self._pasting and now - self._heard >= QUIET:
            self._end_unfinished()
        self._heard = now
        if self._pasting or self._is_rest_of_paste(data):
            self._pasting = True
            self._hear_pasted(data)
        else:
            self._hear(self._still_begun() + data)

    def flush(self) -> None:
        """Nothing came for a moment: an Esc was the key, and so may be other beginnings."""
        if self._pasting:
            self._flush_paste()
        elif self._begun.endswith("\x1b"):
            self._begun = ""
            self._tell("\x1b")
        elif _MAY_BE_WHOLE.match(self._begun):
            self._begun = ""

    # --- keys and sequences ---

    def _still_begun(self) -> str:
        """What waits for its rest, unless it has waited for too long."""
        if not self._begun or self._heard >= self._due:
            self._begun, self._due = "", self._heard + QUIET
        return self._begun

    def _hear(self, text: str) -> None:
        at, self._begun = 0, ""
        while at < len(text) and not self._pasting:
            if _BEGUN.match(text, at):
                self._begun = _shorten(text[at:])
                self._due = self._heard + QUIET if at else self._due
                return
            sequence = _SEQUENCE.match(text, at)
            typed = sequence.group() if sequence else text[at]
            at += len(typed)
            self._tell(typed)
        if at < len(text):
            self._hear_pasted(text[at:])

    def _tell(self, typed: str) -> None:
        """Hand on a known key or a character; a paste begins; all else is dropped."""
        if len(typed) > 1 and self._hear_reply(typed):
            return
        typed = _SEVEN_BITS.get(typed[0], typed[0]) + typed[1:]
        unknown = Keys.Ignore if _NO_CHARACTER.match(typed) else typed
        key = ANSI_SEQUENCES.get(typed, unknown)
        if key is Keys.BracketedPaste:
            self._pasting, self._stalled = True, False
        elif key not in _NO_KEYS:
            keys = key if isinstance(key, tuple) else (key,)
            for position, each in enumerate(keys):
                self._press(KeyPress(each, "" if position else typed))

    # --- pastes ---

    def _is_rest_of_paste(self, data: str) -> bool:
        """A paste that had ended without an end goes on: here is its end, or more than is typed."""
        rest, end, _ = data.partition(_PASTE_END)
        if not self._stalled or not rest or _PASTE_BEGIN in rest:
            return False
        return bool(end) or len(rest) > MAX_TYPED_AT_ONCE

    def _hear_pasted(self, data: str) -> None:
        text, end, after = (self._unread + data).partition(_PASTE_END)
        if end:
            self._end_paste(text, after)
            return
        # The end may have come in part.
        text, self._unread = text[: -len(_PASTE_END)], text[-len(_PASTE_END) :]
        self._pasted += text[: MAX_PASTED - len(self._pasted)]
        self._fresh = (self._fresh + data)[: len(_PASTE_END)]

    def _end_paste(self, text: str, after: str) -> None:
        pasted = (self._pasted + text)[:MAX_PASTED]
        self._forget_paste()
        self._stalled = False
        self._press(KeyPress(Keys.BracketedPaste, pasted))
        self.feed(after)

    def _flush_paste(self) -> None:
        """Keys to leave by that came alone were pressed; else wait whether more comes."""
        fresh, self._fresh = self._fresh, ""
        app = get_app_or_none()
        if _WAYS_OUT.fullmatch(fresh):
            self._end_unfinished()
        elif app is not None:
            asyncio.get_running_loop().call_later(QUIET, self._end_when_quiet, app)

    def _end_when_quiet(self, app: Application[Any]) -> None:
        if self._pasting and _now() - self._heard >= QUIET:
            self._end_unfinished()
            app.key_processor.feed_multiple(app.input.flush_keys())
            app.key_processor.process_keys()

    def _end_unfinished(self) -> None:
        """What was pasted up to a way out is a text; the way out is a key again."""
        text = _SEQUENCE.sub("", self._pasted + self._unread)
        found = _WAY_OUT.search(text)
        pasted = text[: found.start()] if found else text
        self._forget_paste()
        self._stalled = True
        if pasted:
            self._press(KeyPress(Keys.BracketedPaste, pasted[:MAX_PASTED]))
        for key in found.group() if found else "":
            self._tell(key)

    def _forget_paste(self) -> None:
        self._pasting = False
        self._pasted = self._unread = self._fresh = ""


def _shorten(begun: str) -> str:
    """As much of a long sequence as shows how it can end: it means nothing to anybody."""
    kept = begun[:_KEPT_OF_A_SEQUENCE]
    return kept + "\x1b" if begun != kept and begun.endswith("\x1b") else kept


def _now() -> float:
    """The time by the clock of the loop that a page runs on."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return time.monotonic()
