"""The pages to type on: a question answered in writing, a word to fill in, the name of a file."""

import unicodedata
from collections.abc import Callable

from selfcheck.asking import pages
from selfcheck.asking.typing import Sheet
from selfcheck.asking.viewport import BLANK
from selfcheck.questionnaire import FillIn, Reply
from selfcheck.session import (
    FillInPage,
    Give,
    GoBack,
    Move,
    QuestionPage,
    SaveAs,
    Skip,
)
from selfcheck.words import Say


def question_sheet(page: QuestionPage, say: Say) -> Sheet:
    """A question answered in writing; an empty text skips it."""
    earlier = page.reply.text
    return Sheet(
        text=lambda width: pages.question_rows(page, say, width),
        typed=page.unsent or earlier,
        give=lambda text: Give(Reply(text=text.strip())) if text.strip() else Skip(),
        enter=lambda text: say("prompt.key_next" if text.strip() else "prompt.key_skip_empty"),
        go_back=GoBack if page.can_go_back else None,
        head=lambda width: pages.progress_rows(page.number, page.of, say, width),
        lines=page.question.write == "lines",
        pause_name=pages.pause_key(page.sealed, typing=True),
    )


def fill_in_sheet(page: FillInPage, say: Say) -> Sheet:
    """A word to fill in; a number alone means a suggestion, an empty line the default."""
    asked = page.fill_in

    def give(text: str) -> Move | str:
        word = read_word(text, asked)
        return (
            say("prompt.hint_suggestion", last=len(asked.suggestions))
            if word is None
            else Give(Reply(text=word))
        )

    return Sheet(
        text=lambda width: pages.fill_in_rows(page, say, width),
        typed=page.reply,
        give=give,
        enter=_name_for(asked.default, say),
        go_back=GoBack if page.can_go_back else None,
        suggestions=asked.suggestions,
        pause_name=pages.pause_key(page.sealed, typing=True),
    )


def read_word(text: str, asked: FillIn) -> str | None:
    """The word that is meant; None where it is a number that no suggestion has. Empty means the
    default."""
    number = unicodedata.normalize("NFKC", text[:10]).strip()
    if not (asked.suggestions and number.isascii() and number.isdigit() and len(text) <= 10):
        return text.strip() or asked.default
    place = int(number)
    return asked.suggestions[place - 1] if 1 <= place <= len(asked.suggestions) else None


def _name_for(default: str, say: Say) -> Callable[[str], str]:
    def enter(text: str) -> str:
        if text.strip() or not default:
            return say("prompt.key_next")
        return say("prompt.key_default", word=default)

    return enter


def file_sheet(suggested: str, say: Say) -> Sheet:
    """The name of a file; without one, back to the choice."""
    return Sheet(
        text=lambda width: [BLANK, *pages.text_rows("question", say("prompt.file_name"), width)],
        typed=suggested,
        give=lambda text: SaveAs(text.strip()) if text.strip() else GoBack(),
        enter=lambda text: say("prompt.key_write" if text.strip() else "prompt.key_close"),
        go_back=lambda _: GoBack(),
        back_name="prompt.key_choose_again",
    )
