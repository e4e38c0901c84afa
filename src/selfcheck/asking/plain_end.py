"""The end of a self-check in plain lines: what becomes of the result, one line a reply."""

import re
from collections.abc import Mapping, Sequence

from selfcheck.asking.lines import Lines, read_key
from selfcheck.asking.page_rows import describe_told
from selfcheck.session import (
    END_MOVES,
    Close,
    ConfirmPage,
    EndOption,
    EndPage,
    GoBack,
    Move,
    Pause,
    SaveAs,
)

_PARTS = re.compile(r"[,、､・;/\s]+")


class EndLines(Lines):
    """Asks what is to be done at the end, until something else than a file's name is wanted."""

    def ask_end(self, page: EndPage) -> Move:
        """One of the options; the end of input closes."""
        if page.notice:
            self.tell_unbroken(page.notice)
        while page.options:
            move = self.choose(page.options, "plain.end", {}, Close())
            if isinstance(move, SaveAs):
                move = self._ask_file(page)
            if move != GoBack():
                return move
        return Close()

    def choose(
        self, options: Sequence[EndOption], how: str, also: Mapping[str, Move], at_end: Move
    ) -> Move:
        """One of the options by its number, or another of these keys."""
        self.tell("", self.say("end.ask"))
        self.number([self.say(f"end.{option}") for option in options])
        numbers = {str(n): END_MOVES[option] for n, option in enumerate(options, 1)}
        self.tell(self.say(how))
        move = self.wait(self.among({**numbers, **also}), self.say(how), at_end)
        if isinstance(move, Close) and move.clears:
            self.clear()
        return move

    def _ask_file(self, page: EndPage) -> Move:
        """What a file would hold, with or without the answers, and its name."""
        say = self.say
        self.tell("", say("save.holds"), describe_told(page.told, say))
        labels = [say("save.with-answers"), say("save.without-answers"), say("save.not")]
        self.number(labels)
        moves: dict[str, Move] = {"1": SaveAs(""), "2": SaveAs("", with_answers=False)}
        moves |= {"3": GoBack(), "b": GoBack()}
        how = say("plain.file")
        self.tell(how)
        move = self.wait(self.among(moves), how, at_end=Close())
        return self._ask_name(page, move.with_answers) if isinstance(move, SaveAs) else move

    def _ask_name(self, page: EndPage, with_answers: bool) -> Move:
        how = self.say("plain.file-name", name=page.suggested_file)
        self.tell(how)

        def understand(typed: str) -> Move | str:
            if read_key(typed) == "b":
                return GoBack()
            return SaveAs(typed or page.suggested_file, with_answers)

        return self.wait(understand, how, at_end=Close())

    def ask_confirm(self, page: ConfirmPage) -> Move:
        say = self.say
        self.tell("", say("end.save-anyway", files=", ".join(page.files)))
        self.number([say("end.save-not"), say("end.save")])
        how = say("plain.file")
        self.tell(how)
        moves: dict[str, Move] = {"1": Close(), "2": SaveAs("")}
        return self.wait(self.among(moves), how, self.at_sealed_end())

    def at_sealed_end(self) -> Move:
        """What the end of input means where nothing is kept: on a terminal it is Ctrl-D, which
        leaves; else it closes."""
        return Pause() if self.reading.isatty() else Close()
