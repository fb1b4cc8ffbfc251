"""Titles of posts in a sentence: "CEO", "head", "IT-Chef".

The titles stand in `posts.toml`; the last parts of compounds, and what says that a post is over, in `roles.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.syntax import has_present_ending
from claimtrack.language import read_data
from claimtrack.language.trees import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree

_LONGEST = 6
"""Words in the longest title of the lists."""
_OF_FIELDS = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "X", "VERB"})
_STATE_REACH = 5
"""Tokens before a title in which "former" or "designated" bears on it."""
# ranks that are no post of one person in one organisation when they stand beside a name
_NO_POST = frozenset({"employee", "deputy"})
_INITIALS = 2
"""Letters of the longest title of initials that is an ordinary word, too."""
_CLOSING = '“”«"‘'
"""Marks that close a name in quotes, before the hyphen of a compound."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "-": " ", "‑": " ", ".": "", "’": "'"})


class Title(NamedTuple):
    """A title: tokens `start` to `end` (half-open), its rank, whether it is over, and a compound's first part.

    `plural` is true of "co-founders"; of a title whose singular looks the same nothing is known. `abstract` is true of
    nouns for the post itself ("Leitung").
    """

    start: int
    end: int
    rank: str
    ended: bool
    coming: bool
    prefix: str
    plural: bool = False
    abstract: bool = False


class _Found(NamedTuple):
    end: int
    rank: str
    prefix: str = ""
    plural: bool = False
    ended: bool = False


class _Titles(NamedTuple):
    ranks: dict[str, str]
    endings: dict[str, str]
    ended: frozenset[str]
    ended_beside: frozenset[str]
    coming: frozenset[str]
    present: frozenset[str]
    capitals: bool
    abstract: frozenset[str]
    past: frozenset[str]
    first_words: frozenset[str]
    beginnings: frozenset[str]
    last_words: frozenset[str]
    frames: tuple[tuple[str, str, str], ...]
    adjectives: frozenset[str]
    agents: tuple[str, ...]
    shared_links: frozenset[str]
    sizes: tuple[int, ...]
    surnames: dict[str, str]


@cache
def _titles(lang: str) -> _Titles:
    posts = read_data(lang, "posts")
    ranks = {title: rank for rank, titles in posts["ranks"].items() for title in titles}
    loose = frozenset(posts["loose"])
    words = read_data(lang, "roles")
    firsts = frozenset(form.split()[0] for title in ranks for form in (title, f"{title}s"))
    return _Titles(
        {title: rank for title, rank in ranks.items() if title not in loose and rank not in _NO_POST},
        words["endings"], frozenset(words["ended"]), frozenset(words["ended_beside"]), frozenset(words["coming"]),
        frozenset(words["present"]),
        read_data(lang, "names")["nouns_have_capitals"], frozenset(posts["abstract"]), frozenset(posts["past"]), firsts,
        _beginnings(firsts), frozenset(form.split()[-1] for title in ranks for form in (title, f"{title}s")),
        tuple((frame["first"], frame["last"], frame["rank"]) for frame in posts["frames"]),
        frozenset(posts.get("adjectives", ())), tuple(posts["agents"]), frozenset(posts["agent_links"]),
        tuple(sorted({len(end) for end in words["endings"]}, reverse=True)), posts["surnames"],
    )  # fmt: skip


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:end] for word in words for end in range(len(word) + 1))


