"""A result set as text and as Markdown. Pure: returned, not printed."""

import re

from selfcheck.summary.telling import Block, Result, compose
from selfcheck.typesetting import break_lines, display_width, harmless
from selfcheck.words import Say

TEXT_WIDTH = 76
"""Columns of a text summary: 38 full-width characters, as a mail or a chat shows them whole."""


def render_text(result: Result, say: Say, numbers: bool = False) -> str:
    """For pasting into a mail or a chat: no line over 38 full-width characters but addresses."""
    lines = [line for block in compose(result, say, numbers) for line in _set_block(block, say)]
    text = "\n".join(lines).strip("\n") + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def _set_block(block: Block, say: Say) -> list[str]:
    text = harmless(block.text).strip("\n")
    match block.kind:
        case "title":
            return [*break_lines(text, TEXT_WIDTH), "=" * min(TEXT_WIDTH, display_width(text)), ""]
        case "heading":
            return ["", *break_lines(say("summary.heading", title=text), TEXT_WIDTH), ""]
        case "subheading":
            return ["", *break_lines(text, TEXT_WIDTH)]
        case "item":
            return break_lines(text, TEXT_WIDTH, first=" - ", rest="   ")
        case "address":
            return [text]
        case "text":
            return [*break_lines(text, TEXT_WIDTH), ""]
        case _:
            return break_lines(text, TEXT_WIDTH)


_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
# What would begin a list, underline a heading or draw a line: "1.", "-", "+", "===", "---".
_LINE_START = re.compile(r"^( *)(\d+(?=[.)](?:\s|$))|(?=[-+=](?:\s|$|[-=])))", re.MULTILINE)
_CODE_INDENT = re.compile("^ {4,}", re.MULTILINE)


def render_markdown(result: Result, say: Say, numbers: bool = False) -> str:
    """The same as Markdown; signs within the texts stay signs."""
    parts = [mark_block(block) for block in compose(result, say, numbers)]
    return "\n\n".join(parts) + "\n"


def mark_block(block: Block) -> str:
    """A block as Markdown."""
    text = re.sub(r"\A\s*\n", "", harmless(block.text)).rstrip()
    text = _MARKDOWN_SIGNS.sub(r"\\\1", text)
    heading = text.replace("\n", " ")
    lines = _LINE_START.sub(r"\1\2\\", _CODE_INDENT.sub("   ", text)).split("\n")
    body = "  \n".join(line if line.strip() else "" for line in lines)
    body = re.sub(r"(  \n)?\n(  \n)+", "\n\n", body)
    match block.kind:
        case "title":
            return f"# {heading}"
        case "heading":
            return f"## {heading}"
        case "subheading":
            return f"### {heading}"
        case "item":
            return "- " + body.replace("\n", "\n  ")
        case "address":
            return f"<{block.text}>"
        case _:
            return body
