"""The program itself on a pseudo-terminal, with its built-in self-check.

What its pages look like stands in `tests/screens/built-in.*`. Delete a file there to have it
written anew.
"""

import json
import os
import re
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
    EXECUTE,
    PROGRAM,
    SHIFT_TAB,
    SMALL,
    USUAL,
    Golden,
    Person,
    at_terminal,
    type_all,
)

from selfcheck.cli.files import data_folder
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.reflecting import safety_questions
from selfcheck.session import (
    BeforePage,
    Begin,
    Close,
    FillInPage,
    Finish,
    Give,
    Move,
    Page,
    Pause,
    QuestionPage,
    ReviewPage,
    SafetyPage,
    Session,
    page_ids,
    walk,
)
from selfcheck.words import speaker

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
    unless `said` names another; remembers the keys and the lines it takes, up to the review."""

    def __init__(self, asked: Questionnaire, stop: Fits | None = None, **said: int) -> None:
        self.stop = stop
        self.said = said
        self.keys: list[str] = []
        self.lines: list[str] = []
        self._safety = safety_questions(asked)
        walk(asked, Session(page_ids(asked, {})[0]), self.answer, lambda _: None)

    def answer(self, page: Page) -> Move:
        if self.stop is not None and self.stop(page):
            return Pause()
        match page:
            case FillInPage():
                return self._note(["なお", ENTER], "なお", Give(Reply(text="なお")))
            case BeforePage():
                return self._note([ENTER], "", Begin())
            case QuestionPage() if page.question.write is not None:
                text = "ことば、ひとつ"
                return self._note([text, ENTER], text, Give(Reply(text=text)))
            case QuestionPage():
                return self._choose(page)
            case SafetyPage():
                return Close() if page.is_instead else Begin()
        return self._note([ENTER], "", Finish())

    def _choose(self, page: QuestionPage) -> Move:
        """By its number; at a safety question that only points, and where several can be chosen it
        takes a mark or a confirmation, too."""
        by_place = -1 if page.is_safety else page.number % 3
        place = self.said.get(page.question.id, by_place) % len(page.question.answers)
        several = page.question.choose == "several"
        keys = [str(place + 1)]
        keys += [" "] if several and page.is_safety else []
        keys += [ENTER] if several or page.is_safety else []
        return self._note(keys, str(place + 1), Give(Reply((page.question.answers[place].value,))))

    def _note(self, keys: list[str], line: str, move: Move) -> Move:
        self.keys += keys
        self.lines.append(line)
        return move


def is_several(page: Page) -> bool:
    return isinstance(page, QuestionPage) and page.question.choose == "several"


def is_written(page: Page) -> bool:
    return isinstance(page, QuestionPage) and page.question.write is not None


def is_review(page: Page) -> bool:
    return isinstance(page, ReviewPage)


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


SCORED = """
selfcheck: 1
id: scored
title: 重さの点検
language: ja
themes:
  weight: {name: 重さ, score: sum, rubric: {low: {name: 軽い}, high: {from: 3, name: 重い}}}
questions:
  days: {ask: 重いですか。, answers: {scale: [0, 3]}, theme: weight}
reflections:
  default: {title: 手紙の題, says: 手紙の言葉。}
safety:
  rest: {when: {weight: high}, title: 代わりの題, says: 休めます。, instead: true}
