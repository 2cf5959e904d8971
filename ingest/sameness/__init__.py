"""How alike the prose of two reports is: the part of it that is a report's own, and a sketch of that.

What this is: `letters` takes away what every report has, `sentences` cuts the rest, `sketches` boils it down to a few
numbers by which two reports out of many thousands can be compared without reading both again.
What to add here: a line in `shared_phrases.csv` for words that every report has, with an example.
What to keep out: which reports are compared with which, and what is called too alike. That is SQL.
"""
