"""When a claim holds: the time expression that belongs to its predicate, else the day the document appeared."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.background import is_background, is_remark
from claimtrack.extract.certainty.inpassing import is_in_passing, marker_of
from claimtrack.extract.certainty.nearness import BREAKS, LEVELS, dates_level, is_perfect_beside, nearness, takes_effect
from claimtrack.extract.figures.spans import is_report_day
from claimtrack.extract.layout.dates import is_to_date, is_traded, placed_time
from claimtrack.extract.text.dates import is_now, is_of_results, time_words
from claimtrack.extract.text.syntax import base, children, clause, is_relative, marker
from claimtrack.language.trees import text_of
from claimtrack.model import Anchor, Phase, TimeSpan

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention, Source

_MONTH_OR_DAY = re.compile(r"(\d{4})(-\d\d(?:-\d\d)?)")
_LATE = "09"
"""The last month of which the next one is meant, and not the one before the turn of the year."""
_LONG_PAST = 30
"""Days before publication from which on a sentence's time is not the present of its text."""
_WEEK = 7
_DAY, _MONTH = "2026-03-05", "2026-03"
_POINT = re.compile(r"\d{4}(-\d\d){0,2}")
_YEAR = re.compile(r"\d{4}")
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_BOUND = 2
"""Words before a length of time in which "less than" bounds it."""
_COMING = 8
"""Words between "ahead" and the day of what is to come."""
_ATTACHED = 3
"""Words between a figure and a time that directly follows it ("im Jahr")."""


class Valid(NamedTuple):
    """When a claim holds: EDTF, the expression, its anchor, whether it is the publication date for want of another.

    `since` marks the start of a state that goes on, `announced` the day on which something was told, not done.
    """

    edtf: str | None
    text: str | None
    anchor: Anchor
    default: bool
    since: bool = False
    announced: bool = False


_BESIDE = frozenset({"conj", "list", "parataxis"})
"""What parsers make of the verb of a caption whose first name they take for its root."""
_ANNOUNCED = frozenset({"funding", "investment", "acquisition", "layoffs", "release", "role"})
"""Kinds that begin or end on the day on which they are announced."""
_STANDING = frozenset({"headcount", "customers", "stake", "price", "valuation"})
"""Kinds of a level that goes on, and of no sum since then."""
_DEEDS = frozenset({"funding", "investment", "acquisition", "spending"})
"""Kinds of a deed that a noun with its sum can stand for: "its $75m round"."""
_TRADED = frozenset({"per share", "share price"})
"""Attributes of prices that are made at an exchange, and set by nobody from a day on."""
_EARNED = frozenset({"revenue", "profit"})
"""Kinds whose figure is of a period, and of no day."""
UNDATED = Valid(None, None, Anchor.NONE, default=False)
"""Of what nothing dates."""


def read_valid(draft: Draft, source: Source, news: TimeSpan | None = None) -> Valid:
    """Return when a draft holds; null where neither the sentence nor the document dates it.

    `news` is the day on which what the document reports was announced: deeds have it, states the day of publication.
    """
    if (own := _told_time(draft)) is not None:
        return _summed_up(_until_now(_in_effect(own, draft, source), draft, source), draft, source)
    if draft.phase is not Phase.HOLDS and (before := _counted_back(draft, source)) is not None:
        return before
    if draft.aside and draft.dated and (past := _past_time(draft, source)) is not None:
        return past
    placed = placed_time(draft) if draft.dated and (not draft.timed or is_traded(draft)) else None
    if placed is not None and not _is_now_told(placed, draft, source):
        return Valid(placed.edtf, placed.text, Anchor.TEXT, default=False)
    if draft.dated and not draft.timed and draft.phase is not Phase.HOLDS and (closing := _closing_time(draft)):
        return Valid(closing.edtf, closing.text, closing.anchor, default=False)
    if draft.kind == "investment" and is_to_date(draft):
        return UNDATED
    if draft.dated and source.published_interval is not None and not is_background(draft):
        if news is not None and draft.phase is not Phase.HOLDS and draft.kind in _ANNOUNCED:
            return Valid(news.edtf, news.text, Anchor.TEXT, default=False, announced=True)
        return Valid(source.published, None, Anchor.PUBLISHED, default=True)
    return UNDATED


