"""Shards: what the feeds say, cut small, in the shapes of the contract and nowhere else."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from publication.errors import PublicationError
from publication.shards.build import STEP_COUNT, write_shards
from publication.shards.contract import FindingLine
from publication.shards.json_schema import SHAPES
from publication.shards.paths import file_name, folder_of
from publication.shards.search import bucket_of

from .made_feeds import HOSTILE, YEARS, MadeFeeds, id_of

Write = Callable[..., Path]


@pytest.fixture
def feeds() -> Iterator[MadeFeeds]:
    made = MadeFeeds()
    with made.connection:
        yield made


@pytest.fixture
def write(feeds: MadeFeeds, tmp_path: Path) -> Write:
    """Writes the shards of what is in the feeds; gives their folder."""

    def write(name: str = "shards", on_progress: Callable[[int], None] = lambda _: None) -> Path:
        feeds.load()
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        arguments: dict[str, Any] = {"build_id": "b", "created": "2026-01-01T00:00:00+00:00"}
        write_shards(feeds.connection, tmp_path / name, scratch, **arguments, on_progress=on_progress)
        assert not list(scratch.iterdir())
        return tmp_path / name

    return write


def _read(folder: Path, key: str) -> Any:
    return json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))


def _keys(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix().removesuffix(".json") for path in sorted(folder.rglob("*.json"))]


def test_every_shard_has_the_shape_of_the_contract(feeds: MadeFeeds, write: Write) -> None:
    for name in ("云汀省财政厅", "云汀省教育厅"):
        feeds.add_organ(name, "yun ting sheng cai zheng ting")
    folder = write()
    schema = _read(folder, "schema")
    seen = set()
    for key in _keys(folder):
        if key == "schema":
            continue
        path, shape = next((path, shape) for path, shape in SHAPES if re.fullmatch(path, key))
        seen.add(path)
        content = (folder / f"{key}.json").read_bytes()
        TypeAdapter(shape).validate_json(content, strict=True, extra="forbid")
        assert content.decode() == json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))
        Draft202012Validator({**schema, "$ref": f"#/$defs/{shape.__name__}"}).validate(json.loads(content))
    assert {path for path, _ in SHAPES} == seen


def test_an_empty_build_has_its_shards(write: Write) -> None:
    steps: list[int] = []
    folder = write(on_progress=steps.append)
    assert steps == list(range(1, STEP_COUNT + 1))
    assert _read(folder, "build")["report_count"] == 0
    assert _read(folder, "search/0") == {"pieces": {}}


def test_findings_are_all_there(feeds: MadeFeeds, write: Write) -> None:
    for number in range(210):
        feeds.add_organ(f"云汀省第{number}局")
    folder = write()
    outcomes = feeds.connection.execute("select report_year, outcome from feeds.feed_finding").fetchall()
    feed: Counter[tuple[Any, ...]] = Counter(outcomes)
    index = _read(folder, "findings/index")
    assert index["columns"] == ["failed", "open", "not_assessable", "passed"]
    assert index["counts"] == {"A1": {str(year): [210] * 4 for year in YEARS}}
    assert _read(folder, "findings/provinces/950000")["counts"] == index["counts"]
    assert _read(folder, "findings/all/index")["counts"] == {"A1": {"950000": [420] * 4}}
    for year in YEARS:
        assert _read(folder, f"findings/{year}/index")["counts"] == {"A1": {"950000": [210] * 4}}
        for outcome in ("fail", "not_assessable"):
            pages = [_read(folder, f"findings/{year}/A1-{outcome}-950000-{page}") for page in range(1, 6)]
            assert [len(page["findings"]) for page in pages] == [index["page_size"]] * 4 + [10]
            lines = [dict(zip(page["columns"], row, strict=True)) for page in pages for row in page["findings"]]
            TypeAdapter(list[FindingLine]).validate_json(json.dumps(lines), strict=True, extra="forbid")
            assert len({line["finding_id"] for line in lines}) == feed[year, outcome]
    assert not list(folder.glob("findings/*/*-pass-*"))
    reports = [_read(folder, key) for key in _keys(folder) if key.startswith("reports/")]
    assert Counter((report["report_year"], f["outcome"]) for report in reports for f in report["findings"]) == feed
    assert sum(len(report["cells"]) for report in reports) == 210 * len(YEARS) * 3
    coverage = _read(folder, "coverage/index")
    assert coverage["columns"] == ["received", "received_late", "missing", "not_expected"]
    assert coverage["counts"] == {"2021": {"950000": [0, 210, 0, 0]}, "2022": {"950000": [210, 0, 0, 0]}}
    pages = [_read(folder, f"coverage/2021-950000-received_late-{page}")["rows"] for page in (1, 2, 3)]
    assert [len(rows) for rows in pages] == [coverage["page_size"]] * 2 + [10]
    assert len(list(folder.glob("coverage/20*"))) == len(pages)


def test_a_region_stands_beside_its_children_by_indicator_and_year(feeds: MadeFeeds, write: Write) -> None:
    feeds.add_organ("云汀省财政厅")
    folder = write()
    comparisons = _read(folder, "regions/national")["comparisons"]
    assert comparisons == [
        {"organ_kind": "department", "organ_level": "province", "indicator_ids": ["granted_share.all"]}
    ]
    comparison = _read(folder, "regions/100000/department-province/granted_share.all")
    assert list(comparison["values"]) == [str(year) for year in YEARS]
    for lines in comparison["values"].values():
        rows = [dict(zip(comparison["columns"], line, strict=True)) for line in lines]
        assert [(row["region_code"], row["value"], row["denominator"]) for row in rows] == [
            ("100000", 0.5, 2),
            ("950000", 0.5, 2),
        ]


def test_a_report_says_exactly_what_the_feeds_say(feeds: MadeFeeds, write: Write) -> None:
    organ_id = feeds.add_organ(HOSTILE)
    folder = write()
    report_id = id_of("r", HOSTILE, 2022)
    text = (folder / "reports" / folder_of(report_id) / f"{report_id}.json").read_text(encoding="utf-8")
    report = json.loads(text)
    assert report["title"] == report["organ_name"] == report["source_name"] == HOSTILE
    assert [(cell["column"], cell["value"], cell["printed"]) for cell in report["cells"]] == [
        ("amount", 39573802895.9001, None),
        ("natural_person", 7, HOSTILE),
        ("total", None, HOSTILE),
    ]
    assert '"value":39573802895.9001,' in text
    assert '"expected":4,"actual":4.5,' in text
    assert [finding["outcome"] for finding in report["findings"]] == ["fail", "not_assessable", "pass"]
    evidence = [[piece["status"] for piece in finding.get("evidence", ())] for finding in report["findings"]]
    assert evidence == [["reported", "absent"], ["reported"], []]  # the cells of an absent table are none
    assert report["findings"][0]["evidence"][0]["printed"] == HOSTILE
    assert report["region_path"] == [{"region_code": "950000", "region_name": "云汀省", "level": "province"}]
    assert [year["report_year"] for year in report["years"]] == [2021, 2022]
    assert _read(folder, f"texts/{folder_of(report_id)}/{report_id}")["text"] == HOSTILE
    pair_id = f"{report_id}-{id_of('r', HOSTILE, 2021)}"
    assert _read(folder, f"similar/pairs/{folder_of(report_id)}/{pair_id}")["sentences"][0]["sentence"] == HOSTILE
    organ = _read(folder, f"organs/{folder_of(organ_id)}/{organ_id}")
    assert organ["organ_name"] == HOSTILE
    assert organ["similar_count"] == 1
    assert [(year["report_year"], year["days_late"]) for year in organ["years"]] == [(2021, 3), (2022, 0)]


@pytest.mark.parametrize(
    "report_id", ["../../../r00", "r/00", "/r00", "..", ".r00", "r\\00", "r\x0000", "r00\n", "r０0", ""]
)
def test_an_id_that_would_leave_the_folder_is_refused(
    feeds: MadeFeeds, write: Write, tmp_path: Path, report_id: str
) -> None:
    organ_id = feeds.add_organ("云汀省财政厅")
    feeds.add_report(organ_id, "云汀省财政厅", 2023, report_id=report_id)
    with pytest.raises(PublicationError, match=r"cannot name a file|does not end with two hex digits"):
        write()
    assert {path.name for path in tmp_path.iterdir()} <= {"shards", "scratch"}


@pytest.mark.parametrize("name", ["a/b", "..", "", ".a", "a\x00", "a\n", "\u202e"])
def test_names_of_files_have_letters_and_digits(name: str) -> None:
    with pytest.raises(PublicationError):
        file_name(name)


def test_two_shards_of_one_path_are_refused(feeds: MadeFeeds, write: Write) -> None:
    organ_id = feeds.add_organ("云汀省财政厅")
    feeds.add_organ("云汀省教育厅", organ_id=organ_id)
    with pytest.raises(PublicationError, match="an id is not unique in the feeds"):
        write()


def test_an_organ_and_its_reports_stay_as_they_are_when_others_come(feeds: MadeFeeds, write: Write) -> None:
    organ_id = feeds.add_organ("云汀省财政厅", "yun ting sheng cai zheng ting")
    feeds.add_organ("云汀省教育厅")
    alone = write("alone")
    for number in range(100):
        feeds.add_organ(f"云汀省第{number}局")
    among_many = write("among_many")
    report_ids = [id_of("r", "云汀省财政厅", year) for year in YEARS]
    own = [f"organs/{folder_of(organ_id)}/{organ_id}"]
    own += [f"{kind}/{folder_of(name)}/{name}" for kind in ("reports", "texts") for name in report_ids]
    own += [f"similar/pairs/{folder_of(report_ids[1])}/{report_ids[1]}-{report_ids[0]}", "forms"]
    for key in own:
        assert (alone / f"{key}.json").read_bytes() == (among_many / f"{key}.json").read_bytes(), key
    for key in ("build", "definitions"):
        assert abs(len(json.dumps(_read(alone, key))) - len(json.dumps(_read(among_many, key)))) < 10


def test_the_same_feeds_give_the_same_bytes(feeds: MadeFeeds, write: Write) -> None:
    for number in range(20):
        feeds.add_organ(f"云汀省第{number}局", f"di {number} ju")
    first, second = write("first"), write("second")
    assert _keys(first) == _keys(second)
    for key in _keys(first):
        assert (first / f"{key}.json").read_bytes() == (second / f"{key}.json").read_bytes(), key


def test_an_organ_is_found_by_every_piece_of_its_name(feeds: MadeFeeds, write: Write) -> None:
    wanted = feeds.add_organ("长兴县\U00020bb7局", "chang xing xian ji ju")
    for number in range(300):
        feeds.add_organ(f"云汀省{number:03}号管理局", "yun ting sheng hao guan li ju")
    folder = write()
    bucket_count = _read(folder, "build")["search_bucket_count"]
    assert bucket_count & (bucket_count - 1) == 0

    def found(piece: str) -> dict[str, Any]:
        entry: dict[str, Any] = _read(folder, f"search/{bucket_of(piece, bucket_count)}")["pieces"][piece]
        return entry

    for piece in ("长兴", "兴县", "县\U00020bb7", "\U00020bb7局", "cha", "xin", "xia", "cxx", "xxj", "xjj", "jj"):
        entry = found(piece)
        assert entry["is_complete"]
        assert [organ["organ_id"] for organ in entry["organs"]] == [wanted], piece
    common = found("云汀")
    assert not common["is_complete"]
    assert len(common["organs"]) == 200
    assert len(found("ju")["organs"]) == 200


def test_the_bucket_of_a_piece_is_what_a_page_computes() -> None:
    # "123456789" is the value by which every description of CRC-32 is checked.
    assert bucket_of("123456789", 1 << 32) == 0xCBF43926
    assert bucket_of("123456789", 16) == 0x6
