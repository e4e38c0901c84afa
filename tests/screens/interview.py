"""Two small self-checks asked with prompts, for tests on a real (pseudo-)terminal: one with a page
of every kind, one with scales, texts beside answers and parts.

Says on standard output how it ended.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from selfcheck.asking.page_rows import contact_rows, paragraphs, start_lines
from selfcheck.asking.screen import Screen
from selfcheck.asking.viewport import Row
from selfcheck.questionnaire import (
    Answer,
    Author,
    Condition,
    Contact,
    FillIn,
    Part,
    Question,
    Questionnaire,
    SafetyRule,
)
from selfcheck.session import (
    Begin,
    EndOption,
    EndPage,
    Leave,
    Move,
    Page,
    SafetyPage,
    Session,
    StartPage,
    Told,
    page_ids,
    walk,
)
from selfcheck.words import speaker

if TYPE_CHECKING:
    from selfcheck.asking.prompts import Prompts


def answers(*labels: str) -> tuple[Answer, ...]:
    return tuple(Answer(str(n), label, Fraction(n)) for n, label in enumerate(labels))


INTRO = """これは、近くにいるのに少し遠い、そんな関係をふり返るための質問です。

診断ではありません。答えたいところだけ、ゆっくり答えてください。"""
WHY = "彼の返事が遅いとき、何か怒らせたのではないかと考えて、その日を思い返すことがありますか。"
MANY = [f"「どちらともいえない」に近いけれど、それだけではない{n}番目の答え" for n in range(1, 12)]
HURT = ("怒らせたあとのことが怖い", "たたかれたことがある")

QUESTIONS = (
    Question(
        "why", WHY, "まず、ふだんの様子についてうかがいます。", "近いものを選んでください。",
        answers=answers("まったく当てはまらない", "どちらともいえない", "とても当てはまる"),
    ),
    Question("many", "いちばん近いのはどれですか。", answers=answers(*MANY)),
    Question(
        "hurt", "次のようなことはありますか。", "次は、安全についての質問です。", choose="several",
        answers=(*answers(*HURT), Answer("none", "どれもない", alone=True)),
    ),
    Question("when", "それはどんなときですか。", write="lines",
             ask_if=(Condition("hurt", ("0", "1")),)),
    Question("sorry", "謝ることが多いですか。", answers=answers("ない", "ある")),
    Question("word", "今の気持ちを、ひとことで。", write="word"),
)  # fmt: skip
DV_NAVI = Contact(
    "navi", "DV相談ナビ", "#8008", "各相談機関の受付時間内",
    "https://www.gender.go.jp/policy/no_violence/dv_navi/", "通話料がかかります。",
)  # fmt: skip
SAFETY = {
    "talk": SafetyRule(
        "talk", "ひとりで抱えなくて大丈夫です", "話せるところがあります。",
        when=(Condition("hurt", ("0",)),), contacts=("navi",),
    ),
    "now": SafetyRule(
        "now", "いまのあなたの安全を", "けがをしているなら、手当てを受けてください。",
        when=(Condition("hurt", ("1",)),), contacts=("navi",), instead=True,
    ),
}  # fmt: skip
CHECK = Questionnaire(
    "x", "近くて遠い、ふたりの心", "ja", author=Author("浅野 寿和"), minutes=Fraction(8),
    intro=INTRO, questions={question.id: question for question in QUESTIONS},
    fill_in={"partner": FillIn("partner", "何と呼びますか。", "あの人", ("彼", "彼女"))},
    safety=SAFETY, contacts={"navi": DV_NAVI},
)  # fmt: skip


def scale(first: int, last: int, low: str, high: str) -> tuple[Answer, ...]:
    ends = {first: low, last: high}
    return tuple(
        Answer(str(n), str(n), Fraction(n), beside=ends.get(n, "")) for n in range(first, last + 1)
    )


FORM_QUESTIONS = (
    Question(
        "calm", "いま、心はどのくらい静かですか。", part=Part("いまのこと", "まず、いまのことを。"),
        answers=(*scale(0, 10, "まったく静かでない", "この上なく静か"), Answer("na", "わからない")),
    ),
    Question(
        "near", "ふたりの近さを数にすると、どのあたりでしょうか。", help="いまの感じで。",
        answers=(*scale(-10, 10, "とても遠い", "とても近い"), Answer("na", "わからない")),
    ),
    Question(
        "late", "返事が遅いとき、どうしますか。", part=Part("返事を待つあいだのことについて"),
        answers=(*answers("待つ", "たずねる"), Answer("other", "そのほか", write="lines")),
    ),
    Question(
        "what", "何をして過ごしますか。", choose="several",
        answers=(*answers("本を読む", "歩く"), Answer("other", "ほかのこと", write="word")),
    ),
)  # fmt: skip
FORMS = replace(
    CHECK, questions={question.id: question for question in FORM_QUESTIONS}, safety={}, fill_in={}
)
ASKED = {"check": CHECK, "forms": FORMS}


def set_text(page: SafetyPage | EndPage, columns: int, rows: int) -> Sequence[Sequence[Row]]:
    """The safety texts with their contacts, or two pages of a result."""
    if isinstance(page, EndPage):
        return [paragraphs([("title", "いまのあなたへ"), ("text", WHY)], columns)[:rows]] * 2
    texts = [
        paragraphs([("title", rule.title), ("text", rule.says)], columns) for rule in page.rules
    ]
    return [*texts, contact_rows(DV_NAVI, columns)[:rows]]


def ask_page(page: Page, front: Prompts) -> Move:
    """A page of the walk; where a text stands instead, with its ways out."""
    if isinstance(page, SafetyPage) and page.is_instead:
        page = replace(page, options=("stay", "again", "close"))
    return front.ask(page)


def main(language: str, name: str = "check") -> None:
    say, questionnaire = speaker(language), ASKED[name]
    how = "left"
    with Screen() as screen:
        start = StartPage(questionnaire, resumable=3)
        screen.draw(start_lines(start, say, screen.size()))
        from selfcheck.asking.prompts import Prompts

        front = Prompts(screen, say, (DV_NAVI,), set_text)
        move = front.ask(start)
        if isinstance(move, Begin):
            first = Session(page_ids(questionnaire, {})[0])
            ask = partial(ask_page, front=front)
            session, how = walk(questionnaire, first, ask, lambda _: None)
        elif not isinstance(move, Leave):
            how = "paused"
        if how == "finished" and not session.sealed:
            options: tuple[EndOption, ...] = ("keep", "write", "stay", "close")
            move = front.ask(EndPage("memo.txt", options, Told(answers=4, texts=1, safety=1)))
    if how != "left":
        print(how)
    if how == "finished":
        print(sorted(session.answers.items()))
        print(move)


if __name__ == "__main__":
    main(*sys.argv[1:])
