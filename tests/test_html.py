"""A summary as one HTML file: whole, harmless, and readable by whatever reads pages."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summary import ALL, FILE, result

from selfcheck.questionnaire import Reply
from selfcheck.summary import SummaryOptions
from selfcheck.summary.blocks import Block
from selfcheck.summary.html import render_html, set_blocks
from selfcheck.words import speaker

SAY = speaker("ja")
VOID = frozenset({"meta", "rect", "br"})
FETCHING = ("src", "srcset", "action", "data", "poster", "background", "xlink:href")


class Page(HTMLParser):
    """Reads a page, and fails where something is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.words.append((self.open[-1], data.strip()))

    def within(self, tag: str) -> list[str]:
        return [words for inside, words in self.words if inside == tag]


def page(typed: str = ALL, options: SummaryOptions | None = None) -> Page:
    return Page(render_html(result(typed), SAY, options or SummaryOptions()))


def test_it_is_one_page_in_its_language() -> None:
    """A title, one main part, headings in order: what a screen reader walks along."""
    found = page()
    assert ("html", {"lang": "ja"}) in found.tags
    assert [tag for tag, _ in found.tags].count("main") == 1
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_has_the_letter_the_themes_and_the_answers() -> None:
    """What the text has is there too."""
    found = page()
    assert found.within("h1") == ["ふたりの題"]
    assert "近いかた" in found.within("h2")
    assert "1. 彼は近いですか。" in found.within("h3")


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """No script, no frame, no address but those that one follows oneself; the browser is told."""
    text = render_html(result(ALL), SAY)
    found = Page(text)
    tags = {tag for tag, _ in found.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    for tag, attributes in found.tags:
        assert not any(name in FETCHING or name.startswith("on") for name in attributes), tag
    assert not re.search(r"@import|url\(", text)
    assert "default-src 'none'" in text


def test_the_picture_says_its_words_to_who_does_not_see_it() -> None:
    """Every bar has a title: theme and level."""
    found = page()
    assert [attributes["role"] for tag, attributes in found.tags if tag == "svg"] == ["img"]
    assert "近さ: 高い" in found.within("title")


def test_without_answers_there_are_none() -> None:
    """Neither answers nor what was written."""
    found = page(options=SummaryOptions(answers=False))
    assert not any("近いですか" in words for _, words in found.words)


def test_where_a_safety_text_stands_instead_there_is_nothing_else() -> None:
    """No letter, no picture, no answers."""
    file = FILE.replace(
        "safety:\n", "safety:\n  all: {when: {q1: 2}, title: 題, says: 文, instead: true}\n"
    )
    found = Page(render_html(result("{q1: 2}", file), SAY))
    assert "題" in found.within("h2")
    assert not any(tag == "svg" for tag, _ in found.tags)
    assert not any("近い" in words for _, words in found.words)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example"])
def test_only_addresses_of_the_web_can_be_followed(address: str) -> None:
    """Anything else is a text."""
    assert "<a " not in set_blocks([Block("address", address)])
    assert '<a href="https://x.example/?a=1&amp;b=2"' in set_blocks(
        [Block("address", "https://x.example/?a=1&b=2")]
    )


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_whatever_was_typed_is_a_text(typed: str) -> None:
    """Signs of HTML within a reply open nothing and close nothing."""
    found = result(ALL)
    outcome = replace(found.outcome, answers={**found.outcome.answers, "diary": Reply(text=typed)})
    plain = {tag for tag, _ in page().tags}
    assert {
        tag for tag, _ in Page(render_html(replace(found, outcome=outcome), SAY)).tags
    } <= plain | {"br"}


def _luminance(colour: str) -> float:
    parts = [
        int(colour[place : place + len(colour) // 3], 16)
        for place in range(0, len(colour), len(colour) // 3)
    ]
    if len(colour) == 3:
        parts = [part * 17 for part in parts]
    linear = [p / 255 / 12.92 if p <= 10 else ((p / 255 + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("form", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_read(form: int) -> None:
    """WCAG: texts 4.5 to 1, the bar on the paper and the mark on the bar 3 to 1."""
    text = render_html(result(ALL), SAY)
    colours = {name: found for name in ("paper", "text", "accent", "quiet", "bar")
               for found in [re.findall(rf"--{name}: #(\w+)", text)[form]]}  # fmt: skip
    for name in ("text", "accent", "quiet"):
        assert _contrast(colours[name], colours["paper"]) >= 4.5, name
    assert _contrast(colours["bar"], colours["paper"]) >= 3
    assert _contrast(colours["text"], colours["bar"]) >= 3
