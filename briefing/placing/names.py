"""Names and paths of files that every system keeps."""

from __future__ import annotations

import re

LONGEST = 259       # characters of a path that every Windows program can open
RESERVED = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$",
                      *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")))


def name_fault(name: str) -> str:
    """What is wrong with a file's name where Windows is to keep it too; "" for a sound one."""
    stem = name.split(".", 1)[0].rstrip(" ")
    if stem.casefold() in RESERVED:
        return f"'{stem}' is a device of Windows, which cannot keep a file of that name."
    if name != name.rstrip(" ."):
        return "Windows keeps no name that ends with a dot or a space."
    if re.search(r'[<>:"/\\|?*\x00-\x1f]', name):
        return "its name has a character that Windows does not allow."
    return ""
