"""What a page shows and what it does not: markup in small, each case a page of a line or two."""

import pytest

from ingest.document import Document
from ingest.readers import open_document


def opened(page: str) -> Document:
    return open_document(page.encode(), "page.html").document


def grids(page: str) -> list[list[list[str]]]:
    document = opened(page)
    return [[[document.text[start:end] for start, end in row] for row in grid.rows] for grid in document.grids]


def cell(content: str) -> str:
    """The text of a cell with this content."""
    [[[label, text]]] = grids(f"<table><tr><td>规章</td><td>{content}</td></tr></table>")
    assert label == "规章"
    return text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p><span>1</span><span>2</span></p>", "12"),
        ("<p><b>1</b><o:p></o:p><font>2</font></p>", "12"),
        ("1<br>2", "1\n2"),
        ("1<br/>\n 2<BR>", "1\n2"),
        ("<p>1</p><p>2</p>", "1\n2"),
        ("<div>1</div>2", "1\n2"),
        ("<ul><li>1<li>2</ul>", "1\n2"),
        ("1\n  2", "1 2"),
        ("&nbsp;", "\xa0"),
        ("1&nbsp;2", "1\xa02"),
        ("1\u3000\u30002", "1\u3000\u30002"),
        ("&lt;5&gt;&amp;lt;", "<5>&lt;"),
        ("1\u200b2\u00ad3", "1\u200b2\u00ad3"),
        ("本年新<br />制作数量", "本年新制作数量"),
        ("<p>本年新</p><p>制作数量</p>", "本年新制作数量"),
        ("61883.4<br>万元", "61883.4万元"),
        ("<table><tbody><tr><td>7</td></tr></tbody></table>", "7"),
        ("<table><tr><td><p>7</p></td><td></td></tr></table>", "7"),
        ("<pre>1\n2</pre>", "1\n2"),
        ("1<!-- 2 --><!--[if gte mso 9]>3<p>4<![endif]-->5", "15"),
        ("1<![if !supportLists]>2<![endif]>", "12"),
    ],
)
def test_the_text_of_a_cell_is_what_a_browser_shows(content: str, text: str) -> None:
    assert cell(content) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>9</span>",
        '<b STYLE="color:red;DISPLAY : None !important">9<i>8</i></b>',
        "<span style=display:none><span>9</span>9</span>",
        "<p hidden>9</p>",
        "<span style='visibility:hidden'>9</span>",
        "<script>9<\\/script>;document.write('<td>9</td>')</script>",
        "<script><!-- <script>9</script> --></script>",
        "<style>td{width:9px}</style>",
        "<noscript>9</noscript>",
        "<template><td>9</td></template>",
        "<textarea>9<td>9</textarea>",
        "<select><option>9<option selected>8</select>",
        "<iframe src=x><td>9</td></iframe>",
        "<input type=hidden value=9>",
    ],
)
def test_what_is_not_displayed_says_nothing(hidden: str) -> None:
    assert cell(f"<p>5{hidden}</p>").replace("\ufffc", "") == "5"
    assert "9" not in opened(f"<div>前{hidden}后</div>").text


@pytest.mark.parametrize("page", ["<body hidden>", "<body style='display:none'>", "<html style='visibility:hidden'>"])
def test_a_page_that_hides_itself_until_its_script_runs_is_read(page: str) -> None:
    assert opened(f"{page}<p>前5后</p>").text == "前5后\n"


@pytest.mark.parametrize(
    "content",
    [
        "12<sup>1</sup>",
        "12<sub>1</sub>",
        "1<img src=one.gif>2",
        "1<img src=one.gif>",
        "<img src=one.gif>",
        "<s>12</s>15",
        "<del>12</del>",
        "1<svg><text>2</text></svg>3",
        "1<math><mn>2</mn></math>3",
        '<span style="display:block">1</span><span style="display: inline-block">2</span>',
        "1<button>2</button>",
        "1<input value=7>2",
    ],
)
def test_what_a_reader_sees_apart_or_as_a_picture_makes_no_number(content: str) -> None:
    assert not cell(content).strip().isdecimal()
    assert cell(content).strip()