def _summed_up(own: Valid, draft: Draft, source: Source) -> Valid:
    """When money came together that is told "to date", whatever month a heading names: nobody says when each gave."""
    words = time_words(draft.passage.lang, "to_date")
    if not is_to_date(draft) or (own.text or "").lower() not in words or source.published is None:
        return own
    return UNDATED if draft.kind == "investment" else own._replace(edtf=source.published)


def _in_effect(own: Valid, draft: Draft, source: Source) -> Valid:
    """The month without a year from which an appointment holds lies ahead: "was chosen to chair it from May"."""
    dated, published = _MONTH_OR_DAY.fullmatch(own.edtf or ""), source.published or ""
    if dated is None or not published[:4].isdecimal() or dated[1] in (own.text or ""):
        return own
    ahead = f"{published[:4]}{dated[2]}"
    is_of_last_year = int(dated[1]) + 1 == int(published[:4]) and ahead[5:7] <= _LATE and ahead > published
    named = (m for m in draft.passage.dates if isinstance(m.norm, TimeSpan) and m.norm.text == own.text)
    if not is_of_last_year or not any(takes_effect(mention, draft) for mention in named):
        return own
    return own._replace(edtf=ahead)


def _is_now_told(placed: TimeSpan, draft: Draft, source: Source) -> bool:
    """Whether the present tense tells what is now, behind a sentence of long ago: "But the rate is just 4 %"."""
    published, predicate = source.published_interval, draft.predicate
    if draft.kind != "measure" or published is None or published.start is None or placed.end is None:
        return False
    copulas = [form for form in children(predicate, "cop") if "Pres" in form.morph.get("Tense", [])]
    return bool(copulas) and (published.start - placed.end).days > _LONG_PAST


def _told_time(draft: Draft) -> Valid | None:
    """The time that the sentence names: the rule's own, else the one that belongs to the predicate."""
    mention = _found_time(draft) if draft.when is not None else None if draft.timed else _own_time(draft)
    norm = draft.when if mention is None else mention.norm
    if draft.kind == "price" and mention is not None and _is_ahead(mention, draft):
        return None
    if not isinstance(norm, TimeSpan):
        return None
    if mention is None or (head := draft.passage.head_of(mention.span)) is None:
        return Valid(norm.edtf, norm.text, norm.anchor, default=False)
    verb, words = clause(draft.predicate), time_words(draft.passage.lang, "since")
    if draft.when is not None and is_perfect_beside(verb, head, draft.passage.lang):
        return None
    since, edtf = marker_of(mention, draft.passage) in words, norm.edtf
    if since and draft.kind == "release" and draft.phase is Phase.BEGINS:
        return Valid((edtf or "").removesuffix("/..") or None, norm.text, norm.anchor, default=False)  # the day it came
    if clause(head) != verb and any(mark.lower_ in words for mark in children(clause(head), "mark", "advmod")):
        edtf = f"{edtf.partition('/')[0]}/.." if edtf else edtf  # "sold 30,000 since it opened in 2024"
    had = {aux.lower_ for aux in children(verb, "aux")} & time_words(draft.passage.lang, "pluperfect")
    edtf = _ended(edtf, mention, draft.passage) if edtf and had and draft.phase is Phase.HOLDS else edtf
    return Valid(edtf, norm.text, norm.anchor, default=False, since=since)


def _ended(edtf: str, mention: Mention, passage: Passage) -> str:
    """A time that was open until another that is told behind it: "had held shares since 2023, but sold in 2024"."""
    later = (m.norm for m in passage.dates if m.span.start > mention.span.end)
    until = (norm.edtf for norm in later if isinstance(norm, TimeSpan) and _POINT.fullmatch(norm.edtf or ""))
    return f"{edtf[:-2]}{next(until, '..')}" if edtf.endswith("/..") else edtf


def _found_time(draft: Draft) -> Mention | None:
    """The time of the sentence that a rule itself found, if it stands there as such."""
    return next((mention for mention in draft.passage.dates if mention.norm == draft.when), None)


