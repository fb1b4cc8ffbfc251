"""What has a price: a product by its name, a compound that names one, or what the text has just spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.costing import CHEAP, may_be_firm, tells_price
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.units import size
from claimtrack.extract.figures.variants import equipped, ware_start
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.lexicon import is_one_of
from claimtrack.extract.text.productwords import is_product_noun, kind_of, product_words
from claimtrack.extract.text.syntax import (
    base,
    children,
    is_infinitive,
    is_relative,
    is_relativizer,
    marker,
    read_arguments,
)
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SUBJECT = 14
"""Tokens before the verb in which the product stands."""
_VERB = 4
"""Tokens before what is sold among which its number stands: "five new X1"."""
_UNTYPED = 0.85
"""How sure a name is a product that only its price shows to be one, and a product that a noun or pronoun means."""
_LOOK_BACK, _NEAR = 2, 3
"""Passages and sentences searched for the product that "it" stands for."""
_OF = 4
"""Tokens between a measure and what there is of it: "a gallon of regular gasoline"."""
_LONGEST = 6
"""Tokens of the longest description of a variant."""
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_NOMINAL = ("ADJ", "DET", "NOUN", "NUM", "PROPN", "SYM")


def find_ware(token: Token, line: Line) -> Filler | None:
    """What a compound names as a thing that has a price, by its last part: "Monatsticket", "Rundfunkbeitrag"."""
    words = line.words.prices
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if not line.words.compounds:
        return _named_ware(token, line) if token.lower_ in words["wares"] and base(token) != "compound" else None
    for text in (token.lemma_, token.text):
        is_compound = any(text.lower().endswith(last) and len(text) != len(last) + 1 for last in words["wares"])
        if is_compound or text.lower() in words["fees"]:
            following = line.token(token.i + 1)
            if line.name(token.i + 1) or (following is not None and following.is_quote and line.name(token.i + 2)):
                return None  # "Der Tarif „X1“"
            if following is not None and len(following.text) == 1 and following.text.isupper():
                text = f"{text} {following.text}"  # "Tarif M"
            return Filler(text, Label.PRODUCT, token, 0.95, "phrase")
    return None


def _named_ware(noun: Token, line: Line) -> Filler:
    """As in "a monthly pass", "the basic plan": the noun with the words that tell it from others."""
    start = ware_start(noun, line)
    return Filler(text_of(line.tree[start : noun.i + 1]), Label.PRODUCT, noun, 0.9, "phrase")


def typed(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """A name known as a product, with the words behind it that make another variant of it."""
    filler, variants = name_filler(name, line, discourse, 0.9), line.words.prices["variants"]
    if name.text.lower() in variants:  # "the Pro version", "$99 for the Plus"
        whole = spoken(name.start, line.passage, discourse)
        return whole and whole._replace(text=f"{whole.text} {name.text}", via="name")
    if filler.label is not Label.PRODUCT or _is_cut(name, line) or name.text.lower() in _no_wares(line):
        return None
    end = name.end + (line.word(name.end) in line.words.people["with"] and not line.words.compounds)
    while end > name.end and text_of(line.tree[end : end + 1]).istitle() and line.time(end) is None:
        end += 1  # "X1 with Noise Control"
    end = end if end > name.end + 2 else name.end
    while line.word(end) in variants and line.tree[end].text[:1].isupper():
        end += 1  # "X1 Plus"
    end = equipped(name.end, line) if end == name.end else end
    return filler if end == name.end else filler._replace(text=text_of(line.tree[name.start : end]))


def priced(name: Name, line: Line, discourse: Discourse, *, rated: bool = False) -> Filler | None:
    """A name that has a price: a product, or what nothing takes for somebody, or, when `rated`, for a firm."""
    if found := typed(name, line, discourse):
        return found
    filler = name_filler(name, line, discourse, 0.9)
    described = class_of(line.tree[name.start - 1], line.passage.lang) if name.start else None
    thing = class_of(line.tree[name.end], line.passage.lang) if name.end < len(line.tree) else None
    is_thing = Label.PRODUCT in (described, thing)
    place = name.start - 1 - (line.tree[name.start - 1].pos_ == "DET") if name.start else -1
    is_apart = _is_cut(name, line) or line.word(place) in line.words.grammar["in"]  # "the price in the Mews"
    is_apart = is_apart or not {name.text.lower(), line.word(name.start)}.isdisjoint(_no_wares(line))
    may_be = filler.label is None or (rated and filler.label is Label.ORGANISATION)
    unknown = may_be and not is_apart and (is_thing or line.word(name.end) not in _GENITIVE)
    return filler._replace(label=Label.PRODUCT, certainty=_UNTYPED) if unknown else None


def _no_wares(line: Line) -> frozenset[str]:
    """Names of no product of their own: a technology's, or only a variant's."""
    return product_words(line.passage.lang)["generic"] | line.words.prices["variants"]


def sold(name: Name, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """A name that is on sale, known as a product or at least cheap; no part of another ("a copy of the X1")."""
    before = next((at for at in range(name.start - 1, -1, -1) if line.tree[at].pos_ not in ("DET", "ADJ")), -1)
    several = any(t.pos_ == "NUM" and t.is_alpha for t in line.tree[max(0, name.start - _VERB) : name.start])
    after = line.token(name.end)
    of_name = after is not None and after.pos_ == "NOUN" and after.lower_ not in line.words.prices["sells"]
    if of_name and after is not None and not _is_version(after, line):
        is_class = class_of(after, line.passage.lang) is Label.PRODUCT
        of_name = not (is_class or is_product_noun(after, line.passage.lang))
    if several or of_name or line.word(before) in line.words.grammar["of"]:
        return None  # "a part of the X1", "five X1 for $99", "X1 keys", "the X1 version"
    return priced(name, line, discourse) if size(figure.quantity) < CHEAP else typed(name, line, discourse)


def is_store(name: Name, line: Line) -> bool:
    """Whether a case word makes a name, alone or in a list, the place of a sale, or what something else is for.

    As in "at Amazon, Target and Walmart" and "cases for the X1".
    """
    at, joints = name.start - 1, line.words.grammar["and"] | {","}
    while at > 0 and (line.word(at) in joints or line.tree[at].is_title or line.tree[at].pos_ == "DET"
                      or line.name(at) or line.figure(at)):  # fmt: skip
        at -= 1
    return line.word(at) in line.words.prices["with"] | line.words.prices["sold_for"]


def part_start(name: Name, figure: Figure, line: Line) -> int:
    """Where what something else comes with begins, or 0: "with 32GB of X1 memory", "has a chip, X1 and 256GB"."""
    at, joints = name.start - 1, line.words.grammar["and"] | line.words.grammar["of"] | {",", "-"}
    while at > 0 and (line.word(at) in joints or line.tree[at].pos_ in _NOMINAL or line.name(at) or line.figure(at)):
        at -= 1
    is_list = any(line.word(i) in line.words.grammar["and"] | {","} for i in range(at, figure.start))
    has = line.word(at) in line.words.traits["has"] and line.word(at) not in line.words.prices["with"]
    has = has and line.tree[at].pos_ != "AUX"
    return at if (has and is_list) or line.word(at) in line.words.people["with"] else 0


def _is_cut(name: Name, line: Line) -> bool:
    """Whether a name begins within a word or another name: "K Pro" of "6K Pro", "Bell" of "Byrne Video Bell"."""
    ahead = line.tree[name.start - 1] if name.start and line.name(name.start - 1) is None else None
    if ahead is None or line.figure(ahead.i) is not None or line.time(ahead.i) is not None:
        return False
    after = line.token(name.end)
    known = after is None or line.time(name.end) or after.lower_ in line.words.prices["variants"]
    if not known and after is not None and after.text.istitle() and after.pos_ in ("PROPN", "PRON", "X"):
        return True  # "WD" of "WD My Passport"
    is_inner = not ahead.whitespace_ and (ahead.text[-1:].isdigit() or ahead.text == "-")
    is_named = ahead.pos_ in ("PROPN", "NOUN") and ahead.text.istitle() and not line.words.compounds
    return is_inner or (is_named and ahead.i > 1)


def subject(verb: int, start: int, figure: Figure, line: Line, discourse: Discourse) -> Filler | None:
    """The product ahead of the verb: the nearest name before `start` that can be one, or a noun that stands for one."""
    found, is_last = _agent(verb, figure, line, discourse)
    at = 0 if found or is_last else start
    while at > max(0, start - _SUBJECT + 1):
        at -= 1
        name = line.name(at)
        own = name or (line.name(at - 1) if line.tree[at].pos_ == "NOUN" and at else None)  # "the X1 chips"
        if line.word(at) == ")":
            at = next((i for i in range(at, -1, -1) if line.word(i) == "("), 0)
        elif _ends_subject(at, line):
            return None
        elif own and ((part := part_start(own, figure, line)) or is_store(own, line)):
            at = part or at  # "laptops with the X1 start at", "is sold at Acme for"
        elif name and (whole := _of_firm(name, line, discourse)):
            return whole
        elif name:
            if not (only := tells_price(name, verb, figure, line)) and size(figure.quantity) >= CHEAP:
                return typed(name, line, discourse)
            return priced(name, line, discourse, rated=only and may_be_firm(name, verb, figure, line))
        elif line.tree[at].pos_ in ("NOUN", "PRON"):
            found, is_last = _stand_in(line.tree[at], (verb, start), line, discourse)
            if found or is_last:
                return found
    return found


def _of_firm(name: Name, line: Line, discourse: Discourse) -> Filler | None:
    """What a firm's name only tells the maker of: "Die Software des Start-ups Acme", "the app from Acme"."""
    head = line.passage.head_of(name.span)
    for noun in () if head is None else head.ancestors:
        if noun.pos_ != "NOUN" or noun.i > name.start or base(noun) not in ("nsubj", "nmod", "appos", "obj"):
            return None
        plain = discourse.cast.label(name.text) is not Label.PRODUCT or find_ware(noun, line)
        if is_product_noun(noun, line.passage.lang) and plain:
            return Filler(text_of(line.tree[noun.i : name.end]), Label.PRODUCT, noun, _UNTYPED, "phrase")
    return None