"""


@contextmanager
def taking(
    state: Path, *arguments: str, size: tuple[int, int] = USUAL, **extra: str
) -> Iterator[Person]:
    """Somebody before the start page, with the drafts of a state folder."""
    with at_terminal(
        size, "take", *arguments, XDG_STATE_HOME=str(state), **{"NO_COLOR": "1", **extra}
    ) as person:
        yield person


def kept(state: Path) -> list[Path]:
    """Every file of a state folder."""
    return [file for file in state.rglob("*") if file.is_file()]


# --- what is seen ---------------------------------------------------------------------------


# Answers to the safety questions are in no draft: whoever goes on from the review meets them first.
UNSAID = (ENTER, "s", "s")
WISHES = (ENTER, "s", ENTER, "2", ENTER)
HURT = (ENTER, ENTER, "2", " ", ENTER, "s")

TOURS: list[tuple[Fits | None, dict[str, tuple[str, ...]]]] = [
    (None, {"start": (), "help": ("?",), "fill-in": (ENTER, ENTER), "one": (ENTER,)}),
    (is_several, {"resumed": (), "several": (ENTER,), "lines": ("1", ENTER)}),
    (is_review, {"before": UNSAID[:1], "review": UNSAID[1:], "result": (ENTER,), "bars": (ENTER,)}),
    (is_review, {"safety": WISHES}),
    (is_review, {"instead": HURT}),
]
"""Where a draft stands, and page -> the keys that lead to it."""


def turn_to_picture(person: Person) -> str:
    """Read on until the picture of all themes is there; how many pages a letter has, its author
    may change."""
    shown = person.look()
    titles = [speaker(language)("result.picture") for language in ("ja", "en")]
    while not any(title in shown for title in titles):
        shown = person.type(ENTER)
    return shown


@pytest.mark.parametrize(("stop", "pages"), TOURS)
def test_every_page_looks_as_written_down(
    drafted: Drafted,
    home: Path,
    stop: Fits | None,
    pages: dict[str, tuple[str, ...]],
) -> None:
    """In both languages and sizes each page shows exactly what its file says."""
    golden = Golden()
    views = list(product(("ja", "en"), (SMALL, USUAL)))
    with ExitStack() as stack:
        people = []
        for language, size in views:
            state = drafted(stop, language) if stop else home / f"{language}-{size[0]}"
            people.append(stack.enter_context(taking(state, "--lang", language, size=size)))
        for page, keys in pages.items():
            shown = type_all(people, keys)
            if page == "bars":
                shown = [turn_to_picture(person) for person in people]
            for (language, (columns, rows)), screen in zip(views, shown, strict=True):
                golden.check(f"built-in.{page}.{language}.{columns}x{rows}", screen)
    assert golden.is_complete(), "please look at what is new"


# --- the start ------------------------------------------------------------------------------

LOADING = (sys.executable, "-X", "importtime", "-m", "selfcheck")
"""Tells on standard error, amid the pages, of every module that has been loaded."""
HEARS = "\x1b[?2004h"
"""What a prompt writes when it hears keys."""


def _loaded(written: str) -> set[str]:
    """The packages with a module that was told of."""
    return set(re.findall(r"^import time: .*\| +(\w+)\b", written.replace("\r", ""), re.MULTILINE))


def test_the_first_page_is_there_before_what_takes_long_is_loaded() -> None:
    """Neither the prompts nor the command line's library is waited for."""
    with at_terminal(USUAL, *LOADING, code=EXECUTE) as person:
        before = person.written.partition("\x1b[?1049h")[0]
    assert {"selfcheck", "yaml"} <= _loaded(before)
    assert _loaded(before).isdisjoint({"typer", "rich", "prompt_toolkit", "questionary"})


def test_what_later_pages_need_is_loaded_while_the_first_is_read() -> None:
    """Once keys are heard, and before one is pressed."""
    later = "selfcheck.asking.later_pages"
    with at_terminal(USUAL, *LOADING, code=EXECUTE, first=later) as person:
        before, _, after = person.written.partition(HEARS)
    assert "questionary" not in _loaded(before)
    assert "questionary" in _loaded(after)


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
        person.type(*answers.keys[6:])
        close(person)
        person.end()
        assert person.is_sane()
        assert person.written.count("\x1b[?1049h") == 1  # no flash of the shell between pages
        assert person.written.count("\x1b[?1049l") == 1
    assert without_time(by_keys) == without_time(by_lines)
    assert kept(home / "state") == []


