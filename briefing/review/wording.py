"""The forms of a generated sentence, as patterns: how one can open and what can be added to it.

They are the English that the reader understands, not the narrative's templates. A form names what
it captures in braces: `{figure:now}` is a figure, `{when:now}` a time with its preposition,
`{period:since}` a bare one, `{count:run}` a number or its word. The indicator's own words have been
masked before a form is matched: § is its subject, ¤ what it counts, ¶ its own clause for nought.
"""

from __future__ import annotations

import re

from briefing.periods import MONTH_NAMES
from briefing.review.figures import NUMBER, ORDINALS, WORDS
from briefing.review.forms import Form

SUBJECT, COUNTED, NOUGHT = "§", "¤", "¶"

_UNIT = r"%|[km]\b| (?:minute|hour|day|week|month|year)s?\b(?! of figures)| cases? per worker\b"
_BARE = rf"[-−]?£?{NUMBER}"
_PERIOD = (rf"(?:{'|'.join(MONTH_NAMES)})(?: \d{{4}})?"
           r"|quarter [1-4](?: \d{4}(?:/\d\d)?)?|\d{4}(?:/\d\d)?"
           r"|the (?:autumn|spring|summer) term(?: \d{4})?"
           r"|the (?:first|second) half of (?:the year|\d{4}/\d\d)")
_COUNT = rf"\d[\d,]*(?:st|nd|rd|th)?|{'|'.join(WORDS[1:])}|{'|'.join(ORDINALS[1:])}"
_MARKING = "(?:provisional|estimated|unreliable)"

# What a name in braces stands for; NAME is the part after the colon.
_PARTS = {
    "figure": rf"(?P<NAME>{_BARE}(?:{_UNIT})?|none|nil)(?P<NAME_soft> \({_MARKING}\))?",
    "of_n": rf"(?P<NAME>{_BARE}(?:{_UNIT})?|none|nil)"
            rf"(?P<NAME_of> \((?P<NAME_above>{NUMBER}) of (?P<NAME_below>{NUMBER})\))?"
            rf"(?P<NAME_soft> \({_MARKING}\))?",
    "bare": rf"(?P<NAME>{_BARE}(?:[km]\b)?)(?P<NAME_soft> \({_MARKING}\))?",
    "size": rf"(?P<NAME>(?:less than )?£?{NUMBER}[km]?(?: percentage points?| per 1[\d,]+"
            rf"|{_UNIT})?)",
    "when": rf"(?P<NAME_how>in the 12 months to|for the year so far at the end of|at the end of|in)"
            rf" (?P<NAME_at>{_PERIOD})",
    "period": rf"(?P<NAME>{_PERIOD})",
    "year": r"(?P<NAME>\d{4}(?:/\d\d)?)",
    # what others' figures are of: a year, a month or a quarter
    "dated": rf"(?P<NAME>(?:(?:{'|'.join(MONTH_NAMES)}|Q[1-4]) )?\d{{4}}(?:/\d\d)?)",
    "count": rf"(?P<NAME>{_COUNT})",
}
# What an indicator may be called after another that it belongs with.
_NAME = r"number|percentage|proportion|rate(?: per [\d,]+(?: [a-z]+| \d+s)*?)?"
_SHORT = {
    "{the}": rf"(?:Similarly, t|T|t)he (?P<subject>{SUBJECT}|{_NAME})"
             rf"|(?:Similarly, )?(?P<plain>{SUBJECT})",
    "{was}": r"(?P<be>was|were)(?P<soft> provisionally| estimated at|, on unreliable figures,)?",
    "{way}": r"(?P<also>also )?(?P<way>increased|reduced|rose|fell)"
             r"(?: (?P<hedge>marginally|slightly))?",
    "{moved}": r"(?P<moved>edged up|rose|dipped|fell)",
    "{rounded}": r"(?P<rounded> when rounded)",
    "{extreme}": r"(?:(?:an|the) annual (?P<extreme>high|low) of )?",
    "{gloss}": r"(?: \((?:more than (?P<gloss>an? \w+|half|three quarters|two thirds)|almost "
               r"(?P<gloss_under>an? \w+|half|three quarters|two thirds))\))?",
    "{late}": r"(?P<late>, the latest available)?",
    "{span}": r"(?P<span>month|quarter|year)",
    "{spans}": r"(?P<spans>month|quarter|year)s?",
}


