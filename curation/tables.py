"""The columns of the curated tables, as they are written to Parquet and read by dbt."""

import pyarrow as pa

_TEXT, _INT, _DATE = pa.string(), pa.int32(), pa.date32()


def _schema(**columns: pa.DataType) -> pa.Schema:
    """Columns of a curated table; each row leads to the file and the line (from 1, the header) it was read from."""
    placed = columns | {"source_file": _TEXT, "source_line": _INT}
    return pa.schema([pa.field(name, kind) for name, kind in placed.items()])


CURATED_SCHEMAS: dict[str, pa.Schema] = {
    # One row per correction: a report, or a printed name (on one site, or on all), is of this organ.
    "organ_corrections": _schema(report_id=_TEXT, printed_name=_TEXT, source_host=_TEXT, organ_id=_TEXT, reason=_TEXT),
    # One row per organ and year for which a report is expected.
    "expected_reports": _schema(organ_id=_TEXT, report_year=_INT, reason=_TEXT),
    # One row per organ whose report sums up others, unit that it sums up, and first year; null is "no such bound".
    "roll_ups": _schema(parent_organ_id=_TEXT, child_organ_id=_TEXT, first_year=_INT, last_year=_INT, reason=_TEXT),
    # One row per deadline: of one organ, or of the organs of a kind (null: all) in a region and below it.
    "deadlines": _schema(
        organ_id=_TEXT, region_code=_TEXT, kind=_TEXT, level=_TEXT, report_year=_INT, deadline=_DATE, reason=_TEXT
    ),
    # One row per reviewed finding.
    "reviews": _schema(
        finding_id=_TEXT,
        state_id=_TEXT,
        report_id=_TEXT,
        rule_id=_TEXT,
        subject=_TEXT,
        decision=_TEXT,
        note=_TEXT,
        reviewer=_TEXT,
        reviewed_on=_DATE,
    ),
}
