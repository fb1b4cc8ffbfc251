"""How well a ledger does: its claims against those that a person says are in the documents."""

from claimtrack.evaluate.gold import GoldClaim, Tier, read_gold
from claimtrack.evaluate.locating import Expected, locate_gold
from claimtrack.evaluate.results import Accuracy, Bin, Evaluation, Measure, Mistake, Score, Share
from claimtrack.evaluate.scoring import evaluate_claims

__all__ = [
    "Accuracy",
    "Bin",
    "Evaluation",
    "Expected",
    "GoldClaim",
    "Measure",
    "Mistake",
    "Score",
    "Share",
    "Tier",
    "evaluate_claims",
    "locate_gold",
    "read_gold",
]
