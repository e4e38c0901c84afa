"""Question files that are right and costly to follow, made up for bench/hostile.py.

Weights of many decimals, questions that wait for the one before, markings with a sum each,
conditions within conditions, texts and names that are nearly the same: small files, each with far
more to follow than a computer can. `check` says what it did not follow, soon and in little memory.
"""

import random
from collections.abc import Iterator

TOP = "selfcheck: 1\nid: costly\ntitle: costly\nlanguage: en\n"
LEVELS = "{low: {name: low}, middle: {from: 33.3, name: middle}, high: {from: 77.7, name: high}}"
LAST = "  last: {title: last, says: last}\n"


def costly_file(kind: str, size: int, decimals: int, number: int) -> str:
    """A file of a kind, up to about `size` things large; `number` decides what varies."""
    return TOP + "".join(_KINDS[kind](size, decimals, random.Random(number)))


def _themes(count: int) -> Iterator[str]:
    yield "themes:\n"
    for theme in range(count):
        yield f"  t{theme}: {{name: theme {theme}, rubric: {LEVELS}}}\n"


def _reflections(count: int, rng: random.Random, themes: int) -> Iterator[str]:
    yield "reflections:\n"
    for reflection in range(count):
        wanted = ", ".join(
            f"t{theme}: {rng.choice(('low', '[middle, high]', 'high'))}"
            for theme in rng.sample(range(themes), min(themes, 3))
        )
        yield f"  r{reflection}: {{when: {{{wanted}}}, title: title {reflection}}}\n"
    yield LAST


def _weight(decimals: int, rng: random.Random) -> str:
    return f"{rng.randint(1, 10**decimals) / 10**decimals:.{decimals}f}" if decimals else "1"


def _weights(size: int, decimals: int, rng: random.Random) -> Iterator[str]:
    yield from _themes(2)
    yield "questions:\n"
    for number in range(min(size, 150)):
        weight = _weight(decimals, rng).rstrip("0").rstrip(".")
        weight = weight if float(weight) > 0 else "1"
        answers = "{" + ", ".join(f"{n}: answer {n}" for n in range(rng.randint(2, 7))) + "}"
        yield f"  q{number}: {{ask: q{number}, answers: {answers}, theme: t{number % 2}, "
        yield f"weight: {weight}}}\n"
    yield from _reflections(4, rng, 2)


def _chain(size: int, _: int, rng: random.Random) -> Iterator[str]:
    yield from _themes(3)
    yield "questions:\n  q0: {ask: q0, answers: {0: no, 1: maybe, 2: yes}, theme: t0}\n"
    for number in range(1, min(size, 400)):
        before = number - rng.choice((1, 1, 1, min(number, 5)))
        wanted = rng.choice(("[1, 2]", "2", "[0, 2]"))
        yield f"  q{number}: {{ask: q{number}, answers: {{0: no, 1: maybe, 2: yes}}, "
        yield f"theme: t{number % 3}, ask_if: {{q{before}: {wanted}}}}}\n"
    yield from _reflections(6, rng, 3)


def _markings(size: int, decimals: int, rng: random.Random) -> Iterator[str]:
    yield from _themes(2)
    yield "questions:\n"
    for number in range(min(size // 20 + 1, 6)):
        yield f"  q{number}:\n    ask: q{number}\n    choose: several\n    answers:\n"
        for answer in range(min(size, 40)):
            points = rng.randint(1, 10 ** (decimals + 1))
            yield f"      a{answer}: {{label: l{answer}, points: {{t{answer % 2}: {points}}}}}\n"
    yield from _reflections(3, rng, 2)


def _conditions(size: int, _: int, rng: random.Random) -> Iterator[str]:
    yield from _themes(4)
    yield "questions:\n"
    for number in range(12):
        yield f"  q{number}: {{ask: q{number}, answers: {{0: no, 1: maybe, 2: yes}}, "
        yield f"theme: t{number % 4}}}\n"
    yield "reflections:\n"
    for reflection in range(min(size // 10 + 1, 10)):
        yield f"  r{reflection}: {{when: {_condition(rng, 4)}, title: title {reflection}}}\n"
    yield LAST


def _condition(rng: random.Random, depth: int) -> str:
    kind = rng.choice(("any", "all", "not", "plain")) if depth else "plain"
    if kind == "plain":
        entry = rng.choice(("q{q}: {a}", "t{t}: {level}", "highest: t{t}", "skipped: q{q}"))
        return "{" + entry.format(
            q=rng.randrange(12), a=rng.randrange(3), t=rng.randrange(4),
            level=rng.choice(("low", "high")),
        ) + "}"  # fmt: skip
    if kind == "not":
        return f"{{not: {_condition(rng, depth - 1)}}}"
    parts = ", ".join(_condition(rng, depth - 1) for _ in range(rng.randint(2, 4)))
    return f"{{{kind}: [{parts}]}}"


def _letters(size: int, _: int, rng: random.Random) -> Iterator[str]:
    yield "questions: {q0: {ask: q0, answers: {0: no, 1: yes}}}\nreflections:\n"
    words = [f"{a}{b}" for a in "kstnhmyrw" for b in "aiueo"]
    sentence = [rng.choice(words) for _ in range(30)]
    for reflection in range(min(size, 400)):
        other = list(sentence)
        for _ in range(rng.randint(0, 12)):
            other[rng.randrange(len(other))] = rng.choice(words)
        yield f"  r{reflection}:\n    when: {{q0: 1}}\n    title: title {reflection}\n"
        yield f"    says: {' '.join(other)}. {' '.join(reversed(other))}.\n"
    yield LAST


def _names(size: int, _: int, rng: random.Random) -> Iterator[str]:
    yield "questions:\n"
    for number in range(size):
        name = "".join(rng.choice("abc") for _ in range(12))
        yield f"  q{number}: {{ask: q{number}, answers: {name}, ask_if: {{{name}: 1}}}}\n"
    yield "answers:\n"
    for number in range(size):
        yield f"  {''.join(rng.choice('abc') for _ in range(11))}{number}: {{0: no, 1: yes}}\n"


_KINDS = {
    "weights": _weights,
    "chain": _chain,
    "markings": _markings,
    "conditions": _conditions,
    "letters": _letters,
    "names": _names,
}
KINDS = tuple(_KINDS)
