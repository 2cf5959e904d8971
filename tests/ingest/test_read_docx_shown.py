"""A Word document is read as Word shows it: every kind of markup, one small document each."""

import pytest
from form_printer.formats.word_package import NAMESPACES, cell, paragraph, row, run, table, word_package

from ingest.document import DeclaredField, Document
from ingest.readers.word import open_docx

OBJECT = "\ufffc"
AUTHOR = "w:id='1' w:author='a'"


def opened(body: str, numbering: str = "", styles: str = "") -> Document:
    return open_docx(word_package(body, numbering=numbering, styles=styles)).document


def cell_texts(document: Document) -> list[list[list[str]]]:
    return [[[document.text[a:b] for a, b in line] for line in grid.rows] for grid in document.grids]


def field(*parts: str) -> str:
    return "".join(f"<w:r><w:fldChar w:fldCharType='{p}'/></w:r>" if p.isalpha() and p.islower() else p for p in parts)


def alternatives(content: str) -> str:
    return f"<mc:AlternateContent>{content}</mc:AlternateContent>"


def boxed(content: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("1") + run("2") + run("条"), "12条"),
        (f"<w:ins {AUTHOR}>{run('5')}</w:ins><w:del {AUTHOR}><w:r><w:delText>7</w:delText></w:r></w:del>", "5"),
        (f"<w:del {AUTHOR}>{run('7')}</w:del>{run('5')}", "5"),
        (f"<w:moveFrom {AUTHOR}>{run('7')}</w:moveFrom><w:moveTo {AUTHOR}>{run('5')}</w:moveTo>", "5"),
        (f"<w:hyperlink>{run('网址')}</w:hyperlink>", "网址"),
        (f"<w:smartTag><w:smartTagPr/>{run('2020')}</w:smartTag>{run('年')}", "2020年"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('3')}</w:sdtContent></w:sdt>", "3"),
        (f"<w:fldSimple w:instr=' SUM(9) '>{run('8')}</w:fldSimple>", "8"),
        (field("begin", "<w:r><w:instrText>SUM(9)</w:instrText></w:r>", "separate", run("8"), "end"), "8"),
        (field("begin", field("begin", "separate", run("1"), "end"), "separate", run("8"), "end"), "8"),
        (field("begin", run("7"), "end") + run("8"), "8"),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲\t乙"),
        (run("1") + "<w:r><w:br/></w:r>" + run("2"), "1\n2"),
        ("<w:r><w:noBreakHyphen/><w:t>57</w:t></w:r>", "-57"),
        (run("1") + "<w:r><w:softHyphen/></w:r>" + run("2"), "12"),
        ("<w:r><w:sym w:font='宋体' w:char='FF0D'/><w:t>5</w:t></w:r>", "－5"),
        ("<w:r><w:sym w:font='Symbol' w:char='F035'/></w:r>", "\uf035"),
        (run("7", "<w:vanish/>") + run("8", "<w:vanish w:val='0'/>"), "8"),
        (run("5") + run("2", "<w:vertAlign w:val='superscript'/>"), "5²"),
        (run("7", "<w:strike/>") + run("8"), "7\u03368"),
        (run("7") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("条"), "7条"),
        (f"<w:r><w:ruby><w:rt>{run('gong')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase></w:ruby></w:r>", "公"),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
         OBJECT),
        (alternatives(f"<mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"), "新"),
        (alternatives(f"<mc:Fallback>{run('旧')}</mc:Fallback>"), "旧"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_word_shows(runs: str, text: str) -> None:
    assert opened(paragraph(runs)).text == f"{text}\n"


def test_a_style_hides_raises_or_strikes_what_its_runs_do_not_show_otherwise() -> None:
    styles = (
        "<w:style w:type='character' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='I'><w:basedOn w:val='H'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='P'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>"
    )
    hidden = run("7", "<w:rStyle w:val='I'/>") + run("8", "<w:rStyle w:val='I'/><w:vanish w:val='false'/>")
    raised = paragraph(run("2"), properties="<w:pStyle w:val='P'/>")
    looping = paragraph(run("3", "<w:rStyle w:val='Loop'/>"))
    assert opened(paragraph(hidden) + raised + looping, styles=styles).text == "8\n²\n3\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (paragraph(run("1")) + paragraph(run("2")), "1\n2"),
        (paragraph(run("1")) + paragraph() + paragraph(run("2")), "1\n2"),
        (paragraph(run("-")) + paragraph(run("5")), "-\n5"),
        (paragraph(run("本年新")) + paragraph(run("制作数量")), "本年新制作数量"),
        (paragraph(run("1"), "<w:r><w:tab/></w:r>", run("2")), "1 2"),
        (paragraph(run("1"), "<w:r><w:br/></w:r>", run("2")), "1\n2"),
        (table(row(cell("5"))), "5"),
        (table(row(cell("5"), cell("6"))), "5\n6"),
        (paragraph(run("5"), boxed(paragraph(run("6")))), "5\n6"),
        (paragraph("<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>"), OBJECT),
        (paragraph(run("5"), "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"), f"5{OBJECT}"),
        (paragraph(run("5"), "<w:r><w:drawing><wp:anchor><a:blip/></wp:anchor></w:drawing></w:r>"), "5"),
        (paragraph("<w:r><w:pict><v:imagedata/></w:pict></w:r>"), OBJECT),
        (f"<w:sdt><w:sdtContent>{paragraph(run('5'))}</w:sdtContent></w:sdt>", "5"),
    ],
)  # fmt: skip
def test_a_cell_never_glues_two_values_and_a_picture_is_no_blank(content: str, text: str) -> None:
    assert cell_texts(opened(table(row(cell("甲"), cell(content))))) == [[["甲", text]]]


