"""Exports as they come: thirty respondents in every layout, and what cannot be told for certain."""

import csv
import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.cli.exits import EndedError
from selfcheck.cli.responses import TableWishes
from selfcheck.cli.score import score
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.table.cells import Misread, question_wordings, read_cells
from selfcheck.table.plain import plain

FILE = """
selfcheck: 1
id: nights
title: 夜
language: ja
answers: {often: {0: ない, 1: たまに, 2: よく, na: わからない}}
themes:
  worry: {name: 心配, rubric: {calm: {name: 静か}, strong: {from: 50, name: 強い}}}
  ease: {name: 安らぎ, score: mean}
questions:
  q1: {ask: 夜、眠れませんか, answers: often, theme: worry}
  q2: {ask: 朝は楽ですか, answers: often, theme: ease, reverse: true}
  acts:
    ask: どんなことがありましたか
    choose: several
    answers:
      shouted: {label: "大声を出された、または、どなられた", points: {worry: 1}}
      hit: {label: "たたかれた, 押された", points: {worry: 3}}
      phone: {label: 電話 - 何度も, points: {worry: 2}}
      nothing: {label: どれもない, alone: true}
reflections:
  heavy: {when: {worry: strong}, title: 重い, says: 言葉}
  rest: {title: ほか, says: 言葉}
safety:
  violence: {when: {acts: hit}, title: ひとりではない, says: 言葉}
"""
WORDS = {"0": "ない", "1": "たまに", "2": "よく", "na": "わからない", "": ""}
TEXTS = {"q1": "夜、眠れませんか", "q2": "朝は楽ですか", "acts": "どんなことがありましたか"}
LABELS = {
    "shouted": "大声を出された、または、どなられた",
    "hit": "たたかれた, 押された",
    "phone": "電話 - 何度も",
    "nothing": "どれもない",
}
Person = tuple[str, str, tuple[str, ...]]
Rows = list[list[str]]


def thirty() -> list[Person]:
    """Thirty respondents, some of whom leave something open; nobody leaves all."""
    draw = random.Random(7)
    people: list[Person] = []
    for number in range(30):
        marks = [id for id in ("shouted", "hit", "phone") if draw.random() < 0.4]
        acts = tuple(marks) or (("nothing",) if number % 3 else ())
        people.append((draw.choice(["0", "1", "2", "na"]), draw.choice(["", "0", "1", "2"]), acts))
    return people


# --- the layouts ----------------------------------------------------------------------------


def joined(between: str, header: Sequence[str], words: bool) -> Callable[[list[Person]], Rows]:
    """One column a question, the marks in one cell."""

    def write(people: list[Person]) -> Rows:
        rows = [["no", *header]]
        for number, (q1, q2, acts) in enumerate(people):
            marks = between.join(LABELS[mark] if words else mark for mark in acts)
            rows.append(
                [str(number), WORDS[q1] if words else q1, WORDS[q2] if words else q2, marks]
            )
        return rows

    return write


def spread(
    name: Callable[[str], str], mark: Callable[[str, bool], str], beside: bool = False
) -> Callable[[list[Person]], Rows]:
    """One column an answer; `beside` a column with all of them (KoBo)."""

    def write(people: list[Person]) -> Rows:
        rows = [["no", "q1", "q2", *(["acts"] if beside else []), *map(name, LABELS)]]
        for number, (q1, q2, acts) in enumerate(people):
            cells = [mark(id, id in acts) for id in LABELS]
            rows.append([str(number), q1, q2, *([" ".join(acts)] if beside else []), *cells])
        return rows

    return write


def ones(_: str, is_marked: bool) -> str:
    """What REDCap and KoBo write."""
    return "1" if is_marked else "0"


def letters(_: str, is_marked: bool) -> str:
    """What LimeSurvey writes."""
    return "Y" if is_marked else ""


def labels(id: str, is_marked: bool) -> str:
    """What Qualtrics and SurveyMonkey write."""
    return LABELS[id] if is_marked else ""


def surveymonkey(people: list[Person]) -> Rows:
    """The question stands above its first answer; the answers stand in the second row."""
    rows = [
        ["no", TEXTS["q1"], TEXTS["q2"], TEXTS["acts"], "", "", ""],
        ["", "Response", "Response", *LABELS.values()],
    ]
    for number, (q1, q2, acts) in enumerate(people):
        cells = [labels(id, id in acts) for id in LABELS]
        rows.append([str(number), WORDS[q1], WORDS[q2], *cells])
    return rows


