"""`selfcheck score`: a table of many respondents in, the same table with scores out."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from conftest import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcheck.cli.exits import EndedError
from selfcheck.cli.responses import TableWishes
from selfcheck.cli.score import score
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.reflecting import Outcome, reflect
from selfcheck.scoring import prepare_scoring
from selfcheck.summary import score_as_number
from selfcheck.table.cache import MOST_HELD, Memo, make_room
from selfcheck.table.cells import question_wordings, read_cells
from selfcheck.table.formulas import is_formula, may_bytes_hold_formulas
from selfcheck.table.header import HeaderReader, added_names
from selfcheck.table.respondents import RowScorer
from selfcheck.table.scores import spell_score

FILE = """
selfcheck: 1
id: t
title: t
language: ja
fill_in: {partner: {ask: 誰, default: あの人}}
answers: {grade: {0: いいえ, 1: 少し, 2: はい; とても, na: わからない}}
themes:
  near: {name: 近さ, score: mean, at_least: 1, rubric: {low: {name: 低}, high: {from: 1, name: 高}}}
  far:
    name: 遠さ
    at_least: 1
    rubric: {low: {name: 低}, mid: {from: 33.3, name: 中}, high: {from: 66.6, name: 高}}
questions:
  q1: {ask: 一つ目の質問, answers: grade, theme: near}
  q2: {ask: ｛partner｝といますか, answers: grade, theme: near, reverse: true, weight: 1.5}
  q3: {ask: 三つ目の質問, answers: grade, theme: far, ask_if: {q1: [1, 2]}}
  marks:
    ask: 印
    choose: several
    answers:
      a: {label: えー, points: {far: 1}}
      b: {label: びー, points: {far: 0.5, near: -1}}
      none_of: {label: どれもない, alone: true}
  diary: {ask: 日記, write: lines}
reflections:
  both: {when: {near: high, far: [mid, high]}, title: 両方, says: 言葉}
  marked: {when: {marks: [a]}, title: 印, says: 言葉}
  rest: {title: ほか, says: 言葉}
safety:
  afraid: {when: {q3: [2]}, title: 怖い, says: 言葉, instead: true}
  tired: {when: {q1: [2], marks: [b]}, title: 疲れ, says: 言葉}
