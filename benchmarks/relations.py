"""How many relations of an annotated corpus the extractor finds: who leads, buys, merges, cuts jobs.

    python -m benchmarks.relations --relations RELATIONS.jsonl --documents DOCUMENTS.jsonl [--all] [--errors FILE]

A line of RELATIONS is `{"doc": id, "relations": [{"name", "args": [{"role", "text", …}]}]}`, a line of DOCUMENTS
`{"id", "date", "lang", "text", …}`, as in SmartData (https://github.com/DFKI-NLP/smartdata-corpus, CC BY 4.0). A claim
and a relation of one document are the same when their key arguments are: every word of one name is among the other's,
once case, hyphens and endings are gone. A claim is right when some relation is the same, a relation is found when some
claim is. Only documents with an annotated relation of any name are read, with `--all` every document.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.extract import extract_claims
from claimtrack.model import Document, PublishedBasis, Source, document_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.model import Claim

_WORD = re.compile(r"\w+")
_SHORT = 4
"""Letters of a word that may have lost the ending of its genitive."""


class _Relation(NamedTuple):
    """What a relation asks of a claim: its kinds, the roles of its key arguments, whether those have an order."""

    kinds: frozenset[str]
    subject: str
    object: str | None
    ordered: bool = True


_RELATIONS = {
    "OrganizationLeadership": _Relation(frozenset({"role"}), "person", "organization"),
    "Acquisition": _Relation(frozenset({"acquisition"}), "buyer", "acquired"),
    "Merger": _Relation(frozenset({"acquisition", "partnership"}), "old", "old", ordered=False),
    "Layoffs": _Relation(frozenset({"layoffs"}), "company", None),
}


class Pair(NamedTuple):
    """The key arguments of a relation or a claim; `object` is null where there is only one."""

    document: str
    subject: str
    object: str | None


class Tally(NamedTuple):
    """Relations in the gold set, those found, claims made, those right."""

    gold: int
    found: int
    claims: int
    right: int

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.right / self.claims if self.claims else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_gold(lines: Iterable[dict[str, Any]]) -> dict[str, list[Pair]]:
    """Return the pairs of key arguments by the relation's name; one pair for each filler of a role given twice."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for line in lines:
        for relation in line["relations"]:
            if shape := _RELATIONS.get(relation["name"]):
                found[relation["name"]] += _pairs(line["doc"], relation["args"], shape)
    return found


def _pairs(document: str, arguments: Sequence[dict[str, Any]], shape: _Relation) -> Iterator[Pair]:
    texts = defaultdict(list)
    for argument in arguments:
        texts[argument["role"]].append(argument["text"])
    if shape.object is None:
        yield from (Pair(document, text, None) for text in texts[shape.subject][:1])
    elif not shape.ordered:
        if len(texts[shape.subject]) > 1:
            yield Pair(document, texts[shape.subject][0], texts[shape.subject][1])
    else:
        yield from (Pair(document, s, o) for s in texts[shape.subject] for o in texts[shape.object])


def predict(lines: Iterable[dict[str, Any]]) -> dict[str, list[tuple[Pair, Claim]]]:
    """Return the pairs that the extractor finds in documents, with their claims, by the claim's kind."""
    found: dict[str, list[tuple[Pair, Claim]]] = defaultdict(list)
    for line in lines:
        text, date = line["text"], line.get("date")
        basis = PublishedBasis.GIVEN if date else PublishedBasis.UNKNOWN
        source = Source(
            id=document_id(text), path=line["id"], lang=line["lang"], published=date, published_basis=basis
        )  # fmt: skip
        for claim in extract_claims(Document(source=source, text=text)):
            found[claim.kind].append((Pair(line["id"], claim.subject, claim.object), claim))
    return found


def _words(name: str) -> set[str]:
    """The words of a name, without case and endings of German inflection."""
    words = _WORD.findall(name.casefold())
    return {word.removesuffix("s").removesuffix("n") if len(word) > _SHORT else word for word in words}


def same_name(one: str | None, other: str | None) -> bool:
    """Whether all words of the shorter name are among the longer's; a missing name is like any other."""
    if one is None or other is None:
        return True
    a, b = _words(one), _words(other)
    return bool(a) and bool(b) and (a <= b or b <= a)


def same_pair(gold: Pair, claim: Pair, *, ordered: bool = True) -> bool:
    """Whether two pairs of one document have the same key arguments, in either order where the order says nothing."""
    if gold.document != claim.document:
        return False
    straight = same_name(gold.subject, claim.subject) and same_name(gold.object, claim.object)
    crossed = same_name(gold.subject, claim.object) and same_name(gold.object, claim.subject)
    return straight or (not ordered and crossed)


def score(gold: Sequence[Pair], claims: Sequence[Pair], *, ordered: bool = True) -> Tally:
    """Count relations that some claim matches, and claims that some relation matches."""
    found = sum(any(same_pair(g, c, ordered=ordered) for c in claims) for g in gold)
    right = sum(any(same_pair(g, c, ordered=ordered) for g in gold) for c in claims)
    return Tally(len(gold), found, len(claims), right)


def _render(name: str, tally: Tally) -> str:
    precision, recall, f1 = tally.scores
    return f"{name:<24}{tally.gold:>6}{tally.claims:>8}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}"


def _errors(name: str, gold: Sequence[Pair], found: Sequence[tuple[Pair, Claim]], *, ordered: bool) -> Iterator[str]:
    for pair in gold:
        if not any(same_pair(pair, other, ordered=ordered) for other, _ in found):
            yield json.dumps({"error": "missed", "relation": name, **pair._asdict()}, ensure_ascii=False)
    for pair, claim in found:
        if not any(same_pair(other, pair, ordered=ordered) for other in gold):
            line = {"error": "other", "relation": name, **pair._asdict(), "rule": claim.rule, "start": claim.start}
            yield json.dumps(line, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relations", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="read documents without any relation too")
    parser.add_argument("--errors", type=Path, help="write what is missed or not annotated here")
    options = parser.parse_args(arguments)
    lines = read_lines(options.relations)
    gold = read_gold(lines)
    annotated = {line["doc"] for line in lines}
    documents = [line for line in read_lines(options.documents) if options.all or line["id"] in annotated]
    predicted = predict(documents)
    print(f"{len(documents)} documents\n{'relation':<24}{'gold':>6}{'claims':>8}{'P':>8}{'R':>8}{'F1':>8}")
    errors: list[str] = []
    for name, shape in _RELATIONS.items():
        found = [entry for kind in sorted(shape.kinds) for entry in predicted[kind]]
        pairs = [pair for pair, _ in found if shape.object is None or pair.object is not None]
        print(_render(name, score(gold[name], pairs, ordered=shape.ordered)))
        errors += _errors(name, gold[name], found, ordered=shape.ordered)
    if options.errors:
        options.errors.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")


if __name__ == "__main__":
    main()
