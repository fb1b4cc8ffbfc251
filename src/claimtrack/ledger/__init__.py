"""The ledger: the only place that knows how claims and judgements are stored, and how they are asked for."""

from claimtrack.ledger.decisions import (
    Decided,
    Judged,
    Judgement,
    Line,
    Misread,
    Misreading,
    Naming,
    Passage,
    Report,
    Undo,
    standing,
)
from claimtrack.ledger.entries import Description
from claimtrack.ledger.index import BROKEN, Index, index_of, is_large, open_index
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
from claimtrack.ledger.replacing import Change, Extracted, path_order
from claimtrack.ledger.shelf import Shelf
from claimtrack.ledger.store import read_ledger, update_ledger

__all__ = [
    "BROKEN",
    "SHORT_ID",
    "Change",
    "Decided",
    "Description",
    "EntitySummary",
    "Extracted",
    "Index",
    "Judged",
    "Judgement",
    "Line",
    "Misread",
    "Misreading",
    "Naming",
    "Passage",
    "Query",
    "Report",
    "Shelf",
    "SourceSummary",
    "Summary",
    "Undo",
    "append_judgement",
    "entities_beside",
    "find_claim",
    "find_id",
    "find_known",
    "index_of",
    "is_large",
    "judgements_beside",
    "list_sources",
    "open_index",
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
