"""What a product costs: "costs $799", "starts at $20 a month", "ab 20 Euro im Monat", "the $799 X1"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.costing import CHEAP
from claimtrack.extract.figures.projects import tells_project
from claimtrack.extract.figures.sales import ahead, asked, beside, for_sale, governed, priced_behind, worth
from claimtrack.extract.figures.sellers import of_whom
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.figures.variants import is_size, size_of_variant
from claimtrack.extract.figures.wares import (
    costly,
    find_ware,
    meant,
    priced,
    spoken,
    subject,
    typed,
    variant,
    what_costs,
)
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import base, children
from claimtrack.model import Bound, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.language.trees import Token
    from claimtrack.model import Quantity

_SURE = 0.85
_VERB = 4
"""Tokens between the verb and the price."""
_SUBJECT = 14
"""Tokens before the verb in which the product stands."""
_COSTLY = 20_000_000
"""A sum from which on it is what somebody pays for a plant or a firm, and no price of a product."""
_SMALL = ("ADP", "ADV", "ADJ", "DET", "SCONJ", "PART")
"""Words between a verb of costing and the price."""
_LINK = 8
"""Tokens between two prices of one product."""


class _Price(NamedTuple):
    """A sum, what it is the price of, the verb of costing, if there is one, and whether it is only mentioned."""

    figure: Figure
    product: Filler
    verb: int | None
    aside: bool = False


def draft_prices(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every price of a product that a passage names."""
    previous: _Price | None = None
    for figure in () if line.tree[-1].text == "!" else line.figures:  # who calls a price out sells something
        norm = figure.quantity
        if figure_class(norm) == "percent" and (step := _step(figure, line, discourse)):
            yield step
        if figure_class(norm) != "money" or (norm.unit or "").endswith("/share"):
            continue
        if line.word(figure.end) in line.words.prices["compared"] or line.word(figure.start - 1) in _before(line):
            continue  # "$200 higher than the X1", "58 statt 49 Euro"
        price = _linked(figure, previous, line) or _read(figure, line, discourse)
        if price is None and (ware := _gapped(figure, previous, line)):
            price = _Price(figure, ware, previous.verb if previous is not None else None)
        if price is not None:
            previous = price
            whole = of_whom(price.product, line, discourse)
            if whole is price.product and _says_little(whole, line, discourse):
                continue
            price = price._replace(product=whole)
            yield _draft(price, line)
            yield from (_draft(price._replace(product=other), line) for other in _joined(price, line, discourse))


def _says_little(ware: Filler, line: Line, discourse: Discourse) -> bool:
    """Whether a ware is told by words that many have: "the basic plan", "an LTE model", but not "a storage plan"."""
    words, noun = line.words.prices, ware.token
    if ware.via != "phrase" or noun.lower_ not in words["versions"]:
        return ware.text.lower() in product_words(line.passage.lang)["generic"] | words["unnamed"]
    ahead = (t for t in noun.lefts if t.pos_ == "NOUN" and t.text in ware.text and t.lower_ not in words["nouns"])
    named = (n.text for n in line.passage.names if n.text in ware.text and discourse.cast.label(n.text) is not None)
    return not any(ahead) and not any(named)


def _read(figure: Figure, line: Line, discourse: Discourse) -> _Price | None:
    verb, reached = _verb(figure, line), 0
    if verb is None and (verb := _verb_behind(figure, line)) is not None:
        reached = figure.start
    low = figure.quantity.min or figure.quantity.max
    if low is None or abs(low) >= _COSTLY or (verb is not None and tells_project(verb, figure, line)):
        return None
    product = _between(verb, figure, line, discourse) if verb is not None else None
    if product is None and verb is not None:
        product = subject(verb, reached or verb, figure, line, discourse)
    for way in (worth, priced_behind, _of_price, _fee, beside, governed, for_sale, asked, ahead):
        if product is None and (product := way(figure, line, discourse)):
            return _Price(figure, product, verb, way is beside and verb is None)
    return _Price(figure, product, verb) if product is not None else None


def _draft(price: _Price, line: Line, turn: int = 0) -> Draft:
    figure, product, verb, is_aside = price
    turn = turn or _change(figure, line)
    told = (_per(figure, line), size_of_variant(figure, line) or variant(product, line))
    attribute = "change" if turn else ", ".join(filter(None, told)) or None
    first = _risen_from(figure, line)
    at = verb if verb is not None else (first or figure).end - 1
    low = at if verb is not None else (first or figure).start
    bare = product.via == "phrase" and verb is not None and not children(line.tree[verb], "aux")
    is_now = is_aside or (bare and not line.passage.dates)  # "Plans start at $9" plans nothing
    is_now = is_now or _risen_from(line.figure(figure.end + 1), line) == figure  # "will rise from $9 to $12"
    is_now = is_now or (_is_prior(figure, line) and not line.words.compounds)
    dated = not _is_prior(figure, line) or line.words.compounds
    return Draft(
        "price", "price", line.passage, line.tree[at], product, None, figure.mention, attribute,
        modality=Modality.ACTUAL if is_now else colour(line, min(low, figure.start), figure.end), aside=is_aside,
        sure=round(_SURE * product.certainty, 3),
        bound=None if turn else _from(verb, figure.quantity, line), negative=turn < 0, dated=dated,
    )  # fmt: skip


