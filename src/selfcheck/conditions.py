"""Conditions judged: the one place that says whether `ask_if` and `when` hold. Pure.

What is not known meets nothing, and its opposite neither: an entry about a question that was
skipped or not asked, or about a theme without a score, is neither yes nor no. Only a yes holds.
(Kleene's strong three-valued logic; docs/writing-questions.ja.md tells it by examples.)
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from fractions import Fraction

from selfcheck.frozen import dataclass, field
from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Marked,
    Marks,
    Negated,
    Skipped,
)

Verdict = bool | None
"""Yes, no, or None: not known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What conditions are judged by: the marks of the questions that were asked, the ids of those
    that were not; the level of every theme by id, None without a score; and, of the themes that are
    compared and have a score, how far up it stands, from 0 to 1. For `ask_if` there are no
    themes."""

    marked: Marked
    left_out: Container[str] = ()
    levels: Mapping[str, str | None] = field(default_factory=dict)
    standings: Mapping[str, Fraction] = field(default_factory=dict)


def all_hold(conditions: Iterable[Entry], evidence: Evidence) -> bool:
    """Whether every entry holds, as in `ask_if` and in the `when` of a reflection or a remark."""
    for entry in conditions:  # noqa: SIM110 - asked a million times
        if not judge(entry, evidence):
            return False
    return True


def any_holds(conditions: Iterable[Entry], evidence: Evidence) -> bool:
    """Whether some entry holds, as in the `when` of a safety rule."""
    return any(judge(entry, evidence) for entry in conditions)


def judge(entry: Entry, evidence: Evidence) -> Verdict:
    """Whether an entry holds."""
    match entry:
        case Condition():
            return _judge_named(entry, evidence)
        case Extreme():
            return _judge_extreme(entry, evidence.standings)
        case Skipped():
            return _any(_was_skipped(id, evidence) for id in entry.questions)
        case Negated():
            found = judge_together(entry.part, evidence)
            return None if found is None else not found
        case Joined():
            join = _all if entry.how == "all" else _any
            return join(judge_together(part, evidence) for part in entry.parts)


def judge_together(conditions: Conditions, evidence: Evidence) -> Verdict:
    """Whether entries hold together: no where one does not, else not known where one is not."""
    return _all(judge(entry, evidence) for entry in conditions)


def judge_by(
    entry: Entry, judge_one: Callable[[Condition | Extreme | Skipped], Verdict]
) -> Verdict:
    """Whether an entry holds, where something else than evidence judges the entries that name
    something."""
    match entry:
        case Joined():
            join = _all if entry.how == "all" else _any
            return join(_all(judge_by(one, judge_one) for one in part) for part in entry.parts)
        case Negated():
            found = _all(judge_by(one, judge_one) for one in entry.part)
            return None if found is None else not found
    return judge_one(entry)


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    found: Verdict = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            found = None
    return found


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    found: Verdict = False
    for verdict in verdicts:
        if verdict:
            return True
        if verdict is None:
            found = None
    return found


def _judge_named(condition: Condition, evidence: Evidence) -> Verdict:
    """Whether one of the wanted levels came about, or one of the wanted answers was given."""
    if condition.name in evidence.levels:
        level = evidence.levels[condition.name]
        return None if level is None else level in condition.wanted
    marks = evidence.marked.get(condition.name)
    return is_met_by(condition, marks) if marks else None


def _judge_extreme(extreme: Extreme, standings: Mapping[str, Fraction]) -> Verdict:
    """Whether one of the themes stands where no other stands above (below); a tie is enough."""
    named = [standings[theme] for theme in extreme.themes if theme in standings]
    if not named:
        return None
    end = max if extreme.which == "highest" else min
    return end(named) == end(standings.values())


def _was_skipped(question: str, evidence: Evidence) -> Verdict:
    return None if question in evidence.left_out else question not in evidence.marked


def is_met_by(condition: Condition, marks: Marks) -> bool:
    """Whether marks of its question meet a condition; one is enough."""
    return any(value in condition.wanted for value in marks)


# --- what conditions are about -------------------------------------------------------------------


def entries_in(conditions: Iterable[Entry]) -> Iterator[Condition | Extreme | Skipped]:
    """All entries that name something, however deep they stand."""
    for entry in conditions:
        match entry:
            case Joined():
                for part in entry.parts:
                    yield from entries_in(part)
            case Negated():
                yield from entries_in(entry.part)
            case _:
                yield entry


def names_in(conditions: Iterable[Entry]) -> tuple[str, ...]:
    """The questions and themes that conditions look at, each once."""
    found: dict[str, None] = {}
    for entry in entries_in(conditions):
        match entry:
            case Condition():
                found[entry.name] = None
            case Extreme():
                found |= dict.fromkeys(entry.themes)
            case Skipped():
                found |= dict.fromkeys(entry.questions)
    return tuple(found)


def extremes_in(conditions: Iterable[Entry]) -> tuple[Extreme, ...]:
    """The entries that compare themes."""
    return tuple(entry for entry in entries_in(conditions) if isinstance(entry, Extreme))


def change_named(
    conditions: Conditions, change: Callable[[Condition | Extreme | Skipped], Entry]
) -> Conditions:
    """The conditions with every entry that names something changed, however deep it stands."""

    def changed(entry: Entry) -> Entry:
        match entry:
            case Joined():
                return Joined(entry.how, tuple(change_named(p, change) for p in entry.parts))
            case Negated():
                return Negated(change_named(entry.part, change))
            case _:
                return change(entry)

    return tuple(map(changed, conditions))


def plain(conditions: Iterable[Entry]) -> tuple[Condition, ...]:
    """The entries that name a question or a theme by themselves; what joins others is left out."""
    return tuple(entry for entry in conditions if isinstance(entry, Condition))


def in_one_spelling(condition: Condition) -> Condition:
    """The condition that all spellings of it share: each wanted thing once, sorted."""
    return Condition(condition.name, _sorted(condition.wanted))


def _spelled_once(entry: Condition | Extreme | Skipped) -> Entry:
    match entry:
        case Condition():
            return in_one_spelling(entry)
        case Extreme():
            return Extreme(entry.which, _sorted(entry.themes))
        case Skipped():
            return Skipped(_sorted(entry.questions))


def mean_the_same(one: Conditions, other: Conditions) -> bool:
    """Whether conditions differ at most in the order in which things are named."""
    both = (frozenset(change_named(conditions, _spelled_once)) for conditions in (one, other))
    return len({*both}) == 1


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def spell_conditions(conditions: Conditions) -> str:
    """Conditions as they stand within the braces of a question file: `q1: [3, 4], highest: a`."""
    return ", ".join(map(_spell_entry, conditions))


def _spell_entry(entry: Entry) -> str:
    match entry:
        case Condition(name, wanted):
            return f"{name}: {_spell_names(wanted)}"
        case Extreme(which, themes):
            return f"{which}: {_spell_names(themes)}"
        case Skipped(questions):
            return f"skipped: {_spell_names(questions)}"
        case Negated(part):
            return f"not: {{{spell_conditions(part)}}}"
        case Joined(how, parts):
            return f"{how}: [{', '.join(f'{{{spell_conditions(part)}}}' for part in parts)}]"


def _spell_names(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
