"""The walk through a self-check, without a terminal."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import NO_REPLY, Answers, Questionnaire, Reply
from selfcheck.session import (
    END,
    REVIEW,
    START,
    Begin,
    Close,
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
    PageId,
    Pause,
    QuestionPage,
    ReadAgain,
    ReviewPage,
    SaveAs,
    Session,
    Skip,
    Stay,
    find_news,
    page_ids,
    passed_pages,
    resume_at,
    show_page,
    take_step,
    walk,
)

_TEXT = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
fill_in:
  partner: {ask: 誰ですか。, default: あの人, suggestions: [彼]}
  town: {ask: どの町ですか。}
answers:
  often: {0: いいえ, 1: 少し, 2: はい}
questions:
  calm: {ask: ｛partner｝と静かですか。, answers: often}
  lonely: {ask: さびしいですか。, answers: {yes: はい, no: いいえ}}
  when:
    ask: いつですか。
    answers: {morning: 朝, night: 夜, never: {label: ない, alone: true}}
    choose: several
    ask_if: {lonely: yes}
  deep: {ask: 深いですか。, answers: often, ask_if: {when: night}}
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いま, says: そのまま。}
"""


def _load(text: str = _TEXT) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_SMALL = _load()
_WITHOUT_FILL_IN = replace(
    _SMALL,
    fill_in={},
    questions={**_SMALL.questions, "calm": replace(_SMALL.questions["calm"], ask="静かですか。")},
)
_BEGIN = Session(("fill_in", "partner"))
_NAMED = {"partner": "彼", "town": "海辺"}
_LONELY: Answers = {
    "calm": Reply(("2",)),
    "lonely": Reply(("yes",)),
    "when": Reply(("night",)),
    "deep": Reply(("1",)),
    "words": Reply(text="夜"),
}


def _after(session: Session, *moves: Move) -> Session:
    for move in moves:
        session = take_step(_SMALL, session, move)
    return session


def _at_review() -> Session:
    return Session(REVIEW, _NAMED, _LONELY)


def _question(session: Session) -> QuestionPage:
    page = show_page(_SMALL, session)
    assert isinstance(page, QuestionPage)
    return page


# --- on the way -----------------------------------------------------------------------------


def test_the_way_leads_from_the_fill_ins_over_the_questions_to_the_review() -> None:
    """Pages stand in the order of the file, with only those questions that apply."""
    assert page_ids(_SMALL, {}) == [
        ("fill_in", "partner"),
        ("fill_in", "town"),
        ("question", "calm"),
        ("question", "lonely"),
        ("question", "words"),
        REVIEW,
    ]


def test_a_reply_to_a_fill_in_stands_in_the_questions() -> None:
    """What was given for {partner} is read in every question."""
    session = _after(_BEGIN, Give(Reply(text="夫")), Give(Reply(text="海辺")))
    assert _question(session).question.ask == "夫と静かですか。"


def test_a_fill_in_that_is_skipped_takes_its_default() -> None:
    """Skipping a fill_in is taking the default of the file."""
    assert _after(_BEGIN, Skip()).fill_in == {"partner": "あの人"}


def test_a_fill_in_without_a_default_cannot_be_skipped() -> None:
    """Where the file has no word to take, the page stays."""
    session = _after(_BEGIN, Skip())
    assert _after(session, Skip()) == session


def test_a_reply_that_looks_like_a_placeholder_stays_text() -> None:
    """A reply {town} is not filled in again."""
    session = _after(_BEGIN, Give(Reply(text="{town}")), Give(Reply(text="海辺")))
    assert _question(session).question.ask == "{town}と静かですか。"


def test_an_answer_leads_to_the_next_question() -> None:
    """A given answer is kept, and the next question that applies comes."""
    session = _after(Session(("question", "calm")), Give(Reply(("2",))))
    assert (session.at, session.answers) == (("question", "lonely"), {"calm": Reply(("2",))})


def test_a_skipped_question_has_no_answer() -> None:
    """Skipping leaves nothing, also where an answer was."""
    session = replace(_at_review(), at=("question", "calm"))
    assert "calm" not in _after(session, Skip()).answers


