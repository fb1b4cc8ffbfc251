"""Who and what appears in a document: each name in its fullest form, and what it is, voted on over the whole text.

A statistical label alone decides nothing. Legal forms, titles, forenames, the noun beside a name, gazetteers and the
spelling all have a voice, and the pipeline's label is one of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.firmnames import firms_by_nouns
from claimtrack.extract.names.naming import firms_in_titles, opens_as_name, with_missed_names, with_parts_of_names
from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.text.lexicon import load_lexicon, metric_of, word_forms
from claimtrack.extract.text.syntax import base, children
from claimtrack.language import languages, read_data
from claimtrack.model import Label, Span
from claimtrack.recognize.gazetteers import load_gazetteer
from claimtrack.recognize.names import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.text.passages import Passage

# witness → what its word is worth, and how often it is heard; a name's label is the one with the most
_WITNESSES = {
    "legal form": (12, 1), "title": (8, 2), "post": (8, 2), "noun beside": (8, 2), "noun after": (4, 2),
    "forename": (8, 1), "model": (8, 1), "company": (6, 1), "place": (8, 1), "version": (6, 1),
    "owns": (4, 2), "acts": (4, 2),
    "pipeline": (4, 3), "pipeline, one word": (1, 3),
}  # fmt: skip
_ENOUGH = 4
"""Less than this is no evidence: a single word that only the pipeline takes for a person stays untyped."""
_VERSIONED = re.compile(r"\D*[A-Za-z][\w.\-]*(?:[ -]?v?\d+(?:\.\d+)*[A-Za-z]?)(?: \w+)?|[a-z]?[A-Z]{2,}-\d\w*")
_Voice = tuple[Label, str]
_TYPES = {"organisation": Label.ORGANISATION, "product": Label.PRODUCT, "person": Label.PERSON}


class _Words(NamedTuple):
    titles: frozenset[str]
    enders: frozenset[str]
    legal_forms: frozenset[str]
    organisation_words: frozenset[str]
    product_words: frozenset[str]
    before_posts: frozenset[str]
    behind_posts: frozenset[str]
    of_posts: frozenset[str]
    field_posts: frozenset[str]
    class_nouns: dict[str, Label]
    bare_genitive: bool
    nouns_have_capitals: bool


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")
    nouns = {noun.casefold(): _TYPES[kind] for kind, list_ in data["class_nouns"].items() for noun in list_}
    lists = {key: frozenset(data[key]) for key in _Words._fields if isinstance(data[key], list)}
    return _Words(
        **lists, class_nouns=nouns, bare_genitive=data["bare_genitive"], nouns_have_capitals=data["nouns_have_capitals"]
    )


class Cast:
    """The names of one document: `full` gives a name's fullest form, `label` what it is."""

    def __init__(self, full: dict[str, str], labels: dict[str, Label]) -> None:
        self._full = full
        self._labels = labels

    def full(self, name: str) -> str:
        """The fullest form of a name that the document has."""
        return self._full.get(name, name)

    def label(self, name: str) -> Label | None:
        """What the document takes a name for; `None` when nothing speaks for anything."""
        return self._labels.get(self.full(name))

    def names(self, label: Label) -> list[str]:
        """The full names of one type, in the order of their first mention."""
        return [name for name, found in self._labels.items() if found is label]

    def organisation_in(self, name: str) -> str | None:
        """The organisation that a longer name begins with: "Acme" for "Acme Assistant"."""
        words = self.full(name).split()
        for length in range(len(words) - 1, 0, -1):
            start = " ".join(words[:length])
            if self.label(start) is Label.ORGANISATION:
                return self.full(start)
        return None


