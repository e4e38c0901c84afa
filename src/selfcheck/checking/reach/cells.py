"""Every way in which a condition may hold, looked at closely enough to see what stands above. Pure.

A cell is what is known for sure in one such way: replies, levels, what stands highest. What can be
reached is in one of the cells; a cell may hold more. An entry that is a yes by what is known is a
yes whatever else is answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

from selfcheck.checking.reach.asking import Gathered
from selfcheck.checking.reach.cache import ReachCache
from selfcheck.checking.reach.contradictions import Contradiction, denied, wanted_levels
from selfcheck.checking.reach.demands import Partial, reply_options
from selfcheck.checking.reach.needs import Demand, Stands, Tree, Way
from selfcheck.checking.reach.standings import find_extent
from selfcheck.conditions import Evidence, Verdict, extremes_in, judge, judge_by, names_in
from selfcheck.questionnaire import Condition, Conditions, Entry, Extreme, Joined, Skipped

_MAX_CELLS = 5_000

_NOTHING_KNOWN = Evidence({})
_YES, _NO, _UNKNOWN = Joined("all", ()), Joined("any", ()), Condition("", ())


@dataclass(frozen=True, slots=True)
class Above:
    """Something that is looked at before a text and takes its place where its condition holds: what
    must be so for that, and in which ways it may be."""

    section: str
    id: str
    when: Conditions
    tree: Tree
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known: replies, levels (theme id -> level id), which themes stand highest or lowest
    and which do not (`stands`), and one that does (`ends`: "highest" -> theme)."""

    replies: Mapping[str, Partial] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    stands: tuple[Stands, ...] = ()
    ends: Mapping[str, str] = field(default_factory=dict)

    def is_sure(self, conditions: Conditions) -> bool:
        """Whether these hold whatever else is answered."""
        return all(judge_by(entry, self._judge) for entry in conditions)

    def _judge(self, entry: Condition | Extreme | Skipped) -> Verdict:
        return judge(self._settle(entry), _NOTHING_KNOWN)

    def _settle(self, entry: Condition | Extreme | Skipped) -> Entry:
        match entry:
            case Condition(name, wanted) if name in self.levels:
                return _YES if self.levels[name] in wanted else _NO
            case Condition(name) if name in self.replies:
                return _settle_reply(entry, self.replies[name])
            case Extreme():
                return self._settle_extreme(entry)
            case Skipped(questions):
                return Joined("any", tuple((self._settle_skipped(id),) for id in questions))
            case _:
                return _UNKNOWN

    def _settle_skipped(self, id: str) -> Entry:
        if id not in self.replies:
            return _UNKNOWN
        return _YES if self.replies[id].is_open else _NO

    def _settle_extreme(self, extreme: Extreme) -> Entry:
        themes = {*extreme.themes}
        known = [one for one in self.stands if one.extreme.which == extreme.which]
        if self.ends.get(extreme.which) in themes:
            return _YES
        if any(one.holds and {*one.extreme.themes} <= themes for one in known):
            return _YES
        below = {id for one in known if not one.holds for id in one.extreme.themes}
        scored = any(not one.holds and {*one.extreme.themes} <= themes for one in known)
        return _NO if scored and themes <= below else _UNKNOWN


def _settle_reply(condition: Condition, reply: Partial) -> Entry:
    wanted = {*condition.wanted}
    if reply.is_open or not reply.may:
        return _UNKNOWN
    if wanted & reply.must:
        return _YES
    return _UNKNOWN if wanted & reply.may else _NO


# --- finding them ---------------------------------------------------------------------------


def find_cells(
    cache: ReachCache, gathered: Gathered, above: Sequence[Above]
) -> tuple[list[Cell], bool]:
    """The cells of one way, no closer than it takes to see what stands above; and whether these are
    all, or only the first of too many."""
    demands = tuple(gathered.demands)
    replies = _find_replies(cache, gathered, above)
    levels = _find_levels(cache, gathered)
    which = _compared_ends(cache, gathered, above)
    size = prod(len(found) for found in replies.values()) * len(cache.compared) ** len(which)
    size *= prod(len(found) for found in levels.values())
    stands = tuple(need.about for need in gathered.stands if isinstance(need.about, Stands))
    cells = (
        Cell(dict(zip(replies, given, strict=True)), reached, stands, ends)
        for reached in _combine(levels)
        for ends in _combine(_find_ends(cache, gathered, reached, which, demands))
        for given in product(*replies.values())
    )
    return list(islice(cells, _MAX_CELLS)), size <= _MAX_CELLS


