"""Published → one picture for the phone: eight weeks with their range, off-hours, categories."""

from io import BytesIO

from bot.digest import headline
from bot.digest.charts import INK, PAPER, SOFT, draw_categories, draw_weeks
from bot.digest.font import BOLD, REGULAR, font
from bot.digest.history import History, eight_weeks
from bot.digest.words import IN_CHINESE, Wording

WIDTH, HEIGHT, MARGIN, DPI = 1080, 1350, 60, 100
# On a phone the picture is a third of its size: nothing is set smaller than this (points).
SMALL, TEXT, LARGE = 23, 27, 32
FIGURES = (60, 275, 515)  # Left edges of the three large figures.
LONG = 18  # Characters from which a large figure is set smaller, to stay on the picture.


def picture(history: History, wording: Wording = IN_CHINESE) -> bytes:
    """The digest of the last week of `history` (oldest first, gaps allowed) as a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)

    def write(
        x: float, y: float, text: str, size: float, *, bold: bool = False, colour: str = INK
    ) -> None:
        """One line by its left upper corner, in pixels from the picture's own."""
        figure.text(x / WIDTH, 1 - y / HEIGHT, text, size=size, color=colour, va="top",
                    font=font(BOLD if bold else REGULAR))  # fmt: skip

    weeks, texts = eight_weeks(history), wording.texts
    write(MARGIN, 44, headline.title(wording, weeks[-1]), LARGE, bold=True)
    write(MARGIN, 116, headline.answer(wording, weeks), SMALL)
    for x, (name, value, detail) in zip(FIGURES, headline.figures(wording, weeks), strict=True):
        write(x, 190, name, SMALL, colour=SOFT)
        write(x, 236, value, LARGE if len(value) < LONG else TEXT, bold=True)
        write(x, 304, detail, SMALL, colour=SOFT)
    write(MARGIN, 392, texts.picture_weeks, TEXT, bold=True)
    write(MARGIN, 442, texts.picture_range, SMALL, colour=SOFT)
    draw_weeks(figure.add_axes(_box(MARGIN, 500, 960, 300)), wording, weeks, font(REGULAR), SMALL)
    write(MARGIN, 902, texts.picture_columns, SMALL, colour=SOFT)
    write(MARGIN, 964, texts.picture_categories, TEXT, bold=True)
    axes = figure.add_axes(_box(290, 1016, 730, 264))
    draw_categories(axes, wording, weeks[-1].total, font(REGULAR), SMALL)
    write(MARGIN, 1292, texts.picture_foot, SMALL, colour=SOFT)
    file = BytesIO()
    figure.savefig(file, format="png", pil_kwargs={"optimize": True})
    return file.getvalue()


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """Axes by their left upper corner and size in pixels, as matplotlib takes them."""
    return x / WIDTH, 1 - (y + height) / HEIGHT, width / WIDTH, height / HEIGHT
