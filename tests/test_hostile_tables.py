"""A hostile table cannot hurt who scores it. Made-up ones: `python bench/hostile.py`."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

_SMALL = Path(__file__).parents[1] / "bench" / "hostile.yaml"
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_EVIL = "\x1b[31m\x1b]0;a\x07\x9b1m\u202e\u2066\u200b[bold]\x00"


@pytest.mark.parametrize(
    "table",
    [
        f"q1,{_EVIL}\n1,{_EVIL}\n",
        f"{_EVIL},{_EVIL}\n1,1\n",
        f"q1,q2{_EVIL}\n{_EVIL},yes\n",
        f"q3\nmorning;{_EVIL}\nmorning;never\n",
        f'q1\n1,"{_EVIL}\n',
        f"q1,q1,さびしいですか。,q2,{_EVIL}\n1,1,yes,no,\n",
        f"q1\n1,{_EVIL}\n",
    ],
    ids=["passing", "strange", "near", "several", "open quote", "two columns", "long row"],
)
def test_a_table_cannot_steer_the_terminal(run: Run, tmp_path: Path, table: str) -> None:
    """Neither in a note, nor in a problem, nor in the item analysis."""
    file = tmp_path / f"{_EVIL[:4]}.csv"
    file.write_text(table, "utf-8")
    for command in (
        ["score", "-o", str(tmp_path / "out.csv")],
        ["score", "-o", str(tmp_path / "out.csv"), "--lenient", "--spreadsheet"],
        ["analyze"],
        ["analyze", "--lenient"],
    ):
        done = run(command[0], _SMALL, file, *command[1:])
        assert done.returncode in (0, 1)
        assert not _HARMFUL.search(done.stdout + done.stderr)
        assert "Traceback" not in done.stderr


_MUCH = 2_000_000
_HUGE: dict[str, Callable[[], str]] = {
    "cell": lambda: "q1,note\n1," + "a" * _MUCH + "\n",
    "name of a column": lambda: "q1," + "あ" * (_MUCH // 3) + "\n1,x\n",
    "escape sequences": lambda: "q1\n" + "\x1b[31m" * (_MUCH // 5) + "\n",
    "letters that grow": lambda: "q1,{0}\n{0},x\n".format("ﷺ" * (_MUCH // 6)),
    "marks on one letter": lambda: "q1\ne" + "\u0301\u0323" * (_MUCH // 4) + "\n",
    "marks in the header": lambda: "q1,e" + "\u0301\u0323" * (_MUCH // 4) + "\n1,x\n",
    "answers in a cell": lambda: "q3\n" + "morning;" * (_MUCH // 8) + "\n",
    "semicolons": lambda: "q3\n" + ";" * _MUCH + "\n",
    "open quote": lambda: 'q1\n"' + "a" * _MUCH,
    "quotes": lambda: 'q1,note\n1,"' + '""' * (_MUCH // 2) + '"\n',
    "columns": lambda: "q1," + ",".join(f"c{number}" for number in range(1_000_000)) + "\n1\n",
    "cells of a row": lambda: "q1\n1" + ",x" * (_MUCH // 2) + "\n",
    "one column again and again": lambda: ",".join(["q1"] * 99_999) + "\n1\n",
    "signs": lambda: "q1,note\n1," + "-1" * (_MUCH // 2) + "\n",
}


@pytest.mark.skipif(os.name == "nt", reason="nothing tells there what a process has used")
@pytest.mark.parametrize("much", _HUGE)
def test_a_huge_table_costs_little(tmp_path: Path, much: str) -> None:
    """Two megabytes of it are scored and analyzed, or refused in a few words, in two seconds of
    the processor and 200 MB."""
    from standby import Command, run_to_end

    file = tmp_path / "a.csv"
    file.write_text(_HUGE[much](), "utf-8", newline="")
    for name, *options in (["score", "-o", "out.csv"], ["analyze"]):
        words = (name, str(_SMALL), str(file), *options)
        done, end = run_to_end(Command(words, dict(os.environ), str(tmp_path)))
        assert end.code in (0, 1)
        assert end.seconds < 4, "two, and as much again where the machine is busy"
        assert end.memory < 200_000_000
        assert len((done.stdout + done.stderr).encode()) < 10_000


@pytest.mark.parametrize(
    ("table", "limit"),
    [
        ("q1\n" + "a" * 10_000_001 + "\n", "10,000,000"),
        ("q1" + "," * 100_000 + "\n1\n", "100,000"),
    ],
)
def test_a_limit_is_named_where_it_stops(run: Run, tmp_path: Path, table: str, limit: str) -> None:
    """How long a cell may be, and how many columns there may be."""
    file = tmp_path / "a.csv"
    file.write_text(table)
    done = run("score", _SMALL, file)
    assert (done.returncode, limit in done.stderr) == (1, True)


def test_of_many_problems_the_first_are_named(run: Run, tmp_path: Path) -> None:
    """And how many more there are."""
    file = tmp_path / "a.csv"
    file.write_text(",".join(["q1"] * 50) + "\n")
    done = run("score", _SMALL, file)
    assert (done.stderr.count("の列が二つあります"), "ほかに 29 か所" in done.stderr) == (20, True)
