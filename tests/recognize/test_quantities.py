from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import LanguageError
from claimtrack.language import languages
from claimtrack.model import Label, Quantity
from claimtrack.recognize.quantities import recognize_quantities

Row = tuple[str, str, str, str | None, str]  # sentence, text of the mention, value or range, unit, bound

ENGLISH_MONEY: list[Row] = [
    ("The seed round came to $4.2m.", "$4.2m", "4200000", "USD", "exact"),
    ("Its backers put in US$75 million.", "US$75 million", "75000000", "USD", "exact"),
    ("A writedown of A$310 million followed.", "A$310 million", "310000000", "AUD", "exact"),
    ("The city pays HK$2bn.", "HK$2bn", "2000000000", "HKD", "exact"),
    ("BYD set aside RMB 14 billion.", "RMB 14 billion", "14000000000", "CNY", "exact"),
    ("The bond is worth 900 million Swiss francs.", "900 million Swiss francs", "900000000", "CHF", "exact"),
    ("Sales reached 61 billion yen.", "61 billion yen", "61000000000", "JPY", "exact"),
    ("The tender is for ₹640 crore.", "₹640 crore", "6400000000", "INR", "exact"),
    ("It borrowed half a billion euros.", "half a billion euros", "500000000", "EUR", "exact"),
    ("The bid was 350p? No: 350 pence.", "350 pence", "3.5", "GBP", "exact"),
    ("A cup costs 2 dollars and 40 cents.", "2 dollars and 40 cents", "2.4", "USD", "exact"),
    ("Net result: $(8.1) million.", "$(8.1) million", "-8100000", "USD", "exact"),
    ("Cash flow was -€3.5m.", "-€3.5m", "-3500000", "EUR", "exact"),
    ("They raised 20 MEUR last week.", "20 MEUR", "20000000", "EUR", "exact"),
    ("The grant is CAD12.5m.", "CAD12.5m", "12500000", "CAD", "exact"),
]

GERMAN_MONEY: list[Row] = [
    ("Der Erlös stieg auf 7,3 Mrd. Euro.", "7,3 Mrd. Euro", "7300000000", "EUR", "exact"),
    ("Die Kasse enthält € 2,4 Mio.", "€ 2,4 Mio", "2400000", "EUR", "exact"),
    ("Das Paket ist EUR 45.000.000 schwer.", "EUR 45.000.000", "45000000", "EUR", "exact"),
    ("Ein 300-Millionen-Dollar-Kredit half.", "300-Millionen-Dollar", "300000000", "USD", "exact"),
    ("Sie bot anderthalb Milliarden Franken.", "anderthalb Milliarden Franken", "1500000000", "CHF", "exact"),
    ("Der Konzern ist 2 Billionen Dollar wert.", "2 Billionen Dollar", "2000000000000", "USD", "exact"),
    ("Die Anlage kostet 80.000 £.", "80.000 £", "80000", "GBP", "exact"),
    ("Der Preis liegt bei 19,99 Euro.", "19,99 Euro", "19.99", "EUR", "exact"),
    ("Gezahlt wurden 12 Mio. kanadische Dollar.", "12 Mio. kanadische Dollar", "12000000", "CAD", "exact"),
    ("Der Aufbau kostet $30,000.", "$30,000", "30000", "USD", "exact"),
    ("Der Aufbau kostet $1,250 Mio. insgesamt.", "$1,250 Mio", "1250000", "USD", "exact"),
]

LETTERS: list[Row] = [
    ("The fund has $5 M left.", "$5 M", "5000000", "USD", "exact"),
    ("It sells a $10 T-shirt.", "$10", "10", "USD", "exact"),
    ("The $599 M4 tablet is back.", "$599", "599", "USD", "exact"),
    ("An $80 M.2 drive fits.", "$80", "80", "USD", "exact"),
    ("The $499 B2B plan is gone.", "$499", "499", "USD", "exact"),
]
"""A letter behind a sum is its scale only where it stands for itself."""

BOUNDS: list[Row] = [
    ("It spent more than $9 billion.", "more than $9 billion", "9000000000..", "USD", "more_than"),
    ("It has at least 45 tonnes.", "at least 45 tonnes", "45..", "tonne", "at_least"),
    ("Nearly 6,000 jobs go.", "Nearly 6,000 jobs", "..6000", "person", "less_than"),
    ("The cap is up to €70 million.", "up to €70 million", "..70000000", "EUR", "at_most"),
    ("It needs roughly 85 MW.", "roughly 85 MW", "85", "megawatt", "about"),
    ("There are 15,000+ customers.", "15,000+ customers", "15000..", "customer", "at_least"),
    ("A stake of 5% or more counts.", "5% or more", "5..", "%", "at_least"),
    ("It took nearly a year.", "nearly a year", "..1", "year", "less_than"),
]