def compiled(form: str) -> Form:
    """The pattern of a form."""
    return Form(form, _pattern)


def _pattern(form: str) -> re.Pattern[str]:
    for short, pattern in _SHORT.items():
        form = form.replace(short, f"(?:{pattern})" if short == "{the}" else pattern)
    return re.compile(re.sub(
        r"\{(\w+):(\w+)\}", lambda part: _PARTS[part[1]].replace("NAME", part[2]), form))


# A target that does not count yet, or of which it is not plain what it is of.
_NOT_JUDGED = (r"target (?:range of {figure:low} to |of ){figure:value} is "
               r"(?:(?P<waits>for the year, and is not judged on part of it)|not judged, as it is "
               r"not said whether it is for the (?P<unclear>month|quarter|year) or for the year)")

OPENINGS = tuple((name, compiled(form)) for name, form in (
    ("to_date", rf"The year to date (?P<subject>{SUBJECT}|{_NAME}) "
                r"{was} {figure:to_date} at the end of {period:at}"),
    ("standing", r"The year to date figure of {figure:to_date}(?= )"),
    ("unjudged", r"The year to date (?P<why>cannot be worked out, as a month of it has no figure"
                 r"|is not given, as a month of it is withheld"
                 r"|is not worked out, as a new series began within the year"
                 r"|is not shown, to protect the children concerned), so the "
                 r"target (?:range of {figure:low} to |of ){figure:value} is not judged"),
    ("unjudged", rf"(?P<why>Nor is) the year to date"
                 rf"(?: of (?:the )?(?P<subject>{SUBJECT}|{_NAME}))?"
                 r", so the target (?:range of {figure:low} to |of ){figure:value} is not judged"),
    ("unjudged", rf"The {_NOT_JUDGED}"),
    ("total", r"The total for the last 12 months is {figure:total}"),
    ("this", r"This(?= )"),
    ("the_month", r"The {period:at} figure(?= (?:is|are|remain))"),
    ("caution", r"The cohort is small: (?P<ways>one more or one fewer|one fewer|one) of the "
                r"{count:below} would change the "
                r"figure by {size:by}"),
    ("flows", r"There were {count:inflow} (?P<in_words>[^.]+?) {when:now} and "
              r"{count:outflow} (?P<out_words>[^.]+)"),
    ("nought", r"(?:There (?:was|were)(?P<soft> provisionally|, on (?:estimated|unreliable) "
               rf"figures,)? no {COUNTED}|{NOUGHT}"
               rf"(?P<own_soft> \({_MARKING}\))?) {{when:now}}{{late}}"),
    ("nought", r"{the} {was} nil {when:now}{late}"),
    ("not_shown", rf"(?:The )?(?P<subject>{SUBJECT}|{_NAME})(?P<others>,? [^.]+?) are not shown "
                  r"for {period:at}, (?P<why>to protect the children concerned)"),
    ("not_shown", r"{the} (?P<be>is|are) not shown for {period:at}, (?P<why>to protect the "
                  r"children concerned|because it rounds to nought"
                  r"|because the figure is unreliable)"),
    ("not_shown", rf"(?:The )?(?P<subject>{SUBJECT}|{_NAME})(?P<others>,? [^.]+?) are not shown "
                  r"for {period:at}, (?P<why>to protect the children concerned)"),
    ("gap", rf"The {{period:at}} figures are (?P<why>withheld) for (?:the )?(?P<subject>{SUBJECT}"
            rf"|{_NAME})(?P<others>,? [^.]+?), so these are not compared with them"),
    ("small", r"{the} {was} fewer than {count:below} {when:now}{late}; the figure is not shown, "
              r"(?P<why>to protect the children concerned)"),
    ("not_shown", r"{the} (?P<be>is|are) (?P<why>not applicable) in {period:at}"),
    ("not_shown", rf"(?P<why>No figure is available) for {{period:at}} for (?:the )?(?P<subject>"
                  rf"{SUBJECT}|{_NAME})(?P<others>(?:,| and) [^.]+)?"),
    ("changed", r"{the} {way} by {size:by}, from {extreme}{bare:then} {when:then} to "
                r"{bare:now}{gloss} {when:now}{late}"),
    ("changed", r"{the} {way} from {extreme}{figure:then} {when:then} to {of_n:now}{gloss} "
                r"{when:now}{late}"),
    ("changed", r"{the} {was} {of_n:now} {when:now}{late}, after {figure:then}{rounded} "
                r"{when:then}"),
    ("changed", r"{the} {was} {of_n:now}{rounded} {when:now}{late}, after {figure:then} "
                r"{when:then}"),
    ("level", r"{the} {was}(?P<held> maintained at)? {of_n:now}{gloss} {when:now}{late}"),
    ("shares", r"(?P<now_how>In the 12 months to|For the year so far at the end of|At the end of"
               r"|In) {period:now_at} the (?P<stem>[^.\d]+?) (?P<first>in [^.]+?) was "
               r"{figure:first_share}(?P<rest>(?:,(?: and)? in .+? [-−\d.%]+(?=[,.]))*)"),
))

