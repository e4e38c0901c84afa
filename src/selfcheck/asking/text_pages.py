"""The pages to type on: a question answered in writing, a text beside an answer, a word to fill in,
the name of a file."""

import unicodedata
from collections.abc import Callable

from selfcheck.asking import page_rows
from selfcheck.asking.question_rows import beside_rows, head_rows, question_rows
from selfcheck.asking.typing import TextInput
from selfcheck.questionnaire import FillIn, Reply
from selfcheck.session import (
    FillInPage,
    Give,
    GoBack,
    Move,
    QuestionPage,
    SaveAs,
    Skip,
    TextPage,
)
from selfcheck.words import Say


def question_input(page: QuestionPage, say: Say) -> TextInput:
    """A question answered in writing; an empty text skips it."""
    earlier = page.reply.text
    return TextInput(
        text=lambda width: question_rows(page, say, width),
        typed=page.unsent or earlier,
        give=lambda text: Give(Reply(text=text.strip())) if text.strip() else Skip(),
        enter=_name_for_text(say),
        go_back=GoBack if page.can_go_back else None,
        head=lambda width: head_rows(page, say, width),
        lines=page.question.write == "lines",
        pause_name=page_rows.pause_key(page.sealed, typing=True),
    )


def beside_input(page: TextPage, say: Say) -> TextInput:
    """A text beside an answer; an empty one leaves it out."""
    marks = page.reply.marks
    return TextInput(
        text=lambda width: beside_rows(page, say, width),
        typed=page.unsent or page.reply.text,
        give=lambda text: Give(Reply(marks, text.strip())) if text.strip() else Skip(),
        enter=_name_for_text(say),
        go_back=GoBack,
        head=lambda width: head_rows(page, say, width),
        lines=page.answer.write == "lines",
        pause_name=page_rows.pause_key(page.sealed, typing=True),
    )


def fill_in_input(page: FillInPage, say: Say) -> TextInput:
    """A word to fill in; a number alone means a suggestion, an empty line the default."""
    fill_in = page.fill_in

    def give(text: str) -> Move | str:
        word = read_word(text, fill_in)
        return (
            say("prompt.hint_suggestion", last=len(fill_in.suggestions))
            if word is None
            else Give(Reply(text=word))
        )

    return TextInput(
        text=lambda width: page_rows.fill_in_rows(page, say, width),
        typed=page.reply,
        give=give,
        enter=_name_for(fill_in.default, say),
        go_back=GoBack if page.can_go_back else None,
        suggestions=fill_in.suggestions,
        pause_name=page_rows.pause_key(page.sealed, typing=True),
    )


def read_word(text: str, fill_in: FillIn) -> str | None:
    """The word that is meant; None where it is a number that no suggestion has. Empty means the
    default."""
    typed = unicodedata.normalize("NFKC", text[:10]).strip()
    if not (fill_in.suggestions and typed.isascii() and typed.isdigit() and len(text) <= 10):
        return text.strip() or fill_in.default
    number = int(typed)
    return fill_in.suggestions[number - 1] if 1 <= number <= len(fill_in.suggestions) else None


def _name_for_text(say: Say) -> Callable[[str], str]:
    return lambda text: say("prompt.key_next" if text.strip() else "prompt.key_skip_empty")


def _name_for(default: str, say: Say) -> Callable[[str], str]:
    def enter(text: str) -> str:
        if text.strip() or not default:
            return say("prompt.key_next")
        return say("prompt.key_default", word=default)

    return enter


def file_input(suggested: str, say: Say) -> TextInput:
    """The name of a file; without one, back to the choice."""
    return TextInput(
        text=lambda width: page_rows.text_rows("question", say("prompt.file_name"), width),
        typed=suggested,
        give=lambda text: SaveAs(text.strip()) if text.strip() else GoBack(),
        enter=lambda text: say("prompt.key_write" if text.strip() else "prompt.key_close"),
        go_back=lambda _: GoBack(),
        back_name="prompt.key_choose_again",
    )
