"""When a claim holds: the time expression that belongs to its predicate, else the day the document appeared."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.certainty.background import is_background, stands_apart
from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.figures.periods import FLOWS, is_subyear
from claimtrack.extract.layout.dates import placed_time
from claimtrack.extract.text.syntax import base, children, clause, is_relative, marker
from claimtrack.language import read_data
from claimtrack.model import Anchor, Label, Phase, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention, Source

_LEVELS = 4
"""Clauses above a predicate whose time may bear on it."""


_LONG_PAST = 30
"""Days before publication from which on a sentence's time is not the present of its text."""
_OPENING = 2
"""Words before a time that opens a sentence."""
_RECORD = 5
"""Words before "since" in which "highest" or "first" makes a record of it."""
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
_UNDATED = Valid(None, None, Anchor.NONE, default=False)


@cache
def _case_words(lang: str, key: str) -> frozenset[str]:
    return frozenset(read_data(lang, "certainty")["time"][key])


def read_valid(draft: Draft, source: Source, news: TimeSpan | None = None) -> Valid:
    """Return when a draft holds; null where neither the sentence nor the document dates it.

    `news` is the day on which what the document reports was announced: deeds have it, states the day of publication.
    """
    if draft.when is not None:
        return Valid(draft.when.edtf, draft.when.text, draft.when.anchor, default=False)
    mention = None if draft.timed else _own_time(draft)
    if mention is not None and isinstance(mention.norm, TimeSpan):
        since = _marker(mention, draft.passage) in _case_words(draft.passage.lang, "since")
        return Valid(mention.norm.edtf, mention.norm.text, mention.norm.anchor, default=False, since=since)
    if draft.aside and draft.dated and (past := _past_time(draft, source)) is not None:
        return past
    if draft.dated and not draft.timed and (placed := placed_time(draft)) is not None:
        return Valid(placed.edtf, placed.text, Anchor.TEXT, default=False)
    if draft.dated and source.published_interval is not None and not is_background(draft):
        if news is not None and draft.phase is not Phase.HOLDS and draft.kind in _ANNOUNCED:
            return Valid(news.edtf, news.text, Anchor.TEXT, default=False, announced=True)
        return Valid(source.published, None, Anchor.PUBLISHED, default=True)
    return Valid(None, None, Anchor.NONE, default=False)


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
    for mention in draft.passage.times:
        head, norm = draft.passage.head_of(mention.span), mention.norm
        if mention.label is not Label.DATE or head is None or not isinstance(norm, TimeSpan) or norm.end is None:
            continue
        verb = next((t for t in (head, *head.ancestors) if t.pos_ == "VERB"), clause(head))
        bears = (verb.i in above or base(verb) in _BESIDE) and not _is_comparison(mention, draft.passage)
        is_since = _marker(mention, draft.passage) in _case_words(draft.passage.lang, "since")
        if norm.open is None and (published.start - norm.end).days > _LONG_PAST and bears and not is_since:
            is_day = norm.start is not None and (norm.end - norm.start).days <= 1
            is_caption = is_day and "Pres" in verb.morph.get("Tense", [])
            return Valid(norm.edtf, norm.text, norm.anchor, default=False) if is_caption else _UNDATED
    return None


def _own_time(draft: Draft) -> Mention | None:
    ranked = []
    for mention in draft.passage.times:
        if mention.label is not Label.DATE or _is_comparison(mention, draft.passage) or _is_contrasted(mention, draft):
            continue
        if draft.value is not None and mention.span.overlaps(draft.value.span):
            continue
        head = draft.passage.head_of(mention.span)
        if head is not None and (_is_founding(head, draft) or _describes_founding(mention, draft)):
            continue
        if _is_of_a_name(mention, draft.passage) or is_record(mention, draft.passage):
            continue
        if head is not None and _is_of_results(mention, head, draft):
            continue
        if draft.aside and not _is_inside(mention, draft):
            continue  # what the sentence dates is not what its aside takes for granted
        if head is not None and (nearness := _rank(mention, head, draft)) is not None:
            ranked.append(((nearness, abs(head.i - draft.predicate.i)), mention.span.start, mention))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _is_of_a_name(mention: Mention, passage: Passage) -> bool:
    """Whether a bracket tells since when a firm has another name: "Facebook (now Meta)"."""
    tokens = passage.tokens_in(mention.span)
    first, last = tokens[0].i, tokens[-1].i
    opens = first > 0 and passage.tree[first - 1].text == "("
    return opens and last + 1 < len(passage.tree) and passage.name_at(passage.tree[last + 1]) is not None