ADDITIONS = tuple((name, compiled(form)) for name, form in (
    ("compared", r", after {figure:then}{rounded} {when:then}"),
    ("compared", r", compared with {extreme}{figure:then} {when:then}"),
    ("compared", r", (?P<way>up|down) from {extreme}{figure:then} {when:then}"),
    ("beyond_two", r", (?P<side>above|below) the {figure:then} {when:then} and the "
                   r"{figure:earlier} {when:earlier}"),
    ("between", r"(?:,| and) having been between {figure:low} and {figure:high} in each "
                r"{span} since {period:since}"),
    ("same", r", the same as {when:then}"),
    ("same_row", r",(?: the same)? for the {count:run} {span} in a row"),
    ("same_always", r", as in each of the {count:known} {spans} for which there are figures"),
    ("gap", r"; the {period:at} figure is (?P<why>withheld), so the two are not compared"),
    ("gap", r"; there is (?P<why>no figure) for {period:at} to compare it with"),
    ("gap", r", the first {span} of a (?P<why>new series) that earlier figures do not compare "
            r"with"),
    ("unjudged", rf"; the {_NOT_JUDGED}"),
    ("record", r"(?:,| and) the (?P<record>highest|lowest) in {count:known} {spans}"),
    ("record", r"(?:,| and) the (?P<record>highest|lowest) since {period:since}"),
    ("run", r"(?:,| and) the {count:run} (?P<way>increase|reduction) in a row"),
    ("run", r"(?:,| and) (?:an?|the) {count:run} successive (?P<way>increase|reduction)"),
    ("ended", r"(?:,| and) ending {count:run} (?P<way>increase|reduction)s in a row since "
              r"{period:since}"),
    ("usual", r"(?:,| and|,? but) (?P<relation>within|above|below) its usual range of {figure:low} "
              r"to {figure:high}"),
    ("polarity", r" \((?P<polarity>lower|higher) is better\)"),
))

# A period with its figure: last year's.
_DATED = rf"(?:{_PERIOD}) \("
# One comparator, and what may stand before it: a relation of its own, or that of the one before.
RELATION = compiled(
    r"(?P<lead>, and|, but| and|, but|,)?"
    r"(?: (?P<verb>is now|are now|remains?|is|are))?"
    r"(?: (?P<size>slightly|well|broadly|{size:gap}))? "
    r"(?P<relation>above|below|equal to|within|in line with|more than|fewer than|less than) "
    rf"(?=the |{_DATED}|(?:{_PERIOD})’s target|[^;]{{0,60}}?, the part to date )")
