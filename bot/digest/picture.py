"""Published → one picture for the phone: eight weeks with their range, off-hours, categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from bot.digest import headline
from bot.digest.contents import CATEGORIES, Totals
from bot.digest.history import WEEKS, History, Told, eight_weeks
from bot.digest.words import NOTHING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, MARGIN = 1080, 1350, 60
# The page's light palette: one hue in two lightnesses, so that no colour has to be told apart.
PAPER, INK, SOFT, BAR, BAND, RULE = "#fff", "#1b1f24", "#57606a", "#2f6fb0", "#b9d3ee", "#d5dae0"
# On a phone the picture is a third of its size: nothing is set smaller than this.
SMALL, TEXT, LARGE = 32, 38, 44
SIMPLIFIED = 2  # Place of the mainland forms in the font collection.
REGULAR, BOLD = 400, 700
FIGURES = (60, 275, 515)  # Left edges of the three large figures.
LONG = 18  # Characters from which a large figure is set smaller, to stay on the picture.
WEEKS_TOP, WEEKS_BOTTOM = 505, 795
CATEGORIES_TOP, CATEGORY_HEIGHT = 1016, 45
BARS_LEFT, BARS_RIGHT = 260, 940


def picture(history: History) -> bytes:
    """The digest of the last week of `history` (oldest first, gaps allowed) as a PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    card = Card(ImageDraw.Draw(image))
    weeks = eight_weeks(history)
    _draw_head(card, weeks)
    _draw_weeks(card, weeks)
    _draw_categories(card, weeks[-1].total)
    card.write(MARGIN, 1292, "不用回复，不排名，不用于考核", SMALL, colour=SOFT)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True)
class Card:
    """A drawing with the one font the package ships."""

    draw: "ImageDraw"

    def write(
        self, x: float, y: float, text: str, size: int, *, bold: bool = False,
        colour: str = INK, anchor: str = "la",
    ) -> None:  # fmt: skip
        """Write one line; `anchor` is Pillow's (la: left and top, ma: middle and top)."""
        self.draw.text((x, y), text, colour, _font(size, BOLD if bold else REGULAR), anchor)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle, right and bottom edges left out."""
        if right > left and bottom > top:
            self.draw.rectangle((left, top, right - 1, bottom - 1), colour)


def _font(size: int, weight: int) -> "FreeTypeFont":
    from PIL import ImageFont

    path = files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
    font = ImageFont.truetype(
        str(path), size, index=SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC
    )
    font.set_variation_by_axes([weight])
    return font


def _draw_head(card: Card, weeks: Sequence[Told]) -> None:
    card.write(MARGIN, 44, headline.title(weeks[-1], again=False, running=False), LARGE, bold=True)
    card.write(MARGIN, 116, headline.answer(weeks), SMALL)
    for column, (name, value, detail) in zip(FIGURES, headline.figures(weeks), strict=True):
        card.write(column, 190, name, SMALL, colour=SOFT)
        size = LARGE if len(value) < LONG else TEXT
        card.write(column, 236, value, size, bold=True)
        card.write(column, 304, detail, SMALL, colour=SOFT)


def _draw_weeks(card: Card, weeks: Sequence[Told]) -> None:
    card.write(MARGIN, 392, "八周占用时间（估算，小时）", TEXT, bold=True)
    card.write(MARGIN, 442, "浅色是低到高，深线和数字是中间值", SMALL, colour=SOFT)
    card.box(MARGIN, WEEKS_BOTTOM, WIDTH - MARGIN, WEEKS_BOTTOM + 2, RULE)
    longest = max((told.minutes.high for told in weeks if told.minutes), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / WEEKS
    for index, told in enumerate(weeks):
        _draw_week(card, MARGIN + step * (index + 0.5), told, longest)
    card.write(MARGIN, 902, "每列一周：周一的日期，和下班后提出的占比", SMALL, colour=SOFT)


def _draw_week(card: Card, x: float, told: Told, longest: int) -> None:
    day = told.week.monday
    card.write(x, WEEKS_BOTTOM + 10, f"{day.month}/{day.day}", SMALL, anchor="ma")
    card.write(x, WEEKS_BOTTOM + 52, told.share("off_hours"), SMALL, colour=SOFT, anchor="ma")
    if told.minutes is None:
        card.write(x, WEEKS_BOTTOM - 50, NOTHING, SMALL, anchor="ma")
        return
    low, mid, high = (
        WEEKS_BOTTOM - round((WEEKS_BOTTOM - WEEKS_TOP) * minutes / longest)
        for minutes in (told.minutes.low, told.minutes.mid, told.minutes.high)
    )
    card.box(x - 50, high, x - 16, low, BAND)
    card.box(x - 50, mid - 3, x - 16, mid + 3, BAR)
    card.write(x - 10, mid, _hours(told.minutes.mid), SMALL, anchor="lm")


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}" if minutes < 600 else f"{minutes / 60:.0f}"


def _draw_categories(card: Card, total: Totals | None) -> None:
    card.write(MARGIN, 964, "按类别（次）", TEXT, bold=True)
    most = max(total.categories.values(), default=0) if total else 0
    for index, category in enumerate(CATEGORIES[:-1]):
        top = CATEGORIES_TOP + index * CATEGORY_HEIGHT
        count = total.categories[category] if total else 0
        end = BARS_LEFT + round((BARS_RIGHT - BARS_LEFT) * count / (most or 1))
        card.write(MARGIN, top, category, SMALL)
        card.box(BARS_LEFT, top + 8, end, top + 38, BAR)
        card.write(end + 14, top, str(count) if total else NOTHING, SMALL)
