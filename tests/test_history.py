"""Kept results: listed with their course, written out again, removed."""

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from selfcheck.history import KeptResult, KeptTheme, read_result
from selfcheck.keeping import keep, state_folder
from selfcheck.keeping.saved_results import read_saved_results
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Answers, Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.showing.history import set_history
from selfcheck.showing.rows import rows_as_text
from selfcheck.summary import Result, render_json
from selfcheck.typesetting import display_width
from selfcheck.words import speaker

_TEXT = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
fill_in:
  partner: {ask: 誰ですか。, default: あの人}
answers:
  often: {0: いいえ, 1: 少し, 2: はい}
themes:
  calm:
    name: ｛partner｝との静けさ
    rubric:
      low: {name: ざわざわ, says: 低い段の文。}
      middle: {from: 40, name: ゆれる}
      high: {from: 70, name: とても静かで、何も言わずにいられる}
questions:
  quiet: {ask: 静かですか。, answers: often, theme: calm}
  harm: {ask: こわいですか。, answers: {0: いいえ, 1: はい}}
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いまのまま, says: そのままで。}
safety:
  harmed: {when: {harm: 1}, title: 安全が先です, says: あなたのせいではありません。, instead: true}
"""

_POSIX = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are not for Windows")
_SAY = speaker("ja")
_DAY = datetime(2026, 11, 1, 22, 5, tzinfo=UTC)


def _load(text: str = _TEXT) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


def _result(quiet: str = "0", day: int = 0, text: str = _TEXT) -> Result:
    filled = fill_questionnaire(_load(text), {"partner": "彼"})
    answers: Answers = {"quiet": Reply((quiet,)), "words": Reply(text="ひとこと")} if quiet else {}
    taken = _DAY + timedelta(days=day)
    return Result(filled, {"partner": "彼"}, reflect(filled, answers), taken)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The question file, named by the environment."""
    file = tmp_path / "small.yaml"
    file.write_text(_TEXT, "utf-8")
    monkeypatch.setenv("SELFCHECK_QUESTIONS", str(file))
    return file


def _keep(*quiet: str, text: str = _TEXT, day: int = 0) -> list[Path]:
    """Keep a result a week for each answer."""
    return [
        keep(state_folder(), _result(answer, day + 7 * week, text), _SAY)
        for week, answer in enumerate(quiet)
    ]


def _kept() -> list[str]:
    return sorted(path.name for path in state_folder().rglob("*") if not path.is_dir())


# --- what is kept -------------------------------------------------------------------------------


def test_a_kept_result_is_an_answers_file(run: Run, small: Path) -> None:
    """It leads to the same result, without a complaint."""
    (file,) = _keep("2")
    done = run("take", small, "--answers", file, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["answers"] == {"quiet": 2, "words": "ひとこと"}


def test_a_kept_result_holds_the_summary_as_it_is() -> None:
    """Names and a hash are beside it, under `questionnaire`; all else is the JSON summary."""
    (file,) = _keep("2")
    kept, summary = json.loads(file.read_text("utf-8")), json.loads(render_json(_result("2")))
    more = {name: kept["questionnaire"].pop(name) for name in ("themes", "wording")}
    assert kept == summary
    assert more["themes"]["calm"]["name"] == "彼との静けさ"
    assert list(more["themes"]["calm"]["levels"]) == ["low", "middle", "high"]


def test_a_kept_result_is_read_back() -> None:
    """Id, title, day, levels with their names."""
    _keep("1")
    (kept,) = read_saved_results(state_folder()).results
    assert (kept.result.id, kept.result.title, kept.result.taken) == ("small", "小さな点検", _DAY)
    calm = kept.result.themes["calm"]
    assert (calm.level, calm.levels["middle"]) == ("middle", "ゆれる")


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "null",
        '{"selfcheck": 1}',
        "[" * 100_000,
        '{"selfcheck": 1, "answers": 1e999}',
        "9" * 5000,
        " " * 5_100_000,
    ],
)
def test_a_broken_file_among_them_is_named_and_left_alone(broken: str) -> None:
    """Whatever stands in it, the others are listed."""
    _keep("1")
    file = state_folder() / "results" / "2026-01-01-000000.json"
    file.write_text(broken)
    saved = read_saved_results(state_folder())
    assert (len(saved.results), saved.others) == (1, (file,))
    assert file.read_text() == broken


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("questionnaire",), None),
        (("questionnaire", "id"), 1),
        (("questionnaire", "digest"), []),
        (("taken",), "yesterday"),
        (("taken",), "0001-01-01T00:00:00"),
        (("taken",), "9999-12-31T23:59:59+00:00"),
        (("answers",), None),
        (("themes",), ["calm"]),
    ],
)
def test_what_lacks_a_part_is_no_result(path: tuple[str, ...], wrong: object) -> None:
    """A wrong type at any place is never an exception; at most a theme is left out."""
    data: Any = json.loads(render_json(_result("2")))
    inner = data
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = wrong
    found = read_result(data)
    assert found is None or wrong == "9999-12-31T23:59:59+00:00"


