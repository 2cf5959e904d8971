"""`ogi ui`: the Dagster UI over the data folder."""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer


def ui(port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000) -> None:
    """Open the Dagster UI: assets and where they come from, checks, findings, past runs. Ctrl-C ends it.

    It listens on this machine only: who can open it can start runs.

    \b
    Examples:
      ogi ui
      ogi ui --port 3001
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.home import Home  # noqa: PLC0415 - what takes long to import is imported by the command that needs it
    from orchestration.instance import end_killed_run_if_idle, open_instance  # noqa: PLC0415

    home = Home.from_environment()
    with open_instance(home) as instance:
        end_killed_run_if_idle(home, instance)
    workspace = Path(__file__).resolve().parent.parent / "workspace.yaml"
    environment = os.environ | {
        "OGI_HOME": str(home.root),
        "DAGSTER_HOME": str(home.dagster),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }
    command = [sys.executable, "-m", "dagster", "dev", "--workspace", str(workspace)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    # Started in the background by a shell, it would inherit that Ctrl-C is ignored; Dagster then ignores SIGTERM, too.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    typer.echo(f"http://127.0.0.1:{port} (Ctrl-C ends it)", err=True)
    os.execve(sys.executable, command, environment)  # noqa: S606 our own command
