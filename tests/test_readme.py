from __future__ import annotations

from tests.readme import README, render_readme


def test_readme_shows_what_the_commands_print() -> None:
    """When this fails, look at what changed, and run `make readme`."""
    assert render_readme() == README.read_text(encoding="utf-8")
