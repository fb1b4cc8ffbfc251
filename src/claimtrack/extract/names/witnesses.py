"""What speaks for the type of a name: its spelling, the lists, and the words around each mention."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.names.bearers import OF_FIRMS, bears_post, gives_post, is_named_to, stands_between
from claimtrack.extract.names.classnouns import NameWords, class_of, name_words
from claimtrack.extract.names.deeds import does_what_firms_do, raises_round
from claimtrack.extract.names.productnames import is_apposed, is_made, is_named_with_noun, is_priced, is_released, sells
from claimtrack.extract.names.stations import appoints, founds, is_staffed, points_to_firm, stands_as_firm
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.names.works import is_title
from claimtrack.extract.offers.deeds import find_deeds, is_hyphened
from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.productwords import is_product_noun, product_words
from claimtrack.extract.text.syntax import base, children, expand, read_arguments
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.institutions import is_institution
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.text.lexicon import Frame, Lexicon
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

Voice = tuple[Label, str]
"""A type, and the witness that speaks for it."""
_OF_PEOPLE = OF_FIRMS - {"founder"} | {
    "chief officer", "chief marketing officer", "chief information officer", "chief product officer", "vice president",
    "chief legal officer", "chief people officer", "chief strategy officer", "chief commercial officer", "coach",
    "chief revenue officer", "chief security officer", "chief of staff", "minister", "president", "vice chair",
}  # fmt: skip
"""Ranks that only people take with "as": "appointment of Ada Byrne as chief revenue officer"."""
_NEAR = 4
"""Words between a name and a title that "as" opens: "is out as"."""
_VERSIONED = re.compile(r"\D*[A-Za-z][\w.\-]*(?:[ -]?v?\d+(?:\.\d+)*[A-Za-z]?)(?: \w+)?|[a-z]?[A-Z]{2,}-\d\w*")
_LAST_PART = re.compile(r"(.+)[ -]([^ -]+)\Z")
_SHORT_CODE = re.compile(r"[A-Z]\d{1,2}")  # "M12" and "X1" are firms as well as products
_PAIR = 2
_LONG = 5
"""Letters of the shortest ordinary word that is hardly a surname."""
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 3, 6
_BRINGING, _BROUGHT = frozenset({"release", "development"}), ("object", "behind", "of")
"""Kinds of deeds, and places of what is brought, by which the subject is a firm: "A bringt X1 auf den Markt"."""
_FIRMS_AS_THEMES = frozenset({"acquisition", "investment", "stake"})


def voices(passage: Passage, name: Name) -> Iterator[Voice]:
    """What one mention says of a name, by its label, its spelling and the words around it."""
    words = name_words(passage.lang)
    if name.label and not _is_mistyped(name, words, passage.lang):
        yield name.label, "pipeline" if " " in name.text else "pipeline, one word"
    yield from _spelling(name.text.split(), name.text, words)
    if _is_of_product(name.text.split(), passage.lang):
        yield Label.PRODUCT, "version"
    yield from ((label, _beside_forename(label, noun, passage, name)) for label, noun in _beside(passage, name, words))
    yield from ((label, "noun after") for label in _behind(passage, name))
    yield from _stations(passage, name)
    yield from _posts(passage, name)
    if is_priced(passage, name) or _is_called_product(passage, name):
        yield Label.PRODUCT, "released"
    if is_named_with_noun(passage, name) or is_apposed(passage, name) or is_made(passage, name):
        yield Label.PRODUCT, "made"
    if is_released(passage, name):
        yield Label.PRODUCT, "released"
    if passage.light and is_title(passage, name):
        yield Label.PRODUCT, "title of a work"


def _stations(passage: Passage, name: Name) -> Iterator[Voice]:
    """What a name is by what it is called, has and does."""
    if is_institution(name.text, passage.lang):
        yield Label.ORGANISATION, "institution"
    if does_what_firms_do(passage, name):
        yield Label.ORGANISATION, "owns"
    if sells(passage, name):
        yield Label.ORGANISATION, "acts, either"
    if raises_round(passage, name):
        yield Label.ORGANISATION, "raises"
    if _is_abbreviation(passage, name):
        yield Label.ORGANISATION, "abbreviation"
    if is_staffed(passage, name) or appoints(passage, name):
        yield Label.ORGANISATION, "firm's noun"
    if founds(passage, name):
        yield Label.PERSON, "founds"
    if stands_as_firm(passage, name):
        yield Label.ORGANISATION, "stands"
    if _is_no_surname(passage, name):
        yield Label.ORGANISATION, "ordinary word"


def _posts(passage: Passage, name: Name) -> Iterator[Voice]:
    """What a name is by the phrase of a post beside it."""
    if gives_post(passage, name):
        yield Label.ORGANISATION, "post"
    if bears_post(passage, name):
        yield Label.PERSON, "bears"


def _is_mistyped(name: Name, words: NameWords, lang: str) -> bool:
    """Whether the pipeline takes a version for a place or a person: it knows no products in most languages."""
    if _is_no_person(name, lang):
        return True
    if name.label not in (Label.PLACE, Label.PERSON) or not any(char.isdigit() for char in name.text):
        return False
    return "version" in _spelled_as_product(name.text.split(), name.text, words)


def _is_no_person(name: Name, lang: str) -> bool:
    """Whether the pipeline takes a listed firm with a name of its own behind it for a person, or one ending in "AI".

    An ordinary word behind a firm's name may be a surname: "Bell". Forenames are many firms' names, and in no list all.
    """
    first, _, rest = name.text.partition(" ")
    forenames = load_gazetteer("forenames")
    listed = is_organisation(first) and forenames.isdisjoint((first, rest))
    listed = listed and not load_words(lang).has(rest)
    return name.label is Label.PERSON and bool(rest) and (listed or rest == "AI")


def _beside_forename(label: Label, noun: Token | None, passage: Passage, name: Name) -> str:
    """The witness that a noun beside a name is: "the investor Ada Byrne" is a person, and not for the noun.

    A person is no "pump maker" and no "Konzern", for all the forename that the firm's name begins with.
    """
    if label is not Label.ORGANISATION or noun is None or " " not in name.text:
        return "noun beside"
    plain = class_of(noun, passage.lang) is label and not noun.lower_.endswith(_human(passage.lang))
    following = passage.tree[name.end] if name.end < len(passage.tree) else None
    founded = following is not None and base(following) == "acl"  # "the firm Ada Byrne founded"
    apart = noun.i + 1 < name.start or (noun.i > name.end and _is_plural(noun))  # "head of global business, Ada Byrne"
    if plain and not founded and not apart:
        return "firm's noun"
    seen = name.label is Label.PERSON and noun.lower_.endswith(_human(passage.lang))  # "Priscilla Wu, a partner"
    known = name.text.split()[0] in load_gazetteer("forenames")
    return "noun beside a forename" if known or seen else "noun beside"


@cache
def _human(lang: str) -> tuple[str, ...]:
    return tuple(sorted(name_words(lang).human_nouns))


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", [])


def _spelling(parts: list[str], text: str, words: NameWords) -> Iterator[Voice]:
    known = len(parts) > 1 and text in load_gazetteer("companies_own") and parts[0] not in load_gazetteer("forenames")
    spelled = known or _is_spelled_as_organisation(parts, words)
    if spelled:
        yield Label.ORGANISATION, "legal form"
    if is_organisation(text):
        yield Label.ORGANISATION, "company"
    elif len(parts) in (2, 3) and parts[0] in load_gazetteer("forenames") and not (spelled or parts[-1].isdigit()):
        yield Label.PERSON, "forename"
    if text in load_gazetteer("places") and text not in load_gazetteer("companies_own"):
        yield Label.PLACE, "place"
    yield from ((Label.PRODUCT, witness) for witness in _spelled_as_product(parts, text, words))


def _is_abbreviation(passage: Passage, name: Name) -> bool:
    """Whether capitals with an article stand for an organisation, as where nouns have genders: "das IW", "die BVG"."""
    before = passage.tree[name.start - 1] if name.start else None
    if before is None or before.pos_ != "DET" or not name_words(passage.lang).nouns_have_capitals:
        return False
    return (
        name.text.isalpha()
        and name.text.isupper()
        and _SHORTEST_ABBREVIATION <= len(name.text) <= _LONGEST_ABBREVIATION
    )


def _is_no_surname(passage: Passage, name: Name) -> bool:
    """Whether what the pipeline takes for a person ends in an ordinary word, and begins with no forename.

    "Norwind Foods" is no person's name; word lists have few surnames. Where nouns have capitals, a noun may stand by.
    """
    parts, lang = name.text.split(), passage.lang
    if name.label is not Label.PERSON or len(parts) != _PAIR or name_words(lang).nouns_have_capitals:
        return False
    first, last = parts
    plain = last.isalpha() and last.istitle() and len(last) >= _LONG and load_words(lang).has_own(last)
    if any(points_to_firm(token, lang) for token in passage.tree[name.end :]):
        return plain and first not in load_gazetteer("forenames")  # "Dorset Cables said its chairman would retire"
    around = (t for t in (*passage.tree[max(0, name.start - 1) : name.start], *passage.tree[name.end : name.end + 1]))
    if any(token.lower_ in load_figure_words(lang).colour["saying"] for token in around):
        return False
    return plain and first not in load_gazetteer("forenames") and last not in load_gazetteer("forenames")


def _without_variant(text: str, words: NameWords) -> str:
    """A name without the words of its version: "X4o" of "X4o-mini"."""
    while (parts := _LAST_PART.match(text)) and parts[2].lower() in words.variant_words:
        text = parts[1]
    return text


def _is_spelled_as_organisation(parts: list[str], words: NameWords) -> bool:
    """Whether a name has a legal form, or the words of firms, institutions ("Acme Labs") or clubs ("FC Nordstadt")."""
    _, hyphen, last = parts[-1].rpartition("-")
    if last in words.legal_forms or (hyphen and last in words.compounded):
        return True
    if len(parts) > 1 and any(map(parts[0].endswith, words.at_places)):
        return True
    if "&" in parts[1:-1]:
        return True
    return len(parts) > 1 and (parts[-1] in words.organisation_words or parts[0] in words.club_words)


def _spelled_as_product(parts: list[str], text: str, words: NameWords) -> Iterator[str]:
    if len(parts) > 1 and parts[0] in load_gazetteer("companies") and parts[-1].isdigit():
        yield "model"  # "Nintendo Switch 2" is no firm, for all that its name begins with one
    if text in load_gazetteer("models"):
        yield "model"
    if _SHORT_CODE.fullmatch(text):
        yield "code"
    elif _VERSIONED.fullmatch(_without_variant(text, words)) or (len(parts) > 1 and parts[-1] in words.product_words):
        yield "version"
    elif text.endswith("+") and text[-2:-1].isalpha():
        yield "version"  # "Orbit+"


def _is_of_product(parts: list[str], lang: str) -> bool:
    """Whether a name opens with that of a known product: "ChatGPT Search"; "Claude Monet" and "Orion Bank" do not."""
    first = parts[0]
    if len(parts) == 1 or first not in load_gazetteer("models") or first in load_gazetteer("forenames"):
        return False
    return first in product_words(lang)["assistants"] or is_no_word(first, lang)


def _beside(passage: Passage, name: Name, words: NameWords) -> Iterator[tuple[Label, Token | None]]:
    """What the words around a name say of it, with the noun that says so: "Mr", "the chipmaker", "CEO", "its model"."""
    tree, lang = passage.tree, passage.lang
    before = tree[name.start - 1] if name.start else None
    if before is not None and before.text in words.titles:
        yield Label.PERSON, None
    told = class_of(before, lang) if before is not None else None
    if told is not None:
        yield told, before
    head = passage.head_of(name.span)
    # "head of global business, Ada Byrne": the comma ends the field, and the name stands to the title
    inner = head is not None and base(head.head) == "nmod" and before is not None and before.text == ","
    apposed = head is not None and base(head) == "appos" and not (inner or told)  # "its chief at the start-up Acme"
    if head is not None and apposed and (label := class_of(head.head, lang)):
        yield label, head.head
    if head is not None:
        for apposition in children(head, "appos"):
            label = None if passage.name_at(apposition) else class_of(apposition, lang)
            if label and not (label is not Label.PERSON and stands_between(passage, name, apposition)):
                yield label, apposition
    ahead = tree[name.start - 2] if name.start > 1 and before is not None and before.text == "," else None
    if ahead is not None and not _is_plural(ahead) and (label := class_of(ahead, lang)):
        yield label, ahead  # "its new model, X1": parsers lose the apposition


def voices_of_frames(passage: Passage) -> dict[int, Voice]:
    """What the predicates of a sentence say of the names in their slots, by the name's first token.

    "Acme launched …" names a firm; who leads a round or buys a firm is one as well, or a person with a forename.
    """
    lexicon = load_lexicon(passage.lang)
    found: dict[int, Voice] = {}
    for token in passage.tree:
        frames = () if passage.name_at(token) else _frames_of(token, lexicon)
        if not frames:
            continue
        arguments = read_arguments(token)
        comes = all(frame.kind == "release" for frame in frames) and not arguments.theme  # "X1 launches in May"
        if token.pos_ in ("VERB", "AUX") and not comes:
            witness = "acts" if any(frame.subject_types == ("organisation",) for frame in frames) else "acts, either"
            _hear(arguments.agent, witness, passage, found)
        if any(frame.kind in _FIRMS_AS_THEMES for frame in frames):
            goals = arguments.oblique(lexicon.markers["goal"])
            _hear((*arguments.theme, *goals), "is bought", passage, found)
    for deed, verb, _ in find_deeds(passage.tree, passage.lang, _BRINGING):
        arguments = read_arguments(verb)
        hyphened = is_hyphened(verb)  # "open-sourced": parsers see no verb
        brings = deed.thing in _BROUGHT and (arguments.theme or hyphened or deed.thing != "object")
        if brings and not passage.name_at(verb):
            parts = (verb, verb.nbor(-2)) if hyphened else ()
            agents = [child for part in parts for child in children(part, "nsubj")] or arguments.agent
            named = (name for token in agents if (name := passage.name_at(token)))
            if not any(_is_ordinary(name, passage) for name in named):
                _hear(agents, "acts, either", passage, found)
    return found


def _is_called_product(passage: Passage, name: Name) -> bool:
    """Whether a name is said to be a product: "X1 is a new messaging app", "X1 ist eine App"."""
    head = passage.head_of(name.span)
    noun = head.head if head is not None and base(head) == "nsubj" else None
    if noun is None or noun.pos_ != "NOUN" or not children(noun, "cop") or not is_product_noun(noun, passage.lang):
        return False
    return any("Ind" in child.morph.get("Definite", []) for child in children(noun, "det"))


def _is_ordinary(name: Name, passage: Passage) -> bool:
    """Whether what looks like a name may be a noun, or a word for a release ("der Marktstart verschiebt sich")."""
    first, releases = passage.tree[name.start], product_words(passage.lang)["releases"]
    return name.text.lower() in releases or not (first.pos_ == "PROPN" or is_no_word(first.text, passage.lang))


def _frames_of(token: Token, lexicon: Lexicon) -> tuple[Frame, ...]:
    verbal = token.pos_ in ("VERB", "AUX")
    if not verbal and token.pos_ != "NOUN":
        return ()
    table = lexicon.verbs if verbal else lexicon.nouns
    return next((frames for form in word_forms(token, lexicon) if (frames := table.get(form))), ())


def _hear(slot: Iterable[Token], witness: str, passage: Passage, found: dict[int, Voice]) -> None:
    for token in (part for head in slot for part in expand(head)):
        name = passage.name_at(token)
        led = name is not None and name.start and passage.tree[name.start - 1].pos_ == "DET"
        if led and witness == "is bought" and not name_words(passage.lang).nouns_have_capitals:
            continue  # "the Vireo GT will be sold for": firms have no article
        person = (
            name is not None
            and name.label is Label.PERSON
            and " " in name.text
            and not _is_no_person(name, passage.lang)
        )
        if name is not None and not (witness == "acts, either" and person):
            found.setdefault(name.start, (Label.ORGANISATION, witness))


def voices_of_posts(passage: Passage) -> dict[int, Label]:
    """What the titles of a sentence say of the names beside them, by the name's first token."""
    found: dict[int, Label] = {}
    for title in find_titles(passage):
        for name in passage.names:
            if label := _beside_post(name, title, passage):
                found[name.start] = label
    return found


