"""The manifest: what a build was made from, by what, under which rules, and what came out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from briefing import __version__
from briefing.disclosure import Policy
from briefing.document import Chart, Document, Table, blocks
from briefing.files import short_hash
from briefing.history import Restatement
from briefing.narrative.narration import Narration
from briefing.problems import Problem
from briefing.reading.folder import ReportFolder
from briefing.reading.settings import Accepted
from briefing.revision.edit import Edit
from briefing.writers.figures import printed

# Those that can change what is withheld, drawn or written.
LIBRARIES = ("highspy", "lxml", "matplotlib", "pandas", "pikepdf", "pillow", "python-calamine",
             "python-docx", "reportlab", "XlsxWriter")

NOT_FINAL: Mapping[str, str] = {}


def manifest_file(
    report: ReportFolder, document: Document, narration: Narration,
    edition: str, shelf_files: Iterable[tuple[str, Path]], outputs: Mapping[str, bytes],
    warnings: Iterable[Problem], accepted: Iterable[Accepted] = (),
    restated: Iterable[Restatement] = (), policy: Policy | None = None,
    edits: Iterable[Edit] = (), final: Mapping[str, str] = NOT_FINAL,
) -> bytes:
    """The manifest as JSON; it holds no time of day and no path, so that equal input is equal.

    `edits` are those of authors that it has; `final` says of final files who agreed and what was
    left open.
    """
    settings = report.settings
    statements = narration.statements.values()
    rules = Counter(rule for statement in statements for rule in statement.rules)
    content = {
        "report": {"title": settings.report.title, "period": str(report.period),
                   "edition": edition, "dated": settings.report.date.isoformat()},
        "made_by": {"briefing": __version__, **_versions()},
        "inputs": {source.file: source.sha256 for source in report.sources},
        "rules": {
            "layout": settings.report.layout, "narrative": settings.report.narrative,
            "tolerance": settings.rating.tolerance,
            "files": {name: _hash(path.read_bytes()) for name, path in shelf_files},
            "sentence_rules_used": dict(sorted(rules.items())),
        },
        **({"disclosure": _disclosure(policy)} if policy is not None else {}),
        "counts": {
            "indicators": len(report.dictionary.indicators),
            "observations": len(report.observations),
            "statements": len(statements),
            "sentences": sum(statement.kind == "sentence" for statement in statements),
            "charts": sum(isinstance(b, Chart) for b in blocks(document)),
            "tables": sum(isinstance(b, Table) for b in blocks(document)),
            "figures": sum(1 for _ in printed(document)),
        },
        "edits": [{"of": edit.of, "kind": edit.kind, "who": edit.who, "when": edit.when,
                   **({"warning": edit.warning, "why": edit.why} if edit.why else {})}
                  for edit in edits],
        **({"final": dict(final)} if final else {}),
        "warnings": [str(problem) for problem in warnings],
        "accepted": [{"warning": _what_is_accepted(one), "reason": one.reason,
                      "date": one.date.isoformat()} for one in accepted],
        "restated": [{"indicator": one.indicator, "month": str(one.month),
                      "published": f"{one.published:f}", "now": f"{one.now:f}",
                      "in_report_of": str(one.report)} for one in restated],
        "outputs": {name: {"bytes": len(file), "sha256": _hash(file)}
                    for name, file in outputs.items()},
    }  # fmt: skip
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


@cache
def _versions() -> dict[str, str]:
    """The version of each library: to look them up takes longer than all the rest."""
    return {name: version(name) for name in LIBRARIES}


def _disclosure(policy: Policy) -> dict[str, object]:
    """The rule that was kept to, and what searched by it."""
    from briefing.disclosure.ranges import OPTIONS  # with its solver: not in a private edition

    return {**asdict(policy), "solver": {
        "name": "HiGHS", "version": version("highspy"), "options": dict(OPTIONS)}}


def inputs_hash(report: ReportFolder, shelf_files: Iterable[tuple[str, Path]]) -> str:
    """The beginning of the hash of everything that a build read: equal for equal input."""
    read = [f"{source.file} {source.sha256}" for source in report.sources]
    read += [f"{name} {_hash(path.read_bytes())}" for name, path in shelf_files]
    return short_hash(_hash("\n".join(sorted(read)).encode()), 12)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _what_is_accepted(one: Accepted) -> str:
    """The warning on one line, or its kind and the indicator."""
    return " ".join(one.warning.split()) or f"{one.kind} {one.indicator}".strip()
