"""What was worked out once is looked up from then on."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST_HELD = 30_000
"""Entries over all memos of a table; about 10 MB. Beyond it they are forgotten and made anew."""
_LONGEST_KEY = 1000
"""Letters. Longer spellings are worked out anew, so that few cells cannot fill the memory."""


class Memo(dict[K, V]):
    """A dictionary that works out what it does not hold."""

    __slots__ = ("work_out",)

    def __init__(self, work_out: Callable[[K], V]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, key: K) -> V:
        value = self.work_out(key)
        if not _is_long(key):
            self[key] = value
        return value


def _is_long(key: object) -> bool:
    if isinstance(key, str):
        return len(key) > _LONGEST_KEY
    return isinstance(key, tuple) and any(map(_is_long, key))


def is_full(memos: Iterable[Memo[Any, Any]]) -> bool:
    """Whether more is held than there is room for."""
    return sum(map(len, memos)) > MOST_HELD


def make_room(memos: Iterable[Memo[Any, Any]]) -> None:
    """Forget everything where too much is held."""
    held = list(memos)
    if is_full(held):
        for memo in held:
            memo.clear()
