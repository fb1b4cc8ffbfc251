"""Whom a figure can be told of: each name, pointer and noun phrase of its sentence, and what the text goes on about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.told import phrase
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, is_relativizer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_NOUNS = ("NOUN", "PROPN", "X")
_MOST = 40
"""Candidates of one sentence that are looked at; a longer sentence is a list."""
_LONGEST = 9
"""Words of the longest phrase that names something."""
_BACK = 3
"""Sentences back whose names a sentence can go on about."""
_SALIENT = 3
"""Names of a document that it speaks of most often and that are candidates everywhere."""


class Candidate(NamedTuple):
    """What a figure may be told of, where it stands, and in which form.

    The forms are `name`, `pointer`, `phrase`, and, where it stands in no word of the sentence, `context` (the firm
    that the text is about), `earlier` (named `back` sentences before) and `salient` (named most often).
    """

    filler: Filler
    token: Token
    form: str
    back: int = 0
    is_subject: bool = False


def find_candidates(line: Line, discourse: Discourse, often: Counter[str]) -> list[Candidate]:
    """Return what the figures of a sentence can be told of, in the order of the text, its context last.

    `often` counts the names of the document.
    """
    found = [*_named(line, discourse), *_pointed(line, discourse), *_described(line, often)]
    ordered = sorted(found, key=lambda candidate: (candidate.token.i, candidate.form))[:_MOST]
    return [*ordered, *_spoken_of(line, discourse), *_earlier(line, discourse), *_salient(line, discourse, often)]


def _named(line: Line, discourse: Discourse) -> Iterator[Candidate]:
    for name in line.passage.names:
        head = line.passage.head_of(name.span)
        if head is not None and line.figure(head.i) is None and (filler := discourse.resolve(head, line.passage)):
            yield Candidate(filler._replace(token=head), head, "name")


def _pointed(line: Line, discourse: Discourse) -> Iterator[Candidate]:
    """What pronouns and nouns like "the company" stand for."""
    for token in line.tree:
        if line.name(token.i) is not None or line.figure(token.i) is not None or is_relativizer(token):
            continue
        if token.pos_ in ("PRON", "DET", "NOUN") and (filler := discourse.resolve(token, line.passage)) is not None:
            form = "name" if filler.via in ("name", "unit") else "pointer"
            yield Candidate(filler._replace(token=token), token, form)


def _described(line: Line, often: Counter[str]) -> Iterator[Candidate]:
    """Noun phrases in the words of the text, and what a bare "the strait" is short for."""
    for token in line.tree:
        if token.pos_ not in _NOUNS or line.time(token.i) is not None or line.name(token.i) is not None:
            continue
        if base(token) in ("compound", "flat", "fixed") and token.head.pos_ in _NOUNS:
            continue
        figure = line.figure(token.i)
        if figure is not None and not is_counted(token, figure):
            continue
        text = phrase(token, line)
        if " " not in text and is_definite(token):
            names = [name for name in often if token.text in name.split() and " " in name]
            if len(names) == 1:  # "the Strait" in a document on the Strait of Hormuz
                yield Candidate(Filler(names[0], None, token, 0.9, "noun"), token, "pointer")
                continue
        if text and len(text.split()) <= _LONGEST:
            yield Candidate(Filler(text, None, token, 1.0, "phrase"), token, "phrase")


def is_counted(token: Token, figure: Figure) -> bool:
    """Whether a noun inside a figure is what it counts: "students" in "some 300 students"."""
    return token.i == figure.end - 1 and any(child.pos_ == "NUM" for child in children(token, "nummod"))


def is_definite(token: Token) -> bool:
    """Whether a noun has a definite article or a pronoun that points."""
    return any(
        "Def" in child.morph.get("Definite", []) or "Dem" in child.morph.get("PronType", [])
        for child in children(token, "det")
    )


def _spoken_of(line: Line, discourse: Discourse) -> Iterator[Candidate]:
    """Whom the text goes on about: the firm of the section, of the sentences before, of the document."""
    first = line.tree[0]
    seen: set[str] = set()
    topic = discourse.topic_at(line.passage)
    ways = (
        discourse.about(line.passage),
        discourse.spoken_of(line.passage, first),
        discourse.filler(topic, first, 1.0) if topic else None,
    )
    for filler in ways:
        if filler is not None and filler.text not in seen:
            seen.add(filler.text)
            yield Candidate(filler._replace(token=first, via="context"), first, "context")


def _earlier(line: Line, discourse: Discourse) -> Iterator[Candidate]:
    """The names of the sentences before, the nearest first, each once."""
    place, first = discourse.place_of(line.passage), line.tree[0]
    seen: set[str] = set()
    for back in range(1, min(_BACK, place) + 1):
        passage = discourse.passages[place - back]
        for name in passage.names:
            full = discourse.cast.full(name.text)
            if full in seen:
                continue
            seen.add(full)
            head = passage.head_of(name.span)
            is_subject = head is not None and base(head) == "nsubj"
            yield Candidate(discourse.filler(full, first, 0.8), first, "earlier", back, is_subject)


def _salient(line: Line, discourse: Discourse, often: Counter[str]) -> Iterator[Candidate]:
    """The names that the document speaks of most often."""
    first = line.tree[0]
    for name, _ in often.most_common(_SALIENT):
        yield Candidate(discourse.filler(name, first, 0.7), first, "salient")