def is_record(mention: Mention, passage: Passage) -> bool:
    """Whether a time says how long nothing was like it: "rose to 17 %, the highest since 1932"."""
    if not isinstance(mention.norm, TimeSpan) or mention.norm.open != "start":
        return False
    start = passage.tokens_in(mention.span)[0].i
    words = passage.tree[max(0, start - _RECORD) : start]
    records = _case_words(passage.lang, "records")
    return any("Sup" in t.morph.get("Degree", []) or t.lower_ in records for t in words)


def _rank(mention: Mention, head: Token, draft: Draft) -> int | None:
    """How near a time is to a draft: the one behind its own figure first, the one behind another figure last."""
    host = _host(mention, draft) if draft.value is not None else None
    if host is not None and host is draft.value:
        return -1
    if host is not None and host.span.start > mention.span.start:
        return None  # "9 % (2019: 8 %)"
    nearness, start = _nearness(head, draft), _first(mention, draft)
    aside = start > 0 and draft.passage.tree[start - 1].text == "("  # "Acme (now Norwind) launched X1 in 2011"
    far = aside or host is not None  # "$5bn in 2024 and $6bn in 2025"
    return nearness if nearness is None or not far else nearness + _LEVELS


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


def _nearness(head: Token, draft: Draft) -> int | None:
    """How near in the tree a time stands to a predicate; `None` when it belongs to another clause.

    A time below the predicate is its own unless a verb between them has it ("a firm founded in 2024"). A time of a
    clause above bears on what is said there: "In January, Acme said it had raised …"; so does that of a closing "…,
    Acme said Tuesday", and one set off at the end of the main clause (", in 2024") wherever the tree hangs it.
    """
    predicate, lang = draft.predicate, draft.passage.lang
    if _is_of_another_deed(head, predicate, lang):
        return None
    if head in set(predicate.subtree):
        if not _other_predicate(head, predicate, lang):
            return 0
        set_off = _is_set_off(head) and base(predicate) == "ROOT"
        return _LEVELS if set_off or _is_meanwhile(head, predicate, lang) else None
    if stands_apart(head, predicate, lang):
        return None
    above = clause(predicate)
    for level in range(1, _LEVELS):
        if clause(head) == above:
            first = base(predicate) == "conj" and above.i < head.i < predicate.i  # "is hiring this year, and bought …"
            return None if first else level
        if above.head is above or is_relative(above):
            break
        above = clause(above.head)
    opens = head.head is head and head.i <= _OPENING  # the tree falls apart: "1997 | wurde sie Chefin"
    return _LEVELS if opens or is_saying(clause(head), lang) else None


def _is_of_another_deed(head: Token, predicate: Token, lang: str) -> bool:
    """Whether a time stands in the phrase of a deed that a plan comes after: "after the sale in 2023 Acme plans …"."""
    verb = clause(head)
    phrase = [*takewhile(lambda token: token is not verb, head.ancestors)]
    sequence = _case_words(lang, "after") | _case_words(lang, "before")
    if predicate in phrase or not any(c.lower_ in sequence for token in phrase for c in children(token, "case")):
        return False
    modality = certainty_words(lang).modality
    ahead = modality["planned"] | modality["forecast"] | modality["possible"] | modality["future"]
    return any(t.lemma_.casefold() in ahead or t.lower_ in ahead for t in (verb, *children(verb, "aux")))


