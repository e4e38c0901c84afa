"""Nothing leaves this computer, and nobody else on it reads an answer."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Run

from selfcheck.cli.app import app

if TYPE_CHECKING:
    from terminal import Person

_SMALL = Path(__file__).parents[1] / "bench" / "hostile.yaml"
_SECRET = "himitsu-no-kotoba"
_TYPED = f"\n{_SECRET}\n3\n2\n1\n{_SECRET}\n\n"
_POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and terminals are others on Windows")

# Runs the program, and says on standard error whatever would reach another computer, and whatever
# would start another program. A socket alone reaches nobody: an event loop makes a pair to wake up.
_WATCHED = """
import sys
STARTS = {
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.startfile/2", "os.system", "pty.spawn", "subprocess.Popen", "webbrowser.open",
}
def watch(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        sys.stderr.write(f"NETWORK {event}\\n")
    if event in STARTS:
        sys.stderr.write(f"PROGRAM {event}\\n")
sys.addaudithook(watch)
from selfcheck.__main__ import main
main()
"""

# Runs the program, and breaks it where a function of ours begins: the frames there hold answers.
_BROKEN = f"""
import sys
place = sys.argv.pop(1)
def break_there(frame, event, _):
    ours = str(frame.f_globals.get("__name__")).startswith("selfcheck")
    if event == "call" and frame.f_code.co_qualname == place and ours:
        raise RuntimeError("{_SECRET}")
sys.setprofile(break_there)
from selfcheck.__main__ import main
main()
"""

# Runs the program, and says on standard error whatever it writes or makes on a disk.
_WATCHED_DISK = """
import os, sys
sys.dont_write_bytecode = True
MAKES = ("os.link", "os.mkdir", "os.rename", "os.symlink", "os.truncate")
def watch(event, args):
    writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if event in MAKES or event.startswith("tempfile.") or (writes and isinstance(args[0], str)):
        sys.stderr.write(f"WRITTEN {event}\\n")
sys.addaudithook(watch)
from selfcheck.__main__ import main
main()
"""


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with one result and one draft."""
    folder = tmp_path_factory.mktemp("kept")
    places = dict.fromkeys(("XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"), str(folder))
    for typed in (_TYPED + "1\n", _TYPED[:-2]):
        subprocess.run(
            [sys.executable, "-m", "selfcheck", "take", str(_SMALL), "--lang", "ja"],
            input=typed.encode(),
            env={**os.environ, **places},
            capture_output=True,
            check=False,
        )
    assert len(_files(folder)) == 2
    return folder


@pytest.fixture
def desk(home: Path, tmp_path: Path, kept: Path) -> Path:
    """A folder with all that a command may be given; a result and a draft are kept."""
    shutil.copytree(kept, home / "state")
    (tmp_path / "questions.yaml").write_bytes(_SMALL.read_bytes())
    (tmp_path / "other.yaml").write_bytes(_SMALL.read_bytes().replace(b"T16", b"changed"))
    answers = {"answers": {"q1": 1, "q5": _SECRET}, "fill_in": {"partner": _SECRET}}
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    (tmp_path / "table.csv").write_text(f"q1,q4,q5\n1,0,={_SECRET}\n2,1,\n")
    return tmp_path


# --- nothing is sent ----------------------------------------------------------------------------

_EVERY_COMMAND = {
    "": "\nq\n",
    "take questions.yaml": "n\n" + _TYPED[1:] + "1\n",
    "take questions.yaml --plain --numbers --lang en": "n\n" + _TYPED[1:] + "2\na.txt\n",
    "take questions.yaml --no-keep": _TYPED,
    "take questions.yaml --save a.txt --save a.md --save a.json": "n\n" + _TYPED[1:],
    "take questions.yaml --record one": "n\n" + _TYPED[1:],
    "take questions.yaml --lang fr": "\n\nx\n",
    "take --answers answers.json questions.yaml": "",
    "take --answers - --format text questions.yaml": "{}",
    "take --answers - --format markdown questions.yaml": "{q1: 2, q4: 1}",
    "take --answers - --format html questions.yaml": "{q1: 2}",
    "take --answers - --format json questions.yaml": "{q4: 2}",
    "take --answers - --save a.md --force questions.yaml": "{}",
    "check": "",
    "check questions.yaml --format json": "",
    "check questions.yaml --accept": "",
    "preview": "",
    "preview questions.yaml --format markdown --lang en": "",
    "preview questions.yaml --beside": "",
    "new mine.yaml": "",
    "schema": "",
    "completion bash": "",
    "diff questions.yaml other.yaml": "",
    "score questions.yaml table.csv": "",
    "score questions.yaml - -o out.csv --lenient --spreadsheet": "q1,q5\n9,=1\n",
    "analyze questions.yaml table.csv": "",
    "analyze questions.yaml table.csv --format json": "",
    "analyze questions.yaml - --format csv --lenient": "q1\n9\n",
    "history": "",
    "history --plain": "",
    "export a.json": "",
    "export 1 a.md": "",
    "erase 1 --yes": "",
    "erase --all --yes": "",
    "--help": "",
    "take --help": "",
    "--version": "",
}
"""Command line -> what is typed."""
_PAUSED = {"": 130}


@pytest.mark.parametrize("line", _EVERY_COMMAND)
def test_no_command_connects_or_looks_a_name_up(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """No connect, bind, sendto or look-up, and no other program is started."""
    if line.startswith(("history", "export")):
        monkeypatch.setenv("SELFCHECK_QUESTIONS", "questions.yaml")
    done = run(*line.split(), input=_EVERY_COMMAND[line], cwd=desk, code=_WATCHED)
    assert done.returncode == _PAUSED.get(line, 0), done.stderr
    assert "NETWORK" not in done.stderr
    assert "PROGRAM" not in done.stderr


def test_every_command_is_watched() -> None:
    """The list above names all commands that there are."""
    watched = {line.split()[0] for line in _EVERY_COMMAND if line}
    callbacks = [command.callback for command in app.registered_commands]
    assert {callback.__name__ for callback in callbacks if callback} <= watched


_REPLIES = [_SECRET, "\r", "3", "?", "\r", "2", "1", _SECRET, "\r"]
_ON_A_TERMINAL: dict[str, tuple[str, list[str], int]] = {
    "take questions.yaml": ("Esc Esc", ["n", *_REPLIES], 0),
    "take other.yaml": ("Esc Esc", ["\r", "\x03"], 130),
    "take questions.yaml --no-keep": ("Esc Esc", ["\r", "\x1b", "\x1b"], 0),
    "preview questions.yaml": ("Enter", ["q\r"], 0),
    "preview questions.yaml --watch": ("Ctrl", ["\x03"], 0),
    "erase --all": ("はい", ["はい\r"], 0),
}
"""Command line -> what is waited for at first, the keys after it, the exit code."""


@contextmanager
def _at_terminal(folder: Path, code: str, line: str, first: str = "Esc Esc") -> "Iterator[Person]":
    """Somebody at a terminal on which the program runs in a folder."""
    from terminal import USUAL, at_terminal

    there = f"import os; os.chdir({str(folder)!r})\n"
    words = line.split()
    with at_terminal(USUAL, *words, first=first, code=there + code, SELFCHECK_LANG="ja") as person:
        yield person


def _go_to_the_end(person: "Person") -> None:
    """Over what is left of an interview, until the program is over: the first answer, the last of
    what can be done at the end, and Enter everywhere else."""
    for _ in range(20):
        if not person.is_over:
            shown = person.look()
            close = re.findall(r"(\d)  閉じる$", shown, re.MULTILINE)
            person.type(*(close or (["1"] if "1-" in shown else ["\r"])))
    person.end()


@_POSIX
@pytest.mark.parametrize("line", _ON_A_TERMINAL)
def test_no_command_on_a_terminal_connects_to_anything(desk: Path, line: str) -> None:
    """The prompts' event loop wakes itself through a socket pair, and that is all."""
    first, keys, code = _ON_A_TERMINAL[line]
    with _at_terminal(desk, _WATCHED, line, first) as person:
        person.type(*keys)
        _go_to_the_end(person)
    assert person.code == code, person.written
    assert "NETWORK" not in person.written
    assert "PROGRAM" not in person.written


# --- no answer where it does not belong -----------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("describe_draft", "take questions.yaml"),
        ("write_whole", "take questions.yaml"),
        ("QuestionLines._understand_reply", "take questions.yaml"),
        ("reflect", "take questions.yaml"),
        ("set_blocks", "take questions.yaml"),
        ("read_draft", "take questions.yaml"),
        ("keep", "take questions.yaml"),
        ("read_answers", "take questions.yaml --answers answers.json"),
        ("fill_questionnaire", "take questions.yaml --answers answers.json"),
        ("render_json", "take questions.yaml --answers answers.json --format json"),
        ("write_new", "take questions.yaml --answers answers.json --save a.txt"),
        ("CellReader.read", "score questions.yaml table.csv"),
        ("Branch._find_texts", "score questions.yaml table.csv"),
        ("is_formula", "score questions.yaml table.csv"),
        ("_pour", "score questions.yaml table.csv"),
        ("work_out", "analyze questions.yaml table.csv"),
        ("set_history", "history"),
        ("read_result", "history"),
        ("_render_again", "export a.txt"),
        ("_show_again", "history 1"),
    ],
)
def test_an_error_of_ours_tells_no_answer(run: Run, desk: Path, place: str, line: str) -> None:
    """Neither a traceback nor the text of the exception: only where it happened."""
    typed = "n\n" + _TYPED[1:] + "1\n"
    done = run(place, *line.split(), input=typed, cwd=desk, code=_BROKEN)
    assert done.returncode == 2
    said = done.stderr[done.stderr.index("思いがけない") :]
    assert "RuntimeError" in said
    assert (_SECRET in said, "Traceback" in done.stderr) == (False, False)