def _risen_from(figure: Figure | None, line: Line) -> Figure | None:
    """The price that was, before the one that a price comes to: "from $9 to $12"."""
    if figure is None or line.word(figure.start - 1) not in _to(line):
        return None
    first = line.figure(figure.start - 2)
    return first if first is not None and line.word(first.start - 1) in line.words.links["prior"] else None


def _gapped(figure: Figure, previous: _Price | None, line: Line) -> Filler | None:
    """What a sum right behind it is the price of: "eine Karte kostet 9 Euro, das Jahresabo 90 Euro"."""
    noun = line.tree[max(0, figure.start - 1)]
    labels = tuple(line.words.prices["labels"])
    if previous is None and not any(t.lower_.endswith(labels) for t in line.tree[: figure.start]):
        return None
    listed = previous is not None and noun.i > 1 and line.word(noun.i - 2) in line.words.grammar["and"] | {","}
    return find_ware(noun, line) or (costly(noun, line) if listed and line.words.compounds else None)


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


def _is_prior(figure: Figure, line: Line) -> bool:
    """Whether a price is the one that was: "now $49, down from $59"."""
    return line.word(figure.start - 1) in line.words.grammar["earlier"]


def _linked(figure: Figure, previous: _Price | None, line: Line) -> _Price | None:
    """Another price of the same product: "$9 a month or $80 a year", "from $17 to $20"."""
    if previous is None or line.is_paired:
        return None
    between = line.tree[previous.figure.end : figure.start]
    links = line.words.prices["links"]
    joints = line.words.grammar["and"] | line.words.prices["joints"]
    rated = "/" in (figure.quantity.unit or "") or len(between) == 1
    rated = rated or all(line.word(token.i) in joints for token in between)
    rated = rated or _is_prior(figure, line)
    is_link = 0 < len(between) <= _LINK and all(line.word(token.i) in links or line.time(token.i) for token in between)
    is_link = (is_link and rated) or _is_of_size(between, line)
    return _Price(figure, previous.product, previous.verb) if is_link else None


def _is_of_size(between: Sequence[Token], line: Line) -> bool:
    """Whether one size of a product stands between two prices: "$899 with 256GB of storage and $999"."""
    sizes = {figure.start for token in between if (figure := line.figure(token.i)) and is_size(figure)}
    known = line.words.prices["links"] | line.words.prices["sizes"]
    plain = all(line.figure(token.i) or token.lower_ in known for token in between)
    return len(sizes) == 1 and len(between) <= _LINK and plain


def _verb(figure: Figure, line: Line) -> int | None:
    """The verb of costing ahead of a figure, with only case words between."""
    words = line.words.prices
    if line.word(figure.start) in words["verbs"] and line.tree[figure.start].pos_ == "VERB":
        return figure.start  # "starting at $99" is all figure
    for at in range(figure.start - 1, max(-1, figure.start - 3 - _VERB), -1):
        if line.word(at) in words["verbs"]:
            return None if line.word(at) in words["only"] and line.tree[at].pos_ == "NOUN" else at
        is_small = line.tree[at].pos_ in _SMALL or line.word(at) in words["behind"] or line.time(at) is not None
        is_small = is_small or (line.words.compounds and line.name(at + 1) is not None)  # "der Dienst Acme 5 Euro"
        is_small = is_small or line.word(at) in words["settings"]  # "kostet im Handel 9 Euro"
        if not is_small and line.name(at) is None and find_ware(line.tree[at], line) is None:
            return None
    return None


def _verb_behind(figure: Figure, line: Line) -> int | None:
    """The verb that ends a German clause: "soll 699 Euro kosten", "ist für 699 Euro erhältlich"."""
    at = figure.end
    while line.tree[at : at + 1] and line.tree[at].pos_ in ("ADP", "DET", "PART"):
        at += 1  # "für 799 Euro in den Handel"
    after = line.token(at + 1)
    ended = after is None or after.pos_ in ("PUNCT", "CCONJ", "AUX")
    return at if line.words.compounds and ended and line.word(at) in line.words.prices["ending"] else None


