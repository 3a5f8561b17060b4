"""Edits of the housing and the NHS report of `bodies`: what is false in them, and what is harmless.

Written before the reviewer was looked at. Where is a service area, of which the words are a new
paragraph, or a statement's id, whose sentence the words stand in the place of.
"""

from __future__ import annotations

# ── faults: kind, where, words ──────────────────────────────────────────────────────────────────

HOUSING_FAULTS = (
    ("figure", "lettings", "We let 108 homes in September, six fewer than in August."),
    ("figure", "relets.days/change.1", "It took 33.1 days on average to re-let a home, up from "
                                       "29.6 days in August."),
    ("figure", "repairs", "Just over 1,700 repairs were outstanding on 30 September, and 54 damp "
                          "and mould cases were reported in the month."),
    ("figure", "repairs", "95.8% of emergency repairs were made safe within 24 hours (398 of "
                          "405)."),
    ("figure", "income", "Current tenants owe us £1.34m."),
    ("figure", "income", "Rent collection of 97.8% is a good result in a difficult month."),
    ("figure", "homelessness", "181 households approached us as homeless, 24 more than in August."),
    ("figure", "complaints", "We answered 35 of 40 complaints on time."),
    ("claim", "lettings", "Re-let times improved again this month."),
    ("claim", "lettings", "Homes were re-let within our 28 day target."),
    ("claim", "repairs", "Damp and mould reports have fallen for six months in a row."),
    ("claim", "repairs", "The repairs backlog is at its lowest for two years, and emergency "
                         "repairs met their target."),
    ("claim", "income", "Rent arrears came down slightly in September."),
    ("claim", "income", "Arrears are higher than they were a year ago."),
    ("claim", "homeless.temporary/change.1", "The number of households in temporary accommodation "
                                             "has been stable since the spring."),
    ("claim", "neighbourhoods", "Anti-social behaviour doubled compared with last September."),
    ("claim", "complaints", "Complaints handling is rated green."),
    ("withheld", "homelessness", "Only three families remain in bed and breakfast."),
    ("withheld", "homelessness", "There are now nine fewer families in bed and breakfast than at "
                                 "the end of August."),
    ("withheld", "homelessness", "The number of families in bed and breakfast has fallen by three "
                                 "quarters since August."),
)
NHS_FAULTS = (
    ("figure", "urgent-care", "Our A&E departments saw 9,824 patients in September."),
    ("figure", "urgent.four_hours/change.1", "77.5% of A&E patients were seen within four hours, "
                                             "up from 75.0%."),
    ("figure", "urgent-care", "Ambulance crews now wait 24 minutes on average, four minutes less "
                              "than in August."),
    ("figure", "planned-care", "The waiting list has shrunk to 58,971."),
    ("figure", "planned-care", "Just under 62% of patients on the list have waited less than 18 "
                               "weeks."),
    ("figure", "cancer", "Of 191 patients treated in September, 182 started within 62 days."),
    ("figure", "workforce", "Agency spend of £902k is £92k less than in August."),
    ("figure", "workforce", "Sickness absence was 5.4% in September."),
    ("claim", "urgent-care", "Four hour performance slipped back this month."),
    ("claim", "urgent-care", "Handover times remain above the target of 30 minutes."),
    ("claim", "planned-care", "The waiting list grew for the first time this year."),
    ("claim", "planned-care", "The list is longer than it was in September 2023."),
    ("claim", "cancer", "Both cancer standards were met in September."),
    ("claim", "cancer", "Faster diagnosis is at its best of the past twelve months."),
    ("claim", "safety", "Falls with harm have risen for three months running."),
    ("claim", "workforce", "Sickness absence is now below our target."),
    ("withheld", "planned-care", "All but four of the longest waits over 65 weeks have been "
                                 "cleared."),
    ("withheld", "planned-care", "We have cut the number of patients waiting over 65 weeks by ten "
                                 "since August."),
    ("withheld", "safety", "We saw four C. difficile infections in September, the lowest of the "
                           "year."),
    ("withheld", "safety", "C. difficile infections were three fewer than in August."),
)

