"""How long review, accept and a build with edits take, as the number of indicators grows.

    python -m tests.benchmarks.signing [60 600]

Whole processes, in CPU seconds, start of the interpreter included; every tenth paragraph of the
Word file was edited. A plain build stands beside them.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import docx

from tests.benchmarks.synthetic import ROOT, synthetic

EVERY = 10


def edited(source: Path, path: Path) -> int:
    """The file with a word added to every tenth paragraph that prints a sentence; how many."""
    document = docx.Document(str(source))
    count = 0
    for n, paragraph in enumerate(document.paragraphs):
        run = next((run for run in paragraph.runs if re.search(r"\bthe \w+", run.text)), None)
        if n % EVERY == 0 and run is not None and paragraph.style.name in ("Normal", "Body Text"):
            run.text = re.sub(r"\bthe (?=\w)", "the latest ", run.text, count=1)
            count += 1
    document.save(str(path))
    return count


def seconds(*command: object) -> float:
    """The CPU seconds of a command in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "briefing", *map(str, command)], cwd=ROOT, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(*counts: int) -> None:
    print("indicators  edits   build  review  accept  build with edits")     # noqa: T201
    for count in counts or (60, 600):
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            synthetic(folder, count)
            plain = seconds("build", folder)
            source = next((folder / "out").glob("*.docx"))
            file = folder / "edited.docx"
            edits = edited(source, file)
            review = seconds("review", file)
            accept = seconds("accept", file, "--folder", folder)
            again = seconds("build", folder)
            taken = len(re.findall(r"(?m)^\[\[edit\]\]", "".join(
                path.read_text("utf-8") for path in folder.glob("edits/*.toml"))))
            print(f"{count:10} {edits:6} {plain:7.2f} {review:7.2f} {accept:7.2f} {again:7.2f} "    # noqa: T201
                  f"({taken} edits taken)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
