"""The draft of one run, as the interview goes along: offered, kept, left alone, removed."""

from collections.abc import Callable

from selfcheck.cli.files import describe_reason
from selfcheck.keeping import DraftKeeper, has_own_answers, state_folder
from selfcheck.questionnaire import Questionnaire
from selfcheck.session import Begin, Session
from selfcheck.words import Say


class Drafts:
    """Keeps what is given while `keeps`; `tell` says, once, that it cannot be kept."""

    def __init__(
        self, questionnaire: Questionnaire, say: Say, keeps: bool, tell: Callable[[str], None]
    ) -> None:
        self.keeps = keeps
        self._questionnaire = questionnaire
        self._say = say
        self._tell = tell
        self._keeper = self._make_keeper()
        self._has_draft = False
        self._old_stays = False
        self._given: Session | None = None

    def _make_keeper(self) -> DraftKeeper | None:
        try:
            return DraftKeeper(state_folder(), self._questionnaire, self._say_why_not)
        except OSError as error:
            if self.keeps:
                self._say_why_not(error)
        return None

    def _say_why_not(self, error: OSError) -> None:
        self._tell(self._say("take.cannot-keep", reason=describe_reason(error, self._say)))

    @property
    def are_written(self) -> bool:
        """Whether drafts are kept: they are wanted, and have a place."""
        return self.keeps and self._keeper is not None

    def read(self) -> Session | None:
        """The draft that can be gone on with."""
        draft = self._keeper.read() if self._keeper and self.keeps else None
        self._has_draft = draft is not None
        return draft

    def begin(self, how: Begin) -> None:
        """Begin as was chosen: anew, the old draft stays until there is a new answer; without a
        draft it stays for another time."""
        self._old_stays = how.anew and self._has_draft
        if how.draftless:
            self.keeps = self._has_draft = False
            if self._keeper:
                self._keeper.let_go()

    def keep(self, session: Session) -> None:
        """Note what is given after a step. Once the session is sealed, no draft is left."""
        if session.sealed:
            self.leave()
            return
        if session.at[0] != "end":
            self._given = session
        if self.keeps and self._keeper and self._given is not None:
            self._write(self._keeper, self._given)

    def _write(self, keeper: DraftKeeper, given: Session) -> None:
        if self._old_stays and not has_own_answers(self._questionnaire, given):
            return
        self._old_stays = False
        keeper.write(given)
        self._has_draft = given != Session(given.at)

    def keep_again(self) -> None:
        """Once more, where Ctrl-C came in the middle of it."""
        if self._given is not None:
            self.keep(self._given)

    def remove(self) -> None:
        """Remove the draft of this run, at its end."""
        if self.keeps and self._keeper:
            self._keeper.remove()
        self._has_draft, self._given = False, None

    def leave(self) -> None:
        """Remove every draft of this questionnaire that no other run holds, and write no more."""
        if self._keeper:
            self._keeper.leave()
        self.keeps = self._has_draft = False
        self._given = None

    def describe_pause(self, command: str) -> str:
        """How to go on, or that there is nothing to go on with."""
        if not self._has_draft:
            return self._say("take.paused-nothing-kept")
        if self._keeper and self._keeper.failed:
            return self._say("take.paused-not-kept")
        return self._say("take.paused", command=command)
