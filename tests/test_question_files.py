"""From a question file to a questionnaire: the rules of the format, and files that are right."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.cli.check import find_problems
from selfcheck.near_names import nearest
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.names import near_name
from selfcheck.questionnaire import Author, Condition, Questionnaire
from selfcheck.showing.problems import render_problems
from selfcheck.words import speaker

FOLDER = Path(__file__).parent / "question_files"
GOOD = sorted((FOLDER / "good").glob("*.yaml"))

TOP = "selfcheck: 1\nid: small\ntitle: 小さな確かめ\nlanguage: ja\n"
QUESTIONS = "questions:\n  q1: {ask: あ, answers: {0: いいえ, 1: はい}}\n"
THEMES = "themes:\n  calm: {name: 静けさ, rubric: {low: {}, high: {from: 50}}}\n"


def load(text: str) -> Questionnaire:
    """A questionnaire without mistakes."""
    loaded = read_questionnaire("a.yaml", text.encode())
    assert codes(text) == []
    assert loaded.questionnaire
    return loaded.questionnaire


def codes(text: str) -> list[str]:
    """The codes of all mistakes, by line. (Files as small as these are warned of.)"""
    found = find_problems(read_questionnaire("a.yaml", text.encode()))
    return [problem.code for problem in found if problem.severity == "error"]


def codes_of_question(typed: str) -> list[str]:
    """The codes of all problems with a question after q1."""
    return codes(f"{TOP}{THEMES}{QUESTIONS}  q2: {{ask: い, {typed}}}\n")


@pytest.mark.parametrize("file", GOOD, ids=[file.stem for file in GOOD])
def test_good_files_are_silent(file: Path) -> None:
    """Nothing is found in files that are right, however they are written."""
    loaded = read_questionnaire(file.name, file.read_bytes())
    shown = render_problems(find_problems(loaded), loaded.places, speaker("en"), 80)
    assert shown == ""


# --- ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["q2", "Q", "質問二", "ｑ２", "q-2_b", "ひ", "é", "ไทย", "none"])
def test_ids(id: str) -> None:
    """An id begins with a letter of any script and goes on with letters, digits, _ and -."""
    assert codes(f"{TOP}{QUESTIONS}  {id}: {{ask: い, write: word}}\n") == []


@pytest.mark.parametrize("id", ["2", "_a", "-a", "a b", "a.b", "a/b", "a!", '""', "〈あ〉"])
def test_what_is_no_id(id: str) -> None:
    """Anything else is no id."""
    assert codes(f"{TOP}{QUESTIONS}  {id}: {{ask: い, write: word}}\n") == ["not-an-id"]


def test_ids_are_compared_in_nfkc() -> None:
    """Full-width letters name the same thing."""
    asked = load(f"{TOP}{QUESTIONS}    \n  q2: {{ask: い, write: word, ask_if: {{ｑ１: １}}}}\n")
    assert asked.questions["q2"].ask_if == (Condition("q1", ("1",)),)


def test_none_is_an_id_of_a_theme() -> None:
    """`none` is no id of a level or a reflection, but of anything else."""
    text = f"{TOP}themes: {{none: {{name: あ}}}}\n{QUESTIONS}contacts: {{none: {{name: あ}}}}\n"
    assert codes(text) == []


# --- numbers, switches, words ---------------------------------------------------------------


@pytest.mark.parametrize("typed", ["0", "-0", "12", "0.10", "-3.5", '"4"', "1" * 40])
def test_numbers(typed: str) -> None:
    """A number is digits with one point at most, a minus before it, and no needless zeros."""
    assert codes(TOP + THEMES.replace("50", typed) + QUESTIONS) == []


@pytest.mark.parametrize(
    "typed",
    "1e3 +1 .5 1_000 0x10 007 00 5. １ ５０ 五 1/2 1,5 50% - -- ~ null '' ' 5' nan".split(" "),
)
def test_what_is_no_number(typed: str) -> None:
    """Everything that YAML or Python would take for a number as well is none."""
    text = f"{TOP}themes:\n  calm:\n    name: あ\n    rubric:\n      low: {{}}\n      high:\n"
    assert codes(f"{text}        from: {typed}\n{QUESTIONS}")[:1] != []


def test_no_number_is_longer_than_40_characters() -> None:
    """A number of more than 40 characters is none."""
    assert codes(TOP + THEMES.replace("50", "1" * 41) + QUESTIONS) == ["expected-number"]


@pytest.mark.parametrize("typed", ["yes", "no", "on", "True", "TRUE", "1", "はい", "~"])
def test_only_true_and_false_are_switches(typed: str) -> None:
    """No other word is a switch."""
    assert codes_of_question(f"answers: {{1: あ}}, reverse: {typed}") == ["unknown-word"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("half", "half"), ("all", "all"), ("0", 0), ("3", 3), ("3.0", 3)]
)
def test_at_least(typed: str, meant: str | int) -> None:
    """`at_least` is half, all, or a whole number."""
    text = f"{TOP}themes: {{calm: {{name: あ, at_least: {typed}}}}}\n{QUESTIONS}"
    assert load(text).themes["calm"].at_least == meant


@pytest.mark.parametrize("typed", ["most", "-1", "1.5", "07", "３", "[1]"])
def test_what_at_least_is_not(typed: str) -> None:
    """`at_least` is no other word and no other number."""
    text = f"{TOP}themes: {{calm: {{name: あ, at_least: {typed}}}}}\n{QUESTIONS}"
    assert codes(text) == ["not-a-count"]


def test_weight_is_above_0() -> None:
    """A weight of 0 is none."""
    assert codes_of_question("answers: {1: あ}, weight: 0") == ["not-above-zero"]
    assert codes_of_question("answers: {1: あ}, weight: 0.01") == []


@pytest.mark.parametrize("typed", ["x", "''", "1/2"])
def test_a_weight_that_is_no_number_is_one_mistake(typed: str) -> None:
    """Nothing is said about its size."""
    assert codes_of_question(f"answers: {{1: あ}}, weight: {typed}") == ["expected-number"]


def test_a_full_width_space_behind_a_value_is_not_seen() -> None:
    """At the end of a line, be it a number, a switch, a word, a language or an address."""
    typed = "answers: {1: あ, 2: い}, weight: '2　', choose: 'several　', reverse: 'true　'"
    top = TOP.replace("language: ja", "language: 'en-GB　'")
    top += "author: {url: 'https://example.org/　'}\n"
    asked = load(f"{top}{QUESTIONS}  q2: {{ask: い, {typed}}}\n")
    assert asked.author.url == "https://example.org/"
    question = asked.questions["q2"]
    assert question.weight == 2
    assert (question.choose, question.reverse, asked.language) == ("several", True, "en-GB")


def test_spaces_around_the_id_of_something_else_are_left_aside() -> None:
    """A list of answers is found all the same."""
    text = f"{TOP}answers: {{often: {{0: あ, 1: い}}}}\n{QUESTIONS}"
    asked = load(text + "  q2: {ask: い, answers: ' often '}\n")
    assert asked.questions["q2"].answer_list == "often"


def test_a_word_that_was_guessed_is_read_on_as_meant() -> None:
    """Two marks are no second mistake where `several` was mistyped."""
    text = "  q2: {ask: い, choose: severl, answers: {a: あ, b: い}}\n"
    example = "examples: {e: {answers: {q2: [a, b]}, expect: {safety: []}}}\n"
    assert codes(f"{TOP}{QUESTIONS}{text}{example}") == ["unknown-word"]


@pytest.mark.parametrize("typed", ["ja", "en-GB", "zh-Hant-TW", "sgnx"])
def test_languages(typed: str) -> None:
    """A language is a tag of two to eight letters, with more behind hyphens."""
    assert load(TOP.replace("language: ja", f"language: {typed}") + QUESTIONS).language == typed


@pytest.mark.parametrize("typed", ["j", "日本語", "ja_JP", "ja-", "languages"])
def test_what_is_no_language(typed: str) -> None:
    """Anything else is none."""
    assert codes(TOP.replace("language: ja", f"language: {typed}") + QUESTIONS) == [
        "not-a-language"
    ]


# --- texts ----------------------------------------------------------------------------------


def test_spaces_at_the_end_of_a_text_stay() -> None:
    """Only line ends at the end are left out."""
    asked = load(f"{TOP}closing: 'あ  '\nintro: |\n  い \n\n{QUESTIONS}")
    assert (asked.closing, asked.intro) == ("あ  ", "い ")


def test_a_group_in_the_place_of_a_text_is_none() -> None:
    """One name in braces was a placeholder without quotes; several were meant as they stand."""
    assert codes_of_question("write: word, help: {partner}") == ["brace-at-start"]
    assert codes_of_question("write: word, help: {partner, name}") == ["expected-text"]


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        (r'ask: "あ\a", help: "い\e"', [r"\a", r"\e"]),
        (r'ask: "あ\N\e", help: "い\_"', [r"\e"]),
    ],
)
def test_a_sign_that_writes_a_control_character_is_named(typed: str, signs: list[str]) -> None:
    """The one of this text, and no line end or space that is written in the same way."""
    text = f"{TOP}{QUESTIONS}  q2: {{{typed}, write: word}}\n"
    problems = read_questionnaire("a.yaml", text.encode()).problems
    assert [problem.facts["sign"] for problem in problems] == signs


@pytest.mark.parametrize(
    ("typed", "shown"), [("9" * 39 + "x", "9" * 39 + "x"), ("9" * 40 + "x", "9" * 39 + "…")]
)
def test_what_was_found_is_shown_in_forty_characters(typed: str, shown: str) -> None:
    """Longer things are cut, and the cut is seen."""
    text = f"{TOP}{QUESTIONS}  q2: {{ask: い, answers: {{1: あ}}, weight: {typed}}}\n"
    problems = read_questionnaire("a.yaml", text.encode()).problems
    assert [problem.facts["found"] for problem in problems] == [shown]


# --- what is required, what is not ----------------------------------------------------------


@pytest.mark.parametrize("name", ["selfcheck", "id", "title", "language"])
def test_required_at_the_top(name: str) -> None:
    """What is required is missed at the top of the file."""
    text = "".join(line for line in f"{TOP}{QUESTIONS}".splitlines(True) if name not in line[:9])
    loaded = read_questionnaire("a.yaml", text.encode())
    assert [problem.code for problem in loaded.problems] == ["missing-key"]


def test_texts_may_be_missing() -> None:
    """Where the format does not require a text, none is missed."""
    asked = load(
        f"{TOP}author: {{}}\nthemes: {{calm: {{name: あ, rubric: {{low: {{}}}}}}}}\n{QUESTIONS}"
        "reflections: {default: {title: あ}}\nsafety: {s: {when: {q1: 1}}}\n"
        "contacts: {c: {phone: '119'}}\ncolumns: {k: {url: https://example.org/}}\n"
    )
    assert asked.author == Author()
    assert asked.contacts["c"].name == "c"
    assert asked.columns["k"].title == "https://example.org/"


def test_names_with_nothing_behind_them() -> None:
    """An optional name with nothing behind it is left aside; a thing with nothing in it is not."""
    assert codes(f"{TOP}closing:\n{QUESTIONS}tone:\nexamples:\n") == []
    assert codes(f"{TOP}{QUESTIONS}  q2:\n") == ["nothing-there"]


@pytest.mark.parametrize("typed", ["when:", "when: {}", "when: {q1: }", "when: {q1: []}"])
def test_no_condition_is_empty(typed: str) -> None:
    """An empty `when` is not taken for one that always holds, nor for one that never does."""
    text = f"{TOP}{QUESTIONS}reflections:\n  a:\n    title: あ\n    {typed}\n  b: {{title: い}}\n"
    assert codes(text) == ["nothing-there"]


# --- answers and conditions -----------------------------------------------------------------


def test_values_are_numbers_or_words() -> None:
    """A value that is a number has a number; a word has none."""
    text = QUESTIONS.replace("{0: いいえ, 1: はい}", "{-1: あ, 2.50: い, na: う, はい: え}")
    answers = load(TOP + text).questions["q1"].answers
    assert [(a.value, a.number) for a in answers] == [
        ("-1", Fraction(-1)),
        ("2.5", Fraction(5, 2)),
        ("na", None),
        ("はい", None),
    ]


@pytest.mark.parametrize("typed", ["{3: あ, 3.0: い}", '{3: あ, "3": い}', "{3: あ, ３: い}"])
def test_two_spellings_of_one_value(typed: str) -> None:
    """Two spellings of one value are a double key."""
    assert codes(TOP + QUESTIONS.replace("{0: いいえ, 1: はい}", typed)) == ["double-key"]


@pytest.mark.parametrize("typed", ["1", "1.0", '"1"', "１", "はい", "[1]", "[はい]", "['1']"])
def test_an_answer_in_a_condition(typed: str) -> None:
    """A condition names an answer by its value in any spelling, or by its label."""
    asked = load(f"{TOP}{QUESTIONS}safety: {{s: {{when: {{q1: {typed}}}, title: あ}}}}\n")
    assert asked.safety["s"].when == (Condition("q1", ("1",)),)


def test_a_value_comes_before_a_label() -> None:
    """A text that is one answer's value and another's label is the value."""
    text = QUESTIONS.replace("{0: いいえ, 1: はい}", "{a: b, b: c}")
    asked = load(f"{TOP}{text}safety: {{s: {{when: {{q1: b}}, title: あ}}}}\n")
    assert asked.safety["s"].when == (Condition("q1", ("b",)),)


def test_safety_may_name_a_theme() -> None:
    """A safety rule looks at answers, and at levels of themes."""
    questions = QUESTIONS.replace("1: はい}", "1: はい}, theme: calm")
    text = f"{TOP}{THEMES}{questions}safety: {{s: {{when: {{calm: high}}, title: あ, says: い}}}}\n"
    assert load(text).safety["s"].when == (Condition("calm", ("high",)),)


def _safety(first: str) -> str:
    return f"{TOP}{QUESTIONS}safety: {{s: {{when: {{q1: 1}}, title: あ, first: {first}}}}}\n"


@pytest.mark.parametrize("first", ["あ" * 20, "a" * 40, "あ" * 19 + "ab"])
def test_the_line_above_everything_is_read(first: str) -> None:
    """`first` has up to 20 characters of full width, or 40 of half."""
    assert load(_safety(first)).safety["s"].first == first


@pytest.mark.parametrize("first", ["あ" * 21, "a" * 41, "あ" * 20 + "a"])
def test_the_line_above_everything_is_short(first: str) -> None:
    """A `first` wider than 40 columns would not stand on one line of a small screen."""
    assert codes(_safety(first)) == ["first-too-long"]


def test_a_number_leads_only_where_it_is_said_to() -> None:
    """`always` is false where it is left out."""
    contacts = "contacts: {a: {phone: '110', always: true}, b: {phone: '119'}}\n"
    asked = load(f"{TOP}{QUESTIONS}{contacts}")
    assert [contact.always for contact in asked.contacts.values()] == [True, False]


@pytest.mark.parametrize("named", ["q2", "q3"])
def test_ask_if_names_earlier_questions(named: str) -> None:
    """`ask_if` cannot look at the question itself or at a later one."""
    text = f"  q2: {{ask: い, answers: {{1: う}}, ask_if: {{{named}: 1}}}}\n"
    assert codes(f"{TOP}{QUESTIONS}{text}  q3: {{ask: え, answers: {{1: お}}}}\n") == [
        "ask-if-later"
    ]


# --- placeholders ---------------------------------------------------------------------------

FILL_IN = "fill_in: {partner: {ask: 何と呼びますか。}}\n"


@pytest.mark.parametrize(
    "typed",
    ["あの{partner}", "｛partner｝", "｛ partner ｝", "あ{{", "あ}", "｛｛"],
)
def test_placeholders(typed: str) -> None:
    """A fill_in stands in braces of either width; a brace that is doubled is a brace."""
    assert codes(f"{TOP}{FILL_IN}{QUESTIONS.replace('ask: あ', f'ask: {typed!r}')}") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("あ{partnr}", "unknown-fill-in"), ("｛x｝", "unknown-fill-in"), ("あ{", "lone-brace")],
)
def test_placeholders_that_lead_nowhere(typed: str, code: str) -> None:
    """A brace that is not closed, or names no fill_in, is a problem."""
    assert codes(f"{TOP}{FILL_IN}{QUESTIONS.replace('ask: あ', f'ask: {typed!r}')}") == [code]


@pytest.mark.parametrize("name", ["title", "intro"])
def test_no_placeholders_before_the_reply(name: str) -> None:
    """In what is read before the reply is given, a brace is a brace."""
    top = TOP if name != "title" else TOP.replace("title: 小さな確かめ\n", "")
    assert codes(f"{top}{name}: 'あ{{x}}'\n{QUESTIONS}") == []


# --- the word that was meant ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "allowed", "meant"),
    [
        ("aks", ("ask", "answers"), "ask"),
        ("fone", ("name", "phone"), "phone"),
        ("lable", ("label",), "label"),
        ("questionnaire", ("question",), "question"),
        ("LABEL", ("label",), "label"),
        ("Ask-If", ("ask", "ask_if"), "ask_if"),
        ("選択肢", ("ask", "answers"), "answers"),
        ("A", ("a", "A"), "A"),
    ],
)
def test_a_word_that_was_probably_meant(typed: str, allowed: tuple[str, ...], meant: str) -> None:
    """A slip of the hand, large letters, a habit; of short words one letter in three may differ."""
    assert near_name(typed, allowed) == meant


@pytest.mark.parametrize(
    ("typed", "allowed"),
    [
        ("questions", ("options",)),  # 0.62 alike
        ("evening", ("evening_long",)),  # 0.74 alike, but far longer
        ("point", ("pinto_s",)),  # 0.67 alike, but no short word
        ("あいうえ", ("あいうかきく",)),  # 0.6 alike
        ("q", ("q1", "q2")),
        ("選択肢", ("ask", "help")),
    ],
)
def test_a_word_that_is_like_no_other(typed: str, allowed: tuple[str, ...]) -> None:
    """What is not near enough, or could be anything, is not guessed."""
    assert near_name(typed, allowed) == ""


def test_a_name_is_meant_whatever_its_case_and_width() -> None:
    """Names are compared in one case and width, and the one suggested is spelled as it stands."""
    assert nearest("Ｍｏｒｎｉｎｇ-2", ("evening_1", "Morning_2")) == "Morning_2"


# --- one mistake, one problem ---------------------------------------------------------------


def test_what_follows_is_not_shown() -> None:
    """Where a question could not be read, nothing is said about those that name it."""
    text = f"{TOP}{QUESTIONS.replace('q1', '1q')}safety: {{s: {{when: {{q1: 1}}, title: あ}}}}\n"
    assert codes(text) == ["not-an-id"]


@pytest.mark.parametrize(
    ("themes", "found"),
    [
        ("themes: {calm: {name: 名, rubrik: {low: {}, high: {from: 50}}}}", ["unknown-key"]),
        ("thems: {calm: {name: 名, rubric: {low: {}, high: {from: 50}}}}", ["unknown-key"]),
        ("themes: {calm: {name: 名, 段: {low: {}, high: {from: 50}}}}", ["unknown-key"]),
        ("themes: {calm: [low, high]}", ["list-not-group"]),
        ("themes: {calm: {name: 名, rubric: 50}}", ["expected-group"]),
        (
            "themes: {calm: {name: 名, abaut: 文, rubric: {low: {}, hihg: {from: 50}}}}",
            ["unknown-key", "unknown-level"],
        ),
    ],
)
def test_what_hangs_on_a_theme_follows_only_where_the_theme_was_not_read(
    themes: str, found: list[str]
) -> None:
    """A question and a `when` that name a theme say nothing where its name, or that of its levels,
    is the mistake; beside another mistake they do."""
    questions = QUESTIONS.replace("はい}", "はい}, theme: calm")
    when = "reflections: {a: {when: {calm: high}, title: 題}, b: {title: 題}}\n"
    assert codes(f"{TOP}{themes}\n{questions}{when}") == found


def test_a_section_that_is_no_group_is_the_only_mistake() -> None:
    """Questions that name a theme say nothing where there are none to be read."""
    assert codes(f"{TOP}themes: calm\n{QUESTIONS.replace('はい}', 'はい}, theme: calm')}") == [
        "expected-group"
    ]


def test_several_mistakes_are_all_shown() -> None:
    """Independent mistakes are found in one run, by line."""
    text = f"titel: x\n{TOP}{THEMES.replace('50', 'x')}{QUESTIONS}コラム\n"
    assert codes(text) == ["unknown-key", "expected-number", "missing-colon"]


# --- laws -----------------------------------------------------------------------------------


def check_anything(raw: bytes) -> None:
    """Read and check, and draw what is found in both languages."""
    loaded = read_questionnaire("a.yaml", raw)
    problems = find_problems(loaded)
    assert problems or loaded.questionnaire
    for language in ("ja", "en"):
        render_problems(problems, loaded.places, speaker(language), 60)


@settings(max_examples=100)
@given(st.text(max_size=150))
def test_any_text_is_checked(text: str) -> None:
    """Checking raises on no text."""
    check_anything(text.encode("utf-8", "surrogatepass"))


ALL_FILES = [*GOOD, *sorted((FOLDER / "bad").glob("*.yaml"))]


@settings(max_examples=150)
@given(st.sampled_from(ALL_FILES), st.data())
def test_any_mixed_up_file_is_checked(file: Path, data: st.DataObject) -> None:
    """Checking raises on no file whose lines were mixed up, left out or indented otherwise."""
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        if not lines:
            break
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines.pop(at)
        match data.draw(st.sampled_from(["gone", "moved", "cut", "indented", "twice"])):
            case "moved":
                lines.insert(data.draw(st.integers(0, len(lines))), line)
            case "cut":
                lines.insert(at, line[: data.draw(st.integers(0, len(line)))])
            case "indented":
                lines.insert(at, " " * data.draw(st.integers(0, 6)) + line.lstrip())
            case "twice":
                lines[at:at] = [line, line]
    check_anything("\n".join(lines).encode())
