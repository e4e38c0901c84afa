"""The JSON Schema (draft 2020-12) of the question file, for editors that help while one writes.

Its names are those of the table of the format; each kind of field is told here as a schema. What
one place says about another (names that lead nowhere, the order of levels) no schema can see;
`selfcheck check` does.

Editors read YAML's values before they look: `2026.11` arrives as a number, `no` perhaps as a
switch. A text may be all of these.
"""

import json
from collections.abc import Mapping
from typing import Any

from selfcheck.format import GROUPS, SCALE_ENDS, Field, Kind
from selfcheck.words import Say

Schema = dict[str, Any]

_NUMBER_PATTERN = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
# Letters of every script are what is left when signs and digits are taken away: \w and \p{L} mean
# different things in different editors.
_SIGNS = r"\s!-,./:-@\[-^`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u206f\u3000-\u3004\u3008-\u3020"
_WIDE_SIGNS = r"\u30fb\uff01-\uff0c\uff0e\uff0f\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65"
_FIRST = rf"[^0-9_\-\uff0d\uff10-\uff19\uff3f{_SIGNS}{_WIDE_SIGNS}]"
ID_PATTERN = rf"^{_FIRST}[^{_SIGNS}{_WIDE_SIGNS}]*$"
_VALUE_PATTERN = rf"{ID_PATTERN}|^-?[0-9\uff10-\uff19]+([.\uff0e][0-9\uff10-\uff19]+)?$"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_TEXT, _SINGLE, _NUMBER, _ID = _ref("text"), _ref("single"), _ref("number"), _ref("id")


def _list_of(item: Schema) -> Schema:
    """A list, or one thing by itself."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _some_of(item: Schema) -> Schema:
    """A list that is not empty, or one thing by itself."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _word(*allowed: str) -> Schema:
    return {"enum": list(allowed)}


def _named(content: Schema, names: Schema | None = None, least: int = 0) -> Schema:
    """A group of ids, each with such a thing."""
    group: Schema = {
        "type": "object",
        "propertyNames": names or _ID,
        "additionalProperties": content,
    }
    return {**group, "minProperties": least} if least else group


_NOT_NONE = {"allOf": [_ID, {"not": {"const": "none"}}]}
_VALUE_NAME = {"pattern": _VALUE_PATTERN}
_CONDITION = _ref("condition")
_CONDITION_LIST: Schema = {"type": "array", "items": _CONDITION, "minItems": 1}
_JOINING: dict[str, Schema] = {
    "all": _CONDITION_LIST,
    "any": _CONDITION_LIST,
    "not": _CONDITION,
    "skipped": _some_of(_ID),
    "highest": _some_of(_ID),
    "lowest": _some_of(_ID),
}
_SCALE: dict[str, Schema] = {
    "scale": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
}
_SCALE_ENDS: dict[str, Schema] = {field.name: _TEXT for field in SCALE_ENDS}

_BASICS: dict[str, Schema] = {
    "text": {"type": ["string", "number", "boolean"]},
    "single": {"type": ["string", "number", "boolean"]},
    "id": {"anyOf": [{"type": "string", "pattern": ID_PATTERN}, {"type": "boolean"}]},
    "number": {
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": rf"^-?{_NUMBER_PATTERN}\u3000*$"},
        ]
    },
    "positive": {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "pattern": rf"^(?=.*[1-9]){_NUMBER_PATTERN}\u3000*$"},
        ]
    },
    "count": {
        "anyOf": [
            _word("half", "all"),
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.0+)?$"},
        ]
    },
    "switch": {"anyOf": [{"type": "boolean"}, _word("true", "false")]},
    "url": {"type": "string", "pattern": r"^\s*https?://[^\s<>\"]+\s*$"},
    # YAML 1.1 reads the tag of Norwegian as a switch.
    "language": {
        "anyOf": [
            {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\s*$"},
            {"const": False},
        ]
    },
}

