"""`selfcheck analyze`: item analysis, against figures of R's psych, and what is undefined."""

import csv
import json
import math
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.analysis.figures import Analysis, ThemeFigures, work_out
from selfcheck.analysis.intervals import f_quantile
from selfcheck.analysis.tally import Block, ExactScore, Tally
from selfcheck.cli.analyze import analyze
from selfcheck.cli.exits import EndedError
from selfcheck.cli.responses import TableWishes
from selfcheck.palette import in_ascii
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.scoring import Scoring, prepare_scoring
from selfcheck.showing.progress import render_bar
from selfcheck.typesetting import display_width

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

    def print(self, table: str, format: str, lenient: bool = False, by: str | None = None) -> str:
        """What is printed."""
        self.table.write_text(table, encoding="utf-8")
        wishes = TableWishes(self.questions, self.table, format=format, lenient=lenient)
        analyze(replace(wishes, by=by))
        return self.capsys.readouterr().out

    def data(self, table: str, by: str | None = None) -> Any:
        """The figures as data; NaN and Infinity are refused."""

        def refuse(name: str) -> None:
            raise ValueError(name)

        return json.loads(self.print(table, "json", by=by), parse_constant=refuse)

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
    if expected is not None and expected > 1 + 1e-9:  # gaps bring it out of its range
        expected = None
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
        cells = zip(tally.questions, row, strict=True)
        signs = "".join(tally.signs[id].sign((cell,) if cell else ()) for id, cell in cells)
        tally.add(Block([signs], [[ExactScore(None, None)]], [""], [2], [hash(row)]))
    return work_out(tally)


def test_it_does_not_matter_how_many_respondents_are_added_at_once(place: Place) -> None:
    """Sums are exact: more rows than are held at once give the figures of the same rows once."""
    body = TWELVE.split("\n", 1)[1]
    once, often = place.theme(TWELVE), place.theme(TWELVE + body * 999)
    assert often["mean"] == once["mean"]
    assert often["questions"]["q2"]["lowest_share"] == once["questions"]["q2"]["lowest_share"]
    assert often["n"] == 12_000


# --- intervals and correlations, against R --------------------------------------------------

# R 4.2.2, psych 2.2.9: qf(share, one, other)
QUANTILES = [
    (0.5, 3, 7, 0.8709442531872852),
    (0.975, 29, 290, 1.6275410629826692),
    (0.01, 2, 4, 0.0100756305184242),
    (0.025, 999, 2997, 0.9024802246246240),
    (0.975, 1, 1, 647.789011477844),
    (0.025, 1, 1, 0.00154371250867413),
    (0.025, 2799, 11196, 0.942606052073467),
]

TWO_THEMES = """
selfcheck: 1
id: two
title: two
language: en
answers: {grade: {0: a, 1: b, 2: c, 3: d, 4: e}, free: {x: X, y: Y}}
themes: {a: {name: A, score: mean}, b: {name: B, score: mean}}
questions:
  a1: {ask: A1, answers: grade, theme: a}
  a2: {ask: A2, answers: grade, theme: a}
  a3: {ask: A3, answers: grade, theme: a, reverse: true}
  b1: {ask: B1, answers: grade, theme: b}
  b2: {ask: B2, answers: grade, theme: b}
  free: {ask: Free, answers: free, choose: several}
  note: {ask: Note, write: lines}
reflections: {r: {title: r, says: r}}
"""
TWELVE_COMPLETE = """a1,a2,a3,b1,b2
4,3,1,4,3
3,3,2,2,2
1,2,4,1,3
0,1,3,0,1
2,1,2,3,0
4,4,0,3,4
1,1,2,2,2
3,2,1,3,4
2,2,2,1,1
0,0,4,1,0
3,4,1,4,2
2,3,3,1,3
"""
#   s <- scoreItems(list(a = c("a1", "a2", "-a3"), b = c("b1", "b2")), d, impute = "none",
#                   min = 0, max = 4); s$cor; s$corrected
PSYCH_R, PSYCH_CORRECTED = 0.856328927887277, 1.248627998024944
#   alpha.ci(raw_alpha, n.obs = 12, n.var = ...) of both tables; alpha(d)$feldt gives the same
PSYCH_INTERVAL = (0.891727803155220, 0.985508727637765)
PSYCH_INTERVAL_OF_A = (0.768011194521133, 0.972584990326794)


