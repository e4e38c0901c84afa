"""The result on the screen: safety first, and nothing else where it stands instead.

Rows are made here and broken here; rich only paints them. Bold and underline are all the paint
there is, so that the page reads the same on light and dark backgrounds and without colours.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TextIO

from selfcheck.questionnaire import Column, Level
from selfcheck.scoring import ThemeScore, level_bounds
from selfcheck.summary import (
    Result,
    chosen_columns,
    contacts_line,
    describe_level,
    left_open,
    safety_contacts,
    scored_themes,
    theme_words,
)
from selfcheck.typesetting import break_lines, display_width, harmless, pad
from selfcheck.words import Say

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 80
_MARGIN = 2
_LONGEST_BAR = 72


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page; `link` is the address it leads to, a `picture` is no text."""

    text: str = ""
    style: str = ""
    link: str = ""
    picture: bool = False


BLANK = Row()
PAGE_END = Row(style="page-end")
"""Here a new page begins, where pages are shown one by one."""


class ResultPage:
    """Makes the rows of a result for one width."""

    def __init__(self, result: Result, say: Say, width: int, numbers: bool, plain: bool) -> None:
        self.result = result
        self.say = say
        self.width = min(width, _WIDEST) - 1
        self.numbers = numbers
        self.plain = plain

    def rows(self) -> list[Row]:
        """The whole page."""
        outcome = self.result.outcome
        rows = [*self._safety()]
        if not outcome.is_replaced:
            rows += [PAGE_END] if rows else []
            rows += [*self._head(), *self._themes(), *self._letter()]
            rows += [*self._columns(), *self._closing()]
        return _without_double_blanks(rows)

    def rest(self, left: list[Row], width: int) -> list[Row]:
        """What is left to be shown, broken anew where the width is another by now."""
        if min(width, _WIDEST) - 1 == self.width:
            return left
        self.width = min(width, _WIDEST) - 1
        rows, unread = self.rows(), _letters(left)
        start = next(at for at in range(len(rows) + 1) if _letters(rows[at:]) <= unread)
        start -= _letters(rows[start:]) < unread  # a row of which only a part was read
        while rows[start : start + 1] == [PAGE_END]:
            start += 1
        return rows[start:]

    def _set(
        self, text: str, style: str = "", indent: int = _MARGIN, first: str = ""
    ) -> Iterator[Row]:
        """A text, broken at the width."""
        rest = " " * indent
        for line in break_lines(
            harmless(text).strip("\n"), self.width, first=first or rest, rest=rest
        ):
            yield Row(line.rstrip(), style)

    def _heading(self, text: str) -> Iterator[Row]:
        yield from (BLANK, BLANK)
        yield from self._set(self.say("result.heading", title=text), "bold")
        yield BLANK

    def _head(self) -> Iterator[Row]:
        yield BLANK
        yield from self._set(self.result.questionnaire.title, "bold")

    # --- safety ---------------------------------------------------------------------------

    def _safety(self) -> Iterator[Row]:
        questionnaire = self.result.questionnaire
        for rule in self.result.outcome.safety:
            yield BLANK
            yield from self._set(rule.title, "bold")
            yield BLANK
            yield from self._set(rule.says)
            for contact in safety_contacts(questionnaire, rule):
                yield BLANK
                yield from self._set(contact.name, indent=4)
                if contact.phone:
                    yield from self._set(contact.phone, "bold", indent=8)
                for text in (contact.hours, contact.note):
                    if text:
                        yield from self._set(text, indent=4)
                yield from self._address(contact.url, indent=4)
            for id in rule.columns:
                yield from self._column(questionnaire.columns[id])
            yield BLANK

    def _address(self, url: str, indent: int) -> Iterator[Row]:
        """An address on lines of its own, broken only after a slash."""
        rest = " " * indent
        for line in break_lines(url, self.width, first=rest, rest=rest, break_addresses=True):
            if line.strip():
                yield Row(line, "underline", url)

    # --- themes ---------------------------------------------------------------------------

    def _themes(self) -> Iterator[Row]:
        if self.result.questionnaire.themes:
            yield from self._heading(self.say("result.themes"))
        for score in scored_themes(self.result.outcome):
            yield from self._theme(score)
            yield BLANK
        yield from self._set(left_open(self.result.outcome, self.say))

    def _theme(self, score: ThemeScore) -> Iterator[Row]:
        yield from self._set(describe_level(score, self.say, self.numbers), "bold")
        if score.level is not None and not self.plain:
            yield from self._bar(score)
        for text in theme_words(score, self.say):
            yield from self._set(text)

    def _bar(self, score: ThemeScore) -> Iterator[Row]:
        """A stretch for every level, all of one length, a mark where one stands, names below."""
        levels = score.theme.rubric
        stretch = (min(_LONGEST_BAR, self.width - _MARGIN) - 1) // len(levels)
        if stretch < 4:
            return
        place = levels.index(score.level) if score.level else 0
        mark = int(_how_far(score, levels[place]) * (stretch - 2))
        parts = []
        for position in range(len(levels)):
            line = "-" * (stretch - 1)
            if position == place:
                line = line[:mark] + "*" + line[mark + 1 :]
            parts.append("|" + line)
        yield Row(" " * _MARGIN + "".join(parts) + "|", picture=True)
        names = [harmless(level.name, False) for level in levels]
        if all(display_width(name) < stretch for name in names):
            row = "".join(pad(" " + name, stretch) for name in names)
            yield Row((" " * _MARGIN + row).rstrip(), picture=True)
        else:
            for position, name in enumerate(names):
                pointer = "* " if position == place else "  "
                for named in self._set(name, indent=4, first=" " * _MARGIN + pointer):
                    yield replace(named, picture=True)
        yield BLANK

    # --- the letter -----------------------------------------------------------------------

    def _letter(self) -> Iterator[Row]:
        reflection, say = self.result.outcome.reflection, self.say
        if reflection is None:
            return
        yield PAGE_END
        yield from self._heading(reflection.title)
        yield from self._set(reflection.says)
        if reflection.step:
            yield from self._heading(say("result.step"))
            yield from self._set(reflection.step)
        if reflection.ponder:
            yield from self._heading(say("result.ponder"))
        for question in reflection.ponder:
            yield from self._set(question, indent=4, first="  - ")

    # --- columns, closing, contacts -------------------------------------------------------

    def _columns(self) -> Iterator[Row]:
        ids = chosen_columns(self.result.outcome)
        if ids:
            yield from self._heading(self.say("result.columns"))
        for id in ids:
            yield from self._column(self.result.questionnaire.columns[id])

    def _column(self, column: Column) -> Iterator[Row]:
        yield BLANK
        yield from self._set(column.title)
        if column.about:
            yield from self._set(column.about, indent=4)
        yield from self._address(column.url, indent=4)

    def _closing(self) -> Iterator[Row]:
        questionnaire = self.result.questionnaire
        if questionnaire.closing:
            yield from self._heading(self.say("result.closing"))
            yield from self._set(questionnaire.closing)
        if questionnaire.contacts:
            yield BLANK
            line = contacts_line(questionnaire.contacts.values(), self.say)
            yield from self._set(f"{self.say('result.contacts')}: {line}")


