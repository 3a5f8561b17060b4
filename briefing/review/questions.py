"""What a question for members says of the figure that it asks about, read back by its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from briefing.review import claims as c
from briefing.review.check import faults_of
from briefing.review.controlled import worsens_by_chart
from briefing.review.judged import AIM, JUDGED, JudgedReader, groups, stated
from briefing.review.reader import Reading
from briefing.review.reckoning import Reckoning
from briefing.review.wording import compiled

_S = r"(?:[Tt]he )?§"       # the indicator, in a question       # the indicator
_WAS = r"(?:was|were)"
_CHANGED = r"{extreme}{figure:then} {when:then}"
_CURRENT = r"{figure:now} {when:now}{late}"
_USUAL = r"{figure:low} to {figure:high}"
# The forms of a question: on what ground it is asked, and what it says.
QUESTIONS = tuple((ground, compiled(form)) for ground, form in (
    ("moved", rf"What lies behind the move of {_S} from (?P<was>\w+) to (?P<rated>\w+), at "
              rf"{JUDGED}\?"),
    ("moved", rf"{_S} {_WAS} {JUDGED}, and so is rated (?P<rated>\w+), no longer (?P<was>\w+): "
              r"what has changed\?"),
    ("moved", rf"How soon can {_S}, at {JUDGED}, go back from (?P<rated>\w+) to (?P<was>\w+)\?"),
    ("further", rf"{_S} {_WAS} {JUDGED}, further from {AIM} than in {{period:before}}: what is "
                r"being done\?"),
    ("further", rf"Why did {_S} move away from {AIM}, to {JUDGED}\?"),
    ("further", rf"With {_S} at {JUDGED}, and the gap to {AIM} wider than in {{period:before}}, "
                r"when does the service expect to close it\?"),
    ("control", rf"{_S} {_WAS} {_CURRENT}, by its control chart special cause variation for the "
                r"worse: what has changed\?"),
    ("control", rf"What lies behind the special cause variation for the worse of {_S}, at "
                rf"{_CURRENT}\?"),
    ("control", rf"Is the cause known of the special cause variation for the worse of {_S}, at "
                rf"{_CURRENT}\?"),
    ("run", rf"{_S} {_WAS} {_CURRENT}, the {{count:run}} (?P<way>increase|reduction) in a row: "
            r"what explains this\?"),
    ("run", rf"Why did {_S} go (?P<gone>up|down) to {_CURRENT}, the {{count:run}} "
            r"(?P<way>increase|reduction) in a row\?"),
    ("run", rf"What lies behind {_S} being {_CURRENT}, the {{count:run}} "
            r"(?P<way>increase|reduction) in a row\?"),
    ("run", rf"{_S} worsened for the {{count:run}} {{span}} in a row, to {_CURRENT}: what explains "
            r"this\?"),
    ("run", rf"Why did {_S} get worse (?:in an?|for the) {{count:run}} successive {{span}}, "
            rf"reaching {_CURRENT}\?"),
    ("run", rf"What would halt the worsening in {_S}, now in its {{count:run}} {{span}} and at "
            rf"{_CURRENT}\?"),
    ("change", rf"What explains the change in {_S}, from {_CHANGED} to {_CURRENT}\?"),
    ("change", rf"Why did {_S} go from {_CHANGED} to {_CURRENT}\?"),
    ("change", rf"{_S} (?P<verb>rose|edged up|fell|dipped) to {_CURRENT} from {_CHANGED}: is the "
               r"cause known, and will it last\?"),
    ("standing", rf"{_S} {_WAS} {JUDGED}, outside {AIM}: what would bring it inside, and by "
                 r"when\?"),
    ("standing", rf"What keeps {_S}, at {JUDGED}, outside {AIM}\?"),
    ("standing", rf"What would it take to bring {_S}, at {JUDGED}, to {AIM}\?"),
    ("standing", rf"{_S} {_WAS} {JUDGED}, not at {AIM}: is it within reach, and by when\?"),
    ("standing", rf"What stands between {_S}, at {JUDGED}, and {AIM}\?"),
    ("usual", rf"{_S} {_WAS} {_CURRENT}, outside the usual range of {_USUAL}: what lies behind "
              r"this\?"),
    ("usual", rf"What took {_S} to {_CURRENT}, when the usual range is {_USUAL}\?"),
    ("usual", rf"Is there a known reason why {_S} {_WAS} {_CURRENT}, with {_USUAL} as the usual "
              r"range\?"),
    ("others", rf"{_S} {_WAS} {JUDGED}, far worse than (?P<others>.+): what accounts for the "
               r"difference\?"),
    ("others", rf"Why {_WAS} {_S} so much worse, at {JUDGED}, than (?P<others>.+)\?"),
    ("others", rf"What can be learnt from others about {_S}, where {JUDGED} compares badly with "
               r"(?P<others>.+)\?"),
))


class QuestionReader:
    """Reads questions, each by the first form that it has."""

    def __init__(self, judged: JudgedReader) -> None:
        self.judged = judged

    def faults(self, text: str, truth: Reckoning) -> Iterator[str]:
        """What is false in the question, or that it has none of the forms."""
        masked = re.sub(re.escape(truth.one.subject.removeprefix("the ")), "§", text, count=1,
                        flags=re.I)
        for ground, form in QUESTIONS:
            if match := form.fullmatch(masked):
                yield from self._asked(ground, groups(match), truth)
                return
        yield f"could not be read: '{text}'"

    def _asked(self, ground: str, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in what a question says."""
        match ground:
            case "moved":
                yield from self.judged.figure(parts, truth)
                if parts["rated"] != truth.rating() or parts["was"] == parts["rated"]:
                    yield f"'{parts['rated']}' should be '{truth.rating()}'"
            case "further":
                yield from self._further(parts, truth)
            case "control":
                yield from faults_of(Reading("question", (stated("now", parts),)), truth,
                                     self.judged.hedges)
                if not worsens_by_chart(truth):
                    yield "it is no special cause for the worse"
            case "run":
                yield from self.judged.run(parts, truth, False)
            case "change":
                way = {"rose": "increased", "edged up": "increased", "fell": "reduced",
                       "dipped": "reduced"}.get(parts.get("verb", ""), "")
                claims: list[c.Claim] = [stated("now", parts), stated("then", parts),
                                         c.Moved(way)]
                claims += [c.Extreme(parts["extreme"])] if "extreme" in parts else []
                yield from faults_of(Reading("question", tuple(claims)), truth, self.judged.hedges)
            case "standing":
                figure = yield from self.judged.figure(parts, truth)
                yield from self.judged.aim(parts, truth)
                if figure is None or truth.rating() != "red":
                    yield "it is not red"
            case "usual":
                yield from self._outside(parts, truth)
            case "others":
                judged = parts["judged"] + parts.get("judged_soft", "")
                span = ("for the year to date" if "to_date" in parts else
                        f"{parts['now_how']} {parts['now_at']}{parts.get('late', '')}")
                yield from self.judged.beside_others(f"{judged} {span}, {parts['others']}",
                                               f"{parts['others']}.", truth, False)

    def _further(self, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        figure = yield from self.judged.figure(parts, truth)
        yield from self.judged.aim(parts, truth)
        target, before = truth.target(truth.now), truth.before(truth.now)
        if "before" in parts and not truth.is_called(before, parts["before"]):
            yield f"'{parts['before']}' should be '{truth.named(before)}'"
        then = (truth.to_date if truth.set_beside(truth.now) == "to_date" else truth.value)(before)
        if figure is None or then is None or target is None or truth.breaks_in(truth.now):
            yield "what was before is not known"
        elif not abs(figure - Fraction(target.value)) > abs(
                truth.as_printed(then) - Fraction(target.value)):
            yield "it is not further from the target than before"
        elif truth.rating() != "red":
            yield "it is not red"

    def _outside(self, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        ends, now = truth.usual(), truth.shown(truth.now)
        if ends is None or now is None:
            yield "there is no usual range"
            return
        side = "below" if now < truth.as_printed(ends[0], truth.usual_places(ends[0])) else "above"
        claims = (stated("now", parts), c.Usual(side, parts["low"], parts["high"]))
        yield from faults_of(Reading("question", claims), truth, self.judged.hedges)
