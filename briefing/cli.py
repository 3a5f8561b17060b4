"""The commands. What they need is imported inside them, so that help is instant."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing import __version__
from briefing.collecting import rarely_collected
from briefing.problems import Problem, ProblemsFound, on_one_line, told

if TYPE_CHECKING:
    from briefing.build import Built
    from briefing.comparing.drafts import Draft
    from briefing.publish import Published

FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
PERIOD = click.option("--period", default="", metavar="PERIOD",
                      help='What the report is of: 2022-07, "Q2 2022/23", "2022/23".')  # fmt: skip
EDITION = click.option("--edition", default=None, type=click.Choice(["private", "public", "both"]),
                       help="For whom: else as report.toml says.")  # fmt: skip
OF_FILE = click.option("--folder", default=None,
                       type=click.Path(path_type=Path, file_okay=False),
                       help="The report's folder: else found from where the file lies.")
STRICT = click.option("--strict", is_flag=True,
                      help="Take warnings for errors, but for those that report.toml accepts: "
                           "exit with 1, build nothing.")
TRUST = click.option("--trust", is_flag=True,
                     help="You trust whoever made the folder: it may run its own charts and read "
                          "outside itself.")  # fmt: skip
AREA = click.option("--area", "area", multiple=True, metavar="NAME",
                    help="The area that it is of, where the folder has many; may be given again.")
PATIENCE = 1.0      # seconds after which a person wants to see that something happens


class Untold(click.exceptions.Exit):
    """The exit code: 3 for problems in the report's data or settings, 1 for warnings alone."""

    def __init__(self, errors: int) -> None:
        super().__init__(3 if errors else 1)


def _tell(problems: Iterable[Problem]) -> None:
    for line in told(problems):
        _say(line, err=True)


def _say(text: object, err: bool = False) -> None:
    """Print the text: whatever stands in the author's files, a terminal obeys none of it.

    What the console has no character for is written out.
    """
    safe = "\n".join(map(on_one_line, str(text).split("\n")))
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    click.echo(safe.encode(encoding, "backslashreplace").decode(encoding), err=err)


def _painted(text: str, fate: str) -> str:
    """The words of a redline for a terminal: struck through, or underlined."""
    if fate == "same":
        return text
    return click.style(text, fg="red" if fate == "gone" else "green",
                       strikethrough=fate == "gone", underline=fate == "new")


