"""The definitions of the code location, found by themselves.

What this is: assets (`raw`, `parsed`, `warehouse`, `published`), their checks, the job, and the resources they share.

What to add here: one file per new concept. A file holds either plain definitions or one `@dg.definitions` function,
never both: beside such a function a loose asset is silently lost.

What to keep out: anything that does not need Dagster; it belongs one folder up, or in `ingest/` or `publication/`.
"""
