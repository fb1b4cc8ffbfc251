"""The state or place that an office-holder serves: "the Chinese president", "Texas Governor", "der Dresdner OB".

The adjectives, and the titles that only one state gives, stand in a language's `states.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import fold
from claimtrack.extract.people.rolewords import role_words
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.names.titles import Title
    from claimtrack.extract.text.passages import Passage

RANKS_OF_STATES = frozenset({"minister", "chancellor", "head of state"})
"""Ranks that only a state gives, and no firm: "Grünen-Minister" serves a state."""
_OF_TEAMS = frozenset({"coach", "player"})
"""Ranks in a national team."""
_KNOWN_BY = RANKS_OF_STATES | {"president", "vice president"}
"""Ranks of state by which somebody is known; an ambassador or envoy is sent for a while."""
_OF_TOWNS = "mayor"
_SURE = 0.95
_TOLD = 0.85
"""How sure the state of a bare title is that stands around it."""


class _States(NamedTuple):
    ranks: frozenset[str]
    local: frozenset[str]
    people: tuple[tuple[str, str], ...]
    adjectives: dict[str, str]
    prefixes: dict[str, str]
    beginnings: dict[str, str]
    national: dict[str, str]
    names: frozenset[str]
    bodies: frozenset[str]
    told: frozenset[str]
    holders: dict[str, str]
    wholes: frozenset[str]


@cache
def _states(lang: str) -> _States:
    data = read_data(lang, "states")
    adjectives = {f"{stem}{ending}": state for stem, state in data["adjectives"].items() for ending in data["endings"]}
    return _States(
        frozenset(data["ranks"]), frozenset(data["local"]),
        tuple((form["cut"], form["add"]) for form in data["people"]), adjectives, data["prefixes"],
        data["beginnings"], data["national"], frozenset(adjectives.values()), frozenset(data["bodies"]),
        frozenset(data["told"]), {name: state for state, names in data["holders"].items() for name in names},
        frozenset(data["wholes"]),
    )  # fmt: skip


def read_state(title: Title, area: str, passage: Passage) -> tuple[Filler, str] | None:
    """Return the state or place whose office a title is, and the title without it; `area` stands behind it."""
    states = _states(passage.lang)
    shown = text_of(passage.tree[title.start : title.end])
    is_local = title.rank in states.local
    if title.rank not in states.ranks and not is_local:
        first, _, last = shown.rpartition("-")
        state = states.national.get(fold(last).removesuffix("s"))  # "Justices": of the highest court
        shown = last if title.ended and "-" not in first else shown  # "Ex-Bundestrainer", but "Co-Bundestrainer"
        return (Filler(state, Label.ORGANISATION, passage.tree[title.start], _SURE, "state"), shown) if state else None
    following = passage.tree[title.end].lower_ if title.end < len(passage.tree) else ""
    if title.rank == "ambassador" and not area and following not in role_words(passage.lang).to:
        return None  # "the American ambassador" is in Berlin or in Washington
    shown = without_party(shown, passage.lang)
    prefix, hyphen, rest = shown.partition("-")
    if hyphen and (state := states.prefixes.get(prefix.lower()) or _place(prefix, states, is_local=is_local)):
        shown = f"{rest[:1].upper()}{rest[1:]}"
    else:
        state = _before(title, passage, states) or _behind(area, states, passage.lang, is_local=is_local)
        state = state or _of_title(title, passage, states)
    return (Filler(state, Label.ORGANISATION, passage.tree[title.start], _SURE, "state"), shown) if state else None


def without_party(shown: str, lang: str) -> str:
    """A title of state without the party of who holds it: "CSU-Ministerpräsident"."""
    prefix, _, rest = shown.partition("-")
    is_party = prefix.lower() in read_data(lang, "figures")["votes"]["parties"]
    return f"{rest[:1].upper()}{rest[1:]}" if rest and is_party else shown


@cache
def _places() -> frozenset[str]:
    """Places that are governed and have people: those that no names are typed by, too."""
    return load_gazetteer("places") | load_gazetteer("towns")


def is_state(text: str, lang: str) -> bool:
    """Whether words are an adjective of a state."""
    return text.lower() in _states(lang).adjectives


def is_named_state(name: str, lang: str) -> bool:
    """Whether a name is that of a state."""
    return name in _states(lang).names


def read_people(word: str, lang: str) -> str | None:
    """The place whose people or things a word calls by its name: "Dresdner" of Dresden."""
    if not word[:1].isupper():
        return None
    places = _places()
    for cut, add in _states(lang).people:
        if word.endswith(cut) and (place := f"{word.removesuffix(cut)}{add}") in places:
            return place
    return None


def read_nation(title: Title, passage: Passage) -> Filler | None:
    """The state of whoever plays for or coaches its team: "Norwegens Nationaltrainer", "türkischer Nationalspieler"."""
    shown, words = text_of(passage.tree[title.start : title.end]).lower(), role_words(passage.lang)
    if title.rank not in _OF_TEAMS or not words.of_states:
        return None
    states, national = _states(passage.lang), any(part in shown for part in words.of_states)
    for phrase in _phrases(title, passage):
        team = national or not title.prefix  # "Norwegens Kapitän", and no "Norwegens Top-Spieler"
        owner = phrase.removesuffix("s") if team and phrase.endswith("s") else None
        owner = owner if owner in states.names else None
        if state := (states.adjectives.get(phrase.lower()) if national else None) or owner:
            return Filler(state, Label.ORGANISATION, passage.tree[title.start], _SURE, "state")
    return None


def read_home(title: Title, passage: Passage) -> str | None:
    """The owner before a title, as written, that is a state: "Thüringens" in "Thüringens CDU-Chef"."""
    *_, owner = ("", *_phrases(title, passage))
    return owner if owner.endswith("s") and owner.rstrip("s") in _states(passage.lang).names else None


def read_place(title: Title, passage: Passage) -> str | None:
    """The place behind a name and its case word whose office a title is: "Mayor Ada Byrne of Los Angeles"."""
    behind = passage.tree[title.end + 1 : title.end + 3]
    body = len(behind) > 1 and behind[0].lower_ in _states(passage.lang).bodies  # "vom Kreis Altdorf"
    name = passage.name_at(behind[body]) if len(behind) else None
    is_local = title.rank in _states(passage.lang).local
    return name.text if name and is_local and name.text in _places() else None


def read_holder(title: Title, holder: str, passage: Passage) -> Filler | None:
    """The state whose offices a person is known for, of a bare title of one: "President Ada Byrne", "Ex-Präsident"."""
    states = _states(passage.lang)
    state = states.holders.get(holder) if title.rank in _KNOWN_BY else None
    bare = title.prefix.isalpha() if title.rank in RANKS_OF_STATES else title.prefix.lower() in states.wholes
    known = state is not None and (bare or not title.prefix)
    return Filler(state, Label.ORGANISATION, passage.tree[title.start], _TOLD, "state") if known and state else None


def is_told_of(title: Title, passage: Passage) -> bool:
    """Whether a title is of a state that the text must name: "Prime Minister", which many states have."""
    return fold(text_of(passage.tree[title.start : title.end])) in _states(passage.lang).told


def read_told(title: Title, passage: Passage, discourse: Discourse) -> Filler | None:
    """The one state named ahead of such a title, in the sentence before, or at the head of the text."""
    place = discourse.place_of(passage)
    before = discourse.passages[place - 1 : place] if place else []
    ahead = ((passage, title.start), *((p, len(p.tree)) for p in (*before, discourse.passages[0])))
    named = next((states for p, end in ahead if (states := _named_ahead(p, end))), ())
    state = named[0] if len(named) == 1 else None
    return Filler(state, Label.ORGANISATION, passage.tree[title.start], _TOLD, "state") if state else None


def read_town(title: Title, passage: Passage, discourse: Discourse) -> Filler | None:
    """The one town named ahead of a bare mayor, in the sentence before or at the head of the text."""
    if title.rank != _OF_TOWNS or title.prefix or not role_words(passage.lang).capitals:
        return None
    place = discourse.place_of(passage)
    before = discourse.passages[place - 1 : place] if place else []
    ahead = ((passage, title.start), *((p, len(p.tree)) for p in (*before, discourse.passages[0])))
    towns = next((towns for p, end in ahead if (towns := _towns_ahead(p, end))), ())
    town = towns[0] if len(towns) == 1 else None
    return Filler(town, Label.ORGANISATION, passage.tree[title.start], _TOLD, "state") if town else None


def _towns_ahead(passage: Passage, end: int) -> tuple[str, ...]:
    """The places that a sentence names before a token and that are no states."""
    places = _places()
    names = (name.text for name in passage.names if name.end <= end and name.label is Label.PLACE)
    return tuple(dict.fromkeys(name for name in names if name in places and not _is_wide(name, passage.lang)))


def _is_wide(name: str, lang: str) -> bool:
    """Whether a place is a state or a part of the world."""
    return name in _states(lang).names or name.lower() in role_words(lang).regions


def _named_ahead(passage: Passage, end: int) -> tuple[str, ...]:
    """The states that a sentence names before a token, by their names or adjectives."""
    states = _states(passage.lang)
    names = [form for n in passage.names if n.end <= end for form in (n.text, n.text.removesuffix("s"))]
    adjectives = (states.adjectives.get(token.lower_) for token in passage.tree[:end])
    return tuple(dict.fromkeys([*(name for name in names if name in states.names), *filter(None, adjectives)]))


def _of_title(title: Title, passage: Passage, states: _States) -> str | None:
    """The state of a title that only one gives, if no other owner stands before it: "Texas Attorney General"."""
    tree = passage.tree
    shown = fold(text_of(tree[title.start : title.end]))
    owner = tree[title.start - 1] if title.start else None
    place = owner is not None and passage.name_at(owner)
    if place and place.end == title.start and place.text in _places():
        return place.text
    if owner is not None and owner.text in role_words(passage.lang).possessives:
        return None
    beginnings = states.beginnings.items() if title.rank in RANKS_OF_STATES else ()
    return states.national.get(shown) or next((state for first, state in beginnings if shown.startswith(first)), None)


def _place(name: str, states: _States, *, is_local: bool) -> str | None:
    """The name itself, if it is that of a state, or for an office of any place that of a place."""
    return name if name in states.names or (is_local and name in _places()) else None


def _before(title: Title, passage: Passage, states: _States) -> str | None:
    """The state of an adjective or owner before a title: "South Korean president", "Frankreichs Präsident"."""
    is_local = title.rank in states.local
    for phrase in _phrases(title, passage):
        if state := states.adjectives.get(phrase.lower()):
            return state
        owner = phrase.rstrip("s").rstrip("'’")
        if (owner != phrase or is_local) and (place := _place(owner, states, is_local=is_local)):
            return place
        if is_local and (place := _place(phrase, states, is_local=True) or read_people(phrase, passage.lang)):
            return place
    return None


def _phrases(title: Title, passage: Passage) -> Iterator[str]:
    """The two words, then the one word, right before a title, past words like "former" and "interim"."""
    words, tree = role_words(passage.lang), passage.tree
    at = title.start
    passed = (words.determiners | words.title_adjectives) - _states(passage.lang).adjectives.keys()
    while at > 0 and (tree[at - 1].lower_ in passed or tree[at - 1].is_space):
        at -= 1
    start = at - 1 if at and tree[at - 1].text not in words.possessives else at - 2
    for low in (start - 1, start):
        if low >= 0:
            yield text_of(tree[low:at])


def _behind(area: str, states: _States, lang: str, *, is_local: bool) -> str | None:
    """The state or place behind a title and its case word: "president of France"."""
    *_, town = bodies = area.split()[1:] or [""]
    if len(bodies) > 1 and all(word.lower() in states.bodies for word in bodies[:-1]):
        return town if is_local else _place(town, states, is_local=False)  # "Bürgermeister der Stadt Norden"
    place = area.partition(" ")[2]
    unlisted = is_local and len(bodies) == 1 and town[:1].isupper() and not load_words(lang).has_own(town)
    return town if unlisted else _place(place, states, is_local=is_local)
