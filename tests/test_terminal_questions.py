"""What the terminal is asked, what its replies change, and that they leave nothing behind."""

import io
import os
import sys
import time

import pytest

if os.name == "nt":
    pytest.skip("Windows is not asked", allow_module_level=True)

from answering import DARK, LIGHT, at_answering_terminal
from prompt_toolkit.key_binding.key_processor import KeyPress
from terminal import DOWN, ENTER, ESC, USUAL, at_terminal

from selfcheck.asking.key_guard import KeyGuard
from selfcheck.asking.terminal_questions import TerminalFacts
from selfcheck.palette import Look

_ASKED = "\x1b]11;?"
_QUESTION = "\x1b[5n"
_TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Screenlike(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> TerminalFacts:
    """Facts of a terminal that was asked just now."""
    monkeypatch.setattr(sys, "stdin", Screenlike())
    facts = TerminalFacts(_TRUE)
    assert facts.questions(Screenlike()).endswith(_QUESTION)
    return facts


# --- asking -----------------------------------------------------------------------------------


def test_nothing_is_asked_where_nobody_answers() -> None:
    """Neither through a pipe nor into one."""
    assert TerminalFacts(_TRUE).questions(io.StringIO()) == ""
    assert TerminalFacts(_TRUE).questions(Screenlike()) == ""  # standard input is none here


def test_the_terminal_is_asked_once(asked: TerminalFacts) -> None:
    """However often the screen is entered."""
    assert asked.questions(Screenlike()) == ""


def test_without_colours_the_background_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width of ambiguous characters still is."""
    monkeypatch.setattr(sys, "stdin", Screenlike())
    questions = TerminalFacts({**_TRUE, "NO_COLOR": "1"}).questions(Screenlike())
    assert (_ASKED in questions, "\x1b[6n" in questions) == (False, True)


@pytest.mark.parametrize("width", ["1", "2"])
def test_a_width_that_is_told_is_not_asked(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    """SELFCHECK_AMBIGUOUS knows better, also than a reply that comes all the same."""
    monkeypatch.setattr(sys, "stdin", Screenlike())
    facts = TerminalFacts({**_TRUE, "SELFCHECK_AMBIGUOUS": width})
    assert "\x1b[6n" not in facts.questions(Screenlike())
    facts.hear("\x1b[2;3R")
    facts.hear("\x1b[2;5R")
    assert facts.ambiguous == int(width)


# --- hearing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "background"),
    [
        ("\x1b]11;rgb:0000/0000/0000\x1b\\", "dark"),
        ("\x1b]11;rgb:00/2b/36\x07", "dark"),
        ("\x9d11;rgb:fdfd/f6f6/e3e3\x9c", "light"),
        ("\x1b]11;rgba:ff/FF/ff/ff\x1b\\", "light"),
        ("\x1b]11;rgb:8080/8080/8080\x1b\\", ""),
    ],
)
def test_a_background_is_dark_light_or_neither(
    asked: TerminalFacts, reply: str, background: str
) -> None:
    """On a middle grey no form is legible, and named colours are used."""
    assert asked.hear(reply)
    assert asked.look == Look("true", background)  # type: ignore[arg-type]


@pytest.mark.parametrize(("column", "width"), [("3", 1), ("5", 2), ("4", 0), ("80", 0)])
def test_where_the_cursor_went_tells_the_width(
    asked: TerminalFacts, column: str, width: int
) -> None:
    """Two ambiguous characters were drawn; where they differ nothing is certain."""
    assert asked.hear(f"\x1b[2;{column}R")
    assert (asked.ambiguous, asked.look.is_narrow) == (width, width == 1)


@pytest.mark.parametrize("key", ["\x1b[A", "\x1b[15~", "\x1bOP", "\x1b]52;c;x\x07", "\x1b[?1;2c"])
def test_what_is_no_reply_is_left_to_the_keys(asked: TerminalFacts, key: str) -> None:
    """Arrows and function keys are heard by the page."""
    assert not asked.hear(key)


def test_once_all_was_answered_a_function_key_is_one_again(asked: TerminalFacts) -> None:
    """Shift+F3 of xterm looks like a reply."""
    assert asked.hear("\x1b[0n")
    assert not asked.hear("\x1b[1;2R")


def test_a_reply_between_keys_presses_none(asked: TerminalFacts) -> None:
    """Wherever it is cut."""
    pressed: list[KeyPress] = []
    guard = KeyGuard(pressed.append, asked.hear)
    for piece in ("a\x1b]11;rg", "b:1e1e/1e1e/1e1e\x1b", "\\\x1b[2;3", "R\x1b[0nb"):
        guard.feed(piece)
    assert [press.data for press in pressed] == ["a", "b"]
    assert asked.look == Look("true", "dark", is_narrow=True)


# --- what it changes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ground", "accent"), [(DARK, "38;2;140;207;192"), (LIGHT, "38;2;28;107;98"), ("", "36")]
)
def test_what_is_pointed_at_wears_the_form_that_suits(ground: str, accent: str) -> None:
    """On dark, on light, and where the background is not told."""
    with at_answering_terminal("take", "--no-keep", ground=ground) as person:
        person.type(ENTER, ENTER)
        start = len(person.written)
        person.type(DOWN)
        assert f"{accent}" in person.written[start:]


def test_256_colours_are_the_nearest_ones() -> None:
    """Where the terminal does not claim more."""
    with at_answering_terminal("take", "--no-keep", COLORTERM="") as person:
        person.type(ENTER, ENTER)
        start = len(person.written)
        person.type(DOWN)
        assert "38;5;115" in person.written[start:]


def test_no_colour_is_sent_with_no_color() -> None:
    """Bold and the pointer tell what is pointed at."""
    with at_answering_terminal("take", "--no-keep", NO_COLOR="1") as person:
        shown = person.type(ENTER, ENTER, DOWN)
        assert "\n  > 1  " in shown
        assert not any(sign in person.written for sign in ("38;", "48;", "\x1b[36", ";36"))


def test_the_first_page_does_not_wait_for_a_reply() -> None:
    """A terminal that never answers shows it all the same, and the next ones."""
    with at_terminal(USUAL, "take", "--no-keep", COLORTERM="truecolor") as person:
        assert _ASKED in person.written
        assert "1 / " in person.type(ENTER, ENTER)


def test_the_questions_are_not_seen() -> None:
    """Nothing of them stands on the first page."""
    with at_answering_terminal("take", "--no-keep") as person:
        shown = person.look()
        assert not any(sign in shown for sign in ("─", "●", "11;", "rgb"))
        assert person.looks_like() == shown


@pytest.mark.parametrize("is_wide", [False, True])
def test_no_character_is_lost_where_ambiguous_ones_are_wide(is_wide: bool, tmp_path: str) -> None:
    """A question full of them is read as it was written, on either kind of terminal."""
    file = os.path.join(tmp_path, "wide.yaml")  # noqa: PTH118
    text = "※①…→“和”●◆■★○×÷±§¶" * 3
    with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(
            f"selfcheck: 1\nid: wide\ntitle: 幅\nlanguage: ja\nquestions:\n"
            f"  q1: {{ask: '{text}', answers: {{a: '※はい①', b: '…いいえ●'}}}}\n"
        )
    with at_answering_terminal("take", file, "--no-keep", is_wide=is_wide) as person:
        person.type(ENTER, DOWN)
        person.answer()
        shown = "".join(person.looks_like().split())
        for part in (text, "※はい①", "…いいえ●"):
            assert part in shown


# --- leaving ----------------------------------------------------------------------------------

_AND_LOOK = """
import os, select, subprocess, sys, termios, time, tty
tty.setcbreak(0)
subprocess.run([sys.executable, "-m", "selfcheck", "take", "--no-keep"])
left = os.read(0, 999) if select.select([0], [], [], 0.4)[0] else b""
print("LEFT", left, flush=True)
"""


def test_a_reply_that_comes_after_leaving_is_taken_in() -> None:
    """The shell finds nothing on its line that nobody has typed."""
    with at_answering_terminal(code=_AND_LOOK, silent=True) as person:
        start = len(person.written)
        person.send("\x03")
        while "\x1b[?1049l" not in person.written[start:]:
            person.read(0.1)
        person.answer()
        assert "LEFT b''" in person.end()


def test_the_screen_is_cleared_before_replies_are_waited_for() -> None:
    """Esc Esc does at once what it is for."""
    with at_answering_terminal(code=_AND_LOOK, silent=True) as person:
        start = len(person.written)
        time.sleep(0.2)  # keys that come sooner are meant for the page before
        person.send(ESC)
        person.read(1)
        person.send(ESC)
        while "\x1b[3J" not in person.written[start:]:
            person.read(0.1)
        assert "LEFT" not in person.written
        person.answer()
        assert "LEFT b''" in person.end()


def test_where_nobody_answers_leaving_takes_a_moment_at_most() -> None:
    """The screen is clear at once; the program ends by itself."""
    with at_terminal(USUAL, "take", "--no-keep", COLORTERM="truecolor") as person:
        person.send("\x03")
        person.end()
        assert person.code == 130
        assert person.is_sane()
