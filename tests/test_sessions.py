"""Whole self-checks: a question file and typed lines -> exactly what the text summary says.

Each tests/sessions/NAME.yaml has a NAME.txt. Its lines with "> " at the top are what is typed on
the way to the end of the review; the rest is the summary. A new case is two files and no Python.
"""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest

from selfcheck.asking.plain import PlainLines
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.session import Session, page_ids, walk
from selfcheck.summary import Result, render_text
from selfcheck.words import speaker

_FOLDER = Path(__file__).parent / "sessions"
_FILES = sorted(_FOLDER.glob("*.yaml"))


def _take(questionnaire: Questionnaire, typed: str) -> str:
    """The summary that typed lines lead to, as of a fixed day."""
    say = speaker(questionnaire.language)
    typed_lines = StringIO(typed)
    front = PlainLines(say, reading=typed_lines, writing=StringIO())
    start = Session(page_ids(questionnaire, {})[0])
    session, ending = walk(questionnaire, start, front.ask, lambda _: None)
    assert ending == "finished", f"{ending} at {session.at}"
    assert typed_lines.read() == "", "more was typed than was asked"
    filled = fill_questionnaire(questionnaire, session.fill_in)
    outcome = reflect(filled, session.answers)
    result = Result(filled, dict(session.fill_in), outcome, datetime(2026, 11, 23, 1, 30))
    return render_text(result, say)


def _read_case(file: Path) -> tuple[str, str]:
    """What is typed, and what the summary says."""
    lines = file.with_suffix(".txt").read_text("utf-8").splitlines(keepends=True)
    typed = [line for line in lines if line.startswith(">")]
    summary = "".join(lines[len(typed) :])
    return "".join(line[1:].removeprefix(" ") for line in typed), summary.lstrip("\n")


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_typed_lines_lead_to_exactly_this_summary(file: Path) -> None:
    """From the first line typed to the last line of the text."""
    loaded = read_questionnaire(file.name, file.read_bytes())
    assert loaded.questionnaire is not None, loaded.problems
    typed, summary = _read_case(file)
    assert _take(loaded.questionnaire, typed) == summary


def test_every_session_has_both_its_files() -> None:
    """No question file without typed lines, nor typed lines without a question file."""
    assert {file.stem for file in _FILES} == {file.stem for file in _FOLDER.glob("*.txt")}
