"""How an area stands among the others: the figures of all on the left, what is said on the right.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.areas.among import Standing, standings
from briefing.indicators import Dictionary, Indicator
from briefing.measures import measure
from briefing.periods import parse_month
from briefing.problems import ProblemsFound
from briefing.reading.areas import Area, AreaList
from briefing.reading.settings import Areas
from tests.areas.folders import INDICATORS, SETTINGS, folder_of, run, text_of
from tests.series import PERCENT, observed

LATE = replace(PERCENT, polarity="lower", year_to_date="")
WEEKS = replace(LATE, unit="weeks")


def stand(figures: str, one: Indicator = LATE, ranked_from: int = 2, **groups: str
          ) -> dict[str, Standing]:
    """How areas stand whose latest figures are "east 3/10, west 4/10"; `groups` are regions."""
    lines = dict(entry.split() for entry in figures.split(","))
    regions = {name: tuple(areas.split()) for name, areas in groups.items()}
    areas = {name: Area(name, name.capitalize(), tuple(
        region for region, inside in regions.items() if name in inside)) for name in lines}
    by_area = {name: measure(observed(cell, "2022-07"), Dictionary((one,)), parse_month("2022-07"))
               for name, cell in lines.items()}
    listed = AreaList(areas, {name: name for name in lines}, regions,
                      {name: name.capitalize() for name in regions}, tuple(lines))
    return standings(by_area, listed, Areas(ranked_from=ranked_from)).by_area


def ranks(figures: str, one: Indicator = LATE, ranked_from: int = 2) -> dict[str, str]:
    """Each area's rank, how many are level with it, and of how many."""
    return {area: f"{found.rank} ={found.tied} of {found.of}" for area, standing in
            stand(figures, one, ranked_from).items()
            if (found := standing.among.get("a.b")) is not None}


def averages(figures: str, one: Indicator = LATE, **groups: str) -> dict[str, str]:
    """East's averages, by what they are of."""
    return {benchmark.comparator.removeprefix("areas_"): str(benchmark.value)
            for benchmark in stand(figures, one, **groups)["east"].benchmarks
            if benchmark.comparator != "areas_rank"}


def test_the_lowest_is_first_where_lower_is_better() -> None:
    assert ranks("east 3/10, west 1/10, north 2/10") == {
        "east": "3 =0 of 3", "west": "1 =0 of 3", "north": "2 =0 of 3"}


def test_the_highest_is_first_where_higher_is() -> None:
    assert ranks("east 3/10, west 1/10, north 2/10", PERCENT) == {
        "east": "1 =0 of 3", "west": "3 =0 of 3", "north": "2 =0 of 3"}


def test_those_that_print_alike_are_level() -> None:
    """30.00% and 30.03% are both printed 30.0%, and the next is third."""
    assert ranks("east 3/10, west 1001/3333, north 4/10") == {
        "east": "1 =1 of 3", "west": "1 =1 of 3", "north": "3 =0 of 3"}


def test_what_is_withheld_or_missing_is_not_ranked() -> None:
    standing = stand("east 3/10, west [c], north 4/10, south [x]")
    assert ranks("east 3/10, west [c], north 4/10, south [x]") == {
        "east": "1 =0 of 2", "north": "2 =0 of 2"}
    among = standing["east"].among["a.b"]
    assert (among.withheld, among.missing) == (1, 1)
    assert standing["west"].benchmarks == ()


def test_few_are_not_ranked() -> None:
    found = stand("east 3/10, west 1/10", ranked_from=3)["east"]
    assert found.among["a.b"].rank == 0
    assert [one.comparator for one in found.benchmarks] == ["areas_average"]


def test_quartiles_are_quarters_of_the_ranks() -> None:
    areas = "abcdefgh"
    figures = ", ".join(f"{area} {n}/20" for n, area in enumerate(areas, 1))
    assert [stand(figures)[area].among["a.b"].quartile for area in areas] == [
        1, 1, 2, 2, 3, 3, 4, 4]
    fewer = ", ".join(f"{area} {n}/20" for n, area in enumerate(areas[:7], 1))
    assert stand(fewer)["a"].among["a.b"].quartile == 0


