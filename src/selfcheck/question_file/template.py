"""A question file to start from: its text, under an id of its own.

The texts stand in data/template.LANGUAGE.yaml, where they can be read and checked like any other.
"""

import re
from pathlib import Path

from selfcheck.question_file.names import is_id
from selfcheck.spelling import canonical_name
from selfcheck.typesetting import display_width

_OWN_ID = re.compile(r"^(id: )my-selfcheck( *)", re.MULTILINE)


def read_template(folder: Path, language: str, name: str) -> str:
    """The template in Japanese or else in English; `name` is to be its id where it can be one.

    Two files with one id would share drafts and kept results.
    """
    spoken = "ja" if language.split("-")[0].lower() == "ja" else "en"
    text = (folder / f"template.{spoken}.yaml").read_text("utf-8")
    id = canonical_name(name)
    if not is_id(id):
        return text
    return _OWN_ID.sub(lambda found: _aligned(found, id), text, count=1)


def _aligned(found: re.Match[str], id: str) -> str:
    """The line with the id in it, the note behind it where it was."""
    gap = len(found[0]) - len(found[1]) - display_width(id)
    return f"{found[1]}{id}{' ' * max(2, gap)}"
