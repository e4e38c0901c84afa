"""A run that was recorded as an example, pasted into its file, is an example that passes."""

from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.checking.examples import check_examples
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.recording import record_example
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Answers, Example, Questionnaire, Reply
from selfcheck.reflecting import reflect

ROOT = Path(__file__).parents[1]

FILE = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
fill_in:
  partner: {ask: 何と呼びますか。, default: あの人}
themes:
  calm:
    name: 静けさ
    rubric: {low: {name: 低い}, high: {from: 50, name: 高い}}
  unscored: {name: 点なし}
questions:
  q1:
    ask: 静かですか。
    answers: {0: いいえ, 1.5: 半分, 3: はい, わからない: わからない, 'no': いや, 'null': 空}
    theme: calm
  q2:
    ask: どれですか。
    answers: {a: あ, b: い, none: {label: どれもない, alone: true}}
    choose: several
  q3: {ask: 何でも。, write: lines}
reflections:
  quiet: {when: {calm: high}, title: 静か}
  default: {title: そのまま}
safety:
  rule: {when: {q2: b}, title: 安全, instead: true}
  other: {when: {q2: [a, b]}, title: もう一つ}
"""


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("q.yaml", text.encode("utf-8", "surrogatepass"))
    assert loaded.problems == ()
    assert loaded.questionnaire is not None
    return loaded.questionnaire


SMALL = _load(FILE)


def _record(answers: Answers, fill_in: dict[str, str] | None = None) -> str:
    return record_example(SMALL, fill_in or {}, reflect(SMALL, answers), "recorded")


def _paste(recorded: str) -> Example:
    """The example as it reads in the file; whatever it expects comes about."""
    questionnaire = _load(FILE + recorded)
    assert list(check_examples(ReachCache(questionnaire))) == []
    return questionnaire.examples["recorded"]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"q1": Reply(("3",))},
        {"q1": Reply(("1.5",)), "q2": Reply(("a",))},
        {"q1": Reply(("わからない",)), "q2": Reply(("none",))},
        {"q1": Reply(("no",))},
        {"q1": Reply(("null",)), "q2": Reply(("a", "b"))},
        {"q3": Reply(text="null")},
        {"q3": Reply(text="一行目 # 覚え書きではない\n\n  字下げした'二'行目: \"引用\"\\\t終わり")},
    ],
)
def test_a_recorded_run_passes(answers: Answers) -> None:
    """Every kind of answer reads back as it was, and leads where it led."""
    assert _paste(_record(answers)).answers == answers


def test_a_record_holds_reflection_levels_and_safety() -> None:
    """All that a run led to is expected; `none` where it led to nothing."""
    expect = _paste(_record({"q1": Reply(("3",)), "q2": Reply(("a",))})).expect
    assert expect.reflection == "quiet"
    assert expect.levels == {"calm": "high", "unscored": "none"}
    assert expect.safety == ("other",)


def test_a_record_of_a_run_with_a_safety_text_instead_expects_no_reflection() -> None:
    """Where a safety text stands instead, the reflection is `none`."""
    expect = _paste(_record({"q1": Reply(("3",)), "q2": Reply(("b",))})).expect
    assert (expect.reflection, expect.safety) == ("none", ("rule", "other"))


def test_a_record_without_safety_says_so() -> None:
    """`safety: []` holds the run to no safety text at all."""
    assert _paste(_record({})).expect.safety == ()


def test_a_record_keeps_the_replies_to_fill_ins() -> None:
    """What the respondent called the partner is in the example, letter for letter."""
    assert _paste(_record({}, {"partner": "彼 #1: 'K'"})).fill_in == {"partner": "彼 #1: 'K'"}


def test_a_record_reads_as_people_write_it() -> None:
    """Numbers and words stand bare, free text in quotes, one line an answer."""
    answers: Answers = {"q1": Reply(("3",)), "q2": Reply(("a", "b")), "q3": Reply(text="It's late")}
    assert _record(answers, {"partner": "彼"}) == (
        "examples:\n"
        "  recorded:\n"
        "    answers:\n"
        "      q1: 3\n"
        "      q2: [a, b]\n"
        "      q3: 'It''s late'\n"
        "    fill_in:\n"
        "      partner: '彼'\n"
        "    expect:\n"
        "      reflection: none\n"
        "      levels:\n"
        "        calm: high\n"
        "        unscored: none\n"
        "      safety: [rule, other]\n"
    )


def test_an_answer_to_a_question_that_was_not_asked_is_left_out() -> None:
    """Only what counts in the run is recorded."""
    text = FILE.replace("  q3: {ask: 何でも。,", "  q3: {ask: 何でも。, ask_if: {q1: 0},")
    small = _load(text)
    outcome = reflect(small, {"q1": Reply(("3",)), "q3": Reply(text="a")})
    assert "q3" not in record_example(small, {}, outcome, "recorded")


def test_a_second_record_is_pasted_below_the_first() -> None:
    """A file that has examples gets the entry alone, without the line above it."""
    first = FILE + _record({"q1": Reply(("0",))})
    small = _load(first)
    second = record_example(small, {}, reflect(small, {"q1": Reply(("3",))}), "second")
    assert second.startswith("  second:\n")
    assert list(_load(first + second).examples) == ["recorded", "second"]


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")).map(
    lambda text: "".join(
        c for c in text if c in "\n\t" or not ("\0" <= c < " " or "\x7f" <= c < "\xa0")
    )
)


@given(text=TYPED.map(lambda text: text.strip("\n")).filter(bool))
def test_any_free_text_reads_back_letter_for_letter(text: str) -> None:
    """Whatever can be typed at the keyboard comes back from the file as it was."""
    assert _paste(_record({"q3": Reply(text=text)})).answers["q3"].text == text


def test_an_example_of_the_built_in_file_can_be_recorded() -> None:
    """Recording the built-in examples gives their answers back."""
    raw = (ROOT / "data" / "questions.yaml").read_text("utf-8")
    built_in = _load(raw)
    example = built_in.examples["everything_lowest"]
    outcome = reflect(built_in, example.answers)
    recorded = record_example(built_in, {"partner": "彼"}, outcome, "again")
    again = _load(raw + recorded)
    assert again.examples["again"].answers == example.answers
    assert list(check_examples(ReachCache(again))) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The small question file on disk."""
    path = tmp_path / "q.yaml"
    path.write_text(FILE, "utf-8")
    return path


