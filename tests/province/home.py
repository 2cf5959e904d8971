"""The province of the tests, taken in by the program: made once for all tests that look at it."""

from pathlib import Path

import pytest
from built_once import built_once

from province.curating import write_curation
from province.planting import faulty_panel
from province.publishing import publish
from province.running import Run, run_program

SEED, ORGANS = 1, 48
# A few of every format; text and pages most, as they are read fastest.
FORMATS = {
    "spaces": 30, "tabs": 20, "pipes": 12, "lines": 10, "page": 18, "site": 6, "word_page": 1, "markdown": 6, "word": 1,
    "pdf": 1,
}  # fmt: skip


def make_province(folder: Path) -> Run:
    """Write its `reports` and the curation of its `home` into `folder`, and take them in."""
    panel = faulty_panel(ORGANS, SEED)
    publish(panel, folder / "reports", SEED, FORMATS)
    write_curation(panel, folder / "home" / "curation")
    return run_program(folder / "reports", folder / "home")


def province_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with its `reports`, and `home`, the data folder that holds what was published of them."""

    def make(folder: Path) -> None:
        run = make_province(folder)
        assert run.exit_status == 0, run.messages

    return built_once(tmp_path_factory, "province", make)