def test_a_picture_in_a_label_and_a_spacer_are_ornaments() -> None:
    assert cell("<img src=icon.gif>行政处罚") == "行政处罚"
    assert cell('<img src=s.gif width="1" height="1">12') == "12"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><td rowspan=2>a<td>1<tr><td>2", [["a", "1"], ["a", "2"]]),
        ("<tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3", [["a", "1"], ["a", "2"], ["a", "3"]]),
        ("<tr><td rowspan=22>a<td>1<tr><td>2", [["a", "1"], ["a", "2"]]),
        ("<tr><td rowspan=-2>a<td>1<tr><td>2<td>3", [["a", "1"], ["2", "3"]]),
        ("<tr><td rowspan='2x'>a<td colspan=' +2'>1<tr><td>2<td>3", [["a", "1", "1"], ["a", "2", "3"]]),
        ("<tr><td colspan=100000>a<tr><td>1<td>2", [["a", "a"], ["1", "2"]]),
        ("<tr><td colspan=100000>a<td>b<tr><td>1<td>2", [["a", "a", "b"], ["1", "2", ""]]),
        (f"<tr><td colspan={'9' * 5000}>a<tr><td>1<td>2", [["a", "a"], ["1", "2"]]),
        ("<tr><td colspan=0>a<td>b", [["a", "b"]]),
        ("<tr><td>a<tr><td>1<td>2", [["a", ""], ["1", "2"]]),
        # Two cells claim a place: the one from above has it.
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d", [["a", "b", ""], ["c", "b", "d"]]),
        # No cell grows out of its group, and groups stand as they are displayed.
        (
            "<tfoot><tr><td>f<td>g<tbody><tr><td>1<td>2<thead><tr><th rowspan=9>h<th>i",
            [["h", "i"], ["1", "2"], ["f", "g"]],
        ),
        ("<tr><td rowspan=2>a<td>1<tr><tr><td>2<td>3", [["a", "1"], ["2", "3"]]),
        ("<tr style='display:none'><td>9<td>9<tr><td hidden>9<td>1<td>2", [["1", "2"]]),
    ],
)
def test_cells_stand_in_all_the_places_that_they_cover(table: str, rows: list[list[str]]) -> None:
    assert grids(f"<table>{table}</table>") == [rows]


