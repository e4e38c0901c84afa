"""Answers tried out: one respondent after the other, quickly. Pure; chance is seeded.

The scores are those of `scoring`: its engine is asked once for every combination of totals.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from selfcheck.checking.reach.chance import answer_at_random, random_reply
from selfcheck.checking.reach.plans import Whole, common_unit
from selfcheck.questionnaire import Answers, Condition, Reflection, Theme
from selfcheck.scoring import QuestionPoints, Totals, find_level, meets, score_totals

_MOST_WORK = 1_000_000
"""Questions and themes gone through in all searches together; about a second."""


@dataclass(frozen=True, slots=True)
class Found:
    """What answers lead to: theme id -> level id (None without a score), and the reflection.
    `given` are the answers to what was asked; `replaced` says that a safety text stands instead."""

    given: Answers
    levels: Mapping[str, str | None]
    reflection: str | None
    replaced: bool

    def shows(self, reflection: str) -> bool:
        """Whether a reflection is shown."""
        return self.reflection == reflection and not self.replaced


@dataclass(frozen=True, slots=True)
class _Part:
    """What a question counts for in a theme, in units: lowest, highest, weight, answers."""

    theme: str
    lowest: int
    highest: int
    weight: int
    points: Mapping[str, int]


class Trial:
    """Tries answers, and counts how often and with how much work."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.questionnaire = whole.questionnaire
        self.units = {id: _theme_units(whole, id) for id in self.questionnaire.themes}
        self.parts = {
            id: _parts(member, self.units) for id, member in whole.scoring.questions.items()
        }
        questions = self.questionnaire.questions.values()
        self.gated = {question.id for question in questions if question.ask_if}
        self.always = self._count_always_asked()
        self.tries = 0
        self.work = 0
        self.known: dict[tuple[str, tuple[int, ...]], str | None] = {}

    def find(self, answers: Answers) -> Found:
        """What answers lead to; questions without one are skipped."""
        questions = self.questionnaire.questions
        given: dict[str, tuple[str, ...]] = {}
        totals = {id: [*counted] for id, counted in self.always.items()}
        ids = sorted({*answers, *self.gated}, key=self.whole.position.__getitem__)
        self.tries += 1
        self.work += len(totals) + len(ids)
        for id in ids:
            question, reply = questions[id], answers.get(id, ())
            if question.ask_if and not all(meets(c, given) for c in question.ask_if):
                continue
            marked = reply if isinstance(reply, tuple) else ()
            if marked:
                given[id] = marked
            for part in self.parts[id]:
                _count(part, marked, bool(question.ask_if), totals[part.theme])
        levels = {id: self._level(id, tuple(counted)) for id, counted in totals.items()}
        return self._reflect(levels, given)

    @property
    def is_tired(self) -> bool:
        """Whether so much was tried that no long search should begin any more."""
        return self.work > _MOST_WORK

    def _count_always_asked(self) -> dict[str, list[int]]:
        """The totals of somebody who skips everything, without what `ask_if` asks."""
        totals = {id: [0] * 7 for id in self.questionnaire.themes}
        for id, parts in self.parts.items():
            for part in parts if id not in self.gated else ():
                totals[part.theme][5] += part.weight
                totals[part.theme][6] += 1
        return totals

    def _level(self, theme: str, counted: tuple[int, ...]) -> str | None:
        key = theme, counted
        if key not in self.known:
            unit, heavy = self.units[theme]
            points, lowest, highest, weight, answered, asked_weight, asked = counted
            totals = Totals(
                points * unit,
                lowest * unit,
                highest * unit,
                weight * heavy,
                answered,
                asked_weight * heavy,
                asked,
            )
            thing = self.questionnaire.themes[theme]
            level = find_level(thing, score_totals(thing, totals))
            self.known[key] = level.id if level else None
        return self.known[key]

    def _reflect(self, levels: Mapping[str, str | None], given: Answers) -> Found:
        replaced = any(
            rule.instead and any(meets(condition, given) for condition in rule.when)
            for rule in self.questionnaire.safety.values()
        )
        for reflection in self.questionnaire.reflections.values():
            if all(holds(condition, levels, given) for condition in reflection.when):
                return Found(given, levels, reflection.id, replaced)
        return Found(given, levels, None, replaced)


def holds(condition: Condition, levels: Mapping[str, str | None], given: Answers) -> bool:
    """Whether a condition on a theme or a question is met (F3 of `reflecting`)."""
    if condition.name in levels:
        return levels[condition.name] in condition.wanted
    return meets(condition, given)


