"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import settings

# the same examples on every machine: a failure in CI is a failure here
settings.register_profile("claimtrack", derandomize=True, deadline=None)
settings.load_profile("claimtrack")
