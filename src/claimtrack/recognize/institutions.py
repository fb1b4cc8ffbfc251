"""Names of institutions as they are written out: with what they are for, over "of", "for", commas and "and".

"Port Authority of New York and New Jersey", "Ministry of Culture, Sports and Tourism", "Securities and Exchange
Commission", "Bundesministerium für Wirtschaft und Klimaschutz": taggers cut them at every small word.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.language.words import load_words
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer
from claimtrack.recognize.namewords import GENITIVES, PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.namewords import NameParts

_LONGEST = 14
"""Tokens of the longest name that is put together here."""
_LEFT = 6
"""Tokens ahead of an institution's noun among which its name starts."""


class _Words(NamedTuple):
    heads: frozenset[str]
    endings: tuple[str, ...]
    links: frozenset[str]
    inner: frozenset[str]
    unions: tuple[str, ...]
    union_links: frozenset[str]
    regional: frozenset[str]
    parts: frozenset[str]
    joining: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str]
    none: frozenset[str]
    clubs: frozenset[str]
    ranks: frozenset[str]
    national: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    names, data = read_data(lang, "names"), read_data(lang, "names")["institutions"]
    return _Words(
        frozenset(data["heads"]), tuple(data["endings"]), frozenset(data["links"]), frozenset(data["inner"]),
        tuple(data["unions"]), frozenset(data["union_links"]), frozenset(data["regional"]),
        frozenset(data["parts"]), frozenset(data["joining"]), frozenset(data["definite"]), frozenset(names["articles"]),
        frozenset({*names["titles"], *data["none"]}), frozenset(names["club_words"]),
        frozenset(data["ranks"]), frozenset(data["national"]),
    )  # fmt: skip


def is_institution_noun(text: str, lang: str) -> bool:
    """Whether a word with a capital is the noun of an institution: "Ministry", "Bundesministerium"."""
    words = _words(lang)
    return text in words.heads or (text[:1].isupper() and text.casefold().endswith(words.endings))


def is_institution(name: str, lang: str) -> bool:
    """Whether a name is an institution's noun with what it is for behind it: "Center for Rural Studies"."""
    parts, words = name.split(), _words(lang)
    links = words.links | words.union_links
    return any(is_institution_noun(one, lang) and other in links for one, other in pairwise(parts))


def is_head_of(short: str, long: str, lang: str) -> bool:
    """Whether a short form is the noun of an institution named in full, or all of its name ahead of a link.

    "Alliance" is short for "Alliance for Rural Labour", "Port Authority" for "Port Authority of Norwind".
    """
    parts, longer, words = short.split(), long.split(), _words(lang)
    if not is_institution_noun(parts[-1], lang) or len(parts) >= len(longer):
        return False
    if longer[: len(parts)] == parts:
        return longer[len(parts)] in words.links | words.union_links
    head = next((i for i, word in enumerate(longer) if word in words.links), len(longer))
    return len(parts) == 1 and longer[head - 1] == short


def with_institutions(
    sentence: Tree, stretches: Sequence[tuple[int, int]], words: NameParts, busy: set[int]
) -> list[tuple[int, int]]:
    """Return the stretches of a sentence's names with those of institutions whole; `busy` tokens are no names."""
    whole: list[tuple[int, int]] = []
    for token in sentence:
        if (whole and token.i < whole[-1][1]) or not is_institution_noun(token.text, words.lang):
            continue
        if token.i and token.nbor(-1).text in _words(words.lang).ranks:
            continue  # "Chief Executive of Acme"
        start, end = _around(token, stretches, words.lang)
        reach = _Reach(sentence, words.lang, busy, end)
        found = (_owner(_first(token, start, reach), token, stretches, reach), reach.end_behind(token))
        if found != (start, end) and found[1] - found[0] > 1 and found[1] - found[0] <= _LONGEST:
            whole.append(found)
    outside = [s for s in stretches if not any(s[0] < end and start < s[1] for start, end in whole)]
    return sorted(outside + [_joined(each, stretches) for each in whole])


