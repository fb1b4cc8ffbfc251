"""What part of a firm's business a figure is of, and how it is measured: the attribute and the unit of a metric.

Part and whole are different questions. The part stands before the metric ("cloud revenue", "China sales"), behind it
("revenue from chips", "sales in Germany") or is the subject that reports it ("its health services segment").
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import first_part
from claimtrack.extract.figures.markets import rate_of
from claimtrack.extract.figures.reach import place_of, reach_ahead, reach_of
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import base, clause, read_arguments
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.figures.reporting import Dating
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.recognize.names import Name

_SEGMENT = 3
"""Words of the longest part of a business that an attribute names ("data center hardware")."""
_PART = 6
"""Words of the longest part that a phrase behind a metric or the noun of a unit names."""
_NOMINAL = ("DET", "ADJ", "NOUN", "NUM")
_LEAD = 3
"""Tokens at the head of a sentence in which "excluding one-time items" begins."""
_SUM = Decimal(1000)
"""The least dividend that is no amount per share."""
_ADJUSTED, _PERIODS = ("adjusted", "underlying"), ("annual", "quarterly")
_RATES = ("run-rate", "annual recurring (ARR)")
_COST = "cost"
_QUOTES = frozenset({"-", '"', "“", "”", "„"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def unit_suffix(reading: Reading, line: Line) -> str:
    """A rate that the words make of a sum: an annual revenue without a year, a share's price."""
    unit, metric = reading.quantity.unit or "", reading.found.metric
    if figure_class(reading.quantity) != "money" or "/" in unit:
        return ""
    if metric.market:
        return f"/{rate}" if (rate := rate_of(reading, line)) else ""
    is_dividend = metric.attribute == "dividend" and abs(reading.quantity.min or _SUM) < _SUM
    if metric.kind == "price" or is_dividend or "per share" in (metric.attribute or ""):
        return "/share"
    is_rate = (
        metric.attribute in _RATES or "run-rate" in _standard(reading, line) or "annual" in _standard(reading, line)
    )
    return "/year" if metric.kind == "revenue" and is_rate else ""


def attribute_of(reading: Reading, line: Line, dating: Dating, owner: Filler) -> str | None:
    """The metric's standard attribute, the part of the business, `change` for a change, and the fiscal quarter."""
    metric = reading.found.metric
    if metric.market:
        return metric.attribute
    if metric.kind == "price":
        moved = "share price change, from a high" if _is_from_high(reading.figure.end, line) else "share price change"
        return moved if reading.role == "change" else metric.attribute
    written, is_owned = _as_written(reading, line), _is_owned_prefix(reading, owner)
    if is_owned:
        written = written.removeprefix(reading.found.prefix).lstrip("-")  # "KGV" of "das Acme-KGV"
    reach = _reach(reading, line, owner)
    named = f"{written} {reach}".strip() if metric.kind in ("measure", "customers") else metric.attribute
    if named == _COST and (" " in written or line.words.compounds):
        named = f"{named}, {written}"  # "cost, restructuring charges"
    if named and metric.kind == "profit" and not named.startswith(_ADJUSTED) and (how := _adjustment(reading, line)):
        named = f"{how} {named}"
    segment = None if is_owned else _segment(reading, line)
    if segment and metric.kind == "measure" and not reading.found.prefix:
        segment, named = None, f"{segment} {named}"
    found = (_unit(reading, line, owner), segment, _behind(reading, line, owner) or _ahead(reading, line, owner))
    parts = list(dict.fromkeys(part for part in found if part))
    standard = (
        (*_ADJUSTED, "run-rate", "recurring")
        if metric.kind == "revenue"
        else ("pre-tax", "net", "operating", *_ADJUSTED, "EBITDA", "pre-money", "post-money")
    )
    told = _standard(reading, line)
    parts += [named] if named else [name for name in told if name in standard]
    quarter = [dating.quarter] if dating.quarter else []
    if reading.role == "change":
        return ", ".join([*parts, "change", *quarter])
    period = dating.attribute or next((name for name in _PERIODS if name in told), None)
    if (metric.kind == "revenue" and not named and period) or (metric.kind == "profit" and not parts and period):
        parts.append(period)
    return ", ".join([*parts, *quarter]) or None


