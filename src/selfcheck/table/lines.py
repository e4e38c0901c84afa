"""Lines of text -> records of cells. A line without a quotation mark is cut at its separators, and
can be written as it stands; others go through the csv module."""

import csv
from collections.abc import Iterator

QUOTE = '"'
LONGEST_CELL = 10_000_000
"""Characters. A longer cell is mostly a quotation mark that was never closed."""


class RecordError(Exception):
    """Where a record cannot be read. `code` is `long-cell`, or `quote`: one is never closed, or
    something follows after it was closed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Records:
    """The records of a table, one after the other. `line` is the record last given as it can be
    written with commas between its cells, or None where its cells must be looked at."""

    def __init__(self, lines: Iterator[str], separator: str) -> None:
        self.lines = lines
        self.separator = separator
        self.line: str | None = None
        self.pushed: list[str] = []

    def __iter__(self) -> Iterator[list[str]]:
        separator, has_commas = self.separator, self.separator == ","
        quoted = self._quoted()
        for line in self.lines:
            if QUOTE in line:
                self.line = None
                self.pushed.append(line)
                yield self._next(quoted)
                continue
            text = line.rstrip("\r\n")
            cells = text.split(separator) if text else []
            if len(text) > LONGEST_CELL and any(len(cell) > LONGEST_CELL for cell in cells):
                raise RecordError("long-cell")
            if has_commas:
                self.line = text
            else:
                self.line = None if "," in text else text.replace(separator, ",")
            yield cells

    def _next(self, quoted: Iterator[list[str]]) -> list[str]:
        try:
            return next(quoted)
        except csv.Error as error:
            # csv has one class for all it finds; its English sentence is all there is.
            code = "long-cell" if "field limit" in str(error) else "quote"
            raise RecordError(code) from None

    def _quoted(self) -> Iterator[list[str]]:
        """Reads one record after the other, and no line that the record does not need."""
        csv.field_size_limit(LONGEST_CELL)
        # strict: else a quotation mark that is never closed swallows all respondents after it.
        return csv.reader(self._feed(), delimiter=self.separator, strict=True)

    def _feed(self) -> Iterator[str]:
        while True:
            if self.pushed:
                yield self.pushed.pop()
                continue
            line = next(self.lines, None)
            if line is None:
                return
            yield line
