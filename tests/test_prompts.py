"""Every key on every page, through prompt_toolkit's pipe input."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from typist import Typist

from selfcheck.asking import pages
from selfcheck.asking.choosing import Chooser, Menu
from selfcheck.asking.fitting import Row, View, fit
from selfcheck.asking.menus import end_menu, question_menu, review_menu
from selfcheck.asking.prompts import Prompts
from selfcheck.asking.screen import Screen
from selfcheck.asking.terminal import SETTLE, PageOutput, Terminal, open_terminal
from selfcheck.questionnaire import Answer, Author, Contact, FillIn, Question, Questionnaire
from selfcheck.session import (
    Begin,
    EndPage,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Keep,
    Leave,
    Move,
    Neither,
    Open,
    Page,
    Pause,
    QuestionPage,
    ReviewPage,
    SaveAs,
    Skip,
    StartPage,
)
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

SAY = speaker("ja")
UP, DOWN, LEFT = "\x1b[A", "\x1b[B", "\x1b[D"
PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
SHIFT_TAB, F1 = "\x1b[Z", "\x1bOP"
CTRL_C, CTRL_D, CTRL_J = "\x03", "\x04", "\x0a"
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
    marked = None if reply is None else (reply,)
    return QuestionPage(question, marked, "", 3, 30, frozenset(), can_go_back=True)


def several(*reply: str) -> QuestionPage:
    labels = answers("こわい", "つらい", "かなしい", "どれもない")
    question = Question("q2", "どれですか。", answers=labels, choose="several")
    return QuestionPage(question, reply or None, "", 4, 30, frozenset("3"), can_go_back=True)


def text(write: str = "lines", unsent: str = "", reply: str | None = None) -> QuestionPage:
    kind = "word" if write == "word" else "lines"
    question = Question("q3", "書いてみてください。", write=kind)  # type: ignore[arg-type]
    return QuestionPage(question, reply, unsent, 5, 30, frozenset(), can_go_back=True)


def fill_in(reply: str = "") -> FillInPage:
    word = FillIn("partner", "何と呼びますか。", "あの人", ("彼", "彼女"))
    return FillInPage(word, reply, can_go_back=True)


def start(resumable: int | None = None, keeps: bool = True, intro: str = "はじめに。") -> StartPage:
    asked = Questionnaire("x", "自分をふり返る", "ja", author=Author("浅野"), intro=intro)
    return StartPage(asked, resumable, keeps)


def review() -> ReviewPage:
    skipped = Question("q2", "二つ目ですか。", answers=answers("はい", "いいえ"))
    return ReviewPage(((one().question, ("2",)), (skipped, None), (text().question, "ことば")))


LONG = "\n".join(f"{number}行目の文章です。" for number in range(60))


# --- asking ---------------------------------------------------------------------------------


class SmallOutput(DummyOutput):
    """Nowhere to draw, of the size of a small terminal."""

    def get_size(self) -> Size:
        return Size(rows=20, columns=40)


@contextmanager
def prompts(
    settle: float = 0, stream: io.StringIO | None = None
) -> Iterator[tuple[Prompts, Typist]]:
    """Pages and who types there. The screen has been entered, unless its stream is given."""
    with create_pipe_input() as pipe:
        screen = Screen(stream or io.StringIO())
        screen.entered = stream is None
        typist, output = Typist(pipe), SmallOutput()
        loops = typist.new_loop
        yield (
            Prompts(screen, SAY, input=pipe, output=output, settle=settle, new_loop=loops),
            typist,
        )


def ask(page: Page, *keys: str) -> Move:
    """The move these keys lead to; where they lead to none, the end of input pauses."""
    with prompts() as (front, typist):
        typist.pipe.send_text("".join(keys))
        typist.pipe.close()
        return front.ask(page)


def ask_slowly(page: Page, *bursts: str | float, settle: float = 0) -> Move:
    """The move these keys lead to, sent one after the other; a number waits for so long."""
    with prompts(settle) as (front, typist):
        typist.type(0.15, *bursts)
        return front.ask(page)


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
        return Chooser(place, menu).draw()


def texts(rows: list[Row]) -> str:
    return "\n".join(line for _, line in rows)


# --- a question with one answer -------------------------------------------------------------


@pytest.mark.parametrize("key", ["1", "１"])
def test_a_number_chooses_at_once(key: str) -> None:
    """A number, full-width too, chooses its answer without Enter."""
    assert ask(one(), key) == Give(("0",))


def test_nine_chooses_the_ninth() -> None:
    """Numbers reach to 9, also where the ninth answer is below the screen."""
    assert ask(one(count=40), "９") == Give(("8",))


def test_a_number_without_an_answer_does_nothing() -> None:
    """A number above the last answer chooses nothing."""
    assert ask(one(count=3), "4", ENTER) == Give(("0",))


@pytest.mark.parametrize("key", [DOWN, "j", "J", "ｊ", "\x0e"])
def test_keys_that_move_down(key: str) -> None:
    """Down, j and its spellings move to the next answer."""
    assert ask(one(), key, ENTER) == Give(("1",))


@pytest.mark.parametrize("key", [UP, "k", "K", "ｋ", "\x10"])
def test_keys_that_move_up(key: str) -> None:
    """Up, k and its spellings move to the answer before."""
    assert ask(one(), DOWN, DOWN, key, ENTER) == Give(("1",))


def test_up_from_the_first_answer_goes_to_the_last() -> None:
    """The answers go round."""
    assert ask(one(), UP, ENTER) == Give(("4",))


def test_home_and_end() -> None:
    """End goes to the last answer, Home to the first."""
    assert ask(one(), END, ENTER) == Give(("4",))
    assert ask(one(), END, HOME, ENTER) == Give(("0",))


def test_space_confirms_nothing_where_one_is_chosen() -> None:
    """Space marks, and where only one answer can be chosen there is nothing to mark."""
    assert ask(one(), " ") == Pause()


def test_the_earlier_answer_is_pointed_at() -> None:
    """Enter after going back gives the earlier answer again."""
    assert ask(one("3"), ENTER) == Give(("3",))


def test_the_earlier_answer_is_marked() -> None:
    """The earlier answer bears a mark that is no colour."""
    shown = texts(drawn(question_menu(one("3"), SAY)))
    assert "> (x) 4. 答え3" in shown
    assert shown.count("(x)") == 1


@pytest.mark.parametrize("key", ["b", "B", "ｂ", LEFT, SHIFT_TAB])
def test_keys_that_go_back(key: str) -> None:
    """b and its spellings, Left and Shift+Tab go back."""
    assert ask(one(), key) == GoBack()


def test_no_way_back_from_the_first_page() -> None:
    """Where there is no page before, b does nothing and is not named."""
    page = one()
    first = QuestionPage(page.question, None, "", 1, 30, frozenset(), can_go_back=False)
    assert ask(first, "b", ENTER) == Give(("0",))
    assert SAY("prompt.key_back") not in texts(drawn(question_menu(first, SAY)))


@pytest.mark.parametrize("key", ["s", "S", "ｓ"])
def test_keys_that_skip(key: str) -> None:
    """s and its spellings skip."""
    assert ask(one(), key) == Skip()


@pytest.mark.parametrize("key", ["q", "ｑ", CTRL_C, CTRL_D])
def test_keys_that_pause(key: str) -> None:
    """q, Ctrl-C and Ctrl-D pause."""
    assert ask(one(), DOWN, key, "1") == Pause()


def test_other_letters_do_nothing() -> None:
    """Letters without a meaning are ignored, also those of questionary's own."""
    assert ask(one(), "xyzai\tあ", ENTER) == Give(("0",))


