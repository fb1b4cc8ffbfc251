"""The words of an open measure: the phrase that names what is counted, and the phrase of what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.measured import LEVEL
from claimtrack.extract.figures.namesakes import named_before
from claimtrack.extract.figures.units import is_extent
from claimtrack.extract.figures.wares import meant
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children
from claimtrack.language.trees import text_of
from claimtrack.model import Bound, Label, Modality

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_LONGEST = 12
"""Words of the longest phrase that is taken over."""
_TELLING = 7
"""Letters of a lone verb that says something by itself ("surveyed")."""
_COMPOUND = 14
"""Letters of a noun that says by itself what it is, as German compounds do ("Durchschnittsalter")."""
_DESCRIBED = 0.95
"""How sure a subject is that is only described."""
_VERBAL = ("VERB", "AUX")
_LOOSE = ("ADP", "DET", "PRON", "AUX", "SCONJ", "ADV")
"""Words that say nothing by themselves."""
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
    """Of whom, what, by which verb, and how sure the shape of the sentence is; `role` and `turn` as in a reading.

    `unit` is that of a bare number;
    `modality` is set where the verb would be taken for a plan ("offers a yield of 5 %").
    """

    subject: Filler
    attribute: str
    predicate: Token
    role: str = LEVEL
    turn: int = 0
    kind: str = "measure"
    sure: float = 0.85
    unit: str | None = None
    modality: Modality | None = None


def subject_of(token: Token, line: Line, discourse: Discourse, *, group: bool = False) -> Filler | None:
    """Whom or what a phrase names: a name in its fullest form, else the phrase itself where it says which.

    A `group` is taken a share of: "44 % of the commuters" says which, though the noun alone would point back.
    """
    if token.pos_ == "PRON" or token.dep_ in ("det:poss", "nmod:poss"):
        filler = discourse.resolve(token, line.passage) or meant(token, line, discourse)
        return filler if filler is not None and filler.label is not Label.PERSON else None
    if token.pos_ not in ("NOUN", "PROPN", "X") and line.name(token.i) is None:
        return None  # but a name may end in a number
    filler = discourse.resolve(token, line.passage)
    if filler is not None:
        return None if _is_torn(token, line) else filler
    return _described(token, line, discourse, group=group)


def _is_torn(token: Token, line: Line) -> bool:
    """Whether a name goes on behind what was recognised of it: "S&P/ASX 200"."""
    name = line.name(token.i)
    ahead = line.token(name.start - 1) if name is not None else None
    if name is not None and ahead is not None and ahead.pos_ == "PROPN" and line.name(ahead.i) is None:
        return not line.words.compounds and ahead.text[:1].isupper() and ahead.i + 1 == name.start
    last = line.token(name.end - 1) if name is not None else None
    following = line.token(name.end) if name is not None else None
    return last is not None and following is not None and not last.whitespace_ and following.text in ("/", "-", "&")


def _described(token: Token, line: Line, discourse: Discourse, *, group: bool) -> Filler | None:
    text = phrase(token, line)
    is_firm = class_of(token, line.passage.lang) is Label.ORGANISATION
    if is_firm and not group and (_is_known(token, line) or base(token) == "appos"):
        return None  # "der öffentlich-rechtliche Sender": which?
    inside = [part for part in token.subtree if part.text in text.split()] or [token]
    owners = [t for t in (*token.children, *inside) if t.dep_ in ("nmod:poss", "det:poss")]
    if any(t.pos_ in ("PRON", "DET") for t in owners):
        return None  # "her ratings", "premium to its value": whose?
    if line.has(token.i, line.words.quantified["makes_up"]) and base(token) != "root":
        return None  # "the port accounts for 90 % and has …", a verb taken for a noun
    barred, deals = line.words.quantified["nobody"], line.words.quantified["deals"]
    counts = line.has(token.i, line.words.quantified["numbers"]) and bool(children(token, "nmod"))  # "number of births"
    named = [t for t in inside if t.i != token.i or not counts]
    if any(line.has(t.i, barred) for t in named):
        return None
    if any(_is_pointing(t) or (line.has(t.i, deals) and _is_bare(t)) for t in inside):
        return None  # "value of the stake": of which?
    plural = "Plur" in token.morph.get("Number", [])
    if not text or (" " not in text and not (group and plural) and _points_back(token)):
        firm = discourse.topic if is_firm else None
        known = named_before(token, line, discourse) if text and not group else None
        return Filler(firm, Label.ORGANISATION, token, 0.75, "noun") if firm else known
    return Filler(text, None, token, _DESCRIBED, "phrase")


def _is_pointing(token: Token) -> bool:
    """Whether a word points at something told before: "those", "dieser"."""
    return "Dem" in token.morph.get("PronType", []) and token.pos_ in ("DET", "PRON")


def _is_bare(token: Token) -> bool:
    """Whether "the feature", "the region" stand for something that only another sentence names."""
    dets = [c for c in children(token, "det") if "Def" in c.morph.get("Definite", [])]
    is_one = token.pos_ == "NOUN" and "Sing" in token.morph.get("Number", [])
    told = [c for c in token.children if base(c) not in ("det", "case", "punct", "acl", "cc", "conj")]
    return is_one and bool(dets) and not told


def _is_bare_thing(token: Token, line: Line) -> bool:
    words = line.words.quantified
    listed = line.has(token.i, words["things"] | words["deals"] | words["nobody"])
    return _is_bare(token) and (listed or class_of(token, line.passage.lang) is Label.ORGANISATION)


def _is_known(token: Token, line: Line) -> bool:
    """Whether one of several is meant that no name tells apart."""
    definite = any("Def" in c.morph.get("Definite", []) for c in children(token, "det"))
    return definite and bool(children(token, "amod")) and not any(line.name(t.i) for t in token.subtree)


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
    while start < token.i and _is_lead(line.tree[start], line, without) and not _is_inner_case(line.tree[start], token):
        start += 2 if _colours_next(start, token) else 1
    start = min(start, token.i)
    nouns = ("NOUN", "PROPN", "X", "NUM", "SYM")
    while end > token.i + 1 and line.tree[end - 1].pos_ not in nouns:
        end -= 1
    tokens = [t for t in line.tree[start:end] if t.i not in without]
    if (
        end < len(line.tree)
        and not line.tree[end - 1].whitespace_
        and line.word(end) in line.words.quantified["joints"]
    ):
        return ""  # "e-bikes", cut in two
    if any(t.pos_ in _VERBAL and "Fin" in t.morph.get("VerbForm", []) for t in tokens):
        return ""  # a clause that the parser took for a part of the phrase
    return "".join(t.text_with_ws for t in tokens).strip() if token in tokens else ""


def _is_inner_case(case: Token, noun: Token) -> bool:
    """Whether a case word belongs to a phrase before the noun: "aus Deutschland stammende Gründer"."""
    return case.pos_ == "ADP" and case.i < case.head.i < noun.i and case.head.pos_ not in ("NUM", "VERB")


def _colours_next(at: int, noun: Token) -> bool:
    """Whether an adverb belongs to the adjective behind it, which says as little: "closely watched growth rate"."""
    adverb = noun.doc[at]
    return adverb.pos_ == "ADV" and at + 1 < noun.i and adverb.head.i == at + 1 and base(adverb.head) == "amod"


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
    is_source = line.words.compounds and part.lower_ in line.words.colour["said"] and part.i > token.i
    return (base(part) in _ENDS and not is_joint) or line.time(part.i) is not None or is_source


def _is_lead(token: Token, line: Line, without: range) -> bool:
    """Whether a first word of a phrase says nothing about what it names: articles, case words, "more than"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.text in line.words.quantified["joints"] and not token.whitespace_:
        return False  # "so-called"
    if token.i in without or (line.figure(token.i) and _is_number(token, line)):
        return True
    leads = token.pos_ in ("DET", "ADP", "ADV", "PUNCT", "SCONJ", "PRON", "CCONJ", "SYM") or base(token) == "case"
    return leads or line.has(token.i, line.words.quantified["leads"])


