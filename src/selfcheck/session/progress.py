"""How many questions there are at most: the total beside a question's number. Pure."""

from collections.abc import Iterator
from itertools import combinations, islice

from selfcheck.conditions import Evidence, all_hold, entries_in, names_in
from selfcheck.frozen import dataclass, field
from selfcheck.questionnaire import Answers, Condition, Entry, Marks, Question, Questionnaire
from selfcheck.replies import lone_values

MAX_VISITED = 20_000
"""Questions visited on all branches together, before the branches are no longer followed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known somewhere on a branch: the marks given, and which questions were not asked."""

    marked: dict[str, Marks] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def asks(self, question: Question) -> bool:
        return all_hold(question.ask_if, Evidence(self.marked, self.left_out))

    def without(self, question: Question) -> "_Known":
        return _Known(self.marked, self.left_out | {question.id})

    def with_reply(self, question: Question, marks: Marks | None) -> "_Known":
        """None where it was skipped."""
        return self if marks is None else _Known({**self.marked, question.id: marks}, self.left_out)


def most_asked(questionnaire: Questionnaire, answers: Answers, id: str) -> int:
    """How many questions the longest branch asks that begins with these answers to the questions
    before `id`. Whatever is answered from there on, this number never grows.

    Where there are too many branches to follow, every question counts that can still be asked.
    """
    questions = tuple(questionnaire.questions.values())
    position = next(n for n, question in enumerate(questions) if question.id == id)
    before = questions[:position]
    known = _Known({q.id: answers[q.id].marks for q in before if q.id in answers})
    for question in before:
        if not known.asks(question):
            known = known.without(question)
    asked, ahead = position - len(known.left_out), questions[position:]
    followed = _follow(ahead, known)
    return asked + (_count_possible(ahead, known) if followed is None else followed)


def _follow(ahead: tuple[Question, ...], known: _Known) -> int | None:
    """The most that any branch asks of the questions ahead, the first of them for sure; None where
    there are too many branches."""
    wanted = _wanted_values(ahead)
    branches = [(0, 0, known)]
    longest = visited = 0
    while branches:
        position, asked, known = branches.pop()
        while position < len(ahead):
            visited += 1
            question = ahead[position]
            position += 1
            if position > 1 and not known.asks(question):
                known = known.without(question) if question.id in wanted else known
                continue
            asked += 1
            if question.id in wanted:
                for marks in islice(_replies(question, wanted[question.id]), MAX_VISITED + 1):
                    branches.append((position, asked, known.with_reply(question, marks)))
                break
            if visited > MAX_VISITED:
                return None
        else:
            longest = max(longest, asked)
        if visited > MAX_VISITED or len(branches) > MAX_VISITED:
            return None
    return longest


def _wanted_values(ahead: tuple[Question, ...]) -> dict[str, list[str]]:
    """The questions that conditions ahead look at, with the answers that these name."""
    wanted: dict[str, list[str]] = {}
    for question in ahead:
        for entry in entries_in(question.ask_if):
            for id in names_in((entry,)):
                named = entry.wanted if isinstance(entry, Condition) else ()
                wanted.setdefault(id, []).extend(named)
    return {id: list(dict.fromkeys(values)) for id, values in wanted.items()}


def _replies(question: Question, wanted: list[str]) -> Iterator[Marks | None]:
    """Every reply that makes a difference to conditions which name these answers: skipping, an
    answer that is not named, and those that are."""
    yield None
    if question.write:
        yield ()
    yield from ((a.value,) for a in [a for a in question.answers if a.value not in wanted][:1])
    if question.choose == "one":
        yield from ((value,) for value in wanted)
        return
    alone = lone_values(question)
    yield from ((value,) for value in wanted if value in alone)
    together = [value for value in wanted if value not in alone]
    for size in range(1, len(together) + 1):
        yield from combinations(together, size)


def _count_possible(ahead: tuple[Question, ...], known: _Known) -> int:
    """The first of the questions ahead, and those that what is known does not rule out."""
    open_ones: set[str] = set()
    for question in ahead:
        evidence = Evidence(known.marked, known.left_out)

        def may_hold(entry: Entry, evidence: Evidence = evidence) -> bool:
            return not open_ones.isdisjoint(names_in((entry,))) or all_hold((entry,), evidence)

        if not open_ones or all(map(may_hold, question.ask_if)):
            open_ones.add(question.id)
        else:
            known = known.without(question)
    return len(open_ones)
