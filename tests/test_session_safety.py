"""The walk where a safety rule looks at answers: pages before and after, sealing, the review."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from drawn_files import all_replies, questionnaires
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.session import (
    END,
    REVIEW,
    SAFETY,
    SAFETY_AT_RESULT,
    BeforePage,
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Move,
    News,
    Open,
    Page,
    PageId,
    Pause,
    QuestionPage,
    ReadAgain,
    ReviewPage,
    SafetyPage,
    Session,
    Skip,
    Stay,
    held_safety,
    is_sealed,
    page_ids,
    show_page,
    take_step,
    walk,
)

_TEXT = """
selfcheck: 1
id: near
title: 近さの点検
language: ja
fill_in:
  partner: {ask: 誰ですか。, default: あの人}
answers:
  often: {0: ない, 1: ときどき, 2: よくある}
questions:
  calm: {before: はじめに。, ask: 静かですか。, answers: often}
  afraid: {before: ｛partner｝とのことをうかがいます。, ask: こわいですか。, answers: often}
  hurt: {ask: 痛い思いをしましたか。, answers: often, ask_if: {afraid: [1, 2]}}
  often: {ask: 月に何度ですか。, answers: often, ask_if: {afraid: 1}}
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いま, says: そのまま。}
safety:
  talk: {when: {afraid: 2}, title: 話せるところ, says: ｛partner｝のことを話せます。}
  now: {when: {hurt: 2}, title: いますぐ, says: 安全を。, instead: true}
"""


def _load(text: str = _TEXT) -> Questionnaire:
    loaded = read_questionnaire("near.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_NEAR = _load()
_NAMED = {"partner": "彼"}
_CALM: PageId = ("question", "calm")
_AFRAID: PageId = ("question", "afraid")
_HURT: PageId = ("question", "hurt")
_WORDS: PageId = ("question", "words")
_BEFORE: PageId = ("before", "afraid")


def _after(session: Session, *moves: Move) -> Session:
    for move in moves:
        session = take_step(_NEAR, session, move)
    return session


def _question(session: Session) -> QuestionPage:
    page = show_page(_NEAR, session)
    assert isinstance(page, QuestionPage)
    return page


def _safety(session: Session) -> SafetyPage:
    page = show_page(_NEAR, session)
    assert isinstance(page, SafetyPage)
    return page


def _at_words(afraid: str, hurt: str = "0") -> Session:
    """Before the last question, after answers to the safety questions."""
    answers = {"calm": Reply(("0",)), "afraid": Reply((afraid,))}
    if afraid != "0":
        answers["hurt"] = Reply((hurt,))
    return Session(_WORDS, _NAMED, answers)


# --- the page before a safety question ---------------------------------------------------------


def test_a_text_before_a_safety_question_has_a_page_of_its_own() -> None:
    """It stands ahead of the question, and so do none of the other questions' texts."""
    assert page_ids(_NEAR, {}) == [("fill_in", "partner"), _CALM, _BEFORE, _AFRAID, _WORDS, REVIEW]


def test_the_page_before_says_its_text_filled_in_and_where_one_stands() -> None:
    """The word that was given stands in it; it counts as the question does."""
    page = show_page(_NEAR, Session(_BEFORE, _NAMED))
    assert isinstance(page, BeforePage)
    assert (page.question.before, page.number, page.of) == ("彼とのことをうかがいます。", 2, 5)


def test_the_text_is_not_said_again_at_the_question() -> None:
    """What was a page of its own does not stand above the question; any other text does."""
    assert _question(Session(_AFRAID)).question.before == ""
    assert _question(Session(_CALM)).question.before == "はじめに。"


def test_going_on_from_the_page_before_leads_to_the_question() -> None:
    """Begin is all that is needed there."""
    assert _after(Session(_BEFORE), Begin()).at == _AFRAID


def test_skipping_on_the_page_before_skips_the_question() -> None:
    """The next question comes, and an answer that was there goes."""
    session = _after(replace(_at_words("2"), at=_BEFORE), Skip())
    assert (session.at, session.answers) == (_WORDS, {"calm": Reply(("0",))})


