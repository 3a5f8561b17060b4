"""What a build loads, by package: seconds of loading, and how many modules.

    python -m tests.benchmarks.loading [FOLDER] [--edition public] [--times 5]

Run it from the repository's root on a quiet machine, where Python may keep what it compiles
(PYTHONDONTWRITEBYTECODE is not set): else every run compiles all modules anew. Each run is a
process of its own that builds the folder (else the worked example) under `-X importtime`; the
median of the runs is shown. A package's seconds are those of its own modules, without what they
load of other packages; what Python itself brings is "standard library".
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

from briefing.starter import copy_example

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
MICRO = 1e-6


def loaded(folder: Path, edition: str, out: Path) -> tuple[dict[str, float], Counter[str]]:
    """Seconds and modules by package of one build; raises CalledProcessError when it fails."""
    command = [sys.executable, "-X", "importtime", "-m", "briefing", "build", str(folder),
               "--edition", edition, "--out", str(out)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True,
                          check=True).stderr
    seconds: dict[str, float] = {}
    modules: Counter[str] = Counter()
    for micro, module in LINE.findall(said):
        package = package_of(module)
        seconds[package] = seconds.get(package, 0.0) + int(micro) * MICRO
        modules[package] += 1
    return seconds, modules


def package_of(module: str) -> str:
    """The package that a module is of, "standard library" for Python's own."""
    first = module.partition(".")[0]
    return "standard library" if first.lstrip("_") in STANDARD or first in STANDARD else first


STANDARD = sys.stdlib_module_names | {name.lstrip("_") for name in sys.stdlib_module_names}


def table(runs: list[tuple[dict[str, float], Counter[str]]]) -> str:
    """The packages, the slowest to load first, with their sum below."""
    names = sorted({name for seconds, _ in runs for name in seconds})
    times = {name: median(seconds.get(name, 0.0) for seconds, _ in runs) for name in names}
    rows = [f"{name:<24}{times[name]:>9.3f}{runs[0][1][name]:>9,}"
            for name in sorted(names, key=lambda name: -times[name]) if times[name] >= 0.001]
    total = f"{'all':<24}{sum(times.values()):>9.3f}{runs[0][1].total():>9,}"
    return "\n".join([f"{'package':<24}{'seconds':>9}{'modules':>9}", *rows, total])


def main() -> None:
    """Build the folder so many times and print the table."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--edition", default="private", choices=["private", "public", "both"])
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as beside:
        folder = asked.folder
        if folder is None:
            folder = Path(beside) / "example"
            copy_example("barnsley", folder)
        out = Path(beside) / "out"
        loaded(folder, asked.edition, out)      # the first compiles what is not compiled yet
        runs = [loaded(folder, asked.edition, out) for _ in range(asked.times)]
    print(table(runs))  # noqa: T201 - the command's one output


if __name__ == "__main__":
    main()
