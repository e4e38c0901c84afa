"""Bytes to plain values: every text stays as it was typed, every place is where it was written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.problems import Span
from selfcheck.question_file.names import VOCABULARY
from selfcheck.question_file.yaml.source import Source, Value, read_source

GOOD = sorted((Path(__file__).parent / "question_files" / "good").glob("*.yaml"))


def read(text: str | bytes) -> Source:
    return read_source("a.yaml", text if isinstance(text, bytes) else text.encode(), VOCABULARY)


def value_of(text: str) -> Value:
    """What stands behind `a` in a file without problems."""
    source = read(text)
    assert source.problems == ()
    assert isinstance(source.value, dict)
    return source.value["a"]


@pytest.mark.parametrize(
    "typed",
    "no on yes off true null ~ 010 1:30 2026.10 2026-11-23 119 1e3 +1 .5 1_000 0x10 5. １ = << "
    "http://a.b/#c a#b a:b ｛partner｝ 5% 「あ」 あ、い －5 ＃ ：".split(),
)
def test_a_text_is_what_was_typed(typed: str) -> None:
    """No text is read as a number, a date, a switch or nothing."""
    assert value_of(f"x: y\na: {typed}\n") == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("あ\n  い", "あい"),
        ("あ  \n  い", "あい"),
        ("'あ、\n  「い」'", "あ、「い」"),
        ('"あ。\n  い"', "あ。い"),
        (">-\n  あ\n  ア", "あア"),
        (">-\n  漢\n  ー", "漢ー"),
        ("あ\n  b", "あ b"),
        ("a\n  い", "a い"),
        ("one\n  two", "one two"),
        ("あ\n\n  い", "あ\nい"),
        ("|-\n  あ\n  い", "あ\nい"),
        ('"あ\\\n  い"', "あい"),
    ],
)
def test_folded_japanese_joins_without_a_space(typed: str, meant: str) -> None:
    """Between Japanese letters a folded line break leaves nothing; between others, a space."""
    assert value_of(f"a: {typed}\n") == meant


@pytest.mark.parametrize(
    ("typed", "name"), [("３", "3"), ("3.0", "3"), ("0.50", "0.5"), ("-0", "0"), ("ｑ１", "q1"),
                        ("ｶﾞ", "ガ"), ("007", "007")]
)  # fmt: skip
def test_names_have_one_spelling(typed: str, name: str) -> None:
    """Names are read in NFKC, numbers among them without needless zeros."""
    assert read(f"{typed}: x\n").value == {name: "x"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends(ends: str) -> None:
    """Every kind of line end counts as one."""
    source = read(f"a: 1{ends}b: x{ends}  y{ends}c: 3")
    assert source.value == {"a": "1", "b": "x y", "c": "3"}
    assert source.places.names[("c",)].line == 3


def test_byte_order_mark() -> None:
    """A byte order mark is left aside."""
    assert read(b"\xef\xbb\xbfa: b").value == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('a: "一\n  help: 二"\n', {"a": "一 help: 二"}),
        ('a:\n  "一\n  help: 二"\n', {"a": "一 help: 二"}),
        ('a:\n  - b: "一\n    - 二"\n', {"a": [{"b": "一 - 二"}]}),
    ],
)
def test_a_quoted_text_may_go_on_with_what_looks_like_a_name(text: str, meant: Value) -> None:
    """Further right than its own name, or beside a text that has none, a line belongs to it."""
    source = read(text)
    assert (source.problems, source.value) == ((), meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('a:\n  b: "一\n  c: "二"\n', {"a": {"b": "一", "c": "二"}}),
        ('a:\n  - "一\n  - "二"\n', {"a": ["一", "二"]}),
        ('a:\n  b:\n    "一\n  c: "二"\n', {"a": {"b": "一", "c": "二"}}),
    ],
)
def test_an_open_quote_ends_before_the_next_line_of_its_own(text: str, meant: Value) -> None:
    """A name or a list item beside the one of the text, or above it, is not part of the text."""
    source = read(text)
    assert ([p.code for p in source.problems], source.value) == (["unclosed-quote"], meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # Four and two are as near, further right would be read as well.
        (
            "a:\n  b:\n    c: x\n    d:\n      e: x\n      f:\n        g: x\n   h: x\n",
            {"a": {"b": {"c": "x", "d": {"e": "x", "f": {"g": "x"}}, "h": "x"}}},
        ),
        # The lines below, which begin there as well, stand right where they are.
        (
            "a:\n  b:\n    c: x\n      d:\n      0: x\n      1: x\n",
            {"a": {"b": {"c": "x", "d": {"0": "x", "1": "x"}}}},
        ),
        # The lines below are moved along.
        (
            "a:\n  b:\n    c: x\n   d: x\n   e: x\n",
            {"a": {"b": {"c": "x", "d": "x", "e": "x"}}},
        ),
        # An id with what belongs to it goes further left.
        (
            "a:\n  b:\n    c: x\n   d:\n    e: x\n",
            {"a": {"b": {"c": "x"}, "d": {"e": "x"}}},
        ),
    ],
    ids=["nearest", "alone", "together", "an id"],
)
def test_a_line_out_of_place_is_read_where_it_was_meant(text: str, meant: Value) -> None:
    """One problem, and what it holds is read on as part of the nearest thing above that fits."""
    source = read(text)
    assert ([p.code for p in source.problems], source.value) == (["indentation"], meant)


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\u0085", "\ufeff", "\u200b", "\U0001f600"])
def test_odd_letters_stay(letter: str) -> None:
    """Letters that YAML takes for line ends stay in the text and shift no line numbers."""
    source = read(f"a: x{letter}y\nb: 2\n")
    assert source.value == {"a": f"x{letter}y", "b": "2"}
    assert source.places.names[("b",)] == Span(1, 0, 1, 1)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read_on(encoding: str) -> None:
    """A file in another encoding is one problem, and is read on to find the others."""
    source = read("a: これはひらがなです\nb: !tag x\n".encode(encoding))
    assert [problem.code for problem in source.problems] == ["not-utf8", "yaml-tag"]
    assert source.value == {"a": "これはひらがなです", "b": "x"}


def test_a_broken_letter_has_its_place() -> None:
    """A stray byte in UTF-8 is marked where it stands, not taken for another encoding."""
    source = read("a: あいう\nb: えお\n".encode().replace("お".encode(), b"\xff"))
    assert [(p.code, p.place) for p in source.problems] == [("broken-letter", Span(1, 4, 1, 5))]


def test_anchors_used_properly() -> None:
    """An anchor that is used is no problem."""
    assert read("a: &x [1, 2]\nb: *x\n").value == {"a": ["1", "2"], "b": ["1", "2"]}


def test_places_are_those_of_the_author() -> None:
    """Where a line was mended in memory, what follows in it is still marked where it was typed."""
    source = read("title：あ\nb: c\n")
    assert source.places.contents[("title",)] == Span(0, 6, 0, 7)


def test_a_file_that_cannot_be_read_has_a_problem() -> None:
    """Where there is no value there is a problem."""
    for text in (
        "",
        "\n",
        "# a\n",
        "- a\n",
        "a",
        "a: [\n",
        "\u3000\n" * 10,
        "%\n",
        "'",
        "{",
        "---",
    ):
        source = read(text)
        assert source.problems, text


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Reading raises on no text, and where there is no value there is a problem."""
    source = read(text.encode("utf-8", "surrogatepass"))
    assert source.problems or source.value is not None


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(raw: bytes) -> None:
    """Reading raises on no bytes."""
    source = read(raw)
    assert source.problems or source.value is not None


PIECES = st.sampled_from(
    [
        *"：　\t\"'#:-[]{},、!&*|>%@`?\\｛｝＃・\x00\x85\u2028\ufeff",
        "\n",
        "\n  ",
        " #",
        ": ",
        "---\n",
    ]
)


@settings(max_examples=200)
@given(st.sampled_from(GOOD), st.data())
def test_any_slip_of_the_hand_is_read(file: Path, data: st.DataObject) -> None:
    """Reading raises on no good file into which something was typed or left out."""
    text = file.read_bytes().decode("utf-8-sig")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 3))
        text = text[:start] + data.draw(PIECES) + text[end:]
    source = read(text)
    assert source.problems or source.value is not None
