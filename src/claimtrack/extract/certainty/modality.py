"""How surely something is said: plan, forecast or possibility, denied or hedged, and on whose word.

The words stand in `certainty.toml`; what governs what is read off the tree, upward from the claim's predicate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.certainty.attribution import is_saying, read_attribution
from claimtrack.extract.certainty.auxiliaries import DEALS, FIGURE_KINDS, is_ahead, of_dependent
from claimtrack.extract.certainty.hedging import governors, is_figure_hedged, is_hedged, upward
from claimtrack.extract.certainty.polarity import denies_something_else, is_negated
from claimtrack.extract.certainty.veridicality import Stance, read_stance
from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.text.syntax import base, children, clause, has_present_ending, is_infinitive
from claimtrack.language.trees import text_of
from claimtrack.model import Modality, Phase, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.certainty.words import CertaintyWords
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_ENTERED = frozenset({"role", "use"})
"""Kinds of a state that somebody enters."""
_COUNTS = frozenset({"headcount", "customers"})
_ORDER = (Modality.PLANNED, Modality.FORECAST, Modality.POSSIBLE)
"""In which order a word that is in several lists is read."""
_BEFORE = 3
"""Words before a count in which its owner stands ("their more than 5 million")."""
_AHEAD, _FAR = 4, 8
"""Words before an infinitive in which its governor stands, if that is a noun behind which somebody is named."""
_STATES = frozenset({"stake", "valuation", "role", "use", "partnership"})
"""Kinds that go on, so that "once" and "formerly" say that it is over."""


class Certainty(NamedTuple):
    """How a claim is made."""

    modality: Modality
    polarity: Polarity
    phase: Phase
    hedged: bool
    attribution: str | None


def read_certainty(draft: Draft, discourse: Discourse) -> Certainty | None:
    """Return how a draft is asserted, or `None` when nobody asserts it: a question, a condition."""
    words = certainty_words(draft.passage.lang)
    if draft.aside:
        hedged = is_figure_hedged(draft)
        return Certainty(draft.modality or Modality.ACTUAL, Polarity.AFFIRMED, draft.phase, hedged, attribution=None)
    if not _is_asserted(draft, words) or denies_something_else(draft, words):
        return None
    stance = read_stance(draft.predicate, words)
    if stance is Stance.OPEN:
        return None
    attribution = None if _is_taken_for_granted(draft) else read_attribution(draft, discourse)
    modality, phase = _of_rule(draft, words) or _modality(draft, words), _phase(draft, words)
    if modality is Modality.PLANNED and phase is Phase.HOLDS and _starts(draft, words):
        phase = Phase.BEGINS
    if modality is Modality.ACTUAL:
        modality = _of_stance(stance, draft) or modality
    is_over = phase is Phase.ENDS and draft.kind in DEALS
    given_up = is_over and draft.phase is Phase.BEGINS
    denied = is_negated(draft, words) or (stance is Stance.DENIED and not is_over)
    return Certainty(
        Modality.PLANNED if given_up else modality,
        Polarity.NEGATED if denied else Polarity.AFFIRMED,
        phase,
        stance is Stance.HEARSAY or is_hedged(draft, attribution),
        attribution,
    )


def _starts(draft: Draft, words: CertaintyWords) -> bool:
    """Whether a state is to begin by an adverb of its verb: "setzt künftig auf X1"."""
    verb = _verb(draft.predicate)
    return draft.kind in _ENTERED and any(is_ahead(child, verb, words) for child in children(verb, "advmod"))


def _of_stance(stance: Stance | None, draft: Draft) -> Modality | None:
    """What the words over a clause make of a deed, counted or not; a figure is not intended: "needs to earn $5m"."""
    is_deed = draft.kind not in FIGURE_KINDS or (draft.kind == "measure" and draft.predicate.pos_ == "VERB")
    if stance is Stance.PLANNED and is_deed:
        return Modality.PLANNED
    return Modality.POSSIBLE if stance is Stance.POSSIBLE else None


def _of_rule(draft: Draft, words: CertaintyWords) -> Modality | None:
    """The modality that a rule itself found; what somebody will spend is planned, what costs will be is expected."""
    if _is_taken_for_granted(draft):
        return Modality.ACTUAL
    if draft.kind == "spending" and draft.modality is Modality.FORECAST:
        spenders = (t for t in children(_verb(draft.predicate), "nsubj") if _is_actor(t, draft))
        intended = any(spenders) and _modality(draft, words) is Modality.PLANNED
        return Modality.PLANNED if intended else Modality.FORECAST
    return draft.modality


def _is_actor(token: Token, draft: Draft) -> bool:
    return token.pos_ == "PRON" or draft.passage.name_at(token) is not None


def _is_asserted(draft: Draft, words: CertaintyWords) -> bool:
    predicate = draft.predicate
    opening = f"{text_of(draft.passage.tree[:3]).lower().replace(',', '')} "
    if any(opening.startswith(f"{imagined} ") for imagined in words.clause["imagined"]):
        return False
    for token in upward(predicate):
        if any(child.lower_ in words.clause["conditional"] for child in children(token, "mark", "advmod", "case")):
            return False
    if any(child.lower_ in words.clause["instead"] for child in children(predicate, "mark", "case", "cc")):
        return False
    if any(governor.lemma_.lower() in words.phase["undone"] for governor in (_verb(predicate), *governors(predicate))):
        return False
    over = draft.phase is Phase.ENDS  # "withdrew its bid after talks failed"
    if not over and any(t.lemma_.lower() in words.clause["failed"] for t in _counterweights(predicate)):
        return False  # "had been trying to buy Beta, but talks failed"
    if _is_opened_unasserted(predicate, words) or _is_counterfactual(draft, words):
        return False
    if not draft.passage.tree.text.rstrip('"”’»)').endswith("?"):
        return True
    asked = any(token.lower_ in words.clause["presupposing"] for token in draft.passage.tree)
    return asked and base(clause(predicate)) in ("advcl", "acl", "ccomp", "parataxis")


def _counterweights(predicate: Token) -> Iterator[Token]:
    """The verbs joined by "but" to the one that an infinitive hangs on: "was trying to buy Beta, but that failed"."""
    governor = next((t for t in governors(predicate) if t.pos_ == "VERB"), None)
    for verb in (governor, predicate) if governor is not None else ():
        joined = children(verb, "conj", "advcl", "parataxis")
        yield from (t for t in joined if t.i > predicate.i and children(t, "cc", "nsubj"))


def _is_counterfactual(draft: Draft, words: CertaintyWords) -> bool:
    """Whether a verb tells what would have been: "would have bought", "hätte gekauft"; what is told is past."""
    verb = _verb(draft.predicate)
    forms = [t.lower_ for t in children(verb, "aux")]
    unreal = set(forms) & words.clause["counterfactual"]
    perfect = not words.clause["anterior"] or bool(set(forms) & words.clause["anterior"])
    is_done = "Part" in verb.morph.get("VerbForm", []) and "Pres" not in verb.morph.get("Tense", [])
    if forms and verb.head.lemma_.lower() in words.clause["wished"] and base(verb) in ("ccomp", "conj"):
        return True  # "wished that Acme had bought it"
    return bool(unreal) and perfect and is_done and not any(is_saying(t, draft.passage.lang) for t in verb.ancestors)


def _is_opened_unasserted(predicate: Token, words: CertaintyWords) -> bool:
    """Whether the first word of a clause makes a condition or an alternative of it: "falls", "rather than", "hätte"."""
    opener = _opener(predicate)
    instead = opener.lower_ in words.clause["instead"] and (is_infinitive(predicate) or has_present_ending(predicate))
    inverted = opener.lower_ in words.clause["inverted"] and any(opener.i < t.i for t in children(predicate, "nsubj"))
    return opener.lower_ in words.clause["conditional"] or instead or inverted


def _opener(predicate: Token) -> Token:
    """The first word since the last comma before a predicate."""
    start = predicate.i
    while start and not predicate.doc[start - 1].is_punct:
        start -= 1
    return predicate.doc[start]


def _modality(draft: Draft, words: CertaintyWords) -> Modality:
    """What the predicate's own auxiliaries and adverbs say, then what governs it, then a headline's infinitive."""
    verb = _verb(draft.predicate)
    own = (
        of_dependent(child, verb, draft, words) for child in (*children(verb, "aux", "advmod", "cop"), *_shared(verb))
    )
    if found := next((modality for modality in own if modality), None) or _of_own_word(draft, words):
        return found
    for governor in [*governors(draft.predicate), *_ahead(draft)]:
        if found := _of_governor(governor, draft, words):
            return found
    predicate = draft.predicate
    if _is_meanwhile_to_come(predicate, words):
        return Modality.FORECAST if draft.kind in FIGURE_KINDS else Modality.PLANNED
    first = min((t for t in children(predicate, "aux") if t.pos_ == "AUX"), key=lambda t: t.i, default=predicate)
    opening = first if first.i < predicate.i else predicate  # "Beta to be acquired by Acme"
    after_to = opening.i > 0 and opening.nbor(-1).lower_ in words.modality["infinitive"]
    planned = after_to and (_is_free_infinitive(predicate) or _is_headline(draft))
    return Modality.PLANNED if planned else Modality.ACTUAL


def _is_meanwhile_to_come(predicate: Token, words: CertaintyWords) -> bool:
    """Whether something is told of the same time as what is to come: "will lose money as it launches the X1"."""
    marks = {child.lower_ for child in children(predicate, "mark", "advmod")}
    beside = base(predicate) == "advcl" and "Pres" in predicate.morph.get("Tense", [])
    if not beside or not marks & words.meanwhile:
        return False
    above = (token for token in upward(predicate.head) if base(token) in ("xcomp", "ccomp", "ROOT", "conj"))
    future = words.modality["future"] - words.modality["passive"]
    return any(aux.lower_ in future for token in above for aux in children(token, "aux"))


def _of_governor(governor: Token, draft: Draft, words: CertaintyWords) -> Modality | None:
    """What a word makes of its complement: "plans", "expects", "talks to", "close to", "may seek to"."""
    if draft.kind in DEALS and _is_underway(governor, words):
        return Modality.POSSIBLE
    copulas = children(governor, "cop") if governor.lower_ in words.modality["managed"] else ()
    if any("Past" in cop.morph.get("Tense", []) for cop in copulas):
        return None  # "was able to earn $5m"
    if governor.pos_ == "ADJ" and governor.lower_ in words.modality["close"]:
        return Modality.POSSIBLE
    governed = next((t for t in upward(draft.predicate) if t.head == governor), governor)
    promised = words.modality["promised"] if draft.predicate.pos_ == "NOUN" and draft.kind in FIGURE_KINDS else None
    lemma = _with_particle(governor)
    for modality in _ORDER:
        if modality is Modality.PLANNED and promised is not None and lemma not in promised:
            continue  # "offers a yield of 5 %"
        is_known = lemma in words.modality[modality.value] and governor.lower_ not in words.silent
        if is_known and (is_infinitive(governed) or governor.lower_ not in words.modality["with_infinitive"]):
            own = (of_dependent(child, governor, draft, words) for child in children(governor, "aux"))
            return Modality.POSSIBLE if Modality.POSSIBLE in own else modality
    is_deed = governed.pos_ == "VERB" and governor.pos_ in ("VERB", "AUX") and is_infinitive(governed)
    own = (of_dependent(child, governor, draft, words) for child in children(governor, "aux") if is_deed)
    return next((modality for modality in own if modality), None)  # "would sign a decree to impose a tariff"


def _with_particle(verb: Token) -> str:
    """The lemma of a verb, in lower case, with a particle that stands apart: "kündigte an" is "ankündigen"."""
    parts = [child.lower_ for child in verb.children if child.dep_ == "compound:prt" and child.i > verb.i]
    lemma = verb.lemma_.lower()
    return f"{parts[0]}{lemma}" if parts and not verb.lower_.startswith(parts[0]) else lemma


def _shared(verb: Token) -> list[Token]:
    """The auxiliaries that a verb shares with the one it is joined to: "could also buy A and use B"."""
    joined = base(verb) == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == verb.head.tag_
    own = children(verb, "aux", "nsubj", "mark", "cop")
    same_form = verb.morph.get("VerbForm", []) == verb.head.morph.get("VerbForm", []) == ["Inf"]
    return children(verb.head, "aux") if joined and same_form and not own else []


def _is_taken_for_granted(draft: Draft) -> bool:
    """Whether a count is one that stands whatever is done with it: "will serve its 5 million customers"."""
    owed = draft.kind == "spending" and draft.attribute == "debt"  # "an agreement to restructure its $5m debt"
    known = draft.kind in _COUNTS or owed
    tokens = draft.passage.tokens_in(draft.value.span) if known and draft.value is not None else []
    if not tokens:
        return False
    for token in reversed(draft.passage.tree[max(0, tokens[0].i - _BEFORE) : tokens[0].i + 1]):
        if token.dep_ in ("nmod:poss", "det:poss"):
            return True
        if token.i != tokens[0].i and token.pos_ not in ("ADV", "ADJ", "DET", "PRON"):
            return False
    return False


def _of_own_word(draft: Draft, words: CertaintyWords) -> Modality | None:
    """What the predicate means by itself: "pledged", "seeks", "is raising", "the planned takeover"."""
    predicate, lists = draft.predicate, words.modality
    if draft.kind in DEALS:
        lemma = predicate.lemma_.lower()
        if _is_underway(predicate, words):
            return Modality.POSSIBLE
        if lemma in lists["own_planned"] and not children(predicate, "xcomp", "ccomp"):
            return Modality.PLANNED
        if _is_arranged(predicate, words):
            return Modality.PLANNED
    if predicate.lemma_.lower() in lists["promised"]:
        return Modality.PLANNED
    if predicate.pos_ != "NOUN" or predicate.head.lemma_.lower() in lists["completed"]:
        return None  # "closed its planned takeover"
    attributes = {form for child in children(predicate, "amod") for form in (child.lower_, child.lemma_.lower())}
    return next((modality for modality in _ORDER if attributes & lists[f"adjective_{modality.value}"]), None)


def _is_underway(word: Token, words: CertaintyWords) -> bool:
    """Whether a word says that a deal is not closed: "is raising", "spricht über eine Fusion"."""
    if word.lower_ in words.modality["underway"]:
        return not _is_participial(word)
    return word.lemma_.lower() in words.modality["own_possible"] and not children(word, "ccomp", "xcomp")


def _is_arranged(verb: Token, words: CertaintyWords) -> bool:
    """Whether a verb says that a deal is agreed on and not closed: "is buying", "is being bought"."""
    finite = (aux for aux in children(verb, "aux") if "Fin" in aux.morph.get("VerbForm", []))  # no "after being bought"
    running = any("Pres" in aux.morph.get("Tense", []) for aux in finite)
    passive = f"{verb.nbor(-1).lower_} {verb.lower_}" if verb.i else ""
    return running and not words.modality["arranged"].isdisjoint((verb.lower_, passive))


def _is_participial(predicate: Token) -> bool:
    """Whether a participle stands beside what is told: "announced a round, raising $5bn", and not "is raising $5bn"."""
    beside = base(predicate) in ("advcl", "acl", "amod", "conj", "ccomp", "xcomp")  # "deals include Acme raising $5bn"
    return beside and not children(predicate, "aux")


def _verb(predicate: Token) -> Token:
    """The verb that has a noun for its object or subject: its auxiliaries are the noun's, too ("will cut spending")."""
    governed = predicate.pos_ == "NOUN" and base(predicate) in ("obj", "nsubj") and not children(predicate, "cop")
    return predicate.head if governed and predicate.head.pos_ == "VERB" else predicate


