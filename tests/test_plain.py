"""Asking with plain lines: what is said, and what a typed line means."""

import time
from dataclasses import replace
from io import StringIO

import pytest

from selfcheck.asking.plain import PlainLines
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.session import (
    MAX_REPLY,
    REVIEW,
    SAFETY,
    BeforePage,
    Begin,
    Close,
    ConfirmPage,
    EndPage,
    Finish,
    Give,
    GoBack,
    Keep,
    Leave,
    Move,
    News,
    Open,
    Page,
    PageId,
    Pause,
    QuestionPage,
    SafetyPage,
    SaveAs,
    Session,
    Skip,
    StartPage,
    Told,
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
_ANSWERED = Session(
    REVIEW,
    _NAMED,
    {"calm": Reply(("2",)), "when": Reply(("morning", "night")), "words": Reply(text="夜")},
)


def _at(place: str, session: Session = _ANSWERED) -> Page:
    kind = "fill_in" if place in _SMALL.fill_in else "question" if place else "review"
    return show_page(_SMALL, replace(session, at=(kind, place)))  # type: ignore[arg-type]


_FIRST = _at("partner", Session())
_TOWN = _at("town", Session())
_CALM = _at("calm", Session())
_WHEN = _at("when", Session())
_WORDS = _at("words", Session())
_REVIEW = _at("")
_END = EndPage(
    "memo-2026-11-23.txt", ("keep", "write", "close"), Told(answers=3, texts=1, safety=2)
)
_SAFETY_TEXT = """
selfcheck: 1
id: near
title: 近さの点検
language: ja
answers:
  often: {0: ない, 1: ときどき, 2: よくある}
questions:
  afraid: {before: 安全についてうかがいます。, ask: こわいですか。, answers: often}
  hurt: {ask: 痛い思いは。, answers: often}
reflections:
  default: {title: いま, says: そのまま。}
safety:
  talk: {when: {afraid: 2}, title: 話せるところ, says: 話せます。}
  now: {when: {hurt: 2}, title: いますぐ, says: 安全を。, instead: true}
"""
_NEAR = _load(_SAFETY_TEXT)


def _question(page: Page) -> QuestionPage:
    assert isinstance(page, QuestionPage)
    return page


def _near(at: PageId, *answers: str) -> Page:
    given = {id: Reply((value,)) for id, value in zip(_NEAR.questions, answers, strict=False)}
    return show_page(_NEAR, Session(at, {}, given))


def _instead() -> SafetyPage:
    page = _near(SAFETY, "0", "2")
    assert isinstance(page, SafetyPage)
    return replace(page, options=("again", "close"))


def _front(typed: str, said: StringIO, width: int = 80) -> PlainLines:
    """A front end that hears these lines; of a safety page it says the titles."""

    def tell_text(page: SafetyPage) -> None:
        said.write("".join(f"[{rule.title}]\n" for rule in page.rules))

    contacts = tuple(_SMALL.contacts.values())
    return PlainLines(_SAY, contacts, width, tell_text, reading=StringIO(typed), writing=said)


def _ask(page: Page, typed: str) -> tuple[Move, str]:
    """The move that typed lines make on a page, and what was said, up to the next page."""
    said = StringIO()
    front = _front(typed, said)
    move = front.ask(page)
    front.tell_confirmed()
    return move, said.getvalue()


def test_an_answer_is_confirmed_once_it_is_kept() -> None:
    """What was answered is said again only after the draft with it was written."""
    said, kept = StringIO(), []
    front = _front("2\n1,3\n", said)

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
    """Text typed before and not confirmed is read out, and that an empty line takes it."""
    page = _at("words", Session(unsent={"words": "まだ途中"}))
    said = _ask(page, "\n")[1]
    assert "前に書いたもの: まだ途中" in said
    assert _SAY("plain.write-again") in said.replace("\n", "")


def test_a_choice_is_echoed() -> None:
    """What was understood is said once more in words."""
    assert "答え: 朝、夜" in _ask(_WHEN, "1,3\n")[1]


def test_dropped_answers_are_said() -> None:
    """That answers went because of a change stands above the next page."""
    page = show_page(_SMALL, _ANSWERED, News(dropped=2))
    assert _SAY("prompt.dropped", count=2) in _ask(page, "\n")[1]


def test_an_answer_that_was_dropped_is_said() -> None:
    """Whoever emptied a text or skipped a question hears that it is open now."""
    page = replace(_question(_CALM), news=News(is_cleared=True))
    assert _SAY("prompt.cleared") in _ask(page, "1\n")[1]


def test_the_review_lists_words_and_questions_with_replies() -> None:
    """Every one has its number and its reply; a skipped question says so."""
    session = replace(_ANSWERED, answers={"calm": Reply(("2",))})
    said = _ask(_at("", session), "\n")[1]
    assert "1. 誰ですか。\n   答え: 彼\n2. どの町ですか。\n   答え: 海辺\n" in said
    assert "3. 静かですか。\n   答え: はい\n4. いつですか。\n   答え: [飛ばしました]" in said


def _reviewed(*sessions: Session) -> list[str]:
    """What the review says in each of these sessions, one after the other."""
    said = StringIO()
    front = _front("\n" * len(sessions), said)
    heard = []
    for session in sessions:
        front.ask(_at("", session))
        heard.append(said.getvalue())
        said.seek(0)
        said.truncate()
    return heard


def test_the_second_review_says_only_what_is_different_now() -> None:
    """With the numbers of the first, under a heading that says so."""
    changed = replace(_ANSWERED, answers={**_ANSWERED.answers, "calm": Reply(("0",))})
    first, second = _reviewed(_ANSWERED, changed)
    assert "5. ひとこと。" in first
    assert _SAY("plain.review-again") in second
    assert "3. 静かですか。\n   答え: いいえ" in second
    assert "4." not in second


def test_an_answer_that_was_given_in_another_way_again_is_not_said_again() -> None:
    """Nothing was changed, so nothing is listed."""
    assert "答え: " not in _reviewed(_ANSWERED, _ANSWERED)[1]


def test_the_review_says_no_answer_to_a_safety_question() -> None:
    """Only that there is one; a skipped one is said to be skipped."""
    said = _ask(_near(REVIEW, "1"), "\n")[1]
    assert (
        "1. こわいですか。\n   答え: [答えました]\n2. 痛い思いは。\n   答え: [飛ばしました]" in said
    )
    assert "ときどき" not in said


def test_help_tells_the_keys_and_the_contacts() -> None:
    """? says what can be typed and whom to turn to, then waits again."""
    move, said = _ask(_CALM, "?\n2\n")
    assert move == Give(Reply(("1",)))
    assert _SAY("plain.help").split("\n")[1] in said
    for part in ("相談の電話  0120-000-000", "   夜も", "   無料", "   https://example.com/"):
        assert part in said


_EVERY: tuple[Page, ...] = (
    StartPage(_SMALL),
    *(_FIRST, _near(("before", "afraid")), _CALM, _WHEN, _WORDS, _REVIEW),
    *(_END, _instead(), ConfirmPage(("a.txt",))),
)


@pytest.mark.parametrize("page", _EVERY)
def test_help_is_there_on_every_page(page: Page) -> None:
    """The contacts can be reached wherever one stands."""
    assert "相談の電話" in _ask(page, "？\n")[1]


def test_plain_lines_never_hold_an_escape() -> None:
    """Neither a file nor a reply can bring ESC into what is said."""
    question = replace(_SMALL.questions["words"], ask="\x1b[31mひとこと。")
    page = replace(_question(_WORDS), question=question)
    move, said = _ask(page, "\x1b]0;a\x07赤\x1b[0m\n")
    assert "\x1b" not in said + repr(move)
    assert "赤" in repr(move)


def test_no_line_is_wider_than_the_screen() -> None:
    """Lines are broken for a narrow screen."""
    said = StringIO()
    _front("?\n1\n", said, 30).ask(_WHEN)
    longest = max(said.getvalue().split("\n"), key=lambda line: len(line.encode("cp932")))
    assert len(longest.encode("cp932")) <= 30


def test_typed_lines_of_a_pipe_do_not_run_into_what_is_said() -> None:
    """Where nobody types Enter on a screen, the line of the prompt is ended."""
    assert "> \n答え: 少し\n" in _ask(_CALM, "2\n")[1]


# --- keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["q", "Q", "ｑ", "Ｑ", " q "])
@pytest.mark.parametrize("page", _EVERY[:-2])
def test_q_pauses_everywhere(page: Page, typed: str) -> None:
    """q pauses on every page where something is kept, in every width."""
    assert _ask(page, f"{typed}\n")[0] == Pause()


@pytest.mark.parametrize("page", [*_EVERY[-2:], replace(_question(_CALM), sealed=True)])
def test_where_nothing_is_kept_to_pause_is_to_leave(page: Page) -> None:
    """On every page from a text that stands instead on."""
    assert _ask(page, "q\n")[0] == Leave()


def test_where_nothing_is_kept_the_end_of_input_leaves() -> None:
    """There is no draft to come back to."""
    page = replace(_question(_CALM), sealed=True)
    assert _ask(page, "")[0] == Leave()


@pytest.mark.parametrize("typed", ["x", "X", "ｘ", "Ｘ"])
@pytest.mark.parametrize("page", _EVERY)
def test_x_leaves_everywhere(page: Page, typed: str) -> None:
    """x leaves at once on every page, in every width."""
    assert _ask(page, f"{typed}\n")[0] == Leave()


def test_x_leaves_where_a_file_is_named() -> None:
    """Also at the name of the file, x leaves and is no name."""
    assert _ask(_END, "2\nx\n")[0] == Leave()
    assert _ask(_END, "2\n1\nx\n")[0] == Leave()


def test_x_says_nothing() -> None:
    """After x stands only the end of the line."""
    assert _ask(_CALM, "x\n")[1].endswith("使い方。\n> \n")


@pytest.mark.parametrize("page", _EVERY[:-3])
def test_the_end_of_input_pauses(page: Page) -> None:
    """Where no line comes any more, the draft is to stay."""
    assert _ask(page, "?\n")[0] == Pause()


def test_the_end_of_input_after_the_result_keeps_nothing() -> None:
    """Where the result has been shown, no line means to close, also before a file has a name."""
    typed = ("", "2\n", "2\n1\n")
    assert [_ask(_END, lines)[0] for lines in typed] == [Close()] * 3
    assert [_ask(page, "")[0] for page in (_instead(), ConfirmPage(("a.txt",)))] == [Close()] * 2


@pytest.mark.parametrize("typed", ["b", "B", "ｂ", "Ｂ"])
def test_b_goes_back(typed: str) -> None:
    """b goes back from questions and from the review."""
    assert (_ask(_WHEN, f"{typed}\n")[0], _ask(_REVIEW, f"{typed}\n")[0]) == (GoBack(), GoBack())


def test_b_on_the_first_page_says_that_it_is_the_first() -> None:
    """Before the first page there is none, and the page waits on."""
    move, said = _ask(_FIRST, "b\n\n")
    assert _SAY("plain.first-page") in said
    assert move == Give(Reply(text="あの人"))


def test_b_at_the_name_of_the_file_asks_again_what_becomes_of_the_result() -> None:
    """From the name of a file one can go back and choose otherwise."""
    assert _ask(_END, "2\nb\n1\n")[0] == Keep()
    assert _ask(_END, "2\n1\nb\n1\n")[0] == Keep()


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


@pytest.mark.parametrize("typed", ["d", "D", "ｄ"])
def test_d_starts_without_a_draft(typed: str) -> None:
    """d leaves the draft as it is, and keeps no other."""
    page = StartPage(_SMALL, resumable=3)
    assert _ask(page, f"{typed}\n")[0] == Begin(draftless=True)


@pytest.mark.parametrize("typed", ["n", "d"])
def test_n_and_d_mean_nothing_without_a_draft(typed: str) -> None:
    """Where there is no draft, they are asked again."""
    move, said = _ask(StartPage(_SMALL), f"{typed}\n\n")
    assert move == Begin()
    assert _SAY("plain.not-understood") in said


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("2", "彼女"),
        ("２", "彼女"),
        ("2.", "彼女"),
        ("なおさん", "なおさん"),
        ("Sさん", "Sさん"),
        ("bb", "bb"),
        ("{partner}", "{partner}"),
        ("[bold]", "[bold]"),
        ("- a: &b", "- a: &b"),
        ("なお　さん", "なお　さん"),
    ],
)
def test_a_fill_in_takes_a_number_or_a_name(typed: str, reply: str) -> None:
    """A number is one of the suggestions, everything else is the word itself."""
    assert _ask(_FIRST, f"{typed}\n")[0] == Give(Reply(text=reply))


