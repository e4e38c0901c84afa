"""The examples of docs/many-respondents do what stands there, in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = {"many-respondents.md": "closeness.yaml", "many-respondents.ja.md": "kokoro.yaml"}


def _blocks(guide: str, kind: str) -> list[str]:
    text = (DOCS / guide).read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A guide, with the files that it tells to make in the folder."""
    name = str(request.param)
    (tmp_path / GUIDES[name]).write_text(_blocks(name, "yaml")[0], "utf-8")
    (tmp_path / "responses.csv").write_text(_blocks(name, "csv")[0], "utf-8")
    return name


def test_the_commands_give_the_table_that_is_shown(guide: str, tmp_path: Path, run: Run) -> None:
    """From the downloaded answers to the scores, and on to the analysis."""
    for command in "".join(_blocks(guide, "console")).splitlines():
        done = run(*command.split()[1:], cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines()) <= 1) == (0, True)
    assert (tmp_path / "scores.csv").read_text("utf-8") == _blocks(guide, "csv")[1]


def test_the_python_example_prints_what_its_comments_say(guide: str, tmp_path: Path) -> None:
    """The interface is used as it is meant."""
    code = _blocks(guide, "python")[0]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == re.findall(r"\)\s+# (.*)$", code, re.MULTILINE)


def test_both_guides_tell_the_same() -> None:
    """They have as many sections and as many lines of tables, in the same order."""
    one, other = (
        re.findall(r"^(##|\|)", (DOCS / guide).read_text("utf-8"), re.MULTILINE) for guide in GUIDES
    )
    assert one == other
