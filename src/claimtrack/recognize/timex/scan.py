"""Finding time expressions: the words of a text as letters, the rules of a grammar level by level over them."""

from __future__ import annotations

from typing import NamedTuple

from claimtrack.recognize.timex.fields import Fields, Span
from claimtrack.recognize.timex.grammar import Grammar, Level, Rule, load_grammar
from claimtrack.recognize.timex.values import Value


class Found(NamedTuple):
    """A value and its place in the text; `at` is its place in the letters. A weak one counts only inside another."""

    start: int
    end: int
    value: Value
    weak: bool
    rank: int


class Tape:
    """A text as the rules see it: a letter for each word, mark or value, and where each stands in the text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        spans = [match.span() for match in grammar.token.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        letters = grammar.known
        self.letters = "".join([letters.get(text[a:b]) or grammar.letter(text[a:b]) for a, b in spans])
        self.values: dict[int, Found] = {}

    def run(self, level: Level) -> None:
        """Apply a level: the leftmost match first, of those the longest, of those the first rule of the file."""
        merged: list[tuple[int, int, Found]] = []
        position = 0
        while (candidate := level.starters.search(self.letters, position)) is not None:
            at = candidate.start()
            found = self._match(level.rules[self.letters[at]], at)
            if found is None:
                position = at + 1
            else:
                merged.append((at, found[0], found[1]))
                position = found[0]
        self._merge(merged)

    def _match(self, rules: tuple[Rule, ...], at: int) -> tuple[int, Found] | None:
        best: tuple[int, Found] | None = None
        for rule in rules:
            match = rule.pattern.regex.match(self.letters, at)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            fields = self._fields(rule, match.regs)
            value = rule.build(fields)
            if value is not None:
                best = match.end(), Found(*fields.whole, value, rule.weak, rule.rank)
        return best

    def _fields(self, rule: Rule, regs: tuple[Span, ...]) -> Fields:
        values = dict(rule.arguments)
        spans: dict[str, Span] = {}
        pattern = rule.pattern
        for name, class_name, (at, _) in zip(pattern.fields, pattern.classes, regs[1:], strict=True):
            if at >= 0 and name not in spans:
                values[name] = self._value(at, class_name)
                spans[name] = (self.starts[at], self.ends[at])
        whole = (self.starts[regs[0][0]], self.ends[regs[0][1] - 1])
        return Fields(values, spans, whole)

    def _value(self, at: int, class_name: str) -> object:
        if class_name.startswith("@"):
            return self.values[at].value
        return self.grammar.classes(self.text[self.starts[at] : self.ends[at]])[class_name]

    def _merge(self, merged: list[tuple[int, int, Found]]) -> None:
        """Put one letter in the place of each match."""
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        values: dict[int, Found] = {}
        done = 0
        for at, stop, found in [*merged, (len(self.letters), len(self.letters), None)]:
            for index in range(done, at) if self.values else ():
                if index in self.values:
                    values[len(starts) + index - done] = self.values[index]
            letters.append(self.letters[done:at])
            starts += self.starts[done:at]
            ends += self.ends[done:at]
            if found is not None:
                values[len(starts)] = found
                letters.append(self.grammar.letter_of(found.value, found.weak))
                starts.append(found.start)
                ends.append(found.end)
            done = stop
        self.letters, self.starts, self.ends, self.values = "".join(letters), starts, ends, values


def scan(text: str, lang: str) -> Tape:
    """Return the text with all time expressions found, weak ones among them.

    Raises:
        LanguageError: the language has no `times.toml`.
    """
    grammar = load_grammar(lang)
    tape = Tape(text, grammar)
    for level in grammar.levels:
        tape.run(level)
    return tape
