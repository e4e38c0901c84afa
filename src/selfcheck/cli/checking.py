"""`selfcheck check`: every problem of a question file, and its examples tried."""

from dataclasses import replace
from pathlib import Path

import typer

from selfcheck.checking.default import check_default
from selfcheck.checking.direction import check_direction
from selfcheck.checking.examples import check_examples
from selfcheck.checking.reach import check_reach
from selfcheck.cli.opening import language_of, load
from selfcheck.cli.voice import wanted_language
from selfcheck.problems import Problem
from selfcheck.question_file.loader import Loaded, in_order
from selfcheck.showing.problems import problem_as_data, render_problems
from selfcheck.summary import data_as_text
from selfcheck.typesetting import harmless
from selfcheck.words import Say, speaker


def check(files: list[Path], format: str, strict: bool, lang: str | None, width: int) -> None:
    """Check the files one after the other; stops with 1 where there is an error."""
    found = [(loaded, find_problems(loaded, strict)) for loaded in (load(f, lang) for f in files)]
    if format == "json":
        print(_as_json(found, lang))
    else:
        for loaded, problems in found:
            say = speaker(wanted_language(lang) or language_of(loaded))
            print(_as_text(loaded, problems, say, width))
    if any(problem.severity == "error" for _, problems in found for problem in problems):
        raise typer.Exit(1)


def find_problems(loaded: Loaded, strict: bool = False) -> tuple[Problem, ...]:
    """All problems of a file: those of the gates, else what its examples and rules say."""
    problems = list(loaded.problems)
    if loaded.questionnaire and _is_sound(problems, "reflections"):
        problems += check_default(loaded.questionnaire)
    if loaded.questionnaire and not loaded.problems:
        rules = (check_examples, check_direction, check_reach)
        problems += [problem for rule in rules for problem in rule(loaded.questionnaire)]
    if strict:
        problems = [replace(problem, severity="error") for problem in problems]
    return in_order(problems, loaded.places)


def _is_sound(problems: list[Problem], section: str) -> bool:
    """Whether a part of the file was read without a mistake that could have changed it."""
    places = [problem.place for problem in problems]
    return all(isinstance(place, tuple) and place[:1] != (section,) for place in places)


def _as_text(loaded: Loaded, problems: tuple[Problem, ...], say: Say, width: int) -> str:
    file, asked = harmless(loaded.places.file, False), loaded.questionnaire
    if not problems and asked:
        counts = {"questions": len(asked.questions), "examples": len(asked.examples)}
        return say("check.fine", file=file, **counts)
    errors = sum(1 for problem in problems if problem.severity == "error")
    counts = {"errors": errors, "warnings": len(problems) - errors}
    lines = [render_problems(problems, loaded.places, say, width)]
    lines.append(say("check.found" if counts["warnings"] else "check.errors", file=file, **counts))
    if loaded.problems and asked and asked.examples:
        lines.append(say("check.untested"))
    return "\n".join(lines)


def _as_json(found: list[tuple[Loaded, tuple[Problem, ...]]], lang: str | None) -> str:
    data = [
        problem_as_data(
            problem, loaded.places, speaker(wanted_language(lang) or language_of(loaded))
        )
        for loaded, problems in found
        for problem in problems
    ]
    return data_as_text(data).rstrip("\n")
