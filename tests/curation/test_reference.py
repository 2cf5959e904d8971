"""What people write is checked against the reports and regions; one bad line, and nothing is written."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from curation.checking import finding_id_of
from curation.columns import FILES
from curation.problems import CurationError
from curation.reference import REFERENCE_SCHEMAS, Summary, build_tables
from ingest.parsed_rows import report_id_of
from ingest.parsed_tables import SCHEMAS

TODAY = date(2025, 6, 1)
HEADERS = {file.name: ",".join(column.name for column in file.columns) for file in FILES}
A_REPORT = report_id_of(sha256(b"0").hexdigest())


class Folder:
    """Parsed reports, curation files and what is written of them, below a temporary folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "curation").mkdir()

    def add_reports(self, collection_id: str, *reports: tuple[str | None, str | None]) -> None:
        """Reports by organ name and address; their ids count up from `A_REPORT`, in every collection anew."""
        rows = [
            dict.fromkeys(SCHEMAS["reports"].names)
            | {
                "report_id": report_id_of(sha256(str(number).encode()).hexdigest()),
                "collection_id": collection_id,
                "is_report": True,
                "title": f"{name}2020年政府信息公开工作年度报告",
                "organ_name": name,
                "organ_name_basis": "title",
                "source_url": url,
            }
            for number, (name, url) in enumerate(reports)
        ]
        folder = self.root / "parsed" / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS["reports"]), folder / f"{collection_id}.parquet")

    def put(self, name: str, *lines: str) -> None:
        (self.root / "curation" / f"{name}.csv").write_text("\n".join([HEADERS[name], *lines]) + "\n", encoding="utf-8")

    def build(self) -> Summary:
        return build_tables(self.root / "parsed", self.root / "curation", self.root / "reference", {"A1"}, TODAY)

    def problems(self) -> list[str]:
        with pytest.raises(CurationError) as error:
            self.build()
        assert list((self.root / "reference").glob("*")) == []
        return [str(problem) for problem in error.value.problems]

    def rows(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = pq.read_table(self.root / "reference" / f"{table}.parquet").to_pylist()
        return rows

    def organ_names(self) -> dict[str, str]:
        """The canonical names of the organs of all reports, by report."""
        organs = {row["organ_id"]: row["organ_name"] for row in self.rows("organs")}
        return {row["report_id"]: organs.get(row["organ_id"]) for row in self.rows("report_organs")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.add_reports("spring", ("教育局", "http://www.shule.gov.cn/1"), ("疏勒县财政局", None), (None, None))
    return made


def test_without_any_report_or_file_every_table_is_there_and_empty(tmp_path: Path) -> None:
    summary = build_tables(tmp_path / "parsed", tmp_path / "curation", tmp_path / "reference", set(), TODAY)
    assert {path.stem for path in (tmp_path / "reference").iterdir()} == set(REFERENCE_SCHEMAS)
    assert summary.row_counts["organs"] == summary.row_counts["reviews"] == 0
    assert summary.row_counts["regions"] > 50_000


def test_every_report_has_a_row_and_unresolved_ones_are_listed(folder: Folder) -> None:
    summary = folder.build()
    assert [(row["rule"], row["organ_id"] is None) for row in folder.rows("report_organs")] == [
        ("no_place", False),
        ("place_is_unique", False),
        ("no_name", True),
    ]
    assert summary.unresolved == [("教育局", "no_place", None, 1)]
    assert summary.reports_by_rule == {"no_place": 1, "place_is_unique": 1, "no_name": 1}


def test_a_document_of_two_collections_is_one_report(folder: Folder) -> None:
    folder.add_reports("summer", ("教育局", None))
    folder.build()
    assert len(folder.rows("report_organs")) == 3


def test_a_correction_survives_every_rebuild_and_the_unresolved_organ_is_gone(folder: Folder) -> None:
    folder.put("organ_corrections", ",教育局,shule.gov.cn,疏勒县教育局,,本站只有疏勒县的单位")
    for _ in range(2):
        summary = folder.build()
        assert folder.organ_names()[A_REPORT] == "疏勒县教育局"
        assert summary.unresolved == []
    (row,) = folder.rows("organ_corrections")
    assert (row["source_file"], row["source_line"]) == ("organ_corrections.csv", 2)


def test_a_correction_of_a_report_goes_before_one_of_a_name(folder: Folder) -> None:
    folder.put("organ_corrections", f"{A_REPORT},,,疏附县教育局,,看过原文", ",教育局,,疏勒县教育局,,名称")
    summary = folder.build()
    assert folder.organ_names()[A_REPORT] == "疏附县教育局"
    assert summary.corrections_without_effect == 1


def test_a_correction_joins_a_renamed_department_by_its_id(folder: Folder) -> None:
    folder.add_reports("later", *[("x", None)] * 3, ("疏勒县国土资源局", None), ("疏勒县自然资源局", None))
    folder.build()
    (organ,) = (row for row in folder.rows("organs") if row["organ_name"] == "疏勒县自然资源局")
    folder.put("organ_corrections", f",疏勒县国土资源局,,{organ['organ_id']},,2019年机构改革更名")
    folder.build()
    assert list(folder.organ_names().values()).count("疏勒县自然资源局") == 2


def test_a_region_added_by_hand_resolves_its_organs(folder: Folder) -> None:
    folder.add_reports("zone", *[("x", None)] * 3, ("平潭综合实验区管委会", None), ("平潭综合实验区", None))
    folder.put("regions", "350100-PT,平潭综合实验区,350100,county,2009,,,不在统计用区划代码中")
    folder.build()
    zone = [row for row in folder.rows("organs") if row["region_code"] == "350100-PT"]
    assert [(row["organ_name"], row["kind"], row["is_resolved"]) for row in zone] == [
        ("平潭综合实验区管理委员会", "zone", True)
    ]


@pytest.mark.parametrize(
    ("file", "lines", "reasons"),
    [
        (
            "organ_corrections",
            ["r0000000000000000,,,疏勒县教育局,,看过"],
            ["line 2: report_id r0000000000000000 is no report that was read"],
        ),
        (
            "organ_corrections",
            [",教育局,,o0123456789abcdef,,看过"],
            ["line 2: organ o0123456789abcdef is the id of no organ"],
        ),
        (
            "organ_corrections",
            [f"{A_REPORT},,,疏勒县教育局,,看过", f"{A_REPORT},,,疏附县教育局,,看过"],
            [f"line 3: the report {A_REPORT} is claimed in line 2 already for another organ (疏勒县教育局)"],
        ),
        ("organ_corrections", [",,,疏勒县教育局,,看过"], ["line 2: give either report_id or printed_name"]),
        (
            "organ_corrections",
            [",教育局,,鼓楼区教育局,,看过"],
            ["line 2: organ 鼓楼区教育局 may be in more than one place"],
        ),
        ("organ_corrections", [",教育局,,财政局,999999,看过"], ["line 2: region_code 999999 is not known"]),
        (
            "organ_corrections",
            [",教育局,,疏勒县财政局,653121,看过"],
            ["line 2: organ 疏勒县财政局 names a place that does not lie in 653121"],
        ),
        (
            "regions",
            ["Z-1,甲区,Z-2,county,,,,一个", "Z-2,乙市,Z-1,prefecture,,,,二个"],
            [
                "line 2: parent_region_code leads back to Z-1: a cycle",
                "line 3: parent_region_code leads back to Z-2: a cycle",
            ],
        ),
        (
            "regions",
            ["Z-1,甲区,653100,county,,,Z-2,一个", "Z-2,乙区,653100,county,,,Z-1,二个"],
            [
                "line 2: successor_region_code leads back to Z-1: a cycle",
                "line 3: successor_region_code leads back to Z-2: a cycle",
            ],
        ),
        ("regions", ["653122,甲区,653100,county,,,,一个"], ["line 2: region_code 653122 is that of 疏勒县"]),
        ("regions", ["Z-1,甲区,Z-9,county,,,,一个"], ["line 2: parent_region_code Z-9 is not known"]),
        (
            "regions",
            ["Z-1,甲市,653122,county,,,,一个"],
            ["line 2: a region of level county cannot lie in one of level county"],
        ),
        ("regions", ["Z-1,甲区,653100,county,2020,2019,,一个"], ["line 2: valid_to is before valid_from"]),
        ("expected_reports", ["疏勒县财政局,,2020,2019,名录"], ["line 2: last_year is before first_year"]),
        (
            "expected_reports",
            ["疏勒县财政局,,2019,2021,名录", "财政局,653122,2021,2022,名录"],
            ["line 3: 疏勒县财政局 is expected for 2021 in line 2 already"],
        ),
        (
            "roll_ups",
            ["疏勒县人民政府,疏勒县财政局,,,汇总", "疏勒县财政局,疏勒县人民政府,,,汇总"],
            ["line 3: 疏勒县人民政府 sums up 疏勒县财政局 itself: a cycle"],
        ),
        (
            "roll_ups",
            ["疏勒县财政局,疏勒县财政局,,,汇总"],
            ["line 2: 疏勒县财政局 sums up 疏勒县财政局 itself: a cycle"],
        ),
        (
            "roll_ups",
            ["疏勒县人民政府,疏勒县财政局,,2020,汇总", "疏勒县人民政府,疏勒县财政局,2020,,汇总"],
            ["line 3: the same two organs and years are in line 2 already"],
        ),
        ("deadlines", [",,,,2020,2021-01-20,通知"], ["line 2: give either organ or region_code"]),
        ("deadlines", [",653122,,,2020,2020-01-20,通知"], ["line 2: the deadline of a report on 2020 lies in 2021"]),
        (
            "deadlines",
            [",653122,,,2020,2021-01-20,通知", ",653122,,,2020,2021-01-25,通知"],
            ["line 3: the same deadline is in line 2 already"],
        ),
        (
            "reviews",
            [f"{'0' * 32},,{A_REPORT},A1,column:total,dismissed,,王某,2024-01-01"],
            [f"line 2: finding_id is not that of {A_REPORT}, A1, column:total"],
        ),
        (
            "reviews",
            [f"{'0' * 32},,{A_REPORT},A9,column:total,dismissed,,王某,2024-01-01"],
            ["line 2: rule_id A9 is no rule"],
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    folder: Folder, file: str, lines: Iterable[str], reasons: list[str]
) -> None:
    folder.put(file, *lines)
    problems = folder.problems()
    assert len(problems) == len(reasons)
    for problem, reason in zip(problems, reasons, strict=True):
        assert problem.startswith(f"{file}.csv, {reason}"), problem


def test_a_review_is_kept_by_the_id_of_its_finding(folder: Folder) -> None:
    finding_id = finding_id_of(A_REPORT, "A1", "column:total")
    line = f"{finding_id},,{A_REPORT},A1,column:total,explained,已更正,王某,2024-01-01"
    folder.put("reviews", line)
    folder.build()
    (row,) = folder.rows("reviews")
    assert (row["finding_id"], row["decision"], row["reviewed_on"]) == (finding_id, "explained", date(2024, 1, 1))
    folder.put("reviews", line, line)
    (folder.root / "reference").rename(folder.root / "before")
    assert folder.problems() == ["reviews.csv, line 3: the finding is reviewed in line 2 already"]


def test_an_expected_organ_that_never_reported_is_an_organ(folder: Folder) -> None:
    folder.put("expected_reports", "喀什地区疏勒县审计局,,2019,2021,名录")
    folder.build()
    (organ,) = (row for row in folder.rows("organs") if row["organ_name"] == "疏勒县审计局")
    assert [(row["organ_id"], row["report_year"]) for row in folder.rows("expected_reports")] == [
        (organ["organ_id"], year) for year in (2019, 2020, 2021)
    ]


def test_problems_leave_the_tables_of_the_last_run(folder: Folder) -> None:
    folder.build()
    before = {path.name: path.read_bytes() for path in (folder.root / "reference").iterdir()}
    folder.put("expected_reports", "疏勒县财政局,,2020,2019,名录")
    with pytest.raises(CurationError):
        folder.build()
    assert {path.name: path.read_bytes() for path in (folder.root / "reference").iterdir()} == before


def test_the_tables_are_the_same_in_every_build(folder: Folder) -> None:
    folder.build()
    before = {path.name: path.read_bytes() for path in (folder.root / "reference").iterdir()}
    folder.build()
    assert {path.name: path.read_bytes() for path in (folder.root / "reference").iterdir()} == before
