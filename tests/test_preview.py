"""The preview: all that respondents will see, and what stands behind it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run

from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.preview import Preview
from selfcheck.showing.result import set_blocks
from selfcheck.showing.rows import rows_as_text
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

BUILT_IN = Path(__file__).parents[1] / "data" / "questions.yaml"
SMALL = """\
selfcheck: 1
id: small
title: 小さな質問
language: ja
fill_in:
  partner: {ask: 何と呼びますか。, default: あの人}
answers:
  agreement: {0: ない, 1: たまに, 2: よく, na: わからない}
themes:
  fear:
    name: 怖れ
    score: sum
    rubric:
      low: {name: 低い, says: 静かです。}
      middle: {from: 2, name: 中ほど}
      high: {from: 3, name: 高い, columns: [home]}
questions:
  living: {ask: ｛partner｝と暮らしていますか。, answers: {a: はい, b: いいえ}}
  q1: {ask: 怖いですか。, answers: agreement, theme: fear, weight: 0.5}
  q2: {ask: 夜も怖いですか。, answers: agreement, theme: fear, ask_if: {living: a}}
  signs:
    ask: あったものは。
    choose: several
    answers:
      sleep: {label: 眠れない, points: {fear: 1}}
      none: {label: どれもない, points: {fear: 0}, alone: true}
  diary: {ask: ひとこと。, write: word}
reflections:
  afraid: {when: {fear: [middle, high], living: a}, title: 怖いとき, says: ひとりにしない。}
  default: {title: おわり, says: ありがとう。, columns: [home]}
safety:
  help:
    when: {signs: sleep, q1: [1, 2]}
    first: まず休んで
    title: 安全
    says: 休んでください。
    contacts: [line]
    instead: true
contacts:
  line: {name: 電話, phone: 0120-000-000, always: true}
columns:
  home: {title: 読みもの, url: 'https://example.org/'}
"""


def read(text: str) -> Questionnaire:
    loaded = read_questionnaire("questions.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire
    return loaded.questionnaire


@pytest.fixture(scope="module")
def shown() -> str:
    """The preview of the small questionnaire, each block on one line."""
    blocks = Preview(read(SMALL), speaker("ja")).blocks()
    return "\n".join(f"{block.kind}: {block.text}" for block in blocks)


@pytest.mark.parametrize(
    "line",
    [
        "title: 小さな質問",
        "subheading: 2. 怖いですか。",
        "item: よく [怖れ 1点]",
        "item: わからない [点なし。答えなかったものとして数えます]",
        "note: 質問1の答えが「はい」のときだけ尋ねます。",
        "item: どれもない [怖れ 0点、ほかの答えとは一緒に選べません]",
        "note: 一行の文で答えます。点数にはなりません。",
        "note: 質問: 2, 3, 4",
        "note: 質問4で「眠れない」を選んだとき、または質問2の答えが「たまに」か「よく」のときに"
        "表示します。",
        "note: このときは、振り返りも段階も表示しません。",
        "note: いちばん上の一行: まず休んで",
        "note: 相談先: 電話",
        "note: いつでもつながる番号として、はじめに出ます。",
        "note: 「怖れ」が「中ほど」か「高い」で、質問1の答えが「はい」のときに表示します。",
        "note: 上のどれにも当てはまらないときに表示します。",
        "note: コラム: 読みもの",
        "contact: 電話",
        "address: https://example.org/",
    ],
)
def test_everything_is_said(shown: str, line: str) -> None:
    """Questions, answers and what they bring, logic, safety, contacts and columns, in words."""
    assert line in shown.split("\n")


@pytest.mark.parametrize(
    "line",
    [r"item: 低い: 2点未満 \[[\d.]+%\]", r"item: 中ほど: 2点以上3点未満 \[[\d.]+%\]"],
)
def test_levels_have_a_range_and_a_share(shown: str, line: str) -> None:
    """Every level stands with its scores and how often chance would meet it."""
    assert re.search(f"^{line}$", shown, re.MULTILINE)


def test_direction(shown: str) -> None:
    """Each theme says what it makes of the highest answer everywhere."""
    assert "「よく」を選べる質問すべてでそう答えると、" in shown


def test_a_reflection_has_an_example_that_is_really_shown(shown: str) -> None:
    """An example leads there, past the safety text that stands instead."""
    assert "note: ここに来る答えの例: 質問1に「はい」、質問3に「よく」、" in shown


def test_the_default_is_what_skipping_leads_to(shown: str) -> None:
    """Skipping everything is an example, too."""
    assert "note: ここに来る答えの例: すべての質問を飛ばしたとき。" in shown


def test_shares_say_of_how_many(shown: str) -> None:
    """The sample is named, and that it is no sample of people."""
    assert "1000人" in shown
    assert re.search(r"仮定した人のうち: \d+人 \[[\d.]+%\]", shown)


def test_every_preview_is_the_same() -> None:
    """Chance is seeded: two previews do not differ."""
    first, second = (list(Preview(read(SMALL), speaker("ja")).blocks()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """Rows fit at every width, and none is wider than a page."""
    questionnaire = read(BUILT_IN.read_text(encoding="utf-8"))
    rows = set_blocks(Preview(questionnaire, speaker("ja")).blocks(), width, speaker("ja"))
    assert [row.text for row in rows if display_width(row.text) > min(width, 80)] == []
    assert rows_as_text(rows).endswith("\n")


def test_placeholders_are_shown_as_their_default(run: Run, tmp_path: Path) -> None:
    """{partner} is the word that stands where nobody types one."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    done = run("preview", file)
    assert done.returncode == 0
    assert "1. あの人と暮らしていますか。" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_built_in_file_in_english(run: Run) -> None:
    """With a translation the preview is in its language."""
    done = run("preview", "--lang", "en")
    assert done.returncode == 0
    assert "Shown where none of the above fits." in done.stdout


