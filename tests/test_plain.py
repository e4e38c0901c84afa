"""Asking with plain lines: what is said, and what a typed line means."""

import time
from dataclasses import replace
from io import StringIO

import pytest

from selfcheck.asking.plain import PlainLines
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.session import (
    LONGEST_REPLY,
    REVIEW,
    Begin,
    EndPage,
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
    SaveAs,
    Session,
    Skip,
    StartPage,
    show_page,
    walk,
)
from selfcheck.words import speaker

_TEXT = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
author: {name: 作者}
minutes: 2.5
intro: はじめの言葉。
fill_in:
  partner: {ask: 誰ですか。, default: あの人, suggestions: [彼, 彼女]}
  town: {ask: どの町ですか。}
answers:
  often: {0: いいえ, 1: 少し, 2: はい}
questions:
  calm: {before: はじめの部, ask: 静かですか。, help: 今日のことです。, answers: often}
  when:
    ask: いつですか。
    answers: {morning: 朝, noon: 昼, night: 夜, never: {label: どれもない, alone: true}}
    choose: several
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いま, says: そのまま。}
contacts:
  line: {name: 相談の電話, phone: 0120-000-000, hours: 夜も, url: https://example.com/, note: 無料}
"""


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_SMALL = _load(_TEXT)
_SAY = speaker("ja")
_NAMED = {"partner": "彼", "town": "海辺"}
_ANSWERED = Session(REVIEW, _NAMED, {"calm": ("2",), "when": ("morning", "night"), "words": "夜"})


def _at(place: str, session: Session = _ANSWERED) -> Page:
    kind = "fill_in" if place in _SMALL.fill_in else "question" if place else "review"
    return show_page(_SMALL, replace(session, at=(kind, place)))  # type: ignore[arg-type]


_FIRST = _at("partner", Session())
_TOWN = _at("town", Session())
_CALM = _at("calm", Session())
_WHEN = _at("when", Session())
_WORDS = _at("words", Session())
_REVIEW = _at("")
_END = EndPage("memo-2026-11-23.txt")


def _ask(page: Page, typed: str) -> tuple[Move, str]:
    """The move that typed lines make on a page, and what was said, up to the next page."""
    said = StringIO()
    front = PlainLines(StringIO(typed), said, _SAY, tuple(_SMALL.contacts.values()))
    move = front.ask(page)
    front.tell_confirmed()
    return move, said.getvalue()


def test_an_answer_is_confirmed_once_it_is_kept() -> None:
    """What was answered is said again only after the draft with it was written."""
    said, kept = StringIO(), []
    front = PlainLines(StringIO("2\n1,3\n"), said, _SAY)

    def keep(session: Session) -> None:
        kept.append((len(session.answers), said.getvalue().count("答え: ")))

    walk(_SMALL, Session(("question", "calm"), _NAMED), front.ask, keep)
    assert [count for count in kept if count[0]][:2] == [(1, 0), (2, 1)]
    assert said.getvalue().count("答え: ") == 2


# --- what is said ---------------------------------------------------------------------------


def test_the_start_page_says_what_awaits() -> None:
    """Title, author, length, the author's words, what is kept, and how to leave."""
    _, said = _ask(StartPage(_SMALL), "\n")
    for part in ("小さな点検", "作者", "2.5分", "はじめの言葉。", "下書き", "x"):
        assert part in said


def test_the_start_page_says_that_nothing_is_kept() -> None:
    """Where nothing is written, no draft is spoken of."""
    _, said = _ask(StartPage(_SMALL, keeps=False), "\n")
    assert _SAY("prompt.keeps_nothing") in said
    assert "下書き" not in said


def test_the_start_page_offers_a_draft() -> None:
    """How many questions were answered is said, and how to go on or begin anew."""
    _, said = _ask(StartPage(_SMALL, resumable=12), "\n")
    assert "12問" in said
    assert _SAY("plain.start-again") in said.replace("\n", "")


def test_a_question_is_said_with_all_that_belongs_to_it() -> None:
    """Progress, the words before it, the question, its help and its answers by number."""
    _, said = _ask(_CALM, "1\n")
    lines = said.split("\n")[:9]
    assert lines == [
        *("", "3問のうち1問目", "はじめの部", "", "静かですか。", "今日のことです。"),
        *("1. いいえ", "2. 少し", "3. はい"),
    ]


def test_an_earlier_answer_is_said() -> None:
    """Coming back to a question, the answer given before is read out."""
    assert "前の答え: 朝、夜" in _ask(_at("when"), "1\n")[1]


def test_unsent_text_is_said() -> None:
    """Text typed before and not confirmed is read out, and that going on loses it."""
    page = _at("words", Session(unsent={"words": "まだ途中"}))
    said = _ask(page, "\n")[1]
    assert "前に書いたもの: まだ途中" in said
    assert _SAY("plain.write-again") in said.replace("\n", "")


def test_a_choice_is_echoed() -> None:
    """What was understood is said once more in words."""
    assert "答え: 朝、夜" in _ask(_WHEN, "1,3\n")[1]


def test_dropped_answers_are_said() -> None:
    """That answers went because of a change stands above the next page."""
    page = show_page(_SMALL, _ANSWERED, dropped=2)
    assert _SAY("prompt.dropped", count=2) in _ask(page, "\n")[1]


def test_the_review_lists_questions_with_answers() -> None:
    """Every question has its number and its answer; a skipped one says so."""
    session = replace(_ANSWERED, answers={"calm": ("2",)})
    said = _ask(_at("", session), "\n")[1]
    assert "1. 静かですか。\n   答え: はい\n2. いつですか。\n   答え: (飛ばしました)" in said


def test_help_tells_the_keys_and_the_contacts() -> None:
    """? says what can be typed and whom to turn to, then waits again."""
    move, said = _ask(_CALM, "?\n2\n")
    assert move == Give(("1",))
    assert _SAY("plain.help").split("\n")[1] in said
    for part in ("相談の電話  0120-000-000", "   夜も", "   無料", "   https://example.com/"):
        assert part in said


@pytest.mark.parametrize("page", [_FIRST, _CALM, _WHEN, _WORDS, _REVIEW, _END, StartPage(_SMALL)])
def test_help_is_there_on_every_page(page: Page) -> None:
    """The contacts can be reached wherever one stands."""
    assert "相談の電話" in _ask(page, "？\n")[1]


def test_plain_lines_never_hold_an_escape() -> None:
    """Neither a file nor a reply can bring ESC into what is said."""
    question = replace(_SMALL.questions["words"], ask="\x1b[31mひとこと。")
    page = replace(_WORDS, question=question)  # type: ignore[arg-type]
    move, said = _ask(page, "\x1b]0;a\x07赤\x1b[0m\n")
    assert "\x1b" not in said + repr(move)
    assert "赤" in repr(move)


def test_no_line_is_wider_than_the_screen() -> None:
    """Lines are broken for a narrow screen."""
    said = StringIO()
    PlainLines(StringIO("?\n1\n"), said, _SAY, tuple(_SMALL.contacts.values()), 30).ask(_WHEN)
    longest = max(said.getvalue().split("\n"), key=lambda line: len(line.encode("cp932")))
    assert len(longest.encode("cp932")) <= 30


def test_typed_lines_of_a_pipe_do_not_run_into_what_is_said() -> None:
    """Where nobody types Enter on a screen, the line of the prompt is ended."""
    assert "> \n答え: 少し\n" in _ask(_CALM, "2\n")[1]


# --- keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["q", "Q", "ｑ", "Ｑ", " q "])
@pytest.mark.parametrize("page", [_FIRST, _CALM, _WORDS, _REVIEW, _END, StartPage(_SMALL)])
def test_q_pauses_everywhere(page: Page, typed: str) -> None:
    """q pauses on every page, in every width."""
    assert _ask(page, f"{typed}\n")[0] == Pause()


@pytest.mark.parametrize("typed", ["x", "X", "ｘ", "Ｘ"])
@pytest.mark.parametrize("page", [_FIRST, _CALM, _WORDS, _REVIEW, _END, StartPage(_SMALL)])
def test_x_leaves_everywhere(page: Page, typed: str) -> None:
    """x leaves at once on every page, in every width."""
    assert _ask(page, f"{typed}\n")[0] == Leave()


def test_x_leaves_where_a_file_is_named() -> None:
    """Also at the name of the file, x leaves and is no name."""
    assert _ask(_END, "2\nx\n")[0] == Leave()


def test_x_says_nothing() -> None:
    """After x stands only the end of the line."""
    assert _ask(_CALM, "x\n")[1].endswith("使い方。\n> \n")


@pytest.mark.parametrize("page", [_FIRST, _CALM, _WORDS, _REVIEW, StartPage(_SMALL)])
def test_the_end_of_input_pauses(page: Page) -> None:
    """Where no line comes any more, the draft is to stay."""
    assert _ask(page, "?\n")[0] == Pause()


def test_the_end_of_input_after_the_result_keeps_nothing() -> None:
    """Where the result has been shown, no line means neither."""
    assert (_ask(_END, "")[0], _ask(_END, "2\n")[0]) == (Neither(), Neither())


@pytest.mark.parametrize("typed", ["b", "B", "ｂ", "Ｂ"])
def test_b_goes_back(typed: str) -> None:
    """b goes back from questions and from the review."""
    assert (_ask(_WHEN, f"{typed}\n")[0], _ask(_REVIEW, f"{typed}\n")[0]) == (GoBack(), GoBack())


def test_b_on_the_first_page_says_that_it_is_the_first() -> None:
    """Before the first page there is none, and the page waits on."""
    move, said = _ask(_FIRST, "b\n\n")
    assert _SAY("plain.first-page") in said
    assert move == Skip()


def test_b_at_the_name_of_the_file_asks_again_what_becomes_of_the_result() -> None:
    """From the name of a file one can go back and choose otherwise."""
    assert _ask(_END, "2\nb\n1\n")[0] == Keep()


@pytest.mark.parametrize("typed", ["s", "S", "ｓ", "Ｓ"])
def test_s_skips(typed: str) -> None:
    """s skips a question."""
    move, said = _ask(_CALM, f"{typed}\n")
    assert move == Skip()
    assert _SAY("plain.skipped") in said


# --- pages ----------------------------------------------------------------------------------


def test_an_empty_line_starts() -> None:
    """Enter begins, and goes on with a draft where there is one."""
    assert _ask(StartPage(_SMALL), "\n")[0] == Begin()
    assert _ask(StartPage(_SMALL, resumable=3), "\n")[0] == Begin()


@pytest.mark.parametrize("typed", ["n", "N", "ｎ", "ん"])
def test_n_starts_anew(typed: str) -> None:
    """n leaves the draft aside, also with kana typing left on."""
    assert _ask(StartPage(_SMALL, resumable=3), f"{typed}\n")[0] == Begin(anew=True)


def test_n_means_nothing_without_a_draft() -> None:
    """Where there is no draft, n is asked again."""
    move, said = _ask(StartPage(_SMALL), "n\n\n")
    assert move == Begin()
    assert _SAY("plain.not-understood") in said


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("2", "彼女"),
        ("２", "彼女"),
        ("2.", "彼女"),
        ("なおさん", "なおさん"),
        ("S", "S"),
        ("B", "B"),
        ("{partner}", "{partner}"),
        ("[bold]", "[bold]"),
        ("- a: &b", "- a: &b"),
        ("なお　さん", "なお　さん"),
    ],
)
def test_a_fill_in_takes_a_number_or_a_name(typed: str, reply: str) -> None:
    """A number is one of the suggestions, everything else is the word itself."""
    assert _ask(_FIRST, f"{typed}\n")[0] == Give(reply)


