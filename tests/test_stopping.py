"""Ctrl-C at any moment: silence and exit code 130, from the first statement to the last."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are others on Windows")

Interrupted = Callable[..., tuple[int, str, str]]

_AT_IMPORT = """
import os, signal, sys
class Interrupt:
    left = None
    def find_spec(self, name, *_):
        if Interrupt.left is None and name == "selfcheck.__main__":
            Interrupt.left = {at}
        if Interrupt.left is not None:
            Interrupt.left -= 1
            if Interrupt.left == 0:
                {interrupt}
sys.meta_path.insert(0, Interrupt())
"""
"""Ctrl-C comes at an import, counted from 1: the first after `selfcheck/__init__.py`."""

_PLAINLY = "os.kill(os.getpid(), signal.SIGINT)"
_IN_EXEC = 'exec("os.kill(os.getpid(), signal.SIGINT)")'
_IN_CLEANING_UP = """
                import weakref
                thing = Interrupt()
                weak = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
                del thing
"""


@pytest.fixture
def interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Interrupted:
    """Start the program so that Ctrl-C comes at an import: its exit code, and what it wrote."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # where Python looks for a sitecustomize

    def start(at: int, interrupt: str, *words: str, before: str = "") -> tuple[int, str, str]:
        code = _AT_IMPORT.format(at=at, interrupt=interrupt)
        (tmp_path / "sitecustomize.py").write_text(before + code, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "selfcheck", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return start


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 8, 15, 30, 60, 100, 140])
def test_ctrl_c_at_an_import_ends_it_in_silence(interrupted: Interrupted, at: int) -> None:
    """Before the start page nothing is begun, so there is nothing to say."""
    assert interrupted(at, _PLAINLY, "take", "--plain") == (130, "", "")


@pytest.mark.parametrize("interrupt", [_IN_EXEC, _IN_CLEANING_UP], ids=["exec", "cleaning-up"])
@pytest.mark.parametrize("at", [4, 100, 140])
def test_ctrl_c_where_python_would_lose_or_tell_it_ends_it_in_silence(
    interrupted: Interrupted, at: int, interrupt: str
) -> None:
    """Inside an exec Python ends by the signal, behind an import it prints it and goes on."""
    assert interrupted(at, interrupt, "check") == (130, "", "")


@pytest.mark.parametrize("way", ["module", "script"])
def test_ctrl_c_at_any_moment_of_the_start_is_no_traceback_of_ours(way: str) -> None:
    """Before our first statement Python itself may be ended by it, and may say so; not after."""
    script = Path(sys.executable).with_name("selfcheck")
    program = [str(script)] if way == "script" else [sys.executable, "-m", "selfcheck"]
    if not Path(program[0]).exists():
        pytest.skip("not installed as a script")
    for milliseconds in range(5, 150, 12):
        with subprocess.Popen(
            [*program, "check"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process:
            time.sleep(milliseconds / 1000)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        is_before_us = process.returncode in (1, -signal.SIGINT) and not _names_our_code(said)
        assert is_before_us or (process.returncode in (0, 130) and said == "")


def _names_our_code(said: str) -> bool:
    """Whether a traceback goes through a statement of the program. One that came while Python was
    reading `selfcheck/__init__.py` names its line 0 or 1, where no statement stands."""
    ours = re.findall(r'src/selfcheck/(\S+)", line (\d+)', said)
    return any(file != "__init__.py" or int(line) > 1 for file, line in ours)


def test_an_import_of_the_library_leaves_ctrl_c_alone() -> None:
    """Only the program takes it."""
    code = "import signal, selfcheck; print(signal.getsignal(2) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_an_ignored_ctrl_c_stays_ignored(interrupted: Interrupted) -> None:
    """A shell starts so what runs in the background."""
    ignored = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code, shown, said = interrupted(100, _PLAINLY, "--version", before=ignored)
    assert (code, shown.startswith("selfcheck "), said) == (0, True, "")
