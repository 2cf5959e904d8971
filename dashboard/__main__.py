"""`python -m dashboard FEEDS SITE`: build the site of a folder `feeds/v1` into a new folder."""

import sys
from pathlib import Path

from dashboard.build import DashboardError, build_site


def main() -> int:
    """Exit status: 0 built, 1 the feeds are no such, 2 wrong usage."""
    if len(sys.argv) != 3:
        sys.stderr.write("usage: python -m dashboard FEEDS SITE\n")
        return 2
    feeds, site = map(Path, sys.argv[1:])
    try:
        summary = build_site(feeds, site)
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{summary.pages} pages, {summary.shards} shards, {summary.size:,} bytes: {site}/index.html\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
