"""What fills the slots of a set phrase: names and descriptions of firms, lists of them, and figures, by their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.figures.units import figure_class, fits
from claimtrack.extract.names.actors import are_joined, list_ending, listed_names, past_alias
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.text.lexicon import load_lexicon
from claimtrack.extract.text.syntax import children, is_passive, read_arguments
from claimtrack.kinds import load_kinds
from claimtrack.language import read_data
from claimtrack.model import Label, Quantity

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name

_REACH = 6
"""Tokens from the start of a phrase to the name in it ("the Berlin-based software maker Acme")."""
_DESCRIBED = 8
"""Tokens from the start of a phrase to the noun that it ends in ("the Oslo-based start-up" has seven)."""
_BETWEEN = 4
"""Tokens between a name and a verb that only tell time or manner ("will now also")."""
_SIZE = 3
"""Words of size ahead of a figure ("an additional")."""
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_SIZED = frozenset({"DET", "ADJ", "ADV", "ADP", "NUM", "SYM"})
_LIGHT = frozenset({"AUX", "ADV", "PART"})
_APOSTROPHES = frozenset({"'s", "’s", "'", "’"})
_SUMS = frozenset({"valuation", "funding", "investment"})
"""Kinds whose figures are whole sums, never so much a share or a year."""
_FIGURES = {"headcount": "people", "layoffs": "jobs", "customers": "customers", "measure": "shares"}


class Slots:
    """The slots of one passage; each reading tells what it found and the place behind or ahead of it."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse, self.tree = passage, discourse, passage.tree
        self.has_compounds = load_lexicon(passage.lang).has_compounds
        self.based = frozenset(read_data(passage.lang, "frames")["deals"]["based"])
        self.families = frozenset(read_data(passage.lang, "frames")["deals"]["families"])

    def is_place(self, name: Name) -> bool:
        """Whether a name is that of a place."""
        return self.discourse.cast.label(name.text) is Label.PLACE

    def from_token(
        self, at: int, *, many: bool, owned: bool, places: bool, then: frozenset[str] = frozenset()
    ) -> tuple[list[Filler], int] | None:
        """The firm that the phrase starting at a token names or stands for.

        A genitive must follow if it is `owned`; with `places`, countries are as good as firms. A name may describe a
        noun only if the phrase has it next (`then`).
        """
        name = self._first_name(at, places=places)
        if name is None:
            return self._described_from(at)
        following = self.tree[name.end] if name.end < len(self.tree) else None
        genitive = following is not None and following.text in _APOSTROPHES
        awaited = following is not None and following.lower_ in then
        hyphened = following is not None and following.text == "-" and not awaited  # "Acme-owned"
        family = following is not None and following.lower_ in self.families
        if genitive is not owned or hyphened or (self._goes_on(name) and not (awaited or family)):
            return None
        if many:
            listed = listed_names(name.start, self.passage, self.discourse)
            if len(listed) > 1 and are_joined(listed, self.tree):
                last = max(self._end_of(filler) for filler in listed)
                return listed, last
        found = self._resolved(name)
        if found is not None and following is not None and following.lower_ in self.families:
            return [found._replace(text=f"{found.text} {following.text}", label=Label.ORGANISATION)], name.end + 1
        return ([found], name.end) if found else None

    def _first_name(self, at: int, *, places: bool) -> Name | None:
        index = at
        while index < min(len(self.tree), at + _REACH):
            token = self.tree[index]
            name = self.passage.name_at(token)
            if name is not None and not places and (self.is_place(name) or self._is_origin(name)):
                index = name.end
                continue
            if name is not None:
                return name
            light = token.pos_ in _DESCRIBING or token.text in ("-", *_APOSTROPHES) or self._is_own(index)
            light = light or is_firm_noun(token, self.passage.lang)  # the "up" of "start-up"
            if not light or self.passage.quantity_at(token) or self.passage.is_time(token):
                return None
            index += 1
        return None

    def _is_origin(self, name: Name) -> bool:
        """Whether a name only says of where or whose a firm is: "the Oslo-based start-up"."""
        behind = self.tree[name.end : name.end + 2]
        return len(behind) > 1 and behind[0].text == "-" and behind[1].lower_ in self.based

    def _is_own(self, at: int) -> bool:
        return "Yes" in self.tree[at].morph.get("Poss", [])

    def _goes_on(self, name: Name) -> bool:
        """Whether a name only describes the noun behind it: "Acme chips", "Acme stock"."""
        following = self.tree[name.end] if name.end < len(self.tree) else None
        return following is not None and not self.has_compounds and following.pos_ in ("NOUN", "PROPN")

    def _end_of(self, filler: Filler) -> int:
        name = self.passage.name_at(filler.token)
        return name.end if name else filler.token.i + 1

    def _apposed(self, at: int) -> Name | None:
        """Whom the phrase around a token describes: "Acme, the Beta-owned chain"."""
        for index in range(at - 1, max(0, at - _REACH), -1):
            token = self.tree[index]
            if token.pos_ == "DET":
                named = (n for n in self.passage.names if n.end == index - 1)
                return next((n for n in named if self.tree[n.end].text == ","), None)
            if token.text != "-" and self.tree[index - 1].text != "-" and token.pos_ not in _DESCRIBING:
                return None
        return None

    def _described_from(self, at: int) -> tuple[list[Filler], int] | None:
        apposed = self._apposed(at)
        for index in range(at, min(len(self.tree), at + _DESCRIBED)):
            token = self.tree[index]
            following = self.tree[index + 1] if index + 1 < len(self.tree) else None
            if "-" in (token.text, following.text if following is not None else ""):
                continue  # "the ride-hailing company"
            firm = is_firm_noun(token, self.passage.lang)  # the "up" of "start-up" is tagged in any way
            if (token.pos_ in ("NOUN", "PRON") or firm) and not self._is_own(index):
                if following is not None and following.pos_ == "NOUN" and not self.has_compounds:
                    continue  # "the network company"
                found = self._resolved(apposed) if apposed else self.discourse.resolve(token, self.passage)
                compounded = following is not None and following.pos_ in ("NOUN", "PROPN")
                return ([found], index + 1) if found and not compounded else None
            if token.pos_ not in ("DET", "ADJ") and (index == at or self.tree[index - 1].text != "-"):
                return None
        return None

    def _resolved(self, name: Name) -> Filler | None:
        return self.discourse.resolve(self.tree[name.end - 1], self.passage)

    def to_token(self, at: int, *, many: bool, first: bool) -> tuple[list[Filler], int] | None:
        """The firm that stands right before a token; `first` if nothing must stand ahead of it."""
        end = at
        while end > 0 and at - end < _BETWEEN and self._is_light(end - 1):
            end -= 1
        end = self._before_origin(self._before_alias(end))
        if end == 0:
            return None
        if many and len(listed := list_ending(end, self.passage, self.discourse)) > 1:
            return listed, min(self.passage.tree[f.token.i].i for f in listed)
        name = next((n for n in self.passage.names if n.end == end), None)
        if name is None:
            return self._described_to(end)
        ahead = self.tree[name.start - 1] if name.start else None
        if ahead is not None and ahead.pos_ == "DET" and ahead.i:
            ahead = ahead.nbor(-1)  # "the contract with the Acme group"
        inside = self.tree[at].text in (",", "-", *_APOSTROPHES)  # "work at Acme, a unit of Beta"
        compounded = ahead is not None and ahead.i > 0 and ahead.nbor(-1).text == "-"  # "the start-up Acme"
        if first and ahead is not None and ahead.pos_ in ("ADP", "CCONJ") and not (inside or compounded):
            return None  # "the chairman of Acme", "Beta and Acme"
        found = self._resolved(name)
        return ([found], name.start) if found else None

    def _before_alias(self, end: int) -> int:
        """The place ahead of what a name is called for short: "Panama Ports Company (PPC), a subsidiary of"."""
        ends = (n.end for n in self.passage.names if n.end < end)
        return next((at for at in ends if past_alias(at, self.tree) == end), end)

    def _before_origin(self, end: int) -> int:
        """The place ahead of where a firm comes from: "Acme aus Berlin", "Acme in Ohio"."""
        name = next((n for n in self.passage.names if n.end == end), None)
        if name is None or not self.is_place(name) or name.start < 2 or self.tree[name.start - 1].pos_ != "ADP":
            return end
        return name.start - 1 if self.passage.name_at(self.tree[name.start - 2]) is not None else end

    def subject_of(self, at: int, *, verbal: bool) -> list[Filler]:
        """Who does what a verb says, where something else stands right before it: "owns A and bought B".

        A word that is a verb by its form (`verbal`) may be tagged as a noun behind an "and".
        """
        if at < len(self.tree) and (apposed := self._behind_apposition(at)):
            return apposed
        if at >= len(self.tree):
            return []
        verb = self.tree[at]
        ahead = self.tree[at - 1] if at else None
        if verb.pos_ != "VERB":
            return self._subject_joined(at) if verbal and ahead is not None and ahead.pos_ == "CCONJ" else []
        absolute = ahead is not None and ahead.text == "," and verb.morph.get("VerbForm", []) in (["Part"], ["Ger"])
        joined = ahead is None or absolute or ahead.pos_ in ("CCONJ", "ADV", "AUX", "PART")
        if is_passive(verb) or not joined:
            return []  # but "closed the deal, paying V for O"
        agents = [t for t in read_arguments(verb).agent if t.i < at]
        return [f for t in agents[:1] for f in self.discourse.resolve_all(t, self.passage)]

    def _subject_joined(self, at: int) -> list[Filler]:
        """The subject of the verb ahead of an "and" behind which one is taken for a noun: "raised V and counts A"."""
        verb = next((t for t in reversed(self.tree[:at]) if t.pos_ == "VERB" and children(t, "nsubj")), None)
        subjects = children(verb, "nsubj") if verb is not None else []
        told = (self.discourse.resolve_all(t, self.passage) for t in subjects)
        return next((list(fillers) for fillers in told if fillers), [])

    def _behind_apposition(self, at: int) -> list[Filler]:
        """The subject that a comma and what it adds part from its verb: "Acme, a maker of pumps, was awarded"."""
        verb = self.tree[at].head if self.tree[at].pos_ == "AUX" else self.tree[at]
        if not at or self.tree[at - 1].text != "," or verb.pos_ != "VERB":
            return []
        names = (self.passage.name_at(t) for t in children(verb, "nsubj") if t.i < at)
        name = next((n for n in names if n is not None and self.tree[n.end].text == ","), None)
        found = self._resolved(name) if name is not None else None
        return [found] if found else []

    def _is_light(self, at: int) -> bool:
        return self.tree[at].pos_ in _LIGHT and self.passage.name_at(self.tree[at]) is None

    def _described_to(self, end: int) -> tuple[list[Filler], int] | None:
        token = self.tree[end - 1]
        if token.pos_ not in ("NOUN", "PRON"):
            return None
        start = end - 1
        while start > 0 and self.tree[start - 1].pos_ in ("DET", "ADJ") and not self._is_own(start - 1):
            start -= 1
        if start and (self.tree[start - 1].pos_ in ("ADP", "CCONJ") or self._is_own(start - 1)):
            return None
        found = self.discourse.resolve(token, self.passage)
        return ([found], start) if found else None

    # figures

    def value_from(self, at: int, kind: str) -> tuple[Mention, int] | None:
        """The figure of a kind's class that starts at a token, words of size before it allowed."""
        for mention in self.passage.quantities:
            tokens = self.passage.tokens_in(mention.span)
            if tokens and at <= tokens[0].i <= at + _SIZE and self._fits(mention, kind):
                between = self.tree[at : tokens[0].i]
                part = mention.span.end < self.passage.span_of(tokens[-1].i, tokens[-1].i + 1).end
                compounded = part and kind == "investment"  # "ein 3-Millionen-Auftrag von A"
                if not compounded and all(t.pos_ in _SIZED for t in between):
                    return mention, tokens[-1].i + 1
        return None

    def value_to(self, at: int, kind: str) -> tuple[Mention, int] | None:
        """The figure of a kind's class that ends right before a token."""
        for mention in self.passage.quantities:
            tokens = self.passage.tokens_in(mention.span)
            if tokens and tokens[-1].i == at - 1 and self._fits(mention, kind):
                return mention, tokens[0].i
        return None

    def _fits(self, mention: Mention, kind: str) -> bool:
        if not isinstance(mention.norm, Quantity):
            return False
        if "/" in (mention.norm.unit or "") and kind in _SUMS:
            return False  # "worth $50 per share"
        inside = self.passage.tokens_in(mention.span) if kind == "headcount" else ()
        if any("Dem" in token.morph.get("PronType", []) for token in inside):
            return False  # "employs about 70 of these drivers"
        if wanted := _FIGURES.get(kind):
            return fits(mention.norm, wanted)
        return figure_class(mention.norm) == load_kinds()[kind].value
