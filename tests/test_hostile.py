"""A hostile file or name cannot hurt the reader. The whole run: `python bench/hostile.py`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Run

_HOSTILE = Path(__file__).parents[1] / "bench" / "hostile.py"
_SMALL = _HOSTILE.with_suffix(".yaml")
_POSIX = pytest.mark.skipif(os.name == "nt", reason="file names are others on Windows")

# Colour, title, the same in one byte, a turn of direction: nothing of it may reach a terminal.
_EVIL = "\x1b[31m\x1b]0;a\x07\x9b1m\u202e\u2066"
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_TYPED = "\n{name}\n3\n2\n1\n{words}\n\n{end}"
_TYPED_BESIDE = "\n{name}\n4\n2\n1\n{words}\nT38\n{words}\n\n{end}"
"""The same with a text beside an answer."""


def _assert_harmless(done: subprocess.CompletedProcess[str]) -> None:
    for shown in (done.stdout, done.stderr):
        assert not _HARMFUL.search(shown), _HARMFUL.search(shown)
    assert "Traceback" not in done.stderr
    assert "思いがけない" not in done.stderr


def test_made_up_cases_go_all_the_way_through() -> None:
    """Three hundred of the hundred thousand: nothing raised, nothing slow, nothing let through."""
    done = subprocess.run(
        [sys.executable, str(_HOSTILE), "300"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "300 cases, 0 failures" in done.stdout


# --- names and free text ------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [_TYPED, _TYPED_BESIDE])
def test_what_is_typed_cannot_steer_the_terminal(run: Run, tmp_path: Path, typed: str) -> None:
    """Name, free text and file name, on the page, in the file, and in what is kept."""
    typed = typed.format(name=_EVIL, words=_EVIL, end=f"2\n1\n{tmp_path}/{_EVIL}.txt\n")
    _assert_harmless(run("take", _SMALL, "--plain", input=typed))
    assert len([*tmp_path.iterdir()]) == 1
    for file in tmp_path.iterdir():
        assert not _HARMFUL.search(file.read_text("utf-8"))


def test_what_is_kept_cannot_steer_the_terminal(run: Run, home: Path) -> None:
    """Neither where the list is shown nor where it is written out."""
    run("take", _SMALL, "--plain", input=_TYPED.format(name=_EVIL, words=_EVIL, end="1\n"))
    (file,) = home.rglob("2*.json")
    data = json.loads(file.read_text("utf-8"))
    data["questionnaire"] |= {"title": _EVIL, "themes": {"calm": {"name": _EVIL}}}
    data["themes"] = {_EVIL: {"level": _EVIL}, "calm": {"level": "\ud800"}}
    file.write_text(json.dumps(data), "utf-8")
    _assert_harmless(run("history"))
    for name in ("a.txt", "a.md", "a.json"):
        _assert_harmless(run("export", home / name, env={"SELFCHECK_QUESTIONS": str(_SMALL)}))
        assert not _HARMFUL.search((home / name).read_text("utf-8"))


def test_an_answers_file_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    """In any of the forms in which its result is shown."""
    file = tmp_path / "answers.json"
    file.write_text(
        json.dumps({"answers": {"q5": _EVIL + "\ud800"}, "fill_in": {"partner": _EVIL}})
    )
    for form in (
        [],
        ["--format", "text"],
        ["--format", "markdown"],
        ["--format", "html"],
        ["--format", "json"],
    ):
        _assert_harmless(run("take", _SMALL, "--answers", file, *form))


def test_a_name_cannot_bring_markup(run: Run, tmp_path: Path) -> None:
    """What looks like markup is shown letter for letter, and stays text in Markdown."""
    file = tmp_path / "answers.json"
    words = "[bold]x[/bold] :smile: {q1} <script>alert(1)</script> [a](javascript:x) `b` &lt;"
    file.write_text(json.dumps({"answers": {"q5": words}}))
    text = run("take", _SMALL, "--answers", file, "--format", "text").stdout
    assert words.split() == [word for word in text.split() if word in words.split()]
    markdown = run("take", _SMALL, "--answers", file, "--format", "markdown").stdout
    assert r"\<script\>" in markdown
    assert r"\[a\](javascript:x) \`b\` \&lt;" in markdown


@pytest.mark.parametrize(
    "line", ["1. a", "12) a", "- a", "+ a", "===", "---", "    code", "# a", "> a", "***", "___"]
)
def test_a_line_of_free_text_is_no_markdown(run: Run, tmp_path: Path, line: str) -> None:
    """No list, no heading, no rule, no code."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {"q5": f"before\n{line}"}}))
    markdown = run("take", _SMALL, "--answers", file, "--format", "markdown").stdout
    written = markdown[markdown.index("before") :].splitlines()[1]
    assert re.match(r" {2,5}(\\|\d+\\|code)", written)