# --- the list -----------------------------------------------------------------------------------


def _history(results: list[KeptResult], width: int = 80, plain: bool = False) -> str:
    return rows_as_text(set_history(results, _SAY, width, plain)).removesuffix("\n")


def _listed(*levels: str | None, digest: str = "a") -> list[KeptResult]:
    """Results with these levels, the latest first."""
    names = {"low": "ざわざわ", "middle": "ゆれる", "high": "とても静かで、何も言わずにいられる"}
    made = [
        KeptResult(
            "small",
            "小さな点検",
            "ja",
            digest,
            _DAY + timedelta(days=place),
            {"calm": KeptTheme("calm", level, "静けさ", names)},
        )
        for place, level in enumerate(levels)
    ]
    return made[::-1]


def test_the_course_of_a_theme_is_a_picture_and_words() -> None:
    """A row a level, a column a result, oldest first, over its number in the list."""
    assert _history(_listed("low", None, "high", "middle")).splitlines()[8:14] == [
        "  静けさ",
        "    |  .  .  *  .  とても静かで、何も言わずにいられる",
        "    |  .  .  .  *  ゆれる",
        "    |  *  .  .  .  ざわざわ",
        "       4  3  2  1",
        "    古いほうから: ざわざわ、(答えが少なく、段階なし)、とても静かで、",
    ]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    """Also where many results and long names meet a narrow one."""
    shown = _history(_listed(*["low", "high"] * 20), width)
    assert max(map(display_width, shown.splitlines())) <= width


def test_of_many_results_the_latest_are_drawn() -> None:
    """The picture has the columns that have room; the words tell all."""
    shown = _history(_listed(*["low"] * 40), 40)
    (numbers,) = [line for line in shown.splitlines() if re.fullmatch(r"[ \d]+", line)]
    assert numbers.split()[-1] == "1"
    assert shown.replace("\n", "").replace(" ", "").count("ざわざわ") == 41


def test_without_drawing_the_words_remain() -> None:
    """Where pages are heard, no line is made of signs."""
    shown = _history(_listed("low", "high"), plain=True)
    assert "|" not in shown
    assert "古いほうから: ざわざわ、とても静かで" in shown


def test_where_scored_otherwise_nothing_is_joined() -> None:
    """It is said between which days, and each stretch has a course of its own."""
    older, newer = _listed("low", "low", digest="a"), _listed("high", "high", digest="b")
    shown = _history([*newer, *older])
    assert "採点の内容が違った" in shown
    assert shown.count("古いほうから") == 2
    assert "ざわざわ、とても" not in shown


def test_different_questionnaires_stand_apart() -> None:
    """Numbers go on through all of them; each has its own title."""
    other = [replace(one, id="other", title="別の点検") for one in _listed("low")]
    shown = _history([*_listed("low"), *other])
    assert shown.index("【小さな点検】") < shown.index("【別の点検】")
    assert "\n  2. 2026年11月1日" in shown[shown.index("【別の点検】") :]


def test_a_result_that_a_safety_text_stood_above_is_listed_with_its_themes(
    run: Run, small: Path
) -> None:
    """Also where no reflection was shown; that there was a safety text is not said."""
    text = _TEXT.replace(", instead: true", "").replace("default: {", "r: {when: {calm: high}, ")
    filled = fill_questionnaire(_load(text), {"partner": "彼"})
    found = reflect(filled, {"quiet": Reply(("0",)), "harm": Reply(("1",))})
    assert (found.reflection, len(found.safety)) == (None, 1)
    keep(state_folder(), Result(filled, {"partner": "彼"}, found, _DAY), _SAY)
    shown = run("history").stdout
    assert "彼との静けさ: ざわざわ" in shown
    assert "安全" not in shown


