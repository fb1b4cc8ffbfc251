"""What a product costs: "costs $799", "starts at $20 a month", "ab 20 Euro im Monat", "the $799 X1"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.metrics import colour
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base
from claimtrack.model import Bound, Label, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.model import Quantity
    from claimtrack.recognize.names import Name

_SURE = 0.85
_VERB = 4
"""Tokens between the verb and the price."""
_SUBJECT = 14
"""Tokens before the verb in which the product stands."""
_COSTLY = 20_000_000
"""A sum from which on it is what somebody pays for a plant or a firm, and no price of a product."""
_RAISED = 1_000_000
"""A sum from which on it is no price of what stands behind it: "a $2 million Kickstarter"."""
_CHEAP = 10_000
"""A sum below which what it is bought for need not be known as a product."""
_LINK = 8
"""Tokens between two prices of one product."""
_UNTYPED = 0.85
"""How sure a name is a product that only its price shows to be one."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_NOMINAL = ("ADJ", "DET", "NOUN", "NUM", "PROPN", "SYM")


class _Price(NamedTuple):
    """A sum, what it is the price of, the verb of costing, if there is one, and whether it is only mentioned."""

    figure: Figure
    product: Filler
    verb: int | None
    aside: bool = False


def draft_prices(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every price of a product that a passage names."""
    previous: _Price | None = None
    for figure in line.figures:
        norm = figure.quantity
        if figure_class(norm) == "percent" and (step := _step(figure, line, discourse)):
            yield step
        if figure_class(norm) != "money" or (norm.unit or "").endswith("/share"):
            continue
        if line.word(figure.end) in line.words.prices["compared"] or line.word(figure.start - 1) in _before(line):
            continue  # "$200 higher than the X1", "58 statt 49 Euro"
        price = _linked(figure, previous, line) or _read(figure, line, discourse)
        if price is not None:
            previous = price
            yield _draft(price, line)


def _read(figure: Figure, line: Line, discourse: Discourse) -> _Price | None:
    verb, reached = _verb(figure, line), 0
    if verb is None and (verb := _verb_behind(figure, line)) is not None:
        reached = figure.start
    low = figure.quantity.min or figure.quantity.max
    if low is None or abs(low) >= _COSTLY:
        return None
    product = _between(verb, figure, line, discourse) if verb is not None else None
    if product is None and verb is not None:
        product = _subject(reached or verb, figure, line, discourse)
    for way in (_of_price, _fee, _beside, _for_sale, _asked, _ahead):
        if product is None and (product := way(figure, line, discourse)):
            return _Price(figure, product, verb, way is _beside and verb is None)
    return _Price(figure, product, verb) if product is not None else None


def _draft(price: _Price, line: Line, turn: int = 0) -> Draft:
    figure, product, verb, is_aside = price
    turn = turn or _change(figure, line)
    attribute = "change" if turn else _per(figure, line)
    at = verb if verb is not None else figure.end - 1
    low = at if verb is not None else figure.start
    return Draft(
        "price", "price", line.passage, line.tree[at], product, None, figure.mention, attribute,
        modality=Modality.ACTUAL if is_aside else colour(line, min(low, figure.start), figure.end), aside=is_aside,
        sure=round(_SURE * product.certainty, 3),
        bound=None if turn else _from(verb, figure.quantity, line), negative=turn < 0,
    )  # fmt: skip


def _before(line: Line) -> frozenset[str]:
    """Case words before the price that was: "statt"."""
    return line.words.prices["instead"]


def _step(figure: Figure, line: Line, discourse: Discourse) -> Draft | None:
    """By how much of itself a price changes: "Der Preis des Monatstickets soll um 20 Prozent steigen"."""
    behind = range(figure.end, min(len(line.tree), figure.end + _VERB))
    turn = next((t for at in behind if (t := line.turn(at))), 0) or _change(figure, line)
    if line.word(figure.start - 1) not in line.words.changes["by"] or not turn:
        return None
    product = _of_price(figure, line, discourse)
    return _draft(_Price(figure, product, None), line, turn) if product is not None else None


def _change(figure: Figure, line: Line) -> int:
    """+1 or -1 for a step of a price: "raised the price by $100", "the price went up $100"."""
    if line.word(figure.start - 1) in line.words.changes["by"]:
        return next(
            (t for at in range(figure.start - 1, max(-1, figure.start - _SUBJECT), -1) if (t := line.turn(at))), 0
        )
    token = line.token(figure.start - 1)
    return line.turn(figure.start - 1) if token is not None and token.pos_ in ("ADV", "ADP", "PART") else 0


def _linked(figure: Figure, previous: _Price | None, line: Line) -> _Price | None:
    """Another price of the same product: "$9 a month or $80 a year", "from $17 to $20"."""
    if previous is None or line.is_paired:
        return None
    between = line.tree[previous.figure.end : figure.start]
    links = line.words.prices["links"]
    rated = "/" in (figure.quantity.unit or "") or len(between) == 1
    is_link = 0 < len(between) <= _LINK and all(line.word(token.i) in links or line.time(token.i) for token in between)
    return _Price(figure, previous.product, previous.verb) if is_link and rated else None


def _verb(figure: Figure, line: Line) -> int | None:
    """The verb of costing ahead of a figure, with only case words between."""
    words = line.words.prices
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _VERB), -1):
        if line.word(at) in words["verbs"]:
            return None if line.word(at) in words["only"] and line.tree[at].pos_ == "NOUN" else at
        is_small = line.tree[at].pos_ in ("ADP", "ADV", "DET", "SCONJ", "PART") or line.word(at) in words["behind"]
        if not is_small and line.name(at) is None and _ware(line.tree[at], line) is None:
            return None
    return None


def _verb_behind(figure: Figure, line: Line) -> int | None:
    """The verb that ends a German clause: "soll 699 Euro kosten", "ist für 699 Euro erhältlich"."""
    at = figure.end
    while line.tree[at : at + 1] and line.tree[at].pos_ in ("ADP", "DET"):
        at += 1  # "für 799 Euro in den Handel"
    ended = line.word(at) in line.words.prices["ending"] and line.word(at + 1) in ("", ".", ",", ";", "!", "und", ")")
    return at if line.words.compounds and ended else None


def _between(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product between a verb that leads and its price: "Ab Mai kostet das Monatsticket 58 Euro"."""
    for at in range(figure.start - 1, verb if line.words.compounds else figure.start, -1):
        if name := line.name(at):
            return _typed(name, line, discourse)
        if line.tree[at - 1].pos_ != "ADP" and (ware := _ware(line.tree[at], line)):
            return ware  # but not "kostet im Jahresabo 35 Euro"
    return None


def _ware(token: Token, line: Line) -> Filler | None:
    """What a compound names as a thing that has a price, by its last part: "Monatsticket", "Rundfunkbeitrag"."""
    words = line.words.prices
    if token.pos_ not in ("NOUN", "PROPN") or not line.words.compounds:
        return None
    for text in (token.lemma_, token.text):
        is_compound = any(text.lower().endswith(last) and len(text) > len(last) + 1 for last in words["wares"])
        if is_compound or text.lower() in words["fees"]:
            return Filler(text, Label.PRODUCT, token, 0.95, "phrase")
    return None


def _of_price(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product whose price is told by a noun: "Der Preis für das X1 liegt bei 699 Euro", "the price of X1 to $5"."""
    words, product = line.words, None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _SUBJECT), -1):
        token = line.tree[at]
        if token.pos_ == "NOUN" and any(token.lower_.endswith(noun) for noun in words.prices["labels"]):
            return product if line.name(at) is None else None
        if product is None and (ware := _told_now(token, figure, line)):
            product = ware
        elif name := line.name(at):
            if product is None or line.name(product.token.i) is not name:
                product = _product(name, line, discourse)
            if product is None:
                return None
        elif line.figure(at):
            if not words.changes["to"] & {line.word(i) for i in range(at, figure.start + 1)}:
                return None  # "from $17 to $20" only
        elif token.pos_ in ("PUNCT", "CCONJ") and token.text != "-":
            return None
    return None


def _told_now(token: Token, figure: Figure, line: Line) -> Filler | None:
    """What a compound names that has a price now: not what it "von 18 Euro" rises from."""
    return None if line.word(figure.start - 1) in line.words.links["prior"] else _ware(token, line)


def _fee(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What is a price by itself: "Der Rundfunkbeitrag steigt von 18,36 auf 18,94 Euro"."""
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _SUBJECT), -1):
        if line.is_stop(at) or line.name(at) is not None:
            return None
        if (ware := _told_now(line.tree[at], figure, line)) and ware.text.lower() in line.words.prices["fees"]:
            return ware
    return None


