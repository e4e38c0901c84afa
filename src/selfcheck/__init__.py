"""A reflective self-check for the terminal.

Reading order, which is the way a person's answers travel:
question_file -> asking (driven by session) -> scoring -> reflecting -> summary -> showing.
`questionnaire` holds the data that all of them pass along, `format` every field that a question
file can have; `cli` puts them together. Many respondents travel as a table:
question_file -> table -> scoring -> analysis -> showing.

From Python: `from selfcheck import load_questionnaire, score, reflect` (see `api`).
"""

import sys

TYPE_CHECKING = False  # what `typing` calls so; to import it would take longer than all else here
if TYPE_CHECKING:
    from selfcheck.api import load_questionnaire, reflect, score

__all__ = ["__version__", "load_questionnaire", "reflect", "score"]

__version__ = "0.1.0"


def _end_quietly_on_interrupt() -> None:
    """Until the commands stand, Ctrl-C ends the program there and then: nothing is begun yet, and
    in the midst of imports Python would speak of it. Where it was ignored before, it stays so."""
    import _signal  # type: ignore[import-not-found]  # `signal` takes a while: it imports enum
    import os

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))


def _is_started() -> bool:
    """Whether this is the program starting, and not somebody's `import selfcheck`."""
    words = getattr(sys, "argv", None) or [""]
    if words[0] == "-m":  # so it is while `python -m` still looks for what to run
        return sys.orig_argv[-len(words)] in ("selfcheck", "-mselfcheck")
    return words[0].replace("\\", "/").rpartition("/")[2] in ("selfcheck", "selfcheck.exe")


if _is_started():
    _end_quietly_on_interrupt()


def __getattr__(name: str) -> object:
    """Import the Python interface only where it is used, so that the program starts at once."""
    if name in __all__:
        from selfcheck import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