def _agent(verb: int, figure: Figure, line: Line, discourse: Discourse) -> tuple[Filler | None, bool]:
    """What the subject of a verb in the tree stands for, and whether none but it can be meant."""
    arguments = read_arguments(line.tree[verb]) if line.tree[verb].pos_ in ("VERB", "ADJ") else None
    for head in (*arguments.agent, *arguments.theme) if arguments is not None else ():
        parts = (head, *children(head, "compound", "flat", "appos", "amod"))
        inside = [name for part in parts if (name := line.name(part.i))]
        plain = head.i < verb and not is_relativizer(line.tree[verb - 1]) and not _is_version(head, line)
        if inside and plain and (found := typed(inside[0], line, discourse)):
            return found, True  # "The X1 phone, powered by a Norwind processor, is priced at"
        if ware := find_ware(head, line):
            return ware, True
        if line.name(head.i) is None and (found := meant(head, line, discourse)):
            return found, True
        named = [name for c in head.subtree if c.i > head.i and (name := line.name(c.i)) and c.head == head]
        whole = next((w for name in named if (w := _of_firm(name, line, discourse))), None)
        costs = line.word(verb) in line.words.prices["only"] and size(figure.quantity) < CHEAP
        sells = line.word(verb) in line.words.prices["verbs"] and is_product_noun(head, line.passage.lang)
        around = [t for c in head.children if not is_relative(c) for t in c.subtree]
        costs = (costs or (sells and size(figure.quantity) < CHEAP)) and not _is_version(head, line)
        costs = costs and not any(line.name(t.i) for t in around)
        if whole or (whole := costly(head, line) if costs else None):
            return whole, True
        unnamed = head.pos_ == "NOUN" and not any(line.name(at) for at in range(head.i, verb))
        if unnamed and is_relativizer(line.tree[verb - 1]):
            return find_ware(head, line), True  # "X1 has a plan that costs $2"
    return None, False


