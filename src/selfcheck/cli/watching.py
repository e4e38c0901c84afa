"""`selfcheck preview --watch`: drawn again at every save, with what has changed before the eyes."""

import time
from contextlib import suppress
from pathlib import Path

from selfcheck.cli.check import find_problems
from selfcheck.cli.exits import EndedError
from selfcheck.cli.files import language_of, load_in
from selfcheck.cli.language import speak_as, wanted_language
from selfcheck.cli.preview import as_markdown, as_rows, paint
from selfcheck.cli.terminal import is_screen, screen_size, screen_width
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.changes import changed_rows
from selfcheck.showing.problems import set_problems
from selfcheck.showing.rows import BLANK, Row, rows_as_text
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import speaker

_PAUSE = 0.2
_SETTLES = 0.05
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_LEAST_ROOM = 3
_AROUND = 5
"""Rows of the screen for a heading, what is blank, and the line of the cursor."""


class Watch:
    """Looks at a file again and again. What cannot be read is waited for."""

    def __init__(self, file: Path, format: str, lang: str | None) -> None:
        self.file = file
        self.format = format
        self.lang = lang
        self.say = speaker(wanted_language(lang) or "ja")
        self.rows: list[Row] = []
        self.told: list[Row] = []
        self.problems = 0
        self.shown: Questionnaire | None = None
        self.width = 0

    def go_on(self) -> None:
        """Redraw after every change, until Ctrl-C."""
        seen: object = None
        with suppress(KeyboardInterrupt):
            while True:
                now = self._state()
                if now != seen:
                    # A file that is just being written is looked at when it has settled.
                    time.sleep(_SETTLES)
                    if self._state() == now:
                        seen = now
                        self._look()
                time.sleep(_PAUSE)
        print()
        raise EndedError(0)

    def _state(self) -> object:
        """What changes when the file or its translation does; None where there is no file."""
        found = []
        for file in sorted({self.file, *self.file.parent.glob(f"{self.file.stem}.*.yaml")}):
            try:
                state = file.stat()
            except (OSError, ValueError):
                continue
            found.append((file, state.st_mtime_ns, state.st_size, state.st_ino))
        return found if _is_there(self.file) else None

    def _look(self) -> None:
        """Draw the preview, or why there is none."""
        if not _is_there(self.file):
            file = harmless(str(self.file), False)
            self.told = [Row(self.say("preview.vanished", file=file))]
            self._draw(self.told)
            return
        with suppress(EndedError):  # unreadable just now: why was said on standard error
            self._read(screen_width())

    def _read(self, width: int) -> None:
        loaded = load_in(self.file, self.lang)
        self.say = speak_as(speaker(wanted_language(self.lang) or language_of(loaded)))
        problems = find_problems(loaded)
        told = [*set_problems(problems, loaded.places, self.say, width)]
        before = self.told
        self.told, self.problems = told, len(problems)
        gates = any(problem.severity == "error" for problem in loaded.problems)
        if gates or loaded.questionnaire is None:
            self._draw(told)
            return
        rows = self._set(loaded.questionnaire, width)
        if self.shown and width != self.width:  # what was drawn before, in the new width
            self.rows = self._set(self.shown, width)
        is_as_before = rows == self.rows and told == before and width == self.width
        changed = self._changed(rows, width) if self.rows and rows != self.rows else []
        self.rows, self.shown, self.width = rows, loaded.questionnaire, width
        if not is_as_before:
            self._draw_preview(changed)

    def _set(self, questionnaire: Questionnaire, width: int) -> list[Row]:
        say = speaker(questionnaire.language)
        if self.format == "markdown":
            return [Row(line) for line in as_markdown(questionnaire, say).splitlines()]
        return as_rows(questionnaire, say, width)

    def _draw_preview(self, changed: list[Row]) -> None:
        """The whole of it, which can be scrolled up to; then what is to be said about the file; and
        last, where the eye is, what has changed."""
        told = [BLANK, *self.told] if self.told else []
        self._draw([*self.rows, *told, *changed])

    def _changed(self, rows: list[Row], width: int) -> list[Row]:
        """What is new and what is gone, no more than stands on the screen at once."""
        below = self._said("preview.watching", width, file=harmless(str(self.file), False))
        told = self._said("preview.told", width, count=self.problems) if self.problems else []
        more_most = self._said("preview.more-changed", width, count=len(rows))
        taken = len(below) + len(told) + len(more_most) + _AROUND
        room = max(_LEAST_ROOM, screen_size().lines - taken)
        changed, more = changed_rows(self.rows, rows, room, width)
        if not changed:
            return []
        title = self.say("result.heading", title=self.say("preview.changed"))
        rest = self._said("preview.more-changed", width, count=more) if more else []
        return [BLANK, BLANK, Row(title, "heading"), *changed, BLANK, *rest, *told]

    def _said(self, key: str, width: int, **facts: object) -> list[Row]:
        return [Row(line) for line in break_lines(self.say(key, **facts), width)]

    def _draw(self, rows: list[Row]) -> None:
        if is_screen():
            print(_CLEAR, end="")
            file = harmless(str(self.file), False)
            paint([*rows, BLANK, *self._said("preview.watching", screen_width(), file=file)])
        else:
            print(rows_as_text([*rows, BLANK]), end="", flush=True)


def _is_there(file: Path) -> bool:
    """Whether there is such a file; none has a name that the system does not take."""
    with suppress(OSError, ValueError):
        return file.exists()
    return False
