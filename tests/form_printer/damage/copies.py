"""Tables printed twice or not at all."""

from random import Random

from form_printer.draft import Block, Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import fill_form
from form_printer.tables import Table, application_table, disclosure_table, legal_table

BUILDERS = {"disclosure": disclosure_table, "application": application_table, "legal": legal_table}


def print_a_table_twice(draft: Draft, rng: Random) -> Draft:
    """The same table again, directly after itself: nothing is in doubt."""
    twice = rng.choice(draft.tables).name
    blocks: list[Block] = []
    for block in draft.blocks:
        blocks.append(block)
        if isinstance(block, Table) and block.name == twice:
            blocks.append(block)
    return draft.with_blocks(blocks)


def print_two_scopes(draft: Draft, rng: Random) -> Draft:
    """One table twice with different numbers (本级 and 汇总): what differs is nobody's value, the rest may be read."""
    name = rng.choice(draft.tables).name
    other = fill_form(rng, draft.filled.form, draft.filled.application_form)
    second = BUILDERS[name](other)
    titles = [Paragraph("(本级)", "prose"), Paragraph("(汇总)", "prose")]
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Table) and block.name == name:
            blocks += [titles[0], block, titles[1], second]
        else:
            blocks.append(block)
    expected = dict(draft.expected)
    for key in second.keys & expected.keys():
        agree = expected[key].value == other.entries[key].expectation.value
        expected[key] = expected[key].doubted() if agree else Expectation.no_value()
    return Draft(draft.filled, tuple(blocks), expected, draft.expected_form)


def leave_tables_out(draft: Draft, rng: Random) -> Draft:
    """One, two or all three tables were images: their cells are absent, never zero."""
    names = rng.sample(sorted(BUILDERS), rng.randint(1, 3))
    kept = [b for b in draft.blocks if not (isinstance(b, Table) and b.name in names)]
    form = None if "disclosure" in names else draft.expected_form
    return Draft(draft.filled, tuple(kept), draft.expected, form).not_printed()
