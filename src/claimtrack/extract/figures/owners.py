"""Whose figure it is: the owner named beside the metric, the subject that reports it, else the firm spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.heads import read_announced, read_head, read_labelled
from claimtrack.extract.figures.markets import market_of
from claimtrack.extract.figures.others import (
    GENITIVE,
    MODIFIERS,
    acts_another,
    has_own_actor,
    has_unknown_prefix,
    is_joint,
    is_of_class,
    is_of_event,
    subjects,
    unknown_actor,
)
from claimtrack.extract.figures.owning import (
    as_firm,
    is_free,
    is_owner,
    may_own,
    name_filler,
    read_owner,
    read_prefixed,
    speaks,
)
from claimtrack.extract.figures.valued import read_headed, read_valued
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, is_relativizer
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_QUOTES = frozenset({'"', "“", "”", "„", "‘", "'"})


def find_owner(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Return whose metric a figure measures; `None` where the document does not make it plain."""
    if reading.found.metric.market:
        return market_of(reading.found, line)
    metric = reading.found.metric
    told = metric.bare or (metric.acts and metric.kind in ("profit", "revenue"))
    if is_joint(reading, line) or (told and acts_another(reading, line, discourse)) or is_of_event(reading, line):
        return None
    if has_unknown_prefix(reading, discourse):
        return None
    if reading.found.metric.kind == "valuation" and _is_of_unknown(reading, line, discourse):
        return None
    if _is_of_unread(reading, line) or is_of_class(reading, line):
        return None
    for way in _WAYS:
        if (filler := way(reading, line, discourse)) is not None and filler.text not in line.words.strangers:
            return filler
    return None


def _is_of_unknown(reading: Reading, line: Line, discourse: Discourse) -> bool:
    """Whether a worth is of something described, not named: "assets valued at", "die Bewertung des Einhorns"."""
    at, word, lang = reading.found.end, line.tree[reading.found.start], line.passage.lang
    said = "Part" in word.morph.get("VerbForm", []) or reading.found.metric.acts  # "valued at", "5 Milliarden wert"
    counted = line.word(word.i - 1) == "," and line.figure(word.head.i)  # "2,000 crates of fruit, valued at"
    described = said and (word.head.i == word.i - 1 or counted)
    noun = word.head if described and base(word) == "acl" else next(iter(children(word, "nsubj")), word)
    is_thing = noun is not word and noun.pos_ == "NOUN" and not line.name(noun.i) and said
    if is_thing and not is_firm_noun(noun, lang) and class_of(noun, lang) is not Label.ORGANISATION:
        return True  # "its shares in Acme are valued at $2bn"
    following = line.token(at)
    genitive = following is not None and following.pos_ == "DET" and "Gen" in following.morph.get("Case", [])
    if not genitive or _behind(reading, line, discourse) is not None:
        return False
    return not any(line.name(place) or line.figure(place) for place in range(at + 1, min(len(line.tree), at + 4)))


def _is_of_unread(reading: Reading, line: Line) -> bool:
    """Whether a subject that is not read as a name owns a figure: "Amid Acme's woes, X lost its", "X was valued at"."""
    start = reading.found.start
    own = (t for t in line.tree[max(0, start - MODIFIERS) : start] if t.lower_ in line.words.grammar["possessive"])
    its = next(own, line.tree[start])
    verb = next((t for t in (its, *its.ancestors) if children(t, "nsubj")), None)
    is_own = verb is not None and (its.i < start or verb.i == start)
    subjects_of = children(verb, "nsubj") if verb is not None and is_own and not line.words.compounds else ()
    return any(t.pos_ == "PROPN" and t.i < its.i and not line.name(t.i) for t in subjects_of)


