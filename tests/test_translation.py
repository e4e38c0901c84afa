"""Translations: texts only; everything that is scored stays in the original."""

from dataclasses import replace
from pathlib import Path

import pytest

from selfcheck.question_file.loader import Loaded, read_questionnaire
from selfcheck.question_file.translation import (
    original_named,
    read_translation,
    translation_file,
)
from selfcheck.questionnaire import Questionnaire
from selfcheck.summary import digest

ORIGINAL = """
selfcheck: 1
id: t
title: 題
language: ja
fill_in: {partner: {ask: 誰, default: あの人, suggestions: [彼]}}
answers: {grade: {0: いいえ, 1: はい}}
themes: {near: {name: 近さ, rubric: {low: {name: 低い, says: 文}, high: {from: 50, name: 高い}}}}
questions:
  a: {ask: ｛partner｝は, answers: grade, theme: near, weight: 2}
  b: {ask: 次, answers: {x: {label: ばつ, points: {near: 1}}, y: まる}}
reflections: {d: {title: 題名, says: 言葉, try: 一歩, ponder: [問い]}}
safety: {s: {when: {b: x}, first: 今すぐ, title: 安全, says: 話して, contacts: [k]}}
contacts: {k: {name: 窓口, phone: 110, note: 一言, always: true}}
columns: {c: {title: 記事, url: 'https://example.org/'}}
"""
HEAD = "translation_of: t.yaml\nlanguage: en\n"


def original() -> Questionnaire:
    """The question file that is translated."""
    loaded = read_questionnaire("t.yaml", ORIGINAL.encode())
    assert loaded.questionnaire is not None and not loaded.problems
    return loaded.questionnaire


def read(texts: str) -> Loaded:
    """A translation with these texts."""
    return read_translation("t.en.yaml", (HEAD + texts).encode(), original())


def test_texts_take_the_place_of_texts() -> None:
    """Labels in named lists, labels beside points, levels, steps, contacts."""
    loaded = read(
        "title: Title\nanswers: {grade: {0: 'No', 1: 'Yes'}}\n"
        "questions: {a: {ask: 'Is {partner}'}, b: {answers: {x: Cross, y: {label: Circle}}}}\n"
        "themes: {near: {name: Near, rubric: {high: {name: High}}}}\n"
        "reflections: {d: {try: A step, ponder: [Why]}}\ncontacts: {k: {name: Desk}}\n"
        "safety: {s: {first: At once}}\n"
    )
    made = loaded.questionnaire
    assert made is not None and not loaded.problems
    assert made.title == "Title" and made.language == "en"
    assert [answer.label for answer in made.questions["a"].answers] == ["No", "Yes"]
    assert [answer.label for answer in made.questions["b"].answers] == ["Cross", "Circle"]
    assert made.themes["near"].rubric[1].name == "High"
    assert (made.reflections["d"].step, made.reflections["d"].ponder) == ("A step", ("Why",))
    assert (made.contacts["k"].name, made.contacts["k"].phone) == ("Desk", "110")
    assert made.contacts["k"].always
    assert (made.safety["s"].first, made.safety["s"].title) == ("At once", "安全")


def test_what_is_left_out_stays_as_in_the_original() -> None:
    """An empty translation changes the language and nothing else."""
    assert read("").questionnaire == replace(original(), language="en")


def test_what_is_scored_is_the_same() -> None:
    """The digest does not know the language."""
    made = read("questions: {b: {answers: {x: Cross}}}").questionnaire
    assert made is not None
    assert digest(made) == digest(original())


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("questions: {zzz: {ask: x}}", "not-in-original"),
        ("questions: {b: {answers: {z: x}}}", "not-in-original"),
        ("questions: {a: {weight: 3}}", "unknown-key"),
        ("themes: {near: {rubric: {high: {from: 10}}}}", "unknown-key"),
        ("questions: {a: {ask: 'Is {nobody}'}}", "unknown-fill-in"),
        ("contacts: {k: {always: true}}", "unknown-key"),
        ("examples: {}", "unknown-key"),
    ],
)
def test_nothing_but_texts_of_the_original_can_stand_in_it(texts: str, code: str) -> None:
    """No other ids, no scores, no rules."""
    assert [problem.code for problem in read(texts).problems] == [code]


def test_a_translation_is_found_beside_its_original(tmp_path: Path) -> None:
    """By its tag, or by the first part of a longer one; a tag that is a path finds nothing."""
    file = tmp_path / "t.en.yaml"
    file.write_text(HEAD)
    assert translation_file(tmp_path / "t.yaml", "en-GB") == file
    assert translation_file(tmp_path / "t.yaml", "fr") is None
    assert translation_file(tmp_path / "t.yaml", "../t.en") is None


def test_a_translation_names_its_original() -> None:
    """Only the file name counts: it lies in the same folder."""
    assert original_named(b"translation_of: '../x/t.yaml' # note\n") == "t.yaml"
    assert original_named(b"id: t\n") is None
