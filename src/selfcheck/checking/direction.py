"""Which way the scores go: whether an answer counts as its author means it. Pure; all warnings.

Nothing here is a mistake for sure. Each rule looks for what authors of questionnaires do by
accident, and stays silent where the file shows that it is meant: a last answer without points
("something else"), a word without points beside numbers ("I do not know").
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from selfcheck.checking.reach.cache import ReachCache
from selfcheck.problems import Path, Problem
from selfcheck.questionnaire import Answer, Question, Questionnaire, Theme
from selfcheck.scoring import QuestionPoints

_NONE_OF_THESE = re.compile(
    r"(上記|この中|ここ)?の?(どれ|いずれ|何|なに|ひとつ|一つ)(に|で|を)?も"
    r"(ない|無い|(当|あ)ては(まらない|まり(?:ません))|該当しない|し(てい)?ない|し(てい)?(?:ません))"
    r"|(当|あ)てはまる(もの|の)は(ない|あり(?:ません))|該当(なし|しない|するものはない)"
    r"|特に(ない|なし)|とくに(ない|なし)|なし"
    r"|none( of (these|the above|them|those)( (applies|apply))?)?|nothing|neither|not applicable"
)
"""Labels that say "none of the other answers"."""

_MAX_LABEL = 100


def check_direction(cache: ReachCache) -> Iterator[Problem]:
    """Everything that scores in a way its author may not mean."""
    for member in cache.scoring.questions.values():
        yield from _check_without_points(member)
        yield from _check_none_of_these(member)
    yield from _check_order(cache.questionnaire)
    for theme in cache.questionnaire.themes.values():
        members = cache.scoring.members[theme.id]
        for rule in _THEME_RULES if members else ():
            yield from rule(theme, members)


def _warning(
    code: str, path: Path, facts: Mapping[str, object], other: Path | None = None
) -> Problem:
    return Problem(code, path, facts, "name", other=other, severity="warning")


def _answer_path(question: Question, answer: Answer) -> Path:
    if question.answer_list is not None:
        return ("answers", question.answer_list, answer.value)
    return ("questions", question.id, "answers", answer.value)


# --- answers --------------------------------------------------------------------------------


def _check_without_points(member: QuestionPoints) -> Iterator[Problem]:
    """Among answers with points of their own, one without: it leaves the question unanswered for
    scores (R1). The last answer, a word beside numbers, one marked `alone` and one that asks for a
    text are taken to be meant."""
    question = member.question
    own = [answer for answer in question.answers if answer.points]
    if not own:
        return
    last = max(question.answers.index(answer) for answer in own)
    for place, answer in enumerate(question.answers):
        lost = answer.number is not None or _is_none_of_these(answer)
        meant = answer.value in member.answers or answer.alone or answer.write
        if not meant and (place < last or lost):
            path = _answer_path(question, answer)
            facts = {"found": answer.value, "question": question.id, "scored": own[0].value}
            yield _warning("answer-without-points", path, facts)


def _check_none_of_these(member: QuestionPoints) -> Iterator[Problem]:
    """Where several can be marked, "none of these" that can be marked with others (R4)."""
    question = member.question
    if question.choose != "several":
        return
    for answer in question.answers:
        if _is_none_of_these(answer) and answer.value not in member.alone:
            path = _answer_path(question, answer)
            facts = {"found": answer.value, "label": answer.label, "question": question.id}
            yield _warning("none-without-alone", path, facts)


def _is_none_of_these(answer: Answer) -> bool:
    short = answer.label[:_MAX_LABEL]  # NFKC takes its time for many marks on one character
    label = unicodedata.normalize("NFKC", short).strip(" 。.、").lower()
    return _NONE_OF_THESE.fullmatch(label) is not None


def _check_order(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Numbers that score and neither rise nor fall in the order shown; a list once."""
    seen: set[Path] = set()
    for question in questionnaire.questions.values():
        if not question.themes:
            continue
        named = question.answer_list
        path: Path = ("answers", named) if named else ("questions", question.id, "answers")
        scored = [a for a in question.answers if a.number is not None and a.points is None]
        stray = _first_stray([a.number for a in scored if a.number is not None])
        if stray is not None and path not in seen:
            seen.add(path)
            order = ", ".join(answer.value for answer in scored)
            facts = {"order": order, "found": scored[stray].value, "question": question.id}
            yield _warning("answers-not-in-order", (*path, scored[stray].value), facts)


def _first_stray(numbers: list[Fraction]) -> int | None:
    """The place of the first number that turns back."""
    rising: bool | None = None
    for place in range(1, len(numbers)):
        up = numbers[place] > numbers[place - 1]
        if rising is not None and up != rising:
            return place
        rising = up
    return None


# --- themes ---------------------------------------------------------------------------------


def _check_reversed(theme: Theme, members: Sequence[QuestionPoints]) -> Iterator[Problem]:
    """A theme all of whose questions are turned round: a high score means little of it (R2)."""
    if all(member.question.reverse for member in members):
        first = members[0].question.id
        facts = {"theme": theme.id, "count": len(members), "question": first}
        other = ("questions", first, "reverse")
        yield _warning("theme-all-reversed", ("themes", theme.id), facts, other)


def _check_ranges(theme: Theme, members: Sequence[QuestionPoints]) -> Iterator[Problem]:
    """A mean, or a sum that is prorated, over questions of different ranges: a question with a
    long range counts for more, and one left open is made up for by others (R9, R10)."""
    prorated = theme.score == "sum" and theme.missing == "prorate" and _may_skip(theme, members)
    if not (theme.score == "mean" or prorated):
        return
    first = members[0]
    for member in members[1:]:
        if member.ranges[theme.id] != first.ranges[theme.id]:
            facts = {
                "theme": theme.id,
                "one": first.question.id,
                "one_range": _spell_range(first, theme),
                "two": member.question.id,
                "two_range": _spell_range(member, theme),
            }
            other = ("questions", member.question.id)
            path = ("themes", theme.id)
            yield _warning("different-ranges", path, facts, other)
            return


def _spell_range(member: QuestionPoints, theme: Theme) -> str:
    extent = member.ranges[theme.id]
    return f"{float(extent.lowest):g}-{float(extent.highest):g}"


def _check_ignored(theme: Theme, members: Sequence[QuestionPoints]) -> Iterator[Problem]:
    """A sum that ignores what is missing, over a question whose lowest is above 0: left open, it
    counts for less than its lowest answer (R10)."""
    if theme.score != "sum" or theme.missing != "ignore" or not _may_skip(theme, members):
        return
    for member in members:
        lowest = member.ranges[theme.id].lowest
        if lowest > 0:
            facts = {"theme": theme.id, "question": member.question.id, "low": f"{float(lowest):g}"}
            other = ("questions", member.question.id)
            yield _warning("skip-looks-low", ("themes", theme.id, "missing"), facts, other)
            return


def _may_skip(theme: Theme, members: Sequence[QuestionPoints]) -> bool:
    """Whether there can be a score with a question left open."""
    if isinstance(theme.at_least, int):
        return theme.at_least < len(members)
    return theme.at_least == "half" and len(members) > 1


_THEME_RULES: tuple[Callable[[Theme, Sequence[QuestionPoints]], Iterator[Problem]], ...] = (
    _check_reversed,
    _check_ranges,
    _check_ignored,
)
