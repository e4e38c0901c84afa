"""The pictures of the README are those of the program as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_pictures_are_current(tmp_path: Path) -> None:
    """Made anew they are the same; `python docs/pictures/make.py` renews them."""
    subprocess.run(
        [sys.executable, str(FOLDER / "make.py"), str(tmp_path)], check=True, timeout=200
    )
    made = {file.name: file.read_text("utf-8") for file in tmp_path.glob("*.svg")}
    assert made == {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.svg")}
    names = ("start", "question", "scale", "letter", "result", "history", "check")
    assert set(made) == {f"{name}-{theme}.svg" for name in names for theme in ("dark", "light")}
