"""What changes for respondents, as the author reads it: safety first, then part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from selfcheck.comparing import Comparison
from selfcheck.comparing.answers import Ending, Passage
from selfcheck.comparing.differences import Difference, Shown, When
from selfcheck.problems import Path
from selfcheck.questionnaire import Marked, Questionnaire
from selfcheck.replies import spell_marks
from selfcheck.showing.condition_words import ConditionWords
from selfcheck.showing.rows import BLANK, Row, as_rows
from selfcheck.typesetting import break_lines, cut, harmless
from selfcheck.words import Say

_MAX_NAME = 44
_MAX_PASSAGES = 8
_TEXT, _WITHIN = "  ", "      "


@dataclass(frozen=True, slots=True)
class Compared:
    """Two questionnaires, what differs, and whether results kept with one compare with those of
    the other."""

    old: Questionnaire
    new: Questionnaire
    comparison: Comparison
    is_comparable: bool


def set_difference(compared: Compared, say: Say, width: int) -> list[Row]:
    """The whole page."""
    if compared.comparison.is_empty:
        return [Row(say("diff.nothing-changed"))]
    rows = [Row(say("diff.title"), "title")]
    for part, found in groupby(compared.comparison.differences, lambda one: one.part):
        rows += _heading(say(f"diff.part-{part}"), say)
        for difference in found:
            rows += _set_one(difference, say, width)
    rows += _set_examples(compared.comparison, say, width)
    rows += _set_effects(compared, say, width)
    rows += _set_kept(compared, say, width)
    return [replace(row, text=harmless(row.text)) for row in rows]


def _heading(title: str, say: Say) -> list[Row]:
    return [BLANK, Row(say("result.heading", title=title), "heading")]


def _item(text: str, width: int) -> list[Row]:
    return as_rows(break_lines(text, width, first=f"{_TEXT}- ", rest=f"{_TEXT}  "))


def _within(text: str, width: int, label: str = "", role: str = "quiet") -> list[Row]:
    """A text within a difference, behind its label."""
    lines = break_lines(text, width, first=_WITHIN + label, rest=f"{_WITHIN}  ")
    labelled = Row(lines[0], spans=((0, len(_WITHIN + label), role),))
    return [labelled, *as_rows(lines[1:])]


def _name(text: str) -> str:
    """The beginning of a text, short enough to stand in a sentence."""
    return cut(" ".join(text.split()), _MAX_NAME)


# --- one difference -------------------------------------------------------------------------


def _set_one(difference: Difference, say: Say, width: int) -> list[Row]:
    match difference.code:
        case "come" | "gone" | "moved":
            return _item(_describe_order(difference, say), width)
        case "text":
            head = _describe_place(difference.place, say)
            old, new = _only_different_lines(str(difference.old), str(difference.new))
            return [*_item(head, width), *_set_both(old, new, say, width)]
        case "level":
            return _item(_describe_level(difference, say), width)
        case "points":
            return _set_points(difference, say, width)
        case _:
            facts = {"name": _name(difference.name)}
            if len(difference.place) > 1:
                facts["whole"] = _describe_whole(difference.place, say)
            text = say(f"diff.{difference.code}", **facts)
            if difference.old == difference.new:
                return _item(text, width)
            old = _words(difference.code, difference.old, say)
            new = _words(difference.code, difference.new, say)
            return [*_item(text, width), *_set_both(old, new, say, width)]


def _describe_order(difference: Difference, say: Say) -> str:
    thing = _describe_thing(difference.place, difference.name, say)
    if difference.code == "gone":
        return say("diff.gone", thing=thing)
    after = _name(difference.facts["after"])
    where = say("diff.after", name=after) if after else say("diff.at-first")
    is_moved = difference.code == "moved"
    return say("diff.moved" if is_moved else "diff.come", thing=thing, where=where)


def _describe_thing(place: Path, name: str, say: Say) -> str:
    section = str(place[0])
    is_answer = section == "answers" or (section == "questions" and len(place) > 2)
    if is_answer:
        answer = say("diff.answer", name=_name(name))
        return say("diff.within", whole=_describe_whole(place, say), part=answer)
    return say("diff.thing", kind=say(f"diff.kind-{section}"), id=place[-1], name=_name(name))


def _describe_whole(place: Path, say: Say) -> str:
    return say("diff.named", kind=say(f"diff.kind-{place[0]}"), id=place[1])


def _describe_place(place: Path, say: Say) -> str:
    """Where a text stands: the thing, and which of its texts."""
    if len(place) == 1:
        return say(f"diff.field-{place[0]}")
    whole = _describe_whole(place, say)
    if place[-1] == "label":
        return say("diff.within", whole=whole, part=say("diff.answer", name=place[-2]))
    if "part" in place:
        return say("diff.within", whole=whole, part=say(f"diff.field-part-{place[-1]}"))
    if "rubric" in place:
        level = say("diff.named", kind=say("diff.kind-rubric"), id=place[3])
        whole = say("diff.within", whole=whole, part=level)
    return say("diff.within", whole=whole, part=say(f"diff.field-{place[-1]}"))


def _describe_level(difference: Difference, say: Say) -> str:
    low, high = difference.facts["low"], difference.facts["high"]
    if low and high:
        scores = say("diff.scores-between", low=low, high=high)
    elif high:
        scores = say("diff.scores-below", high=high)
    else:
        scores = say("diff.scores-from", low=low) if low else say("diff.scores-all")
    old, new = (str(one) or say("diff.no-level") for one in (difference.old, difference.new))
    return say("diff.level", theme=difference.name, scores=scores, old=old, new=new)


def _set_points(difference: Difference, say: Say, width: int) -> list[Row]:
    facts = difference.facts
    rows = _item(say("diff.points", name=_name(difference.name), theme=facts["theme"]), width)
    for label, old, new in facts["changes"]:
        shown = [points or say("diff.no-points") for points in (old, new)]
        text = say("diff.passage", what=label, old=shown[0], new=shown[1])
        rows += _within(text, width)
    return rows


def _words(code: str, shown: Shown, say: Say) -> str:
    """What stood there, in one text."""
    if isinstance(shown, str):
        return say(f"diff.kind-of-{shown}") if code == "question-kind" else shown
    if isinstance(shown, When):
        return _describe_when(code, shown, say)
    if code == "scale":
        return say("diff.scale-numbers", low=shown[0], high=shown[1]) if shown else ""
    return ("\n" if code == "ponder" else say("answer.joiner")).join(shown)


def _describe_when(code: str, when: When, say: Say) -> str:
    if not when.conditions:
        return say("diff.always" if code == "ask_if" else "diff.otherwise")
    words = ConditionWords(
        say, when.questionnaire, lambda question: say("condition.quoted", name=_name(question.ask))
    )
    return words.describe(when.conditions, "any" if code == "safety-when" else "all")


def _set_both(old: str, new: str, say: Say, width: int) -> list[Row]:
    rows = []
    for key, text, role in (("diff.old", old, "quiet"), ("diff.new", new, "level")):
        rows += _within(text.rstrip("\n") or say("diff.nothing"), width, say(key), role)
    return rows


def _only_different_lines(old: str, new: str) -> tuple[str, str]:
    """Of two long texts only the lines that are not the same."""
    was, now = old.split("\n"), new.split("\n")
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    before = [line for _, low, high, _, _ in changed for line in was[low:high]]
    after = [line for _, _, _, low, high in changed for line in now[low:high]]
    return "\n".join(before), "\n".join(after)


# --- the same answers -----------------------------------------------------------------------


def _set_examples(comparison: Comparison, say: Say, width: int) -> Iterator[Row]:
    if not comparison.tried:
        return
    yield from _heading(say("diff.examples"), say)
    counts = {"count": comparison.tried, "changed": len(comparison.examples)}
    key = "diff.examples-some" if comparison.examples else "diff.examples-same"
    yield from _item(say(key, **counts), width)
    for change in comparison.examples:
        old, new = (_describe_ending(one, say) for one in (change.old, change.new))
        yield from _item(say("diff.example", name=change.id), width)
        yield from _set_both(old, new, say, width)


def _describe_ending(ending: Ending, say: Say) -> str:
    titles = [*ending.safety, *([ending.reflection] if ending.reflection else [])]
    titles += [_name(remark) for remark in ending.remarks]
    return say("diff.then").join(titles) if titles else say("diff.no-reflection")


def _set_effects(compared: Compared, say: Say, width: int) -> Iterator[Row]:
    effects = compared.comparison.effects
    yield from _heading(say("diff.random", of=f"{effects.of:,}"), say)
    if not effects.reflections:
        yield from _item(say("diff.random-same"), width)
    titles = [
        {id: reflection.title for id, reflection in one.reflections.items()}
        for one in (compared.old, compared.new)
    ]
    none = say("diff.no-reflection")
    yield from _set_passages(effects.reflections, titles, none, say, width)
    for theme, passages in effects.levels.items():
        count = sum(passage.count for passage in passages)
        name = compared.new.themes[theme].name
        yield from _item(say("diff.random-level", theme=name, count=f"{count:,}"), width)
    for id, (come, gone) in effects.remarks.items():
        remark = compared.new.remarks.get(id) or compared.old.remarks[id]
        facts = {"come": f"{come:,}", "gone": f"{gone:,}"}
        text = say("diff.random-remark", name=_name(remark.title or remark.says), **facts)
        yield from _item(text, width)


def _set_passages(
    passages: Sequence[Passage], titles: list[dict[str, str]], none: str, say: Say, width: int
) -> Iterator[Row]:
    for passage in passages[:_MAX_PASSAGES]:
        old = titles[0].get(passage.old or "", none)
        new = titles[1].get(passage.new or "", none)
        yield from _item(
            say("diff.random-one", count=f"{passage.count:,}", old=old, new=new), width
        )
        example = say("diff.random-example", answers=_spell_answers(passage.example, say))
        yield from _within(example, width)
    if len(passages) > _MAX_PASSAGES:
        yield from _item(say("diff.random-more", more=len(passages) - _MAX_PASSAGES), width)


def _spell_answers(answers: Marked, say: Say) -> str:
    """Marked as they could stand in an example."""
    if not answers:
        return say("answer.skipped")
    return ", ".join(f"{id}: {spell_marks(reply)}" for id, reply in answers.items())


# --- results and drafts ---------------------------------------------------------------------


def _set_kept(compared: Compared, say: Say, width: int) -> Iterator[Row]:
    drafts = compared.comparison.drafts
    yield from _heading(say("diff.kept"), say)
    same = "diff.comparable" if compared.is_comparable else "diff.not-comparable"
    yield from _item(say(same), width)
    if not drafts.are_found:
        yield from _item(say("diff.drafts-lost"), width)
        return
    joiner = say("answer.joiner")
    if drafts.asked_again:
        ids = joiner.join(drafts.asked_again)
        counts = {"kept": len(drafts.kept), "again": len(drafts.asked_again)}
        yield from _item(say("diff.drafts-partly", **counts, questions=ids), width)
    if drafts.gone:
        ids = joiner.join(drafts.gone)
        yield from _item(say("diff.drafts-gone", gone=len(drafts.gone), questions=ids), width)
    if not (drafts.asked_again or drafts.gone):
        yield from _item(say("diff.drafts-fit"), width)
