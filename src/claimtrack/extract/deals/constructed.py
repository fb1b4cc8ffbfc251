"""The constructions that a language lists in `constructions.toml`, by the verbs that they are found by."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from claimtrack.extract.text.inflection import inflect
from claimtrack.language import read_data
from claimtrack.model import Label, Modality, Phase

AGENT, THEME = "agent", "theme"
"""Slots that the tree fills; all others are case words."""


class Construction(NamedTuple):
    """A verb with what must stand around it, and the claim that it makes; `at` is its place in the list."""

    at: int
    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    phase: Phase
    modality: Modality | None
    attribute: str | None
    value: str | None
    needs_value: bool
    unless: frozenset[str]
    with_words: frozenset[str]
    is_typed: bool
    is_certain: bool
    needs_count: bool
    labels: frozenset[Label | None]


class Constructions(NamedTuple):
    """The constructions of a language by verb, the verbs by their forms, those with a particle by their bare form."""

    by_verb: dict[str, tuple[Construction, ...]]
    forms: dict[str, str]
    parted: dict[str, list[tuple[str, str]]]
    particles: frozenset[str]
    by: frozenset[str]


@cache
def load_constructions(lang: str) -> Constructions:
    """Return the constructions of a language; raises `LanguageError` when it has none."""
    rules = read_data(lang, "frames")["inflection"]
    built = [_read(at, table) for at, table in enumerate(read_data(lang, "constructions")["construction"])]
    by_verb: dict[str, tuple[Construction, ...]] = {}
    for one in built:
        for verb in sorted(one.verbs):
            by_verb[verb] = (*by_verb.get(verb, ()), one)
    parted: dict[str, list[tuple[str, str]]] = {}
    for verb in sorted(by_verb):
        bare, _, particle = verb.partition(" ")
        joined = next((p for p in rules["separable"] if verb.startswith(p) and len(verb) - len(p) >= 4), "")
        if particle or joined:
            parted.setdefault(bare if particle else verb.removeprefix(joined), []).append((verb, particle or joined))
    particles = frozenset(particle for verbs in parted.values() for _, particle in verbs)
    by = frozenset(read_data(lang, "frames")["syntax"]["agent"])
    return Constructions(by_verb, inflect(by_verb, rules), parted, particles, by)


def _read(at: int, table: dict[str, Any]) -> Construction:
    also = {"people": Label.PERSON, "places": Label.PLACE}
    lists = {key: frozenset(table.get(key, ())) for key in ("verbs", "unless", "object", "subject")}
    return Construction(
        at,
        table["kind"],
        lists["verbs"],
        frozenset(noun.lower() for noun in table.get("nouns", ())),
        lists["subject"] or frozenset({AGENT}),
        lists["object"],
        Phase(table.get("phase", "holds")),
        Modality(table["modality"]) if "modality" in table else None,
        table.get("attribute"),
        table.get("value"),
        table.get("needs_value", False),
        lists["unless"],
        frozenset(table.get("with", ())),
        table.get("typed", False),
        table.get("certain", False),
        table.get("needs_count", False),
        frozenset({Label.ORGANISATION, None, *(label for key, label in also.items() if table.get(key))}),
    )


@cache
def change_words(lang: str, key: str) -> frozenset[str]:
    """The words right before a figure by which ("step") or to which ("level") something changes; what opens a time."""
    return frozenset(read_data(lang, "constructions")[key])


def constructing_words(lang: str) -> frozenset[str]:
    """The words by which a sentence without a figure may hold a construction; two of them make it worth reading."""
    known = load_constructions(lang)
    built = {one for listed in known.by_verb.values() for one in listed if not one.needs_value}
    nouns = {form for one in built for noun in one.nouns for form in (noun, f"{noun}s")}
    alone = {verb for one in built if not one.nouns for verb in one.verbs}
    verbs = {form for form, verb in known.forms.items() if verb in alone}
    return frozenset(nouns | verbs) - frozenset(read_data(lang, "constructions")["common"])