def test_a_paste_into_a_choice_does_nothing() -> None:
    """Pasted numbers and line ends choose nothing."""
    assert ask(one(), paste("3\r\nいいえ\r\n"), ENTER) == Give(("0",))


@pytest.mark.parametrize("close", ["?", "？", ENTER, "b", "q", F1])
def test_the_help_is_shown_and_closed(close: str) -> None:
    """After the help the question is there again, where it was."""
    assert ask(one(), DOWN, "?", close, ENTER) == Give(("1",))


def test_end_of_input_pauses() -> None:
    """A terminal that goes away pauses."""
    assert ask(one()) == Pause()


# --- a question with several answers --------------------------------------------------------


def test_space_marks_and_enter_gives_all_marks() -> None:
    """Marks are given in the order of the answers."""
    assert ask(several(), DOWN, " ", UP, "　", ENTER) == Give(("0", "1"))


def test_a_number_marks_and_unmarks() -> None:
    """With several answers a number marks, and again unmarks."""
    assert ask(several(), "1", "２", "1", ENTER) == Give(("1",))


def test_nothing_marked_is_skipped() -> None:
    """Enter with nothing marked leaves the question open."""
    assert ask(several(), ENTER) == Skip()


def test_earlier_marks_are_kept() -> None:
    """After going back the earlier marks are there."""
    assert ask(several("0", "2"), ENTER) == Give(("0", "2"))


