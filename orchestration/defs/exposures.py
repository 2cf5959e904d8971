"""What is made of the feeds: the exposures of the dbt project, at the end of the lineage. No run makes them."""

from typing import Any

import dagster as dg

from orchestration.defs.warehouse import MANIFEST, TRANSLATOR
from orchestration.ownership import OWNERS

_GROUP = "exposures"


@dg.definitions
def exposures() -> dg.Definitions:
    """An external asset for each exposure, downstream of the models that it stands on."""
    return dg.Definitions(assets=[_spec(exposure) for exposure in MANIFEST["exposures"].values()])


def _spec(exposure: dict[str, Any]) -> dg.AssetSpec:
    models = (MANIFEST["nodes"][unique_id] for unique_id in exposure["depends_on"]["nodes"])
    return dg.AssetSpec(
        [_GROUP, exposure["name"]],
        deps=[TRANSLATOR.get_asset_key(model) for model in models],
        description=f"{exposure['label']}: {exposure['description']}",
        group_name=_GROUP,
        kinds={str(exposure["type"])},
        owners=OWNERS,
        tags={"layer": _GROUP},
    )
