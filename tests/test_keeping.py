"""Drafts, kept results and summaries on disk."""

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from selfcheck.disk.holds import Hold, take_hold
from selfcheck.disk.whole_files import replacing, write_new, write_whole
from selfcheck.keeping import (
    DraftKeeper,
    draft_file,
    keep_result,
    neutral_name,
    state_folder,
    write_summary,
)
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.questionnaire import Questionnaire, Reply
from selfcheck.session import REVIEW, Session

_TEXT = """
selfcheck: 1
id: small
title: 小さな点検
language: ja
fill_in:
  partner: {ask: 誰ですか。, default: あの人}
answers:
  often: {0: いいえ, 1: 少し, 2: はい}
questions:
  calm: {ask: 静かですか。, answers: often}
  lonely: {ask: さびしいですか。, answers: {yes: はい, no: いいえ}}
  when:
    ask: いつですか。
    answers: {morning: 朝, night: 夜, never: {label: ない, alone: true}}
    choose: several
    ask_if: {lonely: yes}
  words: {ask: ひとこと。, write: lines}
reflections:
  default: {title: いま, says: そのまま。}
"""

_POSIX = pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
_TAKEN = datetime(2026, 11, 23, 1, 30)


def _load(*changes: tuple[str, str]) -> Questionnaire:
    text = _TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    loaded = read_questionnaire("small.yaml", text.encode())
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


