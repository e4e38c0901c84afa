"""The commands: what each takes from the command line, and where it goes from there.

What a command needs is imported inside it, so that `--version` and the first page come at once.
"""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfcheck import __version__
from selfcheck.cli.help import SpokenCommand, SpokenGroup
from selfcheck.cli.language import say
from selfcheck.cli.terminal import screen_width

app = typer.Typer(
    cls=SpokenGroup,
    help=say("cli.about"),
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class SummaryFormat(StrEnum):
    """How `take` prints a summary."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"


class CheckFormat(StrEnum):
    """How `check` prints problems."""

    text = "text"
    json = "json"


class AnalysisFormat(StrEnum):
    """How `analyze` prints figures."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"


class Shell(StrEnum):
    """The shells that `completion` knows."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


class PreviewFormat(StrEnum):
    """How `preview` shows a questionnaire."""

    text = "text"
    markdown = "markdown"


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"selfcheck {__version__}")
        raise typer.Exit


@app.callback()
def begin(
    version: Annotated[
        bool,
        typer.Option("--version", help=say("cli.version"), callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Nothing here: without a command, `take` is the one (see `arguments`)."""


@app.command(cls=SpokenCommand, help=say("cli.take"))
def take(
    file: Annotated[Path | None, typer.Argument(help=say("cli.file"))] = None,
    answers: Annotated[str | None, typer.Option(help=say("cli.answers"))] = None,
    save: Annotated[list[Path] | None, typer.Option(help=say("cli.save"))] = None,
    force: Annotated[bool, typer.Option("--force", help=say("cli.force"))] = False,
    format: Annotated[SummaryFormat | None, typer.Option(help=say("cli.format"))] = None,
    numbers: Annotated[bool, typer.Option("--numbers", help=say("cli.numbers"))] = False,
    without_answers: Annotated[
        bool, typer.Option("--without-answers", help=say("cli.without-answers"))
    ] = False,
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
    plain: Annotated[bool, typer.Option("--plain", help=say("cli.plain"))] = False,
    no_keep: Annotated[bool, typer.Option("--no-keep", help=say("cli.no-keep"))] = False,
    record: Annotated[str | None, typer.Option(help=say("cli.record"))] = None,
) -> None:
    from selfcheck.cli import output, take

    saved = tuple(save or ())
    wishes = output.Wishes(
        answers, saved, force, format, numbers, lang, plain, no_keep, record, without_answers
    )
    take.take(file, wishes)


@app.command(cls=SpokenCommand, help=say("cli.check"))
def check(
    files: Annotated[list[Path] | None, typer.Argument(help=say("cli.check-files"))] = None,
    format: Annotated[CheckFormat, typer.Option(help=say("cli.check-format"))] = CheckFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli.strict"))] = False,
    accept: Annotated[bool, typer.Option("--accept", help=say("cli.accept"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=say("cli.fix"))] = False,
    only: Annotated[list[str] | None, typer.Option("--only", help=say("cli.only"))] = None,
    style: Annotated[bool, typer.Option("--style/--no-style", help=say("cli.style"))] = True,
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import check
    from selfcheck.cli import files as question_files
    from selfcheck.cli.fix import refuse_fix_without_file

    if accept and (not files or Path("-") in files):
        check.refuse_accept_without_file()
    if fix and (not files or Path("-") in files):
        refuse_fix_without_file()
    paths = files or [question_files.question_file(None)]
    width = min(screen_width(), 100)
    wishes = check.CheckWishes(format, strict, accept, lang, style, tuple(only or ()), fix, width)
    check.check(paths, wishes)


@app.command(cls=SpokenCommand, help=say("cli.preview"))
def preview(
    file: Annotated[Path | None, typer.Argument(help=say("cli.file"))] = None,
    watch: Annotated[bool, typer.Option("--watch", help=say("cli.watch"))] = False,
    format: Annotated[
        PreviewFormat, typer.Option(help=say("cli.preview-format"))
    ] = PreviewFormat.text,
    beside: Annotated[bool, typer.Option("--beside", help=say("cli.beside"))] = False,
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import preview

    if watch:
        preview.watch(file, format, lang)
    else:
        preview.preview(file, format, lang, beside)


@app.command(cls=SpokenCommand, help=say("cli.score"))
def score(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help=say("cli.table-file"))],
    responses: Annotated[
        Path | None, typer.Argument(metavar="RESPONSES.csv", help=say("cli.responses"))
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help=say("cli.out"))] = None,
    lenient: Annotated[bool, typer.Option("--lenient", help=say("cli.lenient"))] = False,
    missing: Annotated[
        list[str] | None,
        typer.Option("--missing", help=say("cli.missing")),
    ] = None,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help=say("cli.spreadsheet"))
    ] = False,
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import score
    from selfcheck.cli.responses import TableWishes

    wishes = TableWishes(file, responses, out, lenient=lenient, lang=lang)
    score.score(replace(wishes, spreadsheet=spreadsheet, missing=tuple(missing or ())))


