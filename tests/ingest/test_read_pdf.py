"""A report printed as a PDF gives back what was printed, whatever the order of its content, and never another value."""

from pathlib import Path

import pytest
from form_printer.formats.pdf_opened import place_complaints
from form_printer.formats.pdf_page import PDF_STYLES, UNRULED_PDF, PdfPrint, PdfStyle, print_pdf
from form_printer.pages import draft_report
from form_printer.strategies import DRAFT_DAMAGE, INCOMPATIBLE, MISLEADING, UNDAMAGED, filled_forms, randoms
from form_printer.verdict import value_complaints, wrong_values
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.parse import parse_bytes

# Further real reports may lie beside the repository; they are not part of it.
REAL_REPORTS = Path(__file__).parents[3] / "shared" / "samples" / "reports"
# A page number within a row is drawn by no program that makes PDF.
DAMAGE = sorted(DRAFT_DAMAGE.keys() - {"interrupt_rows"})
# A label beside two rows of numbers stands between them where nothing is ruled, and looks like the label of the second.
DAMAGE_WITHOUT_RULINGS = sorted(set(DAMAGE) - {"split_other_services"})
# Printing a PDF takes ten times as long as a text.
FEW = settings(max_examples=max(3, settings().max_examples // 4))


@st.composite
def pdf_prints(
    draw: st.DrawFn, styles: st.SearchStrategy[PdfStyle], damage: st.SearchStrategy[set[str]] = UNDAMAGED
) -> PdfPrint:
    names = draw(damage)
    assume(not any(names >= pair for pair in INCOMPATIBLE))
    draft = draft_report(draw(filled_forms()), draw(randoms))
    for name, damage_draft in {**DRAFT_DAMAGE, **MISLEADING}.items():
        if name in names:
            draft = damage_draft(draft, draw(randoms))
    return print_pdf(draft, draw(styles), draw(randoms))


any_style = st.sampled_from(sorted(PDF_STYLES)).flatmap(PDF_STYLES.__getitem__)


@pytest.mark.parametrize("style", sorted(PDF_STYLES))
@FEW
@given(data=st.data())
def test_every_cell_of_an_undamaged_ruled_print_comes_back_exactly(style: str, data: st.DataObject) -> None:
    page = data.draw(pdf_prints(PDF_STYLES[style]))
    report = parse_bytes(page.raw, "printed.pdf")
    assert value_complaints(page, report) == []
    assert list(place_complaints(page.raw, report)) == []


@FEW
@given(page=pdf_prints(any_style, st.sets(st.sampled_from(DAMAGE), min_size=1, max_size=4)))
def test_damage_to_a_ruled_print_gives_no_wrong_value(page: PdfPrint) -> None:
    assert wrong_values(page, parse_bytes(page.raw, "printed.pdf")) == []


@FEW
@given(page=pdf_prints(any_style, st.sets(st.sampled_from(sorted(MISLEADING)), min_size=1, max_size=1)))
def test_local_columns_and_telling_prose_give_no_wrong_value(page: PdfPrint) -> None:
    assert wrong_values(page, parse_bytes(page.raw, "printed.pdf")) == []


@FEW
@given(page=pdf_prints(UNRULED_PDF, st.sets(st.sampled_from(DAMAGE_WITHOUT_RULINGS), max_size=2)))
def test_tables_without_rulings_give_no_wrong_value(page: PdfPrint) -> None:
    assert wrong_values(page, parse_bytes(page.raw, "printed.pdf")) == []


def test_every_cell_of_a_real_report_stands_at_its_place() -> None:
    path = REAL_REPORTS / "hongze_district_2024.pdf"
    if not path.exists():
        pytest.skip(f"the further sample {path.name} is not beside this copy of the repository")
    raw = path.read_bytes()
    report = parse_bytes(raw, path.name)
    assert sum(cell.value is not None for cell in report.cells) > 150
    assert list(place_complaints(raw, report)) == []
