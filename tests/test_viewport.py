"""Which rows of a page are seen on a screen that is too low for it, and what counts as seen."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.asking.viewport import (
    BLANK,
    LOW,
    MIN_ENTRY_ROWS,
    MIN_WITH_SIGNS,
    Parts,
    Row,
    View,
    fit,
    rows_for_keys,
)

SIGNS: tuple[Row, Row] = (("more", "-- above"), ("more", "-- below"))


def rows(kind: str, count: int) -> list[Row]:
    return [(kind, f"{kind} {n}") for n in range(count)]


def page(text: int = 0, entries: tuple[int, ...] = (), head: int = 0, keys: int = 0) -> Parts:
    """A page of so many rows of each kind, all of them different; entries by their heights."""
    listed = [rows(f"entry{n}", height) for n, height in enumerate(entries)]
    return Parts(rows("head", head), rows("text", text), listed, rows("keys", keys), SIGNS)


def body(view: View) -> list[str]:
    """What is seen of text and entries, without empty rows."""
    kinds = ("text", "entry", "more")
    return [text for role, text in view.rows if role.startswith(kinds)]


# --- air --------------------------------------------------------------------------------------


def test_air_stands_above_and_answers_begin_on_one_row() -> None:
    """Wherever there is room for both."""
    for text in (1, 2, 3):
        made = replace(page(text, (1, 1), head=2, keys=2), air=2, zone=4)
        view = fit(made, 24)
        assert view.rows[:3] == (BLANK, BLANK, ("head", "head 0"))
        assert view.rows.index(("entry0", "entry0 0")) == 2 + 2 + 4 + 1


@pytest.mark.parametrize(
    ("height", "air", "answers"), [(17, 2, 9), (14, 2, 6), (13, 1, 5), (11, 0, 4)]
)
def test_air_goes_before_anything_has_to(height: int, air: int, answers: int) -> None:
    """First what lies between text and answers, then what stands above, never a row that counts."""
    made = replace(page(1, (1, 1, 1), head=2, keys=2), air=2, zone=4, reserve=3)
    view = fit(made, height)
    assert view.rows.index(("head", "head 0")) == air
    assert view.rows.index(("entry0", "entry0 0")) == answers
    assert view.whole == {0, 1, 2}


# --- the law ----------------------------------------------------------------------------------


@st.composite
def pages(draw: st.DrawFn) -> Parts:
    """Any page that an interview could have, and worse ones."""
    made = page(
        draw(st.integers(0, 25)),
        tuple(draw(st.lists(st.integers(1, 9) | st.integers(1, 40), max_size=12))),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 6)),
    )
    blanks = draw(st.sets(st.integers(0, 24), max_size=3))
    text = [BLANK if n in blanks else row for n, row in enumerate(made.text)]
    air, zone, reserve = (draw(st.integers(0, 9)) for _ in range(3))
    return replace(made, text=text, air=air, zone=zone, reserve=reserve)


HEIGHTS = st.integers(1, 40)
TOPS = st.integers(0, 200)


def seen_rows(made: Parts, view: View) -> dict[int, list[int]]:
    """Entry -> which of its rows are on the screen, read off the rows themselves."""
    shown = set(view.rows)
    return {
        number: [n for n, row in enumerate(entry) if row in shown]
        for number, entry in enumerate(made.entries)
    }


@given(pages(), HEIGHTS, TOPS, st.data())
def test_a_view_fills_the_screen_and_no_more(
    made: Parts, height: int, top: int, data: st.DataObject
) -> None:
    """Whatever is shown from wherever, there are exactly as many rows as the screen has."""
    show = data.draw(
        st.none() | st.integers(0, len(made.entries) - 1) if made.entries else st.none()
    )
    assert len(fit(made, height, top, show).rows) == height


@given(pages(), HEIGHTS, TOPS)
def test_rows_stand_in_order_and_once(made: Parts, height: int, top: int) -> None:
    """Head, text, entries, keys, as on the page; of what scrolls a stretch without a gap."""
    view = fit(made, height, top)
    whole = [*made.head, *made.text, *(row for entry in made.entries for row in entry), *made.keys]
    order = [row for row in whole if row != BLANK]
    places = [order.index(row) for row in view.rows if row not in (BLANK, *SIGNS)]
    assert places == sorted(set(places))
    moving = [row for entry in made.entries for row in entry]
    if not view.pinned:
        moving = [row for row in made.text if row != BLANK] + moving
    seen = [moving.index(row) for row in view.rows if row in moving]
    assert all(after == before + 1 for before, after in pairwise(seen))


@given(pages(), HEIGHTS, TOPS, st.data())
def test_what_counts_as_seen_is_on_the_screen(
    made: Parts, height: int, top: int, data: st.DataObject
) -> None:
    """`whole` are exactly the entries with all rows on the screen, or, of those that are too high
    for it, with their last; `part` are those with any."""
    show = data.draw(
        st.none() | st.integers(0, len(made.entries) - 1) if made.entries else st.none()
    )
    view = fit(made, height, top, show)
    for number, seen in seen_rows(made, view).items():
        count = len(made.entries[number])
        ends = number in view.tall and count - 1 in seen
        assert (number in view.whole) == (len(seen) == count or ends)
        assert (number in view.part) == bool(seen)


@given(pages(), HEIGHTS, TOPS)
def test_only_what_never_fits_counts_as_too_high(made: Parts, height: int, top: int) -> None:
    """An entry that is shown whole when it is asked for is not too high for the screen."""
    for number in range(len(made.entries)):
        view = fit(made, height, top, show=number)
        if number not in view.tall:
            assert len(seen_rows(made, view)[number]) == len(made.entries[number])
        elif view.step:
            assert len(made.entries[number]) > view.step


@given(pages(), HEIGHTS, TOPS)
def test_an_entry_that_is_to_be_shown_is_shown(made: Parts, height: int, top: int) -> None:
    """Whole, or where there is no room for all of it, a part: the first row, unless another was
    there already."""
    before = fit(made, height, top)
    for number in range(len(made.entries)):
        view = fit(made, height, top, show=number)
        assert number in (view.part if number in view.tall else view.whole)
        if number in view.tall and number not in before.part:
            assert 0 in seen_rows(made, view)[number]
        if number in (before.part if number in before.tall else before.whole):
            assert view == before


@given(pages(), HEIGHTS)
def test_scrolling_down_sees_everything(made: Parts, height: int) -> None:
    """From the top to the bottom by `step`, every row of text and entries comes by, and with them
    the end of every entry that is too high."""
    view = fit(made, height)
    seen, ended = set(view.rows), set(view.whole)
    for _ in range(300):
        view = fit(made, height, view.top + view.step)
        seen, ended = seen | set(view.rows), ended | view.whole
    entries = [row for entry in made.entries for row in entry]
    assert {*made.text, *entries} - {BLANK} <= seen
    assert view.tall <= ended


@given(pages(), HEIGHTS)
def test_scrolling_up_leads_back_to_the_top(made: Parts, height: int) -> None:
    """From the very bottom, too."""
    view = fit(made, height, 10_000)
    for _ in range(300):
        view = fit(made, height, max(0, view.top - view.step))
    assert view == fit(made, height)


@given(pages(), HEIGHTS, TOPS)
def test_the_place_that_is_shown_is_a_place_to_stay(made: Parts, height: int, top: int) -> None:
    """Drawn again from its own top, a view is the same."""
    view = fit(made, height, top)
    assert fit(made, height, view.top) == view


@given(pages(), HEIGHTS, TOPS)
def test_the_keys_stay(made: Parts, height: int, top: int) -> None:
    """The last rows of every view, and only where fewer than two rows would be left, their
    beginning."""
    shown = list(fit(made, height, top).rows)
    keys = list(made.keys)[: max(0, height - 2)]
    assert shown[height - len(keys) :] == keys


@given(pages(), HEIGHTS, TOPS)
def test_the_head_stays_while_there_is_room(made: Parts, height: int, top: int) -> None:
    """Whole on a screen that is not low, and as long as enough rows are left for the rest."""
    shown = list(fit(made, height, top).rows)
    if height >= LOW and height - len(made.head) - len(made.keys) >= MIN_WITH_SIGNS:
        above = shown.index(made.head[0]) if made.head else 0
        assert shown[above : above + len(made.head)] == made.head
        assert above <= made.air


@given(pages(), HEIGHTS, TOPS)
def test_the_text_stays_above_entries_that_scroll(made: Parts, height: int, top: int) -> None:
    """Where it leaves them six rows or more; else it scrolls away with them."""
    view = fit(made, height, top)
    if view.pinned:
        assert [row for row in view.rows if row[0] == "text"] == [
            r for r in made.text if r != BLANK
        ]
        taken = [row for row in view.rows if row in (*made.head, *made.keys, *made.text)]
        assert height - len(taken) >= MIN_ENTRY_ROWS
    elif view.step and made.text and made.entries:
        above = len(made.head) + len(made.text) + len(made.keys)
        assert above + MIN_ENTRY_ROWS > height


@given(pages(), HEIGHTS, TOPS)
def test_signs_stand_exactly_where_something_is_hidden(made: Parts, height: int, top: int) -> None:
    """Above, below, or both; on a screen that is too low for signs none."""
    view = fit(made, height, top)
    wanted = [row for row in made.text if row != BLANK]
    wanted += [row for entry in made.entries for row in entry]
    hidden = [n for n, row in enumerate(wanted) if row not in view.rows]
    seen = [n for n, row in enumerate(wanted) if row in view.rows]
    if not any(sign in view.rows for sign in SIGNS):
        assert not hidden or len(seen) < MIN_WITH_SIGNS
        return
    scrolled = [
        n for n in seen if not view.pinned or n >= len([r for r in made.text if r != BLANK])
    ]
    assert (SIGNS[1] in view.rows) == (hidden[-1] > scrolled[-1])
    assert (SIGNS[0] in view.rows) or not hidden or hidden[0] > scrolled[0]


# --- pages that fit ---------------------------------------------------------------------------


def test_a_page_that_fits_is_shown_as_it_is() -> None:
    """Text, an empty row, entries, an empty rest, keys; nothing scrolls."""
    view = fit(page(text=2, entries=(1, 1), head=1, keys=1), 9)
    assert [text for _, text in view.rows] == [
        *("head 0", "text 0", "text 1", "", "entry0 0", "entry1 0", "", "", "keys 0"),
    ]
    assert (view.step, view.top, set(view.whole), view.pinned) == (0, 0, {0, 1}, False)


def test_a_page_that_fits_cannot_be_scrolled() -> None:
    """It begins at its beginning, wherever one has been."""
    made = page(text=2, entries=(1, 1))
    assert fit(made, 9, top=3) == fit(made, 9)


def test_empty_rows_go_before_anything_scrolls() -> None:
    """Between the parts of a text, where that is all that is missing."""
    made = replace(page(entries=(1, 1, 1)), text=[("text", "a"), BLANK, ("text", "b")])
    assert BLANK not in fit(made, 6).rows[:2]
    assert fit(made, 6).step == 0
    assert fit(made, 7).rows[:3] == tuple(made.text)


def test_text_without_entries_scrolls_as_a_whole() -> None:
    """With a sign below, then above."""
    view = fit(page(text=9), 5)
    assert body(view) == ["text 0", "text 1", "text 2", "text 3", "-- below"]
    assert body(fit(page(text=9), 5, 99)) == ["-- above", "text 5", "text 6", "text 7", "text 8"]


# --- pages that scroll ------------------------------------------------------------------------


def test_entries_scroll_below_a_text_that_stays() -> None:
    """A sign takes the place of the empty row between them."""
    made = page(text=2, entries=(1,) * 9)
    assert body(fit(made, 8)) == [
        *("text 0", "text 1", "entry0 0", "entry1 0", "entry2 0", "entry3 0", "-- below"),
    ]
    assert body(fit(made, 8, 2)) == [
        *("text 0", "text 1", "-- above", "entry2 0", "entry3 0", "entry4 0", "entry5 0"),
        "-- below",
    ]


def test_one_row_less_and_the_text_scrolls_too() -> None:
    """Where fewer than six rows would be left for the entries."""
    made = page(text=2, entries=(1,) * 9)
    assert fit(made, 8).pinned
    assert not fit(made, 7).pinned
    assert body(fit(made, 7, 99))[:2] == ["-- above", "entry3 0"]


def test_an_entry_of_which_a_row_is_cut_off_is_not_seen_whole() -> None:
    """Neither at the bottom nor at the top."""
    made = page(entries=(3, 3, 3, 3))
    view = fit(made, 8, top=1)
    assert body(view)[1:-1] == [f"entry0 {n}" for n in (1, 2)] + [
        *(f"entry1 {n}" for n in range(3)), "entry2 0",
    ]  # fmt: skip
    assert (set(view.whole), set(view.part)) == ({1}, {0, 1, 2})


def test_an_entry_as_high_as_the_room_is_not_too_high() -> None:
    """It can be seen at once between the two signs."""
    made = page(entries=(4, 6, 4))
    view = fit(made, 8, show=1)
    assert (set(view.tall), set(view.whole)) == (set(), {1})
    assert [*body(view)[1:-1]] == [f"entry1 {n}" for n in range(6)]


def test_of_an_entry_that_is_too_high_the_end_counts() -> None:
    """Its beginning and its middle do not."""
    made = page(entries=(1, 20, 1))
    found = [1 in fit(made, 8, top).whole for top in range(18)]
    ends = ["entry1 19" in body(fit(made, 8, top)) for top in range(18)]
    assert found == ends
    assert found.index(True) == 15


def test_the_next_entry_is_shown_with_as_little_scrolling_as_needed() -> None:
    """Downwards its last row comes on last; upwards its first comes on first."""
    made = page(entries=(2,) * 10)
    down = fit(made, 8, top=0, show=4)
    assert body(down)[-3:] == ["entry4 0", "entry4 1", "-- below"]
    up = fit(made, 8, top=10, show=2)
    assert body(up)[:2] == ["-- above", "entry2 0"]


def test_what_is_shown_already_does_not_move() -> None:
    """Pointing at an entry on the screen scrolls nothing."""
    made = page(entries=(2,) * 10)
    assert fit(made, 8, top=5, show=3) == fit(made, 8, top=5)


# --- low screens ------------------------------------------------------------------------------


@pytest.mark.parametrize("height", [1, 2, 3])
def test_the_lowest_screens_show_the_page_itself(height: int) -> None:
    """An entry and, from three rows on, the first row of the keys."""
    view = fit(page(text=5, entries=(1, 1), head=2, keys=3), height, show=1)
    shown = [text for _, text in view.rows]
    assert "entry1 0" in shown
    assert ("keys 0" in shown) == (height == 3)


def test_signs_go_where_they_would_leave_no_room() -> None:
    """In three rows three rows of the page are seen."""
    assert body(fit(page(text=9), 3)) == ["text 0", "text 1", "text 2"]
    assert body(fit(page(text=9), 4)) == ["text 0", "text 1", "text 2", "-- below"]


def test_the_head_of_a_low_screen_is_one_row() -> None:
    """And none where fewer than four rows would be left beside keys and head."""
    made = page(text=9, head=2, keys=2)
    heads = {h: sum(row[0] == "head" for row in fit(made, h).rows) for h in (11, 10, 7, 6, 5)}
    assert heads == {11: 2, 10: 1, 7: 1, 6: 0, 5: 0}


@given(HEIGHTS)
def test_the_key_line_never_takes_more_than_a_third(height: int) -> None:
    """One row at least."""
    assert 1 <= rows_for_keys(height) <= max(1, height // 3)
