"""A document set up for reading: its passages, the lines that have figures, and who and what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.partnerships import learn_partners
from claimtrack.extract.figures.reports import read_lines
from claimtrack.extract.figures.topics import find_firms
from claimtrack.extract.layout.dates import with_deal_days
from claimtrack.extract.names.cast import cast_document
from claimtrack.extract.names.resolution import Discourse
from claimtrack.extract.offers.products import learn_makers
from claimtrack.extract.people.roles import learn_posts
from claimtrack.extract.text.candidates import pick_candidates
from claimtrack.extract.text.passages import read_passages

if TYPE_CHECKING:
    from claimtrack.extract.figures.line import Line
    from claimtrack.extract.text.passages import Passage
    from claimtrack.model import Document


class Scene(NamedTuple):
    """What every reader of a document sees."""

    passages: list[Passage]
    lines: list[Line]
    discourse: Discourse


def set_scene(document: Document, pipeline: str | None = None) -> Scene:
    """Return a document's scene; posts, partners and makers are learned, as what they say bears on every reading.

    Raises:
        LanguageError: the document's language has no data, or `pipeline` cannot read it.
    """
    passages = with_deal_days(read_passages(document, pick_candidates, pipeline))
    passages, cast = cast_document(passages, document.text)
    lines = read_lines(passages)
    discourse = Discourse(passages, cast, find_firms(lines, cast), document.source.publisher)
    learn_posts(passages, discourse)
    for passage in passages:
        learn_partners(passage, discourse)
        learn_makers(passage, discourse)
    return Scene(passages, lines, discourse)
