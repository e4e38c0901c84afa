"""Why a condition does not hold: which of the things it names keep it from holding. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from selfcheck.conditions import judge
from selfcheck.questionnaire import (
    Answers,
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Negated,
    Skipped,
)
from selfcheck.reflecting import Outcome
from selfcheck.replies import spell_reply
from selfcheck.spelling import round_half_up

Reason = tuple[str, Mapping[str, object]]
"""The key of a sentence, and its facts; ids and values stand in it as their author typed them."""

Unmet = tuple[Condition | Extreme | Skipped, bool]
"""What is named, and whether its opposite is wanted."""

_DECIMALS = range(4)


def find_unmet(conditions: Conditions, outcome: Outcome) -> Iterator[Unmet]:
    """What keeps conditions from holding together, in their order."""
    return _unmet_together(conditions, outcome, False)


def _unmet_together(conditions: Conditions, outcome: Outcome, is_not: bool) -> Iterator[Unmet]:
    """Entries that must all hold; or (`is_not`) of which one must not."""
    verdicts = [judge(entry, outcome.evidence) for entry in conditions]
    if not (is_not and False in verdicts):
        for entry in conditions:
            yield from _unmet(entry, outcome, is_not)


def _unmet(entry: Entry, outcome: Outcome, is_not: bool) -> Iterator[Unmet]:
    if judge(entry, outcome.evidence) is (not is_not):
        return
    match entry:
        case Negated(part):
            yield from _unmet_together(part, outcome, not is_not)
        case Joined(_, parts):
            for part in parts:
                yield from _unmet_together(part, outcome, is_not)
        case _:
            yield entry, is_not


def explain_unmet(unmet: Unmet, outcome: Outcome) -> Iterator[Reason]:
    """What was wanted of one entry, and what came about."""
    entry, is_not = unmet
    match entry:
        case Condition(name) if name in outcome.themes:
            actual = outcome.evidence.levels[name] or "none"
            yield _explain_named("on-theme", is_not, _facts("theme", entry, actual))
        case Condition():
            actual = _given(entry.name, outcome.answers)
            yield _explain_named("on-question", is_not, _facts("question", entry, actual))
        case Extreme(which, themes):
            key = f"because.not-{which}" if is_not else f"because.{which}"
            yield key, {"wanted": ", ".join(themes)}
            yield from explain_standings(outcome)
        case Skipped(questions):
            yield _key("on-skipped", is_not), {"questions": ", ".join(questions)}
            for question in questions:
                yield _explain_reply(question, outcome)


def _key(kind: str, is_not: bool) -> str:
    return f"because.not-{kind}" if is_not else f"because.{kind}"


def _explain_named(kind: str, is_not: bool, facts: Mapping[str, object]) -> Reason:
    """Of what is not known, the opposite is not known either."""
    if is_not and facts["actual"] == "none":
        return f"because.unknown-{kind}", facts
    return _key(kind, is_not), facts


def _facts(about: str, entry: Condition, actual: str) -> dict[str, object]:
    return {about: entry.name, "wanted": ", ".join(entry.wanted), "actual": actual}


def _explain_reply(question: str, outcome: Outcome) -> Reason:
    if question not in outcome.asked:
        return "because.not-asked", {"question": question}
    if reply := outcome.answers.get(question):
        return "because.answered", {"question": question, "reply": spell_reply(reply)}
    return "because.skipped", {"question": question}


def _given(question: str, answers: Answers) -> str:
    reply = answers.get(question)
    return spell_reply(reply) if reply else "none"


def explain_standings(outcome: Outcome) -> Iterator[Reason]:
    """How far up the compared themes stand, in percent of the way from lowest to highest."""
    standings = outcome.evidence.standings
    if not standings:
        yield "because.nothing-compared", {}
        return
    ordered = sorted(standings.items(), key=lambda one: -one[1])
    numbers = _spell_apart([standing for _, standing in ordered])
    shown = ", ".join(f"{id}: {number}" for (id, _), number in zip(ordered, numbers, strict=True))
    yield "because.standings", {"standings": shown}


def _spell_apart(standings: Iterable[Fraction]) -> list[str]:
    """In percent, with as many decimals as tell different ones apart, as far as three do."""
    wanted = [100 * standing for standing in standings]
    for decimals in _DECIMALS:
        shown = [round_half_up(number, decimals) for number in wanted]
        if len({*shown}) == len({*wanted}):
            break
    return shown
