"""The format of question files: every field of every group, once.

What is read, allowed, required and translated, what the schema says, and which texts are checked
and filled in go by this table. A new field is a line here and an attribute in `questionnaire`; what
it is for stands in `words`, under schema.ABOUT and, for a text, diff.field-NAME.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

Kind = Literal[
    # values that stand alone, and lists of them
    "text",
    "texts",
    "url",
    "id",
    "ids",
    "number",
    "positive",  # a number above 0
    "count",  # half, all, or a whole number
    "switch",
    "word",  # one of `words`
    "language",
    "edition",  # of the format: 1
    "own-id",
    # groups; `holds` names what stands in them
    "group",
    "things",  # by their ids
    "levels",  # by their ids, lowest first
    "answers",  # by their values, or the name of a list
    "answer-lists",
    # names with what belongs to them
    "points",
    "conditions",
    "answer-conditions",  # questions only
    "part",  # a name, or a name with a text
    "replies",
    "texts-beside",  # answers
    "words-filled-in",
    "expected-id",
    "expected-ids",
    "expected-levels",
    "expected-scores",
]

_WRITTEN_LATER = ("text", "texts", "url", "group", "things", "answer-lists")

WrittenBy = Literal["author", "others", ""]


class Field(NamedTuple):
    """One name of the format, and what may stand behind it.

    `about` is the key of its description, schema.ABOUT; `attribute` its name in `questionnaire`.
    `written_by` says whose words a text for respondents is: the author's, or a name given by
    others; empty where it is neither. In a text with `is_filled` the words asked for by fill_in
    take the place of placeholders. `stand_in` is the field whose content is taken where this one
    is left out, "id" the name of the whole group. A field `instead_of` another makes that one
    optional, and cannot stand beside those that it `excludes`.

    No dataclass: the table is made at every start, and this takes a quarter of the time.
    """

    name: str
    kind: Kind
    about: str
    attribute: str
    holds: str = ""
    words: tuple[str, ...] = ()
    is_required: bool = False
    is_translated: bool = False
    is_filled: bool = False
    written_by: WrittenBy = ""
    stand_in: str = ""
    instead_of: str = ""
    excludes: tuple[str, ...] = ()
    allows_none: bool = True

    @property
    def is_read(self) -> bool:
        """Whether it is a text on the pages that respondents see."""
        return bool(self.written_by) or self.is_filled

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing behind the name is nearly as good as no name. A text may be written
        later; one who writes `when:` or `instead:` wants something else than without it."""
        return not self.is_required and self.kind in _WRITTEN_LATER


def _field(name: str, kind: Kind, about: str = "", **more: Any) -> Field:
    return Field(name, kind, about or name, **{"attribute": name, **more})


def _text(name: str, about: str = "", **more: Any) -> Field:
    """A text in the author's own words."""
    filled = {"is_translated": True, "is_filled": True, "written_by": "author"}
    return _field(name, more.pop("kind", "text"), about, **{**filled, **more})


def _before(name: str, about: str = "", **more: Any) -> Field:
    """A text that is read before the words of fill_in are known."""
    return _text(name, about, is_filled=False, **more)


def _given(name: str, about: str = "", **more: Any) -> Field:
    """A name that others gave."""
    return _text(name, about, written_by="others", **more)


