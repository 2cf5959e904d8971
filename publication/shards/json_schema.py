"""The JSON Schema of the shards, from the contract: one definition per shape, and which path has which."""

from typing import Any, Literal

from pydantic import TypeAdapter

from publication.shards import contract

# Regular expressions of the paths without `.json`, each shard by the first that matches it whole.
SHAPES: tuple[tuple[str, Any], ...] = (
    ("build", contract.Build),
    ("overview", contract.Overview),
    ("definitions", contract.Definitions),
    ("forms", contract.Forms),
    ("changes", contract.Changes),
    ("downloads", contract.Downloads),
    ("regions/[^/]+", contract.Region),
    ("regions/[^/]+/[^/]+/[^/]+", contract.RegionComparison),
    ("organs/[0-9a-f]{2}/[^/]+", contract.Organ),
    ("reports/[0-9a-f]{2}/[^/]+", contract.Report),
    ("texts/[0-9a-f]{2}/[^/]+", contract.ReportText),
    ("findings/index", contract.FindingsIndex),
    ("findings/provinces/[^/]+", contract.FindingsByYear),
    ("findings/[^/]+/index", contract.FindingsByProvince),
    ("findings/[^/]+/[^/]+", contract.FindingsPage),
    ("coverage/index", contract.CoverageIndex),
    ("coverage/[^/]+", contract.CoveragePage),
    ("similar/index", contract.SimilarIndex),
    ("similar/pairs/[0-9a-f]{2}/[^/]+", contract.SimilarPair),
    ("similar/[^/]+", contract.SimilarPage),
    ("search/[0-9]+", contract.SearchBucket),
)


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 with the shapes under `$defs`; `x-shapes` maps paths (regular expressions) to them."""
    inputs: list[tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]] = [
        (shape.__name__, "validation", TypeAdapter(shape)) for _, shape in SHAPES
    ]
    references, definitions = TypeAdapter.json_schemas(inputs, ref_template="#/$defs/{model}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Shards of the feeds of open government information annual reports",
        "description": (contract.__doc__ or "").strip(),
        "x-shapes": [{"path": path, **references[shape.__name__, "validation"]} for path, shape in SHAPES],
        **definitions,
    }
