"""How soon the program is there: `python bench/start.py [ROUNDS]`, on POSIX.

Times `selfcheck` on a pseudo-terminal from its start until its start page can be read, and until
it listens for keys, against a bare questionary script that loads the same YAML, until its prompt
stands and listens; and `--version` against importing typer. Rivals take turns; what is printed are
medians.
"""

import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from statistics import median
from termios import TIOCSWINSZ

import yaml

QUESTIONS = Path(__file__).parents[1] / "data" / "questions.yaml"
PROMPT = "Which animal?"
BARE_SCRIPT = f"""\
import questionary, yaml
with open({str(QUESTIONS)!r}, encoding="utf-8") as file:
    questions = yaml.load(file, Loader=yaml.CSafeLoader)
questionary.select({PROMPT!r}, choices=["cat", "dog"]).ask()
"""
LISTENS = b"\x1b[?2004h"
"""prompt_toolkit asks for pastes to be marked as soon as it has taken the keyboard."""
ESCAPES = re.compile(rb"\x1b(\[[0-9;?]*[A-Za-z]|[^\[])")
PATIENCE = 20.0


def main() -> None:
    """Time both pairs and print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    program = shutil.which("selfcheck", path=str(Path(sys.executable).parent))
    assert program, "selfcheck is not installed beside this Python"
    with tempfile.TemporaryDirectory() as folder:
        env = plain_environment(folder)
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_SCRIPT, encoding="utf-8")
        intro, prompts = reads(last_line_of_intro()), reads(PROMPT)
        compare(
            rounds,
            ("start page readable", lambda: time_until(intro, [program], env)),
            ("listening for keys", lambda: time_until(is_listening, [program], env)),
            ("bare questionary prompt", lambda: time_until(prompts, [sys.executable, bare], env)),
        )
        compare(
            rounds,
            ("selfcheck --version", lambda: time_whole([program, "--version"], env)),
            ("import typer", lambda: time_whole([sys.executable, "-c", "import typer"], env)),
        )


def plain_environment(folder: str) -> dict[str, str]:
    """The same for all: a common terminal, a state folder of its own, bytecode that is kept."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "TERM": "xterm-256color", "LANG": "ja_JP.UTF-8", "XDG_STATE_HOME": folder}


def last_line_of_intro() -> str:
    """What stands at the end of the start page's text."""
    questions = yaml.load(QUESTIONS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return str(questions["intro"]).strip().splitlines()[-1]


def compare(rounds: int, *rivals: tuple[str, Callable[[], float]]) -> None:
    """Let the rivals take turns, after one turn each that does not count; the last one is what the
    others are measured against."""
    times: dict[str, list[float]] = {name: [] for name, _ in rivals}
    for turn in range(rounds + 1):
        for name, measure in rivals:
            seconds = measure()
            if turn:
                times[name].append(seconds)
    *_, measure_of_all = (median(taken) for taken in times.values())
    for name, taken in times.items():
        middle, fastest = median(taken), min(taken)
        print(
            f"{name:<24} {middle * 1000:6.1f} ms  (fastest {fastest * 1000:.1f})"
            f"  ratio {middle / measure_of_all:.2f}"
        )


def time_whole(command: Sequence[str | Path], env: Mapping[str, str]) -> float:
    """Seconds from start to end."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def reads(text: str) -> Callable[[bytes], bool]:
    """Whether a text stands in what is drawn."""
    return lambda drawn: text.encode() in ESCAPES.sub(b"", drawn)


def is_listening(drawn: bytes) -> bool:
    """Whether the prompt has taken the keyboard."""
    return LISTENS in drawn


def time_until(
    is_there: Callable[[bytes], bool], command: Sequence[str | Path], env: Mapping[str, str]
) -> float:
    """Seconds from start until it is there on the pseudo-terminal; then the process is ended."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    start = time.perf_counter()
    child = subprocess.Popen(
        command, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    try:
        read_until(is_there, ours)
        return time.perf_counter() - start
    finally:
        child.kill()
        child.wait()
        os.close(theirs)
        os.close(ours)


def read_until(is_there: Callable[[bytes], bool], terminal: int) -> None:
    """Read what is drawn until it is there."""
    drawn = b""
    while not is_there(drawn):
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, f"not there within {PATIENCE:g} s, only: {drawn!r}"
        drawn += os.read(terminal, 65536)


if __name__ == "__main__":
    main()
