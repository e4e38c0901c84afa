"""The pages with entries: a question with answers, the review, the last page of a result."""

from collections.abc import Callable, Sequence

from selfcheck.asking import page_rows
from selfcheck.asking.choosing import Menu
from selfcheck.asking.question_rows import describe_answer, head_rows, question_rows
from selfcheck.asking.scale import ScaleMenu
from selfcheck.asking.scale_rows import Scale
from selfcheck.asking.viewport import Row
from selfcheck.frozen import replace
from selfcheck.questionnaire import Reply
from selfcheck.session import (
    END_MOVES,
    Close,
    ConfirmPage,
    EndPage,
    Finish,
    Give,
    GoBack,
    Move,
    Open,
    PageId,
    QuestionPage,
    ReviewPage,
    SaveAs,
    Told,
)
from selfcheck.words import Say


def question_menu(page: QuestionPage, say: Say) -> Menu:
    """A question with answers; an earlier reply is marked and pointed at."""
    question = page.question
    several = question.choose == "several"
    values = tuple(answer.value for answer in question.answers)
    marked = page.reply.marks
    return Menu(
        values,
        text=lambda width: question_rows(page, say, width),
        draw_entry=lambda *how: _draw_answer(page, say, *how),
        give=lambda marks: Give(Reply(marks)),
        confirm="prompt.key_next" if several else "prompt.key_confirm",
        head=lambda width: head_rows(page, say, width),
        marked=marked,
        pointed=next((index for index, value in enumerate(values) if value in marked), None),
        several=several,
        alone=page.alone,
        numbered=len(values),
        only_points=page.is_safety,
        can_go_back=page.can_go_back,
        can_skip=True,
        pause_name=page_rows.pause_key(page.sealed),
    )


def _draw_answer(
    page: QuestionPage, say: Say, index: int, pointed: bool, marked: bool, width: int
) -> list[Row]:
    several = page.question.choose == "several"
    box = f"[{'x' if marked else ' '}] " if several else ""
    label = describe_answer(page.question.answers[index], say)
    number = page_rows.numbered(index + 1, marked and not several)
    return page_rows.answer_rows(label, pointed, width, number + box)


def question_scale(page: QuestionPage, say: Say) -> ScaleMenu:
    """A question with a scale; an earlier reply is pointed at."""
    numbers = page.question.scale
    words = tuple(answer for answer in page.question.answers if answer not in numbers)
    items = (*numbers, *words)
    values = [answer.value for answer in items]
    return ScaleMenu(
        Scale(
            tuple(answer.label for answer in numbers),
            numbers[0].beside or "",
            numbers[-1].beside or "",
        ),
        tuple(answer.label for answer in words),
        text=lambda width: question_rows(page, say, width),
        head=lambda width: head_rows(page, say, width),
        give=lambda item: Give(Reply((values[item],))),
        chosen=next((n for n, value in enumerate(values) if value in page.reply.marks), None),
        can_go_back=page.can_go_back,
        pause_name=page_rows.pause_key(page.sealed),
    )


def review_menu(page: ReviewPage, say: Say, opened: PageId | None) -> Menu:
    """Everything with its reply, to be opened again; `opened` is where we came from. Enter with
    nothing pointed at goes on to the result."""
    ids = [entry.page_id for entry in page.entries]
    skipped = sum(not entry.reply for entry in page.entries)
    start = sum(page_id[0] == "fill_in" for page_id in ids)

    def draw_entry(index: int, pointed: bool, _: bool, width: int) -> list[Row]:
        return page_rows.reviewed_rows(page.entries[index], index + 1 - start, pointed, say, width)

    return Menu(
        tuple(f"{kind}:{id}" for kind, id in ids),
        text=lambda width: page_rows.review_rows(page.news, skipped, say, width),
        draw_entry=draw_entry,
        give=lambda values: Open(_read_place(values[0])),
        confirm="prompt.key_open",
        can_go_back=True,
        on_nothing=Finish(),
        finish="prompt.key_on" if page.sealed else "prompt.key_finish",
        first=ids.index(opened) if opened in ids else None,
        pause_name=page_rows.pause_key(page.sealed),
    )


def _read_place(value: str) -> PageId:
    kind, _, id = value.partition(":")
    return ("fill_in" if kind == "fill_in" else "question", id)


def end_menu(page: EndPage, number: str, sealed: bool, say: Say) -> Menu:
    """The last page of a result, `number` of its pages: what can be done, one after the other."""
    labels = {option: say(f"end.{option}") for option in page.options}
    if page.stays and "stay" in labels:
        labels["stay"] = say("end.stays")
    if page.is_kept and "keep" in labels:
        labels["keep"] = say("end.kept")

    def text(width: int) -> list[Row]:
        return page_rows.paragraphs([("quiet", number), ("question", say("end.ask"))], width)

    menu = _numbered_menu(list(labels.values()), text, lambda n: END_MOVES[page.options[n]])
    return replace(menu, notice=page.notice, pause_name=page_rows.pause_key(sealed))


def told_menu(told: Told, say: Say) -> Menu:
    """What a file would hold, before it is written: with the answers, without, or not at all."""

    def text(width: int) -> list[Row]:
        return page_rows.paragraphs(
            [("question", say("save.holds")), ("text", page_rows.describe_told(told, say))], width
        )

    labels = [say("save.with-answers"), say("save.without-answers"), say("save.not")]
    moves: list[Move] = [SaveAs(""), SaveAs("", with_answers=False), GoBack()]
    return _numbered_menu(labels, text, lambda n: moves[n])


def confirm_menu(page: ConfirmPage, say: Say) -> Menu:
    """Whether `--save` is still wanted where a safety text stands instead."""

    def text(width: int) -> list[Row]:
        return page_rows.paragraphs(
            [("question", say("end.save-anyway", files=", ".join(page.files)))], width
        )

    labels = [say("end.save-not"), say("end.save")]
    moves: list[Move] = [Close(), SaveAs("")]
    menu = _numbered_menu(labels, text, lambda n: moves[n])
    return replace(menu, can_go_back=False, pause_name=page_rows.pause_key(True))


def _numbered_menu(
    labels: Sequence[str], text: Callable[[int], list[Row]], move: Callable[[int], Move]
) -> Menu:
    return Menu(
        tuple(str(n) for n in range(len(labels))),
        text=text,
        draw_entry=lambda n, pointed, _, width: page_rows.answer_rows(
            labels[n], pointed, width, page_rows.numbered(n + 1)
        ),
        give=lambda values: move(int(values[0])),
        confirm="prompt.key_confirm",
        numbered=len(labels),
        can_go_back=True,
    )
