"""What an id is, and which word was probably meant: near names, after a table of what people type
out of habit."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from selfcheck.format import GROUPS, KNOWN_WORDS
from selfcheck.near_names import nearest
from selfcheck.question_file.yaml.vocabulary import Vocabulary

# What people type who know other tools, or think in Japanese; looked up before near names.
_HABITS = {
    "option": "answers", "options": "answers", "choices": "answers", "choice": "choose",
    "items": "questions", "item": "questions", "text": "ask", "question": "ask", "label": "name",
    "description": "about", "body": "says", "message": "says", "tel": "phone", "link": "url",
    "required": "at_least", "reversed": "reverse", "invert": "reverse", "category": "theme",
    "scale": "theme", "scales": "themes", "result": "reflections", "results": "reflections",
    "condition": "when", "if": "ask_if", "min": "from", "start": "from", "levels": "rubric",
    "parts": "part", "section": "part", "sections": "part", "chapter": "part", "chapters": "part",
    "章": "part", "部": "part",
    "質問": "ask", "問い": "ask", "答え": "answers", "回答": "answers", "選択肢": "answers",
    "タイトル": "title", "題名": "title", "名前": "name", "テーマ": "theme", "電話": "phone",
    "電話番号": "phone", "説明": "about", "本文": "says", "逆転": "reverse", "重み": "weight",
    "yes": "true", "on": "true", "はい": "true", "no": "false", "off": "false", "いいえ": "false",
}  # fmt: skip


_OPPOSITES = {"hidden": "show", "hide": "show", "invisible": "show", "secret": "show",
              "非表示": "show", "uncompared": "compare", "not_compared": "compare"}  # fmt: skip
_SAME = {"visible": "show", "shown": "show", "public": "show", "表示": "show"}
_TURNED = {"true": "false", "false": "true"}
"""Switches by other names, and those that say the opposite."""


def meant_switch(found: str, typed: object, allowed: Iterable[str]) -> str:
    """The line with the switch that was meant by another name, such as `show: false` for
    `hidden: true`; or nothing."""
    names, plain = tuple(allowed), found.lower().replace("-", "_")
    value = str(typed).lower() if isinstance(typed, str) else ""
    value = _HABITS.get(value, value)
    if value in _TURNED and _OPPOSITES.get(plain) in names:
        return f"{_OPPOSITES[plain]}: {_TURNED[value]}"
    if value in _TURNED and _SAME.get(plain) in names:
        return f"{_SAME[plain]}: {value}"
    return ""


def is_part(found: str) -> bool:
    """Whether a name is one for a part of the questions."""
    plain = unicodedata.normalize("NFKC", found).lower()
    return "part" in (plain, _HABITS.get(plain))


def is_id(text: str) -> bool:
    """Begins with a letter of any script, goes on with letters, digits, _ and -."""
    if not text or unicodedata.category(text[0])[0] != "L":
        return False
    # M: the voicing marks and vowel signs that belong to the letters of many scripts.
    return all(c in "_-" or unicodedata.category(c)[0] in "LNM" for c in text[1:])


def near_name(found: str, allowed: Iterable[str]) -> str:
    """The allowed word that was probably meant, or nothing."""
    return _near(found, tuple(allowed))


@lru_cache(maxsize=512)
def _near(found: str, allowed: tuple[str, ...]) -> str:
    plain = unicodedata.normalize("NFKC", found).lower().replace("-", "_")
    for guess in (found, plain, _HABITS.get(plain, "")):
        if guess and guess in allowed:
            return guess
    return nearest(found, allowed)


_MAPS = ("answers", "conditions", "replies", "points", "expected-levels", "expected-scores")


def _vocabulary() -> Vocabulary:
    """What the format says about where lines belong."""
    names = {group: frozenset(field.name for field in fields) for group, fields in GROUPS.items()}
    heads: dict[str, frozenset[str]] = {}
    for field in (field for fields in GROUPS.values() for field in fields):
        if field.kind in ("things", "levels"):
            heads[field.name] = names[field.holds]
    heads["answers"] = names["answer"]
    maps = {
        names[group]: tuple(field.name for field in fields if field.kind in _MAPS)
        for group, fields in GROUPS.items()
    }
    return Vocabulary(KNOWN_WORDS, names["top"], tuple(names.values()), heads, maps)


VOCABULARY = _vocabulary()
"""The names of question files."""
