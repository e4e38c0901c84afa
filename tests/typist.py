"""Somebody who types into a page, for tests, by a clock that a busy machine cannot hold up."""

import asyncio
import selectors
import sys
from collections import deque
from collections.abc import Callable
from functools import cache

from prompt_toolkit.application import application
from prompt_toolkit.input.base import PipeInput

# The library makes its keys anew for every page, all of vi's with them, though they hold nothing of
# a page. That takes longer than most pages here.
application.load_key_bindings = cache(application.load_key_bindings)  # type: ignore[attr-defined]

Burst = str | bytes | float | Callable[[], object]
"""Keys that come at once, seconds to wait for, or something else to do."""


class Typist:
    """Types keys at set moments. Time passes only while nothing is left to do, and then at once."""

    def __init__(self, pipe: PipeInput) -> None:
        self.now = 0.0
        self.pipe = pipe
        self._due: deque[tuple[float, str | bytes | Callable[[], object]]] = deque()

    def type(self, *bursts: Burst) -> None:
        """From now on, or after what is still to be sent, send keys one after the other; a number
        waits for so many seconds, anything else is called."""
        at = max([self.now, *(due for due, _ in self._due)])
        for burst in bursts:
            if isinstance(burst, float | int):
                at += burst
            else:
                self._due.append((at, burst))

    def new_loop(self) -> asyncio.AbstractEventLoop:
        """A loop for the next page: its clock is this one. Long after the last key the input ends,
        so that no test hangs."""
        # Windows reads the pipe in a thread, and time must wait for that.
        windows = sys.platform == "win32"
        loop = asyncio.new_event_loop() if windows else _TypistsLoop(self)
        start = loop.time() - self.now
        for at, _ in self._due:
            loop.call_at(start + at, self._send_next)
        last = self._due[-1][0] if self._due else self.now
        loop.call_at(start + last + 60, self.pipe.close)
        return loop

    def _send_next(self) -> None:
        _, due = self._due.popleft()
        if isinstance(due, str | bytes):
            self.pipe.send_bytes(due.encode() if isinstance(due, str) else due)
        else:
            due()


class _TypistsLoop(asyncio.SelectorEventLoop):
    """A loop whose clock goes on by what the loop would have waited for."""

    def __init__(self, typist: Typist) -> None:
        super().__init__(_Unwaiting(typist))
        self._typist = typist

    def time(self) -> float:
        return self._typist.now


class _Unwaiting(selectors.DefaultSelector):
    """Looks for what can be read, and does not wait."""

    def __init__(self, typist: Typist) -> None:
        super().__init__()
        self._typist = typist

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            self._typist.now += timeout or 0
        return ready
