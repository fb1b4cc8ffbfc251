"""Where claims come from: which of them share an origin, and how many independent ones stand behind an answer.

Two claims share an origin when they are from one document or one publisher, when one text was copied from the other,
or when both pass on the same named report. An unnamed source ("people familiar with the matter") is never shared.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from claimtrack.reconcile.folding import fold, fold_name, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.model import Claim

COPIED_WORDS = 10
"""Words of a sentence from which on two documents do not write the same one by chance."""
NEAR_COPY = 96.0
"""How alike, of 100, two sentences of at least `NEAR_COPY_WORDS` words must be to count as copied."""
NEAR_COPY_WORDS = 14
NEAR_COPIES = 64
"""Origins of one answer up to which near-copies are looked for when they are counted; equal texts always are."""


class Origin(NamedTuple):
    """What tells where a claim comes from, in folded words; `speaker` and `text` are empty where not known.

    `voices` are the publisher and the named speaker: a paper that is quoted elsewhere is the same voice there.
    """

    document: str
    voices: tuple[str, ...]
    speaker: str
    text: str


def origin_of(claim: Claim) -> Origin:
    """Return what is known of a claim's origin."""
    text = fold(claim.quote) if claim.quote.count(" ") >= COPIED_WORDS - 1 else ""
    publisher, speaker = fold_name(claim.document.publisher or "").base, named_speaker(claim.attribution) or ""
    return Origin(claim.document.id, tuple(voice for voice in (publisher, speaker) if voice), speaker, text)


@lru_cache(maxsize=1 << 14)
def named_speaker(attribution: str | None) -> str | None:
    """Return the folded name of who is quoted, `None` when nobody is named ("people familiar with the matter")."""
    words = [word for word in fold(attribution or "").split() if word not in _words("noise")]
    if not words or any(word in _words("anonymous") for word in words):
        return None
    if any(word in _words("unnamed_alone") for word in words) and not _has_name(attribution or ""):
        return None
    return " ".join(words)


def _has_name(attribution: str) -> bool:
    """Whether a capital speaks for a name beside a word such as "media": "Daybreak Media", not "local media"."""
    telling = _words("unnamed_alone") | _words("noise")
    return any(word[:1].isupper() and set(fold(word).split()) - telling for word in attribution.split())


def is_unnamed(attribution: str | None) -> bool:
    """Whether the claim is passed on from somebody who is not named."""
    return bool(attribution) and named_speaker(attribution) is None and not _is_document(attribution or "")


def _is_document(attribution: str) -> bool:
    """Whether the party's own papers are quoted: "its statement", "preliminary figures"."""
    *_, last = fold(attribution).split() or [""]
    return last in _words("documents")


def is_correction(quote: str) -> bool:
    """Whether a sentence says that it corrects: "Correction: …", "Berichtigung: …"."""
    return not _words("correction").isdisjoint(fold(quote).split())


def shared_origin(a: Origin, b: Origin) -> str | None:
    """Return in words what origin two claims share, or `None` when they are independent."""
    if a.document == b.document:
        return "both stand in the same document"
    shared = next((voice for voice in a.voices if voice in b.voices), None)
    if shared is not None:
        both = shared == a.speaker and shared == b.speaker
        return f"both pass on what {shared} says" if both else f"both come from {shared}"
    if is_copied(a.text, b.text):
        return "both documents have the same sentence, so one text stands behind both"
    return None


def is_copied(a: str, b: str) -> bool:
    """Whether two folded sentences are the same, or nearly so and long."""
    if not a or not b:
        return False
    if a == b:
        return True
    long_enough = min(a.count(" "), b.count(" ")) >= NEAR_COPY_WORDS - 1
    return long_enough and fuzz.ratio(a, b, score_cutoff=NEAR_COPY) > 0


def count_origins(origins: Iterable[Origin]) -> int:
    """Return how many independent origins there are; what is shared by a chain of claims is one."""
    distinct = sorted(set(origins))
    parents = list(range(len(distinct)))

    def find(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    seen: dict[tuple[str, str], int] = {}
    for place, origin in enumerate(distinct):
        marks = [("document", origin.document), ("text", origin.text), *(("voice", voice) for voice in origin.voices)]
        for mark in marks:
            if mark[1]:
                parents[find(place)] = find(seen.setdefault(mark, place))
    if len(distinct) <= NEAR_COPIES:
        for i, j in combinations(range(len(distinct)), 2):
            if find(i) != find(j) and is_copied(distinct[i].text, distinct[j].text):
                parents[find(i)] = find(j)
    return len({find(place) for place in range(len(distinct))})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for table in read_words("origins") for word in table[name])