def test_an_empty_line_takes_the_default_of_a_fill_in() -> None:
    """Enter alone takes the word of the file."""
    assert _ask(_FIRST, "\n")[0] == Skip()


def test_a_fill_in_without_a_default_is_asked_again() -> None:
    """Where the file has no word to take, Enter alone is not enough."""
    move, said = _ask(_TOWN, "\n海辺\n")
    assert move == Give("海辺")
    assert _SAY("plain.not-understood") in said


def test_a_number_without_a_suggestion_is_no_name() -> None:
    """A number past the suggestions is a slip and asked again."""
    assert _ask(_FIRST, "3\n1\n")[0] == Give("彼")


def test_a_number_is_a_word_where_nothing_is_suggested() -> None:
    """Without suggestions a number is text like any other."""
    assert _ask(_TOWN, "3\n")[0] == Give("3")


@pytest.mark.parametrize("typed", ["3", "３", " 3 ", "3.", "３。", "03"])
def test_a_number_chooses(typed: str) -> None:
    """The number of an answer chooses it, in every width."""
    assert _ask(_CALM, f"{typed}\n")[0] == Give(("2",))


@pytest.mark.parametrize("typed", ["", "0", "4", "-1", "はい", "9" * 5000, "²3", "yes", "?!"])
def test_a_reply_that_fits_nothing_is_asked_again(typed: str) -> None:
    """It is said kindly, and what fits is said again."""
    move, said = _ask(_CALM, f"{typed}\n1\n")
    assert move == Give(("0",))
    assert said.count("1から3までの番号を入力してください。") == 2


