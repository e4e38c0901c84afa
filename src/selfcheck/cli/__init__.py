"""The way in and the way out: the exit codes of the contract; the only place that exits."""

import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from selfcheck.cli.arguments import COMPLETING, file_of_bare_take, is_bare_take, writable_names
from selfcheck.cli.interrupts import ignore_interrupts, unwind_on_interrupt
from selfcheck.cli.streams import finish_streams, is_any_lost, open_streams
from selfcheck.cli.terminal import drop_senseless_sizes


def main() -> NoReturn:
    """Run a command; whatever happens, leave with a code of the contract and no traceback."""
    try:
        unwind_on_interrupt()
        code = _run()
    except KeyboardInterrupt:
        ignore_interrupts()
        code = 130
    ignore_interrupts()
    sys.exit(code)


def _run() -> int:
    """Run a command and write all of what it says; returns the exit code."""
    open_streams()
    drop_senseless_sizes()
    _measure_as_drawn()
    sys.argv[1:] = writable_names(sys.argv[1:])
    code = _explained(_call)
    code = _explained(finish_streams) or code
    return code or (2 if is_any_lost() else 0)


def _call() -> object:
    """Run the command. Most who come want the first page and nothing else; it is there sooner
    without typer."""
    if COMPLETING in os.environ:
        from selfcheck.cli.completion import complete

        return complete()
    if is_bare_take(sys.argv[1:]):
        from selfcheck.cli.output import Wishes
        from selfcheck.cli.take import take

        take(file_of_bare_take(sys.argv[1:]), Wishes())
        return 0
    from selfcheck.cli.app import app

    _leave_out_other_commands(app, sys.argv[1:])
    return app(prog_name="selfcheck", standalone_mode=False)


def _explained(step: Callable[[], object]) -> int:
    """The exit code of a step; what ends it otherwise than it should is said."""
    try:
        code = step()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from selfcheck.cli.errors import explain

        return explain(error)
    return code if isinstance(code, int) else 0


def _leave_out_other_commands(app: Any, arguments: list[str]) -> None:
    """Where it is plain which command is meant, typer need not prepare the others: it looks
    through the signature of every one, while somebody waits for the first page."""
    called = arguments[0] if arguments else "take"
    one = [c for c in app.registered_commands if c.callback and c.callback.__name__ == called]
    app.registered_commands = one or app.registered_commands


def _measure_as_drawn() -> None:
    """Heed SELFCHECK_AMBIGUOUS; nothing is imported for it unless it is set."""
    if os.environ.get("SELFCHECK_AMBIGUOUS") == "2":
        from selfcheck.typesetting import set_ambiguous_width

        set_ambiguous_width(2)