def test_an_empty_history_is_kind(run: Run) -> None:
    """It says when a result is kept; exit 0, and nothing is made on the disk."""
    done = run("history")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("残してある結果はありません。")
    assert not state_folder().exists()


def test_history_lists_what_was_kept(run: Run) -> None:
    """On standard output; what cannot be read is named on standard error."""
    _keep("0", "2")
    (state_folder() / "results" / "notes.txt").write_text("mine")
    done = run("history")
    assert done.returncode == 0
    assert "  1. 2026年11月8日 22時05分\n  2. 2026年11月1日 22時05分\n" in done.stdout
    assert "|  *  ." in done.stdout
    assert "notes.txt" in done.stderr
    assert (state_folder() / "results" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("env", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_history_draws_nothing_for_ears(run: Run, env: dict[str, str]) -> None:
    """The same settings as everywhere."""
    _keep("0", "2")
    assert "|" not in run("history", env=env).stdout


def test_history_speaks_the_language_of_the_latest_result(run: Run) -> None:
    """Unless another is asked for."""
    _keep("0", text=_TEXT.replace("language: ja", "language: en"))
    assert "Kept results: 1" in run("history").stdout
    assert "残してある結果: 1件" in run("history", env={"SELFCHECK_LANG": "ja"}).stdout


def test_a_json_summary_laid_there_by_hand_is_listed_with_names(run: Run, small: Path) -> None:
    """Names that it does not bring are looked up in the question file, if it scores the same."""
    (file,) = _keep("0")
    file.write_text(render_json(_result("0")), "utf-8")
    assert "彼との静けさ: ざわざわ" in run("history").stdout
    small.write_text(_TEXT.replace("from: 40", "from: 30"), "utf-8")
    assert "calm: low" in run("history").stdout


# --- reading one again ----------------------------------------------------------------------------


def test_history_shows_one_again_as_its_page(run: Run, small: Path) -> None:
    """By the number that export knows, whole, on standard output."""
    _keep("0", "2")
    done = run("history", "2")
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("小さな点検", "【いまのまま】", "彼との静けさ: ざわざわ", "低い段の文。"):
        assert part in done.stdout
    assert "とても静かで" in run("history", "１").stdout
    assert "\x1b" not in run("history", "1", env={"FORCE_COLOR": "1"}).stdout


def test_a_result_shown_again_does_not_say_that_a_safety_text_stood_above(
    run: Run, small: Path
) -> None:
    """Neither its words nor the line that points to the numbers."""
    small.write_text(_TEXT.replace(", instead: true", ""), "utf-8")
    (file,) = _keep("1")
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "answers": {"quiet": 2, "harm": 1}}), "utf-8")
    shown = run("history", "1").stdout
    assert ("とても静かで" in shown, "安全" in shown) == (True, False)
    assert _SAY("result.numbers-elsewhere") not in shown


def test_what_stands_instead_by_now_stands_alone_when_shown_again(run: Run, small: Path) -> None:
    """The present rules decide."""
    (file,) = _keep("1")
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "answers": {"quiet": 2, "harm": 1}}), "utf-8")
    shown = run("history", "1").stdout
    assert ("安全が先です" in shown, "静けさ" in shown) == (True, False)


def test_a_result_whose_questions_are_gone_cannot_be_shown_again(run: Run) -> None:
    """It says how to name the file; exit 2."""
    _keep("1")
    done = run("history", "1")
    assert (done.returncode, done.stdout, "SELFCHECK_QUESTIONS" in done.stderr) == (2, "", True)


def test_what_changed_since_is_said_when_shown_again(run: Run, small: Path) -> None:
    """As when it is written out."""
    _keep("1")
    small.write_text(_TEXT.replace("from: 40", "from: 60"), "utf-8")
    done = run("history", "1")
    assert (done.returncode, "採点の内容が、その時とは変わって" in done.stderr) == (0, True)


# --- writing one out ------------------------------------------------------------------------------


def test_export_writes_every_form(run: Run, small: Path, tmp_path: Path) -> None:
    """The file's ending says which; one name alone is the latest result."""
    _keep("0", "2")
    for name in ("a.txt", "b.MD", "c.json"):
        assert run("export", tmp_path / name).returncode == 0
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert "彼との静けさ: とても静かで、何も言わずにいられる" in text
    assert "2026年11月8日" in text
    assert (tmp_path / "b.MD").read_text("utf-8").startswith("# 小さな点検\n")
    assert (tmp_path / "c.json").read_text("utf-8") == render_json(_result("2", 7))