def test_none_of_these_unmarks_the_others() -> None:
    """An answer that stands alone takes the place of the others."""
    assert ask(several("0", "2"), "4", ENTER) == Give(("3",))


def test_another_answer_unmarks_none_of_these() -> None:
    """Any other answer takes the place of one that stands alone."""
    assert ask(several("3"), "1", ENTER) == Give(("0",))


def test_questionarys_keys_for_all_marks_do_nothing() -> None:
    """a (all) and i (turn round) of questionary mark nothing here."""
    assert ask(several(), "a", "i", ENTER) == Skip()


# --- what a page with answers shows ---------------------------------------------------------


def test_progress_is_a_count_and_a_bar() -> None:
    """Progress is `3 / 30` and a bar of ASCII characters."""
    [(_, line), _] = pages.progress_rows(3, 30, SAY, 80)
    assert line == " 3 / 30  [###---------------------------]"


def test_long_answers_hang_under_their_label() -> None:
    """The second line of an answer begins under its first letter."""
    rows = pages.answer_rows("とても長い答えなので折り返します", True, 30, "( ) ", "1. ")
    lines = [line for _, line in rows]
    assert lines[0].startswith(" > ( ) 1. とても")
    assert all(line.startswith(" " * 10) and line[10] != " " for line in lines[1:])


@pytest.mark.parametrize("columns", [40, 55, 80, 200])
def test_no_row_is_wider_than_the_screen(columns: int) -> None:
    """At every width every row has room."""
    label = answers("答え" * 40)
    question = Question("q", "長い質問です。" * 20, "前書き" * 30, "助け" * 30, answers=label)
    page = QuestionPage(question, None, "", 1, 2, frozenset(), True, dropped=2)
    rows = drawn(question_menu(page, SAY), columns)
    assert max(display_width(line) for _, line in rows) <= columns


def test_a_page_fills_the_screen_exactly() -> None:
    """Key line at the bottom, no row too many."""
    for rows in (12, 20, 24, 50):
        assert len(drawn(question_menu(one(count=30), SAY), 40, rows)) == rows


def test_more_answers_than_rows_scroll_with_signs() -> None:
    """Signs say that there is more above and below; the question stays."""
    shown = texts(drawn(question_menu(one(count=30), SAY)))
    assert SAY("prompt.more_below") in shown
    assert SAY("prompt.more_above") not in shown
    later = texts(drawn(question_menu(one("20", count=30), SAY)))
    assert SAY("prompt.more_above") in later
    assert "返事が遅いと" in later
    assert "> (x)    答え20" in later


def test_enter_never_gives_an_answer_that_is_not_on_the_screen() -> None:
    """Under a question higher than the screen, Enter first shows the answer pointed at."""
    assert ask(one(ask=LONG), ENTER) == Pause()
    assert ask(one(ask=LONG), ENTER, ENTER) == Give(("0",))


def test_down_reads_a_high_question_before_it_moves() -> None:
    """Down scrolls until the answers are seen, then moves."""
    assert ask(one(ask=LONG), DOWN, DOWN, ENTER) == Pause()
    assert ask(one(ask=LONG), DOWN * 20, ENTER) != Pause()


def test_a_question_higher_than_the_screen_can_be_read_whole() -> None:
    """PageDown goes through every row of it."""
    with terminal(40, 20) as place:
        chooser = Chooser(place, question_menu(one(ask=LONG), SAY))
        seen = texts(chooser.draw())
        for _ in range(10):
            chooser._turn_page(1)
            seen += texts(chooser.draw())
    assert all(f" {number}行目の文章です。" in seen for number in range(60))


