"""What handlers work with: the services of one installation, and PTB's context typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.close import Closer
from bot.config import Config
from bot.donating import Donations
from bot.examiner import Examiner
from bot.filing import Desk
from bot.intake import Intake
from bot.links import Links
from bot.privacy.keys import Keyring, RandomBytes
from bot.store import Store
from bot.week import Calendar, Week
from bot.wiping import Wiping

SERVICES = "services"


@dataclass
class Services:
    """Everything the composition root built; handlers get it from their context."""

    config: Config
    store: Store
    keyring: Keyring
    calendar: Calendar
    examiner: Examiner
    intake: Intake
    desk: Desk
    donations: Donations
    closer: Closer
    links: Links
    wiping: Wiping
    clock: Callable[[], datetime]
    random_bytes: RandomBytes
    # Members of a group less bots and admins, by group and day; asked of Telegram once a day.
    members: dict[tuple[str, date], int] = field(default_factory=dict)
    # When each group last got a /status answer.
    answered: dict[str, datetime] = field(default_factory=dict)
    # Findings of closed weeks that got a mark afterwards, so that each counts once.
    marked_late: set[str] = field(default_factory=set)
    # The day on which the clock's daily work was done last.
    begun: date | None = None

    @property
    def week(self) -> Week:
        """The running week."""
        return self.calendar.week(self.clock())

    @property
    def today(self) -> date:
        """Today in the installation's time zone."""
        return self.clock().astimezone(self.calendar.zone).date()

    def new_id(self) -> str:
        """A random own id for a group."""
        return self.random_bytes(8).hex()


class Context(CallbackContext["Bot", dict[Any, Any], dict[Any, Any], dict[str, Any]]):
    """PTB's context with our services."""

    @property
    def services(self) -> Services:
        """The services of this installation."""
        services: Services = self.bot_data[SERVICES]
        return services


Bot = ExtBot[Any]
App = Application[Bot, Context, dict[Any, Any], dict[Any, Any], dict[str, Any], JobQueue[Context]]
