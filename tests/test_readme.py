"""The README's commands do what it says. The lines for Windows are compared, not run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]


def blocks(language: str, text: str = README) -> list[str]:
    """What stands between the fences of one language."""
    return re.findall(rf"^```{language}\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)


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


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of this repository leads to one."""
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))

    assert not [link for link in links if not (document.parent / link).exists()]
