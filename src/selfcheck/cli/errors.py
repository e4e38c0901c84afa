"""What is said where a command ends otherwise than it should, and the exit code of the contract.

No traceback is ever shown: its lines could hold answers.
"""

import re
import sys
from pathlib import Path
from typing import Any

from selfcheck.cli.arguments import MisplacedWordError
from selfcheck.cli.exits import EndedError, LeftError, PausedError
from selfcheck.cli.language import current_words
from selfcheck.cli.language import say as say_at_once
from selfcheck.cli.streams import UnwrittenError, is_unread
from selfcheck.typesetting import harmless


def explain(error: Exception) -> int:
    """Say what went wrong; returns the exit code."""
    if isinstance(error, UnwrittenError):
        return _explain_unwritten(error.reason)
    if isinstance(error, EndedError):
        return error.exit_code
    if isinstance(error, LeftError):
        return 0
    if isinstance(error, PausedError):
        print(harmless(str(error)), file=sys.stderr)
        return 130
    kind = type(error).__name__
    if kind == "Abort":
        return 130
    if hasattr(error, "format_message") or isinstance(error, MisplacedWordError):
        print(harmless(_describe_wrong_use(error)), file=sys.stderr)
        return 2
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    say = current_words()
    print(say("problem.internal"), file=sys.stderr)
    print(say("problem.internal-hint", found=f"{kind}, {place}"), file=sys.stderr)
    return 2


def _explain_unwritten(reason: OSError) -> int:
    """What did not reach standard output is missed, but not where nobody reads any more."""
    if not is_unread(reason):
        from selfcheck.cli.files import describe_reason

        say = current_words()
        file = say("table.standard-output")
        text = say("table.not-written", file=file, reason=describe_reason(reason, say))
        print(text, file=sys.stderr)
    return 2


def _describe_wrong_use(error: Any) -> str:
    """click's complaint in our words."""
    context = getattr(error, "ctx", None)
    see = say_at_once("cli.see-help", command=context.command_path if context else "selfcheck")
    return f"{_name_wrong_use(error)}\n{see}"


def _name_wrong_use(error: Any) -> str:
    if isinstance(error, MisplacedWordError):
        if error.is_command:
            return say_at_once("cli.command-first", command=error.word)
        return say_at_once("cli.no-command", found=error.word)
    parameter = getattr(error, "param", None)
    name = max(parameter.opts, key=len) if parameter is not None and parameter.opts else ""
    choices = getattr(getattr(parameter, "type", None), "choices", ())
    # click 8 has no class for these two; its English sentence is all there is.
    unknown = re.match(r"No such command '(.*?)'", str(error.message))
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", str(error.message))
    match type(error).__name__:
        case "NoSuchOption":
            near = (getattr(error, "possibilities", None) or ("",))[0]
            text = say_at_once("cli.no-option", found=error.option_name)
            return f"{text} {say_at_once('problem.near', near=near)}" if near else text
        case "BadOptionUsage" if "does not take" in str(error.message):
            return say_at_once("cli.no-value", found=error.option_name)
        case "BadOptionUsage":
            return say_at_once("cli.needs-value", found=error.option_name)
        case "BadParameter" if choices:
            return say_at_once("cli.bad-value", found=name, allowed=", ".join(map(str, choices)))
        case _ if unknown:
            return say_at_once("cli.no-command", found=unknown[1])
        case _ if extra:
            return say_at_once("cli.extra", found=extra[1])
        case _:
            return say_at_once("cli.wrong-use")
