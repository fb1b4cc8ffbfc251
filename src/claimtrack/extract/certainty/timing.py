"""When a claim holds: the time expression that belongs to its predicate, else the day the document appeared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.text.syntax import base, clause, is_relative, marker
from claimtrack.language import read_data
from claimtrack.model import Anchor, Label, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention, Source

_LEVELS = 4
"""Clauses above a predicate whose time may bear on it."""


class Valid(NamedTuple):
    """When a claim holds: EDTF, the expression, its anchor, whether it is the publication date for want of another."""

    edtf: str | None
    text: str | None
    anchor: Anchor
    default: bool
    since: bool = False


@cache
def _case_words(lang: str, key: str) -> frozenset[str]:
    return frozenset(read_data(lang, "certainty")["time"][key])


def read_valid(draft: Draft, source: Source) -> Valid:
    """Return when a draft holds; null where neither the sentence nor the document dates it."""
    if draft.when is not None:
        return Valid(draft.when.edtf, draft.when.text, draft.when.anchor, default=False)
    mention = None if draft.timed else _own_time(draft)
    if mention is not None and isinstance(mention.norm, TimeSpan):
        since = _marker(mention, draft.passage) in _case_words(draft.passage.lang, "since")
        return Valid(mention.norm.edtf, mention.norm.text, mention.norm.anchor, default=False, since=since)
    if draft.dated and source.published_interval is not None:
        return Valid(source.published, None, Anchor.PUBLISHED, default=True)
    return Valid(None, None, Anchor.NONE, default=False)


def _own_time(draft: Draft) -> Mention | None:
    ranked = []
    for mention in draft.passage.times:
        if mention.label is not Label.DATE or _is_comparison(mention, draft.passage) or _is_contrasted(mention, draft):
            continue
        if draft.value is not None and mention.span.overlaps(draft.value.span):
            continue
        head = draft.passage.head_of(mention.span)
        if head is not None and draft.value is not None and _is_founding(head, draft.passage.lang):
            continue
        if draft.aside and not _is_inside(mention, draft):
            continue  # what the sentence dates is not what its aside takes for granted
        if head is not None and (nearness := _nearness(head, draft)) is not None:
            ranked.append(((nearness, abs(head.i - draft.predicate.i)), mention.span.start, mention))
    return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


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
    if head in set(predicate.subtree):
        if not _other_predicate(head, predicate, lang):
            return 0
        return _LEVELS if _is_set_off(head) and base(predicate) == "ROOT" else None
    above = clause(predicate)
    for level in range(1, _LEVELS):
        if clause(head) == above:
            return level
        if above.head is above or is_relative(above):
            break
        above = clause(above.head)
    return _LEVELS if is_saying(clause(head), lang) else None


def _other_predicate(head: Token, predicate: Token, lang: str) -> bool:
    """Whether another clause between a time and the predicate has that time; a verb of saying leaves it to both."""
    between = (token for token in head.ancestors if predicate.is_ancestor(token))
    clauses = ("acl", "advcl", "ccomp", "parataxis", "csubj")
    return any(base(token) in clauses and not is_saying(token, lang) for token in between)


def _is_set_off(head: Token) -> bool:
    """Whether a comma stands before a time's phrase, and nothing but the end behind it."""
    phrase = sorted(token.i for token in head.subtree)
    before = head.doc[phrase[0] - 1].text if phrase[0] else ""
    return before == "," and all(token.is_punct for token in head.doc[phrase[-1] + 1 :])


def _is_comparison(mention: Mention, passage: Passage) -> bool:
    word = _marker(mention, passage)
    own = isinstance(mention.norm, TimeSpan) and mention.norm.text.casefold().startswith(f"{word} ")
    compares = word in _case_words(passage.lang, "comparison") and mention.span.start > passage.span.start
    return compares and not own  # "from 2018 to 2022" compares nothing


def _is_founding(head: Token, lang: str) -> bool:
    """Whether a time says when a firm was founded: it dates none of the firm's figures."""
    return clause(head).lower_ in _case_words(lang, "founding")


def _is_contrasted(mention: Mention, draft: Draft) -> bool:
    """Whether a time stands with what the figure is compared with: "$5bn, compared with $4bn in 2024"."""
    if draft.value is None or draft.value.span.end > mention.span.start:
        return False
    tokens = draft.passage.tree[_last(draft.value, draft) + 1 : _first(mention, draft)]
    words = _case_words(draft.passage.lang, "contrast")
    if draft.rule == "metric":  # "$5bn, up from $4bn a year ago"
        words = words | _case_words(draft.passage.lang, "comparison") - _case_words(draft.passage.lang, "range")
    return any(t.lower_ in words for t in tokens)


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
