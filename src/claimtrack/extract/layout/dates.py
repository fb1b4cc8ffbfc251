"""Times that stand elsewhere: in the heading above a sentence, or with the deal that its paragraph tells of.

"## November" dates the rounds listed below it, and "The round was announced on 5 May" the sum in the sentence before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.modality import is_past
from claimtrack.extract.certainty.speakers import is_said_of, speaker_words
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.layout.words import layout_words
from claimtrack.extract.text.dates import is_now
from claimtrack.extract.text.syntax import base, children, clause
from claimtrack.model import Label, Phase, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from claimtrack.edtf import Interval
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage

_STATES = frozenset({"role", "development", "use", "headcount", "customers", "partnership", "stake"})
"""Kinds that hold when they are told, unless something begins or ends."""
_DEALS = frozenset({"funding", "investment", "valuation", "acquisition", "stake"})
_DAY = len("2026-03-05")
_LEAD = 15
"""Sentences at the head of a document in which the day of an announcement is named."""
_RECENT = 6
"""Days before publication on which an announcement is still the news."""


def placed_time(draft: Draft) -> TimeSpan | None:
    """Return the time that a draft takes from its paragraph or heading, for want of one in its own sentence."""
    place = draft.passage.place
    if draft.kind in _DEALS and draft.phase is not Phase.ENDS and place.deal is not None:
        return place.deal
    if draft.kind == "price" and place.traded is not None and is_past(draft):
        return place.traded
    holds = draft.kind in _STATES and draft.phase is Phase.HOLDS
    return None if holds else place.when


def with_deal_days(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the day of the deal that each one's paragraph or item tells of, where it names just one."""
    days: dict[int, dict[str, TimeSpan]] = defaultdict(dict)
    for passage in passages:
        if passage.times and (day := _deal_day(passage)) is not None and day.edtf is not None:
            days[passage.place.block][day.edtf] = day
    passages = _with_traded_days(passages)
    single = {block: next(iter(found.values())) for block, found in days.items() if len(found) == 1 and block}
    return [
        replace(passage, place=replace(passage.place, deal=single[passage.place.block]))
        if passage.place.block in single
        else passage
        for passage in passages
    ]


def _with_traded_days(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the day that their paragraph named before: "Oil was stable on Friday. Brent rose 10 cents"."""
    opened: dict[int, TimeSpan] = {}
    placed = []
    for passage in passages:
        place = passage.place
        days = [m.norm for m in passage.dates if isinstance(m.norm, TimeSpan) and len(m.norm.edtf or "") == _DAY]
        placed.append(replace(passage, place=replace(place, traded=opened.get(place.block))))
        if place.block and len(days) == 1 and days[0].open is None:
            opened.setdefault(place.block, days[0])
    return placed


def find_news_day(passages: Sequence[Passage], published: Interval | None) -> TimeSpan | None:
    """Return the day on which what a document reports was announced, if its head names just one, and not its own.

    "Das teilte das Unternehmen am Donnerstag mit" dates the job cuts that the sentence before tells of.
    """
    days: dict[str, TimeSpan] = {}
    for passage in passages[:_LEAD]:
        for mention in passage.dates:
            norm, head = mention.norm, passage.head_of(mention.span)
            if isinstance(norm, TimeSpan) and head is not None and norm.open is None and not is_now(mention, passage):
                verb = clause(head)
                if is_said_of(verb, speaker_words(passage.lang)) and _is_just_before(norm, published):
                    days[norm.edtf or ""] = norm
    return next(iter(days.values())) if len(days) == 1 else None


def _is_just_before(span: TimeSpan, published: Interval | None) -> bool:
    if published is None or published.start is None or span.start is None or len(span.edtf or "") != _DAY:
        return False
    return 0 <= (published.start - span.start).days <= _RECENT


def _deal_day(passage: Passage) -> TimeSpan | None:
    """The one day of a sentence about "the round" or "the deal" that is no plan."""
    days = [m.norm for m in passage.times if m.label is Label.DATE and isinstance(m.norm, TimeSpan)]
    if len(days) != 1 or len(days[0].edtf or "") != _DAY or not any(_is_deal(token, passage) for token in passage.tree):
        return None
    colour = load_figure_words(passage.lang).colour
    ahead = colour["forecast"] | colour["planned"] | colour["possible"]
    return None if any(token.lower_ in ahead for token in passage.tree) else days[0]


def _is_deal(token: Token, passage: Passage) -> bool:
    """Whether a token is the subject "the round", "die Finanzierungsrunde"; in one firm's entry "a round" too."""
    if token.pos_ != "NOUN" or base(token) != "nsubj" or passage.name_at(token):
        return False
    nouns = layout_words(passage.lang).deals
    compounds = load_figure_words(passage.lang).compounds
    if token.lower_ not in nouns and not (compounds and token.lower_.endswith(tuple(sorted(nouns)))):
        return False
    is_definite = any("Def" in child.morph.get("Definite", []) for child in children(token, "det"))
    return is_definite or passage.place.label is not None
