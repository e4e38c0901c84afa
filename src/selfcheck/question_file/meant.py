"""What was probably meant by a condition that is written as it is in speech, in a spreadsheet or in
another tool: `or`, `>= 3`, `3-4`, 3以上, `q1: not 3`. Pure.
"""

import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from selfcheck.format import CONDITION_WORDS
from selfcheck.near_names import nearest
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Answer, Level
from selfcheck.spelling import read_number

SWITCHES = ("true", "false", "yes", "no", "on", "off", "はい", "いいえ")
"""What is typed where something is to be switched on."""

_MAX_LENGTH = 200
"""What is longer is a text and no condition."""

_Test = Callable[[Fraction], bool]

_WORDS = {
    "any": "or either one_of some または もしくは あるいは どれか いずれか",
    "all": "and both every かつ なおかつ そして すべて 全部",
    "not": "nor none_of unless except without no 以外 でない ではない 除く",
    "skipped": "skip unanswered missing open 飛ばした 未回答 無回答 空欄",
    "answered": "answered filled 答えた 回答済み",
    "highest": "max maximum top most 最高 最大 一番高い いちばん高い もっとも高い 最も高い",
    "lowest": "min minimum bottom least 最低 最小 一番低い いちばん低い もっとも低い 最も低い",
}
_HABITS = {habit: word for word, habits in _WORDS.items() for habit in habits.split()}
"""Behind the name of a question it may also say that it was answered."""
_LONG_WORDS = tuple(word for word in CONDITION_WORDS if len(word) > 3)
"""Of short words nearly every other short word is a slip."""

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_SIGNS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge, "=>": operator.ge, "≧": operator.ge, "≥": operator.ge, "以上": operator.ge,
    "or more": operator.ge, "and more": operator.ge, "+": operator.ge, "からあと": operator.ge,
    "<=": operator.le, "=<": operator.le, "≦": operator.le, "≤": operator.le, "以下": operator.le,
    "or less": operator.le, "まで": operator.le,
    ">": operator.gt, "より大きい": operator.gt, "より上": operator.gt, "超": operator.gt,
    "<": operator.lt, "より小さい": operator.lt, "より下": operator.lt, "未満": operator.lt,
    "!=": operator.ne, "≠": operator.ne, "<>": operator.ne, "==": operator.eq, "=": operator.eq,
}  # fmt: skip
_NAMED_SIGNS = {
    "from": ">=", "min": ">=", "at_least": ">=", "gte": ">=", "above": ">", "gt": ">",
    "to": "<=", "max": "<=", "at_most": "<=", "lte": "<=", "below": "<", "lt": "<", "until": "<=",
}  # fmt: skip
_ANY_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_BEFORE = re.compile(rf"({_ANY_SIGN})\s*{_NUMBER}")
_BEHIND = re.compile(rf"{_NUMBER}\s*点?\s*({_ANY_SIGN})")
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|—|−|〜|~|\.\.+|から|to)\s*{_NUMBER}\s*(?:まで)?")
_SENTENCE = re.compile(
    rf"(.+?)\s*(?:が|は)?\s*((?:{_ANY_SIGN})\s*\S.*|{_NUMBER}\s*(?:以上|以下|未満))"
)
_NOT = re.compile(r"(?:not\s+|!\s*|≠\s*)(.+)|(.+?)\s*(?:以外|ではない|でない)")
_LISTED = re.compile(r"\s*(?:[,、，/・]|\bor\b|または|もしくは|か(?=.))\s*")


def meant_word(name: str) -> str:
    """The word of conditions that was meant by another one, or nothing."""
    word = meant_habit(name)
    return word if word in CONDITION_WORDS else nearest(_plain(name), _LONG_WORDS)


def meant_habit(typed: str) -> str:
    """The word of conditions that stands where answers or levels are named, or nothing."""
    plain = _plain(typed)
    return plain if plain in CONDITION_WORDS else _HABITS.get(plain, "")


def _plain(typed: str) -> str:
    """In one spelling, as far as it is short enough to be a condition."""
    return unicodedata.normalize("NFKC", typed[:_MAX_LENGTH]).strip().lower()


def read_comparison(value: Value) -> _Test | None:
    """What `>= 3`, `3-4`, 3以上 or {from: 3} asks of a number; None where it is nothing such."""
    if isinstance(value, dict):
        return _read_named_signs(value)
    if not isinstance(value, str):
        return None
    plain = _plain(value)
    if found := _RANGE.fullmatch(plain):
        low, high = Fraction(found[1]), Fraction(found[2])
        return lambda number: low <= number <= high
    before, behind = _BEFORE.fullmatch(plain), _BEHIND.fullmatch(plain)
    if before or behind:
        sign, number = (before[1], before[2]) if before else (behind[2], behind[1])  # type: ignore[index]
        return _compare(sign, number)
    return None


def _compare(sign: str, number: str) -> _Test:
    compare, border = _SIGNS[sign], Fraction(number)
    return lambda found: compare(found, border)


def _read_named_signs(group: Mapping[str, Value]) -> _Test | None:
    tests = []
    for name, content in group.items():
        sign = _NAMED_SIGNS.get(_plain(name), _plain(name))
        number = read_number(content) if isinstance(content, str) else None
        if sign not in _SIGNS or number is None:
            return None
        tests.append(_compare(sign, str(number)))
    return (lambda found: all(test(found) for test in tests)) if tests else None


def values_within(answers: Iterable[Answer], test: _Test) -> list[str]:
    """The values of the answers whose number passes."""
    return [one.value for one in answers if one.number is not None and test(one.number)]


def levels_within(levels: Iterable[Level], test: _Test) -> list[str]:
    """The levels that begin at a score that passes; the first begins below all others."""
    starts = [level.start for level in levels if level.start is not None]
    below = min(starts, default=Fraction(1)) - 1
    return [level.id for level in levels if test(below if level.start is None else level.start)]


def read_sentence(value: Value) -> tuple[str, str] | None:
    """A name and what is asked of it, of `q1 >= 3` or q1が3以上."""
    if not isinstance(value, str) or len(value) > _MAX_LENGTH:
        return None
    found = _SENTENCE.fullmatch(unicodedata.normalize("NFKC", value).strip())
    return (found[1].strip(), found[2]) if found else None


def read_opposite(typed: str) -> str:
    """What `not 3`, `!3` or 3以外 is the opposite of, or nothing."""
    found = _NOT.fullmatch(unicodedata.normalize("NFKC", typed[:_MAX_LENGTH]).strip())
    return (found[1] or found[2]).strip() if found else ""


def read_listed(typed: str) -> list[str]:
    """The parts of `3, 4`, `3 or 4` or 3か4."""
    return _LISTED.split(unicodedata.normalize("NFKC", typed[:_MAX_LENGTH]).strip())


def spell_value(value: Value) -> str:
    """What was typed, as it could stand on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {spell_value(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(spell_value, value))}]"
    return value or ""


def spell_joined(word: str, value: Value) -> str:
    """An entry with a word of conditions as it should be; `all` and `any` stand before a list."""
    if isinstance(value, dict) and word in ("all", "any"):
        value = [{name: content} for name, content in value.items()]
    return f"{word}: {spell_value(value)}"


def spell_values(values: list[str]) -> str:
    """One value, or a list of them."""
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"
