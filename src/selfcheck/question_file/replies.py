"""What was typed as an answer -> a reply to a question. Serves examples and answers files."""

from selfcheck.problems import Path, Problem
from selfcheck.question_file.reading import Reading, near_name
from selfcheck.question_file.yaml_source import Value, canonical_name
from selfcheck.questionnaire import Question, Reply
from selfcheck.scoring import question_points


def find_answer(question: Question, typed: str) -> str | None:
    """The value that a text stands for: a value in any spelling, or exactly a label."""
    value = canonical_name(typed.strip())
    if any(answer.value == value for answer in question.answers):
        return value
    for answer in question.answers:
        if typed.strip() == answer.label.strip():
            return answer.value
    return None


def read_reply(reading: Reading, path: Path, value: Value, question: Question) -> Reply:
    """A reply; an empty one means that the question was skipped."""
    if question.write:
        return reading.text(path, value) if value is not None else ""
    typed = value if isinstance(value, list) else [value]
    if isinstance(value, list) and question.choose == "one":
        reading.note("one-answer-only", path, question=question.id)
        return ()
    marked: dict[str, None] = {}
    for position, item in enumerate(typed):
        if item is None or item == "":
            continue
        here = (*path, position) if isinstance(value, list) else path
        found = find_answer(question, item) if isinstance(item, str) else None
        if found is None:
            note_unknown_answer(reading, here, question, item)
        else:
            marked[found] = None
    alone = question_points(question).alone
    if question.choose == "several" and len(marked) > 1 and (lone := alone & set(marked)):
        reading.note("marked-with-alone", path, question=question.id, found=min(lone))
        return ()
    return tuple(marked)


def note_unknown_answer(reading: Reading, path: Path, question: Question, value: Value) -> None:
    """Note an answer that a question does not have, with those that it has."""
    found = value if isinstance(value, str) else "[ ]"
    values = tuple(answer.value for answer in question.answers)
    facts = {
        "found": found,
        "question": question.id,
        "near": near_name(found, values),
        "allowed": values,
    }
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
            facts = {"found": name, "near": near_name(name, questions), "allowed": tuple(questions)}
            reading.problems.append(
                Problem("unknown-question", here, facts, at="name", depends=("questions",))
            )
        elif reply := read_reply(reading, here, content, questions[name]):
            replies[name] = reply
    return replies
