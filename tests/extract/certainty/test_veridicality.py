"""No denial and no plan becomes a fact, whatever word says so: every expression over every clause.

A clause of each kind is put under expressions that deny it, leave it open or only intend it, and under others that
vouch for it: a matrix tells more than examples do, because expressions and clauses meet in ways that nobody wrote down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from claimtrack.extract import extract_claims
from claimtrack.model import Modality, Phase, Polarity
from tests.build import build_document

if TYPE_CHECKING:
    from claimtrack.model import Claim


class Clause(NamedTuple):
    """One deed in the forms that sentences need: finite, infinitive, gerund and participle in English."""

    kind: str
    subject: str
    finite: str
    infinitive: str
    gerund: str
    participle: str


class Satz(NamedTuple):
    """The same in German: what stands ahead of the verb, the participle, its auxiliaries, both infinitives."""

    kind: str
    subject: str
    rest: str
    participle: str
    aux: str
    told: str
    infinitive: str
    to: str


ENGLISH = (
    Clause(
        "acquisition", "Volkswagen", *(f"{verb} Norwind Batteries" for verb in ("bought", "buy", "buying", "bought"))
    ),
    Clause(
        "investment",
        "Intel",
        *(f"{v} $3 billion in Mistral AI" for v in ("invested", "invest", "investing", "invested")),
    ),
    Clause("release", "OpenAI", *(f"{verb} GPT-7" for verb in ("released", "release", "releasing", "released"))),
    Clause(
        "role", "Clara Hoffmann", *(f"{v} chief executive of Intel" for v in ("became", "become", "becoming", "become"))
    ),
)
GERMAN = (
    Satz("acquisition", "Volkswagen", "die Norwind AG", "gekauft", "hat", "habe", "kaufen", "zu kaufen"),
    Satz(
        "investment",
        "Intel",
        "drei Milliarden Euro in Mistral AI",
        "investiert",
        "hat",
        "habe",
        "investieren",
        "zu investieren",
    ),
    Satz("release", "OpenAI", "GPT-7", "veröffentlicht", "hat", "habe", "veröffentlichen", "zu veröffentlichen"),
)

UNVOUCHED = (
    "{s} did not {i}.", "{s} never {f}.", "It is not true that {s} {f}.", "Claims that {s} {f} were untrue.",
    "{s} denied that it {f}.", "{s} denied reports that it {f}.", "{s} rejected suggestions that it {f}.",
    "There is no evidence that {s} {f}.", "There is no truth to reports that {s} {f}.", "Nobody said that {s} {f}.",
    "{s} refused to {i}.", "{s} failed to {i}.", "{s} stopped short of {g}.", "{s} ruled out {g}.",
    "{s} decided against {g}.",
    "{s} was unable to {i}.", "{s} was barred from {g}.", "{s} backed away from {g}.", "{s} has no plans to {i}.",
    "Instead of {g}, {s} hired a bank.", "It is unclear whether {s} {f}.", "If {s} {f}, the shares would rise.",
    "Speculation that {s} {f} grew on Monday.", "Had {s} {p}, the shares would have risen.", "{s} might have {p}.",
    "{s} is looking at {g}.", "{s} hinted at {g}.", "{s} needs to {i}.", "{s} won approval to {i}.",
    "{s} should {i}.", "Critics accused {s} of {g}.", "The odds that {s} {f} are small.", "{s} plans to {i}.",
)  # fmt: skip
VOUCHED = (
    "{s} {f}.", "It is true that {s} {f}.", "It is clear that {s} {f}.", "{s} managed to {i}.", "{s} was able to {i}.",
    "A filing shows that {s} {f}.", "After {s} {f}, the shares rose.", "{s}, which denied wrongdoing, {f}.",
    "{s} has not only {p} but hired a bank.", "The talks failed, but {s} {f}.", "{s} {f} without saying why.",
    "The fact that {s} {f} is no secret.", "Although the reports were denied, {s} {f}.",
)  # fmt: skip
NICHT_VERBÜRGT = (
    "{s} {h} {o} nicht {p}.", "{s} {h} niemals {o} {p}.", "Es stimmt nicht, dass {s} {o} {p} {h}.",
    "Dass {s} {o} {p} {h}, ist falsch.", "Berichte, dass {s} {o} {p} {k}, treffen nicht zu.",
    "Die Behauptung, {s} {k} {o} {p}, ist unwahr.", "{s} dementierte, {o} {p} zu haben.",
    "{s} wies Berichte zurück, {s} {k} {o} {p}.", "Es gibt keine Belege dafür, dass {s} {o} {p} {h}.",
    "Niemand sagte, dass {s} {o} {p} {h}.", "{s} weigerte sich, {o} {z}.", "{s} lehnte es ab, {o} {z}.",
    "{s} schließt aus, {o} {z}.", "{s} entschied sich dagegen, {o} {z}.", "{s} hat nicht vor, {o} {z}.",
    "Ein Gericht untersagte {s}, {o} {z}.", "{s} gab den Plan auf, {o} {z}.",
    "Statt {o} {z}, beauftragte {s} eine Bank.",
    "Es ist unklar, ob {s} {o} {p} {h}.", "Gerüchte, dass {s} {o} {p} {h}, trieben die Aktie.",
    "Hätte {s} {o} {p}, wäre die Aktie gestiegen.", "{s} steht kurz davor, {o} {z}.", "{s} müsste {o} {i}.",
    "{s} hat sich bereit erklärt, {o} {z}.", "{s} kündigte an, {o} {z}.", "{s} hat vor, {o} {z}.",
    "{s} spielt mit dem Gedanken, {o} {z}.", "Die Chance, dass {s} {o} {p} {h}, ist klein.",
    "In der Klage heißt es, {s} {k} {o} {p}.",
)  # fmt: skip
VERBÜRGT = (
    "{s} {h} {o} {p}.", "Es stimmt, dass {s} {o} {p} {h}.", "Der Konzern bestätigte, dass {s} {o} {p} {h}.",
    "Nachdem {s} {o} {p} {h}, stieg die Aktie.", "{s} {h} nicht nur {o} {p}, sondern auch eine Bank beauftragt.",
    "Die Gespräche scheiterten, doch {s} {h} {o} {p}.", "{s} {h} {o} {p}, um Verluste zu vermeiden.",
    "{s} {h} {o} {p}, Infineon nicht.", "Die Kritiker irrten: {s} {h} {o} {p}.",
)  # fmt: skip


def _english(expression: str, clause: Clause) -> list[Claim]:
    s, f, i, g, p = clause[1:]
    return extract_claims(build_document(expression.format(s=s, f=f, i=i, g=g, p=p), published="2026-03-18"))


def _german(expression: str, satz: Satz) -> list[Claim]:
    s, o, p, h, k, i, z = satz[1:]
    text = expression.format(s=s, o=o, p=p, h=h, k=k, i=i, z=z)
    return extract_claims(build_document(text, lang="de", published="2026-03-18"))


def _is_fact(claim: Claim) -> bool:
    told = claim.modality is Modality.ACTUAL and claim.polarity is Polarity.AFFIRMED
    return told and not claim.hedged and claim.phase is not Phase.ENDS


@pytest.mark.parametrize("expression", UNVOUCHED)
def test_what_is_not_vouched_for_is_no_fact(expression: str) -> None:
    facts = [claim.quote for each in ENGLISH for claim in _english(expression, each) if _is_fact(claim)]
    assert not facts


@pytest.mark.parametrize("expression", VOUCHED)
def test_what_is_vouched_for_is_a_fact(expression: str) -> None:
    read = {each.kind: [c for c in _english(expression, each) if c.kind == each.kind] for each in ENGLISH}
    assert not [claim.quote for claims in read.values() for claim in claims if not _is_fact(claim)]
    assert sum(map(bool, read.values())) >= len(ENGLISH) - 1


@pytest.mark.parametrize("expression", NICHT_VERBÜRGT)
def test_what_is_not_vouched_for_is_no_fact_in_german(expression: str) -> None:
    facts = [claim.quote for each in GERMAN for claim in _german(expression, each) if _is_fact(claim)]
    assert not facts


@pytest.mark.parametrize("expression", VERBÜRGT)
def test_what_is_vouched_for_is_a_fact_in_german(expression: str) -> None:
    read = {each.kind: [c for c in _german(expression, each) if c.kind == each.kind] for each in GERMAN}
    assert not [claim.quote for claims in read.values() for claim in claims if not _is_fact(claim)]
    assert sum(map(bool, read.values())) >= len(GERMAN) - 1


def test_who_has_not_ruled_a_deed_out_may_do_it() -> None:
    claims = extract_claims(
        build_document("Volkswagen has not ruled out buying Norwind Batteries.", published="2026-03-18")
    )
    assert [(c.modality, c.polarity) for c in claims] == [(Modality.POSSIBLE, Polarity.AFFIRMED)]
