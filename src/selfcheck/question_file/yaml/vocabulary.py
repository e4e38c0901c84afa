"""The names of a format, as far as they help to find a line that is lost or out of place."""

from collections.abc import Iterable, Mapping

from selfcheck.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` are all names of a format. `groups` are those that can stand in one group, `top`
    those at the left edge; `heads` says of a name behind which things stand under their ids, which
    names these things have; `maps`, of a group, behind which of its names ids with plain values
    stand."""

    words: frozenset[str] = frozenset()
    top: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()
    heads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    maps: Mapping[frozenset[str], tuple[str, ...]] = field(default_factory=dict)

    def is_beside(self, name: str, others: Iterable[str]) -> bool:
        """Whether a name can stand in one group with these, which are there already."""
        beside = frozenset(others)
        return bool(beside) and name not in beside and self._is_one_group(beside | {name})

    def _is_one_group(self, names: frozenset[str]) -> bool:
        return any(names <= group for group in self.groups)

    def first_map(self, present: Iterable[str]) -> str:
        """The first name with plain values behind ids that is not there beside these."""
        beside = frozenset(present)
        maps = (names for group, names in self.maps.items() if beside and beside <= group)
        return next((name for names in maps for name in names if name not in beside), "")

    def head_of(self, names: Iterable[str], present: Iterable[str]) -> str:
        """The name that things with these names stand behind, or nothing: of the heads that are not
        present the one with the most names of these."""
        found = frozenset(names)
        missing = self.heads.keys() - frozenset(present)
        shares = {head: len(found & self.heads[head]) for head in sorted(missing)}
        best = max(shares, key=lambda head: shares[head], default="")
        several = sum(shares[head] == shares.get(best) for head in shares) > 1
        fits = best and 2 * shares[best] > len(found) and not several
        return best if fits else ""
