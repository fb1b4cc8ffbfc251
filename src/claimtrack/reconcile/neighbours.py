"""The names that decide what some names mean, found without looking at all names.

A step of `matching` looks at few others to tell what a name means: those that it may be another spelling of, and how
many there are. What these mean in turn is asked only of the steps before that one. So what a name means is decided by a
*universe* of few names, and `resolve_names` over them gives what it gives over all, with two bounds: where it is asked
whether one name alone has a word, `MOST` that have it are looked at; and names that are only compared with are known as
the steps of `matching` leave them, without the short forms that may be found for them (`shortforms`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from claimtrack.reconcile.entities import aliases, resolve_names
from claimtrack.reconcile.folding import fold_name
from claimtrack.reconcile.marks import INITIALS, PART, SAME, SINGLE, link_name
from claimtrack.reconcile.matching import LONG_WORD, TYPED, is_typo
from claimtrack.reconcile.units import parse_unit
from claimtrack.reconcile.uses import TYPES, Uses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.entities import Entities
    from claimtrack.reconcile.links import NameDecision
    from claimtrack.reconcile.matching import Documents
    from claimtrack.reconcile.shortforms import Candidate, Spelled

MOST = 200
"""Names of one word that are looked at, to see whether there is just one."""
MOST_PATHS = 2_000
"""Documents of a name that are read, to see what ties it to a longer one."""
_SPELLED, _LETTERS, _SINGLE, _TYPOS, _WHOLE = range(1, 6)  # up to which kind of step what a name means is asked


class Shelf(Protocol):
    """Where names and documents are looked up."""

    def spelled(self, base: str) -> list[str]:
        """Return the spellings of a name."""

    def linked(self, link: str, most: int) -> list[str]:
        """Return the names that have a link, `most` of them at most."""

    def beginning(self, start: str, most: int) -> list[str]:
        """Return the spellings of names that begin like this, `most` of them at most."""

    def as_long(self, base: str, start: str, end: str) -> list[str]:
        """Return what names as long as `base`, or a letter more or less, begin like this; without it, end like this."""

    def uses(self, name: str) -> Mapping[int, Documents]:
        """Return for what types of things a name is used, and by which documents."""

    def posts(self, person: str) -> list[str]:
        """Return the words for the organisations in which a person has a post."""

    def paths(self, name: str, topic: int | None = None) -> set[str]:
        """Return the paths of documents that use a name, or do so where they are on a topic."""

    def claims(self, paths: Collection[str]) -> list[Claim]:
        """Return the claims of the documents under these paths."""


class Universe:
    """The names that decide what those which were asked for mean; it grows with what is asked."""

    def __init__(self, shelf: Shelf, decisions: Sequence[NameDecision]) -> None:
        self._shelf = shelf
        self._decisions = decisions
        self._depths: dict[str, int] = {}  # of each name, up to which step it is known
        self._uses: dict[str, dict[str, Documents]] = {type_: {} for type_ in TYPES}
        self._posts: set[tuple[str, str]] = set()
        self._met: set[str] = set()
        self.left_out = False

    def resolve(self, names: Iterable[str]) -> Entities:
        """Return what these names, and those that were asked for before, mean."""
        self._add(names, _WHOLE)
        while True:
            self._met = set()
            size = len(self._depths)
            entities = resolve_names(Uses(self._uses, self._posts), self._tell, self._decisions)
            more = {
                name for name, depth in self._depths.items() if depth == _WHOLE for name in _aliases(entities, name)
            }
            more |= {name for decision in self._decisions for name in self._decided(decision)}
            before = {name: self._depths.get(name, 0) for name in more}
            self._add(more, _WHOLE)
            self._add(self._met, _TYPOS)
            if size == len(self._depths) and all(depth == _WHOLE for depth in before.values()):
                return entities

    def _decided(self, decision: NameDecision) -> Iterable[str]:
        """The names of a decision that is about one of those that were asked for."""
        bases = {fold_name(name).base for name in decision.names}
        spelled = [text for base in bases for text in self._shelf.spelled(base)]
        concerns = any(self._depths.get(name) == _WHOLE for name in (*decision.names, *spelled))
        return (*decision.names, *spelled) if concerns else ()

    def _tell(self, candidates: Collection[Candidate], spelled: Spelled) -> Iterable[Claim]:
        """The claims that tell whether a short and a long name are one, where that is of interest."""
        asked = {fold_name(name).base for name, depth in self._depths.items() if depth == _WHOLE}
        telling = [one for one in candidates if not asked.isdisjoint((one.long, one.short, one.key))]
        names = {name for one in telling for key in (one.long, one.key) for name in spelled(key)}
        paths = sorted({path for name in names for path in self._shelf.paths(name)})
        self.left_out = self.left_out or len(paths) > MOST_PATHS
        claims = self._shelf.claims(paths[:MOST_PATHS])
        for claim in claims:
            if claim.subject in names or claim.object in names:
                self._met.update(name for name in (claim.subject, claim.object) if name)
        return claims

    def _add(self, names: Iterable[str], depth: int) -> None:
        """Take names in, and those that decide what they mean up to a step."""
        waiting = [(name, depth) for name in names]
        while waiting:
            name, depth = waiting.pop()
            known = self._depths.get(name, 0)
            if known >= depth:
                continue
            if not known:
                self._take(name)
            self._depths[name] = depth
            waiting += self._beside(name, known, depth)

    def _take(self, name: str) -> None:
        for type_, documents in self._shelf.uses(name).items():
            self._uses[TYPES[type_]][name] = documents
        self._posts.update((name, word) for word in self._shelf.posts(name))

    def _beside(self, name: str, known: int, depth: int) -> Iterator[tuple[str, int]]:
        """The names that decide what a name means between two steps, each with the step up to which they matter."""
        base = fold_name(name).base
        types = [number for number, type_ in enumerate(TYPES) if name in self._uses[type_]] or range(len(TYPES))
        yield from ((text, depth) for text in self._shelf.spelled(base))
        for link in sorted({link for type_ in types for link in link_name(name, type_)}):
            if known < _SPELLED and link.startswith(SAME):
                yield from ((text, _SPELLED) for text in self._same(link))
            elif known < _LETTERS <= depth and link.startswith(INITIALS):
                yield from ((text, _SPELLED) for text in self._shelf.linked(link, MOST))
            elif known < _SINGLE <= depth and link.startswith(SINGLE):
                yield from self._singles(link, base)
        if known < _TYPOS <= depth:
            yield from ((text, _TYPOS) for text in self._misspelt(base))
        if known < _WHOLE <= depth:
            yield from ((text, _TYPOS) for text in (*self._longer(base), *self._parts(base)))

    def _same(self, link: str) -> list[str]:
        return [*self._shelf.spelled(link.removeprefix(SAME)), *self._shelf.linked(link, MOST)]

    def _singles(self, link: str, base: str) -> Iterator[tuple[str, int]]:
        """For one word of a person's name the word alone; for that, all who have the word in their name."""
        word = link.removeprefix(SINGLE)
        if word == base:
            yield from ((text, _SPELLED) for text in self._shelf.linked(link, MOST))
        else:
            yield from ((text, _SINGLE) for text in self._shelf.spelled(word))

    def _misspelt(self, base: str) -> Iterator[str]:
        """Names with one typing error more or less."""
        if len(base) <= LONG_WORD or any(map(str.isdigit, base)):
            return
        words = tuple(base.split())
        found = {other for start, end in _intact(words) for other in self._shelf.as_long(base, start, end)}
        for other in sorted(found - {base}):
            told = tuple(other.split())
            if other[:TYPED] == base[:TYPED] and len(told) == len(words) and is_typo(words, told):
                yield from self._shelf.spelled(other)

    def _longer(self, base: str) -> Iterator[str]:
        """Names that a name is the short form of, its own short form, and how that goes on in others."""
        yield from self._shelf.beginning(f"{base} ", MOST)
        words = base.split()
        for length in range(len(words) - 1, 0, -1):
            short = " ".join(words[:length])
            spelled = self._shelf.spelled(short)
            if spelled or short in aliases():
                yield from spelled
                yield from self._same(SAME + aliases().get(short, short))
                yield from self._shelf.beginning(f"{short} ", MOST)
            if spelled:
                return

    def _parts(self, base: str) -> Iterator[str]:
        """The organisations that a name may be a part of, and other names of such a part."""
        words = str(parse_unit(base) or base).split()
        for length in range(1, len(words)):
            root = " ".join(words[:length])
            for form in (root, root.removesuffix("s")):
                yield from self._same(SAME + aliases().get(form, form))
                yield from self._shelf.linked(PART + form, MOST)
            yield from self._shelf.linked(f"{PART}{root}s", MOST)


def _intact(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """How names with a typing error in a long word begin, or how they end.

    An error leaves half of the word as it should be, and all words before it, or behind it.
    """
    for place, word in enumerate(words):
        if len(word) > LONG_WORD:
            before, half = "".join(f"{each} " for each in words[:place]), len(word) // 2
            if before:
                yield before, ""
            else:
                yield word[:half], ""
                yield "", " ".join((word[half + 1 :], *words[1:]))


def _aliases(entities: Entities, name: str) -> tuple[str, ...]:
    entity = entities.entity_of(name)
    return () if entity is None else entity.aliases
