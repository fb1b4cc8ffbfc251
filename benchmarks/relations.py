"""How many relations of an annotated corpus the extractor finds: who leads, buys, merges, founds, makes, cuts jobs.

    python -m benchmarks.relations --relations RELATIONS.jsonl --documents DOCUMENTS.jsonl [--all] [--errors FILE]
    python -m benchmarks.relations --core CORE.json [--errors FILE]

A claim and a relation of one document are the same when their key arguments are: every word of one name is among the
other's, once case, hyphens and endings are gone. A claim is right when some relation is the same, a relation is found
when some claim is. Only documents with an annotated relation of any name are read, with `--all` every document.

Three corpora can be read:

- SmartData (German, https://github.com/DFKI-NLP/smartdata-corpus, CC BY 4.0): OrganizationLeadership, Acquisition,
  Merger, Layoffs. A line of RELATIONS is `{"doc": id, "relations": [{"name", "args": [{"role", "text", …}]}]}`, a line
  of DOCUMENTS `{"id", "date", "lang", "text", …}`. Every claim of the kind counts.
- Re-DocRED (English Wikipedia, https://github.com/tonytan48/Re-DocRED, MIT), in the same two files, a relation being
  `{"name", "head", "tail", …}`: `founded_by` is a role as founder, `employer` a role of any title, `developer` a
  development or a release. The relations are Wikidata's, many with no words of the text that say them, and the text of
  an encyclopedia is not dated: recall has a low ceiling here.
- CORE (English sentences about companies, https://github.com/pnborchert/CORE): a list of
  `{"id", "relation", "invert_relation", "e1_name", "e2_name", "context": [tokens]}`, one pair of names and one relation
  a sentence; `acquired_by` is an acquisition. All sentences are read, those of other relations too: a claim that
  confuses a partnership with a purchase is wrong here.

Re-DocRED and CORE say nothing of names that they do not annotate, so there only claims between two names count that
are arguments of relations in the document.
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
    """What a relation asks of a claim: its kinds, the roles of its key arguments, whether those have an order.

    `attribute` is a part of the claim's attribute and `other` is none, if not every attribute will do; with
    `among_names`, claims about other names than the annotated ones do not count.
    """

    kinds: frozenset[str]
    subject: str
    object: str | None
    ordered: bool = True
    attribute: str = ""
    other: str | None = None
    among_names: bool = False


_RELATIONS = {
    "OrganizationLeadership": _Relation(frozenset({"role"}), "person", "organization"),
    "Acquisition": _Relation(frozenset({"acquisition"}), "buyer", "acquired", other="merger"),
    "Merger": _Relation(frozenset({"acquisition"}), "old", "old", ordered=False, attribute="merger"),
    "Layoffs": _Relation(frozenset({"layoffs"}), "company", None),
    "founded_by": _Relation(frozenset({"role"}), "tail", "head", attribute="founder", among_names=True),
    "employer": _Relation(frozenset({"role"}), "head", "tail", among_names=True),
    "developer": _Relation(frozenset({"development", "release"}), "tail", "head", among_names=True),
    "acquired_by": _Relation(frozenset({"acquisition"}), "tail", "head", among_names=True),
}
_CLOSING = frozenset(",.;:!?%)]}") | {"'s", "’s", "n't"}
_OPENING = frozenset("($€£[{#")
"""Tokens that stand close to the word before them, and to the one behind them."""


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
                found[relation["name"]] += _pairs(line["doc"], _arguments(relation), shape)
    return found


def read_names(lines: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """Return the arguments of all relations, of those that are not scored too, by document."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        found[line["doc"]] |= {arg["text"] for relation in line["relations"] for arg in _arguments(relation)}
    return found


def read_core(records: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the relations and the documents of CORE as the lines of the other corpora."""
    relations, documents = [], []
    for record in records:
        head, tail = record["e1_name"], record["e2_name"]
        if record["invert_relation"]:
            head, tail = tail, head
        relation = {"name": record["relation"], "head": head, "tail": tail}
        relations.append({"doc": record["id"], "relations": [relation]})
        documents.append({"id": record["id"], "lang": "en", "text": join_tokens(record["context"])})
    return relations, documents


def join_tokens(tokens: Sequence[str]) -> str:
    """Return a sentence as it is written from its words and signs."""
    text = ""
    for token in tokens:
        close = not text or token in _CLOSING or text[-1] in _OPENING
        text += token if close else f" {token}"
    return text


def _arguments(relation: dict[str, Any]) -> list[dict[str, Any]]:
    """The arguments of a relation; of those between two names they are called head and tail."""
    if "args" in relation:
        return list(relation["args"])
    return [{"role": role, "text": relation[role]} for role in ("head", "tail")]


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
    corpus = parser.add_mutually_exclusive_group(required=True)
    corpus.add_argument("--relations", type=Path, help="annotated relations; needs --documents")
    corpus.add_argument("--core", type=Path, help="the sentences of CORE with their relations")
    parser.add_argument("--documents", type=Path, help="the texts of --relations")
    parser.add_argument("--all", action="store_true", help="read documents without any relation too")
    parser.add_argument("--errors", type=Path, help="write what is missed or not annotated here")
    options = parser.parse_args(arguments)
    if options.core:
        lines, documents = read_core(json.loads(options.core.read_text(encoding="utf-8")))
    elif options.documents is None:
        parser.error("--relations needs --documents")
    else:
        lines, documents = read_lines(options.relations), read_lines(options.documents)
    errors = report(lines, documents if options.all else _annotated(lines, documents))
    if options.errors:
        options.errors.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")


def _annotated(lines: Sequence[dict[str, Any]], documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {line["doc"] for line in lines}
    return [document for document in documents if document["id"] in known]


def report(lines: Sequence[dict[str, Any]], documents: Sequence[dict[str, Any]]) -> list[str]:
    """Print how many relations of each name the documents' claims find; return what differs as JSON lines."""
    gold, names = read_gold(lines), read_names(lines)
    predicted = predict(documents)
    print(f"{len(documents)} documents\n{'relation':<24}{'gold':>6}{'claims':>8}{'P':>8}{'R':>8}{'F1':>8}")
    errors: list[str] = []
    for name, shape in _RELATIONS.items():
        if gold[name]:
            found = [entry for kind in sorted(shape.kinds) for entry in predicted[kind] if _counts(entry, shape, names)]
            print(_render(name, score(gold[name], [pair for pair, _ in found], ordered=shape.ordered)))
            errors += _errors(name, gold[name], found, ordered=shape.ordered)
    return errors


def _counts(entry: tuple[Pair, Claim], shape: _Relation, names: dict[str, set[str]]) -> bool:
    """Whether a claim is one that the corpus would have annotated, were it so."""
    pair, claim = entry
    attribute = claim.attribute or ""
    if shape.attribute not in attribute or (shape.other is not None and shape.other in attribute):
        return False
    if shape.object is not None and pair.object is None:
        return False
    known = names[pair.document]
    ends = (pair.subject, pair.object)
    return not shape.among_names or all(any(same_name(end, name) for name in known) for end in ends)


if __name__ == "__main__":
    main()