NEXT = Form(rf"(?:, and|,| and) (?=the |{_DATED})")
COMPARATORS = tuple((name, compiled(form)) for name, form in (
    ("target", r"the target range of {figure:low} to {figure:value}"),
    ("target", r"the target of {figure:value}"),
    ("target", r"{period:of}’s target of {figure:value} "
               r"\({period:before_of}’s was {figure:before}\)"),
    ("target", r"the (?P<to_date>target) range to date of {figure:low} to {figure:value}"),
    ("target", r"the (?P<to_date>target) to date of {figure:value}"),
    ("target", r"the (?P<year>year’s) target range of {figure:low} to {figure:value}"),
    ("target", r"the (?P<year>year’s) target of {figure:value}"),
    ("target", r"{figure:low} to {figure:value}, the (?P<pro_rata>part) to date of the year’s "
               r"target range of {figure:whole_low} to {figure:whole}"),
    ("target", r"{figure:value}, the (?P<pro_rata>part) to date of the year’s target of "
               r"{figure:whole}"),
    ("mean_12m", r"the 12 month average of {figure:value}"),
    ("same_month_last_year", r"{period:at} \({figure:value}\)"),
    ("months_to_last_year", r"the 12 months to {period:at} \({figure:value}\)"),
    ("year_to_date_last_year", r"the {figure:value} at the same point last year"),
    ("outturn", r"the {year:at} outturn \({figure:value}\)"),
    ("benchmark", r"the {dated:at} (?P<who>statistical neighbour|regional|national|own[a-z]) "
                  r"average of {figure:value}"),
    ("benchmarks", r"the {dated:at} (?P<who>(?:statistical neighbour|regional|national)"
                   r" \([^()]+\)(?:(?:,| and|, and) (?:statistical neighbour|regional|national) "
                   r"\([^()]+\))+) averages"),
))
ONE_BENCHMARK = compiled(r"(?P<who>statistical neighbour|regional|national) \({figure:value}\)")

# One of the shares after the first: ", and in schools with no current inspection 2.6%".
SHARE = compiled(r",(?: and)? (?P<name>in .+?) {figure:share}(?=,|$)")

# ── in brief ────────────────────────────────────────────────────────────────────────────────────

# How a main concern is put before what happened; what is left is an ordinary sentence.
CONCERN = Form(rf"(?:(?:The main concern|What most needs attention|The concern here"
                     rf"|The first of (?:two|three) concerns|The second|The third) is "
                     rf"(?P<named>(?:the )?{SUBJECT})(?P<better> \((?:lower|higher) is better\))?, "
                     rf"which "
                     rf"|Of most concern, (?P<first>(?:the )?{SUBJECT})"
                     rf"(?P<first_better> \((?:lower|higher) is better\))? )")
POLARITY = Form(rf"^(?P<named>(?:The )?(?:{SUBJECT}|{_NAME})) "
                      r"\((?P<polarity>lower|higher) is better\)")
