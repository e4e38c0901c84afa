"""`selfcheck check` as a command: translations beside a file, --accept, what is told beside."""

import json
import os
from pathlib import Path

import pytest
from conftest import Run

from selfcheck.checking.examples import Unreached, check_examples, find_unreached
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.translating import make_fingerprint
from selfcheck.checking.unused import check_unused
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.translation import put_fingerprint
from selfcheck.questionnaire import Questionnaire

ORIGINAL = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
answers: {often: {0: ない, 1: ときどき, 2: よくある}}
themes:
  calm: {name: 静けさ, rubric: {low: {name: 少し}, high: {from: 50, name: 深い}}}
questions:
  q1: {ask: 静かですか。, answers: often, theme: calm}
  q2: {ask: 眠れますか。, answers: often, theme: calm}
  q3: {ask: 休めますか。, answers: often, theme: calm, ask_if: {q1: [0, 1]}}
reflections:
  restful: {when: {calm: high}, title: 静かなところ, says: あ}
  default: {title: いま, says: い}
safety:
  tired: {when: {q2: 0}, title: おつかれ, says: う, contacts: [desk]}
contacts: {desk: {name: 窓口, phone: '#8008'}}
"""
ENGLISH = """\
translation_of: small.yaml
language: en
title: A small check
answers: {often: {0: Never, 1: At times, 2: Often}}
themes: {calm: {name: Calm, rubric: {low: {name: A little}, high: {name: Deep}}}}
questions: {q1: {ask: Quiet?}, q2: {ask: Sleep?}, q3: {ask: Rest?}}
reflections: {restful: {title: A quiet place, says: a}, default: {title: Now, says: b}}
safety: {tired: {title: Tired, says: c}}
contacts: {desk: {name: Desk}}
"""


def read(text: str) -> Questionnaire:
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire and not loaded.problems
    return loaded.questionnaire


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A question file and its translation."""
    (tmp_path / "small.yaml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "small.en.yaml").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def found(run: Run, folder: Path, *words: str) -> list[tuple[str, str, int]]:
    """File, code and line of everything that `check` finds."""
    done = run("check", "small.yaml", "--format", "json", *words, cwd=folder)
    return [(one["file"], one["code"], one["line"]) for one in json.loads(done.stdout)]


# --- translations ---------------------------------------------------------------------------


def test_translations_are_checked_with_their_original(folder: Path, run: Run) -> None:
    """What is wrong with a translation is found by checking the file it lies beside."""
    assert found(run, folder) == []
    text = ENGLISH.replace("title: Tired, says: c", "title: Tired")
    (folder / "small.en.yaml").write_text(text, encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "safety-not-translated", 8)]


def test_the_line_above_everything_is_translated_and_short_there_too(
    folder: Path, run: Run
) -> None:
    """A `first` that is missing or too wide in a translation is an error."""
    original = ORIGINAL.replace("title: おつかれ", "first: 休んで, title: おつかれ")
    (folder / "small.yaml").write_text(original, encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "safety-not-translated", 8)]
    line = "You have been awake for a very long time now"
    english = ENGLISH.replace("title: Tired", f"first: {line}, title: Tired")
    (folder / "small.en.yaml").write_text(english, encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "first-too-long", 8)]


def test_a_changed_line_above_everything_is_noticed(folder: Path, run: Run) -> None:
    """The fingerprint holds `first` as every other text."""
    original = ORIGINAL.replace("title: おつかれ", "first: 休んで, title: おつかれ")
    english = ENGLISH.replace("title: Tired", "first: Rest, title: Tired")
    (folder / "small.yaml").write_text(original, encoding="utf-8")
    (folder / "small.en.yaml").write_text(english, encoding="utf-8")
    run("check", "small.yaml", "--accept", cwd=folder)
    (folder / "small.yaml").write_text(original.replace("休んで", "眠って"), encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "original-changed", 8)]


def test_one_run_speaks_one_language(folder: Path, run: Run) -> None:
    """The language of the first file is that of all messages."""
    (folder / "small.en.yaml").write_text(ENGLISH.replace("Rest?", "休めますか。"), "utf-8")
    done = run("check", "small.yaml", cwd=folder)
    assert "もとのファイルの文が、そのまま残っています。" in done.stdout
    assert "nothing" not in done.stdout and "The text" not in done.stdout


def test_other_files_beside_are_left_alone(folder: Path, run: Run) -> None:
    """A copy of the question file with a similar name is no translation."""
    (folder / "small.old.yaml").write_text(ORIGINAL.replace("0: ない", "0"), encoding="utf-8")
    assert found(run, folder) == []


