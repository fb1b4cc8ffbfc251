"""Bring the two German treebanks to one convention, that of GSD, which the models are measured on."""

from __future__ import annotations

from dataclasses import replace

from training.conllu import Sentence, Word

# Left out in German: the treebanks disagree on them, and nothing asks for them.
_DROPPED = ("NumType", "Foreign", "ExtPos", "Polite", "Voice", "Number[psor]", "Gender[psor]", "Typo", "Abbr")
_RELATIONS = {"flat:name": "flat", "acl:relcl": "acl", "obl:tmod": "obl", "nmod:poss": "nmod"}
_CALENDAR = frozenset(
    [
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
        *(
            "November",
            "Dezember",
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ),
    ]
)


def plain_feats(sentence: Sentence) -> Sentence:
    """The sentence without the features that are not learned."""
    return replace(sentence, words=tuple(replace(w, feats=_without(w.feats, _DROPPED)) for w in sentence.words))


def _without(feats: str, keys: tuple[str, ...]) -> str:
    return "|".join(pair for pair in feats.split("|") if pair and pair.split("=", 1)[0] not in keys)


def pud_as_gsd(sentence: Sentence) -> Sentence:
    """A sentence of German PUD as GSD would annotate it, as far as rules can tell."""
    subjects = {w.head for w in sentence.words if w.deprel.startswith(("nsubj", "csubj"))}
    clauses = {w.head for w in sentence.words if w.deprel in {"ccomp", "xcomp"}}
    words = [_word(word, word.head in subjects or word.head in clauses) for word in sentence.words]
    return replace(sentence, words=tuple(words))


def _word(word: Word, has_subject: bool) -> Word:
    deprel = _RELATIONS.get(word.deprel, word.deprel)
    upos = word.upos
    form = word.form.lower()
    if form in {"als", "wie"} and deprel == "cc":
        upos, deprel = "ADP", "case"
    elif form == "es" and deprel == "expl" and not has_subject:
        deprel = "nsubj"
    elif upos == "NOUN" and word.lemma in _CALENDAR:
        upos = "PROPN"
    return replace(word, upos=upos, deprel=deprel, feats=_feats(word, upos))


def _feats(word: Word, upos: str) -> str:
    pairs = dict(pair.split("=", 1) for pair in word.feats.split("|") if pair)
    if upos in {"VERB", "AUX"}:
        if "Mood" in pairs:
            pairs["VerbForm"] = "Fin"
        elif "Tense" in pairs or pairs.get("VerbForm") == "Part":
            pairs = {"VerbForm": "Part"}
        else:
            pairs = {"VerbForm": "Inf"}
    elif upos == "ADV" and pairs.get("Degree") == "Pos":
        del pairs["Degree"]
    elif upos == "PRON" and "Person" in pairs:
        pairs.setdefault("PronType", "Prs")
    return "|".join(f"{key}={pairs[key]}" for key in sorted(pairs))
