"""Every key on every page, through prompt_toolkit's pipe input."""

import io
import os
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from asked import (
    ALT_ENTER,
    CONTACT,
    CTRL_C,
    CTRL_D,
    CTRL_J,
    CTRL_U,
    DOWN,
    END,
    ENTER,
    ESC,
    F1,
    HOME,
    LEFT,
    LONG,
    PAGE_DOWN,
    PAGE_UP,
    SAY,
    SHIFT_TAB,
    UP,
    Watched,
    answers,
    ask,
    ask_slowly,
    before,
    drawn,
    end,
    fill_in,
    flat,
    leaves,
    look,
    one,
    paste,
    press,
    prompts,
    review,
    safety,
    safety_question,
    several,
    start,
    text,
    texts,
)
from prompt_toolkit.data_structures import Size
from typist import Burst

from selfcheck.asking import page_rows
from selfcheck.asking.choice_pages import (
    confirm_menu,
    end_menu,
    question_menu,
    review_menu,
    told_menu,
)
from selfcheck.asking.screen import Screen
from selfcheck.asking.terminal import SETTLE, PageOutput
from selfcheck.questionnaire import NO_REPLY, Contact, FillIn, Question, Reply
from selfcheck.session import (
    Begin,
    Close,
    ConfirmPage,
    EndPage,
    FillInPage,
    Finish,
    Give,
    GoBack,
    Keep,
    Leave,
    Move,
    News,
    Open,
    Page,
    Pause,
    QuestionPage,
    Reviewed,
    ReviewPage,
    SaveAs,
    Skip,
    Stay,
    Told,
)
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

# --- a question with one answer -------------------------------------------------------------


@pytest.mark.parametrize("key", ["1", "１"])
def test_a_number_chooses_at_once(key: str) -> None:
    """A number, full-width too, chooses its answer without Enter."""
    assert ask(one(), key) == Give(Reply(("0",)))


def test_nine_chooses_the_ninth() -> None:
    """Numbers reach to 9."""
    assert ask(one(count=12), "９") == Give(Reply(("8",)))


def test_a_number_of_an_answer_not_yet_seen_shows_it() -> None:
    """Nothing is chosen that was never on the screen: the number points, and again chooses."""
    page = one(count=9, ask="長い質問です。\n" * 12)
    assert ask(page, "9") == Pause()
    assert ask_slowly(page, "9", 0.1, "9") == Give(Reply(("8",)))
    assert "> 9  答え8" in look(page, "9")[-1]


@pytest.mark.parametrize("key", ["4", "0", "9", "x", "あ", "h"])
def test_a_key_that_means_nothing_is_answered_quietly(key: str) -> None:
    """A number above the last answer, 0 or a letter chooses nothing; what fits is said."""
    asked, told = look(one(count=3), key)
    assert flat(SAY("prompt.hint_number", last=3)) in flat(told)
    assert flat(SAY("prompt.hint_skip")) in flat(told)
    assert flat(SAY("prompt.hint_number", last=3)) not in flat(asked)
    assert ask(one(count=3), key) == Pause()


def test_nothing_is_pointed_at_when_a_question_opens() -> None:
    """No answer stands out before one is chosen."""
    assert ">" not in look(one())[0]


def test_enter_with_nothing_pointed_at_says_which_keys_choose() -> None:
    """The page stays, nothing is pointed at, and the next key takes the notice away."""
    asked, told, pointed = look(one(), ENTER, DOWN)
    assert flat(SAY("prompt.hint_number", last=5)) in flat(told)
    assert ">" not in told
    assert flat(SAY("prompt.hint_number", last=5)) not in flat(pointed)
    assert asked != told


@pytest.mark.parametrize("key", [DOWN, "j", "J", "ｊ", "\x0e"])
def test_keys_that_move_down(key: str) -> None:
    """Down, j and its spellings point at the first answer, then at the next."""
    assert ask(one(), key, ENTER) == Give(Reply(("0",)))
    assert ask(one(), key, key, ENTER) == Give(Reply(("1",)))


@pytest.mark.parametrize("key", [UP, "k", "K", "ｋ", "\x10"])
def test_keys_that_move_up(key: str) -> None:
    """Up, k and its spellings move to the answer before."""
    assert ask(one(), DOWN, DOWN, DOWN, key, ENTER) == Give(Reply(("1",)))


def test_up_goes_to_the_last_answer() -> None:
    """From nothing, and round from the first."""
    assert ask(one(), UP, ENTER) == Give(Reply(("4",)))
    assert ask(one(), DOWN, UP, ENTER) == Give(Reply(("4",)))
    assert ask(one(), UP, DOWN, ENTER) == Give(Reply(("0",)))


def test_home_and_end() -> None:
    """End goes to the last answer, Home to the first."""
    assert ask(one(), END, ENTER) == Give(Reply(("4",)))
    assert ask(one(), END, HOME, ENTER) == Give(Reply(("0",)))


def test_space_confirms_nothing_where_one_is_chosen() -> None:
    """Space marks, and where only one answer can be chosen there is nothing to mark."""
    assert ask(one(), DOWN, " ") == Pause()


def test_the_earlier_answer_is_pointed_at() -> None:
    """Enter after going back gives the earlier answer again."""
    assert ask(one("3"), ENTER) == Give(Reply(("3",)))


def test_the_earlier_answer_is_marked() -> None:
    """The earlier answer bears a mark that is no colour."""
    shown = texts(drawn(question_menu(one("3"), SAY)))
    assert "> 4* 答え3" in shown
    assert shown.count("*") == 1


