"""Drafts to claims: certainty and time read, figures signed, quotes cut, the same answer kept once a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.edtf import is_approximate, parse_edtf
from claimtrack.extract.certainty.background import is_recalled
from claimtrack.extract.certainty.backward import told_before
from claimtrack.extract.certainty.modality import Certainty, is_past, read_certainty, tells_in_the_future
from claimtrack.extract.certainty.nearness import takes_effect
from claimtrack.extract.certainty.restated import share_times
from claimtrack.extract.certainty.speakers import is_source
from claimtrack.extract.certainty.timing import UNDATED, Valid, read_valid
from claimtrack.extract.deals.reading import is_allowed
from claimtrack.extract.deals.worths import attribute_of
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.spans import is_subyear, year_before
from claimtrack.extract.layout.dates import find_news_day
from claimtrack.extract.offers.parts import is_price_of_whole
from claimtrack.extract.reliability import rate, weigh
from claimtrack.extract.text.dates import time_words
from claimtrack.extract.text.pairs import goes_with_another
from claimtrack.extract.text.syntax import base
from claimtrack.model import Anchor, Bound, Claim, Modality, Phase, Quantity, Span, TimeSpan, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.edtf import Interval
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.model import Document

_HEDGED, _UNTYPED = 0.9, 0.85
"""What a hedge and a subject of unknown type leave of a rule's certainty."""

_OPEN = {"quantified": 1, "ranked": 2}
"""Rules that give way to all others, and in which order: those that read a figure by its phrase alone, or by rank."""
_RATED = frozenset({"ranked"})
"""Rules whose certainty holds that of the subject's type."""
_RESULTS = frozenset({"revenue", "profit", "valuation"})
"""Kinds whose time to come makes a forecast of them and no plan."""
_TERM = re.compile(r"(\.\.|\d{4}(-\d\d)?)/\d{4}(-\d\d)?")
"""Years or months, a term of office and no day's or week's news."""
_YEAR = re.compile(r"\d{4}")
_HEAD = 600
"""Letters at the head of a document that tell its news."""
_LONG = 180
"""Days to the end of a year that make a sum of it a budget, and behind which a deal that was allowed is done."""


class _Reading(NamedTuple):
    """What is read of a draft at the end."""

    certainty: Certainty
    valid: Valid
    confidence: float


def assemble_claims(drafts: Sequence[Draft], document: Document, discourse: Discourse) -> list[Claim]:
    """Return the claims of a document."""
    claims: dict[str, Claim] = {}
    news = find_news_day(discourse.passages, document.source.published_interval)
    head = f"{document.source.title or ''} {document.text[:_HEAD]}"
    for draft in _best(draft for draft in drafts if not _is_of_nobody(draft)):
        if is_price_of_whole(draft, discourse.passages):
            continue
        certainty = read_certainty(draft, discourse)
        confidence = _confidence(draft, certainty) if certainty is not None else None
        if certainty is None or confidence is None or draft.subject.text == (draft.object and draft.object.text):
            continue
        named = {filler.text for filler in (draft.subject, draft.object) if filler is not None}
        valid = read_valid(draft, document.source, news if discourse.topic in named else None)
        valid = (told_before(draft, discourse) or valid) if valid.default else valid
        happened = certainty.modality is Modality.ACTUAL and is_past(draft)
        is_done = happened and certainty.phase is not Phase.HOLDS
        recalled = valid.default and is_recalled(draft, certainty, head, discourse.topic)
        to_come = happened and not _takes_effect(valid, draft) and _is_to_come(valid, draft, document)
        ahead = is_done and valid.anchor is not Anchor.EXPLICIT and to_come
        if recalled or ahead or (happened and _opens_ahead(valid, document)):
            valid = UNDATED
        elif to_come:
            valid = _gone_by(valid, draft)
        claim = _claim(draft, _Reading(certainty, valid, weigh(confidence, draft.witness)), document)
        claims.setdefault(claim.id, claim)
    return share_times(claims.values())


def _is_of_nobody(draft: Draft) -> bool:
    """Whether a figure is taken for that of whoever is only cited for it, of another, or of a phrase cut short."""
    subject, passage = draft.subject, draft.passage
    parties = [party for party in (subject, draft.object) if party is not None]
    is_open = draft.kind == "measure"
    if draft.value is not None and goes_with_another(draft.value.span, parties, passage, is_open=is_open):
        return True  # "A and B fell 2 % and 3 %, respectively"
    is_named = draft.value is not None and subject.via == "name" and subject.token.doc is passage.tree
    name = passage.name_at(subject.token) if is_named else None
    return (name is not None and is_source(name, passage)) or (draft.rule == "quantified" and _is_cut(draft))


