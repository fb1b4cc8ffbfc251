"""Whom a pronoun stands for: a firm ("it"), a person ("he"), the firm of who speaks ("we") or owns ("his start-up")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.pointers import agrees, is_firm_noun, read_pointer
from claimtrack.extract.names.speaking import is_quoted
from claimtrack.extract.text.syntax import base, clause, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_POSSESSIVE = ("det:poss", "nmod:poss")
_CLIMB = 3
"""Clauses climbed in search of the agent that a possessive stands for."""
_SPEAKER = 0.9
"""How sure it is that a firm means itself in the text that it has written."""
_ONLY = 0.75
"""How sure it is that a possessive means the one firm that its sentence names."""
_LOOK_BACK = 3
"""Sentences searched for the person that a pronoun stands for."""


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The pronouns of `[anaphora]` in a language's `names.toml`; what each is for stands there."""
    data = read_data(lang, "names")["anaphora"]
    return {key: frozenset(data[key]) for key in data if key.startswith("pronouns_")}


def resolve_pronoun(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Whom a pronoun or possessive stands for, or `None` when the text does not make it plain."""
    words, forms = _words(passage.lang), {token.lemma_.lower(), token.lower_}
    if forms & words["pronouns_speaker"]:
        return _speakers_firm(token, passage, discourse)
    if forms & words["pronouns_person"] and not forms & words["pronouns_organisation"]:
        return _person(token, passage, discourse)
    is_possessive = token.dep_ in _POSSESSIVE
    if token.lower_ in words["pronouns_shared"]:
        return _agent_of_clause(token, passage, discourse) if is_possessive else None
    if forms & words["pronouns_organisation"]:
        fronted = is_possessive or _is_fronted_subject(token)
        if fronted and (later := _named_later(token, passage, discourse)):
            return later
        pointed = discourse.pointed(token, passage, "pronoun")
        if pointed is not None or not is_possessive:
            return pointed
        return _agent_of_clause(token, passage, discourse) or _only_firm_ahead(token, passage, discourse)
    return None


def firm_of_person(noun: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "his start-up", "ihre Firma": the firm that the text has given to whom the possessive stands for."""
    owner = next((c for c in noun.children if c.dep_ in _POSSESSIVE and c.pos_ in ("PRON", "DET")), None)
    if owner is None or not is_firm_noun(noun, passage.lang):
        return None
    forms = {owner.lower_, owner.lemma_.lower()}
    if not forms & _words(passage.lang)["pronouns_person"]:
        return None
    person = _person(owner, passage, discourse)
    return _employer(person.text, noun, discourse) if person else None


def _employer(person: str, token: Token, discourse: Discourse) -> Filler | None:
    employer = None if discourse.is_guessed(person) else discourse.employer(person)
    if employer is None:
        return None
    return discourse.filler(employer, token, 0.7)._replace(label=Label.ORGANISATION, via="pronoun")


def _speakers_firm(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """As in '"We plan to raise $5m," said Acme chief Ada Byrne': the firm of the one person of the sentence.

    Outside of quotation marks it is the firm that has written the text itself.
    """
    people = list(_people(passage, discourse))
    if discourse.speaker is not None and not people and not is_quoted(token):
        speaker = discourse.filler(discourse.speaker, token, _SPEAKER)
        return speaker._replace(label=Label.ORGANISATION, via="pronoun")
    return _employer(people[0], token, discourse) if len(people) == 1 else None


def _people(passage: Passage, discourse: Discourse, before: int | None = None) -> Iterator[str]:
    """The people of a sentence by their full names, each once, ahead of a token if one is given."""
    names = (n for n in passage.names if before is None or n.end <= before)
    people = (discourse.cast.full(n.text) for n in names if discourse.cast.label(n.text) is Label.PERSON)
    yield from dict.fromkeys(people)


def _agent_of_clause(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Whose "its" is: the agent of the nearest clause around it that has one with which it agrees."""
    pointer = read_pointer(token, passage)
    gendered = pointer is not None and bool(pointer.genders)
    predicate = clause(token)
    for _ in range(_CLIMB):
        for agent in read_arguments(predicate).agent:
            if agent.i == token.i or token in agent.subtree:
                continue
            filler = discourse.resolve(agent, passage)
            if filler and filler.label is Label.PERSON:
                return None if gendered else _employer(filler.text, token, discourse)
            if filler and filler.label is Label.ORGANISATION:
                return filler._replace(token=token, certainty=0.8, via="pronoun")
            if filler is None and agrees(agent, token, pointer):
                return None
        if predicate.head == predicate:
            return None
        predicate = clause(predicate.head)
    return None


def _only_firm_ahead(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The one firm ahead of "its" where the subject is of many: "Studios sent letters to Acme over its new model"."""
    subjects = [agent for agent in read_arguments(clause(token)).agent if agent.i < token.i]
    several = any("Plur" in agent.morph.get("Number", []) and agent.pos_ == "NOUN" for agent in subjects)
    if not several or "Sing" not in token.morph.get("Number", []):
        return None
    ahead = [discourse.cast.full(name.text) for name in passage.names if name.end <= token.i]
    firms = {name for name in ahead if discourse.cast.label(name) is Label.ORGANISATION}
    if len(firms) != 1:
        return None
    return discourse.filler(firms.pop(), token, _ONLY)._replace(label=Label.ORGANISATION, via="pronoun")


def _is_fronted_subject(token: Token) -> bool:
    """Whether a pronoun is the subject of a clause ahead of its main clause: "Weeks after it bought Acme, Beta …"."""
    verb = token.head
    joined = base(token) == "nsubj" and base(verb) == "advcl" and verb.i < verb.head.i
    return joined and any(base(c) == "mark" or (base(c) == "advmod" and c.i < token.i) for c in verb.children)


def _named_later(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm that the main clause names behind a pronoun ahead of it: "Despite its deal with Acme, Beta cut jobs".

    Cataphora: in the phrase or clause that opens a sentence, a pronoun is its subject's unless a firm stands before it.
    """
    tree, is_subject = passage.tree, _is_fronted_subject(token)
    root = token.head.head if is_subject else next((t for t in tree if t.head == t), tree[0])
    opens = tree[0].pos_ in ("SCONJ", "ADP") or is_subject
    if not opens or any(name.end <= token.i for name in passage.names):
        return None
    agent = next(iter(read_arguments(root).agent), None)
    if agent is None or agent.left_edge.i <= token.i or agent.left_edge.i == 0 or token.i > root.i:
        return None
    name = passage.name_at(agent)
    if name is None or tree[agent.left_edge.i - 1].text != ",":
        return None
    filler = discourse.resolve(agent, passage)
    firm = filler is not None and filler.label is Label.ORGANISATION
    return filler._replace(token=token, certainty=0.85, via="pronoun") if filler is not None and firm else None


def _person(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The one person named ahead in the sentence, or in one of the last."""
    place = discourse.place_of(passage)
    for distance in range(min(_LOOK_BACK, place + 1)):
        earlier = discourse.passages[place - distance]
        found = list(_people(earlier, discourse, token.i if distance == 0 else None))
        if len(found) > 1:
            subjects = (n for n in earlier.names if (head := earlier.head_of(n.span)) and base(head) == "nsubj")
            named = {discourse.cast.full(n.text) for n in subjects}
            found = [name for name in found if name in named]
        if len(found) == 1:
            return discourse.filler(found[0], token, 0.7 - 0.05 * distance)._replace(via="pronoun")
        if found:
            return None
    return None
