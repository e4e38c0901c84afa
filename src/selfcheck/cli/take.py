"""`selfcheck take`: ask or read answers, find what they lead to, give it to the respondent."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from selfcheck.cli.exits import EndedError, stop
from selfcheck.cli.files import Opened, open_questionnaire, read_bytes
from selfcheck.cli.output import Wishes, make_result, record, save_all, show
from selfcheck.cli.terminal import screen_width, tell
from selfcheck.summary import ENDINGS, FORMS
from selfcheck.words import Say


def take(file: Path | None, wishes: Wishes) -> None:
    """Take a self-check from the first question to the summary."""
    opened = open_questionnaire(file, wishes.lang, screen_width(), bool(wishes.record))
    _refuse_unknown_endings(wishes.save, opened.say)
    _refuse_data_without_answers(wishes, opened.say)
    if wishes.record is not None:
        from selfcheck.cli.author import refuse_unusable_name

        refuse_unusable_name(wishes.record, opened)
    if wishes.answers is not None:
        _take_written(opened, wishes)
    else:
        from selfcheck.cli.interview import Interview

        Interview(opened, wishes, _command(file, wishes)).take()


def _command(file: Path | None, wishes: Wishes) -> str:
    """What to type to go on in the same way."""
    words = [str(file)] if file else []
    words += ["--lang", wishes.lang] if wishes.lang else []
    words += ["--plain"] if wishes.plain else []
    return shlex.join(["selfcheck", "take", *words] if words else ["selfcheck"])


def _refuse_unknown_endings(files: Iterable[Path], say: Say) -> None:
    for file in files:
        if file.suffix.lower() not in ENDINGS:
            stop(say("take.unknown-ending", file=file))


def _refuse_data_without_answers(wishes: Wishes, say: Say) -> None:
    forms = [wishes.format, *(ENDINGS[file.suffix.lower()] for file in wishes.save)]
    if wishes.without_answers and any(FORMS[form].is_data for form in forms if form):
        stop(say("take.data-without-answers"))


def _take_written(opened: Opened, wishes: Wishes) -> None:
    from selfcheck.question_file.answers_file import read_answers
    from selfcheck.question_file.yaml.source import MAX_FILE_BYTES
    from selfcheck.showing.problems import render_problems

    name = str(wishes.answers)
    if name == "-":
        name, raw = opened.say("file.stdin"), sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    else:
        raw = read_bytes(Path(name), wishes.lang)
    given = read_answers(name, raw, opened.questionnaire)
    if given.problems:
        shown = render_problems(given.problems, given.places, opened.say, screen_width())
        stop(shown, code=1)
    result = make_result(opened.questionnaire, given.fill_in, given.answers)
    if result.outcome.dropped:
        tell(opened.say("take.dropped", questions=", ".join(result.outcome.dropped)))
    show(result, opened.say, wishes)
    record(result, opened.say, wishes)
    if not save_all(result, opened.say, wishes):
        raise EndedError(2)