def test_going_back_from_the_question_leads_to_the_page_before() -> None:
    """And from there to the question that came first."""
    assert _after(Session(_AFRAID), GoBack()).at == _BEFORE
    assert _after(Session(_AFRAID), GoBack(), GoBack()).at == _CALM


@pytest.mark.parametrize(
    "move", [Give(Reply(("2",))), Give(Reply(text="文章")), Finish(), Open(_CALM), Close()]
)
def test_nothing_is_answered_on_the_page_before(move: Move) -> None:
    """It has no answers, so no reply counts there."""
    assert _after(Session(_BEFORE), move) == Session(_BEFORE)


def test_what_was_dropped_is_told_on_the_page_before() -> None:
    """The next page is where it is read."""
    page = show_page(_NEAR, Session(_BEFORE), News(dropped=2))
    assert isinstance(page, BeforePage)
    assert page.news == News(dropped=2)


def test_a_question_that_a_rule_looks_at_says_so() -> None:
    """A front end lets numbers only point there; at no other question."""
    session = _at_words("1")
    pages = [_question(replace(session, at=at)) for at in (_CALM, _AFRAID, _HURT, _WORDS)]
    assert [page.is_safety for page in pages] == [False, True, True, False]


# --- the pages after the last question ---------------------------------------------------------


def test_the_safety_texts_come_directly_after_the_last_question() -> None:
    """Those that hold, with the word that was given, and then the review."""
    session = _after(_at_words("2"), Give(Reply(text="夜")))
    assert session.at == SAFETY
    assert [rule.says for rule in _safety(session).rules] == ["彼のことを話せます。"]
    assert _after(session, Begin()).at == REVIEW


def test_all_texts_that_hold_are_shown_in_the_order_of_the_file() -> None:
    """None stands in the way of another."""
    page = _safety(_after(_at_words("2", "2"), Skip()))
    assert [rule.id for rule in page.rules] == ["talk", "now"]


@pytest.mark.parametrize("afraid", ["0", "1"])
def test_where_no_rule_holds_the_review_comes(afraid: str) -> None:
    """There is no empty page."""
    assert _after(_at_words(afraid), Skip()).at == REVIEW


def test_a_skipped_safety_question_brings_no_text() -> None:
    """What is not known meets nothing; no text says that all is well either."""
    session = _after(Session(_WORDS, _NAMED, {"calm": Reply(("0",))}), Skip())
    assert session.at == REVIEW


def test_going_back_from_the_safety_texts_leads_to_the_answers() -> None:
    """The last question is there again, with its reply."""
    session = _after(_at_words("2"), Give(Reply(text="夜")), GoBack())
    assert (session.at, _question(session).reply) == (_WORDS, Reply(text="夜"))


def test_going_back_from_a_text_that_has_come_to_hold_leads_to_the_answers_too() -> None:
    """Whoever opened a question in the review is in the middle of nothing any more."""
    session = _after(
        _at_words("1"), Give(Reply(text="夜")), Open(_AFRAID), Give(Reply(("2",))), GoBack()
    )
    assert (session.at, session.reopened) == (_WORDS, None)


def test_going_back_from_the_review_passes_over_the_safety_texts() -> None:
    """They were read, and there is nothing to change on them."""
    assert _after(_at_words("2"), Give(Reply(text="夜")), Begin(), GoBack()).at == _WORDS


def test_the_safety_texts_that_were_read_do_not_come_again_before_the_result() -> None:
    """From the review straight to the result."""
    assert _after(_at_words("2"), Give(Reply(text="夜")), Begin(), Finish()).at == END


def test_a_text_that_holds_since_an_answer_was_changed_comes_before_the_review() -> None:
    """The result never stands before a safety text that was not read."""
    session = _after(_at_words("1"), Give(Reply(text="夜")), Open(_AFRAID), Give(Reply(("2",))))
    assert session.at == SAFETY
    assert _after(session, Begin()).at == REVIEW


