"""Work shared out to processes, with the results in the order of the work."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from claimtrack.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_AHEAD = 4  # items per worker that are under way or wait for one: enough that none is idle behind a long one


def count_cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def map_in_order(work: Callable[[_Item], _Result], items: Iterable[_Item], workers: int) -> Iterator[Iterator[_Result]]:
    """Give an iterator over `work(item)`, in the order of the items; with one worker, here and one after the other.

    More workers are processes that start afresh: `work`, items and results are pickled, and what `work` loads it loads
    once in each. Leaving the context drops what has not begun. An error of an item is raised in its place.

    Raises:
        WorkerError: a process ended without a result.
    """
    if workers == 1:
        yield map(work, items)
        return
    # not forked: the libraries under spaCy keep threads, which a fork would leave behind locked
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield _in_order(pool, work, iter(items), workers * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[_Item], _Result], items: Iterator[_Item], ahead: int
) -> Iterator[_Result]:
    waiting: deque[Future[_Result]] = deque(pool.submit(work, item) for item in islice(items, ahead))
    while waiting:
        try:
            result = waiting.popleft().result()
        except BrokenProcessPool:
            raise WorkerError from None
        waiting.extend(pool.submit(work, item) for item in islice(items, 1))
        yield result


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends the work
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # killed: it could not say that there is no more to do
