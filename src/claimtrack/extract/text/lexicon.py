"""The words that evoke frames and metrics, read from a language's `frames.toml` and made quick to look up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.extract.figures.figurewords import Metric, load_figure_words
from claimtrack.extract.text.inflection import inflect
from claimtrack.language import read_data, word_sets
from claimtrack.model import Phase, Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.language.trees import Token, Tree


_CLAUSE = 25
"""Tokens behind a verb among which its separated particle is looked for."""


_FIRM_KINDS = frozenset({"revenue", "profit", "valuation", "headcount", "customers"})


class Frame(Record):
    """What a predicate puts into the slots of a claim; the fields are explained at the head of `frames.toml`."""

    name: str
    kind: str
    subject: tuple[str, ...]
    object: tuple[str, ...] = ()
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...] = ()
    value: str | None = None
    need: tuple[str, ...]
    phase: Phase
    reader: str = "predicate"


class Lexicon(NamedTuple):
    """The frames and metrics of a language by the words that evoke them."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    words: dict[str, dict[str, frozenset[str]]]
    markers: dict[str, frozenset[str]]
    metrics: dict[str, Metric]
    partnership: dict[str, frozenset[str]]
    maker: dict[str, frozenset[str]]
    inflected: dict[str, str]
    verb_may_lead: bool
    has_compounds: bool


@cache
def load_frames() -> dict[str, Frame]:
    """Return the frames of all languages by name."""
    text = files("claimtrack.extract").joinpath("frames.toml").read_text(encoding="utf-8")
    return {name: Frame(name=name, **table) for name, table in tomllib.loads(text).items()}


_DEEDS = {
    "deals": (
        "weighing",
        "called_off",
        "approving",
        "accepting",
        "closing",
        "coming_off",
        "paying",
        "amounting",
        "raising",
    ),
    "rounds": ("announcing", "joining", "amounting"),
    "stakes": ("owning", "buying", "selling", "spinning", "belonging"),
}
"""Lists that hold verbs, by their table."""


@cache
def load_lexicon(lang: str) -> Lexicon:
    """Return the words of a language; raises `LanguageError` when it has no `frames.toml`."""
    data = read_data(lang, "frames")
    frames = load_frames()
    return Lexicon(
        verbs=_by_word(data["words"], frames, "verbs"),
        nouns=_by_word(data["words"], frames, "nouns"),
        words={name: _sets(table) for name, table in data["words"].items()},
        markers=_sets(data["markers"]),
        metrics=_firm_metrics(lang),
        partnership=_sets(data["partnership"]),
        maker=_sets(data["maker"]),
        inflected=_inflected(data),
        verb_may_lead=data["order"]["verb_may_lead"],
        has_compounds=data["order"]["has_compounds"],
    )


def _firm_metrics(lang: str) -> dict[str, Metric]:
    """The metrics that only firms have, by their words: sums, worth, workforce and customers, no shares and prices."""
    words = load_figure_words(lang)
    found = {" ".join(phrase): metric for phrase, metric in words.metrics.items() if _is_of_firms(metric)}
    return found | {noun: Metric(kind="headcount") for noun in words.people["staff"] - words.people["anybody"]}


def _is_of_firms(metric: Metric) -> bool:
    return not metric.acts and (metric.kind in _FIRM_KINDS or metric.attribute == "capex")


def _inflected(data: dict[str, Any]) -> dict[str, str]:
    lists = [
        *(table.get("verbs", ()) for table in data["words"].values()),
        data["partnership"]["begins"],
        data["partnership"]["ending"],
    ]
    told = [data[table][key] for table, keys in _DEEDS.items() for key in keys]
    endings = tuple(data["inflection"]["infinitive"])
    deeds = [verb for words in told for verb in words if verb.endswith(endings)]  # participles are among them
    return inflect((verb.lower() for words in (deeds, *lists) for verb in words), data["inflection"])


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return word_sets(table)


def _by_word(
    words: dict[str, dict[str, list[str]]], frames: dict[str, Frame], key: str
) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for name, table in words.items():
        for word in table.get(key, ()):
            found[word.lower()] = (*found.get(word.lower(), ()), frames[name])
    return found


