"""The asset graph as a text that is reviewed: a lost edge or check shows in the difference.

After a change that is meant: `python tests/orchestration/test_asset_graph.py > tests/orchestration/asset_graph.txt`.
"""

from pathlib import Path

from orchestration.definitions import defs

_SNAPSHOT = Path(__file__).with_name("asset_graph.txt")


def describe_graph() -> str:
    graph = defs().resolve_asset_graph()
    lines = []
    for key in sorted(graph.get_all_asset_keys()):
        node = graph.get(key)
        partitions = " partitioned" if node.partitions_def else ""
        lines.append(f"{key.to_user_string()} (group {node.group_name}){partitions}")
        lines += [f"  from {parent.to_user_string()}" for parent in sorted(node.parent_keys)]
        for check in sorted(graph.get_check_keys_for_assets({key}), key=lambda check: check.name):
            blocks = "blocking check" if graph.get(check).blocking else "check"
            lines.append(f"  {blocks} {check.name}")
    return "\n".join(lines) + "\n"


def test_the_asset_graph_is_the_reviewed_one() -> None:
    assert describe_graph().splitlines() == _SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_every_asset_has_a_description_a_group_an_owner_and_kinds() -> None:
    graph = defs().resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.owners == ["team:ogi-warehouse"], key
        assert node.group_name == key.path[0], key
        assert node.kinds, key


def test_no_dbt_test_is_lost_as_a_check() -> None:
    from orchestration.defs.warehouse import MANIFEST  # noqa: PLC0415

    tests = {node["name"] for node in MANIFEST["nodes"].values() if node["resource_type"] == "test"}
    checks = {key.name for key in defs().resolve_asset_graph().asset_check_keys}
    assert tests <= checks


if __name__ == "__main__":
    print(describe_graph(), end="")  # noqa: T201