def _product(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """A name that has a price: a product, or what nothing takes for somebody."""
    if _typed(name, line, discourse):
        return _typed(name, line, discourse)
    filler = name_filler(name, line, discourse, 0.9)
    described = class_of(line.tree[name.start - 1], line.passage.lang) if name.start else None
    thing = class_of(line.tree[name.end], line.passage.lang) if name.end < len(line.tree) else None
    is_thing = Label.PRODUCT in (described, thing)
    place = name.start - 1 - (line.tree[name.start - 1].pos_ == "DET") if name.start else -1
    is_apart = _is_cut(name, line) or line.word(place) in line.words.grammar["in"]  # "the price in the Mews"
    unknown = filler.label is None and not is_apart and (is_thing or line.word(name.end) not in _GENITIVE)
    return filler._replace(label=Label.PRODUCT, certainty=_UNTYPED) if unknown else None


def _for_sale(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What can be bought for a sum: "you can buy the X1 at Acme for $449", "the X1 is on sale in white for $169"."""
    words = line.words.prices
    if line.word(figure.start - 1) not in words["sold_for"]:
        return None
    at = figure.start - 2
    while at >= max(0, figure.start - _SUBJECT):
        name, token = line.name(at), line.tree[at]
        other = line.figure(at)
        is_object = token.pos_ == "PRON" and not _is_relative(token)
        if line.is_stop(at) or is_object or line.word(at) in words["never"]:
            return None
        if other is not None and figure_class(other.quantity) == "money":
            return None
        is_ware = name is not None and not _is_store(name, line) and not _part_start(name, figure, line)
        if name is not None and is_ware and line.word(name.end) != "-":
            ahead = range(max(0, name.start - _SUBJECT), figure.start)
            return _sold(name, figure, line, discourse) if any(line.word(i) in words["sells"] for i in ahead) else None
        at = name.start - 1 if name is not None else at - 1
    return None


def _sold(name: Name, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """A name that is on sale, known as a product or at least cheap; no part of another ("a copy of the X1")."""
    before = next((at for at in range(name.start - 1, -1, -1) if line.tree[at].pos_ not in ("DET", "ADJ")), -1)
    several = any(t.pos_ == "NUM" and t.is_alpha for t in line.tree[max(0, name.start - _VERB) : name.start])
    if several or line.word(before) in line.words.grammar["of"]:
        return None  # "a part of the X1", "five X1 for $99"
    return _product(name, line, discourse) if size(figure.quantity) < _CHEAP else _typed(name, line, discourse)


def _is_relative(token: Token) -> bool:
    return "Rel" in token.morph.get("PronType", [])


def _is_store(name: Name, line: Line) -> bool:
    """Whether a case word makes a name the place of a sale, alone or in a list: "at Amazon, Target and Walmart"."""
    at = name.start - 1
    at -= line.tree[at].pos_ == "DET"
    joints = line.words.grammar["and"] | {","}
    while at > 0 and (line.word(at) in joints or line.tree[at].is_title or line.name(at) or line.figure(at)):
        at -= 1
    return line.word(at) in line.words.prices["with"]


def _part_start(name: Name, figure: Figure, line: Line) -> int:
    """Where what something else comes with begins, or 0: "with 32GB of X1 memory", "has a chip, X1 and 256GB"."""
    at, joints = name.start - 1, line.words.grammar["and"] | line.words.grammar["of"] | {",", "-"}
    while at > 0 and (line.word(at) in joints or line.tree[at].pos_ in _NOMINAL or line.name(at) or line.figure(at)):
        at -= 1
    is_list = any(line.word(i) in line.words.grammar["and"] | {","} for i in range(at, figure.start))
    has = line.word(at) in line.words.traits["has"] and line.word(at) not in line.words.prices["with"]
    return at if (has and is_list) or line.word(at) in line.words.people["with"] else 0


def _asked(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What somebody asks a sum for: "Acme verlangt für das X1 699 Euro"."""
    words = line.words.prices
    name = line.name(figure.start - 1)
    before = range(max(0, name.start - _VERB), name.start) if name is not None else ()
    is_asked = any(line.word(at) in words["asks"] for at in before)
    is_for = any(line.word(at) in words["sold_for"] for at in before)
    return _product(name, line, discourse) if name is not None and is_asked and is_for else None


def _ahead(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a price at the head of a sentence is of: "Priced at $249, the X1", "Ab 30.000 Euro ist der X1 zu haben"."""
    words, lead = line.words.prices, range(figure.start)
    opens = figure.start <= _VERB and (
        any(line.word(at) in words["verbs"] for at in lead)
        or line.word(figure.start) in words["behind"] | words["verbs"]
    )
    if not opens or not (
        line.word(figure.end) == "," or line.tree[figure.end : figure.end + 1].text in words["opened"]
    ):
        return None
    for at in range(figure.end + 1, min(len(line.tree), figure.end + 1 + _VERB)):
        if name := line.name(at):
            return _product(name, line, discourse)
    return None


def _subject(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product ahead of the verb: the nearest name that can be one, or the noun that stands for one."""
    never, at = line.words.prices["never"], verb
    while at > max(0, verb - _SUBJECT + 1):
        at -= 1
        if line.is_stop(at) or line.word(at) in never or (line.figure(at) and line.word(at + 1) != "version"):
            return None
        if line.word(at) in line.words.prices["with"] and line.word(at - 1) == ",":
            return None  # "the X1 is dear, with the best of the others costing"
        if (name := line.name(at)) and ((part := _part_start(name, figure, line)) or _is_store(name, line)):
            at = part or at
            continue  # "laptops with the X1 start at", "is sold at Acme for"
        if name:
            only = line.word(verb) in line.words.prices["only"] or size(figure.quantity) < _CHEAP
            return (_product if only else _typed)(name, line, discourse)
        token = line.tree[at]
        if token.pos_ in ("NOUN", "PRON"):
            filler_ = discourse.resolve(token, line.passage)
            if filler_ is not None and filler_.label is Label.PRODUCT:
                return filler_
            if ware := _ware(token, line):
                return ware
            if base(token) == "nsubj" and token.head.i == verb and not _is_relative(token):
                return _owned(token, line)  # but not "such themes cost $100"
    return None


def _owned(noun: Token, line: Line) -> Filler | None:
    """What somebody named sells, in the document's words: "Acme's premium plans"."""
    name = line.name(noun.left_edge.i)
    if name is None or line.word(name.end) not in _GENITIVE or line.has(noun.i, line.words.prices["never"]):
        return None
    return Filler(line.tree[name.start : noun.i + 1].text, Label.PRODUCT, noun, _UNTYPED, "phrase")


def _beside(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product right behind a price, or right before one in brackets: "the $799 X1", "X1 (799 Euro)"."""
    described = line.tree[figure.end : figure.end + 1].text.islower() and line.tree[figure.end].pos_ == "ADJ"
    name = line.name(figure.end + described) if size(figure.quantity) < _RAISED else None
    if name is None and line.word(figure.start - 1) == "(" and line.word(figure.end) in (")", ","):
        name = line.name(figure.start - 2)
    if name is None:
        return None
    return _typed(name, line, discourse)


def _typed(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """A name known as a product, with the words behind it that make another variant of it."""
    filler, variants = name_filler(name, line, discourse, 0.9), line.words.prices["variants"]
    if filler.label is not Label.PRODUCT or _is_cut(name, line):
        return None
    end = name.end + (line.word(name.end) in line.words.people["with"] and not line.words.compounds)
    while end > name.end and line.tree[end : end + 1].text.istitle() and line.time(end) is None:
        end += 1  # "X1 with Noise Control"
    end = end if end > name.end + 2 else name.end
    while line.word(end) in variants and line.tree[end].text[:1].isupper():
        end += 1  # "X1 Plus"
    return filler if end == name.end else filler._replace(text=line.tree[name.start : end].text)


def _is_cut(name: Name, line: Line) -> bool:
    """Whether a name begins within a word or another name: "K Pro" of "6K Pro", "Bell" of "Byrne Video Bell"."""
    ahead = line.tree[name.start - 1] if name.start and line.name(name.start - 1) is None else None
    if ahead is None or line.figure(ahead.i) is not None or line.time(ahead.i) is not None:
        return False
    is_inner = not ahead.whitespace_ and (ahead.text[-1:].isdigit() or ahead.text == "-")
    is_named = ahead.pos_ in ("PROPN", "NOUN") and ahead.text.istitle() and not line.words.compounds
    return is_inner or (is_named and ahead.i > 1)


def _per(figure: Figure, line: Line) -> str | None:
    """The standard attribute of a rate: `per month`, `per million input tokens`."""
    rate = (figure.quantity.unit or "").partition("/")[2]
    side = next((line.word(at) for at in range(figure.start, min(len(line.tree), figure.end + _VERB))
                 if line.word(at) in line.words.prices["sides"]), None)  # fmt: skip
    if side is not None and rate.endswith("tokens"):
        rate = f"{rate.removesuffix('tokens')}{side} tokens"
    return f"per {rate}" if rate else None


def _from(verb: int | None, quantity: Quantity, line: Line) -> Bound | None:
    """As in "starts at" states a least price."""
    if verb is None or quantity.bound is not Bound.EXACT:
        return None
    return Bound.AT_LEAST if line.word(verb) in line.words.prices["from"] else None
