"""The kept results on the saved, read back. Nothing is changed."""

import json
import math
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from selfcheck.history import KeptResult, read_result

_MAX_RESULT_BYTES = 5_000_000
_OUR_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{6}(-\d+)?\.json")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A kept result and its file; `data` is all that stands there."""

    file: Path
    result: KeptResult
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SavedResults:
    """All kept results, the latest first, and what else lies among them."""

    results: tuple[KeptFile, ...] = ()
    others: tuple[Path, ...] = ()


def read_saved_results(folder: Path) -> SavedResults:
    """Read every kept result; a broken or foreign file is left alone. Changes nothing."""
    try:
        files = sorted((folder / "results").iterdir(), reverse=True)
    except FileNotFoundError:
        return SavedResults()
    read = [(file, _read_kept(file)) for file in files if not file.name.startswith(".")]
    results = [kept for _, kept in read if kept]
    results.sort(key=_time_and_name, reverse=True)
    return SavedResults(tuple(results), tuple(file for file, kept in read if not kept))


def _time_and_name(kept: KeptFile) -> tuple[datetime, int, str]:
    """By time; within one second in the order of their numbers."""
    return (kept.result.taken, len(kept.file.name), kept.file.name)


def is_our_name(file: Path) -> bool:
    """Whether a file bears the name of a kept result, and is a file."""
    return bool(_OUR_NAME.fullmatch(file.name)) and file.is_file() and not file.is_symlink()


def _read_kept(file: Path) -> KeptFile | None:
    with suppress(OSError, ValueError, RecursionError):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _MAX_RESULT_BYTES:
            text = file.read_text("utf-8")
            data = json.loads(text, parse_constant=_refuse, parse_float=_read_number)
            if result := read_result(data):
                return KeptFile(file, result, data)
    return None


def _refuse(found: str) -> NoReturn:
    raise ValueError(found)


def _read_number(found: str) -> float:
    number = float(found)
    if math.isinf(number):
        raise ValueError(found)
    return number