# ── harmless: where, words ──────────────────────────────────────────────────────────────────────

HOUSING_HARMLESS = (
    ("relets.let/change.1", "We let 98 homes in September, six fewer than in August."),
    ("relets.let/change.1", "98 homes were let, down from 104."),
    ("relets.let/change.1", "The number of homes let fell to 98 in September."),
    ("relets.let/change.1", "Just under 100 homes were let in September."),
    ("lettings", "Average re-let time went up by 1.7 days, to 31.3."),
    ("lettings", "At 31.3 days, re-lets took three days longer than our 28 day target."),
    ("lettings", "Re-let times are nearly three days better than in September last year."),
    ("lettings", "Two void contractors left the framework on 12 August, and a third took over on "
                 "2 September."),
    ("lettings", "14 sheltered flats at Beech House are hard to let; 5 have been empty for over "
                 "six months."),
    ("lettings", "The Lettings Policy 2023 was reviewed in March 2024."),
    ("lettings", "Viewings are now booked within 48 hours of a home being ready."),
    ("relets.days/change.1", "The average re-let time rose from 29.6 to 31.3 days, which is "
                             "disappointing."),
    ("repairs.emergency/change.1", "95.8% of emergency repairs were made safe in 24 hours, the "
                                   "lowest since January."),
    ("repairs.emergency/change.1", "388 of 405 emergency repairs were made safe within 24 hours."),
    ("repairs", "Seventeen emergency repairs were not made safe in time."),
    ("repairs", "The 98% target for emergency repairs was missed."),
    ("repairs.open/change.1", "The backlog of repairs fell again, to 1,690."),
    ("repairs.open/change.1", "Outstanding repairs fell below 1,700 for the first time in a year."),
    ("repairs", "The number of outstanding repairs has come down every month since March."),
    ("repairs", "Outstanding repairs are down by a fifth since February."),
    ("repairs", "44 damp and mould cases were reported, eight more than in August."),
    ("repairs", "Damp and mould reports rise every autumn and are about the same as last "
                "September."),
    ("repairs", "Awaab’s Law will require us to look at emergency hazards within 24 hours."),
    ("repairs", "Six additional operatives start on 4 November."),
    ("repairs", "Our new contractor, Foster & Sons, covers 3,200 homes in the north."),
    ("income", "We collected 98.7% of rent, just above the 98.5% target."),
    ("income", "Collection has been above target since July."),
    ("income", "Rent collected fell by 0.4 percentage points."),
    ("rent.arrears/change.1", "Current arrears rose by £13k to £1,431k."),
    ("rent.arrears/change.1", "Current arrears stood at £1.43m at the end of September."),
    ("income", "Arrears are £51k lower than a year ago."),
    ("income", "About 2,100 tenants now receive Universal Credit."),
    ("income", "The hardship fund of £150,000 is half spent."),
    ("income", "The Income Team made 640 calls over two weekends."),
    ("homelessness", "181 households approached us, the highest figure of the year."),
    ("homelessness", "Approaches are up by more than a quarter on September 2023."),
    ("homelessness", "Section 21 notices remain the main reason for approaches."),
    ("homelessness", "Temporary accommodation is at 260 households, eight more than in August."),
    ("homelessness", "We have bought 12 homes for temporary use, with 8 more by March 2025."),
    ("homelessness", "The number in temporary accommodation has grown in each of the last four "
                     "months."),
    ("homelessness", "Families are placed in bed and breakfast only in an emergency, and for no "
                     "more than six weeks."),
    ("neighbourhoods", "Anti-social behaviour cases fell by 11 to 70 as the evenings drew in."),
    ("neighbourhoods", "Cases are higher than in any month of last winter."),
    ("neighbourhoods", "Three injunctions were granted by the county court in September."),
    ("neighbourhoods", "There were slightly more cases than in September 2023 (67)."),
    ("complaints", "33 of 40 complaints were answered on time."),
    ("complaints", "Seven complaints were answered late, most of them about damp."),
    ("complaints", "The Ombudsman found maladministration in 2 cases this year."),
    ("complaints", "Complaints answered on time fell by eight percentage points."),
    ("complaints", "Stage 2 answers are due within 20 working days."),
)
NHS_HARMLESS = (
    ("urgent.attendances/change.1", "A&E attendances fell by 107 to 9,284."),
    ("urgent.attendances/change.1", "We saw 9,284 patients in A&E in September."),
    ("urgent.attendances/change.1", "About 9,300 patients attended A&E."),
    ("urgent-care", "Attendances were 1.8% higher than in September 2023."),
    ("urgent-care", "That is about 310 patients a day."),
    ("urgent.four_hours/change.1", "75.5% of patients were seen in four hours, up half a point."),
    ("urgent.four_hours/change.1", "Four hour performance improved for the eighth month running."),
    ("urgent-care", "Three in four patients were seen within four hours."),
    ("urgent-care", "Performance is 2.5 percentage points below the 78% target."),
    ("urgent-care", "The new minor injuries unit opened on 9 September with 12 cubicles."),
    ("urgent-care", "Handover took 24 minutes on average, two minutes less than in August."),
    ("urgent-care", "Handover times are at their lowest since September 2023."),
    ("urgent-care", "Handovers have been under 30 minutes since May."),
    ("urgent-care", "A fourth ambulance bay will open in January 2025."),
    ("urgent-care", "We have met the handover target for five months in a row."),
    ("elective.list/change.1", "The waiting list fell below 60,000."),
    ("elective.list/change.1", "There were 59,871 patients on the waiting list, 451 fewer than in "
                               "August."),
    ("planned-care", "The list has shrunk by almost 3,000 since January."),
    ("planned-care", "The list is now shorter than a year ago."),
    ("planned-care", "Six in ten patients have waited less than 18 weeks."),
    ("planned-care", "The share waiting less than 18 weeks is the highest since September 2023."),
    ("planned-care", "Weekend lists in orthopaedics treated 85 patients."),
    ("planned-care", "We aim for nobody to wait over 65 weeks by the end of March 2025."),
    ("planned-care", "Two theatres were closed for four days because of a leak."),
    ("planned-care", "Insourcing of £1.2m was agreed by the Finance Committee in June."),
    ("cancer.sixty_two/change.1", "67.0% of patients started treatment within 62 days, down from "
                                  "68.9%."),
    ("cancer", "128 of 191 patients were treated within 62 days."),
    ("cancer", "63 patients waited longer than 62 days."),
    ("cancer", "The 62 day standard of 70% was missed by three percentage points."),
    ("cancer", "Faster diagnosis, at 76.9%, fell just short of 77%."),
    ("cancer", "For the year to date we are just above the faster diagnosis target."),
    ("cancer", "Urology and lower GI account for most of the breaches."),
    ("cancer", "A second MRI scanner will add 40 slots a week from November."),
    ("cancer", "Faster diagnosis dropped by 1.4 percentage points."),
    ("safety", "Falls with harm fell to 22, the lowest of the last 13 months."),
    ("safety", "There were three fewer falls with harm than in August."),
    ("safety", "Falls are a third lower than a year ago."),
    ("safety", "Every fall with harm is reviewed within 72 hours."),
    ("safety", "Infection rates are reviewed weekly by the Director of Nursing."),
    ("safety", "Hand hygiene audits covered 31 of 34 wards."),
    ("staff.sickness/change.1", "Sickness absence rose to 5%."),
    ("staff.sickness/change.1", "Sickness absence edged up to 5.0% from 4.8%."),
    ("workforce", "Sickness is above target but lower than last winter."),
    ("workforce", "Anxiety and stress account for 28% of days lost."),
    ("workforce", "Agency spend fell for the eighth month in a row."),
    ("workforce", "We spent £902k on agency staff, £29k less than in August."),
    ("workforce", "Agency spend is a quarter lower than in September 2023."),
    ("workforce", "Agency spend has been below £1m since June."),
    ("workforce", "52 newly qualified nurses join us in October."),
    ("workforce", "The 2024 staff survey opened on 23 September."),
)
