"""Times that stand elsewhere: in the heading above a sentence, or with the deal that its paragraph tells of.

"## November" dates the rounds listed below it, and "The round was announced on 5 May" the sum in the sentence before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.certainty.modality import is_past, tells_in_the_future
from claimtrack.extract.certainty.speakers import is_said_of, speaker_words
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.layout.words import layout_words
from claimtrack.extract.text.dates import is_now, time_words
from claimtrack.extract.text.syntax import base, children, clause, is_infinitive
from claimtrack.model import Anchor, Label, Modality, Phase, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.edtf import Interval
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_STATES = frozenset({"role", "development", "use", "headcount", "customers", "partnership", "stake"})
"""Kinds that hold when they are told, unless something begins or ends."""
_DEALS = frozenset({"funding", "investment", "valuation", "acquisition", "stake"})
_RAISED = frozenset({"funding", "investment"})
_DAY = len("2026-03-05")
_COUNTED = frozenset({"price", "measure", "revenue"})
"""Kinds that official statistics tell of."""
_MARKET = frozenset({"share price change", "index level"})
"""What is told of shares and indices."""
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
_FIRST = 4
"""Sentences at the head of a document that name the month of its statistics."""
_SESSION = 3
"""Lines for which the day of trading that opens a paragraph holds."""
_LEAD = 15
"""Sentences at the head of a document in which the day of an announcement is named."""
_RECENT = 6
"""Days before publication on which an announcement is still the news."""


def placed_time(draft: Draft) -> TimeSpan | None:
    """Return the time that a draft takes from its paragraph or heading, for want of one in its own sentence."""
    place = draft.passage.place
    if draft.kind in _DEALS and is_to_date(draft):
        return None
    if draft.kind in _DEALS and draft.phase is not Phase.ENDS and place.deal is not None:
        return place.deal
    if draft.kind in _COUNTED and draft.attribute not in _MARKET and place.month is not None and _is_counted(draft):
        return place.when or place.month
    told = "Past" in draft.predicate.morph.get("Tense", []) and not children(draft.predicate, "aux")
    if is_traded(draft) and (told or is_past(draft)):
        session = place.session if draft.attribute in _MARKET else None
        if (traded := place.traded or session) is not None:
            return traded
    holds = draft.kind in _STATES and draft.phase is Phase.HOLDS
    return None if holds else place.when


def is_to_date(draft: Draft) -> bool:
    """Whether money is told that came together over years: "has raised $80 million to date from backers like Acme"."""
    said = draft.passage.text.lower()
    return draft.kind in _RAISED and any(words in said for words in time_words(draft.passage.lang, "to_date"))


def _is_counted(draft: Draft) -> bool:
    """Whether a figure is one that was counted, and no forecast."""
    ahead = tells_in_the_future(draft) or is_infinitive(draft.predicate)
    return draft.modality in (None, Modality.ACTUAL) and not ahead


def is_traded(draft: Draft) -> bool:
    """Whether a draft is a price or the level of an index, which days of trading date."""
    return draft.kind == "price" or draft.attribute in _MARKET


def with_deal_days(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the day of the deal that each one's paragraph or item tells of, where it names just one."""
    days: dict[int, dict[str, TimeSpan]] = defaultdict(dict)
    for passage in passages:
        if passage.times and (day := _deal_day(passage)) is not None and day.edtf is not None:
            days[passage.place.block][day.edtf] = day
    passages = _with_months(_with_traded_days(passages))
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
    placed, begun, session = [], 0, None
    for passage in passages:
        place = passage.place
        days = list(_days_told(passage))
        if place.is_heading or place.block > begun + _SESSION or (passage.times and place.block != begun):
            session = None
        placed.append(replace(passage, place=replace(place, traded=opened.get(place.block), session=session)))
        if place.block and len(days) == 1 and days[0].open is None:
            opened.setdefault(place.block, days[0])
            if days[0].anchor is Anchor.PUBLISHED and passage.is_time(passage.tree[min(1, len(passage.tree) - 1)]):
                begun, session = place.block, days[0]  # "On Friday, stocks rose."
    return placed


def _days_told(passage: Passage) -> Iterator[TimeSpan]:
    """The days of a sentence's main clauses: not "lost 0.7 %, after touching a high on Thursday"."""
    for mention in passage.dates:
        head, norm = passage.head_of(mention.span), mention.norm
        is_main = head is None or base(clause(head)) != "advcl"
        if is_main and isinstance(norm, TimeSpan) and len(norm.edtf or "") == _DAY:
            yield norm


def _with_months(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the month of the statistics that the head reports: "Prices rose 3 % in January"."""
    for passage in passages[:_FIRST]:
        spans = (m.norm for m in passage.dates if isinstance(m.norm, TimeSpan) and not m.norm.open)
        months = {span.edtf: span for span in spans if _MONTH.fullmatch(span.edtf or "")}
        told = {word for token in passage.tree for word in _statistics(token, passage.lang)}
        if told and len(months) == 1:
            month = next(iter(months.values()))
            return [
                replace(other, place=replace(other.place, month=month))
                if not other.dates and any(told.intersection(_statistics(t, other.lang)) for t in other.tree)
                else other
                for other in passages
            ]
    return list(passages)


def _statistics(token: Token, lang: str) -> set[str]:
    """The statistics that a word belongs to, by its end where words are compounded: "Verbraucherpreise"."""
    form, compounds = token.lower_, load_figure_words(lang).compounds
    groups = ((group, tuple(group.split())) for group in time_words(lang, "statistics"))
    return {group for group, words in groups if (form.endswith(words) if compounds else form in words)}


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