def _is_number(token: Token, line: Line) -> bool:
    return token.pos_ in ("NUM", "SYM") or token.lower_ in line.words.people["numbers"]


def phrase_end(noun: Token, line: Line) -> int:
    """Behind a noun and what describes it directly, where the next word may be its verb."""
    end = noun.i + 1
    stops = ("PUNCT", "VERB", "AUX", "PRON", "SCONJ")
    while end < len(line.tree) and noun.is_ancestor(line.tree[end]) and line.tree[end].pos_ not in stops:
        end += 1
    return end


def statement(verb: int, line: Line, lead: str) -> str:
    """What a clause says about its subject, as a name for it: "share that comes from abroad", "aus dem Haus evakuiert".

    `lead` is the list that holds the word before the clause; without one the verb goes last, as in German clauses.
    """
    end, is_torn = _clause_end(verb, line)
    sources = (t.head for t in line.tree[verb:end] if t.pos_ == "ADP" and t.lower_ in line.words.colour["said"])
    left = {t.i for source in sources for t in source.subtree}  # "hätten laut Verdi für Streiks gestimmt"
    tokens = [token for token in line.tree[verb:end] if not _is_of_time(token, line) and token.i not in left]
    while len(tokens) > 1 and (_is_loose_end(tokens[-1]) or (is_torn and tokens[-1].pos_ == "VERB")):
        tokens.pop()
    says = line.has(verb, line.words.colour["saying"]) or line.has(verb, line.words.quantified["thinks"])
    themselves = next((t.i for t in tokens[1:3] if t.pos_ == "PRON"), -1) if says else -1  # "say they use it"
    loose = (t for t in tokens if t.pos_ == "PRON" and not _is_own(t) and t.i != themselves)
    if any(loose) or any(_is_pointing(t) or _is_bare_thing(t, line) for t in tokens):
        return ""  # "share that want it", "number that use the feature": what?
    if len(tokens) > 1 and all("Fin" in t.morph.get("VerbForm", []) for t in tokens[:2]):
        return ""  # "the waste that the city makes has …"
    telling = [token for token in tokens if token.pos_ not in _LOOSE]
    is_single = len(telling) == 1 and (tokens[0].pos_ != "AUX" or len(telling[0]) < _TELLING)
    if not telling or is_single or (is_torn and not any(line.time(at) for at in range(end, end + _LONGEST))):
        return ""  # "19 % gave …"
    leads = line.words.quantified[lead]
    if leads:
        return f"{min(leads)} {''.join(t.text_with_ws for t in tokens).strip()}"
    return _verb_last(tokens)


