"""Each rule of the catalogue is an asset check of its own name, which warns and stops nothing."""

import csv
from pathlib import Path

import dagster as dg
import pytest

from orchestration.definitions import defs

SEED = Path(__file__).parents[2] / "dbt_project" / "seeds" / "rules.csv"
FINDINGS = dg.AssetKey(["quality", "fct_finding"])

with SEED.open(encoding="utf-8", newline="") as file:
    RULES = list(csv.DictReader(file))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule_id"])
def test_a_rule_is_a_named_check_of_the_findings(rule: dict[str, str]) -> None:
    name = f"finding_{rule['rule_id'].lower()}_{rule['slug']}"
    check = defs().resolve_asset_graph().get(dg.AssetCheckKey(FINDINGS, name))
    assert not check.blocking
    assert (check.description or "").startswith(f"{rule['rule_id']} {rule['title_zh']} · {rule['title_en']}: ")


def test_no_check_of_a_rule_is_outside_the_catalogue() -> None:
    names = {key.name for key in defs().resolve_asset_graph().asset_check_keys if key.name.startswith("finding_")}
    assert {name for name in names if name.split("_")[1] in {rule["rule_id"].lower() for rule in RULES}} == {
        f"finding_{rule['rule_id'].lower()}_{rule['slug']}" for rule in RULES
    }
