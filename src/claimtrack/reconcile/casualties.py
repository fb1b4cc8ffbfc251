"""Casualties as they are compared: whatever papers call the dead and the accident, the place and the sort are one.

"Miners killed when a shaft collapsed" and "Tote bei Einsturz" ask one question, those of a fire in the same town
another. The lists are `casualties.toml` of each language. Attacks and wars are left as they are worded, for there are
many in one place on one day.
"""

from __future__ import annotations

from functools import lru_cache

from claimtrack.reconcile.folding import fold, read_words

_HARMS, _EVENTS = "harms", "events"


@lru_cache(maxsize=1 << 12)
def casualties_asked(attribute: str) -> str | None:
    """Return the attribute under which casualties are compared; `None` for another measure or an unknown event.

    `attribute` begins with the harm and goes on with the event: "killed in bus crash" is "killed crash".
    """
    words = fold(attribute).split()
    harm = _sort_of(words[:1], _HARMS)
    event = _sort_of(words[1:], _EVENTS)
    return f"{harm} {event}" if harm and event else None


def _sort_of(words: list[str], name: str) -> str:
    """The key of the list that has one of the words, or an ending of one in a language of compounds."""
    for table in read_words("casualties"):
        for sort, forms in table[name].items():
            endings = tuple(form for form in forms if table["compounds"])
            if any(word in forms or (endings and word.endswith(endings)) for word in words):
                return str(sort)
    return ""
