"""How two answers to one question stand to each other: an ordered table of small rules; the first that applies decides.

Each rule is a function of a `Pair` that returns a sentence a person can read, or `None` when it does not apply. The
order is that of the explanations, from the least disturbing to the conflict: what cannot be compared, a plan and its
outcome, the same answer, a change in between, a gap in what is known, and only then two answers that cannot both hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claimtrack.model import Relation, RelationKind
from claimtrack.reconcile.rules import changes, conflicts, gaps, sameness
from claimtrack.reconcile.rules.pair import Pair, order_key

__all__ = ["RULES", "Pair", "Rule", "order_key", "relate"]


class Rule(NamedTuple):
    """A rule: what it finds, how it tests, and whether an undetermined pair may hide a conflict and be worth a look."""

    name: str
    relation: RelationKind
    test: Callable[[Pair], str | None]
    worth_a_look: bool = False


RULES = (
    Rule("same-number-other-currency", RelationKind.CONFLICTS, sameness.same_number_other_currency),
    Rule("other-currency", RelationKind.INCOMPARABLE, sameness.other_currency),
    Rule("denies-other", RelationKind.INCOMPARABLE, sameness.denies_other),
    Rule("former-holders", RelationKind.INCOMPARABLE, sameness.former_holders),
    Rule("name-in-part", RelationKind.UNDETERMINED, gaps.name_in_part),
    Rule("organisation-inferred", RelationKind.UNDETERMINED, gaps.organisation_inferred),
    Rule("succession", RelationKind.UPDATES, changes.succession),
    Rule("outcome", RelationKind.OUTCOME, changes.outcome),
    Rule("plan-beside", RelationKind.UNDETERMINED, gaps.plan_beside),
    Rule("plan-changed", RelationKind.UPDATES, changes.plan_changed),
    Rule("date-within", RelationKind.REFINES, sameness.date_within),
    Rule("same-origin", RelationKind.REPEATS, sameness.repeats),
    Rule("figure-within", RelationKind.REFINES, sameness.figure_within),
    Rule("figure-added", RelationKind.REFINES, sameness.figure_added),
    Rule("same-answer", RelationKind.AGREES, sameness.agrees),
    Rule("denied-later", RelationKind.RETRACTS, changes.retracts),
    Rule("holder-changed", RelationKind.UPDATES, changes.holder_changed),
    Rule("scope-open", RelationKind.UNDETERMINED, gaps.scope_open, worth_a_look=True),
    Rule("period-open", RelationKind.UNDETERMINED, gaps.period_open),
    Rule("words-open", RelationKind.UNDETERMINED, gaps.words_open),
    Rule("told-in-one", RelationKind.UPDATES, changes.told_in_one),
    Rule("state-changed", RelationKind.UPDATES, changes.state_changed),
    Rule("level-changed", RelationKind.UPDATES, changes.level_changed),
    Rule("one-sentence", RelationKind.UNDETERMINED, gaps.one_sentence),
    Rule("one-document", RelationKind.UNDETERMINED, gaps.one_document),
    Rule("came-back", RelationKind.UNDETERMINED, gaps.came_back),
    Rule("guess", RelationKind.UNDETERMINED, gaps.guess),
    Rule("moves-within-a-day", RelationKind.UNDETERMINED, gaps.moves_within_a_day),
    Rule("change-without-base", RelationKind.UNDETERMINED, gaps.change_without_base),
    Rule("standing-undated", RelationKind.UNDETERMINED, gaps.standing_undated, worth_a_look=True),
    Rule("answer-undated", RelationKind.UNDETERMINED, gaps.answer_undated, worth_a_look=True),
    Rule("plan-undated", RelationKind.UNDETERMINED, gaps.plan_undated, worth_a_look=True),
    Rule("period-unstated", RelationKind.UNDETERMINED, gaps.period_unstated),
    Rule("fiscal-year", RelationKind.UNDETERMINED, gaps.fiscal_year),
    Rule("total-or-part", RelationKind.UNDETERMINED, gaps.total_or_part),
    Rule("another-event", RelationKind.UNDETERMINED, gaps.another_event),
    Rule("just-ended", RelationKind.UNDETERMINED, gaps.just_ended),
    Rule("times-overlap", RelationKind.UNDETERMINED, gaps.times_overlap, worth_a_look=True),
    Rule("holder-unsure", RelationKind.UNDETERMINED, gaps.holder_unsure, worth_a_look=True),
    Rule("another-release", RelationKind.UNDETERMINED, gaps.another_release),
    Rule("signing-or-closing", RelationKind.UNDETERMINED, gaps.signing_or_closing),
    Rule("later-figure", RelationKind.REVISES, changes.revises),
    Rule("over-yet-holds", RelationKind.CONFLICTS, conflicts.over_yet_holds),
    Rule("affirmed-and-denied", RelationKind.CONFLICTS, conflicts.affirmed_and_denied),
    Rule("two-holders", RelationKind.CONFLICTS, conflicts.two_holders),
    Rule("figures-differ", RelationKind.CONFLICTS, conflicts.figures_differ),
    Rule("dates-differ", RelationKind.CONFLICTS, conflicts.dates_differ),
    Rule("not-told", RelationKind.UNDETERMINED, gaps.not_told),
)


def relate(pair: Pair, rules: tuple[Rule, ...] = RULES) -> Relation:
    """Return how the pair's claims stand to each other, by the first rule that applies; the last one always does."""
    for rule in rules:
        detail = rule.test(pair)
        if detail is not None:
            return Relation(a=pair.a.claim.id, b=pair.b.claim.id, relation=rule.relation, rule=rule.name, detail=detail)
    raise AssertionError("the last rule applies to every pair")
