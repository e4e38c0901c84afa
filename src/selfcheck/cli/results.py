"""`selfcheck history`, `export` and `erase`: kept results, listed, read again, written out,
removed."""

import json
import os
import sys
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from selfcheck.cli.exits import EndedError, stop
from selfcheck.cli.files import data_folder, describe_reason, load_in
from selfcheck.cli.language import locale_language, speak_as, wanted_language
from selfcheck.cli.output import Wishes, read_on_screen, show
from selfcheck.cli.terminal import is_paged, is_screen, screen_width, tell, wants_plain_page
from selfcheck.history import KeptResult, name_themes
from selfcheck.keeping import state_folder, wording, write_summary
from selfcheck.keeping.erasing import (
    Erased,
    drafts_to_erase,
    erase_everything,
    erase_file,
    erase_results,
    results_to_erase,
)
from selfcheck.keeping.saved_results import KeptFile, SavedResults, read_saved_results
from selfcheck.placeholders import fill_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.showing.history import describe_day, set_history
from selfcheck.showing.rows import print_rows
from selfcheck.summary import ENDINGS, FORMS, Result, SummaryOptions, data_as_text, digest
from selfcheck.typesetting import harmless
from selfcheck.words import Say, speaker

_YES = frozenset({"y", "yes", "はい"})


def history(which: str | None, plain: bool) -> None:
    """List what is kept, or show one result again."""
    saved, say = _open_saved()
    if which is not None:
        _show_again(_pick(saved, which, say), say, plain)
        return
    named = [_with_names(kept) for kept in saved.results]
    width = min(screen_width(), 80)
    is_heard = wants_plain_page(plain)
    rows = set_history(named, say, width, is_heard)
    print_rows(rows, sys.stdout, plain=is_heard or not is_screen())
    for file in saved.others:
        tell(say("kept.not-a-result", file=file))


def _open_saved() -> tuple[SavedResults, Say]:
    """What is kept, and the language: that of the result kept last, where no other is wanted."""
    wanted = wanted_language()
    say = speak_as(speaker(wanted or locale_language() or "ja"))
    folder = _find_folder(say)
    try:
        saved = read_saved_results(folder)
    except OSError as error:
        stop(say("file.unreadable", file=folder, reason=describe_reason(error, say)))
    latest = saved.results[0].result.language if saved.results else ""
    return saved, speak_as(speaker(wanted or latest or locale_language() or "ja"))


def _find_folder(say: Say) -> Path:
    """The state folder; where it cannot be told, that is said."""
    try:
        return state_folder()
    except OSError as error:
        stop(say("kept.no-folder", reason=describe_reason(error, say)))


def _pick(saved: SavedResults, which: str, say: Say) -> KeptFile:
    """The result with a number of the list."""
    number = unicodedata.normalize("NFKC", which).strip()
    is_number = number.isascii() and number.isdigit() and len(number) < 9
    place = int(number) if is_number else 0
    if not 1 <= place <= len(saved.results):
        stop(say("kept.no-such", which=harmless(which, False)))
    return saved.results[place - 1]


def _with_names(kept: KeptFile) -> KeptResult:
    """A result with the names of its levels, from the question file where it brings none."""
    result = kept.result
    if all(theme.level in (None, *theme.levels) for theme in result.themes.values()):
        return result
    questionnaire = _find_questionnaire(result)
    if questionnaire is None or digest(questionnaire) != result.digest:
        return result
    words = {id: questionnaire.fill_in[id].default for id in questionnaire.fill_in}
    given = kept.data.get("fill_in")
    if isinstance(given, dict):
        words |= {id: text for id, text in given.items() if id in words and isinstance(text, str)}
    return name_themes(result, fill_questionnaire(questionnaire, words))


def _find_questionnaire(result: KeptResult) -> Questionnaire | None:
    """The questionnaire of a result in its language: by SELFCHECK_QUESTIONS, else built in."""
    named = os.environ.get("SELFCHECK_QUESTIONS")
    for path in ([Path(named)] if named else []) + [data_folder() / "questions.yaml"]:
        questionnaire = load_in(path, result.language).questionnaire if _is_there(path) else None
        if questionnaire is not None and questionnaire.id == result.id:
            return questionnaire
    return None


