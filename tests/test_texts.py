"""Every text of a questionnaire is found at its place, and can be changed there."""

from pathlib import Path
from typing import Any

from selfcheck.format import Field
from selfcheck.problems import Path as Place
from selfcheck.question_file.loader import load_questionnaire, read_questionnaire
from selfcheck.questionnaire import Questionnaire
from selfcheck.texts import change_texts, texts_of

DATA = Path(__file__).parents[1] / "data"

SHARED = """
selfcheck: 1
id: shared
title: 海
language: ja
answers:
  often: {0: いいえ, 1: はい}
questions:
  walk: {ask: 歩きますか。, answers: often}
  swim: {ask: 泳ぎますか。, answers: {0: {label: まだ}, 1: もう}}
reflections:
  default: {title: 浜, says: 波の音, ponder: [風は, 砂は]}
"""


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("shared.yaml", text.encode())
    assert loaded.questionnaire is not None
    return loaded.questionnaire


def _found(questionnaire: Questionnaire) -> dict[Place, str]:
    return {place: text for place, _, text in texts_of(questionnaire) if text}


def test_a_text_is_found_where_it_is_written() -> None:
    """Texts come in the order of the format; those of a list have positions from 0, and answers
    from a named list stand in that list alone."""
    assert list(_found(_load(SHARED)).items()) == [
        (("title",), "海"),
        (("answers", "often", "0", "label"), "いいえ"),
        (("answers", "often", "1", "label"), "はい"),
        (("questions", "walk", "ask"), "歩きますか。"),
        (("questions", "swim", "ask"), "泳ぎますか。"),
        (("questions", "swim", "answers", "0", "label"), "まだ"),
        (("questions", "swim", "answers", "1", "label"), "もう"),
        (("reflections", "default", "title"), "浜"),
        (("reflections", "default", "says"), "波の音"),
        (("reflections", "default", "ponder", 0), "風は"),
        (("reflections", "default", "ponder", 1), "砂は"),
    ]


def test_every_text_can_be_changed() -> None:
    """A change reaches every text that is found, once, and leaves it where it is."""

    def mark(_place: Place, _field: Field, content: Any) -> Any:
        return f"{content}*" if isinstance(content, str) else tuple(f"{one}*" for one in content)

    file = load_questionnaire(DATA / "questions.yaml").questionnaire
    assert file is not None
    marked = [(place, text) for place, _, text in texts_of(change_texts(file, mark))]
    assert marked == [(place, f"{text}*") for place, _, text in texts_of(file)]


def test_an_answer_changes_with_its_list() -> None:
    """A question that takes its answers from a named list has the changed ones."""

    def shorten(place: Place, _field: Field, content: Any) -> Any:
        return "ええ" if place == ("answers", "often", "1", "label") else content

    changed = change_texts(_load(SHARED), shorten)
    labels = [answer.label for answer in changed.questions["walk"].answers]
    assert labels == ["いいえ", "ええ"]
    assert changed.questions["walk"].answers == changed.answer_lists["often"]
