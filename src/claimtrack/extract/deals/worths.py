"""What the price of a company counts besides its shares: "for $2bn, including debt" is more than the owners get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.reading import deal_words

if TYPE_CHECKING:
    from claimtrack.extract.drafts import Draft

_ENTERPRISE, _EQUITY = "enterprise value", "equity value"
_BEHIND = 5
"""Tokens between a price and what is counted in it."""
_COUNTED = 5
"""Tokens between "including" and "debt"."""


def attribute_of(draft: Draft) -> str | None:
    """The attribute of a claim: of a price, whether the debt of the company is in it, where nothing else is said."""
    if draft.kind != "acquisition" or draft.attribute is not None or draft.value is None:
        return draft.attribute
    passage, words = draft.passage, deal_words(draft.passage.lang)
    tree, last = passage.tree, passage.tokens_in(draft.value.span)[-1].i
    for token in tree[last + 1 : last + 1 + _BEHIND]:
        counted = token.lower_ in words["including"]
        if not counted and token.lower_ not in words["excluding"]:
            continue
        owed = any(t.lower_ in words["debts"] for t in tree[token.i + 1 : token.i + 1 + _COUNTED])
        return (_ENTERPRISE if counted else _EQUITY) if owed else None
    return None