def test_export_writes_an_older_one_by_its_number(run: Run, small: Path, tmp_path: Path) -> None:
    """Full-width digits are digits."""
    _keep("0", "2")
    for which in ("2", "２"):
        assert run("export", which, tmp_path / f"{which}.txt").returncode == 0
        assert "ざわざわ" in (tmp_path / f"{which}.txt").read_text("utf-8")


def test_export_replaces_with_force_only(run: Run, small: Path, tmp_path: Path) -> None:
    """What is there stays, and exit 2 says so."""
    _keep("2")
    file = tmp_path / "a.txt"
    file.write_text("mine")
    assert (run("export", file).returncode, file.read_text()) == (2, "mine")
    assert run("export", file, "--force").returncode == 0
    assert "小さな点検" in file.read_text("utf-8")


@pytest.mark.parametrize("which", ["0", "2", "-1", "x", "9" * 30, "1.0", "\x1b[31m"])
@pytest.mark.parametrize("command", ["history", "export", "erase"])
def test_a_number_that_is_not_there_is_said_calmly(run: Run, command: str, which: str) -> None:
    """Exit 2, the way to the numbers, and nothing is changed."""
    _keep("1")
    before = _kept()
    arguments = ["--", which, *(["a.txt"] if command == "export" else [])]
    done = run(command, *arguments)
    assert done.returncode == 2
    assert "selfcheck history" in done.stderr
    assert ("\x1b" in done.stderr, _kept()) == (False, before)


def test_export_says_that_the_scoring_changed(run: Run, small: Path, tmp_path: Path) -> None:
    """The text comes from the present file, and may differ from what was seen then."""
    _keep("1")
    small.write_text(_TEXT.replace("from: 40", "from: 60"), "utf-8")
    done = run("export", tmp_path / "a.txt")
    assert (done.returncode, "採点の内容が、その時とは変わって" in done.stderr) == (0, True)


def test_export_says_that_the_words_changed(run: Run, small: Path, tmp_path: Path) -> None:
    """Unchanged words are not mentioned."""
    _keep("1")
    assert "変わって" not in run("export", tmp_path / "a.txt").stderr
    small.write_text(_TEXT.replace("そのままで。", "今のままで。"), "utf-8")
    assert "文章が、その時とは変わって" in run("export", tmp_path / "b.txt").stderr


def test_export_says_that_questions_are_gone(run: Run, small: Path, tmp_path: Path) -> None:
    """What the present file does not ask cannot be told; the data still holds it."""
    _keep("1")
    small.write_text(_TEXT.replace("  words: {ask: ひとこと。, write: lines}\n", ""), "utf-8")
    done = run("export", tmp_path / "a.txt")
    assert (done.returncode, ".json" in done.stderr) == (0, True)
    run("export", tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["answers"]["words"] == "ひとこと"


def test_export_without_the_question_file_writes_data_only(run: Run, tmp_path: Path) -> None:
    """It says how to name the file; .json needs none."""
    _keep("1")
    done = run("export", tmp_path / "a.txt")
    assert (done.returncode, "SELFCHECK_QUESTIONS" in done.stderr) == (2, True)
    assert run("export", tmp_path / "a.json").returncode == 0


def test_export_leaves_the_answers_out(run: Run, small: Path, tmp_path: Path) -> None:
    """What they led to stays."""
    _keep("2")
    assert run("export", tmp_path / "a.txt", "--without-answers").returncode == 0
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert ("とても静かで" in text, "静かですか" in text, "ひとこと" in text) == (
        True,
        False,
        False,
    )


def test_data_is_not_exported_without_answers(run: Run, small: Path, tmp_path: Path) -> None:
    """The answers are what it is for: a sentence, exit 2, no file."""
    _keep("2")
    done = run("export", tmp_path / "a.json", "--without-answers")
    assert (done.returncode, "--without-answers" in done.stderr) == (2, True)
    assert not (tmp_path / "a.json").exists()


def test_export_of_another_ending_is_refused(run: Run, small: Path, tmp_path: Path) -> None:
    """The endings that work are named."""
    _keep("1")
    done = run("export", tmp_path / "a.pdf")
    assert (done.returncode, ".md" in done.stderr, (tmp_path / "a.pdf").exists()) == (
        2,
        True,
        False,
    )


def test_what_stood_instead_stands_alone_in_an_export_too(
    run: Run, small: Path, tmp_path: Path
) -> None:
    """A summary of such a result, laid there by hand, brings the safety text and nothing else."""
    (file,) = _keep("1")
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "answers": {"quiet": 2, "harm": 1}}), "utf-8")
    run("export", tmp_path / "a.txt")
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert ("安全が先です" in text, "静けさ" in text) == (True, False)


