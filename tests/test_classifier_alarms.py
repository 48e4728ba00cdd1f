"""False alarms are counted on lines without a demand, even and odd lines apart."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from classifier.__main__ import main

HARMLESS, DEMAND = "合同我放你桌上了", "全体人员今天必须转发朋友圈并截图发群里,未转发的通报"


@pytest.mark.parametrize(
    ("lines", "even", "odd"),
    [
        ([HARMLESS, DEMAND, HARMLESS], "2 条，误报 0 条，0.00%", "1 条，误报 1 条，100.00%"),
        ([DEMAND, HARMLESS], "1 条，误报 1 条，100.00%", "1 条，误报 0 条，0.00%"),
        ([], "0 条，误报 0 条，0.00%", "0 条，误报 0 条，0.00%"),
    ],
)
def test_alarms_are_counted_by_line(tmp_path: Path, lines: list[str], even: str, odd: str) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(main, ["alarms", str(file)])
    assert result.output.splitlines() == [f"偶数行（从 0 数） {even}", f"奇数行 {odd}"]