def qualtrics(people: list[Person]) -> Rows:
    """Texts in the second row, import ids in the third."""
    rows = joined(",", list(TEXTS), words=True)(people)
    ids = [f'{{"ImportId":"QID{number}"}}' for number in range(4)]
    return [rows[0], ["No", *TEXTS.values()], ids, *rows[1:]]


LAYOUTS: dict[str, Callable[[list[Person]], Rows]] = {
    "values": joined(";", list(TEXTS), words=False),
    "Google Forms": joined(";", list(TEXTS.values()), words=True),
    "Google Sheets": joined(", ", list(TEXTS.values()), words=True),
    "commas": joined(",", list(TEXTS), words=True),
    "line breaks": joined("\n", list(TEXTS), words=True),
    "Microsoft Forms": joined(";", list(TEXTS.values()), words=True),
    "REDCap": spread(lambda id: f"acts___{id}", ones),
    "LimeSurvey": spread(lambda id: f"acts[{id}]", letters),
    "LimeSurvey, full texts": spread(lambda id: f"{TEXTS['acts']} [{LABELS[id]}]", letters),
    "KoBo": spread(lambda id: f"acts/{id}", ones, beside=True),
    "underscores": spread(lambda id: f"acts_{id}", lambda _, on: str(on)),
    "Qualtrics, split": spread(lambda id: f"{TEXTS['acts']} - {LABELS[id]}", labels),
    "Qualtrics": qualtrics,
    "SurveyMonkey": surveymonkey,
    "はい": spread(lambda id: f"acts[{id}]", lambda _, on: "はい" if on else "いいえ"),
    "Checked": spread(lambda id: f"acts[{id}]", lambda _, on: "Checked" if on else "Unchecked"),
}


class Place:
    """A folder with the question file, in which tables are scored."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.questions, self.table = folder / "q.yaml", folder / "table.csv"
        self.questions.write_text(FILE, encoding="utf-8")
        self.out = folder / "out.csv"
        self.capsys = capsys

    def score(self, table: str | bytes, *missing: str) -> list[list[str]]:
        """The added columns of every respondent."""
        self.table.write_bytes(table if isinstance(table, bytes) else table.encode())
        score(TableWishes(self.questions, self.table, self.out, missing=missing))
        written = self.out.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(written, newline="")))
        return [row[rows[0].index("worry.score") :] for row in rows[1:]]

    def refused(self, table: str | bytes) -> str:
        """What is said where a table has problems; nothing is written then."""
        self.out.unlink(missing_ok=True)
        with pytest.raises(EndedError) as stop:
            self.score(table)
        assert (stop.value.exit_code, self.out.exists()) == (1, False)
        return self.said()

    def said(self) -> str:
        """What was said since the last time."""
        return self.capsys.readouterr().err


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    """A folder with the question file."""
    return Place(tmp_path, capsys)


def as_text(rows: Rows, separator: str = ",") -> str:
    """A table as a file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_thirty_respondents_have_the_same_scores_in_every_layout(place: Place, layout: str) -> None:
    """Byte for byte in the added columns."""
    expected = place.score(as_text(LAYOUTS["values"](thirty())))
    assert len({tuple(row) for row in expected}) > 10
    assert place.score(as_text(LAYOUTS[layout](thirty()))) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_they_have_the_same_scores_in_every_encoding(
    place: Place, encoding: str, separator: str
) -> None:
    """And with every separator, which a first line may name."""
    expected = place.score(as_text(LAYOUTS["values"](thirty())))
    table = as_text(LAYOUTS["Google Sheets"](thirty()), separator)
    for first in ("", f"sep={separator}\r\n"):
        assert place.score((first + table).encode(encoding)) == expected


def test_how_a_table_was_read_is_said_once(place: Place) -> None:
    """Columns for answers, headings further down, separators, and how many were scored, last."""
    place.score(as_text(LAYOUTS["SurveyMonkey"](thirty())))
    said = place.said().splitlines()
    assert said[0] == "2行目は見出しの続きなので、人数に入れていません。"
    assert said[1] == "質問「acts」は、答えごとに分かれた4列をまとめて読みました。"
    assert said[2:] == ["30人の答えを採点しました。"]
    place.score(as_text(LAYOUTS["Google Sheets"](thirty())))
    assert place.said().splitlines()[0].endswith("区切って読みました: acts")


