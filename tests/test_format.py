"""The table of the format: every field once, and everything that goes by it."""

from dataclasses import fields

import pytest

from selfcheck.format import GROUPS, Field, holding
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.things import MADE_OF
from selfcheck.questionnaire import Questionnaire
from selfcheck.words import en, ja

MADE = {**MADE_OF, "top": Questionnaire}
DERIVED = {"id", "value", "number", "answer_list", "beside"}
"""What a thing holds besides its fields: the name it stands under, and what follows from it."""
TOLD = {f.name for fs in GROUPS.values() for f in fs if f.is_read and f.kind == "text"} - {"label"}
"""Texts that `diff` names; labels go by the words of the answer."""


def _attributes(group: str) -> set[str]:
    made = MADE[group]
    assert isinstance(made, type)
    return {attribute.name for attribute in fields(made)}


@pytest.mark.parametrize("group", GROUPS)
def test_a_field_is_an_attribute_of_what_its_group_becomes(group: str) -> None:
    """What is read has a place in the questionnaire; only the edition of the format has none."""
    read = {field.attribute for field in GROUPS[group] if field.kind != "edition"}
    assert read <= _attributes(group)


@pytest.mark.parametrize("group", GROUPS)
def test_an_attribute_is_a_field_or_follows_from_one(group: str) -> None:
    """Nothing in a questionnaire is left out of the table."""
    assert _attributes(group) - {field.attribute for field in GROUPS[group]} <= DERIVED


@pytest.mark.parametrize("sentences", [ja.SENTENCES, en.SENTENCES])
def test_a_text_has_a_name_where_two_files_are_compared(sentences: dict[str, str]) -> None:
    """`diff` can say which text has changed."""
    assert [name for name in TOLD if f"diff.field-{name}" not in sentences] == []


def test_what_is_translated_is_read_by_respondents() -> None:
    """A translation holds texts of pages, and beside them the author's name."""
    unread = {(g, f.name) for g in GROUPS for f in GROUPS[g] if f.is_translated and not f.is_read}
    assert unread == {("author", "name")}


def test_a_field_that_stands_in_for_another_is_in_its_group() -> None:
    """Fields name fields beside them, or the id."""
    for group in GROUPS.values():
        names = {field.name for field in group} | {"id", ""}
        for field in group:
            assert {field.stand_in, field.instead_of, *field.excludes} <= names


def test_a_group_holds_what_its_fields_hold() -> None:
    """A section is among the fields with a quality where something deep in it has that quality."""

    def is_level_text(field: Field) -> bool:
        return field.about == "level-says"

    found = holding(is_level_text)
    names = {group: [field.name for field in found[group]] for group in found if found[group]}
    assert names == {"top": ["themes"], "theme": ["rubric"], "level": ["says"]}


_FIVE = "selfcheck: 1\nid: five\ntitle: 五\nlanguage: ja\nquestions:\n  q: {ask: a, write: word}\n"


@pytest.mark.parametrize("name", ["when", "ask_if"])
def test_an_empty_condition_is_a_problem(name: str) -> None:
    """Where nothing stands behind a condition something else would hold than was meant."""
    text = {
        "when": f"{_FIVE}safety:\n  s: {{when: , title: t, says: s}}\n",
        "ask_if": _FIVE.replace("write: word", "write: word, ask_if: "),
    }[name]
    problems = read_questionnaire("five.yaml", text.encode()).problems
    assert [(p.code, p.facts["name"]) for p in problems] == [("nothing-there", name)]
