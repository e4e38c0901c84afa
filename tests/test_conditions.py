"""Conditions judged: what meets them, and that what is not known meets nothing."""

import pytest

from selfcheck.conditions import Evidence, all_hold, any_holds, holds, in_one_spelling, names_in
from selfcheck.questionnaire import Condition

EVIDENCE = Evidence({"one": ("a",), "several": ("b", "c"), "typed": ()}, {"t": "low", "u": None})


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("one", ("a", "b"), True),
        ("one", ("b",), False),
        ("several", ("a", "c"), True),
        ("skipped", ("a",), False),
        ("typed", ("a",), False),
        ("t", ("low", "high"), True),
        ("t", ("high",), False),
        ("u", ("low",), False),
    ],
)
def test_a_condition_holds_by_what_was_given(
    name: str, wanted: tuple[str, ...], expected: bool
) -> None:
    """One of the wanted answers or levels is enough; skips, texts and missing scores meet none."""
    assert holds(Condition(name, wanted), EVIDENCE) is expected


MET, UNMET = Condition("one", ("a",)), Condition("t", ("high",))


def test_all_of_no_conditions_hold() -> None:
    """What asks for nothing is met by everybody, and nothing is enough for a safety rule."""
    assert all_hold((), EVIDENCE)
    assert not any_holds((), EVIDENCE)


def test_all_must_hold_or_any() -> None:
    """One that fails is too many for `all`; one that holds is enough for `any`."""
    assert not all_hold((MET, UNMET), EVIDENCE)
    assert any_holds((UNMET, MET), EVIDENCE)


def test_names_stand_once_in_their_order() -> None:
    """What conditions look at is named once."""
    assert names_in((UNMET, MET, Condition("t", ("low",)))) == ("t", "one")


def test_spellings_of_one_condition_are_one() -> None:
    """Order and repetition of what is wanted change nothing."""
    assert in_one_spelling(Condition("q", ("b", "a", "b"))) == Condition("q", ("a", "b"))
