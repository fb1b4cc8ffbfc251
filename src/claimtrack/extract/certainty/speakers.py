"""Who a phrase names as the source of what is said: a person, a firm, an outlet, or the words for an unnamed one.

"Data from LSEG" is LSEG's word and "a company spokesperson" the company's; "the report" is that of whoever was named
last. What is neither a name nor a known word for a source ("lower prices") speaks for nobody. The words stand in
`certainty.toml`, table `attribution`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.text.dates import time_words
from claimtrack.extract.text.syntax import base, children, is_relative
from claimtrack.language import read_data
from claimtrack.language.trees import text_of
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.recognize.names import Name

_LONGEST = 8
"""Words of "people familiar with the matter" that are kept."""
_REACH = 16
"""Words behind "according to" in which the source's name may stand."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_EMPHASIS = frozenset({"_", "*", "**", "__"})
_POSSESSED = frozenset({"nmod:poss", "det:poss"})
_SPEAKERS = (Label.PERSON, Label.ORGANISATION, None)


class Words(NamedTuple):
    """The lists of the table `attribution`; what each is for stands there."""

    saying: frozenset[str]
    announcing: frozenset[str]
    showing: frozenset[str]
    silent: frozenset[str]
    particles: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    behind: frozenset[str]
    anaphoric: frozenset[str]
    anonymous: frozenset[str]
    papers: frozenset[str]
    representatives: frozenset[str]
    own: frozenset[str]
    closing: frozenset[str]
    complementizers: frozenset[str]
    citing: tuple[tuple[str, ...], ...]
    estimates: frozenset[str]
    indirect: frozenset[str]
    topics: frozenset[str]
    hearsay: frozenset[str]
    meanwhile: frozenset[str]
    shares: frozenset[str]
    summing: tuple[str, ...]
    surveyed: tuple[tuple[str, ...], ...]
    out_of: frozenset[str]
    circles: tuple[str, ...]
    titles: frozenset[str]
    compared: frozenset[str]


@cache
def speaker_words(lang: str) -> Words:
    """The words of a language that attribute."""
    tables = read_data(lang, "certainty")
    data = tables["attribution"]

    def words(key: str) -> frozenset[str]:
        return frozenset(word.lower() for word in data[key])

    def phrases(key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(m.lower().split()) for m in data[key]), key=lambda m: (-len(m), m)))

    return Words(
        words("verbs"), words("announcing"), words("showing"), words("silent"), words("particles"), phrases("markers"),
        words("postpositions"), words("anaphoric"), words("anonymous"), words("papers"), words("representatives"),
        words("own"), words("closing"), words("complementizers"), phrases("citing"), words("estimates"),
        words("indirect"), words("topics"),
        frozenset(tables["hedge"]["adverbs"]), frozenset(tables["time"]["meanwhile"]), words("shares"),
        tuple(data["summing"]), phrases("surveyed"), words("out_of"), tuple(data["circles"]),
        frozenset(data["titles"]), words("compared"),
    )  # fmt: skip


def is_source(name: Name, passage: Passage) -> bool:
    """Whether a name is only whose word is cited: "according to the agency Acme", "economists surveyed by Acme"."""
    words, before = speaker_words(passage.lang), reversed(passage.tree[: name.start])
    first = next((t.i + 1 for t in before if t.pos_ not in ("NOUN", "PROPN", "ADJ", "DET")), 0)
    forms = tuple(token.lower_ for token in passage.tree[: name.start])
    ends = [forms[:at] for at in range(first, name.start + 1)]  # "according to", "nach Angaben der"
    return any(end[-len(phrase) :] == phrase for end in ends for phrase in (*words.before, *words.surveyed))


def tells_after(verb: Token, draft: Draft) -> bool:
    """Whether a clause behind a figure tells what came before it: "was up 2 % after the company reported results"."""
    figure = draft.passage.tokens_in(draft.value.span) if draft.value is not None else []
    forms, after = [token.lower_ for token in verb.doc[: verb.i]], time_words(draft.passage.lang, "after")
    at = max((place for place, form in enumerate(forms) if form in after), default=-1)
    return bool(figure) and figure[-1].i < at and "," not in forms[at:]


def saying_lemma(token: Token, words: Words) -> str:
    """The lemma of a verb with its particle, wherever that stands: "teilte … mit" is "mitteilen"."""
    lemma = token.lemma_.lower()
    if not words.particles or token.pos_ != "VERB":
        return lemma
    before = [token.nbor(-1)] if token.i else []
    parts = [t.lower_ for t in (*token.rights, *before) if t.lower_ in words.particles]
    last = _last_word(token)
    if last is not None and last.lower_ in words.particles and last.i > token.i:
        parts.append(last.lower_)  # the parser often hangs it on another word
    joined = (part + lemma for part in parts)
    return next((verb for verb in joined if verb in words.saying), lemma)


def _last_word(token: Token) -> Token | None:
    return next((t for t in reversed(token.doc[-4:]) if not t.is_punct), None)


