"""Pages to ask with prompts, and somebody who presses keys on them through a pipe."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput, Output
from typist import Burst, Typist

from selfcheck.asking.choosing import ChoicePage, Menu
from selfcheck.asking.prompts import Prompts
from selfcheck.asking.reading import SetText
from selfcheck.asking.screen import Screen
from selfcheck.asking.terminal import PageOutput, Terminal, open_terminal
from selfcheck.asking.viewport import Row
from selfcheck.palette import in_ascii
from selfcheck.questionnaire import (
    NO_REPLY,
    Answer,
    Author,
    Contact,
    FillIn,
    Question,
    Questionnaire,
    Reply,
    SafetyRule,
)
from selfcheck.session import (
    BeforePage,
    EndOption,
    EndPage,
    FillInPage,
    Move,
    Page,
    QuestionPage,
    Reviewed,
    ReviewPage,
    SafetyPage,
    StartPage,
    TextPage,
    Told,
)
from selfcheck.words import speaker

SAY = speaker("ja")
CONTACT = Contact("line", "よりそう電話", "0120-000-000")
UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
SHIFT_TAB, F1 = "\x1b[Z", "\x1bOP"
CTRL_C, CTRL_D, CTRL_J, CTRL_U = "\x03", "\x04", "\x0a", "\x15"
ENTER, ESC, ALT_ENTER = "\r", "\x1b", "\x1b\r"


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


# --- pages to ask ---------------------------------------------------------------------------


def answers(*labels: str) -> tuple[Answer, ...]:
    return tuple(Answer(str(number), label) for number, label in enumerate(labels))


def one(
    reply: str | None = None, count: int = 5, ask: str = "返事が遅いと不安ですか。"
) -> QuestionPage:
    question = Question("q1", ask, answers=answers(*[f"答え{n}" for n in range(count)]))
    marked = NO_REPLY if reply is None else Reply((reply,))
    return QuestionPage(question, marked, "", 3, 30, frozenset(), can_go_back=True)


def safety_question(page: QuestionPage) -> QuestionPage:
    """The same page, where a safety rule looks at the answer."""
    return replace(page, is_safety=True)


def several(*reply: str) -> QuestionPage:
    labels = answers("こわい", "つらい", "かなしい", "どれもない")
    question = Question("q2", "どれですか。", answers=labels, choose="several")
    return QuestionPage(question, Reply(reply), "", 4, 30, frozenset("3"), can_go_back=True)


def scale(
    first: int = 0,
    last: int = 10,
    reply: str | None = None,
    low: str = "まったくない",
    high: str = "この上なく",
    words: Sequence[str] = ("わからない",),
    ask: str = "どのくらいですか。",
) -> QuestionPage:
    """A question with a scale; its words have the values w0, w1."""
    beside = {first: low, last: high}
    numbers = [
        Answer(str(n), str(n), Fraction(n), beside=beside.get(n, ""))
        for n in range(first, last + 1)
    ]
    others = [Answer(f"w{n}", label) for n, label in enumerate(words)]
    question = Question("q4", ask, answers=(*numbers, *others))
    marked = NO_REPLY if reply is None else Reply((reply,))
    return QuestionPage(question, marked, "", 3, 30, frozenset(), can_go_back=True)


def beside(reply: str = "", unsent: str = "", write: str = "word") -> TextPage:
    """A text beside the last of three answers."""
    kind = "word" if write == "word" else "lines"
    other = Answer("2", "そのほか", write=kind)  # type: ignore[arg-type]
    question = Question("q1", "どうしますか。", answers=(*answers("待つ", "追う"), other))
    return TextPage(question, other, Reply(("2",), reply), unsent, 3, 30)


def text(write: str = "lines", unsent: str = "", reply: str = "") -> QuestionPage:
    kind = "word" if write == "word" else "lines"
    question = Question("q3", "書いてみてください。", write=kind)  # type: ignore[arg-type]
    return QuestionPage(question, Reply(text=reply), unsent, 5, 30, frozenset(), can_go_back=True)


def fill_in(reply: str = "") -> FillInPage:
    word = FillIn("partner", "何と呼びますか。", "あの人", ("彼", "彼女"))
    return FillInPage(word, reply, can_go_back=True)


def start(resumable: int | None = None, keeps: bool = True, intro: str = "はじめに。") -> StartPage:
    asked = Questionnaire("x", "自分をふり返る", "ja", author=Author("浅野"), intro=intro)
    return StartPage(asked, resumable, keeps)


def review() -> ReviewPage:
    """A word, an answer, a question that was skipped, a text."""
    asked = one().question
    skipped = Question("q2", "二つ目ですか。", answers=answers("はい", "いいえ"))
    written = text().question
    return ReviewPage(
        (
            Reviewed(("fill_in", "partner"), "何と呼びますか。", Reply(text="彼")),
            Reviewed(("question", "q1"), asked.ask, Reply(("2",)), asked),
            Reviewed(("question", "q2"), skipped.ask, NO_REPLY, skipped),
            Reviewed(("question", "q3"), written.ask, Reply(text="ことば"), written),
        )
    )


def before() -> BeforePage:
    question = Question(
        "q4", "こわいですか。", "安全についてうかがいます。", answers=answers("はい")
    )
    return BeforePage(question, 6, 30, can_go_back=True)


def safety(instead: bool = False) -> SafetyPage:
    rule = SafetyRule("rule", "話せるところ", "ひとりで抱えなくて大丈夫です。", instead=instead)
    asked = Questionnaire("x", "自分をふり返る", "ja", safety={"rule": rule})
    options: tuple[EndOption, ...] = ("stay", "again", "close") if instead else ()
    return SafetyPage((rule,), asked, instead, options)


def end() -> EndPage:
    return EndPage(
        "memo.txt", ("keep", "write", "stay", "close"), Told(answers=12, texts=1, safety=2)
    )


def leaves(page: SafetyPage | EndPage, columns: int, rows: int) -> list[list[Row]]:
    """Three pages of a text, whatever it is of."""
    return [[("text", f"{number}枚目です。")] for number in (1, 2, 3)]


LONG = "\n".join(f"{number}行目の文章です。" for number in range(60))


# --- asking ---------------------------------------------------------------------------------


class Blind(DummyOutput):
    """Nowhere to draw, of the size of a small terminal."""

    def get_size(self) -> Size:
        return Size(rows=20, columns=40)


class Watched(PageOutput):
    """A terminal whose screen is read back: `frames` are all that was ever seen on it."""

    def __init__(self, columns: int = 40, rows: int = 20) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._pyte = pyte.Stream(self._screen)
        self._written = io.StringIO()
        self.frames: list[str] = []
        super().__init__(self._written, self._size, enable_cpr=False)

    def _size(self) -> Size:
        return Size(rows=self._screen.lines, columns=self._screen.columns)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal wider, narrower, higher or lower; pages find out within 0.5 s."""
        self._screen.resize(rows, columns)

    def flush(self) -> None:
        super().flush()
        self._pyte.feed(self._written.getvalue())
        self._written.seek(0)
        self._written.truncate()
        seen = "\n".join(line.rstrip() for line in self._screen.display).rstrip()
        if seen and self.frames[-1:] != [seen]:
            self.frames.append(seen)


