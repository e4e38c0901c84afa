"""`check --fix`: what is certain is mended, and nothing else is touched."""

from pathlib import Path

import pytest
from conftest import Run

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.mending import mend

RIGHT = """\
selfcheck: 1
id: evening
title: 夜のひととき   # 題名
language: ja
fill_in:
  friend:
    ask: だれのことですか。
    default: 友だち
    suggestions: [彼, 彼女]
themes:
  rest:
    name: 休むこと
    rubric:
      few: {name: 少し}
      many: {from: 50, name: 多い}

questions:
  tea:
    ask: ｛friend｝とお茶を飲みますか。
    help: 'ひとこと: ゆっくりどうぞ'
    answers: {0: いいえ, 1: はい}
    theme: rest
    reverse: true
reflections:
  default:
    title: いま
    says: |
      ありがとうございました。
    ponder:
      - 何が心地よかったですか。
      - だれといましたか。
"""


def mended(text: str) -> tuple[str, list[str]]:
    """A file after `--fix`, and the codes of what was mended."""
    raw, done = mend(text.encode(), lambda raw: read_questionnaire("a.yaml", raw))
    return raw.decode(), [one.problem.code for one in done]


@pytest.mark.parametrize(
    ("right", "typed", "codes"),
    [
        ("title: 夜", "title：夜", ["full-width-colon"]),
        ("title: 夜", "title:夜", ["missing-space"]),
        ("title: 夜", "title:　夜", ["full-width-space"]),
        ("title: 夜", "title:\u00a0夜", ["odd-space"]),
        ("    name: 休", "　　name: 休", ["full-width-space"]),
        ("    name: 休", "\u00a0\u00a0\u00a0\u00a0name: 休", ["odd-space"]),
        ("    theme: rest", "    theme: rest\u200b", ["unseen-letter"]),
        ("    theme: rest", "    the\u00adme: rest", ["unseen-letter"]),
        ("[彼, 彼女]", "［彼, 彼女］", ["full-width-bracket"]),
        ("[彼, 彼女]", "[彼、彼女]", ["full-width-comma"]),
        ("from: 50", "from: ５０", ["full-width-digits"]),
        ("says: |", "says: ｜", ["full-width-bar"]),
        (
            "- 何が心地よかったですか。\n      -",
            "ー 何が心地よかったですか。\n      ー",
            2 * ["full-width-hyphen"],
        ),
        ("      - だれ", "      -だれ", ["missing-space-after-hyphen"]),
        ("'ひとこと: ゆっくりどうぞ'", "“ひとこと: ゆっくりどうぞ”", ["full-width-quote"]),
        ("    default: 友", "    defualt: 友", ["unknown-key"]),
        ("    rubric:", "    rubrik:", ["unknown-key"]),
        ("    name: 休", "    n\u0430me: 休", ["look-alike-letter"]),
    ],
)
def test_what_is_certain_is_mended(right: str, typed: str, codes: list[str]) -> None:
    """The file is then, letter for letter, as it should have been."""
    assert mended(RIGHT.replace(right, typed, 1)) == (RIGHT, codes)


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("    reverse: true", "    revers: true"),
        ("    theme: rest", "    thme: rest"),
        ("      many: {from: 50", "      many: {form: 50"),
        ("    reverse: true", "    rev\u0435rse: true"),
        ("    theme: rest", "    theme: r\u0435st"),
        ("    theme: rest", "    theme: rset"),
        ("だれといましたか。", "だれと\u200bいましたか。"),
        ("    ask: ｛friend｝", "    ask ｛friend｝"),
        ("  tea:\n", ""),
    ],
)
def test_what_is_not_certain_is_left(right: str, typed: str) -> None:
    """Names that decide about scores, ids, texts that are shown, and lines that are lost."""
    text = RIGHT.replace(right, typed, 1)
    assert mended(text) == (text, [])


def test_a_right_file_is_left() -> None:
    """Nothing is mended where nothing is wrong."""
    assert mended(RIGHT) == (RIGHT, [])


def test_tabs_of_one_width() -> None:
    """Where only one width can be meant, tabs become spaces."""
    text = RIGHT.replace("    says: |\n      あり", "\tsays: |\n\t  あり")
    assert mended(text) == (RIGHT, ["tabs", "tabs"])


def test_a_tab_that_may_be_of_several_widths() -> None:
    """Where two widths read, and read differently, the tab is left."""
    text = "selfcheck: 1\nid: a\ntitle: 題\nlanguage: ja\nquestions:\n  q:\n    ask: あ\n"
    text += (
        "    answers:\n      a:\n        label: い\n      b:\n        label: ろ\n\twrite: word\n"
    )
    assert mended(text)[0] == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    """Only the concerned lines change, also the first one."""
    text = mark + RIGHT.replace("\n", end)
    typed = text.replace("selfcheck: 1", "selfcheck：1", 1).replace("from: 50", "from:　50")
    assert mended(typed)[0] == text


def test_a_file_in_another_encoding_is_left() -> None:
    """Its bytes stay as they are."""
    raw = RIGHT.replace("title: ", "title：").encode("cp932")
    assert mend(raw, lambda typed: read_questionnaire("a.yaml", typed)) == (raw, ())


# --- the command ------------------------------------------------------------------------------


def test_the_command_says_what_it_did(run: Run, tmp_path: Path) -> None:
    """The lines before and after, then what is left, which decides the exit code."""
    file = tmp_path / "mine.yaml"
    file.write_text(RIGHT.replace("title: ", "title："), "utf-8")
    done = run("check", file, "--fix", "--lang", "en")
    assert (done.returncode, file.read_text("utf-8")) == (0, RIGHT)
    assert "  - title：夜のひととき   # 題名\n  + title: 夜のひととき   # 題名" in done.stderr


def test_what_is_left_decides_the_exit_code(run: Run, tmp_path: Path) -> None:
    """A file with something uncertain is still not in order."""
    file = tmp_path / "mine.yaml"
    text = RIGHT.replace("reverse: true", "revers: true")
    file.write_text(text, "utf-8")
    done = run("check", file, "--fix")
    assert (done.returncode, file.read_text("utf-8")) == (1, text)


def test_a_translation_is_mended_too(run: Run, tmp_path: Path) -> None:
    """One that stands beside the file, read through its original."""
    (tmp_path / "mine.yaml").write_text(RIGHT, "utf-8")
    file = tmp_path / "mine.en.yaml"
    file.write_text("translation_of: mine.yaml\nlanguage: en\ntitle：An evening\n", "utf-8")
    run("check", tmp_path / "mine.yaml", "--fix")
    assert "title: An evening\n" in file.read_text("utf-8")


@pytest.mark.parametrize("files", [[], ["-"]])
def test_a_file_has_to_be_named(run: Run, files: list[str]) -> None:
    """The built-in file and standard input are not written."""
    done = run("check", *files, "--fix")
    assert done.returncode == 2
    assert "--fix" in done.stderr
