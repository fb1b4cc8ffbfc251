"""The posts that a document has told so far: who is whose minister, whose coach, whose chief executive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.extract.names.cast import Cast


class PostsTold:
    """Posts that a text gives with the organisation or state that they are of; the first that it says counts."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._posts: dict[tuple[str, str], tuple[str, str]] = {}
        self._holders: dict[str, dict[str, None]] = {}

    def learn(self, person: str, rank: str, title: str, organisation: str) -> None:
        """Remember whose post of a rank a person holds, and how it is called."""
        self._posts.setdefault((self._cast.full(person), rank), (organisation, title.lower()))

    def learn_holder(self, person: str, rank: str) -> None:
        """Remember that a person holds a post of a rank, whosever it is."""
        self._holders.setdefault(rank, {})[self._cast.full(person)] = None

    def holder(self, rank: str) -> str | None:
        """The one person whom the text gives a post of a rank: "the chief executive"; `None` for none or two."""
        people = list(self._holders.get(rank, ()))
        return people[0] if len(people) == 1 else None

    def whose(self, person: str, rank: str) -> str | None:
        """The organisation or state of a person's post of a rank; `None` where the text names none."""
        organisation, _ = self._posts.get((self._cast.full(person), rank), (None, ""))
        return organisation

    def are_held_by_another(self, title: str, organisation: str, person: str) -> bool:
        """Whether the text gives a post by the same title to somebody else."""
        post, full = (organisation, title.lower()), self._cast.full(person)
        return any(told == post and holder != full for (holder, _), told in self._posts.items())
