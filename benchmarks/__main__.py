"""`make bench`: every benchmark in turn, written to docs/benchmarks.md."""

import platform
import sys
from pathlib import Path

from benchmarks import classifying, conversing, digesting, examining, reporting, starting

PAGE = Path("docs/benchmarks.md")
HEAD = """# 速度

`make bench` 写出这一页：同一次运行里的比值，单核。绝对数字随机器变，比值才可比。

"""


def main() -> None:
    """Run, print and write the page."""
    sections = [
        module.run()
        for module in (classifying, examining, conversing, digesting, reporting, starting)
    ]
    page = HEAD + "\n".join(sections)
    page += f"\n{platform.machine()}，Python {platform.python_version()}，{sys.platform}。\n"
    print(page)
    PAGE.write_text(page, encoding="utf-8")


main()