_KINDS: dict[Kind, Schema] = {
    "text": _TEXT,
    "texts": _list_of(_TEXT),
    "url": _ref("url"),
    "id": _ID,
    "ids": _list_of(_ID),
    "number": _NUMBER,
    "positive": _ref("positive"),
    "count": _ref("count"),
    "switch": _ref("switch"),
    "language": _ref("language"),
    "edition": {"enum": [1, "1"]},
    "own-id": _ID,
    "answers": {"anyOf": [_ID, _ref("answers")]},
    "answer-lists": _named(_ref("answers")),
    "points": _named(_NUMBER),
    "conditions": _CONDITION,
    "answer-conditions": _CONDITION,
    "part": {"anyOf": [_TEXT, _ref("part")]},
    "texts-beside": _named({"anyOf": [_TEXT, {"type": "null"}]}),
    "replies": _named({"anyOf": [_list_of(_SINGLE), {"type": "null"}]}),
    "words-filled-in": _named({"anyOf": [_TEXT, {"type": "null"}]}),
    "expected-id": _ID,
    "expected-ids": _list_of(_ID),
    "expected-levels": _named(_ID),
    "expected-scores": _named({"anyOf": [_NUMBER, _word("none")]}),
}
_DEFINED_AS = {"answer": "marked_answer"}
"""Groups whose definition bears another name: an answer may also be a label alone."""


def make_schema(say: Say) -> Schema:
    """The schema with descriptions in the language of `say`."""
    groups = {
        _DEFINED_AS.get(name, name): _group(fields, say)
        for name, fields in GROUPS.items()
        if name != "top"
    }
    # The lowest level has no `from`; which one is lowest, a schema cannot see.
    answer = {"anyOf": [_TEXT, _ref("marked_answer")], "description": say("schema.answer")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "selfcheck",
        **_group(GROUPS["top"], say),
        "$defs": {
            **_BASICS,
            "condition": _make_condition(say),
            "answers": _make_answers(say),
            "answer": answer,
            **groups,
        },
    }


def _make_condition(say: Say) -> Schema:
    """Questions and themes with what they wait for, and what joins them."""
    named = _named(_some_of(_SINGLE), least=1)
    return {**named, "properties": _described(_JOINING, say)}


def _make_answers(say: Say) -> Schema:
    """Answers by their values; beside a scale, `low` and `high` are texts."""
    return {
        **_named(_ref("answer"), _VALUE_NAME, least=1),
        "properties": _described(_SCALE, say),
        "if": {"required": ["scale"]},
        "then": {"properties": _described(_SCALE_ENDS, say)},
    }


def _described(shapes: Mapping[str, Schema], say: Say) -> Schema:
    return {name: {"description": say(f"schema.{name}"), **one} for name, one in shapes.items()}


def render_schema(say: Say) -> str:
    """The schema as it is printed."""
    return json.dumps(make_schema(say), ensure_ascii=False, indent=2) + "\n"


def _group(fields: tuple[Field, ...], say: Say) -> Schema:
    group: Schema = {
        "type": "object",
        "properties": {field.name: _content(field, say) for field in fields},
        "additionalProperties": False,
    }
    if required := [field.name for field in fields if field.is_required]:
        group["required"] = required
    for field in fields:
        if field.excludes:
            group |= _instead(field)
    return group


def _content(field: Field, say: Say) -> Schema:
    """What may stand behind a name; where that may be left out, also nothing."""
    kind = _kind(field)
    shape = {"anyOf": [kind, {"type": "null"}]} if field.may_be_empty else kind
    return {"description": say(f"schema.{field.about}"), **shape}


def _kind(field: Field) -> Schema:
    match field.kind:
        case "group":
            return _ref(field.holds)
        case "things" | "levels":
            names = None if field.allows_none else _NOT_NONE
            return _named(_ref(field.holds), names, least=int(field.is_required))
        case "word":
            return _word(*field.words)
        case _:
            return _KINDS[field.kind]


def _instead(field: Field) -> Schema:
    """One field or the other, never both and never neither."""
    nothing, other = {"type": "null"}, field.instead_of
    return {
        "if": {"required": [field.name], "properties": {field.name: {"type": "string"}}},
        "then": {"properties": dict.fromkeys(field.excludes, nothing)},
        "else": {"required": [other], "properties": {other: {"not": nothing}}},
    }
