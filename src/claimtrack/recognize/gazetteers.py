"""Lists of names: voices in the vote on a name's type, never a reason for a claim by themselves."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_gazetteer(name: str) -> frozenset[str]:
    """Return the names of a list: forenames, particles, places, towns, companies, organisations or models.

    They stand one a line in `gazetteers/<name>.txt` and `<name>_wiktionary.txt`, made by `training/gazetteers.py`, and
    in `<name>_own.txt`, kept by hand; a line with `#` is a note.
    """
    folder = files("claimtrack.recognize").joinpath("gazetteers")
    lists = [folder.joinpath(f"{name}{ending}.txt") for ending in ("", "_wiktionary", "_own")]
    lines = (line for list_ in lists if list_.is_file() for line in list_.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _lists() -> tuple[frozenset[str], ...]:
    return tuple(load_gazetteer(name) for name in ("companies", "organisations", "places", "models", "forenames"))


def is_listed(text: str) -> bool:
    """Whether a word or name stands in any of the lists of organisations, places, models and forenames."""
    return any(text in names for names in _lists())


def is_organisation(text: str) -> bool:
    """Whether a name stands in the lists of firms and public organisations."""
    return text in load_gazetteer("companies") or text in load_gazetteer("organisations")
