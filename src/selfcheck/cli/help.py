"""`--help` in one language, set by the same rules as every page.

click's own help has English headings and breaks Japanese lines anywhere.
"""

import os
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from selfcheck.cli.arguments import with_command
from selfcheck.cli.language import say
from selfcheck.cli.terminal import is_screen, screen_width

_MAX_WIDTH = 80
_GAP = 2


class SpokenCommand(TyperCommand):
    """A command whose help is ours."""

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        return render_help(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, described in our words."""
        return _described(super().get_help_option(ctx))


class SpokenGroup(TyperGroup):
    """The program itself, with its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments left to a command."""
        if not ctx.resilient_parsing:  # else a shell completes words, of any command
            args = with_command(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        return render_help(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, described in our words."""
        return _described(super().get_help_option(ctx))


def _described(option: Any) -> Any:
    if option is not None:
        option.help = say("cli.help")
    return option


def render_help(command: Any, context: Any) -> str:
    """How to call it, what it does, its arguments, options and commands."""
    from selfcheck.typesetting import break_lines

    width = min(_MAX_WIDTH, screen_width())
    parameters = command.get_params(context)
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    words = [context.command_path, say("cli.usage-options") if options else ""]
    words += [_argument_name(one) for one in arguments]
    if getattr(command, "commands", None):
        words.append(say("cli.usage-command"))
    usage = say("cli.usage", words=" ".join(word for word in words if word))
    lines = [*break_lines(usage, width, rest="  "), ""]
    lines += break_lines(command.help or "", width, first="  ", rest="  ")
    lines += _section(
        "cli.arguments", [(_argument_name(a), a.help or "") for a in arguments], width
    )
    lines += _section("cli.options", [(_option_name(o), o.help or "") for o in options], width)
    commands = getattr(command, "commands", {})
    lines += _section("cli.commands", [(n, c.help or "") for n, c in commands.items()], width)
    return "\n".join(line.rstrip() for line in lines)


def _worn(text: str, role: str) -> str:
    """A text as it looks on a screen; elsewhere it is as it was."""
    from selfcheck.palette import Look, find_depth, worn

    return worn(text, role, Look(find_depth(os.environ, os.name == "nt"))) if is_screen() else text


def _argument_name(argument: Any) -> str:
    if argument.metavar:  # where the order on the command line is another than that of the names
        return str(argument.metavar)
    name = (argument.name or "").upper().rstrip("S")
    name += "..." if argument.nargs == -1 else ""
    return name if argument.required else f"[{name}]"


def _option_name(option: Any) -> str:
    if option.is_flag or option.name == "help":
        return str(max(option.opts, key=len))
    choices = getattr(option.type, "choices", None)
    value = "|".join(map(str, choices)) if choices else say(f"cli.value-{option.name}")
    return f"{max(option.opts, key=len)} {value}"


def _section(heading: str, entries: Iterable[tuple[str, str]], width: int) -> list[str]:
    """A heading and its entries, each name before its description or above it."""
    from selfcheck.typesetting import break_lines, display_width, pad

    rows = list(entries)
    if not rows:
        return []
    lines = ["", _worn(say(heading), "strong")]
    column = 2 + max(display_width(name) for name, _ in rows) + _GAP
    if column > width // 2:
        for name, text in rows:
            lines.append("  " + _worn(name, "level"))
            lines += break_lines(text, width, first=" " * 6, rest=" " * 6)
        return lines
    for name, text in rows:
        first, *below = break_lines(text, width, first=pad("  " + name, column), rest=" " * column)
        lines += [first.replace(name, _worn(name, "level"), 1), *below]
    return lines
