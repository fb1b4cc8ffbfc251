"""Whom a plain figure is told of: a verb's own subject, the owner of its part, or the one name ahead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import actor
from claimtrack.extract.figures.owning import is_free, name_filler
from claimtrack.extract.figures.sized import owner_of, without_owner
from claimtrack.extract.figures.spoken import spoken_of
from claimtrack.extract.figures.told import phrase, subject_of
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.syntax import base, children, marker
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name


def party_of(verb: Token, line: Line, discourse: Discourse) -> tuple[Filler | None, str]:
    """Whom a verb is said of, and which part of it."""
    named = actor(verb, line, discourse)
    if named is not None:
        loose = named.via == "pronoun" and named.label not in (Label.ORGANISATION, Label.PRODUCT)
        return (None, "") if loose else (named, "")
    shared = base(verb) == "conj" and not children(verb, "nsubj") and not children(verb.head, "cop")
    clause = verb.head if shared else verb
    noun = next((t for t in children(clause, "nsubj") if line.figure(t.i) is None), None)
    if noun is None:
        return None, ""
    if noun.pos_ == "PRON":
        is_thing = "Neut" in noun.morph.get("Gender", []) and "Sing" in noun.morph.get("Number", [])
        found = spoken_of(noun, line, discourse) if is_thing else None
        return (found, "") if found is not None and found.label is Label.PRODUCT else (None, "")
    party, part = _of_part(noun, line, discourse)
    return (party, part) if party is not None else (_described(noun, line, discourse), "")


def _described(noun: Token, line: Line, discourse: Discourse) -> Filler | None:
    """A thing that a name beside it tells apart: "the Memphis data centre", "the trial of Ann Lee"."""
    found = subject_of(noun, line, discourse) if noun.pos_ == "NOUN" else None
    named = any(line.name(t.i) for t in noun.subtree if t.i != noun.i)
    return found if found is not None and found.via == "phrase" and " " in found.text and named else None


def _of_part(noun: Token, line: Line, discourse: Discourse) -> tuple[Filler | None, str]:
    """Whose a thing without a name is, and the thing: "its battery", "die Lager"."""
    words = line.words.quantified
    if noun.pos_ != "NOUN" or line.has(noun.i, words["nobody"] | line.words.people["staff"]):
        return None, ""
    owner, owned = owner_of(noun, line, discourse)
    if owner is not None:
        return (owner, without_owner(owner, noun, line)) if owner.label is not Label.PERSON else (None, "")
    named = next((c for c in children(noun, "nmod") if line.name(c.i) is not None), None)
    if named is not None and marker(named) in words["makers"]:
        maker = subject_of(named, line, discourse)
        return (maker, noun.text) if maker is not None and maker.label is Label.ORGANISATION else (None, "")
    loose = any(base(c) in ("nmod", "acl", "amod", "appos") or line.name(c.i) for c in noun.children if not owned)
    known = any("Def" in det.morph.get("Definite", []) for det in children(noun, "det"))
    found = spoken_of(noun, line, discourse) if owned or (known and not loose) else None
    is_firm = class_of(noun, line.passage.lang) is Label.ORGANISATION
    return found, "" if is_firm and not owned else phrase(noun, line)


def named_ahead(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """The one firm or product named ahead of a place, which no case word makes an oblique."""
    kinds = (Label.ORGANISATION, Label.PRODUCT)
    names = [n for n in line.passage.names if n.end <= at and discourse.cast.label(n.text) in kinds]
    texts = {discourse.cast.full(n.text) for n in names}
    if len(texts) != 1 or not is_free(names[0], line):
        return None
    head = line.passage.head_of(names[0].span)
    if head is not None and base(head) == "nsubj" and base(head.head) == "acl":
        return None  # "the model that Acme released has …"
    between = line.tree[names[0].end : at]
    agents = (t for t in between if base(t) == "nsubj" and t.pos_ != "VERB")
    others = (t for t in agents if "Rel" not in t.morph.get("PronType", []))
    genitive = line.word(names[0].end) in line.words.quantified["genitive"] - {""}
    says = any(line.has(t.i, line.words.colour["saying"]) for t in between)
    return name_filler(names[0], line, discourse) if not (genitive or says or any(others)) else None


def firms_in(line: Line, discourse: Discourse) -> list[Name]:
    """The names of firms in a sentence."""
    return [n for n in line.passage.names if discourse.cast.label(n.text) is Label.ORGANISATION]


def only_firm(figure: Figure, verb: Token, line: Line, discourse: Discourse) -> Filler | None:
    """The one firm of a sentence, those ahead of a figure first, or whom the text goes on about."""
    firms = firms_in(line, discourse)
    near = [n for n in firms if n.end <= figure.start] or firms
    if len({discourse.cast.full(n.text) for n in near}) > 1:
        return None
    return name_filler(near[0], line, discourse) if near else spoken_of(verb, line, discourse)


def joined(part: str, text: str) -> str:
    """What is said of a part of somebody, as an attribute."""
    return f"{part}, {text}" if part else text


def bare(noun: Token, line: Line) -> str:
    """A noun phrase without what stands behind its noun, which may hang on the verb as well."""
    return phrase(noun, line, range(noun.i + 1, len(line.tree)))
