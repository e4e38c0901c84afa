"""`selfcheck check`: every problem of a question file and its translations, its examples tried."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NoReturn

from selfcheck.checking.alike import check_alike
from selfcheck.checking.followers import without_followers
from selfcheck.checking.leftovers import check_leftovers, check_lists_in_texts
from selfcheck.checking.phrases import Finder, WordLists
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.rules import check_default, check_rules
from selfcheck.checking.safety import check_danger, check_first_lines, has_unwatched
from selfcheck.checking.style import check_style
from selfcheck.checking.translating import check_translation
from selfcheck.checking.wording import check_wording
from selfcheck.cli.accept import accept_all
from selfcheck.cli.checked_files import STANDARD_INPUT, gather
from selfcheck.cli.exits import EndedError, stop
from selfcheck.cli.files import data_folder, language_of
from selfcheck.cli.fix import fix_all
from selfcheck.cli.language import say as say_at_once
from selfcheck.cli.language import speak_as, wanted_language
from selfcheck.cli.terminal import is_screen, tell
from selfcheck.problems import Path as Place
from selfcheck.problems import Problem
from selfcheck.question_file.loader import Loaded, in_order
from selfcheck.question_file.word_lists import FILE, load_word_lists
from selfcheck.showing.insight import set_insight
from selfcheck.showing.problems import problem_as_data, set_problems
from selfcheck.showing.rows import BLANK, Row, as_rows, print_rows
from selfcheck.summary import data_as_text
from selfcheck.texts import given_texts, own_texts
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say, speaker


@dataclass(frozen=True, slots=True)
class CheckWishes:
    """What the command line asked for."""

    format: str = "text"
    strict: bool = False
    accept: bool = False
    lang: str | None = None
    style: bool = True
    only: tuple[str, ...] = ()
    fix: bool = False
    width: int = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was read, its problems, and what was worked out to find them."""

    loaded: Loaded
    cache: ReachCache | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(1 for problem in self.problems if problem.severity == "error")


def check(files: list[Path], wishes: CheckWishes) -> None:
    """Check the files, each with its translations; stops with 1 where there is an error,
    with 2 where a file cannot be read."""
    gathered = gather(files, wishes.lang)
    say = speak_as(speaker(wanted_language(wishes.lang) or language_of(gathered.loaded[0])))
    if wishes.fix:
        fix_all(gathered.files, say)
        gathered = replace(gather(gathered.files, wishes.lang), exit_code=gathered.exit_code)
    loaded = [*gathered.loaded]
    if wishes.accept:
        loaded = accept_all(loaded, say, wishes.only)
    found = [_check_one(one, wishes.strict, wishes.style) for one in loaded]
    if wishes.format == "json":
        print(_as_json(found, say))
    else:
        for one in found:
            rows = _as_rows(_as_named(one, say), say, wishes.width)
            print_rows(rows, sys.stdout, plain=not is_screen())
    if exit_code := gathered.exit_code or int(any(one.errors for one in found)):
        raise EndedError(exit_code)


def _as_named(found: Found, say: Say) -> Found:
    """What came through standard input, by its name for people."""
    places = found.loaded.places
    if places.file != str(STANDARD_INPUT):
        return found
    places = replace(places, file=say("file.stdin"))
    return replace(found, loaded=replace(found.loaded, places=places))


def refuse_accept_without_file() -> NoReturn:
    """`--accept` writes, so it is said where."""
    stop(say_at_once("check.accept-what"))


def find_problems(loaded: Loaded) -> tuple[Problem, ...]:
    """All problems of a file: those of the gates, those of its words, and, where it passed the
    gates, what its rules and examples say."""
    return _check_one(loaded).problems


def _check_one(loaded: Loaded, strict: bool = False, with_style: bool = True) -> Found:
    problems = [*loaded.problems, *loaded.warnings, *_check_words(loaded, with_style)]
    cache = None
    if loaded.translation:
        problems += check_translation(loaded.translation)
    elif loaded.questionnaire:
        cache = ReachCache(loaded.questionnaire)
        problems += _check_whole(loaded, cache, problems)
        problems = [*without_followers(problems, loaded.questionnaire)]
    if strict:
        problems = [replace(problem, severity="error") for problem in problems]
    return Found(loaded, cache, in_order(problems, loaded.places))


