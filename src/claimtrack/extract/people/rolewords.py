"""The words around posts, read from a language's `roles.toml`, and the deeds that they name in a sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.extract.text.lexicon import written_words
from claimtrack.language import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_GAP = 2
"""Words that may stand inside a form of several words ("take firmly over")."""
_WITHOUT_TITLE = frozenset({
    "sign", "extend", "lend", "move", "present", "pass", "join", "leave",
    "found", "lead", "chair", "coach", "part", "succeed", "dismiss",
})  # fmt: skip
_SEQUENCES = frozenset({
    "participles", "attributes", "feminine", "institutions", "groups",
    "superlatives", "inflected", "ministries", "plurals",
})  # fmt: skip
_CLAUSE = 25
"""Tokens in which a verb's particle is looked for."""


class Inflection(NamedTuple):
    """An ending of a title, the letters to cut and to add for the plain title, behind one of some words or any."""

    ending: str
    cut: int
    add: str
    behind: frozenset[str]


class RoleWords(NamedTuple):
    """The lists of `roles.toml`, in lower case; what each is for stands there."""

    links: frozenset[str]
    as_: frozenset[str]
    beside: frozenset[str]
    whose: frozenset[str]
    its: frozenset[str]
    his: frozenset[str]
    no_firms: frozenset[str]
    set_off: frozenset[str]
    opposing: frozenset[str]
    determiners: frozenset[str]
    title_adjectives: frozenset[str]
    plain_nouns: frozenset[str]
    fields: frozenset[str]
    anaphora: frozenset[str]
    person_nouns: frozenset[str]
    person_pronouns: frozenset[str]
    aged: frozenset[str]
    age_parts: frozenset[str]
    person_relatives: frozenset[str]
    joiners: frozenset[str]
    posts: frozenset[str]
    boards: frozenset[str]
    by: frozenset[str]
    at: frozenset[str]
    placed: frozenset[str]
    to: frozenset[str]
    from_: frozenset[str]
    into: frozenset[str]
    where: frozenset[str]
    relatives: frozenset[str]
    idioms: frozenset[str]
    helms: frozenset[str]
    teams: frozenset[str]
    foretold: frozenset[str]
    sides: frozenset[str]
    side_articles: frozenset[str]
    homes: frozenset[str]
    takes: frozenset[str]
    when: frozenset[str]
    copulas: frozenset[str]
    passive: frozenset[str]
    future: frozenset[str]
    reported: frozenset[str]
    regions: frozenset[str]
    offices: frozenset[str]
    indefinite: frozenset[str]
    unwilling: frozenset[str]
    together: frozenset[str]
    jointly: frozenset[str]
    outlets: frozenset[str]
    articles: frozenset[str]
    inner_articles: frozenset[str]
    plural_articles: frozenset[str]
    bare_links: frozenset[str]
    genitives: frozenset[str]
    genitive_articles: frozenset[str]
    fillers: frozenset[str]
    possessives: frozenset[str]
    near: frozenset[str]
    under: frozenset[str]
    around: frozenset[str]
    parts: frozenset[str]
    reigns: frozenset[str]
    origin: frozenset[str]
    of_names: frozenset[str]
    active: frozenset[str]
    attributive: frozenset[str]
    successors: frozenset[str]
    after: frozenset[str]
    summits: frozenset[str]
    seated: frozenset[str]
    seats: frozenset[str]
    candidates: frozenset[str]
    events: frozenset[str]
    feminine: tuple[str, ...]
    plurals: tuple[tuple[str, str], ...]
    belonging: frozenset[str]
    serves: frozenset[str]
    serves_in: frozenset[str]
    joins: frozenset[str]
    honorifics: frozenset[str]
    receives: frozenset[str]
    no_longer: frozenset[str]
    still: frozenset[str]
    stays: frozenset[str]
    fresh: frozenset[str]
    at_once: frozenset[str]
    formerly: frozenset[str]
    tenures: frozenset[str]
    all_of: frozenset[str]
    predecessors: frozenset[str]
    after_terms: frozenset[str]
    goals: frozenset[str]
    hires: frozenset[str]
    contracts: frozenset[str]
    ahead: frozenset[str]
    own: frozenset[str]
    bodies: frozenset[str]
    parties: frozenset[str]
    of_states: frozenset[str]
    ours: frozenset[str]
    companions: frozenset[str]
    perfect: frozenset[str]
    terms: frozenset[str]
    employed: frozenset[str]
    institutions: tuple[str, ...]
    groups: tuple[str, ...]
    superlatives: tuple[str, ...]
    ministries: tuple[str, ...]
    participles: tuple[str, ...]
    inflected: tuple[Inflection, ...]
    attributes: dict[str, str]
    capitals: bool


