"""Where claims come from: which of them share an origin, and how many independent ones stand behind an answer.

Two claims share an origin when they are from one document or one publisher, when one sentence or one document was
copied from the other, or when both pass on the same named report. An unnamed source ("people
familiar with the matter") is never shared.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from claimtrack.reconcile.copies import NO_SKETCH, Sketch, are_copies, sketch_documents
from claimtrack.reconcile.folding import fold, fold_name, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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

    `voices` are the publisher and the named speaker: a paper that is quoted elsewhere is the same voice there. `sketch`
    is that of the document.
    """

    document: str
    voices: tuple[str, ...]
    speaker: str
    text: str
    sketch: Sketch = NO_SKETCH


def origin_of(claim: Claim, sketch: Sketch = NO_SKETCH) -> Origin:
    """Return what is known of a claim's origin; `sketch` is that of its document."""
    text = fold(claim.quote) if claim.quote.count(" ") >= COPIED_WORDS - 1 else ""
    return Origin(claim.document.id, voices_of(claim), named_speaker(claim.attribution) or "", text, sketch)


def voices_of(claim: Claim) -> tuple[str, ...]:
    """Return the publisher and the named speaker, in folded words, as far as they are known."""
    return _voices(claim.document.publisher, claim.attribution)


@lru_cache(maxsize=1 << 14)
def _voices(publisher: str | None, attribution: str | None) -> tuple[str, ...]:
    voices = (fold_name(publisher or "").base, named_speaker(attribution))
    return tuple(voice for voice in voices if voice)


@lru_cache(maxsize=1 << 14)
def named_speaker(attribution: str | None) -> str | None:
    """Return the folded name of who is quoted, `None` when nobody is named ("people familiar", "a statement")."""
    folded = fold(attribution or "")
    paper = _paper_at_end(folded)
    if paper and not _has_name(attribution or ""):
        return None  # "Orbital's statement" is Orbital's word, "a statement" nobody's in particular
    words = [word for word in folded.removesuffix(paper).split() if word not in word_set("origins", "noise")]
    if not words or any(word in word_set("origins", "anonymous") for word in words):
        return None
    if any(word in word_set("origins", "unnamed_alone") for word in words) and not _has_name(attribution or ""):
        return None
    return " ".join(words)


def _has_name(attribution: str) -> bool:
    """Whether a capital speaks for a name beside a word such as "media": "Daybreak Media", not "local media"."""
    telling = word_set("origins", "unnamed_alone") | word_set("origins", "noise") | word_set("origins", "documents")
    return any(word[:1].isupper() and set(fold(word).split()) - telling for word in attribution.split())


def is_unnamed(attribution: str | None, quote: str = "") -> bool:
    """Whether the claim, of this sentence, is passed on from somebody not named, who does not speak for a party."""
    if not attribution or named_speaker(attribution) is not None or _is_document(attribution, quote):
        return False
    speaker = fold(attribution)
    if any(f" {speaker} {verb} " in f" {fold(quote)} " for verb in word_set("origins", "announcing")):
        return False  # "officials announced": who announces something has it to announce
    return word_set("origins", "official").isdisjoint(speaker.split())


def _is_document(attribution: str, quote: str) -> bool:
    """Whether the party's own papers are quoted: "its statement", "preliminary figures", "report" of an annual one."""
    folded, told = fold(attribution), f" {fold(quote)} "
    if _paper_at_end(folded):
        return True
    return any(paper.endswith(f" {folded}") and f" {paper} " in told for paper in word_set("origins", "documents"))


def _paper_at_end(folded: str) -> str:
    """The longest of the words for a party's own papers that an attribution ends with."""
    ends = [paper for paper in word_set("origins", "documents") if folded == paper or folded.endswith(f" {paper}")]
    return max(ends, key=len, default="")


def is_correction(quote: str) -> bool:
    """Whether a sentence says that it corrects: "Correction: …", "Berichtigung: …"."""
    return not word_set("origins", "correction").isdisjoint(fold(quote).split())


