"""Companies that become one: "A merges with B", "the merger of A and B", "die Fusion von A mit B".

A merger is told as an acquisition with the attribute "merger", the company named first as its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.deals.reading import Deal
from claimtrack.extract.deals.takeovers import TakeoverReader
from claimtrack.extract.deals.targets import read_target
from claimtrack.extract.names.actors import list_ending, listed_names
from claimtrack.extract.text.lexicon import is_one_of, word_forms
from claimtrack.extract.text.syntax import expand, read_arguments
from claimtrack.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Filler
    from claimtrack.language.trees import Token

_REACH = 14
"""Tokens between the word for a merger and its second party."""
_ATTRIBUTE = "merger"
_UNTYPED = 0.7
"""Certainty of a merger whose parties nothing but its noun calls firms."""


class MergerReader(TakeoverReader):
    """Reads the mergers of one passage."""

    def deals(self, token: Token) -> Iterator[Deal]:
        """The merger of one word, if it is a verb of merging or a noun for it and both parties are named."""
        words = self.lexicon.words["merge"]
        is_noun = token.pos_ in ("NOUN", "PROPN") and is_one_of(token, words["nouns"])
        is_verb = not is_noun and bool({*word_forms(token, self.lexicon), token.lower_} & words["verbs"])
        if is_noun:
            pair = self._of_noun(token)
        elif is_verb or self.lexicon.inflected.get(token.lower_) in words["verbs"]:
            pair = self._of_verb(token)
        else:
            return
        if len(pair) == 2 and pair[0].text != pair[1].text:
            deal = self.checked(pair[0], pair[1], token, 0.85)
            if deal is None and is_noun and all(party.label is None for party in pair):
                deal = Deal(pair[0], pair[1], token, certainty=_UNTYPED)  # the noun alone calls them firms
            told = self._as_told(deal, token, bid=False)
            if is_noun and self.paired(token):
                told = self.pending(told, token)
            if told is not None:
                yield told._replace(attribute=_ATTRIBUTE)

    def _of_verb(self, verb: Token) -> Sequence[Filler]:
        """As in "A merges with B", "A and B merge", "A und B fusionieren"."""
        arguments = read_arguments(verb)
        both = self._firms([*arguments.agent, *arguments.theme])
        if len(both) < 2 and len(listed := list_ending(verb.i, self.passage, self.discourse)) >= 2:
            both = listed
        if len(both) >= 2:
            return both[:2]
        first = both[0] if both else self.actor(verb)
        second = self._partner(verb)
        return [first, second] if first and second else []

    def _of_noun(self, noun: Token) -> Sequence[Filler]:
        """As in "the merger of A and B", "A's merger with B", "die Fusion von A mit B"."""
        if len(pair := self.paired(noun)) == 2:
            known = self.spoken.known(pair)
            return pair if known is None or known.buyer.text == pair[0].text else [pair[1], pair[0]]
        second = self._partner(noun)
        inside = self._listed(noun)
        if len(inside) >= 2:
            return inside[:2]
        if second is not None:
            owner = self._owner(noun)
            owned = self.party([owner]) if owner is not None else None
            first = (inside[0] if inside else None) or owned or self._before(noun) or self._doer(noun)
            return [first, second] if first else []
        if any(t.lower_ in self.words["with"] for t in self.tree[noun.i + 1 : noun.i + 2]):
            return []  # "A and B went public via mergers with shell companies"
        told = self._firms(self._subjects(noun)) or []
        if len(told) < 2 and noun.head.pos_ == "VERB":
            told = list_ending(noun.head.i, self.passage, self.discourse)
        return told[:2] if len(told) == 2 else []

    def _listed(self, noun: Token) -> list[Filler]:
        """The parties behind "of", "between", or in the genitive."""
        for token in self.tree[noun.i + 1 : noun.i + 4]:
            if token.lower_ in self.words["of"] | self.words["between"]:
                found = listed_names(token.i + 1, self.passage, self.discourse)
                return [f for f in found if f.label in (Label.ORGANISATION, None)]
            if token.pos_ not in ("ADJ", "NOUN", "DET", "ADV"):
                return []
        return []

    def _partner(self, token: Token) -> Filler | None:
        found = self.behind(token, self.words["with"], _REACH)
        if found is None and self.lexicon.verb_may_lead and token.pos_ in ("VERB", "AUX"):
            ahead = self.tree[max(0, token.i - _REACH) : token.i]
            case = next((t for t in reversed(ahead) if t.lower_ in self.words["with"]), None)
            found = read_target(case.i + 1, self.passage, self.discourse) if case is not None else None
        return found if found is not None and found.label in (Label.ORGANISATION, None) else None

    def _before(self, noun: Token) -> Filler | None:
        """The party right before the noun: "the Acme merger with Beta", "Acme-Fusion mit Beta"."""
        prefix = noun.text.rpartition("-")[0]
        label = self.discourse.cast.label(prefix) or self.discourse.known_label(prefix) if prefix else None
        if label is Label.ORGANISATION:
            return self.discourse.filler(self.discourse.cast.full(prefix), noun, 0.9)
        name = next((n for n in self.passage.names if n.end == noun.i), None)
        return self.party([self.tree[name.start]]) if name else None

    def _subjects(self, noun: Token) -> list[Token]:
        head = noun.head
        return [t for t in read_arguments(head).agent if t.i != noun.i] if head.i != noun.i else []

    def _firms(self, tokens: Sequence[Token]) -> list[Filler]:
        phrases = [part for token in tokens for part in expand(token)]
        found = (self.discourse.resolve(part, self.passage) for part in phrases)
        firms = {f.text: f for f in found if f is not None and f.label is Label.ORGANISATION and f.via == "name"}
        return list(firms.values())