@pytest.mark.parametrize(("share", "one", "other", "expected"), QUANTILES)
def test_quantiles_of_f_are_those_of_r(share: float, one: int, other: int, expected: float) -> None:
    """To more than six digits."""
    assert f_quantile(share, one, other) == pytest.approx(expected, rel=1e-9)


def test_the_interval_of_alpha_is_that_of_psych(place: Place) -> None:
    """Of all respondents, those with gaps among them."""
    interval = place.theme(TWELVE)["alpha_interval"]
    assert (interval["lower"], interval["upper"]) == near(PSYCH_INTERVAL)
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    interval = place.data(TWELVE_COMPLETE)["themes"]["a"]["alpha_interval"]
    assert (interval["lower"], interval["upper"]) == near(PSYCH_INTERVAL_OF_A)


def test_correlations_of_themes_are_those_of_psych(place: Place) -> None:
    """As they are, and corrected for attenuation, which may come out above 1."""
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    assert place.data(TWELVE_COMPLETE)["correlations"] == [
        {"themes": ["a", "b"], "r": near(PSYCH_R), "n": 12, "corrected": near(PSYCH_CORRECTED)}
    ]


def test_themes_that_share_a_question_have_no_corrected_correlation(place: Place) -> None:
    """What is by chance in that question is in both."""
    shared = TWO_THEMES.replace("x: X", "x: {label: X, points: {a: 1, b: 1}}")
    place.questions.write_text(shared, encoding="utf-8")
    found = place.data(TWELVE_COMPLETE)["correlations"][0]
    assert (found["r"] is None, found["corrected"]) == (False, None)


def test_a_correlation_is_over_those_who_have_both_scores(place: Place) -> None:
    """Without two of them, or without any difference, there is none."""
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    table = "a1,a2,b1,b2\n1,2,3,3\n2,2,,\n,,2,2\n"
    assert place.data(table)["correlations"][0] == {
        "themes": ["a", "b"], "r": None, "n": 1, "corrected": None
    }  # fmt: skip
    assert place.data("a1,a2,b1,b2\n1,2,3,3\n2,2,3,3\n4,2,3,3\n")["correlations"][0]["r"] is None


# --- answers, careless rows, groups ---------------------------------------------------------


def test_answers_are_counted_one_by_one(place: Place) -> None:
    """Those without points too; several marks each for itself; all that there are are listed."""
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    data = place.data("a1,free\n1,x;y\n1,y\n4,\n")
    answers = data["themes"]["a"]["questions"]["a1"]["answers"]
    assert answers == {"0": 0, "1": 2, "2": 0, "3": 0, "4": 1}
    assert data["questions"] == {"free": {"answers": {"x": 1, "y": 2}}}


def test_rows_of_one_number_throughout_are_named(place: Place) -> None:
    """Where a question of the other direction is among them; an answer without points is none."""
    same = place.data("q1,q2,q3,q4\n3,3,3,3\n3,3,,3\n3,na,3,\n3,3,2,3\n")["quality"]
    assert same["same_answers"] == {"count": 2, "rows": [2, 4]}


def test_rows_that_repeat_an_earlier_one_are_named(place: Place) -> None:
    """In every question, however its answers are spelled, free texts included."""
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    table = "when,a1,free,note\n1,1,x;y,n\n2,1,Y;X,n\n3,１,x;y,n\n4,1,x;y,m\n5,1,x,n\n6,1,x,n\n"
    assert place.data(table)["quality"]["repeated"] == {"count": 3, "rows": [3, 4, 7]}


def test_the_first_ten_rows_are_named(place: Place) -> None:
    """Whatever their number, and however many are held at once."""
    table = "q1,q2,q3,q4\n" + "1,2,3,4\n" * 5000
    repeated = place.data(table)["quality"]["repeated"]
    assert repeated == {"count": 4999, "rows": [*range(3, 13)]}


GROUPED = "group,q1,q2,q3,q4\n" + "".join(
    f"{'ab'[number % 2]},{row}\n" for number, row in enumerate(TWELVE.splitlines()[1:])
)