def _is_free_infinitive(predicate: Token) -> bool:
    return predicate.head.i == predicate.i or (
        base(predicate) in ("root", "acl", "conj") and predicate.head.pos_ == "PROPN"
    )


def tells_in_the_future(draft: Draft) -> bool:
    """Whether an auxiliary of the future, and nothing else, makes a plan or a forecast of a draft: "wird Chefin"."""
    future = certainty_words(draft.passage.lang).modality["future"]
    return any(child.lower_ in future for child in children(draft.predicate, "aux", "cop"))


def _is_headline(draft: Draft) -> bool:
    """Whether "to" stands right behind the subject's name and no finite verb before: "Acme to launch X1"."""
    before = draft.predicate.i - 1
    named = before > 0 and draft.passage.name_at(draft.predicate.doc[before - 1]) is not None
    return named and not any(t.pos_ in ("VERB", "AUX") for t in draft.predicate.doc[:before])


def _ahead(draft: Draft) -> Iterator[Token]:
    """Words between subject and predicate, where an infinitive's governor stands whatever the parser makes of it."""
    predicate = draft.predicate
    if not is_infinitive(predicate):
        return
    for token in reversed(predicate.doc[max(0, predicate.i - _FAR) : predicate.i]):
        if token.pos_ in ("PUNCT", "CCONJ"):
            return
        if predicate.i - token.i <= _AHEAD or token.pos_ == "NOUN":
            yield token  # "a deal with the maker Acme to deploy"