_SMALL = _load()
_WHOLE = Session(
    ("question", "words"),
    {"partner": "彼"},
    {"calm": Reply(("2",)), "lonely": Reply(("yes",)), "when": Reply(("morning", "night"))},
    {"words": "まだ途中"},
)
_ALL = {**_WHOLE.answers, "words": Reply(text="夜")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the state of this user is to lie; not there yet."""
    return tmp_path / "deep" / "state" / "selfcheck"


@pytest.fixture
def with_umask() -> Iterator[Callable[[int], int]]:
    """Sets the umask for one test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


def _raise(error: OSError) -> None:
    raise error


def _keeper(folder: Path, questionnaire: Questionnaire = _SMALL) -> DraftKeeper:
    """A self-check of its own; every failure is raised."""
    return DraftKeeper(folder, questionnaire, _raise)


def write_draft(folder: Path, questionnaire: Questionnaire, session: Session) -> None:
    """A self-check that is stopped after one step."""
    keeper = _keeper(folder, questionnaire)
    keeper.read()
    keeper.write(session)
    keeper.close()


def read_draft(folder: Path, questionnaire: Questionnaire) -> Session | None:
    """What the next self-check finds."""
    keeper = _keeper(folder, questionnaire)
    draft = keeper.read()
    keeper.close()
    return draft


# --- drafts ---------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_was_written(folder: Path) -> None:
    """Place, names, answers and unsent text come back."""
    write_draft(folder, _SMALL, _WHOLE)
    assert read_draft(folder, _SMALL) == _WHOLE


def test_a_draft_of_a_reopened_question_leads_on_to_the_waiting_ones(folder: Path) -> None:
    """Also the questions still to be asked before the review are kept."""
    session = replace(
        _WHOLE, at=("question", "lonely"), unsent={}, reopened=(("question", "when"),)
    )
    write_draft(folder, _SMALL, session)
    assert read_draft(folder, _SMALL) == session


def test_there_is_no_draft_before_one_is_written(folder: Path) -> None:
    """A first run finds nothing and makes nothing."""
    assert read_draft(folder, _SMALL) is None
    assert not folder.exists()


def test_a_draft_in_which_nothing_was_given_is_none(folder: Path) -> None:
    """There is nothing to go on with where nothing was answered."""
    write_draft(folder, _SMALL, Session(("question", "calm")))
    assert read_draft(folder, _SMALL) is None


@pytest.mark.parametrize(
    "session",
    [
        Session(("question", "calm"), {"partner": "彼"}),
        Session(("question", "words"), unsent={"words": "まだ途中"}),
        Session(("fill_in", "partner"), unsent={"partner": "彼"}),
    ],
)
def test_a_draft_may_hold_no_answer_yet(folder: Path, session: Session) -> None:
    """A word that was given, or a text that was begun, is enough to go on with."""
    write_draft(folder, _SMALL, session)
    draft = read_draft(folder, _SMALL)
    assert draft is not None
    assert (draft.fill_in, draft.unsent) == (session.fill_in, session.unsent)


def test_a_draft_is_of_one_question_file(folder: Path) -> None:
    """Another questionnaire has a draft of its own."""
    write_draft(folder, _SMALL, _WHOLE)
    assert read_draft(folder, _load(("id: small", "id: other"))) is None


def test_the_name_of_a_draft_says_nothing(folder: Path) -> None:
    """Whoever lists the folder does not learn what was answered."""
    assert re.fullmatch(r"[0-9a-f]{16}\.json", draft_file(folder, _SMALL).name)


def test_a_draft_is_removed_without_a_trace(folder: Path) -> None:
    """No file is left of it, not even a temporary one."""
    keeper = _keeper(folder)
    keeper.write(_WHOLE)
    keeper.remove()
    assert _files(folder) == []


def test_removing_a_draft_that_is_not_there_is_fine(folder: Path) -> None:
    """Removing needs no draft."""
    _keeper(folder).remove()
    assert not folder.exists()


def test_writing_leaves_no_temporary_files(folder: Path) -> None:
    """After many steps there is the one draft."""
    for _ in range(3):
        write_draft(folder, _SMALL, _WHOLE)
    assert _files(folder) == [draft_file(folder, _SMALL)]


@_POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_folders_and_files_are_the_owners_alone(
    folder: Path, mask: int, with_umask: Callable[[int], int]
) -> None:
    """Folders are 0700 and files 0600, whatever the umask."""
    folder.parent.mkdir(parents=True)
    with_umask(mask)
    write_draft(folder, _SMALL, _WHOLE)
    kept = keep_result(folder, "{}", _TAKEN)
    made = (folder, folder / "drafts", folder / "results", draft_file(folder, _SMALL), kept)
    assert [oct(_mode(path)) for path in made] == [*["0o700"] * 3, *["0o600"] * 2]


@_POSIX
@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_that_was_open_to_others_is_closed(folder: Path, mode: int) -> None:
    """A state folder with wider rights gets its own."""
    folder.mkdir(parents=True)
    folder.chmod(mode)
    write_draft(folder, _SMALL, _WHOLE)
    assert _mode(folder) == 0o700


# --- a question file that changed ------------------------------------------------------------


def test_a_changed_wording_drops_its_answer(folder: Path) -> None:
    """An answer belongs to the words it was given to."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(("静かですか。", "穏やかですか。")))
    assert draft is not None
    assert "calm" not in draft.answers
    assert draft.answers["lonely"] == Reply(("yes",))


def test_a_changed_label_drops_the_answers_to_its_questions(folder: Path) -> None:
    """Labels belong to the wording."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(("2: はい", "2: とても")))
    assert draft is not None
    assert "calm" not in draft.answers


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("calm", ("静かですか。,", "静かですか。, help: 夜のこと,")),
        ("calm", ("静かですか。,", "静かですか。, choose: several,")),
        ("when", ("{label: ない, alone: true}", "ない")),
        ("when", ("morning: 朝, night: 夜", "morning: 朝, night: 夜, noon: 昼")),
    ],
)
def test_an_answer_belongs_to_all_that_was_read_with_it(
    folder: Path, id: str, change: tuple[str, str]
) -> None:
    """The help, how many may be chosen, which answers stand alone, and which there are."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(change))
    assert draft is not None
    assert {*_WHOLE.answers} - {*draft.answers} == {id}


def test_changed_points_and_themes_drop_nothing(folder: Path) -> None:
    """What is scored is no wording."""
    write_draft(folder, _SMALL, _WHOLE)
    changed = _load(
        ("often}", "often, theme: t}"),
        ("questions:", "themes: {t: {name: 名, rubric: {low: {name: 低}}}}\nquestions:"),
    )
    assert read_draft(folder, changed) == _WHOLE


def test_a_changed_question_is_asked_before_going_on(folder: Path) -> None:
    """A question that was answered in other words comes first."""
    write_draft(folder, _SMALL, replace(_WHOLE, at=REVIEW))
    draft = read_draft(folder, _load(("静かですか。", "穏やかですか。")))
    assert draft is not None
    assert (draft.at, draft.reopened) == (("question", "calm"), ())


def test_a_new_question_is_asked_before_going_on(folder: Path) -> None:
    """A question that was not there before comes first."""
    write_draft(folder, _SMALL, replace(_WHOLE, at=REVIEW))
    changed = _load(("questions:", "questions:\n  new: {ask: 新しい質問。, answers: often}"))
    draft = read_draft(folder, changed)
    assert draft is not None
    assert draft.at == ("question", "new")


def test_a_skipped_question_is_not_asked_again(folder: Path) -> None:
    """What was skipped on the way stays skipped on going on."""
    session = replace(_WHOLE, answers={"lonely": Reply(("no",))})
    write_draft(folder, _SMALL, session)
    assert read_draft(folder, _SMALL) == session


def test_an_answer_whose_condition_went_is_dropped(folder: Path) -> None:
    """Where the question that ask_if names changed, what hung on it goes."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(("さびしいですか。", "ひとりですか。")))
    assert draft is not None
    assert draft.answers == {"calm": Reply(("2",))}


