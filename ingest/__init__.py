"""Bytes in, typed rows out: the reading of OGI annual reports.

What this is: readers (bytes to `Document`), the statutory forms as data, extractors (`Document` to `Report`) and the
store of raw documents.
What to add here: a reader for a new format, a form, an extractor of something a report prints.
What to keep out: orchestration, SQL, the warehouse file. Nothing below this package imports Dagster, dbt or DuckDB.
"""
