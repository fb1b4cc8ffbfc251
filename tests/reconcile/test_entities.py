from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.model import Claim
from claimtrack.reconcile import Entities, resolve_entities
from claimtrack.reconcile.folding import fold, fold_name
from tests.build import build_claim


def _named(*names: str, kind: str = "revenue", path: str | None = None, **fields: str) -> list[Claim]:
    return [build_claim(kind=kind, subject=n, path=path or f"docs/{i}.txt", **fields) for i, n in enumerate(names)]


def _entities(*names: str, kind: str = "revenue", path: str | None = None, **fields: str) -> Entities:
    return resolve_entities(_named(*names, kind=kind, path=path, **fields))


@pytest.mark.parametrize(
    "names",
    [
        ("Nvidia", "Nvidia Corp.", "NVDA", "nvidia corporation", "英伟达"),
        ("Müller Präzision GmbH", "Mueller Praezision", "Muller Prazision"),
        (
            "Orlo's AI division",
            "Orlo AI",
            "KI-Sparte von Orlo",
            "Orlos KI-Sparte",
            "AI unit of Orlo",
        ),
        ("The Harbour Line Company", "Harbour Line"),
        ("Hudson Bay Company (HBC)", "HBC"),
        ("Kontinental Versicherung", "Kontinentel Versicherung"),
        ("Halden", "Halden's", "Halden Group", "Halden plc"),
        ("cathode plant in Ohio", "Ohio cathode plant"),
    ],
)
def test_names_of_one_entity(names: tuple[str, ...]) -> None:
    entities = _entities(*names, "Orlo")
    assert len({entities.key_of(name) for name in names}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Amazon", "Amazon AI", "Amazon Prime"),
        ("Meta", "Meta Materials"),
        ("Porsche AG", "Porsche SE"),
        ("Kestrel 3", "Kestrel 4"),
        ("Calder Bank", "Calder Foods"),
        ("Orlo", "Orly"),
        ("Spotify", "Spotify business"),
    ],
)
def test_names_that_stay_apart(names: tuple[str, ...]) -> None:
    entities = _entities(*names)
    assert len({entities.key_of(name) for name in names}) == len(names)


def test_persons_of_one_surname_stay_apart() -> None:
    entities = _entities("Hans Brandt", "Hanna Brandt", "Hanns Brandt", kind="role")
    assert len({entities.key_of(name) for name in ("Hans Brandt", "Hanna Brandt", "Hanns Brandt")}) == 3


def test_title_and_middle_initial_do_not_make_another_person() -> None:
    entities = _entities("Dr. Ada B. Keller", "Ada Keller", kind="role")
    assert entities.key_of("Dr. Ada B. Keller") == entities.key_of("Ada Keller")


def test_a_surname_needs_support() -> None:
    claims = _named("Ada Keller", kind="role", object="Halden") + _named("Keller", kind="role", path="b", object="Orlo")
    assert resolve_entities(claims).key_of("Keller") == "keller"
    claims += _named("Keller", kind="role", path="c", object="Halden AG")
    assert resolve_entities(claims).key_of("Keller") == "ada keller"


def test_an_acronym_needs_its_long_form_in_the_same_document() -> None:
    together = _entities("North Sea Wind Farms", "NSWF", path="docs/one.txt")
    assert together.key_of("NSWF") == together.key_of("North Sea Wind Farms")
    apart = _entities("North Sea Wind Farms", "NSWF")
    assert apart.key_of("NSWF") != apart.key_of("North Sea Wind Farms")


def test_products_are_never_taken_for_typing_errors() -> None:
    claims = [build_claim(kind="release", subject="Orlo", object=name) for name in ("Orlo Lumina", "Orlo Lumino")]
    entities = resolve_entities(claims)
    assert entities.key_of("Orlo Lumina") != entities.key_of("Orlo Lumino")


def test_a_product_is_known_by_its_version_without_its_line() -> None:
    names = ("Quillo Largo 4.6", "Largo 4.6", "Norwind Pixa 10a", "Pixa 10a", "Velo X1 Pro", "Rado X1 Pro", "X1 Pro")
    entities = resolve_entities([build_claim(kind="release", subject="Norwind", object=name) for name in names])
    assert entities.key_of("Largo 4.6") == entities.key_of("Quillo Largo 4.6")
    assert entities.key_of("Pixa 10a") == entities.key_of("Norwind Pixa 10a")
    assert len({entities.key_of(name) for name in ("Velo X1 Pro", "Rado X1 Pro", "X1 Pro")}) == 3
    indices = [build_claim(kind="price", subject=name) for name in ("Euro Brixx 50", "Brixx 50")]
    assert len({resolve_entities(indices).key_of(claim.subject) for claim in indices}) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kelinor", "Kelinox", False), ("Veldoras", "Veldorus", False),  # another letter of a short name
        ("Kelinor", "Kellinor", True), ("Veldoras", "Veldoars", True),  # one too many, two in the wrong order
        ("Kontinental", "Kontinentel", True), ("Orla Kelinor", "Orla Kelinox", True),
    ],
)  # fmt: skip
def test_a_short_name_with_another_letter_is_another_name(one: str, other: str, same: bool) -> None:
    entities = _entities(one, one, other)
    assert (entities.key_of(one) == entities.key_of(other)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S.", "Vereinigte Staaten"),
        ("UK", "Großbritannien"),
        ("EZB", "European Central Bank"),
        ("DoD", "Pentagon"),
        ("Finnish state", "Finland"),
        ("polnische Regierung", "Poland"),
    ],
)
def test_countries_and_institutions_meet_across_languages(one: str, other: str) -> None:
    entities = _entities(one, other)
    assert entities.key_of(one) == entities.key_of(other)


def test_entity_of_finds_what_a_user_means() -> None:
    entities = _entities("Nvidia", "Nvidia Corp.")
    for typed in ("nvidia", "nvda", "NVIDIA CORPORATION", "英伟达"):
        entity = entities.entity_of(typed)
        assert entity is not None
        assert entity.name == "Nvidia"
        assert set(entity.aliases) == {"Nvidia", "Nvidia Corp."}
    assert entities.entity_of("Nobody Named") is None


NAMES = ["Halden", "Halden AG", "Halden SE", "Haldens", "Mueller", "Müller", "Muller", "Ada Keller", "Keller", "HBC"]
NAMES += ["Hudson Bay Co (HBC)", "Kontinental Versicherung", "Kontinentel Versicherung", "Orlo AI", "Orlo's AI unit"]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=12), st.randoms())
def test_the_order_of_claims_changes_nothing(names: list[str], random: object) -> None:
    claims = [build_claim(kind="role" if i % 2 else "revenue", subject=n, path=f"{i}") for i, n in enumerate(names)]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(resolve_entities(claims)) == list(resolve_entities(shuffled))


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    base = fold_name(text).base
    assert base or not text.strip()


@pytest.mark.parametrize("hostile", ["AG " * 50_000, "(" * 100_000, "'s" * 100_000, "x(" * 50_000, "S.A." * 50_000])
def test_hostile_names_are_read_in_linear_time(hostile: str) -> None:
    assert fold_name(hostile).base