def test_one_answer_only_where_one_is_asked() -> None:
    """Several numbers at a question for one answer are asked again, saying why."""
    move, said = _ask(_CALM, "1,2\n2\n")
    assert move == Give(("1",))
    assert _SAY("plain.one-only") in said


@pytest.mark.parametrize(
    "typed", ["1,3", "１、３", "1 3", "１，３", "3、1", "1・3", "1,3,", "1,1,3"]
)
def test_several_numbers_mark_several_answers(typed: str) -> None:
    """Comma, 、 and spaces part numbers; a number typed twice counts once."""
    move = _ask(_WHEN, f"{typed}\n")[0]
    assert isinstance(move, Give)
    assert set(move.reply) == {"morning", "night"}
    assert len(move.reply) == 2


@pytest.mark.parametrize("typed", ["1,9", "13", "1,a", ",", "1-3"])
def test_numbers_that_fit_only_in_part_are_asked_again(typed: str) -> None:
    """Nothing is guessed from half a reply."""
    assert _ask(_WHEN, f"{typed}\n2\n")[0] == Give(("noon",))


def test_an_answer_that_stands_alone_is_not_marked_with_others() -> None:
    """That it stands alone is said, and the question is asked again."""
    move, said = _ask(_WHEN, "1,4\n4\n")
    assert move == Give(("never",))
    assert "「どれもない」" in said
    assert _SAY("plain.not-understood") not in said


