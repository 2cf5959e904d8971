"""Hypothesis strategies over forms, layouts and damage, and the whole print of one example."""

from collections.abc import Callable
from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from form_printer.damage import (
    cells,
    characters,
    copies,
    label_typos,
    local_columns,
    lost_labels,
    page_furniture,
    rows,
    sections,
    telling_prose,
)
from form_printer.damage.truncation import truncate
from form_printer.draft import Draft
from form_printer.filled_form import Arithmetic, FilledForm, fill_form
from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.filled_up_rows import FilledUpRows
from form_printer.layouts.numbers_first import NumbersFirst
from form_printer.layouts.per_table import PerTable
from form_printer.layouts.pipe_cells import PipeCells
from form_printer.layouts.pipe_rows import PipeRows
from form_printer.layouts.run_together import RunTogether
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.layouts.turned import Turned
from form_printer.layouts.wrapped_lines import WrappedLines
from form_printer.pages import draft_report
from form_printer.printed import Layout, Print, print_report
from ingest.forms import Form

DraftDamage = Callable[[Draft, Random], Draft]
PrintDamage = Callable[[Print, Random], Print]

ARITHMETIC: tuple[Arithmetic, ...] = ("distinct", "consistent", "inconsistent")
# (form of the disclosure table, form of the application rows); the last two are mixed, as some organs print them.
FORMS: tuple[tuple[Form, Form], ...] = (("2019", "2019"), ("2021", "2021"), ("2021", "2019"), ("2019", "2021"))

# Damage that takes away what another leaves to decide by: which of two tables a cut-off text still shows, or whether
# a second row of the same name with too few numbers is a row at all.
INCOMPATIBLE = (
    {"print_two_scopes", "truncate"},
    {"split_other_services", "truncate"},
    {"split_other_services", "leave_blanks"},
)

LAYOUTS: dict[str, st.SearchStrategy[Layout]] = {
    "cell_per_line": st.builds(
        CellPerLine,
        gap=st.sampled_from(("\n", "\n\n", "\n \n")),
        label_breaks=st.sampled_from((0.0, 0.2, 0.8)),
        label_joint=st.sampled_from(("\n", "\n\n")),
    ),
    "spaced_rows": st.builds(
        SeparatedRows,
        separator=st.sampled_from((" ", "  ", "\u3000", " \u00a0 ")),
        indent=st.sampled_from(("", "    ")),
        groups_float=st.booleans(),
        headers_interleave=st.booleans(),
        label_breaks=st.sampled_from((0.0, 0.0, 0.3)),
    ),
    "tab_rows": st.builds(
        SeparatedRows,
        separator=st.just("\t"),
        headers_interleave=st.just(False),  # a cell of a spreadsheet stays in one piece
        groups_float=st.booleans(),
    ),
    "pipe_rows": st.builds(
        PipeRows,
        outer=st.booleans(),
        alignment=st.booleans(),
        padded=st.booleans(),
        merged=st.sampled_from(("empty", "repeated")),
    ),
    "pipe_cells": st.builds(PipeCells, keeps_empty=st.booleans()),
    "filled_up_rows": st.builds(FilledUpRows, filling=st.sampled_from(("behind", "opened", "doubled"))),
}
_ONE_LAYOUT = st.one_of(*LAYOUTS.values())
LAYOUTS["per_table"] = st.builds(PerTable, disclosure=_ONE_LAYOUT, application=_ONE_LAYOUT, legal=_ONE_LAYOUT)
UNSEPARATED: st.SearchStrategy[Layout] = st.builds(
    RunTogether, after_label=st.sampled_from(("", " ")), after_row=st.sampled_from(("", " ", "\n"))
)
WRAPPED_LINES: st.SearchStrategy[Layout] = st.builds(
    WrappedLines,
    label=st.integers(8, 40),
    header=st.integers(2, 6),
    group=st.integers(1, 6),
    separator=st.sampled_from((" ", "   ")),
)