def test_an_empty_line_takes_the_default_of_a_fill_in() -> None:
    """Enter alone takes the word of the file, and so does s."""
    assert _ask(_FIRST, "\n")[0] == Give(Reply(text="あの人"))
    assert _ask(_FIRST, "s\n")[0] == Skip()


def test_an_empty_line_keeps_the_word_that_was_given() -> None:
    """Coming back, Enter alone does not put the default in its place; that it stands is said."""
    move, said = _ask(_at("partner"), "\n")
    assert move == Give(Reply(text="彼"))
    assert _SAY("plain.fill-in-default", word="彼") in said


@pytest.mark.parametrize("typed", ["b", "s", "q", "x"])
def test_a_letter_alone_is_a_key_where_a_word_is_asked_for(typed: str) -> None:
    """None of them is a name; that they are keys is said."""
    move, said = _ask(_at("town"), f"{typed}\n海辺\n")
    assert not (isinstance(move, Give) and move.reply.text == typed)
    assert _SAY("plain.text-keys") in said


def test_a_fill_in_without_a_default_is_asked_again() -> None:
    """Where the file has no word to take, Enter alone is not enough."""
    move, said = _ask(_TOWN, "\n海辺\n")
    assert move == Give(Reply(text="海辺"))
    assert _SAY("plain.not-understood") in said


