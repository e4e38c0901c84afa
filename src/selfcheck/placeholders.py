"""What stands in braces in a text: {partner} becomes the respondent's own word. Pure.

A reply is text and nothing else: it is put in once and never read again, neither as a placeholder
nor as anything else.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from selfcheck.questionnaire import Questionnaire

_PLACEHOLDER = re.compile(
    r"(?P<pair>\{\{[^{}\n]*\}\}|｛｛[^｛｝\n]*｝｝)"
    r"|(?P<brace>\{\{|｛｛)"
    r"|\{(?P<half>[^{}｛｝\n]*)\}|｛(?P<full>[^{}｛｝\n]*)｝"
    r"|(?P<open>[{｛])"
)

# Words for programs, not for the respondent; a brace in them is a brace.
_NOT_TEXTS = frozenset({"id", "url", "language", "version"})
# The respondent reads these before she has given the reply; the examples are not read by her.
_BEFORE_THE_REPLY = frozenset(
    {"title", "intro", "fill_in", "author", "tone", "examples"} | _NOT_TEXTS
)

T = TypeVar("T")


def fill_text(text: str, replies: Mapping[str, str]) -> str:
    """Put the replies (fill_in id -> reply) into a text; `{{` becomes a brace."""
    if "{" not in text and "｛" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        if pair := found["pair"]:
            return pair[1:-1]
        if brace := found["brace"]:
            return brace[0]
        name = found["half"] if found["half"] is not None else found["full"]
        return replies.get(name.strip(), found[0]) if name is not None else found[0]

    return _PLACEHOLDER.sub(put, text)


def find_placeholders(text: str) -> list[tuple[str, str | None]]:
    """Every placeholder as (what was typed, its name); the name is None for a lone brace."""
    found = []
    for match in _PLACEHOLDER.finditer(text):
        name = match["half"] if match["half"] is not None else match["full"]
        if name is not None:
            found.append((match[0], name.strip()))
        elif match["open"]:
            found.append((match[0], None))
    return found


def fill_questionnaire(questionnaire: Questionnaire, replies: Mapping[str, str]) -> Questionnaire:
    """The questionnaire with the replies in every text but title, intro and fill_in."""
    if not questionnaire.fill_in:
        replies = {}
    return _fill(questionnaire, replies, _BEFORE_THE_REPLY)


def _fill(thing: T, replies: Mapping[str, str], leave: frozenset[str]) -> T:
    made: Any = thing
    if isinstance(thing, str):
        made = fill_text(thing, replies)
    elif isinstance(thing, tuple):
        made = tuple(_fill(item, replies, _NOT_TEXTS) for item in thing)
    elif isinstance(thing, dict):
        made = {key: _fill(item, replies, _NOT_TEXTS) for key, item in thing.items()}
    elif is_dataclass(thing) and not isinstance(thing, type):
        texts = {
            field.name: _fill(getattr(thing, field.name), replies, _NOT_TEXTS)
            for field in fields(thing)
            if field.name not in leave
        }
        made = replace(thing, **texts)
    return made  # type: ignore[no-any-return]
