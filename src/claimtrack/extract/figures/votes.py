"""Shares of a vote and turnouts: "the CDU came to 30 percent", where a document is about a vote."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.figures.parties import Parties
from claimtrack.extract.figures.polls import Polls
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.text.syntax import base
from claimtrack.model import Label, Mention, Quantity, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse

_SURE = 0.8
_SHARES = ("percent", "points")
_MOVE = re.compile(r"[+−–-]\d{1,2}(?:[.,]\d{1,2})?")
_REACH = 14
"""Tokens between a party and its share."""
_NEAR = 5
"""Tokens between a verb of getting votes and the party behind it."""
_BARE = re.compile(r"\d{1,2}[.,]\d")
_LEAST = 3
"""Words of voting that make a document one about a vote."""


def draft_votes(lines: Sequence[Line], discourse: Discourse) -> Iterator[Draft]:
    """Every share of a party and every turnout, where the document is about a vote."""
    if not lines or not _is_about_vote(lines[0].words.votes["words"], discourse):
        return
    reader = _Votes(Parties(lines[0].words.votes, discourse), Polls(discourse), discourse)
    for line in lines:
        yield from reader.drafts(line)


def _is_about_vote(words: frozenset[str], discourse: Discourse) -> bool:
    known = load_figure_words(discourse.passages[0].lang)
    endings = tuple(sorted(words)) if known.compounds else ()
    tokens = [t.lower_.rpartition("-")[2] for passage in discourse.passages for t in passage.tree]
    if not known.votes["polls"].isdisjoint((*tokens, *map(" ".join, pairwise(tokens)))):
        return True
    return sum(1 for word in tokens if word in words or (endings and word.endswith(endings))) >= _LEAST


class _Votes:
    """The shares of the sentences of one document."""

    def __init__(self, parties: Parties, polls: Polls, discourse: Discourse) -> None:
        self._parties, self._polls, self._discourse = parties, polls, discourse

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every share and turnout of a sentence."""
        last: Filler | None = None
        turned_out = False
        asked = any(token.lower_ in line.words.votes["asked"] for token in line.tree) or self._is_of_part(line)
        for figure in line.figures:
            turned_out = _is_turnout(figure, line) or (turned_out and _goes_on(figure, line))
            if turned_out and (where := self._turned_out(line)) is not None:
                yield self._draft(figure.mention, figure.quantity, where, line, "turnouts")
            is_counted = figure.quantity.unit == "vote"
            if turned_out or asked or not (is_counted or _is_share(figure, line)):
                continue
            named = self._beside(figure, line)
            goes_on = last is not None and named is None and _goes_on(figure, line)
            party = last if goes_on else named or self._party(figure, line)
            if party is not None and (is_counted or not _is_unsigned(figure, line)):
                yield self._draft(figure.mention, figure.quantity, party, line, "votes" if is_counted else "share")
                yield from self._moved(figure.end, party, line)
            last = party
        yield from self._bare(line)

    def _is_of_part(self, line: Line) -> bool:
        """Whether only some voters are told of: the young, here or in the sentence before, or one polling place."""
        at = self._discourse.place_of(line.passage)
        near = [p for p in self._discourse.passages[max(0, at - 1) : at + 1] if line.passage.position - p.position <= 1]
        votes = line.words.votes
        ends = tuple(votes["cohort_ends"])
        some = any(t.lower_ in votes["cohorts"] or (ends and t.lower_.endswith(ends)) for p in near for t in p.tree)
        return some or any(_is_station(token.i, line) for token in line.tree)

    def _turned_out(self, line: Line) -> Filler | None:
        """Where a turnout was: the place of the sentence, else the document's where nothing else is the subject."""
        subjects = [t for t in line.tree if base(t) == "nsubj" and t.pos_ == "NOUN" and not line.figure(t.i)]
        other = any(t.lower_ not in line.words.votes["turnout"] for t in subjects)
        place = self._polls.here(line.passage) or ("" if other else self._polls.place(line))
        return Filler(place, Label.PLACE, line.tree[0], 1.0, "name") if place else None

    def _beside(self, figure: Figure, line: Line) -> Filler | None:
        """Who stands right before the bracket of a figure: "Jonas Brandt (46,6 Prozent)"."""
        at = figure.start - 2
        if at < 0 or line.word(at + 1) != "(":
            return None
        return self._parties.read(at, line) or self._candidate(at, figure, line)

    def _party(self, figure: Figure, line: Line) -> Filler | None:
        """Who got a share: the nearest party ahead of it, the party behind its verb, else a person who got it."""
        return self._ahead(figure, line) or self._behind(figure, line)

    def _ahead(self, figure: Figure, line: Line) -> Filler | None:
        inside = False
        for at in range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1):
            inside = line.word(at) == ")" or (inside and line.word(at) != "(")
            if inside or line.word(at) == "(":
                continue  # "die CDU (2016: 21,1 Prozent) liegt bei 24,6 Prozent"
            token = line.tree[at]
            if token.pos_ == "PRON" and self._is_of_turnout(line):
                return None  # "Sie lag bei 74 Prozent"
            found = self._parties.read(at, line) or self._candidate(at, figure, line)
            if found is None and token.pos_ == "PRON" and token.lower_ in line.words.votes["persons"]:
                found = person_meant(token, line.passage, self._discourse)
                if found is None:
                    return None
            if found is not None:
                return None if _acts_otherwise(at, figure, line) else found
            other = line.figure(at)
            if line.is_stop(at) or (other is not None and _is_share(other, line)):
                return None
        return None

    def _is_of_turnout(self, line: Line) -> bool:
        """Whether this sentence or the one before tells of a turnout, which "sie" may stand for."""
        place = self._discourse.place_of(line.passage)
        near = self._discourse.passages[max(0, place - 1) : place + 1]
        return any(token.lower_ in line.words.votes["turnout"] for passage in near for token in passage.tree)

    def _candidate(self, at: int, figure: Figure, line: Line) -> Filler | None:
        """A person who gets a share or a number of votes: "Byrne kam auf 51,2 Prozent"."""
        name, gets = line.name(at), line.words.votes["gets"]
        if name is None or self._discourse.cast.label(name.text) is not Label.PERSON or at != name.end - 1:
            return None
        ahead = [line.word(i) for i in range(max(0, name.start - _NEAR), name.start)]
        if line.words.votes["party"] & set(ahead) and line.words.grammar["owner"] & set(ahead):
            return None  # "die Partei von Ministerpräsidentin Ada Byrne"
        between = range(name.end, figure.start)
        beside = _stands_behind(figure, name.end, line) or all(
            line.word(i) in line.words.votes["small"] for i in between
        )
        ahead_of = name.start - 1 - _is_reflexive(name.start - 1, line)
        told = (bool(between) and beside) or any(line.word(i) in gets for i in (ahead_of, *between))
        full = self._discourse.cast.full(name.text)
        return Filler(full, Label.PERSON, line.tree[at], 0.9, "name") if told else None

    def _behind(self, figure: Figure, line: Line) -> Filler | None:
        """As in "Rund 29 Prozent erreichte die FPÖ", "stimmten 51 Prozent für die FPÖ"."""
        votes = line.words.votes
        if line.word(figure.end) not in votes["gets"] | votes["for"]:
            return None
        for at in range(figure.end + 1, min(len(line.tree), figure.end + 1 + _NEAR)):
            if (found := self._parties.read(at, line)) is not None:
                return found
            if line.figure(at) or line.is_stop(at) or line.word(at) == ",":
                return None
        return None

    def _bare(self, line: Line) -> Iterator[Draft]:
        """Shares without a unit right behind a party: "Die SPD erhält 17,4 (-1,3), die Grünen 9,8"."""
        ends = {"(", ",", ".", ";", "", *line.words.grammar["and"]}
        votes = line.words.votes
        for at, token in enumerate(line.tree):
            if not _BARE.fullmatch(token.text) or line.word(at + 1) not in ends:
                continue
            back = at - 1
            while back > 0 and line.word(back) in votes["gets"] | votes["small"]:
                back -= 1
            party = self._parties.read(back, line)
            if party is None or party.via != "name":
                continue
            mention = _mention(at, at + 1, "%", line)
            if isinstance(mention.norm, Quantity):
                yield self._draft(mention, mention.norm, party, line, "share")
            yield from self._moved(at + 1, party, line)

    def _moved(self, at: int, party: Filler, line: Line) -> Iterator[Draft]:
        """The change in brackets behind a share: "23,7 Prozent (+ 1,1)", in points though none are named."""
        if line.word(at) != "(" or at + 2 >= len(line.tree):
            return
        closing = next((i for i in range(at + 2, min(at + 5, len(line.tree))) if line.word(i) == ")"), at + 1)
        if _MOVE.fullmatch("".join(token.text for token in line.tree[at + 1 : closing])):
            mention = _mention(at + 1, closing, "percentage points", line)
            if isinstance(mention.norm, Quantity):
                yield self._draft(mention, mention.norm, party, line, "share")

    def _draft(self, mention: Mention, quantity: Quantity, who: Filler, line: Line, what: str) -> Draft:
        change = figure_class(quantity) == "points"
        attribute = self._polls.attribute(min(line.words.votes[what]), line, placed=who.label is Label.PLACE)
        tokens = line.passage.tokens_in(mention.span)
        turn = _sign(quantity) or (_turn(tokens[0].i, tokens[-1].i + 1, line) if tokens else 0)
        own = next((m for m in line.passage.times if _is_of(m, mention, line)), None)
        return Draft(
            "measure", "vote", line.passage, line.tree[who.token.i], who, None, mention,
            f"{attribute}, change" if change else attribute,
            when=own.norm if own and isinstance(own.norm, TimeSpan) else self._polls.survey_time(line),
            negative=change and turn < 0, timed=_is_compared(mention, line), sure=round(_SURE * who.certainty, 3),
        )  # fmt: skip