@pytest.mark.parametrize(("separator", "name"), [("\t", "タブ"), (";", "';'")])
def test_the_separator_of_the_first_line_is_said(place: Place, separator: str, name: str) -> None:
    """In words, where it cannot be seen."""
    place.score(f"sep={separator}\nq1{separator}q2\n1{separator}1\n")
    assert place.said().startswith(f"1行目の「sep=」のとおり、{name} を区切りとして")


# --- marks in one cell ----------------------------------------------------------------------


def test_a_label_with_commas_is_one_answer(place: Place) -> None:
    """Among others and alone."""
    assert place.score('q1,acts\n0,"たたかれた, 押された"\n')[0][-1] == "violence"
    assert place.score('q1,acts\n0,"どれもない, "\n')[0][-1] == ""


def test_a_cell_that_can_be_cut_in_two_ways_is_a_problem(place: Place) -> None:
    """The labels of two answers together are that of a third and more."""
    text = FILE.replace("どれもない", "何か").replace("電話 - 何度も", "押された")
    place.questions.write_text(text.replace("大声を出された、または、どなられた", "たたかれた"))
    assert place.score('q1,acts\n0,"たたかれた, 押された"\n')[0][-1] == "violence"
    said = place.refused('q1,acts\n0,"たたかれた, 押された,"\n')
    assert "2行目の列「acts」" in said
    assert "二通りに読める" in said


@given(st.text("ab,; \n", max_size=12))
def test_marks_that_are_read_stand_in_the_cell(cell: str) -> None:
    """Whatever a cell with several answers is made of, nothing is read that is not in it."""
    text = FILE.replace("大声を出された、または、どなられた", "a").replace(
        "たたかれた, 押された", "a, b"
    )
    asked = read_questionnaire("q.yaml", text.encode()).questionnaire
    assert asked is not None
    reply = read_cells(question_wordings(asked, [])["acts"])[cell]
    if not isinstance(reply, Misread):
        letters_read = "".join({"shouted": "a", "hit": "ab"}[value] for value in reply)
        assert set(letters_read) == set(cell) - set(",; \n")


# --- columns of one answer ------------------------------------------------------------------


def test_the_value_0_in_a_column_of_that_value_is_no_mark(place: Place) -> None:
    """Nobody can tell it from "not marked"; 1 is one."""
    place.questions.write_text(FILE.replace("nothing:", "0:"), encoding="utf-8")
    rows = place.score("q1,acts[0],acts[shouted],acts[hit],acts[phone]\n1,0,1,0,0\n1,1,0,0,0\n")
    assert [row[2] for row in rows] == ["2", "1"]


def test_a_label_marks_its_own_column_whatever_it_is(place: Place) -> None:
    """An answer whose label is No is marked by No."""
    place.questions.write_text(FILE.replace("どれもない", "No"), encoding="utf-8")
    rows = place.score("q1,acts[nothing],acts[hit]\n1,No,No\n")
    assert rows[0][2] == "1"
    assert "答えの列がありません" in place.said()


@pytest.mark.parametrize("cell", ["maybe", "2", "hit", "たたかれた"])
def test_what_neither_marks_nor_leaves_open_is_a_problem(place: Place, cell: str) -> None:
    """Named by row and column; the label of another answer is such a cell."""
    said = place.refused(f"q1,acts[shouted],acts[hit]\n1,{cell},1\n")
    assert "2行目の列「acts[shouted]」" in said
    assert "どなられた, 1, 0。空のセルは、選んでいないしるしです" in said


def test_marks_that_cannot_stand_together_are_a_problem(place: Place) -> None:
    """Over the columns of one question as within one cell."""
    assert "一緒には選べない" in place.refused("q1,acts[hit],acts[nothing]\n1,1,1\n")


@pytest.mark.parametrize("name", ["acts_1", "acts[SQ001]", "acts___4", "acts/x", "acts - x"])
def test_a_column_that_looks_like_an_answer_and_names_none_is_a_problem(
    place: Place, name: str
) -> None:
    """Nothing is dropped in silence."""
    assert f"列「{name}」は、質問「acts」の答えごとの列のよう" in place.refused(f"q1,{name}\n1,1\n")


