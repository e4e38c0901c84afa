"""Pastes of any length, read in one go from their beginning to their end.

prompt_toolkit 3.0 looks through all that has come so far at every kilobyte: ten megabytes take it
most of a minute, in which no key is heard. And a paste whose end never comes swallows every later
key.
"""

import asyncio
import time

from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

MOST_PASTED = 100_000
"""Characters of a paste that are handed on; some are taken out before the text is cut."""
QUIET = 1.0
"""Seconds in which nothing came: what is heard after them is a key, and the paste is given up."""
_LONGEST_KEY = 8
"""Characters that one key sends; more of them are the rest of a paste that was held up."""
_END = "\x1b[201~"


class PasteParser(Vt100Parser):
    """Hears keys as its parent does, and pastes without going over them again and again."""

    def reset(self, request: bool = False) -> None:
        super().reset(request)
        self._pasted = self._unread = ""
        self._heard = _now()

    def feed(self, data: str) -> None:
        before, self._heard = self._heard, _now()
        is_key = len(data) <= _LONGEST_KEY and _END not in self._unread + data
        if self._in_bracketed_paste and is_key and self._heard - before > QUIET:
            self._in_bracketed_paste = False
            self._pasted = self._unread = ""
        if not self._in_bracketed_paste:
            super().feed(data)
            return
        text, end, after = (self._unread + data).partition(_END)
        self._unread = ""
        if not end:  # the end may have come in part
            text, self._unread = text[: -len(_END)], text[-len(_END) :]
        self._pasted += text[: MOST_PASTED - len(self._pasted)]
        if end:
            self._finish(after)

    def _finish(self, after: str) -> None:
        pasted, self._pasted = self._pasted, ""
        self._in_bracketed_paste = False
        self.feed_key_callback(KeyPress(Keys.BracketedPaste, pasted))
        self.feed(after)


def _now() -> float:
    """The time by the clock of the loop that a page runs on, if there is one."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return time.monotonic()


def hear_long_pastes(input: Input) -> None:
    """Let an input that reads escape sequences do so with this parser."""
    parser = getattr(input, "vt100_parser", None)
    if isinstance(parser, Vt100Parser):
        input.vt100_parser = PasteParser(parser.feed_key_callback)  # type: ignore[attr-defined]
