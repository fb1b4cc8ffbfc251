from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import QueryError
from claimtrack.ledger import parse_query
from claimtrack.model import Claim, Verdict
from tests.build import build_claim

CLAIMS = {
    "deal": build_claim(
        subject="Northwind", object="Contoso AI", value="more than $17 billion", valid="2025-03", path="wire/a.txt",
        publisher="Reuters", attribution="The Information",
    ),
    "sales": build_claim(
        kind="revenue", subject="Contoso", attribute="annual", value="12 billion EUR", valid="2024", lang="de",
        path="blog/b.md", phase="holds",
    ),
    "plan": build_claim(
        kind="revenue", subject="Fabrikam", attribute="change", value="-4 %", modality="forecast", valid="2026-06-09",
    ),
    "post": build_claim(kind="role", subject="Zoë Ångström", object="Contoso", attribute="CEO", phase="ends"),
    "stake": build_claim(kind="stake", subject="Northwind", object="Tailspin", value="10–20 %", polarity="negated"),
}  # fmt: skip


def ask(*terms: str) -> list[str]:
    names = {claim.id: name for name, claim in CLAIMS.items()}
    return [names[claim.id] for claim in parse_query(terms).apply(CLAIMS.values())]


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ((), ["deal", "sales", "plan", "post", "stake"]),
        (("contoso",), ["deal", "sales", "post"]),
        (("contoso ai",), ["deal"]),
        (('"Contoso AI"',), ["deal"]),
        (("conto",), []),
        (("information",), ["deal"]),
        (("zoe", "ANGSTROM"), ["post"]),
        (("northwind", "contoso"), ["deal"]),
        (("-contoso",), ["plan", "stake"]),
        (("kind:revenue",), ["sales", "plan"]),
        (("kind:revenue,role",), ["sales", "plan", "post"]),
        (("kind:revenue", "-attribute:change"), ["sales"]),
        (("subject:contoso",), ["sales"]),
        (("object:contoso",), ["deal", "post"]),
        (("attribute:ceo",), ["post"]),
        (("since:2025",), ["deal", "plan"]),
        (("since:2025-04",), ["plan"]),
        (("until:2024",), ["sales"]),
        (("until:2025-03-01",), ["deal", "sales"]),
        (("since:2025", "until:2025"), ["deal"]),
        (("modality:forecast,planned",), ["plan"]),
        (("phase:ends",), ["post"]),
        (("polarity:negated",), ["stake"]),
        (("lang:de",), ["sales"]),
        (("source:wire",), ["deal"]),
        (("source:.md,wire",), ["deal", "sales"]),
        (("publisher:reut",), ["deal"]),
        (("text:billion",), ["deal", "sales"]),
        (("value:>1e9",), ["deal", "sales"]),
        (("value:>12bn",), ["deal"]),
        (("value:12bn..",), ["deal", "sales"]),
        (("value:..0",), ["plan"]),
        (("value:<0",), ["plan"]),
        (("value:1bn..12.5bn",), ["sales"]),
        (("value:12e9",), ["sales"]),
        (("value:=12e9EUR",), ["sales"]),
        (("value:>=1bnUSD",), ["deal"]),
        (("value:>15%",), ["stake"]),
        (("value:>20%",), []),
        (("value:>=20%",), ["stake"]),
        (("-value:>1e9",), ["plan", "post", "stake"]),
    ],
)
def test_terms(terms: tuple[str, ...], found: list[str]) -> None:
    assert ask(*terms) == found


def test_free_word_finds_other_names_of_what_it_names() -> None:
    query = parse_query(["fabric"], aliases=lambda name: ("Fabrikam",) if name == "fabric" else ())
    assert [claim.subject for claim in query.apply(CLAIMS.values())] == ["Fabrikam"]


@pytest.mark.parametrize(
    ("terms", "verdicts"),
    [
        ((), None),
        (("verdict:disputed",), {Verdict.DISPUTED}),
        (("verdict:disputed,updated", "-verdict:updated"), {Verdict.DISPUTED}),
    ],
)
def test_verdicts_are_left_to_the_caller(terms: tuple[str, ...], verdicts: set[Verdict] | None) -> None:
    query = parse_query(terms)
    assert query.verdicts == verdicts
    assert query.filters == ()


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (
            "colour:red",
            "colour:red: no key 'colour' (there are: attribute, attribution, kind, lang, modality, object, ",
        ),
        ("kind:rumour", "kind:rumour: no 'rumour' (there are: investment, funding, "),
        ("modality:maybe", "(there are: actual, planned, forecast, possible)"),
        ("verdict:guilty", "(there are: disputed, updated, corroborated, single_source)"),
        ("since:yesterday", "since:yesterday: not a date"),
        ("since:XXXX-03-07", "not a date"),
        ("value:lots", "value:lots: not an amount"),
        ("value:>", "not an amount"),
        ("value:1..2..3", "not an amount"),
        ("kind:", "needs a value"),
        ("--fromat", "no such option"),
    ],
)
def test_term_that_cannot_be_understood(term: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        parse_query([term])
    assert message in str(error.value)


@given(st.lists(st.sampled_from(["contoso", "kind:revenue", "-phase:ends", "since:2024", "value:>0", "-lang:de"])))
def test_order_of_terms_changes_nothing(terms: list[str]) -> None:
    assert ask(*terms) == ask(*reversed(terms))


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_an_error(term: str) -> None:
    try:
        parse_query([term]).apply(CLAIMS.values())
    except QueryError as error:
        assert error.exit_code == 2


def test_ranges_and_bounds_reach_as_far_as_they_are_stated() -> None:
    def reaches(value: str, term: str) -> bool:
        claims: list[Claim] = [build_claim(value=value)]
        return bool(parse_query([term]).apply(claims))

    assert reaches("up to $5 million", "value:<6m")
    assert reaches("up to $5 million", "value:>4m")
    assert not reaches("more than $5 million", "value:>6m")
    assert not reaches("$4–5 million", "value:>5m")
