"""Types that the company of a name gives it: lists and what opens them."""

from __future__ import annotations

import pytest

from claimtrack.model import Label
from tests.extract.documents import read_cast


@pytest.mark.parametrize(
    ("text", "lang", "name", "label"),
    [
        ("The round was backed by Siemens, Bosch and Quillbeam.", "en", "Quillbeam", Label.ORGANISATION),
        ("The fund owns startups such as Quillbeam and Velora.", "en", "Velora", Label.ORGANISATION),
        ("Zu den Kunden gehören Siemens, Bosch und Quillbeam.", "de", "Quillbeam", Label.ORGANISATION),
        ("Der Fonds finanziert Start-ups wie Quillbeam und Velora.", "de", "Velora", Label.ORGANISATION),
    ],
)
def test_a_name_is_what_its_list_is(text: str, lang: str, name: str, label: Label) -> None:
    assert read_cast(text, lang)[1].label(name) is label


def test_a_mixed_list_says_nothing() -> None:
    _, cast = read_cast("The firm hired lawyers in Germany, Siemens and Quillbeam for $2 million.")
    assert cast.label("Quillbeam") is not Label.PLACE
