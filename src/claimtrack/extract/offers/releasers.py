"""Who releases or builds what a verb says is released or built: its subject, or whoever makes the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.wares import spoken
from claimtrack.extract.names.actors import actor_before, list_ending
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.offers.creators import is_creation
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.extract.text.syntax import base, children, clause, is_infinitive, is_passive, marker, read_arguments
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_EMPLOYER, _KNOWN = 0.75, 0.85
"""How sure a maker is who is the speaker's employer, or is told elsewhere."""
_TOPIC = 0.85
"""How sure a maker is whom only the document's topic tells."""
_BODY = 7
"""Letters of the shortest word for a public body that is one at a compound's end, too: "Finanzministerium"."""
_LISTED = ("DET", "ADJ", "CCONJ", "PUNCT", "NUM", "NOUN", "ADV")
"""Words between a firm that owns products and the last of a list of them, or what it owns: "Acme's latest model"."""
_AGENT = 5
"""Tokens behind a passive among which its agent stands."""


def find_releasers(verb: Token, products: Sequence[Filler], passage: Passage, discourse: Discourse) -> list[Filler]:
    """Who does what a verb says, each organisation of a list; empty when that is nobody with a name."""
    taken = {p.text for p in products}
    if is_infinitive(verb) and verb.head.lemma_.lower() in product_words(passage.lang)["commissioning"]:
        return _commissioned(verb.head, taken, passage, discourse)
    return _find_doers(verb, taken, passage, discourse, by_person=is_creation(verb, products, passage.lang))


def _find_doers(
    verb: Token, taken: set[str], passage: Passage, discourse: Discourse, *, by_person: bool = False
) -> list[Filler]:
    above = next((t for t in verb.ancestors if t.pos_ == "VERB"), None) if is_purpose(verb) else None
    noun = verb.head if is_purpose(verb) and verb.head.pos_ == "NOUN" else None
    planners = [t for t in noun.children if t.i < noun.i and passage.name_at(t)] if noun is not None else []
    heads = (*planners, *read_arguments(above or verb).agent)  # "Acme's plans to launch X"
    verb = above or verb  # "Acme signed a deal with Norwind to integrate": Acme does
    agents = [f for t in heads for f in discourse.resolve_all(t, passage)]
    agents = agents or [f for head in heads for f in _employers(head, passage, discourse)]
    inside = _relative_ahead(verb, passage)
    if any(f.token.i in inside for f in agents if f.token.doc is passage.tree):
        ahead_of_it = (passage.tree[n.start] for n in passage.names if n.end == inside.start - 1)
        agents = [f for token in ahead_of_it for f in discourse.resolve_all(token, passage)]
        if not agents:
            return []
    if not agents and any(_is_nobody(head, verb) for head in heads):
        return []
    firms = [f for f in agents if f.label is Label.ORGANISATION and f.via == "name" and f.text not in taken]
    told = len(firms) > 1 or (load_lexicon(passage.lang).verb_may_lead and heads)  # objects end a German clause, too
    listed = firms if told else _listed_subjects(verb, passage, discourse)
    if len(listed) > 1 and not any(f.text in taken for f in listed):
        return list({f.text: f for f in listed}.values())
    nearest = actor_before(verb, passage, discourse)
    ahead = [f for f in (nearest, _lost_subject(verb, passage, discourse)) if f]
    for filler in [*agents, *ahead, *_behind(verb, passage, discourse)]:
        if filler.text in taken:
            continue
        if filler.label is Label.PERSON and (employer := discourse.employer(filler.text)):
            return [Filler(employer, Label.ORGANISATION, filler.token, _EMPLOYER, "employer")]
        if filler.label is Label.PERSON and filler in agents:
            return [filler] if by_person else []  # whoever stands nearer does not do it
        brand = filler if filler in agents and not any(text.startswith(filler.text) for text in taken) else None
        if found := _as_firm(filler, brand, verb, discourse):
            return [found]
    return []


def presenter(product: Filler, end: int, passage: Passage, discourse: Discourse) -> Filler | None:
    """Who presents a product by a verb without a subject: "Introducing X1", "Meet X1, Acme's first robot"."""
    tree = passage.tree
    owners = [t.i - 1 for t in tree[end + 1 : end + _AGENT] if t.text in POSSESSIVE] if tree[end : end + 1] else []
    owner = discourse.resolve(tree[owners[0]], passage) if owners and tree[end].text == "," else None
    if owner is not None and owner.label in (Label.ORGANISATION, None) and owner.via == "name":
        return owner._replace(label=Label.ORGANISATION)
    if discourse.speaker is not None:
        return Filler(discourse.speaker, Label.ORGANISATION, tree[0], _TOPIC, "topic")
    known = owner_of(product, passage, discourse) or discourse.maker_of(product, tree[0])
    return known or _topic(product, tree[0], passage, discourse)


