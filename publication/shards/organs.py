"""Shards of organs: all the years of one organ, and nothing that grows with the number of others."""

# ruff: noqa: S608 all SQL is put together from constants of this package

from pathlib import Path

import duckdb

from publication.shards.assembly import Part, write_assembled
from publication.shards.contract import OrganIndicator, SeriesValue
from publication.shards.findings import FINDING_LINE, FINDING_ROWS
from publication.shards.similar import SIMILAR_LINE, SIMILAR_ROWS
from publication.shards.sources import ORGAN_LINE
from publication.shards.writer import ShardWriter

_LISTED_FINDINGS = 50
_LISTED_PAIRS = 20
_SERIES_COLUMNS = ", ".join(f"'{name}'" for name in SeriesValue._fields)
_INDICATOR_COLUMNS = ", ".join(f"'{name}'" for name in OrganIndicator._fields)

_PAIRS_OF_ORGANS = f"""
select organ_id as owner_id, * from ({SIMILAR_ROWS})
union all
select other_organ_id as owner_id, * from ({SIMILAR_ROWS}) where organ_id is distinct from other_organ_id
"""

_HEAD = Part(
    "head",
    f"""
    select organ.organ_id as owner_id, organ.organ_name, organ.organ_kind, organ.organ_level, organ.is_resolved,
        organ.printed_names, path.steps, line.failed_count, coalesce(pairs.similar_count, 0) as similar_count,
        case when parent.organ_id is not null then {ORGAN_LINE.format("parent")} end as parent
    from feeds.feed_organ as organ
    inner join shard_organ as line on organ.organ_id = line.organ_id
    left join shard_organ as parent on organ.parent_organ_id = parent.organ_id
    left join shard_region_path as path on organ.region_code = path.region_code
    left join (
        select owner_id, count(*) as similar_count from ({_PAIRS_OF_ORGANS}) group by owner_id
    ) as pairs on organ.organ_id = pairs.owner_id
    """,
    f"""to_json(struct_pack(
        organ_id := owner_id, organ_name := organ_name, organ_kind := organ_kind, organ_level := organ_level,
        is_resolved := is_resolved,
        printed_names := list_filter(string_split(coalesce(printed_names, ''), '; '), lambda name: name <> ''),
        region_path := ('[' || coalesce(steps, '') || ']')::json, parent := parent::json,
        failed_count := failed_count, similar_count := similar_count,
        series_columns := [{_SERIES_COLUMNS}], indicator_columns := [{_INDICATOR_COLUMNS}]
    ))""",
)

_YEARS = Part(
    "years",
    """
    select coverage.organ_id as owner_id, coverage.report_year, coverage.status, coverage.is_expected,
        coverage.expected_because, coverage.deadline, coverage.days_late, coverage.report_id, report.published_on,
        report.form, report.version_count, report.failed_finding_count, report.not_assessable_finding_count
    from feeds.feed_coverage as coverage
    left join feeds.feed_report as report on coverage.report_id = report.report_id
    """,
    """to_json(struct_pack(
        report_year := report_year, status := status, is_expected := is_expected, expected_because := expected_because,
        deadline := deadline, days_late := days_late, report_id := report_id, published_on := published_on,
        form := form, version_count := version_count, failed_count := failed_finding_count,
        not_assessable_count := not_assessable_finding_count
    ))""",
    "report_year",
)

# Totals of requests and of reviews, and normative documents: what charts show.
_SERIES = Part(
    "series",
    """
    select organ_id as owner_id, series_code, report_year, value, status, is_break_before, is_gap_before
    from feeds.feed_series
    where (table_code in ('application', 'legal') and column_code = 'total')
        or (table_code = 'disclosure' and row_code = 'normative_documents')
    """,
    "json_array(series_code, report_year, exact_number(value), status, is_break_before, is_gap_before)",
    "series_code, report_year",
)

_INDICATORS = Part(
    "indicators",
    """
    select indicator.scope_id as owner_id, indicator.indicator_id, indicator.report_year, indicator.value,
        indicator.numerator, indicator.denominator, indicator.interval_low, indicator.interval_high,
        indicator.reason_code, indicator.is_ranked, indicator.peer_rank, indicator.ranked_peer_count,
        peers.peer_count, peers.p10, peers.p25, peers.p50, peers.p75, peers.p90
    from feeds.feed_indicator as indicator
    left join feeds.feed_indicator_peers as peers
        on indicator.report_year = peers.report_year and indicator.organ_kind = peers.organ_kind
        and indicator.organ_level = peers.organ_level and indicator.indicator_id = peers.indicator_id
    where indicator.scope = 'organ_year'
    """,
    """json_array(
        indicator_id, report_year, double_number(round("value", 6)), exact_number(numerator),
        exact_number(denominator), double_number(round(interval_low, 6)), double_number(round(interval_high, 6)),
        reason_code, is_ranked, peer_rank, ranked_peer_count, peer_count, double_number(round(p10, 6)),
        double_number(round(p25, 6)), double_number(round(p50, 6)), double_number(round(p75, 6)),
        double_number(round(p90, 6))
    )""",
    "indicator_id, report_year",
)

_FINDINGS = Part(
    "findings",
    f"""
    select organ_id as owner_id, * from ({FINDING_ROWS}) where outcome = 'fail' and organ_id is not null
    qualify row_number() over (partition by organ_id order by report_year desc nulls last, rule_id, finding_id)
        <= {_LISTED_FINDINGS}
    """,
    FINDING_LINE,
    "report_year desc nulls last, rule_id, finding_id",
)

_SIMILAR = Part(
    "similar",
    f"""
    select * from ({_PAIRS_OF_ORGANS}) where owner_id is not null
    qualify row_number() over (partition by owner_id order by similarity desc, pair_id) <= {_LISTED_PAIRS}
    """,
    SIMILAR_LINE,
    "similarity desc, pair_id",
)


def write_organs(connection: duckdb.DuckDBPyConnection, writer: ShardWriter, scratch: Path) -> None:
    """`organs/<xx>/<organ_id>.json`."""
    parts = (_YEARS, _SERIES, _INDICATORS, _FINDINGS, _SIMILAR)
    write_assembled(connection, writer, scratch, ("organs",), _HEAD, parts)
