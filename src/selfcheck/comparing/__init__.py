"""What changes for respondents between two questionnaires, as data. Pure.

What is asked and answered (`questions`), scored (`scores`), led to (`endings`) and said (`texts`)
is compared thing by thing; `answers` finds where the same answers lead.
"""

from dataclasses import dataclass

from selfcheck.comparing.answers import (
    RESPONDENTS,
    Effects,
    ExampleChange,
    compare_examples,
    different_examples,
    find_effects,
)
from selfcheck.comparing.differences import PARTS, Difference
from selfcheck.comparing.endings import compare_reflections, compare_remarks, compare_safety
from selfcheck.comparing.questions import (
    Drafts,
    compare_drafts,
    compare_ids,
    compare_questions,
    find_renamed,
    rename_questions,
)
from selfcheck.comparing.scores import compare_points, compare_themes
from selfcheck.comparing.texts import compare_short_facts, compare_texts
from selfcheck.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changes for respondents; `tried` counts examples."""

    differences: tuple[Difference, ...]
    tried: int
    examples: tuple[ExampleChange, ...]
    effects: Effects
    drafts: Drafts

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes for anybody."""
        drafts = self.drafts
        return not self.differences and drafts.are_found and not drafts.asked_again


_RULES = (
    compare_safety,
    compare_questions,
    compare_points,
    compare_themes,
    compare_reflections,
    compare_remarks,
    compare_short_facts,
    compare_texts,
)


def compare(old: Questionnaire, new: Questionnaire, of: int = RESPONDENTS) -> Comparison:
    """Find everything that respondents would notice, what concerns safety first; `of` is how many
    who answer at random are tried. A question that only has another id is the same question."""
    renamed = find_renamed(old, new)
    same = rename_questions(old, renamed) if renamed else old
    found = [*compare_ids(new, renamed)]
    found += [difference for rule in _RULES for difference in rule(same, new)]
    found.sort(key=lambda difference: PARTS.index(difference.part))
    examples = different_examples(same, new)
    changes = tuple(compare_examples(same, new, examples))
    effects, drafts = find_effects(same, new, of), compare_drafts(old, new, renamed)
    return Comparison(tuple(found), len(examples), changes, effects, drafts)
