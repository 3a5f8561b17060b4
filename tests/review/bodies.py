"""Reports of two other bodies, a housing landlord's and an NHS trust's, whose edits are judged."""

from __future__ import annotations

from pathlib import Path

HEAD = "id,section,title,subject,unit,decimals,kind,polarity,year_to_date,disclosure\n"

HOUSING = HEAD + """\
relets.let,Lettings,Homes let,number of homes let,count,0,flow,neutral,sum,exempt
relets.days,Lettings,Average re-let time,average time to re-let a home,days,1,flow,lower,,exempt
repairs.emergency,Repairs,Emergency repairs in 24 hours,percentage of emergency repairs made safe \
within 24 hours,percent,1,flow,higher,pooled,exempt
repairs.open,Repairs,Repairs outstanding,number of repairs outstanding,count,0,stock,lower,,exempt
repairs.damp,Repairs,Damp and mould cases,number of damp and mould cases reported,count,0,flow,\
lower,sum,exempt
rent.collected,Income,Rent collected,percentage of rent collected,percent,1,flow,higher,,exempt
rent.arrears,Income,Current arrears,arrears of current tenants,pounds_thousand,0,stock,lower,,exempt
homeless.approaches,Homelessness,Homelessness approaches,number of households approaching as \
homeless,count,0,flow,neutral,sum,
homeless.bed_and_breakfast,Homelessness,Families in bed and breakfast,number of families in bed \
and breakfast,count,0,stock,lower,,
homeless.temporary,Homelessness,Households in temporary accommodation,number of households in \
temporary accommodation,count,0,stock,lower,,
asb.cases,Neighbourhoods,Anti-social behaviour cases,number of anti-social behaviour cases opened,\
count,0,flow,lower,sum,exempt
complaints.on_time,Complaints,Complaints answered on time,percentage of complaints answered on \
time,percent,1,flow,higher,pooled,exempt
"""
HOUSING_SERIES = {
    "relets.let": "88 91 79 84 95 102 90 86 93 97 101 104 98",
    "relets.days": "34.2 33.8 35.1 36.0 35.5 34.9 33.1 32.4 31.8 30.9 30.2 29.6 31.3",
    "repairs.emergency": "412/421 398/410 405/419 441/460 466/489 452/470 430/442 421/432 415/424 "
                         "408/418 399/411 402/413 388/405",
    "repairs.open": "1840 1795 1822 1910 2045 2120 2066 1985 1902 1850 1788 1742 1690",
    "repairs.damp": "41 38 52 67 84 96 91 77 60 48 39 36 44",
    "rent.collected": "97.9 98.1 98.0 97.6 97.2 97.8 98.3 98.6 98.4 98.8 99.0 99.1 98.7",
    "rent.arrears": "1482 1471 1490 1512 1538 1520 1497 1475 1461 1444 1430 1418 1431",
    "homeless.approaches": "143 151 139 148 133 172 160 155 149 158 163 167 181",
    "homeless.bed_and_breakfast": "14 15 13 12 16 19 17 14 12 11 13 12 3",
    "homeless.temporary": "212 218 221 219 224 233 239 241 238 244 249 252 260",
    "asb.cases": "67 59 48 44 39 36 41 46 53 62 74 81 70",
    "complaints.on_time": "31/40 29/38 33/41 36/43 30/39 34/46 38/47 35/42 37/43 39/44 36/41 38/42 "
                          "33/40",
}
HOUSING_TARGETS = """\
relets.days,2024/25,,28
repairs.emergency,2024/25,,98
rent.collected,2024/25,,98.5
complaints.on_time,2024/25,,90
"""
NHS = HEAD + """\
urgent.attendances,Urgent care,A&E attendances,number of A&E attendances,count,0,flow,neutral,\
sum,exempt
urgent.four_hours,Urgent care,A&E four hour standard,percentage of A&E patients seen within four \
hours,percent,1,flow,higher,pooled,exempt
urgent.handover,Urgent care,Ambulance handover,average ambulance handover time,minutes,0,\
flow,lower,,exempt
elective.list,Planned care,Waiting list,number of patients on the waiting list,count,0,stock,lower,\
,exempt
elective.within_18,Planned care,Within 18 weeks,percentage of patients waiting less than 18 \
weeks,percent,1,stock,higher,,exempt
elective.over_65,Planned care,Waits over 65 weeks,number of patients waiting over 65 \
weeks,count,0,stock,lower,,
cancer.faster,Cancer,Faster diagnosis,percentage of patients told within 28 days,percent,1,flow,\
higher,pooled,
cancer.sixty_two,Cancer,Treatment in 62 days,percentage of patients treated within 62 days,percent,\
1,flow,higher,pooled,
safety.cdiff,Safety,C. difficile,number of C. difficile infections,count,0,flow,lower,sum,
safety.falls,Safety,Falls,number of falls with harm,count,0,flow,lower,sum,
staff.sickness,Workforce,Sickness absence,rate of sickness absence,percent,1,flow,lower,,exempt
staff.agency,Workforce,Agency spend,agency spend,pounds_thousand,0,flow,lower,sum,exempt
"""
NHS_SERIES = {
    "urgent.attendances": "9120 9344 9018 9460 9701 9588 9102 9650 9433 9577 9712 9391 9284",
    "urgent.four_hours": "6530/9120 6604/9344 6420/9018 6405/9460 6402/9701 6520/9588 6380/9102 "
                         "6850/9650 6792/9433 6991/9577 7187/9712 7043/9391 7010/9284",
    "urgent.handover": "31 33 32 36 41 44 38 35 33 29 27 26 24",
    "elective.list": "61240 61810 62020 62455 62790 62510 62104 61880 61430 61015 60740 "
                    "60322 59871",
    "elective.within_18": "58.2 57.9 57.7 57.1 56.4 56.8 57.3 57.9 58.5 59.0 59.6 60.1 60.9",
    "elective.over_65": "212 190 171 160 148 121 97 74 58 41 27 14 4",
    "cancer.faster": "812/1083 790/1060 805/1071 777/1068 760/1050 799/1062 815/1070 821/1072 "
                     "833/1081 840/1083 846/1085 851/1087 838/1090",
    "cancer.sixty_two": "121/190 118/188 120/186 117/187 112/184 119/186 122/187 125/189 127/190 "
                        "129/191 131/192 133/193 128/191",
    "safety.cdiff": "9 11 8 10 12 9 7 8 10 6 8 7 4",
    "safety.falls": "33 29 31 36 38 35 30 28 27 31 26 25 22",
    "staff.sickness": "4.9 5.1 5.3 5.6 5.9 5.7 5.3 5.0 4.8 4.7 4.9 4.8 5.0",
    "staff.agency": "1210 1184 1165 1142 1190 1173 1098 1051 1022 987 955 931 902",
}
NHS_TARGETS = """\
urgent.four_hours,2024/25,,78
urgent.handover,2024/25,,30
elective.over_65,2024/25,,0
cancer.faster,2024/25,,77
cancer.sixty_two,2024/25,,70
staff.sickness,2024/25,,4.5
"""
SETTINGS = """[report]
title = "{title}"
meeting = "{meeting}"
date = 2024-10-17
author = "Head of Performance"
period = "2024-09"
narrative = "{book}"
edition = "both"
exempt_paragraph = "2"
{report}
[rating]
tolerance = "5%"
{rest}"""
MONTHS = [f"{2023 + n // 12}-{n % 12 + 1:02}" for n in range(8, 21)]     # to September 2024


