"""Ten respondents, and the whole of what each is told, in both languages.

They are the examples of that name in the built-in file. A text that is missing is written, and the
test fails once: read it as that person would, then keep it.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_built_in import ASKED, LANGUAGES

from selfcheck.placeholders import fill_questionnaire
from selfcheck.reflecting import reflect
from selfcheck.summary import Result, render_text
from selfcheck.words import speaker

FOLDER = Path(__file__).parent / "sessions" / "respondents"
RESPONDENTS = [
    "does_everything",
    "pushes_out_of_fear",
    "asks_straight_out",
    "moves_and_rests",
    "calm_and_lonely",
    "at_ease",
    "exhausted_from_understanding",
    "parted_a_month_ago",
    "afraid_of_the_partner",
    "nearly_all_skipped",
    "husband_about_his_wife",
    "woman_about_her_girlfriend",
]  # fmt: skip
# What the examples call the partner, for readers of English.
ENGLISH_WORDS = {"妻": "your wife", "彼女": "your girlfriend"}


def told(name: str, language: str) -> str:
    """The text summary of one respondent."""
    asked = ASKED[language]
    example = asked.examples[name]
    replies = {id: fill_in.default for id, fill_in in asked.fill_in.items()} | dict(example.fill_in)
    if language == "en":
        replies = {id: ENGLISH_WORDS.get(word, word) for id, word in replies.items()}
    filled = fill_questionnaire(asked, replies)
    taken = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    result = Result(filled, replies, reflect(filled, example.answers), taken)
    return render_text(result, speaker(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RESPONDENTS)
def test_a_respondent_is_told_what_was_written_for_her(name: str, language: str) -> None:
    """The whole summary, to the letter."""
    file = FOLDER / f"{name}.{language}.txt"
    text = told(name, language)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"{file.name} was missing; it is written now: read it, then keep it")
    assert text == file.read_text(encoding="utf-8")
