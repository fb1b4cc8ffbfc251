"""Plants that a firm builds, plans or opens, told without a sum: "baut eine Chipfabrik in Dresden"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_REACH = 9
"""Tokens between a plant and the verb that builds it."""
_ARTICLE = 3
"""Tokens before a plant among which its article or "new" stands."""


@cache
def _words(lang: str) -> dict[str, tuple[str, ...]]:
    """The word lists of `[plants]` in a language's `frames.toml`; what each is for stands there."""
    return {key: tuple(words) for key, words in read_data(lang, "frames")["plants"].items()}


def draft_plants(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every plant of a passage that somebody builds, plans or opens."""
    words = _words(passage.lang)
    for noun in passage.tree:
        if noun.pos_ not in ("NOUN", "PROPN") or not noun.lower_.endswith(words["nouns"]) or passage.name_at(noun):
            continue
        verb = _builder(noun, passage, words) if _is_new(noun, words) else None
        maker = _maker(verb, passage, discourse) if verb is not None else None
        if verb is None or maker is None or maker.label is not Label.ORGANISATION:
            continue
        begins = verb.lower_ in words["begun"]
        yield Draft(
            "development", "plant", passage, verb, maker, _plant(noun, passage, discourse, words),
            phase=Phase.BEGINS if begins else Phase.HOLDS, sure=round(0.85 * maker.certainty, 3),
        )  # fmt: skip


def _is_new(noun: Token, words: dict[str, tuple[str, ...]]) -> bool:
    """Whether a plant is spoken of for the first time: by an indefinite article, or by a word for "new"."""
    ahead = [token.lower_ for token in noun.doc[max(0, noun.i - _ARTICLE) : noun.i]]
    return any(word in words["new"] for word in ahead)


def _builder(noun: Token, passage: Passage, words: dict[str, tuple[str, ...]]) -> Token | None:
    """The verb that builds a plant: nearest on either side, no other clause between."""
    tree = passage.tree
    for step in range(1, _REACH):
        for at in (noun.i - step, noun.i + step):
            if not 0 <= at < len(tree) or tree[at].lower_ not in words["verbs"]:
                continue
            between = tree[min(at, noun.i) + 1 : max(at, noun.i)]
            if not any(t.pos_ == "VERB" or t.text in (",", ";", ":", "und") for t in between):
                return tree[at]
    return None


def _maker(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    found = [f for t in read_arguments(verb).agent for f in discourse.resolve_all(t, passage)]
    following = passage.tree[verb.i + 1] if verb.i + 1 < len(passage.tree) else None
    if following is not None and passage.name_at(following) and (behind := discourse.resolve(following, passage)):
        found.append(behind)  # "2026 eröffnet Acme …"
    if nearest := actor_before(verb, passage, discourse):
        found.append(nearest)
    auxiliary = next((t for t in reversed(passage.tree[: verb.i]) if t.pos_ == "AUX"), None)
    if auxiliary is not None and (ahead := actor_before(auxiliary, passage, discourse)):
        found.append(ahead)
    return next((f for f in found if f.label is Label.ORGANISATION), None)


def _plant(noun: Token, passage: Passage, discourse: Discourse, words: dict[str, tuple[str, ...]]) -> Filler:
    """The plant with its place: "Chipfabrik in Dresden"."""
    tree, text = passage.tree, noun.text
    after = tree[noun.i + 1] if noun.i + 2 < len(tree) else None
    name = passage.name_at(tree[noun.i + 2]) if after is not None and after.lower_ in words["at"] else None
    if after is not None and name is not None and discourse.cast.label(name.text) is not Label.ORGANISATION:
        text = tree[noun.i : name.end].text
    return Filler(text, Label.PRODUCT, noun, 0.95, "phrase")
