"""What was typed as an answer -> a reply to a question. Serves examples and answers files."""

from selfcheck.problems import Path, Problem
from selfcheck.question_file.reading import Reading
from selfcheck.question_file.single_values import show_value
from selfcheck.question_file.yaml.source import Value
from selfcheck.questionnaire import Question, Reply
from selfcheck.scoring import question_points
from selfcheck.spelling import find_answer

_NOTHING = (None, "", "null", "~")
"""How people and programs write that a question was skipped."""


def read_reply(reading: Reading, path: Path, value: Value, question: Question) -> Reply:
    """A reply; an empty one means that the question was skipped."""
    if question.write:
        return reading.text(path, value) if value is not None else ""
    marked: dict[str, None] = {}
    for position, item in enumerate(value if isinstance(value, list) else [value]):
        here = (*path, position) if isinstance(value, list) else path
        found = find_answer(question, item) if isinstance(item, str) else None
        if found is not None:
            marked[found] = None
        elif item not in _NOTHING:
            note_unknown_answer(reading, here, question, item)
    if len(marked) > 1 and question.choose == "one":
        reading.note("one-answer-only", path, question=question.id)
        return ()
    if len(marked) > 1 and (lone := question_points(question).alone & set(marked)):
        reading.note("marked-with-alone", path, question=question.id, found=min(lone))
        return ()
    return tuple(answer.value for answer in question.answers if answer.value in marked)


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
    reading: Reading, path: Path, value: Value, questions: dict[str, Question]
) -> dict[str, Reply]:
    """A group of question ids with replies; skipped questions are left out."""
    replies: dict[str, Reply] = {}
    for name, content in reading.group(path, value).items():
        here = (*path, name)
        if name not in questions:
            facts = {"found": name, "near": reading.guess(name, questions), "allowed": questions}
            reading.problems.append(
                Problem("unknown-question", here, facts, at="name", depends=("questions",))
            )
        elif reply := read_reply(reading, here, content, questions[name]):
            replies[name] = reply
    return replies
