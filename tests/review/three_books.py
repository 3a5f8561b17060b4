"""A housing association's, a police force's and a health trust's report, each in its own sentence
book, and edits of them by authors of different habits: what is false, and what is harmless.

Written before the reviewer was tried on any of it. Where is a service area, of which the words are
a new paragraph, or a statement's id, whose sentence the words stand in the place of.
"""

from __future__ import annotations

from pathlib import Path

from tests.review.bodies import HEAD, folder_of_body

HOMES = HEAD + """\
voids.empty,Empty homes,Empty homes,number of empty homes,count,0,stock,lower,,exempt
voids.days,Empty homes,Turnround time,average time to turn a home round,days,1,flow,lower,,exempt
repairs.done,Repairs,Repairs completed,number of repairs completed,count,0,flow,neutral,sum,exempt
repairs.first,Repairs,Right first time,percentage of repairs completed at the first visit,percent,\
1,flow,higher,pooled,exempt
safety.gas,Safety,Gas safety,percentage of homes with a valid gas safety certificate,percent,1,\
stock,higher,,exempt
rent.arrears,Rent,Rent arrears,arrears as a percentage of rent,percent,1,stock,lower,,exempt
rent.evictions,Rent,Evictions,number of evictions,count,0,flow,lower,sum,
asb.hate,Neighbourhoods,Hate incidents,number of hate incidents reported,count,0,flow,neutral,sum,
complaints.received,Complaints,Complaints received,number of complaints received,count,0,flow,\
lower,sum,exempt
complaints.stage1,Complaints,Stage 1 in time,percentage of stage 1 complaints answered in time,\
percent,1,flow,higher,pooled,exempt
tenants.satisfied,Tenants,Satisfaction,percentage of tenants satisfied with their landlord,percent,\
1,flow,higher,,exempt
"""
HOMES_SERIES = {
    "voids.empty": "62 60 58 61 66 70 71 69 64 59 55 52 57",
    "voids.days": "41.0 40.2 39.5 40.8 43.1 44.6 42.7 40.1 38.6 37.2 36.9 35.4 36.8",
    "repairs.done": "2210 2304 2287 2105 2490 2410 2365 2298 2244 2190 2270 2315 2402",
    "repairs.first": "1812/2210 1890/2304 1880/2287 1700/2105 1967/2490 1928/2410 1916/2365 "
                     "1884/2298 1862/2244 1840/2190 1929/2270 1991/2315 2042/2402",
    "safety.gas": "99.8 99.9 100 100 99.7 99.8 99.9 99.9 100 100 100 99.9 99.6",
    "rent.arrears": "3.9 3.8 3.9 4.1 4.2 4.0 3.9 3.7 3.6 3.5 3.4 3.3 3.4",
    "rent.evictions": "13 14 12 15 13 14 16 13 14 15 13 12 4",
    "asb.hate": "16 17 15 18 16 19 17 16 15 18 17 16 3",
    "complaints.received": "58 62 55 49 71 80 77 69 66 61 57 54 63",
    "complaints.stage1": "49/58 52/62 46/55 40/49 55/71 62/80 62/77 57/69 56/66 53/61 51/57 49/54 "
                         "54/63",
    "tenants.satisfied": "71.2 70.8 71.5 70.9 69.8 69.1 69.9 70.6 71.4 72.0 72.7 73.3 74.1",
}
HOMES_TARGETS = """\
voids.days,2024/25,,35
repairs.first,2024/25,,88
safety.gas,2024/25,,100
rent.arrears,2024/25,,3.5
complaints.stage1,2024/25,,95
tenants.satisfied,2024/25,,75
"""
POLICE = HEAD + """\
crime.total,Crime,Recorded crime,number of crimes recorded,count,0,flow,lower,sum,exempt
crime.burglary,Crime,Burglary,number of residential burglaries,count,0,flow,lower,sum,exempt
crime.solved,Crime,Crimes solved,percentage of crimes solved,percent,1,flow,higher,pooled,exempt
calls.emergency,Contact,999 calls,number of 999 calls received,count,0,flow,neutral,sum,exempt
calls.answered,Contact,999 calls answered in time,percentage of 999 calls answered within 10 \
seconds,percent,1,flow,higher,,exempt
response.immediate,Contact,Immediate response,average time to reach an immediate incident,minutes,\
1,flow,lower,,exempt
domestic.incidents,Vulnerability,Domestic abuse,number of domestic abuse incidents,count,0,flow,\
neutral,sum,exempt
domestic.arrests,Vulnerability,Domestic abuse arrests,arrest rate for domestic abuse,percent,1,\
flow,higher,,exempt
hate.crimes,Vulnerability,Hate crime,number of hate crimes recorded,count,0,flow,neutral,sum,
conduct.cases,Standards,Misconduct,number of misconduct cases opened,count,0,flow,lower,sum,
people.officers,People,Officers,number of police officers,count,0,stock,higher,,exempt
people.sickness,People,Sickness,sickness absence rate,percent,1,flow,lower,,exempt
"""
POLICE_SERIES = {
    "crime.total": "4120 4015 4230 3980 3890 3720 4050 4110 4290 4350 4402 4318 4205",
    "crime.burglary": "212 205 231 240 226 198 187 190 183 176 171 169 158",
    "crime.solved": "618/4120 610/4015 630/4230 605/3980 599/3890 577/3720 640/4050 653/4110 "
                    "690/4290 705/4350 722/4402 717/4318 702/4205",
    "calls.emergency": "15210 14980 15340 16020 15100 14200 15010 15420 16230 16910 17840 17260 "
                       "16105",
    "calls.answered": "90.0 90.4 90.1 88.7 91.2 92.6 92.0 91.5 90.2 89.1 87.4 88.3 90.9",
    "response.immediate": "13.1 13.0 13.4 14.2 13.8 12.9 12.7 12.9 13.3 13.8 14.6 14.1 13.2",
    "domestic.incidents": "980 965 1010 1240 1105 940 990 1005 1060 1090 1150 1120 1035",
    "domestic.arrests": "48.2 47.9 48.8 46.1 47.0 49.3 50.2 50.9 51.4 51.0 50.1 50.6 52.3",
    "hate.crimes": "24 21 26 19 18 22 25 27 29 31 34 38 4",
    "conduct.cases": "12 13 11 14 12 15 13 12 14 16 13 12 3",
    "people.officers": "2105 2112 2120 2131 2128 2140 2152 2149 2161 2170 2182 2175 2188",
    "people.sickness": "4.1 4.3 4.6 5.0 5.2 4.9 4.5 4.3 4.2 4.0 3.9 4.0 4.2",
}
POLICE_TARGETS = """\
crime.solved,2024/25,,18
calls.answered,2024/25,,90
response.immediate,2024/25,,13
domestic.arrests,2024/25,,50
people.officers,2024/25,,2200
people.sickness,2024/25,,4
"""
TRUST = HEAD + """\
ambulance.first,Ambulances,Category 1 response,average response to category 1 calls,minutes,1,flow,\
lower,,exempt
ambulance.second,Ambulances,Category 2 response,average response to category 2 calls,minutes,1,\
flow,lower,,exempt
tests.done,Diagnostics,Diagnostic tests,number of diagnostic tests,count,0,flow,neutral,sum,exempt
tests.six_weeks,Diagnostics,Tests within six weeks,percentage of patients tested within six weeks,\
percent,1,stock,higher,,exempt
births.all,Maternity,Births,number of births,count,0,flow,neutral,sum,exempt
births.still,Maternity,Stillbirths,number of stillbirths,count,0,flow,lower,sum,
mental.waiting,Mental health,Young people waiting,number of young people waiting for treatment,\
count,0,stock,lower,,exempt
mental.recovered,Mental health,Talking therapies recovery,percentage of patients recovered after \
talking therapies,percent,1,flow,higher,pooled,exempt
beds.occupied,Flow,Bed occupancy,percentage of beds occupied,percent,1,flow,lower,,exempt
beds.delayed,Flow,Delayed discharges,number of patients whose discharge is delayed,count,0,stock,\
lower,,exempt
safety.never,Safety,Serious incidents,number of serious incidents,count,0,flow,lower,sum,
money.deficit,Finance,Deficit,deficit in the month,pounds_thousand,0,flow,lower,sum,exempt
"""
TRUST_SERIES = {
    "ambulance.first": "8.9 9.0 9.2 9.8 9.6 9.1 8.8 8.6 8.5 8.3 8.1 8.2 8.4",
    "ambulance.second": "38.2 37.5 39.9 48.1 44.0 40.2 36.8 34.9 33.1 30.8 28.7 29.5 31.6",
    "tests.done": "10420 10310 10655 9120 10040 10290 10588 10702 10866 10431 11020 10240 10905",
    "tests.six_weeks": "72.1 72.8 73.0 71.4 70.2 71.9 73.3 74.6 75.2 76.4 77.0 77.9 79.3",
    "births.all": "410 402 395 381 377 362 390 405 412 421 430 418 399",
    "births.still": "11 12 10 13 11 12 11 10 12 11 13 12 2",
    "mental.waiting": "1340 1362 1391 1420 1455 1470 1462 1440 1405 1388 1360 1342 1310",
    "mental.recovered": "240/500 236/490 245/502 228/480 231/476 243/492 251/498 255/501 260/505 "
                        "262/504 258/495 250/488 266/502",
    "beds.occupied": "93.1 93.8 94.2 95.0 96.1 95.7 94.9 94.1 93.6 93.0 92.4 92.1 92.7",
    "beds.delayed": "118 121 126 139 151 148 140 133 125 119 112 108 115",
    "safety.never": "9 8 7 9 11 12 10 9 8 7 8 9 4",
    "money.deficit": "820 905 960 1040 1125 1080 990 940 880 815 760 702 655",
}
TRUST_TARGETS = """\
ambulance.first,2024/25,,7
ambulance.second,2024/25,,30
tests.six_weeks,2024/25,,95
mental.recovered,2024/25,,50
beds.occupied,2024/25,,92
"""


