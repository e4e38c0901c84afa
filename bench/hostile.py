"""Nothing leaked, nothing harmed: `python bench/hostile.py [CASES]`; 100,000 where none is given.

Hypothesis makes up texts, mutations of the good question files, answers files, replies, what a
terminal sends, tables, kept results and drafts, full of escape sequences, markup, marks of
direction, invisible letters, NUL, half letters, huge numbers and long lines. Each case goes the
whole way through the program's own functions, to every form in which something is shown or
written. It fails where

- anything is raised, or one case takes more than two seconds of the processor,
- something that is no key and no character gets to a page, or no key to leave by does,
- a cell that a spreadsheet would run is written by `score --spreadsheet`,
- a control character, a mark of direction or half a letter stands in what a terminal or a summary
  gets, or a summary in Markdown brings markup from data,
- the whole run takes more than 200 MB.

Prints the figures; ends with an exception where anything failed, and hypothesis shows the case.
"""

import codecs
import csv
import io
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from costly import KINDS, costly_file
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from selfcheck.asking.key_guard import KeyGuard
from selfcheck.asking.page_rows import reviewed_rows, start_rows
from selfcheck.asking.plain import PlainLines
from selfcheck.asking.question_rows import beside_rows, head_rows, question_rows
from selfcheck.asking.scale_rows import Scale, set_scale
from selfcheck.checking.reach import ReachCache
from selfcheck.cli.analyze import analyze
from selfcheck.cli.check import find_problems
from selfcheck.cli.exits import EndedError
from selfcheck.cli.responses import TableWishes
from selfcheck.cli.score import score
from selfcheck.history import name_themes, read_result
from selfcheck.keeping.draft_text import describe_draft, private_questions, read_draft
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.answers_file import read_answers
from selfcheck.question_file.loader import Loaded, read_questionnaire
from selfcheck.question_file.translation import read_translation
from selfcheck.questionnaire import NO_REPLY, Answers, Question, Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.session import QuestionPage, Reviewed, StartPage, TextPage, page_ids, walk
from selfcheck.session import Session as Walk
from selfcheck.showing.history import set_history
from selfcheck.showing.insight import set_insight
from selfcheck.showing.problems import problem_as_data, render_problems
from selfcheck.showing.result import set_blocks
from selfcheck.showing.rows import rows_as_text
from selfcheck.summary import (
    Result,
    SummaryOptions,
    compose_page,
    data_as_text,
    render_json,
    render_markdown,
    render_text,
)
from selfcheck.table.formulas import is_formula
from selfcheck.words import Say, speaker

ROOT = Path(__file__).parents[1]
MAX_CASE = 2.0
MAX_MEMORY = 200
BATCH = 250
"""So many cases hypothesis makes at a stretch: it remembers all of them."""

PIECES = [
    *(
        "\x1b[31m",
        "\x1b]0;t\x07",
        "\x1b]8;;https://a.example\x1b\\",
        "\x1bc",
        "\x9b31m",
        "\x90q\x9c",
    ),
    *("\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad"),
    *("\x00", "\x08", "\x7f", "\r", "\t", "\x0b", "\x85", "\u2028", "\ufffe", "\U000e0041"),
    *(
        "[bold]",
        "[link=file:///etc/passwd]",
        "[/]",
        ":smile:",
        "{partner}",
        "{{",
        "}",
        "｛",
        "｛x｝",
    ),
    *("{0.__class__}", "%s%n", "<script>", "](javascript:alert(1))", "![a](b)", "`", "\\", "~~"),
    *("=cmd|' /C calc'!A1", "+1", "@SUM(1)", "${HOME}", "$(touch x)", "`touch x`", "; rm x", "../"),
    *("&a [*a, *a]", "*a", "!!python/object/apply:os.system [x]", "<<: *a", "? x", "- ", "-", ": "),
    *(
        "|",
        ">",
        "'",
        '"',
        "#",
        " #",
        "---",
        "...",
        "%YAML 1.1",
        "\n",
        "\n\n  ",
        "\n- ",
        "　",
        "：",
        "，",
    ),
    *("1e999", "9" * 5000, "-0", "0.1", "NaN", ".inf", "null", "~", "true", "no", "1:30", "0x1f"),
    *("A" * 3000, "あ" * 1000, "e\u0301" * 300, "が" * 50, "👩‍👩‍👧", "ﷺ", "ก็็็็", "\u1160", "[" * 300),
    *("javascript:x", "https://a.example/>x", "file:///x", "selfcheck: 1", "when: {}", "from: 5"),
]
HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
SENT = [
    b"\x1b", b"\x1b[", b"\x1b[M", b"\x1b[<0;", b"\x1b[M$+#", b"\x1b[I", b"\x1b[?62c", b"\x1b[[",
    b"\x1bO", b"\x1b]11;rgb:1", b"\x1bP1$r", b"\x1b\\", b"\x07", b"\x1b[200~", b"\x1b[201~",
    b"\x03\x04", b"\x9b",
]  # fmt: skip
NO_CHARACTER = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]|..", re.DOTALL)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
MARKDOWN = MarkdownIt("commonmark")
OURS = re.compile(
    "(heading|paragraph|bullet_list|list_item|link|strong)_(open|close)|inline|text|.*break"
)
SAY = {language: speaker(language) for language in ("ja", "en")}


