"""Writes the tables of regions, organs and curated data that dbt reads: all of them, or none.

The reports are gone through twice: once for the names that there are (memory holds the distinct ones), once to say of
each report which organ it is of (in batches).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from curation.checking import (
    added_regions,
    check_corrections,
    check_deadlines,
    check_expected,
    check_reviews,
    check_roll_ups,
)
from curation.csv_files import Row, read_files
from curation.organ_references import OrganReferences
from curation.problems import CurationError
from curation.tables import CURATED_SCHEMAS
from organs.mentions import named_reports
from organs.pinyin import pinyin
from organs.regions import Region, RegionName, gazetteer_with
from organs.resolution import Mention, Organ, Resolution, Resolver
from organs.tables import ORGAN_SCHEMAS

REFERENCE_SCHEMAS: dict[str, pa.Schema] = ORGAN_SCHEMAS | CURATED_SCHEMAS
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Summary:
    """What was resolved: rows by table, reports by rule (None: they name no organ), and what stands unresolved.

    `unresolved` are printed name, rule, candidates and count of reports, most reports first.
    """

    row_counts: dict[str, int]
    reports_by_rule: dict[str, int]
    resolved_reports: int
    unresolved: list[tuple[str, str, str | None, int]]
    corrections_without_effect: int


class _Corrections:
    """Corrections by what they are about: a report before a name on a site before a name."""

    def __init__(self, checked: Iterable[tuple[Row, Organ]]) -> None:
        self._organs = {
            (row["report_id"], row["printed_name"], row["source_host"]): (row, organ) for row, organ in checked
        }
        self.used: set[int] = set()

    def organ_of(self, report_id: str, mention: Mention | None) -> Organ | None:
        """The organ that somebody said the report is of, if anybody did."""
        keys: list[tuple[str | None, str | None, str | None]] = [(report_id, None, None)]
        if mention:
            keys += [(None, mention.printed_name, mention.scope), (None, mention.printed_name, None)]
        for key in keys:
            if found := self._organs.get(key):
                self.used.add(found[0].line)
                return found[1]
        return None

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the table `organ_corrections`."""
        columns = ("report_id", "printed_name", "source_host", "reason")
        return [
            {column: row[column] for column in columns}
            | {"organ_id": organ.organ_id, "source_file": row.file, "source_line": row.line}
            for row, organ in self._organs.values()
        ]