GERMAN_BOUNDS: list[Row] = [
    ("Der Fonds umfasst rund 60 Millionen Euro.", "rund 60 Millionen Euro", "60000000", "EUR", "about"),
    ("Mehr als 800 Beschäftigte streiken.", "Mehr als 800 Beschäftigte", "800..", "person", "more_than"),
    ("Es sind knapp 40 Prozent.", "knapp 40 Prozent", "..40", "%", "less_than"),
    ("Bis zu 250 Stellen fallen weg.", "Bis zu 250 Stellen", "..250", "person", "at_most"),
    ("Gefordert sind mindestens fünf Jahre.", "mindestens fünf Jahre", "5..", "year", "at_least"),
]

RANGES: list[Row] = [
    ("Guidance is $3bn–$3.5bn.", "$3bn–$3.5bn", "3000000000..3500000000", "USD", "range"),
    ("Guidance is $3-3.5 billion.", "$3-3.5 billion", "3000000000..3500000000", "USD", "range"),
    (
        "It plans 60 billion to 70 billion yen.",
        "60 billion to 70 billion yen",
        "60000000000..70000000000",
        "JPY",
        "range",
    ),
    ("Between 15 and 18 percent agree.", "Between 15 and 18 percent", "15..18", "%", "range"),
    (
        "It sees $9.6 billion, plus or minus $300 million.",
        "$9.6 billion, plus or minus $300 million",
        "9300000000..9900000000",
        "USD",
        "range",
    ),
    (
        "Sales of $65 billion, plus or minus 2%, are due.",
        "$65 billion, plus or minus 2%",
        "63700000000..66300000000",
        "USD",
        "range",
    ),
    ("Expect 500 to 600 layoffs.", "500 to 600 layoffs", "500..600", "layoff", "range"),
    ("It lasts six to nine months.", "six to nine months", "6..9", "month", "range"),
]

GERMAN_RANGES: list[Row] = [
    (
        "Die Marge liegt bei 12 Prozent, plus oder minus 1 Prozent.",
        "12 Prozent, plus oder minus 1 Prozent",
        "11..13",
        "%",
        "range",
    ),
    ("Es sind 40 Mio. Euro ± 2 Mio. Euro.", "40 Mio. Euro ± 2 Mio. Euro", "38000000..42000000", "EUR", "range"),
    ("Erwartet werden 2,5 bis 3 Mrd. Euro.", "2,5 bis 3 Mrd. Euro", "2500000000..3000000000", "EUR", "range"),
    ("Es geht um fünf bis acht Millionen Euro.", "fünf bis acht Millionen Euro", "5000000..8000000", "EUR", "range"),
    ("Zwischen 30 und 35 Prozent kaufen online.", "Zwischen 30 und 35 Prozent", "30..35", "%", "range"),
    ("Das dauert 18 bis 24 Monate.", "18 bis 24 Monate", "18..24", "month", "range"),
]

COUNTS: list[Row] = [
    ("It employs 12,400 full-time staff.", "12,400 full-time staff", "12400", "person", "exact"),
    ("The app has 90 million monthly users.", "90 million monthly users", "90000000", "user", "exact"),
    ("It serves 311 of the Global 500 companies.", "311 of the Global 500 companies", "311", "company", "exact"),
    ("The network has 8B parameters.", "8B parameters", "8000000000", "parameter", "exact"),
    ("They opened seven new bakeries.", "seven new bakeries", "7", "bakery", "exact"),
    ("A 40-person team built it.", "40-person", "40", "person", "exact"),
    ("Three dozen start-ups applied.", "Three dozen start-ups", "36", "startup", "exact"),
    ("It bought 3,000 GPUs.", "3,000 GPUs", "3000", "GPU", "exact"),
    ("A third of the staff left.", "A third of", "33.33", "%", "about"),
]

