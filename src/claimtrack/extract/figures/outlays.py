"""Money that somebody lays out by a verb: "buys back $3bn of its shares", "spent $34m on chips", "cost Acme $60m"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.states import is_country, read_owner_state, read_state
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.colouring import colour
from claimtrack.extract.figures.figurewords import particle_of
from claimtrack.extract.figures.measured import by_verb
from claimtrack.extract.figures.owning import name_filler
from claimtrack.extract.figures.periods import find_period
from claimtrack.extract.figures.purposes import read_purpose
from claimtrack.extract.figures.spending import is_plant
from claimtrack.extract.figures.units import is_sum
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.text.syntax import base, children, read_arguments
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.language.trees import Token

_SURE = 0.85
_REACH = 10
"""Tokens between a verb and its sum."""
_OBJECT = 8
"""Tokens behind a sum in which the shares stand that it buys."""
_TIME = 4
"""Tokens behind a sum in which a time begins ("in the last 18 months")."""
_PLAN = 2
"""Tokens from a noun for a plan to the verb that says what is planned."""
_LEAST = 10_000
"""The least sum that is an outlay and no price."""


class _Outlay(NamedTuple):
    """A sum with the verb that lays it out, who does, what it is spent on and the attribute."""

    figure: Figure
    verb: int
    spender: Filler
    purpose: Filler | None
    attribute: str | None


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read_data(lang, "figures")["outlays"].items()}


def draft_outlays(line: Line, discourse: Discourse) -> Iterator[Draft]:
    """Every sum of a passage that somebody named spends on goods, on shares of its own, or has as a cost."""
    for figure in line.figures:
        ways = _WAYS if is_sum(figure.quantity, _LEAST) else ()
        found = next((o for way in ways if (o := way(figure, line, discourse))), None)
        if found is not None:
            yield _draft(found, line)


def _draft(outlay: _Outlay, line: Line) -> Draft:
    figure, verb = outlay.figure, outlay.verb
    reading = by_verb("spending", figure, verb)
    modality = colour(line, reading.found.start, reading.found.end)
    return Draft(
        "spending", "outlay", line.passage, line.tree[verb], outlay.spender, outlay.purpose, figure.mention,
        outlay.attribute, modality=modality, when=find_period(reading, line),
        sure=round(_SURE * outlay.spender.certainty, 3),
    )  # fmt: skip


def _bought_back(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "buys back up to $3bn of its own shares", "kauft Aktien für 3 Milliarden Euro zurück"."""
    words = _words(line.passage.lang)
    buys = words["buys"] | words["repurchases"]
    verb = line.verb_of(figure, lambda at: line.word(at) in buys, _REACH)
    counted = next((f for f in line.figures if f.end < figure.start <= f.end + 2), None)
    if verb is None and counted is not None and counted.quantity.unit == "share":
        verb = line.verb_of(counted, lambda at: line.word(at) in buys, _REACH)  # "bought back 2m shares for $168m"
    if verb is None:
        return None
    near = range(max(0, min(verb, figure.start) - 4), min(len(line.tree), max(verb, figure.end) + _OBJECT))
    shares = next((at for at in near if line.word(at) in words["shares"]), None)
    back = line.word(verb) in words["repurchases"] or any(line.word(at) in words["back"] for at in near)
    spender = _spender(verb, line, discourse) if back and shares is not None else None
    if spender is None or shares is None:
        return None
    return _Outlay(
        figure, verb, spender, Filler("share buyback", None, line.tree[shares], 1.0, "phrase"), "share buyback"
    )


