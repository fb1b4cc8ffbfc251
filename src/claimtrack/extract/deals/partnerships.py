"""Standing relations of two organisations: that they are exclusive, formerly so, signed or renegotiated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.certainty.words import certainty_words
from claimtrack.extract.drafts import Draft
from claimtrack.extract.figures.units import figure_class
from claimtrack.extract.names.actors import actor_before
from claimtrack.extract.text.dates import time_words
from claimtrack.extract.text.lexicon import is_one_of, load_lexicon, sentence_words, word_forms
from claimtrack.extract.text.syntax import base, children, clause, expand, is_infinitive, marker, read_arguments
from claimtrack.model import Label, Phase, Quantity
from claimtrack.recognize.gazetteers import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.names.resolution import Discourse, Filler
    from claimtrack.extract.text.lexicon import Lexicon
    from claimtrack.extract.text.passages import Passage
    from claimtrack.language.trees import Token
    from claimtrack.model import Mention
    from claimtrack.recognize.names import Name


_WORTH_REACH = 4
"""Tokens behind "contract" up to the word that says what it is worth, and from there to the figure."""
_SURE, _POSSESSED = 0.85, 0.75
"""How sure a partnership is that is told, and a deal that is only said to be somebody's."""
_DEAL_REACH = 9
"""Tokens behind "agreement" in which "to sell" still says what is agreed."""


def learn_partners(passage: Passage, discourse: Discourse) -> None:
    """Remember who is whose partner, for phrases like "the partner" further on."""
    lexicon = load_lexicon(passage.lang)
    if sentence_words(passage.tree).isdisjoint(lexicon.partnership["nouns"]):
        return
    for token in passage.tree:
        if token.pos_ in ("NOUN", "PROPN") and is_one_of(token, lexicon.partnership["nouns"]):
            pair = _named_pair(token, passage, discourse, lexicon)
            if pair:
                discourse.learn_partners(pair[0].text, pair[1].text)


def draft_partnerships(passage: Passage, discourse: Discourse) -> Iterator[Draft]:
    """Every partnership of which a passage names both parties, and every contract that is exclusive, begins or ends."""
    lexicon = load_lexicon(passage.lang)
    if sentence_words(passage.tree).isdisjoint(lexicon.partnership["nouns"]):
        return
    for token in passage.tree:
        if token.pos_ not in ("NOUN", "PROPN") or not is_one_of(token, lexicon.partnership["nouns"]):
            continue
        name = passage.name_at(token)
        inside = name is not None and name.text.lower() not in lexicon.partnership["nouns"]
        if inside or (token.text[0].isupper() and any(n.end == token.i for n in passage.names)):
            continue  # "Acme Venture Partners"
        none = any(child.lower_ in lexicon.partnership["not"] for child in children(token, "det"))
        if not none and not _is_deal(token, lexicon):
            yield from _told(token, passage, discourse, lexicon)


