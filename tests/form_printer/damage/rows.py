"""Rows lost, moved, split or added."""

from collections import defaultdict
from dataclasses import replace
from random import Random

from form_printer.draft import Draft
from form_printer.expectation import Expectation
from form_printer.filled_form import count_entry
from form_printer.tables import Label, Row, Slot, TableName
from ingest.forms import APPLICATION_ROWS

GROUPS = {row.row_code: row.group_code for row in APPLICATION_ROWS}


def lose_rows(draft: Draft, rng: Random) -> Draft:
    """One to three value rows of the disclosure or application table missing: their cells are absent, others stay."""
    named = sorted({c for t in draft.tables if t.name != "legal" for row in t.rows for c in row.row_codes})
    lost = set(rng.sample(named, rng.randint(1, 3)))
    return draft.with_rows(lambda _, rows: tuple(row for row in rows if not row.row_codes & lost)).not_printed()


def reorder_rows(draft: Draft, rng: Random) -> Draft:
    """The rows of one group of reasons in another order, each with its ordinal and its values."""

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if name != "application":
            return rows
        members: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(rows):
            for code in row.row_codes:
                if GROUPS[code]:
                    members[GROUPS[code]].append(index)
        out = list(rows)
        for group in sorted(members):
            places = members[group]
            moved = [tuple(c for c in rows[i].cells if not _is_group(c)) for i in places]
            rng.shuffle(moved)
            for place, cells in zip(places, moved, strict=True):
                headings = (c for c in rows[place].cells if _is_group(c))
                out[place] = replace(rows[place], cells=(*headings, *cells))
        return tuple(out)

    return draft.with_rows(rewrite)


def _is_group(cell: object) -> bool:
    return isinstance(cell, Label) and cell.kind == "group"


def split_other_services(draft: Draft, rng: Random) -> Draft:
    """其他对外管理服务事项 printed as two rows of the same name with different numbers: neither is the form's cell."""

    def rewrite(_: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        out: list[Row] = []
        for row in rows:
            out.append(row)
            if "other_external_services" in row.row_codes:
                other = tuple(replace(s, entry=count_entry(rng.randrange(1000, 9999))) for s in row.slots)
                out.append(replace(row, cells=(*row.labels, *other)))
        return tuple(out)

    keys = {key for key in draft.expected if key.row == "other_external_services"}
    return draft.with_rows(rewrite).expecting(keys, Expectation.no_value())


LOCAL_ROWS = {
    "disclosure": ("行政确认", "行政裁决", "公共服务事项"),
    "application": ("9.其他不予公开的情形", "(八)转办件", "备注"),
}


def add_local_row(draft: Draft, rng: Random) -> Draft:
    """A row that the form does not know, with numbers of its own, between two rows of the form."""
    name_of_table = rng.choice(sorted(LOCAL_ROWS))
    label = rng.choice(LOCAL_ROWS[name_of_table])

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if name != name_of_table:
            return rows
        at = rng.choice([i for i, row in enumerate(rows) if row.slots])
        cells: list[Label | Slot] = [
            Label(label, "row", columns=3 - len(rows[at].groups) if name == "application" else 1)
        ]
        cells += [Label(str(rng.randrange(1000, 9999)), "note") for _ in rows[at].slots]
        return (*rows[: at + 1], Row(tuple(cells), groups=rows[at].groups), *rows[at + 1 :])

    return draft.with_rows(rewrite)
