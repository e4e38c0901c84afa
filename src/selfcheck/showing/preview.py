"""The questionnaire as respondents will see it, with what stands behind it in words.

What is told is a row of blocks, as in a summary, and set like one. The texts have their
placeholders filled before they come here.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from selfcheck.checking.reach import ReachCache
from selfcheck.checking.reach.beside import find_beside
from selfcheck.checking.reach.leads import Leads, answered_alike, find_leads
from selfcheck.questionnaire import (
    Contact,
    Level,
    Marked,
    Questionnaire,
    Reflection,
    Remark,
    SafetyRule,
    Theme,
)
from selfcheck.reflecting import names_theme
from selfcheck.scoring import level_bounds
from selfcheck.showing.insight import describe_alike
from selfcheck.showing.preview_questions import PreviewedQuestions, spell
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
    """Makes the blocks of a preview; with `beside`, which takes some seconds, the levels that can
    stand beside each reflection and remark too."""

    def __init__(self, questionnaire: Questionnaire, say: Say, beside: bool = False) -> None:
        self.questionnaire = questionnaire
        self.say = say
        self.cache = ReachCache(questionnaire)
        self.leads: Leads = find_leads(self.cache)
        self.questions = PreviewedQuestions(self.cache, say)
        self.beside = find_beside(self.cache) if beside else {}

    def blocks(self) -> Iterator[Block]:
        """Everything, in the order in which it meets a respondent."""
        yield from self._start()
        yield from self._section("preview.questions", self.questions.blocks())
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
        remarks = map(self._remark, self.questionnaire.remarks.values())
        yield from self._section("preview.remarks", remarks)
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

    # --- themes ---------------------------------------------------------------------------

    def _theme(self, theme: Theme) -> Iterator[Block]:
        say, members = self.say, self.cache.scoring.members[theme.id]
        yield Block("subheading", theme.name)
        if theme.about:
            yield Block("text", theme.about)
        ids = [member.question.id for member in members]
        numbers = ", ".join(str(self.questions.number[id]) for id in ids)
        yield Block("note", say("preview.theme-questions", numbers=numbers))
        yield Block("note", say(f"preview.score-{theme.score}"))
        yield Block("note", self._needed(theme))
        if theme.score == "sum":
            yield Block("note", say(f"preview.missing-{theme.missing}"))
        if not theme.compare:
            yield Block("note", say("preview.not-compared"))
        if not theme.show:
            yield Block("note", say("preview.hidden"))
        for alike in answered_alike(self.cache, theme):
            yield Block("note", describe_alike(theme, alike, say))
        for level in theme.rubric:
            yield from self._level(theme, level)
        yield from self._read(theme.columns if theme.show else ())

    def _needed(self, theme: Theme) -> str:
        if isinstance(theme.at_least, int):
            return self.say("preview.at-least-number", number=theme.at_least)
        return self.say(f"preview.at-least-{theme.at_least}")

    def _level(self, theme: Theme, level: Level) -> Iterator[Block]:
        count = self.leads.levels.get((theme.id, level.id), 0)
        share = _percent(count, self.leads.respondents)
        extent = self._extent(theme, level)
        yield Block("item", self.say("preview.level", level=level.name, range=extent, share=share))
        yield from self._border(theme, level)
        if level.says and theme.show:
            yield Block("note", level.says)
        yield from self._read(level.columns or () if theme.show else ())

    def _border(self, theme: Theme, level: Level) -> Iterator[Block]:
        """Answers that just reach a level: as near to its border as was found."""
        answers = None if level.start is None else self.cache.answers(theme, level.id, ())
        if answers:
            told = self.questions.describe_replies(answers)
            yield Block("note", self.say("preview.border", answers=told))

    def _extent(self, theme: Theme, level: Level) -> str:
        """The scores of a level in words: it starts at its own `from` and ends below the next."""
        bounds = level_bounds(theme, level)
        start, end = ("" if border is None else spell(border) for border in bounds)
        kind = {(False, True): "below", (True, False): "from", (True, True): "between"}.get(
            (bool(start), bool(end)), "all"
        )
        return self.say(f"preview.range-{kind}", start=start, end=end)

    def _read(self, columns: Iterable[str]) -> Iterator[Block]:
        titles = [self.questionnaire.columns[id].title for id in columns]
        if titles:
            joined = self.say("answer.joiner").join(titles)
            yield Block("note", self.say("preview.read", titles=joined))

    # --- reflections, remarks and safety ---------------------------------------------------

    def _reflection(self, reflection: Reflection) -> Iterator[Block]:
        say = self.say
        yield Block("subheading", reflection.title)
        if reflection.when:
            conditions = self.questions.describe_conditions(reflection.when)
            yield Block("note", say("preview.when", conditions=conditions))
        else:
            yield Block("note", say("preview.otherwise"))
        yield Block("note", self._lead(self.leads.examples.get(reflection.id)))
        count = self.leads.reflections.get(reflection.id, 0)
        share = _percent(count, self.leads.respondents)
        yield Block("note", say("preview.share", count=count, share=share))
        yield from self._beside("reflections", reflection.id)
        _, *below_title = compose_reflection(reflection, say)
        for block in below_title:
            is_part = block.kind == "heading"
            yield Block("text", say("preview.part", title=block.text)) if is_part else block
        yield from self._read(reflection.columns)

    def _lead(self, answers: Marked | None) -> str:
        """Answers that lead to a text, in the words of the questionnaire."""
        if answers is None:
            return self.say("preview.no-example")
        if not answers:
            return self.say("preview.example-nothing")
        return self.say("preview.example", answers=self.questions.describe_replies(answers))

    def _beside(self, section: str, id: str) -> Iterator[Block]:
        """The levels that can stand beside a text, of the themes where not every one can."""
        say, levels = self.say, self.beside.get((section, id))
        if levels is None:
            return
        told = []
        for theme in self.questionnaire.themes.values():
            seen = levels.get(theme.id, ())
            if len(seen) < len(theme.rubric):
                names = [level.name for level in theme.rubric if level.id in seen]
                joined = say("answer.joiner").join(names) or say("kept.no-level")
                told.append(say("result.level", theme=theme.name, level=joined))
        key = "preview.beside" if told else "preview.beside-any"
        yield Block("note", say(key, levels="; ".join(told)))

    def _remark(self, remark: Remark) -> Iterator[Block]:
        yield Block("subheading", remark.title or self.say("preview.untitled", id=remark.id))
        conditions = self.questions.describe_conditions(remark.when)
        yield Block("note", self.say("preview.when", conditions=conditions))
        yield Block("note", self._lead(self.leads.remarks.get(remark.id)))
        yield from self._beside("remarks", remark.id)
        yield Block("text", remark.says)
        yield from self._read(remark.columns)

    def _rule(self, rule: SafetyRule) -> Iterator[Block]:
        yield Block("subheading", rule.title)
        conditions = self.questions.describe_conditions(rule.when, "any")
        yield Block("note", self.say("preview.when", conditions=conditions))
        if names_theme(self.questionnaire, rule):
            yield Block("note", self.say("preview.after-scores"))
        yield Block("note", self.say("preview.instead" if rule.instead else "preview.above"))
        yield Block("note", self._lead(self.leads.safety.get(rule.id)))
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


def _percent(count: int, of: int) -> str:
    return round_half_up(Fraction(100 * count, of), 1)
