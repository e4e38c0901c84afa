"""What is told of a result, as a row of blocks. Pure.

Text, Markdown and the page on the screen are three ways to set the same blocks. Where a safety text
stands instead, there are no other blocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selfcheck.questionnaire import (
    Column,
    Contact,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
)
from selfcheck.reflecting import Outcome
from selfcheck.scoring import ThemeScore, spell_score
from selfcheck.summary.fingerprint import digest
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class Result:
    """One respondent's result. `questionnaire` has the fill_in replies in its texts; `taken` is
    when she finished, with its time zone."""

    questionnaire: Questionnaire
    fill_in: dict[str, str]
    outcome: Outcome
    taken: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of what is told: a text and what kind of thing it is."""

    kind: Literal["title", "note", "heading", "subheading", "text", "item", "address"]
    text: str


def compose(result: Result, say: Say, numbers: bool = False) -> list[Block]:
    """The whole summary: safety first, reflection, themes, columns, answers, contacts."""
    blocks = [*_compose_head(result, say), *compose_safety(result, say)]
    if not result.outcome.is_replaced:
        blocks += compose_reflection(result, say)
        blocks += compose_columns(result, say)
        blocks += _compose_themes(result, say, numbers)
        blocks += _compose_answers(result, say)
        blocks += [*compose_closing(result, say), *_compose_foot(result, say)]
    return blocks


def _compose_head(result: Result, say: Say) -> Iterator[Block]:
    questionnaire, day = result.questionnaire, result.taken
    yield Block("title", questionnaire.title)
    yield Block("note", say("summary.date", year=day.year, month=day.month, day=day.day))
    if questionnaire.version:
        yield Block("note", say("summary.version", version=questionnaire.version))


def _compose_foot(result: Result, say: Say) -> Iterator[Block]:
    yield Block("heading", say("summary.about"))
    yield Block("text", say("summary.no-sending"))
    yield Block("note", say("summary.digest"))
    yield Block("note", digest(result.questionnaire))


def compose_safety(result: Result, say: Say) -> Iterator[Block]:
    """The safety texts that hold, each with its contacts and columns."""
    questionnaire = result.questionnaire
    for rule in result.outcome.safety:
        yield Block("heading", rule.title)
        yield Block("text", rule.says)
        for contact in safety_contacts(questionnaire, rule):
            yield from _compose_contact(contact)
        for id in rule.columns:
            yield from _compose_column(questionnaire.columns[id])


def safety_contacts(questionnaire: Questionnaire, rule: SafetyRule) -> list[Contact]:
    """The contacts of a rule; all of the file where it names none."""
    ids = rule.contacts or tuple(questionnaire.contacts)
    return [questionnaire.contacts[id] for id in ids]


def _compose_contact(contact: Contact) -> Iterator[Block]:
    yield Block("subheading", "  ".join(part for part in (contact.name, contact.phone) if part))
    for text in (contact.hours, contact.note):
        if text:
            yield Block("note", text)
    if contact.url:
        yield Block("address", contact.url)


def compose_reflection(result: Result, say: Say) -> Iterator[Block]:
    """The reflection as a letter: what was noticed, one small step, questions to sit with."""
    reflection = result.outcome.reflection
    if reflection is None:
        return
    yield Block("heading", reflection.title)
    yield Block("text", reflection.says)
    if reflection.step:
        yield Block("heading", say("result.step"))
        yield Block("text", reflection.step)
    if reflection.ponder:
        yield Block("heading", say("result.ponder"))
        for question in reflection.ponder:
            yield Block("item", question)


def compose_columns(result: Result, say: Say) -> Iterator[Block]:
    """The columns of the reflection, then those of the themes' levels, each once."""
    ids = chosen_columns(result.outcome)
    if ids:
        yield Block("heading", say("result.columns"))
    for id in ids:
        yield from _compose_column(result.questionnaire.columns[id])


def _compose_column(column: Column) -> Iterator[Block]:
    yield Block("subheading", column.title)
    if column.about:
        yield Block("note", column.about)
    yield Block("address", column.url)


def chosen_columns(outcome: Outcome) -> list[str]:
    """The ids of the columns that fit, those of the reflection first, each once."""
    ids = [*outcome.reflection.columns] if outcome.reflection else []
    for score in outcome.themes.values():
        if score.level is not None:
            own = score.level.columns
            ids += score.theme.columns if own is None else own
    return list(dict.fromkeys(ids))


def _compose_themes(result: Result, say: Say, numbers: bool) -> Iterator[Block]:
    if result.questionnaire.themes:
        yield Block("heading", say("result.themes"))
    for score in scored_themes(result.outcome):
        yield Block("subheading", describe_level(score, say, numbers))
        yield Block("text", "\n".join(theme_words(score, say)))
    if text := left_open(result.outcome, say):
        yield Block("text", text)


def scored_themes(outcome: Outcome) -> list[ThemeScore]:
    """The themes that have a score."""
    return [score for score in outcome.themes.values() if score.score is not None]


def left_open(outcome: Outcome, say: Say) -> str:
    """One sentence on all themes for which too little was answered; empty where there is none."""
    names = [score.theme.name for score in outcome.themes.values() if score.score is None]
    return say("result.too-few", themes=say("answer.joiner").join(names)) if names else ""


def describe_level(score: ThemeScore, say: Say, numbers: bool = False) -> str:
    """A scored theme with the name of its level, and its score where numbers are wanted."""
    name = score.theme.name
    text = say("result.level", theme=name, level=score.level.name) if score.level else name
    if not numbers or score.score is None or score.lowest is None or score.highest is None:
        return text
    shown = [spell_score(score.theme, part) for part in (score.score, score.lowest, score.highest)]
    return text + say("result.number", score=shown[0], lowest=shown[1], highest=shown[2])


def theme_words(score: ThemeScore, say: Say) -> Iterator[str]:
    """What is said of a scored theme: the level's words, and nearness to a border."""
    if score.level and score.level.says:
        yield score.level.says.rstrip()
    if score.near_border:
        yield say("result.near-border")


def _compose_answers(result: Result, say: Say) -> Iterator[Block]:
    yield Block("heading", say("summary.answers"))
    for number, id in enumerate(result.outcome.asked, 1):
        question = result.questionnaire.questions[id]
        reply = result.outcome.answers.get(id)
        yield Block("subheading", f"{number}. {question.ask}")
        yield Block("item" if reply else "note", describe_reply(question, reply, say))


def describe_reply(question: Question, reply: Reply | None, say: Say) -> str:
    """What was answered, in the words of the answers; that it was skipped where it was."""
    if not reply:
        return say("answer.skipped")
    if isinstance(reply, str):
        return reply
    labels = {answer.value: answer.label for answer in question.answers}
    return say("answer.joiner").join(labels[value] for value in reply)


def compose_closing(result: Result, say: Say) -> Iterator[Block]:
    """The author's last words, and the contacts in one quiet line."""
    if result.questionnaire.closing:
        yield Block("heading", say("result.closing"))
        yield Block("text", result.questionnaire.closing)
    if result.questionnaire.contacts:
        yield Block("heading", say("result.contacts"))
        yield Block("note", contacts_line(result.questionnaire.contacts.values(), say))


def contacts_line(contacts: Iterable[Contact], say: Say) -> str:
    """Names and numbers, one after the other."""
    parts = [" ".join(part for part in (c.name, c.phone) if part) for c in contacts]
    return say("result.contacts-joiner").join(parts)