# --- what is never to be seen -------------------------------------------------------------------


def assert_harmless(shown: str) -> None:
    """Nothing in it can steer a terminal or turn words around."""
    found = HARMFUL.search(shown)
    assert not found, f"{found[0]!r} in {shown[max(0, found.start() - 60) : found.end() + 60]!r}"


def assert_no_markup(markdown: str) -> None:
    """Data brings no link, picture, tag, list or code: there are our own headings, paragraphs,
    items and addresses, by the judgement of a reader of Markdown."""
    for token in MARKDOWN.parse(markdown):
        for inner in (token, *(token.children or ())):
            assert OURS.fullmatch(inner.type), f"{inner.type}: {token.content[:200]!r}"
            if inner.type == "link_open":
                assert inner.info == "auto", "a link that is no address by itself"
                assert re.match("https?://", str(inner.attrs["href"])), inner.attrs


# --- the ways through the program ---------------------------------------------------------------


def read_questions(text: str, width: int, language: str) -> None:
    """A question file: its problems as `check` shows them, or else its pages and a result."""
    raw = text.encode("utf-8", "surrogatepass")
    look_at_loaded(read_questionnaire(f"{text[:20]}.yaml", raw), width, SAY[language])


def check_costly(kind: str, size: int, decimals: int, number: int, language: str) -> None:
    """A small file that is right and has too much to follow: checked soon, and said."""
    text = costly_file(kind, size, decimals, number)
    loaded = read_questionnaire("a.yaml", text.encode())
    assert_harmless(render_problems(find_problems(loaded), loaded.places, SAY[language], 80))


def read_raw(raw: bytes, width: int, language: str) -> None:
    """The same for bytes of any kind."""
    look_at_loaded(read_questionnaire("a.yaml", raw), width, SAY[language])


def look_at_loaded(loaded: Loaded, width: int, say: Say) -> None:
    asked = loaded.questionnaire
    problems = find_problems(loaded)
    assert_harmless(render_problems(problems, loaded.places, say, width))
    for problem in problems[:20]:
        data = problem_as_data(problem, loaded.places, say)
        assert_harmless(f"{data['message']}{data['hint']}")
    if asked and not loaded.problems:
        assert_harmless("".join(row.text for row in set_insight(ReachCache(asked), say, width)))
        look_at_pages(asked, width, say)
        for marked in ({}, {"q1": ("2",), "q4": ("1",)}, {"q4": ("2",)}):
            given_ = {id: Reply(m) for id, m in marked.items() if id in asked.questions}
            look_at_result(asked, {}, given_ if asked.id == "hostile" else {}, width, say)


def look_at_pages(asked: Questionnaire, width: int, say: Say) -> None:
    """The first page, every question with its part, its scale and the page for a text beside an
    answer, the review."""
    rows = start_rows(StartPage(asked, 3), say, width)
    for number, question in enumerate(asked.questions.values(), 1):
        page = QuestionPage(question, NO_REPLY, "", number, 99, frozenset(), True)
        page = replace(page, part=question.part)
        rows += [*head_rows(page, say, width), *question_rows(page, say, width)]
        rows += look_at_scale(question, width)
        for answer in question.answers:
            text_page = TextPage(question, answer, Reply((answer.value,)), "", number, 99)
            rows += beside_rows(text_page, say, width)
        part = question.part.name if question.part else ""
        entry = Reviewed(("question", question.id), question.ask, NO_REPLY, question, part=part)
        rows += reviewed_rows(entry, number, False, say, width)
    for _, row in rows:
        assert_harmless(row)