def test_page_down_takes_the_pointer_along() -> None:
    """After PageDown, Enter gives an answer that is seen."""
    move = ask(one(count=30), PAGE_DOWN, ENTER)
    assert isinstance(move, Give)
    assert int(move.reply[0]) > 4


def test_dropped_answers_are_told() -> None:
    """A question says that answers were dropped by the last one."""
    page = one()
    told = QuestionPage(page.question, None, "", 1, 2, frozenset(), True, dropped=2)
    assert SAY("prompt.dropped", count=2)[:10] in texts(drawn(question_menu(told, SAY)))


def test_control_characters_of_a_file_are_made_harmless() -> None:
    """Nothing in a question file can steer the terminal."""
    page = one(ask="質問\x1b[2J\x07です")
    assert "\x1b" not in texts(drawn(question_menu(page, SAY)))


def test_rows_are_the_same_in_a_smaller_view() -> None:
    """What fits is shown as it is, without signs."""
    rows: list[Row] = [("text", "一"), ("text", "二")]
    assert fit(rows, (), 5, pages.signs(SAY, 80)) == View(tuple(rows))


# --- text -----------------------------------------------------------------------------------


def test_letters_are_letters_while_typing() -> None:
    """b, s, q, ?, numbers and full-width ones are just typed."""
    assert ask(text(), "bsq?1j２ｂ　あ", ENTER) == Give("bsq?1j２ｂ　あ")


@pytest.mark.parametrize("key", [ALT_ENTER, CTRL_J])
def test_new_lines_in_a_long_text(key: str) -> None:
    """Alt+Enter and Ctrl-J begin a new line, Enter confirms."""
    assert ask(text(), "一", key, "二", ENTER) == Give("一\n二")


def test_ctrl_j_confirms_a_word() -> None:
    """Where only a word is asked for, there are no lines."""
    assert ask(text("word"), "一", CTRL_J) == Give("一")


def test_an_empty_text_is_skipped() -> None:
    """Enter without a text leaves the question open."""
    assert ask(text(), ENTER) == Skip()
    assert ask(text(), " 　 ", ENTER) == Skip()


def test_going_back_takes_the_unsent_text_along() -> None:
    """Shift+Tab carries what was typed."""
    assert ask(text(), "途中", SHIFT_TAB) == GoBack("途中")


def test_unsent_text_is_there_again() -> None:
    """Coming back, the cursor stands after the unsent text."""
    assert ask(text(unsent="途中"), "まで", ENTER) == Give("途中まで")


def test_the_earlier_text_is_there_again() -> None:
    """An earlier reply can be gone on with."""
    assert ask(text(reply="前の"), "続き", ENTER) == Give("前の続き")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_pausing_takes_the_unsent_text_along(key: str) -> None:
    """Ctrl-C and Ctrl-D carry what was typed."""
    assert ask(text(), "途中", key) == Pause("途中")


def test_end_of_input_keeps_the_unsent_text() -> None:
    """A terminal that goes away loses no text."""
    assert ask(text(), "途中") == Pause("途中")


def test_a_paste_into_lines_keeps_its_lines() -> None:
    """Pasted line ends are lines, and do not confirm."""
    assert ask(text(), paste("一\r\n二\r三"), ENTER) == Give("一\n二\n三")


def test_a_paste_into_a_word_becomes_one_line() -> None:
    """A word has no lines."""
    assert ask(text("word"), paste("一\n二"), ENTER) == Give("一 二")


def test_a_pasted_escape_sequence_is_taken_out() -> None:
    """A paste cannot bring control characters."""
    assert ask(text(), paste("一\x1b[31m二\x07"), ENTER) == Give("一[31m二")


def test_the_help_keeps_the_text() -> None:
    """F1 shows keys and contacts while typing; the text is there afterwards."""
    assert ask(text(), "一", F1, ENTER, "二", ENTER) == Give("一二")


def test_search_keys_of_the_library_do_nothing() -> None:
    """Ctrl-R, Ctrl-S, Ctrl-Q and Ctrl-V have no place here."""
    assert ask(text(), "一\x12\x13\x11\x16二", ENTER) == Give("一二")


# --- fill_in --------------------------------------------------------------------------------


def test_enter_takes_the_default() -> None:
    """An empty line takes the default."""
    assert ask(fill_in(), ENTER) == Give("あの人")


