"""A text that is typed or pasted has a limit; what is beyond it is said, and costs nothing."""

import io
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.output import DummyOutput

from selfcheck.asking import page_rows
from selfcheck.asking.key_guard import MAX_PASTED, KeyGuard
from selfcheck.asking.prompts import Prompts
from selfcheck.asking.screen import Screen
from selfcheck.questionnaire import NO_REPLY, FillIn, Question, Reply
from selfcheck.session import MAX_REPLY, FillInPage, Give, Move, Page, QuestionPage
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

_SAY = speaker("ja")
_SMALL = Path(__file__).parents[1] / "bench" / "hostile.yaml"
_ENTER, _HOME, _BACKSPACE, _CTRL_J, _CTRL_W, _CTRL_Y = "\r", "\x1b[H", "\x7f", "\n", "\x17", "\x19"
_FULL = "a" * (MAX_REPLY - 1) + "z"


def _paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def _written(typed: str = "") -> QuestionPage:
    question = Question("q", "書いてみてください。", write="lines")
    return QuestionPage(question, NO_REPLY, typed, 1, 1, frozenset(), can_go_back=True)


def _ask(page: Page, *keys: str) -> Move:
    """The move that these keys lead to."""
    with create_pipe_input() as pipe:
        screen = Screen(io.StringIO())
        screen.entered = True
        front = Prompts(screen, _SAY, input=pipe, output=DummyOutput(), settle=0)
        typing = threading.Thread(target=pipe.send_text, args=("".join(keys),))
        typing.start()
        try:
            return front.ask(page)
        finally:
            typing.join()


# --- with keys ------------------------------------------------------------------------------


def test_of_a_long_paste_the_beginning_stays() -> None:
    """The first twenty thousand letters, as they were pasted."""
    assert _ask(_written(), _paste("あ\r\n" * 15_000), _ENTER) == Give(
        Reply(text=("あ\n" * 10_000).strip())
    )


def test_a_long_name_is_cut_as_well() -> None:
    """Pasted in one line, whatever it was."""
    page = FillInPage(FillIn("partner", "何と呼びますか。"), "", can_go_back=False)
    assert _ask(page, _paste("a" * 30_000), _ENTER) == Give(Reply(text="a" * MAX_REPLY))


@pytest.mark.parametrize("key", ["b", _CTRL_J, _paste("bcd")])
def test_where_a_text_is_full_nothing_more_is_taken(key: str) -> None:
    """Neither a letter, nor a new line, nor a paste."""
    assert _ask(_written(_FULL), key, _ENTER) == Give(Reply(text=_FULL))


@pytest.mark.parametrize("key", ["b", _paste("bcd")])
def test_what_stood_there_before_is_never_pushed_out(key: str) -> None:
    """Typed at the beginning of a full text, a letter is not taken, and the last one stays."""
    assert _ask(_written(_FULL), _HOME, key, _ENTER) == Give(Reply(text=_FULL))


def test_a_paste_into_the_middle_is_cut_itself() -> None:
    """As much of it is taken as there is room for, and the text around it stays."""
    typed = "a" * (MAX_REPLY - 3) + "z"
    assert _ask(_written(typed), _HOME, _paste("bcde"), _ENTER) == Give(Reply(text="bc" + typed))


def test_a_text_taken_out_is_not_put_back_beyond_the_limit() -> None:
    """The library's own keys that cut and put back keep to it."""
    word = "a" * 15_000
    assert _ask(_written(word), _CTRL_W, _CTRL_Y, _CTRL_Y, _ENTER) == Give(
        Reply(text="a" * MAX_REPLY)
    )


def test_a_letter_taken_out_makes_room_for_another() -> None:
    """A full text can be mended."""
    assert _ask(_written(_FULL), _BACKSPACE, "b", _ENTER) == Give(Reply(text=_FULL[:-1] + "b"))


def test_a_longer_text_that_is_there_already_stays_whole() -> None:
    """Written before there was a limit, or in an answers file: it is not cut, only not added to."""
    longer = _FULL + "\n" + _FULL
    assert _ask(_written(longer), "b", _ENTER) == Give(Reply(text=longer))
    assert _ask(_written(longer), _BACKSPACE, "b", _ENTER) == Give(Reply(text=longer[:-1]))


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (20, 8), (30, 3)])
def test_the_notice_fits_any_screen(size: tuple[int, int]) -> None:
    """Above the key line, or in its place where the screen is low."""
    keys = page_rows.bottom_rows(["Enter: 次へ", "Esc Esc: すぐ閉じる"], False, _SAY, size)
    rows = page_rows.with_notice(_SAY("prompt.full", most="20,000"), keys, size)
    assert len(rows) < size[1]
    assert max(display_width(text) for _, text in rows) < size[0]


# --- the parser -----------------------------------------------------------------------------


_PASTED = st.lists(st.sampled_from([*"a\x1b[~201", "\x1b[200~", "\x1b[A"])).map("".join)
_TYPED = st.lists(st.sampled_from([*"a[~201", "\x1b[A", "\x1bOP", "\x1b[1;3A"])).map("".join)


@given(_TYPED, _PASTED, _TYPED, st.integers(1, 9))
def test_pastes_are_heard_as_the_library_hears_them(
    before: str, pasted: str, after: str, size: int
) -> None:
    """However what is typed comes in parts, the same keys and the same pastes are heard."""
    typed = before + _paste(pasted) + after
    by_library: list[KeyPress] = []
    by_guard: list[KeyPress] = []
    library, guard = Vt100Parser(by_library.append), KeyGuard(by_guard.append)
    for begin in range(0, len(typed), size):
        library.feed(typed[begin : begin + size])
        guard.feed(typed[begin : begin + size])
    assert by_guard == by_library


def test_of_a_huge_paste_little_is_held() -> None:
    """Ten million letters, a kilobyte at a time, take less than a second."""
    keys: list[KeyPress] = []
    parser = KeyGuard(keys.append)
    begin = time.process_time()
    parser.feed("\x1b[200~")
    for _ in range(10_000):
        parser.feed("a" * 1024)
    parser.feed("\x1b[201~b")
    assert time.process_time() - begin < 1
    assert [len(key.data) for key in keys] == [MAX_PASTED, 1]


# --- on a terminal --------------------------------------------------------------------------


def _send(handle: int, raw: bytes, meanwhile: Callable[[], object]) -> None:
    """Write as fast as the other side reads, and look at what it shows meanwhile."""

    def write() -> None:
        rest = memoryview(raw)
        while rest:
            rest = rest[os.write(handle, rest[:65536]) :]

    writing = threading.Thread(target=write)
    writing.start()
    while writing.is_alive():
        meanwhile()


def _processor_time(process: int) -> float:
    """Seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are not for Windows")
def test_ten_megabytes_are_pasted_in_a_moment(home: Path) -> None:
    """Less than two seconds of the processor; what is not taken is said, the rest is kept."""
    from terminal import USUAL, at_terminal

    pasted = _paste("あ" * 3_333_333).encode()
    with at_terminal(USUAL, "take", str(_SMALL)) as person:
        person.type("\r", "\r", "3", "2", "1", "\r")
        time.sleep(0.3)
        begin = _processor_time(person.process.pid)
        _send(person.terminal, pasted, lambda: person.read(0.01))
        shown = person.look()
        assert _processor_time(person.process.pid) - begin < 2
        assert _SAY("prompt.full", most="20,000") in shown
        person.type("\r")
    (draft,) = (home / "state").rglob("*.json")
    assert json.loads(draft.read_text("utf-8"))["answers"]["q5"] == "あ" * MAX_REPLY