"""
HEADER = "q1,q2,q3,marks"


class Place:
    """A folder with the question file, in which tables are scored."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "questions.yaml"
        self.questions.write_text(FILE, encoding="utf-8")
        self.table = folder / "table.csv"
        self.out = folder / "out.csv"

    def score(
        self, table: str | bytes, lenient: bool = False, spreadsheet: bool = False
    ) -> list[dict[str, str]]:
        """The rows of the scored table."""
        raw = table if isinstance(table, bytes) else table.encode()
        self.table.write_bytes(raw)
        wishes = TableWishes(self.questions, self.table, self.out, lenient=lenient)
        score(replace(wishes, spreadsheet=spreadsheet))
        return list(
            csv.DictReader(io.StringIO(self.out.read_bytes().decode("utf-8-sig"), newline=""))
        )

    def refused(self, table: str | bytes, lenient: bool = False) -> int:
        """The exit code where a table is not scored; nothing is written then."""
        with pytest.raises(EndedError) as stop:
            self.score(table, lenient)
        assert sorted(file.name for file in self.folder.iterdir()) == [
            "questions.yaml",
            "table.csv",
        ]
        return stop.value.exit_code


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder with the question file."""
    return Place(tmp_path)


# --- what is added --------------------------------------------------------------------------


def test_every_theme_adds_score_level_and_answered(place: Place) -> None:
    """A score is spelled as in JSON; then come the reflection and the safety rules."""
    row = place.score(f"{HEADER}\n2,1,1,a;b\n")[0]
    assert row == {
        "q1": "2", "q2": "1", "q3": "1", "marks": "a;b",
        "near.score": "0.7142857142857143", "near.level": "low", "near.answered": "3",
        "far.score": "66.66666666666667", "far.level": "high", "far.answered": "2",
        "reflection": "marked", "safety": "tired",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "score"),
    [
        ("score: sum, missing: prorate", "3"),  # (2 + 0) of two, made up for three
        ("score: sum, missing: ignore", "2"),
        ("score: mean", "1"),
        ("score: percent", "50"),
        ("score: percent, at_least: all", ""),
    ],
)
def test_left_open_questions_are_made_up_for_or_not(place: Place, rule: str, score: str) -> None:
    """Two of three answered, which is half and more: prorated and ignored sums, means, 0-100."""
    questions = "".join(f"  i{n}: {{ask: {n}, answers: g, theme: t}}\n" for n in (1, 2))
    place.questions.write_text(
        "selfcheck: 1\nid: t\ntitle: t\nlanguage: ja\nanswers: {g: {0: a, 1: b, 2: c}}\n"
        f"themes: {{t: {{name: t, {rule}}}}}\nquestions:\n{questions}"
        "  i3: {ask: 3, answers: g, theme: t, reverse: true}\n"
        "reflections: {rest: {title: r, says: r}}\n",
        encoding="utf-8",
    )
    assert place.score("i1,i2,i3\n2,,2\n")[0]["t.score"] == score


def test_a_theme_without_a_score_has_empty_cells(place: Place) -> None:
    """Too little was answered for a score: score and level are empty, answered is 0."""
    row = place.score(f"when,{HEADER}\n1,,,,\n")[0]
    assert (row["near.score"], row["near.level"], row["near.answered"]) == ("", "", "0")


def test_where_a_safety_text_stands_instead_there_is_no_reflection(place: Place) -> None:
    """The themes are given all the same, and all rules that hold are named."""
    row = place.score(f"{HEADER}\n2,0,2,\n")[0]
    assert (row["reflection"], row["safety"], row["near.level"]) == ("", "afraid;tired", "high")


def test_an_answer_to_a_question_that_is_not_asked_is_dropped(place: Place) -> None:
    """q3 is not asked after q1: 0; its answer brings neither points nor a safety text."""
    row = place.score(f"{HEADER}\n0,0,2,\n")[0]
    assert (row["far.answered"], row["safety"]) == ("0", "")


def test_an_answer_to_a_question_that_is_not_asked_leads_to_no_reflection(place: Place) -> None:
    """q3 is asked after q1: 1, and not after q1: 0."""
    text = FILE.replace("marked: {when: {marks: [a]}", "marked: {when: {q3: [1]}")
    place.questions.write_text(text, encoding="utf-8")
    rows = place.score(f"{HEADER}\n1,2,1,\n0,2,1,\n")
    assert [row["reflection"] for row in rows] == ["marked", "rest"]


def test_those_who_were_asked_others_are_scored_by_what_they_were_asked(place: Place) -> None:
    """As many questions of the theme, but of another weight, for which the sum stands too."""
    text = FILE.replace("name: 遠さ", "name: 遠さ\n    score: sum")
    more = "  q4: {ask: 四つ目, answers: grade, theme: far, weight: 3, ask_if: {q1: [0]}}\n  marks:"
    place.questions.write_text(text.replace("  marks:", more, 1), encoding="utf-8")
    rows = place.score("q1,q3,q4,marks\n1,2,,\n0,,2,\n")
    assert [row["far.score"] for row in rows] == ["4", "8"]  # 2 x 2/1, 6 x 4/3


def test_input_columns_come_first_cell_for_cell(place: Place) -> None:
    """Line breaks, quotes, formulas and spaces stay as they were."""
    cells = ['a\r\nb\rc"d', "=1+1", " 1 ", "\ufeff\x00"]
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["x", "diary", "q1", "y"], cells])
    row = place.score(table.getvalue())[0]
    assert [*row.values()][:4] == cells


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]))] * 2), max_size=5))
def test_every_cell_comes_out_as_it_went_in(place: Place, cells: list[tuple[str, str]]) -> None:
    """Whatever letters it is made of, and whether a spreadsheet would run it or not."""
    table = io.StringIO(newline="")
    rows = [["note", "q1", "other"], *([one, "1", other] for one, other in cells)]
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows(rows)
    scored = place.score(table.getvalue())
    assert [(row["note"], row["other"]) for row in scored] == cells


@settings(max_examples=60)
@given(st.data())
def test_a_row_is_scored_as_one_respondent_is(data: st.DataObject) -> None:
    """The packed numbers of the table lead where `reflect` leads, whatever was answered."""
    asked = _varied(data)
    ids = [id for id, question in asked.questions.items() if not question.write]
    replies = [[data.draw(_replies(asked, id)) for id in ids] for _ in range(8)]
    rows = [(number, [";".join(reply) for reply in row]) for number, row in enumerate(replies)]
    found = list(_scorer(asked, ids).score_rows(rows, lambda *_: False))
    for (_, added), reply in zip(found, replies, strict=True):
        given_answers = {id: Reply(m) for id, m in zip(ids, reply, strict=True) if m}
        assert ",".join(added).split(",") == _expected(asked, reflect(asked, given_answers))


def _varied(data: st.DataObject) -> Questionnaire:
    """The question file with other rules of scoring and other weights."""
    asked = read_questionnaire("t.yaml", FILE.encode()).questionnaire
    assert asked is not None
    kinds: st.SearchStrategy[Literal["percent", "mean", "sum"]]
    kinds = st.sampled_from(["percent", "mean", "sum"])
    themes = {
        id: replace(
            theme,
            score=data.draw(kinds),
            missing=data.draw(st.sampled_from(["prorate", "ignore"])),
            at_least=data.draw(st.sampled_from(["half", "all", 1, 2])),
        )
        for id, theme in asked.themes.items()
    }
    weights = st.fractions(Fraction(1, 7), 3, max_denominator=7)
    questions = {
        id: replace(question, weight=data.draw(weights)) for id, question in asked.questions.items()
    }
    return replace(asked, themes=themes, questions=questions)


def _replies(asked: Questionnaire, id: str) -> st.SearchStrategy[tuple[str, ...]]:
    values = [answer.value for answer in asked.questions[id].answers]
    singles = st.sampled_from([(), *((value,) for value in values)])
    return singles | st.just(("b", "a")) if id == "marks" else singles


def _scorer(asked: Questionnaire, ids: list[str]) -> RowScorer:
    wordings = question_wordings(asked, [])
    replies = {id: read_cells(question) for id, question in wordings.items()}
    columns = {id: place for place, id in enumerate(ids)}
    return RowScorer(prepare_scoring(asked), columns, replies, spell_score)


def _expected(asked: Questionnaire, outcome: Outcome) -> list[str]:
    cells: list[str] = []
    for theme in outcome.themes.values():
        score = theme.score
        cells.append("" if score is None else str(score_as_number(theme.theme, score)))
        cells += [theme.level.id if theme.level else "", str(theme.answered)]
    reflection = outcome.reflection.id if outcome.reflection else ""
    return [*cells, reflection, ";".join(rule.id for rule in outcome.safety)]


# --- what a cell says -----------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["2", "２", "2.0", " 2 ", "はい; とても", " はい; とても "])
def test_a_cell_is_a_value_in_any_spelling_or_a_label(place: Place, cell: str) -> None:
    """A label with a semicolon in it is one label."""
    assert place.score(f"q1\n{cell}\n")[0]["near.score"] == "2"


@pytest.mark.parametrize("cell", ["a;b", "えー;b", "b ; a;", "b;a;b"])
def test_several_answers_are_separated_by_semicolons(place: Place, cell: str) -> None:
    """Each part is a value or a label; one that is given twice counts once."""
    assert place.score(f"marks\n{cell}\n")[0]["far.score"] == "100"


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("早い; 遅い", "50"),
        ("早い; 遅い;早い", "100"),
        ("早い;早い; 遅い;", "100"),
        ("早い; 遅い;b;早い; 遅い", "100"),
        ("早い", "0"),
    ],
)
def test_labels_with_semicolons_stand_among_others(place: Place, cell: str, score: str) -> None:
    """Such a label is read whole, also where it begins like another one."""
    labels = FILE.replace("えー", "早い; 遅い").replace("びー", "早い")
    place.questions.write_text(labels, encoding="utf-8")
    assert place.score(f"marks\n{cell}\n")[0]["far.score"] == score


@pytest.mark.parametrize("cell", ["", " ", "　"])
def test_a_blank_cell_is_skipped(place: Place, cell: str) -> None:
    """Full-width spaces are blank, too."""
    assert place.score(f'q1,q2\n0,"{cell}"\n')[0]["near.answered"] == "1"


@pytest.mark.parametrize("cell", ["3", "はい", "0;1", "-0.5", "1e0", "\x00", "a"])
def test_a_cell_that_fits_no_answer_stops_all(place: Place, cell: str) -> None:
    """Several answers to a question that takes one fit none, either."""
    assert place.refused(f"q1,q2\n{cell},1\n") == 1


def test_a_cell_of_a_question_that_is_not_asked_must_fit_too(place: Place) -> None:
    """It is dropped, but only after it was read."""
    assert place.refused("q1,q3\n0,7\n") == 1


def test_an_answer_that_stands_alone_fits_no_company(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says why such a marking fits nothing."""
    place.refused("marks\na;none_of\n")
    assert (
        "2行目の列「marks」: 「a;none_of」には、ほかと一緒には選べない" in capsys.readouterr().err
    )


