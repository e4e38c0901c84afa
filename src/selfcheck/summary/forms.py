"""The forms that a summary can be written in, in one table. Pure."""

from collections.abc import Callable

from selfcheck.frozen import dataclass
from selfcheck.summary.blocks import Result, SummaryOptions
from selfcheck.summary.data import render_json
from selfcheck.summary.html import render_html
from selfcheck.summary.render import render_markdown, render_text
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a summary: the ending of its files, and what makes its text. `is_data`: it is for
    programs and an answers file, so that the answers cannot be left out of it."""

    ending: str
    render: Callable[[Result, Say, SummaryOptions], str]
    is_data: bool = False


def _render_data(result: Result, say: Say, options: SummaryOptions) -> str:
    return render_json(result)


FORMS = {
    "text": Form(".txt", render_text),
    "markdown": Form(".md", render_markdown),
    "html": Form(".html", render_html),
    "json": Form(".json", _render_data, is_data=True),
}
"""The forms by the names that `--format` knows."""

ENDINGS = {form.ending: name for name, form in FORMS.items()}
"""The names of the forms by the endings of their files."""
