"""No answer is lost, whenever the program is killed. The whole run: `python bench/kills.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

_KILLS = Path(__file__).parents[1] / "bench" / "kills.py"


def test_what_was_confirmed_is_there_after_a_kill() -> None:
    """Ten kills at random moments: nothing lost, nothing broken, nothing temporary left."""
    done = subprocess.run(
        [sys.executable, str(_KILLS), "10"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 lost" in done.stdout