def test_merged_cells_stand_in_every_place_that_they_cover() -> None:
    wide = cell("标题", "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>")
    below = cell("不显示", "<w:gridSpan w:val='2'/><w:vMerge/>")
    older = (
        cell("旧", "<w:hMerge w:val='restart'/>"),
        cell("", "<w:hMerge w:val='continue'/>"),
        cell("尾"),
    )
    document = opened(table(row(wide, cell("1")), row(below, cell("2")), row(*older), row(*map(cell, "345"))))
    rows = [["标题", "标题", "1"], ["标题", "标题", "2"], ["旧", "旧", "尾"], ["3", "4", "5"]]
    assert cell_texts(document) == [rows]
    assert document.text == "标题\t1\n\t2\n旧\t尾\n3\t4\t5\n"


def test_a_merge_that_nothing_begins_is_a_cell_of_its_own() -> None:
    document = opened(table(row(cell("1"), cell("2")), row(cell("3", "<w:vMerge/>"), cell("4"))))
    assert cell_texts(document) == [[["1", "2"], ["3", "4"]]]


def test_columns_that_a_row_leaves_out_are_empty_and_nothing_moves() -> None:
    late = row(cell("2"), cell("3"), properties="<w:gridBefore w:val='1'/>")
    early = row(cell("4"), properties="<w:gridAfter w:val='2'/>")
    document = opened(table(row(*map(cell, "甲乙丙")), late, early))
    assert cell_texts(document) == [[["甲", "乙", "丙"], ["", "2", "3"], ["4", "", ""]]]


def test_a_row_with_fewer_columns_than_its_table_is_put_under_no_others() -> None:
    document = opened(table(row(*map(cell, "甲乙丙")), row(cell("1"), cell("2")), row(*map(cell, "345"))))
    assert cell_texts(document) == [[["甲", "乙", "丙"]], [["1", "2"]], [["3", "4", "5"]]]


def test_borders_drawn_by_hand_make_no_columns_and_a_narrow_cell_stays() -> None:
    upper = row(cell("甲"), cell("乙", "<w:gridSpan w:val='2'/>"), cell("丙"))
    lower = row(cell("1", "<w:gridSpan w:val='2'/>"), cell("2"), cell("3"))
    document = opened(table(upper, lower, widths=(800, 60, 740, 100)))
    assert cell_texts(document) == [[["甲", "乙", "丙"], ["1", "2", "3"]]]


def test_parts_of_a_table_cut_in_two_keep_the_columns_that_they_share() -> None:
    upper = table(row(cell("申请"), *map(cell, "甲乙")), widths=(2000, 500, 500))
    lower = table(
        row(cell("结果", "<w:vMerge w:val='restart'/>"), cell("予以公开"), *map(cell, "12")),
        row(cell("", "<w:vMerge/>"), cell("不予公开"), *map(cell, "34")),
        widths=(800, 1190, 505, 505),
    )
    assert cell_texts(opened(upper + paragraph() + lower)) == [
        [["申请", "申请", "甲", "乙"]],
        [["结果", "予以公开", "1", "2"], ["结果", "不予公开", "3", "4"]],
    ]
    apart = cell_texts(opened(upper + paragraph(run("另表")) + lower))
    assert apart[0] == [["申请", "甲", "乙"]]


def test_what_is_deleted_or_hidden_in_a_table_is_not_there() -> None:
    gone = row(cell("8"), cell("9"), properties=f"<w:del {AUTHOR}/>")
    hidden = row(cell("6"), cell("7"), properties="<w:hidden/>")
    added = row(cell("1"), cell("2"), properties=f"<w:ins {AUTHOR}/>")
    assert cell_texts(opened(table(gone, added, hidden))) == [[["1", "2"]]]


