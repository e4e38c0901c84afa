"""What a shell completes: commands, options, and the words that an option takes."""

import shutil
import subprocess

import pytest
from conftest import Run

SHELLS = ("bash", "zsh", "fish", "powershell")


def completed(run: Run, *words: str) -> list[str]:
    """What bash is given for the last of these words."""
    line = ("selfcheck", *words)
    env = {
        "_SELFCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(line),
        "COMP_CWORD": str(len(words)),
    }
    done = run(env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed_for_each_shell(run: Run, shell: str) -> None:
    """It names the program and asks it."""
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_SELFCHECK_COMPLETE" in done.stdout


def test_another_shell_is_told_which_there_are(run: Run) -> None:
    """Wrong use: exit code 2, and the names."""
    done = run("completion", "tcsh")
    assert done.returncode == 2
    assert all(shell in done.stderr for shell in SHELLS)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_can_read_its_script(run: Run) -> None:
    """Nothing in it is a mistake."""
    script = run("completion", "bash").stdout
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ch",), ["check"]),
        (("take", "--fo"), ["--force", "--format"]),
        (("take", "--format", ""), ["text", "markdown", "html", "json"]),
        (("erase", "--a"), ["--all"]),
        (("completion", "f"), ["fish"]),
    ],
)
def test_words_are_completed(run: Run, words: tuple[str, ...], expected: list[str]) -> None:
    """Commands by their beginning, options of a command, the words that an option takes."""
    assert sorted(completed(run, *words)) == sorted(expected)


def test_no_self_check_begins_while_words_are_completed(run: Run) -> None:
    """An empty line offers the commands."""
    assert "take" in completed(run, "")


def test_names_of_files_are_left_to_the_shell(run: Run) -> None:
    """Where a file stands nothing else is offered."""
    assert completed(run, "check", "que") in ([], ["que"])
