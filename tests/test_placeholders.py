"""What stands in braces in a text becomes the respondent's own word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.placeholders import fill_questionnaire, fill_text, find_placeholders
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_EVERYWHERE = _load("""
selfcheck: 1
id: small
title: ｛partner｝の題
language: ja
version: ｛partner｝
author: {name: ｛partner｝}
intro: ｛partner｝の始め
closing: ｛partner｝の終わり
fill_in:
  partner: {ask: ｛partner｝とは誰ですか。, default: あの人, suggestions: [｛partner｝]}
themes:
  t:
    name: ｛partner｝の名
    about: ｛partner｝について
    rubric: {low: {name: ｛partner｝の段, says: ｛partner｝の言葉}}
questions:
  q:
    ask: ｛partner｝ですか。
    before: ｛partner｝の前
    help: ｛partner｝の助け
    answers: {0: ｛partner｝でない, 1: ｛partner｝である}
    theme: t
reflections:
  default:
    {title: ｛partner｝へ, says: ｛partner｝の文, try: ｛partner｝と, ponder: [｛partner｝の問い]}
safety:
  s: {when: {q: 1}, first: ｛partner｝より先に, title: ｛partner｝の安全, says: ｛partner｝から}
contacts:
  c: {name: ｛partner｝の窓口, phone: ｛partner｝, hours: ｛partner｝, note: ｛partner｝}
columns:
  k: {title: ｛partner｝の話, url: 'https://example.com/{partner}', about: ｛partner｝の事}
""")


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{partner}と海", "彼と海"),
        ("｛partner｝と海", "彼と海"),
        ("{ partner }と｛ partner ｝", "彼と彼"),
        ("{partner}{partner}", "彼彼"),
        ("{other}と｛other｝", "{other}と｛other｝"),
        ("{partner", "{partner"),
        ("partner}", "partner}"),
        ("{}", "{}"),
        ("{par\ntner}", "{par\ntner}"),
        ("{partner｝", "{partner｝"),
        ("partner", "partner"),
        ("", ""),
    ],
)
def test_a_name_in_braces_becomes_the_reply(text: str, filled: str) -> None:
    """Half- and full-width braces around a known name are filled in, all else stays."""
    assert fill_text(text, {"partner": "彼"}) == filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{", "{"),
        ("{{partner}}", "{partner}"),
        ("｛｛partner｝｝", "｛partner｝"),
        ("{{{partner}", "{彼"),
        ("a {{ b {partner}", "a { b 彼"),
    ],
)
def test_two_braces_are_a_brace(text: str, filled: str) -> None:
    """A brace written twice stands for itself."""
    assert fill_text(text, {"partner": "彼"}) == filled


@pytest.mark.parametrize(
    "reply", ["{partner}", "{town}", "{{", "｛town｝", "\\1", "[bold]", "- a: b"]
)
def test_a_reply_is_never_read_again(reply: str) -> None:
    """A reply that looks like a placeholder, a brace or markup stays as it was typed."""
    assert fill_text("{partner}です", {"partner": reply, "town": "海"}) == f"{reply}です"


@given(st.text(), st.text())
def test_any_reply_stands_as_it_was_typed(before: str, reply: str) -> None:
    """Whatever is typed, the text holds exactly that."""
    before = before.replace("{", "").replace("｛", "")
    assert fill_text(before + "{p}", {"p": reply}) == before + reply


def test_placeholders_are_found_with_what_was_typed() -> None:
    """Every placeholder is named; a lone brace has no name, a brace written twice is none."""
    found = find_placeholders("{a}と｛ b ｝と{{c}}と{d")
    assert found == [("{a}", "a"), ("｛ b ｝", "b"), ("{", None)]


def test_everything_read_after_the_reply_is_filled_in() -> None:
    """Questions, answers, themes, levels, reflections, safety, contacts, columns, closing."""
    filled = fill_questionnaire(_EVERYWHERE, {"partner": "彼"})
    left = (filled.title, filled.version, filled.author, filled.intro, filled.fill_in)
    assert repr(filled).count("｛partner｝") == repr(left).count("｛partner｝") == 6


def test_what_is_read_before_the_reply_stays() -> None:
    """Title, intro and fill_in are shown before anything was typed."""
    filled = fill_questionnaire(_EVERYWHERE, {"partner": "彼"})
    assert (filled.title, filled.intro) == (_EVERYWHERE.title, _EVERYWHERE.intro)
    assert filled.fill_in == _EVERYWHERE.fill_in


def test_an_address_is_no_text() -> None:
    """A brace in an address is a brace."""
    filled = fill_questionnaire(_EVERYWHERE, {"partner": "彼"})
    assert filled.columns["k"].url == "https://example.com/{partner}"