@pytest.mark.parametrize("key", ["b", "B", "ｂ", LEFT, SHIFT_TAB])
def test_keys_that_go_back(key: str) -> None:
    """b and its spellings, Left and Shift+Tab go back."""
    assert ask(one(), key) == GoBack()


def test_no_way_back_from_the_first_page() -> None:
    """Where there is no page before, b does nothing and is not named."""
    first = replace(one(), number=1, can_go_back=False)
    assert ask(first, "b") == Pause()
    assert SAY("prompt.key_back") not in texts(drawn(question_menu(first, SAY)))


@pytest.mark.parametrize("key", ["s", "S", "ｓ"])
def test_keys_that_skip(key: str) -> None:
    """s and its spellings skip."""
    assert ask(one(), key) == Skip()


@pytest.mark.parametrize("key", ["q", "ｑ", CTRL_C, CTRL_D])
def test_keys_that_pause(key: str) -> None:
    """q, Ctrl-C and Ctrl-D pause."""
    assert ask(one(), DOWN, key, "1") == Pause()


def test_letters_of_the_library_do_nothing() -> None:
    """Letters without a meaning choose nothing, also those of questionary's own."""
    assert ask(one(), "xyzai\tあ") == Pause()
    assert ask(one(), DOWN, "xyzai\tあ", ENTER) == Give(Reply(("0",)))


def test_a_paste_into_a_choice_does_nothing() -> None:
    """Pasted numbers and line ends choose nothing."""
    assert ask(one(), paste("3\r\nいいえ\r\n")) == Pause()


@pytest.mark.parametrize("close", ["?", "？", ENTER, "b", "q", F1])
def test_the_help_is_shown_and_closed(close: str) -> None:
    """After the help the question is there again, where it was."""
    assert ask(one(), DOWN, DOWN, "?", close, ENTER) == Give(Reply(("1",)))


def test_end_of_input_pauses() -> None:
    """A terminal that goes away pauses."""
    assert ask(one()) == Pause()


# --- a question that a safety rule looks at -------------------------------------------------


@pytest.mark.parametrize("key", ["2", "２"])
def test_a_number_only_points_at_a_safety_answer(key: str) -> None:
    """It takes Enter to give it."""
    assert ask(safety_question(one()), key) == Pause()
    assert ask(safety_question(one()), key, key) == Pause()
    assert ask(safety_question(one()), key, ENTER) == Give(Reply(("1",)))


def test_a_number_marks_no_safety_answer() -> None:
    """Where several can be marked, Space does that."""
    asked = safety_question(several())
    assert ask(asked, "1", "2", ENTER) == Pause()
    assert ask(asked, "1", " ", "2", " ", ENTER) == Give(Reply(("0", "1")))


def test_the_key_line_says_that_numbers_point() -> None:
    """And what chooses is said where a key means nothing."""
    shown = look(safety_question(one()), "x", size=(80, 24))
    assert SAY("prompt.key_point", last=5) in shown[0]
    assert SAY("prompt.key_number", last=5) not in shown[0]
    assert flat(SAY("prompt.hint_move")) in flat(shown[1])


# --- a question with several answers --------------------------------------------------------


def test_space_marks_and_enter_gives_all_marks() -> None:
    """Marks are given in the order of the answers."""
    assert ask(several(), DOWN, DOWN, " ", UP, "　", ENTER) == Give(Reply(("0", "1")))


@pytest.mark.parametrize("key", [ENTER, " ", "x", "5"])
def test_with_nothing_marked_the_keys_that_mark_are_named(key: str) -> None:
    """Enter goes nowhere, Space marks nothing that is not pointed at, and s is named."""
    told = look(several(), key)[-1]
    assert flat(SAY("prompt.hint_mark") + SAY("prompt.hint_skip")) in flat(told)
    assert ask(several(), key) == Pause()


def test_enter_does_not_mark_what_is_pointed_at() -> None:
    """Only what is marked is given."""
    assert ask(several(), DOWN, ENTER) == Pause()


def test_a_question_whose_marks_were_all_taken_away_is_not_skipped_by_enter() -> None:
    """Leaving it open takes s."""
    assert ask(several("0"), "1", ENTER) == Pause()
    assert ask(several("0"), "1", "s") == Skip()


def test_a_number_marks_and_unmarks() -> None:
    """With several answers a number marks, and again unmarks."""
    assert ask(several(), "1", "２", "1", ENTER) == Give(Reply(("1",)))


def test_earlier_marks_are_kept() -> None:
    """After going back the earlier marks are there."""
    assert ask(several("0", "2"), ENTER) == Give(Reply(("0", "2")))


def test_none_of_these_unmarks_the_others() -> None:
    """An answer that stands alone takes the place of the others."""
    assert ask(several("0", "2"), "4", ENTER) == Give(Reply(("3",)))


def test_another_answer_unmarks_none_of_these() -> None:
    """Any other answer takes the place of one that stands alone."""
    assert ask(several("3"), "1", ENTER) == Give(Reply(("0",)))


def test_questionarys_keys_for_all_marks_do_nothing() -> None:
    """a (all) and i (turn round) of questionary mark nothing here."""
    assert ask(several(), "a", "i", ENTER) == Pause()


# --- what a page with answers shows ---------------------------------------------------------


def test_progress_is_a_count_and_a_bar() -> None:
    """Both stand in one place from the first question to the last."""
    lines = [texts([page_rows.progress_row(number, 30, SAY, 75)]) for number in (3, 30)]
    assert lines == [f"  =={'-' * 26}   3 / 30", f"  {'=' * 28}  30 / 30"]