def _is_from_high(end: int, line: Line) -> bool:
    """Whether a fall is told from a high of another day: "down 40 % from its 52-week high"."""
    behind = {line.word(at) for at in range(end + 1, end + 1 + _PART)}
    return line.word(end) in line.words.shares["since_high"] and bool(behind & line.words.shares["highs"])


def _as_written(reading: Reading, line: Line) -> str:
    """The metric in the document's own words, without the noun of a change."""
    found = reading.found
    start = found.start + (line.word(found.start) in line.words.grammar["in"])  # "$5bn in assets"
    while found.metric.kind == "customers" and _describes(start - 1, line):
        start -= 1  # "free users", "annual transacting users"
    end = found.end - (1 if found.turn and not line.words.compounds else 0)
    end -= line.word(end - 1) in line.words.grammar["worth"]  # "orders worth $5bn"
    text = text_of(line.tree[start:end])
    return text if line.words.compounds else text.lower()


def _describes(at: int, line: Line) -> bool:
    """Whether a word right before a metric says which of its kind."""
    token = line.token(at)
    if (
        token is None
        or not token.is_alpha
        or token.pos_ not in ("ADJ", "NOUN", "VERB")
        or token.lower_ in line.words.plain
    ):
        return False
    return not (line.name(at) or line.time(at) or line.figure(at) or line.turn(at) or base(token) in ("ROOT", "nsubj"))


def _standard(reading: Reading, line: Line) -> list[str]:
    """The standard attributes that the words before a metric name."""
    start = reading.found.start
    near = {line.word(at) for at in range(max(0, start - 3), reading.found.end)}
    near |= line.words.attributes.get(_adjustment(reading, line) or "", frozenset())
    clause = text_of(line.tree[line.clause_start(start) : reading.figure.end + _PART]).lower()
    phrases = reading.found.metric.kind == "profit" and reading.found.metric.attribute is None
    return [
        name
        for name, words in line.words.attributes.items()
        if near & words or (phrases and any(" " in word and word in clause for word in words))
    ]


def _adjustment(reading: Reading, line: Line) -> str | None:
    """How a result is adjusted, in the document's word: "underlying", "EPS: $0.80 adjusted vs. $0.70"."""
    start, at = reading.found.start, reading.figure.end
    if any(line.word(place) in line.words.grammar["excluding"] for place in range(_LEAD)):
        return _ADJUSTED[0]  # "Excluding one-time items, Acme earned …"
    places = [start - 1]
    if reading.found.end <= reading.figure.start and line.metric(at + 1) is None:
        places.append(at + (line.word(at) == ","))
    if reading.found.metric.kind == "profit" and _is_adjusted(reading, line):
        return _ADJUSTED[0]
    words = line.words.attributes
    return next((name for name in _ADJUSTED for place in places if line.word(place) in words[name]), None)


def _is_adjusted(reading: Reading, line: Line) -> bool:
    """Whether a phrase between the figures beside a result adjusts it: "earned $1.32 a share, excluding items"."""
    first, last = min(reading.found.start, reading.figure.start), max(reading.found.end, reading.figure.end)
    low = max((f.end for f in line.figures if f.end <= first), default=0)
    high = min((f.start for f in line.figures if f.start >= last), default=len(line.tree))
    stretch = text_of(line.tree[max(low, line.clause_start(first)) : min(high, last + _PART)]).lower()
    return any(phrase in stretch for phrase in line.words.grammar["adjusting"])


def _is_owned_prefix(reading: Reading, owner: Filler) -> bool:
    """Whether a compound begins with whose figure it is: "Acme-Umsatz"."""
    prefix = reading.found.prefix
    return bool(prefix) and owner.text.lower().startswith(prefix.lower())