def look_at_scale(question: Question, width: int) -> list[tuple[str, str]]:
    """Its numbers, and the texts of its ends."""
    if not question.scale:
        return []
    low, high = question.scale[0].beside or "", question.scale[-1].beside or ""
    numbers = tuple(answer.label for answer in question.scale)
    shown = set_scale(Scale(numbers, low, high), 0, None, width)
    return [*shown.rows, *shown.ends]


def look_at_result(
    asked: Questionnaire, words: dict[str, str], answers: Any, width: int, say: Say
) -> None:
    """The result on the screen and in all its forms."""
    replies = {id: words.get(id) or one.default or one.ask for id, one in asked.fill_in.items()}
    filled = fill_questionnaire(asked, replies)
    result = Result(filled, replies, reflect(filled, answers), NOW)
    for picture in (False, True):
        options = SummaryOptions(numbers=True, picture=picture)
        for row in set_blocks(compose_page(result, say, options), width, say):
            assert_harmless(row.text + row.link)
            assert re.match(r"https?://|$", row.link), row.link
    assert_harmless(render_text(result, say, options).replace("\n", ""))
    markdown = render_markdown(result, say, options)
    assert_harmless(markdown)
    assert_no_markup(markdown)
    data = render_json(result).encode("utf-8", "replace").decode()
    assert_harmless(data)
    kept = read_result(json.loads(data))
    assert kept is not None
    shown = set_history([name_themes(kept, filled)] * 3, say, width, plain=False)
    assert_harmless(rows_as_text(shown))


def answer_with(file: str, asked: Questionnaire, width: int, language: str) -> None:
    """An answers file: its problems, or what it leads to."""
    raw = file.encode("utf-8", "surrogatepass")
    given_ = read_answers(f"{file[:20]}.json", raw, asked)
    assert_harmless(render_problems(given_.problems, given_.places, SAY[language], width))
    look_at_result(asked, dict(given_.fill_in), given_.answers, width, SAY[language])


def reply_with(lines: list[str], asked: Questionnaire, width: int, language: str) -> None:
    """Lines typed at the plain front end, through to the draft and the result."""
    shown = io.StringIO()
    say = SAY[language]
    typed = "\n".join(line.replace("\n", " ") for line in lines) + "\n"
    front = PlainLines(say, (), width, reading=io.StringIO(typed), writing=shown)
    session, _ = walk(asked, Walk(page_ids(asked, {})[0]), front.ask, lambda _: None)
    assert_harmless(shown.getvalue().replace("\n", ""))
    text = describe_draft(asked, session) if session.at[0] != "end" else "{}"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        draft = read_draft(Path(file.name), asked)
    private = private_questions(asked)
    open_ = {id: reply for id, reply in session.answers.items() if id not in private}
    assert draft is None or draft.answers == open_
    look_at_result(asked, dict(session.fill_in), session.answers, width, say)


def hear_terminal(reads: list[tuple[bytes, bool]]) -> None:
    """What a terminal sends, in parts, with a moment of quiet after some; then Ctrl-C is heard, or
    what was pressed before it to leave by."""
    heard: list[KeyPress] = []
    guard = KeyGuard(heard.append)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for raw, is_quiet in [*reads, (b"", True), (b"\x03", True)]:
        guard.feed(decoder.decode(raw))
        if is_quiet:
            guard.flush()
    assert heard[-1].key in (Keys.ControlC, Keys.ControlD, Keys.Escape)
    typed = [press.key for press in heard if not isinstance(press.key, Keys)]
    assert not any(map(NO_CHARACTER.match, typed))


