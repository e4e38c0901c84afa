"""The fingerprint of a translation, written into its file without touching anything else.

It stands at the end of the file as a block of hashes; what is read from the file otherwise stays
the same, and so do its line ends.
"""

import re
from collections.abc import Iterable

_MARK = "# ---- selfcheck check --accept"
_BLOCK = re.compile(
    rf"(?:^{_MARK}\r?\n)?^fingerprint:[^\n]*\n?(?:^[ \t]+[^\n]*(?:\n|\Z)|^\r?\n)*", re.MULTILINE
)
_IN_A_LINE = 11


def put_fingerprint(raw: bytes, hashes: Iterable[str]) -> bytes:
    """The bytes of a translation with this fingerprint at its end, in place of an earlier one.
    Raises ValueError where they are no UTF-8."""
    text = _BLOCK.sub("", raw.decode())
    end = "\r\n" if "\r\n" in text else "\n"
    words = list(hashes)
    rows = [words[first : first + _IN_A_LINE] for first in range(0, len(words), _IN_A_LINE)]
    block = [_MARK, "fingerprint: |", *("  " + " ".join(row) for row in rows)]
    return (text.rstrip() + end * 2 + end.join(block) + end).encode()
