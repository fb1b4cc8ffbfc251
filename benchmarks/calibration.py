"""Whether claims are as often right as they say: how many were, by confidence, by rule, and what follows for each rule.

    python -m benchmarks.calibration benchmarks/judgements_en.tsv benchmarks/judgements_de.tsv
    python -m benchmarks.calibration --gold GOLD.jsonl --ledger LEDGER.jsonl [--documents FILE] [--kind K] [--rule R]

A file of judgements has one claim a line, tab-separated, with the columns of its first line, among them `kind`,
`rule`, `confidence` and `verdict` (`right` or not). Against gold claims, a claim is right if it is paired with one, and
subject, object, modality, phase, polarity and attribution are right and the times have a day in common; optional gold
claims, unpaired claims of open kinds and those behind the labelled part of a document do not count. Both can be given
together. Claims that the rules were changed for say little: draw new ones, and have them read by others.

The factor is what a rule's certainty is to be multiplied by in `extract/reliability.toml`, as if eight more of its
claims had been right as often as they said: (right + 8 m) / (n m + 8 m) for n claims that say m on average. The
confidences read here are those that the factors of that file are part of already.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.evaluate import Tier, locate_gold, read_gold
from claimtrack.evaluate.fields import judge_fields
from claimtrack.evaluate.pairing import pair_claims, read_rules, repeats
from claimtrack.model import Claim
from claimtrack.reconcile import resolve_entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claimtrack.evaluate import Expected

_FIELDS = ("modality", "phase", "polarity", "valid", "valid not invented", "attribution", "attribution not invented")
_AS_SAID = 8
"""Claims as right as they say that are added to each rule's, so that two wrong ones make no rule worthless."""
_WIDTH = 20
"""Bins of confidence from 0 to 1."""
_Z = 1.96


class Verdict(NamedTuple):
    """A claim that was read: which rule made it, what it says of itself, whether it is right."""

    kind: str
    rule: str
    confidence: float
    right: bool


class Row(NamedTuple):
    """Claims taken together: how many there are and are right, and what they say on average."""

    name: str
    of: int
    right: int
    said: float

    @property
    def factor(self) -> float:
        """What their confidence is to be multiplied by."""
        return (self.right + _AS_SAID * self.said) / ((self.of + _AS_SAID) * self.said)

    @property
    def interval(self) -> tuple[float, float]:
        """The share that is right, 95 % by Wilson."""
        n, share, square = self.of, self.right / self.of, _Z * _Z
        half = _Z * (share * (1 - share) / n + square / (4 * n * n)) ** 0.5
        return (share + square / (2 * n) - half) / (1 + square / n), (share + square / (2 * n) + half) / (
            1 + square / n
        )


def read_judgements(path: Path) -> Iterator[Verdict]:
    """Yield the claims of a file of judgements.

    Raises:
        KeyError: a column is missing.
        ValueError: a confidence is no number.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Verdict(line["kind"], line["rule"], float(line["confidence"]), line["verdict"] == "right")


def judge_ledger(gold: Path, ledger: Path, documents: Path | None = None) -> Iterator[Verdict]:
    """Yield the claims of a ledger that gold claims tell right or wrong; `documents` says how far labels go."""
    claims = [Claim.model_validate_json(line) for line in ledger.read_text(encoding="utf-8").splitlines() if line]
    ends = _labelled(documents) if documents is not None else {}
    sources = {claim.document.id: claim.document for claim in claims}
    expected, _ = locate_gold(read_gold(gold), sources.values(), lambda source: None)
    key_of = resolve_entities(claims).key_of
    golds: defaultdict[str, list[Expected]] = defaultdict(list)
    for one in expected:
        golds[one.source.id].append(one)
    for id_, source in sorted(sources.items()):
        end = ends.get(Path(source.path).stem)
        inside = [c for c in claims if c.document.id == id_ and (end is None or c.start < end)]
        if golds[id_]:
            yield from _judge(golds[id_], inside, key_of)


def _judge(expected: Sequence[Expected], claims: Sequence[Claim], key_of: Callable[..., Any]) -> Iterator[Verdict]:
    pairs = {pair.found: pair for pair in pair_claims(expected, claims, key_of)}
    paired = [expected[pair.gold].gold for pair in pairs.values()]
    for place, claim in enumerate(claims):
        pair = pairs.get(place)
        if pair is None:
            if claim.kind not in read_rules()["open"] and not any(repeats(claim, one, key_of) for one in paired):
                yield Verdict(claim.kind, claim.rule, claim.confidence, right=False)
            continue
        gold = expected[pair.gold].gold
        if gold.tier is not Tier.OPTIONAL:
            judged = judge_fields(gold, claim, key_of)
            right = pair.right and pair.worth == 1 and all(judged.get(field, True) for field in _FIELDS)
            yield Verdict(claim.kind, claim.rule, claim.confidence, right)


def _labelled(documents: Path) -> dict[str, int]:
    rows = (json.loads(line) for line in documents.read_text(encoding="utf-8").splitlines() if line)
    return {row["document"]: row["text_chars"] for row in rows if row.get("text_chars")}


def tally(verdicts: Iterable[Verdict], name_of: Callable[[Verdict], str]) -> list[Row]:
    """Return the claims by name, the names in order."""
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[name_of(verdict)].append(verdict)
    return [
        Row(name, len(group), sum(v.right for v in group), sum(v.confidence for v in group) / len(group))
        for name, group in sorted(groups.items())
    ]


def _bin(verdict: Verdict) -> str:
    low = min(int(verdict.confidence * _WIDTH), _WIDTH - 1) / _WIDTH
    return f"{low:.2f} to {low + 1 / _WIDTH:.2f}"


def report(verdicts: Sequence[Verdict]) -> str:
    """Return the tables: by confidence, and by rule and kind with the factor that follows."""
    lines = ["| confidence | right | of | share | 95 % | said |", "|---|---|---|---|---|---|"]
    for row in [*tally(verdicts, _bin), *tally(verdicts, lambda _: "all")]:
        low, high = row.interval
        share = row.right / row.of
        lines.append(
            f"| {row.name} | {row.right} | {row.of} | {share:.2f} | {low:.2f} to {high:.2f} | {row.said:.2f} |"
        )
    lines += ["", "| rule, kind | right | of | share | said | factor |", "|---|---|---|---|---|---|"]
    for row in tally(verdicts, lambda verdict: f"{verdict.rule}, {verdict.kind}"):
        share = row.right / row.of
        lines.append(f"| {row.name} | {row.right} | {row.of} | {share:.2f} | {row.said:.2f} | {row.factor:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Read what the command line names and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judgements", nargs="*", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--documents", type=Path, help="how far each document is labelled (text_chars)")
    parser.add_argument("--kind")
    parser.add_argument("--rule")
    given = parser.parse_args()
    verdicts = [verdict for path in given.judgements for verdict in read_judgements(path)]
    if given.gold is not None and given.ledger is not None:
        verdicts += judge_ledger(given.gold, given.ledger, given.documents)
    kept = [v for v in verdicts if given.kind in (None, v.kind) and given.rule in (None, v.rule)]
    print(report(kept) if kept else "no claims")


if __name__ == "__main__":
    main()
