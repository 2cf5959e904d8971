"""Places in words, names of files, notes of reviews, and text that is shown as it is or spelled out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks.file_names import FileNames, safe_name
from workbooks.places import place_in_words
from workbooks.plain_text import cell_string, plain, string_of_cell, typed
from workbooks.review_notes import note_of, parts_of_note


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("char:1230-1231", "全文第1231字"),
        ("char:1230-1235", "全文第1231—1235字"),
        ("table:2/row:28/cell:8", "文中第2个表格第28行第8格"),
        ("paragraph:5/char:100-104", "第5段第101—104字"),
        ("paragraph:5", "第5段"),
        ("page:3/box:104.6,591.3,127.1,604.5", "第3页"),
        ("page:1/box:1.0,2.0,3.0,4.0..page:2/box:1.0,2.0,3.0,4.0", "第1页至第2页"),
        ("page:1/box:1.0,2.0,3.0,4.0..page:1/box:5.0,2.0,3.0,4.0", "第1页"),
        ("(//p)[298]..(//div)[3]", "网页第298个p元素至网页第3个div元素"),
        ("something else", "something else"),
        (None, None),
    ],
)
def test_a_place_is_told_in_words(locator: str | None, words: str | None) -> None:
    assert place_in_words(locator) == words


@given(st.text(max_size=300))
def test_a_file_name_is_safe(wanted: str) -> None:
    name = safe_name(wanted)
    assert len(name.encode()) <= 181
    assert name == name.strip(" .-")
    assert not set(name) & set('\\/:*?"<>|\0\n\r\t .')


@pytest.mark.parametrize("wanted", ["con", "NUL", "com1", "lpt9", "Aux"])
def test_a_name_that_windows_keeps_for_itself_is_not_taken(wanted: str) -> None:
    assert safe_name(wanted) == f"_{wanted}"


def test_names_are_never_the_same_on_any_system() -> None:
    names = FileNames()
    given_names = [names.name(wanted, "o1") for wanted in ("A局", "a局", "A局", "", "..", "e\u0301", "é")]
    assert len({name.casefold() for name in given_names}) == 7
    assert given_names[:5] == ["A局", "a局-o1", "A局-o1-2", "o1", "o1-o1"]


@given(st.text(st.characters(exclude_characters="；"), max_size=20), st.text(max_size=20))
def test_a_note_comes_apart_as_it_was_put_together(corrected: str, explanation: str) -> None:
    assert parts_of_note(note_of(corrected, explanation)) == (corrected, explanation)


@pytest.mark.parametrize("note", ["单位已更正", "更正值：", "更正值：1；另外", "说明"])
def test_a_note_of_another_make_is_an_explanation(note: str) -> None:
    assert parts_of_note(note) == ("", note)


@given(st.text(max_size=200))
def test_text_is_spelled_so_that_xml_takes_it_and_comes_back(text: str) -> None:
    shown = plain(text)
    assert all(character >= " " for character in shown)
    assert string_of_cell(cell_string(shown)) == shown
    assert plain(shown) == shown


def test_what_is_not_seen_is_spelled_out_or_dropped() -> None:
    assert plain("a\u202eb\x00c\td") == "a<U+202E>b<U+0000>c d"
    assert typed(" a\u202eb\r\n\u200bc\ufeff ") == "ab c"
    assert plain("abcdef", 4) == "abc…"
