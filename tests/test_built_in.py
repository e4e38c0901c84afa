"""The built-in self-check: what can be held of its words is held here.

The rest is for reading aloud; docs/decisions.md says what a counselor should review.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.checking.reach import ReachCache
from selfcheck.checking.reach.beside import find_beside
from selfcheck.checking.translating import make_fingerprint
from selfcheck.cli.files import data_folder
from selfcheck.conditions import names_in
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.question_file.translation import put_fingerprint, read_translation
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.reflecting import reflect
from selfcheck.scoring import asked_questions, prepare_scoring, question_points
from selfcheck.summary import chosen_columns
from selfcheck.texts import texts_with_placeholders
from selfcheck.typesetting import display_width

FILE = data_folder() / "questions.yaml"
BESIDE = Path(__file__).parent / "beside.txt"
THEMES = ["needed", "distance", "compensating", "pushing", "understanding", "worth", "ease"]
REFLECTIONS = [
    "not_alone_now",
    "bereaved",
    "parted",
    "without_a_word",
    "understanding_at_own_cost",
    "doing_instead_of_feeling",
    "pushing_out_of_fear",
    "mirror",
    "equation_of_worth",
    "waiting_for_words",
    "lonely_calm",
    "lonely",
    "pushing_calmly",
    "doing_and_resting",
    "feelings_far",
    "understanding_at_ease",
    "one_reason",
    "small_waves",
    "at_rest",
    "default",
]  # fmt: skip
LIVING = ["together", "same_roof", "apart", "far", "silent", "unsure"]
PARTED = ["parted", "bereaved"]

# Looked up on 2026-11-23 and 26; hours as they stand with the contact.
CONTACTS = {
    "police": ("110", "24", ""),
    "ambulance": ("119", "24", ""),
    "dv_navi": ("#8008", "", "https://www.gender.go.jp/policy/no_violence/dv_navi/"),
    "dv_plus": ("0120-279-889", "24", "https://soudanplus.jp/"),
    "yorisoi": ("0120-279-338", "24", "https://www.since2011.net/yorisoi/"),
    "inochi_sos": ("0120-061-338", "", "https://www.lifelink.or.jp/inochisos/"),
    "inochi_denwa": ("0120-783-556", "16:00", ""),
    "kokoro": ("0570-064-556", "", "https://www.mhlw.go.jp/mamorouyokokoro/"),
    "jinken_women": ("0570-070-810", "8:30", "https://www.moj.go.jp/JINKEN/jinken108.html"),
    "jinken": ("0570-003-110", "8:30", ""),
    "sexual_violence": ("#8891", "", ""),
    "kodomo_sos": ("0120-0-78310", "24", ""),
    "childline": ("0120-99-7777", "16:00", "https://childline.or.jp/"),
    "jidou": ("189", "24", ""),
    "tell": ("03-5774-0992", "", "https://telljp.com/"),
}
DISAPPEARING = ["wish_to_disappear_now", "wish_to_disappear", "disappear_left_unsaid"]
HARMED = ["harmed_by_partner", "partner_left_unsaid"]
PAST = "harmed_in_the_past"
ENDED_NUMBERS = ["0120-213-533", "0800-300-8355", "0570-046-556", "0570-0-55210"]

JAPANESE_BANNED = re.compile(
    "べき|必ず(?!しも)|絶対|異常|病(?!院)|重症|ダメ(?!ージ)|失敗|[!！]|危険は(ない|ありません)"
    "|心配(は|な)(ない|ありません|い)|大丈夫な関係|男(は|って)|女(は|って)|彼女?(は|が|の|を|に|と|も)|妻|(?<![丈工])夫"
)
ENGLISH_BANNED = re.compile(
    r"!|\b(should|must|abnormal|disorder|failure|failed|no risk|not at risk|he|she|his|hers?|him"
    r"|himself|herself|men|women|husband|wife|boyfriend|girlfriend)\b",
    re.IGNORECASE,
)
# A comparison, the name of a helpline, lines that men can call: facts, not judgments.
ALLOWED = ("比べき", "病院", "女性の人権ホットライン", "男性の相談は", "男性の方も")
ENGLISH_ALLOWED = re.compile(r"Women's [A-Z]\w+|\b(to|[Ff]or) men\b|\b[Mm]en (can|may|are)\b")


def load(language: str) -> Questionnaire:
    """The built-in file in a language."""
    loaded = load_questionnaire(FILE)
    assert loaded.questionnaire is not None and not loaded.problems
    if language == "ja":
        return loaded.questionnaire
    file = FILE.with_name(f"questions.{language}.yaml")
    translated = read_translation(str(file), file.read_bytes(), loaded.questionnaire)
    assert translated.questionnaire is not None and not translated.problems
    return translated.questionnaire


LANGUAGES = ("ja", "en")
ASKED = {language: load(language) for language in LANGUAGES}
both = pytest.mark.parametrize("asked", ASKED.values(), ids=LANGUAGES)


def texts(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every text a respondent reads, with its place."""
    yield "title", asked.title
    yield "intro", asked.intro
    for fill_in in asked.fill_in.values():
        yield "fill_in", fill_in.ask
    for path, text in texts_with_placeholders(asked):
        yield ".".join(map(str, path)), text


