"""The walk where a text may be written beside an answer, and where parts begin."""

from dataclasses import replace
from pathlib import Path

import pytest

from selfcheck.keeping.draft_text import describe_draft, read_draft
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Part, Questionnaire, Reply
from selfcheck.session import (
    REVIEW,
    BeforePage,
    Give,
    GoBack,
    Move,
    News,
    Open,
    Page,
    PageId,
    Pause,
    QuestionPage,
    ReviewPage,
    Session,
    Skip,
    TextPage,
    find_news,
    page_ids,
    show_page,
    take_step,
    walk,
)

_TEXT = """
selfcheck: 1
id: beside
title: そえる点検
language: ja
fill_in:
  partner: {ask: 誰ですか。, default: あの人}
questions:
  first: {ask: 朝ですか。, answers: {yes: はい, no: いいえ}}
  how:
    part: {name: ｛partner｝と, says: ｛partner｝とのことです。}
    ask: どうしますか。
    answers: {wait: 待つ, other: {label: そのほか, write: word}}
    ask_if: {first: yes}
  which:
    ask: どれですか。
    choose: several
    answers: {a: 海, b: {label: ほか, write: lines}, none: {label: ない, alone: true}}
  last: {part: おわりに, ask: 夜ですか。, answers: {yes: はい, no: いいえ}}
  safe:
    before: 安全について。
    ask: こわいですか。
    answers: {no: いいえ, other: {label: 別のこと, write: word}}
    part: {name: 安全, says: 安全のことです。}
reflections:
  default: {title: いま, says: そのまま。}
safety:
  talk: {when: {safe: other}, title: 話せるところ, says: 話せます。}
"""


def _load() -> Questionnaire:
    loaded = read_questionnaire("beside.yaml", _TEXT.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_BESIDE = _load()
_NAMED = {"partner": "彼"}
_HOW: PageId = ("question", "how")
_HOW_TEXT: PageId = ("text", "how")
_WHICH: PageId = ("question", "which")
_OTHER = Reply(("other",))
_YES = {"first": Reply(("yes",))}
_AT_HOW = Session(_HOW, _NAMED, _YES)
_AT_TEXT = Session(_HOW_TEXT, _NAMED, {**_YES, "how": _OTHER})
_WRITTEN = replace(_AT_TEXT, answers={**_YES, "how": Reply(("other",), "海へ")})


def _after(session: Session, *moves: Move) -> Session:
    for move in moves:
        session = take_step(_BESIDE, session, move)
    return session


def _text_page(session: Session) -> TextPage:
    page = show_page(_BESIDE, session)
    assert isinstance(page, TextPage)
    return page


# --- a text beside an answer --------------------------------------------------------------------


def test_an_answer_that_asks_for_a_text_leads_to_a_page_for_it() -> None:
    """Behind the question, and behind no other answer."""
    assert _after(_AT_HOW, Give(_OTHER)).at == _HOW_TEXT
    assert _after(_AT_HOW, Give(Reply(("wait",)))).at == _WHICH


def test_the_page_for_a_text_names_the_answer_and_where_it_stands() -> None:
    """The question, the answer, its place, and what was written there."""
    page = _text_page(_WRITTEN)
    assert (page.question.ask, page.answer.label) == ("どうしますか。", "そのほか")
    assert (page.number, page.of, page.reply.text) == (2, 5, "海へ")
    assert page.part == Part("彼と")


def test_a_marked_answer_among_others_asks_for_its_text() -> None:
    """All marks stay as they are."""
    session = _after(Session(_WHICH, _NAMED, _YES), Give(Reply(("a", "b"))), Give(Reply(text="森")))
    assert session.answers["which"] == Reply(("a", "b"), "森")
    assert session.at == ("question", "last")


@pytest.mark.parametrize(
    "reply", [Reply(("other",), "海へ"), Reply(text="海へ"), Reply(("wait",), "海へ")]
)
def test_a_text_given_there_changes_no_answer(reply: Reply) -> None:
    """Whatever marks come with it."""
    assert _after(_AT_TEXT, Give(reply)).answers["how"] == Reply(("other",), "海へ")


def test_leaving_a_text_out_keeps_the_answer() -> None:
    """The next question comes."""
    session = _after(_AT_TEXT, Skip())
    assert (session.at, session.answers["how"]) == (_WHICH, _OTHER)


def test_the_answer_is_noted_before_its_text_is_asked_for() -> None:
    """What was confirmed is not lost where nothing is written any more."""
    noted: list[Session] = []
    moves: list[Move] = [Give(_OTHER), Pause()]
    walk(_BESIDE, _AT_HOW, lambda _: moves.pop(0), noted.append)
    assert noted == [_AT_TEXT]


def test_back_from_the_text_lead_the_answers_with_the_marks_still_there() -> None:
    """What was typed waits for the way forward."""
    session = _after(_AT_TEXT, GoBack("うみ"))
    page = show_page(_BESIDE, session)
    assert isinstance(page, QuestionPage)
    assert (session.at, page.reply) == (_HOW, _OTHER)
    assert _text_page(_after(session, Give(_OTHER))).unsent == "うみ"


def test_a_text_stays_with_its_answer() -> None:
    """Whoever confirms the same answer again finds it on the next page."""
    session = _after(_WRITTEN, GoBack(), Give(_OTHER))
    assert _text_page(session).reply == Reply(("other",), "海へ")


@pytest.mark.parametrize("move", [Give(Reply(("wait",))), Skip()])
def test_a_text_goes_with_its_answer(move: Move) -> None:
    """Nothing of it is left, and nothing half typed either."""
    session = _after(_WRITTEN, GoBack("うみ"), move, GoBack(), Give(_OTHER))
    assert (session.at, session.answers["how"], session.unsent) == (_HOW_TEXT, _OTHER, {})


def test_going_back_over_a_text_leads_to_it() -> None:
    """It is a page of the way like any other."""
    assert _after(replace(_WRITTEN, at=_WHICH), GoBack()).at == _HOW_TEXT
    assert _after(replace(_WRITTEN, at=_WHICH), GoBack(), GoBack()).at == _HOW


@pytest.mark.parametrize(
    ("session", "move", "is_told"),
    [
        (_WRITTEN, Skip(), True),
        (replace(_WRITTEN, at=_HOW), Give(Reply(("wait",))), True),
        (replace(_AT_TEXT, unsent={"how": "うみ"}), Skip(), True),
        (_AT_TEXT, Skip(), False),
        (_WRITTEN, Give(Reply(text="山へ")), False),
        (_WRITTEN, GoBack("うみ"), False),
    ],
)
def test_a_text_that_goes_is_told(session: Session, move: Move, is_told: bool) -> None:
    """Where none stood there, nothing is said; the answer is never said to be gone."""
    news = find_news(session, _after(session, move))
    assert news == News(is_text_cleared=is_told)


def test_a_skipped_answer_with_a_text_is_told_once() -> None:
    """That the answer went says all."""
    before = replace(_WRITTEN, at=_HOW)
    assert find_news(before, _after(before, Skip())) == News(is_cleared=True)


# --- the review -----------------------------------------------------------------------------------


_REVIEWED = replace(_WRITTEN, at=REVIEW)


def test_a_question_opened_again_asks_for_its_answers_and_then_its_text() -> None:
    """Then the review is back."""
    session = _after(_REVIEWED, Open(_HOW), Give(_OTHER))
    assert session.at == _HOW_TEXT
    assert _after(session, Give(Reply(text="山へ"))).at == REVIEW


def test_back_from_a_text_that_was_opened_again_leads_to_its_answers() -> None:
    """And from there to the review, or forward to the text."""
    session = _after(_REVIEWED, Open(_HOW), Give(_OTHER), GoBack())
    assert session.at == _HOW
    assert _after(session, GoBack()).at == REVIEW
    assert _after(session, Give(_OTHER)).at == _HOW_TEXT


def test_a_text_is_no_entry_of_its_own_in_the_review() -> None:
    """It stands with its answer, and is opened with it."""
    page = show_page(_BESIDE, _REVIEWED)
    assert isinstance(page, ReviewPage)
    kinds = [entry.page_id[0] for entry in page.entries]
    assert kinds == ["fill_in", *["question"] * 5]
    assert _after(_REVIEWED, Open(_HOW_TEXT)) == _REVIEWED


# --- drafts ---------------------------------------------------------------------------------------


def _again(tmp_path: Path, session: Session) -> Session:
    """What the next run finds of a session."""
    file = tmp_path / "draft.json"
    file.write_text(describe_draft(_BESIDE, session), encoding="utf-8")
    draft = read_draft(file, _BESIDE)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    "session",
    [
        _AT_TEXT,
        _WRITTEN,
        replace(_AT_TEXT, unsent={"how": "うみ"}),
        replace(_WRITTEN, reopened=()),
        replace(_WRITTEN, at=_WHICH),
    ],
)
def test_a_draft_goes_on_at_the_text_with_what_was_typed(tmp_path: Path, session: Session) -> None:
    """The answer, the text beside it, the text half typed, and the place."""
    draft = _again(tmp_path, session)
    assert replace(draft, reopened=session.reopened) == session