@_POSIX
@pytest.mark.parametrize(
    "place", ["TypingPage._give", "_with_reply", "describe_draft", "question_rows"]
)
def test_an_error_of_ours_on_a_terminal_tells_no_answer(desk: Path, place: str) -> None:
    """Also where a key is heard or a page is drawn: the prompts have no word of their own."""
    with _at_terminal(desk, _BROKEN, f"{place} take questions.yaml") as person:
        person.type("n", _SECRET)
        _go_to_the_end(person)
    said = person.written[person.written.index("思いがけない") :]
    assert person.code == 2
    assert (_SECRET in said, "Traceback" in person.written) == (False, False)


def test_nothing_but_drafts_and_results_is_written(run: Run, home: Path, tmp_path: Path) -> None:
    """No log, no cache: only what the start page names."""
    run("take", _SMALL, input=_TYPED + "1\n", cwd=tmp_path)
    (kept,) = _files(home)
    assert kept.parent == home / "state" / "selfcheck" / "results"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc here")
def test_no_answer_stands_in_the_process_list() -> None:
    """Command line and name stay what they were while she answers; a name holds 15 letters."""
    with subprocess.Popen(
        [sys.executable, "-m", "selfcheck", "take", str(_SMALL)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin and process.stderr
        process.stdin.write(f"\n{_SECRET}\n3\n")
        process.stdin.flush()
        while "さびしいですか" not in process.stderr.readline():
            pass
        folder = Path(f"/proc/{process.pid}")
        told = b"".join((folder / name).read_bytes() for name in ("cmdline", "comm", "environ"))
        process.stdin.write("q\n")
        process.stdin.close()
    assert _SECRET[:9].encode() not in told


@_POSIX
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc here")
def test_no_answer_stands_in_the_process_list_or_a_title(desk: Path) -> None:
    """Nor on a terminal, whose title stays what it was; and there is no other process."""
    program = "from selfcheck.__main__ import main; main()"
    with _at_terminal(desk, program, "take questions.yaml") as person:
        person.type("n", *_REPLIES)
        folder = Path(f"/proc/{person.process.pid}")
        told = b"".join((folder / name).read_bytes() for name in ("cmdline", "comm", "environ"))
        children = (folder / "task" / folder.name / "children").read_text()
    assert (_SECRET[:9].encode() in told, children) == (False, "")
    assert re.findall(r"\x1b\][012];|\x1bk", person.written) == []


# --- readable by her alone ------------------------------------------------------------------------


@_POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_files_and_folders_are_hers_alone_whatever_the_umask(
    run: Run, home: Path, mask: int
) -> None:
    """Every folder that was made is 0700, every file 0600: draft, result and summary."""
    summary = home / "a.txt"
    code = f"import os; os.umask({mask}); from selfcheck.__main__ import main; main()"
    run("take", _SMALL, "--save", summary, input=_TYPED + "1\n", code=code)
    run("take", _SMALL, input=_TYPED[:20], code=code)
    folders = [path for path in home.rglob("*") if path.is_dir()]
    assert len(_files(home)) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in _files(home)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


@_POSIX
@pytest.mark.parametrize("mask", [0o000, 0o777])
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("take questions.yaml --answers answers.json --save a.md --no-keep", "a.md"),
        ("export a.txt", "a.txt"),
        ("export a.json", "a.json"),
        ("score questions.yaml table.csv -o out.csv", "out.csv"),
    ],
)
def test_what_is_written_out_is_hers_alone_whatever_the_umask(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, mask: int, line: str, name: str
) -> None:
    """Every file with answers in it is 0600, wherever she has it written."""
    monkeypatch.setenv("SELFCHECK_QUESTIONS", "questions.yaml")
    code = f"import os; os.umask({mask}); from selfcheck.__main__ import main; main()"
    done = run(*line.split(), cwd=desk, code=code)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((desk / name).stat().st_mode) == 0o600


