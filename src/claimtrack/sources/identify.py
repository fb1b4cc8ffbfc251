"""Which language a text is in, by py3langid's model of 140 languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAMPLE = 20_000  # characters; more does not change the answer
_MARGIN = 10.0
"""Natural-log odds by which another language must beat the readable ones.

Short business texts are mostly names and figures: "Siemens acquires Mendix for $700 million." is e^3 times likelier
French than English to the model, while four words of Dutch are e^20 times likelier Dutch than German.
"""


def identify_language(text: str, readable: Sequence[str]) -> str:
    """Return the code (ISO 639-1) of the language a text is in; one of `readable` unless another is clearly likelier.

    Stray lines in another script do not count for more than their share of the text.
    """
    import py3langid

    # three letters stand for "no language" and for varieties such as Nigerian Pidgin, which shouted English resembles
    ranking = [(str(lang), float(score)) for lang, score in py3langid.rank(text[:_SAMPLE]) if len(lang) == 2]
    best, likelihood = ranking[0]
    near = [lang for lang, score in ranking if lang in readable and likelihood - score <= _MARGIN]
    return near[0] if near else best