def _ends_subject(at: int, line: Line) -> bool:
    """Whether the subject of a price stands no further ahead than a token."""
    prices, is_other = line.words.prices, line.figure(at) and line.word(at + 1) != "version"
    aside = line.word(at) in prices["with"] and line.word(at - 1) == ","  # "X1 is dear, with the best of the rest at"
    return bool(line.is_stop(at) or line.word(at) in prices["never"] or is_other or aside)


def _stand_in(token: Token, reach: tuple[int, int], line: Line, discourse: Discourse) -> tuple[Filler | None, bool]:
    """What a noun or pronoun ahead of a price stands for, and whether it is its subject, named or not."""
    filler, (verb, start) = discourse.resolve(token, line.passage), reach
    if filler is not None and filler.label is Label.PRODUCT:
        return filler, True
    if ware := find_ware(token, line):
        return ware, True
    auxiliaries = line.tree[token.i + 1 : start]
    is_bare = line.tree[token.i - 1].pos_ == "DET" and all(t.pos_ in ("AUX", "ADV", "PART") for t in auxiliaries)
    is_subject = base(token) == "nsubj" and token.head.i == verb and not is_relativizer(token)
    last = is_subject or (token.i > 0 and is_bare)
    return None, last  # but not "such themes cost $100"


def what_costs(label: Token, line: Line) -> Filler | None:
    """What a price is told to be of, without a name: "the price of a checked bag", "der Preis für eine Halbe"."""
    found = [t for t in children(label, "nmod") if t.i > label.i and t.pos_ in ("NOUN", "PROPN")]
    return costly(found[0], line) if found and not any(line.name(t.i) for t in found[0].subtree) else None


