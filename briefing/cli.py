"""The commands. What they need is imported inside them, so that help is instant."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing import __version__
from briefing.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from briefing.build import Built

FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
PERIOD = click.option("--period", default="", metavar="MONTH",
                      help="The report's month, such as 2022-07.")  # fmt: skip
EDITION = click.option("--edition", default=None, type=click.Choice(["private", "public", "both"]),
                       help="For whom: else as report.toml says.")  # fmt: skip
PATIENCE = 1.0      # seconds after which a person wants to see that something happens


class Untold(click.exceptions.Exit):
    """The exit code of problems in the report's data or settings."""

    def __init__(self) -> None:
        super().__init__(3)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        mark = "warning: " if problem.warning else ""
        click.echo(f"{mark}{problem}", err=True)


def _messages(command: Callable[..., None]) -> Callable[..., None]:
    """The user's mistakes end in messages and exit code 3; ours end in a traceback."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ProblemsFound as found:
            _tell(found.problems)
            count = sum(not p.warning for p in found.problems)
            found_text = f"{count} problem{'s' * (count != 1)} found"
            click.echo(f"\n{found_text}; nothing was written.", err=True)
            raise Untold from None

    return told


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn a council's monthly indicators into the committee's PDF and Word report."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False),
                default="briefing-demo")  # fmt: skip
@_messages
def demo(folder: Path) -> None:
    """Make the worked example in FOLDER and build it into its out/."""
    from briefing.starter import copy_example

    copy_example("barnsley", folder)
    _report(_build(folder))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_messages
def new(folder: Path) -> None:
    """Make FOLDER to start from, with a workbook to fill in."""
    from briefing.starter import new_folder

    for path in new_folder(folder):
        click.echo(path)
    click.echo(f"\nFill in {folder / 'data.xlsx'}, then: briefing build {folder}")


@main.command()
@FOLDER
@PERIOD
@EDITION
@_messages
def check(folder: Path, period: str, edition: str | None) -> None:
    """Name every problem in the data and settings; build nothing."""
    from briefing.build import check_words, find_all, prepare

    prepared = prepare(folder, period, edition or "")
    warnings = check_words(prepared, find_all(prepared))
    _tell(warnings)
    report = prepared.report
    click.echo(f"{len(report.dictionary.indicators)} indicators, "
               f"{len(report.observations):,} figures, {report.period.full}: "
               f"{len(warnings) or 'no'} warning{'s' * (len(warnings) != 1)}, "
               "no problems.")


@main.command()
@FOLDER
@PERIOD
@EDITION
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Where to: else FOLDER/out.")  # fmt: skip
@_messages
def build(folder: Path, period: str, edition: str | None, out: Path | None) -> None:
    """Build the report in FOLDER: PDF, Word, text, figures and manifest."""
    _report(_build(folder, period=period, edition=edition or "", out=out))


@main.command()
@click.argument("indicator")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".",
              help="The report's folder: else this one.")  # fmt: skip
@PERIOD
@_messages
def explain(indicator: str, folder: Path, period: str) -> None:
    """Show how INDICATOR got its sentences: cells, figures, rules."""
    from briefing.explain import explained

    for line in explained(folder, indicator, period):
        click.echo(line)


@main.command()
@click.option("--book", default="childrens-social-care", metavar="NAME",
              help="A sentence book's name.")  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="A report's folder with a book of its own.")  # fmt: skip
@_messages
def sentences(book: str, folder: Path | None) -> None:
    """Print every sentence that the book can say, to be signed off."""
    from briefing.build import read_book_named
    from briefing.narrative.listing import everything

    for line in everything(read_book_named(book, folder)):
        click.echo(line)


def _build(folder: Path, **options: Any) -> Built:
    """The build, with a progress bar on a terminal where it takes long enough to want one."""
    from briefing.build import build as build_report

    if not sys.stderr.isatty():
        return build_report(folder, **options)
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

    return build_report(folder, on_step=show, **options)


def _report(built: Built) -> None:
    _tell(built.warnings)
    for asked in built.asked:
        click.echo(f"to be written: {asked}", err=True)
    for path in built.files:
        click.echo(path)