def test_a_word_of_ones_own() -> None:
    """Any word can be typed; letters are letters."""
    assert ask(fill_in(), "qさん", ENTER) == Give("qさん")


def test_suggestions_come_with_the_arrows() -> None:
    """Down goes through the default and the suggestions, Up the other way."""
    assert ask(fill_in(), DOWN, DOWN, ENTER) == Give("彼")
    assert ask(fill_in(), UP, ENTER) == Give("彼女")
    assert ask(fill_in(), "\t", "\t", "\t", ENTER) == Give("彼女")


def test_what_was_typed_comes_round_again() -> None:
    """Going through the suggestions does not lose one's own word."""
    assert ask(fill_in(), "夫", DOWN, UP, ENTER) == Give("夫")


def test_the_earlier_word_is_there_again() -> None:
    """Going back, the word given before stands in the line."""
    assert ask(fill_in("彼"), ENTER) == Give("彼")


def test_fill_in_goes_back_with_what_was_typed() -> None:
    """Shift+Tab carries the unsent word."""
    assert ask(fill_in(), "か", SHIFT_TAB) == GoBack("か")


# --- the start page -------------------------------------------------------------------------


def test_enter_begins() -> None:
    """Enter begins."""
    assert ask(start(), ENTER) == Begin()


def test_enter_goes_on_with_a_draft() -> None:
    """With a draft, Enter goes on."""
    assert ask(start(resumable=7), ENTER) == Begin(anew=False)


@pytest.mark.parametrize("key", ["n", "N", "ｎ"])
def test_n_begins_anew(key: str) -> None:
    """With a draft, n begins anew."""
    assert ask(start(resumable=7), key) == Begin(anew=True)


def test_n_means_nothing_without_a_draft() -> None:
    """Without a draft there is nothing to begin anew."""
    assert ask(start(), "n", ENTER) == Begin(anew=False)


@pytest.mark.parametrize("key", ["q", CTRL_C, CTRL_D])
def test_the_start_page_pauses(key: str) -> None:
    """Leaving before the start is a pause."""
    assert ask(start(), key) == Pause()


def test_the_start_page_says_what_is_kept() -> None:
    """With drafts and without, the start page says so, and how to leave."""
    kept = "".join(pages.start_lines(start(), SAY, 80))
    nothing = "".join(pages.start_lines(start(keeps=False), SAY, 80))
    assert "下書き" in kept
    assert "下書き" not in nothing
    assert "Esc" in kept
    assert "Esc" in nothing


def test_the_start_page_tells_of_a_draft() -> None:
    """The number of answers of the draft is named."""
    assert "7問" in "".join(pages.start_lines(start(resumable=7), SAY, 80))


def test_a_long_start_page_scrolls() -> None:
    """A long intro can be read and begun from anywhere."""
    assert ask(start(intro=LONG), DOWN, PAGE_DOWN, " ", UP, PAGE_UP, ENTER) == Begin()


# --- the review -----------------------------------------------------------------------------


def test_enter_finishes_the_review() -> None:
    """The first entry leads to the result."""
    assert ask(review(), ENTER) == Finish()


def test_enter_opens_a_question() -> None:
    """Any other entry opens its question."""
    assert ask(review(), DOWN, DOWN, ENTER) == Open("q2")


def test_the_review_comes_back_to_where_it_was_left() -> None:
    """After a question was opened, the pointer stands on it."""
    with prompts() as (front, typist):
        typist.type(DOWN, DOWN, ENTER)
        assert front.ask(review()) == Open("q2")
        typist.type(DOWN, ENTER)
        assert front.ask(review()) == Open("q3")


def test_the_review_shows_every_reply() -> None:
    """Labels and texts are shown; what was skipped is said in words."""
    shown = texts(drawn(review_menu(review(), SAY, None)))
    assert "答え2" in shown
    assert "ことば" in shown
    assert SAY("prompt.skipped") in shown


def test_the_review_goes_back() -> None:
    """b goes back to the last question."""
    assert ask(review(), "b") == GoBack()


def test_the_review_tells_what_was_dropped() -> None:
    """Changing an answer that closed questions is told."""
    page = ReviewPage(review().entries, dropped=3)
    assert "3問" in texts(drawn(review_menu(page, SAY, None)))


