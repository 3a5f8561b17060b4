"""A small sound report folder, which the tests of the commands start from."""

from __future__ import annotations

SMALL = {
    "report.toml": """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
""",
    "indicators.csv": """id,section,title,subject,unit,kind,polarity,year_to_date
referrals,Referrals,Referrals,number of referrals,count,flow,neutral,sum
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher,
""",
    "values.csv": """indicator,period,value
referrals,2022-06,190
referrals,2022-07,200
assessed,2022-06,80.5
assessed,2022-07,81.5
""",
}