@app.command(cls=SpokenCommand, help=say("cli.analyze"))
def analyze(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help=say("cli.table-file"))],
    responses: Annotated[
        Path | None, typer.Argument(metavar="RESPONSES.csv", help=say("cli.responses"))
    ] = None,
    format: Annotated[
        AnalysisFormat, typer.Option(help=say("cli.analyze-format"))
    ] = AnalysisFormat.text,
    out: Annotated[Path | None, typer.Option("-o", "--out", help=say("cli.analyze-out"))] = None,
    by: Annotated[str | None, typer.Option(help=say("cli.by"))] = None,
    lenient: Annotated[bool, typer.Option("--lenient", help=say("cli.lenient"))] = False,
    missing: Annotated[
        list[str] | None,
        typer.Option("--missing", help=say("cli.missing")),
    ] = None,
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import analyze
    from selfcheck.cli.responses import TableWishes

    wishes = TableWishes(file, responses, out, format, lenient, lang)
    analyze.analyze(replace(wishes, by=by, missing=tuple(missing or ())))


@app.command(cls=SpokenCommand, help=say("cli.history"))
def history(
    which: Annotated[str | None, typer.Argument(metavar="[WHICH]", help=say("cli.which"))] = None,
    plain: Annotated[bool, typer.Option("--plain", help=say("cli.plain"))] = False,
) -> None:
    from selfcheck.cli import results

    results.history(which, plain)


@app.command(cls=SpokenCommand, help=say("cli.export"))
def export(
    which: Annotated[str, typer.Argument(metavar="[WHICH]", help=say("cli.which"))],
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=say("cli.export-file"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=say("cli.export-force"))] = False,
    without_answers: Annotated[
        bool, typer.Option("--without-answers", help=say("cli.without-answers"))
    ] = False,
) -> None:
    from selfcheck.cli import results

    results.export(which, file, force, answers=not without_answers)


@app.command(cls=SpokenCommand, help=say("cli.erase"))
def erase(
    which: Annotated[str | None, typer.Argument(help=say("cli.which"))] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("cli.erase-all"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=say("cli.yes"))] = False,
) -> None:
    from selfcheck.cli import results

    results.erase(which, everything, yes)


@app.command(cls=SpokenCommand, help=say("cli.new"))
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("cli.new-file"))],
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import author

    author.new(file, lang)


@app.command(cls=SpokenCommand, help=say("cli.schema"))
def schema() -> None:
    from selfcheck.cli import author

    author.schema()


@app.command(cls=SpokenCommand, help=say("cli.completion"))
def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help=say("cli.completion-shell"))],
) -> None:
    from selfcheck.cli.completion import show_script

    show_script(shell)


@app.command(cls=SpokenCommand, help=say("cli.diff"))
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=say("cli.diff-old"))],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=say("cli.diff-new"))],
    lang: Annotated[str | None, typer.Option(help=say("cli.lang"))] = None,
) -> None:
    from selfcheck.cli import diff

    diff.diff(old, new, lang, min(screen_width(), 80))
