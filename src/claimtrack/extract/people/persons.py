"""The people of a sentence: by name, by pronoun, by "the manager", each with the tokens that it takes up."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import are_of_two_people, find_titles, is_of_woman, is_title
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.lexicon import written_words
from claimtrack.extract.text.syntax import base
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.people.rolewords import RoleWords
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_MARKS = str.maketrans("", "", ".-'’‑()“”„\"")
_GLUED = re.compile(r"[a-zäöüß]{5}[A-ZÄÖÜ]")
"""A label that runs into a name: "InterviewAda Byrne", and no "MacDonald"."""
_OFTEN = 4
"""Mentions of the person that a document is about, at least."""
_SOLE = 0.12
"""How much surer it is whom "she" means where the sentence before names one person."""
_MAIN_SURE = 0.75
_MAIN: WeakKeyDictionary[Discourse, str] = WeakKeyDictionary()
_PEOPLE: WeakKeyDictionary[Discourse, dict[int, list[Person]]] = WeakKeyDictionary()
_PHRASE = 6
"""Tokens ahead of a noun in which its article stands: "the 39-year-old"."""
_CALLED = 0.8
"""Certainty of whom a post without a name stands for, where the sentence itself tells."""
_NOBODYS = frozenset({"board member", "expert", "reporter"})
"""Ranks of compounds that mean a board, a topic or somebody outside the text as often as a person spoken of."""
_FAR = 0.06
"""How much less sure that may be: one sentence back."""
_LOOK_BACK = 6
"""Sentences of the document in which "he" looks for whom it stands."""


class Person(NamedTuple):
    """A person in a sentence: tokens `start` to `end` (half-open), and who it is; `named` where the name stands."""

    start: int
    end: int
    filler: Filler
    named: bool


def read_people(passage: Passage, discourse: Discourse) -> list[Person]:
    """Return the people of a sentence in the order of its words."""
    known = _PEOPLE.setdefault(discourse, {})  # asked for each time that posts are read
    place = discourse.place_of(passage)
    if place not in known:
        known[place] = _read(passage, discourse)
    return known[place]


def forget_people(discourse: Discourse) -> None:
    """Have the people of all sentences read anew, with what has been learned of posts."""
    _PEOPLE.pop(discourse, None)


def person_meant(
    token: Token, passage: Passage, discourse: Discourse, among: Sequence[Person] | None = None
) -> Filler | None:
    """Whom "his" or "ihr" stands for, when only one person can be meant: one `among` those, or ahead of it."""
    ahead = [person for person in read_people(passage, discourse) if person.end <= token.i]
    return _recent(token, ahead if among is None else among, passage, discourse, 0.8)


def person_described(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Whom a noun stands for without a name: "the 39-year-old", "der Unternehmer"."""
    people = read_people(passage, discourse) if token.pos_ != "PRON" else ()
    return next((p.filler for p in people if not p.named and p.start <= token.i < p.end), None)


def _read(passage: Passage, discourse: Discourse) -> list[Person]:
    words = role_words(passage.lang)
    people = list(_named(passage, discourse))
    meaning = words.person_pronouns | words.person_nouns | words.aged
    forms = enumerate(written_words(passage.tree))
    for token in [passage.tree[at] for at, form in forms if form in meaning or form.rpartition("-")[2] in words.aged]:
        if passage.name_at(token) is not None or _leads_to_companion(token, words):
            continue
        if found := _meant(token, people, passage, discourse, words):
            people.append(Person(token.i, token.i + 1, found, False))
    people += [
        p for p in _by_post(people, passage, discourse, words) if all(p.start != other.start for other in people)
    ]
    return sorted(people, key=lambda person: person.start)


def _leads_to_companion(token: Token, words: RoleWords) -> bool:
    """Whether a pronoun only says beside whom somebody stands: "her brother is chairman"."""
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return token.dep_ in ("nmod:poss", "det:poss") and behind.lower_ in words.companions and token.head == behind


