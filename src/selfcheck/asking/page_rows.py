"""What stands on each page, as rows for a given width. Pure: no terminal, no keys pressed.

Whatever comes from a file or a person is made harmless here, and every line is broken here.
"""

from collections.abc import Iterable, Sequence

from selfcheck.asking.frame import HANGING, frame
from selfcheck.asking.viewport import BLANK, LOW, Parts, Row, Signs, fit, rows_for_keys
from selfcheck.palette import DONE, POINTER, REST, TICK
from selfcheck.questionnaire import Contact
from selfcheck.session import (
    FillInPage,
    News,
    Reviewed,
    StartPage,
    Told,
)
from selfcheck.summary import describe_reply
from selfcheck.typesetting import break_lines, cut, display_width, harmless
from selfcheck.words import Say

MARGIN = " " * HANGING
REPLY_ROWS = 3
"""So many rows of a free text are shown in the review."""
BAR = 28
"""Cells of the progress, where a screen has room for it; else a third of the width."""
_MIN_BAR, _WIDE = 5, 60


def text_rows(role: str, text: str, width: int, first: str = MARGIN, rest: str = "") -> list[Row]:
    """A text of the file or the program, broken at the width, with room at both sides."""
    rest = rest or " " * display_width(first)
    text = harmless(text).rstrip()
    lines = break_lines(text, width - 1, first=first, rest=rest, break_addresses=True)
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
    questionnaire = page.questionnaire
    about = []
    if questionnaire.author.name:
        about.append(say("prompt.author", name=questionnaire.author.name))
    if questionnaire.minutes is not None:
        about.append(say("prompt.minutes", minutes=f"{float(questionnaire.minutes):g}"))
    draft = ""
    if page.resumable is not None:
        draft = say("prompt.resumable", count=page.resumable) + "\n" + say("prompt.resume_how")
    kept = "prompt.keeps" if page.keeps else "prompt.keeps_nothing"
    leave = "prompt.leave" if page.keeps else "prompt.leave_nothing"
    parts = [
        ("title", questionnaire.title),
        ("quiet", "   ".join(about)),
        ("notice", draft),
        ("text", questionnaire.intro),
        ("text", say(kept)),
        ("text", say(leave)),
    ]
    return paragraphs(parts, width)


def start_keys(page: StartPage, say: Say) -> list[str]:
    """The keys of the start page, but for the one that leaves."""
    if page.resumable is None:
        names = [say("prompt.key_begin")]
    else:
        names = [say("prompt.key_resume"), say("prompt.key_anew"), say("prompt.key_draftless")]
    return [*names, say("prompt.key_pause"), say("prompt.key_help")]


def start_lines(page: StartPage, say: Say, size: tuple[int, int]) -> list[str]:
    """The start page as lines, to be drawn before any key is heard; where its keys will stand it
    is empty."""
    columns, rows = size
    place = frame(columns, rows)
    names = [*start_keys(page, say), say("prompt.key_leave")]
    keys = key_rows(names, place.width, rows)
    parts = Parts((), start_rows(page, say, place.width), (), keys, signs(say, place.width))
    shown = fit(place.around(parts), rows).rows[: rows - len(keys)]
    return [" " * place.indent + text for _, text in shown]


# --- questions -----------------------------------------------------------------------------


def describe_news(news: News, say: Say) -> str:
    """What the last move brought along; empty where it is nothing."""
    cleared = say("prompt.cleared") if news.is_cleared else ""
    text = say("prompt.text_cleared") if news.is_text_cleared else ""
    dropped = say("prompt.dropped", count=news.dropped) if news.dropped else ""
    return "\n".join(part for part in (cleared, text, dropped) if part)


def fill_in_rows(page: FillInPage, say: Say, width: int) -> list[Row]:
    """What the word is for, and what an empty Enter takes."""
    fill_in = page.fill_in
    default = say("prompt.default", word=fill_in.default) if fill_in.default else ""
    return paragraphs([("question", fill_in.ask), ("text", default)], width)


def progress_row(number: int, of: int, say: Say, width: int) -> Row:
    """A bar and `3 / 30`, which stand in one place on all pages."""
    count = say("prompt.progress", number=f"{number:>{len(str(of))}}", of=of)
    length = BAR if width >= _WIDE else width // 3
    if length < _MIN_BAR:
        return "progress", MARGIN + count
    done = length * number // of
    return "progress", f"{MARGIN}{DONE * done}{REST * (length - done)}  {count}"


def answer_rows(
    label: str, pointed: bool, width: int, before: str = "", role: str = "answer"
) -> list[Row]:
    """One answer with a hanging indent: what points at it, what stands before it, its label."""
    first = f"{POINTER if pointed else ' '} {before}"
    head, *below = text_rows("pointed" if pointed else role, label, width, first)
    return [head, *((role if role == "pointed" else "text", text) for role, text in below)]


def numbered(number: int, ticked: bool = False) -> str:
    """The number that chooses an answer, from 1 to 9, with a sign where it was chosen before."""
    return f"{number if number <= 9 else ' '}{TICK if ticked else ' '} "


