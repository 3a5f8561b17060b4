"""A small document that holds every block and inline, for the writers' tests."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from PIL import Image

from briefing.document import (
    Bullets,
    Cell,
    Chart,
    ChartPoint,
    ChartSeries,
    ChartSpec,
    Column,
    Columns,
    Contents,
    ContentsEntry,
    CoverRow,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Link,
    Look,
    PageOf,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Row,
    Section,
    Table,
    Text,
)
from briefing.findings import Fact
from briefing.narrative.sentence import Figure

MONTHS = ("Jul 21", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 22", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul 22")


def figure(text: str, value: str, role: str = "current", period: str = "2022-07") -> Figure:
    return Figure(text, Fact("referrals.volume", role, period, Decimal(value)))


def points(values: str) -> tuple[ChartPoint, ...]:
    """Points from "220 198 c - 247p": c is withheld, - missing, a p provisional."""
    made = []
    for word in values.split():
        if word == "c":
            made.append(ChartPoint(None, "[c]", "withheld"))
        elif word == "-":
            made.append(ChartPoint(None, "", "missing"))
        else:
            mark = "provisional" if word.endswith("p") else ""
            text = word.rstrip("p")
            made.append(ChartPoint(Decimal(text), text, mark))
    return tuple(made)


def spec(kind: str = "line") -> ChartSpec:
    return ChartSpec(
        kind=kind,  # type: ignore[arg-type]
        months=MONTHS,
        series=(
            ChartSeries("Referrals", "main",
                        points("198 201 188 c 230 190 214 - 205 199 260 322 247p"), "247"),
            ChartSeries("12 month average", "average", points("220 " * 13), "Average 220"),
            ChartSeries("Target", "target", points("218 " * 13), "Target 218"),
            ChartSeries("England 2020/21", "comparator", points("280 " * 13),
                        "England 280 (2020/21)"),
        ),
        ticks=tuple((Decimal(n), str(n)) for n in (0, 100, 200, 300, 400)),
        axis_title="Referrals a month",
        breaks=(4,),
    )


def of_kind(kind: str) -> ChartSpec:
    """A chart of the kind, with what it can have: gaps, marks, a target, others."""
    chart = spec("column" if kind == "column" else "line")
    main, average, target, _england = chart.series

    def series(name: str, role: str, values: str) -> ChartSeries:
        made = points(values)
        return ChartSeries(name, role, made, f"{name} {made[-1].text}")  # type: ignore[arg-type]

    if kind in ("line", "column", "own"):
        return replace(chart, kind=kind)  # type: ignore[arg-type]
    if kind == "xmr":
        return replace(chart, kind="xmr", series=(
            main, average, series("Usual range to", "limit", "310 " * 13),
            series("Usual range from", "limit", "150 " * 13)))
    if kind == "spc":
        return replace(chart, kind="spc", series=(
            main, series("Upper process limit", "limit", "310 " * 13), average,
            series("Lower process limit", "limit", "150 " * 13),
            ChartSeries("□ improving", "improving", points("- - - - - - - - - - - 322 -"), ""),
            ChartSeries("× worsening", "worsening", points("- - 188 - - - - - - - - - -"), ""),
            ChartSeries("◊ special cause", "unusual", points("198 201 - - - - - - - - - - -"), ""),
            target))
    if kind == "cumulative":
        this = points("198 401 c 622") + (ChartPoint(None, ""),) * 9
        return replace(chart, kind="cumulative", breaks=(), series=(
            ChartSeries("2022/23", "main", this, "2022/23 622"),
            series("2021/22", "last_year",
                   "150 310 500 720 900 1100 1280 1490 1700 1850 2010 2200 2340"), target),
            ticks=tuple((Decimal(n), f"{n:,}") for n in (0, 1000, 2000, 3000)))
    if kind == "stock":
        return replace(chart, kind="stock", series=(
            main, series("Started", "inflow", "12 14 9 c 8 11 10 - 9 14 12 10 8"),
            series("Ended", "outflow", "10 9 11 8 8 c 12 9 9 10 12 14 11")),
            flow_ticks=((Decimal(0), "0"), (Decimal(15), "15")))
    if kind == "composition":
        return ChartSpec("composition", MONTHS[:4], tuple(
            series(name, "share", values) for name, values in (
                ("Good", "80 79 c 81"), ("Less than good", "15 16 c 14"),
                ("Not inspected", "5 5 c 5"))),
            tuple((Decimal(n), f"{n}%") for n in (0, 25, 50, 75, 100)), "Per cent")
    return ChartSpec(
        "comparison", ("Council July 2022", "Statistical neighbours 2020/21", "England 2020/21"),
        (ChartSeries("Referrals", "main", points("247p 240 280"), ""),
         series("Target", "target", "218 218 218")),
        tuple((Decimal(n), str(n)) for n in (0, 100, 200, 300)), "Per 10,000")


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


@cache
def logo_file(kind: str = "PNG", size: tuple[int, int] = (120, 40)) -> bytes:
    """A picture's file, half of it see-through where its kind can be."""
    made = Image.new("RGB" if kind == "JPEG" else "RGBA", size, "#12436D")
    if made.mode == "RGBA":
        made.paste((0, 0, 0, 0), (0, 0, size[0] // 2, size[1]))
    content = io.BytesIO()
    made.save(content, kind)
    return content.getvalue()


def logo(alt: str = "Barnsley Council") -> Picture:
    return Picture(logo_file(), "png", alt, 54, 18)


def sample(rows: int = 6, panels: int = 3, paragraphs: int = 4) -> Document:
    """Every block and inline once or more; the counts make it as long as a test needs."""
    ratings = (("▲ Green", "green"), ("● Amber", "amber"), ("▼ Red", "red"), ("○ None", "none"))
    cover = (
        Heading("title", 1, "Children’s Social Care Monthly Report – July 2022"),
        HeaderBlock((
            ("Meeting", words("Safeguarding Private Member Briefing")),
            ("Date of meeting", words("13 September 2022")),
            ("Author", words("Business Improvement Technical Officer")),
        ), "A label and its value in each row."),
        Contents("Contents", (
            ContentsEntry(1, "1. Background", "background"),
            ContentsEntry(1, "Scorecard", "scorecard"),
            ContentsEntry(2, "Contacts & referrals", "area"),
        )),
        Heading("background", 2, "Background", number="1."),
        *(Paragraph(f"background.{n}", (
            Text("The number of referrals reduced from "), figure("322", "322", "previous"),
            Text(" in June to "), figure("247", "247"),
            Text(" in July, but remains above the 12 month average of "),
            figure("220", "220", "mean_12m"), Text(". "),
            Text("It matters", "strong"), Text(" <& “quotes”>; see the "),
            Link("scorecard", "#scorecard"), Text(" and "),
            Link("the open data page", "https://www.example.gov.uk/data"), Text("."),
        )) for n in range(paragraphs)),
        Heading("summary", 2, "Summary", number="2."),
        Heading("summary.contacts", 3, "Contacts", underlined=True),
        Paragraph("summary.contacts.1", words("A lead paragraph."), role="lead"),
        Bullets("questions", (words("What has changed in the timeliness of assessments?"),
                              words("What is being done about caseloads?"))),
        Bullets("recommendations", (words("Note the report."), words("Challenge performance.")),
                ordered=True),
        Paragraph("", words("Provisional: partners report late."), role="note"),
        Prompt("summary.reason", "Why did the number of contacts change? Give the reason.",
               "contacts.volume/prompt.1"),
    )
    scorecard = (
        Heading("scorecard", 2, "Scorecard"),
        Table(
            "scorecard.table", "Scorecard for July 2022",
            "One row an indicator, grouped by service area.",
            (Column("Indicator", 70), Column("Better is", 18), Column("Jun 22", 18, "right"),
             Column("Jul 22", 18, "right"), Column("Direction", 26), Column("Rating", 24),
             Column("Page", 10, "right", paged=True)),
            (Row((Cell(words("Contacts")),), group=True),
             *(Row((Cell(words(f"Indicator {n} with a name that is long enough to wrap in its "
                               "cell on to two lines"), header=True),
                    Cell(words("lower")), Cell((figure("1,797", "1797", "previous"),)),
                    Cell((figure("1,728", "1728"),)), Cell(words("↓ better")),
                    Cell(words(ratings[n % 4][0]), ratings[n % 4][1]),  # type: ignore[arg-type]
                    Cell((PageOf("#scorecard", "Scorecard"),)))) for n in range(rows))),
        ),
    )
    details = (
        Heading("area", 2, "Contacts & referrals", new_page=True),
        Columns((
            (Heading("area.good", 3, "Performance that is good"),
             Bullets("area.good.list", (words("Assessments within 45 days: 98.8%."),) * 3)),
            (Heading("area.improve", 3, "Where improvement is needed"),
             Paragraph("area.improve.none", words("None identified this month."))),
        ), "Read one column after the other."),
        *(Panel((
            Heading(f"panel.{n}", 3, f"Referrals {n}"),
            Chart(f"chart.{n}", words("Referrals fell from June’s peak, above the average"),
                  "Chart of referrals, July 2021 to July 2022; latest 247.",
                  spec("column" if n % 2 else "line"), 62),
            Table(f"table.{n}", f"Referrals {n}, July 2021 to July 2022",
                  "Months across, one row of values.",
                  (Column("", 20), *(Column(month, 11, "right") for month in MONTHS)),
                  (Row((Cell(words("Value"), header=True),
                        *(Cell((figure(p.text or "[x]", str(p.value or 0)),))
                          for p in spec().series[0].points))),),
                  caption_shown=False, small=True),
            Paragraph("", words("Source: the council’s case management system."), role="source"),
        )) for n in range(panels)),
        CoverTable((
            CoverRow("Purpose", (Paragraph("", words("■ Assurance: yes")),
                                 Paragraph("", words("□ Decision: no")))),
            CoverRow("Implications", (Paragraph("cover.legal", words("None is known.")),
                                      Bullets("cover.risk", (words("Delay."), words("Cost."))))),
        ), "A label in each row, and beside it what it is of."),
        Heading("detail", 2, "Detail", number="1.", numbering="under"),
        Paragraph("detail.1", words("The first numbered paragraph."), number="1.1",
                  numbering="under"),
        Bullets("detail.list", (words("Of that paragraph."),), inset=True),
        Paragraph("detail.2", words("The second."), number="1.2", numbering="under"),
        logo(),
        Paragraph("", words("Report of the Executive Director"), role="stack"),
    )
    return Document(
        title="Children’s Social Care Monthly Report – July 2022",
        running_title="Children’s Social Care Monthly Report",
        marking="Private edition",
        page_note="Months that the council did not publish are illustrative.",
        author="Business Improvement Technical Officer",
        subject="Safeguarding Private Member Briefing, 13 September 2022",
        dated=date(2022, 9, 13),
        look=Look(),
        sections=(Section("cover", cover), Section("scorecard", scorecard, landscape=True),
                  Section("details", details)),
        page_of="Page {page} of {pages}",
    )