def test_a_changed_original_is_noticed_once_accepted(folder: Path, run: Run) -> None:
    """After `--accept` exactly the texts that change in the original are named."""
    assert run("check", "small.yaml", "--accept", cwd=folder).returncode == 0
    assert found(run, folder) == []
    changed = ORIGINAL.replace("眠れますか。", "よく眠れますか。")
    (folder / "small.yaml").write_text(changed, encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "original-changed", 6)]
    run("check", "small.en.yaml", "--accept", cwd=folder)
    assert found(run, folder) == []


def test_what_is_translated_later_is_not_called_changed(folder: Path, run: Run) -> None:
    """A text that was missing when the fingerprint was made is new, not out of date."""
    file = folder / "small.en.yaml"
    file.write_text(ENGLISH.replace(", q3: {ask: Rest?}", ""), encoding="utf-8")
    run("check", "small.yaml", "--accept", cwd=folder)
    text = file.read_text("utf-8").replace("q2: {ask: Sleep?}", "q2: {ask: Sleep?}, q3: {ask: R?}")
    file.write_text(text, encoding="utf-8")
    assert found(run, folder) == []


def test_a_translation_with_mistakes_is_not_touched(folder: Path, run: Run) -> None:
    """Nothing is written into a file that has to be mended first."""
    broken = ENGLISH + "q9: 1\n"
    (folder / "small.en.yaml").write_text(broken, encoding="utf-8")
    assert run("check", "small.yaml", "--accept", cwd=folder).returncode == 1
    assert (folder / "small.en.yaml").read_text("utf-8") == broken


def test_what_was_never_written_need_not_be_translated(folder: Path, run: Run) -> None:
    """An id or an address that stands in for a name is no text."""
    bare = ORIGINAL.replace("low: {name: 少し}", "low: {}").replace(
        "name: 窓口, phone", "hours: 夜, phone"
    )
    bare += "columns: {first: {url: 'https://example.org/'}}\n"
    (folder / "small.yaml").write_text(
        bare.replace("says: い", "says: い, columns: [first]"), "utf-8"
    )
    text = ENGLISH.replace("low: {name: A little}, ", "").replace("name: Desk", "hours: At night")
    (folder / "small.en.yaml").write_text(text, encoding="utf-8")
    assert found(run, folder) == []