def _check_words(loaded: Loaded, with_style: bool) -> Iterator[Problem]:
    """What the texts of a file say to a respondent; a text with a mistake is left alone."""
    questionnaire = loaded.questionnaire
    if questionnaire is None:
        return
    if loaded.translation:
        texts = iter(loaded.translation.texts.items())
    else:
        texts = own_texts(questionnaire)
    flawed = {problem.place for problem in loaded.problems}
    sound = [(path, text) for path, text in texts if path not in flawed]
    yield from check_wording(sound, questionnaire.tone, _word_lists())
    yield from check_first_lines(sound)
    given = [] if loaded.translation else given_texts(questionnaire)
    yield from check_leftovers([*sound, *given], questionnaire.fill_in)
    yield from check_lists_in_texts(sound)
    if with_style:
        allowed = Finder((), (), questionnaire.tone)
        rest = [(path, allowed.rest(text)) for path, text in sound]
        yield from check_alike(rest)
        if questionnaire.language.split("-")[0] == "ja":
            yield from check_style(rest)


def _check_whole(loaded: Loaded, cache: ReachCache, problems: list[Problem]) -> Iterator[Problem]:
    """What the questionnaire says as a whole: all of it where it passed the gates."""
    if _is_sound(problems, "reflections"):
        yield from check_default(cache.questionnaire)
    if not loaded.problems:
        gaps = {_thing(problem) for problem in loaded.warnings if problem.code == "nothing-there"}
        yield from (problem for problem in check_rules(cache) if _thing(problem) not in gaps)
        yield from check_danger(cache.questionnaire, _word_lists())


def _thing(problem: Problem) -> Place | None:
    """The thing of a section that a problem is about."""
    place = problem.place
    return place[:2] if isinstance(place, tuple) and len(place) > 1 else None


@cache
def _word_lists() -> WordLists:
    """The words to look for; none, and a note, where their file cannot be used."""
    try:
        return load_word_lists(data_folder())
    except (OSError, ValueError):
        tell(say_at_once("check.no-word-lists", file=FILE))
        return WordLists()


def _is_sound(problems: list[Problem], section: str) -> bool:
    """Whether a part of the file was read without a mistake that could have changed it."""
    errors = [problem for problem in problems if problem.severity == "error"]
    places = [problem.place for problem in errors]
    return all(isinstance(place, tuple) and place[:1] != (section,) for place in places)


def _as_rows(found: Found, say: Say, width: int) -> list[Row]:
    """The problems, how many there are, and what else the author may want to know."""
    loaded, problems = found.loaded, found.problems
    rows = [*set_problems(problems, loaded.places, say, width), *[BLANK] * bool(problems)]
    verdict = _summarize(found, say)
    if found.cache and not found.errors and has_unwatched(found.cache.questionnaire):
        verdict = say("check.words-only", verdict=verdict)
    rows += as_rows(break_lines(verdict, width), "strong" if problems else "level")
    if found.cache and loaded.problems and found.cache.questionnaire.examples:
        rows.append(Row(say("check.untested")))
    if found.cache and not found.errors:
        rows += set_insight(found.cache, say, width)
    return rows


def _summarize(found: Found, say: Say) -> str:
    """How many errors and warnings there are."""
    loaded, errors = found.loaded, found.errors
    file, questionnaire = harmless(loaded.places.file, False), loaded.questionnaire
    if not found.problems and questionnaire:
        counts = {
            "questions": len(questionnaire.questions),
            "examples": len(questionnaire.examples),
        }
        key = "check.fine-translation" if loaded.translation else "check.fine"
        return say(key, file=file, **counts)
    warnings = len(found.problems) - errors
    key = "check.found" if errors and warnings else "check.errors" if errors else "check.warnings"
    return say(key, file=file, errors=errors, warnings=warnings)


def _as_json(found: list[Found], say: Say) -> str:
    data = [
        problem_as_data(problem, one.loaded.places, say)
        for one in found
        for problem in one.problems
    ]
    return data_as_text(data).rstrip("\n")