def _is_loose_end(token: Token) -> bool:
    """Whether a last word is no end of a statement; an adverb is one behind its verb ("feel lonely")."""
    return token.pos_ in _LOOSE and (token.pos_ != "ADV" or token.nbor(-1).pos_ not in _VERBAL)


def predicate_last(verb: Token, start: int, line: Line) -> str:
    """What a German clause says behind its subject, its verb last: "einen Migrationshintergrund haben".

    `verb` is the finite verb or conjunction before the subject, `start` the place behind the subject.
    """
    end = start
    while end < len(line.tree) and end - start < _LONGEST and line.tree[end].pos_ not in ("PUNCT", "CCONJ", "SCONJ"):
        end += 1
    that = _that_clause(end, line) if line.has(verb.i, line.words.quantified["thinks"]) else ""
    if that:
        return f"{verb.text}, {that}" if end == start else ""
    is_cut = end < len(line.tree) and end - start == _LONGEST
    tokens = [token for token in line.tree[start:end] if not _is_of_time(token, line)]
    if is_cut or not any(t.pos_ in ("NOUN", "VERB", "ADJ", "PROPN") for t in tokens):
        return ""
    if any(t.pos_ == "PRON" and not _is_own(t) for t in tokens):
        return ""  # "es besser fänden"
    words = [token.text for token in tokens]
    last = tokens[-1]
    if verb.pos_ == "SCONJ":
        return " ".join(words) if last.pos_ in _VERBAL else ""
    is_whole = last.pos_ == "VERB" and line.has(verb.i, line.words.quantified["bare_aux"])
    if last.dep_ == "compound:prt":
        return " ".join([*words[:-1], f"{last.text}{verb.text}"])
    return " ".join(words if is_whole else [*words, verb.text])


