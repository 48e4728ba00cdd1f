"""Acting for one person: opening links, reading what the bot said, pressing its buttons."""

from urllib.parse import parse_qs, urlsplit

from bot.local_telegram import Chat, Message, User, World


class Actor:
    """A person with Telegram open, facing one bot."""

    def __init__(self, world: World, user: User, bot: User) -> None:
        self.world = world
        self.user = user
        self.bot = bot

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot."""
        return self.world.private(self.user, self.bot)

    def heard(self) -> list[Message]:
        """What the bot said that still stands, oldest first."""
        return self.world.from_bot(self.chat)

    async def open(self, link: str) -> Message:
        """Follow a deep link and read the answer."""
        payload = parse_qs(urlsplit(link).query)["start"][0]
        return await self._answered(lambda: self.world.start(self.user, self.bot, payload))

    async def start(self) -> Message:
        """Press start without a link."""
        return await self._answered(lambda: self.world.start(self.user, self.bot))

    async def tell(self, text: str, reply_to: Message | None = None) -> Message:
        """Write to the bot and read the answer."""
        return await self._answered(
            lambda: self.world.say(self.user, self.chat, text, reply_to=reply_to)
        )

    async def forward(self, message: Message) -> Message:
        """Forward a message to the bot and read the answer."""
        return await self._answered(lambda: self.world.forward(self.user, message, self.chat))

    async def press(self, message: Message, label: str) -> Message:
        """Press the button that reads `label` and see what changes."""
        data = next(b["callback_data"] for b in message.buttons if b["text"].startswith(label))
        return await self._answered(lambda: self.world.press(self.user, message, data))

    async def _answered(self, act: object) -> Message:
        """Act, then wait for a message of the bot to appear or change."""
        before = {(m.id, m.edited, m.text) for m in self.heard()}
        assert callable(act)
        act()
        await self.world.until(lambda: {(m.id, m.edited, m.text) for m in self.heard()} - before)
        await self.world.drained()
        return next(m for m in reversed(self.heard()) if (m.id, m.edited, m.text) not in before)


def link_in(message: Message, label: str) -> str:
    """The URL of the button that reads `label`."""
    return next(str(b["url"]) for b in message.buttons if b["text"] == label)
