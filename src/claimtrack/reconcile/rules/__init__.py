"""How two answers to one question stand to each other: an ordered table of small rules; the first that applies decides.

Each rule names the cases it is asked about, and is a function of a `Pair` that returns a sentence a person can read, or
`None` when it does not apply; what its cases say it need not test. The order is that of the explanations, from the
least disturbing to the conflict: what cannot be compared, a plan and its outcome, the same answer, a change in between,
a gap in what is known, and only then two answers that cannot both hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from claimtrack.model import Relation, RelationKind
from claimtrack.reconcile.rules import (
    cases,
    changes,
    conflicts,
    gaps,
    holders,
    outcomes,
    parties,
    sameness,
    steps,
    times,
)
from claimtrack.reconcile.rules.cases import Case, case_of
from claimtrack.reconcile.rules.pair import Pair, face_of, order_key

__all__ = [
    "ONE_ANSWER",
    "RULES",
    "Pair",
    "Rule",
    "case_of",
    "decide",
    "face_of",
    "is_one_answer",
    "make_relation",
    "order_key",
    "relate",
    "rules_for",
]


class Rule(NamedTuple):
    """A rule: what it finds, of which cases, by which test.

    `worth_a_look` says of an undetermined pair that it may hide a conflict, and that a person can see to it: by giving
    a date that is missing, or by looking whether two words mean one scope.
    """

    name: str
    relation: RelationKind
    concerns: Callable[[Case], bool]
    test: Callable[[Pair], str | None]
    worth_a_look: bool = False


ONE_ANSWER = frozenset({RelationKind.AGREES, RelationKind.REPEATS})
"""Relations of claims that give the same answer."""
RULES = (
    Rule("party-in-part", RelationKind.UNDETERMINED, cases.open_party, parties.party_in_part),
    Rule("parties-together", RelationKind.INCOMPARABLE, cases.other_party, parties.parties_together),
    Rule("rivals", RelationKind.INCOMPARABLE, cases.other_party, parties.rivals),
    Rule("one-after-the-other", RelationKind.UPDATES, cases.other_party, parties.one_after_the_other),
    Rule("parties-unsure", RelationKind.UNDETERMINED, cases.other_party, parties.parties_unsure),
    Rule("parties-guessed", RelationKind.UNDETERMINED, cases.other_party, gaps.guess),
    Rule("two-parties", RelationKind.CONFLICTS, cases.other_party, parties.two_parties),
    Rule("two-leads", RelationKind.CONFLICTS, cases.two_leads, parties.two_leads),
    Rule("other-measure", RelationKind.INCOMPARABLE, cases.other_unit, sameness.other_measure),
    Rule("same-at-rate", RelationKind.AGREES, cases.other_unit, sameness.same_at_rate),
    Rule("repeated-at-rate", RelationKind.REPEATS, cases.other_unit, sameness.repeats_at_rate),
    Rule("same-number-other-currency", RelationKind.CONFLICTS, cases.other_unit, sameness.same_number_other_currency),
    Rule("other-currency", RelationKind.INCOMPARABLE, cases.other_unit, sameness.other_currency),
    Rule("denies-other", RelationKind.INCOMPARABLE, cases.denied_other, sameness.denies_other),
    Rule("former-holders", RelationKind.INCOMPARABLE, cases.other_holder_now, sameness.former_holders),
    Rule("name-in-part", RelationKind.UNDETERMINED, cases.open_holder, holders.name_in_part),
    Rule("organisation-inferred", RelationKind.UNDETERMINED, cases.other_holder, holders.organisation_inferred),
    Rule("succession", RelationKind.UPDATES, cases.other_holder, changes.succession),
    Rule("called-off", RelationKind.CONFLICTS, cases.done_and_off, outcomes.done_yet_called_off),
    Rule("outcome", RelationKind.OUTCOME, cases.plan_and_fact, changes.outcome),
    Rule("plan-beside", RelationKind.UNDETERMINED, cases.plan_and_fact, gaps.plan_beside),
    Rule("corrected", RelationKind.RETRACTS, cases.other_answer, changes.corrects),
    Rule("plan-revised", RelationKind.REVISES, cases.two_other_plans, changes.plan_revised),
    Rule("plan-changed", RelationKind.UPDATES, cases.two_plans, changes.plan_changed),
    Rule("date-within", RelationKind.REFINES, cases.same_dated_closer, sameness.date_within),
    Rule("same-origin", RelationKind.REPEATS, cases.same, sameness.repeats),
    Rule("figure-within", RelationKind.REFINES, cases.same_but_wider, sameness.figure_within),
    Rule("figure-added", RelationKind.REFINES, cases.same_but_untold, sameness.figure_added),
    Rule("same-answer", RelationKind.AGREES, cases.same, sameness.agrees),
    Rule("denied-later", RelationKind.RETRACTS, cases.facts_at_odds, changes.retracts),
    Rule("holder-changed", RelationKind.UPDATES, cases.other_holder_now, changes.holder_changed),
    Rule("price-at-closing", RelationKind.INCOMPARABLE, cases.other_figure_alike, steps.price_at_closing),
    Rule("scope-open", RelationKind.UNDETERMINED, cases.other_scope, gaps.scope_open, worth_a_look=True),
    Rule("period-open", RelationKind.UNDETERMINED, cases.other_scope, gaps.period_open),
    Rule("words-open", RelationKind.UNDETERMINED, cases.other_scope_or_standing, gaps.words_open),
    Rule("told-in-one", RelationKind.UPDATES, cases.over_or_denied, changes.told_in_one),
    Rule("state-changed", RelationKind.UPDATES, cases.over_or_denied, changes.state_changed),
    Rule("level-changed", RelationKind.UPDATES, cases.other_figure_alike, changes.level_changed),
    Rule("one-sentence", RelationKind.UNDETERMINED, cases.differing, gaps.one_sentence),
    Rule("one-document", RelationKind.UNDETERMINED, cases.other_answer, gaps.one_document),
    Rule("one-story", RelationKind.UNDETERMINED, cases.over_of_same, gaps.one_story),
    Rule("came-back", RelationKind.UNDETERMINED, cases.over_or_denied, holders.came_back),
    Rule("guess", RelationKind.UNDETERMINED, cases.differing, gaps.guess),
    Rule("counted-by-place", RelationKind.UNDETERMINED, cases.other_figure, times.counted_by_place),
    Rule("moves-within-a-day", RelationKind.UNDETERMINED, cases.other_figure, times.moves_within_a_day),
    Rule("change-without-base", RelationKind.UNDETERMINED, cases.other_figure, times.change_without_base),
    Rule("standing-untold", RelationKind.UNDETERMINED, cases.over_or_denied, times.standing_untold),
    Rule(
        "standing-undated", RelationKind.UNDETERMINED, cases.over_or_denied, times.standing_undated, worth_a_look=True
    ),
    Rule("titles-in-passing", RelationKind.UNDETERMINED, cases.over_of_same, holders.titles_in_passing),
    Rule("answer-untold", RelationKind.UNDETERMINED, cases.other_answer, times.answer_untold),
    Rule("answer-undated", RelationKind.UNDETERMINED, cases.other_answer, times.answer_undated, worth_a_look=True),
    Rule("plan-undated", RelationKind.UNDETERMINED, cases.plans_apart, times.plan_undated, worth_a_look=True),
    Rule("period-unstated", RelationKind.UNDETERMINED, cases.other_figure, times.period_unstated),
    Rule("fiscal-year", RelationKind.UNDETERMINED, cases.other_figure, times.fiscal_year),
    Rule("total-or-part", RelationKind.UNDETERMINED, cases.other_figure, times.total_or_part),
    Rule("another-event", RelationKind.UNDETERMINED, cases.other_figure, times.another_event),
    Rule("just-ended", RelationKind.UNDETERMINED, cases.over_or_denied, holders.just_ended),
    Rule("times-overlap", RelationKind.UNDETERMINED, cases.differing, times.times_overlap, worth_a_look=True),
    Rule("holder-unsure", RelationKind.UNDETERMINED, cases.other_holder, holders.holder_unsure, worth_a_look=True),
    Rule("another-release", RelationKind.UNDETERMINED, cases.other_date, steps.another_release),
    Rule("another-market", RelationKind.UNDETERMINED, cases.other_date, steps.another_market),
    Rule("another-term", RelationKind.UNDETERMINED, cases.other_date_alone, steps.another_term),
    Rule("signing-or-closing", RelationKind.UNDETERMINED, cases.other_date_alone, steps.signing_or_closing),
    Rule("reading-unsure", RelationKind.UNDETERMINED, cases.differing, gaps.reading_unsure),
    Rule("subject-inferred", RelationKind.UNDETERMINED, cases.other_figure, gaps.subject_inferred),
    Rule("later-figure", RelationKind.REVISES, cases.other_figure_alike, changes.revises),
    Rule("one-voice", RelationKind.UNDETERMINED, cases.over_or_denied, gaps.one_voice),
    Rule("over-yet-holds", RelationKind.CONFLICTS, cases.over_of_same, conflicts.over_yet_holds),
    Rule("affirmed-and-denied", RelationKind.CONFLICTS, cases.over_of_same, conflicts.affirmed_and_denied),
    Rule("two-holders", RelationKind.CONFLICTS, cases.other_holder_now, conflicts.two_holders),
    Rule("figures-differ", RelationKind.CONFLICTS, cases.other_figure_alike, conflicts.figures_differ),
    Rule("dates-differ", RelationKind.CONFLICTS, cases.other_date_alone, conflicts.dates_differ),
    Rule("not-told", RelationKind.UNDETERMINED, cases.always, gaps.not_told),
)


def relate(pair: Pair) -> Relation:
    """Return how the pair's claims stand to each other, by the first rule that applies; the last one always does."""
    return make_relation(pair, *decide(pair))


def decide(pair: Pair, rules: Iterable[Rule] | None = None) -> tuple[Rule, str]:
    """Return the first rule that applies to a pair, and why; the last of `rules`, those of its case, always does."""
    for rule in rules or rules_for(case_of(pair)):
        detail = rule.test(pair)
        if detail is not None:
            return rule, detail
    raise AssertionError("the last rule applies to every pair")


def make_relation(pair: Pair, rule: Rule, detail: str) -> Relation:
    """Return the relation that a rule found."""
    return Relation(a=pair.a.claim.id, b=pair.b.claim.id, relation=rule.relation, rule=rule.name, detail=detail)


@cache
def is_one_answer(case: Case) -> bool:
    """Whether two answers of this case are the same, so that all that is open is whether they share an origin."""
    rules = rules_for(case)
    return rules[0].relation in ONE_ANSWER and rules[1].name == "same-answer"


@cache
def rules_for(case: Case) -> tuple[Rule, ...]:
    """Return the rules that are asked about a case, in their order."""
    return tuple(rule for rule in RULES if rule.concerns(case))
