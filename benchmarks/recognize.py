"""Times and quantities against labelled sets and other recognisers: value F1 and characters per second, side by side.

    python -m benchmarks.recognize                    everything
    python -m benchmarks.recognize --only probe       the sets whose names begin so, and no further checks

`predict_quantities`, `predict_money` and `predict_times` have the form that `../shared/evals/run.py` takes. Other
recognisers (quantulum3, price-parser, dateparser) are measured in the same run when they are installed.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.peers import QUANTITY_PEERS, TIME_PEERS, Peer, Predict, installed, missing
from benchmarks.quantityview import predict_money, predict_quantities
from benchmarks.stress import HOSTILE, articles_speed, hostile_seconds, pair_agreement
from benchmarks.timex3 import predict_times

__all__ = ["predict_money", "predict_quantities", "predict_times"]

EVALS = Path(__file__).resolve().parents[2] / "shared" / "evals"
TIME_SETS = [
    "wikiwars-en", "wikiwars-de", "probe-time-en", "probe-time-de", "probe-traps-en", "probe-traps-de",
    "ms_specs-en_DateTimeModel", "ms_specs-de_DateTimeModel",
]  # fmt: skip
QUANTITY_SETS = {
    "probe-quantity-en": "quantity", "probe-quantity-de": "quantity", "probe-traps-en": "quantity",
    "probe-traps-de": "quantity", "ms_specs-en_CurrencyModel": "money", "ms_specs-de_CurrencyModel": "money",
    "duckling_corpus-AmountOfMoney_EN": "money", "smartdata-money-train": "money",
}  # fmt: skip
INCOMPLETE = "smartdata-money-train"  # 195 of its 257 documents carry no label, though many state amounts of money


def main() -> None:
    """Print the table and the further checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="START", help="the sets whose names begin so")
    parser.add_argument("--data", type=Path, default=EVALS.parents[1] / "data", help="folder of the unpacked articles")
    options = parser.parse_args()
    print("| set | recogniser | value P | value R | value F1 | characters/s |\n|---|---|---|---|---|---|")
    _table(dict.fromkeys(TIME_SETS, "time"), {"claimtrack": predict_times}, TIME_PEERS, options.only)
    _table(QUANTITY_SETS, {"claimtrack": predict_quantities}, QUANTITY_PEERS, options.only)
    if not options.only:
        _checks(options.data)


def _table(sets: dict[str, str], own: dict[str, Predict], peers: dict[str, Peer], only: str) -> None:
    for name, kind in sets.items():
        if not name.startswith(only):
            continue
        documents = _load(name)
        recognisers = own | installed(peers, documents[0]["lang"])
        if "CurrencyModel" in name:  # labels money alone, while the measure lets percentages count as predictions
            recognisers |= {"claimtrack, money only": predict_money}
        for recogniser, predict in recognisers.items():
            _print_row(name, recogniser, documents, predict, kind)
        if name == INCOMPLETE:
            labelled = [document for document in documents if document["gold"]]
            _print_row(f"{name}, labelled documents", "claimtrack", labelled, predict_quantities, kind)
    if absent := missing(peers):
        print(f"not measured, not installed: {', '.join(absent)}", file=sys.stderr)


def _load(name: str) -> list[dict[str, Any]]:
    with (EVALS / "sets" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _print_row(name: str, recogniser: str, documents: list[dict[str, Any]], predict: Predict, kind: str) -> None:
    if str(EVALS) not in sys.path:
        sys.path.insert(0, str(EVALS))
    style = "interval" if name.startswith(("duckling", "ms_specs", "probe")) else "timex3"
    result = import_module("score").evaluate(documents, predict, kind, style)
    if "traps" in name:
        print(f"| {name} ({kind}) | {recogniser} | {result['pred']} predictions | | | |")
        return
    precision, recall, f1 = (f"{100 * part:.1f}" for part in result["value"])
    print(f"| {name} | {recogniser} | {precision} | {recall} | {f1} | {result['chars_s']:,.0f} |")


def _checks(data: Path) -> None:
    for view, (equal, pairs) in pair_agreement(data / "wmt21_ende_pairs.jsonl").items():
        print(f"wmt21 pairs, same {view} from both sides: {equal} of {pairs} ({100 * equal / pairs:.1f} %)")
    articles = data / "newsagg_2026.jsonl"
    own: dict[str, Predict] = {"quantities": predict_quantities, "times": predict_times}
    for name, predict in own.items():
        print(f"articles of 2026, {name}: {articles_speed(articles, predict, 1000):,.0f} characters/s")
    for name, predict in (installed(QUANTITY_PEERS, "en") | installed(TIME_PEERS, "en")).items():
        print(f"articles of 2026, {name}: {articles_speed(articles, predict, 20):,.0f} characters/s")
    print("hostile text, seconds for 125,000, 250,000 and 500,000 characters:")
    for name, unit in HOSTILE.items():
        for lang in ("en", "de"):
            print(f"  {name} ({lang}): {'  '.join(f'{second:.2f}' for second in hostile_seconds(unit, lang, 125_000))}")


if __name__ == "__main__":
    main()
