"""Print how well the gold set is read, and what is misread: `python -m tests.gold.measure [en|de|pairs]`."""

from __future__ import annotations

import sys
from collections import Counter

from tests.gold.reading import read_pairs, read_sentences


def main() -> None:
    """Print the part asked for, or everything."""
    for part in sys.argv[1:] or ["en", "de", "pairs"]:
        if part == "pairs":
            _print_pairs()
        else:
            _print_sentences(part)


def _print_sentences(lang: str) -> None:
    read = read_sentences(lang)
    for score in read.evaluation.scores:
        found, right = (f"P {each.precision.share} R {each.recall.share}" for each in (score.found, score.right))
        print(f"{lang} {score.name:<14}{score.gold:>5}{score.claims:>5}  found {found}  right {right}")
    for accuracy in read.evaluation.fields:
        print(f"{lang}   {accuracy.field:<14}{accuracy.right.share} of {accuracy.right.of}")
    for mistake in read.evaluation.mistakes:
        print("  ", mistake.model_dump_json(exclude_none=True))
    for claim in read.spurious:
        print("   made of a decoy:", claim.kind, claim.subject, claim.object, claim.attribute, "|", claim.quote)


def _print_pairs() -> None:
    verdicts = read_pairs()
    counted = Counter((verdict.pair["expect"], verdict.right) for verdict in verdicts)
    for expect in sorted({expect for expect, _ in counted}):
        print(f"{expect:<14}{counted[expect, True]:>4} of {counted[expect, True] + counted[expect, False]}")
    for verdict in verdicts:
        if not verdict.right:
            print(f"   {verdict.pair['name']}: {verdict.pair['expect']}, found {', '.join(verdict.found) or 'nothing'}")


if __name__ == "__main__":
    main()
