"""A page with a line (or lines) to type in, with questionary's text.

Every letter is typed, none is a key. What is typed and not confirmed goes along when the page
is left.
"""

from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, HSplit, Layout, VSplit, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from selfcheck.asking import page_rows
from selfcheck.asking.key_guard import MAX_PASTED
from selfcheck.asking.key_watch import HELP, MoveOrHelp, run_page
from selfcheck.asking.page import PromptPage
from selfcheck.asking.reading import with_help
from selfcheck.asking.terminal import Terminal
from selfcheck.asking.viewport import BLANK, Parts, Row, fit, spare, spread
from selfcheck.frozen import dataclass, replace
from selfcheck.palette import POINTER
from selfcheck.session import MAX_REPLY, Move, Pause

VISIBLE_LINES = 5
"""So many lines of a longer text can be seen while it is typed."""
MAX_UNDONE = 100
"""So many changes can be taken back."""


@dataclass(frozen=True, slots=True)
class TextInput:
    """A page to type on: its texts for a width, what stands there already, what it leads to.

    `give` makes a move of a text, or a sentence that says what fits. `enter` names what Enter does
    with it. `suggestions` can be taken over with the arrows.
    """

    text: Callable[[int], list[Row]]
    typed: str
    give: Callable[[str], Move | str]
    enter: Callable[[str], str]
    go_back: Callable[[str], Move] | None
    back_name: str = "prompt.key_back_typing"
    pause_name: str = "prompt.key_pause_typing"
    head: Callable[[int], list[Row]] = lambda _: []
    lines: bool = False
    suggestions: tuple[str, ...] = ()


def write(terminal: Terminal, text_input: TextInput) -> Move:
    """Show a page to type on until there is a move; a pause in the help keeps what was typed."""
    page = TypingPage(terminal, text_input)
    move = with_help(terminal, page.run)
    return page.pause() if isinstance(move, Pause) else move


