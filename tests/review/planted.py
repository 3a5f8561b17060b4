"""Faults as a manager makes them in the worked example: where, the words, and what became of them.

Where is a statement's id, or "+" and the anchor that a new paragraph follows. The kinds are those
that a review must find: a wrong figure, a false claim, and what the public edition withholds, said
exactly, in words, or by a relation.
"""

from __future__ import annotations

CP = "+summary.area.child-protection-cp.5"
CARE = "+summary.area.care-proceedings.1"
ADOPTION = "+summary.area.adoption.1"

# ── wrong figures ───────────────────────────────────────────────────────────────────────────────

FIGURES = (
    ("contacts.volume/change.1", "fell to 379", "fell to 397"),
    ("contacts.volume/change.1", "high of 579", "high of 597"),
    ("contacts.volume/change.1", "The number of contacts fell to 379",
     "The number of contacts rises as more families ask, to 379"),
    ("contacts.volume/change.1", "average (322)", "average (232)"),
    ("contacts.volume/change.1", "fell to 379 in July", "fell by 300 to 379 in July"),
    ("contacts.volume/change.1", "fell to 379 in July", "fell by 45% to 379 in July"),
    ("contacts.volume/change.1", "fell to 379 in July", "fell to just over 400 in July"),
    ("contacts.consultations/change.1", "fell to 542", "fell to 379"),
    ("contacts.to_referral/change.1", "rose to 64.7%", "rose to 67.4%"),
    ("contacts.to_referral/change.1", "low of 56.1%", "low of 65.1%"),
    ("contacts.to_referral/change.1", "average (68.1%)", "average (86.1%)"),
    ("referrals.volume/change.1", "fell to 247 in July", "fell to 247 in June"),
    ("referrals.repeat/standing.1", "target (18.5%)", "target (19.5%)"),
    ("referrals.repeat/standing.1", "councils’ 2020/21 average (24.4%)",
     "councils’ 2020/21 average (22.7%)"),
    ("assessments.within_20_days/change.1", "fell to 29.6%", "fell to 26.9%"),
    ("assessments.within_20_days/standing.1", "At 25.8%", "At 28.5%"),
    ("assessments.no_further_action/change.1", "rose to 33.1%", "rose to 33.7%"),
    ("child_protection.plans/change.1", "rose to 269", "rose to 296"),
    ("child_protection.visit_timeliness/change.1", "fell to 94.7%", "dipped to 97.4%"),
    ("looked_after.number/change.1", "from 361", "from 316"),
    ("looked_after.sdq/standing.1", "target (80%)", "target (85%)"),
    ("adoption.order_to_match_days/change.1", "101.7 days", "107.1 days"),
    ("care_proceedings.open_weeks/change.1", "36.2 weeks", "32.6 weeks"),
    ("children_in_need.open/change.1", "fell by 69", "fell by 96"),
    ("children_in_need.open/change.1", "1,728", "1,782"),
    ("+summary.area.contacts.1", "", "We received 412 contacts in July."),
    ("+summary.area.referrals.1", "", "Referrals stood at 274 at the end of the month."),
    ("report/status.1", "8 red", "7 red"),
    ("report/status.1", "5 green", "six green"),
    ("care_leavers.eet/change.1", "58.3% (35 of 60)", "58.3% (36 of 60)"),
    ("child_protection.rate/change.1", "rose to 52.1", "rose to 51.2"),
    ("schools.good_or_outstanding/composition.1", "inspection 2.6%", "inspection 6.2%"),
    ("schools.good_or_outstanding/composition.1", "was 17.0%", "was 2.6%"),
    ("+summary.area.referrals.1", "",
     "The percentage of re-referrals is below similar councils’ 2020/21 average (22.7%)."),
    ("+summary.area.referrals.1", "",
     "The percentage of re-referrals is below England’s 2020/21 average of 24.4%."),
)

# ── false claims ────────────────────────────────────────────────────────────────────────────────

