"""Pages made to exhaust a reader are read or refused in a moment, and random markup never breaks it."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableDocumentError
from ingest.readers import open_document
from ingest.readers.html.flow import Cell, Row
from ingest.readers.html.tables import place_cells

MANY = 100_000
ATTRIBUTES = " ".join(f"a{n}=1" for n in range(MANY))
QUOTED = " ".join(f"a{n}='<>'" for n in range(MANY))
FONTS = "".join(f"<font c={n}>" for n in range(2000))

REFUSED = {
    "deep": ("<div>" * MANY, "too_deep"),
    "deep and unclosed": ("<div>" * MANY + "<p>" * MANY, "too_deep"),
    "deep spans": ("<span style='display:block'>" * 50_000, "too_deep"),
    "tables in tables": ("<table><tr><td>" * MANY, "too_deep"),
    "some tables in tables": ("<table><tr><td>" * 100, "too_deep"),
    "attributes": (f"<p {ATTRIBUTES}>", "too_deep"),
    "quoted attributes": (f"<p {QUOTED}>", "too_deep"),
    "formatting opened anew": (f"<p>{FONTS}" + "<p>x" * 2000, "too_deep"),
    "cells": ("<table>" + "<tr><td>1<td>2" * 100_001, "too_many_cells"),
    "places": ("<table><tr>" + "<td>1" * 1000 + "<tr><td>1" * 1000, "too_many_cells"),
    "rows that reach down": ("<table><tr>" + "<td rowspan=65534>1" * 1000 + "<tr><td>1" * 1000, "too_many_cells"),
}
READ = {
    "entities": "<p>" + "&amp;" * MANY + "&notit;" * MANY,
    "wide spans": "<table>" + ("<tr>" + "<td colspan=100000>1" * 100) * 50,
    "breaks": "<br>" * MANY,
    "comments": "<p>" + "<!--" * MANY,
    "closed": "</p>" * MANY,
    "scripts": "<script>a</script>" * 5000,
    "hidden": "<p style='display:none'>x</p>" * 10_000,
    "a long attribute": f"<p title='{'display' * MANY}'>x",
    "less than": "<p>x</p>" + "<" * MANY,
    "cells without a table": "<tr><td>1</td></tr>" * 5000,
    "lists": "<ul><li>" * 2000,
    "pictures": "<td><p>x</p>" + "<img>" * 10_000,
}


def seconds(page: str) -> float:
    started = time.process_time()
    open_document(("<!DOCTYPE html>政府信息公开" + page).encode(), "page.html")
    return time.process_time() - started


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_no_report_is_made_of_is_refused_in_a_moment(name: str) -> None:
    page, code = REFUSED[name]
    started = time.process_time()
    with pytest.raises(UnreadableDocumentError) as caught:
        seconds(page)
    assert caught.value.code == code
    assert time.process_time() - started < 3


@pytest.mark.parametrize("name", sorted(READ))
def test_what_is_only_strange_is_read_in_a_moment(name: str) -> None:
    assert seconds(READ[name]) < 3


PIECES = [
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=2>", "<td colspan=3>", "<th>", "<tbody>"),
    *(
        "<thead>",
        "<caption>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<form>",
        "<select>",
        "<option>",
    ),
    *(
        "</select>",
        "<svg>",
        "</svg>",
        "<math>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "</template>",
        "<plaintext>",
    ),
    *("<xmp>", "</xmp>", "<iframe>", "</iframe>", "<script>", "</script>", "<!--", "-->", "<![endif]>", "<?xml?>"),
    *("<p style='display:none'>", "<td hidden>", "<span style='display:block'>", "</span>", "<ogi-hidden>"),
    *("<pre>", "</pre>", "<a<b>", '<p a"="b>', "<textarea>", "<frameset>", "<body>", "</body>", "</html>", "<title>"),
    *(
        "<li>",
        "<dd>",
        "<sup>",
        "<img>",
        "<object>",
        "<input>",
        "<colgroup>",
        "<col>",
        "<ogi-put-in>",
        "\n",
        " ",
        "&lt;",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.integers(0, 99).map(str), max_size=60))
def test_any_markup_is_read_and_every_place_in_it_has_a_locator(pieces: list[str]) -> None:
    document = open_document(("<!DOCTYPE html>" + "".join(pieces)).encode(), "page.html").document
    for grid in document.grids:
        assert len({len(row) for row in grid.rows}) == 1
        for start, end in (span for row in grid.rows for span in row):
            assert 0 <= start <= end <= len(document.text)
            assert "\t" not in document.text[start:end]
    for offset in range(len(document.text)):
        assert document.locator(offset, offset + 1)


def placed(groups: list[list[Row]]) -> list[list[Cell | None]]:
    """The table algorithm written down place by place; rows in which no cell begins are left out."""
    lines = []
    for rows in groups:
        places: dict[tuple[int, int], Cell] = {}
        for y, row in enumerate(rows):
            x = 0
            for cell in row.cells:
                while (y, x) in places:
                    x += 1
                columns, down = (int(number) for number in cell.attributes.split('"')[1::2])
                for covered in range(y, len(rows) if down == 0 else min(len(rows), y + down)):
                    for right in range(x, x + columns):
                        places.setdefault((covered, right), cell)
                x += columns
        width = max((x + 1 for _, x in places), default=0)
        lines += [[places.get((y, x)) for x in range(width)] for y, row in enumerate(rows) if row.cells]
    width = max(map(len, lines), default=0)
    return [line + [None] * (width - len(line)) for line in lines]


@given(seed=st.integers(0, 2**32))
def test_spans_are_expanded_as_the_standard_expands_them(seed: int) -> None:
    dice = Random(seed)
    groups = []
    for _ in range(dice.randint(1, 3)):
        rows = [Row() for _ in range(dice.randint(1, 6))]
        for row in rows:
            for place in range(dice.randint(0, 5)):
                spans = f'colspan="{dice.choice((1, 1, 1, 2, 3))}" rowspan="{dice.choice((1, 1, 1, 2, 3, 0, 9))}"'
                row.cells.append(Cell(0, spans, place + 1, is_hidden=False))
        # A row of single cells, so that no two edges can be taken for one.
        rows[0].cells = [Cell(0, 'colspan="1" rowspan="1"', place + 1, is_hidden=False) for place in range(40)]
        groups.append(rows)
    ours = [[id(cell) for cell in cells] for _, cells in place_cells(groups)]
    assert ours == [[id(cell) for cell in cells] for cells in placed(groups)]