def sentences(text: str) -> list[str]:
    """The sentences of a text, without what is only a name or a label."""
    parts = re.split(r"(?<=[。?])|(?<=[.?])\s|\n", text)
    return [part.strip() for part in parts if len(part.strip()) > 8]


# --- what it is made of ---------------------------------------------------------------------


def test_the_themes_are_the_seven_with_three_levels_each() -> None:
    """Their ids are fixed."""
    assert list(ASKED["ja"].themes) == THEMES
    assert all(len(theme.rubric) == 3 for theme in ASKED["ja"].themes.values())


def test_the_reflections_stand_in_their_order() -> None:
    """The first that holds is shown, so the order is part of what is said."""
    assert list(ASKED["ja"].reflections) == REFLECTIONS


def test_it_has_the_questions_it_is_meant_to_have() -> None:
    """28 to 32 asked of anyone, two in free text, every theme with three agreement questions."""
    asked = ASKED["ja"]
    for living in [*LIVING, ""]:
        ids = asked_questions(asked, {"living": (living,)} if living else {})
        assert 28 <= len(ids) <= 32, living
        questions = [asked.questions[id] for id in ids]
        assert sum(1 for question in questions if question.write) == 2
        for theme in THEMES:
            own = [q for q in questions if q.themes == (theme,) and q.answer_list == "agreement"]
            assert len(own) == 3, (living, theme)


@pytest.mark.parametrize("living", PARTED)
def test_the_parted_have_a_shorter_way_of_their_own(living: str) -> None:
    """No scene with the other, and what was between the two in the past tense; every theme can
    have a score."""
    asked = ASKED["ja"]
    ids = asked_questions(asked, {"living": (living,)})
    of_others = asked_questions(asked, {"living": ("together",)})
    own = set(ids) - set(of_others)
    assert len(ids) <= len(of_others) - 8
    then = {id for id in own if id.startswith("then_")}
    assert own - then <= {"now_looking", "now_blame", "now_helps", "safety_past"}
    assert all(asked.questions[id].ask.endswith("た。") for id in then)
    for theme in asked.themes.values():
        members = [id for id in ids if theme.id in question_points(asked.questions[id]).ranges]
        assert len(members) >= int(theme.at_least), theme.id


def test_whoever_skips_how_she_lives_is_asked_what_others_are() -> None:
    """Leaving that open is no parting."""
    asked = ASKED["ja"]
    assert set(asked_questions(asked, {})) == set(asked_questions(asked, {"living": ("unsure",)}))


def test_the_letters_stand_beside_nothing_that_contradicts_them() -> None:
    """Which levels can stand beside each letter and remark: a list that was read through whole.
    Delete it and run this again to write it anew."""
    listed = "".join(
        f"{id}:\n" + "".join(f"  {theme}: {', '.join(names)}\n" for theme, names in levels.items())
        for (_, id), levels in find_beside(ReachCache(ASKED["ja"])).items()
    )
    if not BESIDE.exists():
        BESIDE.write_text(listed, "utf-8")
    assert listed == BESIDE.read_text("utf-8")


