"""A reflective self-check for the terminal.

Reading order, which is the way a person's answers travel:
question_file -> asking (driven by session) -> scoring -> reflecting -> summary -> showing.
`questionnaire` holds the data that all of them pass along, `format` every field that a question
file can have; `cli` puts them together. Many respondents travel as a table:
question_file -> table -> scoring -> analysis -> showing.

From Python: `from selfcheck import load_questionnaire, score, reflect` (see `interface`).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfcheck.interface import load_questionnaire, reflect, score

__all__ = ["__version__", "load_questionnaire", "reflect", "score"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the Python interface only where it is used, so that the program starts at once."""
    if name in __all__:
        from selfcheck import interface

        return getattr(interface, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
