"""The search for answers that lead somewhere, where not all can be followed. Pure and seeded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.demands import every_demand
from selfcheck.conditions import Evidence, judge, names_in
from selfcheck.questionnaire import Condition, Conditions, Reflection, Theme
from selfcheck.simulation import Drawn, Simulated, draw_reply

_MAX_TRIES = 2_000
_MAX_DIRECTED = 12


@dataclass(frozen=True, slots=True)
class Above:
    """Something that is looked at before a reflection, and the conditions under which it holds."""

    id: str
    when: Conditions
    section: str


def find_example(
    cache: ReachCache, reflection: Reflection, cells: Sequence[Evidence], among: Sequence[str]
) -> Drawn | None:
    """Answers that lead to a reflection: those that lead to one of the `cells` (levels and replies
    for all that its `when` names), then a search among these questions."""
    started: list[Drawn] = []
    for cell in cells[:_MAX_DIRECTED]:
        for skips in (False, True):
            answers = _directed(cache, cell, skips)
            if cache.simulator.reflect(answers).shows(reflection.id):
                return answers
            started.append(answers)
    for start in [*started[:3], {}]:
        found = _search(cache, start, among, lambda found: _wrong(reflection, found))
        if found is not None:
            return found
    return None


def _directed(cache: ReachCache, cell: Evidence, skips: bool) -> Drawn:
    """The answers that lead to every level of a cell, as far as they go together."""
    answers: Drawn = dict(cell.marked)
    demands = tuple(Condition(id, (value,)) for id, reply in answers.items() for value in reply)
    for name, level in cell.levels.items():
        theme = cache.questionnaire.themes[name]
        found = cache.answers(theme, level, demands, skips) if level else None
        answers |= {id: reply for id, reply in (found or {}).items() if id not in answers}
    return answers


def _wrong(reflection: Reflection, found: Simulated) -> int:
    """How far answers are from a reflection: conditions that fail, and what is shown instead."""
    if found.shows(reflection.id):
        return 0
    failing = sum(not judge(entry, found.evidence) for entry in reflection.when)
    return 1 + 2 * failing + found.is_replaced


def _search(
    cache: ReachCache,
    start: Drawn,
    among: Iterable[str],
    wrong: Callable[[Simulated], int],
) -> Drawn | None:
    """Answers with nothing wrong, found by changing one or two at a time for the better."""
    chosen, simulator = Random(0), cache.simulator
    questions = [cache.scoring.questions[id] for id in among]
    questions = [member for member in questions if member.question.answers]
    now, best = start, wrong(simulator.reflect(start))
    for turn in range(_MAX_TRIES // 4 if questions else 0):
        if best == 0 or cache.is_tired:
            break
        changed = dict(now)
        for _ in range(1 + turn % 2):
            member = questions[int(chosen.random() * len(questions))]
            if chosen.random() < 0.25:
                changed.pop(member.question.id, None)
            else:
                changed[member.question.id] = draw_reply(member, chosen)
        found = wrong(simulator.reflect(changed))
        if found <= best or turn % 100 == 99:
            now, best = changed, found
    return now if best == 0 else None


def involved_questions(
    cache: ReachCache, reflection: Reflection, above: Iterable[Above]
) -> list[str]:
    """The questions that have a say in whether a reflection is shown, in order: those of its
    `when`, and those of every theme above it that has one of these questions. All others can be
    left open: what stands above then does not hold."""
    themes = cache.questionnaire.themes
    names = {*names_in(every_demand(cache.asked_when, reflection.when))}
    waiting = [themes[name] for name in names_in(reflection.when) if name in themes]
    named = names_in(condition for one in above for condition in one.when)
    others = {name: themes[name] for name in named if name in themes}
    while waiting:
        names.update(cache.involved(waiting.pop()))
        near = [id for id, theme in others.items() if not names.isdisjoint(cache.involved(theme))]
        waiting += [others.pop(id) for id in near]
    return sorted(names, key=cache.position.__getitem__)


def try_extremes(cache: ReachCache, theme: Theme, tries: int) -> set[str]:
    """The levels found where all questions of a theme are answered alike, from lowest to highest
    and back; with a little chance, so that the steps between are met too."""
    chosen = Random(0)
    rising = {
        member.question.id: sorted(member.answers, key=lambda v: member.answers[v][theme.id])
        for member in cache.scoring.members[theme.id]
    }
    gates = open_gates(cache, rising)
    found: set[str] = set()
    for turn in range(tries):
        lean = abs(1 - turn % 40 / 20)
        answers = gates | {id: (_leaning(values, lean, chosen),) for id, values in rising.items()}
        level = cache.simulator.reflect(answers).levels[theme.id]
        found |= {level} if level else set()
        if len(found) == len(theme.rubric):
            break
    return found


def _leaning(rising: Sequence[str], lean: float, chosen: Random) -> str:
    """An answer so far along, from the lowest (0) to the highest (1), or the next one."""
    place = int(lean * (len(rising) - 1) + chosen.random() * 0.999)
    return rising[min(len(rising) - 1, place)]


def open_gates(cache: ReachCache, questions: Iterable[str]) -> Drawn:
    """Answers after which these questions are asked, as far as they go together."""
    opened: Drawn = {}
    for id in questions:
        for condition in cache.asked_when[id]:
            member = cache.scoring.questions[condition.name]
            wanted = [value for value in condition.wanted if value not in member.alone]
            before = opened.get(condition.name, ())
            if not before:
                opened[condition.name] = tuple([*wanted, *condition.wanted][:1])
            elif member.question.choose == "several" and not {*before} & member.alone:
                opened[condition.name] = tuple(dict.fromkeys([*before, *wanted[:1]]))
    return opened
