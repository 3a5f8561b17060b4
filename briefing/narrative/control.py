"""What a control chart says of the latest figure, and of whether its target will be met."""

from __future__ import annotations

from briefing.amounts import cardinal
from briefing.findings import Finding
from briefing.findings.control import Control
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Pieces, Sentence, capital

# In which form it is said that the latest figure is special cause: the first names the chart, the
# others follow by turns.
FORMS = ("1", "2", "3")


def in_full(phrasing: Phrasing) -> tuple[Sentence, ...]:
    """Whether the latest figure is special cause, and what becomes of the target."""
    control = phrasing.finding.control
    if control is None:
        return ()
    return (_sentence(phrasing, control, _aim(phrasing, control)),)


def in_brief(phrasing: Phrasing, before: int = 0) -> tuple[Sentence, ...]:
    """What of it is news: that the latest figure is special cause, or that a target that is missed
    will go on being missed. After as many `before` it in its service area it is put otherwise."""
    control = phrasing.finding.control
    if control is None:
        return ()
    lasting = control.assurance == "will_not" and phrasing.finding.rating in ("red", "amber")
    if control.special:
        return (_sentence(phrasing, control, _aim(phrasing, control) if lasting else (),
                          FORMS[min(before, 1 + before % 2)]),)
    if not lasting:
        return ()
    words = phrasing.say("control_short", {"place": _place(phrasing.finding, control)})
    return (phrasing.sentence(capital(words), ("control",)),)


def cause(phrasing: Phrasing, control: Control) -> Pieces:
    """ "special cause variation for the better"."""
    return phrasing.say("control_cause", {"cause": control.cause})


def _sentence(phrasing: Phrasing, control: Control, aim: Pieces, form: str = "1") -> Sentence:
    signal = control.signal
    slots = {"control_cause": cause(phrasing, control), "control_rule": phrasing.say(
        "control_rule", {"rule": "none", "side": "high"} if signal is None else {
            "rule": signal.rule, "side": signal.side}, {"spc_run": _run(phrasing)})}
    words = phrasing.say("control", {"special": phrasing.yes(control.special), "form": form},
                         slots)
    return phrasing.sentence((*capital(words), *aim), ("control",))


def _run(phrasing: Phrasing) -> Pieces:
    """How many figures in a row it is, in words up to ten."""
    fact = phrasing.finding.facts.get("spc_run")
    return () if fact is None else (Figure(cardinal(int(fact.value)), fact),)


def _aim(phrasing: Phrasing, control: Control) -> Pieces:
    """Where the target lies by the limits, and so whether it will be met; () without one.

    Nothing is said of it where the latest figure does already what none within the limits does: it
    is special cause, and the limits are of what was before.
    """
    target = phrasing.finding.comparison("target")
    met = target is not None and (target.better is True or target.relation == "equal")
    if not control.assurance or control.assurance == ("will_not" if met else "will"):
        return ()
    return phrasing.say("control_aim", {"assurance": control.assurance,
                                        "place": _place(phrasing.finding, control)})


def _place(finding: Finding, control: Control) -> str:
    """Where the target lies: above, below or within the limits, or around them."""
    upper, lower = finding.facts["target"].value, finding.facts.get("target_lower")
    if lower is not None:
        if control.assurance == "will":
            return "around"
        return "above" if lower.value > control.high.value else (
            "below" if upper < control.low.value else "within")
    return "above" if upper > control.high.value else (
        "below" if upper < control.low.value else "within")
