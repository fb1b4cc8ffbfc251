from __future__ import annotations

import gc
import weakref

from claimtrack.memory import uncollected


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_made_meanwhile_is_collected_later_as_ever() -> None:
    with uncollected():
        assert not gc.isenabled()
        ring = weakref.ref(_Ring())
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert ring() is None


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
