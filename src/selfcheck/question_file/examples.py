"""What was typed as an answer -> a reply to a question, in examples and answers files; and what an
example expects."""

from collections.abc import Mapping

from selfcheck.frozen import replace
from selfcheck.problems import Path, Problem
from selfcheck.question_file.meant import read_listed
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.values import show_value
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import NO_REPLY, Question, Reply
from selfcheck.replies import find_answer, find_misfit, lone_values, mark, text_kind

_NOTHING = (None, "", "null", "~")
"""How people and programs write that a question was skipped."""


def read_reply(reading: Reading, path: Path, value: Value, question: Question) -> Reply:
    """A reply; an empty one means that the question was skipped."""
    if question.write:
        return Reply(text=reading.text(path, value)) if value is not None else NO_REPLY
    found: list[str] = []
    items = value if isinstance(value, list) else _listed(reading, path, question, value)
    for position, item in enumerate(items):
        here = (*path, position) if isinstance(value, list) else path
        answer = find_answer(question, item) if isinstance(item, str) else None
        if answer is not None:
            found.append(answer)
        elif item not in _NOTHING:
            note_unknown_answer(reading, here, question, item)
    match find_misfit(question, found):
        case "one-only":
            reading.note("one-answer-only", path, question=question.id)
        case "alone":
            lone = min(lone_values(question) & set(found))
            reading.note("marked-with-alone", path, question=question.id, found=lone)
        case _:
            return Reply(mark(question, found))
    return NO_REPLY


def _listed(reading: Reading, path: Path, question: Question, value: Value) -> list[Value]:
    """One answer; or several that were written without the brackets of a list."""
    if not isinstance(value, str) or find_answer(question, value):
        return [value]
    if (habit := reading.read_no_list(path, value)) is not None:
        return habit
    parts = read_listed(value.removesuffix("]"))
    if len(parts) < 2 or not all(find_answer(question, part) for part in parts):
        return [value]
    if question.choose == "several":
        reading.note("list-without-brackets", path, meant=", ".join(parts))
    return [*parts]


def note_unknown_answer(reading: Reading, path: Path, question: Question, value: Value) -> None:
    """Note an answer that a question does not have, with those that it has."""
    found = show_value(value)
    values = tuple(answer.value for answer in question.answers)
    labels = {answer.label: answer.value for answer in question.answers}
    near = reading.guess(found, values) or labels.get(reading.guess(found, labels), "")
    facts = {"found": found, "question": question.id, "near": near, "allowed": values}
    reading.problems.append(Problem("unknown-answer", path, facts, depends=answers_path(question)))


def answers_path(question: Question) -> Path:
    """Where the answers of a question are written."""
    if question.answer_list is not None:
        return ("answers", question.answer_list)
    return ("questions", question.id, "answers")


def read_replies(
    reading: Reading, path: Path, value: Value, questions: Mapping[str, Question]
) -> dict[str, Reply]:
    """A group of question ids with replies; skipped questions are left out."""
    replies: dict[str, Reply] = {}
    for name, content in reading.group(path, value).items():
        here = (*path, name)
        if name not in questions:
            _note_unknown_question(reading, here, questions)
        elif reply := read_reply(reading, here, content, questions[name]):
            replies[name] = reply
    return replies


def _note_unknown_question(reading: Reading, path: Path, questions: Mapping[str, Question]) -> None:
    name = str(path[-1])
    facts = {"found": name, "near": reading.guess(name, questions), "allowed": questions}
    reading.problems.append(
        Problem("unknown-question", path, facts, at="name", depends=("questions",))
    )


def put_texts(
    reading: Reading, path: Path, value: Value, replies: Mapping[str, Reply]
) -> dict[str, Reply]:
    """The replies with the texts that were written beside answers: a group of question ids."""
    questions, found = reading.so_far.questions, dict(replies)
    for name, content in reading.group(path, value).items():
        here = (*path, name)
        if name not in questions:
            _note_unknown_question(reading, here, questions)
        elif text := reading.text(here, content) if content not in _NOTHING else "":
            reply = found.get(name, NO_REPLY)
            if code := _why_no_text(questions[name], reply):
                reading.note_name(code, here, question=name)
            else:
                found[name] = replace(reply, text=text)
    return found


def _why_no_text(question: Question, reply: Reply) -> str:
    """Why no text can stand beside what was answered, as the code of a problem."""
    if question.write:
        return "text-of-writing"
    if all(answer.write is None for answer in question.answers):
        return "text-without-write"
    return "" if text_kind(question, reply.marks) else "text-without-answer"


# --- the author's own tests -----------------------------------------------------------------


def read_example_replies(reading: Reading, path: Path, value: Value) -> dict[str, Reply]:
    """The replies of an example."""
    return read_replies(reading, path, value, reading.so_far.questions)


def read_words_filled_in(reading: Reading, path: Path, value: Value) -> dict[str, str]:
    """Replies to fill_in by id; what is left empty is not there."""
    group = reading.group(path, value).items()
    return {id: reading.text((*path, id), word) for id, word in group if word is not None}


def read_expected_id(reading: Reading, path: Path, value: Value) -> str | None:
    """An id, or none."""
    return reading.id(path, value) or None


def read_expected_ids(reading: Reading, path: Path, value: Value) -> tuple[str, ...]:
    """All ids. Where there are none the list is empty: `none` can be an id."""
    things = reading.so_far.remarks if path[-1] == "remarks" else reading.so_far.safety
    if value == "none" and "none" not in things:
        reading.note("expected-list", path, found=value, quoted=f"{path[-1]}: []")
        return ()
    return reading.ids(path, value)


def read_expected_levels(reading: Reading, path: Path, value: Value) -> dict[str, str]:
    """The level of each theme, or none."""
    group = reading.group(path, value).items()
    read = {theme: reading.id((*path, theme), level) for theme, level in group}
    return {theme: level for theme, level in read.items() if level}


def read_expected_scores(reading: Reading, path: Path, value: Value) -> dict[str, str]:
    """The score of each theme, with its decimals, for they say how exactly it is expected; none is
    no score."""
    scores: dict[str, str] = {}
    for theme, score in reading.group(path, value).items():
        if score != "none":
            reading.number((*path, theme), score)
        scores[theme] = score if isinstance(score, str) else ""
    return scores
