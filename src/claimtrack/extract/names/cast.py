"""Who and what appears in a document: each name in its fullest form, and what it is, voted on over the whole text.

A statistical label alone decides nothing. Legal forms, titles, forenames, the noun beside a name, gazetteers and the
spelling all have a voice, and the pipeline's label is one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from claimtrack.extract.layout.labels import voices_of_labels
from claimtrack.extract.names.barenames import with_bare_names
from claimtrack.extract.names.classnouns import name_words
from claimtrack.extract.names.emphasised import with_emphasised_names
from claimtrack.extract.names.firmnames import firms_by_nouns, with_own_nouns
from claimtrack.extract.names.known import with_joined_names, with_known_names
from claimtrack.extract.names.lists import voices_of_lists
from claimtrack.extract.names.naming import firms_in_titles, with_missed_names, with_parts_of_names
from claimtrack.extract.names.pointed import voices_of_pointers
from claimtrack.extract.names.pointers import read_pointer
from claimtrack.extract.names.productnames import with_lettered_products, with_whole_products
from claimtrack.extract.names.spellings import Spellings
from claimtrack.extract.names.witnesses import Voice, leads_to_person, voices, voices_of_frames, voices_of_posts
from claimtrack.extract.names.works import with_titles
from claimtrack.extract.text.syntax import base
from claimtrack.language import languages, read_data
from claimtrack.model import Label
from claimtrack.recognize.gazetteers import is_listed, is_organisation, load_gazetteer
from claimtrack.recognize.institutions import is_head_of, is_institution, is_institution_noun
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.extract.text.passages import Passage
    from claimtrack.recognize.names import Name

# witness → what its word is worth, and how often it is heard; a name's label is the one with the most
_ORDER = {label: place for place, label in enumerate(Label)}
_WITNESSES = {
    "institution": (16, 1), "legal form": (12, 1), "title": (8, 2), "post": (8, 2), "noun beside": (8, 2),
    "noun beside a forename": (6, 1), "firm's noun": (14, 1), "stands": (5, 2), "founds": (5, 1), "bears": (16, 1),
    "abbreviation": (3, 1), "noun after": (4, 2), "forename": (8, 1), "model": (8, 1), "company": (6, 1),
    "place": (8, 1), "version": (6, 1), "code": (3, 1), "owns": (6, 2), "raises": (30, 1), "acts": (4, 2),
    "ordinary word": (5, 1),
    "acts, either": (4, 1), "is bought": (4, 1), "listed": (5, 1), "example": (6, 1), "pipeline": (4, 3),
    "pipeline, one word": (1, 3), "made": (6, 2), "released": (6, 2), "line": (12, 1), "pointed": (4, 1),
    "title of a work": (6, 1),
}  # fmt: skip
_HEAD, _OPENING = 4, 7
"""Sentences at the head of a text, and tokens at the head of one of them, in which a noun points back to its firm."""
_ENOUGH = 4
"""Less than this is no evidence: a single word that only the pipeline takes for a person stays untyped."""


class Cast:
    """The names of one document: `full` gives a name's fullest form, `label` what it is, `is_work` which are titles."""

    def __init__(self, full: dict[str, str], labels: dict[str, Label], works: frozenset[str] = frozenset()) -> None:
        self._full = full
        self._labels = labels
        self._works = works

    def full(self, name: str) -> str:
        """The fullest form of a name that the document has."""
        return self._full.get(name, name)

    def label(self, name: str) -> Label | None:
        """What the document takes a name for; `None` when nothing speaks for anything."""
        return self._labels.get(self.full(name))

    def is_work(self, name: str) -> bool:
        """Whether a name is the title of a game, a film or a book: the document prints it in italics."""
        return self.full(name) in self._works

    def names(self, label: Label) -> list[str]:
        """The full names of one type, in the order of their first mention."""
        return [name for name, found in self._labels.items() if found is label]

    def organisation_in(self, name: str) -> str | None:
        """The organisation that a longer name begins with: "Acme" for "Acme Assistant"."""
        words = self.full(name).split()
        for length in range(len(words) - 1, 0, -1):
            start = " ".join(words[:length])
            if self.label(start) is Label.ORGANISATION:
                return self.full(start)
        return None