def _phase(draft: Draft, words: CertaintyWords) -> Phase:
    predicate = draft.predicate
    if _is_no_longer(predicate, words) or _is_no_longer(_verb(predicate), words):
        return Phase.ENDS
    for governor in governors(predicate):
        lemma = governor.lemma_.lower()
        if lemma in words.phase["ends"]:
            if draft.kind in FIGURE_KINDS:
                continue  # "ended the year with revenue of $5bn"
            return Phase.ENDS
        if lemma in words.phase["begins"]:
            return Phase.BEGINS
    if draft.phase is Phase.HOLDS and draft.kind in _STATES and is_former(draft):
        return Phase.ENDS  # "once had a stake of 20 %"
    sums_up = draft.kind == "investment" and draft.rule != "stake"
    if sums_up and draft.phase is Phase.BEGINS and _is_present_perfect(predicate, words):
        return Phase.HOLDS  # "has invested $5bn so far": the sum that stands, not one event
    return draft.phase


def _is_no_longer(predicate: Token, words: CertaintyWords) -> bool:
    """Whether "no longer", "nicht mehr" stands at a word, whichever of the two the tree hangs on it."""
    for child in children(predicate, "advmod", "det"):
        before = child.nbor(-1).lower_ if child.i else ""
        following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
        pairs = ((child.lower_, following), (before, child.lower_))
        if any(first in words.negation and second in words.clause["no_longer"] for first, second in pairs):
            return True
    return False


