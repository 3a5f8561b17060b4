"""`briefing build --areas` and `briefing check` of a folder of areas: what they ask and tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click

from briefing.areas.asked import Options
from briefing.areas.run import Progress, Run, build_areas, check_areas
from briefing.areas.starting import cores
from briefing.files import read_text
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any, told

Asked = tuple[tuple[str, ...], str, Path | None]    # --area, --areas, --areas-file


class Say(Protocol):
    """Prints a line, on the error stream where `err` says so."""

    def __call__(self, text: object, err: bool = False) -> None:
        """Print it."""
        ...


def names_of(asked: Asked) -> tuple[tuple[str, ...], Place]:
    """The names of areas that the options give, and where; raises ProblemsFound for a file that
    cannot be read or holds none."""
    area, areas, file = asked
    names = [*area, *areas.split(",")]
    if file is None:
        return tuple(name for name in names if name.strip()), Place("--area" if area else "--areas")
    problems: list[Problem] = []
    text = read_text(file, file.name, "Name a file with an area a line.", problems)
    stop_if_any(problems)
    lines = [line.partition("#")[0].strip() for line in (text or "").splitlines()]
    names += [line for line in lines if line]
    if not any(lines):
        raise ProblemsFound([Problem(Place(file.name), "it names no area.",
                                     "Write the name of an area on each line.")])
    return tuple(name for name in names if name.strip()), Place(file.name)


@dataclass(frozen=True, slots=True)
class How:
    """How a run is made: where to (by the workers themselves, where they share it), by how many
    processes of which engine, and whether only what is not up to date."""

    out: Path | None = None
    shared: bool = False
    jobs: int = 0
    engine: str = "processes"
    scheduler: str = ""
    resume: bool = False


def build_command(folder: Path, options: Options, asked: Asked, how: How, say: Say, terminal: bool
                  ) -> None:
    """Build the reports of the areas; exits with 3 where one could not be made, with 1 where all
    that stopped them are warnings, or the user."""
    names, place = names_of(asked)

    def show(progress: Progress) -> None:
        entry = progress.entry
        line = f"[{progress.done}/{progress.of}] {entry.name}"
        line += "" if entry.state == "made" else f": {entry.words}"
        if terminal and progress.done < progress.of:
            line += f" ({_time(progress.left)} left)"
        say(line, err=True)

    engine = None
    if how.engine == "dask":
        from briefing.areas.cluster import Cluster

        engine = Cluster(how.scheduler, how.jobs or cores())
    try:
        run = build_areas(folder, names, options, out=how.out, to=how.shared, jobs=how.jobs,
                          engine=engine, resume=how.resume, place=place, on_area=show)
    finally:
        if engine is not None:
            engine.close()
    tell(run, say)
    for path in run.files:
        say(path)
    count = len(run.entries)
    words = f"{count - len(run.failed)} of {count} reports made"
    if run.up_to_date:
        words += f", {run.up_to_date} of them up to date before"
    if run.stopped:
        words += "; stopped: go on with --resume"
    say(f"{words}.")
    _leave(run)


def check_command(folder: Path, options: Options, asked: Asked, say: Say) -> None:
    """Name every problem of the areas' reports, each once and with the areas that have it."""
    names, place = names_of(asked)
    run = check_areas(folder, names or ("all",), options, place=place)
    tell(run, say)
    count = len(run.entries)
    say(f"{count} reports, {len(run.failed) or 'none'} with problems: "
        f"{len(run.warnings) or 'no'} warning{'s' * (len(run.warnings) != 1)}.")
    _leave(run)
    if options.strict and run.warnings:
        raise click.exceptions.Exit(1)


def tell(run: Run, say: Say) -> None:
    """Print the problems and warnings of a run, what authors are asked, and faults of ours."""
    _tell(run.warnings, say)
    _tell(run.problems, say)
    for text in run.asked:
        say(f"to be written: {text}", err=True)
    for area, crash in run.crashes.items():
        say(f"{area}: {crash}", err=True)


def _tell(problems: Iterable[Problem], say: Say) -> None:
    for line in told(problems):
        say(line, err=True)


def _leave(run: Run) -> None:
    errors = any(not problem.warning for problem in run.problems)
    if errors or (run.crashes and not run.stopped):
        raise click.exceptions.Exit(3)
    if run.failed:
        raise click.exceptions.Exit(1)


def _time(seconds: float) -> str:
    return f"about {round(seconds / 60)} min" if seconds > 90 else f"{round(seconds)} s"
