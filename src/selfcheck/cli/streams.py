"""The three standard streams: UTF-8, and told apart from other files where they cannot be written.

A result that does not reach standard output is told once (`errors` says how). A note that does not
reach standard error is lost, and nothing more.
"""

import errno
import io
import os
import select
import sys
from pathlib import Path
from typing import Any


class UnwrittenError(Exception):
    """Standard output took no more. Raised once; what is written after that goes nowhere."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(reason.errno)
        self.reason = reason


class _Guarded(io.RawIOBase):
    """A stream that fails once at most. `stream` is the one behind it, which would close what it
    writes to if it were let go; None where it was closed."""

    def __init__(self, stream: Any, raises: bool) -> None:
        self.stream = stream
        self.target = None if stream is None else getattr(stream.buffer, "raw", stream.buffer)
        self.raises = raises
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self.target is not None and bool(self.target.isatty())

    def fileno(self) -> int:
        if self.target is None:
            raise io.UnsupportedOperation("fileno")
        return int(self.target.fileno())

    def write(self, data: Any) -> int:
        try:
            if self.failure is None:
                self._write_all(memoryview(data))
        except OSError as error:
            self.failure = error
            if self.raises:
                raise UnwrittenError(error) from None
        return len(data)

    def _write_all(self, rest: memoryview) -> None:
        if self.target is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        while rest:
            written = self.target.write(rest)
            if written is None:  # full, and another program has made it one that does not wait
                select.select([], [self.target], [])
            rest = rest[written or 0 :]


def open_streams() -> None:
    """UTF-8 in and out, whatever the locale says. Standard input or error that was closed is an
    empty one, and what is written to a standard output that was closed is missed."""
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout = _guard(sys.stdout, raises=True)
    sys.stderr = _guard(sys.stderr or _nowhere("w"), raises=False)


def _nowhere(mode: str) -> Any:
    return Path(os.devnull).open(mode, encoding="utf-8")


def _guard(stream: Any, raises: bool) -> Any:
    """The stream, guarded, with its buffering as it is; None stands for one that was closed."""
    if stream is None:
        _nowhere_for_good()
        return io.TextIOWrapper(io.BufferedWriter(_Guarded(None, raises)), "utf-8", "replace")
    if not isinstance(stream, io.TextIOWrapper):  # put there by a test or another program
        return stream
    stream.flush()
    guarded = _Guarded(stream, raises)
    return io.TextIOWrapper(
        guarded if guarded.target is stream.buffer else io.BufferedWriter(guarded),
        "utf-8",
        "replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _nowhere_for_good() -> None:
    """Take the number of the closed stream, or the next file to be opened would get it, and with it
    what a library writes to standard output."""
    os.open(os.devnull, os.O_WRONLY)


def finish_streams() -> None:
    """Write what waits. Raises UnwrittenError where standard output does not take it."""
    sys.stdout.flush()
    sys.stderr.flush()


def is_any_lost() -> bool:
    """Whether something that was to be read was not written, though somebody was there to read."""
    failures = [
        stream.failure
        for stream in map(_behind, (sys.stdout, sys.stderr))
        if isinstance(stream, _Guarded)
    ]
    return any(one is not None and not is_unread(one) for one in failures)


def _behind(stream: Any) -> Any:
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)


def is_unread(error: OSError) -> bool:
    """Whether nobody reads any more: a pipe whose other end was closed, as by `head`."""
    return error.errno in (errno.EPIPE, errno.ESHUTDOWN) or (
        os.name == "nt" and error.errno == errno.EINVAL  # what Windows calls it
    )
