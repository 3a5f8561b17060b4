"""An exposure in words that an officer understands: the count, its range, what gives it away."""

from __future__ import annotations

from briefing.attack.exposure import Exposure
from briefing.attack.expressions import MONTH_ROLES
from briefing.attack.shown import Shown
from briefing.attack.system import ADDED
from briefing.indicators import Dictionary
from briefing.periods import Month


def range_in_words(low: int, high: int | None) -> str:
    """ "3", "3 to 5", "4 or more"."""
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def in_words(exposure: Exposure, dictionary: Dictionary) -> str:
    """ "“Children on a plan”, July 2022, is withheld but can only be 3: “…” 1.1% (table) and …"."""
    shown = exposure.shown
    name = named(shown, dictionary)
    if exposure.kind == "printed":
        return f"{name}, is a count that is withheld, but it is printed: {shown.text} " \
               f"({_where(shown)})."
    whose = "is printed, and its numerator" if exposure.kind == "implied" else (
        "is withheld, but the count of the others" if exposure.complement else "is withheld but")
    said = f"{name}, {whose} can only be {range_in_words(exposure.low, exposure.high)}"
    if shown.role == "mean_12m":
        said += " over the 12 months"
    told = list(dict.fromkeys(
        _told(s, dictionary) for one in exposure.because for s in one.shown))
    told += list(dict.fromkeys(one.definition for one in exposure.because
                               if one.definition not in ("", ADDED) and not one.shown))
    return said + (": " + "; ".join(told) if told else "") + "."


def named(shown: Shown, dictionary: Dictionary) -> str:
    """ "“Children on a plan”, year to date, July 2022"."""
    title = dictionary[shown.indicator].title if shown.indicator in dictionary else shown.indicator
    role = "" if shown.role in MONTH_ROLES else f", {ROLE_WORDS.get(shown.role, shown.role)}"
    return f"“{title}”{role}, {_period(shown.period)}"


def _told(shown: Shown, dictionary: Dictionary) -> str:
    return f"{named(shown, dictionary)}: {shown.text} ({_where(shown)})"


def _where(shown: Shown) -> str:
    return shown.report or shown.place or "print"


def _period(text: str) -> str:
    return text if "/" in text or "-" not in text else Month.of(
        int(text[:4]), int(text[5:])).full


ROLE_WORDS = {
    "year_to_date": "year to date", "year_to_date_last_year": "last year to date",
    "outturn": "outturn", "sum_12m": "12 month total", "mean_12m": "12 month average",
    "increment": "what it added", "implied": "not given yet", "change": "change",
    "change_in_per_cent": "change in per cent",
    "numerator": "numerator", "denominator": "denominator", "target": "target",
    "national": "England",
    "statistical_neighbours": "statistical neighbours", "region": "region",
}  # fmt: skip
