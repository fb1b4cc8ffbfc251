"""The organisations of a document at large: how often each is named, where first, what it does, and which is the topic.

The topic is the one firm that a document is about: named twice as often as any other, or the only one of its title and
named more often than any other. Most round-ups have none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import pointer_words, trade_of, trade_rules
from claimtrack.extract.text.syntax import base, children
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_organisation, load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.cast import Cast
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_FRONT = 2
"""Sentences at the head of a document that say what it is about."""
_MOST = 8
"""Mentions beyond which a firm is no more the document's topic than another."""
_HEADLINE = 6
"""Tokens of the shortest headline of another text; a shorter line is a heading of this one."""
_NOUN = 4
"""Letters of the shortest noun that a name can end in."""
_OWN_NEWS = 3
"""Sentences that name an outlet or data house, the head among them, where the document is about it."""
_LEADING = 25
"""Organisations of a document that can be what it is about."""
_DOMINANT, _TITLED = 2, 1.25
"""How many times as often as the next firm the topic is named: any firm, and the one of the title."""
_LEAST = 2
"""Sentences that name the topic at least, unless no other firm is named."""


class Landscape:
    """Read once for a document. `leading` are its organisations by `weight`; `first` is where each is first named.

    `firms` are names that own what only firms own, whatever the cast takes them for.
    """

    def __init__(self, passages: Sequence[Passage], cast: Cast, firms: frozenset[str] = frozenset()) -> None:
        self.mentions: Counter[str] = Counter()
        self.first: dict[str, int] = {}
        self._counts: Counter[str] = Counter()
        self._untyped: Counter[str] = Counter()
        self._front: set[str] = set()
        self._described: set[str] = set()
        self._trades: dict[str, Counter[str]] = defaultdict(Counter)
        self._genders: dict[str, Counter[str]] = defaultdict(Counter)
        self._lang = passages[0].lang if passages else ""
        self._cast, self._firms = cast, firms
        self._events = {self._cast.full(n.text) for p in passages for n in p.names if _is_event(n, p)}
        self._generic = _generic_words(self._lang) if passages else frozenset()
        self._strangers = frozenset(read_data(self._lang, "figures")["strangers"]["names"]) if passages else frozenset()
        for index, passage in enumerate(passages):
            self._read(index, passage)
        self._keys = frozenset(_key(name, self._lang) for name in self.mentions)
        ranked = sorted(self.mentions, key=lambda name: (-self.weight(name), self.first[name], name))
        self.leading: tuple[str, ...] = tuple(ranked[:_LEADING])
        self.topic = self._find_topic(passages)

    def _read(self, index: int, passage: Passage) -> None:
        if is_teaser(passage):
            return
        here = [self._cast.full(name.text) for name in passage.names if self.is_firm(name.text)]
        keys = {_key(name, self._lang) for name in here}
        for full in dict.fromkeys(here):
            self.mentions[full] += 1
            self.first.setdefault(full, index)
        untyped = {_key(name.text, self._lang) for name in passage.names if self._cast.label(name.text) is None}
        self._untyped.update(untyped)
        keys |= untyped
        keys |= {prefix for token in passage.tree if (prefix := token.lower_.partition("-")[0]) != token.lower_}
        self._counts.update(key for key in keys if key)
        if passage.position < _FRONT:
            self._front |= keys
        for token in passage.tree[1:]:
            if token.text[0].isupper() and class_of(token.nbor(-1), passage.lang) is Label.ORGANISATION:
                self._described.add(token.text)
        for name in passage.names:
            if self.is_firm(name.text):
                self._describe(name, passage)

    def _describe(self, name: Name, passage: Passage) -> None:
        """Note what the words beside a name say of its trade, and its article of its gender."""
        full = self._cast.full(name.text)
        head = passage.head_of(name.span)
        if head is None:
            return
        for noun in _nouns_beside(name, head, passage):
            if trade := trade_of(noun, passage.lang):
                self._trades[full][trade] += 1
        article = passage.tree[name.start - 1] if name.start else None
        if article is not None and article.pos_ == "DET":
            self._genders[full].update(article.morph.get("Gender", []))

    def _find_topic(self, passages: Sequence[Passage]) -> str | None:
        counts = {name: self._occurrences(name) for name in self.mentions if not self.is_stranger(name)}
        ranked = sorted(counts, key=lambda name: (-counts[name], self.first[name], name))
        if not ranked or counts[ranked[0]] < max(self._untyped.values(), default=0):
            return None  # a name that nothing types may be the firm
        kin = [name for name in ranked if are_kin(name, ranked[0])]
        rivals = [name for name in ranked if name not in kin]
        best, most = min(kin, key=lambda name: (self.first[name], name)), counts[ranked[0]]
        if not rivals:
            return best
        titled = [name for name in counts if passages[self.first[name]].position == 0]
        enough = _TITLED if titled and all(are_kin(name, best) for name in titled) else _DOMINANT
        return best if most >= max(_LEAST, enough * counts[rivals[0]]) else None

    def is_firm(self, name: str) -> bool:
        """Whether a name is that of an organisation, by its label or by what it owns; a place that acts is none."""
        full = self._cast.full(name)
        if full in self._events or (full in load_gazetteer("places") and full not in load_gazetteer("companies")):
            return False
        return self._cast.label(full) is Label.ORGANISATION or full in self._firms

    def firm_in(self, name: str) -> str:
        """The firm that a compound begins with: "Acme" for "Acme-Aktien"; other names stay as they are."""
        first, dash, _ = name.partition("-")
        return self._cast.full(first) if dash and self.is_firm(first) else name

    def is_stranger(self, name: str) -> bool:
        """Whether a name is that of an outlet or data house that only reports, and not what the document is about."""
        own_news = _key(name, self._lang) in self._front and self.mentions[name] >= _OWN_NEWS
        return name in self._strangers and not own_news

    def weight(self, name: str) -> int:
        """How much an organisation is what the document is about, compounds and forms of its name counted in."""
        key = _key(name, self._lang)
        return 2 * min(self._occurrences(name), _MOST) + (3 if key in self._front else 0)

    def _occurrences(self, name: str) -> int:
        """Sentences that name a firm, if only by the last word of its name ("Telekom-Chef" of Deutsche Telekom)."""
        key = _key(name, self._lang)
        first, _, last = key.rpartition(" ")
        alone = first and last not in self._generic and last not in self._keys
        return self._counts[key] + (self._counts[last] if alone else 0)

    def is_described(self, word: str) -> bool:
        """Whether a noun like "carmaker" stands right before a word somewhere."""
        return word in self._described

    def trades(self, name: str) -> frozenset[str]:
        """What a firm does by the nouns beside its name, and by the words of the name."""
        own = (_trades_of(part, self._lang) for part in name.lower().split())
        return frozenset(self._trades.get(name, ())).union(*own)

    def is_company(self, name: str) -> bool:
        """Whether a name can be that of a company: no outlet, authority or university by its words or description."""
        return not self.trades(name) & trade_rules(self._lang)["no_company"]

    def is_backer(self, name: str) -> bool:
        """Whether a firm is said to be one that backs others: an investor, a bank."""
        return bool(self.trades(name) & trade_rules(self._lang)["backers"])

    def genders(self, name: str) -> frozenset[str]:
        """The grammatical genders that the articles before a name show."""
        return frozenset(self._genders.get(name, ()))


