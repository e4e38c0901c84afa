"""`selfcheck take` where a safety rule looks at a score: above the result, or in its place."""

import json
import os
from pathlib import Path

import pytest
from conftest import Run

FILE = """
selfcheck: 1
id: scored
title: 重さの点検
language: ja
answers:
  steps: {scale: [0, 3], low: ない, high: いつも}
themes:
  weight:
    name: 重さ
    score: sum
    rubric: {low: {name: 軽い}, high: {from: 3, name: 重い}, most: {from: 6, name: 最も重い}}
questions:
  days: {ask: 日中は重いですか。, answers: steps, theme: weight}
  nights: {ask: 夜は重いですか。, answers: steps, theme: weight}
  alone: {ask: ひとりですか。, answers: {yes: はい, no: いいえ}}
reflections:
  default: {title: 手紙の題, says: 手紙の言葉。}
safety:
  lonely: {when: {alone: yes}, title: はじめの題, says: 話せます。, contacts: [line]}
  heavy: {when: {weight: [high, most]}, title: 重い題, says: 重なっています。, contacts: [other]}
  rest: {when: {weight: most}, title: 代わりの題, says: 休めます。, contacts: [line], instead: true}
contacts:
  line: {name: よりそう線, phone: 0120-000-000}
  other: {name: べつの線, phone: 0120-111-111}
"""
HEAVY = "\n2\n2\n1\n\n"
"""From the start page to the result, with a score of 4 and somebody alone."""
MOST = "\n3\n3\n1\n\n"


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """The question file."""
    file = tmp_path / "scored.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def drafts() -> list[Path]:
    """What the state folder holds."""
    return [path for path in Path(os.environ["XDG_STATE_HOME"]).rglob("*") if path.is_file()]


def in_order(said: str, *parts: str) -> bool:
    places = [said.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_a_text_that_a_score_brings_stands_above_the_reflection(run: Run, scored: Path) -> None:
    """Those that were read before are not said again; a line says where their numbers are."""
    done = run("take", scored, input=HEAVY + "3\n")
    early, _, page = done.stdout.partition("べつの線")
    assert "はじめの題" in early
    assert in_order(page, "0120-111-111", "重い題", "? を押したところ", "手紙の題")
    assert "はじめの題" not in page
    assert "代わりの題" not in done.stdout
    assert done.returncode == 0


def test_with_answers_written_down_every_text_comes_first(run: Run, scored: Path) -> None:
    """Also those that a score brings, in the order of the file."""
    answers = json.dumps({"days": 2, "nights": 2, "alone": "yes"})
    done = run("take", scored, "--answers", "-", input=answers)
    assert in_order(done.stdout, "はじめの題", "重い題", "手紙の題")


def test_a_text_that_a_score_puts_in_place_of_the_result_stands_alone(
    run: Run, scored: Path
) -> None:
    """With all that hold, once the review is finished; keeping is not offered."""
    done = run("take", scored, input=MOST + "2\n")
    assert in_order(done.stdout, "はじめの題", "重い題", "代わりの題")
    assert "手紙" not in done.stdout + done.stderr
    assert "残しておく" not in done.stderr
    assert done.returncode == 0
    assert drafts() == []


def test_the_draft_is_gone_before_such_a_text_is_read(run: Run, scored: Path) -> None:
    """Whoever stops there leaves nothing; one page before, the draft was there. The safety question
    is asked again."""
    run("take", scored, input=MOST.removesuffix("\n"))
    assert len(drafts()) == 1
    run("take", scored, input="\n1\n\n")
    assert drafts() == []


def test_saving_such_a_text_is_asked_once_more(run: Run, scored: Path, tmp_path: Path) -> None:
    """And done where it is wanted."""
    target = tmp_path / "out.txt"
    run("take", scored, "--save", target, input=MOST + "2\n1\n")
    assert not target.exists()
    run("take", scored, "--save", target, input=MOST + "2\n2\n")
    assert "代わりの題" in target.read_text("utf-8")


def test_back_from_such_a_text_leads_to_the_answers(run: Run, scored: Path) -> None:
    """An answer that is another one now brings the result; no draft comes back."""
    done = run("take", scored, input=MOST + "b\n1\n0\n\n3\n")
    assert in_order(done.stdout, "代わりの題", "手紙の題")
    assert drafts() == []
