"""What becomes of a result once it has been read: kept here, written to a file, left standing."""

import os
from collections.abc import Callable
from pathlib import Path

from selfcheck.cli.files import describe_reason
from selfcheck.cli.output import Wishes, write
from selfcheck.frozen import dataclass, replace
from selfcheck.keeping import keep, neutral_name, state_folder
from selfcheck.reflecting import safety_questions
from selfcheck.session import EndOption, EndPage, Keep, Move, Page, SaveAs, Stay, Told
from selfcheck.summary import ENDINGS, Result
from selfcheck.words import Say


@dataclass(frozen=True, slots=True)
class Ending:
    """The last move of a respondent, and whether the text is to be left standing."""

    move: Move
    stays: bool


def ask_what_becomes(
    result: Result,
    say: Say,
    wishes: Wishes,
    options: tuple[EndOption, ...],
    ask: Callable[[Page], Move],
) -> Ending:
    """Keep, write, leave standing: one after the other, until the respondent closes, pauses or
    leaves."""
    page = EndPage(neutral_name(result.taken), options, describe_contents(result))
    while True:
        match ask(page):
            case Keep():
                page = _keep(result, say, page)
            case SaveAs() as wish:
                notice = _write(result, say, wishes, wish)
                page = replace(page, notice=notice, suggested_file=neutral_name(result.taken))
            case Stay():
                page = replace(page, stays=True, notice=say("end.stay-said"))
            case move:
                return Ending(move, page.stays)


def _keep(result: Result, say: Say, page: EndPage) -> EndPage:
    if page.is_kept:
        return replace(page, notice=say("end.kept-already"))
    try:
        file = keep(state_folder(), result, say)
    except OSError as error:
        return replace(page, notice=say("take.not-kept", reason=describe_reason(error, say)))
    return replace(page, is_kept=True, notice=say("take.kept", file=file))


def _write(result: Result, say: Say, wishes: Wishes, wish: SaveAs) -> str:
    """Write a file as it was asked for; what came of it, in a sentence."""
    known = wish.file.lower().endswith(tuple(ENDINGS))
    name = wish.file if known else wish.file + ".txt"
    wishes = replace(wishes, without_answers=wishes.without_answers or not wish.with_answers)
    return write(result, say, Path(os.path.expanduser(name)), wishes).sentence  # noqa: PTH111


def describe_contents(result: Result) -> Told:
    """What a file with the answers would hold, by kind."""
    answers = result.outcome.answers
    safety = safety_questions(result.questionnaire) & set(answers)
    own = [reply for id, reply in answers.items() if id not in safety]
    chosen = sum(bool(reply.marks) for reply in own)
    texts = sum(bool(reply.text) for reply in own)
    texts_above, words = len(result.outcome.safety), len(result.fill_in)
    return Told(texts_above, words, chosen, texts, len(safety))