def _how_far(score: ThemeScore, level: Level) -> Fraction:
    """How far into its level a score is, from 0 to 1."""
    start, end = level_bounds(score.theme, level)
    start = score.lowest if start is None else start
    end = score.highest if end is None else end
    if score.score is None or start is None or end is None or end <= start:
        return Fraction(0)
    return min(Fraction(1), max(Fraction(0), (score.score - start) / (end - start)))


def _letters(rows: Iterable[Row]) -> int:
    """How much text there is: the same at every width."""
    return sum(len("".join(row.text.split())) for row in rows if not row.picture)


def _without_double_blanks(rows: Iterable[Row]) -> list[Row]:
    """At most two blank rows in a row, none at the end."""
    made: list[Row] = []
    for row in rows:
        if row == BLANK and made[-2:] == [BLANK, BLANK]:
            continue
        made.append(row)
    while made and made[-1] == BLANK:
        made.pop()
    return made


# --- showing --------------------------------------------------------------------------------


def show_result(
    page: ResultPage,
    stream: TextIO,
    height: int | None,
    go_on: Callable[[], bool],
    measure: Callable[[], tuple[int, int]] | None = None,
) -> None:
    """Print a result; `height` rows at a time where there is a height, as long as `go_on()` is
    true. After a False the rest is printed at once, so that nothing is lost. `measure` tells the
    columns and rows of the screen after each of these waits."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    rest = page.rows()
    while height is not None and rest:
        shown, rest = next_page(rest, height)
        _print(console, shown)
        if rest and not go_on():
            height = None
        if rest and measure is not None:
            width, rows = measure()
            rest = page.rest(rest, width)
            height = height and rows
    _print(console, rest)


def next_page(rows: list[Row], height: int) -> tuple[list[Row], list[Row]]:
    """As many rows as fit, up to an end of page or else to a blank row in the lower half."""
    fitting = rows[: max(3, height - 1)]
    if PAGE_END in fitting:
        place = fitting.index(PAGE_END)
        return rows[:place], rows[place + 1 :]
    if len(rows) > len(fitting):
        blanks = [n for n, row in enumerate(fitting) if row == BLANK and n > height // 2]
        cut = blanks[-1] + 1 if blanks else len(fitting)
        return rows[:cut], rows[cut:]
    return rows, []


def _print(console: "Console", rows: Iterable[Row]) -> None:
    from rich.style import Style
    from rich.text import Text

    for row in rows:
        if row == PAGE_END:
            continue
        style = Style.parse(row.style or "none") + Style(link=row.link or None)
        indent = len(row.text) - len(row.text.lstrip(" "))
        text = Text(row.text[:indent], no_wrap=True, overflow="ignore")
        console.print(text.append(row.text[indent:], style))
