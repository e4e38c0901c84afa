"""What stands on the pages of a question: before it, on it, and behind it for a text. Pure."""

from selfcheck.asking.page_rows import describe_news, paragraphs, progress_row, text_rows
from selfcheck.asking.viewport import BLANK, Row
from selfcheck.questionnaire import Answer, Part
from selfcheck.session import BeforePage, QuestionPage, TextPage
from selfcheck.typesetting import display_width, harmless
from selfcheck.words import Say


def head_rows(page: BeforePage | QuestionPage | TextPage, say: Say, width: int) -> list[Row]:
    """The progress, and the name of the part beside it, or below it where there is no room."""
    name = harmless(page.part.name, keep_newlines=False).strip() if page.part else ""
    role, progress = progress_row(page.number, page.of, say, width)
    beside = f"{progress}   {name}"
    if name and display_width(beside) < width:
        return [(role, beside), BLANK]
    below = text_rows("part", name, width) if name else []
    return [(role, progress), *below, BLANK]


def question_rows(page: QuestionPage, say: Say, width: int) -> list[Row]:
    """What was dropped, what the part says, the text before, the question, its help."""
    question = page.question
    several = say("prompt.several") if question.choose == "several" else ""
    parts = [
        ("notice", describe_news(page.news, say)),
        ("text", _says(page.part)),
        ("text", question.before),
        ("question", question.ask),
        ("text", question.help),
        ("quiet", several),
    ]
    return paragraphs(parts, width)


def before_rows(page: BeforePage, say: Say, width: int) -> list[Row]:
    """What the part says, and what is said ahead of a question that a safety rule looks at."""
    parts = [
        ("notice", describe_news(page.news, say)),
        ("text", _says(page.part)),
        ("text", page.question.before),
    ]
    return paragraphs(parts, width)


def beside_rows(page: TextPage, say: Say, width: int) -> list[Row]:
    """The question again, and the answer beside which a text may be written."""
    parts = [
        ("notice", describe_news(page.news, say)),
        ("question", page.question.ask),
        ("text", say("prompt.beside", label=page.answer.label)),
    ]
    return paragraphs(parts, width)


def _says(part: Part | None) -> str:
    return part.says if part else ""


def describe_answer(answer: Answer, say: Say) -> str:
    """The label of an answer in a list; of a number at an end of a scale with the text there."""
    if not answer.beside:
        return answer.label
    return say("prompt.scale_end", number=answer.label, text=answer.beside)