def test_long_answers_hang_under_their_label() -> None:
    """The second line of an answer begins under its first letter."""
    rows = page_rows.answer_rows("とても長い答えなので折り返します", True, 30, "1  [ ] ")
    lines = texts(rows).splitlines()
    assert lines[0].startswith("> 1  [ ] とても")
    assert all(line.startswith(" " * 9) and line[9] != " " for line in lines[1:])


@pytest.mark.parametrize("columns", [40, 55, 80, 200])
def test_no_row_is_wider_than_the_screen(columns: int) -> None:
    """At every width every row has room."""
    label = answers("答え" * 40)
    question = Question("q", "長い質問です。" * 20, "前書き" * 30, "助け" * 30, answers=label)
    page = QuestionPage(question, NO_REPLY, "", 1, 2, frozenset(), True, News(2, is_cleared=True))
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
    assert ">  * 答え20" in later


def test_enter_never_gives_an_answer_that_is_not_on_the_screen() -> None:
    """Where what is pointed at has left the screen, Enter first shows it, and says so."""
    page = one("1", ask=LONG)
    away, shown = look(page, PAGE_UP * 9, ENTER)[1:]
    assert ">" not in away
    assert "> 2* 答え1" in shown
    assert flat(SAY("prompt.hint_read_on")) in flat(shown)
    assert ask_slowly(page, PAGE_UP * 9, 0.1, ENTER) == Pause()
    assert ask_slowly(page, PAGE_UP * 9, 0.1, ENTER, 0.1, ENTER) == Give(Reply(("1",)))


def test_enter_right_after_an_answer_was_brought_on_gives_nothing() -> None:
    """Keys that come in one go choose nothing that was not drawn between them."""
    assert ask_slowly(one(count=30), END + ENTER) == Pause()
    assert ask_slowly(one(count=30), END, 0.1, ENTER) == Give(Reply(("29",)))


def test_down_reads_a_high_question_before_it_points() -> None:
    """Down scrolls until an answer is seen, and only then points at it."""
    assert ask(one(ask=LONG), DOWN, DOWN, ENTER) == Pause()
    assert press(one(ask=LONG), *[DOWN] * 20, ENTER) != Pause()


def test_an_answer_higher_than_the_screen_is_read_to_its_end() -> None:
    """Enter shows more of it, and gives it only once its last line was shown."""
    high = Question("q", "どれですか。", answers=answers("高い答え。" * 60 + "おわり", "低い答え"))
    page = replace(one(), question=high)
    needed = next(n for n in range(9) if press(page, "1", *[ENTER] * n) == Give(Reply(("0",))))
    shown = look(page, "1", *[ENTER] * needed)
    assert needed > 1
    assert ["おわり" in flat(frame) for frame in shown[1:]] == [False] * (needed - 1) + [True]


def test_a_question_higher_than_the_screen_can_be_read_whole() -> None:
    """PageDown goes through every row of it."""
    seen = "\n".join(look(one(ask=LONG), *[PAGE_DOWN] * 10))
    assert all(f" {number}行目の文章です。" in seen for number in range(60))


def test_page_down_takes_the_pointer_along() -> None:
    """After PageDown, Enter gives an answer that is seen; where none was pointed at, none is."""
    move = ask_slowly(one(count=30), DOWN, PAGE_DOWN, 0.1, ENTER)
    assert isinstance(move, Give)
    assert int(move.reply.marks[0]) > 4
    assert ask_slowly(one(count=30), PAGE_DOWN, 0.1, ENTER) == Pause()


def test_the_page_opens_where_the_earlier_answer_stands() -> None:
    """What is pointed at is on the screen from the beginning."""
    assert ">  * 答え20" in look(one("20", count=30))[0]
    assert "> 2* 答え1" in look(one("1", ask=LONG))[0]


def test_dropped_answers_are_told() -> None:
    """A question says that answers were dropped by the last one."""
    told = replace(one(), news=News(dropped=2))
    assert SAY("prompt.dropped", count=2)[:10] in texts(drawn(question_menu(told, SAY)))


def test_an_answer_that_was_dropped_is_told() -> None:
    """A text that was emptied, or a question that was skipped, is said to be open now."""
    told = replace(one(), news=News(is_cleared=True))
    assert SAY("prompt.cleared") in texts(drawn(question_menu(told, SAY)))
    assert SAY("prompt.cleared") not in texts(drawn(question_menu(one(), SAY)))


def test_control_characters_of_a_file_are_made_harmless() -> None:
    """Nothing in a question file can steer the terminal."""
    page = one(ask="質問\x1b[2J\x07です")
    assert "\x1b" not in texts(drawn(question_menu(page, SAY)))


# --- text -----------------------------------------------------------------------------------


def test_letters_are_letters_while_typing() -> None:
    """b, s, q, ?, numbers and full-width ones are just typed."""
    assert ask(text(), "bsq?1j２ｂ　あ", ENTER) == Give(Reply(text="bsq?1j２ｂ　あ"))


@pytest.mark.parametrize("key", [ALT_ENTER, CTRL_J])
def test_new_lines_in_a_long_text(key: str) -> None:
    """Alt+Enter and Ctrl-J begin a new line, Enter confirms."""
    assert ask(text(), "一", key, "二", ENTER) == Give(Reply(text="一\n二"))


def test_ctrl_j_confirms_a_word() -> None:
    """Where only a word is asked for, there are no lines."""
    assert ask(text("word"), "一", CTRL_J) == Give(Reply(text="一"))


def test_an_empty_text_is_skipped() -> None:
    """Enter without a text leaves the question open; an emptied one drops what was there."""
    assert ask(text(), ENTER) == Skip()
    assert ask(text(), " 　 ", ENTER) == Skip()
    assert ask(text(reply="前"), "\x7f", ENTER) == Skip()


