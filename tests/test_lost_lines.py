"""One slip of the hand makes one problem, at the line where it was made."""

import unicodedata

import pytest

from selfcheck.cli.check import find_problems
from selfcheck.problems import find_span
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.names import VOCABULARY
from selfcheck.question_file.yaml.source import read_source

WHOLE = """\
selfcheck: 1
id: evening
title: 夜のひととき
language: ja
intro: |
  ゆっくり答えてください。

answers:
  often:
    0: ない
    1: ときどき
    2: よくある

themes:
  rest:
    name: 休むこと
    rubric:
      few:
        name: 少し
      many:
        from: 50
        name: たくさん

questions:
  tea:
    ask: お茶を飲む時間がありますか。
    answers: often
    theme: rest
  walk:
    ask: 散歩をしますか。
    answers: often
    theme: rest
  sleep:
    ask: 眠る前に本を読みますか。
    answers:
      0: いいえ
      1: はい
    theme: rest

reflections:
  rested:
    when: {rest: many}
    title: 休めた日
    ponder:
      - 何が心地よかったですか。
  default:
    title: いま
"""
LINES = WHOLE.split("\n")


def found(text: str) -> list[tuple[int, str]]:
    """Line (from 1) and code of every problem."""
    loaded = read_questionnaire("a.yaml", text.encode())
    spans = [(find_span(problem, loaded.places), problem.code) for problem in find_problems(loaded)]
    return [(span.line + 1 if span else 0, code) for span, code in spans]


def without(line: str, count: int = 1) -> str:
    """The file without the first line that reads so."""
    start = LINES.index(line)
    return "\n".join([*LINES[:start], *LINES[start + count :]])


def at(line: str) -> int:
    return LINES.index(line) + 1


def test_the_whole_file_is_right() -> None:
    """Nothing is found in it before a slip is made."""
    assert found(WHOLE) == []


@pytest.mark.parametrize(
    ("lost", "code"),
    [
        ("answers:", "lost-head"),
        ("themes:", "lost-head"),
        ("questions:", "lost-head"),
        ("reflections:", "lost-head"),
        ("    rubric:", "lost-head"),
        ("    answers:", "lost-head"),
        ("  often:", "lost-id-line"),
        ("  tea:", "lost-id-line"),
        ("  rest:", "lost-id-line"),
        ("      few:", "lost-id-line"),
    ],
)
def test_a_lost_line_is_missed_where_it_was(lost: str, code: str) -> None:
    """The name of a section or a list, or an id: it is missed once, at the line below it."""
    text = without(lost)
    below = next(n for n in range(at(lost) - 1, len(LINES)) if text.split("\n")[n].strip())
    assert found(text) == [(below + 1, code)]


def test_the_id_of_a_later_thing_is_missed_once() -> None:
    """Its names come twice in the thing above; whoever names it is in order."""
    assert found(without("  walk:").replace("{rest: many}", "{rest: many, walk: 1}")) == [
        (at("  walk:"), "lost-id-line")
    ]


def test_a_section_that_became_part_of_a_text() -> None:
    """Where the text above is of several lines, what follows is no part of it."""
    lost = WHOLE.replace("answers:\n  often:", "  often:", 1)
    lost = lost.replace("    0: ない\n    1: ときどき\n    2: よくある", "    label: ない")
    assert found(lost)[0] == (8, "lost-head")


def test_one_line_at_the_left_edge() -> None:
    """It is put where it belongs, and what stands below it too."""
    text = WHOLE.replace("    theme: rest\n  walk", "theme: rest\n  walk")
    assert found(text) == [(28, "indentation")]


@pytest.mark.parametrize("section", ["questions:", "themes:", "reflections:"])
def test_a_section_whose_things_begin_at_the_left_edge(section: str) -> None:
    """All of them are one slip."""
    start = LINES.index(section) + 1
    end = next((n for n in range(start, len(LINES)) if not LINES[n].strip()), len(LINES))
    moved = [line[2:] if start <= n < end else line for n, line in enumerate(LINES)]
    assert found("\n".join(moved)) == [(start + 1, "not-indented")]