# What stands in the cells is decided first, then how the tables are damaged; `prints` keeps this order.
DRAFT_DAMAGE: dict[str, DraftDamage] = {
    damage.__name__: damage
    for damage in (
        cells.leave_blanks,
        cells.print_marks,
        cells.print_words,
        cells.print_notes,
        cells.print_separators,
        cells.print_full_width_digits,
        lost_labels.lose_header_cells,
        lost_labels.lose_group_labels,
        lost_labels.lose_clause_titles,
        lost_labels.cut_change_header,
        label_typos.misprint_row_labels,
        label_typos.restyle_ordinals,
        sections.shift_sections,
        sections.lose_headings,
        sections.lose_heading_numbers,
        page_furniture.print_page_footers,
        page_furniture.print_bare_page_numbers,
        page_furniture.repeat_headers,
        page_furniture.interrupt_rows,
        rows.lose_rows,
        rows.reorder_rows,
        rows.split_other_services,
        rows.add_local_row,
        copies.print_a_table_twice,
        copies.print_two_scopes,
        copies.leave_tables_out,
    )
}
PRINT_DAMAGE: dict[str, PrintDamage] = {
    damage.__name__: damage
    for damage in (
        characters.windows_line_ends,
        characters.odd_spaces,
        characters.full_width_punctuation,
        characters.trailing_spaces,
        truncate,
        characters.byte_order_mark,
        characters.chinese_encoding,
    )
}
PARAGRAPH_GAPS = ("\n\n", "\n", "\n   ")

# Prints that look like the form and are not: read by position they would give wrong values.
MISLEADING: dict[str, DraftDamage] = {
    damage.__name__: damage
    for damage in (
        local_columns.reorder_columns,
        local_columns.number_the_rows,
        local_columns.add_last_years_columns,
        local_columns.append_a_column,
        telling_prose.speak_in_labels,
        telling_prose.speak_in_labels_beside_tables,
    )
}
MISLEADING_LAYOUTS: st.SearchStrategy[Layout] = st.one_of(
    st.builds(
        NumbersFirst,
        gap=st.sampled_from(("\n", "\n\n", " ")),
        by_column=st.booleans(),
        block=st.integers(2, 12),
        some=st.sampled_from((0.0, 0.5)),
    ),
    st.builds(Turned, separator=st.sampled_from((" ", "\n", "\t", "|")), legal_groups_apart=st.booleans()),
)
UNDAMAGED: st.SearchStrategy[set[str]] = st.just(set())
randoms = st.randoms(use_true_random=False)


@st.composite
def filled_forms(draw: st.DrawFn, *, amount_unit_known: bool = True) -> FilledForm:
    """A filled form of either kind or mixed, with consistent, inconsistent or all-distinct numbers."""
    form, application_form = draw(st.sampled_from(FORMS))
    return fill_form(
        draw(randoms),
        form,
        application_form,
        arithmetic=draw(st.sampled_from(ARITHMETIC)),
        amount_unit_known=amount_unit_known,
    )


@st.composite
def prints(
    draw: st.DrawFn,
    layouts: st.SearchStrategy[Layout],
    damage: st.SearchStrategy[set[str]] = UNDAMAGED,
) -> Print:
    """One report printed in one of the layouts, damaged in the named ways of `DRAFT_DAMAGE` and `PRINT_DAMAGE`."""
    names = draw(damage)
    assume(not any(names >= pair for pair in INCOMPATIBLE))
    draft = draft_report(draw(filled_forms()), draw(randoms))
    for name, damage_draft in {**DRAFT_DAMAGE, **MISLEADING}.items():
        if name in names:
            draft = damage_draft(draft, draw(randoms))
    page = print_report(draft, draw(layouts), draw(randoms), draw(st.sampled_from(PARAGRAPH_GAPS)))
    for name, damage_print in PRINT_DAMAGE.items():
        if name in names:
            page = damage_print(page, draw(randoms))
    return page
