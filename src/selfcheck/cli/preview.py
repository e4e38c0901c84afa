"""`selfcheck preview`: what respondents will see, without answering; once, or at every save."""

import sys
from collections.abc import Iterable
from pathlib import Path

from selfcheck.cli.files import open_questionnaire, question_file
from selfcheck.cli.terminal import is_screen, screen_size
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.preview import Preview
from selfcheck.showing.result import Row, set_blocks, split_pages
from selfcheck.showing.rows import print_rows, rows_as_text
from selfcheck.summary import mark_blocks
from selfcheck.words import Say


def preview(file: Path | None, format: str, lang: str | None, beside: bool) -> None:
    """Show a preview; with `beside` also which levels can stand beside which text."""
    width, height = screen_size()
    opened = open_questionnaire(file, lang, width)
    if format == "markdown":
        print(as_markdown(opened.questionnaire, opened.say, beside), end="")
        return
    rows = as_rows(opened.questionnaire, opened.say, width, beside)
    if is_screen() and sys.stdin.isatty():
        _show_pages(rows, height, opened.say)
    else:
        print(rows_as_text(rows), end="")


def watch(file: Path | None, format: str, lang: str | None) -> None:
    """Show a preview at every save, until Ctrl-C."""
    from selfcheck.cli.watching import Watch

    Watch(question_file(file), format, lang).go_on()


def _filled(questionnaire: Questionnaire) -> Questionnaire:
    """Placeholders shown as their default, else as their first suggestion."""
    replies = {
        id: fill_in.default or next(iter(fill_in.suggestions), f"{{{id}}}")
        for id, fill_in in questionnaire.fill_in.items()
    }
    return fill_questionnaire(questionnaire, replies)


def as_rows(questionnaire: Questionnaire, say: Say, width: int, beside: bool = False) -> list[Row]:
    """The preview as a page of a width."""
    return list(set_blocks(Preview(_filled(questionnaire), say, beside).blocks(), width, say))


def as_markdown(questionnaire: Questionnaire, say: Say, beside: bool = False) -> str:
    """The preview as Markdown, with a line to sign."""
    blocks = Preview(_filled(questionnaire), say, beside).blocks()
    return f"{mark_blocks(blocks)}\n\n---\n\n{say('preview.sign')}\n"


# --- on a screen ----------------------------------------------------------------------------


def _show_pages(rows: list[Row], height: int, say: Say) -> None:
    """As many rows as fit, until Enter; q ends, and so does an end of input."""
    *pages, last = split_pages(rows, max(3, height - 1))
    for page in pages:
        paint(page)
        print(say("preview.go-on"), end="", flush=True, file=sys.stderr)
        reply = sys.stdin.readline()
        if not reply or reply.strip().lower() in ("q", "ｑ"):
            return
    paint(last)


def paint(rows: Iterable[Row]) -> None:
    """Rows in the colours that every theme has; a terminal without them still knows bold."""
    print_rows(rows, sys.stdout, plain=False)
