"""Time to the first getUpdates and memory, against the same bot with scikit-learn imported."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread
from typing import ClassVar

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

TOKEN = "110201543:" + "Token-Of-The-Benchmark-Opens-Nothing"
ME = {"id": 110201543, "is_bot": True, "first_name": "x", "username": "x_bot"}
RUNS = 5
WITH_SKLEARN = "import sklearn.pipeline, sklearn.svm, sklearn.feature_extraction.text;"
ENTER = "from bot.cli import main; main()"


@dataclass(frozen=True)
class Start:
    """Seconds to the first getUpdates, and resident megabytes then."""

    seconds: float
    megabytes: float


class _Answers(RequestHandler):
    polled: ClassVar[list[float]] = []

    def post(self, method: str) -> None:
        """Just enough Bot API to get as far as polling."""
        if method == "getUpdates":
            self.polled.append(time.perf_counter())
        self.write({"ok": True, "result": {"getMe": ME, "getUpdates": []}.get(method, True)})


def _serve() -> int:
    socket, port = bind_unused_port()

    def loop() -> None:
        server = HTTPServer(
            Application([(rf"/bot{TOKEN}/(\w+)", _Answers)], log_function=lambda _: None)
        )
        server.add_socket(socket)
        IOLoop.current().start()

    Thread(target=loop, daemon=True).start()
    return port


def _start(port: int, before: str) -> Start:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "JIANFU_TELEGRAM__TOKEN": TOKEN,
            "JIANFU_TELEGRAM__BASE_URL": f"http://127.0.0.1:{port}/bot",
            "JIANFU_STORAGE__PATH": f"{folder}/jianfu.db",
            "JIANFU_STORAGE__KEYS": f"{folder}/keys",
            "JIANFU_LOG__LEVEL": "ERROR",
        }
        _Answers.polled.clear()
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.argv[1:] = ['run']; {before}{ENTER}"],
            env=environment,
        )
        while not _Answers.polled:
            time.sleep(0.005)
        status = Path(f"/proc/{process.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        process.kill()
        process.wait()
        return Start(_Answers.polled[0] - began, int(resident.split()[1]) / 1024)


def _median(starts: list[Start]) -> Start:
    return Start(median(s.seconds for s in starts), median(s.megabytes for s in starts))


def run() -> str:
    """The section of the page."""
    port = _serve()
    pairs = [(_start(port, ""), _start(port, WITH_SKLEARN)) for _ in range(RUNS)]
    ours, heavy = _median([pair[0] for pair in pairs]), _median([pair[1] for pair in pairs])
    return (
        "## 启动到第一次 getUpdates\n\n"
        "| | 秒 | 内存（MB） |\n|---|---|---|\n"
        f"| `jianfu run` | {ours.seconds:.2f} | {ours.megabytes:.0f} |\n"
        f"| 同一个机器人，另外导入 scikit-learn | {heavy.seconds:.2f} | {heavy.megabytes:.0f} |\n\n"
        f"快 {heavy.seconds / ours.seconds:.1f} 倍，"
        f"内存是 {ours.megabytes / heavy.megabytes:.0%}。\n"
    )
