"""Nothing is silent: what is read in another way than it was probably meant is told."""

import pytest

from selfcheck.cli.check import CheckWishes, find_problems
from selfcheck.question_file.loader import read_questionnaire

TOP = "selfcheck: 1\nid: small\ntitle: 夜の問い\nlanguage: ja\n"
TEA = "questions:\n  tea: {ask: お茶を飲みますか。, answers: {0: いいえ, 1: はい}}\n"
REST = (
    "themes:\n  rest: {name: 休むこと, rubric: {few: {name: 少し}, many: {from: 50, name: 多い}}}\n"
)


def told(text: str) -> list[tuple[str, str]]:
    """Code and severity of everything that is told about a file, by line."""
    loaded = read_questionnaire("a.yaml", text.encode())
    return [(problem.code, problem.severity) for problem in find_problems(loaded)]


def codes(text: str) -> list[str]:
    return [code for code, _ in told(text)]


# --- names with nothing behind them ---------------------------------------------------------


@pytest.mark.parametrize("name", ["reverse", "weight", "theme", "ask_if", "choose", "part"])
def test_a_name_that_decides_holds_something(name: str) -> None:
    """With nothing behind it, something else would hold than without it."""
    walk = "  walk:\n    ask: 散歩をしますか。\n    answers: {a: い, b: ろ}\n"
    text = f"{TOP}{TEA}{walk}    {name}:\n"
    assert told(text) == [("nothing-there", "error")]


@pytest.mark.parametrize("name", ["intro", "closing", "version", "author", "examples", "tone"])
def test_a_text_may_be_written_later(name: str) -> None:
    """Nothing behind the name of a text, or of a section, is only a note."""
    assert told(f"{TOP}{name}:\n{TEA}") == [("nothing-there", "warning")]


def test_a_file_with_a_note_is_fit_for_use() -> None:
    """Notes are no problems of the file: it can be asked, and translated."""
    loaded = read_questionnaire("a.yaml", f"{TOP}closing:\n{TEA}".encode())
    assert loaded.problems == ()
    assert [problem.code for problem in loaded.warnings] == ["nothing-there"]


# --- what nobody can tell apart -------------------------------------------------------------


@pytest.mark.parametrize(
    "answers", ["{0: はい, 1: はい}", "{0: はい, 1: 'はい '}", "{0: 'A B', 1: 'Ａ　Ｂ'}"]
)
def test_two_answers_with_one_label(answers: str) -> None:
    """A label is compared as tables compare it."""
    assert codes(TOP + TEA.replace("{0: いいえ, 1: はい}", answers)) == ["label-twice"]


def test_two_questions_with_one_text() -> None:
    """A text that comes twice was pasted, unless something else stands before it."""
    twice = f"{TOP}{TEA}  more: {{ask: お茶を飲みますか。, answers: {{a: い, b: ろ}}%s}}\n"
    assert codes(twice % "") == ["same-question"]
    assert codes(twice % ", before: 昨日のことです。") == []


def test_two_things_with_one_title() -> None:
    """Levels, themes and titles that read the same are told."""
    text = TOP + REST.replace("多い", "少し") + TEA.replace("}}\n", "}, theme: rest}\n")
    text += "remarks:\n  a: {when: {tea: 1}, title: ひとこと, says: あ}\n"
    text += "  b: {when: {tea: 0}, title: ひとこと, says: い}\n"
    assert codes(text) == ["same-text", "same-text"]


def test_a_label_that_is_the_value_of_another_answer() -> None:
    """Where it is typed, the value is meant."""
    text = TOP + TEA.replace("{0: いいえ, 1: はい}", "{a: b, b: い}")
    assert told(text) == [("label-is-value", "warning")]
    assert codes(TOP + TEA.replace("{0: いいえ, 1: はい}", "{scale: [0, 3]}")) == []


# --- what some never read -------------------------------------------------------------------

PET = "  pet: {ask: 犬と歩きますか。, write: word, ask_if: {tea: 1}, before: 外のことです。}\n"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["before-for-some"]),
        (", ask_if: {tea: 0}", ["before-for-some"]),
        (", ask_if: {tea: 1}", []),
        (", ask_if: {skipped: pet}", []),
        (", before: 次のことです。", []),
        (", part: 家の中", []),
    ],
)
def test_what_opens_a_part_is_read_by_all(more: str, found: list[str]) -> None:
    """A `before` of a question that only some are asked, where others come to the next one."""
    window = f"  window: {{ask: 窓を開けますか。, answers: {{a: い, b: ろ}}{more}}}\n"
    assert codes(TOP + TEA + PET + window) == found