def test_going_back_takes_the_unsent_text_along() -> None:
    """Shift+Tab carries what was typed."""
    assert ask(text(), "途中", SHIFT_TAB) == GoBack("途中")


def test_unsent_text_is_there_again() -> None:
    """Coming back, the cursor stands after the unsent text."""
    assert ask(text(unsent="途中"), "まで", ENTER) == Give(Reply(text="途中まで"))


def test_the_earlier_text_is_there_again() -> None:
    """An earlier reply can be gone on with."""
    assert ask(text(reply="前の"), "続き", ENTER) == Give(Reply(text="前の続き"))


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_pausing_takes_the_unsent_text_along(key: str) -> None:
    """Ctrl-C and Ctrl-D carry what was typed."""
    assert ask(text(), "途中", key) == Pause("途中")


def test_end_of_input_keeps_the_unsent_text() -> None:
    """A terminal that goes away loses no text."""
    assert ask(text(), "途中") == Pause("途中")


def test_a_paste_into_lines_keeps_its_lines() -> None:
    """Pasted line ends are lines, and do not confirm."""
    assert ask(text(), paste("一\r\n二\r三"), ENTER) == Give(Reply(text="一\n二\n三"))


def test_a_paste_into_a_word_becomes_one_line() -> None:
    """A word has no lines."""
    assert ask(text("word"), paste("一\n二"), ENTER) == Give(Reply(text="一 二"))


def test_a_pasted_escape_sequence_is_taken_out() -> None:
    """A paste cannot bring control characters."""
    assert ask(text(), paste("一\x1b[31m二\x07"), ENTER) == Give(Reply(text="一[31m二"))


def test_the_help_keeps_the_text() -> None:
    """F1 shows keys and contacts while typing; the text is there afterwards."""
    assert ask(text(), "一", F1, ENTER, "二", ENTER) == Give(Reply(text="一二"))


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D, ""])
def test_pausing_from_the_help_keeps_the_text(key: str) -> None:
    """Also where the help lies over it, nothing that was typed is lost."""
    assert ask(text(), "途中", F1, key) == Pause("途中")
    assert ask(fill_in(), "か", F1, key) == Pause("か")


def test_search_keys_of_the_library_do_nothing() -> None:
    """Ctrl-R, Ctrl-S, Ctrl-Q and Ctrl-V have no place here."""
    assert ask(text(), "一\x12\x13\x11\x16二", ENTER) == Give(Reply(text="一二"))


# --- fill_in --------------------------------------------------------------------------------


def test_enter_takes_the_default() -> None:
    """An empty line takes the default."""
    assert ask(fill_in(), ENTER) == Give(Reply(text="あの人"))


def test_a_word_of_ones_own() -> None:
    """Any word can be typed; letters are letters."""
    assert ask(fill_in(), "qさん", ENTER) == Give(Reply(text="qさん"))


def test_suggestions_come_with_the_arrows() -> None:
    """Down goes through the suggestions and back to the empty line, Up the other way."""
    assert ask(fill_in(), DOWN, DOWN, ENTER) == Give(Reply(text="彼女"))
    assert ask(fill_in(), UP, ENTER) == Give(Reply(text="彼女"))
    assert ask(fill_in(), "\t", "\t", "\t", ENTER) == Give(Reply(text="あの人"))


def test_what_was_typed_comes_round_again() -> None:
    """Going through the suggestions does not lose one's own word."""
    assert ask(fill_in(), "夫", DOWN, UP, ENTER) == Give(Reply(text="夫"))


def test_the_earlier_word_is_there_again() -> None:
    """Going back, the word given before stands in the line."""
    assert ask(fill_in("彼"), ENTER) == Give(Reply(text="彼"))


@pytest.mark.parametrize(("typed", "word"), [("2", "彼女"), ("１", "彼"), (" 2 ", "彼女")])
def test_a_number_alone_means_a_suggestion(typed: str, word: str) -> None:
    """Full-width ones too."""
    assert ask(fill_in(), typed, ENTER) == Give(Reply(text=word))


@pytest.mark.parametrize("typed", ["3", "0", "10"])
def test_a_number_without_a_suggestion_is_asked_again(typed: str) -> None:
    """Which numbers there are is said, and what was typed stays."""
    shown = look(fill_in(), typed, ENTER)
    assert flat(SAY("prompt.hint_suggestion", last=2)) in flat(shown[-1])
    assert f"> {typed}" in shown[-1]
    assert ask(fill_in(), typed, ENTER, CTRL_U, "夫", ENTER) == Give(Reply(text="夫"))


@pytest.mark.parametrize("typed", ["2さん", "12月", "二"])
def test_a_number_beside_letters_is_a_word(typed: str) -> None:
    """Only a number alone is one of the list."""
    assert ask(fill_in(), typed, ENTER) == Give(Reply(text=typed))


def test_a_number_is_a_word_where_nothing_is_suggested() -> None:
    """Without suggestions there is nothing that a number could mean."""
    page = FillInPage(FillIn("town", "どの町ですか。"), "", can_go_back=False)
    assert ask(page, "2", ENTER) == Give(Reply(text="2"))


def test_suggestions_have_numbers() -> None:
    """The one that is meant is pointed at as soon as its number stands there."""
    asked, typed = look(fill_in(), "2")
    assert "1  彼\n" in asked
    assert "2  彼女" in asked
    assert "> 2  彼女" not in asked
    assert "> 2  彼女" in typed


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


