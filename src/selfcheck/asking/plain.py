"""Asking with plain lines: for screen readers, dumb terminals and pipes. No escape sequences.

Every page is said as lines that read well one after the other; every reply is one line.
"""

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TextIO

from selfcheck.asking.lines import read_key, read_position
from selfcheck.asking.page_rows import describe_news, describe_reviewed
from selfcheck.asking.plain_end import EndLines
from selfcheck.questionnaire import Contact, FillIn, Question, Reply
from selfcheck.replies import find_misfit, lone_values
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
    News,
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
    is_sealed,
)
from selfcheck.summary import describe_reply
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_PARTS = re.compile(r"[,、､・;/\s]+")


class PlainLines(EndLines):
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
                return self._ask_before(page)
            case QuestionPage():
                return self._ask_question(page)
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
            return self._go_back(page.can_go_back)
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

    def _ask_before(self, page: BeforePage) -> Move:
        self._tell_news(page.news)
        self.tell("", page.question.before)
        how = self.say("plain.before-page")
        self.tell("", how)
        moves: dict[str, Move] = {"": Begin(), "s": Skip()}
        moves |= {"b": GoBack()} if page.can_go_back else {}
        return self.wait(self.among(moves), how)

    def _tell_news(self, news: News) -> None:
        if text := describe_news(news, self.say):
            self.tell("", text)

    def _ask_question(self, page: QuestionPage) -> Move:
        say, question = self.say, page.question
        self._tell_news(page.news)
        self.tell("", say("plain.progress", number=page.number, of=page.of))
        if question.before:
            self.tell(question.before, "")
        self.tell(*(text for text in (question.ask, question.help) if text))
        self.number([answer.label for answer in question.answers])
        before = page.unsent or (page.reply and describe_reply(question, page.reply, say))
        if before:
            self.tell(say("plain.before" if question.write else "plain.chosen", reply=before))
        how = say(_how_to_answer(question, bool(before)), last=len(question.answers))
        how = "\n".join((how, say("plain.text-keys"))) if question.write else how
        self.tell(how)
        return self.wait(lambda typed: self._understand_reply(page, typed), how)

    def _understand_reply(self, page: QuestionPage, typed: str) -> Move | str:
        question, key = page.question, read_key(typed)
        if key == "b":
            return self._go_back(page.can_go_back)
        if key == "s":
            return self._skip()
        if not question.write:
            return self._understand_numbers(page, key)
        earlier = page.unsent or (page.reply.text if page.reply else "")
        if not typed:
            return self._give(page, Reply(text=earlier)) if earlier else self._skip()
        text = harmless(typed).strip()
        if not text:
            return self.say("plain.not-understood")
        return self._give(page, Reply(text=text))

    def _skip(self) -> Move:
        self.confirm(self.say("plain.skipped"))
        return Skip()

    def _understand_numbers(self, page: QuestionPage, key: str) -> Move | str:
        answers = page.question.answers
        positions = [read_position(part, len(answers)) for part in _PARTS.split(key) if part]
        if not positions or None in positions:
            return self.say("plain.not-understood")
        marks = tuple(answer.value for place, answer in enumerate(answers) if place in positions)
        match find_misfit(page.question, marks):
            case "one-only":
                return self.say("plain.one-only")
            case "alone":
                lone = lone_values(page.question) & set(marks)
                label = next(answer.label for answer in answers if answer.value in lone)
                return self.say("plain.alone", label=label)
        return self._give(page, Reply(marks))

    def _give(self, page: QuestionPage, reply: Reply) -> Move:
        """An answer to a safety question is not said aloud."""
        said = self.say("plain.said", reply=describe_reply(page.question, reply, self.say))
        self.confirm(self.say("plain.answered") if page.is_safety else said)
        return Give(reply)

    def _go_back(self, can: bool) -> Move | str:
        return GoBack() if can else self.say("plain.first-page")

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
        self._tell_news(page.news)
        self.tell("", say("plain.review-again" if self._reviewed else "prompt.review"))
        now = {entry.page_id: describe_reviewed(entry, say) for entry in page.entries}
        for number, entry in enumerate(page.entries, 1):
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


def _how_to_answer(question: Question, again: bool) -> str:
    """The key of the sentence that says what to type."""
    if question.write:
        return "plain.write-again" if again else "plain.write"
    return "plain.choose-several" if question.choose == "several" else "plain.choose-one"


def _read_unsent(page: Page) -> str:
    """The text that stands on a page, typed in an earlier run perhaps: it goes along."""
    match page:
        case QuestionPage():
            return page.unsent
        case FillInPage():
            return page.reply
    return ""
