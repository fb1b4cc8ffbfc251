"""Who uses whose product beside the plain verbs of use: "is powered by X1", "setzt auf X1", "uses Acme's models"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, may_tell, word_forms
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import is_passive, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage

_SURE = 0.75
_REACH = 7
"""Tokens between a possessor and what is used of it: "uses Acme's most advanced image models"."""
_GAP = 3
"""Tokens between a verb and the case word that belongs to it: "is powered in part by"."""


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[uses]` in a language's `offers.toml`; what each is for stands there."""
    return {key: frozenset(w.casefold() for w in words) for key, words in read_data(lang, "offers")["uses"].items()}


def draft_uses(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every use of a passage that rests on a product, or is of something that another firm owns."""
    lexicon, words = load_lexicon(passage.lang), _words(passage.lang)
    if not may_tell(passage.tree, lexicon, (words["rests"], lexicon.words["use"]["verbs"])):
        return
    for verb in passage.tree:
        if passage.name_at(verb) or verb.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        if verb.lower_ in words["rests"]:
            used = _product_on(verb, passage, discourse)
        elif lexicon.words["use"]["verbs"] & set(word_forms(verb, lexicon)):
            used = _used_of(verb, passage, discourse)
        else:
            continue
        user = _user(verb, passage, discourse) if used is not None else None
        if used is None or user is None or _is_own(user, used, verb, discourse):
            continue
        sure = round(_SURE * user.certainty * used.certainty, 3)
        yield Draft("use", "rests", passage, verb, user, used, attribute="uses", sure=sure)


def _product_on(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The named product behind the verb's case word, over its maker's possessive: "powered by Acme's X1"."""
    tree, words = passage.tree, _words(passage.lang)
    at = next((t.i + 1 for t in tree[verb.i + 1 : verb.i + 1 + _GAP] if t.lower_ in words["on"]), None)
    while at is not None and at < len(tree) and at < verb.i + _REACH:
        name = passage.name_at(tree[at])
        if name is None:
            if tree[at].pos_ not in ("DET", "ADJ", "NOUN", "PART"):
                return None
            at += 1
        elif discourse.cast.label(name.text) is Label.PRODUCT:
            return Filler(discourse.cast.full(name.text), Label.PRODUCT, tree[name.start], 0.95, "name")
        else:
            at = name.end
            if at >= len(tree) or tree[at].text not in POSSESSIVE:
                return None
    return None


def _used_of(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """What is used of another firm that has no name of its own: "Acme's models"."""
    tree = passage.tree
    if is_passive(verb):
        return None
    for name in passage.names:
        behind = name.end < len(tree) and tree[name.end].text in POSSESSIVE
        if not behind or not verb.i < name.start <= verb.i + 2:
            continue
        if discourse.cast.label(name.text) is not Label.ORGANISATION:
            return None
        for token in tree[name.end + 1 : name.end + 1 + _REACH]:
            thing = is_product_noun(token, passage.lang) or is_one_of(token, _words(passage.lang)["things"])
            last = token.i + 1 >= len(tree) or tree[token.i + 1].pos_ not in ("NOUN", "PROPN")
            if passage.name_at(token) or token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT"):
                return None
            if thing and last:
                text = f"{discourse.cast.full(name.text)}{tree[name.end : token.i + 1].text}"
                return Filler(text, Label.PRODUCT, tree[name.start], 0.95, "phrase")
        return None
    return None


def _user(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm that uses it, or whose product it is that rests on another's."""
    arguments = read_arguments(verb)
    nearest = actor_before(verb, passage, discourse)
    heads = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
    found = [f for t in heads for f in discourse.resolve_all(t, passage)] + ([nearest] if nearest else [])
    for filler in found:
        if filler.label is Label.ORGANISATION:
            return filler
        if filler.label is Label.PRODUCT and (maker := discourse.maker_of(filler, verb)):
            return maker
    owners = (child for head in heads for child in head.children if child.dep_ in ("nmod:poss", "det:poss"))
    resolved = (discourse.resolve(owner, passage) for owner in owners)
    return next((f for f in resolved if f and f.label is Label.ORGANISATION), None)


def _is_own(user: Filler, used: Filler, verb: Token, discourse: Discourse) -> bool:
    """Whether a firm uses what it makes itself: that is no use that anybody would list."""
    maker = discourse.maker_of(used, verb)
    return used.text.startswith(user.text) or (maker is not None and maker.text == user.text)
