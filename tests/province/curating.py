"""What the people of the province would add by hand: its regions, its corrections, who must report and by when."""

from pathlib import Path

from province.panel import Panel


def write_curation(_panel: Panel, folder: Path) -> None:
    """Write the files of `$OGI_HOME/curation` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
