"""Asking with plain lines: for screen readers, dumb terminals and pipes. No escape sequences.

Every page is said as lines that read well one after the other; every reply is one line.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from selfcheck.asking.screen import Screen
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

_PARTS = re.compile(r"[,、､・;/\s]+")

Understand = Callable[[str], Move | str]
"""What a page makes of a line: a move, or, where it fits nothing, a sentence that says so."""


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
            moves |= {"n": Begin(anew=True), "ん": Begin(anew=True)}  # n with kana typing left on
        how = say("plain.start" if page.resumable is None else "plain.start-again")
        self._tell("", how)
        return self._wait(self._among(moves), how)

    def _ask_fill_in(self, page: FillInPage) -> Move:
        say, asked = self.say, page.fill_in
        self._tell("", asked.ask)
        self._number(asked.suggestions)
        if page.reply:
            self._tell(say("plain.before", reply=page.reply))
        how = say("plain.fill-in-default" if asked.default else "plain.fill-in", word=asked.default)
        self._tell(how)

        def understand(typed: str) -> Move | str:
            if typed in ("", "s", "ｓ"):
                return Skip() if asked.default else say("plain.not-understood")
            if typed in ("b", "ｂ"):
                return self._go_back(page.can_go_back)
            position = _position(typed, len(asked.suggestions))
            word = asked.suggestions[position] if position is not None else typed
            word = harmless(word, False).strip()
            is_no_name = position is None and asked.suggestions and _key(typed).isdigit()
            if is_no_name or not word:
                return say("plain.not-understood")
            self._tell(say("plain.fill-in-said", reply=word))
            return Give(word)

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
        before = page.unsent or (page.reply and describe_reply(asked, page.reply, say))
        if before:
            self._tell(say("plain.before" if asked.write else "plain.chosen", reply=before))
        how = say(_how_to_answer(asked, bool(before)), last=len(asked.answers))
        self._tell(how)
        return self._wait(lambda typed: self._understand_reply(page, typed), how)

    def _understand_reply(self, page: QuestionPage, typed: str) -> Move | str:
        asked = page.question
        key = typed if asked.write and typed.isupper() else _key(typed)
        if key == "b":
            return self._go_back(page.can_go_back, page.unsent)
        if key == "s" or (asked.write and not typed):
            self._tell(self.say("plain.skipped"))
            return Skip()
        if asked.write:
            text = harmless(typed).strip()
            return self._give(page, text) if text else self.say("plain.not-understood")
        return self._understand_numbers(page, key)

    def _understand_numbers(self, page: QuestionPage, key: str) -> Move | str:
        answers = page.question.answers
        positions = [_position(part, len(answers)) for part in _PARTS.split(key) if part]
        if not positions or None in positions:
            return self.say("plain.not-understood")
        marked = tuple(
            dict.fromkeys(answers[place].value for place in positions if place is not None)
        )
        if len(marked) > 1 and page.question.choose == "one":
            return self.say("plain.one-only")
        if len(marked) > 1 and (lone := page.alone & set(marked)):
            label = next(answer.label for answer in answers if answer.value in lone)
            return self.say("plain.alone", label=label)
        return self._give(page, marked)

    def _give(self, page: QuestionPage, reply: Reply) -> Move:
        self._tell(self.say("plain.said", reply=describe_reply(page.question, reply, self.say)))
        return Give(reply)

    def _go_back(self, can: bool, unsent: str = "") -> Move | str:
        return GoBack(unsent) if can else self.say("plain.first-page")

    def _ask_review(self, page: ReviewPage) -> Move:
        say = self.say
        if page.dropped:
            self._tell("", say("prompt.dropped", count=page.dropped))
        self._tell("", say("prompt.review"))
        for number, (question, reply) in enumerate(page.entries, 1):
            self._tell_item(number, question.ask)
            self._tell("   " + say("plain.your-answer", reply=describe_reply(question, reply, say)))
        self._tell("", say("plain.review"))

        def understand(typed: str) -> Move | str:
            position = _position(typed, len(page.entries))
            if position is not None:
                return Open(page.entries[position][0].id)
            return self._among({"": Finish(), "b": GoBack()})(typed)

        return self._wait(understand, say("plain.review"))

    def _ask_end(self, page: EndPage) -> Move:
        """Keep, write a file or neither; the end of input answers "neither"."""
        say = self.say
        labels = [say("prompt.end_keep"), say("prompt.end_file"), say("prompt.end_neither")]
        moves: dict[str, Move] = {"": Neither(), "1": Keep(), "2": SaveAs(""), "3": Neither()}
        move: Move = GoBack()
        while move == GoBack():
            self._tell("", say("prompt.end"))
            self._number(labels)
            self._tell(say("plain.end"))
            move = self._wait(self._among(moves), say("plain.end"), at_end=Neither())
            if move == SaveAs(""):
                move = self._ask_file(page.suggested_file)
        return move

    def _ask_file(self, suggested: str) -> Move:
        how = self.say("plain.file-name", name=suggested)
        self._tell(how)

        def understand(typed: str) -> Move | str:
            return GoBack() if _key(typed) == "b" else SaveAs(typed or suggested)

        return self._wait(understand, how, at_end=Neither())

    # --- lines ----------------------------------------------------------------------------

    def _among(self, moves: Mapping[str, Move]) -> Understand:
        return lambda typed: moves.get(_key(typed)) or self.say("plain.not-understood")

    def _wait(self, understand: Understand, how: str, at_end: Move | None = None) -> Move:
        """Read lines until one fits; what fits is said again where one does not."""
        while True:
            try:
                typed = self._read()
            except KeyboardInterrupt:
                self._end_line()
                return Pause()
            if typed is None:
                return at_end or Pause()
            key = _key(typed)
            if key == "q":
                return Pause()
            if key == "x":
                self._clear()
                return Leave()
            if key == "?":
                self._help()
                self._tell("", how)
                continue
            found = understand(typed)
            if not isinstance(found, str):
                return found
            self._tell(found, how)

    def _read(self) -> str | None:
        """A line without the spaces around it; None at the end of input."""
        self.writing.write("> ")
        self.writing.flush()
        try:
            typed = self.reading.readline()
        except (OSError, ValueError):  # the terminal is gone
            typed = ""
        if not (typed.endswith("\n") and self.reading.isatty()):
            self._end_line()
        return typed.strip() if typed else None

    def _end_line(self) -> None:
        """Nobody has typed Enter here, so what follows would stand on the same line."""
        self.writing.write("\n")
        self.writing.flush()

    def _clear(self) -> None:
        """Clear the screen, where there is one; a dumb terminal can only scroll."""
        if not self.writing.isatty():
            return
        screen = Screen(self.writing)
        if os.environ.get("TERM") == "dumb":
            self.writing.write("\n" * screen.size().lines)
            self.writing.flush()
        else:
            screen.wipe()

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


def _key(typed: str) -> str:
    """What was typed as a key: full-width letters and digits are letters and digits."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _position(typed: str, count: int) -> int | None:
    """The position that a number from 1 names."""
    number = _key(typed).rstrip(".。")
    if number.isascii() and number.isdigit() and len(number) < 6 and 1 <= int(number) <= count:
        return int(number) - 1
    return None


def _how_to_answer(question: Question, again: bool) -> str:
    """The key of the sentence that says what to type."""
    if question.write:
        return "plain.write-again" if again else "plain.write"
    return "plain.choose-several" if question.choose == "several" else "plain.choose-one"