def find_kept(text: str, asked: Questionnaire, width: int, language: str) -> None:
    """A kept result, or a draft, or what lies in their place."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = text
    if result := read_result(data):
        shown = set_history([result, result], SAY[language], width, plain=False)
        assert_harmless(rows_as_text(shown))
        data_as_text(data)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", errors="replace") as f:
        f.write(text)
        f.flush()
        read_draft(Path(f.name), asked)


def translate_with(text: str, asked: Questionnaire, width: int, language: str) -> None:
    """A translation of a good file."""
    loaded = read_translation("a.en.yaml", text.encode("utf-8", "surrogatepass"), asked)
    look_at_loaded(loaded, width, SAY[language])


def score_table(raw: bytes, lenient: bool, spreadsheet: bool, form: str, language: str) -> None:
    """A table of respondents: notes, problems, scores and item analysis."""
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder, "table.csv"), Path(folder, "out.csv")
        table.write_bytes(raw)
        wishes = TableWishes(ALL_PARTS, table, out, lenient=lenient, lang=language)
        shown = look_at_table(replace(wishes, spreadsheet=spreadsheet), score)
        shown += look_at_table(replace(wishes, out=None, format=form), analyze)
        assert_harmless(shown.replace("\n", ""))
        if spreadsheet and out.exists():
            written = io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")
            assert not [cell for row in csv.reader(written) for cell in row if is_formula(cell)]


def score_huge_table(piece: str, place: str, size: int, **facts: Any) -> None:
    """A table with so many letters of one thing, again and again, where the place says {}."""
    much = (piece * (size // len(piece) + 1))[:size]
    if '"{}"' in place:
        much = much.replace('"', '""')
    score_table(place.replace("{}", much).encode("utf-8", "surrogatepass"), **facts)


def look_at_table(wishes: TableWishes, command: Callable[[TableWishes], None]) -> str:
    """All that a command says of a table; it ends with success or with problems."""
    raw = io.BytesIO()
    said = io.TextIOWrapper(raw, "utf-8", errors="replace", write_through=True)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            command(wishes)
    except EndedError as end:
        assert end.exit_code == 1, raw.getvalue().decode()
    return raw.getvalue().decode()


# --- what is made up ----------------------------------------------------------------------------


def load(path: Path) -> Questionnaire:
    """A good question file."""
    asked = read_questionnaire(path.name, path.read_bytes()).questionnaire
    assert asked is not None
    return asked


BUILT_IN = ROOT / "data" / "questions.yaml"
ALL_PARTS = ROOT / "bench" / "hostile.yaml"
GOOD = [ALL_PARTS, *sorted((ROOT / "tests" / "question_files" / "good").glob("*.yaml"))]
GOOD_TEXTS = [path.read_bytes().decode("utf-8-sig") for path in GOOD]
LOADED = {path: load(path) for path in (*GOOD, BUILT_IN)}
WHOLE, PARTS = LOADED[BUILT_IN], LOADED[ALL_PARTS]

anything = st.text(st.characters(exclude_categories=()), max_size=60)
words = st.lists(st.one_of(st.sampled_from(PIECES), anything), max_size=8).map("".join)
readable = words.map(
    lambda text: re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe{}｛]", "", text)
)
"""Without what a question file may not hold anywhere, so that it is read and shown."""
reads = st.lists(
    st.tuples(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from(SENT),
            words.map(lambda text: text.encode("utf-8", "surrogatepass")),
        ),
        st.booleans(),
    )
)
widths = st.sampled_from((20, 40, 80))
languages = st.sampled_from(("ja", "en"))
small = st.sampled_from([PARTS, PARTS, *(LOADED[path] for path in GOOD)])
edits = st.lists(
    st.tuples(
        st.sampled_from(("put in", "cut", "swap", "repeat", "end", "replace")),
        st.floats(0, 1),
        st.integers(0, 40),
        words,
    ),
    min_size=1,
    max_size=6,
)


def mutate(text: str, edits: list[tuple[str, float, int, str]]) -> str:
    """A text after some edits."""
    for kind, place, length, piece in edits:
        at = int(place * len(text))
        some, rest = text[at : at + length], text[at + length :]
        match kind:
            case "put in":
                text = text[:at] + piece + text[at:]
            case "cut":
                text = text[:at] + rest
            case "swap":
                text = text[:at] + rest[:length] + some + rest[length:]
            case "repeat":
                text = text[:at] + some * (1 + length // 8) + rest
            case "end":
                text = text[: at + 1]
            case _:
                text = text[:at] + piece + rest
    return text


def fill_texts(texts: list[str]) -> str:
    """A question file of all parts, with made-up texts in quotes in it."""

    def text_at(found: re.Match[str]) -> str:
        text = texts[int(found[1]) % len(texts)][:3000]  # in 39 places, shown in 20 ways
        return json.dumps(text + (found[2] or ""), ensure_ascii=False)

    return re.sub(r"\bT(\d+)( ｛partner｝)?", text_at, ALL_PARTS.read_text("utf-8"))


def some_answers(asked: Questionnaire) -> st.SearchStrategy[str]:
    """Answers files that are nearly right, as JSON."""
    values = ["0", "1", "2", "na", "yes", 0, 1, 2.0, None, [], ["morning", "night"], "never"]
    value = st.one_of(st.sampled_from(values), words, st.lists(words, max_size=3), st.floats())
    ids = st.one_of(st.sampled_from([*asked.questions, "x"]), words)
    wrong = st.dictionaries(ids, value, max_size=4)
    right = st.fixed_dictionaries(
        {},
        optional={"q1": st.sampled_from((0, 1, 2)), "q4": st.sampled_from((0, 1, 2)), "q5": words},
    )
    names = st.dictionaries(st.sampled_from([*asked.fill_in, "x"]), words, max_size=2)
    return st.builds(
        lambda answers, more, names: json.dumps({"answers": answers | more, "fill_in": names}),
        right,
        st.one_of(st.just({}), wrong),
        names,
    )


def kept_texts() -> list[str]:
    """Good kept results and drafts, to be mutated."""
    answers: Answers = {"q1": Reply(("2",)), "q2": Reply(("yes",)), "q5": Reply(text="ひとこと")}
    result = Result(PARTS, {"partner": "彼"}, reflect(PARTS, answers), NOW)
    walked = Walk(("question", "q5"), {"partner": "彼"}, answers, {"q5": "まだ"})
    return [render_json(result), describe_draft(PARTS, walked), "[]", '{"selfcheck": 1}']


lines = st.lists(
    st.one_of(st.sampled_from(("", "1", "2", "1,2", "s", "b", "?", "１", "n")), words), max_size=30
)

GOOD_TABLE = """\
name,q1,q2,q3,q4,q5
一,2,yes,morning;night,0,ひとこと
二,,no,,1,
三,1,no,never,0,=1
"""
ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "latin-1")
encodings = st.sampled_from(ENCODINGS)
cells = st.one_of(st.sampled_from(("", "0", "1", "2", "yes", "morning;night", "na", "はい")), words)


def encode(text: str, encoding: str) -> bytes:
    """Text as some program may have saved it; what an encoding lacks becomes ?."""
    raw = text.encode("utf-8", "surrogatepass") if encoding == "utf-8" else b""
    return raw or text.encode(encoding, "replace")


def set_table(header: list[str], rows: list[list[str]], separator: str) -> str:
    """A table whose cells are in quotes where they must be."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["q1", "q4", *header], *rows])
    return text.getvalue()


