"""Names that the tagger misses or cuts: without titles, with words of firms, by legal forms, from other sentences.

"CEO Pat Gelsinger" is a title and a person whatever the tags say, and a listed forename and a capital make one, too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.classnouns import class_of, name_words
from claimtrack.extract.names.described import with_described_names
from claimtrack.extract.names.firmnames import (
    ahead_of_place,
    ahead_of_word,
    firms_at_head,
    firms_at_places,
    firms_by_nouns,
    firms_in_case,
    is_origin,
    listed_firms,
    without_origins,
)
from claimtrack.extract.names.nicknames import with_nicknames
from claimtrack.extract.names.nominatives import adjective_names
from claimtrack.extract.names.peoplenames import ahead_of_home, find_people
from claimtrack.extract.names.titles import find_titles, is_title, title_end
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label, Span
from claimtrack.recognize.gazetteers import is_listed, load_gazetteer
from claimtrack.recognize.institutions import is_institution, is_institution_noun
from claimtrack.recognize.names import Name
from claimtrack.recognize.namewords import INNER_CAPITAL, is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_LONGEST = 4
"""Words of the longest name ahead of a legal form."""
_SHORTEST = 4
"""Letters of a surname that is a name by itself; shorter ones are words too often."""


class _Words(NamedTuple):
    capitals: bool
    none: frozenset[str]
    organisations: frozenset[str]
    kinds: tuple[str, ...]
    people: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "names")
    nouns = {noun for nouns in data["class_nouns"].values() for noun in nouns}
    return _Words(
        data["nouns_have_capitals"],
        frozenset({*data["stop"], *data["legal_forms"], *nouns}),
        frozenset({*data["organisation_words"], *data["institutions"]["heads"]}),
        tuple(data.get("firm_kinds", ())),
        frozenset({*data["class_nouns"]["person"], *data["titles"]}),
    )


def with_missed_names(passage: Passage) -> Passage:
    """The passage with the names of people and firms that its tags do not show, and no title inside a name."""
    if passage.place.is_label:
        return passage
    shortened = (_without_title(name, passage) for name in with_nicknames(passage))
    names = [_with_firm_words(name, passage) for name in shortened if name is not None]
    if not read_data(passage.lang, "names")["nouns_have_capitals"]:
        return passage.with_names(with_described_names(passage, names))
    found = firms_at_head(passage) or firms_at_places(passage)
    for find in (listed_firms, firms_in_case, find_people):
        named = {i for name in found for i in range(name.start, name.end)}
        found += [name for name in find(passage) if not named & set(range(name.start, name.end))]
    forms = _legal_forms(passage.lang)
    found = [name for name in found if text_of(passage.tree[name.end : name.end + 1]) not in forms]  # "Ada Byrne GmbH"
    for reader in (_legal_names, adjective_names, _genitives):
        taken = {i for name in found for i in range(name.start, name.end)}
        found += [name for name in reader(passage, names) if not taken & set(range(name.start, name.end))]
    taken = {i for name in found for i in range(name.start, name.end)}
    kept = (_without_title(piece, passage) for name in names for piece in _outside(name, taken, passage))
    return passage.with_names([*found, *(name for name in kept if name is not None)])


def _without_title(name: Name, passage: Passage) -> Name | None:
    """A name without the title written before it: "Finanzvorstand Ada Byrne" is Ada Byrne."""
    if is_institution(name.text, passage.lang):
        return name
    start, last = _behind_title(name.start, passage), name.end
    start = _national_title_end(passage, start, last) or start
    if start + 1 < last and _is_owner(passage.tree[start], passage.lang):
        return _name(start + 1, last, passage, None)
    while start < last and (end := title_end(passage, start) or _description_end(passage, start)) is not None:
        start = end
    start += start < last and passage.tree[start].pos_ == "ADP"  # "Strategist of Norwind"
    last = ahead_of_home(start, _ahead_of_title(start, last, passage), passage)
    titled = last < len(passage.tree) and title_end(passage, last) is not None
    while titled and start < last - 1 and _tells_state(passage.tree[start], passage.lang):
        start += 1  # "Former Norwind boss"
    while _words(passage.lang).capitals and start < last and _follows_name(passage.tree[last - 1], passage.lang):
        last -= 1  # "Bayerns Ministerpräsident", "wurde Byrne Nachfolgerin von"
    if _is_described_noun(name, passage):
        return None
    if start < last and passage.tree[start].pos_ == "CCONJ":
        return name  # "Hotel- und Gaststättenverband"
    rest = text_of(passage.tree[start:last])
    if (start, last) == (name.start, name.end) or is_institution_noun(rest, passage.lang):
        return name  # "Justice Department", for all that a justice is a post as well
    return _name(start, last, passage, name.label) if start < last else None


def _ahead_of_title(start: int, last: int, passage: Passage) -> int:
    """Where a name ends that a title begins in: "Norwind" of "Norwind Press chief", but "Norwind Equity Partners"."""
    for at in range(start, last):
        end = title_end(passage, at) or 0
        holder = passage.name_at(passage.tree[end]) if last < end < len(passage.tree) else None
        if end > last and (passage.tree[last].text[0].islower() or holder is not None):
            return at
    return last


def _is_owner(token: Token, lang: str) -> bool:
    """Whether the first word of a name is the genitive of a place, without an apostrophe: "Bremens Ada Byrne"."""
    bare = token.text.removesuffix("s")
    listed = bare != token.text and bare in load_gazetteer("places") and not is_listed(token.text)
    return listed and name_words(lang).bare_genitive


def _is_described_noun(name: Name, passage: Passage) -> bool:
    """Whether a name is a plain noun for a firm, with its article, where all nouns have capitals: "der Fonds"."""
    before = passage.tree[name.start - 1] if name.start else None
    if before is None or before.pos_ not in ("DET", "ADJ") or " " in name.text or not _words(passage.lang).capitals:
        return False
    if class_of(passage.tree[name.start], passage.lang) is not Label.ORGANISATION or "-" in name.text:
        return False
    pointing = tuple(read_data(passage.lang, "names")["anaphora"]["endings"])
    return not is_listed(name.text) and (load_words(passage.lang).has_own(name.text) or name.text.endswith(pointing))


def _behind_title(start: int, passage: Passage) -> int:
    """Where a name begins that a title runs into: "Secretary of State Ada Byrne"."""
    ends = (title_end(passage, at) for at in range(max(0, start - 2), start))
    return max([start, *(end for end in ends if end)])


def _national_title_end(passage: Passage, start: int, last: int) -> int | None:
    """Where a title ends that an adjective of a state leads: "US Attorney General Ada Byrne"."""
    states = read_data(passage.lang, "states")["adjectives"]
    return title_end(passage, start + 1) if start + 1 < last and passage.tree[start].lower_ in states else None


def _follows_name(token: Token, lang: str) -> bool:
    """Whether a noun with a capital is a title that the tags have joined to the name before it; "Partners" is none."""
    if token.text in _words(lang).organisations:
        return False
    return is_title(token.text, lang) or token.text in read_data(lang, "roles")["event"]["successors"]


def _tells_state(token: Token, lang: str) -> bool:
    """Whether a word at a name's head only says how a post is held: "Former", "Interim"; "Federal" may be its own."""
    words = read_data(lang, "roles")
    plain = token.ent_type_ != "ORG" and token.lower_ in words["title_adjectives"]
    return plain or token.lower_ in (*words["ended"], *words["coming"])


