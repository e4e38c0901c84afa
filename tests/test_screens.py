"""Real screens: a small interview on a pseudo-terminal, read back through pyte.

What every page looks like stands in `tests/screens/`. Delete a file there to have it written anew.
The built-in self-check is taken in `test_at_terminal.py`.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import termios

from terminal import (
    CTRL_Z,
    DOWN,
    ENTER,
    EXECUTE,
    RIGHT,
    SCREENS,
    SMALL,
    UP,
    USUAL,
    Golden,
    Person,
    at_terminal,
    type_all,
)


@contextmanager
def asked(
    size: tuple[int, int] = USUAL, language: str = "ja", name: str = "check"
) -> Iterator[Person]:
    """Somebody before the first page of a small interview."""
    interview = (sys.executable, str(SCREENS / "interview.py"), language, name)
    with at_terminal(size, *interview, code=EXECUTE, NO_COLOR="1") as person:
        yield person


TOUR: dict[str, tuple[str, ...]] = {
    "fill-in": (ENTER, "2"),
    "one": (ENTER,),
    "one-nothing": (ENTER,),
    "one-pointed": (DOWN,),
    "one-long": ("2",),
    "one-scrolled": (DOWN * 10,),
    "before": (ENTER,),
    "several": (ENTER, "1", " "),
    "lines": (ENTER,),
    "two": (ENTER,),
    "word": ("1",),
    "safety": (ENTER,),
    "contacts": (ENTER,),
    "review": (ENTER,),
    "review-pointed": (DOWN, DOWN),
    "result": ("\x1b[A", "\x1b[A", ENTER),
    "end": (ENTER, ENTER),
    "end-nothing": (ENTER,),
    "file": ("2",),
    "file-name": ("2",),
}
"""Page -> the keys that lead to it from the one before."""
FORMS: dict[str, tuple[str, ...]] = {
    "scale": (ENTER,),
    "scale-nothing": (ENTER,),
    "scale-pointed": ("7",),
    "scale-word": (DOWN,),
    "scale-wide": (UP, ENTER),
    "scale-wide-pointed": ("-", "3"),
    "scale-begun": ("-",),
    "part": (RIGHT, ENTER),
    "beside-lines": ("3",),
    "beside-word": ("あ", ENTER, "1", "3", ENTER),
    "parts-review": (ENTER,),
    "scale-again": (DOWN, ENTER),
}
"""The same of the interview with scales, texts beside answers and parts."""


@pytest.mark.parametrize(("name", "tour"), [("check", TOUR), ("forms", FORMS)])
def test_every_page_looks_as_written_down(name: str, tour: dict[str, tuple[str, ...]]) -> None:
    """In both languages and sizes each page shows exactly what its file says."""
    golden = Golden()
    with ExitStack() as stack:
        views = list(product(("ja", "en"), (SMALL, USUAL)))
        people = [stack.enter_context(asked(size, language, name)) for language, size in views]
        for page, keys in tour.items():
            pages = type_all(people, keys)
            for (language, (columns, rows)), shown in zip(views, pages, strict=True):
                golden.check(f"{page}.{language}.{columns}x{rows}", shown)
    assert golden.is_complete(), "please look at what is new"


def test_ctrl_z_comes_back_to_the_same_page() -> None:
    """Where there is no shell to stop for, Ctrl-Z draws the page again."""
    with asked() as person:
        before = person.type(ENTER, ENTER, DOWN)
        assert person.type(CTRL_Z) == before


def test_a_resize_leaves_nothing_behind() -> None:
    """80, 40, 100 and back to 80 columns in mid-question: the same page as before."""
    with asked() as person:
        before = person.type(ENTER, ENTER, DOWN)
        narrow = person.resize(40, 20)
        wide = person.resize(100, 30)
        assert person.resize(80, 24) == before
        for shown in (narrow, wide):
            assert shown.count("1 / 6") == 1
            assert shown.count("Esc Esc") == 1


def test_keys_before_the_first_page_is_ready_are_not_echoed() -> None:
    """What is typed while the library loads does not appear on the first page."""
    with asked() as person:
        assert "\x1b[?1049h" in person.written
        modes = termios.tcgetattr(person.terminal)
        assert not modes[3] & termios.ECHO


def test_ambiguous_characters_can_be_two_cells_wide() -> None:
    """With SELFCHECK_AMBIGUOUS=2, prompt_toolkit and typesetting agree on ※."""
    code = (
        "import io\n"
        "from selfcheck.asking.screen import Screen\n"
        "from selfcheck.asking.terminal import open_terminal\n"
        "from prompt_toolkit.input import DummyInput\n"
        "from prompt_toolkit.output import DummyOutput\n"
        "from prompt_toolkit.utils import get_cwidth\n"
        "from selfcheck.typesetting import display_width\n"
        "open_terminal(Screen(io.StringIO()), str, (), DummyInput(), DummyOutput())\n"
        "print(get_cwidth('※'), display_width('※'), get_cwidth('あ'), get_cwidth('a'))\n"
    )
    environment = {**os.environ, "SELFCHECK_AMBIGUOUS": "2", "PYTHONUTF8": "1"}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["2", "2", "2", "1"]
