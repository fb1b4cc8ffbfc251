"""How old somebody is: "Ada Byrne, 54,", "the 54-year-old", "Jonas Brandt (58)", "der 58-Jährige"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.deaths import day_of_death, find_deaths
from claimtrack.extract.figures.figurewords import load_figure_words
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.resolution import Filler
from claimtrack.extract.names.titles import is_title
from claimtrack.extract.people.persons import person_meant
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.text.syntax import base, children, is_relative
from claimtrack.language.trees import text_of
from claimtrack.model import Label, Mention, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_SURE = 0.85
_ALONE, _AMONG = 0.85, 0.75
"""Certainty of whom an age points at where one person is named nearby, and where several are."""
_NUMBER = re.compile(r"\d\d\d?")
_YOUNGEST, _OLDEST = 14, 110
"""Years of age that a bare number behind a name can be."""
_BESIDE = 4
"""Tokens between an age and the name that it describes ("the 54-year-old software engineer Ada Byrne")."""
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "AUX", "ADV", "CCONJ"})
"""Classes of those tokens: "der 60-jährige Autor und Regisseur Tom Ford"."""
_FOREMOST = ("nsubj", "root", "dep")
"""Relations of whom a sentence is about."""
_TITLED = ("appos", "flat", "compound")
"""Relations of a name to the title that it stands beside."""
_BRACKET = 9
"""Tokens of a bracket in which an age stands beside a party or a place."""
_MARKS = frozenset({"(", ")", ",", "/", ";", "|"})
_BACK = 2
"""Sentences back in which the one person stands whom "the 54-year-old" means."""


def draft_ages(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Draft]:
    """Every age of a named person, in the order of the text."""
    found = [draft for place in range(len(passages)) for draft in _in_passage(place, passages, discourse)]
    deaths = find_deaths(passages, discourse) if found else {}
    for draft in found:
        when = day_of_death(draft.subject, draft.passage) or deaths.get(draft.subject.text)
        yield replace(draft, when=when) if when is not None else draft


def _in_passage(place: int, passages: Sequence[Passage], discourse: Discourse) -> Iterator[Draft]:
    passage = passages[place]
    if not any(token.text[:1].isdigit() for token in passage.tree):
        return
    for name in passage.names:
        if discourse.cast.label(name.text) is Label.PERSON:
            yield from _behind(name, passage, discourse)
    near = [p for p in passages[max(0, place - _BACK) : place + 1] if passage.position - p.position <= _BACK]
    for mention in passage.quantities:
        yield from _told(mention, passage, near, discourse)


def _behind(name: Name, passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """As in "Ada Byrne, 54, …" and "Jonas Brandt (58)"."""
    marks = [token.text for token in passage.tree[name.end : name.end + 3]]
    inside = _bracket(name, passage)
    if inside:
        age = inside[0]
    elif len(marks) == _BESIDE - 1 and (marks[0], marks[2]) in ((",", ","), (",", ".")):
        age = passage.tree[name.end + 1]
    else:
        return
    if _NUMBER.fullmatch(age.text) and _YOUNGEST <= int(age.text) <= _OLDEST:
        value = Decimal(age.text)
        norm = Quantity(text=age.text, min=value, max=value, unit="year", digits=len(age.text))
        mention = Mention(span=passage.span_of(age.i, age.i + 1), label=Label.QUANTITY, norm=norm)
        yield _draft(mention, age, passage, _person(name, passage, discourse))


def _bracket(name: Name, passage: Passage) -> Sequence[Token]:
    """The one bare number of the bracket behind a name, alone between its marks: "Ada Byrne (CDU, 46)"."""
    tree = passage.tree
    if text_of(tree[name.end : name.end + 1]) != "(":
        return []
    inside = list(itertools.takewhile(lambda t: t.text != ")", tree[name.end + 1 : name.end + 1 + _BRACKET]))
    if len(inside) == _BRACKET or any(t.like_num and not _NUMBER.fullmatch(t.text) for t in inside):
        return []
    numbers = [t for t in inside if _NUMBER.fullmatch(t.text)]
    alone = all(t.nbor(-1).text in _MARKS and t.nbor(1).text in _MARKS for t in numbers)
    return numbers if len(numbers) == 1 and alone else []


def _told(mention: Mention, passage: Passage, earlier: list[Passage], discourse: Discourse) -> Iterator[Draft]:
    """As in "the 54-year-old Ada Byrne", "the 54-year-old said", "Ada Byrne is 54 years old"."""
    norm, words = mention.norm, load_figure_words(passage.lang).traits
    tokens = passage.tokens_in(mention.span)
    if (
        not isinstance(norm, Quantity)
        or norm.unit != "year"
        or not tokens
        or (norm.min or norm.max or _OLDEST) >= _OLDEST
    ):
        return
    after = passage.tree[tokens[-1].i + 1].lower_ if tokens[-1].i + 1 < len(passage.tree) else ""
    text = norm.text.lower()
    if not text.rstrip("nmrs").endswith(tuple(sorted(words["old"]))) and after not in words["old"]:
        person = _dead(tokens, passage, discourse)
    else:
        person = _beside(tokens, passage, discourse) or _described(tokens, passage, discourse)
        person = person or _meant(tokens, passage, earlier, discourse)
    if person is not None:
        yield _draft(mention, tokens[0], passage, person)


def _beside(tokens: Sequence[Token], passage: Passage, discourse: Discourse) -> Filler | None:
    """The person whom an age describes, or of whom it is said."""
    people = [n for n in passage.names if discourse.cast.label(n.text) is Label.PERSON]
    last, first = tokens[-1].i + 1, tokens[0].i
    for name in people:
        between = passage.tree[last : name.start] if name.start >= last else passage.tree[name.end : first]
        near = len(between) <= _BESIDE and all(t.pos_ in _BETWEEN for t in between)
        if near and ((name.start >= last and not _is_noun(tokens[-1])) or any(t.pos_ == "AUX" for t in between)):
            return _person(name, passage, discourse)
    return None


def _described(tokens: Sequence[Token], passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "Ada Byrne, die 20 Jahre alte Tochter von", "Byrne ist vor kurzem 70 Jahre alt geworden"."""
    before = passage.tree[max(0, tokens[0].i - 2) : tokens[0].i]
    if len(before) == 2 and before[0].text == "," and before[1].pos_ in ("DET", "PRON"):
        names = (n for n in passage.names if n.end == before[0].i and discourse.cast.label(n.text) is Label.PERSON)
        return next((_person(name, passage, discourse) for name in names), None)
    plain = tokens[-1].lower_ in load_figure_words(passage.lang).traits["predicative"]
    return _subject(tokens[-1], passage, discourse) if plain else None


