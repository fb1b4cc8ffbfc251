"""Which documents use which names, and what for; and the names themselves, by what they are compared by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.memory import uncollected
from claimtrack.reconcile.folding import FoldedName, fold_name
from claimtrack.reconcile.matching import Name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from claimtrack.model import Claim, Source
    from claimtrack.reconcile.matching import Documents

    Spellings = Mapping[str, Documents]
    """Spelling → the documents that have it, each as often as it does."""

TYPES = PERSON, PRODUCT, ORGANISATION = "person", "product", "organisation"
_PERSON_SLOTS = {("role", "subject")}
_PRODUCT_SLOTS = {("release", "object"), ("development", "object"), ("use", "object"), ("price", "subject")}


class Uses(NamedTuple):
    """The spellings by the type of what they are used for, and persons with the first words of their organisations."""

    spellings: Mapping[str, Spellings]
    posts: Collection[tuple[str, str]]


def gather_uses(claims: Iterable[Claim]) -> Uses:
    """Return which names claims use; the order of the claims does not matter."""
    uses: defaultdict[str, defaultdict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    posts: set[tuple[str, str]] = set()
    slots: dict[str, tuple[defaultdict[str, list[Source]], defaultdict[str, list[Source]]]] = {}
    with uncollected():
        for claim in claims:
            kind, document, object_ = claim.kind, claim.document, claim.object
            if kind not in slots:
                slots[kind] = uses[type_of(kind, "subject")], uses[type_of(kind, "object")]
            subjects, objects = slots[kind]
            subjects[claim.subject].append(document)
            if object_ is not None:
                objects[object_].append(document)
                if subjects is uses[PERSON]:
                    posts.add((claim.subject, object_))
    return Uses(uses, {(person, first_word(organisation)) for person, organisation in posts})


def type_of(kind: str, slot: str) -> str:
    """Return what the name in a slot of a claim of this kind is used for."""
    if (kind, slot) in _PERSON_SLOTS:
        return PERSON
    return PRODUCT if (kind, slot) in _PRODUCT_SLOTS else ORGANISATION


def first_word(organisation: str) -> str:
    """Return the word by which the organisations of one person are held together."""
    return fold_name(organisation).base.split()[0]


def name_uses(uses: Uses, kept: frozenset[str], known: Mapping[str, str]) -> tuple[dict[str, Name], Bases]:
    """Return the names that are used, by what they are compared by, in its order; `known` is the gazetteer."""
    bases = Bases((text for texts in uses.spellings.values() for text in texts), kept, known)
    names: dict[str, Name] = {}
    for type_, texts in uses.spellings.items():
        types = frozenset({type_})
        for text, documents in texts.items():
            base = bases.of(text)
            name = names.get(base) or names.setdefault(base, Name(base))
            name.add(text, types, documents, bases.folded[text].short)
    for person, word in uses.posts:
        names[bases.of(person)].beside |= {word}
    return {base: names[base] for base in sorted(names)}, bases


class Bases:
    """What names are compared by: without their legal form, unless there are several legal persons of that name.

    That is so where the documents name several, or where a person decided on one of them (`kept`).
    """

    def __init__(self, texts: Iterable[str], kept: frozenset[str], known: Mapping[str, str]) -> None:
        self._kept, self._known = kept, known
        self._forms: defaultdict[str, set[str]] = defaultdict(set)
        self.folded: dict[str, FoldedName] = {}
        for text in texts:
            if text not in self.folded:
                self.folded[text] = fold_name(text)
        for folded in self.folded.values():
            if folded.form is not None:
                self._forms[folded.base].add(folded.form)

    def of(self, text: str) -> str:
        """Return what a name is compared by."""
        folded = self.folded.get(text) or fold_name(text)
        base = folded.base
        if folded.form is None:
            return base
        several = base in self._kept or (base not in self._known and len(self._forms.get(base, ())) > 1)
        return f"{base} {folded.form}" if several else base