def _folder(path: Path, settings: str, indicators: str, series: dict[str, str], targets: str
            ) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    rows = ["indicator,period,value,numerator,denominator"]
    for name, line in series.items():
        for month, cell in zip(MONTHS, line.split(), strict=True):
            rows.append(f"{name},{month}," + (f",{cell.replace('/', ',')}" if "/" in cell
                                              else f"{cell},,"))
    for name, text in {"report.toml": settings, "indicators.csv": indicators,
                       "values.csv": "\n".join(rows) + "\n",
                       "targets.csv": "indicator,year,lower,target\n" + targets}.items():
        (path / name).write_text(text, "utf-8")
    return path


def housing(path: Path, report: str = "", rest: str = "") -> Path:
    """A landlord's report for September 2024, both editions; lines of [report], and what follows.
    """
    return _folder(path, SETTINGS.format(book="corporate", title="Homes and neighbourhoods",
                                         report=report, rest=rest, meeting="Housing Board"),
                   HOUSING, HOUSING_SERIES, HOUSING_TARGETS)


def nhs(path: Path, report: str = "", rest: str = "") -> Path:
    """A trust's report for September 2024, both editions; lines of [report], and what follows."""
    return _folder(path, SETTINGS.format(book="corporate", title="Integrated performance report",
                                         report=report, rest=rest, meeting="Trust Board"),
                   NHS, NHS_SERIES, NHS_TARGETS)


def folder_of_body(path: Path, title: str, meeting: str, indicators: str, series: dict[str, str],
                   targets: str, book: str) -> Path:
    """A body's report for September 2024 in a sentence book, both editions."""
    return _folder(path, SETTINGS.format(title=title, meeting=meeting, book=book, report="",
                                         rest=""), indicators, series, targets)
