"""What respondents are told does not repeat itself unseen: near-copies of texts and sentences."""

from pathlib import Path as FilePath

import pytest
from conftest import Run

from selfcheck.checking.alike import check_alike
from selfcheck.cli.check import find_problems
from selfcheck.problems import Path, Problem
from selfcheck.question_file.loader import read_questionnaire

A: Path = ("reflections", "a", "says")
B: Path = ("reflections", "b", "says")
C: Path = ("remarks", "c", "says")
LEVEL: Path = ("themes", "calm", "rubric", "low", "says")
LETTER = (
    "雨の音だけが残る夜だったようです。"
    "言わずにおいた言葉が、いくつもあったのかもしれません。"
    "しまっておくことも、あなたが選んだことでした。"
)


def found(*texts: tuple[Path, str]) -> list[Problem]:
    return list(check_alike(texts))


def codes(*texts: tuple[Path, str]) -> list[str]:
    return [problem.code for problem in found(*texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("窓を少し開けて、夜の風を入れてみませんか。", "窓を少し開けて夜の風を入れてみませんか"),
        (
            "窓を少し開けて、夜の風を入れてみませんか。",
            "今夜は窓を少し開けて、夜の風を入れてみませんか。",
        ),
        ("ｱﾙﾊﾞﾑを一枚だけめくってみませんか。", "アルバムを一枚だけ、めくってみませんか。"),
        ("{you}と同じ月を見た夜があったようです。", "同じ月を見た夜があったようです。"),
        (
            "There seem to be evenings with nobody to ask.",
            "There seem to be evenings, with nobody to ask",
        ),
    ],
)
def test_a_sentence_that_stands_again(one: str, other: str) -> None:
    """A comma, a word put in, the width of letters or a placeholder makes no other sentence."""
    assert codes((A, f"{one}\nはじめの手紙です。"), (B, f"{other}\nつぎの手紙です。")) == [
        "repeated-sentence"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "潮のように寄せるところが、よく出ているようです。",
            "木のように待つところが、よく出ているようです。",
        ),
        (
            "静かな時間は、今はあまりないのかもしれません。",
            "静かな時間は、今は少しあるのかもしれません。",
        ),
        ("それで大丈夫です。", "それで大丈夫です。"),
        ("You may rest.", "You may rest."),
        ("", ""),
    ],
)
def test_what_is_only_built_alike_or_short_may_stand(one: str, other: str) -> None:
    """Levels that differ in the word that matters, and what anybody says, are no repetition."""
    assert codes((A, one), (B, other)) == []


def test_a_sentence_is_told_once_however_often_it_stands() -> None:
    """The first two places are shown, and how many more there are."""
    line = "湯のみの温かさを、手のひらで感じてみませんか。"
    (problem,) = found((A, line), (B, f"おつかれさまでした。{line}"), (C, line), (LEVEL, line))
    assert (problem.place, problem.other) == (B, A)
    assert problem.facts["because"] == (("because.more-places", {"count": 2}),)


def test_a_level_that_says_what_a_letter_says() -> None:
    """Both stand on one page."""
    line = "ひとりの部屋に帰る足どりが、軽くなってきたようです。"
    assert codes((LEVEL, line), (A, line)) == ["repeated-sentence"]


def test_sentences_that_two_letters_share_are_told_together() -> None:
    """What was pasted from one into the other is one cause."""
    shared = "駅までの道を、遠回りしてみませんか。知らない花が咲いているかもしれません。"
    own = "{}の話をする相手が、すぐ近くにいるようでいて、まだ見つからない日々なのですね。"
    (problem,) = found((A, own.format("映画") + shared), (B, shared))
    assert problem.facts["because"] == (("because.more-sentences", {"count": 1}),)


def test_texts_that_are_nearly_the_same_are_told_whole() -> None:
    """Nothing is said of their sentences."""
    assert codes((A, LETTER), (B, LETTER.replace("雨の音", "波の音"))) == ["texts-alike"]


def test_a_refrain_within_one_letter_may_stand() -> None:
    """A letter may say a thing again."""
    line = "波の音だけが、ずっと聞こえています。"
    assert codes((A, f"{line}{line}"), (("reflections", "a", "try"), line)) == []


@pytest.mark.parametrize("section", ["safety", "questions", "columns"])
def test_other_texts_may_repeat_themselves(section: str) -> None:
    """A safety text says what helps in the same words, wherever it stands."""
    assert codes(((section, "a", "says"), LETTER), ((section, "b", "says"), LETTER)) == []


PAIR = (
    "selfcheck: 1\nid: small\ntitle: 手紙\nlanguage: ja\n"
    "questions: {q: {ask: 雨でしたか。, answers: {0: いいえ, 1: はい}}}\n"
    "reflections:\n"
    "  wet: {when: {q: 1}, title: 雨, says: 傘のしずくを、ゆっくり払ってきてください。}\n"
    "  dry: {title: 晴れ, says: 傘のしずくを、ゆっくり払ってきてください。}\n"
)
"""Two letters with one sentence."""


def test_a_phrase_that_its_author_allows_may_stand_again() -> None:
    """`tone` with `allow` says that it is meant."""
    tone = "tone: {allow: [ゆっくり払ってきてください]}\n"
    told = [find_problems(read_questionnaire("a.yaml", (PAIR + t).encode())) for t in ("", tone)]
    assert [[problem.code for problem in one] for one in told] == [["repeated-sentence"], []]


def test_texts_are_compared_the_same_way_every_time() -> None:
    """Of many near-copies all belong to the first."""
    line = "帰り道の坂を、いつもより{}ゆっくり下りてきたようです。"
    texts = [(("reflections", f"r{n}", "says"), line.format("少し" * (n % 2))) for n in range(40)]
    (problem,) = found(*texts)
    assert problem.facts["because"] == (("because.more-places", {"count": 38}),)


def test_no_style_leaves_it_out(run: Run, tmp_path: FilePath) -> None:
    """`check --no-style` says nothing of repetitions."""
    file = tmp_path / "a.yaml"
    file.write_text(PAIR, encoding="utf-8")
    shown = [run("check", file, "--format", "json", *more).stdout for more in ((), ("--no-style",))]
    assert ["repeated-sentence" in one for one in shown] == [True, False]