GERMAN_COUNTS: list[Row] = [
    ("Sie zählt 1.900 Mitarbeiterinnen.", "1.900 Mitarbeiterinnen", "1900", "person", "exact"),
    ("Das Haus hat 52 Filialen.", "52 Filialen", "52", "store", "exact"),
    ("Gesucht werden 70 neue Softwareentwickler.", "70 neue Softwareentwickler", "70", "developer", "exact"),
    ("Er gewann 14 Gartenzwerge.", "14 Gartenzwerge", "14", "Gartenzwerge", "exact"),
    ("Ein Team aus dreieinhalb Millionen Nutzern.", "dreieinhalb Millionen Nutzern", "3500000", "user", "exact"),
    ("Das vierköpfige Gremium tagt.", "vierköpfige", "4", "person", "exact"),
    ("Zwei Drittel der Kunden bleiben.", "Zwei Drittel der", "66.67", "%", "about"),
]

RATES_AND_UNITS: list[Row] = [
    ("The licence costs $30 per month.", "$30", "30", "USD/month", "exact"),
    ("It saves €40 million a year.", "€40 million", "40000000", "EUR/year", "exact"),
    ("The offer is $55-a-share.", "$55", "55", "USD/share", "exact"),
    ("Sales were $4 million a year earlier.", "$4 million", "4000000", "USD", "exact"),
    ("The plant makes 200,000 cars a year.", "200,000 cars", "200000", "car/year", "exact"),
    ("Rates rose 25 basis points.", "25 basis points", "25", "basis point", "exact"),
    ("Its share fell 1.4 percentage points.", "1.4 percentage points", "1.4", "percentage points", "exact"),
    ("The farm covers 12 hectares.", "12 hectares", "12", "hectare", "exact"),
    ("The 33-year-old founder agreed.", "33-year-old", "33", "year", "exact"),
]

GERMAN_RATES_AND_UNITS: list[Row] = [
    ("Geboten werden 31 Euro je Aktie.", "31 Euro", "31", "EUR/share", "exact"),
    ("Der Dienst kostet 9,90 Euro pro Monat.", "9,90 Euro", "9.9", "EUR/month", "exact"),
    ("Die Prognose sinkt um 0,4 Prozentpunkte.", "0,4 Prozentpunkte", "0.4", "percentage points", "exact"),
    ("Die 2,75-prozentige Anleihe läuft aus.", "2,75-prozentige", "2.75", "%", "exact"),
    ("Der Park leistet 340 Megawatt.", "340 Megawatt", "340", "megawatt", "exact"),
    ("Das kostete 3 Millionen Euro im Jahr 2024.", "3 Millionen Euro", "3000000", "EUR", "exact"),
    ("Die 33-Jährige sagte zu.", "33-Jährige", "33", "year", "exact"),
]

VAGUE: list[Row] = [
    (
        "It lost several hundred million dollars.",
        "several hundred million dollars",
        "200000000..1000000000",
        "USD",
        "about",
    ),
    ("Tens of thousands of workers strike.", "Tens of thousands of workers", "20000..100000", "person", "about"),
    ("It paid a nine-figure sum.", "nine-figure sum", "100000000..1000000000", None, "about"),
    ("It waited a few weeks.", "a few weeks", "2..10", "week", "about"),
    ("Sales grew in the high single digits.", "high single digits", "5.5..10", "%", "about"),
    ("It saw double-digit revenue growth.", "double-digit", "10..100", "%", "about"),
    ("Profit grows at a mid-teens annual rate.", "mid-teens", "13..17", "%", "about"),
]

GERMAN_VAGUE: list[Row] = [
    (
        "Es war ein zweistelliger Millionenbetrag.",
        "zweistelliger Millionenbetrag",
        "10000000..100000000",
        None,
        "about",
    ),
    ("Es fehlen mehrere Milliarden Euro.", "mehrere Milliarden Euro", "2000000000..10000000000", "EUR", "about"),
    ("Im zweistelligen Prozentbereich wuchs es.", "zweistelligen Prozentbereich", "10..100", "%", "about"),
    (
        "Es war ein hoher dreistelliger Millionenbetrag.",
        "hoher dreistelliger Millionenbetrag",
        "550000000..1000000000",
        None,
        "about",
    ),
]

WIRES: list[Row] = [
    ("Net 6.2 mln dlrs", "6.2 mln dlrs", "6200000", "USD", "exact"),
    ("Shr profit 19 cts a share", "19 cts", "0.19", "USD/share", "exact"),
    ("Output fell 2-1/4 pct", "2-1/4 pct", "2.25", "%", "exact"),
    ("issuing a 90 mln stg bond", "90 mln stg", "90000000", "GBP", "exact"),
]