def _that_clause(comma: int, line: Line) -> str:
    """What is thought or said, behind a comma: "dass der Sport gewinnt"."""
    if line.word(comma) != ",":
        return ""
    end = comma + 1
    while end < len(line.tree) and line.tree[end].pos_ != "PUNCT":
        end += 1
    tokens = line.tree[comma + 1 : end]
    points = any(t.pos_ == "PRON" or _is_pointing(t) for t in tokens)
    is_told = len(tokens) > 2 and tokens[0].pos_ == "SCONJ" and tokens[-1].pos_ in _VERBAL
    return text_of(tokens) if is_told and len(tokens) <= _LONGEST and not points else ""


def _is_of_time(token: Token, line: Line) -> bool:
    """Whether a token is part of a time, or the case word before one."""
    following = line.tree[token.i + 1 : token.i + 3]
    return line.time(token.i) is not None or (
        token.pos_ == "ADP" and any(line.time(t.i) is not None and token.head.i >= t.i for t in following)
    )


def _verb_last(tokens: list[Token]) -> str:
    """A German main clause as it would end a sentence: "aus dem Haus evakuiert", "ihre Stimme abgeben"."""
    verbs = [token for token in tokens if token.pos_ == "VERB"]
    rest = [token for token in tokens if token.pos_ != "AUX"]
    finite = tokens[0] if tokens[0].pos_ == "VERB" or not verbs else None
    if finite is None:
        return " ".join(token.text for token in rest)
    particle = next((c for c in finite.children if c.dep_ == "compound:prt" and c.i > finite.i), None)
    taken = {finite.i} | ({particle.i} if particle is not None else set())
    words = [token.text for token in rest if token.i not in taken]
    return " ".join([*words, f"{particle.text if particle is not None else ''}{finite.text}"])


def _is_own(pronoun: Token) -> bool:
    """Whether a pronoun points to the subject of its clause: "sich", "their"."""
    return "Yes" in pronoun.morph.get("Poss", []) or "Yes" in pronoun.morph.get("Reflex", [])


def _clause_end(verb: int, line: Line) -> tuple[int, bool]:
    """Where a clause that begins with its verb ends, before a phrase that would be cut, and whether one would be."""
    end = verb
    while end < len(line.tree) and end - verb < _LONGEST and not _is_share(end, line):
        token = line.tree[end]
        joins = token.pos_ == "CCONJ" and token.head.pos_ in ("NOUN", "PROPN", "ADJ") and token.head.i == token.i + 1
        says = end == verb + 1 and token.pos_ == "SCONJ"  # "say that it is useful"
        if token.pos_ in ("PUNCT", "CCONJ", "SCONJ") and not (joins or says or _is_inner(token)):
            break
        end += 1
    if end == len(line.tree) or line.tree[end].pos_ in ("PUNCT", "CCONJ"):
        return end, False
    torn = (t.i for t in line.tree[verb + 1 : end] if (t.head.i >= end and base(t) != "nsubj") or t.right_edge.i >= end)
    at = next((at for at in torn if line.tree[at].pos_ not in _VERBAL), end)
    return at, at < end


def _is_share(at: int, line: Line) -> bool:
    """Whether a token is part of a figure that a statement does not hold, as it does "smaller than six metres"."""
    figure = line.figure(at)
    is_plain = figure is not None and figure.quantity.bound in (Bound.EXACT, Bound.ABOUT)
    return figure is not None and (is_plain or not is_extent(figure.quantity))


def _is_inner(token: Token) -> bool:
    """Whether a mark stands within a word: "video-call"."""
    return token.text == "-" and token.i > 0 and not token.whitespace_ and not token.nbor(-1).whitespace_


def is_owned_behind(noun: Token, line: Line) -> bool:
    """Whether whose a noun is stands right behind it: "Orders at Acme"."""
    return line.word(noun.i + 1) in line.words.grammar["owner"] - line.words.grammar["of"] and bool(
        line.name(noun.i + 2)
    )
