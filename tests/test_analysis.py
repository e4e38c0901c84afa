"""`selfcheck analyze`: item analysis, against figures of R's psych, and what is undefined."""

import csv
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.analysis.figures import Analysis, ThemeFigures, work_out
from selfcheck.analysis.tally import ExactScore, Tally
from selfcheck.cli.analyze import analyze
from selfcheck.cli.exits import EndedError
from selfcheck.cli.responses import TableWishes
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.scoring import Scoring, prepare_scoring
from selfcheck.showing.progress import render_bar

FILE = """
selfcheck: 1
id: t
title: t
language: ja
answers: {grade: {0: a, 1: b, 2: c, 3: d, 4: e, na: x}}
themes:
  t: {name: 主題, score: mean, at_least: 1, rubric: {low: {name: 低}, high: {from: 2.5, name: 高}}}
questions:
  q1: {ask: 一, answers: grade, theme: t}
  q2: {ask: 二, answers: grade, theme: t}
  q3: {ask: 三, answers: grade, theme: t, reverse: true}
  q4: {ask: 四, answers: grade, theme: t}
reflections:
  up: {when: {t: high}, title: 上, says: 言葉}
  never: {when: {q1: [na], q2: [na]}, title: 無, says: 言葉}
  rest: {title: 残, says: 言葉}
"""

# Made by hand, with gaps; q3 is to be turned round.
TWELVE = """q1,q2,q3,q4
4,3,1,4
3,3,2,2
1,2,4,1
0,1,3,0
2,,2,3
4,4,0,3
1,1,,2
3,2,1,3
2,2,2,
0,0,4,1
3,4,1,4
2,3,3,1
"""

# R 4.2.2, psych 2.2.9, with d the table above:
#   scoreItems(list(t = c("q1", "q2", "-q3", "q4")), d, impute = "none", min = 0, max = 4)
#   d$q3 <- 4 - d$q3; a <- alpha(d)
#   a$total$raw_alpha; a$alpha.drop$raw_alpha; a$item.stats$r.drop; ...$mean; ...$sd
PSYCH_ALPHA = 0.955115958998
PSYCH_ALPHA_DROP = [0.920894833948, 0.961219305673, 0.932721159756, 0.946690979299]
PSYCH_R_DROP = [0.954836596958, 0.820056808073, 0.918182569952, 0.871219453959]
PSYCH_MEAN = [2.08333333333, 2.27272727273, 1.90909090909, 2.18181818182]
PSYCH_SD = [1.37895436890, 1.27207775634, 1.30034960334, 1.32801971508]
PSYCH_SCORES_MEAN, PSYCH_SCORES_SD = 2.09722222222, 1.17520325629


class Place:
    """A folder with the question file, in which tables are analyzed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.questions = folder / "questions.yaml"
        self.questions.write_text(FILE, encoding="utf-8")
        self.table = folder / "table.csv"
        self.capsys = capsys

    def print(self, table: str, format: str, lenient: bool = False) -> str:
        """What is printed."""
        self.table.write_text(table, encoding="utf-8")
        analyze(TableWishes(self.questions, self.table, format=format, lenient=lenient))
        return self.capsys.readouterr().out

    def data(self, table: str) -> Any:
        """The figures as data; NaN and Infinity are refused."""

        def refuse(name: str) -> None:
            raise ValueError(name)

        return json.loads(self.print(table, "json"), parse_constant=refuse)

    def theme(self, table: str) -> Any:
        """The figures of the theme."""
        return self.data(table)["themes"]["t"]


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    """A folder with the question file."""
    return Place(tmp_path, capsys)


def near(expected: object) -> Any:
    """The same to five decimals and more."""
    return pytest.approx(expected, abs=1e-10)


# --- against R ------------------------------------------------------------------------------


def test_alpha_is_that_of_psych(place: Place) -> None:
    """Of the theme, and without each question, with answers missing."""
    theme = place.theme(TWELVE)
    assert theme["alpha"] == near(PSYCH_ALPHA)
    assert [one["alpha_without"] for one in theme["questions"].values()] == near(PSYCH_ALPHA_DROP)


def test_item_rest_correlations_are_those_of_psych(place: Place) -> None:
    """Its r.drop, which is of the pairwise-complete matrix, too."""
    found = [one["item_rest_r"] for one in place.theme(TWELVE)["questions"].values()]
    assert found == near(PSYCH_R_DROP)


def test_means_and_deviations_are_those_of_psych(place: Place) -> None:
    """Of every question after turning round, and of the theme's scores."""
    theme = place.theme(TWELVE)
    assert [one["mean"] for one in theme["questions"].values()] == near(PSYCH_MEAN)
    assert [one["sd"] for one in theme["questions"].values()] == near(PSYCH_SD)
    assert (theme["mean"], theme["sd"]) == (near(PSYCH_SCORES_MEAN), near(PSYCH_SCORES_SD))