def test_a_question_that_is_gone_takes_its_answer_along(folder: Path) -> None:
    """A draft never brings an answer to a question the file does not have."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(("calm:", "quiet:")))
    assert draft is not None
    assert {*draft.answers} == {"lonely", "when"}


def test_unsent_text_of_a_changed_question_is_dropped(folder: Path) -> None:
    """Half-typed text belongs to its question, too."""
    write_draft(folder, _SMALL, _WHOLE)
    draft = read_draft(folder, _load(("ひとこと。", "ふたこと。")))
    assert draft is not None
    assert draft.unsent == {}


def test_a_file_that_changed_altogether_has_no_draft(folder: Path) -> None:
    """Where nothing given still fits, there is nothing to go on with."""
    write_draft(folder, _SMALL, Session(REVIEW, {}, {"calm": Reply(("2",))}))
    assert read_draft(folder, _load(("静かですか。", "穏やかですか。"))) is None


# --- broken drafts ----------------------------------------------------------------------------


def _write_raw(folder: Path, raw: bytes) -> Path:
    file = draft_file(folder, _SMALL)
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)
    return file


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 100,
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"small"',
        b'{"id": "small"',
        b"[" * 100_000,
        b" " * 6_000_000,
        b'{"id": ["small"]}',
    ],
)
def test_a_broken_draft_is_no_draft(folder: Path, raw: bytes) -> None:
    """Whatever lies there instead of a draft is passed over, and written over later."""
    _write_raw(folder, raw)
    assert read_draft(folder, _SMALL) is None
    write_draft(folder, _SMALL, _WHOLE)
    assert read_draft(folder, _SMALL) == _WHOLE


_WRONG: list[Any] = [None, 1, "x", [], {}, [["question", "calm"]], {"calm": 1}, {"calm": [1]}]


@pytest.mark.parametrize("wrong", [*_WRONG, {"calm": ["9"]}, {"calm": ["1", "2"]}, [[[]]], True])
@pytest.mark.parametrize(
    "key", ["at", "fill_in", "answers", "unsent", "reopened", "asked_as", "passed"]
)
def test_a_wrong_type_in_a_draft_spoils_only_its_place(
    folder: Path, key: str, wrong: object
) -> None:
    """What cannot be meant is left out; the place always applies."""
    write_draft(folder, _SMALL, _WHOLE)
    file = draft_file(folder, _SMALL)
    file.write_text(json.dumps({**json.loads(file.read_text()), key: wrong}))
    draft = read_draft(folder, _SMALL)
    assert draft is None or draft.at in [
        ("fill_in", "partner"),
        *[("question", id) for id in _SMALL.questions],
        REVIEW,
    ]


def _change_draft(folder: Path, part: str, changes: dict[str, object]) -> None:
    """Somebody or something else has written into the draft."""
    file = draft_file(folder, _SMALL)
    stored = json.loads(file.read_text())
    stored[part].update(changes)
    file.write_text(json.dumps(stored))


@pytest.mark.parametrize(
    ("id", "stored"),
    [
        ("when", ["never", "night"]),  # one that stands alone, with others
        ("when", ["night", "noon"]),
        ("when", ["night", 1]),
        ("calm", ["1", "2"]),
        ("calm", ["9"]),
        ("calm", "2"),
        ("words", ["night"]),
    ],
)
def test_a_draft_brings_no_answer_that_could_not_have_been_given(
    folder: Path, id: str, stored: object
) -> None:
    """It is left out whole, and its question is asked again; nothing is made of a part of it."""
    write_draft(folder, _SMALL, replace(_WHOLE, at=REVIEW, answers={**_ALL}, unsent={}))
    _change_draft(folder, "answers", {id: stored})
    draft = read_draft(folder, _SMALL)
    assert draft is not None
    assert draft.answers == {other: given for other, given in _ALL.items() if other != id}


def test_a_word_that_is_empty_in_a_draft_was_not_given(folder: Path) -> None:
    """It does not stand in the questions; the others do."""
    write_draft(folder, _SMALL, _WHOLE)
    _change_draft(folder, "fill_in", {"partner": "", "town": "海辺"})
    draft = read_draft(folder, _SMALL)
    assert draft is not None
    assert draft.fill_in == {}


def test_a_folder_in_the_place_of_a_draft_is_no_draft(folder: Path) -> None:
    """It is passed over, and that no draft can be kept is told."""
    draft_file(folder, _SMALL).mkdir(parents=True)
    told: list[OSError] = []
    keeper = DraftKeeper(folder, _SMALL, told.append)
    keeper.write(_WHOLE)
    keeper.remove()
    assert (keeper.read(), len(told)) == (None, 1)


@_POSIX
def test_a_link_in_the_place_of_a_draft_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """Neither read nor written through nor replaced; that no draft can be kept is told."""
    target = tmp_path / "target.json"
    write_draft(folder, _SMALL, _WHOLE)
    draft_file(folder, _SMALL).rename(target)
    draft_file(folder, _SMALL).symlink_to(target)
    before = target.read_bytes()
    assert read_draft(folder, _SMALL) is None
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write_draft(folder, _SMALL, Session(REVIEW, {}, {"calm": Reply(("0",))}))
    assert (target.read_bytes(), draft_file(folder, _SMALL).is_symlink()) == (before, True)


@_POSIX
def test_a_pipe_in_the_place_of_a_draft_does_not_stop_the_program(folder: Path) -> None:
    """Reading waits for nobody."""
    file = draft_file(folder, _SMALL)
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    assert read_draft(folder, _SMALL) is None


# --- two self-checks at once -------------------------------------------------------------------

_OTHER = Session(("question", "lonely"), {"partner": "彼女"}, {"calm": Reply(("0",))})


def test_a_draft_that_is_in_use_is_not_offered(folder: Path) -> None:
    """A second self-check begins with nothing while the first one runs."""
    first = _keeper(folder)
    first.write(_WHOLE)
    assert read_draft(folder, _SMALL) is None
    first.close()
    assert read_draft(folder, _SMALL) == _WHOLE


def test_two_self_checks_at_once_have_a_draft_each(folder: Path) -> None:
    """Neither reads, replaces nor removes the other's."""
    first, second = _keeper(folder), _keeper(folder)
    for session in (replace(_WHOLE, at=REVIEW), _WHOLE):
        first.write(session)
        second.write(_OTHER)
    assert len(_files(folder)) == 2
    first.remove()
    second.close()
    assert read_draft(folder, _SMALL) == _OTHER


