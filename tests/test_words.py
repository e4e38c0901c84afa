"""Every sentence of the program stands in words/, once in each language, and is used."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from selfcheck.words import LANGUAGES, en, ja, speaker

_SOURCE = Path(__file__).parents[1] / "src" / "selfcheck"
_MODULES = sorted(file for file in _SOURCE.rglob("*.py") if file.parent.name != "words")
_PLACES = {key.split(".")[0] for key in ja.SENTENCES}
_KEY = re.compile(rf"(?:{'|'.join(sorted(_PLACES))})\.[a-z][a-z0-9_-]*")

# A sentence has an end; names, tables of signs and the phrases of a library have none.
_JAPANESE = re.compile(
    "[ぁ-んァ-ヶ一-龯]{2,}(です|ます|ました|ません|でした|ください|でしょうか?)|[ぁ-ん]。"
)
_ENGLISH = re.compile(r"^(?!.*\(\.)[A-Z][a-z']*( [a-z']+){2,}|( [a-z']+){2,}\.$")


@cache
def _nodes(file: Path) -> tuple[ast.AST, ...]:
    """Everything in a module."""
    return tuple(ast.walk(ast.parse(file.read_text("utf-8"))))


def _without_docstrings(file: Path) -> Iterator[ast.Constant]:
    """Everything written in a module that is no docstring."""
    left_out: set[int] = set()
    for node in _nodes(file):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
    for node in _nodes(file):
        if isinstance(node, ast.Constant) and id(node) not in left_out:
            yield node


def _beginnings(file: Path) -> Iterator[str]:
    """What stands before the first fact of a text that is put together."""
    for node in _nodes(file):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)


def _texts(file: Path) -> list[str]:
    return [node.value for node in _without_docstrings(file) if isinstance(node.value, str)]


@cache
def _all_texts() -> set[str]:
    return {text for file in _MODULES for text in _texts(file)}


@cache
def _all_beginnings() -> set[str]:
    return {text for file in _MODULES for text in _beginnings(file) if text and text[-1] in ".-"}


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_know_the_same_sentences() -> None:
    """A key of one language is a key of the other, in the same order."""
    assert list(ja.SENTENCES) == list(en.SENTENCES)


@pytest.mark.parametrize("key", sorted(ja.SENTENCES.keys() & en.SENTENCES.keys()))
def test_a_sentence_tells_the_same_facts_in_both_languages(key: str) -> None:
    """What stands in braces is the same."""
    assert _facts(ja.SENTENCES[key]) == _facts(en.SENTENCES[key])


@pytest.mark.parametrize("module", [ja, en])
def test_no_sentence_is_written_twice(module: object) -> None:
    """A key stands once in its file: a second would silently win."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined]
    keys = [
        str(key.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


def test_every_key_that_is_said_exists() -> None:
    """A text in the program that looks like a key is one."""
    said = {text for text in _all_texts() - _all_beginnings() if _KEY.fullmatch(text)}
    assert said - set(ja.SENTENCES) == set()


def test_every_sentence_is_used() -> None:
    """A key stands in the program whole, or in parts that are put together."""
    options = {node.arg for file in _MODULES for node in _nodes(file) if isinstance(node, ast.arg)}
    texts = _all_texts() | options

    def is_used(key: str) -> bool:
        rests = [key.removeprefix(part) for part in _all_beginnings() if key.startswith(part)]
        return key in texts or any(map(is_used, rests))

    assert [key for key in ja.SENTENCES if not is_used(key)] == []


@pytest.mark.parametrize("file", _MODULES, ids=lambda file: str(file.relative_to(_SOURCE)))
def test_no_other_module_holds_a_sentence(file: Path) -> None:
    """Neither Japanese nor English sentences for people stand outside words/."""
    found = [text for text in _texts(file) if _JAPANESE.search(text) or _ENGLISH.search(text)]
    assert found == []


def test_sentences_are_calm() -> None:
    """No sentence shouts, and none calls a person's words invalid, illegal or fatal."""
    loud = re.compile(
        r"[!！]$|\b(invalid|illegal|fatal|error)\b|不正|違法|致命|エラー", re.IGNORECASE
    )
    for module in (ja, en):
        assert [key for key, text in module.SENTENCES.items() if loud.search(text)] == []


def test_words_for_people_do_not_judge() -> None:
    """What a respondent reads holds none of the words that the contents avoid."""
    avoided = re.compile("べき|必ず|絶対|異常|診断|重症|ダメ|失敗")
    read = ("prompt.", "plain.", "result.", "summary.", "take.", "answer.")
    assert [
        key for key, text in ja.SENTENCES.items() if key.startswith(read) and avoided.search(text)
    ] == []


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("ja", ja.SENTENCES["plain.skipped"]),
        ("ja-JP", ja.SENTENCES["plain.skipped"]),
        ("en", en.SENTENCES["plain.skipped"]),
        ("en-GB", en.SENTENCES["plain.skipped"]),
        ("fr", en.SENTENCES["plain.skipped"]),
    ],
)
def test_the_voice_is_japanese_or_english(tag: str, sentence: str) -> None:
    """Japanese for every Japanese tag, English for all others."""
    assert speaker(tag)("plain.skipped") == sentence


def test_facts_are_put_in_as_they_are() -> None:
    """A fact with braces is not read as another place for a fact."""
    for language in LANGUAGES:
        assert "{name}" in speaker(language)("plain.said", reply="{name}")
