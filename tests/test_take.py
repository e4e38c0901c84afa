"""`selfcheck take` from outside: what it prints where, what it leaves on the disk, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from conftest import Run

from selfcheck.cli.arguments import is_bare_take

_TEXT = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
version: 2026.11
closing: おわりの言葉。
fill_in:
  partner: {ask: 誰ですか。, default: あの人, suggestions: [彼]}
answers:
  often: {0: いいえ, 1: 少し, 2: はい, na: わからない}
themes:
  calm:
    name: 静けさ
    rubric:
      low: {name: ざわざわ, says: 低い段の文。}
      high: {from: 60, name: しずか, says: 高い段の文。}
    columns: [calm]
  unasked: {name: 尋ねない主題, rubric: {low: {name: 低い}}}
questions:
  quiet: {ask: ｛partner｝と静かですか。, answers: often, theme: calm}
  lonely: {ask: さびしいですか。, answers: {yes: はい, no: いいえ}}
  when:
    ask: いつですか。
    answers: {morning: 朝, night: 夜, never: {label: ない, alone: true}}
    choose: several
    ask_if: {lonely: yes}
  late: {ask: 夜中ですか。, answers: often, theme: unasked, ask_if: {when: night}}
  harm: {ask: こわいですか。, answers: {0: いいえ, 1: はい}}
  words: {ask: ひとこと。, write: lines}
reflections:
  quiet: {when: {calm: high}, title: ｛partner｝との静けさ, says: 静かです。, columns: [calm]}
  default: {title: いまのまま, says: そのままで。}
safety:
  harmed:
    when: {harm: 1}
    title: 安全が先です
    says: あなたのせいではありません。
    contacts: [safe]
    columns: [away]
    instead: true
contacts:
  safe: {name: 安全の電話, phone: '#8008'}
  other: {name: ほかの電話, phone: 119}
columns:
  calm: {title: 静けさの話, url: https://example.com/calm}
  away: {title: 離れる話, url: https://example.com/away}
"""

# Start, name, quiet: yes, lonely: no, harm: no, words, end of the review.
_TYPED = "\n1\n3\n2\n1\nひとこと\n\n"
_HARMED = "\n1\n3\n2\n2\n\n\n"

_POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and links are others on Windows")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small question file, alone in its folder."""
    folder = tmp_path / "files"
    folder.mkdir()
    file = folder / "small.yaml"
    file.write_text(_TEXT, "utf-8")
    return file


def _kept(home: Path) -> list[Path]:
    """Everything that the program left with the user."""
    return [path for path in home.rglob("*") if not path.is_dir()]


# --- a whole self-check -------------------------------------------------------------------------


def test_numbered_replies_through_a_pipe_end_in_a_reflection_with_links(
    run: Run, small: Path
) -> None:
    """The page is on standard output, with addresses; exit 0."""
    done = run("take", small, "--plain", input=_TYPED + "\n")
    assert done.returncode == 0
    for part in ("彼との静けさ", "静かです。", "https://example.com/calm", "おわりの言葉。"):
        assert part in done.stdout


def test_the_built_in_file_is_taken_without_a_name(run: Run) -> None:
    """`selfcheck` alone asks the built-in questions; skipping them all is fine."""
    done = run(input="\n\n" + "s\n" * 40 + "\n" * 3)
    assert done.returncode == 0
    assert "https://" in done.stdout


def test_questions_and_notes_stand_on_standard_error_only(run: Run, small: Path) -> None:
    """Standard output is the result's alone."""
    done = run("take", small, "--format", "json", input=_TYPED + "\n")
    assert json.loads(done.stdout)["reflection"] == "quiet"
    assert "静かですか。" in done.stderr


def test_there_is_no_escape_in_plain_lines(run: Run, small: Path) -> None:
    """Whatever is typed, neither stream steers a terminal."""
    done = run("take", small, input="\n\x1b[31m彼\x1b[0m\n3\n2\n1\n\x1b]0;a\x07\n\n?\n\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr


def test_words_that_look_like_markup_stay_words(run: Run, small: Path) -> None:
    """A name like {partner} or [bold] is shown as it was typed."""
    done = run("take", small, input="\n{quiet}[bold]\n3\n2\n1\n- a: &b\n\n\n")
    assert "{quiet}[bold]との静けさ" in done.stdout


@pytest.mark.parametrize("env", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {}])
def test_plain_lines_come_by_themselves(run: Run, small: Path, env: dict[str, str]) -> None:
    """Where there is no terminal, or one that can do little, lines are asked."""
    done = run("take", small, input=_TYPED + "\n", env=env)
    assert (done.returncode, "\x1b" in done.stderr) == (0, False)


