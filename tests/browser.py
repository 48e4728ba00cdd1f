"""Pages in headless Chromium: what axe finds, how wide they are, how many sheets they print on."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 120
# Runs in each page, in its own frame, and leaves what it found in the frame's parent.
LOOK = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
  .then(found => {
    const page = document.documentElement;
    parent.document.getElementById(window.name + "-found").textContent = JSON.stringify({
      violations: found.violations.map(each =>
        each.id + ": " + each.nodes.map(node => node.target.join(" ")).join(", ")),
      passed: found.passes.length,
      wide: page.scrollWidth - page.clientWidth,
    });
  });
"""


def looked_at(
    pages: Mapping[str, str], folder: Path, *, width: int, dark: bool
) -> dict[str, dict[str, Any]]:
    """What axe and the layout say of each page, at a width and in light or dark."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    scripts = f"<script>{axe}</script><script>{LOOK}</script></body>"
    frames = "".join(
        f'<iframe name="{name}" style="width:{width}px;height:3000px" '
        f'srcdoc="{html.escape(page.replace("</body>", scripts))}"></iframe>'
        f'<pre id="{name}-found"></pre>'
        for name, page in pages.items()
    )
    file = folder / "frames.html"
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8>{frames}", encoding="utf-8")
    scheme = [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    dom = _chromium([*scheme, "--virtual-time-budget=15000", "--dump-dom", file.as_uri()], folder)
    found = dict(re.findall(r'<pre id="([\w-]+)-found">(.*?)</pre>', dom))
    return {name: json.loads(html.unescape(said)) for name, said in found.items()}


def sheets(page: str, folder: Path) -> int:
    """How many A4 sheets a page prints on."""
    file, target = folder / "page.html", folder / "page.pdf"
    file.write_text(page, encoding="utf-8")
    _chromium(["--no-pdf-header-footer", f"--print-to-pdf={target}", file.as_uri()], folder)
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


def _chromium(arguments: list[str], folder: Path) -> str:
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return done.stdout
