"""A claim in the making: slots filled, certainty and time still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.model import Modality, Phase

if TYPE_CHECKING:
    from claimtrack.extract.names.resolution import Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Bound, Mention, TimeSpan


@dataclass(frozen=True)
class Draft:
    """What a rule found in a passage.

    `predicate` is the token whose clause decides certainty and time; `evidence` are the tokens that the quote must
    cover, or none when the whole sentence is the quote. `sure` is the rule's own certainty in 0..1. `modality` is set
    when the construction itself decides it, `unit_suffix` when the text makes a rate of the figure ("/year"). `aside`
    marks what a phrase takes for granted ("its model X1", "Ada Byrne, CEO of Acme,"): whatever is said around it, a
    plan or somebody's word, does not bear on it. A draft that is not `dated` has no time where none is named; `when` is
    the time that the rule itself found; a draft that is `timed` has no other. `unit` is the unit of a bare number
    ("users … to 751 million"), `bound` what the verb makes of the figure ("starts at $20"). `witness` is how likely the
    ranking model finds the figure told of the subject, in 0..1.
    """

    kind: str
    rule: str
    passage: Passage
    predicate: Token
    subject: Filler
    object: Filler | None = None
    value: Mention | None = None
    attribute: str | None = None
    phase: Phase = Phase.HOLDS
    modality: Modality | None = None
    negative: bool = False
    unit_suffix: str = ""
    sure: float = 0.9
    evidence: tuple[Token, ...] = ()
    dated: bool = True
    aside: bool = False
    when: TimeSpan | None = None
    unit: str | None = None
    bound: Bound | None = None
    timed: bool = False
    witness: float | None = None
