"""One reading, one meaning: a file with every form leads to the same result however it is answered.

Through an interview that goes back and forth, through plain lines, through an answers file (the
JSON of the result), and through a table.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from conftest import Run
from drawn_files import all_replies
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from selfcheck.asking.plain import PlainLines
from selfcheck.question_file.answers_file import read_answers
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import NO_REPLY, Answers, Questionnaire
from selfcheck.reflecting import reflect
from selfcheck.session import (
    Begin,
    Close,
    Finish,
    Give,
    GoBack,
    Move,
    Open,
    Page,
    Pause,
    QuestionPage,
    ReviewPage,
    SafetyPage,
    Session,
    Skip,
    TextPage,
    page_ids,
    show_page,
    take_step,
    walk,
)
from selfcheck.summary import Result, result_as_data
from selfcheck.words import speaker

SAY = speaker("ja")
THEMES = ("wind", "tide", "total")
LEVELS = ("low", "high")
TEXTS = ("夕", "海 へ", "010", "no", "- #1: {a}")
"""Texts that YAML and tables could take for something else."""

# --- a file with every form -----------------------------------------------------------------------


@dataclass(frozen=True)
class Drawer:
    """Draws the parts of a question file, as they would be written."""

    draw: Any

    def one_of(self, *things: Any) -> Any:
        return self.draw(st.sampled_from(things))

    def some_of(self, things: Any) -> list[Any]:
        drawn: list[Any] = self.draw(
            st.lists(st.sampled_from(list(things)), min_size=1, max_size=2, unique=True)
        )
        return drawn

    def entry(self, values: Mapping[str, list[str]], themes: bool, deep: int = 1) -> dict[str, Any]:
        """One entry of a condition on these questions, and perhaps on themes."""
        kinds = ["question"] * 3 * bool(values) + ["skipped"] * bool(values)
        kinds += ["level", "level", "extreme"] * themes + ["all", "any", "not"] * bool(deep)
        match self.one_of(*kinds):
            case "question":
                id = self.one_of(*values)
                return {id: self.some_of(values[id])}
            case "skipped":
                return {"skipped": self.some_of(values)}
            case "level":
                return {self.one_of(*THEMES): self.one_of(*LEVELS)}
            case "extreme":
                return {self.one_of("highest", "lowest"): self.some_of(THEMES[:2])}
            case "not":
                return {"not": self.condition(values, themes, deep - 1)}
            case how:
                parts = [self.condition(values, themes, deep - 1) for _ in range(2)]
                return {how: parts}

    def condition(
        self, values: Mapping[str, list[str]], themes: bool, deep: int = 1
    ) -> dict[str, Any]:
        entries = [self.entry(values, themes, deep) for _ in range(self.one_of(1, 1, 2))]
        return {name: wanted for entry in entries for name, wanted in entry.items()}

    def theme(self, name: str) -> dict[str, Any]:
        start = self.draw(st.integers(-3, 60))
        rubric = {"low": {"name": "低い"}, "high": {"from": start, "name": "高い"}}
        score = self.one_of("percent", "mean", "sum")
        return {"name": name, "score": score, "rubric": rubric, "at_least": self.one_of("half", 1)}

    def question(self, id: str, earlier: Mapping[str, list[str]]) -> dict[str, Any]:
        """A question of any kind; its answers are `scale_list`, or written there."""
        question: dict[str, Any] = {"ask": f"{id}ですか。"}
        match self.one_of("scale", "scale", "one", "several", "write"):
            case "scale":
                question |= {"answers": "steps", "theme": self.some_of(THEMES)}
                question |= self.one_of({}, {"reverse": True}, {"weight": 1.5})
            case "one" | "several" as choose:
                points = {self.one_of(*THEMES): self.one_of(1, 2, 0.5)}
                question["choose"] = choose
                question["answers"] = {
                    "a": {"label": "朝", "points": points},
                    "b": {"label": "夕, 夜", "points": {**points, "wind": -1}},
                    "other": {"label": "そのほか", "write": self.one_of("word", "lines")},
                    "none_of": {"label": "どれもない", "alone": True},
                }
            case _:
                question["write"] = "lines"
        if earlier and self.one_of(True, False):
            question["ask_if"] = self.condition(earlier, themes=False)
        if self.one_of(True, False, False):
            question["part"] = self.one_of(
                f"{id}から", {"name": f"{id}から", "says": "はじめます。"}
            )
        return question


VALUES = {"steps": ["-1", "0", "1", "2", "na", "say"], "": ["a", "b", "other", "none_of"]}


@st.composite
def files(draw: st.DrawFn) -> Questionnaire:
    """Up to five questions, and on them reflections, remarks and safety rules of every form."""
    drawer = Drawer(draw)
    questions: dict[str, Any] = {}
    values: dict[str, list[str]] = {}
    for number in range(draw(st.integers(1, 5))):
        id = f"q{number}"
        questions[id] = question = drawer.question(id, values)
        if "answers" in question:
            values[id] = VALUES["steps" if question["answers"] == "steps" else ""]
    when = [drawer.condition(values, themes=True) for _ in range(5)]
    rules = [drawer.condition(values, themes) for themes in (False, True)] if values else when[:2]
    instead = [drawer.one_of(True, False, False) for _ in rules]
    said = {"title": "題", "says": "言葉。"}
    file = {
        "selfcheck": 1,
        "id": "drawn",
        "title": "引いた点検",
        "language": "ja",
        "answers": {
            "steps": {
                "scale": [-1, 2],
                "low": "ない",
                "high": "ある",
                "na": "わからない",
                "say": {"label": "言えること", "write": "word"},
            }
        },
        "themes": {
            "wind": drawer.theme("風"),
            "tide": drawer.theme("潮"),
            "total": drawer.theme("合計") | {"compare": False, "show": False},
        },
        "questions": questions,
        "reflections": {
            "first": {"when": when[0], **said},
            "second": {"when": when[1], **said},
            "default": said,
        },
        "remarks": {f"remark{n}": {"when": when[2 + n], **said} for n in range(3)},
        "safety": {
            f"rule{n}": {"when": rule, "instead": instead[n], **said}
            for n, rule in enumerate(rules)
        },
    }
    text = json.dumps(file, ensure_ascii=False, indent=1)
    loaded = read_questionnaire("drawn.yaml", text.encode())
    assert loaded.questionnaire is not None, (loaded.problems, text)
    return replace(loaded.questionnaire, closing=text)  # the file goes along


# --- the ways to answer it ------------------------------------------------------------------------


@st.composite
def replies_to(draw: st.DrawFn, asked: Questionnaire) -> Answers:
    """A reply to every question, some of them empty."""
    replies = {
        id: draw(st.sampled_from(all_replies(question))) for id, question in asked.questions.items()
    }
    return {
        id: replace(reply, text=draw(st.sampled_from(TEXTS))) if reply.text else reply
        for id, reply in replies.items()
    }


STEPS: st.SearchStrategy[Move | int] = st.one_of(
    st.sampled_from([Skip(), GoBack(), GoBack("途中"), Begin(), Finish(), Pause("途中")]),
    st.sampled_from([f"q{n}" for n in range(5)]).map(lambda id: Open(("question", id))),
    st.integers(0, 9),
)


def interview(asked: Questionnaire, steps: list[Move | int], wanted: Answers) -> Answers:
    """The answers at the end of an interview that goes back and forth, and then goes on to the
    end with these replies."""
    session = Session(page_ids(asked, {})[0])
    for step in steps:
        move = step if not isinstance(step, int) else Skip()
        if isinstance(step, int) and session.at[0] == "question":
            replies = all_replies(asked.questions[session.at[1]])
            move = Give(replies[step % len(replies)])
        session = take_step(asked, session, move)
        if session.at[0] == "end":
            return session.answers
    for _ in range(100):
        if session.at[0] == "end":
            return session.answers
        session = take_step(asked, session, _go_on(show_page(asked, session), wanted))
    raise AssertionError(f"no way on from {session.at}")


def _go_on(page: Page, wanted: Answers) -> Move:
    match page:
        case QuestionPage() | TextPage():
            reply = wanted[page.question.id]
            return Give(reply) if reply else Skip()
        case SafetyPage():
            return Close() if page.is_instead else Begin()
        case ReviewPage():
            return Finish()
    return Begin()


def type_plainly(asked: Questionnaire, answers: Answers) -> Answers:
    """The answers of plain lines in which these are typed."""

    def ask(page: Page) -> Move:
        if isinstance(page, SafetyPage):
            page = replace(page, options=("again", "close"))
        line = _line(page, answers)
        front = PlainLines(SAY, reading=io.StringIO(f"{line}\n"), writing=io.StringIO())
        return front.ask(page)

    session, ending = walk(asked, Session(page_ids(asked, {})[0]), ask, lambda _: None)
    assert ending == "finished"
    return session.answers


def _line(page: Page, answers: Answers) -> str:
    match page:
        case TextPage():
            return answers[page.question.id].text or "s"
        case QuestionPage(question):
            reply = answers.get(question.id, NO_REPLY)
            places = [n for n, one in enumerate(question.answers) if one.value in reply.marks]
            if question.scale and question.choose == "one":
                return question.answers[places[0]].label if places else "s"
            return reply.text * bool(question.write) or ",".join(str(n + 1) for n in places) or "s"
        case SafetyPage():
            return "2"
    return ""


def write_down(asked: Questionnaire, data: Any) -> Answers:
    """The answers of an answers file."""
    given_answers = read_answers("answers.json", json.dumps(data).encode(), asked)
    assert not given_answers.problems
    return given_answers.answers


def cells(asked: Questionnaire, answers: Answers) -> dict[str, str]:
    """A row of a table: values, or the text that was written."""
    replies = {id: answers.get(id, NO_REPLY) for id in asked.questions}
    row = {id: ";".join(reply.marks) or reply.text for id, reply in replies.items()}
    return {"who": "somebody", **row}  # a row with nothing in it is no respondent


def score_table(run: Run, folder: Path, asked: Questionnaire, rows: list[Any]) -> list[Any]:
    """The rows of a table with what `selfcheck score` adds to them."""
    (folder / "drawn.yaml").write_text(asked.closing, "utf-8")
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    done = run("score", folder / "drawn.yaml", folder / "in.csv")
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


def describe(asked: Questionnaire, answers: Answers) -> dict[str, Any]:
    """What answers lead to, as JSON says it."""
    taken = datetime(2026, 11, 23, tzinfo=UTC)
    return result_as_data(Result(asked, {}, reflect(asked, answers), taken))


def as_row(data: Any) -> dict[str, str]:
    """What a table adds for a result."""
    row = {
        "reflection": data["reflection"] or "",
        "remarks": ";".join(data["remarks"]),
        "safety": ";".join(data["safety"]),
    }
    for id, theme in data["themes"].items():
        row |= {f"{id}.score": "" if theme["score"] is None else str(theme["score"])}
        row |= {f"{id}.level": theme["level"] or "", f"{id}.answered": str(theme["answered"])}
    return row


@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # every case starts the program
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_one_file_has_one_meaning_on_every_way(
    run: Run, tmp_path: Path, data: st.DataObject
) -> None:
    """Five respondents a file: the same answers, and the same result, to the last digit."""
    asked = data.draw(files())
    rows, wanted = [], []
    for _ in range(5):
        steps: list[Move | int] = data.draw(st.lists(STEPS, max_size=12))
        answers = interview(asked, steps, data.draw(replies_to(asked)))
        described = describe(asked, answers)
        assert type_plainly(asked, answers) == answers
        assert write_down(asked, described) == answers
        assert describe(asked, write_down(asked, described)) == described
        rows.append(cells(asked, answers))
        wanted.append(as_row(described))
    found = score_table(run, tmp_path, asked, rows)
    assert [{name: row[name] for name in wanted[0]} for row in found] == wanted