def test_the_question_file_is_named_by_the_environment(run: Run, small: Path) -> None:
    """SELFCHECK_QUESTIONS stands in for FILE."""
    done = run(input=_TYPED + "\n", env={"SELFCHECK_QUESTIONS": str(small)})
    assert "彼との静けさ" in done.stdout


# --- pausing, leaving, going on -------------------------------------------------------------------


def test_the_end_of_input_pauses_and_the_next_run_goes_on(run: Run, small: Path) -> None:
    """A draft stays, one line says how to go on, and Enter goes on from there."""
    paused = run("take", small, input="\n1\n3\n")
    assert paused.returncode == 130
    assert paused.stderr.rstrip().splitlines()[-1].count("selfcheck take") == 1
    assert paused.stdout == ""
    going_on = run("take", small, input="\n2\n1\n\n\n\n")
    assert "答えた質問は1問" in going_on.stderr
    assert "彼との静けさ" in going_on.stdout


def test_n_starts_anew(run: Run, small: Path) -> None:
    """The draft is left aside, and everything is asked again."""
    run("take", small, input="\n1\n3\n")
    anew = run("take", small, "--format", "json", input="n\nなお\n1\n2\n1\n\n\n\n")
    data = json.loads(anew.stdout)
    assert (data["fill_in"], data["answers"]["quiet"]) == ({"partner": "なお"}, 0)


def test_starting_anew_keeps_the_old_draft_until_there_is_a_new_answer(
    run: Run, small: Path, home: Path
) -> None:
    """n loses nothing by itself; the old draft goes with the first new answer."""
    run("take", small, input="\n1\n3\n")
    run("take", small, input="n\n1\nq\n")
    assert _stored(home) == {"quiet": ["2"]}
    paused = run("take", small, input="n\n1\n2\nq\n")
    assert "続きは" in paused.stderr
    assert _stored(home) == {"quiet": ["1"]}


def test_starting_without_a_draft_leaves_the_old_one_alone(
    run: Run, small: Path, home: Path
) -> None:
    """d writes nothing, asks nothing at the end, and the old draft waits."""
    run("take", small, input="\n1\n3\n")
    done = run("take", small, input="d" + _TYPED)
    assert "彼との静けさ" in done.stdout
    assert "どうしますか" not in done.stderr
    assert _stored(home) == {"quiet": ["2"]}


def test_q_pauses_with_one_line(run: Run, small: Path, home: Path) -> None:
    """q keeps the draft and says how to go on in the same way."""
    paused = run("take", small, "--plain", input="\n1\n3\nq\n")
    assert paused.returncode == 130
    assert paused.stderr.endswith(f"続きは selfcheck take {small} --plain で始められます。\n")
    assert len(_kept(home)) == 1


def test_q_without_keeping_says_that_nothing_was_kept(run: Run, small: Path, home: Path) -> None:
    """With --no-keep the one line says so, and nothing is on the disk."""
    paused = run("take", small, "--no-keep", input="\n1\n3\nq\n")
    assert paused.returncode == 130
    assert paused.stderr.endswith("中断しました。答えは何も残していません。\n")
    assert list(home.iterdir()) == []


def test_q_before_anything_was_given_keeps_nothing(run: Run, small: Path, home: Path) -> None:
    """There is nothing to go on with, and that is what is said."""
    paused = run("take", small, input="q\n")
    assert paused.stderr.endswith("中断しました。答えは何も残していません。\n")
    assert _kept(home) == []


def test_x_leaves_at_once_and_nothing_behind(run: Run, small: Path, home: Path) -> None:
    """The draft is gone, nothing more is printed, exit 0."""
    left = run("take", small, input="\n1\n3\nx\n")
    assert (left.returncode, left.stdout) == (0, "")
    assert left.stderr.endswith("> \n")
    assert _kept(home) == []