def _between(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product between a verb that leads and its price: "Ab Mai kostet das Monatsticket 58 Euro"."""
    if not line.words.compounds:
        return _object(verb, figure, line, discourse)
    for at in range(figure.start - 1, verb, -1):
        if name := line.name(at):
            return typed(name, line, discourse)
        if line.tree[at - 1].pos_ != "ADP" and (ware := find_ware(line.tree[at], line)):
            return ware  # but not "kostet im Jahresabo 35 Euro"
        is_subject = base(line.tree[at]) == "nsubj" and line.tree[at].pos_ == "NOUN"
        if is_subject and (found := meant(line.tree[at], line, discourse)):
            return found
    return None


def _object(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What somebody gives a price: "Acme priced the X1 at $499"; no place where it is sold."""
    behind = next((t.i for t in line.tree[verb + 1 : figure.start] if t.pos_ != "DET"), figure.start)
    name = line.name(behind) if line.tree[verb].pos_ == "VERB" and behind < figure.start else None
    return priced(name, line, discourse) if name is not None else None


def _of_price(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product whose price is told by a noun: "Der Preis für das X1 liegt bei 699 Euro", "the price of X1 to $5"."""
    words, product = line.words, None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _SUBJECT), -1):
        token = line.tree[at]
        if token.pos_ == "NOUN" and any(token.lower_.endswith(noun) for noun in words.prices["labels"]):
            prior = line.word(figure.start - 1) in line.words.links["prior"]
            prior = prior or bool(line.turn(figure.start - 1))  # "jumped 27 cents"
            told = None if prior or size(figure.quantity) >= CHEAP else what_costs(token, line)
            own = product or (spoken(at, line.passage, discourse) if _is_its(token, line) else told)
            return own if line.name(at) is None else None
        if product is None and (ware := _told_now(token, figure, line)):
            product = ware
        elif name := line.name(at):
            if product is None or line.name(product.token.i) is not name:
                product = priced(name, line, discourse)
            if product is None:
                return None
        elif _ends_price(at, figure, line) and (product is None or not line.name(at - 1)):
            return None  # but "the price of X1, X2 and X3 is"
    return None


def _ends_price(at: int, figure: Figure, line: Line) -> bool:
    """Whether what is told of a price goes back no further: a mark, or a figure but in "from $17 to $20"."""
    if line.figure(at):
        return not line.words.changes["to"] & {line.word(i) for i in range(at, figure.start + 1)}
    return line.tree[at].pos_ in ("PUNCT", "CCONJ") and line.word(at) not in ("-", ":")


def _is_its(label: Token, line: Line) -> bool:
    """Whether a price has no other owner than what was spoken of last: "Der Preis liegt bei", "Prices start at"."""
    words = line.words.prices
    parts = [t for t in label.subtree if t.i != label.i and base(t) in ("nmod", "compound", "acl")]
    plain = words["stages"] | words["payers"]  # "the launch price for new customers"
    others = (t for t in parts if t.pos_ in ("NOUN", "PROPN") and line.word(t.i) not in plain)
    return line.word(label.i) in words["bare"] and not any(others)


def _told_now(token: Token, figure: Figure, line: Line) -> Filler | None:
    """What a compound names that has a price now: not what it "von 18 Euro" rises from."""
    return None if line.word(figure.start - 1) in line.words.links["prior"] else find_ware(token, line)


def _fee(figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What is a price by itself: "Der Rundfunkbeitrag steigt von 18,36 auf 18,94 Euro"."""
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _SUBJECT), -1):
        if line.is_stop(at) or line.name(at) is not None:
            return None
        ware = _told_now(line.tree[at], figure, line)
        turns = any(line.turn(i) for i in range(at + 1, figure.start)) and line.word(figure.start - 1) in _to(line)
        if ware and (turns or ware.text.lower() in line.words.prices["fees"]):
            return ware
    return None


def _to(line: Line) -> frozenset[str]:
    """Case words before what a price comes to: "to", "auf"."""
    return line.words.changes["to"]


def _joined(price: _Price, line: Line, discourse: Discourse) -> Iterator[Filler]:
    """The other products of a list that one price is of: "X1, X2 and X3 will cost $5 each"."""
    at, joints = price.product.token.i, line.words.grammar["and"] | {","}
    if price.product.via != "name" or at > price.figure.start or line.is_paired or line.name(at) is None:
        return
    if line.word(price.figure.end) in joints and line.figure(price.figure.end + 1):
        return  # "X1 and X2 cost $5 and $7"
    low, high = at, at
    while low > 0 and (line.name(low - 1) or line.word(low - 1) in joints or line.tree[low - 1].pos_ == "DET"):
        low -= 1
    while line.name(high) or line.word(high) in joints or line.tree[high].pos_ == "DET":
        high += 1
    if any(line.word(i) in line.words.grammar["and"] for i in range(low, high)):
        names = dict.fromkeys(name for i in range(low, high) if (name := line.name(i)))
        others = (priced(name, line, discourse) for name in names if name is not line.name(at))
        yield from (other for other in others if other is not None)


def _per(figure: Figure, line: Line) -> str | None:
    """The standard attribute of a rate: `per month`, `per million input tokens`."""
    rate = (figure.quantity.unit or "").partition("/")[2]
    following = line.figure(figure.end + 2) if line.word(figure.end) in line.words.prices["sides"] else None
    if not rate and following is not None:  # "$15 input and $120 output per million tokens"
        rate = (following.quantity.unit or "").partition("/")[2]
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
