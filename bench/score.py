"""How long `selfcheck score` takes: `python bench/score.py [ROWS] [ROUNDS] [PYTHON]`, on POSIX.

Against scripts that read and write the same files with R's psych::scoreItems (Debian:
r-cran-psych), duckdb, polars and pandas, which PYTHON has (else the one that runs this); then alone
with 1,000 to 1,000,000 rows. Rivals take turns; medians of processor seconds, and the largest
memory that a run needed. What is missing is said, and the rest is measured.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

THEMES, EACH = 5, 5
REVERSED = frozenset({1, 9, 10, 11, 12, 22, 25})
"""As many of the 25 as are reversed in psych's bfi."""
MISSING = 0.02
SIZES = (1_000, 10_000, 100_000, 1_000_000)
WANTED = {"duckdb": 1.2, "psych": 0.3}
"""How many times a rival's processor seconds ours may be."""

R_SCRIPT = """\
suppressPackageStartupMessages(library(psych))
arguments <- commandArgs(trailingOnly = TRUE)
table <- read.csv(arguments[1])
keys <- list({keys})
options <- list(totals = FALSE, missing = TRUE, impute = "none", min = 1, max = 6)
scored <- suppressWarnings(do.call(scoreItems, c(list(keys, table), options)))
write.csv(cbind(table, round(scored$scores, 5)), arguments[2], row.names = FALSE)
"""

COMMON = f"""\
import sys
THEMES, EACH, REVERSED = {THEMES}, {EACH}, {set(REVERSED)}
names = lambda theme: [f"q{{theme * EACH + place + 1}}" for place in range(EACH)]
is_reversed = lambda name: int(name[1:]) in REVERSED
source, target = sys.argv[1:]
"""

DUCKDB = """\
import duckdb
added = []
for theme in range(THEMES):
    turned = [f"(7 - {name})" if is_reversed(name) else name for name in names(theme)]
    points = " + ".join(f"coalesce({one}, 0)" for one in turned)
    answered = " + ".join(f"({name} IS NOT NULL)::INT" for name in names(theme))
    mean = f"({points})::DOUBLE / nullif({answered}, 0)"
    level = f"CASE WHEN {mean} >= 3.5 THEN 'high' WHEN {answered} > 0 THEN 'low' END"
    added += [f'{mean} AS "t{theme}.score"', f'{level} AS "t{theme}.level"']
    added += [f'{answered} AS "t{theme}.answered"']
added += ["'rest' AS reflection", "'' AS safety"]
query = f"SELECT *, {', '.join(added)} FROM read_csv('{source}', header = true)"
duckdb.connect().execute(f"COPY ({query}) TO '{target}' (HEADER, DELIMITER ',')")
"""

POLARS = """\
import polars as pl
added = []
for theme in range(THEMES):
    turned = [7 - pl.col(name) if is_reversed(name) else pl.col(name) for name in names(theme)]
    mean = pl.mean_horizontal(turned)
    level = pl.when(mean >= 3.5).then(pl.lit("high")).when(mean >= 0).then(pl.lit("low"))
    answered = pl.sum_horizontal([pl.col(name).is_not_null() for name in names(theme)])
    added += [mean.alias(f"t{theme}.score"), level.alias(f"t{theme}.level")]
    added += [answered.alias(f"t{theme}.answered")]
added += [pl.lit("rest").alias("reflection"), pl.lit("").alias("safety")]
pl.scan_csv(source).with_columns(added).sink_csv(target)
"""

PANDAS = """\
import pandas as pd
table = pd.read_csv(source)
for theme in range(THEMES):
    own = table[names(theme)].copy()
    for name in filter(is_reversed, names(theme)):
        own[name] = 7 - own[name]
    mean = own.mean(axis=1)
    table[f"t{theme}.score"] = mean
    table[f"t{theme}.level"] = mean.map(lambda score: "high" if score >= 3.5 else "low")
    table[f"t{theme}.answered"] = own.notna().sum(axis=1)
table["reflection"], table["safety"] = "rest", ""
table.to_csv(target, index=False)
"""
SCRIPTS = {"duckdb": DUCKDB, "polars": POLARS, "pandas": PANDAS}


def main() -> None:
    """Measure, and print what was measured."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    python = sys.argv[3] if len(sys.argv) > 3 else sys.executable
    program = shutil.which("selfcheck", path=str(Path(sys.executable).parent))
    assert program, "selfcheck is not installed beside this Python"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        questions = folder / "questions.yaml"
        questions.write_text(question_file(), encoding="utf-8")
        own = [program, "score", str(questions)]
        race({"selfcheck": own, **dict(rivals(folder, python))}, folder, rows, rounds)
        for size in SIZES:
            table = write_table(folder / f"{size}.csv", size)
            seconds, megabytes = run([*own, str(table), "-o", str(folder / "out.csv")])
            print(f"{size:>9,} rows {seconds:6.2f} s {megabytes:5.0f} MB", flush=True)


def rivals(folder: Path, python: str) -> Iterator[tuple[str, list[str]]]:
    """The command of every rival that is there; the others are said."""
    if has_psych():
        script = folder / "score.R"
        script.write_text(R_SCRIPT.format(keys=r_keys()), encoding="utf-8")
        yield "psych", ["Rscript", str(script)]
    else:
        print("R with psych is not installed (Debian: r-cran-psych).")
    for name, code in SCRIPTS.items():
        if subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode:
            print(f"{name} is not installed beside {python}.")
            continue
        script = folder / f"score_with_{name}.py"
        script.write_text(COMMON + code, encoding="utf-8")
        yield name, [python, str(script)]


def race(commands: dict[str, list[str]], folder: Path, rows: int, rounds: int) -> None:
    """All of them, turn by turn, on the same table; the first turn does not count."""
    table = write_table(folder / "table.csv", rows)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            out = str(folder / f"{name}.csv")
            ours = ["-o"] if name == "selfcheck" else []
            measured = run([*command, str(table), *ours, out])
            if turn:
                taken[name].append(measured)
    middle = {name: median(one[0] for one in runs) for name, runs in taken.items()}
    for name, runs in taken.items():
        wanted = f" (wanted: at most {WANTED[name]})" if name in WANTED else ""
        ratio = f" ratio {middle['selfcheck'] / middle[name]:.2f}{wanted}"
        megabytes = max(one[1] for one in runs)
        print(f"{name:<10} {rows:,} rows {middle[name]:6.2f} s {megabytes:5.0f} MB{ratio}")


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
    """Processor seconds of all its threads, and the most memory in MB."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    megabytes = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1024)
    return usage.ru_utime + usage.ru_stime, megabytes


if __name__ == "__main__":
    main()
