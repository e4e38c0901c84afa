"""What is said about a slip names what was meant, and nothing that would lead astray."""

import pytest

from selfcheck.cli.check import find_problems
from selfcheck.problems import Problem
from selfcheck.question_file.answers_file import read_answers
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.showing.problems import describe_hints
from selfcheck.words import speaker

TOP = "selfcheck: 1\nid: small\ntitle: 水辺のこと\nlanguage: ja\n"
THEMES = (
    "themes:\n"
    "  calm: {name: 凪, rubric: {thin: {name: うすい}, deep: {from: 50, name: 深い}}}\n"
    "  flow: {name: 流れ, rubric: {slow: {name: ゆるい}, fast: {from: 50, name: 速い}}}\n"
)
QUESTIONS = (
    "questions:\n"
    "  pond: {ask: 池を見ますか。, answers: {scale: [0, 10]}, theme: calm}\n"
    "  brook: {ask: 小川を歩きますか。, answers: {0: いいえ, 1: はい}, theme: flow}\n"
)
REFLECTIONS = "reflections:\n  still: {when: {calm: deep}, title: 静か}\n  last: {title: いま}\n"


def found(old: str = "", new: str = "", more: str = "") -> list[Problem]:
    """What is told of a file without mistakes in which something is written otherwise."""
    text = TOP + THEMES + QUESTIONS + REFLECTIONS
    assert old in text
    return [
        *find_problems(read_questionnaire("a.yaml", (text.replace(old, new, 1) + more).encode()))
    ]


def hints(problem: Problem) -> str:
    return "\n".join(describe_hints(problem, speaker("ja")))


def test_the_file_is_right() -> None:
    """Nothing is told of it."""
    assert found() == []


@pytest.mark.parametrize("scale", ["[0-10]", "10-0-5", "[0, 40]"])
@pytest.mark.parametrize("is_named", [True, False])
def test_a_slip_in_a_scale_is_told_alone(scale: str, is_named: bool) -> None:
    """Nothing is said of the places that name its numbers."""
    typed = f"{{scale: {scale}, na: 見ない}}"
    more = "examples: {e: {answers: {pond: 3}, expect: {safety: []}}}\n"
    more += "remarks: {m: {when: {pond: [9, 10]}, says: 池の夢を見そうです。}}\n"
    more += f"answers: {{wide: {typed}}}\n" if is_named else ""
    answers = "wide" if is_named else typed
    (problem,) = found("answers: {scale: [0, 10]}", f"answers: {answers}", more)
    assert problem.code in ("not-a-scale", "scale-too-long")


@pytest.mark.parametrize(
    ("answers", "quoted"),
    [
        ("{low: 浅い, high: 深い}", "scale: [0, 10], low: 浅い, high: 深い"),
        ("{min: 0, max: 7}", "scale: [0, 7]"),
        ("{1: 浅い, 5: 深い, low: 見ない}", "scale: [1, 5], low: 見ない"),
        ("{scale: [0, 3], min: 浅い, max: 深い}", "low: 浅い, high: 深い"),
        ("{scale: [0, 3], low: 浅い, hihg: 深い}", "high: 深い"),
        ("{scale: [0, 3], 右: 深い}", "high: 深い"),
    ],
)
def test_an_end_of_a_scale_that_would_be_an_answer(answers: str, quoted: str) -> None:
    """It is told once a list, with how ends are written."""
    problems = found("theme: calm}", f"theme: calm}}\n  lake: {{ask: 湖は。, answers: {answers}}}")
    assert [(p.code, p.severity, p.facts["quoted"]) for p in problems] == [
        ("end-of-scale", "warning", quoted)
    ]


@pytest.mark.parametrize(
    "answers",
    [
        "{low: 浅い, middle: ほどほど, high: 深い}",
        "{left: 左へ, right: 右へ, stay: とどまる}",
        "{0: なし, 1: あり, left: 去った}",
        "{scale: [0, 3], low: 浅い, high: 深い, na: 見ない}",
        "{low: {label: 浅い}, high: {label: 深い}}",
    ],
)
def test_answers_with_such_names_may_stand(answers: str) -> None:
    """Where there are others, or they are clearly answers."""
    assert (
        found("theme: calm}", f"theme: calm}}\n  lake: {{ask: 湖は。, answers: {answers}}}") == []
    )


@pytest.mark.parametrize("typed", ["deep", "深い"])
def test_a_level_behind_highest(typed: str) -> None:
    """It is said whose level it is, and how a level is named."""
    (problem,) = found("{calm: deep}", f"{{highest: {typed}}}")
    assert problem.code == "unknown-theme"
    assert "「calm: deep」と書きます" in hints(problem)


