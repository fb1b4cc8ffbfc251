"""Times in business prose; the documents of the tables are published on Wednesday, 13 May 2026."""

from __future__ import annotations

from datetime import date

import pytest

from claimtrack.errors import LanguageError
from claimtrack.model import Anchor, Label, TimeSpan
from claimtrack.recognize.times import recognize_times

PUBLISHED = "2026-05-13"


def only(text: str, lang: str, published: str | None = PUBLISHED) -> TimeSpan:
    """Return the one time of a text."""
    (mention,) = recognize_times(text, lang, published)
    assert isinstance(mention.norm, TimeSpan)
    assert text[mention.span.start : mention.span.end] == mention.norm.text
    return mention.norm


ENGLISH = [
    # dates, months, years
    ("Norda closed the deal on March 9, 2024.", "March 9, 2024", "2024-03-09"),
    ("Norda closed the deal on 9 March 2024.", "9 March 2024", "2024-03-09"),
    ("It had 400 staff as of Sept. 30, 2025, it said.", "Sept. 30, 2025", "2025-09-30"),
    ("The filing is dated 2025-11-02.", "2025-11-02", "2025-11-02"),
    ("The plant in Lund opened in October 2023.", "October 2023", "2023-10"),
    ("Founded in 2017, it makes pumps.", "2017", "2017"),
    ("The 1990s made it rich.", "The 1990s", "199X"),
    ("It had 400 staff at year-end 2024.", "year-end 2024", "2024-12"),
    # without a year: the tense decides
    ("It hired a finance chief in February.", "February", "2026-02"),
    ("It hired a finance chief in November.", "November", "2025-11"),
    ("It will hire a finance chief in November.", "November", "2026-11"),
    ("Since August she runs the yard.", "August", "2025-08/.."),
    ("Her lease, which ends in November, was signed by her father.", "November", "2026-11"),
    ("The new barge will be launched on October 9.", "October 9", "2026-10-09"),
    ("The album comes out on 23 November.", "23 November", "2026-11-23"),
    ("The licence expires in September.", "September", "2026-09"),
    ("The yard delayed the launch to November.", "November", "2026-11"),
    ("The ferry line reported results on April 30.", "April 30", "2026-04-30"),
    ("The board will vote on June 4.", "June 4", "2026-06-04"),
    ("The chairman resigned on Monday.", "Monday", "2026-05-11"),
    ("The chairman resigned on Wednesday.", "Wednesday", "2026-05-13"),
    ("The chairman will resign on Friday.", "Friday", "2026-05-15"),
    ("Shares fell last Thursday.", "last Thursday", "2026-05-07"),
    ("Shares fell this past Tuesday.", "this past Tuesday", "2026-05-12"),
    ("The two sides met over the weekend.", "the weekend", "2026-05-09/2026-05-10"),
    # quarters, halves, seasons
    ("Orders grew in Q3 2025.", "Q3 2025", "2025-35"),
    ("Orders grew in 3Q25.", "3Q25", "2025-35"),
    ("Orders grew in the second quarter of 2025.", "the second quarter of 2025", "2025-34"),
    ("Orders grew in the fourth quarter.", "the fourth quarter", "2025-36"),
    ("First-quarter sales disappointed.", "First-quarter", "2026-33"),
    ("Sales in the first half of 2025 were flat.", "the first half of 2025", "2025-40"),
    ("Sales in H2 2024 were flat.", "H2 2024", "2024-41"),
    ("The mill was sold last autumn.", "last autumn", "2025-23"),
    ("The mill was built in the summer of 2019.", "the summer of 2019", "2019-22"),
    # relative
    ("Prices rose last month.", "last month", "2026-04"),
    ("The fund lost money last year.", "last year", "2025"),
    ("A second model follows later this year.", "later this year", "2026"),
    ("It raised money earlier this month.", "Earlier this month".lower(), "2026-05"),
    ("It raised money last week.", "last week", "2026-05-04/2026-05-10"),
    ("The chief left two months ago.", "two months ago", "2026-03"),
    ("The chief left three years ago.", "three years ago", "2023"),
    ("The chief left ten days ago.", "ten days ago", "2026-05-03"),
    ("The stock has doubled over the past year.", "over the past year", "2025-05/2026-05"),
    ("The stock has doubled in the past 18 months.", "the past 18 months", "2024-11/2026-05"),
    ("It plans two mills over the next few years.", "the next few years", "2026/.."),
    ("Two mills will close over the next 12 to 18 months.", "the next 12 to 18 months", "2027-05/2027-11"),
    ("October last year was good.", "October last year", "2025-10"),
    # parts
    ("She joined in early 2024.", "early 2024", "2024-01/2024-03"),
    ("She joined in late 2024.", "late 2024", "2024-10/2024-12"),
    ("The line opened in mid-2025.", "mid-2025", "2025-05/2025-08"),
    ("Deliveries begin at the end of 2027.", "the end of 2027", "2027-12"),
    ("The merger closes by year-end.", "year-end", "../2026-12"),
    ("Prices fell in late March.", "late March", "2026-03"),
    # fiscal
    ("Guidance for FY26 stands.", "FY26", "2026~"),
    ("Sales in fiscal 2025 rose.", "fiscal 2025", "2025~"),
    # ranges and cumulative periods
    ("Output doubled between 2019 and 2022.", "between 2019 and 2022", "2019/2022"),
    ("Output doubled in 2019–2022.", "2019–2022", "2019/2022"),
    ("The fair runs from June 2 to June 5.", "from June 2 to June 5", "2026-06-02/2026-06-05"),
    ("The fair runs June 2 to 5, 2026.", "June 2 to 5, 2026", "2026-06-02/2026-06-05"),
    ("Orders grew over the first nine months of 2025.", "the first nine months of 2025", "2025-01/2025-09"),
    ("Sales in the six months ended June 30, 2025 rose.", "the six months ended June 30, 2025", "2025-01/2025-06"),
    ("Talks ended in the week of April 20.", "the week of April 20", "2026-04-20/2026-04-26"),
    ("It reported in the last week of April 2026.", "the last week of April 2026", "2026-04-27/2026-05-03"),
    ("Sales in the quarter to March rose.", "the quarter to March", "2026-01/2026-03"),
    ("Sales in the half-year to 31 December 2025 rose.", "the half-year to 31 December 2025", "2025-07/2025-12"),
    # open ends
    ("It has grown since 2021.", "2021", "2021/.."),
    ("The licence runs until 2030.", "2030", "../2030"),
    ("The merger closes by the end of the year.", "the end of the year", "../2026-12"),
    ("She was named chief executive, effective July 1.", "July 1", "2026-07-01"),
    ("Sales in the January quarter rose.", "the January quarter", "2025-11/2026-01"),
    ("The fair runs through Sunday.", "Sunday", "2026-05-17"),
    # a history before the calendar
    ("The mine dates from 238 BC.", "238 BC", "-0237"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), ENGLISH)
