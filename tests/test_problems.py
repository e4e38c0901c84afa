"""What authors see: every mistake with the line, the mark, what is wrong and what to do.

A new case is two files in `question_files/bad`: NAME.yaml, and NAME.txt with exactly what
`selfcheck check` prints for it (NAME.en.txt in English).
"""

import ast
import json
import re
import runpy
import time
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Run

from selfcheck.cli.check import CheckWishes, check
from selfcheck.cli.exits import EndedError
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.typesetting import display_width
from selfcheck.words import en, ja

FOLDER = Path(__file__).parent / "question_files" / "bad"
SMALLEST = (FOLDER.parent / "good" / "smallest.yaml").read_text(encoding="utf-8")
SOURCES = Path(__file__).parents[1] / "src" / "selfcheck"

# Files that cannot live in git as text; what is printed for them lies beside the others.
MADE = {
    "too-large": SMALLEST.encode() + b"# " + b"a" * 2_000_000,
    "not-a-text-file": b"PK\x03\x04" + b"\x00\xff" * 100,
    "not-utf8": SMALLEST.encode("cp932"),
    "broken-letter": SMALLEST.replace("今日", "今\0日").encode().replace(b"\0", b"\xe4\xbb"),
    "control-character": SMALLEST.replace("今日", "今\x07日").encode(),
}
FRAME = frozenset(
    "at-line in-file near also for-example allowed-keys allowed and-more nothing-allowed other "
    "not-shown internal internal-hint".split()
)
ELSEWHERE = frozenset({"not-an-answers-file", "beside-answers"})
"""Problems of answers files, which `check` does not read: see test_answers_file."""


def expected_outputs() -> list[tuple[str, str]]:
    stems = [file.stem.partition(".") for file in sorted(FOLDER.glob("*.txt"))]
    return [(name, language or "ja") for name, _, language in stems]


