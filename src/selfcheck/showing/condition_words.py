"""A condition in words, for its author: what must have been answered, and what may follow.

`not` is carried inwards to what is named, which changes no verdict: so hardly a bracket is needed,
and who wrote `not` around two names reads what it means.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfcheck.questionnaire import (
    Condition,
    Conditions,
    Entry,
    Extreme,
    Joined,
    Negated,
    Question,
    Questionnaire,
    Skipped,
)
from selfcheck.words import Say

_MIN_RUN = 3
"""Numbers of a scale in a row that are told by their ends."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An entry that names something; `is_not`: its opposite."""

    entry: Condition | Extreme | Skipped
    is_not: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """All of these, or one of them; no group directly within one of its own kind."""

    how: str
    parts: tuple["_Tree", ...]


_Tree = _Named | _Group


class ConditionWords:
    """Describes conditions of a questionnaire. `call` says what a question is called."""

    def __init__(
        self, say: Say, questionnaire: Questionnaire, call: Callable[[Question], str]
    ) -> None:
        self._say = say
        self._themes = questionnaire.themes
        self._questions = questionnaire.questions
        self._call = call

    def describe(self, conditions: Conditions, how: str = "all") -> str:
        """When entries hold that must all hold, or (`any`) of which one must."""
        return self._describe(_group(how, [_tree(entry, False) for entry in conditions]))

    def _describe(self, tree: _Tree, is_followed: bool = False) -> str:
        """In the form in which it ends a sentence, or is followed by what must hold with it."""
        match tree:
            case _Named():
                return self._named(tree, is_followed)
            case _Group("any"):
                return self._say("condition.any").join(map(self._describe, tree.parts))
        *before, last = sorted(tree.parts, key=lambda part: isinstance(part, _Group))
        return "".join([*(self._within(part, True) for part in before), self._within(last, False)])

    def _within(self, tree: _Tree, is_followed: bool) -> str:
        """A part of what must all hold: several of which one must stand in brackets."""
        shown = self._describe(tree, is_followed)
        return self._say_form("one-of", is_followed, parts=shown) if _is_any(tree) else shown

    def _named(self, named: _Named, is_followed: bool) -> str:
        """The sentence of a kind, of its opposite, or of one that none of several names meets."""
        kind, names, facts = self._facts(named.entry)
        joiner, key = f"or-{kind}", kind
        if named.is_not:
            joiner, key = f"nor-{kind}", f"neither-{kind}" if len(names) > 1 else f"not-{kind}"
        joined = self._say(f"condition.{joiner}").join(names)
        return self._say_form(key, is_followed, names=joined, **facts)

    def _facts(self, entry: Condition | Extreme | Skipped) -> tuple[str, list[str], dict[str, str]]:
        """What kind of entry it is, what it waits for, and what it is about."""
        match entry:
            case Condition(name, wanted) if name in self._themes:
                theme = self._themes[name]
                levels = {level.id: level.name for level in theme.rubric}
                return "on-theme", [levels[id] for id in wanted], {"theme": theme.name}
            case Condition(name, wanted):
                question = self._questions[name]
                kind = "on-marks" if question.choose == "several" else "on-question"
                about = {"question": self._call(question)}
                return kind, self._labels(question, wanted), about
            case Extreme(which, themes):
                return which, [self._themes[id].name for id in themes], {}
            case Skipped(questions):
                return "skipped", [self._call(self._questions[id]) for id in questions], {}

    def _labels(self, question: Question, wanted: tuple[str, ...]) -> list[str]:
        """The answers as respondents read them; of many in a row on a scale the two ends."""
        labels = {answer.value: answer.label for answer in question.answers}
        names = [labels[value] for value in wanted]
        scale = [answer.label for answer in question.scale]
        first = scale.index(names[0]) if names[0] in scale else 0
        if len(names) >= _MIN_RUN and names == scale[first : first + len(names)]:
            return [self._say("condition.to").join((names[0], names[-1]))]
        return names

    def _say_form(self, key: str, is_followed: bool, **facts: str) -> str:
        return self._say(f"condition.{f'and-{key}' if is_followed else key}", **facts)


def _is_any(tree: _Tree) -> bool:
    return isinstance(tree, _Group) and tree.how == "any"


def _tree(entry: Entry, is_not: bool) -> _Tree:
    match entry:
        case Negated(part):
            return _together(part, not is_not)
        case Joined(how, parts):
            return _group(_turned(how, is_not), [_together(part, is_not) for part in parts])
        case _:
            return _Named(entry, is_not)


def _together(conditions: Conditions, is_not: bool) -> _Tree:
    return _group(_turned("all", is_not), [_tree(entry, is_not) for entry in conditions])


def _turned(how: str, is_not: bool) -> str:
    """Not all of them: one of them not."""
    return how if not is_not else "any" if how == "all" else "all"


def _group(how: str, parts: Iterable[_Tree]) -> _Tree:
    flat: list[_Tree] = []
    for part in parts:
        flat += part.parts if isinstance(part, _Group) and part.how == how else (part,)
    return flat[0] if len(flat) == 1 else _Group(how, tuple(flat))
