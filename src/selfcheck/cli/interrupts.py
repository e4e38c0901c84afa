"""Ctrl-C from the moment the commands stand until the program is over.

Before that, `selfcheck.__init__` ends the program at once.
"""

import _thread
import signal
import sys
import time
from typing import Any

_AGAIN_AFTER = 0.01
"""Seconds."""


def unwind_on_interrupt() -> None:
    """From here on Ctrl-C is a KeyboardInterrupt, so that files and the terminal are left well."""
    sys.unraisablehook = _raise_again
    if callable(signal.getsignal(signal.SIGINT)):  # and not ignored since before the start
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _raise_again(lost: Any) -> None:
    """Python drops an interrupt that comes while it cleans up behind an import, and prints it; it
    is meant, so it comes again a little later."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_soon, ())
    else:
        sys.__unraisablehook__(lost)


def _interrupt_soon() -> None:
    time.sleep(_AGAIN_AFTER)
    _thread.interrupt_main()


def ignore_interrupts() -> None:
    """The end has come already, and is not to be disturbed."""
    if callable(signal.getsignal(signal.SIGINT)):
        # Python complains about one on its way to a handler that is gone; so this one goes last.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where an interrupt came inside an `exec` (dataclasses are made by one), Python, 3.13 too, ends
    # by the signal and not with the exit code, until there was another.
    exec("")
