"""How many people were killed, hurt or went missing, and where: "Six miners died at the Arden mine", "34 injured".

Such sentences give no party that does something, and headlines no verb; papers name the place once and go on without
it. So a number is read with the nearest word of harm, by the order of words, and told of the place beside it, else of
the one that the sentences before tell of. What happened there is a part of the attribute: "killed in shaft collapse".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class, size
from claimtrack.extract.text.syntax import base, children
from claimtrack.language.trees import text_of
from claimtrack.model import Label, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.figures.figurewords import FigureWords
    from claimtrack.extract.figures.line import Figure, Line
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

RULE = "casualties"
_SURE, _ELSEWHERE = 0.9, 0.8
"""How sure a reading is, and one whose place another sentence names."""
_AHEAD, _BEHIND = 7, 5
"""Tokens between a number and the word of harm behind it, and one before it."""
_TOLL = 14
"""Tokens between a number and the toll that it is."""
_BACK = 3
"""Sentences back in which the place may be told."""
_NOUN = 3
"""Tokens behind a number in which the noun for the people stands: "12 young men"."""
_SOON = 2
"""Sentences back in which the event may be told."""
_CASE = 4
"""Tokens between a case word of place and the name that it leads to: "at the old Arden copper mine"."""
_HARMS = ("killed", "injured", "missing")


class Casualties:
    """Reads the casualties of a document, in the order of its sentences."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def drafts(self, line: Line) -> Iterator[Draft]:
        """Every number of killed, injured or missing people of a sentence that has a place."""
        found = [(figure, *told) for figure in line.figures if (told := _harm(figure, line)) is not None]
        here = list(self._places(line.passage, line.words)) if found else []
        for figure, harm, word in found:
            place, sure = self._place(figure, here, line)
            attribute = self._attribute(harm, figure, line)
            is_loose = sure == _ELSEWHERE and " " not in attribute  # neither where nor in what
            if place is None or (is_loose and place.label is not Label.PLACE) or _is_unreal(word, line):
                continue
            yield Draft(
                "measure", RULE, line.passage, word, place, None, figure.mention, attribute,
                unit=None if figure.quantity.unit else "person", when=_day(line), sure=sure,
            )  # fmt: skip

    def _places(self, passage: Passage, words: FigureWords) -> Iterator[tuple[int, Filler]]:
        """The names of a sentence behind a case word of place."""
        tree = passage.tree
        for name in passage.names:
            filler = self._discourse.resolve(tree[name.end - 1], passage)
            if filler is None or filler.via != "name" or filler.label is Label.PERSON:
                continue
            ahead = range(name.start - 1, max(-1, name.start - 1 - _CASE), -1)
            case = next((at for at in ahead if tree[at].pos_ in ("ADP", "VERB")), None)
            if case is not None and tree[case].lower_ in words.casualties["places"]:
                yield name.start, filler

    def _attribute(self, harm: str, figure: Figure, line: Line) -> str:
        """The harm, and what happened, by this sentence or one right before it: "killed in bus crash"."""
        at, words = self._discourse.place_of(line.passage), line.words
        before = reversed(self._discourse.passages[max(0, at - _SOON) : at])
        told = (_event(figure.start, line.passage, words), *(_event(0, passage, words) for passage in before))
        return f"{min(words.casualties[f'{harm}_name'])} {next(filter(None, told), '')}".strip()

    def _place(self, figure: Figure, here: Sequence[tuple[int, Filler]], line: Line) -> tuple[Filler | None, float]:
        """The first place behind a figure, else the last before it, else the one that the text told of last."""
        if here:
            behind = [filler for at, filler in here if at >= figure.end]
            return (behind or [here[-1][1]])[0], _SURE
        at = self._discourse.place_of(line.passage)
        for passage in reversed(self._discourse.passages[max(0, at - _BACK) : at]):
            fillers = [filler for _, filler in self._places(passage, line.words)]
            told = {filler.text: filler for filler in fillers if filler.label in (Label.PLACE, None)}
            if told:
                return (next(iter(told.values())), _ELSEWHERE) if len(told) == 1 else (None, 0.0)
        return None, 0.0


