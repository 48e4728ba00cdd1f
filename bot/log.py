"""An allow-list log: only our own events with typed fields; third parties say nothing but who.

Levels don't help: httpx writes the token at INFO and python-telegram-bot raw updates at
CRITICAL (attacks.md, row 29). So other loggers' messages and arguments are dropped.
"""

import logging
import sys
import threading
import traceback
from pathlib import Path

OURS = "jianfu"
PACKAGES = ("bot", "classifier")

_logger = logging.getLogger(OURS)


class _AllowList(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Our message whole; of a third party its level and logger name only."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        said = record.getMessage() if record.name == OURS else f"({record.name})"
        return f"{when} {record.levelname} {said}"


def start(level: str) -> None:
    """Send the log to stderr at `level`; every handler others added is taken away."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AllowList())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    _logger.setLevel(level)
    # A line that can't be written would be printed with its arguments.
    logging.raiseExceptions = False
    # What Python itself would print with its message and source line.
    logging.captureWarnings(True)
    sys.excepthook = lambda _kind, error, _trace: failure("unhandled", error)
    sys.unraisablehook = lambda lost: failure("unraisable", lost.exc_value or RuntimeError())
    threading.excepthook = lambda lost: failure("thread", lost.exc_value or RuntimeError())


def event(name: str, **fields: int | bool | str) -> None:
    """Log one event; fields are counts, flags and names from the code, never ids or text."""
    said = " ".join(f"{key}={value}" for key, value in fields.items())
    _logger.info("%s %s", name, said)


def failure(name: str, error: BaseException) -> None:
    """Log an exception as its type and our own last line: its message may hold text or ids."""
    _logger.error("%s %s at %s", name, type(error).__name__, place(error))


def place(error: BaseException) -> str:
    """File and line of the last frame that is ours, such as bot/intake.py:42."""
    root = Path(__file__).parent.parent
    ours = [
        f"{Path(frame.filename).relative_to(root)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(root / package) for package in PACKAGES)
    ]
    return ours[-1] if ours else "?"