def test_a_number_without_a_suggestion_is_no_name() -> None:
    """A number past the suggestions is a slip and asked again."""
    assert _ask(_FIRST, "3\n1\n")[0] == Give(Reply(text="彼"))


def test_a_number_is_a_word_where_nothing_is_suggested() -> None:
    """Without suggestions a number is text like any other."""
    assert _ask(_TOWN, "3\n")[0] == Give(Reply(text="3"))


@pytest.mark.parametrize("typed", ["3", "３", " 3 ", "3.", "３。", "03"])
def test_a_number_chooses(typed: str) -> None:
    """The number of an answer chooses it, in every width."""
    assert _ask(_CALM, f"{typed}\n")[0] == Give(Reply(("2",)))


@pytest.mark.parametrize("typed", ["", "0", "4", "-1", "はい", "9" * 5000, "²3", "yes", "?!"])
def test_a_reply_that_fits_nothing_is_asked_again(typed: str) -> None:
    """It is said kindly, and what fits is said again."""
    move, said = _ask(_CALM, f"{typed}\n1\n")
    assert move == Give(Reply(("0",)))
    assert said.count("1から3までの番号を入力してください。") == 2


def test_one_answer_only_where_one_is_asked() -> None:
    """Several numbers at a question for one answer are asked again, saying why."""
    move, said = _ask(_CALM, "1,2\n2\n")
    assert move == Give(Reply(("1",)))
    assert _SAY("plain.one-only") in said


