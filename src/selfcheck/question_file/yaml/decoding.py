"""Bytes -> text: UTF-8, and what is said where a file was saved as something else.

Where another encoding is recognised the file is read on with it, so that everything else that is
wrong is found in the same run.
"""

import re
from collections.abc import Iterator

from selfcheck.patterns import pattern
from selfcheck.problems import Problem, Span

# C0 and C1 but tab, newline and U+0085 (a line end), lone surrogates, and non-characters.
CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_LINE_ENDS = pattern("\r\n?")
_BROKEN = "\ufffd"
_HIRAGANA = pattern("[\u3041-\u3096]")
_JAPANESE = pattern("[\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_JIS_MARK = pattern(rb"\x1b\$[@B(].*?\x1b\([BJ]", re.DOTALL)
_ENCODINGS = {
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp_3": "ISO-2022-JP (JIS)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


def decode(raw: bytes) -> tuple[str, list[Problem]]:
    """The text of a file with \\n as its line ends, and what is wrong with its characters."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
    else:
        if not (found := _find_utf16(raw) or _find_iso2022(raw)):
            text = _LINE_ENDS.sub("\n", text)
            return text, list(_find_controls(text))
        start = 0
    found = _find_iso2022(raw) or _find_encoding(raw)
    text = _LINE_ENDS.sub("\n", raw.decode(found or "utf-8-sig", "replace").lstrip("\ufeff"))
    if found:
        line = 0 if found.startswith("utf-16") else len(re.findall(rb"\r\n?|\n", raw[:start]))
        width = len(text.split("\n", line + 1)[line])
        facts = {"found": _ENCODINGS[found]}
        problems = [Problem("not-utf8", Span(line, 0, line, width), facts), *_find_controls(text)]
        return text, problems
    return text, [*_find_broken(text), *_find_controls(text)]


def _find_encoding(raw: bytes) -> str | None:
    """The encoding a file was saved in, None where it is UTF-8 with broken places."""
    if found := _find_utf16(raw):
        return found
    shown = raw.decode("utf-8", "replace")
    broken = shown.count(_BROKEN)
    if sum(not character.isascii() for character in shown) >= 3 * broken:
        return None
    candidates = []
    for encoding in ("cp932", "euc_jp"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((len(_HIRAGANA.findall(text)), _japanese_share(text), encoding))
    kana, share, encoding = max(candidates, default=(0, 0, ""))
    return encoding if kana or share == 1 else None


def _japanese_share(text: str) -> float:
    """How much of what is not ASCII is Japanese as it is typed today, from 0 to 1."""
    rest = [letter for letter in text if not letter.isascii()]
    return len(_JAPANESE.findall("".join(rest))) / len(rest) if rest else 0


def _find_iso2022(raw: bytes) -> str | None:
    """ISO-2022-JP, which looks like plain letters, by the marks between which Japanese stands."""
    if not raw.isascii() or not _JIS_MARK.search(raw):
        return None
    try:
        raw.decode("iso2022_jp_3")
    except UnicodeDecodeError:
        return None
    return "iso2022_jp_3"


def _find_utf16(raw: bytes) -> str | None:
    """UTF-16 by its mark, or by the empty half of its first character."""
    if raw.startswith(b"\xff\xfe") or (raw[1:2] == b"\0" and raw[:1] != b"\0"):
        return "utf-16-le"
    if raw.startswith(b"\xfe\xff") or (raw[:1] == b"\0" and raw[1:2] not in (b"", b"\0")):
        return "utf-16-be"
    return None


def _find_broken(text: str) -> Iterator[Problem]:
    """One problem for each line with bytes that are no characters."""
    for number, line in enumerate(text.split("\n")):
        if (start := line.find(_BROKEN)) >= 0:
            end = start + len(line[start:]) - len(line[start:].lstrip(_BROKEN))
            yield Problem("broken-letter", Span(number, start, number, end))


def _find_controls(text: str) -> Iterator[Problem]:
    """One problem for each line with control characters."""
    if not CONTROL.search(text):
        return
    for number, line in enumerate(text.split("\n")):
        if found := CONTROL.search(line):
            span = Span(number, found.start(), number, found.end())
            yield Problem("control-character", span, {"found": f"U+{ord(found[0]):04X}"})
