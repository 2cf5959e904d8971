"""What axe-core finds on a page, as lines that a person can act on."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SERIOUS = ("serious", "critical")


def serious_violations(page: Page) -> list[str]:
    """One line for each element that a serious or critical violation is about: rule, element, what to do."""
    return [
        f"{violation['impact']} {violation['id']}: {node['target']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in _SERIOUS
        for node in violation["nodes"]
    ]
