"""What a build compares itself with has one shape, whatever was published before."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.previous_feeds import COMPARED_FEEDS, write_previous_feeds


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A publication of the feeds that are compared, one row each, with a column that nobody compares."""
    folder = tmp_path / "publications" / "20260101T000000Z-0"
    (folder / "feeds" / "v1").mkdir(parents=True)
    for name, schema in COMPARED_FEEDS.items():
        wider = schema.append(pa.field("more", pa.string()))
        row = pa.table([pa.nulls(1, field.type) for field in wider], schema=wider)
        pq.write_table(row, folder / "feeds" / "v1" / f"{name}.parquet")
    return folder


def _known(folder: Path) -> list[str]:
    return [row["feed_name"] for row in pq.read_table(folder / "feeds.parquet").to_pylist()]


def test_before_the_first_publication_every_feed_is_empty_and_typed(tmp_path: Path) -> None:
    write_previous_feeds(tmp_path, None)
    for name, schema in COMPARED_FEEDS.items():
        assert pq.read_table(tmp_path / f"{name}.parquet").schema == schema
        assert pq.read_metadata(tmp_path / f"{name}.parquet").num_rows == 0
    assert _known(tmp_path) == []


def test_a_published_feed_is_read_where_it_is(publication: Path, tmp_path: Path) -> None:
    write_previous_feeds(tmp_path, publication)
    assert _known(tmp_path) == list(COMPARED_FEEDS)
    assert (tmp_path / "feed_finding.parquet").resolve() == publication / "feeds" / "v1" / "feed_finding.parquet"
    assert pq.read_table(tmp_path / "feeds.parquet").to_pylist()[0]["build_id"] == publication.name


@pytest.mark.parametrize("lack", ["the feed", "a column", "the type", "sense"])
def test_a_feed_that_lacks_what_is_compared_counts_as_none(publication: Path, tmp_path: Path, lack: str) -> None:
    file = publication / "feeds" / "v1" / "feed_report.parquet"
    rows = pq.read_table(file)
    if lack == "the feed":
        file.unlink()
    elif lack == "a column":
        pq.write_table(rows.drop_columns(["organ_id"]), file)
    elif lack == "the type":
        pq.write_table(rows.set_column(rows.column_names.index("organ_id"), "organ_id", pa.array([1])), file)
    else:
        file.write_bytes(b"PAR1")
    write_previous_feeds(tmp_path, publication)
    assert _known(tmp_path) == [name for name in COMPARED_FEEDS if name != "feed_report"]
    assert pq.read_metadata(tmp_path / "feed_report.parquet").num_rows == 0


def test_a_second_try_replaces_the_first(publication: Path, tmp_path: Path) -> None:
    write_previous_feeds(tmp_path, publication)
    write_previous_feeds(tmp_path, None)
    assert _known(tmp_path) == []
    assert pq.read_metadata(publication / "feeds" / "v1" / "feed_report.parquet").num_rows == 1