def cast_document(passages: Sequence[Passage], text: str) -> tuple[list[Passage], Cast]:
    """Return the passages with every known name found in each, and the cast of the document with this text."""
    spellings = Spellings(text)
    passages = [with_titles(with_emphasised_names(with_missed_names(passage))) for passage in passages]
    passages = [with_whole_products(with_lettered_products(passage)) for passage in passages]
    passages = with_parts_of_names(with_known_names(passages, spellings))
    passages = with_joined_names(with_own_nouns(passages))
    passages, bare = with_bare_names(passages)
    counts = Counter(name.text for passage in passages for name in passage.names)
    heard = _heard(passages)
    titled, lang = firms_in_titles(passages), passages[0].lang if passages else ""
    for firm in (firm for firm in (*titled, *firms_by_nouns(passages), *bare) if firm in counts):
        heard[firm][Label.ORGANISATION, "post"] += 1
    labels = {text: label for text, spoken in heard.items() if (label := _elected(spoken))}
    for passage in passages:
        for name, voice in voices_of_lists(passage, labels.get):
            heard[name.text][voice] += 1
    for firm in _pointed(passages, labels):
        heard[firm][Label.ORGANISATION, "firm's noun"] += 1
    full = _fullest(counts, heard, lang, spellings, _first_places(passages))
    full |= _introduced(passages, full, heard, lang)
    for firm in (firm for firm in titled if firm not in full):
        full[firm] = _club_of(firm, counts, lang) or _spelled_out(firm, Label.ORGANISATION, lang, spellings) or firm
    together: dict[str, Counter[Voice]] = defaultdict(Counter)
    for text, spoken in heard.items():
        together[full[text]].update(spoken)
    whole = dict.fromkeys(full[name] for name in counts)
    labels = {text: label for text in whole if (label := _elected_whole(heard.get(text), together[text]))}
    passages = [passage.with_names(_as_meant(name, passage, full) for name in passage.names) for passage in passages]
    works = {full[text] for text, spoken in heard.items() if (Label.PRODUCT, "title of a work") in spoken}
    works = {work for work in works if labels.get(work) is Label.PRODUCT}
    return [_without_generic(passage, full) for passage in passages], Cast(full, labels, frozenset(works))


def _as_meant(name: Name, passage: Passage, full: Iterable[str]) -> Name:
    """A town whose coach or player is named, as its one club: "Nordstadts Trainer" is that of Fortuna Nordstadt.

    A country called by one word of its name is meant in full: "the States".
    """
    if (country := read_data(passage.lang, "names")["countries"].get(name.text)) and name.start:
        return name._replace(text=country) if passage.tree[name.start - 1].pos_ == "DET" else name
    if name.text not in load_gazetteer("places"):
        return name
    after = next((token for token in passage.tree[name.end :] if token.pos_ != "ADJ"), None)
    posted = after is not None and after.lower_.endswith(tuple(sorted(name_words(passage.lang).club_posts)))
    club = _club_of(name.text, full, passage.lang) if posted else None
    return name._replace(text=club) if club else name


def _without_generic(passage: Passage, full: dict[str, str]) -> Passage:
    """A passage without the nouns of institutions that stand for none named in full ("the Commission")."""
    if name_words(passage.lang).nouns_have_capitals:
        return passage
    names = [
        name
        for name in passage.names
        if full.get(name.text, name.text) != name.text
        or not (_is_generic(name.text, passage.lang) or _is_owned(name, passage))
    ]
    return passage if len(names) == len(passage.names) else passage.with_names(names)


def _is_generic(text: str, lang: str) -> bool:
    return is_institution_noun(text, lang) and not is_organisation(text)


