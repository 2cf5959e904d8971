"""The statutory forms as data: rows, columns, labels, units and identities. The one source of truth for all of them.

What this is: CSV files transcribed from the forms annexed to 国办公开办函〔2019〕60号 (the "2019" form, reports of
2019 and 2020) and 国办公开办函〔2021〕30号 (the "2021" form, reports from 2021 on), and the records they load into.
What to add here: a row, column or label variant of a form; a new form; an identity between cells.
What to keep out: how a document is read. That is `ingest.extract`.
"""

from ingest.forms.identities import Identity, identities
from ingest.forms.tables import (
    APPLICATION_COLUMNS,
    APPLICATION_ROWS,
    DISCLOSURE_CELLS,
    FORMS,
    LEGAL_CELLS,
    SECTION_TITLES,
    ApplicationColumn,
    ApplicationRow,
    CellKey,
    DisclosureCell,
    Form,
    LabelVariant,
    LegalCell,
    SectionTitle,
    Table,
    application_rows,
    cell_unit,
    disclosure_cells,
    form_for_year,
    form_keys,
    label_variants,
)

__all__ = [
    "APPLICATION_COLUMNS",
    "APPLICATION_ROWS",
    "DISCLOSURE_CELLS",
    "FORMS",
    "LEGAL_CELLS",
    "SECTION_TITLES",
    "ApplicationColumn",
    "ApplicationRow",
    "CellKey",
    "DisclosureCell",
    "Form",
    "Identity",
    "LabelVariant",
    "LegalCell",
    "SectionTitle",
    "Table",
    "application_rows",
    "cell_unit",
    "disclosure_cells",
    "form_for_year",
    "form_keys",
    "identities",
    "label_variants",
]