NO_QUANTITY = {
    "en": [
        "GPT-5 beats Gemini 2.5 Pro and Qwen 3 32B.",
        "An Airbus A350 and a Boeing 787 collided.",
        "See page 12, chapter 3 and Section 702.",
        "Series C investors met on March 3, 2026 at 10:30.",
        "The first of the two met the third.",
        "Windows 10, Office 365 and the Galaxy 24 are old.",
        "In 2024 and 2025 nothing happened.",
        "Catch-22 and the G7 and 5G and H2O.",
        "It won 3-1 at home.",
        "Version 4.1 shipped.",
        "He left in his mid-teens.",
    ],
    "de": [
        "GPT-5 schlägt Qwen 3 32B.",
        "Der Airbus A350 und die Boeing 787 starten.",
        "Siehe Seite 12, Kapitel 3 und Artikel 7.",
        "Am 3. März 2026 um 10:30 Uhr begann es.",
        "Seit 2024 ist Windows 10 alt.",
        "Die erste von ihnen kam als eine der letzten.",
        "Das 1:1 in Bremen half nicht.",
    ],
}


def _describe(quantity: Quantity) -> str:
    if quantity.min == quantity.max:
        return format(Decimal(quantity.min or 0).normalize(), "f")
    ends = ["" if end is None else format(end.normalize(), "f") for end in (quantity.min, quantity.max)]
    return "..".join(ends)


def _check(row: Row, lang: str) -> None:
    sentence, text, value, unit, bound = row
    mentions = recognize_quantities(sentence, lang)
    assert [sentence[mention.span.start : mention.span.end] for mention in mentions] == [text]
    quantity = mentions[0].norm
    assert isinstance(quantity, Quantity)
    assert (_describe(quantity), quantity.unit, quantity.bound.value) == (value, unit, bound)


@pytest.mark.parametrize("row", ENGLISH_MONEY + LETTERS + BOUNDS + RANGES + COUNTS + RATES_AND_UNITS + VAGUE + WIRES)
def test_english(row: Row) -> None:
    _check(row, "en")


@pytest.mark.parametrize(
    "row",
    GERMAN_MONEY + GERMAN_BOUNDS + GERMAN_RANGES + GERMAN_COUNTS + GERMAN_RATES_AND_UNITS + GERMAN_VAGUE,
)
def test_german(row: Row) -> None:
    _check(row, "de")


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in NO_QUANTITY.items() for text in texts])
def test_names_dates_and_labels_are_no_quantities(lang: str, text: str) -> None:
    assert recognize_quantities(text, lang) == []


def test_a_move_is_two_values_and_no_range() -> None:
    mentions = recognize_quantities("The dividend rose 5 cents to 45 cents, the margin from 12% to 15%.", "en")
    assert [mention.norm.text for mention in mentions if isinstance(mention.norm, Quantity)] == [
        "5 cents",
        "45 cents",
        "12%",
        "15%",
    ]


@pytest.mark.parametrize(
    ("lang", "sentence", "values"),
    [
        ("en", "The quota went from 4 to 6 percent.", ["4 %", "6 %"]),
        ("de", "Der Absatz stieg von 3 auf 5 Milliarden Euro.", ["3000000000 EUR", "5000000000 EUR"]),
        ("de", "Der Preis sank von 1,80 auf 1,55 Euro.", ["1.8 EUR", "1.55 EUR"]),
        ("en", "Turnover was $4m. Prices fell.", ["4000000 USD"]),
        ("en", "The founder, aged 61, resigned.", ["61 year"]),
        ("de", "Die Zahl der Kunden stieg auf 4711.", ["4711 None"]),
        ("en", "The second half of 2025 was better for more than half of its users.", ["50.. %"]),
        ("en", "It signed a multibillion-dollar deal.", ["2000000000..1000000000000 USD"]),
        ("de", "Der Schaden geht in die Millionenhöhe.", ["1000000..1000000000 None"]),
        ("en", "It grows at a rate of 11.2% through 2032.", ["11.2 %"]),
        ("en", "The index rose to 52.3, and the session began at 9.30 am.", ["52.3 None"]),
        ("de", "Die Werft baute im vergangenen Jahr 14 Fähren.", ["14 Fähren"]),
        ("de", "Die Aktie hat ein KGV von 14,3.", ["14.3 None"]),
    ],
)
def test_figures_take_their_meaning_from_their_neighbours(lang: str, sentence: str, values: list[str]) -> None:
    quantities = [mention.norm for mention in recognize_quantities(sentence, lang)]
    assert [f"{_describe(q)} {q.unit}" for q in quantities if isinstance(q, Quantity)] == values


def test_a_language_without_data_is_named() -> None:
    with pytest.raises(LanguageError, match="xx"):
        recognize_quantities("5 €", "xx")


