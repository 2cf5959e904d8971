"""What a build holds, for the Dagster UI: rows counted, some of them shown, codes counted.

A look at a table costs next to nothing, a look at a view may cost as much as building it: each has a limit of time,
and what takes longer is left out.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Any, Self

import duckdb

_SECONDS = 1.0
_ROWS = 3

_FINDINGS_BY_RULE = "select rule_id, outcome, count(*) from quality.fct_finding group by all order by all"
_OUTCOMES_OF_RULE = "select outcome, count(*) from quality.fct_finding where rule_id = ? group by all order by all"
_FAILING_FINDINGS = """
select organ_name, report_year, message_en, message_zh
from views.findings_in_words
where rule_id = ? and outcome = 'fail'
limit ?
"""
_YEAR_TOTALS = "select * from feeds.feed_year_total where region_code = ? order by report_year"
_INDICATOR_BY_YEAR = """
select
    v.report_year, count(*),
    quantile_disc(v.value, 0.1), quantile_disc(v.value, 0.25), quantile_disc(v.value, 0.5),
    quantile_disc(v.value, 0.75), quantile_disc(v.value, 0.9)
from marts.fct_indicator as v
where v.indicator_code = ? and v.variant = ? and v.scope = 'organ_year' and v.is_ranked
group by all
order by all
"""

# Staging and intermediate models stand in a file of their own beside the warehouse (see `dbt_project/profiles.yml`).
_WORKING = "working"


class BuildPreview:
    """A built warehouse that nobody writes to any more; a context manager. Relations are `schema.name`."""

    def __init__(self, warehouse: Path) -> None:
        self._connection = duckdb.connect(str(warehouse), read_only=True)
        working = warehouse.with_name(f"{warehouse.name}.{_WORKING}")
        if working.exists():
            path = str(working).replace("'", "''")
            self._connection.execute(f"attach '{path}' as {_WORKING} (read_only)")
        self._quoted = {
            f"{schema}.{name}": f'"{database}"."{schema}"."{name}"'
            for database, schema, name in self._connection.execute(
                "select table_catalog, table_schema, table_name from information_schema.tables"
            ).fetchall()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def __contains__(self, relation: str) -> bool:
        return relation in self._quoted

    def row_count(self, relation: str) -> int | None:
        """None when counting takes too long."""
        found = self._rows(f"select count(*) from {self._quoted[relation]}")  # noqa: S608 names of our models
        return int(found[0][0]) if found else None

    def some_rows(self, relation: str) -> tuple[list[str], list[tuple[Any, ...]]] | None:
        """The names of the columns and the first rows; None when it takes too long."""
        return self._rows_and_names(f"select * from {self._quoted[relation]} limit {_ROWS}")  # noqa: S608 names of our models

    def counts(self, relation: str, column: str) -> list[tuple[object, int]] | None:
        """How often each value of a column of codes occurs, most frequent first; None when it takes too long."""
        return self._rows(
            f'select "{column}", count(*) from {self._quoted[relation]} group by 1 order by 2 desc, 1'  # noqa: S608
        )

    def findings_by_rule(self) -> list[tuple[str, str, int]] | None:
        """Rule, outcome and count, for each that occurs; None when it takes too long."""
        return self._rows(_FINDINGS_BY_RULE)

    def outcomes_of(self, rule_id: str) -> list[tuple[str, int]] | None:
        """Outcome and count of the findings of one rule; None when it takes too long."""
        return self._rows(_OUTCOMES_OF_RULE, [rule_id])

    def failing_findings(self, rule_id: str, most: int) -> list[tuple[str | None, int | None, str, str]] | None:
        """Organ, year and message in both languages of findings that fail; None when it takes too long."""
        return self._rows(_FAILING_FINDINGS, [rule_id, most])

    def year_totals(self, region_code: str) -> list[dict[str, Any]]:
        """The totals of a region by year, as `feed_year_total` has them; empty when it takes too long."""
        found = self._rows_and_names(_YEAR_TOTALS, [region_code])
        return [dict(zip(found[0], row, strict=True)) for row in found[1]] if found else []

    def indicator_by_year(self, indicator_code: str, variant: str) -> list[tuple[Any, ...]] | None:
        """Year, number of ranked organs and the quantiles p10, p25, p50, p75, p90 of their values."""
        return self._rows(_INDICATOR_BY_YEAR, [indicator_code, variant])

    def rows_found_by(self, query: str, most: int) -> tuple[list[str], list[tuple[Any, ...]]] | None:
        """The names of the columns and the first rows of a query that dbt compiled; None when it takes too long."""
        return self._rows_and_names(f"select * from ({query}) limit {most}")  # noqa: S608 a test of our own project

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]] | None:
        """What a query gives; None when it takes too long, or asks for what the build does not have."""
        found = self._rows_and_names(query, parameters)
        return found[1] if found else None

    def _rows_and_names(
        self, query: str, parameters: Sequence[object] = ()
    ) -> tuple[list[str], list[tuple[Any, ...]]] | None:
        """The same, with the names of the columns."""
        alarm = Timer(_SECONDS, self._connection.interrupt)
        alarm.start()
        try:
            cursor = self._connection.execute(query, list(parameters))
            return [str(column[0]) for column in cursor.description or ()], cursor.fetchall()
        except (duckdb.InterruptException, duckdb.CatalogException, duckdb.IOException):
            return None  # a view of a build that failed may lack what it stands on
        finally:
            alarm.cancel()