def suggestion_rows(words: Sequence[str], typed: str, width: int) -> list[Row]:
    """The words that can be taken over; the one that stands in the line is pointed at."""
    rows: list[Row] = []
    for number, word in enumerate(words, 1):
        rows += answer_rows(word, typed in (word, str(number)), width, numbered(number))
    return rows


# --- the review ----------------------------------------------------------------------------


def review_rows(news: News, skipped: int, say: Say, width: int) -> list[Row]:
    """What can be done here, and what was left open."""
    left_open = say("prompt.some_skipped", count=skipped) if skipped else ""
    parts = [
        ("title", say("prompt.review")),
        ("notice", describe_news(news, say)),
        ("text", say("prompt.review_how")),
        ("notice", left_open),
    ]
    return paragraphs(parts, width)


def describe_reviewed(entry: Reviewed, say: Say) -> str:
    """The reply as the review shows it: of a safety question only that there is one."""
    if not entry.reply:
        return say("prompt.skipped")
    if entry.is_hidden:
        return say("prompt.answered")
    return describe_reply(entry.question, entry.reply, say) if entry.question else entry.reply.text


def reviewed_rows(entry: Reviewed, number: int, pointed: bool, say: Say, width: int) -> list[Row]:
    """What was asked, a question with its number, and the reply below; above it the name of the
    part that begins there."""
    part = text_rows("part", entry.part, width) if entry.part.strip() else []
    label = f"{number:>2}  " if entry.question else "    "
    ask = answer_rows(entry.ask, pointed, width, label, "asked")
    indent = MARGIN + " " * 6
    role = "skipped" if not entry.reply else "reply"
    given = text_rows(role, describe_reviewed(entry, say), width, indent)
    if len(given) > REPLY_ROWS:
        given = [
            *given[:REPLY_ROWS],
            *text_rows("more", say("prompt.reply_goes_on"), width, indent),
        ]
    return [*part, *ask, *given]


def describe_told(told: Told, say: Say) -> str:
    """What a file would hold, by kind."""
    kinds = [
        say("save.result"),
        say("save.safety-texts") if told.safety_texts else "",
        say("save.fill-in", count=told.fill_in) if told.fill_in else "",
        say("save.answers", count=told.answers) if told.answers else "",
        say("save.texts", count=told.texts) if told.texts else "",
        say("save.safety", count=told.safety) if told.safety else "",
    ]
    return "\n".join(f"- {kind}" for kind in kinds if kind)


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
    gap = " " * (3 if width >= _WIDE else 2)
    for item in (cut(harmless(item, keep_newlines=False), width - 1) for item in items):
        longer = f"{lines[-1]}{gap}{item}" if lines else ""
        if lines and display_width(longer) < width:
            lines[-1] = longer
        else:
            lines.append(MARGIN * (display_width(item) + HANGING < width) + item)
    return lines


def bottom_rows(items: Sequence[str], warned: bool, say: Say, size: tuple[int, int]) -> list[Row]:
    """The key line, or after a first Esc what the second does; for columns and rows."""
    width, height = size
    usual = key_rows(items, width, height)
    if not warned:
        return usual
    rows = text_rows("warning", say("prompt.leave_now"), width)
    if height < LOW:
        return rows[: max(1, height - 1)]
    return [BLANK, *rows, *[BLANK] * (len(usual) - len(rows) - 1)]  # nothing above is to move


def with_notice(notice: str, below: list[Row], size: tuple[int, int]) -> list[Row]:
    """A notice above the key line, or in its place where the screen is low."""
    width, height = size
    rows = text_rows("notice", notice, width)
    return [BLANK, *rows, *below] if height >= LOW else rows[: max(1, height - 1)]


def page_number(number: int, of: int) -> str:
    """Which page of how many."""
    return f"{number} / {of}"


def pause_key(sealed: bool, typing: bool = False) -> str:
    """The key of the name that pausing has; where nothing is kept it is to leave."""
    if typing:
        return "prompt.key_quit_typing" if sealed else "prompt.key_pause_typing"
    return "prompt.key_quit" if sealed else "prompt.key_pause"


def pause_name(sealed: bool, say: Say) -> str:
    """The name of the key that pauses or leaves."""
    return say(pause_key(sealed))


def signs(say: Say, width: int) -> Signs:
    """What says that a page goes on above and below, shorter where the screen is narrow."""
    above, below = say("prompt.more_above"), say("prompt.more_below")
    if max(display_width(above), display_width(below)) >= width - 1:
        above, below = say("prompt.above"), say("prompt.below")
    return ("more", MARGIN + above), ("more", MARGIN + below)


def help_rows(contacts: Sequence[Contact], say: Say, width: int) -> list[Row]:
    """Every key, and whom to turn to."""
    rows = [*text_rows("title", say("prompt.help"), width), BLANK]
    for key, does in _pairs(say("prompt.help_keys")):
        rows += text_rows("text", does, width, f"{MARGIN}{key}: ", MARGIN + " " * 4)
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
            rows += text_rows("text", part, width, MARGIN * 2)
    return rows
