"""Scales: whole numbers in a row, with texts beside the two ends; and what was meant by one that is
written otherwise."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from selfcheck.format import SCALE_ENDS
from selfcheck.problems import Path, Problem
from selfcheck.question_file.meant import spell_value
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.values import show_value
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Answer
from selfcheck.spelling import canonical_name, read_number

_MAX_STEPS = 21
"""Numbers of a scale: it stands in one row."""
_ENDS = {
    habit: end
    for end, habits in (
        ("low", "min minimum lo lower lowest left start bottom from 最小 最低 低 低い 左 左端 下"),
        ("high", "max maximum hi upper highest right end top to 最大 最高 高 高い 右 右端 上"),
    )
    for habit in habits.split()
}
_CLEAR_ENDS = frozenset({"low", "high", "min", "max"})
_WHOLE = re.compile(r"(?<!\d)-?\d{1,9}")


def read_scale(reading: Reading, path: Path, group: dict[str, Value]) -> tuple[Answer, ...]:
    """The whole numbers from the first to the last, with the texts beside the two ends; what is
    read is taken out of the group."""
    low, high = (
        "" if (text := group.pop(name, None)) is None else reading.text((*path, name), text)
        for name in ("low", "high")
    )
    ends = _read_ends(reading, (*path, "scale"), group.pop("scale"))
    beside = {ends.start: low, ends.stop - 1: high} if ends else {}
    return tuple(
        Answer(str(number), str(number), Fraction(number), beside=beside.get(number, ""))
        for number in ends
    )


def _read_ends(reading: Reading, path: Path, value: Value) -> range:
    """Two whole numbers, the first below the second, at most 20 apart."""
    ends = [read_number(end) if isinstance(end, str) else None for end in _listed(value)]
    whole = [int(end) for end in ends if end is not None and end.denominator == 1]
    if len(ends) == 2 and len(whole) == 2 and whole[0] < whole[1]:
        if whole[1] - whole[0] < _MAX_STEPS:
            return range(whole[0], whole[1] + 1)
        reading.note("scale-too-long", path, found=whole[1] - whole[0] + 1, limit=_MAX_STEPS)
    else:
        reading.note("not-a-scale", path, found=show_value(value), quoted=_meant_scale(value))
    return range(0)


def _meant_scale(value: Value) -> str:
    """The scale that was meant by `0-10`, `10`, [10, 0], [0, 1, 2] or {from: 0, to: 10}."""
    typed = list(value.values()) if isinstance(value, dict) else _listed(value)
    texts = [one for one in typed if isinstance(one, str)]
    ends = sorted({int(number) for text in texts for number in _WHOLE.findall(text)})
    if len(ends) == 1 and ends[0] > 0:
        ends = [0, *ends]
    return f"scale: [{ends[0]}, {ends[-1]}]" if len(ends) > 1 else ""


def note_ends(reading: Reading, path: Path, group: Mapping[str, Value], is_scale: bool) -> None:
    """What was meant for the ends of a scale, and is read as answers: `min` beside `scale`, `low`
    and `high` without it. `group` is what is left of the list."""
    texts = {name: one for name, one in group.items() if isinstance(one, str)}
    ends = {name: end for name in texts if (end := _meant_end(name))}
    numbers = [name for name in texts if read_number(name) is not None]
    is_whole_list = len(numbers) + len(ends) == len(group)
    if not ends or not (is_scale or (is_whole_list and _are_clear(ends, numbers))):
        return
    beside = {end: texts[name] for name, end in ends.items()}
    meant = [f"{end}: {text}" for end, text in beside.items() if is_scale or not _is_whole(text)]
    scale = [] if is_scale else [_scale_between(numbers or beside.values())]
    first = next(iter(ends))
    facts = {"found": first, "quoted": ", ".join(scale + meant)}
    here = (*path, first)
    reading.problems.append(Problem("end-of-scale", here, facts, "name", severity="warning"))


def _are_clear(ends: Mapping[str, str], numbers: Iterable[str]) -> bool:
    """Whether names are those of two ends; of one end beside numbers fewer are no answers."""
    if {*ends.values()} == {"low", "high"}:
        return True
    return bool(numbers) and _CLEAR_ENDS.issuperset(ends)


def _scale_between(typed: Iterable[str]) -> str:
    """The scale from the lowest to the highest of the numbers that were typed."""
    numbers = sorted(int(one) for one in typed if _is_whole(one))
    return f"scale: [{numbers[0]}, {numbers[-1]}]" if len(numbers) > 1 else "scale: [0, 10]"


def _is_whole(typed: str) -> bool:
    return _WHOLE.fullmatch(typed) is not None


def _meant_end(name: str) -> str:
    """The end of a scale that a name stands for: in another word, or with its letters mixed up."""
    plain = canonical_name(name).lower()
    mixed = next((end.name for end in SCALE_ENDS if sorted(plain) == sorted(end.name)), "")
    return mixed or _ENDS.get(plain, "")


def put_scale(reading: Reading, path: Path, value: Value) -> Value:
    """A question without the scale that it was given in place of answers, as if it had them."""
    if not isinstance(value, dict) or "scale" not in value:
        return value
    names = ("scale", *(field.name for field in SCALE_ENDS))
    scale: dict[str, Value] = {name: value[name] for name in names if name in value}
    quoted = f"answers: {spell_value(scale)}"
    reading.note_name("scale-outside-answers", (*path, "scale"), quoted=quoted)
    rest = {name: content for name, content in value.items() if name not in names}
    return {"answers": scale, **rest}


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]