_WHEN = r"(?: {when:now}{late},?)?"
_RECORD = r", the (?P<record>highest|lowest) (?:in {count:known} {spans}|since {period:since})"
_STANDS = r" (?:(?:still|now) )?(?:(?:just|slightly|well) )?(?:above|below|within|at|the same as) "
BRIEF_OPENINGS = tuple((name, compiled(form)) for name, form in (
    ("year", r"At {figure:to_date} so far this year, (?P<pronoun>it is|they are|it remains"
             r"|they remain)"),
    ("year", r"The year to date, {figure:to_date}, (?P<verb>is|remains)"),
    ("year", r"Over the year so far (?P<pronoun>it was|they were) {figure:to_date}(?=,)"),
    ("year", r"So far this year (?P<pronoun>it is|they are) {figure:to_date}"),
    ("that", r"(?:(?P<that>It|That|This|The figure) (?:is|remains)|(?P<those>They) (?:are|remain))"
             rf"(?={_STANDS})"),
    ("year_alone", rf"The (?P<subject>{SUBJECT}|{_NAME}) "
                   r"{was} {figure:to_date} so far this year, annualised"),
    ("changed", rf"{{the}} {{moved}} by {{size:by}}, to {{bare:now}}{_WHEN}(?:{_RECORD},)? "
                r"from {extreme}{figure:then}(?: {when:then})?"),
    ("changed", rf"{{the}} {{moved}} to {{of_n:now}}{_WHEN}(?:{_RECORD},)? from {{extreme}}"
                r"{figure:then}(?: {when:then})?"),
    ("changed", rf"{{the}} {{was}} {{of_n:now}}{_WHEN}(?:{_RECORD})?, after "
                r"{figure:then}{rounded} {when:then}"),
    ("changed", rf"{{the}} {{was}} {{of_n:now}}{{rounded}}{_WHEN}(?:{_RECORD})?, after "
                r"{figure:then} {when:then}"),
))
BRIEF_LEVELS = tuple((name, compiled(form)) for name, form in (
    ("level", r"{the} {was} {of_n:now}{gloss} for the year so far"),
    ("nought", r"(?:There (?:was|were)(?P<soft> provisionally|, on (?:estimated|unreliable) "
               rf"figures,)? no {COUNTED}|{NOUGHT}(?P<own_soft> \({_MARKING}\))?) for the year so "
               r"far"),
    ("nought_since", r"(?:There (?:was|were)(?P<soft> provisionally|, on "
                     r"(?:estimated|unreliable) figures,)? no "
                     rf"{COUNTED}|{NOUGHT}(?P<own_soft> \({_MARKING}\))?) from {{period:first}} "
                     r"to {period:until}"),
    ("nought_since", r"{the} {was} nil from {period:first} to {period:until}"),
    ("level", r"{the} {was} {of_n:now}{gloss}"),
))
BRIEF_ADDITIONS = tuple((name, compiled(form)) for name, form in (
    ("waits", r"; the year’s target (?:range )?is (?:{figure:low} to )?{figure:value}"),
    ("so_far", r" \({figure:to_date} so far this year\)"),
    ("beyond", r", (?P<side>above|below) the {figure:then} (?P<then_how>in the 12 months to) "
               r"{period:then_at}"),
    ("beyond", r", (?P<side>above|below) {period:then_at}’s {figure:then}"
               r"(?: and {period:earlier_at}’s {figure:earlier})?"),
    ("compared", r", (?P<way>up|down) from {extreme}{figure:then} in {period:then_at}"),
    ("same_always", r", as in each of the {count:known} {spans} since {period:since}"),
    ("same", r", the same as in {period:then_at}"),
))
_OTHERS = (rf"(?:the |similar councils|England|own[a-z](?![a-z])|{_PERIOD})")
BRIEF_RELATION = compiled(
    r"(?P<lead>, and|, but| and|,)?(?: (?P<verb>still|now|(?:is|are)(?: now)?))?"
    r"(?: (?P<size>just|slightly|well))? "
    rf"(?P<relation>above|below|within|at|the same as) (?={_OTHERS})")
BRIEF_NEXT = Form(rf"(?:,| and) (?={_OTHERS})")
BRIEF_COMPARATORS = tuple((name, compiled(form)) for name, form in (
    ("target", r"{period:of}’s target \({figure:value}; {period:before_of}’s was "
               r"{figure:before}\)"),
    ("target", r"the target range \({figure:low} to {figure:value}\)"),
    ("target", r"the target \({figure:value}\)"),
    ("target", r"the (?P<to_date>target) range to date \({figure:low} to {figure:value}\)"),
    ("target", r"the (?P<to_date>target) to date \({figure:value}\)"),
    ("target", r"the (?P<year>year’s) target range \({figure:low} to {figure:value}\)"),
    ("target", r"the (?P<year>year’s) target \({figure:value}\)"),
    ("target", r"the (?P<pro_rata>part) to date \({figure:low} to {figure:value}\) of the year’s "
               r"target range \({figure:whole_low} to {figure:whole}\)"),
    ("target", r"the (?P<pro_rata>part) to date \({figure:value}\) of the year’s target "
               r"\({figure:whole}\)"),
    ("mean_12m", r"the 12 month average \({figure:value}\)"),
    ("year_to_date_last_year", r"the same point last year \({figure:value}\)"),
    ("months_to_last_year", r"the 12 months to {period:at} \({figure:value}\)"),
    ("benchmark", r"(?P<who>similar councils(?=’ )|the region(?=’s )|England(?=’s )"
                  r"|own[a-z](?=’s ))’s? {dated:at} "
                  r"average \({figure:value}\)"),
    ("benchmark", r"(?P<who>similar councils|the region|England|own[a-z]) \({figure:value}\)"),
    ("outturn", r"{year:at} \({figure:value}\)"),
    ("same_month_last_year", r"{period:at} \({figure:value}\)"),
))
WHO = {"similar councils": "statistical neighbour", "the region": "regional",
       "England": "national"}
