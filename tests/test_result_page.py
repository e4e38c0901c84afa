"""The page of a result: blocks in an order, rows for a width, pages for a height."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_summary import ALL, FILE, load, result

from selfcheck.questionnaire import Contact, Questionnaire
from selfcheck.showing.result import BLANK, Row, print_rows, set_blocks, split_pages
from selfcheck.showing.rows import HEADS
from selfcheck.summary import Block, SummaryOptions, compose_page, compose_safety
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

say = speaker("ja")
USUAL = SummaryOptions()
READ = ("danger", "alone")
WISH = "{q1: 2, q2: 1, low: 1}"
HARMED = "{q1: 2, q2: 1, hurt: 1}"


def rows(
    answers: str, width: int = 80, summary_options: SummaryOptions = USUAL, file: str = FILE
) -> tuple[Row, ...]:
    """The page for answers written in YAML."""
    return set_blocks(compose_page(result(answers, file), say, summary_options), width, say)


def text(page: tuple[Row, ...]) -> str:
    """The page as printed where nobody sees it on a terminal."""
    stream = io.StringIO()
    print_rows(page, stream, plain=True)
    return stream.getvalue()


def is_in_order(whole: str, *parts: str) -> bool:
    places = [whole.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def themes(*names: str) -> str:
    """The file of these tests with more themes; the question on nearness scores all of them."""
    more = "".join(
        f"  {name}: {{name: テーマ{name}, rubric: {{lo: {{name: 低め}}, hi: {{from: 60, name: 高め,"
        f" says: {name}の言葉。}}}}}}\n"
        for name in names
    )
    points = ", ".join(f"{name}: 1" for name in names)
    asks = f"  more: {{ask: 広く。, answers: {{a: {{label: 広い, points: {{{points}}}}},"
    asks += f" b: {{label: 狭い, points: {{{points.replace(': 1', ': 0')}}}}}}}}}\n"
    return FILE.replace("questions:\n", f"{more}questions:\n{asks}", 1)


# --- the order --------------------------------------------------------------------------------


def test_the_letter_comes_first() -> None:
    """Then the picture, the words, columns, the closing, contacts, a farewell."""
    shown = text(rows(ALL))
    assert is_in_order(
        shown, "ふたりの題", "近いかた", "小さなこと。", "問い一", "全体のようす", "-----------|",
        "どちらの側がよい", "それぞれのテーマ", "高い言葉。", "example.org/1", "example.org/2",
        "さようなら。", "窓口  #8008", "ゆっくり休んで",
    )  # fmt: skip


def test_safety_comes_before_the_letter() -> None:
    """With its number above its words, and all of the contact below."""
    shown = text(rows(WISH))
    assert is_in_order(
        shown, "窓口  #8008", "上の題", "話していいのです。", "窓口  #8008\n    昼", "近いかた"
    )


def test_where_safety_was_shown_before_a_line_says_where_the_numbers_are() -> None:
    """Before the letter; where no rule holds there is no such line."""
    shown = text(rows(WISH, summary_options=SummaryOptions(read=READ)))
    assert is_in_order(shown, say("result.numbers-elsewhere"), "近いかた")
    assert "上の題" not in shown
    assert say("result.numbers-elsewhere") not in text(
        rows(ALL, summary_options=SummaryOptions(read=READ))
    )


def test_where_nobody_can_be_called_no_line_says_where() -> None:
    """A question file may have safety texts and no contacts."""
    bare = re.sub(r"^contacts:.*?(?=^\S)", "", FILE, flags=re.MULTILINE | re.DOTALL)
    bare = re.sub(r", contacts: \[.*?\]|^    contacts: \[.*?\]\n", "", bare, flags=re.MULTILINE)
    shown = text(rows(WISH, summary_options=SummaryOptions(read=READ), file=bare))
    assert "近いかた" in shown
    assert say("result.numbers-elsewhere") not in shown


@pytest.mark.parametrize("read", [(), READ])
def test_what_stands_instead_stands_alone(read: tuple[str, ...]) -> None:
    """No letter, level, picture, theme column, closing or farewell."""
    shown = text(rows(HARMED, summary_options=SummaryOptions(read=read)))
    for part in ("安全の題", "#8008", "example.org/3"):
        assert part in shown
    for part in ("ふたりの題", "近", "|", "example.org/1", "さようなら", "休んで"):
        assert part not in shown


def test_a_page_has_at_most_three_columns() -> None:
    """The reflection's own first; those of a safety text do not count."""
    file = FILE.replace("columns: [c1]}", "columns: [c1, c4]}").replace("[c2]", "[c2, c5]")
    file = file.replace("contacts: [k]}", "contacts: [k], columns: [c3]}")
    for name in "45":
        file += f"  c{name}: {{title: 題{name}, url: 'https://example.org/{name}'}}\n"
    found = re.findall(r"example.org/(\d)", text(rows(WISH, file=file)))
    assert found == ["3", "1", "4", "2"]


