"""A pattern that is compiled late finds what it would find otherwise."""

import re
from importlib import import_module
from pkgutil import walk_packages

import selfcheck
from selfcheck.patterns import pattern


def test_a_late_pattern_has_the_methods_of_a_compiled_one() -> None:
    """With its flags, for texts and for bytes."""
    letters = pattern("[a-z]+", re.IGNORECASE)
    assert letters.findall("ab1CD") == ["ab", "CD"]
    assert letters.sub("x", "ab1CD") == "x1x"
    assert pattern(rb"\d").search(b"a1") is not None


def test_every_pattern_of_the_house_can_be_compiled() -> None:
    """One with a mistake fails here, though perhaps nobody uses it for a year."""
    names = [module.name for module in walk_packages(selfcheck.__path__, "selfcheck.")]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    late = [one for module in modules for one in vars(module).values() if _is_late(one)]
    assert len(late) > 30
    assert all(one.match for one in late)


def _is_late(one: object) -> bool:
    return isinstance(one, type(pattern("")))