@settings(max_examples=40)
@given(st.lists(st.tuples(*[st.sampled_from(["", "0", "1", "2", "3", "4"])] * 4), max_size=12))
def test_alpha_is_what_its_formula_says(rows: list[tuple[str, ...]]) -> None:
    """Worked out a second time, slowly, over pairs of respondents who answered both."""
    found = _analyze(rows).themes["t"]
    turned = [[*row[:2], str(4 - int(row[2])) if row[2] else "", row[3]] for row in rows]
    matrix = [[_covariance(turned, one, other) for other in range(4)] for one in range(4)]
    expected = None
    if all(part is not None for row in matrix for part in row):
        total = math.fsum(part or 0 for row in matrix for part in row)
        own = math.fsum(matrix[place][place] or 0 for place in range(4))
        expected = 4 / 3 * (1 - own / total) if total > 1e-9 else None
    assert found.alpha == (None if expected is None else near(expected))


def _covariance(rows: list[list[str]], one: int, other: int) -> float | None:
    pairs = [(int(row[one]), int(row[other])) for row in rows if row[one] and row[other]]
    if len(pairs) < 2:
        return None
    means = [math.fsum(values) / len(pairs) for values in zip(*pairs, strict=True)]
    return math.fsum((x - means[0]) * (y - means[1]) for x, y in pairs) / (len(pairs) - 1)


def _scoring() -> Scoring:
    questionnaire = read_questionnaire("t.yaml", FILE.encode()).questionnaire
    assert questionnaire is not None
    return prepare_scoring(questionnaire)


def _analyze(rows: Sequence[tuple[str, ...]]) -> Analysis:
    tally = Tally(_scoring())
    for row in rows:
        signs = "".join(
            tally.signs[id].sign((cell,) if cell else ())
            for id, cell in zip(tally.questions, row, strict=True)
        )
        tally.add(signs, [[ExactScore(None, None)]], [""])
    return work_out(tally)


def test_it_does_not_matter_how_many_respondents_are_added_at_once(place: Place) -> None:
    """Sums are exact: more rows than are held at once give the figures of the same rows once."""
    body = TWELVE.split("\n", 1)[1]
    once, often = place.theme(TWELVE), place.theme(TWELVE + body * 999)
    assert often["mean"] == once["mean"]
    assert often["questions"]["q2"]["lowest_share"] == once["questions"]["q2"]["lowest_share"]
    assert often["n"] == 12_000


# --- what is counted ------------------------------------------------------------------------


def test_levels_and_reflections_are_all_listed(place: Place) -> None:
    """Also those that nobody reaches."""
    data = place.data("q1,q2,q3,q4\n4,4,0,4\n1,1,3,1\n")
    assert data["themes"]["t"]["levels"] == {"low": 1, "high": 1}
    assert data["reflections"] == {"up": 1, "never": 0, "rest": 1}
    assert data["respondents"] == 2


def test_missing_counts_those_who_were_asked_and_left_it_open(place: Place) -> None:
    """An answer without points is one of them; a question that was not asked is not."""
    place.questions.write_text(FILE.replace("四, ", "四, ask_if: {q1: [4]}, "), encoding="utf-8")
    questions = place.theme("q1,q2,q3,q4\n4,na,1,\n4,,1,1\n1,2,3,4\n")["questions"]
    assert (questions["q2"]["n"], questions["q2"]["missing"]) == (1, 2)
    assert (questions["q4"]["n"], questions["q4"]["missing"]) == (1, 1)


def test_a_question_without_a_column_was_left_open_by_all(place: Place) -> None:
    """It is listed with nobody who answered."""
    theme = place.theme("q1,q2,q3\n4,4,0\n1,1,3\n2,2,2\n")
    assert (theme["questions"]["q4"]["n"], theme["questions"]["q4"]["missing"]) == (0, 3)
    assert theme["questions"]["q4"]["alpha_without"] == near(1.0)


def test_shares_are_of_those_who_answered(place: Place) -> None:
    """Lowest and highest possible points, after turning round."""
    question = place.theme("q3\n0\n0\n4\n\n,\n1\n")["questions"]["q3"]
    assert (question["lowest_share"], question["highest_share"]) == (0.25, 0.5)


def test_points_are_unweighted_and_fractions_are_exact(place: Place) -> None:
    """Weights belong to scores; points of a tenth add up without an error."""
    file = FILE.replace("0: a, 1: b", "0.1: a, 1: b").replace("一, ", "一, weight: 3, ")
    place.questions.write_text(file, encoding="utf-8")
    question = place.theme("q1,q2\n" + "0.1,1\n" * 10)["questions"]["q1"]
    assert (question["mean"], question["sd"], question["lowest_share"]) == (0.1, 0.0, 1.0)


# --- what is undefined ----------------------------------------------------------------------


