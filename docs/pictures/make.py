"""Make the pictures of the README from real screens: `python docs/pictures/make.py [FOLDER]`.

The program runs on a pseudo-terminal that answers what it is asked, once dark and once light; pyte
draws what it writes. Needs the development tools and a POSIX system.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pexpect
import pyte
from screen_svg import DARK, LIGHT, Theme, draw

from selfcheck.cli.files import data_folder
from selfcheck.keeping import keep
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.reflecting import reflect
from selfcheck.summary import Result
from selfcheck.words import speaker

COLUMNS, LINES = 80, 24
THEMES = {"dark": DARK, "light": LIGHT}
KEPT = ("calm_and_lonely", "small_waves", "without_a_word")
"""The examples of the built-in file whose results are kept; the last one is read."""
SCALE = """selfcheck: 1
id: evening
title: 一日のおわりに
language: ja
answers:
  ten: {scale: [0, 10], low: まったくない, high: この上なく, na: わからない}
questions:
  calm: {part: いまのこと, ask: いま、心はどのくらい静かですか。, answers: ten}
  near: {ask: 今日、ふたりの近さはどのくらいでしたか。, answers: ten}
"""
SLIP = """selfcheck: 1
id: evening
title: 一日のおわりに
language: ja
questions:
  late_reply:
    ask: 返事が遅いとき、どうしますか。
    anwsers: {wait: 待つ, ask: たずねる}
"""


class Terminal:
    """The program on a terminal of a theme; `screen` is what stands there now."""

    def __init__(self, arguments: list[str], theme: Theme, folder: Path, lines: int) -> None:
        kept = {"PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV"}
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        environment |= {"XDG_STATE_HOME": str(folder), "TZ": "Asia/Tokyo"}
        self.screen = pyte.Screen(COLUMNS, lines)
        self._theme = theme
        self._stream = pyte.ByteStream(self.screen)
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "selfcheck", *arguments],
            dimensions=(lines, COLUMNS),
            env=environment,
            cwd=str(folder),
        )

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until a text stands on the screen and nothing more comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            quiet = not self._read()
            if quiet and self.shows(text):
                return
        raise TimeoutError(text)

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen, wherever it is broken."""
        return text.replace(" ", "") in "".join(self.screen.display).replace(" ", "")

    def _read(self) -> bool:
        try:
            written = self._child.read_nonblocking(65536, timeout=0.3)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self._stream.feed(written)
        self._answer(written)
        return True

    def _answer(self, written: bytes) -> None:
        """As a terminal does that draws ambiguous characters narrow."""
        if b"\x1b]11;?" in written:
            parts = "/".join(self._theme.ground[at : at + 2] for at in (1, 3, 5))
            self._child.send(f"\x1b]11;rgb:{parts}\x1b\\\x1b[2;3R\x1b[0n")

    def press(self, keys: str) -> None:
        """Press keys; those that come too soon after a drawing would be dropped."""
        time.sleep(0.25)
        self._child.send(keys)

    def close(self) -> None:
        """End the program."""
        self._child.close(force=True)


def make(folder: Path) -> None:
    """Write all pictures."""
    for name, theme in THEMES.items():
        with tempfile.TemporaryDirectory() as place:
            _prepare(Path(place))

            def write(picture: str, terminal: Terminal, name: str = name) -> None:
                svg = draw(terminal.screen, THEMES[name], picture, LINES)
                (folder / f"{picture}-{name}.svg").write_text(svg, encoding="utf-8", newline="\n")

            for take_picture in (_interview, _scale, _result, _history, _check):
                take_picture(theme, Path(place), write)


Write = Callable[[str, Terminal], None]


@contextmanager
def _running(theme: Theme, folder: Path, *arguments: str, lines: int = LINES) -> Iterator[Terminal]:
    terminal = Terminal([*arguments], theme, folder, lines)
    try:
        yield terminal
    finally:
        terminal.close()


def _prepare(folder: Path) -> None:
    """Two question files, and results that were kept on three evenings."""
    (folder / "evening.yaml").write_text(SCALE, encoding="utf-8")
    (folder / "questions.yaml").write_text(SLIP, encoding="utf-8")
    asked = load_questionnaire(data_folder() / "questions.yaml").questionnaire
    assert asked is not None
    words = {id: fill_in.default for id, fill_in in asked.fill_in.items()}
    filled = fill_questionnaire(asked, words)
    evening = datetime(2026, 11, 2, 22, 40, tzinfo=timezone(timedelta(hours=9)))
    for number, name in enumerate(KEPT):
        outcome = reflect(filled, asked.examples[name].answers)
        taken = evening + timedelta(days=9 * number, minutes=7 * number)
        keep(folder / "selfcheck", Result(filled, words, outcome, taken), speaker("ja"))


def _interview(theme: Theme, folder: Path, write: Write) -> None:
    with _running(theme, folder, "take") as terminal:
        terminal.wait_for("Esc Esc: すぐ閉じる")
        write("start", terminal)
        terminal.press("\r")
        terminal.wait_for("何と呼びましょうか")
        for number in (1, 2, 3, 4):
            terminal.press("\r" if number == 1 else "2")
            terminal.wait_for(f"{number} / ")
        terminal.press("\x1b[B" * 4)
        terminal.wait_for("4  わりと当てはまる")
        write("question", terminal)


def _scale(theme: Theme, folder: Path, write: Write) -> None:
    with _running(theme, folder, "take", "evening.yaml") as terminal:
        terminal.wait_for("Esc Esc: すぐ閉じる")
        terminal.press("\r")
        terminal.wait_for("1 / 2")
        terminal.press("7")
        terminal.wait_for("[7]")
        write("scale", terminal)


def _result(theme: Theme, folder: Path, write: Write) -> None:
    """The letter, and the picture of all themes."""
    with _running(theme, folder, "history", "1") as terminal:
        terminal.wait_for("Enter: 続きへ")
        write("letter", terminal)
        while not terminal.shows("全体のようす"):
            terminal.press("\r")
            terminal.wait_for(" / ")
        write("result", terminal)


def _history(theme: Theme, folder: Path, write: Write) -> None:
    """Its beginning: the last of it is seen first, on a screen that is too low."""
    with _running(theme, folder, "history", lines=4 * LINES) as terminal:
        terminal.wait_for("selfcheck history")
        write("history", terminal)


def _check(theme: Theme, folder: Path, write: Write) -> None:
    with _running(theme, folder, "check", "questions.yaml") as terminal:
        terminal.wait_for("直すところが")
        write("check", terminal)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
