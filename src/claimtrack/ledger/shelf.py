"""Looking things up in an index: names that begin, end or are spelled like others, and where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.errors import LedgerError
from claimtrack.ledger.lines import parse_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from claimtrack.ledger.index import Index
    from claimtrack.model import Claim, Source

_LAST = "\U0010ffff"


class Used(NamedTuple):
    """A document that uses a name."""

    id: str


class UsedBy:
    """The documents that use a name for things of one type, each as often as it does; looked up when they are asked."""

    def __init__(self, shelf: Shelf, name: str, type_: int, count: int) -> None:
        self._shelf, self._name, self._type, self._count = shelf, name, type_, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Used]:
        return iter(self._shelf.documents(self._name, self._type))


class Shelf:
    """What an index and its ledger know of names and documents."""

    def __init__(self, index: Index, ledger: Path) -> None:
        self._index, self._ledger = index, ledger
        self._ask = index.connection.execute
        self._sources: dict[Source, Source] = {}
        self._read: dict[str, tuple[Claim, ...]] = {}

    def spelled(self, base: str) -> list[str]:
        """Return the spellings of a name."""
        return _texts(self._ask("SELECT text FROM names WHERE base = ?", (base,)))

    def linked(self, link: str, most: int) -> list[str]:
        """Return the names that have a link, `most` of them at most."""
        sql = "SELECT text FROM links JOIN names ON number = name WHERE link = ? ORDER BY text LIMIT ?"
        return _texts(self._ask(sql, (link, most)))

    def beginning(self, start: str, most: int) -> list[str]:
        """Return the spellings of names that begin like this, `most` of them at most."""
        sql = "SELECT text FROM names WHERE base >= ? AND base < ? ORDER BY base, text LIMIT ?"
        return _texts(self._ask(sql, (start, start + _LAST, most)))

    def as_long(self, base: str, start: str, end: str) -> list[str]:
        """Return what names as long as `base`, or a letter more or less, begin like this; without it, end like this."""
        column, part = ("base", start) if start else ("mirror", end[::-1])  # one index has all that is asked for
        sql = f"SELECT DISTINCT {column} FROM names WHERE {column} >= ? AND {column} < ?"  # noqa: S608
        sized = f"{sql} AND length({column}) BETWEEN ? AND ?"
        found = _texts(self._ask(sized, (part, part + _LAST, len(base) - 1, len(base) + 1)))
        return found if start else [mirror[::-1] for mirror in found]

    def uses(self, name: str) -> dict[int, UsedBy]:
        """Return for what types of things a name is used, and by which documents."""
        sql = "SELECT type, SUM(count) FROM uses WHERE name = (SELECT number FROM names WHERE text = ?) GROUP BY type"
        return {type_: UsedBy(self, name, type_, count) for type_, count in self._ask(sql, (name,))}

    def documents(self, name: str, type_: int) -> list[Used]:
        """Return the documents that use a name for things of a type."""
        sql = """SELECT DISTINCT id FROM uses JOIN documents ON number = document
            WHERE name = (SELECT number FROM names WHERE text = ?) AND type = ?"""
        return [Used(id_) for (id_,) in self._ask(sql, (name, type_))]

    def posts(self, person: str) -> list[str]:
        """Return the words for the organisations in which a person has a post."""
        sql = "SELECT word FROM posts WHERE person = (SELECT number FROM names WHERE text = ?)"
        return _texts(self._ask(sql, (person,)))

    def paths(self, name: str, topic: int | None = None) -> set[str]:
        """Return the paths of documents that use a name, or do so where they are on a topic."""
        sql = """SELECT DISTINCT path FROM uses JOIN documents ON number = document
            WHERE name = (SELECT number FROM names WHERE text = ?)"""
        if topic is None:
            return set(_texts(self._ask(sql, (name,))))
        return set(_texts(self._ask(f"{sql} AND topic = ?", (name, topic))))

    def all_paths(self) -> list[str]:
        """Return the paths of all documents, in order."""
        return self._index.entries.paths()

    def claims(self, paths: Collection[str]) -> list[Claim]:
        """Return the claims of the documents under these paths, in the ledger's order.

        Raises:
            LedgerError: there are other lines than the index says.
        """
        return [claim for path in sorted(paths) for claim in self._claims_under(path)]

    def claims_with(self, sources: Collection[Source]) -> list[Claim]:
        """Return the claims that have a text or a path in common with some documents, and maybe others."""
        entries = self._index.entries
        return self.claims({path for one in sources for path in (one.path, *entries.paths_of(one.id))})

    def _claims_under(self, path: str) -> tuple[Claim, ...]:
        if path not in self._read:
            start, length = self._index.entries.find_place(path)
            self._index.stream.seek(start)
            data = self._index.stream.read(length)
            claims = tuple(self._shared(parse_line(line, self._ledger, 0)) for line in data.splitlines())
            if len(data) != length or any(claim.document.path != path for claim in claims):
                raise LedgerError(self._ledger, "has other lines than its index says")
            self._read[path] = claims
        return self._read[path]

    def _shared(self, claim: Claim) -> Claim:
        # the claims of one document share what is known of it; nobody has seen the claim yet
        claim.__dict__["document"] = self._sources.setdefault(claim.document, claim.document)
        return claim


def _texts(rows: Iterator[tuple[str]]) -> list[str]:
    return [text for (text,) in rows]