def test_the_latest_of_two_drafts_is_offered_first(folder: Path) -> None:
    """The other one is offered once the first is done with."""
    first, second = _keeper(folder), _keeper(folder)
    first.write(_WHOLE)
    second.write(_OTHER)
    first.close()
    second.close()
    os.utime(draft_file(folder, _SMALL), (1, 1))
    third, fourth = _keeper(folder), _keeper(folder)
    assert (third.read(), fourth.read()) == (_OTHER, _WHOLE)
    third.remove()
    fourth.remove()
    assert _files(folder) == []


def test_leaving_at_once_removes_every_draft_but_one_in_use(folder: Path) -> None:
    """Whoever leaves at once leaves nothing; another window keeps what is its own."""
    running, stopped, leaving = _keeper(folder), _keeper(folder), _keeper(folder)
    for keeper in (running, stopped, leaving):
        keeper.write(_WHOLE)
    stopped.close()
    leaving.leave()
    assert _files(folder) == [draft_file(folder, _SMALL)]


def test_a_draft_that_was_removed_leaves_its_place_to_others(folder: Path) -> None:
    """Who began in that place since then keeps her answers, whatever is written afterwards."""
    first, second = _keeper(folder), _keeper(folder)
    first.write(_WHOLE)
    first.remove()
    second.write(_OTHER)
    first.write(_WHOLE)
    second.close()
    assert len(_files(folder)) == 2
    assert read_draft(folder, _SMALL) == _OTHER


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no /dev/fd here")
def test_many_answers_hold_one_file_open(folder: Path) -> None:
    """However often a draft is written, the system runs out of nothing."""
    keeper = _keeper(folder)
    keeper.write(_WHOLE)
    before = len([*Path("/dev/fd").iterdir()])
    for _ in range(20):
        keeper.write(_WHOLE)
    assert len([*Path("/dev/fd").iterdir()]) == before
    keeper.close()


