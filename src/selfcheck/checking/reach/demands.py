"""What must have been answered, for a question to be asked or a `when` to hold. Pure."""

from collections.abc import Mapping
from itertools import islice, product

from selfcheck.conditions import in_one_spelling, is_met_by, plain
from selfcheck.questionnaire import Condition, Conditions, Question, Questionnaire
from selfcheck.scoring import QuestionPoints

_MAX_MARKINGS = 5_000

Demands = tuple[Condition, ...]
"""Questions with the answers of which one must have been given."""


def asked_when(questionnaire: Questionnaire) -> dict[str, Demands]:
    """Question id -> all that must have been answered for it to be asked, through all `ask_if`."""
    questions = questionnaire.questions
    return {id: _every_need(questions, id) for id in questions}


def _every_need(questions: Mapping[str, Question], id: str) -> Demands:
    found: dict[Condition, None] = {}
    waiting = list(plain(questions[id].ask_if))
    while waiting:
        condition = in_one_spelling(waiting.pop())
        if condition not in found:
            found[condition] = None
            waiting += plain(questions[condition.name].ask_if)
    return tuple(found)


def every_demand(needs: Mapping[str, Demands], when: Conditions) -> Demands:
    """What must be answered for a `when` to hold: also what must be, to be asked at all (`needs`,
    as `asked_when` gives them)."""
    found = [in_one_spelling(one) for one in plain(when) if one.name in needs]
    for condition in [*found]:
        found += needs[condition.name]
    return tuple(dict.fromkeys(found))


def possible_replies(member: QuestionPoints, demands: Demands) -> list[tuple[str, ...]]:
    """The replies to a question that meet all demands on it; of markings only those with one
    answer for each demand: more marks never make a condition fail."""
    own = [condition for condition in demands if condition.name == member.question.id]
    values = [answer.value for answer in member.question.answers]
    single: list[tuple[str, ...]] = [
        (value,) for value in values if all(is_met_by(condition, (value,)) for condition in own)
    ]
    if member.question.choose == "one":
        return single
    free = [[v for v in c.wanted if v in values and v not in member.alone] for c in own]
    together = islice(product(*free), _MAX_MARKINGS)
    return [*single, *{tuple(sorted({*marks})): None for marks in together if len({*marks}) > 1}]


def find_clash(questions: Mapping[str, QuestionPoints], demands: Demands) -> str | None:
    """A question of which no reply meets all that is demanded of it."""
    own: dict[str, list[Condition]] = {}
    for condition in demands:
        own.setdefault(condition.name, []).append(condition)
    for name, conditions in own.items():
        if not possible_replies(questions[name], tuple(conditions)):
            return name
    return None
