"""A few hundred spoiled documents of every format: nothing crashes, hangs, or shows a value that is not there."""

from pathlib import Path

import pytest

from benchmarks.fuzz import Documents, ValueNotShownError, fuzz, read_and_check
from ingest.parse import parse_bytes
from ingest.report import Cell, Report, SourceDocument


def test_spoiled_documents_break_no_reader_and_show_no_value_that_is_not_there(tmp_path: Path) -> None:
    outcome = fuzz(300, seed=20, folder=tmp_path, workers=2, seconds=10)
    assert not outcome.failures
    assert outcome.documents == 300
    assert outcome.by_outcome["read"] > 150
    assert outcome.values > 5000
    assert not list(tmp_path.iterdir())


def test_a_document_is_made_again_by_its_seed_and_number() -> None:
    assert Documents(3).document(7) == Documents(3).document(7)
    assert Documents(3).document(7) != Documents(4).document(7)


@pytest.mark.parametrize(
    ("value_raw", "locator"),
    [("13", "char:2-4"), ("12", "char:3-5"), ("十二", "char:0-2")],
    ids=["value", "place", "word"],
)
def test_a_value_that_its_place_does_not_show_is_noticed(
    value_raw: str, locator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "十二1213"
    cell = Cell("legal", "reconsideration", "total", 12, value_raw, "count", "reported", locator)  # type: ignore[arg-type]
    report = Report(SourceDocument("x", None, "text/plain"), is_report=True, cells=(cell,))
    monkeypatch.setattr("benchmarks.fuzz.parse_bytes", lambda *_: report)
    with pytest.raises(ValueNotShownError):
        read_and_check(text.encode(), "x")


def test_what_fails_is_kept_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Long enough that the limit ends the reading, and not the watch over it that comes at twice the limit.
    too_long = ("其他 予以公开 " * 60_000).encode()
    monkeypatch.setattr(Documents, "document", lambda _self, _number: too_long)
    outcome = fuzz(3, seed=1, folder=tmp_path, workers=1, seconds=0.3)
    assert len(outcome.failures) == 3
    assert {code for _, code, _ in outcome.failures} == {"time_limit"}
    assert {path.name for path in tmp_path.glob("*.problem")} == {
        f"seed-1-number-{n}.problem" for n, _, _ in outcome.failures
    }


@pytest.mark.parametrize("page", [b"<s<!--><p =><s><//", b"<c<!--><td =><!"])
def test_a_tag_with_a_comment_in_its_name_breaks_nothing(page: bytes) -> None:
    assert [issue.code for issue in parse_bytes(page, "page").issues] == ["not_a_report"]
