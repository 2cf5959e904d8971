"""Ways to write the three tables as text, one per file.

What this is: each layout was seen in a real copy of a report, or is a near relative of one.
What to add here: a file with one `Layout` and its name in `strategies.layouts`.
What to keep out: damage. A layout prints every cell of the table it is given.
"""
