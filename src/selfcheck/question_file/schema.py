"""The JSON Schema (draft 2020-12) of the question file, for editors that help while one writes.

Everything stands in the tables below: each name of the format with its kind and the key of its
description. Tests hold them against what the loader reads. What one place says about another
(names that lead nowhere, the order of levels) no schema can see; `selfcheck check` does.

Editors read YAML's values before they look: `2026.11` arrives as a number, `no` perhaps as a
switch. A text may be all of these.
"""

import json
from collections.abc import Iterable
from typing import Any

from selfcheck.words import Say

Schema = dict[str, Any]
Part = tuple[str, Schema]
"""A name of the format: the key of its description (schema.KEY), and what may stand behind it."""

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


TEXT, SINGLE, NUMBER, POSITIVE = _ref("text"), _ref("single"), _ref("number"), _ref("positive")
SWITCH, ID, URL = _ref("switch"), _ref("id"), _ref("url")


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
        "propertyNames": names or ID,
        "additionalProperties": content,
    }
    return {**group, "minProperties": least} if least else group


_NOT_NONE = {"allOf": [ID, {"not": {"const": "none"}}]}
_VALUE_NAME = {"pattern": _VALUE_PATTERN}
_IDS = _list_of(ID)
_CONDITIONS = _named(_some_of(SINGLE), least=1)
_ANSWER_LIST = _named(_ref("answer"), _VALUE_NAME, least=1)
_WRITING_HAS_NO = ("answers", "theme", "choose", "reverse", "weight")

