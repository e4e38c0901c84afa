"""The search for answers that lead somewhere, where not all can be followed. Pure and seeded."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.cells import Cell
from selfcheck.checking.reach.demands import possible_replies
from selfcheck.checking.reach.needs import Demand, InLevel, Need, Stands, Tree, Way, is_met
from selfcheck.conditions import Evidence, judge
from selfcheck.questionnaire import Theme
from selfcheck.simulation import Drawn, Simulated, draw_reply

_MAX_TRIES = 2_000
_MAX_DIRECTED = 12

Wrong = Callable[[Simulated], float]
"""How far what answers lead to is from what is looked for; 0 is there."""


def find_example(
    cache: ReachCache, wrong: Wrong, cells: Sequence[Cell], among: Callable[[], Sequence[str]]
) -> Drawn | None:
    """Answers with nothing wrong: those that lead to one of the `cells`, those of the author's
    examples, then a search among the questions that have a say, from what was nearest so far."""
    started: list[Drawn] = []
    for cell in cells[:_MAX_DIRECTED]:
        for skips in (False, True):
            answers = _directed(cache, cell, skips)
            if wrong(cache.simulator.reflect(answers)) == 0:
                return answers
            started.append(answers)
    near = sorted((wrong(cache.simulator.reflect(one)), n) for n, one in enumerate(cache.drawn))
    if near and near[0][0] == 0:
        return cache.drawn[near[0][1]]
    if cache.is_tired:
        return None
    questions = among()
    for start in [*(cache.drawn[n] for _, n in near[:2]), *started[:3], {}]:
        found = _search(cache, start, questions, wrong)
        if found is not None:
            return found
    return None


def _directed(cache: ReachCache, cell: Cell, skips: bool) -> Drawn:
    """The answers that lead to every level of a cell, and to what stands highest there, as far as
    they go together."""
    marked = {id: reply.marks for id, reply in cell.replies.items()}
    answers: Drawn = {id: marks for id, marks in marked.items() if marks is not None}
    themes, left_open = cache.questionnaire.themes, marked.keys() - answers.keys()
    demands = [Demand(id, "given", (value,)) for id, reply in answers.items() for value in reply]
    demands += [Demand(id, "open") for id in left_open]
    for name, level in cell.levels.items():
        found = cache.answers(themes[name], level, demands, skips)
        answers |= {id: reply for id, reply in (found or {}).items() if id not in answers}
    for name, end in _pulled(cell):
        found = _pull(cache, themes[name], end)
        answers |= {id: reply for id, reply in found.items() if id not in answers}
    return {id: reply for id, reply in answers.items() if id not in left_open}


def _pulled(cell: Cell) -> list[tuple[str, str]]:
    """The themes that are to stand highest or lowest without a level of their own, and those that
    are not to."""
    pulled = [(id, which) for which, id in cell.ends.items()]
    opposite = {"highest": "lowest", "lowest": "highest"}
    pulled += [
        (stands.extreme.themes[0], opposite[stands.extreme.which])
        for stands in cell.stands
        if not stands.holds
    ]
    return [(id, end) for id, end in pulled if id not in cell.levels]


def _pull(cache: ReachCache, theme: Theme, end: str) -> Drawn:
    """All questions of a theme answered towards its highest, or its lowest."""
    if (theme.id, end) not in cache.pulled:
        rising, place = _rising(cache, theme), -1 if end == "highest" else 0
        own = {id: (values[place],) for id, values in rising.items()}
        cache.pulled[theme.id, end] = open_gates(cache, rising) | own
    return cache.pulled[theme.id, end]


def distance(tree: Tree, evidence: Evidence) -> float:
    """How far answers are from what must be so: the more, the more is not."""
    if isinstance(tree, Need):
        return _distance_to(tree, evidence)
    parts = [distance(part, evidence) for part in tree.parts]
    return sum(parts) if tree.how == "all" else min(parts, default=1)


def _distance_to(need: Need, evidence: Evidence) -> float:
    match need.about:
        case Demand(question) as demand:
            if question in evidence.left_out:
                return 2
            return 0 if is_met(demand, evidence.marked.get(question)) else 1
        case InLevel(theme, levels):
            return 0 if evidence.levels.get(theme) in levels else 1
        case Stands(extreme, holds):
            found = judge(extreme, evidence)
            if found is None:
                return 2
            return 0 if found == holds else _gap(evidence, extreme.themes)


def _gap(evidence: Evidence, themes: Iterable[str]) -> float:
    """How far themes are from standing highest, or lowest, or from not doing so; not more than 1
    and never nothing."""
    standings = evidence.standings
    named = [standings[id] for id in themes if id in standings]
    ends = (max(standings.values()), min(standings.values())) if standings else ()
    gaps = [float(abs(one - end)) for one in named for end in ends if one != end]
    return min(1.0, 0.1 + min(gaps, default=0.0))


def _search(
    cache: ReachCache,
    start: Drawn,
    among: Iterable[str],
    wrong: Wrong,
) -> Drawn | None:
    """Answers with nothing wrong, found by changing one or two at a time for the better."""
    chosen, simulator = Random(0), cache.simulator
    questions = [cache.scoring.questions[id] for id in among]
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


def try_extremes(cache: ReachCache, theme: Theme, tries: int) -> set[str]:
    """The levels found where all questions of a theme are answered alike, from lowest to highest
    and back; with a little chance, so that the steps between are met too."""
    chosen = Random(0)
    gates = open_gates(cache, _rising(cache, theme))
    found: set[str] = set()
    for turn in range(tries):
        lean = abs(1 - turn % 40 / 20)
        answers = gates | lean_theme(cache, theme, lean, chosen)
        level = cache.simulator.reflect(answers).levels[theme.id]
        found |= {level} if level else set()
        if len(found) == len(theme.rubric):
            break
    return found


def lean_theme(cache: ReachCache, theme: Theme, lean: float, chosen: Random) -> Drawn:
    """All questions of a theme answered so far along, from its lowest (0) to its highest (1)."""
    rising = _rising(cache, theme)
    return {id: (_leaning(values, lean, chosen),) for id, values in rising.items()}


def _rising(cache: ReachCache, theme: Theme) -> dict[str, list[str]]:
    """The questions of a theme, and the answers that bring points, those with the fewest first."""
    return {
        member.question.id: sorted(member.answers, key=lambda v: member.answers[v][theme.id])
        for member in cache.scoring.members[theme.id]
    }


def _leaning(rising: Sequence[str], lean: float, chosen: Random) -> str:
    """An answer so far along, from the lowest (0) to the highest (1), or the next one."""
    place = int(lean * (len(rising) - 1) + chosen.random() * 0.999)
    return rising[min(len(rising) - 1, place)]


def open_gates(cache: ReachCache, questions: Iterable[str]) -> Drawn:
    """Answers after which these questions are asked, as far as they go together: the last question
    first, each in the first way that goes with what is demanded already."""
    asking, wanted = cache.asking, dict[str, list[Demand]]()
    for id in sorted(asking.follow(questions), key=cache.position.__getitem__, reverse=True):
        ways = asking.gates[id]
        way = next((way for way in ways if _goes_with(cache, way, wanted)), ways[0])
        for demand in _demands_of(way):
            wanted.setdefault(demand.question, []).append(demand)
    opened: Drawn = {}
    for id in sorted(wanted, key=cache.position.__getitem__):
        member = cache.scoring.questions[id]
        replies = possible_replies(member, wanted[id]) or possible_replies(member, wanted[id][:1])
        marks = replies[-1].marks if replies else None
        if marks is not None:
            opened[id] = marks
    return opened


def _goes_with(cache: ReachCache, way: Way, wanted: dict[str, list[Demand]]) -> bool:
    """Whether a way can be so with what is demanded already."""
    own = _demands_of(way)
    together = {one.question: [*wanted.get(one.question, ()), *own] for one in own}
    return all(
        possible_replies(cache.scoring.questions[id], [d for d in demands if d.question == id])
        for id, demands in together.items()
    )


def _demands_of(way: Way) -> list[Demand]:
    return [need.about for need in way if isinstance(need.about, Demand)]