def _with_firm_words(name: Name, passage: Passage) -> Name:
    """A name with the words behind it that only firms have: "Norwind" in "Norwind Systems"."""
    words, tree, end = _words(passage.lang), passage.tree, name.end
    while end < len(tree) and _is_firm_word(tree[end], words) and not is_origin(name.text, passage.lang):
        if (title_end(passage, end) or 0) > end + 1:
            break  # "Executive Director"
        end += 1
    if end > name.end and _is_capital_word(end, passage) and not _is_capital_word(end + 1, passage):
        end += tree[end].text not in words.none and not is_title(tree[end].text, passage.lang)  # "Norwind News Daily"
    plain = _is_capital_word(end, passage) and not is_title(tree[end].text, passage.lang)  # a headline in capitals
    if (first := ahead_of_place(name, passage)) is not None:
        return _name(first, name.end, passage, Label.ORGANISATION)
    start = ahead_of_word(name, passage) if name.text in words.organisations else name.start
    start = _ahead_by_number(name, passage) or start
    return name if (start, end) == (name.start, name.end) or plain else _name(start, end, passage, name.label)


def _ahead_by_number(name: Name, passage: Passage) -> int:
    """Where a club's or a firm's name starts that a number leads: "1. FC Nordheim", "1807 Capital"; 0 for others."""
    ahead = passage.tree[name.start - 1].text if name.start else ""
    clubs = name_words(passage.lang).club_words
    numbered = ahead.endswith(".") and ahead[:-1].isdigit() and name.text.split()[0] in clubs
    numbered = numbered or (ahead.isdigit() and name.text in _words(passage.lang).organisations)
    return name.start - 1 if numbered and name.start > 1 else 0