def test_safety_questions_can_be_skipped_and_bring_no_points() -> None:
    """What a safety rule asks about is scored nowhere."""
    asked = ASKED["ja"]
    for rule in asked.safety.values():
        for name in names_in(rule.when):
            assert not question_points(asked.questions[name]).ranges


def test_any_answer_but_none_brings_the_safety_texts() -> None:
    """Each single answer of a safety question but the one that says no."""
    asked = ASKED["ja"]
    named = {name for rule in asked.safety.values() for name in names_in(rule.when)}
    for id in named:
        who = {"living": Reply(("bereaved",))} if id == "safety_past" else {}
        quiet = [
            answer.value
            for answer in asked.questions[id].answers
            if not reflect(asked, who | {id: Reply((answer.value,))}).safety
        ]
        assert len(quiet) == 1, (id, quiet)


def test_disappearing_comes_before_the_partner() -> None:
    """The order of the rules is the order of the pages."""
    assert list(ASKED["ja"].safety) == [*DISAPPEARING, HARMED[0], PAST, HARMED[1]]


def test_the_safety_questions_are_the_last() -> None:
    """Whoever answers them meets the numbers at once: nothing is asked in between."""
    safety = ["safety_past", "safety_partner", "safety_disappear"]
    assert list(ASKED["ja"].questions)[-3:] == safety


@pytest.mark.parametrize("living", [*LIVING, *PARTED, ""])
def test_everybody_is_asked_two_safety_questions(living: str) -> None:
    """Whoever mourns is asked about what was, and not about leaving."""
    ids = asked_questions(ASKED["ja"], {"living": (living,)} if living else {})
    about = "safety_past" if living == "bereaved" else "safety_partner"
    assert [id for id in ids if id.startswith("safety")] == [about, "safety_disappear"]


def test_past_harm_takes_no_letter_away() -> None:
    """Who mourns somebody who hurt her reads the letter for those who mourn."""
    answers = {"living": Reply(("bereaved",)), "safety_past": Reply(("happened",))}
    outcome = reflect(ASKED["ja"], answers)
    assert [rule.id for rule in outcome.safety] == [PAST]
    assert outcome.reflection and outcome.reflection.id == "bereaved"


def test_only_harm_stands_in_place_of_the_result() -> None:
    """Leaving a question unsaid costs nothing, and neither does a wish to disappear."""
    asked = ASKED["ja"]
    assert [id for id, rule in asked.safety.items() if rule.instead] == ["harmed_by_partner"]


@pytest.mark.parametrize("several", [False, True])
def test_every_kind_of_harm_brings_the_text_about_harm(several: bool) -> None:
    """Alone, and with all the others marked beside it."""
    asked = ASKED["ja"]
    kinds = [a.value for a in asked.questions["safety_partner"].answers if not a.alone]
    for kind in kinds:
        outcome = reflect(asked, {"safety_partner": Reply(tuple(kinds) if several else (kind,))})
        assert [rule.id for rule in outcome.safety] == ["harmed_by_partner"], kind


@both
def test_numbers_that_lead_are_reached_at_any_hour(asked: Questionnaire) -> None:
    """Four contacts, and no other, are answered by day and by night."""
    leading = [id for id, contact in asked.contacts.items() if contact.always]
    assert leading == ["police", "ambulance", "dv_plus", "yorisoi"]
    assert all("24" in asked.contacts[id].hours for id in leading)


def test_who_can_be_called_stands_in_its_order() -> None:
    """よりそい leads for the wish to disappear, 119 is second and 110 is not there; the centre for
    sexual violence is third, the general line for human rights before the one for women."""
    safety = ASKED["ja"].safety
    for id in DISAPPEARING:
        assert safety[id].contacts[:2] == ("yorisoi", "ambulance")
        assert "police" not in safety[id].contacts
    for id in HARMED:
        contacts = safety[id].contacts
        assert contacts[2] == "sexual_violence"
        assert contacts.index("jinken") < contacts.index("jinken_women")