def test_english(text: str, words: str, edtf: str) -> None:
    time = only(text, "en")
    assert (time.text, time.edtf) == (words, edtf)


GERMAN = [
    ("Die Nordwerk AG schloss am 9. März 2024 ab.", "9. März 2024", "2024-03-09"),
    ("Zum 30.09.2025 zählte sie 400 Beschäftigte.", "30.09.2025", "2025-09-30"),
    ("Das Werk eröffnete im Oktober 2023.", "Oktober 2023", "2023-10"),
    ("Sie wurde 2017 gegründet.", "2017", "2017"),
    ("Im November kam ein neuer Finanzchef.", "November", "2025-11"),
    ("Im November wird ein neuer Finanzchef kommen.", "November", "2026-11"),
    ("Der Vertrag, der im November endet, wurde ihr gekündigt.", "November", "2026-11"),
    ("Die Werft verschiebt den Stapellauf auf November.", "November", "2026-11"),
    ("Der Vorstand trat am Montag zurück.", "Montag", "2026-05-11"),
    ("Am vergangenen Dienstag trat er zurück.", "vergangenen Dienstag", "2026-05-12"),
    ("Am Dienstagabend sagte er ab.", "Dienstagabend", "2026-05-12"),
    ("Im ersten Quartal sank der Absatz.", "ersten Quartal", "2026-33"),
    ("Im dritten Quartal 2025 sank der Absatz.", "dritten Quartal 2025", "2025-35"),
    ("Im 3. Quartal 2025 sank der Absatz.", "3. Quartal 2025", "2025-35"),
    ("Im Q2/2025 sank der Absatz.", "Q2/2025", "2025-34"),
    ("Im Schlussquartal sank der Absatz.", "Schlussquartal", "2025-36"),
    ("Im ersten Halbjahr 2025 sank der Absatz.", "ersten Halbjahr 2025", "2025-40"),
    ("Im vergangenen Herbst wurde die Mühle verkauft.", "vergangenen Herbst", "2025-23"),
    ("Im Vorjahr lag der Verlust höher.", "Vorjahr", "2025"),
    ("Im laufenden Jahr soll es besser werden.", "laufenden Jahr", "2026"),
    ("Heuer soll es besser werden.", "Heuer", "2026"),
    ("Übernächstes Jahr folgt der Börsengang.", "Übernächstes Jahr", "2028"),
    ("Vergangene Woche kam das Angebot.", "Vergangene Woche", "2026-05-04/2026-05-10"),
    ("Vor zwei Monaten ging der Chef.", "Vor zwei Monaten", "2026-03"),
    ("Vor drei Jahren ging der Chef.", "Vor drei Jahren", "2023"),
    ("Anfang 2024 stieg der Fonds ein.", "Anfang 2024", "2024-01/2024-03"),
    ("Mitte 2025 stieg der Fonds ein.", "Mitte 2025", "2025-05/2025-08"),
    ("Seit Ende 2025 schreibt sie Gewinn.", "Ende 2025", "2025-10/.."),
    ("Zum Jahresende läuft der Vertrag aus.", "Jahresende", "2026-12"),
    ("Der Verlust im Geschäftsjahr 2024/25 blieb klein.", "Geschäftsjahr 2024/25", "2025~"),
    ("Zwischen 2019 und 2022 verdoppelte sich der Absatz.", "Zwischen 2019 und 2022", "2019/2022"),
    ("Die Messe läuft vom 2. bis 5. Juni.", "vom 2. bis 5. Juni", "2026-06-02/2026-06-05"),
    ("In den ersten neun Monaten 2025 stieg der Umsatz.", "den ersten neun Monaten 2025", "2025-01/2025-09"),
    ("Zwei Werke schließen in den nächsten 12 bis 18 Monaten.", "den nächsten 12 bis 18 Monaten", "2027-05/2027-11"),
    ("Bis Ende des Jahres soll verkauft werden.", "Ende des Jahres", "../2026-12"),
    ("Bis 2030 will sie klimaneutral sein.", "2030", "../2030"),
    ("Ab Juli 2026 gilt der neue Preis.", "Juli 2026", "2026-07/.."),
    ("In der 20. Kalenderwoche 2026 wird geliefert.", "20. Kalenderwoche 2026", "2026-05-11/2026-05-17"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), GERMAN)