def test_an_answer_that_stands_alone_may_end_with_a_semicolon(place: Place) -> None:
    """Nothing is marked beside it."""
    assert place.score("q1,marks\n1,none_of;\n")[0]["q1"] == "1"


def test_labels_of_a_translation_fit(place: Place) -> None:
    """So do question texts, in a header that mixes both languages."""
    place.folder.joinpath("questions.en.yaml").write_text(
        "translation_of: questions.yaml\nlanguage: en\n"
        "answers: {grade: {0: no, 1: a bit, 2: very}}\nquestions: {q1: {ask: The first}}\n"
    )
    assert place.score("The first\nvery\n")[0]["near.score"] == "2"


def test_labels_fit_with_the_default_word_in_them(place: Place) -> None:
    """In the file's language and in a translation, which has a word of its own."""
    text = FILE.replace("na: わからない", "na: ｛partner｝次第")
    place.questions.write_text(text, encoding="utf-8")
    place.folder.joinpath("questions.en.yaml").write_text(
        "translation_of: questions.yaml\nlanguage: en\nfill_in: {partner: {default: them}}\n"
        "answers: {grade: {0: no, na: 'up to {partner}'}}\n"
    )
    for cell in ("あの人次第", "｛partner｝次第", "up to them", "up to {partner}"):
        assert place.score(f"q1,q2\n{cell},0\n")[0]["near.answered"] == "1"


