"""What stands in braces in a text: {partner} becomes the respondent's own word. Pure.

A reply is text and nothing else: it is put in once and never read again, neither as a placeholder
nor as anything else.
"""

import re
from collections.abc import Mapping
from typing import Any

from selfcheck.format import Field
from selfcheck.patterns import pattern
from selfcheck.problems import Path
from selfcheck.questionnaire import Questionnaire
from selfcheck.texts import change_texts

_PLACEHOLDER = pattern(
    r"(?P<pair>\{\{[^{}\n]*\}\}|｛｛[^｛｝\n]*｝｝)"
    r"|(?P<brace>\{\{|｛｛)"
    r"|\{(?P<half>[^{}｛｝\n]*)\}|｛(?P<full>[^{}｛｝\n]*)｝"
    r"|(?P<open>[{｛])"
)


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
    known = replies if questionnaire.fill_in else {}

    def fill(_: Path, field: Field, content: Any) -> Any:
        if not field.is_filled:
            return content
        if isinstance(content, str):
            return fill_text(content, known)
        return tuple(fill_text(text, known) for text in content)

    return change_texts(questionnaire, fill)