def test_what_stands_before_the_last_question_opens_nothing() -> None:
    """No question after it could miss it; and one that says its own part has said it."""
    assert codes(TOP + TEA + PET) == []
    window = "  window: {ask: 窓を開けますか。, answers: {a: い, b: ろ}}\n"
    assert codes(TOP + TEA + PET.replace("before", "part: 外, before") + window) == []


# --- keys without effect --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ("{a: い, b: ろ}", "reverse: true"),
        ("{0: い, 1: ろ}", "reverse: true"),
        ("{a: い, b: ろ}", "weight: 2"),
        ("{a: {label: い, alone: true}, b: ろ}", "help: ひとつだけ"),
    ],
)
def test_what_changes_nothing_in_a_question(answers: str, more: str) -> None:
    """`reverse` and `weight` without a score, `alone` where one answer is chosen."""
    text = f"{TOP}{TEA}  walk: {{ask: 散歩をしますか。, answers: {answers}, {more}}}\n"
    assert told(text) == [("without-effect", "warning")]


def test_reverse_that_turns_something_round() -> None:
    """Numbers of a theme are turned round."""
    tea = TEA.replace("}}\n", "}, theme: rest}\n")
    walk = (
        "  walk: {ask: 散歩はいやですか。, answers: {0: い, 1: ろ}, theme: rest, reverse: true}\n"
    )
    assert codes(TOP + REST + tea + walk) == []


def test_what_changes_nothing_in_a_theme() -> None:
    """`missing` without a sum."""
    text = TOP + REST.replace("name: 休むこと", "name: 休むこと, missing: ignore")
    assert codes(text + TEA.replace("}}\n", "}, theme: rest}\n")) == ["without-effect"]


@pytest.mark.parametrize(
    ("theme", "level", "remark", "found"),
    [
        ("columns: [c]", "", "", ["column-never-used"]),
        ("about: 休み", "columns: [c]", "", ["column-never-used"]),
        ("columns: [c]", "", "columns: [c]", ["without-effect"]),
    ],
)
def test_columns_of_a_theme_that_is_not_shown(
    theme: str, level: str, remark: str, found: list[str]
) -> None:
    """A column that only such a theme names is told as one that is shown nowhere; where another
    shows it, that naming it here changes nothing."""
    text = TOP + REST.replace("name: 休むこと", f"name: 休むこと, show: false, {theme}")
    text = text.replace("name: 多い", f"name: 多い, {level}") if level else text
    text += TEA.replace("}}\n", "}, theme: rest}\n")
    text += f"remarks: {{m: {{when: {{rest: many}}, says: 休めた日です。, {remark}}}}}\n"
    assert codes(f"{text}columns: {{c: {{url: 'https://example.org/'}}}}\n") == found


# --- texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("# あとで書き足す", "note-in-text"),
        ("＃ 覚え書き", "note-in-text"),
        ("// ここは仮", "note-in-text"),
        ("ここまで。<!-- 仮 -->", "note-in-text"),
        (r"一行目。\n二行目。", "line-break-sign"),
        ("一行目。<br/>二行目。", "tag-in-text"),
        ("とても<b>大切</b>です。", "tag-in-text"),
        ("TODO あとがき", "unfinished-text"),
        ("ここに文を書く", "unfinished-text"),
    ],
)
def test_what_respondents_would_read(typed: str, code: str) -> None:
    """Notes, signs for line breaks, tags and unfinished texts are told."""
    assert told(f"{TOP}closing: |\n  ありがとう。\n  {typed}\n{TEA}") == [(code, "warning")]


@pytest.mark.parametrize(
    "typed",
    [
        "#8008 へどうぞ。",
        "＃１のこと",
        "https://example.org/a",
        r"C:\new",
        "a < b",
        "1 // 2",
        "TODOS",
    ],
)
def test_what_only_looks_like_it(typed: str) -> None:
    """Numbers of telephones, addresses, paths and signs are left alone."""
    assert codes(f"{TOP}closing: |\n  ありがとう。\n  {typed}\n{TEA}") == []


