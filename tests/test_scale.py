"""A question with a scale: how it stands on the page, which keys go along it, what they choose."""

from dataclasses import replace
from functools import partial
from itertools import product

import pytest
from asked import (
    DOWN,
    END,
    ENTER,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    SAY,
    SHIFT_TAB,
    UP,
    Watched,
    ask,
    ask_slowly,
    flat,
    look,
    press,
    prompts,
    safety_question,
    scale,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_choosing import SIZES, label, letter

from selfcheck.asking.scale import spell
from selfcheck.asking.scale_rows import Scale, set_scale
from selfcheck.questionnaire import Reply
from selfcheck.session import Give, GoBack, Move, Pause, QuestionPage, Skip
from selfcheck.typesetting import display_width

WIDE = partial(scale, -10, 10)


def gives(value: str | int) -> Move:
    return Give(Reply((str(value),)))


# --- what stands on the page --------------------------------------------------------------------


def lines(width: int, *numbers: int, low: str = "遠い", high: str = "近い") -> list[str]:
    """The rows of a scale and its ends, nothing pointed at."""
    shown = set_scale(Scale(tuple(map(str, numbers)), low, high), None, None, width)
    return [text for _, text in (*shown.rows, *shown.ends)]


def test_the_texts_of_the_ends_stand_beside_the_row() -> None:
    """Where there is room."""
    assert lines(40, 0, 1, 2) == ["  遠い  0  1  2  近い"]


def test_the_texts_of_the_ends_stand_below_where_it_is_narrow() -> None:
    """Each under its end, or behind its number where that is too narrow as well."""
    assert lines(30, *range(8)) == ["  0  1  2  3  4  5  6  7", "  遠い              近い"]
    assert lines(20, 0, 1, 2, low="とても遠い") == ["  0  1  2", "  0: とても遠い", "  2: 近い"]


def test_a_scale_that_is_too_wide_stands_in_rows_of_one_length() -> None:
    """Numbers below one another, the texts of the ends behind their numbers."""
    assert lines(24, *range(-4, 5)) == [
        "  -4  -3  -2  -1   0",
        "   1   2   3   4",
        "  -4: 遠い",
        "   4: 近い",
    ]


def test_without_texts_a_scale_is_a_row_of_numbers() -> None:
    """Nothing stands in their place; one of them can be there alone."""
    assert lines(40, 1, 2, low="", high="") == ["  1  2"]
    assert lines(40, 1, 2, low="") == ["  1  2  近い"]
    assert lines(12, 1, 2, 3, low="") == ["  1  2  3", "     近い"]


def test_texts_with_brackets_or_figures_stand_below() -> None:
    """Beside the numbers they would look like what is pointed at, or like one of them."""
    assert lines(40, 0, 1, high="7日") == ["  0  1", "  0: 遠い", "  1: 7日"]
    assert lines(40, 0, 1, low="[遠い]") == ["  0  1", "  0: [遠い]", "  1: 近い"]


@given(
    st.integers(-20, 5),
    st.integers(1, 20),
    st.text("あいう", max_size=12),
    st.text("近[7]", max_size=12),
    st.integers(20, 90),
    st.data(),
)
def test_every_number_stands_once_within_the_width(
    first: int, steps: int, low: str, high: str, width: int, data: st.DataObject
) -> None:
    """In order; the one that is pointed at in brackets, in the row where it is looked for."""
    numbers = tuple(str(first + n) for n in range(steps + 1))
    pointed = data.draw(st.integers(0, steps))
    shown = set_scale(Scale(numbers, low, high), pointed, None, width)
    texts = [text for _, text in shown.rows]
    assert all(display_width(text) < width for _, text in (*shown.rows, *shown.ends))
    assert f"[{numbers[pointed]}]" in texts[pointed // shown.per_row]
    found = " ".join(texts).replace("[", " ").replace("]", " ").split()
    assert [one for one in found if one.lstrip("-").isdigit()] == list(numbers)


def test_nothing_is_pointed_at_when_a_scale_opens() -> None:
    """Enter says which keys do, and the range stands in the key line."""
    opened, after = look(scale(), ENTER, size=(80, 24))
    assert "[" not in opened.split("\n", 2)[2].split("左右")[0]
    assert "0 から 10: 指す" in opened
    assert flat(SAY("prompt.hint_scale", first="0", last="10")) in flat(after)


def test_an_earlier_number_is_pointed_at_and_stays_marked() -> None:
    """In brackets, and in round ones once something else is pointed at."""
    opened, moved = look(scale(reply="4"), RIGHT)
    assert "[4]" in opened
    assert "(4)[5]" in moved
    assert ask(scale(reply="4"), ENTER) == gives(4)


def test_an_earlier_word_is_pointed_at() -> None:
    """As in any list."""
    assert ">*わからない" in look(scale(reply="w0"))[0]


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ([RIGHT, ENTER], 0),
        ([RIGHT, RIGHT, ENTER], 1),
        ([LEFT, ENTER], 10),
        ([RIGHT, LEFT, LEFT, ENTER], 0),
        ([LEFT, RIGHT, ENTER], 10),
        ([HOME, ENTER], 0),
        ([END, ENTER], 10),
        ([DOWN, ENTER], "w0"),
        ([RIGHT, RIGHT, DOWN, ENTER], "w0"),
        ([RIGHT, RIGHT, DOWN, UP, ENTER], 1),
        ([RIGHT, RIGHT, DOWN, RIGHT, ENTER], 1),
        ([RIGHT, RIGHT, "j", "k", ENTER], 1),
        ([RIGHT, DOWN, DOWN, ENTER], 0),
        ([DOWN, UP, ENTER], 0),
        (["7", ENTER], 7),
        (["7", RIGHT, ENTER], 8),
        (["８", ENTER], 8),
        (["1", ENTER], 1),
    ],
)
def test_keys_that_lead_to_an_answer(keys: list[str], value: str | int) -> None:
    """Left and right go along the numbers and stop at the ends, down leads to the words, and up
    back to where one was."""
    assert press(scale(), *keys) == gives(value)