def _told(noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> Iterator[Draft]:
    """The partnership that one noun tells of, if it names or implies both parties and says what is of it."""
    state, taken, sure = _state(noun, lexicon, passage.lang), False, _SURE
    pair = _named_pair(noun, passage, discourse, lexicon)
    if state is None and pair is not None:
        named = is_one_of(noun, lexicon.partnership["standing"]) and not _is_judged(noun)
        state = _standing(noun, lexicon) if named else _ended(noun, lexicon)
        if state is None and (state := _possessed(noun, pair, passage, lexicon)):
            sure = _POSSESSED
        own = base(noun) == "obj" and any("Ind" in t.morph.get("Definite", []) for t in children(noun, "det"))
        taken = state is not None and state[1] is Phase.HOLDS and not own  # "its partnership with B will": no plan
    if pair is None and state is not None and not is_one_of(noun, lexicon.partnership["vague"]):
        pair = _implied_pair(noun, passage, discourse, lexicon)
    if state is None or pair is None or (taken and _is_supposed(noun, passage.lang)):
        return
    (one, other), (attribute, phase) = pair, state
    yield Draft(
        "partnership", "partnership", passage, clause(noun), one, other, _worth(noun, passage), attribute,
        phase=phase, sure=round(sure * min(one.certainty, other.certainty), 3), aside=taken,
        dated=not (taken and _is_told_of_past(noun)),
    )  # fmt: skip


def _is_supposed(noun: Token, lang: str) -> bool:
    """Whether a noun stands in a clause that nobody asserts: "if it gives up its deal with B"."""
    conditional = certainty_words(lang).clause["conditional"]
    return any(t.lower_ in conditional for above in (noun, *noun.ancestors) for t in children(above, "mark", "advmod"))


def _worth(noun: Token, passage: Passage) -> Mention | None:
    """What a contract is worth: "its $30 million contract with", "a contract worth around $30 million"."""
    words = load_lexicon(passage.lang).partnership["worth"]
    behind = passage.tree[noun.i + 1 : noun.i + 1 + _WORTH_REACH]
    worth = next((token for token in behind if token.lower_ in words), None)
    figures = passage.tree[worth.i + 1 : worth.i + _WORTH_REACH] if worth is not None else ()
    nearest = (passage.quantity_at(t) for t in (*passage.tree[max(0, noun.i - 1) : noun.i], *figures))
    return next((mention for mention in nearest if mention is not None and _is_sum(mention)), None)


def _is_sum(mention: Mention) -> bool:
    return isinstance(mention.norm, Quantity) and figure_class(mention.norm) == "money"


def _is_deal(noun: Token, lexicon: Lexicon) -> bool:
    """Whether an agreement is one to buy or sell: "an agreement with Beta to sell its stores", "a merger agreement"."""
    sorts = lexicon.words["merge"]["nouns"] | lexicon.words["acquisition"]["nouns"]
    if any(t.lower_ in sorts for t in children(noun, "compound")):
        return True
    behind = noun.doc[noun.i + 1 : noun.i + _DEAL_REACH]
    verbs = (t for t in behind if t.pos_ == "VERB" and t.nbor(-1).lower_ == "to")
    return any(f.kind in ("acquisition", "stake") for t in verbs for f in lexicon.verbs.get(_verb(t, lexicon), ()))


def _state(noun: Token, lexicon: Lexicon, lang: str) -> tuple[str | None, Phase] | None:
    """What is said of the relation: (attribute, phase), or nothing worth a claim."""
    words = lexicon.partnership
    described = [t for adjective in children(noun, "amod", "acl") for t in (adjective, *adjective.children)]
    forms = {form for token in described for form in (token.lemma_.lower(), token.lower_)}
    over = bool(forms & words["ends"]) or _is_ended_above(noun, words["ends"])
    if any(form.startswith(tuple(words["exclusive"])) for form in forms):
        begins = base(noun) == "obj" and _begins(noun.head, lexicon)
        return "exclusive", Phase.ENDS if over else Phase.BEGINS if begins else Phase.HOLDS
    begun = next((t for t in children(noun, "amod", "acl") if _begins(t, lexicon)), None)
    if begun is not None:
        return f"{_called(noun, lexicon)} {begun.lower_}", Phase.BEGINS
    unmade = _is_tried(noun.head, lang) or _are_wares(noun, lexicon)
    if base(noun) == "obj" and _begins(noun.head, lexicon) and not unmade:
        return _called(noun, lexicon), Phase.BEGINS
    return None


def _are_wares(noun: Token, lexicon: Lexicon) -> bool:
    """Whether contracts are what is traded, and nobody signs them: "launched event contracts on shares"."""
    many = "Plur" in noun.morph.get("Number", []) and is_one_of(noun, lexicon.partnership["contracts"])
    brought = _verb(noun.head, lexicon) in lexicon.words["release"]["verbs"]
    return many and brought and not any(case in lexicon.markers["with"] for case, _ in read_arguments(noun).obliques)


def _begins(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb is one by which a partnership comes about, with its particle or alone."""
    return not lexicon.partnership["begins"].isdisjoint((*word_forms(verb, lexicon), _verb(verb, lexicon)))


def _is_tried(verb: Token, lang: str) -> bool:
    """Whether it is only told what somebody had set out to do: "had been trying to renegotiate"."""
    return is_infinitive(verb) and any(t.lower_ in time_words(lang, "pluperfect") for t in children(verb.head, "aux"))


def _called(noun: Token, lexicon: Lexicon) -> str:
    """What a relation is called in a claim: a contract by that word in every language."""
    return "contract" if is_one_of(noun, lexicon.partnership["contracts"]) else noun.lemma_.lower()


def _is_judged(noun: Token) -> bool:
    """Whether a sentence only says what a partnership is like or what it is to become: that tells of none."""
    judged = base(noun) == "nsubj" and any(base(child) == "cop" for child in noun.head.children)
    verb = clause(noun)
    return judged or (is_infinitive(verb) and not children(verb, "aux"))


def _is_told_of_past(noun: Token) -> bool:
    """Whether a partnership is only the subject of something past, by which time it may be over: "came under fire"."""
    return base(noun) == "nsubj" and "Past" in noun.head.morph.get("Tense", [])


def _standing(noun: Token, lexicon: Lexicon) -> tuple[str | None, Phase]:
    """The state of a partnership that is only named with its parties: it holds, unless its verb ends it."""
    words = lexicon.partnership
    verbs = [verb for verb in (noun.head, clause(noun)) if verb.pos_ in ("VERB", "AUX") and verb.i != noun.i]
    over = any({*word_forms(verb, lexicon), _verb(verb, lexicon)} & words["ending"] for verb in verbs)
    described = {t.lower_ for t in children(noun, "amod", "det", "acl")} & words["ends"]
    return None, Phase.ENDS if over or described else Phase.HOLDS


def _ended(noun: Token, lexicon: Lexicon) -> tuple[str | None, Phase] | None:
    """Whether a deal of any sort is over: "its contract with B broke down"."""
    over = _standing(noun, lexicon)[1] is Phase.ENDS
    return (("contract" if is_one_of(noun, lexicon.partnership["contracts"]) else None), Phase.ENDS) if over else None


def _possessed(
    noun: Token, pair: tuple[Filler, Filler], passage: Passage, lexicon: Lexicon
) -> tuple[str | None, Phase] | None:
    """The state of a deal that is somebody's with another firm: "A's agreement with B", "its contract with B"."""
    owned = any(c.dep_ in ("nmod:poss", "det:poss") and not passage.is_time(c) for c in noun.children)
    sort = {t.lower_ for t in children(noun, "compound", "amod")} & lexicon.partnership["other_deals"]
    cases = {case for case, _ in read_arguments(noun).obliques} & lexicon.markers["with"] - lexicon.markers["goal"]
    governed = base(noun) == "obj"  # "extended its deal with B": its verb says what is of it
    if not owned or governed or sort or not cases or _is_judged(noun):
        return None
    if any(party.label is not Label.ORGANISATION for party in pair):
        return None
    return ("contract" if is_one_of(noun, lexicon.partnership["contracts"]) else None), Phase.HOLDS


def _verb(token: Token, lexicon: Lexicon) -> str:
    """The verb behind a participle: lemmatisers leave many as they are."""
    return lexicon.inflected.get(token.lower_, token.lemma_.lower())


def _is_ended_above(noun: Token, ends: frozenset[str]) -> bool:
    head = noun.head
    return head != noun and base(noun) in ("nmod", "obj", "nsubj") and head.lemma_.lower() in ends


def _named_pair(noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> tuple[Filler, Filler] | None:
    """The two parties that the phrase itself names: "the A-B deal", "between A and B", "A's deal with B"."""
    before = _compounded(noun, passage, discourse, lexicon)
    if len(before) == 2:
        return before[0], before[1]
    obliques = list(read_arguments(noun).obliques)
    for case, token in obliques:
        if case in lexicon.partnership["between"] | lexicon.markers["of"]:
            between = case in lexicon.partnership["between"]
            pair = _organisations(expand(token), passage, discourse, untyped=between)
            if (len(pair) == 2 or (len(pair) > 1 and not between)) and any(f.label for f in pair):
                return pair[0], pair[1]
    others = _organisations(
        [t for case, t in obliques if case in lexicon.markers["with"]], passage, discourse, untyped=True
    )
    own = [c for c in noun.children if c.dep_ in ("nmod:poss", "det:poss")]
    if base(noun) in ("obj", "obl", "nsubj"):
        own += [part for agent in read_arguments(clause(noun)).agent for part in expand(agent)]
    owners = before or _organisations([t for t in own if t.i != noun.i], passage, discourse)
    owners = owners or _actor(noun, passage, discourse)
    others = others or [o for o in before if owners and o.text != owners[0].text]
    if not others and not any(case in lexicon.markers["with"] - lexicon.markers["goal"] for case, _ in obliques):
        others = owners[1:]  # "A and B announce a partnership", but no pair in "… partnerships with schools"
    for owner in owners or _meant(noun, others, passage, discourse, lexicon):
        for other in others:
            if owner.text != other.text:
                return owner, other
    return _with_known_partner(owners, obliques, discourse, lexicon)


def _meant(noun: Token, others: list[Filler], passage: Passage, discourse: Discourse, lexicon: Lexicon) -> list[Filler]:
    """Whose partnership it is where none owns it: the one other firm of the sentence, or whom the text is about."""
    owned = any(child.dep_ in ("nmod:poss", "det:poss") for child in noun.children)
    aside = marker(noun) in lexicon.markers["goal"]  # "was shown in partnership with B"
    if owned or aside or len(others) != 1 or others[0].label is None:
        return []
    if not is_one_of(noun, lexicon.partnership["standing"]):
        return []
    firms = (n for n in passage.names if discourse.cast.label(n.text) is Label.ORGANISATION)
    told = {discourse.cast.full(n.text) for n in firms if not n.start or passage.tree[n.start - 1].text != "("}
    names = told - {others[0].text, *load_gazetteer("places"), *load_gazetteer("models")}
    spoken = any(token.is_quote for token in passage.tree)  # "our partnership with B"
    topic = discourse.topic_at(passage) if not names and not spoken else None
    meant = names or ({topic} if topic else set())
    return [discourse.filler(name, noun, 0.75) for name in meant] if len(meant) == 1 else []


def _with_known_partner(
    owners: list[Filler], obliques: list[tuple[str, Token]], discourse: Discourse, lexicon: Lexicon
) -> tuple[Filler, Filler] | None:
    """A partner who is only described ("with the market leader") is the one partner that the document names."""
    described = next((t for case, t in obliques if case in lexicon.markers["with"]), None)
    if described is None or not owners or "Plur" in described.morph.get("Number", []):
        return None
    partner = discourse.partner(owners[0].text)
    return (
        (owners[0], owners[0]._replace(text=partner, token=described, certainty=0.75, via="noun")) if partner else None
    )


def _actor(noun: Token, passage: Passage, discourse: Discourse) -> list[Filler]:
    actor = actor_before(clause(noun), passage, discourse)
    return [actor] if actor is not None and actor.label is Label.ORGANISATION else []


def _compounded(noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon) -> list[Filler]:
    """The organisations written before the noun without a case word: "the Acme-Beta partnership"."""
    found: list[Filler] = []
    at = noun.i - 1
    joiners = lexicon.partnership["joiners"]
    while at >= 0 and (passage.tree[at].text in joiners or passage.name_at(passage.tree[at])):
        name = passage.name_at(passage.tree[at])
        if name and name.start == at and (filler := discourse.resolve(passage.tree[at], passage)):
            found.insert(0, filler)
        at -= 1
    return [f for f in found if f.label is Label.ORGANISATION]


def _organisations(
    tokens: list[Token], passage: Passage, discourse: Discourse, *, untyped: bool = False
) -> list[Filler]:
    """The organisations that phrases name; with `untyped`, also names of which nothing tells what they are."""
    fillers = (filler for token in tokens for filler in discourse.resolve_all(token, passage))
    fitting = (Label.ORGANISATION, None) if untyped else (Label.ORGANISATION,)
    return list({f.text: f for f in fillers if f.label in fitting}.values())


def _is_behind_case(name: Name, passage: Passage) -> bool:
    """Whether a case word stands ahead of a name, past its article."""
    before = next((t for t in reversed(passage.tree[: name.start]) if t.pos_ != "DET"), None)
    return before is not None and before.pos_ == "ADP"


def _implied_pair(
    noun: Token, passage: Passage, discourse: Discourse, lexicon: Lexicon
) -> tuple[Filler, Filler] | None:
    """The parties that the context gives: the one named here and its one partner, or the two named before."""
    names = [n for n in passage.names if discourse.cast.label(n.text) is Label.ORGANISATION]
    names = [
        n for n in names if not n.start or passage.tree[n.start - 1].text != "("
    ]  # what one of them is also called
    following = passage.tree[noun.i + 1] if noun.i + 1 < len(passage.tree) else noun
    ahead = [n for n in names if n.end <= noun.i and not _is_behind_case(n, passage)]
    if following.lower_ in lexicon.markers["partner"] and not ahead:
        return None  # "we signed a deal with A and agreed a partnership with B"
    here = list(dict.fromkeys(discourse.cast.full(n.text) for n in names))
    if not here:
        here = discourse.organisations_before(passage)
    elif len(here) == 1 and (partner := discourse.partner(here[0])):
        here.append(partner)
    if len(here) != 2 or marker(noun) in lexicon.partnership["without"]:
        return None
    return discourse.filler(here[0], noun, 0.75), discourse.filler(here[1], noun, 0.75)


def without_purchases(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without deals in passing of two firms one of which is told to buy the other: "its deal with B"."""
    bought = {_parties(draft) for draft in drafts if draft.kind == "acquisition"}
    return [d for d in drafts if not (d.kind == "partnership" and d.aside and _parties(d) in bought)]


def _parties(draft: Draft) -> frozenset[str]:
    return frozenset({draft.subject.text, draft.object.text if draft.object else ""})
