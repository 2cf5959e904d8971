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
        found = self.rows(f"select count(*) from {self._quoted[relation]}")  # noqa: S608 names of our models
        return int(found[0][0]) if found else None

    def some_rows(self, relation: str) -> tuple[list[str], list[tuple[Any, ...]]] | None:
        """The names of the columns and the first rows; None when it takes too long."""
        return self.rows_of(f"select * from {self._quoted[relation]} limit {_ROWS}")  # noqa: S608 names of our models

    def counts(self, relation: str, column: str) -> list[tuple[object, int]] | None:
        """How often each value of a column of codes occurs, most frequent first; None when it takes too long."""
        return self.rows(
            f'select "{column}", count(*) from {self._quoted[relation]} group by 1 order by 2 desc, 1'  # noqa: S608
        )

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]] | None:
        """What a query gives; None when it takes too long, or asks for what the build does not have."""
        found = self.rows_of(query, parameters)
        return found[1] if found else None

    def rows_of(self, query: str, parameters: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]] | None:
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
