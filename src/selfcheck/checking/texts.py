"""Which texts of a questionnaire are looked at for what, by the table of the format. Pure."""

from collections.abc import Iterator

from selfcheck.problems import Path
from selfcheck.questionnaire import Questionnaire
from selfcheck.texts import texts_of


def own_texts(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in the author's own words, with its path: without the titles of columns and the
    names of contacts."""
    found = texts_of(questionnaire)
    return ((path, text) for path, field, text in found if field.voice == "author")


def texts_with_placeholders(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Every text in which placeholders are filled, with its path."""
    return ((path, text) for path, field, text in texts_of(questionnaire) if field.is_filled)
