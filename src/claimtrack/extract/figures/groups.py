"""Groups that something is said of: "44 % of commuters come by train", "Some 9,000 barristers signed the letter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.deeds import counted_things, is_of, is_wished
from claimtrack.extract.figures.measured import case_of
from claimtrack.extract.figures.sized import owner_of, without_owner
from claimtrack.extract.figures.stated import place_of
from claimtrack.extract.figures.told import Told, phrase, phrase_end, predicate_last, statement, subject_of
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, is_passive, marker

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_MANY = 10
"""The smallest number of things that something happened to in a place."""
_CROWD = 20
"""The smallest number of a group that something is said of."""
_VICTIMS = 3
"""The smallest number of people whose harm is told."""
_GROUP = 0.95
"""How sure a group is that is counted and has no name."""
_SURE = 0.9


def read_share(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What a share of a group does or is."""
    if figure_class(figure.quantity) != "percent":
        return None
    group = _group(figure, head, line)
    end = phrase_end(group, line) if group is not None else figure.end
    if base(head) == "nsubj" and line.token(head.right_edge.i + 1) == head.head:
        end = head.head.i  # "69 % of men polled in May say …"
    if group is None or not _is_said_of(figure, head, end, line):
        return None
    text = statement(end, line, "that_share")
    subject = _shared(group, line, discourse) if text else None
    return Told(subject, text, line.tree[end], sure=_SURE) if subject is not None else None


def _group(figure: Figure, head: Token, line: Line) -> Token | None:
    return next((c for c in children(head, "nmod") if c.i >= figure.end and is_of(c, line)), None)


def _shared(group: Token, line: Line, discourse: Discourse) -> Filler | None:
    """A group in its own words, which a share of it says something of."""
    subject = subject_of(group, line, discourse, group=True)
    if subject is None or line.name(group.i) is not None:
        return subject
    if subject.via == "noun" or _is_bare_pointer(group) or _is_unnamed(phrase(group, line), line):
        return None
    return Filler(phrase(group, line), None, group, _GROUP, "phrase")


def _is_unnamed(name: str, line: Line) -> bool:
    """Whether a group is told by a word that many have, and no more: "respondents"."""
    return name.lower() in line.words.quantified["unnamed_groups"]


def _is_bare_pointer(group: Token) -> bool:
    """Whether only the sentence before says which things are meant: "those exports", not "those exports to Peru"."""
    points = any("Dem" in child.morph.get("PronType", []) for child in children(group, "det"))
    return points and not any(child.i > group.i and base(child) in ("nmod", "acl") for child in group.children)


