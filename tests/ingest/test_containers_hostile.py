"""Hostile and damaged containers: bounded, coded, and costing no document that stands whole before or beside them."""

import gzip
import io
import json
import random
import stat
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.errors import ISSUE_KINDS, UnreadableDocumentError
from ingest.home import Home
from ingest.report import Issue
from ingest.sources.containers import json_lines, parquet_pages
from ingest.sources.containers.limits import ContainerLimits
from ingest.sources.documents import find_documents
from ingest.sources.files import MAX_DOCUMENT_BYTES
from ingest.store import RawStore, take_in

TIGHT = ContainerLimits(members=20, expanded_bytes=2_000_000, ratio=50, ratio_from_bytes=200_000, nested_bytes=500_000)


def found(path: Path, limits: ContainerLimits = TIGHT) -> dict[str, bytes | str]:
    """By the path within the container the bytes, or the code of the problem."""
    result: dict[str, bytes | str] = {}
    for document in find_documents([path], limits):
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


def note_of(path: Path) -> Issue:
    [note] = [d.refusal for d in find_documents([path], TIGHT) if d.source_path == str(path)]
    assert note is not None
    return note


def zip_of(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED, **attributes: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = compression
            for attribute, value in attributes.items():
                setattr(member, attribute, value)
            archive.writestr(member, content)
    return file.getvalue()


def tar_of(*members: tuple[str, bytes, dict[str, Any]]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content, attributes in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            for attribute, value in attributes.items():
                setattr(member, attribute, value)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "container"


# Names, links, devices


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("/etc/passwd", "etc/passwd"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("C:/Windows/b.txt", "Windows/b.txt"),
        ("//server/b.txt", "server/b.txt"),
    ],
)
def test_a_name_that_leads_out_is_neutralised_and_told_and_nothing_is_written_there(
    path: Path, tmp_path: Path, name: str, safe: str
) -> None:
    for content in (zip_of({name: b"x", "good": b"y"}), tar_of((name, b"x", {}), ("good", b"y", {}))):
        path.write_bytes(content)
        assert found(path) == {safe: b"x", "good": b"y", "": "unsafe_member"}
        assert name in note_of(path).message
        home = Home(tmp_path / "home")
        take_in([path], "c", RawStore(home.raw), home.catalogue_of("c"))
        assert sorted(p.name for p in tmp_path.iterdir()) == ["container", "home"]


def test_only_below_a_dot_is_a_name_unsafe(path: Path) -> None:
    path.write_bytes(zip_of({"./a//b.txt": b"x", "..a/b": b"hidden", "a..b": b"y", "../..": b"no name"}))
    assert found(path) == {"a/b.txt": b"x", "a..b": b"y"}


def test_a_name_of_controls_or_of_any_length_is_text(path: Path) -> None:
    path.write_bytes(tar_of(("a\n\x1b[2Jb\x85", b"x", {}), ("长" * 30_000, b"y", {})))
    first, second = found(path)
    assert first == "a\\x0a\\x1b[2Jb\\x85"
    assert second == "长" * 1000


def test_links_and_devices_are_refused_and_not_followed(path: Path) -> None:
    link = (stat.S_IFLNK | 0o777) << 16
    path.write_bytes(zip_of({"link": b"/etc/passwd"}, external_attr=link, create_system=3))
    assert found(path) == {"link": "unsafe_member"}
    path.write_bytes(
        tar_of(
            ("soft", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
            ("hard", b"", {"type": tarfile.LNKTYPE, "linkname": "good"}),
            ("device", b"", {"type": tarfile.CHRTYPE}),
            ("fifo", b"", {"type": tarfile.FIFOTYPE}),
            ("folder", b"", {"type": tarfile.DIRTYPE}),
            ("good", b"y", {}),
        )
    )
    refused = dict.fromkeys(["soft", "hard", "device", "fifo"], "unsafe_member")
    assert found(path) == refused | {"good": b"y"}


# Encryption, emptiness


def test_an_encrypted_member_is_told_and_the_others_are_taken_in(path: Path) -> None:
    content = bytearray(zip_of({"secret": b"x", "open": b"y"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    path.write_bytes(content)
    assert found(path) == {"secret": "encrypted_container", "open": b"y"}


def test_a_member_of_an_unknown_compression_is_told(path: Path) -> None:
    path.write_bytes(zip_of({"a": b"x" * 100}, zipfile.ZIP_LZMA))
    assert found(path) == {"a": "unsupported_format"}


@pytest.mark.parametrize(
    "content",
    [zip_of({}), zip_of({".hidden": b"x"}), tar_of(("folder", b"", {"type": tarfile.DIRTYPE})), gzip.compress(b"")],
    ids=["empty zip", "hidden only", "folders only", "empty gzip"],
)
def test_a_container_without_documents_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert found(path) == {"": "empty_file"}


def test_a_member_without_bytes_is_told(path: Path) -> None:
    path.write_bytes(zip_of({"a": b"", "b": b"x"}))
    assert found(path) == {"a": "empty_file", "b": b"x"}


# Bombs


def test_a_member_larger_than_a_document_may_be_costs_no_other(path: Path) -> None:
    members = {"big": bytes(MAX_DOCUMENT_BYTES + 1), "good": b"x"}
    for content in (zip_of(members), tar_of(*((n, c, {}) for n, c in members.items()))):
        path.write_bytes(content)
        assert found(path, ContainerLimits()) == {"big": "too_large", "good": b"x"}
    path.write_bytes(gzip.compress(members["big"]))
    assert found(path, ContainerLimits()) == {"": "too_large"}


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_zip_bomb_is_ended_by_its_ratio(path: Path, compression: int) -> None:
    path.write_bytes(zip_of({"good": b"x"} | {f"{n}": bytes(150_000) + bytes([n]) for n in range(9)}, compression))
    result = found(path)
    assert result["good"] == b"x"
    assert result[""] == "container_too_large"
    assert len(result) < 6


def test_a_gzip_bomb_of_an_archive_is_ended_by_its_ratio(path: Path) -> None:
    path.write_bytes(gzip.compress(tar_of(("good", b"x", {}), ("zeros", bytes(5_000_000), {}), ("after", b"y", {}))))
    limits = ContainerLimits(ratio_from_bytes=1_000_000, ratio=10)
    assert found(path, limits) == {"good": b"x", "zeros": "container_too_large", "": "container_too_large"}


def test_more_bytes_than_the_limit_end_a_container_of_any_ratio(path: Path) -> None:
    noise = random.Random(1).randbytes(900_000)
    path.write_bytes(zip_of({str(n): noise + bytes([n]) for n in range(5)}))
    assert list(found(path).items())[2:] == [("2", "container_too_large"), ("", "container_too_large")]


def test_more_members_than_the_limit_end_a_container(path: Path) -> None:
    members = {str(n): b"%d" % n for n in range(30)}
    lines = b"".join(json.dumps({"text": n}).encode() + b"\n" for n in members)
    for content in (zip_of(members), tar_of(*((n, c, {}) for n, c in members.items())), lines):
        path.write_bytes(content)
        result = found(path)
        assert len(result) == 21
        assert result[""] == "container_too_large"


def test_overlapping_members_are_ended_when_they_claim_more_than_the_file_has(path: Path) -> None:
    kernel = zip_of({"a": random.Random(1).randbytes(10_000)})
    start = kernel.index(b"PK\x01\x02")
    entry = kernel[start : kernel.index(b"PK\x05\x06")]
    directory = entry * 1000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), start, 0)
    path.write_bytes(kernel[:start] + directory + end)
    result = found(path, ContainerLimits())
    assert result[""] == "container_too_large"
    assert len(result) < 8
    assert "overlap" in note_of(path).message


def quine() -> bytes:
    """A gzip file is nested in itself more often than anything opens."""
    content = b"report"
    for _ in range(12):
        content = gzip.compress(content)
    return content


@pytest.mark.parametrize("layers", [1, 2, 4])
def test_nesting_ends_at_the_limit_and_costs_no_other_member(path: Path, layers: int) -> None:
    nested = b"report"
    for _ in range(8):
        nested = zip_of({"z": nested, "a": b"beside"})
    path.write_bytes(nested)
    limits = ContainerLimits(layers=layers)
    names = {"/".join([*["z"] * depth, "a"]): b"beside" for depth in range(layers)}
    assert found(path, limits) == names | {"/".join(["z"] * layers): "nested_too_deep"}
    path.write_bytes(quine())
    assert found(path, limits) == {"": "nested_too_deep"}


def test_an_archive_in_an_archive_has_a_limit_of_its_own(path: Path) -> None:
    path.write_bytes(zip_of({"inner": zip_of({"a": random.Random(1).randbytes(600_000)}), "b": b"x"}))
    assert found(path) == {"inner": "container_too_large", "b": b"x"}


def test_a_directory_that_leads_elsewhere_is_damage(path: Path) -> None:
    content = zip_of({"a.txt": b"x" * 100, "b.txt": b"y" * 100})
    first = content.index(b"PK\x01\x02")
    for place, value in ((42, 5), (42, 10**6), (20, 10**6), (24, 5), (24, 10**9), (16, 7), (10, 99)):
        damaged = bytearray(content)
        struct.pack_into("<H" if place == 10 else "<L", damaged, first + place, value)
        path.write_bytes(damaged)
        result = found(path)
        code = {99: "unsupported_format", 10**9: "too_large"}.get(value, "damaged_container")
        # What claims more than the file has ends the reading, for it may be a bomb.
        assert result == ({"": "container_too_large"} if place == 20 else {"a.txt": code, "b.txt": b"y" * 100})


# Truncation and damage


@pytest.mark.parametrize("has_descriptors", [False, True])
@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_of_a_truncated_zip_the_whole_members_are_taken_in(path: Path, compression: int, has_descriptors: bool) -> None:
    members = {f"{n}.txt": random.Random(n).randbytes(1000) for n in range(4)}
    if has_descriptors:
        file = io.BytesIO()

        class Unseekable(io.RawIOBase):
            def write(self, data: Any) -> int:
                return file.write(data)

            def writable(self) -> bool:
                return True

        with zipfile.ZipFile(Unseekable(), "w", compression) as archive:  # type: ignore[arg-type]
            for name, member in members.items():
                archive.writestr(name, member)
        content = file.getvalue()
    else:
        content = zip_of(members, compression)
    path.write_bytes(content[: content.index(b"3.txt") + 500])
    result = found(path)
    assert result.pop("") == "damaged_container"
    if has_descriptors and compression == zipfile.ZIP_STORED:
        assert result == {}  # nothing says where a member ends
    else:
        assert result.pop("3.txt") == "damaged_container"
        assert result == {name: members[name] for name in ("0.txt", "1.txt", "2.txt")}


def test_a_damaged_member_costs_no_other(path: Path) -> None:
    content = bytearray(zip_of({f"{n}.txt": random.Random(n).randbytes(1000) for n in range(3)}))
    content[content.index(b"1.txt") + 500] ^= 1
    path.write_bytes(content)
    assert [value if isinstance(value, str) else len(value) for value in found(path).values()] == [
        1000,
        "damaged_container",
        1000,
    ]


@pytest.mark.parametrize("kind", ["tar", "tar.gz"])
def test_of_a_truncated_tar_the_whole_members_are_taken_in(path: Path, kind: str) -> None:
    members = [(f"{n}.txt", random.Random(n).randbytes(2000), {}) for n in range(4)]
    content = tar_of(*members)
    cut = content[: content.index(b"3.txt") + 700]
    path.write_bytes(cut if kind == "tar" else gzip.compress(cut)[:-30])
    result = found(path)
    assert result.pop("") == "damaged_container"
    assert result.pop("3.txt") == "damaged_container"
    assert result == {name: member for name, member, _ in members[:3]}


def test_a_tar_with_rubbish_between_its_members_is_damaged_from_there(path: Path) -> None:
    content = bytearray(tar_of(("a", b"x" * 600, {}), ("b", b"y", {})))
    content[1536:1544] = b"rubbish!"
    path.write_bytes(content)
    assert found(path) == {"a": b"x" * 600, "": "damaged_container"}


@pytest.mark.parametrize(
    "attributes", [b"9999999999 path=x\n", b"5 x\n", b"0 x=y\n", b"-5 x=y\n", b"12 size=999999\n", b"x"]
)
def test_false_attributes_of_a_tar_member_are_damage(path: Path, attributes: bytes) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, len(attributes)
    content = header.tobuf(tarfile.USTAR_FORMAT) + attributes.ljust(512, b"\x00") + tar_of(("a", b"x", {}))
    path.write_bytes(content)
    assert "damaged_container" in found(path).values()


def test_attributes_without_end_fill_no_memory(path: Path) -> None:
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 10**10
    path.write_bytes(header.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    assert found(path) == {"": "damaged_container"}


def test_a_truncated_document_is_not_taken_for_a_whole_one(path: Path) -> None:
    path.write_bytes(gzip.compress(random.Random(1).randbytes(1000))[:-9])
    assert found(path) == {"": "damaged_container"}
    path.write_bytes(gzip.compress(b"text") + b"rubbish")
    assert found(path) == {"": "damaged_container"}
    path.write_bytes(gzip.compress(b"text") + bytes(512))
    assert found(path) == {"": b"text"}


# Web archives


def record(
    content: bytes, length: int | str | None = None, number: int = 0, kind: str = "resource", more: str = ""
) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n{more}"
    stated = len(content) if length is None else length
    return f"{head}Content-Type: text/html\r\nContent-Length: {stated}\r\n\r\n".encode() + content + b"\r\n\r\n"


def response(head: str, body: bytes, number: int = 0) -> bytes:
    return record(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body, None, number, "response")


@pytest.mark.parametrize("length", [3, 90, 10**12, 10**30, "-5", "", "x", "1e3"])
def test_a_false_length_of_a_record_ends_a_web_archive_and_what_came_before_counts(
    path: Path, length: int | str
) -> None:
    path.write_bytes(record(b"first", number=1) + record(b"second", length, 2) + record(b"third", number=3))
    result = found(path)
    assert result["urn:uuid:1"] == b"first"
    assert result[""] == "damaged_container"
    assert "urn:uuid:3" not in result
    assert result.get("urn:uuid:2") in (None, b"sec", "damaged_container") or length == 90


def test_a_truncated_web_archive_gives_no_half_document(path: Path) -> None:
    content = record(b"first", number=1) + record(b"<p>" + b"x" * 1000, number=2)
    for whole in (content, gzip.compress(content)):
        path.write_bytes(whole[: len(whole) - 300 if whole is content else -9])
        assert found(path) == {"urn:uuid:1": b"first", "urn:uuid:2": "damaged_container", "": "damaged_container"} or (
            whole is not content and found(path)[""] == "damaged_container"
        )


@pytest.mark.parametrize(
    "head", [b"X: " + b"y" * 300_000, b"X: y\r\n" * 60_000, b"X: y"], ids=["a long one", "many", "cut"]
)
def test_headers_without_end_are_damage(path: Path, head: bytes) -> None:
    path.write_bytes(record(b"first", number=1) + b"WARC/1.0\r\n" + head)
    assert found(path) == {"urn:uuid:1": b"first", "": "damaged_container"}


def test_chunks_that_contradict_themselves_are_damage(path: Path) -> None:
    chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
    bodies = [b"5\r\nabcde\r\nzz\r\n", b"ffff\r\nabc", b"5\r\nabcde\r\n", b"fffffffffffffff\r\nabc"]
    path.write_bytes(b"".join(response(chunked, body, number) for number, body in enumerate(bodies)))
    assert set(found(path).values()) == {"damaged_container"}
    assert "" not in found(path)


def test_a_response_that_expands_without_end_is_ended(path: Path) -> None:
    bomb = gzip.compress(bytes(3_000_000))
    gzipped = "Content-Type: text/html\r\nContent-Encoding: gzip"
    path.write_bytes(response(gzipped, gzip.compress(b"good"), 1) + response(gzipped, bomb, 2) + record(b"x", number=3))
    assert found(path) == {
        "urn:uuid:1": b"good",
        "urn:uuid:2": "container_too_large",
        "": "container_too_large",
    }


def test_records_without_an_id_or_with_that_of_another_have_paths_of_their_own(path: Path) -> None:
    same = record(b"a", number=7) + record(b"b", number=7)
    no_id = same.replace(b"WARC-Record-ID: <urn:uuid:7>\r\n", b"")
    unsafe = record(b"e", number=8).replace(b"urn:uuid:8", b"../../x")
    path.write_bytes(same + no_id + unsafe)
    assert found(path) == {
        "urn:uuid:7": b"a",
        "urn:uuid:7#2": b"b",
        "record:3": b"a",
        "record:4": b"b",
        "record:5": b"e",
    }


def test_a_record_cut_by_the_crawler_is_counted(path: Path) -> None:
    path.write_bytes(record(b"a", number=1, more="WARC-Truncated: length\r\n"))
    assert found(path) == {"urn:uuid:1": b"a", "": "members_left_out"}
    assert "cut short" in note_of(path).message


# Tables


def test_an_endless_line_is_passed_over_and_costs_no_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b'{"text": "a"}\n{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "b"}\n{"text": "' + b"y" * 10**6)
    monkeypatch.setattr(json_lines.json_line_members, "__defaults__", (100_000,))
    assert found(path) == {"line:1": b"a", "line:2": "too_large", "line:3": b"b", "line:4": "too_large"}


def test_a_line_of_more_values_than_fit_in_memory_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b'{"text": "a"}\n{"x": [' + b"[]," * 2000 + b'[]], "text": "b"}\n')
    monkeypatch.setattr(json_lines, "_MOST_VALUES", 1000)
    assert found(path) == {"line:1": b"a", "line:2": "too_large"}


def test_one_long_text_that_all_rows_name_is_ended_by_its_ratio(path: Path) -> None:
    table = pa.table({"text": pa.array(["长" * 60_000] * 500).dictionary_encode()})
    pq.write_table(table, path, compression="zstd")
    result = found(path)
    assert result.pop("") == "container_too_large"
    assert 0 < len(result) < 20


def test_a_dictionary_that_all_rows_could_copy_into_memory_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq.write_table(pa.table({"text": ["长" * 60_000] * 500}), path)
    monkeypatch.setattr(parquet_pages, "_LARGEST_DICTIONARY", 100_000)
    assert found(path) == {"": "container_too_large"}


def test_a_page_that_does_not_fit_in_memory_is_not_decompressed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_pages, "_LARGEST_PAGE", 1_000_000)
    texts = [str(n) * 1000 for n in range(2000)]
    pq.write_table(pa.table({"text": texts}), path, use_dictionary=False, data_page_size=10**8, write_batch_size=10**6)
    assert found(path, ContainerLimits()) == {"": "container_too_large"}
    pq.write_table(pa.table({"text": texts}), path, use_dictionary=False, data_page_size=10_000, write_batch_size=10)
    assert len(found(path, ContainerLimits())) == 2000


def test_a_truncated_table_is_damaged(path: Path) -> None:
    pq.write_table(pa.table({"text": ["a", "b"]}), path)
    path.write_bytes(path.read_bytes()[:-20])
    assert found(path) == {"": "damaged_container"}


# Anything at all


def containers() -> dict[str, bytes]:
    texts = {f"{n}.txt": (f"第{n}份" * 40).encode() for n in range(4)}
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [t.decode() for t in texts.values()]}), table)
    tar = tar_of(*((name, text, {}) for name, text in texts.items()))
    lines = b"".join(json.dumps({"text": t.decode()}).encode() + b"\n" for t in texts.values())
    warc = b"".join(record(text, number=n) for n, text in enumerate(texts.values()))
    return {
        "zip": zip_of(texts),
        "nested zip": zip_of({"a.zip": zip_of(texts), "b.tgz": gzip.compress(tar)}),
        "tar": tar,
        "tar.gz": gzip.compress(tar),
        "jsonl": lines,
        "parquet": table.getvalue(),
        "warc": warc,
        "warc.gz": gzip.compress(warc),
    }