def _segment(reading: Reading, line: Line) -> str | None:
    """The part of the business right before a metric: "cloud" in "its cloud revenue", "Cloud" in "Cloud-Umsatz"."""
    metric, words = reading.found.metric, line.words
    if metric.acts or metric.kind not in ("revenue", "profit", "measure", "spending"):
        return None
    if metric.kind == "spending" and (metric.attribute or metric.purpose):
        return None
    if reading.found.prefix:
        prefix = reading.found.prefix
        known = line.passage.names and any(n.text == prefix for n in line.passage.names)
        plain = {prefix.lower(), first_part(prefix.lower(), words)} & words.plain
        return None if known or plain else prefix
    found: list[str] = []
    at = reading.found.start - 1
    while at >= 0 and len(found) < _SEGMENT and not words.compounds:
        start = at
        while start > 0 and not line.tree[start - 1].whitespace_ and start > reading.found.start - 8:
            start -= 1
        place = line.name(at)
        if place is not None and place.label is Label.PLACE and line.word(place.end) not in _GENITIVE:
            found.insert(0, place.text)  # "its China revenue"
            break
        if not _names_part(start, at, line):
            break
        found.insert(0, text_of(line.tree[start : at + 1]))
        at = start - 1
    return " ".join(found) or None


def _names_part(start: int, last: int, line: Line) -> bool:
    """Whether a word, hyphens included, can name a part of a business: "same-store", "cloud", no "fourth-quarter"."""
    token, words = line.tree[last], line.words
    forms = {t.lower_ for t in line.tree[start : last + 1]}
    known = forms & words.plain or any(forms & list_ for list_ in words.attributes.values())
    marked = any(line.name(at) or line.time(at) or line.figure(at) or line.turn(at) for at in range(start, last + 1))
    if (known and not forms - words.plain - {"-"}) or (known and len(forms) == 1) or marked:
        return False
    named = token.pos_ in ("NOUN", "PROPN") or token.lower_ in words.grammar["regions"]
    return named and token.text[-1:].isalpha() and not line.has(last, words.changes["level"])


def _unit(reading: Reading, line: Line, owner: Filler) -> str | None:
    """The unit of a firm that reports a figure: "CVS' health services segment generated …" is no figure of CVS."""
    if owner.via == "unit" or reading.found.metric.kind not in ("revenue", "profit", "spending"):
        return None
    first = min(reading.found.start, reading.figure.start)
    low = line.clause_start(first)
    for token in read_arguments(clause(line.tree[reading.found.start])).agent:
        if _is_unit(token.i, line) and token.i < first:
            return _phrase_before(token.i, low, line)
    at = first - 1
    while at >= low:
        token = line.tree[at]
        if _is_unit(at, line):
            does = reading.found.metric.acts or _is_subject(at, first, line)
            return _phrase_before(at, low, line) if does else None
        opens = next((i for i in range(at - 1, low, -1) if line.word(i) == ","), at) if token.text == "," else at
        if token.pos_ == "PUNCT" and token.text not in ("-", "'", "’"):
            if "Rel" not in line.tree[opens + 1 : opens + 2][0].morph.get("PronType", []):
                return None
            at = opens  # "its chips unit, which makes sensors, took in"
        at -= 1
    return None


def _is_unit(at: int, line: Line) -> bool:
    """Whether a noun is that of a part of a firm, in German also at the end of a compound: "Cloudsparte".

    What it names itself is no part: "the cosmetics brand Acme posted".
    """
    units, token = line.words.grammar["units"], line.tree[at]
    is_named = line.name(at) is not None or line.name(at + 1) is not None
    if is_named or token.pos_ not in ("NOUN", "PROPN") or (line.words.compounds and base(token) == "obj"):
        return False
    return line.has(at, units) or (line.words.compounds and line.ends(at, units))


