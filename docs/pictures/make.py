"""Make the pictures of the README from real screens: `python docs/pictures/make.py [FOLDER]`.

The program runs on a pseudo-terminal, pyte draws what it writes, rich turns that into SVG.
Needs the development tools and a POSIX system.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from selfcheck.cli.files import data_folder
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.summary import answers_as_data

COLUMNS = 80
EXAMPLE = "pushes_out_of_fear"
"""The respondent of the built-in file whose result is shown."""


class Terminal:
    """The program on a terminal of a size; `screen` is what stands there now."""

    def __init__(self, arguments: list[str], lines: int, state: str) -> None:
        keep = {"PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV"}
        environment = {name: value for name, value in os.environ.items() if name in keep}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": state}
        self.screen = pyte.Screen(COLUMNS, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "selfcheck", *arguments],
            dimensions=(lines, COLUMNS),
            env=environment,
        )

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Read until a text stands on the screen and nothing more comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            quiet = not self._read()
            if quiet and text.replace(" ", "") in "".join(self.screen.display).replace(" ", ""):
                return
        raise TimeoutError(text)

    def _read(self) -> bool:
        try:
            self._stream.feed(self._child.read_nonblocking(65536, timeout=0.4))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True

    def press(self, keys: str) -> None:
        """Press keys; those that come too soon after a drawing would be dropped."""
        time.sleep(0.3)
        self._child.send(keys)

    def close(self) -> None:
        """End the program."""
        self._child.close(force=True)


def rows(screen: pyte.Screen) -> Iterator[Text]:
    """The lines of a screen with their bold, underline and reverse."""
    for number in range(screen.lines):
        line = Text()
        for column in range(screen.columns):
            cell = screen.buffer[number][column]
            style = Style(bold=cell.bold, underline=cell.underscore, reverse=cell.reverse)
            line.append(cell.data, style)
        line.rstrip()
        yield line


def draw(screen: pyte.Screen, name: str, last: str) -> str:
    """A screen as SVG, down to the line that holds the text `last`."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), legacy_windows=False)
    lines = list(rows(screen))
    while lines and (not lines[-1].plain or last not in lines[-1].plain.replace(" ", "")):
        lines.pop()
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    svg = console.export_svg(title="selfcheck", theme=DEFAULT_TERMINAL_THEME, unique_id=name)
    return "\n".join(line.rstrip() for line in svg.split("\n"))


def make(folder: Path) -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as state:
        interview = Terminal(["take"], 24, state)
        interview.wait_for("Esc Esc: すぐ閉じる")
        _write(folder, "start", interview)
        interview.press("\r")
        interview.wait_for("何と呼びましょうか")
        interview.press("\r")
        interview.wait_for("1 / ")
        interview.press("1")
        interview.wait_for("2 / ")
        _write(folder, "question", interview)
        interview.close()
        answers = Path(state) / "answers.json"
        answers.write_text(_answers(), encoding="utf-8")
        result = Terminal(["take", "--answers", str(answers)], 200, state)
        result.wait_for("ゆっくり休んでください")
        _write(folder, "result", result, last="どちらの側がよい")
        result.close()


def _answers() -> str:
    """The answers of the example as an answers file."""
    asked = load_questionnaire(data_folder() / "questions.yaml").questionnaire
    assert asked is not None
    return json.dumps(answers_as_data(asked, asked.examples[EXAMPLE].answers))


def _write(folder: Path, name: str, terminal: Terminal, last: str = "") -> None:
    svg = draw(terminal.screen, name, last)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
