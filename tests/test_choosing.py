"""Nothing is chosen that was not on the screen: real pages of every size, whatever keys come.

What was on the screen is read off the screen itself, never asked of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import pytest
from asked import (
    DOWN,
    END,
    ENTER,
    HOME,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Watched,
    answers,
    look,
    one,
    press,
    prompts,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from selfcheck.asking import page_rows
from selfcheck.questionnaire import NO_REPLY, Answer, Question, Reply
from selfcheck.session import Give, Move, Pause, QuestionPage

SIZES = [(20, 5), (20, 10), (30, 12), (40, 20), (80, 24), (24, 7), (60, 9)]
MOVES = [UP, DOWN, DOWN, DOWN, PAGE_UP, PAGE_DOWN, PAGE_DOWN, HOME, END, "j", "k"]
CHOICES = [ENTER, ENTER, " "]
DIGITS = list("123456789")


QUICKLY = settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Every case is a whole page at a terminal, so a failing one is shown as it was found."""


# Every row of every answer can be told on a screen: no two of their letters are the same.


def letter(number: int, place: int) -> str:
    return chr(0x3400 + 200 * number + place)


def label(number: int, length: int) -> str:
    return "".join(letter(number, place) for place in range(length))


@st.composite
def question_pages(draw: st.DrawFn) -> QuestionPage:
    """A question with up to twelve answers, of which any may be high; perhaps answered before."""
    lengths = draw(st.lists(st.integers(1, 12) | st.integers(1, 150), min_size=1, max_size=12))
    labels = tuple(Answer(str(n), label(n, length)) for n, length in enumerate(lengths))
    ask = label(12, draw(st.integers(1, 30) | st.integers(1, 300)))
    reply = draw(st.just(NO_REPLY) | st.sampled_from(labels).map(lambda a: Reply((a.value,))))
    asked = Question("q", ask, answers=labels)
    page = QuestionPage(asked, reply, "", 1, 9, frozenset(), True)
    is_safety = draw(st.booleans())
    if draw(st.booleans()):
        page = replace(page, question=replace(asked, choose="several"))
    return replace(page, is_safety=is_safety)


@dataclass(frozen=True)
class Seen:
    """What was on the screen at some moment."""

    frame: str

    def whole(self, number: int, length: int) -> bool:
        """Every letter of an answer is there."""
        return set(label(number, length)) <= set(self.frame)

    def part(self, number: int, length: int) -> bool:
        return bool(set(label(number, length)) & set(self.frame))

    def end(self, number: int, length: int) -> bool:
        return letter(number, length - 1) in self.frame


def play(
    page: QuestionPage, size: tuple[int, int], bursts: Sequence[str | tuple[int, int]]
) -> tuple[Move, list[Seen]]:
    """The move that bursts of keys lead to, each sent once the one before is drawn, and all that
    was seen until then. Two numbers make the terminal that wide and high."""
    output = Watched(*size)
    seen: list[Seen] = []

    def note() -> None:
        seen.extend(map(Seen, output.frames))
        output.frames.clear()

    with prompts(output=output) as (front, typist):
        for burst in bursts:
            resized = isinstance(burst, tuple) and partial(output.resize, *burst)
            typist.type(0.6, note, resized or str(burst))
        typist.type(0.6, note)
        return front.ask(page), seen