GROUPS: dict[str, tuple[Field, ...]] = {
    "top": (
        _field("selfcheck", "edition", is_required=True),
        _field("id", "own-id", is_required=True),
        _before("title", is_required=True),
        _field("language", "language", is_required=True),
        _field("version", "text"),
        _field("author", "group", holds="author"),
        _field("minutes", "positive"),
        _before("intro"),
        _text("closing"),
        _field("fill_in", "things", holds="fill_in"),
        _field("answers", "answer-lists", holds="answer", attribute="answer_lists"),
        _field("themes", "things", holds="theme"),
        _field("questions", "things", holds="question", is_required=True),
        _field("reflections", "things", holds="reflection", allows_none=False),
        _field("remarks", "things", holds="remark"),
        _field("safety", "things", holds="safety"),
        _field("contacts", "things", holds="contact"),
        _field("columns", "things", holds="column"),
        _field("tone", "group", holds="tone"),
        _field("examples", "things", holds="example"),
    ),
    "author": (
        _field("name", "text", "author-name", is_translated=True),
        _field("url", "url", "author-url"),
    ),
    "fill_in": (
        _before("ask", "fill-in-ask", is_required=True),
        _before("default"),
        _before("suggestions", kind="texts"),
    ),
    "answer": (
        _text("label", stand_in="id"),
        _field("points", "points"),
        _field("alone", "switch"),
        _field("write", "word", "answer-write", words=("word", "lines")),
    ),
    "part": (_text("name", "part-name", is_required=True), _text("says", "part-says")),
    "theme": (
        _text("name", "theme-name", is_required=True, stand_in="id"),
        _text("about"),
        _field("score", "word", words=("percent", "mean", "sum")),
        _field("at_least", "count"),
        _field("missing", "word", words=("prorate", "ignore")),
        _field("rubric", "levels", holds="level", allows_none=False),
        _field("columns", "ids", "theme-columns"),
        _field("show", "switch"),
        _field("compare", "switch"),
    ),
    "level": (
        _field("from", "number", attribute="start"),
        _text("name", "level-name", stand_in="id"),
        _text("says", "level-says"),
        _field("columns", "ids", "level-columns"),
    ),
    "question": (
        _field("part", "part", holds="part"),
        _text("ask", is_required=True),
        _text("before"),
        _text("help"),
        _field("answers", "answers", "question-answers", holds="answer"),
        _field("choose", "word", words=("one", "several")),
        _field("theme", "ids", "question-theme", attribute="themes"),
        _field("reverse", "switch"),
        _field("weight", "positive"),
        _field("ask_if", "answer-conditions"),
        _field(
            "write",
            "word",
            words=("lines", "word"),
            instead_of="answers",
            excludes=("answers", "theme", "choose", "reverse", "weight"),
        ),
    ),
    "reflection": (
        _field("when", "conditions", "reflection-when"),
        _text("title", "reflection-title"),
        _text("says", "reflection-says"),
        _text("try", attribute="step"),
        _text("ponder", kind="texts"),
        _field("columns", "ids", "reflection-columns"),
    ),
    "remark": (
        _field("when", "conditions", "remark-when", is_required=True),
        _text("title", "remark-title"),
        _text("says", "remark-says", is_required=True),
        _field("columns", "ids", "remark-columns"),
    ),
    "safety": (
        _field("when", "conditions", "safety-when", is_required=True),
        _text("title", "safety-title"),
        _text("first"),
        _text("says", "safety-says"),
        _field("contacts", "ids", "safety-contacts"),
        _field("columns", "ids", "safety-columns"),
        _field("instead", "switch"),
    ),
    "contact": (
        _given("name", "contact-name", stand_in="id"),
        _field("phone", "text", is_filled=True),
        _field("hours", "text", is_filled=True, is_translated=True),
        _text("note"),
        _field("url", "url", "contact-url"),
        _field("always", "switch"),
    ),
    "column": (
        _given("title", "column-title", stand_in="url"),
        _field("url", "url", "column-url", is_required=True),
        _text("about", "column-about"),
    ),
    "tone": (_field("avoid", "texts"), _field("allow", "texts")),
    "example": (
        _field("answers", "replies", "example-answers"),
        _field("written", "texts-beside", "example-written", attribute="answers"),
        _field("fill_in", "words-filled-in", "example-fill-in"),
        _field("expect", "group", holds="expectation", is_required=True),
    ),
    "expectation": (
        _field("reflection", "expected-id", "expect-reflection"),
        _field("remarks", "expected-ids", "expect-remarks"),
        _field("levels", "expected-levels", "expect-levels"),
        _field("scores", "expected-scores", "expect-scores"),
        _field("safety", "expected-ids", "expect-safety"),
    ),
}

SCALE_ENDS = (_text("low"), _text("high"))
"""What stands beside the two ends of a scale, which is a list of answers: `scale: [0, 10]`."""

CONDITION_WORDS = ("all", "any", "not", "skipped", "highest", "lowest")
"""What joins the entries of a condition, or compares; no id of a question or a theme."""

KNOWN_WORDS = frozenset(field.name for fields in GROUPS.values() for field in fields) | {
    "scale",
    *(field.name for field in SCALE_ENDS),
}
"""Every name of the format, for finding lines that became part of the text above them."""

MUST_HOLD_SOMETHING = frozenset(
    field.name for fields in GROUPS.values() for field in fields if field.kind not in _WRITTEN_LATER
)
"""Names with which nothing is said where nothing stands behind them, and much would change."""


def holding(test: Callable[[Field], bool]) -> dict[str, tuple[Field, ...]]:
    """Every group with those of its fields that pass a test, or hold something that does."""

    def passes(field: Field) -> bool:
        return test(field) or any(map(passes, GROUPS.get(field.holds, ())))

    return {name: tuple(filter(passes, fields)) for name, fields in GROUPS.items()}
