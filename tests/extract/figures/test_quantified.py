"""Open measures: what is counted or sized, of whom, and what is left alone."""

from __future__ import annotations

import pytest

from claimtrack.model import Claim
from tests.extract.documents import read_claims


def told(claims: list[Claim]) -> list[tuple[str, str | None, str]]:
    return sorted((claim.subject, claim.attribute, str(claim.value and claim.value.min)) for claim in claims)


@pytest.mark.parametrize(
    ("text", "lang", "subject", "attribute", "least"),
    [
        ("The vacancy rate in Lisbon rose to 9.4% in January.", "en", "Lisbon", "vacancy rate", "9.4"),
        ("Die Leerstandsquote in Graz stieg auf 9,4 Prozent.", "de", "Graz", "Leerstandsquote", "9.4"),
        (
            "Production from the Tavora field has fallen 30% since 2020.",
            "en", "Production from the Tavora field", "change", "-30",
        ),
    ],
)  # fmt: skip
def test_a_measured_noun_is_told_of_its_place_or_of_itself(
    text: str, lang: str, subject: str, attribute: str, least: str
) -> None:
    assert told(read_claims(text, lang, "measure")) == [(subject, attribute, least)]


@pytest.mark.parametrize(
    ("text", "lang", "subject"), [("Gold rose 2% on Monday.", "en", "Gold"), ("Gold stieg um 2 Prozent.", "de", "Gold")]
)
def test_moves_of_goods_are_prices(text: str, lang: str, subject: str) -> None:
    assert told(read_claims(text, lang, "price")) == [(subject, "change", "2")]


@pytest.mark.parametrize(
    ("text", "lang", "subject", "attribute", "least"),
    [
        (
            "Around 900 pharmacists signed the petition.",
            "en", "pharmacists", "number that signed the petition", "900",
        ),
        ("Rund 900 Apotheker haben den Aufruf unterschrieben.", "de", "Apotheker", "den Aufruf unterschrieben", "900"),
        ("Ryanair cancelled 300 flights on Friday.", "en", "Ryanair", "flights cancelled", "300"),
        (
            "Samsung controls 70% of the market for memory chips.",
            "en", "Samsung", "share of market for memory chips", "70",
        ),
        ("Brazil imposed a 30% tariff on Chinese trucks.", "en", "tariff on Chinese trucks", "tariff", "30"),
        ("Corvina 2 scored 81.4% on the MATH benchmark.", "en", "Corvina 2", "score on MATH benchmark", "81.4"),
        ("There are 860 bakeries in Lyon.", "en", "Lyon", "bakeries", "860"),
        ("In Lyon gibt es 860 Bäckereien.", "de", "Lyon", "Bäckereien", "860"),
        (
            "Auf Windräder entfallen 28 Prozent der Stromerzeugung.",
            "de", "Windräder", "Anteil der Stromerzeugung", "28",
        ),
    ],
)  # fmt: skip
def test_groups_deeds_and_portions_are_told_in_the_words_of_the_document(
    text: str, lang: str, subject: str, attribute: str, least: str
) -> None:
    assert told(read_claims(text, lang, "measure")) == [(subject, attribute, least)]


def test_a_measure_goes_on_to_an_earlier_time_and_to_the_next_of_its_kind() -> None:
    spain = "Unemployment in Spain fell to 10.4% in January from 10.6% a year earlier."
    times = {str(claim.value and claim.value.min): claim.valid for claim in read_claims(spain, "en", "measure")}
    assert times == {"10.4": "2026-01", "10.6": "2025-01"}
    german = "Die Inflation in der Schweiz lag im Februar bei 0,3 Prozent, in Österreich bei 2,9 Prozent."
    wanted = [("Schweiz", "Inflation", "0.3"), ("Österreich", "Inflation", "2.9")]
    assert told(read_claims(german, "de", "measure")) == wanted


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The vacancy rate in Lisbon was about average.", "en"),
        ("The rates rose to 5%.", "en"),
        ("Payments to syndicates surged to $4 million.", "en"),
        ("More than half of our subscribers read the magazine on paper.", "en"),
        ("Its last five games ended in a draw.", "en"),
        ("Ryanair cancelled three flights on Friday.", "en"),
        ("Siemens completed a buyback, with 40% of former employees participating.", "en"),
        ("The shop had a drop of 7,000 visitors.", "en"),
        ("Am Pegel in Passau wurden 4,56 Meter gemessen.", "de"),
        ("Der neue Wagen ist 50 Kilo schwerer als der alte.", "de"),
        ("Der öffentlich-rechtliche Sender erreichte einen Marktanteil von 20 Prozent.", "de"),
    ],
)
def test_what_is_nobodys_measure_makes_no_claim(text: str, lang: str) -> None:
    assert [claim for claim in read_claims(text, lang, "measure") if claim.rule == "quantified"] == []


def test_a_list_of_names_and_figures_is_not_guessed_at() -> None:
    text = "Unemployment in Spain and inflation in Italy rose to 10% and 3%, respectively."
    assert read_claims(text, "en", "measure") == []


@pytest.mark.parametrize("unit", ["44% of ", "rose to 5%, ", "a rate of 3% and ", "300 flights "])
def test_long_repetitions_are_read(unit: str) -> None:
    assert isinstance(read_claims("Ryanair " + unit * 60 + ".", "en", "measure"), list)
