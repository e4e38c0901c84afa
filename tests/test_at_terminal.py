"""The program itself on a pseudo-terminal, with its built-in self-check.

What its pages look like stands in `tests/screens/built-in.*`. Delete a file there to have it
written anew.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

import termios

from conftest import Run
from terminal import (
    CTRL_C,
    CTRL_Z,
    ENTER,
    PROGRAM,
    SHIFT_TAB,
    SMALL,
    USUAL,
    Golden,
    Person,
    at_terminal,
    type_all,
)

from selfcheck.cli.opening import data_folder
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.questionnaire import Question, Questionnaire
from selfcheck.session import (
    FillInPage,
    Finish,
    Give,
    Move,
    Page,
    Pause,
    QuestionPage,
    Session,
    places,
    walk,
)

Fits = Callable[[Page], bool]
Drafted = Callable[..., Path]


@pytest.fixture(scope="module")
def built_in() -> Questionnaire:
    """The self-check that comes with the program."""
    loaded = load_questionnaire(data_folder() / "questions.yaml").questionnaire
    assert loaded is not None
    return loaded


# --- somebody who answers -------------------------------------------------------------------


class Respondent:
    """Answers every question by its place, the safety questions with the last answer ("none"),
    unless `said` names another; remembers the keys and the lines it takes."""

    def __init__(self, asked: Questionnaire, stop: Fits | None = None, **said: int) -> None:
        self.stop = stop
        self.said = said
        self.keys: list[str] = []
        self.lines: list[str] = []
        self._safety = {asks.name for rule in asked.safety.values() for asks in rule.when}
        walk(asked, Session(places(asked, {})[0]), self.answer, lambda _: None)

    def answer(self, page: Page) -> Move:
        if self.stop is not None and self.stop(page):
            return Pause()
        if isinstance(page, FillInPage):
            return self._note(["なお", ENTER], "なお", Give("なお"))
        if not isinstance(page, QuestionPage):
            return self._note([ENTER], "", Finish())
        if page.question.write is not None:
            return self._note(["ことば、ひとつ", ENTER], "ことば、ひとつ", Give("ことば、ひとつ"))
        place = self._choose(page.question, page.number)
        moved = Give((page.question.answers[place].value,))
        several = page.question.choose == "several"
        keys = [str(place + 1), ENTER] if several else [str(place + 1)]
        return self._note(keys, str(place + 1), moved)

    def _choose(self, question: Question, number: int) -> int:
        by_place = -1 if question.id in self._safety else number % 3
        return self.said.get(question.id, by_place) % len(question.answers)

    def _note(self, keys: list[str], line: str, move: Move) -> Move:
        self.keys += keys
        self.lines.append(line)
        return move


WISH = {"safety_disappear": 1}
HARMED = {"safety_partner": 0}


def is_several(page: Page) -> bool:
    return isinstance(page, QuestionPage) and page.question.choose == "several"


def is_written(page: Page) -> bool:
    return isinstance(page, QuestionPage) and page.question.write is not None


def is_review(page: Page) -> bool:
    return not isinstance(page, FillInPage | QuestionPage)


@pytest.fixture(scope="module")
def drafts_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every draft lies that was made once."""
    return tmp_path_factory.mktemp("drafts")


@pytest.fixture
def drafted(run: Run, built_in: Questionnaire, home: Path, drafts_made: Path) -> Drafted:
    """Makes a draft that stands at a page, by plain lines; returns a state folder with it."""

    def make(stop: Fits, language: str = "ja", **said: int) -> Path:
        name = "-".join([language, stop.__name__, *said])
        if not (drafts_made / name).exists():
            lines = ["", *Respondent(built_in, stop, **said).lines, ""]
            env = {"XDG_STATE_HOME": str(drafts_made / name)}
            run("take", "--plain", "--lang", language, input="\n".join(lines), env=env)
        folder = home / f"{name}-{len(list(home.iterdir()))}"
        return Path(shutil.copytree(drafts_made / name, folder))

    return make


@contextmanager
def taking(
    state: Path, *arguments: str, size: tuple[int, int] = USUAL, **extra: str
) -> Iterator[Person]:
    """Somebody before the start page, with the drafts of a state folder."""
    command = (*PROGRAM, "take", *arguments)
    with at_terminal(size, *command, XDG_STATE_HOME=str(state), **extra) as person:
        yield person


def kept(state: Path) -> list[Path]:
    """Every file of a state folder."""
    return [file for file in state.rglob("*") if file.is_file()]


# --- what is seen ---------------------------------------------------------------------------


TOURS: list[tuple[Fits | None, dict[str, int], dict[str, tuple[str, ...]]]] = [
    (None, {}, {"start": (), "help": ("?",), "fill-in": (ENTER, ENTER), "one": (ENTER,)}),
    (is_several, {}, {"resumed": (), "several": (ENTER,), "lines": ("1", ENTER)}),
    (is_review, {}, {"review": (ENTER,), "result": (ENTER,)}),
    (is_review, WISH, {"safety": (ENTER, ENTER)}),
]
"""Where a draft stands, what was said in it, and page -> the keys that lead to it."""