# --- removing -------------------------------------------------------------------------------------


def _draft() -> None:
    drafts = state_folder() / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    (drafts / "0123456789abcdef.json").write_text("{}")


def test_erase_removes_one(run: Run) -> None:
    """And says what it cannot remove."""
    older, _ = _keep("0", "2")
    done = run("erase", "1", "--yes")
    assert (done.returncode, _kept()) == (0, [older.name])
    assert "バックアップ" in done.stderr


def test_erase_removes_all_results_and_leaves_drafts(run: Run) -> None:
    """Also a broken one that bears the name of a result: it may hold answers."""
    _keep("0", "2")
    (state_folder() / "results" / "2026-01-01-000000.json").write_text("{half")
    _draft()
    done = run("erase", "--yes")
    assert (done.returncode, _kept()) == (0, ["0123456789abcdef.json"])


def test_erase_all_leaves_nothing(run: Run, home: Path) -> None:
    """Results, drafts and what a cut-off write has left are gone, and the folder with them."""
    _keep("0", "2")
    _draft()
    (state_folder() / "results" / ".~0123456789abcdef.tmp").write_text("half")
    done = run("erase", "--all", "--yes")
    assert (done.returncode, state_folder().exists()) == (0, False)
    assert "結果2件、下書き1件" in done.stderr


def test_erase_names_and_leaves_what_is_not_ours(run: Run) -> None:
    """A foreign file stays, and so does the folder around it."""
    _keep("0")
    _draft()
    (state_folder() / "results" / "notes.txt").write_text("mine")
    done = run("erase", "--all", "--yes")
    assert (done.returncode, _kept(), "notes.txt" in done.stderr) == (0, ["notes.txt"], True)


def test_erase_removes_nothing_unasked(run: Run) -> None:
    """Without a terminal to ask at it takes --yes; exit 2."""
    _keep("0")
    done = run("erase", "--all", input="y\n")
    assert (done.returncode, len(_kept())) == (2, 1)
    assert "--yes" in done.stderr


def test_erasing_nothing_is_fine(run: Run) -> None:
    """There is nothing to ask about."""
    done = run("erase", "--all")
    assert (done.returncode, "消すものはありません" in done.stderr) == (0, True)


def test_a_number_and_all_at_once_is_asked_back(run: Run) -> None:
    """Nothing is removed where it is not clear what is meant."""
    _keep("0")
    assert (run("erase", "1", "--all", "--yes").returncode, len(_kept())) == (2, 1)


@_POSIX
@pytest.mark.parametrize(
    ("typed", "removed"), [("y", True), ("はい", True), ("Ｙ", True), ("", False), ("n", False)]
)
def test_erase_asks_first(typed: str, removed: bool) -> None:
    """On a terminal a question on standard error is answered with y or はい."""
    from terminal import USUAL, at_terminal

    _keep("0")
    with at_terminal(USUAL, "erase", "1", first="何も消しません。") as person:
        person.send(typed + "\n")
        person.end()
    assert (person.code, _kept() == []) == (0, removed)


@_POSIX
def test_a_link_among_the_results_is_neither_read_nor_removed(run: Run, tmp_path: Path) -> None:
    """Whoever laid it there, what it names is not ours."""
    (file,) = _keep("0")
    target = file.rename(tmp_path / "target.json")
    file.symlink_to(target)
    assert file.name in run("history").stderr
    run("erase", "--all", "--yes")
    assert (target.exists(), file.is_symlink()) == (True, True)


def test_a_file_in_the_place_of_the_results_is_said(run: Run) -> None:
    """No traceback, exit 2."""
    state_folder().mkdir(parents=True)
    (state_folder() / "results").write_text("in the way")
    for command in (["history"], ["export", "a.txt"], ["erase", "--all", "--yes"]):
        done = run(*command)
        assert (done.returncode, "思いがけない" in done.stderr) == (2, False)