@_POSIX
def test_a_draft_that_can_only_be_read_is_offered(folder: Path) -> None:
    """Where it cannot be written, nobody holds it either."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from selfcheck.keeping import DraftKeeper\n"
        "from selfcheck.question_file.loader import read_questionnaire\n"
        "asked = read_questionnaire('a', sys.stdin.buffer.read()).questionnaire\n"
        "def watch(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('.json') and args[2] & os.O_RDWR:\n"
        "        raise PermissionError\n"
        "sys.addaudithook(watch)\n"
        "print(DraftKeeper(Path(sys.argv[1]), asked, print).read().answers['calm'].marks)\n"
    )
    write_draft(folder, _SMALL, _WHOLE)
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, input=_TEXT.encode(), capture_output=True, check=True)
    assert done.stdout.strip() == b"('2',)"


def test_a_draft_in_another_language_is_kept_beside(folder: Path) -> None:
    """Its wording is another, but its answers are not lost: in its language it is offered."""
    calm = replace(_SMALL.questions["calm"], ask="Is it quiet?")
    english = replace(_SMALL, language="en", questions={"calm": calm}, fill_in={})
    write_draft(folder, _SMALL, _WHOLE)
    write_draft(folder, english, Session(REVIEW, {}, {"calm": Reply(("0",))}))
    assert read_draft(folder, _SMALL) == _WHOLE
    assert len(_files(folder)) == 2


def test_a_draft_that_was_erased_while_it_is_in_use_is_written_again(folder: Path) -> None:
    """The folder may vanish: the next answer makes it anew."""
    keeper = _keeper(folder)
    keeper.write(_WHOLE)
    shutil.rmtree(folder)
    keeper.write(_OTHER)
    keeper.close()
    assert read_draft(folder, _SMALL) == _OTHER


@_POSIX
def test_a_draft_is_free_as_soon_as_its_process_is_killed(folder: Path) -> None:
    """The lock dies with the process; no file of it stays."""
    code = (
        "import sys, os, signal, fcntl; handle = os.open(sys.argv[1], os.O_RDWR);"
        "fcntl.flock(handle, fcntl.LOCK_EX); print('held', flush=True); signal.pause()"
    )
    write_draft(folder, _SMALL, _WHOLE)
    command = [sys.executable, "-c", code, str(draft_file(folder, _SMALL))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        while_held = read_draft(folder, _SMALL)
        other.kill()
    assert (while_held, read_draft(folder, _SMALL)) == (None, _WHOLE)
    assert _files(folder) == [draft_file(folder, _SMALL)]


@_POSIX
@pytest.mark.parametrize("moment", ["os.rename", "os.link", "os.remove", "open"])
@pytest.mark.parametrize("after", [1, 2, 3, 4, 5])
def test_ctrl_c_inside_a_write_makes_no_second_draft(folder: Path, moment: str, after: int) -> None:
    """Whoever presses it then, what is written afterwards goes into the same file."""
    code = (
        "import sys; from pathlib import Path\n"
        "from selfcheck.keeping import DraftKeeper\n"
        "from selfcheck.question_file.loader import read_questionnaire\n"
        "from selfcheck.questionnaire import Reply\n"
        "from selfcheck.session import Session\n"
        "asked = read_questionnaire('a', sys.stdin.buffer.read()).questionnaire\n"
        "keeper = DraftKeeper(Path(sys.argv[1]), asked, lambda error: print(error))\n"
        "left = int(sys.argv[3])\n"
        "def watch(event, args):\n"
        "    global left\n"
        "    if event == sys.argv[2] and 'drafts' in str(args[0]):\n"
        "        left -= 1\n"
        "        if left == 0: raise KeyboardInterrupt\n"
        "sys.addaudithook(watch)\n"
        "for value in '012':\n"
        "    session = Session(('question', 'lonely'), {}, {'calm': Reply((value,))})\n"
        "    try: keeper.write(session)\n"
        "    except KeyboardInterrupt as stopped: kept = stopped; keeper.write(session)\n"
    )
    command = [sys.executable, "-c", code, str(folder), moment, str(after)]
    done = subprocess.run(command, input=_TEXT.encode(), capture_output=True, check=True)
    assert done.stdout == b""
    draft = read_draft(folder, _SMALL)
    assert draft is not None
    assert (draft.answers, len(_files(folder))) == ({"calm": Reply(("2",))}, 1)


# --- writes that were cut off ------------------------------------------------------------------


@pytest.mark.parametrize("place", ["drafts", "results"])
def test_what_a_cut_off_write_left_is_removed_at_the_next_start(folder: Path, place: str) -> None:
    """A temporary file that nobody holds is of no use to anybody."""
    write_draft(folder, _SMALL, _WHOLE)
    keep_result(folder, "{}", _TAKEN)
    left = folder / place / ".~0123456789abcdef.tmp"
    left.write_text("half an ans")
    assert read_draft(folder, _SMALL) == _WHOLE
    assert not left.exists()


@_POSIX
def test_what_somebody_is_writing_now_is_left_alone(folder: Path) -> None:
    """A temporary file that is held belongs to a running self-check."""
    write_draft(folder, _SMALL, _WHOLE)
    writing = folder / "drafts" / ".~0123456789abcdef.tmp"
    writing.touch()
    hold = take_hold(writing)
    read_draft(folder, _SMALL)
    assert (hold is not None, writing.exists()) == (True, True)


@pytest.mark.parametrize("name", ["notes.tmp", "{}.txt", "{}x.json", "0123456789abcdef.json"])
def test_other_files_among_the_drafts_are_left_alone(folder: Path, name: str) -> None:
    """Only what bears our names is ours, and of the drafts only those of this questionnaire."""
    write_draft(folder, _SMALL, _WHOLE)
    name = name.format(draft_file(folder, _SMALL).stem)
    (folder / "drafts" / name).write_text("mine")
    keeper = _keeper(folder)
    keeper.read()
    keeper.leave()
    assert [path.name for path in _files(folder)] == [name]


@_POSIX
@pytest.mark.parametrize("force", [False, True])
def test_a_disk_that_is_full_leaves_the_old_file_and_no_other(tmp_path: Path, force: bool) -> None:
    """Half a summary is none: what cannot be written whole is not written at all."""
    (tmp_path / "old.txt").write_text("old")
    code = (
        "import resource, sys; from pathlib import Path; from selfcheck.keeping import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try: write_summary(Path(sys.argv[1]), 'x' * 100, sys.argv[2] == 'True')\n"
        "except OSError as error: print(error.errno)\n"
    )
    name = "old.txt" if force else "new.txt"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / name), str(force)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"{errno.EFBIG}\n"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.txt", "old")]


# --- what is asked of the system ----------------------------------------------------------------


def _replace(file: Path, text: str) -> Hold:
    with replacing(file) as stream:
        stream.write(text)
    return Hold(-1)


@_POSIX
@pytest.mark.parametrize(
    ("write", "move"), [(write_new, "link"), (write_whole, "replace"), (_replace, "replace")]
)
def test_a_text_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, str], Hold],
    move: str,
) -> None:
    """All of it is flushed, then it is moved, then the move is flushed: when the current fails,
    there is the old file or the new one, and never half of it."""
    asked: list[tuple[str, int, int]] = []
    flush, put = os.fsync, getattr(os, move)

    def flush_and_note(handle: int) -> None:
        about = os.fstat(handle)
        asked.append(("flush", about.st_ino, 0 if stat.S_ISDIR(about.st_mode) else about.st_size))
        flush(handle)

    def put_and_note(source: Path, target: Path) -> None:
        about = source.stat()
        asked.append(("put", about.st_ino, about.st_size))
        put(source, target)

    monkeypatch.setattr(os, "fsync", flush_and_note)
    monkeypatch.setattr(os, move, put_and_note)
    write(tmp_path / "a.json", "夜\n").release()
    file, within = (tmp_path / "a.json").stat().st_ino, tmp_path.stat().st_ino
    assert asked == [("flush", file, 4), ("put", file, 4), ("flush", within, 0)]


def _write_where(system: str, write: str, file: Path) -> str:
    """Write a text where the system does something else at an event; what came of it."""
    code = (
        "import errno, os, sys; from pathlib import Path\n"
        "from selfcheck.disk.whole_files import write_new, write_whole\n"
        "file = Path(sys.argv[1])\n"
        "def watch(event, args):\n"
        f"{system}"
        "sys.addaudithook(watch)\n"
        f"try: {write}(file, 'new').release(); print('written')\n"
        "except OSError as error: print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    return done.stdout.strip()


_NO_LINKS = "    if event == 'os.link': raise PermissionError\n"
_NO_LOCKS = "    if event == 'fcntl.flock': raise OSError(errno.ENOLCK, 'no locks')\n"
_UNREADABLE = "    if event == 'open' and str(args[0]) == str(file.parent): raise PermissionError\n"
_TIDIED = (
    "    if event == 'fcntl.flock' and not file.parent.joinpath('tidied').exists():\n"
    "        file.parent.joinpath('tidied').mkdir()\n"
    "        for left in file.parent.glob('.~*'): left.unlink()\n"
)


@_POSIX
@pytest.mark.parametrize(
    "system",
    [_NO_LINKS, _NO_LOCKS, _UNREADABLE, _TIDIED],
    ids=["no links", "no locks", "unreadable", "tidied"],
)
@pytest.mark.parametrize("write", ["write_new", "write_whole"])
def test_a_file_is_written_whatever_the_system_cannot_do(
    tmp_path: Path, system: str, write: str
) -> None:
    """A file system without second names or without locks, a folder that cannot be read, another
    self-check that tidies up just then: the text is there all the same, and nothing beside it."""
    assert _write_where(system, write, tmp_path / "a.json") == "written"
    assert [(file.name, file.read_text()) for file in _files(tmp_path)] == [("a.json", "new")]


@_POSIX
def test_without_second_names_a_new_file_replaces_none_either(tmp_path: Path) -> None:
    """Where a file cannot be linked into its place, one that is there stays as it was."""
    (tmp_path / "a.json").write_text("mine")
    assert _write_where(_NO_LINKS, "write_new", tmp_path / "a.json") == "FileExistsError"
    assert [(file.name, file.read_text()) for file in _files(tmp_path)] == [("a.json", "mine")]


# --- a place that cannot be written -----------------------------------------------------------


def test_that_no_draft_can_be_kept_is_told_once(tmp_path: Path) -> None:
    """One quiet line, however many answers follow."""
    (tmp_path / "selfcheck").write_text("in the way")
    told: list[OSError] = []
    keeper = DraftKeeper(tmp_path / "selfcheck", _SMALL, told.append)
    for _ in range(3):
        keeper.write(_WHOLE)
    assert (len(told), keeper.failed) == (1, True)
    assert isinstance(told[0], NotADirectoryError)


def test_a_disk_that_has_room_again_keeps_the_draft(folder: Path) -> None:
    """`failed` speaks of the last step only."""
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    keeper = DraftKeeper(folder, _SMALL, lambda _: None)
    keeper.write(_WHOLE)
    folder.unlink()
    keeper.write(_WHOLE)
    keeper.close()
    assert (keeper.failed, read_draft(folder, _SMALL)) == (False, _WHOLE)


# --- results ----------------------------------------------------------------------------------


def test_a_result_is_kept_under_its_time(folder: Path) -> None:
    """The name says when, and nothing else."""
    file = keep_result(folder, "{}\n", _TAKEN)
    assert file == folder / "results" / "2026-11-23-013000.json"
    assert file.read_text() == "{}\n"


def test_two_results_of_one_second_are_both_kept(folder: Path) -> None:
    """No result replaces another."""
    files = [keep_result(folder, str(number), _TAKEN) for number in range(3)]
    assert [file.read_text() for file in files] == ["0", "1", "2"]


# --- summaries --------------------------------------------------------------------------------


def test_a_summary_is_written_in_utf8(tmp_path: Path) -> None:
    """Japanese is Japanese, whatever the system says; lines end with a newline."""
    write_summary(tmp_path / "a.txt", "夜\n")
    assert (tmp_path / "a.txt").read_bytes() == "夜\n".encode()


def test_half_a_letter_does_not_stop_a_summary(tmp_path: Path) -> None:
    """A lone surrogate becomes a question mark."""
    write_summary(tmp_path / "a.txt", "夜\ud800\n")
    assert (tmp_path / "a.txt").read_text("utf-8") == "夜?\n"


def test_a_summary_replaces_nothing_by_itself(tmp_path: Path) -> None:
    """A file that is there stays as it was."""
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_summary(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_force_replaces_a_summary(tmp_path: Path) -> None:
    """With force the new text stands there, and only it."""
    (tmp_path / "a.txt").write_text("old and long")
    write_summary(tmp_path / "a.txt", "new", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "new"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file(tmp_path: Path, force: bool) -> None:
    """A folder is named as such, also with force."""
    with pytest.raises(IsADirectoryError):
        write_summary(tmp_path, "new", force)


@pytest.mark.parametrize("force", [False, True])
def test_a_summary_makes_no_folders(tmp_path: Path, force: bool) -> None:
    """A folder that is not there is a slip, not a wish."""
    with pytest.raises(FileNotFoundError):
        write_summary(tmp_path / "gone" / "a.txt", "new", force)
    assert list(tmp_path.iterdir()) == []


@_POSIX
def test_force_writes_through_a_link(tmp_path: Path) -> None:
    """A link stays a link, and what it names is replaced."""
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_summary(tmp_path / "link.txt", "new", force=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """What the disk does not take is an error, and leaves nothing half written."""
    (tmp_path / "a.txt").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space"):
        write_summary(tmp_path / "a.txt", "new", force=True)


@_POSIX
def test_a_summary_is_the_owners_alone(tmp_path: Path, with_umask: Callable[[int], int]) -> None:
    """Others on this computer cannot read it."""
    with_umask(0)
    write_summary(tmp_path / "a.txt", "new")
    write_summary(tmp_path / "b.txt", "new", force=True)
    assert [_mode(tmp_path / name) for name in ("a.txt", "b.txt")] == [0o600, 0o600]


def test_the_suggested_name_says_nothing_but_the_date(tmp_path: Path) -> None:
    """Whoever sees the file does not see what it is about."""
    assert neutral_name(_TAKEN, tmp_path) == "memo-2026-11-23.txt"


def test_the_suggested_name_is_free(tmp_path: Path) -> None:
    """A second text of one day gets a number."""
    (tmp_path / "memo-2026-11-23.txt").touch()
    (tmp_path / "memo-2026-11-23-2.txt").touch()
    assert neutral_name(_TAKEN, tmp_path) == "memo-2026-11-23-3.txt"


def test_the_state_folder_lies_with_the_user(home: Path) -> None:
    """It is the user's own, named selfcheck."""
    assert state_folder().name.lower() == "selfcheck"
    assert home in state_folder().parents
