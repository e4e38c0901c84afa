"""Texts, ids, numbers, switches: the values that stand alone, each strict as the format says."""

from fractions import Fraction
from typing import Any

from selfcheck.patterns import pattern
from selfcheck.problems import Path, Problem
from selfcheck.question_file.names import is_id, near_name
from selfcheck.question_file.yaml.decoding import CONTROL
from selfcheck.question_file.yaml.holding import Value
from selfcheck.question_file.yaml.source import Source
from selfcheck.question_file.yaml.unseen import UNSEEN, code_point, without_unseen
from selfcheck.spelling import canonical_name, read_number, spell_number

_LANGUAGES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
        "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
        "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
        "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm "
        "sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
        "vo wa wo xh yi yo za zh zu"
    ).split()
)
"""ISO 639-1."""
_SAID_FOR = {"jp": "ja", "jpn": "ja", "jap": "ja", "japan": "ja", "japanese": "ja", "nihongo": "ja",
             "eng": "en", "english": "en", "kor": "ko", "korean": "ko", "cn": "zh", "chi": "zh",
             "chinese": "zh", "ger": "de", "german": "de", "fre": "fr", "french": "fr",
             "日本語": "ja", "にほんご": "ja", "英語": "en", "韓国語": "ko"}  # fmt: skip
_LETTERS_OF_RARE = 3
"""Languages without a tag of two letters have one of three; longer ones name none."""
_LANGUAGE_TAG = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = pattern(r"https?://[^\s\u3000<>\"]+")
_ESCAPE = pattern(r"\\(?:x..|u.{4}|U.{8}|[0abefrvnNL_P])")
_MAX_SHOWN = 40
_UNSEEN = "\u3000\u00a0"
"""Spaces of other kinds at the end of a line: nobody sees them, and YAML keeps them."""
_NEVER_MEANT = pattern("[\u00ad\u200b\u2060\ufeff]")
"""Letters without width that say nothing in a text either."""


def is_language(tag: str) -> bool:
    """Whether a tag begins with the two letters of a language."""
    return bool(_LANGUAGE_TAG.fullmatch(tag)) and tag.lower().split("-")[0] in _LANGUAGES


def show_value(value: Value) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(value, str):
        return value if len(value) <= _MAX_SHOWN else value[: _MAX_SHOWN - 1] + "…"
    return "" if value is None else "[ ]" if isinstance(value, list) else "{ }"


def _reason_for_no_text(value: Value) -> str:
    """Why a text was read as something else: {partner} without quotes, or `a: b` in a list."""
    if isinstance(value, dict) and len(value) == 1:
        content = next(iter(value.values()))
        if content is None:
            return "brace-at-start"
        if isinstance(content, str):
            return "unquoted-colon"
    return "expected-text"


def _meant_language(typed: str) -> str:
    """The tag that was meant by the name of a language, or by a tag in another spelling."""
    first, *rest = typed.replace("_", "-").split("-")
    known = _SAID_FOR.get(first.lower(), first.lower())
    tag = "-".join([known, *rest])
    return tag if is_language(tag) else ""


