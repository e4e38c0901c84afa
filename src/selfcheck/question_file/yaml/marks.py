"""Marks in place of what YAML would change: line ends that join Japanese letters without a space,
and characters that it takes for line ends."""

import re
from functools import lru_cache
from itertools import pairwise

# Letters and punctuation of Japanese, for joining folded lines without a space. Looked up, since a
# regular expression with so many letters takes milliseconds to be made.
_JAPANESE = (
    ("\u2014", "\u2026"),
    ("\u203b", "\u203b"),
    ("\u3001", "\u30ff"),
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff01", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)

# Line ends for YAML, but characters for people who paste them: they must not shift line numbers.
_ODD_BREAKS = "\u0085\u2028\u2029\ufeff"


@lru_cache(maxsize=4096)
def _is_japanese(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _JAPANESE)


def _mark_folds(text: str, mark: str) -> str:
    """The text with a mark at the end of what stands on a line, where this and what stands on the
    next meet in two Japanese letters."""
    lines = text.split("\n")
    for number, (line, below) in enumerate(pairwise(lines)):
        end, begin = line.rstrip(" "), below.lstrip(" ")
        if end and begin and _is_japanese(end[-1]) and _is_japanese(begin[0]):
            lines[number] = end + mark + line[len(end) :]
    return "\n".join(lines)


class Marks:
    """Puts marks into a text before YAML reads it, and takes them out of what was read."""

    def __init__(self, text: str) -> None:
        free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
        fold, *odd = (next(free, "\uf8ff") for _ in range(1 + len(_ODD_BREAKS)))
        self._fold = fold
        self._odd = {
            ord(mark): character
            for mark, character in zip(odd, _ODD_BREAKS, strict=True)
            if character in text
        }
        text = text.translate({ord(character): chr(mark) for mark, character in self._odd.items()})
        self.text = _mark_folds(text, fold)

    def typed(self, read: str) -> str:
        """A text as it was typed, with folded Japanese lines joined."""
        text = re.sub(f"{self._fold} ?", "", read) if self._fold in read else read
        return text.translate(self._odd) if self._odd else text
