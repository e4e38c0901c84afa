"""`selfcheck new`, `schema` and `take --record`: what an author needs around a file."""

import re
import shlex
import sys
from pathlib import Path

from selfcheck.cli.exits import stop
from selfcheck.cli.files import Opened, data_folder, describe_reason
from selfcheck.cli.language import locale_language, speak_as, wanted_language
from selfcheck.cli.terminal import tell
from selfcheck.question_file.names import is_id
from selfcheck.spelling import canonical_name
from selfcheck.summary import Result
from selfcheck.typesetting import harmless
from selfcheck.words import Say, speaker

_PLAIN_NAME = re.compile(r"[\w./:-]+")
"""A name that needs no quotes in a shell, also a Japanese one."""


def new(file: Path, lang: str | None) -> None:
    """Write a question file to start from, and say how to go on."""
    from selfcheck.question_file.template import read_template

    language = wanted_language(lang) or locale_language() or "ja"
    say = speak_as(speaker(language))
    name = harmless(str(file), False)
    try:
        _write_new(file, read_template(data_folder(), language, file.stem))
    except FileExistsError:
        stop(say("new.exists", file=name), say("new.elsewhere"))
    except (OSError, ValueError) as error:
        stop(say("new.not-written", file=name, reason=describe_reason(error, say)))
    print(say("new.written", file=name))
    print(say("new.next", file=name if _PLAIN_NAME.fullmatch(name) else shlex.quote(name)))


def _write_new(file: Path, text: str) -> None:
    """Raises FileExistsError where anything has that name already; it stays as it is."""
    stream = file.open("x", encoding="utf-8", newline="\n")
    try:
        with stream:
            stream.write(text)
    except OSError:
        file.unlink(missing_ok=True)
        raise


def schema() -> None:
    """Print the schema in the language of the command line."""
    from selfcheck.question_file.schema import render_schema

    sys.stdout.write(render_schema(_own_words()))


def _own_words() -> Say:
    return speaker(wanted_language() or locale_language() or "ja")


# --- take --record --------------------------------------------------------------------------


def refuse_unusable_name(name: str, opened: Opened) -> None:
    """Stop before anything is asked where a run could not be recorded under this name."""
    shown = harmless(name, False)
    if not is_id(canonical_name(name)):
        stop(opened.say("new.record-no-id", name=shown))
    if canonical_name(name) in opened.questionnaire.examples:
        stop(opened.say("new.record-taken", name=shown))


def print_record(name: str, result: Result, say: Say) -> None:
    """The run just made as an example, below everything else; where to paste it is a note."""
    from selfcheck.checking.recording import record_example

    below = "new.record-below" if result.questionnaire.examples else "new.record-at-end"
    tell(say(below))
    entry = record_example(result.questionnaire, result.fill_in, result.outcome, name)
    sys.stdout.write(f"\n{entry}")
    sys.stdout.flush()