SCALES = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9},
    "de": {"Tausend": 10**3, "Millionen": 10**6, "Mrd.": 10**9, "Billionen": 10**12},
}
UNITS = {
    "en": {
        "dollars": "USD",
        "euros": "EUR",
        "pounds": "GBP",
        "percent": "%",
        "employees": "person",
        "months": "month",
        "percentage points": "percentage points",
        "tonnes": "tonne",
        "Canadian dollars": "CAD",
        "PLN": "PLN",
    },
    "de": {
        "Dollar": "USD",
        "Euro": "EUR",
        "Pfund": "GBP",
        "Prozent": "%",
        "Mitarbeiter": "person",
        "Monate": "month",
        "Prozentpunkte": "percentage points",
        "Tonnen": "tonne",
        "kanadische Dollar": "CAD",
        "PLN": "PLN",
    },
}
PREFIXES = {
    "en": {
        "": "exact",
        "more than": "more_than",
        "at least": "at_least",
        "less than": "less_than",
        "up to": "at_most",
        "about": "about",
    },
    "de": {
        "": "exact",
        "mehr als": "more_than",
        "mindestens": "at_least",
        "weniger als": "less_than",
        "bis zu": "at_most",
        "rund": "about",
    },
}


@st.composite
def stated(draw: st.DrawFn) -> tuple[str, str, Decimal, str, str]:
    """A language, a quantity in its words, and the value, unit and bound it states."""
    lang = draw(st.sampled_from(["en", "de"]))
    cents = draw(st.integers(0, 99))
    whole = draw(st.integers(2, 999_999))
    value = whole + Decimal(cents) / 100
    figure = f"{whole:,}" + (f".{cents:02}" if cents else "")
    figure = figure if lang == "en" else figure.translate(str.maketrans(",.", ".,"))
    scale = draw(st.sampled_from(["", *SCALES[lang]]))
    unit = draw(st.sampled_from(sorted(UNITS[lang])))
    prefix = draw(st.sampled_from(sorted(PREFIXES[lang])))
    words = " ".join(word for word in (prefix, figure, scale, unit) if word)
    return lang, words, value * SCALES[lang].get(scale, 1), UNITS[lang][unit], PREFIXES[lang][prefix]


@given(stated())
def test_a_rendered_quantity_is_read_back(case: tuple[str, str, Decimal, str, str]) -> None:
    lang, words, value, unit, bound = case
    (mention,) = recognize_quantities(f"({words})", lang)
    quantity = mention.norm
    assert isinstance(quantity, Quantity)
    assert (quantity.text, quantity.unit, quantity.bound.value) == (words, unit, bound)
    assert value in (quantity.min, quantity.max)
    assert (quantity.min is None) == (bound in ("less_than", "at_most"))
    assert (quantity.max is None) == (bound in ("more_than", "at_least"))


FRAGMENTS = st.sampled_from(
    [
        "$",
        "€",
        "5",
        "12,000",
        "1.5",
        "million",
        "Mrd.",
        "to",
        "bis",
        "-",
        "–",
        "between",
        "zwischen",
        "and",
        "und",
        "of the",
        "a year",
        "pro Jahr",
        "%",
        "Prozent",
        "(",
        ")",
        "more than",
        "bis zu",
        "+",
        "\n",
        "\u00a0",
        "Euro",
        "cents",
        "half a",
        "zweistellig",
        "hundreds of",
        "employees",
        "Mitarbeiter",
        "GPT-4",
        "multi-billion",
        "2025",
        "minus",
        "İ",
        "½",
        "x",
        "k",
        "MM",
        "1/2",
    ]
)


@given(st.lists(FRAGMENTS, max_size=25), st.sampled_from(["", " "]), st.sampled_from(languages()))
def test_every_span_is_where_it_says(fragments: list[str], glue: str, lang: str) -> None:
    _check_spans(glue.join(fragments), lang)


@given(st.text(), st.sampled_from(languages()))
def test_no_text_is_too_strange(text: str, lang: str) -> None:
    _check_spans(text, lang)


def _check_spans(text: str, lang: str) -> None:
    end = 0
    for mention in recognize_quantities(text, lang):
        assert mention.label is Label.QUANTITY
        assert isinstance(mention.norm, Quantity)
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.norm.text
        end = mention.span.end


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "." * 50_000, "1." * 20_000, "one hundred and " * 2_000, "$4bn-$5bn to " * 2_000]
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    _check_spans(text, "en")
    _check_spans(text, "de")
