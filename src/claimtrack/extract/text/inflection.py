"""Forms of verbs, made by the rules and lists of a language's `frames.toml`; for look-ups, not for generating text.

Lemmatisers err on rare verbs and are not at hand before a sentence is parsed; a table of forms serves both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def inflect(verbs: Iterable[str], rules: Mapping[str, Any]) -> dict[str, str]:
    """Return form → verb for every form of the verbs.

    `rules` has `infinitive` (endings to take off, the first that fits), `suffixes` and `prefixes` (of participles)
    around the stem, `doubled` (last consonants that are written twice behind one of the `vowels` and before `doubling`,
    "planning"), `separable` (particles written together with the verb, "einsammeln"), and `irregular`
    (form → verb). Of a verb with its particle apart ("step down") the forms of the verb alone are given. A form that
    two verbs share goes to the first in alphabetical order.
    """
    forms: dict[str, str] = {}
    for verb in sorted(set(verbs)):
        for form, base in _forms(verb.partition(" ")[0], rules):
            forms.setdefault(form, base)
    known = {verb.partition(" ")[0] for verb in verbs} | set(forms.values())
    forms |= {form: verb for form, verb in rules["irregular"].items() if verb in known}
    return forms


def _forms(verb: str, rules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A verb's forms, each with the verb that a tree shows there: the bare one where the particle stands apart."""
    particle = next((p for p in rules["separable"] if verb.startswith(p) and len(verb) - len(p) >= 4), "")
    base = verb.removeprefix(particle)
    ending = next((e for e in rules["infinitive"] if base.endswith(e)), "")
    stem = base[: len(base) - len(ending)]
    yield verb, verb
    if _doubles(stem, rules):
        yield from ((f"{stem}{stem[-1]}{suffix}", verb) for suffix in rules["doubling"])
    for suffix in rules["suffixes"]:
        yield f"{stem}{suffix}", base if particle else verb
        for prefix in rules["prefixes"]:
            yield f"{particle}{prefix}{stem}{suffix}", verb
    if particle:
        yield base, base
        yield from ((f"{particle}{infix}{base}", verb) for infix in rules["infixes"])


def _doubles(stem: str, rules: Mapping[str, Any]) -> bool:
    """Whether a stem ends in one vowel and a consonant that may be doubled: "plan", "cut", not "load"."""
    doubled, vowels = rules.get("doubled", ""), rules.get("vowels", "")
    return len(stem) > 2 and stem[-1] in doubled and stem[-2] in vowels and stem[-3] not in vowels