def _as_firm(filler: Filler, brand: Filler | None, verb: Token, discourse: Discourse) -> Filler | None:
    """A filler that is or may be a firm, or of a `brand` that acts like one its known maker, else the brand."""
    if filler.label is Label.ORGANISATION or may_be_firm(filler, discourse.passages[0].lang):
        return filler
    if brand is None or brand.label is not Label.PRODUCT or brand.via != "name" or verb.i <= brand.token.i:
        return None
    maker = _in_name(brand, verb, discourse) or discourse.maker_of(brand, verb)
    return maker or brand._replace(label=Label.ORGANISATION)


def _commissioned(verb: Token, taken: set[str], passage: Passage, discourse: Discourse) -> list[Filler]:
    """The firms that another has build something: "Acme contracted with Norwind to develop the X1"."""
    heads = [t for t in children(verb, "obj", "obl") if passage.name_at(t)]
    found = [f for t in heads for f in discourse.resolve_all(t, passage)]
    firms = all(f.label in (Label.ORGANISATION, None) and f.text not in taken for f in found)
    return found if firms and len(taken) == 1 else []  # of several things, who builds which


def _relative_ahead(verb: Token, passage: Passage) -> range:
    """The places of a relative clause that a comma closes right before a verb: "B, which A holds, launched"."""
    commas = [t.i for t in passage.tree[: verb.i] if t.text == ","][-2:]
    closed = len(commas) == 2 and commas[1] == verb.i - 1
    opens = closed and passage.tree[commas[0] + 1].lower_ in product_words(passage.lang)["relatives"]
    return range(commas[0] + 1, commas[1]) if opens else range(0)


