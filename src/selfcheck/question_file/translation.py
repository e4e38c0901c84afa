"""A translation: texts only, under the ids of the question file that it stands beside.

`NAME.LANG.yaml` beside `NAME.yaml`. Scores, rules and ids live once, in the original; a text that
the translation leaves out stays as it is there.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from selfcheck.checking.references import check_placeholders
from selfcheck.checking.translating import Translation, read_fingerprint
from selfcheck.problems import Path
from selfcheck.question_file.loader import KNOWN_WORDS, Loaded, in_order
from selfcheck.question_file.reading import Reading, near_name
from selfcheck.question_file.yaml.source import Value, read_source
from selfcheck.questionnaire import Answer, Question, Questionnaire, Theme

_NAMED = re.compile(rb"^translation_of:[ \t]*[\"']?([^\r\n\"'#]+)", re.MULTILINE)

Texts = Mapping[Path, Any]
"""Path of a text in the original -> the text (or texts) of the translation."""


def original_named(raw: bytes) -> str | None:
    """The file name that a translation says it is of; None where the file is no translation."""
    found = _NAMED.search(raw)
    return FilePath(found[1].decode("utf-8", "replace").strip()).name if found else None


def translation_file(original: FilePath, language: str) -> FilePath | None:
    """The translation into a language tag, or into its first part (en for en-GB)."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", language):
        return None
    for tag in dict.fromkeys((language, language.split("-")[0])):
        file = original.with_name(f"{original.stem}.{tag}{original.suffix}")
        if file.is_file():
            return file
    return None


def read_translation(file: str, raw: bytes, original: Questionnaire) -> Loaded:
    """The original with the texts of a translation in place of its own."""
    source = read_source(file, raw, KNOWN_WORDS)
    if source.value is None:
        return Loaded(source.places, None, in_order(source.problems, source.places))
    collector = _Collector(Reading(source))
    language = collector.collect(source.value, original)
    translated = translate(original, collector.texts, language or original.language)
    found = [*collector.reading.problems, *check_placeholders(translated)]
    problems = in_order([*source.problems, *found], source.places)
    read = Translation(original, translated.language, collector.each_text(), collector.fingerprint)
    return Loaded(source.places, translated, problems, read)


