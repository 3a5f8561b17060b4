"""Valid reports at random, built in both editions: none may be refused.

    python -m tests.benchmarks.valid SEED NUMBER
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from briefing.build import build
from briefing.problems import ProblemsFound
from tests.valid_at_random import folders


def main() -> None:
    """Build them and say which were refused, and how often for what."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("seed", type=int)
    asked.add_argument("number", type=int)
    args = asked.parse_args()
    refused = 0
    kinds: Counter[str] = Counter()
    for n, files in enumerate(folders(args.seed, args.number)):
        with tempfile.TemporaryDirectory() as held:
            folder = Path(held)
            for name, text in files.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")
            try:
                build(folder)
            except ProblemsFound as found:
                refused += 1
                for problem in found.problems[:3]:
                    sys.stdout.write(f"{n}: {problem}\n")
                kinds.update(problem.hint for problem in found.problems)
    sys.stdout.write(f"{args.number} reports, {refused} refused\n")
    for hint, number in kinds.most_common():
        sys.stdout.write(f"{number:6}  {hint}\n")


if __name__ == "__main__":
    main()
