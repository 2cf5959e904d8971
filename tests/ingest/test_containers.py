"""Containers of every kind: each member is a document of its own, under a path that leads back to it."""

import bz2
import gzip
import io
import json
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest.batch import parse_collection
from ingest.errors import UnreadableDocumentError
from ingest.home import Home
from ingest.parse import parse_bytes
from ingest.report import Issue
from ingest.sources.containers.limits import ContainerLimits
from ingest.sources.documents import count_documents, find_documents
from ingest.store import RawStore, TakeInSummary, take_in

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
TEXT = "某县2020年政府信息公开工作年度报告".encode()
PAGE = "<html><body><p>某县2021年政府信息公开工作年度报告</p></body></html>".encode()


def found(path: Path, limits: ContainerLimits | None = None) -> dict[str, bytes | str]:
    """What is found in a container: by the path within it the bytes, or the code of the problem."""
    result: dict[str, bytes | str] = {}
    for document in find_documents([path], limits or ContainerLimits()):
        name = document.source_path.removeprefix(str(path)).removeprefix("/")
        assert name not in result
        if document.refusal:
            result[name] = document.refusal.code
            continue
        try:
            result[name] = b"".join(document.blocks)
        except UnreadableDocumentError as error:
            result[name] = error.code
    return result


def note_of(path: Path, limits: ContainerLimits | None = None) -> Issue:
    """What is said of the container as a whole."""
    [note] = [d.refusal for d in find_documents([path], limits or ContainerLimits()) if d.source_path == str(path)]
    assert note is not None
    return note


def zip_of(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tar_of(members: dict[str, bytes], mode: Any = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, format=form) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), 1_600_000_000
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