def test_german(text: str, words: str, edtf: str) -> None:
    time = only(text, "de")
    assert (time.text, time.edtf) == (words, edtf)


@pytest.mark.parametrize(
    ("text", "lang", "label", "duration"),
    [
        ("The loan runs for seven years.", "en", Label.DURATION, "P7Y"),
        ("It took two decades.", "en", Label.DURATION, "P20Y"),
        ("It took half a year.", "en", Label.DURATION, "P6M"),
        ("The lock-up lasts 12 to 18 months.", "en", Label.DURATION, "P12M/P18M"),
        ("The repair took several weeks.", "en", Label.DURATION, "PXW"),
        ("It took two years and three months.", "en", Label.DURATION, "P2Y3M"),
        ("It pays a dividend each quarter.", "en", Label.REPEATED, "P3M"),
        ("It pays every two years.", "en", Label.REPEATED, "P2Y"),
        ("Der Kredit läuft sieben Jahre.", "de", Label.DURATION, "P7Y"),
        ("Das Geld reicht für anderthalb Jahre.", "de", Label.DURATION, "P1Y6M"),
        ("Nach einem halben Jahr war Schluss.", "de", Label.DURATION, "P6M"),
        ("Sie zahlt jedes Quartal.", "de", Label.REPEATED, "P3M"),
    ],
)
def test_a_length_of_time_is_no_date(text: str, lang: str, label: Label, duration: str) -> None:
    (mention,) = recognize_times(text, lang, PUBLISHED)
    assert isinstance(mention.norm, TimeSpan)
    assert (mention.label, mention.norm.duration, mention.norm.edtf) == (label, duration, None)