def is_said_of(verb: Token, words: Words) -> bool:
    """Whether a verb tells what its subject says, and not what is said of it ("is reported to be …")."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lower_ in words.silent:
        return False
    marked = verb.i > 0 and verb.nbor(-1).text in _EMPHASIS  # "_The Gazette_ reported" is no passive
    passive = ("csubj:pass", "aux:pass") if marked else ("csubj:pass", "aux:pass", "nsubj:pass")
    moves = any(child.text == "%" or child.lower_ in words.shares for child in children(verb, "obj"))
    if moves or any(child.dep_ in passive for child in verb.children):
        return False  # "Norwind added 3.2%"
    return saying_lemma(verb, words) in words.saying | words.showing


def read_subject(token: Token, verb: Token, passage: Passage, discourse: Discourse) -> str | None:
    """Who the subject of a verb of saying is; verbs of showing need a paper or a researcher for it."""
    words = speaker_words(passage.lang)
    if title := _titled(token, passage, words):
        return title if saying_lemma(verb, words) in words.saying else None
    phrase = [t for t in sorted(token.subtree, key=lambda t: t.i) if not _is_aside(t, token)]
    if token.i < verb.i:
        phrase = [t for t in phrase if t.i < verb.i]
    heads = [token, *children(token, "nmod")]  # "a team of researchers"
    if described := next((found for t in heads if (found := _described(t, phrase, passage, discourse))), None):
        return described
    if saying_lemma(verb, words) not in words.saying:
        return None
    if (person := _named_beside(token, verb, passage, discourse)) is not None:
        return person
    joined = [t for t in token.children if base(t) == "conj" and passage.name_at(t) is not None]
    fillers = [filler for t in (token, *joined) if (filler := discourse.resolve(t, passage)) is not None]
    names = [filler.text for filler in fillers if filler.label in _SPEAKERS]
    return read_data(passage.lang, "names")["anaphora"]["joined"].join(dict.fromkeys(names)) or None


def _titled(token: Token, passage: Passage, words: Words) -> str | None:
    """The outlet that a common noun is the title of, in capitals with its article: "The Information reported"."""
    title = text_of(passage.tree[max(0, token.i - 1) : token.i + 1])
    return title if title in words.titles and passage.name_at(token) is None else None


def _named_beside(token: Token, verb: Token, passage: Passage, discourse: Discourse) -> str | None:
    """The person set off by commas behind a post: "the chief executive of Acme, Ada Byrne, said"."""
    if passage.name_at(token) is not None or token.i > verb.i:
        return None
    for name in passage.names:
        is_inside = token.i < name.start and name.end < verb.i and passage.tree[name.start] in token.subtree
        apart = is_inside and passage.tree[name.start - 1].text == "," and passage.tree[name.end].text == ","
        if apart and discourse.cast.label(name.text) is Label.PERSON:
            return discourse.cast.full(name.text)
    return None


def _is_aside(token: Token, head: Token) -> bool:
    """Whether a word stands in an apposition or a finite clause of a phrase and not in the phrase itself."""
    up = [token, *token.ancestors]
    return any(base(t) in ("appos", "parataxis", "advcl") or is_relative(t) for t in up[: up.index(head)])


def read_phrase(start: int, passage: Passage, discourse: Discourse, end: int | None = None) -> str | None:
    """Who stands behind "according to": to the next comma, verb or clause, past quotation marks and times."""
    tree, words = passage.tree, speaker_words(passage.lang)
    while start < len(tree) and (_is_definite(tree[start]) or tree[start].is_quote or tree[start].text in "„“”«»"):
        start += 1
    if start >= len(tree):
        return None
    stop = end or _end(start, passage)
    phrase = [t for t in tree[start:stop] if not passage.is_time(t)]
    if not phrase:
        return None
    if title := _titled(phrase[0], passage, words):
        return title
    head = next((t for t in phrase if t.pos_ in ("NOUN", "PROPN", "PRON") and _is_source(t, words)), phrase[0])
    if described := _described(head, phrase, passage, discourse):
        return described
    if name := _named(start, stop, passage):
        return discourse.cast.full(name.text)
    filler = discourse.resolve(phrase[-1] if end else head, passage)
    return filler.text if filler is not None and filler.label in _SPEAKERS else None


def _end(start: int, passage: Passage) -> int:
    """Where the phrase of a source ends."""
    tree, basing = passage.tree, read_data(passage.lang, "certainty")["attribution"]["basing"]
    counted = passage.quantity_at(tree[start])  # "four people familiar with the matter"
    for at in range(start, min(len(tree), start + _REACH)):
        token = tree[at]
        if at > start and passage.quantity_at(token) not in (None, counted) and not passage.is_time(token):
            return at  # "laut Norwind 20 Millionen Euro …"
        if token.is_quote or token.text in "„“”«»" or passage.name_at(token) is not None:
            continue
        if (token.is_punct and token.text != "-") or token.lower_ in basing:
            return at
        if token.pos_ in ("AUX", "SCONJ") or (token.pos_ == "VERB" and not _qualifies(token, passage)):
            return at
        if token.pos_ == "PRON" and at > start:
            return at
    return min(len(tree), start + _REACH)


def _qualifies(token: Token, passage: Passage) -> bool:
    """Whether a verb form tells more of a source: "a report published by …", "people close to …"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if behind is None or "Part" in token.morph.get("VerbForm", []):
        return behind is not None
    return behind.pos_ == "ADP" and token.i > 0 and passage.name_at(token.nbor(-1)) is None