def _is_subject(at: int, end: int, line: Line) -> bool:
    """Whether a verb follows a unit, whose subject it is, and not the metric ("its cloud unit revenue")."""
    return any(line.tree[i].pos_ in ("VERB", "AUX") for i in range(at + 1, end))


def _phrase_before(at: int, low: int, line: Line) -> str:
    """The noun of a unit with what stands before it, without owner and article."""
    start = at
    while start > low and at - start < _PART:
        token = line.tree[start - 1]
        if token.text in _QUOTES:
            start -= 1  # "its “Other Bets” unit"
            continue
        if line.name(start - 1) or line.time(start - 1) or token.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ"):
            break
        start -= 1
    return text_of(line.tree[start : at + 1])


def _behind(reading: Reading, line: Line, owner: Filler) -> str | None:
    """The part behind a metric and a case word: "revenue from chips", "sales in Germany", "Umsatz mit Software"."""
    metric = reading.found.metric
    if metric.kind not in ("revenue", "profit") and metric.phrase not in line.words.grammar["goods"]:
        return None
    start = reading.found.end
    if line.word(start) in line.words.grammar["owner"] and (name := line.name(start + 1)):
        start = name.end  # "Umsatz von Acme in China"
    part = _part_at(start, line, owner)
    at = reading.found.start - 1
    while part is None and line.words.compounds and at > 0 and (line.time(at) or line.tree[at].pos_ in _NOMINAL):
        at -= 1
        part = _part_at(at, line, owner, end=reading.found.start)  # "erzielte mit Software einen Umsatz"
    return part


def _reach(reading: Reading, line: Line, owner: Filler) -> str:
    """For what alone a measure or a count holds, behind it, behind its figure or at the head of the sentence."""
    if reading.found.metric.phrase in line.words.grammar["goods"]:
        return ""
    counts = reading.found.metric.kind == "customers"
    behind = reach_of(reading.found.end, owner, line, counts=counts)
    return behind or place_of(reading.figure.end, owner, line) or reach_ahead(owner, line)


def _ahead(reading: Reading, line: Line, owner: Filler) -> str | None:
    """The place that opens a sentence on a result: "In Chile, its sales rose 5 %"."""
    ahead = reach_ahead(owner, line) if reading.found.metric.kind in ("revenue", "profit") else ""
    case, _, place = ahead.partition(" ")
    return (place if case in line.words.grammar["reach_in"] else ahead) or None


def _part_at(start: int, line: Line, owner: Filler, end: int | None = None) -> str | None:
    """The phrase behind a case word, if it names a part of a business or of the world."""
    if line.word(start) not in line.words.grammar["parts_behind"]:
        return None
    last = start
    owned = line.word(start + 1) in line.words.grammar["possessive"]  # "from its Acme Pro business"
    for at in range(start + 1, min(start + 1 + _PART, len(line.tree) if end is None else end)):
        token, name = line.tree[at], line.name(at)
        is_noun = token.pos_ in ("NOUN", "PROPN")
        if line.has(at, line.words.grammar["no_parts"]) or (name is not None and not (owned or _is_place(name, owner))):
            return None
        if line.time(at) or line.figure(at) or line.turn(at) or (is_noun and end and line.tree[at - 1].pos_ == "DET"):
            break
        modifies = token.pos_ in ("DET", "ADJ") or base(token) == "amod"
        lead = modifies or token.text in _QUOTES or token.lower_ in line.words.grammar["possessive"]
        if not is_noun and name is None and not lead:
            break
        last = at if is_noun or name is not None else last
    first = next((at for at in range(start + 1, last + 1) if _names(at, line)), last + 1)
    return text_of(line.tree[first : last + 1]) or None


def _is_place(name: Name, owner: Filler) -> bool:
    return name.text != owner.text and name.label not in (Label.ORGANISATION, Label.PERSON)


def _names(at: int, line: Line) -> bool:
    """Whether a word can begin the name of a part: no article, no possessive."""
    return line.tree[at].pos_ not in ("DET", "PRON") and line.word(at) not in line.words.grammar["possessive"]
