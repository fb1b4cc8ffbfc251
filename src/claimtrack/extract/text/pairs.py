"""Two lists that go together member by member, told apart: "Shares of A and B fell 2 % and 3 %, respectively".

Each pair is a sentence of its own, "Shares of A fell 2 %" and "Shares of B fell 3 %", and is parsed and read as one.
Lists are found by the order of words: members are mentions and nouns, between them commas and a conjunction.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.emphasis import Plain
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.extract.names.resolution import Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Span

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
_LOOSE = ("DET", "ADP")
"""What may stand behind the conjunction: "by 3 % and by 5 %", "the X1 and the X2"."""
_LONGEST = 80
"""Words of the longest sentence that is told apart: what is longer is no sentence but a table or a list."""
_GENITIVE = ("'s", "’s")


class _Member(NamedTuple):
    """Tokens `start` to `end` of a list; `core` is the end of the mention that it begins with, else of all.

    `sort` is figure, time, name or noun.
    """

    start: int
    core: int
    end: int
    sort: str


class _Words(NamedTuple):
    joints: frozenset[str]
    choice: frozenset[str]
    paired: frozenset[str]
    nouns: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_data(lang, "figures")
    paired = frozenset(data["links"]["paired"])
    nouns = frozenset(noun for metric in data["metric"] if not metric.get("acts") for noun in metric["nouns"])
    choice = frozenset(data["links"]["choice"])
    return _Words(frozenset(data["grammar"]["and"]) | {"&"} | choice, choice, paired, nouns)


def read_pairs(passage: Passage) -> list[tuple[Plain, tuple[Span, ...]]]:
    """Return the sentences that a passage tells in one, each with the two members that go together in it.

    They come in the order of the pairs; there are none where the passage has no such lists.
    """
    words = _words(passage.lang)
    at = next((token.i for token in passage.tree if token.lower_ in words.paired), None)
    if at is None or len(passage.tree) > _LONGEST:
        return []
    lists = _matched(_lists(passage, words), at)
    if not lists or _is_joined_by(words.choice, lists[1], passage):
        return []  # "for $5 or $9, respectively" is the price of either
    gone = _marks(passage, at) if not any(each[0].start < at < each[-1].end for each in lists) else set()
    return [
        (
            _without(passage, {*gone, *_others(lists, which)}),
            tuple(passage.span_of(each[which].start, each[which].end) for each in lists),
        )
        for which in range(len(lists[0]))
    ]


def goes_with_another(figure: Span, parties: Iterable[Filler], passage: Passage, *, is_open: bool) -> bool:
    """Whether a figure is one of a pair, and the name that it goes with none of these parties.

    Where it goes with no name, only the metrics tell whose it is: a reading of an open measure does not.
    """
    others = [span for span in passage.pair if not span.overlaps(figure)]
    if len(others) != 1:
        return False
    name = next((n for n in passage.names if n.span.overlaps(others[0])), None)
    if name is None:
        return is_open
    places, tree = {token.i for token in passage.tokens_in(others[0])}, passage.tree
    return not any((p.token.doc is tree and p.token.i in places) or name.text in p.text for p in parties)


def _members(passage: Passage, words: _Words) -> Iterator[_Member]:
    """The mentions and nouns of a passage with the nouns around them, in the order of the text."""
    begun = {name.start: (name.end, "name") for name in passage.names}
    dates = (mention for mention in passage.times if mention.label is Label.DATE)
    for mentions, sort in ((dates, "time"), (passage.quantities, "figure")):
        spans = filter(None, (passage.tokens_in(mention.span) for mention in mentions))
        begun |= {tokens[0].i: (tokens[-1].i + 1, sort) for tokens in spans}
    tree, at = passage.tree, 0
    while at < len(tree):
        core, sort = begun.get(at, (at, "noun"))
        end = core
        while end < len(tree) and begun.get(end, (0, ""))[1] != "figure" and _goes_on(tree[end], words):
            end = begun[end][0] if end in begun else end + 1
        if end == at:
            at += 1
            continue
        if sort == "time" and end > core:
            sort = "noun"  # "fourth-quarter sales"
        yield _Member(at, core if core > at else end, end, sort)
        at = end


def _goes_on(token: Token, words: _Words) -> bool:
    """Whether a word may be part of a member; what a figure measures is a noun, whatever it is taken for."""
    joins = token.text == "-" or token.text in _GENITIVE or (token.pos_ == "PART" and token.is_punct)
    return joins or token.pos_ in _NOMINAL or token.lower_ in words.nouns


def _lists(passage: Passage, words: _Words) -> list[list[_Member]]:
    """The lists of a passage: members of one sort, the last of them behind a conjunction."""
    found: list[list[_Member]] = []
    members = list(_members(passage, words))
    for before, member in pairwise(members):
        between = passage.tree[before.end : member.start]
        if not _are_alike(before, member, passage) or not _joins(between, words):
            continue
        if not found or found[-1][-1] is not before or _is_joined_by(words.joints | words.paired, found[-1], passage):
            found.append([before])
        found[-1].append(member)
    return [
        _without_shared(each, passage) for each in found if _is_joined_by(words.joints | words.paired, each, passage)
    ]


def _are_alike(one: _Member, other: _Member, passage: Passage) -> bool:
    """Whether two members can be of one list: no "Spain" and "inflation" of "jobs in Spain and inflation in Italy"."""
    tree = passage.tree
    if one.sort == "name" and other.sort == "noun" and one.start and tree[one.start - 1].pos_ == "ADP":
        return tree[other.end - 1].is_title or one.end > one.core
    return one.sort == other.sort or {one.sort, other.sort} == {"name", "noun"}


def _joins(between: Sequence[Token], words: _Words) -> bool:
    """Whether words join two members: a comma, a conjunction, and small words behind; "4 beziehungsweise 5 Prozent"."""
    if len(between) == 1 and between[0].lower_ in words.paired:
        return True
    at = next((at for at, token in enumerate(between) if not _is_joint(token, words)), len(between))
    loose = _LOOSE if at and between[at - 1].text != "," else ("DET",)  # but not "a record high, with Norwind up"
    return at > 0 and all(token.pos_ in loose for token in between[at:])


def _is_joint(token: Token, words: _Words) -> bool:
    return token.text == "," or token.lower_ in words.joints


def _is_joined_by(words: frozenset[str], members: Sequence[_Member], passage: Passage) -> bool:
    """Whether one of these words stands before the last member."""
    between = passage.tree[members[-2].end : members[-1].start] if len(members) > 1 else ()
    return any(token.lower_ in words for token in between)


def _without_shared(members: list[_Member], passage: Passage) -> list[_Member]:
    """A list without what all its members share: "the 12-liter and 18-liter tanks", "Norwind's revenue and profit"."""
    first, *others = members
    start = _own_start(first, others, passage)
    sort = "name" if any(n.start == start and n.end == first.end for n in passage.names) else first.sort
    *others, last = (first._replace(start=start, core=max(start, first.core), sort=sort), *others)
    shared = last.end > last.core and all(member.end == member.core for member in others)
    return [*others, last._replace(end=last.core)] if shared else [*others, last]


def _own_start(first: _Member, others: Sequence[_Member], passage: Passage) -> int:
    """Where a list's first member begins, behind what is all members': "the chip firms Norwind and Acme"."""
    owned = [any(token.text in _GENITIVE for token in passage.tree[m.start : m.end]) for m in (first, *others)]
    if owned[0] and not any(owned[1:]):
        return max(at for at in range(first.start, first.end) if passage.tree[at].text in _GENITIVE) + 1
    last = next((name for name in passage.names if name.start > first.start and name.end == first.end), None)
    named = all(member.sort == "name" and member.core == member.end for member in others)
    return last.start if last is not None and named else first.start


def _matched(lists: Sequence[list[_Member]], at: int) -> list[list[_Member]]:
    """The two lists that a word at a place pairs, the last one before it, and one of its length."""
    before = [each for each in lists if each[0].start < at]
    after = next((each for each in lists if each[0].start > at), None)
    if not before:
        return []
    last = before[-1]
    ahead = [cut for each in before[:-1] if (cut := _cut(each, len(last)))]
    named = [each for each in ahead if all(member.sort == "name" for member in each)]
    if len(ahead) > 1:
        ahead = named[-1:]  # of several none is meant for sure, save firms and people
    if ahead:
        return [ahead[0], last]
    counts = after is not None and "figure" in (last[0].sort, after[0].sort)
    return [last, after] if after is not None and counts and len(after) == len(last) and len(before) == 1 else []


def _cut(members: list[_Member], length: int) -> list[_Member]:
    """The last members of a list, as many as asked for: "Stateside, Norwind and Dunmore" are two."""
    first = len(members) - length
    return members[first:] if first in (0, 1) else []


def _others(lists: Sequence[list[_Member]], which: int) -> Iterator[int]:
    """The tokens of all members but one, and what joins them."""
    for members in lists:
        kept = members[which]
        yield from range(members[0].start, kept.start)
        yield from range(kept.end, members[-1].end)


def _marks(passage: Passage, at: int) -> set[int]:
    """The word that pairs two lists with the commas that set it apart, but not the one before another clause."""
    tree, is_inner = passage.tree, at + 2 < len(passage.tree) and passage.tree[at + 2].pos_ in _LOOSE
    sides = (at - 1, at + 1) if is_inner else (at - 1,)
    return {at, *(place for place in sides if place in range(len(tree)) and tree[place].text == ",")}


def _without(passage: Passage, gone: set[int]) -> Plain:
    """The sentence without some of its tokens, with a blank where they stood."""
    plain, tree = passage.plain, [token for token in passage.tree if token.i not in gone]
    kept: list[int] = []
    for token, following in zip(tree, [*tree[1:], None], strict=True):
        end = token.idx + len(token.text)
        kept += range(token.idx, end)
        cut = following is not None and following.i > token.i + 1 and following.pos_ != "PUNCT"
        if token.whitespace_ and (following is None or following.i == token.i + 1 or cut):
            kept.append(end)
        elif cut and following is not None and plain.text[following.idx - 1].isspace():
            kept.append(following.idx - 1)
    return Plain("".join(plain.text[at] for at in kept), [plain.offsets[at] for at in kept])
