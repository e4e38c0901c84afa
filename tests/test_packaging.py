"""The built-in question file is found however selfcheck came to be there.

Packages are built once and each is installed into an environment of its own. The wheel's gets its
dependencies from the package index; the others borrow those of the Python that runs the tests.
"""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@dataclass(frozen=True, slots=True)
class Packages:
    """What `python -m build` makes: the sdist, and the wheel built out of it."""

    sdist: Path
    wheel: Path


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with selfcheck in it, how to start it there, and where its data must lie."""

    python: Path
    selfcheck: tuple[str | Path, ...]
    data: Path


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The sdist and the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run_python(Path(sys.executable), "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return Packages(sdist, wheel)


@pytest.fixture(scope="session", params=["wheel", "sdist", "editable", "checkout"])
def installation(
    request: pytest.FixtureRequest, packages: Packages, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """selfcheck in a fresh environment: from a wheel, an sdist, editable, or not installed."""
    folder = tmp_path_factory.mktemp(request.param)
    venv.create(folder, symlinks=sys.platform != "win32")
    python = folder / SCRIPTS / Path(sys.executable).name
    match request.param:
        case "wheel":
            install(python, packages.wheel)
        case "sdist":
            borrow_libraries(python)
            install(python, "--no-deps", "--no-build-isolation", packages.sdist)
        case "editable":
            borrow_libraries(python)
            install(python, "--no-deps", "--no-build-isolation", "--editable", ROOT)
        case "checkout":
            borrow_libraries(python)
            start = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); "
            start += "from selfcheck.__main__ import main; main()"
            return Installation(python, (python, "-c", start), ROOT)
    data = ROOT if request.param == "editable" else site_packages(python) / "selfcheck"
    return Installation(python, (folder / SCRIPTS / "selfcheck",), data)


def install(python: Path, *what: str | Path) -> None:
    """Install into the environment of that Python, with the pip of this one."""
    pip = ("-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--quiet")
    run_python(Path(sys.executable), *pip, *what)


def borrow_libraries(python: Path) -> None:
    """Let an environment see the libraries of this one, behind its own.

    A path file's lines are not searched for further path files, so an editable selfcheck of this
    environment is not seen there.
    """
    here = sysconfig.get_path("purelib")
    (site_packages(python) / "libraries.pth").write_text(f"{here}\n", encoding="utf-8")


def site_packages(python: Path) -> Path:
    """Where an environment keeps what is installed into it."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(run_python(python, "-c", code).strip())


def run_python(python: Path, *arguments: str | Path) -> str:
    """Run a Python to its good end; its output."""
    return run_to_end((python, *arguments))


def run_to_end(command: Sequence[str | Path], input: str = "", cwd: Path | None = None) -> str:
    """Run a command; its standard output, or a failed test with the last that it said."""
    done = subprocess.run(
        command, input=input, cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()[-20:]
        pytest.fail("\n".join([" ".join(map(str, command)), *said]), pytrace=False)
    return done.stdout


def test_the_built_in_file_is_found(installation: Installation, tmp_path: Path) -> None:
    """`selfcheck check` finds the built-in file where this installation keeps it, without fault."""
    said = run_to_end((*installation.selfcheck, "check"), cwd=tmp_path)

    assert str(installation.data / "data" / "questions.yaml") in said.replace("\n", "")


def test_the_built_in_self_check_can_be_taken(installation: Installation, tmp_path: Path) -> None:
    """Numbered replies, line by line, lead to a reflection with links."""
    start_and_name, answers, skips, finish_and_neither = "\n\n", "3\n" * 15, "s\n" * 40, "\n\n"
    replies = start_and_name + answers + skips + finish_and_neither

    said = run_to_end((*installation.selfcheck, "take", "--plain"), replies, tmp_path)

    assert "https://www.asanohisao.jp/" in said
    assert "\x1b" not in said


def test_the_wheel_holds_the_package_and_nothing_else(packages: Packages) -> None:
    """A wheel has the question file and the mark of a typed package, but no tests."""
    with zipfile.ZipFile(packages.wheel) as wheel:
        names = set(wheel.namelist())

    assert {"selfcheck/data/questions.yaml", "selfcheck/py.typed"} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"selfcheck"}
    assert not [name for name in names if "test" in name]


def test_the_sdist_holds_what_a_contributor_needs(packages: Packages) -> None:
    """An sdist has sources, question file, tests and docs."""
    with tarfile.open(packages.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}

    assert {"src/selfcheck/cli/__init__.py", "data/questions.yaml", "pyproject.toml"} <= names
    assert {"tests/test_packaging.py", "docs/glossary.md", "LICENSE", "README.md"} <= names
