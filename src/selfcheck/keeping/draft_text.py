"""What a draft holds, as text and read back.

A draft is read as far as its questions still say the same; whatever else stands there is left out.
Nothing that is answered to a question a safety rule looks at is ever in it, nor anything that would
tell such an answer; those questions are asked again.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from selfcheck.conditions import names_in
from selfcheck.frozen import replace
from selfcheck.questionnaire import NO_REPLY, Question, Questionnaire, Reply
from selfcheck.reflecting import safety_questions
from selfcheck.replies import fit_reply, marks_of, texts_beside
from selfcheck.scoring import asked_questions, keep_asked
from selfcheck.session import (
    REVIEW,
    START,
    PageId,
    Session,
    page_ids,
    passed_pages,
    resume_at,
)

_MAX_DRAFT_BYTES = 5_000_000


def describe_draft(questionnaire: Questionnaire, session: Session, run: str = "") -> str:
    """What was given so far, and what each question said when it was answered or passed; `run` is
    the mark of the run that wrote it."""
    private = private_questions(questionnaire)
    passed = {id for kind, id in passed_pages(questionnaire, session) if kind == "question"}
    passed -= private
    session = _without(private, page_ids(questionnaire, session.answers), session)
    data = {
        "selfcheck": 1,
        "id": questionnaire.id,
        "language": questionnaire.language,
        "run": run,
        "at": list(session.at),
        "fill_in": dict(session.fill_in),
        "answers": {
            id: list(reply.marks) if reply.marks else reply.text
            for id, reply in session.answers.items()
        },
        "written": texts_beside(session.answers),
        "unsent": dict(session.unsent),
        "reopened": None if session.reopened is None else [list(p) for p in session.reopened],
        "asked_as": {
            id: _fingerprint(question)
            for id, question in questionnaire.questions.items()
            if id in passed or id in session.unsent
        },
        "passed": sorted(passed),
    }
    return json.dumps(data, ensure_ascii=True)


def private_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that a safety rule looks at, and those whose being asked tells of an answer to
    one of them."""
    private = set(safety_questions(questionnaire))
    for question in questionnaire.questions.values():
        if not private.isdisjoint(names_in(question.ask_if)):
            private.add(question.id)
    return frozenset(private)


def has_own_answers(questionnaire: Questionnaire, session: Session) -> bool:
    """Whether a draft of this session would hold an answer."""
    return bool(set(session.answers) - private_questions(questionnaire))


def _without(private: frozenset[str], route: list[PageId], session: Session) -> Session:
    """The session without a trace of these questions. Standing at one of them, or at a safety text,
    it stands where it would if that were not asked or shown; going on asks them all the same."""
    answers = {id: reply for id, reply in session.answers.items() if id not in private}
    unsent = {id: text for id, text in session.unsent.items() if id not in private}
    ahead = route[route.index(session.at) :] if session.at in route else [session.at, REVIEW]
    if session.reopened is not None:
        ahead = [session.at, *session.reopened, REVIEW]
    at, *others = [p for p in ahead if p[0] != "safety" and p[1] not in private]
    reopened = None if session.reopened is None or at == REVIEW else tuple(others[:-1])
    return replace(session, at=at, answers=answers, unsent=unsent, reopened=reopened)


def read_draft(file: Path, questionnaire: Questionnaire) -> Session | None:
    """The draft, as far as its questions still say the same; None where there is none."""
    data = read_json(file)
    if data.get("id") != questionnaire.id:
        return None
    asked_as = _texts(data.get("asked_as"))
    private = private_questions(questionnaire)

    def is_same(id: Any) -> bool:
        question = questionnaire.questions.get(id) if isinstance(id, str) else None
        is_open = question is not None and id not in private  # a rule may be newer than the draft
        return is_open and asked_as.get(id) == _fingerprint(questionnaire.questions[id])

    written = _texts(data.get("written"))
    answers = {
        id: reply
        for id, stored in _group(data.get("answers")).items()
        if is_same(id)
        and (reply := _read_reply(questionnaire.questions[id], stored, written.get(id, "")))
    }
    words = {id: text for id, text in _texts(data.get("fill_in")).items() if text}
    unsent = _texts(data.get("unsent"))
    session = Session(
        _read_place(data.get("at")) or START,
        {id: word for id, word in words.items() if id in questionnaire.fill_in},
        keep_asked(asked_questions(questionnaire, marks_of(answers)), answers),
        {id: text for id, text in unsent.items() if is_same(id) or id in questionnaire.fill_in},
        _read_reopened(data.get("reopened")),
    )
    if not (session.answers or session.fill_in or session.unsent):
        return None
    passed: set[PageId] = {("fill_in", id) for id in session.fill_in}
    for id in filter(is_same, _list(data.get("passed"))):
        passed |= {("question", id), ("text", id)}
    return resume_at(questionnaire, session, passed)


def is_of_use(file: Path, questionnaire: Questionnaire) -> bool:
    """Whether somebody can go on with a draft, now or when the language is the draft's again."""
    data = read_json(file)
    other = data.get("language", questionnaire.language) != questionnaire.language
    is_ours = data.get("id") == questionnaire.id
    return is_ours and (other or read_draft(file, questionnaire) is not None)


def _fingerprint(question: Question) -> str:
    """What a respondent reads of a question: wording, help, answers with the texts beside them,
    and how to choose."""
    read = [question.ask, question.help, question.choose, question.write]
    answers = [
        [answer.value, answer.label, answer.alone, answer.write, answer.beside]
        for answer in question.answers
    ]
    return hashlib.sha256(json.dumps([read, answers]).encode()).hexdigest()


def _read_reply(question: Question, stored: Any, beside: str) -> Reply:
    """A reply that could have been given; nothing is made of a part of one."""
    is_text = isinstance(stored, str)
    reply = Reply(text=stored) if is_text else Reply(tuple(map(str, _list(stored))), beside)
    return reply if fit_reply(question, reply) == reply else NO_REPLY


def _read_place(stored: Any) -> PageId | None:
    match stored:
        case ["fill_in" | "question" | "text" | "review" as kind, str() as id]:
            return (kind, id)
    return None


def _read_reopened(stored: Any) -> tuple[PageId, ...] | None:
    if not isinstance(stored, list):
        return None
    return tuple(page_id for page_id in map(_read_place, stored) if page_id and page_id != REVIEW)


def _list(stored: Any) -> list[Any]:
    return stored if isinstance(stored, list) else []


def _group(stored: Any) -> dict[str, Any]:
    return stored if isinstance(stored, dict) else {}


def _texts(stored: Any) -> dict[str, str]:
    return {id: text for id, text in _group(stored).items() if isinstance(text, str)}


def read_json(file: Path) -> dict[str, Any]:
    """A file of ours; nothing where it is missing, broken, too large, or somebody else's."""
    with suppress(OSError, ValueError, RecursionError):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _MAX_DRAFT_BYTES:
            return _group(json.loads(file.read_text("utf-8")))
    return {}