@pytest.mark.skipif(os.name == "nt", reason="rights of files are those of POSIX")
def test_a_fingerprint_leaves_the_rights_of_the_file(folder: Path, run: Run) -> None:
    """The file keeps its rights, and nothing else lies beside it."""
    (folder / "small.en.yaml").chmod(0o640)
    run("check", "small.yaml", "--accept", cwd=folder)
    assert (folder / "small.en.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in folder.iterdir()) == ["small.en.yaml", "small.yaml"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_fingerprint_is_put_at_the_end(end: str, mark: str) -> None:
    """All that stood in the file stays, byte for byte; put again, nothing changes."""
    raw = (mark + ENGLISH.replace("\n", end)).encode()
    hashes = make_fingerprint(read(ORIGINAL))
    once = put_fingerprint(raw, hashes)
    assert once.startswith(raw)
    assert put_fingerprint(once, hashes) == once
    assert put_fingerprint(once, hashes[:1]).startswith(raw)


def test_line_ends_within_a_text_do_not_change_its_fingerprint() -> None:
    """A text that is only broken at other places has not changed."""
    broken = ORIGINAL.replace("ask: 静かですか。,", "ask: 静か\n      ですか。,")
    assert make_fingerprint(read(broken)) == make_fingerprint(read(ORIGINAL))


# --- what is used nowhere -------------------------------------------------------------------

COUNTED = """\
selfcheck: 1
id: small
title: 小さな確かめ
language: ja
answers: {often: {0: ない, 1: ときどき, 2: よくある}}
themes: {calm: {name: 静けさ}}
questions:
  q1: {ask: 静かですか。, answers: often, theme: calm}
  q2: {ask: 眠れますか。, answers: often}
"""


def unused(text: str) -> list[tuple[str, object]]:
    """Code and name of everything that is warned of as used nowhere."""
    return [
        (problem.code, problem.facts["found"]) for problem in check_unused(ReachCache(read(text)))
    ]


def test_a_question_that_counts_nowhere_beside_one_that_does_is_named() -> None:
    """With the same answers its theme was probably forgotten."""
    assert unused(COUNTED) == [("question-counts-nowhere", "q2")]


@pytest.mark.parametrize(
    "use",
    [
        "  q3: {ask: 休めますか。, write: word, ask_if: {q2: 1}}\n",
        "reflections: {a: {when: {q2: 1}, title: 題}, b: {title: 題}}\n",
        "safety: {s: {when: {q2: 2}, title: 題, says: 文}}\n",
    ],
)
def test_a_question_that_a_condition_names_is_asked_for_its_own_sake(use: str) -> None:
    """Whether `ask_if`, a reflection or a safety rule looks at it."""
    assert unused(COUNTED + use) == []


def test_a_question_whose_answers_are_words_is_asked_for_its_own_sake() -> None:
    """Also where another one has the same words, with points."""
    points = "{no: {label: ない, points: {calm: 0}}, yes: {label: ある, points: {calm: 1}}}"
    text = COUNTED.partition("answers:")[0] + "themes:" + COUNTED.partition("themes:")[2]
    text = text.replace("answers: often, theme: calm", f"answers: {points}")
    assert unused(text.replace("answers: often", "answers: {no: ない, yes: ある}")) == []


def test_a_question_with_a_theme_and_without_points_is_named_once() -> None:
    """Its theme was not forgotten."""
    points = "{0: {label: ない, points: {}}, 1: {label: ある, points: {}}}"
    text = COUNTED.replace("{0: ない, 1: ときどき, 2: よくある}", "{0: ない, 1: ある}")
    text = text.replace(
        "ask: 眠れますか。, answers: often", f"ask: 夜, theme: calm, answers: {points}"
    )
    assert [problem.code for problem in check_unused(ReachCache(read(text)))] == [
        "theme-without-points"
    ]


@pytest.mark.parametrize(
    "use",
    [
        ("low: {name: 少し", "low: {columns: [night], name: 少し"),
        ("name: 静けさ,", "name: 静けさ, columns: [night],"),
        ("says: い}", "says: い, columns: [night]}"),
        ("says: う,", "says: う, columns: [night],"),
    ],
)
def test_a_column_is_used_wherever_it_may_be_named(use: tuple[str, str]) -> None:
    """A theme, a level, a reflection or a safety text; else it is named as used nowhere."""
    text = ORIGINAL + "columns: {night: {title: 題, url: https://example.org/}}\n"
    assert unused(text) == [("column-never-used", "night")]
    assert unused(text.replace(*use)) == []


LINES = ", contacts: [desk]}\n"


@pytest.mark.parametrize(
    ("contacts", "named"),
    [
        (LINES, ["night"]),
        ("}\n", []),
        (LINES + "  other: {when: {q2: 1}, title: 題, says: 文}\n", []),
        (LINES + "  other: {when: {q2: 1}, title: 題, says: 文, contacts: [night]}\n", []),
        (LINES + "  other: {when: {q2: 1}, title: 題, says: 文, contacts: [desk]}\n", ["night"]),
    ],
)
def test_a_contact_is_used_unless_every_safety_text_names_others(
    contacts: str, named: list[str]
) -> None:
    """A text that names none shows them all; without safety texts they stand at the end."""
    text = ORIGINAL.replace("contacts: {desk: {", "contacts: {night: {name: 夜, phone: 1}, desk: {")
    found = [name for code, name in unused(text.replace(LINES, contacts)) if "contact" in code]
    assert found == named
    assert unused(text.partition("safety:")[0] + "contacts" + text.partition("\ncontacts")[2]) == []


# --- examples -------------------------------------------------------------------------------


def reasons(answers: str, expect: str) -> list[str]:
    """The keys of the sentences that explain why an example fails."""
    text = ORIGINAL + f"examples: {{e: {{answers: {answers}, expect: {expect}}}}}\n"
    problems = list(check_examples(ReachCache(read(text))))
    return [key for problem in problems for key, _ in problem.facts["because"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answers", "expect", "keys"),
    [
        ("{q1: 2, q2: 2}", "{levels: {calm: low}}", "score brought brought not-asked"),
        ("{q1: 1, q3: 2}", "{scores: {calm: 0}}", "score brought skipped brought"),
        ("{q1: 1}", "{levels: {calm: low}}", "no-score brought skipped skipped"),
        ("{q1: 2, q2: 2}", "{reflection: default}", "above"),
        ("{q1: 2, q2: 0}", "{safety: []}", "rule-holds"),
        ("{q1: 2}", "{safety: [tired]}", "rule-waits"),
        ("{q1: 2, q2: 1}", "{reflection: restful}", ""),
    ],
)
def test_a_failing_example_is_explained(answers: str, expect: str, keys: str) -> None:
    """Question by question: what was answered, what it brought, what was not asked."""
    assert reasons(answers, expect) == [f"because.{key}" for key in keys.split()]


def test_a_theme_is_explained_once() -> None:
    """A level and a score that both fail have one explanation."""
    expect = "{levels: {calm: low}, scores: {calm: 0}}"
    assert reasons("{q1: 2, q2: 2}", expect).count("because.score") == 1


def test_texts_that_no_example_reaches() -> None:
    """Reflections, levels and safety texts are named where there are examples, else none."""
    example = "examples: {e: {answers: {q1: 2, q2: 2}, expect: {reflection: restful}}}\n"
    assert find_unreached(ReachCache(read(ORIGINAL))) == Unreached()
    assert find_unreached(ReachCache(read(ORIGINAL + example))) == Unreached(
        ("default",), (("calm", "low"),), ("tired",)
    )


def test_what_is_told_beside_problems(folder: Path, run: Run) -> None:
    """Which way a theme scores, and what no example reaches, stand below; neither is a problem."""
    example = "examples: {e: {answers: {q1: 2, q2: 2}, expect: {reflection: restful}}}\n"
    (folder / "small.yaml").write_text(ORIGINAL + example, encoding="utf-8")
    done = run("check", "small.yaml", cwd=folder)
    assert done.returncode == 0
    assert (
        "「よくある」を選べる質問すべてでそう答えると、0から100のうち100点で、「深い」です。"
        in ("".join(line.strip() for line in done.stdout.splitlines()))
    )
    assert "振り返り: default" in done.stdout and "段階: calm: low" in done.stdout
    assert found(run, folder) == []


# --- several files --------------------------------------------------------------------------


def test_a_file_named_twice_is_checked_once(folder: Path, run: Run) -> None:
    """The same name given twice makes one report."""
    done = run("check", "small.yaml", "small.yaml", cwd=folder)
    assert done.stdout.count("small.yaml: 気になるところはありません") == 1


def test_a_translation_named_beside_its_original_is_checked_once(folder: Path, run: Run) -> None:
    """Whichever is named first."""
    for names in (["small.yaml", "small.en.yaml"], ["./small.en.yaml", "small.yaml"]):
        done = run("check", *names, cwd=folder)
        assert done.stdout.count("small.en.yaml: ") == 1


def test_strict(folder: Path, run: Run) -> None:
    """`--strict` makes warnings errors: exit 1, and no more talk of what is fine."""
    (folder / "small.yaml").write_text(ORIGINAL.replace("says: い", "says: はい!"), "utf-8")
    assert run("check", "small.yaml", cwd=folder).returncode == 0
    assert run("check", "--strict", "small.yaml", cwd=folder).returncode == 1


def test_accept_says_where_nothing_was_noted(folder: Path, run: Run) -> None:
    """Without a file, without a translation, and where something is to mend first."""
    done = run("check", "--accept", cwd=folder)
    assert (done.returncode, "selfcheck check mine.yaml --accept" in done.stderr) == (2, True)
    (folder / "small.en.yaml").write_text(ENGLISH + "q9: 1\n", encoding="utf-8")
    assert "まだ書きとめていません" in run("check", "small.yaml", "--accept", cwd=folder).stderr
    (folder / "small.en.yaml").unlink()
    assert "翻訳が見つからない" in run("check", "small.yaml", "--accept", cwd=folder).stderr


def test_examples_wait_for_the_default_to_be_in_its_place(folder: Path, run: Run) -> None:
    """Where a reflection without `when` stands too early, examples fail only because of it."""
    moved = ORIGINAL.replace("when: {calm: high}, title: 静かなところ", "title: 静かなところ")
    example = "examples: {e: {answers: {q1: 0, q2: 1, q3: 0}, expect: {reflection: default}}}\n"
    (folder / "small.yaml").write_text(moved + example, encoding="utf-8")
    assert [code for _, code, _ in found(run, folder)] == ["after-default"]


def test_a_translation_of_another_file_is_not_passed_over(folder: Path, run: Run) -> None:
    """What `take` would show as the translation, though it names another original, is named."""
    text = ENGLISH.replace("translation_of: small.yaml", "translation_of: questions.yaml")
    (folder / "small.en.yaml").write_text(text, encoding="utf-8")
    assert found(run, folder) == [("small.en.yaml", "translation-of-another", 1)]
    (folder / "small.en.yaml").rename(folder / "small.draft.en.yaml")
    assert found(run, folder) == []


# --- every translation is looked at ---------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("\ufefftranslation_of: small.yaml", None),
        ("translation_of : small.yaml", None),
        ('"translation_of": small.yaml', None),
        ("translation_of：small.yaml", "full-width-colon"),
        ("# of small.yaml", "missing-key"),
    ],
)
def test_a_translation_is_found_by_its_name(
    folder: Path, run: Run, first: str, code: str | None
) -> None:
    """Whatever its first line looks like."""
    text = ENGLISH.replace("translation_of: small.yaml", first).replace(", says: c", "")
    (folder / "small.en.yaml").write_text(text, encoding="utf-8")
    codes = [one for _, one, _ in found(run, folder)]
    assert sorted(codes) == sorted(["safety-not-translated", *([code] if code else [])])


