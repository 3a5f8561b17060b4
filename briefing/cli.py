"""The program's one entrance: `briefing COMMAND`. The commands themselves stand in `commands/`."""

from __future__ import annotations

import os

import click

from briefing import __version__
from briefing.collecting import rarely_collected
from briefing.commands import asking, authoring, building, editing, publishing

COMMANDS = (building.demo, authoring.new, authoring.import_, building.check, building.build,
            editing.accept, publishing.publish, authoring.next_, publishing.attack,
            asking.explain, asking.preview, editing.review, editing.compare, editing.template,
            authoring.sentences, authoring.schema, authoring.manual)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn a council's monthly indicators into the committee's PDF and Word report."""
    context.with_resource(rarely_collected())
    # no arithmetic here is worth a thread; each takes memory, and a process of several has no copy
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


for command in COMMANDS:
    main.add_command(command)
