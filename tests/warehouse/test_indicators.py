"""Indicators: every number with what it is made of, no whole beside its parts, no missing cell as zero."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import PROJECT, Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import a_report, report_id

from curation.reference import write_tables
from ingest.forms import form_keys
from ingest.parsed_rows import report_id_of
from ingest.report import CellStatus, Report
from publication.build_preview import BuildPreview

pytestmark = pytest.mark.xdist_group("warehouse")

_REGIONS = [
    ("000000", "全国", None, "national"),
    ("340000", "安徽省", "000000", "province"),
    ("341800", "宣城市", "340000", "prefecture"),
    ("341802", "宣州区", "341800", "county"),
    ("341881", "宁国市", "341800", "county"),
    ("340100", "合肥市", "340000", "prefecture"),
    ("340121", "长丰县", "340100", "county"),
]
# name: (kind, region, requests processed, requests granted)
_ORGANS: dict[str, tuple[str | None, str | None, int | CellStatus, int]] = {
    "first government": ("government", "341802", 60, 30),
    "second government": ("government", "341881", 40, 20),
    "distant government": ("government", "340121", 50, 10),
    "small department": ("department", "341802", 10, 10),
    "blank department": ("department", "341802", "blank", 3),
    "included department": ("department", "341802", 4, 4),
    "other department": ("department", "341881", 10, 5),
    "impossible department": ("department", "341881", 4, 12),
    "unknown organ": (None, None, 70, 70),
}
_PREFECTURE = ("region_year", "341800")


def _organ_id(name: str) -> str:
    return hashlib.md5(f"{name}|".encode(), usedforsecurity=False).hexdigest()


def _reports() -> Iterator[Report]:
    for name, (_, _, processed, granted) in _ORGANS.items():
        cells: dict[tuple[str, str, str], int | CellStatus] = {
            ("application", "total_processed", "total"): processed,
            ("application", "granted", "total"): granted,
            ("application", "received_new", "total"): 0 if name == "other department" else processed,
            ("application", "received_new", "natural_person"): "blank",
            ("legal", "reconsideration", "corrected"): 1,
            ("legal", "reconsideration", "pending"): 2,
            ("legal", "reconsideration", "total"): 4,
        }
        yield a_report(name, cells=cells)
    older = {key: 7 for key in form_keys("2019") if key[0] == "application"}
    yield a_report("older version", organ_name="first government", cells=older, published_on=date(2021, 1, 5))
    later = a_report("later", form="2021", organ_name="first government", every_cell=3)
    yield replace(later, report_year=2021)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    inputs = Inputs(tmp_path_factory.mktemp("inputs"))
    reports = list(_reports())
    inputs.add_collection("panel", reports)
    inputs.finish()
    organs = [
        {
            "organ_id": _organ_id(name),
            "organ_name": name,
            "pinyin": "gou zao",
            "kind": kind,
            "level": "county" if kind else None,
            "region_code": region,
            "resolution_rule": "constructed",
            "is_resolved": kind is not None,
        }
        for name, (kind, region, _, _) in _ORGANS.items()
    ]
    names = ("region_code", "region_name", "parent_region_code", "level")
    write_tables(
        inputs.root / "reference",
        {
            "regions": [
                dict(zip(names, region, strict=True)) | {"lineage_code": region[0], "source": "constructed"}
                for region in _REGIONS
            ],
            "organs": organs,
            "report_organs": [
                {
                    "report_id": report_id_of(str(report.document.sha256)),
                    "organ_id": _organ_id(str(report.organ_name.value)),
                    "rule": "constructed",
                }
                for report in reports
            ],
            "roll_ups": [
                {
                    "parent_organ_id": _organ_id("small department"),
                    "child_organ_id": _organ_id("included department"),
                    "reason": "counted there",
                }
            ],
        },
    )
    build = dbt_build(inputs, tmp_path_factory.mktemp("build"))
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)


def _value(panel: Warehouse, scope: str, scope_id: str, indicator_id: str, year: int = 2020, **more: str) -> Any:
    condition = "".join(f" and {column} = '{value}'" for column, value in more.items())
    found = panel.connection.execute(
        "select * from marts.fct_indicator"  # noqa: S608 words of the tests
        f" where scope = ? and scope_id = ? and indicator_id = ? and report_year = ?{condition}",
        [scope, scope_id, indicator_id, year],
    )
    columns = [column[0] for column in found.description or ()]
    (row,) = found.fetchall()
    return dict(zip(columns, row, strict=True))


def test_a_value_stands_with_numerator_denominator_and_interval(panel: Warehouse) -> None:
    rate = _value(panel, "organ_year", _organ_id("first government"), "disclosure_rate.all_applicants")
    assert (rate["numerator"], rate["denominator"], rate["value"], rate["reason_code"]) == (30, 60, 0.5, None)
    # The interval of Wilson for 30 of 60, by hand: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    assert (rate["interval_low"], rate["interval_high"]) == (0.37735, 0.62265)


@pytest.mark.parametrize(("variant", "fraction"), [("of_total", (1, 4)), ("of_concluded", (1, 2))])
def test_variants_differ_in_what_they_divide_by(panel: Warehouse, variant: str, fraction: tuple[int, int]) -> None:
    scope = ("organ_year", _organ_id("first government"))
    rate = _value(panel, *scope, f"reconsideration_correction_rate.{variant}")
    assert (rate["numerator"], rate["denominator"]) == fraction


def test_a_missing_cell_gives_no_value_and_never_a_zero(panel: Warehouse) -> None:
    rate = _value(panel, "organ_year", _organ_id("blank department"), "disclosure_rate.all_applicants")
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (3, None, None)
    assert (rate["reason_code"], rate["covered_report_count"]) == ("missing_cells", 0)


def test_a_part_larger_than_its_whole_is_shown_and_not_divided(panel: Warehouse) -> None:
    rate = _value(panel, "organ_year", _organ_id("impossible department"), "disclosure_rate.all_applicants")
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (12, 4, None)
    assert rate["reason_code"] == "impossible_numbers"


def test_nothing_divided_by_nothing_is_no_zero(panel: Warehouse) -> None:
    share = _value(panel, "organ_year", _organ_id("first government"), "denial_reason_share.state_secret")
    assert (share["numerator"], share["denominator"], share["value"], share["reason_code"]) == (0, 0, None, "no_cases")


def test_a_sum_is_over_one_kind_and_says_what_it_covers(panel: Warehouse) -> None:
    rate = _value(panel, *_PREFECTURE, "disclosure_rate.all_applicants", organ_kind="government")
    assert (rate["numerator"], rate["denominator"], rate["covered_report_count"]) == (50, 100, 2)
    rate = _value(panel, *_PREFECTURE, "disclosure_rate.all_applicants", organ_kind="department")
    assert (rate["numerator"], rate["denominator"]) == (15, 20)
    counts = ("covered_report_count", "received_report_count", "rolled_up_report_count")
    assert [rate[count] for count in counts] == [2, 5, 1]


def test_a_declared_roll_up_is_not_counted_beside_what_it_includes(panel: Warehouse) -> None:
    alone = _value(panel, "organ_year", _organ_id("included department"), "disclosure_rate.all_applicants")
    assert (alone["numerator"], alone["rolled_up_report_count"]) == (4, 0)
    county = _value(panel, "region_year", "341802", "disclosure_rate.all_applicants", organ_kind="department")
    assert (county["numerator"], county["rolled_up_report_count"]) == (10, 1)


def test_a_region_takes_in_the_regions_below_it(panel: Warehouse) -> None:
    processed = [
        _value(panel, "region_year", region, "requests_processed.all", organ_kind="government")["value"]
        for region in ("341802", "341800", "340000", "000000")
    ]
    assert processed == [60, 100, 150, 150]


def test_a_kind_is_summed_over_all_regions(panel: Warehouse) -> None:
    rate = _value(panel, "kind_year", "government:county", "disclosure_rate.all_applicants")
    assert (rate["numerator"], rate["denominator"], rate["region_code"]) == (60, 150, None)


def test_only_the_current_version_is_in_a_sum_and_every_version_stands_for_itself(panel: Warehouse) -> None:
    old = _value(panel, "report", report_id("older version"), "requests_processed.all")
    assert old["value"] == 7
    assert _value(panel, "organ_year", _organ_id("first government"), "requests_processed.all")["value"] == 60


def test_an_organ_of_unknown_kind_is_in_no_sum_and_not_ranked(panel: Warehouse) -> None:
    rate = _value(panel, "organ_year", _organ_id("unknown organ"), "disclosure_rate.all_applicants")
    assert (rate["value"], rate["is_ranked"]) == (1.0, False)
    assert panel.count("marts.fct_indicator", "scope in ('region_year', 'kind_year') and organ_kind is null") == 0


def test_ranks_are_among_peers_with_enough_cases(panel: Warehouse) -> None:
    ranks = panel.rows(
        "select organs.organ_name, values.is_ranked, peer_rank, ranked_peer_count from marts.fct_indicator as values"
        " inner join (select unnest(?) as organ_id, unnest(?) as organ_name) as organs on scope_id = organ_id"
        " where scope = 'organ_year' and indicator_id = 'disclosure_rate.all_applicants' and report_year = 2020"
        " and organ_kind is not null order by all",
        [_organ_id(name) for name in _ORGANS],
        list(_ORGANS),
    )
    assert {name: rest for name, *rest in ranks} == {
        "first government": [True, 1, 3],
        "second government": [True, 1, 3],
        "distant government": [True, 3, 3],
        "small department": [False, None, None],
        "blank department": [False, None, None],
        "included department": [False, None, None],
        "other department": [False, None, None],
        "impossible department": [False, None, None],
    }


def test_counts_and_ratios_have_no_interval_and_counts_no_rank(panel: Warehouse) -> None:
    counts = "indicator_code in (select indicator_code from marts.dim_indicator where measure = 'count')"
    assert panel.count("marts.fct_indicator", f"{counts} and (is_ranked or interval_low is not null)") == 0
    assert panel.count("marts.fct_indicator", f"{counts} and value is not null") > 0
    assert panel.count("marts.fct_indicator", "indicator_code = 'dispute_rate' and interval_low is not null") == 0


def test_a_report_without_requests_counts_only_when_it_prints_the_zero(panel: Warehouse) -> None:
    share = _value(panel, *_PREFECTURE, "zero_request_share.new", organ_kind="department")
    # Of five departments one left the cell blank and one is included in another.
    assert (share["numerator"], share["denominator"], share["covered_report_count"]) == (1, 3, 3)


def test_an_applicant_column_left_blank_takes_its_shares_and_leaves_the_total(panel: Warehouse) -> None:
    scope = ("organ_year", _organ_id("first government"))
    assert _value(panel, *scope, "applicant_share.natural_person")["reason_code"] == "missing_cells"
    assert _value(panel, *scope, "requests_received.new")["value"] == 60


def test_an_indicator_of_one_form_says_nothing_of_the_other(panel: Warehouse) -> None:
    scope = ("organ_year", _organ_id("first government"))
    assert _value(panel, *scope, "normative_document_net_increase.issued_less_repealed", 2021)["value"] == 0
    turnover = _value(panel, *scope, "normative_document_turnover.of_in_force", 2021)
    assert (turnover["numerator"], turnover["denominator"], turnover["value"]) == (Decimal(6), Decimal(3), 2.0)
    years = "indicator_code = 'normative_document_turnover' and report_year = 2020"
    assert panel.count("marts.fct_indicator", years) == 0


def test_the_ledger_gives_the_reporting_rate_of_a_region(panel: Warehouse) -> None:
    # Who published for 2020 is expected for 2021, when one of two county governments did.
    rate = _value(panel, *_PREFECTURE, "reporting_rate.all", 2021, organ_kind="government")
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (1, 2, 0.5)
    assert (rate["received_report_count"], rate["expected_report_count"]) == (1, 2)
    none = _value(panel, *_PREFECTURE, "reporting_rate.all", 2021, organ_kind="department")
    assert (none["numerator"], none["denominator"], none["value"]) == (0, 5, 0.0)


def test_the_on_time_share_follows_rule_t1(panel: Warehouse) -> None:
    share = _value(panel, *_PREFECTURE, "on_time_share.all", organ_kind="government")
    late = "rule_id = 'T1' and outcome = 'fail'"
    assert panel.count("quality.fct_finding", late) == 0
    assert (share["numerator"], share["denominator"]) == (2, 2)
    unknown = _value(panel, "organ_year", _organ_id("unknown organ"), "on_time_share.all")
    assert (unknown["value"], unknown["reason_code"]) == (None, "not_assessable")


def _seed(name: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_formula_names_the_rows_that_the_terms_have() -> None:
    terms: dict[tuple[str, str], set[str]] = {}
    for term in _seed("indicator_terms.csv"):
        terms.setdefault((term["indicator_code"], term["variant"]), set()).add(term["row_code"])
    requests = _codes("application_rows.csv")
    rows = requests | _codes("disclosure_cells.csv") | _codes("legal_cells.csv")
    for variant in _seed("indicator_variants.csv"):
        words = re.findall(r"[a-z_]+\*?", variant["formula"])
        named = {row for row in requests for word in words if word[-1] == "*" and row.startswith(word[:-1])}
        key = (variant["indicator_code"], variant["variant"])
        # on_time_share and reporting_rate are not made of cells.
        assert (named | (rows & set(words))) == terms.get(key, set()), key


def _codes(name: str) -> set[str]:
    with (Path(__file__).parents[2] / "ingest" / "forms" / name).open(encoding="utf-8") as file:
        return {row["row_code"] for row in csv.DictReader(file)}


def test_the_spread_that_the_ui_draws_is_that_of_the_ranked_organs(panel: Warehouse) -> None:
    database = Path(panel.value("select path from duckdb_databases() where path is not null limit 1"))
    with BuildPreview(database) as preview:
        spread = preview.indicator_by_year("disclosure_rate", "all_applicants")
    ranked = panel.connection.execute(
        "select report_year, count(*), min(value), max(value) from marts.fct_indicator"
        " where indicator_id = 'disclosure_rate.all_applicants' and scope = 'organ_year' and is_ranked"
        " group by all order by all"
    ).fetchall()
    assert ranked
    assert [(year, count) for year, count, *_ in spread or ()] == [(year, count) for year, count, _, _ in ranked]
    for (_, _, *quantiles), (_, _, least, most) in zip(spread or (), ranked, strict=True):
        assert [least, *quantiles, most] == sorted([least, *quantiles, most])
