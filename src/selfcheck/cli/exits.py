"""How a command ends before it is through. `errors` gives the exit codes."""

from typing import NoReturn

from selfcheck.cli.terminal import tell


class LeftError(Exception):
    """The respondent left at once; nothing is to be printed."""


class PausedError(Exception):
    """The respondent stopped for now; the text says how to go on."""


class EndedError(Exception):
    """A command is at its end, and why has been said; with an exit code of the contract."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def stop(*sentences: str, code: int = 2) -> NoReturn:
    """Say why a command cannot go on, on standard error, and end it with an exit code of the
    contract."""
    for sentence in sentences:
        tell(sentence)
    raise EndedError(code)
