"""Builds the pages of the dbt project (models, columns, lineage) as one file that needs no network.

`make docs` writes it to `docs/index.html` in the home folder (`data/` unless OGI_HOME says otherwise), with the columns
and sizes of the published warehouse, or without them where none is published.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.home import Home

PROJECT = Path(__file__).parent.parent / "dbt_project"

# Nothing may be loaded or sent: what the page needs stands in it.
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'"
    " 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'none';"
    " form-action 'none'; base-uri 'self'\">"
)
# dbt's page reports visits to these when it is served from dbt's own hosts; here even the names go.
_COLLECTORS = ("fishtownanalytics.sinter-collect.com", "fuzzed.getdbt.com", "hub.getdbt.com")


def build(target: Path, warehouse: Path | None) -> Path:
    """Write `index.html` to the folder `target`; `warehouse` is the published file, if there is one. Returns the page.

    Raises RuntimeError with what dbt says when it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "warehouse.duckdb"
        if warehouse is not None:
            # dbt opens the file for writing, and the published one is others' to read.
            shutil.copyfile(warehouse, copy)
        # Folders as words: the page would show the paths of the machine.
        names = ("OGI_PARSED", "OGI_RAW", "OGI_REFERENCE", "OGI_PREVIOUS")
        places = {name: name.removeprefix("OGI_").lower() for name in names}
        arguments = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
        arguments += ["--target-path", folder, "--log-path", folder]
        result = subprocess.run(
            [Path(sys.executable).with_name("dbt"), "--quiet", "docs", "generate", "--static", *arguments]
            + (["--empty-catalog"] if warehouse is None else []),
            env=os.environ | places | {"OGI_BUILD_DB": str(copy), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"dbt docs generate failed:\n{result.stdout}{result.stderr}")
        page = (Path(folder) / "static_index.html").read_text(encoding="utf-8")
    for place in (str(PROJECT.parent), folder):
        page = page.replace(json.dumps(place)[1:-1], ".")
    for collector in _COLLECTORS:
        page = page.replace(collector, "")
    # Links in comments and error texts of its libraries; names of XML vocabularies have to stay.
    page = re.sub(r"https?://(?=[A-Za-z0-9])(?!www\.w3\.org/)", "", page)
    if "<head>" not in page:
        raise RuntimeError("the page of dbt docs has no head to put the policy in")
    target.mkdir(parents=True, exist_ok=True)
    written = target / "index.html"
    written.write_text(page.replace("<head>", f"<head>{_POLICY}", 1), encoding="utf-8")
    return written


def main() -> None:
    """Build the page from the published warehouse and say where it is."""
    home = Home.from_environment()
    sys.stdout.write(f"{build(home.root / 'docs', home.warehouse if home.warehouse.exists() else None)}\n")


if __name__ == "__main__":
    main()
