"""The questions of a preview: what is asked, of whom, and what every answer brings."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from selfcheck.checking.reach import ReachCache
from selfcheck.questionnaire import Answer, Conditions, Marked, Question
from selfcheck.scoring import QuestionPoints
from selfcheck.showing.condition_words import ConditionWords
from selfcheck.spelling import round_half_up
from selfcheck.summary import Block
from selfcheck.words import Say


class PreviewedQuestions:
    """Makes the blocks of questions, which have the numbers of their order."""

    def __init__(self, cache: ReachCache, say: Say) -> None:
        self.questionnaire = cache.questionnaire
        self.say = say
        self.members = list(cache.scoring.questions.values())
        self.number = {id: number for number, id in enumerate(self.questionnaire.questions, 1)}

    def blocks(self) -> Iterator[Iterator[Block]]:
        """Every question, in the order in which they are asked."""
        return map(self._question, self.members)

    def describe_conditions(self, when: Conditions, how: str = "all") -> str:
        """When conditions hold."""
        return ConditionWords(self.say, self.questionnaire, self._call).describe(when, how)

    def describe_replies(self, answers: Marked) -> str:
        """Answers in the words of the questionnaire."""
        return self.say("answer.joiner").join(self._replies(answers))

    def _replies(self, answers: Marked) -> Iterator[str]:
        for id, reply in answers.items():
            question: Question = self.questionnaire.questions[id]
            if question.write:
                yield self.say("preview.reply-text", number=self.number[id])
                continue
            labels = [answer.label for answer in question.answers if answer.value in reply]
            said = self.say("preview.together").join(labels)
            yield self.say("preview.reply", number=self.number[id], answer=said)

    def _call(self, question: Question) -> str:
        return self.say("condition.question", number=self.number[question.id])

    def _question(self, member: QuestionPoints) -> Iterator[Block]:
        question, say = member.question, self.say
        yield from self._part(question)
        if question.before:
            yield Block("text", question.before)
        number = self.number[question.id]
        yield Block("subheading", say("preview.question", number=number, ask=question.ask))
        if question.help:
            yield Block("text", question.help)
        if question.ask_if:
            conditions = self.describe_conditions(question.ask_if)
            yield Block("note", say("preview.ask-if", conditions=conditions))
        if question.write:
            yield Block("note", say(f"preview.write-{question.write}"))
        if question.choose == "several":
            yield Block("note", say("preview.several"))
        if question.scale:
            yield Block("item", self._scale(member))
        for answer in question.answers:
            if answer.beside is None:
                yield Block("item", self._answer(member, answer))

    def _part(self, question: Question) -> Iterator[Block]:
        if question.part is None:
            return
        yield Block("subheading", self.say("preview.part-begins", name=question.part.name))
        if question.part.says:
            yield Block("note", self.say("preview.part-says"))
            yield Block("text", question.part.says)

    def _scale(self, member: QuestionPoints) -> str:
        """The numbers in one line, and what the first and the last bring."""
        low, *_, high = member.question.scale
        ends = [
            self.say("preview.scale-end", number=one.label, text=one.beside)
            for one in (low, high)
            if one.beside
        ]
        numbers = self.say("preview.scale", low=low.label, high=high.label)
        joiner = self.say("answer.joiner")
        label = self.say("preview.scale-ends", scale=numbers, ends=joiner.join(ends))
        first, last = (self._points(member, one) for one in (low, high))
        brings = [
            self.say("preview.scale-points", theme=theme, low=points, high=last[theme])
            for theme, points in first.items()
        ]
        return self._with_notes(label if ends else numbers, brings)

    def _answer(self, member: QuestionPoints, answer: Answer) -> str:
        """An answer with what it brings (R1 to R6)."""
        notes = [
            self.say("preview.points", theme=theme, points=points)
            for theme, points in self._points(member, answer).items()
        ]
        if member.ranges and answer.value not in member.answers:
            notes.append(self.say("preview.no-points"))
        if member.question.choose == "several" and answer.value in member.alone:
            notes.append(self.say("preview.alone"))
        if answer.write:
            notes.append(self.say(f"preview.beside-{answer.write}"))
        return self._with_notes(answer.label, notes)

    def _points(self, member: QuestionPoints, answer: Answer) -> Mapping[str, str]:
        """Name of a theme -> what the answer brings to it, weight included. A theme that only
        other answers of the question name is left out."""
        return {
            self.questionnaire.themes[theme].name: spell(points * member.question.weight)
            for theme, points in member.answers.get(answer.value, {}).items()
            if points or theme in member.question.themes or len(member.ranges) == 1
        }

    def _with_notes(self, label: str, notes: list[str]) -> str:
        brings = self.say("answer.joiner").join(notes)
        return self.say("preview.answer", label=label, brings=brings) if notes else label


def spell(number: Fraction) -> str:
    """A number with at most three decimals and none that says nothing."""
    text = round_half_up(number, 3)
    return text.rstrip("0").rstrip(".")
