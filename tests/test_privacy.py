"""Nothing leaves this computer, and nobody else on it reads an answer."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run

_SMALL = Path(__file__).parents[1] / "bench" / "hostile.yaml"
_SECRET = "himitsu-no-kotoba"
_TYPED = f"\n{_SECRET}\n3\n2\n1\n{_SECRET}\n\n"
_POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and terminals are others on Windows")

# Runs the program, and says on standard error whatever would reach another computer.
_WATCHED = """
import sys
def watch(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        sys.stderr.write(f"NETWORK {event}\\n")
    if event in ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "webbrowser.open"):
        sys.stderr.write(f"PROGRAM {event}\\n")
sys.addaudithook(watch)
from selfcheck.__main__ import main
main()
"""

# Runs the program, and breaks it inside the write of a draft: the frames there hold answers.
_BROKEN = f"""
import sys
def watch(event, args):
    if event in ("os.rename", "os.link"):
        raise RuntimeError("{_SECRET}")
sys.addaudithook(watch)
from selfcheck.__main__ import main
main()
"""


def _start(code: str, *arguments: str | Path, input: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=input,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


# --- nothing is sent ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (["take", _SMALL], _TYPED + "1\n"),
        (["take", _SMALL, "--answers", "-", "--format", "json"], "{}"),
        (["check"], ""),
        (["history"], ""),
        (["export", "a.txt"], ""),
        (["erase", "--all", "--yes"], ""),
        (["--help"], ""),
        (["--version"], ""),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_no_command_connects_or_looks_a_name_up(arguments: list[str], typed: str) -> None:
    """No connect, bind, sendto or look-up, and no other program is started."""
    done = _start(_WATCHED, *arguments, input=typed)
    assert "NETWORK" not in done.stderr
    assert "PROGRAM" not in done.stderr
    assert "思いがけない" not in done.stderr


@_POSIX
def test_the_interview_on_a_terminal_connects_to_nothing() -> None:
    """The prompts' event loop wakes itself through a socket pair, and that is all."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-c", _WATCHED, "take", str(_SMALL)],
        env={**os.environ, "TERM": "xterm"},
        encoding="utf-8",
        timeout=20,
    )
    drawn = ""
    for shown, key in (("Esc Esc", "\r"), ("T4", "\x03")):
        child.expect(shown)
        drawn += str(child.before)
        time.sleep(0.5)  # keys that come sooner are dropped
        child.send(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "NETWORK" not in drawn + str(child.before)


# --- no answer where it does not belong -----------------------------------------------------------


def test_an_error_of_ours_tells_no_answer() -> None:
    """Neither a traceback nor the text of the exception: only where it happened."""
    done = _start(_BROKEN, "take", _SMALL, input=_TYPED)
    assert done.returncode == 2
    assert "RuntimeError" in done.stderr
    said = done.stderr[done.stderr.index("思いがけない") :]
    assert (_SECRET in said, "Traceback" in done.stderr) == (False, False)


def test_nothing_but_drafts_and_results_is_written(run: Run, home: Path, tmp_path: Path) -> None:
    """No log, no cache: only what the start page names."""
    run("take", _SMALL, input=_TYPED + "1\n", cwd=tmp_path)
    (kept,) = _files(home)
    assert kept.parent == home / "state" / "selfcheck" / "results"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc here")
def test_no_answer_stands_in_the_process_list() -> None:
    """Command line and name stay what they were while she answers."""
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
    assert _SECRET.encode() not in told


# --- readable by her alone ------------------------------------------------------------------------


@_POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_files_and_folders_are_hers_alone_whatever_the_umask(home: Path, mask: int) -> None:
    """Every folder that was made is 0700, every file 0600: draft, result and summary."""
    summary = home / "a.txt"
    code = f"import os; os.umask({mask}); from selfcheck.__main__ import main; main()"
    _start(code, "take", _SMALL, "--save", summary, input=_TYPED + "1\n")
    _start(code, "take", _SMALL, input=_TYPED[:20])
    folders = [path for path in home.rglob("*") if path.is_dir()]
    assert len(_files(home)) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in _files(home)} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


# --- nothing is kept that should not be -----------------------------------------------------------


@pytest.mark.parametrize("typed", [_TYPED, _TYPED + "1\n", "\nx\n", "q\n", _TYPED[:20], ""])
def test_no_keep_writes_nothing_anywhere(run: Run, home: Path, tmp_path: Path, typed: str) -> None:
    """However it ends, no file and no folder is made."""
    run("take", _SMALL, "--no-keep", input=typed, cwd=tmp_path)
    assert [*home.iterdir(), *tmp_path.iterdir()] == []


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
