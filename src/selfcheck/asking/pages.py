"""What stands on each page, as rows for a given width. Pure: no terminal, no keys pressed.

Whatever comes from a file or a person is made harmless here, and every line is broken here.
"""

from collections.abc import Iterable, Sequence

from selfcheck.asking.fitting import BLANK, LOW, Row, Signs, rows_for_keys
from selfcheck.questionnaire import Contact, Question, Reply
from selfcheck.session import FillInPage, QuestionPage, StartPage
from selfcheck.summary import describe_reply
from selfcheck.typesetting import break_lines, cut, display_width, harmless
from selfcheck.words import Say

MARGIN = " "
WIDEST = 80
"""Lines are not longer than this, however wide the terminal is: they would be hard to read."""
REPLY_ROWS = 3
"""So many rows of a free text are shown in the review."""
BAR = 30


def text_rows(role: str, text: str, width: int, first: str = MARGIN, rest: str = "") -> list[Row]:
    """A text of the file or the program, broken at the width, with room at both sides."""
    rest = rest or " " * display_width(first)
    text = harmless(text).rstrip()
    width = min(width - 1, WIDEST)
    lines = break_lines(text, width, first=first, rest=rest, break_addresses=True)
    return [(role, line.rstrip()) for line in lines]


def paragraphs(parts: Iterable[tuple[str, str]], width: int) -> list[Row]:
    """The texts that are not empty, an empty row between them."""
    rows: list[Row] = []
    for role, text in parts:
        if text.strip():
            rows += [BLANK] if rows else []
            rows += text_rows(role, text, width)
    return rows


# --- the start page ------------------------------------------------------------------------


def start_rows(page: StartPage, say: Say, width: int) -> list[Row]:
    """Title, author, minutes, intro, what is kept, how to leave, and the draft."""
    asked = page.questionnaire
    about = []
    if asked.author.name:
        about.append(say("prompt.author", name=asked.author.name))
    if asked.minutes is not None:
        about.append(say("prompt.minutes", minutes=f"{float(asked.minutes):g}"))
    draft = "" if page.resumable is None else say("prompt.resumable", count=page.resumable)
    kept = "prompt.keeps" if page.keeps else "prompt.keeps_nothing"
    leave = "prompt.leave" if page.keeps else "prompt.leave_nothing"
    parts = [
        ("title", asked.title),
        ("text", "\n".join(about)),
        ("notice", draft),
        ("text", asked.intro),
        ("text", say(kept)),
        ("text", say(leave)),
    ]
    return [BLANK, *paragraphs(parts, width)]


def start_lines(page: StartPage, say: Say, width: int) -> list[str]:
    """The start page as lines, to be drawn before any key is heard."""
    return [text for _, text in start_rows(page, say, width)]


# --- questions -----------------------------------------------------------------------------


def question_rows(page: QuestionPage, say: Say, width: int) -> list[Row]:
    """What was dropped, the text before, the question, its help."""
    asked = page.question
    dropped = say("prompt.dropped", count=page.dropped) if page.dropped else ""
    several = say("prompt.several") if asked.choose == "several" else ""
    parts = [
        ("notice", dropped),
        ("text", asked.before),
        ("question", asked.ask),
        ("text", asked.help),
        ("text", several),
    ]
    return paragraphs(parts, width)


def fill_in_rows(page: FillInPage, say: Say, width: int) -> list[Row]:
    """What the word is for, and what an empty Enter takes."""
    asked = page.fill_in
    default = say("prompt.default", word=asked.default) if asked.default else ""
    return paragraphs([("question", asked.ask), ("text", default)], width)


def progress_rows(number: int, of: int, say: Say, width: int) -> list[Row]:
    """`3 / 30` and a bar, of characters that are one cell wide everywhere."""
    count = say("prompt.progress", number=number, of=of)
    length = min(BAR, width - display_width(count) - 6)
    if length < 5:
        return [("progress", MARGIN + count), BLANK]
    done = length * number // of
    return [("progress", f"{MARGIN}{count}  [{'#' * done}{'-' * (length - done)}]"), BLANK]


def answer_rows(
    label: str, pointed: bool, width: int, box: str = "", number: str = ""
) -> list[Row]:
    """One answer with a hanging indent: pointer, box, number, label."""
    first = f"{MARGIN}{'>' if pointed else ' '} {box}{number}"
    return text_rows("pointed" if pointed else "answer", label, width, first)


def suggestion_rows(words: Sequence[str], typed: str, width: int) -> list[Row]:
    """The words that can be taken over; the one that stands in the line is pointed at."""
    rows: list[Row] = []
    for word in words:
        rows += answer_rows(word, word == typed, width)
    return rows


# --- the review ----------------------------------------------------------------------------


