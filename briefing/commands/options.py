"""The arguments and options that several commands have, each said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

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
CHECKED_AREAS = click.option(
    "--areas", default="", metavar="all|NAME,NAME",
    help="Check the report of each of these areas; all, where none is named.")
_MANY = (
    AREA,
    click.option("--areas", default="", metavar="all|NAME,NAME",
                 help="Build the report of each of these areas, or of all."),
    click.option("--areas-file", type=click.Path(path_type=Path, dir_okay=False),
                 help="A file with the name of an area a line."),
    click.option("--jobs", type=click.IntRange(1), default=None, metavar="N",
                 help="With areas: how many processes work at a time; else one a processor."),
    click.option("--resume", is_flag=True, help="With areas: only those that are not up to date."),
    click.option("--engine", type=click.Choice(["processes", "dask"]), default="processes",
                 help="With areas: what runs them; dask is dask.distributed."),
    click.option("--scheduler", default="", metavar="ADDRESS",
                 help="With --engine dask: where its scheduler is; else workers of this machine."),
    click.option("--to", type=click.Path(path_type=Path, file_okay=False),
                 help="With areas: a folder that all workers share, where they put the reports."),
)


def of_many_areas(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of a run over many areas."""
    for option in reversed(_MANY):
        command = option(command)
    return command
