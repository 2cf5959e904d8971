"""Chooses where each problem is planted: one problem for an organ, so that none hides or causes another."""

from dataclasses import dataclass
from random import Random

from province import faults_in_prose as in_prose
from province import faults_in_tables as in_tables
from province import faults_of_publication as of_publication
from province.faults_in_tables import Planter
from province.ledger import Fault
from province.numbers import KINDS
from province.panel import Panel, sound_panel, write_all_prose


@dataclass(frozen=True, slots=True)
class _Kind:
    """A problem: its name, the rules that must find it, what plants it, and the kinds of organ it may happen to."""

    name: str
    rules: tuple[str, ...]
    plant: Planter
    office_kinds: tuple[str, ...] = ()


_IN_TABLES = (
    _Kind("wrong_row_total", ("A2", "A3"), in_tables.wrong_row_total),
    _Kind("wrong_outcome", ("A2",), in_tables.wrong_outcome),
    _Kind("wrong_balance", ("A1",), in_tables.wrong_balance),
    _Kind("wrong_processed", ("A1", "A2", "A3"), in_tables.wrong_processed),
    _Kind("wrong_legal_total", ("L1",), in_tables.wrong_legal_total),
    _Kind("negative_count", ("V1",), in_tables.negative_count),
    _Kind("newer_than_all", ("V1",), in_tables.newer_than_all),
    _Kind("missing_section", ("C1",), in_tables.missing_section),
    *(
        _Kind(f"missing_{name}_table", ("C1",), in_tables.missing_table(name))
        for name in ("disclosure", "application", "legal")
    ),
    *(
        _Kind(f"broken_carry_over_{column}", ("Y1",), in_tables.broken_carry_over(column), ("government", "department"))
        for column in (*KINDS, "total")
    ),
    _Kind("wrong_stock", ("Y2",), in_tables.wrong_stock),
    _Kind("wrong_items", ("Y3",), in_tables.wrong_items),
    _Kind("unit_slip", ("U1",), in_tables.unit_slip),
    _Kind("copied_tables", ("S1",), in_tables.copied_tables),
)
_AFTER_PROSE = (
    *(
        _Kind(f"wrong_number_{topic}", ("P1",), in_prose.wrong_number(topic))
        for topic in (
            "requests_received", "requests_handled", "reconsideration", "litigation", "normative_documents_made",
        )
    ),
    _Kind("wrong_sum", ("P2",), in_prose.wrong_sum),
    _Kind("lost_number", ("P3",), in_prose.lost_number),
    _Kind("stale_period", ("P3",), in_prose.stale_period),
    _Kind("copied_from_last_year", ("S1",), in_prose.copied_from_last_year),
    *(_Kind(f"late_{kind}", ("T1",), of_publication.late, (kind,)) for kind in ("government", "department")),
    _Kind("corrected", ("M1",), of_publication.corrected),
    _Kind("republished", (), of_publication.republished),
    _Kind("never_published", (), of_publication.never_published),
    _Kind("less_than_its_units", ("H1",), of_publication.less_than_its_units),
    _Kind("sums_up_its_units", (), of_publication.sums_up_its_units),
    # Last, so that nothing happens any more to the report that is copied.
    _Kind("copied_from_another", ("S1",), in_prose.copied_from_another),
)  # fmt: skip
FAULT_KINDS = tuple(kind.name for kind in (*_IN_TABLES, *_AFTER_PROSE))


def _plant(panel: Panel, kinds: tuple[_Kind, ...], rounds: int, rng: Random) -> None:
    free = {office.key for office in panel.offices} - {fault.office_key for fault in panel.faults}
    order = [office for office in panel.offices if office.key in free]
    rng.shuffle(order)
    for kind in kinds:
        for _ in range(rounds):
            for office in order:
                if kind.office_kinds and office.kind not in kind.office_kinds:
                    continue
                planted = kind.plant(panel, office, rng)
                if planted is not None:
                    year, source_key = planted if isinstance(planted, tuple) else (planted, None)
                    panel.faults.append(Fault(kind.name, kind.rules, office.key, year, source_key))
                    taken = (office.key, source_key)
                    order = [other for other in order if other.key not in taken]
                    break
            else:
                raise ValueError(f"no organ is left for {kind.name}; make a province of more organs")


def faulty_panel(organ_count: int, seed: int) -> Panel:
    """A province with every kind of problem planted at least once, more often in a larger one.

    Raises ValueError where there are fewer organs than kinds of problems.
    """
    rng = Random(f"{seed} faults")
    panel = sound_panel(organ_count, seed)
    rounds = max(1, organ_count * 2 // 3 // len(FAULT_KINDS))
    _plant(panel, _IN_TABLES, rounds, rng)
    write_all_prose(panel, seed)
    _plant(panel, _AFTER_PROSE, rounds, rng)
    return panel


def faultless_panel(organ_count: int, seed: int) -> Panel:
    """A province in which nothing is wrong."""
    panel = sound_panel(organ_count, seed)
    write_all_prose(panel, seed)
    return panel
