"""A small report whose edits are easy to follow."""

from __future__ import annotations

from pathlib import Path

from tests.folders import folder_of

INDICATORS = """id,section,title,subject,unit,kind,polarity
referrals,Referrals,Referrals,number of referrals,count,flow,neutral
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher
plans,Plans,Children with a plan,number of children with a plan,count,stock,neutral
"""
REFERRALS = "210 190 200 231 240 251"
ASSESSED = "30/50 35/50 38/50 40/50 41/50 44/50"
PLANS = "20 19 18 17 16 3"
BACKGROUND = """The first paragraph of the author's.

The second, with {referrals.current} referrals.

- The first bullet.
- The second bullet.
"""


def report(path: Path, referrals: str = REFERRALS, period: str = "2022-07", rest: str = "",
           plans: str = PLANS) -> Path:
    """A report of three indicators, of which the last is small in July; `rest` is of report.toml.
    """
    folder = folder_of(path, INDICATORS, {"referrals": referrals, "assessed": ASSESSED,
                                          "plans": plans}, period=period)
    settings = folder / "report.toml"
    text = settings.read_text("utf-8").replace('length = "full"', 'length = "full"\n'
                                               'exempt_paragraph = "2"\nedition = "both"')
    settings.write_text(text + rest, encoding="utf-8")
    (folder / "commentary").mkdir(exist_ok=True)
    (folder / "commentary" / "background.md").write_text(BACKGROUND, encoding="utf-8")
    (folder / "commentary" / "recommendations.md").write_text("None.", encoding="utf-8")
    (folder / "commentary" / "attachments.md").write_text("None.", encoding="utf-8")
    return folder
