"""Mixtures of edits at random over the worked example in every layout, the whole round.

Read back, accepted into the folder, built again: the words of the rebuilt file are those of the
edited one, paragraph by paragraph. A mixture that is refused (a red rating was taken out, say) is
counted by itself, and must leave the folder as it was. A row that is added to a tier of a table
stands in all of its tiers, so tiers are left out (tests/word/test_word_tiers.py has them).

    python -m tests.benchmarks.edit_rounds [COUNT] [FIRST SEED]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from briefing.prepared import prepare
from briefing.reading.word import written_in
from tests.conftest import LAYOUTS
from tests.word import robot, rounds


def main(count: int = 100, first: int = 0) -> int:
    """How many rounds did not say what the edited file says."""
    wrong = refused = arranged = 0
    with tempfile.TemporaryDirectory() as place:
        bases = []
        for layout in LAYOUTS:
            base = rounds.folder_in(layout, Path(place) / layout)
            raw = rounds.written_by(prepare(base))
            bases.append((layout, base, raw, written_in(raw, layout)))
        for seed in range(first, first + count):
            layout, base, raw, written = bases[seed % len(bases)]
            edited, names, _ = robot.mixture(raw, written, seed, without=rounds.LISTED, tiers=False)
            folder = Path(place) / "round"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(base, folder)
            made = rounds.whole_round(folder, edited)
            faults = list(made.refused)
            if made.refused:
                refused += 1
            else:
                faults = list(rounds.differing(edited, made.rebuilt))
                same = rounds.is_only_arranged(edited, made.rebuilt)
                arranged += bool(faults) and same
                wrong += bool(faults) and not same
            if faults:
                print(f"{layout}, seed {seed}: {', '.join(names)}")     # noqa: T201
                print("".join(f"    {fault[:300]}\n" for fault in faults))      # noqa: T201
    print(f"{wrong} of {count} wrong, {refused} refused, {arranged} set otherwise")       # noqa: T201
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
