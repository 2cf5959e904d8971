"""The columns of the tables about organs and regions, as they are written to Parquet and read by dbt."""

import pyarrow as pa

_TEXT, _INT, _BOOL = pa.string(), pa.int32(), pa.bool_()


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


ORGAN_SCHEMAS: dict[str, pa.Schema] = {
    # One row per region; valid_from and valid_to are years: null is "before the source begins" and "still".
    "regions": _schema(
        region_code=_TEXT,
        region_name=_TEXT,
        parent_region_code=_TEXT,
        level=_TEXT,
        valid_from=_INT,
        valid_to=_INT,
        successor_region_code=_TEXT,
        lineage_code=_TEXT,
        source=_TEXT,
    ),
    # One row per region and name that it has or had.
    "region_names": _schema(
        region_code=_TEXT,
        region_name=_TEXT,
        valid_from=_INT,
        valid_to=_INT,
    ),
    # One row per organ, resolved or not.
    "organs": _schema(
        organ_id=_TEXT,
        organ_name=_TEXT,
        pinyin=_TEXT,
        level=_TEXT,
        kind=_TEXT,
        region_code=_TEXT,
        parent_organ_id=_TEXT,
        resolution_rule=_TEXT,
        is_resolved=_BOOL,
    ),
    # One row per organ and name under which it is printed.
    "organ_names": _schema(
        organ_id=_TEXT,
        printed_name=_TEXT,
        rule=_TEXT,
        candidates=_TEXT,
        is_resolved=_BOOL,
        report_count=_INT,
    ),
    # One row per report; organ_id is null when the document names no organ.
    "report_organs": _schema(
        report_id=_TEXT,
        organ_id=_TEXT,
        rule=_TEXT,
        candidates=_TEXT,
    ),
}
