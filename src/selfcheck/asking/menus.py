"""The pages with entries: a question with answers, the review, the question at the end."""

from selfcheck.asking import pages
from selfcheck.asking.choosing import Menu
from selfcheck.asking.fitting import BLANK, Row
from selfcheck.questionnaire import Question
from selfcheck.session import (
    Finish,
    Give,
    Keep,
    Move,
    Neither,
    Open,
    QuestionPage,
    ReviewPage,
    SaveAs,
)
from selfcheck.words import Say

KEEP, WRITE, NEITHER = "keep", "write", "neither"


def question_menu(page: QuestionPage, say: Say) -> Menu:
    """A question with answers; the earlier reply is marked and pointed at."""
    asked = page.question
    several = asked.choose == "several"
    values = tuple(answer.value for answer in asked.answers)
    marked = page.reply if isinstance(page.reply, tuple) else ()
    pointed = next((index for index, value in enumerate(values) if value in marked), 0)
    return Menu(
        values,
        text=lambda width: pages.question_rows(page, say, width),
        draw_entry=lambda *how: _draw_answer(asked, *how),
        give=Give,
        confirm="prompt.key_next" if several else "prompt.key_confirm",
        head=lambda width: pages.progress_rows(page.number, page.of, say, width),
        marked=marked,
        pointed=pointed,
        several=several,
        alone=page.alone,
        numbered=len(values),
        can_go_back=page.can_go_back,
        can_skip=True,
        from_top=True,
    )


def _draw_answer(asked: Question, index: int, pointed: bool, marked: bool, width: int) -> list[Row]:
    left, right = "[]" if asked.choose == "several" else "()"
    box = f"{left}{'x' if marked else ' '}{right} "
    label = asked.answers[index].label
    number = f"{index + 1}. " if index < 9 else "   "
    return pages.answer_rows(label, pointed, width, box, number)


def review_menu(page: ReviewPage, say: Say, opened: str | None) -> Menu:
    """To the result first, then every question with its reply; `opened` is where we came from."""
    ids = [question.id for question, _ in page.entries]
    skipped = sum(reply is None for _, reply in page.entries)

    def draw_entry(index: int, pointed: bool, _: bool, width: int) -> list[Row]:
        if index == 0:
            return [*pages.answer_rows(say("prompt.finish"), pointed, width), BLANK]
        question, reply = page.entries[index - 1]
        return pages.reviewed_rows(question, reply, index, pointed, say, width)

    def open_entry(values: tuple[str, ...]) -> Move:
        return Open(values[0]) if values[0] else Finish()

    return Menu(
        ("", *ids),
        text=lambda width: pages.review_rows(page.dropped, skipped, say, width),
        draw_entry=draw_entry,
        give=open_entry,
        confirm="prompt.key_confirm",
        pointed=ids.index(opened) + 1 if opened in ids else 0,
        can_go_back=True,
    )


def end_menu(say: Say) -> Menu:
    """After the result: keep it, write it to a file (whose name is asked next), or neither, which
    a hasty Enter means: nothing is kept that was not asked for."""
    keys = {KEEP: "prompt.end_keep", WRITE: "prompt.end_file", NEITHER: "prompt.end_neither"}
    moves: dict[str, Move] = {KEEP: Keep(), WRITE: SaveAs(""), NEITHER: Neither()}
    labels = [say(key) for key in keys.values()]

    def draw_entry(index: int, pointed: bool, _: bool, width: int) -> list[Row]:
        return pages.answer_rows(labels[index], pointed, width, number=f"{index + 1}. ")

    return Menu(
        tuple(keys),
        text=lambda width: [BLANK, *pages.text_rows("question", say("prompt.end"), width)],
        draw_entry=draw_entry,
        give=lambda values: moves[values[0]],
        confirm="prompt.key_confirm",
        pointed=list(keys).index(NEITHER),
        numbered=3,
        inline=True,
    )
