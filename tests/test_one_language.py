"""One run speaks one language: the file's words and the program's are never in two."""

import re

import pytest
from conftest import Run

from selfcheck.cli.app import app

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]+")
ENGLISH = re.compile(r"[A-Za-z]+(?: [a-z']+){3,}")
NAMES = ("浅野寿和", "TELL Lifeline (English)")
COMMANDS = [c.callback.__name__ for c in app.registered_commands if c.callback]

# Everything a plain interview has to say: help, a reply that fits nothing, skips, review, end.
TYPED = "?\n\n\nzzz\n?\nb\n\n1\n" + "s\n" * 40 + "\n\n"


def mixed(text: str, language: str) -> list[str]:
    """What stands there in the other language."""
    for name in NAMES:
        text = text.replace(name, "")
    return (JAPANESE if language == "en" else ENGLISH).findall(text)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_one_language(run: Run, command: str, language: str) -> None:
    """Headings, arguments, options and what they do."""
    done = run(*command.split(), "--help", env={"SELFCHECK_LANG": language})
    assert done.returncode == 0
    assert mixed(done.stdout + done.stderr, language) == []


@pytest.mark.parametrize("line", ["check --fix", "check --accept", "take --nope", "take --help"])
@pytest.mark.parametrize("typed", ["--lang {}", "--lang={}"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_wrong_use_speaks_the_language_that_was_typed(
    run: Run, line: str, typed: str, language: str
) -> None:
    """Also where the environment asks for the other one."""
    other = {"ja": "en", "en": "ja"}[language]
    done = run(*line.split(), *typed.format(language).split(), env={"SELFCHECK_LANG": other})
    assert mixed(done.stdout + done.stderr, language) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_interview_is_in_one_language(run: Run, language: str) -> None:
    """From the first page to the result, in plain lines, with numbers."""
    done = run("take", "--plain", "--numbers", "--lang", language, input=TYPED)
    assert done.returncode == 0, done.stderr[-500:]
    assert mixed(done.stdout + done.stderr, language) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "words", [["nosuch"], ["take", "a", "b"], ["take", "--save"], ["check", "x"]]
)
def test_complaints_are_in_one_language(run: Run, words: list[str], language: str) -> None:
    """A word too many, an option without its value, a file that is not there."""
    done = run(*words, env={"SELFCHECK_LANG": language})
    assert done.returncode == 2
    assert mixed(done.stdout + done.stderr, language) == []
