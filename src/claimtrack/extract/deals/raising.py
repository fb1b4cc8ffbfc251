"""One sentence read for funding rounds: by verbs of raising, by the nouns of rounds, by totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.extract.deals.amounts import governing_metric
from claimtrack.extract.deals.headings import Headings
from claimtrack.extract.deals.investors import NEAR, Part, RoundWords, is_money
from claimtrack.extract.deals.raisers import RaiserReading
from claimtrack.extract.deals.roundnames import is_total, name_near
from claimtrack.extract.names.classnouns import class_of
from claimtrack.extract.names.pointers import is_firm_noun
from claimtrack.extract.text.lexicon import is_one_of, sentence_forms, word_forms
from claimtrack.extract.text.syntax import clause, is_relativizer, read_arguments
from claimtrack.model import Label, Modality, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.drafts import Draft
    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention

_BESIDE = 4
"""Tokens between a round's noun and its figure."""
_PARTICLE = 2
"""Tokens behind a sum among which the verb of its clause ends."""
_SIZES = frozenset({"ADP", "ADV", "ADJ", "DET", "NUM", "SYM", "NOUN"})
"""What may stand between a verb and the sum of a round: "brought in a total of $9M"."""


class Round(NamedTuple):
    """A round as one phrase tells of it: `at` is the place of its noun or verb, `predicate` what is said of it."""

    at: int
    predicate: Token
    raiser: Filler
    figure: Mention | None
    name: str | None
    phase: Phase
    modality: Modality | None


