"""The preview begun: what it needs besides the package is looked for first."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from briefing.preview.renewing import Wanted
from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.settings import FILE

NEEDED = ("starlette", "uvicorn")


def start(wanted: Wanted, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Show the preview until it is stopped.

    Raises ProblemsFound where it cannot be: what it needs is not installed, there is no such
    folder, or the port is taken. What is wrong in the folder is shown on the page.
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise ProblemsFound([Problem(
            Place("briefing preview"), "it needs Starlette and Uvicorn, which are not installed.",
            'Install them: pip install "briefing[preview]". Without them, --once FILE.html '
            "writes the page as a file.")])
    if not (wanted.folder / FILE).is_file():
        raise ProblemsFound([Problem(
            Place(FILE), f"there is no such file in {wanted.folder.resolve()}.",
            "Name the report's folder, or make one to start from: briefing new FOLDER.")])
    from briefing.preview.serving import serve

    serve(wanted, port, browser, say)
