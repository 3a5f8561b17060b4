"""The words of units, ours and the council's own: what stands before and after a number."""

from __future__ import annotations

from fractions import Fraction

from briefing.amounts import Unit, UnitName
from briefing.review.cells import half_up

# Before and after the number in a sentence; a third is the singular.
UNITS = {
    "percent": ("", "%", "%"), "pounds": ("£", "", ""), "pounds_thousand": ("£", "k", "k"),
    "pounds_million": ("£", "m", "m"), "cases_per_worker": ("", " cases per worker",
                                                            " case per worker"),
} | {f"{span}s": ("", f" {span}s", f" {span}")
     for span in ("minute", "hour", "day", "week", "month", "year")}
POINTS = ("", " percentage points", " percentage point")
_TWO = {"minutes_seconds": (60, "minute", "second"), "hours_minutes": (60, "hour", "minute"),
        "years_months": (12, "year", "month")}


def unit_of(name: str) -> Unit | None:
    """What a unit of the council's own is; None of ours."""
    return name.unit if isinstance(name, UnitName) else None


def own_form(value: Fraction, unit: Unit, change: bool) -> str | None:
    """A size in two units ("7 minutes 32 seconds") or shorter as it is large ("£1.2m"); None where
    the unit is written neither way."""
    if unit.form:
        per, large, small = _TWO[unit.form]
        whole, rest = divmod(int(half_up(abs(value), 0)), per)
        parts = [f"{n:,} {name}{'' if n == 1 else 's'}"
                 for n, name in ((whole, large), (rest, small)) if n]
        return " ".join(parts) or f"0 {small}s"
    sizes = [big for big in unit.big if abs(value) >= big.at_least]
    if not sizes:
        return None
    big = max(sizes, key=lambda one: one.at_least)
    settled = half_up(abs(value) / big.at_least, big.decimals)
    return (f"{unit.before}{float(settled):,.{big.decimals}f}{big.after}"
            f"{unit.change_after if change else unit.after}")


def with_unit(settled: Fraction, places: int, unit: tuple[str, str, str]) -> str:
    """The size of a settled number, between what stands before and after it in the unit."""
    digits = str(int(abs(settled) * 10**places)).rjust(places + 1, "0")
    whole, part = (digits[:-places], "." + digits[-places:]) if places else (digits, "")
    bare = f"{int(whole):,}{part}"
    return f"{unit[0]}{bare}{unit[2] if bare == '1' else unit[1]}"
