"""What a terminal sends by itself changes nothing, stops nothing, and types nothing."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput
from typist import Typist

from selfcheck.asking.key_guard import MAX_TYPED_AT_ONCE, QUIET, KeyGuard
from selfcheck.asking.prompts import Prompts
from selfcheck.asking.screen import Screen
from selfcheck.questionnaire import NO_REPLY, Answer, FillIn, Question, Questionnaire, Reply
from selfcheck.session import (
    EndPage,
    FillInPage,
    Give,
    Leave,
    Move,
    Page,
    Pause,
    QuestionPage,
    Reviewed,
    ReviewPage,
    StartPage,
)
from selfcheck.words import speaker

_SAY = speaker("ja")
_ENTER, _ESC, _DOWN, _CTRL_C, _CTRL_D = "\r", "\x1b", "\x1b[B", "\x03", "\x04"
_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"
_MOMENT, _LONG = 0.1, QUIET + 0.1

# --- pages ----------------------------------------------------------------------------------

_ANSWERS = tuple(Answer(str(place), label) for place, label in enumerate("甲乙丙丁戊"))


def _asked(question: Question) -> QuestionPage:
    return QuestionPage(question, NO_REPLY, "", 3, 30, frozenset(), can_go_back=True)


def _one() -> QuestionPage:
    return _asked(Question("q1", "一つ選ぶなら。", answers=_ANSWERS))


def _several() -> QuestionPage:
    return _asked(Question("q2", "いくつでも。", answers=_ANSWERS, choose="several"))


def _word() -> QuestionPage:
    return _asked(Question("q3", "ひとことで。", write="word"))


def _lines() -> QuestionPage:
    return _asked(Question("q4", "思うままに。", write="lines"))


def _start() -> StartPage:
    return StartPage(Questionnaire("x", "ふり返り", "ja", intro="はじめに。"), 3, True)


def _fill_in() -> FillInPage:
    return FillInPage(FillIn("name", "何と呼びますか。", "あの人", ("彼",)), "", can_go_back=True)


def _review() -> ReviewPage:
    one, several = _one().question, _several().question
    return ReviewPage(
        (
            Reviewed(("question", one.id), one.ask, Reply(("2",)), one),
            Reviewed(("question", several.id), several.ask, NO_REPLY, several),
        )
    )


def _end() -> EndPage:
    return EndPage("memo.txt")


_PAGES: list[Callable[[], Page]] = [
    _start, _fill_in, _one, _several, _word, _lines, _review, _end,
]  # fmt: skip
_TEXTS = [_fill_in, _word, _lines]


class _Small(DummyOutput):
    def get_size(self) -> Size:
        return Size(rows=20, columns=40)


@contextmanager
def _prompts(settle: float = 0) -> Iterator[tuple[Prompts, Typist]]:
    with create_pipe_input() as pipe:
        screen = Screen(io.StringIO())
        screen.entered = True
        typist, output = Typist(pipe), _Small()
        loops = typist.new_loop
        yield (
            Prompts(screen, _SAY, input=pipe, output=output, settle=settle, new_loop=loops),
            typist,
        )


def _ask(page: Page, *bursts: str | bytes | float, settle: float = 0) -> Move:
    """The move that this leads to; where it leads to none, the end of input pauses."""
    with _prompts(settle) as (front, typist):
        typist.type(_MOMENT, *bursts)
        return front.ask(page)


# --- what terminals send ---------------------------------------------------------------------

_SENT = {
    "a click with Shift (X10)": b"\x1b[M$+#",
    "the wheel with Ctrl (X10)": b"\x1b[Mp+#",
    "a click far to the right (X10)": b"\x1b[M \xf0\xff",
    "a click beyond what can be told (X10)": b"\x1b[M \x00\x00",
    "a click (UTF-8)": "\x1b[M あ!".encode(),
    "a click (SGR)": b"\x1b[<0;12;3M",
    "letting go with Alt (SGR)": b"\x1b[<8;12;3m",
    "a click (urxvt)": b"\x1b[36;12;3M",
    "the wheel (tmux)": b"\x1b[62~",
    "focus": b"\x1b[I",
    "no focus": b"\x1b[O",
    "where the cursor is": b"\x1b[12;40R",
    "what it is": b"\x1b[?64;1;2;22c",
    "which version it is": b"\x1b[>41;354;0c",
    "the background (BEL)": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "the background (ST)": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "the clipboard": b"\x1b]52;c;" + b"44GC" * 99 + b"\x07",
    "a capability": b"\x1bP1+r544e=787465726d\x1b\\",
    "a picture was shown": b"\x1b_Gi=31;OK\x1b\\",
    "a mode": b"\x1b[?2026;2$y",
    "the kitty keyboard": b"\x1b[?5u",
    "a key with kitty's name": b"\x1b[97;5u",
    "the size": b"\x1b[8;24;80t",
    "CSI as a character": "\x9b?62c".encode(),
    "CSI as a byte": b"\x9b<0;2;2M",
    "OSC and ST as characters": "\x9d11;rgb:0/0/0\x9c".encode(),
    "DCS as a byte": b"\x901$r0m\x1b\\",
    "a key nobody knows": b"\x1b[991;3~",
    "Enter on the number pad": b"\x1bOM",
    "a number pad's 5": b"\x1b[E",
    "the end of nothing": _PASTE_END.encode(),
    "bytes that are no UTF-8": b"\xff\xfe\xc0",
    "half a letter": b"\xed\xa0\x80",
    "NUL": b"\x00",
    "a control character of 8 bits": "\x85".encode(),
}


@pytest.mark.parametrize("sent", _SENT.values(), ids=_SENT)
def test_nothing_of_it_is_a_key(sent: bytes) -> None:
    """Alone, or amid what is typed: the answer that is pointed at and the text stay."""
    assert _ask(_one(), _DOWN, sent, _MOMENT, _ENTER) == _ask(_one(), _DOWN, _MOMENT, _ENTER)
    assert _ask(_word(), "ま", sent, "え", sent + b"\r") == Give(Reply(text="まえ"))


@pytest.mark.parametrize("sent", _SENT.values(), ids=_SENT)
def test_it_may_come_in_parts(sent: bytes) -> None:
    """Byte by byte, as from a slow line."""
    parts = [part for place in range(len(sent)) for part in (sent[place : place + 1], 0.001)]
    assert _ask(_word(), "a", *parts, "b", _ENTER) == Give(Reply(text="ab"))


@pytest.mark.parametrize("sent", _SENT.values(), ids=_SENT)
def test_it_is_no_esc_and_comes_between_none(sent: bytes) -> None:
    """One Esc and a report do not leave; Esc, a report, Esc leave."""
    assert _ask(_word(), "a", _ESC, sent, _MOMENT, sent, _MOMENT, _ENTER) == Give(Reply(text="a"))
    assert _ask(_word(), "a", _ESC, sent, _MOMENT, sent, _ESC) == Leave()


def test_alt_enter_still_makes_a_new_line() -> None:
    """With a click before and after it."""
    click = _SENT["a click (SGR)"]
    assert _ask(_lines(), "a", click, "\x1b\r", click, "b", _MOMENT, _ENTER) == Give(
        Reply(text="a\nb")
    )


@pytest.mark.parametrize("down", ["\x1b[B", "\x1bOB", "\x9bB", "\x1b[1;1B\x1b[B", "\x8fB"])
def test_keys_that_are_known_still_work(down: str) -> None:
    """Both forms of an arrow, and those of eight bits."""
    assert _ask(_word(), "ab", "\x1b[D", down, "c", _ENTER) == Give(Reply(text="acb"))
    assert _ask(_review(), down, down, _ENTER) == _ask(_review(), _DOWN, _DOWN, _ENTER)


# --- what is cut off ------------------------------------------------------------------------

_CUT = [
    b"\x1b[", b"\x1b[<", b"\x1b[<0;1", b"\x1b[M", b"\x1b[M !", b"\x1b[?1;", b"\x1bO", b"\x1b[[",
    b"\x1b]", b"\x1b]11;rgb:1", b"\x1bP1$r", b"\x1b_G", "\x9b".encode(), b"\x9b", "\x9d8;".encode(),
    b"\x1b[3$", b"\x1b[" + b"0" * 5000, b"\x1b]" + b"0" * 5000, b"\x1b[M \xc3", b"\xe3\x81",
    _PASTE_BEGIN.encode(),
]  # fmt: skip


@pytest.mark.parametrize("sent", _CUT)
def test_half_a_sequence_is_forgotten(sent: bytes) -> None:
    """Nothing of it is typed, and half a second later a key is a key."""
    assert _ask(_word(), "a", sent, _LONG, "2\r") == Give(Reply(text="a2"))
    assert _ask(_one(), sent, _LONG, "2", _MOMENT, _ENTER) == _ask(_one(), "2", _MOMENT, _ENTER)


@pytest.mark.parametrize("sent", _CUT)
def test_half_a_sequence_stops_nobody_from_leaving(sent: bytes) -> None:
    """Esc Esc and Ctrl-C work at once, wherever it was cut off."""
    assert _ask(_one(), sent, _MOMENT, _ESC, _MOMENT, _ESC) == Leave()
    assert _ask(_one(), sent, _ESC + _ESC) == Leave()
    assert _ask(_one(), sent, _CTRL_C) == Pause()


@pytest.mark.parametrize(
    "sent", [b"\x1b[", b"\x1bO", b"\x1b]", b"\x9b", b"\x1b[3$", b"\x1b[M \xc3\xa9"]
)
def test_what_may_be_whole_is_not_waited_for(sent: bytes) -> None:
    """Alt with a bracket is a key, and two bytes of a click can be one character."""
    assert _ask(_word(), sent, _MOMENT, "2\r") == Give(Reply(text="2"))


@pytest.mark.parametrize("key", ["\r", "あ", _DOWN])
def test_what_cannot_go_on_cuts_off(key: str) -> None:
    """A key that is no part of a sequence is heard right behind half of one."""
    keys: list[KeyPress] = []
    guard = KeyGuard(keys.append)
    guard.feed("\x1b[<0;1")
    guard.feed(key)
    assert [press.data for press in keys] == [key]


def test_a_stream_of_half_sequences_does_not_grow() -> None:
    """However long a sequence is, little of it is held, and its end is known."""
    keys: list[KeyPress] = []
    guard = KeyGuard(keys.append)
    for begin, end in (("\x1b[", "m"), ("\x1b]", "\x07"), ("\x1bP", "\x1b\\")):
        guard.feed(begin)
        for _ in range(1000):
            guard.feed("0" * 1024)
        for part in end + "a":
            guard.feed(part)
    assert "".join(press.data for press in keys) == "aaa"


# --- pastes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", _TEXTS)
def test_a_paste_without_an_end_is_a_text_after_a_quiet_moment(page: Callable[[], Page]) -> None:
    """Its letters stand in the line, none of them was a key, and typing goes on."""
    assert _ask(page(), "あ", _PASTE_BEGIN + "い\x1b[<0;1;1M", _LONG, "う", _ENTER) == Give(
        Reply(text="あいう")
    )


def test_it_is_shown_without_a_key() -> None:
    """Nobody need press anything for it: what was pasted goes along when the input ends."""
    kept = _ask(_lines(), _PASTE_BEGIN + "い", _LONG)
    assert kept == _ask(_lines(), "い", _LONG) != _ask(_lines(), _LONG)


def test_it_chooses_nothing() -> None:
    """Where nothing is typed it is dropped."""
    assert _ask(_several(), _PASTE_BEGIN + "12\r", _LONG, "3", _ENTER) == Give(Reply(("2",)))


@pytest.mark.parametrize("keys", [(_ESC, 0.4, _ESC), (_CTRL_C,)])
@pytest.mark.parametrize("wait", [_MOMENT, _LONG])
@pytest.mark.parametrize("page", _PAGES)
def test_a_paste_without_an_end_can_be_left(
    page: Callable[[], Page], wait: float, keys: tuple[str | float, ...]
) -> None:
    """On every page Esc Esc and Ctrl-C do what they do without it."""
    assert _ask(page(), _PASTE_BEGIN, wait, *keys) == _ask(page(), wait, *keys)


@pytest.mark.parametrize(("keys", "move"), [(_ESC + _ESC, Leave()), (_CTRL_D * 3, Pause())])
def test_a_way_out_right_behind_a_paste_is_heard(keys: str, move: Move) -> None:
    """Sent in one go with the beginning of a paste, or with a text of it."""
    assert _ask(_one(), _PASTE_BEGIN + keys) == move
    assert _ask(_one(), _PASTE_BEGIN + "い" + keys) == move


def test_ctrl_c_pressed_alone_is_heard_at_once() -> None:
    """No quiet moment is waited for, so what still comes is too late; what came before is kept."""
    late = (_MOMENT, _PASTE_END, _MOMENT, _ENTER)
    assert _ask(_word(), _PASTE_BEGIN + "い", _MOMENT, _CTRL_C, *late) == _ask(
        _word(), "い", _CTRL_C
    )


def test_a_paste_that_began_on_the_page_before_ends_too() -> None:
    """Nobody waits for it on the next page, and a key there is a key."""
    with _prompts() as (front, typist):
        typist.type(_MOMENT, "2" + _PASTE_BEGIN)
        assert front.ask(_one()) == Give(Reply(("1",)))
        typist.type(_LONG, "3", _MOMENT, _ENTER)
        assert front.ask(_several()) == Give(Reply(("2",)))


def test_keys_within_a_whole_paste_are_none() -> None:
    """A paste that has its end leaves nothing and pauses nothing, in however many parts."""
    pasted = "い\x1b\x1b\x03ろ"
    parts = [part for letter in _PASTE_BEGIN + pasted + _PASTE_END for part in (letter, 0.04)]
    assert _ask(_word(), *parts, _ENTER) == Give(Reply(text="いろ"))


@pytest.mark.parametrize("rest", ["2\r3" + _PASTE_END, "2\r" * MAX_TYPED_AT_ONCE])
def test_a_paste_that_stalls_goes_on(rest: str) -> None:
    """What comes after more than half a second is no key either, if it has the end or is long."""
    assert _ask(_several(), _PASTE_BEGIN + "1", _LONG, rest, _LONG, "4", _ENTER) == Give(
        Reply(("3",))
    )


def test_a_second_paste_is_heard_after_one_without_an_end() -> None:
    """It is another paste, and no rest."""
    whole = _PASTE_BEGIN + "は" * 99 + _PASTE_END
    assert _ask(_word(), _PASTE_BEGIN + "い", _LONG, whole, _ENTER) == Give(
        Reply(text="い" + "は" * 99)
    )


# --- anything among anything ----------------------------------------------------------------

_KEYS = [
    *"123 jsa?あ\x7f", _DOWN, _DOWN, "\x1bOA", "\x1b[A", "\x1b[F", "\x1b[5~", "\x1b[1;5C",
    "\x1b[Z", "\x1bOP", _ESC, _ESC, "\x1b\r", _ENTER, _CTRL_C, _PASTE_BEGIN + "貼る" + _PASTE_END,
]  # fmt: skip


def _has_three_characters(click: bytes) -> bool:
    return len(click.decode("utf-8", "surrogateescape")) == 6


_CLICKS = (
    st.lists(st.sampled_from([0, *range(0x20, 0x100)]), min_size=3, max_size=3)
    .map(lambda found: b"\x1b[M" + bytes(found))
    .filter(_has_three_characters)
)
_LISTS = st.lists(st.integers(0, 9999).map(str), max_size=5).map(";".join)
_REPORTS = st.builds(
    lambda begin, numbers, end: f"{begin}{numbers}{end}".encode(),
    st.sampled_from(["\x1b[<", "\x1b[?", "\x1b[>", "\x9b<", "\x9b?"]),
    _LISTS,
    st.sampled_from(["M", "m", "c", "R", "u", "n", "$y", "~"]),
)
_WHOLE = _CLICKS | _REPORTS | st.sampled_from(list(_SENT.values()))


@st.composite
def _noise(draw: st.DrawFn) -> list[bytes | float]:
    """Something that a terminal sends, in parts, or half of it and then silence."""
    if draw(st.booleans()) and draw(st.booleans()):
        return [draw(st.sampled_from(_CUT)), _LONG]
    sent = draw(_WHOLE)
    cut = draw(st.integers(0, len(sent)))
    return [sent[:cut], draw(st.sampled_from([0.0, 0.001])), sent[cut:]]


_TYPED = st.lists(
    st.tuples(st.just([]) | _noise(), st.sampled_from(_KEYS), st.sampled_from([0, 0, 0.1, 0.6])),
    max_size=8,
)


@settings(max_examples=60)
@given(st.sampled_from(_PAGES), _TYPED, st.sampled_from([0, 0.15]))
@example(_one, [([b"\x1b[M$+#"], "2", 0)], 0)
def test_noise_among_keys_changes_nothing(
    page: Callable[[], Page], typed: list[tuple[list[Any], str, float]], settle: float
) -> None:
    """On every page the same keys lead to the same move, whatever the terminal sends meanwhile."""
    noisy: list[str | bytes | float] = [0.1]
    clean: list[str | bytes | float] = [0.1]
    for noise, key, wait in typed:
        noisy += [*noise, key, wait]
        clean += [*(part for part in noise if not isinstance(part, bytes)), key, wait]
    for bursts in (noisy, clean):
        bursts += [0.6, _ENTER, 0.6, _ENTER]
    assert _ask(page(), *noisy, settle=settle) == _ask(page(), *clean, settle=settle)


@given(st.lists(st.text() | st.sampled_from([*_KEYS, "\x1b[", "\x9b", "\udc9b", "\udc80"])))
def test_whatever_comes_is_cut_into_keys_and_characters(reads: list[str]) -> None:
    """Nothing is raised; what is handed on is a key of the library or one printable character."""
    keys: list[KeyPress] = []
    guard = KeyGuard(keys.append)
    for read in reads:
        guard.feed(read)
        guard.flush()
    for press in keys:
        assert isinstance(press.key, Keys) or len(press.key) == 1
        assert press.key is Keys.BracketedPaste or not "\x80" <= press.data <= "\x9f"
