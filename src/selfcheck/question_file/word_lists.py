"""The words that `check` looks for, from `data/check_words.yaml`: four lists of phrases."""

from pathlib import Path

from selfcheck.checking.phrases import WordLists
from selfcheck.question_file.yaml.source import read_source

FILE = "check_words.yaml"


def load_word_lists(folder: Path) -> WordLists:
    """The word lists in a folder. Raises OSError where the file cannot be read, ValueError where
    it is not in the form of its own first lines."""
    file = folder / FILE
    source = read_source(str(file), file.read_bytes())
    lists = source.value if isinstance(source.value, dict) else {}
    if source.problems or not all(isinstance(words, list) for words in lists.values()):
        raise ValueError(FILE)
    return WordLists(**{name: tuple(map(str, words or ())) for name, words in lists.items()})