def test_markdown_can_be_signed(run: Run) -> None:
    """Markdown has headings and ends with a line for date and name."""
    done = run("preview", "--format", "markdown", "--lang", "ja")
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert done.stdout.rstrip().split("\n")[-1].startswith("確かめた日")


def test_problems_stand_in_place_of_the_preview(run: Run, tmp_path: Path) -> None:
    """A file that cannot be used is not shown; its problems are."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL.replace("weight", "wieght"), encoding="utf-8")
    done = run("preview", file)
    assert done.returncode == 1
    assert "[unknown-key]" in done.stderr
    assert done.stdout == ""


FORMS = """\
selfcheck: 1
id: forms
title: いろいろな書きかた
language: ja
answers:
  ten: {scale: [0, 10], low: まったくない, high: とても, na: わからない}
themes:
  sun: {name: 日なた, rubric: {dim: {name: 薄い}, bright: {from: 50, name: 明るい}}}
  moss:
    name: 苔
    score: sum
    show: false
    compare: false
    rubric: {dry: {}, wet: {from: 9, name: 湿る, says: 見えない文。}}
    columns: [hidden]
questions:
  q1:
    part: {name: 朝, says: 朝のことです。}
    ask: 明るいですか。
    answers: ten
    theme: [sun, moss]
  q2:
    part: 夜
    ask: 何をしますか。
    choose: several
    answers: {read: 本, other: {label: そのほか, write: word}}
    ask_if: {q1: [7, 8, 9, 10]}
reflections:
  bright: {when: {highest: sun, not: {skipped: q2}}, title: 明るい人}
  rest: {title: 静かな人}
remarks:
  both: {when: {moss: wet, q2: other}, says: 一言の文。, columns: [hidden]}
safety:
  look: {when: {moss: wet}, title: 安全, says: 休んで。}