def _spent(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "spent $34m on research", "gab 34 Millionen Euro für Forschung aus", "buys $84bn in farm goods"."""
    words = _words(line.passage.lang)
    spends = line.verb_of(figure, lambda at: _is_spending(at, figure, line), _REACH)
    is_spent = spends is not None and _is_whole(spends, line, words) and _is_next(spends, figure, line)
    verb = spends if is_spent else line.verb_of(figure, lambda at: line.word(at) in words["buys"], _REACH)
    if verb is None:
        return None
    marks = words["on"] if verb == spends else words["goods"]
    if line.word(verb) in words["pays"] and line.name(figure.end + 1) is None:
        marks = marks | words["goods"]  # "has paid $3bn in tariffs"
    purpose = _purpose(figure, marks, line, discourse, before=verb == spends)
    if purpose is not None and line.word(verb) in words["pays"] and _is_deal(purpose.token, line):
        return None  # "pays $2bn for its rival"
    if line.word(verb) in words["pledges"] and any(n.end == figure.start for n in line.passage.names):
        return None  # "sagte der Acme 3 Millionen Euro für Maschinen zu": Acme gets it
    metric = _metric_behind(figure, line) if verb == spends else None
    if purpose is not None and _is_for_plant(purpose, line):
        metric = "capex"
    alone = line.word(verb) in words["alone"] and _ends_clause(figure, line)
    spender = _spender(verb, line, discourse) if purpose is not None or metric is not None or alone else None
    if spender is None or (alone and purpose is None and spender.label is not Label.ORGANISATION):
        return None
    return _Outlay(figure, verb, spender, purpose, metric)


def _invested(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "invests $5bn in grid projects", "in Portugal": no firm, and no plant right behind the sum."""
    words, behind = _words(line.passage.lang), _behind(figure, line)
    verb = line.verb_of(figure, lambda at: line.word(at) in words["invests"], _REACH)
    if verb is None or line.word(behind) not in words["invested_in"] or not _is_next(verb, figure, line):
        return None
    purpose = read_purpose(behind + 1, len(line.tree), line, discourse)
    if purpose is None or (line.word(purpose.token.i) not in words["works"] and _is_deal(purpose.token, line)):
        return None  # "invests $2bn in start-ups", but "in dam projects"
    inside = {name.text for at in range(behind, purpose.token.i + 1) if (name := line.name(at)) is not None}
    if any(discourse.cast.label(text) is not Label.PLACE for text in inside):
        return None  # "put $2bn into Acme"
    for_plant = _is_for_plant(purpose, line)
    spender = None if for_plant and behind == figure.end else _spender(verb, line, discourse)
    is_place = spender is not None and spender.label is Label.PLACE and not is_country(spender.text, line.passage.lang)
    if spender is None or is_place or spender.text == purpose.text:
        return None
    return _Outlay(figure, verb, spender, purpose, "capex" if for_plant else None)


def _is_for_plant(purpose: Filler, line: Line) -> bool:
    """Whether the head of a purpose is a plant: the noun ahead of a case word, as in "a cathode plant in Ohio"."""
    first = max(0, purpose.token.i + 1 - len(purpose.text.split()))
    inside = line.tree[first : purpose.token.i + 1]
    case = next((token.i for token in inside if token.i > first and token.pos_ == "ADP"), purpose.token.i + 1)
    return is_plant(case - 1, line)


def _is_spending(at: int, figure: Figure, line: Line) -> bool:
    """Whether a word is a verb of spending; one of investing is where the sum is to do something."""
    words, behind = _words(line.passage.lang), _behind(figure, line)
    following = line.token(behind + 1)
    is_aimed = following is not None and following.pos_ == "VERB" and line.word(behind) in words["aims"]
    return line.word(at) in words["spends"] or (is_aimed and line.word(at) in words["invests"])


def _is_next(verb: int, figure: Figure, line: Line) -> bool:
    """Whether no other verb has the sum: no "pledged to invest $5bn"."""
    between = line.tree[verb + 1 : figure.start]
    return line.words.compounds or not any(t.pos_ == "VERB" and line.figure(t.i) is None for t in between)


def _ends_clause(figure: Figure, line: Line) -> bool:
    """Whether nothing but a time stands behind a sum: "expects to spend about $85 million this year"."""
    following = line.token(figure.end)
    timed = line.time(figure.end) is not None or line.time(figure.end + 1) is not None
    verb = following is not None and following.pos_ == "VERB"  # "Millionen investieren", "$30m cleaning up"
    ended = verb and (line.words.compounds or line.ends(figure.end, line.words.grammar["modifying"]))
    return following is None or following.is_punct or timed or ended or following.pos_ in ("CCONJ", "SCONJ")


def _is_deal(noun: Token, line: Line) -> bool:
    """Whether what is paid for is a firm, a person, a share or a round, which deals tell."""
    lang, form = line.passage.lang, (noun.lower_, noun.lemma_.lower())
    is_somebody = is_firm_noun(noun, lang) or class_of(noun, lang) in (Label.ORGANISATION, Label.PERSON)
    return is_somebody or any(word in line.words.quantified["deals"] for word in form)


def _metric_behind(figure: Figure, line: Line) -> str | None:
    """The kind of spending that a sum goes on: "spends $5bn this year on new capital expenditures"."""
    behind = range(figure.end, min(len(line.tree), figure.end + _OBJECT))
    found = next((m for at in behind if (m := line.metric(at)) is not None), None)
    return found.metric.attribute if found is not None and found.metric.kind == "spending" else None


def _is_whole(verb: int, line: Line, words: dict[str, frozenset[str]]) -> bool:
    """Whether a verb of spending has the particle that makes it one, where it needs one ("gab … aus")."""
    if line.word(verb) not in words["split"]:
        return True
    return particle_of(line.tree, verb, dict.fromkeys(words["particles"], 1)) is not None


def _purpose(figure: Figure, marks: frozenset[str], line: Line, discourse: Discourse, *, before: bool) -> Filler | None:
    """The phrase behind a sum and a case word, or before the sum where the language puts it there; no firm's name."""
    end = _behind(figure, line)
    if before and (aim := _aim(end, line, discourse)) is not None:
        return aim
    starts = [end]
    follows = line.tree[end].pos_ if end < len(line.tree) else ""
    if before and line.words.compounds and follows == "VERB":  # "300 Millionen steckt Acme in ein Werk"
        starts += [at for at in range(end + 1, min(len(line.tree), end + _OBJECT)) if line.word(at) in marks][:1]
    if before and line.words.compounds:
        starts += [at for at in range(figure.start - 2, max(-1, figure.start - _REACH), -1) if line.word(at) in marks]
    for start in starts:
        end = figure.start if start < figure.start else len(line.tree)
        if line.word(start) in marks and (found := read_purpose(start + 1, end, line, discourse)) is not None:
            return found
    return None


def _behind(figure: Figure, line: Line) -> int:
    """Behind a sum and a time or "more": "spent $11bn last year on fuel", "$2bn in the past month on chips"."""
    end = figure.end + (line.word(figure.end) in _words(line.passage.lang)["more"])
    led = next((at for at in range(end + 1, end + _TIME) if line.time(at) is not None), None)
    words = line.tree[end:led] if led is not None else ()
    if words and words[0].pos_ == "ADP" and all(t.pos_ in ("DET", "ADJ") for t in words[1:]):
        end = led or end
    while line.time(end) is not None:
        end += 1
    return end


def _aim(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """What is to be done with a sum, or the firm that gets it: "to expand its network", "on Acme", "with Acme"."""
    words, following = _words(line.passage.lang), line.token(at + 1)
    if following is not None and line.word(at) in words["aims"] and following.pos_ == "VERB":
        start = at + 2 + (line.tree[at + 2 : at + 3] != () and base(line.tree[at + 2]) == "compound:prt")
        return _firm(start, line, discourse) or read_purpose(start, len(line.tree), line, discourse)
    return _firm(at + 1, line, discourse) if line.word(at) in words["at_firm"] else None


def _firm(at: int, line: Line, discourse: Discourse) -> Filler | None:
    """The firm that is named at a place, with nothing of its own behind: no "Acme's network"."""
    name = line.name(at)
    if name is None or line.word(name.end) in line.words.quantified["genitive"] - {""}:
        return None
    filler = name_filler(name, line, discourse)
    following = line.token(name.end)
    whole = following is None or following.pos_ not in ("NOUN", "PROPN")
    return filler if filler.label is Label.ORGANISATION and whole else None


def _cost(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "the recall cost Acme around $610m": whom it cost stands between verb and sum."""
    words = _words(line.passage.lang)
    verb = line.verb_of(figure, lambda at: line.word(at) in words["costs"], _REACH)
    name = next((n for n in line.passage.names if verb is not None and verb < n.start <= verb + 3), None)
    if verb is None or name is None or not name.end <= figure.start <= name.end + 3:
        return None
    payer = name_filler(name, line, discourse, 0.9)
    return _Outlay(figure, verb, payer, None, "cost") if payer.label is Label.ORGANISATION else None


def _spender(verb: int, line: Line, discourse: Discourse) -> Filler | None:
    """The subject of a verb: by the tree, else the name at its side that no case word marks."""
    head = line.tree[verb].head
    if (planner := _planner(verb, line)) is not None:
        return discourse.resolve(planner, line.passage) or read_owner_state(planner, line.passage)
    told = read_arguments(head if head.pos_ == "VERB" and line.tree[verb].pos_ in ("ADV", "ADP") else line.tree[verb])
    agents = [t for t in told.agent if not line.figure(t.i)] or [t for t in told.theme if not line.figure(t.i)]
    for token in agents if line.words.compounds else told.agent:  # parsers take a sum ahead of the verb for its subject
        filler = None if line.figure(token.i) else discourse.resolve(token, line.passage)
        filler = filler or read_state(token, line.passage)
        if children(token, "conj"):
            return None  # what several spend together
        if filler is not None and filler.label is not Label.PRODUCT:
            return filler
        if filler is None and token.pos_ in ("NOUN", "PRON"):
            return None
    ahead = [n for n in line.passage.names if n.end <= verb]
    name = ahead[-1] if ahead else None
    if name is None or (name.start and line.tree[name.start - 1].pos_ == "ADP"):
        return None
    if line.word(name.end) in line.words.quantified["genitive"]:
        parts = [token for token in line.tree[name.end : verb] if token.pos_ == "NOUN"]
        return discourse.resolve(parts[-1], line.passage) if parts else None  # "Acme's Indian arm set aside $5m"
    return name_filler(name, line, discourse, 0.85)


def _planner(verb: int, line: Line) -> Token | None:
    """Whose plan a verb tells: "Acme's pledge to invest $5bn"."""
    if verb < _PLAN or line.word(verb - 1) not in _words(line.passage.lang)["aims"]:
        return None
    noun = line.tree[verb - _PLAN]
    return next((c for c in noun.children if c.dep_ == "nmod:poss"), None) if noun.pos_ == "NOUN" else None


def _built(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "builds a plant at a cost of $3bn", "baut für 300 Millionen Euro ein Werk": a plant of one's own."""
    words, of = _words(line.passage.lang), line.words.grammar["of"]
    costs = line.word(figure.start - 1) in of and line.word(figure.start - 2) in words["at_cost"]
    is_price = costs or line.word(figure.start - 1) in words["for_sum"]
    verb = line.verb_of(figure, lambda at: line.word(at) in words["builds"], _REACH) if is_price else None
    objects = children(line.tree[verb], "obj") if verb is not None else []
    plant = next((token for token in objects if is_plant(token.i, line)), None)
    if verb is None or plant is None or _is_for_another(plant, figure, line):
        return None
    purpose = read_purpose(plant.left_edge.i, plant.i + 1, line, discourse)
    spender = _spender(verb, line, discourse) if purpose is not None else None
    return _Outlay(figure, verb, spender, purpose, "capex") if spender is not None else None


def _is_for_another(plant: Token, figure: Figure, line: Line) -> bool:
    """Whether a plant is built for somebody, who pays for it: "built a plant for Acme for $3m"."""
    marks = _words(line.passage.lang)["for_sum"]
    return any(plant.i < n.start < figure.start and line.word(n.start - 1) in marks for n in line.passage.names)


def _let_cost(figure: Figure, line: Line, discourse: Discourse) -> _Outlay | None:
    """As in "lässt sich den Umbau 300 Millionen Euro kosten"."""
    words = _words(line.passage.lang)
    ahead = range(max(0, figure.start - _REACH), figure.start)
    verb = next((at for at in ahead if line.word(at) in words["lets"]), None)
    reflexive = next((at for at in ahead if line.word(at) in words["reflexive"]), None)
    if verb is None or reflexive is None or line.word(figure.end) not in words["let"]:
        return None
    purpose = read_purpose(max(verb, reflexive) + 1, figure.start, line, discourse)
    spender = _spender(verb, line, discourse) if purpose is not None else None
    if purpose is None or spender is None or spender.token.i > reflexive > verb:
        return None
    return _Outlay(figure, verb, spender, purpose, "capex" if is_plant(purpose.token.i, line) else None)


_WAYS = (_bought_back, _cost, _built, _let_cost, _spent, _invested)
