"""Lists of names: voices in the vote on a name's type, never a reason for a claim by themselves."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_gazetteer(name: str) -> frozenset[str]:
    """Return the names of a list: forenames, particles, places, companies or models.

    They stand one a line in `gazetteers/<name>.txt`, made by `training/gazetteers.py`, and in `<name>_own.txt`, kept by
    hand; a line with `#` is a note.
    """
    folder = files("claimtrack.recognize").joinpath("gazetteers")
    lists = (folder.joinpath(f"{name}.txt"), folder.joinpath(f"{name}_own.txt"))
    lines = (line for list_ in lists if list_.is_file() for line in list_.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
