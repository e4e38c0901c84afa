"""`selfcheck check --accept`: a translation is up to date again, and its file says so."""

from pathlib import Path

from selfcheck.checking.translating import (
    Translation,
    check_translation,
    make_fingerprint,
    renew_fingerprint,
)
from selfcheck.cli.files import describe_reason
from selfcheck.cli.terminal import tell
from selfcheck.disk.links import behind_own_links
from selfcheck.disk.whole_files import replacing
from selfcheck.question_file.loader import Loaded
from selfcheck.question_file.translation import put_fingerprint, read_translation
from selfcheck.typesetting import harmless
from selfcheck.words import Say


def accept_all(loaded: list[Loaded], say: Say, names: tuple[str, ...] = ()) -> list[Loaded]:
    """Renew the fingerprints of all translations, or of the texts with these `names`. Where there
    is no translation, or one that has to be repaired first, say that nothing was noted."""
    if all(one.translation is None for one in loaded):
        tell(say("check.nothing-accepted"))
    return [_accept(one, say, names) for one in loaded]


def _accept(loaded: Loaded, say: Say, names: tuple[str, ...]) -> Loaded:
    """A translation as it then is; anything else stays as it was."""
    translation = loaded.translation
    if translation is None:
        return loaded
    path, name = Path(loaded.places.file), harmless(loaded.places.file, False)
    found = (*loaded.problems, *check_translation(translation))
    if any(problem.severity == "error" for problem in found):
        tell(say("check.repair-first", file=name))
        return loaded
    if names and translation.fingerprint is None:
        tell(say("check.accept-all-first", file=name))
        return loaded
    try:
        hashes = _hashes(translation, names)
    except KeyError as missing:
        tell(say("check.no-such-text", name=harmless(str(missing.args[0]), False)))
        return loaded
    try:
        raw = path.read_bytes()
        renewed = put_fingerprint(raw, hashes)
        read = read_translation(str(path), renewed, translation.original)
        if read.questionnaire != loaded.questionnaire or read.problems:
            raise ValueError(name)
        if renewed != raw:
            with replacing(behind_own_links(path)) as stream:
                stream.buffer.write(renewed)
    except (OSError, ValueError) as error:
        reason = describe_reason(error, say)
        tell(say("check.not-accepted", file=name, reason=reason))
        return loaded
    tell(say("check.accepted", file=name))
    return read


def _hashes(translation: Translation, names: tuple[str, ...]) -> tuple[str, ...]:
    if names:
        return renew_fingerprint(translation, names)
    return make_fingerprint(translation.original)
