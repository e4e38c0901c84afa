"""How a command ends before it is through. `errors` gives the exit codes."""

from typing import NoReturn

import typer

from selfcheck.cli.terminal import tell


class LeftError(Exception):
    """The respondent left at once; nothing is to be printed."""


class PausedError(Exception):
    """The respondent stopped for now; the text says how to go on."""


def stop(*sentences: str, code: int = 2) -> NoReturn:
    """Say why a command cannot go on, on standard error, and end it with an exit code of the
    contract."""
    for sentence in sentences:
        tell(sentence)
    raise typer.Exit(code)