contacts: {line: {name: 電話, phone: 0120-000-000}}
columns: {hidden: {title: 隠れた読みもの, url: 'https://example.org/'}}
"""


@pytest.fixture(scope="module")
def forms() -> str:
    """The preview of a questionnaire with scales, parts, remarks and themes that are not told."""
    blocks = Preview(read(FORMS), speaker("ja")).blocks()
    return "\n".join(f"{block.kind}: {block.text}" for block in blocks)


@pytest.mark.parametrize(
    "line",
    [
        "subheading: 部「朝」",
        "note: この部のはじめに、一度だけ表示します。",
        "text: 朝のことです。",
        "subheading: 部「夜」",
        "item: 0 から 10 の目盛り(0: まったくない、10: とても) "
        "[日なた 0点から10点、苔 0点から10点]",
        "item: わからない [点なし。答えなかったものとして数えます]",
        "item: そのほか [選ぶと、言葉を一行書けます]",
        "note: 質問1の答えが「7」から「10」のときだけ尋ねます。",
        "note: 「日なた」がいちばん高く(同点を含む)、質問2に答えたときに表示します。",
        "heading: 一言(当てはまるものを、振り返りの下にすべて表示します)",
        "subheading: (題なし: both)",
        "note: 「苔」が「湿る」で、質問2で「そのほか」を選んだときに表示します。",
        "text: 一言の文。",
        "note: ここに来る答えの例: 質問1に「9」。ほかは飛ばしたとき。",
        "note: ぎりぎりここに入る答えの例: 質問1に「5」。",
        "note: いちばん高いテーマ、低いテーマを比べるときには、加えません。",
        "note: 回答する人には見せません。点と段階は、条件と .json と表で使えます。",
        "note: テーマを見る決まりなので、質問のすぐあとではなく、結果のはじめに表示します。",
    ],
)
def test_every_form_is_said(forms: str, line: str) -> None:
    """Parts, scales, texts beside answers, remarks, and themes that are not told or compared."""
    assert line in forms.split("\n")


def test_the_words_of_a_hidden_theme_are_not_previewed(forms: str) -> None:
    """What respondents never see is no part of it; where its column is told is the remark."""
    assert "見えない文。" not in forms
    assert forms.count("コラム: 隠れた読みもの") == 1


# --- at every save --------------------------------------------------------------------------


class Watching:
    """`preview --watch` on a file, with its output written to another."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.printed = file.with_suffix(".printed")
        with self.printed.open("w", encoding="utf-8") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "selfcheck", "preview", str(file), "--watch"],
                stdout=stream,
                stderr=stream,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Wait until a text was printed, then forget what was."""
        end = time.monotonic() + seconds
        while text not in (printed := self.printed.read_text(encoding="utf-8")):
            assert time.monotonic() < end, printed[-2000:]
            assert self.process.poll() is None, printed[-2000:]
            time.sleep(0.02)

    def save(self, text: str) -> None:
        """Save the file as an editor does."""
        self.file.write_text(text, encoding="utf-8")


@pytest.fixture
def watching(tmp_path: Path, home: Path) -> Iterator[Watching]:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    watch = Watching(file)
    try:
        yield watch
    finally:
        watch.process.kill()
        watch.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_watching(watching: Watching) -> None:
    """A save is redrawn; problems stand in its place; a half-saved and a vanished file are waited
    for; Ctrl-C ends calmly."""
    watching.wait_for("2. 怖いですか。")
    watching.save(SMALL.replace("夜も怖いですか", "朝は怖いですか"))
    watching.wait_for("+   3. 朝は怖いですか。")
    assert "-   3. 夜も怖いですか。" in watching.printed.read_text(encoding="utf-8")
    watching.save(SMALL[:300])
    watching.wait_for("different-ranges")
    watching.file.unlink()
    watching.wait_for("戻るのを待っています。")
    watching.save(SMALL.replace("おわり", "さいごに"))
    watching.wait_for("さいごに")
    watching.save(SMALL.replace("weight", "wieght"))
    watching.wait_for("[unknown-key]")
    watching.process.send_signal(2)
    assert watching.process.wait(5) in (0, 130)
    assert "Traceback" not in watching.printed.read_text(encoding="utf-8")