def test_a_text_that_does_not_hold_any_more_is_not_shown_again() -> None:
    """Whoever takes the answer back is led to the review."""
    session = _after(
        _at_words("2"), Give(Reply(text="夜")), Begin(), Open(_AFRAID), Give(Reply(("0",)))
    )
    assert session.at == REVIEW


def test_safety_texts_are_looked_for_again_at_the_end_of_the_review() -> None:
    """A session that stands at the review without having read them reads them first."""
    session = replace(_at_words("2"), at=REVIEW)
    assert _after(session, Finish()).at == SAFETY
    assert _after(session, Finish(), Begin(), Finish()).at == END


# --- a text that stands instead ----------------------------------------------------------------


def _sealed() -> Session:
    return _after(_at_words("1", "2"), Give(Reply(text="夜")))


def test_a_text_that_stands_instead_seals_the_session() -> None:
    """From its first page on nothing is kept, also after going back."""
    assert _sealed().sealed
    assert _safety(_sealed()).is_instead
    assert _after(_sealed(), GoBack(), Open(_HURT), Give(Reply(("0",)))).sealed


def test_a_session_stays_sealed_where_another_text_is_read_later() -> None:
    """Also one that stands above the reflection only."""
    changes = (Open(_HURT), Give(Reply(("0",))), Open(_AFRAID), Give(Reply(("2",))))
    session = _after(_sealed(), GoBack(), *changes)
    assert (session.at, session.sealed) == (SAFETY, True)
    assert not _safety(session).is_instead


def test_any_other_text_seals_nothing() -> None:
    """A text above the reflection leaves the draft as it is."""
    session = _after(_at_words("2"), Give(Reply(text="夜")))
    assert not session.sealed
    assert not _safety(session).is_instead


def test_pages_of_a_sealed_session_say_so() -> None:
    """A front end names the key that leaves there, wherever one goes."""
    review = _after(_sealed(), GoBack())
    pages = [show_page(_NEAR, session) for session in (_sealed(), review)]
    for place in (*page_ids(_NEAR, review.answers)[:-2], _BEFORE):
        pages.append(show_page(_NEAR, replace(review, at=place)))
    assert all(is_sealed(page) for page in pages)
    assert not is_sealed(_question(_at_words("2")))


def test_going_back_from_a_text_that_stands_instead_leads_to_the_review() -> None:
    """All answers can be seen, and changed, from there."""
    assert _after(_sealed(), GoBack()).at == REVIEW


@pytest.mark.parametrize(
    "move", [Begin(), Stay(), ReadAgain(), Finish(), Skip(), Give(Reply(text="x"))]
)
def test_only_back_opens_the_review_from_a_text_that_stands_instead(move: Move) -> None:
    """Nobody is led on to a review that she did not ask for."""
    assert _after(_sealed(), move) == _sealed()


def test_closing_a_text_that_stands_instead_is_the_end() -> None:
    """There is no result to go on to."""
    assert _after(_sealed(), Close()).at == END


def test_the_result_never_stands_before_a_text_that_stands_instead() -> None:
    """Finishing the review leads back to that text, though it was read."""
    assert _after(_sealed(), GoBack(), Finish()).at == SAFETY


def test_where_it_no_longer_stands_instead_the_result_comes() -> None:
    """Whoever takes the answer back sees the reflection; the session stays sealed."""
    session = _after(_sealed(), GoBack(), Open(_HURT), Give(Reply(("1",))), Finish())
    assert (session.at, session.sealed) == (END, True)


def _play(session: Session, *moves: Move) -> tuple[str, list[Session], list[Page]]:
    """How a walk ends, the sessions it told of, and its pages."""
    told: list[Session] = []
    shown: list[Page] = []
    playing = iter(moves)

    def ask(page: Page) -> Move:
        shown.append(page)
        return next(playing)

    _, ending = walk(_NEAR, session, ask, told.append)
    return ending, told, shown


def test_sealing_is_told_before_the_first_page_of_the_text() -> None:
    """Whoever keeps drafts can remove them before anything is drawn."""
    told: list[Session] = []

    def ask(page: Page) -> Move:
        if isinstance(page, SafetyPage):
            assert told[-1].sealed
            return Close()
        return Give(Reply(text="夜"))

    assert walk(_NEAR, _at_words("1", "2"), ask, told.append)[1] == "finished"