@pytest.mark.parametrize(("stop", "said", "pages"), TOURS)
def test_every_page_looks_as_written_down(
    drafted: Drafted,
    home: Path,
    stop: Fits | None,
    said: dict[str, int],
    pages: dict[str, tuple[str, ...]],
) -> None:
    """In both languages and sizes each page shows exactly what its file says."""
    golden = Golden()
    views = list(product(("ja", "en"), (SMALL, USUAL)))
    with ExitStack() as stack:
        people = []
        for language, size in views:
            state = drafted(stop, language, **said) if stop else home / f"{language}-{size[0]}"
            people.append(stack.enter_context(taking(state, "--lang", language, size=size)))
        for page, keys in pages.items():
            shown = type_all(people, keys)
            for (language, (columns, rows)), screen in zip(views, shown, strict=True):
                golden.check(f"built-in.{page}.{language}.{columns}x{rows}", screen)
    assert golden.is_complete(), "please look at what is new"


# --- from the first page to the last --------------------------------------------------------


def test_keys_and_lines_lead_to_the_same_result(
    run: Run, built_in: Questionnaire, home: Path, tmp_path: Path
) -> None:
    """The whole self-check, once by keys and back and forth, once by lines: one result."""
    answers = Respondent(built_in)
    by_keys, by_lines = tmp_path / "keys.json", tmp_path / "lines.json"
    run("take", "--plain", "--save", by_lines, input="\n".join(["", *answers.lines, "3", ""]))
    with taking(home / "state", "--save", str(by_keys)) as person:
        person.type(ENTER, *answers.keys[:6], "b", "b", *answers.keys[4:6], SHIFT_TAB, ENTER)
        person.type(*answers.keys[6:], "q", "3")
        person.end()
        assert person.is_sane()
        assert person.written.count("\x1b[?1049h") == 1  # no flash of the shell between pages
        assert person.written.count("\x1b[?1049l") == 1
    assert without_time(by_keys) == without_time(by_lines)
    assert kept(home / "state") == []


