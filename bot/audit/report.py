"""Summary → report.html: one file without network, every figure and bar from the summary alone."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest import words
from bot.digest.contents import CATEGORIES, WINDOWS, Minutes
from bot.texts import CHINESE
from classifier import LABELS, Category, category_of, chinese_name

SHAPES = {"own": "单独一群", "quiet": "发言的人少", "pool": "小群合并"}


def html(summary: dict[str, Any]) -> str:
    """The report as one self-contained page; the same summary gives the same bytes."""
    environment = Environment(
        loader=PackageLoader("bot.digest"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "hours": _hours, "share": words.share, "percent": _percent, "shown": _shown,
        "labels_of": _labels_of, "chinese": chinese_name, "shapes": SHAPES,
    }  # fmt: skip
    weeks = summary["weeks"]
    demands = [week["total"]["demands"] for week in weeks if week["total"]]
    page: str = environment.get_template("audit.html.j2").render(
        summary,
        categories=CATEGORIES[:-1],
        windows=WINDOWS,
        most=max(demands, default=0),
        advice=_advice(summary["total"]),
        unpublished=sum(week["unpublished_groups"] for week in weeks),
        rows=[(week, cell) for week in weeks for cell in week["cells"]],
    )
    return page


def _hours(minutes: dict[str, int] | None) -> str:
    return words.IN_CHINESE.hours(Minutes(**minutes) if minutes else None)


def _shown(value: str | int | None) -> str | int:
    return words.NOTHING if value is None else value


def _percent(part: int, whole: int) -> int:
    """The length of a bar, 0 to 100; one that stands for something is never invisible."""
    return max(1, round(100 * part / whole)) if part else 0


def _labels_of(category: Category) -> list[str]:
    return [label for label in LABELS if category_of(label) == category]


def _advice(total: dict[str, Any] | None) -> list[tuple[Category, str, str]]:
    """A lighter way for each category that was found."""
    found = total["categories"] if total else {}
    return [(name, *way) for name, way in CHINESE.digest.lighter.items() if found.get(name)]
