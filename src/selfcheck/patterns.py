"""Regular expressions that are compiled when they are first used.

One with Japanese letters takes up to two milliseconds, and most of those that are loaded before the
first page look for mistakes that few question files have. Type checkers see `re.compile`.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as pattern

__all__ = ["pattern"]


class _Pattern:
    """Stands in for a compiled pattern, and has its methods."""

    def __init__(self, source: Any, flags: int = 0) -> None:
        self._made_of = (source, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


if not TYPE_CHECKING:
    pattern = _Pattern
