"""What the whole text says of a name, the sentences that nobody parses included."""

from __future__ import annotations

from claimtrack.extract.names.spellings import Spellings


def test_a_surname_has_the_one_forename_of_the_text() -> None:
    spellings = Spellings("A visit with Emma Byrne. Byrne agreed. Peter Mensah and Emma Mensah met.")
    assert spellings.full_person("Byrne") == "Emma Byrne"
    assert spellings.full_person("Mensah") is None


def test_a_sentence_ends_a_name() -> None:
    spellings = Spellings("They met Emma. Byrne agreed, as did Norwind. Hart left.")
    assert spellings.full_person("Byrne") is None
    assert not spellings.has("Norwind Hart")


def test_a_firm_goes_on_with_the_words_that_may_follow() -> None:
    spellings = Spellings("Fortuna Ulm lost. Fortuna Ulm Fans left, and Norwind Ulm and Norwind Jena won.")
    assert spellings.full_firm("Fortuna", {"Ulm"}.__contains__) == "Fortuna Ulm"
    assert spellings.full_firm("Norwind", {"Ulm", "Jena"}.__contains__) is None
