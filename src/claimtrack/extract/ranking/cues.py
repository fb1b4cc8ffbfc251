"""What speaks for and against a candidate, as the names of features: its form, its place in the tree, the words beside.

The features are those of the literature on mention ranking and on slot filling: the path between two words in the
dependency tree (Bunescu and Mooney 2005), the words and relations at its ends, distance, order, what lies between, and
how much the text speaks of the candidate (Denis and Baldridge 2008).
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.ranking.candidates import is_counted, is_definite
from claimtrack.extract.text.syntax import base, children, marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.ranking.candidates import Candidate
    from claimtrack.language.trees import Token

_CLAUSAL = ("root", "ROOT", "advcl", "ccomp", "xcomp", "acl", "csubj", "parataxis", "conj")
_VERBAL = ("VERB", "AUX")
_QUOTES = frozenset('“”„»«"')
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
_DEEPEST = 12
_FAR = 6
"""Relations of the longest path that is told whole."""
_SIZES = (1, 2, 3, 5, 10, 100, 10_000, 1_000_000)


def bucket(number: int, steps: tuple[int, ...] = _STEPS) -> int:
    """The highest step that a number reaches; -1 below all."""
    return max((step for step in steps if step <= number), default=-1)


class Path(NamedTuple):
    """The relations up from one word, those down to another, and the word where they meet."""

    up: list[str]
    down: list[str]
    shared: Token

    @property
    def shape(self) -> str:
        """The relations in one text; of a long way only that it is far."""
        return f"{'^'.join(self.up)}>{'.'.join(self.down)}" if len(self.up) + len(self.down) <= _FAR else "far"


def marks_in(words: Iterable[Token]) -> str:
    """The marks between words that part phrases, each once."""
    return "".join(sorted({word.text for word in words if word.text in ",;:–—()|"}))


class Names:
    """How often a document speaks of each name, and which its headline has."""

    def __init__(self, discourse: Discourse) -> None:
        cast = discourse.cast
        self.often = Counter(cast.full(name.text) for passage in discourse.passages for name in passage.names)
        first = discourse.passages[0] if discourse.passages else None
        self.ahead = {cast.full(name.text) for name in first.names} if first is not None else set()
        self.topic = discourse.topic


class Last(NamedTuple):
    """Whom the figure before was told of, and how many sentences back."""

    name: str
    back: int


class Setting:
    """A figure in its sentence: the noun that it counts, the verb above it, and what all candidates share."""

    def __init__(self, figure: Figure, line: Line, names: Names, last: Last | None = None) -> None:
        self.figure, self.line, self.names, self.last = figure, line, names, last
        self.kind = figure_class(figure.quantity)
        self.head = _head(figure, line)
        self.noun = self._noun()
        self.verb = _verb_above(self.noun)
        self.lang = line.passage.lang
        self._paths: dict[int, Path] = {}

    def _noun(self) -> Token:
        """What stands for the figure in the tree: the noun that its number belongs to, else its own head."""
        head = self.head
        return head.head if base(head) in ("nummod", "compound") and head.head.pos_ in ("NOUN", "PROPN") else head

    def path_to(self, token: Token) -> Path:
        """The way in the tree from the figure's noun to another word; several models ask for it."""
        if token.i not in self._paths:
            self._paths[token.i] = path_between(self.noun, token)
        return self._paths[token.i]

    def words_beside(self) -> Iterator[str]:
        """The two words before the figure and the two behind it, each with its place."""
        for offset in (-2, -1):
            yield f"{offset}={self.line.word(self.figure.start + offset)}"
        for offset in (0, 1):
            yield f"+{offset}={self.line.word(self.figure.end + offset)}"

    @cached_property
    def word(self) -> str:
        """The noun beside the figure, if there is one."""
        return self.noun.lemma_.lower() if self.noun.pos_ in ("NOUN", "PROPN", "ADJ") else ""

    @cached_property
    def case(self) -> str:
        """The case word before the figure."""
        before = self.line.token(self.figure.start - 1)
        return marker(self.noun) or (before.lower_ if before is not None and before.pos_ in ("ADP", "VERB") else "")

    @cached_property
    def subject(self) -> str:
        """How the clause names its subject: by which pronoun, else by the part of speech."""
        found = next(iter(children(self.verb, "nsubj")), None)
        if found is None:
            return "-"
        return found.lower_ if found.pos_ == "PRON" else found.pos_

    @cached_property
    def owner(self) -> str:
        """The possessive pronoun in front of the figure, or of the noun that it is said of."""
        near = (t for t in self.line.tree[max(0, self.figure.start - 6) : self.figure.end + 1] if _is_own(t))
        return next((t.lower_ for t in near), "-")

    def unclaimed(self) -> Iterator[str]:
        """What speaks for the figure being told of nothing at all."""
        line, figure, tree = self.line, self.figure, self.line.tree
        quantity = figure.quantity
        unit = quantity.unit or "bare"
        yield "no"
        yield f"no:{self.lang}"
        yield f"no:{self.kind}"
        yield f"no:{self.kind}|{quantity.bound.value}"
        yield f"no:unit={unit}"
        yield f"no:unit={unit}|size={bucket(int(size(quantity)), _SIZES)}"
        yield f"no:verb={self.verb.lemma_.lower()}"
        yield f"no:word={self.word}"
        yield f"no:case={self.case}|{self.kind}"
        yield f"no:rel={base(self.noun)}|{self.kind}"
        yield from (f"no:{beside}" for beside in self.words_beside())
        for offset in (-2, -1):
            yield f"no:{offset}={line.word(figure.start + offset)}|{self.kind}"
        yield f"no:figures={bucket(len(line.figures))}"
        yield f"no:names={bucket(len(line.passage.names))}"
        yield f"no:length={bucket(len(tree))}"
        yield f"no:last={tree[-1].text}"
        yield f"no:finite={any('Fin' in t.morph.get('VerbForm', []) for t in tree)}"
        yield f"no:mood={'/'.join(self.verb.morph.get('Mood', []))}"
        yield f"no:you={any(t.morph.get('Person', []) == ['2'] for t in tree)}"
        yield f"no:we={any(t.pos_ == 'PRON' and t.morph.get('Person', []) == ['1'] for t in tree)}"
        yield f"no:quote={any(t.text in _QUOTES for t in tree)}"
        for child in children(self.verb, "aux", "mark"):
            yield f"no:{base(child)}={child.lower_}"
        yield f"no:root={self.verb.dep_}"

    def speaks_for(self, candidate: Candidate) -> Iterator[str]:
        """What speaks for a candidate, or against it."""
        form = f"{candidate.form}/{candidate.filler.label or '-'}"
        yield form
        yield f"{form}|{self.lang}"
        yield f"{form}|{self.kind}"
        yield f"via={candidate.filler.via}|{form}"
        yield from self._salience(candidate, form)
        if candidate.form in ("context", "earlier", "salient"):
            yield from self._apart(candidate, form)
            return
        yield from self._path(candidate, form)
        yield from self._between(candidate, form)
        yield from self._beside(candidate, form)

    def wordless(self) -> Iterator[str]:
        """What speaks for no word of the sentence saying what the figure measures."""
        yield "none"
        yield f"none|{self.kind}"
        yield f"none|unit={self.figure.quantity.unit}"
        yield f"none|verb={self.verb.lemma_.lower()}"
        yield f"none|word={self.word}"
        yield f"none|length={bucket(len(self.line.tree))}"

    def heads(self, candidate: Candidate) -> Iterator[str]:
        """What speaks for a word heading what the figure measures, or against it."""
        form = f"{candidate.form}/{candidate.filler.via}"
        yield form
        yield f"{form}|{self.lang}"
        yield f"{form}|{self.kind}"
        yield f"{form}|case={self.case}"
        yield f"counted={candidate.token.i == self.noun.i}|{self.kind}"
        yield from self._path(candidate, form)
        yield from self._between(candidate, form)
        yield from self._beside(candidate, form)
        word = candidate.token.lemma_.lower()
        yield f"lemma={word}"
        yield f"lemma={word}|{self.kind}"
        yield f"lemma-ending={word[-4:]}|{candidate.form}"
        yield f"turn={self.line.turn(candidate.token.i)}|{candidate.form}"
        yield f"metric={self.line.metric(candidate.token.i) is not None}|{self.kind}"

    def _salience(self, candidate: Candidate, form: str) -> Iterator[str]:
        name, names, last = candidate.filler.text, self.names, self.last
        if last is not None and candidate.form != "phrase":
            yield f"last={name == last.name}|{last.back}|{candidate.form}"
            yield f"last={name == last.name}|subject={self.subject}"
        elif last is not None:
            yield f"last=phrase|{name == last.name}"
        if candidate.form != "phrase":
            yield f"often={bucket(names.often[name])}"
            yield f"ahead={name in names.ahead}"
            yield f"topic={name == names.topic}|{form}"
            yield f"sure={int(candidate.filler.certainty * 5)}|{candidate.form}"

    def _apart(self, candidate: Candidate, form: str) -> Iterator[str]:
        """What is not named in the sentence: by how far, and what the sentence has in its place."""
        near = f"{candidate.back}|{candidate.is_subject}"
        yield f"{form}|word={self.word}"
        yield f"{form}|near={near}"
        yield f"{form}|names={bucket(len(self.line.passage.names))}"
        yield f"{form}|subject={self.subject}"
        yield f"{form}|near={near}|subject={self.subject}"
        yield f"{form}|owner={self.owner}"
        yield f"{candidate.form}|subject={self.subject}|{self.kind}"
        yield f"{form}|rel={base(self.noun)}|subject={self.subject}"

    def _path(self, candidate: Candidate, form: str) -> Iterator[str]:
        path = self.path_to(candidate.token)
        shape, (up, down, shared) = path.shape, path
        yield f"path={shape}"
        yield f"path={shape}|{form}"
        yield f"path={shape}|{self.kind}"
        yield f"up={'^'.join(up)}"
        yield f"down={'.'.join(down)}|{form}"
        yield f"steps={bucket(len(up) + len(down))}|{candidate.form}"
        yield f"shared={shared.lemma_.lower()}|{down[0] if down else '='}"
        yield f"shared={shared.pos_}|{down[0] if down else '='}|{up[-1] if up else '='}"
        if down:
            yield f"verb={self.verb.lemma_.lower()}|{down[0]}|{shared == self.verb}"
        if shared.i == candidate.token.i or candidate.token.i == self.noun.i:
            yield f"within={candidate.token.lemma_.lower()}|{self.case}"

    def _between(self, candidate: Candidate, form: str) -> Iterator[str]:
        token, figure, line = candidate.token, self.figure, self.line
        is_ahead = token.i < figure.start
        low, high = (token.i + 1, figure.start) if is_ahead else (figure.end, token.i)
        side = "ahead" if is_ahead else "behind"
        between = line.tree[low:high] if low < high else ()
        names = {name.start for name in line.passage.names if low <= name.start < high}
        figures = {f.start for f in line.figures if low <= f.start < high and f is not figure}
        yield f"{side}|{form}"
        yield f"{side}={bucket(max(0, high - low))}|{candidate.form}"
        yield f"{side}|names={bucket(len(names))}|{candidate.form}"
        yield f"{side}|figures={bucket(len(figures))}|{candidate.form}"
        yield f"{side}|marks={marks_in(between)}|{candidate.form}"
        yield f"{side}|verbs={bucket(sum(t.pos_ == 'VERB' for t in between))}|{candidate.form}"
        if 0 < high - low <= 3:
            yield f"{side}:{' '.join(t.lower_ for t in between)}"
        inside = token.i in range(figure.start, figure.end)
        yield f"inside={inside and is_counted(token, figure)}|{form}"

    def _beside(self, candidate: Candidate, form: str) -> Iterator[str]:
        token, line = candidate.token, self.line
        name = line.name(token.i)
        start, end = (name.start, name.end) if name is not None else (token.i, token.i + 1)
        relation, said = base(token), line.words.colour["saying"] | line.words.colour["said"]
        yield f"rel={token.dep_}|{form}"
        yield f"rel={relation}|{self.kind}"
        yield f"rel={relation}|case={marker(token)}"
        yield f"case={marker(token)}|{self.case}|{self.kind}"
        yield f"before={line.word(start - 1)}|{candidate.form}"
        yield f"after={line.word(end)}|{candidate.form}"
        yield f"first={start <= 1}|{form}"
        above = _verb_above(token)
        yield f"says={line.has(above.i, said) and relation == 'nsubj'}|{form}"
        yield f"same={above.i == self.verb.i}|{relation}|{candidate.form}"
        yield f"above={above.lemma_.lower()}|{relation}"
        yield f"word={self.word}|{form}"
        if candidate.form == "phrase":
            word = token.lemma_.lower()
            number = "/".join(token.morph.get("Number", []))
            yield f"bare={' ' not in candidate.filler.text}|{is_definite(token)}|{number}"
            yield f"head={word}"
            yield f"head={word}|{self.kind}"
            yield f"head={word}|{relation}"
            yield f"words={bucket(len(candidate.filler.text.split()))}"
            yield f"named={any(line.name(t.i) is not None for t in token.subtree)}"
            yield f"metric={line.metric(token.i) is not None}|{self.kind}"
            yield f"ending={word[-4:]}"
            for child in children(token, "det", "amod", "nmod", "acl"):
                yield f"has={base(child)}:{child.lower_ if child.pos_ == 'DET' else ''}"


def _is_own(token: Token) -> bool:
    return "Yes" in token.morph.get("Poss", [])


def _head(figure: Figure, line: Line) -> Token:
    tokens = line.tree[figure.start : figure.end]
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def _verb_above(token: Token) -> Token:
    """The predicate that a token depends on."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in _VERBAL or base(ancestor) in _CLAUSAL:
            return ancestor
    return token


def path_between(start: Token, end: Token) -> Path:
    """The way in the tree from one word to another."""
    above = {token.i: depth for depth, token in enumerate([start, *start.ancestors][:_DEEPEST])}
    down: list[str] = []
    token = end
    while token.i not in above and token.head.i != token.i and len(down) < _DEEPEST:
        down.append(base(token))
        token = token.head
    up: list[str] = []
    other = start
    while other.i != token.i and other.head.i != other.i and len(up) < _DEEPEST:
        up.append(base(other))
        other = other.head
    return Path(up, down[::-1], token)
