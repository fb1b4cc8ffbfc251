"""The errors a user can meet. Each builds its message from typed arguments and knows its exit code.

A problem with one document or one ledger line is a value (`model.Problem`), collected and reported while
the rest goes on; an error of this module ends the command.
"""

from __future__ import annotations

from pathlib import Path


class ClaimtrackError(Exception):
    """Something the user can put right; the message is one line and names the file where there is one."""

    exit_code = 2


class InputError(ClaimtrackError):
    """A path, an option or a document that cannot be read."""

    def __init__(self, where: str | Path, reason: str) -> None:
        self.where = str(where)
        self.reason = reason
        super().__init__(f"{self.where}: {reason}")


class LedgerError(ClaimtrackError):
    """A ledger or judgements file that cannot be read or written; nothing in it was changed."""

    def __init__(self, path: str | Path, reason: str, line: int | None = None) -> None:
        self.path = str(path)
        self.line = line
        self.reason = reason
        place = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{place}: {reason}")


class LanguageError(ClaimtrackError):
    """A language or pipeline that is not there, or is no Universal Dependencies pipeline."""


class WorkerError(ClaimtrackError):
    """A worker process that did not live to give its result."""

    def __init__(self) -> None:
        super().__init__("a worker process was ended from outside (too little memory?); try fewer --workers")


class QueryError(ClaimtrackError):
    """A search term that cannot be understood."""

    def __init__(self, term: str, reason: str) -> None:
        self.term = term
        self.reason = reason
        super().__init__(f"{term}: {reason}")
