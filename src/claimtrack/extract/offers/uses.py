"""Who uses whose product: "is powered by X1", "setzt auf X1", "uses Acme's models", "is used by A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.drafts import Draft
from claimtrack.extract.names.actors import listed_names
from claimtrack.extract.offers.customers import draft_customers
from claimtrack.extract.offers.deeds import find_deeds
from claimtrack.extract.offers.releasers import find_releasers, is_business, is_firm, is_purpose
from claimtrack.extract.offers.used import UsedReader, is_abbreviated_noun, is_over, use_words
from claimtrack.extract.people.bodies import read_body
from claimtrack.extract.people.rolewords import role_words
from claimtrack.extract.people.states import is_state
from claimtrack.extract.text.lexicon import load_lexicon, word_forms
from claimtrack.extract.text.phrases import POSSESSIVE
from claimtrack.extract.text.productwords import product_words
from claimtrack.extract.text.syntax import children, is_passive, read_arguments
from claimtrack.model import Label, Modality
from claimtrack.recognize.namewords import is_no_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.offers.deeds import Found
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token

_SITE = 10
"""Tokens behind a place in which it is said what it is chosen for."""
_SURE = 0.75
_UNTYPED = 0.8
"""How sure a user is whose name only the verb of using speaks for."""
_KINDS = frozenset({"use"})
_BARRED = 4
"""Tokens before a verb among which stands that somebody else only lets it be used: "to let the ministry use X1"."""
_AGENT = 4
"""Tokens behind a passive among which its agent stands."""
_PLACE = 8
"""Tokens, three times over, before a verb among which its list of examples opens."""


def draft_uses(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every use of a passage that rests on a product, or is of something that another firm owns."""
    reading = _Reading(passage, discourse)
    for found in find_deeds(passage.tree, passage.lang, _KINDS):
        barred = "contract" not in found.deed.traits and reading.is_barred(found.verb)
        if not passage.name_at(found.verb) and not barred:
            yield from reading.drafts(found)
    yield from draft_customers(passage, discourse)