def _combine(options: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    for picked in product(*options.values()):
        yield dict(zip(options, picked, strict=True))


def _find_replies(
    cache: ReachCache, gathered: Gathered, above: Sequence[Above]
) -> dict[str, list[Partial]]:
    """The replies to all questions of which something is demanded; only one to those at which
    nothing above looks."""
    looked_at = {name for one in above for name in names_in(one.when)}
    options = reply_options(cache.scoring.questions, gathered.demands)
    return {id: found if id in looked_at else found[:1] for id, found in options.items()}


def _find_levels(cache: ReachCache, gathered: Gathered) -> dict[str, list[str]]:
    """The wanted levels of every theme, as far as they can be reached."""
    found: dict[str, list[str]] = {}
    for id, wanted in wanted_levels(gathered).items():
        levels = cache.levels(cache.questionnaire.themes[id], tuple(gathered.demands))
        found[id] = [level for level in wanted if levels is None or level in levels]
    return found


def _compared_ends(
    cache: ReachCache, gathered: Gathered, above: Sequence[Above]
) -> tuple[str, ...]:
    """What something, here or above, looks at: highest, lowest; nothing where it may be that no
    theme has a score."""
    own = [need.about for need in gathered.stands if isinstance(need.about, Stands)]
    levels = wanted_levels(gathered)
    if not own and levels.keys().isdisjoint(cache.compared):
        return ()
    named = [stands.extreme for stands in own]
    named += [extreme for one in above for extreme in extremes_in(one.when)]
    return tuple(dict.fromkeys(extreme.which for extreme in named))


def _find_ends(
    cache: ReachCache,
    gathered: Gathered,
    levels: Mapping[str, str],
    which: Sequence[str],
    demands: tuple[Demand, ...],
) -> dict[str, list[str]]:
    """The themes of which one stands highest (lowest), for all that is known."""
    found: dict[str, list[str]] = {}
    for end in which:
        named = [
            need.about.extreme.themes
            for need in gathered.stands
            if isinstance(need.about, Stands) and need.about.holds
            if need.about.extreme.which == end
        ]
        themes = [id for id in (named or [cache.compared])[0] if id not in denied(gathered, end)]
        found[end] = [
            id
            for id in themes
            if cache.has_score(cache.questionnaire.themes[id], demands)
            and not _is_beaten(cache, id, levels, end, demands)
        ]
    return found


def _is_beaten(
    cache: ReachCache,
    id: str,
    levels: Mapping[str, str],
    end: str,
    demands: tuple[Demand, ...],
) -> bool:
    """Whether a theme cannot stand at this end, for another is in a level beyond all of its."""
    if id not in levels:
        return False
    themes = cache.questionnaire.themes
    low, high = find_extent(cache, themes[id], levels[id], demands)
    for other, level in levels.items():
        if other == id or other not in cache.compared:
            continue
        lowest, highest = find_extent(cache, themes[other], level, demands)
        if end == "highest" and high is not None and lowest is not None and high < lowest:
            return True
        if end == "lowest" and low is not None and highest is not None and low > highest:
            return True
    return False


def find_beaten(cache: ReachCache, gathered: Gathered) -> Contradiction | None:
    """Why nothing can stand highest (lowest) as is needed: another theme is in a level beyond all
    of its."""
    compared = [need for need in gathered.levels if need.name in cache.compared]
    if not gathered.stands or not compared:
        return None
    cells, are_all = find_cells(cache, gathered, ())
    if cells or not are_all:
        return None
    one = gathered.stands[0]
    named = one.about.extreme.themes if isinstance(one.about, Stands) else ()
    other = next((need for need in compared if need.name not in named), compared[0])
    return Contradiction(other.name, one, other)


def split_cells(
    cells: Sequence[Cell], above: Sequence[Above]
) -> tuple[list[Cell], dict[str, Above]]:
    """The cells that nothing above takes for sure, and what takes the others."""
    free: list[Cell] = []
    taken_by: dict[str, Above] = {}
    for cell in cells:
        taker = next((one for one in above if cell.is_sure(one.when)), None)
        if taker is None:
            free.append(cell)
        else:
            taken_by[taker.id] = taker
    return free, taken_by
