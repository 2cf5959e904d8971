"""What people add by hand: corrections, lists and reviews, as CSV files.

What this is: the columns of these files, their checking (all of them, whole, before anything is built) and the tables
that come of them, together with the organs that they correct.

What to add here: another file that people keep, its columns and what must hold of them.

What to keep out: what a program can find by itself, what runs when, SQL. Nothing here imports Dagster, dbt or DuckDB.
"""