def test_an_answer_opens_the_questions_that_now_apply() -> None:
    """A question with ask_if is asked as soon as its condition holds."""
    session = _after(Session(("question", "lonely")), Give(Reply(("yes",))))
    assert session.at == ("question", "when")


def test_a_question_that_does_not_apply_is_passed_over() -> None:
    """Where the condition of ask_if does not hold, the next question comes."""
    session = _after(Session(("question", "lonely")), Give(Reply(("no",))))
    assert session.at == ("question", "words")


def test_a_skipped_question_meets_no_condition() -> None:
    """Skipping the question that ask_if names leaves its question out."""
    assert _after(Session(("question", "lonely")), Skip()).at == ("question", "words")


def test_the_last_question_leads_to_the_review() -> None:
    """After the last question stands the review."""
    assert _after(Session(("question", "words")), Give(Reply(text="ひとこと"))).at == REVIEW


def test_progress_counts_only_the_questions_that_apply() -> None:
    """`number` and `of` leave out the questions that are not asked now."""
    pages = [
        _question(Session(("question", "words"), answers=answers)) for answers in ({}, _LONELY)
    ]
    assert [(page.number, page.of) for page in pages] == [(3, 3), (5, 5)]


def test_progress_counts_every_question_that_may_still_be_asked() -> None:
    """From the first question on, the total is that of the longest way, and only shrinks."""
    shown = []
    session = Session(("question", "calm"))
    for reply in (*(Reply((one,)) for one in ("2", "yes", "morning")), Reply(text="夜")):
        shown.append((_question(session).number, _question(session).of))
        session = _after(session, Give(reply))
    assert shown == [(1, 5), (2, 5), (3, 5), (4, 4)]


def test_the_page_says_which_answers_stand_alone() -> None:
    """A front end learns which values can only be marked by themselves."""
    session = Session(("question", "when"), answers={"lonely": Reply(("yes",))})
    assert _question(session).alone == {"never"}


# --- back -----------------------------------------------------------------------------------


def test_going_back_shows_the_earlier_answer() -> None:
    """The page before comes with the answer that was given there."""
    session = _after(Session(("question", "calm"), _NAMED), Give(Reply(("2",))), GoBack())
    assert (session.at, _question(session).reply) == (("question", "calm"), Reply(("2",)))


def test_going_back_leads_from_the_first_question_to_the_fill_ins() -> None:
    """Before the questions stand the fill_ins, with what was given."""
    page = show_page(_SMALL, _after(Session(("question", "calm"), _NAMED), GoBack()))
    assert isinstance(page, FillInPage)
    assert (page.fill_in.id, page.reply, page.can_go_back) == ("town", "海辺", True)


def test_before_the_first_page_there_is_none() -> None:
    """From the first page nobody can go back, and trying changes nothing."""
    page = show_page(_SMALL, _BEGIN)
    assert isinstance(page, FillInPage)
    assert (page.can_go_back, _after(_BEGIN, GoBack())) == (False, _BEGIN)


def test_before_the_first_question_of_a_file_without_fill_ins_there_is_none() -> None:
    """The first page is the first question then, and nobody can go back from it."""
    page = show_page(_WITHOUT_FILL_IN, Session(("question", "calm")))
    assert isinstance(page, QuestionPage)
    assert not page.can_go_back


def test_going_back_passes_over_questions_that_do_not_apply() -> None:
    """Backwards, too, only questions that apply are visited."""
    session = Session(("question", "words"), answers={"lonely": Reply(("no",))})
    assert _after(session, GoBack()).at == ("question", "lonely")


def test_going_back_from_the_review_leads_to_the_last_question() -> None:
    """From the review, back is the last question."""
    assert _after(_at_review(), GoBack()).at == ("question", "words")


def test_text_that_was_not_sent_is_kept_when_going_back() -> None:
    """What was typed and not confirmed stands there again on coming back."""
    session = _after(Session(("question", "words")), GoBack("まだ途中"), Give(Reply(("no",))))
    assert _question(session).unsent == "まだ途中"


def test_unsent_text_of_a_fill_in_is_kept_when_going_back() -> None:
    """A half-typed word is there again."""
    session = _after(Session(("fill_in", "town")), GoBack("海"), Skip())
    page = show_page(_SMALL, session)
    assert isinstance(page, FillInPage)
    assert page.reply == "海"


