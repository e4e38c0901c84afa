"""Every table of docs/exports.md is read as it stands there, in both languages."""

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import Run

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = ("exports.md", "exports.ja.md")
SECTIONS = (
    "Google",
    "Microsoft",
    "LimeSurvey",
    "REDCap",
    "KoBo",
    "Qualtrics",
    "SurveyMonkey",
    "Excel",
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _sections(guide: str) -> list[str]:
    return re.split(r"^## ", (DOCS / guide).read_text("utf-8"), flags=re.MULTILINE)


def _blocks(text: str, kind: str) -> list[str]:
    return [block for found, block in _BLOCK.findall(text) if found == kind]


def _section(guide: str, name: str) -> str:
    return next(text for text in _sections(guide) if name in text.splitlines()[0])


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("name", SECTIONS)
def test_the_table_of_a_section_gives_the_scores_that_are_shown(
    run: Run, tmp_path: Path, guide: str, name: str
) -> None:
    """Byte for byte in the added columns, in the encoding that the section is about."""
    head = _sections(guide)[0]
    command = _blocks(head, "console")[0].split()[1:]
    (tmp_path / command[1]).write_text(_blocks(head, "yaml")[0], "utf-8")
    table = _blocks(_section(guide, name), "csv")[0]
    (tmp_path / command[2]).write_text(table, "cp932" if name == "Excel" else "utf-8")
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO((tmp_path / command[4]).read_text("utf-8"))))
    begin = rows[0].index("worry.score")
    assert [row[begin:] for row in rows] == list(csv.reader(_blocks(head, "csv")[0].splitlines()))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_section_has_a_table(guide: str) -> None:
    """But the two before them."""
    assert [len(_blocks(text, "csv")) for text in _sections(guide)] == [1, 0, *[1] * 8]