def _is_owned(name: Name, passage: Passage) -> bool:
    """Whether an unlisted abbreviation is what somebody has, and no firm: "its EBDITA fell"."""
    before = passage.tree[name.start - 1] if name.start else None
    owned = before is not None and "Yes" in before.morph.get("Poss", []) and before.pos_ in ("PRON", "DET")
    return owned and name.text.isalpha() and name.text.isupper() and not is_listed(name.text)


def _heard(passages: Sequence[Passage]) -> dict[str, Counter[Voice]]:
    """All that the document says of each name."""
    heard: dict[str, Counter[Voice]] = defaultdict(Counter)
    for passage in passages:
        posts, frames = voices_of_posts(passage), voices_of_frames(passage)
        for name in passage.names:
            heard[name.text].update(voices(passage, name))
            if label := posts.get(name.start):
                heard[name.text][label, "post"] += 1 + (label is Label.ORGANISATION and leads_to_person(name, passage))
            if voice := frames.get(name.start):
                heard[name.text][voice] += 1
    for text, label, witness in (*voices_of_labels(passages), *voices_of_pointers(passages)):
        if text in heard:
            heard[text][label, witness] += 1
    for text in [text for text in heard if (Label.PRODUCT, "version") in heard[text] and not is_listed(text)]:
        line, _, version = text.rpartition(" ")
        if version in name_words(passages[0].lang).product_words and not is_listed(line):
            for one in (name for name in (line, f"{line}s") if name in heard):
                heard[one][Label.PRODUCT, "line"] += 1  # "MacBook" beside "MacBook Pro"
    return heard


def _elected(spoken: Counter[Voice]) -> Label | None:
    votes: Counter[Label] = Counter()
    for (label, witness), times in spoken.items():
        worth, limit = _WITNESSES[witness]
        votes[label] += worth * min(times, limit)
    winner = min(votes, key=lambda label: (-votes[label], _ORDER[label]), default=None)
    return winner if winner is not None and votes[winner] >= _ENOUGH else None


def _elected_whole(own: Counter[Voice] | None, together: Counter[Voice]) -> Label | None:
    """The type of a name by all its forms; what its surname owns and does makes nobody with a forename a firm."""
    if own and (Label.PERSON, "forename") in own and _elected(own) is Label.PERSON:
        return Label.PERSON
    return _elected(together)


def _first_places(passages: Sequence[Passage]) -> dict[str, int]:
    """Where each name stands first below the headline, by how many names stand before it."""
    whole = (p for p in passages if p.position or p.text.rstrip().endswith("."))
    first: dict[str, int] = {}
    for place, name in enumerate(name.text for passage in whole for name in passage.names):
        first.setdefault(name, place)
    return first


def _fullest(
    counts: Counter[str], heard: dict[str, Counter[Voice]], lang: str, spellings: Spellings, first: dict[str, int]
) -> dict[str, str]:
    """Each name's fullest form: a surname's full name, a firm's name with its legal form."""
    by_end: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        for word in dict.fromkeys(name.split()) if " " in name else ():
            by_end[word].append(name)
    full = {}
    clubs = [name for name in counts if name_words(lang).club_words.intersection(name.split()[:2])]
    for name in counts:
        parts = name.split()
        shared = (parts[-1], parts[0], f"{parts[0]}'s", f"{parts[0]}’s")
        others = dict.fromkeys(other for word in shared for other in by_end.get(word, ()))
        longer = [other for other in others if other != name and _is_short_for(name, other, heard, lang)]
        parts_of = [other for other in longer if _comes_later(other, name, first, heard)]
        longer = [other for other in longer if not other.startswith(tuple(parts_of))] if parts_of else longer
        # with two bearers of a surname the document does not make plain who is meant
        alone = len({_key(other, lang) for other in longer}) == 1
        full[name] = _longest(longer, heard, lang) if alone else name
        acting = _elected(heard[name]) is Label.ORGANISATION and name not in load_gazetteer("places")
        club = _club_of(name, clubs, lang) if acting else None
        spelled = club or (None if longer or parts_of else _spelled_out(name, _elected(heard[name]), lang, spellings))
        if spelled:
            full[name] = spelled
    return full


