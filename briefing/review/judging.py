"""Edited words judged: what in them is false, given away, of another report, or gone.

`judge` takes edits as they are accepted, `Judge.passage` any words of a place before and after.
Whatever is found is said of the sentence in which it is; an edition's disclosure rule is held to
where that edition would print the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING

from briefing.narrative.narration import Statement
from briefing.prepared import Prepared
from briefing.reading.word.edited import EditedFile
from briefing.review.clauses import Clause, clauses
from briefing.review.dated import dated
from briefing.review.faults import Cited, Fault
from briefing.review.figured import FigureReader
from briefing.review.figures import number_of
from briefing.review.file_wide import file_faults
from briefing.review.filled import Filled, own_figures
from briefing.review.hedges import Hedges
from briefing.review.known import Known
from briefing.review.moving import Context, movements
from briefing.review.naming import Names
from briefing.review.passages import Leads, Passage, Verdict, cell_faults, unprinted
from briefing.review.places import Places, Spot, section_of
from briefing.review.prose import Pair, gone, normal, readable, rewordings, sentences
from briefing.review.quantities import quantities
from briefing.review.said import Said
from briefing.review.sized import sizes
from briefing.review.standing import COUNTED, all_met, rated_none, share_of, shares, standings
from briefing.review.withholding import Edition, Keeper
from briefing.revision import Edit

if TYPE_CHECKING:
    from briefing.review.strictly import StrictReader

_MARKING = re.compile(r"\b(?:provisional(?:ly)?|estimated|unreliable)\b", re.I)
_TARGET = re.compile(r"\btarget|\bred\b", re.I)
_TO_TARGET = re.compile(r"\btarget\b", re.I)
KNOWN_BY = 100      # a count so large tells by itself which indicator of its area is meant
ALWAYS_SAID = ("sentence", "exception", "improve", "bullet")


def judge(edits: Sequence[Edit], edited: EditedFile | None, prepared: Prepared
          ) -> tuple[Verdict, ...]:
    """What is wrong with the edits, by today's figures, in their order; then what is wrong with the
    file as a whole (`edited`), which is in no edit.
    """
    judging = Judge(prepared)
    verdicts: list[Verdict] = []
    leads = Leads()
    for edit in edits:
        passage = judging.of_edit(edit)
        passage = leads.led(passage, edit.kind == "added")
        verdicts += [
            Verdict(v.severity, v.what, v.hint, v.sentence, v.figures, edit, v.place)
            for v in judging.passage(passage)]
    if edited is not None:
        verdicts += judging.file(edited)
    return tuple(verdicts)


class Judge:
    """Holds words to what a report folder says today."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        # how an area stands among the others is of an edition: of the one that shows most
        self.report = prepared.report_of(prepared.editions[0].name)
        self.known = Known(self.report, [e.findings for e in prepared.editions],
                           Hedges.of_book(prepared.book))
        self.filled = Filled(prepared.findings, self.known)
        self.names = Names(self.report.dictionary.indicators)
        self.figures = FigureReader(self.known, self.names)
        self.places = {str(e.name): Places(e.composed.document, e.composed.narration)
                       for e in prepared.editions}

    @cached_property
    def strict(self) -> StrictReader:
        """The strict reader, made when it is first needed: its forms are slow to load."""
        from briefing.review.strictly import StrictReader

        return StrictReader(self.known)

    @cached_property
    def keepers(self) -> dict[str, Keeper]:
        """Who knows what each edition withholds, of those that withhold anything."""
        return {e.name: Keeper(self.known, self.names, Edition(e.name, e.policy, e.withheld))
                for e in self.prepared.editions if e.policy is not None and e.withheld}

    # ── what is judged ──────────────────────────────────────────────────────────────────────────

    def of_edit(self, edit: Edit) -> Passage:
        """The words of an edit, its slots filled with today's figures."""
        own = own_figures(edit, self.places.values())
        after = "" if edit.kind == "removed" else self.filled.words(edit.words, own)
        if edit.rows:
            after = "\n".join(filter(None, (after, *(
                " | ".join(map(self.filled.words, row)) for row in edit.rows))))
        before = self.filled.words(edit.original)
        if edit.kind in ("row_removed", "column_removed"):
            return Passage(edit.anchor, before, "", (), edit.kind.partition("_")[0],
                           edit.row, edit.column, edit.made_in,
                           (edit.edition,) if edit.edition else ())
        if edit.kind == "column_added":
            after = f"{edit.column}\n{after}"
        if edit.kind in ("moved", "split", "row_moved", "column_moved") or (
                edit.kind in ("restyled", "joined") and not edit.words):
            after = before
        statements: tuple[str, ...] = (edit.statement,) if edit.statement else ()
        anchor = edit.anchor or edit.follows
        if statements and not edit.anchor:
            anchor = next((spot.anchor for places in self.places.values()
                           for spot in places.spots.values() if edit.statement in spot.statements),
                          anchor)
        elif edit.kind != "added" and not edit.column and (spot := self.spot(anchor)) is not None:
            statements = spot.statements
        alt = f"\n{edit.alt}" if edit.alt else ""
        return Passage(anchor, before, f"{after}{alt}".strip(), statements, edit.block, edit.row,
                       edit.column if edit.kind != "column_added" else "", edit.made_in,
                       (edit.edition,) if edit.edition else (),
                       addresses=tuple(re.findall(r"\]\(([^)\s]+)\)", edit.words)))

    def spot(self, anchor: str) -> Spot | None:
        """Where the anchor is, by the first edition that has it."""
        return next((spot for places in self.places.values()
                     if (spot := places.spot(anchor)) is not None), None)

    def printing(self, passage: Passage, statements: Sequence[str]) -> tuple[str, ...]:
        """The editions that would print a sentence of the passage: those that say the statements
        that it rewords in the same words; of a new one all that have the place, or may have it.
        """
        names = [name for name in self.places if not passage.editions or name in passage.editions]
        own = self.places.get(passage.made_in)
        kept = []
        for name in names:
            places = self.places[name]
            if name == passage.made_in or own is None:
                kept.append(name)
            elif statements:
                same = [s for s in statements if s in places.narration and (
                    s not in own.narration
                    or places.narration[s].text == own.narration[s].text)]
                kept += [name] if same else []
            elif passage.before == "" or places.spot(passage.anchor) is not None:
                kept.append(name)
        return tuple(kept)

    # ── judging ─────────────────────────────────────────────────────────────────────────────────

    def passage(self, passage: Passage) -> list[Verdict]:
        """What is wrong with the words, sentence by sentence, and with what went."""
        spot = self.spot(passage.anchor)
        place = spot.place if spot is not None else passage.anchor
        return [*self._judged(passage, spot, place), *(
            Verdict(f.severity, f.what, f.hint, place=place) for f in unprinted(passage))]

    def _judged(self, passage: Passage, spot: Spot | None, place: str) -> list[Verdict]:
        passage = replace(passage, before=readable(passage.before), after=readable(passage.after),
                          lead=readable(passage.lead))
        if passage.anchor.startswith("headerblock:"):
            return []       # a value of report.toml, which `accept` changes there
        if passage.column or passage.block in ("cell", "row", "column", "chart"):
            return [Verdict(f.severity, f.what, f.hint, place=place)
                    for f in (*cell_faults(passage), *self._in_cells(passage))]
        verdicts: list[Verdict] = []
        section = section_of(spot, self.known.sections)
        for pair in rewordings(passage.before, passage.after):
            if (own := self._own(pair.now)) is not None:
                verdicts += [Verdict(f.severity, f.what, f.hint, pair.now, place=place)
                             for f in self._given_away(own, self.printing(passage, ()))]
                continue
            said, kind, statements = self._said(pair, passage, section)
            editions = self.printing(passage, statements or passage.statements)
            faults, cited = self.sentence(said, kind, editions)
            verdicts += [Verdict(f.severity, f.what, f.hint, pair.now, tuple(cited), place=place)
                         for f in faults]
            if not faults and any(c.fact for c in cited):
                verdicts.append(Verdict("note", "its figures are facts.", "", pair.now,
                                        tuple(cited), place=place))
            # "one performance report" counts nothing
            strange = [c.text for c in cited if not c.fact and c.text.casefold() != "one"
                       and c.text not in pair.before]
            if strange and not any(f.severity != "note" for f in faults):
                verdicts.append(Verdict(
                    "note", f"{', '.join(dict.fromkeys(strange))}: no figure of this report’s.",
                    "", pair.now, tuple(cited), place=place))
        verdicts += [Verdict(f.severity, f.what, f.hint, place=place)
                     for f in (*self._addressed(passage), *self._went(passage))]
        return verdicts

    def _in_cells(self, passage: Passage) -> Iterator[Fault]:
        """What a cell's words give away beside their heads, or a row's beside one another."""
        heads = f"{passage.row} {passage.column}".strip()
        for line in passage.after.split("\n") if passage.block != "chart" else ():
            if normal(line) != normal(passage.before):
                yield from self._given_away(Said(f"{heads}: {line}" if heads else line),
                                            self.printing(passage, passage.statements))

    def _addressed(self, passage: Passage) -> Iterator[Fault]:
        """What the addresses of links give away: they are printed as well."""
        for address in passage.addresses:
            words = " ".join(re.findall(r"[A-Za-z]+|\d+", address))
            yield from self._given_away(Said(words), self.printing(passage, passage.statements))

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        """Everything that the editions say, by its words."""
        return {normal(s.text): s for places in self.places.values()
                for s in places.narration.values()}

    def _own(self, sentence: str) -> Said | None:
        """A sentence of ours that stands in another place, as what it says; None of others."""
        statement = self._statements.get(normal(sentence))
        if statement is None:
            return None
        about = self._indicators(statement)
        return Said(sentence, sentence, about, about)

    def _indicators(self, *statements: Statement) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for s in statements for name in (s.about, *s.also)
                                   if name in self.known.indicators))

    def _given_away(self, said: Said, editions: Sequence[str]) -> list[Fault]:
        return [fault for edition in editions if edition in self.keepers
                for fault in self.keepers[edition].faults(said)]

    def _said(self, pair: Pair, passage: Passage, section: str
              ) -> tuple[Said, str, tuple[str, ...]]:
        """The sentence with what it is about, and the statements that it rewords with their kind.
        """
        narrations = [places.narration for name, places in self.places.items()]
        statements = [narration[name] for name in passage.statements for narration in narrations
                      if name in narration]
        near = self.known.sections.get(section, ())
        nearest = [s for s in statements if pair.before and (
            normal(pair.before) in normal(s.text) or normal(s.text) in normal(pair.before))]
        chosen = nearest or ([] if pair.before == "" and len(statements) > 1 else statements)
        about = self._indicators(*chosen)
        if not about and pair.before == "" and (
                led := self.names.named(passage.lead.rpartition("\n")[2])):
            about = led
        if not about and pair.before == "":
            about = self._leaning(pair.now, passage, statements)
            # what it names of its own area is meant too: each indicator has a paragraph of its own
            about = tuple(dict.fromkeys((*about, *self.names.named(pair.now, near))))
        if not near and about:
            near = self.known.sections[self.known.indicators[about[0]].section]
        if not about and len(near) == 1:
            about = near
        kind = chosen[0].kind if chosen else ""
        around = self._targeted(pair.now, near) or self._around(passage)
        return (Said(pair.now, pair.before, about, near, around), kind,
                tuple(dict.fromkeys(s.id for s in chosen)))

    def _targeted(self, sentence: str, near: Sequence[str]) -> tuple[str, ...]:
        """The one indicator near whose target is named by what it is of, or by its size: "the
        handover target", "the 95% target"."""
        called = re.search(r"\b(?:the|our|its|this) ((?:[A-Za-z][\w’'&-]* ){1,4})"
                           r"(?:target|standard)\b", sentence)
        if called is not None and len(named := self.names.named(called[1], near)) == 1:
            return named
        match = re.search(r"\b(\d+(?:\.\d+)?)(?:%| days| weeks| months)? target\b", sentence)
        if match is None:
            return ()
        having = [name for name in near
                  if (target := self.known.truths[name].whole_target(
                      self.known.truths[name].now)) is not None
                  and target.value == number_of(match[1])]
        return tuple(having) if len(having) == 1 else ()

    def _around(self, passage: Passage) -> tuple[str, ...]:
        """The indicators of the paragraph that a new one follows."""
        spot = self.spot(passage.anchor)
        if spot is None or passage.before:
            return ()
        return self._indicators(*(places.narration[name] for places in self.places.values()
                                  for name in spot.statements if name in places.narration))

    def _leaning(self, sentence: str, passage: Passage, statements: Sequence[Statement]
                 ) -> tuple[str, ...]:
        """What a new sentence goes on about: what the sentence before it names, else whatever the
        passage is about."""
        standing = sentences(passage.after)
        at = standing.index(sentence) if sentence in standing else 0
        for before in reversed(standing[:at]):
            named = self.names.named(before)
            if named:
                return named
        return self._indicators(*statements)

    def sentence(self, said: Said, kind: str, editions: Sequence[str]
                 ) -> tuple[list[Fault], list[Cited]]:
        """What is wrong with one sentence in those editions, and which facts its figures are."""
        given = self._given_away(said, editions)
        if kind == "status" or COUNTED.search(said.text):
            faults = list(self._counted(said, editions))
            # a public edition counts what it shows: what it may say is not what the data say
            if kind == "status" and not faults and ("private" in editions or not self.keepers):
                faults = [Fault("error", f"it counts wrongly: {wrong}.", "")
                          for wrong in self.strict.asides.faults(kind, said.text, "")
                          if not wrong.startswith("could not be read")]
            return [*given, *faults], []
        faults, cited = self.figures.read(said)
        near = [self.known.truths[name] for name in said.near]
        faults += all_met(said.text, near)
        for clause in map(partial(self._identified, said), clauses(
                said.text, said.about or said.around, self.names, said.near)):
            if clause.foreign or not clause.about:
                faults += rated_none(said.text, clause.start, clause.end, near)
                continue
            context = Context(said.text, clause, tuple(
                self.known.truths[name] for name in clause.about))
            faults += movements(context)
            faults += standings(context)
            faults += sizes(context)
            whole = share_of(context.words)
            faults += shares(context, all(
                self.names.speaks_of(words.split(), clause.about) for words in whole))
        if not any(f.severity == "error" for f in faults):
            faults += self.strict.faults(said, kind)
        faults += dated(said, self.report.period, not said.about) if not any(
            f.severity == "error" for f in faults) else ()
        faults += self._unmarked(said)
        return [*given, *_once(faults)], cited

    def _identified(self, said: Said, clause: Clause) -> Clause:
        """The clause, of which nothing is known by name, as of the indicator whose figure it gives:
        "399 babies were born"."""
        if clause.about:
            return clause
        given = {Fraction(q.value) for q in quantities(said.text[clause.start:clause.end])
                 if q.figure.kind == "count" and q.value >= KNOWN_BY}
        having = [name for name in said.near if self.known.truths[name].shown(
            self.known.truths[name].now) in given]
        return replace(clause, about=tuple(having), foreign=False) if len(having) == 1 else clause

    def _counted(self, said: Said, editions: Sequence[str]) -> Iterator[Fault]:
        """What is false in "5 green, 3 amber and 8 red": of the whole report, or of one area."""
        wholes: list[Counter[str]] = [
            Counter(finding.rating for finding in edition.findings.by_indicator.values())
            for edition in self.prepared.editions if edition.name in editions]
        wholes = wholes or [Counter(truth.rating() for truth in self.known.truths.values())]
        whole = wholes[0]
        area: Counter[str] = Counter(self.known.truths[name].rating() for name in said.near)
        for match in COUNTED.finditer(said.text):
            word = match["count"].casefold()
            count = 0 if word in ("no", "none") else int(number_of(word))
            rating = match["rating"].casefold()
            right = {ratings[rating] for ratings in (*wholes, *([area] if said.near else []))}
            moved = re.search(r"\bmoved\b", said.text[:match.start()])
            if count not in right and not moved:
                yield Fault("error", f"it says {match[0]}, and {whole[rating]} are {rating}.",
                            "", match.span())

    def _unmarked(self, said: Said) -> Iterator[Fault]:
        """A figure that is provisional, and is no longer said to be."""
        marked = _MARKING.search(said.before)
        if marked is None or _MARKING.search(said.text) or not re.search(r"\d", said.text):
            return
        truths = [self.known.truths[name] for name in said.about]
        if any(truth.cell(truth.now).marking for truth in truths):
            yield Fault("error", f"its figure is {marked[0].removesuffix('ly')}, and that is no "
                        "longer said.", f"Put ‘{marked[0]}’ back.")

    def _went(self, passage: Passage) -> Iterator[Fault]:
        """What must always be said, and no longer is: a red rating, how the whole stands, what is
        withheld."""
        left_out = gone(passage.before, passage.after)
        if not left_out:
            return
        now = passage.after
        for name in passage.statements:
            for places in self.places.values():
                statement = places.narration.get(name)
                if statement is None:
                    continue
                lost = [s for s in left_out if normal(s) in normal(statement.text)
                        or normal(statement.text) in normal(s)]
                if not lost:
                    break
                if statement.kind in ("status", "withheld") and not COUNTED.search(now):
                    what = ("how many are rated green, amber and red" if statement.kind == "status"
                            else "what is withheld")
                    if statement.kind == "status" and not COUNTED.search(statement.text):
                        break
                    yield Fault("error", f"it no longer says {what}, which is always said.",
                                f"Put it back: {statement.text}")
                elif statement.kind in ALWAYS_SAID and statement.about in self.known.indicators:
                    yield from self._red(statement.about, statement.text, passage)
                break

    def _red(self, indicator: str, text: str, passage: Passage) -> Iterator[Fault]:
        truth = self.known.truths[indicator]
        if truth.rating() != "red" or not _TO_TARGET.search(text):
            return
        for sentence in sentences(passage.after):
            named = self.names.named(sentence)
            reworded = next((p for p in rewordings(passage.before, passage.after)
                             if p.now == sentence), None)
            of_it = indicator in named or (reworded is not None and normal(
                reworded.before) in normal(text) and reworded.before != "")
            if of_it and _TARGET.search(sentence):
                return
        yield Fault("error", f"it no longer says that ‘{truth.one.subject}’, which is rated red, "
                    "misses its target; that is always said.", f"Put it back: {text}")

    def file(self, edited: EditedFile) -> list[Verdict]:
        """What is in no edit: prompts and comments that are open, what cannot be taken over, a
        marking that went, figures that are other ones today; what a comment gives away."""
        told = [Verdict("warning", f"a comment of {comment.by.author or 'somebody'} says it: "
                        f"{fault.what}", "Take the comment out before the file goes further.")
                for comment in edited.comments if not comment.ours
                for sentence in sentences(readable(comment.text))
                for fault in self._given_away(self._remarked(sentence, comment.anchor),
                                              tuple(self.places))]
        return [*told, *(Verdict(f.severity, f.what, f.hint, place=(
            spot.place if (spot := self.spot(anchor)) is not None else ""))
            for anchor, f in file_faults(edited, self.prepared))]

    def _remarked(self, sentence: str, anchor: str) -> Said:
        """A sentence of a comment, about what it hangs on where it names nothing."""
        spot = self.spot(anchor)
        about = self.names.named(sentence) or (self._indicators(*(
            places.narration[name] for places in self.places.values() for name in spot.statements
            if name in places.narration)) if spot is not None else ())
        return Said(sentence, "", about, about)


def _once(faults: Sequence[Fault]) -> list[Fault]:
    """One fault for each place: the first that was found, of the worst severity."""
    order = {"error": 0, "warning": 1, "note": 2}
    kept: list[Fault] = []
    for fault in sorted(faults, key=lambda f: order[f.severity]):
        overlaps = any(a < fault.at[1] and fault.at[0] < b for a, b in (k.at for k in kept)
                       if fault.at != (0, 0))
        if not overlaps:
            kept.append(fault)
    return kept