def test_unsent_text_stands_before_the_word_that_was_given() -> None:
    """Whoever came back to change a word, and went on without sending it, finds what she typed."""
    session = _after(Session(("fill_in", "town"), _NAMED), GoBack("海"), Skip())
    page = show_page(_SMALL, session)
    assert isinstance(page, FillInPage)
    assert (page.reply, session.fill_in["town"]) == ("海", "海辺")


def test_text_that_is_sent_is_no_longer_unsent() -> None:
    """Confirming replaces what was half typed."""
    session = Session(("question", "words"), unsent={"words": "まだ"})
    session = _after(session, Give(Reply(text="できた")))
    assert (session.unsent, session.answers) == ({}, {"words": Reply(text="できた")})


def test_pausing_keeps_unsent_text() -> None:
    """A pause changes nothing but for the text being typed."""
    session = Session(("question", "words"))
    assert _after(session, Pause("途中")) == replace(session, unsent={"words": "途中"})


def test_changing_an_answer_drops_the_answers_that_no_longer_apply() -> None:
    """Questions that hang on the changed answer lose theirs, and those that hang on these."""
    session = replace(_at_review(), at=("question", "lonely"))
    changed = _after(session, Give(Reply(("no",))))
    assert changed.answers == {
        "calm": Reply(("2",)),
        "lonely": Reply(("no",)),
        "words": Reply(text="夜"),
    }


def test_dropped_answers_are_counted_without_the_one_that_was_changed() -> None:
    """Changing an answer that others hang on drops those others."""
    session = replace(_at_review(), at=("question", "lonely"))
    assert find_news(session, _after(session, Give(Reply(("no",))))) == News(dropped=2)


def test_an_answer_that_is_skipped_is_told_apart_from_those_that_went_with_it() -> None:
    """That the answer itself was dropped is said, and how many others."""
    session = replace(_at_review(), at=("question", "lonely"))
    assert find_news(session, _after(session, Skip())) == News(dropped=2, is_cleared=True)


@pytest.mark.parametrize("before", [{"words": Reply(text="夜")}, {}])
def test_a_text_that_is_emptied_is_told(before: Answers) -> None:
    """Whether it had been sent or only typed: it is gone, and that is said."""
    session = Session(("question", "words"), answers=before, unsent={"words": "まだ"})
    after = _after(session, Skip())
    assert (after.answers, after.unsent) == ({}, {})
    assert find_news(session, after) == News(is_cleared=True)


@pytest.mark.parametrize(
    ("session", "move"),
    [
        (Session(("question", "words")), Skip()),
        (Session(("question", "words"), unsent={"words": "まだ"}), Give(Reply(text="できた"))),
        (Session(("question", "words"), unsent={"words": "まだ"}), GoBack("まだまだ")),
        (Session(("question", "words"), unsent={"words": "まだ"}), Pause("まだ")),
        (Session(("question", "calm"), answers={"calm": Reply(("2",))}), Give(Reply(("1",)))),
        (Session(("fill_in", "town"), unsent={"town": "海"}), Give(Reply(text="海辺"))),
        (Session(("fill_in", "town"), unsent={"town": "海"}), GoBack("海")),
    ],
)
def test_nothing_is_told_where_nothing_was_dropped(session: Session, move: Move) -> None:
    """What was sent, kept for later, or never there, is not said to be dropped."""
    assert find_news(session, _after(session, move)) == News()


def test_giving_the_same_answer_again_drops_nothing() -> None:
    """Confirming an answer once more leaves all others."""
    session = replace(_at_review(), at=("question", "lonely"))
    assert _after(session, Give(Reply(("yes",)))).answers == _LONELY


# --- the review -----------------------------------------------------------------------------


def _review(session: Session) -> ReviewPage:
    page = show_page(_SMALL, session)
    assert isinstance(page, ReviewPage)
    return page