def _comes_later(long: str, short: str, first: dict[str, int], heard: dict[str, Counter[Voice]]) -> bool:
    """Whether a firm's name that others begin with stands ahead of the longer one: that is of a part, "Acme Bank"."""
    if _elected(heard[long]) is not Label.ORGANISATION or not long.startswith(f"{short} ") or short not in first:
        return False
    forms = {form for lang in languages() for form in name_words(lang).legal_forms}
    return long in first and first[short] < first[long] and not forms.intersection(long.split())


def _pointed(passages: Sequence[Passage], labels: dict[str, Label]) -> list[str]:
    """The one name that the head of a text has before it speaks of "the company", where nothing there is called one."""
    for place, passage in enumerate(passages[:_HEAD]):
        ahead = [name for earlier in passages[:place] for name in earlier.names]
        if any(labels.get(name.text) is Label.ORGANISATION for name in ahead):
            return []
        for token in passage.tree[:_OPENING]:
            pointer = read_pointer(token, passage) if base(token) == "nsubj" else None
            if pointer is not None and not (pointer.is_pronoun or pointer.is_plural):
                other = (Label.PLACE, Label.PRODUCT)
                named = {n.text for n in ahead if labels.get(n.text) not in other and not _has_forename(n.text)}
                return sorted(named) if len(named) == 1 else []
    return []


def _has_forename(name: str) -> bool:
    return name.split()[0] in load_gazetteer("forenames")


def _introduced(
    passages: Sequence[Passage], full: dict[str, str], heard: dict[str, Counter[Voice]], lang: str
) -> dict[str, str]:
    """Short forms of firms of ordinary words, below the headline named in full first: "Fenwick" for "Fenwick Garden".

    Or for "Fenwick-Versicherung", wherever that stands.
    """
    first = _first_places(passages)
    by_opening: dict[str, list[str]] = defaultdict(list)
    for name in (n for n in first if " " in n and _elected(heard[n]) is Label.ORGANISATION):
        by_opening[name.split()[0]].append(name)
    parted = [(n, *n.rpartition("-")) for n in full]
    trades = {short: n for n, short, _, trade in parted if trade in name_words(lang).compounded}
    found = {short: n for short, n in trades.items() if full.get(short) == short and not is_listed(short)}
    for short in (n for n, long in full.items() if n == long and n in by_opening and n not in found):
        longer = by_opening[short]
        known = _elected(heard[short]) in (Label.ORGANISATION, None) and not _stands_alone(short, lang)
        introduced = len(longer) == 1 and first[longer[0]] <= first.get(short, first[longer[0]])
        if known and introduced and is_no_word(short, lang) and all(map(_is_plain, longer[0].split())):
            found[short] = full[longer[0]]
    return found


def _is_plain(word: str) -> bool:
    return word.istitle() and word.isalpha()


def _club_of(name: str, counts: Iterable[str], lang: str) -> str | None:
    """The one club that a town or short form means among those named in full: "Nordstadt" for "Fortuna Nordstadt"."""
    words = name_words(lang).club_words
    if name in words or " " in name:
        return None
    clubs = []
    for other in (other for other in counts if name in other):
        rest = [part for part in other.split() if part not in words and not part[0].isdigit()]
        towns = all(part in load_gazetteer("places") for part in rest if part != name)
        scored = any(part.isdigit() for part in other.split()[1:-1])  # "1. FC Nordheim 2 Fortuna Nordstadt 1"
        clubs += [other] if name in rest and towns and not scored and words.intersection(other.split()[:2]) else []
    longest = max(clubs, key=lambda club: (len(club), club), default=None)
    return longest if longest is not None and all(club in longest for club in clubs) else None


