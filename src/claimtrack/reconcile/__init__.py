"""Claims → entities → clusters → relations and findings. Pure: no clock, no terminal, no file of the user."""

from claimtrack.reconcile.clusters import reconcile
from claimtrack.reconcile.entities import Entities, Entity, resolve_entities
from claimtrack.reconcile.findings import Ground, find_findings, find_grounds
from claimtrack.reconcile.folding import fold_name, is_common
from claimtrack.reconcile.keys import claim_key, finding_key
from claimtrack.reconcile.links import NameDecision, same_name
from claimtrack.reconcile.marks import link_name, mark_claim, post_of
from claimtrack.reconcile.nearby import Survey, survey_near
from claimtrack.reconcile.surveys import survey_claims, survey_questions
from claimtrack.reconcile.timelines import Series, trace_answers

__all__ = [
    "Entities",
    "Entity",
    "Ground",
    "NameDecision",
    "Series",
    "Survey",
    "claim_key",
    "find_findings",
    "find_grounds",
    "finding_key",
    "fold_name",
    "is_common",
    "link_name",
    "mark_claim",
    "post_of",
    "reconcile",
    "resolve_entities",
    "same_name",
    "survey_claims",
    "survey_near",
    "survey_questions",
    "trace_answers",
]