def speaks_of(claim: Claim, name: str) -> bool:
    """Whether title or sentence have a word that begins as those of a list do: "interim", "kommissarischer"."""
    words = fold(f"{claim.attribute or ''} {claim.quote}").split()
    return any(word.startswith(tuple(word_set("origins", name))) for word in words)


def is_interim(claim: Claim) -> bool:
    """Whether title or sentence say that a post is held for a time only: "interim", "leads the bank until autumn"."""
    told = f" {fold(claim.quote)} "
    return speaks_of(claim, "interim") or any(f" {phrase} " in told for phrase in word_set("origins", "for_a_time"))


def denying_words() -> frozenset[str]:
    """Return the verbs of a denial: "denied", "dementierte"."""
    return word_set("origins", "denial")


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
    if are_copies(a.sketch, b.sketch):
        return "both documents have most of what is quoted of them in common, so one text stands behind both"
    return None


def is_copied(a: str, b: str) -> bool:
    """Whether two folded sentences are the same, or nearly so and long."""
    if not a or not b:
        return False
    if a == b:
        return True
    if abs(len(a) - len(b)) * 100 > (100 - NEAR_COPY) * (len(a) + len(b)):  # no more alike than their lengths
        return False
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
            first = seen.setdefault(mark, place) if mark[1] else place
            if first != place:
                parents[find(place)] = find(first)
    if len(distinct) <= NEAR_COPIES and len({find(place) for place in range(len(distinct))}) > 1:
        for i, j in combinations(_places_of_long(distinct), 2):
            if find(i) != find(j) and _are_one_text(distinct[i], distinct[j]):
                parents[find(i)] = find(j)
    return len({find(place) for place in range(len(distinct))})


def _places_of_long(origins: Sequence[Origin]) -> list[int]:
    """The places of those that can be a near copy of another."""
    return [
        place for place, origin in enumerate(origins)
        if origin.sketch.quotes or origin.text.count(" ") >= NEAR_COPY_WORDS - 1
    ]  # fmt: skip


class Shared(NamedTuple):
    """Claims of several documents that share an origin, of each document the first: the places in what was given.

    `speaker` is who is passed on, as a claim writes it; `None` where one text was copied.
    """

    places: tuple[int, ...]
    speaker: str | None


def find_shared(claims: Sequence[Claim]) -> list[Shared]:
    """Return which of some claims are copies of one text, or pass on one named source, in the order of the claims."""
    origins = _origins_of(claims)
    found: dict[tuple[int, ...], str | None] = {_once(places, origins): None for places in _copied(origins)}
    for speaker in sorted({origin.speaker for origin in origins if origin.speaker}):
        places = tuple(place for place, origin in enumerate(origins) if speaker in origin.voices)
        named = next(claims[place].attribution for place in places if origins[place].speaker == speaker)
        found.setdefault(_once(places, origins), named)  # a copy has the speaker of its model, too
    return [Shared(places, found[places]) for places in sorted(found) if len(places) > 1]


def count_independent(claims: Sequence[Claim]) -> int:
    """Return from how many independent origins claims come: copies, and what one publisher or voice tells, are one."""
    return count_origins(_origins_of(claims))


def _origins_of(claims: Sequence[Claim]) -> list[Origin]:
    sketches = sketch_documents(claims)
    return [origin_of(claim, sketches.get(claim.document.id, NO_SKETCH)) for claim in claims]


def _once(places: Iterable[int], origins: Sequence[Origin]) -> tuple[int, ...]:
    """The places, of each document the first."""
    first = {origins[place].document: place for place in sorted(places, reverse=True)}
    return tuple(sorted(first.values()))


def _copied(origins: Sequence[Origin]) -> list[tuple[int, ...]]:
    """The places of origins that are one text, each with the first that it is like."""
    texts: dict[Origin, list[int]] = {}
    for place, origin in enumerate(origins):
        first = next((one for one in islice(texts, NEAR_COPIES) if _are_one_text(one, origin)), origin)
        texts.setdefault(first, []).append(place)
    return [tuple(places) for places in texts.values()]


def _are_one_text(a: Origin, b: Origin) -> bool:
    return is_copied(a.text, b.text) or are_copies(a.sketch, b.sketch)
