"""Who does what to whom, read off a Universal Dependencies tree: the same in every language.

Voice is undone here: the *agent* of "A buys B", "B is bought by A", "B, bought by A," and "A's purchase of B" is A, the
*theme* is B. Obliques are kept by their case word ("in", "von"). See https://universaldependencies.org/u/dep/.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language import languages, read_data

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from claimtrack.language.trees import Token

_MAX_CLIMB = 4
"""Clauses climbed in search of a shared subject; more nesting than this is a parsing error."""


class Arguments(NamedTuple):
    """What a predicate has around it; tokens are heads of their phrases, in the order of the text."""

    agent: tuple[Token, ...]
    theme: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]

    def oblique(self, markers: frozenset[str]) -> Iterator[Token]:
        """The phrases marked by one of these case words; the empty string stands for a bare genitive."""
        for marker, token in self.obliques:
            if marker in markers:
                yield token


@cache
def _words(key: str) -> frozenset[str]:
    """A list of `[syntax]` in `frames.toml`, of all languages together: a tree does not say which it is in."""
    return frozenset(word for lang in languages() for word in read_data(lang, "frames")["syntax"][key])


def base(token: Token) -> str:
    """The relation of a token to its head without the subtype: `nsubj` for `nsubj:pass`."""
    return token.relation


def children(token: Token, *relations: str) -> list[Token]:
    """Children by relation, without subtypes."""
    return [child for child in token.children if child.relation in relations]


def is_we(token: Token) -> bool:
    """Whether a word has the first person plural's form, and no other: "we", "our", "wollen" of "wir wollen"."""
    return token.morph.get("Person", []) == ["1"] and token.morph.get("Number", []) == ["Plur"]


def marker(token: Token) -> str:
    """The case word of a phrase in lower case ("in", "von", "because of"), or the empty string."""
    words = children(token, "case")
    if not words:
        return ""
    first = words[0]
    fixed = (child for child in children(first, "fixed") if child.nbor(-1).text != "-")  # no "in the start-up Acme"
    return " ".join([first.lower_, *(child.lower_ for child in fixed)])


def is_passive(predicate: Token) -> bool:
    """Whether the verb form turns its theme into its subject."""
    if any(child.dep_ in ("nsubj:pass", "csubj:pass", "aux:pass") for child in predicate.children):
        return True
    if base(predicate) == "acl" and predicate.dep_ != "acl:relcl":
        return _is_past_participle(predicate)
    return predicate.dep_ == "amod" and _is_past_participle(predicate)


def tells_state(participle: Token, copulas: Container[str], *, may_lead: bool) -> bool:
    """Whether a participle tells what is so, by its copula: "ist beteiligt".

    Where verbs `may_lead`, parsers hang the copula on a subject behind it: "In Lund ist Acme beteiligt".
    """
    if any(base(c) == "cop" or c.lemma_ in copulas for c in participle.children):
        return True
    ahead = (t for t in reversed(participle.doc[: participle.i]) if t.pos_ == "AUX")
    nearest = next(ahead, None) if may_lead else None
    return nearest is not None and base(nearest) == "cop" and nearest.lemma_ in copulas


def _is_past_participle(token: Token) -> bool:
    forms = token.morph.get("VerbForm", [])
    if "Part" not in forms:
        return False
    is_past = "Past" in token.morph.get("Tense", []) or "Perf" in token.morph.get("Aspect", [])
    return is_past or not has_present_ending(token)


def has_present_ending(token: Token) -> bool:
    """Whether a word ends as present participles do, in languages where that tells them: "building"."""
    return token.lower_.endswith(tuple(_words("present_participle")))


def is_relativizer(token: Token) -> bool:
    """Whether a word is "which" or "das" ahead of a relative clause."""
    return "Rel" in token.morph.get("PronType", [])


def is_relative(token: Token) -> bool:
    """Whether a clause is relative; treebanks without `acl:relcl` (German GSD) tell by the finite verb."""
    if token.dep_ == "acl:relcl":
        return True
    finite = (t for t in (token, *children(token, "aux", "cop")) if "Fin" in t.morph.get("VerbForm", []))
    return base(token) == "acl" and any(finite)


