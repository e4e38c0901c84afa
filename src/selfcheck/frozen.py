"""Frozen dataclasses that are there at once: `dataclass`, `field` and `replace` of the standard
library as far as the house uses them, with the same behaviour.

The standard decorator compiles source for every class, a quarter of a millisecond each, and imports
`inspect`; what stands before the first page is made of sixty. Modules that no first page needs may
use either. Type checkers see the standard ones.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]


class _Factory:
    """A default that is made anew for every value."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def _field(*, default_factory: Callable[[], Any]) -> _Factory:
    return _Factory(default_factory)


def _replace(value: Any, /, **changes: Any) -> Any:
    """The same value with other contents under these names."""
    kept = {name: getattr(value, name) for name in type(value).__match_args__}
    return type(value)(**{**kept, **changes})


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
    """Make a class of values that never change. Without inheritance; both arguments are True."""
    assert frozen and slots
    return _made


def _made(plain: type) -> type:
    names = tuple(plain.__annotations__)
    given = {name: plain.__dict__[name] for name in names if name in plain.__dict__}
    unslotted = (*names, "__dict__", "__weakref__")
    own = {name: value for name, value in plain.__dict__.items() if name not in unslotted}
    ways = {**_comparing(names), "__setattr__": _refuse, "__delattr__": _refuse, **own}
    parts = {"__slots__": names, "__match_args__": names, "__qualname__": plain.__qualname__}
    made = type(plain)(plain.__name__, plain.__bases__, {**ways, **parts})
    made.__init__ = _filling(made, names, given)  # type: ignore[misc]
    made.__dataclass_fields__ = _StandardFields(given)  # type: ignore[attr-defined]
    return made


def _filling(made: type, names: tuple[str, ...], given: Mapping[str, Any]) -> Callable[..., None]:
    """What sets the contents: compiled when the first value is made, for most are never needed."""

    def fill(self: object, *args: Any, **named: Any) -> None:
        made.__init__ = _compiled(made, names, given)  # type: ignore[misc]
        made.__init__(self, *args, **named)  # type: ignore[misc]

    return fill


def _compiled(made: type, names: tuple[str, ...], given: Mapping[str, Any]) -> Callable[..., None]:
    known: dict[str, Any] = {f"_put_{name}": made.__dict__[name].__set__ for name in names}
    known |= {f"_given_{name}": one for name, one in given.items()}
    takes = [f"{name}=_given_{name}" if name in given else name for name in names]
    puts = [f"    _put_{name}(self, {name})" for name in names]
    for at, name in enumerate(names):
        if isinstance(given.get(name), _Factory):
            puts[at] += f" if {name} is not _given_{name} else _put_{name}(self, {name}.make())"
    source = "\n".join([f"def __init__({', '.join(['self', *takes])}):", *puts, "    pass"])
    exec(source, known)
    fill: Callable[..., None] = known["__init__"]
    return fill


def _comparing(names: tuple[str, ...]) -> dict[str, Any]:
    """What goes by the contents alone."""
    contents = _contents(names)

    def is_equal(self: object, other: object) -> Any:
        return contents(self) == contents(other) if type(other) is type(self) else NotImplemented

    def spell(self: object) -> str:
        spelled = (f"{n}={one!r}" for n, one in zip(names, contents(self), strict=True))
        return f"{type(self).__qualname__}({', '.join(spelled)})"

    return {
        "__eq__": is_equal,
        "__hash__": lambda self: hash(contents(self)),
        "__repr__": spell,
        "__reduce__": lambda self: (type(self), contents(self)),
    }


def _contents(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    if len(names) < 2:
        return lambda self: tuple(getattr(self, name) for name in names)
    return attrgetter(*names)


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


class _StandardFields:
    """What the functions of `dataclasses` look for in a class, made when they do."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def __get__(self, _: object, made: Any) -> Any:
        import dataclasses

        defaults = {
            name: dataclasses.field(default_factory=one.make) if isinstance(one, _Factory) else one
            for name, one in self._given.items()
        }
        typed = made.__annotations__.items()
        fields = [(n, t, defaults[n]) if n in defaults else (n, t) for n, t in typed]
        made.__dataclass_fields__ = dataclasses.make_dataclass(
            made.__name__, fields
        ).__dataclass_fields__  # type: ignore[attr-defined]
        return made.__dataclass_fields__


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _field, _replace
