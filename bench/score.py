"""How long `selfcheck score` takes: `python bench/score.py [ROWS] [ROUNDS]`, on POSIX.

Against R's psych::scoreItems in a script that reads and writes the same files (Debian:
r-cran-psych); then alone with 1,000 to 1,000,000 rows. Rivals take turns; medians, and the largest
memory that a run needed. Where R or psych is missing, that is said and the rest is measured.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

THEMES, EACH = 5, 5
REVERSED = frozenset({1, 9, 10, 11, 12, 22, 25})
"""As many of the 25 as are reversed in psych's bfi."""
MISSING = 0.02
SIZES = (1_000, 10_000, 100_000, 1_000_000)
WANTED_RATIO = 0.7

R_SCRIPT = """\
suppressPackageStartupMessages(library(psych))
arguments <- commandArgs(trailingOnly = TRUE)
table <- read.csv(arguments[1])
keys <- list({keys})
options <- list(totals = FALSE, missing = TRUE, impute = "none", min = 1, max = 6)
scored <- suppressWarnings(do.call(scoreItems, c(list(keys, table), options)))
write.csv(cbind(table, round(scored$scores, 5)), arguments[2], row.names = FALSE)
"""


def main() -> None:
    """Measure, and print what was measured."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    program = shutil.which("selfcheck", path=str(Path(sys.executable).parent))
    assert program, "selfcheck is not installed beside this Python"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        questions = folder / "questions.yaml"
        questions.write_text(question_file(), encoding="utf-8")
        compare(folder, [program, "score", str(questions)], rows, rounds)
        for size in SIZES:
            table = write_table(folder / f"{size}.csv", size)
            own = [program, "score", str(questions), str(table), "-o", str(folder / "out.csv")]
            seconds, megabytes = run(own)
            print(f"{size:>9,} rows {seconds:6.2f} s {megabytes:5.0f} MB", flush=True)


def compare(folder: Path, program: Sequence[str], rows: int, rounds: int) -> None:
    """Ours and R's, turn by turn, on the same table; the first turn does not count."""
    table = write_table(folder / "table.csv", rows)
    rivals = {"selfcheck": [*program, str(table), "-o", str(folder / "ours.csv")]}
    if has_psych():
        script = folder / "score.R"
        script.write_text(R_SCRIPT.format(keys=r_keys()), encoding="utf-8")
        rivals["psych"] = ["Rscript", str(script), str(table), str(folder / "theirs.csv")]
    else:
        print("R with psych is not installed (Debian: r-cran-psych); nothing to compare with.")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
    for turn in range(rounds + 1):
        for name, command in rivals.items():
            measured = run(command)
            if turn:
                taken[name].append(measured)
    for name, runs in taken.items():
        seconds, megabytes = median(one[0] for one in runs), max(one[1] for one in runs)
        print(f"{name:<10} {rows:,} rows {seconds:6.2f} s {megabytes:5.0f} MB")
    if "psych" in taken:
        ours, theirs = (median(one[0] for one in taken[name]) for name in ("selfcheck", "psych"))
        print(f"ratio {ours / theirs:.2f} (wanted: at most {WANTED_RATIO})")


def question_file() -> str:
    """Five themes of five questions, answered 1 to 6, scored as means."""
    numbers = range(1, THEMES * EACH + 1)
    lines = ["selfcheck: 1", "id: bench", "title: bench", "language: en", "answers:"]
    lines += ["  agreement: {1: a, 2: b, 3: c, 4: d, 5: e, 6: f}", "themes:"]
    for theme in range(THEMES):
        lines += [f"  t{theme}: {{name: t{theme}, score: mean, at_least: 1, rubric: "]
        lines[-1] += "{low: {name: l, says: l}, high: {from: 3.5, name: h, says: h}}}"
    lines += ["questions:"]
    for number in numbers:
        line = f"  q{number}: {{ask: q{number}, answers: agreement, theme: t{(number - 1) // EACH}"
        lines.append(line + (", reverse: true}" if number in REVERSED else "}"))
    return "\n".join([*lines, "reflections: {rest: {title: r, says: r}}"]) + "\n"


def r_keys() -> str:
    """The same themes for scoreItems."""
    themes = []
    for theme in range(THEMES):
        members = range(theme * EACH + 1, theme * EACH + EACH + 1)
        names = ", ".join(f'"{"-" if n in REVERSED else ""}q{n}"' for n in members)
        themes.append(f"t{theme} = c({names})")
    return ", ".join(themes)


def write_table(file: Path, rows: int) -> Path:
    """Shuffled answers, some left open."""
    draw = random.Random(1)
    cells = ["1", "2", "3", "4", "5", "6"]
    with file.open("w", encoding="utf-8") as stream:
        stream.write(",".join(f"q{number}" for number in range(1, THEMES * EACH + 1)) + "\n")
        for _ in range(rows):
            row = draw.choices(cells, k=THEMES * EACH)
            for place in range(THEMES * EACH):
                if draw.random() < MISSING:
                    row[place] = ""
            stream.write(",".join(row) + "\n")
    return file


def has_psych() -> bool:
    """Whether R is there with psych."""
    if not shutil.which("Rscript"):
        return False
    return not subprocess.run(["Rscript", "-e", "library(psych)"], capture_output=True).returncode


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds from start to end, and the most memory in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return seconds, usage.ru_maxrss / 1024 if sys.platform != "darwin" else usage.ru_maxrss / 1e6


if __name__ == "__main__":
    main()
