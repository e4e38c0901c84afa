"""Scales: whole numbers in a row, with texts beside the two ends; and what was meant by one that is
written otherwise."""

import re
from fractions import Fraction

from selfcheck.format import SCALE_ENDS
from selfcheck.problems import Path
from selfcheck.question_file.meant import spell_value
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.values import show_value
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Answer
from selfcheck.spelling import read_number

_MAX_STEPS = 21
"""Numbers of a scale: it stands in one row."""
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
