"""Who makes which product: "its latest model, X1", "Acme's chatbot Bo", "die X-Architektur von Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, last_part, load_lexicon, sentence_words
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import is_product_noun, may_name_product, product_words
from claimtrack.extract.text.syntax import children, marker
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.lexicon import Lexicon
    from claimtrack.extract.text.passages import Passage

_SURE = 0.85
"""How sure a maker in passing is, beside the certainty of the names."""
_POSSESSOR = 8
"""Tokens between a possessor and the noun of what it has: "Acme's long-awaited X1 commercial space station"."""
_INSIDE = ("ADJ", "NOUN", "ADV", "PUNCT", "VERB", "PROPN", "NUM")


def draft_makers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every product that a passage names beside a noun for it and beside its maker."""
    lexicon, said = load_lexicon(passage.lang), sentence_words(passage.tree)
    if said.isdisjoint(lexicon.maker["nouns"]) and not may_name_product(said, passage.lang):
        return
    for token in passage.tree:
        if not _is_noun(token) or not _is_made(token, lexicon, passage) or passage.name_at(token):
            continue
        product = _product(token, passage, discourse)
        owner = _maker(token, passage, discourse, lexicon) if product else None
        if product and owner and owner.text != product.text:
            yield Draft(
                "development", "maker", passage, token, owner, product, attribute=_class(token, passage),
                sure=round(_SURE * min(owner.certainty, product.certainty), 3),
                evidence=(token, product.token, *([] if owner.via == "pronoun" else [owner.token])), aside=True,
            )  # fmt: skip


def _is_noun(token: Token) -> bool:
    """Whether a token is the last noun of its phrase: "app" in "camera app", not "Platforms" in a firm's name."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    common = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (token.text.islower() or "-" in token.text))
    return common and (after is None or after.pos_ != "NOUN" or not after.text.islower())


def _is_made(noun: Token, lexicon: Lexicon, passage: Passage) -> bool:
    return is_one_of(noun, lexicon.maker["nouns"]) or is_product_noun(noun, passage.lang)


def _product(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The product's name: between its possessor and the noun, behind the noun, or the first part of a compound."""
    if (inside := _between(noun, passage, discourse)) is not None:
        return inside
    if any(passage.name_at(child) for child in children(noun, "compound") if child.i == noun.i - 1):
        return None  # "the X1 model, …": the name that follows is another's
    return _name_behind(noun, passage, discourse) or _first_part(noun, passage.lang, discourse)