def _is_firm_word(token: Token, words: _Words) -> bool:
    """Whether a word ends names of firms: "Systems", and where nouns are compounded "Ziegelwerke"."""
    ends = token.text in words.organisations or (bool(words.kinds) and token.lower_.endswith(words.kinds))
    return ends and token.text[0].isupper()


def _is_capital_word(at: int, passage: Passage) -> bool:
    return at < len(passage.tree) and passage.tree[at].text[0].isupper() and passage.tree[at].is_alpha


def _description_end(passage: Passage, at: int) -> int | None:
    """Behind a word for a person or firm ("Ex-Profi", "CDU-Politiker", "Ölriese"), where it begins a name."""
    token = passage.tree[at]
    first, hyphen, last = token.text.rpartition("-")
    group = last in _legal_forms(passage.lang)
    if last in name_words(passage.lang).compounded and hyphen and is_no_word(first, passage.lang):
        group = True  # "die Norwind-Brauerei"
    described = _words(passage.lang).capitals and not group and not _may_be_institution(token, passage)
    if described and class_of(token, passage.lang):
        return at + 1
    person = hyphen and (first == "Ex" or first.startswith("Ex-") or last in _words(passage.lang).people)
    return at + 1 if person else None


def _may_be_institution(token: Token, passage: Passage) -> bool:
    """Whether a class noun is as likely the name's own: "Landesbank Nordland", "Stiftung Nordland"."""
    text = token.text.lower()
    return any(text.endswith(word.lower()) for word in _words(passage.lang).organisations)


