"""What is said beside the running text, read back: captions, bullets, questions, prompts, status.

Captions, bullets and prompts here, questions in questions.py, the status in status.py. Each form is
the English that it has, with the figures in it; what it claims becomes claims as those of a
sentence, or is worked out from the raw numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefing.review import claims as c
from briefing.review.check import faults_of, unread
from briefing.review.hedges import Hedges
from briefing.review.judged import AIM, JUDGED, JudgedReader, groups, stated
from briefing.review.questions import QuestionReader
from briefing.review.reader import Reading, read
from briefing.review.reckoning import Reckoning
from briefing.review.status import status_faults
from briefing.review.wording import compiled

MOVED = compiled(r"(?P<way>Rose|Fell) to {figure:now} {when:now}{late}, from {extreme}"
                 r"{figure:then} {when:then}")
BULLET = compiled(rf"{JUDGED}, (?:{{size:gap}} (?P<way>better than|more than|fewer than|short of"
                  rf"|over|outside)|(?P<met>within|on)) {AIM}\.")
BULLET_RUN = compiled(r"{figure:now} {when:now}{late}, the {count:run} (?:(?P<better>improvement)"
                      r"|(?P<way>increase|reduction)|{span} of worsening) in a row\.")


class AsidesReader:
    """Reads what is said beside the running text of a report's indicators."""

    def __init__(self, truths: Mapping[str, Reckoning], hedges: Hedges) -> None:
        self.truths = truths
        self.hedges = hedges
        self.judged = JudgedReader(hedges)
        self.questions = QuestionReader(self.judged)

    def faults(self, kind: str, text: str, about: str) -> list[str]:
        """What is false in a caption, bullet, question, prompt or status; [] where nothing is.

        Raises ValueError for another kind of statement.
        """
        if kind == "status":
            return list(status_faults(text, list(self.truths.values())))
        truth = self.truths[about]
        if kind == "question":      # two of one name are told apart by their service areas
            name = truth.one.subject
            text = re.sub(rf"({re.escape(name)}) in {re.escape(truth.one.section)}\b", r"\1", text,
                          count=1, flags=re.I)
        faults = unread(text, [truth])
        match kind:
            case "caption":
                return faults + self._caption(text, truth)
            case "good" | "improve":
                return faults + list(self._bullet(text, truth, kind == "good"))
            case "question":
                return faults + list(self.questions.faults(text, truth))
            case "prompt":
                return faults + self._prompt(text, truth)
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
        match = MOVED.match(text)
        if match is None:
            return [f"could not be read: '{text}'"]
        parts = groups(match)
        claims: list[c.Claim] = [
            stated("now", parts), stated("then", parts),
            c.Moved("increased" if parts["way"] == "Rose" else "reduced")]
        if "extreme" in parts:
            claims.append(c.Extreme(parts["extreme"]))
        rest = text[match.end():]
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
            parts = groups(run)
            yield from self.judged.run(parts, truth, good)
            return
        if match := BULLET.fullmatch(text):
            parts = groups(match)
            yield from self.judged.beside_target(parts, truth)
            rating = truth.rating()
            if (rating == "green") != good or not rating:
                yield f"it is listed as {'good' if good else 'to be improved'}, and is '{rating}'"
            return
        better, _, others = text.partition("better than " if good else "worse than ")
        if not others:
            yield f"could not be read: '{text}'"
            return
        yield from self.judged.beside_others(f"{better}{others}", others, truth, good)

    # ── questions that are left to the author ───────────────────────────────────────────────────

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


def read_kinds() -> Sequence[str]:
    """The kinds of statements that are read here."""
    return ("caption", "good", "improve", "question", "prompt", "status")
