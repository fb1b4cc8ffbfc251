"""A ledger that was read, and what is worked out from it: ledger → claims → entities → clusters → findings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.ledger import (
    Judgement,
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
    def about_names(self) -> list[NameDecision]:
        """What they decided about names, as the reconciler takes it."""
        from claimtrack.reconcile import NameDecision

        return [NameDecision(one.type, one.names) for one in self.namings]


class Books(Decided):
    """A ledger with what a person decided about it; each step is taken when it is first asked for.

    Claims of less than the `least` confidence are left out, as if no document made them.

    Raises:
        LedgerError: the ledger, its judgements or its file of entities cannot be read.
    """

    def __init__(self, ledger: Path, least: float = 0) -> None:
        self.claims = tuple(claim for claim in read_ledger(ledger) if claim.confidence >= least)
        super().__init__(ledger)

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
