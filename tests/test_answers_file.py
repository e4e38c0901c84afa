"""Answers that were written down beforehand: YAML, JSON, and the summary that `take` writes."""

import json
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.problems import Span, find_span
from selfcheck.question_file.answers_file import GivenAnswers, read_answers
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import NO_REPLY, Questionnaire, Reply
from selfcheck.showing.problems import render_problems
from selfcheck.words import speaker

QUESTIONS = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
fill_in:
  partner: {ask: 何と呼びますか。, default: あの人}
themes:
  calm: {name: 静けさ, rubric: {low: {name: 低い}, high: {from: 50, name: 高い}}}
questions:
  q1:
    ask: 静かに過ごせますか。
    answers: {0: いいえ, 1: すこし, 2: はい, na: わからない, some: na}
    theme: calm
  many:
    ask: いつですか。
    answers: {a: 朝, b: 夜, never: {label: どれもない, alone: true}}
    choose: several
  diary: {ask: 書いてください。, write: lines}
"""


def questionnaire() -> Questionnaire:
    loaded = read_questionnaire("questions.yaml", QUESTIONS.encode())
    assert loaded.questionnaire and not loaded.problems
    return loaded.questionnaire


def read(text: str | bytes) -> GivenAnswers:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_answers("answers.yaml", raw, questionnaire())


def answers(text: str | bytes) -> dict[str, Reply]:
    """The answers of a file without problems."""
    given = read(text)
    assert given.problems == ()
    return dict(given.answers)


def shown(text: str) -> str:
    """The problems of a file, as they are shown."""
    given = read(text)
    return render_problems(given.problems, given.places, speaker("ja"), 80)


@pytest.mark.parametrize(
    "typed",
    ["2", "2.0", '"2"', "'2.00'", "２", "はい", '"はい"', " はい ", "[2]", "[2, 2.0, はい]"],
)
def test_one_answer(typed: str) -> None:
    """An answer is its value in any spelling, or its label; given twice it counts once."""
    assert answers(f"q1: {typed}\n") == {"q1": Reply(("2",))}


def test_a_value_comes_before_a_label() -> None:
    """A text that is one answer's value and another's label is the value."""
    assert answers("q1: na\n") == {"q1": Reply(("na",))}


@pytest.mark.parametrize("typed", ["[a, b]", "[b, a, b, 朝]", "\n  - a\n  - 夜"])
def test_several_answers(typed: str) -> None:
    """Several answers are a list, each counted once."""
    given = answers(f"many: {typed}\n")["many"]
    assert sorted(given.marks) == ["a", "b"]


def test_several_answers_may_be_one() -> None:
    """Where several can be marked, one may stand by itself."""
    assert answers("many: a\n") == {"many": Reply(("a",))}


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "[]", "[null]"])
def test_skipped(typed: str) -> None:
    """Nothing, or nothing in a list, means that the question was skipped."""
    assert answers(f"q1: {typed}\nmany: {typed}\n") == {}


def test_free_text_is_what_was_typed() -> None:
    """Free text stays as it was typed."""
    assert answers("diary: 010\n") == {"diary": Reply(text="010")}
    assert answers("diary: |\n  一行\n\n  二行\n") == {"diary": Reply(text="一行\n\n二行")}


def test_json() -> None:
    """JSON is read with tabs, escapes, numbers and null."""
    text = (
        '{\t"q1":\t2.0,\n\t"many": ["a", null],\t"diary": "\\ud83d\\ude00 null \\/ \\"\\u3042\\""}'
    )
    assert answers(text) == {
        "q1": Reply(("2",)),
        "many": Reply(("a",)),
        "diary": Reply(text='😀 null / "あ"'),
    }
    assert answers('{"q1": null, "many": null, "diary": null}') == {}


@pytest.mark.parametrize("mark", ["", "\ufeff", "\n\t "])
@pytest.mark.parametrize("smile", ["\\ud83d\\ude00", "\\uD83D\\uDE00", "😀"])
def test_json_of_other_programs(mark: str, smile: str) -> None:
    """With a byte order mark or without, escaped in small letters or large ones."""
    text = f'{mark}{{\t"diary": "{smile}"}}'
    assert answers(text) == {"diary": Reply(text="😀")}


def test_places_in_json_are_those_of_the_author() -> None:
    """Also behind `null`, which is read as nothing."""
    given = read('{"q1": null, "manny": "a"}')
    assert [find_span(problem, given.places) for problem in given.problems] == [Span(0, 13, 0, 20)]


@pytest.mark.parametrize("name", ["answers", '"answers"'])
def test_answers_under_a_name(name: str) -> None:
    """The answers may stand under `answers`, with the replies to fill_in beside them."""
    given = read(f"{name}: {{q1: 1}}\nfill_in: {{partner: 彼}}\n")
    assert (dict(given.answers), dict(given.fill_in)) == ({"q1": Reply(("1",))}, {"partner": "彼"})


def test_a_question_may_be_called_answers() -> None:
    """Its answer stands by itself, unless a group stands there."""
    text = QUESTIONS.replace("  q1:", "  answers:")
    asked = read_questionnaire("questions.yaml", text.encode()).questionnaire
    assert asked
    for typed in ("answers: 2\n", "answers: {answers: 2}\n"):
        given = read_answers("answers.yaml", typed.encode(), asked)
        assert (given.problems, given.answers) == ((), {"answers": Reply(("2",))})


def test_a_fill_in_without_a_default_is_what_is_asked() -> None:
    """So that no sentence has a hole."""
    text = QUESTIONS.replace(", default: あの人", "")
    asked = read_questionnaire("questions.yaml", text.encode()).questionnaire
    assert asked
    assert read_answers("a.yaml", b"q1: 1\n", asked).fill_in == {"partner": "何と呼びますか。"}


@pytest.mark.parametrize("typed", ["", "''", "' '"])
def test_an_empty_reply_to_a_fill_in_is_none(typed: str) -> None:
    """Nobody is called nothing: the default is taken."""
    given = read(f"answers: {{q1: 1}}\nfill_in: {{partner: {typed}}}\n")
    assert (given.problems, given.fill_in) == ((), {"partner": "あの人"})


def test_a_reply_to_a_fill_in_is_one_line() -> None:
    """It stands within sentences: spaces and line breaks are one space."""
    given = read("answers: {q1: 1}\nfill_in:\n  partner: |\n    my   dear\n    friend\n")
    assert given.fill_in == {"partner": "my dear friend"}


def test_defaults_of_fill_in() -> None:
    """What is not filled in has its default."""
    assert dict(read("q1: 1\n").fill_in) == {"partner": "あの人"}


@pytest.mark.parametrize("text", ["{}", "answers:\n", "answers: {}\n"])
def test_no_answers(text: str) -> None:
    """A file in which every question was skipped is right."""
    assert answers(text) == {}


def test_an_unknown_question() -> None:
    """An unknown question is named with its line and the one probably meant."""
    assert shown("q1: 1\nmanny: a\n") == (
        "answers.yaml 2行目:「manny」という質問はありません。          [unknown-question]\n\n"
        "    1 │ q1: 1\n"
        " >  2 │ manny: a\n"
        "      │ ^^^^^\n"
        "   「many」のことでしょうか。\n"
        "   ここで使えるもの: q1, many, diary\n"
    )


def test_an_unknown_answer() -> None:
    """An unknown answer is named with its line and those that there are."""
    assert shown("many:\n  - a\n  - 夕方\n") == (
        "answers.yaml 3行目:質問「many」に、「夕方」という答えはありません。\n"
        "                                                                [unknown-answer]\n\n"
        "    1 │ many:\n"
        "    2 │   - a\n"
        " >  3 │   - 夕方\n"
        "      │     ^^^^\n"
        "   ここで使えるもの: a, b, never\n"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("q1: [0, 1]\n", "one-answer-only"),
        ("many: [a, never]\n", "marked-with-alone"),
        ("q1: 1\nq1: 2\n", "double-key"),
        ("q1: {a: 1}\n", "unknown-answer"),
        ("diary: [a]\n", "expected-text"),
        ("answers: {q1: 1}\nfill_in: {partnr: 彼}\n", "unknown-fill-in"),
        ("answers: {q1: 1}\nfillin: {}\n", "unknown-key"),
        ("answers: 1\n", "expected-group"),
        ("q1: 1\nmany：a\n", "full-width-colon"),
        ("{q1:1}\n", "missing-space"),
        ("", "not-an-answers-file"),
        ("# 答え\n", "not-an-answers-file"),
        ("[1, 2]\n", "not-an-answers-file"),
        ("こんにちは\n", "not-an-answers-file"),
        ('{"q1": 1', "unclosed-bracket"),
        ('{"a":' * 100_000, "too-deep"),
        ("あ: い\n" * 2, "double-key"),
    ],
)
def test_what_is_wrong(text: str, code: str) -> None:
    """Every mistake is a problem, and none is thrown."""
    assert code in [problem.code for problem in read(text).problems]


def test_not_an_answers_file_is_said_in_its_own_words() -> None:
    """A file without answers is told how answers are written."""
    assert shown("こんにちは\n") == (
        "answers.yaml 1行目:答えのファイルの形になっていません。    [not-an-answers-file]\n\n"
        " >  1 │ こんにちは\n"
        "      │ ^^^^^^^^^^\n"
        "   「質問の呼び名: 答え」の行を並べるか、\n"
        "   それを「answers:」の下に字下げして書きます。\n"
    )


def test_a_summary_read_back_gives_the_same_result(run: Run, tmp_path: Path) -> None:
    """The JSON that `take` writes is an answers file: read back, it says the same again."""
    (tmp_path / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    diary = '「彼」\n\t😀 null "#8008": \\e'
    written = {
        "answers": {"q1": 2, "many": ["b", "a"], "diary": diary},
        "fill_in": {"partner": "夫 {partner}"},
    }
    (tmp_path / "one.json").write_text(json.dumps(written), encoding="utf-8")
    take = ("take", "questions.yaml", "--format", "json", "--answers")
    first = run(*take, "one.json", cwd=tmp_path)
    (tmp_path / "two.json").write_text(first.stdout, encoding="utf-8")
    second = run(*take, "two.json", cwd=tmp_path)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    results = [json.loads(done.stdout) | {"taken": ""} for done in (first, second)]
    assert results[0] == results[1]
    assert results[0]["answers"]["diary"] == diary


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["q1", "many", "diary", "answers", "fill_in", "selfcheck"]) | st.text(
    max_size=5
)


@settings(max_examples=100)
@given(st.dictionaries(NAMES, JSON_VALUES, max_size=4), st.booleans())
def test_any_json_is_read(value: object, is_ascii: bool) -> None:
    """Reading raises on no JSON."""
    read(json.dumps(value, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    """Reading raises on no text."""
    read(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=30))
def test_free_text_in_json_comes_back(typed: str) -> None:
    """Free text written as JSON is read as it was, line ends at its end left out."""
    for is_ascii in (True, False):
        text = json.dumps({"diary": typed}, ensure_ascii=is_ascii)
        assert answers(text).get("diary", NO_REPLY).text == typed
