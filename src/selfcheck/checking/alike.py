"""Whether what respondents are told repeats itself: texts and sentences that are nearly the same.

Looked at are the texts of a result: reflections, remarks, levels. Safety texts may say one thing
in one way. A quiet rule: what is repeated is told once, with how many more places there are; it
can be left out (`check --no-style`). Pure.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from selfcheck.placeholders import find_placeholders
from selfcheck.problems import At, Path, Problem
from selfcheck.typesetting import cut, display_width

_SENTENCE = re.compile(
    r"[^。！？!?]*?(?:[。！？!?]+[」』）)]*|\.(?=\s|$)|\n(?=\s*\n)|$)", re.DOTALL
)
_NO_LETTER = re.compile(r"[\W_]+")

_ALLOWED = "\0"
"""What stands in the place of a phrase that its author allows (`tone`)."""
_LEAST_WIDTH = 20
"""Columns of the letters in a sentence: shorter ones ("That is fine.") are said by anybody."""
_LEAST_WIDTH_OF_TEXTS = 80
_MAX_SHOWN = 60
_MOST_COMPARED = 5
_COMMON = 10
"""So many texts are looked up by one piece; what stands in more tells none of them apart."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, or one sentence of it: where it stands, as typed, and its letters in pieces that
    overlap, two by two or three by three."""

    path: Path
    typed: str
    letters: str
    pieces: frozenset[str]

    @property
    def thing(self) -> Path:
        """The reflection, the remark or the level to which it belongs."""
        return self.path[:4] if self.path[0] == "themes" else self.path[:2]


def check_alike(texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Every text of a file, with its path, in the order of the file."""
    told = [_text(path, text) for path, text in texts if _is_told(path)]
    whole = [text for text in told if display_width(text.letters) >= _LEAST_WIDTH_OF_TEXTS]
    alike = [group for group in _grouped(whole, _are_texts_alike) if _things(group)[1:]]
    for group in alike:
        yield _problem("texts-alike", group, "name")
    known = [frozenset(_things(group)) for group in alike]
    yield from _check_sentences(told, known)


def _is_told(path: Path) -> bool:
    if path[0] == "themes":
        return path[2] == "rubric" and path[-1] == "says"
    return path[0] in ("reflections", "remarks") and path[2] in ("says", "try", "ponder")


def _check_sentences(
    texts: Sequence[_Text], known: Collection[frozenset[Path]]
) -> Iterator[Problem]:
    """Sentences that more than one thing says; those shared by the same things together, and none
    that follows from texts which are alike as a whole."""
    sentences = (one for text in texts for one in _sentences(text))
    shared: dict[frozenset[Path], list[list[_Text]]] = {}
    for group in _grouped(sentences, _are_sentences_alike):
        things = frozenset(_things(group))
        if len(things) > 1 and not any(things <= alike for alike in known):
            shared.setdefault(things, []).append(group)
    for groups in shared.values():
        yield _problem("repeated-sentence", groups[0], "content", len(groups) - 1)


def _problem(code: str, group: Sequence[_Text], at: At, others: int = 0) -> Problem:
    """The second thing of a group, the first beside it, and how much more there is."""
    first = group[0]
    second = next(text for text in group if text.thing != first.thing)
    counts = {"more-sentences": others, "more-places": len(_things(group)) - 2}
    because = tuple((f"because.{name}", {"count": n}) for name, n in counts.items() if n)
    words = [text.typed.split("\n")[0] if at == "content" else "" for text in (second, first)]
    facts = {"found": cut(words[0], _MAX_SHOWN), "because": because}
    return Problem(
        code, second.path, facts, at, words[0], first.path, "warning", other_word=words[1]
    )


def _things(group: Iterable[_Text]) -> list[Path]:
    return [*dict.fromkeys(text.thing for text in group)]


# --- texts as they are compared -------------------------------------------------------------


def _text(path: Path, typed: str) -> _Text:
    """Without placeholders, spaces and signs: 、 more or less makes no other sentence."""
    plain = typed
    for placeholder in {placeholder for placeholder, _ in find_placeholders(typed)}:
        plain = plain.replace(placeholder, "")
    letters = _NO_LETTER.sub("", unicodedata.normalize("NFKC", plain)).lower()
    # Of 26 letters, long texts share most pairs by chance.
    size = 3 if letters[:1].isascii() else 2
    pieces = frozenset(letters[at : at + size] for at in range(len(letters) - size + 1))
    return _Text(path, typed.strip(), letters, pieces)


def _sentences(text: _Text) -> Iterator[_Text]:
    for found in _SENTENCE.finditer(text.typed):
        if len(found[0]) * 2 >= _LEAST_WIDTH and _ALLOWED not in found[0]:
            sentence = _text(text.path, found[0])
            if display_width(sentence.letters) >= _LEAST_WIDTH:
                yield sentence


def _are_sentences_alike(one: _Text, other: _Text) -> bool:
    """Next to all of the shorter, and little more in the longer: a word put in, an ending."""
    shared = len(one.pieces & other.pieces)
    sizes = sorted((len(one.pieces), len(other.pieces)))
    return shared >= 0.88 * sizes[0] and 2 * shared >= 0.78 * sum(sizes)


def _are_texts_alike(one: _Text, other: _Text) -> bool:
    """Of longer texts by far the most, in whatever order."""
    shared = len(one.pieces & other.pieces)
    return 2 * shared >= 0.75 * (len(one.pieces) + len(other.pieces))


# --- finding those that are alike -----------------------------------------------------------


def _grouped(
    texts: Iterable[_Text], are_alike: Callable[[_Text, _Text], bool]
) -> Iterator[list[_Text]]:
    """Texts that are alike, in order, each beside the first that it is like."""
    groups: dict[str, list[_Text]] = {}
    begun_with: dict[str, str] = {}
    holders: dict[str, list[str]] = {}
    for text in texts:
        first = begun_with.get(text.letters) or _first_like(text, groups, holders, are_alike)
        begun_with[text.letters] = first
        groups.setdefault(first, []).append(text)
    return (group for group in groups.values() if len(group) > 1)


def _first_like(
    text: _Text,
    groups: dict[str, list[_Text]],
    holders: dict[str, list[str]],
    are_alike: Callable[[_Text, _Text], bool],
) -> str:
    """The letters of the first text of the group that a text belongs to; where it is like none,
    its own, and its pieces are noted. Compared are the few that share most of them."""
    shared = Counter(first for piece in sorted(text.pieces) for first in holders.get(piece, ()))
    for first, _ in shared.most_common(_MOST_COMPARED):
        if are_alike(groups[first][0], text):
            return first
    for piece in text.pieces:
        if len(holders.setdefault(piece, [])) < _COMMON:
            holders[piece].append(text.letters)
    return text.letters
