"""Which answers nobody can have given in a table, because it has no column for them, and which
safety rules can therefore not appear."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from selfcheck.conditions import Verdict, entries_in
from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Negated,
    Questionnaire,
    SafetyRule,
    Skipped,
)
from selfcheck.scoring import Scoring
from selfcheck.table.header import Header

_ANY: frozenset[Verdict] = frozenset({True, False, None})
_UNKNOWN: frozenset[Verdict] = frozenset({None})


@dataclass(frozen=True, slots=True)
class Blindness:
    """A safety rule that looks at questions of which a column is missing: it can never appear
    (`is_whole`), or only because of what else it looks at."""

    rule: str
    questions: tuple[str, ...]
    is_whole: bool


def answers_without_column(questionnaire: Questionnaire, header: Header) -> dict[str, list[str]]:
    """Question id -> the answers that nobody can have marked, where its other answers have a
    column each."""
    found: dict[str, list[str]] = {}
    for id, columns in header.spread.items():
        present = {column.value for column in columns}
        values = [answer.value for answer in questionnaire.questions[id].answers]
        absent = [value for value in values if value not in present]
        if absent and not present & {None, ""}:
            found[id] = absent
    return found


def blind_rules(scoring: Scoring, header: Header) -> Iterator[Blindness]:
    """The rules, in the order of the file, that something is missing for."""
    view = _View(scoring, header)
    for rule in scoring.questionnaire.safety.values():
        if absent := view.absent(rule):
            verdicts = _join("any", map(view.verdicts, rule.when))
            yield Blindness(rule.id, absent, True not in verdicts)


class _View:
    """What can be known from the columns of a table."""

    def __init__(self, scoring: Scoring, header: Header) -> None:
        self.questions = scoring.questionnaire.questions
        self.without = set(header.near)
        self.unmarkable: Mapping[str, Collection[str]] = answers_without_column(
            scoring.questionnaire, header
        )
        members = {id: [m.question.id for m in own] for id, own in scoring.members.items()}
        self.members = members
        self.dark = {id for id, own in members.items() if self.without >= {*own}}

    def absent(self, rule: SafetyRule) -> tuple[str, ...]:
        """The questions of which a column is missing that the rule looks at."""
        found: dict[str, None] = {}
        for entry in entries_in(rule.when):
            match entry:
                case Condition(name, wanted) if set(wanted) & {*self.unmarkable.get(name, ())}:
                    found[name] = None
                case Condition(name):
                    found |= dict.fromkeys(self._of([name]))
                case Extreme(_, names) | Skipped(names):
                    found |= dict.fromkeys(self._of(names))
        return tuple(found)

    def _of(self, names: Iterable[str]) -> Iterator[str]:
        """The questions without a column that these are, or are made of altogether."""
        for name in names:
            if name in self.without:
                yield name
            elif name in self.dark:
                yield from self.members[name]

    def verdicts(self, entry: Entry) -> frozenset[Verdict]:
        """What an entry can come to."""
        match entry:
            case Condition(name, wanted):
                if name in self.without or name in self.dark:
                    return _UNKNOWN
                is_unseen = {*self.unmarkable.get(name, ())} >= {*wanted}
                return frozenset({False, None}) if is_unseen else _ANY
            case Extreme(_, themes):
                return _UNKNOWN if self.dark >= {*themes} else _ANY
            case Skipped():
                return _ANY
            case Negated(part):
                found = self._together(part)
                return frozenset(None if one is None else not one for one in found)
            case Joined(how, parts):
                return _join(how, map(self._together, parts))

    def _together(self, conditions: Conditions) -> frozenset[Verdict]:
        return _join("all", map(self.verdicts, conditions))


def _join(how: str, parts: Iterable[frozenset[Verdict]]) -> frozenset[Verdict]:
    """What conditions can come to that are joined by `all` or `any`."""
    decides = how == "any"
    found: frozenset[Verdict] = frozenset({not decides})
    for part in parts:
        found = frozenset(
            decides if decides in (one, other) else None if None in (one, other) else not decides
            for one in found
            for other in part
        )
    return found
