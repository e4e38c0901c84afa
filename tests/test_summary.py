"""Summaries: what a respondent may send, and what other programs read."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from markdown_it import MarkdownIt

from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.answers_file import read_answers
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Level, Questionnaire, Reply, Theme
from selfcheck.reflecting import reflect
from selfcheck.scoring import spell_score
from selfcheck.summary import (
    Result,
    SummaryOptions,
    digest,
    render_json,
    render_markdown,
    render_text,
    result_as_data,
    score_as_number,
)
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

FILE = """
selfcheck: 1
id: t
title: ふたりの題
language: ja
version: 2026.10
closing: さようなら。
fill_in: {partner: {ask: 誰, default: あの人}}
answers: {grade: {0: いいえ, 1: 少し, 2: はい, na: わからない}}
themes:
  near:
    name: 近さ
    columns: [c1]
    rubric:
      low: {name: 低い, says: 低い言葉。}
      high: {from: 50, name: 高い, says: 高い言葉。, columns: [c2]}
questions:
  q1: {ask: ｛partner｝は近いですか。, answers: grade, theme: near}
  q2: {ask: 次も。, answers: grade, theme: near, ask_if: {q1: [1, 2]}}
  marks: {ask: どれ。, choose: several, answers: {a: あ, b: い}}
  hurt: {ask: 怖いですか。, answers: {1: はい, 0: いいえ}}
  low: {ask: 消えたいですか。, answers: {1: はい, 0: いいえ}}
  diary: {ask: 書いて。, write: lines}
reflections:
  close:
    {when: {near: high}, title: 近いかた, says: 近い文。, try: 小さなこと。, ponder: [問い一],
     columns: [c1]}
  default: {title: おわりの題, says: どなたにも。}
safety:
  danger:
    {when: {hurt: 1}, title: 安全の題, says: あなたのせいではありません。, contacts: [k],
     columns: [c3], instead: true}
  alone: {when: {low: 1}, title: 上の題, says: 話していいのです。, contacts: [k]}
contacts:
  k: {name: 窓口, phone: '#8008', hours: 昼, url: 'https://example.org/k'}
columns:
  c1: {title: 一つめ, url: 'https://example.org/1', about: 一つめについて。}
  c2: {title: 二つめ, url: 'https://example.org/2'}
  c3: {title: 三つめ, url: 'https://example.org/3'}
"""

say = speaker("ja")


def load(text: str = FILE) -> Questionnaire:
    """The question file of these tests, or a variation."""
    loaded = read_questionnaire("t.yaml", text.encode())
    assert not loaded.problems, loaded.problems
    assert loaded.questionnaire is not None
    return loaded.questionnaire


def result(answers: str, text: str = FILE) -> Result:
    """What answers written in YAML lead to."""
    questionnaire = load(text)
    given = read_answers("a.yaml", answers.encode(), questionnaire)
    assert not given.problems, given.problems
    filled = fill_questionnaire(questionnaire, given.fill_in)
    taken = datetime(2026, 11, 23, 12, tzinfo=UTC)
    return Result(filled, dict(given.fill_in), reflect(filled, given.answers), taken)


ALL = """
answers: {q1: 2, q2: 1, marks: [b, a], hurt: 0, low: 0, diary: 今日のこと}
fill_in: {partner: 彼}
"""


# --- as data --------------------------------------------------------------------------------


def test_json_has_the_shape_that_others_rely_on() -> None:
    """Every key of the summary, numbers as numbers, several as a list."""
    assert json.loads(render_json(result(ALL))) == {
        "selfcheck": 1,
        "questionnaire": {
            "id": "t",
            "title": "ふたりの題",
            "version": "2026.10",
            "language": "ja",
            "digest": digest(load()),
        },
        "taken": "2026-11-23T12:00:00+00:00",
        "fill_in": {"partner": "彼"},
        "answers": {
            "q1": 2,
            "q2": 1,
            "marks": ["a", "b"],
            "hurt": 0,
            "low": 0,
            "diary": "今日のこと",
        },
        "themes": {
            "near": {
                "score": 75,
                "lowest": 0,
                "highest": 100,
                "level": "high",
                "answered": 2,
                "of": 2,
            }
        },
        "reflection": "close",
        "safety": [],
    }


def test_a_skipped_question_is_not_in_the_answers() -> None:
    """Nor is one that was not asked; a theme without a score has nulls."""
    data = result_as_data(result("{q2: 2}"))
    assert data["answers"] == {}
    assert data["themes"]["near"] == {
        "score": None,
        "lowest": 0,
        "highest": 100,
        "level": None,
        "answered": 0,
        "of": 1,
    }


def test_instead_has_no_reflection_but_the_themes() -> None:
    """The JSON keeps what was scored."""
    data = result_as_data(result("{q1: 2, q2: 2, hurt: 1}"))
    assert (data["reflection"], data["safety"]) == (None, ["danger"])
    assert data["themes"]["near"]["level"] == "high"


def test_a_summary_is_an_answers_file_that_leads_to_itself() -> None:
    """Read back, it gives the same answers, fill_in and scores."""
    first = result(ALL)
    again = result(render_json(first))
    assert result_as_data(again) == result_as_data(first)


def test_invisible_characters_are_written_as_escapes() -> None:
    """A direction mark in a free text cannot turn a terminal's line round, and is not lost."""
    text = render_json(result('{diary: "a\u202eb"}'))
    assert "\\u202e" in text and "\u202e" not in text
    assert json.loads(text)["answers"]["diary"] == "a\u202eb"


