"""The rows of 《政府信息公开情况统计表》, the sheet that 国办发〔2014〕32号 annexes for the reports of 2014 to 2018.

Organs added rows and left others out, and before 2014 every province had its own sheet: the reader of the sheets does
not need these rows. They give an indicator the same code in every report that prints it, and the tests a sheet to
print. `statistics_rows.csv` says in `basis` how each row is known: "derived_form" stands in public forms that offices
made from the sheet (阜阳市自然资源和规划局《政府信息公开统计制度》 and others); "recalled" is the wording as known from
reports, for which no copy of the annex itself was at hand. A wrong word in it costs a code and never a value.
"""

import csv
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """One row of the standard sheet. `unit` is the printed one, empty for a heading; `parent_code` names the row above
    that it is a part of, empty at the top.
    """

    indicator_code: str
    parent_code: str
    ordinal: str
    label: str
    note: str
    unit: str
    basis: Literal["derived_form", "recalled"]
    label_en: str

    @property
    def printed_label(self) -> str:
        """The label as the sheet prints it: its ordinal (or 其中:), its words, its note in parentheses."""
        return f"{self.ordinal}{self.label}({self.note})" if self.note else f"{self.ordinal}{self.label}"


def _row(record: dict[str, str]) -> StatisticsRow:
    basis = record.pop("basis")
    if basis not in ("derived_form", "recalled"):
        raise ValueError(f"statistics_rows.csv: unknown basis {basis!r} of {record['indicator_code']}")
    return StatisticsRow(basis=cast("Literal['derived_form', 'recalled']", basis), **record)


def _rows() -> tuple[StatisticsRow, ...]:
    with (resources.files("ingest.forms") / "statistics_rows.csv").open(encoding="utf-8") as file:
        return tuple(_row(record) for record in csv.DictReader(file))


STATISTICS_ROWS: tuple[StatisticsRow, ...] = _rows()