def test_x_removes_the_draft_of_an_earlier_run(run: Run, small: Path, home: Path) -> None:
    """Also from the first page."""
    run("take", small, input="\n1\n3\nq\n")
    left = run("take", small, input="x\n")
    assert (left.returncode, _kept(home)) == (0, [])


def test_x_after_the_result_keeps_nothing(run: Run, small: Path, home: Path) -> None:
    """At the last question, too, x leaves nothing."""
    left = run("take", small, input=_TYPED + "x\n")
    assert (left.returncode, _kept(home)) == (0, [])


def test_no_keep_writes_nothing_and_asks_nothing_at_the_end(
    run: Run, small: Path, home: Path
) -> None:
    """Neither draft nor result nor folder; the page is the last thing."""
    done = run("take", small, "--no-keep", input=_TYPED, cwd=small.parent)
    assert done.returncode == 0
    assert "どうしますか" not in done.stderr
    assert list(home.iterdir()) == []
    assert list(small.parent.iterdir()) == [small]


def test_a_finished_self_check_leaves_no_draft(run: Run, small: Path, home: Path) -> None:
    """Enter at the end is neither, and the draft is removed."""
    run("take", small, input=_TYPED + "\n")
    assert _kept(home) == []


def test_a_result_is_kept_on_request_only(run: Run, small: Path, home: Path) -> None:
    """1 keeps the data of the result, and says where."""
    done = run("take", small, input=_TYPED + "1\n")
    (kept,) = _kept(home)
    assert str(kept) in done.stderr
    assert json.loads(kept.read_text("utf-8"))["answers"]["words"] == "ひとこと"


def test_a_text_file_gets_a_neutral_name_with_the_date(run: Run, small: Path) -> None:
    """2, 1 and Enter write into the folder one stands in; the name says nothing."""
    done = run("take", small, input=_TYPED + "2\n1\n\n", cwd=small.parent)
    (written,) = [path for path in small.parent.iterdir() if path != small]
    assert done.returncode == 0
    assert written.match("memo-????-??-??.txt")
    assert "彼との静けさ" in written.read_text("utf-8")


@pytest.mark.parametrize("name", [".", "/", "..", "gone/a.txt", "a\0b"])
def test_a_name_that_cannot_be_written_is_asked_again(run: Run, small: Path, name: str) -> None:
    """Whatever is typed there, the question comes again and the result is not lost."""
    done = run("take", small, input=_TYPED + f"2\n1\n{name}\n3\n", cwd=small.parent)
    assert done.returncode == 0
    assert "思いがけない" not in done.stderr


# --- however it is stopped ------------------------------------------------------------------------


