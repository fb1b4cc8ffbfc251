"""A ledger that was read, and what is worked out from it: ledger → claims → entities → clusters → findings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.ledger import (
    Judgement,
    Misreading,
    Naming,
    entities_beside,
    judgements_beside,
    parse_query,
    read_judgements,
    read_ledger,
    read_names,
    standing,
)
from claimtrack.workers import count_cores

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from claimtrack.ledger import Query
    from claimtrack.model import Claim, Cluster
    from claimtrack.reconcile import Entities, Ground, NameDecision


class Decided:
    """What a person decided about a ledger.

    Raises:
        LedgerError: the judgements, or the file of entities, cannot be read.
    """

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.decisions = standing(read_judgements(judgements_beside(ledger)))

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """What a person decided about names: first what their own file says, then what they told the program."""
        told = tuple(decision for decision in self.decisions if isinstance(decision, Naming))
        return (*read_names(entities_beside(self.ledger)), *told)

    @cached_property
    def judgements(self) -> dict[str, tuple[int, Judgement]]:
        """The decision on each finding that has one, by the finding's id, with its place in the order of decisions."""
        numbered = enumerate(self.decisions)
        return {one.finding: (place, one) for place, one in numbered if isinstance(one, Judgement)}

    @cached_property
    def misreadings(self) -> dict[str, Misreading]:
        """What was said to be misread, by the hash of the claim's content."""
        return {one.claim: one for one in self.decisions if isinstance(one, Misreading)}

    def misreading_of(self, claim: Claim) -> Misreading | None:
        """Return what a person said of a claim that its sentence does not make; `None` where nobody did."""
        if not self.misreadings or _words(claim.quote) not in self._misread_quotes:  # most claims need no hash
            return None
        from claimtrack.reconcile import claim_key

        return self.misreadings.get(claim_key(claim))

    @cached_property
    def _misread_quotes(self) -> frozenset[str]:
        return frozenset(_words(one.passage.quote) for one in self.misreadings.values())

    @cached_property
    def about_names(self) -> list[NameDecision]:
        """What they decided about names, as the reconciler takes it."""
        from claimtrack.reconcile import NameDecision

        return [NameDecision(one.type, one.names) for one in self.namings]


class Books(Decided):
    """A ledger with what a person decided about it; each step is taken when it is first asked for.

    Claims of less than the `least` confidence, and those that a person said are `misread`, are left out, as if no
    document made them.

    Raises:
        LedgerError: the ledger, its judgements or its file of entities cannot be read.
    """

    def __init__(self, ledger: Path, least: float = 0) -> None:
        claims = [claim for claim in read_ledger(ledger) if claim.confidence >= least]
        super().__init__(ledger)
        self.misread = tuple(claim for claim in claims if self.misreading_of(claim) is not None)
        left_out = {claim.id for claim in self.misread}
        self.claims = tuple(claim for claim in claims if claim.id not in left_out)

    def ask(self, terms: Sequence[str]) -> Query:
        """Return the query that terms ask, names standing for all that an entity goes by.

        Raises:
            QueryError: a term cannot be understood.
        """
        return parse_query(terms, self._names_of)

    @cached_property
    def entities(self) -> Entities:
        """Which names mean the same."""
        from claimtrack.reconcile import resolve_entities

        return resolve_entities(self.claims, self.about_names)

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """What asks the same, side by side."""
        from claimtrack.reconcile import reconcile

        return reconcile(self.claims, self.entities)

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Every finding, decided or not, with the pairs of claims that it stands for."""
        from claimtrack.reconcile import survey_claims

        return survey_claims(self.claims, self.entities, count_cores())

    def grounds_of(self, asking: Collection[Claim]) -> tuple[Ground, ...]:
        """The findings to the questions that some of the claims ask, and perhaps others, the sooner the fewer ask."""
        if len(asking) == len(self.claims):
            return self.grounds
        from claimtrack.reconcile import survey_questions

        return survey_questions(self.claims, asking, self.entities, count_cores())

    def _names_of(self, name: str) -> tuple[str, ...]:
        entity = self.entities.entity_of(name)
        return () if entity is None else entity.aliases


def _words(quote: str) -> str:
    return " ".join(quote.split())