def test_a_letter_for_now_asks_nothing() -> None:
    """Three lines before all other letters, without a step, questions or columns."""
    letter = next(iter(ASKED["ja"].reflections.values()))
    assert len(letter.says.splitlines()) == 3
    assert (letter.step, letter.ponder, letter.columns) == ("", (), ())


def test_no_column_speaks_of_leaving_to_one_who_wishes_to_disappear() -> None:
    """The column 〈…離れていい〉 stands beside none of her texts, whatever else she answers."""
    assert "2263524" not in "".join(column.url for column in ASKED["ja"].columns.values())


@both
def test_contacts_are_those_that_were_looked_up(asked: Questionnaire) -> None:
    """Number and address to the letter, hours where there are any to name."""
    assert set(asked.contacts) == set(CONTACTS)
    for id, (phone, hours, url) in CONTACTS.items():
        contact = asked.contacts[id]
        assert (contact.phone, contact.url) == (phone, url), id
        assert hours in contact.hours, id
    assert "24" not in asked.contacts["inochi_denwa"].hours


@both
def test_no_number_that_has_ended_stands_anywhere(asked: Questionnaire) -> None:
    """Old, misprinted or passing numbers send a person in need nowhere."""
    told = "\n".join(text for _, text in texts(asked))
    assert not [number for number in ENDED_NUMBERS if number in told]


# --- what the examples reach ----------------------------------------------------------------


def test_every_reflection_level_and_safety_rule_is_reached_by_an_example() -> None:
    """So each has been read as a whole at least once."""
    asked = ASKED["ja"]
    outcomes = [reflect(asked, example.answers) for example in asked.examples.values()]
    assert {o.reflection.id for o in outcomes if o.reflection} == set(REFLECTIONS)
    assert {rule.id for o in outcomes for rule in o.safety} == set(asked.safety)
    reached = {(id, s.level.id) for o in outcomes for id, s in o.themes.items() if s.level}
    assert reached == {(t.id, level.id) for t in asked.themes.values() for level in t.rubric}


def test_every_column_is_reached_by_an_example() -> None:
    """A column that nobody is led to is no use."""
    asked = ASKED["ja"]
    reached: set[str] = set()
    for example in asked.examples.values():
        outcome = reflect(asked, example.answers)
        reached |= {id for rule in outcome.safety for id in rule.columns}
        reached |= set() if outcome.is_replaced else set(chosen_columns(outcome))
    assert reached == set(asked.columns)


@settings(max_examples=200)
@given(st.data())
def test_whoever_answers_meets_a_reflection_or_a_safety_text(data: st.DataObject) -> None:
    """Also those who skip, in whatever way."""
    asked = ASKED["ja"]
    scoring = prepare_scoring(asked)
    answers = {}
    for id, question in asked.questions.items():
        values = [answer.value for answer in question.answers]
        value = data.draw(st.sampled_from([None, *values]))
        if value is not None:
            answers[id] = Reply((value,))
    outcome = reflect(asked, answers, scoring)
    assert outcome.reflection or outcome.is_replaced


@settings(max_examples=100)
@given(st.data())
def test_who_answers_every_statement_never_reads_the_default(data: st.DataObject) -> None:
    """She is not told that she may not have wanted to answer."""
    asked = ASKED["ja"]
    answers = {"living": Reply((data.draw(st.sampled_from(LIVING)),))}
    for id, question in asked.questions.items():
        if question.answer_list == "agreement":
            answers[id] = Reply((str(data.draw(st.integers(0, 4))),))
    reflection = reflect(asked, answers).reflection
    assert reflection and reflection.id != "default"


# --- the words ------------------------------------------------------------------------------


def test_no_japanese_word_judges_or_names_a_sex() -> None:
    """Banned words with their exceptions; the titles of columns are as printed there."""
    for place, text in texts(ASKED["ja"]):
        if re.match(r"columns\..*\.title", place):
            continue
        for allowed in ALLOWED:
            text = text.replace(allowed, "")
        assert not JAPANESE_BANNED.search(text), (place, text)


