"""The guard against formulas in CSV cells."""

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.csv_guard import guard, guarded_sql, unguard

_TEXTS = st.text(alphabet=st.sampled_from("'=+-@＝＋－＠ \u00a0\u3000\t\r\n1a申"), max_size=6)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "\r1", "\n1", " =1", "\u3000=1", "'=1", "＝1", "－1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-2", "a=b", "'quoted'", "—", "无", "2021年"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(_TEXTS)
def test_the_exact_text_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(_TEXTS)
def test_guarded_text_starts_no_formula(text: str) -> None:
    assert not re.match("[ \u00a0\u3000]*[=+@\t\r\n＝＋－＠-]", guard(text))


@given(st.lists(_TEXTS, min_size=1, max_size=20))
def test_the_sql_guards_as_the_function_does(texts: list[str]) -> None:
    rows = duckdb.execute(f"select {guarded_sql('t')} from (select unnest(?) as t)", [texts]).fetchall()  # noqa: S608
    assert [text for (text,) in rows] == [guard(text) for text in texts]
