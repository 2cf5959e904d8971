"""Which cell is proposed where rows and columns fail: the misprinted one with its right value, or none."""

from dataclasses import dataclass

import duckdb
import pytest
from warehouse.built_warehouse import Inputs, dbt_build
from warehouse.constructed_reports import BALANCED, a_figure, a_report, report_id
from warehouse.misprinted_tables import Key, Misprint, misprints, proposal

pytestmark = pytest.mark.xdist_group("proposals")

WHOLE = list(misprints(1500, seed=1))
WITH_BLANKS = list(misprints(400, seed=2, blank=0.02))
TWICE = list(misprints(300, seed=3, wrong=2))
SOUND = list(misprints(100, seed=4, wrong=0))

# One more request in the table than its rows and columns bear out: 5 are printed where 4 came in.
RECEIVED: Key = ("application", "received_new", "total")
MISPRINTED = BALANCED | {RECEIVED: 5}
SUPPORTED = [
    a_report("borne_out_by_nothing", cells=MISPRINTED),
    a_report("borne_out_by_prose", cells=MISPRINTED, figures=[a_figure(0, "requests_received", 5)]),
    a_report("denied_by_prose", cells=MISPRINTED, figures=[a_figure(0, "requests_received", 4)]),
]


@dataclass(frozen=True)
class Proposed:
    """What the warehouse proposes, by the name of the report; `settled` is how many identities that would fix."""

    cells: dict[str, tuple[Key, int]]
    settled: dict[str, int]

    def of(self, misprint: Misprint) -> tuple[Key, int] | None:
        return self.cells.get(report_id(misprint.name))


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Proposed:
    inputs = Inputs(tmp_path_factory.mktemp("inputs"))
    tables = [misprint.report() for misprint in (*WHOLE, *WITH_BLANKS, *TWICE, *SOUND)]
    inputs.add_collection("misprints", [*tables, *SUPPORTED])
    inputs.finish()
    folder = tmp_path_factory.mktemp("build")
    build = dbt_build(inputs, folder, "--select", "+fct_proposal", "--exclude-resource-type", "test", "unit_test")
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        rows = connection.execute(
            "select report_id, table_code, row_code, column_code, proposed_value, settled_count"
            " from quality.fct_proposal"
        ).fetchall()
    return Proposed(
        {row[0]: ((row[1], row[2], row[3]), int(row[4])) for row in rows},
        {row[0]: int(row[5]) for row in rows},
    )


def test_a_misprint_in_a_whole_table_is_found_with_its_right_value(proposed: Proposed) -> None:
    wrong = {m.name: proposed.of(m) for m in WHOLE if proposed.of(m) != next(iter(m.right.items()))}
    assert wrong == {}


def test_the_warehouse_proposes_what_trying_every_cell_and_value_proposes(proposed: Proposed) -> None:
    for misprint in (*WHOLE[:300], *TWICE[:100]):
        assert proposed.of(misprint) == proposal(misprint), misprint.name


def test_with_blanks_it_is_the_misprint_or_none(proposed: Proposed) -> None:
    found = [m for m in WITH_BLANKS if proposed.of(m)]
    assert [m.name for m in found if proposed.of(m) != next(iter(m.right.items()))] == []
    assert len(found) >= len(WITH_BLANKS) // 20, "the test has to try some"


def test_two_misprints_are_not_put_down_to_one_cell(proposed: Proposed) -> None:
    assert [m.name for m in TWICE if proposed.of(m)] == []


def test_a_sound_table_has_no_proposal(proposed: Proposed) -> None:
    assert [m.name for m in SOUND if proposed.of(m)] == []


def test_a_proposal_counts_the_identities_that_it_settles(proposed: Proposed) -> None:
    for misprint in WHOLE:
        ((_, row, _),) = misprint.right
        assert proposed.settled[report_id(misprint.name)] == (3 if row == "total_processed" else 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("borne_out_by_nothing", (RECEIVED, 4)),
        ("denied_by_prose", (RECEIVED, 4)),
        ("borne_out_by_prose", None),
    ],
)
def test_prose_that_agrees_with_the_printed_number_speaks_against_changing_it(
    proposed: Proposed, name: str, expected: tuple[Key, int] | None
) -> None:
    assert proposed.cells.get(report_id(name)) == expected