def test_pausing_a_sealed_session_is_leaving() -> None:
    """Nothing is kept, so there is nothing to come back to."""
    assert _play(_sealed(), GoBack(), Pause())[0] == "left"
    assert _play(_at_words("2"), Pause())[0] == "paused"


# --- rules that look at a score ----------------------------------------------------------------


_SCORED = _load(
    _TEXT.replace(
        "questions:",
        """themes:
  weight: {name: 重さ, score: sum, rubric: {low: {name: 低}, high: {from: 2, name: 高}}}
questions:
  heavy: {ask: 重いですか。, answers: often, theme: weight}""",
        1,
    )
    + """  high: {when: {weight: high}, title: 重いとき, says: 文章。}
  most: {when: {all: [{weight: high}, {skipped: words}]}, title: 休んで, says: 文。, instead: true}
"""
)


def _scored(*moves: Move, heavy: str = "2", afraid: str = "0", words: str = "") -> Session:
    """After these moves from the review."""
    answers = {"heavy": Reply((heavy,)), "calm": Reply(("0",)), "afraid": Reply((afraid,))}
    answers |= {"words": Reply(text=words)} if words else {}
    session = Session(REVIEW, _NAMED, answers, read=("talk",) if afraid == "2" else ())
    for move in moves:
        session = take_step(_SCORED, session, move)
    return session


def test_a_rule_that_looks_at_a_score_holds_only_at_the_result() -> None:
    """Neither after the last question nor before the review is finished."""
    answers = _scored().answers
    assert page_ids(_SCORED, answers)[-1] == REVIEW
    assert SAFETY not in page_ids(_SCORED, answers)
    assert _scored().sealed is False


def test_a_text_that_a_score_puts_above_the_result_has_no_page_of_its_own() -> None:
    """It stands above the letter."""
    session = _scored(Finish(), words="夜")
    assert (session.at, session.sealed, session.read) == (END, False, ())


def test_a_text_that_a_score_puts_in_place_of_the_result_seals() -> None:
    """Once the review is finished, with every text that holds, in the order of the file."""
    session = _scored(Finish(), afraid="2")
    assert (session.at, session.sealed) == (SAFETY_AT_RESULT, True)
    page = show_page(_SCORED, session)
    assert isinstance(page, SafetyPage)
    assert page.is_instead
    assert [rule.id for rule in page.rules] == ["talk", "high", "most"]


def test_from_a_text_in_place_of_the_result_the_ways_lead_to_the_review_or_the_end() -> None:
    """Back to the answers, or closing; nothing else leads on."""
    assert _scored(Finish(), GoBack()).at == REVIEW
    assert _scored(Finish(), Close()).at == END
    assert _scored(Finish(), Begin()).at == SAFETY_AT_RESULT


def test_an_answer_changed_behind_a_sealing_text_brings_the_result() -> None:
    """The session stays sealed, for what was written once may have been copied."""
    session = _scored(Finish(), GoBack(), Open(("question", "heavy")), Give(Reply(("0",))))
    session = take_step(_SCORED, session, Finish())
    assert (session.at, session.sealed) == (END, True)


def test_where_a_text_stands_instead_those_of_scores_are_told_with_it() -> None:
    """Nothing follows that page, so all that holds is there."""
    answers = {**_scored().answers, "afraid": Reply(("1",)), "hurt": Reply(("2",))}
    page = show_page(_SCORED, Session(SAFETY, _NAMED, answers))
    assert isinstance(page, SafetyPage)
    assert [rule.id for rule in page.rules] == ["now", "high", "most"]


# --- the review --------------------------------------------------------------------------------


