"""Asking with plain lines: for screen readers, dumb terminals and pipes. No escape sequences.

Every page is said as lines that read well one after the other; every reply is one line.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TextIO

from selfcheck.asking.lines import read_key, read_position
from selfcheck.asking.page_rows import describe_reviewed
from selfcheck.asking.plain_questions import QuestionLines
from selfcheck.questionnaire import Contact, FillIn, Reply
from selfcheck.session import (
    BeforePage,
    Begin,
    ConfirmPage,
    EndPage,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Leave,
    Move,
    Open,
    Page,
    PageId,
    Pause,
    QuestionPage,
    ReadAgain,
    ReviewPage,
    SafetyPage,
    Skip,
    StartPage,
    TextPage,
    is_sealed,
)
from selfcheck.typesetting import harmless
from selfcheck.words import Say


class PlainLines(QuestionLines):
    """Asks page after page; `ask` is the front end that session.walk wants. `tell_text` says the
    safety texts, each once."""

    def __init__(
        self,
        say: Say,
        contacts: Sequence[Contact] = (),
        width: int = 80,
        tell_text: Callable[[SafetyPage], None] = lambda _: None,
        *,
        reading: TextIO | None = None,
        writing: TextIO | None = None,
    ) -> None:
        super().__init__(reading or sys.stdin, writing or sys.stderr, say, contacts, width)
        self._tell_text = tell_text
        self._reviewed: dict[PageId, str] = {}
        self._is_read = False

    def ask(self, page: Page) -> Move:
        """Say a page and wait for a line that fits it. An end of input pauses, and closes at the
        end; where nothing is kept any more, to pause is to leave."""
        self.tell_confirmed()
        move = self._ask(page)
        if isinstance(move, GoBack | Pause):
            move = replace(move, unsent=_read_unsent(page))
        if isinstance(move, Pause) and is_sealed(page):
            move = Leave()
            self.clear()
        return move

    def _ask(self, page: Page) -> Move:
        match page:
            case StartPage():
                return self._ask_start(page)
            case FillInPage():
                return self._ask_fill_in(page)
            case BeforePage():
                return self.ask_before(page)
            case QuestionPage():
                return self.ask_question(page)
            case TextPage():
                return self.ask_text(page)
            case SafetyPage():
                return self._ask_safety(page)
            case ReviewPage():
                return self._ask_review(page)
            case EndPage():
                return self.ask_end(page)
            case ConfirmPage():
                return self.ask_confirm(page)

    def _ask_start(self, page: StartPage) -> Move:
        say, questionnaire = self.say, page.questionnaire
        self.tell(questionnaire.title)
        if questionnaire.author.name:
            self.tell(say("prompt.author", name=questionnaire.author.name))
        if questionnaire.minutes is not None:
            self.tell(say("prompt.minutes", minutes=f"{float(questionnaire.minutes):g}"))
        self.tell("", questionnaire.intro, "")
        self.tell(say("prompt.keeps" if page.keeps else "prompt.keeps_nothing"))
        self.tell(say("plain.leave" if page.keeps else "plain.leave-nothing"))
        if page.resumable is not None:
            self.tell(say("plain.resumable", count=page.resumable))
        moves: dict[str, Move] = {"": Begin()}
        if page.resumable is not None:
            moves |= {"n": Begin(anew=True), "ん": Begin(anew=True)}  # n with kana typing left on
            moves |= {"d": Begin(draftless=True)}
        how = say("plain.start" if page.resumable is None else "plain.start-again")
        self.tell("", how)
        return self.wait(self.among(moves), how)

    def _ask_fill_in(self, page: FillInPage) -> Move:
        say, fill_in = self.say, page.fill_in
        self.tell("", fill_in.ask)
        self.number(fill_in.suggestions)
        if page.reply:
            self.tell(say("plain.called-before", reply=page.reply))
        empty = page.reply or fill_in.default
        how = say("plain.fill-in-default" if empty else "plain.fill-in", word=empty)
        how = "\n".join((how, say("plain.text-keys")))
        self.tell(how)
        return self.wait(lambda typed: self._understand_word(page, typed), how)

    def _understand_word(self, page: FillInPage, typed: str) -> Move | str:
        fill_in, key = page.fill_in, read_key(typed)
        if key == "b":
            return self.go_back(page.can_go_back)
        if key == "s":
            return Skip() if fill_in.default else self.say("plain.not-understood")
        word = page.reply or fill_in.default if not typed else self._find_word(fill_in, typed)
        if not word:
            return self.say("plain.not-understood")
        self.confirm(self.say("plain.fill-in-said", reply=word))
        return Give(Reply(text=word))

    def _find_word(self, fill_in: FillIn, typed: str) -> str:
        """The suggestion with a number, else what was typed; empty where no suggestion has the
        number."""
        position = read_position(typed, len(fill_in.suggestions))
        if position is None and fill_in.suggestions and read_key(typed).isdigit():
            return ""
        return harmless(typed if position is None else fill_in.suggestions[position], False).strip()

    # --- safety texts, the review, the end ---

    def _ask_safety(self, page: SafetyPage) -> Move:
        """Say the texts, each once; where one stands instead of the result, ask what to do then."""
        if not (self._is_read and page.is_instead):
            self._tell_text(page)
        self._is_read = page.is_instead
        if not page.is_instead:
            return Begin()
        move = self.choose(page.options, "plain.end-instead", {"b": GoBack()}, self.at_sealed_end())
        if isinstance(move, ReadAgain | GoBack):
            self._is_read = False
        return self._ask_safety(page) if isinstance(move, ReadAgain) else move

    def _ask_review(self, page: ReviewPage) -> Move:
        """Everything with its reply; later only what is another one now."""
        say = self.say
        self.tell_news(page.news)
        self.tell("", say("plain.review-again" if self._reviewed else "prompt.review"))
        now = {entry.page_id: describe_reviewed(entry, say) for entry in page.entries}
        for number, entry in enumerate(page.entries, 1):
            if entry.part and not self._reviewed:
                self.tell("", entry.part)
            if self._reviewed.get(entry.page_id) != now[entry.page_id]:
                self.tell_item(number, entry.ask)
                self.tell_indented(say("plain.said", reply=now[entry.page_id]))
        self._reviewed = now
        self.tell("", say("plain.review"))

        def understand(typed: str) -> Move | str:
            position = read_position(typed, len(page.entries))
            if position is not None:
                return Open(page.entries[position].page_id)
            return self.among({"": Finish(), "b": GoBack()})(typed)

        return self.wait(understand, say("plain.review"))


def _read_unsent(page: Page) -> str:
    """The text that stands on a page, typed in an earlier run perhaps: it goes along."""
    match page:
        case QuestionPage() | TextPage():
            return page.unsent
        case FillInPage():
            return page.reply
    return ""
