"""Whether a reading accounts for its whole clause: what it leaves over goes into the attribute, or nothing is claimed.

"Acme opened 40 stores" is no fair account of "In Kenya, Acme opened 40 stores for children". The stretch of the clause
is cut at its marks and conjunctions; whatever in it is no part of the subject, the attribute, the figure, a time or the
verb and says more than an adverb is a *rest*: a phrase with a case word, or the end of a phrase that was cut short.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.figures.measured import CHANGE
from claimtrack.extract.figures.sized import is_measuring
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.text.syntax import base, children, is_relativizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.figures.told import Told
    from claimtrack.language.trees import Token
    from claimtrack.model import TimeSpan

_WORD = re.compile(r"\w+")
_LIGHT = ("ADV", "AUX", "DET", "INTJ", "PART", "PUNCT", "SPACE", "SYM")
"""Words that may be left over."""
_CLAUSES = ("SCONJ", "CCONJ")
_NOUNS = ("NOUN", "PROPN", "X")
_LONGEST = 9
"""Tokens of the longest phrase that is taken over."""
_SAYS = ("ccomp", "parataxis")


def complete(told: Told, figure: Figure, line: Line) -> Told | None:
    """The reading with what its clause says besides; `None` where that cannot be put into a few words."""
    core = {told.predicate.i, figure.start, figure.end - 1}
    known = _known(told, figure, line)
    for stretch in _stretches(told, core, line):
        rests = _rests(stretch, known, line)
        for rest in rests:
            is_idle = line.has(rest[0].i - 1, line.words.quantified["idle"])  # "in addition to the chip"
            if is_idle or line.figure(rest[0].i - 1) not in (None, figure) or _is_base(rest[0], figure, line):
                continue  # what another figure counts; "145 % of GDP"
            text = _text(rest, line)
            found = told if text == "" else _with(told, rest[0], text, line) if text else None
            if found is None:
                return None
            told = found
    return told


def is_dated(when: TimeSpan, told: Told, figure: Figure, line: Line) -> bool:
    """Whether a time stands in the clause of a figure, its verb or its subject, and dates no other."""
    inside = _clause(told, figure, line)
    return any(m.norm is when and line.passage.tokens_in(m.span)[0].i in inside for m in line.passage.times)


def has_others_time(told: Told, figure: Figure, line: Line) -> bool:
    """Whether only what follows the clause has a time, and not of saying it: "…, below the 4 million of 1990"."""
    inside, said = _clause(told, figure, line), line.words.colour["said"] | line.words.colour["saying"]
    places = [tokens[0].i for m in line.passage.times if (tokens := line.passage.tokens_in(m.span))]
    if any(at in inside or at < figure.end for at in places):
        return False
    return any(not any(line.has(i, said) for i in range(figure.end, at)) for at in places)


def _clause(told: Told, figure: Figure, line: Line) -> set[int]:
    core = {told.predicate.i, figure.start, told.subject.token.i}
    return {at for part in _stretches(told, core, line) for at in part}


def says_which(told: Told, line: Line) -> bool:
    """Whether a measure told of no one ("the unemployment rate") is told apart by a name, or needs none."""
    subject, listed = told.subject, line.words.quantified
    if told.attribute.lower() in listed["means"] or line.has(subject.token.i, listed["means"]):
        return False  # "the US average of 5 %": of what?
    if subject.via == "phrase" and " " not in subject.text and line.has(subject.token.i, listed["totals"]):
        return False  # "a total of 5 %": whose?
    is_levy = line.has(subject.token.i, listed["levies"]) and not listed["levied_on"].isdisjoint(subject.text.split())
    if subject.via != "phrase" or is_levy:
        return True
    if told.attribute.startswith(tuple(listed["share"])) and line.metric(subject.token.i) is not None:
        return " " in subject.text  # "digital orders make up 38 % of sales"
    parts = subject.text.lower().split()
    if len(parts[0]) == 1 or not line.words.grammar["possessive"].isdisjoint(parts):
        return False  # "800 V systems"; "the price of its phone": whose?
    counts = tuple(listed["that_number"] | listed["that_amount"])
    is_passive = any(child.dep_ == "aux:pass" for child in told.predicate.children)
    is_count = told.attribute.startswith(counts) and is_passive  # "100 players are dropped": whose?
    if not is_measuring(subject.token, line) and told.role != CHANGE and not is_count:
        return True
    words = set(_WORD.findall(f"{subject.text} {told.attribute}"))
    inside = [t for t in line.tree if words.issuperset(_WORD.findall(t.text)) and t.pos_ not in ("DET", "PUNCT")]
    named = [t for t in inside if _is_named(t, line)]
    if any(line.word(t.i - 1) not in listed["towards"] for t in named):
        return True
    if named or line.metric(subject.token.i) is not None:
        return False  # "exports to China": whose?
    below = [t for t in inside if subject.token.is_ancestor(t)]
    is_apart = any(t.pos_ == "ADP" or "Gen" in t.morph.get("Case", []) for t in below)
    return (is_apart or _is_general(subject.token)) and not is_count


def _is_general(noun: Token) -> bool:
    """Whether a plural says by its own words what it is of, all there are: "credit card balances"."""
    words = [t for t in noun.children if t.i < noun.i and base(t) in ("compound", "amod")]
    told = [t for word in words for t in (word, *children(word, "compound", "amod"))]
    return "Plur" in noun.morph.get("Number", []) and len(told) > 1 and not children(noun, "det", "nmod")


def _is_named(token: Token, line: Line) -> bool:
    """Whether a word names whose something is: a name, "German", "deutsche"."""
    if token.is_sent_start and line.name(token.i) is None:
        return False
    if token.lower_ in line.words.quantified["areas"]:
        return True
    is_place = line.words.compounds and line.ends(token.i, line.words.quantified["of_places"])
    is_capital = token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[:1].isupper())
    return line.name(token.i) is not None or is_place or is_capital


def _stretches(told: Told, core: set[int], line: Line) -> Iterator[range]:
    """The parts of the sentence, between its marks, that hold the reading, and a phrase of place in front of them."""
    verb = told.predicate
    if verb.pos_ in _NOUNS:
        start, end = min(verb.left_edge.i, *core), max(core) + 1
        while (
            end < len(line.tree) and line.tree[end].pos_ not in ("VERB", "AUX") and not _is_bound(end, told, core, line)
        ):
            end += 1
        yield range(start, end)
        return
    bounds = [-1, *(at for at in range(len(line.tree)) if _is_bound(at, told, core, line)), len(line.tree)]
    ahead: range | None = None
    for low, high in pairwise(bounds):
        part = range(low + 1, high)
        if core & set(part) or _is_time(part, line):
            if ahead is not None and line.word(low) == ",":
                yield ahead
            yield part
        is_scope = bool(part) and line.word(part[0]) in line.words.quantified["scopes"]
        is_free = not any(line.figure(at) or line.tree[at].pos_ == "VERB" for at in part)
        ahead = part if is_scope and is_free and not core & set(part) else None


def _is_time(part: range, line: Line) -> bool:
    """Whether a part of the sentence is nothing but a time."""
    words = [at for at in part if line.tree[at].pos_ not in (*_LIGHT, "ADP")]
    return bool(words) and all(line.time(at) is not None for at in words)


def _is_bound(at: int, told: Told, core: set[int], line: Line) -> bool:
    """Whether a clause ends at a token: at a mark, or a conjunction that begins another."""
    token = line.tree[at]
    if line.name(at) is not None or line.time(at) is not None or line.figure(at) is not None:
        return False
    if token.pos_ == "PUNCT" or token.is_punct:
        return token.text not in ("-", "'", "’", "‑", '"', "“", "”", "„") and not _is_listed(token)
    is_aside = line.has(at, line.words.quantified["aside"] | line.words.quantified["ahead"])
    if token.pos_ == "SCONJ" or (is_aside and not (_is_inserted(token, core) and max(core) > token.head.i)):
        return True
    if at + 1 == told.predicate.i < told.subject.token.i and base(told.predicate) in ("acl", "advcl"):
        return True  # "signed a deal lowering tariffs on steel to 15 %"
    if token.pos_ == "VERB" and at < told.subject.token.i and _says(token, told):
        return True
    return token.pos_ == "CCONJ" and not _is_listed(token)


def _is_inserted(case: Token, core: set[int]) -> bool:
    """Whether a phrase of a case word holds nothing that is told: "nach einem Rückgang", "laut Prognose"."""
    return case.pos_ == "ADP" and case.i < case.head.i and not any(t.i in core for t in case.head.subtree)


def _is_listed(token: Token) -> bool:
    """Whether a comma or conjunction only joins words of one phrase: "state and local officials"."""
    joined = token.head
    is_word = base(joined) == "conj" and joined.pos_ in (*_NOUNS, "ADJ") and not children(joined, "case")
    return is_word and joined.head.pos_ not in ("VERB", "AUX")


def _says(verb: Token, told: Told) -> bool:
    """Whether a verb stands over the clause as one of saying ("Acme said it has opened …")."""
    return verb.i != told.predicate.i and any(
        base(child) in _SAYS and (child.i == told.predicate.i or child.is_ancestor(told.predicate))
        for child in verb.children
    )


def _known(told: Told, figure: Figure, line: Line) -> set[int]:
    """The places that the reading has told already."""
    words = set(_WORD.findall(f"{told.subject.text} {told.attribute}"))
    known = {t.i for t in line.tree if (found := _WORD.findall(t.text)) and words.issuperset(found)}
    subject = told.subject.token
    known |= set(range(figure.start, figure.end)) | {told.predicate.i}
    if told.subject.label is not None or told.subject.via != "phrase":
        known |= {t.i for t in subject.subtree if t.i <= subject.i}
    if base(subject) in ("appos", "flat", "compound"):
        known |= {t.i for t in subject.head.subtree if t.i <= subject.i} | {subject.head.i}
    if line.tree[figure.end - 1].head.i == figure.end:
        known.add(figure.end)  # the noun of a unit that is not known
    name = line.name(subject.i)
    known |= set(range(name.start, name.end)) if name is not None else {subject.i}
    core = {told.predicate.i, subject.i, figure.start, figure.end - 1}
    asides = (t for t in line.tree if line.has(t.i, line.words.quantified["aside"]) and _is_inserted(t, core))
    known |= {t.i for case in asides for t in case.head.subtree}
    known |= {t.i for t in told.predicate.ancestors if t.pos_ in ("VERB", "AUX")}
    setters = (t for t in children(told.predicate, "nsubj") if t.i != subject.i and not t.is_ancestor(subject))
    known |= {t.i for setter in setters for t in setter.subtree}  # "the bank put the rate at 5 %"
    known |= {t.i for t in told.predicate.children if base(t) in ("aux", "cop", "compound", "mark", "expl")}
    return known


def _rests(stretch: range, known: set[int], line: Line) -> list[list[Token]]:
    """The stretches of words that are told of nowhere, each with its case word."""
    loose = [at for at in stretch if at not in known and _says_more(at, line)]
    found = []
    for _, group in groupby(enumerate(_filled(loose, stretch, known, line)), lambda pair: pair[1] - pair[0]):
        tokens = [line.tree[at] for _, at in group]
        while tokens and tokens[-1].i not in loose and (tokens[-1].pos_ in (*_LIGHT, "ADP") or line.time(tokens[-1].i)):
            tokens.pop()
        if tokens:
            found.append(tokens)
    return found


def _filled(loose: list[int], stretch: range, known: set[int], line: Line) -> list[int]:
    """The places with the light words before them: "in" and "the" of "in the north"."""
    whole = set(loose)
    for at in loose:
        back = at - 1
        while back in stretch and back not in known and back not in whole and line.tree[back].pos_ in ("ADP", *_LIGHT):
            if line.time(back) is not None or line.figure(back) is not None:
                break
            whole.add(back)
            back -= 1
    return sorted(whole)


def _says_more(at: int, line: Line) -> bool:
    token, words = line.tree[at], line.words
    if token.lower_ in words.quantified["pointing"]:
        return True
    if token.pos_ in (*_LIGHT, "ADP", *_CLAUSES) or line.figure(at) is not None or line.time(at) is not None:
        return False
    light = words.quantified["leads"] | words.quantified["of"] | words.quantified["idle"]
    if line.has(at, light) or line.turn(at) or token.lower_ in words.people["numbers"]:
        return False
    if token.pos_ == "ADJ" and base(token) == "advmod":
        return False  # "ist deutlich gestiegen"
    is_relative = is_relativizer(token) or "Yes" in token.morph.get("Reflex", [])
    return not is_relative and token.lower_ not in words.quantified["there"]


def _text(rest: list[Token], line: Line) -> str | None:
    """A rest as words for the attribute; `None` if it is too long, a clause, or points at something."""
    points = (t for t in rest if t.pos_ in ("PRON", "NUM") or "Dem" in t.morph.get("PronType", []))
    finite = (t for t in rest if t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", []))
    if rest[-1].pos_ == "ADJ" and (line.figure(rest[-1].i + 1) is not None or rest[0].head.i > rest[-1].i):
        return ""  # "bei beeindruckenden 18 %", "for an eighth straight month"
    if len(rest) > _LONGEST or any(points) or any(finite) or rest[-1].pos_ not in (*_NOUNS, "ADJ", "VERB"):
        return None
    text = "".join(t.text_with_ws for t in rest).strip()
    return text[:1].lower() + text[1:] if rest[0].is_sent_start and rest[0].pos_ == "ADP" else text


def _is_base(first: Token, figure: Figure, line: Line) -> bool:
    return (
        first.i == figure.end
        and first.lower_ in line.words.grammar["of"]
        and figure_class(figure.quantity) == "percent"
    )


def _with(told: Told, first: Token, text: str, line: Line) -> Told | None:
    """The reading with a rest at the end of its attribute, or of the phrase that it goes on from."""
    before = line.token(first.i - 1)
    attribute, suffix = told.attribute, ""
    if told.role == CHANGE:
        attribute, comma, end = attribute.rpartition(", ")
        suffix = comma + end
    is_cut = before is not None and not before.is_punct and _ends(told.subject.text, before)
    if is_cut and told.subject.via == "phrase" and before is not None:
        return told._replace(subject=told.subject._replace(text=f"{told.subject.text}{before.whitespace_}{text}"))
    goes_on = before is not None and _ends(attribute, before)
    if not goes_on and (first.pos_ != "ADP" or first.lower_ in line.words.grammar["of"]):
        return None
    joint = before.whitespace_ if goes_on and before is not None else " "
    done = attribute.rpartition(" ")[2]
    if line.words.compounds and done in line.words.deeds and attribute != done:
        return told._replace(attribute=f"{attribute.removesuffix(done)}{text} {done}{suffix}")
    return told._replace(attribute=f"{attribute}{joint}{text}".strip() + suffix if attribute else f"change {text}")


def _ends(text: str, token: Token) -> bool:
    return text.endswith(token.text)