def homes(path: Path) -> Path:
    """A housing association's report for September 2024."""
    return folder_of_body(path, "Landlord services", "Homes Committee", HOMES, HOMES_SERIES,
                          HOMES_TARGETS, "housing")


def police(path: Path) -> Path:
    """A police force's report for September 2024."""
    return folder_of_body(path, "Force performance", "Police and Crime Panel", POLICE,
                          POLICE_SERIES, POLICE_TARGETS, "police")


def trust(path: Path) -> Path:
    """A health trust's report for September 2024."""
    return folder_of_body(path, "Quality and performance", "Board of Directors", TRUST,
                          TRUST_SERIES, TRUST_TARGETS, "nhs")


# ── faults: kind, where, words ──────────────────────────────────────────────────────────────────

HOMES_FAULTS = (
    ("figure", "empty-homes", "Fifty-five homes stood empty on 30 September."),
    ("figure", "empty-homes", "It now takes us five weeks and 3 days (38 days) to turn a home "
                              "round."),
    ("figure", "repairs", "• 2,402 repairs completed\n• 87% right first time\n• 360 second visits"),
    ("figure", "repairs", "Eighty-six per cent of repairs were put right at the first visit in "
                          "September."),
    ("figure", "repairs.first/change.1", "85.0% of repairs were completed at the first visit, "
                                         "1.6 percentage points fewer than in August."),
    ("figure", "safety", "Gas safety stands at 99.9% – four homes are waiting for access."),
    ("figure", "rent", "Arrears were 3.3% of rent at the end of September."),
    ("figure", "complaints", "Complaints went up by a third in September, to 63."),
    ("figure", "complaints", "We answered 57 of the 63 stage 1 complaints in time."),
    ("figure", "tenants", "Three out of five tenants are satisfied with us."),
    ("claim", "empty-homes", "The number of empty homes is the lowest in a year."),
    ("claim", "empty-homes", "Turnround has now got quicker seven months running."),
    ("claim", "repairs", "Right first time performance is up on last September and now meets its "
                         "target."),
    ("claim", "safety", "We remain fully compliant on gas safety."),
    ("claim", "rent", "Rent arrears are worse than at any time since April."),
    ("claim", "complaints", "Stage 1 complaints in time: amber, and improving."),
    ("claim", "tenants", "Satisfaction has dipped slightly but is still above 73%."),
    ("withheld", "rent", "Evictions fell sharply, by eight compared with August."),
    ("withheld", "neighbourhoods", "Hate incidents: three (August: 16)."),
    ("withheld", "rent", "Only a handful of tenants – four – were evicted in September."),
)
POLICE_FAULTS = (
    ("figure", "crime", "The Force recorded 4,250 crimes in September 2024."),
    ("figure", "crime.burglary/change.1", "Residential burglary fell by one in ten on August, to "
                                          "158."),
    ("figure", "crime", "Burglary has halved since December 2023."),
    ("figure", "crime", "We solved 717 of September’s 4,205 crimes."),
    ("figure", "contact", "Just over 17,000 emergency calls were answered in September."),
    ("figure", "contact", "Nine in ten calls (91.9%) were answered within ten seconds."),
    ("figure", "contact", "Officers reached immediate incidents in 12.3 minutes on average."),
    ("figure", "vulnerability", "There were 1,035 domestic abuse incidents, 115 fewer than in "
                                "August."),
    ("figure", "people", "We ended September with 2,188 officers, 22 short of the target of "
                         "2,200."),
    ("figure", "people", "Officer numbers grew by 83 over the last month."),
    ("claim", "crime", "Recorded crime rose for the third month in succession."),
    ("claim", "crime", "The solved rate slipped a little in September."),
    ("claim", "crime", "Burglary is at its second lowest level of the last 13 months."),
    ("claim", "contact", "Call answering is still rated red."),
    ("claim", "contact", "Response times were longer than in September 2023 and longer than in "
                         "August."),
    ("claim", "vulnerability", "The arrest rate has not met its 50% target since March."),
    ("claim", "people", "Sickness absence came down in September and meets its target."),
    ("withheld", "vulnerability", "Hate crime plummeted to 4 in September."),
    ("withheld", "standards", "We opened nine fewer misconduct cases than in August."),
    ("withheld", "vulnerability", "Hate crimes are down by 34 on the month."),
)
TRUST_FAULTS = (
    ("figure", "ambulances", "Our mean category 1 response was eight minutes and 54 seconds (8.9 "
                             "minutes) in September."),
    ("figure", "ambulance.second/change.1", "The average response to category 2 calls rose from "
                                             "29.5 to 36.1 minutes in September."),
    ("figure", "diagnostics", "More than 11,000 diagnostic tests were carried out in September."),
    ("figure", "diagnostics", "Nearly three quarters (73.9%) of patients were tested within six "
                              "weeks."),
    ("figure", "maternity", "399 babies were born, the same as in September last year."),
    ("figure", "mental-health", "Thirteen hundred and forty young people were waiting for "
                                "treatment at the end of September."),
    ("figure", "mental-health", "Of 502 patients, 250 recovered."),
    ("figure", "flow", "Bed occupancy was 91.7% in September."),
    ("figure", "finance", "September’s deficit was £655,000, some £74,000 lower than in August."),
    ("figure", "finance", "The deficit for the year to date is £3.8 million."),
    ("claim", "ambulances", "Category 2 response times were inside the 30 minute target in "
                            "September."),
    ("claim", "ambulances", "Category 1 response has improved in every month of this year."),
    ("claim", "diagnostics", "The number of tests fell compared with August."),
    ("claim", "diagnostics", "The six week standard is now green."),
    ("claim", "maternity", "Births were higher than in any month since January."),
    ("claim", "mental-health", "The number of young people waiting is going up again."),
    ("claim", "mental-health", "Recovery after talking therapies missed the national standard."),
    ("claim", "flow", "Delayed discharges are the lowest for a year."),
    ("withheld", "maternity", "Sadly there were two stillbirths in September."),
    ("withheld", "safety", "Serious incidents more than halved, from nine in August."),
)

