"""A condition in words, for its author: what must have been answered, and what may follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfcheck.questionnaire import Condition, Entry, Extreme, Joined, Negated, Skipped
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Describes conditions. `named` says what an entry about one question or theme waits for,
    `name` what a question or a theme is called."""

    say: Say
    named: Callable[[Condition], str]
    name: Callable[[str], str]

    def describe(self, entries: Iterable[Entry], how: str = "all") -> str:
        """Entries that must all hold, or (`any`) of which one must."""
        return self.say(f"condition.{how}").join(map(self._entry, entries))

    def _entry(self, entry: Entry) -> str:
        say = self.say
        match entry:
            case Condition():
                return self.named(entry)
            case Extreme():
                return say(f"condition.{entry.which}", themes=self._names(entry.themes))
            case Skipped():
                return say("condition.skipped", questions=self._names(entry.questions))
            case Negated():
                return say("condition.not", what=self.describe(entry.part))
            case Joined():
                parts = [self.describe(part) for part in entry.parts]
                return say("condition.group", what=say(f"condition.{entry.how}").join(parts))

    def _names(self, ids: Iterable[str]) -> str:
        return self.say("condition.or").join(map(self.name, ids))