def without_time(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return {name: value for name, value in data.items() if name != "taken"}


# --- the result, page by page ---------------------------------------------------------------


def close(person: Person) -> str:
    """Read the result to its last page, and close it there."""
    shown = person.shown()
    while "このあと、どうしますか" not in shown:
        shown = person.type(ENTER)
    number = re.findall(r"(\d)  閉じる$", shown, re.MULTILINE)[0]
    person.press(number)
    return shown


def outside(written: str) -> str:
    """What was written on the primary screen."""
    parts = re.split(r"\x1b\[\?1049([hl])", written)
    primary, shown = [parts[0]], True
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        shown = sign == "l"
        primary += [part] if shown else []
    return re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", "".join(primary)).strip()


def test_a_closed_result_leaves_nothing(drafted: Drafted) -> None:
    """Neither screen nor scrollback holds a word of it, nor the disk; and what stood on the screen
    before is not touched."""
    state = drafted(is_review)
    with taking(state) as person:
        person.type(*UNSAID, ENTER)
        close(person)
        person.end()
        assert outside(person.written) == ""
        assert "\x1b[3J" not in person.written
        assert person.is_sane()
    assert kept(state) == []


def test_a_text_is_left_standing_where_that_is_wished(
    run: Run, drafted: Drafted, built_in: Questionnaire
) -> None:
    """Then it is the page that plain lines print, picture and all on standard output."""
    lines = ["", *Respondent(built_in, is_review).lines[:-2], "s", "s", "", ""]
    whole = run("take", "--plain", input="\n".join(lines)).stdout
    with taking(drafted(is_review)) as person:
        person.type(*UNSAID, ENTER)
        close_after(person, "3")
        person.end()
        left = outside(person.written)
        letter = [line for line in whole.splitlines() if line.startswith("  【")]
        assert len(letter) > 4
        assert is_within(letter, [f"  {line.strip()}" for line in left.splitlines()])


def close_after(person: Person, *keys: str) -> None:
    """On the last page press these keys, then close."""
    shown = person.shown()
    while "このあと、どうしますか" not in shown:
        shown = person.type(ENTER)
    person.type(*keys)
    close(person)


def is_within(lines: list[str], others: list[str]) -> bool:
    """All lines are among the others, in this order."""
    rest = iter(others)
    return all(line in rest for line in lines)


def test_a_result_goes_on_at_the_new_width(drafted: Drafted) -> None:
    """After a resize what was read first is read on, and no line is wider than the screen."""
    with taking(drafted(is_review)) as person:
        shown = person.type(*WISHES, ENTER)
        assert "いのちの電話" in shown
        person.resize(40, 24)
        shown = person.shown()
        assert "いのちの電話" in shown or "いのちの電話" in person.type(ENTER)
        person.leave()


def test_a_safety_text_is_a_page_of_its_own(drafted: Drafted) -> None:
    """The numbers stand on its first page, and no score, level or picture beside it."""
    with taking(drafted(is_review)) as person:
        shown = person.type(*WISHES)
        assert "0120-279-338" in shown
        while "答えの一覧" not in shown:
            assert "近くて遠い" not in shown
            shown = person.type(ENTER)
        person.leave()


def test_back_leads_from_a_safety_text_to_the_answers(drafted: Drafted) -> None:
    """b on its first page opens the question again, the answer still marked."""
    with taking(drafted(is_review)) as person:
        person.type(*WISHES)
        assert "> 2* " in person.type("b")
        person.leave()


def test_nothing_is_kept_from_a_text_that_stands_instead_on(drafted: Drafted) -> None:
    """The draft is gone before its first page is drawn; the review opens only by b, and shows the
    answers to safety questions as answered."""
    state = drafted(is_review)
    with taking(state) as person:
        shown = person.type(*HURT)
        assert "見られそうなら、Escを2回" in shown
        assert kept(state) == []
        shown = person.type("b", "\x1b[F")
        assert "[答えました]" in shown
        assert "暴力" not in shown
        assert kept(state) == []
        person.leave()
    assert kept(state) == []


@pytest.mark.parametrize("key", ["q", CTRL_C, "\x04"])
def test_pausing_at_a_text_that_stands_instead_is_leaving(drafted: Drafted, key: str) -> None:
    """q, Ctrl-C and Ctrl-D clear screen and scrollback, print nothing, and end with 0."""
    with taking(drafted(is_review)) as person:
        person.type(*HURT)
        person.press(key)
        person.end()
        assert person.written.endswith("\x1b[3J")
        assert person.code == 0
        assert person.is_sane()


def test_a_closed_text_that_stood_instead_leaves_nothing(drafted: Drafted) -> None:
    """Closing leaves the terminal as it was before, and clears no scrollback that is hers."""
    state = drafted(is_review)
    with taking(state) as person:
        person.type(*HURT)
        shown = close(person)
        assert "残しておく" not in shown.replace("この端末に文章を残しておく", "")
        person.end()
        assert outside(person.written) == ""
        assert "\x1b[3J" not in person.written
        assert person.code == 0
    assert kept(state) == []


def test_a_text_that_stands_instead_is_not_left_asleep(drafted: Drafted) -> None:
    """Ctrl-Z would leave it behind in the shell; there it does nothing."""
    with taking(drafted(is_review)) as person:
        before = person.type(*HURT)
        person.press(CTRL_Z)
        assert person.type("?") != before
        person.leave()
        assert person.code == 0


def test_nothing_is_kept_from_a_text_that_a_score_puts_in_place_of_the_result_on(
    tmp_path: Path,
) -> None:
    """The draft is gone before its first page is drawn, and pausing there is leaving."""
    file, state = tmp_path / "scored.yaml", tmp_path / "state"
    file.write_text(SCORED, encoding="utf-8")
    with taking(state, str(file)) as person:
        shown = person.type(ENTER, "3", ENTER)
        assert "答えの一覧" in shown
        assert len(kept(state)) == 1
        assert "休めます。" in person.type(ENTER)
        assert kept(state) == []
        person.press("q")
        person.end()
        assert person.written.endswith("\x1b[3J")
        assert person.code == 0
    assert kept(state) == []


def test_ctrl_d_at_the_question_about_saving_leaves_in_plain_lines(
    drafted: Drafted, tmp_path: Path
) -> None:
    """Where a text stands instead it clears the screen, as at the page before."""
    file = tmp_path / "memo.txt"
    with taking(drafted(is_review), "--save", str(file), ACCESSIBLE="1") as person:
        for line in ("", "", "2", "s", "2"):
            person.press(line + "\r")
        person.press("\x04")
        person.end()
        assert person.written.endswith("\x1b[3J")
        assert person.code == 0
    assert not file.exists()


def test_saving_a_text_that_stands_instead_is_asked_once_more(
    drafted: Drafted, tmp_path: Path
) -> None:
    """`--save` was typed before she knew what would stand there."""
    file = tmp_path / "memo.txt"
    with taking(drafted(is_review), "--save", str(file)) as person:
        person.type(*HURT)
        close(person)
        assert person.sees(lambda shown: file.name in "".join(shown.split()))
        person.press("1")
        person.end()
    assert not file.exists()


def test_written_answers_ask_nothing_on_a_terminal(
    run: Run, built_in: Questionnaire, tmp_path: Path
) -> None:
    """`--answers` prints its page, whole, and ends."""
    file = tmp_path / "answers.json"
    lines = ["", *Respondent(built_in).lines, "3", ""]
    run("take", "--plain", "--save", file, input="\n".join(lines))
    with at_terminal(USUAL, "take", "--answers", str(file), first="】") as person:
        person.end()
        assert person.code == 0
        assert "\x1b[?1049h" not in person.written


# --- ways out -------------------------------------------------------------------------------


PAGES: dict[str, tuple[Fits, tuple[str, ...]]] = {
    "start": (is_several, ()),
    "question": (is_several, (ENTER, "1")),
    "text": (is_written, (ENTER, "とちゅう")),
    "before": (is_review, (ENTER,)),
    "safety question": (is_review, (ENTER, ENTER, "2", " ")),
    "safety": (is_review, WISHES),
    "review": (is_review, UNSAID),
    "result": (is_review, (*UNSAID, ENTER)),
    "picture": (is_review, (*UNSAID, ENTER, ENTER)),
    "end": (is_review, (*UNSAID, *[ENTER] * 7)),
    "file": (is_review, (*UNSAID, *[ENTER] * 7, "2")),
}
SEALED: dict[str, tuple[Fits, tuple[str, ...]]] = {
    "instead": (is_review, HURT),
    "its contacts": (is_review, (*HURT, ENTER, ENTER)),
    "its end": (is_review, (*HURT, *[ENTER] * 5)),
    "its review": (is_review, (*HURT, "b")),
    "its question": (is_review, (*HURT, "b", "\x1b[F", ENTER)),
}


@pytest.mark.parametrize("page", [*PAGES, *SEALED])
def test_esc_esc_leaves_nothing_from_any_page(drafted: Drafted, page: str) -> None:
    """Screen and scrollback are cleared, the draft is gone, nothing is printed."""
    stop, keys = (PAGES | SEALED)[page]
    state = drafted(stop)
    with taking(state) as person:
        person.type(*keys)
        assert person.leave() == ""
        assert person.code == 0
        assert person.is_sane()
    assert kept(state) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_hang_up_keeps_the_draft_on_any_page(drafted: Drafted, page: str) -> None:
    """A closed window is a pause without a word; the terminal is as it was."""
    stop, keys = PAGES[page]
    state = drafted(stop)
    with taking(state) as person:
        person.type(*keys)
        person.signal(signal.SIGHUP)
        person.end()
        assert person.code == -signal.SIGHUP
        assert person.is_sane()
    (draft,) = kept(state)
    assert "safety_" not in str(json.loads(draft.read_text("utf-8"))["answers"])


@pytest.mark.parametrize("page", SEALED)
def test_a_hang_up_leaves_at_once_where_a_text_stands_instead(drafted: Drafted, page: str) -> None:
    """A closed window acts as Esc Esc: cleared, nothing left, exit 0."""
    stop, keys = SEALED[page]
    state = drafted(stop)
    with taking(state) as person:
        person.type(*keys)
        person.signal(signal.SIGHUP)
        person.end()
        assert person.written.endswith("\x1b[3J")
        assert person.code == 0
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
        assert person.code == 130
        assert person.is_sane()
    assert len(kept(state)) == 1


def test_ctrl_c_while_the_program_loads_is_a_pause(home: Path) -> None:
    """Nobody listens for keys yet; it ends with one line all the same."""
    with at_terminal(USUAL, *PROGRAM, code=EXECUTE, first="近くて遠い") as person:
        person.signal(signal.SIGINT)
        assert person.end().rstrip().endswith("中断しました。答えは何も残していません。")
        assert person.code == 130
        assert person.is_sane()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT])