def test_the_review_lists_every_word_and_every_question_that_applies() -> None:
    """The fill_ins, then answered and skipped questions, in order, with the replies."""
    page = _review(Session(REVIEW, _NAMED, {"lonely": Reply(("no",))}))
    assert [(entry.page_id, entry.reply) for entry in page.entries] == [
        (("fill_in", "partner"), Reply(text="彼")),
        (("fill_in", "town"), Reply(text="海辺")),
        (("question", "calm"), NO_REPLY),
        (("question", "lonely"), Reply(("no",))),
        (("question", "words"), NO_REPLY),
    ]


def test_the_review_shows_the_default_of_a_word_that_was_not_given() -> None:
    """What stands in the texts stands in the review; without a default nothing does."""
    entries = _review(Session(REVIEW)).entries
    assert [entry.reply for entry in entries[:2]] == [Reply(text="あの人"), NO_REPLY]


def test_the_review_fills_in_the_replies() -> None:
    """The questions of the review stand as they were asked."""
    assert _review(_at_review()).entries[2].ask == "彼と静かですか。"


def test_an_opened_question_leads_back_to_the_review() -> None:
    """After a changed answer that opens nothing, the review comes again."""
    session = _after(_at_review(), Open(("question", "calm")), Give(Reply(("0",))))
    assert (session.at, session.answers["calm"]) == (REVIEW, Reply(("0",)))


def test_an_opened_word_leads_back_to_the_review() -> None:
    """A fill_in can be given anew, and stands in every question from then on."""
    session = _after(_at_review(), Open(("fill_in", "partner")), Give(Reply(text="夫")))
    assert (session.at, session.fill_in["partner"]) == (REVIEW, "夫")
    assert _review(session).entries[2].ask == "夫と静かですか。"


def test_going_back_from_an_opened_question_changes_nothing() -> None:
    """Back from a question opened in the review is the review."""
    assert _after(_at_review(), Open(("question", "lonely")), GoBack()) == _at_review()


def test_the_first_question_opened_again_leads_back_to_the_review() -> None:
    """Where nothing stands before it, back from a question opened in the review is the review."""
    session = Session(REVIEW, answers={"lonely": Reply(("no",))})
    opened = take_step(_WITHOUT_FILL_IN, session, Open(("question", "calm")))
    page = show_page(_WITHOUT_FILL_IN, opened)
    assert isinstance(page, QuestionPage)
    assert page.can_go_back
    assert take_step(_WITHOUT_FILL_IN, opened, GoBack()) == session


def test_back_at_the_first_of_several_opened_questions_asks_it_once() -> None:
    """The page stays, and after it come the waiting ones alone."""
    words: PageId = ("question", "words")
    session = Session(("question", "calm"), answers={"lonely": Reply(("no",))}, reopened=(words,))
    session = take_step(_WITHOUT_FILL_IN, session, GoBack())
    assert session.at == ("question", "calm")
    session = take_step(_WITHOUT_FILL_IN, session, Give(Reply(("1",))))
    assert (session.at, session.reopened) == (words, ())


def test_questions_that_open_are_asked_before_the_review() -> None:
    """A change that opens questions leads through them, one after the other."""
    start = Session(
        REVIEW, _NAMED, {"calm": Reply(("2",)), "lonely": Reply(("no",)), "words": Reply(text="夜")}
    )
    seen = [start.at]
    session = _after(start, Open(("question", "lonely")))
    for reply in (("yes",), ("night",), ("2",)):
        seen.append(session.at)
        session = _after(session, Give(Reply(reply)))
    assert [id for _, id in seen] == ["", "lonely", "when", "deep"]
    assert session.at == REVIEW


def test_back_from_an_opened_question_visits_the_waiting_ones_again() -> None:
    """Going back among questions that have just opened loses none of them."""
    words: PageId = ("question", "words")
    waiting = Session(("question", "when"), _NAMED, {"lonely": Reply(("yes",))}, reopened=(words,))
    back = _after(waiting, GoBack())
    assert back.at == ("question", "lonely")
    again = _after(back, Give(Reply(("yes",))))
    assert (again.at, again.reopened) == (("question", "when"), (words,))


def test_a_question_that_closes_again_is_no_longer_waiting() -> None:
    """What a later change closes is not asked on the way to the review."""
    session = Session(
        ("question", "when"),
        _NAMED,
        {"lonely": Reply(("yes",))},
        reopened=(("question", "deep"), ("question", "words")),
    )
    assert _after(session, Give(Reply(("morning",)))).at == ("question", "words")


