"""What is known of the levels of every theme, under any demands on answers. Pure."""

from collections.abc import Iterable, Mapping

from selfcheck.checking.reach.plans import Shape, Whole, make_plan, ordered
from selfcheck.checking.reach.walking import Reached, find_answers, walk
from selfcheck.checking.reach.ways import TooMuchError
from selfcheck.questionnaire import Condition, Conditions, Questionnaire, Reply, Theme

_ALL_WORK = 6_000_000
_MOST_WORK = 1_500_000
_LEAST_WORK = 20_000
"""How much may be written for all walks, for one, and for one when all is used up: about two
seconds, half a second, and what a theme of twenty questions takes."""

_MOST_SHOWN = 6


class Known:
    """Remembers every walk that was made. None stands for what is too much to be followed."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.whole = Whole(questionnaire)
        self._walks: dict[tuple[str, frozenset[Condition], bool], Reached | None] = {}
        self._left = _ALL_WORK
        self._involved: dict[str, frozenset[str]] = {}

    def walk(self, theme: Theme, skips: bool, demands: Conditions = ()) -> Reached | None:
        """All that can be reached, of the answers that meet all demands."""
        wanted = frozenset(ordered(c) for c in demands if c.name in self.involved(theme))
        key = theme.id, wanted, skips
        if key not in self._walks:
            try:
                plan = make_plan(self.whole, theme, tuple(wanted))
                reached = walk(plan, skips, max(_LEAST_WORK, min(_MOST_WORK, self._left)))
                self._left -= reached.work
                self._walks[key] = reached
            except TooMuchError:
                self._left -= _MOST_WORK
                self._walks[key] = None
        return self._walks[key]

    def involved(self, theme: Theme) -> frozenset[str]:
        """The questions that have a say in a theme."""
        if theme.id not in self._involved:
            ids = {member.question.id for member in self.whole.members[theme.id]}
            gates = {c.name for id in ids for c in self.whole.asked_when[id]}
            self._involved[theme.id] = frozenset(ids | gates)
        return self._involved[theme.id]

    def levels(self, theme: Theme, demands: Conditions = ()) -> frozenset[str] | None:
        """The levels that can be reached; None where that is not known for sure."""
        answered = self.walk(theme, False, demands)
        if answered and len(answered.levels) == len(theme.rubric):
            return frozenset(answered.levels)
        open_too = self.walk(theme, True, demands)
        return frozenset(open_too.levels) if open_too else None

    def answers(
        self, theme: Theme, level: str, demands: Conditions = (), skips: bool = False
    ) -> dict[str, Reply] | None:
        """Answers that lead to a level; without a skip where that can be."""
        for reached in (self.walk(theme, skips, demands), self.walk(theme, True, demands)):
            if reached and level in reached.levels:
                return find_answers(reached, self.whole, *reached.levels[level])
        return None

    def example(self, reached: Reached, shape: Shape, above: int) -> str:
        """Answers that lead to totals, as an author would write them down."""
        return spell_answers(find_answers(reached, self.whole, shape, above))


def spell_answers(answers: Mapping[str, Reply]) -> str:
    """Answers as they stand in an example of a question file; of many the first."""
    parts = [f"{id}: {_spell_reply(reply)}" for id, reply in answers.items()]
    shown = parts[:_MOST_SHOWN] + (["..."] if len(parts) > _MOST_SHOWN else [])
    return ", ".join(shown)


def _spell_reply(reply: Iterable[str] | str) -> str:
    values = [reply] if isinstance(reply, str) else list(reply)
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"