class _Collector:
    """Collects the texts of a translation; only ids and names of texts can stand in it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.texts: dict[Path, Any] = {}
        self.fingerprint: frozenset[str] | None = None

    def each_text(self) -> dict[Path, str]:
        """All texts, those of lists one by one."""
        single: dict[Path, str] = {}
        for path, text in self.texts.items():
            if isinstance(text, str):
                single[path] = text
            else:
                single |= {(*path, position): one for position, one in enumerate(text)}
        return single

    def collect(self, value: Value, original: Questionnaire) -> str:
        """Read the whole file; returns its language tag."""
        text, texts = self.text, self.list_of_texts
        sections = {
            "translation_of": self.reading.text,
            "language": self.reading.language,
            "fingerprint": self.reading.text,
            **dict.fromkeys(("title", "intro", "closing"), text),
            "author": self.keys({"name": text}),
            "fill_in": self.things(
                original.fill_in, self.keys({"ask": text, "default": text, "suggestions": texts})
            ),
            "answers": self.each(
                {id: self.labels(answers) for id, answers in original.answer_lists.items()}
            ),
            "themes": self.each(
                {
                    id: self.keys(
                        {
                            "name": text,
                            "about": text,
                            "rubric": self.things(
                                [level.id for level in theme.rubric],
                                self.keys({"name": text, "says": text}),
                            ),
                        }
                    )
                    for id, theme in original.themes.items()
                }
            ),
            "questions": self.each(
                {
                    id: self.keys(
                        {
                            **dict.fromkeys(("ask", "before", "help"), text),
                            "answers": self.labels(question.answers),
                        }
                    )
                    for id, question in original.questions.items()
                }
            ),
            "reflections": self.things(
                original.reflections,
                self.keys({"title": text, "says": text, "try": text, "ponder": texts}),
            ),
            "safety": self.things(
                original.safety, self.keys(dict.fromkeys(("title", "first", "says"), text))
            ),
            "contacts": self.things(
                original.contacts, self.keys(dict.fromkeys(("name", "hours", "note"), text))
            ),
            "columns": self.things(original.columns, self.keys({"title": text, "about": text})),
        }
        got = self.reading.keys((), value, sections, ("translation_of", "language"))
        if "fingerprint" in got:
            self.fingerprint = read_fingerprint(got["fingerprint"])
        return str(got.get("language", ""))

    def text(self, path: Path, value: Value) -> None:
        """One text."""
        self.texts[path] = self.reading.text(path, value)

    def list_of_texts(self, path: Path, value: Value) -> None:
        """A list of texts."""
        self.texts[path] = self.reading.texts(path, value)

    def keys(self, readers: Mapping[str, Any]) -> Callable[[Path, Value], None]:
        """A group with names of the format."""

        def read(path: Path, value: Value) -> None:
            self.reading.keys(path, value, readers)

        return read

    def things(
        self, known: Iterable[str], read: Callable[[Path, Value], None]
    ) -> Callable[[Path, Value], None]:
        """A group of ids that the original has."""
        return self.each(dict.fromkeys(known, read))

    def each(
        self, readers: Mapping[str, Callable[[Path, Value], None]]
    ) -> Callable[[Path, Value], None]:
        """A group of ids that the original has, each read in its own way."""

        def read(path: Path, value: Value) -> None:
            for name, content in self.reading.group(path, value).items():
                if name in readers:
                    readers[name]((*path, name), content)
                else:
                    facts = {"near": near_name(name, readers), "allowed": tuple(readers)}
                    self.reading.note_name("not-in-original", (*path, name), found=name, **facts)

        return read

    def labels(self, answers: Iterable[Answer]) -> Callable[[Path, Value], None]:
        """The labels of answers, each as a text or under `label`."""

        def read(path: Path, value: Value) -> None:
            if isinstance(value, dict):
                self.keys({"label": self.text})(path, value)
            else:
                self.text((*path, "label"), value)

        return self.things([answer.value for answer in answers], read)


def translate(original: Questionnaire, texts: Texts, language: str) -> Questionnaire:
    """The original with these texts."""
    put = _Put(texts)
    lists = {
        id: put.labels(answers, "answers", id) for id, answers in original.answer_lists.items()
    }
    sections: dict[str, Any] = {
        section: {id: put(thing, section, id) for id, thing in getattr(original, section).items()}
        for section in ("fill_in", "safety", "contacts", "columns")
    }
    reflections = {
        id: put(reflection, "reflections", id, step="try")
        for id, reflection in original.reflections.items()
    }
    top: Questionnaire = put(original)
    return replace(
        top,
        language=language,
        author=put(original.author, "author"),
        answer_lists=lists,
        themes=_translate_themes(original, put),
        questions=_translate_questions(original, put, lists),
        reflections=reflections,
        **sections,
    )


class _Put:
    """Puts the texts of a translation into things of the original."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def __call__(self, thing: Any, *path: str, **names: str) -> Any:
        """A thing with its texts replaced; `names` are attribute=name where they differ."""
        changes = {}
        for attribute in thing.__dataclass_fields__:
            key = (*path, names.get(attribute, attribute))
            if self.texts.get(key):
                changes[attribute] = self.texts[key]
        return replace(thing, **changes)

    def labels(self, answers: Iterable[Answer], *path: str) -> tuple[Answer, ...]:
        """Answers with their labels replaced."""
        return tuple(self(answer, *path, answer.value) for answer in answers)


def _translate_themes(original: Questionnaire, put: _Put) -> dict[str, Theme]:
    themes = {}
    for id, theme in original.themes.items():
        rubric = tuple(put(level, "themes", id, "rubric", level.id) for level in theme.rubric)
        themes[id] = replace(put(theme, "themes", id), rubric=rubric)
    return themes


def _translate_questions(
    original: Questionnaire, put: _Put, lists: Mapping[str, tuple[Answer, ...]]
) -> dict[str, Question]:
    questions = {}
    for id, question in original.questions.items():
        answers = (
            put.labels(question.answers, "questions", id, "answers")
            if question.answer_list is None
            else lists[question.answer_list]
        )
        questions[id] = replace(put(question, "questions", id), answers=answers)
    return questions
