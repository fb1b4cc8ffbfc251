"""Who acts, and who is listed, read from the order of words: what stands where the tree is wrong.

Business prose puts its actors in few places: right before the verb with at most an apposition between ("Acme, a maker
of pumps, has raised"), before the plan that a verb is part of ("Acme in talks to raise"), in lists ("from A, B and C").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimtrack.extract.names.titles import find_titles
from claimtrack.extract.text.syntax import children, is_relative, is_relativizer
from claimtrack.language import read_data
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token, Tree
    from claimtrack.recognize.names import Name

_REACH = 9
"""Tokens between a verb and its subject, appositions not counted."""
_LAST = 4
"""Tokens from the last name of a list to the "and" of an item that is none."""
_ALIAS = 4
"""Tokens of a name's short form in brackets."""
_APPOSITION = 9
"""Tokens to the comma that closes what is said of one name of a list."""
_GAP = 6
"""Tokens between two names of one list: "A, the investor behind many start-ups, and B"."""
_POSITIONAL = 0.85
"""How much a reading by position alone is worth."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_APPOSED = frozenset({"DET", "PRON", "NOUN", "ADJ", "PROPN", "NUM", "ADV", "VERB"})
_GOVERNING = frozenset({"ADP", "VERB", "NOUN", "ADJ", "DET", "NUM", "SYM"})
_LISTED = frozenset({"PUNCT", "CCONJ", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON"})
_STOPS = frozenset({".", ";", ":", "(", "“", '"'})
_LINKS = frozenset({"AUX", "ADV", "PART"})


@cache
def _words(lang: str) -> dict[str, frozenset[str]]:
    """The word lists of `[actors]` in a language's `frames.toml`; what each is for stands there."""
    return {key: frozenset(words) for key, words in read_data(lang, "frames")["actors"].items()}