def _by_post(people: Sequence[Person], passage: Passage, discourse: Discourse, words: RoleWords) -> Iterator[Person]:
    """The people who are meant by a post that they alone hold: "The chief executive will leave in May"."""
    tree = passage.tree
    for title in find_titles(passage):
        unfit = title.ended or title.coming or title.plural or title.abstract  # "übernimmt den Vorstandsvorsitz"
        unfit = unfit or title.rank == "board member"  # "verlässt den Vorstand"
        name = None if unfit else discourse.posts_told.holder(title.rank)
        if name and title.rank == "player" and discourse.title_of(name) != text_of(tree[title.start : title.end]):
            continue  # "der Linksverteidiger" is not the goalkeeper
        following = tree[title.end] if title.end < len(tree) else None
        goes_on = following is not None and (passage.name_at(following) or following.lower_ in words.links)
        first, last = tree[title.start], tree[title.end - 1]
        if name is not None and not goes_on and title.start and first.nbor(-1).lower_ in words.articles:
            yield Person(last.i, last.i + 1, Filler(name, Label.PERSON, last, 0.95, "noun"), False)
        elif not goes_on and words.capitals and (called := _called(title, people, passage, discourse, words)):
            yield Person(last.i, last.i + 1, called, False)


def _called(
    title: Title, people: Sequence[Person], passage: Passage, discourse: Discourse, words: RoleWords
) -> Filler | None:
    """The person ahead whom a post with its organisation stands for: "sagte der Norwind-Chef"."""
    token = passage.tree[title.end - 1]
    bare = not title.prefix or title.prefix.lower() in words.fields or title.rank in _NOBODYS
    if bare or title.plural or not _is_definite(token, words) or not _is_subject(token):
        return None
    found = _recent(token, people, passage, discourse, _CALLED)
    if found is None or found.certainty < _CALLED - _FAR or _is_other(found.text, token.text, discourse):
        return None
    return found._replace(via="noun")


def _is_subject(token: Token) -> bool:
    """Whether the article of a title shows the nominative singular: "der Chef", "die Chefin", "die Vorsitzende"."""
    article = next((t.lower_ for t in reversed(token.doc[max(0, token.i - _PHRASE) : token.i]) if t.pos_ == "DET"), "")
    woman = is_of_woman(token.text)
    return article == {True: "die", False: "der"}.get(woman) if woman is not None else token.lower_.endswith("e")


def _is_other(person: str, title: str, discourse: Discourse) -> bool:
    """Whether a title is a man's and a person, by another title or the ending of a forename, a woman, or vice versa."""
    woman = person.partition(" ")[0].endswith("a") and is_of_woman(title) is False
    return woman or are_of_two_people(discourse.title_of(person) or title, title)


def _named(passage: Passage, discourse: Discourse) -> Iterator[Person]:
    for name in passage.names:
        person = discourse.cast.label(name.text) is Label.PERSON and not _is_ordinary(name, passage, discourse)
        if person and _is_club(name.text, passage.lang):
            continue
        if (person and _is_written_as_person(name.text)) or _is_introduced(name, passage, discourse):
            full, end = discourse.cast.full(name.text), _end_of_name(name, passage)
            if _is_cut_off(full, end, passage) or _GLUED.search(full):
                continue
            if end != name.end and full == name.text:
                full = text_of(passage.tree[name.start : end])
            yield Person(name.start, end, Filler(full, Label.PERSON, passage.tree[name.start], 1.0, "name"), True)


