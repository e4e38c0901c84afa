"""Which safety rules a table cannot lead to, because it has no column for what they look at."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selfcheck.conditions import names_in
from selfcheck.questionnaire import Questionnaire, SafetyRule
from selfcheck.table.header import Header


@dataclass(frozen=True, slots=True)
class Blindness:
    """A safety rule that looks at questions without a column: it can never appear (`is_whole`), or
    only because of what else it looks at."""

    rule: str
    questions: tuple[str, ...]
    is_whole: bool


def blind_rules(questionnaire: Questionnaire, header: Header) -> Iterator[Blindness]:
    """The rules, in the order of the file, that something is missing for."""
    for rule in questionnaire.safety.values():
        absent = tuple(id for id in _looked_at(rule) if id in header.near)
        if absent:
            yield Blindness(rule.id, absent, set(absent) >= set(_looked_at(rule)))


def _looked_at(rule: SafetyRule) -> Collection[str]:
    return names_in(rule.when)


@dataclass(frozen=True, slots=True)
class Unmarkable:
    """Answers of a question with one column an answer that have none: nobody can have marked
    them. `rules` are the safety rules that look at one of them."""

    question: str
    answers: tuple[str, ...]
    rules: tuple[str, ...]


def unmarkable_answers(questionnaire: Questionnaire, header: Header) -> Iterator[Unmarkable]:
    """The questions that lack the column of an answer."""
    for id, columns in header.spread.items():
        present = {column.value for column in columns}
        if present & {None, ""}:
            continue
        values = [answer.value for answer in questionnaire.questions[id].answers]
        absent = tuple(value for value in values if value not in present)
        rules = [rule.id for rule in questionnaire.safety.values() if _wants(rule, id, absent)]
        if absent:
            yield Unmarkable(id, absent, tuple(rules))


def _wants(rule: SafetyRule, question: str, answers: Collection[str]) -> bool:
    return any(one.name == question and set(one.wanted) & set(answers) for one in rule.when)
