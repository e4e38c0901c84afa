"""How long the rules of `check` take: `python bench/check.py [ROUNDS]`.

First all rules but reach, the file read included, against `yaml.compose` with the C loader on the
same file; then reach, direction and a preview.

On the built-in file, and on made ones of 260, 500 and 1,000 questions: twenty agreement questions
a theme, every fifth asked only after an answer, situations that feed two themes, and as many
reflections as themes. Then what is hard: one theme of 1,000 questions, weights that never meet, a
level and a reflection that nobody reaches, questions that each wait for the one before, and
conditions that join, compare and negate. Printed are medians of process time.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

from selfcheck.checking.alike import check_alike
from selfcheck.checking.direction import check_direction
from selfcheck.checking.reach import ReachCache, check_reach
from selfcheck.checking.rules import RULES
from selfcheck.checking.safety import check_danger
from selfcheck.checking.wording import check_wording
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.word_lists import load_word_lists
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.insight import set_insight
from selfcheck.showing.preview import Preview
from selfcheck.texts import own_texts
from selfcheck.words import speaker

BUILT_IN = Path(__file__).parents[1] / "data" / "questions.yaml"
LISTS = load_word_lists(BUILT_IN.parent)
A_THEME = 20
HEAD = """\
selfcheck: 1
id: bench
title: bench
language: en
answers:
  agreement: {0: never, 1: rarely, 2: sometimes, 3: often, 4: always, na: unsure}
"""
LEVELS = "{low: {name: low}, middle: {from: 35, name: middle}, high: {from: 60, name: high}}"


def main() -> None:
    """Time everything and print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    texts = {
        "built-in, 31 questions": BUILT_IN.read_text("utf-8"),
        **{f"made, {count} questions": made(count) for count in (260, 500, 1000)},
    }
    files = {
        **{name: read(text) for name, text in texts.items()},
        "one theme of 1,000": read(one_theme(1000, "1")),
        "one theme of 1,000, own weights": read(one_theme(1000, "1.{weight:05d}")),
        "nothing can be reached, 1,000": read(unreached(1000)),
        "a chain of 2,000": read(chain(2000)),
        "which of five fits, 1,000": read(which_fits(1000)),
    }
    for name, text in texts.items():
        against_compose(name, text, rounds)
    print()
    for name, questionnaire in files.items():
        times = {
            "reach": lambda q=questionnaire: list(check_reach(ReachCache(q))),
            "direction": lambda q=questionnaire: list(check_direction(ReachCache(q))),
            "preview": lambda q=questionnaire: list(Preview(q, speaker("en")).blocks()),
        }
        taken = "".join(f"  {what} {timed(job, rounds):7.3f} s" for what, job in times.items())
        problems = len(list(check_reach(ReachCache(questionnaire))))
        print(f"{name:<32}{taken}  problems {problems}")


def against_compose(name: str, text: str, rounds: int) -> None:
    """All of `check` but reach, and `yaml.compose`, in turn; the limit is three times that and
    0.3 s."""
    rules = [rule for rule in RULES if rule is not check_reach]
    raw = text.encode()

    def all_but_reach() -> None:
        asked = read_questionnaire("bench.yaml", raw).questionnaire
        assert asked
        cache = ReachCache(asked)
        problems = [problem for rule in rules for problem in rule(cache)]
        problems += check_wording(own_texts(asked), asked.tone, LISTS)
        problems += check_alike(own_texts(asked))
        problems += check_danger(asked, LISTS)
        set_insight(cache, speaker("en"), 80)

    def compose() -> None:
        yaml.compose(text, Loader=yaml.CSafeLoader)

    pairs = [(timed(all_but_reach, 1), timed(compose, 1)) for _ in range(rounds + 1)][1:]
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"{name:<32}  all but reach {ours:7.3f} s  yaml.compose {theirs:7.3f} s"
        f"  limit {3 * theirs + 0.3:7.3f} s"
    )


