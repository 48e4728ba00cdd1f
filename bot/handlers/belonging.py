"""Which of the registered groups a person means."""

from bot.context import Context
from bot.records import Group
from bot.telegram import is_member

MOST_ASKED = 50


async def groups_of(context: Context, person: int) -> list[Group]:
    """The group whose link the person came by, else the ones they are in."""
    services = context.services
    hinted = services.links.hinted(person)
    known = [group for group in services.store.register.all() if group.present]
    if hinted:
        return [group for group in known if group.id == hinted]
    return [
        group for group in known[:MOST_ASKED] if await is_member(context.bot, group.chat_id, person)
    ]
