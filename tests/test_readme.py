"""The README's commands do what it says. The lines for Windows are compared, not run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import Run

from selfcheck.words import ja

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
JAPANESE = (ROOT / "README.ja.md").read_text("utf-8")
DOCUMENTS = [
    ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md")
]


def blocks(language: str, text: str = README) -> list[str]:
    """What stands between the fences of one language."""
    found = re.findall(rf"^( *)```{language}\n(.*?)\n\1```$", text, re.DOTALL | re.MULTILINE)
    return [dedent(lead + block) for lead, block in found]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what an installation needs, with no `.venv` yet."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def paste(line: str, folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a POSIX shell, where `python3` is the Python of these tests."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": path},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_there_are_two_commands_for_each_system() -> None:
    """One line starts, one tests, for POSIX and for Windows."""
    lines = [*blocks("sh"), *blocks("powershell")]

    assert len(lines) == 4
    assert not [line for line in lines if "\n" in line]


def test_windows_lines_take_the_same_steps() -> None:
    """The lines for Windows differ in nothing but the names of a Windows environment."""

    def as_posix(line: str) -> str:
        line = line.replace("py -3", "python3").replace(".venv\\Scripts\\", ".venv/bin/")
        return line.replace("; ", " && ")

    assert [as_posix(line) for line in blocks("powershell")] == blocks("sh")


def test_continuous_integration_runs_the_readme_line() -> None:
    """`.ci/run` ends with exactly the README's line for tests."""
    last = (ROOT / ".ci" / "run").read_text("utf-8").rstrip("\n").rpartition("\n")[2]

    assert last == blocks("sh")[1]


@pytest.mark.skipif(not shutil.which("sh"), reason="the line is for a POSIX shell")
@pytest.mark.parametrize("time", ["first", "second"])
def test_the_first_line_starts_the_self_check(checkout: Path, time: str) -> None:
    """The line for POSIX ends at the start page, with and without a `.venv` from before."""
    assert (checkout / ".venv").exists() == (time == "second")

    done = paste(blocks("sh")[0], checkout, typed="x\n")

    assert "近くて遠い、ふたりの心" in done.stderr, done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("line", blocks("console")[0].splitlines())
def test_the_answers_file_leads_to_a_result(line: str, run: Run, tmp_path: Path) -> None:
    """Every command shown for the README's answers file works on it."""
    (tmp_path / "answers.yaml").write_text(blocks("yaml")[0], encoding="utf-8")

    done = run(*line.partition("#")[0].removeprefix("selfcheck ").split(), cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "近くて遠い、ふたりの心" in done.stdout


def test_commands_named_exist(run: Run) -> None:
    """Every `selfcheck COMMAND` and option in the README is one that the program knows."""
    help = run("--help").stdout + run("take", "--help").stdout + run("check", "--help").stdout

    named = set(re.findall(r"(?:^|`)selfcheck (\w+)", README, re.MULTILINE))
    options = set(re.findall(r"selfcheck [^`\n]*?(--[a-z-]+)", README))

    assert named <= set(re.findall(r"^ +(\w+) ", help, re.MULTILINE))
    assert options <= set(re.findall(r"--[a-z-]+", help))


def test_the_japanese_readme_says_the_same_for_both_systems() -> None:
    """What is typed on Windows differs from what is typed on a Mac in nothing but names."""
    names = [("\\", "/"), ("Scripts", "bin"), ("py -3", "python3"), ("notepad", "open -e")]
    names.append(("copy ", "cp "))
    windows = blocks("powershell", JAPANESE)
    for here, there in names:
        windows = [block.replace(here, there) for block in windows]
    mac = [block for block in blocks("console", JAPANESE) if block != 'cd "$HOME/selfcheck"']
    assert windows == mac


def test_the_commands_of_the_japanese_readme_work(run: Run, tmp_path: Path) -> None:
    """One after the other, in a folder with the built-in questions; the interview is left out, for
    there nobody answers."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    lines = [line for block in blocks("console", JAPANESE) for line in block.splitlines()]
    ours = [line.split()[1:] for line in lines if line.startswith(".venv/bin/selfcheck ")]
    assert [words[0] for words in ours].count("take") == 2
    for words in ours:
        if words[0] != "take":
            done = run(*words, cwd=tmp_path, input="はい\n")
            assert done.returncode == 0, done.stderr
    assert "mine.yaml: 気になるところはありません" in run("check", "mine.yaml", cwd=tmp_path).stdout


def test_what_the_japanese_readme_quotes_is_said() -> None:
    """Sentences in quotation marks are those of the program."""
    said = "".join(ja.SENTENCES.values())
    for quoted in (
        "気になるところはありません",
        "このパソコンに残しておく",
        "ファイルに書き出す",
    ):
        assert quoted in said
        assert quoted in JAPANESE
    assert "危険については、言葉を探しただけで、意味は読んでいません" in JAPANESE
    assert "危険については、言葉を探しただけで、意味は読んでいません" in said


def test_anchors_of_the_japanese_readme() -> None:
    """Every entry of its table of contents leads to a heading."""
    headings = {
        re.sub(r"[^\w\- ]", "", heading).replace(" ", "-").lower()
        for heading in re.findall(r"^## (.*)$", JAPANESE, re.MULTILINE)
    }
    assert {*re.findall(r"\]\(#([^)]+)\)", JAPANESE)} == headings


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of this repository leads to one."""
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))

    assert not [link for link in links if not (document.parent / link).exists()]
