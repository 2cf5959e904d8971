"""Text that a spreadsheet must not run: the guard for CSV cells.

Reports are hostile input, and a cell of a CSV file that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet.
Such text gets an apostrophe in front, and so does text that looks guarded already; no other text is changed. `unguard`
gives the exact text back. Parquet and JSON carry the text as it is.
"""

import re

# After blanks (which spreadsheets skip) and apostrophes: a sign that starts a formula, also in its full-width form, or
# a tab or line break that would start a new cell. Python's `re` and DuckDB's RE2 read this alike.
_DANGEROUS = "^[ \u00a0\u3000']*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]"


def guard(text: str) -> str:
    """The text as a spreadsheet may have it."""
    return f"'{text}" if re.match(_DANGEROUS, text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and re.match(_DANGEROUS, text) else text


def guarded_sql(expression: str) -> str:
    """The SQL expression for `guard` of an SQL expression."""
    pattern = _DANGEROUS.replace("'", "''")
    return f"case when regexp_matches({expression}, '{pattern}') then '''' || {expression} else {expression} end"