def test_numbers_mean_nothing_in_the_review() -> None:
    """Numbers, Space and s do nothing where questions are listed."""
    assert ask(review(), "2", " ", "s", ENTER) == Finish()


# --- the end --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "move"), [("1", Keep()), (DOWN + ENTER, Keep()), ("３", Neither())]
)
def test_the_end_keeps_or_not(key: str, move: Move) -> None:
    """The result is kept here, or not."""
    assert ask(EndPage("memo.txt"), key) == move


def test_a_hasty_enter_keeps_nothing() -> None:
    """Somebody who only wanted to read on has asked for nothing to be kept."""
    assert ask(EndPage("memo.txt"), ENTER) == Neither()


def test_a_file_gets_the_suggested_name() -> None:
    """Enter takes the name that is suggested."""
    assert ask(EndPage("memo.txt"), "2", ENTER) == SaveAs("memo.txt")


def test_a_file_gets_a_name_of_ones_own() -> None:
    """The suggested name can be replaced."""
    assert ask(EndPage("memo.txt"), "2", "\x15", "私.txt", ENTER) == SaveAs("私.txt")


@pytest.mark.parametrize("key", ["\x15\r", SHIFT_TAB, CTRL_C])
def test_without_a_name_the_choice_is_asked_again(key: str) -> None:
    """An empty or cancelled name leads back to the choice."""
    assert ask(EndPage("memo.txt"), "2", key, "3") == Neither()


def test_the_end_does_not_fill_the_screen() -> None:
    """The last page stands below the result and takes only the rows it needs."""
    assert len(drawn(end_menu(SAY))) < 12


# --- reading on in a result -----------------------------------------------------------------


def ask_more(*keys: str, last: bool = False) -> Move:
    """What these keys lead to below a screen of a result."""
    with prompts() as (front, typist):
        typist.pipe.send_text("".join(keys))
        typist.pipe.close()
        return front.ask_more(last)


@pytest.mark.parametrize("key", [ENTER, " ", "　", DOWN, PAGE_DOWN])
def test_keys_that_read_on(key: str) -> None:
    """Enter, Space and the keys that go down show the next screen."""
    assert ask_more(key) == Begin()


@pytest.mark.parametrize("key", ["q", "ｑ", CTRL_C, CTRL_D, ""])
def test_keys_that_want_the_rest_at_once(key: str) -> None:
    """q, Ctrl-C, Ctrl-D and the end of input wait for nothing more."""
    assert ask_more(key) == Pause()


def test_other_keys_mean_nothing_below_a_result() -> None:
    """Letters, numbers and a paste read nothing on."""
    assert ask_more("1xsb", UP, paste("a\r"), ENTER) == Begin()


def test_the_contacts_can_be_seen_below_a_result() -> None:
    """? shows them, and the line is there again."""
    assert ask_more("?", ENTER, ENTER) == Begin()


def test_leaving_below_a_result_clears_the_screen() -> None:
    """Esc Esc, as on every page."""
    stream = io.StringIO()
    with prompts(stream=stream) as (front, typist):
        typist.type(0.15, ESC, 0.1, ESC)
        assert front.ask_more() == Leave()
    assert stream.getvalue().endswith("\x1b[3J")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_line_below_a_result_is_one_row(language: str) -> None:
    """It names Enter and Esc Esc, and has room on a narrow screen."""
    for enter in ("prompt.key_more", "prompt.key_done"):
        [(_, line)] = pages.more_rows(enter, False, speaker(language), 40)
        assert "Enter" in line
        assert "Esc Esc" in line


# --- low screens ----------------------------------------------------------------------------


@pytest.mark.parametrize("rows", range(5, 12))
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_low_screen_still_names_progress_and_esc_esc(columns: int, rows: int) -> None:
    """Other keys go first; nothing is higher or wider than the screen."""
    shown = drawn(question_menu(one(), SAY), columns, rows)
    assert len(shown) <= rows
    assert "3 / 30" in texts(shown[:1])
    assert "Esc Esc: すぐ閉じる" in shown[-1][1]
    assert max(display_width(line) for _, line in shown) <= columns


