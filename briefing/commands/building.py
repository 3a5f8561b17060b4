"""`briefing check`, `build` and `demo`: the report as it stands, looked through and built."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.commands.options import (
    AREA,
    CHECKED_AREAS,
    EDITION,
    FOLDER,
    PERIOD,
    STRICT,
    TRUST,
    of_many_areas,
)
from briefing.commands.telling import Untold, is_utf8, messages, say, tell

if TYPE_CHECKING:
    from briefing.build import Built

PATIENCE = 1.0      # seconds after which a person wants to see that something happens


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False),
                default="briefing-demo")  # fmt: skip
@click.option("--example", default="barnsley", metavar="NAME",
              type=click.Choice(["barnsley", "corporate"]),
              help="barnsley (children's social care, a month) or corporate (a council's and its "
                   "housing's quarter).")
@messages
def demo(folder: Path, example: str) -> None:
    """Make a worked example in FOLDER and build it into its out/."""
    from briefing.starter import copy_example

    copy_example(example, folder)
    report(build_shown(folder))


@click.command()
@FOLDER
@PERIOD
@EDITION
@STRICT
@click.option("--accept", is_flag=True,
              help="Print what to put at the end of report.toml to accept each warning, its "
                   "reason left for you to write.")  # fmt: skip
@AREA
@CHECKED_AREAS
@TRUST
@messages
def check(folder: Path, period: str, edition: str | None, strict: bool, accept: bool,
          area: tuple[str, ...], areas: str, trust: bool) -> None:
    """Name every problem in the data and settings; build nothing."""
    from briefing.areas.asked import Options, has_areas
    from briefing.areas.command import check_command

    if area or areas or has_areas(folder):
        check_command(folder, Options(period, edition or "", strict, trusted=trust),
                      (area, areas, None), say)
        return
    from briefing.build import checked, said_of_check
    from briefing.reading.accepting import acceptance

    prepared = checked(folder, period, edition or "", trust)
    tell(prepared.warnings)
    if accept:
        for warning in prepared.warnings:
            say(acceptance(warning, date.today(), ascii_only=not is_utf8(sys.stdout)))
    say(said_of_check(prepared), err=accept)
    if strict and prepared.warnings:
        raise Untold(0)


@click.command()
@FOLDER
@PERIOD
@EDITION
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Where to: else FOLDER/out.")  # fmt: skip
@STRICT
@click.option("--annotate", is_flag=True,
              help="Put a comment on every sentence of the Word file: its rule and figures.")
@click.option("--final", is_flag=True,
              help="The clean set to circulate: nothing open, no comments, no anchors.")
@click.option("--leave-open", multiple=True, metavar="'NAME: WHY'",
              help="With --final: what is left open, and why; may be given again.")
@of_many_areas
@TRUST
@messages
def build(folder: Path, period: str, edition: str | None, out: Path | None, strict: bool,
          annotate: bool, final: bool, leave_open: tuple[str, ...], area: tuple[str, ...],
          areas: str, areas_file: Path | None, jobs: int | None, resume: bool, engine: str,
          scheduler: str, to: Path | None, trust: bool) -> None:
    """Build the report in FOLDER: PDF, Word, text, figures and manifest."""
    if leave_open and not final:
        raise click.UsageError("--leave-open is for --final: other reports may have anything open.")
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask.")
    if to and out:
        raise click.UsageError("--to names where the reports go; --out does too.")
    if area or areas or areas_file:
        from briefing.areas.asked import Options
        from briefing.areas.starting import begin_loading

        if engine == "processes" and jobs != 1:
            begin_loading()
        from briefing.areas.command import How, build_command

        asked = Options(period, edition or "", strict, annotate, trust, final, leave_open)
        how = How(to or out, to is not None, jobs or 0, engine, scheduler, resume)
        build_command(folder, asked, (area, areas, areas_file), how, say, sys.stderr.isatty())
        return
    if jobs or resume or engine == "dask" or to:
        raise click.UsageError("--jobs, --resume, --engine and --to are for the reports of many "
                               "areas: say which, with --area or --areas.")
    report(build_shown(folder, period=period, edition=edition or "", out=out, strict=strict,
                   annotate=annotate, final=final, leave_open=leave_open, trusted=trust))


def build_shown(folder: Path, **options: Any) -> Built:
    """The build, with a progress bar on a terminal where it takes long enough to want one."""
    from briefing.build import build as build_report

    if not sys.stderr.isatty():
        return build_report(folder, alone=False, **options)
    started = time.monotonic()
    shown: list[Any] = []

    def show(step: str, done: float) -> None:
        if not shown and done < 1 and time.monotonic() - started > PATIENCE:
            shown.append(click.progressbar(length=100, label="Building", file=sys.stderr))
            shown[0].render_progress()
        if shown:
            shown[0].label = step.capitalize()
            shown[0].update(int(done * 100) - shown[0].pos)
            if done == 1:
                shown[0].render_finish()

    return build_report(folder, alone=False, on_step=show, **options)


def report(built: Built) -> None:
    tell(built.warnings)
    for asked in built.asked:
        say(f"to be written: {asked}", err=True)
    for path in built.files:
        say(path)
