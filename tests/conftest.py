"""A clean environment for every test, and `run`, which starts the program as people do."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "selfcheck",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],  # by the clock, and the machine may be busy
)
settings.load_profile("selfcheck")

# A shell starts what runs in the background, and nohup, with these ignored, and every program that
# a test starts would take that over: Ctrl-C and a hang-up would mean nothing there.
for name in ("SIGINT", "SIGHUP"):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
        signal.signal(number, usual)

_CLEARED = frozenset(
    """
    ACCESSIBLE CLICOLOR CLICOLOR_FORCE COLORFGBG COLORTERM COLUMNS FORCE_COLOR LINES NO_COLOR
    PY_COLORS TERM TERMINAL_WIDTH TERM_PROGRAM TERM_PROGRAM_VERSION TTY_COMPATIBLE TTY_INTERACTIVE
    BUILD_NUMBER CI CONTINUOUS_INTEGRATION GITHUB_ACTIONS GITLAB_CI
    EDITOR LANG LANGUAGE PAGER TZ VISUAL
    """.split()
)
_CLEARED_BEGINNINGS = ("LC_", "PROMPT_TOOLKIT_", "PYTHON", "SELFCHECK_", "TYPER_", "_TYPER_")
# Not PYTHONDONTWRITEBYTECODE: the program would be compiled anew at each of its many starts.
_LEFT = frozenset({"PYTHONHASHSEED", "PYTHONPYCACHEPREFIX"})


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: somebody at a terminal mostly waits, and others can work meanwhile."""
    return 2 * (os.cpu_count() or 1)


class Run(Protocol):
    """Starts `selfcheck` with arguments and waits for its end; what `run` is."""

    def __call__(
        self,
        *arguments: str | Path,
        input: str = "",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        code: str = "",
    ) -> subprocess.CompletedProcess[str]: ...


def _is_cleared(name: str) -> bool:
    """Whether a variable says something of colour, terminal, locale or CI."""
    return name not in _LEFT and (name in _CLEARED or name.startswith(_CLEARED_BEGINNINGS))


def _is_read_by_python(name: str) -> bool:
    """Whether a variable changes how Python starts, so that it has to be started anew."""
    return name.startswith(("PYTHON", "LC_", "LANG"))


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home folder, and an environment that says nothing of terminal, locale or CI.

    The state folder lies in it on every system, and does not exist yet.
    """
    for name in filter(_is_cleared, tuple(os.environ)):
        monkeypatch.delenv(name)
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(folder / "state"))
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    """Run the program: `run("take", "--plain", input="1\\n")`; its output is text."""

    def start(
        *arguments: str | Path,
        input: str = "",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        code: str = "",
    ) -> subprocess.CompletedProcess[str]:
        words, extra = tuple(map(str, arguments)), env or {}
        if sys.platform != "win32" and not any(map(_is_read_by_python, extra)):
            from standby import Command, run_to_end

            command = Command(words, {**os.environ, **extra}, str(cwd or Path.cwd()), code)
            return run_to_end(command, input)[0]
        program = ("-c", code) if code else ("-m", "selfcheck")
        return subprocess.run(
            [sys.executable, *program, *words],
            input=input,
            env={**os.environ, **extra},
            cwd=cwd,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return start
