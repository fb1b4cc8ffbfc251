"""The name that a phrase for a product gets past its maker: "the latest game from Acme, X1", "Acme's new chip is X1".

Between the noun and the name stand who makes it, when it came, and a comma, a copula or a word for being called so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import product_words
from claimtrack.language import read_data
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_TIME = 6
"""Tokens of the longest phrase that says when: "in more than a year"."""


@cache
def copulas(lang: str) -> frozenset[str]:
    """The verbs between a product and what it is, by their infinitives."""
    return frozenset(read_data(lang, "offers")["owned"]["copulas"])


def called_behind(noun: Token, passage: Passage, discourse: Discourse) -> Name | None:
    """The product's name behind a noun, its maker and a copula or commas; `None` where another word stands between."""
    tree = passage.tree
    if "Plur" in noun.morph.get("Number", []):
        return None
    maker = maker_behind(noun, passage, discourse)
    at = _past_time(noun.i + 1 if maker is None else maker.end, tree)
    linked = _past_link(at, passage)
    if linked is None or linked >= len(tree):
        return None
    defined = tree[linked].pos_ == "DET"
    if linked == noun.i + 2 and tree[linked - 1].text == "," and not defined:
        return None  # "its model, X1" is read as it stands
    at = linked + defined
    name = passage.name_at(tree[at]) if at < len(tree) else None
    if name is None or name.start != at or not _closes(name, tree):
        return None
    return name if _may_be_product(name, maker, passage, discourse) else None


def opens_adjective(name: Name, passage: Passage) -> bool:
    """Whether what looks like a name is half of an adjective: "maker of South Korean cars"."""
    after = passage.tree[name.end].text if name.end < len(passage.tree) else ""
    return f"{name.text} {after}".lower() in read_data(passage.lang, "states")["adjectives"]


def maker_behind(noun: Token, passage: Passage, discourse: Discourse) -> Name | None:
    """The firm right behind a noun and a word for who makes it: "game from Acme"."""
    tree, markers = passage.tree, load_lexicon(passage.lang).maker["markers"]
    if noun.i + 2 >= len(tree) or tree[noun.i + 1].lower_ not in {*markers, *product_words(passage.lang)["by"]}:
        return None
    at = noun.i + 2
    while at + 1 < len(tree) and tree[at].pos_ in ("DET", "NOUN", "ADJ") and passage.name_at(tree[at]) is None:
        at += 1  # "from the studio Acme"
    name = passage.name_at(tree[at])
    if name is None or name.start != at or any(t.text in POSSESSIVE for t in tree[name.end : name.end + 1]):
        return None  # "the app of Acme's subsidiary Norwind"
    return name if discourse.cast.label(name.text) in (Label.ORGANISATION, None) else None


def _past_time(at: int, tree: Sequence[Token]) -> int:
    """The place behind a phrase that says when: "Acme's first phone in more than a year, X1"."""
    if at >= len(tree) or tree[at].pos_ not in ("ADP", "SCONJ"):
        return at
    end = next((t.i for t in tree[at : at + _TIME + 1] if t.text == "," or t.pos_ in ("AUX", "VERB")), None)
    return at if end is None else end


def _past_link(at: int, passage: Passage) -> int | None:
    """The place behind what joins a phrase and its name: a comma, a copula, "called" or both."""
    tree, start = passage.tree, at
    called = product_words(passage.lang)["called"]
    if at < len(tree) and (tree[at].text in (",", "–", "—", ":") or tree[at].lemma_ in copulas(passage.lang)):
        at += 1
    while at < len(tree) and tree[at].lower_ in called and tree[at].pos_ != "DET":
        at += 1
    return at if at > start else None


def _closes(name: Name, tree: Sequence[Token]) -> bool:
    """Whether nothing that belongs to a name or that it owns stands behind it."""
    after = tree[name.end] if name.end < len(tree) else None
    return after is None or (after.pos_ in ("PUNCT", "CCONJ", "ADP", "AUX") and after.text != "-")


def _may_be_product(name: Name, maker: Name | None, passage: Passage, discourse: Discourse) -> bool:
    label = discourse.cast.label(name.text)
    typed = label is Label.PRODUCT or (label is None and not load_lexicon(passage.lang).has_compounds)
    return typed and not is_organisation(name.text) and (maker is None or maker.text != name.text)
