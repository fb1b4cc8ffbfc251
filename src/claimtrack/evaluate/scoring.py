"""Pairs of gold claims and claims to precision, recall, accuracies, calibration and mistakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.evaluate.fields import FIELDS, judge_fields
from claimtrack.evaluate.gold import Tier
from claimtrack.evaluate.pairing import Pair, pair_claims, read_rules, repeats
from claimtrack.evaluate.results import Accuracy, Bin, Evaluation, Mistake, Score, make_measure, make_share
from claimtrack.evaluate.telling import tell
from claimtrack.kinds import load_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.evaluate.likeness import KeyOf
    from claimtrack.evaluate.locating import Expected
    from claimtrack.model import Claim

_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class _Case(NamedTuple):
    """A gold claim, a claim, or a pair of them; with what it is worth, if it is right, and which sides it counts on."""

    expected: Expected | None
    claim: Claim | None
    worth: float = 0
    right: bool = False
    in_recall: bool = False
    in_precision: bool = False
    fields: Mapping[str, bool] = MappingProxyType({})

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the one or two claims."""
        both = (self.expected and self.expected.gold.kind, self.claim and self.claim.kind)
        return frozenset(kind for kind in both if kind)


def evaluate_claims(
    expected: Iterable[Expected], claims: Iterable[Claim], key_of: KeyOf, kinds: frozenset[str] = frozenset()
) -> Evaluation:
    """Compare the claims of the documents that gold claims are of with these; of some `kinds` only, if any are named.

    Left out of precision and recall: optional gold claims with what is paired with them, and a claim on either side
    that repeats one that is paired in its document (headline and body). Left out of precision: unpaired claims of open
    kinds (`near.toml`).
    """
    golds: defaultdict[str, list[Expected]] = defaultdict(list)
    for one in expected:
        golds[one.source.id].append(one)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document.id in golds:
            found[claim.document.id].append(claim)
    kinds = kinds or frozenset(load_kinds())
    every = (case for id_, group in golds.items() for case in _cases(group, found[id_], key_of))
    cases = sorted((case for case in every if case.kinds & kinds), key=_place)
    return Evaluation(
        documents=len(golds),
        scores=tuple(_scores(cases, kinds)),
        fields=tuple(_accuracies(cases)),
        calibration=tuple(_calibration(cases)),
        mistakes=tuple(_mistakes(cases)),
    )


def _cases(expected: Sequence[Expected], claims: Sequence[Claim], key_of: KeyOf) -> Iterator[_Case]:
    pairs = pair_claims(expected, claims, key_of)
    paired = [expected[pair.gold].gold for pair in pairs]
    for pair in pairs:
        yield _pair(pair, expected[pair.gold], claims[pair.found], key_of)
    seen = {pair.gold for pair in pairs}
    for place, one in enumerate(expected):
        if place not in seen:
            counts = one.gold.tier is not Tier.OPTIONAL and not any(repeats(one.gold, p, key_of) for p in paired)
            yield _Case(one, None, in_recall=counts)
    taken = {pair.found for pair in pairs}
    for place, claim in enumerate(claims):
        if place not in taken:
            open_kind = claim.kind in read_rules()["open"]
            yield _Case(None, claim, in_precision=not (open_kind or any(repeats(claim, p, key_of) for p in paired)))


def _pair(pair: Pair, expected: Expected, claim: Claim, key_of: KeyOf) -> _Case:
    counts = expected.gold.tier is not Tier.OPTIONAL
    return _Case(expected, claim, pair.worth, pair.right, counts, counts, judge_fields(expected.gold, claim, key_of))


def _place(case: _Case) -> tuple[str, int, str, str]:
    expected, claim = case.expected, case.claim
    if claim is not None:
        return claim.document.path, claim.start, claim.kind, claim.id
    assert expected is not None
    start = -1 if expected.span is None else expected.span.start
    return expected.source.path, start, expected.gold.kind, expected.gold.subject


def _scores(cases: Sequence[_Case], kinds: frozenset[str]) -> Iterator[Score]:
    yield _score("all", "all", cases, kinds)
    groups: defaultdict[str, list[_Case]] = defaultdict(list)
    for case in cases:
        groups[_language(case)].append(case)
    for language, group in sorted(groups.items()):
        yield _score("language", language, group, kinds)
    for kind in load_kinds():
        score = _score("kind", kind, cases, kinds & {kind})
        if score.gold or score.claims:
            yield score


def _language(case: _Case) -> str:
    source = case.claim.document if case.claim else case.expected and case.expected.source
    assert source is not None
    return source.lang


def _score(by: str, name: str, cases: Sequence[_Case], kinds: frozenset[str]) -> Score:
    wanted = [case for case in cases if case.in_recall and case.expected and case.expected.gold.kind in kinds]
    found = [case for case in cases if case.in_precision and case.claim and case.claim.kind in kinds]
    measures = (
        make_measure(make_share(_sum(found, right), len(found)), make_share(_sum(wanted, right), len(wanted)))
        for right in (False, True)
    )
    return Score(by=by, name=name, gold=len(wanted), claims=len(found), found=next(measures), right=next(measures))


def _sum(cases: Iterable[_Case], right: bool) -> float:
    return sum(case.worth for case in cases if case.right or not right)


def _accuracies(cases: Iterable[_Case]) -> Iterator[Accuracy]:
    judged = [case.fields for case in cases if case.in_recall]
    right = Counter(name for fields in judged for name, is_right in fields.items() if is_right)
    total = Counter(name for fields in judged for name in fields)
    return (Accuracy(field=name, right=make_share(right[name], total[name])) for name in FIELDS if total[name])


def _calibration(cases: Sequence[_Case]) -> Iterator[Bin]:
    counted = [case for case in cases if case.in_precision and case.claim]
    for low, high in pairwise(_BINS):
        inside = [case for case in counted if case.claim and low <= case.claim.confidence < (high if high < 1 else 2)]
        if inside:
            yield Bin(low=low, high=high, right=make_share(_sum(inside, right=True), len(inside)))


def _mistakes(cases: Iterable[_Case]) -> Iterator[Mistake]:
    for case in cases:
        expected, claim = case.expected, case.claim
        if expected is not None and claim is not None:
            wrong = [*_parties(case), *(name for name, is_right in case.fields.items() if not is_right)]
            if wrong and case.in_recall:
                yield _mistake("wrong", expected, claim, tuple(wrong))
        elif case.in_recall or case.in_precision:
            yield _mistake("missed" if claim is None else "spurious", expected, claim)


def _parties(case: _Case) -> Iterator[str]:
    if case.worth < 1:
        yield "kind"
    if not case.right:
        yield "subject or object"


def _mistake(what: str, expected: Expected | None, claim: Claim | None, fields: tuple[str, ...] = ()) -> Mistake:
    place: tuple[str, int | None, str | None]
    if claim is not None:
        kind, place = claim.kind, (claim.document.path, claim.line, claim.quote)
    else:
        assert expected is not None
        kind, place = expected.gold.kind, (expected.source.path, expected.line, expected.sentence)
    path, line, sentence = place
    return Mistake(
        mistake=what, kind=kind, path=path, line=line, sentence=sentence, fields=fields, id=claim.id if claim else None,
        expected=tell(expected.gold) if expected else None, found=tell(claim) if claim else None,
    )  # fmt: skip
