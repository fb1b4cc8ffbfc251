"""What a person can decide about a finding. Imports nothing: the command line names the choices before it does work."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What a person says of two claims that are at odds.

    `confirmed`: they contradict each other; `rejected`: they do not; `coexist`: both hold,
    of different things; `superseded`: one has replaced the other.
    """

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    COEXIST = "coexist"
    SUPERSEDED = "superseded"