@pytest.mark.parametrize(
    "typed", ["1,3", "１、３", "1 3", "１，３", "3、1", "1・3", "1,3,", "1,1,3"]
)
def test_several_numbers_mark_several_answers(typed: str) -> None:
    """Comma, 、 and spaces part numbers; a number typed twice counts once."""
    move = _ask(_WHEN, f"{typed}\n")[0]
    assert isinstance(move, Give)
    assert set(move.reply.marks) == {"morning", "night"}
    assert len(move.reply.marks) == 2


@pytest.mark.parametrize("typed", ["1,9", "13", "1,a", ",", "1-3"])
def test_numbers_that_fit_only_in_part_are_asked_again(typed: str) -> None:
    """Nothing is guessed from half a reply."""
    assert _ask(_WHEN, f"{typed}\n2\n")[0] == Give(Reply(("noon",)))


def test_an_answer_that_stands_alone_is_not_marked_with_others() -> None:
    """That it stands alone is said, and the question is asked again."""
    move, said = _ask(_WHEN, "1,4\n4\n")
    assert move == Give(Reply(("never",)))
    assert "「どれもない」" in said
    assert _SAY("plain.not-understood") not in said


@pytest.mark.parametrize("typed", ["", " ", "　"])
def test_an_empty_line_chooses_no_answer(typed: str) -> None:
    """At a question with answers it is asked again, also where one was given before."""
    for page in (_CALM, _WHEN, _at("calm"), _at("when")):
        move, said = _ask(page, f"{typed}\n2\n")
        assert move == _ask(page, "2\n")[0]
        assert _SAY("plain.not-understood") in said


