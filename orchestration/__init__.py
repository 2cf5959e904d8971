"""Orchestration: what runs when and in what order, and what a person sees of it in the Dagster UI.

What this is: the Dagster code location. `definitions.py` loads everything under `defs/`, one file per concept; the
modules beside it hold what those definitions need and what can be tested without Dagster.

What to add here: an asset, a check, a schedule; the metadata that a person wants to see of them.

What to keep out: parsing (`ingest/`), SQL logic (`dbt_project/`), files of a publication (`publication/`). Nothing is
done at import but reading the dbt manifest.
"""