def test_a_deadline_has_a_length_and_an_end() -> None:
    time = only("The buyer must pay within 18 months.", "en")
    assert (time.edtf, time.duration) == ("2026-05/2027-11", "P18M")


@pytest.mark.parametrize(
    "text",
    [
        "The laptop has one of the Vektor 8060s chips.",
        "The Series C came after Covid-19.",
        "Mark may march off before the others.",
        "An Airbus A320 and a Boeing 737 were parked side by side.",
        "Windows 11 runs on 2,500 machines and 1500 servers.",
        "The index rose 1900 points and prices fall again.",
        "The sun sat low over the third mill.",
        "GPT-5 beat Claude 3.5 and Llama 4 70B.",
        "It was the second quarter in a row with a loss.",
        "Route 66 is 24/7 busy at 3/4 of its length.",
        "She will fall in line and may spring a surprise.",
        "It leaked as CVE-2026-10777.",
    ],
)
def test_english_figures_and_names_are_no_times(text: str) -> None:
    assert recognize_times(text, "en", PUBLISHED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ein Airbus A320 stand neben einer Boeing 737.",
        "Paragraf 12 und Artikel 7 gelten für 1500 Mitarbeiter.",
        "Das zweite Mal kam er mit 2.500 Leuten.",
        "Am Ende steht die Frage nach dem Anfang.",
        "Das iPhone 15 und Windows 11 verkaufen sich gut.",
    ],
)
def test_german_figures_and_names_are_no_times(text: str) -> None:
    assert recognize_times(text, "de", PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On March 7 the deal closed.", "XXXX-03-07"),
        ("In October the deal closed.", "XXXX-10"),
        ("Last fall the deal closed.", None),
        ("It raised money last year.", None),
        ("The third quarter was weak.", None),
        ("The chief left on Tuesday.", None),
        ("The chief left two months ago.", None),
    ],
)
@pytest.mark.parametrize("published", [None, "XXXX-03-10"])
def test_without_a_publication_date_nothing_is_guessed(text: str, edtf: str | None, published: str | None) -> None:
    time = only(text, "en", published)
    assert (time.edtf, time.anchor, time.start) == (edtf, Anchor.NONE, None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It raised money last year.", "2025"),
        ("It raised money last month.", "2026-04"),
        ("The chief left on Tuesday.", None),
        ("It was sold in February.", "2026-02"),
    ],
)
def test_against_a_published_month_only_what_is_the_same_on_all_its_days_is_dated(text: str, edtf: str | None) -> None:
    assert only(text, "en", "2026-05").edtf == edtf


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It was founded in May 2019.", Anchor.EXPLICIT),
        ("It was founded last year.", Anchor.PUBLISHED),
        ("It was founded years ago.", Anchor.NONE),
    ],
)
def test_the_anchor_says_what_a_time_counts_from(text: str, anchor: Anchor) -> None:
    if anchor is Anchor.NONE:
        assert recognize_times(text, "en", PUBLISHED) == []
    else:
        assert only(text, "en").anchor is anchor


@pytest.mark.parametrize(
    ("text", "lang", "words", "edtf"),
    [
        ("Revenue in Q3 2025 was $4bn, up from $3bn a year earlier.", "en", "a year earlier", "2024-35"),
        ("Sales grew in October 2025 from the year-ago period.", "en", "the year-ago period", "2024-10"),
        ("The first plant opened on 3 June 2024; the day after, it caught fire.", "en", "the day after", "2024-06-04"),
        ("It listed in May 2021 and delisted two years later.", "en", "two years later", "2023"),
        ("In the first quarter of 2026 sales fell. Costs in the quarter rose.", "en", "the quarter", "2026-33"),
        (
            "Revenue in Q4 2025 rose 9%. Costs were flat last year. It had earned $1bn in the year-ago quarter.",
            "en",
            "the year-ago quarter",
            "2024-36",
        ),
        ("Im dritten Quartal 2025 sank der Umsatz, im Vorjahresquartal nicht.", "de", "Vorjahresquartal", "2024-35"),
        ("Am 3. Juni 2024 wurde eröffnet, am folgenden Tag brannte es.", "de", "am folgenden Tag", "2024-06-04"),
    ],
)
def test_some_times_count_from_another_time_of_the_text(text: str, lang: str, words: str, edtf: str) -> None:
    times = {m.norm.text: m.norm for m in recognize_times(text, lang, PUBLISHED) if isinstance(m.norm, TimeSpan)}
    assert (times[words].edtf, times[words].anchor) == (edtf, Anchor.TEXT)