def test_a_low_screen_keeps_the_key_for_help() -> None:
    """The help names all the others."""
    shown = texts(drawn(question_menu(one(), SAY), 20, 10))
    assert "?: 使い方" in shown
    assert "> ( ) 1. 答え0" in shown


def test_a_low_screen_says_what_the_second_esc_does() -> None:
    """The whole sentence stands there, also on 20 columns."""
    rows = pages.bottom_rows([], True, SAY, (20, 10))
    assert "".join(line.strip() for _, line in rows) == SAY("prompt.leave_now").replace("k ", "k")


def test_signs_fit_a_narrow_screen() -> None:
    """That there is more is said in fewer words there."""
    for language in ("ja", "en"):
        for _, sign in (*pages.signs(speaker(language), 20), *pages.signs(speaker(language), 80)):
            assert sign.endswith("--")
        assert max(display_width(sign) for _, sign in pages.signs(speaker(language), 20)) <= 20


# --- Esc Esc --------------------------------------------------------------------------------

EVERY_PAGE: list[Callable[[], Page]] = [
    start, fill_in, one, several, text, review, lambda: EndPage("memo.txt"),
]  # fmt: skip


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_esc_esc_leaves_from_every_page(page: Callable[[], Page]) -> None:
    """Two Esc within half a second leave, and nothing is waited for longer than 0.1 s."""
    with prompts() as (front, typist):
        typist.type(0.15, ESC, 0.4, ESC)
        assert front.ask(page()) == Leave()
        assert typist.now < 0.15 + 0.4 + 0.1


def test_leaving_clears_the_screen() -> None:
    """Whoever asks cannot forget it: the screen is cleared with the move."""
    stream = io.StringIO()
    with prompts(stream=stream) as (front, typist):
        typist.type(0.15, ESC, 0.1, ESC)
        assert front.ask(EndPage("memo.txt")) == Leave()
    assert stream.getvalue().endswith("\x1b[3J")


def test_esc_esc_in_one_read_leaves() -> None:
    """A slow line may bring both at once."""
    assert ask_slowly(one(), ESC + ESC) == Leave()


def test_esc_esc_leaves_from_the_help() -> None:
    """Also while the contacts are read."""
    assert ask_slowly(text(), F1, 0.2, ESC, 0.1, ESC) == Leave()


def test_esc_esc_works_before_keys_count() -> None:
    """Keys that come too early are dropped, but not these."""
    assert ask_slowly(one(), ESC, 0.06, ESC, settle=5) == Leave()


def test_one_esc_does_nothing() -> None:
    """After a single Esc the page goes on."""
    assert ask_slowly(one(), ESC, 0.1, ENTER) == Give(("0",))


def test_two_slow_esc_do_nothing() -> None:
    """The second Esc must follow within half a second."""
    assert ask_slowly(one(), ESC, 0.7, ESC, 0.1, ENTER) == Give(("0",))


def test_a_key_between_two_esc_undoes_the_first() -> None:
    """Esc, another key, Esc is not Esc Esc."""
    assert ask_slowly(one(), ESC, 0.1, DOWN, ESC, 0.1, ENTER) == Give(("1",))


def test_sequences_nobody_knows_are_no_esc_esc_and_no_numbers() -> None:
    """A key of which the library knows nothing sends Esc and more; none of it counts."""
    assert ask_slowly(one(), "\x1b[991~\x1b[991~", 0.1, ENTER) == Give(("0",))
    assert ask_slowly(one(), "\x1b\x1b[992~", 0.1, ENTER) == Give(("0",))


# --- early keys -----------------------------------------------------------------------------


def test_early_keys_are_dropped() -> None:
    """Keys that come too soon after the drawing were meant for the page before."""
    assert ask_slowly(one(), "2", 0.7, "3", settle=0.5) == Give(("2",))


def test_early_letters_are_dropped_from_a_text() -> None:
    """Also where letters are letters."""
    assert ask_slowly(text(), "早い\r", 0.7, "遅い\r", settle=0.5) == Give("遅い")


def test_four_quick_enters_answer_one_question() -> None:
    """Keys typed ahead do not answer the next question."""
    with prompts(settle=SETTLE) as (front, typist):
        typist.type(0.4, ENTER * 4)
        assert front.ask(one()) == Give(("0",))
        typist.type(0.4, "s")
        assert front.ask(one()) == Skip()


