"""What a report is of: a month, quarter, term, half year or year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.periods.longer import (
    HALVES,
    PERIOD_WORDS,
    STEPS,
    TERMS,
    Frequency,
    part_number,
    period_full,
    period_short,
)
from briefing.periods.months import YEAR_STARTS, Month, Year, YearKind
from briefing.periods.parsing import check_quarter, is_term, parse_month, parse_period

_NAMED_KIND = re.compile(r"\s*\(?\b(financial|academic|calendar)(?:\s+year)?\b\)?\s*", re.I)
_STORED = re.compile(r"(\d{4})(?:-(\d{2}))?-(?:q([1-4])|h([12])|(year)|(autumn|spring|summer))"
                     r"(-academic)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """What a report is of: a month, quarter, term, half year or year, by its last month.

    `kind` is the kind of year that it is, or is a part of. As text it is "2022-07", "2024-25-q2",
    "2024-25-h1", "2024-autumn" or "2024-25-year", which sorts with others of its kind, is fit for
    the name of a file, and is read back by `stored`.
    """

    last: Month
    frequency: Frequency = "monthly"
    kind: YearKind = "financial"

    @classmethod
    def parse(cls, text: str, frequency: Frequency | None = None,
              kind: YearKind = "financial") -> Period:
        """The period written "July 2022", "Q2 2024/25", "H1 2024/25", "autumn term 2024" or
        "2024/25"; "academic year 2023/24" and "calendar year 2024" name their kind of year.

        With a `frequency` a month stands for the period that it ends. Raises ValueError, with what
        was found, when the text is no period or none of that frequency.
        """
        bare = text.strip()
        if _STORED.fullmatch(bare) and frequency is None:
            return cls.stored(bare)
        named = _NAMED_KIND.search(bare)
        if named:
            kind = _kind_named(named[1])
            before = re.sub(r"\s+of(?:\s+the)?$", "", bare[:named.start()])
            bare = f"{before} {bare[named.end():]}".strip(" ,")
        if is_term(bare) or frequency == "termly":
            kind = "academic"
        whole = not named and re.fullmatch(r"\d{4}", bare) and frequency in (None, "annual")
        if whole:
            kind = "calendar"
        for name, step in STEPS.items():
            if frequency is not None and name != frequency:
                continue
            try:
                return cls(parse_period(bare, step, kind), name, kind)
            except ValueError:
                if frequency is not None:
                    raise
        check_quarter(bare, kind)
        raise ValueError(f"'{text}' is not a month, quarter, half year, term or year")

    @classmethod
    def stored(cls, text: str) -> Period:
        """The period that `str` wrote; raises ValueError when the text is none."""
        match = _STORED.fullmatch(text)
        if match is None:
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
                raise ValueError(f"'{text}' is no period")
            return cls(parse_month(text))
        start, second = int(match[1]), match[2]
        if match[6]:
            return cls.parse(f"{match[6]} term {start}")
        kind: YearKind = "calendar" if second is None else (
            "academic" if match[7] else "financial")
        if second is not None and int(second) != (start + 1) % 100:
            raise ValueError(f"'{text}' is no period")
        first = Year(start, kind).first
        if match[3]:
            return cls(first.back(1 - 3 * int(match[3])), "quarterly", kind)
        if match[4]:
            return cls(first.back(1 - 6 * int(match[4])), "half_yearly", kind)
        return cls(Year(start, kind).last, "annual", kind)

    @property
    def step(self) -> int:
        """Its months, which are those from one of its sort to the next."""
        return STEPS[self.frequency]

    @property
    def first(self) -> Month:
        """Its first month."""
        return self.last.back(self.step - 1)

    @property
    def word(self) -> str:
        """ "month", "quarter", "term", "half year" or "year"."""
        return PERIOD_WORDS[self.frequency]

    @property
    def full(self) -> str:
        """ "July 2022", "quarter 2 2024/25", "the first half of 2024/25", "the autumn term
        2024"."""
        return period_full(self.last, self.step, self.kind)

    @property
    def name(self) -> str:
        """The same within its year: "July", "quarter 2", "the autumn term"; a year's is its own."""
        number = part_number(self.last, self.step, self.kind)
        match self.frequency:
            case "monthly":
                return self.last.name
            case "quarterly":
                return f"quarter {number}"
            case "termly":
                return f"the {TERMS[number - 1]} term"
            case "half_yearly":
                return f"the {HALVES[number - 1]} half of the year"
            case "annual":
                return self.full

    @property
    def short(self) -> str:
        """ "Jul 22", "Q2 24/25", "H1 24/25", "Aut 24" or "2024/25", for a table's head."""
        return period_short(self.last, self.step, self.kind)

    @property
    def year(self) -> Year:
        """The year that it is, or lies in."""
        return Year.holding(self.last, self.kind)

    def back(self, periods: int) -> Period:
        """The period so many of its sort before (after, when negative)."""
        return Period(self.last.back(periods * self.step), self.frequency, self.kind)

    def back_to(self, month: Month) -> Month:
        """The last month of the latest period of its sort that is over at the end of the month."""
        into = month.ordinal - Year.holding(month, self.kind).first.ordinal + 1
        return month.back(into % self.step)

    @property
    def previous(self) -> Period:
        """The one before."""
        return self.back(1)

    @property
    def year_before(self) -> Period:
        """The same a year before."""
        return Period(self.last.year_before, self.frequency, self.kind)

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def __str__(self) -> str:
        if self.frequency == "monthly":
            return str(self.last)
        number = part_number(self.last, self.step, self.kind)
        if self.frequency == "termly":
            return f"{self.last.year}-{TERMS[number - 1]}"
        part = {"quarterly": f"q{number}", "half_yearly": f"h{number}"}.get(self.frequency, "year")
        academic = "-academic" if self.kind == "academic" else ""
        return f"{str(self.year).replace('/', '-')}-{part}{academic}"


def _kind_named(text: str) -> YearKind:
    kinds: dict[str, YearKind] = {kind: kind for kind in YEAR_STARTS}
    return kinds[text.casefold()]