def test_a_shutdown_ends_sane(drafted: Drafted, number: int) -> None:
    """Being ended from outside leaves the terminal as it was."""
    stop, keys = PAGES["question"]
    with taking(drafted(stop)) as person:
        person.type(*keys)
        person.signal(number)
        person.end()
        assert person.code == -number
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
    command = (shell, "--norc", "--noediting", "-i")
    with at_terminal(USUAL, *command, code=EXECUTE, first="$ ", **bare) as person:
        person.type(" ".join((*PROGRAM, "take")) + "\r")
        person.wait_for("Esc Esc")
        before = person.type(*keys)
        person.press(CTRL_Z)
        person.wait_for("Stopped")
        assert termios.tcgetattr(person.terminal)[3] & termios.ECHO
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
    with at_terminal(USUAL, code=broken + start) as person:
        person.press(ENTER)
        assert "TypeError" in person.end()
        assert person.code == 2
        assert person.is_sane()


# --- what terminals send by themselves ------------------------------------------------------


CLICKS = b"\x1b[M$+#\x1b[M \xf0\xff\x1b[<0;12;3M\x1b[I\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x9b?1;2c"


def test_clicks_and_replies_change_no_page(drafted: Drafted) -> None:
    """Nothing is chosen, typed or closed, and what was typed before and after is kept."""
    state = drafted(is_written)
    with taking(state) as person:
        person.send(CLICKS)
        person.type(ENTER, "とちゅう")
        before = person.look()
        person.send(CLICKS)
        assert person.look() == before
        assert "とちゅうから" in person.type("から")
        person.type(ENTER)
        before = person.look()
        person.send(CLICKS)
        assert person.look() == before
        assert person.leave() == ""
        assert person.is_sane()