def test_texts_fit_with_the_default_word_in_them(place: Place) -> None:
    """A form shows あの人 where the question file has a placeholder; both fit."""
    assert place.score("あの人といますか\n0\n")[0]["near.answered"] == "1"
    assert place.score("｛partner｝といますか\n0\n")[0]["near.answered"] == "1"


# --- cells that fit nothing -----------------------------------------------------------------


def test_a_wrong_cell_is_named_by_row_and_column(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wrong cell in row 1,500 is named with what was found and what fits."""
    rows = ["1,1"] * 1498 + ["1,９"] + ["1,1"] * 10
    place.refused("q1,一つ目の質問\n".replace("一つ目の質問", "q2") + "\n".join(rows) + "\n")
    error = capsys.readouterr().err
    assert "1500行目の列「q2」: 「９」に当てはまる答えがありません。" in error
    assert "書けるもの: 0, 1, 2, na" in error


def test_blank_lines_and_line_breaks_in_cells_count_as_a_spreadsheet_counts(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """A blank line is nobody, but has a number; a cell of three lines is in one row."""
    place.refused('diary,q1\n\n"a\nb\nc",1\n\nx,7\n')
    assert "5行目" in capsys.readouterr().err


def test_twenty_wrong_cells_are_named_and_the_rest_counted(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """All are looked for in one run."""
    place.refused("q1,q2\n" + "x,y\n" * 15)
    error = capsys.readouterr().err
    assert (error.count("に当てはまる答えがありません"), "ほかに 10 か所" in error) == (20, True)


def test_a_lenient_run_counts_wrong_cells_as_skipped(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says how many there were in which columns and rows; they stay in the table as they are."""
    row = place.score("q1,q2,marks\nx,0,\n1,y,\n2,z,\n", lenient=True)[0]
    assert (row["q1"], row["near.answered"]) == ("x", "1")
    error = capsys.readouterr().err
    assert "セル3か所" in error
    assert "列「q1」: 1か所(2行目)" in error
    assert "列「q2」: 2か所(3, 4行目)" in error


@pytest.mark.parametrize("cell", ["a;x", "x;a", "a;none_of", "none_of;a", "a, x"])
def test_a_lenient_run_keeps_the_marks_that_fit(place: Place, cell: str) -> None:
    """A mark is never thrown away with what stands beside it."""
    row = place.score(f'q1,marks\n1,"{cell}"\n', lenient=True)[0]
    assert (row["far.score"], row["reflection"]) == ("50", "marked")


def test_a_lenient_run_keeps_marks_that_bring_a_safety_text(place: Place) -> None:
    """With a text beside them that fits no answer."""
    row = place.score("q1,marks\n1,b;殴られた\n", lenient=True)[0]
    assert row["safety"] == "tired"


def test_a_lenient_run_scores_as_if_wrong_cells_were_empty(place: Place) -> None:
    """Also those of questions that are not asked, and of the last theme."""
    wrong = place.score(f"{HEADER}\n0,x,y,x;none_of;y\nx,1,y,a\n1,x,2,z\n", lenient=True)
    empty = place.score(f"{HEADER}\n0,,,none_of\n,1,,a\n1,,2,\n")
    for one, other in zip(wrong, empty, strict=True):
        assert [*one.values()][4:] == [*other.values()][4:]


def test_what_is_named_cannot_steer_the_terminal(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a cell nor the name of a column; a huge cell is cut short."""
    place.refused("\x1b[2Jnote,q1\n1,\x1b]0;x\x07" + "あ" * 100_000 + "\n")
    error = capsys.readouterr().err
    assert ("\x1b" in error, "\x07" in error, len(error) < 2000) == (False, False, True)


def test_nothing_goes_to_standard_output_where_a_cell_is_wrong(place: Place, run: Run) -> None:
    """Also where many rows before it were fine."""
    place.table.write_text("q1\n" + "1\n" * 5000 + "9\n")
    done = run("score", place.questions, place.table)
    assert (done.returncode, done.stdout) == (1, "")


# --- the header -----------------------------------------------------------------------------


def test_a_question_without_a_column_is_said_once(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column with a name that is nearly right is named."""
    place.score("Q1,q2,一つ目の質問\n1,1,1\n1,1,1\n")
    place.score("一つ目の質門,q2\n1,1\n")
    error = capsys.readouterr().err
    assert error.count("列のない質問は、飛ばしたものとして扱います: q3, marks, diary\n") == 1
    assert "列「一つ目の質門」は、質問「q1」のことでしょうか。" in error


def test_a_near_column_is_named_whatever_its_letters_look_like(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Large letters and full-width ones are near."""
    place.score("Q1,ＭＡＲＫ,q2\n1,a,1\n")
    error = capsys.readouterr().err
    assert "列「Q1」は、質問「q1」" in error
    assert "列「ＭＡＲＫ」は、質問「marks」" in error


@pytest.mark.parametrize("name", ["q1", "ｑ１", " q1 ", "一つ目の質問", " 一つ目の質問 "])
def test_a_header_names_a_question_by_id_or_text(place: Place, name: str) -> None:
    """Ids are compared in NFKC, texts exactly, spaces around them left aside."""
    assert place.score(f"{name}\n1\n")[0]["near.answered"] == "1"


@pytest.mark.parametrize("header", ["q1,一つ目の質問", "q1,q2,Q1,q1"])
def test_two_columns_for_one_question_are_a_problem(place: Place, header: str) -> None:
    """Nobody can say which of them counts."""
    assert place.refused(header + "\n") == 1


@pytest.mark.parametrize("name", ["near.score", "far.answered", "reflection", " safety "])
def test_a_column_that_bears_an_added_name_is_a_problem(place: Place, name: str) -> None:
    """So a table that was scored already is not scored again unnoticed."""
    assert place.refused(f"q1,{name}\n1,1\n") == 1


def test_a_text_of_two_questions_is_a_problem(place: Place) -> None:
    """Such a column has to be named by id."""
    place.questions.write_text(FILE.replace("三つ目の質問", "一つ目の質問"), encoding="utf-8")
    assert place.refused("一つ目の質問\n1\n") == 1


def test_near_names_are_not_looked_for_without_end() -> None:
    """A thousand strange columns with long names take no time."""
    asked = read_questionnaire("t.yaml", FILE.encode()).questionnaire
    assert asked is not None
    cells = [f"column {number} " + "x" * 500 for number in range(1000)]
    header = HeaderReader(question_wordings(asked, [])).read(cells, added_names(asked))
    assert (header.columns, set(header.near.values())) == ({}, {""})


# --- the file -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings_of_spreadsheets_are_read(
    place: Place, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word is said about CP932; the output is UTF-8 without a mark."""
    rows = place.score("名前,一つ目の質問\n花子,少し\n".encode(encoding))
    assert (rows[0]["名前"], rows[0]["near.score"]) == ("花子", "1")
    assert ("CP932" in capsys.readouterr().err) == (encoding == "cp932")


@pytest.mark.parametrize(
    "table",
    [
        "q1,q2\n1,1\n".encode("utf-16-le"),
        b"q1\n\xff\xff\n",
        b"",
        b"\n\n",
    ],
)
def test_what_is_no_table_is_said_calmly(place: Place, table: bytes) -> None:
    """UTF-16 without a mark, letters that cannot be read, and nothing at all."""
    assert place.refused(table) == 1


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_the_one_that_names_most_questions(
    place: Place, separator: str, end: str
) -> None:
    """Other separators within a cell do not matter, nor how lines end."""
    lines = ["n; o, t\te".replace(separator, "") + separator + separator.join(["q1", "q2"])]
    lines.append(separator.join(["x", "1", "1"]))
    assert place.score(end.join(lines))[0]["near.score"] == "1"


def test_a_row_with_less_than_the_header_is_a_problem(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line break without quotes, or a download that was cut off; the row is named."""
    assert place.refused("q1,q2,note\n1,2,x\n1\n") == 1
    assert "見出しより列の少ない行があります(3行目)" in capsys.readouterr().err


def test_a_lenient_run_ends_a_short_row_with_empty_cells(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that the added columns stand under their names; how many rows there were is said."""
    row = place.score("q1,q2,note\n1\n", lenient=True)[0]
    assert (row["note"], row["near.answered"]) == ("", "1")
    assert "行1行を、空のセルで補いました(2行目)" in capsys.readouterr().err


@pytest.mark.parametrize("lenient", [False, True])
def test_a_row_with_more_than_the_header_is_a_problem(place: Place, lenient: bool) -> None:
    """A separator without quotes moved all that stands after it."""
    assert place.refused("q1,q2\n1,1,x\n", lenient) == 1


def test_empty_cells_beyond_the_header_are_a_problem_too(place: Place) -> None:
    """A name may be missing above them, and nobody can tell which."""
    assert place.refused("q1\n1,, \n") == 1


def test_a_quote_that_is_never_closed_is_a_problem(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would swallow all respondents after it; cells that fit nothing are named all the same."""
    assert place.refused('note,q1\nx,9\n"y,1\nz,1\n') == 1
    error = capsys.readouterr().err
    assert ("2行目の列「q1」" in error, "3行目から始まるセル" in error) == (True, True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text('q12,;\t"\r\n a\x00あ', max_size=40).map(str.encode))
def test_any_bytes_are_scored_or_refused(place: Place, table: bytes) -> None:
    """Nothing but the two ways out, whatever is in the file."""
    try:
        place.score(table)
    except EndedError as stop:
        assert stop.exit_code == 1


def test_a_huge_cell_passes(place: Place) -> None:
    """Ten million letters of a diary are carried over."""
    rows = place.score("diary,q1\n" + "a" * 10_000_000 + ",1\n")
    assert (len(rows[0]["diary"]), rows[0]["near.score"]) == (10_000_000, "1")


def test_a_thousand_columns_pass(place: Place) -> None:
    """Columns that are no questions are not looked at."""
    names = [f"c{number}" for number in range(1000)]
    row = place.score(",".join([*names, "q1"]) + "\n" + "x," * 1000 + "1\n")[0]
    assert (row["c999"], row["near.score"]) == ("x", "1")


def test_a_header_alone_stays_a_header(place: Place) -> None:
    """A table of nobody is scored, too."""
    assert place.score("q1,q2\n") == []


def test_standard_input_is_read(place: Place, run: Run) -> None:
    """From a pipe, which cannot be read twice."""
    done = run("score", place.questions, "-", input="q1,q2\n1,1\n")
    assert (done.returncode, done.stdout.splitlines()[1][:6]) == (0, "1,1,1,")


def test_what_is_held_in_memory_is_bounded() -> None:
    """A memo forgets everything when it holds too much, and never holds long spellings."""
    memo: Memo[str, int] = Memo(len)
    assert [memo[str(number)] for number in range(MOST_HELD + 1)][-1] == 5
    assert (memo["x" * 5000], "x" * 5000 in memo) == (5000, False)
    make_room([memo])
    assert len(memo) == 0


def test_what_is_held_for_a_long_table_is_bounded_while_it_is_scored() -> None:
    """Eighty thousand respondents, each of whom writes the same answer in a way of her own."""
    asked = read_questionnaire("t.yaml", FILE.encode()).questionnaire
    assert asked is not None
    scorer = _scorer(asked, ["q1"])
    rows = ((n, [" " * (n // 300) + "1" + " " * (n % 300)]) for n in range(80_000))
    found = scorer.score_rows(rows, lambda *_: False)
    assert {",".join(added) for _, added in found} == {"1,high,1,,,0,rest,"}
    branches = scorer.branches_by_asked.values()
    held: list[Memo[Any, Any]] = [*scorer.tables, *scorer.replies.values(), scorer.branches]
    held += [memo for branch in branches for memo in (branch.safety, branch.texts)]
    assert sum(map(len, held)) < 2 * MOST_HELD + 10_000


# --- formulas -------------------------------------------------------------------------------

FORMULAS = ["=1", "＝A1", "+81-90", "@SUM(1)", "-E5", "- x", "\t=1", "\rx", " =1", "\ufeff=1"]
NO_FORMULAS = ["-3", "+4.5", "-1,000", "－３．５", "-2e3", "+5%", "-", " ", "a=1", "'=1", "３"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_a_formula(cell: str) -> None:
    """By its first sign, full-width ones and those after blanks included."""
    assert is_formula(cell)


@pytest.mark.parametrize("cell", NO_FORMULAS)
def test_a_number_with_its_sign_is_no_formula(cell: str) -> None:
    """Nor is a sign alone, which often stands for "nothing"."""
    assert not is_formula(cell)


def test_formulas_are_copied_and_counted(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Every cell stays as it was; how many there are is said, and what can be done about it."""
    row = place.score('=a,q1,diary\n@b,1,"=c,d"\n')[0]
    assert (row["=a"], row["diary"]) == ("@b", "=c,d")
    error = capsys.readouterr().err
    assert "式として動くかもしれないセルが3か所" in error
    assert "--spreadsheet" in error


def test_formulas_can_be_disarmed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """With a ' in front, in the header too; numbers and all other cells stay as they were."""
    row = place.score("=a,q1,diary,n\n@b,1,＝c,-3\n", spreadsheet=True)[0]
    assert [*row.items()][:4] == [("'=a", "'@b"), ("q1", "1"), ("diary", "'＝c"), ("n", "-3")]
    assert "セル3か所を、頭に「'」を付けて" in capsys.readouterr().err


def test_a_table_without_formulas_is_scored_in_silence(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is said about spreadsheets where there is nothing to say, but how many there were."""
    for spreadsheet in (False, True):
        place.score("q1,q2,q3,marks,diary\n2,1,1,a,-3\n1,1,1,b,-\n", spreadsheet=spreadsheet)
    assert capsys.readouterr().err == "2人の答えを採点しました。\n" * 2


def test_what_a_disarmed_cell_answers_still_counts(place: Place) -> None:
    """A label that looks like a formula is read before it is written with a ' in front."""
    place.questions.write_text(FILE.replace("1: 少し", "1: =少し"), encoding="utf-8")
    row = place.score("q1\n=少し\n", spreadsheet=True)[0]
    assert (row["q1"], row["near.score"]) == ("'=少し", "1")


def test_a_separator_within_a_cell_begins_no_new_one_in_a_spreadsheet(place: Place) -> None:
    """Some spreadsheets split at semicolons and tabs as well, unless the cell is in quotes."""
    place.score("q1,diary\n1,x;=1+1\n", spreadsheet=True)
    assert '"1","x;=1+1",' in place.out.read_text("utf-8")


def test_formulas_can_be_disarmed_from_the_command_line(place: Place, run: Run) -> None:
    """--spreadsheet changes neither the exit code nor where the table goes."""
    place.table.write_text("q1,diary\n1,=1\n")
    for option, cell in ((), "=1"), (("--spreadsheet",), '"\'=1"'):
        done = run("score", place.questions, place.table, *option)
        assert (done.returncode, done.stdout.splitlines()[1].split(",")[1]) == (0, cell)


def test_where_nothing_is_written_nothing_is_said_of_formulas(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """What has to be mended stands alone."""
    place.refused("q1,diary\n7,=1\n")
    assert "--spreadsheet" not in capsys.readouterr().err


@given(st.text('=+-@＝＋－＠ \t\r\n,;"a1.\x00\ufeffあ', max_size=20), st.sampled_from(",;\t"))
def test_a_quick_look_at_the_bytes_misses_no_formula(text: str, separator: str) -> None:
    """Where it sees none in the file, no cell of it is one, whatever the separator is."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return
    if any(is_formula(cell) for row in rows for cell in row):
        assert may_bytes_hold_formulas(io.BytesIO(text.encode()))
        assert may_bytes_hold_formulas(io.BytesIO(text.encode("utf-8-sig")))


def test_a_quick_look_sees_a_formula_in_the_other_encoding() -> None:
    """Full-width signs have other bytes in CP932."""
    for sign in "＝＋－＠":
        assert may_bytes_hold_formulas(io.BytesIO(f"q1,x\n1,{sign}A1\n".encode("cp932")))


def test_a_quick_look_spares_a_table_of_numbers() -> None:
    """Dates, addresses and a byte order mark are not worth a second look."""
    table = "when,mail,q1\n2026-11-23,a-b@example.com,1\n" * 5
    assert not may_bytes_hold_formulas(io.BytesIO(table.encode("utf-8-sig")))


def test_a_long_cell_is_told_from_a_number_at_once() -> None:
    """Nothing is tried twice, so that ten million digits take no time."""
    for middle in ("1", ",", "1.", " "):
        begin = time.process_time()
        assert is_formula("-1" + middle * 10_000_000 + "x")
        assert time.process_time() - begin < 1


# --- writing --------------------------------------------------------------------------------


def test_the_table_is_never_written_over_its_own_input(place: Place) -> None:
    """Nor over the question file, nor by way of a link."""
    place.table.write_text("q1\n1\n")
    link = place.folder / "link.csv"
    link.symlink_to(place.table)
    for out in (place.table, link, place.questions):
        with pytest.raises(EndedError) as stop:
            score(TableWishes(place.questions, place.table, out))
        assert stop.value.exit_code == 2
    assert place.table.read_text() == "q1\n1\n"


def test_a_place_that_cannot_be_written_to_is_said(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, calmly."""
    place.table.write_text("q1\n1\n")
    with pytest.raises(EndedError) as stop:
        score(TableWishes(place.questions, place.table, place.folder / "no" / "out.csv"))
    assert stop.value.exit_code == 2
    assert "書き出せませんでした(その場所" in capsys.readouterr().err


def test_a_table_that_cannot_be_read_is_said(place: Place, run: Run) -> None:
    """Exit code 2, calmly."""
    done = run("score", place.questions, place.folder / "none.csv")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_file_that_was_there_stays_where_nothing_is_written(place: Place) -> None:
    """It is replaced whole or not at all."""
    place.out.write_text("before")
    place.table.write_text("q1\n9\n")
    with pytest.raises(EndedError):
        score(TableWishes(place.questions, place.table, place.out))
    assert place.out.read_text() == "before"
    assert len(list(place.folder.iterdir())) == 3


@pytest.mark.skipif(os.name == "nt", reason="rights of files")
def test_a_new_file_is_the_owners_alone(place: Place) -> None:
    """Answers are private; a file that is replaced keeps its rights."""
    place.score("q1\n1\n")
    assert place.out.stat().st_mode & 0o777 == 0o600
    place.out.chmod(0o644)
    place.score("q1\n1\n")
    assert place.out.stat().st_mode & 0o777 == 0o644


def test_a_device_is_written_into(place: Place) -> None:
    """It is not replaced by a file."""
    place.table.write_text("q1\n1\n")
    score(TableWishes(place.questions, place.table, Path(os.devnull)))
    assert not Path(os.devnull).is_file()


def test_a_question_file_with_problems_is_shown_as_check_shows_it(place: Place, run: Run) -> None:
    """Exit code 1, with line and marker."""
    place.questions.write_text(FILE.replace("title: t\n", ""), encoding="utf-8")
    place.table.write_text("q1\n1\n")
    done = run("score", place.questions, place.table)
    assert (done.returncode, done.stdout, "[missing-key]" in done.stderr) == (1, "", True)


def test_a_table_alone_is_scored_by_the_built_in_file(place: Place, run: Run) -> None:
    """Or by the one that SELFCHECK_QUESTIONS names."""
    place.table.write_text("q1\n1\n")
    done = run("score", place.table, env={"SELFCHECK_QUESTIONS": str(place.questions)})
    assert done.stdout.splitlines()[1].startswith("1,1,high")


def test_the_input_is_not_written_over_through_standard_input(place: Place, run: Run) -> None:
    """Where the same file is read from there, by whatever name."""
    place.table.write_text("q1\n1\n")
    with place.table.open() as stream:
        done = subprocess.run(
            [sys.executable, "-m", "selfcheck", "score", place.questions, "-", "-o", place.table],
            stdin=stream,
            capture_output=True,
            check=False,
        )
    assert (done.returncode, place.table.read_text()) == (2, "q1\n1\n")


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_leaves_no_file_behind(place: Place, name: str) -> None:
    """In the middle of a table; what was there before stays."""
    place.out.write_text("before")
    child = subprocess.Popen(
        [sys.executable, "-m", "selfcheck", "score", place.questions, "-", "-o", place.out],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    place.table.write_text("q1,q2\n" + "1,2\n" * 400_000)
    child.stdin.write(place.table.read_bytes())
    child.stdin.close()
    while not any(file.suffix == ".tmp" for file in place.folder.iterdir()):
        assert child.poll() is None, "it was done before the signal came"
    child.send_signal(getattr(signal, name))
    assert child.wait() in (-getattr(signal, name), 130)
    assert sorted(file.name for file in place.folder.iterdir()) == [
        "out.csv", "questions.yaml", "table.csv"
    ]  # fmt: skip
    assert place.out.read_text() == "before"


def test_a_table_for_a_spreadsheet_begins_with_a_byte_order_mark(place: Place) -> None:
    """So that a spreadsheet reads it as UTF-8; other tables have none."""
    for spreadsheet in (False, True):
        place.score("q1\n1\n", spreadsheet=spreadsheet)
        assert place.out.read_bytes().startswith(b"\xef\xbb\xbf") == spreadsheet
