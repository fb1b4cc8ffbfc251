"""Phrases that point back to a firm: "the carmaker", "der Konzern aus Essen", "it", "sein", and what they ask for.

A phrase points back only where nothing in it tells its firm from others: "the company that he founded", "the parent
company" and "a rival bank" are firms of their own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.syntax import base, is_relativizer, marker
from claimtrack.language import read_data

if TYPE_CHECKING:
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_POSSESSIVE = ("det:poss", "nmod:poss")
_PHRASE = 7
"""Tokens between an article and its noun ("the Ohio-based maker of …" has three)."""
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "X"})
_COMMON = frozenset({"NOUN", "PROPN", "ADJ", "X"})


class Pointer(NamedTuple):
    """What a pointing phrase asks for.

    `trade` is what its noun says that the firm does, if anything; `genders` are those of a pronoun in a language where
    they follow the noun and not the thing; `is_plural` is set where it stands for several firms at once.
    """

    trade: str | None
    genders: frozenset[str]
    is_plural: bool
    is_pronoun: bool


class PointerWords(NamedTuple):
    """The words of `[anaphora]` and `[trades]` in a language's `names.toml`; what each is for stands there."""

    nouns: frozenset[str]
    endings: tuple[str, ...]
    pronouns: frozenset[str]
    genders: dict[str, frozenset[str]]
    of: frozenset[str]
    both: frozenset[str]
    givers: frozenset[str]
    singular: frozenset[str]
    others: frozenset[str]
    epithets: frozenset[str]
    makers: frozenset[str]
    trades: dict[str, str]
    youth: frozenset[str]
    wholes: frozenset[str]
    compounds: bool


@cache
def pointer_words(lang: str) -> PointerWords:
    """The words that point back in a language."""
    names = read_data(lang, "names")
    data = names["anaphora"]
    trades = {noun.lower(): trade for trade, nouns in names["trades"].items() for noun in nouns}
    return PointerWords(
        nouns=frozenset(word.lower() for word in data["organisation"]),
        endings=tuple(data["endings"]),
        pronouns=frozenset(data["pronouns_organisation"]),
        genders={form: frozenset(genders) for form, genders in data["genders"].items()},
        of=frozenset(data["of"]),
        both=frozenset(data["both"]),
        givers=frozenset(data["givers"]),
        singular=frozenset(data["singular_articles"]),
        others=frozenset(data["others"]),
        epithets=frozenset(data["epithets"]),
        makers=frozenset(word.lower() for word in data["makers"]),
        trades=trades,
        youth=frozenset(data["youth"]),
        wholes=frozenset(data["wholes"]),
        compounds=bool(data["endings"]),
    )


@cache
def trade_rules(lang: str) -> dict[str, frozenset[str]]:
    """The sets of trades in `[trade_rules]`: what is no company, who backs firms, and what a giant is not."""
    return {key: frozenset(trades) for key, trades in read_data(lang, "names")["trade_rules"].items()}


def is_both(token: Token, lang: str) -> bool:
    """Whether a word stands for the two firms that were just named together."""
    return token.lower_ in pointer_words(lang).both


def firm_before(token: Token, lang: str) -> str:
    """The name ahead of a word for the whole firm in a compound: "Norwind" of "Norwind-Konzern"; empty for others."""
    name, _, last = token.text.rpartition("-")
    return name if last.lower() in pointer_words(lang).wholes else ""


def noun_form(token: Token) -> str:
    """The noun that a token ends, in lower case: "start-up" where the tokens are "start", "-", "up"."""
    lemma = token.lemma_.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def read_pointer(token: Token, passage: Passage) -> Pointer | None:
    """What a token's phrase asks for, or `None` where it does not point back to a firm."""
    words = pointer_words(passage.lang)
    if token.pos_ == "PRON" or (token.dep_ in _POSSESSIVE and token.pos_ not in _COMMON):  # "the company's"
        return _pronoun(token, words)
    if token.lower_ in words.both and token.pos_ in ("DET", "NOUN", "PRON", "NUM"):
        return Pointer(None, frozenset(), is_plural=True, is_pronoun=True)
    if not is_firm_noun(token, passage.lang):
        return None
    article = _article(token)
    if article is None or not _points_back(article):
        return None
    if _tells_apart(token, passage, words) or _is_named(token, passage):
        return None
    plural = token.morph.get("Number", []) == ["Plur"] and not _is_singular(token, article, words)
    return Pointer(_trade(token, passage.lang), frozenset(), is_plural=plural, is_pronoun=False)


def _pronoun(token: Token, words: PointerWords) -> Pointer | None:
    forms = (token.lower_, token.lemma_.lower()) if words.genders else (token.lower_,)
    form = next((form for form in forms if form in words.pronouns), None)
    if token.lower_ in words.both:
        return Pointer(None, frozenset(), is_plural=True, is_pronoun=True)
    if form is None:
        return None
    plural = token.pos_ == "PRON" and token.dep_ not in _POSSESSIVE and token.morph.get("Number", []) == ["Plur"]
    return Pointer(None, words.genders.get(form, frozenset()), is_plural=plural, is_pronoun=True)


