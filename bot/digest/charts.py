"""The two charts of a digest, drawn by matplotlib: eight weeks with their range, categories."""

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from bot.digest.contents import CATEGORIES, Totals
from bot.digest.headline import off_hours
from bot.digest.history import Told
from bot.digest.words import NOTHING, Wording, whole_hours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

# One hue in two lightnesses, so that no colour has to be told apart; the page's light palette.
PAPER, INK, SOFT, BAR, BAND, RULE = (
    "#ffffff", "#1b1f24", "#57606a", "#2f6fb0", "#b9d3ee", "#d5dae0",
)  # fmt: skip
# The page's names for them, which know light and dark.
VARIABLES = {INK: "--ink", SOFT: "--soft", BAR: "--bar", BAND: "--band", RULE: "--rule"}
MINUTES_AN_HOUR = 60
# A week is one unit wide: its bar starts so far left of the middle, its figure follows the bar.
BAR_LEFT, BAR_WIDTH = 0.4, 0.36
WIDEST = 3  # Characters of a figure beside its bar; longer ones are set smaller.
SVG_INCHES = (5.0, 2.3)
SVG = "{http://www.w3.org/2000/svg}"


def draw_weeks(
    axes: "Axes", wording: Wording, weeks: Sequence[Told], font: "FontProperties", size: float
) -> None:
    """Each week's estimate from low to high with a line at the middle; “—” where none is told."""
    told = [(place, week.minutes) for place, week in enumerate(weeks) if week.minutes]
    places = [place for place, _ in told]
    low, mid, high = (
        [getattr(minutes, name) / MINUTES_AN_HOUR for _, minutes in told]
        for name in ("low", "mid", "high")
    )
    spans = [top - bottom for top, bottom in zip(high, low, strict=True)]
    lefts = [place - BAR_LEFT for place in places]
    axes.bar(lefts, spans, BAR_WIDTH, bottom=low, align="edge", color=BAND, clip_on=False)
    axes.hlines(mid, lefts, [left + BAR_WIDTH for left in lefts],
                colors=BAR, linewidth=size / 6, clip_on=False)  # fmt: skip
    top = max(high, default=1) or 1
    figures = [whole_hours(minutes.mid) for _, minutes in told]
    fitting = size * min(1.0, WIDEST / max(map(len, figures), default=WIDEST))
    for place, middle, figure in zip(places, mid, figures, strict=True):
        axes.text(place - BAR_LEFT + BAR_WIDTH + 0.05, max(middle, top / 20), figure,
                  color=INK, va="center", font=font, size=fitting)  # fmt: skip
    for place in sorted(set(range(len(weeks))) - set(places)):
        axes.text(place, top / 40, NOTHING, color=INK, ha="center", font=font, size=size)
    names = [f"{wording.day(week.week, short=True)}\n{off_hours(week)}" for week in weeks]
    axes.set_xticks(range(len(weeks)), names, font=font, size=size, color=SOFT)
    axes.set(ylim=(0, top * 1.05), xlim=(-0.5, len(weeks) - 0.5), yticks=[])
    _bare(axes, keep=("bottom",))


def draw_categories(
    axes: "Axes", wording: Wording, total: Totals | None, font: "FontProperties", size: float
) -> None:
    """How often each category was demanded, in the supervisors' order."""
    kinds = CATEGORIES[:-1]
    counts = [total.categories[kind] if total else 0 for kind in kinds]
    bars = axes.barh(range(len(kinds)), counts, height=0.62, color=BAR)
    labels = [str(count) if total else NOTHING for count in counts]
    axes.bar_label(bars, labels, padding=size / 2, font=font, size=size, color=INK)
    names = [wording.texts.categories[kind] for kind in kinds]
    axes.set_yticks(range(len(kinds)), names, font=font, size=size, color=INK)
    axes.set(xlim=(0, (max(counts) or 1) * 1.15), xticks=[])
    axes.invert_yaxis()
    _bare(axes)


def _bare(axes: "Axes", keep: Sequence[str] = ()) -> None:
    axes.tick_params(length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(RULE)


def weeks_svg(wording: Wording, weeks: Sequence[Told]) -> str:
    """The eight weeks as an SVG element in the page's own font and colours."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    file = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "jianfu"}):
        figure = Figure(figsize=SVG_INCHES)
        axes = figure.add_axes((0, 0.24, 1, 0.76))
        draw_weeks(axes, wording, weeks, FontProperties(), 11)
        figure.savefig(file, format="svg", transparent=True)
    return _inline(file.getvalue(), wording.texts.weeks_chart)


def _inline(svg: str, label: str) -> str:
    """An SVG file as an element of a page: no namespaces, no metadata, colours by the page."""
    for colour, variable in VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    root = ElementTree.fromstring(svg)  # noqa: S314 - matplotlib wrote it just now
    for name in ("metadata", "defs"):
        for parent in root.iter():
            for child in parent.findall(f"{SVG}{name}"):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        element.attrib.pop("id", None)
    view = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib |= {"viewBox": view, "role": "img", "aria-label": label, "class": "chart"}
    return ElementTree.tostring(root, encoding="unicode")
