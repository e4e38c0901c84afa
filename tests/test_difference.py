"""`selfcheck diff`: what changes for respondents between two question files."""

import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.comparing import compare
from selfcheck.comparing.answers import find_effects, fit_answers
from selfcheck.question_file.loader import load_questionnaire, read_questionnaire
from selfcheck.questionnaire import Answers, Marked, Questionnaire, Reply
from selfcheck.reflecting import level_ids, reflect
from selfcheck.scoring import prepare_scoring
from selfcheck.showing.difference import Compared, set_difference
from selfcheck.showing.rows import rows_as_text
from selfcheck.simulation import Simulator, draw_answers
from selfcheck.words import LANGUAGES, en, ja, speaker

ROOT = Path(__file__).parents[1]

FILE = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
version: 1
intro: はじめに
fill_in:
  partner: {ask: 何と呼びますか。, default: あの人, suggestions: [彼, 彼女]}
answers:
  much: {0: ない, 1: 少し, 2: ある}
themes:
  fear:
    name: 怖れ
    columns: [one]
    rubric:
      calm: {name: 静か, says: 静かです。}
      strong: {from: 45, name: 強い, says: 強いです。}
questions:
  q1: {ask: 一つめ, answers: much, theme: fear}
  q2: {ask: 二つめ, answers: much, theme: fear, reverse: true}
  q3: {ask: 三つめ, answers: {yes: はい, no: いいえ, unsaid: 答えない}}
  q4: {ask: 四つめ, answers: {a: あ, b: い, c: どれもない}, choose: several}
  q5: {ask: 五つめ, write: lines}
reflections:
  mirror: {when: {fear: strong}, title: 鏡, says: 鏡の文, ponder: [なぜ。]}
  default: {title: そのまま, says: そのままの文}
safety:
  harmed: {when: {q3: yes}, title: 安全に, says: 離れて。, instead: true, contacts: [line]}
contacts:
  line: {name: 相談, phone: 0120-000-000}
  other: {name: 別の相談}