class _Form(NamedTuple):
    deed: str
    rest: tuple[str, ...]
    particles: frozenset[str]
    past: bool
    noun: bool
    beside: frozenset[str]
    unless: frozenset[str]
    without: frozenset[str]
    alone: bool
    case: str


class Deed(NamedTuple):
    """A word that gives or takes a post: its verb or noun, its last token, what it does, whether it tells the past."""

    token: Token
    end: int
    name: str
    past: bool
    noun: bool


@cache
def role_words(lang: str) -> RoleWords:
    """Return the words of a language; raises `LanguageError` when it has no `roles.toml`."""
    data = read_data(lang, "roles")
    lists = {"as_": data["as"], "from_": data["event"]["from"]}
    for table in (data, data["event"], data["forms"]):
        lists |= {name: words for name, words in table.items() if name in RoleWords._fields}
    sets = {name: _set(words) for name, words in lists.items() if name not in _SEQUENCES}
    return RoleWords(
        **sets, participles=tuple(data["forms"]["participles"]), attributes=data["attributes"],
        inflected=tuple(_inflection(form) for form in data["inflected"]),
        feminine=tuple(data["feminine"]), plurals=tuple((first, last) for first, last in data["plurals"]),
        institutions=tuple(data["institutions"]), groups=tuple(data["groups"]),
        superlatives=tuple(data["superlatives"]), ministries=tuple(data["ministries"]),
        capitals=read_data(lang, "names")["nouns_have_capitals"],
    )  # fmt: skip


def _inflection(form: dict[str, Any]) -> Inflection:
    return Inflection(form["ending"], form["cut"], form["add"], _set(form["behind"]))


