"""The entries of an index: what its tables hold, how they are made of claims, and what is found by them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from claimtrack.model import Claim, Source

    Rows = Counter[tuple[int | str, ...]]

_TABLES = """
CREATE TABLE places (path TEXT PRIMARY KEY, start INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, UNIQUE (id, path));
CREATE TABLE names (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, base TEXT NOT NULL, mirror TEXT NOT NULL);
CREATE TABLE links (link TEXT, name INTEGER, PRIMARY KEY (link, name)) WITHOUT ROWID;
CREATE TABLE uses (name INTEGER, topic INTEGER, type INTEGER, document INTEGER, count INTEGER NOT NULL,
    PRIMARY KEY (name, topic, type, document)) WITHOUT ROWID;
CREATE TABLE posts (person INTEGER, word TEXT, count INTEGER NOT NULL, PRIMARY KEY (person, word)) WITHOUT ROWID;
CREATE TEMP TABLE new_uses (name INTEGER, topic INTEGER, type INTEGER, document INTEGER, count INTEGER);
CREATE TEMP TABLE new_posts (person INTEGER, word TEXT, count INTEGER)
"""
_FINISH = """
INSERT INTO uses SELECT name, topic, type, document, SUM(count) FROM new_uses GROUP BY 1, 2, 3, 4;
INSERT INTO posts SELECT person, word, SUM(count) FROM new_posts GROUP BY 1, 2;
CREATE INDEX names_by_base ON names (base);
CREATE INDEX names_by_mirror ON names (mirror)
"""
_ADD_USE = """INSERT INTO uses VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name, topic, type, document) DO UPDATE SET count = count + excluded.count"""
_ADD_POST = """INSERT INTO posts VALUES (?, ?, ?)
ON CONFLICT (person, word) DO UPDATE SET count = count + excluded.count"""
_DROP_USE = "DELETE FROM uses WHERE name = ? AND topic = ? AND type = ? AND document = ? AND count = 0"
_DROP_POST = "DELETE FROM posts WHERE person = ? AND word = ? AND count = 0"


class Description(NamedTuple):
    """What is kept of claims and names.

    `version` changes with the answers of the others: the names that a claim uses, each with the number of a type and of
    a topic; the person, and the word for the organisation, of a post; what a name is compared by; its links when it is
    used for a type.
    """

    version: str
    marks: Callable[[Claim], Iterable[tuple[str, int, int]]]
    post: Callable[[Claim], tuple[str, str] | None]
    base: Callable[[str], str]
    links: Callable[[str, int], Iterable[str]]


class Entries:
    """The tables of an index that is open."""

    def __init__(self, connection: sqlite3.Connection, description: Description) -> None:
        self._connection = connection
        self._description = description
        self._documents: dict[tuple[str, str], int] = {}
        self._names: dict[str, int] = {}
        self._typed: set[tuple[int, int]] = set()
        self._links: list[tuple[str, int]] = []  # that are still to be noted

    def create(self) -> None:
        """Make the tables, with nothing in them."""
        for statement in _TABLES.split(";"):
            self._connection.execute(statement)

    def stage(self, claims: Collection[Claim]) -> None:
        """Take claims in while the index is made."""
        uses, posts = self._count(claims)
        self._connection.executemany("INSERT INTO new_uses VALUES (?, ?, ?, ?, ?)", _with_counts(uses))
        self._connection.executemany("INSERT INTO new_posts VALUES (?, ?, ?)", _with_counts(posts))

    def finish(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Put what was taken in in order; `places` are where the lines of each path begin, and their length."""
        rows = sorted((path, start, length) for path, (start, length) in places.items())
        self._connection.executemany("INSERT INTO places VALUES (?, ?, ?)", rows)
        for statement in _FINISH.split(";"):
            self._connection.execute(statement)

    def change(self, old: Collection[Claim], new: Collection[Claim]) -> None:
        """Let some claims take the place of others."""
        gone, come = self._count(old), self._count(new)
        tables = ((_ADD_USE, _DROP_USE), (_ADD_POST, _DROP_POST))
        for (add, drop), before, after in zip(tables, gone, come, strict=True):
            after.subtract(before)
            self._connection.executemany(add, _with_counts(after))
            self._connection.executemany(drop, [row for row, count in after.items() if count < 0])

    def find_place(self, path: str) -> tuple[int, int]:
        """Return where the lines of a path begin, or would, and their length."""
        row = self._connection.execute("SELECT start, length FROM places WHERE path = ?", (path,)).fetchone()
        if row is not None:
            return row[0], row[1]
        before = "SELECT start + length FROM places WHERE path < ? ORDER BY path DESC LIMIT 1"
        row = self._connection.execute(before, (path,)).fetchone()
        return (0 if row is None else row[0]), 0

    def move(self, path: str, length: int) -> None:
        """Note that the lines of a path have another length now, and that all that follow have moved."""
        start, was = self.find_place(path)
        self._connection.execute("UPDATE places SET start = start + ? WHERE path > ?", (length - was, path))
        if length:
            self._connection.execute("REPLACE INTO places VALUES (?, ?, ?)", (path, start, length))
        else:
            self._connection.execute("DELETE FROM places WHERE path = ?", (path,))

    def paths(self) -> list[str]:
        """Return the paths of all documents, in order."""
        return [path for (path,) in self._connection.execute("SELECT path FROM places ORDER BY path")]

    def paths_of(self, document: str) -> list[str]:
        """Return the paths under which a document, by its id, has or had claims."""
        rows = self._connection.execute("SELECT path FROM documents WHERE id = ?", (document,))
        return [path for (path,) in rows]

    def _count(self, claims: Iterable[Claim]) -> tuple[Rows, Rows]:
        uses: Rows = Counter()
        posts: Rows = Counter()
        for claim in claims:
            document = self._document(claim.document)
            for name, type_, topic in self._description.marks(claim):
                uses[self._name(name, type_), topic, type_, document] += 1
            post = self._description.post(claim)
            if post is not None:
                posts[self._names[post[0]], post[1]] += 1
        self._connection.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", self._links)
        self._links.clear()
        return uses, posts

    def _document(self, source: Source) -> int:
        key = source.id, source.path
        if key not in self._documents:
            self._documents[key] = self._number("documents", ("id", "path"), key)
        return self._documents[key]

    def _name(self, text: str, type_: int) -> int:
        number = self._names.get(text)
        if number is None:
            base = self._description.base(text)
            number = self._number("names", ("text",), (text,), (base, base[::-1]))
            self._names[text] = number
        if (number, type_) not in self._typed:
            self._typed.add((number, type_))
            self._links += [(link, number) for link in self._description.links(text, type_)]
        return number

    def _number(self, table: str, fields: tuple[str, ...], key: tuple[str, ...], more: tuple[str, ...] = ()) -> int:
        """The number of a row, which is made if there is none."""
        where = " AND ".join(f"{field} = ?" for field in fields)
        row = self._connection.execute(f"SELECT number FROM {table} WHERE {where}", key).fetchone()  # noqa: S608
        if row is not None:
            return int(row[0])
        values = (*key, *more)
        marks = ", ".join("?" * len(values))
        made = self._connection.execute(f"INSERT INTO {table} VALUES (NULL, {marks})", values)  # noqa: S608
        assert made.lastrowid is not None
        return made.lastrowid


def _with_counts(rows: Rows) -> Iterator[tuple[int | str, ...]]:
    return ((*row, count) for row, count in rows.items() if count)
