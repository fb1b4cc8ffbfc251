"""Who makes which product: "its latest model, X1", "Acme's chatbot Bo", "die X-Architektur von Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of, last_part, load_lexicon
from claimtrack.extract.text.syntax import children, marker
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.lexicon import Lexicon
    from claimtrack.extract.text.passages import Passage


def draft_makers(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every product that a passage names beside a noun for it and beside its maker."""
    lexicon = load_lexicon(passage.lang)
    for token in passage.tree:
        if token.pos_ not in ("NOUN", "PROPN") or not is_one_of(token, lexicon.maker["nouns"]):
            continue
        product = _product(token, passage, discourse)
        owner = _maker(token, passage, discourse, lexicon) if product else None
        if product and owner and owner.text != product.text:
            yield Draft(
                "development", "maker", passage, token, owner, product, attribute=_class(token),
                sure=round(0.85 * min(owner.certainty, product.certainty), 3),
                evidence=(token, product.token, *([] if owner.via == "pronoun" else [owner.token])), aside=True,
            )  # fmt: skip


def _product(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The product's name: in apposition behind the noun, before it, or the first part of a compound."""
    tree = passage.tree
    if any(passage.name_at(child) for child in children(noun, "compound") if child.i == noun.i - 1):
        return None  # "the X1 model, …": the name that follows is another's
    after = noun.i + 1
    if after + 1 < len(tree) and tree[after].text == ",":
        after += 1
    if after < len(tree) and (name := passage.name_at(tree[after])):
        full = discourse.cast.full(name.text)
        if (
            len(full) > 1
            and _may_be_product(discourse.cast.label(full), noun, passage)
            and not _is_owner(tree[name.end - 1])
        ):
            return Filler(full, Label.PRODUCT, tree[name.start], 0.95 if after == noun.i + 1 else 0.85, "name")
    prefix, hyphen, _ = noun.text.rpartition("-")
    if hyphen and (
        prefix in load_gazetteer("models") or discourse.cast.label(prefix) is Label.PRODUCT or _is_code(prefix)
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
    return label not in (Label.PERSON, Label.PLACE)


def _is_owner(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.text in ("'s", "’s", "'")


def _maker(noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> Filler | None:
    """Whose model it is: the possessor before it, or the name behind "of", "by", "von"."""
    candidates = [c for c in noun.children if c.dep_ in ("nmod:poss", "det:poss")]
    candidates += [c for c in children(noun, "nmod", "obl") if marker(c) in lexicon.maker["markers"] and marker(c)]
    candidates += _possessor_before(noun, passage)
    candidates += [
        t for t in children(noun, "compound", "nmod") if t.i < noun.i and passage.name_at(t) and not marker(t)
    ]
    for token in candidates:
        filler = discourse.resolve(token, passage)
        if filler and filler.label is Label.PERSON and (employer := discourse.employer(filler.text)):
            filler = filler._replace(text=employer, label=Label.ORGANISATION)
        if filler and filler.label is Label.ORGANISATION:
            return filler
    return None


def _possessor_before(noun: Token, passage: Passage) -> list[Token]:
    """A name with a genitive ahead of the noun, adjectives between: the parser loses it in long phrases."""
    for token in reversed(passage.tree[max(0, noun.i - 7) : noun.i]):
        if token.text in ("'s", "’s"):
            return [passage.tree[token.i - 1]] if token.i else []
        if token.pos_ not in ("ADJ", "NOUN", "ADV", "PUNCT", "VERB", "PROPN") or token.text == ",":
            return []
    return []


def _class(noun: Token) -> str:
    """What the noun says the product is, in two words at most: "AI model"."""
    if "-" in noun.text:
        return last_part(noun)
    before = [c for c in children(noun, "compound") if c.i == noun.i - 1 and c.text.isupper()]
    return " ".join(t.text for t in [*before, noun])
