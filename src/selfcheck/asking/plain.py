"""Asking with plain lines: for screen readers, dumb terminals and pipes. No escape sequences.

Every page is said as lines that read well one after the other; every reply is one line.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from selfcheck.questionnaire import Contact, Question, Reply
from selfcheck.session import (
    Begin,
    EndPage,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Keep,
    Leave,
    Move,
    Neither,
    Open,
    Page,
    Pause,
    QuestionPage,
    ReviewPage,
    SaveAs,
    Skip,
    StartPage,
)
from selfcheck.summary import describe_reply
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_EVERYWHERE: dict[str, Move] = {"q": Pause(), "x": Leave()}

Understand = Callable[[str], Move | None]
"""What a page makes of a line; None where it fits nothing."""


class PlainLines:
    """Asks page after page; `ask` is the front end that session.walk wants."""

    def __init__(
        self,
        reading: TextIO,
        writing: TextIO,
        say: Say,
        contacts: Sequence[Contact] = (),
        width: int = 80,
    ) -> None:
        self.reading = reading
        self.writing = writing
        self.say = say
        self.contacts = contacts
        self.width = width

    def ask(self, page: Page) -> Move:
        """Say a page and wait for a line that fits it; an end of input pauses."""
        match page:
            case StartPage():
                return self._ask_start(page)
            case FillInPage():
                return self._ask_fill_in(page)
            case QuestionPage():
                return self._ask_question(page)
            case ReviewPage():
                return self._ask_review(page)
            case EndPage():
                return self._ask_end(page)

    # --- pages ----------------------------------------------------------------------------

    def _ask_start(self, page: StartPage) -> Move:
        say, asked = self.say, page.questionnaire
        self._tell(asked.title)
        if asked.author.name:
            self._tell(say("prompt.author", name=asked.author.name))
        if asked.minutes is not None:
            self._tell(say("prompt.minutes", minutes=f"{float(asked.minutes):g}"))
        self._tell("", asked.intro, "")
        self._tell(say("prompt.keeps" if page.keeps else "prompt.keeps_nothing"))
        self._tell(say("plain.leave" if page.keeps else "plain.leave-nothing"))
        if page.resumable is not None:
            self._tell(say("plain.resumable", count=page.resumable))
        moves: dict[str, Move] = {"": Begin()}
        if page.resumable is not None:
            moves["n"] = Begin(anew=True)
        self._tell("", say("plain.start"))
        return self._wait(moves.get, say("plain.start"))

    def _ask_fill_in(self, page: FillInPage) -> Move:
        say, asked = self.say, page.fill_in
        self._tell("", asked.ask)
        self._number(asked.suggestions)
        if page.reply:
            self._tell(say("plain.before", reply=page.reply))
        how = say("plain.fill-in-default" if asked.default else "plain.fill-in", word=asked.default)
        self._tell(how)

        def understand(line: str) -> Move | None:
            if line == "b" and page.can_go_back:
                return GoBack()
            if line in ("", "s"):
                return Skip() if asked.default else None
            if line == "b":
                return None
            position = _position(line, len(asked.suggestions))
            word = asked.suggestions[position] if position is not None else line
            self._tell(say("plain.fill-in-said", reply=harmless(word, False)))
            return Give(harmless(word, False))

        return self._wait(understand, how)

    def _ask_question(self, page: QuestionPage) -> Move:
        say, asked = self.say, page.question
        if page.dropped:
            self._tell("", say("prompt.dropped", count=page.dropped))
        self._tell("", say("plain.progress", number=page.number, of=page.of))
        for text in (asked.before, asked.ask, asked.help):
            if text:
                self._tell(text)
        self._number([answer.label for answer in asked.answers])
        if page.reply or page.unsent:
            before = page.unsent or describe_reply(asked, page.reply, say)
            self._tell(say("plain.before", reply=before))
        how = say(_how_to_answer(asked, bool(page.reply)), last=len(asked.answers))
        self._tell(how)
        return self._wait(lambda line: self._understand_reply(page, line), how)

    def _understand_reply(self, page: QuestionPage, line: str) -> Move | None:
        asked = page.question
        if line == "b":
            return GoBack(page.unsent) if page.can_go_back else None
        if line == "s" or (asked.write and not line):
            self._tell(self.say("plain.skipped"))
            return Skip()
        reply = harmless(line) if asked.write else self._find_marked(page, line)
        if not reply:
            return None
        self._tell(self.say("plain.said", reply=describe_reply(asked, reply, self.say)))
        return Give(reply)

    def _find_marked(self, page: QuestionPage, line: str) -> Reply | None:
        answers = page.question.answers
        several = page.question.choose == "several"
        parts = [part for part in re.split(r"[,、\s]+", line) if part] if several else [line]
        positions = [_position(part, len(answers)) for part in parts]
        if not positions or None in positions:
            return None
        marked = tuple(
            dict.fromkeys(answers[place].value for place in positions if place is not None)
        )
        if len(marked) > 1 and page.alone & set(marked):
            labels = [a.label for a in answers if a.value in page.alone & set(marked)]
            self._tell(self.say("plain.alone", label=labels[0]))
            return None
        return marked

    def _ask_review(self, page: ReviewPage) -> Move:
        say = self.say
        if page.dropped:
            self._tell("", say("prompt.dropped", count=page.dropped))
        self._tell("", say("prompt.review"))
        for number, (question, reply) in enumerate(page.entries, 1):
            self._tell_item(number, question.ask)
            self._tell("   " + say("plain.your-answer", reply=describe_reply(question, reply, say)))
        self._tell("", say("plain.review"))

        def understand(line: str) -> Move | None:
            if line == "":
                return Finish()
            if line == "b":
                return GoBack()
            position = _position(line, len(page.entries))
            return None if position is None else Open(page.entries[position][0].id)

        return self._wait(understand, say("plain.review"))

    def _ask_end(self, page: EndPage) -> Move:
        say = self.say
        self._tell("", say("prompt.end"))
        self._number([say("prompt.end_keep"), say("prompt.end_file"), say("prompt.end_neither")])
        self._tell(say("plain.end"))
        moves: dict[str, Move] = {"": Neither(), "1": Keep(), "2": SaveAs(""), "3": Neither()}
        move = self._wait(moves.get, say("plain.end"), at_end=Neither())
        if move != SaveAs(""):
            return move
        self._tell(say("plain.file-name", name=page.suggested_file))
        typed = self._read()
        if typed is None:
            return Neither()
        return SaveAs(typed.strip() or page.suggested_file)

    # --- lines ----------------------------------------------------------------------------

    def _wait(self, understand: Understand, how: str, at_end: Move | None = None) -> Move:
        """Read lines until one fits; what fits is said again where one does not."""
        while True:
            typed = self._read()
            if typed is None:
                return at_end or Pause()
            line = unicodedata.normalize("NFKC", typed).strip()
            key = line.lower() if len(line) == 1 else typed.strip()
            if key in _EVERYWHERE:
                return _EVERYWHERE[key]
            if key == "?":
                self._help()
                continue
            move = understand(line if line.replace(",", "").isdigit() or len(line) <= 1 else key)
            if move is not None:
                return move
            self._tell(self.say("plain.not-understood"), how)

    def _read(self) -> str | None:
        self.writing.write("> ")
        self.writing.flush()
        try:
            typed = self.reading.readline()
        except KeyboardInterrupt:
            typed = ""
        if not typed.endswith("\n"):
            self.writing.write("\n")
        return typed.rstrip("\r\n") if typed else None

    def _tell(self, *texts: str) -> None:
        for text in texts:
            for line in break_lines(harmless(text).strip("\n"), self.width):
                self.writing.write(line + "\n")
        self.writing.flush()

    def _tell_item(self, number: int, text: str) -> None:
        first = f"{number}. "
        for line in break_lines(harmless(text), self.width, first=first, rest=" " * len(first)):
            self.writing.write(line + "\n")

    def _number(self, labels: Iterable[str]) -> None:
        for number, label in enumerate(labels, 1):
            self._tell_item(number, label)

    def _help(self) -> None:
        self._tell("", self.say("plain.help"))
        if self.contacts:
            self._tell("", self.say("prompt.contacts"))
        for contact in self.contacts:
            parts = (contact.name, contact.phone, contact.hours, contact.url, contact.note)
            self._tell(self.say("plain.contact-joiner").join(part for part in parts if part))
        self._tell("", self.say("plain.go-on"))


def _position(typed: str, count: int) -> int | None:
    """The position that a number from 1 names."""
    number = unicodedata.normalize("NFKC", typed).strip().rstrip(".")
    if number.isascii() and number.isdigit() and len(number) < 6 and 1 <= int(number) <= count:
        return int(number) - 1
    return None


def _how_to_answer(question: Question, again: bool) -> str:
    """The key of the sentence that says what to type."""
    if question.write:
        return "plain.write-again" if again else "plain.write"
    return "plain.choose-several" if question.choose == "several" else "plain.choose-one"