@pytest.mark.parametrize("key", ["d", "D", "ｄ"])
def test_d_begins_without_a_draft(key: str) -> None:
    """With a draft, d leaves it alone and makes no other."""
    assert ask(start(resumable=7), key) == Begin(draftless=True)


@pytest.mark.parametrize("key", ["n", "d"])
def test_n_and_d_mean_nothing_without_a_draft(key: str) -> None:
    """Without a draft there is nothing to begin anew."""
    assert ask(start(), key, ENTER) == Begin()


@pytest.mark.parametrize("key", ["q", CTRL_C, CTRL_D])
def test_the_start_page_pauses(key: str) -> None:
    """Leaving before the start is a pause."""
    assert ask(start(), key) == Pause()


def test_the_start_page_says_what_is_kept() -> None:
    """With drafts and without, the start page says so, and how to leave."""
    kept = "".join(page_rows.start_lines(start(), SAY, (80, 24)))
    nothing = "".join(page_rows.start_lines(start(keeps=False), SAY, (80, 24)))
    assert "下書き" in kept
    assert "下書き" not in nothing
    assert "Esc" in kept
    assert "Esc" in nothing


def test_the_start_page_tells_of_a_draft() -> None:
    """The number of answers of the draft is named."""
    assert "7問" in "".join(page_rows.start_lines(start(resumable=7), SAY, (80, 24)))


def test_a_long_start_page_scrolls() -> None:
    """A long intro can be read and begun from anywhere."""
    assert ask(start(intro=LONG), DOWN, PAGE_DOWN, " ", UP, PAGE_UP, ENTER) == Begin()


# --- the review -----------------------------------------------------------------------------


def test_enter_with_nothing_pointed_at_finishes_the_review() -> None:
    """Nothing is pointed at when it opens."""
    assert ">" not in look(review())[0]
    assert ask(review(), ENTER) == Finish()


def test_enter_opens_what_is_pointed_at() -> None:
    """A question or a word is asked again."""
    assert ask(review(), DOWN, ENTER) == Open(("fill_in", "partner"))
    assert ask(review(), DOWN, DOWN, DOWN, ENTER) == Open(("question", "q2"))


def test_up_from_the_first_entry_points_at_nothing() -> None:
    """So one can finish after having looked around."""
    assert ask(review(), DOWN, UP, ENTER) == Finish()


def test_the_key_line_says_whether_enter_finishes_or_opens() -> None:
    """As long as nothing is pointed at it goes on."""
    before, after = look(review(), DOWN)
    assert SAY("prompt.key_finish") in before
    assert SAY("prompt.key_open") in after


def test_the_review_comes_back_to_where_it_was_left() -> None:
    """After a question was opened it is on the screen again, and nothing is pointed at."""
    asked = one().question
    entry = Reviewed(("question", "q1"), asked.ask, Reply(("2",)), asked)
    many = [replace(entry, page_id=("question", f"x{n}"), ask=f"質問{n}です。") for n in range(40)]
    page = ReviewPage(tuple(many))
    output = Watched()
    with prompts(output=output) as (front, typist):
        typist.type(UP, 0.2, UP, UP, 0.2, ENTER)
        assert front.ask(page) == Open(("question", "x37"))
        typist.type(0.2, ENTER)
        assert front.ask(page) == Finish()
    assert "質問37です。" in output.frames[-1]
    assert ">" not in output.frames[-1]


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
    page = replace(review(), news=News(dropped=3))
    assert "3問" in texts(drawn(review_menu(page, SAY, None)))


def test_the_review_hides_the_answer_to_a_safety_question() -> None:
    """That it was answered is said; where it was skipped, that."""
    entries = tuple(replace(entry, is_hidden=True) for entry in review().entries)
    shown = texts(drawn(review_menu(ReviewPage(entries), SAY, None)))
    assert "答え2" not in shown
    assert "ことば" not in shown
    assert shown.count(SAY("prompt.answered")) == 3
    assert shown.count(SAY("prompt.skipped")) == 1


def test_numbers_mean_nothing_in_the_review() -> None:
    """Numbers, Space and s do nothing where questions are listed."""
    assert ask(review(), "2", " ", "s", ENTER) == Finish()


# --- the page before a safety question ------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "move"),
    [
        *[(ENTER, Begin()), ("s", Skip()), ("ｓ", Skip()), ("b", GoBack()), (LEFT, GoBack())],
        *[("q", Pause()), (CTRL_C, Pause()), ("1", Pause()), (DOWN, Pause()), (" ", Pause())],
    ],
)
def test_keys_of_the_page_before_a_safety_question(key: str, move: Move) -> None:
    """Enter goes on to it, s skips it, b goes back; it has no answers to choose."""
    assert ask(before(), key) == move


def test_the_page_before_a_safety_question_says_its_text_and_no_answer() -> None:
    """With the progress of its question; other keys are answered quietly."""
    shown, told = look(before(), "1")
    assert "安全についてうかがいます。" in shown
    assert "6 / 30" in shown
    assert "はい" not in shown
    assert flat(SAY("prompt.hint_before")) in flat(told)


def test_there_is_no_way_back_from_a_first_page_before() -> None:
    """Where no page comes before, b is not named and does nothing."""
    first = replace(before(), can_go_back=False)
    assert ask(first, "b", ENTER) == Begin()
    assert SAY("prompt.key_back") not in look(first)[0]


# --- pages to read --------------------------------------------------------------------------


@pytest.mark.parametrize("key", [ENTER, " ", "　", DOWN, PAGE_DOWN, "\x1b[C"])
def test_keys_that_read_on(key: str) -> None:
    """Enter, Space and the keys that go down show the next page, and after the last go on."""
    assert ask(safety(), key, key) == Pause()
    assert ask(safety(), key, key, key) == Begin()