def test_a_thing_at_the_left_edge_keeps_those_after_it() -> None:
    """The things after it are not taken for parts of it."""
    start = LINES.index("  tea:")
    moved = [line[2:] if start <= n < start + 4 else line for n, line in enumerate(LINES)]
    assert found("\n".join(moved)) == [(start + 1, "not-indented")]


def test_what_belongs_to_an_id_begins_beside_it() -> None:
    """Groups among it are put under the id as well."""
    start = LINES.index("    name: 休むこと")
    moved = [line[2:] if start <= n < start + 7 else line for n, line in enumerate(LINES)]
    assert found("\n".join(moved)) == [(start + 1, "not-indented")]


@pytest.mark.parametrize("gap", ["   ", "     ", "      "])
def test_the_first_line_below_a_name_is_the_one_astray(gap: str) -> None:
    """Not the next one, which begins where all others do."""
    text = WHOLE.replace("    ask: 散歩", f"{gap}ask: 散歩")
    assert found(text) == [(30, "indentation")]


def test_a_name_that_leads_nowhere_is_told_once() -> None:
    """Its other lines stand beside it."""
    text = WHOLE.replace("  often:", "  seldom:")
    loaded = read_questionnaire("a.yaml", text.encode())
    (problem,) = loaded.problems
    assert (problem.code, problem.facts["also"]) == ("unknown-answer-list", (31,))


def test_an_example_with_answers_of_a_list_that_is_not_there() -> None:
    """Nothing is said about its answers."""
    example = "examples:\n  e: {answers: {tea: 1, walk: 2}, expect: {reflection: default}}\n"
    text = WHOLE.replace("  often:", "  seldom:") + example
    assert [code for _, code in found(text)] == ["unknown-answer-list"]


def test_a_number_that_cannot_be_read_does_not_rise() -> None:
    """Nothing is said about the order of levels then."""
    assert found(WHOLE.replace("from: 50", "from: 多い")) == [(21, "expected-number")]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_file_in_another_encoding(encoding: str) -> None:
    """Everything in it is read, and only the encoding told."""
    assert [code for _, code in found(WHOLE.encode(encoding).decode("latin-1"))] != []
    loaded = read_questionnaire("a.yaml", WHOLE.encode(encoding))
    assert [problem.code for problem in find_problems(loaded)] == ["not-utf8"]


def test_english_with_a_few_japanese_marks_in_another_encoding() -> None:
    """Full-width braces alone show which it is."""
    text = "selfcheck: 1\nid: a\ntitle: With ｛friend｝\nlanguage: en\n"
    assert [p.code for p in read_source("a", text.encode("cp932"), VOCABULARY).problems] == [
        "not-utf8"
    ]


def test_a_copied_group_is_told_and_read() -> None:
    """`<<` is no part of the format; what it copies is read, what stands beside it comes first."""
    text = "a: &x {one: 1, two: 2}\nb: {<<: *x, two: 3}\n"
    source = read_source("a.yaml", text.encode(), VOCABULARY)
    assert [problem.code for problem in source.problems] == ["merge-key"]
    assert source.value == {"a": {"one": "1", "two": "2"}, "b": {"one": "1", "two": "3"}}


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("{0: No, never, 1: Yes}", "No, never"),
        ("{0: いいえ, でも, たまに, 1: はい}", "いいえ, でも, たまに"),
    ],
)
def test_a_comma_within_a_text_in_braces(typed: str, label: str) -> None:
    """The text is read whole, and quotes are suggested for it, once for every cut."""
    text = f"a: {typed}\n"
    source = read_source("a.yaml", text.encode(), VOCABULARY)
    assert {problem.code for problem in source.problems} == {"comma-in-text"}
    assert isinstance(source.value, dict) and source.value["a"] == {
        "0": label,
        "1": typed[-4:-1].strip(" :}") or "はい",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<<<<<<< HEAD\n", "=======\n    ask: 歩きますか。\n>>>>>>> other\n"),
        ("<<<<<<< HEAD\n", "=======\n"),
    ],
)
def test_marks_of_a_merge(before: str, after: str) -> None:
    """They are one problem, whatever stands between them."""
    line = "    ask: 散歩をしますか。\n"
    assert found(WHOLE.replace(line, before + line + after)) == [(30, "conflict-marker")]