def _harm(figure: Figure, line: Line) -> tuple[str, Token] | None:
    """What became of the people that a figure counts, and the word that says so."""
    words = line.words.casualties
    if figure_class(figure.quantity) != "count" or size(figure.quantity) < 1 or "/" in (figure.quantity.unit or ""):
        return None
    if not _counts_people(figure, line):
        return None
    for at in range(figure.end - 1, min(len(line.tree), figure.end + _AHEAD)):
        token = line.tree[at]
        harm = next((name for name in _HARMS if token.lower_ in words[name]), None)
        if harm is not None:
            return harm, token
        if at >= figure.end and (line.is_stop(at) or line.figure(at) is not None or _goes_on(token, line)):
            break
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _BEHIND), -1):
        token = line.tree[at]
        harm = next((name for name in _HARMS if token.lower_ in words[f"{name}_by"]), None)
        if harm is not None:
            return harm, token
        if token.pos_ not in ("ADV", "DET", "ADJ", "ADP", "PRON", "NUM") and token.lower_ not in words["light"]:
            break
    return _toll(figure, line)


def _toll(figure: Figure, line: Line) -> tuple[str, Token] | None:
    """As in "the death toll of the quake in Nepal has risen to 1,240"."""
    words = line.words.casualties
    if line.word(figure.start - 1) not in words["tolled"] and line.word(figure.end) not in words["tolled"]:
        return None
    for at in range(figure.start - 1, max(-1, figure.start - 1 - _TOLL), -1):
        if line.is_stop(at) or line.figure(at) is not None:
            return None
        if line.tree[at].lower_ in words["tolls"]:
            return _HARMS[0], line.tree[at]
    return None


def _counts_people(figure: Figure, line: Line) -> bool:
    """Whether a number counts people, by its unit or noun, or has no noun of its own ("six dead")."""
    words = line.words.casualties
    inside, behind = range(figure.start, figure.end), range(figure.end, figure.end + _NOUN)
    if figure.quantity.unit == "person" or any(line.has(at, words["people"]) for at in inside):
        return True
    harms = frozenset[str]().union(*(words[name] for name in _HARMS))
    if figure.quantity.unit is not None:
        return any(line.tree[at].lower_ in harms for at in inside)
    following = line.token(figure.end)
    if following is None or following.pos_ not in ("NOUN", "PROPN"):
        return True
    return following.lower_ in harms or any(line.has(at, words["people"]) for at in behind)


def _goes_on(token: Token, line: Line) -> bool:
    """Whether a word between a number and a word of harm says that another clause or thing is told of."""
    is_verb = token.pos_ == "VERB" and token.lower_ not in line.words.casualties["light"]
    return is_verb or token.pos_ in ("SCONJ", "CCONJ") or token.text in (",", ":", "–", "—")


def _is_unreal(word: Token, line: Line) -> bool:
    """Whether the harm is denied, only possible or a question: "nobody was killed", "could have been killed"."""
    verb = word if word.pos_ in ("VERB", "AUX", "ADJ") else word.head
    aux = [child.lower_ for child in children(verb, "aux")]
    denied = any("Neg" in child.morph.get("Polarity", []) for child in verb.children)
    unreal = line.words.casualties["unreal"]
    return (
        denied
        or any(text in unreal for text in aux)
        or any(t.lower_ in unreal for t in verb.children if base(t) == "mark")
    )


def _event(at: int, passage: Passage, words: FigureWords) -> str:
    """What happened, in the words of a sentence: "in bus crash", "when shaft collapsed"; empty where it does not say.

    `at` is the token that the event is nearest to.
    """
    told = words.casualties
    nouns = [t for t in passage.tree if t.pos_ in ("NOUN", "PROPN") and _is_event(t, words)]
    if nouns:
        noun = min(nouns, key=lambda token: abs(token.i - at))
        start = noun.i
        while start and passage.tree[start - 1].pos_ in ("NOUN", "ADJ") and passage.tree[start - 1].head == noun:
            start -= 1
        return f"{min(told['within'])} {text_of(passage.tree[start : noun.i + 1])}"
    verbs = (t for t in passage.tree if t.pos_ == "VERB" and {t.lower_, t.lemma_.lower()} & told["befalls"])
    for verb in verbs:
        near = [*children(verb, "nsubj"), *([verb.head] if base(verb) == "acl" else [])]
        thing = next((t for t in near if t.pos_ in ("NOUN", "PROPN")), None)
        if thing is not None:
            return f"{min(told['when'])} {thing.text} {verb.text}"
    return ""


def _is_event(noun: Token, words: FigureWords) -> bool:
    """Whether a noun is one of the events, in German also at the end of a compound."""
    forms, events = {noun.lower_, noun.lemma_.lower()}, words.casualties["events"]
    return bool(forms & events) or (words.compounds and noun.lower_.endswith(tuple(events)))


def _day(line: Line) -> TimeSpan | None:
    """The only date of the sentence."""
    spans = [mention.norm for mention in line.passage.dates if isinstance(mention.norm, TimeSpan)]
    return spans[0] if len(spans) == 1 and spans[0].edtf is not None else None
