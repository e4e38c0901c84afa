"""Odd surroundings: sizes, colours, streams, time zones, languages and file names that make no
sense, and what the program does all the same."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Run
from terminal import USUAL, at_terminal

from selfcheck.cli.arguments import writable_names
from selfcheck.cli.terminal import screen_size, wants_plain_page

_TEXT = """
selfcheck: 1
id: odd
title: 夜の点検
language: ja
answers:
  often: {0: いいえ, 1: 少し, 2: はい}
themes:
  calm:
    name: 静けさ
    rubric: {low: {name: ざわざわ}, high: {from: 50, name: しずか, says: 高い段の文。}}
questions:
  quiet: {ask: 静かですか。, answers: often, theme: calm}
  words: {ask: ひとこと。, write: word}
reflections:
  default: {title: いまのまま, says: そのままで。}
"""
_UNFORESEEN = "思いがけない"

_POSIX = pytest.mark.skipif(os.name == "nt", reason="a shell, links and terminals of POSIX")
_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a question file, answers to it, and a table."""
    (tmp_path / "odd.yaml").write_text(_TEXT, "utf-8")
    (tmp_path / "a.yaml").write_text("quiet: 2\n", "utf-8")
    (tmp_path / "r.csv").write_text("quiet,words\n2,朝\n", "utf-8")
    return tmp_path


# --- how large it is ----------------------------------------------------------------------------

_SENSELESS = ["0", "-3", "", " ", "wide", "²", "９０", "7" * 100, "7" * 5000, "65536"]