def test_a_fence_around_the_file() -> None:
    """Its two ends are one problem, and line numbers stay."""
    text = f"```yaml\n{WHOLE}```\n".replace("theme: rest\n  walk", "theme: rset\n  walk")
    assert found(text) == [(1, "code-fence"), (29, "unknown-theme")]


# --- what the eye cannot see ----------------------------------------------------------------


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f", "\u2009"])
@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("    theme: rest", "    theme:{}rest"),
        ("    theme: rest", "{0}{0}{0}{0}theme: rest"),
        ("  default:", "{0}{0}default:"),
        ("    when: {{rest: many}}", "    when: {{rest:{}many}}"),
    ],
)
def test_a_space_that_is_none(space: str, line: str, typed: str) -> None:
    """Before a name, behind its colon, in braces: it is named where it stands."""
    old, new = line.replace("{{", "{").replace("}}", "}"), typed.format(space)
    assert found(WHOLE.replace(old, new, 1)) == [(at(old), "odd-space")]


@pytest.mark.parametrize("letter", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e"])
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  w{}alk:", 29),
        ("    an{}swers: often", 27),
        ("    answers: often{}", 27),
        ("        from: 50{}", 21),
    ],
)
def test_a_letter_without_width(letter: str, typed: str, line: int) -> None:
    """In a name, in what names something, behind a number: it is named, and read without it."""
    old, new = typed.format(""), typed.format(letter)
    assert found(WHOLE.replace(old, new, 1)) == [(line, "unseen-letter")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    ask: 散歩", "    \u0430sk: 散歩", 30),
        ("{rest: many}", "{r\u0435st: many}", 42),
        ("    answers: often", "    answers: \u03bfften", 27),
    ],
)
def test_a_letter_of_another_script(old: str, new: str, line: int) -> None:
    """One that looks the same is told as what it is, not as an unknown name."""
    assert found(WHOLE.replace(old, new, 1)) == [(line, "look-alike-letter")]


def test_kana_that_look_like_kanji() -> None:
    """カ and 力, ー and 一 are told apart as well."""
    text = WHOLE.replace("  often:", "  カード:").replace("answers: often", "answers: 力一ド", 1)
    text = text.replace("answers: often", "answers: カード")
    assert found(text) == [(27, "look-alike-letter")]


def test_kana_with_marks_of_their_own() -> None:
    """Texts from a Mac are told once, with how many lines there are."""
    text = WHOLE.replace("ときどき", unicodedata.normalize("NFD", "ときどき"))
    text = text.replace("散歩をしますか", unicodedata.normalize("NFD", "ひとりで散歩をしますか"))
    loaded = read_questionnaire("a.yaml", text.encode())
    (problem,) = loaded.warnings
    assert problem.code == "decomposed-letters"
    assert problem.facts["because"] == (("because.more-places", {"count": 1}),)


@pytest.mark.parametrize("mark", ["—", "–", "ー", "―", "・", "•", "－", "■"])
def test_a_mark_of_a_list_that_is_no_hyphen(mark: str) -> None:
    """It is named, and the list is read."""
    text = WHOLE.replace("      - 何が", f"      {mark} 何が")
    loaded = read_questionnaire("a.yaml", text.encode())
    assert [problem.code for problem in loaded.problems] == ["full-width-hyphen"]
    assert loaded.questionnaire
    assert loaded.questionnaire.reflections["rested"].ponder == ("何が心地よかったですか。",)


def test_a_dash_that_begins_a_text_is_meant() -> None:
    """―― is no mark of a list."""
    text = WHOLE.replace("      - 何が", "      - ――何が")
    assert found(text) == []


@pytest.mark.parametrize(("bar", "meant"), [("｜", "|"), ("＞", ">")])
def test_a_full_width_bar(bar: str, meant: str) -> None:
    """The text below it is read as with the ordinary one."""
    text = WHOLE.replace("intro: |", f"intro: {bar}")
    loaded = read_questionnaire("a.yaml", text.encode())
    assert [(p.code, p.facts["meant"]) for p in loaded.problems] == [("full-width-bar", meant)]
    assert loaded.questionnaire and loaded.questionnaire.intro == "ゆっくり答えてください。"