def is_firm_noun(token: Token, lang: str) -> bool:
    """Whether a noun can stand for a firm: "start-up", "Konzern"."""
    words = pointer_words(lang)
    form = noun_form(token)
    if token.pos_ not in _COMMON and "-" not in form:  # the "up" of "start-up" is tagged in any way
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    # lemmas of rare compounds are often wrong by a letter
    forms = {f"{before} {token.lower_}", form, token.lower_, form.rpartition("-")[2], token.lower_.rpartition("-")[2]}
    return not forms.isdisjoint(words.nouns) or any(f.endswith(words.endings or ("\0",)) for f in forms)


def _trade(token: Token, lang: str) -> str | None:
    """The trade that a noun names, or that of start-ups where its phrase says that the firm is young."""
    youth = pointer_words(lang).youth
    if any(t.lower_ in youth or t.lemma_.lower() in youth for t in token.doc[token.left_edge.i : token.i]):
        return "startup"
    return trade_of(token, lang)


def trade_of(token: Token, lang: str) -> str | None:
    """What a noun says that a firm does: "bank" for "Großbank"; `None` for "company" and other words for any firm."""
    words = pointer_words(lang)
    form = noun_form(token)
    for tried in (form, form.rpartition("-")[2]):
        if tried in words.trades:
            return words.trades[tried]
    if words.compounds:
        ends = (form, token.lower_)
        return next(
            (t for noun, t in words.trades.items() if len(noun) >= 4 and any(e.endswith(noun) for e in ends)), None
        )
    return None


def _article(token: Token) -> Token | None:
    """The determiner that opens a noun's phrase: the tree's, or else the one that stands there."""
    if own := next((child for child in token.children if base(child) == "det"), None):
        return own
    for before in reversed(token.doc[max(0, token.i - _PHRASE) : token.i]):
        if before.pos_ == "DET":
            return before
        placed = before.text == "," and {before.nbor(-1).pos_, before.nbor(1).pos_} == {"PROPN"} if before.i else False
        if before.pos_ not in _INSIDE and before.text != "-" and before.dep_ != "amod" and not placed:
            return None  # but "the Austin, Texas-based company"
    return None


def _points_back(article: Token) -> bool:
    return "Def" in article.morph.get("Definite", []) or article.morph.get("PronType", []) == ["Dem"]


def _is_singular(token: Token, article: Token, words: PointerWords) -> bool:
    """Whether article and form say one where the tags say several: "der Konzern"."""
    return article.lower_ in words.singular and token.lower_ == token.lemma_.lower()


def _tells_apart(token: Token, passage: Passage, words: PointerWords) -> bool:
    """Whether a phrase says which of several firms it means: by a clause, an owner, or a word like "other"."""
    for child in token.children:
        if child.text[0].islower() and not words.others.isdisjoint((child.text, child.lemma_.lower())):
            return True
        if base(child) == "acl" and child.i > token.i and not _is_aside(token, child, words):
            return True
        if child.dep_ == "nmod:poss" and child.lower_ not in words.epithets:
            return True
        if base(child) == "nmod" and child.i > token.i and _has_owner(token, child, passage, words):
            return True
    return False


def _is_named(noun: Token, passage: Passage) -> bool:
    """Whether a word that may be a name nothing else shows stands right behind a noun: "das Start-up byrne.io"."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if after is None or passage.name_at(after) or not read_data(passage.lang, "names")["unmarked_apposition"]:
        return False
    return after.pos_ in ("PROPN", "X") or (after.is_alpha is False and after.text[0].isalpha())


def _is_aside(noun: Token, clause: Token, words: PointerWords) -> bool:
    """Whether a clause only adds to a subject that opens its sentence: "Das Unternehmen, das 2010 entstand, …".

    In a language whose commas do not part every clause, any comma says so: "a turn for the start-up, which raised".
    """
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    is_first = all(t.dep_ in ("det", "amod", "compound", "nmod", "punct") for t in noun.doc[: noun.i])
    return (
        after is not None
        and after.text in (",", "(")
        and (is_first or not words.compounds or after.text == "(" or clause.pos_ == "ADJ")
    )


def _has_owner(noun: Token, phrase: Token, passage: Passage, words: PointerWords) -> bool:
    """Whether a phrase behind a noun says whose or which firm it is: "the unit of Acme", "the firm behind X1"."""
    if noun_form(noun) in words.makers:
        return False
    return marker(phrase) in words.others or (
        base(phrase) == "nmod" and marker(phrase) in words.of | {""} and passage.name_at(phrase) is not None
    )


def agrees(subject: Token, pronoun: Token, pointer: Pointer | None) -> bool:
    """Whether a subject may be what a pronoun stands for: of its number and its gender; without a pointer of any."""
    genders = pointer.genders if pointer else frozenset()
    number = pronoun.morph.get("Number", [])
    if pronoun.dep_ in _POSSESSIVE and genders:
        number = ["Sing"]  # a German possessive has the number of what is owned
    own = subject.morph.get("Number", [])
    if number and own and number != own:
        return False
    gender = subject.morph.get("Gender", [])
    if subject.pos_ == "PRON":
        return subject.lower_ == pronoun.lower_ or not (genders or gender or is_relativizer(subject))
    return not (genders and gender) or not genders.isdisjoint(gender)
