"""The examples beside the languages' words: each sentence gives the claims that stand with it, and no others.

They say what the rules read by these words. What is read by rank besides is learned from them, among others, and is
measured on sentences of its own (`tests/gold`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from claimtrack.extract import extract_claims
from claimtrack.extract.ranking.reader import RULE
from claimtrack.language import languages
from claimtrack.model import Document, PublishedBasis, Source, document_id

if TYPE_CHECKING:
    from claimtrack.model import Claim

_OF_VALUE = ("min", "max", "unit", "bound")


class _Example(NamedTuple):
    lang: str
    area: str
    kinds: tuple[str, ...]
    text: str
    published: str | None
    claims: list[dict[str, Any]]
    known_failure: str | None


def _example(lang: str, area: str, kinds: list[str], table: dict[str, Any]) -> _Example:
    failure = table.get("known_failure")
    return _Example(lang, area, tuple(kinds), table["text"], table.get("published"), table["claims"], failure)


@cache
def _examples() -> list[_Example]:
    found = []
    for lang in languages():
        folder = files("claimtrack.language").joinpath(lang, "examples")
        names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        for name in (name for name in names if name.endswith(".toml")):
            data = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
            found += [_example(lang, name.removesuffix(".toml"), data["kinds"], table) for table in data["example"]]
    return found


def _marked(example: _Example) -> Any:
    marks = []
    if example.known_failure:
        marks.append(pytest.mark.xfail(strict=True, reason=example.known_failure))
    return pytest.param(example, marks=marks, id=f"{example.lang}-{example.area}-{example.text[:40]}")


def _read(example: _Example) -> list[Claim]:
    basis = PublishedBasis.GIVEN if example.published else PublishedBasis.UNKNOWN
    source = Source(
        id=document_id(example.text), path="example.txt", lang=example.lang, published=example.published,
        published_basis=basis,
    )  # fmt: skip
    claims = extract_claims(Document(source=source, text=example.text))
    return [claim for claim in claims if claim.kind in example.kinds and claim.rule != RULE]


def _field(claim: Claim, key: str) -> Any:
    """A field as the example writes it: figures as plain strings, nothing as the empty string."""
    record = claim.model_dump(mode="json")
    found = (record["value"] or {}).get(key) if key in _OF_VALUE else record[key]
    return "" if found is None else found


def _shown(claims: list[Claim], keys: set[str]) -> list[dict[str, Any]]:
    return [{key: _field(claim, key) for key in sorted(keys)} for claim in claims]


@pytest.mark.parametrize("example", [_marked(example) for example in _examples()])
def test_example_gives_its_claims(example: _Example) -> None:
    claims = _read(example)
    left = list(claims)
    for wanted in example.claims:
        match = next((c for c in left if all(_field(c, key) == value for key, value in wanted.items())), None)
        assert match is not None, (wanted, _shown(claims, {"kind", "subject", "object", *wanted}))
        left.remove(match)
    assert not left, _shown(left, {"kind", "subject", "object", "attribute", "phase", "quote"})
    assert all(claim.quote == example.text[claim.start : claim.end] for claim in claims)
