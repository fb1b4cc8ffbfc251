from __future__ import annotations

import os
import signal
import time

import pytest

from claimtrack.errors import WorkerError
from claimtrack.workers import count_cores, map_in_order


def double(number: int) -> int:
    time.sleep(0.02 * (number % 3))  # the later one is often done first
    return 2 * number


def process_of(number: int) -> int:
    return os.getpid()


def fail_at_two(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    with map_in_order(double, range(40), workers) as results:
        assert list(results) == [2 * number for number in range(40)]


def test_one_worker_is_this_process_and_several_are_others() -> None:
    with map_in_order(process_of, range(4), 1) as results:
        assert set(results) == {os.getpid()}
    with map_in_order(process_of, range(4), 2) as results:
        assert os.getpid() not in results


@pytest.mark.parametrize("workers", [1, 2])
def test_error_of_an_item_comes_in_its_place(workers: int) -> None:
    with map_in_order(fail_at_two, range(5), workers) as results:
        assert [next(results), next(results)] == [0, 1]
        with pytest.raises(ValueError, match="two"):
            next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_taken_as_they_are_needed(workers: int) -> None:
    numbers = iter(range(10_000))
    with map_in_order(double, numbers, workers) as results:
        assert next(results) == 0
    assert next(numbers) < 100


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_worker_that_is_killed_is_told() -> None:
    with map_in_order(die, range(3), 2) as results, pytest.raises(WorkerError, match="worker process"):
        list(results)


def test_there_is_a_core() -> None:
    assert count_cores() >= 1