def _theme_units(whole: Whole, theme: str) -> tuple[Fraction, Fraction]:
    members = whole.members[theme]
    return common_unit(
        points[theme] * member.question.weight
        for member in members
        for points in member.answers.values()
    ), common_unit(member.question.weight for member in members)


def _parts(
    member: QuestionPoints, units: Mapping[str, tuple[Fraction, Fraction]]
) -> tuple[_Part, ...]:
    weight = member.question.weight
    return tuple(
        _Part(
            theme,
            int(extent.lowest * weight / units[theme][0]),
            int(extent.highest * weight / units[theme][0]),
            int(weight / units[theme][1]),
            {
                value: int(points[theme] * weight / units[theme][0])
                for value, points in member.answers.items()
            },
        )
        for theme, extent in member.ranges.items()
    )


def _count(part: _Part, marked: tuple[str, ...], gated: bool, totals: list[int]) -> None:
    if gated:
        totals[5] += part.weight
        totals[6] += 1
    brought = [part.points[value] for value in dict.fromkeys(marked) if value in part.points]
    if brought:
        totals[0] += sum(brought)
        totals[1] += part.lowest
        totals[2] += part.highest
        totals[3] += part.weight
        totals[4] += 1


# --- respondents ----------------------------------------------------------------------------


def random_respondents(trial: Trial, number: int) -> list[tuple[dict[str, tuple[str, ...]], Found]]:
    """So many respondents who answer at random, always the same, and what they are led to."""
    chosen = Random(0)
    members = list(trial.whole.scoring.questions.values())
    drawn = (answer_at_random(members, chosen) for _ in range(number))
    return [(answers, trial.find(answers)) for answers in drawn]


def try_extremes(trial: Trial, theme: Theme, tries: int) -> set[str]:
    """The levels found where all questions of a theme are answered alike, from lowest to highest
    and back; with a little chance, so that the steps between are met too."""
    chosen = Random(0)
    members = trial.whole.members[theme.id]
    values = {
        member.question.id: sorted(member.answers, key=lambda v: member.answers[v][theme.id])
        for member in members
    }
    gates = open_gates(trial.whole, values)
    found: set[str] = set()
    for turn in range(tries):
        lean = abs(1 - turn % 40 / 20)
        answers = dict(gates)
        for id, rising in values.items():
            place = int(lean * (len(rising) - 1) + chosen.random() * 0.999)
            answers[id] = (rising[min(len(rising) - 1, place)],)
        level = trial.find(answers).levels[theme.id]
        found |= {level} if level else set()
        if len(found) == len(theme.rubric):
            break
    return found


def open_gates(whole: Whole, questions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Answers after which these questions are asked, as far as they go together."""
    opened: dict[str, tuple[str, ...]] = {}
    for id in questions:
        for condition in whole.asked_when[id]:
            member = whole.scoring.questions[condition.name]
            wanted = [value for value in condition.wanted if value not in member.alone]
            before = opened.get(condition.name, ())
            if not before:
                opened[condition.name] = tuple([*wanted, *condition.wanted][:1])
            elif member.question.choose == "several" and not {*before} & member.alone:
                opened[condition.name] = tuple(dict.fromkeys([*before, *wanted[:1]]))
    return opened


def search(
    trial: Trial,
    start: Mapping[str, tuple[str, ...]],
    among: list[str],
    wrong: Callable[[Found], int],
    tries: int,
) -> dict[str, tuple[str, ...]] | None:
    """Answers with nothing wrong, found by changing one at a time for the better, else None."""
    chosen = Random(0)
    questions = [trial.whole.scoring.questions[id] for id in among]
    questions = [member for member in questions if member.question.answers]
    now = dict(start)
    tries = tries if questions else 0
    best = wrong(trial.find(now))
    for turn in range(tries):
        if best == 0 or trial.is_tired:
            break
        changed = dict(now)
        for _ in range(1 + turn % 2):
            member = questions[int(chosen.random() * len(questions))]
            if chosen.random() < 0.25:
                changed.pop(member.question.id, None)
            else:
                changed[member.question.id] = random_reply(member, chosen)
        found = wrong(trial.find(changed))
        if found <= best or turn % 100 == 99:
            now, best = changed, found
    return now if best == 0 else None


def leave_out(
    trial: Trial, answers: Mapping[str, tuple[str, ...]], reflection: Reflection
) -> dict[str, tuple[str, ...]]:
    """The answers without those that the reflection does not need."""
    kept = dict(answers)
    for id in list(kept):
        fewer = {other: reply for other, reply in kept.items() if other != id}
        found = trial.find(fewer)
        if found.shows(reflection.id):
            kept = fewer
    return kept
