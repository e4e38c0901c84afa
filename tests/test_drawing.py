"""Rows as prompt_toolkit draws them: what each wears, and where the cursor stands."""

import pytest
from prompt_toolkit.formatted_text import StyleAndTextTuples

from selfcheck.asking.drawing import as_fragments, styles
from selfcheck.asking.page_rows import answer_rows, numbered, progress_row
from selfcheck.asking.viewport import Row
from selfcheck.palette import Look
from selfcheck.words import speaker

SAY = speaker("ja")
DARK, UNKNOWN, NONE = Look("true", "dark", True), Look("256"), Look()
_CURSOR = ("[SetCursorPosition]", "")


def drawn(fragments: StyleAndTextTuples) -> list[tuple[str, str]]:
    """Pieces with what they wear, without empty ones."""
    return [(one[0], one[1]) for one in fragments if one[1]]


def text(fragments: StyleAndTextTuples) -> str:
    return "".join(one[1] for one in fragments)


def test_the_cursor_stands_where_one_points() -> None:
    """At the pointer of the first row that has one: a screen reader follows it."""
    rows = [
        *answer_rows("はい", False, 40, numbered(1)),
        *answer_rows("いいえ", True, 40, numbered(2)),
    ]
    fragments = as_fragments(rows, NONE)
    assert fragments.count(_CURSOR) == 1
    assert fragments[fragments.index(_CURSOR) + 1][1] == ">"


def test_the_cursor_stands_at_a_number_of_a_scale() -> None:
    """And nowhere, where nothing is pointed at."""
    fragments = as_fragments([("scale", "   0  1 [2]")], NONE)
    assert fragments[fragments.index(_CURSOR) + 1] == ("class:chosen", "[2]")
    assert _CURSOR not in as_fragments([("scale", "   0  1  2")], NONE)


@pytest.mark.parametrize(
    ("look", "shown"), [(NONE, "  4* はい"), (UNKNOWN, "  4* はい"), (DARK, "  4✓ はい")]
)
def test_what_was_chosen_before_bears_a_sign(look: Look, shown: str) -> None:
    """Behind its number, in every form."""
    assert text(as_fragments(answer_rows("はい", False, 40, numbered(4, True)), look)) == shown


def test_the_number_of_an_answer_is_quiet() -> None:
    """A figure that begins the answer itself is not."""
    [first] = answer_rows("3日前", False, 40, numbered(2))
    assert drawn(as_fragments([first], DARK)) == [
        ("class:number", "  2"),
        ("class:answer", "  3日前"),
    ]
    below: Row = ("text", "     3日前")
    assert drawn(as_fragments([below], DARK)) == [("class:text", "     3日前")]


def test_a_whole_answer_that_is_pointed_at_stands_out() -> None:
    """All of its lines."""
    rows = answer_rows("とても長い答えなので折り返します", True, 24, numbered(1))
    worn = {style for style, piece in drawn(as_fragments(rows, DARK)) if piece.strip()}
    assert worn == {"class:pointed", "class:pointer"}


@pytest.mark.parametrize("look", [DARK, UNKNOWN, NONE, Look("true", "light"), Look("256", "dark")])
def test_progress_is_as_wide_in_every_form(look: Look) -> None:
    """Its count stands in one place."""
    assert text(as_fragments([progress_row(3, 30, SAY, 75)], look)).index("3 / 30") == 33


def test_a_row_begins_where_the_frame_says() -> None:
    """An empty one has nothing in it."""
    assert (
        text(as_fragments([("text", "あ"), ("", ""), ("text", "い")], NONE, 3)) == "   あ\n\n   い"
    )


def test_styles_have_the_colours_of_the_look() -> None:
    """As prompt_toolkit spells them."""
    rules = dict(styles(Look("true", "light")).style_rules)
    assert (rules["pointed"], rules["keys"]) == ("bold fg:#1c6b62", "fg:#5c686c")
    assert dict(styles(UNKNOWN).style_rules)["pointed"] == "bold fg:ansicyan"
    assert dict(styles(NONE).style_rules)["pointed"] == "bold"