def is_infinitive(token: Token) -> bool:
    """Whether a verb is an infinitive: by its form, or by the particle before it."""
    if any(child.lower_ in _words("infinitive") for child in children(token, "mark", "case", "aux")):
        return not has_present_ending(token)  # "from A to relaunching B"
    return token.morph.get("VerbForm", []) == ["Inf"]


def expand(token: Token) -> list[Token]:
    """A phrase and what is coordinated with it: "A, B and C"."""
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue.extend(child for child in children(current, "conj") if child.i > current.i)
    return sorted(found, key=lambda t: t.i)


def read_arguments(predicate: Token) -> Arguments:
    """Return agent, theme and obliques of a verb, participle or deverbal noun."""
    if predicate.pos_ in ("VERB", "AUX") or base(predicate) in ("acl", "advcl", "amod"):
        return _of_verb(predicate)
    return _of_noun(predicate)


def _of_verb(predicate: Token) -> Arguments:
    obliques = list(_obliques(predicate))
    objects = children(predicate, "obj")
    if not is_passive(predicate):
        agent, theme = _by_case(_subject(predicate), objects or children(predicate, "iobj"))
        obliques += [pair for token in theme for pair in _obliques(token)]
        return Arguments(tuple(agent), tuple(theme), tuple(obliques))
    theme = children(predicate, "nsubj") or _antecedent(predicate) or _shared(predicate)
    # not every treebank has a relation of its own for the agent of a passive
    by = _words("agent")
    agent = [t for m, t in obliques if t.dep_ == "obl:agent" or (m in by and t.dep_.startswith("obl"))]
    obliques += [pair for token in objects for pair in _obliques(token)]
    return Arguments(tuple(agent), (*theme, *objects), tuple(obliques))


def _by_case(subjects: list[Token], objects: list[Token]) -> tuple[list[Token], list[Token]]:
    """Subjects and objects as their articles tell them where the tree does not: "Den Zulieferer B kauft A"."""
    told = [token for token in (*subjects, *objects) if has_object_article(token)]
    if not told:
        return subjects, objects
    free = [token for token in objects if token not in told]
    is_one = bool(free) and free[-1].i - free[0].i == len(free) - 1  # the words of one name
    agent = [token for token in subjects if token not in told] or (free if is_one else [])
    return agent, [token for token in sorted({*told, *free}, key=lambda t: t.i) if token not in agent]


def has_object_article(token: Token) -> bool:
    """Whether an article in a case that no subject has opens a phrase."""
    first = token.left_edge
    return first.lower_ in _words("object_articles") and "det" in (first.dep_, first.pos_.lower())


def _of_noun(predicate: Token) -> Arguments:
    obliques = list(_obliques(predicate))
    possessors = [c for c in predicate.children if c.dep_ in ("nmod:poss", "det:poss")]
    compounds = [
        c for c in children(predicate, "compound", "nmod", "amod", "flat") if c.i < predicate.i and not marker(c)
    ]
    agents = [*possessors, *(c for c in compounds if c not in possessors)]
    agents += [t for m, t in obliques if m in _words("agent")]
    themes = [t for m, t in obliques if m in _words("theme") or (m == "" and t.i > predicate.i)]
    return Arguments(tuple(agents), tuple(themes), tuple(obliques))