class TypingPage(PromptPage):
    """One page to type on while it is on the screen."""

    def __init__(self, terminal: Terminal, text_input: TextInput) -> None:
        app, self._control = _ask_questionary(terminal, text_input)
        super().__init__(terminal, app)
        self.text_input = text_input
        self._own = ("", *text_input.suggestions)
        self._room = max(MAX_REPLY, len(text_input.typed))
        self._is_cut = False
        self._control.buffer.on_text_changed += lambda _: self._keep_within_room()
        app.layout = self._layout()
        self._bind_keys()

    @property
    def _buffer_text(self) -> str:
        return self._control.buffer.text

    # --- what is seen ---

    def _layout(self) -> Layout:
        above = FormattedTextControl(lambda: self.painted(self._above()), show_cursor=False)
        below = FormattedTextControl(lambda: self.painted(self.bottom()), show_cursor=False)
        line = Window(
            self._control,
            wrap_lines=True,
            width=lambda: _up_to(self.frame().indent + self.size()[0]),
            height=Dimension(min=1),
            get_line_prefix=lambda line, wrapped: self._prefix(line + wrapped == 0),
        )
        return Layout(
            HSplit(
                [
                    Window(above, height=lambda: _up_to(len(self._above()))),
                    VSplit([line, Window()]),
                    Window(below, height=lambda: _up_to(len(self.bottom()))),
                ]
            ),
            focused_element=line,
        )

    def _prefix(self, is_first: bool) -> StyleAndTextTuples:
        """What stands before the lines that are typed."""
        return self.painted([("pointed", POINTER + " ") if is_first else ("", page_rows.MARGIN)])

    def _above(self) -> list[Row]:
        """Head, text and suggestions, as high as the lines below leave room for."""
        width, height = self.size()
        head = spare(self.text_input.head(width), height)
        room = height - len(head) - len(self.bottom()) - self._line_rows(height) - 1
        parts = Parts((), self._text(width), (), (), page_rows.signs(self.say, width))
        self.view = fit(parts, max(1, room), self.view.top)
        air, gap = spread(self._with_line(parts), room + 2)
        shown = self.view.rows[: len(parts.text)]
        return [*[BLANK] * air, *head, *shown, *[BLANK] * (1 + gap)]

    def _with_line(self, parts: Parts) -> Parts:
        """The line that is typed begins where answers would."""
        return self.frame().around(replace(parts, entries=[[BLANK]]), self._reserve)

    def _text(self, width: int) -> list[Row]:
        rows = self.text_input.text(width)
        if self.text_input.suggestions:
            chosen = self._buffer_text
            rows = [
                *rows,
                BLANK,
                *page_rows.suggestion_rows(self.text_input.suggestions, chosen, width),
            ]
        return rows

    def _line_rows(self, height: int) -> int:
        return min(VISIBLE_LINES if self.text_input.lines else 2, max(1, height // 4))

    def bottom(self) -> list[Row]:
        """As on every page; while a text is full, the notice says so."""
        if self._is_cut and not self.notice:
            self.notice = self.say("prompt.full", most=f"{MAX_REPLY:,}")
        return super().bottom()

    def key_names(self) -> list[str]:
        """The keys that work now."""
        say, text_input = self.say, self.text_input
        names = [
            (True, text_input.enter(self._buffer_text)),
            (text_input.lines, say("prompt.key_new_line")),
            (bool(text_input.suggestions), say("prompt.key_suggestion")),
            (text_input.go_back is not None, say(text_input.back_name)),
            (True, say(text_input.pause_name)),
            (True, say("prompt.key_help_typing")),
            (True, say("prompt.key_leave")),
        ]
        return [name for works, name in names if works]

    # --- what keys do ---

    def run(self) -> MoveOrHelp:
        """Show the page until it is closed."""
        newline = self._new_line if self.text_input.lines else None
        return run_page(self.terminal, self.app, self.keys, self.watch, self.pause, newline)

    def _bind_keys(self) -> None:
        self.bind_reading()
        self.bind(["c-m"], self._give)
        if self.text_input.lines:
            self.bind(["c-j"], self._new_line)
        self.bind(["f1"], self.closing(HELP))
        # searching and quoting have no place on this page
        self.bind(["c-r", "c-s", "c-q", "c-v", "c-x"], lambda: None)
        self.keys.add(Keys.BracketedPaste, eager=True)(self._paste)
        if self.text_input.go_back is not None:
            back = self.text_input.go_back
            self.bind(["s-tab"], lambda: self.close(back(self._buffer_text)))
        if self.text_input.suggestions:
            self.bind(["down", "tab"], lambda: self._suggest(1))
            self.bind(["up"], lambda: self._suggest(-1))

    def _give(self) -> None:
        given = self.text_input.give(self._buffer_text)
        if isinstance(given, str):
            self.notice = given
        else:
            self.close(given)

    def pause(self) -> Move:
        """What was typed goes along."""
        return Pause(self._buffer_text)

    def _new_line(self) -> None:
        self._control.buffer.insert_text("\n")

    def _paste(self, event: KeyPressEvent) -> None:
        """Keep the lines of what is pasted; one line where only one fits."""
        text = event.data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if not self.text_input.lines:
            text = " ".join(text.split("\n"))
        self._control.buffer.insert_text("".join(c for c in text if c == "\n" or c.isprintable()))
        self._is_cut = self._is_cut or len(event.data) == MAX_PASTED

    def _keep_within_room(self) -> None:
        """Of what has just come in at the cursor, leave out the end that has no room."""
        buffer = self._control.buffer
        del buffer._undo_stack[:-MAX_UNDONE]  # else it holds the whole text once for every key
        text, end = buffer.text, buffer.cursor_position
        over = len(text) - self._room
        if over > 0:
            begin = max(0, end - over)
            buffer.document = Document((text[:begin] + text[end:])[: self._room], begin)
            self._is_cut = True
        else:
            self._room = max(MAX_REPLY, len(text))
            self._is_cut = self._is_cut and len(text) == self._room

    def _suggest(self, by: int) -> None:
        """The next suggestion takes the place of what stands in the line; what was typed oneself
        comes round again."""
        now = self._buffer_text
        if now not in self.text_input.suggestions:
            self._own = (now, *self.text_input.suggestions)
        word = self._own[(self._own.index(now) + by) % len(self._own)]
        self._control.buffer.set_document(Document(word))


def _up_to(rows: int) -> Dimension:
    """So many rows, or fewer on a screen that is too low."""
    return Dimension(min=0, max=rows, preferred=rows)


def _ask_questionary(
    terminal: Terminal, text_input: TextInput
) -> tuple[Application[Any], BufferControl]:
    """questionary's application for a text, and the part of it that is typed in."""
    question = questionary.text(
        "", text_input.typed, input=terminal.input, output=terminal.pages, erase_when_done=True
    )
    app = question.application
    controls = [window.content for window in app.layout.find_all_windows()]
    control = next(
        content
        for content in controls
        if isinstance(content, BufferControl) and content.buffer.name == DEFAULT_BUFFER
    )
    return app, control