def test_a_table_inside_a_cell_that_lays_out_the_page_is_a_grid_of_its_own() -> None:
    inner = table(*(row(*map(cell, line)) for line in ("甲乙丙", "123", "456")))
    document = opened(table(row(cell("导航"), cell(paragraph(run("报告")) + inner)), row(cell("页脚"), cell("7"))))
    assert cell_texts(document) == [[["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]], [["页脚", "7"]]]
    assert document.text.startswith("导航\n报告\n甲\t乙\t丙\n")


LEVELS = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{format}'/>"
    "<w:suff w:val='nothing'/><w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='（%2）'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:isLgl/><w:numFmt w:val='{format}'/><w:lvlText w:val='%1.%3'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='5'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/>"
    "</w:lvlOverride></w:num>"
)


def numbered(text: str, level: int = 0, number: int = 4) -> str:
    properties = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return paragraph(run(text), properties=properties)


def test_automatic_numbers_are_counted_as_word_counts_them() -> None:
    body = "".join(
        numbered(text, level, number)
        for text, level, number in [
            ("甲", 0, 4), ("子", 1, 4), ("丑", 1, 4), ("乙", 0, 4), ("寅", 1, 4), ("卯", 2, 4), ("无", 0, 0),
            ("丙", 0, 4), ("重", 0, 5), ("续", 0, 5),
        ]
    )  # fmt: skip
    lines = opened(body, LEVELS.format(format="chineseCounting")).text.splitlines()
    assert lines == [
        "一、甲", "（一） 子", "（二） 丑", "二、乙", "（一） 寅", "2.1 卯", "无", "三、丙", "七、重", "八、续",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number_format", "eleventh"),
    [
        ("chineseCounting", "十一、"), ("chineseCountingThousand", "十一、"), ("japaneseCounting", "十一、"),
        ("decimal", "11、"), ("decimalZero", "11、"), ("decimalFullWidth", "１１、"), ("upperLetter", "K、"),
        ("lowerRoman", "xi、"), ("decimalEnclosedCircleChinese", "⑪、"), ("ideographTraditional", ""),
        ("hebrew1", ""), ("none", ""), ("bullet", ""),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format_or_left_out(number_format: str, eleventh: str) -> None:
    document = opened(numbered("题") * 11, LEVELS.format(format=number_format))
    assert document.text.splitlines()[-1] == f"{eleventh}题"


def test_a_style_and_its_base_number_their_paragraphs() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='A'><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style>"
    )
    numbering = LEVELS.format(format="decimal").replace("<w:lvlText w:val='（%2）'/>", "<w:lvlText w:val='（%2）'/>"
                                                        "<w:pStyle w:val='B'/>")  # fmt: skip
    body = "".join(paragraph(run(s), properties=f"<w:pStyle w:val='{s}'/>") for s in "AB")
    assert opened(body, numbering, styles).text == "1、A\n（1） B\n"


@pytest.mark.parametrize(("text", "read"), [("", OBJECT), ("5", "1、 5"), ("其他", "1、其他")])
def test_an_automatic_number_in_a_cell_makes_no_value(text: str, read: str) -> None:
    document = opened(table(row(cell("甲"), cell(numbered(text)))), LEVELS.format(format="decimal"))
    assert cell_texts(document) == [[["甲", read]]]


def test_core_properties_are_declared_and_headers_footers_and_notes_are_left_out() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "_rels/.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Type='{kind}' Target='/word/document2.xml'/>"
        f"<Relationship Type='{core}' Target='docProps/c.xml'/></Relationships>",
        "word/document2.xml": f"<w:document {NAMESPACES}><w:body>{paragraph(run('正文'))}</w:body></w:document>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{paragraph(run('- 3 -'))}</w:ftr>",
        "docProps/c.xml": "<c xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'>"
        "<dc:title> 年报 </dc:title><dc:creator/><t:created>2023-01-19T08:00:00Z</t:created></c>",
    }
    document = open_docx(word_package(paragraph(run("旧的")), parts=parts)).document
    assert document.text == "正文\n"
    assert document.declared == (
        DeclaredField("dc:title", "年报", "core:title"),
        DeclaredField("dcterms:created", "2023-01-19T08:00:00Z", "core:created"),
    )


def test_a_strict_document_says_the_same() -> None:
    raw = word_package("", parts={
        "word/document.xml": "<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main'><d:body><d:p><d:r>"
        "<d:t>公开</d:t></d:r></d:p></d:body></d:document>"
    })  # fmt: skip
    assert open_docx(raw).document.text == "公开\n"
