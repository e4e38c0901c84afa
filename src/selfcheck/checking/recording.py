"""A run as an entry of `examples`, to paste into the question file. Pure.

What is written here reads back as exactly the same answers; a text that YAML would take for
something else is put in quotes.
"""

import re
from collections.abc import Iterator, Mapping

from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.reflecting import Outcome
from selfcheck.replies import spell_marks, texts_beside
from selfcheck.spelling import canonical_name

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?|[^\W\d_][\w-]*")
_ONE_LINE = re.compile(
    "[ -~\xa1-\xac\xae-\u061b\u061d-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def record_example(
    questionnaire: Questionnaire, fill_in: Mapping[str, str], outcome: Outcome, name: str
) -> str:
    """The entry with its answers and all they led to, indented as it stands below `examples:`;
    with that line above it where the file has no examples yet."""
    lines = [] if questionnaire.examples else ["examples:"]
    lines.append(f"  {canonical_name(name)}:")
    lines += _group("answers", {id: _spell(r) for id, r in outcome.answers.items()})
    if written := texts_beside(outcome.answers):
        lines += _group("written", {id: _quote(text) for id, text in written.items()})
    if fill_in:
        lines += _group("fill_in", {id: _quote(reply) for id, reply in fill_in.items()})
    lines += ["    expect:", *_expectation(questionnaire, outcome)]
    return "\n".join(lines) + "\n"


def _group(name: str, entries: Mapping[str, str]) -> list[str]:
    if not entries:
        return [f"    {name}: {{}}"]
    return [f"    {name}:", *(f"      {id}: {text}" for id, text in entries.items())]


def _expectation(questionnaire: Questionnaire, outcome: Outcome) -> Iterator[str]:
    yield f"      reflection: {outcome.reflection.id if outcome.reflection else 'none'}"
    levels = {id: score.level.id if score.level else "none" for id, score in outcome.themes.items()}
    if levels:
        yield "      levels:"
        yield from (f"        {theme}: {level}" for theme, level in levels.items())
    if questionnaire.remarks:
        yield f"      remarks: [{', '.join(remark.id for remark in outcome.remarks)}]"
    yield f"      safety: [{', '.join(rule.id for rule in outcome.safety)}]"


def _spell(reply: Reply) -> str:
    if not reply.marks:
        return _quote(reply.text)
    return spell_marks(tuple(v if _PLAIN.fullmatch(v) else _quote(v) for v in reply.marks))


def _quote(text: str) -> str:
    """A text in quotes that reads back exactly: signs are written as escapes where a
    line could not hold them."""
    if _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _ONE_LINE.fullmatch(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
