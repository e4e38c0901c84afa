"""Which files `check` looks at: standard input, several at once, some of which cannot be read."""

import json
from pathlib import Path

import pytest
from conftest import Run

GOOD = (
    "selfcheck: 1\nid: small\ntitle: 雨の日\nlanguage: ja\n"
    "questions: {rain: {ask: 雨の音は好きですか。, answers: {0: いいえ, 1: はい}}}\n"
)
BAD = GOOD.replace("title:", "titel:")
NOTED = GOOD.replace("雨の音は好きですか。", "雨の音は好きですか!")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_standard_input(run: Run) -> None:
    """`-` is what comes through standard input, and is called so."""
    done = run("check", "-", input=BAD)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("標準入力 3行目:「titel」という項目名はありません。")
    assert run("check", "-", input=GOOD).returncode == 0


def test_standard_input_as_data(run: Run) -> None:
    """For other programs it is called `-`."""
    (problem,) = json.loads(run("check", "-", "--format", "json", input=BAD).stdout)
    assert (problem["file"], problem["line"], problem["code"]) == ("-", 3, "unknown-key")


def test_standard_input_strictly(run: Run) -> None:
    """With `--strict` a note ends with 1 there as well."""
    assert run("check", "-", input=NOTED).returncode == 0
    assert run("check", "--strict", "-", input=NOTED).returncode == 1


@pytest.mark.parametrize("option", ["--fix", "--accept"])
def test_standard_input_cannot_be_written(run: Run, folder: Path, option: str) -> None:
    """What writes needs a file, also where there is one beside it; nothing is written then."""
    done = run("check", "bad.yaml", "-", option, input=BAD, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{option} には、ファイルの名前が要ります" in done.stderr
    assert (folder / "bad.yaml").read_text(encoding="utf-8") == BAD


def test_a_translation_through_standard_input(run: Run, folder: Path) -> None:
    """It is held against its original in the present folder."""
    text = "translation_of: good.yaml\nlanguage: en\ntitle: A rainy day\n"
    done = run("check", "-", "--format", "json", input=text, cwd=folder)
    assert {one["code"] for one in json.loads(done.stdout)} == {"not-translated"}


@pytest.mark.parametrize("files", [("good.yaml", "none.yaml"), ("none.yaml", "good.yaml")])
def test_a_file_that_is_not_there_hides_no_other(
    run: Run, folder: Path, files: tuple[str, str]
) -> None:
    """The others are looked at, the missing one is said, and the exit code is 2."""
    done = run("check", *files, cwd=folder)
    assert done.returncode == 2
    assert done.stdout.startswith("good.yaml: 気になるところはありません")
    assert done.stderr == "none.yaml が見つかりません。\n"


def test_a_file_that_is_not_there_beside_one_to_mend(run: Run, folder: Path) -> None:
    """What could be read is mended, and told; the exit code stays 2."""
    done = run("check", "none.yaml", "bad.yaml", "--fix", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.count("none.yaml が見つかりません。") == 1
    assert (folder / "bad.yaml").read_text(encoding="utf-8") == GOOD
    assert done.stdout.startswith("bad.yaml: 気になるところはありません")


def test_only_files_that_are_not_there(run: Run, folder: Path) -> None:
    """Each is said; there is nothing else to tell."""
    done = run("check", "none.yaml", "nil.yaml", "--format", "json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("が見つかりません。") == 2


def test_a_file_without_an_ending(run: Run, folder: Path) -> None:
    """A name is a name."""
    (folder / "mine").write_text(GOOD, encoding="utf-8")
    assert run("check", "mine", cwd=folder).returncode == 0
