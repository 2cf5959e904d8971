"""Who reports: regions with their history, the names of organs taken apart, and names resolved to organs.

What this is: the administrative divisions as data (with where they come from), what the name of an organ says of its
place and kind, and the rules by which printed names are taken for one organ, or left apart with their candidates.

What to add here: another way in which organs are named, and the rule by which that name is resolved.

What to keep out: what people write by hand (that is `curation/`), what runs when, SQL. Nothing here imports Dagster,
dbt or DuckDB.
"""