def test_a_column_whose_name_is_written_in_other_letters_is_a_problem(place: Place) -> None:
    """Some programs write all names in small letters."""
    place.questions.write_text(FILE.replace("acts:", "Acts:"), encoding="utf-8")
    said = place.refused("q1,acts___hit,acts___phone\n1,1,0\n")
    assert "列「acts___hit」は、質問「Acts」の答えごとの列のよう" in said


def test_a_column_of_something_else_passes_beside_the_column_of_the_question(place: Place) -> None:
    """With a name that begins alike."""
    assert place.score("q1,acts,acts_when\n1,hit,昨日\n")[0][-1] == "violence"


def test_two_columns_for_one_answer_are_a_problem(place: Place) -> None:
    """As two columns for one question are."""
    assert "acts[hit]」の列が二つ" in place.refused("q1,acts[hit],acts___hit\n1,1,0\n")


def test_a_nameless_column_that_holds_something_else_is_a_problem(place: Place) -> None:
    """Behind a question that takes several; one in front of all is nobody's."""
    assert len(place.score(",q1,acts,\n1,1,,どれもない\n")) == 1
    said = place.refused("q1,acts,\n1,どれもない,x\n")
    assert "2行目の列「(名前のない3列目)」: 「x」" in said


def test_the_unread_column_beside_columns_for_answers_is_said(place: Place) -> None:
    """It may hold what it likes."""
    assert place.score("q1,acts,acts/hit\n1,zzz,1\n")[0][-1] == "violence"
    assert "列「acts」は採点に使っていません" in place.said()


# --- texts beside answers -------------------------------------------------------------------

OTHER = FILE.replace(
    "      nothing:", "      other: {label: そのほか, write: word}\n      nothing:"
).replace("  violence:", "  told: {when: {acts: other}, title: 話す, says: 言葉}\n  violence:")


@pytest.mark.parametrize(
    ("cell", "safety"),
    [
        ("そのほか", "told"),
        ("父に閉じ込められた", "told"),
        ("たたかれた, 押された;父に、閉じ込められた, 何度も", "told;violence"),
        ("たたかれた, 押された, 父に閉じ込められた", "told;violence"),
        ("父に閉じ込められた, 夜に, たたかれた, 押された", "told;violence"),
        ("そのほか;電話も", "told"),
        ("other, hit", "told;violence"),
        ("たたかれた, 押された", "violence"),
    ],
)
def test_what_is_left_of_a_cell_is_the_text_beside_an_answer(
    place: Place, cell: str, safety: str
) -> None:
    """Labels are taken first; several parts that are left stand as they stood."""
    place.questions.write_text(OTHER, encoding="utf-8")
    assert place.score(f'q1,acts\n0,"{cell}"\n')[0][-1] == safety


@pytest.mark.parametrize(
    "cell",
    [
        "たたかれた、押された",
        "どれもな",
        "phone;たたかれた,おされた",
        "hit phone",
        "電話 - 何度も、大声を出された、または、どなられた",
        "shouted｜電話 - 何度も",
    ],
)
def test_a_text_that_looks_like_a_label_is_a_problem(place: Place, cell: str) -> None:
    """Perhaps it is one with a slip in it, or several that stand together in another way."""
    place.questions.write_text(OTHER, encoding="utf-8")
    said = place.refused(f'q1,acts\n0,"{cell}"\n')
    assert "書き添えられた言葉なのか、答えの文の写し違いなのか" in said


@pytest.mark.parametrize(
    ("header", "row", "safety"),
    [
        ("acts[hit],acts[other]", "1,父に閉じ込められた", "told;violence"),
        ("acts[hit],acts[other]", "0,No", ""),
        ("acts_hit,acts_other,acts_other_TEXT", "0,1,0", "told"),
        ("acts_hit,acts_other,acts_other_TEXT", "1,0,夜に", "told;violence"),
        ("acts,acts_other", "hit;other,父に閉じ込められた", "told;violence"),
        ("acts_other_TEXT,acts", ",hit", "violence"),
        ("acts,acts_other", "hit,夜に", "told;violence"),
        ("acts,,,", "どれもない,,,", ""),
        ("acts,,,", ",,,父に閉じ込められた", "told"),
    ],
)
def test_a_text_in_the_column_of_its_answer_marks_it(
    place: Place, header: str, row: str, safety: str
) -> None:
    """In its own, in one for the text alone, beside the column of the question, and in the last of
    those without a name."""
    place.questions.write_text(OTHER, encoding="utf-8")
    assert place.score(f"q1,{header}\n0,{row}\n")[0][-1] == safety