def _other_predicate(head: Token, predicate: Token, lang: str) -> bool:
    """Whether another clause between a time and the predicate has that time; a verb of saying leaves it to both."""
    between = (token for token in (head, *head.ancestors) if predicate.is_ancestor(token))
    clauses = ("acl", "advcl", "ccomp", "parataxis", "csubj")
    return any(
        (base(token) in clauses and not is_saying(token, lang) and token is not head) or _is_another_clause(token)
        for token in between
    )


def _is_another_clause(token: Token) -> bool:
    """Whether a coordinated verb tells of something else: ", and he was awarded a prize in 2018"."""
    if base(token) != "conj" or not children(token, "nsubj"):
        return False
    return any(word.i and word.nbor(-1).text == "," for word in children(token, "cc"))


def _is_meanwhile(head: Token, predicate: Token, lang: str) -> bool:
    """Whether a time stands in a clause of the same time as the predicate's: "left as sales fell in 2019"."""
    beside = clause(head)
    marks = {child.lower_ for child in children(beside, "mark", "advmod")}
    return beside.head is predicate and bool(marks & _case_words(lang, "meanwhile"))


def _is_set_off(head: Token) -> bool:
    """Whether a comma stands before a time's phrase, and nothing but the end behind it."""
    phrase = sorted(token.i for token in head.subtree if not token.is_punct)
    before = head.doc[phrase[0] - 1].text if phrase[0] else ""
    return before == "," and all(token.is_punct for token in head.doc[phrase[-1] + 1 :])


def _is_comparison(mention: Mention, passage: Passage) -> bool:
    word = _marker(mention, passage)
    own = isinstance(mention.norm, TimeSpan) and mention.norm.text.casefold().startswith(f"{word} ")
    compares = word in _case_words(passage.lang, "comparison") and mention.span.start > passage.span.start
    return compares and not own  # "from 2018 to 2022" compares nothing


def _is_founding(head: Token, draft: Draft) -> bool:
    """Whether a time says when a firm was founded: it dates none of the firm's figures."""
    return draft.value is not None and clause(head).lower_ in _case_words(draft.passage.lang, "founding")


def _describes_founding(mention: Mention, draft: Draft) -> bool:
    """As in "das 2021 gegründete Unternehmen": the year belongs to a modifier and to nothing that the firm does."""
    following = draft.passage.tokens_in(mention.span)[-1].i + 1
    is_inside = following < len(draft.passage.tree) and following != draft.predicate.i
    return is_inside and draft.passage.tree[following].lower_ in _case_words(draft.passage.lang, "founding")


def _is_contrasted(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands with what the figure is compared with: "$5bn, compared with $4bn in 2024"."""
    if draft.value is None or draft.value.span.end > mention.span.start:
        return False
    tokens = draft.passage.tree[_last(draft.value, draft) + 1 : _first(mention, draft)]
    words = _case_words(draft.passage.lang, "contrast")
    if draft.rule == "metric":  # "$5bn, up from $4bn a year ago"
        words = words | _case_words(draft.passage.lang, "comparison") - _case_words(draft.passage.lang, "range")
    return any(t.lower_ in words for t in tokens)


def _is_of_results(mention: Mention, head: Token, draft: Draft) -> bool:
    """Whether a quarter is that of results which a deed stands beside: "cut jobs with its third-quarter results"."""
    if draft.kind in FLOWS or not isinstance(mention.norm, TimeSpan) or not is_subyear(mention.norm):
        return False
    return base(head) in ("compound", "amod", "nummod") and head.head.pos_ in ("NOUN", "PROPN")


def _first(mention: Mention, draft: Draft) -> int:
    return draft.passage.tokens_in(mention.span)[0].i


def _last(mention: Mention, draft: Draft) -> int:
    return draft.passage.tokens_in(mention.span)[-1].i


def _marker(mention: Mention, passage: Passage) -> str:
    """The case word of a time, from the tree or from the word before it."""
    head = passage.head_of(mention.span)
    found = marker(head) if head is not None else ""
    tokens = passage.tokens_in(mention.span)
    before = tokens[0].i - 1
    return found or (passage.tree[before].lower_ if before >= 0 else "")
