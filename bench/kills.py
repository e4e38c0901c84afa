"""Nothing lost: `python bench/kills.py [KILLS]`, on POSIX; 300 kills where no number is given.

Starts the real program on a pseudo-terminal, in turn with plain lines and with keys, answers, and
kills it (SIGKILL) at a random moment; then starts it again and goes on, until all is answered. An
answer counts as confirmed once the page after it stands on the screen. After every kill:

- every confirmed answer is in the draft as it was given, and is not asked again,
- every file in the state folder is whole, and belongs to nobody else's eyes (0600, 0700),
- once the next start page stands, no temporary file is left.

Prints the figures; ends with 1 where anything was lost, broken or left.
"""

import json
import os
import pty
import random
import re
import select
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Any

QUESTIONS = 24
PATIENCE = 30.0
SETTLED = 0.17
"""Keys that come sooner after a page are dropped, by design."""
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[A-Za-z]|[^\[])")
TAG = re.compile(r"<(\d\d)>")
RESUMABLE = re.compile(r"答えた質問は\s*(\d+)\s*問")
AT_END = "答えの一覧"
BESIDE = "言葉をそえ"
"""On the page for a text beside an answer."""


KINDS = (
    "answers: often",
    "answers: often\n    choose: several",
    "write: word",
    "answers: {scale: [-10, 10], low: low, high: high}",
    "answers: {0: zero, 1: one, 2: {label: two, write: word}}",
)


def question_file() -> str:
    """Questions of every kind, each with a tag by which it is known on the screen."""
    lines = ["selfcheck: 1", "id: kills", "title: T", "language: ja"]
    lines += ["answers: {often: {0: zero, 1: one, 2: two}}", "questions:"]
    for number in range(QUESTIONS):
        lines += [f"  q{number:02}:", f"    ask: 'Q <{number:02}>'"]
        lines.append(f"    {KINDS[number % len(KINDS)]}")
    return "\n".join([*lines, "reflections: {default: {title: R, says: S}}", ""])


@dataclass
class Figures:
    """What was counted."""

    kills: int = 0
    confirmed: int = 0
    writing: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    finished: int = 0


class Program:
    """The program on a pseudo-terminal, and what it has drawn so far."""

    def __init__(self, home: Path, is_plain: bool) -> None:
        command = [str(program()), *(["take", "--plain"] if is_plain else [])]
        env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        env |= {"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8", "HOME": str(home)}
        env |= {"XDG_STATE_HOME": str(home), "SELFCHECK_QUESTIONS": str(home / "kills.yaml")}
        self.terminal, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            command, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self.is_plain = is_plain
        self._drawn = b""

    @property
    def drawn(self) -> str:
        return ESCAPES.sub("", self._drawn.decode("utf-8", "ignore"))

    def read(self, patience: float) -> bool:
        """Read what there is; whether anything came, and the program is not gone."""
        ready, _, _ = select.select([self.terminal], [], [], patience)
        if not ready:
            return False
        try:
            more = os.read(self.terminal, 65536)
        except OSError:
            return False
        self._drawn += more
        return bool(more)

    def wait_for(self, wanted: re.Pattern[str], start: int = 0) -> re.Match[str] | None:
        """Read until something stands there; None once the program is gone."""
        end = time.monotonic() + PATIENCE
        while not (found := wanted.search(self.drawn, start)):
            if not self.read(0.05) and self.process.poll() is not None:
                while self.read(0.0):
                    pass
                return wanted.search(self.drawn, start)
            assert time.monotonic() < end, f"never drawn: {wanted.pattern}\n{self.drawn[-800:]}"
        return found

    def type(self, *keys: str) -> None:
        """Press keys, on a page that counts them."""
        if not self.is_plain:
            time.sleep(SETTLED)
        for key in keys:
            try:
                os.write(self.terminal, key.encode())
            except OSError:
                return

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


def program() -> Path:
    """The program beside this Python."""
    found = shutil.which("selfcheck", path=str(Path(sys.executable).parent))
    assert found, "selfcheck is not installed beside this Python"
    return Path(found)


# --- one respondent, killed again and again -----------------------------------------------------