def test_no_draft_holds_a_text_beside_an_answer_about_safety() -> None:
    """Neither a text that was given nor one half typed, nor that one stood there."""
    answers = {**_YES, "safe": Reply(("other",), "ひみつ")}
    session = Session(("text", "safe"), _NAMED, answers, {"safe": "ひそか"})
    text = describe_draft(_BESIDE, session)
    bare = Session(("question", "safe"), _NAMED, _YES)
    assert text == describe_draft(_BESIDE, bare)


# --- parts ----------------------------------------------------------------------------------------


def _part(at: PageId, answers: dict[str, Reply]) -> Part | None:
    page: Page = show_page(_BESIDE, Session(at, _NAMED, answers))
    assert isinstance(page, QuestionPage | BeforePage)
    return page.part


def test_a_part_stands_above_its_questions_until_the_next() -> None:
    """Above those before the first part there is none."""
    assert _part(("question", "first"), {}) is None
    assert _part(_HOW, _YES) == Part("彼と", "彼とのことです。")
    assert _part(_WHICH, _YES) == Part("彼と")
    assert _part(("question", "last"), _YES) == Part("おわりに")


def test_a_part_whose_first_question_is_not_asked_begins_with_the_next() -> None:
    """What it says stands there."""
    assert _part(_WHICH, {}) == Part("彼と", "彼とのことです。")


def test_a_page_before_a_safety_question_has_what_its_part_says() -> None:
    """It is not said again at the question."""
    assert _part(("before", "safe"), {}) == Part("安全", "安全のことです。")
    assert _part(("question", "safe"), {}) == Part("安全")


def test_the_review_names_each_part_where_it_begins() -> None:
    """With the first of its questions that was asked."""
    page = show_page(_BESIDE, Session(REVIEW, _NAMED, {}))
    assert isinstance(page, ReviewPage)
    assert [entry.part for entry in page.entries] == ["", "", "彼と", "おわりに", "安全"]
    assert page_ids(_BESIDE, {})[2] == _WHICH
