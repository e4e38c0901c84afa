"""`check --fix`: what is certain is mended in the text of a file, line by line. Pure.

In memory a line with such a slip is read as it was meant. So a mend is certain where the mended
file reads the very same, with that problem gone and no other come; anything else is left.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from selfcheck.format import GROUPS
from selfcheck.problems import Places, Problem, Span, find_span, locate
from selfcheck.question_file.loader import Loaded
from selfcheck.question_file.names import VOCABULARY
from selfcheck.question_file.yaml.source import read_source
from selfcheck.question_file.yaml.unseen import UNSEEN, WIDE

Read = Callable[[bytes], Loaded]
"""The bytes of a file -> the file as it is read."""

_MOST = 300
_MAX_READ = 20_000_000
"""Mends in one run, and letters read for them: each reads the file anew."""
_BOM = "\ufeff"
_LINE_END = re.compile("(\r\n|\r|\n)")

# Codes of problems of which the line as it was read on is the line as it should be.
_AS_READ = frozenset(
    "tab tabs full-width-colon full-width-space odd-space missing-space full-width-bracket "
    "missing-space-after-hyphen full-width-hyphen full-width-comma full-width-bar full-width-hash "
    "full-width-quote unseen-letter".split()
)
_DECIDES = frozenset(
    "reverse weight points when instead from ask_if alone theme score at_least missing choose "
    "compare always safety".split()
)
"""Names that decide about scores or safety: they are not guessed."""
_NEAR = 0.7
_WIDTHS = (4, 2, 8)


@dataclass(frozen=True, slots=True)
class Mended:
    """One line as it was and as it is now, by its number from 0, and the problem that is gone."""

    problem: Problem
    line: int
    before: str
    after: str


def mend(raw: bytes, read: Read) -> tuple[bytes, tuple[Mended, ...]]:
    """The bytes of a file with everything mended that is certain, and what that was. Files that are
    not UTF-8 stay as they are."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw, ()
    done: list[Mended] = []
    refused: set[tuple[str, int, int]] = set()
    loaded = read(raw)
    for _ in range(min(_MOST, 1 + _MAX_READ // (1 + len(text)))):
        found = _next_mend(text, loaded, read, refused)
        if found is None:
            break
        text, loaded, mended = found
        done += mended
    return text.encode(), tuple(done)


def _next_mend(
    text: str, loaded: Loaded, read: Read, refused: set[tuple[str, int, int]]
) -> tuple[str, Loaded, list[Mended]] | None:
    """The first certain mend of a file, made; those found uncertain are remembered."""
    for problem in (*loaded.problems, *loaded.warnings):
        span = find_span(problem, loaded.places)
        key = (problem.code, span.line, span.column) if span else ("", 0, 0)
        if span is None or key in refused:
            continue
        for changed in _candidates(problem, span, loaded.places, text):
            mended_text = _with_lines(text, changed)
            mended = read(mended_text.encode())
            others = [
                _with_lines(text, other) for other in _otherwise(problem, span, loaded.places)
            ]
            if _is_certain(problem, loaded, mended) and not any(
                _reads_else(problem, loaded, read(other.encode())) for other in others
            ):
                lines = loaded.places.lines
                made = [Mended(problem, n, lines[n], new) for n, new in sorted(changed.items())]
                return mended_text, mended, made
        refused.add(key)
    return None


def _is_certain(problem: Problem, before: Loaded, after: Loaded) -> bool:
    """Whether the file reads the same, with nothing but this problem gone."""
    if before.questionnaire is None or after.questionnaire != before.questionnaire:
        return False
    was, now = _codes(before), _codes(after)
    for code in now:
        if code not in was:
            return False
        was.remove(code)
    return problem.code in was


def _reads_else(problem: Problem, before: Loaded, after: Loaded) -> bool:
    """Whether another mend would be as good and would make another questionnaire of the file."""
    if after.questionnaire is None or after.questionnaire == before.questionnaire:
        return False
    was = _codes(before)
    was.remove(problem.code)
    return all(code in was for code in _codes(after))


def _otherwise(problem: Problem, span: Span, places: Places) -> Iterator[dict[int, str]]:
    """Indentation with a tab or a full-width space can be meant to be of several widths."""
    if problem.code in ("tab", "tabs"):
        numbers = [n for n, line in enumerate(places.lines) if "\t" in _lead(line)]
        for width in _WIDTHS:
            yield {
                n: _lead(places.lines[n]).replace("\t", " " * width) + places.lines[n].lstrip()
                for n in numbers
            }
    elif (
        problem.code in ("full-width-space", "odd-space")
        and not places.lines[span.line][: span.column].strip()
    ):
        lead = _lead(places.lines[span.line])
        wide = lead.count(WIDE)
        for width in (len(lead), len(lead) + wide, len(lead) - wide):
            yield {span.line: " " * width + places.lines[span.line].lstrip()}


def _lead(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in (*loaded.problems, *loaded.warnings)]


def _with_lines(text: str, changed: Mapping[int, str]) -> str:
    """A text with some lines changed; line ends and a byte order mark stay."""
    parts = _LINE_END.split(text)
    for number, line in changed.items():
        bom = _BOM if number == 0 and parts[0].startswith(_BOM) else ""
        parts[2 * number] = bom + line
    return "".join(parts)


# --- how a line may be mended ----------------------------------------------------------------


def _candidates(
    problem: Problem, span: Span, places: Places, text: str
) -> Iterator[dict[int, str]]:
    """Lines, by their numbers, as they may have been meant."""
    if problem.code in _AS_READ:
        yield from _as_read(problem, places, text)
    if problem.code in ("full-width-hyphen", "missing-space-after-hyphen"):
        yield _hyphens(places, span)
    if problem.code == "full-width-comma":
        span = locate(places, problem.place) or span
    line = places.lines[span.line]
    typed = line[span.column : span.end_column]
    if (meant := _meant(problem, typed)) is not None:
        before, behind = line[: span.column], line[span.end_column :]
        if meant.endswith(" "):
            behind = behind.lstrip(WIDE + " ")
        yield {
            span.line: f"{before}{meant}{behind}".rstrip()
            if not behind
            else before + meant + behind
        }


def _meant(problem: Problem, typed: str) -> str | None:
    """What is typed in the place of the piece of a line that is meant."""
    if (put := _PUT.get(problem.code)) is not None:
        return put(typed)
    facts = problem.facts
    match problem.code:
        case "full-width-digits":
            return str(facts["meant"])
        case "unknown-key" if _may_be_guessed(problem):
            return str(facts["near"])
        case "look-alike-letter" if facts["name"] not in _DECIDES:
            return str(facts["meant"])
    return None


_BRACKETS = str.maketrans({"［": "[", "］": "]", "【": "[", "】": "]", "、": ", ", "，": ", "})
_PUT: dict[str, Callable[[str], str]] = {
    "unseen-letter": lambda typed: UNSEEN.sub("", typed),
    "odd-space": lambda typed: " ",
    "full-width-space": lambda typed: " ",
    "full-width-colon": lambda typed: ": ",
    "missing-space": lambda typed: f"{typed} ",
    "full-width-comma": lambda typed: re.sub("[、，] *", ", ", typed),
    "full-width-bracket": lambda typed: typed.translate(_BRACKETS),
}


def _as_read(problem: Problem, places: Places, text: str) -> Iterator[dict[int, str]]:
    """The lines as they were read on after this problem."""
    source = read_source(places.file, text.encode(), VOCABULARY)
    for mend in source.mends:
        if (mend.problem.code, mend.problem.place) == (problem.code, problem.place):
            yield dict(mend.lines)


def _hyphens(places: Places, span: Span) -> dict[int, str]:
    """The lines of a list, each with its own mark, from the first on."""
    changed: dict[int, str] = {}
    mark = places.lines[span.line][span.column]
    for number in range(span.line, len(places.lines)):
        line = places.lines[number]
        if line[: span.column].strip() or line[span.column : span.column + 1] != mark:
            break
        rest = line[span.column + 1 :].lstrip(" " + WIDE)
        changed[number] = f"{line[: span.column]}- {rest}"
    return changed


def _may_be_guessed(problem: Problem) -> bool:
    """A misspelled name with one that is near, which decides neither about scores nor safety."""
    near = str(problem.facts.get("near") or "")
    allowed = problem.facts.get("allowed")
    names = {field.name for fields in GROUPS.values() for field in fields}
    is_ours = isinstance(allowed, tuple) and near in allowed and near in names
    if not is_ours or near in _DECIDES or _decides(problem):
        return False
    names = {str(name) for name in allowed} if isinstance(allowed, tuple) else set()
    return difflib.get_close_matches(str(problem.facts["found"]), names, 2, _NEAR) == [near]


def _decides(problem: Problem) -> bool:
    """Whether a name stands where scores or safety are decided, whatever it is."""
    place = problem.place if isinstance(problem.place, tuple) else ()
    return any(part in ("when", "points", "ask_if", "safety") for part in place[:-1])
