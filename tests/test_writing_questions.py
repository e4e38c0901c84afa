"""The author's guides and recipes are true: every example is checked, every message is printed."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from selfcheck.cli.check import find_problems
from selfcheck.format import CONDITION_WORDS, KNOWN_WORDS
from selfcheck.question_file.loader import Loaded, read_questionnaire
from selfcheck.showing.problems import render_problems
from selfcheck.words import en, ja, speaker

DOCS = Path(__file__).parents[1] / "docs"
BAD = Path(__file__).parent / "question_files" / "bad"
SHOWN = "".join(file.read_text(encoding="utf-8") for file in sorted(BAD.glob("*.txt")))
WORDS = KNOWN_WORDS | {*CONDITION_WORDS}


@dataclass(frozen=True)
class Guide:
    """A guide in one language: its text, and the word that marks a part of a file in it."""

    language: str
    name: str
    part: str

    @property
    def text(self) -> str:
        return (DOCS / self.name).read_text(encoding="utf-8")

    def blocks(self, kind: str) -> list[str]:
        """The fenced blocks of one kind, whole."""
        return re.findall(rf"^```{kind}\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)

    @property
    def parts(self) -> list[str]:
        return self.blocks(f"yaml {self.part}")


JAPANESE = Guide("ja", "writing-questions.ja.md", "部分")
ENGLISH = Guide("en", "writing-questions.md", "part")
RECIPES = (Guide("ja", "recipes.ja.md", "部分"), Guide("en", "recipes.md", "part"))
GUIDES = (JAPANESE, ENGLISH)

each_guide = pytest.mark.parametrize("guide", GUIDES, ids=[guide.name for guide in GUIDES])
WHOLE = [
    pytest.param(guide.language, text, id=f"{guide.name}-{number}")
    for guide in (*GUIDES, *RECIPES)
    for number, text in enumerate(guide.blocks("yaml"))
]
PARTS = [
    pytest.param(guide, text, id=f"{guide.name}-{number}")
    for guide in GUIDES
    for number, text in enumerate(guide.parts)
]
MESSAGES = [
    pytest.param(text, id=f"{guide.name}-{number}")
    for guide in GUIDES
    for number, text in enumerate(guide.blocks("text"))
    if "│" in text or "行目" in text or ", line " in text
]


# What a part of a file needs around it; a part has its own in place of these.
AROUND = {
    "selfcheck": "selfcheck: 1\n",
    "id": "id: guide\n",
    "title": "title: 見本\n",
    "language": "language: ja\n",
    "themes": "themes:\n"
    "  calm: {name: 静けさ, rubric: {low: {}, high: {from: 50}}}\n"
    "  pushing: {name: 踏みこみ}\n",
    "questions": "questions:\n"
    "  q1: {ask: あ, answers: {0: いいえ, 1: ときどき, 2: はい}, theme: calm}\n"
    "  q2: {ask: い, answers: {0: いいえ, 1: ときどき, 2: はい}, theme: calm}\n",
    "contacts": "contacts: {navi: {name: あ}}\n",
    "columns": "columns: {first: {url: https://example.org/}}\n",
}
IN_ENGLISH = {"language: ja": "language: en", "いいえ": "No", "ときどき": "At times", "はい": "Yes"}


def complete(guide: Guide, part: str) -> str:
    """A whole file with a part of the guide in it."""
    sections = re.findall(r"^\w+:.*?(?=^\w+:|\Z)", part, re.MULTILINE | re.DOTALL)
    around = "\0".join(AROUND.values())
    for was, now in IN_ENGLISH.items() if guide is ENGLISH else ():
        around = around.replace(was, now)
    whole = dict(zip(AROUND, around.split("\0"), strict=True))
    return "".join((whole | {text.partition(":")[0]: text for text in sections}).values())


def check(text: str, language: str = "ja") -> Loaded:
    loaded = read_questionnaire("guide.yaml", text.encode())
    problems = find_problems(loaded)
    assert render_problems(problems, loaded.places, speaker(language), 80) == ""
    return loaded


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_whole_files_are_right(language: str, text: str) -> None:
    """Every whole file in the guides and every recipe is checked without a word, examples
    included."""
    check(text, language)


@pytest.mark.parametrize(("guide", "part"), PARTS)
def test_parts_are_right(guide: Guide, part: str) -> None:
    """Every part of a file in a guide has no mistake, within a whole one; that so small a whole
    may lean on one question is another matter."""
    loaded = read_questionnaire("guide.yaml", complete(guide, part).encode())
    assert [p for p in find_problems(loaded) if p.severity == "error"] == []


@pytest.mark.parametrize("text", MESSAGES)
def test_messages_are_printed(text: str) -> None:
    """Every message in a guide is one that `check` prints."""
    assert text in SHOWN


@each_guide
def test_every_name_of_the_format_is_explained(guide: Guide) -> None:
    """No name of the format is missing from a guide."""
    assert [word for word in sorted(WORDS) if f"`{word}`" not in guide.text] == []


@each_guide
def test_the_last_example_has_every_name(guide: Guide) -> None:
    """The example that has everything has every name of the format."""
    names = set(re.findall(r"(?:^|[\s{\[])(\w+):", guide.blocks("yaml")[-1]))
    assert WORDS - names == set()


@each_guide
def test_the_rules_of_scoring_are_all_there(guide: Guide) -> None:
    """A guide has the rules of scoring under their numbers."""
    rules = re.findall(r"^- \*\*R(\d+)\*\*", guide.text, re.MULTILINE)
    assert rules == [str(number) for number in range(1, 16)]


@each_guide
def test_conditions_in_tables_can_be_read(guide: Guide) -> None:
    """Each that is told of there is a condition."""
    answers = "{0: いいえ, 1: ときどき, 2: はい, 3: At times, yes: 'yes'}"
    around = AROUND | {
        "themes": "themes:\n  calm: {name: 静けさ, rubric: {low: {}, high: {from: 50}}}\n"
        "  open: {name: 近さ}\n",
        "questions": "questions:\n"
        f"  q1: {{ask: あ, answers: {answers}, theme: calm}}\n"
        f"  q2: {{ask: い, answers: {answers}, theme: open}}\n"
        f"  q3: {{ask: う, answers: {answers}}}\n",
    }
    found = re.findall(r"^\| `(\{.*?\})` \||`(\{(?:skipped|highest|not):.*?\})`", guide.text, re.M)
    conditions = [first or second for first, second in found]
    assert len(conditions) > 15
    for when in conditions:
        remarks = f"remarks: {{r: {{when: {when}, says: 文}}}}\n"
        assert (
            read_questionnaire("a.yaml", "".join([*around.values(), remarks]).encode()).problems
            == ()
        )


def test_the_guides_have_the_same_chapters() -> None:
    """What one tells, the other does: chapters, tables, parts of files, rules."""
    for one, other in ((JAPANESE, ENGLISH), RECIPES):
        assert len(one.blocks("yaml")) == len(other.blocks("yaml"))
        assert len(one.parts) == len(other.parts)
        for pattern in (r"^#{2,3} ", r"^\| "):
            lines = [re.findall(pattern, guide.text, re.MULTILINE) for guide in (one, other)]
            assert len(lines[0]) == len(lines[1])


@pytest.mark.parametrize("guide", [*GUIDES, *RECIPES], ids=lambda guide: guide.name)
def test_every_link_within_a_guide_leads_to_a_chapter(guide: Guide) -> None:
    """The list of chapters at its top, and what is pointed to in between."""
    headings = re.findall(r"^#+ (.+)$", guide.text, re.MULTILINE)
    places = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert {*re.findall(r"\]\(#([^)]+)\)", guide.text)} - places == set()
    files = re.findall(r"\]\(([\w.-]+\.md)\)", guide.text)
    assert [file for file in files if not (DOCS / file).exists()] == []


@pytest.mark.parametrize("recipes", RECIPES, ids=lambda guide: guide.name)
def test_each_type_of_the_first_recipe_has_its_own_words(recipes: Guide) -> None:
    """Whoever's highest theme is the wind is told of the wind."""
    loaded = check(recipes.blocks("yaml")[0], recipes.language)
    assert loaded.questionnaire
    expected = {e.expect.reflection for e in loaded.questionnaire.examples.values()}
    assert expected == {*loaded.questionnaire.reflections}


def test_the_message_for_a_file_without_mistakes() -> None:
    """What a guide says is shown where all is well, is."""
    for guide, words, said in (
        (JAPANESE, ja, "気になるところはありません"),
        (ENGLISH, en, "nothing to mend"),
    ):
        assert said in words.SENTENCES["check.fine"]
        assert said in guide.text
