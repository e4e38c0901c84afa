"""The result on the screen: safety first, and nothing else where it stands instead."""

from collections.abc import Iterable
from typing import TextIO

from selfcheck.summary import (
    Block,
    Result,
    compose_closing,
    compose_columns,
    compose_reflection,
    compose_safety,
    describe_level,
    theme_words,
)
from selfcheck.typesetting import break_lines, harmless
from selfcheck.words import Say

_WIDEST = 80
_MARGIN = " "


def show_result(
    result: Result, say: Say, stream: TextIO, width: int, numbers: bool = False
) -> None:
    """Print the page of a result."""
    stream.write("\n".join(render_result(result, say, width, numbers)) + "\n")
    stream.flush()


def render_result(result: Result, say: Say, width: int, numbers: bool = False) -> list[str]:
    """The page of a result as lines."""
    blocks: list[Block] = [Block("title", result.questionnaire.title)]
    blocks += compose_safety(result, say)
    if not result.outcome.is_replaced:
        blocks += compose_reflection(result, say)
        blocks += compose_columns(result, say)
        blocks += _compose_themes(result, say, numbers)
        blocks += compose_closing(result, say)
    return _set_blocks(blocks, min(width, _WIDEST))


def _compose_themes(result: Result, say: Say, numbers: bool) -> Iterable[Block]:
    yield Block("heading", say("result.themes"))
    for score in result.outcome.themes.values():
        yield Block("subheading", describe_level(score, say, numbers))
        for text in theme_words(score, say):
            yield Block("note", text)


def _set_blocks(blocks: Iterable[Block], width: int) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += _set_block(block, width)
    return [line.rstrip() for line in lines]


def _set_block(block: Block, width: int) -> list[str]:
    text = harmless(block.text).strip("\n")
    match block.kind:
        case "title":
            return ["", *break_lines(text, width, first=_MARGIN, rest=_MARGIN)]
        case "heading":
            return ["", "", *break_lines(f"== {text} ==", width, first=_MARGIN, rest="    "), ""]
        case "subheading":
            return ["", *break_lines(text, width, first=_MARGIN, rest=_MARGIN)]
        case "item":
            return break_lines(text, width, first=" - ", rest="   ")
        case "text":
            return [*break_lines(text, width, first=_MARGIN, rest=_MARGIN), ""]
        case _:
            return break_lines(text, width, first="   ", rest="   ", break_addresses=True)