def test_edges_drawn_a_little_aside_are_one_and_others_are_not() -> None:
    uneven = (
        "<tr><td>信息内容<td>上一年项目数量<td colspan=2>本年增/减<td>处理决定数量"
        "<tr><td>行政许可<td colspan=2>1<td>2<td>3"
    )
    assert grids(f"<table>{uneven}</table>") == [
        [["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "1", "2", "3"]]
    ]
    two_ways = "<tr><td>a<td colspan=2>b<td>c<tr><td colspan=2>1<td colspan=2>2"
    assert grids(f"<table>{two_ways}</table>") == [[["a", "b", "b", "c"], ["1", "1", "2", "2"]]]


def test_tables_of_the_layout_are_walked_and_those_in_them_are_grids() -> None:
    page = (
        "<table><tr><td>导航<td><table><tr><td>索引号<td>1<tr><td colspan=2><h1>题目</h1><p>一、总体情况</p>"
        "<table><tr><td>规章<td>2</table><p>二、其他</p></table></table>"
    )
    assert grids(page) == [[["索引号", "1"]], [["规章", "2"]]]
    assert opened(page).text == "导航\n索引号\t1\n题目\n一、总体情况\n规章\t2\n二、其他\n"


def test_a_long_text_in_a_table_is_no_cell() -> None:
    page = f"<table><tr><td>导航<td><p>一、总体情况</p><p>{'全年' * 600}</p></table>"
    assert grids(page) == []
    assert opened(page).text.startswith("导航\n一、总体情况\n全年")


@pytest.mark.parametrize(
    "page",
    [
        "<tr><td>规章</td><td>1</td><td>2</td></tr><tr><td>规范性文件</td><td>3</td><td>4</td></tr>",
        "<p>前</p><td>规章</td><td>1</td><td>2</td></tr><tr><td>规范性文件<td>3<td>4</table><p>后</p>",
        "</table><TR><TD>规章<TD>1<TD>2<TR><TD>规范性文件<TD>3<TD>4</TR><h2>后</h2><p>5</p>",
    ],
)
def test_cells_without_a_table_are_read_as_if_it_were_there(page: str) -> None:
    assert grids(page) == [[["规章", "1", "2"], ["规范性文件", "3", "4"]]]
    document = opened(page)
    assert document.locator(*document.grids[0].rows[1][2]) == "(//td)[6]"


def test_a_table_closed_too_early_glues_no_numbers() -> None:
    page = "<table><tr><td>规章<td>1</table></table><tr><td>规范性文件<td>3<td>4</tr></table><p>后</p>"
    assert grids(page) == [[["规章", "1"]], [["规范性文件", "3", "4"]]]
    assert opened(page).text.endswith("规范性文件\t3\t4\n后\n")


def test_text_outside_all_elements_keeps_its_lines() -> None:
    page = (
        "# 某县报告\n\n一、总体情况\n共3条\n<table><tr><td>a<td>1</table>\n"
        "## 三、收到\n文字<table><tr><td>b<td>2</table>"
    )
    document = opened(page)
    assert document.text == "# 某县报告\n一、总体情况\n共3条\na\t1\n## 三、收到\n文字\nb\t2\n"
    assert document.locator(0, 5) == "(//body)[1]"
    assert document.locator(document.text.index("##"), document.text.index("文字")) == "(//table)[1]/following::text()"


def test_names_of_tags_and_attributes_may_hold_anything() -> None:
    assert opened('<!doctype html><p<td>1</p<td>2<p a"=b <td>3</p>').text == "12\n3\n"
    assert grids('<table><tr><td align="center"">1<td =x>2</table>') == [[["1", "2"]]]


def test_a_page_declares_its_title_and_its_meta_tags() -> None:
    page = opened(
        '<html><head><title> 年报\n 2020 </title><meta name="PubDate" content="2021-01-18 17:16">'
        '<meta name="ArticleTitle" content="某县年报"/><meta property="og:site_name" content=某县>'
        '<meta name="keywords" content=""><meta charset="utf-8"></head><body><svg><title>图</title></svg></body>'
    )
    assert [(field.name, field.value, field.locator) for field in page.declared] == [
        ("title", "年报 2020", "title"),
        ("PubDate", "2021-01-18 17:16", "meta:PubDate"),
        ("ArticleTitle", "某县年报", "meta:ArticleTitle"),
        ("og:site_name", "某县", "meta:og:site_name"),
    ]


def test_markdown_between_tables_is_read_as_it_is_shown() -> None:
    page = "# 某县报告\n**一、总体情况**\n<table><tr><td>规章<td>**5**</table>\n\n|a|1|\n|---|---|\n|b|2|\n"
    document = opened(page)
    shown = document.without_marks or ""
    assert [[shown[start:end].strip() for start, end in row] for row in document.grids[0].rows] == [["规章", "5"]]
    assert [[shown[start:end] for start, end in row] for row in document.grids[1].rows] == [["a", "1"], ["b", "2"]]


@pytest.mark.parametrize(("charset", "codes"), [("gb2312", []), ("GBK", []), ("utf-8", ["encoding_guessed"])])
def test_a_declared_charset_settles_a_doubt_and_nothing_else(charset: str, codes: list[str]) -> None:
    doubtful = f"<meta charset={charset}><p>政府信息" + "鑫淼焱垚" * 4
    opened = open_document(doubtful.encode("gb18030"), "page.html")
    assert ("鑫淼焱垚" in opened.document.text, [issue.code for issue in opened.issues]) == (True, codes)
    certain = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>{"政府信息公开工作" * 9}'
    assert "政府信息公开工作" in open_document(certain.encode(), "page.html").document.text