def _until_now(valid: Valid, draft: Draft, source: Source) -> Valid:
    """A figure that is told "since January", "so far this year" is that up to the day on which it is told."""
    day, edtf = source.published or "", valid.edtf or ""
    if draft.kind == "price" and valid.anchor is Anchor.PUBLISHED and (week := _traded_week(edtf, source)):
        return valid._replace(edtf=week)
    if draft.value is None or len(day) != len(_DAY) or edtf[:4] > day[:4]:
        return valid
    if edtf.partition("/")[0].rstrip("~?%") > day:
        return valid  # "vom Montag an"
    if edtf.endswith("/.."):
        if draft.kind in _STANDING and "change" not in (draft.attribute or ""):
            return valid  # "has had 17,000 employees since January"
        return valid._replace(edtf=f"{edtf[:-2]}{day}")
    told, text = (valid.text or "").lower(), draft.passage.text.lower()
    words = time_words(draft.passage.lang, "to_date")
    if edtf == day[:4] and any(w in told or f"{w} {told}" in text or f"{w} in {told}" in text for w in words):
        return valid._replace(edtf=f"{edtf}-01-01/{day}")
    return valid


def _traded_week(edtf: str, source: Source) -> str | None:
    """The week of trading that is over where "last week" is told on a Sunday, which the calendar has in that week."""
    published = source.published_interval
    if published is None or published.start is None:
        return None
    before = published.start - timedelta(days=_WEEK)
    is_last = edtf == f"{before - timedelta(days=_WEEK - 1)}/{before}"
    return f"{before + timedelta(days=1)}/{published.start}" if is_last else None


def _counted_back(draft: Draft, source: Source) -> Valid | None:
    """The time of what the news comes "four months after", counted back from the day on which that is told."""
    published, tree, lang = source.published_interval, draft.passage.tree, draft.passage.lang
    if published is None or published.start is None or draft.passage.dates:
        return None
    for mention in draft.passage.times:
        length = _LENGTH.fullmatch(mention.norm.duration or "") if isinstance(mention.norm, TimeSpan) else None
        start, end = _first(mention, draft), _last(mention, draft) + 1
        place = draft.predicate.i if draft.value is None else max(draft.predicate.i, _first(draft.value, draft))
        behind = [token.lower_ for token in tree[end:place]]
        if length is None or not behind or behind[0] not in time_words(lang, "after") or BREAKS & {*behind}:
            continue
        day = (published.start - timedelta(days=int(length[1]) * _DAYS[length[2]])).isoformat()
        near = {token.lower_ for token in tree[max(0, start - _BOUND) : start]}
        when = f"{day[: len(_MONTH)]}~" if length[2] in "MY" else f"{day}~"
        when = f"{day}/{published.start}" if near & time_words(lang, "under") else when
        return Valid(when, text_of(draft.passage.tree[start:end]), Anchor.PUBLISHED, default=False)
    return None


def _past_time(draft: Draft, source: Source) -> Valid | None:
    """When a post holds that a sentence about times long past takes for granted: not on the day of publication.

    A caption's present is its own day ("Ada Byrne, chief executive of Acme, speaks in Oslo on May 4, 2019"); beside a
    past tense the post may be older or younger than what is told, and stays undated. Times of a clause below the post
    are not asked: "Ada Byrne, who founded Acme in 2002, says".
    """
    published = source.published_interval
    if draft.kind != "role" or draft.phase is not Phase.HOLDS or published is None or published.start is None:
        return None
    above = {token.i for token in (draft.predicate, *draft.predicate.ancestors)}
    for mention in draft.passage.dates:
        head, norm = draft.passage.head_of(mention.span), mention.norm
        if head is None or not isinstance(norm, TimeSpan) or norm.end is None:
            continue
        verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), clause(head))
        bears = (verb.i in above or base(verb) in _BESIDE) and not _is_comparison(mention, draft)
        is_since = marker_of(mention, draft.passage) in time_words(draft.passage.lang, "since")
        is_day = norm.start is not None and (norm.end - norm.start).days <= 1 and norm.text[-len("2026") :].isdigit()
        is_caption = is_day and "Past" not in verb.morph.get("Tense", [])
        past = 0 if is_caption else _LONG_PAST
        if norm.open is None and (published.start - norm.end).days > past and bears and not is_since:
            return Valid(norm.edtf, norm.text, norm.anchor, default=False) if is_caption else UNDATED
    return None