def test_a_text_beside_the_one_answer_of_a_question_is_read(place: Place) -> None:
    """In its cell, or in a column without a name behind it."""
    text = FILE.replace("na: わからない", "na: {label: そのほか, write: lines}")
    place.questions.write_text(text, encoding="utf-8")
    rows = place.score("q1,,q2\n1,,2\n,日によります,2\n日によります,,2\n")
    assert [row[2] for row in rows] == ["1", "0", "0"]


# --- headings further down ------------------------------------------------------------------


def test_a_row_that_may_be_a_heading_or_a_respondent_is_a_problem(place: Place) -> None:
    """All labels, each in its own column, where all may be marked together."""
    said = place.refused(f'acts[hit],acts[phone]\n"{LABELS["hit"]}",{LABELS["phone"]}\n1,0\n')
    assert "2行目は、見出しの続きにも、だれかの答えにも読めます" in said


def test_a_respondent_below_the_header_is_no_heading(place: Place) -> None:
    """One question that is answered is enough."""
    assert len(place.score(f'q1,acts[hit]\n1,"{LABELS["hit"]}"\n')) == 1


def test_a_heading_is_one_beside_the_column_of_a_text_too(place: Place) -> None:
    """Above it stands the text of the question with that of the answer (Qualtrics)."""
    place.questions.write_text(OTHER, encoding="utf-8")
    heading = "どんなことがありましたか,どんなことがありましたか - そのほか - Text"
    header = f"q1,acts,acts_other_TEXT\n夜、眠れませんか,{heading}\n"
    assert len(place.score(f"{header}1,hit,\n")) == 1


def test_rows_are_counted_with_their_headings(place: Place) -> None:
    """As a spreadsheet counts them."""
    said = place.refused("q1,q2\n夜、眠れませんか,朝は楽ですか\n1,1\n1,9\n")
    assert "4行目の列「q2」" in said


# --- empty and missing ----------------------------------------------------------------------


def test_rows_without_anything_in_them_are_nobody(place: Place) -> None:
    """They are left out of what is written, and counted."""
    assert len(place.score('q1,q2,acts\n1,1,\n,,\n" ",,\n\n2,1,\n')) == 2
    said = place.said()
    assert "(2行。3, 4行目)" in said
    assert said.endswith("2人の答えを採点しました。\n")


def test_in_a_table_of_one_column_an_empty_line_is_somebody_who_skipped(place: Place) -> None:
    """Between others; not at the end."""
    assert [row[2] for row in place.score('q1\n1\n\n2\n""\n1\n\n\n')] == ["1", "0", "1", "0", "1"]


@pytest.mark.parametrize("cell", ["-99", "－99", " -99 ", "N/A"])
def test_a_cell_that_stands_for_nothing_is_skipped(place: Place, cell: str) -> None:
    """As --missing says, compared as everything else in a table is."""
    assert place.score(f"q1,acts\n1,{cell}\n{cell},hit\n", "-99", "N/A")[0][2] == "1"


def test_what_stands_for_nothing_marks_nothing(place: Place) -> None:
    """In the column of one answer, too."""
    assert place.score("q1,acts[hit]\n1,-\n", "-")[0][2] == "1"


@pytest.mark.parametrize("cell", ["", "　", "\u200b", "なし"])
def test_a_free_text_of_nothing_is_skipped(place: Place, cell: str) -> None:
    """Also where only a condition looks at it."""
    text = FILE.replace("reflections:", "  more: {ask: ほかに, write: lines}\nreflections:")
    text = text.replace("{acts: hit}", "{skipped: more}")
    place.questions.write_text(text, encoding="utf-8")
    rows = place.score(f"q1,more\n1,{cell}\n1,ある\n", "なし")
    assert [row[-1] for row in rows] == ["violence", ""]


# --- how texts are compared -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("がっこう", "か\u3099っこう"),
        ("a b", "a\u00a0b"),
        ("a b", "a\u3000 b "),
        ("ab", "a\u200bb"),
        ("ab", "\ufeffab"),
        ("９〜５", "9～5"),
        ("ａｂ（c）", "ab(c)"),
    ],
)
def test_texts_are_compared_by_what_is_seen(one: str, other: str) -> None:
    """Composed, of one width, with one kind of space, without what takes no room."""
    assert plain(one) == plain(other)


