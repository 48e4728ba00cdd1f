"""The week: when it starts, ends and closes, and which hours are working hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from bot.config import WEEKDAYS

MORNING, EVENING = time(8), time(20)


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, written 2026-W47; starts on Monday in the installation's time zone."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that holds `day`."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, label: str) -> "Week":
        """Read 2026-W47; raises ValueError for anything else."""
        return cls(datetime.strptime(f"{label}-1", "%G-W%V-%u").date())

    def __str__(self) -> str:
        return self.monday.strftime("%G-W%V")

    def plus(self, weeks: int) -> "Week":
        """The week so many weeks later (earlier, if negative)."""
        return Week(self.monday + timedelta(weeks=weeks))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


@cache
def _china() -> holidays.HolidayBase:
    return holidays.country_holidays("CN")


def works(day: date) -> bool:
    """Whether `day` is a working day in China, shifted weekends included."""
    return bool(_china().is_working_day(day))


@dataclass(frozen=True)
class Calendar:
    """Turns moments into weeks for one time zone and one digest hour ("Mon 09:00")."""

    timezone: str
    digest_at: str

    @property
    def zone(self) -> ZoneInfo:
        """The installation's time zone."""
        return ZoneInfo(self.timezone)

    def week(self, moment: datetime) -> Week:
        """The week a message sent at `moment` belongs to."""
        return Week.of(moment.astimezone(self.zone).date())

    def day(self, moment: datetime) -> int:
        """Day of the week, 0 is Monday."""
        return moment.astimezone(self.zone).weekday()

    def off_hours(self, moment: datetime) -> bool:
        """Before 8:00, from 20:00 on, or on a rest day (policy.md, rules for groups)."""
        local = moment.astimezone(self.zone)
        return not MORNING <= local.time() < EVENING or not works(local.date())

    def ends(self, week: Week) -> datetime:
        """Sunday 24:00."""
        return datetime.combine(week.plus(1).monday, time(), self.zone)

    def closes(self, week: Week) -> datetime:
        """The digest hour after the week's end, moved to the next working day if need be."""
        name, clock = self.digest_at.split()
        day = week.plus(1).monday + timedelta(days=WEEKDAYS.index(name))
        # A digest on the weekend was asked for by name; only Monday to Friday give way.
        while name not in ("Sat", "Sun") and not works(day):
            day += timedelta(days=1)
        return datetime.combine(day, time.fromisoformat(clock), self.zone)
