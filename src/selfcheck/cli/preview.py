"""`selfcheck preview`: what respondents will see, without answering; once, or at every save."""

import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from selfcheck.cli.check import find_problems
from selfcheck.cli.exits import EndedError
from selfcheck.cli.files import language_of, load_in, open_questionnaire, question_file
from selfcheck.cli.language import speak_as, wanted_language
from selfcheck.cli.terminal import is_screen, screen_size, screen_width
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.preview import Preview
from selfcheck.showing.problems import set_problems
from selfcheck.showing.result import Row, set_blocks, split_pages
from selfcheck.showing.rows import print_rows, rows_as_text
from selfcheck.summary import mark_blocks
from selfcheck.typesetting import harmless
from selfcheck.words import Say, speaker

_PAUSE = 0.2
_SETTLES = 0.05
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_ABOVE_A_CHANGE = 2


def preview(file: Path | None, format: str, lang: str | None, beside: bool) -> None:
    """Show a preview; with `beside` also which levels can stand beside which text."""
    width, height = screen_size()
    opened = open_questionnaire(file, lang, width)
    if format == "markdown":
        print(_as_markdown(opened.questionnaire, opened.say, beside), end="")
        return
    rows = _as_rows(opened.questionnaire, opened.say, width, beside)
    if is_screen() and sys.stdin.isatty():
        _show_pages(rows, height, opened.say)
    else:
        print(rows_as_text(rows), end="")


def watch(file: Path | None, format: str, lang: str | None) -> None:
    """Show a preview at every save, until Ctrl-C."""
    _Watch(question_file(file), format, lang).go_on()


def _filled(questionnaire: Questionnaire) -> Questionnaire:
    """Placeholders shown as their default, else as their first suggestion."""
    replies = {
        id: fill_in.default or next(iter(fill_in.suggestions), f"{{{id}}}")
        for id, fill_in in questionnaire.fill_in.items()
    }
    return fill_questionnaire(questionnaire, replies)


def _as_rows(questionnaire: Questionnaire, say: Say, width: int, beside: bool = False) -> list[Row]:
    return list(set_blocks(Preview(_filled(questionnaire), say, beside).blocks(), width, say))


def _as_markdown(questionnaire: Questionnaire, say: Say, beside: bool = False) -> str:
    blocks = Preview(_filled(questionnaire), say, beside).blocks()
    return f"{mark_blocks(blocks)}\n\n---\n\n{say('preview.sign')}\n"


# --- on a screen ----------------------------------------------------------------------------


def _show_pages(rows: list[Row], height: int, say: Say) -> None:
    """As many rows as fit, until Enter; q ends, and so does an end of input."""
    *pages, last = split_pages(rows, max(3, height - 1))
    for page in pages:
        _paint(page)
        print(say("preview.go-on"), end="", flush=True, file=sys.stderr)
        reply = sys.stdin.readline()
        if not reply or reply.strip().lower() in ("q", "ｑ"):
            return
    _paint(last)


def _paint(rows: Iterable[Row]) -> None:
    """Rows in the colours that every theme has; a terminal without them still knows bold."""
    print_rows(rows, sys.stdout, plain=False)


def _is_there(file: Path) -> bool:
    """Whether there is such a file; none has a name that the system does not take."""
    with suppress(OSError, ValueError):
        return file.exists()
    return False


# --- at every save --------------------------------------------------------------------------


class _Watch:
    """Looks at a file again and again. What cannot be read is waited for."""

    def __init__(self, file: Path, format: str, lang: str | None) -> None:
        self.file = file
        self.format = format
        self.lang = lang
        self.say = speaker(wanted_language(lang) or "ja")
        self.rows: list[Row] = []

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
                        self._draw()
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

    def _draw(self) -> None:
        width = screen_width()
        changed: list[Row] = []
        if not _is_there(self.file):
            file = harmless(str(self.file), False)
            rows = [Row(self.say("preview.vanished", file=file))]
        else:
            try:
                rows, changed = self._look(width)
            except EndedError:  # unreadable just now: why was said on standard error
                return
        if is_screen():
            print(_CLEAR, end="")
            _paint([*rows, *changed])
            _paint([Row(), Row(self.say("preview.watching", file=harmless(str(self.file), False)))])
        else:
            print(rows_as_text([*rows, *changed, Row()]), end="", flush=True)

    def _look(self, width: int) -> tuple[list[Row], list[Row]]:
        """The preview and what is new in it; problems of the file in its place."""
        loaded = load_in(self.file, self.lang)
        self.say = speak_as(speaker(wanted_language(self.lang) or language_of(loaded)))
        problems = find_problems(loaded)
        rows = [*set_problems(problems, loaded.places, self.say, width)]
        gates = any(problem.severity == "error" for problem in loaded.problems)
        if gates or loaded.questionnaire is None:
            return rows, []
        say = speaker(loaded.questionnaire.language)
        if self.format == "markdown":
            text = _as_markdown(loaded.questionnaire, say)
            return [Row(line) for line in text.splitlines()], rows
        before, self.rows = self.rows, _as_rows(loaded.questionnaire, say, width)
        return self.rows, [*self._changed(before), *([Row(), *rows] if rows else [])]

    def _changed(self, before: list[Row]) -> list[Row]:
        """The rows that were not there before, so that a change is seen at once."""
        if not before or before == self.rows:
            return []
        before_save = set(before)
        new = [number for number, row in enumerate(self.rows) if row not in before_save]
        if not new:
            return []
        height = screen_size().lines
        first = max(0, new[0] - _ABOVE_A_CHANGE)
        last = min(new[-1] + 1, first + max(3, height - 8))
        heading = Row(self.say("result.heading", title=self.say("preview.changed")), "heading")
        return [Row(), Row(), heading, Row(), *self.rows[first:last]]
