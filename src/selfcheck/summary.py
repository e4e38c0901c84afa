"""A result as text, Markdown and data. Pure: everything is returned, nothing printed.

What is told stands once, as a row of blocks; text, Markdown and the page on the screen are three
ways to set the same blocks. Where a safety text stands instead, there are no other blocks.
"""

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from selfcheck.questionnaire import (
    Answer,
    Column,
    Condition,
    Contact,
    Level,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
    Theme,
)
from selfcheck.reflecting import Outcome
from selfcheck.scoring import ThemeScore, find_level, spell_score
from selfcheck.typesetting import break_lines, display_width, harmless
from selfcheck.words import Say

TEXT_WIDTH = 76
"""Columns of a text summary: 38 full-width characters, as a mail or a chat shows them whole."""

_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x7f-\x9f]")


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


# --- what is told ---------------------------------------------------------------------------


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


# --- numbers that do not cross a border -----------------------------------------------------


def score_as_number(theme: Theme, number: Fraction) -> int | float:
    """A score as the nearest number of a computer that is in the same level."""
    if number.denominator == 1:
        return number.numerator
    near = float(number)
    if find_level(theme, Fraction(near)) is not find_level(theme, number):
        near = math.nextafter(near, -math.inf if Fraction(near) > number else math.inf)
    return near


# --- as text and Markdown -------------------------------------------------------------------


def render_text(result: Result, say: Say, numbers: bool = False) -> str:
    """For pasting into a mail or a chat: no line over 38 full-width characters but addresses."""
    lines = [line for block in compose(result, say, numbers) for line in _set_block(block, say)]
    text = "\n".join(lines).strip("\n") + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def _set_block(block: Block, say: Say) -> list[str]:
    text = harmless(block.text).strip("\n")
    match block.kind:
        case "title":
            return [*break_lines(text, TEXT_WIDTH), "=" * min(TEXT_WIDTH, display_width(text)), ""]
        case "heading":
            return ["", *break_lines(say("summary.heading", title=text), TEXT_WIDTH), ""]
        case "subheading":
            return ["", *break_lines(text, TEXT_WIDTH)]
        case "item":
            return break_lines(text, TEXT_WIDTH, first=" - ", rest="   ")
        case "address":
            return [text]
        case "text":
            return [*break_lines(text, TEXT_WIDTH), ""]
        case _:
            return break_lines(text, TEXT_WIDTH)


_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
# What would begin a list, underline a heading or draw a line: "1.", "-", "+", "===", "---".
_LINE_START = re.compile(r"^( *)(\d+(?=[.)](?:\s|$))|(?=[-+=](?:\s|$|[-=])))", re.MULTILINE)
_CODE_INDENT = re.compile("^ {4,}", re.MULTILINE)


def render_markdown(result: Result, say: Say, numbers: bool = False) -> str:
    """The same as Markdown; signs within the texts stay signs."""
    parts = [mark_block(block) for block in compose(result, say, numbers)]
    return "\n\n".join(parts) + "\n"


def mark_block(block: Block) -> str:
    """A block as Markdown."""
    text = re.sub(r"\A\s*\n", "", harmless(block.text)).rstrip()
    text = _MARKDOWN_SIGNS.sub(r"\\\1", text)
    heading = text.replace("\n", " ")
    lines = _LINE_START.sub(r"\1\2\\", _CODE_INDENT.sub("   ", text)).split("\n")
    body = "  \n".join(line if line.strip() else "" for line in lines)
    body = re.sub(r"(  \n)?\n(  \n)+", "\n\n", body)
    match block.kind:
        case "title":
            return f"# {heading}"
        case "heading":
            return f"## {heading}"
        case "subheading":
            return f"### {heading}"
        case "item":
            return "- " + body.replace("\n", "\n  ")
        case "address":
            return f"<{block.text}>"
        case _:
            return body


# --- as data --------------------------------------------------------------------------------


def render_json(result: Result) -> str:
    """The result as JSON."""
    return data_as_text(result_as_data(result))


def data_as_text(data: dict[str, Any]) -> str:
    """Data as JSON; invisible characters are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def result_as_data(result: Result) -> dict[str, Any]:
    """The result for other programs; an answers file that leads to the same result."""
    questionnaire, outcome = result.questionnaire, result.outcome
    return {
        "selfcheck": 1,
        "questionnaire": {
            "id": questionnaire.id,
            "title": questionnaire.title,
            "version": questionnaire.version,
            "language": questionnaire.language,
            "digest": digest(questionnaire),
        },
        "taken": result.taken.isoformat(timespec="seconds"),
        "fill_in": dict(result.fill_in),
        "answers": answers_as_data(questionnaire, outcome.answers),
        "themes": {id: _theme_as_data(score) for id, score in outcome.themes.items()},
        "reflection": outcome.reflection.id if outcome.reflection else None,
        "safety": [rule.id for rule in outcome.safety],
    }


def answers_as_data(questionnaire: Questionnaire, answers: Any) -> dict[str, Any]:
    """Answers that are numbers as numbers, several as a list, texts as they are."""
    data: dict[str, Any] = {}
    for id, reply in answers.items():
        if isinstance(reply, str):
            data[id] = reply
            continue
        values = [_value_as_data(questionnaire.questions[id], value) for value in reply]
        data[id] = values if questionnaire.questions[id].choose == "several" else values[0]
    return data


def _value_as_data(question: Question, value: str) -> int | float | str:
    number = next((a.number for a in question.answers if a.value == value), None)
    if number is None:
        return value
    if number.denominator == 1:
        return number.numerator
    near = float(number)
    return near if Fraction(repr(near)) == number else value


def _theme_as_data(score: ThemeScore) -> dict[str, Any]:
    def number(part: Fraction | None) -> int | float | None:
        return None if part is None else score_as_number(score.theme, part)

    return {
        "score": number(score.score),
        "lowest": number(score.lowest),
        "highest": number(score.highest),
        "level": score.level.id if score.level else None,
        "answered": score.answered,
        "of": score.of,
    }


# --- what is scored -------------------------------------------------------------------------


def digest(questionnaire: Questionnaire) -> str:
    """A fingerprint of what is scored and nothing else: it stays when words change."""
    scored = {
        "questions": {id: _scored_question(q) for id, q in questionnaire.questions.items()},
        "themes": {id: _scored_theme(theme) for id, theme in questionnaire.themes.items()},
    }
    text = json.dumps(scored, sort_keys=True, ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _scored_question(question: Question) -> dict[str, Any]:
    return {
        "answers": {answer.value: _scored_answer(answer) for answer in question.answers},
        "theme": question.theme,
        "reverse": question.reverse,
        "weight": str(question.weight),
        "choose": question.choose,
        "ask_if": _sorted_conditions(question.ask_if),
    }


def _scored_answer(answer: Answer) -> dict[str, Any]:
    own = answer.points
    points = None if own is None else {theme: str(number) for theme, number in own.items()}
    return {"points": points, "alone": answer.alone}


def _sorted_conditions(conditions: Iterable[Condition]) -> dict[str, list[str]]:
    return {condition.name: sorted(set(condition.wanted)) for condition in conditions}


def _scored_theme(theme: Theme) -> dict[str, Any]:
    def start(level: Level) -> str | None:
        return None if level.start is None else str(level.start)

    return {
        "score": theme.score,
        "at_least": theme.at_least,
        "missing": theme.missing,
        "levels": {level.id: start(level) for level in theme.rubric},
    }


RENDERERS: dict[str, Callable[[Result, Say, bool], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": lambda result, say, numbers: render_json(result),
}
"""How a result is written: the name of a format -> (result, say, numbers) -> text."""