def _between(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "its X1 rocket", "Acme's X1 obesity pill"; "its Nvidia chips" are somebody else's."""
    at = _possessor_at(noun, passage)
    if at is None:
        return None
    for name in passage.names:
        if not at < name.start < name.end <= noun.i or passage.tree[name.end].text in (*POSSESSIVE, "-"):
            continue
        full = discourse.cast.full(name.text)
        if noun.i == name.end and noun.text.istitle() and not load_lexicon(passage.lang).has_compounds:
            full = f"{full} {noun.text}"  # "Robot Phone"
        listed = any(name.text in load_gazetteer(list_) for list_ in ("companies", "places"))
        words = product_words(passage.lang)
        listed = listed or name.text.casefold() in words["hosts"] | words["generic"]
        if discourse.cast.label(name.text) in (Label.PRODUCT, None) and len(full) > 1 and not listed:
            return Filler(full, Label.PRODUCT, passage.tree[name.start], 0.9, "name")
        return None
    return None


def _name_behind(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The name in apposition behind a noun: "its latest model, X1", "its models, known as X1"."""
    tree, after, called = passage.tree, noun.i + 1, product_words(passage.lang)["called"]
    comma = after + 1 < len(tree) and tree[after].text == ","
    after += comma
    while after + 1 < len(tree) and tree[after].lower_ in called and tree[after].pos_ != "DET":
        after, comma = after + 1, True
    name = passage.name_at(tree[after]) if after < len(tree) else None
    if name is None or name.start != after or _is_owner(tree[name.end - 1]):
        return None
    full = discourse.cast.full(name.text)
    label = discourse.cast.label(full)
    named = (
        noun.i > 0 and tree[noun.i - 1].pos_ == "PROPN" and tree[noun.i - 1].text.istitle()
    )  # "its X1 platform, X2, and"
    if comma and (named or label is Label.ORGANISATION or not _closes(name.end, passage)):
        return None  # "its app, Acme said", "unlike Acme's app, X1 has"
    if len(full) > 1 and _may_be_product(label, noun, passage):
        return Filler(full, Label.PRODUCT, tree[name.start], 0.85 if comma else 0.95, "name")
    return None


def _closes(at: int, passage: Passage) -> bool:
    """Whether an apposition ends at a token."""
    return at >= len(passage.tree) or passage.tree[at].pos_ in ("PUNCT", "CCONJ", "ADP")


def _first_part(noun: Token, lang: str, discourse: Discourse) -> Filler | None:
    prefix, hyphen, _ = noun.text.rpartition("-")
    if (
        hyphen
        and prefix.casefold() not in product_words(lang)["generic"]
        and (prefix in load_gazetteer("models") or discourse.cast.label(prefix) is Label.PRODUCT or _is_code(prefix))
    ):
        return Filler(prefix, Label.PRODUCT, noun, 0.85, "name")
    return None


def _is_code(prefix: str) -> bool:
    """Capitals that the document uses like a name: "GPT" in "GPT-Architektur"; a two-letter field is none."""
    return len(prefix) >= 3 and prefix.isupper() and prefix.isalpha() and prefix not in load_gazetteer("places")


def _may_be_product(label: Label | None, noun: Token, passage: Passage) -> bool:
    """Whether a name beside a product's noun is one; an assistant or an agent can be a person, too."""
    if is_one_of(noun, load_lexicon(passage.lang).maker["people"]):
        return label is Label.PRODUCT
    if load_lexicon(passage.lang).has_compounds:  # an untyped name is as often a noun
        return label is Label.PRODUCT and "Plur" not in noun.morph.get("Number", [])
    return label not in (Label.PERSON, Label.PLACE)


def _is_owner(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.text in POSSESSIVE


def _maker(noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> Filler | None:
    """Whose model it is: the possessor before it, or the name behind "of", "by", "von"."""
    candidates = [c for c in noun.children if c.dep_ in ("nmod:poss", "det:poss")]
    candidates += [c for c in children(noun, "nmod", "obl") if marker(c) in lexicon.maker["markers"] and marker(c)]
    possessor = _possessor_at(noun, passage)
    candidates += [] if possessor is None else [passage.tree[possessor]]
    candidates += [
        t
        for t in children(noun, "compound", "nmod")
        if t.i < noun.i and passage.name_at(t) and not marker(t) and not _is_parted(t, noun)
    ]
    for token in candidates:
        filler = discourse.resolve(token, passage)
        if filler and filler.label is Label.PERSON and (employer := discourse.employer(filler.text)):
            filler = filler._replace(text=employer, label=Label.ORGANISATION)
        if filler and filler.label is Label.ORGANISATION:
            return filler
    return None


def _is_parted(token: Token, noun: Token) -> bool:
    """Whether a list stands between a name and a noun: "Acme or the chatbot"."""
    return any(t.pos_ == "CCONJ" or t.text == "," for t in token.doc[token.i : noun.i])


def _possessor_at(noun: Token, passage: Passage) -> int | None:
    """The place of the possessor ahead of a noun, adjectives and names between: parsers lose it in long phrases."""
    for token in reversed(passage.tree[max(0, noun.i - _POSSESSOR) : noun.i]):
        if token.text in POSSESSIVE:
            return token.i - 1 if token.i else None
        if "Yes" in token.morph.get("Poss", []):
            return token.i
        if token.pos_ not in _INSIDE or token.text == ",":
            return None
    return None


def _class(noun: Token, passage: Passage) -> str:
    """What the noun says the product is, in two words at most: "AI model"."""
    if "-" in noun.text:
        return last_part(noun)
    capitals = [c for c in children(noun, "compound") if c.i == noun.i - 1 and c.text.isupper()]
    before = [c for c in capitals if passage.name_at(c) is None]
    return " ".join(t.text for t in [*before, noun])
