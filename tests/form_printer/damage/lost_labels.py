"""Header cells and group labels lost or cut short. Rows still say what they are by their own labels."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from form_printer.draft import Draft
from form_printer.tables import Label, Row, TableName


def lose_header_cells(draft: Draft, rng: Random) -> Draft:
    """自然人, 总计, 法人或其他组织 … missing from the application and legal headers."""
    chance = rng.choice((0.1, 0.4, 1.0))

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if name == "disclosure":
            return rows
        return tuple(row.with_labels(_emptied(row, rng, chance, ("column", "note"))) for row in rows)

    damaged = draft.with_rows(rewrite)
    # Of the 19 labels above the legal numbers some must be left to tell what they are; three 总计 are often lost.
    nameless = {
        key
        for table in damaged.tables
        if table.name == "legal" and sum(bool(c.text) for row in table.rows for c in row.labels) < 14
        for key in table.keys
    }
    return damaged.doubting(nameless)


def lose_group_labels(draft: Draft, rng: Random) -> Draft:
    """三、本年度办理结果 and (三)不予公开 missing, or cut to 三、 and (三)."""
    chance = rng.choice((0.3, 1.0))

    def shortened(row: Row) -> Iterator[Label]:
        for label in row.labels:
            if label.kind == "group" and rng.random() < chance:
                ordinal = label.text[: 1 + max(label.text.find("、"), label.text.find(")"))]
                yield replace(label, text=rng.choice(("", ordinal)))
            else:
                yield label

    return draft.with_rows(lambda _, rows: tuple(row.with_labels(shortened(row)) for row in rows))


def lose_clause_titles(draft: Draft, rng: Random) -> Draft:
    """第二十条第(五)项 missing above its part of the disclosure table."""
    chance = rng.choice((0.3, 1.0))
    return draft.with_rows(
        lambda _, rows: tuple(row.with_labels(_emptied(row, rng, chance, ("clause",))) for row in rows)
    )


def cut_change_header(draft: Draft, _rng: Random) -> Draft:
    """本年增/减 printed as 本年增/ (seen)."""

    def cut(row: Row) -> Iterator[Label]:
        return (replace(label, text=label.text.replace("本年增/减", "本年增/")) for label in row.labels)

    return draft.with_rows(lambda _, rows: tuple(row.with_labels(cut(row)) for row in rows))


def _emptied(row: Row, rng: Random, chance: float, kinds: tuple[str, ...]) -> Iterator[Label]:
    for label in row.labels:
        lost = label.kind in kinds and rng.random() < chance
        yield replace(label, text="") if lost else label