def _is_ordinary(name: Name, passage: Passage, discourse: Discourse) -> bool:
    """Whether one word that stands for no longer name is no name: the "Delegate" of "France's Minister Delegate"."""
    alone = " " not in name.text and discourse.cast.full(name.text) == name.text
    lang, before = passage.lang, passage.tree[max(0, name.start - 1)]
    titled = role_words(lang).capitals and name.start > 0 and is_title(before.text, lang)
    known = titled or name.text in load_gazetteer("forenames")
    *first, last = name.text.split()
    if role_words(lang).capitals and len(first) == 1 and first[0].endswith("er") and load_words(lang).has_own(last):
        inflected = before.lower_ in role_words(lang).joiners | role_words(lang).articles
        return name.start > 0 and inflected and first[0] not in load_gazetteer("forenames")  # "der Mainzer Ehrenbürger"
    return alone and not known and load_words(passage.lang).has_own(name.text)


def _is_introduced(name: Name, passage: Passage, discourse: Discourse) -> bool:
    """Whether a forename alone opens a note about an author: "Ada is a senior reporter at Acme Daily"."""
    following = passage.tree[name.end] if name.start == 0 and name.end < len(passage.tree) else None
    untyped = discourse.cast.label(name.text) is None and name.text in load_gazetteer("forenames")
    words = role_words(passage.lang)
    return untyped and following is not None and following.lower_ in words.copulas | words.perfect


def _end_of_name(name: Name, passage: Passage) -> int:
    """Where a name ends that the tags have cut: no name ends in "van", and a proper noun goes on with it."""
    tree, end = passage.tree, name.end
    particle = tree[end - 1].lower_ in load_gazetteer("particles")
    while particle and end < len(tree) and tree[end].lower_ in load_gazetteer("particles"):
        end += 1
    following = tree[end] if end < len(tree) else None
    if following is None or not following.text.istitle() or passage.is_time(following):
        return name.end
    if not particle and (is_title(following.text, passage.lang) or load_words(passage.lang).has_own(following.text)):
        return name.end
    forenames = all(part in load_gazetteer("forenames") for part in name.text.split())
    goes_on = particle or (following.pos_ == "PROPN" and base(following) == "flat" and (forenames or " " in name.text))
    rest = passage.name_at(following)
    if rest is not None:
        return rest.end if goes_on and rest.label in (None, Label.PERSON) and (particle or forenames) else name.end
    return end + 1 if goes_on else name.end


def _is_cut_off(full: str, end: int, passage: Passage) -> bool:
    """Whether a forename stands alone before a capital: the surname that the tags have lost."""
    following = passage.tree[end].text if end < len(passage.tree) else ""
    return " " not in full and full in load_gazetteer("forenames") and following[:1].isupper()


def _is_club(name: str, lang: str) -> bool:
    """Whether a name begins with a word of clubs: "Eintracht Nordstadt"."""
    return name.partition(" ")[0] in read_data(lang, "names")["club_words"]


def _is_written_as_person(name: str) -> bool:
    """Whether a name begins with a capital, has letters only, and is not one shouted word of a headline."""
    letters = name.replace(" ", "").translate(_MARKS)
    return letters.isalpha() and letters[0].isupper() and (" " in name or not name.isupper())


def _meant(
    token: Token, people: Sequence[Person], passage: Passage, discourse: Discourse, words: RoleWords
) -> Filler | None:
    """Whom a pronoun or a noun like "the manager" stands for, when only one person can be meant."""
    if token.lower_ in words.person_pronouns and token.pos_ == "PRON" and _is_singular(token):
        return _recent(token, people, passage, discourse, 0.8)
    aged = token.lower_.rpartition("-")[2] in words.aged and _is_aged(token)
    if (token.lower_ in words.person_nouns or aged) and _is_definite(token, words):
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if aged and following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ"):
            return None  # "the 39-year-old engineer"
        if following is not None and (passage.name_at(following) or following.lower_ in words.links):
            return None
        return _recent(token, people, passage, discourse, 0.75)
    return None


def _is_singular(token: Token) -> bool:
    """German "sie" is "she" or "they": the verb tells."""
    if token.lower_ != "sie":
        return True
    head = token.head
    verbs = [head, *(child for child in head.children if child.pos_ == "AUX")]
    numbers = {number for verb in verbs for number in verb.morph.get("Number", [])}
    return "Plur" not in numbers


