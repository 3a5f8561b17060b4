"""What is said beside the running text, read back: captions, bullets, questions, prompts, status.

Each form is the English that it has, with the figures in it; what it claims becomes claims as those
of a sentence, or is worked out here from the raw numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from briefing.review import claims as c
from briefing.review.check import faults_of, unread
from briefing.review.controlled import worsens_by_chart
from briefing.review.counted import counted_faults
from briefing.review.figures import NUMBER, WORDS, number_of
from briefing.review.hedges import Hedges
from briefing.review.reader import Reading, marking_said, read
from briefing.review.reckoning import Reckoning
from briefing.review.wording import compiled

RATINGS = ("blue", "green", "amber", "red")
_SPAN = r"(?P<to_date>for the year to date)|{when:now}{late}"
_AIM = (r"(?P<aim>the (?:target|year’s target)(?: range)?(?: to date)? of (?:{figure:low} to )?"
        r"{figure:value}|(?:{figure:part_low} to )?{figure:part}, the part to date of the year’s "
        r"target(?: range)? of (?:{figure:whole_low} to )?{figure:whole})")
_JUDGED = rf"{{figure:judged}} (?:{_SPAN})"

MOVED = compiled(r"(?P<way>Rose|Fell) to {figure:now} {when:now}{late}, from {extreme}"
                 r"{figure:then} {when:then}")
BULLET = compiled(rf"{_JUDGED}, (?:{{size:gap}} (?P<way>better than|more than|fewer than|short of"
                  rf"|over|outside)|(?P<met>within|on)) {_AIM}\.")
_S = r"(?:[Tt]he )?§"       # the indicator, in a question
_WAS = r"(?:was|were)"
_CHANGED = r"{extreme}{figure:then} {when:then}"
_CURRENT = r"{figure:now} {when:now}{late}"
_USUAL = r"{figure:low} to {figure:high}"
# The forms of a question: on what ground it is asked, and what it says.
QUESTIONS = tuple((ground, compiled(form)) for ground, form in (
    ("moved", rf"What lies behind the move of {_S} from (?P<was>\w+) to (?P<rated>\w+), at "
              rf"{_JUDGED}\?"),
    ("moved", rf"{_S} {_WAS} {_JUDGED}, and so is rated (?P<rated>\w+), no longer (?P<was>\w+): "
              r"what has changed\?"),
    ("moved", rf"How soon can {_S}, at {_JUDGED}, go back from (?P<rated>\w+) to (?P<was>\w+)\?"),
    ("further", rf"{_S} {_WAS} {_JUDGED}, further from {_AIM} than in {{period:before}}: what is "
                r"being done\?"),
    ("further", rf"Why did {_S} move away from {_AIM}, to {_JUDGED}\?"),
    ("further", rf"With {_S} at {_JUDGED}, and the gap to {_AIM} wider than in {{period:before}}, "
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
    ("standing", rf"{_S} {_WAS} {_JUDGED}, outside {_AIM}: what would bring it inside, and by "
                 r"when\?"),
    ("standing", rf"What keeps {_S}, at {_JUDGED}, outside {_AIM}\?"),
    ("standing", rf"What would it take to bring {_S}, at {_JUDGED}, to {_AIM}\?"),
    ("standing", rf"{_S} {_WAS} {_JUDGED}, not at {_AIM}: is it within reach, and by when\?"),
    ("standing", rf"What stands between {_S}, at {_JUDGED}, and {_AIM}\?"),
    ("usual", rf"{_S} {_WAS} {_CURRENT}, outside the usual range of {_USUAL}: what lies behind "
              r"this\?"),
    ("usual", rf"What took {_S} to {_CURRENT}, when the usual range is {_USUAL}\?"),
    ("usual", rf"Is there a known reason why {_S} {_WAS} {_CURRENT}, with {_USUAL} as the usual "
              r"range\?"),
    ("others", rf"{_S} {_WAS} {_JUDGED}, far worse than (?P<others>.+): what accounts for the "
               r"difference\?"),
    ("others", rf"Why {_WAS} {_S} so much worse, at {_JUDGED}, than (?P<others>.+)\?"),
    ("others", rf"What can be learnt from others about {_S}, where {_JUDGED} compares badly with "
               r"(?P<others>.+)\?"),
))
BULLET_RUN = compiled(r"{figure:now} {when:now}{late}, the {count:run} (?:(?P<better>improvement)"
                      r"|(?P<way>increase|reduction)|{span} of worsening) in a row\.")
EVERY_MONTH = compiled(
    r"(?P<which>Every one|None) of the last {count:months} monthly figures of (?P<who>.+) "
    r"(?:lay in|met) the present target (?:range )?of (?:{figure:low} to )?{figure:value}: ")
STATUS = re.compile(
    r"(?:Of the (?P<indicators>[\d,]+) indicators in this report, (?P<rated>[\d,]+|one) (?:is|are) "
    r"rated against a target|(?P<all>Every indicator in this report is rated against a target)): "
    r"(?P<counts>[\d,]+ [^\d]+)(?P<more>(?:[\d,]+ [^\d]+)+)\.")
_EACH_BAND = re.compile(r"(?P<count>[\d,]+) (?P<band>[^\d]+?)(?:, | and |$)")
ONLY = re.compile(r"The one indicator in this report is (?:rated (?P<rating>.+?)"
                  r"|not rated) against (?:its|a) target\.")
MOVEMENT = re.compile(rf"\b(?P<count>{NUMBER}|{'|'.join(WORDS)}) (?:has|have) moved to "
                      r"(?P<rating>blue|green|amber|red) ", re.I)


class AsidesReader:
    """Reads what is said beside the running text of a report's indicators."""

    def __init__(self, truths: Mapping[str, Reckoning], hedges: Hedges) -> None:
        self.truths = truths
        self.hedges = hedges

    def faults(self, kind: str, text: str, about: str) -> list[str]:
        """What is false in a caption, bullet, question, prompt or status; None of the author's."""
        if kind == "status":
            return list(self._status(text))
        truth = self.truths[about]
        if kind == "question":      # two of one name are told apart by their service areas
            name = truth.one.subject
            text = re.sub(rf"({re.escape(name)}) in {re.escape(truth.one.section)}\b", r"\1", text,
                          count=1, flags=re.I)
        found = unread(text, [truth])
        match kind:
            case "caption":
                return found + self._caption(text, truth)
            case "good" | "improve":
                return found + list(self._bullet(text, truth, kind == "good"))
            case "question":
                return found + list(self._question(text, truth))
            case "prompt":
                return found + self._prompt(text, truth)
        raise ValueError(f"'{kind}' is read elsewhere")

    # ── captions ────────────────────────────────────────────────────────────────────────────────

    def _caption(self, text: str, truth: Reckoning) -> list[str]:
        """A caption is a sentence without its subject."""
        verb = "were" if truth.one.plural else "was"
        name = f"The {truth.one.subject}"
        for opens, becomes in (
            ("Rose to ", None), ("Fell to ", None),
            ("Provisionally ", f"{name} {verb} provisionally "),
            ("Estimated at ", f"{name} {verb} estimated at "),
            ("On unreliable figures, ", f"{name} {verb}, on unreliable figures, "),
            ("Unchanged at ", f"{name} {verb} "), ("Was ", f"{name} {verb} "),
        ):
            if not text.startswith(opens):
                continue
            if becomes is not None:
                said = text.replace(opens, becomes, 1).replace(", from ", ", compared with ")
                return self._claims(f"{said}.", truth)
            return self._moved(text, truth)
        if text == f"No figure is shown for {truth.named(truth.now)}":
            return [] if truth.value(truth.now) is None else ["there is a figure"]
        return [f"could not be read: '{text}'"]

    def _moved(self, text: str, truth: Reckoning) -> list[str]:
        found = MOVED.match(text)
        if found is None:
            return [f"could not be read: '{text}'"]
        parts = _groups(found)
        claims: list[c.Claim] = [
            _stated("now", parts), _stated("then", parts),
            c.Moved("increased" if parts["way"] == "Rose" else "reduced")]
        if "extreme" in parts:
            claims.append(c.Extreme(parts["extreme"]))
        rest = text[found.end() :]
        return faults_of(Reading("caption", tuple(claims), rest), truth, self.hedges)

    def _claims(self, text: str, truth: Reckoning) -> list[str]:
        return faults_of(read(text, truth.one), truth, self.hedges, list(self.truths.values()))

    # ── the analysis of a service area ──────────────────────────────────────────────────────────

    def _bullet(self, text: str, truth: Reckoning, good: bool) -> Iterator[str]:
        head = f"{truth.one.title}: "
        if not text.startswith(head):
            yield f"it does not begin with '{head}'"
            return
        text = text.removeprefix(head)
        if run := BULLET_RUN.fullmatch(text):
            parts = _groups(run)
            yield from self._run(parts, truth, good)
            return
        if found := BULLET.fullmatch(text):
            parts = _groups(found)
            yield from self._beside_target(parts, truth)
            rating = truth.rating()
            if (rating == "green") != good or not rating:
                yield f"it is listed as {'good' if good else 'to be improved'}, and is '{rating}'"
            return
        better, _, others = text.partition("better than " if good else "worse than ")
        if not others:
            yield f"could not be read: '{text}'"
            return
        yield from self._beside_others(f"{better}{others}", others, truth, good)

    def _run(self, parts: Mapping[str, str], truth: Reckoning, good: bool) -> Iterator[str]:
        yield from faults_of(Reading("run", (_stated("now", parts),)), truth, self.hedges)
        yield from _progress_run(int(number_of(parts["run"])), truth, good)
        if truth.one.polarity in ("higher", "lower") and "way" in parts:
            right = "increase" if (truth.one.polarity == "higher") == good else "reduction"
            for said in (parts["way"], {"up": "increase", "down": "reduction"}.get(
                    parts.get("gone", ""), right)):
                if said != right:
                    yield f"'{said}' should be '{right}'"
        elif "way" in parts:
            yield "neither way is worse"

    def _beside_target(self, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in "98.8% for the year to date, 3.8 points better than the target"."""
        figure = yield from self._judged(parts, truth)
        target = truth.target(truth.now)
        if figure is None or target is None:
            yield "there is no figure, or no target"
            return
        yield from self._aim(parts, truth)
        high, low = Fraction(target.value), Fraction(
            target.value if target.lower is None else target.lower)
        gap = max(low - figure, figure - high, Fraction(0)) if target.lower is not None else abs(
            figure - high)
        if "met" in parts:
            right = "within" if target.lower is not None else "on"
            if gap or parts["met"] != right:
                yield f"'{parts['met']}' a target that is {float(gap)} away"
            return
        places = max(truth.one.decimals, *(len(_bare(parts[name]).partition(".")[2])
                                           for name in ("value", "part", "low", "part_low")
                                           if name in parts))
        right = truth.worded_size(gap, places)
        if parts["gap"] != right and not parts["gap"].startswith("less than "):
            yield f"'{parts['gap']}' should be '{right}'"
        below = figure < low
        ways = {"better than": below == (truth.one.polarity == "lower"), "more than": not below,
                "fewer than": below, "short of": below, "over": not below,
                "outside": target.lower is not None}
        if not gap or not ways[parts["way"]]:
            yield f"'{parts['way']}' is false of {float(figure)}"

    @staticmethod
    def _aim(parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in the target as it is said: what it is of, and its ends."""
        target = truth.target(truth.now)
        if target is None:
            return
        standing, aim = truth.standing(truth.now), parts["aim"]
        said = ("pro_rata" if "the part to date" in aim else "year" if "the year’s" in aim else
                "to_date" if "to date" in aim else "period")
        if said != standing:
            yield f"the target is said as '{said}', but is '{standing}'"
        high, low = Fraction(target.value), Fraction(
            target.value if target.lower is None else target.lower)
        for name, end in (("value", high), ("part", high), ("low", low), ("part_low", low)):
            if name in parts and number_of(_bare(parts[name])) != end:
                yield f"'{parts[name]}' should be {float(end)}"

    def _judged(self, parts: Mapping[str, str], truth: Reckoning):  # type: ignore[no-untyped-def]
        """The figure that is judged; faults where another is said, or it is said otherwise."""
        of_year = "to_date" in parts and bool(truth.one.year_to_date)
        role = "to_date" if of_year else "now"
        claim = c.Stated(role, parts["judged"], parts.get("now_how", ""), parts.get("now_at", ""),
                         marking_said(parts, "judged_soft"))
        yield from faults_of(Reading("judged", (claim,)), truth, self.hedges)
        if truth.target(truth.now) is not None and truth.rating() and (
                (role == "to_date") != (truth.set_beside(truth.now) == "to_date")) and (
                    truth.one.kind != "cumulative"):
            yield f"the target is set beside '{role}'"
        value = truth.to_date(truth.now) if of_year else truth.value(truth.now)
        return None if value is None else truth.as_printed(value)

    def _beside_others(self, judged: str, others: str, truth: Reckoning, good: bool
                       ) -> Iterator[str]:
        """What is false in "better than the 2020/21 national average of 5%" and its like."""
        if truth.one.polarity not in ("higher", "lower"):
            yield "better and worse are said of what is neither"
            return
        head = compiled(rf"(?:{_JUDGED}), ").match(judged)
        if head is None:
            yield f"could not be read: '{judged}'"
            return
        parts = _groups(head)
        figure = yield from self._judged(parts, truth)
        above = good == (truth.one.polarity == "higher")
        way = "above" if above else "below"
        of = "to_date" if "to_date" in parts and truth.one.kind != "cumulative" else "month"
        stem = "The year to date figure of" if of == "to_date" else "This"
        judged = parts["judged"] + parts.get("judged_soft", "")
        said = f"{stem} {judged} is" if of == "to_date" else f"{stem} is"
        text = f"{said} {way} {others.removesuffix('.')}."
        if figure is not None:
            yield from faults_of(read(text, truth.one), truth, self.hedges)

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def _question(self, text: str, truth: Reckoning) -> Iterator[str]:
        masked = re.sub(re.escape(truth.one.subject.removeprefix("the ")), "§", text, count=1,
                        flags=re.I)
        for ground, form in QUESTIONS:
            if found := form.fullmatch(masked):
                yield from self._asked(ground, _groups(found), truth)
                return
        yield f"could not be read: '{text}'"

    def _asked(self, ground: str, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in what a question says."""
        match ground:
            case "moved":
                yield from self._judged(parts, truth)
                if parts["rated"] != truth.rating() or parts["was"] == parts["rated"]:
                    yield f"'{parts['rated']}' should be '{truth.rating()}'"
            case "further":
                yield from self._further(parts, truth)
            case "control":
                yield from faults_of(Reading("question", (_stated("now", parts),)), truth,
                                     self.hedges)
                if not worsens_by_chart(truth):
                    yield "it is no special cause for the worse"
            case "run":
                yield from self._run(parts, truth, False)
            case "change":
                way = {"rose": "increased", "edged up": "increased", "fell": "reduced",
                       "dipped": "reduced"}.get(parts.get("verb", ""), "")
                claims: list[c.Claim] = [_stated("now", parts), _stated("then", parts),
                                         c.Moved(way)]
                claims += [c.Extreme(parts["extreme"])] if "extreme" in parts else []
                yield from faults_of(Reading("question", tuple(claims)), truth, self.hedges)
            case "standing":
                figure = yield from self._judged(parts, truth)
                yield from self._aim(parts, truth)
                if figure is None or truth.rating() != "red":
                    yield "it is not red"
            case "usual":
                yield from self._outside(parts, truth)
            case "others":
                judged = parts["judged"] + parts.get("judged_soft", "")
                span = ("for the year to date" if "to_date" in parts else
                        f"{parts['now_how']} {parts['now_at']}{parts.get('late', '')}")
                yield from self._beside_others(f"{judged} {span}, {parts['others']}",
                                               f"{parts['others']}.", truth, False)

    def _further(self, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        figure = yield from self._judged(parts, truth)
        yield from self._aim(parts, truth)
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
        claims = (_stated("now", parts), c.Usual(side, parts["low"], parts["high"]))
        yield from faults_of(Reading("question", claims), truth, self.hedges)

    def _prompt(self, text: str, truth: Reckoning) -> list[str]:
        """ "Why did the number of referrals change from 5 in June to 9 in July? ..." """
        asked = re.fullmatch(r"Why did (.+) change (from .+)\? Give members the reason\.", text)
        if asked is None:
            return [f"could not be read: '{text}'"]
        now, then = truth.shown(truth.now), truth.shown(truth.before(truth.now))
        if now is None or then is None:
            return ["there is no change"]
        way = "increased" if now > then else "reduced"
        said = asked[1][:1].upper() + asked[1][1:]
        return self._claims(f"{said} {way} {asked[2]}.", truth)

    # ── the whole ───────────────────────────────────────────────────────────────────────────────

    def _status(self, text: str) -> Iterator[str]:
        more = counted_faults(text, list(self.truths.values()))
        if more is not None:
            yield from more
            return
        ratings = Counter(truth.rating() for truth in self.truths.values())
        rated = sum(ratings[name] for name in RATINGS)
        if "moved to" in text:
            for found in MOVEMENT.finditer(text):
                count, rating = int(number_of(found["count"].casefold())), found["rating"]
                if count > ratings[rating]:
                    yield f"{count} moved to {rating}, where {ratings[rating]} are"
            return
        only = ONLY.fullmatch(text)
        if only is not None:
            right = [truth.rating_word(rating) if (rating := truth.rating()) else ""
                     for truth in self.truths.values()]
            if right != [only["rating"] or ""]:
                yield f"'{text}' should be of {right}"
            return
        counted = STATUS.fullmatch(text)
        if counted is None:
            if text != "None of the indicators in this report is rated against a target." or rated:
                yield f"could not be read, or false: '{text}'"
            return
        called = next(iter(self.truths.values())).rating_word
        said = {found["band"]: int(number_of(found["count"]))
                for found in _EACH_BAND.finditer(counted["counts"] + counted["more"])}
        for name in RATINGS:
            if said.pop(called(name), 0) != ratings[name]:
                yield f"{called(name)} should be {ratings[name]}"
        yield from (f"'{band}' is no band" for band in said)
        if counted["all"] is None and (int(number_of(counted["indicators"])), int(
                number_of(counted["rated"]))) != (len(self.truths), rated):
            yield f"{counted['rated']} of {counted['indicators']} should be {rated} of " \
                  f"{len(self.truths)}"


def _groups(found: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in found.groupdict().items() if text}


def _stated(role: str, parts: Mapping[str, str]) -> c.Stated:
    return c.Stated(role, parts[role], parts[f"{role}_how"], parts[f"{role}_at"],
                    marking_said(parts, f"{role}_soft"))


def _bare(text: str) -> str:
    """The number of a figure, with its sign."""
    found = re.search(r"[-−]?£?\d[\d,]*(?:\.\d+)?", text)
    return found[0] if found else "0"


def _progress_run(count: int, truth: Reckoning, good: bool) -> Iterator[str]:
    """Whether the latest changes all improved, or all worsened, as often as is said."""
    shown = truth.known(truth.now)
    target = truth.whole_target(truth.now)
    low, high = (Fraction(0), Fraction(0)) if target is None or target.lower is None else (
        Fraction(target.lower), Fraction(target.value))
    if truth.one.polarity == "range":
        shown = [max(low - value, value - high, Fraction(0)) for value in shown]
    falling = (truth.one.polarity != "higher") == good
    steps = [(now < then) if falling else (now > then)
             for now, then in pairwise(shown)]
    length = next((n for n, step in enumerate(steps) if not step), len(steps))
    if truth.one.polarity == "neutral" or truth.one.kind == "cumulative" or length != count:
        yield f"{count} in a row should be {length}"


def read_kinds() -> Sequence[str]:
    """The kinds of statements that are read here."""
    return ("caption", "good", "improve", "question", "prompt", "status")
