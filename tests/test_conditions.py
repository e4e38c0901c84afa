"""Conditions judged: what meets them, and that what is not known meets nothing."""

from fractions import Fraction

import pytest

from selfcheck.conditions import (
    Evidence,
    Verdict,
    all_hold,
    any_holds,
    change_named,
    in_one_spelling,
    judge,
    mean_the_same,
    names_in,
)
from selfcheck.questionnaire import Condition, Conditions, Entry, Extreme, Joined, Negated, Skipped

EVIDENCE = Evidence(
    {"one": ("a",), "several": ("b", "c"), "typed": ()},
    {"branched"},
    {"t": "low", "u": None},
    {"wind": Fraction(1, 2), "tide": Fraction(1, 2), "rock": Fraction(0)},
)


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("one", ("a", "b"), True),
        ("one", ("b",), False),
        ("several", ("a", "c"), True),
        ("several", ("a",), False),
        ("skipped", ("a",), None),
        ("branched", ("a",), None),
        ("typed", ("a",), None),
        ("t", ("low", "high"), True),
        ("t", ("high",), False),
        ("u", ("low",), None),
    ],
)
def test_an_entry_is_judged_by_what_was_given(
    name: str, wanted: tuple[str, ...], expected: Verdict
) -> None:
    """One of the wanted answers or levels is enough; of what was skipped, not asked or has no
    score nothing is known."""
    assert judge(Condition(name, wanted), EVIDENCE) is expected


@pytest.mark.parametrize(
    ("which", "themes", "expected"),
    [
        ("highest", ("wind",), True),
        ("highest", ("tide",), True),
        ("highest", ("rock",), False),
        ("highest", ("rock", "tide"), True),
        ("lowest", ("rock",), True),
        ("lowest", ("wind", "tide"), False),
        ("highest", ("unscored",), None),
        ("highest", ("unscored", "rock"), False),
        ("lowest", ("unscored", "rock"), True),
    ],
)
def test_a_theme_stands_highest_also_together_with_others(
    which: str, themes: tuple[str, ...], expected: Verdict
) -> None:
    """A tie is enough; where none of the named ones has a score, nothing is known."""
    entry = Extreme("highest" if which == "highest" else "lowest", themes)
    assert judge(entry, EVIDENCE) is expected


def test_without_any_score_no_theme_stands_highest_or_not() -> None:
    """Nothing is compared, so nothing is known."""
    assert judge(Extreme("highest", ("wind",)), Evidence({})) is None


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("skipped",), True),
        (("one",), False),
        (("typed",), False),
        (("branched",), None),
        (("one", "skipped"), True),
        (("one", "branched"), None),
        (("one", "several"), False),
    ],
)
def test_a_question_was_skipped_where_it_was_asked_and_left_open(
    questions: tuple[str, ...], expected: Verdict
) -> None:
    """One of several is enough; of one that was not asked nothing is known."""
    assert judge(Skipped(questions), EVIDENCE) is expected


YES, NO, UNKNOWN = Condition("one", ("a",)), Condition("t", ("high",)), Condition("u", ("low",))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ((YES,), False),
        ((NO,), True),
        ((UNKNOWN,), None),
        ((YES, NO), True),
        ((YES, UNKNOWN), None),
        ((NO, UNKNOWN), True),
    ],
)
def test_the_opposite_of_what_is_not_known_is_not_known(
    part: Conditions, expected: Verdict
) -> None:
    """`not` around several entries holds where they do not hold together for sure."""
    assert judge(Negated(part), EVIDENCE) is expected


@pytest.mark.parametrize(
    ("parts", "together", "either"),
    [
        ((YES, YES), True, True),
        ((YES, NO), False, True),
        ((YES, UNKNOWN), None, True),
        ((NO, UNKNOWN), False, None),
        ((NO, NO), False, False),
        ((UNKNOWN, UNKNOWN), None, None),
    ],
)
def test_what_is_not_known_decides_only_where_nothing_else_does(
    parts: Conditions, together: Verdict, either: Verdict
) -> None:
    """One no is enough for `all`, one yes for `any`."""
    listed = tuple((part,) for part in parts)
    assert judge(Joined("all", listed), EVIDENCE) is together
    assert judge(Joined("any", listed), EVIDENCE) is either


def test_entries_within_a_list_must_hold_together() -> None:
    """Inside `any`, the entries of one mapping belong together again."""
    assert judge(Joined("any", ((YES, NO), (YES,))), EVIDENCE) is True
    assert judge(Joined("any", ((YES, NO), (NO, YES))), EVIDENCE) is False


MET, UNMET = YES, NO


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


def test_names_are_found_however_deep_they_stand() -> None:
    """Questions, themes, what is compared and what was skipped."""
    deep: Entry = Joined(
        "any", ((Negated((YES, Skipped(("q", "one")))),), (Extreme("lowest", ("x",)),))
    )
    assert names_in((deep, NO)) == ("one", "q", "x", "t")


def test_conditions_mean_the_same_in_any_order_of_names() -> None:
    """Entries, wanted answers and compared themes may stand in any order."""
    one: Conditions = (YES, Negated((Condition("q", ("b", "a")), Extreme("highest", ("x", "y")))))
    other: Conditions = (Negated((Condition("q", ("a", "b")), Extreme("highest", ("y", "x")))), YES)
    assert mean_the_same(one, other)
    assert not mean_the_same(one, (YES,))


def test_changed_names_keep_what_joins_them() -> None:
    """Whatever stands deep within is changed, nothing else."""
    deep: Conditions = (Joined("all", ((Negated((YES,)),), (Skipped(("q",)),))),)
    changed = change_named(deep, lambda _: NO)
    assert changed == (Joined("all", ((Negated((NO,)),), (NO,))),)
