"""The words of an open measure: the phrase that names what is counted, and the phrase of what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import LEVEL
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base
from claimtrack.model import Label

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse

_LONGEST = 9
"""Words of the longest phrase that is taken over."""
_TELLING = 7
"""Letters of a lone verb that says something by itself ("surveyed")."""
_COMPOUND = 14
"""Letters of a noun that says by itself what it is, as German compounds do ("Durchschnittsalter")."""
_DESCRIBED = 0.9
"""How sure a subject is that is only described."""
_VERBAL = ("VERB", "AUX")
_ENDS = (
    "acl",
    "advcl",
    "appos",
    "conj",
    "parataxis",
    "punct",
    "cc",
    "ccomp",
    "dep",
    "cop",
    "aux",
    "mark",
    "nsubj",
    "advmod",
)


class Told(NamedTuple):
    """Of whom, what, and by which verb; `role` and `turn` as in a reading."""

    subject: Filler
    attribute: str
    predicate: Token
    role: str = LEVEL
    turn: int = 0
    kind: str = "measure"


def subject_of(token: Token, line: Line, discourse: Discourse, *, group: bool = False) -> Filler | None:
    """Whom or what a phrase names: a name in its fullest form, else the phrase itself where it says which.

    A `group` is taken a share of: "44 % of the commuters" says which, though the noun alone would point back.
    """
    if token.pos_ == "PRON" or token.dep_ in ("det:poss", "nmod:poss"):
        filler = discourse.resolve(token, line.passage)
        return filler if filler is not None and filler.label is not Label.PERSON else None
    if token.pos_ not in ("NOUN", "PROPN", "X"):
        return None
    filler = discourse.resolve(token, line.passage)
    if filler is not None:
        return None if _is_torn(token, line) else filler
    return _described(token, line, discourse, group=group)


def _is_torn(token: Token, line: Line) -> bool:
    """Whether a name goes on behind what was recognised of it: "S&P/ASX 200"."""
    name = line.name(token.i)
    last = line.token(name.end - 1) if name is not None else None
    following = line.token(name.end) if name is not None else None
    return last is not None and following is not None and not last.whitespace_ and following.text in ("/", "-", "&")


def _described(token: Token, line: Line, discourse: Discourse, *, group: bool) -> Filler | None:
    text = phrase(token, line)
    if any(line.has(part.i, line.words.quantified["nobody"]) for part in token.subtree if part.text in text.split()):
        return None
    plural = "Plur" in token.morph.get("Number", [])
    if not text or (" " not in text and not (group and plural) and _points_back(token)):
        firm = discourse.topic if class_of(token, line.passage.lang) is Label.ORGANISATION else None
        return Filler(firm, Label.ORGANISATION, token, 0.75, "noun") if firm else None
    return Filler(text, None, token, _DESCRIBED, "phrase")


def _points_back(token: Token) -> bool:
    """Whether a bare noun with a definite article stands for something named before: "the agency"."""
    dets = [child for child in token.children if base(child) == "det"]
    if len(token.text) >= _COMPOUND:
        return False
    return any("Def" in d.morph.get("Definite", []) or "Dem" in d.morph.get("PronType", []) for d in dets) or (
        "Sing" in token.morph.get("Number", []) and not dets and token.pos_ == "NOUN" and not token.is_sent_start
    )


def phrase(token: Token, line: Line, without: range = range(0)) -> str:
    """A noun phrase without article, figure, time and clauses: "consumer price index", "share of the market"."""
    start, end = _bounds(token, line, without)
    while start < token.i and _is_lead(line.tree[start], line, without):
        start += 1
    while end > start and line.tree[end - 1].pos_ not in ("NOUN", "PROPN", "X", "NUM", "ADJ", "SYM"):
        end -= 1
    tokens = [t for t in line.tree[start:end] if t.i not in without]
    return "".join(t.text_with_ws for t in tokens).strip() if token in tokens else ""


def _bounds(token: Token, line: Line, without: range) -> tuple[int, int]:
    """The stretch around a noun that is its own phrase."""
    start = end = token.i
    while (
        start > 0 and token.is_ancestor(line.tree[start - 1]) and not _ends(line.tree[start - 1], token, line, without)
    ):
        start -= 1
    end += 1
    while end < len(line.tree) and end - start < _LONGEST and token.is_ancestor(line.tree[end]):
        if _ends(line.tree[end], token, line, without) or line.figure(end):
            break
        end += 1
    return start, end


def _ends(part: Token, token: Token, line: Line, without: range) -> bool:
    """Whether a token below a noun is no part of its phrase: a clause, an apposition, a time."""
    if part.i in without:
        return False
    is_joint = part.pos_ == "PUNCT" and part.text in ("-", "'s", "’s")
    return (base(part) in _ENDS and not is_joint) or line.time(part.i) is not None


def _is_lead(token: Token, line: Line, without: range) -> bool:
    """Whether a first word of a phrase says nothing about what it names: articles, case words, "more than"."""
    if token.i in without or (line.figure(token.i) and _is_number(token, line)):
        return True
    leads = token.pos_ in ("DET", "ADP", "ADV", "PUNCT", "SCONJ", "PRON", "CCONJ", "SYM")
    return leads or line.has(token.i, line.words.quantified["leads"])


def _is_number(token: Token, line: Line) -> bool:
    return token.pos_ in ("NUM", "SYM") or token.lower_ in line.words.people["numbers"]


def statement(verb: int, line: Line) -> str:
    """What a clause says about its subject, from its verb on: "consumed a podcast", "come from abroad"."""
    tokens: list[Token] = []
    for token in line.tree[verb:] if line.token(verb) is not None and line.tree[verb].pos_ in _VERBAL else ():
        if token.pos_ in ("PUNCT", "CCONJ", "SCONJ") and token.text not in ("-", "'s"):
            break
        if line.figure(token.i) or len(tokens) >= _LONGEST:
            break
        if line.time(token.i) or (token.pos_ == "AUX" and not tokens):
            continue
        tokens.append(token)
    while tokens and tokens[-1].pos_ in ("ADP", "DET", "PRON", "AUX"):
        tokens.pop()
    if len(tokens) == 1 and len(tokens[0]) < _TELLING:
        return ""  # "19 % gave …"
    return "".join(t.text_with_ws for t in tokens).strip()