def test_keys_are_early_for_a_moment() -> None:
    """0.15 s, as the contract says."""
    assert SETTLE == 0.15


def test_ctrl_c_is_never_too_early() -> None:
    """Ctrl-C pauses whenever it comes."""
    assert ask_slowly(one(), CTRL_C, settle=5) == Pause()


# --- the screen -----------------------------------------------------------------------------


def test_the_screen_is_left_as_it_was_entered() -> None:
    """The alternate screen is entered once and left once, the cursor shown."""
    stream = io.StringIO()
    with Screen(stream) as screen:
        screen.draw(["一", "二"])
    written = stream.getvalue()
    assert written.count("\x1b[?1049h") == written.count("\x1b[?1049l") == 1
    assert written.rindex("\x1b[?25h") < written.index("\x1b[?1049l")
    assert "一\r\n二" in written


def test_the_screen_is_left_after_an_error() -> None:
    """Also an exception leaves the terminal as it was."""
    stream = io.StringIO()
    with pytest.raises(ZeroDivisionError), Screen(stream):
        raise ZeroDivisionError
    assert stream.getvalue().endswith("\x1b[?1049l")


def test_wiping_leaves_nothing() -> None:
    """Leaving at once clears screen and scrollback, the scrollback last."""
    stream = io.StringIO()
    screen = Screen(stream)
    screen.enter()
    screen.wipe()
    assert stream.getvalue().endswith("\x1b[?1049l\x1b[H\x1b[2J\x1b[3J")


def test_pages_never_leave_the_alternate_screen() -> None:
    """Between two questions the shell does not show."""
    stream = io.StringIO()
    output = PageOutput(stream, lambda: Size(rows=24, columns=80))
    output.enter_alternate_screen()
    output.quit_alternate_screen()
    output.flush()
    assert "1049" not in stream.getvalue()


def test_a_closed_page_stays_until_the_next_is_drawn() -> None:
    """What is written while a page closes is not shown; the next page is."""
    stream = io.StringIO()
    output = PageOutput(stream, lambda: Size(rows=24, columns=80))
    output.held = True
    output.erase_down()
    output.flush()
    assert stream.getvalue() == ""
    output.enter_alternate_screen()
    output.write("次")
    output.flush()
    assert stream.getvalue().endswith("次")


# --- help and contacts ----------------------------------------------------------------------


def test_the_help_names_the_contacts() -> None:
    """Every contact is there with phone, hours, address and note."""
    contact = Contact("x", "相談所", "0120-000-000", "24時間", "https://example.org/", "無料")
    shown = texts(pages.help_rows((contact,), SAY, 80))
    for part in ("相談所", "0120-000-000", "24時間", "https://example.org/", "無料"):
        assert part in shown


def test_a_long_address_is_shown_whole_on_a_narrow_screen() -> None:
    """An address wider than the screen is broken, never cut."""
    url = "https://www.gender.go.jp/policy/no_violence/dv_navi/"
    rows = pages.contact_rows(Contact("x", "相談所", url=url), 40)
    assert max(display_width(line) for _, line in rows) <= 40
    assert url in "".join(line.strip() for _, line in rows)


def test_the_key_line_breaks_between_keys_only() -> None:
    """A key and what it does stay together."""
    rows = pages.key_rows(["Enter: 決める", "b: 戻る", "s: 飛ばす", "q: 中断"], 20, 24)
    assert [line for _, line in rows] == ["", " Enter: 決める", " b: 戻る  s: 飛ばす", " q: 中断"]


def test_frames_are_one_cell_wide_everywhere() -> None:
    """What the pages draw by themselves is ASCII; words hold no character of ambiguous width."""
    import unicodedata

    shown = [texts(drawn(question_menu(several("0"), SAY))), texts(drawn(end_menu(SAY)))]
    shown += [texts(drawn(review_menu(review(), SAY, None))), texts(pages.help_rows((), SAY, 80))]
    for language in ("ja", "en"):
        shown += pages.start_lines(start(3), speaker(language), 80)
    assert not [c for line in shown for c in line if unicodedata.east_asian_width(c) == "A"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_no_terminal_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard input is no terminal, the screen leaves its modes alone."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with Screen(io.StringIO()) as screen:
        assert screen.size().columns > 0
