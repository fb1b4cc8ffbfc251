"""Whether the words around a figure make it a forecast, a plan or a possibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.text.syntax import base
from claimtrack.model import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.language.trees import Token

_CLAUSE = 8
"""Tokens before a metric in which its clause begins."""
_DESCRIBED = 6
"""Tokens between a verb of expecting and the name of whom it is about."""
_OUTDONE = 4
"""Tokens between a verb of beating or missing and what was expected."""
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PUNCT"})


def has_verb(tree: Sequence[Token]) -> bool:
    """Whether a sentence, or a stretch of one, has a finite verb."""
    return any(token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", []) for token in tree)


def colour(line: Line, low: int, high: int, owner: Filler | None = None) -> Modality | None:
    """Whether the words around a figure make it a forecast, a plan or a possibility; `None` leaves it to the tree.

    Ahead of the stretch from `low` to `high` a possibility is looked for as far back as the owner, the rest beside it.
    """
    words = line.words.colour
    if (owner is not None and _is_expected_to(owner, line)) or is_foretold(low, high, line):
        return Modality.FORECAST
    behind = _behind(high, line) if line.words.compounds else range(0)
    start = line.clause_start(low)
    near = range(max(start, low - 4), low)
    while line.word(start - 1) == ";" and not has_verb(line.tree[start:low]):
        start = line.clause_start(start - 1)  # "guidance includes a profit of $5bn; sales of $9bn"
    after_owner = owner is not None and start <= owner.token.i < low
    far = range(owner.token.i + 1 if owner is not None and after_owner else start, low)
    turned = next((at for at in reversed(far) if line.word(at) in words["results"]), far.start)
    told = range(turned, low)  # "lifted its guidance after sales grew 8 %"
    guided = line.word(turned) in words["behind_guidance"] and any(
        line.word(at) in words["guiding"] for at in range(far.start, turned)
    )
    if guided or _is_outdone(line, far.start, low):
        return Modality.ACTUAL
    for places in (range(low, high), behind, near):
        for at in places:
            if (
                line.figure(at) is None
                and (found := _coloured(line, at))
                and not (places is near and line.word(at + 1) == "," and not _is_infinitive(low, high, line))
            ):
                return found
    if any(line.word(at) in words["confirmed"] and line.word(at - 1) in words["had"] for at in range(near.start, high)):
        return Modality.FORECAST  # "had confirmed a profit of $5bn, but"
    if any(line.word(at) in words["actual"] for at in range(near.start, high)):
        return Modality.ACTUAL
    if any(_coloured(line, at) is Modality.POSSIBLE for at in far if after_owner):
        return Modality.POSSIBLE
    guides = any(line.word(at) in words["guiding"] or _calls_for(at, line) for at in told)
    return Modality.FORECAST if guides or _is_seen_with(low, high, line) else None


def is_foretold(low: int, high: int, line: Line) -> bool:
    """Whether a verb around a figure foretells with its particle: "geht von 5 Millionen Euro Umsatz aus"."""
    ahead = {line.word(at) for at in range(line.clause_start(low), low)}
    near = range(high, min(len(line.tree), high + _CLAUSE))
    behind = {
        line.word(at) for at in near if line.token(at + 1) is None or line.tree[at + 1].pos_ in ("PUNCT", "CCONJ")
    }
    pairs = (pair.partition(" ") for pair in line.words.colour["foretelling"])
    return any(verb in ahead and particle in behind for verb, _, particle in pairs)


def _is_seen_with(low: int, high: int, line: Line) -> bool:
    """Whether a figure shares the verb of expecting of another: "A is seen opening 1 % lower, B down 2 %"."""
    seen = next((at for at in range(low - 1, -1, -1) if line.word(at) in line.words.colour["foreseen"]), low)
    return _coloured(line, seen) is Modality.FORECAST and not has_verb(line.tree[seen + 1 : high])


def _behind(high: int, line: Line) -> range:
    """The end of a German clause, no further than a conjunction: "auf 90 Millionen Euro und will dann"."""
    near = range(high, min(len(line.tree), high + 3))
    joints = (at for at in near if line.tree[at].pos_ in ("CCONJ", "PUNCT") and line.word(at) != ")")
    return range(high, next(joints, near.stop))


def _is_infinitive(low: int, high: int, line: Line) -> bool:
    """Whether a German clause says what somebody wants to do: "will vorschlagen, 2 Euro auszuschütten"."""
    behind = range(high, min(len(line.tree), high + _CLAUSE))
    end = next((at for at in behind if line.tree[at].pos_ == "PUNCT"), behind.stop)
    verbs = (t for t in line.tree[low:end] if t.pos_ == "VERB" and "Inf" in t.morph.get("VerbForm", []))
    particles = line.words.people["infinitive"]
    return line.words.compounds and any(
        line.word(t.i - 1) in particles or any(zu in t.lower_[1:-2] for zu in particles) for t in verbs
    )


def _is_outdone(line: Line, start: int, low: int) -> bool:
    """Whether what came is told behind what was expected: "beat expectations with sales of"."""
    estimates, outdone = line.words.colour["estimates"] | line.words.colour["forecast"], line.words.colour["outdone"]
    for at in range(max(start, low - _OUTDONE), low):
        if line.word(at) in line.words.grammar["resulting"]:
            ahead = range(max(start, at - _OUTDONE), at)
            return any(line.word(i) in estimates for i in ahead) and any(line.word(i) in outdone for i in ahead)
    return False


def _calls_for(at: int, line: Line) -> bool:
    """As in "called for growth of", but not "the app, called Acme"."""
    return line.word(at) in line.words.colour["guiding_for"] and line.word(at + 1) in line.words.people["for"]


def _is_expected_to(owner: Filler, line: Line) -> bool:
    """Whether somebody expects a firm to do what follows: "brokers expect the miner Acme to post"."""
    name = line.name(owner.token.i) if owner.token.doc is line.tree else None
    if name is None or name.end + 1 >= len(line.tree):
        return False
    infinitive = line.tree[name.end].pos_ == "PART" and line.tree[name.end + 1].pos_ in ("VERB", "AUX")
    at = name.start - 1
    while at > 0 and name.start - at <= _DESCRIBED and line.tree[at].pos_ in _DESCRIBING:
        at -= 1
    return infinitive and at >= 0 and line.word(at) in line.words.colour["forecast"]


def _coloured(line: Line, at: int) -> Modality | None:
    lists = line.words.colour
    if line.metric(at) is not None and line.word(at).endswith(tuple(lists["guiding_parts"])):
        return Modality.FORECAST  # "Umsatzprognose"
    is_tariff = line.word(at) in line.words.prices["nouns"] and line.name(at - 1) is not None
    is_part = base(line.tree[at]) == "compound" or line.time(at) is not None  # "a budget phone", "May"
    noun = line.tree[at].pos_ == "NOUN" or line.tree[at].lower_ in lists["estimates"]
    if noun and any(line.word(place) in lists["outdone"] for place in range(max(0, at - _OUTDONE), at)):
        return None  # "which fell short of forecasts"
    if line.name(at) or line.word(at - 1) == "-" or is_tariff or is_part:
        return None  # "Target" is a firm, "better-than-expected" no forecast, the "family plan" no intention
    auxiliaries = (child for child in line.tree[at].children if child.dep_ == "aux:pass")
    if line.word(at) in lists["foreseen"] and any("Pres" in aux.morph.get("Tense", []) for aux in auxiliaries):
        return Modality.FORECAST  # "is seen opening 1 % lower"
    return next(
        (m for m in (Modality.POSSIBLE, Modality.PLANNED, Modality.FORECAST) if line.word(at) in lists[m.value]), None
    )
