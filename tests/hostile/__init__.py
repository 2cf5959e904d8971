"""Reports that mean harm: what they say is taken in, kept and shown as text, and does nothing anywhere.

What this is: the payloads and the reports that carry them (`reports`), the data folder in which `ogi run` published
them (`home`), and tests of what leaves the program in files. `tests/browser/test_hostile.py` opens the pages.
What to add here: a payload (a line in `PAYLOADS`) or another place of a report where one can stand.
What to keep out: documents that break a reader; they are spoiled in `tests/ingest`.
"""