def test_contacts_are_a_list_with_whole_names_and_numbers() -> None:
    """One a line; without a phone the address stands below."""
    file = FILE.replace(
        "columns:\n  c1", "  w: {name: 文字の窓口, url: 'https://w.org/'}\ncolumns:\n  c1"
    )
    shown = text(rows(ALL, file=file))
    assert "\n  窓口  #8008\n  文字の窓口\n    https://w.org/\n" in shown


# --- the top of a safety text -----------------------------------------------------------------


def safe(*contacts: Contact, **rules: tuple[str, ...]) -> tuple[Questionnaire, list[Block]]:
    """The blocks of rules with contacts, all of which hold."""
    asked = load()
    danger = asked.safety["danger"]
    held = {
        id: replace(danger, id=id, title=f"題{id}", first=f"先に{id}", contacts=ids)
        for id, ids in rules.items()
    }
    asked = replace(asked, safety=held, contacts={contact.id: contact for contact in contacts})
    return asked, list(compose_safety(asked, tuple(held.values()), say))


def calls(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind == "call"]


A = Contact("a", "ア", "1")
B = Contact("b", "イ", "2", always=True)
C = Contact("c", "ウ", "3", always=True)
WEB = Contact("web", "文字", url="https://w.org/")


def test_numbers_that_are_always_there_lead() -> None:
    """All of them, in the order of the rule."""
    assert calls(safe(A, B, C, one=("a", "c", "b"))[1]) == ["ウ", "イ"]


def test_else_the_first_contact_with_a_phone_leads() -> None:
    """Also where the rule names none, and so means all."""
    assert calls(safe(WEB, A, replace(B, always=False), one=())[1]) == ["ア"]


def test_of_several_rules_each_has_a_number_of_its_own() -> None:
    """None stands there twice, nor in the list of all contacts."""
    _, blocks = safe(A, B, C, one=("a", "b", "c"), two=("b", "c"))
    assert calls(blocks) == ["イ", "ウ"]
    assert [block.text for block in blocks if block.kind == "contact"] == ["ア", "イ", "ウ"]


def test_first_lines_stand_above_everything() -> None:
    """Those of all rules, then the numbers, then the words of each."""
    _, blocks = safe(A, B, one=("a",), two=("b",))
    kinds = [block.kind for block in blocks]
    assert kinds[:8] == ["first", "first", "call", "call", "heading", "text", "heading", "text"]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 20)])
def test_the_numbers_are_within_the_first_screen(width: int, height: int) -> None:
    """Below the first lines, whatever the words are."""
    _, blocks = safe(A, B, C, one=("a",), two=("b",), three=("c",))
    first = split_pages(set_blocks(blocks, width, say), height - 2)[0]
    assert [row.text for row in first if row.role == "call"] == ["  ア  1", "  イ  2", "  ウ  3"]


def test_no_rule_has_no_text() -> None:
    """Nothing is said of safety where nothing holds."""
    assert compose_safety(load(), (), say) == ()


# --- themes -----------------------------------------------------------------------------------


def test_a_mark_shows_where_one_stands() -> None:
    """75 of 50-100 is the middle of the second stretch; the level's name stands behind."""
    assert "  近さ  -----------|=====*=====  高い\n" in text(rows(ALL))


def test_pictures_of_all_themes_stand_under_each_other() -> None:
    """Names, bars and levels each begin in one column."""
    shown = text(rows("{q1: 2, q2: 1, more: a}", file=themes("a", "b")))
    bars = [line for line in shown.splitlines() if "---|" in line or "===|" in line]
    assert len(bars) == 3
    assert len({display_width(line[: line.index("|")]) for line in bars}) == 1
    assert len({display_width(re.split("[-=*]  ", line)[0]) for line in bars}) == 1