@pytest.mark.parametrize("page", [scale(), safety_question(scale())])
def test_a_number_only_points(page: QuestionPage) -> None:
    """Enter is needed, whether a safety rule looks at it or not."""
    assert press(page, "7") == Pause()
    assert press(page, "7", ENTER) == gives(7)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["1", "0"], 10),
        (["-", "5"], -5),
        (["ー", "1", "０"], -10),
        (["−", "3"], -3),
        (["5", "5"], 5),
        (["2", "1"], 1),
        (["-", "1", "2"], 2),
        (["1", RIGHT, "0"], 0),
    ],
)
def test_figures_in_one_second_spell_a_number(keys: list[str], value: int) -> None:
    """With a minus first; a figure that goes on with no number begins one; arrows end one."""
    assert press(WIDE(), *keys, ENTER) == gives(value)


def test_a_figure_after_a_second_begins_another_number() -> None:
    """10 is not spelled by a 1 of long ago."""
    assert ask_slowly(scale(), "1", 1.1, "0", ENTER) == gives(0)
    assert ask_slowly(scale(), "1", 0.8, "0", ENTER) == gives(10)


def test_a_number_that_is_only_begun_is_not_confirmed() -> None:
    """A minus points at nothing, and Enter right after it does not take what stood there."""
    assert press(WIDE(), "4", "-", ENTER) == Pause()
    seen = look(WIDE(), "4", "-")[-1]
    assert flat(SAY("prompt.hint_spelled", spelled="-")) in flat(seen)
    assert ask_slowly(WIDE(), "4", 1.1, "-", 1.1, ENTER) == gives(4)


def test_a_figure_beyond_the_scale_says_how_far_it_goes() -> None:
    """And points at nothing else."""
    seen = look(scale(0, 5, reply="2"), "8")[-1]
    assert flat(SAY("prompt.hint_out_of_range", first="0", last="5")) in flat(seen)
    assert "[2]" in seen
    assert press(scale(0, 5), "-", ENTER) == Pause()


@pytest.mark.parametrize("key", ["b", "ｂ", SHIFT_TAB])
def test_back_has_its_keys_beside_the_arrow(key: str) -> None:
    """Left goes along the scale."""
    assert press(scale(), key) == GoBack()
    assert press(scale(), LEFT) == Pause()


def test_where_there_is_no_way_back_its_keys_say_what_fits() -> None:
    """Nothing is left."""
    assert press(replace(scale(), can_go_back=False), "b", "3", ENTER) == gives(3)


def test_a_scale_can_be_skipped() -> None:
    """As any question."""
    assert press(scale(), "s") == Skip()


def test_other_keys_say_what_fits() -> None:
    """Space too; nothing changes."""
    for key in ("x", " "):
        seen = look(scale(), "7", key)[-1]
        assert flat(SAY("prompt.hint_scale", first="0", last="10")) in flat(seen)
        assert "[7]" in seen


def test_without_words_down_leads_nowhere() -> None:
    """It says what fits, and what was pointed at stays."""
    page = scale(words=())
    assert press(page, "3", DOWN, ENTER) == gives(3)
    assert flat(SAY("prompt.key_scale_words")) not in flat(look(page)[0])


@pytest.mark.parametrize(
    ("keys", "value"), [([RIGHT, DOWN], -3), ([RIGHT, DOWN, DOWN], 4), ([RIGHT, *[DOWN] * 3], "w0"),
                        ([END, UP], 3), ([END, DOWN, UP], 10)],
)  # fmt: skip
def test_on_a_narrow_screen_up_and_down_go_from_row_to_row(
    keys: list[str], value: str | int
) -> None:
    """And from the last one to the words: 21 numbers stand in three rows of 40 columns."""
    with prompts(output=Watched(40, 20)) as (front, typist):
        typist.type(0.2, *[part for key in keys for part in (key, 0.1)], ENTER)
        assert front.ask(WIDE()) == gives(value)