@pytest.mark.parametrize("key", ["b", "ｂ", LEFT, SHIFT_TAB, UP, PAGE_UP])
def test_keys_that_read_back(key: str) -> None:
    """Back to the page before, and from the first page to the answers."""
    assert ask(safety(), key) == GoBack()
    assert ask(safety(), ENTER, key, ENTER, ENTER, ENTER) == Begin()


def test_before_the_first_page_of_a_result_there_is_none() -> None:
    """The answers are not changed any more once the result is shown."""
    assert ask(end(), "b") == Pause()
    assert press(end(), "b", ENTER, ENTER, ENTER, "4") == Close()


def test_pages_have_their_number() -> None:
    """Of a result with the page of what can be done, which is counted with them."""
    shown = look(end(), ENTER, ENTER, ENTER)
    assert [next(f"{n} / 4" for n in range(1, 5) if f"{n} / 4" in frame) for frame in shown] == [
        "1 / 4",
        "2 / 4",
        "3 / 4",
        "4 / 4",
    ]


@pytest.mark.parametrize("key", ["q", "ｑ", CTRL_C, CTRL_D, ""])
def test_keys_that_pause_while_reading(key: str) -> None:
    """q, Ctrl-C, Ctrl-D and the end of input pause; where a text stands instead, they leave."""
    assert ask(safety(), key) == Pause()
    assert ask(end(), key) == Pause()
    assert ask(safety(instead=True), key) == Leave()


def test_other_keys_mean_nothing_while_reading() -> None:
    """Letters, numbers and a paste turn no page; what does is said."""
    assert ask(safety(), "1xs", paste("a\r"), ENTER, ENTER) == Pause()
    assert flat(SAY("prompt.hint_read")) in flat(look(safety(), "x")[-1])


def test_the_contacts_can_be_seen_while_reading() -> None:
    """? shows them, and the same page is there again."""
    shown = look(safety(), ENTER, "?", PAGE_DOWN, ENTER)
    assert CONTACT.phone in shown[3]
    assert shown[1] == shown[4]


def test_a_quick_enter_turns_one_page_only() -> None:
    """A page that was just turned drops keys, as a question that was just drawn does."""
    quick = [part for _ in range(4) for part in (ENTER, 0.01)]
    assert ask_slowly(safety(), *quick, settle=SETTLE) == Pause()


# --- the end --------------------------------------------------------------------------------


def at_end(*keys: str) -> Move:
    """What these keys lead to on the last page of a result."""
    return press(end(), ENTER, ENTER, ENTER, *keys)


@pytest.mark.parametrize(
    ("key", "move"),
    [("1", Keep()), ("３", Stay()), ("4", Close()), (DOWN + ENTER, Keep()), (UP + ENTER, Close())],
)
def test_the_end_offers_what_can_be_done(key: str, move: Move) -> None:
    """Each has a number, and can be pointed at."""
    assert at_end(key) == move


@pytest.mark.parametrize("key", [ENTER, " ", "x", "5"])
def test_a_hasty_key_does_nothing_at_the_end(key: str) -> None:
    """Nothing is pointed at; what chooses is said."""
    assert at_end(key) == Pause()
    shown = look(end(), ENTER, ENTER, ENTER, key)
    assert ">" not in shown[-2]
    assert flat(SAY("prompt.hint_number", last=4)) in flat(shown[-1])


def test_back_from_the_end_leads_to_the_last_page_of_the_text() -> None:
    """And from there on again."""
    shown = look(end(), ENTER, ENTER, ENTER, "b", ENTER)
    assert shown[4] == shown[2]
    assert shown[5] == shown[3]


def test_asked_again_the_end_comes_without_the_text() -> None:
    """After something was done, what else can be done is asked at once, with what came of it."""
    with prompts(output=Watched(), set_text=leaves) as (front, typist):
        typist.type(0.2, ENTER, ENTER, ENTER, 0.2, "1")
        assert front.ask(end()) == Keep()
        typist.type(0.2, "4")
        assert front.ask(replace(end(), is_kept=True, notice="残しました。")) == Close()


def test_what_was_done_already_is_said_at_the_end() -> None:
    """In the options themselves, and in a notice."""
    page = replace(end(), stays=True, is_kept=True, notice="残しました。")
    shown = look(page, ENTER, ENTER, ENTER)[-1]
    assert SAY("end.kept") in shown
    assert flat(SAY("end.stays")) in flat(shown)
    assert "残しました。" in shown


def test_before_a_file_is_named_its_content_is_told() -> None:
    """By kind, with how many answers to safety questions; nothing is pointed at."""
    shown = look(end(), ENTER, ENTER, ENTER, "2", size=(80, 24))[-1]
    told = (SAY("save.answers", count=12), SAY("save.texts", count=1), SAY("save.safety", count=2))
    for kind in told:
        assert kind in shown
    assert ">" not in shown


def test_kinds_that_a_file_does_not_hold_are_not_named() -> None:
    """Where no safety question was answered, none is spoken of."""
    assert page_rows.describe_told(Told(), SAY) == "- " + SAY("save.result")


def test_a_file_gets_the_suggested_name() -> None:
    """Enter takes the name that is suggested; with the answers, or without."""
    assert at_end("2", "1", ENTER) == SaveAs("memo.txt")
    assert at_end("2", "2", ENTER) == SaveAs("memo.txt", with_answers=False)


def test_a_file_gets_a_name_of_ones_own() -> None:
    """The suggested name can be replaced."""
    assert at_end("2", "1", CTRL_U, "私.txt", ENTER) == SaveAs("私.txt")


