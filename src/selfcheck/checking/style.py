"""How an author's Japanese reads: what makes a question hard to answer, or a text uneven. Pure.

A quiet rule: each habit is told once in a file, at its first place, with how many more there are;
it can be left out (`check --no-style`).
"""

import re
from collections.abc import Iterable, Iterator

from selfcheck.problems import Path, Problem

_DOUBLE_NEGATIVE = re.compile(
    r"(?P<word>な(?:い|かった)(?:こと|わけ|の)(?:も|は|が|では?|じゃ){1,2}な(?:い|く|かった)"
    r"|な(?:い|かった)(?:こと|わけ)(?:も|は|が|では|じゃ)あり[ま]せん"
    r"|なく(?:は|も)な(?:い|かった)|なくは?あり[ま]せん"
    r"|ず(?:に)?は?いられな(?:い|く)|ない(?:では|で)いられない)"
)
_POLITE = re.compile(r"(?:です|ます|ません|でした|ました|でしょう|ましょう|ください)[かねよ]*。")
_PLAIN = re.compile(r"(?P<word>(?:である|であろう|のだ|だった|であった|なのだ)。)")
_ASKED = "(?:ますか|ですか|ましたか|でしたか)"
_TWO_THINGS = re.compile(
    rf"{_ASKED}[、。]?(?:また|そして|さらに|それとも、?また|あるいは、?また)、?.{{0,80}}?{_ASKED}"
    rf"|[たいるうくすつぬむぐぶ]し、[^。]{{0,80}}?{_ASKED}"
)


def check_style(texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Every text of a Japanese file, with its path, in the order of the file."""
    pairs = list(texts)
    questions = [
        (path, text) for path, text in pairs if path[0] == "questions" and path[-1] == "ask"
    ]
    yield from _once("double-negative", questions, _DOUBLE_NEGATIVE)
    yield from _once("two-questions", questions, _TWO_THINGS)
    mixed = [(path, text) for path, text in pairs if _POLITE.search(text)]
    yield from _once("mixed-style", mixed, _PLAIN)


def _once(
    code: str, texts: Iterable[tuple[Path, str]], habit: re.Pattern[str]
) -> Iterator[Problem]:
    found = [(path, match[0]) for path, text in texts if (match := habit.search(text))]
    for path, word in found[:1]:
        more = (("because.more-places", {"count": len(found) - 1}),) if found[1:] else ()
        facts = {"found": word, "because": more}
        yield Problem(code, path, facts, word=word, severity="warning")