BASICS: dict[str, Schema] = {
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

TOP: dict[str, Part] = {
    "selfcheck": ("selfcheck", {"enum": [1, "1"]}),
    "id": ("id", ID),
    "title": ("title", TEXT),
    "language": ("language", _ref("language")),
    "version": ("version", TEXT),
    "author": ("author", _ref("author")),
    "minutes": ("minutes", POSITIVE),
    "intro": ("intro", TEXT),
    "closing": ("closing", TEXT),
    "fill_in": ("fill_in", _named(_ref("fill_in"))),
    "answers": ("answers", _named(_ANSWER_LIST)),
    "themes": ("themes", _named(_ref("theme"))),
    "questions": ("questions", _named(_ref("question"), least=1)),
    "reflections": ("reflections", _named(_ref("reflection"), _NOT_NONE)),
    "safety": ("safety", _named(_ref("safety"))),
    "contacts": ("contacts", _named(_ref("contact"))),
    "columns": ("columns", _named(_ref("column"))),
    "tone": ("tone", _ref("tone")),
    "examples": ("examples", _named(_ref("example"))),
}

GROUPS: dict[str, dict[str, Part]] = {
    "author": {"name": ("author-name", TEXT), "url": ("author-url", URL)},
    "fill_in": {
        "ask": ("fill-in-ask", TEXT),
        "default": ("default", TEXT),
        "suggestions": ("suggestions", _list_of(TEXT)),
    },
    "marked_answer": {
        "label": ("label", TEXT),
        "points": ("points", _named(NUMBER)),
        "alone": ("alone", SWITCH),
    },
    "theme": {
        "name": ("theme-name", TEXT),
        "about": ("about", TEXT),
        "score": ("score", _word("percent", "mean", "sum")),
        "at_least": ("at_least", _ref("count")),
        "missing": ("missing", _word("prorate", "ignore")),
        "rubric": ("rubric", _named(_ref("level"), _NOT_NONE)),
        "columns": ("theme-columns", _IDS),
    },
    "level": {
        "from": ("from", NUMBER),
        "name": ("level-name", TEXT),
        "says": ("level-says", TEXT),
        "columns": ("level-columns", _IDS),
    },
    "question": {
        "ask": ("ask", TEXT),
        "before": ("before", TEXT),
        "help": ("help", TEXT),
        "answers": ("question-answers", {"anyOf": [ID, _ANSWER_LIST]}),
        "choose": ("choose", _word("one", "several")),
        "theme": ("question-theme", ID),
        "reverse": ("reverse", SWITCH),
        "weight": ("weight", POSITIVE),
        "ask_if": ("ask_if", _CONDITIONS),
        "write": ("write", _word("lines", "word")),
    },
    "reflection": {
        "when": ("reflection-when", _CONDITIONS),
        "title": ("reflection-title", TEXT),
        "says": ("reflection-says", TEXT),
        "try": ("try", TEXT),
        "ponder": ("ponder", _list_of(TEXT)),
        "columns": ("reflection-columns", _IDS),
    },
    "safety": {
        "when": ("safety-when", _CONDITIONS),
        "title": ("safety-title", TEXT),
        "first": ("first", TEXT),
        "says": ("safety-says", TEXT),
        "contacts": ("safety-contacts", _IDS),
        "columns": ("safety-columns", _IDS),
        "instead": ("instead", SWITCH),
    },
    "contact": {
        "name": ("contact-name", TEXT),
        "phone": ("phone", TEXT),
        "hours": ("hours", TEXT),
        "note": ("note", TEXT),
        "url": ("contact-url", URL),
        "always": ("always", SWITCH),
    },
    "column": {
        "title": ("column-title", TEXT),
        "url": ("column-url", URL),
        "about": ("column-about", TEXT),
    },
    "tone": {"avoid": ("avoid", _list_of(TEXT)), "allow": ("allow", _list_of(TEXT))},
    "example": {
        "answers": ("example-answers", _named({"anyOf": [_list_of(SINGLE), {"type": "null"}]})),
        "fill_in": ("example-fill-in", _named({"anyOf": [TEXT, {"type": "null"}]})),
        "expect": ("expect", _ref("expectation")),
    },
    "expectation": {
        "reflection": ("expect-reflection", ID),
        "levels": ("expect-levels", _named(ID)),
        "scores": ("expect-scores", _named({"anyOf": [NUMBER, _word("none")]})),
        "safety": ("expect-safety", _IDS),
    },
}

REQUIRED: dict[str, tuple[str, ...]] = {
    "top": ("selfcheck", "id", "title", "language", "questions"),
    "fill_in": ("ask",),
    "theme": ("name",),
    "question": ("ask",),
    "safety": ("when",),
    "column": ("url",),
    "example": ("expect",),
}
_NEVER_EMPTY = ("when", "ask_if")


def make_schema(say: Say) -> Schema:
    """The schema with descriptions in the language of `say`."""
    groups = {name: _group(parts, REQUIRED.get(name, ()), say) for name, parts in GROUPS.items()}
    groups["question"] |= _answered_or_written()
    # The lowest level has no `from`; which one is lowest, a schema cannot see.
    answer = {"anyOf": [TEXT, _ref("marked_answer")], "description": say("schema.answer")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "selfcheck",
        **_group(TOP, REQUIRED["top"], say),
        "$defs": {**BASICS, "answer": answer, **groups},
    }


def render_schema(say: Say) -> str:
    """The schema as it is printed."""
    return json.dumps(make_schema(say), ensure_ascii=False, indent=2) + "\n"


def _group(parts: dict[str, Part], required: Iterable[str], say: Say) -> Schema:
    def content(name: str, about: str, kind: Schema) -> Schema:
        may_be_empty = name not in required and name not in _NEVER_EMPTY
        shape = {"anyOf": [kind, {"type": "null"}]} if may_be_empty else kind
        return {"description": say(f"schema.{about}"), **shape}

    group: Schema = {
        "type": "object",
        "properties": {name: content(name, *part) for name, part in parts.items()},
        "additionalProperties": False,
    }
    return {**group, "required": list(required)} if required else group


def _answered_or_written() -> Schema:
    """A question is answered or written, never both and never neither."""
    nothing = {"type": "null"}
    return {
        "if": {"required": ["write"], "properties": {"write": {"type": "string"}}},
        "then": {"properties": dict.fromkeys(_WRITING_HAS_NO, nothing)},
        "else": {"required": ["answers"], "properties": {"answers": {"not": nothing}}},
    }