@pytest.mark.parametrize("kind", containers())
def test_broken_bytes_anywhere_are_met_with_a_code(path: Path, kind: str) -> None:
    whole = containers()[kind]
    dice = random.Random(kind)
    started = time.monotonic()
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(dice.choice([1, 2, 5])):
            place = dice.randrange(len(broken))
            if dice.random() < 0.7:
                broken[place] = dice.randrange(256)
            else:
                del broken[place : place + dice.randrange(1, min(50, len(broken) // 2))]
        path.write_bytes(broken[: dice.choice([len(broken), dice.randrange(1, len(broken))])])
        for value in found(path).values():
            assert isinstance(value, bytes) or value in ISSUE_KINDS
    assert time.monotonic() - started < 20


def test_memory_stays_flat_however_large_a_container_is(tmp_path: Path) -> None:
    block = "".join(f"第{n}份" for n in range(20_000)).encode()
    with gzip.open(tmp_path / "small.tgz", "wb", 1) as file:
        file.write(tar_of(*((f"{n}", block + b"%d" % n, {}) for n in range(20))))
    with gzip.open(tmp_path / "large.tgz", "wb", 1) as file:
        file.write(tar_of(*((f"{n}", block + b"%d" % n, {}) for n in range(400))))
    program = """
import resource, sys
from pathlib import Path
from ingest.store import RawStore, take_in
def take(name):
    take_in([Path(sys.argv[1]) / name], "c", RawStore(Path(sys.argv[1])), Path(sys.argv[1]) / "c.parquet")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
few = take("small.tgz")
print(take("large.tgz") - few)
"""
    run = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert int(run.stdout) * (1 if sys.platform == "linux" else 1 / 1024) < 8_000


def test_a_local_header_that_lies_about_its_size_gives_no_other_bytes(path: Path) -> None:
    content = bytearray(zip_of({"a": b"x" * 1000}))
    struct.pack_into("<L", content, content.index(b"PK\x03\x04") + 22, 5)
    path.write_bytes(content)
    assert found(path) == {"a": b"x" * 1000}  # the directory is believed, and the checksum agrees
