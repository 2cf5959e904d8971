"""Typos in row labels (其他法律行政止公开, 第一项加地二项, 5属于…). Long labels survive them."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from rapidfuzz.distance import Levenshtein

from form_printer.draft import Draft
from form_printer.tables import Label, Row
from ingest.forms import APPLICATION_ROWS, DISCLOSURE_CELLS, label_variants

# Look-alikes and characters of neighbouring labels: a typo drawn from these pulls a label towards another one.
TYPO_CHARACTERS = "不予公开处理其他申请信息属于要求法律行政事项机关数量本年止地及已巳末未"
ROW_LABELS = {row.label for row in APPLICATION_ROWS} | {cell.row_label for cell in DISCLOSURE_CELLS}
# A slip with one of these, or one that looks like it, may be no slip: 上年 for 本年, 逾期补正 for 逾期不补正.
MEANINGFUL_CHARACTERS = frozenset("不未末非无没否免上下前后今去已巳增减")


def is_recognisable(wording: str, slips: int) -> bool:
    """Whether a label with so many slips is still nearer to itself than to any other, and mostly itself."""
    nearest = min(Levenshtein.distance(wording, other) for other in ROW_LABELS if other != wording)
    return 2 * slips < nearest and 4 * slips <= len(wording)


def is_another_wording(wording: str, misprint: str) -> bool:
    """Whether a misprint differs in a character that turns its meaning round, or is as near to a word of its own."""
    edits = Levenshtein.editops(wording, misprint)
    changed = {wording[edit.src_pos] for edit in edits if edit.tag != "insert"}
    changed |= {misprint[edit.dest_pos] for edit in edits if edit.tag != "delete"}
    others = [variant.label for variant in label_variants() if variant.kind == "other"]
    return bool(changed & MEANINGFUL_CHARACTERS) or any(
        Levenshtein.distance(misprint, other) <= len(edits) for other in others
    )


def core(label: str) -> tuple[str, str]:
    """A row label as (ordinal, wording): ("5.", "属于三类内部事务信息")."""
    for mark in ".、)":
        at = label.find(mark, 0, 4)
        if at >= 0:
            return label[: at + 1], label[at + 1 :]
    return "", label


def without_note(wording: str) -> str:
    return wording.split("(", maxsplit=1)[0]


def slip(wording: str, rng: Random) -> str:
    """The wording with one character replaced, dropped or put in; a character is left of it, else it is no typo."""
    at = rng.randrange(len(wording))
    kind = rng.choice(("substitute", "delete", "insert"))
    if kind == "delete" and len(wording) > 1:
        return wording[:at] + wording[at + 1 :]
    return wording[:at] + rng.choice(TYPO_CHARACTERS) + wording[at + (kind == "substitute") :]


def misprint_row_labels(draft: Draft, rng: Random) -> Draft:
    """One or two slips in some row labels. Rows that their label no longer tells from others are doubted.

    Where these are most rows of a table, the others are doubted too: nothing else tells what the table is.
    """
    chance = rng.choice((0.05, 0.2, 0.5))
    doubted: set[str] = set()

    def misprinted(row: Row) -> Iterator[Label]:
        for label in row.labels:
            if label.kind != "row" or rng.random() >= chance:
                yield label
                continue
            ordinal, wording = core(label.text)
            slips = rng.choice((1, 1, 2))
            if not is_recognisable(without_note(wording), slips):
                doubted.update(row.row_codes)
            name = without_note(wording)
            note = wording[len(name) :]
            for _ in range(slips):
                name = slip(name, rng) if name else name
            if is_another_wording(without_note(wording), name):
                doubted.update(row.row_codes)
            yield replace(label, text=ordinal + name + note)

    damaged = draft.with_rows(lambda _, rows: tuple(row.with_labels(misprinted(row)) for row in rows))
    for table in draft.tables:
        codes = {code for row in table.rows for code in row.row_codes}
        if len(codes & doubted) * 2 > len(codes):
            doubted |= codes
    return damaged.doubting({key for key in draft.expected if key.row in doubted})


def restyle_ordinals(draft: Draft, rng: Random) -> Draft:
    """1、 for 1., 四. for 四、, 5属于 without its point, a space after the point, or the ordinal gone.

    A row whose ordinal lost its closing bracket is doubted: its whole label looks like a note then.
    """
    chance = rng.choice((0.2, 1.0))
    doubted: set[str] = set()

    def restyled(row: Row) -> Iterator[Label]:
        for label in row.labels:
            ordinal, wording = core(label.text)
            if label.kind != "row" or not ordinal or rng.random() >= chance:
                yield label
                continue
            number = ordinal.strip(".、()")
            in_brackets = ordinal.endswith(")")
            styles = (
                (f"({number}) ", f"{number}、", f"({number}", "")
                if in_brackets
                else (f"{number}、", f"{number}.", f"{number}. ", f"{number},", number, "")
            )
            style = rng.choice(styles)
            if style == f"({number}":
                doubted.update(row.row_codes)
            yield replace(label, text=style + wording)

    damaged = draft.with_rows(lambda _, rows: tuple(row.with_labels(restyled(row)) for row in rows))
    return damaged.doubting({key for key in draft.expected if key.row in doubted})