def word_forms(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """The forms by which a token is looked up: with its particle first ("step down", "aufbauen"), then alone."""
    known: dict[int, tuple[str, ...]] = token.doc.memo.setdefault("word forms", {})  # every reader asks for them
    if token.i not in known:
        known[token.i] = _word_forms(token, lexicon)
    return known[token.i]


def _word_forms(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    forms = []
    for stem in _stems(token, lexicon):
        for particle in _particles(token, stem, lexicon):
            forms += [f"{stem} {particle.lower_}", f"{particle.lower_}{stem}"]
        forms.append(stem)
    return tuple(forms)


def _particles(token: Token, stem: str, lexicon: Lexicon) -> list[Token]:
    """What may belong to a verb: its particles in the tree, the word right behind it, one at its clause's end."""
    doc, after = token.doc, token.i + 1
    found = [child for child in token.children if child.dep_ == "compound:prt"] if _has_particles(doc) else []
    if after < len(doc) and doc[after].pos_ in ("ADP", "ADV", "PART"):
        found.append(doc[after])
    if lexicon.verb_may_lead and token.pos_ in ("VERB", "AUX"):
        rest = doc[after : after + _CLAUSE]
        ends = (t for t in rest if t.pos_ in ("ADP", "ADV", "PART", "ADJ") and f"{t.lower_}{stem}" in lexicon.verbs)
        found += [t for t in ends if t.i + 1 >= len(t.doc) or t.nbor(1).pos_ in ("PUNCT", "CCONJ")]
    return found


def _has_particles(tree: Tree) -> bool:
    known: bool | None = tree.memo.get("particles")
    if known is None:
        known = tree.memo["particles"] = any(token.dep_ == "compound:prt" for token in tree)
    return known


def _stems(token: Token, lexicon: Lexicon) -> list[str]:
    """The lemma; if no frame knows it, the verb that the form is an inflection of: lemmatisers err on rare ones."""
    lemma = token.lemma_.lower()
    if lemma in lexicon.verbs or lemma in lexicon.nouns or token.pos_ not in ("VERB", "AUX"):
        return [lemma]
    form = token.lower_
    known = lexicon.inflected.get(form)
    return [lemma] if known is None else [known]


def written_words(tree: Tree) -> list[str]:
    """The words of a sentence in lower case, by their places: a list is quicker to ask than tokens are."""
    known: list[str] | None = tree.memo.get("written")
    if known is None:
        known = tree.memo["written"] = [token.lower_ for token in tree]
    return known


def sentence_words(tree: Tree) -> frozenset[str]:
    """Every form by which `is_one_of` finds a word of a sentence in a list; what has none of them, no reader finds."""
    known: frozenset[str] | None = tree.memo.get("words")
    if known is None:
        forms = {*written_words(tree), *(token.lemma_.lower() for token in tree)}
        known = frozenset(forms | {form.rpartition("-")[2] for form in forms if "-" in form})
        tree.memo["words"] = known
    return known


def sentence_forms(tree: Tree, lexicon: Lexicon) -> frozenset[str]:
    """Every form of a sentence by which verbs are looked up."""
    known: frozenset[str] | None = tree.memo.get("forms")
    if known is None:
        known = frozenset(form for token in tree for form in word_forms(token, lexicon))
        tree.memo["forms"] = known
    return known


def may_tell(tree: Tree, lexicon: Lexicon, words: Iterable[frozenset[str]]) -> bool:
    """Whether a sentence has any word of these lists, as written, by its lemma or last part, or as a verb's form."""
    said, forms = sentence_words(tree), sentence_forms(tree, lexicon)
    return any(not (said.isdisjoint(list_) and forms.isdisjoint(list_)) for list_ in words)


def last_part(token: Token) -> str:
    """The last part of a hyphenated compound, else the lemma: "KI-Modell" is a "modell"."""
    return token.lemma_.lower().rpartition("-")[2] or token.lower_


def is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun is in a list, itself or by the last part of a compound."""
    form, lemma = token.lower_, token.lemma_.lower()  # lemmatisers err on hyphenated compounds
    return not words.isdisjoint((lemma, lemma.rpartition("-")[2] or form, form, form.rpartition("-")[2]))


def metric_of(token: Token, lexicon: Lexicon) -> Metric | None:
    """What a noun measures; two-word metrics ("market cap") are read from the last word."""
    before = token.nbor(-1).lower_ if token.i else ""
    for form in (
        f"{before} {token.lemma_.lower()}",
        f"{before} {token.lower_}",
        token.lemma_.lower(),
        token.lower_,
    ):
        if metric := lexicon.metrics.get(form):
            return metric
    return lexicon.metrics.get(last_part(token))