MORE_PIECES = (";", ",", "morning;", "\u0301\u0323", "e\u0301\u0323", "x;", "-1", "　")
HUGE_PLACES = (
    'q1,"{}"\n1,x\n',
    "q1,{}\n1,x\n",
    'q1,note\n1,"{}"\n',
    'q1,q2\n"{}",yes\n',
    'q3,q2\n"morning;{}",yes\n',
    'q1\n"{}',
    "q1,q2\n1,{}\n",
)
"""Header, columns, a passing cell, an answer, several of them, an open quote, a row."""
TABLE_FACTS = {
    "lenient": st.booleans(),
    "spreadsheet": st.booleans(),
    "form": st.sampled_from(("text", "json", "csv", "html")),
    "language": languages,
}
tables = st.builds(
    set_table,
    st.lists(cells, max_size=4),
    st.lists(st.lists(cells, max_size=6), max_size=8),
    st.sampled_from(",;\t"),
)

FAMILIES: dict[str, tuple[Callable[..., None], dict[str, st.SearchStrategy[Any]]]] = {
    "question files: texts": (
        read_questions,
        {"text": words, "width": widths, "language": languages},
    ),
    "question files: bytes": (
        read_raw,
        {"raw": st.binary(max_size=200), "width": widths, "language": languages},
    ),
    "question files: mutations": (
        read_questions,
        {
            "text": st.builds(mutate, st.sampled_from(GOOD_TEXTS), edits),
            "width": widths,
            "language": languages,
        },
    ),
    "question files: texts in every place": (
        read_questions,
        {
            "text": st.lists(readable, min_size=1, max_size=12).map(fill_texts),
            "width": widths,
            "language": languages,
        },
    ),
    "question files: costly": (
        check_costly,
        {
            "kind": st.sampled_from(KINDS),
            "size": st.sampled_from((3, 10, 40, 150, 600)),
            "decimals": st.integers(0, 15),
            "number": st.integers(0, 1_000_000),
            "language": languages,
        },
    ),
    "built-in file: mutations": (
        read_questions,
        {
            "text": st.builds(mutate, st.just(BUILT_IN.read_text("utf-8")), edits),
            "width": widths,
            "language": languages,
        },
    ),
    "translations": (
        translate_with,
        {
            "text": st.builds(
                mutate, st.just(BUILT_IN.with_suffix(".en.yaml").read_text("utf-8")), edits
            ),
            "asked": st.just(WHOLE),
            "width": widths,
            "language": languages,
        },
    ),
    "answers files: nearly right": (
        answer_with,
        {
            "file": some_answers(PARTS),
            "asked": st.just(PARTS),
            "width": widths,
            "language": languages,
        },
    ),
    "answers files: mutations": (
        answer_with,
        {
            "file": st.builds(
                mutate, st.sampled_from([*kept_texts(), "answers: {q1: 1}\n"]), edits
            ),
            "asked": st.just(PARTS),
            "width": widths,
            "language": languages,
        },
    ),
    "names and free text": (
        reply_with,
        {"lines": lines, "asked": small, "width": widths, "language": languages},
    ),
    "what a terminal sends": (hear_terminal, {"reads": reads}),
    "tables: bytes": (score_table, {"raw": st.binary(max_size=200), **TABLE_FACTS}),
    "tables: cells": (
        score_table,
        {"raw": st.builds(encode, tables, encodings), **TABLE_FACTS},
    ),
    "tables: mutations": (
        score_table,
        {"raw": st.builds(encode, st.builds(mutate, st.just(GOOD_TABLE), edits), encodings)}
        | TABLE_FACTS,
    ),
    "tables: huge": (
        score_huge_table,
        {
            "piece": st.sampled_from([*PIECES, *MORE_PIECES]),
            "place": st.sampled_from(HUGE_PLACES),
            "size": st.sampled_from((10_000, 100_000, 1_000_000)),
        }
        | TABLE_FACTS,
    ),
    "kept results and drafts": (
        find_kept,
        {
            "text": st.builds(mutate, st.sampled_from(kept_texts()), edits),
            "asked": st.just(PARTS),
            "width": widths,
            "language": languages,
        },
    ),
}
SHARES = {
    "built-in file: mutations": 2,
    "translations": 2,
    "question files: texts in every place": 5,
    "tables: huge": 1,
    "question files: costly": 1,
}
"""In percent of the cases, for what takes long; the other families have the rest in equal parts."""


