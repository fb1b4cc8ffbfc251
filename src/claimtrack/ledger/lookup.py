"""One claim by its id, and what a ledger holds in sum."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from claimtrack.errors import QueryError
from claimtrack.model import Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimtrack.model import Claim

T = TypeVar("T")
SHORT_ID = 7
_LISTED = 5


class SourceSummary(Record):
    """A document in the ledger, and how many claims it makes."""

    source: Source
    claims: int


class EntitySummary(Record):
    """Somebody or something that claims name: the usual name, the others, and in how many claims and documents.

    `id` is the key by which the reconciler knows it; it may change with what other documents say.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    claims: int
    documents: int


class Summary(Record):
    """What a ledger holds: counts by what they are counted by, most frequent first.

    `first` and `last` are the earliest and latest days (ISO) that dated claims are about.
    """

    documents: int
    claims: int
    dated: int
    kinds: dict[str, int]
    languages: dict[str, int]
    modalities: dict[str, int]
    entities: dict[str, int]
    first: str | None = None
    last: str | None = None


def find_claim(claims: Sequence[Claim], prefix: str) -> Claim:
    """Return the claim whose id starts with `prefix`.

    Raises:
        QueryError: no claim's id does, or several ids do; the error lists candidates.
    """
    return find_id({claim.id: claim for claim in claims}, prefix, "claim")


def find_id(by_id: Mapping[str, T], prefix: str, what: str) -> T:
    """Return what has the id that starts with `prefix`, `what` being its name in words. Raises as `find_claim` does."""
    wanted = prefix.strip().lower()
    matches = sorted(one for one in by_id if wanted and one.startswith(wanted))
    if len(matches) == 1:
        return by_id[matches[0]]
    if not matches:
        raise QueryError(prefix, f"no {what} has this id")
    listed = ", ".join(matches[:_LISTED])
    more = f" and {len(matches) - _LISTED} more" if len(matches) > _LISTED else ""
    raise QueryError(prefix, f"the id is not unique: {listed}{more}")


def list_sources(claims: Sequence[Claim]) -> tuple[SourceSummary, ...]:
    """Return the documents that claims come from, by path."""
    sources = {claim.document.id: claim.document for claim in claims}
    counts = Counter(claim.document.id for claim in claims)
    by_path = sorted(sources.values(), key=lambda source: (source.path, source.id))
    return tuple(SourceSummary(source=source, claims=counts[source.id]) for source in by_path)


def summarize(claims: Sequence[Claim]) -> Summary:
    """Return what a ledger holds in sum."""
    times = [claim.valid_interval for claim in claims]
    dated = [time for time in times if time is not None]
    starts = [time.start for time in dated if time.start is not None]
    ends = [time.end - timedelta(days=1) for time in dated if time.end is not None]
    documents = list_sources(claims)
    return Summary(
        documents=len(documents),
        claims=len(claims),
        dated=len(dated),
        kinds=_count(claim.kind for claim in claims),
        languages=_count(document.source.lang for document in documents),
        modalities=_count(claim.modality.value for claim in claims),
        entities=_count(name for claim in claims for name in {claim.subject, claim.object} if name),
        first=min(starts).isoformat() if starts else None,
        last=max(ends).isoformat() if ends else None,
    )


def _count(words: Iterable[str]) -> dict[str, int]:
    counts = Counter(words)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
