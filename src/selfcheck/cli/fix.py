"""`selfcheck check --fix`: what is certain is mended in the file, and said."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from selfcheck.cli.exits import stop
from selfcheck.cli.files import describe_reason, original_of, read_bytes, translation_files
from selfcheck.cli.language import say as say_at_once
from selfcheck.cli.terminal import tell
from selfcheck.disk.links import behind_own_links
from selfcheck.disk.whole_files import replacing
from selfcheck.question_file.loader import read_questionnaire
from selfcheck.question_file.mending import Mended, Read, mend
from selfcheck.question_file.translation import read_translation
from selfcheck.typesetting import harmless
from selfcheck.words import Say


def refuse_fix_without_file() -> NoReturn:
    """`--fix` writes, so it is said where."""
    stop(say_at_once("check.fix-what"))


def fix_all(files: Sequence[Path], say: Say) -> None:
    """Mend the files, and the translations beside them, one after the other."""
    for file in files:
        _fix(file, say)
        if original_of(file, read_bytes(file)) is None:
            for translation in translation_files(file):
                _fix(translation, say)


def _fix(file: Path, say: Say) -> None:
    raw, name = read_bytes(file), harmless(str(file), False)
    mended, done = mend(raw, _reader_of(file, raw))
    if not done:
        tell(say("check.nothing-fixed", file=name))
        return
    try:
        if file.read_bytes() != raw:
            tell(say("check.changed-meanwhile", file=name))
            return
        with replacing(behind_own_links(file)) as stream:
            stream.buffer.write(mended)
    except OSError as error:
        tell(say("check.not-fixed", file=name, reason=describe_reason(error, say)))
        return
    tell("\n".join([say("check.fixed", file=name, count=len(done)), *_shown(done, say)]))


def _reader_of(file: Path, raw: bytes) -> Read:
    """How this file is read: by itself, or as a translation of its original."""
    original = original_of(file, raw)
    whole = read_questionnaire(str(original), read_bytes(original)) if original else None
    if whole is None or whole.questionnaire is None:
        return lambda typed: read_questionnaire(str(file), typed)
    questionnaire = whole.questionnaire
    return lambda typed: read_translation(str(file), typed, questionnaire)


def _shown(done: Sequence[Mended], say: Say) -> list[str]:
    """Every line that was mended, as it was and as it is."""
    lines = []
    for one in done:
        lines.append(say("check.fixed-line", line=one.line + 1, code=one.problem.code))
        lines += [f"  - {harmless(one.before, False)}", f"  + {harmless(one.after, False)}"]
    return lines
