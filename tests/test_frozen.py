"""Frozen dataclasses of our own behave as those of the standard library."""

import dataclasses
import pickle
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from selfcheck import frozen


def _make(make: Any) -> dict[str, Any]:
    """The same classes, made by the one or the other."""
    whole = make.dataclass(frozen=True, slots=True)

    @whole
    class Nothing:
        """Without contents."""

    @whole
    class One:
        """With one."""

        name: str

    @whole
    class Many:
        """With a default, one that is made anew, and a property."""

        name: str
        marks: tuple[str, ...] = ()
        words: Mapping[str, str] = make.field(default_factory=dict)
        inner: Any = None

        @property
        def is_marked(self) -> bool:
            return bool(self.marks)

    return {one.__name__: one for one in (Nothing, One, Many)}


OURS, STANDARD = _make(frozen), _make(dataclasses)


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, so that it can be pickled."""

    name: str
    marks: tuple[str, ...] = ()


def _outcome(step: Callable[[], Any]) -> Any:
    """What a step gives, or the kind of error."""
    try:
        return step()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize(
    ("name", "args", "named"),
    [
        ("Nothing", (), {}),
        ("Nothing", ("a",), {}),
        ("One", ("a",), {}),
        ("One", (), {"name": "a"}),
        ("One", (), {}),
        ("One", ("a",), {"name": "b"}),
        ("Many", ("a",), {}),
        ("Many", ("a", ("b",), {"c": "d"}, 1), {}),
        ("Many", ("a",), {"inner": 2}),
        ("Many", (), {"marks": (), "name": "a"}),
        ("Many", ("a",), {"unknown": 1}),
        ("Many", ("a", (), {}, 1, 2), {}),
    ],
)
def test_a_value_is_made_as_by_the_standard_library(
    name: str, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """By place and by name, with defaults; what does not fit is a TypeError."""
    ours = _outcome(lambda: repr(OURS[name](*args, **named)))
    standard = _outcome(lambda: repr(STANDARD[name](*args, **named)))
    assert ours == standard


@pytest.mark.parametrize("of", [OURS, STANDARD], ids=["ours", "standard"])
def test_values_are_equal_by_kind_and_contents(of: dict[str, Any]) -> None:
    """And what is equal has one hash."""
    one, many, nothing = of["One"], of["Many"], of["Nothing"]
    assert one("a") == one("a") != one("b")
    assert hash(one("a")) == hash(one("a"))
    assert nothing() == nothing() != one("a")
    assert many("a", ("b",)) == many("a", ("b",)) != many("a")
    assert one("a") != ("a",)
    assert hash(many("a", words=())) == hash(many("a", words=()))


def test_a_value_never_changes() -> None:
    """Neither what it holds nor what it does not hold can be set or taken away."""
    value = OURS["Many"]("a")
    for name in ("name", "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert not hasattr(value, "__dict__")


def test_a_default_is_made_anew_for_every_value() -> None:
    """Two values share no group."""
    many = OURS["Many"]
    assert many("a").words is not many("a").words


@pytest.mark.parametrize("replace", [frozen.replace, dataclasses.replace], ids=["ours", "standard"])
def test_a_value_can_be_had_with_other_contents(replace: Callable[..., Any]) -> None:
    """The rest stays, and an unknown name is a TypeError."""
    value = OURS["Many"]("a", ("b",))
    changed = replace(value, name="c")
    assert (changed.name, changed.marks, changed.is_marked) == ("c", ("b",), True)
    with pytest.raises(TypeError):
        replace(value, unknown=1)


def test_the_functions_of_the_standard_library_know_them() -> None:
    """Its names, its defaults, and all of it as a dict."""
    known, standard = (dataclasses.fields(of["Many"]) for of in (OURS, STANDARD))
    assert dataclasses.is_dataclass(OURS["Many"])
    assert [(f.name, f.default) for f in known] == [(f.name, f.default) for f in standard]
    value: Any = _make(frozen)["Many"]("a", inner=OURS["One"]("b"))
    assert dataclasses.asdict(value) == {
        "name": "a",
        "marks": (),
        "words": {},
        "inner": {"name": "b"},
    }


def test_its_contents_can_be_matched_by_place() -> None:
    """In the order in which they are written."""
    match Kept("a", ("b",)):
        case Kept(first, second):
            assert (first, second) == ("a", ("b",))


def test_a_value_can_be_pickled() -> None:
    """Questionnaires go from process to process."""
    value = Kept("a", ("b",))
    assert pickle.loads(pickle.dumps(value)) == value