@pytest.mark.parametrize("size", _SENSELESS)
def test_a_size_that_makes_no_sense_says_nothing(
    monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    """It is 80 by 24 then, for others who read these variables, too."""
    monkeypatch.setenv("COLUMNS", size)
    monkeypatch.setenv("LINES", size)
    assert screen_size() == USUAL == shutil.get_terminal_size()


def test_a_size_that_makes_sense_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere else, the environment knows better than the terminal."""
    monkeypatch.setenv("COLUMNS", "33")
    monkeypatch.setenv("LINES", "7")
    assert screen_size() == (33, 7)


@pytest.mark.parametrize(
    "command",
    [
        "take odd.yaml --answers a.yaml",
        "check odd.yaml",
        "preview odd.yaml",
        "diff odd.yaml odd.yaml",
        "analyze odd.yaml r.csv",
        "history",
        "--help",
        "take --help",
    ],
)
def test_every_page_is_as_without_a_senseless_size(run: Run, place: Path, command: str) -> None:
    """Neither empty nor of endless lines."""
    usual = run(*command.split(), cwd=place)
    for size in ("0", "8" * 100):
        odd = run(*command.split(), cwd=place, env={"COLUMNS": size, "LINES": size})
        assert (odd.returncode, odd.stdout, odd.stderr) == (0, usual.stdout, usual.stderr)


@_POSIX
def test_a_terminal_without_a_size_shows_the_result(place: Path) -> None:
    """Some serial lines and containers call themselves 0 by 0."""
    command = ("take", str(place / "odd.yaml"), "--answers", str(place / "a.yaml"))
    with at_terminal((0, 0), *command, first="夜の点検", COLUMNS="0") as person:
        person.end()
        assert "高い段の文。" in person.written


# --- whether pages are seen or heard ------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "is_plain"),
    [("1", True), ("yes", True), ("2", True), ("", False), ("0", False), ("false", False)],
)
def test_accessible_is_anything_but_nothing_zero_or_false(
    monkeypatch: pytest.MonkeyPatch, value: str, is_plain: bool
) -> None:
    """As other programs for the terminal read it."""
    monkeypatch.setenv("ACCESSIBLE", value)
    assert wants_plain_page() == is_plain


_COLOURS = {"FORCE_COLOR": "3", "CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1"}


@_POSIX
@pytest.mark.parametrize(
    ("option", "extra"),
    [
        (["--plain"], {}),
        (["--plain"], {"NO_COLOR": ""}),
        ([], {"ACCESSIBLE": "yes"}),
        ([], {"TERM": "dumb"}),
    ],
    ids=["plain", "no-color", "accessible", "dumb"],
)
def test_a_plain_page_holds_no_escape(
    place: Path, option: list[str], extra: dict[str, str]
) -> None:
    """Whatever the environment says of colours, also on a terminal."""
    command = ("take", str(place / "odd.yaml"), "--answers", str(place / "a.yaml"), *option)
    with at_terminal(USUAL, *command, first="そのままで。", **_COLOURS, **extra) as person:
        person.end()
    assert ("静けさ" in person.written, "\x1b" in person.written) == (True, False)


@pytest.mark.parametrize("command", ["take odd.yaml", "take odd.yaml --answers a.yaml", "preview"])
def test_what_no_terminal_asks_for_holds_no_escape(run: Run, place: Path, command: str) -> None:
    """Where standard input is none, colours that are forced are not sent either."""
    done = run(*command.split(), cwd=place, env=_COLOURS, input="\n3\n\n\n3\n")
    assert (done.returncode, "\x1b" in done.stdout + done.stderr) == (0, False)


# --- streams that cannot be written -------------------------------------------------------------

_COMMANDS = [
    "take odd.yaml --answers a.yaml",
    "take odd.yaml --answers a.yaml --format json",
    "check odd.yaml",
    "check odd.yaml --format json",
    "preview odd.yaml",
    "diff odd.yaml odd.yaml",
    "analyze odd.yaml r.csv",
    "score odd.yaml r.csv",
    "schema",
    "history",
    "new made.yaml",
    "--version",
    "--help",
    "check --help",
]


def _shell(command: str, place: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m selfcheck {command}"
    return subprocess.run(
        program,
        shell=True,
        input=typed,
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@_FULL
@pytest.mark.parametrize("command", _COMMANDS)
def test_a_full_disk_behind_standard_output_is_said(place: Path, command: str) -> None:
    """In one sentence, by every command, with exit code 2."""
    done = _shell(f"{command} > /dev/full", place)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "標準出力 に書き出せませんでした(空きがありません)。" in done.stderr


@_POSIX
@pytest.mark.parametrize("command", ["check odd.yaml", "score odd.yaml r.csv", "--version"])
def test_a_closed_standard_output_is_said(place: Path, command: str) -> None:
    """What was asked for is missed by somebody."""
    done = _shell(f"{command} >&-", place)
    assert (done.returncode, "閉じられています" in done.stderr) == (2, True)


@_POSIX
def test_a_closed_standard_output_is_not_missed_where_nothing_goes_there(place: Path) -> None:
    """`score -o` writes a file, and nothing else."""
    done = _shell("score odd.yaml r.csv -o out.csv >&-", place)
    assert (done.returncode, (place / "out.csv").exists()) == (0, True)


@_POSIX
@pytest.mark.parametrize("command", ["check odd.yaml", "preview odd.yaml", "schema", "--help"])
def test_a_reader_that_goes_away_ends_it_quietly(place: Path, command: str) -> None:
    """`selfcheck check | true` says nothing."""
    done = _shell(f"{command} | true", place)
    assert done.stderr == ""


@_FULL
def test_a_full_disk_behind_the_page_still_saves_the_summary(place: Path) -> None:
    """The file that was asked for is there; the exit code says that the page is not."""
    done = _shell("take odd.yaml --answers a.yaml --save s.txt > /dev/full", place)
    assert (done.returncode, (place / "s.txt").exists()) == (2, True)


@_FULL
def test_a_full_disk_behind_the_page_of_an_interview_lets_it_be_kept(place: Path) -> None:
    """Whoever has answered to the end is still asked what becomes of it."""
    done = _shell("take odd.yaml > /dev/full", place, "\n3\n\n\n2\n1\nmine\n")
    assert (done.returncode, (place / "mine.txt").exists()) == (2, True)


@_FULL
@pytest.mark.parametrize("command", ["score odd.yaml r.csv -o out.csv", "take odd.yaml"])
def test_notes_that_cannot_be_written_stop_nothing(place: Path, command: str) -> None:
    """They are lost, which the exit code says; what was asked for is there."""
    (place / "r.csv").write_text("quiet\n2\n", "utf-8")  # the missing column is worth a note
    done = _shell(f"{command} 2> /dev/full", place, "\n3\n\n\n3\n")
    assert done.returncode == 2
    assert "そのままで。" in done.stdout or (place / "out.csv").exists()


# --- a time zone that is none -------------------------------------------------------------------


@_POSIX
@pytest.mark.parametrize("zone", ["UTC+24:59:59", "UTC-24:30", "Nowhere/Else", ":/etc/hosts"])
def test_a_time_zone_that_is_none_is_utc(run: Run, place: Path, zone: str) -> None:
    """A result is made all the same."""
    words = ["take", "odd.yaml", "--answers", "a.yaml", "--format", "json"]
    done = run(*words, cwd=place, env={"TZ": zone})
    taken = next(line for line in done.stdout.splitlines() if '"taken"' in line).split('"')[3]
    assert datetime.fromisoformat(taken).utcoffset() == timedelta(0)
    assert datetime.now(UTC) - datetime.fromisoformat(taken) < timedelta(minutes=5)


# --- a language that is none --------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["x" * 300, "x" * 5000, "../odd", "-", "夜", "a\tb"])
def test_a_language_that_is_none_has_no_translation(run: Run, place: Path, tag: str) -> None:
    """The file's own is spoken."""
    done = run("take", "odd.yaml", "--lang", tag, "--answers", "a.yaml", cwd=place)
    assert (done.returncode, "そのままで。" in done.stdout) == (0, True)
    assert _UNFORESEEN not in done.stderr


def test_a_language_of_the_environment_that_is_none_has_no_translation(
    run: Run, place: Path
) -> None:
    """Also of a length that no file name has."""
    done = run("check", "odd.yaml", cwd=place, env={"SELFCHECK_LANG": "q" * 400})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("original", ["/", ".", "''"])
def test_a_translation_of_a_file_without_a_name_is_no_translation(
    run: Run, place: Path, original: str
) -> None:
    """By its own name it may be one; else it is a question file of its own, with its problems."""
    (place / "odd.en.yaml").write_text(f"translation_of: {original}\nlanguage: en\n", "utf-8")
    (place / "alone.yaml").write_text(f"translation_of: {original}\nlanguage: en\n", "utf-8")
    done = run("check", "odd.en.yaml", cwd=place)
    assert (done.returncode, _UNFORESEEN in done.stderr) in ((0, False), (1, False))
    done = run("check", "alone.yaml", cwd=place)
    assert (done.returncode, _UNFORESEEN in done.stderr) == (1, False)


@pytest.mark.parametrize("command", ["check", "preview", "history"])
def test_a_question_file_whose_name_is_too_long_is_named(
    run: Run, place: Path, command: str
) -> None:
    """By the environment, too."""
    done = run(command, cwd=place, env={"SELFCHECK_QUESTIONS": "n" * 5000})
    assert done.returncode in (0, 2)
    assert _UNFORESEEN not in done.stderr


# --- file names in another encoding -------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="names are no bytes there")
def test_every_argument_can_be_written_as_a_file_name() -> None:
    """A locale's C library may have read bytes as what Python cannot write back."""
    code = (
        "from selfcheck.cli.arguments import writable_names as f; import os\n"
        "print([os.fsencode(one) for one in f(['plain.yaml', '\\x97\\udce6a', '\\u20ac'])])"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code],
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        encoding="ascii",
        check=False,
    )
    assert done.stdout == "[b'plain.yaml', b'\\x97\\xe6a', b'?']\n"