def cast_document(passages: Sequence[Passage]) -> tuple[list[Passage], Cast]:
    """Return the passages with every known name found in each, and the cast of the document."""
    passages = with_parts_of_names(_complete([with_missed_names(passage) for passage in passages]))
    counts = Counter(name.text for passage in passages for name in passage.names)
    heard: dict[str, Counter[_Voice]] = defaultdict(Counter)
    for passage in passages:
        posts = _posts(passage)
        for name in passage.names:
            heard[name.text].update(_voices(passage, name))
            if label := posts.get(name.start):
                heard[name.text][label, "post"] += 1
    for firm in (firm for firm in (*firms_in_titles(passages), *firms_by_nouns(passages)) if firm in counts):
        heard[firm][Label.ORGANISATION, "post"] += 1
    full = _fullest(counts, heard)
    together: dict[str, Counter[_Voice]] = defaultdict(Counter)
    for text, voices in heard.items():
        together[full[text]].update(voices)
    labels = {text: label for text in dict.fromkeys(full[n] for n in counts) if (label := _elected(together[text]))}
    return passages, Cast(full, labels)


def _elected(voices: Counter[_Voice]) -> Label | None:
    votes: Counter[Label] = Counter()
    for (label, witness), times in voices.items():
        worth, limit = _WITNESSES[witness]
        votes[label] += worth * min(times, limit)
    order = list(Label)
    winner = min(votes, key=lambda label: (-votes[label], order.index(label)), default=None)
    return winner if winner is not None and votes[winner] >= _ENOUGH else None


def _complete(passages: Sequence[Passage]) -> list[Passage]:
    """Find the names that the tagger saw in one sentence also where it missed them in another, genitives included."""
    passages = _without_first_words(passages)
    known = {name.text for passage in passages for name in passage.names if _is_sure(name)}
    stop = frozenset(read_data(passages[0].lang, "names")["stop"]) if passages else frozenset()
    known |= {token.text for passage in passages for token in passage.tree if _is_capital_company(token)} - stop
    return [passage.with_names(_known_names(passage, known)) for passage in passages]


def _without_first_words(passages: Sequence[Passage]) -> list[Passage]:
    """Drop the capital that only opens a sentence: one word, in no list, and nowhere a name in mid-sentence."""
    inside = {name.text for passage in passages for name in passage.names if name.start > 0}
    firsts = {name.text.split()[0] for passage in passages for name in passage.names if " " in name.text}
    return [
        passage.with_names(
            name
            for name in passage.names
            if name.start > 0
            or " " in name.text
            or name.text in inside | firsts
            or _is_listed(name)
            or opens_as_name(name, passage)
        )
        for passage in passages
    ]


def _is_listed(name: Name) -> bool:
    lists = ("companies", "places", "models", "forenames")
    return not name.text.isalpha() or any(name.text in load_gazetteer(list_) for list_ in lists)


def _is_sure(name: Name) -> bool:
    return name.label is not None or name.text in load_gazetteer("companies") or " " in name.text


def _is_capital_company(token: Token) -> bool:
    return token.text in load_gazetteer("companies") and token.pos_ in ("PROPN", "NOUN", "X") and token.i > 0


def _known_names(passage: Passage, known: set[str]) -> Iterable[Name]:
    names = [_nominative(name, passage, known) for name in passage.names]
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in passage.tree:
        text = _stem(token.text, passage.lang, known)
        if token.i not in taken and text in known and not passage.quantity_at(token):
            names.append(_found(token, text, passage))
    return names


def _found(token: Token, text: str, passage: Passage) -> Name:
    """A known name where the tagger saw none, with the word that ends it: "X1 API"."""
    start, end = passage.span.start + token.idx, token.i + 1
    following = token.nbor(1) if end < len(token.doc) else None
    if following is not None and following.text in _words(passage.lang).enders and not _is_compound(following):
        text, end = f"{text} {following.text}", end + 1
    return Name(token.i, end, text, Span(start=start, end=start + len(text)), None)


