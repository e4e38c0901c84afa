"""Runs the program in processes that start at once: each is forked from a Python that stands by
with the libraries loaded.

To start Python and to load them takes longer than most commands do. What may look at the
environment while it is imported (`selfcheck.cli`) is imported after the fork, as ever.
"""

import atexit
import fcntl
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from tempfile import TemporaryFile
from typing import IO

PATIENCE = 60.0
_LIBRARIES = "typer click rich.console rich.table rich.text yaml questionary wcwidth csv".split()


@dataclass(frozen=True, slots=True)
class Command:
    """What `python -m selfcheck` is to be started with; with `code`, `python -c CODE`."""

    arguments: Sequence[str]
    env: Mapping[str, str]
    cwd: str
    code: str = ""


class Process:
    """A command that runs."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self.pid = int.from_bytes(channel.recv(4), "big")

    def wait(self) -> int:
        """Its exit code, or the signal that ended it, below 0. Where it goes on for a minute it is
        killed: TimeoutError."""
        self._channel.settimeout(PATIENCE)
        with self._channel:
            try:
                return os.waitstatus_to_exitcode(int.from_bytes(self._channel.recv(4), "big"))
            except TimeoutError:
                os.kill(self.pid, signal.SIGKILL)
                raise


class Standby:
    """The Python that stands by, until it is closed."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._python = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def start(self, command: Command, streams: Sequence[int]) -> Process:
        """Start a command with these three as its standard streams."""
        ours, theirs = socket.socketpair()
        with theirs, _open_nowhere() as told:
            json.dump(asdict(command), told)
            told.seek(0)
            socket.send_fds(self._channel, [b"!"], [theirs.fileno(), told.fileno(), *streams])
        return Process(ours)

    def close(self) -> None:
        """End it."""
        self._channel.close()
        self._python.wait()


@cache
def standby() -> Standby:
    """The one of this process, in the environment of the test that needs it first."""
    begun = Standby()
    atexit.register(begun.close)
    return begun


def run_to_end(command: Command, input: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    with _open_nowhere() as out, _open_nowhere() as err:
        typed, typing = os.pipe()
        process = standby().start(command, [typed, out.fileno(), err.fileno()])
        os.close(typed)
        with suppress(BrokenPipeError), os.fdopen(typing, "w", encoding="utf-8") as stream:
            stream.write(input)
        code = process.wait()
        for said in (out, err):
            said.seek(0)
        return subprocess.CompletedProcess(command.arguments, code, out.read(), err.read())


def _open_nowhere() -> IO[str]:
    """A file without a name."""
    return TemporaryFile("w+", encoding="utf-8")


# --- in the process that stands by ----------------------------------------------------------


def _load() -> None:
    """Import what looks at nothing while it is imported."""
    import selfcheck

    ours = [found.name for found in pkgutil.walk_packages(selfcheck.__path__, "selfcheck.")]
    late = ("selfcheck.cli", "selfcheck.__main__")
    for name in (*_LIBRARIES, *(name for name in ours if not name.startswith(late))):
        importlib.import_module(name)
    gc.freeze()


def _wait_for_command(channel: socket.socket) -> list[int]:
    """The files that belong to a command, in the process that is to run it."""
    while True:
        sign, files, *_ = socket.recv_fds(channel, 1, 5)
        _forget_watchers()
        if not sign:
            sys.exit()
        if not os.fork():
            channel.close()
            _watch(files.pop(0), files)
            return files
        for file in files:
            os.close(file)


def _forget_watchers() -> None:
    """Let go of those whose command has come to its end."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _watch(told: int, files: list[int]) -> None:
    """Tell the pid of the process that is to run a command, and its end; returns in that one."""
    child = os.fork()
    if not child:
        os.close(told)
        return
    for file in files:
        os.close(file)
    with socket.socket(fileno=told) as channel:
        channel.send(child.to_bytes(4, "big"))
        channel.send(os.waitpid(child, 0)[1].to_bytes(4, "big"))
    os._exit(0)


def _become(files: list[int]) -> None:
    """Run a command as if this process had been started for it."""
    with os.fdopen(files[0], encoding="utf-8") as told:
        command = Command(**json.load(told))
    for standard, file in enumerate(files[1:]):
        os.dup2(file, standard)
        os.close(file)
    # The one that was made at the start remembers that one can seek in it.
    sys.stdin = open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, closefd=False)  # noqa: SIM115
    os.setsid()
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(command.env)
    time.tzset()
    os.chdir(command.cwd)
    sys.argv = ["-c" if command.code else "selfcheck", *command.arguments]
    if command.code:
        exec(compile(command.code, "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_module("selfcheck", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _load()
    _become(_wait_for_command(socket.socket(fileno=int(sys.argv[1]))))
