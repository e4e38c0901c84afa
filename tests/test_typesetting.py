"""How text is measured, made safe and broken into lines; uniseg judges where lines may end."""

import re
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest
import yaml
from budoux import load_default_japanese_parser
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_breakables
from wcwidth import iter_graphemes, wcwidth

from selfcheck.typesetting import (
    break_lines,
    cut,
    display_width,
    harmless,
    pad,
    set_ambiguous_width,
)
from selfcheck.typesetting.measuring import _is_plain

NEVER_FIRST = set(
    "、。，．・：；？！）」』】〉》〕］｝ー〜～ゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‥…―)]},.!?:;"
)
NEVER_LAST = set("（「『【〈《〔［｛([{")
WIDTHS = range(20, 101)

PARAGRAPHS = [
    # A letter with dates, hours and numbers.
    "はじめまして。2026年11月23日（月）から、このページを担当することになりました。これまでの十年間で、"
    "およそ1,200組のご夫婦やカップルのお話をうかがってきました。「どうして何も話してくれないのでしょう」"
    "という声が、いちばん多かったように思います。",
    # Telephone numbers and hours.
    "ひとりで抱えきれないときは、DV相談プラス（0120-279-889、電話は24時間、チャットは12:00–22:00）や、"
    "DV相談ナビ（#8008）にお電話ください。よりそいホットラインは0120-279-338、IP電話の050からは"
    "050-3655-0279です。平日8:30〜17:15だけの窓口もあります。",
    # Quotes in quotes, dashes, dots.
    "彼は少し黙ってから、「うん……だいじょうぶ」と言いました。――けれど、その声は小さく、いつもの"
    "『だいじょうぶだよ！』とは違っていたのです。“本当に？”と聞き返したい気持ちを、ぐっとこらえました。",
    # Katakana, long vowels, small kana, repeat marks.
    "コミュニケーションがすれ違うと、ちょっとしたメッセージの既読マークさえ気になってしまうものです。"
    "スマートフォンを伏せて、ゆっくりコーヒーを飲んでみましょう。人々の時々の気持ちは、さまざまです。",
    # Latin words and the program's own names.
    "ターミナルで「selfcheck start --no-keep」と入力すると、答えはどこにも残りません。Windows 11や"
    "macOS、Ubuntu 24.04でも動きます。YAMLファイル(questions.yaml)を直したあとは、selfcheck checkを"
    "実行してください。UTF-8（BOMなし）で保存します。",
    # Signs and units.
    "お茶を約180 mL、温度は70℃くらいで用意します。★の数は3つまで、①から④の順に読みます。税込￥1,500"
    "（10％引き）のノートも、$12のペンもいりません。100%正直でなくてよいのです。※途中でやめられます。",
    # Full-width digits and letters, a space of full width.
    "受付時間　１０：００〜１６：３０（土・日・祝日を除く）、電話番号　０１２０－０６１－３３８、"
    "ＳＮＳでのご相談は、２４時間お受けしています。料金は１，０００円です。",
    # An address in the middle.
    "もう少し読みたいときは、浅野寿和のブログ（https://www.asanohisao.jp/archives/20090.html）をご覧ください。"
    "無料のメールマガジンは https://asanohisao.jp/mailmagazine からお申し込みいただけます。",
    "You may have noticed that the two of you seldom quarrel, and yet the evenings feel long. "
    "That isn't proof of anything; it's only where you are now (and you can take your time). "
    'Some people say, "I am fine," when they are not -- others say nothing at all.',
    "TELL Lifeline (03-5774-0992) answers in English. A well-known, up-to-date list of services is "
    "at https://telljp.com/, and the police can be reached on 110 / 119, 24 hours a day. It costs "
    "between ¥0–¥10 per 3 min; 50% of callers ring only once, don’t they?",
]

DATA = Path(__file__).parents[1] / "data"


