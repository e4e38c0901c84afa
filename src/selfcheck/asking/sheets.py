"""The pages to type on: a question answered in writing, a word to fill in, the name of a file."""

from collections.abc import Callable

from selfcheck.asking import pages
from selfcheck.asking.fitting import BLANK
from selfcheck.asking.typing_text import Sheet
from selfcheck.session import (
    FillInPage,
    Give,
    GoBack,
    Move,
    Pause,
    QuestionPage,
    SaveAs,
    Skip,
)
from selfcheck.words import Say


def question_sheet(page: QuestionPage, say: Say) -> Sheet:
    """A question answered in writing; an empty text skips it."""
    earlier = page.reply if isinstance(page.reply, str) else ""
    return Sheet(
        text=lambda width: pages.question_rows(page, say, width),
        typed=page.unsent or earlier,
        give=lambda text: Give(text.strip()) if text.strip() else Skip(),
        enter=lambda text: say("prompt.key_next" if text.strip() else "prompt.key_skip_empty"),
        go_back=GoBack if page.can_go_back else None,
        pause=Pause,
        head=lambda width: pages.progress_rows(page.number, page.of, say, width),
        lines=page.question.write == "lines",
    )


def fill_in_sheet(page: FillInPage, say: Say) -> Sheet:
    """A word to fill in, with suggestions; an empty line takes the default."""
    asked = page.fill_in
    suggestions = dict.fromkeys(word for word in (asked.default, *asked.suggestions) if word)
    return Sheet(
        text=lambda width: pages.fill_in_rows(page, say, width),
        typed=page.reply,
        give=lambda text: Give(text.strip() or asked.default),
        enter=_name_for(asked.default, say),
        go_back=GoBack if page.can_go_back else None,
        pause=Pause,
        suggestions=tuple(suggestions) if asked.suggestions else (),
    )


def _name_for(default: str, say: Say) -> Callable[[str], str]:
    def enter(text: str) -> str:
        if text.strip() or not default:
            return say("prompt.key_next")
        return say("prompt.key_default", word=default)

    return enter


def file_sheet(suggested: str, say: Say) -> Sheet:
    """The name of a file; without one, back to the choice."""

    def choose_again(_: str) -> Move:
        return GoBack()

    return Sheet(
        text=lambda width: [BLANK, *pages.text_rows("question", say("prompt.file_name"), width)],
        typed=suggested,
        give=lambda text: SaveAs(text.strip()) if text.strip() else GoBack(),
        enter=lambda text: say("prompt.key_write" if text.strip() else "prompt.key_close"),
        go_back=choose_again,
        pause=choose_again,
        back_name="prompt.key_choose_again",
        inline=True,
    )
