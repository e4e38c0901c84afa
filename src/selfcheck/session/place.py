"""Where a respondent can stand, and what can be done at the end."""

from typing import Literal

Place = tuple[Literal["start", "fill_in", "before", "question", "safety", "review", "end"], str]
"""Where a respondent stands; the id says which fill_in or question. "before" is the page ahead of a
question that a safety rule looks at."""

EndOption = Literal["keep", "write", "stay", "again", "close", "clear"]
"""What can be done at the end: keep the result here, write it to a file, leave the text standing,
read it again, close, close with a clear screen."""

START: Place = ("start", "")
SAFETY: Place = ("safety", "")
REVIEW: Place = ("review", "")
END: Place = ("end", "")