def _strings(value: object) -> Iterator[str]:
    """Every text in what YAML gives."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _strings(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _strings(part))


def _built_in_texts() -> list[str]:
    """Every line of the built-in question files that has to be broken somewhere."""
    files = sorted(DATA.glob("questions*.yaml"))
    found = {text for file in files for text in _strings(yaml.safe_load(file.read_text("utf-8")))}
    lines = {line.strip() for text in found for line in text.split("\n")}
    return sorted(line for line in lines if display_width(line) > min(WIDTHS))


TEXTS = {"paragraphs": PARAGRAPHS}
if built_in := _built_in_texts():
    TEXTS["built-in"] = built_in

every_text = pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS.keys())


broken_lines = cache(break_lines)


@cache
def _permitted(text: str) -> list[int]:
    """Where UAX #14 lets a line begin, with the beginning and the end."""
    places = [at for at, permitted in enumerate(line_break_breakables(text)) if permitted]
    return [0, *places, len(text)]


def _begins(text: str, lines: list[str]) -> list[int]:
    """Where in a text its lines begin; between them is nothing but spaces."""
    begins, end = [], 0
    for line in lines:
        begin = text.index(line, end)
        assert not text[end:begin].strip(" \u3000")
        begins.append(begin)
        end = begin + len(line)
    return begins


def _forbidden(text: str, width: int) -> list[str]:
    """The lines that begin where UAX #14 forbids it, unless a word is wider than the width."""
    lines = broken_lines(text, width)
    permitted = _permitted(text)
    found = []
    for begin, line in zip(_begins(text, lines), lines, strict=True):
        after = bisect_left(permitted, begin)
        word = text[permitted[after - 1] : permitted[after]]
        if begin != permitted[after] and display_width(word) <= width:
            found.append(line)
    return found


def _broken_rules(lines: list[str]) -> list[str]:
    """The lines with a character at their begin or end that may not stand there."""
    return [line for line in lines[1:] if line[0] in NEVER_FIRST] + [
        line for line in lines[:-1] if line[-1] in NEVER_LAST
    ]


def _without_spaces(text: str) -> str:
    return re.sub("[ \t\n\u3000]", "", text)


@pytest.fixture
def _wide_ambiguous() -> Iterator[None]:
    set_ambiguous_width(2)
    yield
    set_ambiguous_width(1)


# Width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("心を開く", 8),
        ("ｱｲｳ", 3),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("葛\U000e0100", 2),
        ("❤\ufe0f", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("🇯🇵", 2),
        ("①※…", 3),
    ],
)
def test_width_is_what_the_eye_sees(text: str, width: int) -> None:
    """Marks, selectors and the parts of an emoji take no columns of their own."""
    assert display_width(text) == width


def test_control_characters_take_no_columns() -> None:
    """A control character counts 0 and hides nothing of what follows it."""
    assert display_width("\x1b[31m心\r\n\x7f\x85") == display_width("[31m心")


@pytest.mark.usefixtures("_wide_ambiguous")
def test_ambiguous_characters_can_be_wide() -> None:
    """On a terminal that draws ambiguous characters wide, they count 2 and others as ever."""
    assert [display_width(text) for text in ("①※…", "abc", "心")] == [6, 3, 2]


@pytest.mark.usefixtures("_wide_ambiguous")
def test_lines_heed_wide_ambiguous_characters() -> None:
    """Lines are filled by the width that the setting gives."""
    assert break_lines("①②③④ ⑤⑥", 8) == ["①②③④", "⑤⑥"]


def test_lines_that_were_broken_before_heed_them_too() -> None:
    """Lines are kept for pages that are drawn again, but not when the setting has changed."""
    before = break_lines("①②③④⑤⑥ ⑦⑧", 8)
    set_ambiguous_width(2)
    try:
        after = break_lines("①②③④⑤⑥ ⑦⑧", 8)
    finally:
        set_ambiguous_width(1)

    assert (before, after) == (["①②③④⑤⑥", "⑦⑧"], ["①②③④", "⑤⑥", "⑦⑧"])


