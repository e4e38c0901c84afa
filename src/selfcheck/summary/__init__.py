"""A result as text, Markdown and data. Pure: everything is returned, nothing printed.

`compose` says what is told and in what order, as `blocks`; `render` sets them as text and Markdown
(`showing.result` for the screen); `data` and `fingerprint` are for other programs.
"""

from selfcheck.summary.blocks import Bar, Block, Result, SummaryOptions
from selfcheck.summary.compose import (
    chosen_columns,
    compose_page,
    compose_reflection,
    compose_summary,
    describe_reply,
)
from selfcheck.summary.data import (
    answers_as_data,
    data_as_text,
    render_json,
    result_as_data,
    score_as_number,
)
from selfcheck.summary.fingerprint import digest
from selfcheck.summary.forms import ENDINGS, FORMS
from selfcheck.summary.render import (
    TEXT_WIDTH,
    mark_blocks,
    render_markdown,
    render_text,
    set_contact,
)
from selfcheck.summary.safety import (
    compose_column,
    compose_contact,
    compose_safety,
    rule_contacts,
)

__all__ = [
    "ENDINGS",
    "FORMS",
    "TEXT_WIDTH",
    "Bar",
    "Block",
    "Result",
    "SummaryOptions",
    "answers_as_data",
    "chosen_columns",
    "compose_column",
    "compose_contact",
    "compose_page",
    "compose_reflection",
    "compose_safety",
    "compose_summary",
    "data_as_text",
    "describe_reply",
    "digest",
    "mark_blocks",
    "render_json",
    "render_markdown",
    "render_text",
    "result_as_data",
    "rule_contacts",
    "score_as_number",
    "set_contact",
]