@pytest.mark.parametrize(
    "typed",
    ["だいじょうぶ", "12", "１２", "1,2", "B", "S", "①", "{partner}", "[bold]x[/bold]", "- a"],
)
def test_free_text_is_kept_letter_for_letter(typed: str) -> None:
    """What is written stays as it was typed."""
    assert _ask(_WORDS, f"{typed}\n")[0] == Give(typed)


def test_an_empty_line_skips_free_text() -> None:
    """Whoever does not want to write presses Enter."""
    assert _ask(_WORDS, "\n")[0] == Skip()


def test_invisible_letters_alone_are_no_text() -> None:
    """A line without a visible letter is asked again."""
    assert _ask(_WORDS, "\u200b\n夜\n")[0] == Give("夜")


def test_lone_surrogates_become_a_sign() -> None:
    """Half a letter cannot reach a file."""
    assert _ask(_WORDS, "夜\ud800\n")[0] == Give("夜\ufffd")


def test_a_text_may_be_as_long_as_the_limit() -> None:
    """Twenty thousand letters are taken whole."""
    assert _ask(_WORDS, "あ" * LONGEST_REPLY + "\n")[0] == Give("あ" * LONGEST_REPLY)


@pytest.mark.parametrize("page", [_FIRST, _CALM, _WORDS, _REVIEW])
def test_a_line_beyond_the_limit_is_asked_again(page: Page) -> None:
    """That nothing was taken is said, with what there is room for; the next line counts."""
    move, said = _ask(page, "あ" * (LONGEST_REPLY + 1) + "\n2\n")
    assert move == _ask(page, "2\n")[0]
    assert _SAY("plain.too-long", most="20,000") in said.replace("\n", "")
    assert "ああ" not in said


@pytest.mark.parametrize("beginning", [" " * LONGEST_REPLY, "x" + " " * LONGEST_REPLY])
def test_the_beginning_of_a_long_line_means_nothing(beginning: str) -> None:
    """Neither spaces that would be an empty line, nor a letter that would be a key."""
    assert _ask(_WORDS, f"{beginning} 夜\n朝\n")[0] == Give("朝")


def test_a_line_without_an_end_costs_little() -> None:
    """Ten million letters are passed over in less than a second; then the input is at its end."""
    begin = time.process_time()
    assert _ask(_WORDS, "あ" * 10_000_000)[0] == Pause()
    assert time.process_time() - begin < 1


def test_an_empty_line_finishes_the_review() -> None:
    """Enter alone leads to the result."""
    assert _ask(_REVIEW, "\n")[0] == Finish()


@pytest.mark.parametrize("typed", ["2", "２"])
def test_a_number_opens_a_question_of_the_review(typed: str) -> None:
    """The number in the list opens its question again."""
    assert _ask(_REVIEW, f"{typed}\n")[0] == Open("when")


def test_a_number_beyond_the_review_is_asked_again() -> None:
    """There are only as many questions as are listed."""
    assert _ask(_REVIEW, "4\ns\n\n")[0] == Finish()


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        ("\n", Neither()),
        ("1\n", Keep()),
        ("２\n\n", SaveAs("memo-2026-11-23.txt")),
        ("2\n今日.txt\n", SaveAs("今日.txt")),
        ("3\n", Neither()),
        ("4\n\n", Neither()),
    ],
)
def test_the_end_question_keeps_writes_or_does_neither(typed: str, move: Move) -> None:
    """1 keeps, 2 asks for a file, Enter is neither."""
    assert _ask(_END, typed)[0] == move