def read_inverted(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """The same behind the verb, or before one that ends its clause: "In Tirol haben 18 Prozent der Paare ein Auto"."""
    if not line.words.compounds or figure_class(figure.quantity) != "percent":
        return None
    group, verb = _group(figure, head, line), line.token(figure.start - 1)
    if group is None or verb is None or not _opens(verb, head, line):
        return None
    text = predicate_last(verb, phrase_end(group, line), line)
    subject = _shared(group, line, discourse) if text else None
    return Told(subject, text, verb, sure=_SURE) if subject is not None else None


def _opens(verb: Token, head: Token, line: Line) -> bool:
    """Whether a finite verb with another first phrase than its subject, or a conjunction, stands before a share."""
    if verb.pos_ == "SCONJ":
        return True
    is_plural = "Fin" in verb.morph.get("VerbForm", []) and "Plur" in verb.morph.get("Number", [])
    if verb.pos_ not in ("VERB", "AUX") or not is_plural or verb.i == 0:
        return False
    clause = {verb.i, verb.head.i} if base(verb) in ("aux", "cop") else {verb.i}
    subjects = [t for t in line.tree if base(t) == "nsubj" and t.head.i in clause and t.i != head.i]
    start = verb.i
    while start > 0 and line.tree[start - 1].pos_ != "PUNCT":
        start -= 1
    first = line.tree[start]
    return not subjects and (first.pos_ in ("ADP", "ADV", "SCONJ", "CCONJ"))


def _is_said_of(figure: Figure, head: Token, verb: int, line: Line) -> bool:
    """Whether a finite verb at `verb` has a number of things as subject: no "with 40 % of flights cancelled"."""
    token, clause = line.token(verb), head.head
    if token is None or base(head) != "nsubj" or clause.i < head.i or inverts(verb, line) or case_of(head, figure):
        return False
    is_finite = token.pos_ == "AUX" or (token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", []))
    leads = [child for child in clause.children if child.i < head.left_edge.i and base(child) in ("mark", "case")]
    return is_finite and not any(lead.lower_ in line.words.people["with"] for lead in leads)


def inverts(verb: int, line: Line) -> bool:
    """Whether a German subject stands behind the verb, so that what is before it is the object."""
    behind = line.token(verb + 1)
    owned = line.token(verb + 2)  # "unterstützten Habecks Bewerbung": no subject, but whose
    is_owner = owned is not None and owned.pos_ == "NOUN"
    named = behind is not None and line.name(verb + 1) is not None and base(behind) == "nsubj" and not is_owner
    is_subject = behind is not None and (named or "Nom" in behind.morph.get("Case", []))
    return line.words.compounds and bool(is_subject)


def read_group(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """Counted things that a clause says something of, or that somebody owns."""
    if figure_class(figure.quantity) != "count" or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if any(child.dep_ in ("nmod:poss", "det:poss") for child in head.children):
        return _owned(figure, head, line, discourse)
    if "/" in (figure.quantity.unit or ""):
        return None  # "1,000 tokens a second is modest"
    if line.has(head.i, line.words.quantified["crowd"]):
        return _crowd(figure, head, line, discourse)
    if figure.quantity.unit == "person" and line.has(head.i, line.words.people["staff"]):
        return None
    return _counted(figure, head, line)


def read_happened(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What so many things in a place are or went through: "In Bern wurden 40 Autos gestohlen"."""
    verb = head.head
    is_theme = base(head) == "nsubj" or (line.words.compounds and base(head) in ("obl", "obj"))
    if figure_class(figure.quantity) != "count" or not is_theme or case_of(head, figure) or head.pos_ == "NUM":
        return None
    is_alone = all(child.i == head.i for child in children(verb, "nsubj", "obj", "iobj"))
    is_state = verb.pos_ in ("ADJ", "ADV") and bool(children(verb, "cop"))  # "sind unterwegs"
    if not (is_passive(verb) or is_state or verb.pos_ == "VERB") or line.has(verb.i, line.words.quantified["exists"]):
        return None
    if not is_alone or size(figure.quantity) < _MANY or is_wished(verb, line):
        return None
    things = counted_things(head, line) or (head if line.has(head.i, line.words.quantified["crowd"]) else None)
    place, text = place_of(verb, head, line), _bare(things, line) if things is not None else ""
    particle = next((c.text for c in verb.children if c.dep_ == "compound:prt" and line.words.compounds), "")
    return Told(place, f"{text} {particle}{verb.text}", verb, sure=_SURE) if place is not None and text else None


def _bare(noun: Token, line: Line) -> str:
    """Counted things without what may hang on the verb as well."""
    return phrase(noun, line, range(noun.i + 1, len(line.tree)))


def _owned(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """As in "its 300 stores", whatever is said of them."""
    if line.word(figure.start - 1) in line.words.quantified["series"] or counted_things(head, line) is None:
        return None  # "its last five games", "her three children"
    ahead = [t for t in line.tree[max(0, figure.start - 4) : figure.start] if t.pos_ not in ("ADJ", "DET", "PRON")]
    if ahead and ahead[-1].lower_ in line.words.people["part"]:
        return None  # "five of its seven partners"
    owner, _ = owner_of(head, line, discourse)
    if owner is None or owner.label is None or owner.token.i > head.i or line.has(head.i, line.words.people["staff"]):
        return None
    return Told(owner, without_owner(owner, head, line), head)


def _counted(figure: Figure, head: Token, line: Line) -> Told | None:
    """As in "Some 9,000 barristers signed the letter"."""
    things, end = counted_things(head, line), phrase_end(head, line)
    is_single = "Sing" in head.morph.get("Number", []) and figure.quantity.text.endswith(head.text)
    if size(figure.quantity) < _CROWD or (is_single and line.words.compounds) or things is None:
        return None
    if _is_known(figure, head, line) or not _is_said_of(figure, head, end, line):
        return None
    name = phrase(things, line)
    if name.lower() in line.words.people["numbers"] or _is_unnamed(name, line) or _is_wished(head.head, line):
        return None  # "Zwei Millionen sahen das Spiel", "six million homes would trade"
    text = statement(end, line, "that_number" if things.i == head.i else "that_amount")
    told = [t for t in line.tree[end:] if t.text in text.split()]
    if " " not in name and not any(t.pos_ in ("NOUN", "PROPN") for t in told):
        return None  # "27 cases were confirmed": of what?
    return Told(Filler(name, None, things, _GROUP, "phrase"), text, head.head, sure=_SURE) if text else None


def _is_wished(verb: Token, line: Line) -> bool:
    """Whether an English modal verb makes what so many do no more than likely."""
    modals = line.words.colour["forecast"] | line.words.colour["possible"]
    return not line.words.compounds and any(child.lower_ in modals for child in children(verb, "aux"))


def _is_known(figure: Figure, head: Token, line: Line) -> bool:
    """Whether counted things are those spoken of, or behind "with": "these 18 players"."""
    near = {line.word(figure.start - 1), line.word(figure.start - 2)}
    dets = children(head, "det")
    known = any("Def" in d.morph.get("Definite", []) or "Dem" in d.morph.get("PronType", []) for d in dets)
    return known or bool(near & line.words.people["with"])


def _crowd(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What so many people do, told of what they do it to or where: "12,000 fans attended the match in Zagreb"."""
    verb = head.head
    is_harm = line.has(verb.i, line.words.quantified["harms"])
    is_subject = base(head) == "nsubj" or (is_harm and line.words.compounds and not case_of(head, figure))
    if not is_subject or verb.pos_ != "VERB" or size(figure.quantity) < (_VICTIMS if is_harm else _CROWD):
        return None
    if any(not line.has(c.i, line.words.quantified["bare_aux"]) for c in children(verb, "aux")):
        return None  # "people should be selling it"
    if (thing := _thing(verb, figure, line, discourse)) is not None:
        return Told(thing, f"{head.text} {verb.text}", verb, sure=_SURE)
    where = (_event(verb, line) if is_harm else None) or place_of(verb, head, line)
    if is_harm:
        return Told(where, f"{head.text} {verb.text}", verb, sure=_SURE) if where is not None else None
    end = phrase_end(head, line)
    text = statement(end, line, "that_number") if where is not None else ""
    text = text.removeprefix(min(line.words.quantified["that_number"], default="")).strip()
    return Told(where, f"{head.text} {text}", verb, sure=_SURE) if where is not None and text else None


def _event(verb: Token, line: Line) -> Filler | None:
    """In what people were hurt, described with a name: "bei einem Busunglück in Peru"."""
    for noun in children(verb, "obl"):
        named = any(line.name(t.i) for t in noun.subtree if t.i != noun.i)
        if marker(noun) in line.words.quantified["events"] and noun.pos_ == "NOUN" and named and not line.time(noun.i):
            text = phrase(noun, line)
            return Filler(text, None, noun, 1.0, "phrase") if text else None
    return None


def _thing(verb: Token, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """What a crowd does something to, by its name or described with one: "the opening match in Zagreb"."""
    thing = next((c for c in children(verb, "obj") if line.figure(c.i) is None and c.i >= figure.end), None)
    found = subject_of(thing, line, discourse) if thing is not None else None
    if thing is None or found is None:
        return None
    is_named = found.via == "name" or any(line.name(t.i) for t in thing.subtree)
    return found if is_named or children(thing, "nmod") else None
