"""The data: a questionnaire as its author meant it, and the answers given to it.

Only frozen values, no behaviour beyond small properties and no places in files. The words are
defined in docs/glossary.md; the keys of a question file in docs/writing-questions.ja.md.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Union

from selfcheck.frozen import dataclass, field

Marks = tuple[str, ...]
"""The values of the answers that were chosen, in the order of the question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered: the marked values of a question with answers, and the text that was
    typed, as the whole reply or beside an answer. An empty one is false: the question is open."""

    marks: Marks = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.marks or self.text)


NO_REPLY = Reply()

Answers = Mapping[str, Reply]
"""Question id -> reply. A question that was skipped is not in it."""

Marked = Mapping[str, Marks]
"""Question id -> marks: all that conditions and scores look at. A question that was skipped is not
in it; one to which a text was written has no marks."""

Entry = Union["Condition", "Extreme", "Joined", "Negated", "Skipped"]
"""One entry of a condition; `conditions` judges them."""

Conditions = tuple[Entry, ...]
"""A condition: entries that must all hold (in `safety`, at the outermost, one of them)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A question with the answers, or a theme with the levels, that meet it."""

    name: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """One of these themes stands highest, or lowest, of all that are compared."""

    which: Literal["highest", "lowest"]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """All of these conditions hold, or one of them."""

    how: Literal["all", "any"]
    parts: tuple[Conditions, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """A condition that does not hold: `not`."""

    part: Conditions


@dataclass(frozen=True, slots=True)
class Skipped:
    """One of these questions was asked and left open."""

    questions: tuple[str, ...]


Writing = Literal["word", "lines"]
"""A text in one line, or in many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One permitted reply. `number` is its value where that is a number; `points` those written
    with it (theme id -> points), None where none were written. `write` asks for a text beside it.
    `beside` is the text at an end of a scale, empty between its ends; None where the answer is on
    no scale."""

    value: str
    label: str
    number: Fraction | None = None
    points: Mapping[str, Fraction] | None = None
    alone: bool = False
    write: Writing | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the questions begins: its name stands above them until the next one; `says` is
    shown once, before the first of its questions that is asked."""

    name: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. Exactly one of `answers` and `write` is filled; `weight` is above 0. Answers
    that are numbers without points of their own count for all of `themes`."""

    id: str
    ask: str
    before: str = ""
    help: str = ""
    answer_list: str | None = None
    answers: tuple[Answer, ...] = ()
    choose: Literal["one", "several"] = "one"
    write: Writing | None = None
    themes: tuple[str, ...] = ()
    reverse: bool = False
    weight: Fraction = Fraction(1)
    ask_if: Conditions = ()
    part: Part | None = None

    @property
    def scale(self) -> tuple[Answer, ...]:
        """The answers that are the numbers of a scale, lowest first."""
        return tuple(answer for answer in self.answers if answer.beside is not None)


@dataclass(frozen=True, slots=True)
class Level:
    """A level starts at the score `start` (inclusive); the first of a rubric has None."""

    id: str
    name: str
    says: str = ""
    start: Fraction | None = None
    columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions scored together. `at_least` is half, all, or a number of answered questions.
    `show`: respondents are told of it; `compare`: it takes part in highest and lowest."""

    id: str
    name: str
    about: str = ""
    score: Literal["percent", "mean", "sum"] = "percent"
    at_least: Literal["half", "all"] | int = "half"
    missing: Literal["prorate", "ignore"] = "prorate"
    rubric: tuple[Level, ...] = ()
    columns: tuple[str, ...] = ()
    show: bool = True
    compare: bool = True


@dataclass(frozen=True, slots=True)
class Reflection:
    """The text shown when all of `when` holds; the last one has an empty `when`."""

    id: str
    title: str
    says: str
    when: Conditions = ()
    step: str = ""
    ponder: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A text shown below the reflection when all of `when` holds; several may be."""

    id: str
    title: str
    says: str
    when: Conditions = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """A text shown as soon as any entry of `when` holds. `first` is one short line that stands
    above everything."""

    id: str
    title: str
    says: str
    when: Conditions = ()
    contacts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    instead: bool = False
    first: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to. `always`: its number is reached at any hour and leads."""

    id: str
    name: str
    phone: str = ""
    hours: str = ""
    url: str = ""
    note: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A text of the author elsewhere."""

    id: str
    title: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class FillIn:
    """A word asked for before the questions; it stands for {id} in the texts."""

    id: str
    ask: str
    default: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an example expects; None where it expects nothing. The text "none" means no
    reflection, no level. Scores are as written, for their number of decimals counts."""

    reflection: str | None = None
    remarks: tuple[str, ...] | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    safety: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """The author's own test: answers, and what they are to lead to."""

    id: str
    answers: Answers = field(default_factory=dict)
    fill_in: Mapping[str, str] = field(default_factory=dict)
    expect: Expectation = Expectation()


@dataclass(frozen=True, slots=True)
class Tone:
    """Words that `check` warns its author about, and phrases in which they may stand."""

    avoid: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the question file."""

    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole question file. All mappings are from id to thing, in the order written."""

    id: str
    title: str
    language: str
    version: str = ""
    author: Author = Author()
    minutes: Fraction | None = None
    intro: str = ""
    closing: str = ""
    fill_in: Mapping[str, FillIn] = field(default_factory=dict)
    answer_lists: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    reflections: Mapping[str, Reflection] = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    safety: Mapping[str, SafetyRule] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    tone: Tone = Tone()
    examples: Mapping[str, Example] = field(default_factory=dict)