@pytest.mark.parametrize("page", ["question", "text"])
def test_a_paste_without_an_end_keeps_nobody_here(drafted: Drafted, page: str) -> None:
    """Esc Esc leaves right after it, and nothing of the draft stays."""
    stop, keys = PAGES[page]
    state = drafted(stop)
    with taking(state) as person:
        person.type(*keys)
        person.send(b"\x1b[200~")
        assert person.leave() == ""
        assert person.code == 0
        assert person.is_sane()
    assert kept(state) == []


def test_what_such_a_paste_brings_is_shown(drafted: Drafted) -> None:
    """After a moment it stands in the line, and Ctrl-C pauses."""
    with taking(drafted(is_written)) as person:
        person.type(ENTER)
        person.send(b"\x1b[200~" + "はりつけた".encode())
        assert person.sees(lambda shown: "はりつけた" in shown)
        person.press(CTRL_C)
        person.end()
        assert person.code == 130
        assert person.is_sane()


# --- what can be set ------------------------------------------------------------------------


def test_wide_ambiguous_characters_are_heeded_by_every_command(run: Run, tmp_path: Path) -> None:
    """With SELFCHECK_AMBIGUOUS=2 a marker below ※ is as wide as the terminal draws it."""
    file = tmp_path / "questions.yaml"
    file.write_text("selfcheck: 1\nid: x\n※※※: 1\n", "utf-8")
    narrow, wide = (run("check", file, env={"SELFCHECK_AMBIGUOUS": n}).stdout for n in "12")
    assert " ^^^\n" in narrow
    assert " ^^^^^^\n" in wide