def _is_cut(draft: Draft) -> bool:
    """As "residential" of "residential prices"."""
    word = draft.subject.text.split()[-1]
    last = next((t for t in draft.passage.tree if t.text == word), None)
    return last is not None and base(last) == "amod" and last.text.islower()


def _best(drafts: Iterable[Draft]) -> list[Draft]:
    """The surest reading of each answer in a sentence, and of each figure; an open measure gives way to any other."""
    ranked = sorted(enumerate(drafts), key=lambda entry: (_OPEN.get(entry[1].rule, 0), -entry[1].sure, entry[0]))
    kept: dict[int, Draft] = {}
    answers: set[tuple[object, ...]] = set()
    figures: dict[int, Draft] = {}
    for order, draft in ranked:
        answer = (
            draft.passage.position, draft.kind, draft.subject.text, draft.object and draft.object.text,
            (draft.attribute, draft.phase) if draft.kind == "role" else None, draft.value and draft.value.span.start,
        )  # fmt: skip
        taken = figures.get(draft.value.span.start) if draft.value else None
        if answer in answers or (taken is not None and not _is_shared(taken, draft)):
            continue
        answers.add(answer)
        if draft.value:
            figures.setdefault(draft.value.span.start, draft)
        kept[order] = draft
    return [kept[order] for order in sorted(kept)]


def _is_shared(one: Draft, other: Draft) -> bool:
    """Whether one phrase gives a figure to each of several: "A and B each hold 32 % of C"."""
    if (one.kind, one.rule, one.attribute) != (other.kind, other.rule, other.attribute):
        return False
    same = (one.object and one.object.text) == (other.object and other.object.text)
    return same and one.passage is other.passage and one.predicate.i == other.predicate.i


def _claim(draft: Draft, reading: _Reading, document: Document) -> Claim:
    certainty, valid, confidence = reading
    span = _quote(draft)
    phase = certainty.phase
    if valid.since and phase is Phase.HOLDS and draft.kind in ("use", "role", "partnership", "development"):
        phase = Phase.BEGINS  # "uses it since May": May is when it began
    elif draft.kind == "role" and phase is Phase.HOLDS and _is_over_term(valid, document):
        phase = Phase.ENDS  # "its chief until 2019"
    modality = certainty.modality
    is_told_done = is_past(draft) and not _takes_effect(valid, draft)
    if modality is Modality.ACTUAL and not draft.aside and not is_told_done and _is_to_come(valid, draft, document):
        modality = Modality.FORECAST if draft.kind in _RESULTS else Modality.PLANNED
    elif modality is not Modality.ACTUAL and tells_in_the_future(draft) and _is_over(valid, document):
        told = certainty.attribution is not None or valid.anchor is Anchor.PUBLISHED  # "will cut, she said on Tuesday"
        modality = modality if told else Modality.ACTUAL  # "1997 wird sie Chefin": the present of history
    elif modality is Modality.PLANNED and is_allowed(draft) and _is_long_over(valid, document):
        modality = Modality.ACTUAL  # "approved the takeover in 2019": done by now
    claim = Claim(
        id="", kind=draft.kind, subject=draft.subject.text, object=draft.object.text if draft.object else None,
        attribute=attribute_of(draft), value=_value(draft), modality=modality, phase=phase,
        polarity=certainty.polarity, valid=valid.edtf, valid_text=valid.text, valid_anchor=valid.anchor,
        valid_default=valid.default, attribution=certainty.attribution, hedged=certainty.hedged,
        quote=document.text[span.start : span.end], start=span.start, end=span.end,
        line=document.line_of(span.start), rule=draft.rule, confidence=confidence,
        document=document.source,
    )  # fmt: skip
    return claim.model_copy(update={"id": claim_id(claim)})


def _takes_effect(valid: Valid, draft: Draft) -> bool:
    """Whether a time is said to be that at which the post begins that somebody was given."""
    told = (m for m in draft.passage.dates if isinstance(m.norm, TimeSpan) and m.norm.text == valid.text)
    return any(takes_effect(mention, draft) for mention in told)


def _gone_by(valid: Valid, draft: Draft) -> Valid:
    """A time that is to come, told as past: in March, "fell in the second half", that of last year.

    Any other is that of something else, or counts from a day that the text tells: "sold 900 the following week". A
    payment has its day before it is paid, and what is done "through Monday" is done so far.
    """
    before = year_before(TimeSpan(text="", edtf=valid.edtf)) if valid.anchor is Anchor.PUBLISHED else None
    if before is not None and is_subyear(before):
        return valid._replace(edtf=before.edtf)
    is_until = any(f"{word} {valid.text}" in draft.passage.text for word in time_words(draft.passage.lang, "until"))
    return valid if valid.anchor is Anchor.EXPLICIT or draft.kind == "spending" or is_until else UNDATED


