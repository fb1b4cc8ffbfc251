"""How fast a ledger is reconciled, and in how much memory: claims made from a seed, by the million.

    python -m benchmarks.reconcile                     # 10,000, 100,000 and 1,000,000 claims, each in its own process
    python -m benchmarks.reconcile --claims 100000     # one size
    python -m benchmarks.reconcile --workers 1
    python -m benchmarks.reconcile --only incremental  # one document added to each, see `incremental`

Ten claims a question on average, of 1 to 40: revenue of quarters and years, valuations, investments, acquisitions,
posts and releases, told by documents of 20 claims. Of the claims, six in ten repeat the first answer, two round it or
bound it, two give another one at another or the same time. Firms have names of two words, some in several spellings.

Memory is what this process and its workers hold together at the peak, pages that they share counted once (Linux).
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from benchmarks.incremental import measure_incremental
from claimtrack.model import Bound, Claim, Phase, PublishedBasis, Quantity, Source, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (10_000, 100_000, 1_000_000)
PER_QUESTION = 10
PER_DOCUMENT = 20
_SYLLABLES = ("nor", "al", "ber", "ti", "mon", "qua", "sel", "dra", "fen", "lu", "ka", "vis", "ro", "zan", "pel", "gri")
_TRADES = ("Systems", "Motors", "Labs", "Energy", "Foods", "Robotics", "Pharma", "Capital")
_FORENAMES = ("Ada", "Bruno", "Clara", "Daniel", "Eva", "Frank", "Greta", "Hugo")
_FORMS = ("", "", "", "", "", "", " Inc.", " AG")
_FIRST = date(2024, 1, 1)


class Question(NamedTuple):
    """What the claims of one cluster have in common."""

    kind: str
    subject: str
    object: str | None
    attribute: str | None
    amount: int
    when: date


def make_claims(count: int, seed: int = 1) -> Iterator[Claim]:
    """Yield `count` claims, ten to a question on average, the same ones for the same seed."""
    chance = random.Random(seed)
    documents = [_source(number, chance) for number in range(max(1, count // PER_DOCUMENT))]
    made = 0
    while made < count:
        question = _question(made, chance)
        for _ in range(min(count - made, _sized(chance))):
            yield _claim(question, chance.choice(documents), made, chance)
            made += 1


def _sized(chance: random.Random) -> int:
    return min(40, 1 + int(chance.expovariate(1 / (PER_QUESTION - 1))))


def _source(number: int, chance: random.Random) -> Source:
    published = _FIRST + timedelta(days=chance.randrange(700))
    return Source(
        id=f"{number:016x}", path=f"news/{number:07}.txt", lang="en", publisher=f"paper {chance.randrange(400)}",
        published=published.isoformat(), published_basis=PublishedBasis.GIVEN,
    )  # fmt: skip


def _firm(number: int, chance: random.Random) -> str:
    digits = [(number >> shift) & 15 for shift in (0, 4, 8, 12, 16)]
    return "".join(_SYLLABLES[digit] for digit in digits).capitalize() + " " + chance.choice(_TRADES)


def _question(number: int, chance: random.Random) -> Question:
    firm, other = _firm(chance.randrange(1 << 17), chance), _firm(chance.randrange(1 << 17), chance)
    amount = chance.randrange(10, 990) * 10 ** chance.randrange(5, 8)
    when = _FIRST + timedelta(days=chance.randrange(700))
    kind = chance.choice(("revenue", "revenue", "profit", "valuation", "investment", "acquisition", "role", "release"))
    if kind == "role":
        person = f"{chance.choice(_FORENAMES)} {_firm(number & 0xFFFF, chance).split()[0]}"
        return Question(kind, person, firm, chance.choice(("CEO", "CFO", "board member")), 0, when)
    if kind == "release":
        return Question(kind, firm, f"{other.split()[0]} {chance.randrange(1, 9)}", None, 0, when)
    return Question(kind, firm, other if kind in ("investment", "acquisition") else None, None, amount, when)


def _claim(question: Question, source: Source, number: int, chance: random.Random) -> Claim:
    roll = chance.random()
    value = _figure(question.amount, roll, chance) if question.amount else None
    subject = question.subject
    if question.kind == "role" and roll > 0.9:
        subject = f"{chance.choice(_FORENAMES)} {subject.split()[1]}"
    elif question.kind != "role":
        subject += chance.choice(_FORMS)
    fields: dict[str, Any] = dict(  # noqa: C408
        kind=question.kind, subject=subject, object=question.object, attribute=question.attribute, value=value,
        phase=Phase.HOLDS if question.kind in ("role", "revenue", "profit", "valuation") else Phase.BEGINS,
        valid=_valid(question, roll), valid_default=roll < 0.3,
        quote=_sentence(subject, chance),
        start=number % 5000, end=number % 5000 + 80, line=1 + number % 60, rule="made", confidence=0.8, document=source,
    )  # fmt: skip
    return Claim(id=claim_id(Claim(id="", **fields)), **fields)


def _sentence(subject: str, chance: random.Random) -> str:
    words = (chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES) for _ in range(16))
    return f"{subject} {' '.join(words)}."


def _valid(question: Question, roll: float) -> str:
    if question.kind in ("revenue", "profit"):
        return f"{question.when.year}" if roll < 0.9 else f"{question.when.year}-{33 + (question.when.month - 1) // 3}"
    return (question.when + timedelta(days=0 if roll < 0.8 else int(roll * 1000) - 790)).isoformat()


def _figure(amount: int, roll: float, chance: random.Random) -> Quantity:
    figure, bound = Decimal(amount), Bound.EXACT
    if 0.6 < roll < 0.7:
        bound = Bound.ABOUT
    elif 0.7 < roll < 0.8:
        bound = Bound.MORE_THAN
    elif roll > 0.8:
        figure = Decimal(amount + chance.randrange(1, 5) * amount // 10)
    highest = None if bound is Bound.MORE_THAN else figure
    return Quantity(text=f"${figure:,}", min=figure, max=highest, unit="USD", bound=bound, digits=3)


def measure(count: int, workers: int) -> dict[str, float]:
    """Find the findings of `count` claims; seconds, MiB at the peak."""
    from claimtrack.reconcile import resolve_entities, survey_claims

    gc.disable()
    claims = tuple(make_claims(count))
    gc.enable()
    held = _held()
    with _Watch() as watch:
        began = time.perf_counter()
        entities = resolve_entities(claims)
        named = time.perf_counter()
        grounds = survey_claims(claims, entities, workers)
        ended = time.perf_counter()
    return {
        "claims": count, "workers": workers, "findings": len(grounds),
        "entities_s": round(named - began, 1), "survey_s": round(ended - named, 1), "all_s": round(ended - began, 1),
        "claims_mib": held, "peak_mib": max(watch.peak, held),
    }  # fmt: skip


class _Watch:
    """Looks twice a second at how much memory this process and its children hold."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.5):
            self.peak = max(self.peak, _held())


def _held() -> int:
    """MiB of this process and its children, shared pages divided among those who share them; 0 elsewhere than Linux."""
    own = Path("/proc/self")
    if not own.exists():
        return 0
    kinds = [own, *(Path("/proc", child) for child in _children(own))]
    return sum(_proportional(process) for process in kinds) >> 10


def _children(process: Path) -> list[str]:
    return " ".join(task.read_text() for task in process.glob("task/*/children")).split()


def _proportional(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Measure one size, or each in a process of its own, so that no peak hides behind an earlier one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--only", choices=("survey", "incremental"), default="survey")
    asked = parser.parse_args()
    if asked.claims is None:
        for size in SIZES:
            command = ["-m", "benchmarks.reconcile", "--claims", str(size), "--workers", str(asked.workers)]
            subprocess.run([sys.executable, *command, "--only", asked.only], check=True)
    elif asked.only == "incremental":
        print(json.dumps(measure_incremental(make_claims(asked.claims))))
    else:
        print(json.dumps(measure(asked.claims, asked.workers)))


if __name__ == "__main__":
    main()
