"""What keeps a report from being final: questions, conflicts and comments that are open, and who
has not agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.layout import placeholder_problems
from briefing.prepared import Edition, EditionName, Prepared
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.revision.agreed import approval_problems

LEAVE = 'Settle it, or leave it open with its reason: --leave-open "{name}: why".'


@dataclass(frozen=True, slots=True)
class Open:
    """What is still open: the name by which it can be left so, and what is said of it."""

    name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What was left open in a final report, and why."""

    name: str
    why: str


def still_open(prepared: Prepared, edition: Edition) -> Iterator[Open]:
    """What is open in an edition, each with the name by which `--leave-open` knows it."""
    for asked in edition.composed.asked:
        yield _open(asked.id, Place(f"commentary/{asked.about}.md"), f"“{asked.text}” is not "
                    "answered.")
    for problem in placeholder_problems(prepared.layout, prepared.report, edition.name):
        yield _open(problem.place.file, problem.place, problem.what)
    for one in edition.revised.conflicts if edition.revised is not None else ():
        conflict = one.problem(edition.name)
        if conflict is not None:
            yield _open(one.edit.of, conflict.place, conflict.what)
    for edit in edition.revised.applied if edition.revised is not None else ():
        if edit.picture and not edit.alt.strip():
            yield _open(edit.picture, edit.place,
                        f"nothing says what the picture {edit.picture} shows.")
    for remark in prepared.edits.remarks:
        if not remark.settled and remark.made_in == edition.name:
            who = f" of {remark.who}" if remark.who else ""
            yield _open(f"comment {remark.number}", remark.place,
                        f"the comment{who} is open: “{remark.text}”")


def _open(name: str, place: Place, what: str) -> Open:
    return Open(name, Problem(place, what, LEAVE.format(name=name)))


def read_left_open(texts: Iterable[str], known: Sequence[str]
                   ) -> tuple[tuple[LeftOpen, ...], tuple[Problem, ...]]:
    """What `--leave-open` names, each with its reason, and what is wrong with it."""
    left: list[LeftOpen] = []
    problems: list[Problem] = []
    for text in texts:
        # a name may hold a colon; the one that is known ends before its reason
        name = next((one for one in sorted(known, key=len, reverse=True)
                     if text == one or text.startswith(f"{one}:")), "")
        why = text[len(name) + 1:].strip()
        place = Place("--leave-open")
        if not name:
            given = text.partition(":")[0]
            problems.append(Problem(place, f"nothing open is called '{given}'.",
                                    did_you_mean(given, known) or (
                                        f"What is open is {listed(list(known), 'and')}." if known
                                        else "Nothing is open: take it out.")))
        elif not why:
            problems.append(Problem(place, f"it does not say why '{name}' is left open.",
                                    f'Write --leave-open "{name}: why".'))
        else:
            left.append(LeftOpen(name, why))
    return tuple(left), tuple(problems)


def final_problems(prepared: Prepared, leave_open: Sequence[str]
                   ) -> tuple[dict[EditionName, tuple[LeftOpen, ...]], tuple[Problem, ...]]:
    """What is left open in each edition, and what keeps the report from being final."""
    found = {edition.name: tuple(still_open(prepared, edition)) for edition in prepared.editions}
    known = list(dict.fromkeys(one.name for several in found.values() for one in several))
    left, faults = read_left_open(leave_open, known)
    names = {one.name for one in left}
    problems = [*faults, *(one.problem for several in found.values() for one in several
                           if one.name not in names)]
    for edition in prepared.editions:
        problems += approval_problems(
            prepared.report.settings.approval.names, edition.agreed, edition.composed.document,
            f"{edition.name} edition of {prepared.report.period.full}", final=True)
    kept = {name: tuple(one for one in left if one.name in {o.name for o in several})
            for name, several in found.items()}
    return kept, tuple(dict.fromkeys(problems))