# --- nothing is kept that should not be -----------------------------------------------------------


@pytest.mark.parametrize("typed", [_TYPED, _TYPED + "1\n", "\nx\n", "q\n", _TYPED[:20], ""])
def test_no_keep_writes_nothing_anywhere(run: Run, home: Path, tmp_path: Path, typed: str) -> None:
    """However it ends, no file and no folder is made."""
    run("take", _SMALL, "--no-keep", input=typed, cwd=tmp_path)
    assert [*home.iterdir(), *tmp_path.iterdir()] == []


@pytest.mark.parametrize("typed", [_TYPED, "\nx\n", _TYPED[:20]])
def test_no_keep_opens_no_file_for_writing(
    run: Run, home: Path, tmp_path: Path, typed: str
) -> None:
    """Not even one that is gone at the end, wherever on the disk it would be."""
    done = run("take", _SMALL, "--no-keep", input=typed, cwd=tmp_path, code=_WATCHED_DISK)
    assert "T4" in done.stderr
    assert "WRITTEN" not in done.stderr


@_POSIX
@pytest.mark.parametrize("keys", [_REPLIES, [_SECRET, "\x03"], ["\x1b", "\x1b"]])
def test_no_keep_writes_nothing_on_a_terminal(home: Path, tmp_path: Path, keys: list[str]) -> None:
    """Over the result, in a pause, and where she leaves at once."""
    (tmp_path / "questions.yaml").write_bytes(_SMALL.read_bytes())
    with _at_terminal(tmp_path, _WATCHED_DISK, "take questions.yaml --no-keep") as person:
        person.type("\r", *keys)
        _go_to_the_end(person)
    assert "WRITTEN" not in person.written
    assert [*home.iterdir(), *tmp_path.iterdir()] == [tmp_path / "questions.yaml"]


def test_no_keep_leaves_an_earlier_draft_as_it_was(run: Run, home: Path) -> None:
    """It is neither offered nor touched."""
    run("take", _SMALL, input=_TYPED[:20])
    (draft,) = _files(home)
    before = draft.read_bytes()
    done = run("take", _SMALL, "--no-keep", input=_TYPED)
    assert (draft.read_bytes(), "前回の続き" in done.stderr) == (before, False)


@pytest.mark.parametrize("command", [["history"], ["export", "a.txt"], ["erase", "--all", "--yes"]])
def test_looking_makes_nothing(run: Run, home: Path, command: list[str]) -> None:
    """Where nothing was kept, nothing is made by asking for it."""
    run(*command)
    assert list(home.iterdir()) == []
