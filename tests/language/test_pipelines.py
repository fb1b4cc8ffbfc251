import pytest

from claimtrack.language import load_pipeline, parse_sentences


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Das Werk öffnete 2024.", ["2024", "."]),
        ("Der Nachfolger heißt GPT-9.", ["GPT-9", "."]),
        ("Der Wert stieg auf 18.172.", ["18.172", "."]),
        ("Das Werk öffnet am 3. Mai", ["3.", "Mai"]),
        ("Das Werk öffnet bald.", ["bald", "."]),
    ],
)
def test_a_number_at_the_end_leaves_its_full_stop(text: str, last: list[str]) -> None:
    (doc,) = parse_sentences([text], load_pipeline("de"))
    assert [token.text for token in doc[-2:]] == last
    assert [token.idx for token in doc[-2:]] == [text.index(last[0]), len(text) - len(last[1])]


def test_a_number_alone_is_left_as_it_is() -> None:
    (doc,) = parse_sentences(["2024."], load_pipeline("de"))
    assert [token.text for token in doc] == ["2024."]
