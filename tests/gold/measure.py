"""Print how well the gold set is read: `python -m tests.gold.measure [PART ...] [--mistakes]`.

Without `--mistakes` only numbers are printed, so that whoever works on rules sees no text of the set.
"""

from __future__ import annotations

import argparse
from collections import Counter

from tests.gold.reading import BLIND, HELD_OUT, REPORTS, read_pairs, read_sentences

_PARTS = ("en", "de", "pairs", BLIND, *REPORTS)


def main() -> None:
    """Print the parts asked for, or every one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", choices=[*_PARTS, []], help=f"one of {', '.join(_PARTS)}; all by default")
    parser.add_argument("--mistakes", action="store_true", help="print what is misread, too")
    given = parser.parse_args()
    for part in given.part or _PARTS:
        if part in ("en", "de"):
            _print_sentences(part, mistakes=given.mistakes)
        else:
            _print_pairs(part, mistakes=given.mistakes and part not in HELD_OUT)


def _print_sentences(lang: str, *, mistakes: bool) -> None:
    read = read_sentences(lang)
    for score in read.evaluation.scores:
        found, right = (f"P {each.precision.share} R {each.recall.share}" for each in (score.found, score.right))
        print(f"{lang} {score.name:<14}{score.gold:>5}{score.claims:>5}  found {found}  right {right}")
    for accuracy in read.evaluation.fields:
        print(f"{lang}   {accuracy.field:<14}{accuracy.right.share} of {accuracy.right.of}")
    print(f"{lang} claims made of decoys: {len(read.spurious)}")
    for mistake in read.evaluation.mistakes if mistakes else ():
        print("  ", mistake.model_dump_json(exclude_none=True))
    for claim in read.spurious if mistakes else ():
        print("   made of a decoy:", claim.kind, claim.subject, claim.object, claim.attribute, "|", claim.quote)


def _print_pairs(part: str, *, mistakes: bool) -> None:
    verdicts = read_pairs(part)
    counted = Counter((verdict.pair["expect"], verdict.right) for verdict in verdicts)
    for expect in sorted({expect for expect, _ in counted}):
        print(f"{part} {expect:<14}{counted[expect, True]:>4} of {counted[expect, True] + counted[expect, False]}")
    for verdict in verdicts if mistakes else ():
        if not verdict.right:
            print(f"   {verdict.pair['name']}: {verdict.pair['expect']}, found {', '.join(verdict.found) or 'nothing'}")


if __name__ == "__main__":
    main()