def review_rows(dropped: int, skipped: int, say: Say, width: int) -> list[Row]:
    """What can be done here, and what was left open."""
    gone = say("prompt.dropped", count=dropped) if dropped else ""
    left_open = say("prompt.some_skipped", count=skipped) if skipped else ""
    parts = [
        ("title", say("prompt.review")),
        ("notice", gone),
        ("text", say("prompt.review_how")),
        ("notice", left_open),
    ]
    return paragraphs(parts, width)


def reviewed_rows(
    question: Question, reply: Reply | None, number: int, pointed: bool, say: Say, width: int
) -> list[Row]:
    """One question with its answer below."""
    asked = answer_rows(question.ask, pointed, width, number=f"{number:>2}. ")
    indent = MARGIN + " " * 8
    if reply is None:
        return [*asked, *text_rows("skipped", say("prompt.skipped"), width, indent)]
    given = text_rows("reply", describe_reply(question, reply, say), width, indent)
    if len(given) > REPLY_ROWS:
        given = [
            *given[:REPLY_ROWS],
            *text_rows("more", say("prompt.reply_goes_on"), width, indent),
        ]
    return [*asked, *given]


# --- keys, help, contacts ------------------------------------------------------------------


def key_rows(items: Sequence[str], width: int, height: int) -> list[Row]:
    """The key line, broken between keys only, set off by an empty row.

    On a small screen it is short: the keys that everybody knows go first, the two at the end stay.
    """
    names = list(items)
    lines = _key_lines(names, width)
    while len(lines) > rows_for_keys(height) and len(names) > 1:
        del names[max(0, len(names) - 3)]
        lines = _key_lines(names, width)
    rows: list[Row] = [("keys", line) for line in lines]
    return rows if height < LOW else [BLANK, *rows]


def _key_lines(items: Sequence[str], width: int) -> list[str]:
    """The names of keys in lines; one that is as wide as the screen has no margin."""
    lines: list[str] = []
    for item in (cut(harmless(item, keep_newlines=False), width - 1) for item in items):
        longer = f"{lines[-1]}  {item}" if lines else ""
        if lines and display_width(longer) < width:
            lines[-1] = longer
        else:
            lines.append(MARGIN * (display_width(item) < width - 1) + item)
    return lines


def bottom_rows(items: Sequence[str], warned: bool, say: Say, size: tuple[int, int]) -> list[Row]:
    """The key line, or after a first Esc what the second does; for columns and rows."""
    width, height = size
    if not warned:
        return key_rows(items, width, height)
    rows = text_rows("warning", say("prompt.leave_now"), width)
    return rows[: max(1, height - 1)] if height < LOW else [BLANK, *rows]


def with_notice(notice: str, below: list[Row], size: tuple[int, int]) -> list[Row]:
    """A notice above the key line, or in its place where the screen is low."""
    width, height = size
    rows = text_rows("notice", notice, width)
    return [BLANK, *rows, *below] if height >= LOW else rows[: max(1, height - 1)]


def more_rows(enter: str, warned: bool, say: Say, width: int) -> list[Row]:
    """The line below a screen of a result."""
    names = [say(enter), say("prompt.key_leave")]
    rows = bottom_rows(names, warned, say, (width, LOW))
    return [row for row in rows if row != BLANK]


def signs(say: Say, width: int) -> Signs:
    """What says that a page goes on above and below, shorter where the screen is narrow."""
    above, below = say("prompt.more_above"), say("prompt.more_below")
    if max(display_width(above), display_width(below)) >= width - 1:
        above, below = say("prompt.above"), say("prompt.below")
    return ("more", MARGIN + above), ("more", MARGIN + below)


def help_rows(contacts: Sequence[Contact], say: Say, width: int) -> list[Row]:
    """Every key, and whom to turn to."""
    rows = [BLANK, *text_rows("title", say("prompt.help"), width), BLANK]
    for key, does in _pairs(say("prompt.help_keys")):
        rows += text_rows("answer", does, width, f"{MARGIN}{key}: ", " " * 5)
    if contacts:
        rows += [BLANK, *text_rows("title", say("prompt.contacts"), width)]
    for contact in contacts:
        rows += [BLANK, *contact_rows(contact, width)]
    return rows


def _pairs(lines: str) -> list[tuple[str, str]]:
    """The lines `key: what it does`."""
    return [(key, does) for key, _, does in (line.partition(": ") for line in lines.splitlines())]


def contact_rows(contact: Contact, width: int) -> list[Row]:
    """Name, then phone, hours, address and note on lines of their own."""
    rows = text_rows("question", contact.name, width)
    for part in (contact.phone, contact.hours, contact.url, contact.note):
        if part:
            rows += text_rows("text", part, width, MARGIN * 3)
    return rows
