"""The gates that every change passes: style, types and the floors of the architecture."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _assert_passes(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n\n{done.stdout}", pytrace=False)


def test_ruff_finds_nothing() -> None:
    """The code keeps the rules chosen in pyproject.toml."""
    _assert_passes("-m", "ruff", "check")


def test_everything_is_formatted() -> None:
    """Every Python file stands as `ruff format` writes it."""
    _assert_passes("-m", "ruff", "format", "--check")


def test_mypy_finds_nothing() -> None:
    """Program, tests and benchmarks are typed, strictly."""
    _assert_passes("-m", "mypy")


def test_imports_only_go_down() -> None:
    """No module imports from a floor above its own, nor a library its floor may not know."""
    _assert_passes("-c", "from importlinter.cli import lint_imports_command as lint; lint()")
