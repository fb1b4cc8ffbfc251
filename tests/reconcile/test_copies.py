from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.model import RelationKind
from claimtrack.reconcile import find_findings, reconcile, resolve_entities, survey_claims
from claimtrack.reconcile.copies import NO_SKETCH, are_copies, sketch_documents, sketch_quotes
from claimtrack.reconcile.findings import find_grounds
from tests.build import build_claim

_STORY = (
    "Harbour Foods has agreed to buy the Danish baker Rugbrod, which supplies canteens from Aarhus to Malmo.",
    "The company from Leith said that its profit rose to £41 million in the twelve months to the end of March.",
    "Its chief executive, Moira Laing, told investors that a third of the plants will be run on hydrogen by 2030.",
    "Some 300 of the 4,200 employees are to move to a new head office beside the old docks before Christmas.",
)
_OTHER = (
    "A day after the deal was announced, unions in Aarhus asked what is to become of the bakery's oldest plant.",
    "Nobody at the works council had been told of the sale of Rugbrod before it was in the papers on Monday morning.",
    "Analysts at Castlegate doubt that the buyer can find savings of the size that it promised to its shareholders.",
    "Shares in the group fell by four percent in London and are now where they stood at the beginning of the year.",
)


def test_a_story_with_another_beginning_and_some_other_words_is_a_copy() -> None:
    printed = (f"LEITH, 3 June – {_STORY[0]}", _STORY[1].replace("rose to", "climbed to"), *_STORY[2:])
    assert are_copies(sketch_quotes(_STORY), sketch_quotes(printed))


def test_reports_of_one_event_in_other_words_are_no_copies() -> None:
    assert not are_copies(sketch_quotes(_STORY), sketch_quotes(_OTHER))
    assert not are_copies(sketch_quotes(_STORY), sketch_quotes((_STORY[2], *_OTHER)))  # one statement that both quote


def test_too_little_text_has_nosketch_quotes() -> None:
    assert sketch_quotes(_STORY[:1]) is NO_SKETCH
    assert not are_copies(sketch_quotes(_STORY[:1]), sketch_quotes(_STORY[:1]))
    assert sketch_documents([build_claim(quote=_STORY[0]), build_claim(quote=_STORY[1])]) == {}


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12))
def test_any_quotes_in_any_order_have_onesketch_quotes(quotes: list[str]) -> None:
    assert sketch_quotes(quotes) == sketch_quotes(list(reversed(quotes)))


def _report(path: str, worth: str, quotes: tuple[str, ...], day: str) -> list:  # type: ignore[type-arg]
    worth_told = build_claim(
        kind="valuation", subject="Harbour Foods", value=worth, path=path, valid="2025-06-02",
        quote=f"Harbour Foods is worth {worth}, {path} has it.", published=day,
    )  # fmt: skip
    rest = [
        build_claim(kind="measure", subject=f"thing {n}", path=path, quote=quote, start=100 * n, published=day)
        for n, quote in enumerate(quotes, 1)
    ]
    return [worth_told, *rest]


def test_copies_of_one_text_count_once_and_are_said_to_be_copies() -> None:
    claims = [
        *_report("a", "$3.1 billion", _STORY, "2025-06-02"),
        *_report("b", "$3.1 billion", (f"Leith – {_STORY[0]}", *_STORY[1:]), "2025-06-02"),
        *_report("c", "$3.1 billion", _OTHER, "2025-06-02"),
        *_report("d", "$4.7 billion", (), "2025-06-02"),
    ]
    (cluster,) = [cluster for cluster in reconcile(claims) if cluster.kind == "valuation"]
    paths = {claim.id: claim.document.path for claim in cluster.claims}
    told = {(paths[r.a], paths[r.b]): r for r in cluster.relations}
    same = {frozenset(pair): r.relation for pair, r in told.items() if "d" not in pair}
    assert same == {
        frozenset("ab"): RelationKind.REPEATS,
        frozenset("ac"): RelationKind.AGREES,
        frozenset("bc"): RelationKind.AGREES,
    }
    assert any("most of what is quoted" in r.detail for r in told.values())
    assert len(find_findings([cluster])) == 1
    entities = resolve_entities(claims)
    assert survey_claims(claims, entities, size=2) == find_grounds(reconcile(claims, entities))