def _undefined(theme: ThemeFigures) -> list[float | None]:
    """The figures of a theme, and of its first question."""
    first = theme.questions["q1"]
    return [theme.sd, theme.alpha, first.sd, first.item_rest_r, first.alpha_without]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("1", "2", "3", "4")],
        [("1", "1", "1", "1")] * 3,
        [("1", "", "", ""), ("", "2", "", ""), ("", "", "3", ""), ("", "", "", "4")],
    ],
)
def test_what_is_undefined_is_none(rows: list[tuple[str, ...]]) -> None:
    """Nobody, one respondent, no differences, nobody who answered two questions."""
    assert set(_undefined(_analyze(rows).themes["t"])) <= {None, 0.0}
    assert _analyze(rows).themes["t"].alpha is None


def test_a_sum_without_variance_has_no_alpha() -> None:
    """q1 and q3 (turned round) undo each other, q2 and q4 too: the sum is always the same."""
    rows = [("0", "0", "0", "4"), ("1", "3", "1", "1"), ("4", "1", "4", "3"), ("2", "2", "2", "2")]
    theme = _analyze(rows).themes["t"]
    assert theme.alpha is None
    assert theme.hints == ("few", "flat")


def test_why_something_is_undefined_is_noted(place: Place) -> None:
    """The JSON holds null, and a note with the reason."""
    data = place.data("q1,q2,q3,q4\n1,1,1,1\n")
    assert data["themes"]["t"]["alpha"] is None
    assert {"theme": "t", "question": None, "code": "gaps"} in data["notes"]


def test_a_theme_of_one_question_has_no_alpha(place: Place) -> None:
    """Nor has a question an alpha without it, where only one is left."""
    file = FILE.replace("三, answers: grade, theme: t, reverse: true", "三, write: word")
    file = file.replace("四, answers: grade, theme: t", "四, write: word")
    place.questions.write_text(file, encoding="utf-8")
    theme = place.theme("q1,q2\n1,2\n2,3\n3,1\n")
    assert theme["alpha"] is not None
    assert theme["questions"]["q1"]["alpha_without"] is None


# --- in words -------------------------------------------------------------------------------


def test_a_question_that_pulls_against_its_theme_is_named(place: Place) -> None:
    """Below zero it was probably meant to be turned round; few respondents are said."""
    place.questions.write_text(FILE.replace(", reverse: true", ""), encoding="utf-8")
    page = place.print(TWELVE, "text")
    assert "q3「三」: ほかの質問と逆に動いています。" in page
    assert "12人です。30人より少ない" in page


def test_questions_that_nobody_answers_and_all_answer_alike_are_named(place: Place) -> None:
    """And one that few answered."""
    rows = "".join(f"{n % 5},2,{n % 3 if n < 4 else ''},\n" for n in range(40))
    page = place.print("q1,q2,q3,q4\n" + rows, "text")
    assert "q2「二」: ほとんどの人が同じ答え" in page
    assert "q3「三」: 尋ねられた人のうち、答えた人は 20% もいません。" in page
    assert "q4「四」: だれも答えていません。" in page


def test_the_page_is_drawn_with_ascii_and_cannot_be_steered(place: Place) -> None:
    """Bars are made of number signs; no control character is in it."""
    page = place.print(TWELVE, "text")
    assert "low   ##" in page
    assert not any(ord(letter) < 32 and letter != "\n" for letter in page)


def test_the_page_speaks_one_language(place: Place, run: Run) -> None:
    """The one in which the questionnaire is shown."""
    place.questions.write_text(FILE.replace("language: ja", "language: en"), encoding="utf-8")
    assert place.print(TWELVE, "text").startswith("Respondents: 12\n")


def test_csv_has_a_row_for_everything(place: Place) -> None:
    """Undefined figures are empty cells."""
    rows = list(csv.DictReader(place.print("q1,q2\n1,2\n", "csv").splitlines()))
    kinds = [row["kind"] for row in rows]
    assert kinds == ["table", "theme", *["question"] * 4, *["level"] * 2, *["reflection"] * 3]
    assert (rows[1]["mean"], rows[1]["alpha"]) == ("1.5", "")


def test_a_wrong_cell_stops_the_analysis(place: Place) -> None:
    """Nothing is printed; a lenient run counts it as missing."""
    with pytest.raises(EndedError):
        place.print("q1\n9\n", "json")
    assert place.capsys.readouterr().out == ""
    found = json.loads(place.print("q1\n9\n", "json", lenient=True))
    assert found["themes"]["t"]["questions"]["q1"]["missing"] == 1


def test_a_table_that_was_scored_is_analyzed(place: Place) -> None:
    """Nothing is added, so the names of added columns may be there."""
    assert place.theme("q1,t.score,safety\n1,x,y\n")["n"] == 1


def test_a_bar_is_always_equally_wide() -> None:
    """From nothing to all."""
    assert len({len(render_bar(share)) for share in (0, 0.004, 0.5, 1)}) == 1
    assert render_bar(0.5) == "[###############...............]  50%"


def test_analyze_prints_to_standard_output(place: Place, run: Run) -> None:
    """The whole way, as people start it."""
    place.table.write_text(TWELVE)
    done = run("analyze", place.questions, place.table, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["respondents"] == 12
