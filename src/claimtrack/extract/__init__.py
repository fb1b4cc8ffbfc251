"""Sentences and mentions to claims.

The order: the scene is set (`scene`), posts are read first because they say whose team acts for whom (`roles`), then
everything else; figures that no rule has read are read by rank (`ranking`), and the drafts become claims (`assembly`).
Tables come last: their cells are told as sentences and read in the same way (`tables`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.assembly import assemble_claims
from claimtrack.extract.deals.acquisitions import DealReader
from claimtrack.extract.deals.backers import draft_backers
from claimtrack.extract.deals.holdings import draft_stakes
from claimtrack.extract.deals.partnerships import draft_partnerships, without_purchases
from claimtrack.extract.deals.phrasings import with_phrasings
from claimtrack.extract.deals.rounds import RoundReader
from claimtrack.extract.figures.reports import draft_reports
from claimtrack.extract.offers.makers import draft_makers
from claimtrack.extract.offers.products import draft_products, without_restated
from claimtrack.extract.offers.uses import draft_uses
from claimtrack.extract.people.cuts import draft_cuts
from claimtrack.extract.people.gone import without_gone
from claimtrack.extract.people.roles import draft_roles
from claimtrack.extract.people.terms import draft_terms
from claimtrack.extract.predicates import draft_predicates
from claimtrack.extract.ranking.reader import guess_owner, read_ranked
from claimtrack.extract.ranking.roster import Roster
from claimtrack.extract.ranking.witness import with_witness
from claimtrack.extract.reliability import rate
from claimtrack.extract.scene import set_scene
from claimtrack.extract.tables import read_tables
from claimtrack.language import load_pipeline, room_for

if TYPE_CHECKING:
    from claimtrack.edtf import Interval
    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.scene import Scene
    from claimtrack.model import Claim, Document

__all__ = ["draft_by_rule", "extract_claims"]


def extract_claims(document: Document, *, pipeline: str | None = None) -> list[Claim]:
    """Return the claims of a document in the order of its text.

    `pipeline` names another Universal Dependencies pipeline than the language's own.

    Raises:
        LanguageError: the document's language has no data, or the pipeline cannot read it.
    """
    with room_for(document.text, load_pipeline(document.source.lang, pipeline)):
        return _read_claims(document, pipeline)


def _read_claims(document: Document, pipeline: str | None) -> list[Claim]:
    scene = set_scene(document, pipeline)
    roster = Roster(scene.discourse)
    told = with_witness(draft_by_rule(scene, document.source.published_interval, roster), scene, roster)
    drafts = [draft for draft in told if rate(draft.rule, draft.kind, draft.sure, draft.witness) is not None]
    drafts += [reading.draft for reading in read_ranked(scene, drafts, roster)]
    drafts = list(without_gone(drafts, scene.passages, scene.discourse))
    claims = assemble_claims(without_purchases(without_restated(drafts)), document, scene.discourse)
    claims += read_tables(document, scene.discourse, lambda told: _read_claims(told, pipeline))
    return sorted(claims, key=lambda c: (c.start, c.end, c.kind, c.subject, c.object or "", c.id))


def draft_by_rule(scene: Scene, published: Interval | None, roster: Roster) -> list[Draft]:
    """Return what the rules read in a document that was `published` then; of one figure it may be several readings."""
    passages, lines, discourse = scene
    rounds, deals = RoundReader(discourse), DealReader(discourse)
    drafts: list[Draft] = []
    for passage in passages:
        told = list(draft_roles(passage, discourse))
        told += rounds.drafts(passage)
        told += deals.drafts(passage)
        told += draft_stakes(passage, discourse)
        told += draft_backers(passage, discourse)
        told += draft_partnerships(passage, discourse)
        told += draft_products(passage, discourse)
        told += draft_uses(passage, discourse)
        told += draft_predicates(passage, discourse)
        told += draft_makers(passage, discourse)
        told = with_phrasings(told, passage, discourse)
        deals.learn(told, passage)
        drafts += told
    drafts += draft_reports(lines, discourse, published, lambda figure, line: guess_owner(figure, line, roster))
    drafts += list(draft_cuts(passages, discourse, drafts))
    drafts += list(draft_terms(passages, discourse, drafts))
    return drafts
