"""Shards of pairs of reports with much text in common."""

# ruff: noqa: S608 all SQL is put together from constants of this package

from pathlib import Path

import duckdb

from publication.shards.assembly import Part, write_assembled
from publication.shards.pages import write_pages
from publication.shards.writer import ShardWriter

_PAIRS_ON_PAGE = 200
_SENTENCES_OF_PAIR = 500

SIMILAR_ROWS = """
select pair_id, relation, report_id, organ_id, organ_name, report_year, other_report_id, other_organ_id,
    other_organ_name, other_report_year, similarity, problems_similarity, shared_sentence_count
from feeds.feed_similar_report
"""

SIMILAR_LINE = """to_json(struct_pack(
    pair_id := pair_id, relation := relation, report_id := report_id, organ_id := organ_id, organ_name := organ_name,
    report_year := report_year, other_report_id := other_report_id, other_organ_id := other_organ_id,
    other_organ_name := other_organ_name, other_report_year := other_report_year,
    similarity := exact_number(similarity), problems_similarity := exact_number(problems_similarity),
    shared_sentence_count := shared_sentence_count
))"""

# A year that neither report has is called `none`.
_YEARS = f"""
select coalesce(cast(greatest(report_year, other_report_year) as varchar), 'none') as year, *
from ({SIMILAR_ROWS})
"""

_HEAD = Part(
    "pair",
    f"select report_id || '-' || other_report_id as owner_id, * from ({SIMILAR_ROWS})",
    SIMILAR_LINE,
)

_SENTENCES = Part(
    "sentences",
    f"""
    select pair_id as owner_id, sentence_index, other_sentence_index, section_code, sentence_text, other_section_code,
        other_sentence_text
    from feeds.feed_shared_sentence
    qualify row_number() over (partition by pair_id order by sentence_index, other_sentence_index)
        <= {_SENTENCES_OF_PAIR}
    """,
    """to_json(struct_pack(
        section_code := section_code, sentence := sentence_text, other_section_code := other_section_code,
        other_sentence := other_sentence_text
    ))""",
    "sentence_index, other_sentence_index",
)


def _sections(name: str, report_column: str) -> Part:
    """The sections of one report of each pair."""
    return Part(
        name,
        f"""
        select pair.pair_id as owner_id, section.section_index, section.section_code, section.title, section.locator,
            section.text_start, section.text_end
        from feeds.feed_similar_report as pair
        inner join feeds.feed_section as section on pair.{report_column} = section.report_id
        """,
        """to_json(struct_pack(
            section_code := section_code, title := title, locator := locator, "start" := text_start,
            "end" := text_end
        ))""",
        "section_index",
    )


_SECTIONS = (_sections("sections", "report_id"), _sections("other_sections", "other_report_id"))


def write_similar(connection: duckdb.DuckDBPyConnection, writer: ShardWriter, scratch: Path) -> None:
    """`similar/index.json`, its pages by year, and `similar/pairs/<xx>/<pair_id>.json`."""
    years = connection.execute(
        f"select nullif(year, 'none')::integer, count(*) from ({_YEARS}) group by all order by 1 nulls last"
    ).fetchall()
    index = [{"report_year": year, "pair_count": count, "pages": -(-count // _PAIRS_ON_PAGE)} for year, count in years]
    writer.write_object(("similar", "index"), {"years": index})
    write_pages(
        connection,
        writer,
        f"select 'similar', year, {SIMILAR_LINE}"
        f" from (select * from ({_YEARS}) order by year, similarity desc, pair_id)",
        folder_length=1,
        list_name="pairs",
        page_size=_PAIRS_ON_PAGE,
    )
    parts = (_SENTENCES, *_SECTIONS)
    write_assembled(connection, writer, scratch, ("similar", "pairs"), _HEAD, parts, "split_part(owner_id, '-', 1)")
