"""Where names begin and end, and which firms are found that nobody knows."""

from __future__ import annotations

import pytest

from claimtrack.model import Label
from tests.extract.documents import read_cast


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("The Port Authority of New York and New Jersey approved a budget.", "en",
         "Port Authority of New York and New Jersey"),
        ("The Ministry of Culture, Sports and Tourism opened an office in Dakar.", "en",
         "Ministry of Culture, Sports and Tourism"),
        ("The Securities and Exchange Commission fined Bellweather $30 million.", "en",
         "Securities and Exchange Commission"),
        ("The Center for Rural Broadband appointed Luis Ortega as its director.", "en", "Center for Rural Broadband"),
        ("Guinea-Bissau President Amadou Djalo met investors in Dakar.", "en", "Guinea-Bissau"),
        ("Trellis Co-founder Dana Whitlock will step down in March.", "en", "Trellis"),
        ("Deere & Company cut 600 jobs in Iowa.", "en", "Deere & Company"),
        ("Jean-Luc de Vries said margins would recover.", "en", "Jean-Luc de Vries"),
        ("Das Bundesministerium für Wirtschaft und Klimaschutz fördert das Werk mit 50 Millionen Euro.", "de",
         "Bundesministerium für Wirtschaft und Klimaschutz"),
        ("Die Hans Kroll GmbH & Co. KG aus Siegen beschäftigt 300 Menschen.", "de", "Hans Kroll GmbH & Co. KG"),
        ("Der 1. FC Nordstadt trennt sich von Trainer Marco Fink.", "de", "1. FC Nordstadt"),
        ("Swedish Northlight opened an office in Dakar.", "en", "Northlight"),
        ("Thinking Machines Lab raised $20 million in May.", "en", "Thinking Machines Lab"),
        ("Der Chef des Statistischen Bundesamtes sagte das.", "de", "Statistisches Bundesamt"),
        ("Birkheim gewann 2025. Der Birkheimer Stürmer Marco Fink verdient 2 Millionen Euro.", "de", "Birkheim"),
        ("Bundespräsident Alexander Van der Bellen sagte das am Montag.", "de", "Alexander Van der Bellen"),
    ],
)  # fmt: skip
def test_a_name_is_whole(text: str, lang: str, name: str) -> None:
    passages, _ = read_cast(text, lang)
    assert name in [found.text for passage in passages for found in passage.names]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Sandpiper, the payments start-up, acquired Copper Lane for $85 million.", "en", "Sandpiper"),
        ("Consulting firm Rowan Pike advised the ministry.", "en", "Rowan Pike"),
        ("Analysts at Rowan Pike expect growth of 3%.", "en", "Rowan Pike"),
        ("Berlin-based Lumenta employs 340 people.", "en", "Lumenta"),
        ("Ember was founded in 2019 by Noor Haddad.", "en", "Ember"),
        ("Halden sammelt 12 Millionen Euro ein.", "de", "Halden"),
        ("Lichtblick übernimmt Wattwerk für 30 Millionen Euro.", "de", "Wattwerk"),
        ("Der Umsatz des Fahrradherstellers Rückenwind stieg auf 40 Millionen Euro.", "de", "Rückenwind"),
        ("Zuletzt wurde Leuchtturm mit 300 Millionen Euro bewertet.", "de", "Leuchtturm"),
    ],
)
def test_a_firm_is_found_by_where_it_stands(text: str, lang: str, name: str) -> None:
    assert read_cast(text, lang)[1].label(name) is Label.ORGANISATION


@pytest.mark.parametrize(
    "text",
    [
        "Verbraucher geben weniger Geld für Kleidung aus.",
        "Händler erwarten einen Rückgang um 4 Prozent.",
        "Anleger verkauften Aktien im Wert von 3 Millionen Euro.",
        "Nach dem Bericht will der Konzern Stellen streichen.",
        "Insidern zufolge wird der Umsatz sinken.",
    ],
)
def test_a_noun_is_no_firm(text: str) -> None:
    assert read_cast(text, "de")[1].names(Label.ORGANISATION) == []


def test_an_institution_is_meant_by_its_noun() -> None:
    text = "The Alliance for Harbour Labour has 3,000 members. The Alliance elected Mary Quill as chair on Monday."
    assert read_cast(text)[1].full("Alliance") == "Alliance for Harbour Labour"