CHRONICLE = (
    "The shipyard was founded in March 1871. In June it launched its first barge, and on 4 September a steamer. "
    + "The owner died in 1874. " * 5
    + "In May 1875 the yard burned down. In July it was rebuilt. "
    + "A second dock followed in August 1877, a third in April 1879. " * 4
)


def test_a_chronicle_counts_from_the_dates_it_tells_of() -> None:
    times = [m.norm for m in recognize_times(CHRONICLE, "en", PUBLISHED) if isinstance(m.norm, TimeSpan)]
    assert [time.edtf for time in times[:3]] == ["1871-03", "1871-06", "1871-09-04"]
    assert times[1].anchor is Anchor.TEXT
    assert "1875-07" in [time.edtf for time in times]


def test_news_with_a_few_old_dates_is_no_chronicle() -> None:
    text = "Founded in 1871 and listed in 1925, the yard cut 90 jobs on Monday and 40 in March."
    assert [m.norm.edtf for m in recognize_times(text, "en", PUBLISHED) if isinstance(m.norm, TimeSpan)] == [
        "1871", "1925", "2026-05-11", "2026-03",
    ]  # fmt: skip


def test_an_open_end_is_marked() -> None:
    since, until = only("It has grown since 2021.", "en"), only("Der Vertrag läuft bis 2030.", "de")
    assert (since.open, since.start, since.end) == ("start", date(2021, 1, 1), None)
    assert (until.open, until.start, until.end) == ("end", None, date(2031, 1, 1))


def test_the_days_are_half_open() -> None:
    time = only("Sales in Q3 2025 rose.", "en")
    assert (time.start, time.end) == (date(2025, 7, 1), date(2025, 10, 1))


@pytest.mark.parametrize("text", ["fiscal third quarter", "third quarter of fiscal 2025", "Q3 FY25"])
def test_a_fiscal_quarter_whose_months_are_not_stated_has_no_days(text: str) -> None:
    assert only(f"Sales rose in the {text}.", "en").edtf is None


def test_a_day_that_does_not_exist_is_none() -> None:
    assert all(m.norm.text != "February 30, 2025" for m in recognize_times("On February 30, 2025 it rained.", "en")
               if isinstance(m.norm, TimeSpan))  # fmt: skip


def test_a_language_without_data_is_an_error() -> None:
    with pytest.raises(LanguageError):
        recognize_times("tomorrow", "xx")


def test_a_publication_date_that_is_no_edtf_is_refused() -> None:
    with pytest.raises(ValueError, match="EDTF"):
        recognize_times("tomorrow", "en", "next week")


def test_a_chronicle_of_late_events_is_no_narrative() -> None:
    """Fifteen dates of years ago make a text tell of times gone by, unless half its open days lie just behind."""
    past = " ".join(f"In {year} it built a yard." for year in range(2004, 2019))
    late = ["It let the yard's chief go on May 4.", "Its chair went on May 7.", "Its treasurer followed on May 11."]
    read = recognize_times(f"{past} {' '.join(late)}", "en", PUBLISHED)
    assert [m.norm.edtf for m in read if isinstance(m.norm, TimeSpan)][-3:] == [
        "2026-05-04",
        "2026-05-07",
        "2026-05-11",
    ]
    told = recognize_times(f"{past} It let the yard's chief go on November 4.", "en", PUBLISHED)
    assert isinstance(told[-1].norm, TimeSpan)
    assert told[-1].norm.edtf == "2018-11-04"
