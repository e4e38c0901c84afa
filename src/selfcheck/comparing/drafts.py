"""What becomes of drafts of the old questionnaire. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck.comparing.questions import read_of
from selfcheck.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Drafts:
    """Whether drafts are found at all, and the questions of which they keep the answers, which are
    asked again, and of which the answers go with the question; ids of the new file, and of the old
    one for what goes."""

    are_found: bool
    kept: tuple[str, ...]
    asked_again: tuple[str, ...]
    gone: tuple[str, ...]


def compare_drafts(old: Questionnaire, new: Questionnaire, renamed: Mapping[str, str]) -> Drafts:
    """A draft keeps the answers of questions that a respondent reads the same, under the same id;
    `renamed` are those that are asked again only because they have another one."""
    shared = [id for id in new.questions if id in old.questions]
    kept = [id for id in shared if read_of(old.questions[id]) == read_of(new.questions[id])]
    again = {*shared, *renamed.values()}.difference(kept)
    return Drafts(
        old.id == new.id,
        tuple(kept),
        tuple(id for id in new.questions if id in again),
        tuple(id for id in old.questions if id not in new.questions and id not in renamed),
    )