def _is_compound(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "NOUN"


def _nominative(name: Name, passage: Passage, known: set[str]) -> Name:
    text = _stem(name.text, passage.lang, known)
    return name._replace(text=text, span=Span(start=name.span.start, end=name.span.start + len(text)))


def _stem(text: str, lang: str, known: set[str]) -> str:
    """A German genitive without its ending, where the bare name is known: "Nordwinds" is Nordwind's."""
    bare, lists = text[:-1], (known, load_gazetteer("companies"), load_gazetteer("places"))
    if _words(lang).bare_genitive and text.endswith("s") and any(bare in names for names in lists):
        return bare
    return text.removesuffix("'s").removesuffix("’s")


def _voices(passage: Passage, name: Name) -> Iterator[_Voice]:
    words = _words(passage.lang)
    if name.label:
        yield name.label, "pipeline" if " " in name.text else "pipeline, one word"
    yield from _spelling(name.text.split(), name.text, words)
    yield from ((label, "noun beside") for label in _beside(passage, name, words))
    yield from ((label, "noun after") for label in _behind(passage, name))
    yield from _deeds(passage, name)


def _spelling(parts: list[str], text: str, words: _Words) -> Iterator[_Voice]:
    if parts[-1] in words.legal_forms or (len(parts) > 1 and parts[-1] in words.organisation_words):
        yield Label.ORGANISATION, "legal form"
    if len(parts) in (2, 3) and parts[0] in load_gazetteer("forenames") and text not in load_gazetteer("companies"):
        yield Label.PERSON, "forename"
    if text in load_gazetteer("companies"):
        yield Label.ORGANISATION, "company"
    if len(parts) > 1 and parts[0] in load_gazetteer("companies") and parts[-1].isdigit():
        yield Label.PRODUCT, "model"  # "Nintendo Switch 2" is no firm, for all that its name begins with one
    if text in load_gazetteer("places"):
        yield Label.PLACE, "place"
    if text in load_gazetteer("models"):
        yield Label.PRODUCT, "model"
    if _VERSIONED.fullmatch(text) or (len(parts) > 1 and parts[-1] in words.product_words):
        yield Label.PRODUCT, "version"


def _beside(passage: Passage, name: Name, words: _Words) -> Iterator[Label]:
    """What the words around a name say of it: "Mr", "the chipmaker", "CEO", "its model"."""
    tree = passage.tree
    before = tree[name.start - 1] if name.start else None
    if before is not None and before.text in words.titles:
        yield Label.PERSON
    if before is not None and (label := class_of(before, passage.lang)):
        yield label
    head = passage.head_of(name.span)
    # "head of global business, Ada Byrne": the comma ends the field, and the name stands to the title
    inner = head is not None and base(head.head) == "nmod" and before is not None and before.text == ","
    if head is not None and base(head) == "appos" and not inner and (label := class_of(head.head, passage.lang)):
        yield label
    if head is not None:
        for apposition in children(head, "appos"):
            if not passage.name_at(apposition) and (label := class_of(apposition, passage.lang)):
                yield label
    if (
        before is not None
        and before.text == ","
        and name.start > 1
        and (label := class_of(tree[name.start - 2], passage.lang))
    ):
        yield label  # "its new model, X1": parsers lose the apposition


def _deeds(passage: Passage, name: Name) -> Iterator[_Voice]:
    """What a name has and does: a firm has revenue and launches products."""
    tree, lexicon = passage.tree, load_lexicon(passage.lang)
    if name.end < len(tree) and tree[name.end].text in ("'s", "’s"):
        owned = [token for token in tree[name.end + 1 : name.end + 4] if token.pos_ == "NOUN"]
        if any(metric_of(token, lexicon) for token in owned):
            yield Label.ORGANISATION, "owns"
    head = passage.head_of(name.span)
    if head is not None and base(head) == "nsubj":
        frames = (frame for form in word_forms(head.head, lexicon) for frame in lexicon.verbs.get(form, ()))
        if any(frame.subject_types == ("organisation",) for frame in frames):
            yield Label.ORGANISATION, "acts"


def _posts(passage: Passage) -> dict[int, Label]:
    """What the titles of a sentence say of the names beside them, by the name's first token."""
    found: dict[int, Label] = {}
    for title in find_titles(passage):
        for name in passage.names:
            if label := _beside_post(name, title, passage):
                found[name.start] = label
    return found


def _beside_post(name: Name, title: Title, passage: Passage) -> Label | None:
    """What a title says of a name: "Acme CEO", "CEO of Acme" name a firm; "Ada Byrne, CEO", "CEO Ada Byrne" people."""
    tree, words = passage.tree, _words(passage.lang)
    if name.end <= title.start:
        between = " ".join(t.text for t in tree[name.end : title.start])
        bearer = " " in name.text and name.text.split()[0] in load_gazetteer("forenames")
        if between in ("", "'s", "’s") and not bearer:
            return Label.ORGANISATION
        return Label.PERSON if between in words.before_posts else None
    if name.start == title.end:
        return Label.PERSON if " " in name.text or not words.nouns_have_capitals else None
    of = name.start == title.end + 1 and tree[title.end].lower_ in words.behind_posts
    return Label.ORGANISATION if of and not _is_field(name, title, passage) else None


def _is_field(name: Name, title: Title, passage: Passage) -> bool:
    """Whether one unlisted word behind "head of" may as well be a field: "head of Alignment"."""
    words, tree = _words(passage.lang), passage.tree
    after = tree[title.end].lower_ in words.of_posts and tree[title.end - 1].lower_ in words.field_posts
    return after and " " not in name.text and not _is_listed(name)


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


def class_of(token: Token, lang: str) -> Label | None:
    """What a common noun says that the name beside it is; compounds count by their last part ("Cloud-Anbieter")."""
    if token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
        return None
    nouns = _words(lang).class_nouns
    for form in (token.lemma_.casefold(), token.lower_, token.lower_.rpartition("-")[2]):
        if form in nouns:
            return nouns[form]
    return _by_last_part(token, nouns) if load_lexicon(lang).has_compounds else None


def _by_last_part(token: Token, nouns: dict[str, Label]) -> Label | None:
    """A compound by its last part: "Chiphersteller" is a "hersteller"."""
    form = token.lemma_.casefold()
    last = max((noun for noun in nouns if len(noun) >= 4 and form.endswith(noun)), key=len, default=None)
    return None if last is None else nouns[last]


def _fullest(counts: Counter[str], heard: dict[str, Counter[_Voice]]) -> dict[str, str]:
    """Each name's fullest form: a surname's full name, a firm's name with its legal form."""
    full = {}
    for name in counts:
        longer = [other for other in counts if other != name and _is_short_for(name, other, heard)]
        # with two bearers of a surname the document does not make plain who is meant
        full[name] = longer[0] if len({_key(other) for other in longer}) == 1 else name
    return full


def _key(name: str) -> str:
    return name.split()[-1] if len(name.split()) > 1 else name


def _is_plainly_firm(voices: Counter[_Voice]) -> bool:
    """Whether lists, legal forms or nouns call a name a firm; that it owns and acts is true of its founder as well."""
    plain = any((Label.ORGANISATION, witness) in voices for witness in ("legal form", "company", "noun beside", "post"))
    return plain and _elected(voices) is Label.ORGANISATION


def _is_short_for(short: str, long: str, heard: dict[str, Counter[_Voice]]) -> bool:
    parts, longer = short.split(), long.split()
    if len(parts) >= len(longer):
        return False
    is_person = _elected(heard[long]) is Label.PERSON
    if is_person:  # a founder's firm may have the founder's name
        return longer[-len(parts) :] == parts and not _is_plainly_firm(heard[short])
    tails = {form for lang in languages() for form in _words(lang).legal_forms}
    return longer[: len(parts)] == parts and all(word in tails for word in longer[len(parts) :])
