"""Publication: from a built and audited warehouse to files that others read.

What this is: the last step of write, audit, publish. It writes every model of the schema `feeds` as files, describes
them in a data package, records the build, verifies the whole, and swaps it in by one rename.

What to add here: another file format of a feed, another invariant of a publication.

What to keep out: what runs when (that is `orchestration/`), and how a number comes about (that is `dbt_project/`).
Nothing here writes a DuckDB file.
"""