def _own_time(draft: Draft) -> Mention | None:
    ranked = []
    for mention in draft.passage.dates:
        opened = takes_effect(mention, draft) or _opens(mention, draft)
        if not opened and (_is_comparison(mention, draft) or _is_contrasted(mention, draft)):
            continue
        if draft.value is not None and mention.span.overlaps(draft.value.span):
            continue
        if draft.kind == "role" and draft.phase is Phase.BEGINS and _is_end(mention):
            continue  # "unterschreibt bis 2027"
        if _is_of_report(mention, draft) or is_in_passing(mention, draft):
            continue
        head = draft.passage.head_of(mention.span)
        if draft.aside and not _is_inside(mention, draft):
            continue  # what the sentence dates is not what its aside takes for granted
        if head is not None and not draft.predicate.is_ancestor(head) and is_remark(draft):
            continue
        first = opened or dates_level(mention, draft) or _closes_post(mention, draft)
        if head is not None and (rank := -1 if first else _rank(mention, head, draft)) is not None:
            ranked.append(((rank, abs(head.i - draft.predicate.i)), mention.span.start, mention))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _opens(mention: Mention, draft: Draft) -> bool:
    """Whether what was then stands in a clause right behind a time: "up from 2024, when it sold 900"."""
    openers = [
        t for t in children(draft.predicate, "advmod") if t.lower_ in time_words(draft.passage.lang, "meanwhile")
    ]
    return any(_last(mention, draft) == t.i - 2 and t.nbor(-1).text == "," for t in openers)


