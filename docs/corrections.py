"""Draws the picture of docs/corrections.md anew: the first page of a workbook, from the published warehouse.

    python docs/corrections.py

Needs LibreOffice, which lays the page out as on paper. `$OGI_HOME` names the data folder, as for `ogi`.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from ingest.home import Home
from workbooks.exporting import Wishes, export
from workbooks.published import published_findings
from workbooks.selection import Selection

_PICTURE = Path(__file__).with_name("corrections.png")
_DOTS_PER_POINT = 1.6
_WHITE = 250


def main() -> None:
    """Write the picture."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("docs/corrections.py: LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        with published_findings(Home.from_environment().warehouse) as published:
            export(published, Selection(), Wishes(per="region"), out)
        workbook = max(out.glob("*.xlsx"), key=lambda path: path.stat().st_size)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(workbook)]
        subprocess.run(command, check=True, capture_output=True)
        pdf = pypdfium2.PdfDocument(Path(folder) / f"{workbook.stem}.pdf")
        picture = pdf[0].render(scale=_DOTS_PER_POINT).to_pil().convert("RGB")
        pdf.close()
    # Without the empty rest of the page, and without its footer.
    picture = picture.crop((0, 0, picture.width, picture.height * 9 // 10))
    ink = picture.convert("L").point(lambda value: 255 if value < _WHITE else 0).getbbox()
    left, top, right, bottom = ink or (0, 0, *picture.size)
    picture.crop((left - 12, top - 12, right + 12, bottom + 12)).quantize(96).save(_PICTURE, optimize=True)
    print(f"{_PICTURE}: drawn anew")  # noqa: T201 - a script that says what it did


if __name__ == "__main__":
    main()