def _say_painted(lines: Iterable[str]) -> None:
    """Print lines in which nothing is left that a terminal obeys, but for our own colours."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for line in lines:
        click.echo(line.encode(encoding, "backslashreplace").decode(encoding))


def _put(path: Path, content: bytes) -> None:
    """Write the file that was asked for; raises ProblemsFound where that cannot be."""
    from briefing.problems import Place

    try:
        path.write_bytes(content)
    except OSError as fault:
        raise ProblemsFound([Problem(Place(str(path)), f"it cannot be written: {fault.strerror}.",
                                     "Name a file in a folder where you can write.")]) from fault


def _is_utf8(stream: Any) -> bool:
    return (getattr(stream, "encoding", None) or "utf-8").casefold().replace("-", "") == "utf8"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _messages(command: Callable[..., None]) -> Callable[..., None]:
    """The user's mistakes end in messages and exit code 3; ours end in a traceback."""

    @wraps(command)
    def answered(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ProblemsFound as found:
            _tell(found.problems)
            count = sum(not p.warning for p in found.problems)
            found_text = f"{_counted(count, 'problem')} found"
            if not count:
                found_text = f"{_counted(len(found.problems), 'warning')}, asked to be errors"
            _say(f"\n{found_text}; nothing was written.", err=True)
            raise Untold(count) from None

    return answered


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn a council's monthly indicators into the committee's PDF and Word report."""
    context.with_resource(rarely_collected())


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False),
                default="briefing-demo")  # fmt: skip
@click.option("--example", default="barnsley", metavar="NAME",
              type=click.Choice(["barnsley", "corporate"]),
              help="barnsley (children's social care, a month) or corporate (a council's and its "
                   "housing's quarter).")
@_messages
def demo(folder: Path, example: str) -> None:
    """Make a worked example in FOLDER and build it into its out/."""
    from briefing.starter import copy_example

    copy_example(example, folder)
    _report(_build(folder))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--service", default="", metavar="SERVICE",
              type=click.Choice(["", "housing", "corporate", "nhs", "police", "schools",
                                 "children"]),
              help="With the indicators that are commonly published of it: housing, corporate, "
                   "nhs, police, schools or children.")  # fmt: skip
@_messages
def new(folder: Path, service: str) -> None:
    """Make FOLDER to start from, with a workbook to fill in."""
    from briefing.starter import new_folder

    for path in new_folder(folder, service):
        _say(path)
    _say(f"\nFill in {folder / 'data.xlsx'}, then: briefing build {folder}")


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="report")
@_messages
def import_(file: Path, folder: Path) -> None:
    """Make FOLDER from FILE, a scorecard workbook: what was understood, and what it asks."""
    from briefing.importing import import_workbook

    done = import_workbook(file, folder)
    for line in done.understood:
        _say(line)
    for line in done.asked:
        _say(f"To answer: {line}")
    for path in done.files:
        _say(path)
    _say(f"\nAnswer in {folder / 'indicators.csv'}, then: briefing check {folder}")


@main.command()
@FOLDER
@PERIOD
@EDITION
@STRICT
@click.option("--accept", is_flag=True,
              help="Print what to put at the end of report.toml to accept each warning, its "
                   "reason left for you to write.")  # fmt: skip
@AREA
@click.option("--areas", default="", metavar="all|NAME,NAME",
              help="Check the report of each of these areas; all, where none is named.")
@TRUST
@_messages
def check(folder: Path, period: str, edition: str | None, strict: bool, accept: bool,
          area: tuple[str, ...], areas: str, trust: bool) -> None:
    """Name every problem in the data and settings; build nothing."""
    from briefing.areas.command import check_command, has_areas
    from briefing.areas.work import Options

    if area or areas or has_areas(folder):
        check_command(folder, Options(period, edition or "", strict, trusted=trust),
                      (area, areas, None), _say)
        return
    from briefing.build import checked, said_of_check
    from briefing.reading.accepting import acceptance

    prepared = checked(folder, period, edition or "", trust)
    _tell(prepared.warnings)
    if accept:
        for warning in prepared.warnings:
            _say(acceptance(warning, date.today(), ascii_only=not _is_utf8(sys.stdout)))
    _say(said_of_check(prepared), err=accept)
    if strict and prepared.warnings:
        raise Untold(0)


@main.command()
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
@AREA
@click.option("--areas", default="", metavar="all|NAME,NAME",
              help="Build the report of each of these areas, or of all.")  # fmt: skip
@click.option("--areas-file", type=click.Path(path_type=Path, dir_okay=False),
              help="A file with the name of an area a line.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), default=None, metavar="N",
              help="With areas: how many processes work at a time; else one a processor.")
@click.option("--resume", is_flag=True, help="With areas: only those that are not up to date.")
@click.option("--engine", type=click.Choice(["processes", "dask"]), default="processes",
              help="With areas: what runs them; dask is dask.distributed.")  # fmt: skip
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="With --engine dask: where its scheduler is; else workers of this machine.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False),
              help="With areas: a folder that all workers share, where they put the reports.")
@TRUST
@_messages
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
        from briefing.areas.command import How, build_command
        from briefing.areas.work import Options

        asked = Options(period, edition or "", strict, annotate, trust, final, leave_open)
        how = How(to or out, to is not None, jobs or 0, engine, scheduler, resume)
        build_command(folder, asked, (area, areas, areas_file), how, _say, sys.stderr.isatty())
        return
    if jobs or resume or engine == "dask" or to:
        raise click.UsageError("--jobs, --resume, --engine and --to are for the reports of many "
                               "areas: say which, with --area or --areas.")
    _report(_build(folder, period=period, edition=edition or "", out=out, strict=strict,
                   annotate=annotate, final=final, leave_open=leave_open, trusted=trust))


@main.command()
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
@_messages
def accept(files: tuple[Path, ...], folder: Path | None, period: str, edition: str | None,
           agreed_by: str, over: bool, revised: bool, dry_run: bool, area: tuple[str, ...],
           trust: bool) -> None:
    """Take what was edited in Word files of the report into its folder."""
    from briefing.accept import Asked
    from briefing.accept import accept as accept_files
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.reviewing import home_of

    asked = Asked(date.today(), agreed_by, over, revised, dry_run)
    folder = folder or home_of(files[0]) or Path()
    where = {}
    for home, view in views(folder, area[:1], Options(period, edition or "", trusted=trust),
                            files[:1]):
        taken = accept_files(home, files, asked, period=period, edition=edition or "",
                             trusted=trust)
        where = {name: view.home(home / name) if view is not None else folder / name
                 for name in taken.files}
    _tell((*taken.left, *taken.warnings))
    for edit in (*taken.edits, *(own.edit for own in taken.own)):
        _say(f"{edit.kind} {edit.of}: {edit.words or edit.original or edit.picture}")
    for new in taken.values:
        _say(f"report.toml, {new.shown}: {new.after}")
    for name in taken.files:
        _say(f"{'would write ' if dry_run else ''}{where[name]}")
    count = len(taken.edits) + len(taken.own) + len(taken.values)
    left = f", {_counted(len(taken.left), 'change')} not" if taken.left else ""
    _say(f"{_counted(count, 'change')} taken over{left}." if count or left
         else "Nothing was changed in it.")
    if agreed_by and not dry_run:
        _say(f"{agreed_by} agrees to the report as it is now.")


@main.command()
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
@_messages
def publish(folder: Path, period: str, edition: str | None, out: Path | None,
            day: datetime | None, again: bool, area: tuple[str, ...], trust: bool) -> None:
    """Record the built report as published, in FOLDER/history: later ones compare with it."""
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.publish import publish as publish_report

    asked = Options(period, edition or "", trusted=trust)
    for home, view in views(folder, area, asked):
        built = view.out_in(out) if view is not None else out
        for done in publish_report(home, day.date() if day else date.today(), period=period,
                                   edition=edition or "", out=built, again=again, trusted=trust):
            _published(done, view.home(done.path) if view is not None else done.path)


def _published(done: Published, path: Path) -> None:
    """Say what was recorded, and where."""
    from briefing.periods import day_in_words

    when = day_in_words(done.record.published)
    if not done.anew:
        _say(f"It was published already, on {when}; nothing was changed.")
        return
    _say(path)
    for name in done.record.edited:
        _say(f"{name} was edited after it was built; it is recorded as it is.")
    _say(f"{_counted(len(done.record.figures), 'figure')} of {done.record.period.full} "
         f"recorded as published on {when}, {done.record.edition} edition.")


@main.command("next")
@click.argument("period", default="", metavar="[PERIOD]")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".",
              help="The report's folder: else this one.")  # fmt: skip
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="When the next meeting is: else in the same week of its month.")  # fmt: skip
@TRUST
@_messages
def next_(period: str, folder: Path, day: datetime | None, trust: bool) -> None:
    """Move the report on to its next period, or PERIOD; say what is to be given and mended."""
    from briefing.areas.command import has_areas
    from briefing.next_period import move_on, told_of

    when = day.date() if day else None
    if has_areas(folder):
        from briefing.areas.moving import move_on_areas

        for line in move_on_areas(folder, period, when, trust):
            _say(line)
        return
    for line in told_of(move_on(folder, period, when, trust)):
        _say(line)


@main.command()
@click.argument("pdf", metavar="NAME.pdf",
                type=click.Path(path_type=Path, dir_okay=False, exists=True))  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="The report's folder: else found from where the PDF lies.")  # fmt: skip
@click.option("--all", "everything", is_flag=True,
              help="Print what every withheld figure can be.")  # fmt: skip
@AREA
@TRUST
@_messages
def attack(pdf: Path, folder: Path | None, everything: bool, area: tuple[str, ...], trust: bool
           ) -> None:
    """Try to work out what NAME.pdf and the files beside it withhold; exit with 3 if it can be."""
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.attack.folders import attack_pdf

    if area and folder is not None:
        (outcome,) = [attack_pdf(pdf, home, trust, view.reading) for home, view in views(
            folder, area[:1], Options(edition="public", trusted=trust)) if view is not None]
    else:
        outcome = attack_pdf(pdf, folder, trust)
    if everything:
        for line in outcome.ranges():
            _say(line)
    _tell(outcome.problems)
    exposed = len(outcome.on_figures.exposures)
    _say(f"{_counted(len(outcome.on_figures.tried), 'withheld figure')} tried, "
               f"{exposed or 'none'} exposed; "
               f"{_counted(len(outcome.unaccounted), 'number')} not accounted for.")
    if any(not problem.warning for problem in outcome.problems):
        raise Untold(1)


@main.command()
@click.argument("indicator")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".",
              help="The report's folder: else this one.")  # fmt: skip
@PERIOD
@AREA
@TRUST
@_messages
def explain(indicator: str, folder: Path, period: str, area: tuple[str, ...], trust: bool) -> None:
    """Show how INDICATOR, or a statement or figure by its id, came about: cells, figures, rules."""
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.explain import explained

    for home, _ in views(folder, area, Options(period, trusted=trust)):
        for line in explained(home, indicator, period, trust):
            _say(line)


@main.command()
@FOLDER
@PERIOD
@EDITION
@click.option("--once", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.html",
              help="Write the page with its provenance as a file, and stop.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), default=None, metavar="PORT",
              help="Where to listen on this machine: else a port that is free.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@click.option("--area", "area", default="", metavar="NAME",
              help="Where the folder has many areas: the one that it shows, else the first.")
@TRUST
@_messages
def preview(folder: Path, period: str, edition: str | None, once: Path | None, port: int | None,
            no_browser: bool, area: str, trust: bool) -> None:
    """Show the report on a page of this machine, where every figure answers for itself."""
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.preview.renewing import Wanted

    wanted = Wanted(folder, period, edition or "", trust, area)
    if once is not None:
        from briefing.preview.once import once_file

        named = (area,) if area else ()
        for home, _ in views(folder, named, Options(period, edition or "", trusted=trust)):
            _put(once, once_file(replace(wanted, folder=home)))
        _say(once)
        return
    from briefing.preview.starting import start

    start(wanted, port or 0, not no_browser, _say)


@main.command()
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
@_messages
def review(file: Path, folder: Path | None, page: Path | None, as_data: bool, everything: bool,
           strict: bool, area: tuple[str, ...], trust: bool) -> None:
    """Show what was changed in the edited FILE.docx, and what of it is wrong; change nothing."""
    from briefing.areas.command import views
    from briefing.areas.work import Options
    from briefing.review.page import review_page
    from briefing.review.told import as_json, lines, plain_paint
    from briefing.reviewing import home_of, review_file

    where = folder or home_of(file)
    if where is None:
        seen = review_file(file, folder, trust)
    else:
        (seen,) = [review_file(file, home if view is not None else folder, trust) for home, view
                   in views(where, area[:1], Options(trusted=trust), (file,))]
    if page is not None:
        _put(page, review_page(seen).encode())
    if as_data:
        _say(as_json(seen).rstrip("\n"))
    else:
        _say_painted(lines(seen, _painted if sys.stdout.isatty() else plain_paint, everything))
    if page is not None:
        _say(page, err=as_data)
    errors = seen.count("error")
    if errors or (strict and seen.count("warning")):
        raise Untold(errors)


@main.command()
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
@_messages
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
    _say_painted(lines(found, _painted if sys.stdout.isatty() else plain_paint))
    if page is not None:
        _put(page, comparison_page(found).encode())
        _say(page)
    if word is not None:
        from briefing.comparing.tracked import tracked_file

        _put(word, tracked_file(found))
        _say(word)


def _draft(path: str, area: tuple[str, ...], edition: str, trust: bool) -> Draft:
    """What is compared; of a folder of many areas the report of the one that is named."""
    from briefing.areas.command import has_areas, views
    from briefing.areas.work import Options
    from briefing.comparing.drafts import folder_and_period, read_draft

    folder, period = folder_and_period(path)
    if not has_areas(folder):
        return read_draft(path, edition, trust)
    found = [replace(read_draft(f"{home}@{period}" if period else str(home), edition, trust),
                     name=f"{path} {view.area}" if view is not None else path)
             for home, view in views(folder, area, Options(period, edition, trusted=trust))]
    return found[0]


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_messages
def template(file: Path) -> None:
    """List the styles of the Word template FILE and propose what to put in report.toml."""
    from briefing.writers.word.proposal import described

    for line in described(file):
        _say(line)


@main.command()
@click.option("--book", default="childrens-social-care", metavar="NAME",
              help="A sentence book's name.")  # fmt: skip
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False, exists=True),
              default=None, help="A report's folder with a book of its own.")  # fmt: skip
@TRUST
@_messages
def sentences(book: str, folder: Path | None, trust: bool) -> None:
    """Print every sentence that the book can say, to be signed off."""
    from briefing.narrative.book_in_full import everything
    from briefing.prepared import read_book_named

    for line in everything(read_book_named(book, folder, trust)):
        _say(line)


@main.command()
def schema() -> None:
    """Print the JSON Schema of report.toml, for editors that check it as it is written."""
    from briefing.reading.settings_schema import schema_file

    click.echo(schema_file().decode(), nl=False)


@main.command()
@click.argument("topic", default="")
@_messages
def manual(topic: str) -> None:
    """Show the manual's page on TOPIC; without one, what the topics are."""
    from briefing.manual import page, topics

    if topic:
        _say(page(topic))
        return
    for name, about in topics():
        _say(f"{name:<12}{about}")
    _say("\nbriefing manual TOPIC shows the page.")


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
        _say(f"to be written: {asked}", err=True)
    for path in built.files:
        _say(path)
