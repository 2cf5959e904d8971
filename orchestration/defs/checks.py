"""Checks of the reading: is every document there, was it understood. Tests of dbt are checks by themselves.

A lost document is a broken pipeline: ERROR, and nothing is published. A cell that cannot be read is data: WARN.
"""

import dagster as dg

from ingest.home import Home
from orchestration.coverage import count_values, lost_documents
from orchestration.markdown import markdown_table

# Statuses that say: the form prescribes this cell, and what it holds is not known.
_NOT_KNOWN = ("ambiguous", "unreadable", "absent")
_PREVIEW_ROWS = 50


@dg.asset_check(
    asset=["parsed", "reports"],
    blocking=True,
    description="Every document in the raw store has its row in parsed/reports, in every collection.",
    required_resource_keys={"writer_lock"},
)
def every_stored_document_is_read() -> dg.AssetCheckResult:
    lost = lost_documents(Home.from_environment())
    return dg.AssetCheckResult(
        passed=not lost,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if not lost else f"{len(lost)} documents are lost; read their collections again",
        metadata={
            "lost_documents": len(lost),
            "lost": dg.MetadataValue.md(
                markdown_table(
                    ["collection", "path", "document"],
                    [(d.collection_id, d.source_path, d.document_id) for d in lost[:_PREVIEW_ROWS]],
                )
            ),
        },
    )


@dg.asset_check(
    asset=["parsed", "cells"],
    description="No prescribed cell is ambiguous, unreadable or absent; blanks and dashes are what the report says.",
    required_resource_keys={"writer_lock"},
)
def every_prescribed_cell_is_known() -> dg.AssetCheckResult:
    counts = count_values(Home.from_environment(), "cells", "status")
    total = sum(counts.values())
    unknown = sum(counts.get(status, 0) for status in _NOT_KNOWN)
    return dg.AssetCheckResult(
        passed=unknown == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{unknown} of {total} prescribed cells are not known" if unknown else None,
        metadata={
            "prescribed": total,
            "reported_pct": round(100 * counts.get("reported", 0) / total, 2) if total else None,
            "by_status": dg.MetadataValue.md(markdown_table(["status", "cells"], list(counts.items()))),
        },
    )


@dg.asset_check(
    asset=["parsed", "issues"],
    description="Every path that was taken in gave a report that was read whole.",
    required_resource_keys={"writer_lock"},
)
def every_path_gave_a_report() -> dg.AssetCheckResult:
    home = Home.from_environment()
    severities = count_values(home, "issues", "severity")
    errors = severities.get("error", 0)
    return dg.AssetCheckResult(
        passed=errors == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{errors} problems of severity error; see the codes" if errors else None,
        metadata={
            "errors": errors,
            "warnings": severities.get("warning", 0),
            "by_code": dg.MetadataValue.md(
                markdown_table(["code", "problems"], list(count_values(home, "issues", "code").items()))
            ),
        },
    )