def _pasted(file: Path, page: str) -> None:
    """Put what stands below the page at the end of the file."""
    recorded = page[page.rindex("examples:\n") :]
    file.write_text(FILE + recorded, "utf-8")


def test_take_prints_the_run_below_the_page(file: Path, run: Run) -> None:
    """What stands below the page, pasted into the file, passes `check`."""
    done = run("take", file, "--record", "first", "--no-keep", input="\n彼女\n2\n1\nはい\n\n")
    assert done.returncode == 0
    assert "静か" in done.stdout
    _pasted(file, done.stdout)
    assert run("check", file).returncode == 0
    answers = _load(file.read_text("utf-8")).examples["first"].answers
    assert answers == {"q1": Reply(("1.5",)), "q2": Reply(("a",)), "q3": Reply(text="はい")}


def test_written_answers_are_recorded_too(file: Path, run: Run) -> None:
    """`--answers` with `--record` makes an example of an answers file."""
    done = run("take", file, "--answers", "-", "--record", "first", input="{q1: 3, q2: [a]}")
    assert done.returncode == 0
    _pasted(file, done.stdout)
    assert run("check", file).returncode == 0


@pytest.mark.parametrize("name", ["1st", "two words", ""])
def test_a_name_that_can_be_no_id_is_refused_before_anything_is_asked(
    name: str, file: Path, run: Run
) -> None:
    """The respondent does not answer in vain."""
    done = run("take", file, "--record", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_name_that_is_taken_is_refused(file: Path, run: Run) -> None:
    """Pasted below the other, it would stand there twice."""
    file.write_text(FILE + _record({}), "utf-8")
    done = run("take", file, "--record", "recorded")
    assert (done.returncode, done.stdout) == (2, "")
