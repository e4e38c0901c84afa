"""How many sentences about danger `check` notices: `python bench/danger.py [--list]`.

Each sentence of danger.yaml is a question without a safety rule. Counted are those noticed, of
sentences about danger and of sentences that only look like one. `--list` names the others.
"""

import sys
from pathlib import Path

import yaml

from selfcheck.checking.safety import check_danger
from selfcheck.question_file.word_lists import load_word_lists
from selfcheck.questionnaire import Answer, Question, Questionnaire

HERE = Path(__file__).parent
LISTS = load_word_lists(HERE.parent / "data")


def is_noticed(sentence: str) -> bool:
    """Whether a question with this text would be warned of."""
    question = Question("q", sentence, answers=(Answer("0", "いいえ"), Answer("1", "はい")))
    asked = Questionnaire("danger", "danger", "ja", questions={"q": question})
    return any(check_danger(asked, LISTS))


def main() -> None:
    """Count, and print."""
    for language, kinds in yaml.safe_load((HERE / "danger.yaml").read_text("utf-8")).items():
        for kind, sentences in kinds.items():
            noticed = [sentence for sentence in sentences if is_noticed(sentence)]
            share = len(noticed) / len(sentences)
            print(f"{language} {kind:9} {len(noticed):3} of {len(sentences):3} {share:6.0%}")
            if "--list" in sys.argv:
                wrong = [s for s in sentences if (s in noticed) != (kind == "danger")]
                print("".join(f"    {sentence}\n" for sentence in wrong), end="")


if __name__ == "__main__":
    main()
