"""Deep links: one per group and week, the same for everybody; one-time ones for supervisors."""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.privacy import pseudonyms
from bot.privacy.keys import Keyring, RandomBytes
from bot.store import Store
from bot.week import Week

LINK_LIVES = timedelta(minutes=15)
MOST_LINKS, MOST_HINTS = 1000, 10_000
REPORT, SETUP, SUPERVISE = "g", "a", "s"


@dataclass(frozen=True)
class Invitation:
    """A one-time supervisor link: which group, who asked, until when."""

    group: str
    admin: int = field(repr=False)
    expires: datetime


@dataclass
class Links:
    """Makes and resolves payloads; one-time links and hints live in process memory only."""

    store: Store
    keyring: Keyring
    random_bytes: RandomBytes
    _groups: dict[str, str] = field(default_factory=dict)
    _invitations: dict[str, Invitation] = field(default_factory=dict, repr=False)
    _opened: dict[str, tuple[Invitation, int]] = field(default_factory=dict, repr=False)
    _hints: dict[int, str] = field(default_factory=dict, repr=False)

    def payload(self, week: Week, group: str) -> str:
        """The group's payload of the week."""
        return pseudonyms.link_payload(self.keyring.key(str(week), f"group-{group}"))

    def group(self, payload: str, week: Week) -> str | None:
        """The group a payload of this week or the last stands for."""
        if payload not in self._groups:
            known = (week, week.plus(-1)) if str(week.plus(-1)) in self.keyring.weeks() else (week,)
            self._groups = {
                self.payload(each, group.id): group.id
                for each in known
                for group in self.store.register.all()
            }
        return self._groups.get(payload)

    def invite(self, group: str, admin: int, now: datetime) -> str:
        """A fresh one-time payload for a supervisor."""
        token = base64.urlsafe_b64encode(self.random_bytes(12)).decode()
        self._invitations = {
            known: invitation
            for known, invitation in list(self._invitations.items())[-MOST_LINKS:]
            if invitation.expires > now
        }
        self._invitations[token] = Invitation(group, admin, now + LINK_LIVES)
        return token

    def open(self, token: str, person: int, now: datetime) -> Invitation | None:
        """Use up an invitation; None if unknown, used or expired."""
        invitation = self._invitations.pop(token, None)
        if invitation is None or invitation.expires <= now:
            return None
        self._opened[token] = (invitation, person)
        return invitation

    def confirm(self, token: str) -> tuple[Invitation, int] | None:
        """Who opened an invitation that waits for the admin's yes or no; only once."""
        return self._opened.pop(token, None)

    def hint(self, person: int, group: str) -> None:
        """Remember, in memory only, from which group's link a person came."""
        if len(self._hints) >= MOST_HINTS:
            self._hints.clear()
        self._hints[person] = group

    def hinted(self, person: int) -> str | None:
        """The group whose link a person opened last."""
        return self._hints.get(person)
