"""What authors read: in colours on a screen, and without a single escape sequence elsewhere."""

import os
import re
from pathlib import Path

import pytest
from conftest import Run

from selfcheck.palette import DONE, Look, sgr, worn

_WRONG = "selfcheck: 1\nid: x\ntitle: 題\nlanguage: ja\nquestions:\n  q1: {axk: 問い}\n"
_RIGHT = """selfcheck: 1
id: x
title: 題
language: ja
answers: {often: {0: いいえ, 1: はい}}
themes: {calm: {name: 静けさ, rubric: {low: {name: ざわざわ}, high: {from: 50, name: しずか}}}}
questions: {q1: {ask: 静かですか。, answers: often, theme: calm}}
"""
_COMMANDS = [
    "check wrong.yaml",
    "check right.yaml",
    "preview right.yaml",
    "diff right.yaml other.yaml",
    "analyze right.yaml table.csv",
    "--help",
    "check --help",
]
_POSIX = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are not for Windows")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with question files and a table, in which one stands."""
    (tmp_path / "wrong.yaml").write_text(_WRONG, "utf-8")
    (tmp_path / "right.yaml").write_text(_RIGHT, "utf-8")
    (tmp_path / "other.yaml").write_text(_RIGHT.replace("静かですか", "しずかですか"), "utf-8")
    (tmp_path / "table.csv").write_text("q1\n0\n1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _written(command: str, **extra: str) -> str:
    """What a terminal is sent."""
    from terminal import USUAL, at_terminal

    with at_terminal(USUAL, *command.split(), first="\n", **extra) as person:
        if command.startswith("preview") and "TERM" not in extra:
            person.send("q\n")  # where there is more than one page
        person.end()
        return person.written


@_POSIX
@pytest.mark.parametrize("command", _COMMANDS)
def test_on_a_screen_there_are_named_colours_alone(desk: Path, command: str) -> None:
    """Every theme keeps those legible; the terminal is not asked for more."""
    written = _written(command, COLORTERM="truecolor")
    assert "\x1b[36m" in written or "\x1b[31m" in written or "\x1b[1m" in written
    assert not any(sign in written for sign in ("38;", "48;", "\x1b]11"))


@_POSIX
@pytest.mark.parametrize("command", _COMMANDS)
def test_without_colours_what_is_said_is_the_same(desk: Path, run: Run, command: str) -> None:
    """TERM=dumb has no escape sequence, and neither has a pipe."""
    piped = run(*command.split(), cwd=desk).stdout
    shown = _written(command, TERM="dumb").replace("\r", "")
    assert "\x1b" not in piped + shown
    assert piped.strip() in shown


@_POSIX
def test_a_problem_is_warm_where_it_stands(desk: Path) -> None:
    """The mark below the line and the code; the sentence is strong."""
    written = _written("check wrong.yaml")
    assert re.search("\x1b\\[31m *\\^\\^\\^\x1b\\[0m", written)
    assert re.search("\x1b\\[31m *\\[unknown-key\\]\x1b\\[0m", written)
    assert "\x1b[1mwrong.yaml" in written


@_POSIX
def test_no_color_leaves_what_is_strong(desk: Path) -> None:
    """Weight is no colour."""
    written = _written("check wrong.yaml", NO_COLOR="1")
    assert "\x1b[1mwrong.yaml" in written
    assert "\x1b[31m" not in written


def test_a_role_in_named_colours_is_a_short_sequence() -> None:
    """What looks like any text has none."""
    look = Look("256")
    assert [sgr(role, look) for role in ("level", "strong", "keys", "")] == [
        "\x1b[36m", "\x1b[1m", "", "",
    ]  # fmt: skip


def test_cells_are_sent_as_they_are_drawn() -> None:
    """Reversed where there are colours, in ASCII where there are none."""
    assert worn(f"{DONE}{DONE} 2", "", Look("named")) == "\x1b[7m  \x1b[0m 2"
    assert worn(f"{DONE}{DONE} 2", "", Look()) == "== 2"
