"""Who says "we" in a document that a firm wrote itself: its publisher, or whom it names so ("At Acme, we …")."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claimtrack.extract.text.productwords import product_words
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_HOST = re.compile(r"(?:https?://)?(?:www\.|blog\.|news\.|about\.)*([\w-]+)\.[\w.]+(?:/.*)?")
_MARKS = frozenset('"“”„‟«»')


def find_speaker(passages: Sequence[Passage], cast: Cast, publisher: str | None) -> str | None:
    """The firm that speaks of itself as "we": its publisher, or without one whom the text calls so.

    A publisher speaks of itself where it is no outlet and the text names no firm more often.
    """
    if publisher:
        host = _HOST.fullmatch(publisher)
        own = _key(host[1] if host else publisher)
        named = Counter(cast.full(name.text) for passage in passages for name in passage.names)
        outlets = {*read_data(passages[0].lang, "figures")["strangers"]["names"]} if passages else set()
        firms = [firm for firm in named if cast.label(firm) is Label.ORGANISATION and firm not in outlets]
        most = max((named[firm] for firm in firms), default=0)
        with_products = sum(times for name, times in named.items() if _key(name).startswith(own))  # "Acme Assistant"
        return next((firm for firm in firms if _key(firm) == own and with_products >= most), None)
    return next((firm for passage in passages if (firm := _named_beside(passage, cast))), None)


def is_quoted(token: Token) -> bool:
    """Whether a token stands inside quotation marks that its sentence opens, or in a line that is quoted whole."""
    return token.doc[0].text == ">" or sum(t.text in _MARKS for t in token.doc[: token.i]) % 2 == 1


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _named_beside(passage: Passage, cast: Cast) -> str | None:
    """The firm of "At Acme, we believe", "we at Acme"."""
    speakers = {*read_data(passage.lang, "names")["anaphora"]["pronouns_speaker"]}
    at, tree = product_words(passage.lang)["staff"], passage.tree
    for name in passage.names:
        before = [t.lower_ for t in tree[max(0, name.start - 2) : name.start]]
        behind = [t.lower_ for t in tree[name.end : name.end + 2] if t.text != ","]
        here = before[-1:] and before[-1] in at
        told = here and (speakers.intersection(behind[:1]) or speakers.intersection(before[:-1]))
        if told and cast.label(name.text) is Label.ORGANISATION and not is_quoted(tree[name.start]):
            return cast.full(name.text)
    return None