def _set(words: list[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@cache
def career_words(lang: str) -> frozenset[str]:
    """The forms of the verbs that change a post without naming it: "joined", "verlässt", "gegründet"."""
    tables = (table for table in read_data(lang, "roles")["deeds"] if table["deed"] in _WITHOUT_TITLE)
    forms = (form for table in tables if table.get("evokes", True) for form in table["forms"])
    return frozenset(max(form.lower().split(), key=len) for form in forms)


@cache
def cutting_words(lang: str) -> frozenset[str]:
    """The nouns that say by themselves that jobs are cut: "layoffs", "Stellenabbau"."""
    return frozenset(noun.lower() for noun in read_data(lang, "roles")["cuts"]["nouns"])


@cache
def _forms(lang: str) -> dict[str, tuple[_Form, ...]]:
    found: dict[str, tuple[_Form, ...]] = {}
    for table in read_data(lang, "roles")["deeds"]:
        for form in table["forms"]:
            first, *rest = form.lower().split()
            bare = () if role_words(lang).capitals else rest[-1:]  # German has its verbs elsewhere
            case = next((word for word in bare if word in role_words(lang).as_), "")
            found[first] = (*found.get(first, ()), _form(form, tuple(rest), table)._replace(case=case))
    return found


def _form(form: str, rest: tuple[str, ...], table: dict[str, Any]) -> _Form:
    particles = frozenset(table.get("particles", ()))
    past, noun, beside = form in table.get("past", ()), table.get("noun", False), _set(table.get("beside", []))
    return _Form(
        table["deed"],
        rest,
        particles,
        past,
        noun,
        beside,
        _set(table.get("unless", [])),
        _set(table.get("without", [])),
        table.get("alone", False),
        "",
    )


def is_appointing(token: Token, lang: str, deeds: tuple[str, ...] = ("appoint", "nominate")) -> bool:
    """Whether a word is a form of a verb that appoints or proposes to."""
    return any(form.deed in deeds and not form.noun for form in _forms(lang).get(token.lower_, ()))


def find_deeds(passage: Passage) -> tuple[Deed, ...]:
    """The deeds of a sentence, in order; of several readings of one word the first in `roles.toml` counts."""
    known: tuple[Deed, ...] | None = passage.memo.get("career deeds")
    if known is None:
        known = passage.memo["career deeds"] = tuple(_find_deeds(passage))
    return known


def _find_deeds(passage: Passage) -> Iterator[Deed]:
    forms = _forms(passage.lang)
    capitals = role_words(passage.lang).capitals
    for token in [passage.tree[at] for at, form in enumerate(written_words(passage.tree)) if form in forms]:
        if passage.name_at(token) or _is_caption(token):
            continue
        for form in forms[token.lower_]:
            if not (_is_class(token, form, capitals) or (not form.noun and _is_of_headline(token, passage, capitals))):
                continue
            end = _end(token, form)
            if end is not None:
                yield Deed(token, end, form.deed, form.past, form.noun)
                break


def _is_of_headline(token: Token, passage: Passage, capitals: bool) -> bool:
    """Whether a verb behind a name has the tag of a noun, as headlines mislead taggers: "chief Ada Byrne quits"."""
    third = token.pos_ == "NOUN" and token.text.islower() and token.text.endswith("s") and not capitals
    return third and token.i > 0 and passage.name_at(token.nbor(-1)) is not None


def _is_caption(token: Token) -> bool:
    """Whether a word stands alone between marks, as those that say who is where do: "Ada Byrne, left, and"."""
    if not token.i or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(-1).text in (",", "(") and token.nbor(1).text in (",", ")", ".", ";")


def _is_class(token: Token, form: _Form, capitals: bool) -> bool:
    """Whether a word can be the verb or noun sought: by its capital where nouns have one, else by its tag.

    A verb of several words may have the tag of a noun: "Acme boss steps down", in a headline.
    """
    if capitals:
        lower = token.text[0].islower() or token.i == 0
        return token.text[0].isupper() and token.pos_ != "VERB" if form.noun else lower
    verbs = ("VERB", "AUX", "NOUN", "ADP", "ADV") if form.rest else ("VERB", "AUX")
    return token.pos_ in (("NOUN", "PROPN") if form.noun else verbs)


def _end(token: Token, form: _Form) -> int | None:
    """The last token of a form, its further words and particle found; `None` when they are not there."""
    at = token.i
    tree = token.doc
    around = tree[max(0, at - 1) : at + 2]
    if (form.alone and not _closes(token)) or (form.unless and any(t.lower_ in form.unless for t in around)):
        return None
    if form.without and any(t.lower_ in form.without and _closes(t) for t in tree[at + 1 : at + _CLAUSE]):
        return None
    if form.beside and not any(t.lower_ in form.beside for t in tree[max(0, at - _CLAUSE) : at + _CLAUSE]):
        return None
    for word in form.rest:
        found = next((t.i for t in tree[at + 1 : at + 2 + _GAP] if t.lower_ == word), None)
        if found is None:
            return None
        at = at if word == form.case and found > at + 1 else found  # "unveiled Ada Byrne as its chief"
    if not form.particles:
        return at
    for later in tree[at + 1 : at + _CLAUSE]:
        if later.lower_ in form.particles and _closes(later):
            return at
        if later.text in (".", ";", ":", "!", "?") or (later.text == "," and later.i > at + 1 and _opens_clause(later)):
            return None
    return None


def _opens_clause(comma: Token) -> bool:
    following = comma.nbor(1) if comma.i + 1 < len(comma.doc) else None
    return following is not None and following.pos_ in ("SCONJ", "PRON", "CCONJ")


def _closes(particle: Token) -> bool:
    """Whether a particle stands where a verb's particle does: at the end of its clause."""
    following = particle.nbor(1) if particle.i + 1 < len(particle.doc) else None
    return following is None or following.is_punct or following.pos_ in ("CCONJ", "PUNCT") or following.is_space