def with_parts_of_names(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with surnames of people named in full, and firms that titles name ("Acme-Chef"), found as names."""
    if not passages or not read_data(passages[0].lang, "names")["nouns_have_capitals"]:
        return list(passages)
    labels = dict.fromkeys(_surnames(passages), Label.PERSON)
    labels |= dict.fromkeys((*firms_in_titles(passages), *firms_by_nouns(passages)), Label.ORGANISATION)
    people = {name.text for passage in passages for name in passage.names if name.label is Label.PERSON}
    passages = [
        passage.with_names(_one_person(name, people, passage) for name in passage.names)
        for passage in without_origins(passages)
    ]
    return [
        passage.with_names([*(_as_known(name, labels) for name in passage.names), *_known(passage, labels)])
        for passage in passages
    ]


def _one_person(name: Name, people: set[str], passage: Passage) -> Name:
    """A person's name without a noun or surname that taggers have joined to it: "dass Ada Byrne Ford warnt"."""
    first, _, last = name.text.rpartition(" ")
    if first not in people or " " not in first or name.text not in people:
        return name
    other = any(text.endswith(f" {last}") and text.split()[0] != name.text.split()[0] for text in people)
    noun = load_words(passage.lang).has_own(last)
    return _name(name.start, name.end - 1, passage, name.label) if other or noun else name


def _as_known(name: Name, labels: dict[str, Label]) -> Name:
    """One word that is a known name's genitive, as that name: "Byrnes" is Byrne's."""
    bare = name.text.removesuffix("s")
    if " " in name.text or name.text in labels or bare not in labels:
        return name
    span = Span(start=name.span.start, end=name.span.start + len(bare))
    return name._replace(text=bare, span=span, label=labels[bare])


def _surnames(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        for name in passage.names:
            surname = name.text.split()[-1]
            if name.label is Label.PERSON and " " in name.text and len(surname) >= _SHORTEST:
                yield surname


def firms_in_titles(passages: Sequence[Passage]) -> list[str]:
    """The firms that compounds with a title name, each once: "Acme" in "Ex-Acme-Chef"."""
    found = []
    for passage in passages:
        titles = find_titles(passage) if read_data(passage.lang, "names")["nouns_have_capitals"] else ()
        for title in (title for title in titles if title.prefix):
            fields, nouns = _no_firms(passage.lang)
            hyphened = f"{title.prefix}-" in passage.tree[title.start].text
            parts = {title.prefix.lower(), title.prefix.rpartition("-")[2].lower()}
            plain = title.prefix.lower().endswith(nouns) and load_words(passage.lang).has_own(title.prefix)
            if hyphened and not (parts & fields or (plain and not is_listed(title.prefix))):
                found.append(title.prefix)
    return list(dict.fromkeys(found))


@cache
def _no_firms(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The first parts of titles that name no firm: fields of work, and the last letters of institutions."""
    roles = read_data(lang, "roles")
    return frozenset(field.lower() for field in roles["fields"]), tuple(roles["institutions"])


def _known(passage: Passage, labels: dict[str, Label]) -> Iterator[Name]:
    taken = {i for name in passage.names for i in range(name.start, name.end)}
    for token in passage.tree:
        text = token.text if token.text in labels else token.text.removesuffix("s")
        if text in labels and token.i not in taken and token.text[0].isupper():
            described = token.i > 0 and token.nbor(-1).pos_ in ("ADJ", "NUM")
            if not described and not passage.is_time(token) and not passage.quantity_at(token):
                yield _name(token.i, token.i + 1, passage, labels[text], text)


def _outside(name: Name, taken: set[int], passage: Passage) -> Iterator[Name]:
    """The longest pieces of a name that other names have left."""
    start: int | None = None
    for i in range(name.start, name.end + 1):
        free = i < name.end and i not in taken
        if free and start is None:
            start = i
        elif not free and start is not None:
            if start == name.start and i == name.end:
                yield name
            elif i in taken and class_of(passage.tree[i - 1], passage.lang) is Label.ORGANISATION:
                pass  # "Pensionsfonds" ahead of the fund's name
            elif _is_left_over(passage.tree[start].text, passage.tree[i - 1].text):
                yield _name(start, i, passage, None)
            start = None


def _is_left_over(first: str, last: str) -> bool:
    """Whether what other names have left of a name is one: "X1" or "eBook 7" behind a maker, but no number."""
    opens = first[0].isupper() or INNER_CAPITAL.fullmatch(first) is not None
    return opens and (last.isalpha() or last[-1].isdigit())


def _name(start: int, end: int, passage: Passage, label: Label | None, text: str | None = None) -> Name:
    return passage.name_of(start, end, label, text)


def _legal_names(passage: Passage, names: Sequence[Name]) -> Iterator[Name]:
    """Firms by their legal form: "Norwind AG", "Norwind Logistik GmbH & Co. KG", whatever the tags of the words are."""
    tree, forms = passage.tree, _legal_forms(passage.lang)
    for token in tree[1:]:
        if forms.isdisjoint((token.text, token.text.rstrip("."))):
            continue
        behind = [t.text for t in tree[token.i + 1 : token.i + 3]]
        if behind[:1] and (behind[0] in forms or (behind[0] == "&" and behind[-1] in forms)):
            continue
        start = token.i
        while start > 0 and tree[start - 1].text in forms | {"&"}:
            start -= 1
        first = _first_of_firm(start, passage)
        named = min([name.start for name in names if name.start < start <= name.end], default=first)
        if min(first, named) < start:
            found = _name(min(first, named), token.i + 1, passage, Label.ORGANISATION)
            yield found if token.text in forms else found._replace(text=found.text.rstrip("."))


def _first_of_firm(start: int, passage: Passage) -> int:
    """Where the words in capitals ahead of a legal form begin, without the noun that says what the firm is."""
    tree, at = passage.tree, start
    while at > 0 and start - at < _LONGEST and _may_open_firm(tree[at - 1], passage):
        described = at < start and class_of(tree[at - 1], passage.lang)
        if described and not _may_be_institution(tree[at - 1], passage):
            break
        at -= 1
    return at


def _may_open_firm(token: Token, passage: Passage) -> bool:
    return (
        token.text[0].isupper()
        and token.pos_ in ("NOUN", "PROPN", "X", "ADJ")
        and not passage.is_time(token)
        and not is_title(token.text, passage.lang)
    )


@cache
def _legal_forms(lang: str) -> frozenset[str]:
    return frozenset(read_data(lang, "names")["legal_forms"])


def _genitives(passage: Passage, names: Sequence[Name]) -> Iterator[Name]:
    """Listed firms with the ending of a genitive: "Nordwinds"."""
    alone = {name.start for name in names if name.end == name.start + 1 and name.label is not None}
    for token in passage.tree:
        bare = token.text[:-1]
        if (
            token.i not in alone
            and token.text.endswith("s")
            and bare in load_gazetteer("companies")
            and len(bare) >= _SHORTEST
            and bare not in _words(passage.lang).none
        ):
            yield _name(token.i, token.i + 1, passage, Label.ORGANISATION, bare)
