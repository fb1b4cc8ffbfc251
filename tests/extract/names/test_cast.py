"""Who and what a document names: the vote on a name's type, and its fullest form."""

from __future__ import annotations

import pytest

from claimtrack.model import Label
from tests.extract.documents import read_cast


@pytest.mark.parametrize(
    ("text", "lang", "name", "label"),
    [
        ("Norwind Holdings bought Altair for $2 billion.", "en", "Norwind Holdings", Label.ORGANISATION),
        ("The chipmaker Velora invested $2 billion in Intel.", "en", "Velora", Label.ORGANISATION),
        ("Mr. Harlan joined Siemens in 2024 as chief executive.", "en", "Harlan", Label.PERSON),
        ("Siemens named Clara Hoffmann chief executive.", "en", "Clara Hoffmann", Label.PERSON),
        ("Alibaba released its new model, Qwen-7, in March.", "en", "Qwen-7", Label.PRODUCT),
        ("Norwind GmbH kaufte Altair für zwei Milliarden Euro.", "de", "Norwind GmbH", Label.ORGANISATION),
        ("The start-up Quillbeam closed a $90 million round.", "en", "Quillbeam", Label.ORGANISATION),
        ("The investor Clara Hoffmann put $2 million into Siemens.", "en", "Clara Hoffmann", Label.PERSON),
        ("The investor Alder Capital put $2 million into Siemens.", "en", "Alder Capital", Label.ORGANISATION),
        ("Siemens bought Quillbeam for $2 billion.", "en", "Quillbeam", Label.ORGANISATION),
        ("The round was led by Quillbeam.", "en", "Quillbeam", Label.ORGANISATION),
        ("Alibaba released Qwen-7o-mini in March.", "en", "Qwen-7o-mini", Label.PRODUCT),
        ("Das Wärmepumpen-Scaleup Quillbeam meldet 100 Millionen Euro Umsatz.", "de", "Quillbeam", Label.ORGANISATION),
        ("Die Quillbeam-Gruppe meldet 100 Millionen Euro Umsatz.", "de", "Quillbeam-Gruppe", Label.ORGANISATION),
        ("Der FC Nordstadt 04 verkauft 10 Prozent seiner Anteile.", "de", "FC Nordstadt 04", Label.ORGANISATION),
        ("Der Chiphersteller Velora investierte zwei Milliarden Euro in Intel.", "de", "Velora", Label.ORGANISATION),
    ],
)
def test_what_stands_around_a_name_says_what_it_is(text: str, lang: str, name: str, label: Label) -> None:
    assert read_cast(text, lang)[1].label(name) is label


def test_a_surname_stands_for_its_one_bearer() -> None:
    _, cast = read_cast("Siemens named Clara Hoffmann chief executive. Hoffmann joined Siemens in 2019.")
    assert cast.full("Hoffmann") == "Clara Hoffmann"
    assert cast.label("Hoffmann") is Label.PERSON


def test_what_a_surname_owns_and_does_makes_nobody_with_a_forename_a_firm() -> None:
    _, cast = read_cast(
        "Nora Hollis spoke on Monday. Hollis's shares fell. Hollis's sales rose. Hollis bought Nokia. "
        "Hollis sold Bosch. Hollis acquired Siemens. Hollis's chief executive, Ken Mori, left."
    )
    assert cast.full("Hollis") == "Nora Hollis"
    assert cast.label("Nora Hollis") is Label.PERSON


def test_a_word_that_has_a_capital_everywhere_is_a_name_at_the_head_of_a_sentence() -> None:
    passages, _ = read_cast(
        "Analysts praised the chipmaker Etched in 2025. Investors gave Etched $2 billion in May. "
        "Etched raised $3 billion in June."
    )
    assert [name.text for name in passages[-1].names] == ["Etched"]


def test_the_genitive_of_a_person_is_the_person() -> None:
    _, cast = read_cast("Clara Hoffmanns Firma meldete 2025 einen Umsatz von 2 Millionen Euro.", "de")
    assert cast.label("Clara Hoffmann") is Label.PERSON


@pytest.mark.xfail(strict=True, reason="full names with one surname count as forms of one name")
def test_a_surname_of_two_people_stands_for_neither() -> None:
    _, cast = read_cast(
        "Siemens named Clara Hoffmann chief executive. Peter Hoffmann joined Bosch in 2019. "
        "Hoffmann left Bosch in 2020."
    )
    assert cast.full("Hoffmann") == "Hoffmann"


def test_a_firm_is_one_with_and_without_its_legal_form() -> None:
    _, cast = read_cast(
        "Norwind Holdings bought Altair for $2 billion. In 2025, Norwind reported revenue of $9 billion."
    )
    assert cast.full("Norwind") == "Norwind Holdings"


def test_a_genitive_is_read_as_the_name() -> None:
    passages, _ = read_cast("Im Jahr 2025 stieg Nvidias Umsatz auf 280 Milliarden Dollar.", "de")
    assert "Nvidia" in [name.text for passage in passages for name in passage.names]


def test_a_name_that_nobody_explains_has_no_type() -> None:
    assert read_cast("Siemens bought Altair in 2024.")[1].label("Zzyzx") is None


def test_the_first_part_of_a_longer_name_can_be_its_firm() -> None:
    _, cast = read_cast("Siemens released Siemens Teamcenter in 2025. Siemens reported revenue of $9 billion.")
    assert cast.organisation_in("Siemens Teamcenter") == "Siemens"
    assert cast.organisation_in("Siemens") is None