@lru_cache(maxsize=1 << 13)
def _trades_of(word: str, lang: str) -> frozenset[str]:
    """The trades of a name's word in lower case: it is a noun for one, or ends in one: "norwindbank"."""
    known = pointer_words(lang).trades
    return frozenset(t for noun, t in known.items() if word == noun or (len(noun) >= _NOUN and word.endswith(noun)))


def is_teaser(passage: Passage) -> bool:
    """Whether a line amid a text is the headline of another one: as long as a sentence, and without its full stop."""
    if passage.position < _FRONT:
        return False
    if len(passage.tree) < _HEADLINE or not passage.tree[-1].text[-1].isalnum():
        return False
    return any(token.pos_ == "VERB" for token in passage.tree)


def _is_event(name: Name, passage: Passage) -> bool:
    """Whether an unlisted name has what only comes again and again: "the next GDC", "this year's GDC"."""
    ahead = f" {text_of(passage.tree[max(0, name.start - 2) : name.start]).lower()}"
    again = any(ahead.endswith(f" {words}") for words in read_data(passage.lang, "names")["again"])
    after = passage.tree[name.end] if name.end < len(passage.tree) else None
    alone = after is None or after.pos_ not in ("NOUN", "PROPN")
    return again and alone and not is_organisation(name.text)


def are_kin(one: str, other: str) -> bool:
    """Whether one name begins with the other, and so may stand for the same firm: "Acme" and "Acme Labs"."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return long == short or long.startswith(f"{short} ")


def _nouns_beside(name: Name, head: Token, passage: Passage) -> Iterator[Token]:
    """The nouns that describe a name: "the carmaker Acme", "Acme, the carmaker,", "Acme is a carmaker"."""
    tree = passage.tree
    if name.start and not passage.name_at(tree[name.start - 1]):
        yield tree[name.start - 1]
    yield from (child for child in children(head, "appos") if not passage.name_at(child))
    if base(head) == "appos" and not passage.name_at(head.head):
        yield head.head
    if base(head) == "nsubj" and children(head.head, "cop"):
        yield head.head


@cache
def _generic_words(lang: str) -> frozenset[str]:
    """Words at the end of many names, which stand for none of them."""
    data = read_data(lang, "names")
    lists = ("organisation_words", "product_words", "legal_forms", "enders")
    return frozenset(word.lower() for key in lists for word in data[key])


@cache
def _legal_forms(lang: str) -> frozenset[str]:
    return frozenset(read_data(lang, "names")["legal_forms"])


def _key(name: str, lang: str) -> str:
    """A name without its legal form and case: "NORWIND AG" and "Norwind" are one firm."""
    words = name.split()
    forms = _legal_forms(lang)
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    return " ".join(words).lower()
