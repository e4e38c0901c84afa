"""Does each letter fit its own respondents, and only them? Simulated respondents who answered
everything are read beside four letters by somebody who knows no rules, and one is picked.

    python bench/letters.py draw FOLDER [--seed N] [--lang LANG]    cases.txt to read, key.json not
    python bench/letters.py count FOLDER                            picks.json beside them, counted

`picks.json` holds the number of a case -> the letter picked: `{"1": "B"}`. Letters for a way of
living (parted, bereaved, without contact), for wishing to disappear and for too few answers are
left out: who gets them is asked outright. Figures: docs/decisions.md.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

from selfcheck.cli.files import data_folder
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.question_file.translation import read_translation
from selfcheck.questionnaire import Question, Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.scoring import Scoring, asked_questions, prepare_scoring

LEFT_OUT = {"not_alone_now", "bereaved", "parted", "without_a_word", "default"}
APART = {"parted", "bereaved", "silent"}
"""Ways of living that have a letter of their own."""
EACH = 5
"""Respondents drawn for each letter."""
CHOICE = 4
"""Letters beside each respondent: the right one and three others."""

Brought = Mapping[str, Mapping[str, object]]
"""Answer -> theme -> the points it brings."""


def load(language: str) -> Questionnaire:
    """The built-in self-check, in a language."""
    file = data_folder() / "questions.yaml"
    asked = load_questionnaire(file).questionnaire
    assert asked
    if language != asked.language:
        other = file.with_name(f"questions.{language}.yaml")
        asked = read_translation(str(other), other.read_bytes(), asked).questionnaire
        assert asked
    return asked


def draw_answers(asked: Questionnaire, chance: Random) -> dict[str, Reply]:
    """Somebody who answers everything: each theme a leaning of her own, each answer near it."""
    leaning = {theme: chance.random() for theme in asked.themes}
    answers: dict[str, Reply] = {}
    scoring = prepare_scoring(asked)
    living = [answer.value for answer in asked.questions["living"].answers]
    answers["living"] = Reply((chance.choice([v for v in living if v not in APART]),))
    for id in asked_questions(asked, {"living": answers["living"].marks}):
        question = asked.questions[id]
        if question.write or id == "living":
            continue
        if id.startswith("safety"):
            answers[id] = Reply((question.answers[-1].value,))
        else:
            answers[id] = _lean(question, leaning, scoring, chance)
    return answers


def _lean(question: Question, leaning: dict[str, float], scoring: Scoring, chance: Random) -> Reply:
    points = scoring.questions[question.id].answers
    if question.choose == "several":
        return _mark(question, leaning, points, chance)
    numbers = [answer.value for answer in question.answers if answer.value.isdigit()]
    if numbers:
        toward = leaning[question.themes[0]]
        if question.reverse:
            toward = 1 - toward
        place = round(toward * (len(numbers) - 1) + chance.gauss(0, 0.8))
        return Reply((numbers[min(len(numbers) - 1, max(0, place))],))
    weights = [_pull(answer.value, points, leaning) for answer in question.answers]
    return Reply((chance.choices([a.value for a in question.answers], weights)[0],))


def _pull(value: str, points: Brought, leaning: dict[str, float]) -> float:
    """How likely an answer is in a scene: the more, the more she leans to what it brings."""
    brought = [theme for theme, amount in points.get(value, {}).items() if amount]
    return float(max((leaning[theme] ** 3 for theme in brought), default=0.05))


def _mark(question: Question, leaning: dict[str, float], points: Brought, chance: Random) -> Reply:
    marked = [
        answer.value
        for answer in question.answers
        if not answer.alone and chance.random() < _pull(answer.value, points, leaning)
    ]
    alone = [answer.value for answer in question.answers if answer.alone]
    return Reply(tuple(marked) or (alone[0],))


def draw_cases(asked: Questionnaire, chance: Random) -> list[tuple[str, dict[str, Reply]]]:
    """As many respondents for every letter, in mixed order: the letter she gets, her answers."""
    wanted = [id for id in asked.reflections if id not in LEFT_OUT]
    found: dict[str, list[dict[str, Reply]]] = {id: [] for id in wanted}
    while any(len(cases) < EACH for cases in found.values()):
        answers = draw_answers(asked, chance)
        reflection = reflect(asked, answers).reflection
        cases = found.get(reflection.id if reflection else "")
        if cases is not None and len(cases) < EACH:
            cases.append(answers)
    mixed = [(id, answers) for id, cases in found.items() for answers in cases]
    chance.shuffle(mixed)
    return mixed


def describe(asked: Questionnaire, answers: dict[str, Reply], letters: list[str]) -> str:
    """A case as it is read: the questions with what was answered, then the letters."""
    lines = []
    for id, reply in answers.items():
        question = asked.questions[id]
        if not id.startswith("safety"):
            labels = [a.label for a in question.answers if a.value in reply.marks]
            lines.append(f"- {' '.join(question.ask.split())}  ->  {' / '.join(labels)}")
    for letter, id in zip("ABCD", letters, strict=False):
        reflection = asked.reflections[id]
        lines.append(f"\n[{letter}] {reflection.title}\n{reflection.says.strip()}")
    name = asked.fill_in["partner"].default
    return "\n".join(lines).replace("｛partner｝", name).replace("{partner}", name)


def draw(folder: Path, seed: int, language: str) -> None:
    """Write the cases, and apart from them which letter is whose."""
    asked, chance = load(language), Random(seed)
    others = [id for id in asked.reflections if id not in LEFT_OUT]
    key, pages = {}, []
    for number, (right, answers) in enumerate(draw_cases(asked, chance), 1):
        letters = [right, *chance.sample([id for id in others if id != right], CHOICE - 1)]
        chance.shuffle(letters)
        key[str(number)] = {"right": right, "letters": letters}
        pages.append(f"===== {number} =====\n{describe(asked, answers, letters)}\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cases.txt").write_text("\n".join(pages), "utf-8")
    (folder / "key.json").write_text(json.dumps(key, indent=1), "utf-8")
    print(len(pages), "cases in", folder / "cases.txt")


def count(folder: Path) -> None:
    """How many were right, by letter, and what was picked instead."""
    key = json.loads((folder / "key.json").read_text("utf-8"))
    picks = json.loads((folder / "picks.json").read_text("utf-8"))
    right: Counter[str] = Counter()
    instead: Counter[tuple[str, str]] = Counter()
    for number, pick in picks.items():
        case = key[number]
        picked = case["letters"]["ABCD".index(pick)]
        right[case["right"]] += picked == case["right"]
        if picked != case["right"]:
            instead[case["right"], picked] += 1
    total = Counter(key[number]["right"] for number in picks)
    for id in total:
        others = ", ".join(f"{other} {n}" for (own, other), n in instead.items() if own == id)
        print(f"{id:28} {right[id]} of {total[id]}  {others}")
    print(f"{'all':28} {right.total()} of {total.total()}  {right.total() / total.total():.0%}")


def main() -> None:
    """Draw, or count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["draw", "count"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", default="ja")
    chosen = parser.parse_args()
    if chosen.what == "draw":
        draw(chosen.folder, chosen.seed, chosen.lang)
    else:
        count(chosen.folder)


if __name__ == "__main__":
    main()
