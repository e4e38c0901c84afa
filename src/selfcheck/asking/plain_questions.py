"""A question in plain lines: what is said before it, its answers, a text beside one of them."""

import re

from selfcheck.asking.lines import read_key, read_position
from selfcheck.asking.page_rows import describe_news
from selfcheck.asking.plain_end import EndLines
from selfcheck.asking.plain_scale import how_on_scale, is_on_scale, scale_lines, understand_on_scale
from selfcheck.asking.question_rows import describe_answer
from selfcheck.questionnaire import Question, Reply
from selfcheck.replies import find_misfit, lone_values
from selfcheck.session import (
    BeforePage,
    Begin,
    Give,
    GoBack,
    Move,
    News,
    QuestionPage,
    Skip,
    TextPage,
)
from selfcheck.summary import describe_reply
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_PARTS = re.compile(r"[,、､・;/\s]+")


class QuestionLines(EndLines):
    """Asks a question, and what belongs to it; a page a method, as in `plain`."""

    def ask_before(self, page: BeforePage) -> Move:
        """What is said ahead of a safety question."""
        self.tell_news(page.news)
        if page.part and page.part.says:
            self._tell_progress(page)
        self.tell("", page.question.before)
        how = self.say("plain.before-page")
        self.tell("", how)
        moves: dict[str, Move] = {"": Begin(), "s": Skip()}
        moves |= {"b": GoBack()} if page.can_go_back else {}
        return self.wait(self.among(moves), how)

    def tell_news(self, news: News) -> None:
        """Say what the last move brought along."""
        if text := describe_news(news, self.say):
            self.tell("", text)

    def ask_question(self, page: QuestionPage) -> Move:
        """A question, its answers, and what was given before."""
        say, question = self.say, page.question
        self.tell_news(page.news)
        self._tell_progress(page)
        if question.before:
            self.tell(question.before, "")
        self.tell(*(text for text in (question.ask, question.help) if text))
        if is_on_scale(question):
            self.tell(*scale_lines(question, say))
        else:
            self.number([describe_answer(answer, say) for answer in question.answers])
        before = page.reply and describe_reply(question, page.reply, say)
        before = (question.write and page.unsent) or before
        if before:
            self.tell(say("plain.before" if question.write else "plain.chosen", reply=before))
        how = _how_to_answer(question, bool(before), say)
        self.tell(how)
        return self.wait(lambda typed: self._understand_reply(page, typed), how)

    def _tell_progress(self, page: QuestionPage | BeforePage) -> None:
        """Which question of how many, in which part, and what that says."""
        say, part = self.say, page.part
        key = "plain.progress-part" if part else "plain.progress"
        self.tell("", say(key, number=page.number, of=page.of, part=part.name if part else ""))
        if part and part.says:
            self.tell(part.says, "")

    def _understand_reply(self, page: QuestionPage, typed: str) -> Move | str:
        question, key = page.question, read_key(typed)
        if key == "b":
            return self.go_back(page.can_go_back)
        if key == "s":
            return self._skip(page)
        if question.write:
            return self._understand_text(page, typed, page.unsent or page.reply.text)
        if not is_on_scale(question):
            return self._understand_numbers(page, key)
        found = understand_on_scale(question, typed, self.say)
        return found if isinstance(found, str) else self._give(page, Reply((found.value,)))

    def _understand_text(
        self, page: QuestionPage | TextPage, typed: str, earlier: str
    ) -> Move | str:
        """What was typed, or what stood there before; nothing of both leaves it out."""
        text = harmless(typed).strip()
        if typed and not text:
            return self.say("plain.not-understood")
        text = text or earlier
        return self._give(page, Reply(page.reply.marks, text)) if text else self._skip(page)

    def ask_text(self, page: TextPage) -> Move:
        """The text beside an answer that was given."""
        say = self.say
        self.tell_news(page.news)
        beside = "plain.beside-safety" if page.is_safety else "plain.beside"
        self.tell("", say(beside, label=page.answer.label))
        earlier = page.unsent or page.reply.text
        if earlier:
            self.tell(say("plain.before", reply=earlier))
        how = say("plain.write-beside-again" if earlier else "plain.write")
        how = "\n".join((how, say("plain.text-keys")))
        self.tell(how)

        def understand(typed: str) -> Move | str:
            key = read_key(typed)
            if key in ("b", "s"):
                return GoBack() if key == "b" else self._skip(page)
            return self._understand_text(page, typed, earlier)

        return self.wait(understand, how)

    def _skip(self, page: QuestionPage | TextPage) -> Move:
        is_text = isinstance(page, TextPage)
        self.confirm(self.say("plain.nothing-beside" if is_text else "plain.skipped"))
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

    def _give(self, page: QuestionPage | TextPage, reply: Reply) -> Move:
        """An answer to a safety question is not said aloud."""
        said = self.say("plain.said", reply=describe_reply(page.question, reply, self.say))
        self.confirm(self.say("plain.answered") if page.is_safety else said)
        return Give(reply)

    def go_back(self, can: bool) -> Move | str:
        """To the page before, where there is one."""
        return GoBack() if can else self.say("plain.first-page")


def _how_to_answer(question: Question, again: bool, say: Say) -> str:
    """What to type, in a sentence or two."""
    if question.write:
        how = say("plain.write-again" if again else "plain.write")
        return "\n".join((how, say("plain.text-keys")))
    if is_on_scale(question):
        return how_on_scale(question, say)
    several = question.choose == "several"
    how = "plain.choose-several" if several else "plain.choose-one"
    return say(how, last=len(question.answers))