def _start(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "selfcheck", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail("waited ten seconds in vain")


def _type(process: subprocess.Popen[str], typed: str) -> None:
    stream: IO[str] | None = process.stdin
    assert stream is not None
    stream.write(typed)
    stream.flush()


def _stored(home: Path) -> dict[str, Any]:
    """The answers in the one draft, as far as there is one."""
    files = _kept(home)
    if len(files) != 1 or files[0].suffix == ".tmp":  # the first draft is just being written
        return {}
    answers: dict[str, Any] = json.loads(files[0].read_text("utf-8"))["answers"]
    return answers


@_POSIX
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_whatever_stops_it_every_confirmed_answer_is_kept(
    small: Path, home: Path, run: Run, number: int
) -> None:
    """kill -9, a shutdown and Ctrl-C in the middle lose nothing; no traceback is shown."""
    process = _start("take", small)
    _type(process, "\n1\n3\n1\n1,2\n")
    _wait_until(lambda: "when" in _stored(home))
    process.send_signal(number)
    _, said = process.communicate(timeout=10)
    assert "Traceback" not in said
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert _stored(home) == {"quiet": ["2"], "lonely": ["yes"], "when": ["morning", "night"]}
    assert "答えた質問は3問" in run("take", small, input="q\n").stderr


@_POSIX
def test_ctrl_c_pauses_with_one_line(small: Path, home: Path) -> None:
    """Ctrl-C is a pause: the last line says how to go on."""
    process = _start("take", small)
    _type(process, "\n1\n3\n")
    _wait_until(lambda: "quiet" in _stored(home))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert said.endswith(f"続きは selfcheck take {small} で始められます。\n")


@_POSIX
def test_a_reader_that_goes_away_stops_nothing(small: Path, tmp_path: Path, home: Path) -> None:
    """`selfcheck take | head -1` still writes its summary, quietly and without a traceback."""
    target = tmp_path / "a.txt"
    process = _start("take", small, "--save", target)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(_TYPED + "\n", timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "思いがけない" not in said
    assert target.exists()


@_POSIX
def test_streams_that_are_closed_bring_no_traceback(small: Path) -> None:
    """Without standard input it pauses, without standard error it still shows the result."""
    command = f"{sys.executable} -m selfcheck take {small}"
    no_input = subprocess.run(
        f"{command} <&-", shell=True, capture_output=True, encoding="utf-8", check=False
    )
    no_errors = subprocess.run(
        f"{command} 2>&-",
        shell=True,
        input=_TYPED + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (no_input.returncode, "思いがけない" in no_input.stderr) == (130, False)
    assert (no_errors.returncode, "彼との静けさ" in no_errors.stdout) == (0, True)


# --- at a terminal --------------------------------------------------------------------------------


@_POSIX
@pytest.mark.parametrize(("term", "cleared"), [("xterm", True), ("dumb", False)])
def test_x_clears_the_screen_of_a_terminal(small: Path, term: str, cleared: bool) -> None:
    """With --plain at a terminal the one escape is what x clears with; a dumb one gets none."""
    from terminal import USUAL, at_terminal

    with at_terminal(USUAL, "take", str(small), "--plain", first="> ", TERM=term) as person:
        person.send("\n")
        assert person.sees(lambda _: person.written.count("> ") == 2)
        before = person.written
        person.send("x\n")
        after = person.end()
    assert "\x1b" not in before
    assert ("\x1b[2J\x1b[3J" in after, "\x1b" in after) == (cleared, cleared)
    assert person.code == 0


# --- a place that cannot be written ---------------------------------------------------------------


def test_a_state_folder_that_cannot_be_written_stops_nothing(
    run: Run, small: Path, tmp_path: Path
) -> None:
    """One quiet line says so, and the self-check goes on to its result."""
    (tmp_path / "state").write_text("in the way")
    names = ("XDG_STATE_HOME", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "HOME")
    env = dict.fromkeys(names, str(tmp_path / "state"))
    done = run("take", small, input=_TYPED + "\n", env=env)
    assert done.returncode == 0
    assert done.stderr.count("ここには下書きを残せません") == 1
    assert "彼との静けさ" in done.stdout


def test_a_broken_draft_stops_nothing(run: Run, small: Path, home: Path) -> None:
    """Garbage in the place of the draft is passed over."""
    run("take", small, input="\n1\n3\nq\n")
    (draft,) = _kept(home)
    draft.write_bytes(b"\xff[{")
    done = run("take", small, input=_TYPED + "\n")
    assert done.returncode == 0
    assert "前回の続き" not in done.stderr


def test_a_changed_question_file_offers_what_is_still_the_same(run: Run, small: Path) -> None:
    """Answers to questions that were reworded are asked for again."""
    run("take", small, input="\n1\n3\n2\nq\n")
    small.write_text(_TEXT.replace("さびしいですか。", "ひとりですか。"), "utf-8")
    done = run("take", small, input="q\n")
    assert "答えた質問は1問" in done.stderr


def test_summaries_are_written_in_three_forms(run: Run, small: Path, tmp_path: Path) -> None:
    """--save may be repeated, and each ending has its form."""
    files = [tmp_path / name for name in ("a.txt", "b.md", "c.JSON")]
    saves = [word for file in files for word in ("--save", str(file))]
    done = run("take", small, *saves, input=_TYPED + "\n")
    text, markdown, data = (file.read_text("utf-8") for file in files)
    assert done.returncode == 0
    assert all(str(file) in done.stderr for file in files)
    assert text.startswith("小さな点検\n===")
    assert markdown.startswith("# 小さな点検\n")
    assert json.loads(data)["selfcheck"] == 1


def test_a_summary_replaces_a_file_with_force_only(run: Run, small: Path, tmp_path: Path) -> None:
    """Without --force the file stays, the result is shown, and the code is 2."""
    file = tmp_path / "a.txt"
    file.write_text("mine")
    answers = tmp_path / "answers.json"
    answers.write_text('{"quiet": 2}')
    refused = run("take", small, "--answers", answers, "--save", file)
    assert (refused.returncode, file.read_text()) == (2, "mine")
    assert "あの人との静けさ" in refused.stdout
    assert str(file) in refused.stderr
    forced = run("take", small, "--answers", answers, "--save", file, "--force")
    assert (forced.returncode, "静けさ" in file.read_text("utf-8")) == (0, True)


@pytest.mark.parametrize("wish", [["--format", "json"], ["--save", "a.json"]])
def test_data_without_answers_is_refused_before_anything_is_asked(
    run: Run, small: Path, wish: list[str]
) -> None:
    """A sentence says why; exit 2."""
    done = run("take", small, "--without-answers", *wish, input=_TYPED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--without-answers" in done.stderr and "静か" not in done.stderr


def test_a_summary_can_be_written_without_answers(run: Run, small: Path, tmp_path: Path) -> None:
    """In a file and on standard output; what they led to stays."""
    wishes = ("--without-answers", "--save", tmp_path / "a.md", "--format", "text")
    done = run("take", small, *wishes, input=_TYPED + "\n")
    for text in (done.stdout, (tmp_path / "a.md").read_text("utf-8")):
        assert ("静けさ: しずか" in text, "ひとこと" in text, "さびしい" in text) == (
            True,
            False,
            False,
        )


@pytest.mark.parametrize("wish", [["--plain"], []])
def test_a_plain_page_has_no_escape_whatever_the_environment_says(
    run: Run, small: Path, wish: list[str]
) -> None:
    """FORCE_COLOR is not for pages that are heard, nor a COLUMNS of 0 for any."""
    env = {"FORCE_COLOR": "1", "COLUMNS": "0"}
    done = run("take", small, *wish, "--answers", "-", input="{quiet: 2}", env=env)
    assert "あの人との静けさ" in done.stdout
    assert ("\x1b" in done.stdout, "[---" in done.stdout) == (False, False)


def test_an_ending_without_a_form_is_refused_before_anything_is_asked(
    run: Run, small: Path, tmp_path: Path
) -> None:
    """Nobody answers thirty questions first."""
    done = run("take", small, "--save", tmp_path / "a.docx", input=_TYPED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "静か" not in done.stderr
    assert ".txt" in done.stderr


def test_a_target_that_cannot_be_written_loses_nothing(
    run: Run, small: Path, tmp_path: Path
) -> None:
    """A folder and a missing folder are named, the rest is written and shown; exit 2."""
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    fine = tmp_path / "fine.txt"
    targets = (folder, tmp_path / "gone" / "a.txt", fine)
    saves = [word for file in targets for word in ("--save", str(file))]
    done = run("take", small, *saves, "--force", input=_TYPED + "\n")
    assert done.returncode == 2
    assert "フォルダーです" in done.stderr
    assert "その場所がありません" in done.stderr
    assert fine.exists()
    assert "彼との静けさ" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_loses_nothing(run: Run, small: Path, tmp_path: Path) -> None:
    """That there is no room is said, and the result is shown."""
    (tmp_path / "a.txt").symlink_to("/dev/full")
    done = run("take", small, "--save", tmp_path / "a.txt", "--force", input=_TYPED + "\n")
    assert (done.returncode, "空きがありません" in done.stderr) == (2, True)
    assert "彼との静けさ" in done.stdout


# --- a safety text in place of the result ---------------------------------------------------------


@pytest.mark.parametrize("form", [None, "text", "markdown"])
def test_what_stands_instead_stands_alone(
    run: Run, small: Path, home: Path, form: str | None
) -> None:
    """Only safety texts, their columns and contacts; keeping is not offered, the draft is gone."""
    done = run("take", small, *(["--format", form] if form else []), input=_HARMED)
    assert done.returncode == 0
    for part in ("安全が先です", "あなたのせいではありません。", "8008", "離れる話"):
        assert part in done.stdout
    for part in ("静けさ", "しずか", "段の文", "おわり", "ほかの電話", "ひとこと"):
        assert part not in done.stdout
    assert "残しておく" not in done.stderr
    assert _kept(home) == []


def test_what_stands_instead_is_in_the_data(run: Run, small: Path) -> None:
    """No reflection, the rules that hold, and the themes all the same."""
    data = json.loads(run("take", small, "--format", "json", input=_HARMED).stdout)
    assert (data["reflection"], data["safety"]) == (None, ["harmed"])
    assert data["themes"]["calm"]["score"] == 100


# --- data and answers files -----------------------------------------------------------------------


def test_the_data_of_a_result_has_exactly_this_shape(run: Run, small: Path) -> None:
    """Numbers are numbers, several answers a list, skipped questions left out."""
    typed = "\n1\n3\n1\n1\ns\n\n\n\n"
    data = json.loads(run("take", small, "--format", "json", input=typed).stdout)
    digest = data["questionnaire"].pop("digest")
    taken = data.pop("taken")
    assert digest.startswith("sha256:")
    assert len(digest) == 71
    assert time.strptime(taken, "%Y-%m-%dT%H:%M:%S%z")
    assert data == {
        "selfcheck": 1,
        "questionnaire": {
            "id": "small",
            "title": "小さな点検",
            "version": "2026.11",
            "language": "ja",
        },
        "fill_in": {"partner": "彼"},
        "answers": {"quiet": 2, "lonely": "yes", "when": ["morning"]},
        "themes": {
            "calm": {
                "score": 100,
                "lowest": 0,
                "highest": 100,
                "level": "high",
                "answered": 1,
                "of": 1,
            },
            "unasked": {
                "score": None,
                "lowest": None,
                "highest": None,
                "level": None,
                "answered": 0,
                "of": 0,
            },
        },
        "reflection": "quiet",
        "safety": [],
    }


def test_the_data_of_a_result_is_an_answers_file(run: Run, small: Path) -> None:
    """Read again, through a pipe, it leads to the same result."""
    first = run("take", small, "--format", "json", input=_TYPED + "\n").stdout
    again = run("take", small, "--answers", "-", "--format", "json", input=first).stdout
    ours, theirs = json.loads(first), json.loads(again)
    assert ours.pop("taken") <= theirs.pop("taken")
    assert ours == theirs


@pytest.mark.parametrize("name", ["gone.yaml", "folder", "none.yaml", ""])
def test_a_file_alone_is_opened_as_one_that_options_follow(
    run: Run, tmp_path: Path, name: str
) -> None:
    """The short way, without the library that reads options, ends in the same words and code."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "none.yaml").write_text("今日は雨でした。\n", "utf-8")
    alone, followed = run("take", name, cwd=tmp_path), run("take", "--plain", name, cwd=tmp_path)
    assert alone.returncode in (1, 2)
    assert alone.returncode == followed.returncode
    assert (alone.stdout, alone.stderr) == (followed.stdout, followed.stderr)


@pytest.mark.parametrize(
    ("words", "is_bare"),
    [
        ([], True),
        (["take"], True),
        (["take", "own.yaml"], os.name != "nt"),
        (["own.yaml"], False),
        (["take", "own.yaml", "more"], False),
        (["take", "--plain"], False),
        (["take", "-"], False),
        (["take", ""], False),
        (["check"], False),
        (["--help"], False),
    ],
)
def test_only_take_and_a_file_need_no_reading_of_options(words: list[str], is_bare: bool) -> None:
    """Whatever else stands on the command line is typer's to read."""
    assert is_bare_take(words) is is_bare


def test_an_answer_to_a_question_not_asked_is_dropped_with_a_note(
    run: Run, small: Path, home: Path
) -> None:
    """The note stands on standard error, the result knows nothing of it, nothing is asked."""
    answers = "answers: {quiet: はい, lonely: no, when: [night], late: 2}\n"
    done = run("take", small, "--answers", "-", "--format", "json", input=answers)
    assert done.returncode == 0
    assert "when, late" in done.stderr
    assert json.loads(done.stdout)["answers"] == {"quiet": 2, "lonely": "no"}
    assert _kept(home) == []


def test_answers_that_do_not_fit_are_a_problem_with_its_place(run: Run, small: Path) -> None:
    """The line is named, nothing is shown, exit 1."""
    done = run("take", small, "--answers", "-", input="quiet: 2\nlonely: maybe\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2行目" in done.stderr
    assert "maybe" in done.stderr


def test_an_answers_file_that_is_not_there_is_said(run: Run, small: Path, tmp_path: Path) -> None:
    """What cannot be read is exit 2."""
    done = run("take", small, "--answers", tmp_path / "gone.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gone.yaml" in done.stderr