@contextmanager
def prompts(
    settle: float = 0,
    stream: io.StringIO | None = None,
    output: Output | None = None,
    set_text: SetText = lambda page, columns, rows: (),
) -> Iterator[tuple[Prompts, Typist]]:
    """Pages and who types there. The screen has been entered, unless its stream is given."""
    with create_pipe_input() as pipe:
        screen = Screen(stream or io.StringIO())
        screen.entered = stream is None
        typist = Typist(pipe)
        front = Prompts(
            screen,
            SAY,
            (CONTACT,),
            set_text,
            input=pipe,
            output=output or Blind(),
            settle=settle,
            new_loop=typist.new_loop,
        )
        yield front, typist


def ask(page: Page, *keys: str) -> Move:
    """The move these keys lead to; where they lead to none, the end of input pauses."""
    with prompts(set_text=leaves) as (front, typist):
        typist.pipe.send_text("".join(keys))
        typist.pipe.close()
        return front.ask(page)


def ask_slowly(page: Page, *bursts: Burst, settle: float = 0) -> Move:
    """The move these keys lead to, sent one after the other; a number waits for so long."""
    with prompts(settle, set_text=leaves) as (front, typist):
        typist.type(0.15, *bursts)
        return front.ask(page)


def press(page: Page, *keys: str) -> Move:
    """The move these keys lead to, each pressed once the key before was answered."""
    return ask_slowly(page, *[part for key in keys for part in (key, 0.1)])


def look(page: Page, *bursts: Burst, size: tuple[int, int] = (40, 20)) -> list[str]:
    """What is on the screen before each of these keys, and after the last."""
    output = Watched(*size)
    seen: list[str] = []

    def note() -> None:
        seen.append(output.frames[-1])

    with prompts(output=output, set_text=leaves) as (front, typist):
        for burst in bursts:
            typist.type(0.2, note, burst)
        typist.type(0.2, note)
        front.ask(page)
    return seen


@contextmanager
def terminal(columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
    class Sized(DummyOutput):
        def get_size(self) -> Size:
            return Size(rows=rows, columns=columns)

    with create_pipe_input() as pipe:
        yield open_terminal(Screen(io.StringIO()), SAY, (), pipe, Sized(), 0)


def drawn(menu: Menu, columns: int = 80, rows: int = 24) -> list[Row]:
    """The rows of a page before any key."""
    with terminal(columns, rows) as place:
        return ChoicePage(place, menu).draw()


def texts(rows: Sequence[Row]) -> str:
    return "\n".join(in_ascii(line) for _, line in rows)


def flat(frame: str) -> str:
    """A frame without line ends and spaces: what it says, wherever it was broken."""
    return "".join(frame.split())
