"""The bot as a process of its own, for tests that kill it: `jianfu run`, but for the clock.

The clock is a file that holds the time, so that a test decides when a week ends.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from bot import app, config, log, serving


def run(config_file: Path, clock_file: Path) -> None:
    """Serve until killed."""
    settings = config.load(config_file)
    log.start(settings.log.level)
    built = app.services(settings, clock=lambda: datetime.fromisoformat(clock_file.read_text()))
    asyncio.run(serving.serve(built, tick_seconds=0.2))


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