# ── harmless: where, words ──────────────────────────────────────────────────────────────────────

HOMES_HARMLESS = (
    ("voids.empty/change.1", "At the end of September 57 of our homes were empty, five more than a "
                             "month before."),
    ("voids.empty/change.1", "Fifty-seven homes were empty at the end of September."),
    ("empty-homes", "The number of empty homes is down from 62 a year ago."),
    ("empty-homes", "Three of the empty homes are awaiting a structural survey."),
    ("empty-homes", "Turnround took 36.8 days in September, nearly two days over our target of "
                    "35."),
    ("empty-homes", "We turned homes round more slowly than in August, but four days faster than "
                    "a year ago."),
    ("empty-homes", "Turnround time has been under 40 days since May."),
    ("empty-homes", "A second lettings officer joined on Monday 2 September 2024."),
    ("empty-homes", "Key handover is now booked for Tuesdays and Thursdays."),
    ("empty-homes", "By Easter 2025 we expect to have sold the two blocks at Mill Lane."),
    ("repairs.done/change.1", "Our teams completed 2,402 repairs, 87 more than in August."),
    ("repairs.done/change.1", "Around 2,400 repairs were completed in September."),
    ("repairs", "That is the highest number of repairs since February."),
    ("repairs", "• 2,402 repairs completed\n• 85.0% right first time\n• two new apprentices"),
    ("repairs.first/change.1", "Eighty-five per cent of repairs were completed at the first visit, "
                               "a point lower than in August."),
    ("repairs", "360 repairs needed a second visit."),
    ("repairs", "First visit fixes have improved by three percentage points since September 2023."),
    ("repairs", "Right first time is three points off its 88% target."),
    ("repairs", "Materials costs rose by about 6% after the merchant’s price rise in July."),
    ("repairs", "Appointments are offered between 8am and 6pm."),
    ("safety.gas/change.1", "99.6% of homes had a valid gas safety certificate, down from 99.9%."),
    ("safety", "We are working with legal services on homes where access was refused three times."),
    ("safety", "Gas safety was last at 100% in July."),
    ("safety", "The Building Safety Act 2022 requires a case report for each of our 7 tall "
               "buildings."),
    ("rent.arrears/change.1", "Arrears stood at 3.4% of rent, slightly up on August (3.3%)."),
    ("rent", "Arrears are half a percentage point lower than in September 2023."),
    ("rent", "Arrears have met the 3.5% target since June."),
    ("rent", "The move to Universal Credit reaches our last 400 tenants in December."),
    ("rent", "We wrote to 1,150 tenants about the cost of living payment in the week of 9 "
             "September."),
    ("complaints.received/change.1", "We received 63 complaints, nine more than in August."),
    ("complaints", "Complaints rose by a sixth in September."),
    ("complaints", "54 of 63 stage 1 complaints were answered in time."),
    ("complaints", "Nine stage 1 complaints were answered late; each tenant had an apology within "
                   "five working days."),
    ("complaints", "Stage 1 performance fell by five percentage points, to just under 86%."),
    ("complaints", "In 2023/24 the Ombudsman upheld 2 of 5 cases."),
    ("tenants.satisfied/change.1", "Satisfaction rose to 74.1%, the seventh increase in a row."),
    ("tenants", "Nearly three in four tenants are satisfied, the best result of the last 13 "
                "months."),
    ("tenants", "We are within one percentage point of the 75% target."),
    ("tenants", "The autumn newsletter goes to all 9,800 households on 14 October."),
    ("neighbourhoods", "Two community days were held in September, on the 7th and the 21st."),
)
POLICE_HARMLESS = (
    ("crime.total/change.1", "The Force recorded 4,205 crimes in September, 113 fewer than in "
                             "August."),
    ("crime.total/change.1", "Some 4,200 crimes were recorded."),
    ("crime", "Recorded crime was about 2% higher than in September 2023."),
    ("crime", "Crime has now fallen for two months, after a peak of 4,402 in July."),
    ("crime.burglary/change.1", "158 residential burglaries were recorded, down from 169."),
    ("crime", "Burglary is at its lowest in the last 13 months."),
    ("crime", "Residential burglary is a quarter lower than a year ago."),
    ("crime", "Burglaries have fallen by a third since December."),
    ("crime", "Operation Castle arrested 14 suspects in three days."),
    ("crime", "Two men were sentenced on 18 September to 4 years and 6 months."),
    ("crime.solved/change.1", "One crime in six was solved (16.7%)."),
    ("crime", "702 of 4,205 crimes were solved."),
    ("crime", "The solved rate is 1.3 percentage points below target."),
    ("crime", "The solved rate edged up from 16.6% to 16.7%."),
    ("calls.emergency/change.1", "We took 16,105 emergency calls, 1,155 fewer than in August."),
    ("contact", "Just over 16,000 emergency calls came in."),
    ("contact", "That is an average of about 537 a day."),
    ("contact", "Demand peaked at 17,840 calls in July, when the festival took place."),
    ("calls.answered/change.1", "90.9% of 999 calls were answered within ten seconds, up 2.6 "
                                "percentage points."),
    ("contact", "Call answering is back above 90% for the first time since May."),
    ("contact", "Nine in ten 999 calls were answered within the ten seconds that are asked for."),
    ("contact", "A second shift of 12 call handlers passed out on 6 September."),
    ("response.immediate/change.1", "Officers took 13.2 minutes to reach immediate incidents, "
                                    "nearly a minute less than in August."),
    ("contact", "Response to immediate incidents is just outside the 13 minute target."),
    ("contact", "Response times have come down for two months running."),
    ("contact", "Rural response times will be reported separately from January 2025."),
    ("domestic.incidents/change.1", "There were 1,035 domestic abuse incidents, 85 fewer than in "
                                    "August."),
    ("vulnerability", "Incidents remain higher than in September 2023 (980)."),
    ("vulnerability", "More than half of domestic abuse incidents led to an arrest."),
    ("vulnerability", "The arrest rate has been above its 50% target since March."),
    ("vulnerability", "At 52.3% the arrest rate is the highest of the last 13 months."),
    ("vulnerability", "Clare’s Law requests are answered within 28 days."),
    ("vulnerability", "The victims’ survey had 212 answers."),
    ("people.officers/change.1", "The Force had 2,188 officers at the end of September, 13 more "
                                 "than a month before."),
    ("people", "We are 12 officers short of the target of 2,200."),
    ("people", "Officer numbers are up by 83 on September 2023."),
    ("people", "An intake of 36 student officers started on 30 September."),
    ("people.sickness/change.1", "Sickness absence rose to 4.2%."),
    ("people", "Sickness is a little over the 4% target, and much lower than in January (5.2%)."),
    ("standards", "Vetting of all staff is to be finished by 31 March 2025."),
)
TRUST_HARMLESS = (
    ("ambulance.first/change.1", "Our average category 1 response was 8.4 minutes, up from 8.2."),
    ("ambulances", "Category 1 response was half a minute quicker than in September 2023."),
    ("ambulances", "We are 1.4 minutes off the seven minute target for category 1."),
    ("ambulances", "Category 1 response has been below nine minutes since March."),
    ("ambulance.second/change.1", "Category 2 calls took 31.6 minutes on average, just over the "
                                  "30 minute target."),
    ("ambulances", "Category 2 response was two minutes slower than in August."),
    ("ambulances", "Response to category 2 calls is a third quicker than in December (48.1 "
                   "minutes)."),
    ("ambulances", "Two stations will be merged on 1 April 2025."),
    ("ambulances", "Handover at the Royal took over an hour on 3 occasions."),
    ("tests.done/change.1", "We carried out 10,905 diagnostic tests in September, 665 more than in "
                            "August."),
    ("diagnostics", "Nearly 11,000 tests were carried out."),
    ("diagnostics", "Activity was 4.7% up on September 2023."),
    ("diagnostics", "The mobile CT scanner did 310 of them."),
    ("tests.six_weeks/change.1", "Four in five patients (79.3%) were tested within six weeks."),
    ("diagnostics", "The share tested within six weeks has improved every month since January."),
    ("diagnostics", "That is the best figure in over a year, though well short of 95%."),
    ("diagnostics", "One patient in five still waits longer than six weeks."),
    ("diagnostics", "The endoscopy unit reopens on 21 October after nine weeks of building work."),
    ("births.all/change.1", "There were 399 births, 19 fewer than in August."),
    ("maternity", "Just under 400 babies were born."),
    ("maternity", "Births were 11 fewer than in September 2023."),
    ("maternity", "Births have been lower in two months running, as is usual in autumn."),
    ("maternity", "Ten midwives start in November."),
    ("mental.waiting/change.1", "1,310 young people were waiting at the end of September, 32 "
                                "fewer than a month earlier."),
    ("mental-health", "The list of young people waiting has fallen for seven months running."),
    ("mental-health", "It is the shortest list of the last 13 months."),
    ("mental-health", "About 1,300 young people are waiting."),
    ("mental-health", "266 of 502 patients recovered after talking therapies (53.0%)."),
    ("mental-health", "Recovery has been above 50% since March."),
    ("mental-health", "We expect the new hub in Ash Street to see 25 young people a week."),
    ("beds.occupied/change.1", "Bed occupancy rose to 92.7%, slightly above the 92% target."),
    ("flow", "Occupancy is lower than a year ago (93.1%)."),
    ("flow", "115 patients were ready to leave and could not, seven more than in August."),
    ("flow", "Delayed discharges are well below January’s peak of 151."),
    ("flow", "The discharge lounge has 18 chairs and is open until 9pm."),
    ("money.deficit/change.1", "The deficit in the month was £655k, £47k less than in August."),
    ("finance", "We spent £655,000 more than we received."),
    ("finance", "The monthly deficit has come down for eight months in a row."),
    ("finance", "A saving of £2.1m from procurement is planned for 2025/26."),
    ("safety", "The Patient Safety Incident Response Framework replaced the 2015 framework."),
)
