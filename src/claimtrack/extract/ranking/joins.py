"""Which words besides its head say what a figure measures: "jobs" beside "added", "interest" beside "rate".

How much of a phrase is needed to say it is no matter of grammar alone, so each word of the sentence is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.extract.ranking.cues import bucket, marks_in, path_between
from claimtrack.extract.ranking.ranker import rank
from claimtrack.extract.text.syntax import base, children, marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.extract.ranking.candidates import Candidate
    from claimtrack.extract.ranking.cues import Setting
    from claimtrack.language.trees import Token

_LIKELY = 0.4
"""The least probable word that is taken: one too many misleads less often than one too few."""


def choose_words(setting: Setting, head: Candidate, words: Sequence[Candidate]) -> tuple[list[Token], float]:
    """The words that say with their head what a figure measures, in order, and how likely these are all of them."""
    chosen, sure = [head.token], 1.0
    for word in words:
        if word.token.i == head.token.i:
            continue
        chance = rank("words", [tell_join(setting, head, word), ()])[0]
        sure = min(sure, max(chance, 1 - chance))
        if chance >= _LIKELY:
            chosen.append(word.token)
    return sorted(chosen, key=lambda token: token.i), sure


def tell_join(setting: Setting, head: Candidate, word: Candidate) -> Iterator[str]:
    """What speaks for a word belonging to the wording that another heads, or against it."""
    token, above = word.token, head.token
    form = f"{word.form}/{head.form}"
    yield "any"
    yield form
    yield f"{form}|via={word.filler.via}"
    path = path_between(above, token)
    shape = path.shape
    yield f"path={shape}"
    yield f"path={shape}|{form}"
    yield f"path={shape}|{setting.kind}"
    yield f"path={shape}|case={marker(token)}"
    yield f"path={shape}|head={above.lemma_.lower()}"
    yield f"path={shape}|word={token.lemma_.lower()}"
    yield f"down={'.'.join(path.down)}|{form}|via={word.filler.via}"
    yield from _of_order(setting, head, word, form)
    yield from _of_figure(setting, head, word, form)
    lemma = token.lemma_.lower()
    yield f"word={lemma}"
    yield f"word={lemma}|{head.form}"
    yield f"ending={lemma[-4:]}|{word.form}"
    yield f"head={above.lemma_.lower()}|{base(token)}"
    yield f"rel={token.dep_}|{form}"
    yield f"has={'/'.join(sorted({base(c) for c in children(token, 'case', 'det', 'nmod', 'amod', 'acl')}))}|{form}"


def _of_order(setting: Setting, head: Candidate, word: Candidate, form: str) -> Iterator[str]:
    """Where a word stands beside the head: how far off, and what lies between."""
    line, low, high = setting.line, *sorted((head.token.i, word.token.i))
    side = "before" if word.token.i < head.token.i else "behind"
    between = line.tree[low + 1 : high]
    figures = sum(1 for figure in line.figures if low < figure.start < high)
    names = sum(1 for name in line.passage.names if low < name.start < high)
    yield f"{side}={bucket(high - low)}|{form}"
    yield f"{side}|marks={marks_in(between)}|{form}"
    yield f"{side}|figures={min(2, figures)}|{form}"
    yield f"{side}|names={min(2, names)}|{form}"
    yield f"{side}|verbs={bucket(sum(t.pos_ == 'VERB' for t in between))}|{form}"
    if len(between) <= 2:
        yield f"{side}:{' '.join(t.lower_ for t in between)}|{form}"


def _of_figure(setting: Setting, head: Candidate, word: Candidate, form: str) -> Iterator[str]:
    """Where a word stands beside the figure, in the tree and in the sentence."""
    token, figure = word.token, setting.figure
    path = setting.path_to(token)
    counted = token.i == setting.noun.i
    yield f"from={path.shape}|{form}"
    yield f"from={path.shape}|{setting.kind}"
    yield f"counted={counted}|head={head.token.i == setting.noun.i}|{form}"
    yield f"verb={token.i == setting.verb.i}|counted={head.token.i == setting.noun.i}|{setting.kind}"
    yield f"verb={setting.verb.lemma_.lower()}|{path.shared == setting.verb}|{path.down[0] if path.down else '='}"
    yield f"order={_order(token.i, head.token.i, figure.start)}|{form}"
    yield f"unit={figure.quantity.unit}|{word.form}|{base(token)}"
    near = token.i - figure.end if token.i >= figure.end else figure.start - token.i
    yield f"near={bucket(near)}|{token.i >= figure.end}|{word.form}"


def _order(word: int, head: int, figure: int) -> str:
    return "".join(name for _, name in sorted(((word, "w"), (head, "h"), (figure, "f"))))
