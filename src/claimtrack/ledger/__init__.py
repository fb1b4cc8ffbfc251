"""The ledger: the only place that knows how claims and judgements are stored, and how they are asked for."""

from claimtrack.ledger.decisions import Decided, Judged, Judgement, Line, Naming, Passage, Report, Undo, standing
from claimtrack.ledger.judgements import append_judgement, judgements_beside, read_judgements, take_back
from claimtrack.ledger.lookup import (
    SHORT_ID,
    EntitySummary,
    SourceSummary,
    Summary,
    find_claim,
    find_id,
    list_sources,
    summarize,
)
from claimtrack.ledger.naming import entities_beside, read_names
from claimtrack.ledger.query import Query, parse_query
from claimtrack.ledger.register import find_known, read_register, register_documents
from claimtrack.ledger.store import Change, Extracted, path_order, read_ledger, update_ledger

__all__ = [
    "SHORT_ID",
    "Change",
    "Decided",
    "EntitySummary",
    "Extracted",
    "Judged",
    "Judgement",
    "Line",
    "Naming",
    "Passage",
    "Query",
    "Report",
    "SourceSummary",
    "Summary",
    "Undo",
    "append_judgement",
    "entities_beside",
    "find_claim",
    "find_id",
    "find_known",
    "judgements_beside",
    "list_sources",
    "parse_query",
    "path_order",
    "read_judgements",
    "read_ledger",
    "read_names",
    "read_register",
    "register_documents",
    "standing",
    "summarize",
    "take_back",
    "update_ledger",
]
