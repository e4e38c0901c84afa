"""Drafts and kept results on disk, and summaries where the respondent wants them.

Everything lies in one folder of the user's own (0700), every file is hers alone (0600) and is
written whole. Raises OSError where the disk does not do what is asked; nothing here decides what
to do then. `drafts` and `keep_results` know what is written; `saved_results` reads kept results
back and `erasing` removes, and only the commands that need these two import them.
"""

from selfcheck.disk.links import ForeignLinkError
from selfcheck.keeping.draft_text import has_own_answers
from selfcheck.keeping.drafts import DraftKeeper, draft_file
from selfcheck.keeping.keep_results import (
    keep,
    keep_result,
    neutral_name,
    wording,
    write_summary,
)
from selfcheck.keeping.state_folder import NoHomeError, state_folder

__all__ = [
    "DraftKeeper",
    "ForeignLinkError",
    "NoHomeError",
    "draft_file",
    "has_own_answers",
    "keep",
    "keep_result",
    "neutral_name",
    "state_folder",
    "wording",
    "write_summary",
]
