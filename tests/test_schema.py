"""The schema says what the loader says, as far as a schema can see.

Files are read here as editors read them: YAML 1.1 and 1.2 turn what was typed into numbers and
switches before the schema looks.
"""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Run
from jsonschema import Draft202012Validator

from selfcheck.format import CONDITION_WORDS, GROUPS
from selfcheck.problems import Problem
from selfcheck.question_file.loader import load_questionnaire, read_questionnaire
from selfcheck.question_file.schema import make_schema
from selfcheck.question_file.yaml.indentation import LOADER
from selfcheck.words import LANGUAGES, speaker

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "question_files"
BUILT_IN = [ROOT / "data" / name for name in ("questions.yaml", "template.ja.yaml")]
GOOD = [*sorted((FILES / "good").glob("*.yaml")), *BUILT_IN, ROOT / "data" / "template.en.yaml"]
BAD = sorted((FILES / "bad").glob("*.yaml"))

# What one place says about another, or what only the letters in the file show.
UNSEEN = frozenset(
    """
    double-key first-level-from levels-not-rising id-used-twice one-answer-only
    marked-with-alone ask-if-later condition-on-writing theme-in-ask-if number-beside-scale
    reserved-id scale-too-long text-without-answer texts-beside-two theme-named-twice
    theme-not-compared unknown-remark unknown-answer unknown-answer-list unknown-column
    unknown-contact unknown-fill-in unknown-level unknown-question unknown-reflection
    unknown-safety unknown-theme unknown-theme-or-question lone-brace control-sign
    swallowed-text full-width-hyphen yaml-anchor yaml-tag comparison-in-condition
    list-without-brackets only-questions score-in-condition text-of-writing text-without-write
    unknown-condition word-behind-name full-width-bar label-twice list-in-text look-alike-letter
    lost-id-line
    """.split()
)
# More than an editor could read.
TOO_MUCH = ("too-many-values", "too-deep")

_CORE = {
    "bool": re.compile("true|True|TRUE|false|False|FALSE"),
    "null": re.compile("~|null|Null|NULL|"),
    "int": re.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan"),
}


def _kind_in_yaml_12(text: str) -> str:
    """The kind of an unquoted text by YAML 1.2's core schema."""
    return next((kind for kind, pattern in _CORE.items() if pattern.fullmatch(text)), "str")


def _value(kind: str, text: str) -> Any:
    match kind:
        case "null":
            return None
        case "bool":
            return text.lower() in ("true", "yes", "on")
        case "int":
            found: Any = yaml.safe_load(text)
            return found if isinstance(found, int) else int(text)
        case "float":
            found = yaml.safe_load(text)
            number = float(found) if isinstance(found, int | float) else float(text)
            return text if math.isnan(number) or math.isinf(number) else number
        case _:
            return text


def _as_editor_reads(node: Any, version: str) -> Any:
    """A YAML tree as JSON's values; names stay as they were typed, for in JSON they are texts."""
    if isinstance(node, yaml.MappingNode):
        return {name.value: _as_editor_reads(item, version) for name, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_as_editor_reads(item, version) for item in node.value]
    if node.style in ("'", '"', "|", ">"):
        return node.value
    kind = node.tag.rpartition(":")[2] if version == "1.1" else _kind_in_yaml_12(node.value)
    return _value(kind, node.value)


def _read(file: Path, version: str) -> Any:
    lines = file.read_text("utf-8-sig").split("\n")
    # Lines that the program takes for empty, and PyYAML does not.
    text = "\n".join(
        "" if re.fullmatch(r"\s*( *[\t\u3000]\s*#.*)?", line) else line for line in lines
    )
    return _as_editor_reads(yaml.compose(text, Loader=LOADER), version)


SCHEMA = make_schema(speaker("ja"))
VALIDATOR = Draft202012Validator(SCHEMA)


def _complaints(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(value)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_a_schema(language: str) -> None:
    """It keeps the rules of draft 2020-12 itself."""
    Draft202012Validator.check_schema(make_schema(speaker(language)))


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.name)
def test_no_good_file_is_complained_about(file: Path, version: str) -> None:
    """What the loader takes, the schema takes, however the editor reads its values."""
    assert _complaints(_read(file, version)) == []


def _problems(file: Path) -> tuple[Problem, ...]:
    return load_questionnaire(file).problems


@pytest.mark.parametrize(
    "file", [file for file in BAD if file.stem not in TOO_MUCH], ids=lambda file: file.stem
)
def test_a_bad_file_fails_where_a_schema_can_see_it(file: Path) -> None:
    """Every mistake fails but those that only another place in the file shows."""
    codes = {problem.code for problem in _problems(file)}
    try:
        value = _read(file, "1.2")
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, RecursionError):
        return  # no text at all, or no YAML: the editor says so before a schema is asked
    assert codes <= UNSEEN or not VALIDATOR.is_valid(value), codes


_ONE_OF_EACH = {
    "author": "author: {zz: 1}",
    "fill_in": "fill_in: {w: {zz: 1}}",
    "marked_answer": "answers: {w: {0: {zz: 1}}}",
    "theme": "themes: {w: {zz: 1}}",
    "level": "themes: {w: {rubric: {v: {zz: 1}}}}",
    "question": "questions: {w: {zz: 1}}",
    "reflection": "reflections: {w: {zz: 1}}",
    "safety": "safety: {w: {zz: 1}}",
    "contact": "contacts: {w: {zz: 1}}",
    "column": "columns: {w: {zz: 1}}",
    "tone": "tone: {zz: 1}",
    "example": "examples: {w: {zz: 1}}",
    "expectation": "examples: {w: {expect: {zz: 1}}}",
    "top": "zz: 1",
}


