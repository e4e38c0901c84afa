"""Things that stand in another section than they belong to, because a line is lost or begins at the
wrong place. Pure.

By the names that a thing has one sees what it is. It is read where it belongs, so that one slip
makes one problem.
"""

from collections.abc import Iterable, Iterator, Mapping

from selfcheck.format import GROUPS, SCALE_ENDS
from selfcheck.frozen import replace
from selfcheck.problems import Path, Problem, Span
from selfcheck.question_file.yaml.lost_lines import LOST_ID
from selfcheck.question_file.yaml.source import Source, Value
from selfcheck.spelling import read_number

_SECTIONS = {
    field.name: field.holds for field in GROUPS["top"] if field.kind in ("things", "answer-lists")
}
_FIELDS = {group: frozenset(field.name for field in fields) for group, fields in GROUPS.items()}
_OF_SCALE = frozenset({"scale", *(field.name for field in SCALE_ENDS)})
_TOP = _FIELDS["top"]
_CLEAR = 0.6
"""Share of names that a thing has of those of its kind, so that it is taken for one."""
_MAX_MOVED = 2000
_MAX_EFFORT = 3_000_000
"""Places held against things that were moved: where there are more, all is left as it was read."""


def put_in_place(source: Source) -> Source:
    """The file with every thing in its section, and what is wrong added to its problems."""
    if not isinstance(source.value, dict):
        return source
    moving = _Moving(source, source.value)
    moving.run()
    return moving.source


def _share(content: Value, section: str) -> float:
    """How much of a thing is as things of a section are, from 0 to 1."""
    if not isinstance(content, dict) or not content:
        return 0
    if section == "answers":
        if "ask" in content:  # what asks is a question, whatever else stands in it
            return 0
        fitting = sum(_is_answer(name, one) for name, one in content.items())
        return fitting / len(content) if any(map(_is_value, content)) else 0
    fields = _FIELDS[_SECTIONS[section]]
    own = [name.partition("\0")[0] in fields for name, one in content.items()
           if name in fields or not _is_thing(one, fields)]  # fmt: skip
    return sum(own) / len(own) if own else 0


def _is_thing(content: Value, fields: frozenset[str]) -> bool:
    """Whether something within a thing is one of its kind, which begins too far right."""
    return isinstance(content, dict) and sum(name in fields for name in content) > 1


def _is_value(name: str) -> bool:
    return read_number(name) is not None or name == "scale"


def _is_answer(name: str, content: Value) -> bool:
    return _is_value(name) or name in _OF_SCALE or isinstance(content, str)


