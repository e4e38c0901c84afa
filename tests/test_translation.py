"""Translations: texts only; everything that is scored stays in the original."""

from dataclasses import replace
from pathlib import Path

import pytest

from selfcheck.checking.translating import check_translation, make_fingerprint
from selfcheck.problems import find_span
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


FORMS = """
selfcheck: 1
id: t
title: 題
language: ja
answers: {ten: {scale: [0, 10], low: まったく, high: とても, na: わからない}}
themes:
  near: {name: 近さ, rubric: {low: {name: 低い}, high: {from: 50, name: 高い}}}
  sum: {name: 合計, show: false}
questions:
  a: {part: {name: 朝, says: 朝のこと}, ask: 一, answers: ten, theme: near}
  b: {part: 夜, ask: 二, answers: {scale: [1, 3], low: 弱い, other: {label: 他, write: word}}}
reflections: {d: {title: 題名, says: 言葉}}
remarks:
  r: {when: {near: high}, title: ひとこと, says: 一言の文}
"""
FORMS_IN_ENGLISH = """translation_of: t.yaml
language: en
title: Title
answers: {ten: {low: Not at all, high: Very, na: Unsure}}
themes: {near: {name: Near, rubric: {low: {name: Low}, high: {name: High}}}}
questions:
  a: {part: {name: Morning, says: About mornings}, ask: One}
  b: {part: Night, ask: Two, answers: {low: Weak, other: Other}}
reflections: {d: {title: Name, says: Words}}
remarks: {r: {title: A word, says: A remark}}
"""


def _read_forms(text: str) -> Loaded:
    loaded = read_questionnaire("t.yaml", FORMS.encode())
    assert loaded.questionnaire is not None and not loaded.problems
    return read_translation("t.en.yaml", text.encode(), loaded.questionnaire)


def _lines(loaded: Loaded) -> list[tuple[str, int]]:
    """The codes of what `check` finds, with their lines from 1."""
    assert loaded.translation is not None
    spans = [
        (problem.code, find_span(problem, loaded.places))
        for problem in check_translation(loaded.translation)
    ]
    return [(code, span.line + 1) for code, span in spans if span]


def test_the_texts_of_every_form_are_translated() -> None:
    """What stands beside a scale, parts with and without a text, remarks."""
    loaded = _read_forms(FORMS_IN_ENGLISH)
    made = loaded.questionnaire
    assert made is not None and loaded.problems == ()
    part, scale = made.questions["a"].part, made.questions["a"].scale
    assert part is not None and (part.name, part.says) == ("Morning", "About mornings")
    assert (scale[0].beside, scale[-1].beside, scale[3].label) == ("Not at all", "Very", "3")
    assert [answer.beside for answer in made.questions["b"].scale] == ["Weak", "", ""]
    assert made.questions["b"].part is not None and made.questions["b"].part.name == "Night"
    assert (made.remarks["r"].title, made.remarks["r"].says) == ("A word", "A remark")
    assert _lines(loaded) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("low: Not at all, ", 4),
        ("high: Very, ", 4),
        (", says: About mornings", 7),
        ("part: Night, ", 8),
        ("low: Weak, ", 8),
        ("title: A word, ", 10),
        (", says: A remark", 10),
    ],
)
def test_a_text_that_is_missing_is_named_at_its_line(text: str, line: int) -> None:
    """Each of them would stay in the original's language. (A theme that is not told may.)"""
    assert text in FORMS_IN_ENGLISH
    loaded = _read_forms(FORMS_IN_ENGLISH.replace(text, ""))
    assert _lines(loaded) == [("not-translated", line)]


@pytest.mark.parametrize(
    "text", ["まったく", "とても", "朝のこと", "朝,", "夜", "ひとこと", "一言の文"]
)
def test_the_fingerprint_knows_every_text(text: str) -> None:
    """A change of any of them is seen after `check --accept`."""
    before, after = (
        read_questionnaire("t.yaml", one.encode()).questionnaire
        for one in (FORMS, FORMS.replace(text, f"新しい{text}"))
    )
    assert before is not None and after is not None
    assert make_fingerprint(before) != make_fingerprint(after)
