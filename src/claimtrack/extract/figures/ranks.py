"""Ranks: "Estonia ranked third in the index", "auf Platz zwei", "is the world's second-largest producer"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import written_words
from claimtrack.extract.text.syntax import base, marker
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Mention, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.85
_LAST = 3
"""Digits of the last rank."""
_PHRASE = 9
"""Tokens of the longest phrase of what the ranking is of."""


class _Rank(NamedTuple):
    """A rank, its tokens, and what the ranking is of."""

    value: int
    start: int
    end: int
    attribute: str


def draft_ranks(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Draft]:
    """Every rank of somebody named, in the order of the text."""
    for passage in passages:
        words = load_figure_words(passage.lang).ranks
        superlatives = tuple(sorted(words["superlatives"]))
        for token, form in zip(passage.tree, written_words(passage.tree), strict=True):
            if form in words["places"] or form in words["verbs"]:
                rank = _place(token, passage) if form in words["places"] else _ranked(token, passage)
                name = _ranked_name(rank, passage) if rank is not None else None
            elif form.endswith(superlatives):
                rank = _superlative(token, passage)
                name = _said_name(rank, passage) if rank is not None else None
            else:
                continue
            if rank is not None and name is not None:
                yield _draft(rank, name, passage, discourse)


def _number(word: str, lang: str) -> int:
    """The rank that a word tells, or 0."""
    text = word.removesuffix(".")
    if text.isdigit() and len(text) <= _LAST:
        return int(text)
    ranks = load_figure_words(lang).ranks
    return next((int(key) for key, forms in ranks.items() if key.isdigit() and word in forms), 0)


def _place(token: Token, passage: Passage) -> _Rank | None:
    """As in "Platz zwei", "auf dem vierten Platz", "in third place"."""
    tree, at, words = passage.tree, token.i, load_figure_words(passage.lang).ranks
    start, end = at, at + 1
    value = _number(tree[at + 1].lower_, passage.lang) if at + 1 < len(tree) and not words["behind"] else 0
    if value:
        end += 1
    elif at:
        back = 2 if tree[at - 1].text == "." and at > 1 else 1
        value, start = _number(tree[at - back].lower_, passage.lang), at - back
    before = start - 1
    if before > 0 and tree[before].pos_ == "DET" and words["behind"]:
        return None  # "in the first place"
    while before >= 0 and tree[before].pos_ in ("DET", "ADJ"):
        before -= 1
    if not value or before < 0 or tree[before].lower_ not in words["onto"]:
        return None
    return _Rank(value, start, end, f"{min(words['rank'])} {_ranking(end, passage)}".strip())


def _ranked(token: Token, passage: Passage) -> _Rank | None:
    """As in "ranked third among …", "ranks No. 12"."""
    tree, at, words = passage.tree, token.i + 1, load_figure_words(passage.lang).ranks
    while at < len(tree) and (tree[at].pos_ == "ADV" and not _number(tree[at].lower_, passage.lang)):
        at += 1
    start = at
    while at < len(tree) and (tree[at].lower_ in words["number"] or tree[at].text == "."):
        at += 1
    value = _number(tree[at].lower_, passage.lang) if at < len(tree) else 0
    is_bare = start == at and tree[at].text.isdigit() if value else True
    if not value or is_bare:
        return None
    ranking = _ranking(at + 1, passage)  # without which two ranks do not answer the same question
    return _Rank(value, start, at + 1, f"{min(words['rank'])} {ranking}") if ranking else None


def _ranking(start: int, passage: Passage) -> str:
    """What a ranking is of, as far as it stands right behind the rank: "in the index of digital government"."""
    tree, end = passage.tree, start
    words = load_figure_words(passage.lang).ranks
    if start >= len(tree) or not (tree[start].lower_ in words["within"] or "Gen" in tree[start].morph.get("Case", [])):
        return ""
    while (
        end < len(tree) and end - start < _PHRASE and tree[end].pos_ in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "PART")
    ):
        end += 1
    while end > start and tree[end - 1].pos_ not in ("NOUN", "PROPN"):
        end -= 1
    return text_of(tree[start:end])


def _ranked_name(rank: _Rank, passage: Passage) -> Name | None:
    """Who is on a rank: the subject of its clause, or what the clause moves there."""
    place = passage.tree[rank.start]
    verb = next(t for t in [place, *place.ancestors] if t.pos_ in ("VERB", "AUX") or t.dep_ == "ROOT")
    if base(place) == "nmod" and passage.name_at(place.head) is None:
        return None  # "missed the jump to first place"
    moved = next((c for c in verb.children if base(c) == "obj" and c.i < rank.start), None)
    if moved is not None:
        return passage.name_at(moved)  # "lifts Acme to second place"
    subject = next((c for c in verb.children if base(c) == "nsubj"), None)
    return passage.name_at(subject) if subject is not None else None


def _superlative(token: Token, passage: Passage) -> _Rank | None:
    """As in "the world's second-largest cocoa producer", "der zweitgrößte Kakaoproduzent der Welt"."""
    words, tree, start = load_figure_words(passage.lang).ranks, passage.tree, token.i
    form = next(s for s in sorted(words["superlatives"], key=len, reverse=True) if token.lower_.endswith(s))
    value = _number(token.lower_.removesuffix(form), passage.lang) if token.lower_ != form else 1
    if value and token.i and token.lower_ == form:
        back = 2 if tree[token.i - 1].text == "-" and token.i > 1 else 1
        if ordinal := _number(tree[token.i - back].lower_, passage.lang):
            value, start = ordinal, token.i - back
    end = token.i + 1
    while (
        end < len(tree)
        and end - token.i < _PHRASE
        and (tree[end].pos_ in ("ADJ", "NOUN", "PROPN") or _joins(end, passage))
        and not (
            end > token.i + 1 and tree[end - 1].pos_ in ("NOUN", "PROPN") and passage.name_at(tree[end]) is not None
        )
    ):
        end += 1
    if not value or end == token.i + 1 or tree[end - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    ahead = start
    while ahead > 0 and tree[ahead - 1].pos_ in ("PROPN", "PART", "NOUN"):
        ahead -= 1
    scope, last = text_of(tree[ahead:start]), _complement_end(end, passage)
    behind = _scope(last, passage)
    if not scope and not behind:
        return None
    parts = (scope, form, text_of(tree[token.i + 1 : last]), behind)
    return _Rank(value, start, token.i + 1, " ".join(part for part in parts if part))


def _complement_end(start: int, passage: Passage) -> int:
    """Where a noun ends with what it is of: "the largest consumer of crude oil", but not "of Europe"."""
    tree, words = passage.tree, load_figure_words(passage.lang)
    end = start + 1
    if start >= len(tree) or tree[start].lower_ not in words.grammar["of"]:
        return start
    while end < len(tree) and end - start < _PHRASE and tree[end].pos_ in ("ADJ", "NOUN"):
        end += 1
    named = any(passage.name_at(token) is not None for token in tree[start:end])
    plain = end > start + 1 and tree[end - 1].pos_ == "NOUN" and tree[end - 1].lower_ not in words.ranks["world"]
    return end if plain and not named else start


def _joins(at: int, passage: Passage) -> bool:
    """Whether a conjunction joins what a noun behind them is a compound of: "oil and gas producer"."""
    behind = passage.tree[at + 1 : at + 3]
    return passage.tree[at].pos_ == "CCONJ" and len(behind) > 1 and all(t.pos_ == "NOUN" for t in behind)


def _scope(start: int, passage: Passage) -> str:
    """Of what something is the largest: "in Europe", "der Welt", "Europas"."""
    tree, words = passage.tree, load_figure_words(passage.lang).ranks
    if start >= len(tree):
        return ""
    end = start + 1 if tree[start].pos_ == "ADP" and tree[start].lower_ in words["scopes"] else start
    while end < len(tree) and end - start < _PHRASE and tree[end].pos_ == "DET":
        end += 1
    name = passage.name_at(tree[end]) if end < len(tree) else None
    if name is not None and (name.label is Label.PLACE or end > start):
        return text_of(tree[start : name.end])
    is_world = end < len(tree) and end > start and tree[end].lower_ in words["world"]
    return text_of(tree[start : end + 1]) if is_world else ""


def _said_name(rank: _Rank, passage: Passage) -> Name | None:
    """Of whom a superlative is said: "Acme is the largest …", "Acme, the largest …,"."""
    tree, words, at = passage.tree, load_figure_words(passage.lang).ranks, rank.start - 1
    while at >= 0 and tree[at].pos_ in ("DET", "PROPN", "PART", "NOUN"):
        at -= 1
    while at >= 0 and tree[at].pos_ == "ADV":
        at -= 1
    denied = any("Neg" in token.morph.get("Polarity", []) for token in tree[max(at, 0) : rank.start])
    if at < 1 or denied or not (tree[at].lower_ in words["is"] or tree[at].text == ","):
        return None
    name = passage.name_at(tree[at - 1])
    if name is None and tree[at].text != ",":
        subject = next((t for t in tree[max(0, at - _PHRASE) : at] if base(t) == "nsubj" and not marker(t)), None)
        name = passage.name_at(subject) if subject is not None and subject.head.i >= at else None
    return name


def _draft(rank: _Rank, name: Name, passage: Passage, discourse: Discourse) -> Draft:
    tokens = passage.tree[rank.start : rank.end]
    value = Decimal(rank.value)
    norm = Quantity(text=text_of(tokens), min=value, max=value, unit="rank")
    mention = Mention(span=passage.span_of(rank.start, rank.end), label=Label.QUANTITY, norm=norm)
    full = discourse.cast.full(name.text)
    subject = Filler(full, discourse.cast.label(full), passage.tree[name.end - 1], 1.0, "name")
    is_aside = passage.tree[name.end].text == "," if name.end < len(passage.tree) else False
    return Draft(
        "measure", "rank", passage, tokens[-1], subject, None, mention, rank.attribute, aside=is_aside, sure=_SURE,
    )  # fmt: skip