def _beside_post(name: Name, title: Title, passage: Passage) -> Label | None:
    """What a title says of a name: "Acme CEO", "CEO of Acme" name a firm; "Ada Byrne, CEO", "CEO Ada Byrne" people."""
    tree, words = passage.tree, name_words(passage.lang)
    if name.end <= title.start:
        between = " ".join(t.text for t in tree[name.end : title.start])
        if between.rpartition(" ")[2] in words.as_posts and title.rank in _OF_PEOPLE and len(between.split()) <= _NEAR:
            return Label.PERSON if " " in name.text and name.label is not Label.PLACE else None
        known = name.text.split()[0] in load_gazetteer("forenames")
        seen = words.nouns_have_capitals and name.label is Label.PERSON  # "seit 2019 ist Ada Byrne Finanzchefin"
        bearer = " " in name.text and (known or seen or is_named_to(title, name, passage))
        if between in ("", "'s", "’s") and not bearer:
            return Label.ORGANISATION
        return Label.PERSON if between in words.before_posts else None
    end = title.end
    while end < len(tree) and tree[end].is_space:
        end += 1
    if name.start == end and name.text.split()[0] in words.club_words:
        return None  # "Vorstandssprecher Eintracht Nordstadt"
    if name.start == end:
        single = words.nouns_have_capitals or class_of(tree[title.end - 1], passage.lang) is Label.ORGANISATION
        return Label.PERSON if " " in name.text or not single else None  # "the chip designer Acme"
    holder = passage.name_at(tree[name.start - 2]) if name.start > end + 1 and title.rank in OF_FIRMS else None
    if holder is not None and holder.start == end and tree[name.start - 1].lower_ in words.behind_posts:
        return Label.ORGANISATION  # "finance chief Ada Byrne of Acme"
    of = name.start == title.end + 1 and tree[title.end].lower_ in words.behind_posts
    return Label.ORGANISATION if of and not _is_field(name, title, passage) else None


