"""`selfcheck new`: a question file to start from that is fine as it stands."""

import re
from pathlib import Path

import pytest
from conftest import Run
from jsonschema import Draft202012Validator
from test_schema import _read as read_as_editor

from selfcheck.format import KNOWN_WORDS
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.question_file.schema import make_schema
from selfcheck.questionnaire import Questionnaire
from selfcheck.words import LANGUAGES, en, ja, speaker

ROOT = Path(__file__).parents[1]
NOT_NEEDED = set("at_least missing score weight ask_if scores note instead allow".split())
"""What a first file leaves out; docs/writing-questions.ja.md explains it."""


@pytest.fixture(params=LANGUAGES)
def made(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Path:
    """A file made by `selfcheck new`, in each language."""
    file = tmp_path / "my-check.yaml"
    assert run("new", file, "--lang", request.param).returncode == 0
    return file


def _load(file: Path) -> Questionnaire:
    questionnaire = load_questionnaire(file).questionnaire
    assert questionnaire is not None
    return questionnaire


def test_it_passes_check_in_silence(made: Path, run: Run) -> None:
    """Not even a warning: everything in it is reached, and its examples come about."""
    done = run("check", "--strict", "--format", "json", made)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_it_can_be_taken_at_once(made: Path, run: Run) -> None:
    """Answering every question leads to a reflection."""
    replies = "\n" * 2 + "1\n" * 4 + "\n1\n" + "\n" * 3
    done = run("take", made, "--plain", "--no-keep", input=replies)
    assert done.returncode == 0
    titles = [reflection.title for reflection in _load(made).reflections.values()]
    assert any(title in done.stdout for title in titles)


def test_the_editor_finds_nothing_in_it(made: Path) -> None:
    """It fits the schema that its first line names."""
    first = made.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=selfcheck.schema.json"
    validator = Draft202012Validator(make_schema(speaker("ja")))
    assert validator.is_valid(read_as_editor(made, "1.2"))


def test_it_shows_what_a_question_file_can_hold(made: Path) -> None:
    """Two themes with three levels, six questions of every kind, reflections, safety, examples."""
    made_of = _load(made)
    questions = made_of.questions.values()
    assert [len(theme.rubric) for theme in made_of.themes.values()] == [3, 3]
    assert len(questions) == 6
    assert sum(question.reverse for question in questions) == 1
    assert sum(question.write is not None for question in questions) == 1
    assert sum(question.choose == "several" for question in questions) == 1
    assert any(a.alone for q in questions for a in q.answers)
    assert made_of.safety and made_of.contacts and made_of.columns and made_of.fill_in
    assert [bool(reflection.when) for reflection in made_of.reflections.values()][-1] is False
    assert len(made_of.examples) == 3


def test_it_uses_almost_every_name_of_the_format(made: Path) -> None:
    """A name of the format that stands in no line cannot be learnt from the file."""
    text = made.read_text("utf-8")
    unused = {name for name in KNOWN_WORDS if not re.search(rf"\b{name}: ?", text)}
    assert unused <= NOT_NEEDED


def test_every_part_is_explained(made: Path) -> None:
    """A note stands above every part, or behind the line."""
    lines = made.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[a-z_]+:", line):
            assert " # " in line or lines[number - 1].startswith("# "), line


def test_every_level_and_reflection_is_met_by_an_example(made: Path) -> None:
    """The examples show how one gets everywhere."""
    made_of = _load(made)
    expected = [example.expect for example in made_of.examples.values()]
    assert {e.reflection for e in expected} == set(made_of.reflections)
    for theme in made_of.themes.values():
        assert {e.levels[theme.id] for e in expected} == {level.id for level in theme.rubric}


def test_its_name_becomes_its_id(made: Path) -> None:
    """Two files of one author do not share drafts and kept results."""
    assert _load(made).id == "my-check"


@pytest.mark.parametrize("name", ["2026.yaml", "私の 質問.yaml", ".yaml"])
def test_a_name_that_can_be_no_id_leaves_the_id_as_it_was(
    name: str, run: Run, tmp_path: Path
) -> None:
    """The file is fine under any name."""
    assert run("new", tmp_path / name).returncode == 0
    assert _load(tmp_path / name).id == "my-selfcheck"


def test_it_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    """The two commands stand there, ready to be copied."""
    done = run("new", "my check.yaml", cwd=tmp_path)
    assert "selfcheck check 'my check.yaml'\n" in done.stdout
    assert "selfcheck take 'my check.yaml'\n" in done.stdout
    assert "selfcheck check 私の.yaml\n" in run("new", "私の.yaml", cwd=tmp_path).stdout


def test_it_never_overwrites(run: Run, tmp_path: Path) -> None:
    """A file that is there stays as it is, and the sentence says so."""
    file = tmp_path / "mine.yaml"
    file.write_text("大切", "utf-8")
    done = run("new", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(ja.SENTENCES["new.exists"].format(file=file))
    assert file.read_text("utf-8") == "大切"


def test_a_link_that_leads_nowhere_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Something that has the name already is never written through."""
    link = tmp_path / "mine.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    assert run("new", link).returncode == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_folder_that_is_not_there_is_said_calmly(run: Run, tmp_path: Path) -> None:
    """Where nothing can be written, one sentence says why."""
    file = tmp_path / "nowhere" / "mine.yaml"
    done = run("new", file)
    reason = ja.SENTENCES["reason.missing"]
    said = ja.SENTENCES["new.not-written"].format(file=file, reason=reason)
    assert (done.returncode, done.stderr) == (2, said + "\n")


@pytest.mark.parametrize(
    ("lang", "env", "language"),
    [
        ((), {}, "ja"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "en_GB.UTF-8", "SELFCHECK_LANG": "ja"}, "ja"),
        (("--lang", "en"), {"SELFCHECK_LANG": "ja"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(
    lang: tuple[str, ...], env: dict[str, str], language: str, run: Run, tmp_path: Path
) -> None:
    """--lang, else SELFCHECK_LANG, else the locale's, else Japanese: the file and what is said."""
    file = tmp_path / "mine.yaml"
    done = run("new", file, *lang, env=env)
    sentences = {"ja": ja, "en": en}[language].SENTENCES
    assert _load(file).language == language
    assert done.stdout.startswith(sentences["new.written"].format(file=file))