def test_other_ambiguous_widths_are_refused() -> None:
    """The width of ambiguous characters is 1 or 2."""
    with pytest.raises(ValueError, match="1 or 2"):
        set_ambiguous_width(3)


def test_pad_fills_by_columns() -> None:
    """A text is padded to a width, not to a number of characters."""
    assert pad("心", 5) == "心   "


def test_pad_never_cuts() -> None:
    """A text wider than the width stays as it is."""
    assert pad("心を開く", 3) == "心を開く"


def test_cut_leaves_what_fits() -> None:
    """A text that fits is not touched."""
    assert cut("心を開く", 8) == "心を開く"


def test_cut_says_so() -> None:
    """Where something was cut off, three dots stand."""
    assert cut("心を開くとき", 8) == "心を..."


def test_cut_does_not_split_an_emoji() -> None:
    """What is seen as one character stays or goes whole."""
    assert cut("a👩\u200d👩\u200d👧bcdef", 5) == "a..."


@given(st.text(), st.integers(0, 30))
def test_cut_keeps_to_the_width(text: str, width: int) -> None:
    """A cut text is never over the width."""
    assert display_width(cut(text, width)) <= width


# Safety


@pytest.mark.parametrize("character", "\x00\x07\x1b\r\x7f\x85\x9b\u2028\u2029\u202e\u2066\ud800")
def test_what_steers_is_shown(character: str) -> None:
    """Controls, turns of direction and halves of characters become �."""
    assert harmless(f"心{character}a") == "心\ufffda"


@pytest.mark.parametrize(
    "character", "\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c\U000e0041\ufff9\u200d\u200c"
)
def test_what_is_invisible_is_dropped(character: str) -> None:
    """Invisible characters between letters leave no trace."""
    assert harmless(f"心{character}a") == "心a"


@pytest.mark.parametrize("text", ["👩\u200d👩\u200d👧", "❤\ufe0f", "葛\U000e0100", "می\u200cخواهم"])
def test_what_is_needed_stays(text: str) -> None:
    """Joiners in emoji and in scripts that need them stay, and so do the selectors of a form."""
    assert harmless(text) == text


def test_line_ends_of_windows_are_newlines() -> None:
    """A carriage return before a newline is no control character to be shown."""
    assert harmless("心\r\n\tを") == "心\n を"


def test_newlines_can_become_spaces() -> None:
    """For a place of one line, newlines are spaces."""
    assert harmless("心\r\nを\n", keep_newlines=False) == "心 を "


def test_a_hidden_joiner_stays_hidden() -> None:
    """What is left after one cleaning needs no second one."""
    once = harmless("彼\u061c\u200dは👩\u200b\u200d👧")
    assert harmless(once) == once == "彼は👩\u200d👧"


anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """harmless is idempotent."""
    assert harmless(harmless(text)) == harmless(text)


