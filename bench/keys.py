"""How soon the next question is there: `python bench/keys.py [PRESSES]`, on POSIX.

Times Enter on a pseudo-terminal until the next question is drawn to its last character: `selfcheck`
with its built-in file (a draft is written on the way), against a bare script of questionary selects
with the same questions and answers, drawn one after the other and erased when done. The two take
turns, key by key. Ours drops keys within 0.15 s of a drawing, so both rest before each press. What
is printed are medians.
"""

import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from statistics import median
from termios import TIOCSWINSZ

from selfcheck.cli.files import data_folder
from selfcheck.placeholders import fill_questionnaire
from selfcheck.question_file.loader import load_questionnaire
from selfcheck.questionnaire import Question
from selfcheck.scoring import asked_questions

BARE_SCRIPT = """\
import json, questionary, sys
with open(sys.argv[1], encoding="utf-8") as file:
    questions = json.load(file)
for question, answers in questions:
    questionary.select(question, answers, erase_when_done=True).ask()
"""
REST = 0.3
PATIENCE = 20.0
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[^\[])|\s")
DOWN = b"\x1b[B"
KEYS_END = "EscEsc:すぐ閉じる"


def main() -> None:
    """Press keys in both, round after round, and print the medians."""
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    questions = questions_with_one_answer()
    ours: list[float] = []
    bare: list[float] = []
    while len(ours) < presses:
        with tempfile.TemporaryDirectory() as folder:
            for our_time, bare_time in take_turns(questions, Path(folder)):
                ours.append(our_time)
                bare.append(bare_time)
    report(("selfcheck", ours), ("bare questionary", bare))


def questions_with_one_answer() -> list[Question]:
    """The first questions of the built-in file, as they are asked when always the first answer is
    chosen, up to one of another kind."""
    asked = load_questionnaire(data_folder() / "questions.yaml").questionnaire
    assert asked is not None
    filled = fill_questionnaire(asked, {id: word.default for id, word in asked.fill_in.items()})
    chosen: dict[str, tuple[str, ...]] = {}
    for id, question in filled.questions.items():
        if question.write is not None or question.choose == "several":
            break
        if id in asked_questions(filled, chosen):
            chosen[id] = (question.answers[0].value,)
    return [filled.questions[id] for id in chosen]


def take_turns(questions: Sequence[Question], folder: Path) -> list[tuple[float, float]]:
    """One round through the questions; the seconds of each press, ours and the bare one's."""
    program = shutil.which("selfcheck", path=str(Path(sys.executable).parent))
    assert program, "selfcheck is not installed beside this Python"
    script, texts = folder / "bare.py", folder / "questions.json"
    script.write_text(BARE_SCRIPT, encoding="utf-8")
    asks = [(question.ask, [a.label for a in question.answers]) for question in questions]
    texts.write_text(json.dumps(asks), encoding="utf-8")
    env = plain_environment(folder)
    ours = Program([program, "take", "--lang", "ja"], env)
    bare = Program([sys.executable, str(script), str(texts)], env)
    try:
        ours.wait_for(KEYS_END)
        ours.press([KEYS_END])  # the start page
        ours.press([*marks(questions[0]), KEYS_END])  # a name
        bare.wait_for(*marks(questions[0]))
        return [
            (ours.choose([*marks(question), KEYS_END]), bare.press(marks(question)))
            for question in questions[1:]
        ]
    finally:
        ours.close()
        bare.close()


def plain_environment(folder: Path) -> dict[str, str]:
    """The same for both. The bare one need not wait for the terminal to tell its cursor."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    more = {"TERM": "xterm-256color", "LANG": "ja_JP.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}
    return {**kept, **more, "XDG_STATE_HOME": str(folder)}


def marks(question: Question) -> list[str]:
    """What must be drawn, in this order: the beginning of the question, and its last answer."""
    return [question.ask[:8], question.answers[-1].label]


class Program:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._terminal, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._child = subprocess.Popen(
            command, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)

    def choose(self, wanted: Sequence[str]) -> float:
        """Point at the first answer, for nothing is pointed at yet, then as `press`."""
        time.sleep(REST)
        os.write(self._terminal, DOWN)
        return self.press(wanted)

    def press(self, wanted: Sequence[str]) -> float:
        """Rest, press Enter, and wait for the drawing; the seconds it took."""
        time.sleep(REST)
        self._take_what_came()
        start = time.perf_counter()
        os.write(self._terminal, b"\r")
        self.wait_for(*wanted)
        return time.perf_counter() - start

    def wait_for(self, *wanted: str) -> None:
        """Read what is drawn until it holds these texts, one after the other."""
        pattern = re.compile(".*?".join(re.escape("".join(text.split())) for text in wanted))
        drawn = b""
        while not pattern.search(ESCAPES.sub("", drawn.decode("utf-8", "ignore"))):
            ready, _, _ = select.select([self._terminal], [], [], PATIENCE)
            assert ready, f"not drawn within {PATIENCE:g} s: {wanted}"
            drawn += os.read(self._terminal, 65536)

    def _take_what_came(self) -> None:
        while select.select([self._terminal], [], [], 0)[0]:
            os.read(self._terminal, 65536)

    def close(self) -> None:
        """End the program."""
        self._child.kill()
        self._child.wait()
        os.close(self._terminal)


def report(*rivals: tuple[str, list[float]]) -> None:
    """Medians, and the ratio of the first to the second."""
    for name, taken in rivals:
        middle, fastest = median(taken) * 1000, min(taken) * 1000
        print(f"{name:<18} {middle:6.1f} ms  (fastest {fastest:.1f}, presses {len(taken)})")
    print(f"{'ratio':<18} {median(rivals[0][1]) / median(rivals[1][1]):6.2f}")


if __name__ == "__main__":
    main()
