from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.indexing import describe
from claimtrack.ledger import Extracted, Shelf, open_index, update_ledger
from claimtrack.model import Claim
from claimtrack.reconcile import Ground, NameDecision, neighbours, resolve_entities, survey_claims, survey_near
from claimtrack.reconcile.neighbours import Universe
from tests.build import build_claim

PATHS = ["docs/a.txt", "docs/b.txt", "docs/c.txt", "docs/d.txt"]
FIRMS = [
    "Halden", "Halden AG", "Halden SE", "Halden Motors", "Halden Motors Systems", "Haldens", "Nordlicht",
    "Nordlichtt Energy", "Nordlicht Energy", "Hudson Bay Company", "Hudson Bay Company (HBC)", "HBC",
    "Harbour Bank Corporation", "Müller Werke", "Muller Werke", "Microsoft", "MSFT", "Orlo's AI unit", "Orlo AI",
    "KI-Sparte von Orlo", "Orlo", "the company", "Department of Energy", "Energy", "Kontorhaus", "Kontorhauss",
    "Kontorhaas Logistik", "Kontorhaus Logistik",
]  # fmt: skip
PEOPLE = [
    "Ada Keller",
    "Ada B. Keller",
    "Dr. Ada Keller",
    "Keller",
    "Ada",
    "Bo Keller",
    "Ada Kellermann",
    "Ada Kellerman",
]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(["revenue", "role", "role", "acquisition", "partnership", "release", "valuation"]))
    firm = st.sampled_from(FIRMS)
    return build_claim(
        kind=kind,
        subject=draw(st.sampled_from(PEOPLE)) if kind == "role" else draw(firm),
        object=draw(firm) if kind in ("role", "acquisition", "partnership") else None,
        attribute=draw(st.sampled_from(["CEO", "head of AI", "board member"])) if kind == "role" else None,
        value=None
        if kind in ("role", "release", "partnership")
        else draw(st.sampled_from(["$3 billion", "$4.5 billion"])),
        valid="2025-03-07",
        path=draw(st.sampled_from(PATHS)),
        published="2025-03-07",
        start=draw(st.integers(0, 5)),
    )


NAMES = st.sampled_from([*FIRMS, *PEOPLE])
DECISIONS = st.builds(
    NameDecision,
    st.sampled_from(["merge", "distinct"]),
    st.lists(NAMES, min_size=2, max_size=3, unique=True).map(tuple),
)


@contextmanager
def shelved(given_claims: Iterable[Claim]) -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("claimtrack.ledger.index.LARGE", 0)
        ledger = Path(folder, "claims.jsonl")
        pile = list(given_claims)
        sources = {claim.document.path: claim.document for claim in pile}
        update_ledger(
            ledger,
            [Extracted(one, [claim for claim in pile if claim.document.path == path]) for path, one in sources.items()],
            lambda path: False,
        )
        with open_index(ledger, describe()) as index:
            assert index is not None
            yield Shelf(index, ledger)


def concerning(grounds: Iterable[Ground], asking: Sequence[Claim]) -> list[Ground]:
    ids = {claim.id for claim in asking}
    return [ground for ground in grounds if any(claim.id in ids for pair in ground.pairs for claim in pair)]


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), min_size=1, max_size=16, unique_by=lambda claim: claim.id), st.lists(DECISIONS, max_size=2))
def test_what_a_document_is_at_odds_with_is_found_as_in_the_whole(
    pile: list[Claim], decisions: list[NameDecision]
) -> None:
    entities = resolve_entities(pile, decisions)
    whole = survey_claims(pile, entities)
    with shelved(pile) as shelf:
        for path in PATHS:
            asking = shelf.claims([path])
            near = survey_near(shelf, asking, decisions)
            assert concerning(near.grounds, asking) == concerning(whole, asking)


@settings(deadline=None, max_examples=150)
@given(st.lists(claims(), min_size=1, max_size=16, unique_by=lambda claim: claim.id), st.lists(DECISIONS, max_size=2))
def test_names_mean_what_they_mean_among_all(pile: list[Claim], decisions: list[NameDecision]) -> None:
    entities = resolve_entities(pile, decisions)
    with shelved(pile) as shelf:
        for path in PATHS:
            names = {name for claim in shelf.claims([path]) for name in (claim.subject, claim.object) if name}
            near = Universe(shelf, decisions).resolve(names)
            assert {name: near.entity_of(name) for name in names} == {name: entities.entity_of(name) for name in names}


