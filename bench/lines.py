"""Where lines end, and how long that takes to find: `python bench/lines.py [ROUNDS]`.

The paragraphs of the built-in question files and of all that the program says are broken at every
width from 30 to 100 columns: as full as the Japanese rules allow, which was the way before, and as
the program does. Counted are line ends that cut a Japanese phrase, BudouX being the judge, and last
lines of less than three characters or of one short word. Then a whole result of seven themes is set
as rows of 80 columns, in processes of their own: once, and then for another width.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from itertools import accumulate
from statistics import median
from typing import Any

import yaml

from selfcheck.cli.files import data_folder
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.questionnaire import Reply
from selfcheck.reflecting import reflect
from selfcheck.showing.result import set_blocks
from selfcheck.summary import Result, compose_page
from selfcheck.typesetting import break_lines, display_width
from selfcheck.typesetting.kinsoku import SPACES, units
from selfcheck.words import speaker

WIDTHS = range(30, 101)
SHORT_WORD = 12

Break = Callable[[str, int], Sequence[str]]


def main() -> None:
    """Print the counts for both languages and both ways, and the times."""
    if sys.argv[1:] == ["--page"]:
        print(*time_page())
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    for file, language in (("questions.yaml", "ja"), ("questions.en.yaml", "en")):
        found = paragraphs(file, language)
        for name, way in (("full lines", fill_greedily), ("now", break_lines)):
            report(f"{language}, {name}", count(found, way))
    times = [time_page_elsewhere() for _ in range(rounds)]
    for name, taken in zip(("set once", "other width"), zip(*times, strict=True), strict=True):
        print(f"{name:<16} {median(taken) * 1000:6.1f} ms  (fastest {min(taken) * 1000:.1f})")


def paragraphs(file: str, language: str) -> list[str]:
    """The lines of a question file's texts and of the program's sentences."""
    sentences: dict[str, str] = import_module(f"selfcheck.words.{language}").SENTENCES
    written = yaml.safe_load((data_folder() / file).read_text("utf-8"))
    texts = [*strings(written), *sentences.values()]
    return sorted({line.strip() for text in texts for line in text.split("\n")} - {""})


def strings(written: object) -> Iterator[str]:
    """Every text in what YAML gives."""
    match written:
        case str():
            yield written
        case dict():
            yield from (text for value in written.values() for text in strings(value))
        case list():
            yield from (text for value in written for text in strings(value))


def fill_greedily(text: str, width: int) -> list[str]:
    """As much on each line as the Japanese rules allow."""
    lines = [""]
    for unit in cut(text):
        if display_width(lines[-1] + unit.rstrip(SPACES)) > width and lines[-1]:
            lines.append("")
        lines[-1] += unit
    return [line.rstrip(SPACES) for line in lines]


@cache
def cut(text: str) -> tuple[str, ...]:
    """A text at all places where a line may end."""
    return tuple(units(text))


def count(texts: Sequence[str], way: Break) -> Counter[str]:
    """How often lines of these texts end, and how often badly, over all widths."""
    counts: Counter[str] = Counter()
    for width in WIDTHS:
        for text in texts:
            lines = way(text, width)
            if len(lines) > 1:
                ends = list(line_ends(text, lines))
                counts["paragraphs"] += 1
                counts["ends"] += len(ends)
                counts["inside"] += sum(is_inside_phrase(text, end) for end in ends)
                counts["remnants"] += is_remnant(lines[-1])
                counts["over"] += sum(display_width(line) > width for line in lines)
    return counts


def line_ends(text: str, lines: Sequence[str]) -> Iterator[int]:
    """Where in a text its lines but the last end."""
    end = 0
    for line in lines[:-1]:
        end = text.index(line, end) + len(line)
        yield end


def is_inside_phrase(text: str, end: int) -> bool:
    """Whether a line end cuts a phrase; where a space stands, the author parted two words."""
    return text[end] not in SPACES and end not in phrase_ends(text)


@cache
def phrase_ends(text: str) -> frozenset[int]:
    """Where a text's phrases end, BudouX's and nothing of ours."""
    return frozenset(accumulate(map(len, judge().parse(text))))


@cache
def judge() -> Any:
    """BudouX. Whoever times a page loads it there."""
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def is_remnant(line: str) -> bool:
    """Whether a last line has less than three characters, or one short word."""
    is_word = line.isascii() and not set(line) & set(SPACES)
    return len(line) < 3 or (is_word and len(line) <= SHORT_WORD)


def report(name: str, counts: Counter[str]) -> None:
    """One row of the table."""
    inside = 100 * counts["inside"] / counts["ends"]
    remnants = 100 * counts["remnants"] / counts["paragraphs"]
    print(
        f"{name:<16} {counts['paragraphs']:6} paragraphs  {counts['ends']:6} ends"
        f"  {inside:5.2f} % inside a phrase  {remnants:5.2f} % remnants  {counts['over']} over"
    )


def time_page_elsewhere() -> tuple[float, float]:
    """`time_page` in a process that has not broken a line yet."""
    command = [sys.executable, __file__, "--page"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def time_page() -> tuple[float, float]:
    """The processor seconds that a result takes to be set, and to be set for another width."""
    blocks, say = compose_page(answer_all(), speaker("ja")), speaker("ja")
    taken = []
    for width in (80, 70):
        begun = time.process_time()
        set_blocks(blocks, width, say)
        taken.append(time.process_time() - begun)
    return taken[0], taken[1]


def answer_all() -> Result:
    """The result of the built-in self-check where every scored question has an answer."""
    asked = load_questionnaire(data_folder() / "questions.yaml").questionnaire
    assert asked is not None
    names = {id: word.default for id, word in asked.fill_in.items()}
    questionnaire = fill_questionnaire(asked, names)
    marks = {
        id: Reply((question.answers[-2].value,))
        for id, question in questionnaire.questions.items()
        if question.themes or any(answer.points for answer in question.answers)
    }
    return Result(questionnaire, names, reflect(questionnaire, marks), datetime.now(UTC))


if __name__ == "__main__":
    main()
