"""How many problems one slip makes: `python bench/slips.py [SEED] [--list]`.

Slips of the hand, of many kinds, are made in good files one at a time: a line that is lost, a tab,
a full-width sign, an unclosed quote, a text pasted twice. The kinds were written down before the
rules that find them. Of each is counted whether `check` says exactly one thing, at a line where the
slip was made, or more, or nothing. `--list` names all but the best.
"""

import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selfcheck.cli.check import find_problems
from selfcheck.problems import find_span, locate
from selfcheck.question_file.loader import read_questionnaire

ROOT = Path(__file__).parents[1]
FILES = ("data/template.ja.yaml", "data/template.en.yaml", "data/questions.yaml")
A_KIND = 3
"""Places at which a kind of slip is made in each file."""
COMPACT = """\
selfcheck: 1
id: compact
title: 三つの問い
language: ja
intro: |
  静かに見つめる問いです。
  どの質問も飛ばせます。
fill_in:
  friend: {ask: だれのことですか。, default: あの人, suggestions: [彼, 彼女]}
answers:
  often: {0: ない, 1: ときどき, 2: よくある}
themes:
  calm:
    name: 静けさ
    rubric:
      low: {name: 少し, says: 静かな時間は少ないようです。}
      high: {from: 50, name: 多い, says: 静かな時間があるようです。}
    columns: [rest]
  near:
    name: 近さ
    rubric:
      low: {name: 遠い}
      high: {from: 60, name: 近い}
questions:
  q1: {ask: 朝は静かですか。, answers: often, theme: calm}
  q2: {ask: 夜は静かですか。, answers: often, theme: calm}
  q3: {ask: ｛friend｝と話しますか。, answers: often, theme: near}
  q4: {ask: ｛friend｝といて落ち着きますか。, answers: often, theme: near}
  q5: {ask: ひとりで落ち着きますか。, answers: {0: いいえ, 1: はい}, theme: near, reverse: true}
  scared: {ask: 家に帰るのが怖いですか。, answers: {0: いいえ, 1: はい}}
reflections:
  calm_and_near: {when: {calm: high, near: high}, title: 静かで近い, says: 近いようです。}
  default: {title: いま, says: ありがとうございました。, ponder: [何が静かでしたか。]}
safety:
  home: {when: {scared: 1}, title: たいせつなこと, says: ひとりではありません。, contacts: [line]}
contacts:
  line: {name: 相談, phone: 0120-000-000}
columns:
  rest: {title: 休むこと, url: 'https://example.org/rest'}
"""


@dataclass(frozen=True, slots=True)
class Slip:
    """A file with one slip, and the lines (from 0, in the file as it then is) where it was made."""

    kind: str
    raw: bytes
    lines: tuple[int, ...]


