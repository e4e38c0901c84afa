"""The tone of texts: what is warned of, and above all what is not."""

import re
from pathlib import Path

import pytest

from selfcheck.checking.phrases import Finder
from selfcheck.checking.reach import ReachCache
from selfcheck.checking.safety import check_danger, check_safety
from selfcheck.checking.wording import check_wording, find_lone_bracket
from selfcheck.question_file.loader import load_questionnaire, read_questionnaire
from selfcheck.question_file.translation import read_translation
from selfcheck.question_file.word_lists import FILE, load_word_lists
from selfcheck.questionnaire import Questionnaire, Tone
from selfcheck.texts import own_texts

DATA = Path(__file__).parents[1] / "data"
LISTS = load_word_lists(DATA)
HEAD = "selfcheck: 1\nid: small\ntitle: 題\nlanguage: ja\n"


def found(text: str, tone: Tone | None = None) -> list[tuple[str, object]]:
    """Code and word of everything that a text is warned of."""
    problems = check_wording([(("intro",), text)], tone or Tone(), LISTS)
    return [(problem.code, problem.facts.get("found")) for problem in problems]


def in_danger(questions: str) -> list[str]:
    """The questions that no safety rule looks at."""
    loaded = read_questionnaire("a.yaml", f"{HEAD}{questions}".encode())
    assert loaded.questionnaire and not loaded.problems
    problems = check_danger(loaded.questionnaire, LISTS)
    return [str(p.facts["question"]) for p in problems if p.code == "danger-without-safety"]


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", "べき 必ず 絶対 異常 診断 病 重症 ダメ 失敗".split())
def test_a_word_to_avoid_is_found(word: str) -> None:
    """Every word that presses, judges or labels is found wherever it stands."""
    assert found(f"それは{word}だと思う。") == [("avoided-word", word)]


@pytest.mark.parametrize(
    "text",
    [
        "必ずしも、そうとは限りません。",
        "比べきれない、食べきれない、調べきれない思い。",
        "心にダメージが残ることもあります。",
        "これは診断ではありません。",
        "診断でも、愛を試すものでもありません。",
        "病院や、看病のこと。",
    ],
)
def test_words_that_only_look_alike(text: str) -> None:
    """The letters of a word within another word, or in a sentence that denies it, are no alarm."""
    assert found(text) == []


def test_the_words_of_the_file_itself() -> None:
    """`tone` adds words, and phrases in which any of them may stand."""
    tone = Tone(avoid=("がんばって",), allow=("必ずと言っていいほど", "がんばってきた"))
    assert found("必ずと言っていいほど、がんばってきた。", tone) == []
    assert found("がんばって、必ず。", tone) == [
        ("avoided-word", "がんばって"),
        ("avoided-word", "必ず"),
    ]


def test_a_word_in_latin_letters_is_found_whole() -> None:
    """`must` is found in capitals and across a line, not in `mustard`."""
    finder = Finder(["must", "have to"])
    assert finder.find("You MUST, and have\nto. Mustard.") == ["MUST", "have\nto"]


def test_signs_in_the_words_of_an_author_are_signs() -> None:
    """In the lists of the program they mean something else."""
    tone = Tone(avoid=("(笑", "えっと…", "a*b", "がん(ばって|ばれ)"))
    finder = Finder([], [], tone)
    assert finder.find("がんばって(笑。えっと、a b") == ["(笑"]
    assert finder.find("えっと…。a*b") == ["えっと…", "a*b"]
    finder = Finder(["(夫|妻)が怖", "無理…体", "kick* me"])
    assert finder.find("妻が怖い。無理に体を。He kicked me.") == ["妻が怖", "無理に体", "kicked me"]


def test_nothing_is_looked_for_where_there_are_no_words() -> None:
    """Empty lists find nothing."""
    assert Finder([], ["あ"]).find("あいうえお") == []


# --- marks, length, brackets ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["はい!", "おつかれさま！また。", "Well done!"])
def test_exclamation_marks(text: str) -> None:
    """Of half or full width, they are warned of."""
    assert [code for code, _ in found(text)] == ["exclamation-mark"]


