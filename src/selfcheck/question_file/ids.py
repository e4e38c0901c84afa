"""What an id is: the short name under which an author refers to a thing."""

import unicodedata


def is_id(text: str) -> bool:
    """Begins with a letter of any script, goes on with letters, digits, _ and -."""
    if not text or unicodedata.category(text[0])[0] != "L":
        return False
    # M: the voicing marks and vowel signs with which many scripts write their letters.
    return all(c in "_-" or unicodedata.category(c)[0] in "LNM" for c in text[1:])