Lines = list[str]
Made = tuple[Lines, tuple[int, ...]]
Kind = Callable[[Lines, random.Random], Iterator[Made]]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Put a maker of slips into the table."""

    def put(make: Kind) -> Kind:
        KINDS[name] = make
        return make

    return put


# --- what the makers are made of ------------------------------------------------------------


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_note(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def block_of(lines: Lines, head: int) -> range:
    """The lines that belong to a line: those below it that begin further right."""
    end = head + 1
    while end < len(lines) and (is_note(lines[end]) or indent(lines[end]) > indent(lines[head])):
        end += 1
    while is_note(lines[end - 1]):
        end -= 1
    return range(head, end)


def matching(lines: Lines, pattern: str) -> list[int]:
    """Lines outside of texts in several lines that match a pattern."""
    inside, found = -1, []
    for number, line in enumerate(lines):
        if inside >= 0 and (not line.strip() or indent(line) > inside):
            continue
        inside = indent(line) if re.search(r": [|>]$", line) else -1
        if not is_note(line) and re.search(pattern, line):
            found.append(number)
    return found


def some(rng: random.Random, places: list[int]) -> list[int]:
    return sorted(rng.sample(places, min(A_KIND, len(places))))


def swap(lines: Lines, number: int, *new: str) -> Lines:
    return [*lines[:number], *new, *lines[number + 1 :]]


def renaming(pattern: str) -> Kind:
    """Slips in the name of a thing: right is its line, and every one that names it."""

    def make(lines: Lines, rng: random.Random) -> Iterator[Made]:
        for number in some(rng, matching(lines, pattern)):
            name = lines[number].strip().partition(":")[0]
            named = [n for n, line in enumerate(lines) if re.search(rf"\b{name}\b", line)]
            yield swap(lines, number, lines[number].replace(name, f"{name}_x", 1)), tuple(named)

    return make


def changing(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Kind:
    """Slips within a line: the first match of a pattern becomes something else."""

    def make(lines: Lines, rng: random.Random) -> Iterator[Made]:
        for number in some(rng, matching(lines, pattern)):
            yield swap(lines, number, re.sub(pattern, put, lines[number], count=1)), (number,)

    return make


def losing(pattern: str, only_first: bool = False) -> Kind:
    """Slips that lose a line; right is the line above, the one below, or that of the name above."""

    def make(lines: Lines, rng: random.Random) -> Iterator[Made]:
        places = matching(lines, pattern)
        for number in some(rng, places[:1] if only_first else places):
            below = next((n for n in range(number, len(lines) - 1) if not is_note(lines[n + 1])), 0)
            above = next((n for n in range(number - 1, -1, -1) if not is_note(lines[n])), 0)
            owner = next(
                (n for n in range(number, -1, -1) if indent(lines[n]) < indent(lines[number])
                 and not is_note(lines[n])), above
            )  # fmt: skip
            first = next(n for n, line in enumerate(lines) if not is_note(line))
            thing = block_of(lines, number) if lines[number].rstrip().endswith(":") else ()
            top = {first} if indent(lines[number]) == 0 else set()
            yield (
                [*lines[:number], *lines[number + 1 :]],
                (*({above, owner, number, below} | top), *(n - 1 for n in thing)),
            )

    return make


FIELDS = r"^ +(ask|answers|theme|name|says|title|rubric|when|label|reverse|from): "
TEXTS = r"^( +(?:ask|says|name|title|help|about): )([^|>'\"\s].*)$"

KINDS |= {
    f"line lost: {name}:": losing(rf"^{name}:", True)
    for name in (
        "selfcheck id title language fill_in answers themes questions reflections safety contacts "
        "columns"
    ).split()
}
KINDS |= {
    "line lost: id of a question": losing(r"^  [a-z]\w*:$"),
    "line lost: rubric:": losing(r"^ +rubric:$"),
    "line lost: answers: of a question": losing(r"^    answers:$"),
    "line lost: ponder:": losing(r"^ +ponder:"),
    "line lost: ask:": losing(r"^    ask:"),
    "line lost: name:": losing(r"^    name:"),
    "line lost: a name for a list": losing(r"^  agreement:$"),
    "line lost: id of a level": losing(r"^      [a-z]\w*:$"),
    "colon lost": changing(FIELDS, lambda m: m[0].replace(":", "")),
    "colon lost after an id": changing(r"^( +[a-z]\w+):$", r"\1"),
    "full-width colon": changing(FIELDS, lambda m: m[0].replace(": ", "：")),
    "full-width colon after an id": changing(r"^( +[a-z]\w+):$", r"\1："),
    "no space after colon": changing(FIELDS, lambda m: m[0].rstrip()),
    "full-width space after colon": changing(FIELDS, lambda m: m[0][:-1] + "\u3000"),
    "no-break space after colon": changing(FIELDS, lambda m: m[0][:-1] + "\u00a0"),
    "no-break spaces before a name": changing(r"^ {4}(?=\w)", "\u00a0" * 4),
    "full-width spaces before a name": changing(r"^ {4}(?=\w)", "\u3000\u3000"),
    "tab before a name": changing(r"^ {4}(?=\w)", "\t"),
    "zero-width space in a name": changing(r"^( +)(\w)(\w+: )", "\\1\\2\u200b\\3"),
    "zero-width space after a reference": changing(r"^( +theme: \w+)", "\\1\u200b"),
    "soft hyphen in a reference": changing(r"^( +answers: \w)(\w+)$", "\\1\u00ad\\2"),
    "byte order mark in the middle": changing(r"^ +(?=ask: )", lambda m: m[0] + "\ufeff"),
    "Cyrillic letter in a name": changing(r"^( +)(n)a(me: )", "\\1\\2\u0430\\3"),
    "Cyrillic letter in a reference": changing(r"^( +theme: \w*?)e(\w*)$", "\\1\u0435\\2"),
    "full-width digits": changing(r"^( +from: )(\d)", lambda m: m[1] + chr(ord(m[2]) + 0xFEE0)),
    "letters swapped in a name": changing(
        r"^( +)(ask|answers|theme|name|says|rubric|title)(?=:)",
        lambda m: m[1] + m[2][0] + m[2][2] + m[2][1] + m[2][3:],
    ),
    "letter lost in a section": changing(
        r"^(themes|questions|reflections|answers|safety|contacts|columns)(?=:)", lambda m: m[0][:-2]
    ),
    "letter doubled in a name": changing(r"^( +)(says|title|label)(?=:)", r"\1\2s"),
    "name in Japanese": changing(r"^( +)ask(?=: )", r"\1質問"),
    "wrong theme": changing(r"^( +theme: )(\w+)", r"\1wrong_theme"),
    "wrong list of answers": changing(r"^( +answers: )(\w+)$", r"\1other_list"),
    "list of answers renamed": renaming(r"^  (agreement|often)(?=:)"),
    "theme renamed": renaming(r"^  (resting|relying|needed|distance|calm|near)(?=:)"),
    "wrong column": changing(r"(columns: \[)\w+", r"\1nowhere"),
    "wrong contact": changing(r"(contacts: \[)\w+", r"\1nobody"),
    "wrong level": changing(r"(when: \{\w+: )(?!\d)\w+", r"\1nonesuch"),
    "wrong name in when": changing(r"(when: \{)\w+", r"\1unheard"),
    "unclosed quote": changing(TEXTS, r"\1'\2"),
    "quote at the end only": changing(TEXTS, r'\1"\2" と、続き'),
    "curly quotes": changing(TEXTS, r"\1“\2: あ”"),
    "colon in a text": changing(TEXTS, r"\1大切: \2"),
    "hash in a text": changing(TEXTS, r"\1電話は #8008 \2"),
    "at sign first": changing(TEXTS, r"\1@\2"),
    "percent sign first": changing(TEXTS, r"\1%\2"),
    "asterisk first": changing(TEXTS, r"\1*\2"),
    "brace first": changing(TEXTS, r"\1{friend}\2"),
    "bracket first": changing(TEXTS, r"\1[大切]\2"),
    "backslash in quotes": changing(TEXTS, r'\1"\\d \2"'),
    "full-width bar": changing(r"^(\w+|  +says): \|$", r"\1: ｜"),
    "full-width folding sign": changing(r"^(\w+|  +says): \|$", r"\1: ＞"),
    "text behind the bar": changing(r"^(\w+|  +says): \|$", r"\1: | 文です。"),
    "bar forgotten": changing(r"^(\w+|  +says): \|$", r"\1: 'はじめの文"),
    "bracket not closed": changing(r"(: \[[^\]]*)\]", r"\1"),
    "brace not closed": changing(r"(: \{[^{}]*)\}", r"\1"),
    "bracket not opened": changing(r": \[([^\]]*\])", r": \1"),
    "one brace too many": changing(r"(: \{[^{}]*\})$", r"\1}"),
    "comma lost": changing(r"(\{[^{}]*?), (?=\w+: )", r"\1 "),
    "full-width comma": changing(r"(\[\w+), (?=\w)", r"\1、"),
    "full-width comma in braces": changing(r"(\{[^{}]*?), (?=\w+: )", r"\1、"),
    "full-width brackets": changing(r": \[([^\]]*)\]", r": ［\1］"),
    "brackets forgotten": changing(r"(suggestions|columns|contacts): \[(.*?, .*?)\]", r"\1: \2"),
    "full-width comma, no brackets": changing(r"(suggestions): \[(.*?), .*?\]$", r"\1: 彼、彼女"),
    "comma in a label": changing(r"(\{\d: \w+)", r"\1, とても"),
    "one space too many": changing(r"^ +(?=(ask|answers|theme|name|says|title):)", r"\g<0> "),
    "two spaces too many": changing(r"^ +(?=(ask|answers|theme|name|says|title):)", r"\g<0>  "),
    "one space too few": changing(r"^( +) (?=(ask|answers|theme|name|says|title):)", r"\1"),
    "not indented": changing(r"^ +(?=(ask|answers|theme|name|says|title):)", ""),
    "no space after hyphen": changing(r"^( +)- (?=\S)", r"\1-"),
    "long sound mark for a hyphen": changing(r"^( +)- (?=\S)", r"\1ー "),
    "dash for a hyphen": changing(r"^( +)- (?=\S)", "\\1\u2014 "),
    "dot for a hyphen": changing(r"^( +)- (?=\S)", r"\1・"),
    "name left empty": changing(r"^( +(?:ask|title|says|name|help|try): )\S.*", r"\1"),
    "switch left empty": changing(r"(reverse|alone|instead|always): true", r"\1:"),
    "number left empty": changing(r"^( +(?:from|weight):) \d+", r"\1"),
    "theme left empty": changing(r"^( +theme:) \w+", r"\1"),
    "yes for true": changing(r"(reverse|alone): true", r"\1: yes"),
    "number in words": changing(r"(from|minutes): \d+", r"\1: とても多い"),
    "level not rising": changing(r"^( +from: )\d+$", r"\g<1>1000"),
    "wrong placeholder": changing("｛(friend|partner)｝", "｛freind｝"),
    "placeholder not closed": changing("｛(friend|partner)｝", r"｛\1"),
    "placeholder in the title": changing(r"^(title: )", r"\1｛friend｝と、"),
    "line break typed as letters": changing(TEXTS, r"\1\2\\n次の行。"),
    "line break of a web page": changing(TEXTS, r"\1\2<br>次の行。"),
    "TODO": changing(TEXTS, r"\1TODO \2"),
    "language jp": changing(r"^language: \w+", "language: jp"),
    "selfcheck 2": changing(r"^selfcheck: 1", "selfcheck: 2"),
    "decomposed kana": changing(
        r"[がぎぐげござじずぜぞだでどばびぶべぼ]", lambda m: unicodedata.normalize("NFD", m[0])
    ),
    "full-width hash": changing(r"^ +(?=(ask|name|says):)", lambda m: f"＃ あとで直す\n{m[0]}"),
    "slashes for a note": changing(r"^ +(?=(ask|name|says):)", lambda m: f"// あとで直す\n{m[0]}"),
    "note of a web page": changing(r"^ +(?=(ask|name):)", lambda m: f"<!-- 仮 -->\n{m[0]}"),
    "merge key": changing(r"^(  [a-z]\w*: )\{(?=ask)", r"\1{<<: *base, "),
}  # fmt: skip


@kind("block moved to the left")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for head in some(rng, matching(lines, r"^  [a-z]\w*:$")):
        block = block_of(lines, head)
        moved = [line[2:] if n in block else line for n, line in enumerate(lines)]
        yield moved, tuple(block)


@kind("what belongs to an id begins beside it")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for head in some(rng, matching(lines, r"^  [a-z]\w*:$")):
        block = block_of(lines, head)[1:]
        yield [line[2:] if n in block else line for n, line in enumerate(lines)], (head, *block)


@kind("all of a section begins at the left")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for head in some(rng, matching(lines, r"^(themes|questions|reflections|contacts):")):
        block = block_of(lines, head)[1:]
        yield [line[2:] if n in block else line for n, line in enumerate(lines)], (head, *block)


@kind("thing pasted twice")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for head in some(rng, matching(lines, r"^  [a-z]\w*:")):
        block = block_of(lines, head)
        copy = [lines[n] for n in block]
        yield [*lines[: block.stop], *copy, *lines[block.stop :]], (head, block.stop)


@kind("question pasted under another id")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    within = block_of(lines, next(n for n, line in enumerate(lines) if line == "questions:"))
    for head in some(rng, [n for n in matching(lines, r"^  [a-z]\w*:") if n in within]):
        block = block_of(lines, head)
        copy = [lines[n] for n in block]
        copy[0] = re.sub(r"^  (\w+)", r"  \1_copy", copy[0])
        both = (*block, *range(block.stop, block.stop + len(copy)))
        yield [*lines[: block.stop], *copy, *lines[block.stop :]], both


@kind("one label twice")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for number in some(rng, matching(lines, r"^    \d: ")):
        if re.match(r"^    \d: ", lines[number + 1]):
            label = lines[number].split(": ")[1]
            below = lines[number + 1].split(": ")[0]
            yield swap(lines, number + 1, f"{below}: {label}"), (number, number + 1)


@kind("marks of a merge left in")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for number in some(rng, matching(lines, r"^    (ask|name): ")):
        marked = ["<<<<<<< HEAD", lines[number], "=======", lines[number] + "。", ">>>>>>> other"]
        yield swap(lines, number, *marked), tuple(range(number, number + 5))


@kind("fence around the file")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    yield ["```yaml", *lines, "```"], (0, len(lines) + 1)


@kind("two files in one")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    yield [*lines, "---", *lines], (len(lines),)


@kind("line of hyphens in the middle")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for number in some(rng, matching(lines, r"^\w+:$")):
        yield [*lines[:number], "---", *lines[number:]], (number,)


@kind("note within a text")
def _(lines: Lines, rng: random.Random) -> Iterator[Made]:
    for number in some(rng, matching(lines, r": \|$")):
        gap = " " * indent(lines[number + 1])
        yield swap(lines, number + 1, lines[number + 1], f"{gap}# あとで直す"), (number, number + 2)


def _encoded(text: str) -> Iterator[Slip]:
    first = next(n for n, line in enumerate(text.split("\n")) if not line.isascii())
    for encoding in ("cp932", "euc_jp", "iso2022_jp", "utf-16"):
        raw = text.encode(encoding, "replace")
        yield Slip(f"saved as {encoding}", raw, (0, first))


def slips(text: str, rng: random.Random) -> Iterator[Slip]:
    """All slips in one good file."""
    lines = text.split("\n")
    for name, make in KINDS.items():
        for made, places in make(lines, rng):
            changed = "\n".join(made)
            if changed != text:
                shift = changed.count("\n") - "\n".join(made).count("\n")
                around = {
                    n + step for n in places for step in range(shift + 2 * ("\n" in name) + 1)
                }
                yield Slip(name, changed.encode(), tuple(around))
    yield from _encoded(text)


# --- counting -------------------------------------------------------------------------------


def judge(slip: Slip) -> tuple[str, list[str]]:
    """one, elsewhere, none, two, three or more; and the problems in short."""
    loaded = read_questionnaire("a.yaml", slip.raw)
    problems = find_problems(loaded)
    said, lines = [], []
    for problem in problems:
        span = find_span(problem, loaded.places)
        lines.append(span.line if span else 0)
        said.append(f"{lines[-1] + 1} {problem.code}")
    if len(problems) == 1:
        other = locate(loaded.places, problems[0].other)
        here = {lines[0], other.line if other else lines[0]}
        return ("elsewhere" if here.isdisjoint(slip.lines) else "one"), said
    return {0: "none", 2: "two", 3: "three"}.get(len(problems), "more"), said


def main() -> None:
    """Count, and print."""
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    rng = random.Random(int(numbers[0]) if numbers else 2026)
    texts = {name: (ROOT / name).read_text("utf-8") for name in FILES} | {"compact": COMPACT}
    count: Counter[str] = Counter()
    for name, text in texts.items():
        assert not find_problems(read_questionnaire(name, text.encode())), name
        for slip in slips(text, rng):
            verdict, said = judge(slip)
            count[verdict] += 1
            if "--list" in sys.argv and verdict != "one":
                where = ",".join(str(n + 1) for n in sorted(slip.lines)[:4])
                print(f"{verdict:9} {name} {slip.kind} (line {where}): {'; '.join(said[:6])}")
    total = sum(count.values())
    print(f"{total} slips")
    for verdict in ("one", "elsewhere", "two", "three", "more", "none"):
        print(f"{verdict:10}{count[verdict]:5}  {count[verdict] / total:6.1%}")


if __name__ == "__main__":
    main()
