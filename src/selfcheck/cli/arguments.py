"""The command line before typer reads it: file names in any bytes, and no command at all."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

COMPLETING = "_SELFCHECK_COMPLETE"
"""Set by a shell that wants words completed."""

_OF_THE_PROGRAM = ("--version", "--help")


class MisplacedWordError(Exception):
    """A word stands where a command should have come first; perhaps it is one."""

    def __init__(self, word: str, is_command: bool) -> None:
        super().__init__(word)
        self.word = word
        self.is_command = is_command


def is_bare_take(arguments: list[str]) -> bool:
    """Whether there is nothing to read but, perhaps, the command `take` and the name of a file. On
    Windows a name may be a pattern, which is left to typer."""
    match arguments:
        case [] | ["take"]:
            return True
        case ["take", name]:
            return bool(name) and not name.startswith("-") and os.name != "nt"
        case _:
            return False


def file_of_bare_take(arguments: list[str]) -> Path | None:
    """The question file that stands there."""
    return Path(arguments[1]) if arguments[1:] else None


def with_command(group: Any, context: Any, arguments: list[str]) -> list[str]:
    """The arguments, with `take` before them where they name no command. Raises MisplacedWordError
    where a word stands behind options of `take`: it would name no file, but a command."""
    if arguments in ([], ["--"]):
        return arguments if context.resilient_parsing else ["take"]
    if not _is_option_of_take(arguments):
        return arguments
    take = group.get_command(context, "take")
    words = [] if context.resilient_parsing else _words(take, context, arguments)
    if words:
        raise MisplacedWordError(words[0], words[0] in group.commands)
    return ["take", *arguments]


def _is_option_of_take(arguments: list[str]) -> bool:
    first = arguments[0].partition("=")[0] if arguments else ""
    return first.startswith("-") and first not in ("-", "--", *_OF_THE_PROGRAM)


def _words(take: Any, context: Any, arguments: list[str]) -> list[str]:
    """What is no option and belongs to none."""
    found, left, _ = take.make_parser(context).parse_args(list(arguments))
    named = [found.get(one.name) for one in take.params if one.param_type_name == "argument"]
    return [*(word for word in named if isinstance(word, str)), *left]


def writable_names(arguments: Iterable[str]) -> list[str]:
    """The arguments, all fit to be names of files. In a locale that is not UTF-8 the C library may
    have read bytes as control characters, which Python cannot turn back; so they become bytes."""
    return [one if _is_writable(one) else "".join(map(_as_byte, one)) for one in arguments]


def _is_writable(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _as_byte(character: str) -> str:
    if _is_writable(character):
        return character
    return chr(0xDC00 + ord(character)) if 0x80 <= ord(character) <= 0x9F else "?"
