"""What a project costs: "the renovation of the Westbury Theatre costs £34m", "die Kosten für den Umbau betragen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import children

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_REACH = 12
"""Tokens between a verb of costing and its sum."""
_LEAST = 1_000_000
"""The least sum that a project costs; what is cheaper is bought."""
_SURE = 0.9


def read_cost(figure: Figure, head: Token, line: Line, discourse: Discourse) -> Told | None:
    """What is built or renovated, with the sum that a verb of costing gives it."""
    words = line.words.quantified
    verb = line.verb_of(figure, lambda at: line.word(at) in words["costing"], _REACH)
    project = _project_of(verb, figure, line) if verb is not None else None
    if verb is None or project is None or not children(project, "nmod", "appos", "flat", "compound"):
        return None
    if any("Ind" in t.morph.get("Definite", []) for t in project.subtree):
        return None  # "the construction of a stadium costs": which?
    text = phrase(project, line)
    named = Filler(text, None, project, _SURE, "phrase") if text else subject_of(project, line, discourse)
    attribute = min(words["cost_nouns"], key=lambda noun: (len(noun), noun))
    attribute = attribute.capitalize() if line.words.compounds else attribute
    return Told(named, attribute, line.tree[verb], sure=_SURE) if named is not None else None


def tells_project(verb: int, figure: Figure, line: Line) -> bool:
    """Whether a verb of costing has something for its subject that is built or renewed: its sum is no price."""
    return _project_of(verb, figure, line) is not None


def _project_of(verb: int, figure: Figure, line: Line) -> Token | None:
    subjects = children(line.tree[verb], "nsubj") if is_sum(figure.quantity, _LEAST) else []
    return next((t for t in subjects if t.i not in range(figure.start, figure.end) and _is_project(t, line)), None)


def without_cost(told: Told, line: Line) -> Told:
    """A reading of "the cost of the renovation of the theatre" told of the renovation itself."""
    noun, words = told.subject.token, line.words.quantified
    if told.subject.via != "phrase" or noun.doc is not line.tree or not line.has(noun.i, words["cost_nouns"]):
        return told
    project = next((t for t in children(noun, "nmod") if t.i > noun.i and _is_project(t, line)), None)
    text = phrase(project, line) if project is not None else ""
    if project is None or " " not in text:
        return told
    return told._replace(subject=told.subject._replace(text=text, token=project))


def _is_project(noun: Token, line: Line) -> bool:
    nouns = line.words.quantified["projects"]
    ends = line.words.compounds and noun.lower_.endswith(tuple(sorted(nouns)))
    return noun.pos_ in ("NOUN", "PROPN") and (line.has(noun.i, nouns) or ends)
