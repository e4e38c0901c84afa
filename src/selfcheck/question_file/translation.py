"""A translation: texts only, under the ids of the question file that it stands beside.

`NAME.LANG.yaml` beside `NAME.yaml`. Scores, rules and ids live once, in the original; a text that
the translation leaves out stays as it is there.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from selfcheck.checking.doubles import check_labels
from selfcheck.checking.references import check_placeholders
from selfcheck.checking.translating import Translation, read_fingerprint
from selfcheck.format import Field, holding
from selfcheck.frozen import replace
from selfcheck.patterns import pattern
from selfcheck.problems import Path, Problem
from selfcheck.question_file.loader import Loaded, in_order, sorted_out
from selfcheck.question_file.names import VOCABULARY, near_name
from selfcheck.question_file.reading import Reader, Reading
from selfcheck.question_file.values import is_language
from selfcheck.question_file.yaml.decoding import decode
from selfcheck.question_file.yaml.source import Value, read_source
from selfcheck.questionnaire import Answer, Part, Questionnaire
from selfcheck.texts import TOP, change_texts, members

_SPACE = "[ \t\u00a0\u3000\u200b\ufeff]*"
_NAMED = pattern(
    rf"^(?P<lead>{_SPACE})[\"']?translation_of[\"']?{_SPACE}[:：]{_SPACE}"
    r"[\"'“”]?(?P<name>[^\n\"'“”#]+)",
    re.MULTILINE,
)
_FIRST = pattern(rf"^(?P<lead>{_SPACE})[^\s#]", re.MULTILINE)
_OWN = pattern(rf"^{_SPACE}[\"']?(?:selfcheck|questions)[\"']?{_SPACE}[:：]", re.MULTILINE)

_MARK = "# ---- selfcheck check --accept"
_BLOCK = pattern(
    rf"(?:^{_MARK}\r?\n)?^fingerprint:[^\n]*\n?(?:^[ \t]+[^\n]*(?:\n|\Z)|^\r?\n)*", re.MULTILINE
)
_IN_A_LINE = 11

_TRANSLATED = holding(lambda field: field.is_translated)
"""Every group with its fields that are texts a translation may have, or hold some."""
_OF_ITSELF: Mapping[str, Reader[Any]] = {
    "translation_of": Reading.text,
    "language": Reading.language,
    "fingerprint": Reading.text,
}
"""What a translation says beside its texts."""

_NEVER_TRANSLATED = ("selfcheck",)
"""What only a question file of its own has."""

Texts = Mapping[Path, Any]
"""Path of a text in the original -> the text (or texts) of the translation."""


def original_named(raw: bytes) -> str | None:
    """The file name that a translation says it is of; None where the file is no translation."""
    text = _decoded(raw)
    found, first = _NAMED.search(text), _FIRST.search(text)
    if not found or not first or found["lead"].strip("\ufeff") != first["lead"].strip("\ufeff"):
        return None
    return FilePath(found["name"].strip(" \t\u00a0\u3000\u200b")).name or None


def _decoded(raw: bytes) -> str:
    """The text of a file that may be a translation, as it would be read."""
    return decode(raw)[0] if b"translation_of" in raw.replace(b"\0", b"") else ""


def original_by_name(file: FilePath, raw: bytes) -> FilePath | None:
    """The original that a file is beside: NAME.yaml for NAME.LANG.yaml, where that is there and the
    file itself is no question file."""
    name, _, tag = file.stem.rpartition(".")
    text = decode(raw)[0]
    if not name or not is_language(tag) or "translation_of" in text or _OWN.search(text):
        return None
    original = file.with_name(f"{name}{file.suffix}")
    return original if original.is_file() else None


def translation_file(original: FilePath, language: str) -> FilePath | None:
    """The translation into a language tag, or into its first part (en for en-GB)."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", language):
        return None
    for tag in dict.fromkeys((language, language.split("-")[0])):
        file = original.with_name(f"{original.stem}.{tag}{original.suffix}")
        with suppress(OSError):  # no file can have so long a name
            if file.is_file():
                return file
    return None


