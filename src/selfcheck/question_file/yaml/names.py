"""The names in groups: doubled ones, ids that begin at the wrong place, and words that are no names
but the end of a text that a comma has cut."""

from typing import Any

from selfcheck.frozen import replace
from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.holding import Holding, Open, StopReadingError
from selfcheck.question_file.yaml.indentation import find_wide_indent, move_line
from selfcheck.question_file.yaml.repair import Diagnosis
from selfcheck.question_file.yaml.unseen import (
    UNSEEN,
    code_point,
    find_odd_gap,
    find_odd_space,
    without_unseen,
)
from selfcheck.spelling import canonical_name, read_number

MAX_TEXT_IN_BRACES = 400
"""A longer text that commas cut is not put together again."""


class NameReader(Holding):
    """Reads the names that stand before values in groups."""

    def _take_name(self, event: Any) -> None:
        holder = self._stack[-1]
        assert isinstance(holder.value, dict)
        typed = self._marks.typed(event.value)
        span = self._span(event)
        if not event.style and not typed.isascii() and (found := self._odd_space(typed, span)):
            raise StopReadingError(found)
        name = canonical_name(without_unseen(typed))
        if name in holder.copied:  # its own content comes before a copied one
            holder.copied.remove(name)
            del holder.value[name]
        holder.doubled = name in holder.value
        if holder.doubled:
            name = self._take_double(holder, name, typed)
        self.names[(*holder.path, name)] = span
        holder.name = name
        if unseen := UNSEEN.search(typed):
            facts = {"found": code_point(unseen[0])}
            path = (*holder.path, name)
            self.problems.append(Problem("unseen-letter", path, facts, "name", unseen[0]))

    def _odd_space(self, typed: str, span: Span) -> Diagnosis | None:
        """A space that is none before a name, or between a name and what stands behind it."""
        if typed[0].isspace():
            return find_wide_indent(self.lines, span.line)
        gap = find_odd_gap(self.lines, span.line, self.known_words)
        return gap or find_odd_space(self.lines, span)

    def _take_double(self, holder: Open, name: str, typed: str) -> str:
        """A name for the second time. Several of one group are the names of another thing, whose
        id is lost: that is said once. Gives the name under which the content is kept apart."""
        first = self.names.get((*holder.path, name)) or holder.span
        self._look_for_head(holder, first.line)
        apart = f"{name}\0{len(self.problems)}"
        path = (*holder.path, apart)
        problem = Problem("double-key", path, {"found": typed}, at="name", other=first)
        if holder.first_double < 0:
            holder.first_double = len(self.problems)
            self.problems.append(problem)
        elif self._is_of_format(name):
            earlier = self.problems[holder.first_double]
            self.problems[holder.first_double] = replace(earlier, code="lost-id-line")
            self.doubtful.add(holder.path)
        else:
            self.problems.append(problem)
        return apart

    def _is_of_format(self, name: str) -> bool:
        return name in self.known_words or read_number(name) is not None

    def _join_with_text_before(self, event: Any) -> bool:
        """In braces, a word with no colon behind it: the end of the text before, cut off by a
        comma."""
        holder = self._holder()
        if holder is None or not isinstance(holder.value, dict) or not holder.value:
            return False
        name = holder.name or ""
        place = self.names.get((*holder.path, name))
        before = next(reversed(holder.value))
        text = holder.value[before]
        start = self.contents.get((*holder.path, before))
        if place is None or start is None or not isinstance(text, str) or event.anchor:
            return False
        line = self.lines[place.line]
        ends = line[place.end_column :].lstrip()[:1] in (",", "}") and start.line == place.line
        is_long = place.end_column - start.column > MAX_TEXT_IN_BRACES
        is_name = self.vocabulary.is_beside(name, holder.value)
        if not ends or is_long or is_name or line[start.column] in "\"'":
            return False
        whole = line[start.column : place.end_column]
        holder.value[before] = whole
        holder.name, holder.doubled = None, False
        if whole[0] in "［【":
            return True
        quoted = "'" + whole.replace("'", "''") + "'"
        here = Span(start.line, start.column, place.line, place.end_column)
        code, path = "comma-in-text", (*holder.path, before)
        self.contents[path] = here
        if self.problems and (self.problems[-1].code, self.problems[-1].place) == (code, path):
            self.problems.pop()
        self.problems.append(Problem(code, path, {"quoted": quoted}))
        return True

    def _look_for_head(self, holder: Open, first: int) -> None:
        """An id that begins as far right as what belongs to it, so that names come twice."""
        assert isinstance(holder.value, dict)
        for name, content in reversed(holder.value.items()):
            place = self.names[(*holder.path, name)]
            if content is None and name not in self.known_words and place.line > first:
                beside = self.names.get(holder.path)
                if beside is not None and beside.column < place.column:
                    raise StopReadingError(move_line(self.lines, place.line, beside.column))
