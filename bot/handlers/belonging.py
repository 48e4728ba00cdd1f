"""Which of the registered groups a person means, and which message a pasted link points to."""

import re

from bot.context import Context, Services
from bot.privacy import pseudonyms
from bot.records import Group
from bot.telegram import is_member
from bot.week import Week

MOST_ASKED = 50
# “Copy link” of a private supergroup; with a topic there is a number more.
LINK = re.compile(r"t\.me/c/(\d{1,15})/(?:\d{1,15}/)?(\d{1,15})\b")


async def groups_of(context: Context, person: int, text: str = "") -> list[Group]:
    """The group that a pasted link names, or whose link they came by, else the ones they are in."""
    services = context.services
    pointed = linked(services, text)
    if pointed:
        return [pointed[0]]
    hinted = services.links.hinted(person)
    known = [group for group in services.store.register.all() if group.present]
    if hinted:
        return [group for group in known if group.id == hinted]
    return [
        group for group in known[:MOST_ASKED] if await is_member(context.bot, group.chat_id, person)
    ]


def linked(services: Services, text: str) -> tuple[Group, int] | None:
    """The registered group and the message id that a link in the text names."""
    found = LINK.search(text)
    group = services.store.register.by_chat(int(f"-100{found.group(1)}")) if found else None
    return (group, int(found.group(2))) if found and group else None


def counts(services: Services, text: str, group_id: str, *, member: bool) -> bool:
    """Whether the model counts the text, or the message of the own group that it links to."""
    pointed = linked(services, text)
    if pointed is None:
        return bool(services.examiner.judge(text).labels)
    group, message_id = pointed
    found = {
        services.store.running.group_of_finding(
            pseudonyms.message(
                services.intake.keys(Week.parse(week), group.id).group, group.chat_id, message_id
            )
        )
        for week in services.keyring.weeks()
    }
    return group_id in found and group_id == group.id and member
