"""A province that does not exist, printed as files: a few hundred organs over six years, with planted problems.

What this is: organs with their numbers, prose, dates and names (`offices`, `numbers`, `prose`, `panel`), problems
planted one to an organ (`planting`), an oracle that says by plain arithmetic what must be found, and the comparison of
that with what the program finds. `python -m benchmarks.province` runs all of it at any size.
What to add here: a kind of problem (a function in `faults_…`, a line in `planting`), and its arithmetic in the oracle.
What to keep out: how the program finds anything. Values are read by its readers and judged by its SQL, never here.
"""
