"""What two questionnaires say differently: every text that both have. Pure."""

from collections.abc import Iterator

from selfcheck.comparing.differences import Difference, Part
from selfcheck.problems import Path
from selfcheck.questionnaire import Questionnaire
from selfcheck.spelling import spell_number
from selfcheck.texts import texts_of

_PART_OF: dict[str, Part] = {
    "safety": "safety",
    "contacts": "safety",
    "fill_in": "questions",
    "answers": "questions",
    "questions": "questions",
    "themes": "scores",
    "reflections": "reflections",
    "remarks": "reflections",
    "columns": "reflections",
}


def compare_short_facts(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """The short facts at the top of the file."""
    before, after = _short_facts(old), _short_facts(new)
    for name in before:
        if before[name] != after[name]:
            yield Difference("texts", "text", (name,), "", before[name], after[name])


def _short_facts(questionnaire: Questionnaire) -> dict[str, str]:
    author, minutes = questionnaire.author, questionnaire.minutes
    return {
        "id": questionnaire.id,
        "language": questionnaire.language,
        "version": questionnaire.version,
        "minutes": "" if minutes is None else spell_number(minutes),
        "author": " ".join(filter(None, (author.name, author.url))),
    }


def compare_texts(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Every text that both files have, where it says something else now."""
    before, after = _texts(old), _texts(new)
    for path, text in after.items():
        if path in before and before[path] != text:
            part = _PART_OF.get(str(path[0]), "texts")
            yield Difference(part, "text", path, "", before[path], text)


def _texts(questionnaire: Questionnaire) -> dict[Path, str]:
    """Texts and addresses; those of lists come and go, and are compared with the lists."""
    return {
        path: text
        for path, field, text in texts_of(questionnaire)
        if field.kind != "texts" and path[0] != "author"
    }