def test_several_with_a_scale_is_a_list() -> None:
    """Its ends have their texts behind the numbers."""
    page = scale(0, 2)
    seen = look(replace(page, question=replace(page.question, choose="several")))[0]
    for row in ("1  [ ] 0(まったくない)", "2  [ ] 1", "3  [ ] 2(この上なく)", "4  [ ] わからない"):
        assert row in seen


@given(
    st.text("0123456789-", max_size=3), st.sampled_from("0123456789-"), st.integers(-20, 5),
    st.integers(1, 20),
)  # fmt: skip
def test_what_is_spelled_always_begins_a_number(
    before: str, figure: str, first: int, steps: int
) -> None:
    """Or it is nothing; it ends with what was typed last."""
    numbers = [str(first + n) for n in range(steps + 1)]
    spelled = spell(before, figure, numbers)
    assert not spelled or any(number.startswith(spelled) for number in numbers)
    assert spelled in ("", figure, before + figure)


# --- laws: as in test_choosing --------------------------------------------------------------------


QUICKLY = settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
ALONG = [LEFT, RIGHT, RIGHT, UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END]
FIGURES = list("0123456789-")
WORD = 30
"""Letters of a word begin behind those of the ends."""


@st.composite
def scale_pages(draw: st.DrawFn) -> QuestionPage:
    """A scale with texts of any length at its ends and above it, and up to two words."""
    first = draw(st.integers(-10, 1))
    last = draw(st.integers(first + 1, first + 20))
    low, high = (label(n, draw(st.integers(0, 6) | st.integers(0, 60))) for n in (20, 21))
    words = [label(WORD + n, draw(st.integers(1, 40))) for n in range(draw(st.integers(0, 2)))]
    ask = label(22, draw(st.integers(1, 30) | st.integers(1, 250)))
    values = [str(n) for n in range(first, last + 1)] + [f"w{n}" for n in range(len(words))]
    reply = draw(st.none() | st.sampled_from(values))
    page = scale(first, last, reply, low, high, words, ask)
    return safety_question(page) if draw(st.booleans()) else page


def has_shown(frames: list[str], text: str, number: int) -> bool:
    """Every letter of a text was on the screen at some time."""
    seen = set("".join(frames))
    return all(letter(number, place) in seen for place in range(len(text)))


def play(
    page: QuestionPage, size: tuple[int, int], bursts: list[str | tuple[int, int]]
) -> tuple[Move, list[str]]:
    """The move, and every frame up to it. Two numbers make the terminal that wide and high."""
    output = Watched(*size)
    with prompts(output=output) as (front, typist):
        for burst in bursts:
            typist.type(0.6, partial(output.resize, *burst) if isinstance(burst, tuple) else burst)
        return front.ask(page), output.frames


@QUICKLY
@given(
    scale_pages(),
    st.sampled_from(SIZES),
    st.lists(
        st.sampled_from([*ALONG, *FIGURES, ENTER, ENTER]) | st.sampled_from(SIZES), max_size=14
    ),
)
def test_only_enter_gives_and_only_what_is_on_the_screen_right_then(
    page: QuestionPage, size: tuple[int, int], bursts: list[str | tuple[int, int]]
) -> None:
    """A number in its brackets, after the texts of both ends; a word whole, or after its end."""
    move, frames = play(page, size, bursts)
    if not isinstance(move, Give):
        return
    assert ENTER in bursts
    [value] = move.reply.marks
    labels = {answer.value: answer.label for answer in page.question.answers}
    if not value.startswith("w"):
        first, last = page.question.scale[0], page.question.scale[-1]
        assert f"[{value}]" in frames[-1]
        assert has_shown(frames, first.beside or "", 20)
        assert has_shown(frames, last.beside or "", 21)
    else:
        assert has_shown(frames, labels[value], WORD + int(value[1:]))
        assert letter(WORD + int(value[1:]), 0) in frames[-1] or size[1] < 20


@pytest.mark.parametrize(
    ("size", "page"), list(product(SIZES, [scale(), WIDE(), WIDE(ask=label(22, 200))]))
)
def test_every_answer_can_be_chosen_on_every_screen(
    size: tuple[int, int], page: QuestionPage
) -> None:
    """By going along, and by spelling; Enter shows first what has not been seen."""
    numbers = page.question.scale
    for steps in (0, 3, len(numbers) - 1):
        wanted = gives(numbers[steps].value)
        for way in ([HOME, *[RIGHT] * steps], list(numbers[steps].value)):
            move, _ = play(page, size, ["".join(way), *[ENTER] * 5])
            assert move == wanted
    move, _ = play(page, size, [END, *[DOWN] * 3, *[ENTER] * 4])
    assert move in (gives("w0"), gives(numbers[-1].value))