def test_on_a_narrow_screen_a_name_stands_above_its_bar() -> None:
    """And the level behind it."""
    file = FILE.replace("name: 近さ", "name: とても長い名前のテーマ").replace(
        "name: 高い", "name: ずいぶん高い"
    )
    shown = text(rows(ALL, 40, file=file))
    assert "\n  とても長い名前のテーマ\n  -----------|=====*=====  ずいぶん高い\n" in shown


@pytest.mark.parametrize("width", [20, 24])
def test_where_there_is_no_room_a_level_stands_below(width: int) -> None:
    """A level is never cut off."""
    file = FILE.replace("name: 高い", "name: とてもとても高いところ")
    shown = text(rows(ALL, width, file=file))
    assert re.search(r"-+\|=*\*=*\n  とて", shown)
    assert "とてもとても高いところ" in shown.replace("\n", "").replace(" ", "")


def test_nothing_is_drawn_for_those_who_listen() -> None:
    """The level and nearness to a border are said in words all the same."""
    told = text(rows("{q1: 1, q2: 1}", summary_options=SummaryOptions(picture=False)))
    assert "|" not in told and "--" not in told and "どちらの側" not in told
    assert "近さ: 高い\n  高い言葉。\n  " + say("result.near-border") in told


def test_nearness_to_a_border_is_said_below_the_picture() -> None:
    """Once, with the names of the themes."""
    shown = text(rows("{q1: 1, q2: 1}")).replace("\n  ", "")
    assert say("result.near-borders", themes="「近さ」") in shown
    assert shown.count("どちらとも言える") == 1


def test_numbers_stand_behind_the_level_only_where_wanted() -> None:
    """No number is shown without asking."""
    assert "75" not in text(rows(ALL))
    assert "近さ: 高い [75(0から100のうち)]" in text(
        rows(ALL, summary_options=SummaryOptions(numbers=True))
    )


def test_some_themes_left_open_are_named_at_the_end() -> None:
    """In one sentence, after the words of the others."""
    shown = text(rows("{q1: 2, more: s}".replace(", more: s", ""), file=themes("a")))
    assert is_in_order(shown, "高い言葉。", "「テーマa」は、空けたまま")


def test_most_themes_left_open_are_not_listed() -> None:
    """Nobody is greeted by what is withheld."""
    shown = text(rows("{q1: 2}", file=themes("a", "b")))
    assert "空けたまま" in shown and "テーマa" not in shown


# --- widths -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 40, 80, 100])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    """Addresses that have no room are broken after a slash."""
    assert all(display_width(row.text) < width for row in rows(WISH, width))


def test_an_address_broken_over_rows_leads_to_the_whole_of_it() -> None:
    """Every piece carries the whole address as its link."""
    pieces = [row for row in rows(ALL, 20) if row.link == "https://example.org/1"]
    assert len(pieces) > 1
    assert "".join(row.text.strip() for row in pieces) == "https://example.org/1"


@pytest.mark.parametrize("width", [26, 27, 28, 40])
def test_an_address_that_fits_a_line_is_whole(width: int) -> None:
    """With less indent where that makes it fit; also within a text, on a line of its own."""
    address = "https://example.org/a/bcd"
    blocks = [Block("address", address), Block("text", f"詳しくは{address} へ。")]
    lines = [row.text for row in set_blocks(blocks, width, say)]
    assert lines[0].strip() == address
    assert sum(address in line for line in lines) == 2
    assert all(display_width(line) < width for line in lines)


def test_a_path_is_broken_only_where_it_is_too_wide() -> None:
    """It is no link."""
    path = "/home/someone/memo-2026-11-26.txt"
    (row,) = set_blocks([Block("address", path)], len(path) + 1, say)
    assert (row.text, row.link) == (path, "")
    assert len(set_blocks([Block("address", path)], 20, say)) > 1


# --- printing ---------------------------------------------------------------------------------