def _is_definite(token: Token, words: RoleWords) -> bool:
    """Whether an article points back: "the manager", "der gelernte Jurist", "the 39-year-old"."""
    for before in reversed(token.doc[max(0, token.i - _PHRASE) : token.i]):
        if before.lower_ in words.articles:
            return before.pos_ == "DET"
        if before.pos_ != "ADJ" and not before.text[0].isdigit() and before.lower_ not in words.age_parts:
            return False
    return False


def _is_aged(token: Token) -> bool:
    """Whether a word ends an age: "39-year-old", "44-Jährige"."""
    return text_of(token.doc[max(0, token.i - _PHRASE + 1) : token.i + 1]).split()[-1][0].isdigit()


def _recent(
    token: Token, people: Sequence[Person], passage: Passage, discourse: Discourse, certainty: float
) -> Filler | None:
    """The one person spoken of: ahead in the sentence, else the only one, or the subject, of a sentence before."""
    if told := _told_inside(token, people, passage, certainty):
        return told
    before = [p for p in people if p.named and p.end <= token.i and not _acts_on(p, token)]
    if ahead := _acting_first(before):
        sure = certainty - 0.15 if len(ahead) > 1 else certainty
        return Filler(ahead[0], Label.PERSON, token, sure, "pronoun")
    if base(token.head) == "advcl" and _is_of_unread(passage, discourse):
        return None  # "Jorun has covered firms since 1999, when she joined Acme"
    for place in range(discourse.place_of(passage) - 1, -1, -1):
        earlier = discourse.passages[place]
        distance = passage.position - earlier.position
        if distance > _LOOK_BACK:
            break
        if _is_of_unread(earlier, discourse):
            return None
        if carried := _carried(token, earlier, discourse):
            return carried.filler._replace(token=token, certainty=certainty - 0.05 * distance)
        found = list(_named(earlier, discourse))
        if found:
            sole = _SOLE if distance == 1 and len({p.filler.text for p in found}) == 1 else 0
            only, main = _only_one(found, token, certainty - 0.05 * distance + sole), _main(token, discourse)
            return main if only is None or (main and main.text == only.text) else only
    main = _main(token, discourse)
    known = main if main is not None and _is_named_by(main.text, passage, discourse) else None
    main = known or _coming(token, people, passage, certainty)  # a note on the author may open the report
    return main or _told_next(token, passage, discourse)


def _told_inside(token: Token, people: Sequence[Person], passage: Passage, certainty: float) -> Filler | None:
    """Whom the sentence itself makes sure: "he … he" is one and the same, "In her first memo, Ada Byrne said"."""
    for person in people:
        if not person.named and person.end <= token.i and passage.tree[person.start].lower_ == token.lower_:
            return person.filler
    return _coming(token, people, passage, certainty) if "poss" in token.dep_ else None


def _is_named_by(name: str, passage: Passage, discourse: Discourse) -> bool:
    """Whether somebody is named in a sentence or ahead of it; nothing is ahead of the first that has people."""
    ahead = discourse.passages[: discourse.place_of(passage) + 1]
    people = [person.filler.text for earlier in ahead for person in _named(earlier, discourse)]
    return name in people or passage.position <= 1


def _acting_first(people: Sequence[Person]) -> list[str]:
    """The names of people, those of the subjects first."""
    subjects = [person for person in people if base(person.filler.token) == "nsubj"]
    return list(dict.fromkeys(person.filler.text for person in (*subjects, *people)))


