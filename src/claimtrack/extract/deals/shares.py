"""Shares told beside a stake without a verb of their own: what it was before, and what another holder of the firm has.

As in "raised its stake in B to 35 percent from 20", "Bislang waren es 18 Prozent", "A will hold 60 % and C 40 %".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class
from claimtrack.language import read_data, word_sets
from claimtrack.model import Label, Modality, Phase, Quantity, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_KEY = "stake"
"""Where a passage keeps the stake that the next one may go on about."""
_INTO = frozenset({"investment", "stake"})
"""Kinds of claims whose object a bare share of the next sentence is of."""
_AHEAD = 2
"""Tokens before a percentage among which the word stands that makes it the earlier one."""
_TIMED = 3
"""Tokens behind a percentage within which its own time starts: "from 9.8 % in December"."""
_SHORT = 16
"""Tokens of the longest sentence that only adds an earlier share."""
_LIGHT = frozenset({"DET", "ADJ", "ADV", "NUM", "PUNCT", "CCONJ", "SCONJ", "NOUN", "ADP"})
_ACROSS = 6
"""Tokens between another holder and its share: "and Beta the remaining 40 percent"."""


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[stakes]` in a language's `frames.toml`; what each is for stands there."""
    return word_sets(read_data(lang, "frames")["stakes"])