def test_averages_of_shares_are_all_numerators_over_all_denominators() -> None:
    """(30 + 10) of (100 + 20), and not the mean of 30% and 50%."""
    assert averages("east 30/100, west 10/20") == {"average": "33.3"}


def test_averages_of_what_has_no_numerators_are_means() -> None:
    assert averages("east 4, west 7, north 8", WEEKS) == {"average": "6.3"}


def test_a_regions_average_is_of_its_areas() -> None:
    assert averages("east 30/100, west 10/20, north 9/10", valley="east west") == {
        "average": "37.7", "region": "33.3"}


def test_all_averages_of_a_report_are_worked_out_in_one_way() -> None:
    """North gives no numerator: the region's average is a mean too, as the report says of all."""
    assert averages("east 30/100, west 10/20, north 90", valley="east west") == {
        "average": "56.7", "region": "40.0"}


def test_the_median_and_the_ends() -> None:
    among = stand("east 3/10, west 1/10, north 2/10, south 3/10")["east"].among["a.b"]
    assert among.median == Decimal("25.0")
    assert among.highest == (Decimal("30.0"), ("East", "South"))
    assert among.lowest == (Decimal("10.0"), ("West",))


def test_counts_are_not_compared() -> None:
    """Areas differ in size."""
    assert stand("east 300, west 20", replace(LATE, unit="count"))["east"].among == {}


SHARES = {"Leeds": (190, 200, "40/50", "45/50"), "York": (80, 70, "30/40", "24/40"),
          "St Helens": (60, 66, "18/20", "18/20"), "Hull": (60, 66, "18/20", "9/20"),
          "Goole": (60, 66, "18/20", "14/20")}
SETTINGS_OF_TOWNS = SETTINGS.replace("{areas}", 'plural = "towns"\nword = "town"\n{areas}')


def test_the_report_says_it_under_the_chart_and_in_the_scorecard(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, '[areas.regions]\nYorkshire = ["Leeds", "York", "Hull"]',
                       figures=SHARES, settings=SETTINGS_OF_TOWNS)
    assert run(folder).failed == ()
    leeds, hull = text_of(folder, "leeds"), text_of(folder, "hull")
    assert ("Among the 5 towns with a figure for July 2022: 1st, the highest being first, level "
            "with 1 more; 20.0 percentage points above the median (70.0%); average of all towns "
            "73.3%, of Yorkshire 70.9%; highest 90.0% (Leeds and St Helens), lowest 45.0% (Hull). "
            "The averages are all numerators over all denominators.") in leeds
    assert "5th, the highest being first; 25.0 percentage points below the median" in hull
    assert "Rank July 2022 | All towns July 2022 | Yorkshire July 2022" in hull
    assert "| 5th of 5 | 73.3% | 70.9%" in hull
    assert "| joint 1st of 5 | 73.3% | 70.9%" in leeds


def test_a_fact_has_one_value_wherever_it_is_printed(tmp_path: Path) -> None:
    """The median of 70.0% and 75.0% is 72.5%, in the sentence, the note and the strip of dots; of
    whole per cent it is 73% in each."""
    figures = SHARES | {"Selby": (60, 66, "18/20", "15/20")}
    folder = folder_of(tmp_path, "", figures=figures, settings=SETTINGS_OF_TOWNS,
                       indicators=INDICATORS.replace("year_to_date", "year_to_date,decimals")
                       .replace("sum", "sum,").replace("pooled", "pooled,0"))
    run(folder)
    (path,) = (folder / "out" / "york").glob("*.figures.csv")
    values: dict[str, set[str]] = {}
    for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
        values.setdefault(row["id"], set()).add(row["value"])
    assert values["assessed:areas_median:July 2022"] == {"73"}
    assert {name for name, some in values.items() if name and len(some) > 1} == set()