@pytest.mark.parametrize("place", ["title: 夜の問い", "intro", "fill_in"])
def test_a_placeholder_where_nothing_is_filled_in(place: str) -> None:
    """Title, first page and the questions of fill_in are read before the word is known."""
    fill_in = "fill_in:\n  friend: {ask: だれのことですか。, default: 友だち}\n"
    text = f"{TOP}intro: はじめに。\n{fill_in}{TEA.replace('お茶', '｛friend｝とお茶')}"
    typed = {"intro": ("はじめに", "｛friend｝へ"), "fill_in": ("だれの", "｛friend｝とはだれの")}
    old, new = typed.get(place, (place, f"{place}｛friend｝"))
    assert codes(text) == []
    assert codes(text.replace(old, new, 1)) == ["not-filled-in"]


def test_suggestions_without_brackets() -> None:
    """Short words with commas between them are a list; a sentence is one text."""
    text = f"{TOP}fill_in:\n  friend: {{ask: だれですか。, default: 人, suggestions: %s}}\n"
    text += TEA.replace("お茶", "｛friend｝とお茶")
    assert codes(text % "彼、彼女、友人") == ["list-without-brackets"]
    assert codes(text % "[彼、彼女]") == ["full-width-comma"]
    assert codes(text % "ここに浮かんだ、だれかの名前。") == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [("jp", "ja"), ("jpn", "ja"), ("eng", "en"), ("qq", ""), ("jp-JP", "ja-JP"), ("nihon", "")],
)
def test_a_language_that_nobody_knows(typed: str, near: str) -> None:
    """It is told, with the one that was probably meant."""
    loaded = read_questionnaire("a.yaml", f"{TOP}{TEA}".replace(": ja", f": {typed}").encode())
    assert [(p.code, p.facts["near"]) for p in loaded.warnings] == [("unknown-language", near)]


@pytest.mark.parametrize(
    ("typed", "near"), [("ja_JP", "ja-JP"), ("日本語", "ja"), ("ｊａ", "ja"), ("ja-", "")]
)
def test_a_language_in_another_spelling(typed: str, near: str) -> None:
    """The tag is named that was meant."""
    loaded = read_questionnaire("a.yaml", f"{TOP}{TEA}".replace(": ja", f": {typed}").encode())
    assert [(p.code, p.facts["near"]) for p in loaded.problems] == [("not-a-language", near)]


@pytest.mark.parametrize("typed", ["fr", "pt-BR", "zh-Hant", "haw"])
def test_a_language_that_is_one(typed: str) -> None:
    """Other languages are no mistake."""
    assert codes(f"{TOP}{TEA}".replace(": ja", f": {typed}")) == []


# --- style -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("話したくないことはないですか。", "double-negative"),
        ("眠れない日がなくはないですか。", "double-negative"),
        ("よく笑いますか、また、よく眠りますか。", "two-questions"),
        ("食欲もあるし、よく眠れますか。", "two-questions"),
    ],
)
def test_a_question_that_is_hard_to_answer(ask: str, code: str) -> None:
    """Two negatives, and two questions in one."""
    assert told(TOP + TEA.replace("お茶を飲みますか。", ask)) == [(code, "warning")]


@pytest.mark.parametrize(
    "ask", ["話したくないですか。", "休みの日は、お茶を飲みますか。", "何もしないでいられますか。"]
)
def test_a_question_that_is_easy(ask: str) -> None:
    """One negative, and one thing, is no alarm."""
    assert codes(TOP + TEA.replace("お茶を飲みますか。", ask)) == []


def test_two_styles_in_one_text() -> None:
    """です・ます and である do not mix; `tone` can allow a phrase."""
    text = f"{TOP}closing: ここまでです。これは鏡である。\n{TEA}"
    assert codes(text) == ["mixed-style"]
    assert codes(f"{text}tone: {{allow: [鏡である。]}}\n") == []


def test_style_is_told_once_a_file() -> None:
    """However many there are, one note says so."""
    twice = TEA.replace("お茶を飲みますか。", "眠れないことはないですか。")
    more = "  b: {ask: 話せないことはないですか。, answers: {a: い, b: ろ}}\n"
    loaded = read_questionnaire("a.yaml", f"{TOP}{twice}{more}".encode())
    (problem,) = find_problems(loaded)
    assert problem.facts["because"] == (("because.more-places", {"count": 1}),)


def test_style_is_on_unless_it_is_not_wished() -> None:
    """`check --no-style` leaves it out."""
    assert CheckWishes().style
