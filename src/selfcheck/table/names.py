"""The answers of one question by the names that cells give them: values, and labels in every
wording."""

import difflib
from collections.abc import Sequence
from functools import lru_cache

from selfcheck.near_names import nearest
from selfcheck.questionnaire import Marks, Question
from selfcheck.replies import lone_values
from selfcheck.spelling import canonical_name
from selfcheck.table.plain import plain

_NEAR_TEXT = 0.8
"""A free text is seldom as near a label as this by chance, as difflib measures it."""
_LONGEST_KEY = 1000
_MOST_HELD = 4096
_OTHER_MINUSES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u30fc", "-"))


class AnswerNames:
    """What the answers of a question are called; its wordings are given with the original first.

    `writes` is the value of the answer beside which a text may stand, or None; `lone` are those
    that are only marked by themselves.
    """

    def __init__(self, wordings: Sequence[Question]) -> None:
        self.question = wordings[0]
        self.values = {answer.value: None for answer in self.question.answers}
        self.labels: dict[str, dict[str, None]] = {}
        for answer in (answer for wording in wordings for answer in wording.answers):
            self.labels.setdefault(plain(answer.label), {})[answer.value] = None
        self.writes = next((a.value for a in self.question.answers if a.write), None)
        self.lone = lone_values(self.question)
        self.most_inside = lru_cache(self._most_inside)
        self._find_short = lru_cache(_MOST_HELD)(self._find)

    def find(self, typed: str) -> Marks:
        """The values that a text names: none, one, or several where it can mean either."""
        return self._find(typed) if len(typed) > _LONGEST_KEY else self._find_short(typed)

    def _find(self, typed: str) -> Marks:
        text = plain(typed)
        value = canonical_name(text)
        named = {value: None} if value in self.values else {}
        return tuple(named | self.labels.get(text, {}))

    def by_label(self, typed: str) -> Marks:
        """The values whose label a text is."""
        return tuple(self.labels.get(plain(typed), ()))

    def own_labels(self, value: str) -> frozenset[str]:
        """All labels of an answer, as they are compared."""
        return frozenset(label for label, values in self.labels.items() if value in values)

    def _most_inside(self, separators: str) -> int:
        """How many separators stand within one name at the most."""
        names = [*self.labels, *self.values]
        return max((sum(map(name.count, separators)) for name in names), default=0)

    def near(self, typed: str) -> str:
        """The label or value that was probably meant, or nothing."""
        text = plain(typed[:_LONGEST_KEY])
        value = canonical_name(text.translate(_OTHER_MINUSES))
        return value if value in self.values else nearest(text, (*self.labels, *self.values))

    def is_near_label(self, typed: str) -> bool:
        """Whether a free text looks like a label with a slip in it."""
        text = plain(typed[:_LONGEST_KEY])
        label = nearest(text, self.labels)
        alike = difflib.SequenceMatcher(None, label.casefold(), text.casefold())
        return bool(label) and alike.ratio() >= _NEAR_TEXT