def costly(noun: Token, line: Line) -> Filler | None:
    """What costs something, in the document's words: "A checked bag costs $40"; no deed, and nobody."""
    nothings, lang = product_words(line.passage.lang)["no_things"], line.passage.lang
    if noun.pos_ != "NOUN" or line.figure(noun.i) or class_of(noun, lang) not in (None, Label.PRODUCT):
        return None
    if noun.lemma_.lower() in nothings or noun.lower_ in line.words.prices["never"]:
        return None
    start = noun.i
    while start and (line.word(start - 1) == "-" or (line.tree[start - 1].pos_ in ("ADJ", "NOUN", "VERB", "NUM")
                     and line.tree[start - 1].head.i in (noun.i, start))):  # fmt: skip
        start -= 1
    article = line.tree[start - 1] if start else None
    kinds = [] if article is None else article.morph.get("PronType", [])
    if article is None or not (article.pos_ == "ADP" or "Art" in kinds or "Yes" in article.morph.get("Poss", [])):
        return None  # "such themes cost $100", "each repair"
    nouns = (c for c in children(noun, "nmod") if c.i > noun.i and marker(c) in line.words.grammar["of"])
    of = next(nouns, None)
    if of is not None and line.figure(of.i + 1) and (inner := children(of, "compound")):
        of = inner[-1]  # "a barrel of oil climbed past $90"
    end = (
        of.i + 1 if of is not None and of.i - noun.i <= _OF and not line.words.compounds else noun.i + 1
    )  # "gallon of"
    text = noun.lemma_ if line.words.compounds and start == noun.i else text_of(line.tree[start:end])
    return Filler(text, Label.PRODUCT, noun, 0.8, "phrase")


# what has just been spoken of


def meant(token: Token, line: Line, discourse: Discourse) -> Filler | None:
    """The product that "it", "the laptop" or "das Modell ohne Stift" stands for, whoever owns it."""
    kinds, people = token.morph.get("PronType", []), token.morph.get("Person", [])
    if token.pos_ == "PRON" and kinds == ["Prs"] and people == ["3"]:
        return None if _is_deed(token) else spoken(token.i, line.passage, discourse, is_strict=True)
    marks = [(c.morph.get("Definite", []), c.morph.get("PronType", [])) for c in token.children]
    definite = any("Def" in article or pronoun == ["Dem"] for article, pronoun in marks)
    following = line.token(token.i + 1) if token.doc is line.tree else None
    named = following is not None and following.text[0].isupper() and following.pos_ in ("NOUN", "PROPN", "X", "NUM")
    if token.pos_ != "NOUN" or not definite or named:
        return None  # "Der Tarif M"
    if _is_version(token, line):
        found = spoken(token.left_edge.i, line.passage, discourse)
        return found and found._replace(token=token)
    is_thing = is_product_noun(token, line.passage.lang)
    return spoken(token.left_edge.i, line.passage, discourse, token) if is_thing else None


def _is_deed(pronoun: Token) -> bool:
    """Whether "it" only opens a sentence of what somebody does: "it costs $5 to park"."""
    clauses = [child for child in pronoun.head.children if base(child) in ("xcomp", "advcl", "csubj", "ccomp")]
    if any(base(child) != "advcl" or is_infinitive(child) for child in clauses):
        return True
    return any(is_infinitive(token) for token in pronoun.head.subtree if token.i > pronoun.head.i)