@given(anything)
def test_no_control_character_is_left(text: str) -> None:
    """No C0 or C1 control character but the newline remains."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", harmless(text))


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_ordinary_text_is_not_touched(text: str) -> None:
    """Ordinary text, its full-width spaces and curly quotes included, comes back as it was."""
    assert harmless(text) == text


# Lines


def test_a_comma_takes_its_character_along() -> None:
    """A character that may not begin a line goes down with the one before it (追い出し)."""
    assert break_lines("あいうえお、かき", 10) == ["あいうえ", "お、かき"]


def test_an_opening_bracket_goes_down() -> None:
    """No line ends with an opening bracket."""
    assert break_lines("あいうえ「かき」", 10) == ["あいうえ", "「かき」"]


def test_pairs_of_dots_stay_together() -> None:
    """…… and ―― are not split."""
    assert break_lines("あいうえ……――か", 10) == ["あいう", "え……――か"]


@pytest.mark.parametrize(
    "word", "selfcheck 0120-279-889 #8008 12:00–22:00 １０：３０ --no-keep $1,500 don’t".split()
)
def test_words_and_numbers_stay_whole(word: str) -> None:
    """A Latin word or a number stands whole on one line where a line has room for it."""
    text = f"日本語の{word}です"
    assert all(any(word in line for line in break_lines(text, width)) for width in range(16, 30))


def test_spaces_at_a_break_vanish() -> None:
    """No line begins or ends with the spaces at which the text was broken."""
    assert break_lines("one   twenty 三　四五六", 9) == ["one", "twenty 三", "四五六"]


def test_newlines_stay() -> None:
    """Paragraphs end where the author ended them, and an empty line stays empty."""
    assert break_lines("一\n\n二\n", 10) == ["一", "", "二", ""]


def test_spaces_before_a_paragraph_indent_it() -> None:
    """Spaces at the front move all lines of the paragraph."""
    assert break_lines("  いろはに", 6) == ["  いろ", "  はに"]


def test_a_full_width_space_moves_one_line() -> None:
    """A full-width space at the front (字下げ) moves the first line only."""
    assert break_lines("　いろはにほへ", 8) == ["　いろは", "にほへ"]


def test_an_indent_without_room_is_dropped() -> None:
    """Spaces that would leave no room for text are left out."""
    assert break_lines(" " * 30 + "いろ", 4) == ["いろ"]


def test_lines_hang() -> None:
    """The first line has its own opening, all others share one, and both count."""
    assert break_lines("いろはに", 6, first="・", rest="  ") == ["・いろ", "  はに"]


def test_empty_lines_carry_no_trailing_spaces() -> None:
    """On an empty line the opening stands without its spaces."""
    assert break_lines("い\n\nろ", 6, first="> ", rest="| ") == ["> い", "|", "| ろ"]


def test_an_address_begins_a_new_line() -> None:
    """An address that does not fit into the rest of a line begins the next."""
    lines = break_lines("ブログはhttps://asanohisao.jp/です。", 26)
    assert lines == ["ブログは", "https://asanohisao.jp/で", "す。"]


def test_a_long_address_stands_over_the_width() -> None:
    """An address wider than the width is not broken, and keeps its brackets."""
    lines = break_lines("ブログ（https://asanohisao.jp/archives/1）です。", 20)
    assert lines == ["ブログ", "（https://asanohisao.jp/archives/1）", "です。"]


def test_an_address_keeps_its_brackets() -> None:
    """An address as wide as the line goes over the width rather than lose its brackets."""
    lines = break_lines("ブログ（https://asanohisao.jp/）です。", 22)
    assert lines == ["ブログ", "（https://asanohisao.jp/）", "です。"]


def test_an_address_may_be_broken_after_slashes() -> None:
    """Where it is allowed, a long address is broken after "/" only."""
    lines = break_lines(
        "ブログ（https://asanohisao.jp/archives/1）です。", 24, break_addresses=True
    )
    assert lines == ["ブログ", "（https://asanohisao.jp/", "archives/1）です。"]


def test_a_long_piece_of_an_address_is_broken_hard() -> None:
    """Where slashes are not enough, an address is broken at the width."""
    lines = break_lines("https://example.jp/" + "a" * 25, 20, break_addresses=True)
    assert lines == ["https://example.jp/a", "a" * 20, "aaaa"]


def test_a_long_word_is_broken_at_the_width() -> None:
    """A single word wider than the width is broken as the last resort."""
    assert break_lines("Rindfleischetikettierung", 10) == ["Rindfleisc", "hetikettie", "rung"]


def test_a_long_name_is_broken_after_a_hyphen() -> None:
    """Where a long name must be broken, a hyphen in it is the better place."""
    assert break_lines("understanding-at-one's-own-cost", 20) == [
        "understanding-at-",
        "one's-own-cost",
    ]


def test_a_broken_word_keeps_its_full_stop() -> None:
    """Even a word broken by force leaves no full stop alone on a line."""
    assert break_lines("abcdefghij.", 10) == ["abcdefghi", "j."]


def test_the_width_comes_before_the_rules() -> None:
    """Where a line has no room for two characters, a comma may begin one."""
    assert break_lines("あ、い", 2) == ["あ", "、", "い"]


def test_openings_wider_than_the_width_do_no_harm() -> None:
    """Without any room each character gets a line; nothing is lost."""
    assert break_lines("ab", 2, first="----", rest="----") == ["----a", "----b"]


@every_text
def test_no_line_is_over_the_width(texts: list[str]) -> None:
    """At widths 20–100 only an address, with its brackets, is over the width."""
    over = {
        line
        for width in WIDTHS
        for text in texts
        for line in broken_lines(text, width)
        if display_width(line) > width
    }
    assert all(re.fullmatch(r"[（「(]*https?://[!-~]+[）」。、]*", line) for line in over)


@every_text
def test_broken_addresses_keep_to_the_width(texts: list[str]) -> None:
    """Where addresses may be broken, no line is over the width."""
    for width in (20, 40, 80):
        for text in texts:
            lines = break_lines(text, width, break_addresses=True)
            assert max(map(display_width, lines)) <= width


@every_text
def test_the_japanese_rules_hold(texts: list[str]) -> None:
    """At widths 20–100 no line begins or ends with a character that may not stand there."""
    broken = [_broken_rules(broken_lines(text, width)) for width in WIDTHS for text in texts]
    assert not any(broken)


@every_text
def test_uax_14_permits_every_break(texts: list[str]) -> None:
    """At widths 20–100 uniseg permits every break, words wider than the line apart."""
    forbidden = [_forbidden(text, width) for width in WIDTHS for text in texts]
    assert not any(forbidden)


# Runs of at most six odd characters between Japanese: no unit is wider than 16 columns, so
# nothing has to be broken by force at widths from 16 on.
ODD = [
    *"あ漢カっー々゛、。「」（）『』：；！？…‥―—–〜～，．％￥＃／－０１Ａ3579abXY.,:;!?()[]{}/-'\"“”‘’«»%$",
    *"+°℃#&*@_~|<>=\\^`①※→●☺é \u3000한ｱ｡｢〒№±−‐•·»\u00a0\ufffdд",
    *("❤\ufe0f", "👩\u200d👧", "🇯🇵", "e\u0301", "（\u0301", "か\u3099", "1\ufe0f\u20e3", "  "),
]
odd_run = st.lists(st.sampled_from(ODD), max_size=6).map("".join)
odd_text = st.lists(odd_run, min_size=1, max_size=3).map(lambda runs: f"日{'日本日'.join(runs)}日")


@settings(max_examples=150, deadline=None)
@given(odd_text, st.integers(16, 24))
def test_uax_14_permits_breaks_among_odd_characters(text: str, width: int) -> None:
    """Whatever signs meet, uniseg permits the break."""
    assert not _forbidden(text, width)


@settings(max_examples=150, deadline=None)
@given(odd_text, st.integers(16, 24))
def test_the_japanese_rules_hold_among_odd_characters(text: str, width: int) -> None:
    """Whatever signs meet, no line begins or ends with a character that may not stand there."""
    assert not _broken_rules(break_lines(text, width))


# A mark without a letter sits on the space before it and may widen it.
any_letters = st.text(st.characters(exclude_categories=("Cs", "Mc", "Mn", "Me")))


@given(st.one_of(any_letters, odd_text), st.integers(2, 100))
def test_no_line_of_any_text_is_over_the_width(text: str, width: int) -> None:
    """No line is over the width, addresses and a single character wider than that apart."""
    over = [line for line in break_lines(text, width) if display_width(line) > width]
    assert all("://" in line or len(list(iter_graphemes(line))) == 1 for line in over)


@given(st.one_of(st.text(), odd_text), st.integers(1, 100), st.booleans())
def test_nothing_is_lost(text: str, width: int, broken: bool) -> None:
    """Spaces apart, the lines together are the text."""
    lines = break_lines(text, width, break_addresses=broken)
    assert _without_spaces("".join(lines)) == _without_spaces(text)


@given(st.one_of(st.text(), odd_text), st.integers(4, 100))
def test_no_line_ends_with_a_space(text: str, width: int) -> None:
    """No line carries trailing spaces."""
    assert all(line == line.rstrip(" ") for line in break_lines(text, width, first="・", rest="  "))


@pytest.mark.parametrize("text", ["あ", "ー", "「", "a", "https://a/", "い 「"])
def test_a_long_line_takes_no_longer_than_its_length(text: str) -> None:
    """A line of 100,000 characters is broken in seconds, not in minutes."""
    begun = time.process_time()
    break_lines(text * (100_000 // len(text)), 40)
    assert time.process_time() - begun < 5


# Where lines had better end


def test_a_line_ends_where_a_phrase_does() -> None:
    """Phrases stay whole, though a line would hold some characters more."""
    lines = break_lines("遠くにいても、声をきくと安心できる人がいます。", 22)
    assert lines == ["遠くにいても、", "声をきくと安心できる", "人がいます。"]


def test_a_line_ends_sooner_for_the_sake_of_the_last() -> None:
    """Lines are judged together: the first leaves to the next what it would have room for."""
    lines = break_lines("遠くにいても、声をきくと安心できる人がいます。", 44)
    assert lines == ["遠くにいても、声をきくと", "安心できる人がいます。"]


def test_a_word_that_budoux_cuts_stays_whole() -> None:
    """No line ends within 当てはまらない, though BudouX finds two phrases there."""
    lines = [break_lines("あまり当てはまらないことも。", width) for width in range(16, 28)]
    assert all(any("当てはまらない" in line for line in one) for one in lines)


def test_a_phrase_wider_than_the_line_is_broken_by_the_rules() -> None:
    """Where phrases have no room, only those rules are left that always hold."""
    lines = break_lines("忘れられなくなってしまったのでしょうか。", 12)
    assert len(lines) == 4
    assert not _broken_rules(lines)


def test_the_word_for_the_partner_stays_whole() -> None:
    """あの人, which the built-in questions put in for a name, is one word."""
    lines = [break_lines("ふとしたときに、あの人の声がききたい。", width) for width in range(8, 40)]
    assert all(any("あの人" in line for line in one) for one in lines)


def test_a_lone_character_does_not_end_a_line() -> None:
    """An opening word of one character goes with what it opens."""
    text = "それは、夜、ひとりでいるときのことでしょうか。"
    lines = [break_lines(text, width) for width in (14, 20, 22)]
    assert not [line for one in lines for line in one if line.endswith("夜、")]


def test_what_is_quoted_stays_together() -> None:
    """A line ends before or behind a quotation rather than within it."""
    text = "少しのあいだ手を止めて、「私は今こう感じている」と言ってみませんか。"
    lines = [break_lines(text, width) for width in (44, 64)]
    assert all("「私は今こう感じている」と" in one[0] + " " + one[1] for one in lines)


def test_a_word_that_points_forward_does_not_end_a_line() -> None:
    """この, その, あの and どの go with what they point at."""
    text = "はじめて出会ったその夜のことを、よく思い出しますか。"
    lines = [break_lines(text, width) for width in range(22, 40)]
    assert not [line for one in lines for line in one if line.endswith("その")]


def test_what_leans_on_a_name_stays_with_it() -> None:
    """A particle behind a key's name begins no line."""
    lines = [break_lines("決めるには Enter を、戻るには b を押します。", w) for w in range(16, 40)]
    assert not [line for one in lines for line in one if line.startswith("を")]


