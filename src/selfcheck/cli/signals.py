"""Signals that end a program from outside, while a file is being written."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = "SIGHUP SIGTERM SIGQUIT SIGBREAK SIGALRM SIGUSR1 SIGUSR2 SIGXCPU SIGVTALRM SIGPROF".split()


class _EndedError(BaseException):
    """A signal came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def leaving_nothing_behind() -> Iterator[None]:
    """A signal that can be caught first unwinds what is under way, so that no file is left, and
    then ends the program as it would have."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []

    def unwind(number: int, _: FrameType | None) -> None:
        for one in ours:
            signal.signal(one, signal.SIG_IGN)
        raise _EndedError(number)

    for number in ours:
        signal.signal(number, unwind)
    try:
        yield
    except _EndedError as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