def build_tables(
    parsed: Path,
    curation: Path,
    reference: Path | None,
    rule_ids: Collection[str],
    today: date,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Resolve the organs of all parsed reports, check the files of people, and write every table.

    `parsed`, `curation` and `reference` are folders; the first two need not be there. Without `reference` nothing is
    written, and no row counted. Raises CurationError with all problems of all files, and writes nothing then.
    """
    rows, problems = read_files(curation, today)
    regions, wrong = added_regions(rows["regions"])
    problems += wrong
    resolver = Resolver(gazetteer_with(tuple(regions)))
    named_ids = {row["report_id"] for name in ("organ_corrections", "reviews") for row in rows[name]}
    known_ids: set[str] = set()
    mentions: set[Mention] = set()
    for report in named_reports(parsed):
        if report.report_id in named_ids:
            known_ids.add(report.report_id)
        if report.mention:
            mentions.add(report.mention)
    resolver.learn_sites(mentions)
    resolutions = {mention: resolver.resolve(mention) for mention in sorted(mentions, key=_order)}

    references = OrganReferences(resolver)
    corrections, wrong = check_corrections(rows["organ_corrections"], references, known_ids)
    problems += wrong
    curated: dict[str, list[dict[str, Any]]] = {}
    for table, (content, wrong) in {
        "expected_reports": check_expected(rows["expected_reports"], references),
        "roll_ups": check_roll_ups(rows["roll_ups"], references),
        "deadlines": check_deadlines(rows["deadlines"], references, resolver.gazetteer.regions),
        "reviews": check_reviews(rows["reviews"], known_ids, rule_ids),
    }.items():
        curated[table] = content
        problems += wrong
    problems += references.problems
    if problems:
        raise CurationError(problems)
    return _write(parsed, reference, resolver, resolutions, _Corrections(corrections), curated, on_progress)


def _order(mention: Mention) -> tuple[str, str, str, bool]:
    """An order of mentions that is the same in every build: the first names the organ."""
    return mention.printed_name, mention.scope, mention.title, mention.is_in_title


def _write(
    parsed: Path,
    folder: Path | None,
    resolver: Resolver,
    resolutions: Mapping[Mention, Resolution],
    corrections: _Corrections,
    curated: Mapping[str, list[dict[str, Any]]],
    on_progress: Callable[[int], None],
) -> Summary:
    names: Counter[tuple[str, str, str, str | None]] = Counter()
    rules: Counter[str] = Counter()

    def report_organs() -> Iterator[dict[str, Any]]:
        for count, report in enumerate(named_reports(parsed), start=1):
            rule, candidates, organ = "no_name", None, corrections.organ_of(report.report_id, report.mention)
            if organ:
                rule = "correction"
            elif report.mention:
                found = resolutions[report.mention]
                organ, rule, candidates = found.organ, found.rule, found.candidates
            if organ and report.mention:
                names[(organ.organ_id, report.mention.printed_name, rule, candidates)] += 1
            rules[rule] += 1
            if count % _BATCH == 0:
                on_progress(count)
            yield {
                "report_id": report.report_id,
                "organ_id": organ.organ_id if organ else None,
                "rule": rule,
                "candidates": candidates,
            }

    def used_organs() -> Iterator[dict[str, Any]]:
        used = {key[0] for key in names} | {row["organ_id"] for row in corrections.rows()}
        used |= {row[column] for content in curated.values() for row in content for column in row if column in _IDS}
        waiting = [organ_id for organ_id in used if organ_id]
        needed: set[str] = set()
        while waiting:
            if (organ_id := waiting.pop()) not in needed:
                needed.add(organ_id)
                if parent := resolver.organs[organ_id].parent_organ_id:
                    waiting.append(parent)
        for organ_id, organ in sorted(resolver.organs.items()):
            if organ_id in needed:
                yield _fields(organ) | {"pinyin": pinyin(organ.organ_name)}

    gazetteer = resolver.gazetteer
    tables: dict[str, Iterable[dict[str, Any]]] = {
        "report_organs": report_organs(),
        "regions": map(_fields, gazetteer.regions.values()),
        "region_names": map(_fields, gazetteer.all_names()),
        # What follows is made while the reports are gone through.
        "organs": used_organs(),
        "organ_names": _organ_names(names, resolver),
        "organ_corrections": corrections.rows(),
        **curated,
    }
    if folder is None:
        counts = dict.fromkeys(REFERENCE_SCHEMAS, 0)
        for _ in tables["report_organs"]:
            pass
    else:
        counts = write_tables(folder, tables)
    unresolved = Counter({key: n for key, n in names.items() if not resolver.organs[key[0]].is_resolved})
    return Summary(
        row_counts=counts,
        reports_by_rule=dict(rules.most_common()),
        resolved_reports=names.total() - unresolved.total(),
        unresolved=[(name, rule, candidates, n) for (_, name, rule, candidates), n in unresolved.most_common()],
        corrections_without_effect=len(corrections.rows()) - len(corrections.used),
    )


def _fields(record: Organ | Region | RegionName) -> dict[str, Any]:
    """The fields of a record by name; `dataclasses.asdict`, which copies, takes ten times as long."""
    return {name: getattr(record, name) for name in record.__slots__}


_IDS = {"organ_id", "parent_organ_id", "child_organ_id"}


def _organ_names(names: Counter[tuple[str, str, str, str | None]], resolver: Resolver) -> Iterator[dict[str, Any]]:
    """One row per organ and printed name, with the rule that most of its reports were resolved by."""
    total: Counter[tuple[str, str]] = Counter()
    for (organ_id, name, _, _), count in names.items():
        total[(organ_id, name)] += count
    seen: set[tuple[str, str]] = set()
    for (organ_id, name, rule, candidates), _ in sorted(names.items(), key=lambda item: (-item[1], str(item[0]))):
        if (organ_id, name) not in seen:
            seen.add((organ_id, name))
            yield {
                "organ_id": organ_id,
                "printed_name": name,
                "rule": rule,
                "candidates": candidates,
                "is_resolved": resolver.organs[organ_id].is_resolved,
                "report_count": total[(organ_id, name)],
            }


def write_tables(folder: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, int]:
    """Write every table as `<folder>/<table>.parquet`, in the order given; those not given are empty.

    Gives the row counts. No file is replaced before all are complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    targets = {table: folder / f"{table}.parquet" for table in REFERENCE_SCHEMAS}
    try:
        for table in [*tables, *(table for table in REFERENCE_SCHEMAS if table not in tables)]:
            schema = REFERENCE_SCHEMAS[table]
            counts[table] = 0
            with pq.ParquetWriter(targets[table].with_suffix(".unfinished"), schema, compression="zstd") as writer:
                rows = iter(tables.get(table, ()))
                while batch := list(map(dict, islice(rows, _BATCH))):
                    writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                    counts[table] += len(batch)
        for target in targets.values():
            target.with_suffix(".unfinished").replace(target)
    finally:
        for target in targets.values():
            with suppress(FileNotFoundError):
                target.with_suffix(".unfinished").unlink()
    return counts