class Values:
    """Reads values that stand alone; holds the source and the problems found so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def note(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with what stands at a path."""
        self.problems.append(Problem(code, path, facts))

    def warn(self, code: str, path: Path, **facts: Any) -> None:
        """Note what is no mistake, but worth a look."""
        self.problems.append(Problem(code, path, facts, severity="warning"))

    def note_name(self, code: str, path: Path, **facts: Any) -> None:
        """Note a problem with the name at a path."""
        self.problems.append(Problem(code, path, facts, at="name"))

    def text(self, path: Path, value: Value) -> str:
        """A text, exactly as typed (without the line ends at its end)."""
        self.note_swallowed(path, value)
        if not isinstance(value, str):
            if value is None:
                self.note_name("nothing-there", path, name=path[-1])
            else:
                self.note(_reason_for_no_text(value), path, found=show_value(value))
            return ""
        if found := CONTROL.search(value):
            self._note_control(path, found[0])
        if not value.isascii() and (unseen := _NEVER_MEANT.search(value)):
            facts = {"found": code_point(unseen[0])}
            self.problems.append(
                Problem("unseen-letter", path, facts, word=unseen[0], severity="warning")
            )
        return value.rstrip("\n")

    def note_swallowed(self, path: Path, value: Value) -> bool:
        """Note that a text ends where YAML saw a comment begin; says whether it does."""
        lost = self.source.swallowed.get(path)
        if lost is None:
            return False
        read = f"{value} " if isinstance(value, str) else ""
        whole = read + self.source.places.lines[lost.line][lost.column : lost.end_column].strip()
        facts = {"quoted": "'" + whole.replace("'", "''") + "'"}
        self.problems.append(Problem("swallowed-text", lost, facts))
        return True

    def _note_control(self, path: Path, found: str) -> None:
        """A control character that was written as a sign, such as \\e, within double quotes."""
        span = self.source.places.contents.get(path)
        line = self.source.places.lines[span.line] if span else ""
        signs = (sign[0] for sign in _ESCAPE.finditer(line, span.column if span else 0))
        harmful = next((sign for sign in signs if sign[1] not in "nN_"), "")
        facts = {"found": f"U+{ord(found):04X}"}
        code = "control-sign" if harmful else "control-character"
        self.problems.append(Problem(code, path, {**facts, "sign": harmful}, word=harmful or found))

    def id(self, path: Path, value: Value) -> str:
        """The id of something else."""
        if isinstance(value, str):
            return canonical_name(self.seen(path, value).strip())
        if value is None:
            self.note_name("nothing-there", path, name=path[-1])
        else:
            self.note("expected-word", path, found=show_value(value))
        return ""

    def seen(self, path: Path, value: str) -> str:
        """What names something, or is a number or a word of the format, without the letters in it
        that nobody sees."""
        if value.isascii() or not (unseen := UNSEEN.search(value)):
            return value
        facts = {"found": code_point(unseen[0])}
        self.problems.append(Problem("unseen-letter", path, facts, word=unseen[0]))
        return without_unseen(value)

    def own_id(self, path: Path, value: Value) -> str:
        """The id that something gives itself."""
        name = self.id(path, value)
        if name and not is_id(name):
            self.note("not-an-id", path, found=name)
        return name

    def edition(self, path: Path, value: Value) -> None:
        """The version of the format, which is 1."""
        if value != "1":
            self.note("unknown-format", path, found=show_value(value))

    def number(self, path: Path, value: Value) -> Fraction:
        """A number, at most 40 characters."""
        typed = self.seen(path, value).strip(_UNSEEN) if isinstance(value, str) else ""
        number = read_number(typed)
        if value is None:
            self.note_name("nothing-there", path, name=path[-1])
        elif number is None and (number := read_number(canonical_name(typed))) is not None:
            self.note(
                "full-width-digits", path, found=show_value(value), meant=spell_number(number)
            )
        elif number is None:
            self.note("expected-number", path, found=show_value(value))
        return number or Fraction(0)

    def positive(self, path: Path, value: Value) -> Fraction:
        """A number above 0."""
        before = len(self.problems)
        number = self.number(path, value)
        if number <= 0 and len(self.problems) == before:
            self.note("not-above-zero", path, found=show_value(value))
        return number if number > 0 else Fraction(1)

    def count(self, path: Path, value: Value) -> Any:
        """half, all, or how many: a whole number from 0 up."""
        if isinstance(value, str):
            value = self.seen(path, value).rstrip(_UNSEEN)
        if value in ("half", "all"):
            return value
        number = read_number(value) if isinstance(value, str) else None
        if number is not None and number >= 0 and number.denominator == 1:
            return int(number)
        self.note("not-a-count", path, found=show_value(value))
        return "half"

    def switch(self, path: Path, value: Value) -> bool:
        """true or false."""
        return self.word(path, value, ("true", "false")) == "true"

    def word(self, path: Path, value: Value, allowed: tuple[str, ...]) -> str:
        """One of a few words; the first is taken where none fits."""
        if isinstance(value, str):
            value = self.seen(path, value).rstrip(_UNSEEN)
        if isinstance(value, str) and value in allowed:
            return value
        found = show_value(value)
        near = near_name(found, allowed)
        self.note("unknown-word", path, found=found, near=near, allowed=allowed)
        return near or allowed[0]

    def url(self, path: Path, value: Value) -> str:
        """A web address."""
        text = self.text(path, value).strip()
        if text and not _ADDRESS.fullmatch(text):
            self.note("not-an-address", path, found=show_value(text))
        return text

    def language(self, path: Path, value: Value) -> str:
        """A language tag such as ja or en-GB."""
        text = self.text(path, value).rstrip(_UNSEEN)
        near = _meant_language(canonical_name(text))
        if text and not _LANGUAGE_TAG.fullmatch(text):
            self.note("not-a-language", path, found=show_value(text), near=near)
            return ""
        first = text.lower().split("-")[0]
        is_rare = len(first) == _LETTERS_OF_RARE and first not in _SAID_FOR
        if first and first not in _LANGUAGES and not is_rare:
            self.warn("unknown-language", path, found=text, near=near)
        return text
