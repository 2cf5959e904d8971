"""What of a sentence is a report's own: names, numbers and what everyone says do not make two reports alike."""

import csv
from importlib.resources import files

import pytest

from ingest.extract.canonical import canonical
from ingest.sameness.letters import names_in, own_letters

NAMES = names_in("桂东县人民政府")


def letters(sentence: str, names: tuple[str, ...] = NAMES) -> str:
    (own,) = own_letters([canonical(sentence)], names)
    return own


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年公开信息4418条。", "全年公开信息１２,３０５ 条。"),
        ("2020年收到申请4件。", "2021年收到申请十二件。"),
        ("二〇二〇年召开会议。", "2021年召开会议。"),
        ("桂东县人民政府网站改版。", "桂东县网站改版。"),
        ("我县设立公开专区。", "全县设立公开专区。"),
        ("落实《某某办法》,完善制度。", "落实《另一办法(试行)》，完善制度！"),
        ("县政府设立专区。", "区政府设立专区。"),
    ],
)
def test_numbers_names_titles_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert letters(one) == letters(other) != ""


def test_other_words_do() -> None:
    assert letters("设立公开专区。") != letters("设立公开专栏。")


def test_copies_are_alike_under_the_names_of_two_organs() -> None:
    one = letters("临河县财政局把账目上墙,临河县财政局网站更新。", names_in("临河县财政局"))
    other = letters("望山市水利局把账目上墙,望山市水利局网站更新。", names_in("望山市水利局"))
    assert one == other == "把账目上墙网站更新"


def test_the_names_in_a_name_are_found() -> None:
    assert set(names_in("郴州市桂东县教育局")) == {"郴州市桂东县教育局", "郴州市", "郴州", "桂东县", "桂东", "教育局"}
    assert names_in("郴州市桂东县教育局")[0] == "郴州市桂东县教育局"
    assert names_in(None) == ()


def test_every_shared_phrase_is_taken_away_as_its_example_shows() -> None:
    with (files("ingest.sameness") / "shared_phrases.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["kind"] for row in rows} == {"sentence", "phrase"}
    for row in rows:
        left = letters(f"{row['example']}。")
        if row["kind"] == "sentence":
            assert left == "", row
        else:
            untouched = letters(f"{row['example'][0]}甲乙{row['example'][1:]}。")
            assert len(left) < min(len(untouched), 11), row


@pytest.mark.parametrize(
    "sentence",
    [
        "加大预算信息公开力度,在门户网站开设专栏。",
        "一是业务水平需要进一步提高。",
        "对收到的申请逐件登记、按时答复。",
        "修订依申请公开办理制度,规范答复文书。",
    ],
)
def test_what_a_report_says_of_itself_stays(sentence: str) -> None:
    assert len(letters(sentence)) >= len(canonical(sentence)) - 6
