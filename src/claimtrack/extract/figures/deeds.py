"""What somebody has or does so many of: "has 200 stores", "cancelled 6,000 flights", "holds 90 % of the market"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import case_of
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import PRODUCTS, figure_class, is_extent, is_physical, size
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.syntax import base, children, is_passive, marker, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.language.trees import Token

_CROWD = 10
"""The smallest number of things that a deed is told by."""
_SURE = 0.9
_BUYERS = frozenset({"customer", "user", "subscriber"})
"""Units of what is told of as customers, whatever the verb."""


def is_of(token: Token, line: Line) -> bool:
    """Whether a noun is tied to a share as what it is a share of."""
    return marker(token) in line.words.grammar["of"] | {""}


def counted_things(head: Token, line: Line) -> Token | None:
    """What is counted: the noun itself, or what it is a measure of ("120 megawatts of capacity")."""
    if line.has(head.i, line.words.quantified["nobody"]):
        return None
    if not line.has(head.i, line.words.quantified["amounts"]):
        return head
    behind = line.token(head.i + 1) if line.words.compounds else None
    if behind is not None and behind.pos_ == "NOUN" and line.name(behind.i) is None:
        return behind  # "2,6 Millionen Liter Milch"
    near = (c for c in children(head, "nmod") if c.left_edge.i == head.i + 1 and is_of(c, line))
    return next((c for c in near if line.name(c.i) is None), None)


def read_deed(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a named party has or does so many of."""
    verb = head.head
    if figure_class(figure.quantity) != "count" or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if base(head) != "obj" or verb.pos_ not in ("VERB", "AUX") or case_of(head, figure):
        return None
    done = done_of(verb, line)
    if done is None or ((figure.quantity.unit or "") in PRODUCTS and done):
        return None  # "unveiled twelve models" is a release
    is_small = size(figure.quantity) < _CROWD and not is_physical(figure.quantity)
    if done and (is_small or is_wished(verb, line)):
        return None  # "scored three goals", "must launch 1,600 satellites"
    party, counted = actor(verb, line, discourse, is_deed=bool(done)), counted_things(head, line)
    if counted is None and done and line.has(head.i, line.words.quantified["crowd"]):
        counted = head  # "arrested 46 people"
    things = _name(counted, line, bool(done)) if counted is not None else ""
    is_bare = counted is None and bool(done) and is_physical(figure.quantity)  # "consumes 300 megawatts"
    if party is None or not (things or is_bare) or things.lower() in line.words.people["numbers"]:
        return None
    if party.via in ("pronoun", "noun") and party.label is Label.ORGANISATION and is_extent(figure.quantity):
        return None  # "it offers 500 nits of brightness": what does?
    if (figure.quantity.unit or "") in _BUYERS and party.label in (Label.ORGANISATION, Label.PRODUCT):
        return Told(party, things, verb, kind="customers", sure=_SURE)
    return Told(party, f"{things} {done}".strip(), verb, sure=_SURE)