def test_a_theme_behind_skipped() -> None:
    """It is said that it is a theme."""
    (problem,) = found("{calm: deep}", "{skipped: calm}")
    assert problem.code == "unknown-question"
    assert "「calm」はテーマです" in hints(problem)


def test_two_conditions_on_one_question_are_named_once() -> None:
    """The hint does not name it as if it were two."""
    (problem,) = found("{calm: deep}", "{all: [{brook: 0}, {brook: 1}]}")
    assert problem.code == "when-contradicts-itself"
    assert "「brook」についての二つの条件" in hints(problem)


def test_a_number_is_no_slip_of_another() -> None:
    """None is suggested for one outside of a scale; a name with this number is."""
    (problem,) = found("{calm: deep}", "{pond: 11}")
    assert (problem.code, problem.facts["near"]) == ("unknown-answer", "")
    (problem,) = found(
        "0: いいえ, 1: はい",
        "a0: いいえ, a11: はい",
        "examples: {e: {answers: {brook: 11}, expect: {safety: []}}}\n",
    )
    assert problem.facts["near"] == "a11"


@pytest.mark.parametrize("name", ["remarks", "safety"])
def test_none_is_no_empty_list(name: str) -> None:
    """A remark may have this id; where none has, the empty list is suggested."""
    example = f"examples: {{e: {{answers: {{brook: 0}}, expect: {{{name}: none}}}}}}\n"
    (problem,) = found(more=example)
    assert (problem.code, problem.facts["quoted"]) == ("expected-list", f"{name}: []")
    things = {"remarks": "says: 雨です。", "safety": "says: ひとりではありません。, contacts: [c]"}
    own = f"{name}: {{none: {{when: {{brook: 0}}, {things[name]}}}}}\n"
    contact = "contacts: {c: {name: 窓口, phone: 0120-000-000}}\n" if name == "safety" else ""
    assert found(more=example + own + contact) == []


def test_a_line_is_added_below_and_a_name_within_braces() -> None:
    """What is missing is to be written where the rest stands."""
    (problem,) = found("{ask: 池を見ますか。, ", "{")
    assert "{ } の中に「ask: …」を足し" in hints(problem)
    (problem,) = found(
        "  pond: {ask: 池を見ますか。, answers: {scale: [0, 10]}, theme: calm}\n",
        "  pond:\n    answers: {scale: [0, 10]}\n    theme: calm\n",
    )
    assert "この下に「ask: …」の行" in hints(problem)


@pytest.mark.parametrize(("choose", "codes"), [("one", ["without-effect"]), ("several", [])])
def test_alone_in_a_list_of_which_one_answer_is_chosen(choose: str, codes: list[str]) -> None:
    """It changes nothing, unless some question takes several."""
    lists = "answers: {kinds: {a: 鯉, b: 亀, none: {label: どれもない, alone: true}}}\n"
    question = f"  lake: {{ask: 何がいますか。, answers: kinds, choose: {choose}}}\n"
    asked = f"theme: flow}}\n{question}  river: {{ask: 川には。, answers: kinds}}"
    assert [problem.code for problem in found("theme: flow}", asked, lists)] == codes


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("hidden: true", "show: false"),
        ("hidden: no", "show: true"),
        ("visible: false", "show: false"),
    ],
)
def test_a_switch_that_says_the_opposite(typed: str, quoted: str) -> None:
    """The line is named that means the same."""
    (problem,) = found("name: 凪,", f"name: 凪, {typed},")
    assert (problem.code, problem.facts["quoted"]) == ("unknown-key", quoted)


@pytest.mark.parametrize("name", ["parts", "section", "章"])
def test_parts_are_no_section(name: str) -> None:
    """A part begins at a question, which is said."""
    (problem,) = found("themes:", f"{name}: {{a: はじめに}}\nthemes:")
    assert problem.code == "unknown-key"
    assert "「part: 名前」と書きます" in hints(problem)


@pytest.mark.parametrize("name", ["written", "fill_in"])
def test_what_stands_beside_answers_that_stand_alone(name: str) -> None:
    """It is said that the answers are then indented under `answers`."""
    asked = read_questionnaire("a.yaml", (TOP + THEMES + QUESTIONS + REFLECTIONS).encode())
    assert asked.questionnaire
    text = f"brook: 1\n{name}: {{brook: あ}}\n"
    (problem,) = read_answers("b.yaml", text.encode(), asked.questionnaire).problems
    assert problem.code == "beside-answers"
    assert "「answers:」の下に字下げして書く" in hints(problem)