class _Moving:
    """Moves things, and keeps the places where they are written."""

    def __init__(self, source: Source, top: dict[str, Value]) -> None:
        self.source = source
        self.top = dict(top)
        self.problems: list[Problem] = []
        self.moved: list[tuple[Path, Path]] = []

    def run(self) -> None:
        self._gather_from_top()
        for section in _SECTIONS:
            self._put_id_back(section)
            self._put_under_ids(section)
        for section in tuple(_SECTIONS):
            self._part_sections(section)
        for section in _SECTIONS:
            self._lift_out(section)
        places = self.source.places
        effort = len(self.moved) * len(places.contents)
        if not self.moved or len(self.moved) >= _MAX_MOVED or effort > _MAX_EFFORT:
            return
        places = replace(
            places, names=self._placed(places.names), contents=self._placed(places.contents)
        )
        self.source = replace(
            self.source,
            places=places,
            value=self.top,
            swallowed=self._placed(self.source.swallowed),
            problems=(*self.source.problems, *self.problems),
        )

    def _placed(self, spans: Mapping[Path, Span]) -> dict[Path, Span]:
        """Where everything is written, by where it is read."""
        placed = dict(spans)
        for old, new in self.moved:
            within = [path for path in placed if path[: len(old)] == old]
            taken = {(*new, *path[len(old) :]): placed.pop(path) for path in within}
            placed |= taken
        return placed

    def _span_of(self, path: Path) -> Span | None:
        names = self.source.places.names
        for old, new in reversed(self.moved):
            if path[: len(new)] == new:
                path = (*old, *path[len(new) :])
        return names.get(path) or self.source.places.contents.get(path)

    def _note(self, code: str, path: Path, **facts: object) -> None:
        place = self._span_of(path)
        if place is None or place.line not in self.source.guessed:
            self.problems.append(Problem(code, place or path, facts, at="name"))

    # --- things at the left edge ------------------------------------------------------------

    def _gather_from_top(self) -> None:
        """Things that begin at the left edge belong to the section above them."""
        head, is_noted = "", False
        gathered: dict[str, Value] = {}
        for name, content in self.top.items():
            if name in _TOP:
                head, is_noted = name, False
                gathered.setdefault(name, content)
            elif (
                head in _SECTIONS
                and len(self.moved) < _MAX_MOVED
                and self._belongs(gathered.get(head), content, head)
            ):
                if not is_noted:
                    self._note("not-indented", (name,), found=name, head=head)
                is_noted = True
                held = gathered[head]
                gathered[head] = {**(held if isinstance(held, dict) else {}), name: content}
                self.moved.append(((name,), (head, name)))
            else:
                gathered[name] = content
        if self.moved:
            self.top = gathered

    def _belongs(self, held: Value, content: Value, head: str) -> bool:
        return (held is None or isinstance(held, dict)) and _share(content, head) >= _CLEAR

    # --- ids that are lost, and what begins beside its id --------------------------------------

    def _put_id_back(self, section: str) -> None:
        """A section that holds what belongs to one thing, without its id."""
        group = self.top.get(section)
        if not isinstance(group, dict) or not group:
            return
        whole = [n for n, one in group.items() if self._is_field(n, one, section)]
        if not whole or next(iter(group)) != whole[0]:
            return
        if any(content is None and name not in whole for name, content in group.items()):
            return
        id = f"{LOST_ID}-0"
        self._note("lost-id-line", (section, whole[0]), found=whole[0])
        thing = {name: group[name] for name in whole}
        rest = {name: one for name, one in group.items() if name not in thing}
        self.top[section] = {id: thing, **rest}
        self.moved += [((section, name), (section, id, name)) for name in whole]

    def _is_field(self, name: str, content: Value, section: str) -> bool:
        name = name.partition("\0")[0]
        if section == "answers":
            return _is_value(name) or (name == "na" and not isinstance(content, dict))
        is_own = name in _FIELDS[_SECTIONS[section]]
        return is_own and (not isinstance(content, dict) or _share(content, section) < _CLEAR)

    def _put_under_ids(self, section: str) -> None:
        """Lines that begin as early as the id that they belong to."""
        group = self.top.get(section)
        if not isinstance(group, dict) or None not in group.values():
            return
        got: dict[str, Value] = {}
        head = ""
        moves: list[tuple[str, str, bool]] = []
        for name, content in group.items():
            if head and len(moves) < _MAX_MOVED and self._is_beside(name, content, section):
                held = got[head]
                got[head] = {**held, name: content} if isinstance(held, dict) else {name: content}
                moves.append((head, name, held is None))
                continue
            got[name] = content
            head = name if content is None else ""
        if not moves:
            return
        self.top[section] = got
        for head, name, is_first in moves:
            if is_first:
                self._note("not-indented", (section, name), found=name, head=head)
            self.moved.append(((section, name), (section, head, name)))

    def _is_beside(self, name: str, content: Value, section: str) -> bool:
        if content is None:
            return name.partition("\0")[0] in _FIELDS[_SECTIONS[section]]
        return not isinstance(content, dict) or self._is_field(name, content, section)

    # --- sections whose name is lost ------------------------------------------------------------

    def _part_sections(self, section: str) -> None:
        """Things at the end of a section that are of another kind, whose section is missing."""
        group = self.top.get(section)
        if not isinstance(group, dict):
            return
        for other in self._missing():
            names = list(group)
            first = next(
                (n for n, name in enumerate(names) if self._is_of(group[name], other, section)), 0
            )
            if first and all(
                self._may_be_of(group[name], other, section) for name in names[first:]
            ):
                self._note("lost-head", (section, names[first]), name=other)
                self.top[other] = {name: group.pop(name) for name in names[first:]}
                self.moved += [((section, name), (other, name)) for name in names[first:]]
                self._part_sections(other)
                return

    def _missing(self) -> Iterator[str]:
        return (name for name in _SECTIONS if name not in self.top)

    def _is_of(self, content: Value, other: str, section: str) -> bool:
        share = _share(content, other)
        return share >= _CLEAR and share > _share(content, section)

    def _may_be_of(self, content: Value, other: str, section: str) -> bool:
        return _share(content, other) >= max(_CLEAR, _share(content, section))

    def _lift_out(self, section: str) -> None:
        """Things that stand within the one before them, which begins too far left."""
        group = self.top.get(section)
        if not isinstance(group, dict) or not self.moved:
            return
        lifted: dict[str, Value] = {}
        reached = {new for _, new in self.moved}
        for id, thing in group.items():
            found = _things_within(thing, section) if (section, id) in reached else ()
            within = dict.fromkeys(found)
            lifted[id] = thing
            for name in within:
                assert isinstance(thing, dict)
                lifted[name] = thing[name]
                self.moved.append(((section, id, name), (section, name)))
            if within and isinstance(thing, dict):
                lifted[id] = {name: one for name, one in thing.items() if name not in within}
        self.top[section] = lifted


def _things_within(thing: Value, section: str) -> Iterable[str]:
    """Names in a thing that are ids of further things."""
    if not isinstance(thing, dict) or section == "answers":
        return ()
    fields = _FIELDS[_SECTIONS[section]]
    return (n for n, one in thing.items() if n not in fields and _share(one, section) >= _CLEAR)