def _told(group: str) -> dict[str, Any]:
    """What the schema says of a group."""
    told: dict[str, Any] = SCHEMA if group == "top" else SCHEMA["$defs"][group]
    return told


def _facts(text: str, code: str, name: str) -> list[Any]:
    problems = read_questionnaire("q.yaml", text.encode()).problems
    return [problem.facts[name] for problem in problems if problem.code == code]


@pytest.mark.parametrize("group", _ONE_OF_EACH)
def test_a_group_has_the_names_that_the_loader_reads(group: str) -> None:
    """The loader, shown a name that does not exist, lists the names that the schema has."""
    (allowed,) = _facts(_ONE_OF_EACH[group], "unknown-key", "allowed")
    assert list(allowed) == list(_told(group)["properties"])


@pytest.mark.parametrize("group", _ONE_OF_EACH)
def test_a_group_requires_what_the_loader_requires(group: str) -> None:
    """What the loader misses in a group with nothing of its own is required."""
    text = _ONE_OF_EACH[group]
    problems = read_questionnaire("q.yaml", text.encode()).problems
    at = next(p.place for p in problems if p.code == "unknown-key")
    assert isinstance(at, tuple)
    missed = {
        str(problem.facts["name"])
        for problem in problems
        if problem.code == "missing-key" and problem.place == at[:-1]
    }
    assert missed == set(_told(group).get("required", ()))


@pytest.mark.parametrize(
    ("group", "name", "before"),
    [
        ("theme", "score", "themes: {w: {name: a, score: zz}}"),
        ("theme", "missing", "themes: {w: {name: a, missing: zz}}"),
        ("question", "choose", "questions: {w: {ask: a, answers: {0: a}, choose: zz}}"),
        ("question", "write", "questions: {w: {ask: a, write: zz}}"),
    ],
)
def test_a_word_is_one_that_the_loader_knows(group: str, name: str, before: str) -> None:
    """The loader, shown a word that does not exist, lists those of the schema."""
    (allowed,) = _facts(before, "unknown-word", "allowed")
    assert list(allowed) == _told(group)["properties"][name]["enum"]


def _smallest(**more: Any) -> dict[str, Any]:
    questions = {"q1": {"ask": "a", "answers": {"0": "a", "1": "b"}}}
    top = {"selfcheck": 1, "id": "a", "title": "a", "language": "ja", "questions": questions}
    return {**top, **more}


@pytest.mark.parametrize(
    "more",
    [
        {"version": 2026.11},
        {"version": "2026.11"},
        {"title": False},
        {"selfcheck": "1"},
        {"minutes": "2.5"},
        {"questions": {"静けさ": {"ask": 119, "write": "word", "ask_if": {"q-1": 3}}}},
        {"questions": {"q": {"ask": "a", "answers": {"-1.5": "a"}, "reverse": "true"}}},
        {"closing": None, "themes": None},
    ],
)
def test_values_may_arrive_as_the_editor_reads_them(more: dict[str, Any]) -> None:
    """Numbers come as numbers or texts, switches as switches or texts, texts as anything."""
    assert _complaints(_smallest(**more)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"selfcheck": 2},
        {"minutes": 0},
        {"minutes": "0.0"},
        {"questions": {}},
        {"questions": {"1a": {"ask": "a", "write": "word"}}},
        {"questions": {"a b": {"ask": "a", "write": "word"}}},
        {"questions": {"あ、い": {"ask": "a", "write": "word"}}},
        {"questions": {"q": {"ask": "a"}}},
        {"questions": {"q": {"ask": "a", "write": "word", "theme": "t"}}},
        {"questions": {"q": {"ask": "a", "answers": {"0": "a"}, "reverse": "yes"}}},
        {"questions": {"q": {"ask": "a", "answers": None}}},
        {"themes": {"t": {"name": "a", "at_least": 1.5}}},
        {"themes": {"t": {"name": "a", "rubric": {"none": {"name": "a"}}}}},
        {"reflections": {"r": {"when": {}}}},
        {"reflections": {"r": {"when": {"t": []}}}},
        {"columns": {"c": {"url": "www.example.com"}}},
        {"safety": {"s": {"title": "a"}}},
    ],
)
def test_what_the_loader_does_not_take_fails(more: dict[str, Any]) -> None:
    """A value of the wrong kind is marked while the author writes."""
    value = _smallest(**more)
    loaded = read_questionnaire("q.yaml", json.dumps(value).encode())
    assert loaded.problems
    assert _complaints(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_described(language: str) -> None:
    """Each name of the format says what it is for, in the author's words."""
    schema = make_schema(speaker(language))
    groups = [schema, *(group for group in schema["$defs"].values() if "properties" in group)]
    contents = [content for group in groups for content in group["properties"].values()]
    assert all(content["description"] for content in contents)
    beside = len((*CONDITION_WORDS, "scale"))
    assert len(contents) == sum(map(len, GROUPS.values())) + beside


def test_a_required_text_is_there() -> None:
    """A name with nothing behind it is marked where the format requires something."""
    assert _complaints(_smallest(title=None)) != []


def test_the_command_prints_the_schema(run: Run) -> None:
    """`selfcheck schema` writes JSON to standard output, Japanese where nothing else is asked."""
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == make_schema(speaker("ja"))


def test_the_command_speaks_the_language_of_the_environment(run: Run) -> None:
    """SELFCHECK_LANG chooses the language of the descriptions."""
    done = run("schema", env={"SELFCHECK_LANG": "en"})
    assert json.loads(done.stdout) == make_schema(speaker("en"))
