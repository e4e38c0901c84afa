"""A small self-check asked with prompts, for tests on a real (pseudo-)terminal.

Says on standard output how it ended.
"""

import sys
from fractions import Fraction

from selfcheck.asking.pages import start_lines
from selfcheck.asking.screen import Screen
from selfcheck.questionnaire import (
    Answer,
    Author,
    Condition,
    Contact,
    FillIn,
    Question,
    Questionnaire,
)
from selfcheck.session import Begin, EndPage, Leave, Session, StartPage, places, walk
from selfcheck.words import speaker


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
        "hurt", "次のようなことはありますか。", choose="several",
        answers=(*answers(*HURT), Answer("none", "どれもない", alone=True)),
    ),
    Question("when", "それはどんなときですか。", write="lines",
             ask_if=(Condition("hurt", ("0", "1")),)),
    Question("word", "今の気持ちを、ひとことで。", write="word"),
)  # fmt: skip
DV_NAVI = Contact(
    "navi", "DV相談ナビ", "#8008", "各相談機関の受付時間内",
    "https://www.gender.go.jp/policy/no_violence/dv_navi/", "通話料がかかります。",
)  # fmt: skip
CHECK = Questionnaire(
    "x", "近くて遠い、ふたりの心", "ja", author=Author("浅野 寿和"), minutes=Fraction(8),
    intro=INTRO, questions={question.id: question for question in QUESTIONS},
    fill_in={"partner": FillIn("partner", "何と呼びますか。", "あの人", ("彼", "彼女"))},
)  # fmt: skip


def main(language: str) -> None:
    say = speaker(language)
    how = "left"
    with Screen() as screen:
        start = StartPage(CHECK, resumable=3)
        screen.draw(start_lines(start, say, screen.size().columns))
        from selfcheck.asking.prompts import Prompts

        front = Prompts(screen, say, (DV_NAVI,))
        move = front.ask(start)
        if isinstance(move, Begin):
            first = Session(places(CHECK, {})[0])
            session, how = walk(CHECK, first, front.ask, lambda _: None)
        elif not isinstance(move, Leave):
            how = "paused"
    if how != "left":
        print(how)
    if how == "finished":
        print(sorted(session.answers.items()))
        print(front.ask(EndPage("memo.txt")))


if __name__ == "__main__":
    main(sys.argv[1])
