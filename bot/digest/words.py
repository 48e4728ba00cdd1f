"""How figures are written: bands, minutes, changes, dates, and nouns with their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

from bot.digest.contents import Minutes
from bot.digest.followup import Became
from bot.digest.history import People, Told
from bot.privacy.release import Band
from bot.texts import CHINESE, DigestTexts
from bot.texts.digest_sentences import Changes, Counted
from bot.week import Week
from classifier import Category

NOTHING = "—"
# From so many minutes on an estimate is written in hours.
HOURS_FROM = 180


def people(band: Band | None) -> str:
    """A folded count of people or person-times: “<5”， “20–27”， or — where it is not published."""
    if band is None:
        return NOTHING
    if band.lo == 0:
        return f"<{band.hi + 1}" if band.hi else "0"
    return f"{band.lo}–{band.hi}"


def reports(noised: int) -> str:
    """A noised count of reports: clamped, under 5 as “<5”， else to the nearest 5."""
    return "<5" if noised < 5 else str(5 * round(noised / 5))


def share(part: int, whole: int) -> str:
    """A percentage, or — where there is nothing to share."""
    return f"{round(100 * part / whole)}%" if whole else NOTHING


def whole_hours(minutes: int) -> str:
    """Minutes as hours to two digits: an estimate tells no more."""
    value = minutes / 60
    if not value:
        return "0"
    return f"{value:.1f}" if value < 10 else f"{float(f'{value:.2g}'):.0f}"


def percents(low: float, high: float) -> str:
    """A range of shares, such as “84–97%”."""
    return f"{round(100 * low)}–{round(100 * high)}%"


def _change(now: int, before: int, forms: Changes) -> str:
    form = forms.more if now > before else forms.fewer if now < before else forms.same
    return form.format(n=abs(now - before))


@dataclass(frozen=True)
class Wording:
    """One language: its sentences, and figures as it writes them (plurals and dates by Babel)."""

    texts: DigestTexts

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.texts.locale)

    def count(self, number: int, forms: Counted) -> str:
        """A number with its noun, such as “1 group”, “3 groups”."""
        form = forms.get(self._locale.plural_form(number), forms["other"])
        return form.format(n=format_decimal(number, locale=self._locale, group_separator=False))

    def band(self, band: Band | None, forms: Counted) -> str:
        """A folded count with its noun, such as “20–27 people”."""
        return forms["other"].format(n=people(band)) if band else NOTHING

    def acts(self, told: Told, field: str, forms: Counted) -> str:
        """An integer of a week's totals with its noun; — where there are no rows."""
        return self.count(getattr(told.total, field), forms) if told.total else NOTHING

    def folded(self, told: Told, field: People, forms: Counted) -> str:
        """A week's folded count of people with its noun; — where no row tells of people."""
        return self.band(told.people(field), forms)

    def hours(self, minutes: Minutes | None) -> str:
        """An estimate with its range, in hours from 3 hours on."""
        if minutes is None:
            return NOTHING
        low, mid, high = minutes.low, minutes.mid, minutes.high
        if not high:
            return "0"
        if high < HOURS_FROM:
            return self.texts.minutes.format(low=low, mid=mid, high=high)
        return self.texts.hours.format(
            low=whole_hours(low), mid=whole_hours(mid), high=whole_hours(high)
        )

    def change(self, now: int, before: int) -> str:
        """The bare change of a count of acts: “多 3”， “3 fewer”， “一样”."""
        return _change(now, before, self.texts.changes)

    def than_last_week(self, now: int, before: int) -> str:
        """The change as a phrase: “比上周多 3”， “和上周一样”."""
        return _change(now, before, self.texts.versus)

    def beside(self, now: int, before: int) -> str:
        """The change as it stands under a large figure: “比上周多 3”， “3 more”."""
        return _change(now, before, self.texts.beside)

    def hours_range(self, minutes: Minutes | None) -> str:
        """An estimate in hours without the word, for a column that says so."""
        if minutes is None:
            return NOTHING
        if not minutes.high:
            return "0"
        low, mid, high = map(whole_hours, (minutes.low, minutes.mid, minutes.high))
        return self.texts.hours_range.format(low=low, mid=mid, high=high)

    def messages(self, number: int) -> str:
        """A rounded count of messages; from ten thousand on in short, as “1.6万条消息”."""
        if number < 10_000:
            return self.count(number, self.texts.messages)
        short = format_compact_decimal(number, locale=self._locale, fraction_digits=1)
        return self.texts.many_messages.format(n=short)

    def became(self, found: Mapping[Became, Sequence[Category]]) -> str:
        """What became of categories, those of one word together: “打卡类、填报类少了”."""
        texts = self.texts
        return texts.semicolon.join(
            texts.followup_word.format(
                name=texts.listing.join(texts.categories[each] for each in categories),
                became=texts.became[word],
            )
            for word, categories in found.items()
        )

    def period(self, week: Week) -> str:
        """A week from its Monday to its Sunday."""
        return format_interval(week.monday, week.sunday, "MMMd", locale=self._locale)

    def day(self, week: Week, *, short: bool = False) -> str:
        """A week's Monday: “11月16日”， or short “11/16”."""
        return format_skeleton("Md" if short else "MMMd", week.monday, locale=self._locale)


IN_CHINESE = Wording(CHINESE.digest)