def _joined(whole: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """An institution with what was found of it before: nothing of the old name is lost at its head."""
    starts = [start for start, end in stretches if start < whole[0] < end]
    return (min([whole[0], *starts]), whole[1])


def _owner(start: int, head: Token, stretches: Sequence[tuple[int, int]], reach: _Reach) -> int:
    """Where the name of the institution starts that a school or programme is part of, else `start`."""
    at = start
    while at > 1 and head.text in reach.words.parts and reach.is_member(at - 1):
        at -= 1
    if at < 1 or head.text not in reach.words.parts or head.doc[at - 1].text not in GENITIVES:
        return start
    owners = (s for s, e in stretches if e == at - 1 and head.doc[e - 1].ent_type_ == "ORG")
    return next(owners, start)


def _around(token: Token, stretches: Sequence[tuple[int, int]], lang: str) -> tuple[int, int]:
    """The stretch that an institution's noun is in, cut behind it where a link follows; else the noun alone."""
    return next(((s, e) for s, e in stretches if s <= token.i < e), (token.i, token.i + 1))


class _Reach:
    """How far names of institutions reach in one sentence."""

    def __init__(self, sentence: Tree, lang: str, busy: set[int], end: int) -> None:
        self.sentence, self.lang, self.busy = sentence, lang, busy
        self.words = _words(lang)
        self._end = end

    def end_behind(self, head: Token) -> int:
        """Where the name ends: behind the last thing that the institution is for, else where it ended before."""
        at = head.i + 1
        if not self._is_link(head, at):
            return self._end
        at += 1
        if at < len(self.sentence) and self.sentence[at].lower_ in self.words.articles:
            at += 1
        end = self._member_end(at)
        if end is None or self._is_own_name(at, end):
            return self._end
        return max(self._end, self._list_end(head, at, self._inner_end(end)))

    def _is_own_name(self, start: int, end: int) -> bool:
        """Whether what stands behind a link is a firm, a club or a person: "the league for FC Norwind"."""
        first = self.sentence[start].text
        own = load_words(self.lang).has_own
        person = end - start > 1 and first in load_gazetteer("forenames") and not own(first)
        return person or first in self.words.clubs or self._is_listed(start, end)

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether a firm is listed whose name is no ordinary word, or which everybody knows by it."""
        text = text_of(self.sentence[start:end])
        plain = end - start == 1 and load_words(self.lang).has_own(text)
        return text in load_gazetteer("companies_own") or (is_organisation(text) and not plain)

    def _inner_end(self, end: int) -> int:
        """Behind a further link within what an institution is for: "Institute for the Science of Light"."""
        if self.words.definite or end >= len(self.sentence) or self.sentence[end].lower_ not in self.words.inner:
            return end
        return self._member_end(end + 1) or end

    def _is_link(self, head: Token, at: int) -> bool:
        if at + 1 >= len(self.sentence):
            return False
        link = self.sentence[at].lower_
        if link in self.words.union_links:
            return head.lower_.endswith(self.words.unions)
        return link in self.words.links and self.is_definite(head)

    def is_definite(self, head: Token) -> bool:
        """Whether an article before an institution's noun is one of names, where all nouns have capitals."""
        if not self.words.definite:
            return True
        at = head.i - 1
        while at >= 0 and (self.sentence[at].pos_ == "ADJ" or self.sentence[at].text[:1].isupper()):
            at -= 1
        return at < 0 or self.sentence[at].lower_ in self.words.definite or self.sentence[at].is_punct

    def _member_end(self, at: int) -> int | None:
        """Behind the capitals that start at a token, adjectives of them written small where nouns have capitals."""
        start = at
        while at < len(self.sentence) and self.words.definite and self._is_small_adjective(at):
            at += 1
        first = at
        while at < len(self.sentence) and self.is_member(at):
            at += 1
        if at == first and start != first:
            return None
        return at if at > first else None

    def _is_small_adjective(self, at: int) -> bool:
        token = self.sentence[at]
        return token.pos_ == "ADJ" and token.text.islower() and at + 1 < len(self.sentence)

    def is_member(self, at: int) -> bool:
        """Whether a token may be a word of an institution's name."""
        token = self.sentence[at]
        text = token.text
        if token.i in self.busy or text in self.words.none or not text[:1].isupper():
            return False
        proper = text.replace("-", "").replace(".", "").replace("’", "").isalpha()
        return proper and token.pos_ not in ("DET", "PRON", "AUX", "SCONJ", "ADP")

    def _list_end(self, head: Token, first: int, end: int) -> int:
        """Behind a list of what the institution is for; the first that is none of it ends the name."""
        last = best = end
        while last < len(self.sentence):
            at = last
            comma = self.sentence[at].text == ","
            at += comma
            joins = at < len(self.sentence) and self.sentence[at].lower_ in self.words.joining
            at += joins + (joins and self._is_article_of_noun(at + 1))
            following = self._member_end(at) if (comma or joins) and at < len(self.sentence) else None
            if following is None or not self._is_alike(head, (first, end), (at, following)):
                break
            last = following
            if joins:
                best = last
                break
        return best

    def _is_article_of_noun(self, at: int) -> bool:
        """Whether an article has one noun that nobody takes for a name: "Center for Technology and the Law"."""
        noun = self.sentence[at + 1 : at + 3]
        alone = len(noun) > 0 and noun[0].pos_ == "NOUN" and not noun[0].ent_type_ and not noun[-1].text.istitle()
        return False if self.words.definite else alone and self.sentence[at].lower_ in self.words.articles

    def _is_alike(self, head: Token, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether two things are what one institution is for: two places of a region, two ordinary nouns."""
        if all(self._is_place(*each) for each in (one, other)):
            return head.text in self.words.regional
        return all(self.is_plain(*each) for each in (one, other))

    def _is_place(self, start: int, end: int) -> bool:
        seen = all(token.ent_type_ in PLACE for token in self.sentence[start:end])
        return seen or text_of(self.sentence[start:end]) in load_gazetteer("places")

    def is_plain(self, start: int, end: int) -> bool:
        """Whether tokens are ordinary words, and no place, firm or institution themselves."""
        tokens = self.sentence[start:end]
        if text_of(tokens) in load_gazetteer("places") or self._is_listed(start, end):
            return False
        own = load_words(self.lang).has_own
        heads = any(is_institution_noun(t.text, self.lang) for t in tokens[-1:])
        return not heads and all(own(t.text) for t in tokens)


def _first(head: Token, start: int, reach: _Reach) -> int:
    """Where the name starts: ahead of "Securities and Exchange Commission", "Industrie- und Handelskammer"."""
    sentence, words = head.doc, reach.words
    if start == head.i > 1 and head.text in words.national and _is_of_nation(sentence[head.i - 1], reach):
        return head.i - 1
    at = min(start, head.i)
    while at > 0 and at > head.i - _LEFT and reach.is_member(at - 1) and reach.is_plain(at - 1, at):
        at -= 1
    if not words.definite and 1 <= at == start - 1 and start < head.i and sentence[at - 1].lower_ in words.articles:
        return at  # an ordinary word that by itself begins no name: "the Media Relations Center"
    if at < 2 or sentence[at - 1].lower_ not in words.joining:
        return start
    if words.definite:  # nouns have capitals: the hyphen of a cut compound tells
        cut = sentence[at - 2].text.endswith("-") and sentence[at - 2].text[:1].isupper()
        return at - 2 if cut and at == head.i and reach.is_definite(sentence[at - 2]) else start
    if at == head.i or not all(reach.is_plain(t.i, t.i + 1) for t in sentence[at : head.i]):
        return start
    begin = _first_of_list(at - 1, reach)
    known = begin > 0 or is_organisation(text_of(sentence[begin : head.i + 1]))
    return begin if begin < at - 1 and known else start


def _is_of_nation(adjective: Token, reach: _Reach) -> bool:
    """Whether an adjective behind an article tells an association from those of other nations: "the American …"."""
    ahead = adjective.nbor(-1).lower_ in reach.words.articles
    return ahead and adjective.pos_ == "ADJ" and reach.is_member(adjective.i)


def _first_of_list(end: int, reach: _Reach) -> int:
    """Where the list starts whose last part has the institution's noun: "Culture, Media" of "… and Sport Committee"."""
    begin = end
    while begin > 0 and begin > end - _LEFT and reach.is_member(begin - 1) and reach.is_plain(begin - 1, begin):
        begin -= 1
        if begin > 2 and reach.sentence[begin - 1].text == "," and reach.is_member(begin - 2):
            begin -= 1
    ahead = reach.sentence[begin - 1] if begin else None
    return end if ahead is not None and ahead.text[:1].isupper() and ahead.pos_ != "DET" else begin
