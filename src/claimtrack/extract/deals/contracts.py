"""What a contract is worth that the sentence before told of: "The five-year deal is worth €80 million"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.syntax import clause
from claimtrack.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_KEY = "contract"
"""Where a passage keeps the partnership that the next one may put a price on."""
_ARTICLE = 4
"""Tokens before a noun among which its article is looked for."""
_SURE = 0.85


def draft_worth(told: Sequence[Draft], passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """The partnership told of right before, with the one sum that a passage says its contract is worth."""
    here = [d for d in told if d.kind == "partnership"]
    if here:
        passage.memo[_KEY] = here[0]
        return
    place = discourse.place_of(passage)
    before = discourse.passages[place - 1] if place else None
    known: Draft | None = before.memo.get(_KEY) if before is not None else None
    near = before is not None and before.position == passage.position - 1
    if known is None or not near or known.value is not None or any(d.value is not None for d in told):
        return
    noun = next((t for t in passage.tree if _is_contract(t, passage)), None)
    sums = [m for m in passage.quantities if isinstance(m.norm, Quantity) and figure_class(m.norm) == "money"]
    if noun is None or len(sums) != 1 or "/" in (getattr(sums[0].norm, "unit", None) or ""):
        return
    sure = round(_SURE * known.sure, 3)
    yield replace(known, passage=passage, predicate=clause(noun), value=sums[0], sure=sure, attribute="contract")


def _is_contract(token: Token, passage: Passage) -> bool:
    """Whether a noun stands for the contract told of, or for what it is worth: "the deal", "der Auftragswert"."""
    words = load_lexicon(passage.lang).partnership
    forms = {token.lower_, token.lemma_.lower()}
    if token.pos_ != "NOUN" or not forms & (words["nouns"] | words["vague"] | words["orders"]):
        return False
    ahead = passage.tree[max(0, token.i - _ARTICLE) : token.i]
    known = any("Def" in t.morph.get("Definite", []) or t.morph.get("PronType", []) == ["Dem"] for t in ahead)
    return known or any("Yes" in t.morph.get("Poss", []) for t in ahead)