def read_part(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """A share that somebody has or makes: "controls 90 % of the market", "produces 60 % of its components"."""
    first = head.head if base(head) == "conj" and line.figure(head.head.i) is not None else head
    verb, group = first.head, next((c for c in children(head, "nmod") if c.i >= figure.end), None)
    if figure_class(figure.quantity) != "percent" or group is None:
        return None
    if base(first) not in ("obj", "obl") or case_of(head, figure) or verb.pos_ != "VERB":
        return None
    if marker(group) not in _parts(line):
        return None
    done, metric = _done_with(verb, group, line), line.metric(group.i)
    party = actor(verb, line, discourse) if not is_wished(verb, line) else None
    is_stake = (metric is not None and metric.metric.kind == "price") or line.name(group.i) is not None
    is_stake = is_stake and (not _is_own_thing(group) or line.has(group.i, line.words.quantified["parts"]))
    apart = any(line.is_stop(at) for at in range(verb.i, figure.start))
    if done is None or party is None or is_stake or apart:
        return None
    if class_of(group, line.passage.lang) is Label.ORGANISATION or line.has(group.i, line.words.quantified["nobody"]):
        return None  # "kept 15 % of the team": a stake; "40 % of the money"
    is_own = _is_own_thing(group)
    part = _name(group, line, bool(done) and not is_own)
    share = f"{min(line.words.quantified['share'])} {article(group, line)}{part}"
    where = line.words.grammar["earlier"] | (line.words.quantified["scopes"] if is_own else frozenset())
    source = _source(verb, where, line)
    text = f"{share} {done}{source}" if " " in done else f"{share}{source} {done}".strip()
    return Told(party, text, verb, sure=_SURE) if part else None


def _done_with(verb: Token, group: Token, line: Line) -> str | None:
    """What is done with a share; with one of somebody's own things, whatever the verb ("imports 40 % of its oil")."""
    done = done_of(verb, line)
    idle = line.words.quantified["idle_verbs"] - line.words.quantified["gives_up"] | line.words.colour["saying"]
    if done is not None or not _is_own_thing(group) or line.turn(verb.i) or line.has(verb.i, idle) or is_passive(verb):
        return done
    does = line.words.quantified["does"]
    if not does:
        return verb.lower_
    return f"{min(does)} {verb.lower_}" if "Fin" in verb.morph.get("VerbForm", []) else ""


def _is_own_thing(noun: Token) -> bool:
    """As in "its oil"."""
    return any(c.dep_ in ("nmod:poss", "det:poss") and c.pos_ in ("PRON", "DET") for c in noun.children)


def is_wished(verb: Token, line: Line) -> bool:
    """Whether an auxiliary says that something must, should or could be done."""
    return any(c.lower_ in line.words.quantified["must"] for c in children(verb, "aux"))


def _name(noun: Token, line: Line, is_deed: bool) -> str:
    """What is counted; before a participle without what may hang on the verb as well ("documents in recent months")."""
    whole = phrase(noun, line)
    return phrase(noun, line, range(noun.i + 1, len(line.tree))) if is_deed and _is_followed(noun, line) else whole


def _is_followed(noun: Token, line: Line) -> bool:
    """Whether what stands behind a noun is no plain "of"."""
    behind = next((c for c in noun.children if c.i > noun.i), None)
    return behind is not None and marker(behind) not in _parts(line)


def _parts(line: Line) -> frozenset[str]:
    return line.words.grammar["of"] | line.words.people["part"] | {""}


def article(noun: Token, line: Line) -> str:
    """The article of a genitive, which German cannot leave out: "Anteil der Missionen"."""
    det = next((c for c in children(noun, "det") if "Gen" in c.morph.get("Case", [])), None)
    return f"{det.lower_} " if line.words.compounds and det is not None else ""


def _source(verb: Token, cases: frozenset[str], line: Line) -> str:
    """Where a share comes from or is made: "makes 80 % of its revenue from distribution"."""
    source = next((c for c in children(verb, "obl", "obj") if marker(c) in cases), None)
    if source is None or source.i < verb.i or line.figure(source.i) or line.time(source.i):
        return ""
    return f" {marker(source)} {phrase(source, line)}"


def done_of(verb: Token, line: Line) -> str | None:
    """What became of the things, as a participle: "flights cancelled"; empty for having, none for other verbs."""
    if line.has(verb.i, line.words.quantified["has"]):
        return ""
    whole = line.words.deeds | line.words.outputs
    particles = [c for c in verb.children if c.dep_ == "compound:prt"]
    particles += [c for c in children(verb, "xcomp") if c.pos_ == "ADJ" and line.words.compounds]  # "stellt … fertig"
    if particles and line.words.compounds:
        infinitive = f"{particles[0].lower_}{verb.lemma_.lower()}"  # "ruft … zurück"
        if done := next((done for done, verbs in whole.items() if infinitive in verbs), None):
            return done
    found = next((done for done, verbs in whole.items() if line.has(verb.i, verbs)), None)
    return None if particles and not line.words.compounds else found


def actor(verb: Token, line: Line, discourse: Discourse, *, is_deed: bool = False) -> Filler | None:
    """The named party that a verb's own subject is, or that of the clause it goes on from; of a deed, any group."""
    agent = _agent(verb, line)
    party = subject_of(agent, line, discourse) if agent is not None else None
    if agent is None or party is None or party.label is Label.PERSON:
        return None
    if is_loose(party, discourse) or (base(verb) == "acl" and marker(agent) in line.words.grammar["in"]):
        return None  # "a sister in the upper house, which has nine authors"
    named = party.label is not None or party.via in ("name", "topic")
    plural = "Plur" in agent.morph.get("Number", []) and line.figure(agent.i) is None
    return party if named or (is_deed and (plural or " " in party.text)) else None


def party_of(verb: Token, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """Whoever or whatever a verb is said of, named or described."""
    agent = _agent(verb, line)
    if agent is None or agent.i >= figure.start or line.figure(agent.i) is not None:
        return None
    return subject_of(agent, line, discourse, group="Plur" in agent.morph.get("Number", []))


def _agent(verb: Token, line: Line) -> Token | None:
    """A verb's own subject; where the tree has none, the name right before a German verb."""
    agents = read_arguments(verb).agent
    if agents:
        said = children(agents[0], "nsubj") if children(agents[0], "cop") else []
        return (said or agents)[0] if _is_own(agents[0], verb) else None  # "Acme is a maker, producing 40 tons"
    name = line.name(verb.i - 1) if line.words.compounds and verb.i else None
    return line.tree[verb.i - 1] if name is not None and name.start == 0 else None


def is_loose(party: Filler, discourse: Discourse) -> bool:
    """Whether a common noun stands for a firm that it need not mean: "the Bavarian startup" in a text about others."""
    return party.via == "noun" and party.text != discourse.topic


def _is_own(agent: Token, verb: Token) -> bool:
    """Whether a verb's agent is said of the verb itself, not taken over from a clause further off."""
    if agent.head.i == verb.i or (base(verb) == "acl" and agent.i == verb.head.i):
        return True
    marked = any(mark.pos_ != "PART" for mark in children(verb, "mark"))
    return base(verb) in ("conj", "xcomp", "advcl") and agent.head.i == verb.head.i and not marked