def test_a_number_keeps_its_unit() -> None:
    """No line ends between a number and its unit where another place is permitted."""
    lines = [break_lines("It takes about 25 minutes, or 300 s a page.", w) for w in range(14, 43)]
    assert not [line for one in lines for line in one if line.endswith(("25", "300"))]


def test_a_path_stays_whole_where_it_has_room() -> None:
    """A path begins a new line, rather than ending one behind a slash."""
    path = "~/相談室/記録/四月.yaml"
    lines = [break_lines(f"こちらへ書き出しました。 {path} です。", w) for w in range(24, 50)]
    assert all(any(path in line for line in one) for one in lines)


def test_a_path_that_has_no_room_is_broken_behind_a_slash() -> None:
    """Rather than within one of its names."""
    lines = break_lines("~/相談室の記録/四月からの分/答え.yaml", 22)
    assert lines == ["~/相談室の記録/", "四月からの分/答え.yaml"]


WORDS = "a the and days night listen quietly between somebody remember".split()
PHRASES = "今、 夜が あなたの 気持ちを 思い出した とき、 話したいと 休めます。 ｛相手｝の".split()
some_words = st.lists(st.sampled_from(WORDS), min_size=4, max_size=40).map(" ".join)
some_phrases = st.lists(st.sampled_from(PHRASES), min_size=4, max_size=30).map("".join)