def spoken(
    before: int, passage: Passage, discourse: Discourse, noun: Token | None = None, *, is_strict: bool = False
) -> Filler | None:
    """The one product spoken of last, in this sentence or right before it, as subject or object."""
    place, label = discourse.place_of(passage), discourse.cast.label
    variants, told = load_figure_words(passage.lang).prices["variants"], None
    for earlier in reversed(discourse.passages[max(0, place - _LOOK_BACK) : place + 1]):
        if passage.position - earlier.position > _NEAR:
            break
        names = [n for n in earlier.names if earlier is not passage or n.end <= before]
        names = [n for n in names if label(n.text) in (Label.PRODUCT, None) and n.text.lower() not in variants]
        heads = [(n, earlier.head_of(n.span)) for n in names]
        foremost = [n for n, head in heads if head is not None and _is_foremost(head, earlier)]
        told_of = foremost or [n for n in names if is_product(n.text, discourse)]
        texts = {discourse.cast.full(n.text) for n in told_of}
        if len(texts) > 1 or not all(is_product(text, discourse) for text in texts):
            return None
        is_alone = not is_strict if earlier is passage else texts == _of_document(discourse)
        if texts and (foremost or is_alone):
            heading = discourse.cast.full(passage.place.label or "")
            told = heading if earlier is not passage and label(heading) is Label.PRODUCT else min(texts)
            break
    if told is None or (noun is not None and not _may_be(noun, told, discourse)):
        return None
    return Filler(told, Label.PRODUCT, noun if noun is not None else passage.tree[max(0, before - 1)], _UNTYPED, "noun")


def is_product(name: str, discourse: Discourse) -> bool:
    """Whether a name is a product's: by its type, or, where it has none, because the text tells who makes it."""
    label, full = discourse.cast.label(name), discourse.cast.full(name)
    return label is Label.PRODUCT or (label is None and full in discourse.makers)


def _is_foremost(head: Token, passage: Passage) -> bool:
    """Whether a name is what its sentence tells of: a subject, or what somebody named has brought."""
    if base(head) != "obj":
        return base(head) in ("nsubj", "ROOT", "root")
    return any(passage.name_at(token) for token in children(head.head, "nsubj"))


def _of_document(discourse: Discourse) -> set[str]:
    """The products of a document, by their full names."""
    untyped = (n.text for p in discourse.passages for n in p.names if discourse.cast.label(n.text) is None)
    others = {discourse.cast.full(text) for text in untyped if is_product(text, discourse)}
    return others.union(discourse.cast.names(Label.PRODUCT))


def _may_be(noun: Token, product: str, discourse: Discourse) -> bool:
    """Whether a noun can stand for a product: it says little, or stands in a sentence that names the product."""
    lang = discourse.passages[0].lang
    if discourse.cast.is_work(product):
        return is_one_of(noun, product_words(lang)["works"])
    if noun.lemma_.lower() in product_words(lang)["vague"]:
        return True
    named = [p for p in discourse.passages if any(discourse.cast.full(n.text) == product for n in p.names)]
    if any(t.lemma_ == noun.lemma_ and t != noun for p in named for t in p.tree):
        return True
    kinds = {kind_of(t, lang) for p in named for t in p.tree if t.pos_ in ("NOUN", "PROPN")} - {None}
    return not kinds or kind_of(noun, lang) in kinds  # "the watch" is no car


def _is_version(noun: Token, line: Line) -> bool:
    return noun.doc is line.tree and any(noun.lower_.endswith(word) for word in line.words.prices["versions"])


def variant(product: Filler, line: Line) -> str | None:
    """Which variant of a product a noun says: "base model", "Modell ohne Stift"."""
    noun = product.token
    if product.via != "noun" or noun.pos_ != "NOUN" or not _is_version(noun, line):
        return None
    start, end = noun.left_edge.i, noun.i + 1
    while line.tree[start].pos_ in ("DET", "ADP", "SCONJ", "PUNCT", "CCONJ") and start < noun.i:
        start += 1
    for child in noun.rights:
        if base(child) == "nmod" and child.left_edge.i == end and child.right_edge.i - start < _LONGEST:
            end = child.right_edge.i + 1
    is_bare = end == start + 1 and noun.lower_ in line.words.prices["versions"]
    return None if is_bare or end - start > _LONGEST else text_of(line.tree[start:end])
