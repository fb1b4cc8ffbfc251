"""Deals told by verbs: "A buys B", "B is sold to A", "A bids $5bn for B", "B geht an A"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.reading import Deal, DealReading
from claimtrack.extract.deals.targets import part_of, read_target
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before, actor_joined
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.text.lexicon import is_one_of, word_forms
from claimtrack.extract.text.syntax import (
    base,
    children,
    has_present_ending,
    is_infinitive,
    is_passive,
    is_relativizer,
    read_arguments,
)
from claimtrack.model import Label, Modality, Phase, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.deals.spoken import SpokenReader
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.extract.text.syntax import Arguments
    from claimtrack.language.trees import Token

_BUYER = 10
"""Tokens between a participle and the "by" that names its buyer, times and prices counted."""
_ATTEMPT = 10
"""Tokens between an attempt and its infinitive, which may end the clause."""
_ADVERBS = 3
"""Tokens ahead of a verb among which its auxiliary stands, or the "and" that joins it."""
_BACK = 8
"""Tokens between a relative pronoun and its verb."""
_OWNED = 2
"""Words behind a possessive among which stands what is owned."""
_CONTROL = 4
"""Tokens between "control" and the firm that it is won of."""


class PurchaseReader(DealReading):
    """Reads the deals of one passage that verbs tell of."""

    def __init__(self, passage: Passage, discourse: Discourse, spoken: SpokenReader) -> None:
        super().__init__(passage, discourse)
        self.spoken = spoken

    def deals(self, token: Token) -> Iterator[Deal]:
        """The deals of one word, if it is a verb of buying, selling or bidding."""
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            return
        forms, words = set(word_forms(token, self.lexicon)), self.lexicon.words
        if forms & words["acquire"]["verbs"]:
            yield from self._bought(token)
        elif forms & words["sell"]["verbs"]:
            yield from self._only(self._sold(token))
        elif forms & words["bid"]["verbs"]:
            yield from self._only(self._offered(token))
        elif forms & words["pass"]["verbs"]:
            yield from self._only(self._passed(token))

    def _only(self, deal: Deal | None) -> Iterator[Deal]:
        if deal is not None:
            yield deal

    # buying

    def _bought(self, verb: Token) -> Iterator[Deal]:
        """As in "A buys B", "B is bought by A", "B, which A bought", "A kauft B"."""
        arguments = read_arguments(verb)
        if self._is_passive(verb):
            themes = arguments.theme
            related = any(is_relativizer(t) for t in themes)  # "B, which was bought by A"
            target = self._antecedent(verb) if related else self.organisation(themes)
            target = target if themes else actor_before(verb, self.passage, self.discourse)
            buyer = (
                self.behind(verb, self.words["by"], _BUYER) or self.party(arguments.agent) or self._agent_ahead(verb)
            )
            if buyer is not None and not self._only_leads(buyer, verb):
                yield from self._only(self.checked(buyer, target, verb))
            return
        yield from self._buying(verb, arguments) if (told := self.spoken.agreed(verb)) is None else (told,)

    def _agent_ahead(self, verb: Token) -> Filler | None:
        """Who stands behind the case word nearest ahead of a verb at its clause's end: "von A übernommen"."""
        span = self.tree[max(0, verb.i - _BACK) : verb.i] if self.lexicon.verb_may_lead else ()
        case = next((t for t in reversed(span) if t.lower_ in self.words["by"]), None)
        found = read_target(case.i + 1, self.passage, self.discourse) if case is not None else None
        return found if found is not None and found.label is Label.ORGANISATION and found.via == "name" else None

    def _buying(self, verb: Token, arguments: Arguments) -> Iterator[Deal]:
        """As in "A buys B", "A kauft B": the deal of a verb that is no passive."""
        named = self.principal(verb) or self.party(arguments.agent) or self.actor(verb)
        buyer = named or actor_joined(verb, self.passage, self.discourse)
        if buyer is None or self._only_leads(buyer, verb):
            return
        target = self._target_of(verb, () if self._is_contact(verb) else arguments.theme, buyer)
        if target is not None and self._is_joined(buyer, target):
            return
        deal = self.checked(buyer, target, verb)
        if deal is not None and self._has_failed(verb):
            deal = deal._replace(modality=Modality.PLANNED, phase=Phase.ENDS)
        if deal is not None:
            yield deal
            yield from self.further(deal)

    def _is_joined(self, buyer: Filler, target: Filler) -> bool:
        """Whether an "and" alone stands between two names, which so do or suffer the same: "A und B übernimmt"."""
        names = [self.passage.name_at(f.token) if f.token.doc is self.tree else None for f in (buyer, target)]
        first, second = names
        if first is None or second is None:
            return False
        between = self.tree[first.end : max(first.end, second.start)]
        return len(between) == 1 and between[0].pos_ == "CCONJ"

    def _has_failed(self, verb: Token) -> bool:
        """As in "its failed bid to buy B", "der gescheiterte Versuch, B zu kaufen": an attempt that came to nothing."""
        if not verb.i or self.tree[verb.i - 1].lower_ not in self.words["infinitive"]:
            return False
        ahead = self.tree[max(0, verb.i - _ATTEMPT) : verb.i]
        noun = next((t for t in reversed(ahead) if is_one_of(t, self.words["attempts"])), None)
        before = self.tree[max(0, noun.i - 2) : noun.i] if noun is not None else ()
        behind = next((t for t in self.tree[verb.i :] if "Fin" in t.morph.get("VerbForm", [])), verb)
        heads = [noun.head] if noun is not None else []
        if not any("Fin" in t.morph.get("VerbForm", []) for t in self.tree[: verb.i]):
            heads += [behind, behind.head]  # "A's deal to buy B collapsed", "… was called off"
        ended = any({*word_forms(t, self.lexicon)} & self.words["called_off"] for t in heads)
        return (ended and noun is not None) or any(t.lower_ in self.words["failed"] for t in before)

    def _is_contact(self, verb: Token) -> bool:
        """As in "the maker of pumps it bought": a relative clause without its pronoun, which parsers misread."""
        return verb.dep_ == "acl:relcl" and not children(verb, "aux") and verb.i > 0 and verb.nbor(-1).pos_ == "PRON"

    def _is_passive(self, verb: Token) -> bool:
        after = self.tree[verb.i + 1 : verb.i + 2]
        if any(t.lower_ in self.words["by"] for t in after) and "Part" in verb.morph.get("VerbForm", []):
            return True
        if self._is_contact(verb):
            return False
        # "Acme acquired Beta": parsers take the verb for an adjective of the name behind it
        between_names = any(n.end == verb.i for n in self.passage.names) and any(map(self.passage.name_at, after))
        return is_passive(verb) and not (base(verb) == "amod" and (between_names or self._is_told(verb)))

    def _is_told(self, verb: Token) -> bool:
        """Whether what parsers take for an adjective is a verb: "and recently acquired", "having acquired"."""
        before = self.tree[max(0, verb.i - _ADVERBS) : verb.i]
        ahead = next((t for t in reversed(before) if t.pos_ != "ADV"), None)
        adverb = bool(before) and before[-1].pos_ == "ADV"
        return ahead is not None and (ahead.pos_ == "AUX" or (ahead.pos_ == "CCONJ" and adverb))

    def _only_leads(self, buyer: Filler, verb: Token) -> bool:
        """Whether a person who "takes over" a firm gets a post and no firm."""
        return buyer.label is Label.PERSON and bool(
            set(word_forms(verb, self.lexicon)) & self.lexicon.words["acquire"]["also_lead"]
        )

    def _target_of(self, verb: Token, themes: Sequence[Token], buyer: Filler) -> Filler | None:
        """What is bought: right behind the verb, its object in the tree, or ahead of it (relative, verb at the end)."""
        if control := next((t for t in themes if t.lemma_.lower() in self.words["control"]), None):
            return self.behind(control, self.words["of"] | self.words["over"], _CONTROL)
        if self.spoken.all_shares(verb.i + 1):
            return self.spoken.target(buyer, verb)
        ahead = (t for t in themes if self.lexicon.verb_may_lead and self.spoken.all_shares(t.left_edge.i))
        if (shares := next(ahead, None)) is not None:  # "hat sämtliche Anteile an B übernommen"
            named = self.behind(shares, self.words["over"] | self.words["of"], _CONTROL)
            return named if named is not None and named.text != buyer.text else self.spoken.target(buyer, verb)
        if any(t.lemma_.lower() in self.words["not_whole"] for t in (*themes, *self._owned_behind(verb))):
            return None
        found = read_target(verb.i + 1, self.passage, self.discourse)
        if found is None or found.text == buyer.text:
            found = self.organisation(themes)
        if found is None and (name := self.passage.name_at(self.tree[min(verb.i + 1, len(self.tree) - 1)])) is not None:
            found = self.discourse.resolve(self.tree[name.start], self.passage)  # a firm may be taken for a person
        if found is not None and found.via in ("noun", "pronoun") and self._is_named_ahead(found, verb):
            return self._other_firm(themes, buyer, verb)
        relative = self.words["relative"]
        if found is None and all(is_relativizer(t) or t.lower_ in relative for t in themes):
            found = self._antecedent(verb) or (self._object_before(verb, buyer) if self.lexicon.verb_may_lead else None)
        return self._other_firm(themes, buyer, verb) if found is None or found.text == buyer.text else found

    def _owned_behind(self, verb: Token) -> tuple[Token, ...]:
        """What stands behind a possessive name right behind a verb: the bonds of "purchased Acme's bonds"."""
        name = self.passage.name_at(self.tree[verb.i + 1]) if verb.i + 1 < len(self.tree) else None
        owner = name is not None and name.end < len(self.tree) and self.tree[name.end].dep_ == "case"
        return self.tree[name.end + 1 : name.end + 1 + _OWNED] if name is not None and owner else ()

    def _other_firm(self, themes: Sequence[Token], buyer: Filler, verb: Token) -> Filler | None:
        """As in "shares in B rose after A said it would buy the chain": the one firm told of beside the buyer."""
        noun = next((t for t in themes if class_of(t, self.passage.lang) is Label.ORGANISATION), None)
        articles = children(noun, "det") if noun is not None else []
        if noun is None or not any("Def" in t.morph.get("Definite", []) for t in articles):
            return None
        if part_of(buyer.text, noun, self.passage.lang):
            return None
        cast = self.discourse.cast
        ahead = (n.text for n in self.passage.names if n.end <= verb.i)
        named = (cast.full(name) for name in ahead if cast.label(name) is Label.ORGANISATION)
        others = {*named} - {buyer.text} or {*self.discourse.organisations_before(self.passage)} - {buyer.text}
        return self.discourse.filler(others.pop(), noun, 0.8) if len(others) == 1 else None

    def _is_named_ahead(self, filler: Filler, verb: Token) -> bool:
        """Whether "the company" would be one named ahead of the verb in its own sentence: its buyer, most often."""
        cast = self.discourse.cast
        return any(n.end <= verb.i and cast.full(n.text) == filler.text for n in self.passage.names)

    def _antecedent(self, verb: Token) -> Filler | None:
        """As in "B, which A bought", "B, a maker of pumps that A bought", "B, the maker of pumps it bought"."""
        described = self._described(verb.head) if base(verb) == "acl" else None
        before = self.tree[max(0, verb.i - _BACK) : verb.i]
        relative = next((t for t in reversed(before) if t.lower_ in self.words["relative"]), None)
        if relative is None or relative.i == 0:
            return described and described._replace(certainty=0.85)
        people = (Label.PERSON, Label.PLACE)
        names = [
            n for n in self.passage.names if n.end <= relative.i and self.discourse.cast.label(n.text) not in people
        ]
        nearest = next((n for n in reversed(names) if n.end in (relative.i, relative.i - 1)), None)
        apposed = next((n for n in reversed(names) if n.end < len(self.tree) and self.tree[n.end].text == ","), None)
        name = nearest or (apposed if apposed and self.tree[apposed.end + 1].pos_ == "DET" else None)
        filler = described if name is None else self.discourse.resolve(self.tree[name.start], self.passage)
        return filler._replace(certainty=0.85) if filler else None

    def _described(self, noun: Token) -> Filler | None:
        """The firm of which a noun tells what it is: "B, a start-up", "B is a start-up"."""
        subjects = children(noun, "nsubj") if children(noun, "cop") else []
        return self.organisation(subjects[:1]) if len(subjects) == 1 else self.apposed(noun)

    def _object_before(self, verb: Token, buyer: Filler) -> Filler | None:
        """As in "A will B kaufen": the last name ahead of a verb at its clause's end."""
        for name in reversed(self.passage.names):
            if name.end <= verb.i and verb.i - name.end <= 5:
                between = self.tree[name.end : verb.i]
                case = self.tree[name.start - 1] if name.start else None
                if any(t.text in (",", ";") or self._is_object(t) for t in between):
                    return None  # "hat A die Ermittlungen übernommen"
                if case is not None and case.pos_ == "ADP":
                    return None
                filler = self.discourse.resolve(self.tree[name.start], self.passage)
                is_other = filler and filler.text != buyer.text
                good = filler and filler.label in (Label.ORGANISATION, Label.PRODUCT, None)
                return filler._replace(certainty=0.85) if filler and is_other and good else None
        return None

    def _is_object(self, token: Token) -> bool:
        """Whether a noun without a case word ahead of it is an object of its own, and no sum or time."""
        if token.pos_ != "NOUN" or self.passage.quantity_at(token) or self.passage.is_time(token):
            return False
        return not children(token, "case") and base(token) in ("obj", "nsubj", "obl:arg")

    # selling

    def _sold(self, verb: Token) -> Deal | None:
        """As in "A sells B to C" is C's purchase; without C it is A's sale."""
        arguments, passive = read_arguments(verb), is_passive(verb)
        target = self._sold_thing(verb, arguments.theme, passive=passive)
        ahead = next((t for t in reversed(self.tree[: verb.i]) if t.pos_ != "AUX"), verb)
        if passive and ahead.pos_ == "NOUN" and ahead not in arguments.theme and not self.passage.name_at(ahead):
            return None  # "Acme grants loans being sold to B"
        if target is None and passive and not arguments.theme:  # but "loans that are sold to A"
            target = actor_before(verb, self.passage, self.discourse)
        buyer = self.party(t for m, t in arguments.obliques if m in self.words["to"]) or self._recipient(verb)
        pointed = (t for t in arguments.theme if t.pos_ == "PRON" and not is_relativizer(t))
        meant = self.spoken.own_firm(verb.i + 1) or (target is None and any(pointed))
        if target is None and buyer is not None and not passive and meant:
            target = self.spoken.target(buyer, verb)  # "founded B in 1962 and sold it to A"
        if target is None or target.label is not Label.ORGANISATION:
            return None
        if buyer is not None and (buyer.label is not None or (target.via == "unit" and buyer.via == "name")):
            own = not passive and (seller := self.party(arguments.agent)) is not None and seller.text == buyer.text
            return None if own else self.checked(buyer, target, verb)  # "sold the fund to its managers"
        if (partner := self._agreed_with(verb)) is not None and partner.text != target.text:
            return (deal := self.checked(partner, target, verb)) and deal._replace(modality=Modality.PLANNED)
        principal = None if passive else self.principal(verb)
        seller = None if passive else principal or self.party(arguments.agent) or self.actor(verb)
        if seller is None or seller.label is not Label.ORGANISATION or not self._is_for_sale(target, verb):
            return None
        return Deal(seller, target, verb, "sale", modality=Modality.PLANNED if principal is not None else None)

    def _sold_thing(self, verb: Token, themes: Sequence[Token], *, passive: bool) -> Filler | None:
        """What is sold: the verb's object, and not who stands behind the "that" ahead of it."""
        named = [t for t in themes if passive or not is_relativizer(t)]
        found = self.organisation(named)
        if found is None and not named and themes:
            return self._antecedent(verb)  # "B, which A sold to C"
        return found or (None if passive else read_target(verb.i + 1, self.passage, self.discourse))

    def _agreed_with(self, verb: Token) -> Filler | None:
        """With whom it is agreed to sell something, as in "reached an agreement with B to sell C": its buyer."""
        ahead = self.tree[max(0, verb.i - _ATTEMPT) : verb.i] if is_infinitive(verb) else ()
        at = next((t.i + 1 for t in reversed(ahead) if is_one_of(t, self.words["attempts"])), verb.i)
        return read_target(at + 1, self.passage, self.discourse) if self.tree[at].lower_ in self.words["with"] else None

    def _is_for_sale(self, target: Filler, verb: Token) -> bool:
        """Whether what is sold is a firm and no ware: a part of one, or a name with a verb that is said of firms."""
        if target.via == "unit":
            return class_of(target.token, self.passage.lang) is not Label.PRODUCT  # "sells its AI services"
        ahead = self.tree[max(0, verb.i - 2) : verb.i]
        if any({t.lemma_.lower(), t.lower_} & self.words["beginning"] for t in ahead):
            return False  # "began selling the X1"
        parting = set(word_forms(verb, self.lexicon)) & self.lexicon.words["sell"]["strong"]
        untensed = not verb.morph.get("Tense", []) and not has_present_ending(verb)
        done = "Past" in verb.morph.get("Tense", []) or untensed  # shops "sell Acme", or go on "selling" it
        counted = any(self.passage.quantity_at(t) and not self._is_money(t) for t in self.tree[verb.i + 1 : verb.i + 4])
        return target.via == "name" and (bool(parting) or (done and not counted))

    def _recipient(self, verb: Token) -> Filler | None:
        span = range(verb.i + 1, min(len(self.tree) - 1, verb.i + 10))
        if self.lexicon.verb_may_lead:
            span = range(max(0, verb.i - 8), min(len(self.tree) - 1, verb.i + 10))
        for at in span:
            following = self.tree[at + 1]
            named = self.passage.name_at(following) is not None or following.pos_ != "VERB"
            if self.tree[at].lower_ in self.words["to"] and named:
                return read_target(at + 1, self.passage, self.discourse)
        return None

    # bidding

    def _offered(self, verb: Token) -> Deal | None:
        """As in "A bids $5bn for B", "A bietet fünf Milliarden Euro für B": with a sum only."""
        summed = any(map(self._is_money, self._near(verb)))
        if is_passive(verb) or not (summed or set(word_forms(verb, self.lexicon)) & self.words["bidding"]):
            return None
        target = self.behind(verb, self.words["for"], 12)
        buyer = self.party(read_arguments(verb).agent) or self.actor(verb)
        per_share = self._is_per_share(verb)
        if target is None and buyer is not None and per_share:
            target = self.spoken.target(buyer, verb)
        if target is None or target.label not in (Label.ORGANISATION, None) or target.via in ("noun", "pronoun"):
            return None
        firms = [f for f in (buyer, target) if f is not None and f.label is Label.ORGANISATION]
        if len(firms) < 2 - (summed and target.label is None) and not (summed and target.label):
            return None
        deal = self.checked(buyer, target, verb)
        if deal is None or not per_share:
            return deal and deal._replace(attribute="bid", modality=Modality.PLANNED)
        price = next((self.passage.quantity_at(t) for t in self._near(verb) if self._is_money(t)), None)
        return deal._replace(attribute="per share", modality=Modality.PLANNED, price=price)

    def _near(self, verb: Token) -> tuple[Token, ...]:
        """The tokens among which a verb of bidding has its sum: behind it, or ahead where verbs end their clause."""
        ahead = self.tree[max(0, verb.i - _BUYER) : verb.i] if self.lexicon.verb_may_lead else ()
        behind = self.tree[verb.i + 1 : verb.i + _BUYER]
        cut = next((t.i for t in behind if t.pos_ == "CCONJ" or t.text == ";"), verb.i + _BUYER)
        return (*(t for t in behind if t.i < cut), *ahead)

    def _is_per_share(self, verb: Token) -> bool:
        """Whether what is offered is a sum for each share, so that the text has told of which firm: "offers $27 a"."""
        near = self._near(verb)
        shares = any(is_one_of(t, self.words["capital"]) or t.lower_ in self.words["capital"] for t in near)
        return shares and not any(t.pos_ == "VERB" and base(t) not in ("amod", "compound") for t in near)

    def _is_money(self, token: Token) -> bool:
        mention = self.passage.quantity_at(token)
        return mention is not None and isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"

    def _passed(self, verb: Token) -> Deal | None:
        """As in "B geht für fünf Milliarden Euro an A": between two firms only, for prizes and votes pass as well."""
        arguments = read_arguments(verb)
        target = self.organisation(t for t in arguments.agent if base(t) != "expl") or self.actor(verb)
        buyer = self.behind(verb, self.words["to"], 10) or self._recipient(verb)
        firms = all(f is not None and f.label is Label.ORGANISATION and f.via != "pronoun" for f in (buyer, target))
        firms = firms or (target is not None and target.via == "unit" and buyer is not None and buyer.via == "name")
        return self.checked(buyer, target, verb, 0.75) if firms else None