class _Reading:
    """One passage read for who uses what."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.tree, self.words, self.lexicon = passage.tree, use_words(passage.lang), load_lexicon(passage.lang)
        self.used = UsedReader(passage, discourse)

    def is_barred(self, verb: Token) -> bool:
        """Whether somebody only lets or makes it be used."""
        barred = self.lexicon.words["use"]["barred"]
        return any(t.lemma_.lower() in barred for t in self.tree[max(0, verb.i - _BARRED) : verb.i])

    def drafts(self, found: Found) -> Iterator[Draft]:
        """The uses that one verb tells of."""
        deed, verb = found.deed, found.verb
        firms = "firm" in deed.traits
        if deed.thing == "object" and is_passive(verb):
            used = self._subjects(verb, firms=firms)
            users = self._users_behind(verb) or self._testers(used, verb)
        else:
            used = self._objects(found, firms=firms)
            used = [u for u in used if "concrete" not in deed.traits or not self._is_vague(u, verb)]
            used = [u for u in used if "owned" not in deed.traits or (u.via == "phrase" and self._is_owned(u))]
            used = [u for u in used if "others" not in deed.traits or self._is_others(u, verb)]
            used = [u for u in used if deed.thing != "of" or not self._is_elsewhere(u, verb)]
            users = self._users(verb) if used else []
            bare = is_purpose(verb) and not read_arguments(verb).agent  # "signed a deal to use Acme's vans"
            if used and not users and bare:
                users = find_releasers(verb, used, self.passage, self.discourse)
        for user in users:
            for thing in used:
                plain = user.label is not None or thing.via == "phrase"
                if plain and self._may_use(user) and self._may_be_used(thing) and not self._is_own(user, thing, verb):
                    yield self._draft(found, user, thing)

    def _is_owned(self, used: Filler) -> bool:
        """Whether a phrase says whose it is: "Acme's system", "the system of Acme"."""
        words = used.text.lower().replace("’", "'").split()
        return any(word.endswith(("'s", "'")) for word in words) or not self.words["from"].isdisjoint(words)

    def _is_others(self, used: Filler, verb: Token) -> bool:
        """Whether a thing is told to be of some firm: "Acme's system", or a product whose maker the document names."""
        maker = self.discourse.maker_of(used, verb) if used.label is Label.PRODUCT else None
        return maker is not None or (used.via == "phrase" and self._is_owned(used))

    def _draft(self, found: Found, user: Filler, used: Filler) -> Draft:
        sure = round(_SURE * min(user.certainty, used.certainty), 3)
        attribute = found.deed.attribute or self._manner(found.verb)
        return Draft(
            "use", "rests", self.passage, found.verb, user, used, attribute=attribute, phase=found.deed.phase,
            modality=Modality.PLANNED if is_purpose(found.verb) else None, sure=sure,
            dated=not is_over(found.verb, self.passage.lang),
        )  # fmt: skip

    def _manner(self, verb: Token) -> str:
        """The standard attribute of a verb of use: tests, integrates, licenses, else uses."""
        forms = set(word_forms(verb, self.lexicon))
        lists = {name: words for name, words in self.lexicon.words["use"].items() if name.endswith("s")}
        return next((name for name, words in lists.items() if name not in ("verbs", "nouns") and forms & words), "uses")

    def _may_use(self, user: Filler) -> bool:
        """Whether a user is a firm by more than its place: no product, no people, none of whom nothing is known."""
        hosts = product_words(self.passage.lang)["hosts"]
        if is_state(user.text.removesuffix("s"), self.passage.lang):
            return False  # "Indians use X1"
        return is_firm(user, self.discourse) and user.text.split()[0].lower() not in hosts

    def _may_be_used(self, used: Filler) -> bool:
        """Whether what is used is no public body, and no standard: "relied on the Supreme Court", "uses USB-C"."""
        words = product_words(self.passage.lang)
        if used.text.split()[0].lower() in words["generic"] or used.text.lower() in words["hosts"]:
            return False  # "powered by an iPhone processor"
        if used.via == "name" and (is_abbreviated_noun(used.text) or self._is_site(used, words["sites"])):
            return False  # "converts PDFs", "DC fast charging"
        return used.label is not Label.ORGANISATION or is_business(used, self.passage.lang)

    def _is_site(self, used: Filler, sites: frozenset[str]) -> bool:
        """Whether a place is chosen, and nothing that is used: "picked Ohio as the site of its plant"."""
        if self.discourse.cast.label(used.text) not in (Label.PLACE, None) or used.token.doc is not self.tree:
            return False
        return any(t.lower_ in sites for t in self.tree[used.token.i + 1 : used.token.i + 1 + _SITE])

    # what is used

    def _objects(self, found: Found, *, firms: bool) -> list[Filler]:
        providers = [] if found.deed.phrases else self.used.providers(found.verb)
        if len(providers) > 1:
            return providers
        particle = [t.dep_ for t in self.tree[found.behind : found.behind + 1]] == ["compound:prt"]
        listed = self.used.listed(found.behind + particle, firms=firms)
        if listed or found.deed.phrases:
            return listed
        for theme in read_arguments(found.verb).theme:
            if theme.i > found.verb.i or self.lexicon.verb_may_lead:
                listed = listed or self.used.listed(theme.left_edge.i, firms=firms)
        return listed or providers

    def _subjects(self, verb: Token, *, firms: bool) -> list[Filler]:
        arguments = read_arguments(verb)
        heads = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
        found = next((found for t in heads if (found := self.used.listed(t.left_edge.i, firms=firms))), [])
        plain = (t for t in heads if not found and not any(map(self.passage.name_at, t.subtree)))
        meant = [f for t in plain for f in self.discourse.resolve_all(t, self.passage)]
        return found or [f for f in meant if f.label is Label.PRODUCT]

    def _testers(self, used: list[Filler], verb: Token) -> list[Filler]:
        """Who tests what nobody else is said to: its maker ("X1 is being tested in …")."""
        makers = (self.discourse.maker_of(f, verb) for f in used if self._manner(verb) == "tests")
        return [maker for maker in makers if maker][:1]

    def _is_elsewhere(self, used: Filler, verb: Token) -> bool:
        """Whether a name of unknown type only tells where to: "moved its listing to X", "builds a city on X"."""
        things = [t for t in children(verb, "obj", "ccomp") if verb.i < t.i < used.token.i]
        unknown = used.via == "name" and self.discourse.cast.label(used.text) is None
        return unknown and any(t.pos_ == "NOUN" and not self.used.is_thing(t) for t in things)

    def _is_vague(self, used: Filler, verb: Token) -> bool:
        """Whether a phrase says nothing of what is used: "relies on Acme's technology", without "already"."""
        already = any(t.lower_ in self.words["already"] for t in verb.children)
        return used.via != "name" and used.text.split()[-1].lower() in self.words["vague"] and not already

    # who uses it

    def _users(self, verb: Token) -> list[Filler]:
        """The firms that use it, or whose product it is that rests on another's."""
        arguments = read_arguments(verb)
        heads = [*arguments.theme, *arguments.agent] if is_passive(verb) else list(arguments.agent)
        found = [f for t in heads for f in self.discourse.resolve_all(t, self.passage)]
        firms = [f for f in found if f.label is Label.ORGANISATION]
        named = [f for f in found if f.label is None and f.via == "name"]
        untyped = (f for f in named if is_no_word(f.text.split()[0], self.passage.lang))  # no "Correction"
        firms = firms or [f._replace(certainty=_UNTYPED) for f in untyped]
        if firms or any(f.label is Label.PERSON for f in found):
            return firms
        if bodies := self._bodies(heads):
            return bodies
        plain = [head for head in heads if head.lemma_.lower() not in self.used.nothings]  # no "blog post"
        if owners := [owner for head in plain if (owner := self._owner(head))]:
            return owners
        products = [f for f in found if f.label is Label.PRODUCT]
        makers = [maker for maker in (self.discourse.maker_of(f, verb) for f in products) if maker]
        return makers[:1] if products else self._examples(verb)  # an app of nobody's is no user

    def _bodies(self, heads: Sequence[Token]) -> list[Filler]:
        """The institutions that no name shows: "Die Bundeswehr nutzt X1", "Das Landeskriminalamt Hessen nutzt X1"."""
        words = role_words(self.passage.lang)
        found: list[Filler] = []
        for head in heads if words.capitals else ():
            behind = self.tree[head.i + 1 : head.i + 2]
            named = [t for t in behind if self.passage.name_at(t) is not None]
            for phrase in ([head, *named], [head]):
                body = read_body(phrase, self.passage, self.discourse, words) if head.pos_ == "NOUN" else None
                if body is not None:
                    found.append(body)
                    break
        return found

    def _owner(self, head: Token) -> Filler | None:
        """The firm whose assistant rests on something: "Acme's assistant is powered by"."""
        owners = (child for child in head.children if child.dep_ in ("nmod:poss", "det:poss"))
        resolved = (self.discourse.resolve(owner, self.passage) for owner in owners)
        return next((f for f in resolved if f and f.label is Label.ORGANISATION), None)

    def _examples(self, verb: Token) -> list[Filler]:
        """As in "companies such as A and B already use": the list between its noun and the verb."""
        for token in reversed(self.tree[max(0, verb.i - 3 * _PLACE) : verb.i]):
            if token.lower_ in self.words["like"] and token.i and token.pos_ != "VERB":
                return [f for f in listed_names(token.i + 1, self.passage, self.discourse) if f.token.i < verb.i]
        return []

    def _users_behind(self, verb: Token) -> list[Filler]:
        """The agents of a passive, or whose product it is put into: "is used by A, B and C", "integrated into X1"."""
        for token in self.tree[verb.i + 1 : verb.i + _AGENT]:
            filler = self.discourse.resolve(token, self.passage) if self.passage.name_at(token) else None
            if filler is not None and token.nbor(-1).lower_ in self.words["into"]:
                maker = self.discourse.maker_of(filler, verb) if filler.label is Label.PRODUCT else filler
                return [maker] if maker and maker.label is Label.ORGANISATION else []
        for token in self.tree[verb.i + 1 : verb.i + _AGENT]:
            if token.lower_ in self.words["by"]:
                found = listed_names(token.i + 1, self.passage, self.discourse)
                return [f for f in found if f.label is Label.ORGANISATION]
        firms = (f for t in read_arguments(verb).agent for f in self.discourse.resolve_all(t, self.passage))
        return [f for f in firms if f.label is Label.ORGANISATION]

    def _is_own(self, user: Filler, used: Filler, verb: Token) -> bool:
        """Whether a firm uses what it makes itself: that is no use that anybody would list."""
        if self._manner(verb) == "tests":
            return False
        maker = self.discourse.maker_of(used, verb)
        ahead = [*self.tree[min(verb.i, used.token.i) : used.token.i]] if used.token.doc is self.tree else []
        if len(ahead) > 1 and ahead[-1].text in POSSESSIVE and (owner := self.passage.name_at(ahead[-2])):
            return self.discourse.cast.full(owner.text) == user.text  # "is powered by Acme's X1": not Acme is
        last = max((t.i for t in ahead if t.pos_ == "ADP"), default=0)
        if any("Yes" in t.morph.get("Poss", []) for t in ahead if t.i > last):
            return True  # "its chatbot X1"
        return (
            used.text.startswith(user.text) or used.text.endswith(user.text) or bool(maker and maker.text == user.text)
        )
