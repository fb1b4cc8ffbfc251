"""Names of products: what speaks for one (the noun behind it, the verb that releases it), and where it ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.language import read_data
from claimtrack.model import Span
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

_CODE = re.compile(r"[A-Z]{1,2}\d[\w.]*")
# "70B", "8x7B", "A22B"
_SIZE = re.compile(r"A?\d{1,4}(?:\.\d{1,2})?[BMT]|\d{1,2}x\d{1,3}B")
_AHEAD = 6
"""Tokens before a name among which its article or possessive stands: "its much-anticipated X1 rocket"."""
_BETWEEN = frozenset({"DET", "ADJ", "NOUN", "NUM", "ADV", "PUNCT"})


def is_named_with_noun(passage: Passage, name: Name) -> bool:
    """Whether a product's noun stands right behind a name with an article or possessive: "the X1 rocket"."""
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    if after is None or after.pos_ != "NOUN" or not is_product_noun(after, passage.lang):
        return False
    if name.text in load_gazetteer("companies") or name.text in load_gazetteer("places"):
        return False  # "the Acme chips" are of Acme
    for token in reversed(passage.tree[max(0, name.start - _AHEAD) : name.start]):
        if token.pos_ == "DET" or "Yes" in token.morph.get("Poss", []):
            return True
        if token.pos_ not in ("ADJ", "ADV", "VERB", "NOUN") and token.text != "-":
            return False
    return False


def is_released(passage: Passage, name: Name) -> bool:
    """Whether a verb of releasing stands right before a name: "unveiled X1", "released its X1"."""
    released = load_lexicon(passage.lang).words["release"]["verbs"] - product_words(passage.lang)["announcing"]
    for token in reversed(passage.tree[max(0, name.start - _AHEAD) : name.start]):
        if _is_verb(token, passage.lang):
            return not released.isdisjoint(word_forms(token, load_lexicon(passage.lang)))
        if token.pos_ not in _BETWEEN and "Yes" not in token.morph.get("Poss", []):
            return False
        if token.text in (",", ";", ":"):
            return False
    return False


def _is_verb(token: Token, lang: str) -> bool:
    return token.pos_ == "VERB" or token.lower_ in load_lexicon(lang).inflected


def with_whole_products(passage: Passage) -> Passage:
    """The passage with each model's name whole: taggers cut "Qwen3-Max" at its hyphen and "Llama 3 70B" at its size."""
    names: list[Name] = []
    for name in passage.names:
        if names and name.start < names[-1].end:
            continue  # a part of the one before
        names.append(_whole(name, passage))
    inside = [name.span for name in names]
    figures = tuple(q for q in passage.quantities if not any(q.span.overlaps(span) for span in inside))
    return replace(passage, quantities=figures).with_names(names)


def _whole(name: Name, passage: Passage) -> Name:
    """A name with the versions, sizes and variants behind it, if it is a model's."""
    tree, end = passage.tree, name.end
    is_model = any(char.isdigit() for char in name.text) or name.text.split()[0] in load_gazetteer("models")
    while end < len(tree):
        following = tree[end]
        if following.text == "-" and end + 1 < len(tree) and _is_joined(end, passage, is_model=is_model):
            is_model, end = True, end + 2
        elif (
            is_model
            and _SIZE.fullmatch(following.text)
            and tree[end - 1].whitespace_
            and not passage.is_time(following)
        ):
            end += 1
        else:
            break
    if end == name.end:
        return name
    last = tree[end - 1]
    stop = passage.span.start + last.idx + len(last.text)
    return name._replace(end=end, text=tree[name.start : end].text, span=Span(start=name.span.start, end=stop))


def _is_joined(hyphen: int, passage: Passage, *, is_model: bool) -> bool:
    """Whether what a hyphen joins to a model's name is its variant: "-Max", "-70B", not "-powered" or "-Entwickler"."""
    tree, part = passage.tree, passage.tree[hyphen + 1]
    if tree[hyphen - 1].whitespace_ or tree[hyphen].whitespace_ or not part.text[0].isalnum():
        return False
    if _CODE.fullmatch(part.text):
        return True  # "Acme-R1", whatever Acme is
    if not is_model:
        return False
    if any(char.isdigit() for char in part.text):
        return True
    if load_lexicon(passage.lang).has_compounds:
        return part.text in read_data(passage.lang, "names")["product_words"] or part.text.isupper()
    return part.text[0].isupper() and part.text not in load_gazetteer("companies")