MEMBERS = {"市局/2020.html": PAGE, "readme.txt": TEXT, "deep/er/长" + "长" * 80 + ".txt": b"x" * 700}
ARCHIVES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zip_of,
    "stored zip": lambda members: zip_of(members, zipfile.ZIP_STORED),
    "bzip2 zip": lambda members: zip_of(members, zipfile.ZIP_BZIP2),
    "pax tar": tar_of,
    "gnu tar": lambda members: tar_of(members, form=tarfile.GNU_FORMAT),
    "tar.gz": lambda members: tar_of(members, "w:gz"),
    "tar.bz2": lambda members: tar_of(members, "w:bz2"),
    "tar.xz": lambda members: tar_of(members, "w:xz"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_is_known_by_its_content_and_its_members_come_in_their_order(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "no ending"
    path.write_bytes(ARCHIVES[kind](MEMBERS))
    assert list(found(path).items()) == list(MEMBERS.items())
    assert count_documents([path]) is None


@pytest.mark.parametrize("kind", ARCHIVES)
def test_members_that_are_not_read_are_passed_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(ARCHIVES[kind]({f"{n}.txt": bytes([n]) * 100_000 for n in range(5)}))
    documents = find_documents([path])
    assert [d.source_path[-5:] for d in documents] == [f"{n}.txt" for n in range(5)]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_document_keeps_its_path_and_is_what_it_was_made_from(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "2020.html.gz"
    path.write_bytes(compress(PAGE))
    assert found(path) == {"": PAGE}
    path.write_bytes(compress(PAGE) + compress(TEXT))
    assert found(path) == {"": PAGE + TEXT}


def test_the_time_of_a_member_is_told_where_the_archive_knows_it_exactly(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(tar_of({"a.txt": TEXT}))
    [document] = find_documents([path])
    assert document.modified_at == datetime.fromtimestamp(1_600_000_000, UTC)
    path.write_bytes(zip_of({"a.txt": TEXT}))  # a ZIP file tells the time of day somewhere
    [document] = find_documents([path])
    assert document.modified_at is None


def test_hidden_members_folders_and_what_systems_leave_behind_are_left_out(tmp_path: Path) -> None:
    names = [".DS_Store", "__MACOSX/._a.txt", "a/.git/config", "a/Thumbs.db", "desktop.ini", "a/", "a/b.txt"]
    for content in (zip_of(dict.fromkeys(names, b"x")), tar_of(dict.fromkeys(names, b"x"))):
        (tmp_path / "a").write_bytes(content)
        assert found(tmp_path / "a") == {"a/b.txt": b"x"}


def test_two_members_of_one_name_have_two_paths(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("a.txt", "b.txt", "a.txt#2", "c.txt"):
            archive.writestr(name, f"document {len(archive.filelist)}")
    (tmp_path / "z").write_bytes(file.getvalue().replace(b"b.txt", b"a.txt").replace(b"c.txt", b"a.txt"))
    assert list(found(tmp_path / "z")) == ["a.txt", "a.txt#2", "a.txt#2#2", "a.txt#3"]


@pytest.mark.parametrize(
    ("encoded", "name"),
    [
        ("市局年报/2020年.html".encode("gb18030"), "市局年报/2020年.html"),
        ("市局年报\\年度.html".encode("gb18030"), "市局年报/年度.html"),
        ("朱镕区.txt".encode("gb18030"), "朱镕区.txt"),
        ("市局.html".encode(), "市局.html"),  # UTF-8 without the flag, as macOS writes it
        ("été à Genève.txt".encode("cp437"), "été à Genève.txt"),
        (b"report.txt", "report.txt"),
    ],
)
def test_a_name_without_the_flag_of_utf8_is_read_as_it_was_written(tmp_path: Path, encoded: bytes, name: str) -> None:
    placeholder = "x" * len(encoded)
    content = zip_of({placeholder: TEXT}).replace(placeholder.encode(), encoded)
    (tmp_path / "z").write_bytes(content)
    assert found(tmp_path / "z") == {name: TEXT}


def test_archives_in_archives_are_opened(tmp_path: Path) -> None:
    inner = zip_of({"a.txt": TEXT})
    outer = zip_of({"inner.zip": inner, "inner.tgz": tar_of({"b.html": PAGE}, "w:gz"), "c.txt.gz": gzip.compress(TEXT)})
    (tmp_path / "z").write_bytes(outer)
    assert found(tmp_path / "z") == {"inner.zip/a.txt": TEXT, "inner.tgz/b.html": PAGE, "c.txt.gz": TEXT}


@pytest.mark.parametrize("marker", ["[Content_Types].xml", "OFD.xml", "mimetype"])
def test_an_office_document_is_a_document_and_no_archive(tmp_path: Path, marker: str) -> None:
    office = zip_of({marker: b"x", "word/document.xml": b"y" * 1000})
    (tmp_path / "a.docx").write_bytes(office)
    assert found(tmp_path / "a.docx") == {"": office}
    assert count_documents([tmp_path / "a.docx"]) == 1
    (tmp_path / "z").write_bytes(zip_of({"报告.docx": office}, zipfile.ZIP_STORED))
    assert found(tmp_path / "z") == {"报告.docx": office}
    (tmp_path / "cut").write_bytes(office[:-30])
    assert found(tmp_path / "cut") == {"": office[:-30]}


def test_a_zip_archive_that_holds_a_word_document_is_no_word_document() -> None:
    archive = zip_of({"a.docx": zip_of({"[Content_Types].xml": b"x", "word/document.xml": b"y"})}, zipfile.ZIP_STORED)
    [problem] = parse_bytes(archive, "a").issues
    assert problem.code == "unsupported_format"


@pytest.mark.parametrize(
    "text",
    [
        "{一、总体情况}\n某县政府信息公开",
        '{\n "content": "x",\n "url": "y"\n}\n',
        "[1, 2]\n",
        '"text": "x"\n',
        "某县\n" + '{"text": "x"}\n',
        "{}\n{}\n",
        "PK 某县",
        "BZh 某县",
        "WARC/报告\n",
        "PAR",
    ],
)
def test_a_text_is_never_taken_for_a_container(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert found(tmp_path / "a.txt") == {"": text.encode()}
    assert count_documents([tmp_path / "a.txt"]) == 1


def json_lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_every_line_of_json_lines_is_a_document_of_exactly_its_text(tmp_path: Path) -> None:
    text = '第一行\r\n\t"二" 2\u2028\x00𠮷 '
    path = tmp_path / "corpus"
    rows = [
        {"url": "http://x.gov.cn/1", "title": "年报", "text": "纯文本", "HTML": PAGE.decode()},
        {"text": text, "html": None, "URL": " http://x.gov.cn/2 "},
        {"正文": "三"},
        {"content": {"no": "text"}, "text": "四", "url": 4},
    ]
    path.write_bytes(b"\xef\xbb\xbf" + json_lines(*rows[:2]) + b"\r\n \n" + json_lines(*rows[2:]).rstrip())
    assert found(path) == {
        "line:1": PAGE,
        "line:2": text.encode(),
        "line:5": "三".encode(),
        "line:6": "四".encode(),
    }
    assert [d.source_url for d in find_documents([path])] == ["http://x.gov.cn/1", "http://x.gov.cn/2", None, None]


def test_a_first_line_longer_than_what_is_looked_at_is_json_lines(tmp_path: Path) -> None:
    long = "长" * 100_000
    (tmp_path / "a").write_bytes(json_lines({"text": long}, {"text": "短"}))
    assert found(tmp_path / "a") == {"line:1": long.encode(), "line:2": "短".encode()}


def test_lines_without_a_document_are_named_or_counted(tmp_path: Path) -> None:
    lines = [
        b'{"text": "a"}',
        b'{"text": "b"',
        b"[1]",
        b'{"text": ""}',
        b'{"text": null}',
        b'{"other": 1}',
        '{"text": "政"}'.encode("gb18030"),
        b'{"text": "c\\ud800"}',
        b"[" * 100_000,
        b'{"text": "d"}',
    ]
    (tmp_path / "a").write_bytes(b"\n".join(lines))
    assert found(tmp_path / "a") == {
        "line:1": b"a",
        "line:2": "malformed_row",
        "line:3": "malformed_row",
        "line:7": "undecodable_text",
        "line:8": b"c\xed\xa0\x80",  # no UTF-8: the reader tells the damage
        "line:9": "malformed_row",
        "line:10": b"d",
        "": "members_left_out",
    }
    message = note_of(tmp_path / "a").message
    assert "2 lines whose text is empty" in message
    assert "1 lines without a column of documents" in message


def test_rows_without_any_column_of_documents_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(json_lines({"x": "a"}, {"y": 2}))
    assert found(tmp_path / "a") == {"": "no_text_column"}
    pq.write_table(pa.table({"x": ["a"], "text": [1]}), tmp_path / "p")
    assert found(tmp_path / "p") == {"": "no_text_column"}
    assert "x, text" in note_of(tmp_path / "p").message


@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_every_row_of_parquet_is_a_document(tmp_path: Path, compression: str, kind: pa.DataType) -> None:
    texts = [f"第{n}份\r\n" * 50 for n in range(100)] + ["", None]
    table = pa.table(
        {"title": ["题"] * 102, "text": pa.array(texts, kind), "Url": [f"http://x.gov.cn/{n}" for n in range(102)]}
    )
    path = tmp_path / "table"
    pq.write_table(table, path, compression=compression, row_group_size=30)
    documents = found(path)
    assert documents.pop("") == "members_left_out"
    assert documents == {f"row:{n}": text.encode() for n, text in enumerate(texts[:100], start=1) if text}
    assert [d.source_url for d in find_documents([path])][:100] == table["Url"].to_pylist()[:100]
    assert "2 rows whose text is empty" in note_of(path).message


def test_a_binary_column_is_bytes_as_they_are_and_html_goes_before_text(tmp_path: Path) -> None:
    raw = PAGE.decode().encode("gb18030")
    pq.write_table(pa.table({"text": ["a", "b"], "html": [raw, None]}), tmp_path / "p")
    assert found(tmp_path / "p") == {"row:1": raw, "row:2": b"b"}


class Warc:
    """A web archive written by an independent program."""

    def __init__(self, is_compressed: bool) -> None:
        self.file = io.BytesIO()
        self._writer = WARCWriter(self.file, gzip=is_compressed)
        self._count = 0

    def add(
        self,
        content: bytes,
        kind: str = "response",
        media_type: str = "text/html; charset=iso-8859-1",
        status: str = "200 OK",
        **headers: str,
    ) -> None:
        self._count += 1
        fields = [("Content-Type", media_type), *((k.replace("_", "-"), v) for k, v in headers.items())]
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1") if kind == "response" else None
        record = self._writer.create_warc_record(
            f"http://x.gov.cn/{self._count}?a=b",
            kind,
            payload=io.BytesIO(content),
            http_headers=http,
            warc_content_type="application/http; msgtype=response" if http else media_type,
            warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{self._count}>"},
        )
        self._writer.write_record(record)


@pytest.mark.parametrize("is_compressed", [True, False])
def test_the_documents_of_a_web_archive_are_its_pages_files_and_texts(tmp_path: Path, is_compressed: bool) -> None:
    warc = Warc(is_compressed)
    gb18030 = PAGE.decode().encode("gb18030")
    chunked = b"%x\r\n%s\r\n5;x=y\r\nabcde\r\n0\r\n\r\n" % (len(gb18030), gb18030)
    warc.add(gb18030)
    warc.add(chunked, Transfer_Encoding="chunked")
    warc.add(gzip.compress(PAGE), Content_Encoding="gzip")
    warc.add(PAGE, Content_Encoding="gzip", Transfer_Encoding="chunked")  # undone by the crawler, the headers kept
    warc.add(b"%PDF-1.7", media_type="application/pdf")
    warc.add(b"\xd0\xcf\x11\xe0", media_type="application/octet-stream")
    warc.add(b"x", status="404 Not Found")
    warc.add(b"x", status="302 Found")
    warc.add(b"x", media_type="image/png")
    warc.add(b"x", media_type="text/css")
    warc.add(b"x", media_type="application/javascript")
    warc.add(b"x", media_type="image/gif")
    warc.add(TEXT, kind="conversion", media_type="text/plain")
    warc.add(PAGE, kind="resource", media_type="text/html")
    warc.add(b"GET / HTTP/1.1\r\n\r\n", kind="metadata", media_type="text/plain")
    warc.add(b"x", Content_Encoding="br")
    path = tmp_path / "crawl"
    path.write_bytes(warc.file.getvalue())
    assert found(path) == {
        "urn:uuid:1": gb18030,
        "urn:uuid:2": gb18030 + b"abcde",
        "urn:uuid:3": PAGE,
        "urn:uuid:4": PAGE,
        "urn:uuid:5": b"%PDF-1.7",
        "urn:uuid:6": b"\xd0\xcf\x11\xe0",
        "urn:uuid:13": TEXT,
        "urn:uuid:14": PAGE,
        "urn:uuid:16": "unsupported_format",
        "": "members_left_out",
    }
    first, *_ = find_documents([path])
    assert first.source_url == "http://x.gov.cn/1?a=b"
    note = note_of(path)
    assert note.severity == "warning"
    for count in ("1 error pages", "1 redirects", "2 pictures", "1 styles", "1 scripts"):
        assert count in note.message


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def collect(home: Home, *paths: Path) -> tuple[TakeInSummary, list[dict[str, Any]]]:
    summary = take_in(paths, "c", RawStore(home.raw), home.catalogue_of("c"))
    return summary, pq.read_table(home.catalogue_of("c")).to_pylist()


def test_members_are_taken_in_and_read_like_files(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zip_of({f"b/{s.name}": s.read_bytes() for s in SAMPLES} | {"empty.txt": b""}))
    rows = [{"text": SAMPLES[0].read_text(encoding="utf-8") + "\n完", "url": "http://x.gov.cn/0"}, {"text": "天气"}]
    (folder / "b.jsonl").write_bytes(json_lines(*rows))
    (folder / "c.txt").write_bytes(SAMPLES[1].read_bytes())
    summary, catalogue = collect(home, folder)
    assert summary == TakeInSummary(stored=len(SAMPLES) + 2, duplicates=1, refused=1)
    paths = [row["source_path"].removeprefix(f"{folder}/") for row in catalogue]
    assert paths == [
        *(f"a.zip/b/{s.name}" for s in SAMPLES),
        "a.zip/empty.txt",
        "b.jsonl/line:1",
        "b.jsonl/line:2",
        "c.txt",
    ]
    assert [row["size_bytes"] for row in catalogue[: len(SAMPLES)]] == [s.stat().st_size for s in SAMPLES]
    assert catalogue[len(SAMPLES)]["issue_code"] == "empty_file"
    assert catalogue[len(SAMPLES) + 1]["source_url"] == "http://x.gov.cn/0"
    assert "a.zip/b/" in catalogue[-1]["issue_message"]

    read = parse_collection(RawStore(home.raw), home.catalogue_of("c"), home.parsed, "c")
    assert (read.documents, read.reports, read.broken) == (len(SAMPLES) + 2, len(SAMPLES) + 1, 2)
    reports = pq.read_table(home.parsed / "reports" / "c.parquet").to_pylist()
    assert [r["source_url"] for r in reports] == [None] * len(SAMPLES) + ["http://x.gov.cn/0", None]
    cells = pq.read_table(home.parsed / "cells" / "c.parquet").num_rows
    alone = [len(parse_bytes(s.read_bytes(), "alone").cells) for s in SAMPLES]
    assert cells == sum(alone) + alone[0]


def test_taking_a_container_in_again_writes_nothing_and_gives_the_same_rows(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "a.tgz"
    path.write_bytes(tar_of({f"{n}.txt": b"%d" % n for n in range(50)}, "w:gz"))
    _, first = collect(home, path)
    files = {p: p.stat() for p in home.raw.glob("??/*")}
    assert len(files) == 50
    assert all(stat.S_IMODE(status.st_mode) == 0o444 for status in files.values())
    _, second = collect(home, path)
    assert {p: p.stat() for p in home.raw.glob("??/*")} == files
    assert [row | {"taken_in_at": None} for row in first] == [row | {"taken_in_at": None} for row in second]
    path.write_bytes(tar_of({"0.txt": b"0", "new.txt": b"new"}, "w:gz"))
    summary, third = collect(home, path)
    assert summary == TakeInSummary(stored=2, duplicates=0, refused=0)
    assert [Path(row["source_path"]).name for row in third] == ["0.txt", "new.txt"]
