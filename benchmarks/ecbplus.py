"""Whether claims about one event from several sources meet: B³ on ECB+, whose documents are sorted by event.

    python -m benchmarks.ecbplus --news NEWS/ecbplus.jsonl

ECB+ (Cybulska and Vossen 2014) has about nine short reports of each of 86 events, two of a kind to a topic: a merger,
and another one. Labels of single mentions are not in the file, so two claims are taken to belong together when they are
of one kind and their documents of one event. That counts two roles, or two figures that one report gives, as one:
recall is understated. B³ (Bagga and Baldwin 1998) is the mean over all claims of how much of a claim's cluster belongs
with it (precision) and how much of what belongs with it is in its cluster (recall).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract import extract_claims
from claimtrack.model import Document, PublishedBasis, Source, document_id
from claimtrack.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from claimtrack.model import Claim


class Score(NamedTuple):
    """B³, each in 0..1, and over how many items."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_clusters(pairs: Iterable[tuple[Hashable, Hashable]]) -> Score:
    """Return the B³ of items given as (their cluster, the class that they belong to)."""
    counted = Counter(pairs)
    clusters: Counter[Hashable] = Counter()
    classes: Counter[Hashable] = Counter()
    for (cluster, class_), count in counted.items():
        clusters[cluster] += count
        classes[class_] += count
    items = counted.total()
    if not items:
        return Score(0.0, 0.0, 0)
    precision = sum(count * count / clusters[cluster] for (cluster, _), count in counted.items())
    recall = sum(count * count / classes[class_] for (_, class_), count in counted.items())
    return Score(precision / items, recall / items, items)


def read_documents(path: Path) -> Iterator[tuple[Document, str]]:
    """Yield each document with its event."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = entry["text"]
        source = Source(
            id=document_id(text), path=entry["id"], lang=entry["lang"], publisher=entry["id"],
            published_basis=PublishedBasis.UNKNOWN,
        )  # fmt: skip
        yield Document(source=source, text=text), entry["cluster"]


def score_claims(claims: Sequence[Claim], events: dict[str, str]) -> tuple[Score, Score]:
    """Return the B³ of all claims, and of those of which more than one document of the event tells.

    `events` gives the event of each document by its id.
    """
    clusters = {claim.id: cluster.id for cluster in reconcile(claims) for claim in cluster.claims}
    classes = {claim.id: (claim.kind, events[claim.document.id]) for claim in claims}
    sources: dict[Hashable, set[str]] = {}
    for claim in claims:
        sources.setdefault(classes[claim.id], set()).add(claim.document.id)
    several = [claim for claim in claims if len(sources[classes[claim.id]]) > 1]
    scores = [score_clusters((clusters[claim.id], classes[claim.id]) for claim in some) for some in (claims, several)]
    return scores[0], scores[1]


def main() -> None:
    """Read the documents, make the claims and their clusters, and print both scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True)
    pairs = list(read_documents(parser.parse_args().news))
    claims = list({claim.id: claim for document, _ in pairs for claim in extract_claims(document)}.values())
    scores = score_claims(claims, {document.source.id: event for document, event in pairs})
    for what, score in zip(("all claims", "claims of events that several documents tell of"), scores, strict=True):
        print(f"{what}: {score.items}, B³ P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")


if __name__ == "__main__":
    main()