def test_no_english_word_judges_or_names_a_sex() -> None:
    """The same in English; titles of columns and of helplines aside."""
    for place, text in texts(ASKED["en"]):
        if re.match(r"columns\..*\.title", place):
            continue
        found = ENGLISH_BANNED.search(ENGLISH_ALLOWED.sub("", text))
        assert not found, (place, found and found[0], text)


def test_it_says_once_that_it_is_no_diagnosis() -> None:
    """At the start, in one sentence."""
    for language, word in (("ja", "診断"), ("en", "diagnos")):
        told = [place for place, text in texts(ASKED[language]) if word in text.lower()]
        assert told == ["intro"]


@both
def test_no_sentence_stands_twice(asked: Questionnaire) -> None:
    """Hours and names of helplines aside, answers, and lines that open several safety pages."""
    told = [
        sentence
        for place, text in texts(asked)
        if not re.match(r"contacts|safety\.\w+\.first|.*\.label$", place)
        for sentence in sentences(text)
    ]
    assert [s for s, times in Counter(told).items() if times > 1] == []


@both
def test_texts_are_short_enough_for_a_small_page(asked: Questionnaire) -> None:
    """Titles and names fit a line of 40 columns, answers two; no text is over 400 characters in
    Japanese, 800 in English."""
    longest = 400 if asked.language == "ja" else 800
    for place, text in texts(asked):
        assert len(text) <= longest, place
        if re.search(r"(reflections|safety)\.\w+\.title$|^title|rubric\..*name$", place):
            assert display_width(text) <= 36, place
        if place.endswith(".label"):
            assert display_width(text) <= 66, place


@both
def test_names_of_levels_fit_under_their_bar(asked: Questionnaire) -> None:
    """At 80 columns each level has a stretch of 23."""
    for theme in asked.themes.values():
        assert all(display_width(level.name) <= 21 for level in theme.rubric), theme.id


@both
def test_no_character_is_wide_on_one_terminal_and_narrow_on_another(asked: Questionnaire) -> None:
    """Characters of ambiguous width would shift lines."""
    for place, text in texts(asked):
        assert not re.search("[※…―‥“”‘’×①-⑳●○■□◆◇★☆→←↑↓]", text), (place, text)


def test_english_says_everything_that_japanese_says() -> None:
    """Every text is translated, with the same placeholders."""
    japanese, english = (dict(texts(ASKED[language])) for language in LANGUAGES)
    assert japanese.keys() == english.keys()
    for place, text in japanese.items():
        if text and not re.fullmatch(r"[ -~〜]*", text):
            assert english[place] != text, place


def test_the_intro_tells_what_a_respondent_is_to_know() -> None:
    """Only one side answers; everything can be skipped; what the last questions are about; that
    somebody may watch. That nothing leaves the computer is the program's to say, below it."""
    for word in ("診断", "ひとり", "印象", "飛ばせ", "怖さ", "消えたい", "見られている"):
        assert word in ASKED["ja"].intro


@pytest.mark.parametrize("id", ["safety_past", "safety_partner", "safety_disappear"])
def test_the_page_before_a_safety_question_says_which_keys_to_press(id: str) -> None:
    """Going on, skipping and the numbers; and that nothing goes into the draft."""
    for word in ("Enter", "s", "?", "下書き"):
        assert word in ASKED["ja"].questions[id].before
    for word in ("Enter", "s skips", "?", "the draft"):
        assert word in ASKED["en"].questions[id].before


def test_the_file_opens_with_how_to_edit_it() -> None:
    """The counselor reads that first."""
    opening = Path(FILE).read_text("utf-8").split("selfcheck: 1")[0]
    assert "selfcheck check" in opening and "字下げ" in opening


def test_check_finds_nothing(run: Run) -> None:
    """Neither the built-in file nor its translation is warned of; the fingerprint is current."""
    done = run("check", "--strict", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    english = FILE.with_name("questions.en.yaml")
    asked = load_questionnaire(FILE).questionnaire
    assert asked
    assert put_fingerprint(english.read_bytes(), make_fingerprint(asked)) == english.read_bytes()