columns:
  one: {title: コラム一, url: https://example.com/1}
  two: {title: コラム二, url: https://example.com/2}
examples:
  high: {answers: {q1: 2, q2: 0}, expect: {reflection: mirror}}
  low: {answers: {q1: 0, q2: 2}, expect: {reflection: default}}
"""


def _load(text: str) -> Questionnaire:
    loaded = read_questionnaire("q.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.questionnaire is not None
    return loaded.questionnaire


def _changed(*changes: tuple[str, str]) -> Questionnaire:
    text = FILE
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    return _load(text)


OLD = _load(FILE)
BUILT_IN = load_questionnaire(ROOT / "data" / "questions.yaml").questionnaire
assert BUILT_IN is not None


def _page(new: Questionnaire, language: str = "ja", old: Questionnaire = OLD) -> str:
    compared = Compared(old, new, compare(old, new, 100), True)
    return rows_as_text(set_difference(compared, speaker(language), 80))


def test_the_same_file_changes_nothing() -> None:
    """Nothing changed says so, and no more."""
    assert compare(OLD, OLD).is_empty
    assert _page(OLD) == ja.SENTENCES["diff.nothing-changed"] + "\n"


def test_a_changed_answer_list_name_or_order_of_sections_is_no_difference() -> None:
    """What respondents cannot notice is not told."""
    assert compare(OLD, _changed(("much", "a_lot"))).is_empty


JAPANESE_HEADINGS = [
    f"【{sentence}】" for key, sentence in ja.SENTENCES.items() if key.startswith("diff.part-")
]

# What was changed in the file, and what the page says of it.
SAID = {
    "text": ([("一つめ", "ひとつめ")], "質問 q1 の尋ねる文\n      前: 一つめ\n      後: ひとつめ"),
    "text at the top": ([("はじめに", "最初に")], "はじめのページの文\n      前: はじめに"),
    "label": (
        [("少し", "すこし")],
        "答えの一覧 much の答え「1」\n      前: 少し\n      後: すこし",
    ),
    "level text": (
        [("静かです。", "静かな今。")],
        "テーマ fear の段階 calm の文\n      前: 静かです。",
    ),
    "come": (
        [("  q3:", "  q9: {ask: 九つめ, write: word}\n  q3:")],
        "質問 q9「九つめ」が増えます(「二つめ」の後)",
    ),
    "other id": (
        [("q2:", "second:")],
        "質問「二つめ」の呼び名(id):\n      前: q2\n      後: second",
    ),
    "gone from drafts": (
        [("  q5: {ask: 五つめ, write: lines}\n", "")],
        "なくなる質問(1問)への途中の答えは、引き継がれません: q5",
    ),
    "gone": ([("  q5: {ask: 五つめ, write: lines}\n", "")], "質問 q5「五つめ」がなくなります"),
    "answer come": ([("c: どれもない", "c: どれもない, d: え")], "質問 q4 の答え「え」が増えます"),
    "answer gone": ([(", unsaid: 答えない", "")], "質問 q3 の答え「答えない」がなくなります"),
    "alone": (
        [("c: どれもない", "c: {label: どれもない, alone: true}")],
        "「どれもない」は、これからは、ほかの答えと一緒に選べません",
    ),
    "kind": ([(", choose: several", "")], "前: いくつでも選べる\n      後: 一つだけ選ぶ"),
    "ask_if": (
        [("四つめ,", "四つめ, ask_if: {q1: [1, 2]},")],
        "前: いつも\n      後: 「一つめ」の答えが「少し」か「ある」のとき",
    ),
    "points": (
        [(", reverse: true", "")],
        "質問「二つめ」が「怖れ」に足す点:\n      ない: 2 → 0\n      ある: 0 → 2",
    ),
    "weight": ([("一つめ, answers", "一つめ, weight: 1.5, answers")], "少し: 1 → 1.5"),
    "no points": ([("much, theme: fear}", "much}")], "ある: 2 → 数えない"),
    "border": (
        [("from: 45", "from: 40.5")],
        "「怖れ」の点が 40.5 以上 45 未満 の人は、前は「静か」、\n    後は「強い」",
    ),
    "level come": (
        [("      strong:", "      some: {from: 20, name: 少し}\n      strong:")],
        "20 以上 45 未満 の人は、前は「静か」、\n    後は「少し」",
    ),
    "level gone": (
        [
            ("      strong: {from: 45, name: 強い, says: 強いです。}\n", ""),
            ("when: {fear: strong}", "when: {fear: calm}"),
        ],
        "45 以上 の人は、前は「強い」、後は「静か」",
    ),
    "scored": (
        [("name: 怖れ", "name: 怖れ\n    score: sum")],
        "前: score: percent、at_least: half",
    ),
    "when": (
        [("when: {fear: strong}", "when: {fear: calm}")],
        "前: 「怖れ」が「強い」のとき\n      後: 「怖れ」が「静か」のとき",
    ),
    "ponder": ([("ponder: [なぜ。]", "ponder: [なぜ。, いつ。]")], "「鏡」の、心に置いておく問い"),
    "columns": ([("columns: [one]", "columns: [one, two]")], "「怖れ」と一緒に出るコラム"),
    "column": ([("example.com/2", "example.com/3")], "コラム two のウェブの住所"),
    "suggestions": ([("[彼, 彼女]", "[彼, 彼女, 夫]")], "前: 彼、彼女\n      後: 彼、彼女、夫"),
    "safety when": (
        [("{q3: yes}", "{q3: [yes, unsaid]}")],
        "前: 「三つめ」の答えが「はい」のとき\n"
        "      後: 「三つめ」の答えが「はい」か「答えない」のとき",
    ),
    "above": ([(", instead: true", "")], "これからは振り返りの上に出ます"),
    "contacts": ([("contacts: [line]", "contacts: [line, other]")], "「安全に」と一緒に出る相談先"),
    "first": (
        [("title: 安全に", "first: すぐに, title: 安全に")],
        "安全のための文 harmed のいちばん上の一行\n      前: (なし)\n      後: すぐに",
    ),
    "leads": (
        [("phone: 0120-000-000", "phone: 0120-000-000, always: true")],
        "相談先「相談」が、これからは、いつでもつながる番号としてはじめに出ます",
    ),
    "phone": ([("0120-000-000", "0120-111-111")], "相談先 line の電話番号"),
    "id": ([("id: small", "id: other-id")], "途中の答えは引き継がれず"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_change_is_told_in_the_words_of_respondents(name: str) -> None:
    """Each kind of change has its sentence, with what was and what is."""
    changes, said = SAID[name]
    assert said in _page(_changed(*changes))


@pytest.mark.parametrize("name", SAID)
def test_every_change_can_be_said_in_english(name: str) -> None:
    """A page in English holds no Japanese of ours, only the author's."""
    page = _page(_changed(*SAID[name][0]), "en")
    assert page.startswith(en.SENTENCES["diff.title"])
    assert not any(sentence in page for sentence in JAPANESE_HEADINGS)


FORMS = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
answers:
  ten: {scale: [0, 10], low: 少ない, na: わからない}
themes:
  wind: {name: 風, rubric: {low: {name: 静か}, high: {from: 50, name: 強い}}}
  tide: {name: 潮, compare: false}
questions:
  q1: {part: {name: 朝, says: 朝のこと}, ask: 一つめ, answers: ten, theme: wind}
  q2: {ask: 二つめ, answers: ten, theme: [wind, tide]}
  q3: {ask: 三つめ, answers: {a: あ, b: {label: その他, write: word}}, ask_if: {not: {q1: 3}}}
reflections:
  windy: {when: {highest: wind}, title: 風の人, says: 風}
  default: {title: そのまま, says: そのまま}
remarks:
  skipped: {when: {skipped: q2}, says: 飛ばしたこと}
  strong: {when: {wind: high}, title: 強さ, says: 強い風}
examples:
  one: {answers: {q1: 6, q2: 6}, expect: {remarks: [strong]}}
"""
FORMS_SAID = {
    "scale": (
        "[0, 10]",
        "[0, 7]",
        "答えの一覧 ten の目盛り:\n      前: 0 から 10\n      後: 0 から 7",
    ),
    "low": (
        "low: 少ない",
        "low: ない",
        "答えの一覧 ten のいちばん小さい数の横の言葉\n      前: 少ない",
    ),
    "high": (
        ", na:",
        ", high: 多い, na:",
        "いちばん大きい数の横の言葉\n      前: (なし)\n      後: 多い",
    ),
    "part": ("name: 朝", "name: 夜", "質問 q1 の部の名前\n      前: 朝\n      後: 夜"),
    "part says": ("朝のこと", "夜のこと", "質問 q1 の部のはじめの文\n      前: 朝のこと"),
    "part gone": (
        "part: {name: 朝, says: 朝のこと}, ",
        "",
        "質問「一つめ」から始まる部:\n      前: 朝\n      後: (なし)",
    ),
    "part come": (
        "{ask: 二つめ",
        "{part: 夜, ask: 二つめ",
        "から始まる部:\n      前: (なし)\n      後: 夜",
    ),
    "write": (", write: word", "", "答え「その他」を選んだ人は、これからは、言葉を書けません。"),
    "write more": ("write: word", "write: lines", "これからは、文章を何行でも書けます。"),
    "hidden": (
        "compare: false",
        "compare: false, show: false",
        "「潮」は、これからは、回答する人に見せません",
    ),
    "compared": (
        ", compare: false",
        "",
        "「潮」を、これからは、いちばん高いテーマ、\n    低いテーマを比べるときに加えます",
    ),
    "themes": ("[wind, tide]", "wind", "質問「二つめ」が「潮」に足す点:"),
    "highest": (
        "{highest: wind}",
        "{not: {lowest: wind}}",
        "前: 「風」がいちばん高いとき(同点を含む)\n      後: 「風」がいちばん低くはないとき",
    ),
    "ask_if": (
        "{not: {q1: 3}}",
        "{skipped: q2}",
        "前: 「一つめ」の答えが「3」ではないとき\n      後: 「二つめ」を飛ばしたとき",
    ),
    "remark": ("強い風", "強い強い風", "一言 strong の文\n      前: 強い風"),
    "remark when": (
        "when: {wind: high}",
        "when: {wind: low}",
        "一言「強さ」が出るとき:\n      前: 「風」が「強い」のとき",
    ),
    "remark gone": (
        "  skipped: {when: {skipped: q2}, says: 飛ばしたこと}\n",
        "",
        "一言 skipped「飛ばしたこと」がなくなります。",
    ),
    "remark renamed": ("title: 強さ", "title: 風の強さ", "一言 strong の題\n      前: 強さ"),
    "remark of random people": (
        "{skipped: q2}",
        "{skipped: q1}",
        "一言「飛ばしたこと」が出るようになる人: ",
    ),
    "remark of an example": (
        "{wind: high}",
        "{wind: low}",
        "前: 風の人 + 強さ\n      後: 風の人\n",
    ),
}


@pytest.mark.parametrize("name", FORMS_SAID)
def test_a_change_of_every_form_is_told(name: str) -> None:
    """Scales, parts, texts beside answers, themes, conditions that join and compare, remarks."""
    was, now, said = FORMS_SAID[name]
    assert was in FORMS
    old, new = _load(FORMS), _load(FORMS.replace(was, now, 1))
    assert said in _page(new, old=old)
    assert _page(new, "en", old).startswith(en.SENTENCES["diff.title"])


def test_conditions_that_mean_the_same_are_no_difference() -> None:
    """In which order things are named does not matter."""
    text = FORMS.replace("{skipped: q2}", "{skipped: [q1, q2]}")
    other = FORMS.replace("{skipped: q2}", "{skipped: [q2, q1]}")
    assert compare(_load(text), _load(other), 100).is_empty


def test_safety_is_said_first() -> None:
    """What changes about safety stands above everything else."""
    new = _changed(
        ("小さな確かめ", "別の題"), ("離れて。", "すぐに離れて。"), ("一つめ", "ひとつめ")
    )
    parts = [difference.part for difference in compare(OLD, new).differences]
    assert parts == ["safety", "questions", "texts"]


def test_a_moved_question_is_told_once() -> None:
    """Where one of five moves, the four others stay where they are."""
    first = "  q1: {ask: 一つめ, answers: much, theme: fear}\n"
    last = "  q5: {ask: 五つめ, write: lines}\n"
    new = _changed((first, ""), (last, last + first))
    moved = [d.place for d in compare(OLD, new).differences if d.code == "moved"]
    assert moved == [("questions", "q1")]


def test_only_the_lines_that_changed_are_shown() -> None:
    """In a long text the lines that are the same are left out."""
    old = replace(OLD, intro="一\n二\n三")
    page = _page(replace(OLD, intro="一\n二と半\n三"), old=old)
    assert "前: 二\n" in page
    assert "一\n" not in page


def test_an_example_that_leads_elsewhere_is_named() -> None:
    """The examples of both files are tried in both."""
    comparison = compare(OLD, _changed(("when: {fear: strong}", "when: {fear: calm}")))
    changes = {e.id: (e.old.reflection, e.new.reflection) for e in comparison.examples}
    assert changes == {"high": ("鏡", "そのまま"), "low": ("そのまま", "鏡")}
    assert comparison.tried == 2


def test_an_example_of_the_old_file_is_tried_too() -> None:
    """What its author once cared about is not forgotten with the example."""
    new = _changed((FILE[FILE.index("examples:") :], ""), ("from: 45", "from: 100.5"))
    assert [example.id for example in compare(OLD, new).examples] == ["high"]


def test_random_respondents_show_who_reads_another_reflection() -> None:
    """How many come from which reflection to which, with answers that lead there."""
    new = _changed(("from: 45", "from: 60"))
    (passage,) = find_effects(OLD, new).reflections
    assert (passage.old, passage.new) == ("mirror", "default")
    assert 1_000 < passage.count < 5_000
    old, now = (reflect(one, _replies(passage.example)).reflection for one in (OLD, new))
    assert old is not None and now is not None
    assert (old.id, now.id) == ("mirror", "default")


def test_the_answers_shown_are_as_few_as_possible() -> None:
    """Without any one of them the change would not come about."""
    new = _changed(("from: 45", "from: 60"))
    (passage,) = find_effects(OLD, new).reflections
    assert set(passage.example) <= {"q1", "q2"}


def test_the_same_files_give_the_same_respondents() -> None:
    """A second run says what the first one said."""
    new = _changed(("from: 45", "from: 60"))
    assert find_effects(OLD, new) == find_effects(OLD, new)


def _replies(marked: Marked) -> Answers:
    return {id: Reply(marks) for id, marks in marked.items()}


def _draw(one: Questionnaire, number: int) -> Iterator[Marked]:
    chosen, members = Random(1), prepare_scoring(one).questions.values()
    return (draw_answers(members, chosen, 0.2 * (turn % 2)) for turn in range(number))


def test_a_simulation_leads_where_reflect_leads() -> None:
    """What is remembered for speed changes nothing: levels, reflection and whether a safety text
    stands instead are the same."""
    assert BUILT_IN is not None
    for one in (OLD, BUILT_IN):
        simulator, unsafe = Simulator(prepare_scoring(one)), replace(one, safety={})
        for answers in _draw(one, 200):
            outcome, found = reflect(unsafe, _replies(answers)), simulator.reflect(answers)
            assert found.levels == level_ids(outcome.themes)
            assert found.reflection == (outcome.reflection and outcome.reflection.id)
            assert found.is_replaced == reflect(one, _replies(answers)).is_replaced


KINDS = st.sampled_from(["percent", "mean", "sum"])
WEIGHTS = st.fractions(Fraction(1, 10), 3, max_denominator=10)


@given(
    kind=KINDS,
    weight=WEIGHTS,
    at_least=st.sampled_from(["half", "all", 1]),
    start=st.integers(0, 60),
)
def test_a_simulation_scores_as_scoring_does(
    kind: Any, weight: Fraction, at_least: Any, start: int
) -> None:
    """Whatever the theme's rules and the weights, levels are the same."""
    theme = OLD.themes["fear"]
    level = replace(theme.rubric[1], start=Fraction(start, 7))
    theme = replace(theme, score=kind, at_least=at_least, rubric=(theme.rubric[0], level))
    questions = {**OLD.questions, "q1": replace(OLD.questions["q1"], weight=weight)}
    one = replace(OLD, themes={"fear": theme}, questions=questions)
    simulator = Simulator(prepare_scoring(one))
    for answers in _draw(one, 20):
        themes = reflect(one, _replies(answers)).themes
        assert simulator.reflect(answers).levels == level_ids(themes)


def test_answers_that_the_other_file_does_not_have_count_as_skipped() -> None:
    """Neither unknown questions nor unknown or too many answers are taken over."""
    answers: Answers = {
        "q1": Reply(("9",)),
        "q3": Reply(("yes", "no")),
        "q4": Reply(("a", "z")),
        "q9": Reply(("a",)),
        "q5": Reply(text="文"),
    }
    assert fit_answers(OLD, answers) == {"q4": Reply(("a",)), "q5": Reply(text="文")}


RENAMED = _changed(("q1:", "first:"), ("q3:", "third:"))


def test_a_question_with_another_id_is_the_same_question() -> None:
    """Nothing else differs by it, and nobody is led elsewhere."""
    comparison = compare(OLD, RENAMED)
    found = {(d.code, d.old, d.new) for d in comparison.differences}
    assert found == {("renamed", "q1", "first"), ("renamed", "q3", "third")}
    assert not comparison.examples
    assert not comparison.effects.reflections and not comparison.effects.levels


def test_a_draft_loses_the_answer_to_a_question_with_another_id() -> None:
    """Drafts know questions by their ids: it is asked again."""
    drafts = compare(OLD, RENAMED).drafts
    assert (drafts.kept, drafts.asked_again) == (("q2", "q4", "q5"), ("first", "third"))
    assert drafts.gone == ()


def test_of_questions_that_read_alike_none_is_the_same() -> None:
    """Where two that go or come read the same, nobody can say which is which."""
    twins = "  q6: {ask: 五つめ, write: lines}\n  q7: {ask: 五つめ, write: lines}\n"
    new = _changed(("  q5: {ask: 五つめ, write: lines}\n", twins))
    codes = sorted(difference.code for difference in compare(OLD, new).differences)
    assert codes == ["come", "come", "gone"]
    assert compare(OLD, new).drafts.gone == ("q5",)


def test_drafts_keep_answers_of_questions_that_read_the_same() -> None:
    """Wording and labels decide; scores do not."""
    new = _changed(("五つめ", "いつつめ"), ("{yes: はい", "{yes: ええ"), (", reverse: true", ""))
    drafts = compare(OLD, new).drafts
    assert (drafts.kept, drafts.asked_again) == (("q1", "q2", "q4"), ("q3", "q5"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The small file, and the same with another border."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(FILE, "utf-8")
    new.write_text(FILE.replace("from: 45", "from: 60"), "utf-8")
    return old, new


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_whether_kept_results_stay_comparable(
    language: str, files: tuple[Path, Path], run: Run
) -> None:
    """Another border is another way of scoring."""
    done = run("diff", *files, "--lang", language)
    sentences = {"ja": ja, "en": en}[language].SENTENCES
    assert (done.returncode, done.stderr) == (0, "")
    assert sentences["diff.not-comparable"] in done.stdout


def test_the_command_says_that_results_stay_comparable_where_words_change(
    files: tuple[Path, Path], run: Run
) -> None:
    """Other words change no score."""
    files[1].write_text(FILE.replace("静かです。", "静かな今。"), "utf-8")
    assert ja.SENTENCES["diff.comparable"] in run("diff", *files).stdout


def test_problems_of_either_file_are_shown(files: tuple[Path, Path], run: Run) -> None:
    """As `check` shows them; nothing is compared then."""
    for file in files:
        file.write_text(FILE.replace("reverse: true", "revers: true"), "utf-8")
    done = run("diff", *files)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("[unknown-key]") == 2


def test_a_file_that_is_not_there_is_said(files: tuple[Path, Path], run: Run) -> None:
    """It cannot be read: exit 2."""
    done = run("diff", files[0], files[1].with_name("gone.yaml"))
    assert (done.returncode, done.stdout) == (2, "")


def test_the_built_in_file_takes_less_than_three_seconds() -> None:
    """With 10,000 random respondents and every example."""
    assert BUILT_IN is not None
    themes = {
        id: replace(
            theme,
            rubric=tuple(
                level if level.start is None else replace(level, start=level.start + 3)
                for level in theme.rubric
            ),
        )
        for id, theme in BUILT_IN.themes.items()
    }
    start = time.process_time()
    comparison = compare(BUILT_IN, replace(BUILT_IN, themes=themes))
    assert comparison.effects.reflections
    assert time.process_time() - start < 3