def test_nothing_of_what_is_withheld_is_said_in_public(tmp_path: Path) -> None:
    """Hull's 3 of 20 are withheld: it has no rank, and no other area is ranked with it."""
    figures = SHARES | {"Hull": (60, 66, "18/20", "3/20")}
    folder = folder_of(tmp_path, "", figures=figures, settings=SETTINGS_OF_TOWNS)
    assert run(folder, edition="both").failed == ()
    private, public = text_of(folder, "leeds"), text_of(folder, "leeds", public=True)
    assert "lowest 15.0% (Hull)" in private
    assert "Among the 4 towns with a figure for July 2022" in public
    assert "withheld: 1, without a figure: 0" in public
    assert "Hull" not in public
    assert "Among the" not in text_of(folder, "hull", public=True)
    name = "monthly-report-leeds-2022-07-public.figures.csv"
    table = (folder / "out" / "leeds" / "public" / name).read_text("utf-8-sig")
    lowest = {row["text"] for row in csv.DictReader(table.splitlines())
              if row["role"] == "areas_lowest"}
    assert lowest == {"60.0%"}


NINE = {name: (60, 66, "18/20", f"{n}/20") for n, name in enumerate(
    ("Leeds", "York", "St Helens", "Hull", "Goole", "Selby", "Ripon", "Malton", "Thirsk"), 11)}
COLUMNS = 'scorecard = ["rank", "quartile", "distance"]'


def test_quartile_and_distance_are_columns_for_who_asks(tmp_path: Path) -> None:
    """And the averages, which nobody asked for, have none; the note under the chart has all."""
    folder = folder_of(tmp_path, COLUMNS, figures=NINE, settings=SETTINGS_OF_TOWNS)
    assert run(folder).failed == ()
    york, goole = text_of(folder, "york"), text_of(folder, "goole")
    assert "Rank July 2022 | Quartile July 2022 | From median July 2022\n" in york
    assert "| 8th of 9 | 4th quartile | 15.0 points below" in york
    assert "| 5th of 9 | 3rd quartile | at the median" not in goole
    assert "| 5th of 9 | 2nd quartile | at the median" in goole
    assert "average of all towns" in york


def test_quartile_and_distance_of_what_is_withheld_are_in_no_column(tmp_path: Path) -> None:
    """Hull's 3 of 20 are withheld: of eight others each has a quarter; of seven nobody has."""
    figures = NINE | {"Hull": (60, 66, "18/20", "3/20")}
    folder = folder_of(tmp_path, COLUMNS, figures=figures, settings=SETTINGS_OF_TOWNS)
    assert run(folder, edition="both").failed == ()
    hull, york = (text_of(folder, name, public=True) for name in ("hull", "york"))
    assert "From median" not in hull
    assert "Quartile" not in hull
    assert "| 7th of 8 | 4th quartile | 17.5 points below" in york
    fewer = {name: NINE[name] for name in list(NINE)[:8]} | {"Hull": (60, 66, "18/20", "3/20")}
    folder = folder_of(tmp_path / "fewer", COLUMNS, figures=fewer, settings=SETTINGS_OF_TOWNS)
    assert run(folder, edition="both").failed == ()
    york = text_of(folder, "york", public=True)
    assert "Rank July 2022 | From median July 2022" in york
    assert "Quartile" not in york


def test_a_column_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 'scorecard = ["rank", "decile"]', figures=SHARES)
    with pytest.raises(ProblemsFound, match=r"decile.*quartile"):
        run(folder)


@pytest.mark.parametrize("setting", ["ranked_from = 0", "ranked_from = 9"])
def test_how_many_are_ranked_is_the_councils_to_say(setting: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, setting, figures=SHARES)
    run(folder, "Leeds")
    text = text_of(folder, "leeds")
    assert ("too few to be ranked" in text) == ("9" in setting)
    assert "1st" not in text