def test_a_name_in_the_locales_letters_stays_as_it_is() -> None:
    """Nothing is mended that is whole."""
    assert writable_names(["日本語.yaml", "--lang", "ja"]) == ["日本語.yaml", "--lang", "ja"]


@pytest.mark.skipif(shutil.which("localedef") is None, reason="no locales can be made here")
def test_a_name_in_utf_8_is_found_in_a_locale_of_euc_jp(run: Run, place: Path) -> None:
    """The bytes of the name are what counts."""
    made = subprocess.run(
        ["localedef", "-i", "ja_JP", "-f", "EUC-JP", str(place / "ja_JP.eucJP")],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("this system has no sources of locales")
    (place / "夜の点検.yaml").write_text(_TEXT, "utf-8")
    env = {"LOCPATH": str(place), "LC_ALL": "ja_JP.eucJP", "PYTHONUTF8": "0"}
    done = run("check", "夜の点検.yaml", cwd=place, env=env)
    assert (done.returncode, "質問: 2" in done.stdout or "質問2" in done.stdout) == (0, True)


# --- no command ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options", [["--plain"], ["--no-keep", "--plain"], ["--lang", "ja"], ["--"]]
)
def test_options_without_a_command_are_those_of_take(
    run: Run, place: Path, options: list[str]
) -> None:
    """The interview begins."""
    env = {"SELFCHECK_QUESTIONS": str(place / "odd.yaml")}
    done = run(*options, input="\nq\n", env=env)
    assert (done.returncode, "静かですか。" in done.stderr) == (130, True)


def test_no_keep_without_a_command_keeps_nothing(run: Run, place: Path, home: Path) -> None:
    """It is not left out of sight."""
    env = {"SELFCHECK_QUESTIONS": str(place / "odd.yaml")}
    run("--no-keep", input="\n3\nq\n", env=env)
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lang", "ja", "odd.yaml"], "「odd.yaml」というコマンドはありません。"),
        (["--plain", "odd.yaml", "more"], "「odd.yaml」というコマンドはありません。"),
        (["--lang", "ja", "check", "odd.yaml"], "selfcheck check ..."),
        (["odd.yaml"], "「odd.yaml」というコマンドはありません。"),
        (["--plian"], "「--plian」"),
        (["--lang"], "「--lang」"),
        (["--version=2"], "「--version」"),
    ],
)
def test_wrong_use_without_a_command_names_what_is_wrong(
    run: Run, place: Path, words: list[str], said: str
) -> None:
    """A file is no command, and a command comes first."""
    done = run(*words, cwd=place)
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")


def test_help_lists_the_commands(run: Run) -> None:
    """`selfcheck --help` is not that of take."""
    done = run("--help")
    assert all(f"  {name} " in done.stdout for name in ("take", "check", "history"))
