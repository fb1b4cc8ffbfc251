"""Names of all documents → entities. Each step maps a name to one canonical name, never through a third one.

What two names must share grows with the risk: spelling and legal form, a gazetteer's alias, a bracket that states the
short form, umlauts, an acronym beside its long form in one document, a typing error, a full name that something ties to
the short one (`shortforms.py`). Names are kept apart by other digits, other forenames, other legal persons
("Porsche AG", "Porsche SE") and by being part and whole.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language import languages, read_data
from claimtrack.memory import uncollected
from claimtrack.reconcile.folding import FoldedName, fold_name, read_table
from claimtrack.reconcile.links import Components, kept_forms, usual_names
from claimtrack.reconcile.matching import STEPS
from claimtrack.reconcile.shortforms import match_short_forms
from claimtrack.reconcile.units import parse_unit
from claimtrack.reconcile.uses import gather_uses, name_uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claimtrack.model import Claim
    from claimtrack.reconcile.links import NameDecision
    from claimtrack.reconcile.matching import Name
    from claimtrack.reconcile.shortforms import Told
    from claimtrack.reconcile.uses import Bases, Uses


class Entity(NamedTuple):
    """Somebody or something that documents name: a readable key, its usual name, and every name it goes by."""

    id: str
    name: str
    aliases: tuple[str, ...]


class Entities:
    """Which names mean the same. Built by `resolve_entities`; answers for names it has never seen, too."""

    def __init__(
        self,
        canonical: Mapping[str, str],
        names: Mapping[str, tuple[str, ...]],
        folded: Mapping[str, FoldedName] = MappingProxyType({}),
    ) -> None:
        self._canonical = canonical
        self._names = names
        self._known = {name: self._resolve(one) for name, one in folded.items()}

    def key_of(self, name: str) -> str:
        """Return the entity's key: the folded canonical name, a part of an organisation as `root field`."""
        key = self._known.get(name)
        if key is None:
            key = self._known[name] = self._resolve(fold_name(name))
        return key

    def entity_of(self, name: str) -> Entity | None:
        """Return the entity that a user means by a name ("msft", "microsoft corp"), or `None` if no claim names it."""
        return self.of_key(self.key_of(name))

    def of_key(self, key: str) -> Entity | None:
        """Return the entity of a key that `key_of` gave, or `None` if no claim names it."""
        names = self._names.get(key)
        return None if names is None else Entity(key, names[0], names)

    def part(self, names: Iterable[str], keys: Iterable[str]) -> Entities:
        """Return what is needed to ask about these names, as claims have them, and these keys: small, to be sent."""
        known = {name: self.key_of(name) for name in names}
        part = Entities({}, {key: self._names[key] for key in {*known.values(), *keys} if key in self._names})
        part._known = known
        return part

    def __iter__(self) -> Iterator[Entity]:
        """Every entity, by key."""
        return (Entity(key, names[0], names) for key, names in sorted(self._names.items()))

    def _resolve(self, folded: FoldedName) -> str:
        with_form = None if folded.form is None else self._canonical.get(f"{folded.base} {folded.form}")
        found = with_form or self._canonical.get(folded.base)
        if found is None:
            found = aliases().get(folded.base) or resolve_part(folded.base, self._canonical) or folded.base
            found = self._canonical.get(found, found)
        return found


@cache
def aliases() -> dict[str, str]:
    """Return the gazetteer of companies, countries and institutions: folded name → folded usual name."""
    table: dict[str, str] = {}
    for usual, others in sorted(
        (name, forms) for part in read_table("aliases").values() for name, forms in part.items()
    ):
        canonical = fold_name(usual).base
        for name in (usual, *others):
            table[fold_name(name).base] = canonical
    for name, country in sorted(_states()):
        base = fold_name(country).base
        table.setdefault(fold_name(name).base, table.get(base, base))
    return table


def _states() -> Iterator[tuple[str, str]]:
    """What a state is called as an owner and payer, with its country: "Finnish state", "finnische Regierung"."""
    for lang in languages():
        states = read_data(lang, "states")
        for adjective, country in states["adjectives"].items():
            for ending in states["endings"]:
                yield from ((f"{adjective}{ending} {noun}", country) for noun in states["acting"])


def resolve_part(base: str, canonical: Mapping[str, str]) -> str | None:
    """Return `root field` for a name that says that it is a part of a known or named organisation, else `None`."""
    unit = parse_unit(base)
    if unit is None:
        return None
    words = str(unit).split()
    for length in range(len(words) - 1, 0, -1):
        root = _root(" ".join(words[:length]), canonical)
        if root is not None:
            return " ".join((root, *words[length:]))
    return str(unit)


