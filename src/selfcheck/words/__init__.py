"""Every sentence the program itself says: facts in, sentence out.

The sentences stand in `ja` and `en` under the same keys; no other module holds one. A run speaks
one language.
"""

from collections.abc import Callable
from importlib import import_module

Say = Callable[..., str]
"""say(key, **facts) -> the sentence."""

LANGUAGES = ("ja", "en")


def speaker(language: str) -> Say:
    """The sentences for a language tag: Japanese for ja, else English."""
    module = import_module(f"selfcheck.words.{'ja' if language.split('-')[0] == 'ja' else 'en'}")
    sentences: dict[str, str] = module.SENTENCES

    def say(key: str, **facts: object) -> str:
        # Some problems need no hint: what is allowed at the place says it all.
        sentence = sentences.get(key, "") if key.startswith("hint.") else sentences[key]
        return sentence.format(**facts)

    return say
