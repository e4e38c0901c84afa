"""The author's guide is true: every example in it is checked, every message in it is printed."""

import re
from pathlib import Path

import pytest

from selfcheck.cli.check import find_problems
from selfcheck.format import KNOWN_WORDS
from selfcheck.question_file.loader import Loaded, read_questionnaire
from selfcheck.showing.problems import render_problems
from selfcheck.words import ja, speaker

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "writing-questions.ja.md").read_text(encoding="utf-8")
SHOWN = "".join(
    file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "tests" / "question_files" / "bad").glob("*.txt"))
)


def blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind, whole."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


# What a part of a file needs around it; a part has its own in place of these.
AROUND = {
    "selfcheck": "selfcheck: 1\n",
    "id": "id: guide\n",
    "title": "title: 見本\n",
    "language": "language: ja\n",
    "themes": "themes:\n"
    "  calm: {name: 静けさ, rubric: {low: {}, high: {from: 50}}}\n"
    "  pushing: {name: 踏みこみ}\n",
    "questions": "questions:\n"
    "  q1: {ask: あ, answers: {0: いいえ, 1: ときどき, 2: はい}, theme: calm}\n"
    "  q2: {ask: い, answers: {0: いいえ, 1: ときどき, 2: はい}, theme: calm}\n",
    "contacts": "contacts: {navi: {name: あ}}\n",
    "columns": "columns: {first: {url: https://example.org/}}\n",
}


def complete(part: str) -> str:
    """A whole file with a part of the guide in it."""
    sections = re.findall(r"^\w+:.*?(?=^\w+:|\Z)", part, re.MULTILINE | re.DOTALL)
    return "".join((AROUND | {text.partition(":")[0]: text for text in sections}).values())


def check(text: str) -> Loaded:
    loaded = read_questionnaire("guide.yaml", text.encode())
    problems = find_problems(loaded)
    assert render_problems(problems, loaded.places, speaker("ja"), 80) == ""
    return loaded


@pytest.mark.parametrize("text", blocks("yaml"))
def test_whole_files_are_right(text: str) -> None:
    """Every whole file in the guide is checked without a word, examples included."""
    check(text)


@pytest.mark.parametrize("part", blocks("yaml 部分"))
def test_parts_are_right(part: str) -> None:
    """Every part of a file in the guide has no mistake, within a whole one; that so small a whole
    may lean on one question is another matter."""
    loaded = read_questionnaire("guide.yaml", complete(part).encode())
    assert [p for p in find_problems(loaded) if p.severity == "error"] == []


@pytest.mark.parametrize("text", [text for text in blocks("text") if "│" in text or "行目" in text])
def test_messages_are_printed(text: str) -> None:
    """Every message in the guide is one that `check` prints."""
    assert text in SHOWN


def test_every_name_of_the_format_is_explained() -> None:
    """No name of the format is missing from the guide."""
    assert [word for word in sorted(KNOWN_WORDS) if f"`{word}`" not in GUIDE] == []


def test_the_last_example_has_every_name() -> None:
    """The example that has everything has every name of the format."""
    names = set(re.findall(r"(?:^|[\s{])(\w+):", blocks("yaml")[-1]))
    assert KNOWN_WORDS - names == set()


def test_the_rules_of_scoring_are_all_there() -> None:
    """The guide has the rules of scoring under their numbers."""
    assert re.findall(r"^- \*\*R(\d+)\*\*", GUIDE, re.MULTILINE) == [str(n) for n in range(1, 15)]


def test_the_message_for_a_file_without_mistakes() -> None:
    """What the guide says is shown where all is well, is."""
    assert "気になるところはありません" in ja.SENTENCES["check.fine"]
    assert "気になるところはありません" in GUIDE