def _closes_post(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands right behind a post's organisation: "1995 chairman of A, chairman of B from 1998"."""
    tree, firm = draft.passage.tree, draft.object
    if draft.kind != "role" or firm is None or firm.via != "name" or firm.token.doc is not tree:
        return False
    name = draft.passage.name_at(firm.token)
    end = name.end if name is not None else firm.token.i + 1
    first = _first(mention, draft)
    return end <= first <= end + 1 and all(token.pos_ == "ADP" for token in tree[end:first])


def _is_end(mention: Mention) -> bool:
    """Whether a time only says until when: "until 2027"."""
    return isinstance(mention.norm, TimeSpan) and (mention.norm.edtf or "").startswith("../")


def _closing_time(draft: Draft) -> TimeSpan | None:
    """The only date of a sentence, which closes what is told of a deed, wherever the tree hangs it: "… on Feb. 1."."""
    mentions, tree = draft.passage.dates, draft.passage.tree
    if len(mentions) != 1 or draft.kind not in _ANNOUNCED or not isinstance(mentions[0].norm, TimeSpan):
        return None
    first, last = _first(mentions[0], draft), _last(mentions[0], draft)
    between, behind = tree[draft.predicate.i + 1 : first], tree[last + 1 :]
    plain = all(t.pos_ not in ("VERB", "AUX") and not t.is_punct for t in between) and all(t.is_punct for t in behind)
    on = marker_of(mentions[0], draft.passage) in time_words(draft.passage.lang, "on")
    return mentions[0].norm if len(between) and plain and on else None


def _is_of_report(mention: Mention, draft: Draft) -> bool:
    """Whether a time is that of a report: its day for what was earned, the quarter of the results for all else."""
    if draft.kind in _EARNED:
        return draft.value is not None and isinstance(mention.norm, TimeSpan) and is_report_day(mention.norm)
    return is_of_results(mention, draft.passage)


def _is_ahead(mention: Mention, draft: Draft) -> bool:
    """Whether a time is that of results which a share moves ahead of: "Ahead of its results Tuesday, Acme fell 2 %"."""
    lang, first = draft.passage.lang, _first(mention, draft)
    opened = draft.passage.tree[max(0, first - _COMING) : first]
    at = next((t.i for t in opened if t.lower_ in time_words(lang, "before")), first)
    coming = draft.passage.tree[at:first]
    return any(t.lower_ in time_words(lang, "results") for t in coming) and not any(t.is_punct for t in coming)


def _rank(mention: Mention, head: Token, draft: Draft) -> int | None:
    """How near a time is to a draft: the one behind its own figure first, the one behind another figure last."""
    host = _host(mention, draft) if draft.value is not None else None
    if host is not None and host is draft.value:
        return -1
    if host is not None and host.span.start > mention.span.start:
        return None  # "9 % (2019: 8 %)"
    if draft.kind in _DEEDS and host is None and _is_of_deed(head, draft):
        return 0
    near = nearness(head, draft)
    far = host is not None or is_now(mention, draft.passage)  # "$5bn in 2024 and $6bn in 2025"
    return near if near is None or not far else near + LEVELS


def _is_of_deed(head: Token, draft: Draft) -> bool:
    """Whether a time stands in the participle behind the noun of a deed: "its $75m round led by Acme in May"."""
    number = draft.passage.head_of(draft.value.span) if draft.value is not None else None
    noun = number if number is None or number.pos_ in ("NOUN", "PROPN") else number.head
    participle = clause(head)
    behind = base(participle) == "acl" and not is_relative(participle) and participle.head == noun
    return behind and noun is not None and noun.pos_ in ("NOUN", "PROPN")


def _host(mention: Mention, draft: Draft) -> Mention | None:
    """The figure that a time directly follows or announces: "$4bn in 2024", "(2019: 4 Prozent)"."""
    passage = draft.passage
    start, end = _first(mention, draft), _last(mention, draft) + 1
    if end + 1 < len(passage.tree) and passage.tree[end].text == ":":
        return passage.quantity_at(passage.tree[end + 1])
    for token in reversed(passage.tree[max(0, start - _ATTACHED) : start]):
        if figure := passage.quantity_at(token):
            return figure
        if token.pos_ not in ("ADP", "DET") and "Part" not in token.morph.get("VerbForm", []):
            return None
    return None


def _is_inside(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands within the words that an aside is read from."""
    places = [token.i for token in (draft.evidence or (draft.predicate,))]
    tokens = draft.passage.tokens_in(mention.span)
    return bool(tokens) and min(places) <= tokens[0].i and tokens[-1].i <= max(places)


def _is_comparison(mention: Mention, draft: Draft) -> bool:
    word = marker_of(mention, passage := draft.passage)
    begins = draft.kind in ("release", "use") and draft.value is None
    listed = draft.kind == "price" and draft.attribute not in _TRADED and "change" not in (draft.attribute or "")
    if (begins or (listed and _closes(mention, draft))) and word in time_words(passage.lang, "begun"):
        return False  # "goes on sale from April 9", "put off to 2027", "will cost $30 a month from July"
    own = isinstance(mention.norm, TimeSpan) and mention.norm.text.lower().startswith(f"{word} ")
    compares = word in time_words(passage.lang, "comparison") and mention.span.start > passage.span.start
    head = passage.head_of(mention.span)
    whose = marker(head.head) if head is not None and base(head) == "nmod" else ""  # "like last year's X1"
    return (compares and not own) or whose in time_words(passage.lang, "likening")  # "from 2018 to 2022" compares none


def _closes(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands in the clause behind a figure, no other figure between them."""
    value, last = draft.value, draft.passage.tokens_in(mention.span)[0].i
    if value is None or value.span.end > mention.span.start:
        return False
    return not any(draft.passage.quantity_at(t) for t in draft.passage.tree[_last(value, draft) + 1 : last])


def _is_contrasted(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands with what the figure is compared with: "$5bn, compared with $4bn in 2024"."""
    if draft.value is None or draft.value.span.end > mention.span.start:
        return False
    tokens = draft.passage.tree[_last(draft.value, draft) + 1 : _first(mention, draft)]
    words = time_words(draft.passage.lang, "contrast")
    if draft.rule == "metric":  # "$5bn, up from $4bn a year ago"
        words = words | time_words(draft.passage.lang, "comparison") - time_words(draft.passage.lang, "range")
    return any(t.lower_ in words for t in tokens)


def _first(mention: Mention, draft: Draft) -> int:
    return draft.passage.tokens_in(mention.span)[0].i


def _last(mention: Mention, draft: Draft) -> int:
    return draft.passage.tokens_in(mention.span)[-1].i
