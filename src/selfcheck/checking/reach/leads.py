"""Which answers lead where, and how often chance would: what a preview shows. Pure and seeded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.goals import Goal, example_answers, find_goals
from selfcheck.checking.reach.search import open_gates
from selfcheck.questionnaire import Level, Marked, Theme
from selfcheck.scoring import asked_questions, keep_asked, score_theme
from selfcheck.simulation import Drawn, Simulated, random_respondents, shorten

_MAX_RESPONDENTS = 1_000
_MAX_DRAWN = 60_000
"""Marked drawn in all, so that a long questionnaire does not take long."""
_MAX_SHORTENED = 2_000_000
"""Questions and themes gone through, before examples are no longer made shorter."""


@dataclass(frozen=True, slots=True)
class Leads:
    """How many of `respondents` who answer at random meet each level, (theme id, level id) ->
    number, and each reflection; and an example for every reflection (`examples`), remark and safety
    rule that one was found for, by id. Safety texts that stand instead are left aside in the
    numbers, not in the examples. In answers, a text that is written has no marks."""

    respondents: int
    levels: Mapping[tuple[str, str | None], int]
    reflections: Mapping[str | None, int]
    examples: Mapping[str, Marked]
    remarks: Mapping[str, Marked]
    safety: Mapping[str, Marked]


def find_leads(cache: ReachCache) -> Leads:
    """Let respondents answer at random, and find an example for everything they may read."""
    questionnaire, simulator = cache.questionnaire, cache.simulator
    number = min(_MAX_RESPONDENTS, _MAX_DRAWN // max(1, len(questionnaire.questions)))
    drawn = random_respondents(simulator, max(20, number))
    levels = Counter(item for _, found in drawn for item in found.levels.items())
    examples: dict[str, dict[str, Marked]] = {"reflections": {}, "remarks": {}, "safety": {}}
    for goal in find_goals(cache):
        answers = _find_example(cache, goal, drawn)
        if answers is not None:
            examples[goal.section][goal.id] = answers
    return Leads(
        len(drawn),
        levels,
        Counter(found.reflection for _, found in drawn),
        examples["reflections"],
        examples["remarks"],
        examples["safety"],
    )


def _find_example(
    cache: ReachCache, goal: Goal, drawn: Sequence[tuple[Drawn, Simulated]]
) -> Drawn | None:
    """As few answers as lead to a text; of somebody who answered at random where no others are
    found."""
    answers = example_answers(cache, goal)
    if answers is None:
        answers = next((a for a, found in drawn if not goal.wrong(found)), None)
    if answers is None or cache.simulator.work > _MAX_SHORTENED:
        return answers
    return shorten(answers, partial(_leads_to, cache, goal))


def _leads_to(cache: ReachCache, goal: Goal, answers: Marked) -> bool:
    is_over = cache.simulator.work > _MAX_SHORTENED
    return not is_over and not goal.wrong(cache.simulator.reflect(answers))


# --- everything answered alike --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alike:
    """What a theme makes of somebody who gives the same answer everywhere: the label, the score
    with lowest and highest possible, the level."""

    label: str
    score: Fraction
    lowest: Fraction
    highest: Fraction
    level: Level | None


def answered_alike(cache: ReachCache, theme: Theme) -> Iterator[Alike]:
    """What those get who choose the highest, and the lowest, number of the answers that most
    questions of a theme share; nothing where no answers are numbers."""
    members = cache.scoring.members[theme.id]
    shared = Counter(
        tuple((a.value, a.label) for a in member.question.answers if a.number is not None)
        for member in members
        if member.question.choose == "one"
    )
    shared.pop((), None)
    if not shared:
        return
    common = shared.most_common(1)[0][0]
    ends = sorted(common, key=lambda pair: Fraction(pair[0]))
    for value, label in (ends[-1], ends[0]):
        if (alike := _answer_alike(cache, theme, value, label)) is not None:
            yield alike


def _answer_alike(cache: ReachCache, theme: Theme, value: str, label: str) -> Alike | None:
    answers: Drawn = {
        member.question.id: (value,)
        for member in cache.scoring.members[theme.id]
        if (value, label) in [(a.value, a.label) for a in member.question.answers]
    }
    answers = open_gates(cache, answers) | answers
    asked = asked_questions(cache.questionnaire, answers)
    given = keep_asked(asked, answers)
    scored = score_theme(cache.scoring, theme, frozenset(asked), given)
    if scored.score is None or scored.lowest is None or scored.highest is None:
        return None
    return Alike(label, scored.score, scored.lowest, scored.highest, scored.level)