# --- question files -----------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_is_http_or_none(run: Run, tmp_path: Path, url: str) -> None:
    """Another kind of address is a problem, and nothing is asked."""
    file = tmp_path / "a.yaml"
    file.write_text(_SMALL.read_text("utf-8").replace("https://example.com/calm", url), "utf-8")
    done = run("take", file, input=_TYPED)
    assert (done.returncode, done.stdout, "[not-an-address]" in done.stderr) == (1, "", True)


def test_a_tag_runs_nothing(run: Run, tmp_path: Path) -> None:
    """YAML that builds objects elsewhere is a problem here."""
    file, proof = tmp_path / "a.yaml", tmp_path / "proof"
    tag = f"!!python/object/apply:os.system ['touch {proof}']"
    file.write_text(_SMALL.read_text("utf-8").replace("title: T0", f"title: {tag}"), "utf-8")
    for command in ("check", "take"):
        assert run(command, file).returncode == 1
    assert run("take", _SMALL, "--answers", file).returncode == 1
    assert not proof.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"a: " + b"x" * 10_000_000,
        b"\n" * 10_000_000,
        b"[" * 1_900_000,
        b"\x00" * 1000,
        b"\xed\xa0\x80",
        b"a: &a [x,x]\nb: &b [*a,*a]\n" + b"".join(b"c%d: [*b,*b]\n" % n for n in range(9999)),
        b"k: {" * 5000,
        b"selfcheck: 1\ntitle: " + "が".encode() * 600_000,
    ],
    ids=["long line", "many lines", "brackets", "NUL", "surrogate", "copies", "depth", "letters"],
)
@pytest.mark.skipif(os.name == "nt", reason="nothing tells there what a process has used")
def test_a_huge_or_broken_file_costs_little(tmp_path: Path, raw: bytes) -> None:
    """It is read as a question file and as answers, within seconds of the processor and 200 MB
    each; what grows faster than the file would take minutes."""
    from standby import Command, run_to_end

    file = tmp_path / "a.yaml"
    file.write_bytes(raw)
    for words in (("check", str(file)), ("take", str(_SMALL), "--answers", str(file))):
        _, end = run_to_end(Command(words, dict(os.environ), str(tmp_path)))
        assert end.code == 1
        assert end.seconds < 10
        assert end.memory < 200_000_000


_MARKS = "e" + "\u0301\u0323" * 200_000  # to be put in order, which takes the square of the time


@pytest.mark.parametrize("answers", [{"q1": _MARKS}, {"q3": [_MARKS]}, {"q5": _MARKS}, {_MARKS: 1}])
def test_many_marks_on_one_letter_cost_little(
    run: Run, tmp_path: Path, answers: dict[str, object]
) -> None:
    """Nobody waits for them in an answers file, be they an answer, a text or a name."""
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"answers": answers}, ensure_ascii=False), "utf-8")
    _assert_harmless(run("take", _SMALL, "--answers", file))


# --- file names and the environment -------------------------------------------------------------


@_POSIX
@pytest.mark.parametrize("name", [_EVIL.replace("/", ""), os.fsdecode(b"\xff\xfe")])
def test_a_file_name_cannot_steer_the_terminal(run: Run, tmp_path: Path, name: str) -> None:
    """Named in a problem, in what was written, in how to go on, or as wrong use."""
    good, bad = tmp_path / f"{name}.yaml", tmp_path / f"bad{name}.yaml"
    good.write_bytes(_SMALL.read_bytes())
    bad.write_bytes(_SMALL.read_bytes().replace(b"themes:", b"thmes:"))
    for command in (
        ["check", bad, tmp_path / f"no{name}"],
        ["take", good],
        ["take", good, "--answers", bad],
        ["take", good, "--save", f"{name}.pdf"],
        ["erase", name],
        [f"--{name}"],
        ["take", good, good],
    ):
        _assert_harmless(run(*command, input="\n\n3\n", cwd=tmp_path))


@_POSIX
def test_a_foreign_file_among_the_results_cannot_steer_the_terminal(run: Run, home: Path) -> None:
    """It is named, without what its name holds."""
    folder = home / "state" / "selfcheck" / "results"
    folder.mkdir(parents=True)
    (folder / f"{_EVIL}.json").touch()
    (folder / os.fsdecode(b"\xff.json")).touch()
    _assert_harmless(run("history"))
    _assert_harmless(run("erase", "--all", "--yes"))


_VARIABLES = ("SELFCHECK_LANG", "LANG", "LC_ALL", "TERM", "COLUMNS", "LINES", "ACCESSIBLE")


@_POSIX
@pytest.mark.parametrize("value", [_EVIL, os.fsdecode(b"\xff"), "9" * 30])
def test_the_environment_cannot_steer_the_terminal(run: Run, value: str) -> None:
    """Whatever stands in the variables that are read."""
    env: Mapping[str, str] = dict.fromkeys((*_VARIABLES, "SELFCHECK_AMBIGUOUS"), value)
    for command in (["--help"], ["history"], ["take", _SMALL]):
        _assert_harmless(run(*command, input="\n\n1\n", env=env))
    _assert_harmless(run("check", env={"SELFCHECK_QUESTIONS": value}))
