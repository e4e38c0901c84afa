"""What a file is that is no table of text, by how it begins."""

import zipfile
from collections.abc import Iterable
from typing import BinaryIO

_BEGINNINGS = (
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "excel"),
    (b"%PDF", "pdf"),
    (b"$FL2", "spss"),
    (b"$FL3", "spss"),
)
_ZIP = b"PK\x03\x04"
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")
_JIS = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
"""How Japanese letters begin in ISO-2022-JP."""
_LOOKED_AT = 4096


def kind_of(raw: BinaryIO) -> str | None:
    """What the file is by name: `excel`, `spreadsheet` (of another program), `zip`, `gzip`, `pdf`,
    `spss`, `web-page` or `jis`. None where it may be a table."""
    raw.seek(0)
    head = raw.read(_LOOKED_AT)
    if head.startswith(_ZIP):
        return _kind_of_zip(raw)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return "web-page"
    if any(sign in head for sign in _JIS):
        return "jis"
    return next((kind for sign, kind in _BEGINNINGS if head.startswith(sign)), None)


def _kind_of_zip(raw: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(raw) as folder:
            names = folder.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    if _holds(names, "xl/"):
        return "excel"
    return "spreadsheet" if _holds(names, "content.xml") or _holds(names, "Index/") else "zip"


def _holds(names: Iterable[str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in names)
