"""Whether a translation says what its original says: nothing left out, lost or out of date. Pure.

A fingerprint in the translation holds a short hash of every text of the original as it was when the
translation was last looked through; so it is known which texts have changed since.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from selfcheck.format import GROUPS, Field
from selfcheck.frozen import dataclass
from selfcheck.patterns import pattern
from selfcheck.placeholders import find_placeholders
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Questionnaire
from selfcheck.texts import texts_of

Texts = Mapping[Path, str]

_MAX_SHOWN = 60
_HASH_LENGTH = 6
"""24 bits: of a thousand texts, one in sixteen thousand would change and not be seen to."""
_TEXTS_OF_QUESTION = tuple(field for field in GROUPS["question"] if field.kind == "text")
_KANA_OR_KANJI = pattern("[\u3041-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation as it was read: its original, its texts by their path, those of lists one by
    one; and the hashes of its fingerprint, None where it has none."""

    original: Questionnaire
    language: str
    texts: Texts
    fingerprint: frozenset[str] | None = None


def check_translation(translation: Translation) -> Iterator[Problem]:
    """Everything in which a translation falls short of its original."""
    original = translation.original
    wanted = {path: (field, text) for path, field, text in translatable_texts(original)}
    unread = {path for path, field, _ in texts_of(original) if not field.is_read}
    seen = {path: text for path, (_, text) in wanted.items() if not _is_hidden(original, path)}
    yield from _check_missing(translation, seen)
    yield from _check_alike(translation)
    for path, text in translation.texts.items():
        if path in wanted:
            yield from _check_text(translation, path, text, wanted[path])
        elif text and path not in unread:
            yield _warn("only-in-translation", path, {"name": _spell(path)})


def _is_hidden(original: Questionnaire, path: Path) -> bool:
    """Whether a text is of a theme that respondents are not told of."""
    theme = original.themes.get(str(path[1])) if path[0] == "themes" else None
    return theme is not None and not theme.show


def translatable_texts(original: Questionnaire) -> Iterator[tuple[Path, Field, str]]:
    """Every text of a question file that respondents read, but telephone numbers, addresses, and
    ids or values that stand in for a name where none was written."""
    for path, field, text in texts_of(original):
        is_stand_in = field.stand_in == "id" and text == path[-2]
        is_text = text and not is_stand_in and not text.startswith(("http:", "https:"))
        if field.is_translated and field.is_read and is_text:
            yield path, field, text


def _warn(code: str, path: Path, facts: Mapping[str, str], other: Path | None = None) -> Problem:
    return Problem(code, path, facts, other=other, severity="warning")


def _check_missing(translation: Translation, wanted: Texts) -> Iterator[Problem]:
    """Texts that are left out; where a whole group is, it is named once, with their number."""
    held = {path[:end] for path, text in translation.texts.items() if text for end in _ends(path)}
    missing: dict[Path, list[str]] = {}
    for path, text in wanted.items():
        if path not in held and _has_letters(text):
            first = next(path[:end] for end in _ends(path) if path[:end] not in held)
            missing.setdefault(first, []).append(text)
    for path, texts in missing.items():
        facts = {"name": _spell(path), "count": len(texts), "original": _shorten(texts[0])}
        if path[0] == "safety":
            yield Problem("safety-not-translated", path, facts, "name")
        else:
            yield Problem("not-translated", path, facts, "name", severity="warning")


def _ends(path: Path) -> range:
    return range(1, len(path) + 1)


def _check_text(
    translation: Translation, path: Path, text: str, wanted: tuple[Field, str]
) -> Iterator[Problem]:
    field, original = wanted
    facts = {"original": _shorten(original)}
    is_accepted = _hash(path, original) in (translation.fingerprint or ())
    if translation.fingerprint is not None and not is_accepted:
        yield _warn("original-changed", path, facts)
    if field.written_by != "others" and _is_left_as_it_was(translation, text, original):
        yield _warn("same-as-original", path, {})
        return
    names = {name: typed for typed, name in find_placeholders(original) if name}
    kept = {name for _, name in find_placeholders(text)}
    for name, typed in names.items():
        if name not in kept and not is_accepted:
            yield _warn("placeholder-lost", path, {"found": typed, **facts})


def _is_left_as_it_was(translation: Translation, text: str, original: str) -> bool:
    """What holds nothing of the original's language may stay."""
    language = translation.original.language.split("-")[0].lower()
    if text.split() != original.split() or language == translation.language.split("-")[0].lower():
        return False
    return bool(_KANA_OR_KANJI.search(text)) if language == "ja" else _has_letters(text)


def _check_alike(translation: Translation) -> Iterator[Problem]:
    """A text that is the label of one of its own answers."""
    original, texts = translation.original, translation.texts
    for question in original.questions.values():
        path: Path = ("questions", question.id)
        here: Path = (*path, "answers")
        if question.answer_list is not None:
            here = ("answers", question.answer_list)
        labels = {texts.get((*here, a.value, "label"), ""): a for a in reversed(question.answers)}
        for field in _TEXTS_OF_QUESTION:
            text = texts.get((*path, field.name), "")
            if text and text in labels and text != getattr(question, field.attribute):
                other = (*here, labels[text].value)
                yield _warn("like-an-answer", (*path, field.name), {"found": text}, other)


# --- fingerprint ----------------------------------------------------------------------------


def make_fingerprint(original: Questionnaire) -> tuple[str, ...]:
    """A hash for every text of an original, in the order of the alphabet."""
    return tuple(sorted({_hash(path, text) for path, _, text in translatable_texts(original)}))


def renew_fingerprint(translation: Translation, names: Collection[str]) -> tuple[str, ...]:
    """The fingerprint with the texts that have these names, or stand within what has them, as they
    now are; the others as they were. Raises KeyError where a name is of no text."""
    before, wanted = translation.fingerprint or frozenset(), {_spell_like(name) for name in names}
    hashes, met = set(), set()
    for path, _, text in translatable_texts(translation.original):
        named = wanted & {_spell(path[:end]) for end in _ends(path)}
        met |= named
        mark = _hash(path, text)
        if named or mark in before:
            hashes.add(mark)
    if missing := wanted - met:
        raise KeyError(min(missing))
    return tuple(sorted(hashes))


def _spell_like(name: str) -> str:
    """A name as a path is spelled; points may stand between its parts."""
    return " > ".join(part.strip() for part in re.split(r"\s*>\s*|\.", name))


def read_fingerprint(text: str) -> frozenset[str]:
    """The hashes of a fingerprint as it was written."""
    return frozenset(text.split())


def _hash(path: Path, text: str) -> str:
    """Of a text and its place; where its lines are broken does not matter."""
    joined = "\n".join([*map(str, path), "".join(text.split())])
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:_HASH_LENGTH]


def _has_letters(text: str) -> bool:
    return any(unicodedata.category(character)[0] == "L" for character in text)


def _spell(path: Path) -> str:
    """A path as an author reads it: positions from 1."""
    return " > ".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else line[:_MAX_SHOWN] + "…"
