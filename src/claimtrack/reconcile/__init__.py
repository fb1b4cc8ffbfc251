"""Claims → entities → clusters → relations and findings. Pure: no clock, no terminal, no file of the user."""

from claimtrack.reconcile.clusters import reconcile
from claimtrack.reconcile.entities import Entities, Entity, resolve_entities
from claimtrack.reconcile.findings import Ground, find_findings, find_grounds
from claimtrack.reconcile.folding import is_common
from claimtrack.reconcile.keys import finding_key
from claimtrack.reconcile.links import NameDecision, same_name
from claimtrack.reconcile.surveys import survey_claims, survey_questions
from claimtrack.reconcile.timelines import Series, trace_answers

__all__ = [
    "Entities",
    "Entity",
    "Ground",
    "NameDecision",
    "Series",
    "find_findings",
    "find_grounds",
    "finding_key",
    "is_common",
    "reconcile",
    "resolve_entities",
    "same_name",
    "survey_claims",
    "survey_questions",
    "trace_answers",
]
