"""Blocks set as one HTML file: no script, nothing fetched, made for reading and for paper. Pure."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from selfcheck.palette import COLOURS
from selfcheck.summary.blocks import Bar, Block, Result, SummaryOptions
from selfcheck.summary.compose import compose_summary
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_USUAL = SummaryOptions()

_NOTHING_FETCHED = "default-src 'none'; style-src 'unsafe-inline'"
"""A policy that the browser holds the file to, whatever a text in it says."""

_SHOWN = ("accent", "quiet", "bar", "rest")
_LIGHT = " ".join(f"--{name}: {COLOURS[name].light};" for name in _SHOWN)
_DARK = " ".join(f"--{name}: {COLOURS[name].dark};" for name in _SHOWN)

_STYLE = f"""
:root {{ color-scheme: light dark; --paper: #fff; --text: #1e2629;
  {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #1e1e1e; --text: #e4e6e3;
  {_DARK} }} }}
""".lstrip()
_STYLE += """
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); line-height: 1.8;
  font-family: system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", sans-serif;
  line-break: strict; word-break: auto-phrase; overflow-wrap: anywhere; text-wrap: pretty; }
main { max-width: 36em; margin: 0 auto; padding: 2.5em 1.25em 4em; }
h1 { font-size: 1.5em; line-height: 1.4; margin: 0 0 .5em; }
h2 { font-size: 1.15em; line-height: 1.5; margin: 2.5em 0 .75em; color: var(--accent); }
h3 { font-size: 1em; margin: 1.5em 0 .25em; }
p { margin: 0 0 1em; }
ul { margin: 0 0 1em; padding-left: 1.4em; }
a { color: var(--accent); }
.note { color: var(--quiet); margin: 0; font-size: .95em; }
.first { font-weight: bold; }
.step { border-left: 3px solid var(--accent); padding-left: 1em; }
.phone { font-weight: bold; white-space: nowrap; }
.bars { margin: 0 0 1em; padding: 0; list-style: none; }
.bars li { display: grid; grid-template-columns: 9em 1fr 8em; gap: 0 1em; align-items: center;
  margin: .6em 0; line-height: 1.4; }
.bars svg { width: 100%; height: .9em; display: block; }
.bars .level { color: var(--accent); }
@media (max-width: 34em) { .bars li { grid-template-columns: 1fr; } }
@media print { main { max-width: none; padding: 0; }
  section, .bars li, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@page { size: A4; margin: 20mm; }
""".strip()
_STYLE += f"\n@media print {{ :root {{ --paper: #fff; --text: #000; {_LIGHT} --quiet: #444; }} }}"


def render_html(result: Result, say: Say, options: SummaryOptions = _USUAL) -> str:
    """The summary with its picture, as one file that a browser opens by itself."""
    blocks = compose_summary(result, say, options, picture=True)
    return html_page(result.questionnaire.title, result.questionnaire.language, set_blocks(blocks))


def html_page(title: str, language: str, body: str, more_style: str = "") -> str:
    """A whole file around the body; every page of ours wears the same clothes, and `more_style`
    over them."""
    return f"""<!doctype html>
<html lang="{_attribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">
<meta name="referrer" content="no-referrer">
<title>{_line(title)}</title>
<style>
{_STYLE}
{more_style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def set_blocks(blocks: Iterable[Block]) -> str:
    """Blocks as HTML: a section for each heading; items that follow each other are one list."""
    sections: list[list[str]] = [[]]
    for kind, group in groupby(blocks, lambda block: block.kind):
        for lines in _set_group(kind, list(group)):
            if kind == "heading":
                sections.append([])
            sections[-1].append(lines)
    head, *others = ("\n".join(section) for section in sections)
    return "\n".join([head, *(f"<section>\n{section}\n</section>" for section in others)])


def _set_group(kind: str, blocks: list[Block]) -> Iterator[str]:
    if kind in ("item", "call"):
        items = "\n".join(f"<li>{_name_and_phone(block)}</li>" for block in blocks)
        yield f"<ul>\n{items}\n</ul>"
        return
    for block in blocks:
        if block.text.strip():
            yield _set_block(block)


def _set_block(block: Block) -> str:
    match block.kind:
        case "title":
            return f"<h1>{_line(block.text)}</h1>"
        case "heading":
            return f"<h2>{_line(block.text)}</h2>"
        case "subheading":
            return f"<h3>{_line(block.text)}</h3>"
        case "contact":
            return f"<h3>{_name_and_phone(block)}</h3>"
        case "address":
            return f"<p>{_link(block.text)}</p>"
        case "note" | "caption" | "first":
            name = "first" if block.kind == "first" else "note"
            return f'<p class="{name}">{_lines(block.text)}</p>'
        case "picture":
            rows = zip(block.bars, block.text.split("\n"), strict=True)
            return (
                '<ul class="bars">\n'
                + "\n".join(_draw(bar, told) for bar, told in rows)
                + "\n</ul>"
            )
        case "step":
            return f'<div class="step">\n{_paragraphs(block.text)}\n</div>'
        case _:
            return _paragraphs(block.text)


def _paragraphs(text: str) -> str:
    """A text, with its empty lines as the ends of paragraphs."""
    parts = re.split(r"\n[ \t\u3000]*\n", harmless(text).strip("\n"))
    return "\n".join(f"<p>{_lines(part)}</p>" for part in parts if part.strip())


# --- the picture --------------------------------------------------------------------------------

_WIDTH, _HEIGHT, _GAP, _MARK = 300, 14, 3, 4
"""Units of the drawing: the whole bar, and the mark in it."""


def _draw(bar: Bar, told: str) -> str:
    """A theme: its name, its levels as stretches with a mark in the one reached, the level."""
    wide = (_WIDTH - _GAP * (bar.levels - 1)) / bar.levels
    starts = [place * (wide + _GAP) for place in range(bar.levels)]
    stretches = "".join(
        f'<rect x="{start:.1f}" width="{wide:.1f}" height="{_HEIGHT}" rx="2"'
        f' fill="var(--{"bar" if place == bar.place else "rest"})"/>'
        for place, start in enumerate(starts)
    )
    mark = starts[bar.place] + float(bar.way) * (wide - _MARK)
    return (
        f'<li><span>{_line(bar.name)}</span><svg role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' preserveAspectRatio="none"><title>{_line(told)}</title>{stretches}'
        f'<rect x="{mark:.1f}" width="{_MARK}" height="{_HEIGHT}" fill="var(--text)"/></svg>'
        f'<span class="level">{_line(bar.level)}</span></li>'
    )


# --- texts --------------------------------------------------------------------------------------


def _name_and_phone(block: Block) -> str:
    phone = f' <span class="phone">{_line(block.phone)}</span>' if block.phone else ""
    return _lines(block.text) + phone


def _link(address: str) -> str:
    """An address of the web can be followed; anything else is a text."""
    shown = _line(address)
    if not re.match(r"https?://", address.strip()):
        return shown
    return f'<a href="{_attribute(address.strip())}" rel="noreferrer">{shown}</a>'


def _line(text: str) -> str:
    return escape(harmless(text, False).strip().replace("\n", " "))


def _lines(text: str) -> str:
    return escape(harmless(text).strip("\n")).replace("\n", "<br>\n")


def _attribute(text: str) -> str:
    return escape(harmless(text, False), quote=True)