def _employers(head: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The firm of those who do something: "Researchers at Acme", "Ingenieure von Acme"."""
    at = product_words(passage.lang)["staff"]
    places = [c for c in children(head, "nmod") if passage.name_at(c) and marker(c) in at and c.i > head.i]
    found = (discourse.resolve(place, passage) for place in places if "Plur" in head.morph.get("Number", []))
    return [f for f in found if f and f.label is Label.ORGANISATION]


def may_be_firm(filler: Filler, lang: str) -> bool:
    """Whether a name of unknown type can be a firm's: where nouns have capitals, only one that is no noun."""
    plain = filler.text.lower() not in product_words(lang)["releases"]
    untyped = filler.label is None and filler.via == "name" and plain
    named = not load_lexicon(lang).has_compounds or filler.token.pos_ == "PROPN"
    return untyped and (named or is_no_word(filler.text.split()[0], lang))


def _lost_subject(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The subject that parsers lose: "as Acme this week introduced X1", "Acme, or A. in China, rolled out X1"."""
    tree, at = passage.tree, verb.i - 1
    while at > 0 and (passage.is_time(tree[at]) or tree[at].pos_ in ("ADV", "AUX")):
        at -= 1
    near = passage.name_at(tree[at]) if at > 0 else None
    if near is not None and near.start and tree[near.start - 1].lower_ in product_words(passage.lang)["subordinators"]:
        return discourse.resolve(tree[at], passage)
    firms = (n for n in passage.names if n.end < at and discourse.cast.label(n.text) is Label.ORGANISATION)
    first = next(firms, None)
    if tree[at].text != "," or first is None or any(base(child) == "nsubj" for child in verb.children):
        return None
    opens = not first.start or tree[first.start - 1].pos_ in ("PUNCT", "DET", "NOUN")
    return discourse.resolve(tree[first.start], passage) if opens else None


def is_purpose(verb: Token) -> bool:
    """Whether an infinitive says what something is for ("signed a deal to launch X"), not who was first to do it."""
    beside = (verb.head, *verb.head.children)  # "the first firm to sell", "was the first to sell"
    ranked = any({"Sup", "Ord"} & {*t.morph.get("Degree", []), *t.morph.get("NumType", [])} for t in beside)
    return is_infinitive(verb) and base(verb) in ("acl", "advcl") and not ranked


def _is_nobody(head: Token, verb: Token) -> bool:
    """Whether a subject is no firm, for all that a firm stands near: "we", "he", "entwickelten die Forscher"."""
    marks = {*head.morph.get("Person", []), *head.morph.get("Gender", [])}
    speaks = bool({"1", "2", "Masc"} & marks) and head.pos_ == "PRON"
    return speaks or (head.pos_ == "NOUN" and head.i > verb.i)


def _listed_subjects(verb: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The organisations of the list that ends right before a verb: "Acme and Norwind recently released"."""
    at = verb.i
    while at > 0 and passage.tree[at - 1].pos_ in ("ADV", "AUX"):
        at -= 1
    found = list_ending(at, passage, discourse)
    joined = any(t.pos_ == "CCONJ" for t in passage.tree[found[0].token.i : at]) if found else False
    labels = {f.label for f in found}
    return found if joined and Label.ORGANISATION in labels and labels <= {Label.ORGANISATION, None} else []


def _behind(verb: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The subject behind a verb that leads its clause, or ahead of the auxiliary of one that ends it."""
    tree = passage.tree
    if not load_lexicon(passage.lang).verb_may_lead:
        return []
    after = tree[verb.i + 1] if verb.i + 1 < len(tree) else None
    if after is not None and passage.name_at(after) and (filler := discourse.resolve(after, passage)):
        return [filler]
    auxiliary = next((t for t in reversed(tree[: verb.i]) if t.pos_ == "AUX"), None)
    if auxiliary is None:
        return []
    at = auxiliary.i + 1
    while at < verb.i and tree[at].pos_ in ("DET", "ADJ", "NOUN") and not passage.name_at(tree[at]):
        at += 1  # "Mit X1 hat das Start-up Acme …"
    behind = discourse.resolve(tree[at], passage) if at < verb.i and passage.name_at(tree[at]) else None
    if behind is not None and (at == auxiliary.i + 1 or behind.label is Label.ORGANISATION):
        return [behind]
    found = actor_before(auxiliary, passage, discourse)
    return [found] if found else []


def maker_of_product(product: Filler, verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Who made a product that has been released: the agent behind the verb, its known maker, the firm of the text."""
    found = agent_of_passive(verb, passage, discourse)
    if found is None and is_passive(verb) and _agent_place(verb, passage) is not None:
        return None  # "launched by the developer Ada Byrne"
    found = found or owner_of(product, passage, discourse)
    if found is None and (known := _in_name(product, verb, discourse) or discourse.maker_of(product, verb)):
        found = known._replace(certainty=_KNOWN)
    if found is None and base(clause(verb)) == "advcl":
        return None  # "…, months after X1 was released": the firms around it have nothing to do with it
    found = found or _topic(product, verb, passage, discourse)
    return found if found and not _is_line(found, product, discourse) else None


def owner_of(product: Filler, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm whose product it is, or that of the list it stands in: "Acme's X1, the X1 Pro and the X1 Max"."""
    at = product.token.i if product.token.doc is passage.tree else 0
    while at > 0 and (passage.name_at(passage.tree[at]) or passage.tree[at].pos_ in _LISTED):
        if passage.tree[at - 1].text in POSSESSIVE:
            found = discourse.resolve(passage.tree[at - 2], passage) if at > 1 else None
            return found if found and found.label is Label.ORGANISATION else None
        at -= 1
    return None


def _is_line(maker: Filler, product: Filler, discourse: Discourse) -> bool:
    """Whether what seems to be a maker is a line of products: "the MacBook" of "MacBook Pro"; firms have no article."""
    if maker.text in load_gazetteer("companies") or not product.text.startswith(f"{maker.text} "):
        return False
    alone = [p.tree[max(0, n.start - 2) : n.start] for p in discourse.passages for n in p.names if n.text == maker.text]
    return not alone or any(token.pos_ == "DET" for ahead in alone for token in ahead)


def _topic(product: Filler, verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The firm that the document is about, where no other stands in the sentence; of a work it tells nothing.

    A text that has products of others, and does not begin with the firm, is a round-up: what stands there without its
    maker may be anybody's.
    """
    topic = discourse.topic_at(passage) if not discourse.cast.is_work(product.text) else None
    if topic is not None and _is_round_up(topic, discourse):
        return None
    others = {discourse.cast.full(n.text) for n in passage.names if discourse.cast.label(n.text) is Label.ORGANISATION}
    alone = topic and others <= {topic, product.text}
    return Filler(topic, Label.ORGANISATION, verb, _TOPIC, "topic") if topic and alone else None


def _is_round_up(topic: str, discourse: Discourse) -> bool:
    """Whether a text is about several: it has products of others and its first sentence does not name its topic."""
    first = {discourse.cast.full(name.text) for name in discourse.passages[0].names}
    return topic not in first and topic != discourse.speaker and bool({*discourse.makers.values()} - {topic})


def is_firm(filler: Filler, discourse: Discourse) -> bool:
    """Whether a filler can make, release or use something: no product of another's, and no place."""
    if filler.text in load_gazetteer("places"):
        return False
    maker = discourse.maker_of(filler, filler.token)
    owned = maker is not None and maker.text not in filler.text
    models, firms = load_gazetteer("models"), load_gazetteer("companies")
    return filler.text in firms or not (owned or filler.text in models or filler.text.split()[0] in models)


def is_business(maker: Filler, lang: str) -> bool:
    """Whether an organisation is none of those that launch attacks, inquiries and programmes: no public body."""
    words = {word.lower() for word in maker.text.split()}
    bodies = product_words(lang)["bodies"]
    ends = tuple(body for body in bodies if len(body) > _BODY)
    return not (words & bodies or any(word.endswith(ends) for word in words) or maker.text in load_gazetteer("places"))


def agent_of_passive(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation behind a passive: "built by Acme"."""
    by = _agent_place(verb, passage)
    for token in passage.tree[by : by + _AGENT] if by is not None else ():
        if token.pos_ in ("ADP", "SCONJ"):
            return None  # "made by firms like Acme"
        name = passage.name_at(token)
        if name is not None and discourse.cast.label(name.text) is Label.PLACE:
            continue  # "by the Lisbon company Acme"
        if passage.name_at(token) or token.pos_ in ("NOUN", "PRON"):
            if not passage.name_at(token) and any("Ind" in t.morph.get("Definite", []) for t in children(token, "det")):
                return None  # "built by a company that nobody knows"
            found = discourse.resolve(token, passage)
            if passage.name_at(token) or (found and found.label is Label.ORGANISATION):
                return found if found and found.label is Label.ORGANISATION else None
    heads = read_arguments(verb).agent if is_passive(verb) else ()
    ahead = (discourse.resolve(t, passage) for t in heads if t.i < verb.i)
    return next((f for f in ahead if f and f.label is Label.ORGANISATION), None)


def _agent_place(verb: Token, passage: Passage) -> int | None:
    """The place behind the "by" of a passive; `None` where there is none, or a time follows it: "by May"."""
    by, tree = product_words(passage.lang)["by"], passage.tree
    at = next((t.i + 1 for t in tree[verb.i + 1 : verb.i + _AGENT] if t.lower_ in by), len(tree))
    return at if at < len(tree) and not passage.is_time(tree[at]) else None


def _in_name(product: Filler, verb: Token, discourse: Discourse) -> Filler | None:
    """The firm that a product's name begins with: "Nintendo" of "Nintendo Switch 2", whatever "Nintendo Switch" is."""
    words = product.text.split()
    starts = (" ".join(words[:length]) for length in range(1, len(words)))
    named = {name.text for passage in discourse.passages for name in passage.names}
    known = (start for start in starts if start in load_gazetteer("companies"))
    firm = next((s for s in known if s in named or is_no_word(s, discourse.passages[0].lang)), None)
    found = discourse.filler(discourse.cast.full(firm), verb, _KNOWN) if firm else None
    return found._replace(label=Label.ORGANISATION) if found else None


def product_meant(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The product that "the rocket" stands for: the one spoken of last, where it can be one."""
    marks = [(c.morph.get("Definite", []), c.morph.get("PronType", [])) for c in token.children]
    definite = any("Def" in article or pronoun == ["Dem"] for article, pronoun in marks)
    apposed = any(base(child) == "appos" for child in token.children)  # "the latest update, X1,"
    apart = any(base(child) in ("nummod", "compound") for child in token.children)  # "the 256GB LCD model"
    if token.pos_ != "NOUN" or not definite or apposed or apart or not is_product_noun(token, passage.lang):
        return None
    if token.lemma_.lower() in product_words(passage.lang)["editions"]:
        return None  # "the update" is not what it updates
    return spoken(token.left_edge.i, passage, discourse, token)
