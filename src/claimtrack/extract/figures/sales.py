"""What a sum is the price of where something is sold for it: "you can buy the X1 for $9", "the X1 (9 Euro)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.costing import CHEAP
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.figures.wares import (
    costly,
    find_ware,
    is_store,
    meant,
    part_start,
    priced,
    sold,
    typed,
)
from claimtrack.extract.text.productwords import is_product_noun
from claimtrack.extract.text.syntax import base, children, is_relativizer, marker, read_arguments
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler

_VERB = 4
"""Tokens between a price and what it is of."""
_SUBJECT = 14
"""Tokens before a price in which the product stands."""
_RAISED = 1_000_000
"""A sum from which on it is no price of what stands behind it: "a $2 million Kickstarter"."""
_LINK = 8
"""Tokens before a price in which the case word of a sale stands: "for an all-time low of $9"."""
_DESCRIBING = ("DET", "ADJ", "NOUN", "PRON")
"""Words between a case word and a product's name: "for the base-model X1"."""


def governed(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a sum is told of in the tree: "launched X1, which does it all, for $9", "X1 kommt für 9 Euro in den Handel".

    The verb or adjective that the sum hangs on tells of a sale; its object costs it, or its subject.
    """
    words = line.words.prices
    root = next((t for t in line.tree[figure.start : figure.end] if not figure.start <= t.head.i < figure.end), None)
    if root is None or marker(root) not in words["sold_for"] | words["behind"]:
        return None
    verb = root.head
    near = line.name(figure.start - 2) if line.word(figure.start - 1) in words["sold_for"] else None
    if near is not None and verb.pos_ == "NOUN" and not is_store(near, line):
        return sold(near, figure, line, discourse)  # "Neu bei Acme: der X1 für 9 Euro"
    if verb.pos_ == "NOUN" and base(verb) == "appos" and (name := line.name(verb.head.i)):
        return sold(name, figure, line, discourse)  # "the X1, a speaker for $9"
    if verb.pos_ == "NOUN" and is_product_noun(verb, line.passage.lang) and size(figure.quantity) < CHEAP:
        name = line.name(verb.i) or line.name(verb.i + 1)  # "nimmt einen Rasenmäher für 149 Euro ins Sortiment"
        return typed(name, line, discourse) if name is not None else costly(verb, line)
    if not line.has(verb.i, words["sells"] | words["verbs"] | words["ending"]) or line.name(verb.i):
        return None
    arguments = read_arguments(verb)
    apposed = line.tree[verb.i - 2 : verb.i - 1] if verb.i > 1 and line.word(verb.i - 1) == "," else ()
    named = [token for token in apposed if line.name(token.i)]  # "than the X1, launched in 2023 at $349"
    for token in (*named, *arguments.theme, *arguments.agent):
        name = line.name(token.i)
        thing = size(figure.quantity) < CHEAP and is_product_noun(token, line.passage.lang)
        new = costly(token, line) if thing and token in arguments.theme else None
        if name is None and (found := meant(token, line, discourse) or new):
            return found
        between = [n for n in line.passage.names if token.i < n.start < figure.start and token in arguments.agent]
        nearer = any(typed(n, line, discourse) for n in between)
        if name is not None and line.word(name.end) != "-" and not nearer and not is_store(name, line):
            return sold(name, figure, line, discourse)
    return None


def worth(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a sum is said to be the price of by a copula: "A monthly pass is $120"."""
    root = next((t for t in line.tree[figure.start : figure.end] if children(t, "cop") and children(t, "nsubj")), None)
    if root is None or size(figure.quantity) >= CHEAP or figure.start - children(root, "cop")[0].i > 2:
        return None
    head = children(root, "nsubj")[0]
    name = line.name(head.i)
    return typed(name, line, discourse) if name else find_ware(head, line) or meant(head, line, discourse)


def priced_behind(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product behind a price and its case word: "90 Euro für das X1", "charges $20 a month for X1"."""
    at = figure.end
    while at < figure.end + _VERB and (line.word(at) in line.words.prices["links"] or line.time(at)):
        if line.word(at) in line.words.prices["sold_for"]:
            break
        at += 1
    if line.word(at) not in line.words.prices["sold_for"] or size(figure.quantity) >= CHEAP:
        return None
    ahead = range(max(0, figure.start - _VERB), figure.start)
    is_asked = any(line.word(i) in line.words.prices["asks"] or _is_paid(i, line) for i in ahead)
    name = next((n for i in range(at + 1, at + 2 + _VERB) if (n := line.name(i))), None)
    between = line.tree[at + 1 : name.start] if name is not None else ()
    if is_asked and not line.words.compounds and (ware := _ware_behind(at, line)):
        return ware
    if name is None or any(t.pos_ not in _DESCRIBING and t.text != "-" for t in between):
        return None
    after = line.token(name.end)
    if after is not None and after.pos_ == "NOUN":
        return None  # "for X1 users"
    return priced(name, line, discourse, rated=True) if is_asked else typed(name, line, discourse)


def _is_paid(at: int, line: Line) -> bool:
    """As in "Users pay $9 a month for X1"."""
    return line.word(at) in line.words.prices["pays"] and line.word(at - 1) in line.words.prices["payers"]


def _ware_behind(at: int, line: Line) -> Filler | None:
    """As in "charges $20 a month for its premium plan"."""
    for noun in line.tree[at + 1 : at + 2 + _VERB]:
        if noun.pos_ == "PUNCT" and noun.text != "-":
            return None
        if ware := find_ware(noun, line):
            return ware
    return None


def for_sale(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What can be bought for a sum: "you can buy the X1 at Acme for $449", "the X1 is on sale in green for $149"."""
    words, at = line.words.prices, figure.start - 1
    if line.word(at) in line.words.grammar["of"]:  # "for an all-time low of $99"
        at = next((i for i in range(at, max(0, at - _LINK), -1) if line.word(i) in words["sold_for"]), at)
    if line.word(at) not in words["sold_for"]:
        return None
    at -= 1
    while at >= max(0, figure.start - _SUBJECT):
        name, token = line.name(at), line.tree[at]
        other = line.figure(at)
        is_object = token.pos_ == "PRON" and not is_relativizer(token)
        if line.is_stop(at) or is_object or line.word(at) in words["never"]:
            return None
        if other is not None and figure_class(other.quantity) == "money":
            return None
        is_ware = name is not None and not is_store(name, line) and not part_start(name, figure, line)
        if name is not None and is_ware and line.word(name.end) != "-":
            ahead = range(max(0, name.start - _SUBJECT), figure.start)
            return sold(name, figure, line, discourse) if any(line.word(i) in words["sells"] for i in ahead) else None
        at = name.start - 1 if name is not None else at - 1
    return None


def asked(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What somebody asks a sum for: "Acme verlangt für das X1 699 Euro", "Für das X1 verlangt Acme 699 Euro"."""
    words, low = line.words.prices, max(0, figure.start - _SUBJECT)
    if not any(line.word(at) in words["asks"] for at in range(max(0, figure.start - 2 * _VERB), figure.start)):
        return None
    for at in range(figure.start - 1, low, -1):
        name = line.name(at)
        ahead = name.start - 1 if name is not None else 0
        while ahead > low and (line.tree[ahead].pos_ in ("DET", "ADJ", "NOUN") or line.tree[ahead].is_quote):
            ahead -= 1  # "für den Tarif „X1“"
        if name is not None and line.word(ahead) in words["sold_for"]:
            return priced(name, line, discourse)
        if name is None and marker(line.tree[at]) in words["sold_for"] and size(figure.quantity) < CHEAP:
            return meant(line.tree[at], line, discourse) or costly(line.tree[at], line)
    return None


def ahead(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a price at the head of a sentence is of: "Priced at $249, the X1", "Ab 30.000 Euro ist der X1 zu haben"."""
    words, lead = line.words.prices, range(figure.start)
    opens = figure.start <= _VERB and (
        any(line.word(at) in words["verbs"] for at in lead)
        or not {line.word(figure.start), line.word(figure.start - 1)}.isdisjoint(words["behind"] | words["verbs"])
    )
    if not opens or not (
        line.word(figure.end) == "," or text_of(line.tree[figure.end : figure.end + 1]) in words["opened"]
    ):
        return None
    for at in range(figure.end + 1, min(len(line.tree), figure.end + 1 + _VERB)):
        if name := line.name(at):
            return priced(name, line, discourse)
    return None


def beside(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product right behind a price, or right before one in brackets: "the $799 X1", "X1 (799 Euro)"."""
    described = text_of(line.tree[figure.end : figure.end + 1]).islower() and line.tree[figure.end].pos_ == "ADJ"
    name = line.name(figure.end + described) if size(figure.quantity) < _RAISED else None
    if name is None and line.word(figure.start - 1) == "(" and line.word(figure.end) in (")", ","):
        name = line.name(figure.start - 2)
    if name is None:
        return None
    return typed(name, line, discourse)