def actor_before(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """Who stands as the subject right before a verb, over its auxiliaries, governing words and an apposition."""
    tree = passage.tree
    at = _first_of_verb(verb, passage)
    if at < 0:
        return None
    token = tree[at]
    if token.text in (",", "–", "-", "—", ")"):
        return _apposed(at, passage, discourse)
    if token.pos_ in ("PRON", "SCONJ", "DET") and (
        is_relativizer(token) or token.lower_ in _words(passage.lang)["relatives"]
    ):
        name = _name_ending(at - (2 if at and tree[at - 1].text == "," else 1), passage)
        return _filler(_of_origin(name, passage) or name, passage, discourse) if name else None
    if name := _name_ending(at, passage):
        return _whole_subject(name, passage, discourse)
    if token.pos_ in ("NOUN", "PRON", "PROPN") and token.dep_ != "obj":
        found = discourse.resolve(token, passage)
        return found._replace(certainty=found.certainty * _POSITIONAL) if found else None
    return None


def actor_joined(verb: Token, passage: Passage, discourse: Discourse) -> Filler | None:
    """The subject of the verb that an "and" joins to the one before: "Acme has grown a lot and recently bought B"."""
    at = _first_of_verb(verb, passage)
    if at < 0 or passage.tree[at].pos_ != "CCONJ":
        return None
    finite = (t for t in reversed(passage.tree[:at]) if t.pos_ == "VERB" and not is_relative(t))
    subjects = next((tokens for t in finite if (tokens := children(t, "nsubj"))), [])
    if len(subjects) != 1 or is_relativizer(subjects[0]):
        return None
    found = discourse.resolve(subjects[0], passage)
    return found._replace(certainty=found.certainty * _POSITIONAL) if found else None


def _first_of_verb(verb: Token, passage: Passage) -> int:
    """The place of the token before a verb with its auxiliaries and, for an infinitive, what governs it."""
    tree, at, words = verb.doc, verb.i - 1, _words(passage.lang)
    governed = at >= 0 and tree[at].lower_ in words["governing"]
    while at >= 0 and verb.i - at <= _REACH:
        token = tree[at]
        if governed and token.text in _POSSESSIVE:
            return at - 1  # "Acme's effort to buy"
        governing = token.pos_ in _GOVERNING or token.lower_ in words["governing"]
        is_subject = token.pos_ == "NOUN" and tree[at + 1].pos_ in ("AUX", "VERB")  # "his firm is in talks to buy"
        is_governor = governed and not token.text[0].isupper() and governing and not is_subject
        is_link = token.pos_ in _LINKS and passage.name_at(token) is None
        if not (is_link or is_governor or token.lower_ in words["reflexives"]):
            return at
        at -= 1
    return at if at >= 0 and tree[at].pos_ == "PROPN" else -1


def _of_origin(town: Name, passage: Passage) -> Name | None:
    """The name that a town behind it says the origin of: "Acme of Norland, which"."""
    case = passage.tree[town.start - 1] if town.start else None
    return _name_ending(town.start - 2, passage) if case is not None and case.pos_ == "ADP" else None


def _name_ending(at: int, passage: Passage) -> Name | None:
    return next((name for name in passage.names if name.end == at + 1), None) if at >= 0 else None


def _filler(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    found = discourse.resolve(passage.tree[name.end - 1], passage)
    return found._replace(certainty=found.certainty * _POSITIONAL) if found else None


def _whole_subject(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    """The name, unless it only belongs to the subject ("the chairman of Acme", "Beta and Acme")."""
    start = name.start - (name.start > 1 and passage.tree[name.start - 1].pos_ == "DET")  # "mit der Acme AG hat"
    before = passage.tree[start - 1] if start else None
    compounded = name.start > 1 and passage.tree[name.start - 2].text == "-"  # "the start-up Acme"
    opens = before is not None and before.lower_ in _words(passage.lang)["opening"]  # "after Acme bought"
    if before is not None and before.pos_ in ("ADP", "CCONJ") and not (compounded or opens):
        return None
    return _filler(name, passage, discourse)


def _apposed(comma: int, passage: Passage, discourse: Discourse) -> Filler | None:
    """The name ahead of an apposition that a comma closes: "Acme, a maker of pumps,"."""
    tree = passage.tree
    if name := _name_ending(comma - 1, passage):  # "Acme, raising $40M"
        return _whole_subject(name, passage, discourse)
    marks = {tree[comma].text} if tree[comma].text != ")" else {"("}
    for name in passage.names:
        opener = tree[name.end] if name.end < comma else None
        if opener is None or opener.text not in marks or (name.start and tree[name.start - 1].pos_ == "ADP"):
            continue
        inside = tree[name.end + 1 : comma]
        if len(inside) and inside[0].pos_ in _APPOSED and not any(t.text in marks for t in inside[:-1][:2]):
            return _filler(name, passage, discourse)
    return None


def listed_names(at: int, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The names of the list that starts at a token, in order: "A, the fund manager B and C's venture arm".

    The list ends behind the name that "and" introduces, at a verb or at a case word.
    """
    tree = passage.tree
    found: list[Filler] = []
    gap, closing = 0, False
    joiners = _words(passage.lang)["joiners"]
    posts = {token for title in find_titles(passage) for token in range(title.start, title.end)}
    while at < len(tree) and gap <= _GAP:
        name = passage.name_at(tree[at])
        if name is None:
            if _ends_list(tree[at], posts, joiners, begun=bool(found), closing=closing):
                past = _past_apposition(at, passage, posts) if found and not closing else None
                if past is None:
                    break
                at, gap = past, 0
                continue
            at, gap = at + 1, gap + 1
            continue
        if _is_seat(name, passage):
            at = name.end + 2
            continue
        following = tree[name.end] if name.end < len(tree) else None
        joined = bool(found) and name.start > 1 and _joins_names(name.start - 1, passage)
        if (_is_clause(following) and not joined) or (_is_possessive(following) and found):
            break
        at, gap = past_alias(name.end, tree), 0
        if _is_possessive(following) or (following is not None and following.i in posts):
            continue  # "Acme chief Ada Byrne" lists Ada Byrne
        torn = name.start > 0 and tree[name.start - 1].is_digit  # "1789 Capital"
        if not torn and (filler := _item(name, passage, discourse)):
            found.append(filler)
        closing = closing or (name.start > 0 and tree[name.start - 1].pos_ == "CCONJ")
    return list({f.text: f for f in found}.values())


def _is_seat(name: Name, passage: Passage) -> bool:
    """Whether a place says only where the firm behind it is: "London-based Acme"."""
    behind = passage.tree[name.end : name.end + 2]
    seated = read_data(passage.lang, "frames")["deals"]["seated"]
    return len(behind) > 1 and behind[0].text == "-" and behind[1].lower_ in seated


def _past_apposition(at: int, passage: Passage, posts: set[int]) -> int | None:
    """The place behind what a list says of one name between two commas: "include A, the founder of X, and B"."""
    tree = passage.tree
    opener = next((t.i for t in reversed(tree[max(0, at - _GAP) : at]) if t.text == ","), None)
    closer = next((t.i for t in tree[at : at + _APPOSITION] if t.text == ","), None)
    if opener is None or closer is None or any(t.pos_ in ("VERB", "AUX") for t in tree[at:closer]):
        return None
    described = tree[opener + 1].pos_ in ("DET", "ADJ") or opener + 1 in posts
    behind = tree[closer + 1 : closer + 2]
    goes_on = any(t.pos_ in ("CCONJ", "DET", "PROPN") or t.i in posts or passage.name_at(t) for t in behind)
    return closer + 1 if described and goes_on else None


def past_alias(at: int, tree: Tree) -> int:
    """The place behind what a name is called for short: "Susquehanna International Group (SIG)"."""
    if at >= len(tree) or tree[at].text != "(":
        return at
    return next((t.i + 1 for t in tree[at + 1 : at + _ALIAS] if t.text == ")"), at)


def _ends_list(token: Token, posts: set[int], joiners: frozenset[str], *, begun: bool, closing: bool) -> bool:
    """Whether a list of names cannot go on over a token that is part of none."""
    if begun and closing and token.text == "," and not _goes_on(token, joiners):
        return True
    capital = token.pos_ == "VERB" and token.i > 0 and token.text[0].isupper()  # "G Squared", taken for a verb
    inside = token.pos_ in _LISTED or capital or token.i in posts or (begun and token.lower_ in joiners)
    return not inside or (begun and token.text in _STOPS)


def _item(name: Name, passage: Passage, discourse: Discourse) -> Filler | None:
    if discourse.cast.label(name.text) in (Label.PLACE, Label.PRODUCT):
        return None
    filler = discourse.resolve(passage.tree[name.start], passage)
    return filler._replace(certainty=min(filler.certainty, 0.95)) if filler else None


def _joins_names(at: int, passage: Passage) -> bool:
    """Whether a word is the "and" of two names right beside it: "talks between A and B have ended"."""
    return passage.tree[at].pos_ == "CCONJ" and passage.name_at(passage.tree[at - 1]) is not None


def _is_clause(following: Token | None) -> bool:
    """Whether a name opens a clause of its own: "…, Acme said"."""
    return following is not None and following.pos_ in ("VERB", "AUX") and following.dep_ not in ("amod", "acl")


def _is_possessive(following: Token | None) -> bool:
    return following is not None and following.text in _POSSESSIVE


def _goes_on(comma: Token, joiners: frozenset[str]) -> bool:
    """Whether a list goes on behind a comma: "A and B, as well as C"."""
    following = comma.nbor(1) if comma.i + 1 < len(comma.doc) else None
    return following is not None and (following.pos_ == "CCONJ" or following.lower_ in joiners)


def are_joined(listed: Sequence[Filler], tree: Tree) -> bool:
    """Whether an "and" stands in a list or opens its last item: "with B, now an Acme partner" lists B alone."""
    return any(token.pos_ == "CCONJ" for token in tree[listed[0].token.i : listed[-1].token.i + _LAST])


def list_ending(at: int, passage: Passage, discourse: Discourse) -> list[Filler]:
    """The names of the list that ends before a token: "A, B and C" before "invested", C alone before ", which"."""
    start = at
    while start > 0:
        token = passage.tree[start - 1]
        if not (passage.name_at(token) or token.text == "," or token.pos_ in ("CCONJ", "DET")):
            break
        start -= 1
    found = [f for name in passage.names if start <= name.start < at and (f := _item(name, passage, discourse))]
    around = passage.tree[max(0, at - 1) : at + 2]
    relative = any(t.text == "," and t.i + 1 < len(t.doc) and is_relativizer(t.nbor(1)) for t in around)
    return found[-1:] if relative else found
