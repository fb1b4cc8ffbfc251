"""When somebody died of whom a document tells: who was "54" in it was that old then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.text.syntax import children
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_WHOSE = ("DET", "PRON", "ADJ", "NOUN", "PROPN", "NUM")
"""Classes of the words before the name of who died."""


def find_deaths(passages: Sequence[Passage], discourse: Discourse) -> dict[str, TimeSpan]:
    """Return when people died of whom a document tells it with a date, by their full names; the first date counts."""
    found: dict[str, TimeSpan] = {}
    for passage in passages:
        words = load_figure_words(passage.lang).traits
        verbs = [token for token in passage.tree if token.lower_ in words["died"]]
        day = _only_date(passage) if verbs else None
        if day is None:
            continue
        told = [discourse.cast.full(n.text) for n in passage.names if discourse.cast.label(n.text) is Label.PERSON
                and any(_is_dead_by(verb, n, passage) for verb in verbs)]  # fmt: skip
        pronouns = (t for verb in verbs for t in children(verb, "nsubj") if t.pos_ == "PRON")
        meant = (person_meant(t, passage, discourse) for t in pronouns)
        for full in (*told, *(person.text for person in meant if person is not None)):
            found.setdefault(full, day)
    return found


def _only_date(passage: Passage) -> TimeSpan | None:
    spans = [mention.norm for mention in passage.dates]
    day = spans[0] if len(spans) == 1 else None
    return day if isinstance(day, TimeSpan) and day.edtf is not None else None


def day_of_death(person: Filler, passage: Passage) -> TimeSpan | None:
    """The only date of a sentence on somebody's death, who was that old then: "Ada Byrne, 54, died last May"."""
    name = passage.name_at(person.token) if person.token.doc is passage.tree else None
    day = _only_date(passage)
    if name is None or day is None:
        return None
    return day if any(_is_dead_by(token, name, passage) for token in passage.tree) else None


def _is_dead_by(word: Token, name: Name, passage: Passage) -> bool:
    """Whether a verb of dying or killing, or a noun of death, is told of a person."""
    words = load_figure_words(passage.lang).traits
    if word.lower_ in words["deaths"]:
        case, *whose = passage.tree[word.i + 1 : name.start] or [word]  # "the death of the 17-year-old Ada Byrne"
        return case.lower_ in words["of"] and all(t.pos_ in _WHOSE or t.text == "-" for t in whose)
    if word.lower_ not in words["died"] | words["killed"]:
        return False
    is_active = word.lower_ in words["killed"] and not any(child.dep_ == "aux:pass" for child in word.children)
    told = children(word, "obj" if is_active else "nsubj")
    between = passage.tree[name.end : word.i]
    follows = bool(between) and all(t.pos_ in ("NUM", "AUX", "ADV", "PUNCT") for t in between)
    return any(passage.name_at(token) == name for token in told) or (follows and not is_active)