def test_the_review_hides_the_answers_to_safety_questions() -> None:
    """That they were answered is all that is to be read there."""
    page = show_page(_NEAR, replace(_at_words("2"), at=REVIEW))
    assert isinstance(page, ReviewPage)
    hidden = {entry.page_id[1]: entry.is_hidden for entry in page.entries}
    assert [id for id, is_so in hidden.items() if is_so] == ["afraid", "hurt"]
    assert set(hidden) == {"partner", "calm", "afraid", "hurt", "words"}


def test_news_are_not_lost_over_the_safety_texts() -> None:
    """What a change dropped is told on the next page that has room for it, once."""
    session = replace(_at_words("1"), at=REVIEW)
    gone = {**session.answers, "often": Reply(("0",))}
    moves = (Open(_AFRAID), Give(Reply(("2",))), Begin(), Open(_CALM), Pause())
    _, _, shown = _play(replace(session, answers=gone), *moves)
    news = [page.news for page in shown if isinstance(page, ReviewPage | QuestionPage)]
    assert [told.dropped for told in news] == [0, 0, 1, 0]


# --- laws --------------------------------------------------------------------------------------


_STEPS = st.one_of(
    st.sampled_from([Skip(), GoBack(), GoBack("途中"), Begin(), Finish(), Close(), Pause("途中")]),
    st.sampled_from([f"q{n}" for n in range(5)]).map(lambda id: Open(("question", id))),
    st.integers(0, 9),
)


def _make_move(questionnaire: Questionnaire, at: PageId, step: Move | int) -> Move:
    """A reply that fits the page, where a number was drawn."""
    if not isinstance(step, int):
        return step
    if at[0] != "question":
        return Give(Reply(text="彼"))
    replies = all_replies(questionnaire.questions[at[1]])
    return Give(replies[step % len(replies)])


def _sessions(
    questionnaire: Questionnaire, steps: Iterable[Move | int]
) -> Iterable[tuple[Session, Move, Session]]:
    """Each session of a walk with the move that was made there, and what came of it."""
    session = Session(page_ids(questionnaire, {})[0])
    for step in steps:
        if session.at == END:
            return
        move = _make_move(questionnaire, session.at, step)
        after = take_step(questionnaire, session, move)
        yield session, move, after
        session = after


@given(questionnaires(safety=True), st.lists(_STEPS, max_size=40))
def test_nothing_is_answered_that_was_not_given(
    questionnaire: Questionnaire, steps: list[Move | int]
) -> None:
    """Every answer of a session is the last one that was given on its own page, and the text beside
    it the last that was given there or on the page behind."""
    marks: dict[str, object] = {}
    texts: dict[str, str] = {}
    for before, move, after in _sessions(questionnaire, steps):
        kind, id = before.at
        if isinstance(move, Give) and kind == "question":
            marks[id] = move.reply.marks
            texts[id] = move.reply.text or texts.get(id, "")
        elif isinstance(move, Give | Skip) and kind == "text":
            texts[id] = move.reply.text if isinstance(move, Give) else ""
        for id, reply in after.answers.items():
            assert reply.marks == marks[id]
            assert reply.text in ("", texts[id])
        if not isinstance(move, Give | Skip):
            assert after.answers == before.answers


@given(questionnaires(safety=True), st.lists(_STEPS, max_size=40))
def test_no_way_leads_past_a_safety_text(
    questionnaire: Questionnaire, steps: list[Move | int]
) -> None:
    """The end comes only after every text that holds has been shown; where one of them stands
    instead, only from its own page. Once sealed, always sealed."""
    shown: set[str] = set()
    for before, _, after in _sessions(questionnaire, steps):
        outcome = reflect(questionnaire, after.answers)
        held = {rule.id for rule in held_safety(questionnaire, after.answers)}
        if after.at == END:
            assert held <= set(before.read)
            assert before.at[0] == "safety" or not outcome.is_replaced
        if after.at[0] == "safety":
            page = show_page(questionnaire, after)
            assert isinstance(page, SafetyPage)
            told = {rule.id for rule in page.rules}
            assert told == ({rule.id for rule in outcome.safety} if page.is_instead else held)
            assert page.is_instead == after.sealed or before.sealed
            shown |= told
        assert set(after.read) <= shown
        assert after.sealed or not before.sealed