# which figures are shares


def _is_share(figure: Figure, line: Line) -> bool:
    """Whether a percentage can be one of a vote: not "the five-percent threshold", "95 percent of taxpayers"."""
    if figure_class(figure.quantity) not in _SHARES or "-" in figure.quantity.text[1:] or line.word(figure.end) == "-":
        return False
    if figure_class(figure.quantity) == "percent" and line.word(figure.start - 1) in line.words.changes["by"]:
        return False
    of = line.words.votes["of"]
    if line.word(figure.end) not in of and line.word(figure.end - 1) not in of:
        return True
    noun = next((t for t in line.tree[figure.end : figure.end + 1 + _NEAR] if t.pos_ in ("NOUN", "PROPN")), None)
    return noun is not None and noun.lower_.endswith(tuple(sorted(line.words.votes["cast"])))


def _is_station(at: int, line: Line) -> bool:
    """As in "im Wahllokal Rathaus", "in the Dorn precinct", and not of all of them."""
    votes, near = line.words.votes, [line.word(i) for i in range(max(0, at - _NEAR), at)]
    into = any(word in line.words.grammar["in"] for word in near)
    return line.word(at) in votes["stations"] and into and votes["every"].isdisjoint(near)


def _is_turnout(figure: Figure, line: Line) -> bool:
    """As in "eine Wahlbeteiligung von 74 Prozent", "60 Prozent der Wahlberechtigten gingen zur Wahl"."""
    if figure_class(figure.quantity) != "percent" or line.turn(figure.start - 1):
        return False
    votes, by = line.words.votes, line.words.changes["by"]
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _REACH), -1):
        if line.word(at) in votes["turnout"]:
            return line.word(figure.start - 1) not in by
        if line.is_stop(at) or line.figure(at) or line.word(at) in by:
            break
    text = line.tree.text.lower()
    entitled = any(line.word(at) in votes["entitled"] for at in range(figure.end, figure.end + 3))
    behind = any(line.word(at) in votes["turnout"] for at in range(figure.end, figure.end + 2))
    return behind or (entitled and any(phrase in text for phrase in votes["went"]))