def _is_of_unread(earlier: Passage, discourse: Discourse) -> bool:
    """Whether a sentence is about a name that is read as nothing: "Jorun covers start-ups. She worked at Acme"."""
    first = earlier.tree[0]
    name = earlier.name_at(first)
    label = discourse.cast.label(name.text) if name is not None else None
    pronouns = role_words(earlier.lang).person_pronouns
    called = label is not Label.PERSON and any(token.lower_ in pronouns for token in earlier.tree)
    unread = first.pos_ == "PROPN" and (label is None or called)
    return unread and base(first) == "nsubj" and not load_words(earlier.lang).has_own(first.text)


def _told_next(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The one person of the second sentence, where a text opens with a pronoun: "He was chairman. Tom Ford was 93."."""
    later = discourse.passages[1] if passage.position == 0 and len(discourse.passages) > 1 else None
    names = list(dict.fromkeys(p.filler.text for p in _named(later, discourse))) if later is not None else []
    return Filler(names[0], Label.PERSON, token, _MAIN_SURE, "pronoun") if len(names) == 1 else None


def _carried(token: Token, earlier: Passage, discourse: Discourse) -> Person | None:
    """The same pronoun as the subject of a sentence before: "She hosts a show with Tom Ford. Earlier, she …"."""
    people = (p for p in read_people(earlier, discourse) if not p.named and base(p.filler.token) == "nsubj")
    return next((p for p in people if earlier.tree[p.start].lower_ == token.lower_), None)


def _coming(token: Token, people: Sequence[Person], passage: Passage, certainty: float) -> Filler | None:
    """The subject behind a clause that opens the sentence: "Before she joined Acme, Ada Byrne led"."""
    if passage.tree[0].pos_ not in ("SCONJ", "ADP") and base(passage.tree[0]) != "case":  # "Prior to"
        return None
    told = base(passage.tree[0].head) in ("ccomp", "csubj")  # "Dass sie geht, hat Ada Byrne dementiert"
    capitals = role_words(passage.lang).capitals
    inverted = ("VERB", "AUX") if capitals and not told else ()  # "Bevor sie kam, leitete Ada Byrne"
    ahead = [(p, passage.tree[p.start - 1]) for p in people if p.named and p.start > token.i]
    named = [p for p, before in ahead if before.text == "," or before.pos_ in inverted]
    return Filler(named[0].filler.text, Label.PERSON, token, certainty, "pronoun") if len(named) == 1 else None


def _acts_on(person: Person, token: Token) -> bool:
    """Whether a person does to somebody else what a pronoun stands for: "Byrne appointed him"."""
    verb = person.filler.token.head
    return base(token) in ("obj", "iobj") and base(person.filler.token) == "nsubj" and verb.i == token.head.i


def _main(token: Token, discourse: Discourse) -> Filler | None:
    """The person whom a document is about, named far more often than any other: a portrait, an obituary."""
    if discourse not in _MAIN:
        counts = Counter(person.filler.text for p in discourse.passages for person in _named(p, discourse))
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        rival = counts[ranked[1]] if len(ranked) > 1 else 0
        _MAIN[discourse] = ranked[0] if ranked and counts[ranked[0]] >= max(_OFTEN, 3 * rival) else ""
    name = _MAIN[discourse]
    return Filler(name, Label.PERSON, token, _MAIN_SURE, "pronoun") if name else None


def _only_one(found: Sequence[Person], token: Token, certainty: float) -> Filler | None:
    """The one person of a sentence, or the one that is its subject."""
    names = list(dict.fromkeys(p.filler.text for p in found))
    if len(names) > 1:
        names = list(dict.fromkeys(p.filler.text for p in found if _is_sole_subject(p, found)))
        certainty -= 0.1
    return Filler(names[0], Label.PERSON, token, certainty, "pronoun") if len(names) == 1 else None


def _is_sole_subject(person: Person, found: Sequence[Person]) -> bool:
    """Whether a person is the subject of a sentence, and nobody is coordinated with them."""
    end = person.end
    joined = any(other.start == end + 1 and other.filler.token.nbor(-1).pos_ == "CCONJ" for other in found)
    return base(person.filler.token) == "nsubj" and not joined