def test_groups_have_figures_of_their_own(place: Place) -> None:
    """Those of a table with the group alone."""
    data = place.data(GROUPED + "c,1,1,1,1\n" * 4, by="group")
    groups = data["by"]["groups"]
    assert (data["by"]["column"], list(groups)) == ("group", ["a", "b", "c"])
    alone = "".join(row[2:] + "\n" for row in GROUPED.splitlines() if row.startswith("a,"))
    assert groups["a"]["themes"] == place.data("q1,q2,q3,q4\n" + alone)["themes"]


def test_small_groups_are_hidden(place: Place) -> None:
    """Under five, how many there are is all that is said; a note says why."""
    data = place.data(GROUPED + "c,1,1,1,1\n" * 4, by="group")
    assert data["by"]["groups"]["c"] == {"respondents": 4, "themes": None}
    note = {"theme": None, "question": None, "code": "small-group", "group": "c"}
    assert note in data["notes"]
    assert "5人より少ない" in place.print(GROUPED + "c,1,1,1,1\n", "text", by="group")


def test_groups_go_by_what_is_seen(place: Place) -> None:
    """Spaces around a value make no other group; an empty cell is one."""
    table = GROUPED.replace("a,4", " a ,4").replace("b,3", ",3")
    assert list(place.data(table, by="ｇroup")["by"]["groups"]) == ["a", "", "b"]


@pytest.mark.parametrize(
    ("by", "said"), [("grop", "「group」のことでしょうか"), ("x", "がいくつもある")]
)
def test_a_column_that_there_is_not_sorts_nobody(place: Place, by: str, said: str) -> None:
    """Wrong use; a near one is named."""
    with pytest.raises(EndedError) as stop:
        place.data("group,q1,x,x\na,1,1,1\n", by=by)
    assert stop.value.exit_code == 2
    assert said in place.capsys.readouterr().err


def test_a_column_with_too_many_values_sorts_nobody(place: Place) -> None:
    """Names or times, which are of one respondent each."""
    with pytest.raises(EndedError) as stop:
        place.data("id,q1\n" + "".join(f"{n},1\n" for n in range(101)), by="id")
    assert stop.value.exit_code == 2


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


def test_a_question_beside_others_whose_sum_does_not_differ_has_a_note(place: Place) -> None:
    """q1 alone tells respondents apart; the others are said to be alike."""
    notes = place.data("q1,q2,q3,q4\n0,1,1,1\n1,1,1,1\n4,1,1,1\n")["notes"]
    codes = {note["question"]: note["code"] for note in notes if note["question"]}
    assert codes == {"q1": "flat-rest", "q2": "alike", "q3": "alike", "q4": "alike"}


def test_no_note_of_the_others_stands_where_the_theme_has_one(place: Place) -> None:
    """Where nobody differs, that is said once."""
    notes = place.data("q1,q2,q3,q4\n1,1,1,1\n1,1,1,1\n")["notes"]
    assert "flat-rest" not in {note["code"] for note in notes}


GAPS = """q1,q2,q3,q4
1,2,,
2,,1,
,4,1,
5,5,,
3,3,na,
"""


def test_a_correlation_out_of_its_range_is_none(place: Place) -> None:
    """With so many gaps, no sums have these covariances; the notes say so."""
    table = GAPS.replace("5", "4")
    data = place.data(table)
    found = [one["item_rest_r"] for one in data["themes"]["t"]["questions"].values()]
    assert all(one is None or -1 <= one <= 1 for one in found)
    codes = {note["code"] for note in data["notes"]}
    assert codes & {"beyond-item-rest", "beyond-alpha", "uneven", "gaps"}


def test_no_figure_is_beyond_its_range() -> None:
    """Whatever the gaps are."""
    draw = random.Random(5)
    beyond = set()
    for _ in range(300):
        cells = ["", "0", "1", "2", "3", "4"]
        rows = [tuple(draw.choices(cells, [5, 1, 1, 1, 1, 1], k=4)) for _ in range(9)]
        if draw.random() < 0.5:  # all the same, but for gaps
            rows = [tuple(draw.choices(["", draw.choice(cells)], k=4)) for _ in range(9)]
        theme = _analyze(rows).themes["t"]
        figures = [theme.alpha, *(one.alpha_without for one in theme.questions.values())]
        rests = [one.item_rest_r for one in theme.questions.values()]
        assert all(one is None or one <= 1 for one in figures)
        assert all(one is None or -1 <= one <= 1 for one in rests)
        beyond |= {*theme.hints} | {h for one in theme.questions.values() for h in one.hints}
    assert {"beyond-alpha", "beyond-item-rest", "beyond-alpha-without", "uneven"} <= beyond