def draft_shares(stakes: Iterable[Draft], passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The further shares of a passage that tells of some stakes, or that goes on about the one told of right before."""
    told = [d for d in stakes if d.kind == "stake" and d.object and d.value is not None and d.attribute != "change"]
    for stake in told:
        passage.memo[_KEY] = stake
        for mention in passage.quantities:
            if mention != stake.value and _is_share(mention, passage) and _is_earlier(mention, stake, passage):
                yield _share(stake, mention, passage)
        yield from _others(stake, passage, discourse)
        yield from _rest(stake, passage, discourse)
    deals = [d for d in stakes if d.kind in _INTO and d.object is not None and d.phase is Phase.BEGINS]
    if not told and len({d.object.text for d in deals if d.object is not None}) == 1:
        passage.memo[_KEY] = replace(deals[0], kind="stake", rule="stake", value=None, attribute=None)
    if not told and (known := stake_in_mind(passage, discourse)) is not None:
        yield from _added(known, passage)
        yield from _rest(known, passage, discourse)


def stake_in_mind(passage: Passage, discourse: Discourse, reach: int = 1) -> Draft | None:
    """The stake that a sentence some places before told of, which this one may go on about."""
    place = discourse.place_of(passage)
    for before in reversed(discourse.passages[max(0, place - reach) : place]):
        known: Draft | None = before.memo.get(_KEY)
        if known is not None and before.position >= passage.position - reach:
            return known
    return None


def paid_for(noun: Token, passage: Passage, case_words: frozenset[str], reach: int) -> Mention | None:
    """The sum right before "for a stake", within so many tokens, or behind "stake in B for", within twice as many."""
    for mention in passage.quantities:
        if not isinstance(mention.norm, Quantity) or figure_class(mention.norm) != "money":
            continue
        tokens = passage.tokens_in(mention.span)
        after = passage.tree[tokens[-1].i + 1].lower_ if tokens[-1].i + 1 < len(passage.tree) else ""
        before = passage.tree[tokens[0].i - 1].lower_ if tokens[0].i else ""
        ahead = tokens[-1].i < noun.i and noun.i - tokens[-1].i <= reach and after in case_words
        behind = noun.i < tokens[0].i <= noun.i + 2 * reach and before in case_words
        if ahead or behind:
            return mention
    return None


def _added(known: Draft, passage: Passage) -> Iterator[Draft]:
    """The earlier share that a short sentence adds to the stake told of right before: "Bislang waren es 18 Prozent"."""
    if len(passage.tree) > _SHORT or passage.names:
        return
    shares = [m for m in passage.quantities if _is_share(m, passage)]
    if len(shares) == 1 and any(token.lower_ in _words(passage.lang)["before"] for token in passage.tree):
        yield _share(known, shares[0], passage)


def _share(stake: Draft, mention: Mention, passage: Passage) -> Draft:
    """The claim that the holder had a share before; it has no time but one that stands right behind it."""
    token, last = (passage.tokens_in(mention.span)[at] for at in (0, -1))
    starts = range(last.i + 1, last.i + 1 + _TIMED)
    times = (m for m in passage.dates if (tokens := passage.tokens_in(m.span)) and tokens[0].i in starts)
    when = next((m.norm for m in times if isinstance(m.norm, TimeSpan)), None)
    unit = None if isinstance(mention.norm, Quantity) and mention.norm.unit else "%"
    return replace(
        stake, passage=passage, predicate=token, value=mention, phase=Phase.HOLDS, sure=round(0.95 * stake.sure, 3),
        dated=False, when=when, timed=True, unit=unit, modality=Modality.ACTUAL, evidence=(), attribute=None,
    )  # fmt: skip


def own_share(holder: Filler, value: Mention | None, passage: Passage) -> Mention | None:
    """The percentage right behind a holder's name, where several stand: "A mit 45 und B mit 35 Prozent beteiligt"."""
    name = passage.name_at(holder.token) if holder.token.doc is passage.tree else None
    if value is None or name is None or not _is_share(value, passage):
        return value
    behind = (passage.quantity_at(token) for token in passage.tree[name.end : name.end + _AHEAD + 1])
    return next((m for m in behind if m is not None and _is_share(m, passage)), value)


def _is_share(mention: Mention, passage: Passage) -> bool:
    """Whether a figure is a percentage, or the bare number ahead of one: "von 20 auf 35 Prozent"."""
    if not isinstance(mention.norm, Quantity):
        return False
    tokens = passage.tokens_in(mention.span)
    following = passage.tree[tokens[-1].i + 1 : tokens[-1].i + 2] if tokens else ()
    level = any(token.lower_ in _words(passage.lang)["level"] for token in following)
    return bool(tokens) and (figure_class(mention.norm) == "percent" or (mention.norm.unit is None and level))


def _is_earlier(mention: Mention, stake: Draft, passage: Passage) -> bool:
    """Whether a word right before a percentage says that it was so before, in a sentence that tells a share of now."""
    tokens, words = passage.tokens_in(mention.span), _words(passage.lang)
    ahead = passage.tree[max(0, tokens[0].i - _AHEAD) : tokens[0].i]
    near = abs(tokens[0].i - stake.predicate.i) <= 2 * _SHORT
    return near and any(token.lower_ in words["from"] | words["before"] for token in ahead)


def _others(stake: Draft, passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """As in "A holds 60 % of the venture and B 40 %": no verb stands between the two shares."""
    end = passage.tokens_in(stake.value.span)[-1].i + 1 if stake.value is not None else len(passage.tree)
    for mention in passage.quantities:
        first = next(iter(passage.tokens_in(mention.span)), None)
        if first is None or first.i < end or not _is_share(mention, passage) or stake.object is None:
            continue
        name = next((n for n in reversed(passage.names) if end <= n.start and n.end <= first.i), None)
        if name is None or first.i - name.end > _ACROSS or name.start - end > _ACROSS:
            return
        beside = (*passage.tree[end : name.start], *passage.tree[name.end : first.i])
        holder = discourse.resolve(passage.tree[name.start], passage)
        opened = any(t.text == "," or t.pos_ in ("CCONJ", "SCONJ") for t in beside[: name.start - end])
        if holder is None or holder.label is Label.PLACE or not opened or not all(map(_is_light, beside)):
            return
        yield replace(stake, subject=holder, value=mention, sure=round(0.95 * stake.sure * holder.certainty, 3))
        end = passage.tokens_in(mention.span)[-1].i + 1


def _rest(stake: Draft, passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Who has what is left: "the rest is held by A", "die übrigen 51 Prozent gehören A", "den Rest hält A"."""
    words, tree = _words(passage.lang), passage.tree
    after = passage.tokens_in(stake.value.span)[-1].i if stake.passage is passage and stake.value is not None else -1
    rest = next((t for t in tree[after + 1 :] if t.lower_ in words["rest"]), None)
    around = tree[max(after + 1, rest.i - _ACROSS) : rest.i + 2 * _ACROSS] if rest is not None else ()
    verb = next((t for t in around if {t.lower_, t.lemma_.lower()} & (words["owning"] | words["belonging"])), None)
    if rest is None or verb is None or verb.pos_ not in ("VERB", "AUX"):
        return
    behind = (n for n in passage.names if verb.i < n.start <= verb.i + _ACROSS)
    ahead = (n for n in passage.names if after < n.start < verb.i < rest.i)
    name = next(ahead, None) or next(behind, None)
    holder = discourse.resolve(tree[name.end - 1], passage) if name is not None else None
    if holder is None or holder.label is Label.PLACE:
        return
    share = next((m for t in tree[rest.i : rest.i + _AHEAD + 1] if (m := passage.quantity_at(t))), None)
    share = share if share is not None and _is_share(share, passage) else None
    sure = round(0.9 * stake.sure * holder.certainty, 3)
    yield replace(stake, passage=passage, predicate=verb, subject=holder, value=share, phase=Phase.HOLDS, sure=sure)


def _is_light(token: Token) -> bool:
    """What may stand between one holder's share and another's: no verb, and no word that the share is of."""
    return token.pos_ in _LIGHT or token.dep_ == "amod" or token.pos_ == "PROPN"