def printed(name: str, language: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check a bad example, or one of those made here."""
    if name in MADE:
        (folder / f"{name}.yaml").write_bytes(MADE[name])
        monkeypatch.chdir(folder)
    else:
        monkeypatch.chdir(FOLDER)
    with suppress(EndedError):
        check([Path(f"{name}.yaml")], CheckWishes(lang=language))


@pytest.mark.parametrize(("name", "language"), expected_outputs())
def test_a_mistake_is_shown_as_expected(
    name: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """For every bad example exactly the text beside it is printed."""
    printed(name, language, tmp_path, monkeypatch)
    ending = "" if language == "ja" else f".{language}"
    expected = (FOLDER / f"{name}{ending}.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == expected


def test_every_bad_example_says_what_is_printed() -> None:
    """No bad example is without its text."""
    assert [f for f in FOLDER.glob("*.yaml") if not f.with_suffix(".txt").exists()] == []


def test_every_problem_has_an_example() -> None:
    """Every problem that has words is shown by a bad example."""
    texts = "".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.txt"))
    shown = set(re.findall(r"\[([a-z0-9-]+)\]$", texts, re.MULTILINE))
    assert codes_in_words(ja.SENTENCES) - shown == ELSEWHERE


def codes_in_words(sentences: dict[str, str]) -> set[str]:
    keys = {key.removeprefix("problem.") for key in sentences if key.startswith("problem.")}
    return keys - FRAME


def test_every_problem_has_words_in_both_languages() -> None:
    """Problems and what to do about them are worded in Japanese and in English."""
    ours = ("problem.", "hint.", "place.", "expect.", "check.")
    assert {key for key in ja.SENTENCES if key.startswith(ours)} == {
        key for key in en.SENTENCES if key.startswith(ours)
    }


def test_every_code_in_the_sources_has_words() -> None:
    """No problem can be noted that has no words."""
    noted = set()
    for file in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                function = call.func
                name = function.attr if isinstance(function, ast.Attribute) else ""
                name = function.id if isinstance(function, ast.Name) else name
                if name in ("Problem", "note", "note_name"):
                    noted.add(call.args[0].value)
    assert noted
    assert noted - codes_in_words(ja.SENTENCES) == set()


def test_no_jargon() -> None:
    """Words are the author's: none of a programmer's."""
    jargon = re.compile(
        r"\b(node|mapping|scalar|token|schema|NoneType|invalid|illegal|fatal|parse)\b"
        r"|ノード|マッピング|スカラー|トークン|スキーマ|不正|無効|エラー|致命|パース"
    )
    ours = ("problem.", "hint.", "check.")
    for sentences in (ja.SENTENCES, en.SENTENCES):
        assert [
            key for key in sentences if key.startswith(ours) and jargon.search(sentences[key])
        ] == []


def test_no_line_is_wider_than_the_screen() -> None:
    """What is printed fits on 80 columns."""
    for file in FOLDER.glob("*.txt"):
        lines = file.read_text(encoding="utf-8").split("\n")
        assert [line for line in lines if display_width(line) > 80] == []


def test_found_as_data(run: Run) -> None:
    """`check --format json` gives line, columns, severity, code, message and hint."""
    done = run("check", "--format", "json", "--lang", "en", "unknown-key.yaml", cwd=FOLDER)
    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {
            "file": "unknown-key.yaml",
            "line": 8,
            "column": 5,
            "end_column": 12,
            "severity": "error",
            "code": "unknown-key",
            "message": 'There is no "anwsers" among the names that can stand here.',
            "hint": 'Did you mean "answers"?\nA question can have: part, ask, before, help,'
            " answers, choose, theme, reverse, weight, ask_if, write",
        }
    ]


def test_nothing_found_as_data(run: Run) -> None:
    """Where all is well, `check --format json` prints an empty list."""
    done = run("check", "--format", "json", FOLDER.parent / "good" / "smallest.yaml")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_several_files(run: Run) -> None:
    """All files are checked in one run; one with a mistake makes the exit code 1."""
    done = run("check", "../good/smallest.yaml", "unknown-key.yaml", "--lang", "ja", cwd=FOLDER)
    assert done.returncode == 1
    assert "smallest.yaml: 気になるところはありません(質問1、例0)。" in done.stdout
    assert "unknown-key.yaml 8行目" in done.stdout


@pytest.mark.parametrize("name", ["no-such-file.yaml", ".", "unknown-key.yaml/x"])
def test_unreadable_files(run: Run, name: str) -> None:
    """What cannot be read from disk is said in one line, with exit code 2.

    (That a file may not be opened cannot be tried as root, who may open everything.)
    """
    done = run("check", name, cwd=FOLDER)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


LAUGHS = "a0: &a0 [x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "long text, many aliases": f"a: &a {'あ' * 300_000}\ntone: {{avoid: [{'*a, ' * 90_000}]}}\n",
    "a loop": "a: &a [*a]\n",
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "names in braces": "{a: " * 100_000,
    "hyphens": "- " * 100_000,
    "question marks": "? " * 100_000,
    "exclamation marks": "a: " + "!" * 100_000,
    "nothing": "\0" * 1_000_000,
    "no letters": b"\xff" * 1_000_000,
    "many unknown names": SMALLEST + "".join(f"k{n}: 1\n" for n in range(40_000)),
    "many open quotes": SMALLEST + '"a": "b\n' * 100_000,
    "a quote never closed": SMALLEST + "intro: 'a\n" + " a\n" * 500_000,
    "many full-width colons": SMALLEST + "a：b\n" * 150_000,
    "many tabs": SMALLEST + "\ta: b\n" * 150_000,
    "many second files": SMALLEST + "---\n" * 200_000,
    "many unknown questions": SMALLEST
    + "safety:\n"
    + "".join(f"  s{n}: {{when: {{x{n}: 1}}, contacts: [y{n}]}}\n" for n in range(9_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_soon(text: str | bytes) -> None:
    """No file, whatever is in it, takes more than two seconds to be refused."""
    raw = text if isinstance(text, bytes) else text.encode()
    began = time.process_time()
    assert read_questionnaire("hostile.yaml", raw).problems
    assert time.process_time() - began < 2


LARGE = {
    "one long line": SMALLEST + "intro: " + "あ" * 600_000,
    "many notes": SMALLEST + "# a\n" * 450_000,
    "many lines of full-width spaces": SMALLEST + "　\n" * 300_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_large_files_are_read_soon(text: str) -> None:
    """A file that is only large is read, within two seconds."""
    began = time.process_time()
    assert read_questionnaire("large.yaml", text.encode()).problems == ()
    assert time.process_time() - began < 2


def test_a_wall_of_problems_ends(run: Run, tmp_path: Path) -> None:
    """After 200 problems the rest is only counted."""
    file = tmp_path / "many.yaml"
    file.write_text(SMALLEST + "".join(f"k{n}: 1\n" for n in range(1000)), encoding="utf-8")
    done = run("check", file, "--lang", "ja")
    assert done.stdout.count("[unknown-key]") == 200
    assert "ほかに 800 件あります。" in done.stdout


def test_the_page_of_all_problems_is_current() -> None:
    """docs/problems.md is what `python docs/make_problems.py` makes of the bad examples."""
    docs = Path(__file__).parents[1] / "docs"
    made = runpy.run_path(str(docs / "make_problems.py"))["make_page"]()
    assert made == (docs / "problems.md").read_text(encoding="utf-8")