def test_a_question_of_many_marks_is_added_up_exactly() -> None:
    """Thirty options of which every marking has a sum of its own."""
    points = {f"o{number}": Fraction(2**number) for number in range(30)}
    answers = "".join(f"o{n}: {{label: l{n}, points: {{t: {2**n}}}}}, " for n in range(30))
    file = FILE.replace(
        "一, answers: grade, theme: t", f"一, choose: several, answers: {{{answers}}}"
    )
    asked = read_questionnaire("t.yaml", file.encode()).questionnaire
    assert asked is not None
    tally = Tally(prepare_scoring(asked))
    draw = random.Random(3)
    sums, second = [], []
    for row in range(200):
        marks = tuple(id for id in points if draw.random() < 0.5)
        sums.append(sum(points[id] for id in marks))
        second.append(draw.randrange(5))
        signs = [tally.signs["q1"].sign(marks), tally.signs["q2"].sign((str(second[-1]),)), "  "]
        tally.add(Block(["".join(signs)], [[ExactScore(None, None)]], [""], [row], [row]))
        for one in tally.signs.values():
            one.clear()
    pair = next(iter(tally.themes["t"].pairs))[2]
    lowest = min(points.values())
    assert pair.xy == sum((x - lowest) * y for x, y in zip(sums, second, strict=True))
    assert work_out(tally).themes["t"].questions["q1"].mean == float(Fraction(sum(sums), 200))


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
    questions = [*["question"], *["answer"] * 6] * 4
    assert kinds == [
        *["table", "theme", *questions, *["level"] * 2, *["reflection"] * 3, *["quality"] * 2]
    ]
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
    assert in_ascii(render_bar(0.5)) == f"{'=' * 15}{'-' * 15}  50%"


def test_the_page_in_html_is_one_file(place: Place) -> None:
    """With pictures in it, and nothing that is loaded; texts of the file are harmless there."""
    text = FILE.replace("主題", "<b>主題</b>").replace("0: a,", "0: a&b,")
    place.questions.write_text(text, encoding="utf-8")
    page = place.print(GROUPED, "html", by="group")
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "&lt;b&gt;主題&lt;/b&gt;" in page
    assert "a&amp;b" in page
    assert not re.search(r"(src|href)=|url\(|<script|@import|<b>", page)
    assert ET.fromstring(re.sub("<meta[^>]*>", "", page.removeprefix("<!doctype html>\n")))


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_stays_within_the_window(
    place: Place, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Tables are cut into columns that fit, and bars are shorter where it is narrow."""
    monkeypatch.setenv("COLUMNS", str(width))
    page = place.print(GROUPED, "text", by="group")
    assert max(map(display_width, page.splitlines())) <= width
    assert "空欄" in page


def test_an_analysis_is_written_to_a_file(place: Place, run: Run) -> None:
    """Whole or not at all, and never over what is read."""
    place.table.write_text(TWELVE)
    out = place.table.with_name("report.html")
    done = run("analyze", place.questions, place.table, "--format", "html", "-o", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").endswith("</html>\n")
    assert run("analyze", place.questions, place.table, "-o", place.table).returncode == 2


def test_the_page_shows_answers_correlations_and_careless_rows(place: Place) -> None:
    """As bars, a grid and a sentence, within the width of the window."""
    place.questions.write_text(TWO_THEMES, encoding="utf-8")
    page = place.print(TWELVE_COMPLETE + "1,1,1,1,1\n", "text")
    assert "  4  ###                       2   15%  e" in page
    assert re.search(r"^  b  2  0\.\d\d$", page, re.MULTILINE)
    same = "the same number throughout, also where questions go the other way: 1 (row 14)"
    assert same in " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 80


def test_analyze_prints_to_standard_output(place: Place, run: Run) -> None:
    """The whole way, as people start it."""
    place.table.write_text(TWELVE)
    done = run("analyze", place.questions, place.table, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["respondents"] == 12
