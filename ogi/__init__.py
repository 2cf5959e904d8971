"""The command line of the warehouse.

What this is: `ogi`, one file per command. Results go to stdout, progress and problems to stderr.
What to add here: a command: a function in a file of its name, registered in `ogi.app`.
What to keep out: the work itself. Commands import Dagster, DuckDB and the readers when they run, so that `ogi` starts
fast (0.2 s, not 2 s).
"""
