"""The SQL of the project is the SQL of Spark too: what only DuckDB understands stands in a macro that dispatches.

Every model as it was sent to DuckDB is read as Spark SQL. What dispatched macros wrote for DuckDB is known by the
functions they use; all other functions are on a list of those that both have with the same meaning.
"""

import re
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

pytestmark = pytest.mark.xdist_group("warehouse")

# What both have, with the same arguments and the same meaning of null. Add to it only what was looked up in both.
_SHARED = {
    *("abs", "avg", "cast", "ceil", "chr", "coalesce", "concat", "count", "exists", "extract", "floor", "greatest"),
    *("least", "left", "length", "ln", "lower", "max", "min", "mod", "nullif", "replace", "right", "round", "sqrt"),
    *("substring", "sum", "trim", "translate", "upper", "year", "month", "day"),
    *("dense_rank", "first_value", "lag", "lead", "ntile", "rank", "row_number"),
    # Names that sqlglot gives to what the SQL writes as `a || b` and `cast(a as b)` in the dialect of Spark.
    *("dpipe", "try_cast"),
}
# What macros that dispatch, and dbt's own cross-database macros, write for DuckDB: removed before the rest is judged.
_WRITTEN_BY_MACROS = (
    re.compile(r"\(date_diff\('day', [\w.]+::timestamp, [\w.]+::timestamp ?\)\)"),
    re.compile(r"string_split\((?=.*\)\[ ?-?\d+ ?\])"),
    re.compile(r"(?<=\))\[ ?-?\d+ ?\]"),
)
_OF_MACROS = {"timezone", "md5", "group_concat", "string_agg", "listagg", "regexp_replace", "string_split", "hamming"}
# Types by the names that both take.
_TYPES = {"string", "text", "varchar", "int", "integer", "bigint", "double", "boolean", "date", "timestamp", "decimal"}


def _models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    # Staging reads Parquet files by the address that the source gives; Spark has other ways to name a file.
    return [
        node for node in manifest["nodes"].values() if node["resource_type"] == "model" and node["schema"] != "staging"
    ]


def _functions(tree: exp.Expression) -> set[str]:
    """Names of the functions that a query calls, as it writes them."""
    names = set()
    for node in tree.find_all(exp.Func):
        if isinstance(node, exp.Anonymous):
            names.add(str(node.this).lower())
        elif not isinstance(node, exp.Case | exp.If | exp.And | exp.Or):
            names.add(node.sql_name().lower())
    return names


def _unportable(sql: str) -> set[str]:
    """What of a query is not both DuckDB's and Spark's, in words."""
    for written in _WRITTEN_BY_MACROS:
        sql = written.sub("(" if "split" in written.pattern else "1" if "diff" in written.pattern else "", sql)
    try:
        trees = sqlglot.parse(sql, dialect="spark", error_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.SqlglotError as error:
        return {f"does not read as Spark SQL: {error}"}
    found = set()
    for tree in trees:
        assert tree is not None
        found |= {f"function {name}" for name in _functions(tree) - _SHARED - _OF_MACROS}
        types = {node.this.value.lower() for node in tree.find_all(exp.DataType)}
        found |= {f"type {name}" for name in types - _TYPES}
        found |= {f"{kind.__name__.lower()} expression" for kind in _DUCKDB_ONLY if tree.find(kind)}
    bare = re.sub(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", "", sql, flags=re.DOTALL)
    found |= {f"the words {words}" for words in _DUCKDB_WORDS if re.search(words, bare, re.IGNORECASE)}
    return found


_DUCKDB_ONLY = (exp.Lambda, exp.Bracket, exp.Struct, exp.Array, exp.Pivot, exp.Unnest, exp.RegexpLike)
_DUCKDB_WORDS = (
    r"^\s*from\b|\(\s*from\b",
    r"\bgroup\s+by\s+all\b",
    r"\border\s+by\s+all\b",
    r"\bexclude\s*\(",
    r"\bcolumns\s*\(",
    r"\bfilter\s*\(\s*where\b",
    r"\basof\s+join\b",
    r"\bpositional\s+join\b",
    r"::",
    r"\bilike\b",
    r"\bhugeint\b",
)


def test_every_model_reads_as_spark_sql(manifest: dict[str, Any]) -> None:
    found = {model["name"]: _unportable(model["compiled_code"]) for model in _models(manifest)}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_function_of_one_database_stands_in_a_macro(manifest: dict[str, Any]) -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(_OF_MACROS)})\s*\(")
    found = {
        model["name"]: pattern.findall(
            re.sub(r"\{\{.*?\}\}|\{#.*?#\}|--[^\n]*", "", model["raw_code"], flags=re.DOTALL)
        )
        for model in _models(manifest)
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "sql",
    [
        "select list(a) from t",
        "select a::int from t",
        "select [1, 2] as a",
        "select * exclude (a) from t",
        "select count(*) filter (where a > 1) from t",
        "select a, count(*) from t group by all",
        "select cast(a as hugeint) from t",
        "select regexp_matches(a, 'b') from t",
        "select arg_max(a, b) from t",
        "from t select a",
    ],
)
def test_the_check_sees_what_only_duckdb_knows(sql: str) -> None:
    assert _unportable(sql) != set()


def test_the_check_lets_pass_what_both_know() -> None:
    assert _unportable("select a, row_number() over (partition by b order by c desc nulls last) as n from t") == set()
    assert _unportable("select a || 'b' as c from t where a is not distinct from b qualify rank() over () = 1") == set()
