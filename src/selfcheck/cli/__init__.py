"""The commands and the exit codes; the only place that exits.

What a command needs is imported inside it, so that `--version` and the first page come at once.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from selfcheck import __version__
from selfcheck.words import Say, speaker


def _help_voice() -> Say:
    """Help speaks the language of the environment, for no question file is known yet."""
    languages = (
        os.environ.get(name) for name in ("SELFCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    )
    first = next((language for language in languages if language), "ja")
    return speaker("en" if first.startswith("en") else "ja")


_say = _help_voice()

app = typer.Typer(
    help=_say("cli.about"),
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help"]},
)


class SummaryFormat(StrEnum):
    """How `take` prints a summary."""

    text = "text"
    markdown = "markdown"
    json = "json"


class CheckFormat(StrEnum):
    """How `check` prints problems."""

    text = "text"
    json = "json"


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"selfcheck {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help=_say("cli.version"), callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        take(None)


@app.command(help=_say("cli.take"))
def take(
    file: Annotated[Path | None, typer.Argument(help=_say("cli.file"))] = None,
    answers: Annotated[str | None, typer.Option(help=_say("cli.answers"))] = None,
    save: Annotated[list[Path] | None, typer.Option(help=_say("cli.save"))] = None,
    force: Annotated[bool, typer.Option("--force", help=_say("cli.force"))] = False,
    format: Annotated[SummaryFormat | None, typer.Option(help=_say("cli.format"))] = None,
    numbers: Annotated[bool, typer.Option("--numbers", help=_say("cli.numbers"))] = False,
    lang: Annotated[str | None, typer.Option(help=_say("cli.lang"))] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_say("cli.plain"))] = False,
    no_keep: Annotated[bool, typer.Option("--no-keep", help=_say("cli.no-keep"))] = False,
) -> None:
    from selfcheck.cli import taking

    wishes = taking.Wishes(answers, tuple(save or ()), force, format, numbers, lang, plain, no_keep)
    taking.take(file, wishes)


@app.command(help=_say("cli.check"))
def check(
    files: Annotated[list[Path] | None, typer.Argument(help=_say("cli.file"))] = None,
    format: Annotated[CheckFormat, typer.Option(help=_say("cli.check-format"))] = CheckFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help=_say("cli.strict"))] = False,
    lang: Annotated[str | None, typer.Option(help=_say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import checking, opening
    from selfcheck.cli.taking import screen_width

    paths = files or [opening.question_file(None)]
    checking.check(paths, format, strict, lang, min(screen_width(), 100))


# --- the way out ----------------------------------------------------------------------------


def main() -> NoReturn:
    """Run a command; whatever happens, leave with a code of the contract and no traceback."""
    _speak_utf8()
    try:
        code = app(prog_name="selfcheck", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more; keep the interpreter from complaining while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        code = _explain(error)
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """UTF-8 in and out, whatever the locale says."""
    streams: tuple[Any, ...] = (sys.stdin, sys.stdout, sys.stderr)
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _explain(error: Exception) -> int:
    """Say what went wrong; returns the exit code."""
    kind = type(error).__name__
    if kind == "LeftError":
        return 0
    if kind == "PausedError":
        print(error, file=sys.stderr)
        return 130
    if kind == "Abort":
        return 130
    if hasattr(error, "format_message"):
        print(_describe_wrong_use(error), file=sys.stderr)
        return 2
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    print(_say("problem.internal"), file=sys.stderr)
    print(_say("problem.internal-hint", found=f"{kind}, {place}"), file=sys.stderr)
    return 2


def _describe_wrong_use(error: Any) -> str:
    """click's complaint in our words."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "selfcheck"
    parameter = getattr(error, "param", None)
    name = max(parameter.opts, key=len) if parameter is not None and parameter.opts else ""
    choices = getattr(getattr(parameter, "type", None), "choices", ())
    match type(error).__name__:
        case "NoSuchOption":
            text = _say("cli.no-option", found=error.option_name)
        case "NoSuchCommand":
            text = _say("cli.no-command", found=getattr(error, "command_name", ""))
        case "BadOptionUsage":
            text = _say("cli.needs-value", found=error.option_name)
        case "BadParameter" if choices:
            text = _say("cli.bad-value", found=name, allowed=", ".join(map(str, choices)))
        case _:
            text = _say("cli.wrong-use")
    return f"{text}\n{_say('cli.see-help', command=command)}"
