"""Feeds made by hand: every table of the schema `feeds` as its contract says, and organs with reports in them."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import yaml

_MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "feeds"

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\u2028\u0000'\"\\ =1+1 \U0001f600"
YEARS = (2021, 2022)


def id_of(letter: str, *parts: object) -> str:
    """An id as the warehouse makes them."""
    return letter + hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


class MadeFeeds:
    """The feeds in a database in memory. What is added is there after `load`."""

    def __init__(self) -> None:
        """Every feed, without reports: names and types from the contracts of the models."""
        self.connection = duckdb.connect()
        self._rows: dict[str, list[dict[str, object]]] = {}
        self._make_tables(self.connection)

    def load(self) -> None:
        """Put what was added into the tables."""
        for feed, rows in self._rows.items():
            names = list(dict.fromkeys(name for row in rows for name in row))
            lines = pa.table({name: [row.get(name) for row in rows] for name in names})
            self.connection.register("lines", lines)
            self.connection.execute(f"insert into feeds.feed_{feed} by name select * from lines")  # noqa: S608
        self._rows.clear()

    def _make_tables(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("create schema feeds")
        for path in sorted(_MODELS.glob("feed_*.yml")):
            for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
                columns = ", ".join(f'"{column["name"]}" {column["data_type"]}' for column in model["columns"])
                connection.execute(f"create table feeds.{model['name']} ({columns})")
        self._add("region", region_code="100000", region_name="全国", region_level="national")
        self._add(
            "region",
            region_code="950000",
            region_name="云汀省",
            region_level="province",
            parent_region_code="100000",
            province_code="950000",
        )
        self._add("rule", rule_id="A1", passed_count=1, failed_count=1, not_assessable_count=1, open_count=1)
        for region in ("100000", "950000"):
            for year in YEARS:
                self._add(
                    "indicator",
                    scope="region_year",
                    scope_id=region,
                    indicator_id="granted_share.all",
                    report_year=year,
                    organ_kind="department",
                    organ_level="province",
                    value=0.5,
                    numerator=1,
                    denominator=2,
                    is_ranked=False,
                )
                self._add(
                    "year_total",
                    region_code=region,
                    report_year=year,
                    report_count=1,
                    counted_report_count=1,
                    requests_received_count=5,
                    **{
                        f"{group}_count": 1
                        for group in ("granted", "granted_in_part", "denied", "unavailable", "not_processed", "other")
                    },
                    expected_count=1,
                    received_count=1,
                    late_count=0,
                    missing_count=0,
                )

    def add_organ(self, name: str, pinyin: str | None = None, organ_id: str | None = None) -> str:
        """An organ of the province with a report for each of two years, three findings each. Returns its id."""
        organ_id = organ_id or id_of("o", name)
        self._add(
            "organ",
            organ_id=organ_id,
            organ_name=name,
            pinyin=pinyin,
            organ_kind="department",
            organ_level="province",
            region_code="950000",
            region_name="云汀省",
            province_code="950000",
            is_resolved=True,
            printed_names=name,
            report_count=2,
            last_report_year=2022,
        )
        for year in YEARS:
            self.add_report(organ_id, name, year)
        self._add(
            "indicator",
            scope="organ_year",
            scope_id=organ_id,
            indicator_id="granted_share",
            report_year=2022,
            organ_kind="department",
            organ_level="province",
            value=1 / 3,
            numerator=1,
            denominator=3,
            is_ranked=False,
        )
        first, second = (id_of("r", name, year) for year in YEARS)
        self._add(
            "similar_report",
            pair_id=f"{second}-{first}",
            relation="same_organ_previous_year",
            report_id=second,
            organ_id=organ_id,
            organ_name=name,
            report_year=2022,
            other_report_id=first,
            other_organ_id=organ_id,
            other_organ_name=name,
            other_report_year=2021,
            similarity=Decimal("0.5"),
            shared_sentence_count=1,
        )
        self._add(
            "shared_sentence",
            pair_id=f"{second}-{first}",
            sentence_index=1,
            report_id=second,
            other_report_id=first,
            sentence_text=HOSTILE,
            other_sentence_index=1,
            other_sentence_text=name,
        )
        return organ_id

    def add_report(self, organ_id: str, name: str, year: int, report_id: str | None = None) -> None:
        """A report with two cells, a figure, text, and a finding of each outcome."""
        report_id = id_of("r", name, year) if report_id is None else report_id
        common = {"report_id": report_id, "organ_name": name, "report_year": year}
        document = {"document_id": "d" * 64, "source_name": HOSTILE}
        self._add("report", **common, **document, organ_id=organ_id, title=HOSTILE, failed_finding_count=1)
        self._add(
            "version",
            **common,
            **document,
            organ_id=organ_id,
            current_report_id=report_id,
            version_number=1,
            is_current=True,
            collection_id="c",
        )
        cell = {
            "form": "2021",
            "row_order": 1,
            "row_code": "granted",
            "row_label_zh": "予以公开",
            "row_label_en": "Granted",
        }
        for order, (column, value) in enumerate((("natural_person", 7), ("total", None)), start=1):
            self._add(
                "application",
                **common,
                **cell,
                column_order=order,
                column_code=column,
                column_label_zh=column,
                column_label_en=column,
                value=value,
                unit="count",
                status="reported" if value else "absent",
                value_raw=HOSTILE,
            )
        money = {"row_order": 9, "row_code": "fees", "row_label_zh": "收费", "row_label_en": "Fees"}
        self._add(
            "disclosure",
            **common,
            form="2021",
            **money,
            column_order=1,
            column_code="amount",
            column_label_zh="金额",
            column_label_en="Amount",
            value=Decimal("39573802895.9001"),
            unit="CNY",
            status="reported",
        )
        self._add(
            "figure",
            **common,
            figure_id=f"{report_id}-0",
            value=Decimal(12),
            is_approximate=False,
            status="reported",
            excerpt=HOSTILE,
        )
        self._add("report_text", report_id=report_id, printed_text=HOSTILE, is_cut=False)
        for outcome in ("pass", "fail", "not_assessable"):
            finding_id = hashlib.sha256(f"{report_id}{outcome}".encode()).hexdigest()[:32]
            self._add(
                "finding",
                **common,
                finding_id=finding_id,
                rule_id="A1",
                outcome=outcome,
                severity="error",
                subject_zh=HOSTILE,
                subject_en="s",
                message_zh=HOSTILE,
                message_en="m",
                expected=Decimal(4),
                actual=Decimal("4.5"),
                is_open=outcome == "fail",
                reason_code="table_absent" if outcome == "not_assessable" else None,
                organ_id=organ_id,
            )
            for number, status in enumerate(("reported", "absent"), start=1):
                evidence = {"finding_id": finding_id, "evidence_number": number, "evidence_report_id": report_id}
                printed = HOSTILE if status == "reported" else None
                self._add(
                    "evidence", report_id=report_id, **evidence, side="actual", status=status, printed_text=printed
                )
        self._add(
            "coverage",
            organ_id=organ_id,
            organ_name=name,
            region_code="950000",
            region_name="云汀省",
            province_code="950000",
            report_year=year,
            status="received_late" if year == YEARS[0] else "received",
            is_expected=True,
            report_id=report_id,
            deadline=date(year + 1, 1, 31),
            days_late=3 if year == YEARS[0] else 0,
        )

    def _add(self, feed: str, **values: object) -> None:
        self._rows.setdefault(feed, []).append(values)
