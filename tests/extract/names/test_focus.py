"""Who is in the foreground: subjects before objects, trades that agree, clauses that bar, the topic, no guess."""

from __future__ import annotations

import pytest

from tests.extract.documents import read_discourse


def meant(text: str, word: str, lang: str = "en") -> str | None:
    """What the first token with these letters stands for in the last sentence."""
    discourse = read_discourse(text, lang)
    passage = discourse.passages[-1]
    filler = discourse.resolve(next(token for token in passage.tree if token.text == word), passage)
    return filler.text if filler else None


@pytest.mark.parametrize(
    ("text", "word", "firm"),
    [
        ("Siemens sued Bosch in 2024. The company raised $2 billion.", "company", "Siemens"),
        ("Commerzbank sued the carmaker Tesla in 2024. The carmaker raised $2 billion.", "carmaker", "Tesla"),
        ("Commerzbank sued the carmaker Tesla in 2024. The lender raised $2 billion.", "lender", "Commerzbank"),
        ("Siemens and Bosch opened a plant in 2024. The company raised $2 billion.", "company", None),
        ("Siemens bought the company for $2 billion.", "company", None),
        ("Nvidia invests in Figma in a round that values the start-up at $2 billion.", "up", "Figma"),
        ("Siemens opened a plant in 2024. The other company raised $2 billion.", "company", None),
        ("Siemens opened a plant in 2024. The company that runs it raised $2 billion.", "company", None),
        ("Siemens opened a plant in 2024. A company raised $2 billion.", "company", None),
    ],
)  # fmt: skip
def test_a_noun_points_to_the_foremost_firm_that_fits(text: str, word: str, firm: str | None) -> None:
    assert meant(text, word) == firm


@pytest.mark.parametrize(
    ("text", "word", "lang", "firm"),
    [
        ("Siemens opened a plant in 2024. It raised $2 billion.", "It", "en", "Siemens"),
        ("Siemens opened a plant in 2024. A rumour spread. It cost $2 billion.", "It", "en", None),
        ("Der Konzern Siemens baut ein Werk. Er zahlt 2 Milliarden Euro.", "Er", "de", "Siemens"),
        ("Der Konzern Siemens baut ein Werk. Clara Hoffmann lobt ihn. Sie zahlt 2 Milliarden Euro.", "Sie", "de", None),
    ],
)  # fmt: skip
def test_a_pronoun_points_to_the_nearest_subject_it_agrees_with(
    text: str, word: str, lang: str, firm: str | None
) -> None:
    assert meant(text, word, lang) == firm


def test_both_and_the_companies_are_the_two_just_named() -> None:
    discourse = read_discourse("Siemens sued Bosch in 2024. The companies merged for $2 billion.")
    passage = discourse.passages[-1]
    token = next(token for token in passage.tree if token.text == "companies")
    assert [filler.text for filler in discourse.resolve_all(token, passage)] == ["Siemens", "Bosch"]
    assert discourse.resolve(token, passage) is None


def test_a_sentence_goes_on_about_the_topic_until_another_firm_takes_over() -> None:
    discourse = read_discourse(
        "Siemens opened a plant in 2024. Revenue at Siemens rose 5%. Profit rose 5% in 2025. "
        "Meanwhile Bosch and Nvidia sold 3 plants. Revenue fell 5%."
    )
    assert discourse.topic == "Siemens"
    spoken = [discourse.spoken_of(passage, passage.tree[0]) for passage in discourse.passages]
    assert spoken[2] is not None and spoken[2].text == "Siemens"
    assert spoken[4] is None


def test_a_document_about_two_firms_has_no_topic() -> None:
    assert read_discourse("Siemens sued Bosch in 2024. Bosch sued Siemens in 2025.").topic is None


def test_an_outlet_that_reports_is_not_the_topic() -> None:
    assert read_discourse("Siemens raised $2 billion, Reuters said. Reuters had 3 sources.").topic == "Siemens"