def _goes_on(figure: Figure, line: Line) -> bool:
    """Whether a figure is told of the same as the one before it: in brackets, of another year, as a gain or loss."""
    if line.tree[figure.start - 1].text == "(" or any(
        line.word(at) == "(" for at in range(max(0, figure.start - 3), figure.start)
    ):
        return True
    if figure_class(figure.quantity) == "points":
        return line.turn(figure.start - 1) != 0
    before = range(max(0, figure.start - _NEAR), figure.start)
    told = any(line.word(at) in line.words.votes["were"] for at in before) and any(line.time(at) for at in before)
    return told or _is_prior(figure, line)


def _is_prior(figure: Figure, line: Line) -> bool:
    """As in "up from 10.3 percent in 2021", "nach 10,3 Prozent im Jahr 2021", with a time of its own."""
    ahead = (line.word(figure.start - 1), line.word(figure.start - 2))
    earlier = ahead[0] in line.words.grammar["earlier"] or any(w in line.words.grammar["compared"] for w in ahead)
    return earlier and any(line.time(at) for at in range(figure.end, figure.end + 3))


def _is_unsigned(figure: Figure, line: Line) -> bool:
    """Whether nothing tells which way a party moved by so many points: "liegt 2 Punkte vor der AfD"."""
    unsigned = not _sign(figure.quantity) and not _turn(figure.start, figure.end, line)
    return figure_class(figure.quantity) == "points" and unsigned