def is_past(draft: Draft) -> bool:
    """Whether a draft tells of what was: the first finite verb that it hangs on is of the past or the perfect."""
    future = certainty_words(draft.passage.lang).modality["future"]
    if _is_told_done(draft):
        return True
    for token in upward(draft.predicate):
        for form in (token, *children(token, "aux", "cop")):
            if "Fin" in form.morph.get("VerbForm", []):
                done = form.dep_ == "aux" and "Part" in token.morph.get("VerbForm", [])
                is_perfect = done and not has_present_ending(token) and form.lemma_.lower() not in future
                return is_perfect or "Past" in form.morph.get("Tense", [])
    return False


def _is_told_done(draft: Draft) -> bool:
    """Whether a participle beside the clause tells of a deal done: "Bought by A in November, B will keep its name"."""
    verb = draft.predicate
    participle = "Part" in verb.morph.get("VerbForm", []) and not has_present_ending(verb)
    beside = base(verb) in ("advcl", "acl") and not children(verb, "aux", "aux:pass", "mark", "cop")
    return draft.kind == "acquisition" and draft.modality is not Modality.PLANNED and participle and beside


def is_former(draft: Draft) -> bool:
    """Whether an adverb puts a state into an undated past: "once", "formerly", "bisher war"."""
    former = certainty_words(draft.passage.lang).phase["former"]
    governed = base(draft.predicate) == "obj"  # "once enjoyed a valuation of $12bn"
    for verb in (draft.predicate, _verb(draft.predicate)) if governed else (draft.predicate,):
        forms = {t.lower_ for t in verb.children if t.pos_ == "ADV" or base(t) == "advmod"}
        past = (verb, *children(verb, "aux", "cop"))
        if forms & former and any("Past" in t.morph.get("Tense", []) for t in past):
            return True
    return False


def _is_present_perfect(predicate: Token, words: CertaintyWords) -> bool:
    return any(aux.lower_ in words.phase["perfect"] for aux in children(predicate, "aux"))
