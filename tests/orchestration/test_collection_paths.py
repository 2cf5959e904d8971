"""Which paths a collection is taken from."""

from pathlib import Path

import pytest

from ingest.home import Home, check_collection_id
from orchestration.collection_paths import collection_id_of, load_collection_paths, save_collection_paths


@pytest.mark.parametrize(
    "name", ["reports 2024", "安徽省/宣州区", "a" * 250, "申" * 84, "..hidden", "=1|<b>", "*.txt", "x\ny"]
)
def test_every_path_gives_an_id_that_can_be_a_file_name(tmp_path: Path, name: str) -> None:
    check_collection_id(collection_id_of([tmp_path / name]))


def test_the_id_tells_the_name_and_keeps_chinese(tmp_path: Path) -> None:
    assert collection_id_of([tmp_path / "宣州区 2020.txt"]).startswith("宣州区-2020-")


def test_the_same_paths_are_the_same_collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    expected = collection_id_of([tmp_path / "a", tmp_path / "b"])
    assert collection_id_of([Path("b"), Path("a"), Path("a")]) == expected
    assert collection_id_of([Path("a")]) != expected
    assert collection_id_of([Path("other") / "a", Path("b")]) != expected


def test_paths_are_remembered_as_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = Home(tmp_path / "home")
    save_collection_paths(home, "c", [Path("申请.txt")])
    assert load_collection_paths(home, "c") == [tmp_path / "申请.txt"]


def test_an_unknown_collection_says_how_to_take_it_in(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="ogi run --collection NAME PATH"):
        load_collection_paths(Home(tmp_path), "nothing")


def test_no_id_leads_out_of_the_data_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="collection id"):
        save_collection_paths(Home(tmp_path), "../x", [])