def _obliques(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children:
        if base(child) == "nummod":  # "$5 billion in Acme": parsers hang the oblique on the number
            yield from _obliques(child)
        if base(child) in ("obl", "nmod", "advmod", "acl") and (
            child.pos_ not in ("VERB", "ADV") or children(child, "case")
        ):
            yield marker(child), child
            if marker(child):  # "in a round of $5bn led by X": what hangs on an oblique is often the oblique we want
                yield from ((m, t) for m, t in _obliques(child) if m)


def _subject(predicate: Token) -> list[Token]:
    own = children(predicate, "nsubj", "csubj")
    own = own or [t for auxiliary in children(predicate, "aux") for t in children(auxiliary, "nsubj")]
    if own:
        return [subject for token in _meant(own, predicate) for subject in _planner(token, predicate)]
    if base(predicate) == "acl" and not is_infinitive(predicate):
        return [_apposed(predicate.head)]
    return _before_infinitive(predicate) or _shared(predicate)


def _planner(subject: Token, predicate: Token) -> list[Token]:
    """The subject of a verb that parsers take for that of its infinitive: "Acme plans to buy", "plans" for a noun."""
    plans = subject.pos_ == "VERB" and subject.i < predicate.i and is_infinitive(predicate)
    return (plans and children(subject, "nsubj")) or [subject]


def _meant(subjects: list[Token], predicate: Token) -> list[Token]:
    """Subjects, or what a relative pronoun among them stands for: "Acme, which began working with Beta"."""
    points = subjects[0].pos_ == "PRON" and is_relativizer(subjects[0])
    return (points and _antecedent(predicate)) or subjects


def _antecedent(predicate: Token) -> list[Token]:
    is_clause = base(predicate) == "acl" and predicate.head != predicate and not is_infinitive(predicate)
    return [_apposed(_nearest_of_list(predicate))] if is_clause else []


def _nearest_of_list(predicate: Token) -> Token:
    """The last of a list on whose first name parsers hang a clause: "A, B and C, which was founded in May"."""
    head = predicate.head
    listed = [t for t in children(head, "conj") if t.i < predicate.i and t.pos_ == head.pos_]
    plural = any("Plur" in t.morph.get("Number", []) for t in (predicate, *children(predicate, "aux", "cop")))
    set_off = listed and head.doc[listed[-1].i + 1].text == ","
    return listed[-1] if set_off and not plural else head


def _apposed(noun: Token) -> Token:
    """The name that a noun stands beside, else the noun: whom "Acme, a platform owned by Beta" is about."""
    is_apposition = base(noun) == "appos" and noun.pos_ == "NOUN" and noun.head.i < noun.i
    return noun.head if is_apposition and noun.head.pos_ == "PROPN" else noun


def _before_infinitive(predicate: Token) -> list[Token]:
    """Who is to do it in "plans for Acme to buy Beta": what stands between such a case word and the infinitive's."""
    particle = next((child for child in children(predicate, "mark") if child.lower_ in _words("infinitive")), None)
    if particle is None or not particle.i:
        return []
    before = particle.nbor(-1)
    phrases = (token for token in (before, before.head) if marker(token) in _words("subject"))
    return next(([token] for token in phrases if token.i < predicate.i), [])


def _shared(predicate: Token) -> list[Token]:
    """The subject of a predicate that has none of its own: coordinated, controlled or participial."""
    current = predicate
    for _ in range(_MAX_CLIMB):
        head = current.head
        if head == current or base(current) not in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "parataxis",
            "aux",
            "cop",
            "acl",
        ):
            return _governing(current)
        objects = [t for t in children(head, "obj", "iobj") if "Yes" not in t.morph.get("Reflex", [])]
        if base(current) == "xcomp" and objects:
            return objects  # "asked A to provide B": A provides
        if subjects := children(head, "nsubj", "csubj"):
            return subjects if base(current) in ("aux", "cop") else _meant(subjects, head)
        if owners := [child for child in head.children if child.dep_ in ("nmod:poss", "det:poss")]:
            return owners  # "its plan to buy B"
        if base(head) == "acl" and not is_infinitive(head):
            return [head.head]
        current = head
    return []


def _governing(noun: Token) -> list[Token]:
    """Whose a plan is that hangs on a verb: "Acme entered into an agreement to buy Beta"."""
    if noun.pos_ != "NOUN" or base(noun) not in ("obj", "obl") or noun.head.pos_ != "VERB" or is_passive(noun.head):
        return []
    return children(noun.head, "nsubj")


def clause(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    for ancestor in [token, *token.ancestors]:
        if (
            base(ancestor) in ("root", "advcl", "ccomp", "xcomp", "acl", "csubj", "parataxis")
            or ancestor.dep_ == "ROOT"
        ):
            return ancestor
        if base(ancestor) == "conj" and ancestor.pos_ == "VERB":
            return ancestor
    return token


def acts_on(subject: Token, token: Token) -> bool:
    """Whether a subject does something to what a pronoun stands for, which is another then: "Acme bought it"."""
    return base(token) in ("obj", "iobj") and subject.head.i == token.head.i
