"""Who joins, leaves, gains or loses rights, blocks a bot, and groups that move."""

from bot.local_telegram.records import (
    ADMIN_RIGHTS,
    ADMINS,
    JSON,
    PRESENT,
    Chat,
    Member,
    Message,
    Standing,
    User,
)
from bot.local_telegram.refusals import ImpossibleError
from bot.local_telegram.state import State


class Membership(State):
    """What people do about who is in a chat."""

    def add_member(self, chat: Chat, user: User, by: User, **rights: bool) -> None:
        """Somebody adds a person or a bot; with rights, as an administrator."""
        self._stand(chat, user, by, "administrator" if rights else "member", rights)
        self._service(chat, by, new_chat_members=[user.json()])

    def remove_member(self, chat: Chat, user: User, by: User) -> None:
        """Somebody is put out of a group."""
        self._stand(chat, user, by, "kicked", {})
        self._service(chat, by, left_chat_member=user.json())

    def leave(self, chat: Chat, user: User) -> None:
        """Somebody leaves by themselves."""
        self._stand(chat, user, user, "left", {})
        self._service(chat, user, left_chat_member=user.json())

    def promote(self, chat: Chat, user: User, by: User, **rights: bool) -> None:
        """Somebody becomes an administrator with these rights."""
        self._stand(chat, user, by, "administrator", rights)

    def demote(self, chat: Chat, user: User, by: User) -> None:
        """An administrator, or somebody restricted, becomes a plain member."""
        self._stand(chat, user, by, "member", {})

    def restrict(self, chat: Chat, user: User, by: User) -> None:
        """Somebody may stay but not write."""
        self._stand(chat, user, by, "restricted", {})

    def block(self, person: User, bot: User) -> None:
        """A person blocks the bot."""
        self._set_blocked(person, bot, True)

    def unblock(self, person: User, bot: User) -> None:
        """A person lets the bot write again."""
        self._set_blocked(person, bot, False)

    def migrate(self, chat: Chat) -> Chat:
        """A group becomes a supergroup: a new id, two service messages, message ids from 1 on."""
        new = Chat(int(f"-100{next(self._chat_ids)}"), "supergroup", chat.title)
        new.members = dict(chat.members)
        self.chats[new.id] = new
        creator = next(m.user for m in chat.members.values() if m.standing == "creator")
        self._service(chat, creator, migrate_to_chat_id=new.id)
        chat.migrated_to = new
        self._service(new, creator, migrate_from_chat_id=chat.id)
        return new

    def _stand(
        self, chat: Chat, user: User, by: User, standing: Standing, rights: dict[str, bool]
    ) -> None:
        unknown = rights.keys() - set(ADMIN_RIGHTS)
        if unknown:
            raise ImpossibleError(f"no such right: {', '.join(sorted(unknown))}")
        known = chat.members.get(user.id)
        old = known or Member(user, "left")
        # Privacy mode counts as it was when the bot joined (docs/wire.md).
        stays = known is not None and known.standing in PRESENT
        reads = old.reads_all if stays else self.reads_all.get(user.id, True)
        granted = frozenset(right for right, given in rights.items() if given)
        chat.members[user.id] = Member(user, standing, granted, reads)
        self._announce(chat, user, self._change(chat, by, old, chat.members[user.id]))

    def _announce(self, chat: Chat, user: User, change: JSON) -> None:
        """The bot concerned hears of itself; administrator bots hear of everybody else."""
        if user.is_bot:
            self.updates[user.id].add("my_chat_member", change)
        for member in chat.members.values():
            if member.user.is_bot and member.user is not user and member.standing in ADMINS:
                self.updates[member.user.id].add("chat_member", change)

    def _set_blocked(self, person: User, bot: User, blocked: bool) -> None:
        chat = self.private(person, bot)
        chat.blocked = blocked
        was, now = Member(bot, "member"), Member(bot, "kicked")
        old, new = (was, now) if blocked else (now, was)
        change = self._change(chat, person, old, new)
        self.updates[bot.id].add("my_chat_member", change)

    def _change(self, chat: Chat, by: User, old: Member, new: Member) -> JSON:
        return {
            "chat": chat.json(), "from": by.json(), "date": int(self.clock().timestamp()),
            "old_chat_member": old.json(), "new_chat_member": new.json(),
        }  # fmt: skip

    def _service(self, chat: Chat, who: User, **body: object) -> None:
        self.append(Message(chat.next_id, chat, who, self.clock(), dict(body)))
