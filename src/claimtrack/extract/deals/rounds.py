"""Funding rounds: who raises how much in which round, who leads it and who takes part.

Several sentences tell of one round ("raised $40M", "the round was led by B", "other investors include C"),
so the reader keeps in mind whose round the document spoke of last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.debts import Debts
from claimtrack.extract.deals.headings import Headings
from claimtrack.extract.deals.investors import round_words
from claimtrack.extract.deals.raising import Round, RoundReading
from claimtrack.extract.drafts import Draft
from claimtrack.model import Label, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage

_FRESH = 4
"""Sentences behind a round in which investors are its own without any word that points back."""
_LASTING = 40
"""Sentences for which a document's round is kept in mind."""


class RoundReader:
    """Reads the rounds of one document, passage by passage in the order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._raiser: Filler | None = None
        self._name: str | None = None
        self._position = 0
        self._is_told = False
        self._headings = Headings(discourse)
        self._debts = Debts(discourse)

    def drafts(self, passage: Passage) -> Iterator[Draft]:
        """The funding and the investments that a passage tells of."""
        self._turn_to(passage)
        reading = RoundReading(passage, self._discourse, round_words(passage.lang), self._headings)
        rounds = reading.rounds(self._raiser)
        fresh = passage.position - self._position <= _FRESH or self._is_topic()
        owner = reading.owner()
        known = owner or (self._raiser if reading.speaks_of_known(bool(rounds), fresh) else None)
        if known is self._raiser and not (self._is_told or reading.investors.financial):
            known = None  # whom a heading names has not raised anything for that: "Norwind: The team is led by A"
        if owner is not None and not rounds:
            self._learn_owner(owner, reading, passage)
        name = self._name
        leads = list(reading.investors.leads(again=passage.position - self._position == 1))
        yield from reading.parts(known)
        for found in rounds:
            own = [lead for lead in leads if lead.of(found.at, [r.at for r in rounds])]
            leads = [lead for lead in leads if lead not in own]
            found = self._named(found, reading)
            if found.name is None and not leads and self._debts.explain(passage, financial=reading.investors.financial):
                found = found._replace(name="debt")
            yield _funding(found, [f for lead in own for f in lead.investors], passage)
            if not known:
                same = self._raiser is not None and self._raiser.text == found.raiser.text
                known, name = found.raiser, self._name if same and self._name else found.name
            self._remember(found, passage)
        if known is None:
            return
        name = self._name_of_others(name, reading, is_led=bool(leads) and not rounds)
        for lead in leads:
            yield from reading.investors.drafts(lead, known, name, led=True)
        for part in reading.investors.participants(bool(rounds)):
            yield from reading.investors.drafts(part, known, name, led=False)

    def _name_of_others(self, name: str | None, reading: RoundReading, *, is_led: bool) -> str | None:
        """The round that investors take part in whom a passage tells apart from its sum."""
        if reading.sums_up():
            return None  # who gave what was raised over the years gave it in no one round
        return name or (reading.round_name() if is_led else None)  # "It raised $5m. The Series A was led by A"

    def _learn_owner(self, owner: Filler, reading: RoundReading, passage: Passage) -> None:
        """Keep in mind a round of which only the owner is told: "A has led the Series B of Acme"."""
        if self._raiser is None or self._raiser.text != owner.text:
            self._raiser, self._name, self._is_told = owner, reading.round_name(), True
            self._position = passage.position

    def _named(self, found: Round, reading: RoundReading) -> Round:
        """A round with the name of the one in mind that it points back to: "The round brought in"."""
        same = self._raiser is not None and self._raiser.text == found.raiser.text
        return found._replace(name=self._name) if found.name is None and same and reading.points_back(found) else found

    def _turn_to(self, passage: Passage) -> None:
        """Keep in mind the firm that a heading names, and forget one that the text has left."""
        self._headings.read(passage)
        if self._headings.opens_entry(passage, self._raiser and self._raiser.text):
            self._raiser, self._name, self._is_told = None, None, False
        if (heading := self._headings.of(passage)) and (self._raiser is None or self._raiser.text != heading.text):
            self._raiser, self._name, self._is_told = heading, None, False
        elif self._headings.breaks(passage) or (heading is None and passage.position - self._position > _LASTING):
            self._raiser, self._name = None, None

    def _is_topic(self) -> bool:
        """Whether the document is about the firm whose round is in mind: its investors are told of all along."""
        leading = self._discourse.landscape.leading[:1]
        return self._raiser is not None and self._raiser.text in leading

    def _remember(self, found: Round, passage: Passage) -> None:
        """Keep the round in mind, unless it is an earlier one of the company whose round is spoken of."""
        same = self._raiser is not None and self._raiser.text == found.raiser.text
        self._position, self._is_told = passage.position, True
        if found.phase is Phase.BEGINS and not (same and self._name):
            self._raiser, self._name = found.raiser, found.name


def _funding(found: Round, leads: list[Filler], passage: Passage) -> Draft:
    """The claim that a company raises money, with its leads as one object."""
    lead = None
    if leads:
        text = " and ".join(dict.fromkeys(f.text for f in leads))
        lead = leads[0]._replace(text=text, label=Label.ORGANISATION)
    return Draft(
        "funding", "round", passage, found.predicate, found.raiser, lead, found.figure, found.name,
        found.phase, found.modality, sure=round(0.92 * found.raiser.certainty, 3),
    )  # fmt: skip
