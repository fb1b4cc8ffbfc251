"""What a pair of answers is at first sight, and which cases a rule is asked about.

Most rules concern a few cases only: those of two holders, of a plan beside a fact, of equal figures. The table says
which, so that a pair is put before the few rules that can apply to it, and no rule tests again what its case says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.reconcile.figures import Match
from claimtrack.reconcile.readings import Standing

if TYPE_CHECKING:
    from claimtrack.reconcile.rules.pair import Pair


class Case(NamedTuple):
    """How two answers compare, whether both stand alike, one of them is a denial, and how many are said to be so.

    `units` says that their figures are in two units, `scoped` that one states a scope that the other leaves open.
    """

    holders: Match
    parties: Match
    figures: Match
    dates: Match
    alike: bool
    denied: bool
    actual: int
    units: bool
    scoped: bool


def case_of(pair: Pair) -> Case:
    """Return the case of a pair."""
    a, b = pair.a, pair.b
    denied = a.standing is Standing.DENIED or b.standing is Standing.DENIED
    actual = 2 if pair.told_as_one else a.actual + b.actual
    alike, units, scoped = a.standing is b.standing, a.unit != b.unit, a.open.keys() != b.open.keys()
    return Case(pair.holders, pair.parties, pair.figures, pair.dates, alike, denied, actual, units, scoped)


def always(case: Case) -> bool:
    """Any case."""
    return True


def other_party(case: Case) -> bool:
    """Two who do alone what one does alone, such as buying a company."""
    return case.parties is Match.OTHER


def two_leads(case: Case) -> bool:
    """Two who do alone what one does alone, in a deal that is otherwise told alike."""
    return case.parties is Match.WITHIN


def open_party(case: Case) -> bool:
    """Two such who may be one."""
    return case.parties is Match.OPEN


def other_holder(case: Case) -> bool:
    """Two who hold one exclusive post."""
    return case.holders is Match.OTHER


def other_holder_now(case: Case) -> bool:
    """Two who hold one exclusive post, both still or both no longer."""
    return case.holders is Match.OTHER and case.alike


def open_holder(case: Case) -> bool:
    """Two who may be one person."""
    return case.holders is Match.OPEN


def other_figure(case: Case) -> bool:
    """Two figures that cannot both hold of one time."""
    return case.figures is Match.OTHER


def other_unit(case: Case) -> bool:
    """Two figures that cannot both hold, in two units, such as people and percent, or two currencies."""
    return case.figures is Match.OTHER and case.units


def other_figure_alike(case: Case) -> bool:
    """Two figures that cannot both hold, where neither is denied or over."""
    return case.figures is Match.OTHER and case.alike


def other_answer(case: Case) -> bool:
    """Another figure, another holder, or another party."""
    return Match.OTHER in (case.figures, case.holders, case.parties)


def other_date(case: Case) -> bool:
    """Two dates of one event."""
    return case.dates is Match.OTHER


def other_date_alone(case: Case) -> bool:
    """Two dates of one event, with nothing else that differs."""
    return case.dates is Match.OTHER and case.alike and case.figures is not Match.OTHER


def denied_other(case: Case) -> bool:
    """A denial beside another answer."""
    return case.denied and (case.holders is Match.OTHER or case.figures is Match.OTHER)


def plan_and_fact(case: Case) -> bool:
    """One is said to be so, the other planned or expected."""
    return case.actual == 1


def done_and_off(case: Case) -> bool:
    """One is said to be so, the other that it is planned no longer."""
    return case.actual == 1 and not case.alike and not case.denied and case.parties is not Match.OTHER


def two_plans(case: Case) -> bool:
    """Both are planned or expected, and neither is over or denied."""
    return case.actual == 0 and case.alike


def two_other_plans(case: Case) -> bool:
    """Both are planned or expected, with other figures, and neither is over or denied."""
    return case.actual == 0 and case.alike and case.figures is Match.OTHER


def plans_apart(case: Case) -> bool:
    """Both are planned or expected, with other figures or dates."""
    return case.actual == 0 and Match.OTHER in (case.figures, case.dates)


def same(case: Case) -> bool:
    """One answer, as far as holders, dates and figures say."""
    return _agree(case) and case.figures is Match.SAME


def same_dated_closer(case: Case) -> bool:
    """One answer, of which one has a date within that of the other."""
    return same(case) and case.dates is Match.WITHIN


def same_but_wider(case: Case) -> bool:
    """One answer, of which one figure is a bound or a range that holds the other."""
    return _agree(case) and case.figures is Match.WITHIN


def same_but_untold(case: Case) -> bool:
    """One answer, with a figure on one side only."""
    return _agree(case) and case.figures is Match.OPEN


def _agree(case: Case) -> bool:
    comparable = case.alike and case.actual != 1 and case.parties is not Match.OTHER
    return comparable and case.holders is Match.SAME and case.dates is not Match.OTHER


def differing(case: Case) -> bool:
    """Answers that are not the same."""
    return not case.alike or Match.OTHER in (case.figures, case.holders, case.parties, case.dates)


def other_scope(case: Case) -> bool:
    """Answers that are not the same, of which one states a scope that the other leaves open."""
    return case.scoped and differing(case)


def other_scope_or_standing(case: Case) -> bool:
    """Answers that are not the same, where a scope is left open, or one is over or denied."""
    return differing(case) and (case.scoped or not case.alike)


def over_or_denied(case: Case) -> bool:
    """One says that it holds, the other of the same holder that it is over or not so."""
    return not case.alike and case.holders is not Match.OTHER


def over_of_same(case: Case) -> bool:
    """One says that it holds, the other of the same holder and figure that it is over or not so."""
    return over_or_denied(case) and case.figures is not Match.OTHER


def facts_at_odds(case: Case) -> bool:
    """Both are said to be so, and one of them is over or denied."""
    return case.actual == 2 and not case.alike