@given(some_words, st.integers(20, 60))
def test_no_word_is_left_alone(text: str, width: int) -> None:
    """The last of several lines is more than one short word."""
    lines = break_lines(text, width)
    assert len(lines) == 1 or " " in lines[-1]


@given(some_phrases, st.integers(20, 60))
def test_no_remnant_is_left(text: str, width: int) -> None:
    """The last of several lines has three characters or more."""
    lines = break_lines(text, width)
    assert len(lines) == 1 or len(lines[-1]) >= 3


@given(st.one_of(st.text(), odd_text), st.integers(1, 100))
def test_what_fits_is_left_as_it_is(text: str, width: int) -> None:
    """A paragraph that has room on one line is one line."""
    body = text.strip(" \t\u3000").split("\n")[0]
    assert display_width(body) > width or break_lines(body, width) == [body.strip(" \t\u3000")]


def _bad_ends(texts: list[str]) -> tuple[float, float]:
    """The share of line ends that cut a phrase, and of last lines that are remnants."""
    parser = load_default_japanese_parser()
    ends, remnants = [], []
    for text in texts:
        phrases = set(accumulate(map(len, parser.parse(text))))
        for width in range(30, 101, 7):
            lines = broken_lines(text, width)
            ends += [at in phrases or text[at - 1] in " \u3000" for at in _begins(text, lines)[1:]]
            remnants += [len(lines[-1]) < 3] * (len(lines) > 1)
    return 1 - sum(ends) / len(ends), sum(remnants) / len(remnants)


@every_text
def test_few_lines_end_badly(texts: list[str]) -> None:
    """At widths 30–100 at most 5 % of line ends cut a phrase, and at most 0.5 % leave a remnant."""
    japanese = [text for text in texts if re.search("[ぁ-ん]", text)]
    inside, remnants = _bad_ends(japanese)
    assert inside < 0.05
    assert remnants < 0.005


def test_budoux_is_loaded_for_japanese_lines_that_are_broken() -> None:
    """And neither for those that fit nor for English."""
    code = """if True:
        import sys
        from selfcheck.typesetting import break_lines
        for text in ("短い文です。", "Words in lines that have to be broken."):
            break_lines(text, 20)
            assert "budoux" not in sys.modules
        break_lines("一行には入りきらない、少し長い文です。", 20)
        assert "budoux" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_plain_characters_are_as_wide_as_wcwidth_says() -> None:
    """Those that are measured without asking it, each and every one."""
    plain = [letter for letter in map(chr, range(0x20, 0x10000)) if _is_plain(letter)]
    assert len(plain) > 27_000
    assert [c for c in plain if display_width(c) != wcwidth(c)] == []
    assert [c for c in plain if len(list(iter_graphemes("あ" + c))) != 2] == []
