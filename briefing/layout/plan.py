"""The layout language: what a layout's TOML file may say."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from briefing.amounts import UNITS
from briefing.document import Align, Look
from briefing.indicators import ChartName

PartKind = Literal["marking", "logo", "title", "header", "contents", "author", "highlights",
                   "glance", "summary", "scorecard", "areas"]
HeaderStyle = Literal["rows", "table", "stack"]
Numbered = Literal["", "through", "own", "under_heading"]
ExemptMarking = Literal["never", "when_given", "always"]
# Settings of [report] that a header can print; every other name is one of [report.fields].
BUILT_IN = ("meeting", "date", "title", "author", "council", "period", "edition")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row of the header: its label, and what stands beside it.

    `value` names a setting, `text` is words with settings in braces, `place` is where the author's
    paragraphs are filed. `choices` are set out one a line, those ticked that `value` holds.
    `empty` stands where nothing was given; a setting without it must be given. Where there is an
    `empty_public`, `empty` only says in a draft that something is still to be written.
    """

    label: str = ""
    value: str = ""
    text: str = ""
    place: str = ""
    choices: tuple[str, ...] = ()
    empty: str = ""
    empty_public: str = ""
    ordered: bool = False

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of the settings that it prints."""
        slots = tuple(slot for _, slot, _, _ in string.Formatter().parse(self.text) if slot)
        return (self.value,) if self.value else slots


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section; which settings it reads depends on its kind.

    `numbered` numbers its paragraphs: "through" with those of all other such parts, "own" from 1,
    "under_heading" with the heading's number first. `ordered` numbers the author's bullets.
    `empty` and `empty_public` stand where the author wrote nothing, as in a row of a header.
    `style` sets a header as rows between hairlines, as a ruled table, or as a centred stack.
    """

    kind: PartKind
    id: str = ""
    number: str = ""
    heading: str = ""
    place: str = ""
    lead: str = ""
    empty: str = ""
    empty_public: str = ""
    underlined: bool = False
    questions: bool = False
    numbered: Numbered = ""
    ordered: bool = False
    status: bool = True
    style: HeaderStyle = "rows"
    row: tuple[HeaderRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section's parts; it starts a new page, upright unless `landscape`."""

    id: str
    part: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """The layout's own logo: a file beside it, its words, how high it is and where it stands."""

    file: str = ""
    alt: str = ""
    height_mm: float = 18
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Words:
    """The layout's standing words; every one is given by the layout."""

    marking_private: str
    marking_exempt: str
    ticked: str
    unticked: str
    status_caption: str
    status_summary: str
    status_area: str
    status_unrated: str
    status_total: str
    scorecard_caption: str
    scorecard_summary: str
    scorecard_key: str
    indicator: str
    better_is: str
    direction: str
    year_to_date: str
    target: str
    target_to_date: str
    target_year: str
    target_pro_rata: str
    chart_target_to_date: str
    chart_target_year: str
    rating: str
    average: str
    last_12_months: str
    outturn: str
    good_heading: str
    good_none: str
    improve_heading: str
    improve_none: str
    months_caption: str
    months_summary: str
    standing_caption: str
    standing_summary: str
    value: str
    standing: str
    source: str
    definition: str
    why: str
    new_series: str
    new_series_bare: str
    restated: str
    annualised: str
    symbols: str
    symbol_c: str
    symbol_x: str
    symbol_z: str
    symbol_low: str
    symbol_u: str
    symbol_e: str
    symbol_p: str
    withheld_note: str
    withheld_marked: str
    withheld_rounded: str
    panel_withheld: str
    chart_last_year: str
    chart_mean: str
    chart_usual_high: str
    chart_usual_low: str
    chart_council: str
    chart_month_of: str
    chart_year_to: str
    axis_cut: str
    target_from: str
    target_to: str
    nothing_month: str
    nothing_trend: str
    nothing_year_to_date: str
    nothing_target: str
    nothing_benchmark: str
    points_caption: str
    points_summary: str
    trend: str
    glance_caption: str
    glance_summary: str
    glance_attention: str
    glance_none: str
    glance_well: str
    glance_well_none: str
    glance_message: str
    glance_figure: str
    glance_page: str
    page_of: str
    header_summary: str
    cover_summary: str
    columns_summary: str
    chart_axis_name: str
    trend_range: str
    trend_level: str
    screen_skip: str
    screen_figures: str
    screen_back: str
    screen_only: str
    screen_every: str
    screen_clear: str
    screen_order: str
    screen_as_set: str
    screen_shown: str
    polarities: dict[str, str]
    ratings: dict[str, str]
    unrated: dict[str, str]
    travel: dict[str, str]
    uncompared: dict[str, str]
    comparators: dict[str, str]
    # layouts that were made before these say nothing of them
    comparator_method: str = ""
    among_areas: str = ""
    among_rank: str = ""
    among_tied: str = ""
    among_highest: str = ""
    among_lowest: str = ""
    among_few: str = ""
    among_quartile: str = ""
    among_above: str = ""
    among_below: str = ""
    among_median: str = ""
    among_average: str = ""
    among_of: str = ""
    among_ends: str = ""
    among_left_out: str = ""
    among_pooled: str = ""
    among_mean: str = ""
    strip_caption: str = ""
    strip_alt: str = ""
    strip_alt_level: str = ""
    strip_alt_median: str = ""
    strip_alt_average: str = ""
    strip_others: str = ""
    strip_area: str = ""
    strip_table: str = ""
    strip_summary: str = ""
    strip_own: str = ""
    strip_lowest: str = ""
    strip_median: str = ""
    strip_highest: str = ""
    target_pending: str = ""
    rating_blue: str = ""
    no_target_because: str = ""
    attached: str = ""
    trend_range_shown: str = ""
    trend_level_shown: str = ""
    target_kinds: dict[str, str] = field(default_factory=dict)
    control: str = ""
    control_key: str = ""
    assurance: str = ""
    assurance_key: str = ""
    chart_limit_high: str = ""
    chart_limit_earlier: str = ""
    chart_limit_low: str = ""
    causes: dict[str, str] = field(default_factory=dict)
    no_control: dict[str, str] = field(default_factory=dict)
    assurances: dict[str, str] = field(default_factory=dict)
    special_points: dict[str, str] = field(default_factory=dict)
    chart_mark_to_date: str = ""
    chart_mark_year: str = ""
    # of the clerk's list of what is withheld
    withheld_counted: str = ""
    withheld_least: str = ""
    withheld_why: dict[str, str] = field(default_factory=dict)

    def why_withheld(self, cause: str) -> str:
        """ "primary: a small count of people, or a share of one"; the cause alone without words."""
        return ": ".join(filter(None, (cause, self.withheld_why.get(cause, ""))))

    def mark(self, kind: str, of: Literal["", "to_date", "year"] = "") -> str:
        """What a target of the kind is called in charts and tables: nobody calls a budget a target.
        """
        plain, named = {"": (self.target, "{mark}"),
                        "to_date": (self.chart_target_to_date, self.chart_mark_to_date),
                        "year": (self.chart_target_year, self.chart_mark_year)}[of]
        called = self.target_kinds.get(kind, "")
        return named.format(mark=called) if called and named else plain


# For a layout that gives none: a change of 0.1 points is not to look like a cliff.
LEAST_SPAN = {"percent": "5", "count": "20%", "rate": "20%", "duration": "20%", "ratio": "20%",
              "money": "20%", "amount": "20%"}


@dataclass(frozen=True, slots=True)
class Charts:
    """Which chart an indicator gets whose row names none, by what it is.

    `count` is of a flow of counts or money, `flow` of any other; `stock_with_flows` of a stock
    whose inflow and outflow are indicators; `composition` of the first share of a whole.
    `sparklines` draws one in each row of the scorecard. `least_span` is how much the value axis of
    a line spans at the least, by unit or class of units, so that a small change looks small: so
    much ("5"), or so much of the highest value ("20%"). A report of one area of many has a strip of
    dots, one for each area, where from `strip_from` to `strip_to` areas have a figure: none where
    that is 0.
    """

    count: ChartName = "column"
    flow: ChartName = "line"
    stock: ChartName = "line"
    stock_with_flows: ChartName = "stock"
    cumulative: ChartName = "cumulative"
    rolling_12: ChartName = "line"
    composition: ChartName = "composition"
    sparklines: bool = True
    strip_from: int = 5
    strip_to: int = 200
    least_span: dict[str, str] = field(default_factory=lambda: dict(LEAST_SPAN))

    def span_of(self, unit: str, high: Decimal) -> Decimal:
        """The least that an axis of the unit spans, where its highest value is `high`."""
        kind = UNITS[unit].unit_class
        said = (self.least_span.get(unit) or self.least_span.get(kind)
                or LEAST_SPAN[kind])
        share = said.endswith("%")
        number = Decimal(said.rstrip("%"))
        return abs(high) * number / 100 if share else number


@dataclass(frozen=True, slots=True)
class Layout:
    """A committee's format, as its file stands.

    `words_from` names the layout whose words stand where this one gives none of its own.
    `exempt_marking` says when a private edition is marked as not for publication: never, when
    report.toml gives the paragraph of Schedule 12A, or always (it must then be given).
    """

    about: str
    section: tuple[SectionPlan, ...]
    words: Words
    look: Look = field(default_factory=Look)
    logo: Logo = field(default_factory=Logo)
    words_from: str = ""
    exempt_marking: ExemptMarking = "never"
    charts: Charts = field(default_factory=Charts)
    sentences_per_paragraph: int = 4

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part of every section, in order."""
        return tuple(part for section in self.section for part in section.part)

    @property
    def rows(self) -> tuple[HeaderRow, ...]:
        """Every row of every header, in order."""
        return tuple(row for part in self.parts for row in part.row)

    @property
    def places(self) -> tuple[str, ...]:
        """Where the author's paragraphs can be filed, besides service areas and indicators."""
        named = (*(part.place for part in self.parts), *(row.place for row in self.rows))
        return tuple(dict.fromkeys(place for place in named if place))
