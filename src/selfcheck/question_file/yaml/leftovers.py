"""What other tools leave in a file: the marks of a merge, the fence of a web page.

They are taken out before YAML is read, for they are no part of the file in any reading.
"""

import re
from collections.abc import Sequence

from selfcheck.problems import Problem, Span
from selfcheck.question_file.yaml.repair import Diagnosis, replace_line, rest_of_line

_CONFLICT = re.compile(r"(<{7}|>{7})( |$)")
_MARKS = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |$)")
_FENCE = re.compile(r"\s*(```|~~~)[\w-]*\s*$")


def find_leftovers(lines: Sequence[str]) -> list[Diagnosis]:
    """Each kind once, with the lines as they are without it."""
    found = []
    for look in (_merge, _fence):
        if diagnosis := look(lines):
            found.append(diagnosis)
            lines = diagnosis.repaired or lines
    return found


def _merge(lines: Sequence[str]) -> Diagnosis | None:
    """Of two versions that were not merged the first is read on."""
    first = next((n for n, line in enumerate(lines) if _CONFLICT.match(line)), None)
    if first is None:
        return None
    is_closed = any(line.startswith(">" * 7) for line in lines[first:])
    kept, is_other = [], False
    for line in lines:
        found = _MARKS.match(line)
        mark = found[1][0] if found else ""
        is_other = mark in "=|" if mark else is_other
        kept.append("" if mark or (is_other and is_closed) else line)
    span = Span(first, 0, first, len(lines[first]))
    return Diagnosis(Problem("conflict-marker", span), kept)


def _fence(lines: Sequence[str]) -> Diagnosis | None:
    """The fence that a page puts around a file, with its other end."""
    said = [n for n, line in enumerate(lines) if line.strip()]
    if not said or not _FENCE.match(lines[said[0]]):
        return None
    ends = {n for n in (said[0], said[-1]) if _FENCE.match(lines[n])}
    kept = ["" if n in ends else line for n, line in enumerate(lines)]
    span = Span(said[0], 0, said[0], len(lines[said[0]].rstrip()))
    return Diagnosis(Problem("code-fence", span, {"found": lines[said[0]].strip()}), kept)


def find_second_document(lines: Sequence[str], at: int) -> Diagnosis:
    """A line `---` or `...` that cuts the file: left out where one file goes on behind it."""
    cut = next((n for n in range(at, -1, -1) if re.match(r"---|\.\.\.", lines[n])), at)
    problem = Problem("second-document", rest_of_line(lines, cut, 0))
    names = [re.match(r"[^\s:#]+(?=:)", line) for line in lines]
    before, behind = ({name[0] for name in part if name} for part in (names[:cut], names[cut:]))
    if before & behind:
        return Diagnosis(problem, list(lines[:cut]))
    return Diagnosis(problem, replace_line(lines, cut, ""))
