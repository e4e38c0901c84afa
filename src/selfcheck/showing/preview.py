"""The questionnaire as respondents will see it, with what stands behind it in words.

What is told is a row of blocks, as in a summary, and set like one. The texts have their
placeholders filled before they come here.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from selfcheck.checking.reach import ReachCache
from selfcheck.checking.reach.leads import Leads, answered_alike, find_leads
from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Contact,
    Level,
    Marked,
    Question,
    Questionnaire,
    Reflection,
    SafetyRule,
    Theme,
)
from selfcheck.scoring import QuestionPoints, level_bounds
from selfcheck.showing.condition_words import ConditionWords
from selfcheck.showing.insight import describe_alike
from selfcheck.spelling import round_half_up
from selfcheck.summary import (
    Block,
    compose_column,
    compose_contact,
    compose_reflection,
    rule_contacts,
)
from selfcheck.words import Say


class Preview:
    """Makes the blocks of a preview."""

    def __init__(self, questionnaire: Questionnaire, say: Say) -> None:
        self.questionnaire = questionnaire
        self.say = say
        self.cache = ReachCache(questionnaire)
        self.leads: Leads = find_leads(self.cache)
        self.number = {id: number for number, id in enumerate(questionnaire.questions, 1)}

    def blocks(self) -> Iterator[Block]:
        """Everything, in the order in which it meets a respondent."""
        yield from self._start()
        yield from self._section("preview.questions", map(self._question, self._questions()))
        yield from self._section(
            "preview.safety", map(self._rule, self.questionnaire.safety.values())
        )
        if self.questionnaire.themes or self.questionnaire.reflections:
            yield from self._chance()
        yield from self._section(
            "preview.themes", map(self._theme, self.questionnaire.themes.values())
        )
        reflections = map(self._reflection, self.questionnaire.reflections.values())
        yield from self._section("preview.reflections", reflections)
        if self.questionnaire.closing:
            yield Block("heading", self.say("result.closing"))
            yield Block("text", self.questionnaire.closing)
        yield from self._section(
            "preview.contacts", map(self._contact, self.questionnaire.contacts.values())
        )
        yield from self._section(
            "preview.columns", map(compose_column, self.questionnaire.columns.values())
        )

    def _section(self, key: str, things: Iterable[Iterator[Block]]) -> Iterator[Block]:
        """A heading and what stands under it; nothing where there is nothing."""
        for place, blocks in enumerate(things):
            if not place:
                yield Block("heading", self.say(key))
            yield from blocks

    def _start(self) -> Iterator[Block]:
        questionnaire = self.questionnaire
        yield Block("title", questionnaire.title)
        if questionnaire.version:
            yield Block("note", self.say("summary.version", version=questionnaire.version))
        if questionnaire.author.name:
            yield Block("note", self.say("prompt.author", name=questionnaire.author.name))
        if questionnaire.minutes is not None:
            minutes = round_half_up(questionnaire.minutes, 0)
            yield Block("note", self.say("prompt.minutes", minutes=minutes))
        if questionnaire.intro:
            yield Block("text", questionnaire.intro)
        for fill_in in questionnaire.fill_in.values():
            yield Block("subheading", fill_in.ask)
            for word in fill_in.suggestions:
                yield Block("item", word)
            if fill_in.default:
                yield Block("note", self.say("preview.default", word=fill_in.default))

    def _chance(self) -> Iterator[Block]:
        yield Block("heading", self.say("preview.chance"))
        yield Block("text", self.say("preview.sample", number=self.leads.respondents))
        if any(rule.instead for rule in self.questionnaire.safety.values()):
            yield Block("text", self.say("preview.safety-aside"))

    # --- questions ------------------------------------------------------------------------

    def _questions(self) -> list[QuestionPoints]:
        return list(self.cache.scoring.questions.values())

    def _question(self, member: QuestionPoints) -> Iterator[Block]:
        question, say = member.question, self.say
        if question.before:
            yield Block("text", question.before)
        number = self.number[question.id]
        yield Block("subheading", say("preview.question", number=number, ask=question.ask))
        if question.help:
            yield Block("text", question.help)
        if question.ask_if:
            conditions = self._conditions(question.ask_if)
            yield Block("note", say("preview.ask-if", conditions=conditions))
        if question.write:
            yield Block("note", say(f"preview.write-{question.write}"))
        if question.choose == "several":
            yield Block("note", say("preview.several"))
        for answer in question.answers:
            yield Block("item", self._answer(member, answer))

    def _answer(self, member: QuestionPoints, answer: Answer) -> str:
        """An answer with what it brings (R1 to R6)."""
        notes = [
            self.say(
                "preview.points",
                theme=self.questionnaire.themes[theme].name,
                points=_spell(points * member.question.weight),
            )
            for theme, points in member.answers.get(answer.value, {}).items()
            if points or theme in member.question.themes or len(member.ranges) == 1
        ]
        if member.ranges and answer.value not in member.answers:
            notes.append(self.say("preview.no-points"))
        if member.question.choose == "several" and answer.value in member.alone:
            notes.append(self.say("preview.alone"))
        if not notes:
            return answer.label
        brings = self.say("answer.joiner").join(notes)
        return self.say("preview.answer", label=answer.label, brings=brings)

    # --- conditions in words --------------------------------------------------------------

    def _conditions(self, when: Conditions, how: str = "all") -> str:
        return ConditionWords(self.say, self._condition, self._name).describe(when, how)

    def _condition(self, condition: Condition) -> str:
        theme = self.questionnaire.themes.get(condition.name)
        if theme is not None:
            names = {level.id: level.name for level in theme.rubric}
            levels = self.say("condition.or").join(names[id] for id in condition.wanted)
            return self.say("condition.on-theme", theme=theme.name, levels=levels)
        question = self.questionnaire.questions[condition.name]
        labels = {answer.value: answer.label for answer in question.answers}
        wanted = self.say("condition.or").join(labels[value] for value in condition.wanted)
        number = self.number[condition.name]
        return self.say("condition.on-question", number=number, answers=wanted)

    def _name(self, id: str) -> str:
        if id in self.questionnaire.themes:
            return self.questionnaire.themes[id].name
        return self.say("condition.question", number=self.number[id])

    # --- themes ---------------------------------------------------------------------------

    def _theme(self, theme: Theme) -> Iterator[Block]:
        say, members = self.say, self.cache.scoring.members[theme.id]
        yield Block("subheading", theme.name)
        if theme.about:
            yield Block("text", theme.about)
        numbers = ", ".join(str(self.number[member.question.id]) for member in members)
        yield Block("note", say("preview.theme-questions", numbers=numbers))
        yield Block("note", say(f"preview.score-{theme.score}"))
        yield Block("note", self._needed(theme))
        if theme.score == "sum":
            yield Block("note", say(f"preview.missing-{theme.missing}"))
        for alike in answered_alike(self.cache, theme):
            yield Block("note", describe_alike(theme, alike, say))
        for level in theme.rubric:
            yield from self._level(theme, level)
        yield from self._read(theme.columns)

    def _needed(self, theme: Theme) -> str:
        if isinstance(theme.at_least, int):
            return self.say("preview.at-least-number", number=theme.at_least)
        return self.say(f"preview.at-least-{theme.at_least}")

    def _level(self, theme: Theme, level: Level) -> Iterator[Block]:
        count = self.leads.levels.get((theme.id, level.id), 0)
        share = _percent(count, self.leads.respondents)
        extent = self._extent(theme, level)
        yield Block("item", self.say("preview.level", level=level.name, range=extent, share=share))
        if level.says:
            yield Block("note", level.says)
        yield from self._read(level.columns or ())

    def _extent(self, theme: Theme, level: Level) -> str:
        """The scores of a level in words: it starts at its own `from` and ends below the next."""
        bounds = level_bounds(theme, level)
        start, end = ("" if border is None else _spell(border) for border in bounds)
        kind = {(False, True): "below", (True, False): "from", (True, True): "between"}.get(
            (bool(start), bool(end)), "all"
        )
        return self.say(f"preview.range-{kind}", start=start, end=end)

    def _read(self, columns: Iterable[str]) -> Iterator[Block]:
        titles = [self.questionnaire.columns[id].title for id in columns]
        if titles:
            joined = self.say("answer.joiner").join(titles)
            yield Block("note", self.say("preview.read", titles=joined))

    # --- reflections and safety -----------------------------------------------------------

    def _reflection(self, reflection: Reflection) -> Iterator[Block]:
        say = self.say
        yield Block("subheading", reflection.title)
        if reflection.when:
            conditions = self._conditions(reflection.when)
            yield Block("note", say("preview.when", conditions=conditions))
        else:
            yield Block("note", say("preview.otherwise"))
        yield Block("note", self._lead(reflection))
        count = self.leads.reflections.get(reflection.id, 0)
        share = _percent(count, self.leads.respondents)
        yield Block("note", say("preview.share", count=count, share=share))
        _, *letter = compose_reflection(reflection, say)
        for block in letter:
            is_part = block.kind == "heading"
            yield Block("text", say("preview.part", title=block.text)) if is_part else block
        yield from self._read(reflection.columns)

    def _lead(self, reflection: Reflection) -> str:
        """Answers that lead to a reflection, in the words of the questionnaire."""
        answers = self.leads.examples.get(reflection.id)
        if answers is None:
            return self.say("preview.no-example")
        if not answers:
            return self.say("preview.example-nothing")
        shown = self.say("answer.joiner").join(self._replies(answers))
        return self.say("preview.example", answers=shown)

    def _replies(self, answers: Marked) -> Iterator[str]:
        for id, reply in answers.items():
            question: Question = self.questionnaire.questions[id]
            if question.write:
                yield self.say("preview.reply-text", number=self.number[id])
                continue
            labels = [answer.label for answer in question.answers if answer.value in reply]
            said = self.say("preview.together").join(labels)
            yield self.say("preview.reply", number=self.number[id], answer=said)

    def _rule(self, rule: SafetyRule) -> Iterator[Block]:
        yield Block("subheading", rule.title)
        conditions = self._conditions(rule.when, "any")
        yield Block("note", self.say("preview.safety-when", conditions=conditions))
        yield Block("note", self.say("preview.instead" if rule.instead else "preview.above"))
        if rule.first:
            yield Block("note", self.say("preview.first", line=rule.first))
        yield Block("text", rule.says)
        names = [contact.name for contact in rule_contacts(self.questionnaire, rule)]
        if names:
            joined = self.say("answer.joiner").join(names)
            yield Block("note", self.say("preview.safety-contacts", names=joined))
        yield from self._read(rule.columns)

    def _contact(self, contact: Contact) -> Iterator[Block]:
        yield from compose_contact(contact)
        if contact.always:
            yield Block("note", self.say("preview.always"))


def _spell(number: Fraction) -> str:
    """A number with at most three decimals and none that says nothing."""
    text = round_half_up(number, 3)
    return text.rstrip("0").rstrip(".")


def _percent(count: int, of: int) -> str:
    return round_half_up(Fraction(100 * count, of), 1)