@pytest.mark.parametrize(
    "typed",
    ["だいじょうぶ", "12", "１２", "1,2", "Bb", "ss", "①", "{partner}", "[bold]x[/bold]", "- a"],
)
def test_free_text_is_kept_letter_for_letter(typed: str) -> None:
    """What is written stays as it was typed."""
    assert _ask(_WORDS, f"{typed}\n")[0] == Give(Reply(text=typed))


def test_an_empty_line_skips_free_text() -> None:
    """Whoever does not want to write presses Enter."""
    assert _ask(_WORDS, "\n")[0] == Skip()


def test_an_empty_line_keeps_a_text_given_before() -> None:
    """It is given again as it was; s drops it."""
    move, said = _ask(_at("words"), "\n")
    assert move == Give(Reply(text="夜"))
    assert _SAY("plain.write-again") in said.replace("\n", "")
    assert _ask(_at("words"), "s\n")[0] == Skip()


@pytest.mark.parametrize(
    ("typed", "move"), [("b", GoBack()), ("Ｓ", Skip()), ("q", Pause()), ("x", Leave())]
)
def test_a_letter_alone_is_a_key_where_a_text_is_asked_for(typed: str, move: Move) -> None:
    """Prompts for texts say so."""
    heard, said = _ask(_WORDS, f"{typed}\n")
    assert heard == move
    assert _SAY("plain.text-keys") in said


@pytest.mark.parametrize(("typed", "move"), [("b", GoBack("まだ")), ("q", Pause("まだ"))])
def test_text_that_was_not_sent_is_not_lost_by_a_key(typed: str, move: Move) -> None:
    """What was typed in an earlier run goes along when the page is left."""
    for place in ("words", "town"):
        assert _ask(_at(place, Session(unsent={place: "まだ"})), f"{typed}\n")[0] == move


# --- a question that a safety rule looks at -------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "move"), [("", Begin()), ("s", Skip()), ("ｑ", Pause()), ("x", Leave())]
)
def test_the_page_before_a_safety_question(typed: str, move: Move) -> None:
    """Its text is said, Enter goes on to the question, s skips it."""
    heard, said = _ask(_near(("before", "afraid")), f"{typed}\n")
    assert heard == move
    assert "安全についてうかがいます。" in said
    assert "こわいですか。" not in said


