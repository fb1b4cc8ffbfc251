"""What a project costs: "the renovation of the Westbury Theatre costs £34m", "die Kosten für den Umbau betragen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.namesakes import named_before
from claimtrack.extract.figures.told import Told, phrase, subject_of
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children

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
    if verb is None:
        return None
    project = _project_of(verb, figure, line)
    if project is None:
        return _of_known(verb, figure, line, discourse)
    if not children(project, "nmod", "appos", "flat", "compound"):
        return None
    if any("Ind" in t.morph.get("Definite", []) for t in project.subtree):
        return None  # "the construction of a stadium costs": which?
    text = _name_of(project, line)
    named = Filler(text, None, project, _SURE, "phrase") if text else subject_of(project, line, discourse)
    return Told(named, _cost_noun(line), line.tree[verb], sure=_SURE) if named is not None else None


def _of_known(verb: int, figure: Figure, line: Line, discourse: Discourse) -> Told | None:
    """What "the tunnel" costs that the text has named."""
    works = line.words.quantified["works"]
    built = (t for t in _subjects(verb, figure, line) if line.has(t.i, works))
    known = next((found for t in built if (found := named_before(t, line, discourse))), None)
    return Told(known, _cost_noun(line), line.tree[verb], sure=_SURE) if known is not None else None


def _name_of(project: Token, line: Line) -> str:
    """What a project is called, new or not: "new Norwind bridge" is the Norwind bridge."""
    first, _, rest = phrase(project, line).partition(" ")
    return rest if rest and first.lower() in line.words.quantified["renewed"] else f"{first} {rest}".strip()


def _cost_noun(line: Line) -> str:
    """The attribute of what something costs: "cost", "Kosten"."""
    noun = min(line.words.quantified["cost_nouns"], key=lambda noun: (len(noun), noun))
    return noun.capitalize() if line.words.compounds else noun


def tells_project(verb: int, figure: Figure, line: Line) -> bool:
    """Whether a verb of costing has something for its subject that is built or renewed: its sum is no price."""
    return _project_of(verb, figure, line) is not None


def _project_of(verb: int, figure: Figure, line: Line) -> Token | None:
    return next((t for t in _subjects(verb, figure, line) if _is_project(t, line)), None)


def _subjects(verb: int, figure: Figure, line: Line) -> list[Token]:
    """The subjects of a verb of costing that has a large sum: "is estimated to cost"."""
    if not is_sum(figure.quantity, _LEAST):
        return []
    token = line.tree[verb]
    subjects = children(token, "nsubj") or (children(token.head, "nsubj") if base(token) == "xcomp" else [])
    return [t for t in subjects if t.i not in range(figure.start, figure.end)]


def without_cost(told: Told, line: Line) -> Told:
    """A reading of "the cost of the renovation of the theatre" told of the renovation itself."""
    noun, words = told.subject.token, line.words.quantified
    if told.subject.via != "phrase" or noun.doc is not line.tree or not line.has(noun.i, words["cost_nouns"]):
        return told
    project = next((t for t in children(noun, "nmod") if t.i > noun.i and _is_project(t, line)), None)
    text = _name_of(project, line) if project is not None else ""
    if project is None or " " not in text:
        return told
    is_bare = told.attribute.lower() in words["cost_nouns"]
    attribute = _cost_noun(line) if is_bare else told.attribute  # "the price of the bridge rises"
    return told._replace(subject=told.subject._replace(text=text, token=project), attribute=attribute)


def _is_project(noun: Token, line: Line) -> bool:
    """Whether something is built or renewed: by its noun, or what is built and has a name: "the Norwind bridge"."""
    words = line.words.quantified
    nouns = words["projects"]
    ends = line.words.compounds and noun.lower_.endswith(tuple(sorted(nouns)))
    parts = (noun, *children(noun, "compound", "amod"))
    built = line.has(noun.i, words["works"]) and any(line.name(t.i) for t in parts)
    return noun.pos_ in ("NOUN", "PROPN") and (line.has(noun.i, nouns) or ends or built)
