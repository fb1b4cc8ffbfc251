"""What a paragraph opens with ahead of its first sentence: "BERLIN, 3. März (dpa) -", "DETROIT —", "**TL;DR:** "."""

from __future__ import annotations

import re

from claimtrack.extract.layout.words import layout_words
from claimtrack.recognize.gazetteers import load_gazetteer

_PLACE = r"[A-ZÄÖÜ][\w.'’ÄÖÜäöüß]{1,20}(?:[ /-][A-ZÄÖÜ][\w.'’ÄÖÜäöüß]{1,20}){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<more>,[ ][^()\n–—]{{1,30}}?)?(?P<agency>[ ]?\((?P<name>[A-Za-z][\w/ .-]{{1,20}})\))?"
    r"[ \u00a0]{0,2}(?:--|[-–—])[ \u00a0]{1,3}(?:[A-Z]{3,9} \d{1,2}(?:, \d{4})?[ ]?[:-][ ]{1,3})?(?=[\"„“»A-ZÄÖÜ\d])"
)
_PARAGRAPH = 100
"""Letters of the shortest paragraph that a bare place opens; "Bremen – Köln" is a match."""


_REMARK = re.compile(r"[*_]{0,4}(?P<words>[^\n:*_]{2,24})(?::[*_]{0,4}|[*_]{1,4}:)[ \u00a0]{1,3}(?=\S)")


def remark_end(text: str, start: int, end: int, lang: str) -> int | None:
    """Where a line goes on behind words that say only what it is ("Update: …"), `None` where it has none."""
    found = _REMARK.match(text, start, end)
    return found.end() if found is not None and found["words"].lower() in layout_words(lang).openings else None


def dateline_end(text: str, start: int, end: int, lang: str) -> int | None:
    """Where a paragraph goes on behind its dateline, `None` where it has none.

    The place must be a known one or in capitals, or an agency stand behind it: "Nordwind – Die Firma …" is none.
    """
    found = _DATELINE.match(text, start, end)
    if found is None:
        return None
    place, agency = found["place"], (found["name"] or "").lower().partition("/")[0].strip()
    if agency in layout_words(lang).agencies:
        return found.end()
    is_place = place in load_gazetteer("places") or place.title() in load_gazetteer("places")
    capitals = place.isupper() and len(place) > 3 and (found["more"] is not None or is_place or bool(agency))
    return found.end() if capitals or (is_place and end - found.end() >= _PARAGRAPH) else None