def test_texts_that_differ_are_told_apart() -> None:
    """Large and small letters, and what stands at the end of a sentence."""
    assert len({plain(text) for text in ("a", "A", "a.", "a b", "ab")}) == 5


def test_names_with_unseen_characters_are_found(place: Place) -> None:
    """In headers, labels and values."""
    assert place.score("\ufeffq\u200b1,夜\n\u200b1,\n")[0][2] == "1"
    assert place.score("夜、眠れません\u200bか\nよ\u2060く\n")[0][2] == "1"


def test_a_character_that_nobody_sees_is_named(place: Place) -> None:
    """Where it keeps a cell from fitting."""
    assert "U+0000" in place.refused("q1,q2\n1,1\x00\n")


def test_the_nearest_answer_is_named(place: Place) -> None:
    """Where one is near."""
    assert "「わからない」のことでしょうか" in place.refused("q1,q2\nわからいな,1\n")


def test_another_minus_is_a_minus(place: Place) -> None:
    """The answer that is named is not the opposite one."""
    text = FILE.replace("{0: ない, 1: たまに, 2: よく, na: わからない}", "{scale: [-2, 2]}")
    place.questions.write_text(text, encoding="utf-8")
    assert "「-2」のことでしょうか" in place.refused("q1,q2\n\u22122,1\n")


def test_a_cell_that_fits_two_answers_is_a_problem(place: Place) -> None:
    """The value of one and the label of another; the other cells of that answer are read."""
    place.questions.write_text(FILE.replace("1: たまに", '1: "2"'), encoding="utf-8")
    assert place.score("q1,q2\n1,1\n")[0][2] == "1"
    assert "2行目の列「q1」: 「2」は、二通りに読める" in place.refused("q1,q2\n2,1\n")


# --- what is missing for safety -------------------------------------------------------------


def test_a_safety_text_that_cannot_appear_is_named(place: Place) -> None:
    """With the question whose column is missing."""
    place.score("q1,q2\n1,1\n")
    assert "acts の列がないので、安全のための文章「violence」は" in place.said()


def test_a_safety_text_whose_answer_has_no_column_is_named(place: Place) -> None:
    """Where other answers of its question have one each."""
    place.score("q1,acts[shouted]\n1,1\n")
    said = place.said()
    assert "hit, phone, nothing" in said
    assert "安全のための文章「violence」は、だれにも当てはまりません" in said


@pytest.mark.parametrize(
    ("when", "key"),
    [
        ("{all: [{acts: hit}, {q1: 2}]}", "だれにも当てはまりません"),
        ("{any: [{acts: hit}, {q1: 2}]}", "見落とすかもしれません"),
        ("{not: {acts: hit}}", "だれにも当てはまりません"),
        ("{acts: hit, q1: 2}", "見落とすかもしれません"),
        ("{skipped: acts}", "見落とすかもしれません"),
        ("{ease: soft, acts: hit}", "見落とすかもしれません"),
        ("{ease: soft}", ""),
    ],
)
def test_what_a_rule_needs_decides_whether_it_can_appear(place: Place, when: str, key: str) -> None:
    """However deep the question without a column stands."""
    text = FILE.replace("{acts: hit}", when)
    text = text.replace("score: mean", "rubric: {hard: {name: 硬}, soft: {from: 50, name: 柔}}")
    place.questions.write_text(text, encoding="utf-8")
    place.score("q1,q2\n1,1\n")
    said = place.said()
    assert key in said
    assert ("violence" in said) == bool(key)


# --- what is no table -----------------------------------------------------------------------


def test_a_table_without_any_question_is_a_problem(place: Place) -> None:
    """Nothing is written; the row that may be the header is named."""
    said = place.refused("アンケートの結果,\n夜、眠れませんか,q2\n1,1\n")
    assert "どの列も質問に当てはまりませんでした" in said
    assert "2行目に質問の見出しがあるようです" in said


@pytest.mark.parametrize(
    ("beginning", "word"),
    [
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html>\n<p>", "ウェブページ"),
        (b"\x1b$B$?\x1b(B,q1\n", "JIS"),
    ],
)
def test_a_file_that_is_no_table_is_called_what_it_is(
    place: Place, beginning: bytes, word: str
) -> None:
    """With what to do."""
    assert word in place.refused(beginning + b"\n1,2\n" * 10)