def test_an_exclamation_mark_may_be_allowed() -> None:
    """`tone: {allow}` holds for marks as well."""
    assert found("築く!という題です。", Tone(allow=("築く!",))) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [("あ" * 400, []), ("あ" * 401, ["long-text"]), ("a" * 800, []), ("a" * 802, ["long-text"])],
)
def test_four_hundred_letters(text: str, codes: list[str]) -> None:
    """400 letters of full width are enough; two of half width count as one."""
    assert [code for code, _ in found(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "「あ」と『い』、（う)と(え）、【お】",
        "「あ『い（う）』」",
        "1) あ\n2) い ③) う",
        "a) one b) two",
        "ほっとする :)",
        "”あ”と“い”",
        "「一行目\n二行目」",
        "{partner} と ｛partner｝",
    ],
)
def test_brackets_that_are_meant(text: str) -> None:
    """Pairs of either width, enumerations and smiles are no alarm."""
    assert find_lone_bracket(text) is None


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("「あ", ("「", "「あ")),
        ("あ」", ("」", "あ」")),
        ("（「あ）い」", ("「", "「あ）い」")),
        ("あいうえお（か", ("（", "（か")),
        ("あ\n「い\nう", ("「", "「い")),
        ("とても嬉しかった）です", ("）", "しかった）")),
    ],
)
def test_lone_brackets(text: str, lone: tuple[str, str]) -> None:
    """A bracket without its other half is named, with the letters beside it."""
    assert find_lone_bracket(text) == lone


# --- danger ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        "暴力をふるわれたことがありますか。",
        "｛partner｝が怖いですか。",
        "{partner} が怖いと思うことは?",
        "死んだほうがましだと思う。",
        "消えてしまいたいと思う。",
        "Are you afraid of {partner}?",
        "Thoughts that you would be better off dead",
        "Has anybody threatened you?",
        "My partner throws plates at my feet.",
        "He never lets me visit my aunt.",
        "She goes through my emails at night.",
        "I took too many sleeping tablets.",
        "I burn my legs to calm down at night.",
        "妹が会うのを、夫が許してくれない。",
        "竹刀で打たれて育った。",
    ],
)
def test_questions_about_danger(ask: str) -> None:
    """A question about violence, fear, dying or disappearing needs a safety rule."""
    fill_in = "fill_in: {partner: {ask: 誰}}\n"
    question = f"questions: {{q1: {{ask: '{ask}', answers: {{0: いいえ, 1: はい}}}}}}\n"
    assert in_danger(fill_in + question) == ["q1"]
    rule = "safety: {s: {when: {q1: 1}, says: あ, contacts: [k]}}\ncontacts: {k: {name: か}}\n"
    assert in_danger(fill_in + question + rule) == []


@pytest.mark.parametrize(
    "ask",
    [
        "必要とされていないと知るのが怖い。",
        "気持ちが消えてしまうようで不安になる。",
        "気持ちを閉じ込めてしまう。",
        "肩を叩かれるとほっとする。",
        "脅威を感じることなく話せる。",
        "The anxiety kicks in at night.",
        "It hurts me when nobody answers.",
        "Feelings disappear after a while.",
        "I am afraid that you will leave me.",
        "That song hits me every time.",
        "She beat me at cards.",
        "We are not allowed to park here.",
        "I hide my feelings so that he can rest.",
        "冬の朝は、切るような寒さだ。",
        "待つことで、自分を責めてしまう。",
    ],
)
def test_questions_that_are_not_about_danger(ask: str) -> None:
    """What people say of closeness every day is no alarm."""
    assert in_danger(f"questions: {{q1: {{ask: '{ask}', answers: {{0: い, 1: は}}}}}}\n") == []


def test_danger_in_an_answer() -> None:
    """An answer that speaks of danger makes its question one that needs a rule."""
    assert in_danger("questions: {q1: {ask: あ, answers: {a: 殴られる, b: 話す}}}\n") == ["q1"]


# --- the lists and the built-in file --------------------------------------------------------


def test_every_list_has_words() -> None:
    """No list is empty, and no word stands in it twice."""
    for words in (LISTS.danger, LISTS.no_danger, LISTS.avoid, LISTS.allow):
        assert words and len(set(words)) == len(words)


def test_a_broken_list_is_said(tmp_path: Path) -> None:
    """A list that is no list raises ValueError, with the name of the file."""
    (tmp_path / FILE).write_text("danger: 暴力\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(FILE)):
        load_word_lists(tmp_path)


def built_in(language: str) -> Questionnaire:
    original = load_questionnaire(DATA / "questions.yaml").questionnaire
    assert original is not None
    if language == "ja":
        return original
    file = DATA / f"questions.{language}.yaml"
    translated = read_translation(str(file), file.read_bytes(), original).questionnaire
    assert translated is not None
    return translated


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_built_in_file_keeps_the_tone(language: str) -> None:
    """Not one word of it is warned of."""
    asked = built_in(language)
    assert list(check_wording(own_texts(asked), Tone(), LISTS)) == []
    assert list(check_danger(asked, LISTS)) == []
    assert list(check_safety(ReachCache(asked))) == []
