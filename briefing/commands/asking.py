"""`briefing explain` and `preview`: every sentence and figure answers for itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from briefing.commands.options import AREA, EDITION, FOLDER, PERIOD, TRUST
from briefing.commands.telling import messages, put, say


@click.command()
@click.argument("indicator")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".",
              help="The report's folder: else this one.")  # fmt: skip
@PERIOD
@AREA
@TRUST
@messages
def explain(indicator: str, folder: Path, period: str, area: tuple[str, ...], trust: bool) -> None:
    """Show how INDICATOR, or a statement or figure by its id, came about: cells, figures, rules."""
    from briefing.areas.asked import Options, views
    from briefing.explain import explained

    for home, given, _ in views(folder, area, Options(period, trusted=trust)):
        for line in explained(home, indicator, period, trust, given):
            say(line)


@click.command()
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
@messages
def preview(folder: Path, period: str, edition: str | None, once: Path | None, port: int | None,
            no_browser: bool, area: str, trust: bool) -> None:
    """Show the report on a page of this machine, where every figure answers for itself."""
    from briefing.areas.asked import Options, views
    from briefing.preview.renewing import Wanted

    wanted = Wanted(folder, period, edition or "", trust, area)
    if once is not None:
        from briefing.preview.once import once_file

        named = (area,) if area else ()
        for home, given, _ in views(folder, named, Options(period, edition or "", trusted=trust)):
            put(once, once_file(replace(wanted, folder=home), given))
        say(once)
        return
    from briefing.preview.starting import start

    start(wanted, port or 0, not no_browser, say)
