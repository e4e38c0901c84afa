"""Whose link a summary, a table or a translation is written through."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from selfcheck.disk.links import behind_own_links
from selfcheck.keeping import ForeignLinkError, write_summary

pytestmark = pytest.mark.skipif(os.name == "nt", reason="only administrators make links there")
_AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a link away"
)
_SOMEBODY = 65432


def _give_away(file: Path) -> None:
    os.lchown(file, _SOMEBODY, _SOMEBODY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of one's own in it."""
    (tmp_path / "own.txt").write_text("mine")
    return tmp_path


def test_a_chain_of_own_links_is_followed(folder: Path) -> None:
    """The links stay, and the file at their end is the new one."""
    (folder / "a.txt").symlink_to("own.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    write_summary(folder / "b.txt", "new", force=True)
    assert ((folder / "b.txt").is_symlink(), (folder / "own.txt").read_text()) == (True, "new")


def test_an_own_link_may_name_what_is_not_there_yet(folder: Path) -> None:
    """Then that is written."""
    (folder / "a.txt").symlink_to("later.txt")
    write_summary(folder / "a.txt", "new", force=True)
    assert (folder / "later.txt").read_text() == "new"


@_AS_ROOT
@pytest.mark.parametrize("through", ["theirs.txt", "mine.txt"])
def test_somebody_elses_link_is_not_followed(folder: Path, through: str) -> None:
    """Neither at once nor behind one's own; what it names stays as it was."""
    (folder / "theirs.txt").symlink_to("own.txt")
    (folder / "mine.txt").symlink_to("theirs.txt")
    _give_away(folder / "theirs.txt")
    with pytest.raises(ForeignLinkError):
        write_summary(folder / through, "new", force=True)
    assert (folder / "own.txt").read_text() == "mine"


@_AS_ROOT
def test_somebody_elses_link_to_nothing_is_not_followed(folder: Path) -> None:
    """It would say where a file of hers comes to lie."""
    (folder / "theirs.txt").symlink_to("chosen.txt")
    _give_away(folder / "theirs.txt")
    with pytest.raises(ForeignLinkError):
        write_summary(folder / "theirs.txt", "new", force=True)
    assert not (folder / "chosen.txt").exists()


@_AS_ROOT
def test_an_own_link_to_somebody_elses_file_is_not_followed(folder: Path) -> None:
    """It is not hers to replace."""
    _give_away(folder / "own.txt")
    (folder / "a.txt").symlink_to("own.txt")
    with pytest.raises(ForeignLinkError):
        write_summary(folder / "a.txt", "new", force=True)
    assert (folder / "own.txt").read_text() == "mine"


def test_links_in_a_circle_are_an_error(folder: Path) -> None:
    """One that the system has a name for."""
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    with pytest.raises(OSError, match="symbolic links"):
        behind_own_links(folder / "a.txt")


def test_the_systems_links_to_a_device_are_followed() -> None:
    """`-o /dev/stdout` writes where standard output goes."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path\n"
            "from selfcheck.disk.links import behind_own_links\n"
            "behind_own_links(Path('/dev/stdout')).write_text('there')",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "there"


@_AS_ROOT
@pytest.mark.parametrize("command", ["take", "export", "score"])
def test_every_command_that_replaces_says_why_it_does_not(
    run: Run, folder: Path, command: str
) -> None:
    """In a sentence, with exit code 2."""
    (folder / "q.yaml").write_text(
        "selfcheck: 1\nid: q\ntitle: 夜\nlanguage: ja\nquestions:\n  q1: {ask: 夜ですか。, "
        "answers: {0: いいえ, 1: はい}, theme: t}\nthemes: {t: {name: 静けさ}}\n"
        "reflections: {default: {title: そのまま, says: そのままで。}}\n",
        "utf-8",
    )
    (folder / "a.yaml").write_text("q1: 1\n")
    (folder / "r.csv").write_text("q1\n1\n")
    run("take", "q.yaml", input="\n2\n\n1\n3\n", cwd=folder)  # keeps a result
    (folder / "link.txt").symlink_to("own.txt")
    _give_away(folder / "link.txt")
    words = {
        "take": ["take", "q.yaml", "--answers", "a.yaml", "--save", "link.txt", "--force"],
        "export": ["export", "link.txt", "--force"],
        "score": ["score", "q.yaml", "r.csv", "-o", "link.txt"],
    }[command]
    done = run(*words, cwd=folder, env={"SELFCHECK_QUESTIONS": str(folder / "q.yaml")})
    assert (done.returncode, "ほかの人が作ったリンク" in done.stderr) == (2, True)
    assert (folder / "own.txt").read_text() == "mine"


# --- nobody's home ------------------------------------------------------------------------------

_NOBODY = 54_321
_WITHOUT_HOME = pytest.mark.skipif(
    shutil.which("setpriv") is None or not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can become somebody without a home",
)


def _run_homeless(
    folder: Path, words: str, typed: str = "", **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run as somebody who has no entry in the list of users, in a folder where all may write."""
    folder.chmod(0o777)
    environment = {n: v for n, v in os.environ.items() if n not in ("HOME", "XDG_STATE_HOME")}
    become = f"setpriv --reuid {_NOBODY} --regid {_NOBODY} --clear-groups"
    return subprocess.run(
        f"{become} {sys.executable} -m selfcheck {words}",
        shell=True,
        input=typed,
        env=environment | extra,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@_WITHOUT_HOME
def test_without_a_home_the_interview_goes_on(tmp_path: Path) -> None:
    """One line says that no draft can be kept, the start page promises none, nothing is written."""
    done = _run_homeless(tmp_path, "take", "\n\n1\nq\n")
    assert done.returncode == 130
    assert done.stderr.count("ここには下書きを残せません(ホームフォルダーがありません)") == 1
    assert "答えは何も残していません。" in done.stderr
    assert list(tmp_path.iterdir()) == []


@_WITHOUT_HOME
@pytest.mark.parametrize("words", ["history", "export 1 a.txt", "erase --all --yes", "erase 1"])
def test_without_a_home_nobody_can_tell_where_results_are(tmp_path: Path, words: str) -> None:
    """One calm sentence says so."""
    done = _run_homeless(tmp_path, words)
    said = "結果を残してある場所が分かりません(ホームフォルダーがありません)。\n"
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")
    assert list(tmp_path.iterdir()) == []


@_WITHOUT_HOME
@pytest.mark.parametrize("name", ["here", "./here", "~/here", "~"])
@pytest.mark.parametrize("variable", ["HOME", "XDG_STATE_HOME"])
def test_a_state_folder_is_never_below_the_current_folder(
    tmp_path: Path, variable: str, name: str
) -> None:
    """A relative name of a folder, or one of a home that nobody knows, names none."""
    done = _run_homeless(tmp_path, "take", "\n\n1\nq\n", **{variable: name})
    assert (done.returncode, list(tmp_path.iterdir())) == (130, [])


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are those of Linux")
def test_a_relative_state_folder_is_not_taken(run: Run, tmp_path: Path, home: Path) -> None:
    """Not even where there is a home."""
    run("take", input="\n\n1\nq\n", cwd=tmp_path, env={"XDG_STATE_HOME": "here"})
    assert list(tmp_path.iterdir()) == []
