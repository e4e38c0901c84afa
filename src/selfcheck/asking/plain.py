"""Asking with plain lines: for screen readers, dumb terminals and pipes. No escape sequences.

Every page is said as lines that read well one after the other; every reply is one line.
"""

import re

from selfcheck.asking.lines import Lines, read_key, read_position
from selfcheck.questionnaire import Question, Reply
from selfcheck.session import (
    Begin,
    EndPage,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Keep,
    Move,
    Neither,
    Open,
    Page,
    QuestionPage,
    ReviewPage,
    SaveAs,
    Skip,
    StartPage,
)
from selfcheck.summary import describe_reply
from selfcheck.typesetting import harmless

_PARTS = re.compile(r"[,、､・;/\s]+")


class PlainLines(Lines):
    """Asks page after page; `ask` is the front end that session.walk wants."""

    def ask(self, page: Page) -> Move:
        """Say a page and wait for a line that fits it; an end of input pauses."""
        self.tell_confirmed()
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

    def _ask_start(self, page: StartPage) -> Move:
        say, asked = self.say, page.questionnaire
        self.tell(asked.title)
        if asked.author.name:
            self.tell(say("prompt.author", name=asked.author.name))
        if asked.minutes is not None:
            self.tell(say("prompt.minutes", minutes=f"{float(asked.minutes):g}"))
        self.tell("", asked.intro, "")
        self.tell(say("prompt.keeps" if page.keeps else "prompt.keeps_nothing"))
        self.tell(say("plain.leave" if page.keeps else "plain.leave-nothing"))
        if page.resumable is not None:
            self.tell(say("plain.resumable", count=page.resumable))
        moves: dict[str, Move] = {"": Begin()}
        if page.resumable is not None:
            moves |= {"n": Begin(anew=True), "ん": Begin(anew=True)}  # n with kana typing left on
        how = say("plain.start" if page.resumable is None else "plain.start-again")
        self.tell("", how)
        return self.wait(self.among(moves), how)

    def _ask_fill_in(self, page: FillInPage) -> Move:
        say, asked = self.say, page.fill_in
        self.tell("", asked.ask)
        self.number(asked.suggestions)
        if page.reply:
            self.tell(say("plain.called-before", reply=page.reply))
        how = say("plain.fill-in-default" if asked.default else "plain.fill-in", word=asked.default)
        self.tell(how)

        def understand(typed: str) -> Move | str:
            if typed in ("", "s", "ｓ"):
                return Skip() if asked.default else say("plain.not-understood")
            if typed in ("b", "ｂ"):
                return self._go_back(page.can_go_back)
            position = read_position(typed, len(asked.suggestions))
            word = asked.suggestions[position] if position is not None else typed
            word = harmless(word, False).strip()
            is_no_name = position is None and asked.suggestions and read_key(typed).isdigit()
            if is_no_name or not word:
                return say("plain.not-understood")
            self.confirm(say("plain.fill-in-said", reply=word))
            return Give(word)

        return self.wait(understand, how)

    def _ask_question(self, page: QuestionPage) -> Move:
        say, asked = self.say, page.question
        if page.dropped:
            self.tell("", say("prompt.dropped", count=page.dropped))
        self.tell("", say("plain.progress", number=page.number, of=page.of))
        if asked.before:
            self.tell(asked.before, "")
        self.tell(*(text for text in (asked.ask, asked.help) if text))
        self.number([answer.label for answer in asked.answers])
        before = page.unsent or (page.reply and describe_reply(asked, page.reply, say))
        if before:
            self.tell(say("plain.before" if asked.write else "plain.chosen", reply=before))
        how = say(_how_to_answer(asked, bool(before)), last=len(asked.answers))
        self.tell(how)
        return self.wait(lambda typed: self._understand_reply(page, typed), how)

    def _understand_reply(self, page: QuestionPage, typed: str) -> Move | str:
        asked = page.question
        key = typed if asked.write and typed.isupper() else read_key(typed)
        if key == "b":
            return self._go_back(page.can_go_back, page.unsent)
        if key == "s" or (asked.write and not typed):
            self.confirm(self.say("plain.skipped"))
            return Skip()
        if asked.write:
            text = harmless(typed).strip()
            return self._give(page, text) if text else self.say("plain.not-understood")
        return self._understand_numbers(page, key)

    def _understand_numbers(self, page: QuestionPage, key: str) -> Move | str:
        answers = page.question.answers
        positions = [read_position(part, len(answers)) for part in _PARTS.split(key) if part]
        if not positions or None in positions:
            return self.say("plain.not-understood")
        marked = tuple(answer.value for place, answer in enumerate(answers) if place in positions)
        if len(marked) > 1 and page.question.choose == "one":
            return self.say("plain.one-only")
        if len(marked) > 1 and (lone := page.alone & set(marked)):
            label = next(answer.label for answer in answers if answer.value in lone)
            return self.say("plain.alone", label=label)
        return self._give(page, marked)

    def _give(self, page: QuestionPage, reply: Reply) -> Move:
        self.confirm(self.say("plain.said", reply=describe_reply(page.question, reply, self.say)))
        return Give(reply)

    def _go_back(self, can: bool, unsent: str = "") -> Move | str:
        return GoBack(unsent) if can else self.say("plain.first-page")

    def _ask_review(self, page: ReviewPage) -> Move:
        say = self.say
        if page.dropped:
            self.tell("", say("prompt.dropped", count=page.dropped))
        self.tell("", say("prompt.review"))
        for number, (question, reply) in enumerate(page.entries, 1):
            self.tell_item(number, question.ask)
            self.tell_indented(say("plain.said", reply=describe_reply(question, reply, say)))
        self.tell("", say("plain.review"))

        def understand(typed: str) -> Move | str:
            position = read_position(typed, len(page.entries))
            if position is not None:
                return Open(page.entries[position][0].id)
            return self.among({"": Finish(), "b": GoBack()})(typed)

        return self.wait(understand, say("plain.review"))

    def _ask_end(self, page: EndPage) -> Move:
        """Keep, write a file or neither; the end of input answers "neither"."""
        say = self.say
        labels = [say("prompt.end_keep"), say("prompt.end_file"), say("prompt.end_neither")]
        moves: dict[str, Move] = {"": Neither(), "1": Keep(), "2": SaveAs(""), "3": Neither()}
        move: Move = GoBack()
        while move == GoBack():
            self.tell("", say("prompt.end"))
            self.number(labels)
            self.tell(say("plain.end"))
            move = self.wait(self.among(moves), say("plain.end"), at_end=Neither())
            if move == SaveAs(""):
                move = self._ask_file(page.suggested_file)
        return move

    def _ask_file(self, suggested: str) -> Move:
        how = self.say("plain.file-name", name=suggested)
        self.tell(how)

        def understand(typed: str) -> Move | str:
            return GoBack() if read_key(typed) == "b" else SaveAs(typed or suggested)

        return self.wait(understand, how, at_end=Neither())


def _how_to_answer(question: Question, again: bool) -> str:
    """The key of the sentence that says what to type."""
    if question.write:
        return "plain.write-again" if again else "plain.write"
    return "plain.choose-several" if question.choose == "several" else "plain.choose-one"
