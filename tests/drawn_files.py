"""Small questionnaires drawn by hypothesis, and every reply that their questions allow.

Built as values, for they are about the walk: which question follows on which answer, which answers
a safety rule looks at, and beside which a text is written.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from selfcheck.questionnaire import (
    Answer,
    Condition,
    Conditions,
    Entry,
    FillIn,
    Joined,
    Level,
    Negated,
    Part,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
    Skipped,
    Theme,
)
from selfcheck.replies import find_written

_ANSWERS = (Answer("a", "ひとつめ"), Answer("b", "ふたつめ"), Answer("c", "ない", alone=True))
_WRITTEN = (*_ANSWERS[:1], Answer("b", "そのほか", write="word"), *_ANSWERS[2:])
_SCALE = tuple(
    Answer(str(n), str(n), Fraction(n), beside={0: "ない", 2: "ある"}.get(n, "")) for n in range(3)
)
_KINDS = ("one", "one", "several", "write", "scale", "one beside", "several beside")
_THEME = Theme("total", "合計", rubric=(Level("lo", "低"), Level("hi", "高", start=Fraction(60))))


def all_replies(question: Question) -> list[Reply]:
    """Every reply that is allowed, the empty one (skipping) first; where a text may be written,
    without one and with one."""
    if question.write:
        return [Reply(text=""), Reply(text="ひとこと")]
    values = [answer.value for answer in question.answers if not answer.alone]
    alone = [(answer.value,) for answer in question.answers if answer.alone]
    most = 1 if question.choose == "one" else len(values)
    marked = [found for size in range(1, most + 1) for found in combinations(values, size)]
    bare = [Reply(marks) for marks in ((), *marked, *alone)]
    return [*bare, *(Reply(r.marks, "そえて") for r in bare if find_written(question, r.marks))]


@st.composite
def questionnaires(draw: Callable[..., Any], most: int = 5, safety: bool = False) -> Questionnaire:
    """Up to so many questions, each perhaps hanging on earlier ones, in parts; with `safety`, one
    or two rules, which may look at a score, and texts before some questions."""
    questions: dict[str, Question] = {}
    for number in range(draw(st.integers(1, most))):
        id = f"q{number}"
        before = draw(st.sampled_from(["", f"{id}の前に。"])) if safety else ""
        part = draw(st.sampled_from([None, None, Part(f"{id}から", f"{id}の部です。")]))
        kind, ask_if = draw(st.sampled_from(_KINDS)), draw(_conditions(questions))
        questions[id] = _make_question(kind, Question(id, f"{id}ですか。", before), ask_if, part)
    rules = draw(st.lists(_rules(questions), min_size=1, max_size=2)) if safety else []
    return Questionnaire(
        "drawn",
        "引いた点検",
        "ja",
        questions=questions,
        themes={"total": _THEME} if safety else {},
        fill_in={"partner": FillIn("partner", "誰ですか。", "あの人", ("彼",))} if safety else {},
        safety={
            f"rule{n}": SafetyRule(f"rule{n}", "安全", "文章。", *how)
            for n, how in enumerate(rules)
        },
    )


def _make_question(kind: str, bare: Question, ask_if: Conditions, part: Part | None) -> Question:
    how: dict[str, Any] = {"ask_if": ask_if, "part": part}
    match kind.split():
        case ["write"]:
            how |= {"write": "lines"}
        case ["scale"]:
            how |= {"answers": (*_SCALE, Answer("na", "わからない")), "themes": ("total",)}
        case [choose, *beside]:
            how |= {"choose": choose, "answers": _WRITTEN if beside else _ANSWERS}
    return replace(bare, **how)


def _conditions(earlier: dict[str, Question]) -> st.SearchStrategy[Conditions]:
    """None, one or two entries on earlier questions, of every form."""
    answered = [question for question in earlier.values() if question.answers]
    if not answered:
        return st.just(())
    return st.lists(_entry(answered), max_size=2, unique_by=_subject).map(tuple)


def _subject(entry: Entry) -> str:
    return entry.name if isinstance(entry, Condition) else repr(entry)


def _entry(answered: list[Question]) -> st.SearchStrategy[Entry]:
    named = _condition(answered)
    skipped = st.sampled_from(answered).map(lambda question: Skipped((question.id,)))
    both = st.lists(named | skipped, min_size=1, max_size=2).map(tuple)
    joined = st.builds(
        Joined, st.sampled_from(["all", "any"]), st.lists(both, min_size=1, max_size=2).map(tuple)
    )
    return named | named | named | joined | both.map(Negated) | skipped


def _condition(answered: list[Question]) -> st.SearchStrategy[Condition]:
    return st.sampled_from(answered).flatmap(_condition_on)


def _condition_on(question: Question) -> st.SearchStrategy[Condition]:
    values = [answer.value for answer in question.answers]
    wanted = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(Condition, st.just(question.id), wanted)


def _rules(questions: dict[str, Question]) -> st.SearchStrategy[tuple[Any, ...]]:
    """(when, contacts, columns, instead) of a rule."""
    answered = [question for question in questions.values() if question.answers]
    score = st.just(Condition("total", ("hi",)))
    entry = _entry(answered) | score if answered else st.just(Skipped(tuple(questions)))
    when = st.lists(entry, min_size=1, max_size=2).map(tuple)
    return st.tuples(when, st.just(()), st.just(()), st.booleans())