def _spelled_out(name: str, label: Label | None, lang: str, spellings: Spellings) -> str | None:
    """The full form of a name that only a sentence nobody parses has: "Ada Byrne", "Fortuna Nordstadt"."""
    tails = name_words(lang).organisation_words | name_words(lang).legal_forms
    if label is Label.ORGANISATION and " " not in name and not _stands_alone(name, lang):
        return spellings.full_firm(name, lambda word: word in tails or word in load_gazetteer("places"))
    if label in (Label.PERSON, None) and (" " not in name or name.split()[0].lower() in load_gazetteer("particles")):
        return spellings.full_person(name)
    return None


def _longest(names: Sequence[str], heard: dict[str, Counter[Voice]], lang: str) -> str:
    """The first of several full names, in its own fullest form: two bearers of a surname stay apart."""
    first, *others = names
    longer = [other for other in others if _is_short_for(first, other, heard, lang)]
    return max(longer, key=lambda other: len(other.split()), default=first)


def _key(name: str, lang: str) -> str:
    """What two full names share that one bearer has: the last word, or all of an institution's."""
    words, forms = name.split(), name_words(lang).legal_forms
    last = next((word for word in reversed(words) if word not in forms), words[-1])
    return name if is_institution(name, lang) or is_institution_noun(words[-1], lang) else last


def _is_plainly_firm(spoken: Counter[Voice], person: Counter[Voice]) -> bool:
    """Whether lists, legal forms or nouns call a name a firm; that it owns and acts is true of its founder as well.

    "Byrne-Sprecher" are a firm's less often than the document has the person in full.
    """
    plain = any((Label.ORGANISATION, witness) in spoken for witness in ("legal form", "company"))
    plain = plain or spoken[Label.ORGANISATION, "post"] > person[Label.PERSON, "pipeline"]
    called = spoken[Label.ORGANISATION, "noun beside"] > spoken[Label.PERSON, "pipeline, one word"]
    return (plain or called) and _elected(spoken) is Label.ORGANISATION


def _is_short_for(short: str, long: str, heard: dict[str, Counter[Voice]], lang: str) -> bool:
    parts, longer = short.split(), long.split()
    if len(parts) >= len(longer):
        return False
    plain = long.replace("’", "'")
    if plain.startswith(f"{short}'s ") and is_organisation(plain):
        return True  # "Papa John's said", of Papa John's International
    is_person = _elected(heard[long]) is Label.PERSON
    if is_person and len(parts) > 1:  # without the middle name, or the last of two surnames
        same = parts[0] == longer[0] and (parts[-1] == longer[-1] or longer[: len(parts)] == parts)
        return same or longer[-len(parts) :] == parts
    if is_person:  # a founder's firm may have the founder's name
        return longer[-1:] == parts and not _is_plainly_firm(heard[short], heard[long])
    if is_head_of(short, long, lang):
        return True
    rest = longer[len(parts) :]
    tails = {form for lang in languages() for form in name_words(lang).legal_forms}
    if longer[: len(parts)] != parts or all(word in tails for word in rest):
        return longer[: len(parts)] == parts
    label = _elected(heard[short]) or (Label.ORGANISATION if is_no_word(short, lang) else None)
    named = label is _elected(heard[long]) is Label.ORGANISATION
    return named and not _stands_alone(short, lang) and all(_may_end_firm(word, lang) for word in rest)


def _stands_alone(name: str, lang: str) -> bool:
    """Whether a name is known by itself, or abbreviates a longer one already; "FC" does neither."""
    return is_listed(name) or (name.isupper() and name not in name_words(lang).club_words)


def _may_end_firm(word: str, lang: str) -> bool:
    """Whether a firm's short form leaves a word out: "Fenwick" for "Fenwick Hollis", "Fenwick Airlines"."""
    words = name_words(lang)
    tails = words.organisation_words | words.legal_forms
    return word in tails or word in load_gazetteer("places") or (word.istitle() and is_no_word(word, lang))