def without_time(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return {name: value for name, value in data.items() if name != "taken"}


# --- the result, screen after screen --------------------------------------------------------


def test_the_result_stands_unbroken_in_the_scrollback(
    run: Run, drafted: Drafted, built_in: Questionnaire, home: Path
) -> None:
    """The line that asks to read on goes away: the text is the one that a file would get."""
    whole = run("take", "--plain", input="\n".join(["", *Respondent(built_in).lines, ""])).stdout
    with taking(drafted(is_review)) as person:
        person.type(ENTER, ENTER, ENTER, " ", CTRL_C)
        texts = [line for line in person.scrollback() if line and not line.startswith("  |")]
        lines = [line for line in whole.splitlines() if line]
        assert len(lines) > 30
        assert is_within(lines, texts)
        assert "続きを読む" not in "".join(texts)
        person.press("3")
        person.end()
        assert person.is_sane()


def is_within(lines: list[str], others: list[str]) -> bool:
    """All lines are among the others, in this order."""
    rest = iter(others)
    return all(line in rest for line in lines)


def test_a_result_goes_on_at_the_new_width(drafted: Drafted) -> None:
    """After a resize nothing is doubled or left out, and no line is wider than the screen."""
    with taking(drafted(is_review, **WISH)) as person:
        person.type(ENTER, ENTER)
        person.resize(40, 24)  # pyte moves the cursor where the height changes
        shown = person.type(ENTER)
        assert shown.count("いのちの電話") == 1
        assert shown.count("Esc Esc") == 1
        assert "0120-783-556" in shown
        person.type("q", "3")
        person.end()


def test_a_safety_text_is_a_screen_of_its_own(drafted: Drafted) -> None:
    """No score, level or picture stands beside it."""
    with taking(drafted(is_review, **WISH)) as person:
        shown = person.type(ENTER, ENTER)
        for _ in range(9):
            if "それぞれのテーマ" in shown:
                break
            assert "近くて遠い" not in shown
            shown = person.type(ENTER)
        assert "それぞれのテーマ" in shown


def test_after_a_safety_text_alone_there_is_time_to_leave(drafted: Drafted) -> None:
    """Nothing is asked, but the last screen goes when Esc Esc is pressed."""
    state = drafted(is_review, **HARMED)
    with taking(state) as person:
        shown = person.type(ENTER, ENTER, "q")
        assert "Enter: 終わる" in shown
        assert "この結果をどうしますか" not in shown
        assert person.leave() == ""
        assert person.child.exitstatus == 0
        assert person.is_sane()
    assert kept(state) == []


def test_written_answers_are_read_by_screens_too(
    run: Run, built_in: Questionnaire, tmp_path: Path
) -> None:
    """`--answers` on a terminal pages its result, and Esc Esc leaves."""
    file = tmp_path / "answers.json"
    lines = ["", *Respondent(built_in).lines, "3", ""]
    run("take", "--plain", "--save", file, input="\n".join(lines))
    with at_terminal(USUAL, *PROGRAM, "take", "--answers", str(file)) as person:
        assert "Enter: 続きを読む" in person.type(ENTER)
        assert person.leave() == ""
        assert person.is_sane()
        assert "\x1b[?1049h" not in person.written


# --- ways out -------------------------------------------------------------------------------


PAGES: dict[str, tuple[Fits, tuple[str, ...]]] = {
    "start": (is_several, ()),
    "question": (is_several, (ENTER, "1")),
    "text": (is_written, (ENTER, "とちゅう")),
    "review": (is_review, (ENTER,)),
    "result": (is_review, (ENTER, ENTER)),
    "end": (is_review, (ENTER, ENTER, "q")),
}


@pytest.mark.parametrize("page", PAGES)
def test_esc_esc_leaves_nothing_from_any_page(drafted: Drafted, page: str) -> None:
    """Screen and scrollback are cleared, the draft is gone, nothing is printed."""
    stop, keys = PAGES[page]
    state = drafted(stop)
    with taking(state) as person:
        person.type(*keys)
        assert person.leave() == ""
        assert person.child.exitstatus == 0
        assert person.is_sane()
    assert kept(state) == []


@pytest.mark.parametrize("key", ["q", CTRL_C, "\x04"])
def test_pausing_ends_sane(drafted: Drafted, key: str) -> None:
    """q, Ctrl-C and Ctrl-D keep the draft, say how to go on, and end with 130."""
    state = drafted(is_several)
    with taking(state) as person:
        person.type(ENTER, "1")
        person.press(key)
        assert person.end().rstrip().endswith("続きは selfcheck で始められます。")
        assert person.child.exitstatus == 130
        assert person.is_sane()
    assert len(kept(state)) == 1


def test_ctrl_c_while_the_program_loads_is_a_pause(home: Path) -> None:
    """Nobody listens for keys yet; it ends with one line all the same."""
    with at_terminal(USUAL, *PROGRAM, first="近くて遠い") as person:
        person.child.kill(signal.SIGINT)
        assert person.end().rstrip().endswith("中断しました。答えは何も残していません。")
        assert person.child.exitstatus == 130
        assert person.is_sane()


@pytest.mark.parametrize(("name", "page"), [("SIGTERM", "question"), ("SIGHUP", "result")])
def test_a_signal_ends_sane(drafted: Drafted, name: str, page: str) -> None:
    """Being ended from outside leaves the terminal as it was, on either screen."""
    stop, keys = PAGES[page]
    with taking(drafted(stop)) as person:
        person.type(*keys)
        person.child.kill(getattr(signal, name))
        person.end()
        assert person.child.signalstatus == getattr(signal, name)
        assert person.is_sane()


@pytest.mark.parametrize("page", ["question", "end"])
def test_stopped_and_woken_it_shows_the_same_page(drafted: Drafted, page: str) -> None:
    """Ctrl-Z gives the shell a sane terminal; `fg` brings the page back."""
    stop, keys = PAGES[page]
    state = drafted(stop)
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs a shell with job control")
    bare = {"XDG_STATE_HOME": str(state), "PS1": "$ "}
    with at_terminal(USUAL, shell, "--norc", "--noediting", "-i", first="$ ", **bare) as person:
        person.type(" ".join((*PROGRAM, "take")) + "\r")
        person.wait_for("Esc Esc")
        before = person.type(*keys)
        person.press(CTRL_Z)
        person.wait_for("Stopped")
        assert termios.tcgetattr(person.child.child_fd)[3] & termios.ECHO
        person.press("fg\r")
        assert person.sees(lambda shown: shown.splitlines()[-3:] == before.splitlines()[-3:])
        person.press_esc_twice()
        person.wait_for("\x1b[3J")
        assert person.sees(lambda shown: shown.strip() == "$")
        assert person.is_sane()


def test_an_error_ends_sane(home: Path) -> None:
    """A fault of ours is told on the primary screen, and the terminal is as it was."""
    broken = "import selfcheck.session.steps as s; s.show_page = None; "
    start = "from selfcheck.__main__ import main; main()"
    with at_terminal(USUAL, sys.executable, "-c", broken + start) as person:
        person.press(ENTER)
        assert "TypeError" in person.end()
        assert person.child.exitstatus == 2
        assert person.is_sane()


# --- what can be set ------------------------------------------------------------------------


def test_wide_ambiguous_characters_are_heeded_by_every_command(run: Run, tmp_path: Path) -> None:
    """With SELFCHECK_AMBIGUOUS=2 a marker below ※ is as wide as the terminal draws it."""
    file = tmp_path / "questions.yaml"
    file.write_text("selfcheck: 1\nid: x\n※※※: 1\n", "utf-8")
    narrow, wide = (run("check", file, env={"SELFCHECK_AMBIGUOUS": n}).stdout for n in "12")
    assert " ^^^\n" in narrow
    assert " ^^^^^^\n" in wide