def test_a_translation_in_utf16_is_looked_at(folder: Path, run: Run) -> None:
    """It is read on, and the encoding told."""
    (folder / "small.en.yaml").write_text(ENGLISH, encoding="utf-16")
    assert [code for _, code, _ in found(run, folder)] == ["not-utf8"]


def test_a_copy_of_the_file_under_the_name_of_a_translation(folder: Path, run: Run) -> None:
    """`take` would read it as the translation: it is told once, as what it is."""
    (folder / "small.en.yaml").write_text(ORIGINAL, encoding="utf-8")
    assert [code for _, code, _ in found(run, folder)] == ["not-a-translation"]


def test_one_text_is_accepted_and_the_others_are_not(folder: Path, run: Run) -> None:
    """`--only` names it, or what it stands in."""
    run("check", "small.yaml", "--accept", cwd=folder)
    changed = ORIGINAL.replace("眠れますか。", "よく眠れますか。").replace(
        "休めますか。", "よく休めますか。"
    )
    (folder / "small.yaml").write_text(changed, encoding="utf-8")
    assert len(found(run, folder)) == 2
    run("check", "small.yaml", "--accept", "--only", "questions.q2", cwd=folder)
    assert len(found(run, folder)) == 1
    done = run("check", "small.yaml", "--accept", "--only", "questions.q9", cwd=folder)
    assert "questions > q9" in done.stderr
    assert len(found(run, folder)) == 1


