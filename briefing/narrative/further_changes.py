"""How a figure stands to its earlier ones: by how much it changed since when, and what it was then.

The size and the per cent of a change, as far as its sentences have not printed them; the periods
behind, the year before, earlier years and the baseline.
"""

from __future__ import annotations

from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact
from briefing.findings import further as worked_out
from briefing.findings.further import Change, change_since
from briefing.narrative import moves
from briefing.narrative.further_said import Further
from briefing.narrative.sentence import Figure, Pieces

DOUBLE, TREBLE, HALF = Decimal(2), Decimal(3), Decimal("0.5")
ALMOST = Decimal("0.05")        # of the double or the half


def change(more: Further) -> Pieces:
    """ "The increase from June was 62, or 17.7%." """
    previous = more.finding.facts.get("previous")
    if previous is None or more.indicator.kind == "cumulative" or (
            more.finding.provisional_before or more.current is None) or (
            moves.brink(more.finding) != "no"):
        return ()
    since = change_since(more.finding, previous, more.current)
    # that it was the same is how its own sentence begins
    return () if since is None or since.direction == "none" else _changed(more, since)


def last_year(more: Further) -> Pieces:
    """How the figure, or the year to date, stands to the same point of the year before."""
    facts = more.finding.facts
    if more.finding.judged == "year_to_date" and more.indicator.kind == "flow":
        if more.year is None:
            return ()
        return _changed(more, change_since(
            more.finding, facts.get("year_to_date_last_year"), more.year), "year_to_date")
    return _changed(more, change_since(
        more.finding, facts.get("same_month_last_year"), more.current), ago="year")


def to_date_last_year(more: Further) -> Pieces:
    """How the year to date of what is judged period by period stands to last year's."""
    if more.year is None or more.is_first_of_year() or more.indicator.kind != "flow" or (
            more.finding.judged != "month"):
        return ()
    return _changed(more, change_since(
        more.finding, more.finding.facts.get("year_to_date_last_year"), more.year),
        "year_to_date")


def two_before(more: Further) -> Pieces:
    """ "In May it was 5.1", with the two after it a series of three."""
    fact = more.finding.facts.get("two_months_ago")
    if fact is None or fact.marking or more.is_printed(fact) or not more.final:
        return ()
    return _was(more, fact, more.then(fact, "in"))


def years_ago(more: Further) -> Pieces:
    """ "In July 2017, five years before, it was 300: the increase since is 50, or 16.7%." """
    ago = worked_out.years_ago(more.finding)
    if ago is None or more.is_baseline(ago[1]):
        return ()
    years = Fact(more.indicator.id, "years_back", str(more.finding.period), Decimal(ago[0]))
    return _changed(more, change_since(more.finding, ago[1], more.current), ago="years",
                    mark="years", years=(Figure(amounts.cardinal(ago[0]), years),))


def baseline(more: Further) -> Pieces:
    """ "In 2019/20, the baseline, it was 410: the reduction since is 30, or 7.3%." """
    then = worked_out.baseline(more.finding)
    return _changed(more, change_since(more.finding, then, more.current), ago="years",
                    mark="baseline")


def _was(more: Further, fact: Fact, then: Pieces) -> Pieces:
    """ "In May it was 5.1"."""
    return more.phrasing.say("further_two_before", None, {
        "in_then": then, "it": more.pronoun(), "was": more.phrasing.was(""),
        "earlier": (more.phrasing.prose(fact),)})


def _changed(more: Further, change: Change | None, judged: str = "month", ago: str = "some",
             mark: str = "no", years: Pieces = ()) -> Pieces:
    """By how much the figure changed since an earlier one, which is named where it was not."""
    if change is None:
        return ()
    period = change.earlier.period, judged
    if period in more.compared or (ago != "years" and more.is_baseline(change.earlier)):
        return ()       # what the author chose to look back at is said as that
    named = more.is_printed(change.earlier)
    if named and change.direction == "none":
        return ()
    sizes = _sizes(more, change) if change.direction != "none" else ()
    if change.direction != "none" and not sizes:
        return ()
    if change.later.printed == 0 and more.indicator.unit_class != "percent":
        # that it fell to none by all that there was says nothing: only what that was is said
        more.compared.add(period)
        if named or judged == "year_to_date":
            return ()
        return _was(more, change.earlier, more.then(change.earlier, "in", ago, judged))
    slots: dict[str, Pieces] = {
        "in_then": more.then(change.earlier, "in", ago, judged),
        "from_then": more.then(change.earlier, "from", ago, judged), "sizes": sizes,
        "it": more.pronoun(), "was": more.phrasing.was(""),
        "earlier": (more.phrasing.prose(change.earlier),),
        "mark_of": more.phrasing.say("further_mark", {"mark": mark}, {"years": years})}
    if change.direction != "none":
        slots["way"] = more.phrasing.say("further_way", {"direction": change.direction})
    more.compared.add(period)
    if change.direction == "none":      # the earlier figure is the one that was said
        more.printed.add(change.earlier.quantity)
    return more.phrasing.say("further_change", {
        "named": more.phrasing.yes(named), "direction": change.direction, "judged": judged},
        slots)


def _sizes(more: Further, change: Change) -> Pieces:
    """ "62, or 17.7%", as far as it was not printed; nothing where all of it was."""
    slots: dict[str, Pieces] = {"times": ()}
    if not more.is_printed(change.size):
        slots["size"] = (more.phrasing.size(change.size),)
    if change.per_cent is not None and not more.is_printed(change.per_cent):
        slots["per_cent"] = (more.per_cent(change.per_cent),)
        slots["times"] = _times(more, change)
    if "size" not in slots and "per_cent" not in slots:
        return ()
    has = "both" if len(slots) == 3 else "size" if "size" in slots else "per_cent"
    return more.phrasing.say("further_sizes", {"has": has}, slots)


def _times(more: Further, change: Change) -> Pieces:
    """ ": it more than doubled", " (almost a fifth)": what the change in per cent is or is near."""
    assert change.times is not None
    assert change.per_cent is not None
    times, state, fraction = change.times, "plain", ""
    if times >= DOUBLE - ALMOST:
        state = ("almost_doubled" if times < DOUBLE else "doubled" if times == DOUBLE else
                 "more_than_doubled" if times < TREBLE else
                 "trebled" if times == TREBLE else "more_than_trebled")
    elif 0 < times <= HALF + ALMOST / 2:
        state = ("almost_halved" if times > HALF else "halved" if times == HALF else
                 "more_than_halved")
    else:
        rules = more.book.file.further
        share = change.per_cent.value
        near = [f for f in rules.fractions if abs(share - Decimal(str(f.value))) <= min(
            Decimal(str(rules.near)), Decimal(str(f.value)) / 10)]
        if near:
            nearest = min(near, key=lambda f: abs(share - Decimal(str(f.value))))
            value, fraction = Decimal(str(nearest.value)), nearest.words
            state = "fraction" if share == value else "more_than" if share > value else "almost"
    return more.phrasing.say("further_times", {"times": state}, {
        "it": more.pronoun(), "fraction": (fraction,)})
