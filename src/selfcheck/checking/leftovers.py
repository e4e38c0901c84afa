"""What an author wrote for himself, or for another program, and respondents would read. Pure.

All warnings, each with the piece of the text that is meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem

_BEFORE_FILLED = frozenset({"title", "intro", "fill_in"})
"""Texts that are read before the words are known that stand for placeholders."""

_POINT = re.compile(r"- .*(?:か|でしょう|[？?])。?$")
_TAGS = "br|p|b|i|u|em|strong|span|div|font|a|hr|ul|li"
_UNDONE = "要確認|要修正|要検討|(?:ここに|あとで|後で)(?:文章?を)?書く"
_SIGNS = tuple(
    (code, re.compile(pattern, re.MULTILINE))
    for code, pattern in (
        ("note-in-text", r"(?:^[ \u3000]*(?=#\s)|\n[ \u3000]*)(?P<word>#(?![0-9０-９]).*)$"),
        ("note-in-text", r"^[ \u3000]*(?P<word>(?:＃\s|//[ \u3000]).*)$"),
        ("note-in-text", r"(?P<word><!--.*?(?:-->|$))"),
        ("line-break-sign", r"(?P<word>\\r?\\?n)(?![A-Za-z:\\])"),
        ("tag-in-text", rf"(?i:(?P<word></?(?:{_TAGS})\b[^<>]*>|&nbsp;))"),
        ("unfinished-text", rf"(?P<word>\b(?:TODO|FIXME|TBD|XXX)\b|{_UNDONE}|[Ll]orem ipsum)"),
    )
)


def check_leftovers(
    texts: Iterable[tuple[Path, str]], fill_ins: Collection[str]
) -> Iterator[Problem]:
    """Every text, with its path; `fill_ins` are the names of the words that are filled in."""
    for path, text in texts:
        for code, sign in _SIGNS:
            if found := sign.search(text):
                yield _warning(code, path, found["word"])
                break
        if path[0] in _BEFORE_FILLED and fill_ins:
            for typed, name in find_placeholders(text):
                if name and name.isidentifier():
                    yield _warning("not-filled-in", path, typed)


def check_lists_in_texts(texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Questions to sit with whose `ponder:` is lost, so that they end the text above them."""
    pairs = list(texts)
    have_own = {path[:2] for path, _ in pairs if path[2:3] == ("ponder",)}
    for path, text in pairs:
        last = text.rstrip().rpartition("\n")[2].strip()
        if path[0] == "reflections" and path[:2] not in have_own and _POINT.match(last):
            yield Problem("list-in-text", path, {}, word=last, severity="warning")


def _warning(code: str, path: Path, found: str) -> Problem:
    return Problem(code, path, {"found": found.strip()}, word=found.strip(), severity="warning")