@cache
def title_words(lang: str) -> frozenset[str]:
    """The last words of all titles ("officer", "vorstands"), in lower case: no title stands without its own."""
    folded = {title.split()[-1] for title in (*_titles(lang).ranks, *_titles(lang).endings)}
    return frozenset(folded | {word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü") for word in folded})


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """A title as the lists have it: lower case, umlauts written out, no hyphens or periods."""
    return " ".join(text.lower().translate(_UMLAUTS).split())


def rank_of(title: str, lang: str) -> str:
    """The rank that a whole title names, else the title as the lists have it."""
    return _titles(lang).ranks.get(fold(title), fold(title))


def find_titles(passage: Passage) -> tuple[Title, ...]:
    """The titles of a sentence in order; the longest reading wins, and a title inside a name is none."""
    known: tuple[Title, ...] | None = passage.memo.get("titles")
    if known is None:
        known = passage.memo["titles"] = tuple(_find(passage))
    return known


def _find(passage: Passage) -> Iterator[Title]:
    titles = _titles(passage.lang)
    tree = passage.tree
    at = 0
    while at < len(tree):
        name, found = passage.name_at(tree[at]), _longest(tree, at, titles)
        whole = found is not None and name is not None and (found.end > name.end or found.end == name.end > at + 1)
        runs_out = name is not None and name.label is None and name.start == at and whole
        if found is None or (name is not None and not runs_out):  # but all of "Treasury secretary"
            at += 1
            continue
        in_name = found.end == at + 1 and ends_name(tree[at], passage)
        if _is_of_initials(tree, at, titles) or in_name or _describes(found, passage, titles):
            at += 1
            continue
        end = _joined(tree, found.end, titles)
        ended, coming = _states(tree, at, titles)
        form = fold(text_of(tree[at:end]))
        abstract, past = form in titles.abstract, form in titles.past
        yield Title(at, end, found.rank, ended or found.ended or past, coming, found.prefix, found.plural, abstract)
        at = end


def _is_of_initials(tree: Tree, at: int, titles: _Titles) -> bool:
    """Whether a title is the end of a name that is written with initials: "AFL-CIO"."""
    dash = at if tree[at].text == "-" else at - 1  # a title may begin with its hyphen
    if titles.capitals or dash < 1 or tree[dash].text != "-":
        return False
    return tree[dash - 1].text.isupper() and not (tree[dash - 1].whitespace_ or tree[dash].whitespace_)


def ends_name(token: Token, passage: Passage) -> bool:
    """Whether a title in the plural is the last word of a firm's name: "Northgate Investors"."""
    if not token.i or _titles(passage.lang).capitals or not token.text.istitle() or not token.text.endswith("s"):
        return False
    before, behind = token.nbor(-1), token.i + 1 < len(token.doc) and passage.name_at(token.nbor(1))
    return before.text.istitle() and passage.name_at(before) is not None and not behind


def _describes(found: _Found, passage: Passage, titles: _Titles) -> bool:
    """Whether a title only describes the noun behind it, or is part of its name: "the lead author"."""
    tree, end = passage.tree, found.end
    if end < len(tree) and tree[end].lower_ in read_data(passage.lang, "roles")["departments"]:
        return True  # "the Justice Department"
    if end >= len(tree) or tree[end - 1].lower_ not in titles.adjectives:
        return False
    if name := passage.name_at(tree[end]):  # "a lead Norwind engineer", and not "Norwind lead Ada Byrne"
        return name.end < len(tree) and _longest(tree, name.end, titles) is not None
    return tree[end].pos_ in ("NOUN", "PROPN", "ADJ")


def title_end(passage: Passage, at: int) -> int | None:
    """Where the title ends that starts at a token; `None` when none does."""
    found = _longest(passage.tree, at, _titles(passage.lang))
    return None if found is None else found.end


@lru_cache(maxsize=1 << 14)
def is_title(text: str, lang: str) -> bool:
    """Whether one written word is a title: "CEO", "Finanzchef", "Ex-Chef"."""
    titles = _titles(lang)
    form = fold(text)
    return form in titles.ranks or form.removesuffix("s") in titles.ranks or _compound_parts(text, titles) is not None


def _goes_with(tree: Tree, at: int, titles: _Titles) -> bool:
    """Whether a noun of no list is joined to a title and shares what follows: "professor and archivist at Norwind"."""
    if at + 1 >= len(tree):
        return False
    link = tree[at + 1].lower_
    return tree[at].text.islower() and tree[at].text.endswith(titles.agents) and link in titles.shared_links


def is_of_woman(title: str) -> bool | None:
    """Whether a title is a woman's, or `None` if its form leaves that open: "Vorsitzende"."""
    text = title.lower()
    return None if text.endswith(("e", "en")) else text.endswith(("in", "frau"))


def are_of_two_people(one: str, other: str) -> bool:
    """Whether one title is a woman's and the other a man's, where they show it: "Vizekanzler und Ministerin"."""
    return {is_of_woman(one), is_of_woman(other)} == {True, False}


def _joined(tree: Tree, end: int, titles: _Titles) -> int:
    """Where "CEO and founder" ends: titles joined are one, as they are written, and so are "Finanzchef (CFO)"."""
    while end < len(tree):
        joined = tree[end].pos_ == "CCONJ" or tree[end].text in ("&", "/")
        bracket = tree[end].text == "("
        following = end + (joined or bracket)
        if following >= len(tree) or not (further := _longest(tree, following, titles)):
            return end + 2 if joined and _goes_with(tree, following, titles) else end
        if bracket and not (further.end < len(tree) and tree[further.end].text == ")"):
            break
        apart = titles.capitals and are_of_two_people(tree[end - 1].text, tree[further.end - 1].text)
        if (further.prefix and (joined or bracket)) or further.ended or apart:
            break  # "Chef und Acme-Gründer", "Chef und Ex-Gründer": the second has an organisation or time of its own
        end = further.end + bracket
    return end


def _surname(tree: Tree, at: int, titles: _Titles) -> _Found | None:
    """A title that many bear as a surname, where a comma or article and a case word show that it is none."""
    rank = titles.surnames.get(fold(tree[at].text))
    if rank is None or not 0 < at < len(tree) - 1 or not tree[at].text[0].isupper():
        return None
    apart = tree[at - 1].text == "," or tree[at - 1].pos_ == "DET"
    return _Found(at + 1, rank) if apart and tree[at + 1].pos_ in ("ADP", "DET") else None


def _longest(tree: Tree, at: int, titles: _Titles) -> _Found | None:
    """The longest title that starts at a token, whatever names there are; many readers ask."""
    known: dict[int, _Found | None] = tree.memo.setdefault("longest titles", {})
    if at not in known:
        known[at] = _find_longest(tree, at, titles)
    return known[at]


def _find_longest(tree: Tree, at: int, titles: _Titles) -> _Found | None:
    if found := _surname(tree, at, titles):
        return found
    if not _may_begin(tree[at], titles):
        return _compound(tree, at, titles)
    if titles.capitals and tree[at].text == "-" and tree[at].whitespace_:
        return None  # a dateline: "Nordstadt - Torwart Tom Ford"
    framed = _framed(tree, at, titles)
    for end in range(min(len(tree), at + _LONGEST), framed.end if framed else at, -1):
        if tree[end - 1].is_space or tree[end - 1].text == "." or not _may_end(tree, at, end, titles):
            continue
        form = fold(text_of(tree[at:end]).replace(" - ", "-"))
        for singular in (form, form.removesuffix("s")):
            if rank := titles.ranks.get(singular):
                plural = singular != form and not titles.capitals
                return _Found(end, rank, plural=plural) if _is_noun(tree, at, end, titles) else None
    return framed or _compound(tree, at, titles)


def _framed(tree: Tree, at: int, titles: _Titles) -> _Found | None:
    """A title around the words of any field: "chief customer officer", save those that stand in the lists."""
    first = fold(tree[at].text)
    for opening, closing, rank in titles.frames:
        if first != opening:
            continue
        for token in tree[at + 1 : at + _LONGEST]:
            form = fold(token.text)
            if form.removesuffix("s") == closing and token.i > at + 1:
                known = fold(text_of(tree[at : token.i + 1])).removesuffix("s") in titles.ranks
                return None if known else _Found(token.i + 1, rank, plural=form != closing)
            done = token.pos_ == "VERB" and not has_present_ending(token)  # "chief executive Ada Byrne told economists"
            if token.pos_ not in _OF_FIELDS or done or form == opening:
                break
    return None


def _may_begin(token: Token, titles: _Titles) -> bool:
    """Whether a title of the lists can begin with a token; few tokens are or begin a word that one begins with."""
    first = fold(token.text).partition(" ")[0]
    return not first or first in (titles.first_words if token.whitespace_ else titles.beginnings)


def _may_end(tree: Tree, at: int, end: int, titles: _Titles) -> bool:
    """Whether the last of some tokens can be the last word of a title; what is glued to it leaves that open."""
    word = fold(tree[end - 1].text).rpartition(" ")[2] if end - at > 1 and tree[end - 2].whitespace_ else ""
    return not word or word in titles.last_words


def _is_noun(tree: Tree, at: int, end: int, titles: _Titles) -> bool:
    """Whether the words stand as a title and not as a verb: "leads", "heads up"."""
    word = tree[at]
    if end - at > 1 or word.text.isupper():
        return True
    if titles.capitals:
        return word.text[0].isupper() and (len(word.text) > _INITIALS or word.text.isupper())  # no "Ob"
    following = tree[end] if end < len(tree) else None
    nouns = ("PROPN", "NOUN") if word.pos_ == "ADJ" else ("PROPN",)  # "a Treasury official Ada Byrne"
    between = at > 0 and tree[at - 1].pos_ in nouns and following is not None and following.pos_ == "PROPN"
    owned = word.pos_ == "ADJ" and following is not None and following.lower_ in titles.shared_links
    return between or owned or word.pos_ in ("NOUN", "PROPN", "X")  # "Acme exec Ada Byrne", whatever the tag


def _compound(tree: Tree, at: int, titles: _Titles) -> _Found | None:
    """A compound whose last part is a title: "Acme-Chef", "Vertriebsleiterin", "Ex-Acme-Chef"."""
    token = tree[at]
    last = token.text.rpartition("-")[2] if any(f"{mark}-" in token.text for mark in _CLOSING) else token.text
    if not titles.endings or not last[:1].isupper():  # "die „stadt-show“-Moderatorin"
        return None
    if (parts := _compound_parts(token.text, titles)) is None:
        return None
    rank, prefix, ended = parts
    return _Found(at + 1, rank, prefix, ended=ended)


def _compound_parts(text: str, titles: _Titles) -> tuple[str, str, bool] | None:
    """The rank, first part and state of a compound, which may be a genitive: "des Acme-Sprechers"."""
    first, *rest = text.split("-")
    ended = bool(rest) and fold(first) in titles.ended
    if ended:
        text = text[len(first) + 1 :]
    for form in (text, text.removesuffix("s")):
        if found := _parts_of(form, titles, alone=ended):
            rank, prefix = found
            return rank, prefix, ended or fold(prefix) in titles.ended  # "Altkanzler"
    return None


def _parts_of(text: str, titles: _Titles, *, alone: bool) -> tuple[str, str] | None:
    """The rank and first part of a compound; `alone` lets a title of the lists stand without a first part."""
    prefix, hyphen, last = text.rpartition("-")
    if rank := titles.ranks.get(fold(last)) if hyphen or alone else None:
        return rank, prefix
    form = fold(last)
    for size in titles.sizes:
        if size > len(form) or (ending := form[-size:]) not in titles.endings:
            continue
        if form == ending and (hyphen or alone):  # no bare "Vize"
            return titles.endings[ending], prefix
        if len(form) > size + 2:
            written = next(size for size in range(1, len(last) + 1) if fold(last[-size:]) == ending)  # "ä" is "ae"
            return titles.endings[ending], text[:-written]
    return None


def _states(tree: Tree, at: int, titles: _Titles) -> tuple[bool, bool]:
    """Whether the words before a title say that the post is over or still to come."""
    before: set[str] = set()
    for token in reversed(tree[max(0, at - _STATE_REACH) : at]):
        owned = "Yes" in token.morph.get("Poss", []) and token.pos_ in ("DET", "PRON")
        verb = token.pos_ in ("VERB", "AUX") and fold(token.text) not in titles.ended_beside  # "seinerzeit"
        verb = verb and not (fold(token.text) in titles.coming and token.dep_ == "amod")  # "the incoming Acme chair"
        if (token.is_punct and token.text != "-") or verb or owned:
            break  # "named former Acme partner Ada Byrne its chief": she is no former chief
        if fold(token.text) in titles.present:
            break  # "the former chief of Acme and current chair"
        of_verb = token.i > 0 and token.nbor(-1).pos_ == "VERB"  # "lobte zuletzt CSU-Chef Byrne"
        beside = titles.capitals and token.i + 1 == at and not of_verb  # "bislang Chef"
        if fold(token.text) not in titles.ended_beside or beside or _is_of_phrase(token):
            before.add(fold(token.text))
    return bool(before & titles.ended), bool(before & titles.coming)


def _is_of_phrase(adverb: Token) -> bool:
    """Whether an adverb belongs to the title behind it: "the then chief", "Acme's then chief", "Byrne, then chief"."""
    joined = adverb.i + 1 < len(adverb.doc) and adverb.nbor(1).text == "-"
    before = adverb.nbor(-1) if adverb.i else None
    apposed = adverb.i > 1 and adverb.nbor(-1).text == "," and adverb.nbor(-2).pos_ == "PROPN"
    return joined or apposed or (before is not None and (before.pos_ == "DET" or before.text in ("'s", "’s")))
