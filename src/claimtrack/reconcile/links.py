"""What a person decided about names: which must be one entity, and which must not. Applied before all evidence.

Of decisions that are at odds the later holds, and what is left of the earlier ones still does: decisions are taken from
the last to the first, and each does what no later one forbids.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.reconcile.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MERGE, DISTINCT, SPLIT = "merge", "distinct", "split"


class NameDecision(NamedTuple):
    """`merge`, `distinct` or `split`, and the names it is about, the usual one first."""

    verb: str
    names: tuple[str, ...]


class Components:
    """Names that are joined step by step, and which of them must not meet. Knows a name when it is first asked for."""

    def __init__(self, decisions: Sequence[NameDecision], key_of: Callable[[str], str]) -> None:
        self._parent: dict[str, str] = {}
        self._foes: defaultdict[str, set[str]] = defaultdict(set)  # of all that a name stands for
        self.alone: set[str] = set()
        for verb, names in reversed(decisions):
            keys = list(dict.fromkeys(key_of(name) for name in names))
            if verb == MERGE:
                self._merge(keys)
            elif verb == DISTINCT:
                self._part(keys)
            else:
                self.alone.update(keys)

    def find(self, key: str) -> str:
        """Return the one name that stands for all that are joined with this one."""
        root = key
        while (up := self._parent.get(root, root)) != root:
            root = up
        while (up := self._parent.get(key, key)) != root:
            self._parent[key], key = root, up
        return root

    def may_join(self, a: str, b: str) -> bool:
        """Whether evidence may join two names: neither stands alone, and nothing that they would bring is apart."""
        return a not in self.alone and b not in self.alone and not self._are_apart(a, b)

    def join(self, a: str, b: str) -> None:
        """Join two names, and all that are joined with them."""
        one, other = self.find(a), self.find(b)
        if one != other:
            self._parent[one] = other
            if one in self._foes:
                self._foes[other] |= self._foes.pop(one)

    def _part(self, keys: Sequence[str]) -> None:
        for a, b in combinations(keys, 2):
            one, other = self.find(a), self.find(b)
            if one != other:  # else a later decision has joined them
                self._foes[one].add(b)
                self._foes[other].add(a)

    def _merge(self, keys: Sequence[str]) -> None:
        # a name that was split off later is not taken back by an earlier merge; the others of that merge stay together
        linked = [key for key in keys if key not in self.alone]
        for key in linked[1:]:
            if not self._are_apart(linked[0], key):
                self.join(key, linked[0])

    def _are_apart(self, a: str, b: str) -> bool:
        one, other = self.find(a), self.find(b)
        return one != other and any(self.find(foe) == other for foe in self._foes.get(one, ()))


def usual_names(
    decisions: Iterable[NameDecision], joined: Components, key_of: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    """Return what a person calls those whose names they merged, usual name first, by what `Components.find` returns.

    The usual name is the first one of the last merge.
    """
    called: dict[str, tuple[str, ...]] = {}
    for verb, names in decisions:
        groups: dict[str, list[str]] = {}
        for name in names if verb == MERGE else ():
            groups.setdefault(joined.find(key_of(name)), []).append(name)
        for root, group in groups.items():
            if len(group) > 1:
                called[root] = tuple(dict.fromkeys((*group, *called.get(root, ()))))
    return called


def same_name(decision: NameDecision) -> tuple[str, str] | None:
    """Return two of the decision's names that cannot be told apart, being one but for case, marks and hyphens."""
    seen: dict[tuple[str, str | None], str] = {}
    for name in decision.names:
        folded = fold_name(name)
        first = seen.setdefault((folded.base, folded.form), name)
        if first is not name:
            return first, name
    return None


def kept_forms(decisions: Iterable[NameDecision]) -> frozenset[str]:
    """Return the folded names whose legal forms a person's decisions tell apart: "Porsche AG" is not "Porsche SE"."""
    kept: set[str] = set()
    for verb, names in decisions:
        bases = [fold_name(name).base for name in names]
        if verb == SPLIT:
            kept.update(bases)
        elif verb == DISTINCT:
            kept.update(base for base in bases if bases.count(base) > 1)
    return frozenset(kept)
