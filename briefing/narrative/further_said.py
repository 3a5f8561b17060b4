"""What a further sentence is said of: the finding, what was printed of it, and the words for both.

Each move takes a `Further`, gives the words of its sentence, and () where there is nothing to say.
"""

from __future__ import annotations

from briefing import amounts
from briefing.facts import Fact, Quantity
from briefing.findings import Finding
from briefing.narrative.book import Book
from briefing.narrative.phrasing import TWELVE_MONTHS, Phrasing
from briefing.narrative.sentence import Figure, Pieces
from briefing.periods import Year, parse_month


class Further:
    """What more is said of one finding; `printed` are the quantities that its sentences have."""

    def __init__(self, finding: Finding, book: Book, printed: set[Quantity]) -> None:
        self.finding = finding
        self.indicator = finding.indicator
        self.book = book
        self.printed = printed
        self.phrasing = Phrasing(finding, book)
        self.compared: set[tuple[str, str]] = set()     # the periods that it was set beside
        self.final = not finding.provisional
        current = finding.facts.get("current")
        self.current = current if self.final else None
        year = finding.facts.get("year_to_date")
        self.year = year if year is not None and not finding.provisional_year else None

    def is_printed(self, fact: Fact) -> bool:
        """Whether a sentence of the indicator's has printed the fact's quantity."""
        return fact.quantity in self.printed

    def is_baseline(self, fact: Fact) -> bool:
        """Whether the fact is of the period that the author chose to look back at."""
        return self.indicator.baseline is not None and fact.period == str(self.indicator.baseline)

    def is_first_of_year(self) -> bool:
        """Whether the period is its year's first, so that the year to date is its figure alone."""
        first = Year.holding(self.finding.period, self.indicator.year).first
        return self.finding.period.ordinal - first.ordinal < self.indicator.step

    def pronoun(self) -> Pieces:
        """ "it" or "they", as the subject is one or many."""
        return self.phrasing.say("pronoun", {"plural": self.phrasing.yes(self.indicator.plural)})

    def who(self, judged: str) -> Pieces:
        """ "the July figure", "the year to date": the figure of the month or of the year so far."""
        half = self.indicator.frequency == "half_yearly" and self.phrasing.timing != "rolling"
        return self.phrasing.say("further_who", {"judged": judged, "half": Phrasing.yes(half)})

    def then(self, fact: Fact, place: str, ago: str = "some", judged: str = "month") -> Pieces:
        """The earlier period: "June", "the 12 months to June", "the same point last year"."""
        month = parse_month(fact.period)
        timing = self.phrasing.timing if judged == "month" else "cumulative"
        return self.phrasing.say(
            "further_then", {"place": place, "timing": timing,
                             "ago": ago if judged == "month" else "year"},
            {"then_month": (self.phrasing.month_said(month),),
             "over": (self.indicator.over or TWELVE_MONTHS,),
             "then_year": (str(Year.holding(month, self.indicator.year)),)})

    def per_cent(self, fact: Fact) -> Figure:
        """The fact as a percentage, whatever the indicator's unit is."""
        return Figure(amounts.in_prose(fact.value, "percent", fact.decimals), fact)