@pytest.mark.parametrize(
    "keys", [("3",), ("b",), ("1", CTRL_U + ENTER), ("1", SHIFT_TAB), (DOWN * 3 + ENTER,)]
)
def test_without_a_name_the_choice_is_asked_again(keys: tuple[str, ...]) -> None:
    """No file, no name or going back leads back to what can be done."""
    assert at_end("2", *keys, "4") == Close()


def test_pausing_at_the_name_of_a_file_pauses() -> None:
    """Ctrl-C means the same as on every page."""
    assert isinstance(at_end("2", "1", CTRL_C), Pause)


def test_without_options_the_end_is_the_end() -> None:
    """Where nothing is kept, nothing is asked."""
    assert ask(EndPage("memo.txt", ()), ENTER, ENTER, ENTER) == Close()


# --- a text that stands instead -------------------------------------------------------------


@pytest.mark.parametrize(("key", "move"), [("1", Stay()), ("3", Close()), (ENTER, Leave())])
def test_a_text_that_stands_instead_offers_its_own_ways_out(key: str, move: Move) -> None:
    """Leave it standing, read it again, close; Enter alone is none, so the input ends there."""
    assert press(safety(instead=True), ENTER, ENTER, ENTER, key) == move


def test_a_text_that_stands_instead_can_be_read_again() -> None:
    """From its first page."""
    shown = look(safety(instead=True), ENTER, ENTER, ENTER, "2")
    assert shown[4] == shown[0]


def test_back_from_a_text_that_stands_instead_leads_to_the_answers() -> None:
    """From its first page; from the ways out to its last."""
    assert ask(safety(instead=True), "b") == GoBack()
    assert ask(safety(instead=True), ENTER, ENTER, ENTER, "b", "b", "b", "b") == GoBack()


def test_the_key_line_says_that_q_leaves_where_nothing_is_kept() -> None:
    """The name of a key is what it does."""
    for page in (safety(instead=True), replace(one(), sealed=True), replace(review(), sealed=True)):
        shown = look(page, size=(80, 24))[0]
        assert SAY("prompt.key_quit") in shown
        assert SAY("prompt.key_pause") not in shown


@pytest.mark.parametrize("key", ["q", CTRL_C, CTRL_D, ""])
def test_where_nothing_is_kept_to_pause_is_to_leave(key: str) -> None:
    """On every page from then on; the screen is cleared."""
    sealed: list[Page] = [
        replace(one(), sealed=True),
        replace(review(), sealed=True),
        ConfirmPage(("a.txt",)),
    ]
    assert [ask(page, key) for page in sealed] == [Leave()] * 3
    stream = io.StringIO()
    with prompts(stream=stream) as (front, typist):
        typist.type(0.15, key or CTRL_C)
        front.ask(sealed[0])
    assert stream.getvalue().endswith("\x1b[3J")


@pytest.mark.parametrize(
    ("key", "move"), [("1", Close()), ("2", SaveAs("")), (ENTER, Leave()), ("b", Leave())]
)
def test_saving_a_text_that_stands_instead_is_asked_once_more(key: str, move: Move) -> None:
    """Not to write stands first; Enter alone is no answer."""
    assert ask(ConfirmPage(("a.txt", "b.md")), key) == move
    assert "a.txt, b.md" in look(ConfirmPage(("a.txt", "b.md")), size=(80, 24))[0]


# --- low screens ----------------------------------------------------------------------------


@pytest.mark.parametrize("rows", range(6, 12))
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
    shown = texts(drawn(question_menu(one("0"), SAY), 20, 10))
    assert "?: 使い方" in shown
    assert "> 1* 答え0" in shown


def test_a_low_screen_says_what_the_second_esc_does() -> None:
    """The whole sentence stands there, also on 20 columns."""
    rows = page_rows.bottom_rows([], True, SAY, (20, 10))
    shown = "".join(line for _, line in rows)
    assert shown.replace(" ", "") == SAY("prompt.leave_now").replace(" ", "")


def test_signs_fit_a_narrow_screen() -> None:
    """That there is more is said in fewer words there."""
    for language in ("ja", "en"):
        for _, sign in (
            *page_rows.signs(speaker(language), 20),
            *page_rows.signs(speaker(language), 80),
        ):
            assert sign.endswith("--")
        assert max(display_width(sign) for _, sign in page_rows.signs(speaker(language), 20)) <= 20


# --- Esc Esc --------------------------------------------------------------------------------

