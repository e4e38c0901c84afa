"""A page with a line (or lines) to type in, with questionary's text.

Letters are letters here. What is typed and not confirmed goes along when the page is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from selfcheck.asking import keyboard, pages
from selfcheck.asking.fitting import BLANK, Row, View, fit, spare
from selfcheck.asking.key_guard import MAX_PASTED
from selfcheck.asking.reading import with_help
from selfcheck.asking.terminal import Terminal, as_fragments
from selfcheck.asking.watching import HELP, Outcome, Watch, bind, close_page, run_page
from selfcheck.session import LONGEST_REPLY, Move

LEAST_LINES = 5
"""So many lines of a longer text can be seen while it is typed."""
MOST_UNDONE = 100
"""So many changes can be taken back."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to type on: its texts for a width, what stands there already, what it leads to.

    `enter` names what Enter does with a text. `suggestions` can be taken over with the arrows.
    `inline` pages stand below what was printed before.
    """

    text: Callable[[int], list[Row]]
    typed: str
    give: Callable[[str], Move]
    enter: Callable[[str], str]
    go_back: Callable[[str], Move] | None
    pause: Callable[[str], Move]
    back_name: str = "prompt.key_back_typing"
    head: Callable[[int], list[Row]] = lambda _: []
    lines: bool = False
    suggestions: tuple[str, ...] = ()
    inline: bool = False


def write(terminal: Terminal, sheet: Sheet) -> Move:
    """Show a page to type on until there is a move."""
    return with_help(terminal, Writer(terminal, sheet).run)


class Writer:
    """One page to type on while it is on the screen."""

    def __init__(self, terminal: Terminal, sheet: Sheet) -> None:
        self.terminal = terminal
        self.sheet = sheet
        self.app, self._control = _ask_questionary(terminal, sheet)
        self._watch = Watch(self.app, terminal.settle)
        self._view = View(())
        self._own = ("", *sheet.suggestions)
        self._room = max(LONGEST_REPLY, len(sheet.typed))
        self._is_cut = False
        self._control.buffer.on_text_changed += lambda _: self._keep_within_room()
        self.app.layout = self._layout()

    @property
    def _buffer_text(self) -> str:
        return self._control.buffer.text

    # --- what is seen ---

    def _layout(self) -> Layout:
        above = FormattedTextControl(lambda: as_fragments(self._above()), show_cursor=False)
        below = FormattedTextControl(lambda: as_fragments(self._bottom()), show_cursor=False)
        line = Window(
            self._control,
            wrap_lines=True,
            dont_extend_height=self.sheet.inline,
            height=Dimension(min=1),
            get_line_prefix=lambda line, wrapped: "   " if line + wrapped else " > ",
        )
        return Layout(
            HSplit(
                [
                    Window(above, height=lambda: _up_to(len(self._above()))),
                    line,
                    Window(below, height=lambda: _up_to(len(self._bottom()))),
                ]
            ),
            focused_element=line,
        )

    def _above(self) -> list[Row]:
        """Head, text and suggestions, as high as the lines below leave room for."""
        size = self.app.output.get_size()
        head = spare(self.sheet.head(size.columns), size.rows)
        room = size.rows - len(head) - len(self._bottom()) - self._line_rows(size.rows) - 1
        text, signs = self._text(size.columns), pages.signs(self.terminal.say, size.columns)
        self._view = fit(text, (), max(1, room), signs, self._view.top)
        return [*head, *self._view.rows, BLANK]

    def _text(self, width: int) -> list[Row]:
        rows = self.sheet.text(width)
        if self.sheet.suggestions:
            chosen = self._buffer_text
            rows = [*rows, BLANK, *pages.suggestion_rows(self.sheet.suggestions, chosen, width)]
        return rows

    def _line_rows(self, height: int) -> int:
        return min(LEAST_LINES if self.sheet.lines else 2, max(1, height // 4))

    def _bottom(self) -> list[Row]:
        size, say = self.app.output.get_size(), self.terminal.say
        names, warned = self._names(), self._watch.warned()
        rows = pages.bottom_rows(names, warned, say, (size.columns, size.rows))
        if self._is_cut and not warned:
            full = say("prompt.full", most=f"{LONGEST_REPLY:,}")
            rows = pages.with_notice(full, rows, (size.columns, size.rows))
        return rows

    def _names(self) -> list[str]:
        """The keys that work now."""
        say, sheet = self.terminal.say, self.sheet
        names = [
            (True, sheet.enter(self._buffer_text)),
            (sheet.lines, say("prompt.key_new_line")),
            (bool(sheet.suggestions), say("prompt.key_suggestion")),
            (sheet.go_back is not None, say(sheet.back_name)),
            (not sheet.inline, say("prompt.key_pause_typing")),
            (True, say("prompt.key_help_typing")),
            (True, say("prompt.key_leave")),
        ]
        return [name for works, name in names if works]

    # --- what keys do ---

    def run(self) -> Outcome:
        """Show the page until it is closed."""
        newline = self._new_line if self.sheet.lines else None
        return run_page(self.terminal, self.app, self._keys(), self._watch, self._pause, newline)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        bind(keys, ["c-m"], lambda: self._close(self.sheet.give(self._buffer_text)))
        if self.sheet.lines:
            bind(keys, ["c-j"], self._new_line)
        bind(keys, ["f1"], lambda: self._close(HELP))
        bind(keys, keyboard.PAGE_DOWN, lambda: self._scroll(1))
        bind(keys, keyboard.PAGE_UP, lambda: self._scroll(-1))
        # searching and quoting have no place on this page
        bind(keys, ["c-r", "c-s", "c-q", "c-v", "c-x"], lambda: None)
        keys.add(Keys.BracketedPaste, eager=True)(self._paste)
        self._bind_moves(keys)
        return keys

    def _bind_moves(self, keys: KeyBindings) -> None:
        if self.sheet.go_back is not None:
            back = self.sheet.go_back
            bind(keys, ["s-tab"], lambda: self._close(back(self._buffer_text)))
        if self.sheet.suggestions:
            bind(keys, ["down", "tab"], lambda: self._suggest(1))
            bind(keys, ["up"], lambda: self._suggest(-1))

    def _close(self, outcome: Outcome) -> None:
        close_page(self.app, outcome)

    def _pause(self) -> Move:
        return self.sheet.pause(self._buffer_text)

    def _new_line(self) -> None:
        self._control.buffer.insert_text("\n")

    def _paste(self, event: KeyPressEvent) -> None:
        """Keep the lines of what is pasted; one line where only one fits."""
        text = event.data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if not self.sheet.lines:
            text = " ".join(text.split("\n"))
        self._control.buffer.insert_text("".join(c for c in text if c == "\n" or c.isprintable()))
        self._is_cut = self._is_cut or len(event.data) == MAX_PASTED

    def _keep_within_room(self) -> None:
        """Of what has just come in at the cursor, leave out the end that has no room."""
        buffer = self._control.buffer
        del buffer._undo_stack[:-MOST_UNDONE]  # else it holds the whole text once for every key
        text, end = buffer.text, buffer.cursor_position
        over = len(text) - self._room
        if over > 0:
            begin = max(0, end - over)
            buffer.document = Document((text[:begin] + text[end:])[: self._room], begin)
            self._is_cut = True
        else:
            self._room = max(LONGEST_REPLY, len(text))
            self._is_cut = self._is_cut and len(text) == self._room

    def _suggest(self, by: int) -> None:
        """The next suggestion takes the place of what stands in the line; what was typed oneself
        comes round again."""
        now = self._buffer_text
        if now not in self.sheet.suggestions:
            self._own = (now, *self.sheet.suggestions)
        word = self._own[(self._own.index(now) + by) % len(self._own)]
        self._control.buffer.set_document(Document(word))

    def _scroll(self, by: int) -> None:
        top = max(0, self._view.top + by * self._view.step)
        self._view = View((), top, step=self._view.step)


def _up_to(rows: int) -> Dimension:
    """So many rows, or fewer on a screen that is too low."""
    return Dimension(min=0, max=rows, preferred=rows)


def _ask_questionary(terminal: Terminal, sheet: Sheet) -> tuple[Application[Any], BufferControl]:
    """questionary's application for a text, and the part of it that is typed in."""
    output = terminal.inline if sheet.inline else terminal.pages
    question = questionary.text(
        "", sheet.typed, input=terminal.input, output=output, erase_when_done=True
    )
    app = question.application
    controls = [window.content for window in app.layout.find_all_windows()]
    control = next(
        content
        for content in controls
        if isinstance(content, BufferControl) and content.buffer.name == DEFAULT_BUFFER
    )
    app.full_screen = app.renderer.full_screen = not sheet.inline
    return app, control