def _named(start: int, stop: int, passage: Passage) -> Name | None:
    """The name that a phrase begins with, or the last that only nouns part from its start: "Citi analyst Ada Byrne"."""
    tree = passage.tree
    found: Name | None = None
    for name in passage.names:
        if not start <= name.start < stop:
            continue
        between = tree[found.end if found else start : name.start]
        if any(t.pos_ not in _NOMINAL and not t.is_quote and t.text not in "„“”«»" for t in between):
            break
        found = name
    return found


def _described(head: Token, phrase: Sequence[Token], passage: Passage, discourse: Discourse) -> str | None:
    """The source behind a common noun: whose paper or spokesperson it is, else the words themselves."""
    words = speaker_words(passage.lang)
    if passage.name_at(head) is not None or not _is_source(head, words):
        return None
    if any(t.lower_ in words.own or t.lemma_.lower() in words.own for t in phrase):
        return None
    inside = [n for n in passage.names if any(n.start <= t.i < n.end for t in phrase)]
    speakers = [n for n in inside if discourse.cast.label(n.text) in _SPEAKERS]
    people = [n for n in speakers if discourse.cast.label(n.text) is Label.PERSON and n.start > head.i]
    if people:
        return discourse.cast.full(people[0].text)  # "Citi analyst Ada Byrne"
    if speakers and _form(head, words) not in words.anonymous - words.papers - words.representatives:
        ahead = [n for n in speakers if n.end <= head.i]  # "Acme data shared with Reuters", "data from Acme"
        return discourse.cast.full((ahead[-1:] or speakers)[0].text)
    if _is_representative(head, words):
        firm = next((f for t in phrase if t != head and (f := discourse.resolve(t, passage))), None)
        if meant := firm or discourse.spoken_of(passage, head):
            return meant.text
    owner = next((t for t in head.children if t.dep_ in _POSSESSED and "3" in t.morph.get("Person", [])), None)
    if owner is not None and _form(head, words) in words.papers and (meant := discourse.resolve(owner, passage)):
        return meant.text  # "according to its annual filing"
    kept = [t for t in phrase if (not t.is_punct or t.text == "-") and not passage.is_time(t)]
    while kept and _is_definite(kept[0]):
        kept = kept[1:]
    if kept and kept[0].pos_ == "ADP" and not _is_of_insiders(kept[0], head, words):
        return None  # "better than economists' expectations, official data showed"
    text = "".join(t.text_with_ws for t in kept[:_LONGEST]).strip()
    return (text[0].lower() + text[1:] if text and kept[0].pos_ == "ADP" else text) or None


def _is_of_insiders(first: Token, head: Token, words: Words) -> bool:
    """Whether a phrase tells of an unnamed source ahead of its noun: "mit der Sache vertraute Personen"."""
    told = any(base(t) == "amod" and first.i < t.i for t in head.children)
    return told and _form(head, words) in words.anonymous - words.papers


def without_brackets(tokens: list[Token]) -> list[Token]:
    """The words outside brackets: "Ada Byrne (pictured)"."""
    kept, depth = [], 0
    for token in tokens:
        depth += token.text == "("
        if not depth:
            kept.append(token)
        depth -= token.text == ")" and depth > 0
    return kept


def read_unnamed(phrase: Sequence[Token] | None, words: Words) -> str | None:
    """The words for somebody without a name of whom a participle tells more: "a person briefed on the talks"."""
    if phrase is None:
        return None
    opened = len(phrase) > 2 and phrase[0].pos_ in ("DET", "NUM") and _form(phrase[1], words) in words.anonymous
    told = opened and phrase[2].pos_ == "VERB" and not any(t.is_punct for t in phrase)
    return "".join(t.text_with_ws for t in phrase[_is_definite(phrase[0]) : _LONGEST]).strip() if told else None


def _is_definite(token: Token) -> bool:
    """Whether a word only points: "the people", "our sources"; "a person" stays as it is."""
    is_indefinite = token.morph.get("Definite", []) == ["Ind"] and "Dat" not in token.morph.get("Case", [])
    return (token.pos_ == "DET" and not is_indefinite) or (token.dep_ in _POSSESSED and token.pos_ in ("PRON", "DET"))


def _form(token: Token, words: Words) -> str:
    known = words.anonymous | words.papers | words.representatives
    return token.lower_ if token.lower_ in known else token.lemma_.lower()


def _is_source(token: Token, words: Words) -> bool:
    return _form(token, words) in words.anonymous | words.papers | words.representatives


def _is_representative(token: Token, words: Words) -> bool:
    return _form(token, words) in words.representatives
