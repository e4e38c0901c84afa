"""A bar for work that takes longer than a moment, on a terminal only. Nothing of it stays."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from selfcheck.palette import DONE, REST, Look, find_depth, worn

_WIDTH = 30
_FIRST_AFTER, _THEN_EVERY = 1.0, 0.1
"""Seconds."""
_LOOKED_AT_EVERY = 1 << 10

T = TypeVar("T")


def with_progress(
    things: Iterable[T], share_done: Callable[[], float], stream: TextIO
) -> Iterable[T]:
    """The things one by one, with a bar while they go by; `share_done` is from 0 to 1."""
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return things
    return _draw(things, share_done, stream)


def _draw(things: Iterable[T], share_done: Callable[[], float], stream: TextIO) -> Iterator[T]:
    due = time.monotonic() + _FIRST_AFTER
    look = Look(find_depth(os.environ, os.name == "nt"))
    drawn = False
    try:
        for number, thing in enumerate(things):
            if number % _LOOKED_AT_EVERY == 0 and time.monotonic() > due:
                stream.write("\r" + worn(render_bar(share_done()), "", look))
                stream.flush()
                drawn, due = True, time.monotonic() + _THEN_EVERY
            yield thing
    finally:
        if drawn:
            stream.write("\r" + " " * len(render_bar(0)) + "\r")
            stream.flush()


def render_bar(share: float) -> str:
    """A share from 0 to 1 as a bar of cells and `50%`, always equally wide."""
    done = len(bar(share, _WIDTH))
    return f"{DONE * done}{REST * (_WIDTH - done)} {share:4.0%}"


def bar(share: float, width: int) -> str:
    """A bar for a share from 0 to 1; what is not nothing is at least one sign long."""
    return "#" * max(int(share * width + 0.5), 1 if share > 0 else 0)
