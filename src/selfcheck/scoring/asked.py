"""Which questions are asked (rule R7)."""

from collections.abc import Iterable

from selfcheck.questionnaire import Answers, Condition, Questionnaire, Reply


def meets(condition: Condition, answers: Answers) -> bool:
    """Whether one of the wanted answers was given; a skipped question meets nothing."""
    reply = answers.get(condition.name)
    return isinstance(reply, tuple) and any(value in condition.wanted for value in reply)


def asked_questions(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The ids of the questions that apply to these answers, in order (R7)."""
    given: dict[str, Reply] = {}
    asked: list[str] = []
    for question in questionnaire.questions.values():
        if all(meets(condition, given) for condition in question.ask_if):
            asked.append(question.id)
            if question.id in answers:
                given[question.id] = answers[question.id]
    return tuple(asked)


def keep_asked(asked: Iterable[str], answers: Answers) -> dict[str, Reply]:
    """The answers to the questions that were asked, in their order."""
    return {id: answers[id] for id in asked if id in answers}