class RoundReading(RaiserReading):
    """One passage read for rounds."""

    def __init__(self, passage: Passage, discourse: Discourse, words: RoundWords, headings: Headings) -> None:
        super().__init__(passage, discourse, words, headings)
        self.money = [m for m in passage.quantities if is_money(m) and not self._is_metric(m)]

    def _is_metric(self, mention: Mention) -> bool:
        """Whether a sum is a valuation or revenue: its metric stands beside it, no case word between."""
        metric = governing_metric(mention, self.passage, self.lexicon)
        last = self.passage.tokens_in(mention.span)[-1].i
        return metric is not None and not any(t.pos_ == "ADP" for t in self.tree[last + 1 : max(metric.i, last + 1)])

    def speaks_of_known(self, told: bool, fresh: bool) -> bool:
        """Whether a passage without a round of its own goes on about one: "the round", "other investors include"."""
        verbs = [t for t in self.tree if self._is_raising(t)] if not told and self._raises() else []
        if told or any(self._raised(t) and self._is_by_name(t) for t in verbs):
            return False  # a round of somebody else, who could not be told
        if self.headings.of(self.passage) is not None or (fresh and self.investors.goes_on()):
            return True
        nouns = [t for t in self.tree if t.pos_ == "NOUN" and is_one_of(t, self.words.sets["nouns"])]
        if not nouns:
            return fresh and not self.money
        return any(self._points_back(noun) for noun in nouns)

    def points_back(self, found: Round) -> bool:
        """Whether a round is spoken of as one that is known: "the round"."""
        return found.figure is not None and self._points_back(self.tree[found.at])

    def _points_back(self, noun: Token) -> bool:
        before = self.tree[max(0, noun.i - 4) : noun.i]
        return any("Def" in t.morph.get("Definite", []) or t.morph.get("PronType", []) == ["Dem"] for t in before)

    # rounds

    def rounds(self, known: Filler | None) -> list[Round]:
        """The rounds with a raiser: by a verb of raising first, then by their nouns."""
        used: list[Mention] = []
        rounds: list[Round] = []
        for token in self.tree if self._may_tell() else ():
            if self.passage.name_at(token) or self.passage.quantity_at(token):
                continue
            here = rounds[-1].raiser if rounds else None
            found = self._by_verb(token) or self._by_noun(token, used, known, here)
            found = found or self._by_total(token, here or known)
            if found is not None and (found.figure is None or found.figure not in used):
                used += [found.figure] if found.figure else []
                rounds.append(found)
        sized = {found.raiser.text for found in rounds if found.figure}
        return [found for found in rounds if found.figure or found.raiser.text not in sized]

    def _raises(self) -> bool:
        """Whether the passage has a verb of raising."""
        return not sentence_forms(self.tree, self.lexicon).isdisjoint(self.lexicon.words["raise"]["verbs"])

    def _may_tell(self) -> bool:
        """Whether the words for a round are there: a verb of raising, or a sum with a round's noun or a total."""
        sized = any(map(self._is_float, self.tree)) or self.investors.has_round or self.investors.has_phrase("total_to")
        return self._raises() or bool(self.money and sized)

    def _by_verb(self, token: Token) -> Round | None:
        """As in "raised $40M", "secured a $40M Series B", "hat 40 Millionen Euro eingesammelt", "seeks funding"."""
        forms = set(word_forms(token, self.lexicon))
        raising = self.lexicon.words["raise"]
        if token.pos_ not in ("VERB", "AUX", "ADJ") or not forms & raising["verbs"]:
            return None
        figure = self._raised(token)
        if figure is not None and self.investors.part_of(figure) is not None:
            return None
        noun = self._round_noun(token)
        strong = forms & raising["strong"] or any(
            t.lower_ in self.words.sets["reflexives"]
            for t in self.tree[token.i - 4 if token.i > 4 else 0 : token.i + 3]
        )
        if figure is None and noun is None and not (strong and self._is_intended(token)):
            return None
        if not strong and not (self.investors.financial or noun is not None):
            return None
        raiser = self._actor(token)
        if raiser is None:
            return None
        name = self._name_near(token.i, figure)
        total = name not in ("debt", "equity and debt") and is_total(self.tree, self.words, token.i)
        modality = Modality.POSSIBLE if forms & raising["seeking"] else None
        return Round(token.i, token, raiser, figure, "total" if total else name, self._phase(total), modality)

    def parts(self, known: Filler | None) -> Iterator[Draft]:
        """What single investors give, as in "secured a $200M investment from A": no round of that size."""
        for figure in self.money if self._raises() or self.investors.has_round else ():
            if (investor := self.investors.part_of(figure)) is None:
                continue
            verb = next((t for t in self.tree if self._is_raising(t) and self._raised(t) == figure), None)
            raiser = known if verb is None else self._actor(verb)
            if raiser is not None:
                token = verb or self.passage.tokens_in(figure.span)[-1].nbor(1)
                yield from self.investors.drafts(Part(token, [investor], passive=False), raiser, None, led=False)

    def sums_up(self) -> bool:
        """Whether the passage tells what was raised in all."""
        return any(is_total(self.tree, self.words, token.i) for token in self.tree if self._is_raising(token))

    def _is_raising(self, token: Token) -> bool:
        forms = set(word_forms(token, self.lexicon)) if token.pos_ == "VERB" else set()
        return bool(forms & self.lexicon.words["raise"]["verbs"])

    def _is_by_name(self, verb: Token) -> bool:
        return any(t.pos_ == "PROPN" or self.passage.name_at(t) for t in read_arguments(verb).agent)

    def _phase(self, total: bool) -> Phase:
        return Phase.HOLDS if total else Phase.BEGINS

    def _is_intended(self, verb: Token) -> bool:
        """As in "in talks to raise at a $2bn valuation": money is not named and yet meant."""
        before = self.tree[verb.i - 1].lower_ if verb.i else ""
        after = self.tree[verb.i + 1].lower_ if verb.i + 1 < len(self.tree) else ""
        return before in self.words.sets["infinitive"] and after in self.words.sets["at"]

    def _raised(self, verb: Token) -> Mention | None:
        """The sum that a verb of raising takes: behind it, only words of size between, or ahead of it."""
        for mention in self.money:
            tokens = self.passage.tokens_in(mention.span)
            first, last = tokens[0].i, tokens[-1].i
            if first and self.tree[first - 1].lower_ in self.words.sets["for"]:
                continue  # "holte den Stürmer für 9 Millionen Euro"
            between = self.tree[verb.i + 1 : first] if first > verb.i else self.tree[last + 1 : verb.i]
            if len(between) > NEAR + 2 * self.lexicon.verb_may_lead:
                continue
            if first > verb.i and all(self._is_size(t) for t in between):
                return mention
            finite = "Fin" in verb.morph.get("VerbForm", [])  # "steckt 5 Millionen in B und erhält dafür"
            apart = ("VERB", "CCONJ") if finite else ("VERB",)
            if last < verb.i and self.lexicon.verb_may_lead and not any(t.pos_ in apart for t in between):
                return mention
        return None

    def _is_size(self, token: Token) -> bool:
        """What may stand between "raised" and the sum: "a total of", "another", "sich von A", a round's own words."""
        if token.pos_ in ("DET", "ADV", "NUM", "SYM") or token.lower_ in self.words.sets["size"]:
            return True
        if self.lexicon.verb_may_lead:
            return (
                token.pos_ in ("PRON", "ADP", "PROPN", "ADJ", "CCONJ", "AUX")
                or is_firm_noun(token, self.passage.lang)
                or class_of(token, self.passage.lang) is Label.ORGANISATION
                or self.passage.name_at(token) is not None
                or (token.pos_ == "NOUN" and is_one_of(token, self.words.sets["nouns"] | self.words.sets["evidence"]))
            )
        return token.pos_ == "ADJ"

    def _round_noun(self, verb: Token) -> Token | None:
        """The round that a verb takes as its object, within its phrase."""
        span = self.tree[verb.i + 1 : verb.i + 1 + NEAR]
        if self.lexicon.verb_may_lead:
            span = self.tree[max(0, verb.i - NEAR) : verb.i + 1 + NEAR]
        for token in span:
            if token.pos_ in ("VERB", "AUX") and token.i != verb.i and not self.lexicon.verb_may_lead:
                return None
            if token.pos_ in ("NOUN", "PROPN") and self._is_round(token):
                return token
            if token.i > verb.i and not self.lexicon.verb_may_lead and token.pos_ in ("ADP", "PUNCT", "CCONJ"):
                return None
        return None

    def _is_round(self, noun: Token) -> bool:
        """Whether a noun is one of rounds; a series is none without its letter: "gewann dreimal in Serie"."""
        if noun.lower_.rpartition("-")[2] in self.words.sets["series"]:
            following = self.tree[noun.i + 1 : noun.i + 2]
            return any(len(token.text.rstrip(".,")) == 1 and token.text[0].isalpha() for token in following)
        return is_one_of(noun, self.words.sets["nouns"])

    def _by_noun(
        self, token: Token, used: Sequence[Mention], known: Filler | None, here: Filler | None
    ) -> Round | None:
        """As in "announced a $40M round", "its Series A of $9M", "eine Finanzierungsrunde über 40 Millionen Euro"."""
        is_round = token.pos_ in ("NOUN", "PROPN") and self._is_round(token)
        is_round = is_round or self._is_fresh(token)
        named = self.investors.is_named(token)
        if not (is_round or named):
            return self._by_float(token, used)
        sums = [m for m in self.money if m not in used]
        figure = next((m for m in sums if self._belongs(m, token) or self._amounts(m, token)), None)
        brought = figure is None and (figure := next((m for m in sums if self._brings(m, token)), None)) is not None
        if figure is None or self.investors.part_of(figure) is not None:
            return None
        raiser = self._receiver(token, figure) if brought else self._possessor(figure, token) or self._announcer(token)
        raiser = raiser or self._beneficiary(token)
        of_known = self._is_definite(figure, token) or self.headings.of(self.passage) is not None
        if raiser is None and known is not None and of_known:
            raiser = known._replace(certainty=0.77)
        parted = here is not None and any(t.text == ";" for t in self.tree[: token.i])
        raiser = raiser or (None if parted else here)  # who raised the round before: "…, followed by a $9M round"
        raiser = raiser or (None if brought else self._spoken_of(token, figure))
        if raiser is None:
            return None
        total = tuple(t.lower_ for t in self.tree[max(0, token.i - 1) : token.i + 1]) in self.words.phrases["total"]
        name = "total" if total else self._name_near(token.i, figure)  # "raised total funding of $40M"
        return Round(token.i, clause(token), raiser, figure, name, self._phase(total), None)

    def _by_float(self, token: Token, used: Sequence[Mention]) -> Round | None:
        """As in "The IPO brought in $580 million": of the firm that the text is speaking of."""
        if not self._is_float(token):
            return None
        figure = next((m for m in self.money if m not in used and self._amounts(m, token)), None)
        raiser = self._spoken_of(token, figure) if figure is not None else None
        if figure is None or raiser is None:
            return None
        return Round(token.i, clause(token), raiser, figure, "IPO", Phase.BEGINS, None)

    def _is_float(self, noun: Token) -> bool:
        before = self.tree[noun.i - 1].lower_ if noun.i else ""
        return is_one_of(noun, self.words.sets["floats"]) or f"{before} {noun.lower_}" in self.words.sets["floats"]

    def _spoken_of(self, noun: Token, figure: Mention) -> Filler | None:
        """The one firm that "the round came to" can be of: no lead, no backer."""
        if not (self._points_back(noun) and self._amounts(figure, noun)):
            return None
        topic = self.discourse.topic_at(self.passage)
        leads = {lead.text for part in self.investors.leads() for lead in part.investors}
        told = [topic] if topic is not None else self.discourse.organisations_before(self.passage)
        firms = [name for name in told if name not in leads and not self._is_backer(name)]
        if len(firms) != 1:
            return None
        return self.discourse.filler(firms[0], noun, 0.75)._replace(label=Label.ORGANISATION)

    def _by_total(self, token: Token, known: Filler | None) -> Round | None:
        """As in "bringing its total funding to $40M": of the firm spoken of before, or the clause's subject."""
        phrases = self.words.phrases["total_to"]
        ahead = [t.lower_ for t in self.tree[max(0, token.i - _BESIDE) : token.i + 1]]
        if not any(tuple(ahead[-len(phrase) :]) == phrase for phrase in phrases):
            return None
        span = range(token.i + 1, token.i + 1 + _BESIDE)
        figure = next((m for m in self.money if self.passage.tokens_in(m.span)[0].i in span), None)
        raiser = known or self._actor(clause(token))
        if figure is None or raiser is None:
            return None
        return Round(token.i, clause(token), raiser._replace(certainty=0.85), figure, "total", Phase.HOLDS, None)

    def _belongs(self, mention: Mention, noun: Token) -> bool:
        """Whether a figure is a round's size: right before its noun, or behind it with "of", "über"."""
        tokens = self.passage.tokens_in(mention.span)
        first, last = tokens[0].i, tokens[-1].i
        if last < noun.i:
            between = self.tree[last + 1 + self._is_fresh(noun) : noun.i]
            return len(between) <= _BESIDE and all(
                t.pos_ in ("ADJ", "NOUN", "PROPN", "PUNCT") and t.text != "," for t in between
            )
        words = [t.lower_ for t in self.tree[noun.i + 1 : first] if not t.text[0].isupper() or t.pos_ != "PROPN"]
        return (
            bool(words)
            and len(words) <= _BESIDE
            and words[0] in self.words.sets["of"] | {"a", "b", "c", "d"}
            and all(word in self.words.sets["of"] | self.words.sets["size"] for word in words)
        )

    def _amounts(self, mention: Mention, noun: Token) -> bool:
        """Whether a verb says that a round is so much: "the round brought in $9M", "the round was worth $9M"."""
        first = self.passage.tokens_in(mention.span)[0].i
        for verb in reversed(self.tree[max(noun.i + 1, first - _BESIDE) : first + 1]):  # a figure may begin with it
            if {*word_forms(verb, self.lexicon), verb.lemma_.lower()} & self.words.sets["amounting"]:
                ahead = self.tree[noun.i + 1 : verb.i]  # perhaps with what was said of the round: ", closed in May,"
                inside = ahead[0].text == "," if len(ahead) > 1 else False
                apposed = inside and (ahead[-1].text == "," or is_relativizer(ahead[-1]))
                plain = verb.pos_ != "AUX" or self.tree[first - 1].lower_ in self.words.sets["of"]
                return plain and (apposed or all(t.pos_ in ("AUX", "ADV") for t in ahead))
            if verb.pos_ not in _SIZES:
                return False
        return False

    def _brings(self, mention: Mention, noun: Token) -> bool:
        """As in "die Series A bringt Acme 9 Millionen ein", "in der Runde kommen 9 Millionen Euro zusammen"."""
        tokens = self.passage.tokens_in(mention.span)
        first, last = tokens[0].i, tokens[-1].i
        if not self.lexicon.verb_may_lead or not noun.i < first <= noun.i + 2 * NEAR:
            return False
        behind = self.tree[last + 1 : last + 1 + _PARTICLE]
        verbs = [t for t in (*self.tree[noun.i + 1 : first], *behind) if t.pos_ == "VERB"]
        return any({*word_forms(t, self.lexicon), t.lemma_.lower()} & self.words.sets["amounting"] for t in verbs)

    def _receiver(self, noun: Token, figure: Mention) -> Filler | None:
        """Whom a round brings its sum: named between them, or the one firm ahead of the round in its sentence."""
        first = self.passage.tokens_in(figure.span)[0].i
        leads = {lead.text for part in self.investors.leads() for lead in part.investors}
        for token in self.tree[noun.i + 1 : first]:
            found = self.discourse.resolve(token, self.passage) if token.pos_ in ("NOUN", "PROPN") else None
            raises = found is not None and found.label is Label.ORGANISATION and self._may_raise(found)
            if found is not None and raises and found.text not in leads and not self._is_backer(found.text):
                return found
            if raises or (token.pos_ == "NOUN" and is_firm_noun(token, self.passage.lang)):
                before = self.discourse.organisations_before(self.passage)
                others = [name for name in before if name not in leads and not self._is_backer(name)]
                return self.discourse.filler(others[0], token, 0.8) if len(others) == 1 else None
        ahead = (self.discourse.cast.full(name.text) for name in self.passage.names if name.end <= noun.i)
        firms = dict.fromkeys(name for name in ahead if self.discourse.cast.label(name) is Label.ORGANISATION)
        apart = any(t.text == ":" for t in self.tree[: noun.i])  # "Acme kann wachsen: In der Runde kommen …"
        return self.discourse.filler(next(iter(firms)), noun, 0.85) if apart and len(firms) == 1 else None

    def _is_backer(self, name: str) -> bool:
        return self.discourse.landscape.is_backer(name)

    def _is_fresh(self, noun: Token) -> bool:
        """Whether a noun for money is one for a round: "$9M of fresh capital"."""
        ahead = self.tree[noun.i - 1] if noun.i else None
        return (
            ahead is not None and ahead.lower_ in self.words.sets["fresh"] and noun.lower_ in self.words.sets["capital"]
        )

    def _is_definite(self, figure: Mention, noun: Token) -> bool:
        start = min(self.passage.tokens_in(figure.span)[0].i, noun.i)
        return start > 0 and "Def" in self.tree[start - 1].morph.get("Definite", [])

    def round_name(self) -> str | None:
        """What a round is called that a passage without a sum speaks of."""
        is_named = self.investors.is_named
        at = next((t.i for t in self.tree if is_named(t) or ("-" in t.text and self.words.names.match(t.text))), None)
        return None if at is None else self._name_near(at, None)

    # what it is called

    def _name_near(self, at: int, figure: Mention | None) -> str | None:
        places = [self.tree[at].idx]
        if figure is not None:
            places.append(self.passage.tokens_in(figure.span)[0].idx)
        others = [self.passage.tokens_in(m.span)[0].idx for m in self.money if m is not figure]
        return name_near(self.tree, self.words, places, others if figure is not None else ())
