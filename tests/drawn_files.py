"""Small questionnaires drawn by hypothesis, and every reply that their questions allow.

Built as values, for they are about the walk: which question follows on which answer, and which
answers a safety rule looks at.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from selfcheck.questionnaire import (
    Answer,
    Condition,
    FillIn,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
)

_ANSWERS = (Answer("a", "ひとつめ"), Answer("b", "ふたつめ"), Answer("c", "ない", alone=True))
_KINDS = ("one", "one", "several", "write")


def all_replies(question: Question) -> list[Reply]:
    """Every reply that is allowed, the empty one (skipping) first."""
    if question.write:
        return [Reply(text=""), Reply(text="ひとこと")]
    values = [answer.value for answer in question.answers if not answer.alone]
    alone = [(answer.value,) for answer in question.answers if answer.alone]
    most = 1 if question.choose == "one" else len(values)
    marked = [found for size in range(1, most + 1) for found in combinations(values, size)]
    return [Reply(marks) for marks in ((), *marked, *alone)]


@st.composite
def questionnaires(draw: Callable[..., Any], most: int = 5, safety: bool = False) -> Questionnaire:
    """Up to so many questions, each perhaps hanging on earlier ones; with `safety`, one or two
    rules, and texts before some questions."""
    questions: dict[str, Question] = {}
    for number in range(draw(st.integers(1, most))):
        id = f"q{number}"
        before = draw(st.sampled_from(["", f"{id}の前に。"])) if safety else ""
        questions[id] = _make_question(
            id, before, draw(st.sampled_from(_KINDS)), draw(_conditions(questions))
        )
    rules = draw(st.lists(_rules(questions), min_size=1, max_size=2)) if safety else []
    return Questionnaire(
        "drawn",
        "引いた点検",
        "ja",
        questions=questions,
        fill_in={"partner": FillIn("partner", "誰ですか。", "あの人", ("彼",))} if safety else {},
        safety={
            f"rule{n}": SafetyRule(f"rule{n}", "安全", "文章。", *how)
            for n, how in enumerate(rules)
        },
    )


def _make_question(id: str, before: str, kind: str, ask_if: tuple[Condition, ...]) -> Question:
    if kind == "write":
        return Question(id, f"{id}ですか。", before, write="lines", ask_if=ask_if)
    asked = Question(id, f"{id}ですか。", before, answers=_ANSWERS, ask_if=ask_if)
    return replace(asked, choose="several") if kind == "several" else asked


def _conditions(earlier: dict[str, Question]) -> st.SearchStrategy[tuple[Condition, ...]]:
    named = [id for id, question in earlier.items() if question.answers]
    if not named:
        return st.just(())
    return st.lists(_condition(named), max_size=2, unique_by=lambda c: c.name).map(tuple)


def _condition(named: list[str]) -> st.SearchStrategy[Condition]:
    wanted = st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(Condition, st.sampled_from(named), wanted)


def _rules(questions: dict[str, Question]) -> st.SearchStrategy[tuple[Any, ...]]:
    """(when, contacts, columns, instead) of a rule."""
    named = [id for id, question in questions.items() if question.answers]
    when = st.lists(_condition(named), min_size=1, max_size=2).map(tuple) if named else st.just(())
    return st.tuples(when, st.just(()), st.just(()), st.booleans())
