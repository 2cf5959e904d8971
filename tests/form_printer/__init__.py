"""Prints filled-in report forms the way real reports are printed, with what a reader must get out of each print.

What this is: `FilledForm` (a value for every cell of a statutory form), tables and pages made of it, layouts that
write them as text, damage that real copies suffer, and the expectation of every cell. All choices come from a
`random.Random`, so that one seed gives one print; `strategies` hands in Hypothesis' own, so that failures shrink.
What to add here: a layout (one file in `layouts`), a kind of damage (one file in `damage`), a way to write a cell.
What to keep out: the reader under test, and any knowledge of how it works. Only the codes of `ingest.forms` are shared.
"""

from form_printer.draft import Draft
from form_printer.expectation import Expectation
from form_printer.filled_form import Entry, FilledForm, fill_form
from form_printer.pages import draft_report
from form_printer.printed import Layout, Print, Run, print_report

__all__ = [
    "Draft",
    "Entry",
    "Expectation",
    "FilledForm",
    "Layout",
    "Print",
    "Run",
    "draft_report",
    "fill_form",
    "print_report",
]
