"""The organisation that the text is most about at a place: often named, at the head, near, a subject.

A firm that nothing types counts too where it stands in the title and is the subject of more sentences than any other:
most start-ups are in no list, and their names have no legal form.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from claimtrack.extract.names.classnouns import contests
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.syntax import base
from claimtrack.language import read_data
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_NEAR = 3
"""Sentences back in which an organisation is fresh in mind."""
_FRONT = 2
"""Sentences at the head of a document that say what it is about."""
_OFTEN = 3
"""Sentences that name an untyped firm at least, for it to be what the document is about."""
_untyped: WeakKeyDictionary[Discourse, dict[str, int]] = WeakKeyDictionary()


def read_topic(token: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The organisation that the text is most about at a token, less than 0.7 sure where another nearly is."""
    index = discourse.place_of(passage)
    untyped = _read_untyped(discourse)
    near = _near(token, index, discourse, untyped)
    landscape = discourse.landscape
    named = [name for name in dict.fromkeys((*landscape.leading, *near)) if landscape.first.get(name, 0) <= index]
    weights = {
        name: landscape.weight(name) + near[name]
        for name in named
        if not _is_stranger(name, passage.lang) and (near[name] or _is_in_front(name, discourse))
    }
    weights |= {name: weight + near[name] for name, weight in untyped.items()}
    ranked = sorted((-weight, name) for name, weight in weights.items())
    if not ranked:
        return _coming(token, index, discourse)
    close = len(ranked) > 1 and ranked[1][0] * 4 < ranked[0][0] * 3
    sure = 0.72 if ranked[0][1] in untyped else 0.78
    return Filler(ranked[0][1], Label.ORGANISATION, token, 0.65 if close else sure, "context")


def _coming(token: Token, index: int, discourse: Discourse) -> Filler | None:
    """The only organisation of a short text that opens with a post: "…, chief executive Ada Byrne said. Acme's …"."""
    landscape, lang = discourse.landscape, discourse.passages[index].lang
    named = [name for name in landscape.leading if not _is_stranger(name, lang)]
    near = index == 0 and len(named) == 1 and landscape.first.get(named[0], _NEAR) < _NEAR
    return Filler(named[0], Label.ORGANISATION, token, 0.7, "context") if near else None


def _is_in_front(name: str, discourse: Discourse) -> bool:
    """Whether the title or the first sentence names an organisation: one named elsewhere must be near to be meant."""
    return discourse.passages[discourse.landscape.first[name]].position < _FRONT


def _is_stranger(name: str, lang: str) -> bool:
    """Whether a name is no firm that a text is about: an outlet, a bare legal form, a contest, a country."""
    return name.lower() in _generic(lang) | contests(lang) or name in load_gazetteer("places")


@cache
def _generic(lang: str) -> frozenset[str]:
    words = read_data(lang, "names")
    forms = frozenset(word.lower() for word in (*words["legal_forms"], *words["organisation_words"]))
    return role_words(lang).outlets | forms


def _read_untyped(discourse: Discourse) -> dict[str, int]:
    """The names without a type that stand in the title or first sentence and lead most sentences, with their weight."""
    if discourse not in _untyped:
        _untyped[discourse] = _weigh(discourse)
    return _untyped[discourse]


def _weigh(discourse: Discourse) -> dict[str, int]:
    mentions: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    front: set[str] = set()
    for passage in discourse.passages:
        seen = set()
        for name in passage.names:
            full = discourse.cast.full(name.text)
            if full in seen or discourse.cast.label(name.text) is not None or not name.text[0].isupper():
                continue
            seen.add(full)
            subjects[full] += _is_subject(name, passage)
        mentions.update(seen)
        front |= seen if passage.position < _FRONT else set()
    places, forenames = load_gazetteer("places"), load_gazetteer("forenames")
    words = load_words(discourse.passages[0].lang) if discourse.passages else None
    if words is not None and role_words(words.lang).capitals:  # a noun that leads a text about it: "Martinsmarkt"
        mentions = Counter({name: n for name, n in mentions.items() if not any(map(words.has_own, name.split()))})
    return {
        name: discourse.landscape.weight(name) or 2 * count + 3
        for name, count in mentions.items()
        if name in front and count >= _OFTEN and subjects[name] * 3 >= count and name not in places | forenames
    }


def _near(token: Token, index: int, discourse: Discourse, untyped: Mapping[str, int]) -> Counter[str]:
    """What nearness says for organisations: named in this sentence or one of the last, as a subject above all."""
    near: Counter[str] = Counter()
    for place in range(max(0, index - _NEAR + 1), index + 1):
        earlier = discourse.passages[place]
        seen: set[str] = set()
        for name in earlier.names:
            full = discourse.cast.full(name.text)
            typed = discourse.cast.label(name.text) is Label.ORGANISATION
            if full in seen or not (typed or full in untyped):
                continue
            seen.add(full)
            near[full] += 1 + 2 * _is_subject(name, earlier) + 2 * (place == index and name.end <= token.i)
    return near


def _is_subject(name: Name, passage: Passage) -> bool:
    head = passage.head_of(name.span)
    return head is not None and base(head) == "nsubj"