def _sign(quantity: Quantity) -> int:
    return {"+": 1, "-": -1, "−": -1, "–": -1}.get(quantity.text.lstrip()[:1], 0)


def _turn(start: int, end: int, line: Line) -> int:
    """Which way a figure went by the nearest word ahead of it, or behind it at the end of a German clause."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if turn := line.turn(at):
            return turn
        if line.figure(at) or line.is_stop(at) or line.word(at) == ",":
            break
    behind = range(end, min(len(line.tree), end + _NEAR)) if line.words.compounds else range(0)
    return next((turn for at in behind if (turn := line.turn(at))), 0)


def _acts_otherwise(at: int, figure: Figure, line: Line) -> bool:
    """Whether the clause of a party and a figure has a verb, but none of votes: "die SPD will 5 Prozent sparen"."""
    known = line.words.votes["gets"] | line.words.changes["level"]
    low, high = at, figure.end
    while low > 0 and not _ends_clause(low - 1, line):
        low -= 1
    while high < len(line.tree) and not _ends_clause(high, line):
        high += 1
    more = line.turn(figure.end) and (noun := line.token(figure.end + 1)) is not None and noun.pos_ == "NOUN"
    verbs = [i for i in range(low, high) if line.tree[i].pos_ == "VERB"]
    return bool(more) or (bool(verbs) and not any(line.turn(i) or line.has(i, known) for i in verbs))


def _ends_clause(at: int, line: Line) -> bool:
    return line.word(at) in (",", ":") or line.is_stop(at)


def _stands_behind(figure: Figure, at: int, line: Line) -> bool:
    """Whether a figure opens a bracket at a place."""
    return line.word(at) == "(" and figure.start == at + 1


# when


def _is_reflexive(at: int, line: Line) -> bool:
    """Whether a token is what a verb of doing to oneself has behind it: "setzte sich Ada Byrne … durch"."""
    token = line.token(at)
    return token is not None and "Yes" in token.morph.get("Reflex", [])


def _is_compared(mention: Mention, line: Line) -> bool:
    """Whether all times of a sentence are of what a share is compared with: "das Niveau von 2019"."""
    words = line.words.grammar["of"] | line.words.grammar["versus"]
    others = [figure.mention for figure in line.figures if figure.mention is not mention]
    dated = [(m, tokens[0].i) for m in line.passage.times if (tokens := line.passage.tokens_in(m.span))]
    return bool(dated) and all(line.word(at - 1) in words or any(_is_of(m, o, line) for o in others) for m, at in dated)


def _is_of(time: Mention, mention: Mention, line: Line) -> bool:
    """Whether a time is that of one figure: "(2019: 12 Prozent)", "2019 mit 12 Prozent", "2019 waren es 12 Prozent"."""
    tokens = line.passage.tokens_in(mention.span)
    at = tokens[0].i - 1 if tokens else 0
    opens = line.word(at) == ":" or line.tree[at].pos_ == "ADP"
    if (opens and line.time(at - 1) is time) or _is_relative(time, at, line):
        return True
    figure = line.figure(at + 1)
    behind = range(figure.end, figure.end + 3) if figure is not None and _is_prior(figure, line) else range(0)
    if any(line.time(i) is time for i in behind):
        return True
    before = range(max(0, at + 1 - _NEAR), at + 1)
    return any(line.word(i) in line.words.votes["were"] and line.time(i - 1) is time for i in before)


def _is_relative(time: Mention, at: int, line: Line) -> bool:
    """Whether a figure stands in the clause that tells of a time: "2019, als die Partei 37,5 Prozent verzeichnete"."""
    while at > 0 and line.word(at) != ",":
        at -= 1
    return line.tree[at + 1].pos_ in ("SCONJ", "PRON") and at > 0 and line.time(at - 1) is time


def _mention(start: int, end: int, unit: str, line: Line) -> Mention:
    """A number of the text that stands without its unit."""
    tokens = line.tree[start:end]
    text = "".join(t.text_with_ws for t in tokens).strip()
    value = Decimal("".join(t.text for t in tokens).lstrip("+−–-").replace(",", "."))
    norm = Quantity(text=text, min=value, max=value, unit=unit)
    return Mention(span=line.passage.span_of(start, end), label=Label.QUANTITY, norm=norm)
