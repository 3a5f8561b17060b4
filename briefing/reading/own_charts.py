"""The author's own charts: which functions their file offers, found without running it.

    from briefing.charts import chart

    @chart("waterfall")
    def draw(axes, series): ...

The file is read only where report.toml names it, and run only when a chart of it is drawn.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from briefing.files import LARGEST_TEXT, read_bytes
from briefing.indicators import CHART_NAMES
from briefing.problems import Place, Problem
from briefing.reading.grids import Source
from briefing.reading.settings import FILE

EXAMPLE = 'Write @chart("waterfall") over def draw(axes, series).'
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def own_charts(folder: Path, file: str, problems: list[Problem]
               ) -> tuple[dict[str, Path], list[Source]]:
    """The file of each chart that the author draws, by the chart's name, and the file's record."""
    if not file:
        return {}, []
    path = folder / file
    source = read_bytes(path, file, "Name the file of your charts in the report folder, or take "
                        f"report.own_charts out of {FILE}.", problems, LARGEST_TEXT)
    if source is None:
        return {}, []
    try:
        tree = ast.parse(source, file)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:    # deep in brackets
        row = getattr(fault, "lineno", 0) or 0
        said = getattr(fault, "msg", str(fault))
        problems.append(Problem(Place(file, row=row), f"it is not Python: {said}.",
                                "Mend that line."))
        return {}, []
    found: dict[str, Path] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for decorator in function.decorator_list:
                if isinstance(decorator, ast.Call) and _called(decorator.func) == "chart":
                    _register(found, path, file, function, decorator, problems)
    if not found and not any(p.place.file == file for p in problems):
        problems.append(Problem(Place(file), "it has no chart.", EXAMPLE))
    return found, [Source.of(file, source)]


def _called(name: ast.expr) -> str:
    return name.id if isinstance(name, ast.Name) else (
        name.attr if isinstance(name, ast.Attribute) else "")


def _register(found: dict[str, Path], path: Path, file: str, function: ast.FunctionDef,
              decorator: ast.Call, problems: list[Problem]) -> None:
    """The function under the name that its decorator gives; a problem where that cannot be."""
    place = Place(file, row=function.lineno, column=function.name)
    given = decorator.args[0] if len(decorator.args) == 1 else None
    name = given.value if isinstance(given, ast.Constant) else None
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        problems.append(Problem(place, "its chart has no name of small letters.", EXAMPLE))
    elif name in CHART_NAMES or name in found:
        problems.append(Problem(place, f"a chart '{name}' is there already.",
                                "Give it another name."))
    elif len(function.args.args) != 2 and function.args.vararg is None:
        problems.append(Problem(place, "it does not take axes and series.", EXAMPLE))
    else:
        found[name] = path