def _root(words: str, canonical: Mapping[str, str]) -> str | None:
    for form in (words, words.removesuffix("s")):  # the German genitive: "Northwinds KI-Sparte"
        root = canonical.get(form) or aliases().get(form)
        if root is not None:
            return root
    return None


def resolve_entities(claims: Iterable[Claim], decisions: Sequence[NameDecision] = ()) -> Entities:
    """Map the subjects and objects of all claims to entities; the order of the claims does not matter.

    What a person decided about names comes before all evidence; of decisions that are at odds the later holds.
    """
    held = tuple(claims)
    return resolve_names(gather_uses(held), lambda candidates, spelled: held, decisions)


def resolve_names(uses: Uses, told: Told, decisions: Sequence[NameDecision] = ()) -> Entities:
    """Map names that are used like this to entities; `told` gives the claims that tell short and long names apart."""
    with uncollected():
        return _resolve(uses, told, decisions)


def _resolve(uses: Uses, told: Told, decisions: Sequence[NameDecision]) -> Entities:
    names, bases = name_uses(uses, kept_forms(decisions), aliases())
    joined = Components(decisions, bases.of)
    decided = {bases.of(name) for decision in decisions for name in decision.names}
    canonical = {base: base for base in (sorted({*names, *decided}) if decided else names)}

    def join(base: str, target: str) -> None:
        if base != target and joined.may_join(base, target):
            canonical[base] = target
            joined.join(base, target)

    for base in canonical:
        join(base, aliases().get(base, base))
    _take_steps(names, canonical, join)
    _shorten(canonical)
    for base, target in match_short_forms(names, canonical, aliases(), told, bases.of).items():
        join(base, target)
    _shorten(canonical)
    for base in list(canonical):
        if canonical[base] == base:
            join(base, resolve_part(base, canonical) or base)
    return _name(names, canonical, usual_names(decisions, joined, bases.of), joined, bases)


def _take_steps(names: Mapping[str, Name], canonical: Mapping[str, str], join: Callable[[str, str], None]) -> None:
    """Let each step join what the steps before it have left over."""
    left = {base: name for base, name in names.items() if canonical[base] == base}
    for step in STEPS:
        for base, other in step(left).items():
            target = canonical.get(other, other)
            if canonical.get(target, target) == target:
                join(base, target)
            if canonical[base] != base:
                del left[base]


def _name(
    names: Mapping[str, Name],
    canonical: dict[str, str],
    called: Mapping[str, tuple[str, ...]],
    joined: Components,
    bases: Bases,
) -> Entities:
    """Let what a person merged go by one key, that of the usual name they gave it."""
    heads = {root: canonical[bases.of(some[0])] for root, some in called.items()}
    for base in {*canonical, *canonical.values()} if heads else ():
        key = heads.get(joined.find(base))
        if key is not None:
            canonical[base] = key
    titles = _titles(names, canonical, {heads[root]: some for root, some in called.items()}, bases.folded)
    return Entities(canonical, titles, bases.folded)


def _shorten(canonical: dict[str, str]) -> None:
    """Let each name lead to the end of its chain at once."""
    ends = {base: _end(canonical, base) for base, target in canonical.items() if base != target}
    canonical.update(ends)


def _end(canonical: Mapping[str, str], base: str) -> str:
    seen = {base}
    while canonical.get(base, base) not in seen:
        base = canonical[base]
        seen.add(base)
    return base


def _titles(
    names: Mapping[str, Name],
    canonical: Mapping[str, str],
    called: Mapping[str, tuple[str, ...]],
    folded: Mapping[str, FoldedName],
) -> dict[str, tuple[str, ...]]:
    held: defaultdict[str, list[Name]] = defaultdict(list)
    for base, name in names.items():
        held[canonical[base]].append(name)
    titles = {key: _usual_first(key, held[key], folded) for key in sorted(held)}
    for key, given in called.items():
        titles[key] = tuple(dict.fromkeys((given[0], *titles.get(key, ()), *given)))
    return titles


def _usual_first(key: str, names: Sequence[Name], folded: Mapping[str, FoldedName]) -> tuple[str, ...]:
    """The spellings of names that are one, those of the name that is the key first."""
    if len(names) == 1 and len(names[0].texts) == 1:
        return tuple(names[0].texts)
    found = {text: count for name in names for text, count in name.texts.items()}
    return tuple(sorted(found, key=lambda text: (folded[text].base != key, -found[text], len(text), text)))
