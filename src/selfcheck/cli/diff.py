"""`selfcheck diff`: what changes for respondents between two question files."""

import sys
from pathlib import Path

from selfcheck.cli.exits import EndedError
from selfcheck.cli.files import language_of, load
from selfcheck.cli.language import speak_as, wanted_language
from selfcheck.cli.terminal import is_screen, tell
from selfcheck.question_file.loader import Loaded
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.problems import render_problems
from selfcheck.words import Say, speaker


def diff(old: Path, new: Path, lang: str | None, width: int) -> None:
    """Say what changes for respondents between two question files."""
    from selfcheck.comparing import compare
    from selfcheck.showing.difference import Compared, set_difference
    from selfcheck.showing.rows import print_rows
    from selfcheck.summary import digest

    loaded = [load(file, lang) for file in (old, new)]
    say = speak_as(speaker(wanted_language(lang) or language_of(loaded[1])))
    before, after = _both_fit(loaded, say, width)
    is_comparable = digest(before) == digest(after)
    compared = Compared(before, after, compare(before, after), is_comparable)
    print_rows(set_difference(compared, say, width), sys.stdout, plain=not is_screen())


def _both_fit(loaded: list[Loaded], say: Say, width: int) -> list[Questionnaire]:
    """Both questionnaires; where one has problems they are shown, and the program stops."""
    fit = []
    for one in loaded:
        errors = [problem for problem in one.problems if problem.severity == "error"]
        if errors or one.questionnaire is None:
            tell(render_problems(one.problems, one.places, say, width))
        else:
            fit.append(one.questionnaire)
    if len(fit) < len(loaded):
        raise EndedError(1)
    return fit
