"""Whose figure it is: the owner named beside the metric, the subject that reports it, else the firm spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, clause, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.figures.measured import Reading
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.recognize.names import Name

_LABELLED = 0.9
_MODIFIERS = 6
"""Tokens that may stand between an owner and its metric ("Acme's fourth-quarter cloud revenue")."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_PRODUCTS_TOO = frozenset({"customers", "measure", "price"})


def find_owner(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Return whose metric a figure measures; `None` where the document does not make it plain."""
    if _is_joint(reading, line):
        return None
    if _has_unknown_prefix(reading, discourse):
        return None
    if reading.found.metric.kind == "valuation" and _is_of_unknown(reading, line, discourse):
        return None
    for way in (_related, _prefixed, _before, _behind, _possessor, _headed, _valued, _reporter, _nearest, _spoken_of):
        if (filler := way(reading, line, discourse)) is not None and filler.text not in line.words.strangers:
            return filler
    return None


def _has_unknown_prefix(reading: Reading, discourse: Discourse) -> bool:
    """Whether a worth is that of an index or firm by its letters, which nothing types: "der NWX-Börsenwert"."""
    prefix = reading.found.prefix
    if reading.found.metric.kind not in ("valuation", "price") or not prefix[1:2].isupper():
        return False
    return discourse.cast.label(prefix) is None and discourse.known_label(prefix) is None


def _is_joint(reading: Reading, line: Line) -> bool:
    """Whether several own a figure together: "Acme, Norwind and Beta's combined revenue"."""
    start = min(reading.found.start, reading.figure.start)
    for at in range(start - 1, max(1, start - _MODIFIERS), -1):
        if line.word(at) in _GENITIVE and (name := line.name(at - 1)):
            return (
                line.word(name.start - 1) in line.words.grammar["and"] | {"&"} and line.name(name.start - 2) is not None
            )
    return False


def _is_of_unknown(reading: Reading, line: Line, discourse: Discourse) -> bool:
    """Whether a worth is that of something described and not named: "die Bewertung des einstigen Einhorns"."""
    at = reading.found.end
    following = line.token(at)
    genitive = following is not None and following.pos_ == "DET" and "Gen" in following.morph.get("Case", [])
    if not genitive or _behind(reading, line, discourse) is not None:
        return False
    return not any(line.name(place) or line.figure(place) for place in range(at + 1, min(len(line.tree), at + 4)))


def is_owner(filler: Filler | None, kind: str) -> bool:
    """Whether something can own a figure of a kind: an organisation, a name of unknown type, sometimes a product."""
    if filler is None or filler.label in (Label.PERSON, Label.PLACE):
        return False
    return filler.label is not Label.PRODUCT or kind in _PRODUCTS_TOO


def _may_own(name: Name, line: Line, discourse: Discourse, kind: str) -> bool:
    """Whether a name of the sentence can own a figure: no outlet, no part of somebody's title, nobody quoted."""
    if (
        name.text in line.words.strangers
        or line.metric(name.start)
        or not is_owner(name_filler(name, line, discourse), kind)
    ):
        return False
    unknown = discourse.cast.label(name.text) is None and kind != "valuation"
    if unknown and line.word(name.start - 1) in line.words.colour["place"]:
        return False
    following = line.token(name.end)
    if (
        following is not None
        and following.text == "-"
        and not following.whitespace_
        and line.metric(name.end + 1) is None
    ):
        return False  # "Copenhagen-listed shares", "an Acme-led round"
    if following is not None and not following.is_punct and class_of(following, line.passage.lang) is Label.PERSON:
        return False  # "a former Acme executive"
    ahead = (line.word(name.start - 1), f"{line.word(name.start - 2)} {line.word(name.start - 1)}")
    return not any(word in line.words.colour["said"] for word in ahead)


def name_filler(name: Name, line: Line, discourse: Discourse, certainty: float = 1.0) -> Filler:
    """A name of the sentence as a filler, with its type as the document, the gazetteer or its possessions tell it."""
    full = discourse.cast.full(name.text)
    label = discourse.cast.label(full) or discourse.known_label(full)
    if label is not Label.ORGANISATION and discourse.is_firm(full):
        label = Label.ORGANISATION
    return Filler(full, label, line.tree[name.end - 1], certainty, "name")


def _related(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "Acme, which has a market value of": what stands right before the relative clause of the metric."""
    start = min(reading.found.start, reading.figure.start)
    for at in range(start - 1, max(1, start - _MODIFIERS), -1):
        token = line.tree[at]
        if token.is_punct or line.name(at):
            return None
        if "Rel" in token.morph.get("PronType", []) and line.word(at - 1) == ",":
            filler = discourse.resolve(line.tree[at - 2], line.passage)
            return filler if filler and filler.via in ("name", "unit") and is_owner(filler, "revenue") else None
    return None


def _prefixed(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "BMW-Umsatz", "Intel-Aktie": the name that a compound begins with."""
    prefix = reading.found.prefix
    label = discourse.cast.label(prefix) or discourse.known_label(prefix) if prefix else None
    if label not in (Label.ORGANISATION, Label.PRODUCT):
        return None
    return Filler(discourse.cast.full(prefix), label, line.tree[reading.found.start], 0.95, "name")


def _before(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The name ahead of a metric with nothing but its modifiers between: "Acme's cloud revenue", "Acme shares"."""
    start, kind = min(reading.found.start, reading.figure.start), reading.found.metric.kind
    at = start - 1
    while at >= max(0, start - _MODIFIERS):
        token = line.tree[at]
        if name := line.name(at):
            following = line.word(name.end)
            if start < reading.found.start and following not in _GENITIVE:
                return None  # "Acme's $5bn in revenue", but not "at Acme $5bn"
            if following not in _GENITIVE and at != start - 1 and not _only_modifiers(name.end, start, line):
                return None
            return _resolved(name, line, discourse) if _may_own(name, line, discourse, kind) else None
        if (
            token.pos_ in ("PUNCT", "ADP", "AUX", "CCONJ", "SCONJ", "PRON")
            and token.lower_ not in _GENITIVE
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


def _resolved(name: Name, line: Line, discourse: Discourse) -> Filler:
    filler = discourse.resolve(line.tree[name.start], line.passage)
    named = name_filler(name, line, discourse)
    return named if filler is None or filler.via == "name" else filler


def _behind(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The name behind a metric and a case word: "revenue at Acme", "Umsatz der Acme AG"."""
    at = reading.found.end
    if reading.figure.start in range(at, at + 3):
        return None  # the case word is the figure's
    while at < len(line.tree) and line.word(at) in line.words.grammar["between"]:
        at += 1
    if line.word(at) not in line.words.grammar["owner"]:
        return None
    limit = min(len(line.tree), at + 5)
    for place in range(at + 1, limit):
        if name := line.name(place):
            may = _may_own(name, line, discourse, reading.found.metric.kind) and line.word(name.end) not in _GENITIVE
            return _resolved(name, line, discourse) if may else None
        token = line.tree[place]
        if line.figure(place) or token.pos_ in ("PUNCT", "VERB", "AUX", "ADP") or line.time(place):
            return None
        filler = discourse.resolve(token, line.passage) if token.pos_ == "NOUN" else None
        if filler and is_owner(filler, reading.found.metric.kind):
            return filler
    return None


def _possessor(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """As in "its revenue", "the company's revenue", "seinen Umsatz"."""
    start = reading.found.start
    for at in range(start - 1, max(-1, start - _MODIFIERS - 1), -1):
        token = line.tree[at]
        if token.lower_ in _GENITIVE and at:
            return _organisation(discourse.resolve(line.tree[at - 1], line.passage))
        if token.lower_ in line.words.grammar["possessive"]:
            return _subject_of(at, line, discourse) or _organisation(discourse.resolve(token, line.passage))
        if token.pos_ in ("PUNCT", "ADP", "VERB") and token.text != "-":
            return None
    return None


def _subject_of(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """Whose "its" is: the one organisation named ahead of it in the sentence, or, in German, right behind the verb."""
    names = [n for n in line.passage.names if _may_own(n, line, discourse, "revenue")]
    ahead = [n for n in names if n.end <= at]
    free = [n for n in ahead or names if _is_free(n, line)]
    texts = {discourse.cast.full(n.text) for n in free}
    if len(texts) != 1:
        return _anaphor(at, line, discourse, "revenue") if not free else None
    return name_filler(free[0], line, discourse, 0.85)


def _is_free(name: Name, line: Line) -> bool:
    """Whether no case word makes a name an oblique ("backed by A", "investors including A")."""
    before = line.token(name.start - 1)
    return before is None or (before.pos_ not in ("ADP", "CCONJ") and before.lower_ not in line.words.colour["listing"])


def _organisation(filler: Filler | None) -> Filler | None:
    return filler if filler is not None and is_owner(filler, "revenue") else None


def _raiser(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that raised: the subject of this sentence's raising, else the first named in the one before."""
    ahead = [
        n for n in line.passage.names if n.end <= reading.found.start and _may_own(n, line, discourse, "valuation")
    ]
    raising = [
        n for n in ahead if any(line.has(at, line.words.spending["raise"]) for at in range(n.end, reading.found.start))
    ]
    if raising and _is_free(raising[0], line):
        return _resolved(raising[0], line, discourse)
    before = [name for name in discourse.organisations_before(line.passage) if name not in line.words.strangers]
    if line.words.compounds and len(before) > 1:
        return None  # of several, the round's investors among them, none is plainly the one that is valued
    firm = before[0] if before else discourse.topic
    return discourse.filler(firm, line.tree[reading.found.start], 0.8) if firm else None


def _reporter(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The subject of the verb that has the metric as its object: "Acme posted a loss of", "erzielte Acme"."""
    kind, start = reading.found.metric.kind, reading.found.start
    for token in _subjects(line.tree[start]):
        if token.i in range(start, reading.found.end) or line.figure(token.i):
            continue
        name = line.name(token.i)
        filler = discourse.resolve(token, line.passage)
        if kind == "valuation" and filler and discourse.landscape.is_backer(filler.text):
            continue  # "Acme Ventures led the round at a valuation of": of another firm
        if filler and is_owner(filler, kind) and (name is None or _may_own(name, line, discourse, kind)):
            return filler
    return None


def _subjects(noun: Token) -> Iterator[Token]:
    predicate = clause(noun)
    if predicate.i != noun.i:
        yield from read_arguments(predicate).agent


def _headed(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Whose worth an entry about one firm states, where no other is named with it: "Norwind: … at a valuation of"."""
    about = discourse.about(line.passage) if reading.found.metric.kind == "valuation" else None
    if about is None:
        return None
    inside = range(reading.found.end, reading.figure.start)
    named = [n for n in line.passage.names if n.start in inside and _may_own(n, line, discourse, "valuation")]
    return None if named else about._replace(token=line.tree[reading.found.start], certainty=_LABELLED)


def _valued(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """Whose worth a round states: the firm that is valued ("valued Acme at"), or that the money goes into."""
    if reading.found.metric.kind != "valuation":
        return None
    names = [n for n in line.passage.names if _may_own(n, line, discourse, "valuation")]
    inside = [n for n in names if reading.found.end <= n.start and n.end <= reading.figure.start]
    if inside:
        return _resolved(inside[0], line, discourse)
    between = line.tree[reading.found.end : max(reading.found.end, reading.figure.start)]
    noun = next((token for token in between if is_firm_noun(token, line.passage.lang)), None)
    if noun is not None:  # "the round valued the company at"
        return _raiser(reading, line, discourse) or _organisation(discourse.resolve(noun, line.passage))
    first = min(reading.found.start, reading.figure.start)
    for name in reversed([n for n in names if n.end <= first]):
        ahead = range(max(0, name.start - 12), name.start)
        is_goal = line.word(name.start - 1) in line.words.spending["into"]
        if is_goal and any(line.word(at) in line.words.spending["invest"] for at in ahead):
            return _resolved(name, line, discourse)
    return None


def _nearest(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The nearest possible owner ahead of the metric or the figure in the sentence, or between them."""
    kind = reading.found.metric.kind
    first = min(reading.found.start, reading.figure.start)
    low = line.clause_start(first)
    names = [n for n in line.passage.names if _may_own(n, line, discourse, kind)]
    ahead = [n for n in names if low <= n.start and n.end <= first]
    owners = [n for n in ahead if kind == "valuation" or not _is_in_aside(n, first, line)]
    if (
        owners
        and reading.found.metric.acts
        and any(line.word(at) in line.words.colour["persons"] for at in range(low, first))
    ):
        return None
    if owners:
        best = _acting(owners, line)
        filler = _resolved(best, line, discourse)
        certain = 0.9 if len({discourse.cast.full(n.text) for n in owners}) == 1 else 0.75
        return filler._replace(certainty=min(filler.certainty, certain)) if is_owner(filler, kind) else None
    last = max(reading.found.end, reading.figure.end) + 2
    places = line.words.grammar["place"]
    between = [n for n in names if first < n.start and n.end <= last and line.word(n.start - 1) not in places]
    return name_filler(between[0], line, discourse, 0.85) if between else _anaphor(first, line, discourse, kind)


def _acting(owners: list[Name], line: Line) -> Name:
    """Of several names the last that no case word makes an oblique and that does not merely speak, else the first."""
    free = [n for n in owners if _is_free(n, line)]
    acting = [n for n in free if not _speaks(n, line)]
    return (acting or free or owners[:1])[-1]


def _speaks(name: Name, line: Line) -> bool:
    """Whether a name is the subject of a verb of saying that has a clause of its own."""
    return any(line.has(at, line.words.colour["saying"]) for at in range(name.end, name.end + 3))


def _is_in_aside(name: Name, before: int, line: Line) -> bool:
    """Whether a name is possessive of something that is not the metric: "Acme's rival reported …"."""
    following = line.word(name.end)
    return following in _GENITIVE and before - name.end > _MODIFIERS


def _anaphor(before: int, line: Line, discourse: Discourse, kind: str) -> Filler | None:
    """As in "the company", "der Konzern", "it" ahead of the metric or behind the verb."""
    for token in line.tree[: min(len(line.tree), before + 4)]:
        if token.dep_ in ("nmod:poss", "det:poss") and token.pos_ in ("PRON", "DET"):
            continue  # "its rival reported revenue"
        if token.pos_ in ("NOUN", "PRON", "PROPN") and not line.name(token.i) and not line.figure(token.i):
            filler = discourse.resolve(token, line.passage)
            if filler and filler.via in ("noun", "pronoun", "unit", "team") and is_owner(filler, kind):
                return filler
    return None


def _spoken_of(reading: Reading, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that the text is about here, where the sentence names nobody who could own the figure."""
    kind = reading.found.metric.kind
    meant = discourse.spoken_of(line.passage, line.tree[reading.found.start])
    if meant is None or meant.text in line.words.strangers or _unknown_actor(reading, line):
        return None
    if _has_own_actor(reading, line):
        return None
    if any(line.word(at) in line.words.colour["persons"] for at in range(reading.figure.start)):
        return None
    people = [
        n for n in line.passage.names if n.end <= reading.figure.start and discourse.cast.label(n.text) is Label.PERSON
    ]
    if any(_is_free(n, line) and not _speaks(n, line) and not discourse.is_firm(n.text) for n in people):
        return None
    named = [n for n in line.passage.names if _may_own(n, line, discourse, kind)]
    if any(discourse.cast.full(n.text) != meant.text for n in named if n.end <= reading.figure.start):
        return None
    return meant


def _has_own_actor(reading: Reading, line: Line) -> bool:
    """Whether a firm or person that nobody could name is the subject: "its rival reported", "a new company has"."""
    for token in line.tree[: reading.figure.start]:
        if base(token) != "nsubj" or line.metric(token.i) or line.name(token.i) or line.figure(token.i):
            continue
        lang = line.passage.lang
        if is_firm_noun(token, lang) or class_of(token, lang) in (Label.ORGANISATION, Label.PERSON):
            return True
    return False


def _unknown_actor(reading: Reading, line: Line) -> bool:
    """Whether somebody acts in the sentence whose name was not recognised: "Block laying off …", "Equinor said …"."""
    places = [0, reading.verb - 1] if reading.verb > 0 and reading.found.start > reading.verb - 1 else [0]
    for at in places:
        token, following = line.tree[at], line.token(at + 1)
        acts = following is not None and (
            following.pos_ in ("VERB", "AUX") or line.has(at + 1, line.words.colour["saying"])
        )
        known = line.name(at) or line.metric(at) or line.time(at) or line.figure(at) or token.lower_ in line.words.plain
        if acts and not known and token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
            return True
    return False