def _related(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "Acme, which has a market value of": what stands right before the relative clause of the metric."""
    start = min(reading.found.start, reading.figure.start)
    for at in range(start - 1, max(1, start - MODIFIERS), -1):
        token = line.tree[at]
        if token.is_punct or line.name(at):
            return None
        if is_relativizer(token) and line.word(at - 1) == ",":
            filler = discourse.resolve(line.tree[at - 2], line.passage)
            return filler if filler and filler.via in ("name", "unit") and is_owner(filler, "revenue") else None
    return None


def _quoted(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "Acme's “Other Bets” revenue", "the “home and garden” group's sales": the part that a metric is of."""
    end = min(reading.found.start, reading.figure.start)
    while end > 0 and (line.word(end - 1) in GENITIVE or line.tree[end - 1].pos_ == "NOUN"):
        end -= 1
    opening = next((at for at in range(end - 2, max(-1, end - 2 - MODIFIERS), -1) if line.word(at) in _QUOTES), -1)
    if end < 2 or line.word(end - 1) not in _QUOTES or opening < 0 or opening + 2 >= end:
        return None
    if line.tree[end - 2].pos_ in ("VERB", "AUX", "ADV"):
        return None  # "had “just passed” $2 billion in revenue"
    text = text_of(line.tree[opening + 1 : end - 1])
    return Filler(text, Label.ORGANISATION, line.tree[end - 2], 0.85, "unit")


def _before(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The name ahead of a metric with nothing but its modifiers between: "Acme's cloud revenue", "Acme shares"."""
    start, kind = min(reading.found.start, reading.figure.start), reading.found.metric.kind
    at = start - 1
    while at >= max(0, start - MODIFIERS):
        token = line.tree[at]
        if name := line.name(at):
            following = line.word(name.end)
            if start < reading.found.start and following not in GENITIVE:
                return None  # "Acme's $5bn in revenue", but not "at Acme $5bn"
            if following not in GENITIVE and at != start - 1 and not _only_modifiers(name.end, start, line):
                return None
            return read_owner(name, line, discourse) if may_own(name, line, discourse, kind) else None
        if (
            token.pos_ in ("PUNCT", "ADP", "AUX", "CCONJ", "SCONJ", "PRON")
            and token.lower_ not in GENITIVE
            and token.text != "-"
        ):
            return None
        is_verb = token.pos_ == "VERB" or line.has(at, line.words.changes["level"])
        if is_verb and not line.ends(at, line.words.grammar["modifying"]):
            return None
        at -= 1
    return None


def _only_modifiers(start: int, end: int, line: Line) -> bool:
    """Whether the words between a bare name and a metric modify the metric: "Acme third-quarter net profit"."""
    modifiers = line.words.plain | line.words.grammar["modifiers"]
    return all(line.time(at) or line.word(at) in modifiers for at in range(start, end))


def _behind(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The name behind a metric and a case word: "revenue at Acme", "Umsatz der Acme AG"."""
    at = reading.found.end
    if reading.figure.start in range(at, at + 3):
        return None  # the case word is the figure's
    while at < len(line.tree) and line.word(at) in line.words.grammar["between"]:
        at += 1
    price = reading.found.metric.kind == "price"  # "shares in Acme"
    if line.word(at) not in line.words.grammar["owner"] | (line.words.grammar["genitive"] if price else frozenset()):
        return None
    limit = min(len(line.tree), at + 5)
    for place in range(at + 1, limit):
        if name := line.name(place):
            if line.word(name.end) in GENITIVE:
                return _unit_of(name, line, discourse)
            may = may_own(name, line, discourse, reading.found.metric.kind)
            return read_owner(name, line, discourse) if may else None
        token = line.tree[place]
        if line.figure(place) or token.pos_ in ("PUNCT", "VERB", "AUX", "ADP") or line.time(place):
            return None
        filler = discourse.resolve(token, line.passage) if token.pos_ == "NOUN" else None
        if filler and is_owner(filler, reading.found.metric.kind):
            return filler
    return None


def _unit_of(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """The part of an owner that stands behind its genitive: "at Acme's cloud division"; `None` for other nouns."""
    for token in line.tree[name.end + 1 : name.end + MODIFIERS + 2]:
        filler = discourse.resolve(token, line.passage) if token.pos_ == "NOUN" else None
        if filler is not None and filler.via == "unit":
            return as_firm(filler)
    return None


def _possessor(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "its revenue", "the company's revenue", "seinen Umsatz"."""
    start = reading.found.start
    for at in range(start - 1, max(-1, start - MODIFIERS - 1), -1):
        token = line.tree[at]
        if token.lower_ in GENITIVE and at:
            plain = line.name(at - 1) is None
            named = _target_named(at, line, discourse) if plain else None
            return named or as_firm(discourse.resolve(line.tree[at - 1], line.passage))
        if token.lower_ in line.words.grammar["possessive"]:
            joined = line.word(at - 1) in line.words.grammar["and"] | line.words.people["with"]
            if joined and (named := _target_named(at, line, discourse)):
                return named  # "bought Acme and its 2,000 employees"
            return _subject_of(at, line, discourse) or as_firm(discourse.resolve(token, line.passage))
        if token.pos_ in ("PUNCT", "ADP", "VERB") and token.text != "-":
            return None
    return None


def _target_named(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """The object that stands last of several firms ahead: "Norwind will buy Acme, adding the firm's 130 employees"."""
    ahead = [n for n in line.passage.names if n.end <= at and may_own(n, line, discourse, "headcount")]
    head = line.passage.head_of(ahead[-1].span) if len(ahead) > 1 else None
    return read_owner(ahead[-1], line, discourse) if head is not None and base(head) == "obj" else None


def _subject_of(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """Whose "its" is: the one organisation named ahead of it in the sentence, or, in German, right behind the verb."""
    names = [n for n in line.passage.names if may_own(n, line, discourse, "revenue")]
    ahead = [n for n in names if n.end <= at]
    free = [n for n in ahead or names if is_free(n, line)]
    texts = {discourse.cast.full(n.text) for n in free}
    if len(texts) != 1:
        return _anaphor(at, line, discourse, "revenue") if not free else None
    return name_filler(free[0], line, discourse, 0.85)


def _reporter(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The subject of the verb that has the metric as its object: "Acme posted a loss of", "erzielte Acme"."""
    kind, start = reading.found.metric.kind, reading.found.start
    for token in subjects(line.tree[start]):
        if token.i in range(start, reading.found.end) or line.figure(token.i):
            continue
        name = line.name(token.i)
        filler = discourse.resolve(token, line.passage)
        if filler and filler.token.doc is line.tree and line.metric(filler.token.i):
            continue  # "Das Betriebsergebnis (Ebit)"
        if kind == "valuation" and filler and discourse.landscape.is_backer(filler.text):
            continue  # "Acme Ventures led the round at a valuation of": of another firm
        if filler and is_owner(filler, kind) and (name is None or may_own(name, line, discourse, kind)):
            return filler
    return None


def _nearest(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The nearest possible owner ahead of the metric or the figure in the sentence, or between them."""
    kind = reading.found.metric.kind
    first = min(reading.found.start, reading.figure.start)
    low = line.clause_start(first)
    names = [n for n in line.passage.names if may_own(n, line, discourse, kind)]
    ahead = [n for n in names if low <= n.start and n.end <= first]
    owners = [n for n in ahead if kind == "valuation" or not _is_in_aside(n, first, line)]
    if kind == "valuation" and not any(is_free(n, line) for n in owners):
        is_for = reading.found.metric.acts and line.words.compounds  # "für Acme kann das 5 Millionen wert sein"
        owners = [] if is_for else [n for n in owners if not _is_source(n, line)]
    if (
        owners
        and reading.found.metric.acts
        and any(line.word(at) in line.words.colour["persons"] for at in range(low, first))
    ):
        return None
    if owners and not _is_of_thing(owners[-1], first, line):
        best = _acting(owners, line)
        described = _described_by(best, line)
        if described is not None and may_own(described, line, discourse, kind):
            best = described
        filler = read_owner(best, line, discourse)
        certain = 0.9 if len({discourse.cast.full(n.text) for n in owners}) == 1 else 0.75
        return filler._replace(certainty=min(filler.certainty, certain)) if is_owner(filler, kind) else None
    last = max(reading.found.end, reading.figure.end) + 2
    places = line.words.grammar["place"]
    between = [n for n in names if first < n.start and n.end <= last and line.word(n.start - 1) not in places]
    return name_filler(between[0], line, discourse, 0.85) if between else _anaphor(first, line, discourse, kind)


def _is_source(name: Name, line: Line) -> bool:
    """Whether a name is of those who give the money: "an investment from Acme, along with others from B and C"."""
    return any(line.word(at) in line.words.spending["from"] for at in range(max(0, name.start - MODIFIERS), name.start))


def _is_of_thing(name: Name, before: int, line: Line) -> bool:
    """Whether a relative clause behind a name tells a metric of some thing: "Acme has a game that made $5m"."""
    for at in range(name.end + 1, before):
        token, noun = line.tree[at], line.tree[at - 1]
        if is_relativizer(token) and noun.pos_ == "NOUN":
            return not is_firm_noun(noun, line.passage.lang) and base(noun) in ("obj", "obl", "nmod")
    return False


def _acting(owners: list[Name], line: Line) -> Name:
    """Of several names the last that no case word makes an oblique and that does not merely speak, else the first."""
    free = [n for n in owners if is_free(n, line)]
    acting = [n for n in free if not speaks(n, line)]
    return (acting or free or owners[:1])[-1]


def _described_by(name: Name, line: Line) -> Name | None:
    """Whom the apposition describes that ends in a name: Acme in "Acme, a subsidiary of Norwind, employs"."""
    if line.word(name.end) != ",":
        return None
    for at in range(name.start - 1, max(0, name.start - MODIFIERS), -1):
        token = line.tree[at]
        if token.text == ",":
            return line.passage.name_at(line.tree[at - 1]) if line.tree[at + 1].pos_ == "DET" else None
        if token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _is_in_aside(name: Name, before: int, line: Line) -> bool:
    """Whether a name is possessive of something that is not the metric: "Acme's rival reported …"."""
    following = line.word(name.end)
    return following in GENITIVE and before - name.end > MODIFIERS


def _anaphor(before: int, line: Line, discourse: Discourse, kind: str) -> Filler | None:
    """As in "the company", "der Konzern", "it" ahead of the metric or behind the verb."""
    for token in line.tree[: min(len(line.tree), before + 4)]:
        if token.dep_ in ("nmod:poss", "det:poss") and token.pos_ in ("PRON", "DET"):
            continue  # "its rival reported revenue"
        if token.pos_ in ("NOUN", "PRON", "PROPN") and not line.name(token.i) and not line.figure(token.i):
            filler = discourse.resolve(token, line.passage)
            named = filler is not None and filler.via == "name" and filler.token.i == token.i  # "der Acme-Konzern"
            meant = filler is not None and filler.via in ("noun", "pronoun", "unit", "team")
            if filler is not None and (named or meant) and is_owner(filler, kind):
                return filler
    return None


def _spoken_of(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that the text is about here, where the sentence names nobody who could own the figure."""
    kind = reading.found.metric.kind
    meant = discourse.spoken_of(line.passage, line.tree[reading.found.start])
    if meant is None or meant.text in line.words.strangers or unknown_actor(reading, line):
        return None
    if (line_of := _business_line(line, discourse)) and kind in ("revenue", "profit"):
        return line_of
    if has_own_actor(reading, line):
        return None
    if any(line.word(at) in line.words.colour["persons"] for at in range(reading.figure.start)):
        return None
    people = [
        n for n in line.passage.names if n.end <= reading.figure.start and discourse.cast.label(n.text) is Label.PERSON
    ]
    if any(is_free(n, line) and not speaks(n, line) and not discourse.is_firm(n.text) for n in people):
        return None
    acting = {n.text for token in subjects(line.tree[reading.found.start]) if (n := line.name(token.i)) is not None}
    if any(discourse.employer(text) != meant.text and discourse.cast.full(text) != meant.text for text in acting):
        return None  # "Burger King reported growth of 3 %" is not of the group
    named = [n for n in line.passage.names if may_own(n, line, discourse, kind)]
    if any(discourse.cast.full(n.text) != meant.text for n in named if n.end <= reading.figure.start):
        return None
    return meant


def _business_line(line: Line, discourse: Discourse) -> Filler | None:
    """A product line that a sentence begins with: "Acme Cloud, which brought in $5bn" is not all of Acme."""
    first = line.name(0) or line.name(1)
    if first is None or discourse.cast.label(first.text) is not Label.PRODUCT:
        return None
    return Filler(discourse.cast.full(first.text), Label.PRODUCT, line.tree[first.start], 0.8, "name")


_WAYS = (
    _related, read_prefixed, _quoted, _before, _behind, _possessor, read_headed, read_valued, _reporter, read_labelled,
    _nearest, read_head, _spoken_of, read_announced,
)  # fmt: skip
"""The ways to an owner, what stands nearest to the metric first."""
