"""Writes docs/indicators.md and docs/indicators.zh-CN.md: the dictionary of indicators, from its seeds.

Run it (`make indicators`) after a change of dbt_project/seeds/indicators.csv, indicator_variants.csv or
indicator_terms.csv; `tests/test_indicator_pages.py` fails when the pages are not what the seeds say.
"""

import csv
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "dbt_project" / "seeds"

Row = Mapping[str, str]

_WORDS = {
    "en": {
        "intro": """# The indicators

What numbers are made of the reports, and how. Values stand in `marts.fct_indicator`, with names in
`views.indicators_in_words`; this dictionary is `marts.dim_indicator`. Written by `make indicators` from
`dbt_project/seeds/indicators.csv`, `indicator_variants.csv` and `indicator_terms.csv`.

**Missing is never zero.** A value needs every cell of its numerator and denominator. Where one is blank, unreadable or
absent there is no value, and `reason_code` says so: `missing_cells`; `impossible_numbers` (a part larger than its
whole, a negative or broken count), `no_cases` (the denominator is 0), `not_assessable`.

**Four scopes.** `report` (each version), `organ_year` (the current report), `region_year` (a region with all regions
below it) and `kind_year` (a kind of organ, everywhere).

**No whole beside its parts.** A government's report takes in what its departments, offices and townships did, and a
higher level may take in the lower. So a sum is over organs of *one kind and one level*: the county governments of a
province, or the county departments, never both. Organs whose kind or level is not known are in no sum, nor are zones,
which stand beside the levels. An organ that another one of the same sum is declared to include
(`roll_ups.csv`) is left out and counted in `rolled_up_report_count`. No side of a fraction adds a total to its parts;
a test holds the seed against the identities of the forms.

**What a sum covers.** `covered_report_count` reports are in it, of `received_report_count` received and
`expected_report_count` expected. A sum over few of them is no number of the region.

**Intervals.** Shares carry the 95 % interval of Wilson: what so few cases let one say about how the organ decides. It
is about chance, not about errors of the report. Counts and ratios (whose numerator is no part of the denominator) have
none.

**Ranks** are given from the least denominator on (30), among organs of the same kind and level in the same year, or
regions of the same level. 1 is the greatest value, not the best organ.
""",
        "overview": "| indicator | measure | least denominator for a rank |\n|---|---|---|",
        "formula": "| variant | formula | forms |\n|---|---|---|",
        "cells": "Cells",
        "source": "Source",
        "caveats": "Mind",
        "colon": ": ",
        "none": "not ranked",
        "numerator": "numerator",
        "denominator": "denominator",
    },
    "zh": {
        "intro": """# 指标

由报告算出哪些数、怎样算。数值在 `marts.fct_indicator`，带名称的在 `views.indicators_in_words`，本词典在
`marts.dim_indicator`。本页由 `make indicators` 根据 `dbt_project/seeds/indicators.csv`、`indicator_variants.csv` 和
`indicator_terms.csv` 生成。

**缺失不是零。** 分子、分母的每一格都有数才有值。有一格空白、无法辨认或缺失，就没有值，原因见 `reason_code`：
`missing_cells`（缺单元格）、`impossible_numbers`（部分大于整体，负数或非整数）、`no_cases`（分母为零）、
`not_assessable`（无法判断）。

**四种范围。** `report`（每个版本）、`organ_year`（现行报告）、`region_year`（地区及其所有下级地区）、
`kind_year`（某类机关，不分地区）。

**整体不与部分相加。** 一级政府的报告已包含其部门、办公室、乡镇的数字，上级的报告可能包含下级。
因此合计只含*同一类别、同一层级*的机关：全省的县级政府，或者县级部门，绝不混在一起。
类别或层级不明的机关、不属于任何层级的开发区不计入合计。已声明由同一合计中另一机关汇总的机关（`roll_ups.csv`）不再计入，其数目见
`rolled_up_report_count`。分子、分母都不会把总计与其组成部分相加；有测试用表格的勾稽关系核对词典。

**合计包含多少报告。** 计入 `covered_report_count` 份，收到 `received_report_count` 份，
应收 `expected_report_count` 份。
只含少数报告的合计不能代表该地区。

**区间。** 占比附95%的Wilson区间：这么少的件数能说明多少。
区间只反映偶然性，不反映报告本身的错误。件数和比值（分子不是分母的一部分）没有区间。

**名次**只在分母达到下限（30）时给出，限于同一年度、同一类别、同一层级的机关，或同一层级的地区。第1名是数值最大，不是最好。
""",
        "overview": "| 指标 | 类型 | 排名所需最小分母 |\n|---|---|---|",
        "formula": "| 口径 | 公式 | 格式 |\n|---|---|---|",
        "cells": "单元格",
        "source": "依据",
        "caveats": "须知",
        "colon": "：",
        "none": "不排名",
        "numerator": "分子",
        "denominator": "分母",
    },
}

PAGES = {"en": ROOT / "docs" / "indicators.md", "zh": ROOT / "docs" / "indicators.zh-CN.md"}


def _rows(seed: str) -> list[Row]:
    with (SEEDS / f"{seed}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _terms(terms: list[Row], language: str) -> Iterator[str]:
    """The cells of each side of one variant, by form; forms with the same cells are told together."""
    words = _WORDS[language]
    for side in ("numerator", "denominator"):
        by_form = {
            form: " ".join(
                f"{'−' if term['sign'] == '-1' else '+'} {term['table_code']}.{term['row_code']}.{term['column_code']}"
                for term in group
            ).removeprefix("+ ")
            for form, group in groupby((term for term in terms if term["side"] == side), lambda term: term["form"])
        }
        for cells in dict.fromkeys(by_form.values()):
            forms = " ".join(form for form in by_form if by_form[form] == cells)
            yield f"{words[side]} ({forms}): `{cells}`"


def page(language: str) -> str:
    """The dictionary as Markdown, in English ("en") or Chinese ("zh")."""
    words = _WORDS[language]
    indicators, variants, terms = _rows("indicators"), _rows("indicator_variants"), _rows("indicator_terms")
    lines = [words["intro"], words["overview"]]
    lines += [
        f"| [{row[f'title_{language}']}](#{row['indicator_code']}) | {row['measure']}"
        f" | {row['minimum_denominator'] or words['none']} |"
        for row in indicators
    ]
    for row in indicators:
        code = row["indicator_code"]
        lines += ["", f'<a id="{code}"></a>', f"## {row[f'title_{language}']}", "", f"`{code}`{words['colon']}"]
        lines[-1] += row[f"definition_{language}"]
        lines += ["", words["formula"]]
        own = [variant for variant in variants if variant["indicator_code"] == code]
        lines += [
            f"| {variant[f'variant_title_{language}']} `{variant['variant']}` | `{variant['formula']}`"
            f" | {variant['forms']} |"
            for variant in own
        ]
        lines += ["", f"- {words['caveats']}{words['colon']}{row[f'caveats_{language}']}"]
        lines += [f"- {words['source']}{words['colon']}{row['source']}"]
        for variant in own:
            cells = [t for t in terms if (t["indicator_code"], t["variant"]) == (code, variant["variant"])]
            if cells:
                told = "; ".join(_terms(cells, language))
                lines += [f"- {words['cells']} (`{variant['variant']}`){words['colon']}{told}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write both pages."""
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
