"""A result as text, Markdown and data. Pure: everything is returned, nothing printed.

`telling` says what is told, `setting` sets it, `data` and `fingerprint` are for other programs.
"""

from collections.abc import Callable

from selfcheck.summary.data import (
    answers_as_data,
    data_as_text,
    render_json,
    result_as_data,
    score_as_number,
)
from selfcheck.summary.fingerprint import (
    digest,
)
from selfcheck.summary.setting import (
    TEXT_WIDTH,
    mark_block,
    render_markdown,
    render_text,
)
from selfcheck.summary.telling import (
    Block,
    Result,
    chosen_columns,
    compose,
    compose_closing,
    compose_columns,
    compose_reflection,
    compose_safety,
    contacts_line,
    describe_level,
    describe_reply,
    left_open,
    safety_contacts,
    scored_themes,
    theme_words,
)
from selfcheck.words import Say

RENDERERS: dict[str, Callable[[Result, Say, bool], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": lambda result, say, numbers: render_json(result),
}
"""How a result is written: the name of a format -> (result, say, numbers) -> text."""

__all__ = [
    "RENDERERS",
    "TEXT_WIDTH",
    "Block",
    "Result",
    "answers_as_data",
    "chosen_columns",
    "compose",
    "compose_closing",
    "compose_columns",
    "compose_reflection",
    "compose_safety",
    "contacts_line",
    "data_as_text",
    "describe_level",
    "describe_reply",
    "digest",
    "left_open",
    "mark_block",
    "render_json",
    "render_markdown",
    "render_text",
    "result_as_data",
    "safety_contacts",
    "score_as_number",
    "scored_themes",
    "theme_words",
]
