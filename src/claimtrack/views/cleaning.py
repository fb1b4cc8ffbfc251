"""Text of documents made harmless. Imports nothing: error messages pass through here too."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# bidirectional overrides and isolates, marks, tag characters: they change what a reader sees and show nothing
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


def clean(text: str) -> str:
    """Return a document's text on one line, with nothing in it that a terminal would act on."""
    return _CONTROL.sub("\ufffd", _INVISIBLE.sub("", _SPACE.sub(" ", text))).strip()