def timed(job: Callable[[], object], rounds: int) -> float:
    """The median of some rounds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        job()
        times.append(time.process_time() - began)
    return median(times)


def read(text: str) -> Questionnaire:
    """A question file without problems."""
    loaded = read_questionnaire("bench.yaml", text.encode())
    codes = {problem.code for problem in loaded.problems}
    assert loaded.questionnaire and not codes, codes
    return loaded.questionnaire


def made(count: int) -> str:
    """A questionnaire like real ones, only longer."""
    themes = range(count // A_THEME)
    lines = [HEAD, "themes:"]
    lines += [f"  t{n}: {{name: t{n}, rubric: {LEVELS}}}" for n in themes]
    lines += ["questions:", *(question(n) for n in range(count)), "reflections:"]
    for n in themes:
        other = (n + 1) % len(themes)
        lines.append(f"  r{n}: {{title: r, when: {{t{n}: high, t{other}: [middle, high]}}}}")
    return "\n".join([*lines, "  default: {title: d}", ""])


def question(number: int) -> str:
    """An agreement question or, now and then, a situation that feeds two themes."""
    theme, place = divmod(number, A_THEME)
    gate = f", ask_if: {{q{number - 2}: [2, 3, 4]}}" if place % 5 == 4 and place != 14 else ""
    if place in (6, 13):
        before = f"t{max(0, theme - 1)}"
        answers = f"{{a: {{label: a, points: {{t{theme}: 2}}}}, "
        answers += f"b: {{label: b, points: {{{before}: 1}}}}, c: c}}"
        return f"  q{number}: {{ask: q, answers: {answers}{gate}}}"
    return f"  q{number}: {{ask: q, answers: agreement, theme: t{theme}{gate}}}"


def one_theme(count: int, weight: str) -> str:
    """All questions in one theme."""
    lines = [HEAD, f"themes: {{t: {{name: t, rubric: {LEVELS}}}}}", "questions:"]
    for n in range(count):
        own = weight.format(weight=n * 7919 % 100_000)
        lines.append(f"  q{n}: {{ask: q, answers: agreement, theme: t, weight: {own}}}")
    return "\n".join([*lines, ""])


def unreached(count: int) -> str:
    """Every theme with a level, and a reflection, that nothing leads to."""
    levels = LEVELS.replace("}}", "}, gap: {from: 99.99, name: gap}, end: {from: 100, name: end}}")
    impossible = "{{t{n}: high, t{o}: high}}"
    lines = [HEAD, "themes:"]
    lines += [f"  t{n}: {{name: t, rubric: {levels}}}" for n in range(count // A_THEME)]
    lines.append("questions:")
    for n in range(count):
        one, other = f"t{n // A_THEME}", f"t{(n // A_THEME + 1) % (count // A_THEME)}"
        answers = (
            f"{{a: {{label: a, points: {{{one}: 1}}}}, b: {{label: b, points: {{{other}: 1}}}}}}"
        )
        lines.append(f"  q{n}: {{ask: q, answers: {answers}}}")
    lines.append("reflections:")
    for n in range(count // A_THEME):
        when = impossible.format(n=n, o=(n + 1) % (count // A_THEME))
        lines += [f"  r{n}: {{title: r, when: {when}}}", f"  s{n}: {{title: s, when: {when}}}"]
    return "\n".join([*lines, "  default: {title: d}", ""])


def chain(count: int) -> str:
    """Every question asked only after an answer to the one before; reflections on all themes."""
    themes = range(5)
    lines = [HEAD, "themes:", *(f"  t{n}: {{name: t, rubric: {LEVELS}}}" for n in themes)]
    lines += ["questions:", "  q0: {ask: q, answers: agreement, theme: t0}"]
    lines += [
        f"  q{n}: {{ask: q, answers: agreement, theme: t{n % 5}, ask_if: {{q{n - 1}: [1, 2, 3]}}}}"
        for n in range(1, count)
    ]
    lines.append("reflections:")
    for n in range(25):
        when = f"t{n % 5}: high, t{(n + 1) % 5}: middle, t{n // 5}: [middle, high]"
        when = when if len({n % 5, (n + 1) % 5, n // 5}) == 3 else f"t{n % 5}: low"
        lines.append(f"  r{n}: {{title: r, when: {{{when}}}}}")
    return "\n".join([*lines, "  default: {title: d}", ""])


def which_fits(count: int) -> str:
    """Five themes of which one stands highest; reflections, remarks and gates that join."""
    lines = [HEAD, "themes:"]
    lines += [f"  t{n}: {{name: t, rubric: {LEVELS}}}" for n in range(5)]
    lines.append("questions:")
    for n in range(count):
        gate = f", ask_if: {{any: [{{q{n - 1}: [3, 4]}}, {{not: {{q{n - 2}: [0, 1]}}}}]}}"
        more = gate if n % 10 == 9 else ""
        lines.append(f"  q{n}: {{ask: q, answers: agreement, theme: t{n % 5}{more}}}")
    lines.append("reflections:")
    lines += [f"  r{n}: {{title: r, when: {{highest: t{n}}}}}" for n in range(5)]
    lines += ["  default: {title: d}", "remarks:"]
    for n in range(200):
        one, other = f"t{n % 5}", f"t{(n + 2) % 5}"
        when = (
            f"not: {{highest: {one}}}, lowest: {other}, any: [{{{one}: high}}, {{skipped: q{n}}}]"
        )
        lines.append(f"  m{n}: {{says: m, when: {{{when}}}}}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