def test_documents_that_ask_something_else_are_not_read() -> None:
    pile = [
        build_claim(kind=kind, subject="Halden", object=None, value=value, path=f"{kind}{value}.txt", valid="2024")
        for kind in ("revenue", "headcount") for value in ("$3 billion", "$4 billion")
    ]  # fmt: skip
    with shelved(pile) as shelf:
        read: list[str] = []
        claims_of = shelf.claims
        shelf.claims = lambda paths: read.extend(paths) or claims_of(paths)  # type: ignore[method-assign, func-returns-value]
        near = survey_near(shelf, claims_of(["revenue$3 billion.txt"]))
    assert {ground.finding.a.kind for ground in near.grounds} == {"revenue"}
    assert all(path.startswith("revenue") for path in read)


def test_too_many_documents_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "MOST_PATHS", 1)
    pile = [build_claim(kind="revenue", subject=name, object=None, path=f"{name}{n}", value="$3 billion", valid="2024")
            for name in ("Lucid", "Lucid Motors") for n in range(3)]  # fmt: skip
    with shelved(pile) as shelf:
        assert survey_near(shelf, shelf.claims(["Lucid0"])).left_out
        monkeypatch.undo()
        assert not survey_near(shelf, shelf.claims(["Lucid0"])).left_out


WORDS = ["Norden", "Halden", "Kontorhaus", "Brightwater", "Nordlicht", "Alpha", "Bay", "Hudson"]
MORE = ["Systems", "Motors", "Energy", "Group", "Capital", "Bank", "Robotics", "AI", "Cloud Division", "AI unit"]

FIGURES = ["$3 billion", "$4.5 billion", "$4.37 billion"]


def made_firm(chance: random.Random) -> str:
    """A name that is easily mistaken for others: misspelt, with a genitive, a legal form, as an acronym."""
    words = [chance.choice(WORDS), *chance.choices(MORE + WORDS, k=chance.choice([0, 0, 1, 1, 2]))]
    name = " ".join(words)
    if len(name) > 8 and chance.random() < 0.12:
        cut = chance.randrange(3, len(name))
        name = name[:cut] + chance.choice("abeis") + name[cut + chance.choice([0, 1]) :]
    short = "".join(word[0] for word in name.split()).upper()
    forms = [name] * 12 + [f"{name}{end}" for end in (" AG", " Inc.", " SE", "s", "'s")] + [f"KI-Sparte von {name}"]
    return chance.choice([*forms, f"{name} ({short})", short if len(words) > 2 else name])


def made_person(chance: random.Random) -> str:
    surname = chance.choice(["Keller", "Kellermann", "Hoffmann", "Hofmann", "Schwarzenberg", "Schwarzenburg"])
    return chance.choice(
        [surname, "Ada", "Bo"] + [f"{first} {surname}" for first in ("Ada", "Bo", "Dr. Ada", "Ada B.")] * 4
    )


def made_claims(chance: random.Random, count: int) -> list[Claim]:
    firms = [made_firm(chance) for _ in range(count // 3)]
    people = [made_person(chance) for _ in range(count // 6)]
    pile = []
    for number in range(count):
        kind = chance.choice(["revenue", "role", "role", "acquisition", "partnership", "valuation"])
        two = kind in ("role", "acquisition", "partnership")
        pile.append(build_claim(
            kind=kind, subject=chance.choice(people if kind == "role" else firms),
            object=chance.choice(firms) if two else None,
            attribute=chance.choice(["CEO", "head of AI", "board member"]) if kind == "role" else None,
            value=None if kind in ("role", "partnership") else chance.choice(FIGURES),
            valid="2025-03-07", published="2025-03-07", path=f"{chance.randrange(count // 3)}.txt", start=number,
        ))  # fmt: skip
    return pile


@pytest.mark.parametrize("seed", range(12))
def test_nothing_in_a_pile_of_names_like_each_other_is_different(seed: int) -> None:
    chance = random.Random(seed)
    pile = made_claims(chance, 300)
    entities = resolve_entities(pile)
    whole = survey_claims(pile, entities)
    with shelved(pile) as shelf:
        for path in chance.sample(shelf.all_paths(), 10):
            asking = shelf.claims([path])
            assert concerning(survey_near(shelf, asking).grounds, asking) == concerning(whole, asking)
            names = {name for claim in asking for name in (claim.subject, claim.object) if name}
            near = Universe(shelf, ()).resolve(names)
            assert {name: near.entity_of(name) for name in names} == {name: entities.entity_of(name) for name in names}
