"""How long many areas take, by engine, workers and areas, and how much memory.

    python -m tests.benchmarks.areas [12 48] [--indicators 60] [--engines here processes dask]
                                     [--jobs 1 2] [--public]

Run it from the repository's root on a quiet machine. Each run is a process of its own, start of the
interpreter included; CPU and peak memory are those of it and its workers. Every engine's files are
held to those of the first run: they must be the same bytes. With --public the areas add up to a
county, small counts are withheld, and the time of protecting all together is shown apart.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.synthetic import synthetic

ROOT = Path(__file__).parents[2]
PERCENT = 150       # what is no more may be a percentage, and is left as it is


def many(folder: Path, areas: int, indicators: int, public: bool) -> None:
    """A folder of so many areas: the synthetic report's figures, each moved a little, or small
    counts that add up to a county's."""
    folder.mkdir()
    synthetic(folder, indicators)
    chance = random.Random(7)
    with (folder / "values.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    at = {name: n for n, name in enumerate(head)}
    parts = [at[name] for name in ("value", "numerator", "denominator") if name in at]
    totals: dict[tuple[str, ...], list[int]] = {}
    with (folder / "values.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["area", *head])
        for n in range(areas):
            for row in rows:
                made = list(row)
                moved = chance.uniform(0.9, 1.1) / (20 if public else 1)
                counts = [int(row[part]) if row[part].isdigit() else -1 for part in parts]
                if counts[0] > PERCENT:
                    made[parts[0]] = str(int(counts[0] * moved))
                if counts[1] >= 0:
                    below = max(counts[2] // (20 if public else 1), 1)
                    made[parts[1]], made[parts[2]] = str(min(int(counts[1] * moved), below)), str(
                        below)
                out.writerow([f"Area {n}", *made])
                key = tuple(cell for m, cell in enumerate(row) if m not in parts)
                for m, part in enumerate(parts):
                    if made[part].isdigit():
                        totals.setdefault(key, [0] * len(parts))[m] += int(made[part])
        if public:
            for row in rows:
                key = tuple(cell for m, cell in enumerate(row) if m not in parts)
                made = list(row)
                for m, part in enumerate(parts):
                    if row[part].isdigit():
                        made[part] = str(totals[key][m])
                out.writerow(["County", *made])
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(
        settings + "\n[areas]\n" + ('whole = "County"\n' if public else ""), "utf-8")


CHILD = """
import json, resource, sys, time
from briefing.cli import main
if __name__ == "__main__":
    started = time.perf_counter()
    try:
        main(sys.argv[1:])
    except SystemExit as end:
        code = end.code
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"code": code, "cpu": sum(u.ru_utime + u.ru_stime for u in used),
                      "peak": max(u.ru_maxrss for u in used) // 1024,
                      "own": used[0].ru_maxrss // 1024,
                      "wall": time.perf_counter() - started}))
"""


def run(folder: Path, out: Path, *words: str) -> dict[str, float]:
    """Seconds, CPU seconds and MiB of one run."""
    child = folder / "child.py"
    child.write_text(CHILD, "utf-8")
    done = subprocess.run(
        [sys.executable, str(child), "build", str(folder), "--areas", "all", "--out", str(out),
         *words], cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False)
    try:
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except (IndexError, ValueError):
        raise SystemExit(done.stdout + done.stderr) from None


def digest(out: Path) -> str:
    """The hash of every file."""
    content = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != ".briefing.lock":
            content.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return content.hexdigest()[:12]


def main() -> None:
    """The table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("areas", nargs="*", type=int, default=[12, 48])
    asked.add_argument("--indicators", type=int, default=60)
    asked.add_argument("--engines", nargs="*", default=["processes", "dask"])
    asked.add_argument("--jobs", nargs="*", type=int, default=[1, 2])
    asked.add_argument("--public", action="store_true")
    options = asked.parse_args()
    edition = ["--edition", "public"] if options.public else []
    sys.stdout.write("areas  engine     jobs   wall s  CPU s  CPU s an area  peak MiB  here MiB  "
                     "bytes\n")
    with tempfile.TemporaryDirectory() as base:
        for areas in options.areas:
            folder = Path(base) / f"{areas}"
            many(folder, areas, options.indicators, options.public)
            for engine in options.engines:
                for jobs in options.jobs:
                    out = Path(base) / f"out-{areas}-{engine}-{jobs}"
                    used = run(folder, out, "--engine", engine, "--jobs", str(jobs), *edition)
                    sys.stdout.write(
                        f"{areas:5}  {engine:9} {jobs:5} {used['wall']:8.1f} {used['cpu']:6.1f} "
                        f"{used['cpu'] / areas:14.2f} {used['peak']:9.0f} {used['own']:9.0f}  "
                        f"{digest(out)}" + ("\n" if used["code"] in (0, None) else
                                            f" exit {used['code']}\n"))
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
