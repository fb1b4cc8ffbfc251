"""Names in parsed sentences: models with versions, headlines in capitals, hyphens, particles, and what is no name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.language import load_pipeline
from claimtrack.language.trees import read_tree
from claimtrack.recognize.names import Name, recognize_names


def names(text: str, lang: str = "en") -> list[Name]:
    tree = read_tree(load_pipeline(lang)(text))
    return recognize_names(tree, lang, set())


def texts(text: str, lang: str = "en") -> list[str]:
    return [name.text for name in names(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Alibaba released Qwen-4o in May.", "en", "Qwen-4o"),
        ("Google launched Gemini 3.5 last year.", "en", "Gemini 3.5"),
        ("Elliott owns eBay and Nvidia shares.", "en", "eBay"),
        ("Coca-Cola raised its prices.", "en", "Coca-Cola"),
        ("Procter & Gamble sold a brand.", "en", "Procter & Gamble"),
        ("The bonds went to Bank of America.", "en", "Bank of America"),
        ("Siemens hired Guido van Rossum.", "en", "Guido van Rossum"),
        ("Alibaba hat Qwen-4o im Mai veröffentlicht.", "de", "Qwen-4o"),
        ("Der Autobauer BMW übernimmt einen Zulieferer.", "de", "BMW"),
        ("Norwind raised its outlook.", "en", "Norwind"),
        ("The firm hired a partner at Alder Investment Authority.", "en", "Alder Investment Authority"),
        ("McDonald's opened a restaurant.", "en", "McDonald's"),
        ("The chief executive is Kim Min-jae.", "en", "Kim Min-jae"),
        ("Siemens hired Ursula von der Heide.", "en", "Ursula von der Heide"),
        ("Alibaba released Qwen-4o-mini in July.", "en", "Qwen-4o-mini"),
        ("Alibaba released Qwen2-72B last year.", "en", "Qwen2-72B"),
        ("Alibaba offers Qwen-4.1 nano as well.", "en", "Qwen-4.1 nano"),
        ("Norwind meldet einen Verlust.", "de", "Norwind"),
        ("Die Norwind-Gruppe meldet einen Verlust.", "de", "Norwind-Gruppe"),
        ("Siemens erwartet einen Gewinn.", "de", "Siemens"),
    ],
)
def test_a_name_is_found_whole(text: str, lang: str, name: str) -> None:
    assert name in texts(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The CEO said on Monday that revenue rose in January.", "en"),
        ("Revenue rose 5 percent.", "en"),
        ("Der Umsatz stieg im Januar um fünf Prozent.", "de"),
        ("Undeterred, the board raised its outlook.", "en"),
        ("The company closed its Series B.", "en"),
        ("Die Batteriefabrik kostet Milliarden.", "de"),
        ("Der Kurs der Siemens-Aktien fiel.", "de"),
        ("Die Finanzierungsrunde scheiterte.", "de"),
        ("Der neue Mini-PC kostet wenig.", "de"),
    ],
)
def test_titles_days_and_common_nouns_are_no_names(text: str, lang: str) -> None:
    assert texts(text, lang) == []


def test_in_a_headline_in_capitals_only_known_names_count() -> None:
    found = texts("Nvidia Shares Climb After Strong Quarterly Results")
    assert "Nvidia" in found and "Strong Quarterly Results" not in found


@pytest.mark.parametrize(
    "text", ["Adobe Unveils Another Video Tool For Editors", "Adobe Acquires Velora for $40 Million"]
)
def test_a_verb_in_a_headline_in_capitals_is_no_part_of_the_name_before_it(text: str) -> None:
    assert "Adobe" in texts(text)


def test_a_title_is_no_part_of_the_name_behind_it() -> None:
    assert "Clara Hoffmann" in texts("Dr. Clara Hoffmann leads Siemens.")


def test_figures_and_times_are_no_names() -> None:
    tree = read_tree(load_pipeline("en")("Siemens rose in Q4 2025."))
    assert [n.text for n in recognize_names(tree, "en", {3, 4})] == ["Siemens"]


_WORDS = st.sampled_from(
    [
        "Siemens",
        "von",
        "der",
        "of",
        "&",
        "-",
        "AG",
        "GPT-4",
        "3.5",
        "Ada",
        "Byrne",
        ",",
        "CEO",
        "the",
        "eBay",
        "'s",
        "/",
        "o1",
    ]
)


@settings(max_examples=40)
@given(st.lists(_WORDS, min_size=1, max_size=12), st.sampled_from(["en", "de"]))
def test_names_stand_in_order_without_overlap_and_in_their_own_words(words: list[str], lang: str) -> None:
    text = " ".join(words)
    found = names(text, lang)
    assert all(text[name.span.start : name.span.end] == name.text for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
