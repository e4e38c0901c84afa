"""Contacts that no safety text names: only a warning where nobody would ever meet them."""

import pytest

from selfcheck.checking.reach import ReachCache
from selfcheck.checking.unused import check_unused
from selfcheck.question_file.loader import read_questionnaire

FILE = """\
selfcheck: 1
id: small
title: 題
language: ja
questions:
  q1: {ask: 問い, answers: {0: いいえ, 1: はい}}
contacts: {line: {name: 相談, phone: 0120-000-000}, other: {name: 別, phone: 0120-111-111}}
"""
NAMED = "  one: {when: {q1: 1}, title: 安全, says: 文, contacts: [line]}\n"
UNNAMED = "  two: {when: {q1: 0}, title: 安全, says: 文}\n"


@pytest.mark.parametrize(
    ("safety", "unused"),
    [
        ("", []),
        (f"safety:\n{NAMED}", ["other"]),
        (f"safety:\n{UNNAMED}", []),
        (f"safety:\n{NAMED}{UNNAMED}", []),
    ],
)
def test_a_contact_is_unused_where_every_text_names_others(safety: str, unused: list[str]) -> None:
    """A safety text that names no contact shows them all, and without safety texts the result
    does."""
    questionnaire = read_questionnaire("q.yaml", f"{FILE}{safety}".encode()).questionnaire
    assert questionnaire
    found = [problem.facts["found"] for problem in check_unused(ReachCache(questionnaire))]
    assert found == unused
