"""Charts of every kind with random figures, gaps, marks and labels, for what must always hold."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from briefing.document import ChartPoint, ChartSeries, ChartSpec

MONTHS = ("Apr 21", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 22", "Feb", "Mar",
          "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 23", "Feb", "Mar",
          "Apr")  # fmt: skip
NAMES = ("Target", "Statistical neighbours", "12 month average", "England", "A year earlier",
         "Children on a child protection plan for more than two years", "Usual range from",
         "‘less than good’ schools")  # fmt: skip
# What stands in place of a figure, and its mark.
ABSENT = (("[c]", "withheld"), ("[low]", "withheld"), ("[x]", "missing"), ("", "missing"), ("", ""))

SPECIAL = ("improving", "worsening", "unusual")
KINDS = ("line", "column", "cumulative", "stock", "composition", "comparison", "xmr", "spc")


@st.composite
def points(draw: st.DrawFn, count: int, whole: bool = False) -> tuple[ChartPoint, ...]:
    """Points of which some have no value; `whole` leaves none out."""
    made = []
    for _ in range(count):
        if not whole and draw(st.integers(0, 4)) == 0:
            text, mark = draw(st.sampled_from(ABSENT))
            made.append(ChartPoint(None, text, mark))  # type: ignore[arg-type]
        else:
            value = Decimal(draw(st.integers(0, 12_000))) / 10
            mark = draw(st.sampled_from(("", "", "", "provisional")))
            made.append(ChartPoint(value, f"{value:,.1f}%", mark))  # type: ignore[arg-type]
    return tuple(made)


@st.composite
def series(draw: st.DrawFn, role: str, count: int, whole: bool = False) -> ChartSeries:
    # special points are called by the layout's own words, which are short
    name = role.capitalize() if role in SPECIAL else draw(st.sampled_from(NAMES))
    made = draw(points(count, whole))
    last = next((p.text for p in reversed(made) if p.value is not None), "")
    label = last if role == "main" else f"{name} {last}".strip()
    return ChartSeries(name, role, made, label)  # type: ignore[arg-type]


@st.composite
def shares(draw: st.DrawFn, parts: int, count: int) -> tuple[ChartSeries, ...]:
    """Shares that add up to 100 in each month that has any."""
    columns = []
    for _ in range(count):
        if draw(st.integers(0, 5)) == 0:
            columns.append([ChartPoint(None, "[c]", "withheld")] * parts)
            continue
        cuts = sorted(draw(st.lists(st.integers(0, 1000), min_size=parts - 1, max_size=parts - 1)))
        tenths = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
        mark = draw(st.sampled_from(("", "", "provisional")))
        columns.append([ChartPoint(Decimal(n) / 10, f"{n / 10:.1f}%", mark) for n in tenths])
    made = []
    for row in zip(*columns, strict=True):
        name = draw(st.sampled_from(NAMES))
        label = f"{name} {row[-1].text}" if row[-1].value is not None else name
        made.append(ChartSeries(name, "share", row, label))
    return tuple(made)


@st.composite
def specs(draw: st.DrawFn, kind: str) -> ChartSpec:
    """A chart of the kind."""
    count = draw(st.integers(1, 25))
    if kind == "cumulative":
        count = draw(st.sampled_from((4, 12)))
    months = MONTHS[:count]
    others = draw(st.lists(st.sampled_from(
        ("target", "target", "average", "comparator", "last_year", "limit", "earlier")),
        max_size=7))
    if kind == "spc":
        others += draw(st.lists(st.sampled_from(SPECIAL), unique=True))
    match kind:
        case "composition":
            count = draw(st.integers(1, 5))
            months = MONTHS[9:9 + count]
            parts = draw(st.integers(2, 6))
            rows = draw(shares(parts, count))
        case "comparison":
            count = draw(st.integers(1, 4))
            months = tuple(draw(st.sampled_from(NAMES)) + " 2020/21" for _ in range(count))
            rows = (draw(series("main", count)),)
            for _ in range(draw(st.integers(0, 2))):
                target = draw(points(1, whole=True)) * count
                rows += (ChartSeries("Target", "target", target, f"Target {target[0].text}"),)
        case "stock":
            rows = (draw(series("main", count)), draw(series("inflow", count)),
                    draw(series("outflow", count)))
        case "cumulative":
            upto = draw(st.integers(1, count))
            main = draw(points(upto)) + (ChartPoint(None, ""),) * (count - upto)
            last = next((p.text for p in reversed(main) if p.value is not None), "")
            rows = (ChartSeries("2022/23", "main", main, f"2022/23 {last}"),
                    *(draw(series(role, count)) for role in others[:4]))
        case _:
            rows = (draw(series("main", count)), *(draw(series(role, count)) for role in others))
    if kind == "composition":
        ticks = tuple((Decimal(n), f"{n}%") for n in range(0, 101, 20))
        return ChartSpec(kind, months, rows, ticks, "Per cent")
    ticks = ticks_over([p.value for s in rows for p in s.points if p.value is not None])
    flows = ticks_over([p.value for s in rows[1:] for p in s.points if p.value is not None])
    breaks = draw(st.sets(st.integers(1, count), max_size=2)) if kind in (
        "line", "xmr", "spc") else ()
    return ChartSpec(kind, months, rows, ticks, "Per cent", tuple(breaks),  # type: ignore[arg-type]
                     flow_ticks=(flows[0], flows[-1]) if kind == "stock" else ())


def ticks_over(values: list[Decimal]) -> tuple[tuple[Decimal, str], ...]:
    """Six ticks from nought to above the highest value."""
    step = (max(values, default=Decimal(1)) / 5).quantize(Decimal(1)) + 1
    return tuple((n * step, f"{n * step:,}%") for n in range(6))