def _is_field(name: Name, title: Title, passage: Passage) -> bool:
    """Whether one unlisted word behind "head of" may as well be a field: "head of Alignment"."""
    words, tree = name_words(passage.lang), passage.tree
    after = tree[title.end].lower_ in words.of_posts and tree[title.end - 1].lower_ in words.field_posts
    return after and " " not in name.text and not is_listed(name.text)


def _behind(passage: Passage, name: Name) -> Iterator[Label]:
    """What the noun right behind a name says: "the X1 model" names a product, "an Acme spokesman" a firm."""
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    if after is None or after.pos_ not in ("NOUN", "PROPN") or passage.name_at(after):
        return
    label = class_of(after, passage.lang)
    if label is Label.PRODUCT and name.start and passage.tree[name.start - 1].pos_ == "DET":
        yield Label.PRODUCT
    elif label is Label.PERSON:
        yield Label.ORGANISATION


def leads_to_person(name: Name, passage: Passage) -> bool:
    """Whether a firm's post and its holder follow a name: "Norwind co-founder Ada Byrne" is plain."""
    title = next((title for title in find_titles(passage) if title.start == name.end), None)
    following = passage.tree[title.end] if title is not None and title.end < len(passage.tree) else None
    holder = passage.name_at(following) if following is not None else None
    return title is not None and title.rank in OF_FIRMS and holder is not None and " " in holder.text
