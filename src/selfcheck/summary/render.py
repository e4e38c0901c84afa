"""Blocks set as text and as Markdown. Pure: returned, not printed."""

import re
from collections.abc import Iterable

from selfcheck.patterns import pattern
from selfcheck.summary.blocks import Block, Result, SummaryOptions
from selfcheck.summary.compose import compose_summary
from selfcheck.typesetting import break_lines, display_width, harmless
from selfcheck.words import Say

TEXT_WIDTH = 76
"""Columns of a text summary: 38 full-width characters, as a mail or a chat shows them whole."""

_USUAL = SummaryOptions()


# --- as text ----------------------------------------------------------------------------------


def render_text(result: Result, say: Say, options: SummaryOptions = _USUAL) -> str:
    """For pasting into a mail or a chat: no line over 38 full-width characters but addresses."""
    blocks = compose_summary(result, say, options)
    before = ("", *(block.kind for block in blocks))
    lines = [
        line
        for kind, block in zip(before, blocks, strict=False)
        for line in ([""] * _begins_anew(kind, block) + _set_block(block, say))
    ]
    text = "\n".join(lines).strip("\n") + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def _begins_anew(before: str, block: Block) -> bool:
    """Whether an empty line stands above a block."""
    if block.kind in ("heading", "subheading", "contact"):
        return True
    if block.kind in ("text", "step", "first"):
        return before in ("note", "item", "address")
    return block.kind != before and "call" in (block.kind, before)


def _set_block(block: Block, say: Say) -> list[str]:
    text = harmless(block.text).strip("\n")
    match block.kind:
        case "title":
            return [*break_lines(text, TEXT_WIDTH), "=" * min(TEXT_WIDTH, display_width(text)), ""]
        case "heading":
            return [*break_lines(say("summary.heading", title=text), TEXT_WIDTH), ""]
        case "call" | "contact":
            return set_contact(block, TEXT_WIDTH)
        case "item":
            return break_lines(text, TEXT_WIDTH, first=" - ", rest="   ")
        case "address":
            return [text]
        case "text" | "step" | "first" | "picture":
            return [*break_lines(text, TEXT_WIDTH), ""]
        case _:
            return break_lines(text, TEXT_WIDTH)


def set_contact(block: Block, width: int, indent: str = "") -> list[str]:
    """Name and phone on one line of a width, or the phone below the name."""
    name, phone = harmless(block.text, False), harmless(block.phone, False)
    line = indent + "  ".join(part for part in (name, phone) if part)
    if not phone or display_width(line) <= width:
        return break_lines(line.strip(), width, first=indent, rest=indent)
    below = indent + "  "
    return [
        *break_lines(name, width, first=indent, rest=indent),
        *break_lines(phone, width, first=below, rest=below),
    ]


# --- as Markdown ------------------------------------------------------------------------------

_MARKDOWN_SIGNS = pattern(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
# What would begin a list, underline a heading or draw a line: "1.", "-", "+", "===", "---".
_LINE_START = pattern(r"^( *)(\d+(?=[.)](?:\s|$))|(?=[-+=](?:\s|$|[-=])))", re.MULTILINE)
_CODE_INDENT = pattern("^ {4,}", re.MULTILINE)
_LISTED = ("item", "call")


def render_markdown(result: Result, say: Say, options: SummaryOptions = _USUAL) -> str:
    """The same as Markdown; signs within the texts stay signs."""
    return mark_blocks(compose_summary(result, say, options)) + "\n"


def mark_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown; items that follow each other are one list."""
    text, before = "", ""
    for block in blocks:
        if block.text.strip():
            listed = before == block.kind and before in _LISTED
            text += ("\n" if listed else "\n\n" if text else "") + mark_block(block)
            before = block.kind
    return text


def mark_block(block: Block) -> str:
    """A block as Markdown."""
    body = _mark_lines(_name_and_phone(block))
    match block.kind:
        case "title":
            return f"# {_mark_line(block.text)}"
        case "heading":
            return f"## {_mark_line(block.text)}"
        case "subheading":
            return f"### {_mark_line(block.text)}"
        case "contact":
            return f"### {_mark_line(_name_and_phone(block))}"
        case "first":
            return f"**{_mark_line(block.text)}**"
        case "call" | "item":
            return "- " + body.replace("\n", "\n  ")
        case "address":
            return f"<{block.text}>"
        case _:
            return body


def _name_and_phone(block: Block) -> str:
    return "  ".join(part for part in (block.text, block.phone) if part)


def _mark(text: str) -> str:
    text = re.sub(r"\A\s*\n", "", harmless(text)).rstrip()
    return _MARKDOWN_SIGNS.sub(r"\\\1", text)


def _mark_line(text: str) -> str:
    return _mark(text).strip().replace("\n", " ")


def _mark_lines(text: str) -> str:
    """Lines that stay lines, and none of them a list, a heading or code."""
    lines = _LINE_START.sub(r"\1\2\\", _CODE_INDENT.sub("   ", _mark(text))).split("\n")
    body = "  \n".join(line if line.strip() else "" for line in lines)
    return re.sub(r"(  \n)?\n(  \n)+", "\n\n", body)