def test_one_text_alone_is_not_accepted_first(folder: Path, run: Run) -> None:
    """Before anything was noted, nobody knows about the others."""
    text = (folder / "small.en.yaml").read_text("utf-8")
    run("check", "small.yaml", "--accept", "--only", "title", cwd=folder)
    assert (folder / "small.en.yaml").read_text("utf-8") == text


def test_nothing_is_accepted_beside_an_untranslated_safety_text(folder: Path, run: Run) -> None:
    """A file with one is not in order, and not called so."""
    text = ENGLISH.replace(", says: c", "")
    (folder / "small.en.yaml").write_text(text, encoding="utf-8")
    done = run("check", "small.yaml", "--accept", cwd=folder)
    assert (done.returncode, "まだ書きとめていません" in done.stderr) == (1, True)
    assert (folder / "small.en.yaml").read_text("utf-8") == text


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_verdict_says_that_words_were_looked_for(run: Run, tmp_path: Path, lang: str) -> None:
    """Where a question is looked at by no safety rule, nobody is to think that danger was ruled
    out; where all are, there was nothing to look for."""
    file = tmp_path / "mine.yaml"
    question = "questions: {afraid: {ask: 家に帰るのは怖いですか。, answers: {0: 0, 1: 1}}}\n"
    safety = "safety: {s: {when: {afraid: 1}, says: ひとりではありません。, contacts: [c]}}\n"
    more = f"{safety}contacts: {{c: {{name: 窓口, phone: 0120-000-000}}}}\n"
    words = {"ja": "意味は読んでいません", "en": "not meaning"}[lang]
    for text, is_said in ((question, True), (question + more, False)):
        file.write_text(f"selfcheck: 1\nid: s\ntitle: 題\nlanguage: {lang}\n{text}", "utf-8")
        said = run("check", file.name, cwd=tmp_path).stdout.split("\n\n")
        verdict = next(part for part in said if part.startswith("mine.yaml: "))
        assert (words in verdict.replace("\n", " " if lang == "en" else "")) == is_said
