"""What is told of a result, and in what order: in a file, and on a page. Pure.

Where a safety text stands instead, neither has anything but safety texts.
"""

from collections.abc import Iterator

from selfcheck.frozen import replace
from selfcheck.questionnaire import Question, Reflection, Remark, Reply
from selfcheck.reflecting import Outcome
from selfcheck.summary.blocks import Block, Result, SummaryOptions
from selfcheck.summary.fingerprint import digest
from selfcheck.summary.safety import compose_column, compose_safety, list_contacts
from selfcheck.summary.themes import compose_picture, compose_themes, told_themes
from selfcheck.words import Say

_USUAL = SummaryOptions()
_COLUMNS_OF_A_PAGE = 3


def compose_summary(
    result: Result, say: Say, options: SummaryOptions = _USUAL, picture: bool = False
) -> tuple[Block, ...]:
    """A result as it is written to a file: everything, the answers too unless they are left out,
    and a `picture` of the themes where the file can hold one."""
    questionnaire, outcome = result.questionnaire, result.outcome
    head = (*_compose_head(result, say), *compose_safety(questionnaire, outcome.safety, say))
    if outcome.is_replaced:
        return head
    return (
        *head,
        *_compose_chosen(outcome, say),
        *(compose_picture(outcome, say) if picture else ()),
        *compose_themes(outcome, say, options.numbers, borders=not picture),
        *_compose_columns(result, chosen_columns(outcome), say),
        *(_compose_answers(result, say) if options.answers else ()),
        *_compose_closing(result, say),
        *_compose_foot(result, say),
    )


def compose_page(result: Result, say: Say, options: SummaryOptions = _USUAL) -> tuple[Block, ...]:
    """A result as it is read: safety texts that were not read before, and where the numbers of the
    others stand; the reflection, the themes, a few columns, the closing, the contacts, a
    farewell."""
    questionnaire, outcome = result.questionnaire, result.outcome
    if outcome.is_replaced:
        return compose_safety(questionnaire, outcome.safety, say)
    unread = tuple(rule for rule in outcome.safety if rule.id not in options.read)
    above = compose_safety(questionnaire, unread, say)
    points = len(unread) < len(outcome.safety) and questionnaire.contacts
    return (
        *above,
        *_compose_beginning(result, bool(above)),
        *(_compose_pointer(say) if points else ()),
        *_compose_chosen(outcome, say),
        *(compose_picture(outcome, say) if options.picture else ()),
        *compose_themes(outcome, say, options.numbers, borders=not options.picture),
        *_compose_columns(result, chosen_columns(outcome)[:_COLUMNS_OF_A_PAGE], say),
        *_as_section((*_compose_closing(result, say), Block("text", say("result.farewell")))),
    )


# --- how it begins and ends -------------------------------------------------------------------


def _compose_head(result: Result, say: Say) -> Iterator[Block]:
    questionnaire, day = result.questionnaire, result.taken
    yield Block("title", questionnaire.title)
    yield Block("note", say("summary.date", year=day.year, month=day.month, day=day.day))
    if questionnaire.version:
        yield Block("note", say("summary.version", version=questionnaire.version))


def _compose_beginning(result: Result, below_safety: bool) -> Iterator[Block]:
    begins = "page" if below_safety else "section"
    yield Block("caption", result.questionnaire.title, begins=begins)  # type: ignore[arg-type]


def _compose_pointer(say: Say) -> Iterator[Block]:
    yield Block("text", say("result.numbers-elsewhere"))


def _compose_closing(result: Result, say: Say) -> Iterator[Block]:
    """The author's last words, and everybody who can be turned to."""
    questionnaire = result.questionnaire
    if questionnaire.closing:
        yield Block("heading", say("result.closing"))
        yield Block("text", questionnaire.closing)
    if questionnaire.contacts:
        yield Block("heading", say("result.contacts"))
        yield from list_contacts(questionnaire.contacts.values())


def _as_section(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (replace(blocks[0], begins="section"), *blocks[1:])


def _compose_foot(result: Result, say: Say) -> Iterator[Block]:
    yield Block("heading", say("summary.about"))
    yield Block("text", say("summary.no-sending"))
    yield Block("note", say("summary.digest"))
    yield Block("note", digest(result.questionnaire))


# --- the reflection, the columns --------------------------------------------------------------


def _compose_chosen(outcome: Outcome, say: Say) -> Iterator[Block]:
    if outcome.reflection is not None:
        yield from compose_reflection(outcome.reflection, say)
    for remark in outcome.remarks:
        yield from compose_remark(remark)


def compose_reflection(reflection: Reflection, say: Say) -> Iterator[Block]:
    """A reflection: what was noticed, one small step, questions to sit with."""
    yield Block("heading", reflection.title)
    yield Block("text", reflection.says)
    if reflection.step:
        yield Block("heading", say("result.step"))
        yield Block("step", reflection.step)
    if reflection.ponder:
        yield Block("heading", say("result.ponder"))
    for question in reflection.ponder:
        yield Block("item", question)


def compose_remark(remark: Remark) -> Iterator[Block]:
    """What is said beside the reflection, with its title where it has one."""
    if remark.title:
        yield Block("heading", remark.title)
    yield Block("text", remark.says)


def _compose_columns(result: Result, ids: list[str], say: Say) -> Iterator[Block]:
    if ids:
        yield Block("heading", say("result.columns"), begins="section")
    for id in ids:
        yield from compose_column(result.questionnaire.columns[id])


def chosen_columns(outcome: Outcome) -> list[str]:
    """The ids of the columns that fit, those of the reflection and the remarks first, each once."""
    ids = [*outcome.reflection.columns] if outcome.reflection else []
    ids += [id for remark in outcome.remarks for id in remark.columns]
    for score in told_themes(outcome):
        if score.level is not None:
            own = score.level.columns
            ids += score.theme.columns if own is None else own
    return list(dict.fromkeys(ids))


# --- the answers ------------------------------------------------------------------------------


def _compose_answers(result: Result, say: Say) -> Iterator[Block]:
    """The words that were filled in; what was answered, under the number of each question; of
    what was skipped the numbers."""
    yield Block("heading", say("summary.answers"))
    for id, fill_in in result.questionnaire.fill_in.items():
        if id in result.fill_in:
            yield Block("subheading", fill_in.ask)
            yield Block("item", result.fill_in[id])
    skipped = []
    for number, id in enumerate(result.outcome.asked, 1):
        question = result.questionnaire.questions[id]
        reply = result.outcome.answers.get(id)
        if reply:
            yield Block("subheading", f"{number}. {question.ask}")
            yield Block("item", describe_reply(question, reply, say))
        else:
            skipped.append(str(number))
    if skipped:
        yield Block("text", say("summary.skipped", numbers=say("answer.joiner").join(skipped)))


def describe_reply(question: Question, reply: Reply | None, say: Say) -> str:
    """What was answered, in the words of the answers; that it was skipped where it was."""
    if not reply:
        return say("answer.skipped")
    if not reply.marks:
        return reply.text
    said = [
        say("answer.written", label=answer.label, text=reply.text)
        if answer.write and reply.text
        else answer.label
        for answer in question.answers
        if answer.value in reply.marks
    ]
    return say("answer.joiner").join(said)