# --- numbers at a border --------------------------------------------------------------------

BORDER = Theme("t", "t", rubric=(Level("a", "a"), Level("b", "b", start=Fraction(70))))


@pytest.mark.parametrize(
    ("score", "text"),
    [
        ("69.96", "69.96"),
        ("69.9999", "69.9999"),
        ("70", "70"),
        ("62.5", "62.5"),
        ("33.333", "33.3"),
    ],
)
def test_no_number_is_shown_rounded_across_a_border(score: str, text: str) -> None:
    """69.96 is below 70, so it is not shown as 70.0."""
    assert spell_score(BORDER, Fraction(score)) == text


def test_a_number_for_computers_stays_in_its_level() -> None:
    """The nearest float of a score just below 70 would be 70."""
    assert score_as_number(BORDER, Fraction(70) - Fraction(1, 10**30)) < 70


# --- as text --------------------------------------------------------------------------------


def test_the_text_tells_all_in_order() -> None:
    """Title, date, version, letter, themes, columns, answers, closing, contacts, digest."""
    text = render_text(result(ALL), say)
    wanted = ["ふたりの題", "2026年11月23日", "2026.10", "近いかた", "小さなこと。", "問い一",
              "近さ: 高い", "高い言葉。", "一つめ", "https://example.org/1",
              "https://example.org/2", "彼は近いですか。", "はい", "あ、い", "今日のこと",
              "さようなら。", "窓口  #8008", digest(load())]  # fmt: skip
    places = [text.find(part) for part in wanted]
    assert -1 not in places and places == sorted(places)


def test_no_line_of_the_text_is_over_forty_full_width_characters() -> None:
    """A long answer is broken; an address never is."""
    address = "https://example.org/" + "x" * 90
    long = FILE.replace("https://example.org/1", address)
    lines = render_text(result("{q1: 2, q2: 2, diary: " + "あ" * 500 + "}", long), say).split("\n")
    assert address in lines
    assert all(display_width(line) <= 80 for line in lines if line != address)


def test_what_was_filled_in_stands_before_the_answers() -> None:
    """The counselor reads who is meant; without the answers it is left out with them."""
    told = result("{q1: 2}")
    shown = render_text(told, say)
    assert shown.index("誰\n - あの人") < shown.index("1. あの人は近いですか。")
    assert "誰\n" not in render_text(told, say, SummaryOptions(answers=False))


def test_numbers_are_shown_only_when_wanted() -> None:
    """The score stands beside its bounds."""
    assert "75" not in render_text(result(ALL), say).replace(digest(load()), "")
    assert "75(0から100のうち)" in render_text(result(ALL), say, SummaryOptions(numbers=True))


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_instead_shows_nothing_but_safety(render: Any) -> None:
    """No reflection, level, theme column or closing; the rule's own texts, columns and contacts."""
    text = render(result("{q1: 2, q2: 2, hurt: 1, low: 1}"), say)
    for shown in ("安全の題", "あなたのせいではありません。", "上の題", "窓口", "example.org/3"):
        assert shown in text
    for hidden in (
        "近いかた",
        "高い",
        "近さ",
        "example.org/1",
        "さようなら",
        "どなたにも",
        "sha256",
    ):
        assert hidden not in text


def test_a_rule_above_leaves_the_reflection() -> None:
    """Its text comes first."""
    text = render_text(result("{q1: 2, q2: 2, low: 1}"), say)
    assert text.index("上の題") < text.index("近いかた")


def test_too_few_answers_are_said_so() -> None:
    """In one sentence, and no level is; of most themes not even the names."""
    text = render_text(result("{}"), say)
    assert "空けたままにしてあります" in text and "近さ" not in text and "低い" not in text


def test_skipped_questions_are_one_line_at_the_end_of_the_answers() -> None:
    """Their numbers, and nothing of them among the answers."""
    text = render_text(result("{q1: 2, hurt: 0}"), say)
    answers = text[text.index("質問と答え") : text.index("おわりに")]
    assert answers.endswith(" - いいえ\n\n飛ばした質問: 2、3、5、6\n\n【")
    assert "どれ。" not in answers


