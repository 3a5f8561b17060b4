"""What an author begins and goes on with: `briefing new`, `import`, `next`; and words printed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from briefing.commands.options import TRUST
from briefing.commands.telling import messages, say


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--service", default="", metavar="SERVICE",
              type=click.Choice(["", "housing", "corporate", "nhs", "police", "schools",
                                 "children"]),
              help="With the indicators that are commonly published of it: housing, corporate, "
                   "nhs, police, schools or children.")  # fmt: skip
@messages
def new(folder: Path, service: str) -> None:
    """Make FOLDER to start from, with a workbook to fill in."""
    from briefing.starter import new_folder

    for path in new_folder(folder, service):
        say(path)
    say(f"\nFill in {folder / 'data.xlsx'}, then: briefing build {folder}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="report")
@messages
def import_(file: Path, folder: Path) -> None:
    """Make FOLDER from FILE, a scorecard workbook: what was understood, and what it asks."""
    from briefing.importing import import_workbook

    done = import_workbook(file, folder)
    for line in done.understood:
        say(line)
    for line in done.asked:
        say(f"To answer: {line}")
    for path in done.files:
        say(path)
    say(f"\nAnswer in {folder / 'indicators.csv'}, then: briefing check {folder}")


@click.command("next")
@click.argument("period", default="", metavar="[PERIOD]")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".",
              help="The report's folder: else this one.")  # fmt: skip
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="When the next meeting is: else in the same week of its month.")  # fmt: skip
@TRUST
@messages
def next_(period: str, folder: Path, day: datetime | None, trust: bool) -> None:
    """Move the report on to its next period, or PERIOD; say what is to be given and mended."""
    from briefing.areas.command import has_areas
    from briefing.next_period import move_on, told_of

    when = day.date() if day else None
    if has_areas(folder):
        from briefing.areas.moving import move_on_areas

        for line in move_on_areas(folder, period, when, trust):
            say(line)
        return
    for line in told_of(move_on(folder, period, when, trust)):
        say(line)


@click.command()
@click.option("--book", default="childrens-social-care", metavar="NAME",
              help="A sentence book's name.")  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False, exists=True),
              default=None, help="A report's folder with a book of its own.")  # fmt: skip
@TRUST
@messages
def sentences(book: str, folder: Path | None, trust: bool) -> None:
    """Print every sentence that the book can say, to be signed off."""
    from briefing.narrative.book_in_full import everything
    from briefing.prepared import read_book_named

    for line in everything(read_book_named(book, folder, trust)):
        say(line)


@click.command()
def schema() -> None:
    """Print the JSON Schema of report.toml, for editors that check it as it is written."""
    from briefing.reading.settings_schema import schema_file

    click.echo(schema_file().decode(), nl=False)


@click.command()
@click.argument("topic", default="")
@messages
def manual(topic: str) -> None:
    """Show the manual's page on TOPIC; without one, what the topics are."""
    from briefing.manual import page, topics

    if topic:
        say(page(topic))
        return
    for name, about in topics():
        say(f"{name:<12}{about}")
    say("\nbriefing manual TOPIC shows the page.")
