"""Scoring inside a database, in parts: `python bench/parts.py [ROWS]`, with duckdb and pyarrow.

Shows the Python interface where a table is too large for one machine: an engine cuts the table into
parts, each is scored by itself, and the engine writes or counts what comes back. Here the engine is
DuckDB, which calls a function for every part of some thousand rows; in Spark the same function goes
into `mapInArrow`, in Dask into `map_partitions`. Compared is with `selfcheck score` on the whole
table: every score and level must be the same.
"""

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from score import question_file, write_table

from selfcheck import load_questionnaire, score
from selfcheck.questionnaire import Questionnaire
from selfcheck.summary import score_as_number


def score_part(questionnaire: Questionnaire, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """Score and level of every theme, for every respondent of a part."""
    for row in rows:
        found = score(questionnaire, {id: row[id] for id in questionnaire.questions})
        cells = []
        for one in found.values():
            number = "" if one.score is None else str(score_as_number(one.theme, one.score))
            cells += [number, one.level.id if one.level else ""]
        yield ",".join(cells)


def score_in_duckdb(questions: Path, table: Path) -> list[str]:
    """What every respondent came to, in the order of the table; DuckDB makes the parts."""
    import duckdb
    import pyarrow

    questionnaire = load_questionnaire(questions)

    def score_rows(packed: Any) -> Any:
        rows = packed.combine_chunks().to_pylist()
        return pyarrow.array(list(score_part(questionnaire, rows)), pyarrow.string())

    base = duckdb.connect()
    kind = base.struct_type(dict.fromkeys(questionnaire.questions, "VARCHAR"))
    base.create_function(
        "selfcheck", score_rows, [kind], "VARCHAR", type="arrow", null_handling="special"
    )
    columns = ", ".join(f"{id} := {id}" for id in questionnaire.questions)
    source = "read_csv(?, header = true, all_varchar = true)"
    query = f"SELECT selfcheck(struct_pack({columns})) FROM {source}"
    return [row[0] for row in base.execute(query, [str(table)]).fetchall()]


def score_whole(questions: Path, table: Path, out: Path) -> list[str]:
    """The same from the command line."""
    words = ["score", str(questions), str(table), "-o", str(out)]
    program = [sys.executable, "-m", "selfcheck", *words]
    subprocess.run(program, check=True, stderr=subprocess.DEVNULL)
    with out.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        names = [n for n in rows.fieldnames or () if n.endswith((".score", ".level"))]
        return [",".join(row[name] for name in names) for row in rows]


def main() -> None:
    """Score a table both ways, and say whether they agree."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        questions, table = Path(name, "questions.yaml"), Path(name, "table.csv")
        questions.write_text(question_file(), encoding="utf-8")
        write_table(table, rows)
        begin = time.process_time()
        parts = score_in_duckdb(questions, table)
        seconds = time.process_time() - begin
        whole = score_whole(questions, table, Path(name, "out.csv"))
    same = parts == whole
    print(f"{rows:,} rows in parts: {seconds:.2f} processor seconds, the same: {same}")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