def test_the_page_before_a_safety_question_leads_back_where_there_is_a_way() -> None:
    """b goes back; on the first page it says that it is the first, or is asked again."""
    before = _near(("before", "afraid"))
    assert isinstance(before, BeforePage)
    assert _ask(replace(before, can_go_back=True), "b\n")[0] == GoBack()
    assert _ask(before, "b\n\n")[0] == Begin()


def test_a_number_is_asked_again_on_the_page_before_a_safety_question() -> None:
    """Nothing is answered there."""
    move, said = _ask(_near(("before", "afraid")), "1\n\n")
    assert move == Begin()
    assert _SAY("plain.not-understood") in said


def test_an_answer_to_a_safety_question_is_not_said_aloud() -> None:
    """Only that it was taken."""
    move, said = _ask(_near(("question", "afraid")), "3\n")
    assert move == Give(Reply(("2",)))
    assert said.endswith(_SAY("plain.answered") + "\n")
    assert said.count("よくある") == 1  # among the answers


def test_safety_texts_are_said_and_gone_on_from() -> None:
    """Nothing is asked where they stand above the reflection."""
    assert _ask(_near(SAFETY, "2"), "") == (Begin(), "[話せるところ]\n")


@pytest.mark.parametrize(
    ("typed", "move"), [("2", Close()), ("b", GoBack()), ("x", Leave()), ("\n3\n２", Close())]
)
def test_a_text_that_stands_instead_offers_its_ways_out(typed: str, move: Move) -> None:
    """Close, or back to the answers; an empty line or another number is asked again."""
    heard, said = _ask(_instead(), f"{typed}\n")
    assert heard == move
    assert said.startswith("[いますぐ]\n")
    assert said.count("[いますぐ]") == 1


def test_a_text_that_stands_instead_is_said_again_where_that_is_wished() -> None:
    """As often as it is chosen."""
    move, said = _ask(_instead(), "1\n1\n2\n")
    assert move == Close()
    assert said.count("[いますぐ]") == 3


def test_a_text_that_stands_instead_is_not_said_twice_by_itself() -> None:
    """Asked again after something was done, only what can be done is said; after going back to
    the answers, all of it."""
    said = StringIO()
    front = _front("2\n2\nb\n2\n", said)
    for _ in range(2):
        front.ask(_instead())
    assert said.getvalue().count("[いますぐ]") == 1
    for _ in range(2):
        front.ask(_instead())
    assert said.getvalue().count("[いますぐ]") == 2


@pytest.mark.parametrize(("typed", "move"), [("1", Close()), ("2", SaveAs("")), ("\n1", Close())])
def test_saving_a_text_that_stands_instead_is_asked_once_more(typed: str, move: Move) -> None:
    """Not to write comes first; an empty line is asked again."""
    heard, said = _ask(ConfirmPage(("a.txt", "b.md")), f"{typed}\n")
    assert heard == move
    assert _SAY("end.save-anyway", files="a.txt, b.md").split("。")[0] in said.replace("\n", "")


# --- texts of any kind ----------------------------------------------------------------------


def test_invisible_letters_alone_are_no_text() -> None:
    """A line without a visible letter is asked again."""
    assert _ask(_WORDS, "\u200b\n夜\n")[0] == Give(Reply(text="夜"))


def test_lone_surrogates_become_a_sign() -> None:
    """Half a letter cannot reach a file."""
    assert _ask(_WORDS, "夜\ud800\n")[0] == Give(Reply(text="夜\ufffd"))


def test_a_text_may_be_as_long_as_the_limit() -> None:
    """Twenty thousand letters are taken whole."""
    assert _ask(_WORDS, "あ" * MAX_REPLY + "\n")[0] == Give(Reply(text="あ" * MAX_REPLY))