def read_translation(file: str, raw: bytes, original: Questionnaire) -> Loaded:
    """The original with the texts of a translation in place of its own."""
    source = read_source(file, raw, VOCABULARY)
    if source.value is None:
        return Loaded(source.places, None, in_order(source.problems, source.places))
    if isinstance(source.value, dict) and not source.value.keys().isdisjoint(_NEVER_TRANSLATED):
        name = next(name for name in source.value if name in _NEVER_TRANSLATED)
        problem = Problem("not-a-translation", (name,), {"found": name}, at="name")
        return Loaded(source.places, None, (problem,))
    reading, collector = Reading(source, warns_of_gaps=False), _Collector()
    readers = {**_OF_ITSELF, **collector.readers(TOP, original)}
    got = reading.keys((), source.value, readers, ("translation_of", "language"))
    translated = translate(original, collector.texts, got.get("language") or original.language)
    found = [*reading.problems, *check_placeholders(translated), *check_labels(translated)]
    problems, warnings = sorted_out(source, found)
    marks = read_fingerprint(got["fingerprint"]) if "fingerprint" in got else None
    read = Translation(original, translated.language, collector.each_text(), marks)
    return Loaded(source.places, translated, problems, read, warnings)


class _Collector:
    """Collects the texts of a translation: under the ids of its original, by their names."""

    def __init__(self) -> None:
        self.texts: dict[Path, Any] = {}

    def each_text(self) -> dict[Path, str]:
        """All texts, those of lists one by one."""
        single: dict[Path, str] = {}
        for path, text in self.texts.items():
            if isinstance(text, str):
                single[path] = text
            else:
                single |= {(*path, position): one for position, one in enumerate(text)}
        return single

    def readers(self, field: Field, content: Any) -> dict[str, Reader[None]]:
        """What may stand in a part of a translation whose original has this content."""
        inside = members(field, content, _TRANSLATED)
        return {str(name): self._reader(inner, one) for inner, name, one in inside}

    def _reader(self, field: Field, content: Any) -> Reader[None]:
        if field.kind == "texts":
            return self._texts
        if isinstance(content, str):
            return self._text
        readers = self.readers(field, content)
        if isinstance(content, Mapping | tuple):
            return partial(_read_each, readers=readers)
        if isinstance(content, Answer | Part):
            return partial(_read_short, readers=readers)
        return partial(_read_group, readers=readers)

    def _text(self, reading: Reading, path: Path, value: Value) -> None:
        self.texts[path] = reading.text(path, value)

    def _texts(self, reading: Reading, path: Path, value: Value) -> None:
        self.texts[path] = reading.texts(path, value)


Readers = Mapping[str, Reader[None]]


def _read_group(reading: Reading, path: Path, value: Value, readers: Readers) -> None:
    """A group with names of the format."""
    reading.keys(path, value, readers)


def _read_each(reading: Reading, path: Path, value: Value, readers: Readers) -> None:
    """A group of ids that the original has."""
    for name, content in reading.group(path, value).items():
        if name in readers:
            readers[name](reading, (*path, name), content)
        else:
            facts = {"near": near_name(name, readers), "allowed": tuple(readers)}
            reading.note_name("not-in-original", (*path, name), found=name, **facts)


def _read_short(reading: Reading, path: Path, value: Value, readers: Readers) -> None:
    """An answer or a part: its first text may stand alone, without its name."""
    if isinstance(value, dict):
        reading.keys(path, value, readers)
    else:
        first = next(iter(readers))
        readers[first](reading, (*path, first), value)


def translate(original: Questionnaire, texts: Texts, language: str) -> Questionnaire:
    """The original with these texts; where one is left out or empty, its own stays."""
    translated = change_texts(original, lambda path, _, content: texts.get(path) or content)
    return replace(translated, language=language)


# --- fingerprint ----------------------------------------------------------------------------


def put_fingerprint(raw: bytes, hashes: Iterable[str]) -> bytes:
    """The bytes of a translation with this fingerprint at its end, in place of an earlier one;
    what is read from them otherwise stays, and so do line ends. Raises ValueError where they are
    no UTF-8."""
    text = _BLOCK.sub("", raw.decode())
    end = "\r\n" if "\r\n" in text else "\n"
    words = list(hashes)
    rows = [words[first : first + _IN_A_LINE] for first in range(0, len(words), _IN_A_LINE)]
    block = [_MARK, "fingerprint: |", *("  " + " ".join(row) for row in rows)]
    return (text.rstrip() + end * 2 + end.join(block) + end).encode()