EVERY_PAGE: list[Callable[[], Page]] = [
    start, fill_in, before, one, several, text, safety, lambda: safety(instead=True), review, end,
    lambda: EndPage("memo.txt"), lambda: ConfirmPage(("a.txt",)),
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
    assert ask_slowly(one(), ESC, 0.1, "1") == Give(Reply(("0",)))


def test_two_slow_esc_do_nothing() -> None:
    """The second Esc must follow within half a second."""
    assert ask_slowly(one(), ESC, 0.7, ESC, 0.1, "1") == Give(Reply(("0",)))


def test_a_key_between_two_esc_undoes_the_first() -> None:
    """Esc, another key, Esc is not Esc Esc."""
    assert ask_slowly(one(), ESC, 0.1, DOWN, ESC, 0.1, ENTER) == Give(Reply(("0",)))


def test_after_one_esc_the_key_line_says_what_the_second_does() -> None:
    """For as long as the second would count."""
    output = Watched()
    with prompts(output=output) as (front, typist):
        typist.type(0.2, ESC, 0.3, lambda: warned.append(output.frames[-1]), 0.5, "1")
        warned: list[str] = []
        front.ask(one())
    assert flat(SAY("prompt.leave_now")) in flat(warned[0])
    assert flat(SAY("prompt.leave_now")) not in flat(output.frames[-1])


def test_sequences_nobody_knows_are_no_esc_esc_and_no_numbers() -> None:
    """A key of which the library knows nothing sends Esc and more; none of it counts."""
    assert ask_slowly(one(), "\x1b[991~\x1b[991~", 0.1, "1") == Give(Reply(("0",)))
    assert ask_slowly(one(), "\x1b\x1b[992~", 0.1, "1") == Give(Reply(("0",)))


# --- what a terminal sends by itself --------------------------------------------------------


@pytest.mark.parametrize(
    "report",
    [
        *("\x1b[M !!", "\x1b[M$!!", "\x1b[M0+#", "\x1b[<4;10;5M", "\x1b[32;10;5M"),
        *("\x1b[?62;22c", "\x1b[12;40R", "\x1b[I", "\x1b[O", "\x1b[201~", "\x1b[97;5u"),
        *("\x1b]11;rgb:0000/1111/2222\x1b\\", "\x1bP>|xterm(388)\x1b\\"),
    ],
)
def test_reports_of_a_terminal_change_nothing(report: str) -> None:
    """Clicks with and without a modifier, answers to questions, a window that lost the focus."""
    assert ask_slowly(one(), report, 1, "1") == Give(Reply(("0",)))
    assert ask_slowly(text(), "一", report, 1, "二", ENTER) == Give(Reply(text="一二"))
    assert ask_slowly(start(), report, 1, ENTER) == Begin()


@pytest.mark.parametrize(
    ("keys", "move"),
    [(("1",), Give(Reply(("0",)))), ((CTRL_C,), Pause()), ((ESC, 0.1, ESC), Leave())],
)
def test_a_paste_without_an_end_stops_nothing(keys: tuple[Burst, ...], move: Move) -> None:
    """After a quiet moment keys are heard again, and what was pasted means nothing."""
    assert ask_slowly(one(), "\x1b[200~2\r", 1.1, *keys) == move


def test_a_paste_that_is_held_up_is_still_a_paste() -> None:
    """What comes of it after a while is no key, nor is its end."""
    paused = ("\x1b[200~一二三", 3, "四五六七八九十一二", 3, "\x1b[201~", 0.1, ENTER)
    assert ask_slowly(text(), *paused) == Give(Reply(text="一二三四五六七八九十一二"))


# --- early keys -----------------------------------------------------------------------------


def test_early_keys_are_dropped() -> None:
    """Keys that come too soon after the drawing were meant for the page before."""
    assert ask_slowly(one(), "2", 0.7, "3", settle=0.5) == Give(Reply(("2",)))


def test_early_letters_are_dropped_from_a_text() -> None:
    """Also where letters are letters."""
    assert ask_slowly(text(), "早い\r", 0.7, "遅い\r", settle=0.5) == Give(Reply(text="遅い"))


def test_four_quick_enters_answer_one_question() -> None:
    """Keys typed ahead do not answer the next question."""
    with prompts(settle=SETTLE) as (front, typist):
        typist.type(0.4, ENTER * 4)
        assert front.ask(one("0")) == Give(Reply(("0",)))
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


class _Interrupted(io.StringIO):
    """Ctrl-C comes when the first is written to it."""

    is_begun = False

    def flush(self) -> None:
        if not self.is_begun:
            self.is_begun = True
            raise KeyboardInterrupt


def test_the_screen_is_left_where_ctrl_c_comes_while_it_is_entered() -> None:
    """The terminal is as it was before, although no page was drawn."""
    stream = _Interrupted()
    with pytest.raises(KeyboardInterrupt), Screen(stream):
        pass
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
    shown = texts(page_rows.help_rows((contact,), SAY, 80))
    for part in ("相談所", "0120-000-000", "24時間", "https://example.org/", "無料"):
        assert part in shown


def test_a_long_address_is_shown_whole_on_a_narrow_screen() -> None:
    """An address wider than the screen is broken, never cut."""
    url = "https://www.gender.go.jp/policy/no_violence/dv_navi/"
    rows = page_rows.contact_rows(Contact("x", "相談所", url=url), 40)
    assert max(display_width(line) for _, line in rows) <= 40
    assert url in "".join(line.strip() for _, line in rows)


def test_the_key_line_breaks_between_keys_only() -> None:
    """A key and what it does stay together."""
    rows = page_rows.key_rows(["Enter: 決める", "b: 戻る", "s: 飛ばす", "q: 中断"], 20, 24)
    assert [line for _, line in rows] == [
        "",
        "  Enter: 決める",
        "  b: 戻る",
        "  s: 飛ばす",
        "  q: 中断",
    ]


def test_frames_are_one_cell_wide_everywhere() -> None:
    """What the pages draw by themselves is ASCII; words hold no character of ambiguous width."""
    menus = [question_menu(several("0"), SAY), review_menu(review(), SAY, None)]
    menus += [end_menu(end(), "4 / 4", False, SAY), told_menu(Told(1, 1, 1, 1, 1), SAY)]
    menus += [confirm_menu(ConfirmPage(("a.txt",)), SAY)]
    shown = [*map(texts, map(drawn, menus)), texts(page_rows.help_rows((), SAY, 80))]
    for language in ("ja", "en"):
        shown += page_rows.start_lines(start(3), speaker(language), (80, 24))
    assert not [c for line in shown for c in line if unicodedata.east_asian_width(c) == "A"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_no_terminal_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard input is no terminal, the screen leaves its modes alone."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with Screen(io.StringIO()) as screen:
        assert screen.size().columns > 0
