"""Money that one party pays or grants another: "zahlte 5 Millionen Euro an Acme", "stellt der Stadt … zur Verfügung".

Told by a verb with its particle or phrase at the end of the clause, who pays by the verb's subject, who is paid by a
case word, a dative or, with verbs of support, the object.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.deals.states import read_state
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.figurewords import particle_of
from claimtrack.extract.figures.measured import by_verb
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.purposes import read_purpose
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.text.syntax import read_arguments
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.recognize.names import Name

_SURE = 0.85
_REACH = 12
"""Tokens between a verb and the sum of its clause."""
_GENITIVE = ("'s", "’s")
_LEAST = 1000
"""The least sum of which it matters who pays it to whom."""
_BESIDE = 3
"""Tokens between a verb and the dative behind it, its article and noun among them: "spendet der Stiftung Acme"."""


@dataclass(frozen=True)
class _Words:
    pays: frozenset[str]
    grants: frozenset[str]
    supports: frozenset[str]
    split: dict[str, dict[str, str]]
    phrases: dict[str, str]
    recipient: frozenset[str]
    bought: frozenset[str]
    pledges: frozenset[str]
    with_: frozenset[str]


@cache
def _words(lang: str) -> _Words | None:
    data = read_data(lang, "figures").get("payments")
    if data is None:
        return None
    split: dict[str, dict[str, str]] = {}
    for pair in data["split"]:
        verb, _, particle = pair.partition(" ")
        split.setdefault(verb, {})[particle] = pair
    sets = {
        key: frozenset(data[key]) for key in ("pays", "grants", "supports", "recipient", "bought", "pledges", "with")
    }
    sets["with_"] = sets.pop("with")
    phrases = {verb: phrase for phrase, verbs in data["phrases"].items() for verb in verbs}
    return _Words(split=split, phrases=phrases, **sets)


def draft_payments(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that somebody named pays, grants or promises to somebody else."""
    words = _words(line.passage.lang)
    if words is None or not line.figures:
        return
    for figure in line.figures:
        is_paid = is_sum(figure.quantity, _LEAST)
        verb = line.verb_of(figure, lambda at: _pays(at, line, words), _REACH) if is_paid else None
        if verb is None or _is_of_another(verb, figure, line, words):
            continue
        payer = _payer(verb, figure, line, discourse)
        paid = _recipient(verb, figure, payer, line, discourse, words) if payer is not None else None
        if payer is not None and paid is not None:
            yield _draft(figure, verb, payer, paid, line, words)


def _draft(figure: Figure, verb: int, payer: Filler, paid: Filler, line: Line, words: _Words) -> Draft:
    reading = by_verb("spending", figure, verb)
    modality = colour(line, reading.found.start, reading.found.end, payer)
    planned = modality in (Modality.PLANNED, Modality.FORECAST) or line.word(verb) in words.pledges
    pledged = planned or line.word(verb) not in words.pays
    return Draft(
        "spending", "payment", line.passage, line.tree[verb], payer, paid, figure.mention, None,
        Phase.BEGINS if pledged else Phase.HOLDS, Modality.PLANNED if planned else modality,
        when=find_period(reading, line), sure=round(_SURE * min(payer.certainty, paid.certainty), 3),
    )  # fmt: skip


def _pays(at: int, line: Line, words: _Words) -> bool:
    """Whether a token is a verb of paying, with the particle or phrase that makes it one."""
    word = line.word(at)
    if word in words.pays or word in words.grants or word in words.supports:
        return True
    particles = words.split.get(word)
    if particles and particle_of(line.tree, at, particles):
        return True
    phrase = words.phrases.get(word)
    return phrase is not None and phrase in text_of(line.tree[max(0, at - 4) : at + 2 * _REACH]).lower()


def _is_of_another(verb: int, figure: Figure, line: Line, words: _Words) -> bool:
    """Whether a metric, a purchase or a support without "with" has the sum: "zahlt eine Dividende von", "für Acme"."""
    low, high = sorted((verb, figure.start))
    behind = range(figure.end, min(len(line.tree), figure.end + 3))
    told = (found for at in (*range(low, high), *behind) if (found := line.metric(at)) is not None)
    if any(found.metric.kind not in ("customers", "headcount") for found in told):
        return True
    if line.word(verb) in words.supports:
        return line.word(figure.start - 1) not in words.with_
    named = line.name(figure.end + 1)
    return line.word(figure.end) in words.bought and named is not None


def _payer(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The subject by the tree, else the name beside the verb that no case word marks."""
    for token in read_arguments(line.tree[verb]).agent:
        filler = discourse.resolve(token, line.passage) or read_state(token, line.passage)
        if filler is not None and not line.figure(token.i):
            return filler
    before = [n for n in line.passage.names if n.end <= min(verb, figure.start) and _is_bare(n, line)]
    return name_filler(before[0], line, discourse, 0.9) if before else None


def _is_bare(name: Name, line: Line) -> bool:
    before = line.token(name.start - 1)
    return before is None or (before.pos_ not in ("ADP", "NOUN") and "Dat" not in before.morph.get("Case", []))


def _recipient(
    verb: int, figure: Figure, payer: Filler, line: Line, discourse: Discourse, words: _Words
) -> Filler | None:
    """Who is paid: a name behind "an", one between verb and sum that no case word marks, or what is supported."""
    supports = line.word(verb) in words.supports
    for name in line.passage.names:
        filler = name_filler(name, line, discourse, 0.95)
        if filler.text == payer.text or filler.label is Label.PRODUCT or abs(name.start - verb) > 2 * _REACH:
            continue
        marked = line.word(name.start - 1) in words.recipient or (
            line.word(name.start - 2) in words.recipient and line.tree[name.start - 1].pos_ != "VERB"
        )  # "to the Acme fund", but not "to acquire Acme"
        behind = name.start > verb and name.start - verb <= _BESIDE
        beside = name.end <= figure.start and (behind or (verb > figure.start and figure.start - name.end <= 1))
        following = line.token(name.end)
        if (
            following is not None
            and not line.time(name.end)
            and (following.pos_ == "NOUN" or following.text in _GENITIVE)
        ):
            continue  # "to a New York charity", "compared to Acme's prize"
        if (marked and name.start >= figure.end) or ((beside or supports) and not _is_marked(name, line)):
            return filler
    if supports and line.words.compounds and verb < figure.start - 2:
        return read_purpose(verb + 1, figure.start - 1, line, discourse)  # "fördert den Bau der Halle mit"
    to = figure.end if line.word(figure.end) in words.recipient and payer.label in (Label.ORGANISATION, None) else None
    return read_purpose(to + 1, len(line.tree), line, discourse) if to is not None else None  # "to its customers"


def _is_marked(name: Name, line: Line) -> bool:
    """Whether a case word stands before a name and its article."""
    near = (line.token(name.start - 1), line.token(name.start - 2))
    first = near[0] is not None and near[0].pos_ == "ADP"
    return first or (near[0] is not None and near[0].pos_ == "DET" and near[1] is not None and near[1].pos_ == "ADP")