def _dead(tokens: Sequence[Token], passage: Passage, discourse: Discourse) -> Filler | None:
    """As in "starb mit 88 Jahren", "im Alter von 88 Jahren gestorben"."""
    words = load_figure_words(passage.lang).traits
    before = text_of(passage.tree[max(0, tokens[0].i - 2) : tokens[0].i]).lower()
    if not before.endswith(tuple(sorted(words["with"] | words["age"]))):
        return None
    if all(token.lower_ not in words["died"] for token in passage.tree) or _is_of_unnamed(tokens[-1], passage):
        return None
    people = [n for n in passage.names if discourse.cast.label(n.text) is Label.PERSON]
    alone = _person(people[0], passage, discourse) if len(people) == 1 else None
    return _subject(tokens[-1], passage, discourse) or alone


def _is_of_unnamed(age: Token, passage: Passage) -> bool:
    """Whether a relative clause tells the age of somebody without a name: "sein Vater, der mit 50 Jahren starb"."""
    clause = next((t for t in (age, *age.ancestors) if is_relative(t)), None)
    return clause is not None and clause.head.pos_ == "NOUN" and passage.name_at(clause.head) is None


def _subject(age: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The person of whom the clause around an age tells."""
    node = age
    for _ in range(_BESIDE):
        node = node.head
        for token in children(node, "nsubj"):
            meant = token.pos_ == "PRON"
            filler = person_meant(token, passage, discourse) if meant else discourse.resolve(token, passage)
            return filler if filler is not None and filler.label is Label.PERSON else None
    return None


def _is_noun(age: Token) -> bool:
    """Whether an age stands for somebody by itself, as its capital shows: "die 84-Jährige"."""
    return age.text[:1].isdigit() and age.text.rpartition("-")[2][:1].isupper()


def _meant(tokens: Sequence[Token], passage: Passage, earlier: list[Passage], discourse: Discourse) -> Filler | None:
    """The one person spoken of whom "the 54-year-old" stands for."""
    before = next((t for t in reversed(passage.tree[: tokens[0].i]) if t.pos_ != "ADV"), None)  # "der erst 17-Jährige"
    following = passage.tree[tokens[-1].i + 1] if tokens[-1].i + 1 < len(passage.tree) else None
    if before is None or "Def" not in before.morph.get("Definite", []):
        return None
    bearer = tokens[-1]
    if following is not None and following.lower_ in load_figure_words(passage.lang).traits["old"]:
        following = following.nbor(1) if following.i + 1 < len(passage.tree) else None
    if following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ"):
        if not _is_called(following, passage):
            return None
        bearer = following
    if _has_two(tokens, passage):
        return None  # "The 17-year-old hugged the 20-year-old"
    for sentence in reversed(earlier):
        names = [n for n in sentence.names if sentence is not passage or n.end <= tokens[0].i]
        people = [name for name in names if discourse.cast.label(name.text) is Label.PERSON]
        others = [n for n in people if sentence is passage and _speaks(n, tokens[-1], passage)]
        people = [name for name in people if name not in others]
        foremost = {discourse.cast.full(name.text) for name in people if _is_foremost(name, sentence)}
        named = people if sentence is not passage else []
        meant = foremost or {discourse.cast.full(name.text) for name in named if _has_no_age(name, sentence)}
        if meant:
            full = next(iter(meant))
            is_one = len(meant) == 1 and not _is_other_sex(full, before, tokens[-1], discourse)
            is_bound = sentence is passage or base(bearer) in _FOREMOST  # no "für den 24-Jährigen"
            sure = _ALONE if _are_one([n for s in earlier for n in s.names], discourse) else _AMONG
            return Filler(full, Label.PERSON, tokens[0], sure, "noun") if is_one and is_bound else None
        if others:
            return None
    return None


def _are_one(names: list[Name], discourse: Discourse) -> bool:
    """Whether one person alone is named."""
    return len({discourse.cast.full(n.text) for n in names if discourse.cast.label(n.text) is Label.PERSON}) == 1


def _is_called(noun: Token, passage: Passage) -> bool:
    """Whether a noun behind an age says only what somebody is: "der 52-jährige Sänger schrieb"."""
    behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    known = noun.lower_ in role_words(passage.lang).person_nouns or is_title(noun.text, passage.lang)
    person = noun.pos_ == "NOUN" and (known or class_of(noun, passage.lang) is Label.PERSON)
    return person and behind is not None and behind.pos_ in ("VERB", "AUX")


def _has_two(tokens: Sequence[Token], passage: Passage) -> bool:
    """Whether a sentence points at two people by their ages."""
    endings = tuple(sorted(load_figure_words(passage.lang).traits["old"]))
    aged = (t for t in passage.tree if t.text[:1].isdigit() and t.lower_.rstrip("nmrs").endswith(endings))
    return any(t not in tokens and passage.name_at(t.nbor(1)) is None for t in aged if t.i + 1 < len(passage.tree))


def _speaks(name: Name, age: Token, passage: Passage) -> bool:
    """Whether a person of the same sentence meets another, or tells of them: "Byrne met the 54-year-old"."""
    head, words = passage.head_of(name.span), load_figure_words(passage.lang).colour
    if head is None or head.head in (age.head, age.head.head):
        return True
    return bool({head.head.lower_, head.head.lemma_.lower()} & (words["saying"] | words["said"]))


def _is_other_sex(full: str, article: Token, age: Token, discourse: Discourse) -> bool:
    """Whether the words before a person's name are of another gender than the article of an age: "die 39-Jährige"."""
    for passage in discourse.passages:
        forms = load_figure_words(passage.lang).traits
        key = f"{article.lower_} {age.lower_[-2:]}"
        sex = next((name for name in ("Masc", "Fem") if key in forms[name.lower()]), None)
        if sex is None:
            return False
        nouns = [passage.tree[n.start - 1] for n in passage.names if n.start and discourse.cast.full(n.text) == full]
        told = {g for noun in nouns if noun.pos_ in ("NOUN", "PROPN") for g in noun.morph.get("Gender", [])}
        if told and sex not in told:
            return True
    return False


def _is_foremost(name: Name, sentence: Passage) -> bool:
    """Whether a sentence is about a person: its subject, alone or beside a title, and no age of their own behind."""
    head = sentence.head_of(name.span)
    if head is None or not _has_no_age(name, sentence):
        return False
    shared = base(head.head) == "conj" and children(head.head.head, "nsubj") and head.i > head.head.i
    if shared:
        return False  # "he turned and left Byrne no chance", whatever the tree says
    return base(head) in _FOREMOST or (base(head) in _TITLED and base(head.head) in _FOREMOST)


def _has_no_age(name: Name, sentence: Passage) -> bool:
    inside = [token.text for token in sentence.tree[name.end : name.end + 3]]
    return not (len(inside) == _BESIDE - 1 and inside[0] in ("(", ",") and _NUMBER.fullmatch(inside[1]))


def _person(name: Name, passage: Passage, discourse: Discourse) -> Filler:
    return Filler(discourse.cast.full(name.text), Label.PERSON, passage.tree[name.end - 1], 1.0, "name")


def _draft(mention: Mention, at: Token, passage: Passage, person: Filler) -> Draft:
    words = load_figure_words(passage.lang).traits
    return Draft(
        "measure", "age", passage, at, person, None, mention, min(words["age_of"]),
        aside=not any(token.lower_ in words["turned"] for token in passage.tree),  # "turned 42 on May 4"
        sure=round(_SURE * person.certainty, 3),
    )  # fmt: skip