WISH = "{q1: 2, q2: 2, low: 1, diary: 秘密の日記, marks: [a]}"


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_a_summary_without_answers_keeps_the_rest(render: Any) -> None:
    """No question, answer or written text; the safety text stays, and what the answers led to."""
    text = render(result(WISH), say, SummaryOptions(answers=False))
    for shown in ("上の題", "近いかた", "高い言葉。", "さようなら。", "sha256"):
        assert shown in text
    for hidden in ("質問と答え", "どれ。", "秘密の日記", "飛ばした質問", "消えたい"):
        assert hidden not in text
    assert "秘密の日記" in render(result(WISH), say)


def test_contacts_of_several_safety_texts_are_one_list() -> None:
    """None stands in it twice, whatever the rules share."""
    text = render_text(result("{hurt: 1, low: 1}"), say)
    assert text.count("窓口  #8008\n昼\nhttps://example.org/k\n") == 1
    assert text.count("話を聞いてくれるところ") == 1


def test_a_first_line_stands_above_the_title_in_a_file_too() -> None:
    """With the number that leads."""
    found = result("{hurt: 1}")
    first = tuple(replace(rule, first="ここにいます。") for rule in found.outcome.safety)
    found = replace(found, outcome=replace(found.outcome, safety=first))
    text = render_text(found, say)
    assert "\n\nここにいます。\n\n窓口  #8008\n\n【安全の題】\n" in text
    assert "**ここにいます。**\n\n- 窓口  \\#8008\n\n## 安全の題" in render_markdown(found, say)


def test_markdown_keeps_signs_as_signs() -> None:
    """A respondent's asterisks, brackets and tags are no markup."""
    text = render_markdown(result("{diary: '*a* [b](c) <i> # d'}"), say)
    assert r"\*a\* \[b\](c) \<i\> \# d" in text


def test_an_indented_line_is_no_code_in_markdown() -> None:
    """Four and more blanks before a text, and a full-width one, leave it a text."""
    indented = ["    四つ", "      六つ", "　　　　全角"]
    file = FILE.replace("says: 近い文。", "says: " + json.dumps("\n\n".join(indented)))
    blocks = MarkdownIt().parse(render_markdown(result(ALL, file), say))
    assert {block.type for block in blocks} & {"code_block", "fence"} == set()
    texts = [block.content.strip() for block in blocks if block.type == "inline"]
    assert [text.strip() for text in indented] == [text for text in texts if text[-1] in "つ角"]


def test_items_that_follow_each_other_are_one_list() -> None:
    """In Markdown contacts have no empty lines between them."""
    file = FILE.replace("columns:\n  c1", "  w: {name: 次の窓口, phone: 119}\ncolumns:\n  c1")
    text = render_markdown(result(ALL, file), say)
    assert "- 窓口  \\#8008\n- 次の窓口  119\n\n" in text


def test_no_control_character_reaches_a_summary() -> None:
    """Whatever was typed."""
    found = replace(result(ALL), fill_in={"partner": "\x1b[31m"})
    answers = {**found.outcome.answers, "diary": Reply(text="a\x1b[2Jb\x07\x9bc")}
    found = replace(found, outcome=replace(found.outcome, answers=answers))
    for text in (render_text(found, say), render_markdown(found, say)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", render_json(found))


# --- the digest -----------------------------------------------------------------------------

SAME = [
    ("title: ふたりの題", "title: べつの題"),
    ("2: はい, na", "2: ええ, na"),
    ("version: 2026.10", "version: 3"),
    ("{near: high}, title", "{near: low}, title"),
    ("次も。", "つぎも。"),
    ("0: いいえ, 1: 少し", "0.0: いいえ, 1: 少し"),
    ("name: 低い", "name: ひくい"),
    ("{when: {low: 1}, title", "{when: {low: 1}, first: 今すぐ, title"),
    ("phone: '#8008', hours", "phone: '#8008', always: true, hours"),
]
OTHER = [
    ("from: 50", "from: 51"),
    ("theme: near}", "theme: near, weight: 2}"),
    ("theme: near}", "theme: near, reverse: true}"),
    ("[1, 2]", "[1]"),
    ("name: 近さ\n", "name: 近さ\n    score: mean\n"),
    ("name: 近さ\n", "name: 近さ\n    at_least: all\n"),
    ("name: 近さ\n", "name: 近さ\n    missing: ignore\n"),
    ("a: あ", "a: {label: あ, alone: true}"),
    ("a: あ", "a: {label: あ, points: {near: 1}}"),
    ("choose: several", "choose: one"),
    ("1: 少し", "1.5: 少し"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_the_digest_stays_when_words_change(old: str, new: str) -> None:
    """It is over what is scored and nothing else."""
    assert old in FILE
    assert digest(load(FILE.replace(old, new, 1))) == digest(load())


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_the_digest_changes_with_what_is_scored(old: str, new: str) -> None:
    """Values, points, weights, branches, scores, levels."""
    text = FILE.replace(old, new, 1)
    if "1.5" in new:
        text = text.replace("[1, 2]", "[1.5, 2]")
    assert digest(load(text)) != digest(load())
