"""Workbooks for offices: what each unit is asked to correct, and the replies that come back.

What this is: the published findings as XLSX workbooks (and a Word sheet of one page for each unit), and the reading of
the filled-in workbooks back into `curation/reviews.csv`. What is printed in a report is hostile here: it only ever
becomes text of a cell, never a formula, a link or markup; and so is a workbook that comes back.

What to add here: another paper or workbook that goes to an office, another column of the reply.

What to keep out: rules and their sentences (the dbt project), what the curation files must hold (`curation`), anything
that runs Dagster or dbt. A reply is a review; it never becomes a fact.
"""
