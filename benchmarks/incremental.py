"""How long it takes to add one document to a large ledger and to ask for its findings.

    python -m benchmarks.reconcile --only incremental                      # 10,000, 100,000 and 1,000,000 claims
    python -m benchmarks.reconcile --only incremental --claims 100000

The ledger has claims as `benchmarks.reconcile` makes them. Each of the documents that are added, one after the other,
makes ten claims on questions that the ledger has; each third one gives another figure. Measured are, in this process,
what `extract` does after a document was read (ledger, register, index) and what `contradictions source:PATH` does; then
the commands themselves, each in a process of its own. Times are wall time, of several documents the middle and the
longest one; of the index, for which any first command waits once, the making.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claimtrack.indexing import describe
from claimtrack.judging import report_findings
from claimtrack.ledger import Extracted, register_documents, update_ledger
from claimtrack.ledger import index as ledger_index
from claimtrack.ledger.index import index_of
from claimtrack.memory import uncollected
from claimtrack.model import Claim, PublishedBasis, Source, claim_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PER_DOCUMENT = 10
ADDED = 11
_READER = "made"
_START = """
import atexit, re, sys
from pathlib import Path
status = Path("/proc/self/status")
atexit.register(lambda: print(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1], file=sys.stderr))
from claimtrack.ledger import index
from claimtrack.indexing import describe
from claimtrack.cli import main
index.LARGE = 0
"""
_TEXT = (
    "Norwind Systems took over Albert Foods for $120 million in March 2025. The two have not said more so far.\n" * 5
)


def measure_incremental(claims: Iterable[Claim]) -> dict[str, float]:
    """Add documents to a ledger of these claims and ask for their findings; seconds, MiB."""
    ledger_index.LARGE = 0  # so that small ledgers are measured by the same way
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "claims.jsonl")
        count, models = _write(ledger, claims)
        made, peak = _run(f"from claimtrack.ledger.index import make_index as m; m(Path({str(ledger)!r}), describe())")
        times = [_add_and_ask(ledger, document) for document in _documents(models)]
        both = [sum(each) for each in times]
        return {
            "claims": count, "ledger_mib": _size(ledger), "index_mib": _size(index_of(ledger)),
            "index_s": made, "index_peak_mib": peak,
            "add_s": _middle(added for added, _ in times), "ask_s": _middle(asked for _, asked in times),
            "both_s": _middle(both), "longest_s": round(max(both), 2), **_commands(folder, ledger),
        }  # fmt: skip


def _write(ledger: Path, claims: Iterable[Claim]) -> tuple[int, list[Claim]]:
    """Make the ledger and its register; return how many claims it has, and some of them."""
    with uncollected():
        held: defaultdict[str, list[Claim]] = defaultdict(list)
        sources: dict[str, Source] = {}
        for claim in claims:
            held[claim.document.id].append(claim)
            sources[claim.document.id] = claim.document
        read = [Extracted(source, held[id_]) for id_, source in sources.items()]
        update_ledger(ledger, read, lambda path: False)
        register_documents(ledger, read, _READER)
    every = sorted(claim.id for some in held.values() for claim in some)
    chosen = set(random.Random(1).sample(every, ADDED * PER_DOCUMENT))
    return len(every), [claim for some in held.values() for claim in some if claim.id in chosen]


def _documents(models: Sequence[Claim]) -> Iterable[Extracted]:
    left = iter(models)
    for number in range(ADDED):
        source = Source(
            id=f"{number:016x}", path=f"news/{number * 9:06}a.txt", lang="en", publisher=f"added {number}",
            published="2025-05-05", published_basis=PublishedBasis.GIVEN,
        )  # fmt: skip
        yield Extracted(source, [_retold(claim, source, n) for n, claim in enumerate(islice(left, PER_DOCUMENT))])


def _retold(claim: Claim, source: Source, number: int) -> Claim:
    value = claim.value
    if value is not None and value.min is not None and number % 3 == 0:
        value = value.model_copy(update={"min": value.min * 2, "max": value.max and value.max * 2})
    told = claim.model_copy(update={"document": source, "value": value, "start": 100 * number, "quote": f"{number} …"})
    return told.model_copy(update={"id": claim_id(told)})


def _add_and_ask(ledger: Path, document: Extracted) -> tuple[float, float]:
    def add() -> None:
        update_ledger(ledger, [document], lambda path: False, describe())
        register_documents(ledger, [document], _READER)

    return _timed(add), _timed(lambda: report_findings(ledger, [f"source:{document.source.path}"]))


def _commands(folder: str, ledger: Path) -> dict[str, float]:
    """The commands, each in a process of its own."""
    (text := Path(folder, "note.txt")).write_text(_TEXT, encoding="utf-8")

    def run(*arguments: str) -> tuple[float, int]:
        return _run(f"main({[*arguments, '--ledger', str(ledger)]!r})")

    asked = [run("contradictions", f"source:news/{number * 9:06}a.txt") for number in range(5)]
    extracted = [run("extract", str(text), "--published", "2025-05-05"), run("extract", str(text), "--again")]
    return {
        "contradictions_command_s": _middle(seconds for seconds, _ in asked),
        "contradictions_peak_mib": max(peak for _, peak in asked),
        "extract_command_s": _middle(seconds for seconds, _ in extracted),
    }


def _run(code: str) -> tuple[float, int]:
    """Run code of the program in another process: seconds, and MiB at the peak (Linux)."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", f"{_START}\n{code}"], check=True, capture_output=True, text=True)
    return round(time.perf_counter() - began, 3), int(done.stderr.split()[-1]) >> 10


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 3)


def _middle(times: Iterable[float]) -> float:
    return round(statistics.median(times), 3)


def _size(file: Path) -> float:
    return round(file.stat().st_size / (1 << 20), 1)
