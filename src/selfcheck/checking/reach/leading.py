"""Which answers lead where, and how often chance would: what a preview shows. Pure and seeded."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from selfcheck.checking.reach.known import Known
from selfcheck.checking.reach.reflections import example_answers
from selfcheck.checking.reach.trying import Trial, leave_out, open_gates, random_respondents
from selfcheck.questionnaire import Answers, Level, Questionnaire, Theme
from selfcheck.scoring import asked_questions, keep_asked, score_theme

_MOST_RESPONDENTS = 1_000
_MOST_DRAWN = 60_000
"""Answers drawn in all, so that a long questionnaire does not take long."""


@dataclass(frozen=True, slots=True)
class Leads:
    """How many of `respondents` who answer at random meet each level, (theme id, level id) ->
    number, and each reflection; and an example for every reflection that one was found for.
    Safety texts that stand instead are left aside in the numbers, not in the examples."""

    respondents: int
    levels: Mapping[tuple[str, str | None], int]
    reflections: Mapping[str | None, int]
    examples: Mapping[str, Answers]


def find_leads(questionnaire: Questionnaire) -> Leads:
    """Let respondents answer at random, and find an example for every reflection."""
    known = Known(questionnaire)
    trial = Trial(known.whole)
    number = min(_MOST_RESPONDENTS, _MOST_DRAWN // max(1, len(questionnaire.questions)))
    drawn = random_respondents(trial, max(20, number))
    levels = Counter(item for _, found in drawn for item in found.levels.items())
    examples: dict[str, Answers] = {}
    for reflection in questionnaire.reflections.values():
        answers = example_answers(known, trial, reflection)
        if answers is None:
            answers = next((a for a, f in drawn if f.shows(reflection.id)), None)
        if answers is not None:
            examples[reflection.id] = leave_out(trial, answers, reflection)
    return Leads(len(drawn), levels, Counter(found.reflection for _, found in drawn), examples)


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


def answered_alike(known: Known, theme: Theme) -> Iterator[Alike]:
    """What those get who choose the highest, and the lowest, number of the answers that most
    questions of a theme share; nothing where no answers are numbers."""
    members = known.whole.members[theme.id]
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
        if (alike := _answer_alike(known, theme, value, label)) is not None:
            yield alike


def _answer_alike(known: Known, theme: Theme, value: str, label: str) -> Alike | None:
    answers: dict[str, tuple[str, ...]] = {
        member.question.id: (value,)
        for member in known.whole.members[theme.id]
        if (value, label) in [(a.value, a.label) for a in member.question.answers]
    }
    answers = {**open_gates(known.whole, answers), **answers}
    asked = asked_questions(known.whole.questionnaire, answers)
    scored = score_theme(known.whole.scoring, theme, asked, keep_asked(asked, answers))
    if scored.score is None or scored.lowest is None or scored.highest is None:
        return None
    return Alike(label, scored.score, scored.lowest, scored.highest, scored.level)
