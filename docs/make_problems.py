"""Make docs/problems.md from the bad examples of the tests: `python docs/make_problems.py`.

Every problem with a file that causes it and what `selfcheck check` prints for it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from selfcheck.cli.check import find_problems
from selfcheck.cli.files import load

ROOT = Path(__file__).parents[1]
BAD = ROOT / "tests" / "question_files" / "bad"
SOURCES = ROOT / "src" / "selfcheck"
PAGE = ROOT / "docs" / "problems.md"

HEAD = """\
# 見つけるもの一覧

`selfcheck check` が知らせることの名前(角かっこの中)と、それが起きるファイル、そのときの表示です。
人に尋ねるときは、名前を伝えると話が早くなります。
書きかたは [質問ファイルの書きかた](writing-questions.ja.md) にあります。

このページは `python docs/make_problems.py` が作ります。
"""
# The first part of the sources in which a problem is noted decides under which heading it stands.
PARTS = {
    "ファイルの読みかた": "question_file/yaml/",
    "翻訳": "(question_file/translation|checking/translating)",
    "条件": "(question_file/(conditions|meant)|checking/meaning)",
    "項目と内容": "question_file/",
    "呼び名と順番": "checking/(references|default|doubles)",
    "例": "checking/examples",
    "行き着くところ": "checking/reach/",
    "点の向き": "checking/direction",
    "使われないもの": "checking/(unused|effects)",
    "安全": "checking/safety",
    "言葉の調子": "checking/(wording|leftovers|style|alike)",
}


def make_page() -> str:
    """The page, whole."""
    shown = dict(sorted(_shown().items()))
    warnings = _warnings()
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for code in shown:
        parts[_part_of(code)].append(code)
    texts = [HEAD]
    for part, codes in parts.items():
        texts.append(f"## {part}\n")
        texts += [_section(code, *shown[code], code in warnings) for code in codes]
    return "\n".join(texts)


def _shown() -> dict[str, tuple[str, str]]:
    """Code -> the example that shows it best, and what is printed for it: the one that bears its
    name, else the shortest."""
    found: dict[str, list[tuple[bool, int, str, str]]] = {}
    for file in sorted(BAD.glob("*.txt")):
        if "." in file.stem:
            continue
        for code, text in _blocks(file.read_text("utf-8")):
            found.setdefault(code, []).append((file.stem != code, len(text), file.stem, text))
    return {code: min(examples)[2:] for code, examples in found.items()}


def _blocks(printed: str) -> Iterator[tuple[str, str]]:
    """Every problem of what is printed for a file, with its code."""
    for block in re.split(r"\n\n(?=\S)", printed):
        if code := re.search(r" \[([a-z0-9-]+)\]$", block, re.MULTILINE):
            yield code[1], block.rstrip("\n")


def _warnings() -> set[str]:
    problems = [p for file in BAD.glob("*.yaml") for p in find_problems(load(file))]
    return {problem.code for problem in problems if problem.severity == "warning"}


def _part_of(code: str) -> str:
    files = [
        str(file.relative_to(SOURCES))
        for folder in ("question_file", "checking")
        for file in sorted((SOURCES / folder).rglob("*.py"))
        if f'"{code}"' in file.read_text("utf-8") or f" {code}" in file.read_text("utf-8")
    ]
    found = (part for part, place in PARTS.items() if any(re.match(place, f) for f in files))
    # Codes of unknown names are put together there, and stand whole nowhere.
    return next(found, "呼び名と順番")


def _section(code: str, example: str, printed: str, is_warning: bool) -> str:
    kind = "気をつけたいところです。" if is_warning else "直すところです。"
    file = f"tests/question_files/bad/{example}.yaml"
    source = f" 例: [{example}.yaml](../{file})" if (ROOT / file).exists() else ""
    return f"### {code}\n\n{kind}{source}\n\n```text\n{printed}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8", newline="\n")