class Respondent:
    """Answers at random, and remembers what was confirmed."""

    def __init__(self, home: Path, chance: random.Random, figures: Figures) -> None:
        self.home = home
        self.chance = chance
        self.figures = figures
        self.confirmed: dict[str, Any] = {}
        self.is_over = False
        self.asked = ""
        (home / "kills.yaml").write_text(question_file(), "utf-8")

    def answer_until_killed(self) -> None:
        """Start, go on where the draft ends, and be killed."""
        running = Program(self.home, is_plain=self.chance.random() < 0.6)
        try:
            self._begin(running)
            # Plain lines are answered within milliseconds, keys a page in a fifth of a second.
            most = 0.15 if running.is_plain else 3.0
            timer = threading.Timer(self.chance.uniform(0, most), running.process.kill)
            timer.start()
            self._answer(running)
            timer.join()
        finally:
            running.close()
        self.figures.kills += 1
        self._look_after()

    def _begin(self, running: Program) -> None:
        """The start page offers every confirmed answer, and nothing temporary is left."""
        page = running.wait_for(re.compile(r"> $" if running.is_plain else "Enter: "))
        assert page, f"no start page\n{running.drawn}"
        resumable = RESUMABLE.search(running.drawn)
        count = int(resumable[1]) if resumable else 0
        answers = [id for id in self.confirmed if not id.endswith(BESIDE)]
        if count < len(answers):
            self.figures.lost.append(f"offers {count} of {len(answers)} answers")
        self.figures.left += [path.name for path in files(self.home) if path.suffix != ".json"]
        running.type("\n" if running.is_plain else "\r")

    def _answer(self, running: Program) -> None:
        """Answer page after page; each next page confirms the answer before it."""
        at, given = 0, None
        while page := running.wait_for(re.compile(f"{TAG.pattern}|{AT_END}|{BESIDE}"), at):
            if given:
                self.confirmed[given[0]] = given[1]
                self.figures.confirmed += 1
            if page[0] == AT_END:
                self._end(running, page.end())
                return
            self.asked = page[1] or self.asked
            running.wait_for(re.compile(r"> $|Esc Esc"), page.end())
            at = len(running.drawn) if running.is_plain else page.end()
            # With keys the page for a text bears the tag of its question, too.
            is_text = page[0] == BESIDE or BESIDE in running.drawn[page.end() :]
            id = f"q{self.asked}{BESIDE * is_text}"
            if id in self.confirmed:
                self.figures.lost.append(f"{id} is asked again")
            given = (id, self._type_text(running) if is_text else self._reply(running))
            at = self._after(running, at, is_text)

    def _after(self, running: Program, at: int, is_text: bool) -> int:
        """Where to look for the next page: behind every drawing of this one."""
        following = rf"<(?!{self.asked}>)\d\d>|{AT_END}"
        found = running.wait_for(re.compile(following if is_text else f"{following}|{BESIDE}"), at)
        return found.start() if found else len(running.drawn)

    def _reply(self, running: Program) -> Any:
        enter = "\n" if running.is_plain else "\r"
        first, second = self.chance.sample((1, 2, 3), 2)
        match int(self.asked) % len(KINDS):
            case 0 | 4:
                running.type(f"{first}{enter}" if running.is_plain else str(first))
                return [str(first - 1)]
            case 1:
                marked = [str(one - 1) for one in sorted((first, second))]
                if running.is_plain:
                    running.type(f"{first},{second}\n")
                else:
                    running.type(str(first), str(second), enter)
                return marked
            case 3:
                number = str(self.chance.randint(-10, 10))
                running.type(*number, enter)
                return [number]
            case _:
                return self._type_text(running)

    def _type_text(self, running: Program) -> str:
        text = f"text {self.chance.randrange(10**9)}"
        running.type(text, "\n" if running.is_plain else "\r")
        return text

    def _end(self, running: Program, at: int) -> None:
        """All is answered: keep the result, or leave at once. Then everything begins anew."""
        self.is_over = True
        if running.is_plain:
            running.type("\n")
            running.wait_for(re.compile("どうしますか"), at)
            running.type("1\n")
        else:
            running.type("\x1b")
            time.sleep(0.1)
            os.write(running.terminal, b"\x1b")
        running.wait_for(re.compile(r"\Z(?!)"), at)

    def _look_after(self) -> None:
        """What lies there after a kill."""
        found: dict[str, Any] = {}
        for path in files(self.home):
            self._look_at_rights(path)
            if path.suffix != ".json":
                self.figures.writing += 1
                continue
            try:
                data = json.loads(path.read_text("utf-8"))
            except ValueError:
                self.figures.broken.append(f"{path.name}: {path.read_bytes()[:60]!r}")
                continue
            if path.parent.name == "drafts":
                found |= data["answers"]
                found |= {f"{id}{BESIDE}": text for id, text in data["written"].items()}
        if self.is_over:
            self.figures.finished += 1
            self.confirmed, self.is_over = {}, False
            shutil.rmtree(self.home / "selfcheck")
            return
        for id, given in self.confirmed.items():
            stored = found.get(id)
            if (sorted(stored) if isinstance(stored, list) else stored) != given:
                self.figures.lost.append(f"{id}: gave {given}, found {stored}")

    def _look_at_rights(self, path: Path) -> None:
        for one, wanted in ((path, 0o600), (path.parent, 0o700), (path.parent.parent, 0o700)):
            if stat.S_IMODE(one.stat().st_mode) != wanted:
                self.figures.broken.append(f"{one.name}: {one.stat().st_mode:o}")


def files(home: Path) -> Iterator[Path]:
    """Everything in the state folder."""
    return (path for path in (home / "selfcheck").rglob("*") if not path.is_dir())


def main() -> None:
    """Kill as often as was asked for, and print what became of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    figures = Figures()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        respondent = Respondent(Path(folder), random.Random(seed), figures)
        while figures.kills < kills:
            respondent.answer_until_killed()
    print(f"{figures.kills} kills (seed {seed}, {time.monotonic() - start:.0f} s)")
    print(f"{figures.confirmed} answers confirmed, {len(figures.lost)} lost")
    print(f"{figures.writing} kills in the middle of a write, {len(figures.broken)} files broken")
    print(f"{figures.finished} self-checks ended, {len(figures.left)} temporary files left")
    for fault in (*figures.lost, *figures.broken, *figures.left):
        print(f"  {fault}")
    sys.exit(1 if figures.lost or figures.broken or figures.left else 0)


if __name__ == "__main__":
    main()
