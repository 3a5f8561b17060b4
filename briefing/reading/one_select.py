"""What a query may be: one SELECT, which reads and does nothing else.

The words are looked at apart from texts, quoted names and comments; a column that is called like a
command stands in quotation marks. It is the first fence: the database is opened to be read only.
"""

from __future__ import annotations

import re

_APART = re.compile(r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | \[[^\]]*\]
                        | --[^\n]* | /\*.*?\*/""", re.S | re.X)
_FORBIDDEN = frozenset((
    "into", "insert", "update", "delete", "merge", "drop", "create", "alter", "truncate", "attach",
    "detach", "pragma", "vacuum", "grant", "revoke", "exec", "execute", "call", "copy",
    "load_extension", "writefile", "readfile", "load_file", "lo_export", "lo_import",
    "pg_read_file", "pg_file_write", "dblink_exec", "openrowset", "xp_cmdshell"))  # fmt: skip


def not_one_select(query: str) -> str:
    """Why the query may not be asked; "" for one SELECT."""
    bare = _APART.sub(" ' ", query)
    words = re.findall(r"\w+", bare.casefold())
    if ";" in bare.strip().rstrip(";"):
        return "it holds more than one statement."
    if not words or words[0] not in ("select", "with"):
        return "it is no SELECT."
    found = next((word for word in words if word in _FORBIDDEN), "")
    return f"it holds '{found}', which may write or reach elsewhere." if found else ""