def test_a_plain_page_has_no_escape_sequence_whatever_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """FORCE_COLOR is for those who see; the same page is painted without `plain`."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    seen = io.StringIO()
    print_rows(rows(ALL), seen, plain=False)
    assert ("\x1b" in text(rows(ALL)), "\x1b" in seen.getvalue()) == (False, True)


@pytest.mark.parametrize("columns", ["0", "9" * 100, "5"])
def test_what_is_printed_does_not_depend_on_columns(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """The rows are broken already; a width of 0 or a hundred digits says nothing."""
    monkeypatch.setenv("COLUMNS", columns)
    seen = io.StringIO()
    print_rows(rows(ALL), seen, plain=False)
    assert seen.getvalue() == text(rows(ALL))


def test_brackets_in_a_text_stay_brackets() -> None:
    """Nothing a person typed is read as markup."""
    file = FILE.replace("says: 近い文。", "says: ｛partner｝と。")
    answers = "{answers: {q1: 2, q2: 1}, fill_in: {partner: '[bold]:smile:[/]'}}"
    seen = io.StringIO()
    print_rows(rows(answers, file=file), seen, plain=False)
    assert "[bold]:smile:[/]と。" in seen.getvalue()


# --- pages ------------------------------------------------------------------------------------

_ROLES = sorted(HEADS) + ["text"] * 4 + ["note", "item", "call", "contact", "link", "picture"]
_ROWS = st.one_of(
    st.just(BLANK),
    st.builds(
        Row,
        st.sampled_from("abc"),
        st.sampled_from(_ROLES),
        st.just(""),
        st.sampled_from(["", "", "", "section", "page"]),
    ),
)


def assert_are_pages(page: tuple[Row, ...] | list[Row], height: int) -> None:
    """The law of pages: nothing lost or doubled, no page too high, no heading at an end."""
    pages = split_pages(page, height)
    assert [row for one in pages for row in one if row != BLANK] == [r for r in page if r != BLANK]
    assert all(0 < len(one) <= height for one in pages)
    for one in pages[:-1]:
        if one[-1].role in HEADS:  # nothing but this heading has room
            assert len(one) == height and all(row.role in HEADS for row in one)
    assert not any(BLANK in (one[0], one[-1]) for one in pages)


@given(st.lists(_ROWS, max_size=60), st.integers(3, 40))
def test_every_row_is_on_one_page_and_no_page_ends_with_a_heading(
    page: list[Row], height: int
) -> None:
    """Whatever the rows are."""
    assert_are_pages(page, height)


@given(st.integers(20, 200), st.integers(3, 200), st.booleans())
def test_a_result_has_pages_for_every_screen(width: int, height: int, picture: bool) -> None:
    """No row is wider and no page higher than it."""
    page = rows(WISH, width, SummaryOptions(picture=picture))
    assert all(display_width(row.text) < width for row in page)
    assert_are_pages(page, height)


def test_sections_begin_new_pages() -> None:
    """Safety, letter, picture, words, columns, closing."""
    says = "近い文。" * 80
    file = (
        themes("a", "b")
        .replace("近い文。", says)
        .replace("高い言葉。", says)
        .replace("さようなら。", says)
    )
    file = file.replace("一つめについて。", says)
    answers = "{q1: 2, q2: 1, low: 1, more: a}"
    pages = [text(one) for one in split_pages(rows(answers, file=file), 22)]
    begins = ("  窓口", "  ふたりの題", "  【全体の", "  【それぞれ", "  【読んで", "  【おわりに")
    found = [begin for one in pages for begin in begins if one.startswith(begin)]
    assert found == list(begins)


def test_a_page_is_not_left_nearly_empty_for_a_section() -> None:
    """What comes next stands on it where it has room."""
    short = [Row("a", "text"), BLANK, Row("b", "heading", begins="section"), Row("c", "text")]
    assert len(split_pages(short, 20)) == 1
    assert len(split_pages([*[Row("a", "text")] * 8, *short], 20)) == 2


def test_a_page_of_its_own_is_one_however_empty_the_last() -> None:
    """The letter never stands under a safety text."""
    page = [Row("a", "text"), BLANK, Row("b", "caption", begins="page")]
    assert [len(one) for one in split_pages(page, 20)] == [1, 1]


def test_themes_are_spread_over_pages_evenly() -> None:
    """Four are two and two, not three and one."""
    shown = rows("{q1: 2, q2: 1, more: a}", file=themes("a", "b", "c"))
    words = [row for row in shown if row.role == "subheading" and ":" in row.text]
    assert [bool(row.begins) for row in words] == [False, False, True, False]


def test_a_number_stays_with_its_name() -> None:
    """Where they need two lines, both are on one page."""
    blocks = [Block("call", "とても長い名前の相談先の窓口です", "0120-000-000")] * 4
    for height in range(3, 9):
        for one in split_pages(set_blocks(blocks, 40, say), height):
            assert one[-1].text.strip() == "0120-000-000"