def is_low(page: QuestionPage, number: int, size: tuple[int, int]) -> bool:
    """Whether an answer has room on every page of this size, whatever else stands there."""
    columns, rows = size
    answer = page.question.answers[number]
    return len(page_rows.answer_rows(answer.label, False, columns, "1  [ ] ")) <= max(1, rows // 6)


def lengths_of(page: QuestionPage) -> list[int]:
    return [len(answer.label) for answer in page.question.answers]


BURSTS = st.lists(st.lists(st.sampled_from(MOVES + CHOICES), min_size=1, max_size=3), max_size=12)


@QUICKLY
@given(question_pages(), st.sampled_from(SIZES), BURSTS)
def test_enter_gives_only_what_is_on_the_screen_right_then(
    page: QuestionPage, size: tuple[int, int], bursts: list[list[str]]
) -> None:
    """Whole, or of an answer higher than the screen a part, its end having been shown before."""
    move, seen = play(page, size, ["".join(keys) for keys in bursts])
    if isinstance(move, Pause):
        return
    assert isinstance(move, Give)
    for value in set(move.reply.marks) - set(page.reply.marks):
        number, length = int(value), lengths_of(page)[int(value)]
        whole = [frame.whole(number, length) for frame in seen]
        ended = any(frame.end(number, length) for frame in seen)
        ended = ended and not any(whole) and not is_low(page, number, size)
        if page.question.choose == "one":
            assert whole[-1] or (ended and seen[-1].part(number, length))
        else:
            assert any(whole) or ended


@QUICKLY
@given(
    question_pages(),
    st.sampled_from(SIZES),
    st.lists(st.sampled_from(MOVES + DIGITS) | st.sampled_from(SIZES), max_size=10),
)
def test_a_number_gives_only_what_has_been_on_the_screen(
    page: QuestionPage, size: tuple[int, int], bursts: list[str | tuple[int, int]]
) -> None:
    """Also where the terminal was larger then, or smaller; at a safety question, nothing."""
    move, seen = play(page, size, bursts)
    if page.is_safety or page.question.choose == "several":
        assert isinstance(move, Pause)
    if isinstance(move, Give):
        number = int(move.reply.marks[0])
        length = lengths_of(page)[number]
        assert any(frame.whole(number, length) or frame.end(number, length) for frame in seen)


@settings(QUICKLY, max_examples=20)
@given(
    question_pages(),
    st.sampled_from(SIZES),
    st.lists(st.sampled_from(MOVES), max_size=6),
    st.sampled_from([UP, DOWN]),
)
def test_the_arrows_always_lead_on(
    page: QuestionPage, size: tuple[int, int], keys: list[str], key: str
) -> None:
    """Wherever one has come to, each press scrolls, or points at another answer."""
    output = Watched(*size)
    shown: list[str] = []

    def note() -> None:
        shown.append(output.frames[-1])

    with prompts(output=output) as (front, typist):
        for before in keys:
            typist.type(0.2, before)
        for _ in range(20):
            typist.type(0.2, note, key)
        front.ask(page)
    # The pointer of an answer higher than the screen may be off it, so one press may show nothing.
    if len(page.question.answers) > 1:
        twice = [before == after for before, after in pairwise(shown)]
        assert (True, True) not in pairwise(twice)


# --- one screen after the other ---------------------------------------------------------------


def high(*heights: int, text: int = 1) -> QuestionPage:
    """Answers of so many rows each on a screen of 40 columns, below a text of so many."""
    labels = answers(*[label(n, 17 * height) for n, height in enumerate(heights)])
    return replace(one(), question=Question("q", label(20, 18 * text), answers=labels))


def test_down_points_at_an_answer_that_is_cut_off_by_both_pages() -> None:
    """Between two screens of scrolling it would never be seen whole, so it is brought on."""
    page = high(6, 1, text=9)
    shown = look(page, DOWN, DOWN, DOWN)
    assert not Seen(shown[0]).whole(0, 17 * 6)
    assert any("> 1  " in frame and Seen(frame).whole(0, 17 * 6) for frame in shown)
    assert press(page, DOWN, DOWN, ENTER) == Give(Reply(("0",)))


def test_up_from_the_first_answer_reads_the_text_again() -> None:
    """A page higher than the screen is gone back through before Up comes round to the last."""
    page = replace(high(1, 1, text=40), reply=Reply(("0",)))
    first = letter(20, 0)
    assert first not in look(page)[0]
    assert first in look(page, *[UP] * 3)[-1]
    assert "> 2  " in look(page, *[UP] * 4)[-1]


def test_arrows_in_one_go_lead_where_they_lead_one_by_one() -> None:
    """A key that is held down passes nothing that would have been seen."""
    page = high(6, 2, 6, 1, text=30)
    one_by_one = look(page, *[DOWN] * 9)
    assert [look(page, DOWN * count)[-1] for count in range(1, 10)] == one_by_one[1:]


def test_down_comes_back_from_the_bottom() -> None:
    """Where paging has left what is pointed at behind, Down points at what follows."""
    page = high(30, 30, 1)
    assert isinstance(press(page, DOWN, DOWN, DOWN, *[PAGE_DOWN] * 3, *[DOWN] * 9, ENTER), Give)


def test_paging_and_enter_in_one_go_choose_nothing() -> None:
    """What paging has pointed at was not drawn before the Enter came."""
    assert press(one(count=30), DOWN, PAGE_DOWN + ENTER) == Pause()
    assert press(one(count=30), DOWN, PAGE_DOWN, ENTER) != Pause()


def test_space_marks_nothing_that_is_off_the_screen() -> None:
    """It shows it first; Enter then finds nothing marked."""
    page = high(1, 1, text=40)
    page = replace(page, question=replace(page.question, choose="several"))
    away = (DOWN,) * 9 + (PAGE_UP,) * 9
    assert press(page, *away, " ", ENTER) == Pause()
    assert isinstance(press(page, *away, " ", " ", ENTER), Give)


def test_a_number_chooses_at_once_what_has_been_on_the_screen() -> None:
    """Also after it has left it again."""
    page = high(*[3] * 9)
    assert Seen(look(page, PAGE_DOWN * 9)[1]).part(0, 14 * 3) is False
    assert press(page, PAGE_DOWN * 9, "1") == Give(Reply(("0",)))


def test_after_a_resize_what_is_pointed_at_is_on_the_screen_again() -> None:
    """A terminal made lower shows it before Enter gives it."""
    output = Watched(40, 24)
    with prompts(output=output) as (front, typist):
        typist.type(0.6, DOWN * 7, 0.6, partial(output.resize, 40, 12), 0.6, ENTER)
        assert front.ask(high(*[2] * 12)) == Give(Reply(("6",)))
    assert Seen(output.frames[-1]).whole(6, 28)


@pytest.mark.parametrize("size", SIZES)
def test_a_number_chooses_at_once_what_is_on_the_screen(size: tuple[int, int]) -> None:
    """On every screen that shows the answer when the page opens."""
    output = Watched(*size)
    with prompts(output=output) as (front, typist):
        typist.type(0.2, "1", 0.2, "1")
        assert front.ask(one(count=3)) == Give(Reply(("0",)))