@pytest.mark.parametrize("page", [_FIRST, _CALM, _WORDS, _REVIEW])
def test_a_line_beyond_the_limit_is_asked_again(page: Page) -> None:
    """That nothing was taken is said, with what there is room for; the next line counts."""
    move, said = _ask(page, "あ" * (MAX_REPLY + 1) + "\n2\n")
    assert move == _ask(page, "2\n")[0]
    assert _SAY("plain.too-long", most="20,000") in said.replace("\n", "")
    assert "ああ" not in said


@pytest.mark.parametrize("beginning", [" " * MAX_REPLY, "x" + " " * MAX_REPLY])
def test_the_beginning_of_a_long_line_means_nothing(beginning: str) -> None:
    """Neither spaces that would be an empty line, nor a letter that would be a key."""
    assert _ask(_WORDS, f"{beginning} 夜\n朝\n")[0] == Give(Reply(text="朝"))


def test_a_line_without_an_end_costs_little() -> None:
    """Ten million letters are passed over in less than a second; then the input is at its end."""
    begin = time.process_time()
    assert _ask(_WORDS, "あ" * 10_000_000)[0] == Pause()
    assert time.process_time() - begin < 1


def test_an_empty_line_finishes_the_review() -> None:
    """Enter alone leads to the result."""
    assert _ask(_REVIEW, "\n")[0] == Finish()


@pytest.mark.parametrize("typed", ["4", "４"])
def test_a_number_opens_a_question_of_the_review(typed: str) -> None:
    """The number in the list opens its question again."""
    assert _ask(_REVIEW, f"{typed}\n")[0] == Open(("question", "when"))


def test_a_number_opens_a_word_of_the_review() -> None:
    """The words that were filled in are listed, too."""
    assert _ask(_REVIEW, "2\n")[0] == Open(("fill_in", "town"))


def test_a_number_beyond_the_review_is_asked_again() -> None:
    """There are only as many entries as are listed."""
    assert _ask(_REVIEW, "6\n0\ns\n\n")[0] == Finish()


# --- the end --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        ("1\n", Keep()),
        ("２\n1\n\n", SaveAs("memo-2026-11-23.txt")),
        ("2\n2\n今日.txt\n", SaveAs("今日.txt", with_answers=False)),
        ("2\n3\n1\n", Keep()),
        ("3\n", Close()),
        ("\n4\n0\n3\n", Close()),
    ],
)
def test_the_end_keeps_writes_or_closes(typed: str, move: Move) -> None:
    """1 keeps, 2 asks what a file is to hold and its name, 3 closes; all else is asked again."""
    assert _ask(_END, typed)[0] == move


def test_an_empty_line_does_nothing_at_the_end() -> None:
    """Nothing is kept, written or closed by it; what can be done is said again."""
    move, said = _ask(_END, "\n\n3\n")
    assert move == Close()
    assert said.count(_SAY("plain.not-understood")) == 2


def test_the_screen_is_cleared_where_that_is_chosen() -> None:
    """Where there is one; it is one of the options."""
    page = replace(_END, options=("keep", "write", "close", "clear"))
    move, said = _ask(page, "4\n")
    assert move == Close(clears=True)
    assert _SAY("end.clear") in said


def test_what_a_file_holds_is_said_before_it_has_a_name() -> None:
    """By kind, and how many answers to safety questions."""
    said = _ask(_END, "2\n3\n3\n")[1]
    for kind in (_SAY("save.answers", count=3), _SAY("save.safety", count=2)):
        assert kind in said


def test_what_came_of_it_is_said_before_the_end_is_asked_again() -> None:
    """The notice stands first."""
    said = _ask(replace(_END, notice="残しました。"), "3\n")[1]
    assert said.startswith("\n残しました。\n")


def test_without_options_the_end_asks_nothing() -> None:
    """Where nothing is kept."""
    assert _ask(replace(_END, options=()), "") == (Close(), "")
