"""What shells need to complete commands, options and file names, by typer's own machinery."""

from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

from selfcheck.cli.arguments import COMPLETING


def show_script(shell: str) -> None:
    """Print what a shell reads, from a file of its own or at every start."""
    name = "pwsh" if shell == "powershell" else shell
    print(get_completion_script(prog_name="selfcheck", complete_var=COMPLETING, shell=name))


def complete() -> int:
    """Answer a shell; returns the exit code."""
    from selfcheck.cli.app import app

    completion_init()
    try:
        app(prog_name="selfcheck", standalone_mode=False)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
