from __future__ import annotations

import pytest

from claimtrack.sources.identify import identify_language

READABLE = ("de", "en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Northwind said it would buy Contoso for $700 million in cash.", "en"),
        ("Northwind kauft Contoso für 700 Millionen Euro.", "de"),
        ("Northwind acquires Contoso for $700 million.", "en"),
        ("Umsatz: 13 Mrd.", "de"),
        ("NORTHWIND CORP 2ND QTR LOSS\n\nShr loss 31 cts vs profit 12 cts\nNet 870,000 vs 330,000", "en"),
        ("Le chiffre d'affaires de Contoso a atteint 52 milliards d'euros l'an dernier.", "fr"),
        ("De omzet van Contoso steeg vorig jaar met twaalf procent tot drie miljard euro.", "nl"),
        ("首页\n科技新闻\n\nContoso has raised a further $40 million from investors led by Northwind.", "en"),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert identify_language(text, READABLE) == lang


@pytest.mark.parametrize("text", ["", "123 456", "?!", "🚀"])
def test_text_without_words_has_a_readable_language(text: str) -> None:
    assert identify_language(text, READABLE) in READABLE