CLAIMS = (
    ("contacts.volume/change.1", "fell to 379 in July from the annual high of 579",
     "rose in July"),
    ("contacts.volume/change.1", "still well above the 12 month average (322)",
     "below the 12 month average"),
    ("contacts.volume/change.1", "fell to 379 in July", "halved to 379 in July"),
    ("contacts.consultations/change.1", "the lowest since January 2022",
     "the lowest since September 2021"),
    ("contacts.to_referral/change.1", "rose to 64.7% from", "dropped to 64.7% from"),
    ("contacts.to_referral/change.1", "still below", "now above"),
    ("referrals.repeat/change.1", "rose to 17.0% from 16.8%", "improved to 17.0% from 16.8%"),
    ("referrals.repeat/standing.1", "still worse than the target (18.5%)",
     "meeting the target (18.5%)"),
    ("assessments.within_20_days/standing.1", "remains well below the target (35%)",
     "is well above the target (35%)"),
    ("assessments.within_45_days/standing.1", "England (87.6%).",
     "England (87.6%), and so is rated amber."),
    ("section_47.to_conference/change.1", "the third increase in a row",
     "the fifth increase in a row"),
    ("section_47.no_further_action/change.1", "the highest since October 2021",
     "the highest since May 2021"),
    ("child_protection.visit_timeliness/change.1", "the fourth reduction in a row",
     "the second reduction in a row"),
    ("looked_after.number/change.1", "rose to 367", "was unchanged at 367"),
    ("looked_after.sdq/change.1",
     "the fifth reduction in a row. This remains below the target (80%)",
     "a small improvement, and in line with England"),
    ("looked_after.dental_check/standing.1", "remains well below the target (94%)",
     "which met the target"),
    ("looked_after.three_placements/standing.1", "remains worse than the target (9.5%)",
     "is now within the target (9.5%)"),
    ("care_leavers.eet/change.1", "but above similar councils’ 2020/21 average",
     "and below similar councils’ 2020/21 average"),
    ("children_in_need.open/change.1", "the fifth reduction in a row",
     "the tenth reduction in a row"),
    ("care_leavers.visits/hold.1", "for the fourth month in a row", "for the ninth month in a row"),
    ("+summary.area.contacts.1", "", "Contacts have doubled since June."),
    ("+summary.area.referrals.1", "", "Referrals rose again in July."),
    ("+summary.area.referrals.1", "", "Re-referrals are better than the target for the year."),
    ("+summary.area.assessments.1", "", "The 20 day target was met."),
    ("+summary.area.section-47-investigations.1", "",
     "The number of S47 investigations commencing was the highest on record."),
    ("+summary.area.looked-after-children-lac.2", "",
     "The percentage with a dental check is rated green."),
    ("+summary.area.looked-after-children-lac.3", "",
     "There are fewer missing from care incidents than last month."),
    ("contacts.to_referral/change.1", "rose to 64.7%", "was a third"),
)

# ── withheld figures ────────────────────────────────────────────────────────────────────────────

EXACT = (
    (CP, "", "The number of children on a CP plan for more than two years was 3 in July."),
    (CP, "", "In June 10 children had been on a CP plan for more than two years."),
    (CP, "", "CP plans lasting two years or more that ceased numbered 7 in July."),
    (CP, "", "The share of children on a CP plan for more than two years was 1.1%."),
    (CP, "", "Of the plans that ceased in July, 21.9% (7 of 32) had lasted two years or more."),
    ("+summary.area.school-attendance-and-absence-of-looked-after-children.1", "",
     "Persistent absenteeism of secondary aged LAC was 28.6% in July."),
    (CARE, "", "There were 5 proceedings cases concluded in June."),
    (CP, "", "4 children became the subject of a CP plan for a second or subsequent time in June."),
)
WORDS = (
    (CP, "", "Three children have now been on a CP plan for more than two years."),
    (CP, "", "Only three children on a CP plan for more than two years remained in July."),
    (CP, "", "Ten children had been on a CP plan for more than two years in June."),
    (CP, "", "One CP plan lasting two years or more ceased in June."),
    (CP, "", "Seven CP plans lasting two years or more ceased in July."),
    (CP, "", "Four children were on a second or subsequent CP plan in June."),
    (CP, "", "More than two children have been on a CP plan for more than two years in July."),
    (CARE, "", "Five proceedings cases were concluded in June."),
)
RELATIONS = (
    (CP, "", "There were three more children starting a CP plan for a second or subsequent time in "
             "July than in June."),
    (CP, "", "The number of children on a CP plan for a second or subsequent time rose by 75% in "
             "July."),
    (CP, "", "The number of children becoming the subject of a second or subsequent CP plan was "
             "up by three on June."),
    (CARE, "", "One more proceedings case was concluded in July than in June."),
    (CARE, "", "The number of proceedings cases concluded rose by 20% on June."),
    (CP, "", "In June the number of children becoming the subject of a CP plan for a second or "
             "subsequent time was three fewer than in July."),
)
# ── other things that a review must say ─────────────────────────────────────────────────────────

GONE = (
    ("assessments.within_20_days/standing.1",
     " At 25.8% so far this year, it remains well below the target (35%).", ""),
    ("section_47.to_conference/standing.1",
     " The year to date, 23.2%, remains well below the target (36.5%), similar councils (39.2%) "
     "and England (36.5%).", ""),
    ("looked_after.dental_check/standing.1", " That remains well below the target (94%).", ""),
    ("early_help.completed/change.1", "provisionally ", ""),
)
DATED = (
    ("+summary.lead", "", "This is the report for June 2022."),
    ("background/author.1", "July 2022", "June 2022"),
    ("contacts.volume/change.1", "in July", "in June"),
    ("+summary.area.contacts.1", "", "The number of contacts fell in August 2022."),
)
PLANTED = {"figure": FIGURES, "claim": CLAIMS, "exact": EXACT, "words": WORDS,
           "relation": RELATIONS, "gone": GONE, "dated": DATED}
