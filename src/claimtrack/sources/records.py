"""What reading leaves behind besides documents and problems."""

from __future__ import annotations

from claimtrack.model import Record


class Note(Record):
    """Something left out on purpose, with the reason: worth a line to the user, and no failure."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"
