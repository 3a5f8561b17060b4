"""`briefing publish` and `attack`: a built report recorded, what it tells beyond what it shows.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import AREA, EDITION, FOLDER, PERIOD, TRUST
from briefing.commands.telling import Untold, counted, messages, say, tell

if TYPE_CHECKING:
    from briefing.publish import Published


@click.command()
@FOLDER
@PERIOD
@EDITION
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Where it was built: else FOLDER/out.")  # fmt: skip
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="When it was published, such as 2022-09-05: else today.")  # fmt: skip
@click.option("--again", is_flag=True,
              help="Record it although another report of this month and edition was published; "
                   "that one's record is kept.")  # fmt: skip
@AREA
@TRUST
@messages
def publish(folder: Path, period: str, edition: str | None, out: Path | None,
            day: datetime | None, again: bool, area: tuple[str, ...], trust: bool) -> None:
    """Record the built report as published, in FOLDER/history: later ones compare with it."""
    from briefing.areas.asked import Options, views
    from briefing.publish import publish as publish_report

    asked = Options(period, edition or "", trusted=trust)
    for home, given, view in views(folder, area, asked):
        built = view.out_in(out) if view is not None else out
        for done in publish_report(home, day.date() if day else date.today(), period=period,
                                   edition=edition or "", out=built, again=again, trusted=trust,
                                   given=given):
            _published(done, view.home(done.path) if view is not None else done.path)


def _published(done: Published, path: Path) -> None:
    """Say what was recorded, and where."""
    from briefing.periods import day_in_words

    when = day_in_words(done.record.published)
    if not done.anew:
        say(f"It was published already, on {when}; nothing was changed.")
        return
    say(path)
    for name in done.record.edited:
        say(f"{name} was edited after it was built; it is recorded as it is.")
    say(f"{counted(len(done.record.figures), 'figure')} of {done.record.period.full} "
         f"recorded as published on {when}, {done.record.edition} edition.")


@click.command()
@click.argument("pdf", metavar="NAME.pdf",
                type=click.Path(path_type=Path, dir_okay=False, exists=True))  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="The report's folder: else found from where the PDF lies.")  # fmt: skip
@click.option("--all", "everything", is_flag=True,
              help="Print what every withheld figure can be.")  # fmt: skip
@AREA
@TRUST
@messages
def attack(pdf: Path, folder: Path | None, everything: bool, area: tuple[str, ...], trust: bool
           ) -> None:
    """Try to work out what NAME.pdf and the files beside it withhold; exit with 3 if it can be."""
    from briefing.areas.asked import Options, views
    from briefing.attack.folders import attack_pdf

    if area and folder is not None:
        (outcome,) = [attack_pdf(pdf, home, trust, view.reading) for home, _, view in views(
            folder, area[:1], Options(edition="public", trusted=trust)) if view is not None]
    else:
        outcome = attack_pdf(pdf, folder, trust)
    if everything:
        for line in outcome.ranges():
            say(line)
    tell(outcome.problems)
    exposed = len(outcome.on_figures.exposures)
    say(f"{counted(len(outcome.on_figures.tried), 'withheld figure')} tried, "
               f"{exposed or 'none'} exposed; "
               f"{counted(len(outcome.unaccounted), 'number')} not accounted for.")
    if any(not problem.warning for problem in outcome.problems):
        raise Untold(1)
