"""The gold set, and what the program makes of it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claimtrack.evaluate import Evaluation, Expected, GoldClaim, evaluate_claims
from claimtrack.extract import extract_claims
from claimtrack.model import Claim, Document, PublishedBasis, RelationKind, Source, Span, document_id
from claimtrack.reconcile import find_findings, reconcile, resolve_entities

HERE = Path(__file__).parent
_VALUE = ("min", "max", "unit", "bound")
APART = "apart"
NO_CONFLICT = "none"
REPORTS = ("reports_read", "reports_english", "reports_business", "reports_german", "reports_unread")
"""Pairs of whole news items: those that rules were developed on, and those that nobody who writes rules has read (the
last)."""
BLIND = "pairs_blind"
"""Pairs of short reports that nobody who writes rules has read."""
HELD_OUT = frozenset({"reports_unread", BLIND})


class Sentences(NamedTuple):
    """How the texts of one language were read: the scores, and the claims made of texts that make none."""

    evaluation: Evaluation
    texts: int
    spurious: tuple[Claim, ...]


class Verdict(NamedTuple):
    """A pair of documents: the relation that is expected, and those that were found, the worst first."""

    pair: dict[str, Any]
    found: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the expected relation is what was found, a conflict not being hidden behind another relation."""
        expected = self.pair["expect"]
        if expected == APART:
            return not self.found
        if expected == NO_CONFLICT:
            return "conflicts" not in self.found
        return expected in self.found and (expected == "conflicts" or "conflicts" not in self.found)


def make_document(
    text: str, lang: str, path: str, published: str | None = None, publisher: str | None = None
) -> Document:
    """Build a document; without a publication date it has none."""
    basis = PublishedBasis.GIVEN if published else PublishedBasis.UNKNOWN
    source = Source(
        id=document_id(f"{path}\n{text}"), path=path, lang=lang, published=published, published_basis=basis,
        publisher=publisher,
    )  # fmt: skip
    return Document(source=source, text=text)


@cache
def read_sentences(lang: str) -> Sentences:
    """Read the texts of a language, and compare."""
    tables = tomllib.loads((HERE / f"sentences_{lang}.toml").read_text(encoding="utf-8"))["text"]
    expected: list[Expected] = []
    claims: list[Claim] = []
    spurious: list[Claim] = []
    for number, table in enumerate(tables):
        document = make_document(table["text"], lang, f"{lang}{number:03}.txt", table.get("published"))
        found = extract_claims(document)
        (claims if table["claims"] else spurious).extend(found)
        expected += [_expected(claim, document) for claim in table["claims"]]
    return Sentences(evaluate_claims(expected, claims, resolve_entities(claims).key_of), len(tables), tuple(spurious))


def _expected(table: dict[str, Any], document: Document) -> Expected:
    fields = {name: given for name, given in table.items() if name not in _VALUE}
    figure = {name: given for name, given in table.items() if name in _VALUE}
    quote = table.get("quote", document.text)
    start = document.text.index(quote)
    gold = GoldClaim.model_validate(
        {**fields, **({"value": figure} if figure else {}), "document": document.source.path, "quote": quote}
    )
    span = Span(start=start, end=start + len(quote))
    return Expected(gold, document.source, span, document.text.count("\n", 0, start) + 1, quote)


@cache
def read_pairs(part: str = "pairs") -> tuple[Verdict, ...]:
    """Read every pair of the files whose name begins with `part`, and say how its claims stand to each other.

    What is held out is read under its own name only.
    """
    files = [file for file in sorted(HERE.glob(f"{part}*.toml")) if file.stem == part or file.stem not in HELD_OUT]
    pairs = [pair for file in files for pair in tomllib.loads(file.read_text("utf-8"))["pair"]]
    return tuple(Verdict(pair, _relations(pair)) for pair in pairs)


def _relations(pair: dict[str, Any]) -> tuple[str, ...]:
    """The relations between claims of the pair's kind, and every conflict, of whatever kind; conflicts first."""
    sides = [_side(pair["a"], "a.txt"), _side(pair["b"], "b.txt")]
    clusters = reconcile([claim for side in sides for claim in side])
    kinds = {cluster.id: cluster.kind for cluster in clusters}
    found = {
        relation.relation.value
        for cluster in clusters
        for relation in cluster.relations
        if kinds[cluster.id] == pair["kind"] and _crosses(relation.a, relation.b, sides)
    }
    found |= {
        finding.relation.relation.value
        for finding in find_findings(clusters)
        if finding.relation.relation is RelationKind.CONFLICTS
    }
    return tuple(sorted(found, key=lambda relation: (relation != "conflicts", relation)))


def _side(side: dict[str, Any], path: str) -> list[Claim]:
    document = make_document(
        side["text"], side.get("lang", "en"), path, side.get("published"), side.get("publisher", f"publisher of {path}")
    )
    return extract_claims(document)


def _crosses(a: str, b: str, sides: list[list[Claim]]) -> bool:
    first, second = ({claim.id for claim in side} for side in sides)
    return (a in first and b in second) or (b in first and a in second)
