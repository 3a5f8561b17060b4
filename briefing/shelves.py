"""Where layouts, narratives, fonts and examples are found.

In a checkout they stand at the top level, in an installed wheel inside the package; both ways
one name finds one file. A report folder's own file of the same shelf comes first.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHELVES = ("layouts", "narratives", "fonts")


def shelf(name: str) -> Path:
    """The folder that holds the shelf; raises FileNotFoundError when the package is not whole."""
    for folder in (PACKAGE / "_shelves" / name, PACKAGE.parent / name):
        if name in SHELVES and folder.is_dir():
            return folder
    raise FileNotFoundError(f"the shelf '{name}' is missing beside {PACKAGE}")


def names(shelf_name: str, report_folder: Path | None = None) -> list[str]:
    """The names that can be asked of a shelf, sorted: its TOML files without their ending."""
    found = {path.stem for path in shelf(shelf_name).glob("*.toml")}
    if report_folder is not None:
        found |= {path.stem for path in (report_folder / shelf_name).glob("*.toml")}
    return sorted(found)


def find(shelf_name: str, name: str, report_folder: Path | None = None) -> Path | None:
    """The file of that name, the report folder's own first; None when there is none."""
    folders = [shelf(shelf_name)]
    if report_folder is not None:
        folders.insert(0, report_folder / shelf_name)
    for folder in folders:
        if name in {path.stem for path in folder.glob("*.toml")}:
            return folder / f"{name}.toml"
    return None


def example(name: str) -> Path:
    """The folder of a worked example that ships inside the package."""
    return PACKAGE / "examples" / name