@pytest.mark.parametrize("place", [("question", "when"), ("fill_in", "gone"), REVIEW, END])
def test_the_review_opens_no_page_that_is_not_asked(place: PageId) -> None:
    """Opening what does not apply changes nothing."""
    session = Session(REVIEW, _NAMED, {"lonely": Reply(("no",))})
    assert _after(session, Open(place)) == session


@pytest.mark.parametrize(
    "move",
    [Give(Reply(text="x")), Skip(), Begin(), Keep(), Close(), Stay(), ReadAgain(), SaveAs("a.txt")],
)
def test_a_move_that_means_nothing_on_the_review_changes_nothing(move: Move) -> None:
    """The review knows opening, going back, finishing and pausing only."""
    assert _after(_at_review(), move) == _at_review()


@pytest.mark.parametrize("move", [Finish(), Open(("question", "calm")), Begin(), Leave()])
def test_a_move_that_means_nothing_at_a_question_changes_nothing(move: Move) -> None:
    """The result comes from the review only."""
    session = Session(("question", "calm"))
    assert _after(session, move) == session


# --- the whole walk -------------------------------------------------------------------------


class _Script:
    """A front end that plays moves and remembers pages."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.moves = iter(moves)
        self.pages: list[Page] = []

    def ask(self, page: Page) -> Move:
        self.pages.append(page)
        return next(self.moves)


_WHOLE: tuple[Move, ...] = (
    *(
        Give(Reply(text="彼")),
        Give(Reply(text="海辺")),
        Give(Reply(("2",))),
        Give(Reply(("yes",))),
        Give(Reply(("night",))),
        Give(Reply(("1",))),
    ),
    *(Give(Reply(text="夜")), Finish()),
)


def test_a_walk_ends_with_the_review() -> None:
    """From the first fill_in to the end of the review everything given is there."""
    session, ending = walk(_SMALL, _BEGIN, _Script(_WHOLE).ask, lambda _: None)
    assert ending == "finished"
    assert (session.at, session.fill_in, session.answers) == (END, _NAMED, _LONELY)


def test_every_confirmed_answer_is_handed_over_at_once() -> None:
    """After each move that changes something the new session is told."""
    told: list[Session] = []
    walk(_SMALL, _BEGIN, _Script(_WHOLE).ask, told.append)
    assert [len(session.answers) for session in told] == [0, 0, 1, 2, 3, 4, 5, 5]


def test_a_pause_hands_over_the_unsent_text() -> None:
    """The draft of a pause holds what was being typed."""
    told: list[Session] = []
    start = Session(("question", "words"))
    session, ending = walk(_SMALL, start, _Script([Pause("途中")]).ask, told.append)
    assert (ending, told, session.unsent) == ("paused", [session], {"words": "途中"})


def test_leaving_hands_nothing_over() -> None:
    """Leaving at once writes nothing any more."""
    told: list[Session] = []
    _, ending = walk(_SMALL, _BEGIN, _Script([Leave()]).ask, told.append)
    assert (ending, told) == ("left", [])


def test_the_page_after_a_change_says_how_many_answers_went() -> None:
    """Dropped answers are told once, on the very next page."""
    script = _Script(
        [Open(("question", "lonely")), Give(Reply(("no",))), Open(("question", "calm")), Pause()]
    )
    walk(_SMALL, _at_review(), script.ask, lambda _: None)
    news = [page.news for page in script.pages if isinstance(page, ReviewPage | QuestionPage)]
    assert [told.dropped for told in news] == [0, 0, 2, 0]


_MOVES = st.one_of(
    st.sampled_from([Skip(), GoBack(), GoBack("途中"), Finish(), Begin()]),
    st.sampled_from(["calm", "lonely", "when", "deep", "words"]).map(
        lambda id: Open(("question", id))
    ),
    st.sampled_from(["partner", "town"]).map(lambda id: Open(("fill_in", id))),
    st.integers(0, 2),
)


def _give_on(session: Session, choice: int) -> Move:
    """A reply that fits the page."""
    if session.at[0] == "fill_in":
        return Give(Reply(text="彼"))
    if session.at[0] != "question":
        return Skip()
    question = _SMALL.questions[session.at[1]]
    values = [answer.value for answer in question.answers]
    return Give(Reply((values[choice % len(values)],))) if values else Give(Reply(text="夜"))


@given(st.lists(_MOVES, max_size=40))
def test_wherever_one_goes_the_place_applies_and_so_do_the_answers(moves: list[Move | int]) -> None:
    """No row of moves leads to a page or keeps an answer that does not apply."""
    session = _BEGIN
    for move in moves:
        if session.at == END:
            break
        step = _give_on(session, move) if isinstance(move, int) else move
        session = take_step(_SMALL, session, step)
        ways = page_ids(_SMALL, session.answers)
        assert session.at in (*ways, END)
        assert {("question", id) for id in session.answers} <= {*ways}
        assert {*(session.reopened or ())} <= {*ways}


# --- going on later -------------------------------------------------------------------------


@given(st.lists(_MOVES, max_size=30))
def test_a_walk_goes_on_where_it_was_left(moves: list[Move | int]) -> None:
    """Paused anywhere and resumed with the same file, the session stands where it stood."""
    session = _BEGIN
    for move in moves:
        step = _give_on(session, move) if isinstance(move, int) else move
        ahead = take_step(_SMALL, session, step)
        session = session if ahead.at == END else ahead
    resumed = resume_at(_SMALL, session, passed_pages(_SMALL, session))
    assert resumed.at == session.at
    assert resumed.answers == session.answers


def test_a_session_without_a_place_goes_on_at_the_first_open_page() -> None:
    """Where the place is gone, the first page that was not passed comes."""
    session = Session(("question", "gone"), _NAMED, {"calm": Reply(("2",))})
    resumed = resume_at(_SMALL, session, passed_pages(_SMALL, session))
    assert (resumed.at, resumed.reopened) == (("question", "lonely"), None)


def test_a_question_that_was_not_passed_comes_before_the_review() -> None:
    """A question that changed since, or is new, is asked first; then the review comes."""
    session = Session(REVIEW, _NAMED, {**_LONELY})
    passed = passed_pages(_SMALL, session) - {("question", "calm")}
    resumed = resume_at(_SMALL, session, passed)
    assert resumed.at == ("question", "calm")
    assert _after(resumed, Give(Reply(("0",)))).at == REVIEW


def test_a_fill_in_that_is_new_is_asked_first() -> None:
    """A word that the file asks for since then is asked before going on."""
    session = Session(
        ("question", "words"), {"town": "海辺"}, {"calm": Reply(("2",)), "lonely": Reply(("no",))}
    )
    resumed = resume_at(_SMALL, session, passed_pages(_SMALL, session) - {("fill_in", "partner")})
    assert resumed.at == ("fill_in", "partner")
    assert _after(resumed, Give(Reply(text="彼"))).at == ("question", "words")


def test_passed_is_what_was_answered_or_walked_past() -> None:
    """The page where she stands, and those after it, are not, unless they were answered before."""
    session = Session(("question", "lonely"), {"town": "海辺"}, {"words": Reply(text="夜")})
    assert passed_pages(_SMALL, session) == {
        ("fill_in", "partner"),
        ("fill_in", "town"),
        ("question", "calm"),
        ("question", "words"),
    }


def test_of_opened_questions_those_that_wait_are_not_passed() -> None:
    """All others are; the waiting ones are visited again, also where they were answered before."""
    session = Session(("question", "calm"), _NAMED, {}, reopened=(("question", "words"),))
    passed = passed_pages(_SMALL, session)
    assert passed == {("fill_in", "partner"), ("fill_in", "town"), ("question", "lonely"), REVIEW}
    answered = replace(session, answers={"calm": Reply(("1",)), "words": Reply(text="夜")})
    assert resume_at(_SMALL, answered, passed_pages(_SMALL, answered)) == answered


def test_a_session_that_passed_everything_goes_on_at_the_review() -> None:
    """Where no page is open and the place is gone, the review comes."""
    session = Session(START, _NAMED, _LONELY)
    assert resume_at(_SMALL, session, passed_pages(_SMALL, session)).at == REVIEW