def _is_there(path: Path) -> bool:
    """Whether there is such a file; none has a name that the system does not take."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


# --- reading one again ----------------------------------------------------------------------


def _show_again(kept: KeptFile, say: Say, plain: bool) -> None:
    """The page of a result, without the safety texts that may have stood above it; where one
    would stand instead by now, that alone."""
    questionnaire = _find_questionnaire(kept.result)
    if questionnaire is None:
        stop(say("kept.no-questions-to-show", id=harmless(kept.result.id, False)))
    result = _reflect_again(kept, questionnaire, say)
    if not result.outcome.is_replaced:
        result = replace(result, outcome=replace(result.outcome, safety=()))
    give = read_on_screen if is_paged(plain) else show
    give(result, speaker(questionnaire.language), Wishes(plain=plain))


def _reflect_again(kept: KeptFile, questionnaire: Questionnaire, say: Say) -> Result:
    """The result that the kept answers lead to in the present question file; says where that has
    changed."""
    from selfcheck.question_file.answers_file import read_answers

    given = read_answers(str(kept.file), json.dumps(kept.data).encode(), questionnaire)
    filled = fill_questionnaire(questionnaire, given.fill_in)
    outcome = reflect(filled, given.answers)
    result = Result(filled, dict(given.fill_in), outcome, kept.result.taken)
    if given.problems or outcome.dropped:
        tell(say("kept.answers-gone"))
    if digest(questionnaire) != kept.result.digest:
        tell(say("kept.scoring-changed"))
    elif kept.result.wording and kept.result.wording != wording(
        result, speaker(questionnaire.language)
    ):
        tell(say("kept.wording-changed"))
    return result


# --- writing one out ------------------------------------------------------------------------


def export(which: str, file: Path | None, force: bool, answers: bool) -> None:
    """Write one result to a file, in the form that its ending says."""
    saved, say = _open_saved()
    if file is None:
        if which.isdigit():
            stop(say("kept.no-export-file"))
        which, file = "1", Path(which)
    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        stop(say("take.unknown-ending", file=file))
    if FORMS[form].is_data and not answers:
        stop(say("take.data-without-answers"))
    kept = _pick(saved, which, say)
    text = _summary_data(kept) if FORMS[form].is_data else _render_again(kept, form, say, answers)
    try:
        write_summary(file, text, force)
    except (OSError, ValueError) as error:
        stop(say("take.not-saved", file=file, reason=describe_reason(error, say)))
    tell(say("take.saved", file=os.path.abspath(file)))  # noqa: PTH100


def _summary_data(kept: KeptFile) -> str:
    """The JSON summary as it was, without what is kept beside it."""
    about = {k: v for k, v in kept.data["questionnaire"].items() if k not in ("themes", "wording")}
    return data_as_text({**kept.data, "questionnaire": about})


def _render_again(kept: KeptFile, form: str, say: Say, answers: bool) -> str:
    questionnaire = _find_questionnaire(kept.result)
    if questionnaire is None:
        stop(say("kept.no-questions", id=harmless(kept.result.id, False)))
    result = _reflect_again(kept, questionnaire, say)
    return FORMS[form].render(
        result, speaker(questionnaire.language), SummaryOptions(answers=answers)
    )


# --- removing -------------------------------------------------------------------------------


def erase(which: str | None, everything: bool, yes: bool) -> None:
    """Remove one result, all results, or these and all drafts, after asking."""
    saved, say = _open_saved()
    if which is not None and everything:
        stop(say("kept.one-or-all"))
    if which is not None:
        one = _pick(saved, which, say)
        _confirm(say("kept.erase-one", day=describe_day(one.result, say)), say, yes)
        _remove_one(one, say)
        return
    folder = state_folder()
    count = len(results_to_erase(folder))
    drafts = len(drafts_to_erase(folder)) if everything else 0
    if count or drafts:
        key = "kept.erase-all" if everything else "kept.erase-results"
        _confirm(say(key, count=count, drafts=drafts), say, yes)
    else:
        tell(say("kept.nothing-to-erase"))
    erased = erase_everything(folder) if everything else erase_results(folder)
    _tell_erased(erased, say)
    if erased.results < count or erased.drafts < drafts:
        raise EndedError(2)


def _remove_one(kept: KeptFile, say: Say) -> None:
    try:
        erased = erase_file(state_folder(), kept.file)
    except OSError as error:
        reason = describe_reason(error, say)
        stop(say("kept.not-removed", file=kept.file, reason=reason))
    _tell_erased(erased, say)


def _confirm(what: str, say: Say, yes: bool) -> None:
    """Go on only where the person says so."""
    if yes:
        return
    if not sys.stdin.isatty():
        stop(say("kept.needs-yes"))
    tell(what)
    tell(say("kept.ask"))
    typed = unicodedata.normalize("NFKC", sys.stdin.readline()).strip().lower()
    if typed not in _YES:
        tell(say("kept.not-erased"))
        raise EndedError(0)


def _tell_erased(erased: Erased, say: Say) -> None:
    if erased.results or erased.drafts:
        tell(say("kept.erased", count=erased.results, drafts=erased.drafts))
        tell(say("kept.no-promise"))
    for file in erased.left:
        tell(say("kept.left", file=file))
    if erased.is_running:
        tell(say("kept.still-running"))