def _own_time(valid: Valid) -> Interval | None:
    """The time of what is told, if it is not just the day on which it is told."""
    return parse_edtf(valid.edtf) if valid.edtf and not valid.default and not valid.announced else None


def _is_over_term(valid: Valid, document: Document) -> bool:
    """Whether a term of office that a text gives has passed."""
    return _TERM.fullmatch(valid.edtf or "") is not None and _is_over(valid, document)


def _is_over(valid: Valid, document: Document) -> bool:
    """Whether a time of its own ended before the day on which the document appeared."""
    published = document.source.published_interval
    when = _own_time(valid)
    unsure = is_approximate(valid.edtf or "")  # the fiscal year of that number may not be over yet
    return published is not None and when is not None and published.follows(when) and not unsure


def _is_long_over(valid: Valid, document: Document) -> bool:
    """Whether a time ended so long ago that what was allowed then is done by now."""
    published, when = document.source.published_interval, _own_time(valid)
    if published is None or when is None or published.start is None or when.end is None:
        return False
    return (published.start - when.end).days > _LONG


def _opens_ahead(valid: Valid, document: Document) -> bool:
    """Whether a time that a verb in the past makes one of before is counted on from the day: "within a few years"."""
    edtf, published = valid.edtf or "", document.source.published or ""
    return edtf.endswith("/..") and not valid.since and edtf.removesuffix("/..") in (published, published[:4])


def _is_to_come(valid: Valid, draft: Draft, document: Document) -> bool:
    """Whether a time is after the day on which the document appeared: "leaves in March", said in January.

    So is the year of a sum that was said long before its end ("put 2026 spending at …"), but for a change so far.
    """
    published = document.source.published_interval
    when = _own_time(valid)
    if published is None or when is None or published.end is None:
        return False
    if when.follows(published) or (draft.kind == "release" and when.end is None):
        return True  # "is rolled out over the coming weeks"; what has been out since May is told as having come then
    is_year = draft.kind == "spending" and _YEAR.fullmatch(valid.edtf or "") is not None
    is_level = draft.value is not None and "change" not in (draft.attribute or "")
    return is_year and is_level and when.end is not None and (when.end - published.end).days > _LONG


def _confidence(draft: Draft, certainty: Certainty) -> float | None:
    is_untyped = draft.subject.label is None and draft.rule not in _RATED
    sure = draft.sure * (_HEDGED if certainty.hedged else 1) * (_UNTYPED if is_untyped else 1)
    return rate(draft.rule, draft.kind, sure, draft.witness)


def _quote(draft: Draft) -> Span:
    """The stretch that the evidence covers, else the sentence."""
    passage = draft.passage
    if not draft.evidence:
        return passage.span
    names = [passage.name_at(token) for token in draft.evidence]
    spans = [*(passage.span_of(t.i, t.i + 1) for t in draft.evidence), *(name.span for name in names if name)]
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _value(draft: Draft) -> Quantity | None:
    if draft.value is None or not isinstance(draft.value.norm, Quantity):
        return None
    quantity = _lower_bound(draft, draft.value.norm)
    low, high = quantity.min, quantity.max
    if draft.negative:
        low, high = (None if high is None else -abs(high)), (None if low is None else -abs(low))
        low, high = _ordered(low, high)
    unit = f"{quantity.unit}{draft.unit_suffix}" if quantity.unit else draft.unit
    return quantity.model_copy(update={"min": low, "max": high, "unit": unit})


def _ordered(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    return (high, low) if low is not None and high is not None and high < low else (low, high)


def _lower_bound(draft: Draft, quantity: Quantity) -> Quantity:
    """As in "exceeded $5bn": such verbs, and "starts at $5", state a lower bound, whatever stands at the figure."""
    if draft.bound is not None:
        return quantity.model_copy(update={"bound": draft.bound, "max": None})
    over = load_figure_words(draft.passage.lang).changes["over"]
    tokens = draft.passage.tokens_in(draft.value.span) if draft.value else []
    before = draft.passage.tree[tokens[0].i - 1] if tokens and tokens[0].i else None
    if quantity.bound is Bound.EXACT and before is not None and before.lower_ in over:
        return quantity.model_copy(update={"bound": Bound.MORE_THAN, "max": None})
    return quantity
