"""What auxiliaries and adverbs of a verb say of what it tells: "will", "soll", "must", "dürfte", "probably"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.attribution import is_saying
from claimtrack.extract.certainty.hedging import is_hearsay
from claimtrack.extract.text.syntax import base, is_infinitive
from claimtrack.model import Modality

if TYPE_CHECKING:
    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.extract.drafts import Draft
    from claimtrack.language.trees import Token

FIGURE_KINDS = frozenset({"revenue", "profit", "valuation", "customers", "headcount", "price", "measure"})
_RESULTS = frozenset({"revenue", "profit", "valuation", "price"})
"""Kinds that are expected even where they are meant to be: "soll auf 5 Milliarden Euro steigen"."""
DEALS = frozenset({"acquisition", "investment", "funding", "stake", "valuation", "layoffs", "spending"})
"""Kinds that somebody brings about, so that the verb itself may say that it is still to come."""


def of_dependent(child: Token, verb: Token, draft: Draft, words: CertaintyWords) -> Modality | None:
    """What one auxiliary, copula or adverb makes of its verb; `None` where it says nothing of the kind."""
    forms, lists = {child.lower_, child.lemma_.lower()}, words.modality
    if child.lower_ in lists["past"]:
        return None  # "wurde", "konnte": it came to pass
    if is_ahead(child, verb, words):
        return Modality.FORECAST if draft.kind in FIGURE_KINDS else Modality.PLANNED
    if base(child) == "advmod":
        order = (Modality.FORECAST, Modality.POSSIBLE, Modality.PLANNED)
        forms -= frozenset() if is_infinitive(verb) else lists["with_infinitive"]  # "erzielte dabei"
        return next((modality for modality in order if forms & lists[modality.value]), None)
    if forms & lists["intended"]:
        if is_hearsay(child, verb, words):
            return None
        is_level = draft.kind == "measure" and verb.lemma_.lower() in lists["levels"]  # "soll bei 6 Metern liegen"
        return Modality.FORECAST if draft.kind in _RESULTS or is_level else Modality.PLANNED
    return _of_auxiliary(child, verb, draft, words)


def is_ahead(adverb: Token, verb: Token, words: CertaintyWords) -> bool:
    """Whether an adverb makes a time to come of the present tense: "Ada Byrne leitet künftig die Acme AG"."""
    present = "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
    said = base(adverb) == "advmod" and adverb.lower_ in words.modality["ahead"]
    return said and present and verb.lemma_.lower() not in words.modality["staying"]


def _of_auxiliary(child: Token, verb: Token, draft: Draft, words: CertaintyWords) -> Modality | None:
    forms, lists = {child.lower_, child.lemma_.lower()}, words.modality
    to_come = Modality.FORECAST if draft.kind in FIGURE_KINDS else Modality.PLANNED
    if base(child) == "aux" and child.lower_ in lists["told_future"] and _is_told(verb, draft):
        return to_come
    if child.lower_ in lists["presumed"]:
        return Modality.FORECAST
    if child.lower_ in lists["may"]:
        return Modality.POSSIBLE
    if base(child) == "aux" and forms & lists["obliged"]:
        return Modality.PLANNED if draft.kind in DEALS - {"spending"} else None  # "muss eine Strafe zahlen"
    if forms & lists["future"] and not _is_past(verb, child, words):
        return to_come
    return Modality.PLANNED if base(child) == "aux" and forms & lists["planned"] else None  # "will kaufen"


def _is_told(predicate: Token, draft: Draft) -> bool:
    """Whether a clause is what somebody says: there the past of "will" is a plan and no condition."""
    said = predicate.head if base(predicate) == "conj" else predicate  # "said it would hire 40 and cut 50"
    return base(said) == "ccomp" and is_saying(said.head, draft.passage.lang)


def _is_past(predicate: Token, aux: Token, words: CertaintyWords) -> bool:
    """German "werden" makes a passive with a participle and a future only with an infinitive."""
    leading = aux.nbor(-1) if aux.i else predicate  # "Angeführt wird die Runde von Acme"
    participle = any("Part" in token.morph.get("VerbForm", []) for token in (predicate, leading))
    participle |= aux.dep_ == "aux:pass" and predicate.pos_ == "VERB"  # "werden automatisiert", read as finite
    return aux.lemma_.lower() in words.modality["passive"] and participle and not is_infinitive(predicate)