# --- the run ------------------------------------------------------------------------------------


class Run:
    """Counts cases and watches the clock."""

    def __init__(self) -> None:
        self.cases: Counter[str] = Counter()
        self.slowest: tuple[float, str] = (0.0, "")

    def run(self, family: str, cases: int, begin: int = 0) -> None:
        """Make up so many cases of a family, a batch at a time."""
        number = begin
        while self.cases[family] < cases:
            self._run_batch(family, min(BATCH, cases - self.cases[family]), number)
            number += 1

    def _run_batch(self, family: str, cases: int, number: int) -> None:
        way, facts = FAMILIES[family]

        @seed(number)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.normal,
        )
        @given(**facts)
        def one_case(**case: Any) -> None:
            start = time.process_time()
            way(**case)
            took = time.process_time() - start
            self.cases[family] += 1
            self.slowest = max(self.slowest, (took, family))
            assert took < MAX_CASE, f"{took:.1f} s"

        one_case()


def shares(cases: int) -> Iterator[tuple[str, int]]:
    """How many cases each family has, whole numbers that add up."""
    own = {family: cases * percent // 100 for family, percent in SHARES.items()}
    others = [family for family in FAMILIES if family not in own]
    rest = cases - sum(own.values())
    for place, family in enumerate(others):
        own[family] = rest * (place + 1) // len(others) - rest * place // len(others)
    return iter(own.items())


def most_memory() -> int:
    """The most memory this process has had, in MB."""
    import resource

    # Linux lets a child begin with its parent's maximum in getrusage; /proc knows this one alone.
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
        if found:
            return int(found[1]) // 1_000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most / (1_000_000 if sys.platform == "darwin" else 1_000))


def main() -> None:
    """Run as many cases as were asked for, and print the figures."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    start, run = time.monotonic(), Run()
    for family, share in shares(cases):
        began = time.monotonic()
        run.run(family, share)
        print(f"{run.cases[family]:>7} {family} ({time.monotonic() - began:.0f} s)", flush=True)
    memory = most_memory()
    print(f"{run.cases.total():>7} cases, 0 failures ({time.monotonic() - start:.0f} s)")
    print(f"slowest case {run.slowest[0]:.2f} s ({run.slowest[1]}), at most {memory} MB")
    assert memory <= MAX_MEMORY, f"{memory} MB"


if __name__ == "__main__":
    main()
