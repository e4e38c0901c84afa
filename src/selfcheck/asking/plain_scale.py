"""A scale in plain lines: what is said of it, and what a typed line means. Pure.

A number is typed as itself, a word by its label.
"""

from selfcheck.asking.lines import read_key
from selfcheck.questionnaire import Answer, Question
from selfcheck.replies import find_answer
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_MINUS = str.maketrans("−ー", "--")
"""As other keyboards and kana typing leave it."""


def is_on_scale(question: Question) -> bool:
    """Whether a question is answered with a number of a scale, or a word beside it."""
    return bool(question.scale) and question.choose == "one"


def scale_lines(question: Question, say: Say) -> list[str]:
    """The texts beside the ends, each with its number, and the words."""
    ends = (question.scale[0], question.scale[-1])
    named = [
        say("plain.scale-end", number=end.label, text=end.beside) for end in ends if end.beside
    ]
    return [*named, *(word.label for word in _words(question))]


def how_on_scale(question: Question, say: Say) -> str:
    """What can be typed."""
    words = say("answer.joiner").join(
        say("result.quoted", name=word.label) for word in _words(question)
    )
    how = "plain.choose-scale-words" if words else "plain.choose-scale"
    return say(how, **_range(question), words=words)


def understand_on_scale(question: Question, typed: str, say: Say) -> Answer | str:
    """The answer that is meant, or a sentence that says what fits."""
    key = read_key(typed)
    number = find_answer(question, key.translate(_MINUS).rstrip(".。"))
    for answer in question.answers:
        is_number = answer.beside is not None
        if answer.value == number if is_number else read_key(harmless(answer.label, False)) == key:
            return answer
    return say("plain.out-of-scale", **_range(question))


def _words(question: Question) -> tuple[Answer, ...]:
    return tuple(answer for answer in question.answers if answer.beside is None)


def _range(question: Question) -> dict[str, str]:
    return {"first": question.scale[0].label, "last": question.scale[-1].label}
