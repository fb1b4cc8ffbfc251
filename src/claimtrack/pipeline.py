"""The order in which the parts work; with `books`, `judging` and `naming` the only module that knows it.

    extract          paths → documents → claims → ledger
    everything else  ledger → claims → clusters → findings, see `books`

A step's module is imported when the step is taken: asking the ledger must not wait for what only reading needs.
"""

from __future__ import annotations

import traceback
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, Self

from claimtrack.books import Books
from claimtrack.errors import ClaimtrackError, InputError
from claimtrack.indexing import describe, held_claims
from claimtrack.ledger import (
    Change,
    Extracted,
    find_claim,
    find_known,
    is_large,
    path_order,
    read_ledger,
    read_register,
    register_documents,
    update_ledger,
)
from claimtrack.model import Document, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from claimtrack.evaluate import Evaluation
    from claimtrack.ledger import Misreading
    from claimtrack.model import Claim, Cluster, Relation, Verdict
    from claimtrack.reconcile import Series
    from claimtrack.sources import Metadata, Note

    Watch = Callable[[int, int, int], None]


BATCH = 100
"""Documents between two writes of the ledger."""


class Extraction(NamedTuple):
    """What reading documents did: to the ledger by document, and what was not read or left out."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


class Shown(NamedTuple):
    """A claim, its document's text if that is still there, how other claims stand to it, its cluster's verdict.

    One that a person said is `misread` stands in no cluster and has no verdict.
    """

    claim: Claim
    text: str | None
    relations: tuple[tuple[Relation, Claim], ...]
    verdict: Verdict | None
    misread: Misreading | None = None


def extract(
    paths: Iterable[str],
    given: Metadata,
    ledger: Path,
    pipeline: str | None = None,
    *,
    workers: int = 1,
    again: bool = False,
    watch: Watch = lambda *step: None,
) -> Extraction:
    """Read documents into the ledger.

    `watch` is told before the first one and after each how many are done, of how many, with how many claims.
    A text that is there twice is one document, under the smallest of its paths. A document that was read before, and
    in which the same would be found, is left out unless it is to be read `again`. The ledger is the same bytes
    whatever the `workers` (processes; 0 for one on each core). A document over which the program stumbles is a problem
    and stays in the ledger as it was. It is written after every `BATCH` documents, and when
    the work is interrupted, so that the next run goes on where this one stopped.

    Raises:
        LedgerError: the ledger cannot be read or written; nothing in it was changed.
        LanguageError: a language's pipeline cannot be loaded.
        WorkerError: a worker was ended from outside; what the others read before is in the ledger.
    """
    from claimtrack.fingerprint import fingerprint_reader
    from claimtrack.workers import count_cores, map_in_order

    # a broken ledger is told before the work, not after
    claims = read_ledger(ledger) if ledger.exists() and not is_large(ledger) else None
    documents, problems, notes = _collect(paths, given)
    reader = fingerprint_reader(pipeline)
    if claims is None and ledger.exists():
        claims = held_claims(ledger, [document.source for document in documents])
    sources = [] if again or claims is None else [document.source for document in documents]
    known = find_known(sources, ledger, claims or (), reader)
    unread = [document for document in documents if document.source.id not in known]
    books = _Writer(ledger, reader, {document.source.path for document in documents})
    workers = min(workers or count_cores(), max(1, len(unread)))
    with map_in_order(partial(_read, pipeline=pipeline), unread, workers) as results, books:
        books.add_all(unread, results, watch)
    notes += [_same_text(change.source.path, change.same_as) for change in books.changes if change.same_as]
    changes = [*known.values(), *(change for change in books.changes if not change.same_as)]
    problems += books.problems
    return Extraction(tuple(sorted(changes, key=lambda c: c.source.path)), tuple(problems), tuple(notes))


def list_claims(ledger: Path, terms: Sequence[str], least: float = 0) -> tuple[Claim, ...]:
    """Return the claims that terms ask for, in ledger order; those of less than the `least` confidence are left out.

    Raises:
        LedgerError: the ledger cannot be read.
        QueryError: a term cannot be understood.
    """
    books = Books(ledger, least)
    query = books.ask(terms)
    found = query.apply(books.claims)
    if query.verdicts is None:
        return found
    judged = {c.id for cluster in books.clusters if cluster.verdict in query.verdicts for c in cluster.claims}
    return tuple(claim for claim in found if claim.id in judged)


def list_clusters(ledger: Path, terms: Sequence[str], least: float = 0) -> tuple[Cluster, ...]:
    """Return the clusters with a claim that terms ask for.

    Claims of less than the `least` confidence are left out. Raises what `list_claims` raises.
    """
    books = Books(ledger, least)
    query = books.ask(terms)
    wanted = {claim.id for claim in query.apply(books.claims)}
    return tuple(
        cluster for cluster in books.clusters
        if (query.verdicts is None or cluster.verdict in query.verdicts) and any(c.id in wanted for c in cluster.claims)
    )  # fmt: skip


def list_series(ledger: Path, name: str, kind: str | None = None, least: float = 0) -> tuple[Series, ...]:
    """Return how the answers about an entity changed, of one kind or of all; a part of a name finds all that have it.

    Raises what `list_claims` raises.
    """
    from claimtrack.reconcile import trace_answers

    books = Books(ledger, least)
    found = books.ask([name, *([f"kind:{kind}"] if kind else [])]).apply(books.claims)
    key = books.entities.key_of(name)
    exact = [c for c in found if key in (books.entities.key_of(c.subject), books.entities.key_of(c.object or ""))]
    return trace_answers(exact or found, books.entities)


def show_claim(ledger: Path, prefix: str) -> Shown:
    """Return the claim whose id starts with `prefix`, and what is known of it.

    Raises:
        LedgerError: the ledger cannot be read.
        QueryError: no claim, or more than one, has such an id.
    """
    from claimtrack.sources import reread_text

    books = Books(ledger)
    claim = find_claim((*books.claims, *books.misread), prefix)
    misread = books.misreading_of(claim)
    if misread is not None:
        return Shown(claim, reread_text(claim.document), (), None, misread)
    cluster = next(cluster for cluster in books.clusters if any(one.id == claim.id for one in cluster.claims))
    by_id = {one.id: one for one in cluster.claims}
    relations = tuple(
        (relation, by_id[relation.b if relation.a == claim.id else relation.a])
        for relation in cluster.relations if claim.id in (relation.a, relation.b)
    )  # fmt: skip
    return Shown(claim, reread_text(claim.document), relations, cluster.verdict)


def evaluate(ledger: Path, gold: Path, kinds: Collection[str] = ()) -> tuple[Evaluation, tuple[Problem, ...]]:
    """Compare a ledger with a gold file; the problems are its documents that were not extracted, and are left out.

    Raises:
        LedgerError: the ledger cannot be read.
        InputError: the gold file cannot be read, or none of its documents was extracted.
    """
    from claimtrack.evaluate import evaluate_claims, locate_gold, read_gold
    from claimtrack.reconcile import resolve_entities
    from claimtrack.sources import reread_text

    claims, wanted = read_ledger(ledger), read_gold(gold)
    sources = {entry.document.id: entry.document for entry in read_register(ledger)}
    sources |= {claim.document.id: claim.document for claim in claims}
    expected, problems = locate_gold(wanted, list(sources.values()), reread_text)
    if not expected:
        raise InputError(gold, f"none of its documents was extracted into {ledger}")
    labelled = {one.source.id for one in expected}
    claims = tuple(claim for claim in claims if claim.document.id in labelled)
    return evaluate_claims(expected, claims, resolve_entities(claims).key_of, frozenset(kinds)), problems


def _collect(paths: Iterable[str], given: Metadata) -> tuple[list[Document], list[Problem], list[Note]]:
    from claimtrack.sources import Note, read_documents

    problems: list[Problem] = []
    notes: list[Note] = []
    documents: dict[str, Document] = {}
    for item in read_documents(paths, given):
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Note):
            notes.append(item)
        else:
            notes += _keep_first(documents, item)
    return sorted(documents.values(), key=lambda document: document.source.path), problems, notes


class _Writer:
    """Puts what was read into the ledger in batches, and at its end what is left, however that end comes.

    `paths` are those of all documents of the run.
    """

    def __init__(self, ledger: Path, reader: str, paths: Collection[str]) -> None:
        self._ledger, self._reader, self._paths = ledger, reader, paths
        self._waiting: list[Extracted] = []
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self._documents = self._claims = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._waiting:
            self._write()

    def add_all(self, documents: Sequence[Document], results: Iterable[list[Claim] | Problem], watch: Watch) -> None:
        """Take what was found in documents, in their order, and tell `watch` how far it is."""
        watch(0, len(documents), 0)
        for document, found in zip(documents, results, strict=True):
            self._documents += 1
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                self._waiting.append(Extracted(document.source, found))
                self._claims += len(found)
            if len(self._waiting) >= BATCH:
                self._write()
            watch(self._documents, len(documents), self._claims)

    def _write(self) -> None:
        description = describe() if is_large(self._ledger) else None
        changes = update_ledger(self._ledger, self._waiting, self._is_elsewhere, description)
        elsewhere = {change.source.id for change in changes if change.same_as}
        kept = [extracted for extracted in self._waiting if extracted.source.id not in elsewhere]
        register_documents(self._ledger, kept, self._reader)
        self.changes += changes
        self._waiting = []

    def _is_elsewhere(self, path: str) -> bool:
        """Whether a document of the ledger still stands at a path that this run does not read."""
        from claimtrack.sources import is_there

        return path not in self._paths and is_there(path)


def _read(document: Document, pipeline: str | None) -> list[Claim] | Problem:
    """The claims of a document. One that the program stumbles over is named, and costs nothing of the others."""
    from claimtrack.extract import extract_claims

    try:
        return extract_claims(document, pipeline=pipeline)
    except ClaimtrackError:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {PurePath(place.filename).name}:{place.lineno}"
        reason = f"not read for an error of this program ({where}), which its makers would like to hear of"
        return Problem(path=document.source.path, reason=reason)


def _keep_first(documents: dict[str, Document], document: Document) -> list[Note]:
    known = documents.setdefault(document.source.id, document)
    if known is document:
        return []
    first, second = sorted((known, document), key=lambda one: path_order(one.source.path))
    documents[document.source.id] = first
    return [_same_text(second.source.path, first.source.path)]


def _same_text(path: str, other: str) -> Note:
    from claimtrack.sources import Note

    return Note(path=path, reason=f"the same text as {other}; kept once, under that path")
