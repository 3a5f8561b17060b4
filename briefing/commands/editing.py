"""The way through Word and back: `briefing review`, `accept`, `compare` and `template`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import AREA, EDITION, OF_FILE, PERIOD, TRUST
from briefing.commands.telling import (
    Untold,
    counted,
    messages,
    painted,
    put,
    say,
    say_painted,
    tell,
)

if TYPE_CHECKING:
    from briefing.comparing.drafts import Draft


@click.command()
@click.argument("files", metavar="FILE.docx...", nargs=-1, required=True,
                type=click.Path(path_type=Path, dir_okay=False))  # fmt: skip
@OF_FILE
@PERIOD
@EDITION
@click.option("--as", "agreed_by", default="", metavar="NAME",
              help="Record that NAME, whom report.toml asks, agrees to the report as it then is.")
@click.option("--over", is_flag=True,
              help="Where two people changed the same, take this file's words.")  # fmt: skip
@click.option("--revised", is_flag=True,
              help="Take from a file of other data what is still said the same.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be taken over; write nothing.")
@AREA
@TRUST
@messages
def accept(files: tuple[Path, ...], folder: Path | None, period: str, edition: str | None,
           agreed_by: str, over: bool, revised: bool, dry_run: bool, area: tuple[str, ...],
           trust: bool) -> None:
    """Take what was edited in Word files of the report into its folder."""
    from briefing.accept import Asked
    from briefing.accept import accept as accept_files
    from briefing.areas.asked import Options, views
    from briefing.reviewing import home_of

    asked = Asked(date.today(), agreed_by, over, revised, dry_run)
    folder = folder or home_of(files[0]) or Path()
    where = {}
    for home, given, view in views(folder, area[:1], Options(period, edition or "", trusted=trust),
                                   files[:1]):
        taken = accept_files(home, files, asked, period=period, edition=edition or "",
                             trusted=trust, given=given)
        where = {name: view.home(home / name) if view is not None else folder / name
                 for name in taken.files}
    tell((*taken.left, *taken.warnings))
    for edit in (*taken.edits, *(own.edit for own in taken.own)):
        say(f"{edit.kind} {edit.of}: {edit.words or edit.original or edit.picture or edit.column}")
    for new in taken.values:
        say(f"report.toml, {new.shown}: {new.after}")
    for name in taken.files:
        say(f"{'would write ' if dry_run else ''}{where[name]}")
    count = len(taken.edits) + len(taken.own) + len(taken.values)
    left = f", {counted(len(taken.left), 'change')} not" if taken.left else ""
    say(f"{counted(count, 'change')} taken over{left}." if count or left
         else "Nothing was changed in it.")
    if agreed_by and not dry_run:
        say(f"{agreed_by} agrees to the report as it is now.")


@click.command()
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path, dir_okay=False))
@OF_FILE
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), metavar="PAGE",
              help="Write the review as a page: old and new words side by side.")  # fmt: skip
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
@click.option("--all", "everything", is_flag=True,
              help="Tell notes too: which fact each figure is.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 where there are warnings.")
@AREA
@TRUST
@messages
def review(file: Path, folder: Path | None, page: Path | None, as_data: bool, everything: bool,
           strict: bool, area: tuple[str, ...], trust: bool) -> None:
    """Show what was changed in the edited FILE.docx, and what of it is wrong; change nothing."""
    from briefing.areas.asked import Options, views
    from briefing.review.page import review_page
    from briefing.review.told import as_json, lines, plain_paint
    from briefing.reviewing import home_of, review_file

    where = folder or home_of(file)
    if where is None:
        seen = review_file(file, folder, trust)
    else:
        (seen,) = [review_file(file, home if view is not None else folder, trust, given)
                   for home, given, view in views(where, area[:1], Options(trusted=trust), (file,))]
    if page is not None:
        put(page, review_page(seen).encode())
    if as_data:
        say(as_json(seen).rstrip("\n"))
    else:
        say_painted(lines(seen, painted if sys.stdout.isatty() else plain_paint, everything))
    if page is not None:
        say(page, err=as_data)
    errors = seen.count("error")
    if errors or (strict and seen.count("warning")):
        raise Untold(errors)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@EDITION
@click.option("--area", "area", multiple=True, metavar="NAME",
              help="The area, where a folder has many; given twice, A's and B's.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), metavar="PAGE",
              help="Write it as a page: old and new words side by side.")  # fmt: skip
@click.option("--word", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.docx",
              help="Write it as a Word file with tracked changes: accepting all gives B.")
@TRUST
@messages
def compare(a: str, b: str, edition: str | None, area: tuple[str, ...], page: Path | None,
            word: Path | None, trust: bool) -> None:
    """List what differs between two reports or drafts, A and B.

    Each is a report folder (FOLDER, or FOLDER@2022-06 for another month), a record of history/, or
    a Word file.
    """
    from briefing.comparing.differences import compare as differences
    from briefing.comparing.told import comparison_page, lines
    from briefing.review.told import plain_paint

    found = differences(_draft(a, area[:1], edition or "", trust),
                        _draft(b, area[-1:], edition or "", trust))
    if word is not None and found.words is None:
        raise click.UsageError("A history record holds figures alone: there are no words to track.")
    say_painted(lines(found, painted if sys.stdout.isatty() else plain_paint))
    if page is not None:
        put(page, comparison_page(found).encode())
        say(page)
    if word is not None:
        from briefing.comparing.tracked import tracked_file

        put(word, tracked_file(found))
        say(word)


def _draft(path: str, area: tuple[str, ...], edition: str, trust: bool) -> Draft:
    """What is compared; of a folder of many areas the report of the one that is named."""
    from briefing.areas.asked import Options, has_areas, views
    from briefing.comparing.drafts import folder_and_period, read_draft

    folder, period = folder_and_period(path)
    if not has_areas(folder):
        return read_draft(path, edition, trust)
    found = [replace(read_draft(f"{home}@{period}" if period else str(home), edition, trust, given),
                     name=f"{path} {view.area}" if view is not None else path)
             for home, given, view in views(folder, area, Options(period, edition, trusted=trust))]
    return found[0]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@messages
def template(file: Path) -> None:
    """List the styles of the Word template FILE and propose what to put in report.toml."""
    from briefing.writers.word.proposal import described

    for line in described(file):
        say(line)
